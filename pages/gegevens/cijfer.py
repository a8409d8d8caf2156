"""Following one figure to its source: choose an area and a figure, see row, table, formula and licence."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad, gegevens
from pages.bouwstenen.bronweg import show_nagaan_link
from pages.bouwstenen.downloads import Download, show_downloads
from pages.gegevens.navragen import show_navragen
from woonzorg.dag import format_datum
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import TE_TOETSEN, Niveau, Rol, find_gemeentecode, find_niveau
from woonzorg.herkomst import afgeleid, herkomst
from woonzorg.oordeel import toets
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import write_plat
from woonzorg.tekst.rekenblad import write_csv

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.herkomst.herkomst import Herkomst, Herkomstvraag

_GEBIED, _CIJFER, _JAAR, _LINK = "nagaan_gebied", "nagaan_cijfer", "nagaan_jaar", "nagaan_link"
_GEMEENTE, _VAN = "nagaan_gemeente", "nagaan_van"
_NIEUWSTE = 0
_ANDERE = frozenset({"klasse", "grensgeval", "huishoudens", "ses_woa", "lbm_afwijking", "concentratie"})
"""What the map's table of areas tells of each."""
_VEEL = 2_000
"""With more areas than this the gemeente is chosen first."""


def show_nagaan(snapshot: Snapshot, vraag: Herkomstvraag) -> None:
    """Show the choice of area, figure and year, and where that figure comes from."""
    _take_link(snapshot, vraag)
    choice = _show_keuze(snapshot)
    st.query_params.from_dict(herkomst.format_herkomst(*choice, data=snapshot.id))
    st.session_state[_LINK] = st.query_params.to_dict()
    try:
        code, cijfer, jaar = choice
        if cijfer not in afgeleid.PER_SLEUTEL:
            _show_herkomst(snapshot, herkomst.trace(snapshot, code, cijfer, jaar), jaar)
            return
        # The newest edition is judged as what is shown without a year, by the newest of each indicator.
        edition = None if jaar and toets.is_nieuwste(snapshot.manifest, jaar) else jaar
        score = _find_score(snapshot, edition)
        _show_herkomst(snapshot, herkomst.trace(snapshot, code, cijfer, edition, score=score), edition)
    except InvoerFout as fout:
        st.info(write_plat(fout))


def _find_score(snapshot: Snapshot, jaar: int | None) -> toets.Score:
    return gegevens.load_score(snapshot, snapshot.id, jaar)


def _take_link(snapshot: Snapshot, vraag: Herkomstvraag) -> None:
    """Let a new link, or what these data do not have, set the choice."""
    state, options = st.session_state, _list_gebieden(snapshot, snapshot.id)
    # Streamlit forgets what a list showed when another page comes: who then goes back has the same link, no new one.
    if st.query_params.to_dict() != state.get(_LINK) or _GEBIED not in state:
        state[_GEBIED] = vraag.gebied or blad.read_kaartweergave().gebied or state.get(_GEBIED, "")
        state[_CIJFER] = vraag.cijfer or state.get(_CIJFER, "")
        state[_JAAR] = vraag.jaar or _NIEUWSTE
    for key, known, what in (
        (_GEBIED, options, "het gebied"),
        (_CIJFER, herkomst.list_cijfers(snapshot), "het cijfer"),
    ):
        if state.get(key) not in known:
            if state.get(key):
                st.warning(write_plat(f"In deze gegevens staat {what} {state[key]} niet."))
            state[key] = next(iter(known))


@st.cache_resource(max_entries=4, show_spinner=False)
def _list_gebieden(_snapshot: Snapshot, snapshot_id: str) -> dict[str, str]:  # noqa: ARG001
    """Return the areas to choose from: the region's buurten first, what is only compared with last."""
    areas = _snapshot.gebieden
    rank = {str(niveau): place for place, niveau in enumerate([*TE_TOETSEN, Niveau.PROVINCIE, Niveau.LAND])}
    roles = {str(rol): place for place, rol in enumerate(Rol)}
    ordered = areas.assign(_rol=areas["rol"].map(roles), _niveau=areas["niveau"].map(rank))
    ordered = ordered.sort_values(["_rol", "_niveau", "naam", "code"])
    return {
        code: f"{naam} ({niveau}{_place(niveau, gemeente)}, {code})"
        for code, naam, niveau, gemeente in zip(
            ordered["code"], ordered["naam"], ordered["niveau"], ordered["gemeentenaam"], strict=True
        )
    }


def _place(niveau: str, gemeente: str) -> str:
    return f" in {gemeente}" if niveau in {Niveau.BUURT, Niveau.WIJK} and gemeente else ""


def _choose_gemeente(areas: dict[str, str]) -> dict[str, str]:
    """Of a whole country, offer the areas of one gemeente at a time: a list of all would be a megabyte."""
    gemeenten = {code: text for code, text in areas.items() if find_niveau(code) == Niveau.GEMEENTE}
    if len(areas) <= _VEEL or not gemeenten:
        return areas
    current = find_gemeentecode(st.session_state[_GEBIED])
    if st.session_state.get(_VAN) != st.session_state[_GEBIED] and current in gemeenten:
        st.session_state[_GEMEENTE] = current  # a link, not this list, chose the area
    chosen = st.selectbox(
        "Gemeente",
        list(gemeenten),
        format_func=gemeenten.__getitem__,
        key=_GEMEENTE,
        placeholder="Kies een gemeente",
    )
    fitting = {code: text for code, text in areas.items() if find_gemeentecode(code) in {chosen, ""}}
    if st.session_state[_GEBIED] not in fitting:
        st.session_state[_GEBIED] = next(iter(fitting))
    st.session_state[_VAN] = st.session_state[_GEBIED]
    return fitting


def _show_keuze(snapshot: Snapshot) -> tuple[str, str, int | None]:
    """Show the three lists; return area, figure and year (None: the newest)."""
    areas, figures = _choose_gemeente(_list_gebieden(snapshot, snapshot.id)), herkomst.list_cijfers(snapshot)
    left, middle, right = st.columns([4, 4, 2])
    code = left.selectbox(
        "Gebied", list(areas), format_func=areas.__getitem__, key=_GEBIED, placeholder="Kies een gebied"
    )
    figure = middle.selectbox(
        "Cijfer", list(figures), format_func=figures.__getitem__, key=_CIJFER, placeholder="Kies een cijfer"
    )
    years = [_NIEUWSTE, *_list_jaren(snapshot, figure)]
    if st.session_state.get(_JAAR, _NIEUWSTE) not in years:
        st.warning(write_plat(f"Voor {st.session_state[_JAAR]} is dit cijfer er niet. U ziet het nieuwste."))
        st.session_state[_JAAR] = _NIEUWSTE
    year = right.selectbox(
        "Jaar",
        years,
        format_func=lambda jaar: str(jaar or "nieuwste"),
        key=_JAAR,
        placeholder="Kies een jaar",
    )
    return code, figure, year or None


def _list_jaren(snapshot: Snapshot, cijfer: str) -> list[int]:
    if cijfer in afgeleid.PER_SLEUTEL:
        return gegevens.load_edities(snapshot, snapshot.id)[::-1]
    return herkomst.list_jaren(snapshot, cijfer)


def _show_herkomst(snapshot: Snapshot, found: Herkomst, jaar: int | None) -> None:
    """Show the figure beside what it comes from, so that both are seen at once."""
    figure, origin = st.columns(2, gap="large")
    figure.html(render_cijfer(found))
    if others := _render_andere(snapshot, found, jaar):
        figure.html(others)
    with origin:
        if found.invoer:
            _show_invoer(found, jaar, snapshot)
        if found.cijfer in {"ses_referentie", "lq"} and found.waarde is not None:
            _show_som(snapshot, found, jaar)
        table = blad.render_eigenschappen("Herkomst", _list_regels(found, snapshot))
        st.html(f'<section class="wz-dossier" aria-label="Herkomst">{table}</section>')
        file = Download(
            "Bewaar deze herkomst (JSON)",
            f"herkomst-{found.code}-{found.cijfer}-{found.jaar}.json",
            lambda: json.dumps(found.to_dict() | {"snapshot": snapshot.id}, ensure_ascii=False, indent=1),
        )
        show_downloads([file], "herkomst")
        show_navragen(snapshot, found)


def render_cijfer(found: Herkomst) -> str:
    """Render a figure: value, area, meaning, formula, and what a reader must know."""
    where = ", ".join(part for part in (found.niveau, found.gemeente, found.code) if part)
    formula = "".join(
        f'<div class="wz-formule"><b>{head}</b>{escape(text)}</div>'
        for head, text in (("Formule", found.formule), ("Ingevuld", found.ingevuld))
        if text
    )
    notes = "".join(f'<p class="wz-let-op">{escape(note)}</p>' for note in found.toelichting)
    return (
        f'<section class="wz-dossier" aria-label="Cijfer"><h2>{escape(found.titel)}</h2>'
        f'<p class="wz-hoofdcijfer">{escape(found.tekst)}</p>'
        f"<p>{escape(found.naam)} ({escape(where)}), {found.jaar or 'geen jaar'}</p>"
        f'<p class="wz-kleintje">{escape(found.uitleg)}</p>{formula}{notes}</section>'
    )


def _render_andere(snapshot: Snapshot, found: Herkomst, jaar: int | None) -> str:
    """Render links to what the map tells of the same area in the same year: so a name in its table leads to all.

    What the figure is made from has a link beside it already.
    """
    tested = found.code in gegevens.load_score(snapshot, snapshot.id, None).codes
    here = {found.cijfer, *(given.cijfer for given in found.invoer if given.code == found.code)}
    known = {
        key: title
        for key, title in herkomst.list_cijfers(snapshot).items()
        if key in _ANDERE - here and (tested or key not in afgeleid.PER_SLEUTEL)
    }
    items = "".join(
        f'<li><a href="{herkomst.make_href(found.code, key, jaar, _keep_data(snapshot))}" target="_self">'
        f"{escape(title)}</a></li>"
        for key, title in known.items()
        if jaar in {None, *_list_jaren(snapshot, key)}
    )
    if not items:
        return ""
    name = "Andere cijfers van dit gebied"
    return (
        f'<nav class="wz-andere" aria-label="{name}"><p class="wz-kleintje">{name}:</p><ul>{items}</ul></nav>'
    )


def _list_regels(found: Herkomst, snapshot: Snapshot) -> list[tuple[str, str]]:
    exact = "" if found.waarde is None else repr(found.waarde).replace(".", ",").replace("-", "−")
    status = f"{str(found.status).replace('_', ' ')}: " if found.status else ""
    lines = [
        ("Waarde, niet afgerond", exact),
        ("Status", f"{escape(status)}{escape(found.status_uitleg)}"),
        ("Gegevens", f"{escape(snapshot.id)}, indeling {snapshot.manifest.indeling}"),
    ]
    if found.bron is None:
        return lines
    return [
        *lines,
        ("Bron", escape(found.bron.naam)),
        ("Tabel of meting", f"<code>{escape(found.tabel)}</code>, indeling {found.bron.indeling}"),
        (
            "Rij",
            f"<code>{escape(found.code_veld or 'code')} = {escape(found.code)}</code>, jaar {found.jaar}",
        ),
        ("Veld", f"<code>{escape(found.veld)}</code>"),
        ("Opgehaald op", escape(format_datum(found.bron.opgehaald_op))),
        ("Licentie", escape(found.bron.licentie)),
        ("Adres", blad.render_adres(found.bron.url)),
        ("Deze ene rij bij de bron", blad.render_adres(found.vraag)),
        ("Controlegetal van de antwoorden (SHA-256)", f"<code>{escape(found.bron.sha256)}</code>"),
    ]


def _show_invoer(found: Herkomst, jaar: int | None, snapshot: Snapshot) -> None:
    st.html('<h2 class="wz-tussenkop">Hieruit is het gemaakt</h2>')
    for given in found.invoer:
        other = f", {given.naam}" if given.code != found.code else ""
        label = f"{given.titel} ({given.jaar or 'geen jaar'}{other}): {given.tekst}"
        # A measure of another year than the edition is asked for by its own year.
        year = jaar if given.cijfer in afgeleid.PER_SLEUTEL else given.jaar or None
        show_nagaan_link(_escape_label(label), given.code, given.cijfer, year, _keep_data(snapshot))


def _keep_data(snapshot: Snapshot) -> str:
    return snapshot.id if st.query_params.get("data") == snapshot.id else ""


def _escape_label(label: str) -> str:
    """Escape what a label would take for Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]()<>:$~#" else sign for sign in label)


def _show_som(snapshot: Snapshot, found: Herkomst, jaar: int | None) -> None:
    """Offer the areas over which a sum runs, so that anyone can add them up."""
    score = _find_score(snapshot, jaar)
    if found.cijfer == "lq":
        rows, what = (
            herkomst.list_regio(snapshot, score, found.niveau, jaar),
            "gebieden van het aandeel in de regio",
        )
    else:
        rows, what = herkomst.list_referentie(snapshot, score, jaar), "gemeenten van dit gemiddelde"
    file = Download(
        f"Bewaar de {format_getal(len(rows))} {what} (CSV)",
        f"som-{found.cijfer}-{found.jaar}.csv",
        lambda: write_csv(rows),
    )
    show_downloads([file], "som")
