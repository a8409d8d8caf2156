"""Who asks for data in an object store: all of the house asks there, and one fault does not become another's."""

from __future__ import annotations

import errno
import hashlib
import logging
import threading
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from keten import run
from maken import make_manifest, publish_proef
from objectserver import open_dienst
from streekmaken import publish_beide

from pages.bouwstenen import gegevens
from pages.gegevens import laadpaneel
from pages.kaart.streken import load_grond
from woonzorg.fouten import OpslagFout
from woonzorg.gegevens import kopie, opslag
from woonzorg.gegevens.manifest import make_id
from woonzorg.gegevens.objectdienst import Objectdienst
from woonzorg.gegevens.vermelding import SchadeFout
from woonzorg.streken.streektelling import count_naast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from objectserver import Objectserver

    from woonzorg.tekst.objectadres import Objectplek

    Machine = Callable[[str], Objectplek]


@pytest.fixture
def plek(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Objectplek:
    """Give a store with nothing in it yet, as the settings of the installation name it."""
    found = machine("hier")
    monkeypatch.setenv("WOONZORG_DATA", str(found.map))
    monkeypatch.setenv("WOONZORG_MOMENTOPNAMEN", found.adres)
    return found


# All of the house


def test_decisions_are_judged_on_the_region_of_the_store(plek: Objectplek, tmp_path: Path) -> None:
    publish_proef(plek)
    path = tmp_path / "i.csv"
    path.write_text(
        "instrument;gemeente;gebied;vanaf;tot;besluit\nGrip;GM0001;BU00010000;1-1-2024;;raad, 2023\n",
        encoding="utf-8",
    )
    [row] = run("instroom", str(path), "--json").json
    assert (row["gebied"], row["klasse"]) == ("BU00010000", "kwetsbaar")


def test_streken_are_counted_from_the_store(plek: Objectplek) -> None:
    land, regio = publish_beide(plek)
    assert [row["titel"] for row in run("streken", "--json").json][:2] == ["Nederland", "Hier"]
    load_grond.clear()
    assert [row.titel for row in count_naast(regio.manifest, load_grond(land.id)).rijen][:2] == [
        "Nederland",
        "Hier",
    ]


# One fault, and no other's


def forge(plek: Objectplek, bestanden: dict[str, str]) -> str:
    """Write a snapshot of which the manifest names other files, under the id that belongs to it."""
    manifest = make_manifest(bestanden=bestanden)
    begin = f"proefstreek/{make_id(manifest)}"
    for name in ("gebieden.parquet", "reeksen.parquet", *bestanden):
        open_dienst(plek).write(f"{begin}/{name}", b"x")
    open_dienst(plek).write(f"{begin}/manifest.json", manifest.to_json().encode())
    return make_id(manifest)


@pytest.mark.parametrize("names", [(), ("gebieden.parquet",), ("ontsnapt", "gebieden.parquet")])
def test_only_the_two_tables_are_fetched_and_both_must_be_told(
    plek: Objectplek, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    asked: list[str] = []
    real = Objectdienst.fetch

    def fetch(self: Objectdienst, naam: str, doel: Path) -> str | None:
        asked.append(doel.name)
        return real(self, naam, doel)

    monkeypatch.setattr(Objectdienst, "fetch", fetch)
    away = plek.map.parent / "ontsnapt"
    told = [str(away) if name == away.name else name for name in names]
    name = forge(plek, dict.fromkeys(told, hashlib.sha256(b"x").hexdigest()))
    with pytest.raises(SchadeFout, match="beschadigd of veranderd"):
        opslag.open_snapshot(plek, name)
    assert set(asked) <= {"gebieden.parquet", "reeksen.parquet"}
    assert not away.exists()
    assert not list(plek.map.rglob(f"proefstreek/{name}"))


def test_a_slow_fetch_stops_nobody_who_asks_for_another(
    machine: Machine, plek: Objectplek, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = publish_proef(plek)
    slow, quick = (publish_proef(machine("daar"), meldingen=(word,)).id for word in ("traag", "vlug"))
    begun, go_on, real = threading.Event(), threading.Event(), Objectdienst.fetch

    def fetch(self: Objectdienst, naam: str, doel: Path) -> str | None:
        if slow in naam:
            begun.set()
            assert go_on.wait(60)
        return real(self, naam, doel)

    monkeypatch.setattr(Objectdienst, "fetch", fetch)
    opened: dict[str, object] = {}

    def open_in_thread(snapshot_id: str) -> threading.Thread:
        thread = threading.Thread(
            target=lambda: opened.update({snapshot_id: opslag.open_snapshot(plek, snapshot_id)}), daemon=True
        )
        thread.start()
        return thread

    opslag._open_objectopslag(plek)._look_anew()
    waiting = [open_in_thread(slow), open_in_thread(slow)]
    assert begun.wait(60)
    for other in (here.id, quick):
        open_in_thread(other).join(30)
    assert set(opened) == {here.id, quick}
    go_on.set()
    for thread in waiting:
        thread.join(60)
    assert set(opened) == {here.id, quick, slow}


def test_a_table_that_is_gone_damages_that_snapshot_only(
    machine: Machine,
    plek: Objectplek,
    sleutel: Objectserver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    first, second = publish_proef(machine("daar")), publish_proef(machine("daar"), meldingen=("tweede",))
    assert opslag.list_snapshots(plek)[0].id == second.id
    sleutel.remove(plek, f"proefstreek/{second.id}/reeksen.parquet")
    gegevens._load_snapshot.clear()
    with caplog.at_level(logging.WARNING):
        found, notice = gegevens.open_gegevens()
    assert found.id == first.id
    assert (
        notice
        == f"De gegevens {second.id} zijn beschadigd of veranderd. U ziet nu de gegevens van {first.id[:10]}."
    )
    assert opslag.find_storing(plek) == ""
    assert [record.levelname for record in caplog.records if second.id in record.getMessage()] == ["WARNING"]


def test_what_the_key_may_not_read_is_told_and_nothing_else_changes(
    machine: Machine, plek: Objectplek, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = publish_proef(plek), publish_proef(machine("daar"), meldingen=("tweede",))
    opslag._open_objectopslag(plek)._look_anew()
    asked: list[str] = []

    def fetch(self: Objectdienst, naam: str, _: Path) -> str | None:
        asked.append(naam)
        raise self._make_weigering(403)

    with monkeypatch.context() as patch:
        patch.setattr(Objectdienst, "fetch", fetch)
        for _ in range(2):
            with pytest.raises(OpslagFout, match="de sleutel klopt niet, is verlopen, of mag dit niet"):
                opslag.open_snapshot(plek)
    assert len(asked) == 1  # who asks at once after that hears the same
    assert opslag.find_storing(plek) == ""
    assert [line.id for line in opslag.list_snapshots(plek)][:2] == [second.id, first.id]
    assert opslag.open_snapshot(plek, first.id).id == first.id


def test_a_full_disk_is_told_as_such_and_the_store_is_not_away(
    machine: Machine, plek: Objectplek, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = publish_proef(plek), publish_proef(machine("daar"), meldingen=("tweede",))
    opslag._open_objectopslag(plek)._look_anew()

    def refuse(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(kopie.tempfile, "mkdtemp", refuse)
    with pytest.raises(OpslagFout, match=r"kopie van de gegevens kon niet.*de schijf is vol"):
        opslag.open_snapshot(plek)
    assert opslag.find_storing(plek) == ""
    assert [line.id for line in opslag.list_snapshots(plek)][:2] == [second.id, first.id]
    assert "de schijf is vol" in caplog.text


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_store_that_fails_at_a_table_is_away(
    machine: Machine, plek: Objectplek, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    first = publish_proef(plek)
    publish_proef(machine("daar"), meldingen=("tweede",))
    opslag._open_objectopslag(plek)._look_anew()

    def fetch(self: Objectdienst, *_: object) -> str:
        raise self._make_weigering(status)

    monkeypatch.setattr(Objectdienst, "fetch", fetch)
    gegevens._load_snapshot.clear()
    found, notice = gegevens.open_gegevens()
    assert found.id == first.id
    assert (
        notice == f"De opslag van gegevens is niet te gebruiken. U ziet nu de gegevens van {first.id[:10]}."
    )
    assert opslag.find_storing(plek)


# When the store is asked


def test_a_link_to_what_is_gone_asks_the_store_once_a_second(
    plek: Objectplek, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_proef(plek)
    looks, real = [], Objectdienst.list_namen

    def list_namen(self: Objectdienst) -> object:
        looks.append(1)
        return real(self)

    monkeypatch.setattr(Objectdienst, "list_namen", list_namen)
    place = opslag._open_objectopslag(plek)
    place._begonnen = time.monotonic() - 5
    for _ in range(5):
        place._volgende = time.monotonic() + 60
        with pytest.raises(OpslagFout, match="zijn er niet"):
            opslag.open_snapshot(plek, "2020-01-01-00000000")
        place._begonnen = max(place._begonnen, time.monotonic() - 0.5)  # however slow the machine is
    assert len(looks) == 1


def test_who_waited_for_a_look_does_not_look_again(plek: Objectplek, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_proef(plek)
    place, looks = opslag._open_objectopslag(plek), []
    place._begonnen = time.monotonic() - 5
    monkeypatch.setattr(place, "_read_stand", lambda: looks.append(1) or place._stand)
    place._slot.acquire()
    threads = [threading.Thread(target=place.renew) for _ in range(3)]
    for thread in threads:
        thread.start()
    place._begonnen = time.monotonic() + 60  # another looked meanwhile
    place._slot.release()
    for thread in threads:
        thread.join(60)
    assert looks == []


def test_who_loaded_on_the_page_sees_it_at_once(
    machine: Machine, plek: Objectplek, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_proef(plek)
    loaded = publish_proef(machine("daar"), meldingen=("nieuw",))  # by another process
    lading = SimpleNamespace(snapshot=loaded.id)
    monkeypatch.setattr(laadpaneel.blad, "keep_kaartweergave", lambda _: None)
    laadpaneel._take_into_use(lading)
    assert opslag.open_snapshot(plek).id == loaded.id
