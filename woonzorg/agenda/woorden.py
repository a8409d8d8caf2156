"""Words of the agenda: the sentence of the board, its lines, and what is not known. Plain text, Dutch, B1."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.agenda.nodig import find_jaarvraag
from woonzorg.agenda.voortgang import Teller, count_jaren, find_teller
from woonzorg.tekst.getal import count_woord, format_getal

if TYPE_CHECKING:
    from woonzorg.agenda.gedeeld import GedeeldeVoortgang
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.planning import Moment
    from woonzorg.agenda.voortgang import Agendavoortgang

GELIJK = "aanname: gelijk over het jaar"
NIET_GEDEELD = "een deel"
"""What stands for a count that is not told because another, under 10, would follow from it."""

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


def describe_voortgang(voortgang: Agendavoortgang) -> str:
    """Tell its maker what was let, what got ready, and whether the rule was kept, in the year of the moment."""
    let, ready = count_toegewezen(voortgang), voortgang.count_jaar(Teller.BOUW)
    parts = [
        _tell_toegewezen(voortgang.moment, None if let is None else (let, True)),
        _tell_gereed(None if ready is None else (ready, True)),
        _tell_regel(voortgang.in_kwetsbaar, voortgang.zonder_besluit)
        if voortgang.dit_jaar
        else GEEN_PLAATSINGEN,
        _tell_ongemeld(voortgang),
    ]
    return " ".join(part for part in parts if part)


def describe_gedeeld(gedeeld: GedeeldeVoortgang) -> str:
    """Tell others the same, as far as it may be shared: sums of what is shown, and no count under 10."""
    let = gedeeld.count_jaar(Teller.TOEWIJZING)
    if let is None and gedeeld.per_klasse:
        let = sum(gedeeld.per_klasse.values()), gedeeld.klassen_volledig
    where, without = (_write_gedeeld(gedeeld, name) for name in ("in_kwetsbaar", "zonder_besluit"))
    parts = [
        _tell_toegewezen(gedeeld.moment, let), _tell_gereed(gedeeld.count_jaar(Teller.BOUW)),
        _tell_regel(where, without) if gedeeld.heeft_plaatsingen else GEEN_PLAATSINGEN,
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _write_gedeeld(gedeeld: GedeeldeVoortgang, naam: str) -> int | str:
    if naam in gedeeld.klein:
        return MINDER
    count: int | None = getattr(gedeeld, naam)
    return NIET_GEDEELD if count is None else count


def _tell_toegewezen(moment: Kwartaal, aantal: tuple[int, bool] | None) -> str:
    factor, need = count_jaren(moment), find_jaarvraag()
    low, high = (format_getal(round_half_up(side * factor)) for side in (need.laag, need.hoog))
    band = f"nodig waren er {low} tot {high}"
    if aantal is None:
        return f"Hoeveel woningen er in {moment.jaar} zijn toegewezen, is niet gemeld; {band} ({GELIJK})."
    are = "is" if aantal == (1, True) else "zijn"
    return f"In {moment.jaar} {are} {_write(aantal)} toegewezen aan deze groepen; {band}."


def count_toegewezen(voortgang: Agendavoortgang) -> int | None:
    """Return the lettings of the year: as the agenda reports, else as the placements count; None for neither."""
    reported = voortgang.count_jaar(Teller.TOEWIJZING)
    if reported is not None or not voortgang.dit_jaar:
        return reported
    return sum(one.totaal for one in voortgang.dit_jaar)


def _tell_gereed(aantal: tuple[int, bool] | None) -> str:
    if aantal is None:
        return ""
    return f"Daarnaast {'kwam' if aantal == (1, True) else 'kwamen'} {_write(aantal)} gereed."


def _tell_regel(waar: int | str, zonder: int | str) -> str:
    first = f"In kwetsbare buurten: {_write_getal(waar)}"
    return f"{first}; van {_write_getal(zonder)} is geen besluit ingevoerd." if waar else f"{first}."


def _write_getal(aantal: int | str) -> str:
    return aantal if isinstance(aantal, str) else format_getal(aantal)


def _tell_ongemeld(voortgang: Agendavoortgang) -> str:
    """Tell of how many lines nothing was reported for this moment: they count as they stood."""
    lines, silent = (
        sum(find_teller(item.lijn) is not None for item in voortgang.lijnen),
        len(voortgang.niet_gemeld),
    )
    if not silent:
        return ""
    return f"Van {silent} van de {count_woord(lines, 'regel', 'regels')} is over {voortgang.moment} niets gemeld."


def _write(aantal: tuple[int, bool]) -> str:
    count, whole = aantal
    return f"{'' if whole else 'ten minste '}{count_woord(count, 'woning', 'woningen')}"


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
