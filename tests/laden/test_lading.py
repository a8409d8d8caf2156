"""A load beside the dashboard: one a region, followed to its end, and never half done."""

from __future__ import annotations

import dataclasses
import io
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dienst import Fault

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Regio, resolve_regio
from woonzorg.gegevens import opslag
from woonzorg.instelling import Instellingen, read_instellingen
from woonzorg.laden import proces
from woonzorg.laden.proces import Ladingen

if TYPE_CHECKING:
    from woonzorg.laden.proces import Lading

KLEIN = resolve_regio(["GM0965"])


def follow(load: Lading, seconds: float = 300) -> list[str]:
    """Wait for the end; return the steps that were seen."""
    seen: list[str] = []
    deadline = time.monotonic() + seconds
    while not load.klaar and time.monotonic() < deadline:
        seen += [load.stap] if load.stap not in seen[-1:] else []
        time.sleep(0.01)
    assert load.klaar
    return seen


@pytest.mark.usefixtures("dienst_env")
def test_a_load_goes_by_steps_and_publishes():
    settings = read_instellingen()
    loads = Ladingen()
    load = loads.start(settings, KLEIN)
    with pytest.raises(InvoerFout, match="Er loopt al een lading"):
        loads.start(settings, KLEIN)
    seen = follow(load)
    assert load.fout == ""
    assert opslag.open_snapshot(settings.data).id == load.snapshot
    assert len(seen) >= 2
    assert load.stappen >= 4
    assert load.seconden > 0
    assert loads.list_ladingen() == [load]
    loads.forget(load)
    assert loads.list_ladingen() == []


@pytest.mark.usefixtures("dienst_env")
def test_a_source_that_is_left_out_is_left_out(dienst):
    load = Ladingen().start(read_instellingen(), KLEIN, ["leefbaarometer"])
    follow(load)
    assert load.fout == ""
    manifest = opslag.open_snapshot(read_instellingen().data, load.snapshot).manifest
    assert manifest.zonder == ("leefbaarometer",)
    assert dienst.find_requests("/lbm/") == []


@pytest.mark.usefixtures("dienst_env")
def test_a_source_that_refuses_is_told_in_the_words_of_the_library(dienst):
    dienst.faults.append(Fault("/pdok/", "status", 404, None))
    settings = read_instellingen()
    loads = Ladingen()
    load = loads.start(settings, KLEIN)
    follow(load)
    assert load.snapshot == ""
    assert "geen bruikbaar antwoord" in load.fout
    assert all(line.manifest.fictief for line in opslag.list_snapshots(settings.data))
    dienst.faults.clear()
    again = loads.start(settings, KLEIN)
    follow(again)
    assert (again.fout, bool(again.snapshot)) == ("", True)


def test_two_loads_run_at_once_for_all_visitors_and_of_those_that_ended_twenty_are_kept(monkeypatch):
    monkeypatch.setattr(proces, "_watch", lambda *_: None)  # they run until the test ends them
    loads, settings = Ladingen(), Instellingen()
    regions = [Regio(f"r{number}", f"Regio {number}", ("GM0001",), "PV99") for number in range(40)]
    running = [loads.start(settings, regio) for regio in regions[:2]]
    with pytest.raises(InvoerFout, match="Er lopen al 2 ladingen, van alle bezoekers samen"):
        loads.start(settings, regions[2])
    for regio in regions[2:]:
        running.pop(0).klaar = True
        running.append(loads.start(settings, regio))
    told = loads.list_ladingen()
    assert [lading.klaar for lading in told] == [False] * 2 + [True] * 20
    assert told[0] is running[-1]
    assert len(loads._loads) == 22


def test_a_source_that_must_stay_cannot_be_left_out():
    with pytest.raises(InvoerFout, match="kan niet worden weggelaten"):
        Ladingen().start(Instellingen(), KLEIN, ["grenzen"])


def test_a_process_that_breaks_off_is_told(monkeypatch, tmp_path, caplog):
    monkeypatch.setattr(proces, "WORTEL", tmp_path)  # no package there, and it is not installed
    monkeypatch.setenv("PYTHONPATH", "")
    load = Ladingen().start(Instellingen(data=tmp_path), KLEIN)
    follow(load)
    assert load.fout == proces.ONVERWACHT
    assert "broke off" in caplog.text


def test_a_process_that_cannot_start_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(proces, "WORTEL", tmp_path / "absent")
    load = Ladingen().start(Instellingen(data=tmp_path), KLEIN)
    follow(load)
    assert load.fout == proces.ONVERWACHT


def test_a_task_comes_over_whole(tmp_path):
    settings = Instellingen(data=tmp_path, wachttijd=3.0, eigenaar="Gemeente Ü")
    regio = Regio("proef", "Proef", ("GM0001", "GM0002"), "PV99")
    assert proces.read_taak(proces.make_taak(settings, regio, ["ses_woa"])) == (settings, regio, ("ses_woa",))
    # What loading does without, and JSON cannot hold, stays behind.
    more = dataclasses.replace(
        settings, kernen=Path("kernen.csv"), rollen=Path("r.toml"), proxy_adressen=("::1",)
    )
    assert proces.read_taak(proces.make_taak(more, regio, []))[0] == settings


@pytest.mark.usefixtures("dienst_env")
def test_the_process_writes_one_line_of_json_a_step():
    told = io.StringIO()
    task = io.StringIO(proces.make_taak(read_instellingen(), KLEIN, ()))
    assert proces.run_taak(task, told) == 0
    lines = [json.loads(line) for line in told.getvalue().splitlines()]
    assert set(lines[-1]) == {"snapshot", "melding"}
    assert all(set(line) == {"stap", "gedaan", "totaal"} for line in lines[:-1])
    assert all(0 <= line["gedaan"] <= line["totaal"] for line in lines[:-1])


@pytest.mark.usefixtures("dienst_env")
def test_a_fault_in_the_process_is_one_line():
    settings = dataclasses.replace(read_instellingen(), cbs_url="http://127.0.0.1:9", wachttijd=0.1)
    told = io.StringIO()
    assert proces.run_taak(io.StringIO(proces.make_taak(settings, KLEIN, ())), told) == 0
    assert "geen bruikbaar antwoord" in json.loads(told.getvalue().splitlines()[-1])["fout"]
