"""An outcome as it may be shared: the same outcome over the groups that may be told, and what may be said of it.

What may be told is decided in `openbaar`. Headline, rules, remainder and totals of a shared outcome are made by the
same functions as the planner's own, over fewer groups.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.delen import openbaar
from woonzorg.verdeling.regels.toetsendeling import list_openbaar
from woonzorg.verdeling.uitkomst import woorden
from woonzorg.verdeling.uitkomst.antwoord import (
    count_niet_geplaatst,
    describe,
)
from woonzorg.verdeling.uitkomst.knelwoorden import describe_kop
from woonzorg.verdeling.uitkomst.meldingen import TELT_NIET_MEE, list_meldingen
from woonzorg.verdeling.uitkomst.merken import UIT, list_merken
from woonzorg.verdeling.uitkomst.ruimte import tabulate_belasting, tabulate_wijken

if TYPE_CHECKING:
    from woonzorg.verdeling.delen.openbaar import GedeeldPlan
    from woonzorg.verdeling.optimum.verklaring import Knelpunt, Versoepeling
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst


def share(uitkomst: Uitkomst) -> GedeeldPlan:
    """Return what may be shared of the plan of an outcome."""
    own = bool(uitkomst.scenario.eigen_cijfers)
    return openbaar.share_plan(uitkomst.situatie, uitkomst.plan.aantallen, met_eigen=own)


def share_uitkomst(uitkomst: Uitkomst) -> Uitkomst:
    """Return an outcome over the groups that may be told, without values that may not; the same when done again.

    Totals by area are still in it, to be added up: only `openbaar` says how far.
    """
    told = share(uitkomst)
    keep = openbaar.list_gedeelde_groepen(uitkomst.situatie.groepen)
    plan = dataclasses.replace(
        uitkomst.plan, aantallen=told.aantallen, geplaatst=tuple(uitkomst.plan.geplaatst[g] for g in keep)
    )
    need = told.situatie.behoefte
    lines = {line.groep: line for line in openbaar.drop_vraag(uitkomst.scenario).vraag}
    need = dataclasses.replace(need, regels=tuple(lines.get(line.groep, line) for line in need.regels))
    return dataclasses.replace(
        uitkomst, situatie=dataclasses.replace(told.situatie, behoefte=need), plan=plan,
        uitslagen=openbaar.share_uitslagen(uitkomst.uitslagen, told, uitkomst.scenario.kenmerken),
        knelpunten=tuple(
            _share_knelpunt(item, keep, plan.geplaatst, hidden=told.verborgen) for item in uitkomst.knelpunten
        ),
        versoepelingen=_share_versoepelingen(uitkomst),
    )  # fmt: skip


def _share_knelpunt(item: Knelpunt, keep: list[int], placed: tuple[int, ...], *, hidden: bool) -> Knelpunt:
    """Return what a rule holds back of the groups that are told; one that holds back only others does not bind here."""
    without = placed if hidden else tuple(item.zonder[g] for g in keep)
    return dataclasses.replace(item, zonder=without, bindend=item.bindend and without > placed)


def _share_versoepelingen(uitkomst: Uitkomst) -> tuple[Versoepeling, ...]:
    """Return what would help; not when that is worked out for homes of a group that is not told as well."""
    secret = any(
        openbaar.is_gevoelig(name) and placed < wanted
        for name, wanted, placed in zip(
            uitkomst.situatie.groepen,
            uitkomst.situatie.behoefte.aantallen,
            uitkomst.plan.geplaatst,
            strict=True,
        )
    )
    return () if secret else uitkomst.versoepelingen


def has_alles(uitkomst: Uitkomst) -> bool:
    """Tell whether a plan rests on public figures and on groups that may be told only: then what fits may be told."""
    told = share(uitkomst)
    return told.volledig and not told.met_eigen and not openbaar.has_gevoelig(uitkomst.scenario)


def has_hulp(uitkomst: Uitkomst) -> bool:
    """Tell whether what would help may be told of a shared outcome."""
    return bool(uitkomst.versoepelingen) and not share(uitkomst).met_eigen


def describe_openbaar(uitkomst: Uitkomst) -> dict[str, Any]:
    """Return what may be shared, for JSON.

    plaatsingen holds the total of each gemeente, wijken those that may be told beside it, statussen the rule's answer
    for each area before placement. Proposals are told by gemeente.
    """
    told, shared = share(uitkomst), share_uitkomst(uitkomst)
    view = describe(shared)
    view.pop("complexen", None)
    view["plaatsingen"] = [
        {"code": code, "groep": "totaal", "aantal": count} for code, count in told.gemeenten.items() if count
    ]
    view["wijken"] = [{"code": code, "aantal": count} for code, count in told.wijken.items()]
    view["statussen"] = {code: str(status) for code, status in told.statussen.items()}
    view["maten"] = {
        "voor": openbaar.share_maten(told, voor=True).to_dict(), "na": openbaar.share_maten(told).to_dict(),
    }  # fmt: skip
    if told.verborgen:
        view["niet_geplaatst"] = dict.fromkeys(count_niet_geplaatst(shared))
        view["regels"] = [rule | {"bindend": None} for rule in view["regels"]]
    if uitkomst.toetsen:
        decided = uitkomst.scenario.kenmerken["status"] == "vastgesteld"
        view["toetsen"] = list_openbaar(
            told.situatie.veld, uitkomst.toetsen, verborgen=told.verborgen, besloten=decided
        )
    return view | {"meldingen": list_meldingen_openbaar(uitkomst)}


def describe_kop_openbaar(uitkomst: Uitkomst) -> str:
    """Return the headline that may be shared."""
    told = share(uitkomst)
    if told.verborgen:
        return openbaar.VERBORGEN
    if not sum(told.situatie.behoefte.aantallen) and openbaar.has_gevoelig(uitkomst.scenario):
        return openbaar.ALLEEN_GEVOELIG
    return describe_kop(share_uitkomst(uitkomst), alleen=not told.met_eigen)


def describe_tekst_openbaar(uitkomst: Uitkomst) -> str:
    """Tell in lines what may be shared: headline, gemeenten, wijken, rules, proposals, and what is left out."""
    told = share(uitkomst)
    lines = [describe_kop_openbaar(uitkomst)]
    lines += [
        f"{row['naam']}: {'verborgen' if told.verborgen else row['voorstel']} (naar inwoners {row['taakstelling']})"
        for row in tabulate_belasting(uitkomst, openbaar=True).to_dict("records")
    ]
    lines += [
        f"  {row['gemeentenaam']}, {row['naam']}: {row['woningen']}"
        for row in tabulate_wijken(uitkomst).to_dict("records")
    ]
    lines += list_merken_openbaar(uitkomst)
    lines += [
        f"Voorstel {line}" for line in woorden.list_toetsen_openbaar(uitkomst, verborgen=told.verborgen)
    ]
    return "\n".join([*lines, *list_meldingen_openbaar(uitkomst)])


def list_merken_openbaar(uitkomst: Uitkomst) -> list[str]:
    """Tell each rule that applies by its mark, as far as it may be told."""
    marks = [mark for mark in list_merken(share_uitkomst(uitkomst)) if mark.teken != UIT]
    return [
        f"{mark.teken} {mark.titel}: {mark.tekst}{f' ({mark.stand})' if mark.stand else ''}."
        for mark in marks
    ]


def list_meldingen_openbaar(uitkomst: Uitkomst) -> list[str]:
    """Return what a reader must know, as far as it may be told: not what is asked for a group that is not told."""
    plan = share(uitkomst)
    told = dataclasses.replace(
        uitkomst, situatie=plan.situatie, scenario=openbaar.drop_vraag(uitkomst.scenario)
    )
    notices = [text for text in list_meldingen(told) if text == TELT_NIET_MEE or not plan.met_eigen]
    return [*notices, *list_privacy(uitkomst)]


def list_privacy(uitkomst: Uitkomst) -> list[str]:
    """Return what a reader must know of what is left out."""
    told = share(uitkomst)
    return list_geldend((
        Zin(told.verborgen, f"{openbaar.VERBORGEN} {openbaar.VERBORGEN_REMEDIE}"),
        Zin(openbaar.has_gevoelig(uitkomst.scenario), openbaar.ZONDER_GEVOELIG),
        Zin(not told.met_eigen, openbaar.PER_GEBIED),
        Zin(told.met_eigen and not told.verborgen, _OP_EIGEN_CIJFERS),
    ))  # fmt: skip


_OP_EIGEN_CIJFERS = (
    "De verdeling rust op eigen cijfers: u ziet de aantallen per gemeente, zonder de stand van regels en "
    "maten."
)
