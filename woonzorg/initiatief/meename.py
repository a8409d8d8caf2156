"""An initiative taken into a distribution: as planned homes, or as a decided exception, and named there.

The rules of that distribution decide which: what they do not stop becomes planned capacity (methode: 'plus planned
dwellings for the groups'); what they stop in principle needs a decision, and is then a fact. Refused, with what can be
done, is whatever a distribution does not know: it spreads homes, for groups that the rule binds.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.initiatief.gedeeldetoets import rests_on_klein
from woonzorg.initiatief.initiatief import OPEN
from woonzorg.initiatief.meenamewoorden import KOPIE, describe_meename, list_letop
from woonzorg.initiatief.persoonstekst import find_persoonlijk
from woonzorg.initiatief.toets import Toetsoordeel, judge_initiatief
from woonzorg.initiatief.toetswoorden import GEEN_BEDING, describe_zin, name_groep
from woonzorg.verdeling.invoer.datum import format_dag
from woonzorg.verdeling.invoer.gepland import Gepland, Initiatiefmerk
from woonzorg.verdeling.invoer.situatie import Uitzondering
from woonzorg.verdeling.regels.besluiten import check_feiten, count_woningen
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.scenario.inhoud import STATUSSEN, change
from woonzorg.verdeling.scenario.levensloop import make_kopie
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, list_voorouders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.initiatief.toets import Toetsuitkomst
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.scenario.inhoud import Scenario

    _Deel = TypeVar("_Deel", Gepland, Uitzondering)


@dataclass(frozen=True)
class Meename:
    """What taking an initiative along did.

    Attributes
    ----------
    scenario : Scenario
        With it; the same as before where it was in already.
    deel : Gepland or Uitzondering
        As what it is in.
    zinnen : tuple of str
        What was done, and what to know about it.
    is_nieuw : bool
        Whether anything changed.
    """

    scenario: Scenario
    deel: Gepland | Uitzondering
    zinnen: tuple[str, ...]
    is_nieuw: bool


def take_along(initiatief: Initiatief, scenario: Scenario, veld: Veld) -> Meename:
    """Take an initiative into a distribution; one that was in already makes way for what it is now.

    Parameters
    ----------
    initiatief : Initiatief
    scenario : Scenario
        On the level of the buurt.
    veld : Veld
        Of the data that it is worked out on, with its own figures.

    Raises
    ------
    InvoerFout
        When a distribution does not know it, the rule stops it without a decision, or the plan could not hold it.
    InhoudFout
        When its place is not in these data.
    """
    _refuse(_list_onbekend(initiatief, scenario))
    # A plan that was discussed or adopted stays as it was: this goes into a copy, which is a concept again.
    work = scenario if scenario.status == STATUSSEN[0] else make_kopie(scenario)
    rest = _drop(work, initiatief)
    found, situatie = _judge(initiatief, rest, veld)
    came = Initiatiefmerk(
        initiatief.id, str(initiatief.instrument), _keep_naam(initiatief), rests_on_klein(found, situatie)
    )
    deel: Gepland | Uitzondering
    if _is_gestopt(found):
        deel = _make_uitzondering(found, rest, situatie, came)
        after = change(rest, uitzonderingen=(*rest.uitzonderingen, deel))
    else:
        deel = _make_gepland(found, situatie, came)
        after = change(rest, gepland=(*rest.gepland, deel))
    check_feiten(make_situatie(after, veld), REGELS)
    before = _list_delen(scenario)
    new = set(before) != set(_list_delen(after))
    zinnen = (
        describe_meename(deel, found.plek.naam, stond_er=_list_delen(rest) != before, is_nieuw=new),
        *list_letop(deel, found, situatie),
        *_tell_elders(deel, rest, veld),
        *([KOPIE] if new and work is not scenario else ()),
    )
    return Meename(after if new else scenario, deel, zinnen, new)


def _refuse(weigeringen: Iterable[tuple[bool, str, str]]) -> None:
    """Refuse for the first reason that holds: each whether it does, why in words, and what to do."""
    for geldt, wat, remedie in weigeringen:
        if geldt:
            message = f"Dit initiatief gaat niet mee in de verdeling. {wat}"
            raise InvoerFout(message, remedie=remedie)


def _list_onbekend(initiatief: Initiatief, scenario: Scenario) -> Iterator[tuple[bool, str, str]]:
    """Yield what a distribution does not know."""
    groep, one, more = name_groep(initiatief.groep).lower(), *initiatief.vorm.eenheid
    yield bool(initiatief.waarom_onbewaard), initiatief.waarom_onbewaard, "Geef het aantal van een heel jaar."
    yield (
        initiatief.groep == OPEN, "Voor wie het is, is nog niet bekend. De verdeling deelt uit per groep.",
        "Kies een groep. Is die er nog niet, weeg dan eerst wat de buurt kan dragen (stap Afweging).",
    )  # fmt: skip
    yield (
        not initiatief.is_gebonden,
        f"De verdeling deelt alleen uit voor groepen waarvoor de regel geldt, en die geldt niet voor {groep}.",
        "Hiervoor hoeft niets in de verdeling. Ga verder met de afweging.",
    )
    yield (
        not initiatief.vorm.verdeeld,
        f"De verdeling telt woningen, en een {one} is geen woning: met {more} zou er plek lijken die er niet is.",
        "Leg het apart vast. Komen er ook woningen, toets die dan als nieuwbouw of transformatie.",
    )  # fmt: skip
    yield (
        scenario.niveau != Niveau.BUURT, "De verdeling staat op wijken, en een initiatief ligt in één buurt.",
        "Zet de verdeling op buurten.",
    )  # fmt: skip


def _drop(scenario: Scenario, initiatief: Initiatief) -> Scenario:
    """Return the scenario without an initiative: this version of it, the one it was derived from, or an earlier one."""
    return change(
        scenario, gepland=_leave_out(scenario.gepland, initiatief),
        uitzonderingen=_leave_out(scenario.uitzonderingen, initiatief),
    )  # fmt: skip


def _leave_out(delen: Iterable[_Deel], initiatief: Initiatief) -> tuple[_Deel, ...]:
    return tuple(item for item in delen if not is_zelfde(item, initiatief))


def is_zelfde(deel: Gepland | Uitzondering, initiatief: Initiatief) -> bool:
    """Tell whether a part of a plan came from an initiative: by its id, or by place, group, instrument and name."""
    came = deel.initiatief
    if came is None:
        return False
    named = (deel.code, deel.groep, came.instrument, came.naam.casefold())
    same = (
        initiatief.plek, initiatief.groep, str(initiatief.instrument), _keep_naam(initiatief).casefold()
    )  # fmt: skip
    return came.kenmerk in {initiatief.id, initiatief.afgeleid_van} or named == same


def find_deel(scenario: Scenario, initiatief: Initiatief) -> Gepland | Uitzondering | None:
    """Return as what an initiative is in a distribution; None where it is not."""
    return next((item for item in _list_delen(scenario) if is_zelfde(item, initiatief)), None)


def _list_delen(scenario: Scenario) -> list[Gepland | Uitzondering]:
    return [*scenario.gepland, *scenario.uitzonderingen]


def _keep_naam(initiatief: Initiatief) -> str:
    return "" if find_persoonlijk(initiatief.naam) else initiatief.naam


def _judge(initiatief: Initiatief, rest: Scenario, veld: Veld) -> tuple[Toetsuitkomst, Situatie]:
    """Judge it by the rules of the distribution: other decisions say nothing of this initiative."""
    situatie = make_situatie(dataclasses.replace(rest, uitzonderingen=()), veld)
    return judge_initiatief(initiatief, situatie), situatie


def _is_gestopt(found: Toetsuitkomst) -> bool:
    """Tell whether a decision is needed: the rule says no, or the plan lets nothing come to an unknown class."""
    return found.oordeel == Toetsoordeel.IN_BEGINSEL_NIET or found.klasse_onbekend


def _make_uitzondering(
    found: Toetsuitkomst, rest: Scenario, situatie: Situatie, merk: Initiatiefmerk
) -> Uitzondering:
    item, case = found.initiatief, found.initiatief.uitzondering
    if case is None:
        message = f"Zonder besluit gaat dit initiatief niet mee in de verdeling. {describe_zin(found)}"
        raise InvoerFout(message, remedie=_LEG_VAST)
    apart = PER_SLEUTEL[item.groep].verdeelbaar and item.groep not in situatie.groepen
    _refuse((
        (not found.besluiten, f"{describe_zin(found)} {GEEN_BEDING}", _ANDERS),
        (apart, f"In deze verdeling staat {name_groep(item.groep).lower()} niet apart in de vraag.", _VRAAG),
    ))  # fmt: skip
    _refuse_dubbel(found, rest)
    return Uitzondering(
        item.plek, case.motief, case.besluiter, case.datum, item.groep, aantal=item.aantal, initiatief=merk
    )


_VRAAG = "Zet die groep op Verdelen in de vraag, en neem het initiatief daarna mee."
_ANDERS = "Kies een andere plek, of een kleiner aantal."
_LEG_VAST = f"{_ANDERS} Of leg hier eerst het besluit vast: waarom het wel kan, wie besloot en wanneer."


def _refuse_dubbel(found: Toetsuitkomst, rest: Scenario) -> None:
    """Refuse a decision beside one that stands there by hand: it may be the same."""
    item = found.initiatief
    for other in rest.uitzonderingen:
        if other.initiatief is None and other.aantal and other.code == item.plek and other.covers(item.groep):
            message = f"In {found.plek.naam} staat al een besluit voor deze groep."
            day, count = format_dag(other.datum), count_woningen(other.aantal)
            raise InvoerFout(
                message, gevonden=f"besluit van {other.besluit_door}, {day}, {count}", remedie=_DUBBEL
            )


_DUBBEL = (
    "Is dat dit initiatief, dan hoeft u niets te doen. Is het iets anders, haal dat besluit dan weg op Verdelen en "
    "voeg het daarna weer toe."
)


def _tell_elders(deel: Gepland | Uitzondering, rest: Scenario, veld: Veld) -> Iterator[str]:
    """Tell where else something of the same name, group and instrument stands: it may be the same, at another place."""
    came = deel.initiatief
    for other in _list_delen(rest):
        was = other.initiatief
        named = was and came and came.naam and was.naam.casefold() == came.naam.casefold()
        if named and was and came and (other.groep, was.instrument) == (deel.groep, came.instrument):
            yield f"'{came.naam}' staat ook in {veld.namen[other.code]}. {_ELDERS}"


_ELDERS = "Is dat hetzelfde initiatief, haal het daar dan weg op Verdelen."


def _make_gepland(found: Toetsuitkomst, situatie: Situatie, merk: Initiatiefmerk) -> Gepland:
    item = found.initiatief
    _refuse(_list_plaatsloos(found, situatie))
    return Gepland(item.plek, item.aantal, item.groep, merk)


def _list_plaatsloos(found: Toetsuitkomst, situatie: Situatie) -> Iterator[tuple[bool, str, str]]:
    """Yield why its homes are no planned capacity."""
    item = found.initiatief
    groep = name_groep(item.groep).lower()
    yield (
        not item.vorm.bouwt, "Toewijzing maakt geen woning: deze woningen zitten al in wat er vrijkomt.",
        f"Wilt u het aantal in {found.plek.naam} vasthouden? Zet dat gebied dan vast op Verdelen.",
    )  # fmt: skip
    yield (
        not PER_SLEUTEL[item.groep].verdeelbaar, f"Voor {groep} wordt getoetst, en nooit automatisch verdeeld.",
        "Toets elke plek hier, en leg de uitkomst apart vast.",
    )  # fmt: skip
    yield (
        not _is_gevraagd(item.groep, situatie),
        f"In deze verdeling wordt niets gevraagd voor {groep}: de woningen gingen dan naar andere groepen.",
        _VRAAG,
    )


def _is_gevraagd(groep: str, situatie: Situatie) -> bool:
    """Tell whether anything is spread for a group, a whole in which it lies, or a part of it."""
    family = {
        groep,
        *list_voorouders(groep),
        *(name for name in PER_SLEUTEL if groep in list_voorouders(name)),
    }
    need = situatie.behoefte
    return any(count and name in family for name, count in zip(need.groepen, need.aantallen, strict=True))
