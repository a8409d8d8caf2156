"""Set a document as a tagged PDF (PDF/UA-1), and draw SVG as PNG: with typst, its own fonts and no network.

The template is fixed. A document reaches it as JSON, and its text is shown as text: nothing in it is ever run.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import threading
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from woonzorg.dag import format_datum
from woonzorg.rapport.stuk import Alinea, Bladzijde, Naast, Tabel
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from woonzorg.rapport.stuk import Blok, Kolom, Stuk

SJABLONEN = Path(__file__).with_name("sjablonen")

ZETBAAR = (
    (0x20, 0x500), (0x1E00, 0x2041), (0x2070, 0x2100), (0x2190, 0x2300), (0x2610, 0x2612), (0x2713, 0x2714),
    (0x2717, 0x2718), (0xFFFD, 0xFFFE),
)  # fmt: skip
"""Ranges of signs that the built-in fonts have; PDF/UA forbids a sign that shows as an empty box."""

RIJEN_OP_PAPIER = 1500
"""A longer table is not set: no one reads it on paper, and web page and workbook hold it."""

VERVANGING = "\N{REPLACEMENT CHARACTER}"


def clean_tekst(text: str) -> str:
    r"""Replace signs that the fonts do not have, and leave out those that cannot be seen (control, direction).

    Examples
    --------
    >>> clean_tekst("Wijk\x07 é 中")
    'Wijk é �'
    """
    return "".join(map(_clean_teken, text))


@cache
def _clean_teken(sign: str) -> str:
    if sign in "\t\n\r":
        return " "
    if unicodedata.category(sign).startswith("C"):
        return ""
    return sign if any(low <= ord(sign) < high for low, high in ZETBAAR) else VERVANGING


def set_pdf(stuk: Stuk) -> bytes:
    """Set a document as PDF: on its paper, tagged, Dutch. The same document gives the same bytes."""
    midnight = dt.datetime.combine(stuk.datum, dt.time(), dt.UTC)
    return _compile("stuk.typ", _pack_stuk(stuk), pdf_standards=["ua-1"], timestamp=midnight)


def draw_png(svg: str, breedte: int) -> bytes:
    """Draw SVG as PNG of this width in pixels, on white."""
    ppi = 144.0
    return _compile("beeld.typ", {"svg": svg, "breedte": 72.0 * breedte / ppi}, format="png", ppi=ppi)


_ONTHOUDEN = 11
"""Documents after which typst has forgotten one."""

_SLOT = threading.Lock()
"""One at a time: of two, each makes typst forget what the other is working out, and four take 200 MB more."""


@cache
def _load_fonts() -> typst.Fonts:
    # Fonts of this machine would make another document elsewhere.
    return typst.Fonts(include_system_fonts=False)


def _compile(sjabloon: str, data: Any, **options: Any) -> bytes:
    content = json.dumps(_clean(data), ensure_ascii=False)
    with _SLOT:
        try:
            made: bytes = typst.compile(
                str(SJABLONEN / sjabloon), root=str(SJABLONEN), font_paths=_load_fonts(), ignore_system_fonts=True,
                sys_inputs={"data": content}, **options,
            )  # fmt: skip
        finally:
            _forget()
    return made


def _forget() -> None:
    """Let typst forget what it worked out for a document: some 40 MB, of no use to the next.

    It keeps that until ten others were set after it, and cannot be told otherwise. Empty ones cost a millisecond each.
    """
    for _ in range(_ONTHOUDEN):
        typst.compile(b"", format="svg", font_paths=_load_fonts(), ignore_system_fonts=True)


def _clean(value: Any) -> Any:
    """Clean every text in plain values."""
    if isinstance(value, str):
        return clean_tekst(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list | tuple) else value


def _pack_stuk(stuk: Stuk) -> dict[str, Any]:
    plain = {
        name: getattr(stuk, name)
        for name in ("titel", "soort", "regio", "auteur", "voet", "watermerk", "een_blad", "papier")
    }
    day = stuk.datum
    return plain | {
        "datum": format_datum(day.isoformat()),
        "dag": [day.year, day.month, day.day],
        "blokken": [_pack_blok(blok) for blok in stuk.blokken],
    }


def _pack_blok(blok: Blok) -> dict[str, Any]:
    """Return a block as plain values, named by its class in lower case."""
    if isinstance(blok, Tabel) and len(blok.rijen) > RIJEN_OP_PAPIER:
        count = format_getal(len(blok.rijen))
        text = f"{count} rijen, te veel voor papier. Ze staan in de webpagina en in het Excel-bestand van dit stuk."
        return _pack_blok(Alinea(text, aanhef=f"{blok.bijschrift}:"))
    name = {"blok": type(blok).__name__.lower()}
    if isinstance(blok, Naast):
        return name | {
            "delen": list(blok.delen), "krap": blok.krap,
            "kolommen": [[_pack_blok(deel) for deel in kolom] for kolom in blok.kolommen],
        }  # fmt: skip
    if isinstance(blok, Bladzijde):
        return name | {"blokken": [_pack_blok(deel) for deel in blok.blokken], "liggend": blok.liggend}
    if isinstance(blok, Tabel):
        rows = blok.format_rijen()
        heads = [
            dataclasses.asdict(kolom) | {"gewicht": _weigh(kolom, [row[index] for row in rows])}
            for index, kolom in enumerate(blok.kolommen)
        ]
        plain = {
            "bijschrift": blok.bijschrift,
            "schrijfrijen": blok.schrijfrijen,
            "stalen": list(blok.stalen),
        }
        return name | plain | {"kolommen": heads, "rijen": rows}
    return name | dataclasses.asdict(blok)


def _weigh(kolom: Kolom, cellen: list[str]) -> float:
    """Return how much room a column asks where there is too little: by its longest word; text also by its length."""
    # Not at a space that does not break.
    words = max(len(word) for text in (kolom.kop, *cellen) for word in text.split(" "))
    longest: float = max(map(len, cellen), default=0) ** 0.75 if kolom.decimalen is None else 0.0
    return max(1.1 * words + 2, longest)  # two signs for the room around it
