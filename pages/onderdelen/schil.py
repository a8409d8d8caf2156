"""The shell around every page: looks, language, and the band that says which data are shown."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.onderdelen.bestand import read_bestand
from pages.onderdelen.geschiedenis import set_geschiedenis
from pages.onderdelen.regiokaart import set_taal
from pages.onderdelen.tabbladen import keep_tabfocus
from woonzorg import opslag, tekst
from woonzorg.instelling import read_instellingen

if TYPE_CHECKING:
    from woonzorg.opslag import Manifest

_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="132" height="32" role="img" aria-label="Woonzorg">'
    '<text x="0" y="24" font-family="sans-serif" font-weight="700" font-size="24" fill="#54278f">Woonzorg</text></svg>'
)
_STIJL = read_bestand("stijl.css")


def show_schil() -> None:
    """Set looks, language, the way back, and what Streamlit leaves undone for the keyboard."""
    st.logo(_LOGO, size="large")
    st.html(f"<style>{_STIJL}</style>")
    set_taal()
    set_geschiedenis()
    keep_tabfocus()


def show_band(manifest: Manifest, jaren: tuple[int, int]) -> None:
    """Say which region and which years are shown, and that a fictional region is fictional.

    Parameters
    ----------
    manifest : Manifest
    jaren : tuple of int
        Years of SES-WOA and of the Leefbaarometer; 0 when absent.
    """
    ses, lbm = (jaar or "ontbreekt" for jaar in jaren)
    fiction = f'<span class="fictie">{escape(_describe_fictie())}</span>' if manifest.fictief else ""
    st.html(
        f'<p class="wz-band"><b>{escape(manifest.regio.titel)}</b>'
        f"<span>SES-WOA {ses} · Leefbaarometer {lbm}</span>{fiction}</p>"
    )


def _describe_fictie() -> str:
    data = read_instellingen().data
    if opslag.has_snapshots(data):
        return tekst.FICTIE
    return f"{tekst.FICTIE}. {tekst.describe_leeg(bestaat=data.is_dir())}"


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
    """Render the headline as HTML."""
    words = re.sub(
        r"\d+([.,]\d+)*( van de \d+(\.\d+)*| %)?( [a-z]+en\b)?", r"<em>\g<0></em>", escape(kop, quote=False)
    )
    return f'<h1 class="wz-kop">{words}</h1>'
