"""The three steps on top of the page, each a link."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pages.bouwstenen.blok import show_keuzeblok
from pages.initiatief import initiatiefstand
from pages.initiatief.initiatiefstand import AFWEGING, GESPREK, LIJST, TOETS
from pages.initiatief.toetsblad import count_uitkomsten
from woonzorg.initiatief.afweging import list_open, list_vragen
from woonzorg.initiatief.balans import list_meldingen
from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pages.initiatief.initiatiefstand import Initiatiefstand


def _tell_toets(stand: Initiatiefstand) -> str:
    """Tell the outcomes, but not beside the weighing: there the rule must not weigh along."""
    quiet = stand.uitkomst is None or stand.stap == AFWEGING
    return "wat zegt de regel?" if quiet or stand.uitkomst is None else count_uitkomsten(stand.uitkomst)


def _tell_afweging(stand: Initiatiefstand) -> str:
    total, left = len(list_vragen()), len(list_open(stand.werk.afweging))
    return (
        f"{total} vragen"
        if left == total
        else f"{total} vragen, nog {count_woord(left, 'punt', 'punten')} open"
    )


def _tell_gesprek(stand: Initiatiefstand) -> str:
    talk = stand.werk.gesprek
    if not talk.knoppen:
        return "wie betaalt, en wie heeft er iets aan?"
    left = len(list_meldingen(talk))
    return f"{count_woord(len(talk.knoppen), 'stuurknop', 'stuurknoppen')}, {left} te bespreken"


WOORDEN: Mapping[str, tuple[str, Callable[[Initiatiefstand], str]]] = {
    TOETS: ("Toets", _tell_toets),
    AFWEGING: ("Afweging", _tell_afweging),
    GESPREK: ("Gesprek", _tell_gesprek),
}
"""Steps with their words: name, and what tells how far it is."""


def show_stappen(stand: Initiatiefstand) -> None:
    """Show the steps; the one that is open is marked."""
    items = "".join(
        _render_stap(stand, number, key, title, tell(stand))
        for number, (key, (title, tell)) in enumerate(WOORDEN.items(), 1)
    )
    show_keuzeblok(
        f'<nav class="wzi-stappen" aria-label="Stappen"><ol>{items}</ol></nav>', "initiatief-stappen",
        initiatiefstand.go_to,
    )  # fmt: skip


def _render_stap(stand: Initiatiefstand, nummer: int, sleutel: str, titel: str, stap: str) -> str:
    link = {name: text for name, text in stand.link.items() if name != "stap"}
    query = urlencode(link if sleutel == TOETS else {**link, "stap": sleutel})
    shown = TOETS if stand.stap == LIJST else stand.stap
    current = ' aria-current="step"' if sleutel == shown else ""
    return (
        f'<li><a href="?{escape(query)}" data-gebied="{sleutel}"{current}><i aria-hidden="true">{nummer}</i><span>'
        f"<b>{titel}</b><small>{escape(stap)}</small></span></a></li>"
    )
