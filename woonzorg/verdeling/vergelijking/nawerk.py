"""Heavy work on a scenario, as jobs that can be done in a process of their own.

A job takes a scenario on its field, with what is known of it already: `Stof`, or a `Pak` when it is handed over. A
process that does jobs remembers the last fields and outcomes, so that what follows on a plan goes on from it.
"""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from woonzorg.verdeling.invoer.eenmaal import once, remember
from woonzorg.verdeling.optimum.verklaring import explain_plan
from woonzorg.verdeling.optimum.zoekmodel import make_zoekmodel
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario.inhoud import HOOG
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.aandeel import trace_aandeel
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.uitkomst.ruimte import tabulate_belasting, tabulate_gebieden
from woonzorg.verdeling.uitkomst.stuurknoppen import describe_stappen
from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
from woonzorg.verdeling.uitkomst.vraagverloop import trace_vraagverloop
from woonzorg.verdeling.uitweg.grensvlak import PER_1000, trace_grensvlak
from woonzorg.verdeling.uitweg.mogelijk import find_hoogstens
from woonzorg.verdeling.uitweg.prijs import price_punt
from woonzorg.verdeling.uitweg.uitweg import list_uitwegen

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.optimum.model import Plan
    from woonzorg.verdeling.optimum.verklaring import Knelpunt, Versoepeling
    from woonzorg.verdeling.regels.regel import Uitslag
    from woonzorg.verdeling.regels.toetsing import Toetsing
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.aandeel import Aandeellijn
    from woonzorg.verdeling.uitkomst.vraagverloop import Vraagstap
    from woonzorg.verdeling.uitweg.grensvlak import Grensvlak
    from woonzorg.verdeling.uitweg.mogelijk import Hoogstens
    from woonzorg.verdeling.uitweg.prijs import Prijs


@dataclass(frozen=True)
class Planstuk:
    """What was worked out of a scenario, without the field and the problem on which that rests."""

    plan: Plan
    uitslagen: tuple[Uitslag, ...]
    toetsen: tuple[Toetsing, ...]

    def lay(self, scenario: Scenario, veld: Veld) -> Uitkomst:
        """Return the outcome on its field; without own figures nothing is placed already."""
        return Uitkomst(
            scenario, make_situatie(scenario, veld), self.plan, self.uitslagen, (), (), self.toetsen
        )


@dataclass(frozen=True)
class Planzicht:
    """A plan with its tables, for the planner (`ruimte.tabulate_gebieden` and `ruimte.tabulate_belasting`)."""

    stuk: Planstuk
    gebieden: pd.DataFrame
    gemeenten: pd.DataFrame

    @property
    def bewezen(self) -> bool:
        """Whether more time would change nothing, as of an outcome."""
        return self.stuk.plan.bewezen or self.stuk.plan.benadering


@dataclass(frozen=True)
class Verklaring:
    """Why something stays unplaced, what one step of each lever does, and which rules leave no room by themselves."""

    knelpunten: tuple[Knelpunt, ...]
    versoepelingen: tuple[Versoepeling, ...]
    stappen: dict[str, str]
    hoogstens: tuple[Hoogstens, ...]

    def lay(self, uitkomst: Uitkomst) -> Uitkomst:
        """Return a plan with what binds and what would help."""
        remember(find_hoogstens, uitkomst.situatie, self.hoogstens)
        return dataclasses.replace(uitkomst, knelpunten=self.knelpunten, versoepelingen=self.versoepelingen)


@dataclass(frozen=True)
class Stof:
    """A scenario on its field, with what is known of it already; for work in this process.

    Attributes
    ----------
    scenario : Scenario
    veld : Veld
    plan : Uitkomst or None
    verklaring : Verklaring or None
    """

    scenario: Scenario
    veld: Veld
    plan: Uitkomst | None = None
    verklaring: Verklaring | None = None

    def open_veld(self) -> Veld:
        """Return the field."""
        return self.veld

    def open(self) -> Uitkomst:
        """Return the outcome, without what binds."""
        return self.plan or compute_plan(self.scenario, self.veld)

    def pack(self) -> Pak:
        """Return it as it is handed over to another process; of a field without own figures."""
        part = cut_plan(self.plan) if self.plan else None
        return Pak(pack_veld(self.veld), self.scenario.rekenkenmerk, self.scenario, part, self.verklaring)


@dataclass(frozen=True)
class Pak:
    """A scenario as it is handed over (`Stof`), equal to another one that gives the same plan.

    Attributes
    ----------
    veld : bytes
        Its field (`pack_veld`).
    kenmerk : str
        What its plan depends on (`Scenario.rekenkenmerk`).
    scenario : Scenario
    plan : Planstuk or None
    verklaring : Verklaring or None
    """

    veld: bytes
    kenmerk: str
    scenario: Scenario = field(compare=False)
    plan: Planstuk | None = field(default=None, compare=False)
    verklaring: Verklaring | None = field(default=None, compare=False)

    def open_veld(self) -> Veld:
        """Return the field; the last ones are remembered, with all that was worked out of them."""
        return unpack_veld(self.veld)

    def open(self) -> Uitkomst:
        """Return the outcome; the last ones are remembered, with all that was worked out beside them."""
        found = _open(self)
        if not found.bewezen:  # for want of time: who asks again may have more
            _open.cache_clear()
        return found


@once
def pack_veld(veld: Veld) -> bytes:
    """Return a field as it is handed over, without what was remembered of it."""
    return pickle.dumps(dataclasses.replace(veld))


@lru_cache(maxsize=4)
def unpack_veld(veld: bytes) -> Veld:
    """Return a field that was handed over (`pack_veld`); the last ones are remembered."""
    found: Veld = pickle.loads(veld)  # noqa: S301  packed by `pack_veld`
    return found


@lru_cache(maxsize=8)
def _open(pak: Pak) -> Uitkomst:
    veld = pak.open_veld()
    return pak.plan.lay(pak.scenario, veld) if pak.plan else compute_plan(pak.scenario, veld)


def cut_plan(uitkomst: Uitkomst) -> Planstuk:
    """Return what was worked out of a scenario, apart from its field."""
    return Planstuk(uitkomst.plan, uitkomst.uitslagen, uitkomst.toetsen)


def make_plan(stof: Stof | Pak) -> Planzicht:
    """Return the plan of a scenario, with its tables."""
    outcome = stof.open()
    return Planzicht(cut_plan(outcome), tabulate_gebieden(outcome), tabulate_belasting(outcome))


def make_verklaring(stof: Stof | Pak) -> Verklaring:
    """Return why something stays unplaced, and what one step more of each lever does; on one programme."""
    outcome = stof.open()
    situatie, plan = outcome.situatie, outcome.plan
    if plan.geplaatst == situatie.behoefte.aantallen:
        return Verklaring(*explain_plan(situatie, plan), describe_stappen(outcome), ())
    search = make_zoekmodel(situatie)
    told = explain_plan(situatie, plan, search)
    return Verklaring(*told, describe_stappen(outcome, search), find_hoogstens(situatie))


def list_zinnen(stof: Stof | Pak) -> tuple[str, ...]:
    """Return what one rule alone leaves and the least pair, in sentences."""
    told = (stof.verklaring or make_verklaring(stof)).lay(stof.open())
    return tuple(list_uitwegen(told.situatie, told.plan, told.versoepelingen))


def neutralise(scenario: Scenario) -> Scenario:
    """Return the scenario that has the same frontier as all that differ only in its two levers and in the side asked.

    So a turn of these levers asks for no new frontier: only its point of now moves.
    """
    rules = scenario.regels.set(CAPACITEIT.sleutel, TOEWIJSAANDEEL.sleutel, TOEWIJSAANDEEL.waarde)
    rules = rules.set(PLAFOND.sleutel, PER_1000.sleutel, PER_1000.waarde)
    return dataclasses.replace(scenario, regels=rules, bandbreedte=HOOG)


def trace_neutraal(stof: Stof | Pak) -> Grensvlak:
    """Return the frontier of a scenario."""
    return trace_grensvlak(stof.scenario, stof.open_veld())


def place_nu(vlak: Grensvlak, scenario: Scenario) -> Grensvlak:
    """Return a frontier with the point of now of a scenario."""
    share = CAPACITEIT.read(scenario)[TOEWIJSAANDEEL.sleutel]
    return dataclasses.replace(vlak, aandeel=share, per_1000=PLAFOND.read(scenario)[PER_1000.sleutel])


def trace_lijn(stof: Stof | Pak) -> Aandeellijn:
    """Return what is placed at each share of freed dwellings."""
    return trace_aandeel(stof.scenario, stof.open_veld())


def trace_verloop(stof: Stof | Pak) -> tuple[Vraagstap, ...]:
    """Return how a plan fares from the low to the high demand."""
    return trace_vraagverloop(stof.open())


def price(stof: Stof | Pak, *, per_1000: float, aandeel: float) -> Prijs:
    """Return what a point of the frontier costs."""
    return price_punt(stof.scenario, stof.open_veld(), per_1000=per_1000, aandeel=aandeel)
