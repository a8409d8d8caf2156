"""Colour the outlines by what changed: a box for each change of class, or boxes of a difference around 0."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.kaart import verschilwoorden
from woonzorg.kaart.beeld import Vak
from woonzorg.kaart.kleuring import arrange, explain_lijnen, sum_known
from woonzorg.kaart.regioverschil import Regioverschil
from woonzorg.kaart.thema import ONBEKEND_KLEUR, ONBEKEND_LETTER, ONBEKEND_PATROON, ONDER_BOVEN
from woonzorg.kaart.verandering import Vergelijkbaar, count_wissels
from woonzorg.kaart.verschilkaart import TEKENS
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_procent

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pandas as pd

    from woonzorg.kaart.beeld import Kleuring, Vormen
    from woonzorg.kaart.thema import Values
    from woonzorg.kaart.verandering import Verandering
    from woonzorg.kaart.verschilschaal import Verschilschaal
    from woonzorg.oordeel.concentratie import Kenmerk

GELIJK_KLEUR = "#f0eee6"
"""What stayed the same is quiet."""

ANDERS_KLEUR = "#ffffff"
"""A change that makes no score more, and none less, lie below the mean."""

GRENS_PATROON = "ruit"
"""Pattern of areas whose borders changed."""

_ONDER: dict[Klasse, int] = {
    Klasse.KWETSBAAR: 2, Klasse.AANDACHT_SES: 1, Klasse.AANDACHT_LEEFBAARHEID: 1, Klasse.DRAAGKRACHTIG: 0,
}  # fmt: skip
"""How many scores lie below the mean."""


def colour_vergelijking(
    gemeten: Verandering | Regioverschil,
    counted: pd.DataFrame,
    vormen: Vormen,
    kenmerk: Kenmerk | None = None,
) -> Kleuring:
    """Colour the areas by what is compared.

    Parameters
    ----------
    gemeten : Verandering or Regioverschil
        Of all areas of the level, so that gemeenten compare.
    counted : DataFrame
        The areas that count.
    vormen : Vormen
    kenmerk : Kenmerk, optional
        Trait of the concentrations.
    """
    if isinstance(gemeten, Regioverschil):
        return colour_regioverschil(gemeten, counted, vormen, kenmerk)
    return colour_verandering(gemeten, counted, vormen, kenmerk)


def colour_verandering(
    verandering: Verandering, counted: pd.DataFrame, vormen: Vormen, kenmerk: Kenmerk | None = None
) -> Kleuring:
    """Colour the areas by what changed in them: of the class, or of a figure.

    Parameters
    ----------
    verandering : Verandering
        Of all areas of the level, so that gemeenten compare.
    counted : DataFrame
        The areas that count, of one gemeente or all.
    vormen : Vormen
    kenmerk : Kenmerk, optional
        Trait of the concentrations.
    """
    colour = colour_wissels if verandering.is_klasse else colour_verschil_sinds
    return dataclasses.replace(colour(verandering, counted, vormen), lijnuitleg=explain_lijnen(kenmerk))


def colour_wissels(verandering: Verandering, counted: pd.DataFrame, vormen: Vormen) -> Kleuring:
    """Colour the areas by the class that they had and have.

    Parameters
    ----------
    verandering : Verandering
        Of classes, of all areas of the level.
    counted : DataFrame
        The areas that count, of one gemeente or all.
    vormen : Vormen
    """
    own = verandering.select(counted["code"])
    rows, pairs = own.tabel, list(count_wissels(own))
    place = {pair: index for index, pair in enumerate(pairs)}
    boxes = np.array(
        [
            _choose_vak(before, after, fit, place, len(pairs))
            for before, after, fit in zip(rows["toen"], rows["nu"], rows["vergelijkbaar"], strict=True)
        ],
        dtype=np.intp,
    )
    looks = [
        (name_letters(*pair), *verschilwoorden.split_wissel(*pair), choose_kleur(*pair), "") for pair in pairs
    ]
    looks += [("", verschilwoorden.GELIJK, "", GELIJK_KLEUR, ""), *_list_niet(klasse=True)]
    vakken = _make_vakken(looks, boxes, rows["huishoudens"].to_numpy(dtype=float))
    return arrange(verschilwoorden.write_titel(own), vakken, boxes, counted, vormen)


def _choose_vak(toen: str, nu: str, fit: str, place: dict[tuple[Klasse, Klasse], int], aantal: int) -> int:
    if fit != Vergelijkbaar.JA:
        return aantal + (1 if fit == Vergelijkbaar.CIJFER_ONTBREEKT else 2)
    return aantal if toen == nu else place[Klasse(toen), Klasse(nu)]


def name_letters(toen: Klasse, nu: Klasse) -> str:
    """Return the letters of both classes: what tells a change apart without colour."""
    return f"{klassewoorden.LABELS[toen].letter}→{klassewoorden.LABELS[nu].letter}"


def choose_kleur(toen: Klasse, nu: Klasse) -> str:
    """Return the colour of a change: purple where more scores came to lie below the mean, teal where fewer do."""
    more = _ONDER[nu] - _ONDER[toen]
    if not more:
        return ANDERS_KLEUR
    if abs(more) == _ONDER[Klasse.KWETSBAAR]:
        return ONDER_BOVEN[0 if more > 0 else 5]
    if Klasse.KWETSBAAR in {toen, nu}:
        return ONDER_BOVEN[1 if more > 0 else 4]
    return ONDER_BOVEN[2 if more > 0 else 3]


def colour_verschil_sinds(verandering: Verandering, counted: pd.DataFrame, vormen: Vormen) -> Kleuring:
    """Colour the areas by how much a figure went up or down since an earlier year.

    Parameters
    ----------
    verandering : Verandering
        Of a figure, of all areas of the level, so that gemeenten compare.
    counted : DataFrame
    vormen : Vormen
    """
    scale = verandering.schaal
    if scale is None:
        message = "classes have no differences"
        raise ValueError(message)
    looks = [*list_schaalvakken(scale, scale.name_boxes()), *_list_niet(klasse=False)]
    return _colour_verschillen(verandering, scale, looks, counted, vormen)


def colour_regioverschil(
    regio: Regioverschil, counted: pd.DataFrame, vormen: Vormen, kenmerk: Kenmerk | None = None
) -> Kleuring:
    """Colour the areas by how far they lie above or below the region's own mean.

    Parameters
    ----------
    regio : Regioverschil
        Of all areas of the level, so that gemeenten compare.
    counted : DataFrame
    vormen : Vormen
    kenmerk : Kenmerk, optional
        Trait of the concentrations.
    """
    missing = (ONBEKEND_LETTER, "Onbekend", "geen cijfer", ONBEKEND_KLEUR, ONBEKEND_PATROON)
    names = regio.schaal.name_boxes("onder de regio", "boven de regio")
    looks = [*list_schaalvakken(regio.schaal, names), missing]
    colours = _colour_verschillen(regio, regio.schaal, looks, counted, vormen)
    return dataclasses.replace(colours, lijnuitleg=explain_lijnen(kenmerk))


def _colour_verschillen(
    gemeten: Verandering | Regioverschil, schaal: Verschilschaal, looks: list[Looks], counted: pd.DataFrame,
    vormen: Vormen,
) -> Kleuring:  # fmt: skip
    rows = gemeten.tabel.set_index("code", drop=False).loc[counted["code"].tolist()]
    changes = rows["verschil"].to_numpy(dtype=float)
    moved = (rows["vergelijkbaar"] == Vergelijkbaar.GRENS_GEWIJZIGD).to_numpy(dtype=np.intp)
    boxes = schaal.assign(changes) + moved
    vakken = _make_vakken(looks, boxes, rows["huishoudens"].to_numpy(dtype=float))
    kleuring = arrange(verschilwoorden.write_titel(gemeten), vakken, boxes, counted, vormen)
    texts = dict(zip(rows["code"], write_verschillen(schaal, changes), strict=True))
    told = tuple(texts.get(vlak.code, "") for vlak in vormen.vlakken)
    return dataclasses.replace(kleuring, tekst=told, eenheid=schaal.eenheid)


Looks = tuple[str, str, str, str, str]
"""Letter, word, explanation, colour and pattern of a box."""


def list_schaalvakken(schaal: Verschilschaal, namen: Sequence[str]) -> list[Looks]:
    """Return the looks of the boxes of a difference, by the names given; an arrow tells each without colour."""
    return [
        (sign, name, "", colour, "") for sign, name, colour in zip(TEKENS, namen, schaal.kleuren, strict=True)
    ]


def write_verschillen(schaal: Verschilschaal, verschillen: Values) -> list[str]:
    """Write each difference; nothing where it is missing: there the word of its box says why."""
    return ["" if np.isnan(change) else schaal.write(change) for change in verschillen.tolist()]


def _list_niet(*, klasse: bool) -> list[Looks]:
    missing = verschilwoorden.explain_niet(Vergelijkbaar.CIJFER_ONTBREEKT, klasse=klasse)
    moved = verschilwoorden.explain_niet(Vergelijkbaar.GRENS_GEWIJZIGD, klasse=klasse)
    return [
        (ONBEKEND_LETTER, verschilwoorden.NIET, missing, ONBEKEND_KLEUR, ONBEKEND_PATROON),
        ("≠", verschilwoorden.NIET, moved, "#ffffff", GRENS_PATROON),
    ]


def _make_vakken(looks: list[Looks], boxes: npt.NDArray[np.intp], huishoudens: Values) -> tuple[Vak, ...]:
    total = float(np.nansum(huishoudens))
    # A border that changed is told where it did, and is no empty line elsewhere.
    shown = looks[:-1] if looks[-1][4] == GRENS_PATROON and not np.any(boxes == len(looks) - 1) else looks
    return tuple(
        Vak(
            *look, int(np.count_nonzero(boxes == index)),
            format_procent(sum_known(huishoudens[boxes == index]), total),
        )
        for index, look in enumerate(shown)
    )  # fmt: skip


def mark_veranderd(kleuring: Kleuring, stap: Verandering, vormen: Vormen) -> Kleuring:
    """Mark the areas whose class changed, whatever their colours tell.

    Parameters
    ----------
    kleuring : Kleuring
        Of the edition that is shown.
    stap : Verandering
        Of classes, since the edition before.
    vormen : Vormen
        Outlines that were coloured.
    """
    codes = set(stap.veranderd["code"])
    marks = tuple(vlak.code in codes for vlak in vormen.vlakken)
    return dataclasses.replace(kleuring, gemerkt=marks, merkuitleg=f"klasse veranderd sinds {stap.van}")
