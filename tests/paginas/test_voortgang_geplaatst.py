"""Placements by buurt that go along to Verdelen: of more files, and at the moment that is looked at."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from test_voortgang_bezoek import DAG, Q4, REGIO, make_grond, veld

from pages.bouwstenen.werk import rekenwerk
from pages.voortgang import plan, voortgangstand
from woonzorg.agenda.bundel import Agendabundel, add_bestanden
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

__all__ = ["veld"]

Q2 = Kwartaal(2026, 2)
AGENDA = (
    b"regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed\n"
    b"A1;3;statushouders;GM9101;toewijzing;woning;100;2026-Q4\n"
    b"A2;3;statushouders;GM9102;toewijzing;woning;100;2026-Q4\n"
)
STAND = b"moment;regel;opgeleverd\n2026-Q4;A1;40\n2026-Q4;A2;20\n"


@pytest.fixture(autouse=True)
def _dag(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (voortgangstand, plan):
        monkeypatch.setattr(module, "today", lambda: DAG)


@pytest.fixture
def geef(monkeypatch, veld):
    """Give files as a visit does that looks at a moment; return what is then kept."""
    session: dict[str, object] = {}
    monkeypatch.setattr(voortgangstand.st, "session_state", session)
    monkeypatch.setattr(rekenwerk, "load_veld", lambda *_: veld)
    snapshot = opslag.open_snapshot(INGEBOUWD)

    def give(moment, *bestanden):
        stand = SimpleNamespace(snapshot=snapshot, moment=SimpleNamespace(kwartaal=moment))
        plan.take_geplaatst(stand, bestanden)
        return voortgangstand.read_geplaatst(REGIO)

    return give


def write(*rows):
    return "\n".join(["moment;code;groep;aantal", *rows]).encode()


def pick(veld):
    own = veld.gebieden[veld.eigen]
    return [own.loc[own["gemeentecode"] == town, "code"].iloc[0] for town in ("GM9101", "GM9102")]


def test_a_file_of_a_second_gemeente_stands_beside_the_first_and_what_is_wrong_leaves_both(geef, veld):
    one, two = pick(veld)
    geef(Q4, ("GM1.csv", write(f"2026-Q4;{one};statushouders;40")))
    both = geef(Q4, ("GM2.csv", write(f"2026-Q4;{two};statushouders;5")))
    assert [file.naam for file in both] == ["GM1.csv", "GM2.csv"]
    good = ("GM3.csv", write(f"2026-Q4;{two};uitstroom;5"))
    assert geef(Q4, good, ("fout.csv", b"niets")) == both
    assert isinstance(voortgangstand.read_geplaatstfout(), InvoerFout)
    assert len(geef(Q4, good)) == 3
    assert voortgangstand.read_geplaatstfout() is None


def test_what_was_given_at_an_earlier_moment_counts_whole_at_the_later_one(
    open_pagina: Open, veld, monkeypatch
):
    one, two = pick(veld)
    with monkeypatch.context() as patch:
        session: dict[str, object] = {}
        patch.setattr(voortgangstand.st, "session_state", session)
        patch.setattr(rekenwerk, "load_veld", lambda *_: veld)
        stand = SimpleNamespace(snapshot=opslag.open_snapshot(INGEBOUWD), moment=SimpleNamespace(kwartaal=Q2))
        rows = (f"2026-Q2;{one};statushouders;15", f"2026-Q4;{one};statushouders;25")
        plan.take_geplaatst(
            stand, [("x.csv", write(*rows)), ("y.csv", write(f"2026-Q4;{two};statushouders;5"))]
        )
        kept = voortgangstand.read_geplaatst(REGIO)
    app = open_pagina("voortgang")
    ground = replace(make_grond(veld), gemeenten={"GM9101": "Een", "GM9102": "Twee"})
    files = [("agenda.csv", AGENDA), ("stand.csv", STAND)]
    app.session_state["voortgang_bundels"] = {REGIO: add_bestanden(Agendabundel(), files, ground)}
    app.session_state["voortgang_geplaatst"] = {REGIO: kept}
    app.session_state["voortgang_deel"] = "Afspraken"
    app.session_state["voortgang-herplan-open"] = True
    app.run()
    assert not app.exception
    [told] = [text.value for text in app.success if "Plaatsingen tot en met" in text.value]
    assert "samen 45 woningen" in told
    app.button(key="voortgang_herplan").click().run()
    assert not app.exception
    own = app.session_state["verdeling_eigen"][REGIO]
    assert {item.code: item.aantal for item in own.geplaatst} == {one: 40, two: 5}
    # 15 of the second gemeente are in no file, and not planned again: 185, in tens.
    work = app.session_state["verdeling_werk"][REGIO].scenario
    assert [line.hoog for line in work.vraag] == [190]
    said = " ".join(text.value for text in app.success)
    assert "De plaatsingen tellen minder woningen dan de stand" in said
    assert "5 van 20" in said
