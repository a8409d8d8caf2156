"""Own complexes on the profile, as HTML: a sentence, and of a wijk or gemeente its buurten with what the file says."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pages.bouwstenen.kaart.merk import render_stip
from woonzorg.gebied import Niveau
from woonzorg.oordeel import klassewoorden
from woonzorg.profiel.eigencomplex import MEESTE_IN_ZIN, TITEL, describe_complexen, tell_complex
from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    from woonzorg.profiel.eigencomplex import Complexbuurt
    from woonzorg.profiel.profiel import Plaats


def render_complexen(gebied: Plaats, buurten: tuple[Complexbuurt, ...], uitleg: str, elders: int = 0) -> str:
    """Render which complexes of the visitor lie in an area.

    Parameters
    ----------
    gebied : Plaats
    buurten : tuple of Complexbuurt
        Of `list_complexbuurten`.
    uitleg : str
        Where they come from, and what of them may be shared.
    elders : int
        How many complexes have the code of a buurt that is not shown.
    """
    alone = gebied.soort == Niveau.BUURT
    listed = [
        buurt
        for buurt in buurten
        if buurt.complexen and not (alone and len(buurt.complexen) <= MEESTE_IN_ZIN)
    ]
    return (
        f'<section class="wz-buurt wz-profiel"><h2>{escape(TITEL)}</h2>'
        f"<p>{escape(describe_complexen(gebied, buurten, elders))}</p>{''.join(map(_render_buurt, listed))}"
        f'<p class="klein">{escape(uitleg)}</p></section>'
    )


def _render_buurt(buurt: Complexbuurt) -> str:
    items = "".join(f"<li>{escape(tell_complex(item))}</li>" for item in buurt.complexen)
    count = count_woord(len(buurt.complexen), "complex", "complexen")
    name = f"{buurt.naam}: {klassewoorden.name_klasse(buurt.klasse)}, {count}"
    return (
        f'<details class="deel" open><summary>{render_stip(buurt.klasse)} {escape(name)}</summary>'
        f"<ul>{items}</ul></details>"
    )
