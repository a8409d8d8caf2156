"""Asking the source once more what a figure is, at a button: what it says now, beside what is kept here."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from pages.bouwstenen.aanmelding.bezoek import perform, show_bevoegd
from pages.bouwstenen.server.openstelling import may_laden
from woonzorg.dag import format_datum
from woonzorg.herkomst import natrekken
from woonzorg.herkomst.natrekken import Natrekuitslag
from woonzorg.instelling import read_instellingen
from woonzorg.tekst.plat import write_plat
from woonzorg.toegang.rechten import Daad

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.herkomst.herkomst import Herkomst
    from woonzorg.herkomst.natrekken import Natrek

_GEVRAAGD = "nagevraagd"
_NIEUW = "Wilt u het nieuwe cijfer gebruiken? Laad dan de gegevens opnieuw."
_LATER = "Probeer het later nog eens. Het cijfer dat u hier ziet, blijft staan."


def show_navragen(snapshot: Snapshot, cijfer: Herkomst) -> None:
    """Show the button and what came of it, or why this figure cannot be asked again."""
    st.html('<h2 class="wz-tussenkop">Klopt dit cijfer nog?</h2>')
    settings = read_instellingen()
    reason = natrekken.explain_niet(snapshot, cijfer) or ("" if may_laden() else _write_dicht(cijfer))
    if reason:
        st.html(f'<p class="wz-kleintje">Opnieuw vragen kan hier niet. {escape(reason)}</p>')
        return
    host = urlsplit(natrekken.find_basis(cijfer, settings)).hostname or ""
    st.html(
        '<p class="wz-kleintje">Pas als u op de knop drukt, vraagt dit programma dit ene cijfer op bij '
        f"{escape(host)}. Er verandert niets aan de gegevens.</p>"
    )
    place = (snapshot.id, cijfer.code, cijfer.cijfer, cijfer.jaar)
    if show_bevoegd(Daad.NATREKKEN) and st.button("Vraag het cijfer opnieuw aan de bron", key="navragen"):
        with (
            perform(Daad.NATREKKEN, f"{cijfer.code}:{cijfer.cijfer}"),
            st.spinner("De bron wordt gevraagd. Dit duurt hooguit een halve minuut."),
        ):
            [found] = natrekken.ask_again(snapshot, [cijfer], settings, natrekken.TERMIJN)
        st.session_state[_GEVRAAGD] = (place, found, datetime.now(UTC).isoformat(timespec="seconds"))
    asked, found, moment = st.session_state.get(_GEVRAAGD, ((), None, ""))
    if asked == place:
        _show_uitkomst(found, moment)


def _write_dicht(cijfer: Herkomst) -> str:
    """Return what to do where visitors make no requests: in a public installation nobody may have the source asked."""
    return (
        "In deze installatie staat vragen aan bronnen uit. Wie het programma beheert, kan het wel, met de opdracht: "
        f"python -m woonzorg natrekken {cijfer.code} --cijfer {cijfer.cijfer}"
    )


def _show_uitkomst(natrek: Natrek, moment: str) -> None:
    if natrek.uitslag == Natrekuitslag.GELIJK:
        st.success(write_plat(f"Gelijk. {natrek.uitleg}"))
    elif natrek.uitslag == Natrekuitslag.GEWIJZIGD:
        st.warning(write_plat(f"Gewijzigd. {natrek.uitleg} {_NIEUW}"))
    else:
        st.error(write_plat(f"{natrek.uitleg} {_LATER}"))
    title = f" De bron noemt dit veld: {natrek.veldtitel}." if natrek.veldtitel else ""
    st.html(f'<p class="wz-kleintje">Gevraagd op {escape(format_datum(moment))}.{escape(title)}</p>')
