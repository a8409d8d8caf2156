"""Where an initiative lies: found by name or postcode, pointed at on the map, or a complex of one's own figures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.kaart.legenda import render_legenda
from pages.bouwstenen.kaart.merk import render_badge
from pages.bouwstenen.kaart.regiokaart import show_kaart
from pages.bouwstenen.werk import rekenwerk
from pages.bouwstenen.zoekvak import show_zoekvak
from pages.initiatief import initiatiefstand
from woonzorg.gebied import Niveau, Rol, find_niveau
from woonzorg.kaart.kleuring import colour_klasse, make_kaart
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.kaart.beeld import Kaart
    from woonzorg.verdeling.invoer.complex import Complex

GEEN_BUURT = "Een initiatief ligt in één buurt. Kies een buurt, en geen wijk of gemeente."
IN_RAND = "ligt in de rand om deze streek. Kies een buurt van de streek zelf."
ONBEKEND = "staat niet in deze streek. Kies een andere buurt."
LEEG = "Nog geen buurt gekozen."
KAARTUITLEG = (
    "Klik een buurt aan. Met het toetsenbord: ga met Tab naar de kaart, met de pijlen van buurt naar buurt, en kies "
    "met Enter. Zoeken, hierboven, komt op hetzelfde neer."
)
_GEEN_BUURT, _COMPLEX = "initiatief_geen_buurt", "initiatief-eigencomplex"


def show_plek(stand: Initiatiefstand) -> None:
    """Show the ways to choose a place, and which was chosen."""
    code = stand.werk.velden.get("gebied", "")
    show_zoekvak(stand.snapshot.id, None, kies=_kies_zoek, kort=True, met_rand=False)
    if said := st.session_state.pop(_GEEN_BUURT, ""):
        st.warning(write_plat(said))
    name, told = _tell_plek(stand, code)
    chosen = f'<p class="wzi-plek"><b>{escape(name)}</b> {told}</p>'
    show_blok(chosen if code else f'<p class="wzi-plek leeg">{LEEG}</p>', "initiatief-plek")
    _show_kaart(stand, code)
    _show_eigen(stand)


def _tell_plek(stand: Initiatiefstand, code: str) -> tuple[str, str]:
    areas = gegevens.load_score(stand.snapshot, stand.snapshot.id, None).gebieden
    rows = areas[areas["code"] == code]
    if rows.empty:
        return code, ONBEKEND
    row = rows.iloc[0]
    where = f"<small>{escape(str(row['wijknaam']))} · {escape(str(row['gemeentenaam']))}</small>"
    if row["rol"] == Rol.RAND:
        return str(row["naam"]), f"{where} {IN_RAND}"
    return str(row["naam"]), f"{where} {render_badge(Klasse(row['klasse']))}"


def _kies_zoek(code: str) -> None:
    choose_plek(code)
    toestand.ask_rerun()


def choose_plek(code: str) -> None:
    """Take a buurt as the place; another level is told. For callbacks."""
    if find_niveau(code) == Niveau.BUURT:
        initiatiefstand.set_veld("gebied", code)
    else:
        st.session_state[_GEEN_BUURT] = GEEN_BUURT


def _show_kaart(stand: Initiatiefstand, code: str) -> None:
    """Show the map where it is asked for."""
    folder = st.expander("Wijs de buurt aan op de kaart", key="initiatief-kaart", on_change="rerun")
    if not folder.open:
        return
    with folder:
        chart = _load_kaart(stand, code)
        st.caption(write_plat(KAARTUITLEG))
        show_kaart(chart, "initiatiefkaart", choose_plek, omlijnen=False)
        st.html(render_legenda(chart.kleuring, "buurten", omlijnen=False))


def _load_kaart(stand: Initiatiefstand, code: str) -> Kaart:
    snapshot, level = stand.snapshot, str(Niveau.BUURT)
    basis = gegevens.load_grondslag(snapshot, snapshot.id, level, "", None)
    shapes = gegevens.load_vormen(basis.score, snapshot.id, level)
    colours = rekenwerk.keep(
        lambda: colour_klasse(basis.geteld, shapes, basis.score), None, "plekkleuren", snapshot.id
    )
    known = code if any(shape.code == code for shape in shapes.vlakken) else ""
    return make_kaart(shapes, colours, "Kies de buurt van het initiatief.", gekozen=known)


def list_complexen(stand: Initiatiefstand) -> list[Complex]:
    """Return the complexes of the own figures of this visit, by name."""
    if stand.eigen is None:
        return []
    found = initiatiefstand.load_situatie(stand.snapshot, stand.eigen).veld.complexen
    return sorted(found, key=lambda item: (item.naam.casefold(), item.gebied))


def _show_eigen(stand: Initiatiefstand) -> None:
    """Let a complex of one's own figures be chosen: its buurt and its name come along."""
    own = {f"{item.gebied} {item.naam}": item for item in list_complexen(stand)}
    if not own:
        return
    given = stand.werk.velden
    held = f"{given.get('gebied', '')} {given.get('complex', '')}"
    names = _name_buurten(stand)
    st.session_state[_COMPLEX] = held if held in own else None
    st.selectbox(
        "Of kies een complex uit uw eigen cijfers", list(own), index=None, key=_COMPLEX, placeholder="Kies een complex",
        format_func=lambda key: f"{own[key].naam}, {names.get(own[key].gebied, own[key].gebied)}",
        on_change=lambda: _kies_complex(own),
    )  # fmt: skip


def _name_buurten(stand: Initiatiefstand) -> dict[str, str]:
    areas = gegevens.load_score(stand.snapshot, stand.snapshot.id, None).gebieden
    return dict(zip(areas["code"], areas["naam"], strict=True))


def _kies_complex(eigen: dict[str, Complex]) -> None:
    item = eigen.get(str(st.session_state[_COMPLEX] or ""))
    if item is not None:
        initiatiefstand.move(item.gebied)
        initiatiefstand.set_veld("complex", item.naam)
