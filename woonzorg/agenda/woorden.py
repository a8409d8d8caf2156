"""Words of the agenda: the sentence of the board, its lines, and what is not known. Plain text, Dutch, B1."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.agenda.nodig import find_jaarvraag, is_in_band
from woonzorg.agenda.planning import BEGINJAAR
from woonzorg.agenda.voortgang import Teller, count_jaren, find_teller
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.vraag.groepen import is_gebonden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.agenda.gedeeld import GedeeldeVoortgang
    from woonzorg.agenda.jaarstroom import Jaarstroom
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.planning import Moment
    from woonzorg.agenda.voortgang import Agendavoortgang

GELIJK = "aanname: gelijk over het jaar"
VRIJE_GROEPEN = "groepen waarvoor de regel niet of maar voor een deel geldt"
VRIJ_GEDEELD = f"Toewijzingen aan {VRIJE_GROEPEN}, tellen hier niet mee."

BUITEN_BAND = "groepen waarvoor de visie geen aantal noemt"
BAND_GEDEELD = f"Toewijzingen aan {BUITEN_BAND}, tellen hierin mee."
BUURTLOOS_GEDEELD = "een deel van de toegewezen woningen"

NIET_GEDEELD = "een deel"
"""What stands for homes of which it is not told how many they are."""

NIET_TE_DELEN = "niet te delen"
"""What stands for a count that is not told because one under 10 would follow from it: of itself it says nothing."""

MINDER = "minder dan 10"
"""What stands for a small count in all that is shared (methode.md, Privacy)."""


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
    if early := describe_voorbereiding(voortgang.moment):
        return early
    homes = voortgang.zonder_klasse
    parts = [
        _tell_toegewezen(
            voortgang.moment, count_toegewezen(voortgang),
            "niet te berekenen" if voortgang.zonder_begin else "niet gemeld",
        ),
        _tell_gereed(voortgang.count_jaar(Teller.BOUW)),
        _tell_regel(voortgang.in_kwetsbaar, voortgang.zonder_besluit) if voortgang.dit_jaar else "",
        tell_klasseloos(count_woord(homes, "woning", "woningen") if homes else ""),
        tell_buurtloos(count_buurtloos(voortgang)),
        describe_zonder_plaatsingen(voortgang.zonder_plaatsingen, voortgang.moment, deel=bool(voortgang.dit_jaar)),
        describe_vrij(voortgang.vrij),
        _tell_buiten_band(voortgang),
        _tell_beginloos(voortgang),
        _tell_ongemeld(voortgang),
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def describe_gedeeld(gedeeld: GedeeldeVoortgang) -> str:
    """Tell others the same, as far as it may be shared: sums of what is shown, and no count under 10."""
    if early := describe_voorbereiding(gedeeld.moment):
        return early
    let = gedeeld.count_jaar(Teller.TOEWIJZING)
    if let is None and gedeeld.per_klasse:
        let = sum(gedeeld.per_klasse.values()), gedeeld.klassen_volledig and not gedeeld.zonder_plaatsingen
    where, without = (_write_gedeeld(gedeeld, name) for name in ("in_kwetsbaar", "zonder_besluit"))
    parts = [
        _tell_toegewezen(gedeeld.moment, let, "niet bekend of niet te delen"),
        _tell_gereed(gedeeld.count_jaar(Teller.BOUW)),
        _tell_regel(where, without) if gedeeld.heeft_plaatsingen else "",
        tell_klasseloos(NIET_GEDEELD if gedeeld.zonder_klasse else ""),
        tell_buurtloos(BUURTLOOS_GEDEELD if gedeeld.zonder_buurt else ""),
        describe_ongetoetst(gedeeld),
        VRIJ_GEDEELD if gedeeld.heeft_vrij else "",
        BAND_GEDEELD if gedeeld.heeft_buiten_band else "",
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def describe_voorbereiding(moment: Kwartaal) -> str:
    """Tell of a moment before the agenda counts that nothing is needed or reported yet; '' for a later one."""
    if moment.jaar >= BEGINJAAR:
        return ""
    return f"De agenda telt vanaf {BEGINJAAR}: over {moment} is nog niets nodig en niets te melden."


def describe_ongetoetst(gedeeld: GedeeldeVoortgang) -> str:
    """Tell of which moments of the year of a shared report it is not known whether the rule was kept; '' for none."""
    given = gedeeld.heeft_plaatsingen
    return describe_zonder_plaatsingen(gedeeld.zonder_plaatsingen, gedeeld.moment, deel=given)


def describe_zonder_plaatsingen(zonder: Sequence[Kwartaal], moment: Kwartaal, *, deel: bool) -> str:
    """Tell of which moments of the year no placements were given: what was not tested is not kept; '' for none.

    Parameters
    ----------
    zonder : sequence of Kwartaal
    moment : Kwartaal
        The one that is looked at, for where nothing at all was given.
    deel : bool
        Whether of other moments of the year there are some.
    """
    if deel and not zonder:
        return ""
    over = f"Over {join_woorden(list(map(str, zonder or [moment])))} zijn geen plaatsingen per buurt"
    if not deel:
        return f"{over} gegeven: of de regel is gevolgd, is dus niet bekend."
    return f"{over} apart gegeven: staan ze niet bij een ander moment, dan is dat deel niet getoetst."


def tell_klasseloos(woningen: str) -> str:
    """Tell that of some homes it is not known in what class of buurt they are; '' for none."""
    return f"Van {woningen} is de klasse van de buurt niet bekend: dat is niet getoetst." if woningen else ""


def tell_buurtloos(woningen: str) -> str:
    """Tell that of some homes that were let no placement was given; '' for none."""
    return f"Van {woningen} is niet gegeven in welke buurt: dat is niet getoetst." if woningen else ""


def count_buurtloos(voortgang: Agendavoortgang) -> str:
    """Return in words how many homes were let of which no placement was given; '' for none."""
    homes = voortgang.zonder_buurt
    return count_woord(homes, "toegewezen woning", "toegewezen woningen") if homes else ""


def _tell_buiten_band(voortgang: Agendavoortgang) -> str:
    """Tell how many of the lettings are to groups of which the vision names no number: the need is of the others."""
    flow = voortgang.buiten_band
    homes = flow.aantal if flow else 0
    if voortgang.count_jaar(Teller.TOEWIJZING) is None:
        counts = [count for one in voortgang.dit_jaar for count in one.per_gemeente.items()]
        homes = sum(number for (_, group), number in counts if is_gebonden(group) and not is_in_band(group))
    went = "ging er" if homes == 1 else "gingen er"
    return f"Van de toegewezen woningen {went} {format_getal(homes)} naar {BUITEN_BAND}." if homes else ""


def _tell_beginloos(voortgang: Agendavoortgang) -> str:
    """Tell of how many lines it cannot be said what the year added, and what to fill in."""
    lines, year = voortgang.zonder_begin, voortgang.moment.jaar
    if not lines:
        return ""
    return (
        f"Van {count_woord(lines, 'regel', 'regels')} is niet te zeggen wat er in {year} bij kwam: er is geen stand "
        f"van {year - 1}-Q4 (vul 0 in als er toen nog niets was), of de stand is daarna verlaagd."
    )


def describe_vrij(stroom: Jaarstroom | None) -> str:
    """Tell its maker of the lettings that count in nothing, for the rule does not bind their group; '' for none."""
    if stroom is None:
        return ""
    if not stroom.bekend:
        return f"Hoeveel woningen er in {stroom.jaar} naar {VRIJE_GROEPEN} gingen, is niet bekend."
    went = "ging" if (stroom.aantal, stroom.is_heel) == (1, True) else "gingen"
    homes = _write((stroom.aantal, stroom.is_heel))
    return f"Naar {VRIJE_GROEPEN} {went} {homes}; die tellen hier niet mee."


def _write_gedeeld(gedeeld: GedeeldeVoortgang, naam: str) -> int | str:
    if naam in gedeeld.klein:
        return MINDER
    count: int | None = getattr(gedeeld, naam)
    return NIET_TE_DELEN if count is None else count


def _tell_toegewezen(moment: Kwartaal, aantal: tuple[int, bool] | None, onbekend: str = "niet gemeld") -> str:
    factor, need = count_jaren(moment), find_jaarvraag()
    low, high = (format_getal(round_half_up(side * factor)) for side in (need.laag, need.hoog))
    band = f"nodig waren er {low} tot {high}"
    if aantal is None:
        return f"Hoeveel woningen er in {moment.jaar} zijn toegewezen, is {onbekend}; {band} ({GELIJK})."
    are = "is" if aantal == (1, True) else "zijn"
    return f"In {moment.jaar} {are} {_write(aantal)} toegewezen aan deze groepen; {band}."


def count_toegewezen(voortgang: Agendavoortgang) -> tuple[int, bool] | None:
    """Return the lettings of the year, and whether that is all: as the agenda reports, else as the placements count."""
    reported = voortgang.count_jaar(Teller.TOEWIJZING)
    if reported is not None or not voortgang.dit_jaar:
        return reported
    return sum(one.totaal for one in voortgang.dit_jaar), not voortgang.zonder_plaatsingen


def _tell_gereed(aantal: tuple[int, bool] | None) -> str:
    if aantal is None:
        return ""
    return f"Daarnaast {'kwam' if aantal == (1, True) else 'kwamen'} {_write(aantal)} gereed."


def _tell_regel(waar: int | str, zonder: int | str) -> str:
    first = f"In kwetsbare buurten: {_write_getal(waar)}"
    if zonder == NIET_TE_DELEN:
        return f"{first}; hoeveel daarvan zonder ingevoerd besluit, is {zonder}."
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


def _write(aantal: tuple[int, bool], een: str = "woning", meer: str = "woningen") -> str:
    count, whole = aantal
    return f"{'' if whole else 'ten minste '}{count_woord(count, een, meer)}"


def describe_verschil(voortgang: Agendavoortgang) -> str:
    """Tell where the placements count another number of lettings than the agenda reports; '' where they agree."""
    reported = voortgang.count_jaar(Teller.TOEWIJZING)
    counted = sum(one.totaal for one in voortgang.dit_jaar)
    if reported is None or not voortgang.dit_jaar or reported[0] == counted:
        return ""
    return (
        f"De agenda meldt {_write(reported, 'toewijzing', 'toewijzingen')} in {voortgang.moment.jaar}, het bestand met "
        f"plaatsingen {format_getal(counted)}."
    )


def describe_moment(moment: Moment) -> str:
    """Tell what is due at a moment."""
    return f"Q{moment.kwartaal.nummer} {moment.kwartaal.jaar}: {moment.wat[:1].lower()}{moment.wat[1:]}"
