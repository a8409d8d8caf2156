"""Before it answers, the server has worked out the first map; what it cannot open, the page tells."""

from __future__ import annotations

import asyncio
import json
import shutil
from typing import TYPE_CHECKING

from streamlit.runtime.pages_manager import PagesManager

from pages.onderdelen import opstart
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from streamlit.testing.v1 import AppTest

    OpenApp = Callable[..., AppTest]

ZWAAR = (
    "opslag.open_snapshot", "toets.score_snapshot", "toets.find_edities", "kaart.vormen.write_paths",
    "kaart.kleuring.colour_klasse", "kaart.grondslag.write_kop", "kaart.grondslag.list_themas",
    "kaart.grafiek.render_stapels", "kaart.grafiek.render_spreiding",
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


def test_data_that_cannot_be_opened_stop_no_server_and_are_told_on_the_page(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = next(INGEBOUWD.glob("*/*"))
    shutil.copytree(source, tmp_path / source.parent.name / source.name)
    (tmp_path / source.parent.name / source.name / "gebieden.parquet").write_bytes(b"PAR1 and nothing more")
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    opstart.prepare_kaart()
    app = open_app({"WOONZORG_DATA": str(tmp_path)})
    assert not app.exception
    assert "beschadigd" in " ".join(item.value for item in (*app.error, *app.warning))


def test_pages_are_those_of_the_house_from_the_first_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    asked: list[bool] = []
    monkeypatch.setattr(opstart, "prepare_kaart", lambda: asked.append(True))

    async def start() -> bool | None:
        async with opstart.warm_up(None):
            assert asked == [True]
            return PagesManager.uses_pages_directory

    assert asyncio.run(start()) is False
