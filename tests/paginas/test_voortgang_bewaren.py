"""Keeping on the page Voortgang: the agenda that an evaluation yields, and reports of who is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aflezen import read_knoppen, read_told

from pages.bouwstenen.werk import inloggen
from pages.voortgang import bewaren, voortgangstand
from woonzorg.agenda.bundel import Agendabundel
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.verslag import Verslaggrond, make_verslag
from woonzorg.agenda.voorbeeld import DAG, load_voorbeeldagenda
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.bibliotheek.agendakast import Agendakast
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.veld import make_veld

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

REGIO = "voorbeeldstreek"


@pytest.fixture(autouse=True)
def kast(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Agendakast:
    """Let it be the first evaluation, with an empty library."""
    monkeypatch.setattr(voortgangstand, "today", lambda: DAG)
    monkeypatch.setenv("WOONZORG_DATABASE_URL", f"sqlite:///{tmp_path / 'scenarios.sqlite'}")
    return Agendakast(Bibliotheek.open(tmp_path / "scenarios.sqlite"))


@pytest.fixture(scope="module")
def bundel():
    snapshot = opslag.open_snapshot(INGEBOUWD)
    return load_voorbeeldagenda(snapshot, lambda: make_veld(score_snapshot(snapshot), Niveau.BUURT))


def show(app: AppTest, bundel, **keuzes: object) -> AppTest:
    app.session_state["voortgang_bundels"] = {REGIO: bundel}
    app.session_state["voortgang_deel"] = "Verslag"
    for name, value in keuzes.items():
        app.session_state[f"voortgang_{name}"] = value
    app.run()
    assert not app.exception
    return app


def test_without_logins_an_evaluation_gives_the_new_agenda_as_a_file_and_nothing_goes_to_the_server(
    open_pagina: Open, bundel
):
    app = show(open_pagina("voortgang"), bundel)
    assert "Clusterwoningen Reeënbroek: aantal van 30 naar 24." in " ".join(
        text.value for text in app.markdown
    )
    assert {"Nieuwe agenda (csv)", "Verslag om te bewaren (JSON)"} <= set(read_knoppen(app))
    assert [
        button.key for button in app.button if button.key in {"voortgang_bewaar", "voortgang_inloggen"}
    ] == []
    shared = show(open_pagina("voortgang"), bundel, gedeeld=True)
    assert "Nieuwe agenda (csv)" not in read_knoppen(shared)


def test_who_is_logged_in_saves_a_report_once_and_takes_it_as_the_one_before(
    open_pagina: Open, bundel, kast, monkeypatch
):
    monkeypatch.setattr(inloggen, "find_ingelogd", lambda: "jo@gemeente")
    app = show(open_pagina("voortgang", moment="2026-Q2"), bundel)
    app.button(key="voortgang_bewaar").click().run()
    assert "Tussenrapportage Q2 2026 is bewaard." in read_told(app)
    [kept] = kast.list_verslagen(REGIO)
    assert (kept.bewaard_door, kept.stuk.titel) == ("jo@gemeente", "Tussenrapportage Q2 2026")
    app.button(key="voortgang_bewaar").click().run()
    assert "Dit verslag stond er al." in read_told(app)
    later = show(open_pagina("voortgang"), bundel)
    later.button(key=f"voortgang_vorig_{kept.id}").click().run()
    assert f"kenmerk {kept.id}" in read_told(later)
    assert later.session_state["voortgang_verslag"][REGIO] == kept.stuk


def test_a_report_is_held_to_all_that_are_kept_also_those_that_were_made_beside_it(
    open_pagina: Open, bundel, kast, monkeypatch
):
    """The other was made of a file with fewer placements; nobody gave it as the report before."""
    snapshot = opslag.open_snapshot(INGEBOUWD)
    ground = Verslaggrond(REGIO, "Voorbeeldstreek", True, snapshot.id, {})
    less = [count for count in bundel.tellingen if count.moment == Kwartaal(2026, 2)]
    found = make_voortgang(bundel.lijnen, bundel.standen, less, Kwartaal(2026, 2))
    other = make_verslag(found, ground, DAG, maker="An")
    kast.save(other, "an@gemeente")
    made = []
    monkeypatch.setattr(bewaren, "save_verslag", lambda report, _: made.append(report))
    blind = show(open_pagina("voortgang"), bundel)
    assert "op de server" not in " ".join(item.value for item in blind.caption)
    monkeypatch.setattr(inloggen, "find_ingelogd", lambda: "jo@gemeente")
    app = show(open_pagina("voortgang"), bundel)
    assert "Ook getoetst aan 1 verslag op de server." in " ".join(item.value for item in app.caption)
    app.button(key="voortgang_bewaar").click().run()
    assert other.gedeeld in made[0].eerder
    assert made[0].vorige == ""


def test_what_was_made_without_an_eye_to_what_was_kept_meanwhile_is_not_kept(
    open_pagina: Open, bundel, kast, monkeypatch
):
    monkeypatch.setattr(inloggen, "find_ingelogd", lambda: "jo@gemeente")
    app = show(open_pagina("voortgang"), bundel)
    ground = Verslaggrond(REGIO, "Voorbeeldstreek", True, "g", {})
    other = make_verslag(make_voortgang(bundel.lijnen[:2], (), (), Kwartaal(2026, 4)), ground, DAG)
    kast.save(other, "an@gemeente")
    app.button(key="voortgang_bewaar").click().run()
    assert "Intussen is een ander verslag bewaard." in read_told(app)
    assert [item.id for item in kast.list_verslagen(REGIO)] == [other.id]
    app.button(key="voortgang_bewaar").click().run()
    assert len(kast.list_verslagen(REGIO)) == 2


def test_who_is_logged_in_keeps_the_agenda_and_opens_it_again_and_sees_that_of_nobody_else(
    open_pagina: Open, bundel, kast, monkeypatch
):
    bare = show(open_pagina("voortgang"), bundel, deel="Bestanden")
    assert "voortgang_bewaar_agenda" not in {button.key for button in bare.button}
    monkeypatch.setattr(inloggen, "find_ingelogd", lambda: "jo@gemeente")
    app = show(open_pagina("voortgang"), bundel, deel="Bestanden")
    app.button(key="voortgang_bewaar_agenda").click().run()
    assert "De agenda is bewaard." in read_told(app)
    [kept] = kast.list_agendas(REGIO)
    assert (kept.bewaard_door, kept.stuk.lijnen) == ("jo@gemeente", bundel.lijnen)
    app.button(key="voortgang_bewaar_agenda").click().run()
    assert "Deze agenda stond er al." in read_told(app)
    fresh = show(open_pagina("voortgang"), Agendabundel(), deel="Bestanden")
    fresh.button(key=f"voortgang_agenda_{kept.id}").click().run()
    assert not fresh.exception
    assert fresh.session_state["voortgang_bundels"][REGIO].lijnen == bundel.lijnen
    shared = show(open_pagina("voortgang"), bundel, deel="Bestanden", gedeeld=True)
    assert f"voortgang_agenda_{kept.id}" not in {button.key for button in shared.button}
    monkeypatch.setattr(inloggen, "find_ingelogd", lambda: "an@elders")
    other = show(open_pagina("voortgang"), bundel, deel="Bestanden")
    assert f"voortgang_agenda_{kept.id}" not in {button.key for button in other.button}
    other.button(key="voortgang_bewaar_agenda").click().run()
    assert "al door iemand anders bewaard" in read_told(other)


def test_the_new_agenda_of_an_evaluation_is_kept_too(open_pagina: Open, bundel, kast, monkeypatch):
    monkeypatch.setattr(inloggen, "find_ingelogd", lambda: "jo@gemeente")
    app = show(open_pagina("voortgang"), bundel)
    app.button(key="voortgang_bewaar_nieuw").click().run()
    assert "De agenda is bewaard." in read_told(app)
    [kept] = kast.list_agendas(REGIO)
    assert {line.regel: line.aantal for line in kept.stuk.lijnen}["Clusterwoningen Reeënbroek"] == 24
