"""The tab Urgentie: the urgency rules of the gemeenten side by side, and what the law obliges."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pages.bouwstenen.blad import render_rooster
from pages.bouwstenen.blok import show_blok
from woonzorg.agenda.urgentie import UITLEG, compare_urgentie, describe_rij, write_cel
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.agenda.urgentie import Urgentierij


def show_urgentie(stand: Voortgangstand) -> None:
    """Show the tab."""
    show_blok(render_urgentie(stand), "voortgang-urgentie")


def render_urgentie(stand: Voortgangstand) -> str:
    """Render a row a group and a column a gemeente, with in words what differs."""
    towns = dict(sorted(stand.gemeenten.items(), key=lambda item: item[1]))
    rows = compare_urgentie(stand.bundel.urgentie)
    table = render_rooster(
        "Wie staat in welke urgentieregeling", ("Groep", *towns.values(), "Wat opvalt"),
        (_list_cellen(row, towns) for row in rows),
    )  # fmt: skip
    head = f"<h2>Urgentieregels naast elkaar</h2><p>{escape(UITLEG)}</p>"
    return f'<section class="wz-voortgang">{head}{table}</section>'


def _list_cellen(rij: Urgentierij, gemeenten: dict[str, str]) -> tuple[str, ...]:
    title = escape(PER_SLEUTEL[rij.groep].titel)
    law = ' <span class="wz-wet">wettelijk</span>' if rij.wettelijk else ""
    cells = (escape(write_cel(rij.regels.get(code))) for code in gemeenten)
    return f"{title}{law}", *cells, escape(describe_rij(rij, gemeenten).partition(": ")[2])
