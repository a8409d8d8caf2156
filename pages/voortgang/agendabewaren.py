"""Keeping the agenda itself on the server: for who is logged in, who sees the own agendas only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.aanmelding.bezoek import perform, show_bevoegd
from pages.bouwstenen.werk import inloggen
from pages.bouwstenen.werk.kast import open_kast
from pages.voortgang import kastlijst, voortgangstand
from woonzorg.agenda.versie import Agendaversie
from woonzorg.bibliotheek.agendakast import BEWAARTERMIJN, Agendakast
from woonzorg.dag import find_dag, format_datum
from woonzorg.fouten import WoonzorgFout
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import write_plat
from woonzorg.toegang.rechten import Daad

if TYPE_CHECKING:
    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.bibliotheek.agendakast import BewaardStuk
    from woonzorg.gegevens.opslag import Snapshot

_KLAAR, _MIS = "voortgang_agenda_bewaard", "voortgang_agenda_bewaarfout"
UITLEG = (
    f"Een agenda blijft hoogstens {BEWAARTERMIJN.days // 365} jaar op de server, met de aantallen zoals ze zijn "
    "afgesproken. Op deze pagina ziet alleen wie hem bewaarde hem terug. De beheerder kan hem eerder weghalen. Stand "
    "en plaatsingen worden niet bewaard."
)

AL_BEWAARD = "Deze agenda stond er al."
VAN_ANDER = (
    "Deze agenda is al door iemand anders bewaard, en staat daarom niet in uw lijst. Bewaar hem als bestand."
)


def show_agendakast(stand: Voortgangstand) -> None:
    """Show the button that keeps the agenda, and the visitor's own that are kept; nothing where others look along."""
    who = inloggen.find_ingelogd()
    if not who or stand.alleen_gedeeld:
        return
    st.subheader("De agenda op de server")
    st.caption(UITLEG)
    if stand.bundel.lijnen:
        regio = stand.snapshot.manifest.regio.naam
        version = stand.bundel.versie or Agendaversie(regio, stand.moment.kwartaal, stand.bundel.lijnen)
        show_knop("Bewaar deze agenda", version, who, "voortgang_bewaar_agenda")
    show_bericht()
    try:
        kept = kastlijst.list_agendas(stand.snapshot.manifest.regio.naam)
    except WoonzorgFout as fout:
        st.error(write_plat(fout))
        return
    for item in kept:
        _show_bewaard(stand.snapshot, item)


def show_knop(titel: str, versie: Agendaversie, wie: str, sleutel: str) -> None:
    """Show a button that keeps a version of the agenda, for who may."""
    if not show_bevoegd(Daad.AGENDA):
        return
    st.button(titel, key=sleutel, on_click=save_agenda, args=(versie, wie))


def save_agenda(versie: Agendaversie, wie: str) -> None:
    """Keep a version of the agenda in the library; for callbacks."""
    try:
        with perform(Daad.AGENDA, versie.id):
            added = Agendakast(open_kast()).save(versie, wie)
    except WoonzorgFout as fout:
        st.session_state[_MIS] = fout
        return
    own = {item.id for item in kastlijst.list_agendas(versie.regio)}
    st.session_state[_KLAAR] = (
        "De agenda is bewaard." if added else AL_BEWAARD if versie.id in own else VAN_ANDER
    )


def show_bericht() -> None:
    """Tell once what became of keeping it."""
    if told := st.session_state.pop(_KLAAR, ""):
        st.success(write_plat(told))
    if fout := st.session_state.pop(_MIS, None):
        st.error(write_plat(fout))


def _show_bewaard(snapshot: Snapshot, item: BewaardStuk) -> None:
    version = item.stuk
    if not isinstance(version, Agendaversie):
        return
    day = format_datum(find_dag(item.bewaard_op.isoformat()))
    lines = count_woord(len(version.lijnen), "regel", "regels")
    st.text(f"Agenda vanaf {version.moment}, {lines}, kenmerk {item.id}, bewaard op {day}")
    st.button(
        "Open deze agenda", key=f"voortgang_agenda_{item.id}", on_click=voortgangstand.take_bestanden,
        args=(snapshot, [(f"agenda-{item.id}.json", version.to_json().encode())]),
    )  # fmt: skip
