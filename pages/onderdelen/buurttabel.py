"""The tables of the page Buurt: every figure of its charts, in words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pages.onderdelen.tabel import Kolom, render_tabel, show_tabel
from woonzorg import tekst

if TYPE_CHECKING:
    from woonzorg.buurtbeeld import Buurtbeeld, Editie, Regel

_MATEN = (Kolom("ses_woa", "Welvaart, opleiding en werk", 3), Kolom("leefbaarheid", "Leefbaarheid", 3))


def show_jaren(beeld: Buurtbeeld) -> None:
    """Show measures, reference, margin and class of each edition."""
    columns = [
        Kolom("jaar", "Jaar"),
        Kolom("klasse", "Klasse"),
        Kolom("grensgeval", "Grensgeval"),
        _MATEN[0],
        Kolom("referentie", "Gemiddelde", 3),
        Kolom("marge", "Toevalsmarge", 3),
        _MATEN[1],
    ]
    rows = pd.DataFrame(
        [_pack_editie(editie) for editie in beeld.edities], columns=[kolom.naam for kolom in columns]
    )
    caption = f"{beeld.toets.naam} per jaar: beide scores en de klasse van dat jaar."
    show_tabel(render_tabel(rows, columns, caption), "jaren-tabel")


def _pack_editie(editie: Editie) -> dict[str, object]:
    return {
        "jaar": str(editie.jaar),
        "klasse": tekst.name_klasse(editie.klasse).capitalize(),
        "grensgeval": str(editie.grensgeval).replace("_", " "),
        "ses_woa": _to_float(editie.ses_woa),
        "referentie": _to_float(editie.referentie),
        "marge": _to_float(editie.marge),
        "leefbaarheid": _to_float(editie.leefbaarheid),
    }


def show_vergelijking(beeld: Buurtbeeld) -> None:
    """Show the area beside its wijk, gemeente, region and country."""
    columns = [Kolom("naam", "Gebied"), Kolom("klasse", "Klasse"), *_MATEN]
    columns += [Kolom("huishoudens", "Huishoudens", 0)]
    rows = pd.DataFrame([_pack_regel(regel) for regel in beeld.vergelijking])
    caption = "Een regio en een land krijgen geen klasse. Het landelijk gemiddelde is de maat van de regel."
    show_tabel(render_tabel(rows, columns, caption), "vergelijking-tabel")


def _pack_regel(regel: Regel) -> dict[str, object]:
    return {
        "naam": f"{regel.naam}, {regel.soort}",
        "klasse": "geen" if regel.klasse is None else tekst.name_klasse(regel.klasse).capitalize(),
        "ses_woa": _to_float(regel.ses_woa),
        "leefbaarheid": _to_float(regel.leefbaarheid),
        "huishoudens": _to_float(regel.huishoudens),
    }


def _to_float(value: float | None) -> float:
    return float("nan") if value is None else value
