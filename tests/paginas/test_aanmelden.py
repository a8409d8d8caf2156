"""Logins on the pages: who may what is asked at the deed itself, not only where its button stands."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_loket import fetch

from pages.bouwstenen.aanmelding import afgemeld
from pages.bouwstenen.loket import Download, Loket
from pages.gegevens import laadpaneel
from woonzorg.gegevens import opslag
from woonzorg.toegang.bezoeker import IEDEREEN
from woonzorg.toegang.boek import BOEK

pytestmark = pytest.mark.usefixtures("rollen", "boek")

WORTEL = Path(__file__).resolve().parents[2]
JO, MO = "jo@gemeente.test", "mo@gemeente.test"


def make_claims(account: str, **anders):
    return {
        "is_logged_in": True,
        "iat": time.time(),
        "email": account,
        "email_verified": True,
        "name": account.partition("@")[0],
    } | anders


@pytest.fixture
def rollen(tmp_path, monkeypatch):
    path = tmp_path / "rollen.toml"
    path.write_text(f'planner = ["{JO}"]\nbeheerder = ["{MO}"]\n', encoding="utf-8")
    monkeypatch.setenv("WOONZORG_ROLLEN", str(path))
    monkeypatch.setenv("WOONZORG_AANMELDEN", "oidc")
    monkeypatch.setenv("WOONZORG_DATABASE_URL", f"sqlite:///{tmp_path / 'scenarios.sqlite'}")
    monkeypatch.setattr(afgemeld, "_AFGEMELD", type(afgemeld._AFGEMELD)())
    return path


@pytest.fixture
def boek(monkeypatch):
    """Return the lines of the book as they are written."""
    lines: list[dict[str, object]] = []
    monkeypatch.setattr(BOEK, "handlers", [])
    monkeypatch.setattr("woonzorg.toegang.boek._open_boek", lambda: None)
    monkeypatch.setattr(BOEK, "info", lambda _form, line: lines.append(json.loads(line)))
    return lines


def open_pagina(naam: str, account: str = "", **anders) -> AppTest:
    app = AppTest.from_file(str(WORTEL / "pages" / naam / "pagina.py"), default_timeout=60)
    app.user = make_claims(account, **anders) if account else {}
    return app.run()


def list_tekst(app: AppTest) -> str:
    found = [*app.main.get("html"), *app.caption, *app.error, *app.warning, *app.success]
    return " ".join(str(getattr(item, "body", None) or item.value) for item in found)


def test_a_planner_reads_who_can_load_and_an_old_press_is_refused_and_written_in_the_book(
    rollen, boek
) -> None:
    app = AppTest.from_file(str(WORTEL / "pages" / "gegevens" / "pagina.py"), default_timeout=60)
    app.user, app.session_state["gegevens_deel"] = make_claims(MO), "Laden en teruggaan"
    app.run()
    [start] = [button for button in app.button if button.key == "laden_start"]
    # His screen still has the button when the role is taken away.
    rollen.write_text(f'planner = ["{MO}"]\n', encoding="utf-8")
    start.click().run()
    assert "Dit kan alleen een beheerder" in list_tekst(app)
    assert [button.key for button in app.button if button.key == "laden_start"] == []
    assert boek[-1] == boek[-1] | {
        "account": MO,
        "daad": "gegevens laden",
        "afloop": "geweigerd",
        "rol": "planner",
    }


def test_going_back_to_older_data_is_for_beheerders_by_a_press_of_an_old_screen_too(
    boek, monkeypatch
) -> None:
    went: list[str] = []
    monkeypatch.setattr(opslag, "go_back", lambda _, name: went.append(name))

    def press() -> None:
        from pages.gegevens.laadpaneel import _go_back  # noqa: PLC0415  read by AppTest

        _go_back("2026-11-21-92c6d0f6")

    app = AppTest.from_function(press, default_timeout=60)
    app.user = make_claims(JO)
    app.run()
    assert went == []
    assert "Dit kan alleen een beheerder" in app.session_state["laadpaneel_melding"][1]
    assert boek[-1] == boek[-1] | {"kenmerk": "2026-11-21-92c6d0f6", "afloop": "geweigerd"}


def test_a_reader_keeps_nothing_and_a_planner_does_under_his_account(boek) -> None:
    reader = open_pagina("scenarios", "an@gemeente.test")
    assert "Dit kan alleen een planner of een beheerder" in list_tekst(reader)
    assert [field.label for field in reader.text_input if field.label == "Naam"] == []
    planner = open_pagina("scenarios", JO)
    [name] = [field for field in planner.text_input if field.label == "Naam"]
    name.set_value("Voorstel")
    [keep] = [button for button in planner.button if button.label == "Bewaar mijn werk"]
    keep.click().run()
    assert "Uw werk is bewaard" in list_tekst(planner)
    assert boek[-1] == boek[-1] | {"account": JO, "daad": "scenario bewaren", "afloop": "gedaan"}
    assert boek[-1]["kenmerk"]


def show_iets() -> None:
    import streamlit as st  # noqa: PLC0415

    from pages.bouwstenen.aanmelding.scherm import enter  # noqa: PLC0415  read by AppTest

    if (visitor := enter({"": [st.Page(lambda: None, title="Kaart", url_path="kaart")]})) is not None:
        st.session_state.setdefault("eigen_cijfers", visitor.account)
        st.text(f"binnen: {visitor.account}")


def open_deur(claims) -> AppTest:
    app = AppTest.from_function(show_iets, default_timeout=60)
    app.user = claims
    return app.run()


@pytest.mark.parametrize(
    ("claims", "waarom"),
    [
        ({}, "nog niet aangemeld"),
        (make_claims(JO, iat=1), "verlopen"),
        (make_claims(JO, email_verified=False), "niet bevestigd"),
        (make_claims(JO, email_verified=None), "zegt niet of uw e-mailadres"),
        (make_claims("<b>\u200b"), "niet te lezen"),
    ],
)
def test_who_is_not_logged_in_sees_the_door_only(boek, claims, waarom) -> None:
    app = open_deur(claims)
    assert [item.value for item in app.text] == []
    assert waarom in list_tekst(app)
    assert boek == []


def test_who_has_no_role_reads_so_and_can_log_out(rollen) -> None:
    rollen.write_text('lezer = ["iemand"]\n', encoding="utf-8")
    app = open_deur(make_claims("<i>an</i>"))
    assert "heeft in deze installatie geen rol" in list_tekst(app)
    assert "<i>" not in list_tekst(app)
    rollen.unlink()
    app.run()
    assert "rollen" in list_tekst(app)
    assert [item.value for item in app.text] == []


def test_logging_out_closes_every_screen_of_that_account_and_drops_what_it_held(boek) -> None:
    first, second = open_deur(make_claims(JO)), open_deur(make_claims(JO))
    assert [item.value for item in second.text] == [f"binnen: {JO}"]
    afgemeld.log_out(JO)
    for app in (first, second):
        app.run()
        assert [item.value for item in app.text] == []
        assert "afgemeld" in list_tekst(app)
        app.run()
        assert "afgemeld" in list_tekst(app)
        assert "eigen_cijfers" not in app.session_state
    assert [item.value for item in open_deur(make_claims(JO)).text] == [f"binnen: {JO}"]
    assert [line["daad"] for line in boek] == ["aanmelden"] * 3


def test_another_account_in_the_same_visit_finds_nothing_of_the_one_before() -> None:
    app = open_deur(make_claims(JO))
    app.user = make_claims(MO)
    app.run()
    assert app.session_state["eigen_cijfers"] == MO


def test_without_logins_all_is_open_and_the_page_says_so(monkeypatch) -> None:
    monkeypatch.setenv("WOONZORG_AANMELDEN", "geen")
    app = AppTest.from_file(str(WORTEL / "pages" / "gegevens" / "pagina.py"), default_timeout=60)
    app.session_state["gegevens_deel"] = "Laden en teruggaan"
    app.run()
    assert "melden bezoekers zich niet aan" in list_tekst(app)
    assert [button.key for button in app.button if button.key == "laden_start"] == ["laden_start"]


def test_a_file_is_given_to_the_account_whose_screen_offers_it_and_to_nobody_else(monkeypatch) -> None:
    told = {"jo": make_claims(JO), "mo": make_claims(MO), "oud": make_claims(JO, iat=1), "": {}}
    monkeypatch.setattr(
        "pages.bouwstenen.aanmelding.verzoek._read_koekje",
        lambda request: told[request.cookies.get("wie", "")],
    )
    counter = Loket()
    counter.begin(JO)
    [path] = counter.offer("x", [Download("Lijst", "lijst.csv", lambda: "a;b")])
    told_by = {who: fetch(f"/{path}", koppen={"cookie": f"wie={who}"}) for who in told}
    assert {who: status for who, (status, _, _) in told_by.items()} == {
        "jo": 200,
        "mo": 403,
        "oud": 403,
        "": 403,
    }
    assert "niet meer aangemeld" in told_by[""][2].decode()
    # Without logins an address is enough, as it was.
    monkeypatch.setenv("WOONZORG_AANMELDEN", "geen")
    assert fetch(f"/{path}")[0] == 200
    # A setting that makes no sense lets nobody in.
    monkeypatch.setenv("WOONZORG_AANMELDEN", "saml")
    assert fetch(f"/{path}")[0] == 403


def test_without_logins_nobody_is_known_whatever_a_login_says(monkeypatch) -> None:
    monkeypatch.setenv("WOONZORG_AANMELDEN", "geen")

    def tell() -> None:
        import streamlit as st  # noqa: PLC0415  runs by itself

        from pages.bouwstenen.aanmelding.bezoek import find_bezoeker  # noqa: PLC0415

        st.text(repr(find_bezoeker()))

    app = AppTest.from_function(tell)
    app.user = make_claims(MO)
    assert app.run().text[0].value == repr(IEDEREEN)


def test_a_fragment_leads_who_may_not_look_any_more_to_the_door(rollen) -> None:
    def ask() -> None:
        import streamlit as st  # noqa: PLC0415  runs by itself

        from pages.bouwstenen import toestand  # noqa: PLC0415

        st.text(toestand.is_rerun_asked())

    app = AppTest.from_function(ask)

    def look(claims) -> str:
        app.user = claims
        return app.run().text[0].value

    assert look(make_claims(JO)) == "False"
    assert look(make_claims(JO, iat=1)) == "True"
    rollen.write_text('lezer = ["iemand"]\n', encoding="utf-8")
    assert look(make_claims(JO)) == "True"
    rollen.unlink()
    assert look(make_claims(JO)) == "True"


def test_what_is_told_of_a_load_is_closed_by_who_may_load_only(monkeypatch) -> None:
    closed: list[object] = []
    monkeypatch.setattr(laadpaneel.get_ladingen(), "forget", closed.append)

    def press() -> None:
        from pages.gegevens.laadpaneel import _forget  # noqa: PLC0415  read by AppTest

        _forget("lading")

    for account, told in ((JO, []), (MO, ["lading"])):
        app = AppTest.from_function(press)
        app.user = make_claims(account)
        assert not app.run().exception
        assert closed == told
