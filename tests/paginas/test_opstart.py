"""Before it answers, the server has worked out the first map; what it cannot open, the page tells."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from maken import publish_proef
from streamlit.runtime.pages_manager import PagesManager

from pages.bouwstenen.schil import opstart
from pages.bouwstenen.server import voorblad
from pages.bouwstenen.werk import rekenploeg

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    OpenApp = Callable[..., AppTest]

ZWAAR = (
    "gegevens.opslag.open_snapshot", "oordeel.toets.score_snapshot", "oordeel.toets.find_edities",
    "kaart.vormen.write_paths", "kaart.kleuring.colour_klasse", "kaart.grondslag.write_kop",
    "kaart.grondslag.list_themas",
    "grafiek.stapels.make_stapels", "grafiek.spreiding.make_spreiding",
)  # fmt: skip
"""What takes long: reading, scoring, drawing."""


def refuse(*_: object, **__: object) -> None:
    raise AssertionError


def test_the_first_visitor_waits_for_nothing_that_can_be_done_before(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    opstart.prepare_kaart()
    with monkeypatch.context() as patch:
        for name in ZWAAR:
            patch.setattr(f"woonzorg.{name}", refuse)
        app = open_app()
        assert not app.exception
        shown = [json.loads(item.proto.json or "{}") for item in app.get("bidi_component")]
        assert any("vakken" in data for data in shown)
        # The map of wijken was not made before: so what is refused above would have been missed.
        app.segmented_control(key="niveau").select("wijk").run()
        assert app.exception


GEWOON = {"markdown", "caption", "empty"}
"""Kinds of element whose script is part of Streamlit's own page."""
SCRIPT = {
    "bidi_component": "BidiComponent", "html": "Html", "button_group": "ButtonGroup", "selectbox": "Selectbox",
    "checkbox": "Checkbox", "toggle": "Checkbox", "button": "Button",
}  # fmt: skip


def test_the_first_page_begins_with_the_scripts_that_are_named_beforehand(open_app: OpenApp) -> None:
    leaves = [node for node in open_app()._tree if not hasattr(node, "children")]
    kinds = {node.type for node in leaves}
    assert kinds - GEWOON <= SCRIPT.keys()
    assert {SCRIPT[kind] for kind in kinds & SCRIPT.keys()} == set(voorblad.ELEMENTEN)


_VOOR_EN_NA = """
import sys, app
from streamlit.testing.v1 import AppTest
from pages.bouwstenen.schil import opstart
opstart.read_blad()
before = set(sys.modules)
assert not AppTest.from_file(app.__file__, default_timeout=60).run().exception
print(*(name for name in set(sys.modules) - before if name.split(".")[0] in {"pages", "woonzorg", "PIL"}))
print(*(name for name in sys.modules if name.startswith("woonzorg.verdeling.regels")))
"""


def test_the_first_page_reads_only_what_was_read_before_the_server_answers_and_no_rules_of_plans() -> None:
    # In a process of its own: in this one other tests have read everything.
    root = Path(opstart.__file__).parents[3]
    command = [sys.executable, "-c", _VOOR_EN_NA]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    assert told.split() == []


def start() -> bool | None:
    """Let the server start; return whether Streamlit takes the pages for those of an app of the old kind."""

    async def run() -> bool | None:
        async with opstart.warm_up(None):
            return PagesManager.uses_pages_directory

    # In a thread of its own: browser tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(run())).result()


def test_data_that_cannot_be_opened_stop_no_server_and_are_told_on_the_page(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (publish_proef(tmp_path).map / "gebieden.parquet").write_bytes(b"PAR1 and nothing more")
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    assert start() is False
    assert "beschadigd" in caplog.text
    app = open_app({"WOONZORG_DATA": str(tmp_path)})
    assert not app.exception
    assert "beschadigd" in " ".join(item.value for item in (*app.error, *app.warning))


def test_the_processes_of_planners_start_after_a_while_and_not_in_a_server_that_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    for name in ("open_planploeg", "open_ploeg"):
        team = SimpleNamespace(is_klaar=lambda name=name: asked.append(name))
        monkeypatch.setattr(rekenploeg, name, lambda team=team: team)
    monkeypatch.setattr(opstart, "RUST", 0.02)
    assert start() is False
    assert asked == []

    async def stay() -> None:
        async with opstart.warm_up(None):
            await asyncio.sleep(0.1)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(stay())).result()
    assert asked == ["open_planploeg", "open_ploeg"]


@pytest.mark.parametrize("name", ["kaart.grondslag.list_themas", "grafiek.stapels.make_stapels"])
def test_a_fault_that_nobody_expects_stops_no_server_either_and_is_in_its_log(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(f"woonzorg.{name}", refuse)
        assert start() is False
    assert "kon niet vooraf" in caplog.text
    assert "AssertionError" in caplog.text
    assert not open_app().exception


def test_pages_are_those_of_the_house_from_the_first_visit_and_the_log_is_quiet(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    assert start() is False
    assert caplog.text == ""
    st.empty()  # outside a visit: from now on Streamlit may say so again
    assert "ScriptRunContext" in caplog.text
    assert not open_app().exception


def test_a_server_does_not_start_with_a_setting_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONZORG_LADN", "uit")
    monkeypatch.setenv("WOONZORG_TELEFOON", "verdelen")
    with pytest.raises(SystemExit) as stop:
        opstart.stop_bij_fout()
    assert str(stop.value.code).splitlines() == [
        "Fout: 2 instellingen kloppen niet.",
        "- De instelling WOONZORG_TELEFOON klopt niet. Verwacht: 'kaart' of 'buurt'. Gevonden: verdelen.",
        "- De instelling WOONZORG_LADN bestaat niet. Wat u kunt doen: Bedoelde u WOONZORG_LADEN?",
    ]
    monkeypatch.undo()
    opstart.stop_bij_fout()
