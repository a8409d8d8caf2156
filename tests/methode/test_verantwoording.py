"""The long texts: all are filled in, nothing in them comes alive, and what is not set is said."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg import dag
from woonzorg.bibliotheek.reactie import BEWAARTERMIJN
from woonzorg.gegevens import opslag, overzicht
from woonzorg.indicator import INDICATOREN
from woonzorg.instelling import INGEBOUWD, Instellingen, read_instellingen
from woonzorg.methode import verantwoording
from woonzorg.methode.verantwoording import Methodetekst, escape_markdown, write_tekst
from woonzorg.oordeel import toets
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.vraag.groepen import GROEPEN


@pytest.fixture(scope="module")
def streek():
    return opslag.open_snapshot(INGEBOUWD)


@pytest.fixture(scope="module")
def score(streek):
    return toets.score_snapshot(streek)


@pytest.mark.parametrize("naam", list(Methodetekst))
def test_every_text_is_filled_in(streek, score, naam):
    text = write_tekst(naam, streek, score, Instellingen())
    assert "$" not in text
    assert len(text) > 400
    assert "nan" not in text.lower().split()


def test_what_is_not_set_is_said_and_what_is_set_is_shown(streek, score):
    bare = write_tekst(Methodetekst.DOEL, streek, score, Instellingen())
    assert bare.count("nog niet vastgelegd") == 2
    assert "WOONZORG_EIGENAAR" in bare
    assert "WOONZORG_CONTACT" in bare
    names = {
        "WOONZORG_EIGENAAR": "  Gemeente\n Voorbeeld ", "WOONZORG_CONTACT": "klopt@voorbeeld.nl",
        "WOONZORG_DPIA": "vastgesteld op 1 mei", "WOONZORG_IAMA": "in de maak",
    }  # fmt: skip
    text = verantwoording.write_doel(read_instellingen(names))
    assert "Gemeente Voorbeeld" in text
    assert "(mailto:klopt@voorbeeld.nl)" in text
    assert "vastgesteld op 1 mei" in text
    assert "nog niet" not in text


@pytest.mark.parametrize("naam", [Methodetekst.DOEL, Methodetekst.ALGORITMEREGISTER])
def test_what_is_kept_of_a_comment_and_how_long_stands_with_the_purpose_and_in_the_register(
    streek, score, naam
):
    text = " ".join(write_tekst(naam, streek, score, Instellingen()).split())
    told = text[text.lower().index("reactie") :]
    assert f"{BEWAARTERMIJN.days} dagen" in told
    for word in ("hoogstens een wijk", "500 tekens", "stuk", "beheerder", "DPIA"):
        assert word in text
    assert text.count("$") == 0


def test_the_limits_are_told_with_the_figures_of_these_data(streek, score):
    text = write_tekst(Methodetekst.GRENZEN, streek, score, Instellingen())
    buurten = score.select("buurt")
    unknown = int((buurten["klasse"] == Klasse.ONBEKEND).sum())
    assert "29 %" in text
    assert "+0,057" in text
    assert f"{unknown} van de {len(buurten)} buurten" in " ".join(text.split())
    for word in ("signaal, geen oorzaak", "landsgrens", "voorlopig", "registers"):
        assert word in " ".join(text.split())


def test_the_distribution_is_told_by_every_rule_and_group_that_the_solver_knows(streek, score):
    text = re.sub(r"\\(.)", r"\1", write_tekst(Methodetekst.VERDELEN, streek, score, Instellingen()))
    for regel in REGELS:
        assert f"**{regel.titel}** ({regel.paragraaf}, versie {regel.versie}). {regel.uitleg}" in text
        assert f"In symbolen: {regel.formule}\n" in text
        for parameter in regel.parameters:
            assert f"({parameter.bron})" in text.split(parameter.titel)[1].splitlines()[0]
    assert "Meeste nieuwe woningen: 8 per 1.000 huishoudens (aanname)" in text
    assert "Deel daarvan voor deze groepen: 25 % (aanname)" in text
    lines = {
        groep.titel: next(line for line in text.splitlines() if f" {groep.titel}:" in line)
        for groep in GROEPEN
    }
    assert lines["Woonwagenbewoners"].endswith(f"de regel geldt. {GROEPEN[-1].toelichting}")
    assert "II Ouderen: de regel geldt niet." in lines["Ouderen"]
    assert "    - I.ii Statushouders: de regel geldt." not in text
    assert "  - I.ii Statushouders: de regel geldt." in lines["Statushouders"]
    assert "geldt voor een deel" in lines["Mensen met sociale of medische urgentie"]
    assert lines["Uitstroom uit detentie"].startswith("      - ")


@pytest.mark.parametrize("naam", [Methodetekst.METHODE, Methodetekst.ALGORITMEREGISTER])
def test_what_the_vision_does_not_say_is_told_as_our_reading(streek, score, naam):
    text = " ".join(write_tekst(naam, streek, score, Instellingen()).replace("**", "").split())
    told = text[text.index("'ondergemiddeld'") :]
    assert told.index("landelijk") < told.index("som van vijf dimensies") < told.index("aanname")
    assert "'de objectieve factoren'" in told


def test_the_register_has_every_field(streek, score):
    text = write_tekst(Methodetekst.ALGORITMEREGISTER, streek, score, Instellingen())
    for field in (
        "Naam", "Organisatie", "Doel en impact", "Afwegingen (proportionaliteit)", "Menselijke tussenkomst",
        "Risicobeheer", "Wettelijke grondslag", "Impacttoetsen", "Gegevens", "Technische werking", "Leverancier",
    ):  # fmt: skip
        assert f"**{field}.**" in text


@given(st.text(max_size=80))
def test_text_in_markdown_stays_text(text):
    safe = escape_markdown(text)
    assert "\n" not in safe
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]()<>*_`!|#]", safe)


@given(st.text(max_size=120))
def test_a_hostile_contact_brings_no_link_of_its_own(text):
    told = verantwoording.write_doel(Instellingen(contact=text))
    assert "javascript:" not in re.sub(r"\\.", "", told)
    assert re.findall(r"(?<!\\)\]\((?!mailto:)", told) == []


def test_the_example_is_the_chosen_area_or_a_clear_one(streek, score):
    code = verantwoording.choose_voorbeeld(score)
    row = score.gebieden.set_index("code").loc[code]
    assert (row["niveau"], row["rol"], row["grensgeval"]) == ("buurt", "regio", "nee")
    assert verantwoording.choose_voorbeeld(score, "GM9101") == "GM9101"
    assert verantwoording.choose_voorbeeld(score, "BU00000000") == code
    steps = verantwoording.make_voorbeeld(streek, score, code)
    assert [step.cijfer for step in steps] == ["ses_referentie", "klasse", "ses_marge", "grensgeval"]
    assert all(step.formule and step.ingevuld for step in steps)


def test_without_any_class_there_is_no_example(streek):
    bare = toets.score_gebieden(streek.gebieden.assign(ses_woa=np.nan), streek.manifest.jaren)
    assert verantwoording.choose_voorbeeld(bare) == ""
    assert "onbekend" in write_tekst(Methodetekst.METHODE, streek, bare, Instellingen())


def test_the_overview_names_every_indicator_with_its_table(streek):
    frame = overzicht.list_indicatoren(streek, {line.bron: line.bron for line in INDICATOREN})
    known = frame[frame["jaar"] != "niet in deze gegevens"]
    assert list(frame["titel"]) == [indicator.titel for indicator in INDICATOREN]
    assert (known["veld"] != "").all()
    assert (known["bekend"] > 0).all()
    counts = overzicht.count_ongekoppeld(streek.manifest)
    assert counts["aantal"].sum() == len(streek.manifest.ongekoppeld)
    assert counts["aantal"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("raw", "written"),
    [("2026-11-21", "21 november 2026"), ("2026-11-21T22:45:24+00:00", "21 november 2026, 23:45 uur"),
     ("2026-06-30T22:30:00Z", "1 juli 2026, 00:30 uur"), ("", "onbekend"), ("ooit", "ooit")],
)  # fmt: skip
def test_dates_are_written_the_dutch_way(raw, written):
    assert dag.format_datum(raw) == written
