"""The initiatives that were taken into a plan, on paper: named by gemeente, without place or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.initiatief.meegedeeld import NIET_GENOEMD, share_initiatieven
from woonzorg.rapport.stuk import Alinea, Kolom, Kop, Stijl, Tabel

if TYPE_CHECKING:
    from woonzorg.rapport.stuk import Blok
    from woonzorg.rapport.zicht import Openbaar

_KOLOMMEN = (Kolom("Initiatief", breed=True), Kolom("Gemeente"), Kolom("In het plan als", breed=True))


def make_meegenomen(openbaar: Openbaar) -> tuple[Blok, ...]:
    """Return the initiatives of a plan that may be named, and how many may not; nothing where it has none."""
    rows, rest = share_initiatieven(openbaar.uitkomst.scenario, openbaar.uitkomst.situatie.veld)
    if not rows and not rest:
        return ()
    return (
        Kop("Welke initiatieven zitten in het plan?"),
        *((Tabel("Initiatieven, per gemeente", _KOLOMMEN, rows),) if rows else ()),
        *((Alinea(f"Niet genoemd: {rest}. {NIET_GENOEMD}", Stijl.KLEIN),) if rest else ()),
    )
