"""The way out of a scenario, all together: frontier, pair, what one rule alone leaves, and what is most possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.delen.openbaar import drop_gevoelig, has_eigen_cijfers
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.optimum.verklaring import find_versoepelingen
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL
from woonzorg.verdeling.scenario.inhoud import HOOG, LAAG
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitweg.grensvlak import Grensvlak, trace_situaties
from woonzorg.verdeling.uitweg.mogelijk import (
    Hoogstens,
    describe_hoogstens,
    find_hoogstens,
    find_meest_mogelijk,
)
from woonzorg.verdeling.uitweg.paar import Paar, find_paar
from woonzorg.verdeling.vraag.getal import format_waarde

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.optimum.model import Plan
    from woonzorg.verdeling.optimum.verklaring import Versoepeling
    from woonzorg.verdeling.scenario.inhoud import Scenario


@dataclass(frozen=True)
class Uitweg:
    """The way out.

    Attributes
    ----------
    situatie : Situatie
        Over the groups that are told.
    grensvlak : Grensvlak
    paar : Paar or None
    hoogstens : tuple of Hoogstens
    meest_mogelijk : int
    geen_paar : bool
        Whether it is known that neither one rule nor two together make room for all.
    """

    situatie: Situatie
    grensvlak: Grensvlak
    paar: Paar | None
    hoogstens: tuple[Hoogstens, ...]
    meest_mogelijk: int
    geen_paar: bool = False


def find_uitweg(
    scenario: Scenario, veld: Veld, plan: Plan, versoepelingen: Sequence[Versoepeling] = ()
) -> Uitweg:
    """Return the way out of a scenario.

    Parameters
    ----------
    scenario : Scenario
    veld : Veld
    plan : Plan
        The optimal plan of the scenario.
    versoepelingen : sequence of Versoepeling, optional
        What single rules would have to give, where that is known already.
    """
    situatie = make_situatie(scenario, veld)
    return _find(situatie, _make_zijden(scenario, veld), plan, versoepelingen)


def find_uitweg_openbaar(scenario: Scenario, veld: Veld) -> Uitweg | None:
    """Return the way out as it may be shared: over the groups that may be told; None where it rests on own figures.

    Parameters
    ----------
    scenario : Scenario
    veld : Veld
    """
    if scenario.eigen_cijfers or has_eigen_cijfers(veld):
        return None
    situatie, (low, high) = _drop(make_situatie(scenario, veld)), _make_zijden(scenario, veld)
    plan = place(situatie)
    return _find(situatie, (_drop(low), _drop(high)), plan, find_versoepelingen(situatie, plan))


def _make_zijden(scenario: Scenario, veld: Veld) -> tuple[Situatie, Situatie]:
    return make_situatie(scenario, veld, LAAG), make_situatie(scenario, veld, HOOG)


def _drop(situatie: Situatie) -> Situatie:
    nothing = np.zeros((len(situatie.veld.codes), len(situatie.groepen)), dtype=np.int64)
    return drop_gevoelig(situatie, nothing)[0]


def _find(
    situatie: Situatie, zijden: tuple[Situatie, Situatie], plan: Plan,
    versoepelingen: Sequence[Versoepeling] = (),
) -> Uitweg:  # fmt: skip
    pair = find_paar(situatie, plan, versoepelingen)
    return Uitweg(
        situatie, trace_situaties(*zijden), pair, find_hoogstens(situatie), find_meest_mogelijk(situatie),
        pair is None and _is_vergeefs(situatie, plan, versoepelingen),
    )  # fmt: skip


def _is_vergeefs(situatie: Situatie, plan: Plan, versoepelingen: Sequence[Versoepeling]) -> bool:
    """Tell whether not all fits, and it is known of every single rule that it alone does not make room."""
    known = bool(versoepelingen) and all(item.woningen is None for item in versoepelingen)
    return known and plan.geplaatst != situatie.behoefte.aantallen


def describe_uitweg(uitweg: Uitweg | None) -> dict[str, Any]:
    """Return the way out for JSON; empty where it may not be told.

    Parameters
    ----------
    uitweg : Uitweg or None
    """
    if uitweg is None:
        return {"grensvlak": [], "paar": None, "meest_mogelijk": None}
    return {
        "grensvlak": [
            {
                "per_1000": point.per_1000,
                "toewijsaandeel_laag": point.aandeel_laag,
                "toewijsaandeel_hoog": point.aandeel_hoog,
            }
            for point in uitweg.grensvlak.punten
        ],
        "paar": uitweg.paar and _describe_paar(uitweg.paar),
        "meest_mogelijk": uitweg.meest_mogelijk,
    }


def _describe_paar(paar: Paar) -> list[dict[str, Any]]:
    return [
        {
            "regel": step.regel, "knop": step.knop or None,
            "van": step.van if step.knop else None, "naar": step.naar if step.knop else None,
        }
        for step in paar.stappen
    ]  # fmt: skip


def list_uitwegzinnen(uitweg: Uitweg | None) -> list[str]:
    """Tell the way out in sentences.

    Parameters
    ----------
    uitweg : Uitweg or None
    """
    if uitweg is None:
        return [NIET_GEDEELD]
    lines = [describe_hoogstens(uitweg.situatie, item) for item in uitweg.hoogstens]
    if uitweg.paar:
        lines.append(describe_paar(uitweg.paar))
    lines += [GEEN_PAAR] if uitweg.geen_paar else []
    lines += list_grenszinnen(uitweg.grensvlak)
    most = format_getal(uitweg.meest_mogelijk)
    return [*lines, f"{MEEST}: past hoogstens {most} met deze aannames. Dit is geen opgave."]


def list_uitwegen(situatie: Situatie, plan: Plan, versoepelingen: Sequence[Versoepeling] = ()) -> list[str]:
    """Tell what one rule alone leaves room for, and the least pair that makes room for all; nothing where all fits.

    Parameters
    ----------
    situatie : Situatie
    plan : Plan
        The optimal plan of that situation.
    versoepelingen : sequence of Versoepeling, optional
        What single rules would have to give, where that is known already.
    """
    if plan.geplaatst == situatie.behoefte.aantallen:
        return []
    lines = [describe_hoogstens(situatie, item) for item in find_hoogstens(situatie)]
    pair = find_paar(situatie, plan, versoepelingen)
    if pair:
        return [*lines, describe_paar(pair)]
    return [*lines, *([GEEN_PAAR] if _is_vergeefs(situatie, plan, versoepelingen) else [])]


GEEN_PAAR = "Ook twee regels die samen ruimer zijn, maken niet genoeg plek."

MEEST = "Als alleen 'ontzien' en 'geen verplaatsing' gelden"

ONBEWEZEN = "Niet alle punten hieronder zijn bewezen: het rekenen duurde te lang."

NIET_GEDEELD = "De uitweg rust op eigen cijfers, en blijft bij wie het plan maakt."


def describe_paar(paar: Paar) -> str:
    """Tell the least pair in a sentence.

    Parameters
    ----------
    paar : Paar
    """
    steps = join_woorden([_tell_stap(step.regel, step.knop, step.van, step.naar) for step in paar.stappen])
    sure = "" if paar.bewezen else " Dat het met minder niet kan, is niet bewezen."
    return f"Eén regel ruimer is niet genoeg. Het kleinste paar: {steps}.{sure}"


def _tell_stap(sleutel: str, knop: str, van: float, naar: float) -> str:
    regel = PER_SLEUTEL[sleutel]
    if not knop:
        return f"meer dan de regel '{regel.titel.lower()}' toelaat"
    parameter = regel.find_parameter(knop)
    values = f"van {format_waarde(van)} naar {format_waarde(naar)} {parameter.eenheid}"
    return f"{regel.titel.lower()} ({parameter.titel.lower()}) {values}".strip()


def list_grenszinnen(grensvlak: Grensvlak) -> list[str]:
    """Tell the frontier in lines: at each height the share that the low and the high demand need.

    Parameters
    ----------
    grensvlak : Grensvlak
    """
    lines = [] if grensvlak.bewezen else [ONBEWEZEN]
    return lines + [
        f"Plafond {format_waarde(point.per_1000)} per 1.000: lage vraag ({format_getal(grensvlak.vraag_laag)}) "
        f"{_tell_aandeel(point.aandeel_laag, point.mist_laag)}, hoge vraag ({format_getal(grensvlak.vraag_hoog)}) "
        f"{_tell_aandeel(point.aandeel_hoog, point.mist_hoog)}."
        for point in grensvlak.punten
        if point.aandeel_laag is not None or point.aandeel_hoog is not None
    ]


def _tell_aandeel(aandeel: int | None, mist: tuple[int, ...]) -> str:
    if aandeel is None:
        return "past niet, ook niet bij 100 %"
    again = f" (niet bij {join_woorden([f'{percent} %' for percent in mist])})" if mist else ""
    return f"past vanaf {aandeel} %{again}"
