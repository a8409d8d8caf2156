"""What is told of prestatieafspraken: what can be measured, what is lacking, and what forerunners are good for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.agenda.prestatie import BRON, WOONZORGQUOTE, count_themas, list_koplopers
from woonzorg.tekst.getal import count_woord, format_getal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.agenda.prestatie import Themastand

MATRIX = "Ter vergelijking: vijftien koplopers en dertien thema's (2016)"
VOORBEELDEN = "Wat de koplopers afspraken"
BRONREGEL = f"{BRON}; met de regel in het document"
TEGENSPRAAK = "De tabel van het document klopt niet overal met zijn eigen tekst:"
GEEN_AGENDA = "Er is nog geen agenda ingelezen. De koplopers laten zien waarover anderen iets afspraken."
WOONZORGQUOTE_UITLEG = (
    f"Woonzorgquote (Leeuwarden, regel 241): huur, energie, lokale lasten en zorg kosten samen hoogstens "
    f"{format_getal(WOONZORGQUOTE)} % van het inkomen. Voorbeeld: 9.600 van 24.000 euro is 40,0 % en past; 9.601 euro "
    "past niet. Dit is een voorbeeld van een afspraak, en geen toets van een huishouden."
)


def _describe_matrix() -> str:
    filled = [item for item in list_koplopers() if item.themas]
    marks, cells = sum(count_themas()), len(filled) * len(count_themas())
    return (
        f"{BRON}. {len(filled)} van de {len(list_koplopers())} koplopers staan er ingevuld in: {marks} van de {cells} "
        "vakken hebben een afspraak. De stand is van 2016. Dit vergelijkt onderwerpen, en zegt niet hoe goed een "
        "afspraak is. Een + is een afspraak, een – is geen afspraak in de tabel."
    )


MATRIX_UITLEG = _describe_matrix()


def describe_leemten(themas: Sequence[Themastand]) -> str:
    """Tell which themes have nothing."""
    empty = [theme.titel.lower() for theme in themas if not theme.lijnen]
    if not empty:
        return "Elk thema heeft een afspraak."
    themes = count_woord(len(empty), "thema heeft", "thema's hebben")
    return f"{themes} nog geen afspraak: {'; '.join(empty)}."


def describe_meetbaar(alle: int, zonder: int) -> str:
    """Tell how many agreements lack one of the five marks."""
    if not alle:
        return (
            "Een afspraak is te meten met een aantal, een termijn, een trekker, een definitie en een meting."
        )
    if not zonder:
        return "Elke afspraak heeft een aantal, een termijn, een trekker, een definitie en een meting."
    lacks = "mist" if zonder == 1 else "missen"
    return (
        f"{zonder} van de {count_woord(alle, 'regel', 'regels')} {lacks} een of meer van deze vijf: aantal, termijn, "
        "trekker, definitie en meting."
    )
