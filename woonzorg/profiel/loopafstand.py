"""Fifteen minutes (§5.2.3): on foot a distance as an assumption; by car nothing, for sources give no minutes."""

from __future__ import annotations

from woonzorg.tekst.getal import format_getal, round_getal

AANNAME_KM = 1.0
"""Up to here is told as on foot (aanname); the vision gives no distance."""

GRENZEN_KM = (0.3, 3.0)
"""What the assumption can be set to."""

MET_DE_AUTO = "'Binnen 15 minuten met de auto' is niet berekend: de bron geeft kilometers en geen minuten."


def is_verder(afstand: float | None, grens: float = AANNAME_KM) -> bool:
    """Tell whether a distance is farther than the bound, as both are read: exactly the bound is not.

    Examples
    --------
    >>> is_verder(1.0), is_verder(1.1), is_verder(None)
    (False, True, False)
    """
    return afstand is not None and round_getal(afstand, 1) > round_getal(grens, 1)


def describe_afstand(naam: str, afstand: float, grens: float = AANNAME_KM) -> str:
    """Tell a distance against the bound.

    Examples
    --------
    >>> describe_afstand("huisarts", 1.1)
    'huisarts 1,1 km is verder dan 1,0 km'
    """
    side = "is verder dan" if is_verder(afstand, grens) else "is niet verder dan"
    return f"{naam} {format_getal(afstand, 1)} km {side} {format_getal(grens, 1)} km"


def tell_kort(afstand: float | None, grens: float = AANNAME_KM) -> str:
    """Write beside a distance that it is farther than the bound; '' when it is not, or not known.

    Examples
    --------
    >>> tell_kort(1.1), tell_kort(1.0)
    ('verder dan 1,0 km', '')
    """
    return f"verder dan {format_getal(grens, 1)} km" if is_verder(afstand, grens) else ""


def describe_grens(grens: float = AANNAME_KM) -> str:
    """Tell the bound, and whether it was changed."""
    changed = "" if grens == AANNAME_KM else f" U veranderde die; gewoon is {format_getal(AANNAME_KM, 1)} km."
    return f"Loopafstand is hier hoogstens {format_getal(grens, 1)} km (aanname).{changed} {MET_DE_AUTO}"
