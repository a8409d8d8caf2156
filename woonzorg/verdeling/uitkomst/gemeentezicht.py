"""What a plan means for one gemeente: by inhabitants, the proposal, what holds back, and what other routes would give.

What fits at most is found by the solver, under the rules and assumptions of the scenario, as if this gemeente came
first. It is no task, and no advice (methode.md, Words on screen).
"""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.optimum.bouw import Model, build_model
from woonzorg.verdeling.optimum.deling import calculate_taakstelling
from woonzorg.verdeling.optimum.model import TIJD, maximise_geplaatst, place, settle_tekort
from woonzorg.verdeling.optimum.programma import sum_row
from woonzorg.verdeling.regels.besluiten import find_feiten, list_grenzen_ruim
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, KLEINSTE
from woonzorg.verdeling.regels.grenzen import find_sloten
from woonzorg.verdeling.regels.lijst import list_actief
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.scenario.inhoud import HOOG, LAAG
from woonzorg.verdeling.scenario.probleem import make_situatie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.regels.grenzen import Grens
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

STATUSHOUDERS = "statushouders"
"""The group for which the law sets each gemeente a task."""

MEER = 10
"""How many homes more are tried in a gemeente, to tell what that costs elsewhere; fewer where fewer fit."""


@dataclass(frozen=True)
class Gemeentekant:
    """A gemeente under the low or the high demand.

    Attributes
    ----------
    vraag : int
        Homes asked of the region.
    naar_inwoners : int
        Her part of these by inhabitants.
    voorstel : int
        What the plan places in her.
    hoogstens : int
        What fits in her at most, of this demand.
    """

    vraag: int
    naar_inwoners: int
    voorstel: int
    hoogstens: int


@dataclass(frozen=True)
class Gemeentezicht:
    """What a plan means for one gemeente.

    Attributes
    ----------
    code, naam : str
    niveau : str
        Level of the areas.
    gebieden, kwetsbaar, onbekend : int
        Her areas, those in which the rule holds back, and those of an unknown class.
    nu : str
        The side of the demand that the plan is for: LAAG or HOOG.
    kanten : mapping
        Side to what it means; a side on which the locks cannot be kept is left out.
    statushouders : int or None
        By inhabitants, of the homes for statushouders that the plan asks; None when it asks none.
    gepland, besluit : int
        How many more than `hoogstens` would fit with planned homes wherever other rules leave room, and with decisions
        that open what is spared, within the other rules.
    meer, elders : int
        Homes more in this gemeente than proposed, and what that takes from the others; 0 more where none fit.
    bewezen : bool
        Whether all of this is proven.
    """

    code: str
    naam: str
    niveau: str
    gebieden: int
    kwetsbaar: int
    onbekend: int
    nu: str
    kanten: dict[str, Gemeentekant]
    statushouders: int | None
    gepland: int
    besluit: int
    meer: int
    elders: int
    bewezen: bool


def view_gemeente(uitkomst: Uitkomst, code: str) -> Gemeentezicht:
    """Return what a plan means for a gemeente of the region.

    Parameters
    ----------
    uitkomst : Uitkomst
    code : str
        Of a gemeente of the region.

    Raises
    ------
    InvoerFout
        When the region has no such gemeente.
    """
    situatie, scenario = uitkomst.situatie, uitkomst.scenario
    solver = Gemeentezoeker(situatie, _find_leden(situatie, code))
    sides = dict(_list_kanten(uitkomst, code))
    now = sides[scenario.bandbreedte]
    more, elsewhere = solver.push(uitkomst.plan.aantallen, min(MEER, now.hoogstens - now.voorstel))
    table = situatie.veld.gebieden.iloc[solver.leden]
    counts = table["klasse"].value_counts()
    return Gemeentezicht(
        code, str(table["gemeentenaam"].iloc[0]), str(situatie.veld.niveau), len(table),
        int(counts.get(Klasse.KWETSBAAR, 0)), int(counts.get(Klasse.ONBEKEND, 0)), scenario.bandbreedte, sides,
        _count_statushouders(situatie, code), solver.count(CAPACITEIT) - now.hoogstens,
        solver.count(ONTZIEN) - now.hoogstens, more, elsewhere, solver.bewezen and uitkomst.plan.bewezen,
    )  # fmt: skip


def _find_leden(situatie: Situatie, code: str) -> list[int]:
    inside = (situatie.veld.gebieden["gemeentecode"] == code).to_numpy(dtype=bool) & situatie.veld.eigen
    if not inside.any():
        known = sorted(set(situatie.veld.gebieden.loc[situatie.veld.eigen, "gemeentecode"]))
        message = "Deze streek heeft geen gemeente met die code."
        raise InvoerFout(message, verwacht=", ".join(known[:20]), gevonden=code)
    return [int(area) for area in np.flatnonzero(inside)]


def _list_kanten(uitkomst: Uitkomst, code: str) -> Iterator[tuple[str, Gemeentekant]]:
    """Return both sides of the demand; the plan's own comes as it is."""
    scenario, own = uitkomst.scenario, uitkomst.situatie
    yield scenario.bandbreedte, _view_kant(own, uitkomst.plan.aantallen, code)
    [side] = {LAAG, HOOG} - {scenario.bandbreedte}
    other = make_situatie(scenario, own.veld, side)
    if other.behoefte.aantallen == own.behoefte.aantallen:
        yield side, _view_kant(own, uitkomst.plan.aantallen, code)
        return
    other = dataclasses.replace(other, basis=own.basis)
    try:
        plan = place(other).aantallen
    except WoonzorgFout:  # locks or decisions that are for this plan's own side
        return
    yield side, _view_kant(other, plan, code)


def _view_kant(situatie: Situatie, plan: Counts, code: str) -> Gemeentekant:
    total, members = sum(situatie.behoefte.aantallen), _find_leden(situatie, code)
    return Gemeentekant(
        total, calculate_taakstelling(situatie, total)[code], int(plan[members].sum()),
        Gemeentezoeker(situatie, members).count(),
    )  # fmt: skip


def _count_statushouders(situatie: Situatie, code: str) -> int | None:
    asked = dict(zip(situatie.groepen, situatie.behoefte.aantallen, strict=True)).get(STATUSHOUDERS)
    return calculate_taakstelling(situatie, asked)[code] if asked else None


class Gemeentezoeker:
    """Asks the solver about the areas of one gemeente.

    Attributes
    ----------
    situatie : Situatie
    leden : list of int
        Positions of her areas.
    bewezen : bool
        Whether every answer so far is proven.
    """

    def __init__(self, situatie: Situatie, leden: list[int]) -> None:
        self.situatie, self.leden, self.bewezen = situatie, leden, True
        self.einde = time.monotonic() + TIJD

    def count(self, zonder: Regel | None = None) -> int:
        """Return what fits here at most; without a rule in this gemeente, when one is given."""
        model = self._build(zonder)
        answer = model.solve(model.make_kosten(self._list_kolommen(model), -1.0))
        self.bewezen &= answer.bewezen
        return 0 if answer.x is None else round(-answer.doel)

    def push(self, plan: Counts, meer: int) -> tuple[int, int]:
        """Return how many homes more are placed here, and how many fewer elsewhere then find a place."""
        model = self._build(None)
        columns, wanted = self._list_kolommen(model), float(plan[self.leden].sum() + meer)
        if meer <= 0:
            return 0, 0
        model, short = settle_tekort(model.add_rijen(sum_row(columns, wanted, wanted)))
        model, answer = maximise_geplaatst(model, short)
        self.bewezen &= answer.bewezen
        if answer.x is None:  # least lots leave no plan with exactly so many
            return 0, 0
        return meer, int(plan.sum()) + meer - int(model.read_plan(answer.x).sum())

    def _build(self, zonder: Regel | None) -> Model:
        rules = list_actief(self.situatie)
        limits = [limit for regel in rules for limit in self._list_grenzen(regel, los=regel is zonder)]
        limits += [*find_sloten(self.situatie), *find_feiten(self.situatie)]
        return dataclasses.replace(build_model(self.situatie, eisen=limits), einde=self.einde)

    def _list_grenzen(self, regel: Regel, *, los: bool) -> list[Grens]:
        """Return the limits of a rule; when let loose, none on the areas here but the small ones."""
        limits = list_grenzen_ruim(regel, self.situatie)
        if not los:
            return list(limits)
        large = self.situatie.veld.read("huishoudens") >= CAPACITEIT.read(self.situatie)[KLEINSTE.sleutel]
        free = {area for area in self.leden if large[area] or regel is not CAPACITEIT}
        return [limit for limit in limits if not set(limit.gebieden) <= free]

    def _list_kolommen(self, model: Model) -> list[int]:
        inside = set(self.leden)
        return [column for column, (area, _) in enumerate(model.cellen) if area in inside]
