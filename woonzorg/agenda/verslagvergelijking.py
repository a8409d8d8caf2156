"""What a report says beside the one before: what got ready, what fell behind its term, what was adjusted and why.

Both are frozen and hold shared figures only, and the later one was made with an eye to the earlier one: so each
difference here is nothing, or 10 or more (`deeltabel`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.lijn import fold_regel
from woonzorg.agenda.versie import Agendawijziging, compare_agendas
from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    from woonzorg.agenda.gedeeld import GedeeldeVoortgang
    from woonzorg.agenda.gedeeldelijn import GedeeldeLijn
    from woonzorg.agenda.gedeeldspoor import GedeeldSpoor
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.verslag import Verslag
    from woonzorg.agenda.voortgang import Teller


@dataclass(frozen=True)
class Erbij:
    """How far one count of a gemeente rose since the report before.

    Attributes
    ----------
    code : str
        '' for what is agreed for no gemeente in particular.
    teller : Teller
    toen, nu : int or None
        Since the start, as told then and now; None where that was not or is not told.
    aantal : int or None
        What came with it; None where that cannot be told.
    gecorrigeerd : tuple of Kwartaal
        Moments of which what was told has been corrected since: it stays as it was told.
    minstens : tuple of (bool, bool)
        Whether there may have been more then, and now, than is told.
    """

    code: str
    teller: Teller
    toen: int | None
    nu: int | None
    aantal: int | None
    gecorrigeerd: tuple[Kwartaal, ...]
    minstens: tuple[bool, bool] = (False, False)


@dataclass(frozen=True)
class Bijstelling:
    """A line whose number was adjusted since.

    Attributes
    ----------
    lijn : GedeeldeLijn
        As it is now.
    toen : int or None
        The number that held then; None where that was not told.
    """

    lijn: GedeeldeLijn
    toen: int | None


@dataclass(frozen=True)
class Verslagvergelijking:
    """A report beside the one before.

    Attributes
    ----------
    vorige, nu : Verslag
    erbij : tuple of Erbij
        For each count of each gemeente.
    achter : tuple of GedeeldeLijn
        Lines that fell behind their term since.
    ingelopen : tuple of GedeeldeLijn
        Lines that were late then and are no longer.
    bijgesteld : tuple of Bijstelling
    agenda : tuple of Agendawijziging
        What changed in the agenda itself; a number that may not be told is empty.
    """

    vorige: Verslag
    nu: Verslag
    erbij: tuple[Erbij, ...]
    achter: tuple[GedeeldeLijn, ...]
    ingelopen: tuple[GedeeldeLijn, ...]
    bijgesteld: tuple[Bijstelling, ...]
    agenda: tuple[Agendawijziging, ...]


def compare_verslagen(vorige: Verslag, nu: Verslag) -> Verslagvergelijking:
    """Return what a report says beside the one before.

    Parameters
    ----------
    vorige, nu : Verslag
        The later one must have been made with the earlier one as its `vorige`.

    Raises
    ------
    InvoerFout
        When it was not: then a small count could follow from their difference.
    """
    if nu.vorige != vorige.id and vorige.gedeeld not in nu.eerder:
        message = "Deze twee verslagen zijn niet na elkaar gemaakt."
        remedy = "Maak het nieuwe verslag met het vorige erbij."
        raise InvoerFout(
            message, verwacht=f"vorig verslag {nu.vorige or 'geen'}", gevonden=vorige.id, remedie=remedy
        )
    before, after = vorige.gedeeld, nu.gedeeld
    then = {fold_regel(line.lijn.regel): line for line in before.lijnen}
    both = [(old, line) for line in after.lijnen if (old := then.get(fold_regel(line.lijn.regel)))]
    return Verslagvergelijking(
        vorige, nu, tuple(_judge_spoor(spoor, before, after.moment) for spoor in after.sporen),
        tuple(line for old, line in both if line.te_laat and old.te_laat is False),
        tuple(line for old, line in both if old.te_laat and line.te_laat is False),
        tuple(Bijstelling(line, old.aantal) for old, line in both if _is_bijgesteld(old, line)),
        compare_agendas([line.lijn for line in before.lijnen], [line.lijn for line in after.lijnen]),
    )  # fmt: skip


def _is_bijgesteld(toen: GedeeldeLijn, nu: GedeeldeLijn) -> bool:
    return bool(nu.reden) and (toen.reden, toen.aantal, toen.verborgen) != (nu.reden, nu.aantal, nu.verborgen)


def _judge_spoor(spoor: GedeeldSpoor, toen: GedeeldeVoortgang, moment: Kwartaal) -> Erbij:
    old = toen.find(spoor.teller, spoor.code)
    before = old.stappen[-1].gereed if old and old.stappen else None
    now = spoor.stappen[-1].gereed if spoor.stappen else None
    return Erbij(
        spoor.code,
        spoor.teller,
        before,
        now,
        _subtract(spoor, toen.moment),
        _list_gecorrigeerd(old, spoor, moment),
        (_is_minstens(old), _is_minstens(spoor)),
    )


def _is_minstens(spoor: GedeeldSpoor | None) -> bool:
    return spoor is not None and bool(spoor.stappen) and not spoor.stappen[-1].precies


def _subtract(spoor: GedeeldSpoor, toen: Kwartaal) -> int | None:
    """Return what came since a moment; None where of either end something is held back, or was corrected since."""
    ends = [spoor.find_stap(toen), spoor.stappen[-1] if spoor.stappen else None]
    told = [step.gereed for step in ends if step and step.precies and step.gereed is not None]
    return told[1] - told[0] if len(told) == 2 else None


def _list_gecorrigeerd(toen: GedeeldSpoor | None, nu: GedeeldSpoor, moment: Kwartaal) -> tuple[Kwartaal, ...]:
    exact = {step.moment for step in toen.stappen if step.precies} if toen else set()
    return tuple(step.moment for step in nu.stappen if step.moment in exact - {moment} and not step.precies)
