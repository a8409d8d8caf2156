"""Heavy work in a process of its own: the same answer, once for all who ask, here where no process can be had."""

from __future__ import annotations

import os
import threading
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from types import SimpleNamespace

import pytest

from pages.bouwstenen.werk import rekenploeg
from pages.bouwstenen.werk.rekenploeg import Rekenploeg
from woonzorg.fouten import WoonzorgFout


def tell_proces(getal: int) -> tuple[int, int]:
    """Return the process that does it, and twice a number."""
    return os.getpid(), 2 * getal


def fail(_: int) -> None:
    message = "zo kan het niet"
    raise ValueError(message)


class Nagemaakt:
    """Processes that do nothing by themselves: a job is finished by the test."""

    def __init__(self) -> None:
        self.jobs: list[Future] = []

    def submit(self, _werk: object, *_stof: object) -> Future:
        self.jobs.append(Future())
        return self.jobs[-1]


@pytest.fixture
def nagemaakt(monkeypatch):
    made = Nagemaakt()
    monkeypatch.setattr(Rekenploeg, "_start", lambda _: made)
    return made


def test_a_job_is_done_in_another_process_and_its_fault_comes_back():
    ploeg = Rekenploeg()
    process, answer = ploeg.run(("a",), tell_proces, 21)
    assert answer == 42
    assert process != os.getpid()
    with pytest.raises(ValueError, match="zo kan het niet"):
        ploeg.run(("b",), fail, 1)
    assert ploeg.run(("c",), tell_proces, 1)[1] == 2
    ploeg._ploeg.shutdown()


def test_two_who_ask_the_same_wait_for_one_job(nagemaakt):
    ploeg, found = Rekenploeg(), []
    threads = [
        threading.Thread(target=lambda: found.append(ploeg.run(("a",), tell_proces, 1))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    while sum(ploeg._wachten.values()) < 2:
        pass
    nagemaakt.jobs[0].set_result("klaar")
    for thread in threads:
        thread.join()
    assert found == ["klaar", "klaar"]
    assert len(nagemaakt.jobs) == 1
    assert (ploeg._wachten, ploeg._lopend) == ({}, {})


def test_a_job_for_which_nobody_waits_any_more_is_dropped(nagemaakt, monkeypatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt  # as a newer run of the page ends an older one

    monkeypatch.setattr(rekenploeg, "_await", stop)
    ploeg = Rekenploeg()
    with pytest.raises(KeyboardInterrupt):
        ploeg.run(("a",), tell_proces, 1)
    assert nagemaakt.jobs[0].cancelled()
    assert ploeg._lopend == {}


def test_a_job_that_runs_is_joined_by_who_asks_next_also_when_nobody_waited_meanwhile(nagemaakt, monkeypatch):
    def stop(*_: object) -> None:
        nagemaakt.jobs[0].set_running_or_notify_cancel()
        raise KeyboardInterrupt

    ploeg = Rekenploeg()
    with monkeypatch.context() as patch:
        patch.setattr(rekenploeg, "_await", stop)
        with pytest.raises(KeyboardInterrupt):
            ploeg.run(("a",), tell_proces, 1)
    [job] = nagemaakt.jobs
    job.set_result("klaar")
    assert ploeg.run(("a",), tell_proces, 1) == "klaar"
    assert (len(nagemaakt.jobs), ploeg._wachten, ploeg._lopend) == (1, {}, {})


def test_a_job_that_itself_takes_too_long_fails_and_is_not_waited_for_again(nagemaakt, monkeypatch):
    late = Future()
    late.set_exception(TimeoutError("te laat"))
    monkeypatch.setattr(nagemaakt, "submit", lambda *_: late)
    with pytest.raises(TimeoutError, match="te laat"):
        Rekenploeg().run(("a",), tell_proces, 1)


def test_what_a_callback_waits_for_is_waited_for_whatever_is_asked_meanwhile(nagemaakt, monkeypatch):
    monkeypatch.setattr(rekenploeg, "_await", lambda *_: pytest.fail("looked whether it could stop"))
    done = Future()
    done.set_result("klaar")
    monkeypatch.setattr(nagemaakt, "submit", lambda *_: done)
    assert Rekenploeg().run(("a",), tell_proces, 1, afbreekbaar=False) == "klaar"


def test_nobody_waits_for_a_process_to_start_and_it_tells_when_it_stands_ready(nagemaakt):
    ploeg = Rekenploeg(1)
    assert not ploeg.is_klaar()
    assert not ploeg.is_klaar()
    [begin] = nagemaakt.jobs
    begin.set_result(None)
    assert ploeg.is_klaar()


def test_a_process_with_more_than_one_job_before_it_is_not_free(nagemaakt):
    ploeg = Rekenploeg(1)
    assert not ploeg.is_vrij()  # it does not stand ready yet
    nagemaakt.jobs[0].set_result(None)
    free = []
    threads = []
    for name in "ab":
        free.append(ploeg.is_vrij())
        threads.append(threading.Thread(target=ploeg.run, args=((name,), tell_proces, 1)))
        threads[-1].start()
        while len(ploeg._wachten) < len(threads):
            pass
    free.append(ploeg.is_vrij())
    for number, thread in enumerate(threads, 1):
        nagemaakt.jobs[number].set_result("klaar")  # the second is handed over when the first is done
        thread.join()
    assert [*free, ploeg.is_vrij()] == [True, True, False, True]


@pytest.mark.parametrize("fault", [BrokenProcessPool("weg"), OSError("geen proces")])
def test_where_no_process_can_be_had_it_is_done_here_and_the_log_says_so(monkeypatch, caplog, fault):
    def refuse(_: Rekenploeg) -> None:
        raise fault

    monkeypatch.setattr(Rekenploeg, "_start", refuse)
    assert not Rekenploeg().is_klaar()
    assert Rekenploeg().run(("a",), tell_proces, 21) == (os.getpid(), 42)
    assert "Het rekenen gaat niet in een eigen proces" in caplog.text


class Breker:
    """Processes that end under what they are asked."""

    def __init__(self) -> None:
        self.gevraagd = 0

    def submit(self, werk: object, *_stof: object) -> Future:
        done = Future()
        if werk is rekenploeg._begin:
            done.set_result(None)
        else:
            self.gevraagd += 1
            done.set_exception(BrokenProcessPool("weg"))
        return done


def test_a_job_that_breaks_its_process_is_tried_once_more_and_never_done_on_the_server(monkeypatch, caplog):
    teams = [Breker(), Breker(), Breker()]
    first, second, third = teams
    monkeypatch.setattr(Rekenploeg, "_start", lambda _: teams.pop(0))
    ploeg = Rekenploeg(1)
    ploeg.is_klaar()
    assert ploeg.is_klaar()
    with pytest.raises(WoonzorgFout, match="brak steeds af"):
        ploeg.run(("a",), lambda _: pytest.fail("done here"), 1)
    assert [team.gevraagd for team in (first, second, third)] == [1, 1, 0]
    assert "Een rekenproces is weggevallen" in caplog.text
    assert (ploeg._wachten, ploeg._lopend) == ({}, {})


def test_a_job_whose_process_another_broke_is_done_in_a_fresh_one(monkeypatch):
    done = Future()
    done.set_result("klaar")
    broken = [SimpleNamespace(submit=lambda *_: (_ for _ in ()).throw(BrokenProcessPool("weg")))] * 3
    teams = [*broken, SimpleNamespace(submit=lambda *_: done)]
    monkeypatch.setattr(Rekenploeg, "_start", lambda _: teams.pop(0))
    assert Rekenploeg(1).run(("a",), lambda _: pytest.fail("done here"), 1, afbreekbaar=False) == "klaar"
    assert teams == []


def test_all_screens_of_an_account_wait_for_one_turn_and_others_each_for_theirs(monkeypatch):
    monkeypatch.setattr(rekenploeg, "get_script_run_ctx", lambda **_: SimpleNamespace(session_id="tab"))
    monkeypatch.setattr(rekenploeg, "find_ingelogd", lambda: "")
    assert rekenploeg._name_bezoeker() == "tab"
    monkeypatch.setattr(rekenploeg, "find_ingelogd", lambda: "jo@gemeente")
    assert rekenploeg._name_bezoeker() == "jo@gemeente"
