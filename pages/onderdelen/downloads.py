"""Buttons that give a result as a file. A file is made when it is asked for, and no sooner."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from woonzorg.instelling import read_instellingen
from woonzorg.rapport import bestand
from woonzorg.rapport.delen import sign_stuk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from woonzorg.rapport.stuk import Stuk

_WOORD = {".pdf": "PDF", ".html": "webpagina", ".xlsx": "Excel"}


@dataclass(frozen=True)
class Download:
    """A button.

    Attributes
    ----------
    label : str
    naam : str
        Name of the file; its extension is one of `bestand.MIME`.
    maak : callable
        Makes the file. It runs beside the page, so it may use nothing of the session.
    """

    label: str
    naam: str
    maak: Callable[[], bytes]


def show_downloads(downloads: Sequence[Download], sleutel: str) -> None:
    """Show the buttons beside each other.

    Parameters
    ----------
    downloads : sequence of Download
    sleutel : str
        Key, unique on the page.
    """
    with st.container(horizontal=True, gap="small", key=f"downloads-{sleutel}"):
        for number, download in enumerate(downloads):
            st.download_button(
                download.label, download.maak, file_name=download.naam, key=f"{sleutel}-{number}", on_click="ignore",
                mime=bestand.MIME[PurePath(download.naam).suffix],
            )  # fmt: skip


def list_stukken(titel: str, naam: str, stuk: Callable[[], Stuk], kenmerk: str = "") -> list[Download]:
    """Return the buttons of a document: PDF, web page and workbook.

    Parameters
    ----------
    titel : str
        What it is, such as 'Buurtblad'.
    naam : str
        Name of the file, without extension.
    stuk : callable
        Describes the document.
    kenmerk : str
        All that the document depends on: it is then made once for all visitors. '' for what rests on own figures.
    """
    settings = read_instellingen()
    owner, contact = settings.eigenaar, settings.contact
    kept = f"{kenmerk} {owner} {contact}" if kenmerk else ""
    return [
        Download(
            f"{titel} ({_WOORD[soort]})", f"{naam}{soort}",
            _make_maker(lambda: sign_stuk(stuk(), owner, contact), kept, soort),
        )
        for soort in bestand.STUK
    ]  # fmt: skip


def _make_maker(stuk: Callable[[], Stuk], kenmerk: str, soort: str) -> Callable[[], bytes]:
    if kenmerk:
        return lambda: _make_eens(stuk, kenmerk, soort)
    return lambda: bestand.make_stuk(stuk(), soort)


@st.cache_resource(max_entries=64, show_spinner=False)
def _make_eens(_stuk: Callable[[], Stuk], kenmerk: str, soort: str) -> bytes:  # noqa: ARG001  part of the key
    return bestand.make_stuk(_stuk(), soort)


def find_vandaag() -> dt.date:
    """Return the date that goes on a document made now."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def find_adres() -> str:
    """Return where this installation is found: as set, else as this visitor reached it."""
    given = read_instellingen().adres
    if given:
        return given
    url = urlsplit(st.context.url or "")
    return f"{url.scheme}://{url.netloc}{url.path.rpartition('/')[0]}" if url.netloc else ""
