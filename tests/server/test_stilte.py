"""What a visit left in memory goes when it is past its time and nobody is there; who is there keeps what is his."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import TYPE_CHECKING

from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from pages.bouwstenen.server import stilte

if TYPE_CHECKING:
    import pytest


class Bezoekrest:
    """Stands for a visit, with something that only a full collection finds."""

    def __init__(self, name: str) -> None:
        self.id = name
        self.self = self


def make_beheer(seconds: float) -> WebsocketSessionManager:
    return WebsocketSessionManager(MemorySessionStorage(ttl_seconds=seconds), None, None, None)


def leave(beheer: WebsocketSessionManager) -> weakref.ref[Bezoekrest]:
    left = Bezoekrest("een")
    beheer._session_storage.save(SessionInfo(client=None, session=left, script_run_count=1))
    return weakref.ref(left)


def test_a_visit_that_ended_stays_for_who_comes_back_and_then_goes() -> None:
    beheer = make_beheer(3600)
    left = leave(beheer)
    assert not stilte.is_stil(beheer)
    gc.collect()
    assert left() is not None
    past = make_beheer(0.001)
    gone = leave(past)
    time.sleep(0.01)
    assert stilte.is_stil(past)
    gc.collect()
    assert gone() is None


def test_while_somebody_is_there_it_is_not_quiet() -> None:
    beheer = make_beheer(0.001)
    beheer._active_session_info_by_id["een"] = SimpleNamespace()
    assert not stilte.is_stil(beheer)


def test_once_it_is_quiet_all_is_collected_once(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([True, False, False, True, True])
    collected: list[int] = []
    monkeypatch.setattr(stilte, "TUSSEN", 0.0)
    monkeypatch.setattr(stilte.runtime, "get_instance", lambda: SimpleNamespace(_session_mgr=None))
    monkeypatch.setattr(stilte, "is_stil", lambda _: next(answers))
    monkeypatch.setattr(stilte, "gc", SimpleNamespace(collect=lambda: collected.append(1)))
    with ThreadPoolExecutor(1) as thread:  # of its own: a browser test leaves a loop running in this one
        # It ends where Streamlit no longer tells whether it is quiet.
        thread.submit(lambda: asyncio.run(stilte.keep_stilte())).result()
    assert collected == [1]
