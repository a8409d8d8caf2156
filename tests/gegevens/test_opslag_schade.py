"""What goes wrong with snapshots: a full disk, a kill, two loads at once, damage. Nothing is lost, all is told."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from maken import make_buurten, make_manifest, make_reeksen, make_snapshotgebieden, publish_proef

from woonzorg.fouten import OpslagFout
from woonzorg.gegevens import mapopslag, opslag, schijf
from woonzorg.gegevens.opslag import VERSIE
from woonzorg.gegevens.schijf import write_keuze
from woonzorg.instelling import WERKMAP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.synchronize import Event

PROEF = "proefstreek"


def list_ids(data: Path) -> list[str]:
    return [line.id for line in opslag.list_snapshots(data) if line.map.is_relative_to(data)]


FULL = OSError(errno.ENOSPC, "No space left on device")


def raise_full(*_: object, **__: object) -> None:
    raise FULL


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (gpd.GeoDataFrame, "to_parquet"), (pd.DataFrame, "to_parquet"), (os, "fsync"), (Path, "mkdir"),
        (schijf, "write_synced"), (Path, "rename"), (schijf.hashlib, "file_digest"), (mapopslag.tempfile, "mkdtemp"),
    ],
)  # fmt: skip
def test_a_full_disk_loses_nothing_at_any_step(tmp_path: Path, module: object, name: str) -> None:
    last = publish_proef(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, raise_full)
        with pytest.raises(OpslagFout, match=r"vorige gegevens blijven.*de schijf is vol.*Maak ruimte"):
            publish_proef(tmp_path, meldingen=("nieuw",))
    assert opslag.open_snapshot(tmp_path).id == last.id
    assert [path.name for path in (tmp_path / PROEF).iterdir()] == [last.id]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 200 kB, where this machine allows it."""
    folder = tmp_path / "klein"
    folder.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run([mount, "-t", "tmpfs", "-o", "size=200k", "t", folder], check=False).returncode
    ):
        pytest.skip("this machine does not let a test mount a disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_disk_that_really_is_full_loses_nothing(tiny_disk: Path) -> None:
    last = publish_proef(tiny_disk)
    random = np.random.default_rng(1).random(20_000)
    gebieden = make_buurten(9_999, woz=random[:9_999], inwoners=random[-9_999:])
    with pytest.raises(OpslagFout, match=r"vorige gegevens blijven"):
        opslag.publish(tiny_disk, make_manifest(), gebieden, make_reeksen(gebieden))
    assert list_ids(tiny_disk) == [last.id]
    assert opslag.open_snapshot(tiny_disk).gebieden.shape[0] == len(make_snapshotgebieden())


# Killed, and two at once

CHILD = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = {paths!r}
from maken import publish_proef
from woonzorg.gegevens import mapopslag, opslag, schijf
house = mapopslag if hasattr(mapopslag, {step!r}) else schijf
real = getattr(house, {step!r})
def halt(*arguments):
    result = real(*arguments) if {after!r} else None
    print("halverwege", flush=True)
    signal.pause()
    return result
setattr(house, {step!r}, halt)
data = Path({data!r})
with opslag.lock_regio(data, "proefstreek"):
    publish_proef(data, meldingen=("half",))
"""


def kill_halfway(data: Path, step: str, *, after: bool) -> None:
    """Publish in another process and kill it, before or after a step."""
    paths = [str(Path(__file__).parents[1]), str(WERKMAP)]
    code = CHILD.format(paths=paths, step=step, after=after, data=str(data))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "halverwege\n"
        child.kill()
    assert child.returncode == -signal.SIGKILL


@pytest.mark.skipif(
    not hasattr(signal, "pause"), reason="Windows has no signal.pause to stop a process halfway"
)
@pytest.mark.parametrize(
    ("step", "after"),
    [("write_tables", False), ("write_tables", True), ("write_synced", True), ("put_in_place", False)],
)
def test_a_kill_in_mid_publication_leaves_the_last_good_one(
    tmp_path: Path, step: str, *, after: bool
) -> None:
    last = publish_proef(tmp_path)
    kill_halfway(tmp_path, step, after=after)
    assert list(tmp_path.glob("*/.nieuw-*")) != []
    assert list_ids(tmp_path) == [last.id]
    assert opslag.open_snapshot(tmp_path).id == last.id
    with opslag.lock_regio(tmp_path, PROEF):
        assert list(tmp_path.glob("*/.nieuw-*")) == []
    assert publish_proef(tmp_path, meldingen=("half",)).id == list_ids(tmp_path)[0]


@pytest.mark.skipif(
    not hasattr(signal, "pause"), reason="Windows has no signal.pause to stop a process halfway"
)
def test_a_kill_after_the_rename_leaves_a_whole_new_one(tmp_path: Path) -> None:
    last = publish_proef(tmp_path)
    kill_halfway(tmp_path, "put_in_place", after=True)
    newest = opslag.open_snapshot(tmp_path)
    assert newest.id != last.id
    assert newest.manifest.meldingen == ("half",)


@pytest.mark.skipif(
    not hasattr(signal, "pause"), reason="Windows has no signal.pause to stop a process halfway"
)
@pytest.mark.parametrize("after", [False, True])
def test_a_kill_between_rename_and_choice_leaves_all_of_it_or_nothing(tmp_path: Path, *, after: bool) -> None:
    first, second = publish_proef(tmp_path), publish_proef(tmp_path, meldingen=("tweede",))
    opslag.go_back(tmp_path, first.id)
    kill_halfway(tmp_path, "put_in_place", after=after)
    assert (tmp_path / "in_gebruik.json").is_file()
    used = opslag.open_snapshot(tmp_path)
    assert (used.manifest.meldingen == ("half",)) is after
    assert (used.id == first.id) is not after
    assert len(list_ids(tmp_path)) == (3 if after else 2)
    assert opslag.go_back(tmp_path, second.id).id == opslag.open_snapshot(tmp_path).id
    assert publish_proef(tmp_path, meldingen=("half",)).id == opslag.open_snapshot(tmp_path).id


def test_two_publications_at_once_both_get_their_number(tmp_path: Path) -> None:
    with schijf.number_publication(tmp_path, "2026-01-01-00000000"):
        waiting = threading.Thread(target=publish_proef, args=(tmp_path,))
        waiting.start()
        assert not list_ids(tmp_path)
    waiting.join(60)
    [only] = list_ids(tmp_path)
    assert schijf.read_volgorde(tmp_path)[only] == 2


def test_numbers_that_another_keeps_too_long_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schijf, "_NUMMERGEDULD", 0)
    with (
        schijf.number_publication(tmp_path, "2026-01-01-00000000"),
        pytest.raises(OpslagFout, match=r"andere gegevens weggeschreven.*Wacht"),
    ):
        publish_proef(tmp_path)
    assert not list_ids(tmp_path)


def hold_lock(data: Path, held: Event, done: Event) -> None:
    with opslag.lock_regio(data, PROEF):
        held.set()
        done.wait(60)


def test_a_second_load_at_once_is_told_to_wait(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=hold_lock, args=(tmp_path, held, done))
    other.start()
    assert held.wait(60)
    unfinished = tmp_path / PROEF / ".nieuw-van-de-ander"
    unfinished.mkdir()
    with (
        pytest.raises(OpslagFout, match=r"loopt al een lading van 'proefstreek'.*Wacht"),
        opslag.lock_regio(tmp_path, PROEF),
    ):
        pytest.fail("two loads at once")
    assert unfinished.is_dir()
    with opslag.lock_regio(tmp_path, "andere-streek"):
        done.set()
    other.join(60)
    with opslag.lock_regio(tmp_path, PROEF):
        assert not unfinished.exists()


def test_the_lock_is_released_when_a_load_fails(tmp_path: Path) -> None:
    with pytest.raises(PermissionError, match="bestand"), opslag.lock_regio(tmp_path, PROEF):
        raise PermissionError("bestand van de gebruiker")
    with opslag.lock_regio(tmp_path, PROEF):
        assert (tmp_path / PROEF).is_dir()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with (
        pytest.raises(OpslagFout, match=r"konden niet worden weggeschreven"),
        opslag.lock_regio(tmp_path / "data", PROEF),
    ):
        pytest.fail("no folder to lock")
    with pytest.raises(OpslagFout, match=r"konden niet worden weggeschreven"):
        publish_proef(tmp_path / "data")


# Damage


def flip_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def change_manifest(old: str, new: str):
    def change(folder: Path) -> None:
        path = folder / "manifest.json"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


DAMAGE = {
    "byte in areas": (lambda folder: flip_byte(folder / "gebieden.parquet"), "gebieden.parquet"),
    "byte in series": (lambda folder: flip_byte(folder / "reeksen.parquet"), "reeksen.parquet"),
    "cut off": (lambda folder: (folder / "gebieden.parquet").write_bytes(b"PAR1"), "gebieden.parquet"),
    "no areas": (lambda folder: (folder / "gebieden.parquet").unlink(), "niet compleet"),
    "no series": (lambda folder: (folder / "reeksen.parquet").unlink(), "niet compleet"),
    "no manifest": (lambda folder: (folder / "manifest.json").unlink(), "ontbreekt"),
    "half a manifest": (change_manifest(f'"versie": {VERSIE}', ""), "beschadigd"),
    "another version": (change_manifest(f'"versie": {VERSIE}', '"versie": 99'), "andere versie"),
    "another year": (change_manifest('"ses_woa": 2024', '"ses_woa": 2023'), "manifest.json"),
    "another fact": (change_manifest('"fictief": false', '"fictief": true'), "manifest.json"),
    "no hashes": (change_manifest('"bestanden"', '"bestandje"'), "beschadigd"),
    "bytes": (lambda folder: (folder / "manifest.json").write_bytes(b"\xff\xfe\xff"), "niet te lezen"),
}  # fmt: skip


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_snapshot_is_listed_as_such_and_others_work(tmp_path: Path, kind: str) -> None:
    damage, words = DAMAGE[kind]
    older = publish_proef(tmp_path)
    newest = publish_proef(tmp_path, meldingen=("nieuwste",))
    damage(newest.map)
    lines = {line.id: line for line in opslag.list_snapshots(tmp_path)}
    assert words in lines[newest.id].fout
    assert lines[newest.id].manifest is None
    assert opslag.open_snapshot(tmp_path).id == older.id
    with pytest.raises(OpslagFout, match=words):
        opslag.open_snapshot(tmp_path, newest.id)


@pytest.mark.parametrize("kind", DAMAGE)
def test_loading_again_repairs_a_damaged_snapshot(tmp_path: Path, kind: str) -> None:
    damage, _ = DAMAGE[kind]
    damaged = publish_proef(tmp_path)
    damage(damaged.map)
    assert publish_proef(tmp_path).id == damaged.id
    assert len(opslag.open_snapshot(tmp_path, damaged.id).gebieden) == len(make_snapshotgebieden())
    assert [path.name for path in (tmp_path / PROEF).iterdir()] == [damaged.id]


def test_fiction_never_takes_the_place_of_damaged_figures(tmp_path: Path) -> None:
    only = publish_proef(tmp_path)
    flip_byte(only.map / "gebieden.parquet")
    with pytest.raises(OpslagFout, match="beschadigd"):
        opslag.open_snapshot(tmp_path)
    fictional = next(
        line.id for line in opslag.list_snapshots(tmp_path) if line.manifest and line.manifest.fictief
    )
    with pytest.raises(OpslagFout, match=rf"niet in de plaats van echte.*\?data={fictional}"):
        opslag.go_back(tmp_path, fictional)
    assert opslag.open_snapshot(tmp_path, fictional).manifest.fictief


def test_a_choice_of_fiction_made_before_does_not_hide_real_figures(tmp_path: Path) -> None:
    real = publish_proef(tmp_path)
    fictional = next(
        line.id for line in opslag.list_snapshots(tmp_path) if line.manifest and line.manifest.fictief
    )
    write_keuze(tmp_path, fictional)
    assert opslag.open_snapshot(tmp_path).id == real.id


def test_damage_after_opening_is_told_when_read(tmp_path: Path) -> None:
    snapshot = opslag.open_snapshot(tmp_path, publish_proef(tmp_path).id)
    (snapshot.map / "gebieden.parquet").write_bytes(b"niets")
    with pytest.raises(OpslagFout, match=r"niet te lezen.*terug"):
        snapshot.read_gebieden()


def test_a_choice_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    first = publish_proef(tmp_path)
    second = publish_proef(tmp_path, meldingen=("tweede",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", raise_full)
        with pytest.raises(OpslagFout, match="de schijf is vol"):
            opslag.go_back(tmp_path, first.id)
    assert opslag.open_snapshot(tmp_path).id == second.id


def test_going_back_to_what_is_absent_or_damaged_changes_nothing(tmp_path: Path) -> None:
    first, second = publish_proef(tmp_path), publish_proef(tmp_path, meldingen=("tweede",))
    flip_byte(first.map / "reeksen.parquet")
    with pytest.raises(OpslagFout, match="beschadigd"):
        opslag.go_back(tmp_path, first.id)
    with pytest.raises(OpslagFout, match=rf"2020-01-01-00000000 zijn er niet.*{second.id}"):
        opslag.go_back(tmp_path, "2020-01-01-00000000")
    assert opslag.open_snapshot(tmp_path).id == second.id


def test_a_manifest_that_was_read_before_is_read_again_when_it_changes(tmp_path: Path) -> None:
    newest = publish_proef(tmp_path)
    path = newest.map / "manifest.json"
    whole = path.read_bytes()
    assert [line.fout for line in opslag.list_snapshots(tmp_path) if line.id == newest.id] == [""]
    path.write_bytes(whole.replace(b'"fictief": false', b'"fictief": true '))
    assert [line.manifest for line in opslag.list_snapshots(tmp_path) if line.id == newest.id] == [None]
    with pytest.raises(OpslagFout, match="beschadigd"):
        opslag.open_snapshot(tmp_path, newest.id)
    path.write_bytes(whole)
    assert opslag.open_snapshot(tmp_path, newest.id).manifest == newest.manifest
    path.unlink()
    with pytest.raises(OpslagFout, match="ontbreekt"):
        opslag.open_snapshot(tmp_path, newest.id)
