"""The language of OGC API Features: collections, the fields to choose by, and features page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.bronnen.levering import join_words
from woonzorg.fouten import BronFout

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import numpy as np
    import numpy.typing as npt

    from woonzorg.bronnen.web import Web

PER_BLADZIJDE = 1000
CRS_ADRES = "http://www.opengis.net/def/crs/EPSG/0/28992"


def check_collecties(web: Web, pad: str, verwacht: Collection[str], answer: Any) -> None:
    """Refuse a list of collections that lacks some.

    Raises
    ------
    BronFout
        Naming those that are not there.
    """
    try:
        names = [str(collection["id"]) for collection in answer["collections"]]
    except (KeyError, TypeError) as error:
        raise BronFout(web.bron, web.resolve(pad), "de lijst van collecties is onleesbaar") from error
    absent = [name for name in verwacht if name not in names]
    if absent:
        raise BronFout(
            web.bron, web.resolve(pad), "er ontbreken collecties",
            verwacht=join_words(absent), gevonden=join_words(names),
        )  # fmt: skip


def read_queryables(web: Web, collectie: str) -> list[str]:
    """Return the fields by which the features of a collection, given by its path, can be chosen."""
    answer = web.get_json(f"{collectie}/queryables", {"f": "json"})
    fields = answer.get("properties") if isinstance(answer, dict) else None
    return [str(name) for name in fields] if isinstance(fields, dict) else []


def read_items(
    web: Web, collectie: str, vraag: dict[str, str], snoei: Callable[[dict[str, Any]], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Read all features of a collection that fit the query, following next-links on the same host.

    Each is pruned as its page comes in: what is not used of a whole country would fill the memory.
    """
    pad = f"{collectie}/items"
    features: list[dict[str, Any]] = []
    seen: set[str] = set()
    answer = web.get_json(pad, {"f": "json", "limit": str(PER_BLADZIJDE), "crs": CRS_ADRES} | vraag)
    while True:
        features += map(snoei, _read_page(web, pad, answer))
        links = _find_volgende(answer)
        if not links:
            break
        answer = web.follow(pad, links[0], seen)
    _check_count(web, pad, answer.get("numberMatched"), len(features))
    return features


def _find_volgende(answer: dict[str, Any]) -> list[Any]:
    """Return where an answer goes on; links that are no links are none."""
    links = answer.get("links")
    known = [item for item in links if isinstance(item, dict)] if isinstance(links, list) else []
    return [item.get("href", "") for item in known if item.get("rel") == "next"]


def _read_page(web: Web, pad: str, answer: Any) -> list[dict[str, Any]]:
    page = answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(page, list) or not all(isinstance(feature, dict) for feature in page):
        raise BronFout(web.bron, web.resolve(pad), "het antwoord is geen lijst van gebieden")
    _check_count(web, pad, answer.get("numberReturned"), len(page))
    return page


def _check_count(web: Web, pad: str, told: Any, found: int) -> None:
    if isinstance(told, int) and told != found:
        raise BronFout(
            web.bron,
            web.resolve(pad),
            "het aantal gebieden klopt niet",
            verwacht=str(told),
            gevonden=str(found),
        )


def ask_box(box: npt.NDArray[np.float64]) -> dict[str, str]:
    """Return the question for what lies in a box (metres)."""
    return {"bbox": ",".join(f"{edge:.0f}" for edge in box), "bbox-crs": CRS_ADRES}
