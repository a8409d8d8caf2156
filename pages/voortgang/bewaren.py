"""What is kept of the agenda: the version that an evaluation yields, and reports on the server of who is logged in.

Without logins everything is kept as a file. Where visitors log in (`WOONZORG_AANMELDEN`), a report goes to the library
under the name that the login vouched for, and can be taken as the report before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.aanmelding.bezoek import perform, show_bevoegd
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.werk import inloggen
from pages.bouwstenen.werk.kast import open_kast
from pages.voortgang import agendabewaren, kastlijst, voortgangstand
from woonzorg.agenda.bundel import make_opvolger
from woonzorg.agenda.overname import write_agenda
from woonzorg.agenda.planning import Momentsoort
from woonzorg.agenda.versie import compare_agendas
from woonzorg.agenda.verslag import Verslag, check_bekend
from woonzorg.agenda.verslagwoorden import describe_wijziging
from woonzorg.bibliotheek.agendakast import BEWAARTERMIJN, Agendakast
from woonzorg.dag import find_dag, format_datum
from woonzorg.fouten import WoonzorgFout
from woonzorg.rapport import bestand
from woonzorg.tekst.plat import write_plat
from woonzorg.toegang.rechten import Daad

if TYPE_CHECKING:
    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.bibliotheek.agendakast import BewaardStuk

_KLAAR, _MIS = "voortgang_bewaard", "voortgang_bewaarfout"
_JAREN = BEWAARTERMIJN.days // 365
UITLEG = f"Op de server blijft een verslag hoogstens {_JAREN} jaar. De beheerder kan het eerder weghalen."


def show_actualisatie(stand: Voortgangstand) -> None:
    """Show what an evaluation changes in the agenda, and give the new version as a file; for its maker only."""
    if stand.moment.soort != Momentsoort.EVALUATIE or not stand.bundel.lijnen or stand.alleen_gedeeld:
        return
    old, new = make_opvolger(stand.bundel, stand.voortgang, stand.snapshot.manifest.regio.naam)
    changes = compare_agendas(old.lijnen, new.lijnen)
    told = [describe_wijziging(one, stand.gemeenten) for one in changes]
    st.subheader("Actualisatie: de nieuwe agenda")
    st.caption("Uw eigen werk: de aantallen zoals ze zijn bijgesteld, ook die onder de 10.")
    if told:
        st.markdown("\n".join(f"- {write_plat(text)}" for text in told))
    else:
        st.caption("Geen aantal is bijgesteld. De nieuwe agenda is gelijk aan de oude.")
    name = bestand.name_bestand(stand.snapshot.manifest, "agenda", str(stand.moment.kwartaal), new.id)
    files = [
        Download("Nieuwe agenda (csv)", f"{name}.csv", lambda: write_agenda(new.lijnen)),
        Download("Nieuwe agenda om te bewaren (JSON)", f"{name}.json", new.to_json),
    ]
    show_downloads(files, "voortgang-actualisatie")
    if who := inloggen.find_ingelogd():
        agendabewaren.show_knop("Bewaar de nieuwe agenda op de server", new, who, "voortgang_bewaar_nieuw")
        agendabewaren.show_bericht()


def show_bewaren(stand: Voortgangstand, verslag: Verslag) -> None:
    """Show the button that keeps a report on the server, and what is kept there; nothing where there are no logins."""
    if (who := inloggen.find_ingelogd()) == "":
        return
    st.subheader("Op de server")
    st.caption(UITLEG)
    if show_bevoegd(Daad.AGENDA):
        st.button(
            f"Bewaar {verslag.titel}", key="voortgang_bewaar", on_click=save_verslag, args=(verslag, who)
        )
    if told := st.session_state.pop(_KLAAR, ""):
        st.success(write_plat(told))
    if fout := st.session_state.pop(_MIS, None):
        st.error(write_plat(fout))
    try:
        kept = kastlijst.list_bewaard(stand.snapshot.manifest.regio.naam)
    except WoonzorgFout as fout:
        st.error(write_plat(fout))
        return
    for item in kept:
        _show_bewaard(stand, item)


def save_verslag(verslag: Verslag, wie: str) -> None:
    """Keep a report in the library; for callbacks."""
    try:
        check_bekend(verslag, kastlijst.list_anderen(verslag.grond.regio))
        with perform(Daad.AGENDA, verslag.id):
            added = Agendakast(open_kast()).save(verslag, wie)
    except WoonzorgFout as fout:
        st.session_state[_MIS] = fout
        return
    st.session_state[_KLAAR] = f"{verslag.titel} is bewaard." if added else "Dit verslag stond er al."


def _show_bewaard(stand: Voortgangstand, item: BewaardStuk) -> None:
    report = item.stuk
    if not isinstance(report, Verslag):
        return
    day = format_datum(find_dag(item.bewaard_op.isoformat()))
    st.text(f"{report.titel} ({report.status}), kenmerk {item.id}, bewaard op {day} door {item.bewaard_door}")
    if report.gedeeld.moment <= stand.moment.kwartaal:
        st.button(
            "Gebruik als vorig verslag", key=f"voortgang_vorig_{item.id}", on_click=voortgangstand.take_verslag,
            args=(stand.snapshot, report.to_json().encode()),
        )  # fmt: skip
