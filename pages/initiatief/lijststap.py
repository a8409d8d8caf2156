"""Many at once: a list of complexes or initiatives, judged in one table, and the annex to a housing convenant."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.blad import render_fout
from pages.bouwstenen.blok import show_blok, show_keuzeblok
from pages.bouwstenen.downloads import Download, find_vandaag, show_downloads
from pages.bouwstenen.schil.kop import show_kop
from pages.initiatief import initiatiefstand
from pages.initiatief.initiatiefstand import LIJST, TOETS
from pages.initiatief.lijsttabel import RIJ, render_lijst, tell_lijst
from woonzorg.eigenbestand.lezen import GROOTSTE_BESTAND, TABELLEN
from woonzorg.fouten import WoonzorgFout
from woonzorg.initiatief.initiatieflijst import make_sjabloon, read_initiatieven
from woonzorg.initiatief.lijsttoets import ZONDER_GEHEIM, count_geheim, judge_lijst, select_rijen, share_rijen
from woonzorg.initiatief.toetswoorden import GEEN_VERGUNNING, OORDEELWOORDEN
from woonzorg.instelling import read_instellingen
from woonzorg.rapport.bestand import STUK, name_bestand
from woonzorg.rapport.toetsbijlage import UITLEG, write_toetsbijlage
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.initiatief.initiatieflijst import Initiatieflijst
    from woonzorg.initiatief.lijsttoets import Lijstrij

KOP = "Toets een hele lijst: complexen voor het housing convenant, of alle initiatieven van een jaar."
INTRO = (
    "Geef een lijst (csv, xlsx of ods), gemaakt met het sjabloon. Elke rij wordt apart getoetst. De lijst blijft in "
    "dit bezoek; de server bewaart haar niet."
)
EIGEN_SCHERM = (
    "Dit scherm is van u: hier staan ook getallen die de bijlage niet noemt. Een complex van uw eigen cijfers telt mee "
    "als de naam en de buurt dezelfde zijn."
)
BIJLAGE = "De bijlage bevat de rijen van de gekozen gemeente en corporatie, met alle antwoorden."
_LIJSTEN, _FOUT, _GETOETST = "initiatieflijsten", "initiatieflijst_fout", "initiatieflijst_getoetst"
_WOORD = {".xlsx": "Excel", ".pdf": "PDF", ".html": "webpagina"}


@dataclass(frozen=True)
class Gegevenlijst:
    """A list that was given in this visit, with the name of its file."""

    naam: str
    lijst: Initiatieflijst


def read_lijst(stand: Initiatiefstand) -> Gegevenlijst | None:
    """Return the list of this visit for the region that is shown."""
    kept: dict[str, Gegevenlijst] = st.session_state.get(_LIJSTEN, {})
    return kept.get(stand.snapshot.manifest.regio.naam)


def show_lijst(stand: Initiatiefstand) -> None:
    """Show the field for a list, and what the rule says of each of its rows."""
    given, fault = read_lijst(stand), st.session_state.get(_FOUT)
    rows: tuple[Lijstrij, ...] = ()
    try:
        rows = _load_rijen(stand, given) if given else ()
    except WoonzorgFout as fout:
        fault = fout
    show_kop(tell_lijst(rows) if rows else KOP)
    _show_uitleg()
    show_blok(render_fout(fault) if fault else "", "initiatieflijst-fout")
    if given and rows:
        _tell_lezing(given)
        _show_rijen(stand, rows)
    _show_vak(stand, given)


def _load_rijen(stand: Initiatiefstand, gegeven: Gegevenlijst) -> tuple[Lijstrij, ...]:
    """Return the judged rows, kept in this visit only."""
    key = (stand.snapshot.id, stand.eigen.hash if stand.eigen else "", gegeven)
    kept: tuple[object, tuple[Lijstrij, ...]] | None = st.session_state.get(_GETOETST)
    if kept is None or kept[0] != key:
        posed = initiatiefstand.load_situatie(stand.snapshot, stand.eigen)
        where = initiatiefstand.load_ligging(stand.snapshot)
        kept = key, judge_lijst(gegeven.lijst.initiatieven, posed, where)
        st.session_state[_GETOETST] = kept
    return kept[1]


def _show_uitleg() -> None:
    """Show what the answers are not, with the way back to one initiative."""
    show_keuzeblok(
        f'<p class="wzi-weg">{escape(GEEN_VERGUNNING)} {escape(UITLEG)} '
        f'<a href="?" data-gebied="{TOETS}">Naar één initiatief</a></p>',
        "initiatieflijst-weg", initiatiefstand.go_to,
    )  # fmt: skip


def _tell_lezing(gegeven: Gegevenlijst) -> None:
    read = gegeven.lijst
    st.caption(write_plat(f"Uit {gegeven.naam}. {EIGEN_SCHERM}"))
    for said in (*read.notities, *read.waarschuwingen):
        st.warning(write_plat(f"{said.rstrip('.')}."))


def _show_rijen(stand: Initiatiefstand, rijen: Sequence[Lijstrij]) -> None:
    """Show what can be chosen, the annex and the table."""
    towns = {row.uitkomst.plek.gemeente: row.uitkomst.plek.gemeentenaam for row in rijen}
    parties = {
        row.uitkomst.initiatief.organisatie: "" for row in rijen if row.uitkomst.initiatief.organisatie
    }
    answers = {str(answer): words.partition(".")[0] for answer, words in OORDEELWOORDEN.items()}
    present = {str(row.uitkomst.oordeel) for row in rijen}
    left, middle, right = st.columns(3)
    with left:
        town = _choose("Gemeente", "gemeente", towns, "alle gemeenten")
    with middle:
        party = _choose(
            "Corporatie of organisatie", "corporatie", {one: one for one in sorted(parties)}, "alle"
        )
    with right:
        answer = _choose(
            "Antwoord", "oordeel", {one: answers[one] for one in answers if one in present}, "alle"
        )
    chosen = select_rijen(rijen, town, party)
    _show_bijlage(stand, chosen, per_organisatie=bool(party))
    show_keuzeblok(
        render_lijst(select_rijen(chosen, oordeel=answer)), "initiatieflijst-tabel", _make_opener(rijen)
    )


def _choose(label: str, naam: str, keuzes: dict[str, str], leeg: str) -> str:
    key = f"initiatieflijst-{naam}"
    if st.session_state.get(key) not in keuzes:
        st.session_state.pop(key, None)
    found = st.selectbox(
        label, list(keuzes), index=None, key=key, format_func=keuzes.__getitem__, placeholder=leeg
    )
    return str(found or "")


def _show_bijlage(stand: Initiatiefstand, rijen: Sequence[Lijstrij], *, per_organisatie: bool) -> None:
    """Offer the annex, as it may be shared; it is made when it is asked for."""
    snapshot, day, settings = stand.snapshot, find_vandaag(), read_instellingen()
    posed = initiatiefstand.load_situatie(snapshot, stand.eigen)

    def make(soort: str) -> Callable[[], bytes]:
        return lambda: write_toetsbijlage(
            share_rijen(rijen, posed, per_organisatie=per_organisatie),
            snapshot,
            day,
            soort,
            settings.eigenaar,
            settings.contact,
        )

    name = name_bestand(snapshot.manifest, "bijlage-toetsen", day.isoformat())
    files = [
        Download(f"Bijlage ({_WOORD[kind]})", f"{name}{kind}", make(kind)) for kind in (".xlsx", *STUK[:2])
    ]
    show_downloads(files, "initiatieflijst-bijlage")
    single = sum(bool(row.uitkomst.initiatief.waarom_onbewaard) for row in rijen)
    left = (
        f" {count_woord(single, 'rij gaat', 'rijen gaan')} over één toewijzing en komt er niet in."
        if single
        else ""
    )
    secret = f" {ZONDER_GEHEIM}" if per_organisatie and count_geheim(rijen) else ""
    st.caption(write_plat(f"{BIJLAGE}{left}{secret}"))


def _make_opener(rijen: Sequence[Lijstrij]) -> Callable[[str], None]:
    """Return what opens a row as its own initiative."""
    found = {f"{RIJ}{row.nummer}": row.uitkomst.initiatief for row in rijen}

    def open_rij(keuze: str) -> None:
        if keuze in found:
            initiatiefstand.open_los(found[keuze])

    return open_rij


def _show_vak(stand: Initiatiefstand, gegeven: Gegevenlijst | None) -> None:
    with st.container(key="initiatieflijst-bestand"):
        st.html(f'<h2 class="wzi-kop">{"Een andere lijst" if gegeven else "Uw lijst"}</h2>')
        st.caption(write_plat(INTRO))
        show_bestandvak(
            "Lijst van complexen of initiatieven", "csv, xlsx of ods, gemaakt met het sjabloon", "initiatieflijst_vak",
            lambda name, raw: take_lijst(stand, name, raw), soorten=",".join(f".{kind}" for kind in TABELLEN),
            grootste=GROOTSTE_BESTAND,
        )  # fmt: skip
        show_downloads(
            [Download("Sjabloon (Excel)", "sjabloon-initiatieven.xlsx", make_sjabloon)], "initiatieflijst"
        )
        if gegeven:
            st.button("Vergeet deze lijst", key="initiatieflijst_weg", on_click=forget_lijst, args=(stand,))


def take_lijst(stand: Initiatiefstand, naam: str, raw: bytes) -> None:
    """Take a list for this visit; what is wrong with it is told all together, and the one before stays."""
    try:
        read = read_initiatieven(naam, raw, stand.snapshot.gebieden)
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = fout
        return
    st.session_state.pop(_FOUT, None)
    kept = st.session_state.get(_LIJSTEN, {})
    st.session_state[_LIJSTEN] = {**kept, stand.snapshot.manifest.regio.naam: Gegevenlijst(naam, read)}


def forget_lijst(stand: Initiatiefstand) -> None:
    """Forget the list of this visit; for callbacks."""
    kept = st.session_state.get(_LIJSTEN, {})
    st.session_state[_LIJSTEN] = {
        name: given for name, given in kept.items() if name != stand.snapshot.manifest.regio.naam
    }
    for key in (_FOUT, _GETOETST):
        st.session_state.pop(key, None)


def show_lijstweg(stand: Initiatiefstand) -> None:
    """Show the way to the list, with how many rows it has where one was given."""
    given = read_lijst(stand)
    count = len(given.lijst.initiatieven) if given else 0
    text = (
        f"Terug naar de lijst ({count_woord(count, 'rij', 'rijen')})"
        if given
        else "Toets een hele lijst tegelijk"
    )
    show_keuzeblok(
        f'<p class="wzi-weg"><a href="?stap={LIJST}" data-gebied="{LIJST}">{text}</a></p>', "initiatief-lijstweg",
        initiatiefstand.go_to,
    )  # fmt: skip
