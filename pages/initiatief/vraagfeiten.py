"""What is known beside three of the twenty questions: saldo of a form, care facilities of an own list, distances."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.blad import render_fout
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.werk import rekenwerk
from pages.bouwstenen.werk.opgavebron import PARKSTAD, read_bron
from pages.initiatief import initiatiefstand
from woonzorg.eigenbestand.lezen import GROOTSTE_BESTAND, TABELLEN
from woonzorg.eigenbestand.sjabloon import make_csv
from woonzorg.fouten import WoonzorgFout
from woonzorg.gebied import Niveau
from woonzorg.initiatief.afweging import Feitsoort
from woonzorg.initiatief.voorinvulling import (
    GEEN_ANTWOORD,
    Vraagfeit,
    choose_vorm,
    fill_afstanden,
    fill_demografie,
    fill_voorzieningen,
    list_vormen,
    trace_afstanden,
    write_vorm,
)
from woonzorg.initiatief.voorzieningen import VOORZIENINGEN, Rondom, find_rondom, read_voorzieningen
from woonzorg.opgave.banden import make_banden
from woonzorg.opgave.woorden import name_vorm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.initiatief.afweging import Toetsvraag
    from woonzorg.initiatief.voorzieningen import Zorgvoorziening

_VORM, _LIJST, _FOUT = "initiatief-kies-vorm", "initiatief_voorzieningen", "initiatief_voorzieningfout"
OPGAVE = "Gepubliceerd, herberekend of eigen cijfers: dat kiest u bij Opgave"
LIJSTUITLEG = (
    "csv, xlsx of ods, met het sjabloon: per voorziening een buurtcode of een punt; blijft in dit bezoek"
)
ZONDER_PLEK = "Kies bij stap 1 een plek. Dan staat hier wat er over die plek bekend is."


def show_feit(stand: Initiatiefstand, vraag: Toetsvraag) -> None:
    """Show what is known beside a question; nothing beside those for which the house has no figures."""
    if vraag.feit == Feitsoort.GEEN:
        return
    row = find_plek(stand)
    if row is None:
        show_blok(f'<aside class="wzi-feit"><p>{ZONDER_PLEK}</p></aside>', f"initiatief-feit-{vraag.nr}")
        return
    fact = _find_feit(stand, vraag.feit, row)
    lines = "".join(f"<li>{escape(line)}</li>" for line in fact.zinnen)
    source = f"<p>Bron: {escape(fact.bron)}. {GEEN_ANTWOORD}</p>" if fact.bekend else ""
    show_blok(
        f'<aside class="wzi-feit" aria-label="Wat bekend is bij vraag {vraag.nr}"><ul>{lines}</ul>{source}</aside>',
        f"initiatief-feit-{vraag.nr}",
    )
    if vraag.feit == Feitsoort.VOORZIENINGEN:
        _show_lijst(stand)


def find_plek(stand: Initiatiefstand) -> pd.Series | None:
    """Return the row of the place that was chosen; None without one in this region."""
    areas = gegevens.load_score(stand.snapshot, stand.snapshot.id, None).gebieden
    rows = areas[areas["code"] == stand.werk.velden.get("gebied", "")]
    return None if rows.empty else rows.iloc[0]


def _find_feit(stand: Initiatiefstand, soort: Feitsoort, row: pd.Series) -> Vraagfeit:
    name, code = str(row["naam"]), str(row["code"])
    if soort == Feitsoort.VOORZIENINGEN:
        middle = initiatiefstand.load_ligging(stand.snapshot).punten.get(code)
        return fill_voorzieningen(_find_rondom(stand, code), name, middle)
    if soort == Feitsoort.AFSTANDEN:
        return fill_afstanden(trace_afstanden(stand.snapshot, code), name)
    return _find_saldo(stand, str(row["gemeentenaam"]))


def _find_saldo(stand: Initiatiefstand, gemeente: str) -> Vraagfeit:
    """Return the saldo of the form, by the figures that were chosen on the page Opgave."""
    regio = stand.snapshot.manifest.regio.naam
    source = read_bron(stand.snapshot.manifest)
    bands = make_banden(source.cijfers, source.keuze)
    forms = list_vormen(bands)
    inside = source.eigen is not None or regio == PARKSTAD
    given = stand.werk.velden
    form = choose_vorm(given.get("woonvorm", ""), given.get("groep", ""), forms)
    if inside:
        _show_vorm(forms, form)
    return fill_demografie(source.opgave, bands, form, source.keuze, gemeente, in_streek=inside)


def collect_feiten(stand: Initiatiefstand) -> Callable[[], tuple[Vraagfeit, ...]]:
    """Return what gathers the facts for paper, when that is made; what the visit chose and gave is read now.

    An own opgave stays with the visit: of that, paper tells no saldo.
    """
    row, snapshot, given = find_plek(stand), stand.snapshot, stand.werk.velden
    if row is None:
        return tuple
    code, name, town = (str(row[key]) for key in ("code", "naam", "gemeentenaam"))
    around, source = _find_rondom(stand, code), read_bron(snapshot.manifest)
    middle = initiatiefstand.load_ligging(snapshot).punten.get(code)
    published = source.eigen is None and snapshot.manifest.regio.naam == PARKSTAD

    def gather() -> tuple[Vraagfeit, ...]:
        bands = make_banden(source.cijfers, source.keuze) if published else ()
        form = choose_vorm(given.get("woonvorm", ""), given.get("groep", ""), list_vormen(bands))
        saldo = fill_demografie(source.opgave, bands, form, source.keuze, town, in_streek=published)
        distances = fill_afstanden(trace_afstanden(snapshot, code), name)
        return saldo, fill_voorzieningen(around, name, middle), distances

    return gather


def _show_vorm(vormen: Sequence[tuple[str, str]], vorm: tuple[str, str] | None) -> None:
    """Let the form be chosen of which the saldo is told; one that the figures do not have stays chosen."""
    options = {write_vorm(one): name_vorm(*one) for one in vormen}
    chosen = write_vorm(vorm) if vorm else None
    options |= {chosen: chosen} if chosen and chosen not in options else {}
    st.session_state[_VORM] = chosen
    st.selectbox(
        "Welke woonvorm is dit?", list(options), index=None, format_func=options.__getitem__, key=_VORM,
        placeholder="Kies een woonvorm", on_change=_keep_vorm,
    )  # fmt: skip
    st.page_link("pages/opgave/pagina.py", label=OPGAVE)


def _keep_vorm() -> None:
    initiatiefstand.set_veld("woonvorm", str(st.session_state[_VORM] or ""))


def _find_rondom(stand: Initiatiefstand, code: str) -> Rondom | None:
    regio = stand.snapshot.manifest.regio.naam
    kept: dict[str, tuple[Zorgvoorziening, ...]] = st.session_state.get(_LIJST, {})
    if regio not in kept:
        return None
    veld = rekenwerk.load_veld(stand.snapshot, Niveau.BUURT)
    place = veld.codes.index(code) if code in veld.codes else -1
    near = {veld.codes[other] for one, other in veld.paren.T.tolist() if one == place}
    wijken = dict(zip(veld.codes, veld.gebieden["wijkcode"].astype(str), strict=True))
    return find_rondom(kept[regio], code, near, wijken)


def _show_lijst(stand: Initiatiefstand) -> None:
    show_bestandvak(
        "Eigen lijst van zorgvoorzieningen", LIJSTUITLEG,
        "initiatief_lijst", lambda name, raw: take_lijst(stand, name, raw),
        soorten=",".join(f".{kind}" for kind in TABELLEN), grootste=GROOTSTE_BESTAND,
    )  # fmt: skip
    fault = st.session_state.get(_FOUT)
    show_blok(render_fout(fault) if fault else "", "initiatief-lijstfout")
    template = Download("Sjabloon (csv)", "sjabloon-zorgvoorzieningen.csv", lambda: make_csv(VOORZIENINGEN))
    show_downloads([template], "initiatief-lijstsjabloon")


def take_lijst(stand: Initiatiefstand, naam: str, raw: bytes) -> None:
    """Take a list of care facilities for this visit; what is wrong with it is told, and the one before stays."""
    areas = gegevens.load_score(stand.snapshot, stand.snapshot.id, None).gebieden
    try:
        found = read_voorzieningen(naam, raw, areas)
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = fout
        return
    st.session_state.pop(_FOUT, None)
    st.session_state[_LIJST] = {stand.snapshot.manifest.regio.naam: found}
