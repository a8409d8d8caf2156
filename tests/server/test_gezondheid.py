"""Who watches over a server hears whether it lives and whether it can take visitors, and nothing that is secret."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import TYPE_CHECKING

from asgi_vraag import ask
from starlette.applications import Starlette

from pages.bouwstenen.server import gezondheid
from pages.bouwstenen.server.gezondheid import Wacht, make_routes
from woonzorg import __version__
from woonzorg.installatie.onderdelen import Gesteldheid, Installatiedeel

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

STUK = (Installatiedeel("bibliotheek", Gesteldheid.FOUT, "postgresql, db: antwoordt niet"),)


def open_server(basis: str = "") -> Starlette:
    return Starlette(routes=make_routes(basis))


def test_a_server_that_lives_says_so_and_one_that_is_well_takes_visitors() -> None:
    lives = ask(open_server(), "/gezondheid")
    assert (lives.status, json.loads(lives.text)) == (200, {"leeft": True, "versie": __version__})
    ready = ask(open_server("/wonen"), "/wonen/klaar")
    assert (ready.status, json.loads(ready.text)) == (200, {"klaar": True, "storingen": []})
    assert ready.headers["cache-control"] == "no-store"
    assert ask(open_server("/wonen"), "/gezondheid").status == 200
    assert ask(open_server(), "/klaar", "POST").status == 405


def test_without_a_library_it_lives_but_takes_nobody_and_tells_no_address(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("WOONZORG_DATABASE_URL", "postgresql://wie:geheim@127.0.0.1:9/woonzorg")
    server = open_server()
    answer = ask(server, "/klaar")
    assert (answer.status, json.loads(answer.text)) == (503, {"klaar": False, "storingen": ["bibliotheek"]})
    assert ask(server, "/gezondheid").status == 200
    assert "niet klaar voor bezoekers: bibliotheek: postgresql, 127.0.0.1" in caplog.text
    assert "geheim" not in caplog.text


def test_figures_that_are_damaged_keep_visitors_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "proef" / "2020-01-01-00000000"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{")
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    assert json.loads(ask(open_server(), "/klaar").text)["storingen"] == ["gegevens"]


def test_however_many_ask_it_is_looked_at_once_until_the_answer_is_old(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looked: list[int] = []
    caplog.set_level("INFO", logger=gezondheid.__name__)

    def look() -> tuple[Installatiedeel, ...]:
        looked.append(1)
        return STUK if len(looked) == 1 else ()

    async def ask_many() -> None:
        clock = [100.0]
        monkeypatch.setattr(gezondheid, "time", SimpleNamespace(monotonic=lambda: clock[0]))
        wacht = Wacht(look)
        assert set(await asyncio.gather(*(wacht.find() for _ in range(20)))) == {STUK}
        clock[0] += gezondheid.VERS / 2
        assert await wacht.find() == STUK
        assert len(looked) == 1
        clock[0] += gezondheid.VERS / 2
        assert await wacht.find() == ()
        assert len(looked) == 2

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(ask_many())).result()
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
