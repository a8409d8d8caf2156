"""The registry: one line a figure, none about origin, nationality, religion or persons."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from maken import make_buurten, make_reeksen

from woonzorg.bronnen.lijst import BRONNEN
from woonzorg.fouten import GegevensFout
from woonzorg.gegevens.controle import check_gebieden, check_reeksen
from woonzorg.gegevens.schema import STATUS_UITLEG, Status
from woonzorg.indicator import (
    DIMENSIES,
    GEDRAG,
    INDICATOREN,
    PER_SLEUTEL,
    PROFIEL,
    VERPLICHT,
    Gebruik,
    Snede,
    Vorm,
    find_forbidden,
    of_bron,
    of_gebruik,
)
from woonzorg.oordeel.concentratie import KENMERKEN

EERSTE = INDICATOREN[0]


def test_the_registry_holds_nothing_forbidden() -> None:
    assert find_forbidden() == []


@pytest.mark.parametrize(
    "change",
    [
        {"sleutel": "herkomst_pct"}, {"titel": "Inwoners met een niet-westerse migratieachtergrond"},
        {"velden": ("Geboren buiten Nederland",)}, {"uitleg": "Aandeel met een andere nationaliteit."},
        {"groep": "Herkomstland"}, {"titel": "Geboorteland"}, {"titel": "Aandeel allochtonen"},
        {"velden": ("Buiten Europa",)}, {"titel": "Kerkelijke gezindte"}, {"titel": "Godsdienst"},
        {"sleutel": "bsn"}, {"uitleg": "Etniciteit van bewoners"}, {"titel": "Afkomst"},
        {"velden": ("Geboren in Nederland",)}, {"velden": ("Buiten Nederland",)},
    ],
)  # fmt: skip
def test_an_indicator_about_origin_religion_or_persons_is_caught(change: dict) -> None:
    bad = dataclasses.replace(EERSTE, **change)
    assert find_forbidden((*INDICATOREN, bad)) == [bad.sleutel]


def test_keys_are_unique_and_each_line_is_filled_in() -> None:
    assert len(PER_SLEUTEL) == len(INDICATOREN)
    assert len({indicator.titel for indicator in INDICATOREN}) == len(INDICATOREN)
    assert all(line.titel and line.uitleg and line.eenheid and all(line.velden) for line in INDICATOREN)
    assert all(line.minimum < line.maximum and line.sleutel.isidentifier() for line in INDICATOREN)


def test_what_the_rule_needs_is_in_the_registry() -> None:
    needed = {"ses_woa", "ses_spreiding", "ses_huishoudens", "huishoudens", "lbm_afwijking", "lbm_klasse"}
    assert needed | VERPLICHT | set(DIMENSIES) <= set(PER_SLEUTEL)
    assert len(DIMENSIES) == 5


def test_each_source_gives_its_own_indicators() -> None:
    parts = [of_bron(bron.sleutel) for bron in BRONNEN]
    assert sorted(sum(parts, ()), key=INDICATOREN.index) == list(INDICATOREN)
    assert {line.sleutel[:4] for line in of_bron("leefbaarometer")} == {"lbm_"}


# What follows from a figure's form, and where it may be used


def test_every_form_says_how_its_figures_behave() -> None:
    assert set(GEDRAG) == set(Vorm)
    assert all(gedrag.minimum < gedrag.maximum and gedrag.decimalen >= 0 for gedrag in GEDRAG.values())
    assert {vorm for vorm in Vorm if GEDRAG[vorm].minimum < 0} == {Vorm.SCORE}
    assert {vorm for vorm in Vorm if GEDRAG[vorm].snede == Snede.ROND_GEMIDDELDE} == {Vorm.SCORE}


def test_a_line_may_say_other_decimals_and_bounds_than_its_form() -> None:
    share = PER_SLEUTEL["koopwoningen_pct"]
    assert (share.decimalen, share.minimum, share.maximum) == (0, 0.0, 100.0)
    assert (PER_SLEUTEL["laag_inkomen_pct"].decimalen, PER_SLEUTEL["laag_inkomen_pct"].maximum) == (1, 100.0)
    own = dataclasses.replace(share, eigen_decimalen=2, eigen_grenzen=(-1.0, 40.0))
    assert (own.decimalen, own.minimum, own.maximum) == (2, -1.0, 40.0)


def test_classes_have_a_middle_and_two_boxes_on_either_side() -> None:
    spans = [line.maximum - line.minimum for line in INDICATOREN if line.vorm == Vorm.KLASSE]
    assert spans
    assert all(span >= 4 and span % 2 == 0 for span in spans)


def test_a_figure_about_a_buurt_only_is_seen_nowhere_else() -> None:
    only = {line.sleutel for line in INDICATOREN if line.gebruik == PROFIEL}
    assert "bijstand" in only
    assert not only & {line.sleutel for line in (*of_gebruik(Gebruik.KAART), *of_gebruik(Gebruik.OORDEEL))}
    assert not only & {*VERPLICHT, *KENMERKEN}
    assert all(line.gebruik & PROFIEL for line in INDICATOREN)


def test_what_a_verdict_rests_on_is_said_to_be_so() -> None:
    judging = {line.sleutel for line in of_gebruik(Gebruik.OORDEEL)}
    assert judging == {
        "ses_woa", "ses_spreiding", "ses_huishoudens", "lbm_afwijking", "lbm_klasse", "huishoudens", *KENMERKEN
    }  # fmt: skip
    assert judging <= {line.sleutel for line in of_gebruik(Gebruik.KAART)}


# The schema that follows from the registry


def test_a_sound_table_passes_and_missing_is_allowed() -> None:
    buurten = make_buurten(2, ses_woa=[0.1, np.nan], laag_inkomen_pct=[0.0, 100.0])
    check_gebieden(buurten)
    check_reeksen(make_reeksen(buurten))


@pytest.mark.parametrize(
    ("column", "value"),
    [("ses_woa", 5.1), ("lbm_afwijking", -5.1), ("laag_inkomen_pct", 100.1), ("huishoudens", -1.0), ("lbm_klasse", 0.0),
     ("ses_spreiding", -0.1), ("huishoudens", np.inf)],
)  # fmt: skip
def test_an_implausible_value_is_refused(column: str, value: float) -> None:
    with pytest.raises(GegevensFout, match=rf"tabel gebieden.*{column}"):
        check_gebieden(make_buurten(1, **{column: [value]}))


def test_all_findings_are_told_together() -> None:
    wrong = make_buurten(2, ses_woa=[9.0, 0.0], huishoudens=[-1.0, 0.0], rol=["regio", "buur"])
    wrong["code"] = "BU1"
    with pytest.raises(GegevensFout) as caught:
        check_gebieden(wrong.drop(columns="water"))
    assert all(word in str(caught.value) for word in ("ses_woa", "huishoudens", "code", "rol", "water"))


@pytest.mark.parametrize(
    "change",
    [{"status": str(Status.ONTBREEKT)}, {"waarde": np.nan}, {"indicator": "geheim"}, {"jaar": np.int16(1900)},
     {"status": "misschien"}],
)  # fmt: skip
def test_series_that_contradict_themselves_are_refused(change: dict) -> None:
    with pytest.raises(GegevensFout, match="tabel reeksen"):
        check_reeksen(make_reeksen(make_buurten(1, ses_woa=[0.1])).assign(**change))


def test_a_figure_given_twice_is_refused() -> None:
    series = make_reeksen(make_buurten(1, ses_woa=[0.1]))
    with pytest.raises(GegevensFout, match="reeksen"):
        check_reeksen(series.iloc[[0, 0]])


def test_every_status_is_explained() -> None:
    assert set(STATUS_UITLEG) == set(Status)
