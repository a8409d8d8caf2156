"""The outcome of a variant as a row of a table: what may be shared of it, never below the region.

What fits is counted over the groups that may be told; each rule has its outcome for the whole plan. The scenario itself
stands in the row, so that whoever has the table can open it: that makes the table a working file, for its maker.
"""

from __future__ import annotations

import dataclasses
import json
import math
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.delen.openbaar import share_klassen, share_maten
from woonzorg.verdeling.optimum.maten import Maten
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.uitkomst.gedeeld import share, share_uitkomst
from woonzorg.verdeling.uitkomst.merken import GELDT_NIET, find_oordeel
from woonzorg.verdeling.vraag.groepen import GROEPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woonzorg.varianten.ruimte import Ruimteas, Variantruimte
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

NUMMER, KENMERK, SCENARIO = "nummer", "kenmerk", "scenario"
"""Columns that name a variant: its number, what its outcome depends on (`Scenario.rekenkenmerk`), and its file."""

STAND, MELDING = "stand", "melding"
GEREKEND, KAN_NIET = "gerekend", "kan niet"
"""Whether there is a plan; a variant whose locks or decisions collide has none, and says why."""

GEVRAAGD, GEPLAATST, PAST, BEWEZEN, KNELT = "gevraagd", "geplaatst", "past", "bewezen", "knelt"
"""Homes asked and placed, whether all fit, whether the plan is proven, and the rules that hold back the rest."""

MATEN: tuple[str, ...] = tuple(part.name for part in dataclasses.fields(Maten))
"""The measures of the region (`maten.Maten`)."""


def name_groep(groep: str) -> str:
    """Return the column of the homes that are placed for a group."""
    return f"{GEPLAATST}.{groep}"


def name_regel(regel: str) -> str:
    """Return the column of the outcome of a rule."""
    return f"regel.{regel}"


def name_klasse(klasse: str) -> str:
    """Return the column of the homes in areas of a class."""
    return f"klasse.{klasse}"


def list_groepen(ruimte: Variantruimte) -> tuple[str, ...]:
    """Return the groups that may be told of all that a space asks something for, in the order of the vision."""
    named = set(ruimte.inhoud["vraag"])
    for axis in ruimte.assen:
        first, *rest = axis.naam.split(".")
        if first == "vraag":
            named |= {rest[0]} if rest else {name for value in axis.waarden for name in value}
    return tuple(group.sleutel for group in GROEPEN if group.sleutel in named and not group.gevoelig)


def make_schema(ruimte: Variantruimte) -> pa.Schema:
    """Return the columns of the table of a space."""
    return pa.schema([
        (NUMMER, pa.int32()), (KENMERK, pa.string()),
        *((axis.naam, _find_soort(axis)) for axis in ruimte.assen),
        (STAND, pa.string()), (MELDING, pa.string()),
        (GEVRAAGD, pa.int32()), (GEPLAATST, pa.int32()), (PAST, pa.bool_()), (BEWEZEN, pa.bool_()),
        *((name_groep(group), pa.int32()) for group in list_groepen(ruimte)),
        (KNELT, pa.string()),
        *((name_regel(regel.sleutel), pa.string()) for regel in REGELS),
        *((name_klasse(str(klasse)), pa.int32()) for klasse in Klasse),
        *((name, pa.float64()) for name in MATEN),
        (SCENARIO, pa.string()),
    ])  # fmt: skip


def _find_soort(axis: Ruimteas) -> pa.DataType:
    kinds = {type(value) for value in axis.waarden}
    if kinds == {bool}:
        return pa.bool_()
    if kinds == {int}:
        return pa.int64()
    return pa.float64() if kinds <= {int, float} else pa.string()


def write_waarde(axis: Ruimteas, waarde: Any) -> Any:
    """Return a value of a field as its column holds it: what is no number, yes or no, or text, as JSON."""
    kind = _find_soort(axis)
    if kind != pa.string():
        return float(waarde) if kind == pa.float64() else waarde
    return waarde if isinstance(waarde, str) else json.dumps(waarde, ensure_ascii=False, sort_keys=True)


def begin_rij(ruimte: Variantruimte, nummer: int, scenario: Scenario) -> dict[str, Any]:
    """Return what names a variant, without its outcome."""
    values = ruimte.list_waarden(nummer)
    turned = {axis.naam: write_waarde(axis, values[axis.naam]) for axis in ruimte.assen}
    names = {NUMMER: nummer, KENMERK: scenario.rekenkenmerk, SCENARIO: scenario.to_inhoud()}
    return names | turned


def tell_kan_niet(reden: str) -> dict[str, Any]:
    """Return the outcome of a variant that has no plan."""
    return {STAND: KAN_NIET, MELDING: reden}


def describe_uitkomst(uitkomst: Uitkomst, groepen: Sequence[str]) -> dict[str, Any]:
    """Return the outcome of a variant, as far as it may be shared.

    Parameters
    ----------
    uitkomst : Uitkomst
        With what binds.
    groepen : sequence of str
        Groups that have a column (`list_groepen`).
    """
    told, shown = share(uitkomst), share_uitkomst(uitkomst)
    need = shown.situatie.behoefte
    placed = dict(zip(need.groepen, shown.plan.geplaatst, strict=True))
    asked = sum(need.aantallen)
    return {
        STAND: GEREKEND, GEVRAAGD: asked, GEPLAATST: sum(placed.values()),
        PAST: sum(placed.values()) >= asked, BEWEZEN: uitkomst.plan.bewezen,
        **{name_groep(group): placed[group] for group in groepen if group in placed},
        **dict(_describe_regels(shown)),
        **{name_klasse(name): count for name, count in (share_klassen(told) or {}).items()},
        **{name: None if math.isnan(value) else value for name, value in vars(share_maten(told)).items()},
    }  # fmt: skip


def _describe_regels(uitkomst: Uitkomst) -> Iterator[tuple[str, str]]:
    binding = uitkomst.is_bindend
    yield KNELT, " ".join(name for name, binds in binding.items() if binds)
    answers = {answer.regel: answer for answer in uitkomst.uitslagen}
    for regel in REGELS:
        answer = answers.get(regel.sleutel)
        binds = binding.get(regel.sleutel, False)
        yield name_regel(regel.sleutel), str(find_oordeel(answer, bindend=binds)) if answer else GELDT_NIET
