"""A judged list as a table: by gemeente and name, each row a link to its own initiative. All text is escaped here."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pages.bouwstenen.kaart.merk import render_badge
from woonzorg.initiatief.initiatieflink import share_velden, write_velden
from woonzorg.initiatief.lijsttoets import ZONDER_GETAL, find_ruimte
from woonzorg.initiatief.toetswoorden import OORDEELWOORDEN, name_groep, name_oordeel, tell_aantal
from woonzorg.oordeel.veerkracht import Oordeel
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.regels.besluiten import describe_besluiten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.initiatief.lijsttoets import Lijstrij
    from woonzorg.initiatief.toets import Toetsuitkomst

RIJ = "rij-"
"""Before the number of a row that is opened."""

_KOPPEN = (
    "Naam en buurt", "Gemeente", "Antwoord", "Ruimte over", "Wat en voor wie", "Corporatie", "Buurt", "Wijk",
)  # fmt: skip
SAMEN = "past apart wel, en samen met de andere rijen niet"
GEEN_RIJEN = "Geen rij past bij deze keuze. Kies ruimer."


def tell_lijst(rijen: Sequence[Lijstrij]) -> str:
    """Tell how many rows have which answer."""
    counts = Counter(row.uitkomst.oordeel for row in rijen)
    told = [
        f"{counts[answer]} keer '{_lower(words)}'"
        for answer, words in OORDEELWOORDEN.items()
        if counts[answer]
    ]
    return f"{count_woord(len(rijen), 'rij', 'rijen')} getoetst: {join_woorden(told)}."


def _lower(woorden: str) -> str:
    first = woorden.partition(".")[0]
    return f"{first[0].lower()}{first[1:]}"


def render_lijst(rijen: Sequence[Lijstrij]) -> str:
    """Render the table; it cannot be put in another order: it is no list of best places."""
    if not rijen:
        return f'<p class="wzi-geenregel">{GEEN_RIJEN}</p>'
    heads = "".join(f'<th scope="col">{head}</th>' for head in _KOPPEN)
    body = "".join(map(_render_rij, rijen))
    return (
        '<div class="wzi-lijst" role="region" aria-label="De lijst, getoetst" tabindex="0"><table>'
        f"<caption>{count_woord(len(rijen), 'rij', 'rijen')}, op gemeente en naam</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _render_rij(rij: Lijstrij) -> str:
    found = rij.uitkomst
    item, place = found.initiatief, found.plek
    room = find_ruimte(found.regels)
    cells = (
        escape(place.gemeentenaam), _render_antwoord(rij), _tell_ruimte(room),
        f"{escape(tell_aantal(item))}<small>{escape(name_groep(item.groep))}</small>", escape(item.organisatie),
        _render_klasse(found), render_badge(place.klasse_wijk),
    )  # fmt: skip
    body = "".join(
        f'<td data-kop="{head}">{cell}</td>' for head, cell in zip(_KOPPEN[1:], cells, strict=True)
    )
    shared, _ = share_velden(write_velden(item))
    if rij.bijlage == ZONDER_GETAL:
        shared = {"gebied": item.plek}
    return (
        f'<tr><th scope="row"><a href="{escape(f"?{urlencode(shared)}")}" data-gebied="{RIJ}{rij.nummer}">'
        f"{escape(item.naam)}</a><small>{escape(place.naam)}</small></th>{body}</tr>"
    )


def _tell_ruimte(ruimte: int | None) -> str:
    if ruimte is None:
        return "–"
    return f"{format_getal(-ruimte)} te veel" if ruimte < 0 else format_getal(ruimte)


def _render_klasse(uitkomst: Toetsuitkomst) -> str:
    near = (
        '<span class="wz-badge grensgeval">Grensgeval</span>'
        if uitkomst.plek.grensgeval == Oordeel.JA
        else ""
    )
    return f"{render_badge(uitkomst.plek.klasse)} {near}"


def _render_antwoord(rij: Lijstrij) -> str:
    found = rij.uitkomst
    notes = filter(
        None, (describe_besluiten(found.besluiten), SAMEN if rij.samen_te_veel else "", rij.bijlage)
    )
    lines = "".join(f"<small>{escape(f'{note[0].upper()}{note[1:]}')}</small>" for note in notes)
    return f'<em class="{found.oordeel}">{escape(name_oordeel(found.oordeel, found.initiatief.groep))}</em>{lines}'
