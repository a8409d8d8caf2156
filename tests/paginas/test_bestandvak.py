"""Files that are given on a page: forty at once are read in their order, more are not; and who reads stops nobody."""

from __future__ import annotations

import base64
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from pages.bouwstenen import bestandvak
from pages.bouwstenen.bestandvak import MEESTE_BESTANDEN, show_bestandenvak, show_bestandvak

if TYPE_CHECKING:
    from collections.abc import Callable

GROOTSTE = 1000


@pytest.fixture
def geef(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what gives files to a field, as the browser of a visitor does."""
    monkeypatch.setattr(bestandvak, "_BESTANDVAK", lambda **given: changes.update({given["key"]: given}))
    changes: dict[str, Any] = {}

    def give(visitor: str, files: list[bytes], receive: Callable[..., None], *, many: bool = True) -> None:
        sent = [
            {"naam": f"{number}.csv", "inhoud": base64.b64encode(raw).decode()}
            for number, raw in enumerate(files)
        ]
        show, part = (show_bestandenvak, "bestanden") if many else (show_bestandvak, "bestand")
        state[visitor] = {part: sent if many else sent[0]}
        show("Geef", "csv", visitor, receive, soorten=".csv", grootste=GROOTSTE)
        changes[visitor][f"on_{part}_change"]()

    state: dict[str, Any] = {}
    monkeypatch.setattr(bestandvak.st, "session_state", state)
    return give


def test_forty_files_at_once_are_read_whole_and_in_their_order(geef: Callable[..., None]) -> None:
    got: list[list[tuple[str, bytes]]] = []
    files = [bytes([number]) * (number + 1) for number in range(MEESTE_BESTANDEN)]
    assert MEESTE_BESTANDEN == 40
    geef("a", files, got.append)
    assert got == [[(f"{number}.csv", raw) for number, raw in enumerate(files)]]


def test_forty_one_are_not_read_and_one_that_is_too_large_is_empty(
    geef: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    got: list[list[tuple[str, bytes]]] = []
    geef("a", [b"x"] * (MEESTE_BESTANDEN + 1), got.append)
    assert got == []
    assert "41 bestanden" in caplog.text
    geef("a", [b"x", b"y" * (GROOTSTE + 10), b"z"], got.append)
    assert [raw for _, raw in got[0]] == [b"x", b"", b"z"]


def test_who_reads_long_does_not_stop_the_next_and_the_third_waits_and_is_read(
    geef: Callable[..., None],
) -> None:
    begun, go_on = [threading.Event() for _ in range(2)], [threading.Event() for _ in range(2)]
    read: list[str] = []

    def hold(number: int) -> Callable[..., None]:
        def receive(*_: object) -> None:
            begun[number].set()
            assert go_on[number].wait(60)
            read.append(f"lang {number}")

        return receive

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(geef, "a", [b"a"], hold(0))
        assert begun[0].wait(60)
        pool.submit(geef, "b", [b"b"], lambda *_: read.append("b"), many=False).result(60)
        assert read == ["b"]
        second = pool.submit(geef, "c", [b"c"] * MEESTE_BESTANDEN, hold(1))
        assert begun[1].wait(60)
        third = pool.submit(geef, "d", [b"d"], lambda *_: read.append("d"))
        go_on[0].set()  # one that is done makes room, whatever the other does
        third.result(60)
        first.result(60)
        assert sorted(read) == ["b", "d", "lang 0"]
        go_on[1].set()
        second.result(60)


def test_a_reader_that_fails_makes_room_too(geef: Callable[..., None]) -> None:
    def fail(*_: object) -> None:
        message = "kapot"
        raise ValueError(message)

    for _ in range(5):
        with pytest.raises(ValueError, match="kapot"):
            geef("a", [b"x"], fail)
    got: list[str] = []
    geef("a", [b"x"], lambda *_: got.append("gelezen"))
    assert got == ["gelezen"]
