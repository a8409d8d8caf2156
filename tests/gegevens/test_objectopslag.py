"""Snapshots in an object store, against a real server that checks each signature and the rights of the key."""

from __future__ import annotations

import json
import os
import threading
import time
from typing import TYPE_CHECKING

import pytest
from maken import make_manifest, make_reeksen, make_snapshotgebieden, publish_proef
from objectserver import open_dienst
from postgres import HOST

from pages.bouwstenen.schil import kop
from woonzorg.fouten import InvoerFout, OpslagFout
from woonzorg.gebied import Regio
from woonzorg.gegevens import kopie, objectkeuze, opslag, overzicht
from woonzorg.gegevens.objectdienst import Objectdienst, OpslagStoring
from woonzorg.installatie.onderdelen import Gesteldheid, check_gegevens, find_storingen
from woonzorg.instelling import Instellingen, read_instellingen
from woonzorg.laden.proces import make_taak, read_taak
from woonzorg.opdracht.opdracht import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from objectserver import Objectserver
    from postgres import Lijn

    from woonzorg.tekst.objectadres import Objectplek

    Machine = Callable[[str], Objectplek]

GEBIEDEN = "gebieden.parquet"
ANDERE = Regio("andere", "Andere streek", ("GM0001",))


def look_again(plek: Objectplek) -> None:
    """Look at the store as is done when what was seen is past its time."""
    opslag._open_objectopslag(plek)._look_anew()


def restart() -> None:
    """Forget all that this process saw, as a new one has seen nothing."""
    opslag._open_objectopslag.cache_clear()


def list_echt(plek: Objectplek) -> list[str]:
    look_again(plek)
    return [line.id for line in opslag.list_snapshots(plek) if line.map.is_relative_to(plek.map)]


# Publish, read, choose


def test_what_one_machine_publishes_another_opens(machine: Machine, tmp_path: Path) -> None:
    made = publish_proef(machine("hier"))
    found = opslag.open_snapshot(machine("daar"))
    assert (found.id, found.manifest) == (made.id, made.manifest)
    assert len(found.gebieden) == len(make_snapshotgebieden())
    assert found.map.is_relative_to(tmp_path / "daar")
    assert opslag.has_snapshots(machine("daar"))


def test_the_last_that_was_published_is_in_use_and_a_choice_holds_until_the_next(machine: Machine) -> None:
    here, there = machine("hier"), machine("daar")
    first = publish_proef(here, meldingen=("eerste",), datum="2031-01-01").id
    second = publish_proef(here, meldingen=("tweede",)).id
    assert list_echt(there) == [second, first]
    opslag.go_back(there, first)
    assert list_echt(here) == [first, second]
    third = publish_proef(here, meldingen=("derde",)).id
    assert list_echt(there) == [third, second, first]
    assert publish_proef(there, meldingen=("tweede",)).id == second
    assert list_echt(here) == [second, third, first]


def test_what_is_published_beside_what_is_in_use_only_opens_by_its_id(machine: Machine) -> None:
    here, there = machine("hier"), machine("daar")
    first = publish_proef(here, meldingen=("eerste",)).id
    second = publish_proef(here, meldingen=("tweede",)).id
    opslag.go_back(here, first)
    aside = opslag.Publicatie(in_gebruik=False)
    areas = make_snapshotgebieden()
    made = opslag.publish(
        here, make_manifest(regio=ANDERE, datum="2031-01-01"), areas, make_reeksen(areas), aside
    )
    assert list_echt(there) == [first, second, made.id]
    assert opslag.open_snapshot(there, made.id).manifest.regio == ANDERE
    assert opslag.go_back(there, made.id).id == list_echt(here)[0]


def test_an_empty_store_shows_the_embedded_region_and_nothing_is_chosen(machine: Machine) -> None:
    plek = machine("hier")
    assert opslag.open_snapshot(plek).manifest.fictief
    assert not opslag.has_snapshots(plek)
    assert opslag.find_storing(plek) == ""


def test_what_has_no_manifest_is_not_there_and_what_lacks_a_table_is_told(
    machine: Machine, tmp_path: Path
) -> None:
    plek, folder = machine("hier"), publish_proef(tmp_path / "los").map
    begin = f"{folder.parent.name}/{folder.name}"
    store = open_dienst(plek)
    store.write(f"{begin}/{GEBIEDEN}", folder / GEBIEDEN)
    assert list_echt(plek) == []
    store.write(f"{begin}/manifest.json", folder / "manifest.json")
    look_again(plek)
    [line] = [line for line in opslag.list_snapshots(plek) if line.id == folder.name]
    assert "reeksen.parquet: ontbreekt" in line.fout
    store.write(f"{begin}/reeksen.parquet", folder / "reeksen.parquet")
    look_again(plek)
    assert opslag.open_snapshot(plek).id == folder.name


def test_a_kill_before_the_choice_leaves_what_was_in_use(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    plek = machine("hier")
    last = publish_proef(plek).id
    real = Objectdienst.write
    for halt in (GEBIEDEN, "manifest.json", objectkeuze.KEUZE):

        def write(self: Objectdienst, naam: str, *more: object, halt: str = halt) -> None:
            if naam.endswith(halt):
                raise KeyboardInterrupt
            real(self, naam, *more)

        with monkeypatch.context() as patch:
            patch.setattr(Objectdienst, "write", write)
            with pytest.raises(KeyboardInterrupt):
                publish_proef(plek, meldingen=("nieuw",))
        restart()
        assert opslag.open_snapshot(machine(halt)).id == last
    assert publish_proef(plek, meldingen=("nieuw",)).id == list_echt(plek)[0]


# Two at once


def test_of_two_who_load_a_region_at_once_one_is_told_and_loses_nothing(machine: Machine) -> None:
    here, there = machine("hier"), machine("daar")
    with opslag.lock_regio(here, "proefstreek"), opslag.lock_regio(there, "proefstreek"):
        with (
            pytest.raises(OpslagFout, match="Er loopt al een lading"),
            opslag.lock_regio(here, "proefstreek"),
        ):
            pass
        first = publish_proef(there, meldingen=("eerste",)).id
        with pytest.raises(OpslagFout, match=f"Intussen.*blijven in gebruik.*{first}.*bewaard als"):
            publish_proef(here, meldingen=("tweede",))
        assert publish_proef(here, meldingen=("eerste",)).id == first  # the same figures: nobody lost
    in_use, other = list_echt(here)
    assert in_use == first
    assert opslag.go_back(there, other).manifest.meldingen == ("tweede",)


def test_two_regions_at_once_are_both_published(machine: Machine) -> None:
    here, there = machine("hier"), machine("daar")
    with opslag.lock_regio(here, "proefstreek"), opslag.lock_regio(there, ANDERE.naam):
        first = publish_proef(there, regio=ANDERE).id
        second = publish_proef(here).id
    assert list_echt(there) == [second, first]


def test_of_two_who_choose_at_once_one_is_told(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = machine("hier"), machine("daar")
    first, second = publish_proef(here).id, publish_proef(here, meldingen=("tweede",)).id
    real = objectkeuze.read_objectkeuze

    def read(dienst: Objectdienst) -> object:
        found = real(dienst)
        monkeypatch.setattr(objectkeuze, "read_objectkeuze", real)
        opslag.go_back(there, second)
        return found

    monkeypatch.setattr(objectkeuze, "read_objectkeuze", read)
    with pytest.raises(OpslagFout, match=r"intussen iets anders geschreven.*opnieuw"):
        opslag.go_back(here, first)
    assert list_echt(here) == [second, first]


@pytest.mark.parametrize("begin", ["leeg", "gevuld"])
def test_a_choice_of_which_the_answer_got_lost_is_known_as_made(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, begin: str
) -> None:
    plek, real = machine("hier"), Objectdienst.write
    if begin == "gevuld":
        publish_proef(plek)

    def write(self: Objectdienst, naam: str, *more: object) -> None:
        real(self, naam, *more)
        if naam == objectkeuze.KEUZE:
            message = "weg"
            raise OpslagStoring(message)

    monkeypatch.setattr(Objectdienst, "write", write)
    assert publish_proef(plek, meldingen=("nieuw",)).id == list_echt(plek)[0]


@pytest.mark.parametrize("kop_van", ["If-Match", "If-None-Match"])
def test_a_store_that_lets_a_condition_fall_away_is_refused(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, kop_van: str
) -> None:
    real = Objectdienst.write

    def write(self: Objectdienst, naam: str, inhoud: bytes, voorwaarde: dict[str, str] | None = None) -> None:
        real(self, naam, inhoud, None if kop_van in (voorwaarde or {}) else voorwaarde)

    monkeypatch.setattr(Objectdienst, "write", write)
    with pytest.raises(OpslagFout, match=f"niet aan voorwaarden.*{kop_van} telt niet"):
        publish_proef(machine("hier"))
    assert list_echt(machine("hier")) == []


# Away, and damaged


def test_while_the_store_is_away_the_copies_go_on_and_that_is_told(
    sleutel: Objectserver, lijn: Lijn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plek = sleutel.make_plek(tmp_path / "hier", tmp_path.name, f"http://{HOST}:{lijn.port}")
    settings = Instellingen(data=plek.map, momentopnamen=plek.adres)
    first, second = publish_proef(plek), publish_proef(plek, meldingen=("tweede",))
    opslag.go_back(plek, first.id)
    elders = publish_proef(sleutel.make_plek(tmp_path / "daar", tmp_path.name), meldingen=("elders",))
    assert list_echt(plek) == [elders.id, second.id, first.id]
    lijn.close()
    for forget in (lambda: look_again(plek), restart):
        forget()
        assert opslag.open_snapshot(plek).id == second.id  # of the last nothing was fetched
        assert "geen verbinding" in opslag.find_storing(plek)
        assert find_storingen(settings) == ()
        told = check_gegevens(settings)
        assert (told.stand, "van een kopie" in told.gevonden) == (Gesteldheid.LET_OP, True)
    for deed in (lambda: opslag.go_back(plek, first.id), lambda: publish_proef(plek)):
        with pytest.raises(OpslagFout, match="niet te gebruiken"):
            deed()
    shown: list[str] = []
    monkeypatch.setattr(kop.st, "html", shown.append)
    monkeypatch.setenv("WOONZORG_DATA", str(plek.map))
    monkeypatch.setenv("WOONZORG_MOMENTOPNAMEN", plek.adres)
    kop.show_band(second, (2022, 2022))
    assert overzicht.STORING_KORT in shown[0]


def test_nobody_waits_for_a_store_that_is_silent(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    plek, asked, go_on = machine("hier"), threading.Event(), threading.Event()
    made = publish_proef(plek)
    other = publish_proef(machine("daar"), meldingen=("elders",))
    place, real = opslag._open_objectopslag(plek), Objectdienst.read

    def read(self: Objectdienst, naam: str) -> object:
        asked.set()
        assert go_on.wait(60)
        return real(self, naam)

    with monkeypatch.context() as patch:
        patch.setattr(Objectdienst, "read", read)
        place._volgende = 0.0
        assert opslag.open_snapshot(plek).id == made.id
        assert asked.wait(60)
        assert opslag.open_snapshot(plek).id == made.id
        go_on.set()
        with place._slot:  # until it was looked at
            pass
    assert opslag.open_snapshot(plek).id == other.id


def test_where_nothing_was_ever_fetched_fiction_does_not_take_the_place(
    sleutel: Objectserver, lijn: Lijn, tmp_path: Path
) -> None:
    plek = sleutel.make_plek(tmp_path / "hier", tmp_path.name, f"http://{HOST}:{lijn.port}")
    lijn.close()
    with pytest.raises(OpslagFout, match="geen verbinding"):
        opslag.list_snapshots(plek)
    [part] = find_storingen(Instellingen(data=plek.map, momentopnamen=plek.adres))
    assert part.naam == "gegevens"


def test_a_key_that_is_wrong_or_absent_is_told_without_it(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "verkeerd-geheim")
    with pytest.raises(OpslagFout, match="sleutel klopt niet") as caught:
        opslag.open_snapshot(machine("hier"))
    assert "verkeerd-geheim" not in str(caught.value)
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(OpslagFout, match=r"geen sleutel.*AWS_SECRET_ACCESS_KEY in de omgeving"):
        opslag.open_snapshot(machine("daar"))


def test_a_table_that_changed_in_the_store_is_refused_and_the_one_before_serves(machine: Machine) -> None:
    here, there = machine("hier"), machine("daar")
    first, second = publish_proef(here), publish_proef(here, meldingen=("tweede",))
    name = f"proefstreek/{second.id}/{GEBIEDEN}"
    open_dienst(here).write(name, b"iets anders")
    with pytest.raises(OpslagFout, match=f"beschadigd of veranderd.*{GEBIEDEN}"):
        opslag.open_snapshot(there)
    assert opslag.open_snapshot(there).id == first.id
    look_again(there)
    assert [bool(line.fout) for line in opslag.list_snapshots(there)][:2] == [False, True]
    assert opslag.find_storing(there) == ""
    assert opslag.open_snapshot(here).id == second.id  # its copy is sound
    publish_proef(here, meldingen=("tweede",))
    look_again(there)
    assert opslag.open_snapshot(there).id == second.id


@pytest.mark.parametrize("inhoud", [b"{", b"[]", b'{"volgorde": {"a": "b"}}', b"\xff", b"{}"])
def test_a_choice_that_is_damaged_is_told_and_nothing_is_guessed(machine: Machine, inhoud: bytes) -> None:
    plek = machine("hier")
    made = publish_proef(plek)
    assert list_echt(plek) == [made.id]
    open_dienst(plek).write(objectkeuze.KEUZE, inhoud)
    assert list_echt(plek) == [made.id]
    assert "in_gebruik.json in de opslag van gegevens is beschadigd" in opslag.find_storing(plek)


def test_what_a_later_version_adds_to_the_choice_is_passed_over(machine: Machine) -> None:
    plek = machine("hier")
    first, _ = publish_proef(plek), publish_proef(plek, meldingen=("tweede",))
    opslag.go_back(plek, first.id)
    content, _ = open_dienst(plek).read(objectkeuze.KEUZE) or (b"", "")
    open_dienst(plek).write(objectkeuze.KEUZE, json.dumps(json.loads(content) | {"later": 1}).encode())
    look_again(plek)
    assert opslag.open_snapshot(plek).id == first.id


# Copies


def test_a_copy_that_was_damaged_is_fetched_anew(machine: Machine) -> None:
    plek = machine("hier")
    made = publish_proef(plek)
    (made.map / GEBIEDEN).write_bytes(b"iets anders")
    assert len(opslag.open_snapshot(plek).gebieden) == len(make_snapshotgebieden())


def test_what_an_administrator_removes_goes_and_its_copy_too(machine: Machine, sleutel: Objectserver) -> None:
    plek = machine("hier")
    first, second = publish_proef(plek), publish_proef(plek, meldingen=("tweede",))
    for name in ("manifest.json", GEBIEDEN, "reeksen.parquet"):
        sleutel.remove(plek, f"proefstreek/{second.id}/{name}")
    assert list_echt(plek) == [first.id]
    assert second.map.is_dir()  # somebody may be looking at it
    make_old(second.map, hours=2)
    assert list_echt(plek) == [first.id]
    assert not second.map.exists()


def make_old(path: Path, hours: int) -> None:
    os.utime(path, (time.time() - 3600 * hours,) * 2)


def test_copies_above_the_limit_go_but_not_what_is_in_use_or_was_used(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    plek = machine("hier")
    made = [publish_proef(plek, meldingen=(word,)) for word in ("een", "twee", "drie", "vier")]
    for snapshot in (made[0], made[1], made[3]):
        make_old(snapshot.map, hours=30)
    opslag.open_snapshot(plek, made[1].id)
    assert len(list_echt(plek)) == 4
    assert all(snapshot.map.is_dir() for snapshot in made)
    make_old(made[0].map, hours=30)
    monkeypatch.setattr(kopie, "RUIMTE", 0)
    assert len(list_echt(plek)) == 4
    assert [snapshot.map.is_dir() for snapshot in made] == [False, True, True, True]
    assert opslag.open_snapshot(plek, made[0].id).manifest.meldingen == ("een",)  # it comes back


# Settings


@pytest.mark.parametrize(
    "adres",
    [
        "s3://sleutel:geheim@emmer/map?endpoint=https://s3.nl", "s3://emmer/map", "https://s3.nl/emmer", "s3://emmer",
        "s3://emmer/../map?endpoint=https://s3.nl", "s3://emmer/map?endpoint=https://a:geheim@s3.nl",
        "s3://emmer/map?endpoint=ftp://s3.nl", "s3://emmer/map?endpoint=https://s3.nl&secret=geheim",
        "s3://EMMER?endpoint=https://s3.nl", "s3://emmer?endpoint=https://s3.nl/pad", "s3://emmer?endpoint=https://s3.nl#a",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_is_refused_and_not_told(adres: str) -> None:
    with pytest.raises(InvoerFout, match="WOONZORG_MOMENTOPNAMEN klopt niet") as caught:
        read_instellingen({"WOONZORG_MOMENTOPNAMEN": adres})
    assert "geheim" not in str(caught.value)


def test_the_process_that_loads_knows_the_store_and_no_key(machine: Machine, sleutel: Objectserver) -> None:
    plek = machine("hier")
    settings = Instellingen(data=plek.map, momentopnamen=plek.adres)
    task = make_taak(settings, make_manifest().regio, ())
    assert read_taak(task)[0].opslagplek == plek
    assert sleutel.omgeving["AWS_SECRET_ACCESS_KEY"] not in task
    assert json.loads(task)["instellingen"]["momentopnamen"] == plek.adres


def test_the_command_lists_what_it_did_not_fetch_and_tells_no_number_of_it(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = publish_proef(machine("hier")), publish_proef(machine("hier"), meldingen=("tweede",))
    there = machine("daar")
    monkeypatch.setenv("WOONZORG_DATA", str(there.map))
    monkeypatch.setenv("WOONZORG_MOMENTOPNAMEN", there.adres)
    assert main(["terug", first.id]) == 0
    look_again(there)
    capsys.readouterr()
    assert main(["gegevens"]) == 0
    used, other, *fiction = capsys.readouterr().out.splitlines()
    assert used.startswith(f"* {first.id}  proefstreek")
    assert "nog niet opgehaald" not in used
    assert other.split() == [second.id, "proefstreek", "nog", "niet", "opgehaald"]
    assert all("(verzonnen)" in line for line in fiction)


def test_a_server_with_an_empty_store_says_why_it_shows_the_invented_region(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    plek, shown = machine("hier"), list[str]()
    monkeypatch.setattr(kop.st, "html", shown.append)
    monkeypatch.setenv("WOONZORG_DATA", str(plek.map))
    monkeypatch.setenv("WOONZORG_MOMENTOPNAMEN", plek.adres)
    kop.show_band(opslag.open_snapshot(plek), (2022, 2022))
    assert "WOONZORG_MOMENTOPNAMEN" in shown[0]
    assert overzicht.STORING_KORT not in shown[0]
