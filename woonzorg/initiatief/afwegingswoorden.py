"""What is said of the weighing of an initiative: Dutch, B1. No party is judged, and nothing is added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.initiatief.afweging import PARAGRAFEN, Eis, Openreden, Vraagkeuze, is_af, list_open
from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    from woonzorg.initiatief.afweging import Afweging, Openpunt, Toetsvraag

KEUZES: dict[Vraagkeuze, str] = {
    Vraagkeuze.JA: "ja",
    Vraagkeuze.NEE: "nee",
    Vraagkeuze.ONBEKEND: "onbekend",
    Vraagkeuze.NVT: "niet van toepassing",
}
"""The answers, as they are chosen."""

GEEN_OORDEEL = (
    "Dit is een lijst om over te praten. Er komt geen cijfer, geen optelsom en geen oordeel uit: wat een antwoord "
    "weegt, beslist het bestuur."
)
"""Said above the questions."""

BEWERING_MAGIC_MIX = (
    "De visie (§6.5) noemt voorbeelden elders uit het land: minder inzet van politie rond een complex, minder "
    "huisuitzettingen en lagere zorgindicaties. Dat is een bewering. De visie geeft er geen cijfers bij."
)
"""Said beside the questions on mixed living: a claim stays a claim."""

CONCEPTEN = (
    "Vormen die de visie noemt: zorgbuurthuis, woonzorgcirkel en tussenvorm (§6.4.1), mantelzorgwoning en "
    "samenhuis (§6.4.2)."
)
"""Said beside the paragraph on community."""

_EISEN: dict[Eis, str] = {
    Eis.GEEN: "de visie noemt dit, zonder het te vragen",
    Eis.GEVRAAGD: "de visie vraagt dit",
    Eis.MUST: "de visie noemt dit een must",
    Eis.VOORKEUR: "de visie geeft hieraan de voorkeur",
    Eis.PRE: "de visie noemt dit een pré",
    Eis.AANBEVOLEN: "de visie beveelt dit aan",
    Eis.WAAR_MOGELIJK: "de visie vraagt dit waar het mogelijk is",
    Eis.WAAR_HET_KAN: "de visie vraagt dit waar het kan",
    Eis.NASTREVENSWAARDIG: "de visie noemt dit nastrevenswaardig",
}


def describe_eis(vraag: Toetsvraag) -> str:
    """Tell how the vision puts what it asks, with its paragraph.

    Examples
    --------
    >>> from woonzorg.initiatief.afweging import list_vragen
    >>> describe_eis(list_vragen()[12])
    'De visie noemt dit een must (§6.4.3).'
    """
    text = _EISEN[vraag.eis]
    return f"{text[0].upper()}{text[1:]} (§{vraag.paragraaf})."


def describe_stand(afweging: Afweging) -> str:
    """Tell in one sentence whether it is done, and how much is open; never how much is answered with yes."""
    points = list_open(afweging)
    musts = [point for point in points if point.houdt_op]
    if not is_af(afweging):
        return f"Niet af: {describe_punt(musts[0])}"
    if not points:
        return "Op elke vraag is een antwoord. Dat is geen oordeel over het initiatief."
    return f"Nog {count_woord(len(points), 'punt', 'punten')} om over te praten."


def describe_punt(punt: Openpunt) -> str:
    """Tell what is open about a question."""
    must = (
        " De visie noemt dit een must." if punt.vraag.eis == Eis.MUST and punt.reden == Openreden.NEE else ""
    )
    return f"{punt.vraag.vraag} {punt.reden[0].upper()}{punt.reden[1:]}.{must}"


def name_paragraaf(paragraaf: str) -> str:
    """Return a paragraph as a title.

    Examples
    --------
    >>> name_paragraaf("6.4.2")
    '§6.4.2 Geld en partners'
    """
    return f"§{paragraaf} {PARAGRAFEN[paragraaf]}"
