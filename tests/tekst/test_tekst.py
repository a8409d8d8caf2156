"""Words on screen: the sentences of the method to the letter, and numbers the Dutch way."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.klassewoorden import (
    LABELS,
    describe_grensgeval,
    describe_klasse,
    describe_kop,
)
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import (
    format_getal,
    format_procent,
)

# The method, 'Words on screen': not to be made from the code.
VOLGENS_METHODE = {
    Klasse.KWETSBAAR: "Vrieheide is kwetsbaar volgens de regionale visie (§5.3): beide scores liggen onder het "
    "landelijk gemiddelde. In beginsel komen hier geen woningen bij voor de groepen waarvoor de regel geldt.",
    Klasse.AANDACHT_SES: "Vrieheide is niet kwetsbaar. Alleen de score voor welvaart, opleiding en werk ligt onder het "
    "landelijk gemiddelde. De regel houdt toevoegen niet tegen.",
    Klasse.AANDACHT_LEEFBAARHEID: "Vrieheide is niet kwetsbaar. Alleen de score voor leefbaarheid ligt onder het "
    "landelijk gemiddelde. De regel houdt toevoegen niet tegen.",
    Klasse.DRAAGKRACHTIG: "Geen score ligt onder het landelijk gemiddelde. De regel houdt toevoegen niet tegen. "
    "Of er plaats is, blijkt hier niet uit.",
    Klasse.ONBEKEND: "We weten niet of Vrieheide kwetsbaar is: de score voor leefbaarheid ontbreekt.",
}


@pytest.mark.parametrize("klasse", Klasse)
def test_each_class_is_told_as_the_method_says(klasse: Klasse) -> None:
    assert describe_klasse("Vrieheide", klasse, ("lbm_afwijking",)) == VOLGENS_METHODE[klasse]


def test_an_excluded_class_is_told_as_the_method_says() -> None:
    told = describe_klasse("Vrieheide", Klasse.ONBEKEND, ("ses_woa",), uitgesloten=True)
    assert told == (
        "De score voor welvaart, opleiding en werk ontbreekt. De andere score ligt niet onder het gemiddelde: "
        "kwetsbaar is uitgesloten."
    )


def test_nothing_found_for_a_postcode_says_why() -> None:
    assert klassewoorden.describe_niets("", bekend=True) == klassewoorden.NIETS_GEVONDEN
    assert klassewoorden.describe_niets("6411", bekend=True).startswith(
        "6411 is in geen buurt de meest voorkomende postcode"
    )
    assert "geen postcodes" in klassewoorden.describe_niets("6411", bekend=False)


def test_everything_that_is_missing_is_named() -> None:
    both = describe_klasse("X", Klasse.ONBEKEND, ("ses_woa", "lbm_afwijking", "referentie"))
    assert both.startswith("We weten niet of X kwetsbaar is: de score voor welvaart, opleiding en werk")
    assert both.endswith("het landelijk gemiddelde van SES-WOA ontbreken.")
    assert describe_klasse("X", Klasse.ONBEKEND).endswith("een score ontbreekt.")


@pytest.mark.parametrize(
    ("klasse", "word"),
    [
        (Klasse.KWETSBAAR, "kwetsbaar"),
        (Klasse.AANDACHT_SES, "aandacht"),
        (Klasse.DRAAGKRACHTIG, "draagkrachtig"),
    ],
)
def test_a_grensgeval_is_told_as_the_method_says(klasse: Klasse, word: str) -> None:
    assert describe_grensgeval(("lbm_afwijking",), klasse).zin == (
        "Let op: grensgeval. De score voor leefbaarheid ligt dicht bij het gemiddelde. "
        f"Een nieuwe meting kan anders uitvallen. De klasse blijft nu {word}."
    )


def test_both_scores_may_be_near() -> None:
    assert (
        "De score voor welvaart, opleiding en werk en de score voor leefbaarheid liggen dicht bij"
        in describe_grensgeval(("ses_woa", "lbm_afwijking"), Klasse.AANDACHT_SES).zin
    )


def test_labels_are_those_of_the_method() -> None:
    assert [(label.kop, label.uitleg) for label in map(LABELS.__getitem__, Klasse)] == [
        ("Kwetsbaar", "beide scores onder gemiddeld"), ("Aandacht", "welvaart, opleiding en werk"),
        ("Aandacht", "leefbaarheid"), ("Draagkrachtig", "geen score onder gemiddeld"), ("Onbekend", "score ontbreekt"),
    ]  # fmt: skip


def test_classes_differ_by_more_than_colour_and_are_never_red_or_green() -> None:
    looks = list(LABELS.values())
    assert len({label.letter for label in looks}) == len({label.kleur for label in looks}) == len(Klasse)
    assert LABELS[Klasse.ONBEKEND].patroon == "arcering"
    for label in looks:
        red, green, blue = (int(label.kleur[n : n + 2], 16) for n in (1, 3, 5))
        assert red - max(green, blue) < 40
        assert green - max(red, blue) < 40


def test_the_headline_is_that_of_the_method() -> None:
    assert describe_kop("buurt", 78, 201, "61 %", 28) == (
        "In 78 van de 201 buurten liggen beide scores onder het landelijk gemiddelde. "
        "Daar woont 61 % van de huishoudens. Van 28 buurten is de klasse onbekend."
    )


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((0, 10, "0 %", 0), "In 0 van de 10 wijken liggen beide scores onder het landelijk gemiddelde."),
        ((0, 0, "onbekend", 0), "Er zijn geen wijken in deze keuze."),
        ((0, 4, "0 %", 4), "Van alle 4 wijken is de klasse onbekend."),
    ],
)
def test_the_headline_says_no_more_than_is_known(numbers: tuple, told: str) -> None:
    assert describe_kop("wijk", *numbers) == told
    assert describe_kop("wijk", 1, 3, "9 %", 1).endswith("Van 1 wijk is de klasse onbekend.")
    assert describe_kop("wijk", 1, 1, "100 %", 0).startswith("In de enige wijk liggen beide scores onder")
    assert describe_kop("buurt", 0, 1, "0 %", 0).startswith("In de enige buurt liggen niet beide scores")
    assert describe_kop("buurt", 0, 1, "0 %", 1) == "Van de enige buurt is de klasse onbekend."


def test_the_disclaimer_is_that_of_the_method() -> None:
    assert klassewoorden.DISCLAIMER == (
        "Dit gaat over gebieden, niet over mensen. De cijfers geven een signaal, geen oorzaak. "
        "Gebruik ze niet om iemand een woning te geven of te weigeren. Het bestuur beslist."
    )
    for words in ("ouderen", "beperking", "gewone woningbouw", "gemotiveerde uitzonderingen"):
        assert words in klassewoorden.describe_niet_tegengehouden()


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234567, 0, "1.234.567"), (-1234.5, 1, "−1.234,5"), (0.0386, 3, "0,039"), (-0.0004, 3, "0,000"), (0, 0, "0"),
        (None, 2, "onbekend"), (math.nan, 0, "onbekend"), (999.999, 1, "1.000,0"),
    ],
)  # fmt: skip
def test_numbers_are_written_the_dutch_way(value: float | None, decimals: int, text: str) -> None:
    assert format_getal(value, decimals) == text


@pytest.mark.parametrize("kind", [float, np.float64])
def test_a_score_reads_as_one_number_whatever_float_holds_it(kind: type[float]) -> None:
    # As binary number 0.4115 lies just below the half, and numpy rounds halves to even: -0.411, -0.412.
    assert [format_getal(kind(value), 3) for value in (-0.4115, 0.0385, 0.0005)] == [
        "−0,412",
        "0,039",
        "0,001",
    ]
    assert [format_getal(kind(value)) for value in (0.5, 2.5, 99.5)] == ["1", "3", "100"]


def test_a_sign_can_be_asked_for() -> None:
    assert [format_getal(value, 1, teken=True) for value in (0.25, -0.25, 0.01)] == ["+0,3", "−0,3", "0,0"]


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_a_number_can_be_read_back(value: float, decimals: int) -> None:
    text = format_getal(value, decimals)
    assert re.fullmatch(r"−?\d{1,3}(\.\d{3})*(,\d+)?", text)
    plain = float(text.replace(".", "").replace(",", ".").replace("−", "-"))
    assert plain == pytest.approx(value, abs=0.5 * 10**-decimals + abs(value) * 1e-12)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (61, 100, "61 %"), (0, 100, "0 %"), (0.9, 100, "minder dan 1 %"), (1, 100, "1 %"), (100, 100, "100 %"),
        (1, 0, "onbekend"), (math.nan, 5, "onbekend"), (1, math.nan, "onbekend"),
    ],
)  # fmt: skip
def test_shares_are_whole_percentages(part: float, whole: float, text: str) -> None:
    assert format_procent(part, whole) == text


def test_of_a_gemeente_only_the_scores_are_told_and_the_reader_is_led_on() -> None:
    for klasse in Klasse:
        if klasse != Klasse.ONBEKEND:
            text = klassewoorden.describe_klasse("Proefstad", klasse, niveau="gemeente")
            assert "De regel (§5.3) toetst buurten en wijken" in text
            assert "In beginsel komen hier geen woningen bij" not in text
            assert "De regel houdt toevoegen niet tegen" not in text
    assert "beide scores" in klassewoorden.describe_klasse("Proefstad", Klasse.KWETSBAAR, niveau="gemeente")
