"""The fictional agenda: two moments that show something to discuss, for the fictional region only."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest
from agendamaken import read_bestand

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.nodig import calculate_toewijzingen
from woonzorg.agenda.prestatie import Meetbaar, is_smart, list_kenmerken, tabulate_themas
from woonzorg.agenda.urgentie import compare_urgentie
from woonzorg.agenda.voorbeeld import (
    DAG,
    MOMENT,
    VERZONNEN,
    has_voorbeeld,
    list_voorbeeldbestanden,
    load_voorbeeldagenda,
)
from woonzorg.agenda.voortgang import Teller, is_te_laat, make_voortgang
from woonzorg.agenda.woorden import describe_verschil, describe_voortgang
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.veld import make_veld

Q2 = Kwartaal(2026, 2)


@pytest.fixture(scope="module")
def snapshot():
    return opslag.open_snapshot(INGEBOUWD)


@pytest.fixture(scope="module")
def veld(snapshot):
    return make_veld(score_snapshot(snapshot), Niveau.BUURT)


@pytest.fixture(scope="module")
def bundel(snapshot, veld):
    return load_voorbeeldagenda(snapshot, lambda: veld)


def look(bundel, moment=MOMENT):
    return make_voortgang(bundel.lijnen, bundel.standen, bundel.tellingen, moment)


def test_it_is_for_the_fictional_region_only(snapshot):
    """A real region, and a real one that is called as the fictional one, get none of it."""
    assert has_voorbeeld(snapshot)
    for fictive, name in ((False, "parkstad"), (False, "voorbeeldstreek"), (True, "parkstad")):
        region = dataclasses.replace(snapshot.manifest.regio, naam=name)
        manifest = dataclasses.replace(snapshot.manifest, fictief=fictive, regio=region)
        other = SimpleNamespace(manifest=manifest, gebieden=snapshot.gebieden)
        assert not has_voorbeeld(other)
        with pytest.raises(InvoerFout, match="alleen voor de verzonnen streek"):
            load_voorbeeldagenda(other, lambda: None)


def test_every_file_and_decision_says_that_it_is_invented(bundel):
    assert "verzonnen" in VERZONNEN
    assert all(name.startswith("verzonnen-") for name, _ in list_voorbeeldbestanden())
    assert all("(verzonnen)" in line.bron for line in bundel.lijnen)
    decisions = {text for count in bundel.tellingen for text in count.besluiten}
    assert len(decisions) == 2
    assert all("(verzonnen)" in text for text in decisions)


def test_two_moments_with_a_sentence_each(bundel):
    """Counted from the files by hand: lettings 120 + 89 + 3 + 2 at Q2, 261 + 189 + 7 + 2 at Q4."""
    assert describe_voortgang(look(bundel, Q2)) == (
        "In 2026 zijn 214 woningen toegewezen aan deze groepen; nodig waren er 226 tot 363. Daarnaast kwamen 15 "
        "woningen gereed. In kwetsbare buurten: 5; van 1 is geen besluit ingevoerd. Van 5 woningen is de klasse van de "
        "buurt niet bekend: dat is niet getoetst."
    )
    assert describe_voortgang(look(bundel)) == (
        "In 2026 zijn ten minste 459 woningen toegewezen aan deze groepen; nodig waren er 452 tot 725. Daarnaast "
        "kwamen 54 woningen gereed. In kwetsbare buurten: 12; van 2 is geen besluit ingevoerd. Van 11 woningen is de "
        "klasse van de buurt niet bekend: dat is niet getoetst. Van 1 van de 20 regels is over 2026-Q4 niets gemeld."
    )
    assert calculate_toewijzingen(Q2).laag > look(bundel, Q2).find(Teller.TOEWIJZING).laatste.gereed == 214
    assert not any(describe_verschil(look(bundel, moment)) for moment in (Q2, MOMENT))


def test_it_has_something_to_discuss(bundel):
    lines = {item.lijn.regel: item for item in look(bundel).lijnen}
    assert [name for name, item in lines.items() if is_te_laat(item, MOMENT)] == ["Kloosterhof verbouwen"]
    assert [(name, item.aantal, item.stand.reden) for name, item in lines.items()
            if item.stand and item.stand.bijgesteld is not None] == [
        ("Clusterwoningen Reeënbroek", 24, "op de grond passen minder woningen dan gedacht")
    ]  # fmt: skip
    coach = lines["Wooncoach voor wie wil verhuizen"].lijn
    assert list_kenmerken(coach) == {Meetbaar.TREKKER}
    assert not is_smart(coach)
    assert [theme.thema for theme in tabulate_themas(bundel.lijnen) if not theme.lijnen] == [4, 6, 10, 12]
    forty = look(bundel).find(Teller.BOUW, "GM9107")
    assert (forty.afgesproken, forty.laatste.gereed, forty.deel) == (100, 40, 40)


def test_one_buurt_became_a_concentratie_and_is_told_at_the_moment_it_did(bundel, veld):
    assert [count.gestegen for count in bundel.tellingen] == [0, 1]
    raw = dict(list_voorbeeldbestanden())["verzonnen-plaatsingen.csv"]
    found = read_bestand("p.csv", raw, veld=veld, vandaag=DAG).concentraties
    assert (found.voor, found.na) == (18, 19)
    [buurt] = found.list_nieuw(Niveau.BUURT)
    assert (buurt.naam, buurt.klasse, buurt.moment) == ("Nachtegaalwold", "aandacht_ses", MOMENT)


def test_the_urgency_rules_differ_and_one_leaves_out_what_the_law_puts_in(bundel):
    rows = {row.groep: row for row in compare_urgentie(bundel.urgentie)}
    assert rows["vrouwenopvang"].strijdig == ("GM9107",)
    assert rows["statushouders"].verschilt
    assert not rows["maatschappelijke_opvang"].verschilt
    assert len(rows["mantelzorg"].regels) == 5
