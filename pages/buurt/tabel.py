"""The tables of the page Buurt: every figure of its charts, in words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from woonzorg.indicator import SCORE_TITEL
from woonzorg.oordeel import klassewoorden

if TYPE_CHECKING:
    from pages.buurt.blad import Gebiedsblad
    from woonzorg.buurt.buurtbeeld import Editie, Vergelijkregel

_MATEN = (
    Tabelkolom("ses_woa", SCORE_TITEL["ses_woa"], 3, "bron_ses_woa"),
    Tabelkolom("leefbaarheid", SCORE_TITEL["lbm_afwijking"], 3, "bron_lbm_afwijking"),
)
_KLASSE = Tabelkolom("klasse", "Klasse", bron="bron_klasse")
_JAARCIJFERS = ("klasse", "grensgeval", "ses_woa", "ses_referentie", "ses_marge", "lbm_afwijking")


def show_jaren(blad: Gebiedsblad) -> None:
    """Show measures, reference, margin and class of each edition."""
    columns = [
        Tabelkolom("jaar", "Jaar"),
        _KLASSE,
        Tabelkolom("grensgeval", "Grensgeval", bron="bron_grensgeval"),
        _MATEN[0],
        Tabelkolom("referentie", "Gemiddelde", 3, "bron_ses_referentie"),
        Tabelkolom("marge", "Toevalsmarge", 3, "bron_ses_marge"),
        _MATEN[1],
    ]
    names = [name for kolom in columns for name in (kolom.naam, kolom.bron) if name]
    rows = pd.DataFrame([_pack_editie(blad, editie) for editie in blad.beeld.edities], columns=names)
    area = blad.beeld.toets.naam
    caption = f"{area} per jaar: beide scores en de klasse van dat jaar."
    show_tabel(render_tabel(rows, columns, caption, van=area), "jaren-tabel")


def _pack_editie(blad: Gebiedsblad, editie: Editie) -> dict[str, object]:
    sources = {f"bron_{key}": blad.herkomst(key, jaar=editie.jaar) for key in _JAARCIJFERS}
    return sources | {
        "jaar": str(editie.jaar),
        "klasse": klassewoorden.name_klasse(editie.klasse).capitalize(),
        "grensgeval": str(editie.grensgeval).replace("_", " "),
        "ses_woa": _to_float(editie.ses_woa),
        "referentie": _to_float(editie.referentie),
        "marge": _to_float(editie.marge),
        "leefbaarheid": _to_float(editie.leefbaarheid),
    }


def show_vergelijking(blad: Gebiedsblad) -> None:
    """Show the area beside its wijk, gemeente, region and country."""
    columns = [Tabelkolom("naam", "Gebied"), _KLASSE, *_MATEN]
    columns += [Tabelkolom("huishoudens", "Huishoudens", 0, "bron_huishoudens")]
    rows = pd.DataFrame([_pack_regel(blad, regel) for regel in blad.beeld.vergelijking])
    caption = "Een regio en een land krijgen geen klasse. Het landelijk gemiddelde is de maat van de regel."
    show_tabel(render_tabel(rows, columns, caption), "vergelijking-tabel")


def _pack_regel(blad: Gebiedsblad, regel: Vergelijkregel) -> dict[str, object]:
    return _find_bronnen(blad, regel) | {
        "naam": f"{regel.naam}, {regel.soort}",
        "klasse": "geen" if regel.klasse is None else klassewoorden.name_klasse(regel.klasse).capitalize(),
        "ses_woa": _to_float(regel.ses_woa),
        "leefbaarheid": _to_float(regel.leefbaarheid),
        "huishoudens": _to_float(regel.huishoudens),
    }


def _find_bronnen(blad: Gebiedsblad, regel: Vergelijkregel) -> dict[str, object]:
    """Return where the figures of a line are traced; the means that Woonzorg makes of the region are nowhere."""
    found: dict[str, object] = dict.fromkeys(
        ("bron_klasse", "bron_ses_woa", "bron_lbm_afwijking", "bron_huishoudens"), ""
    )
    if regel.soort == "land":
        return found | _find_bronnen_land(blad, regel)
    if not regel.code:
        return found
    cijfers = ["klasse", "ses_woa", "lbm_afwijking"]
    # An edition without households has nothing to lead to.
    cijfers += ["huishoudens"] if regel.huishoudens is not None else []
    return found | {f"bron_{cijfer}": blad.herkomst(cijfer, code=regel.code) for cijfer in cijfers}


def _find_bronnen_land(blad: Gebiedsblad, regel: Vergelijkregel) -> dict[str, object]:
    """Return where the mean and the households of the country are traced; its L is 0 by definition."""
    mean: dict[str, object] = {"bron_ses_woa": blad.herkomst("ses_referentie")}
    if not regel.code or regel.huishoudens is None:
        return mean
    return mean | {"bron_huishoudens": blad.herkomst("huishoudens", code=regel.code)}


def _to_float(value: float | None) -> float:
    return float("nan") if value is None else value
