"""The fictional opgave: complete, of the fictional region only, and never the numbers of Parkstad."""

from __future__ import annotations

from pathlib import Path

import woonzorg
from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.lijst import select_verschillen
from woonzorg.opgave.ondergrens import list_ondergrenzen
from woonzorg.opgave.overdracht import Vraagherkomst, make_overdracht
from woonzorg.opgave.voorbeeldopgave import (
    BRON,
    GEMEENTEN,
    STREEK,
    TITEL,
    has_voorbeeldopgave,
    read_voorbeeldopgave,
)
from woonzorg.opgave.woorden import describe_verzonnen, describe_vrij

DATA = Path(woonzorg.__file__).parent / "ingebouwd"
OPGAVE = read_voorbeeldopgave()
CIJFERS = compute_cijfers(OPGAVE.opgave)


def test_it_is_of_the_fictional_region_with_its_own_gemeenten_and_stock():
    snapshot = open_snapshot(DATA)
    regio, areas = snapshot.manifest.regio, snapshot.gebieden
    own = areas[(areas["niveau"] == "gemeente") & (areas["rol"] == "regio")].set_index("code")
    assert (snapshot.manifest.fictief, regio.naam, regio.titel) == (True, STREEK, TITEL)
    assert dict(own["naam"]) == dict(GEMEENTEN)
    homes = {code: sum(part.woningen for part in OPGAVE.voorraad if part.code == code) for code in GEMEENTEN}
    assert homes == {code: round(number) for code, number in own["woningen"].items()}
    assert {part.bron for part in OPGAVE.voorraad} == {OPGAVE.opgave.bron} == {BRON}


def test_it_is_for_the_fictional_region_only():
    assert has_voorbeeldopgave(STREEK, fictief=True)
    assert not has_voorbeeldopgave(STREEK, fictief=False)
    assert not has_voorbeeldopgave("Parkstad", fictief=True)


def test_by_hand():
    # 9,400 − 9,810 and 9,400 − 10,250 (basis), 1,900 − 2,210 (trend), 120 − 500 and 120 − 560 (onderkant).
    found = {(g.woonvorm, g.jaar): g.minstens for g in list_ondergrenzen(CIJFERS, Cijferkeuze.HERBEREKEND)}
    assert found == {
        ("geclusterd wonen", 2030): 410,
        ("geclusterd wonen", 2040): 850,
        ("zorggeschikt/woonzorgcentrum (PG)", 2040): 310,
        ("gespikkeld wonen", 2030): 380,
        ("gespikkeld wonen", 2040): 440,
    }
    [parted] = select_verschillen(CIJFERS)  # so that the part 'Verschillen' shows itself
    assert (parted.gepubliceerd, parted.herberekend, parted.verklaring) == (-1260, -1620, "onverklaard")


def test_no_demand_is_that_of_parkstad():
    theirs = {key: cel.waarde for key, cel in read_parkstad().vraag.items()}
    same = [key for key, cel in OPGAVE.opgave.vraag.items() if cel.waarde == theirs.get(key)]
    assert same == []


def test_a_demand_that_goes_along_says_that_it_is_invented():
    herkomst = Vraagherkomst(TITEL, 2040, Cijferkeuze.HERBEREKEND, verzonnen=True)
    carried = make_overdracht(CIJFERS, herkomst)
    assert {line.groep for line in carried.vraag} >= {"ouderen", "uitstroom", "statushouders"}
    assert all(line.bron.startswith(BRON) for line in carried.vraag)
    assert "Tabel 1 tot en met 6 van de visie gaan over Parkstad" in describe_verzonnen(TITEL)
    assert "niet te berekenen" in describe_vrij(None, 8.5, float("nan"))
    assert describe_vrij(0, 8.5, 3.0).startswith(
        "Hier komen per jaar afgerond 0 corporatiewoningen vrij: 8,5 %"
    )
