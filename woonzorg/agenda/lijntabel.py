"""The lines of an agenda as a table by due date: for the maker with how far each is, for others what was agreed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.lijn import Gedekt
from woonzorg.agenda.voortgang import is_te_laat
from woonzorg.agenda.woorden import MINDER
from woonzorg.tekst.getal import format_procent
from woonzorg.verdeling.invoer.veld import KLEIN
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.voortgang import Agendavoortgang, Lijnstand


@dataclass(frozen=True)
class Lijnrij:
    """One line in words.

    Attributes
    ----------
    regel, gereed, wat, gemeente, trekker : str
    aantal : float or str
        As agreed or adjusted; a word where it may not be told, NaN for an agreement without one.
    opgeleverd, in_voorbereiding, toegezegd : float
        NaN where it is not known, or not told.
    gedekt, let_op : str
        Whether the money is there; what asks attention.
    """

    regel: str
    gereed: str
    wat: str
    gemeente: str
    trekker: str
    aantal: float | str
    opgeleverd: float
    in_voorbereiding: float
    toegezegd: float
    gedekt: str
    let_op: str


def list_lijnrijen(
    voortgang: Agendavoortgang, gemeenten: Mapping[str, str], *, gedeeld: bool
) -> tuple[Lijnrij, ...]:
    """Return a row a line, by due date.

    Parameters
    ----------
    voortgang : Agendavoortgang
    gemeenten : mapping
        Code to name.
    gedeeld : bool
        Whether only what may be shared is told.
    """
    return tuple(_make_rij(item, voortgang.moment, gemeenten, gedeeld=gedeeld) for item in voortgang.lijnen)


def _make_rij(item: Lijnstand, nu: Kwartaal, gemeenten: Mapping[str, str], *, gedeeld: bool) -> Lijnrij:
    line = item.lijn
    steps = _list_stappen(item) if not gedeeld else (math.nan,) * 3
    return Lijnrij(
        line.regel, str(line.gereed) if line.gereed else "geen termijn", _describe_wat(item),
        gemeenten.get(line.gemeente, line.gemeente) or "hele streek", line.trekker or "niet genoemd",
        _tell_aantal(item.aantal, gedeeld=gedeeld), *steps,
        "niet bekend" if line.gedekt == Gedekt.ONBEKEND else str(line.gedekt),
        "" if gedeeld else _tell_let_op(item, nu),
    )  # fmt: skip


def _describe_wat(item: Lijnstand) -> str:
    line = item.lijn
    group = PER_SLEUTEL[line.groep].titel if line.groep else "meer groepen"
    parts = [str(line.soort).capitalize(), group[:1].lower() + group[1:], line.corporatie]
    return ", ".join(filter(None, parts))


def _tell_aantal(aantal: int | None, *, gedeeld: bool) -> float | str:
    if aantal is None:
        return "geen aantal"
    return MINDER if gedeeld and aantal < KLEIN else float(aantal)


def _list_stappen(item: Lijnstand) -> tuple[float, float, float]:
    stand = item.stand
    if stand is None:
        return (math.nan,) * 3
    first, second, third = (
        math.nan if count is None else float(count)
        for count in (stand.opgeleverd, stand.in_voorbereiding, stand.toegezegd)
    )
    return first, second, third


def _tell_let_op(item: Lijnstand, nu: Kwartaal) -> str:
    """Tell what asks attention: late, adjusted, not reported; and the share that is done."""
    stand = item.stand
    parts = ["datum voorbij"] if is_te_laat(item, nu) else []
    if item.aantal is not None and item.aantal != item.lijn.aantal:
        parts.append(f"bijgesteld van {item.lijn.aantal}")
    if stand is None:
        parts += ["nog niets gemeld"] if item.aantal is not None else []
    else:
        parts += [f"{format_procent(stand.opgeleverd, item.aantal)} klaar"] if item.aantal else []
        parts += [f"stand van {stand.moment}"] if stand.moment < nu else []
        parts += [text for text in (stand.reden, stand.toelichting) if text]
    return "; ".join(parts)
