"""The page Profiel of the buurtblad: it says what the screen says, and fits on one page in the longest case."""

from __future__ import annotations

import datetime as dt

import pytest
from pdflezen import read_pdf, squeeze

from woonzorg import instelling
from woonzorg.gegevens import opslag
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.oordeel import toets
from woonzorg.profiel import woorden
from woonzorg.profiel.doelwoorden import OP_PAPIER, find_jaren
from woonzorg.profiel.eigen import LANGSTE_BRON, PROCES, Profieldoel, Profieleigen, Waarneemstand, Waarneming
from woonzorg.profiel.lijsten import list_themas, list_voorwaarden
from woonzorg.profiel.profiel import make_profiel
from woonzorg.rapport.bestand import make_stuk
from woonzorg.rapport.profieldeel import MEESTE_DOELEN, make_profieldeel, tabulate_profiel
from woonzorg.rapport.stuk import Bladzijde, Kop, Stuk
from woonzorg.tekst.getal import format_getal

SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)


def choose_codes():
    """Return the buurt with the longest name, a wijk, and the gemeente with most wijken: the longest pages."""
    own = SCORE.gebieden[SCORE.gebieden["rol"] == "regio"]
    most = own.loc[own["niveau"] == "wijk", "gemeentecode"].value_counts().index[0]
    buurten = own[own["niveau"] == "buurt"]
    longest = buurten.loc[buurten["naam"].str.len().idxmax()]
    return [longest["code"], longest["wijkcode"], most]


def make_eigen(code):
    """Return an observation of each condition and more goals than the page holds."""
    day = dt.date(2026, 11, 22)
    source = "schouw van het wijkteam met de corporatie".ljust(LANGSTE_BRON, "x")
    seen = [Waarneming(code, one.nr, Waarneemstand.DEELS, source, day)
            for one in list_voorwaarden()]  # fmt: skip
    seen.append(Waarneming(code, PROCES, Waarneemstand.AFWEZIG, source, day))
    keys = list(PER_SLEUTEL)[: MEESTE_DOELEN + 2]
    return Profieleigen(tuple(seen), tuple(Profieldoel(code, key, 1.0, 2.0, 2030) for key in keys))


def print_deel(code, eigen):
    pages = (
        Bladzijde((Kop("Oordeel", 1),)),
        Bladzijde(make_profieldeel(SNAPSHOT, make_profiel(SNAPSHOT, SCORE, code), eigen)),
    )
    paper = Stuk("Proef", "Buurtblad", "Voorbeeldstreek", dt.date(2026, 11, 30), pages, "voet")
    return read_pdf(make_stuk(paper, ".pdf"))


@pytest.mark.parametrize("code", choose_codes())
def test_the_longest_profile_with_observations_and_goals_fits_on_one_page(code):
    read = print_deel(code, make_eigen(code))
    assert len(read.bladen) == 2
    text = squeeze(read.tekst)
    for said in (
        *(theme.naam for theme in list_themas()), *(one.tekst for one in list_voorwaarden()), woorden.GEEN_SCORE,
        woorden.GEEN_OPEN_CIJFER, woorden.BALANS, "Eigen waarneming: deels",
        "Eigen waarneming: afwezig", "En nog 2 in het eigen bestand.",
    ):  # fmt: skip
        assert squeeze(said) in text, said


def test_without_own_files_nothing_of_them_is_told_and_the_workbook_has_unrounded_figures():
    text = squeeze(print_deel("BU91010001", Profieleigen()).tekst)
    assert squeeze("Eigen doelen") not in text
    # Conditions 1, 3, 7 and 9; 2 and 4 say why the figure that the vision has for Parkstad is not there.
    assert text.count(squeeze(f"{woorden.NIET_BEKEND.capitalize()}.")) == 4
    assert (
        text.count(squeeze("niet gepubliceerd (de visie geeft dit alleen voor de gemeenten van Parkstad)."))
        == 2
    )
    found = make_profiel(SNAPSHOT, SCORE, "BU91010001")
    table = tabulate_profiel(found)
    assert len(table.rijen) == len(found.regels)
    row = next(row for row in table.rijen if row[1] == "Leefbaarheid: sociale samenhang")
    assert row[5] == SNAPSHOT.gebieden.set_index("code").loc["BU91010001", "lbm_sociale_samenhang"]


def test_a_goal_tells_on_paper_that_it_starts_from_something_else_than_was_measured():
    code = "BU91010001"
    measured = find_jaren(SNAPSHOT, code, "laag_inkomen_pct")
    newest = max(measured)
    assert measured[newest] == SNAPSHOT.gebieden.set_index("code").loc[code, "laag_inkomen_pct"]
    goals = tuple(Profieldoel(code, "laag_inkomen_pct", now, 1.0, 2030 + number)
                  for number, now in enumerate((50.0, measured[newest])))  # fmt: skip
    text = squeeze(print_deel(code, Profieleigen(doelen=goals)).tekst)
    shown = format_getal(measured[newest], 1)
    assert (
        squeeze(f"in 2030. Het eigen bestand gaat uit van 50,0; het nieuwste cijfer is {shown} ({newest}).")
        in text
    )
    assert text.count(squeeze("Het eigen bestand gaat uit van")) == 1
    assert squeeze(OP_PAPIER) in text


def test_a_source_that_names_a_person_is_not_on_paper():
    day = dt.date(2026, 11, 22)
    seen = [
        Waarneming("BU91010001", what, Waarneemstand.DEELS, "mevrouw De Vries", day) for what in (1, PROCES)
    ]
    text = print_deel("BU91010001", Profieleigen(tuple(seen))).tekst
    assert "Vries" not in text
    assert squeeze(text).count(squeeze("Eigen waarneming: deels (22 november 2026).")) == 2
    assert "22 november 2026" in text
