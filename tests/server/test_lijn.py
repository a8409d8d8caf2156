"""The line to the browser: what is ready goes at once, on every connection that comes in."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from pages.bouwstenen.schil import opstart
from pages.bouwstenen.server.lijn import open_lijn

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def plek() -> Iterator[socket.socket]:
    """Listen as Streamlit does: without naming a protocol, for which asyncio then does nothing itself."""
    with socket.socket(socket.AF_INET) as place:
        place.bind(("127.0.0.1", 0))
        place.listen()
        yield place


def is_meteen(plek: socket.socket) -> bool:
    """Tell whether who connects now gets at once what is ready."""
    with socket.create_connection(plek.getsockname()), plek.accept()[0] as line:
        return bool(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_each_connection_sends_at_once_what_is_ready(plek: socket.socket) -> None:
    assert not is_meteen(plek)
    assert open_lijn() >= 1
    assert is_meteen(plek)
    plek.close()
    open_lijn()  # a place that is closed is passed over


def test_where_the_system_does_not_answer_a_place_without_a_visitor_is_taken_for_one(
    plek: socket.socket,
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(22, "Invalid argument")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "getsockopt", refuse)
        open_lijn()
    assert is_meteen(plek)


def test_where_nothing_can_be_set_the_server_starts_all_the_same(plek: socket.socket) -> None:
    def refuse(*_: object) -> None:
        raise OSError(22, "Invalid argument")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "setsockopt", refuse)
        assert open_lijn() >= 1
    assert not is_meteen(plek)


def test_a_server_arranges_it_before_it_answers(plek: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("read_blad", "prepare_kaart"):
        monkeypatch.setattr(opstart, part, lambda: None)

    async def start() -> bool:
        async with opstart.warm_up(None):
            return is_meteen(plek)

    # In a thread of its own: browser tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: asyncio.run(start())).result()
