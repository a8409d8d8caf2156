"""The language of a WFS as GeoServer speaks it: layers, their fields, and features page by page.

Only properties are asked for, never outlines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.bronnen.web import MEESTE_BLADZIJDEN, is_rij
from woonzorg.fouten import BronFout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bronnen.web import Web

PER_BLADZIJDE = 1000
SERVERFOUT = 500

_ZONDER: tuple[tuple[str, ...], ...] = ((), ("sortBy",), ("propertyName",), ("sortBy", "propertyName"))
"""What is left out, in this order, where the service refuses it."""


def read_capabilities(web: Web, pad: str) -> str:
    """Return what the service says of itself, as XML."""
    vraag = {"service": "WFS", "version": "2.0.0", "request": "GetCapabilities"}
    return web.get(pad, vraag).inhoud.decode("utf-8", errors="replace")


def describe_laag(web: Web, pad: str, laag: str) -> Any:
    """Return the service's description of a layer."""
    vraag = {
        "service": "WFS", "version": "2.0.0", "request": "DescribeFeatureType",
        "typeNames": laag, "outputFormat": "application/json",
    }  # fmt: skip
    return web.get_json(pad, vraag)


def read_rijen(
    web: Web, pad: str, laag: str, velden: Sequence[str], conditie: str = ""
) -> list[dict[str, Any]]:
    """Read the properties of a layer's features, page by page, and check the count.

    An order and a choice of fields are asked for, as without an order the pages of a WFS may overlap. A service that
    refuses one of these is asked without it, and what comes is checked for doubles. The first of the fields names an
    area.

    Raises
    ------
    BronFout
        When an answer is no feature collection, or fewer or more features came than were matched.
    """
    vraag = {
        "service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": laag,
        "outputFormat": "application/json", "propertyName": ",".join(velden), "count": str(PER_BLADZIJDE),
        "sortBy": velden[0],
    } | ({"CQL_FILTER": conditie} if conditie else {})  # fmt: skip
    first: BronFout | None = None
    refused = set(web.geweigerd) & {name for missed in _ZONDER for name in missed}
    for missed in [one for one in _ZONDER if refused <= set(one)]:
        try:
            asked = {key: text for key, text in vraag.items() if key not in missed}
            rows = _read_pages(web, pad, asked, velden[0])
        except BronFout as error:
            if not error.is_geweigerd:
                raise
            first = first or error
            continue
        web.geweigerd |= dict.fromkeys(missed, first.oorzaak if first else "")
        return rows
    raise first or BronFout(web.bron, web.resolve(pad), "de dienst weigert elke vraag")


def _read_pages(web: Web, pad: str, vraag: dict[str, str], code: str) -> list[dict[str, Any]]:
    laag, adres = vraag["typeNames"], web.resolve(pad)
    rows: list[dict[str, Any]] = []
    pages = 0
    while True:
        answer = web.get_json(pad, vraag | {"startIndex": str(len(rows))})
        page = _read_page(web, adres, laag, answer)
        rows, pages = rows + page, pages + 1
        matched = _read_matched(answer)
        if not page or (matched is not None and len(rows) >= matched):
            break
        if pages >= MEESTE_BLADZIJDEN:
            raise BronFout(web.bron, adres, f"{laag} heeft meer dan {MEESTE_BLADZIJDEN} bladzijden")
    if matched is not None and len(rows) != matched:
        raise BronFout(
            web.bron, adres, f"het aantal gebieden van {laag} klopt niet",
            verwacht=str(matched), gevonden=str(len(rows)),
        )  # fmt: skip
    if pages > 1 and len({row.get(code) for row in rows}) < len(rows):
        # The total fits, yet an area came twice: then another did not come at all.
        raise BronFout(web.bron, adres, f"de bladzijden van {laag} overlappen elkaar")
    return rows


def _read_page(web: Web, adres: str, laag: str, answer: Any) -> list[dict[str, Any]]:
    features = answer.get("features") if isinstance(answer, dict) else None
    known = features if isinstance(features, list) else [None]
    rows = [feature.get("properties") or {} for feature in known if isinstance(feature, dict)]
    if len(rows) < len(known) or not all(map(is_rij, rows)):
        raise BronFout(web.bron, adres, f"het antwoord voor {laag} is geen lijst van gebieden")
    return rows


def _read_matched(answer: dict[str, Any]) -> int | None:
    count = answer.get("numberMatched", answer.get("totalFeatures"))
    return count if isinstance(count, int) else None
