"""Where homes come: each plan as a small map, all on one scale; of two plans also the map of the difference."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres, gegevens
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.kaart.legenda import render_legenda
from pages.bouwstenen.kaart.regiokaart import show_kaart
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.vergelijken.keuze import PAGINA
from woonzorg.gebied import find_niveau
from woonzorg.kaart.belasting import TITEL, join_vakken
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.kaart.reekskaart import make_reeks
from woonzorg.kaart.svg import render_svg
from woonzorg.kaart.verschilkaart import colour_verschil, describe_gebied, find_stap
from woonzorg.oordeel import klassewoorden
from woonzorg.rapport.delen import render_staal
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.delen.openbaar import VERBORGEN
from woonzorg.verdeling.vergelijking.vergelijking import describe_verplaatst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.vergelijken.werk import Zijde
    from woonzorg.kaart.beeld import Vormen
    from woonzorg.kaart.reekskaart import Reekskaart
    from woonzorg.verdeling.vergelijking.kant import Kant
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking

_KAART = "verschilkaart"
_BREEDTE = 300


def show_kaarten(found: Vergelijking, zijde: Zijde, gekozen: str, eigen: Mapping[str, Kant]) -> None:
    """Show the maps with their table.

    Parameters
    ----------
    found : Vergelijking
    zijde : Zijde
        The first plan: its data give the outlines.
    gekozen : str
        Code of the selected area on the map of the difference.
    eigen : mapping
        Letter → plan, of the visitor's own work that is shown at its own level beside what is shared.
    """
    if found.verborgen:
        st.caption(VERBORGEN)
        return
    shapes = _load_vormen(zijde, str(found.niveau))
    if len(found.plannen) == 2:
        _show_verschil(found, shapes, gekozen)
    _show_reeks(found, shapes, zijde, eigen)
    rows = found.gebieden[found.gebieden[list(found.kolommen)].any(axis=1)]
    two = [Tabelkolom("verschil", "B min A", 0), Tabelkolom("per_1000", "Per 1.000 huishoudens", 1)]
    columns = [
        Tabelkolom("naam", str(found.niveau).capitalize()), Tabelkolom("gemeentenaam", "Gemeente"),
        *(Tabelkolom(name, letter, 0) for letter, name in zip(found.letters, found.kolommen, strict=True)),
        *(two if len(found.plannen) == 2 else []),
    ]  # fmt: skip
    with st.expander(f"Het verschil per {found.niveau} in een tabel"):
        show_tabel(render_tabel(rows, columns, describe_verplaatst(found)), "verschil-tabel")


def _load_vormen(zijde: Zijde, niveau: str) -> Vormen:
    snapshot = zijde.snapshot
    return gegevens.load_vormen(gegevens.load_score(snapshot, snapshot.id, None), snapshot.id, niveau)


def _show_reeks(found: Vergelijking, shapes: Vormen, zijde: Zijde, eigen: Mapping[str, Kant]) -> None:
    buurten = _load_vormen(zijde, str(zijde.scenario.niveau)) if eigen else None
    if shapes.is_druk or (buurten and buurten.is_druk):
        st.caption(klassewoorden.TE_VEEL)
        return
    reeks = make_reeks(found, shapes, eigen, buurten)
    maps = "".join(_render_kaart(number, one) for number, one in enumerate(reeks))
    shared = join_vakken(one.kaart.kleuring for one in reeks)
    boxes = "".join(f"<li>{render_staal(vak)} {escape(vak.kop)}</li>" for vak in shared)
    show_blok(
        f'<p class="wz-onderschrift">{TITEL}, voor elk plan op dezelfde schaal. Getal: woningen.</p>'
        f'<ul class="wz-schaal">{boxes}</ul><div class="wz-reeks">{maps}</div>',
        "vergelijk-reeks",
    )
    if eigen:
        st.caption(write_plat(_EIGEN_KAART))


_EIGEN_KAART = (
    "Uw eigen werk staat hier per gebied, met alle groepen: alleen voor u. Bewaarde plannen per gemeente."
)


def _render_kaart(number: int, one: Reekskaart) -> str:
    drawn = render_svg(one.kaart, prefix=f"reeks{number}", breedte=_BREEDTE)
    head = f"{one.kop} ({klassewoorden.MEERVOUD[one.niveau]})"
    return f"<figure><figcaption>{escape(head)}</figcaption>{drawn}</figure>"


def _show_verschil(found: Vergelijking, shapes: Vormen, gekozen: str) -> None:
    colours = colour_verschil(found.gebieden, shapes)
    kaart = make_kaart(shapes, colours, describe_verplaatst(found), gekozen=gekozen)
    left, right = st.columns([3, 2], gap="medium")
    place = "kaartvlak-breed" if shapes.is_breed else "kaartvlak"
    with left, st.container(key="verschilvlak"), st.container(key=place, horizontal=not shapes.is_breed):
        show_kaart(kaart, _KAART, _select, omlijnen=False)
        st.html(render_legenda(colours, klassewoorden.MEERVOUD[found.niveau], omlijnen=False))
    with right:
        st.markdown(write_plat(describe_verplaatst(found)))
        if gekozen:
            show_blok(_render_gebied(found, gekozen), "vergelijk-gebied")


def _select(code: str) -> None:
    if find_niveau(code):
        adres.change_adres(PAGINA, gebied=code)


def _render_gebied(found: Vergelijking, code: str) -> str:
    rows = found.gebieden[found.gebieden["code"] == code].to_dict("records")
    step = find_stap(found.gebieden)
    text = (
        f"{rows[0]['naam']}. {describe_gebied(rows[0], step)}."
        if rows
        else f"{code} staat niet op deze kaart."
    )
    return f'<p class="wz-let-op" role="status">{escape(text)}</p>'
