"""The sentences about what changed since an earlier year, and about how an area lies against its region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.indicator import PER_SLEUTEL
from woonzorg.kaart.thema import TITEL_KLASSE
from woonzorg.kaart.verandering import Vergelijkbaar, count_wissels
from woonzorg.kaart.verschilschaal import name_maat
from woonzorg.oordeel.klassewoorden import count_gebieden, name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from woonzorg.kaart.verandering import Verandering

NIET, GELIJK = "Niet te vergelijken", "Niet veranderd"

ZONDER = "Zonder vergelijking"
"""What the map without a comparison is called in that same list."""

SINDS = "Verschil sinds {}"
"""What the map of changes is called in a list of choices."""


def write_titel(verandering: Verandering) -> str:
    """Write what a map of changes shows, between which years, and in what."""
    between = f"tussen {verandering.van} en {verandering.tot}"
    if verandering.is_klasse:
        return f"{TITEL_KLASSE}: wat veranderde {between}"
    indicator = PER_SLEUTEL[verandering.sleutel]
    measure = name_maat(indicator)
    return f"{indicator.titel}: verschil {between}{', in ' if measure else ''}{measure}"


def name_wissel(toen: Klasse, nu: Klasse) -> str:
    """Write a change of class.

    Examples
    --------
    >>> name_wissel(Klasse.KWETSBAAR, Klasse.AANDACHT_LEEFBAARHEID)
    'Van kwetsbaar naar aandacht (leefbaarheid)'
    """
    return f"Van {name_klasse(toen)} naar {name_klasse(nu)}"


def explain_niet(reden: Vergelijkbaar, *, klasse: bool) -> str:
    """Tell why areas cannot be compared."""
    return "score ontbreekt" if klasse and reden == Vergelijkbaar.CIJFER_ONTBREEKT else str(reden)


def describe_kop(verandering: Verandering, niveau: str) -> str:
    """Tell in one headline how many areas changed, and of how many that cannot be told."""
    told = (
        _describe_klassen(verandering, niveau)
        if verandering.is_klasse
        else _describe_cijfer(verandering, niveau)
    )
    return " ".join(filter(None, [told, describe_niet(verandering, niveau)]))


def _describe_klassen(verandering: Verandering, niveau: str) -> str:
    between = f"Tussen {verandering.van} en {verandering.tot}"
    changed = len(verandering.veranderd)
    if not changed:
        return f"{between} bleef de klasse van elke {niveau} die te vergelijken is, gelijk."
    more, less, other = count_kwetsbaar(verandering)
    parts = [
        f"{more} {'werden' if more > 1 else 'werd'} kwetsbaar" if more else "",
        f"{less} niet meer" if less else "",
        f"{other} {'veranderden' if other > 1 else 'veranderde'} anders" if other else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"{between} veranderde de klasse van {count_gebieden(changed, niveau)}: {told}."


def count_kwetsbaar(verandering: Verandering) -> tuple[int, int, int]:
    """Count the areas that became kwetsbaar, that no longer are, and that changed otherwise."""
    pairs = count_wissels(verandering)
    more = sum(count for (_, after), count in pairs.items() if after == Klasse.KWETSBAAR)
    less = sum(count for (before, _), count in pairs.items() if before == Klasse.KWETSBAAR)
    return more, less, sum(pairs.values()) - more - less


def _describe_cijfer(verandering: Verandering, niveau: str) -> str:
    changes = verandering.bekend["verschil"]
    up, down, same = int((changes > 0).sum()), int((changes < 0).sum()), int((changes == 0).sum())
    title = PER_SLEUTEL[verandering.sleutel].titel
    parts = [
        f"hoger in {count_gebieden(up, niveau)}" if up else "",
        f"lager in {count_gebieden(down, niveau)}" if down else "",
        f"gelijk in {count_gebieden(same, niveau)}" if same else "",
    ]
    told = join_woorden([part for part in parts if part]) or "nergens te vergelijken"
    return f"'{title}' tussen {verandering.van} en {verandering.tot}: {told}."


def describe_niet(verandering: Verandering, niveau: str) -> str:
    """Tell of how many areas it cannot be told, and why; '' when of all it can."""
    reasons = {reden: verandering.count_niet(reden) for reden in Vergelijkbaar if reden != Vergelijkbaar.JA}
    total = sum(reasons.values())
    if not total:
        return ""
    told = [
        explain_niet(reden, klasse=verandering.is_klasse) + (f" ({format_getal(count)})" if count < total else "")
        for reden, count in reasons.items() if count
    ]  # fmt: skip
    verb = "zijn" if total > 1 else "is"
    return f"{count_gebieden(total, niveau)} {verb} niet te vergelijken: {join_woorden(told)}."


def describe_stap(verandering: Verandering, niveau: str) -> str:
    """Tell what a step of the years changed.

    Parameters
    ----------
    verandering : Verandering
        Of classes, since the edition before.
    niveau : str
    """
    more, less, other = count_kwetsbaar(verandering)
    parts = [
        f"{more} kwetsbaar geworden" if more else "",
        f"{less} niet meer" if less else "",
        f"{other} anders" if other else "",
    ]
    told = ", ".join(part for part in parts if part)
    count = count_gebieden(more + less + other, niveau)
    behind = f" ({told})" if told else ""
    return f"Van {verandering.van} naar {verandering.tot}: {count} van klasse veranderd{behind}."
