"""Following the counts of the map: formulas, classes, every area with its source rows, and the sources."""

from __future__ import annotations

from html import escape
from math import isnan
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad, gegevens
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.kern import kernkeuze
from woonzorg.dag import format_datum
from woonzorg.herkomst import afgeleid, herkomst
from woonzorg.indicator import SCORE_TITEL
from woonzorg.kaart import woorden
from woonzorg.kaart.beeld import VLAKKEN_MAXIMUM
from woonzorg.kaart.telherkomst import Telherkomst, explain_telling
from woonzorg.links.link import Weergave
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.oordeel.ophoping import list_woorden
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import (
    ONBEKEND,
    format_getal,
    format_procent,
)
from woonzorg.tekst.plat import fold_naam, write_plat
from woonzorg.tekst.rekenblad import write_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.herkomst.herkomstlink import Telvraag
    from woonzorg.kern.kern import Kerngebied

_KOPPEN = (
    "Gebied",
    "Gemeente",
    "Klasse",
    "Huishoudens",
    f"{SCORE_TITEL['ses_woa']} (S)",
    f"{SCORE_TITEL['lbm_afwijking']} (L)",
    "Concentratie",
)


def find_jaar(snapshot: Snapshot, vraag: Telvraag | None) -> int | None:
    """Return the edition of the counts that a link asks for; None for the newest figures."""
    known = vraag is not None and vraag.jaar in gegevens.load_edities(snapshot, snapshot.id)
    return vraag.jaar if vraag and known else None


def show_telherkomst(snapshot: Snapshot, vraag: Telvraag) -> None:
    """Show how the counts come about that a link of the map asks for."""
    jaar = find_jaar(snapshot, vraag)
    _warn_jaar(vraag.jaar, jaar)
    gemeente = _fit_gemeente(snapshot, vraag.gemeente)
    kern = _fit_kern(snapshot, vraag)
    score = gegevens.load_score(snapshot, snapshot.id, jaar)
    found = explain_telling(snapshot, score, vraag.niveau, gemeente, jaar, kern)
    href = _make_wegen(vraag, jaar)
    st.page_link(
        "pages/gegevens/pagina.py", label="Een ander cijfer nagaan", query_params={"data": snapshot.id}
    )
    left, right = st.columns(2, gap="large")
    left.html(render_formules(found, jaar))
    right.html(_render_klassen(found))
    right.html(_render_bronnen(found))
    _show_gebieden(found, href, _name_bestand(vraag.niveau, _name_keuze(gemeente, kern), jaar, snapshot.id))


def _warn_jaar(gevraagd: int | None, jaar: int | None) -> None:
    if gevraagd != jaar:
        st.warning(write_plat(f"Voor {gevraagd} zijn er geen klassen. U ziet de nieuwste."))


def _fit_gemeente(snapshot: Snapshot, gemeente: str) -> str:
    if gemeente in {"", *snapshot.manifest.regio.gemeenten} or snapshot.manifest.regio.is_land:
        return gemeente
    st.warning(write_plat(f"De gemeente {gemeente} staat niet in deze gegevens. U ziet de hele regio."))
    return ""


def _fit_kern(snapshot: Snapshot, vraag: Telvraag) -> Kerngebied | None:
    _, kern, notices = kernkeuze.fit_keuze(snapshot, Weergave(kern=vraag.kern))
    if notices:
        st.warning(write_plat(" ".join(notices)))
    return kern


def _name_keuze(gemeente: str, kern: Kerngebied | None) -> str:
    return fold_naam(kern.titel) if kern else gemeente


def _make_wegen(vraag: Telvraag, jaar: int | None) -> Callable[[str, str, int], str]:
    """Return what makes the address of one figure of one area: a source figure by its own year."""

    def make(code: str, cijfer: str, eigen_jaar: int) -> str:
        year = jaar if cijfer in afgeleid.PER_SLEUTEL else eigen_jaar or None
        return herkomst.make_href(code, cijfer, year, vraag.data)

    return make


def _name_bestand(niveau: str, gemeente: str, jaar: int | None, data: str) -> str:
    """Name the file of the areas, so that those of two years or gemeenten are told apart."""
    return f"{'-'.join(filter(None, ['telling', niveau, gemeente, str(jaar or ''), data]))}.csv"


def render_formules(found: Telherkomst, jaar: int | None = None) -> str:
    """Render the headline with its years, the rule, and each count with its numbers.

    Parameters
    ----------
    found : Telherkomst
    jaar : int, optional
        An earlier edition, which is then named in the heading.
    """
    year = f" ({jaar})" if jaar else ""
    rule = ("De klasse van een gebied", afgeleid.PER_SLEUTEL["klasse"].formule)
    formulas = "".join(
        f'<div class="wz-formule"><b>{escape(head)}</b>{escape(text)}</div>'
        for head, text in (rule, *found.formules)
    )
    return (
        f'<section class="wz-dossier" aria-label="Aantallen"><h2>{escape(found.telling.naam)}{year}</h2>'
        f"<p>{escape(found.kop)}</p><p>{escape(found.ophoping)}</p>"
        f'<p class="wz-kleintje">{escape(woorden.describe_jaren(found.jaren))}</p>{formulas}</section>'
    )


def _name_klasse(klasse: Klasse) -> str:
    return klassewoorden.name_klasse(klasse).capitalize()


def _render_klassen(found: Telherkomst) -> str:
    rows = [
        (
            escape(_name_klasse(klasse)), format_getal(found.telling.gebieden[klasse]),
            format_getal(found.telling.huishoudens[klasse]), found.telling.share(klasse),
        )
        for klasse in LABELS
    ]  # fmt: skip
    total = found.telling.totaal_huishoudens
    rows.append(
        ("Samen", format_getal(found.telling.totaal), format_getal(total), format_procent(total, total))
    )
    plural = klassewoorden.MEERVOUD[found.telling.niveau].capitalize()
    return blad.render_rooster("De aantallen naar klasse", ("Klasse", plural, "Huishoudens", "Deel"), rows)


def _render_bronnen(found: Telherkomst) -> str:
    rows = [
        (
            escape(bron.naam), f'<code class="kort">{escape(bron.sleutel.tabel)}</code>',
            str(bron.indeling), escape(format_datum(bron.opgehaald_op)), escape(bron.licentie),
            blad.render_adres(bron.url),
        )
        for bron in found.bronnen
    ]  # fmt: skip
    heads = ("Bron", "Tabel of meting", "Indeling", "Opgehaald op", "Licentie", "Adres")
    return blad.render_rooster("De bronnen van deze aantallen", heads, rows)


def _show_gebieden(found: Telherkomst, href: Callable[[str, str, int], str], naam: str) -> None:
    plural = klassewoorden.MEERVOUD[found.telling.niveau]
    label = f"Bewaar de {format_getal(len(found.gebieden))} getelde {plural} (CSV)"
    show_downloads([Download(label, naam, lambda: write_csv(found.gebieden))], "telling")
    if len(found.gebieden) > VLAKKEN_MAXIMUM:
        st.caption(klassewoorden.TE_VEEL)
        return
    caption = f"De getelde {plural}. Elk cijfer leidt naar zijn rij bij de bron."
    st.html(blad.render_rooster(caption, _KOPPEN, _list_gebieden(found, href)))


def _list_gebieden(found: Telherkomst, href: Callable[[str, str, int], str]) -> list[tuple[str, ...]]:
    decimals = {"huishoudens": 0, "ses_woa": 3, "lbm_afwijking": 3}
    return [
        (
            f"{escape(row['naam'])} <small>{escape(row['code'])}</small>", escape(row["gemeentenaam"]),
            _link(href(row["code"], "klasse", 0), _name_klasse(Klasse(row["klasse"]))),
            *(
                # An edition before the first households has none to lead to; a score that is missing tells why.
                ONBEKEND
                if key == "huishoudens" and isnan(row[key])
                else _link(href(row["code"], key, found.jaren[key]), format_getal(row[key], places))
                for key, places in decimals.items()
            ),
            _link(href(row["code"], "overconcentratie", 0), lots),
        )
        for row, lots in zip(found.gebieden.to_dict("records"), list_woorden(found.gebieden), strict=True)
    ]  # fmt: skip


def _link(adres: str, text: str) -> str:
    return f'<a href="{adres}" target="_self">{escape(text)}</a>'
