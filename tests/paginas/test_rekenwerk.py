"""What pages compute is kept by what it depends on; the scenario of a visitor follows data and own figures."""

from __future__ import annotations

import dataclasses
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from queue import SimpleQueue
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from woonzorg.bibliotheek.bewaard import Bewaard
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers
from woonzorg.verdeling.invoer.veld import EIGEN_KOLOMMEN
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitkomst.antwoord import compute_plan, open_veld
from woonzorg.verdeling.uitkomst.gedeeld import share


@pytest.fixture
def snapshot(monkeypatch):
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    st.session_state.clear()
    yield gegevens.open_gegevens()[0]
    st.session_state.clear()


def test_a_result_is_kept_by_its_content_and_not_by_its_name(snapshot):
    scenario = bewerken.make_standaard(snapshot.manifest.regio.naam, Niveau.WIJK)
    named = bewerken.change(scenario, naam="B")
    first, second = (rekenwerk.load_uitkomst(item, snapshot) for item in (scenario, named))
    assert second.plan is first.plan
    assert second.scenario.kenmerken["naam"] == "B"
    low = rekenwerk.load_uitkomst(bewerken.change(scenario, bandbreedte="laag"), snapshot)
    assert low.situatie.behoefte.aantallen != first.situatie.behoefte.aantallen
    assert low.situatie.veld is first.situatie.veld
    keys = rekenwerk.load_sleutels(scenario, snapshot)
    assert rekenwerk.load_sleutels(named, snapshot) is keys
    assert sum(keys[0].aantallen.sum(axis=0)) == sum(first.situatie.behoefte.aantallen)


def test_of_all_who_ask_at_once_one_seeks_an_unproven_answer_again_and_the_list_stays_short(monkeypatch):
    moment = SimpleNamespace(monotonic=lambda: moment.now, now=1000.0)
    monkeypatch.setattr(rekenwerk, "time", moment)
    monkeypatch.setattr(rekenwerk, "_ONBEWEZEN", {})
    assert not rekenwerk._is_oud(("a",))
    moment.now += rekenwerk.OPNIEUW + 1
    assert [rekenwerk._is_oud(("a",)) for _ in range(3)] == [True, False, False]
    for number in range(300):
        rekenwerk._is_oud((str(number),))
    assert len(rekenwerk._ONBEWEZEN) == rekenwerk._MEEST_GEDEELD


def test_what_was_not_proven_in_time_is_sought_again_after_a_while(monkeypatch, snapshot):
    moment = SimpleNamespace(monotonic=lambda: moment.now, now=1000.0)
    monkeypatch.setattr(rekenwerk, "time", moment)
    scenario = bewerken.make_standaard(snapshot.manifest.regio.naam, Niveau.WIJK)
    proven = compute_plan(scenario, open_veld(scenario, snapshot))
    assert proven.bewezen
    hasty, rough = (
        dataclasses.replace(proven, plan=dataclasses.replace(proven.plan, bewezen=False, benadering=flag))
        for flag in (False, True)
    )
    assert (hasty.bewezen, rough.bewezen) == (False, True)  # of its size an approximation is what there is
    answers = iter([hasty, hasty, rough])

    def ask():
        return rekenwerk.keep(lambda: next(answers), None, "een", "vraag")

    told = []
    for moment.now in (1000.0, 1600.0, 1601.0, 2201.0, 2202.0, 9000.0):
        told.append(ask())
    assert [item is rough for item in told] == [False, False, False, False, True, True]
    assert next(answers, None) is None


class Ploeg:
    """Processes that stand ready, and do what they are asked at once."""

    def __init__(self) -> None:
        self.gevraagd: list[str] = []

    def is_klaar(self) -> bool:
        return True

    is_vrij = is_klaar

    def run(self, sleutel, werk, stof, *, afbreekbaar=True):  # noqa: ARG002  as the real one
        self.gevraagd.append(sleutel[0])
        return werk(stof)


def test_heavy_work_is_handed_over_unless_it_rests_on_own_figures(snapshot, monkeypatch):
    plannen, later = Ploeg(), Ploeg()
    monkeypatch.setattr(rekenwerk, "open_planploeg", lambda: plannen)
    monkeypatch.setattr(rekenwerk, "open_ploeg", lambda: later)
    # Without a running page there is no session in which Streamlit could keep what rests on own figures.
    monkeypatch.setattr(rekenwerk, "_hold", lambda _, werk: werk())
    regio = snapshot.manifest.regio.naam
    scenario = bewerken.change(bewerken.make_standaard(regio, Niveau.WIJK), bandbreedte="laag", jaren=2.0)
    loads = (
        rekenwerk.load_plan, rekenwerk.load_verklaring, rekenwerk.load_uitweg, rekenwerk.load_grensvlak,
        rekenwerk.load_aandeel, rekenwerk.load_vraagverloop,
        lambda *given: rekenwerk.load_prijs(given[0], snapshot, 12.0, 40.0, given[2]),
    )  # fmt: skip
    here: list[object] = []
    do = rekenwerk._do_hier
    monkeypatch.setattr(rekenwerk, "_do_hier", lambda werk, stof: (here.append(werk), do(werk, stof))[1])
    handed = [load(scenario, snapshot, None) for load in loads]
    assert here == []
    assert plannen.gevraagd == ["zicht", "verklaring"]
    assert later.gevraagd == ["uitweg", "grensvlak", "aandeel", "vraagverloop", "prijs 12.0 40.0"]
    own = EigenCijfers("abcdefabcdef", pd.DataFrame({"code": [], **{name: [] for name in EIGEN_KOLOMMEN}}))
    named = dataclasses.replace(scenario, eigen_cijfers=own.hash)
    kept = [load(named, snapshot, own) for load in loads]
    assert len(plannen.gevraagd) + len(later.gevraagd) == 7
    assert len(here) >= len(loads)
    rekenwerk.load_sleutels(bewerken.change(scenario, jaren=3.0), snapshot)
    assert here[-1] is rekenwerk.score_sleutels
    # These figures change nothing, so that both ways give the same.
    assert kept[0].plan.aantallen.tolist() == handed[0].plan.aantallen.tolist()
    assert kept[1:] == handed[1:]


def test_a_scenario_of_another_region_or_of_other_own_figures_has_no_result(snapshot):
    with pytest.raises(InvoerFout, match="andere streek"):
        rekenwerk.load_uitkomst(bewerken.make_standaard("elders"), snapshot)
    scenario = bewerken.make_standaard(snapshot.manifest.regio.naam)
    with pytest.raises(InvoerFout, match="eigen cijfers"):
        rekenwerk.load_sleutels(dataclasses.replace(scenario, eigen_cijfers="0" * 12), snapshot)


def test_changes_can_be_undone_and_done_again(snapshot):
    before = verdeelstand.read_stand(snapshot)
    assert (before.kan_terug, before.kan_vooruit, before.bevroren) == (False, False, False)
    assert before.scenario.gegevens == snapshot.id
    verdeelstand.change_scenario(bewerken.change(before.scenario, bandbreedte="laag"))
    changed = verdeelstand.read_stand(snapshot)
    assert (changed.scenario.bandbreedte, changed.kan_terug) == ("laag", True)
    verdeelstand.undo()
    assert verdeelstand.read_stand(snapshot).scenario == before.scenario
    verdeelstand.redo()
    assert verdeelstand.read_stand(snapshot) == changed


def test_under_a_scenario_that_was_taken_over_lies_the_standard_one_of_the_data(snapshot):
    regio = snapshot.manifest.regio.naam
    taken = bewerken.change(bewerken.make_standaard(regio), bandbreedte="laag")
    verdeelstand.change_scenario(taken)
    stand = verdeelstand.read_stand(snapshot)
    assert (stand.scenario.bandbreedte, stand.kan_terug) == ("laag", True)
    verdeelstand.undo()
    standard = verdeelstand.read_stand(snapshot)
    assert (standard.scenario.bandbreedte, standard.kan_terug) == ("hoog", False)


def test_own_figures_are_named_in_the_scenario_and_are_no_step_to_undo(snapshot):
    regio = snapshot.manifest.regio.naam
    frame = pd.DataFrame({"code": [], **{name: [] for name in EIGEN_KOLOMMEN}})
    verdeelstand.read_stand(snapshot)
    verdeelstand.keep_eigen(regio, EigenCijfers("abcdefabcdef", frame))
    stand = verdeelstand.read_stand(snapshot)
    assert (stand.scenario.eigen_cijfers, stand.kan_terug) == ("abcdefabcdef", False)
    verdeelstand.change_scenario(stand.scenario)
    assert not verdeelstand.read_stand(snapshot).kan_terug
    verdeelstand.forget_eigen(regio)
    assert verdeelstand.read_stand(snapshot).scenario.eigen_cijfers == ""


def count_gemeenten(scenario, snapshot, eigen):
    return share(compute_plan(scenario, open_veld(scenario, snapshot, eigen))).gemeenten


def test_a_kept_plan_without_own_figures_is_the_same_plan_for_whoever_has_own_figures(snapshot):
    regio = snapshot.manifest.regio.naam
    scenario = dataclasses.replace(bewerken.make_standaard(regio, Niveau.WIJK), gegevens=snapshot.id)
    kept = Bewaard(scenario.id, scenario, datetime(2026, 1, 1, tzinfo=UTC), "")
    plain = count_gemeenten(scenario, snapshot, None)
    codes = snapshot.gebieden.query("niveau == 'wijk' and rol == 'regio'")["code"]
    frame = pd.DataFrame({"code": codes, **dict.fromkeys(EIGEN_KOLOMMEN)} | {"capaciteit": 10}).astype(
        dict.fromkeys(EIGEN_KOLOMMEN, float)
    )
    own = EigenCijfers("abcdefabcdef", frame)
    verdeelstand.keep_eigen(regio, own)
    assert count_gemeenten(scenario, snapshot, own) != plain  # the figures do matter
    stand = verdeelstand.read_stand(snapshot, kept)
    assert count_gemeenten(stand.scenario, snapshot, stand.eigen) == plain
    named = dataclasses.replace(kept, scenario=dataclasses.replace(scenario, eigen_cijfers=own.hash))
    assert verdeelstand.read_stand(snapshot, named).eigen is own


def test_with_own_figures_go_the_locks_that_may_rest_on_them_also_from_the_steps_back(snapshot):
    regio = snapshot.manifest.regio.naam
    frame = pd.DataFrame({"code": [], **{name: [] for name in EIGEN_KOLOMMEN}})
    start = verdeelstand.read_stand(snapshot).scenario
    verdeelstand.keep_eigen(regio, EigenCijfers("abcdefabcdef", frame))
    verdeelstand.change_scenario(bewerken.set_slot(start, pick_buurt(snapshot), 1))
    verdeelstand.change_scenario(bewerken.change(start, bandbreedte="laag"))
    verdeelstand.forget_eigen(regio)
    stand = verdeelstand.read_stand(snapshot)
    assert (stand.scenario.bandbreedte, stand.scenario.sloten, stand.kan_terug) == ("laag", (), False)


def pick_buurt(snapshot) -> str:
    own = snapshot.gebieden.query("niveau == 'buurt' and rol == 'regio'")
    return str(own["code"].iloc[0])


def test_what_the_server_works_out_itself_goes_two_at_a_time():
    entered, hold = SimpleQueue(), threading.Event()

    def work(number: int) -> int:
        entered.put(number)
        hold.wait(30)
        return number

    with ThreadPoolExecutor(3) as pool:
        jobs = [pool.submit(rekenwerk._do_hier, work, number) for number in range(3)]
        assert {entered.get(timeout=30) for _ in range(2)} < {0, 1, 2}
        assert not rekenwerk._HIER.acquire(blocking=False)
        assert entered.empty()
        hold.set()
        assert [job.result() for job in jobs] == [0, 1, 2]
