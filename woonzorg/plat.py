"""Text that a page says as it is: what a link, a file or another visitor wrote never becomes markup on the screen."""

from __future__ import annotations

import re

_OPMAAK = re.compile(r"([\\`*_\[\]<>$~|#]|:(?=[\w/]))")


def write_plat(tekst: object) -> str:
    r"""Return text for a message on a page, on one line, without markup: no links, pictures, formulas or icons.

    Examples
    --------
    >>> print(write_plat("![x](//elders.example/x.png)"))
    !\[x\](//elders.example/x.png)
    """
    return _OPMAAK.sub(r"\\\1", " ".join(str(tekst).split()))
