"""What stands above every page: the band that says which data are shown, and the headline."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pages.bouwstenen.server import openstelling
from pages.bouwstenen.server.openstelling import is_open_zonder_aanmelden
from woonzorg.gegevens import opslag, overzicht
from woonzorg.instelling import Instellingen, read_instellingen
from woonzorg.oordeel import klassewoorden

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot


def show_band(snapshot: Snapshot, jaren: tuple[int, int]) -> None:
    """Say which region and years are shown, that others are in use now, and that a fictional region is fictional.

    Parameters
    ----------
    snapshot : Snapshot
    jaren : tuple of int
        Years of SES-WOA and of the Leefbaarometer; 0 when absent.
    """
    manifest = snapshot.manifest
    ses, lbm = (jaar or "ontbreekt" for jaar in jaren)
    fiction = _render_uitleg(klassewoorden.FICTIE_KORT, _describe_fictie()) if manifest.fictief else ""
    opened = _render_uitleg(openstelling.KORT, openstelling.UITLEG) if is_open_zonder_aanmelden() else ""
    years = f"SES-WOA {ses} · Leefbaarometer {lbm}"
    shown = escape(years) if ses != lbm else _render_kort(years, f"scores {ses}")
    st.html(
        f'<div class="wz-band"><b>{escape(manifest.regio.titel)}</b>'
        f"<span>{shown}</span>{_render_anders(snapshot)}{_render_storing()}{fiction}{opened}</div>"
    )


def _render_kort(tekst: str, kort: str) -> str:
    """Render a text, and in few words what takes its place on a phone, where the verdict must be in view."""
    return f'<span class="wz-lang">{escape(tekst)}</span><span class="wz-kort">{escape(kort)}</span>'


def _render_anders(snapshot: Snapshot) -> str:
    """Say that these data are not those in use now, as by an older link or a page that stayed open."""
    lines = opslag.list_snapshots(read_instellingen().opslagplek)
    if not lines or lines[0].id == snapshot.id:
        return ""
    told = overzicht.describe_anders(snapshot.id, lines[0].id)
    query = urlencode({name: text for name, text in st.query_params.items() if name != "data"})
    link = f'<a href="?{escape(query)}" target="_self">{escape(overzicht.NAAR_GEBRUIK)}</a>'
    return f'<span class="fictie anders">{escape(told)} {link}</span>'


def _render_storing() -> str:
    """Say that the place of the data is away, so that what is shown may not be the last; why is for who manages it."""
    if not opslag.find_storing(read_instellingen().opslagplek):
        return ""
    return _render_uitleg(overzicht.STORING_KORT, overzicht.STORING)


def _render_uitleg(kort: str, uitleg: str) -> str:
    """Say something in three words, which must not take a line of a beamer; how to go on stands behind it."""
    return f'<details class="fictie"><summary>{escape(kort)}</summary><span>{escape(uitleg)}</span></details>'


def _describe_fictie() -> str:
    given = read_instellingen()
    usual = given.data == Instellingen().data and not given.momentopnamen
    if usual or opslag.has_snapshots(given.opslagplek):
        return klassewoorden.FICTIE
    folder = klassewoorden.describe_leeg(bestaat=given.data.is_dir())
    return f"{klassewoorden.FICTIE}. {klassewoorden.LEGE_OPSLAG if given.momentopnamen else folder}"


def show_kop(kop: str, weg: str = "", label: str = "") -> None:
    """Show the headline, its figures in colour.

    Parameters
    ----------
    kop : str
    weg : str
        Address (safe within a quoted attribute) at which its figures are accounted for; '' for none.
    label : str
        Text of the link there.
    """
    heading = render_kop(kop)
    link = f'<a class="wz-kopweg" href="{weg}" target="_self">{escape(label)}</a>'
    st.html(f'<div class="wz-kopregel">{heading} {link}</div>' if weg else heading)


def render_kop(kop: str) -> str:
    """Render the headline as HTML, its figures marked; the year or quarter that they are of is none."""
    words = re.sub(
        r"(?<![\dQ/])(?!(?<=In )20\d\d )(?!(?<=ussen )20\d\d\b)(?!(?<= en )20\d\d\b)"
        r"(?<!Q[1-4] )(?!\d{4}-Q)\d+([.,]\d+)*( van de \d+(\.\d+)*| %)?( (?!werden|veranderden)[a-z]+en\b)?",
        r"<em>\g<0></em>",
        escape(kop, quote=False),
    )
    return f'<h1 class="wz-kop">{words}</h1>'
