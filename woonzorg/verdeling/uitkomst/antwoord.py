"""From scenario to answer: the plan with its reasons, as the planner sees it (`gedeeld`: as it may be shared)."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Rol
from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.geplaatst import lay_geplaatst
from woonzorg.verdeling.invoer.veld import KLEIN, Veld, make_veld
from woonzorg.verdeling.invoer.vorige_gemeente import lay_vorige
from woonzorg.verdeling.optimum.maten import measure_plan, tabulate_gemeenten, tabulate_klassen
from woonzorg.verdeling.optimum.model import Plan, place
from woonzorg.verdeling.optimum.verklaring import explain_plan
from woonzorg.verdeling.regels.besluiten import list_redenen
from woonzorg.verdeling.regels.complexen import describe_complextoets, list_complextoetsen
from woonzorg.verdeling.regels.lijst import judge_plan
from woonzorg.verdeling.regels.toetsing import describe_toetsing, judge_voorstellen
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.aannames import list_aannames
from woonzorg.verdeling.uitkomst.afspraakwoorden import list_afspraakzinnen
from woonzorg.verdeling.uitkomst.knelwoorden import describe_kop, list_hulp
from woonzorg.verdeling.uitkomst.meldingen import list_meldingen
from woonzorg.verdeling.uitkomst.merken import TEKENS, UIT, Regelmerk, find_oordeel, list_merken
from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
from woonzorg.verdeling.uitkomst.woorden import describe_hoeveel
from woonzorg.verdeling.vraag.getal import format_hoogstens

if TYPE_CHECKING:
    from woonzorg.gebied import Niveau
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score
    from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.regels.regel import Uitslag
    from woonzorg.verdeling.scenario.inhoud import Scenario

EIGEN_ONTBREEKT = (
    "Dit scenario is met eigen cijfers gemaakt. Zonder die cijfers is de uitkomst niet na te rekenen."
)


def check_eigen(scenario: Scenario, eigen: EigenCijfers | None) -> None:
    """Refuse a scenario that was made with own figures when they are not there, or are others.

    Raises
    ------
    InvoerFout
        Without a result: it could not be reproduced.
    """
    given = eigen.hash if eigen else ""
    if scenario.eigen_cijfers and scenario.eigen_cijfers != given:
        raise InvoerFout(
            EIGEN_ONTBREEKT, verwacht=f"cijfers met kenmerk {scenario.eigen_cijfers}", gevonden=given or "geen cijfers",
            remedie="Geef het bestand met eigen cijfers mee.",
        )  # fmt: skip


def check_passend(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None) -> None:
    """Refuse a scenario of another region than the data, or of other own figures.

    Raises
    ------
    InvoerFout
        With what was expected and found.
    """
    if snapshot.manifest.regio.naam != scenario.regio:
        message = "Dit scenario is voor een andere streek dan deze gegevens."
        raise InvoerFout(message, verwacht=scenario.regio, gevonden=snapshot.manifest.regio.naam)
    check_eigen(scenario, eigen)


def open_veld(scenario: Scenario, snapshot: Snapshot, eigen: EigenCijfers | None = None) -> Veld:
    """Return the field of a scenario; errors as `check_passend`."""
    check_passend(scenario, snapshot, eigen)
    return score_veld(score_snapshot(snapshot), scenario.niveau, eigen)


def score_veld(score: Score, niveau: Niveau, eigen: EigenCijfers | None = None) -> Veld:
    """Return the field of one level, with all of the own figures where given."""
    if eigen is None:
        return make_veld(score, niveau)
    veld, areas = make_veld(score, niveau, eigen.gebieden, eigen.complexen), score.gebieden
    own = areas[areas["rol"] == Rol.REGIO]
    return dataclasses.replace(
        veld, geplaatst=lay_geplaatst(eigen.geplaatst, own, niveau),
        geplaatst_klein=any(item.aantal < KLEIN for item in eigen.geplaatst),
        vorige=lay_vorige(eigen.vorige, own) if eigen.vorige else None,
    )  # fmt: skip


def compute(scenario: Scenario, veld: Veld, basis: Counts | None = None) -> Uitkomst:
    """Work a scenario out on its field, with what holds back the rest.

    Parameters
    ----------
    scenario : Scenario
    veld : Veld
    basis : ndarray of int, optional
        Plan to stay close to, by area of the field and group of the scenario.
    """
    return explain(compute_plan(scenario, veld, basis))


def compute_plan(scenario: Scenario, veld: Veld, basis: Counts | None = None) -> Uitkomst:
    """Work a scenario out, as `compute`, but do not yet seek what binds: that takes longer than the plan itself.

    Where a part is placed already, the rest stays close to the plan as it would have been, unless there is a base.
    """
    situatie = make_situatie(scenario, veld, basis=basis)
    if situatie.geplaatst is not None and situatie.basis is None:
        situatie = dataclasses.replace(situatie, basis=place(make_voorheen(situatie)).aantallen)
    plan = place(situatie)
    answers = judge_plan(situatie, plan.aantallen)
    return Uitkomst(scenario, situatie, plan, answers, (), (), judge_voorstellen(situatie, scenario.toetsen))


def make_voorheen(situatie: Situatie) -> Situatie:
    """Return the situation before anything was placed, on the same demand."""
    return dataclasses.replace(situatie, geplaatst=None, basis=None)


def explain(uitkomst: Uitkomst) -> Uitkomst:
    """Return an outcome with the rules that bind, and what would help."""
    binding, relaxed = explain_plan(uitkomst.situatie, uitkomst.plan)
    return dataclasses.replace(uitkomst, knelpunten=binding, versoepelingen=relaxed)


def make_basis(andere: Uitkomst, situatie: Situatie) -> Counts:
    """Return another scenario's plan as a base: by group where both have it, on the same areas."""
    shared = {name: number for number, name in enumerate(andere.situatie.groepen)}
    rows = np.zeros((len(situatie.veld.codes), len(situatie.groepen)), dtype=np.int64)
    for group, name in enumerate(situatie.groepen):
        if name in shared:
            rows[:, group] = andere.plan.aantallen[:, shared[name]]
    return rows


def count_zonder_plek(uitkomst: Uitkomst) -> dict[str, int]:
    """Return by group what of the task has no place: in homes, as the headline counts."""
    need = uitkomst.situatie.behoefte
    placed = zip(need.groepen, need.aantallen, uitkomst.plan.geplaatst, strict=True)
    return {name: total - count for name, total, count in placed}


def count_niet_geplaatst(uitkomst: Uitkomst) -> dict[str, int]:
    """Return by group what has no place: what does not fit, and what is never spread."""
    rest = uitkomst.situatie.behoefte.restant
    return count_zonder_plek(uitkomst) | {item.groep: item.aantal for item in rest}


def describe_status(plan: Plan) -> str:
    """Tell whether the plan is proven optimal, or how far it may be from it."""
    if plan.bewezen:
        return "optimaal"
    known = not math.isnan(plan.gat)
    gap = f"hoogstens {format_hoogstens(100 * plan.gat, 1)} %" if known else "onbekend"
    if not plan.benadering:
        return f"niet bewezen optimaal (verschil: {gap})"
    if plan.gat == 0:
        return "benadering (meer woningen kunnen er niet geplaatst worden)"
    if not known:
        return "benadering (hoeveel minder woningen geplaatst zijn dan kan, is onbekend)"
    most = "minder dan 0,1 %" if plan.gat < 0.001 else gap
    return f"benadering ({most} minder woningen geplaatst dan kan)"


def describe(uitkomst: Uitkomst) -> dict[str, Any]:
    """Return the planner's own view, for JSON; proposals and complexes only where there are any."""
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    view: dict[str, Any] = {
        "scenario": uitkomst.scenario.id,
        "status": describe_status(uitkomst.plan),
        "plaatsingen": [
            {
                "code": situatie.veld.codes[area],
                "groep": situatie.groepen[group],
                "aantal": int(plan[area, group]),
            }
            for area, group in np.argwhere(plan > 0)
        ],
        "niet_geplaatst": count_niet_geplaatst(uitkomst),
        "niet_verdeeld": [
            {
                "groep": item.groep,
                "aantal": item.aantal,
                "eenheid": str(item.eenheid),
                "soort": str(item.soort),
            }
            for item in situatie.behoefte.restant
        ],
        "regels": [_describe_regel(answer, uitkomst) for answer in uitkomst.uitslagen],
        "meldingen": list_meldingen(uitkomst),
        "maten": {
            "voor": measure_plan(situatie, np.zeros_like(plan)).to_dict(),
            "na": measure_plan(situatie, plan).to_dict(),
        },
    }
    if uitkomst.toetsen:
        view["toetsen"] = [describe_toetsing(item) for item in uitkomst.toetsen]
    if situatie.veld.complexen:
        view["complexen"] = [describe_complextoets(item) for item in list_complextoetsen(situatie)]
    return view


def _describe_regel(answer: Uitslag, uitkomst: Uitkomst) -> dict[str, Any]:
    return {
        "regel": answer.regel,
        "uitkomst": str(find_oordeel(answer, bindend=uitkomst.is_bindend.get(answer.regel, False))),
        "voldaan": answer.voldaan,
        "niet_getoetst": len(answer.niet_getoetst),
        "alleen_toevoegingen": len(answer.toevoegingen),
        "waarde": None if math.isnan(answer.waarde) else answer.waarde,
        "grens": None if math.isnan(answer.grens) else answer.grens,
        "bindend": uitkomst.is_bindend[answer.regel],
        "besluiten": list_redenen(answer.besluiten),
    }


def describe_tekst(uitkomst: Uitkomst) -> str:
    """Tell the outcome in lines: headline, what is missing, rules, gemeenten, and what it rests on."""
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    lines = [describe_kop(uitkomst), f"Status: {describe_status(uitkomst.plan)}."]
    lines += list_meldingen(uitkomst)
    lines += [f"Zonder plek: {name} {n}" for name, n in count_zonder_plek(uitkomst).items() if n]
    lines += [
        f"{'Gaat eerst' if item.gaat_eerst else 'Niet verdeeld'}: {describe_hoeveel(item)} voor {item.groep}. "
        f"{item.reden}"
        for item in situatie.behoefte.restant
    ]
    lines += [f"{mark.teken} {_tell_merk(mark)}" for mark in list_merken(uitkomst) if mark.teken != UIT]
    lines += [
        f"{TEKENS[item.oordeel]} Voorstel {item.voorstel.code}, {item.voorstel.groep} "
        f"({item.voorstel.aantal}): {item.reden}"
        for item in uitkomst.toetsen
    ]
    lines += [
        f"{TEKENS[item.oordeel]} Complex {item.complex.naam} ({item.groep}): {item.reden}"
        for item in list_complextoetsen(situatie)
    ]
    lines += [f"{part.kop}: {'; '.join(part.regels)}." for part in list_hulp(uitkomst)]
    lines += [
        f"Klasse {name_klasse(Klasse(name))}: {count} woningen"
        for name, count in tabulate_klassen(situatie, plan).items()
        if count
    ]
    lines += [
        f"{row.naam}: {row.voorstel} (naar inwoners {row.taakstelling})"
        for row in tabulate_gemeenten(situatie, plan).itertuples()
    ]
    return "\n".join([*lines, *list_afspraakzinnen(uitkomst), *list_aannames(uitkomst)])


def _tell_merk(mark: Regelmerk) -> str:
    return f"{mark.titel}: {mark.tekst}{f' ({mark.stand})' if mark.stand else ''}."
