"""The own areas of this visitor beneath the map: make, look at, change and remove them, and take them as a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.kern import kernkeuze, kernstand
from pages.kaart import kernmaken
from woonzorg.eigenbestand.lezen import tell_notities
from woonzorg.eigenbestand.sjabloon import make_csv, make_xlsx
from woonzorg.fouten import GegevensFout, WoonzorgFout
from woonzorg.kern.kern import KERNEN_MAXIMUM
from woonzorg.kern.kernbestand import GROOTSTE, KERNVORM, TITEL, read_kernen, write_kernen
from woonzorg.kern.kernwoorden import BLIJFT, GEEN_KLASSE, OPENBAAR, VAN_INSTALLATIE, describe_ingelezen
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.plat import join_woorden, write_plat

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kern.kern import Kerngebied

_OPEN, _BERICHT = "kernen-open", "kernen_bericht"


def show_beheer(beeld: Kaartbeeld) -> None:
    """Show the own areas, folded away; while somebody composes one, the table of buurten instead."""
    kernstand.show_geheugen(beeld.snapshot.manifest.regio.naam)
    if beeld.weergave.presentatie:
        return
    if kernkeuze.is_bezig():
        st.html('<h2 class="wz-tussenkop">Buurten van het eigen gebied</h2>')
        kernmaken.show_tabel_maken(beeld)
        return
    folder = st.expander("Eigen gebieden: kernen en stadsdelen", key=_OPEN, on_change="rerun")
    if folder.open:
        with folder:
            _show_inhoud(beeld)


def _show_inhoud(beeld: Kaartbeeld) -> None:
    regio = beeld.snapshot.manifest.regio.naam
    st.markdown("Een eigen gebied is een groep buurten met een naam. De kaart telt dan alleen die buurten.")
    st.caption(GEEN_KLASSE)
    st.caption(BLIJFT)
    _show_bericht()
    st.button("Maak een eigen gebied", key="kern-maak", on_click=kernmaken.start)
    _show_installatie(beeld.snapshot)
    own = kernstand.list_eigen(regio)
    for kern in own:
        _show_rij(beeld, kern)
    _show_getoond(beeld, own)
    if len(own) > 1:
        st.button(
            "Verwijder al mijn eigen gebieden", key="kern-alles-weg", on_click=_forget, args=(beeld, own)
        )
    _show_bestand(beeld.snapshot, own)


def _show_bericht() -> None:
    kind, text = st.session_state.pop(_BERICHT, ("", ""))
    if kind == "fout":
        st.error(write_plat(text))
    elif text:
        st.success(write_plat(text))


def _show_installatie(snapshot: Snapshot) -> None:
    if fault := kernkeuze.load_installatie().fout:
        st.warning(write_plat(fault))
    if shared := kernkeuze.list_gedeeld(snapshot):
        names = join_woorden([kern.titel for kern in shared])
        st.caption(write_plat(f"{VAN_INSTALLATIE} {names}."))


def _show_rij(beeld: Kaartbeeld, kern: Kerngebied) -> None:
    name, adres = write_plat(kern.titel), kern.adres
    count = len(kernkeuze.load_indeling(beeld.snapshot, beeld.snapshot.id).list_buurten(kern))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(f"Toon {name}", key=f"kern-toon-{adres}", on_click=toestand.select_kern, args=(adres,))
        st.button(f"Pas {name} aan", key=f"kern-wijzig-{adres}", on_click=kernmaken.start, args=(kern,))
        st.button(f"Verwijder {name}", key=f"kern-weg-{adres}", on_click=_forget, args=(beeld, (kern,)))
        st.caption(write_plat(klassewoorden.count_gebieden(count, "buurt")))


def _show_getoond(beeld: Kaartbeeld, own: tuple[Kerngebied, ...]) -> None:
    """Offer to keep the area of a link."""
    kern = beeld.kern
    if kern and not kern.sleutel and kern not in own:
        st.button(
            f"Bewaar {write_plat(kern.titel)} in deze browser", key="kern-neem",
            on_click=kernstand.keep_kern, args=(beeld.snapshot.manifest.regio.naam, kern),
        )  # fmt: skip


def _forget(beeld: Kaartbeeld, kernen: tuple[Kerngebied, ...]) -> None:
    for kern in kernen:
        kernstand.forget_kern(beeld.snapshot.manifest.regio.naam, kern.adres)
    if toestand.peek_weergave().kern in {kern.adres for kern in kernen}:
        toestand.select_kern("")


def _show_bestand(snapshot: Snapshot, own: tuple[Kerngebied, ...]) -> None:
    show_bestandvak(
        "Lees eigen gebieden in", f"csv, xlsx of ods, gemaakt met het sjabloon. {OPENBAAR}", "kern-bestand",
        partial(_take, snapshot), soorten=".csv,.xlsx,.ods", grootste=GROOTSTE,
    )  # fmt: skip
    files = [
        Download("Sjabloon (xlsx)", "eigen-gebieden-sjabloon.xlsx", lambda: make_xlsx(TITEL, [KERNVORM])),
        Download("Sjabloon (csv)", "eigen-gebieden-sjabloon.csv", lambda: make_csv(KERNVORM)),
        *(
            [Download("Mijn eigen gebieden (csv)", "eigen-gebieden.csv", lambda: write_kernen(own))]
            if own
            else []
        ),
    ]
    show_downloads(files, "kernen")


def _take(snapshot: Snapshot, naam: str, raw: bytes) -> None:
    """Take the areas of a file; one of the same name goes, which is told."""
    regio = snapshot.manifest.regio.naam
    try:
        found = read_kernen(naam, raw, kernkeuze.load_indeling(snapshot, snapshot.id))
    except GegevensFout as fout:
        st.session_state[_BERICHT] = "fout", f"{fout.wat} {'; '.join(fout.bevindingen)}. {fout.remedie}"
        return
    except WoonzorgFout as fout:
        st.session_state[_BERICHT] = "fout", str(fout)
        return
    same = sum(kernstand.find_gelijknamig(regio, kern) is not None for kern in found.kernen)
    if len(kernstand.list_eigen(regio)) + len(found.kernen) - same > KERNEN_MAXIMUM:
        st.session_state[_BERICHT] = "fout", f"U kunt hoogstens {KERNEN_MAXIMUM} eigen gebieden bewaren."
        return
    for kern in found.kernen:
        kernstand.keep_kern(regio, kern)
    st.session_state[_BERICHT] = (
        "goed",
        describe_ingelezen(len(found.kernen), same) + tell_notities(found.notities),
    )
