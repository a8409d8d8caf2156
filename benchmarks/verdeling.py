"""Time and memory of the distribution: ``python -m benchmarks.verdeling``.

The embedded region from its snapshot, and the whole country on real households and outlines with invented SES-WOA, low
incomes and corporation dwellings (never shown). scipy's milp solves the same rows in the same run, for the first
objective: how many homes are placed. Memory is the peak of a process of its own.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from benchmarks.__main__ import median_ms, publish_land
from benchmarks.land import TESTDATA
from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.veld import Veld, make_veld
from woonzorg.verdeling.optimum.bouw import Model, build_model
from woonzorg.verdeling.optimum.model import maximise_geplaatst, place, settle_tekort
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import Scenario, parse_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.aandeel import trace_aandeel
from woonzorg.verdeling.uitkomst.antwoord import compute, compute_plan, describe_status

if TYPE_CHECKING:
    from collections.abc import Callable

REGIO = {"statushouders": 120, "uitstroom": 100, "detentie": 39}
LAND = {"statushouders": 6000, "uitstroom": 5000, "detentie": 2000}
LAND_KRAP = {"statushouders": 20_000, "detentie": 2000}
"""More than fits: what binds and what would help is then sought as well."""

LOT = {"loten": {"statushouders": 4}}


def make_scenario(regio: str, vraag: dict[str, int], **more: object) -> Scenario:
    """Return a scenario on buurten."""
    base = {"versie": 1, "regio": regio, "niveau": "buurt", "vraag": vraag}
    return parse_scenario(json.dumps(base | more).encode())


def open_regio() -> Veld:
    """Return the embedded region."""
    return make_veld(score_snapshot(open_snapshot(INGEBOUWD)), "buurt")


def open_land() -> Veld:
    """Return the country, with invented numbers where the test data have none."""
    with tempfile.TemporaryDirectory() as folder:
        score = score_snapshot(publish_land(Path(folder)))
        areas, invented = score.gebieden, np.random.default_rng(2)
        areas["woningen"] = areas["huishoudens"] * 1.02
        areas["corporatie_pct"] = np.clip(invented.normal(25, 15, len(areas)), 0, 80)
        veld = make_veld(score, "buurt")
    low = np.clip(invented.normal(0.08, 0.04, len(veld.codes)), 0, 0.4)
    veld.gebieden["kenmerk_v"] = np.round(veld.gebieden["huishoudens"] * low)
    return veld


def solve_scipy(model: Model) -> int:
    """Return what scipy places in all, by the rows of the same programme."""
    rows = model.programma.rijen
    shape = (len(rows), model.programma.breedte)
    matrix = csr_array((rows.factoren, rows.kolommen, rows.starts), shape=shape)
    found = milp(
        model.make_kosten(range(len(model.cellen)), -1.0), integrality=model.programma.geheel.astype(int),
        bounds=Bounds(0, model.programma.boven), constraints=LinearConstraint(matrix, rows.laag, rows.hoog),
        options={"mip_rel_gap": 0},
    )  # fmt: skip
    return round(-found.fun)


def count_most(model: Model) -> int:
    """Return what is placed in all, by the first objective."""
    model, short = settle_tekort(model)
    return round(float(maximise_geplaatst(model, short)[1].x[: len(model.cellen)].sum()))


def time_once(action: Callable[[], object]) -> tuple[float, object]:
    """Return the seconds that an action takes, and its answer."""
    start = time.perf_counter()
    answer = action()
    return time.perf_counter() - start, answer


def measure_cpu(action: Callable[[], object], runs: int) -> str:
    """Return the median processor time of an action, which does not hang on what else the machine does."""
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        action()
        seconds.append(time.process_time() - start)
    return f"{statistics.median(seconds):.3f} s"


def measure(naam: str, veld: Veld, scenario: Scenario, *, land: bool) -> list[tuple[str, str]]:
    """Return a row a figure."""
    situatie, runs = make_situatie(scenario, veld), 1 if land else 5
    model = build_model(situatie)
    plan = place(situatie)

    def clock(action: Callable[[], object]) -> str:
        return f"{time_once(action)[0]:.1f} s" if runs == 1 else f"{median_ms(action, runs):.0f} ms"

    placed, theirs = count_most(model), solve_scipy(model)
    rows = [
        ("areas × groups; columns, rows of the programme",
         f"{len(veld.codes)} × {len(situatie.groepen)}; {model.programma.breedte}, {len(model.programma.rijen)}"),
        ("placed of the demand", f"{sum(plan.geplaatst)} of {sum(situatie.behoefte.aantallen)}"),
        ("status", describe_status(plan)),
        ("plan, all objectives", clock(lambda: place(situatie))),
        ("first objective: ours, building included", clock(lambda: count_most(build_model(situatie)))),
        ("first objective: scipy's milp, rows given", clock(lambda: solve_scipy(model))),
        ("the same number placed", f"{placed} and {theirs}"),
        ("plan and rules judged (what a page shows first)", clock(lambda: compute_plan(scenario, veld))),
        ("with what binds and the least relaxations", clock(lambda: compute(scenario, veld))),
        ("the same, processor time", measure_cpu(lambda: compute(scenario, veld), runs)),
    ]  # fmt: skip
    if land:
        rows.append(("the optimum, all objectives", clock(lambda: place(situatie, tijd=300, groot=10**9))))
        tight = make_scenario("nederland", LAND_KRAP)
        rows.append(("more than fits, with what binds and relaxations", clock(lambda: compute(tight, veld))))
    else:
        rows.append(
            (
                "share of freed dwellings, 21 points, low and high",
                clock(lambda: trace_aandeel(scenario, veld)),
            )
        )
        usual = make_standaard(scenario.regio, scenario.niveau, veld.voorraad)
        rows.append(("the scenario it begins with: plan and explanation, processor time",
                     measure_cpu(lambda: compute(usual, veld), 11)))  # fmt: skip
    return [(f"{naam}: {what}", figure) for what, figure in rows]


def measure_memory(what: str) -> str:
    """Return the peak memory of a process that works one problem out."""
    code = f"from benchmarks.verdeling import *; run_one({what!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return f"{int(done.stdout) / 1024:.0f} MB"


def run_one(what: str) -> None:
    """Work one problem out, and print the peak memory in kB."""
    land = what == "country"
    veld, demand = (open_land(), LAND) if land else (open_regio(), REGIO)
    compute_plan(make_scenario("voorbeeldstreek", demand), veld)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main() -> None:
    """Print one table."""
    veld = open_regio()
    rows = measure("region", veld, make_scenario("voorbeeldstreek", REGIO), land=False)
    rows += measure("region with lots", veld, make_scenario("voorbeeldstreek", REGIO, **LOT), land=False)
    rows.append(("region: peak memory", measure_memory("region")))
    if TESTDATA.is_dir():
        rows += measure("country", open_land(), make_scenario("nederland", LAND), land=True)
        rows.append(("country: peak memory", measure_memory("country")))
    width = max(len(what) for what, _ in rows)
    print("\n".join(f"{what:<{width}}  {figure}" for what, figure in rows))


if __name__ == "__main__":
    main()
