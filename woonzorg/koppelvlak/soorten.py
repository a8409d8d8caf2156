"""Where other systems find their addresses, and in which forms they are answered: known without all the rest."""

from __future__ import annotations

from urllib.parse import quote, urlencode

PAD = "api/v1"
"""First part of the addresses; the number is that of the contract, and changes when an old client would break."""

API_VERSIE = "1.0.0"
"""Version of the contract, in full."""

SOORT_JSON, SOORT_GEOJSON, SOORT_PROBLEEM = (
    "application/json",
    "application/geo+json",
    "application/problem+json",
)
SOORT_JSONLD = "application/ld+json"


def make_leesadres(code: str, momentopname: str, jaar: int | None = None) -> str:
    """Return where an area is read, from where the dashboard is found: of the figures shown, not of later ones.

    Examples
    --------
    >>> make_leesadres("BU91010001", "2026-11-29-829818d8", 2022)
    'api/v1/gebieden/BU91010001?momentopname=2026-11-29-829818d8&jaar=2022'
    """
    asked = {"momentopname": momentopname} | ({"jaar": str(jaar)} if jaar else {})
    return f"{PAD}/gebieden/{quote(code, safe='')}?{urlencode(asked)}"
