"""Keeping an initiative: kept, opened by its link in three steps, copied, decided on, taken away; and older data."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest
from aflezen import list_papieren, read_html, read_told
from maken import publish_proef

from pages.bouwstenen.werk import inloggen
from pages.initiatief import dossierpapier, dossierstand, initiatiefstand
from pages.initiatief.dossierblad import KIJK_BIJ_TOETS
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.initiatiefkast import Initiatiefkast
from woonzorg.gegevens import opslag, overzicht
from woonzorg.initiatief.afweging import Vraagkeuze, change_antwoord
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

KWETSBAAR, REGIO = "BU91010001", "voorbeeldstreek"
KAMERS = {
    "gebied": KWETSBAAR,
    "groep": "uitstroom",
    "instrument": "onzelfstandig",
    "aantal": "10",
    "naam": "Molenhof",
}
NOOIT = "Dit is geen vergunningtoets en zegt niets over een kandidaat."
CODE = re.compile(r"[0-9a-f]{4}(?:-[0-9a-f]{4}){4}")


@pytest.fixture(autouse=True)
def kast(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Initiatiefkast:
    """Let it begin with an empty library."""
    monkeypatch.setenv("WOONZORG_DATABASE_URL", f"sqlite:///{tmp_path / 'scenarios.sqlite'}")
    return Initiatiefkast(Bibliotheek.open(tmp_path / "scenarios.sqlite"))


def fold_open(app: AppTest, sleutel: str) -> AppTest:
    app.session_state[sleutel] = True
    return app.run()


def keep(app: AppTest, auteur: str = "Jo", *, nagekeken: bool = False) -> AppTest:
    """Keep what the page shows, and return the page of what was kept."""
    fold_open(app, "initiatief-bewaren")
    if auteur:
        app.text_input(key="initiatief_bewaar_auteur").set_value(auteur)
    if nagekeken:
        app.checkbox(key="initiatief_bewaar_nagekeken").check()
    app.button(key="initiatief_bewaar").click().run()
    assert not app.exception
    return app


def work_on(app: AppTest, velden: dict[str, str], **anders: object) -> AppTest:
    """Let the visit work on what a link does not carry."""
    app.session_state["initiatief_werk"] = initiatiefstand.Initiatiefwerk(velden, invullen=False, **anders)
    return app.run()


def test_what_is_kept_opens_by_its_link_in_three_steps_and_can_be_read_only(open_pagina: Open, kast):
    app = open_pagina("initiatief", **KAMERS)
    work = app.session_state["initiatief_werk"]
    weighed = change_antwoord(work.afweging, 3, Vraagkeuze.JA, "Twee gemeenschappelijke ruimtes")
    app.session_state["initiatief_werk"] = dataclasses.replace(work, afweging=weighed)
    app = keep(app.run())
    [kept] = kast.list(REGIO)
    assert dict(app.query_params) == {"bewaard": kept.id}
    assert CODE.search(read_told(app).replace("\\", ""))
    other = open_pagina("initiatief", bewaard=kept.id)
    html = read_html(other)
    assert not other.exception
    assert "In beginsel niet: " in html
    assert NOOIT in html
    assert "Jo (naam niet gecontroleerd)" in html
    assert [item.value for item in other.warning] == []  # nothing changed since
    for step, word in (
        ("afweging", "Twee gemeenschappelijke ruimtes"),
        ("gesprek", "Er is geen gesprek bewaard."),
    ):
        shown = open_pagina("initiatief", bewaard=kept.id, stap=step)
        told = read_html(shown)
        assert word in told
        assert "kwetsbaar" not in told.lower()
        assert [one.label for one in (*shown.text_input, *shown.number_input, *shown.segmented_control)] == [
            "Code"
        ]
        assert dict(shown.query_params) == {"bewaard": kept.id, "stap": step}
        assert len(list_papieren(shown)) == 6
    assert {name.partition(" (")[0] for name in list_papieren(other)} == {"Toets", "Alles bij elkaar"}
    assert "initiatief_dossier_weg" not in {button.key for button in other.button}
    lost = open_pagina(
        "initiatief", bewaard=kept.id, stap="lijst"
    )  # a step of the page that nothing kept has
    assert "In beginsel niet: " in read_html(lost)
    for wrong in ("0123456789ab", "<img src=//elders.example>", "' OR 1=1 --"):
        nothing = open_pagina("initiatief", bewaard=wrong)
        assert "staat niet in de bibliotheek" in read_told(nothing)
        assert "<img" not in read_html(nothing)


def test_a_copy_is_derived_from_what_was_kept_and_that_stays_as_it_was(open_pagina: Open, kast):
    kept = kast.list(REGIO)[0] if kast.list(REGIO) else None
    assert kept is None
    keep(open_pagina("initiatief", **KAMERS))
    [first] = kast.list(REGIO)
    app = open_pagina("initiatief", bewaard=first.id)
    app.button(key="initiatief_dossier_kopie").click().run()
    assert "bewaard" not in app.query_params
    assert app.query_params["aantal"] == "10"
    app = work_on(app, KAMERS | {"aantal": "8"}, afgeleid_van=first.id)
    keep(app, "An")
    found = {item.dossier.velden["aantal"]: item for item in kast.list(REGIO)}
    assert found["8"].dossier.afgeleid_van == first.id
    assert found["10"] == first


def test_who_kept_it_decides_on_it_and_takes_it_away_also_later_with_the_code(open_pagina: Open, kast):
    app = keep(open_pagina("initiatief", **KAMERS))
    code = CODE.search(read_told(app).replace("\\", ""))[0]
    [first] = kast.list(REGIO)
    app.radio(key=f"initiatief_status_{first.id}").set_value("vastgesteld").run()
    app.button(key=f"initiatief_leg_vast_{first.id}").click().run()
    assert "heeft een besluit" in read_told(app)
    app.text_input(key=f"initiatief_besluit_{first.id}").set_value("raad van Zilverhage")
    app.text_input(key=f"initiatief_dag_{first.id}").set_value("2-11-2026")
    app.button(key=f"initiatief_leg_vast_{first.id}").click().run()
    decided = next(item for item in kast.list(REGIO) if item.id != first.id)
    assert (decided.dossier.status, decided.dossier.afgeleid_van) == ("vastgesteld", first.id)
    assert "raad van Zilverhage, 2 november 2026" in read_html(app)
    assert "initiatief_dossier_weg" not in {button.key for button in app.button}  # adopted: it stays
    later = open_pagina("initiatief", bewaard=first.id)
    later.text_input(key="initiatief_dossier_code").set_value("geen code")
    later.button(key="initiatief_dossier_gebruik").click().run()
    assert "niet te lezen" in read_told(later)
    later.text_input(key="initiatief_dossier_code").set_value(code)
    later.button(key="initiatief_dossier_gebruik").click().run()
    later.button(key="initiatief_dossier_weg").click().run()
    assert first in kast.list(REGIO)  # asked once more
    later.button(key="initiatief_dossier_zeker").click().run()
    assert [item.id for item in kast.list(REGIO)] == [decided.id]
    gone = open_pagina("initiatief", bewaard=first.id)
    assert "staat niet in de bibliotheek" in read_told(gone)


def test_the_list_stands_by_gemeente_and_name_with_what_can_be_done(open_pagina: Open, kast, monkeypatch):
    app = open_pagina("initiatief")
    assert "Er is nog geen initiatief bewaard." in read_told(fold_open(app, "initiatief-dossiers"))
    keep(open_pagina("initiatief", **KAMERS))
    mine = keep(open_pagina("initiatief", **KAMERS | {"naam": "<b>Aan zee</b>"}))
    mine.button(key="initiatief_dossier_terug").click().run()
    html = read_html(fold_open(mine, "initiatief-dossiers"))
    rows = re.findall(r"<tr>(?:(?!</tr>).)*</tr>", html.partition("wzi-dossiers")[2])[1:]
    assert ["Aan zee" in rows[0], "Molenhof" in rows[1]] == [True, True]
    assert "<b>Aan zee" not in html
    assert ["Haal weg" in row for row in rows] == [True, False]
    own = next(item for item in kast.list(REGIO) if "zee" in item.dossier.naam)
    from pages.initiatief import dossierlijst  # noqa: PLC0415

    with monkeypatch.context() as patch:  # a link in the list, as the browser gives it
        chosen: list[str] = []
        patch.setattr(dossierstand, "take_back", lambda name: chosen.append(name) or "weg")
        patch.setattr(dossierstand, "go_to_dossier", chosen.append)
        patch.setattr(dossierlijst.st, "session_state", {})
        patch.setattr(dossierstand.st, "session_state", dossierlijst.st.session_state)
        for link in (f"weg-{own.id}", f"laat-{own.id}", own.id, f"zeker-{own.id}"):
            dossierlijst._choose(link)
    assert chosen == [own.id, own.id]


def test_nothing_is_kept_without_a_name_and_texts_on_persons_are_asked_after(open_pagina: Open, kast):
    app = keep(open_pagina("initiatief", **KAMERS), "")
    assert "wie dit bewaart" in read_told(app)
    app = work_on(open_pagina("initiatief"), KAMERS | {"organisatie": "mevrouw Jansen"})
    assert "een aanspreekvorm" in read_told(keep(app))
    assert kast.list(REGIO) == ()
    keep(app, nagekeken=True)
    [kept] = kast.list(REGIO)
    assert "Jansen" not in kept.dossier.to_inhoud()


def test_beside_each_free_text_stands_that_it_can_become_public(open_pagina: Open):
    app = open_pagina("initiatief", gebied=KWETSBAAR)
    assert WOO in read_told(app)
    answer = open_pagina("initiatief", **KAMERS | {"aantal": "1"})
    assert WOO not in read_told(answer)
    assert WOO in read_told(fold_open(answer, "initiatief-besluit"))
    for step in ("afweging", "gesprek"):
        shown = open_pagina("initiatief", **KAMERS, stap=step)
        shown.session_state["initiatief_gespreksdeel"] = "Per stuurknop"
        assert WOO in read_html(shown.run())


def test_who_is_logged_in_keeps_it_under_the_name_that_the_login_vouched_for(
    open_pagina: Open, kast, monkeypatch
):
    monkeypatch.setattr(inloggen, "find_ingelogd", lambda: "jo@gemeente")
    keep(open_pagina("initiatief", **KAMERS), "")
    assert str(kast.list(REGIO)[0].dossier.van) == "jo@gemeente"


def test_of_a_single_letting_nothing_can_be_kept_and_of_a_group_with_more_privacy_no_place(
    open_pagina: Open, kast
):
    one = {"gebied": KWETSBAAR, "instrument": "toewijzing", "groep": "psychisch", "aantal": "1"}
    app = work_on(open_pagina("initiatief"), one)
    assert not any(item.label.startswith("Bewaar op") for item in app.expander)
    given = {
        "gebied": KWETSBAAR,
        "groep": "vrouwenopvang",
        "instrument": "nieuwbouw",
        "aantal": "4",
        "naam": "Het Baken",
    }
    app = keep(work_on(open_pagina("initiatief"), given))
    [kept] = kast.list(REGIO)
    shown = open_pagina("initiatief", bewaard=kept.id)
    assert (list_papieren(shown), dossierpapier.NIET_HIER in read_told(shown)) == ({}, True)
    html = read_html(shown)
    for word in (KWETSBAAR, "Ereprijshage", "Baken", "kwetsbaar"):
        assert word not in kept.dossier.to_inhoud()
        assert word not in html
    assert "Zilverhage" in html
    copy = open_pagina("initiatief", bewaard=kept.id)
    copy.button(key="initiatief_dossier_kopie").click().run()
    assert copy.session_state["initiatief_werk"].velden == {
        "groep": "vrouwenopvang",
        "instrument": "nieuwbouw",
    }
    assert copy.session_state["initiatief_werk"].invullen


def test_own_counts_under_ten_are_in_nothing_that_is_kept_or_shown(open_pagina: Open, kast):
    given = {
        "gebied": "BU91010902", "instrument": "toewijzing", "groep": "psychisch", "aantal": "3", "complex": "De Linde",
        "woningen": "48", "gehuisvest": "7",
    }  # fmt: skip
    app = work_on(open_pagina("initiatief"), given)
    assert "eigen tellingen onder 10" in read_told(fold_open(app, "initiatief-bewaren"))
    keep(app)
    [kept] = kast.list(REGIO)
    assert set(kept.dossier.velden) == {"gebied", "instrument", "groep", "complex"}
    shown = read_html(open_pagina("initiatief", bewaard=kept.id)).partition("Het antwoord, toen")[2]
    told = shown.partition("Bewaard door")[0].replace("§5.3", "")
    assert re.search(r">[^<]*\b(?:3|7|48)\b", told) is None


def test_it_is_told_when_data_changed_what_the_answer_was_and_is(open_app: Open, tmp_path, kast):
    data = {"WOONZORG_DATA": str(tmp_path / "gegevens")}
    old = publish_proef(tmp_path / "gegevens", datum="2026-01-01")
    app = open_app(data)
    app.switch_page("pages/initiatief/pagina.py")
    for name, text in (KAMERS | {"gebied": "BU00010000"}).items():
        app.query_params[name] = text
    app = keep(app.run())
    [kept] = kast.list_alles()
    assert kept.dossier.grond.gegevens == old.id
    new = publish_proef(tmp_path / "gegevens", datum="2026-02-02")
    later = open_app(data)
    later.switch_page("pages/initiatief/pagina.py")
    later.query_params["bewaard"] = kept.id
    later.run()
    told = read_told(later).replace("\\", "")
    assert f"toen {old.id}, nu {new.id}" in told
    assert "hetzelfde gebleven" in told
    assert (list_papieren(later), dossierpapier.ANDERS in told) == ({}, True)
    later.query_params["stap"] = "afweging"
    later.run()
    assert KIJK_BIJ_TOETS in read_told(later)


def test_the_link_of_the_page_names_its_data_and_an_older_one_opens_or_its_absence_is_told(
    open_app: Open, tmp_path
):
    data = {"WOONZORG_DATA": str(tmp_path)}
    old, new = publish_proef(tmp_path, datum="2026-01-01"), publish_proef(tmp_path, datum="2026-02-02")

    def open_link(asked: str) -> AppTest:
        app = open_app(data)
        app.switch_page("pages/initiatief/pagina.py")
        for name, text in (KAMERS | {"gebied": "BU00010000", "data": asked}).items():
            app.query_params[name] = text
        app.run()
        assert not app.exception
        return app

    for snapshot in (old, new):
        app = open_link(snapshot.id)
        assert app.query_params["data"] == snapshot.id
        assert (overzicht.NAAR_GEBRUIK in read_html(app)) == (snapshot is old)
        assert f"data={snapshot.id}" in read_html(app).partition("wzi-stappen")[2]
    gone = open_link("2025-01-01-aaaaaaaa")
    assert "2025-01-01-aaaaaaaa zijn er niet" in read_told(gone).replace("\\", "")
    assert gone.query_params["data"] == new.id
    gone.run()
    assert "zijn er niet" in read_told(gone)  # and it stays told
    assert "De waarde bij 'data' in de link is niet te lezen" in read_told(open_link("vandaag"))


def test_an_open_page_keeps_its_data_when_others_come_into_use(open_app: Open, tmp_path):
    old, new = publish_proef(tmp_path, datum="2026-01-01"), publish_proef(tmp_path, datum="2026-02-02")
    opslag.go_back(tmp_path, old.id)
    app = open_app({"WOONZORG_DATA": str(tmp_path)})
    app.switch_page("pages/initiatief/pagina.py").run()
    opslag.go_back(tmp_path, new.id)
    app.run()
    assert app.query_params["data"] == old.id
    assert overzicht.NAAR_GEBRUIK in read_html(app)
    app.switch_page("pages/kaart/pagina.py").run()  # and the map shows the same
    assert not app.exception
    assert app.query_params["data"] == old.id
