"""What a visit to the page Voortgang holds: all of it is forgotten, and what is wrong with files is for their maker."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest
from aflezen import read_html

from pages.voortgang import voortgangstand
from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.plaatsbasis import make_eigen, read_plaatsbestand
from woonzorg.agenda.versie import Agendaversie
from woonzorg.agenda.voorbeeld import DAG
from woonzorg.fouten import WoonzorgFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.veld import make_veld

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

REGIO, Q4 = "voorbeeldstreek", Kwartaal(2026, 4)
AGENDA = (
    b"regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed\n"
    b"A1;3;statushouders;GM9101;toewijzing;woning;100;2026-Q4\n"
)


@pytest.fixture(autouse=True)
def _dag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voortgangstand, "today", lambda: DAG)


@pytest.fixture(scope="module")
def veld():
    return make_veld(score_snapshot(opslag.open_snapshot(INGEBOUWD)), Niveau.BUURT)


def make_grond(veld) -> Leesgrond:
    return Leesgrond({"GM9101": "Zilverhage"}, lambda: veld, Q4, DAG)


def open_bestanden(open_pagina: Open, veld, **sessie: object) -> AppTest:
    app = open_pagina("voortgang")
    app.session_state["voortgang_bundels"] = {
        REGIO: add_bestanden(Agendabundel(), [("agenda.csv", AGENDA)], make_grond(veld))
    }
    app.session_state["voortgang_deel"] = "Bestanden"
    for name, value in sessie.items():
        app.session_state[name] = value
    app.run()
    assert not app.exception
    return app


def place(veld):
    code = veld.gebieden[veld.eigen]["code"].iloc[0]
    raw = f"moment;code;groep;aantal;besluit\n2026-Q4;{code};statushouders;3;\n".encode()
    return code, read_plaatsbestand("p.csv", raw, veld, Q4, DAG)


def test_who_forgets_the_files_forgets_the_placements_by_buurt_too_here_and_in_verdelen(
    open_pagina: Open, veld
):
    code, given = place(veld)
    placed = make_eigen((given,), Q4)
    app = open_bestanden(
        open_pagina, veld, voortgang_geplaatst={REGIO: (given,)}, verdeling_eigen={REGIO: placed},
        voortgang_doorgegeven={REGIO: (placed.hash,)},
        voortgang_geplaatst_fout=WoonzorgFout(f"{code} klopt niet"),
    )  # fmt: skip
    app.button(key="voortgang_vergeet").click().run()
    assert not app.exception
    left = str(app.session_state._state.filtered_state)
    assert code not in left
    assert placed.hash not in left


def test_own_figures_that_did_not_come_from_here_stay_when_the_files_are_forgotten(open_pagina: Open, veld):
    _, given = place(veld)
    placed = make_eigen((given,), Q4)
    other = dataclasses.replace(placed, hash="anders")
    app = open_bestanden(
        open_pagina, veld, voortgang_geplaatst={REGIO: (given,)}, verdeling_eigen={REGIO: other},
        voortgang_doorgegeven={REGIO: (placed.hash,)},
    )  # fmt: skip
    app.button(key="voortgang_vergeet").click().run()
    assert app.session_state["verdeling_eigen"] == {REGIO: other}


@pytest.mark.parametrize("gedeeld", [False, True])
def test_what_is_wrong_with_files_holds_counts_and_buurten_and_is_for_their_maker(
    open_pagina: Open, veld, *, gedeeld: bool
):
    placed = b"moment;code;groep;aantal;besluit\n2026-Q4;BU91010199;statushouders;3;\n"
    stand = b"moment;regel;toegezegd;in_voorbereiding;opgeleverd\n2026-Q2;A1;0;0;7\n2026-Q4;A1;0;0;5\n"
    files = [("agenda.csv", AGENDA), ("stand.csv", stand), ("p.csv", placed)]
    with pytest.raises(WoonzorgFout) as wrong:
        add_bestanden(Agendabundel(), files, make_grond(veld))
    app = open_bestanden(open_pagina, veld, voortgang_fout=wrong.value, voortgang_gedeeld=gedeeld)
    html = read_html(app)
    assert ("BU91010199" in html, "5 is minder dan de 7" in html) == (not gedeeld, not gedeeld)
    assert 'role="alert"' in html


@pytest.mark.parametrize("gedeeld", [False, True])
def test_what_was_passed_over_in_a_file_is_for_its_maker(open_pagina: Open, veld, *, gedeeld: bool):
    app = open_bestanden(open_pagina, veld)
    [part] = app.session_state["voortgang_bundels"][REGIO].delen
    noted = Agendabundel((dataclasses.replace(part, notities=("3 rijen in BU91010199 tellen niet mee",)),))
    app.session_state["voortgang_bundels"] = {REGIO: noted}
    app.session_state["voortgang_gedeeld"] = gedeeld
    app.run()
    assert ("BU91010199" in read_html(app)) is not gedeeld


@pytest.mark.parametrize("gedeeld", [False, True])
def test_the_shared_screens_of_two_moments_cannot_be_subtracted(open_pagina: Open, veld, *, gedeeld: bool):
    """20 in kwetsbare buurten at Q2 and 3 more at Q4: the 23 is on the maker's own screen only."""
    own = veld.gebieden[veld.eigen]
    spared = own[own["klasse"] == Klasse.KWETSBAAR]["code"].iloc[0]
    rows = f"2026-Q2;{spared};statushouders;20;\n2026-Q4;{spared};statushouders;3;\n"
    placed = f"moment;code;groep;aantal;besluit\n{rows}".encode()
    files = [("agenda.csv", AGENDA), ("p.csv", placed)]
    bundel = add_bestanden(Agendabundel(), files, make_grond(veld))
    told = {}
    for moment in ("2026-Q2", "2026-Q4"):
        app = open_pagina("voortgang", moment=moment)
        app.session_state["voortgang_bundels"], app.session_state["voortgang_gedeeld"] = (
            {REGIO: bundel},
            gedeeld,
        )
        app.run()
        assert not app.exception
        told[moment] = re.sub("</?em>", "", read_html(app))
    assert "In kwetsbare buurten: 20;" in told["2026-Q2"]
    assert ("In kwetsbare buurten: 23;" in told["2026-Q4"]) is not gedeeld


def test_one_file_is_taken_away_and_what_is_then_missing_is_told(open_pagina: Open, veld):
    stand = b"moment;regel;toegezegd;in_voorbereiding;opgeleverd\n2026-Q2;A1;0;0;7\n"
    files = [("agenda.csv", AGENDA), ("stand.csv", stand)]
    app = open_bestanden(
        open_pagina, veld, voortgang_bundels={REGIO: add_bestanden(Agendabundel(), files, make_grond(veld))}
    )
    assert "passen niet bij elkaar" not in read_html(app)
    [first, _] = [button for button in app.button if button.key.startswith("voortgang_weg_")]
    assert first.label == "Haal agenda.csv weg"
    first.click().run()
    assert not app.exception
    told = read_html(app)
    assert "Deze bestanden passen niet bij elkaar" in told
    assert "stand.csv, blad stand, rij 2, kolom regel: &#x27;A1&#x27; staat in geen agenda" in told
    assert not [button for button in app.button if button.key.startswith("voortgang_weg_")]
    app.session_state["voortgang_gedeeld"] = True
    app.run()
    assert "staat in geen agenda" not in read_html(app)


def test_a_kept_agenda_of_this_region_is_taken_and_one_of_another_is_told(open_pagina: Open, veld):
    app, snapshot = open_bestanden(open_pagina, veld), opslag.open_snapshot(INGEBOUWD)
    [part] = app.session_state["voortgang_bundels"][REGIO].delen
    kept = [Agendaversie(regio, Q4, part.lijnen).to_json().encode() for regio in (REGIO, "elders")]
    ground = voortgangstand.make_leesgrond(snapshot)
    assert add_bestanden(Agendabundel(), [("a.json", kept[0])], ground).lijnen == part.lijnen
    with pytest.raises(WoonzorgFout, match="van een andere streek"):
        add_bestanden(Agendabundel(), [("a.json", kept[1])], ground)
