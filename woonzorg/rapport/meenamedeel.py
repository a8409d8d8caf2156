"""The initiatives that were taken into a plan, on paper: named by gemeente, without place or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.initiatief.persoonstekst import find_persoonlijk
from woonzorg.rapport.stuk import Alinea, Kolom, Kop, Stijl, Tabel
from woonzorg.verdeling.delen.meegenomen import list_meegenomen, share_meegenomen
from woonzorg.verdeling.invoer.afkomst import Gepland
from woonzorg.verdeling.invoer.datum import format_besluitdag

if TYPE_CHECKING:
    from woonzorg.rapport.stuk import Blok, Cel
    from woonzorg.rapport.zicht import Openbaar
    from woonzorg.verdeling.invoer.situatie import Uitzondering

NIET_GENOEMD = (
    "Het besluit is nog niet openbaar, of er geldt extra privacy voor de groep of kleine tellingen."
)
ZONDER_NAAM = "zonder naam"
_KOLOMMEN = (Kolom("Initiatief", breed=True), Kolom("Gemeente"), Kolom("In het plan als", breed=True))


def make_meegenomen(openbaar: Openbaar) -> tuple[Blok, ...]:
    """Return the initiatives of a plan that may be named, and how many may not; nothing where it has none."""
    scenario = openbaar.uitkomst.scenario
    every, told = list_meegenomen(scenario), share_meegenomen(scenario)
    if not every:
        return ()
    table = openbaar.uitkomst.situatie.veld.gebieden
    towns = dict(zip(table["code"], table["gemeentenaam"], strict=True))
    rows = sorted((_make_rij(item, str(towns.get(item.code, ""))) for item in told), key=str)
    rest = len(every) - len(told)
    return (
        Kop("Welke initiatieven zitten in het plan?"),
        *((Tabel("Initiatieven, per gemeente", _KOLOMMEN, tuple(rows)),) if rows else ()),
        *((Alinea(f"Niet genoemd: {rest}. {NIET_GENOEMD}", Stijl.KLEIN),) if rest else ()),
    )


def _make_rij(item: Gepland | Uitzondering, gemeente: str) -> tuple[Cel, ...]:
    name = item.afkomst.naam if item.afkomst else ""
    shown = name if name and not find_persoonlijk(name) else ZONDER_NAAM
    if isinstance(item, Gepland):
        return shown, gemeente, "geplande woningen"
    decider = item.besluit_door
    by = "een besluit" if find_persoonlijk(decider) else f"besluit van {decider}"
    return shown, gemeente, f"uitzondering: {by}, {format_besluitdag(item.datum)}"
