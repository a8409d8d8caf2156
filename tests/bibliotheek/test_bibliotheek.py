"""The library of scenarios: nothing is overwritten or lost, and what is damaged or foreign is told."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from kasthulp import SMALL, make, run_sql

from woonzorg.bibliotheek import bibliotheek, databank
from woonzorg.bibliotheek.bibliotheek import REGELVERSIE, Bibliotheek
from woonzorg.bibliotheek.databank import Databank
from woonzorg.fouten import GegevensFout, InvoerFout, OpslagFout
from woonzorg.instelling import Instellingen, read_instellingen
from woonzorg.verdeling.scenario.levensloop import make_kopie

HUIS = Path(__file__).parents[2]
NU = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def kast(bestand) -> Bibliotheek:
    return Bibliotheek.open(bestand)


def test_what_is_saved_comes_back_under_its_id(kast, bestand):
    scenario = make(naam="Plan A", notitie="'; DROP TABLE x; -- <b>é🏠</b>", eigen_cijfers="abc123abc123")
    kept = kast.save(scenario, NU)
    assert (kept.id, kept.scenario, kept.bewaard_op, kept.regels) == (
        scenario.id,
        scenario,
        NU,
        REGELVERSIE,
    )
    assert Bibliotheek.open(bestand).find(scenario.id) == kept
    assert kast.list() == (kept,)
    assert kast.list_schade() == ()


def test_only_the_scenario_itself_is_kept(kast, bestand):
    kast.save(make(eigen_cijfers="abc123abc123"), NU)
    tables = run_sql(bestand, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    assert tables == [
        ("woonzorg_account",), ("woonzorg_agendastuk",), ("woonzorg_ingetrokken",), ("woonzorg_initiatief",),
        ("woonzorg_maker",),
        ("woonzorg_migratie",), ("woonzorg_reactie",), ("woonzorg_scenario",), ("woonzorg_versie",),
    ]  # fmt: skip
    assert run_sql(bestand, "SELECT count(*) FROM woonzorg_reactie") == [(0,)]
    columns = [row[1] for row in run_sql(bestand, "PRAGMA table_info(woonzorg_scenario)")]
    assert columns == ["id", "regio", "bewaard_op", "regels", "inhoud"]
    content = json.loads(run_sql(bestand, "SELECT inhoud FROM woonzorg_scenario")[0][0])
    assert content == make(eigen_cijfers="abc123abc123").to_dict()


def test_saving_twice_keeps_the_first(kast):
    first = kast.save(make(), NU)
    again = kast.save(make(), datetime(2027, 1, 1, tzinfo=UTC))
    assert again == first
    assert len(kast.list()) == 1


def test_the_order_in_which_demand_was_written_makes_no_other_scenario(kast):
    demand = {"uitstroom": 5, "statushouders": 3}
    first = kast.save(make(vraag=demand))
    assert kast.save(make(vraag=dict(reversed(demand.items())))) == first


def test_the_list_is_of_a_region_and_the_last_saved_comes_first(kast):
    old = kast.save(make(naam="oud"), NU)
    new = kast.save(make(naam="nieuw"), NU.replace(hour=10))
    other = kast.save(make(regio="elders"), NU.replace(hour=11))
    assert kast.list("proefstreek") == (new, old)
    assert kast.list("elders") == (other,)
    assert kast.list() == (other, new, old)
    assert kast.list("' OR 1=1 --") == ()


@pytest.mark.parametrize("naam", ["", "0" * 12, "0" * 13, "../x", "' OR 1=1 --", "A" * 5000, "🏠", "\x00"])
def test_an_unknown_or_hostile_id_gives_a_clear_answer(kast, naam):
    kast.save(make())
    with pytest.raises(InvoerFout, match="staat niet in de bibliotheek"):
        kast.find(naam)


def test_what_could_not_be_read_back_is_not_saved(kast):
    with pytest.raises(GegevensFout, match="te lang"):
        kast.save(dataclasses.replace(make(), naam="x" * 500))
    assert kast.list() == ()


SAVE = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.verdeling.scenario.levensloop import make_kopie
from woonzorg.verdeling.scenario.inhoud import parse_scenario

def save(name):
    content = {**json.loads(sys.argv[2]), "naam": name}
    return Bibliotheek.open(Path(sys.argv[1])).save(parse_scenario(json.dumps(content).encode())).id

print("klaar", flush=True)
sys.stdin.readline()
names = ["van ons samen", *(f"{sys.argv[3]} {number}" for number in range(12))]
with ThreadPoolExecutor(4) as pool:
    print(json.dumps([*pool.map(save, names)]))
"""


def test_people_who_save_at_once_lose_nothing(bestand):
    """Three processes of four threads each start together on a file that is not even there."""
    command = [sys.executable, "-c", SAVE, str(bestand), json.dumps(SMALL)]
    people = [
        subprocess.Popen(
            [*command, who], cwd=HUIS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        for who in "abc"
    ]
    for person in people:
        assert person.stdout.readline() == "klaar\n"
    for person in people:
        person.stdin.write("\n")
    answers = [json.loads(person.communicate(timeout=60)[0]) for person in people]
    found = Bibliotheek.open(bestand).list()
    assert {item.id for item in found} == {name for answer in answers for name in answer}
    assert len(found) == 3 * 12 + 1
    assert len({answer[0] for answer in answers}) == 1


def test_a_writer_waits_for_another(kast, bestand):
    other = sqlite3.connect(bestand, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(kast.save, make())
        assert kast.list() == ()  # readers go on meanwhile
        assert not saving.done()
        other.execute("COMMIT")
        assert saving.result(timeout=20).scenario == make()
    other.close()


def test_a_writer_that_waits_too_long_is_told_so(bestand, monkeypatch):
    monkeypatch.setattr(bibliotheek, "_WACHTTIJD", 0.05)
    kast = Bibliotheek.open(bestand)
    other = sqlite3.connect(bestand, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OpslagFout, match="al lang in de bibliotheek geschreven"):
        kast.save(make())
    other.close()


_LOS = "UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'woonzorg_scenario'"
"""Lets a row be damaged in ways that our tables refuse."""


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE woonzorg_scenario SET inhoud = replace(inhoud, '30', '31') WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET inhoud = 'x' WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET bewaard_op = 'gisteren' WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET bewaard_op = '2026-11-22T09:30:00' WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET bewaard_op = NULL WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET bewaard_op = 20261122 WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET bewaard_op = CAST(x'e9ff' AS TEXT) WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET regels = NULL WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET inhoud = NULL WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET inhoud = 7 WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET inhoud = CAST(inhoud AS BLOB) WHERE inhoud LIKE '%stuk%'",
        "UPDATE woonzorg_scenario SET inhoud = CAST(x'7bff' AS TEXT) WHERE inhoud LIKE '%stuk%'",
    ],
)
def test_a_damaged_row_is_told_and_hides_nothing_else(kast, bestand, damage):
    broken, sound = kast.save(make(naam="stuk")), kast.save(make(naam="heel"))
    run_sql(bestand, "PRAGMA writable_schema = on", _LOS, "PRAGMA writable_schema = off")
    run_sql(bestand, damage)
    assert kast.list("proefstreek") == (sound,)
    assert [(item.id, item.regio) for item in kast.list_schade("proefstreek")] == [(broken.id, "proefstreek")]
    with pytest.raises(
        OpslagFout, match=f"{broken.id} is (beschadigd|niet te lezen|niet meer te lezen).*kopie"
    ):
        kast.find(broken.id)
    with pytest.raises(OpslagFout, match=broken.id):  # and who saves it again does not hear that it is safe
        kast.save(make(naam="stuk"))


def test_a_row_on_a_damaged_page_is_told_and_hides_nothing_else(kast, bestand):
    """The content of one goes over several pages of the file; the link from one to the next is lost."""
    first, broken, last = (
        kast.save(make(naam=name, notitie=note), NU.replace(hour=hour))
        for name, note, hour in (("a", "", 9), ("b", "STUK " * 1900, 10), ("c", "", 11))
    )
    raw, size = bytearray(bestand.read_bytes()), 4096
    inside = [at for at in range(0, len(raw), size) if raw[at + 4 : at + 400].count(b"STUK ") > 50]
    assert inside
    raw[inside[0] : inside[0] + 4] = b"\xff\xff\xff\xf0"
    bestand.write_bytes(raw)
    assert kast.list("proefstreek") == (last, first)
    assert [item.id for item in kast.list_schade("proefstreek")] == [broken.id]
    assert kast.find(first.id) == first
    with pytest.raises(OpslagFout, match=f"{broken.id} is beschadigd"):
        kast.find(broken.id)


@pytest.mark.parametrize(
    ("was", "wordt", "soort", "words"),
    [
        ('"versie":1', '"versie":2', "nieuwer", "nieuwere versie van Woonzorg gemaakt.*Werk Woonzorg bij"),
        ('"niveau":"buurt"', '"niveau":"straat"', "onleesbaar", "niet te lezen.*meld dit"),
    ],
)
def test_a_row_that_is_whole_and_cannot_be_read_is_told_apart_from_a_damaged_one(
    kast, bestand, was, wordt, soort, words
):
    sound = make().to_inhoud()
    assert was in sound
    content = sound.replace(was, wordt)
    name = bibliotheek.hash_inhoud(content)
    run_sql(
        bestand,
        f"INSERT INTO woonzorg_scenario VALUES ('{name}', 'proefstreek', '{NU.isoformat()}', 'x', '{content}')",
        f"INSERT INTO woonzorg_scenario VALUES ('{'0' * 12}', 'proefstreek', '{NU.isoformat()}', 'x', '{content}')",
    )
    assert {item.id: item.soort for item in kast.list_schade()} == {name: soort, "0" * 12: "beschadigd"}
    with pytest.raises(OpslagFout, match=words):
        kast.find(name)


def test_a_decision_kept_before_days_had_to_be_real_opens_and_can_be_kept_on(kast, bestand):
    case = {"code": "BU00010000", "motief": "oud huis", "besluit_door": "raad", "datum": "2026-01-31"}
    plain = make(status="vastgesteld", besluit="raad", datum="2026-01-31", uitzonderingen=[case]).to_inhoud()
    content = plain.replace("2026-01-31", "2026-13-45").replace("oud huis", "   ")
    name = bibliotheek.hash_inhoud(content)
    run_sql(
        bestand,
        f"INSERT INTO woonzorg_scenario VALUES ('{name}', 'proefstreek', '{NU.isoformat()}', 'x', '{content}')",
    )
    kept = kast.find(name)
    assert kept.scenario.id == name
    assert kept.scenario.uitzonderingen[0].onbesloten == "het motief ontbreekt"
    assert kast.list_schade() == ()
    copy = kast.save(make_kopie(kept.scenario))
    assert copy.scenario.uitzonderingen == kept.scenario.uitzonderingen


def test_a_scenario_from_before_a_default_existed_is_sound_and_keeps_its_id(kast, bestand):
    plain = make().to_dict()
    del plain["jaren"]["instroom"]
    content = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    name = bibliotheek.hash_inhoud(content)
    run_sql(
        bestand,
        f"INSERT INTO woonzorg_scenario VALUES ('{name}', 'proefstreek', '{NU.isoformat()}', 'oud', '{content}')",
    )
    kept = kast.find(name)
    assert (kept.id, kept.regels) == (name, "oud")
    assert kept.scenario == make()
    assert kept.scenario.id != name


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "brief.txt").write_text("Geachte raad, " * 100, encoding="utf-8")
    with pytest.raises(OpslagFout, match=r"geen bibliotheek, of is beschadigd.*reservekopie"):
        Bibliotheek.open(tmp_path / "brief.txt")


def test_a_database_of_another_programme_is_left_alone(bestand):
    run_sql(bestand, "CREATE TABLE boekhouding (bedrag int)")
    with pytest.raises(OpslagFout, match=r"ander programma.*boekhouding.*WOONZORG_DATABASE_URL"):
        Bibliotheek.open(bestand)
    assert run_sql(bestand, "SELECT name FROM sqlite_master") == [("boekhouding",)]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE woonzorg_versie SET versie = 2", "nieuwere versie van Woonzorg.*Werk Woonzorg bij"),
        ("DELETE FROM woonzorg_versie", "beschadigd.*geen versie"),
        ("UPDATE woonzorg_versie SET versie = 0", "beschadigd"),
    ],
)
def test_tables_of_another_version_are_refused(kast, bestand, damage, words):
    kast.save(make())
    run_sql(bestand, damage)
    with pytest.raises(OpslagFout, match=words):
        Bibliotheek.open(bestand)


def test_a_half_written_file_is_told(kast, bestand):
    for number in range(40):
        kast.save(make(naam=f"{number}", notitie="lang " * 100))
    whole = bestand.read_bytes()
    bestand.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(OpslagFout, match=r"niet te gebruiken.*(beschadigd|reservekopie)"):
        kast.list()
    bestand.write_bytes(whole)
    assert len(kast.list()) == 40


def test_a_file_that_went_away_is_told(kast, bestand):
    bestand.unlink()
    with pytest.raises(OpslagFout, match="niet compleet"):
        kast.list()


def test_a_place_that_can_only_be_read_shows_what_is_there(kast, bestand):
    kast.save(make())
    readonly = Bibliotheek.open(f"sqlite:///file:{bestand}?mode=ro&uri=true")
    assert len(readonly.list()) == 1
    with pytest.raises(OpslagFout, match=r"alleen te lezen.*schrijfrecht"):
        readonly.save(make(naam="nieuw"))


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "geen-map").write_text("", encoding="utf-8")
    with pytest.raises(OpslagFout, match="rechten op de map"):
        Bibliotheek.open(tmp_path / "geen-map" / "scenarios.sqlite")


@pytest.mark.parametrize("adres", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(adres):
    with pytest.raises(InvoerFout, match="in het geheugen bewaart niets"):
        Bibliotheek.open(adres)


@pytest.mark.parametrize(
    "adres",
    ["geen adres", "bestaatniet://x/y", "postgresql+nergens://jan:geheim@h/d", "oracle://jan:geheim@h:x/d"],
)
def test_an_address_that_makes_no_sense_is_refused_without_repeating_it(adres):
    with pytest.raises(InvoerFout, match="WOONZORG_DATABASE_URL") as caught:
        Bibliotheek.open(adres)
    assert "geheim" not in str(caught.value)


def test_where_the_library_lies_follows_the_settings(tmp_path):
    assert read_instellingen({"WOONZORG_DATA": str(tmp_path)}).bibliotheek == tmp_path / "scenarios.sqlite"
    given = read_instellingen({"WOONZORG_DATABASE_URL": "postgresql://server/woonzorg"})
    assert given.bibliotheek == "postgresql://server/woonzorg"
    assert Instellingen().bibliotheek == Instellingen().data / "scenarios.sqlite"
    assert "/data/*" in (HUIS / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_a_scenario_says_whether_it_was_there_already(kast):
    first, again = kast.save(make(), NU), kast.save(make())
    assert (first.bestond, again.bestond, again.bewaard_op) == (False, True, NU)
    assert kast.find(first.id).bestond is False


@pytest.mark.parametrize("teken", ["\ud800", "goed \ud83d"])
@pytest.mark.parametrize("veld", ["naam", "notitie"])
def test_half_a_sign_is_refused_and_nothing_half_is_saved(kast, teken, veld):
    with pytest.raises(InvoerFout, match=r"teken dat niet te bewaren is.*opnieuw"):
        kast.save(dataclasses.replace(make(), **{veld: teken}))
    with pytest.raises(InvoerFout, match="teken dat niet te bewaren is"):
        kast.save(dataclasses.replace(make(), regio=teken))
    assert kast.list() == kast.list(teken) == ()
    assert kast.list_schade() == ()


def test_a_clash_of_another_kind_than_the_id_is_told_as_what_it_is(kast, bestand, caplog):
    kast.save(make())
    run_sql(bestand, "ALTER TABLE woonzorg_scenario ADD eigenaar TEXT NOT NULL DEFAULT ''")
    assert kast.save(make(naam="met verstek")).bestond is False
    other = bestand.with_name("ander.sqlite")
    kast = Bibliotheek.open(other)
    table = run_sql(other, "SELECT sql FROM sqlite_master WHERE name = 'woonzorg_scenario'")[0][0]
    extra = table.replace("inhoud TEXT", "eigenaar TEXT NOT NULL, inhoud TEXT")
    run_sql(other, "DROP TABLE woonzorg_scenario", extra)
    with pytest.raises(OpslagFout, match="neemt dit niet aan: haar tabellen zijn anders") as caught:
        kast.save(make(naam="Geheim plan"))
    assert "NOT NULL constraint failed: woonzorg_scenario.eigenaar" in caplog.text
    assert "Geheim plan" not in caplog.text
    assert not [word for word in ("constraint", "eigenaar", "sqlite") if word in str(caught.value)]
    assert kast.list() == ()


def test_a_database_that_keeps_only_a_part_keeps_nothing(kast, bestand):
    """As a MariaDB did with 145 kB in a column for 64."""
    run_sql(
        bestand,
        "CREATE TRIGGER kort AFTER INSERT ON woonzorg_scenario BEGIN "
        "UPDATE woonzorg_scenario SET inhoud = substr(inhoud, 1, 300) WHERE id = new.id; END",
    )
    with pytest.raises(OpslagFout, match="niet zoals het is"):
        kast.save(make(notitie="lang " * 100))
    assert kast.list() == kast.list_schade() == ()
    assert run_sql(bestand, "SELECT count(*) FROM woonzorg_scenario") == [(0,)]


def test_a_library_in_another_kind_of_database_opens_and_takes_nothing_more(bestand, monkeypatch):
    """SQLite stands in for one of unknown limits: what was kept there can be read, a new library is refused by name."""
    kept = Bibliotheek.open(bestand).save(make())
    monkeypatch.setattr(databank, "ONDERSTEUND", "XDB of YDB")
    monkeypatch.setattr(Databank, "is_ondersteund", False)
    kast = Bibliotheek.open(bestand)
    assert kast.list() == (kept,)
    with pytest.raises(OpslagFout, match=r"bewaart Woonzorg niets meer.*XDB of YDB.*sqlite.*blijft te lezen"):
        kast.save(make(naam="nieuw"))
    with pytest.raises(InvoerFout, match=r"SQLite of PostgreSQL.*sqlite.*WOONZORG_DATABASE_URL"):
        Bibliotheek.open(bestand.with_name("nieuw.sqlite"))
    assert kast.list() == (kept,)


@pytest.mark.parametrize(
    ("adres", "naam"),
    [
        ("mysql://jan:geheim@h/d", "MySQL"),
        ("mariadb+pymysql://jan:geheim@h/d", "MariaDB"),
        ("mssql+pyodbc://jan:geheim@h/d", "SQL Server"),
        ("xyz://jan:geheim@h/d", "xyz"),
    ],
)
def test_a_database_of_another_kind_is_refused_by_name(adres, naam):
    with pytest.raises(InvoerFout, match=f"in SQLite of PostgreSQL, niet in {naam}") as caught:
        Bibliotheek.open(adres)
    assert "geheim" not in str(caught.value)


def test_a_postgresql_without_its_driver_is_told_what_to_install():
    with pytest.raises(InvoerFout, match=r"niet geïnstalleerd.*woonzorg\[postgres\]") as caught:
        Bibliotheek.open("postgresql+pg8000://jan:geheim@h/d")
    assert "geheim" not in str(caught.value)


def test_what_the_driver_says_goes_to_the_log_alone(kast, bestand, caplog):
    bestand.write_text("Geachte raad, " * 100, encoding="utf-8")
    with pytest.raises(OpslagFout, match="geen bibliotheek, of is beschadigd") as caught:
        kast.list()
    assert "file is not a database" in caplog.text
    assert "not a database" not in str(caught.value)


def test_a_library_that_is_used_again_after_a_while_is_looked_at_again(bestand, monkeypatch):
    kast = Bibliotheek(bestand)
    assert kast.list() == ()
    run_sql(bestand, "UPDATE woonzorg_versie SET versie = 2")
    assert kast.list() == ()
    monkeypatch.setattr(bibliotheek, "_HERZIEN", 0.0)
    with pytest.raises(OpslagFout, match="nieuwere versie"):
        kast.list()
