"""The rules as named objects: one list for solver, screen, report and documentation.

A rule has a version, a paragraph of the vision, parameters with their source, the limits it lays on a plan, and a
measure in its own unit. Judging a plan gives (passed, actual, limit, headroom, reason) for each.
"""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout
from woonzorg.oordeel.concentratie import Q
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.regels import bereik, grenzen, metingen, verplaatsing
from woonzorg.verdeling.regels.besluiten import describe_besluiten, find_afwijking
from woonzorg.verdeling.regels.complexen import find_complexgrenzen
from woonzorg.verdeling.regels.oordeel import OORDELEN, VOLLEDIG, Bereik, Regeloordeel, describe_bereik
from woonzorg.verdeling.regels.regel import Regel, Uitslag
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woonzorg.gebied import Niveau
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.regels.grenzen import Grens
    from woonzorg.verdeling.regels.metingen import Meting

WIJK_VAN_MORGEN = "Wijk van Morgen: 8,5 % woningmutaties per jaar"

ONBEKEND_BRON = f"{AANNAME}: de visie zegt niets over een gebied zonder score"

SLEUTEL_BRON = "§7.2.2; voorbeeld: raamafspraken Alkmaar, 'Zo doen we dat'"
"""The vision asks for numbers by group and gemeente; the magazine has an agreed division (50, 25 and 25 %)."""


REGELS: tuple[Regel, ...] = (
    Regel(
        "ontzien", "Ontzien", "In kwetsbare gebieden komt niets bij, behalve bij een gemotiveerde uitzondering.",
        "x = 0 als klasse = kwetsbaar, of onbekend", 2, "§5.3",
        (Parameter("onbekend", "Ook gebieden met een onbekende klasse ontzien", 1.0, ONBEKEND_BRON, 0, 1),),
        grenzen.find_ontzien, metingen.measure_blocked(grenzen.find_ontzien), versoepelbaar=False, mag_uit=False,
        find_bereik=bereik.find_bereik_ontzien,
    ),
    Regel(
        "plaatsregel", "Plaatsregel voor detentie en forensisch",
        "Deze groepen wonen buiten kwetsbare buurten, ook binnen een wijk die zelf niet kwetsbaar is.",
        "x = 0 in kwetsbare en onbekende buurten", 1,
        f"§6.12; forensisch en onbekende buurten: {AANNAME}", (),
        grenzen.find_plaatsregel, metingen.measure_blocked(grenzen.find_plaatsregel),
        versoepelbaar=False, mag_uit=False, find_bereik=bereik.find_bereik_plaatsregel,
    ),
    Regel(
        "complex", "Complexen",
        "Wie per complex wordt getoetst, komt in een complex dat niet vol is en niet in een kwetsbare buurt ligt. "
        "Waar geen complex is opgegeven, geldt alleen de toets per buurt.",
        "Σx ≤ Σ min(W − v, max(0, ⌊q·ρ·W − v⌋)), over de opgegeven complexen van het gebied", 2, "§5.3, §6.12",
        (Parameter("q", "Grens van een vol complex", Q, AANNAME, 1, 10, "keer het regionale aandeel", 0.01),),
        find_complexgrenzen, metingen.measure_tightest(find_complexgrenzen), knoppen=("q",),
        find_bereik=bereik.find_bereik_complex,
    ),
    Regel(
        "plafond", "Plafond", "Geen gebied krijgt meer dan een vast aantal per 1.000 huishoudens.",
        "Σx ≤ ⌊per_1000·H/1000⌋; met eigen telling ook Σx ≤ max(0, ⌊q·ρ·H − v⌋)", 2, "afgeleid van §5.3",
        (Parameter("per_1000", "Meeste nieuwe woningen", 8.0, AANNAME, 0, 1000, "per 1.000 huishoudens", 0.1),
         Parameter("q", "Grens van een concentratie", Q, AANNAME, 1, 10, "keer het regionale aandeel", 0.01)),
        verplaatsing.find_plafond, metingen.measure_plafond, knoppen=("per_1000", "q"),
        find_bereik=verplaatsing.find_bereik_plafond,
    ),
    Regel(
        "geen_verplaatsing", "Geen verplaatsing",
        "Geen gebied wordt door de plaatsing een concentratie, ook geen wijk of gemeente. Elk geplaatst huishouden "
        "telt daarbij mee.",
        "(v + Σx)/H < q·ρ als H ≥ 100, per gebied, wijk en gemeente", 2, "§5.3",
        (Parameter("q", "Grens van een concentratie", Q, AANNAME, 1, 10, "keer het regionale aandeel", 0.01),),
        verplaatsing.find_verplaatsing, metingen.measure_verplaatsing, versoepelbaar=False, mag_uit=False,
        mocht_uit=True, find_bereik=verplaatsing.find_bereik_verplaatsing,
    ),
    Regel(
        "geen_verplaatsing_buren", "Geen verplaatsing naar de buren",
        "Een gebied en zijn buren worden samen geen concentratie.",
        "Σx ≤ max(0, κ·ρ·ΣH − Σv), over het gebied en zijn buren", 2, "afgeleid van §5.3",
        (Parameter("kappa", "Meeste voor een gebied met zijn buren", 1.25, AANNAME, 1, 10,
                   "keer het regionale aandeel", 0.01),),
        verplaatsing.find_buren, metingen.measure_tightest(verplaatsing.find_buren), versoepelbaar=False,
        mag_uit=False, mocht_uit=True, find_bereik=verplaatsing.find_bereik_buren,
    ),
    Regel(
        "capaciteit", "Capaciteit", "Er komt niet meer bij dan er vrijkomt en gepland is.",
        "Σx ≤ corporatiewoningen × mutatiegraad × toewijsaandeel + gepland", 2, "§4.2",
        (Parameter("mutatiegraad", "Woningen die per jaar vrijkomen", 8.5, WIJK_VAN_MORGEN, 0, 100, "%", decimalen=2),
         Parameter("toewijsaandeel", "Deel daarvan voor deze groepen", 25.0, AANNAME, 0, 100, "%", 0.1),
         Parameter("huishoudens", "Kleinste gebied dat automatisch meedoet", 100.0, AANNAME, 1, 10_000,
                   "huishoudens")),
        grenzen.find_capaciteit, metingen.measure_tightest(grenzen.find_capaciteit), knoppen=("toewijsaandeel",),
    ),
    Regel(
        "nabijheid", "Nabijheid", "Alleen gebieden met een huisarts en een supermarkt dichtbij krijgen woningen.",
        "x = 0 als de afstand te groot of onbekend is", 1, "§5.2.3",
        (Parameter("huisarts", "Grootste afstand tot een huisarts", 2.0, AANNAME, 0, 100, "km"),
         Parameter("supermarkt", "Grootste afstand tot een supermarkt", 2.0, AANNAME, 0, 100, "km")),
        grenzen.find_nabijheid, metingen.measure_blocked(grenzen.find_nabijheid), standaard_aan=False,
    ),
    Regel(
        "sleutel", "Bestuurlijke sleutel", "Elke gemeente, of groep gemeenten, krijgt wat is afgesproken.",
        "minstens ≤ Σx ≤ hoogstens", 1, SLEUTEL_BRON, (),
        grenzen.find_sleutel, metingen.measure_tightest(grenzen.find_sleutel), find_bereik=bereik.find_bereik_sleutel,
    ),
)  # fmt: skip

PER_SLEUTEL: dict[str, Regel] = {regel.sleutel: regel for regel in REGELS}

STANDAARD_UIT: frozenset[str] = frozenset(regel.sleutel for regel in REGELS if not regel.standaard_aan)


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


def turn_parameter(situatie: Situatie, regel: str, knop: str, waarde: float) -> Situatie:
    """Return the situation with one parameter of one rule set to another value."""
    values = {**situatie.waarden, regel: {**situatie.waarden[regel], knop: waarde}}
    return dataclasses.replace(situatie, waarden=values)


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
    rows = [(limit, limit.count(plan)) for limit in regel.find_grenzen(bare)]
    own = {code for code, flag in zip(situatie.veld.codes, situatie.veld.eigen.tolist(), strict=True) if flag}
    broken = _unique(limit for limit, count in rows if not limit.laag <= count <= limit.hoog)
    tight = _unique(limit for limit, count in rows if count and limit.hoog - count < 1)
    closed = _unique(limit for limit, _ in rows if limit.hoog == 0 and limit.naam in own)
    found, reach = regel.meet(bare, plan), regel.find_bereik(bare)
    outcome = _choose_oordeel(broken, tight, blind=_is_ongetoetst(situatie, plan, reach))
    cases = find_afwijking(regel, situatie, plan) if broken else ()
    words = describe_besluiten(cases) or OORDELEN[outcome] + (f" op {len(broken)} plekken" if broken else "")
    reason = _explain(regel, found, (broken, tight, closed), (words, reach, situatie.veld.niveau))
    return Uitslag(
        regel.sleutel, outcome, found.waarde, found.grens, found.grens - found.waarde, found.eenheid,
        reason, tight, closed, broken, reach, cases,
    )  # fmt: skip


def _choose_oordeel(broken: tuple[str, ...], tight: tuple[str, ...], *, blind: bool) -> Regeloordeel:
    if broken:
        return Regeloordeel.NIET_GEHAALD
    if blind:
        return Regeloordeel.NIET_GETOETST
    return Regeloordeel.KNELT if tight else Regeloordeel.GEHAALD


def _is_ongetoetst(situatie: Situatie, plan: Counts, reach: Bereik) -> bool:
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
    stand: tuple[str, Bereik, Niveau],
) -> str:
    broken, tight, closed = map(len, plekken)
    words, reach, level = stand
    parts = [f"{regel.titel}: {words}."]
    parts += [describe_bereik(reach, level)] if reach != VOLLEDIG else []
    if not math.isnan(meting.waarde):
        parts.append(f"Hoogste: {compare_waarden(meting.waarde, meting.grens)} {meting.eenheid}.")
    elif not reach.niet:
        parts.append("Er is niets om te meten.")
    parts += [f"Op {closed} plekken laat deze regel niets toe."] if closed else []
    parts += [f"Op {tight} plekken is de ruimte op."] if tight and not broken else []
    return " ".join(parts)


def compare_waarden(waarde: float, grens: float) -> str:
    """Write a value and its limit, with more decimals where they would look equal and are not.

    Examples
    --------
    >>> compare_waarden(7.5, 8.0), compare_waarden(1.4986, 1.5)
    ('7,50 van 8', '1,4986 van 1,5000')
    """
    equal = round(waarde, 2) == round(grens, 2) and waarde != grens
    return " van ".join(_write(number, 4 if equal else 2) for number in (waarde, grens))


def _write(waarde: float, decimalen: int) -> str:
    return format_getal(waarde, 0 if waarde == int(waarde) else decimalen)
