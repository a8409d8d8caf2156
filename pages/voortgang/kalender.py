"""What stands on the page without any file: all moments, what is due now, what is needed, and the templates."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blad import render_rooster
from pages.bouwstenen.blok import show_blok
from pages.voortgang import voortgangstand
from pages.voortgang.bestanden import show_sjablonen, show_vak
from woonzorg.agenda import paneelwoorden
from woonzorg.agenda.nodig import calculate_toewijzingen
from woonzorg.agenda.paneelwoorden import describe_nodig, write_band, write_moment
from woonzorg.agenda.planning import list_momenten
from woonzorg.agenda.voorbeeld import has_voorbeeld
from woonzorg.agenda.voortgang import Teller

if TYPE_CHECKING:
    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.agenda.planning import Moment


def show_kalender(stand: Voortgangstand) -> None:
    """Show the calendar beside the way to begin."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_blok(render_kalender(stand), "voortgang-kalender")
    with right:
        st.html(
            '<section class="wz-voortgang"><h2>Begin</h2>'
            f"<p>{escape(paneelwoorden.ZONDER_UITLEG)}</p>"
            f'<p class="wz-kleintje">{escape(paneelwoorden.BEZOEK_UITLEG)}</p></section>'
        )
        if has_voorbeeld(stand.snapshot):
            st.button(
                "Bekijk de verzonnen agenda", type="primary", key="voortgang_voorbeeld",
                on_click=voortgangstand.show_voorbeeld, args=(stand.snapshot,),
            )  # fmt: skip
        show_vak(stand)
        show_sjablonen("voortgang-sjablonen-begin")


def render_kalender(stand: Voortgangstand) -> str:
    """Render the thirteen moments, with what is needed at each."""
    rows = (_list_cellen(moment, stand) for moment in list_momenten())
    table = render_rooster(
        "Momenten van het bestuur (visie, §7.2.3), en toewijzingen die sinds 2026 nodig zijn",
        ("Moment", "Wat", "Nodig (aanname)"), rows,
    )  # fmt: skip
    needed = describe_nodig(Teller.TOEWIJZING, stand.snapshot.manifest.regio.naam)
    note = f'<p class="wz-kleintje">{escape(needed)}</p>'
    return f'<section class="wz-voortgang wz-kalender">{table}{note}</section>'


def _list_cellen(moment: Moment, stand: Voortgangstand) -> tuple[str, str, str]:
    need = calculate_toewijzingen(moment.kwartaal)
    name = escape(write_moment(moment.kwartaal))
    due = ' <mark class="wz-nu">nu</mark>' if moment == stand.nu else ""
    return f"{name}{due}", escape(moment.wat), escape(write_band(need)) if need.hoog else "–"
