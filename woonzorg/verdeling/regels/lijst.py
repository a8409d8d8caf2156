"""The rules: one list for solver, scenario file, screen, report and documentation; and how a plan is judged by them.

Each rule is one object in a module of its own (`ontzien`, `plafond` …), with a version, a paragraph of the vision,
parameters with their source, the limits it lays on a plan, and a measure in its own unit. Judging a plan gives
(passed, actual, limit, headroom, reason) for each.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout
from woonzorg.tekst.getal import format_kort
from woonzorg.verdeling.regels.afspraken import SLEUTEL
from woonzorg.verdeling.regels.besluiten import describe_besluiten, find_afwijking
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT
from woonzorg.verdeling.regels.complexen import COMPLEX
from woonzorg.verdeling.regels.geplaatst import list_geplaatst_over
from woonzorg.verdeling.regels.grenzen import count_alle
from woonzorg.verdeling.regels.nabijheid import NABIJHEID
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.regels.oordeel import OORDELEN, VOLLEDIG, Regeloordeel, Toetsbereik, describe_bereik
from woonzorg.verdeling.regels.plaatsregel import PLAATSREGEL
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.regels.regel import Uitslag
from woonzorg.verdeling.regels.verplaatsing import GEEN_VERPLAATSING, GEEN_VERPLAATSING_BUREN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from woonzorg.gebied import Niveau
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.regels.grenzen import Grens
    from woonzorg.verdeling.regels.metingen import Meting
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.vraag.parameter import Parameter

PER_SLEUTEL: dict[str, Regel] = {
    regel.sleutel: regel
    for regel in (
        ONTZIEN, PLAATSREGEL, COMPLEX, PLAFOND, GEEN_VERPLAATSING, GEEN_VERPLAATSING_BUREN, CAPACITEIT, NABIJHEID,
        SLEUTEL,
    )
}  # fmt: skip
"""All rules by key, in the order in which they are told."""

REGELS: Collection[Regel] = PER_SLEUTEL.values()
"""The same rules; a rule is added in one place."""


def list_uit(aan: Mapping[str, bool] | None = None) -> frozenset[str]:
    """Return the rules that do not apply: as chosen by key, else as they usually stand."""
    chosen = aan or {}
    return frozenset(name for name, regel in PER_SLEUTEL.items() if not chosen.get(name, regel.standaard_aan))


def fill_waarden(gekozen: Mapping[str, Mapping[str, float]] | None = None) -> dict[str, dict[str, float]]:
    """Return every parameter of every rule: as chosen, else its default.

    Raises
    ------
    InhoudFout
        When a rule or parameter is not known, or a value lies outside its bounds; all findings together.
    """
    chosen = gekozen or {}
    findings = [text for name, values in chosen.items() for text in _check_waarden(name, values)]
    if findings:
        message = "De regels kloppen niet."
        raise InhoudFout(message, findings, remedie="Kies een waarde binnen de grenzen.")
    return {
        regel.sleutel: {
            parameter.sleutel: float(chosen.get(regel.sleutel, {}).get(parameter.sleutel, parameter.waarde))
            for parameter in regel.parameters
        }
        for regel in REGELS
    }


def _check_waarden(naam: str, waarden: Mapping[str, float]) -> list[str]:
    regel = PER_SLEUTEL.get(naam)
    if regel is None:
        return [f"de regel {naam} bestaat niet; kies uit {', '.join(PER_SLEUTEL)}"]
    known = {parameter.sleutel: parameter for parameter in regel.parameters}
    unknown = [f"{naam} heeft geen {key}" for key in waarden if key not in known]
    outside = [
        f"{naam}.{key} is {waarden[key]:g}, maar moet tussen {known[key].laagst:g} en {known[key].hoogst:g} liggen"
        for key in waarden
        if key in known and not known[key].laagst <= waarden[key] <= known[key].hoogst
    ]
    return unknown + outside


def turn_parameter(situatie: Situatie, regel: Regel, knop: Parameter, waarde: float) -> Situatie:
    """Return the situation with one parameter of one rule set to another value."""
    values = {**situatie.waarden, regel.sleutel: {**regel.read(situatie), knop.sleutel: waarde}}
    return situatie.with_waarden(values)


def list_actief(situatie: Situatie) -> tuple[Regel, ...]:
    """Return the rules that apply; one that cannot be switched off always does."""
    return tuple(regel for regel in REGELS if not regel.mag_uit or regel.sleutel not in situatie.uit)


def list_nooit_uit(uit: Iterable[str]) -> tuple[Regel, ...]:
    """Return the rules that an older scenario has off though they are never off."""
    off = set(uit)
    return tuple(regel for regel in REGELS if regel.mocht_uit and regel.sleutel in off)


def judge_plan(situatie: Situatie, plan: Counts) -> tuple[Uitslag, ...]:
    """Judge a plan by every rule that applies.

    Parameters
    ----------
    situatie : Situatie
    plan : ndarray of int, shape (areas, groups)
        Dwellings by area of the field and group of the demand.
    """
    return tuple(judge_regel(regel, situatie, plan) for regel in list_actief(situatie))


def judge_regel(regel: Regel, situatie: Situatie, plan: Counts) -> Uitslag:
    """Judge a plan by one rule, as it is without decisions: outcome, actual, limit, headroom, reason and decisions."""
    bare = situatie.without_besluiten()
    limits = regel.find_grenzen(bare)
    rows = [*zip(limits, count_alle(limits, plan), strict=True)]
    own = {code for code, flag in zip(situatie.veld.codes, situatie.veld.eigen.tolist(), strict=True) if flag}
    broken = _unique(limit for limit, count in rows if not limit.laag <= count <= limit.hoog)
    tight = _unique(limit for limit, count in rows if count and limit.hoog - count < 1)
    closed = _unique(limit for limit, _ in rows if limit.hoog == 0 and limit.naam in own)
    found, reach = regel.meet(bare, plan, rows), regel.find_bereik(bare)
    outcome = _choose_oordeel(broken, tight, blind=_is_ongetoetst(situatie, plan, reach))
    cases = find_afwijking(regel, situatie, plan) if broken else ()
    done = list_geplaatst_over(bare, [limit for limit, _ in rows])
    words = describe_besluiten(cases) or OORDELEN[outcome] + (
        f" op {_count_plekken(len(broken))}" if broken else ""
    )
    reason = _explain(regel, found, (broken, tight, closed), (words, reach, situatie.veld.niveau))
    return Uitslag(
        regel.sleutel, outcome, found.waarde, found.grens, found.grens - found.waarde, found.eenheid,
        reason, tight, closed, broken, reach, cases, done,
    )  # fmt: skip


def _choose_oordeel(broken: tuple[str, ...], tight: tuple[str, ...], *, blind: bool) -> Regeloordeel:
    if broken:
        return Regeloordeel.NIET_GEHAALD
    if blind:
        return Regeloordeel.NIET_GETOETST
    return Regeloordeel.KNELT if tight else Regeloordeel.GEHAALD


def _is_ongetoetst(situatie: Situatie, plan: Counts, reach: Toetsbereik) -> bool:
    """Tell whether a rule was tested nowhere, or not in an area that receives homes."""
    if len(reach.niet) == int(situatie.veld.eigen.sum()):
        return True
    blind = set(reach.niet)
    received = plan.sum(axis=1).tolist()
    return any(count and code in blind for code, count in zip(situatie.veld.codes, received, strict=True))


def _unique(limits: Iterable[Grens]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(limit.naam for limit in limits))


def _explain(
    regel: Regel,
    meting: Meting,
    plekken: tuple[tuple[str, ...], ...],
    stand: tuple[str, Toetsbereik, Niveau],
) -> str:
    broken, tight, closed = map(len, plekken)
    words, reach, level = stand
    parts = [f"{regel.titel}: {words}."]
    parts += [describe_bereik(reach, level)] if reach != VOLLEDIG else []
    if not math.isnan(meting.waarde):
        parts.append(f"Hoogste: {compare_waarden(meting.waarde, meting.grens)} {meting.eenheid}.")
    elif not reach.niet:
        parts.append("Er is niets om te meten.")
    parts += [f"Op {_count_plekken(closed)} laat deze regel niets toe."] if closed else []
    parts += [f"Op {_count_plekken(tight)} is de ruimte op."] if tight and not broken else []
    return " ".join(parts)


def _count_plekken(aantal: int) -> str:
    return f"{aantal} {'plek' if aantal == 1 else 'plekken'}"


def compare_waarden(waarde: float, grens: float) -> str:
    """Write a value and its limit, with more decimals where they would look equal and are not.

    Examples
    --------
    >>> compare_waarden(7.5, 8.0), compare_waarden(1.4986, 1.5)
    ('7,50 van 8', '1,4986 van 1,5000')
    """
    equal = round(waarde, 2) == round(grens, 2) and waarde != grens
    return " van ".join(format_kort(number, 4 if equal else 2) for number in (waarde, grens))
