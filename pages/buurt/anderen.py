"""'Wat deden anderen?': examples that fit an area's public figures, each with why it is shown and its reservation."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pages.bouwstenen.bronweg import render_bronweg
from pages.bouwstenen.voorbeeldvak import render_voorbeeld, show_voorbeeldvak
from woonzorg.gebied import Niveau
from woonzorg.voorbeelden import voorbeeldwoorden
from woonzorg.voorbeelden.passend import find_voorbeelden

if TYPE_CHECKING:
    from pages.buurt.blad import Gebiedsblad
    from woonzorg.oordeel.toets import Score
    from woonzorg.voorbeelden.passend import Bevonden, Getoond


def show_anderen(score: Score, blad: Gebiedsblad) -> None:
    """Show the box, with the way to all examples."""
    found = find_voorbeelden(score, blad.beeld.toets.code)
    none = voorbeeldwoorden.NIETS if blad.beeld.toets.niveau != Niveau.GEMEENTE else voorbeeldwoorden.GEMEENTE
    notes = (
        voorbeeldwoorden.UITLEG if found.getoond else none,
        voorbeeldwoorden.describe_verder([item.plaats for item in found.verder]),
        voorbeeldwoorden.describe_onbekend(found.onbekend, score.editie),
    )
    shown = "".join(render_voorbeeld(item.voorbeeld, _render_waarom(item, blad)) for item in found.getoond)
    show_voorbeeldvak(shown, notes, "buurt-anderen")


def _render_waarom(item: Getoond, blad: Gebiedsblad) -> str:
    return voorbeeldwoorden.join_redenen([_render_reden(reden, blad) for reden in item.redenen])


def _render_reden(reden: Bevonden, blad: Gebiedsblad) -> str:
    """Render a reason, its figure a link to the source."""
    text, figure = escape(reden.zin), escape(reden.getal)
    if not reden.cijfer:
        return text
    way = render_bronweg(blad.herkomst(reden.cijfer), figure, f"{reden.getal}, {blad.beeld.toets.naam}")
    return text.replace(figure, way, 1)
