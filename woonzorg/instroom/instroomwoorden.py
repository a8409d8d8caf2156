"""Words beside the register of instruments: Dutch, B1; it registers, and proposes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.dag import format_datum
from woonzorg.instroom.instrument import Instroomstand
from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.instroom.instrument import Instroombesluit, Instroomrij

KOP = "Instroominstrumenten: waar ze gelden"
MERK = "instroominstrument"
"""What the outline says of an area."""
UITLEG = (
    "Dit is een register van gepubliceerde besluiten. Het stelt geen gebied voor, en zegt niet of iets werkt. "
    "De visie wil zulke instrumenten gebruiken waar kwetsbaarheid al geconcentreerd is (§6.8). Zij noemt als voorbeeld "
    "'Grip op Wonen' van Heerlen, en de Huisvestingswet 2014 (§7.2.2). Het bestand blijft alleen tijdens dit bezoek."
)
VRAGEN = "Hier laten de cijfers niet zien wat de visie noemt: kwetsbaar, met een concentratie"
ANDER_MERK = (
    "De kaart merkt nu de gebieden die van klasse veranderden. De instrumenten staan daarom niet op de kaart."
)
OPENBAAR = "Dit kan openbaar worden (Woo). Schrijf niet over personen."
ELDERS_MEEST = 10
"""More codes than this are not named one by one."""
KOPPEN = ("Gebied", "Gemeente", "Instrument", "Vanaf", "Tot", "Nu", "Klasse", "Concentratie", "Besluit")


def describe_register(rijen: Sequence[Instroomrij]) -> str:
    """Tell how many decisions there are, and how many are in force."""
    held = sum(row.stand == Instroomstand.GELDT for row in rijen)
    verb = "geldt" if held == 1 else "gelden"
    return f"{count_woord(len(rijen), 'besluit', 'besluiten')}; daarvan {verb} er nu {held}."


def describe_elders(besluiten: Sequence[Instroombesluit]) -> str:
    """Tell which decisions are not counted, for their area is not in the data that are shown; '' when there are none.

    Examples
    --------
    >>> describe_elders(())
    ''
    """
    if not besluiten:
        return ""
    number, codes = len(besluiten), sorted({one.gebied for one in besluiten})
    named = codes[:ELDERS_MEEST] + (["andere"] if len(codes) > ELDERS_MEEST else [])
    return (
        f"{count_woord(number, 'besluit gaat', 'besluiten gaan')} over een gebied dat niet in deze gegevens staat: "
        f"{join_woorden(named)}. Dat telt hier niet mee, en staat niet op de kaart."
    )


def list_vragen(rijen: Sequence[Instroomrij]) -> tuple[str, ...]:
    """Tell of which areas the figures do not show what §6.8 names; a decision may have other grounds."""
    return tuple(
        f"{row.naam} ({row.gemeente}), {row.besluit.instrument}: {' en '.join(row.vragen)}."
        for row in rijen
        if row.vragen and row.stand != Instroomstand.VOORBIJ
    )


def list_cellen(rij: Instroomrij) -> tuple[str, ...]:
    """Return the cells of a row of the table, under `KOPPEN`."""
    one = rij.besluit
    return (
        rij.naam, rij.gemeente, one.instrument, format_datum(one.vanaf.isoformat()),
        format_datum(one.tot.isoformat()) if one.tot else "geen einde besloten", str(rij.stand),
        name_klasse(rij.klasse), str(rij.concentratie), one.besluit,
    )  # fmt: skip
