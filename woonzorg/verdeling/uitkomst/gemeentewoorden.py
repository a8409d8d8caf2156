"""Words of what a plan means for one gemeente (`gemeentezicht`). Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.oordeel.klassewoorden import MEERVOUD
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.verdeling.scenario.inhoud import HOOG, LAAG

if TYPE_CHECKING:
    from woonzorg.verdeling.uitkomst.gemeentezicht import Gemeentezicht

WETTELIJK = "Een plan verandert de wettelijke taakstelling niet."
GEEN_OPGAVE = "Dit is geen opgave."
NIET_BEWEZEN = "Dit is niet bewezen binnen de rekentijd."


def describe_gemeente(zicht: Gemeentezicht, *, openbaar: bool = False) -> str:
    """Tell in one breath what holds back in a gemeente, and what fits at most.

    Parameters
    ----------
    zicht : Gemeentezicht
    openbaar : bool
        Whether to leave out what rests on more than public figures.
    """
    parts = [_describe_tegen(zicht)]
    if not openbaar:
        parts += [f"Past hoogstens {_describe_hoogstens(zicht)} met deze aannames.", GEEN_OPGAVE]
    return " ".join(parts)


def _describe_tegen(zicht: Gemeentezicht) -> str:
    held = "houdt de regel toevoegen tegen"
    if zicht.gebieden == 1:
        first = (
            f"In de enige {zicht.niveau} {held if zicht.kwetsbaar else 'houdt de regel toevoegen niet tegen'}"
        )
        return f"{first}{'; de klasse ervan is onbekend' if zicht.onbekend else ''}."
    where = f"{zicht.kwetsbaar or 'geen'} van de {zicht.gebieden} {MEERVOUD[zicht.niveau]}"
    unknown = f"; van {zicht.onbekend} is de klasse onbekend" if zicht.onbekend else ""
    return f"In {where} {held}{unknown}."


def _describe_hoogstens(zicht: Gemeentezicht) -> str:
    most = {side: zicht.kanten[side].hoogstens for side in (LAAG, HOOG) if side in zicht.kanten}
    if len(set(most.values())) == 1:
        return format_getal(next(iter(most.values())))
    return f"{format_getal(most[LAAG])} (lage vraag) of {format_getal(most[HOOG])} (hoge vraag)"


def describe_deel(zicht: Gemeentezicht) -> str:
    """Tell what is hers by inhabitants and what the plan proposes."""
    side = zicht.kanten[zicht.nu]
    return (
        f"Naar inwoners: {format_getal(side.naar_inwoners)} van de {count_woord(side.vraag, 'woning', 'woningen')}. "
        f"Dit voorstel: {format_getal(side.voorstel)}."
    )


def describe_wettelijk(zicht: Gemeentezicht) -> str:
    """Tell that the law's task stays what it is, and what her part by inhabitants is."""
    if zicht.statushouders is None:
        return WETTELIJK
    part = count_woord(zicht.statushouders, "woning", "woningen")
    return f"{WETTELIJK} Naar inwoners gaat het hier om {part} voor statushouders; het Rijk stelt de taakstelling vast."


def list_zinnen(zicht: Gemeentezicht, *, openbaar: bool = False) -> list[str]:
    """Tell all there is to say of a gemeente, the routes last; parameters as `describe_gemeente`."""
    if openbaar:
        return [describe_gemeente(zicht, openbaar=True), WETTELIJK]
    told = [describe_gemeente(zicht), describe_deel(zicht), describe_wettelijk(zicht), *list_routes(zicht)]
    return told if zicht.bewezen else [*told, NIET_BEWEZEN]


def list_routes(zicht: Gemeentezicht) -> list[str]:
    """Tell what other routes would give or cost, in homes."""
    routes = [_tell_gepland(zicht), _tell_besluit(zicht), _tell_kant(zicht), _tell_elders(zicht)]
    return [text for text in routes if text]


def _tell_gepland(zicht: Gemeentezicht) -> str:
    if zicht.gepland <= 0:
        return "Geplande woningen voor deze groepen brengen er hier niet meer bij: een andere regel houdt ze tegen."
    return (
        "Woningen bouwen of verbouwen voor deze groepen: elke geplande woning telt voor één, tot hoogstens "
        f"{format_getal(zicht.gepland)} meer. Dan houdt een andere regel tegen."
    )


def _tell_besluit(zicht: Gemeentezicht) -> str:
    if not zicht.kwetsbaar and not zicht.onbekend:
        return ""
    if zicht.besluit <= 0:
        return (
            f"Een besluit van het bestuur voor een ontziene {zicht.niveau} brengt er hier binnen de andere regels niet "
            "meer bij."
        )
    return (
        f"Een besluit van het bestuur voor een ontziene {zicht.niveau}, met motief en datum: elke woning telt voor "
        f"één, binnen de andere regels samen hoogstens {format_getal(zicht.besluit)}."
    )


def _tell_kant(zicht: Gemeentezicht) -> str:
    if zicht.nu != HOOG or LAAG not in zicht.kanten:
        return ""
    low, high = zicht.kanten[LAAG], zicht.kanten[HOOG]
    if low == high:
        return ""
    return (
        f"De lage in plaats van de hoge vraag: naar inwoners {_compare(low.naar_inwoners, high.naar_inwoners)}, "
        f"voorstel {_compare(low.voorstel, high.voorstel)}."
    )


def _compare(nu: int, eerst: int) -> str:
    """Tell a number beside the one it takes the place of."""
    return (
        f"blijft {format_getal(nu)}"
        if nu == eerst
        else f"{format_getal(nu)} in plaats van {format_getal(eerst)}"
    )


def _tell_elders(zicht: Gemeentezicht) -> str:
    if not zicht.meer:
        return ""
    more = f"{count_woord(zicht.meer, 'woning', 'woningen')} meer in {zicht.naam}"
    if zicht.elders <= 0:
        return f"{more} kost elders geen woning."
    return f"{more} kost {count_woord(zicht.elders, 'woning', 'woningen')} in de andere gemeenten."
