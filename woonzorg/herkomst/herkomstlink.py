"""The link to the origin of a figure: ``gegevens?gebied=…&cijfer=…&jaar=…&data=…``.

The counts above the map have one of their own: ``gegevens?telling=buurt&gemeente=…&jaar=…&data=…``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from woonzorg.gebied import Niveau, clean_code, find_niveau

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGINA = "gegevens"
"""Address of the page that shows the answer."""


@dataclass(frozen=True)
class Herkomstvraag:
    """What a link to a figure asks for; '' and None where it does not say.

    Attributes
    ----------
    gebied, cijfer : str
    jaar : int or None
    data : str
        Id of the snapshot.
    """

    gebied: str = ""
    cijfer: str = ""
    jaar: int | None = None
    data: str = ""


def format_herkomst(gebied: str, cijfer: str, jaar: int | None = None, data: str = "") -> dict[str, str]:
    """Return the parameters of the link to a figure's origin.

    Parameters
    ----------
    gebied, cijfer : str
        Code of the area and key of the figure.
    jaar : int, optional
        Year; by default the newest.
    data : str
        Id of the snapshot; by default the one in use.
    """
    given = {"gebied": gebied, "cijfer": cijfer, "jaar": str(jaar) if jaar else "", "data": data}
    return {name: text for name, text in given.items() if text}


def make_href(gebied: str, cijfer: str, jaar: int | None = None, data: str = "") -> str:
    """Return the relative address of a figure's origin, for an ordinary link; safe within a quoted attribute."""
    return f"{PAGINA}?{urlencode(format_herkomst(gebied, cijfer, jaar, data))}".replace("&", "&amp;")


_PATRONEN = {
    "cijfer": re.compile(r"[a-z][a-z0-9_]{0,40}"),
    "jaar": re.compile(r"(19|20)\d{2}"),
    "data": re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}"),
}


def parse_herkomst(parameters: Mapping[str, str]) -> tuple[Herkomstvraag, tuple[str, ...]]:
    """Read what a link asks for; it comes from anyone.

    Returns
    -------
    Herkomstvraag
        What is well formed.
    tuple of str
        A Dutch sentence for each parameter that was passed over.
    """
    texts = {name: str(parameters.get(name, "")).strip()[:100] for name in ("gebied", *_PATRONEN)}
    code = clean_code(texts["gebied"])
    good = {name for name, pattern in _PATRONEN.items() if pattern.fullmatch(texts[name])}
    good |= {"gebied"} if find_niveau(code) else set()
    wrong = [name for name, text in texts.items() if text and name not in good]
    vraag = Herkomstvraag(
        code if "gebied" in good else "",
        texts["cijfer"] if "cijfer" in good else "",
        int(texts["jaar"]) if "jaar" in good else None,
        texts["data"] if "data" in good else "",
    )
    return vraag, tuple(
        f"De waarde bij '{name}' in de link is niet te lezen en is overgeslagen." for name in wrong
    )


NIVEAUS: tuple[str, ...] = (Niveau.BUURT.value, Niveau.WIJK.value)
"""Levels at which the map counts."""

TELLING = "telling"
"""Parameter that makes a link one to counts."""

VELDEN: frozenset[str] = frozenset({"gebied", *_PATRONEN, TELLING, "gemeente", "kern"})
"""Parameters of both links."""


@dataclass(frozen=True)
class Telvraag:
    """What a link to the counts of the map asks for.

    Attributes
    ----------
    niveau : str
        One of `NIVEAUS`.
    gemeente : str
        '' for the whole region.
    jaar : int or None
        Edition; None for the newest.
    data : str
        Id of the snapshot.
    kern : str
        An own area as a link names it, in place of a gemeente; '' for none. Whoever shows it, checks it.
    """

    niveau: str
    gemeente: str = ""
    jaar: int | None = None
    data: str = ""
    kern: str = ""


def make_telhref(vraag: Telvraag) -> str:
    """Return the relative address of how counts come about; safe within a quoted attribute."""
    given = {
        TELLING: vraag.niveau,
        "gemeente": vraag.gemeente,
        "jaar": str(vraag.jaar or ""),
        "data": vraag.data,
        "kern": vraag.kern,
    }
    query = urlencode({name: text for name, text in given.items() if text})
    return f"{PAGINA}?{query}".replace("&", "&amp;")


def parse_telling(parameters: Mapping[str, str]) -> Telvraag | None:
    """Read what a link to counts asks for; None when it is a link to something else, or not well formed."""
    niveau = str(parameters.get(TELLING, "")).strip()
    if niveau not in NIVEAUS:
        return None
    gemeente = clean_code(str(parameters.get("gemeente", ""))[:100])
    vraag, _ = parse_herkomst(parameters)
    known = gemeente if find_niveau(gemeente) == Niveau.GEMEENTE else ""
    return Telvraag(niveau, known, vraag.jaar, vraag.data, str(parameters.get("kern", ""))[:600])
