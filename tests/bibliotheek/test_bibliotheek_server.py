"""The library on a real PostgreSQL: first starts at once, silence, a server that stops, and nothing that is lost."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from kasthulp import SMALL, make
from postgres import HOST, Lijn

from woonzorg.bibliotheek import databank
from woonzorg.bibliotheek.agendakast import Agendakast
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.databank import OnzekerFout
from woonzorg.fouten import InvoerFout, OpslagFout

HUIS = Path(__file__).parents[2]
NAMEN = (f"kast{number}" for number in count())
NU = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def adres(server):
    return server.make_database(next(NAMEN))


@pytest.fixture
def lijn(server):
    opened = Lijn(server.port)
    yield opened
    opened.close()


def name_database(adres: str) -> str:
    return adres.rpartition("/")[2]


def wait_until(condition) -> None:
    end = time.monotonic() + 300
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_what_is_saved_comes_back_as_it_was(server, adres):
    scenario = make(naam="Plan A", notitie="'; DROP TABLE x; -- <b>é🏠\x00</b>" + "lang " * 1900)
    kept = Bibliotheek.open(adres).save(scenario, NU)
    again = Bibliotheek.open(adres)
    assert (kept.bestond, again.save(scenario).bestond) == (False, True)
    assert again.find(scenario.id) == kept
    assert again.list("proefstreek") == (kept,)
    assert again.list("proef\x00streek") == again.list("\ud800") == ()
    assert server.run_sql(name_database(adres), "SELECT versie FROM woonzorg_versie") == [(1,)]


@pytest.mark.parametrize("soort", ["SQL_ASCII", "LATIN1"])
def test_a_database_of_another_encoding_keeps_every_sign_or_nothing(server, soort):
    adres = server.make_database(
        next(NAMEN), f"ENCODING '{soort}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
    )
    kast = Bibliotheek.open(adres)
    plain = kast.save(make(naam="één"))
    assert kast.find(plain.id).scenario.kenmerken["naam"] == "één"
    if soort == "LATIN1":
        with pytest.raises(OpslagFout, match="UTF-8"):
            kast.save(make(naam="🏠"))
        assert kast.list() == (plain,)
    else:
        assert kast.save(make(naam="🏠")).scenario.kenmerken["naam"] == "🏠"


@contextmanager
def start_together(count: int, code: str, *words: str):
    """Start processes; each waits until all are there."""
    with ExitStack() as stack:
        people = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", code, *words, str(number)],
                    cwd=HUIS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
                )
            )
            for number in range(count)
        ]  # fmt: skip
        for person in people:
            assert person.stdout.readline() == "klaar\n"
        for person in people:
            person.stdin.write("\n")
        yield people


def test_a_server_without_room_is_asked_again(server, adres):
    server.run_sql("postgres", "CREATE ROLE nauw LOGIN CONNECTION LIMIT 1")
    server.run_sql(name_database(adres), "GRANT ALL ON SCHEMA public TO nauw")
    narrow = adres.replace("postgres@", "nauw@")
    with ThreadPoolExecutor(6) as pool:
        kasten = [*pool.map(lambda _: Bibliotheek.open(narrow), range(6))]
    assert len(kasten) == 6
    assert kasten[0].save(make()).bestond is False


SAVE = """
import json, sys, time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.fouten import OpslagFout
from woonzorg.verdeling.scenario.inhoud import parse_scenario

def open_kast(_):
    for _ in range(20):
        try:
            return repr(Bibliotheek.open(sys.argv[1]).list_schade())
        except OpslagFout as fout:  # a machine that is busy may be too late: any other fault is one
            if "antwoordt niet" not in str(fout) and "al lang bezet" not in str(fout):
                raise

def save(name):
    scenario, faults = parse_scenario(json.dumps({**json.loads(sys.argv[2]), "naam": name}).encode()), []
    while len(faults) < 300:
        try:
            kept = kast.save(scenario)
        except OpslagFout as fout:
            faults.append(type(fout).__name__)
            time.sleep(0.1)
        else:
            break
    told = json.dumps({"id": kept.id, "bestond": kept.bestond, "fouten": faults})
    with line:
        print(told, flush=True)

kast, line = Bibliotheek(sys.argv[1]), Lock()
print("klaar", flush=True)
sys.stdin.readline()
names = [name for number in range(32) for name in (f"samen {number}", f"{sys.argv[3]} {number}")]
with ThreadPoolExecutor(4) as pool:
    assert {*pool.map(open_kast, range(4))} == {"()"}  # the first start, of all at once
    [*pool.map(save, names)]
"""


def test_of_512_saves_by_eight_processes_nothing_that_was_said_to_be_kept_is_lost(server, adres):
    """They start at once on an empty database and save the same and other scenarios; the server is killed half-way."""
    said: list[dict] = []
    early, done = threading.Event(), threading.Lock()

    def listen(person):
        for line in person.stdout:
            with done:
                said.append(json.loads(line))
                if len(said) == 100:
                    early.set()
        return person.wait(timeout=60)

    with start_together(8, SAVE, adres, json.dumps(SMALL)) as people, ThreadPoolExecutor(8) as pool:
        ended = [pool.submit(listen, person) for person in people]
        assert early.wait(120)
        server.stop("immediate")
        server.start()
        assert [item.result(timeout=180) for item in ended] == [0] * 8
    assert len(said) == 8 * 64
    assert server.run_sql(name_database(adres), "SELECT versie FROM woonzorg_versie") == [(1,)]
    kept = Bibliotheek.open(adres).list()
    assert {item.id for item in kept} == {answer["id"] for answer in said}
    assert len(kept) == 32 + 8 * 32
    assert any(answer["fouten"] for answer in said)
    for name in {answer["id"] for answer in said}:
        answers = [answer for answer in said if answer["id"] == name]
        new = sum(not answer["bestond"] for answer in answers)
        # Told to be new at most once; never, only where somebody was told that it is not known.
        assert new == 1 or (new == 0 and any("OnzekerFout" in answer["fouten"] for answer in answers))
    # Nothing stays open: each use had a line of its own.
    asked = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name_database(adres)}'"
    wait_until(lambda: server.run_sql("postgres", asked) == [(0,)])


FORK = """
import os, sys
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
kast = Bibliotheek.open(sys.argv[1])
child = os.fork()
print("kind" if child == 0 else "ouder", kast.list(), flush=True)
if child == 0:
    os._exit(0)
os.waitpid(child, 0)
"""


def test_a_process_that_was_forked_speaks_with_the_server_by_itself(adres):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORK, adres],
        cwd=HUIS,
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(done.stdout.splitlines()) == ["kind ()", "ouder ()"]


def test_a_visitor_hears_within_fifteen_seconds():
    assert databank.TERMIJN < 15
    assert databank._OPDRACHT < databank.TERMIJN
    assert databank._VERBINDEN < databank.TERMIJN


def test_a_server_that_takes_the_call_and_says_nothing_is_told_and_nothing_was_saved(monkeypatch):
    monkeypatch.setattr(databank, "TERMIJN", 1.0)
    with socket.create_server((HOST, 0)) as mute:
        kast = Bibliotheek(f"postgresql://x:geheim@{HOST}:{mute.getsockname()[1]}/x")
        with pytest.raises(OpslagFout, match="antwoordt niet") as caught:
            kast.save(make())
        assert not isinstance(caught.value, OnzekerFout)
        assert "geheim" not in str(caught.value)
        with pytest.raises(OpslagFout, match="antwoordt niet"):
            kast.list()


@pytest.mark.parametrize(
    ("kwijt", "bestond"), [({"heen": b"INSERT INTO woonzorg_scenario"}, False), ({"terug": b"COMMIT"}, True)]
)
def test_silence_half_way_is_told_as_not_known_and_who_saves_again_learns_it(
    server, adres, lijn, kwijt, bestond, monkeypatch
):
    kast = Bibliotheek.open(adres.replace(f":{server.port}/", f":{lijn.port}/"))
    for way, sign in kwijt.items():
        setattr(lijn, way, sign)
    with monkeypatch.context() as patch:
        patch.setattr(databank, "TERMIJN", 3.0)
        with pytest.raises(OnzekerFout, match=r"onbekend of het bewaard is.*Bewaar het over een minuut"):
            kast.save(make())
    lijn.heen = lijn.terug = b""
    # The line was cut: neither the server nor this process goes on waiting.
    asked = f"SELECT pid FROM pg_stat_activity WHERE datname = '{name_database(adres)}'"
    wait_until(lambda: server.run_sql("postgres", asked) == [])
    assert (len(kast.list()) == 1) is bestond
    assert kast.save(make()).bestond is bestond
    assert len(kast.list()) == 1


def test_who_is_told_that_it_is_busy_knows_that_nothing_was_saved(adres, monkeypatch):
    kast = Bibliotheek.open(adres)
    with monkeypatch.context() as patch, ThreadPoolExecutor(1) as pool:
        patch.setattr(databank, "_OPDRACHT", 1.0)
        import psycopg  # noqa: PLC0415  absent on a bare machine

        with psycopg.connect(adres) as other:
            other.execute("LOCK TABLE woonzorg_scenario")
            with pytest.raises(OpslagFout, match="al lang bezet") as caught:
                pool.submit(kast.save, make()).result()
    assert not isinstance(caught.value, OnzekerFout)
    assert kast.list() == ()


def test_a_server_that_is_too_slow_is_told_apart_from_one_that_is_busy(server, adres, monkeypatch):
    kast = Bibliotheek.open(adres)
    server.run_sql(
        name_database(adres),
        "CREATE FUNCTION traag() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(9); RETURN new; END'",
        "CREATE TRIGGER traag BEFORE INSERT ON woonzorg_scenario FOR EACH ROW EXECUTE FUNCTION traag()",
    )
    with monkeypatch.context() as patch:
        patch.setattr(databank, "_OPDRACHT", 1.0)
        with pytest.raises(OpslagFout, match="te langzaam") as caught:
            kast.save(make())
    assert not isinstance(caught.value, OnzekerFout)
    assert kast.list() == ()


def test_a_full_disk_is_told_nothing_half_is_kept_and_with_room_it_goes_on(server, adres):
    kast = Bibliotheek.open(adres)
    long = "".join(f"{number * number:x} " for number in range(1600))
    plans = [make(naam=f"{number}", notitie=long[number:]) for number in range(9)]
    with server.fill_disk(name_database(adres), "woonzorg_scenario") as make_room:
        with pytest.raises(OpslagFout, match=r"schijf van de database is vol.*Maak ruimte") as caught:
            [kast.save(plan) for plan in plans]
        assert not isinstance(caught.value, OnzekerFout)
        kept = {item.id for item in kast.list()}
        assert kast.list_schade() == ()
        make_room()
        for plan in plans:
            assert kast.save(plan).bestond is (plan.id in kept)
    assert len(kast.list()) == 9


@pytest.mark.parametrize(
    ("van", "naar", "words"),
    [
        ("postgres@", "jan:fout@", "weigert de gebruiker of het wachtwoord"),
        ("postgres@", "jan@", "weigert de gebruiker of het wachtwoord"),
        ("postgres@", "piet@", "weigert de gebruiker of het wachtwoord"),
        ("postgres@", "jan:goed@", "recht om tabellen te maken"),
        ("/kast", "/nergens", "de server heeft deze database niet"),
        ("127.0.0.1", "bestaat.invalid", "niet bereikbaar"),
        ("postgresql:", "postgres:", ""),
        ("postgresql:", "postgresql+psycopg:", ""),
    ],
)
def test_each_refusal_of_a_call_is_told_apart(server, adres, van, naar, words):
    server.ask_wachtwoord("jan", "goed")
    other = adres.replace(van, naar)
    if not words:
        assert Bibliotheek.open(other).list() == ()
        return
    with pytest.raises(OpslagFout, match=words) as caught:
        Bibliotheek.open(other)
    assert not [
        word for word in ("jan", "piet", "goed", "fout@", HOST, "nergens") if word in str(caught.value)
    ]


def test_a_server_that_is_not_there_and_one_that_comes_back(server, adres, caplog):
    kast = Bibliotheek.open(adres)
    kept = kast.save(make())
    server.stop()
    with pytest.raises(OpslagFout, match="of de server bereikbaar is") as caught:
        kast.list()
    assert "refused" in caplog.text
    assert not [word for word in ("refused", HOST, str(server.port)) if word in str(caught.value)]
    server.start()
    assert kast.list() == (kept,)


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["ALTER TABLE woonzorg_scenario ADD eigenaar text NOT NULL"], "tabellen zijn anders"),
        (["ALTER TABLE woonzorg_scenario ALTER inhoud TYPE varchar(100)"], "niet te gebruiken"),
        (["ALTER DATABASE {} SET default_transaction_read_only = on"], "alleen te lezen"),
        (["DROP TABLE woonzorg_scenario"], "niet compleet, of staat in een ander schema"),
        (["CREATE SCHEMA anders", "ALTER DATABASE {} SET search_path = anders"], "in een ander schema"),
    ],
)
def test_what_a_server_refuses_is_told_without_its_words_and_without_what_was_to_be_saved(
    server, adres, caplog, statements, words
):
    kast = Bibliotheek.open(adres)
    server.run_sql(name_database(adres), *(text.format(name_database(adres)) for text in statements))
    with pytest.raises(OpslagFout, match=words) as caught:
        kast.save(make(naam="Geheim plan"))
    assert not isinstance(caught.value, OnzekerFout)
    assert "De bibliotheek weigert" in caplog.text
    assert "woonzorg_scenario" not in str(caught.value)
    assert "Geheim plan" not in f"{caplog.text}{caught.value}"


def test_a_row_that_the_server_cannot_give_hides_no_other(server, adres):
    """One content, kept outside its row, is damaged on the disk of the server."""
    kast = Bibliotheek.open(adres)
    sound = kast.save(make(naam="heel"), NU)
    broken = kast.save(make(naam="stuk", notitie="".join(f"{number} " for number in range(1900))), NU)
    database = name_database(adres)
    server.run_sql(database, "ALTER TABLE woonzorg_scenario ALTER inhoud SET STORAGE EXTERNAL")
    server.run_sql(database, f"UPDATE woonzorg_scenario SET inhoud = inhoud || '' WHERE id = '{broken.id}'")
    server.run_sql(
        database,
        "ALTER TABLE woonzorg_agendastuk ALTER inhoud SET STORAGE EXTERNAL",
        "INSERT INTO woonzorg_agendastuk SELECT id, 'agenda', 'x', '2026-1', '2026-11-22', 'jo', repeat('x', n) "
        "FROM (VALUES ('kort', 9), ('lang', 9999)) AS rows (id, n)",
    )
    aside = (
        "SELECT pg_relation_filepath(reltoastrelid) FROM pg_class "
        "WHERE relname IN ('woonzorg_scenario', 'woonzorg_agendastuk')"
    )
    for (path,) in server.run_sql(database, aside):
        server.damage(path)
    assert set(Agendakast(kast).list_onleesbaar()) == {"kort", "lang"}
    assert kast.list("proefstreek") == (sound,)
    [told] = kast.list_schade("proefstreek")
    assert (told.id, "beschadigd" in told.fout) == (broken.id, True)
    with pytest.raises(OpslagFout, match=f"{broken.id} is beschadigd"):
        kast.find(broken.id)
    with pytest.raises(InvoerFout, match="staat niet in de bibliotheek"):
        kast.find("0" * 12)
