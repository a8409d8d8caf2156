"""What the columns of a table of variants are called on screen, and a variant in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.varianten import rij
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.scenario.inhoud import Scenario
from woonzorg.verdeling.uitkomst.woorden import name_groep
from woonzorg.verdeling.vraag.declaratie import list_onderdelen
from woonzorg.verdeling.vraag.getal import format_waarde

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_VAST: dict[str, str] = {
    rij.NUMMER: "Nummer", rij.KENMERK: "Kenmerk", rij.STAND: "Stand", rij.MELDING: "Melding",
    rij.GEVRAAGD: "Vraag", rij.GEPLAATST: "Geplaatst", rij.PAST: "Past alles", rij.BEWEZEN: "Bewezen",
    rij.KNELT: "Houdt tegen", "woningen": "Woningen van de groepen", "in_kwetsbaar": "In kwetsbaar gebied",
    "hoogste_belasting": "Hoogste per 1.000 huishoudens", "dissimilariteit": "Ongelijkheid (D)",
    "theil": "Ongelijkheid (Theil)", "hoogste_lq": "Hoogste aandeel (LQ)",
}  # fmt: skip
_DELEN = {part.naam: part.titel for part in list_onderdelen(Scenario)}


def name_kolom(kolom: str) -> str:
    """Return what a column is called; the column itself where it is none of ours."""
    first, _, rest = kolom.partition(".")
    if first == rij.GEPLAATST and rest:
        return f"Geplaatst: {_name_groep(rest)}"
    if first == "klasse" and rest in set(Klasse):
        return f"Woningen in klasse {name_klasse(Klasse(rest)).lower()}"
    if first == "vraag" and rest:
        group, _, side = rest.partition(".")
        return " ".join(filter(None, (f"Vraag: {_name_groep(group)}", side and f"({side})")))
    if first in {"regels", "regel"} and rest:
        return _name_regel(rest)
    return _VAST.get(kolom) or _DELEN.get(kolom) or kolom


def _name_groep(groep: str) -> str:
    try:
        return name_groep(groep)
    except KeyError:
        return groep


def _name_regel(rest: str) -> str:
    name, _, key = rest.partition(".")
    regel = REGELS.get(name)
    if regel is None:
        return rest
    knob = next(
        (item.titel for item in regel.parameters if item.sleutel == key), "geldt" if key == "aan" else key
    )
    return f"{regel.titel}: {knob}" if knob else regel.titel


def tell_waarde(waarde: Any) -> str:
    """Tell what stands in a cell."""
    if waarde is None or waarde != waarde:  # noqa: PLR0124  NaN differs from itself
        return "niet te zeggen"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, int | float):
        return format_waarde(round(waarde, 3))
    return str(waarde)[:80]


def tell_knelt(waarde: Any) -> str:
    """Tell by their titles the rules that hold back the rest of a variant; 'geen' when none do."""
    names = str(waarde).split() if isinstance(waarde, str) else []
    return ", ".join(REGELS[name].titel for name in names if name in REGELS) or "geen"


def tell_variant(rij_: Mapping[str, Any], velden: Sequence[str], erbij: Sequence[str] = ()) -> str:
    """Tell a variant in a line: its fields, and some columns beside these."""
    names = dict.fromkeys([*velden, *erbij, rij.GEPLAATST])
    return ". ".join(f"{name_kolom(name)}: {tell_waarde(rij_[name])}" for name in names)
