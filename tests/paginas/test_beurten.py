"""Turns: who asks much waits for himself, and not the others; who waits knows his place."""

from __future__ import annotations

import os
import threading
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.bouwstenen.werk import rekenploeg, wachtplek
from pages.bouwstenen.werk.beurten import MEEST, Beurten
from pages.bouwstenen.werk.rekenploeg import Rekenploeg
from pages.bouwstenen.werk.wachtplek import describe_plaats
from woonzorg.fouten import WoonzorgFout

if TYPE_CHECKING:
    from collections.abc import Callable


class Handploeg:
    """Does nothing by itself: the test says when a job is done."""

    def __init__(self) -> None:
        self.jobs: list[tuple[str, Future]] = []

    def submit(self, _werk: object, name: str) -> Future:
        self.jobs.append((name, Future()))
        return self.jobs[-1][1]

    def list_begonnen(self) -> list[str]:
        return [name for name, _ in self.jobs]


def open_rij(tegelijk: int, per_bezoeker: int) -> tuple[Handploeg, Beurten, Callable[[str], Future]]:
    """Return a row, and what asks for a job such as `a1`: the first of visitor a."""
    team = Handploeg()
    row = Beurten(team, tegelijk, per_bezoeker)
    return team, row, lambda name: row.submit(name[0], print, name)


def test_of_each_visitor_one_job_in_turn() -> None:
    team, _, ask = open_rij(1, 1)
    for name in ("a1", "a2", "a3", "b1", "b2", "c1"):
        ask(name)
    for _ in range(5):
        team.jobs[-1][1].set_result("klaar")
    assert team.list_begonnen() == ["a1", "a2", "b1", "c1", "a3", "b2"]


def test_of_one_visitor_no_more_than_his_part_is_done_at_once_also_when_nobody_else_asks() -> None:
    team, _, ask = open_rij(3, 2)
    for name in ("a1", "a2", "a3"):
        ask(name)
    assert team.list_begonnen() == ["a1", "a2"]
    ask("b1")
    assert team.list_begonnen() == ["a1", "a2", "b1"]
    team.jobs[0][1].set_result("klaar")
    assert team.list_begonnen() == ["a1", "a2", "b1", "a3"]


def test_who_waits_knows_his_place_and_it_is_the_order_in_which_they_begin() -> None:
    team, row, ask = open_rij(1, 1)
    answers = {name: ask(name) for name in ("a1", "a2", "a3", "b1", "b2", "c1")}
    places = {name: row.find_plaats(answer) for name, answer in answers.items()}
    assert places == {"a1": 0, "a2": 1, "b1": 2, "c1": 3, "a3": 4, "b2": 5}
    row.drop(answers["b1"])
    assert answers["b1"].cancelled()
    assert (row.find_plaats(answers["c1"]), row.find_plaats(answers["b1"])) == (2, 0)
    assert row.count_wachtend("a") == 3
    for _ in range(4):
        team.jobs[-1][1].set_result("klaar")
    assert sorted(team.list_begonnen()) == ["a1", "a2", "a3", "b2", "c1"]


def test_an_answer_a_fault_and_the_end_of_the_processes_all_come_back() -> None:
    team, row, ask = open_rij(1, 1)
    good, bad, after = ask("a1"), ask("a2"), ask("a3")
    team.jobs[0][1].set_result(42)
    team.jobs[1][1].set_exception(ValueError("zo niet"))
    assert good.result() == 42
    with pytest.raises(ValueError, match="zo niet"):
        bad.result()
    team.submit = lambda *_: (_ for _ in ()).throw(RuntimeError("gestopt"))
    last = ask("b1")
    team.jobs[2][1].set_result(1)
    assert after.result() == 1
    with pytest.raises(BrokenProcessPool, match="gestopt"):
        last.result()
    assert row.count_wachtend("a") == row.count_wachtend("b") == 0


def test_what_its_asker_gave_up_is_not_begun_and_a_job_that_runs_goes_on() -> None:
    team, row, ask = open_rij(1, 1)
    running, waiting = ask("a1"), ask("b1")
    team.jobs[0][1].set_running_or_notify_cancel()
    row.drop(running)
    waiting.cancel()  # as a browser that goes away does
    team.jobs[0][1].set_result("klaar")
    assert running.result() == "klaar"
    assert team.list_begonnen() == ["a1"]


def test_of_all_together_no_more_wait_than_memory_is_for() -> None:
    _, row, ask = open_rij(1, 1)
    asked = [ask("a1"), *(row.submit(f"tab {number}", print, "x") for number in range(MEEST))]
    with pytest.raises(WoonzorgFout, match="te veel"):
        ask("b1")
    row.drop(asked[-1])
    assert not ask("b1").done()


def test_a_visitor_who_asks_twenty_things_does_not_stop_the_next_one() -> None:
    """With real threads: the first one's work stands still, the other's is done."""
    hold = threading.Event()
    with ThreadPoolExecutor(4) as pool:
        row = Beurten(pool, 4, 2)
        many = [row.submit("a", hold.wait, 30) for _ in range(20)]
        assert row.submit("b", str, 1).result(20) == "1"
        assert not any(one.done() for one in many)
        hold.set()
        assert all(one.result(20) for one in many)


def test_the_processes_of_planners_take_turns() -> None:
    with ProcessPoolExecutor(1) as pool:
        row = Beurten(pool, 1, 1)
        answers = [row.submit(name, os.getpid) for name in "aab"]
        assert {answer.result(60) for answer in answers} == set(pool._processes)


@pytest.mark.parametrize(
    ("place", "told"),
    [(0, ""), (1, "de eerste in de rij"), (3, "de derde in de rij"), (11, "nummer 11 in de rij")],
)
def test_a_place_is_told_in_words(place: int, told: str) -> None:
    assert told in describe_plaats(place)
    assert bool(describe_plaats(place)) == (place > 0)


def show_wachten() -> None:
    """Wait for a job that others go before, within what Streamlit keeps; shown once while waiting, once after."""
    import streamlit as st  # noqa: PLC0415  runs by itself

    from pages.bouwstenen.werk import rekenploeg  # noqa: PLC0415
    from pages.bouwstenen.werk.wachtplek import keep_wachtplek  # noqa: PLC0415

    @st.cache_resource(show_spinner=False)
    def work(_team: object) -> str:
        return _team.run(("mijn",), str, "klaar")

    with keep_wachtplek():
        st.text(work(rekenploeg.open_ploeg()))


def test_a_page_tells_the_place_and_keeps_it_with_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    team, told = Handploeg(), []
    monkeypatch.setattr(Rekenploeg, "_start", lambda _: team)
    monkeypatch.setattr(wachtplek, "GEDULD", 0.0)
    ploeg = Rekenploeg(1)
    monkeypatch.setattr(rekenploeg, "open_ploeg", lambda: ploeg)
    write = wachtplek._write

    def watch(plek: object, zin: str) -> None:
        write(plek, zin)
        told.append(zin)
        if len(told) == 1:
            team.jobs[0][1].set_result("eerst")
            team.jobs[1][1].set_result("klaar")

    monkeypatch.setattr(wachtplek, "_write", watch)
    ploeg._open().submit("ander", str, "eerst")
    try:
        first = AppTest.from_function(show_wachten, default_timeout=60).run()
        again = AppTest.from_function(show_wachten, default_timeout=60).run()
    finally:
        st.cache_resource.clear()
    for app in (first, again):
        assert not app.exception
        assert [item.value for item in app.text] == ["klaar"]
        assert [item for item in app.get("html") if "in de rij" in item.proto.body] == []
    assert told == [describe_plaats(1), ""]
