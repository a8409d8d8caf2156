"""Whether a conversation is well formed: all that is wrong told together, and texts about persons warned of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from woonzorg.fouten import InhoudFout
from woonzorg.initiatief.gesprek import EERSTE_JAAR, LAATSTE_JAAR, Baat, Investering, fold_partij
from woonzorg.initiatief.gespreksmodel import (
    PARTIJSOORTEN,
    PER_INVESTERING,
    PER_KNOP,
    PER_ROUTE,
    WAARDEN,
    Gesprekswaarde,
)
from woonzorg.initiatief.persoonstekst import warn_personen
from woonzorg.tekst.plat import join_woorden, strip_onzichtbaar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.initiatief.gesprek import Gesprek, Knopgesprek, Kostenpost

LANGST, LANGSTE_NAAM = 500, 120
"""Most signs of a text, and of the name of an organisation."""

GROOTST = 1_000_000_000
"""Amounts (euros, hours) from here are a slip of the pen."""

Deel = TypeVar("Deel", Investering, Baat)


def change_knop(gesprek: Gesprek, nr: int, knop: Knopgesprek | None) -> Gesprek:
    """Return the conversation with one knob changed; None turns it off.

    Raises
    ------
    InhoudFout
        With all that is wrong together.
    """
    others = tuple(one for one in gesprek.knoppen if one.knop != nr)
    given = () if knop is None else (_clean_knop(knop),)
    changed = replace(gesprek, knoppen=tuple(sorted((*others, *given), key=lambda one: one.knop)))
    refuse_gesprek(changed)
    return changed


def _clean_knop(knop: Knopgesprek) -> Knopgesprek:
    """Return it with plain text on one line."""
    return replace(
        knop,
        uitwerking=strip_onzichtbaar(knop.uitwerking),
        bewijs_vooraf=strip_onzichtbaar(knop.bewijs_vooraf),
        bewijs_tijdens=strip_onzichtbaar(knop.bewijs_tijdens),
        kosten=tuple(replace(one, wat=strip_onzichtbaar(one.wat)) for one in knop.kosten),
        investeringen=tuple(_clean_deel(one) for one in knop.investeringen),
        baten=tuple(_clean_deel(one) for one in knop.baten),
    )


def _clean_deel(deel: Deel) -> Deel:
    return replace(
        deel, partij=strip_onzichtbaar(deel.partij), toelichting=strip_onzichtbaar(deel.toelichting)
    )


def refuse_gesprek(gesprek: Gesprek) -> None:
    """Raise when anything is wrong: all of it together.

    Raises
    ------
    InhoudFout
    """
    findings = list(check_gesprek(gesprek))
    if findings:
        message = "Dit gesprek klopt niet."
        raise InhoudFout(message, findings, remedie="Pas aan wat hier staat.")


def check_gesprek(gesprek: Gesprek) -> tuple[str, ...]:
    """Return all that is wrong, in Dutch: what was expected, what was found, and the remedy."""
    return (*_check_tafel(gesprek), *(said for knob in gesprek.knoppen for said in _check_knop(knob)))


def _check_tafel(gesprek: Gesprek) -> Iterator[str]:
    for nr, count in Counter(knob.knop for knob in gesprek.knoppen).items():
        if nr not in PER_KNOP:
            yield f"stuurknop {nr} bestaat niet; kies een nummer van 1 tot en met {len(PER_KNOP)}"
        if count > 1:
            yield f"stuurknop {nr} staat er {count} keer in; houd er een over"
    for name, count in Counter(fold_partij(one.naam) for one in gesprek.partijen).items():
        if count > 1 or not name:
            yield f"partij '{name[:30]}' staat er {count} keer in; houd er een over" if name else _GEEN_NAAM
    for party in gesprek.partijen:
        yield from _check_tekst(f"partij '{party.naam[:30]}'", "naam", party.naam, LANGSTE_NAAM)
        if party.soort and party.soort not in PARTIJSOORTEN:
            yield (
                f"partij '{party.naam[:30]}': de soort '{party.soort[:30]}' bestaat niet; laat die leeg, of kies uit "
                f"{', '.join(PARTIJSOORTEN)}"
            )


_GEEN_NAAM = "een partij aan tafel heeft geen naam; vul de naam van de organisatie in, of haal haar weg"


def _check_knop(knop: Knopgesprek) -> Iterator[str]:
    where = f"stuurknop {knop.knop}"
    for name in ("uitwerking", "bewijs_vooraf", "bewijs_tijdens"):
        yield from _check_tekst(where, name.replace("_", " "), getattr(knop, name), LANGST)
    if knop.knop in PER_KNOP:
        yield from _check_doelen(where, knop)
    for place, cost in enumerate(knop.kosten, 1):
        yield from _check_getallen(f"{where}, kosten {place}", cost)
        yield from _check_tekst(f"{where}, kosten {place}", "omschrijving", cost.wat, LANGST)
    for place, one in enumerate(knop.investeringen, 1):
        yield from _check_investering(f"{where}, investering {place}", one)
    for place, gain in enumerate(knop.baten, 1):
        yield from _check_baat(f"{where}, baat {place}", knop.knop, gain)


def _check_doelen(where: str, knop: Knopgesprek) -> Iterator[str]:
    routes = PER_KNOP[knop.knop].routes
    for goal, count in Counter(knop.doelen).items():
        route, value = PER_ROUTE[goal.route], WAARDEN[goal.waarde]
        if goal.route not in routes:
            known = join_woorden([PER_ROUTE[one].titel for one in routes])
            yield f"{where} werkt in het Gespreksmodel niet via '{route.titel}'; kies uit {known}"
        elif goal.waarde not in route.waarden:
            known = join_woorden([WAARDEN[one] for one in route.waarden])
            yield f"{where}: '{route.titel}' leidt in het Gespreksmodel niet naar '{value}'; kies uit {known}"
        if count > 1:
            yield f"{where}: '{route.titel}' naar '{value}' staat er {count} keer in; houd er een over"


def _check_investering(where: str, investering: Investering) -> Iterator[str]:
    if investering.soort not in PER_INVESTERING:
        yield f"{where}: soort '{investering.soort[:20]}' bestaat niet; kies uit {', '.join(PER_INVESTERING)}"
    yield from _check_partij(where, investering.partij)
    yield from _check_getallen(where, investering)
    yield from _check_tekst(where, "toelichting", investering.toelichting, LANGST)
    begin, end = investering.van, investering.tot
    for year in (begin, end):
        if year is not None and not EERSTE_JAAR <= year <= LAATSTE_JAAR:
            yield f"{where}: {year} is geen jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}; pas het aan"
    if begin is not None and end is not None and end < begin:
        yield f"{where}: houdt op in {end}, maar begint pas in {begin}; kies een einde in of na {begin}"


def _check_baat(where: str, nr: int, baat: Baat) -> Iterator[str]:
    yield from _check_partij(where, baat.partij)
    yield from _check_getallen(where, baat)
    yield from _check_tekst(where, "toelichting", baat.toelichting, LANGST)
    values = PER_KNOP[nr].waarden if nr in PER_KNOP else tuple(Gesprekswaarde)
    if baat.waarde is not None and baat.waarde not in values:
        known = join_woorden([WAARDEN[value] for value in values])
        yield (
            f"{where}: '{WAARDEN[baat.waarde]}' volgt in het Gespreksmodel niet uit stuurknop {nr}; kies uit {known}, "
            "of laat het leeg"
        )


def _check_partij(where: str, partij: str) -> Iterator[str]:
    if not fold_partij(partij):
        yield f"{where}: de partij ontbreekt; vul een organisatie in, zoals gemeente of woningcorporatie"
    yield from _check_tekst(where, "partij", partij, LANGSTE_NAAM)


def _check_getallen(where: str, deel: Kostenpost | Investering | Baat) -> Iterator[str]:
    for name, value in (("bedrag", deel.bedrag), ("aantal uren", deel.uren)):
        if value is not None and not 0 < value < GROOTST:
            yield f"{where}: het {name} is {value}; vul een getal boven 0 in, of laat het leeg als het niet bekend is"


def _check_tekst(where: str, naam: str, tekst: str, langst: int) -> Iterator[str]:
    if len(tekst) > langst:
        yield f"{where}: '{naam}' heeft {len(tekst)} tekens; hoogstens {langst} mag, kort het in"


def warn_gesprek(gesprek: Gesprek) -> tuple[str, ...]:
    """Return a warning for each text or name that may be about a person."""
    return warn_personen(_list_teksten(gesprek))


def _list_teksten(gesprek: Gesprek) -> Iterator[tuple[str, str]]:
    yield from (("partijen aan tafel", party.naam) for party in gesprek.partijen)
    for knob in gesprek.knoppen:
        where = f"stuurknop {knob.knop}"
        yield from ((where, text) for text in (knob.uitwerking, knob.bewijs_vooraf, knob.bewijs_tijdens))
        yield from ((f"{where}, kosten {place}", cost.wat) for place, cost in enumerate(knob.kosten, 1))
        for place, one in enumerate(knob.investeringen, 1):
            yield f"{where}, investering {place}", f"{one.partij} · {one.toelichting}"
        for place, gain in enumerate(knob.baten, 1):
            yield f"{where}, baat {place}", f"{gain.partij} · {gain.toelichting}"
