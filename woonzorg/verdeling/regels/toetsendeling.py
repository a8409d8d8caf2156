"""What may be shared of proposed sites: by gemeente and group, and no number that would give own figures away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.verdeling.regels.besluiten import list_redenen
from woonzorg.verdeling.regels.oordeel import Regeloordeel
from woonzorg.verdeling.regels.toetsing import ZWAARTE
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.regels.toetsing import Toetsing


def list_openbaar(
    veld: Veld, toetsen: Sequence[Toetsing], *, verborgen: bool, besloten: bool = True
) -> list[dict[str, Any]]:
    """Return what may be shared of proposals: by gemeente and group, and whether all of them fit (None: not tested).

    How many there are is None for a group for which more privacy holds, and with `verborgen`: that outcome rests on own
    figures under 10, which a number beside it would give away. Decisions are named where the plan is `besloten`.
    """
    municipality = dict(zip(veld.codes, veld.gebieden["gemeentecode"].tolist(), strict=True))
    totals: dict[tuple[str, str], list[Toetsing]] = {}
    for item in toetsen:
        totals.setdefault((municipality[item.voorstel.code], item.voorstel.groep), []).append(item)
    return [
        {"code": code, "groep": groep, **_describe_samen(items, besloten=besloten),
         "aantal": None if verborgen or PER_SLEUTEL[groep].gevoelig else sum(item.voorstel.aantal for item in items)}
        for (code, groep), items in sorted(totals.items())
    ]  # fmt: skip


def _describe_samen(toetsen: Sequence[Toetsing], *, besloten: bool) -> dict[str, Any]:
    """Return the outcome of several sites together: the one that weighs most."""
    found = {item.oordeel for item in toetsen}
    outcome = next((item for item in ZWAARTE if item in found), Regeloordeel.GEHAALD)
    told = {"uitkomst": str(outcome), "voldaan": outcome.voldaan}
    broken = [item for item in toetsen if item.voldaan is False]
    secret = any(PER_SLEUTEL[item.voorstel.groep].gevoelig for item in broken)
    if secret or not besloten or not all(item.besluiten for item in broken):
        return told
    cases = [case for item in broken for case in item.besluiten]
    return told | ({"besluiten": list_redenen(cases)} if cases else {})
