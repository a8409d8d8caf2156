"""What of a plan may be shared (methode: Privacy), as data and pure functions: every shared output reads only this.

- The groups for which more privacy holds (`Groep.gevoelig`) stay with who makes the plan: all that is shared is counted
  over the other groups, at every level.
- Never a number by buurt. A gemeente has its total; a wijk has one when it and what then remains of its gemeente each
  hold at least `WONINGEN` homes and `BUURTEN` buurten that the rule does not hold back.
- The status of a buurt is the rule's answer from public figures, before placement: the same in every plan.
- With own figures there are totals by gemeente at most, and no value of a rule or a measure. With an own figure under
  `veld.KLEIN`, or a placement that would show through (`is_verborgen`), no number of the plan is shared at all: two
  plans that differ in one such area would give it away by subtraction, and who shares one plan cannot know what is
  shared of the other. So what is shared is the same whatever those figures are.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.gebied import Niveau
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.gepland import is_klein
from woonzorg.verdeling.invoer.veld import KLEIN
from woonzorg.verdeling.optimum.maten import Maten, measure_plan
from woonzorg.verdeling.regels.afspraken import SLEUTEL
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.lijst import judge_plan
from woonzorg.verdeling.regels.oordeel import Regeloordeel
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Eenheid, list_voorouders
from woonzorg.verdeling.vraag.parameter import AANNAME

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd

    from woonzorg.verdeling.invoer.situatie import Situatie, Uitzondering
    from woonzorg.verdeling.invoer.veld import Counts, Veld
    from woonzorg.verdeling.regels.regel import Regel, Uitslag
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.lijnen import Vraagregel

WONINGEN, BUURTEN = 10, 3
"""Least homes behind a total below gemeente, and least buurten there that the rule does not hold back."""

VERBORGEN = (
    "Rekenvoorbeeld. De aantallen zijn verborgen: er volgen eigen cijfers uit die niet gedeeld worden."
)
VERBORGEN_REMEDIE = (
    "Laat in uw bestand de cijfers onder de 10 weg, en wat al geplaatst is boven de vraag of voor groepen met extra "
    "privacy. Dan rekent u zonder die cijfers, en zijn de aantallen per gemeente te delen."
)
ZONDER_GEVOELIG = (
    "Detentie, forensische zorg, vrouwenopvang en sekswerkers tellen in deze cijfers niet mee: daarvoor geldt extra "
    "privacy."
)
ALLEEN_GEVOELIG = (
    "Rekenvoorbeeld. Dit plan is alleen voor groepen waarvoor extra privacy geldt. De aantallen blijven bij wie het "
    "maakte."
)
PER_GEBIED = (
    "Per buurt staat hier geen aantal. Een wijk heeft een aantal als er minstens 10 woningen komen en de regel er "
    "minstens 3 buurten niet tegenhoudt, en als dat ook geldt voor wat dan van de gemeente overblijft. Anders ziet u "
    "de gemeente."
)


class Regelstatus(StrEnum):
    """The rule's answer for an area before placement, from public figures."""

    OPEN = "regel houdt niet tegen"
    ONTZIEN = "ontzien"
    ONBEKEND = "onbekend"


STATUSWOORDEN: dict[Regelstatus, tuple[str, str]] = {
    Regelstatus.OPEN: ("regel houdt niet tegen", ""),
    Regelstatus.ONTZIEN: (
        Regelstatus.ONTZIEN.value,
        "in beginsel geen woningen erbij voor groepen waar de regel voor geldt",
    ),
    Regelstatus.ONBEKEND: ("onbekend", ""),
}
"""A status in short, and what stands behind it: no group, and no list of targets."""

STATUSTEKST: dict[Regelstatus, str] = {
    status: ": ".join(filter(None, words)) for status, words in STATUSWOORDEN.items()
}
"""Both together, on screen and paper."""

_MAATDECIMALEN: dict[str, int] = {
    "woningen": 0, "in_kwetsbaar": 0, "hoogste_belasting": 1, "dissimilariteit": 3, "theil": 3, "hoogste_lq": 2,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class GedeeldPlan:
    """A plan as it may be shared.

    Attributes
    ----------
    situatie : Situatie
        The problem over the groups that may be told.
    aantallen : ndarray of int, shape (areas, groups)
        The plan over these groups; to compute with, never to show.
    gemeenten : mapping
        Code to total; empty when `verborgen`.
    wijken : mapping
        Code to total, of the wijken that may be told.
    met_eigen : bool
        Whether the plan rests on own figures: then no value of a rule or measure is told.
    verborgen : bool
        Whether no number of the plan is told at all.
    volledig : bool
        Whether every group of the plan may be told.
    """

    situatie: Situatie
    aantallen: Counts
    gemeenten: Mapping[str, int]
    wijken: Mapping[str, int]
    met_eigen: bool
    verborgen: bool
    volledig: bool

    @property
    def statussen(self) -> dict[str, Regelstatus]:
        """The status of each area of the region."""
        own = self.situatie.veld.gebieden[self.situatie.veld.eigen]
        return {
            str(code): find_status(klasse) for code, klasse in zip(own["code"], own["klasse"], strict=True)
        }


def share_plan(situatie: Situatie, plan: Counts, *, met_eigen: bool = False) -> GedeeldPlan:
    """Return what may be shared of a plan.

    Parameters
    ----------
    situatie : Situatie
    plan : ndarray of int, shape (areas, groups)
    met_eigen : bool
        Whether the scenario names own figures, also where the field holds none.
    """
    shown, counts = drop_gevoelig(situatie, plan)
    own, hidden = met_eigen or has_eigen_cijfers(situatie.veld), is_verborgen(situatie)
    totals: dict[str, int] = {} if hidden else sum_gemeenten(situatie.veld, counts)
    closed = own or any(is_gevoelig(item.groep) or is_klein(item.initiatief) for item in situatie.gepland)
    wijken: dict[str, int] = {} if closed else find_wijken(situatie.veld, counts)
    whole = shown is situatie
    # What is asked is told as it is asked, whatever is placed of it.
    return GedeeldPlan(shown.as_gevraagd(), counts, totals, wijken, own, hidden, whole)


def find_status(klasse: str) -> Regelstatus:
    """Return the status that goes with a class."""
    known = {str(Klasse.KWETSBAAR): Regelstatus.ONTZIEN, str(Klasse.ONBEKEND): Regelstatus.ONBEKEND}
    return known.get(str(klasse), Regelstatus.OPEN)


def has_eigen_cijfers(veld: Veld) -> bool:
    """Tell whether a field holds the planner's own figures: then nothing below gemeente is shared."""
    own = veld.gebieden[["gehuisvest", "gepland", "capaciteit"]].notna().to_numpy()
    given = bool(own.any()) or bool(veld.gebieden["corporatie_eigen"].any())
    return given or bool(veld.complexen) or bool(veld.geplaatst) or has_kleine_cijfers(veld)


def has_kleine_cijfers(veld: Veld) -> bool:
    """Tell whether any of the planner's own figures is under 10."""
    small = any(min(item.woningen, item.gehuisvest) < KLEIN for item in veld.complexen)
    return small or veld.geplaatst_klein or bool(veld.gebieden["eigen_klein"].any())


def is_verborgen(situatie: Situatie) -> bool:
    """Tell whether no number of a plan is shared at all.

    That is so with small own figures, and where what is placed already would show through: more of a group than is
    asked, or homes for a group for which more privacy holds, which count in the whole in which it lies.
    """
    placed = bool(situatie.gevraagd) or any(is_gevoelig(item.groep) for item in situatie.veld.geplaatst)
    return placed or has_kleine_cijfers(situatie.veld)


def is_gevoelig(groep: str) -> bool:
    """Tell whether more privacy holds for a group; '' stands for all groups together."""
    return bool(groep) and PER_SLEUTEL[groep].gevoelig


def has_gevoelig(scenario: Scenario) -> bool:
    """Tell whether a scenario asks something for a group that is not told."""
    return any(is_gevoelig(line.groep) for line in scenario.vraag)


def drop_vraag(scenario: Scenario) -> Scenario:
    """Return a scenario without what it asks for the groups that are not told: to speak of, never to compute with.

    A whole is told without the parts that are not: beside what is placed for the rest of it, it would give them away.
    """
    hidden = [line for line in scenario.vraag if is_gevoelig(line.groep)]
    names = {line.groep for line in hidden}
    # A part of a part that is not told lies inside it already.
    parts = [line for line in hidden if names.isdisjoint(list_voorouders(line.groep))]
    told = (line for line in scenario.vraag if not is_gevoelig(line.groep))
    return dataclasses.replace(
        scenario, vraag=tuple(line if scenario.optellen else _take_off(line, parts) for line in told)
    )


def _take_off(geheel: Vraagregel, delen: Sequence[Vraagregel]) -> Vraagregel:
    inside = [
        line for line in delen if geheel.groep in list_voorouders(line.groep) and line.soort == geheel.soort
    ]
    low, high = (
        max(0, geheel.count(hoog=hoog) - sum(line.count(hoog=hoog) for line in inside))
        for hoog in (False, True)
    )
    if not any(line.hoog for line in inside):
        return geheel
    unit = geheel.eenheid if geheel.eenheid == Eenheid.STANDPLAATS else Eenheid.WONING
    how = "" if geheel.bron.startswith(AANNAME) else "berekend: "
    source = f"{how}{geheel.bron}, zonder groepen met extra privacy"
    return dataclasses.replace(geheel, laag=min(low, high), hoog=high, eenheid=unit, bron=source)


def list_gedeelde_groepen(groepen: Sequence[str]) -> list[int]:
    """Return the positions of the groups that may be told."""
    return [position for position, name in enumerate(groepen) if not is_gevoelig(name)]


def drop_gevoelig(situatie: Situatie, plan: Counts) -> tuple[Situatie, Counts]:
    """Return a problem and its plan over the groups that may be told; the same when these are all."""
    need = situatie.behoefte
    keep = list_gedeelde_groepen(need.groepen)
    rest = tuple(item for item in need.restant if not is_gevoelig(item.groep))
    if len(keep) == len(need.groepen) and len(rest) == len(need.restant):
        return situatie, plan
    shown = dataclasses.replace(
        need, groepen=tuple(need.groepen[g] for g in keep), aantallen=tuple(need.aantallen[g] for g in keep),
        regels=tuple(need.regels[g] for g in keep), restant=rest,
    )  # fmt: skip
    told = dataclasses.replace(
        situatie, behoefte=shown, sloten=tuple(item for item in situatie.sloten if not is_gevoelig(item.groep)),
        uitzonderingen=tuple(item for item in situatie.uitzonderingen if not is_gevoelig(item.groep)),
        basis=None if situatie.basis is None else situatie.basis[:, keep],
        geplaatst=None if situatie.geplaatst is None else situatie.geplaatst[:, keep],
        gevraagd=tuple(situatie.gevraagd[g] for g in keep) if situatie.gevraagd else (),
    )  # fmt: skip
    return told, plan[:, keep]


def sum_gemeenten(veld: Veld, plan: Counts) -> dict[str, int]:
    """Return the homes of a plan by gemeente of the region."""
    return _sum(veld, plan, "gemeentecode")


def _sum(veld: Veld, plan: Counts, kolom: str) -> dict[str, int]:
    table = veld.gebieden.assign(_n=plan.sum(axis=1))[veld.eigen]
    return {str(code): int(count) for code, count in table.groupby(kolom)["_n"].sum().items()}


def find_wijken(veld: Veld, plan: Counts) -> dict[str, int]:
    """Return the homes of the wijken that may be told (see the module)."""
    column = "code" if veld.niveau == Niveau.WIJK else "wijkcode"
    own = veld.gebieden[veld.eigen]
    homes, buurten = _sum(veld, plan, column), count_open(own, column)
    told: dict[str, int] = {}
    for _, table in own.groupby("gemeentecode"):
        wijken = [str(code) for code in dict.fromkeys(table[column]) if code]
        passing = {code for code in wijken if _is_groot(homes[code], buurten[code])}
        rest = [code for code in table[column].astype(str).unique() if code not in passing]
        left = sum(homes[code] for code in rest), sum(buurten[code] for code in rest)
        if not rest or _is_groot(*left):
            told |= {code: homes[code] for code in sorted(passing)}
    return told


def _is_groot(woningen: float, buurten: int) -> bool:
    return woningen >= WONINGEN and buurten >= BUURTEN


def count_open(gebieden: pd.DataFrame, kolom: str) -> dict[str, int]:
    """Return how many buurten the rule does not hold back, before placement, by the code in a column."""
    sums = gebieden.groupby(kolom)["buurten_open"].sum()
    return {str(code): int(count) for code, count in sums.items()}


def share_uitslagen(
    uitslagen: Sequence[Uitslag], gedeeld: GedeeldPlan, kenmerken: Mapping[str, str]
) -> tuple[Uitslag, ...]:
    """Return the answers of the rules as they may be told: the outcome of the whole plan, values over the shown groups.

    A value that may not be told is NaN. Reasons hold values, so they are left out. Of a plan on own figures it is not
    told in how many areas a rule is full, shut or broken, nor that it is by what was placed: these follow from the
    figures. Of one that is hidden it is not told either that the room is used up: a demand that just fits and one that
    does not would give that room away.
    """
    judged: Sequence[Uitslag] = uitslagen
    if not gedeeld.volledig and not gedeeld.met_eigen:
        judged = judge_plan(gedeeld.situatie, gedeeld.aantallen)
    values = {answer.regel: answer for answer in judged}
    return tuple(_share_uitslag(answer, values.get(answer.regel), gedeeld, kenmerken) for answer in uitslagen)


def _share_uitslag(
    answer: Uitslag, over: Uitslag | None, gedeeld: GedeeldPlan, kenmerken: Mapping[str, str]
) -> Uitslag:
    value, limit = _tell_waarde(REGELS[answer.regel], over, gedeeld)
    told = dataclasses.replace(
        answer, waarde=value, grens=limit, ruimte=limit - value, reden="",
        besluiten=list_uitzonderingen(answer.besluiten, kenmerken),
    )  # fmt: skip
    if gedeeld.met_eigen:
        told = dataclasses.replace(told, krap=(), dicht=(), gebroken=(), al_geplaatst=())
    full = gedeeld.verborgen and answer.oordeel == Regeloordeel.KNELT
    return dataclasses.replace(told, oordeel=Regeloordeel.GEHAALD) if full else told


def _tell_waarde(regel: Regel, over: Uitslag | None, gedeeld: GedeeldPlan) -> tuple[float, float]:
    hidden = math.nan, math.nan
    if over is None or gedeeld.met_eigen or math.isnan(over.waarde):
        return hidden
    if not gedeeld.volledig and regel is SLEUTEL and any(d.aandeel for d in gedeeld.situatie.afspraken):
        return hidden  # of fewer groups a share is another number: beside the outcome it would say something else
    if regel.nul_gedeeld:
        return (over.waarde, over.grens) if over.waarde == 0 else hidden
    if regel.decimalen_gedeeld is None:
        return hidden
    return round(over.waarde, regel.decimalen_gedeeld), over.grens


def share_maten(gedeeld: GedeeldPlan, *, voor: bool = False) -> Maten:
    """Return the measures that may be told, of the plan or of the situation before it; NaN where they may not."""
    plan = np.zeros_like(gedeeld.aantallen) if voor else gedeeld.aantallen
    if gedeeld.met_eigen:
        return Maten(**dict.fromkeys(_MAATDECIMALEN, math.nan))
    values = vars(measure_plan(gedeeld.situatie, plan))
    told = {name: round(value, _MAATDECIMALEN[name]) for name, value in values.items()}
    spared = _count_buurten(gedeeld, plan)[Klasse.KWETSBAAR]
    if told["in_kwetsbaar"] > 0 and not _is_groot(told["in_kwetsbaar"], spared):
        told["in_kwetsbaar"] = math.nan
    return Maten(**told)


def _count_buurten(gedeeld: GedeeldPlan, plan: Counts) -> dict[str, int]:
    """Return by class how many buurten are open before placement, or receive where the rule spares (by a decision)."""
    veld = gedeeld.situatie.veld
    own = veld.gebieden.assign(_n=plan.sum(axis=1) > 0)[veld.eigen]
    opened, receiving = count_open(own, "klasse"), own.groupby("klasse")["_n"].sum().to_dict()
    return {str(klasse): opened.get(klasse) or int(receiving.get(klasse, 0)) for klasse in Klasse}


def share_klassen(gedeeld: GedeeldPlan) -> dict[str, int] | None:
    """Return the homes by class of area; None where a class holds too few homes or buurten to be told.

    That nothing comes where the rule spares is told: it is the rule.
    """
    if gedeeld.met_eigen:
        return None
    veld = gedeeld.situatie.veld
    homes, buurten = _sum(veld, gedeeld.aantallen, "klasse"), _count_buurten(gedeeld, gedeeld.aantallen)
    if any(
        (count or buurten[klasse]) and not _is_groot(count, buurten[klasse])
        for klasse, count in homes.items()
    ):
        return None
    return {str(klasse): homes.get(str(klasse), 0) for klasse in Klasse}


def list_uitzonderingen(
    uitzonderingen: Sequence[Uitzondering], kenmerken: Mapping[str, str]
) -> tuple[Uitzondering, ...]:
    """Return the exceptions that may be told.

    They are decided, as is their plan, which makes the decision public; no more privacy holds for their group, and no
    own count under 10 stands behind them.
    """
    decided = kenmerken.get("status") == "vastgesteld"
    kept = (item for item in uitzonderingen if not is_gevoelig(item.groep) and not is_klein(item.initiatief))
    return tuple(item for item in kept if decided and not item.onbesloten)


def sum_rest(gedeeld: GedeeldPlan, gemeenten: Collection[str]) -> dict[str, int]:
    """Return by gemeente what stands beside the wijken that are told."""
    veld = gedeeld.situatie.veld
    column = "code" if veld.niveau == Niveau.WIJK else "wijkcode"
    town = dict(zip(veld.gebieden[column], veld.gebieden["gemeentecode"], strict=True))
    told: dict[str, int] = {}
    for code, count in gedeeld.wijken.items():
        told[str(town[code])] = told.get(str(town[code]), 0) + count
    return {
        code: gedeeld.gemeenten[code] - told.get(code, 0) for code in gemeenten if code in gedeeld.gemeenten
    }
