"""The tab Sociale huur: shares by gemeente now and after a programme, the three tests, and the way to the rest."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blad import render_rooster
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.getalveld import show_getalveld
from pages.bouwstenen.werk.stukken import show_huur
from pages.opgave import huurstand
from pages.opgave.huurplaats import show_plaatsen
from pages.opgave.huurprogramma import show_programma
from woonzorg.grafiek.socialehuur import MEESTE_RIJEN, make_huurhalters
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.rapport.huurstuk import Huurstof
from woonzorg.socialehuur import woorden
from woonzorg.socialehuur.normen import NORMEN, NORMEN_2025, WET, write_bron
from woonzorg.socialehuur.stand import read_tabel4
from woonzorg.socialehuur.uitkomst import make_uitkomsten
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from pages.opgave.huurstand import Huurstand
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.socialehuur.uitkomst import Gemeenteuitkomst


def show_sociale_huur(snapshot: Snapshot) -> None:
    """Show the tab."""
    stand = huurstand.read_huurstand(snapshot)
    show_blok(render_kop(stand), "huur-kop")
    left, right = st.columns([5, 6], gap="medium")
    with left:
        show_blok(render_halters(stand), "huur-halters")
    with right:
        show_blok(render_toetsen(stand), "huur-toetsen")
        with st.expander("De toetsen uitgelegd, per gemeente"):
            show_blok(render_uitleg(stand), "huur-uitleg")
    show_programma(stand, snapshot)
    show_plaatsen(stand)
    stock = stand.voorraad
    made_up = snapshot.manifest.fictief
    paper = Huurstof(
        stand.streek, stock.gemeenten, stock.plaatsen, stand.programma, stand.normen, fictief=made_up
    )
    show_huur(paper, snapshot)
    show_normen()
    with st.expander("Wat tabel 4 van de visie zeker maakt (Parkstad, 2023)"):
        show_blok(render_tabel4(), "huur-tabel4")


def render_kop(stand: Huurstand) -> str:
    """Render what is seen in one sentence, and what these figures are."""
    what = woorden.describe_grondslag(stand.voorraad.gemeenten)
    head = woorden.describe_kop(stand.uitkomsten, stand.normen, stand.streek)
    return (
        f'<section class="wz-opgave wz-huur"><h2>{escape(head)}</h2>'
        f'<p class="wz-kleintje">{escape(what)}</p></section>'
    )


def render_halters(stand: Huurstand) -> str:
    """Render the picture."""
    many = len(stand.uitkomsten) > MEESTE_RIJEN
    drawn = f"<p>{escape(woorden.TE_VEEL_GEMEENTEN)}</p>" if many else _draw(stand)
    source = stand.voorraad.gemeenten[0].bron if stand.voorraad.gemeenten else ""
    return f'<section class="wz-opgave wz-huur">{drawn}<p class="wz-kleintje">Bron: {escape(source)}.</p></section>'


def _draw(stand: Huurstand) -> str:
    return render_grafiek(make_huurhalters(stand.uitkomsten, stand.normen))


def render_toetsen(stand: Huurstand) -> str:
    """Render the table beside the picture, and the test of the region."""
    heads = ("Gemeente", "Corporatie nu", "Alle huur", "Na", "Streefdeel", "Nieuwbouw", "Ten minste nodig")
    shown = [place for place, head in enumerate(heads) if head != "Na" or stand.programma is not None]
    cells = (woorden.list_cellen(item) for item in stand.uitkomsten)
    table = render_rooster(
        "Aandeel van alle woningen, en de toetsen van §6.10", [heads[place] for place in shown],
        ([escape(row[place]) for place in shown] for row in cells),
    )  # fmt: skip
    region = woorden.describe_toets(stand.uitkomsten[0].toetsen[-1]) if stand.uitkomsten else ""
    notes = f"<p>{escape(region)}</p>" if region else ""
    return (
        f'<section class="wz-opgave wz-huur">{table}{notes}<p class="wz-kleintje">{escape(WET)}</p></section>'
    )


def render_uitleg(stand: Huurstand) -> str:
    """Render each test with what it rests on."""
    return f'<section class="wz-opgave wz-huur">{_list_uitleg(stand.uitkomsten, stand.normen.streefdeel)}</section>'


def _list_uitleg(uitkomsten: tuple[Gemeenteuitkomst, ...], streefdeel: float) -> str:
    blocks = []
    for item in uitkomsten:
        lines = [woorden.describe_toets(toets) for toets in item.toetsen[:2]]
        lines += filter(None, [woorden.describe_nodig(item, streefdeel)])
        told = "".join(f"<li>{escape(line)}</li>" for line in lines)
        blocks.append(f"<h3>{escape(item.stand.naam)}</h3><ul>{told}</ul>")
    return "".join(blocks)


def render_tabel4() -> str:
    """Render what the published table settles, whatever part of rent is social rent."""
    found = make_uitkomsten(read_tabel4())
    settled = tuple(item for item in found if item.nodig_minstens is not None)
    others = ", ".join(
        f"{item.stand.naam} {format_getal(item.bovengrens, 1)} %" for item in found if item not in settled
    )
    return (
        f'<section class="wz-opgave wz-huur"><p>{escape(woorden.TABEL_4_UITLEG)}</p>'
        f"{_list_uitleg(settled, NORMEN_2025.streefdeel)}"
        f"<p>Niet te zeggen: {escape(others)} (alle huur).</p></section>"
    )


def show_normen() -> None:
    """Show the limits with their source, to be changed."""
    limits = huurstand.read_normen()
    with st.expander("Grenzen van §6.10: aanpassen"):
        st.caption(WET)
        for norm in NORMEN:
            show_getalveld(
                f"{norm.titel} ({norm.eenheid}; {write_bron(norm, limits)})", round(getattr(limits, norm.sleutel), 4),
                (norm.laagst, norm.hoogst), partial(huurstand.change_norm, norm.sleutel),
                key=f"huurnorm_{norm.sleutel}", leeg=f"{format_getal(norm.waarde, 1)} (visie)",
            )  # fmt: skip
