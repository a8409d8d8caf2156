"""Every document that can be made of a result: as buttons that give it as a file, and on the screen itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.downloads import Download, find_adres, find_vandaag
from woonzorg.fouten import WoonzorgFout
from woonzorg.instelling import read_instellingen
from woonzorg.rapport import bestand, soorten
from woonzorg.rapport.delen import sign_stuk
from woonzorg.rapport.stuk import Alinea, Stijl, lower_kop
from woonzorg.rapport.webblad import render_blokken
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from woonzorg.rapport.soorten import Stuksoort
    from woonzorg.rapport.stuk import Stuk

Stof = TypeVar("Stof")

_STIJL = read_bestand("bouwstenen/stukken.css")
_WOORD = {".pdf": "PDF", ".html": "webpagina", ".xlsx": "Excel"}


def list_stukken(
    stof: type[Stof],
    get: Callable[[], Stof],
    naam: Callable[[str], str],
    kenmerk: str,
    *,
    alleen: Collection[str] = (),
) -> list[Download]:
    """Return the buttons of each document that is made of a result: PDF, web page and workbook.

    Parameters
    ----------
    stof : type
        What the result is.
    get : callable
        Gives the result: asked for when a file is.
    naam : callable
        Names a file without its extension, by the key of the kind of document.
    kenmerk : str
        All that the result depends on: a file is then made once for all visitors. '' for what rests on own figures.
    alleen : collection of str
        Keys of the kinds to offer; all of them where none is named.
    """
    return [
        Download(f"{kind.titel} ({_WOORD[formaat]})", f"{naam(kind.sleutel)}{formaat}", maker)
        for kind in soorten.list_soorten(stof)
        if not alleen or kind.sleutel in alleen
        for formaat, maker in _list_makers(kind, get, kenmerk)
    ]


def _list_makers(
    kind: Stuksoort[Stof], get: Callable[[], Stof], kenmerk: str
) -> list[tuple[str, Callable[[], bytes]]]:
    day, address, settings = find_vandaag(), find_adres(), read_instellingen()

    def make(formaat: str) -> Callable[[], bytes]:
        return lambda: kind.make(get(), formaat, day, adres=address, sign=_sign)

    if not kenmerk:
        return [(formaat, make(formaat)) for formaat in bestand.STUK]
    kept = f"{kind.sleutel} {kenmerk} {day} {address} {settings.eigenaar} {settings.contact}"
    return [(formaat, _keep(make(formaat), f"{kept} {formaat}")) for formaat in bestand.STUK]


def _keep(make: Callable[[], bytes], kenmerk: str) -> Callable[[], bytes]:
    return lambda: _make_eens(make, kenmerk)


@st.cache_resource(max_entries=64, show_spinner=False)
def _make_eens(_make: Callable[[], bytes], kenmerk: str) -> bytes:  # noqa: ARG001  the key
    return _make()


def _sign(stuk: Stuk) -> Stuk:
    settings = read_instellingen()
    return sign_stuk(stuk, settings.eigenaar, settings.contact)


def list_beelden(stof: Stof, naam: Callable[[str], str]) -> list[Download]:
    """Return the buttons of the slides of a result: each as PNG and as SVG, drawn when asked for."""
    return [
        Download(
            f"{slide.capitalize()} ({formaat[1:].upper()})",
            f"{naam(kind.sleutel)}-{slide}{formaat}",
            _make_beeld(kind, stof, slide, formaat),
        )
        for kind in soorten.list_soorten(type(stof))
        if kind.beelden
        for slide in kind.beelden.list_namen(stof)
        for formaat in bestand.BEELD
    ]


def _make_beeld(kind: Stuksoort[Stof], stof: Stof, slide: str, formaat: str) -> Callable[[], bytes]:
    day = find_vandaag()
    return lambda: kind.make(stof, formaat, day, beeld=slide)


def show_op_scherm(stof: type[Stof], get: Callable[[], Stof], sleutel: str) -> None:
    """Show each document of a result behind its title; it is made when somebody looks.

    Parameters
    ----------
    stof, get
        As for `list_stukken`.
    sleutel : str
        Key, unique on the page.
    """
    for kind in soorten.list_soorten(stof):
        key = f"{sleutel}-{kind.sleutel}"
        folder = st.expander(f"{kind.titel} op het scherm", key=f"{key}-open", on_change="rerun")
        if folder.open:
            with folder:
                _show_stuk(kind, get, key)


def _show_stuk(soort: Stuksoort[Stof], get: Callable[[], Stof], sleutel: str) -> None:
    """Show one document; what stops it is said in its place, and the rest of the page stays."""
    try:
        stuk = soort.describe(get(), find_vandaag(), find_adres())
    except WoonzorgFout as fout:
        st.error(write_plat(fout))
        return
    show_blok(render_stuk(_sign(stuk)), sleutel)


def render_stuk(stuk: Stuk) -> str:
    """Render a document as a part of a page, its headings one level down; every text of it is escaped.

    What a paper says at the top and foot of each page, is said once here.
    """
    mark = f"{stuk.watermerk}. " if stuk.watermerk else ""
    lower = tuple(map(lower_kop, stuk.blokken))
    note = Alinea(f"{mark}{stuk.voet}", Stijl.KLEIN)
    return f'<style>{_STIJL}</style><article class="wz-stuk">{render_blokken((*lower, note))}</article>'
