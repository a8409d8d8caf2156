"""The lines of an agenda as a table by due date: for the maker with how far each is, for others what was agreed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.lijn import Gedekt
from woonzorg.agenda.voortgang import is_te_laat
from woonzorg.tekst.getal import format_procent
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.agenda.gedeeld import GedeeldeVoortgang
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Agendalijn
    from woonzorg.agenda.voortgang import Agendavoortgang, Lijnstand

NIET_GETOOND = "niet getoond"
"""Stands for a number under 10, and for one from which such a number would follow."""

_NIETS = (math.nan, math.nan, math.nan)


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


def list_lijnrijen(voortgang: Agendavoortgang, gemeenten: Mapping[str, str]) -> tuple[Lijnrij, ...]:
    """Return a row a line, by due date, for the maker.

    Parameters
    ----------
    voortgang : Agendavoortgang
    gemeenten : mapping
        Code to name.
    """
    return tuple(
        _make_rij(
            item.lijn, _tell_aantal(item.aantal), gemeenten, _list_stappen(item), _tell_let_op(item, voortgang.moment)
        )
        for item in voortgang.lijnen
    )  # fmt: skip


def list_gedeelde_lijnrijen(gedeeld: GedeeldeVoortgang, gemeenten: Mapping[str, str]) -> tuple[Lijnrij, ...]:
    """Return a row a line as it may be shared: what was agreed, and whether its date has passed; not how far it is."""
    return tuple(
        _make_rij(
            item.lijn, NIET_GETOOND if item.verborgen else _tell_aantal(item.aantal), gemeenten, _NIETS,
            "; ".join(filter(None, ["datum voorbij" if item.te_laat else "", item.reden])),
        )
        for item in gedeeld.lijnen
    )  # fmt: skip


def _make_rij(
    line: Agendalijn, aantal: float | str, gemeenten: Mapping[str, str], stappen: tuple[float, float, float],
    let_op: str,
) -> Lijnrij:  # fmt: skip
    return Lijnrij(
        line.regel, str(line.gereed) if line.gereed else "geen termijn", _describe_wat(line),
        gemeenten.get(line.gemeente, line.gemeente) or "hele streek", line.trekker or "niet genoemd", aantal,
        *stappen, "niet bekend" if line.gedekt == Gedekt.ONBEKEND else str(line.gedekt), let_op,
    )  # fmt: skip


def _describe_wat(line: Agendalijn) -> str:
    group = PER_SLEUTEL[line.groep].titel if line.groep else "meer groepen"
    parts = [str(line.soort).capitalize(), group[:1].lower() + group[1:], line.corporatie]
    return ", ".join(filter(None, parts))


def _tell_aantal(aantal: int | None) -> float | str:
    return "geen aantal" if aantal is None else float(aantal)


def _list_stappen(item: Lijnstand) -> tuple[float, float, float]:
    stand = item.stand
    if stand is None:
        return _NIETS
    first, second, third = (
        math.nan if count is None else float(count)
        for count in (stand.opgeleverd, stand.in_voorbereiding, stand.toegezegd)
    )
    return first, second, third


def _tell_let_op(item: Lijnstand, nu: Kwartaal) -> str:
    """Tell what asks attention: lapsed, late, adjusted, not reported; and the share that is done."""
    stand = item.stand
    late = is_te_laat(item, nu) is not False
    parts = ["vervallen"] if item.aantal == 0 else ["datum voorbij"] if late else []
    if item.aantal is not None and item.aantal != item.lijn.aantal:
        parts.append(f"bijgesteld van {item.lijn.aantal}")
    if stand is None:
        parts += ["nog niets gemeld"] if item.aantal is not None else []
    else:
        parts += [f"{format_procent(stand.opgeleverd, item.aantal)} klaar"] if item.aantal else []
        parts += [f"stand van {stand.moment}"] if stand.moment < nu else []
        parts += [text for text in (stand.reden, stand.toelichting) if text]
    return "; ".join(parts)
