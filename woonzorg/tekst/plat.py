"""Text that a page says as it is, never as markup: of a link, a file or another visitor; and words joined in a list."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_OPMAAK = re.compile(r"([\\`*_\[\]<>$~|#]|:(?=[\w/]))")


def write_plat(tekst: object) -> str:
    r"""Return text for a message on a page, on one line, without markup: no links, pictures, formulas or icons.

    Examples
    --------
    >>> print(write_plat("![x](//elders.example/x.png)"))
    !\[x\](//elders.example/x.png)
    """
    return _OPMAAK.sub(r"\\\1", " ".join(str(tekst).split()))


def strip_onzichtbaar(tekst: str) -> str:
    r"""Return text of a visitor on one line, without signs that cannot be seen: control, direction, half signs.

    Examples
    --------
    >>> strip_onzichtbaar("Nee\u202e,\n graag\x07 \ud800 ")
    'Nee, graag'
    """
    seen = "".join(sign for sign in " ".join(tekst.split()) if unicodedata.category(sign)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", seen).split())


def fold_naam(tekst: str) -> str:
    """Return a name by which two are compared, and which is the key of one of the installation.

    Examples
    --------
    >>> fold_naam("Kern 't Zand (Noord)")
    'kern-t-zand-noord'
    """
    plain = unicodedata.normalize("NFKD", tekst.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def drop_stuur(tekst: str) -> str:
    r"""Return text without signs that steer a screen, or turn around what stands beside it; lines and all else stay.

    Examples
    --------
    >>> drop_stuur("Nee\u202e,\n graag\x07")
    'Nee,\n graag'
    """
    return _STUUR.sub("", tekst)


_STUUR = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def change_teksten(waarde: Any, verander: Callable[[str], str]) -> Any:
    """Return a value of JSON with each of its texts changed; names stay."""
    if isinstance(waarde, dict):
        return {name: change_teksten(item, verander) for name, item in waarde.items()}
    if isinstance(waarde, list):
        return [change_teksten(item, verander) for item in waarde]
    return verander(waarde) if isinstance(waarde, str) else waarde


def join_woorden(woorden: Sequence[str]) -> str:
    """Join words the Dutch way: commas, and 'en' before the last.

    Examples
    --------
    >>> join_woorden(["2020", "2022", "2024"])
    '2020, 2022 en 2024'
    """
    *most, last = woorden
    return f"{', '.join(most)} en {last}" if most else last
