"""The command of all that is kept: it lists every kind there is, withdraws, backs up and puts back."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.web.server.starlette import starlette_server_config

from woonzorg.bibliotheek.account import Accountsoort, write_account
from woonzorg.bibliotheek.bewaarlijst import BEWAARSOORTEN, write_bewaartabel
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.geheim import make_geheim
from woonzorg.bibliotheek.intrekking import BEWAARTERMIJN
from woonzorg.bibliotheek.rijen import INGETROKKEN, MAKER, TABELLEN, VERSIE
from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD, Instellingen
from woonzorg.methode.verantwoording import Methodetekst, write_tekst
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opdracht.opdracht import main
from woonzorg.verdeling.scenario.inhoud import parse_scenario

OUDERDOM = {kind.tabel: kind.moment for kind in BEWAARSOORTEN if kind.tabel not in {None, MAKER, INGETROKKEN}}
"""Tables of what has a keeping time of its own, with the column of its moment."""

HUIS = Path(__file__).parents[2]


def make(naam: str):
    small = {
        "versie": 1,
        "regio": "proefstreek",
        "niveau": "buurt",
        "vraag": {"statushouders": 30},
        "naam": naam,
    }
    return parse_scenario(json.dumps(small).encode())


@pytest.fixture
def kast(tmp_path, monkeypatch) -> Bibliotheek:
    monkeypatch.setenv("WOONZORG_DATABASE_URL", f"sqlite:///{tmp_path}/kast.sqlite")
    return Bibliotheek.open(f"sqlite:///{tmp_path}/kast.sqlite")


def run(capsys, *words: str) -> dict:
    assert main(["bewaard", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_table_and_everything_in_a_browser_has_its_line():
    tables = {kind.tabel.name for kind in BEWAARSOORTEN if kind.tabel is not None}
    assert tables == {table.name for table in TABELLEN.tables.values()} - {VERSIE.name}
    keeps = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open")
    files = (path for path in (HUIS / "pages").rglob("*") if path.suffix in {".js", ".html", ".py"})
    found = {
        path.relative_to(HUIS / "pages").as_posix() for path in files if keeps.search(path.read_text("utf-8"))
    }
    assert {kind.script for kind in BEWAARSOORTEN} - {""} == found
    for kind in BEWAARSOORTEN:
        assert all((kind.naam, kind.plek, kind.termijn, kind.eigenaar, kind.weg))
        assert kind.tabel is None or kind.moment in {"", *kind.tabel.c.keys()}


GEVRAAGD = {"woonzorg/rapport/uitvoer.py", "woonzorg/bronnen/bestanden/inlezen.py"}
"""Modules that write a file where a command is told to, or that is gone before they are done."""


def find_modules(folder: str, words: str) -> set[str]:
    """Return the modules in which any of these words stands."""
    wanted = re.compile(words)
    files = ((path.relative_to(HUIS).as_posix(), path) for path in (HUIS / folder).rglob("*.py"))
    return {name for name, path in files if wanted.search(path.read_text("utf-8"))}


def test_whatever_writes_a_file_or_takes_one_of_a_visitor_has_its_line():
    told = [name for kind in BEWAARSOORTEN for name in kind.modules]
    assert len(told) == len(set(told))
    writes = find_modules("woonzorg", r"\.mkdir\(|mkdtemp|mkstemp|write_bytes\(|write_text\(|open\(\"[wxa]")
    takes = find_modules("pages", r"show_bestandvak\(|file_uploader\(|\.mkdir\(|write_bytes\(|write_text\(")
    assert set(told) == (writes - GEVRAAGD) | (takes - {"pages/bouwstenen/bestandvak.py"})


def test_every_cookie_has_its_line():
    told = {kind.koekje for kind in BEWAARSOORTEN} - {""}
    streamlit = {
        value for name, value in vars(starlette_server_config).items() if name.endswith("_COOKIE_NAME")
    }
    proxy = set(
        re.findall(
            r"^ *cookie (\w+) insert", (HUIS / "uitrol" / "haproxy.cfg").read_text("utf-8"), re.MULTILINE
        )
    )
    # Tokens of the provider are asked for by nobody: st.login keeps them only where `expose_tokens` says so.
    assert told == streamlit - {starlette_server_config.TOKENS_COOKIE_NAME} | proxy
    assert not find_modules("woonzorg", "expose_tokens") | find_modules("pages", "expose_tokens")


def test_every_log_has_its_line():
    """The one logger with a name of its own is the book; others carry the name of their module, for what fails."""
    named = find_modules("woonzorg", r"getLogger\(\"") | find_modules("pages", r"getLogger\(\"")
    assert named == {"woonzorg/toegang/boek.py", "pages/bouwstenen/schil/opstart.py"}  # the last silences one
    assert sum(kind.plek == "logboek van de server" for kind in BEWAARSOORTEN) == 2


@pytest.mark.parametrize("naam", [Methodetekst.DOEL, Methodetekst.ALGORITMEREGISTER])
def test_purpose_and_register_tell_of_every_kind_what_for_how_long_and_what_the_dpia_should_say(naam):
    snapshot = open_snapshot(INGEBOUWD)
    text = write_tekst(naam, snapshot, score_snapshot(snapshot), Instellingen())
    for kind in BEWAARSOORTEN:
        assert kind.doel
        assert f"| {kind.naam} | {kind.doel} | {kind.plek} | {kind.termijn} |" in text
        assert (f"| {kind.naam} | {kind.plek} | {kind.dpia} |" in text) == bool(kind.dpia)


def test_who_manages_reads_the_same_in_the_documentation():
    assert write_bewaartabel() in (HUIS / "docs" / "beheer.md").read_text(encoding="utf-8")


def test_the_job_of_each_night_clears_away_and_backs_up():
    lines = (HUIS / "uitrol" / "compose.yaml").read_text(encoding="utf-8").splitlines()
    run = [line.split("woonzorg ", 1)[1] for line in lines if "python -m woonzorg" in line]
    assert run[1:] == ["bewaard --ruim-op || true;", "bewaard --reservekopie /reservekopieen || true;"]


def test_what_is_kept_is_listed_withdrawn_and_cleared_away(kast, capsys):
    now, code = datetime.now(UTC), make_geheim()
    first = kast.save(make("a"), datetime(2026, 3, 4, 23, 30, tzinfo=UTC), [code])
    kast.write(lambda connection: write_account(connection, Accountsoort.SCENARIO, first.id, "jo@x.nl"))
    second = kast.save(make("b"), now)
    kast.save(make("c"), now - BEWAARTERMIJN - timedelta(days=1))
    told = {line["wat"]: line for line in run(capsys)["bewaard"]}
    scenarios = told["Scenario's"]
    assert (scenarios["aantal"], scenarios["termijn"]) == (3, "10 jaar")
    assert told["Makers van scenario's (afdruk van een code)"]["aantal"] == 1
    assert told["Eigen gebieden"]["aantal"] is None
    assert told["Accounts bij scenario's en reacties"]["aantal"] == 1
    assert run(capsys, "--ruim-op")["weggehaald"] == 1
    assert run(capsys, "--wis-account", "jo@x.nl")["weggehaald"] == 1
    done = run(capsys, "--trek-in", second.id, "0" * 12)
    after = {line["wat"]: line for line in done["bewaard"]}
    assert (done["weggehaald"], after["Scenario's"]["aantal"], after["Scenario's"]["oudste"]) == (
        1,
        1,
        "2026-03-05",
    )
    assert after["Wat is ingetrokken of weggehaald (alleen soort, kenmerk en datum)"]["aantal"] == 2
    assert main(["bewaard"]) == 0
    assert "Scenario's: 1, oudste van 5 maart 2026\n    waarvoor: een plan" in capsys.readouterr().out


def add_ouds(connection: sa.Connection) -> None:
    """Add a row to each table that has a moment: as old as this program never lets one get."""
    for table, moment in OUDERDOM.items():
        row = {
            name: 0 if isinstance(column.type, sa.Integer) else name[:8] for name, column in table.c.items()
        }
        connection.execute(sa.insert(table).values(row | {moment: "2001-02-03T04:05:06.000+00:00"}))


@pytest.mark.parametrize("daad", ["bewaren", "opdracht"])
def test_whatever_is_written_takes_all_along_that_is_past_its_keeping_time(kast, capsys, daad):
    kept = kast.save(make("nieuw"), account="jo@x.nl")
    kast.write(add_ouds)
    later = Bibliotheek(os.environ["WOONZORG_DATABASE_URL"])
    if daad == "bewaren":
        later.save(make("nog een"))
    else:
        assert run(capsys, "--ruim-op")["weggehaald"] == len(OUDERDOM)
    left = {table.name: table.c[moment] for table, moment in OUDERDOM.items()}
    old = {
        name: later.read(lambda connection, column=column: connection.scalars(sa.select(column)).all())
        for name, column in left.items()
    }
    assert not [name for name, moments in old.items() if any(found < "2002" for found in moments)]
    assert kept.id in {item.id for item in later.list()}
    assert len(old["woonzorg_account"]) == 1


def test_a_back_up_is_written_and_put_back(kast, tmp_path, capsys, monkeypatch):
    kept = kast.save(make("a"))
    now, folder = datetime.now(UTC), tmp_path / "kopie"
    folder.mkdir()
    for name in (f"woonzorg-{now - timedelta(days=days):%Y-%m-%d-%H%M%S}.sqlite" for days in (89, 91)):
        (folder / name).touch()
    (folder / "woonzorg-van-vroeger.sqlite").touch()
    told = run(capsys, "--reservekopie", str(folder))
    assert (told["rijen"] > 1, told["oude_weg"]) == (True, 1)
    left = {path.name for path in folder.iterdir()}
    assert left >= {"woonzorg-van-vroeger.sqlite", Path(told["bestand"]).name}
    assert len(left) == 3
    assert not [name for name in left if f"{now - timedelta(days=91):%Y-%m-%d}" in name]
    monkeypatch.setenv("WOONZORG_DATABASE_URL", f"sqlite:///{tmp_path}/nieuw.sqlite")
    done = run(capsys, "--terugzetten", told["bestand"])
    assert (done["erbij"], done["anders"]) == (1, 0)
    assert Bibliotheek(tmp_path / "nieuw.sqlite").list() == (kept,)
    assert main(["bewaard", "--terugzetten", told["bestand"]]) == 0
    out = capsys.readouterr()
    assert "Erbij: 0. Stond er al: 1." in out.out
    assert "Haal dat dan opnieuw weg" in out.err
    assert main(["bewaard", "--terugzetten", str(tmp_path / "nieuw.sqlite")]) == 2
    assert "geen reservekopie" in capsys.readouterr().err
