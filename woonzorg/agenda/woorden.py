"""Words of the agenda: the sentence of the board, its lines, and what is not known. Plain text, Dutch, B1."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.agenda.nodig import find_jaarvraag
from woonzorg.agenda.voortgang import Teller, count_jaren
from woonzorg.tekst.getal import count_woord, format_getal

if TYPE_CHECKING:
    from woonzorg.agenda.planning import Moment
    from woonzorg.agenda.voortgang import Agendavoortgang

MINDER = "minder dan 10"
"""What stands for a small count in all that is shared (methode.md, Privacy)."""

GEEN_PLAATSINGEN = (
    "Van plaatsingen per buurt is geen bestand gegeven: of de regel is gevolgd, is dus niet bekend."
)


def round_half_up(waarde: float) -> int:
    """Return a number in whole homes, halves upwards.

    Examples
    --------
    >>> round_half_up(362.5), round_half_up(226.0)
    (363, 226)
    """
    return math.floor(waarde + 0.5)


def describe_voortgang(voortgang: Agendavoortgang, *, openbaar: bool = False) -> str:
    """Tell in one sentence a kind what was let, what got ready, and whether the rule was kept, in the moment's year.

    Parameters
    ----------
    voortgang : Agendavoortgang
    openbaar : bool
        Whether counts under 10 are told as such only.
    """
    parts = [_tell_toegewezen(voortgang, openbaar=openbaar), _tell_gereed(voortgang, openbaar=openbaar)]
    parts.append(_tell_regel(voortgang, openbaar=openbaar))
    return " ".join(part for part in parts if part)


def _tell_toegewezen(voortgang: Agendavoortgang, *, openbaar: bool) -> str:
    year, factor, need = voortgang.moment.jaar, count_jaren(voortgang.moment), find_jaarvraag()
    band = f"nodig waren er {format_getal(round_half_up(need.laag * factor))} tot \
{format_getal(round_half_up(need.hoog * factor))}"
    count = count_toegewezen(voortgang)
    if count is None:
        return f"Over {year} zijn geen toewijzingen gemeld; {band} (aanname: gelijk over het jaar)."
    are = "is" if count == 1 else "zijn"
    homes = _write(count, openbaar=openbaar)
    return f"In {year} {are} {homes} toegewezen aan deze groepen; {band}."


def count_toegewezen(voortgang: Agendavoortgang) -> int | None:
    """Return the lettings of the year: as the agenda reports, else as the placements count; None for neither."""
    reported = voortgang.count_jaar(Teller.TOEWIJZING)
    if reported is not None or not voortgang.dit_jaar:
        return reported
    return sum(one.totaal for one in voortgang.dit_jaar)


def _tell_gereed(voortgang: Agendavoortgang, *, openbaar: bool) -> str:
    count = voortgang.count_jaar(Teller.BOUW)
    if count is None:
        return ""
    came = "kwam" if count == 1 else "kwamen"
    return f"Daarnaast {came} {_write(count, openbaar=openbaar)} gereed."


def _tell_regel(voortgang: Agendavoortgang, *, openbaar: bool) -> str:
    if not voortgang.dit_jaar:
        return GEEN_PLAATSINGEN
    where, without = voortgang.in_kwetsbaar, voortgang.zonder_besluit
    told = [write_klein(count) if openbaar else format_getal(count) for count in (where, without)]
    first = f"In kwetsbare buurten: {told[0]}"
    return f"{first}; van {told[1]} is geen besluit ingevoerd." if where else f"{first}."


def write_klein(aantal: int) -> str:
    """Write a count as it may be shared."""
    return format_getal(aantal) if aantal >= 10 else MINDER


def _write(aantal: int, *, openbaar: bool) -> str:
    if openbaar and aantal < 10:
        return f"{MINDER} woningen"
    return count_woord(aantal, "woning", "woningen")


def describe_verschil(voortgang: Agendavoortgang) -> str:
    """Tell where the placements count another number of lettings than the agenda reports; '' where they agree."""
    reported = voortgang.count_jaar(Teller.TOEWIJZING)
    counted = sum(one.totaal for one in voortgang.dit_jaar)
    if reported is None or not voortgang.dit_jaar or reported == counted:
        return ""
    return (
        f"De agenda meldt {format_getal(reported)} toewijzingen in {voortgang.moment.jaar}, het bestand met "
        f"plaatsingen {format_getal(counted)}."
    )


def describe_moment(moment: Moment) -> str:
    """Tell what is due at a moment."""
    return f"Q{moment.kwartaal.nummer} {moment.kwartaal.jaar}: {moment.wat[:1].lower()}{moment.wat[1:]}"
