"""Whether claims and figures of one place of the vision agree with those of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.opgave.cijfers import Cijfersleutel, find_cijfer
from woonzorg.opgave.controles import Herberekening, Uitspraak, check_bewering, check_getal
from woonzorg.opgave.publicatie import STREEK, find_deel
from woonzorg.opgave.stromen import add_stromen, list_stromen
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.vraag.lijnen import BINNEN_UITSTROOM, SAMEN, STANDAARDVRAAG, VRIJGEKOMEN_2022

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.opgave.cijfers import Cijfer

GECLUSTERD, NULTREDEN = "geclusterd wonen", "nultreden in regulier wonen"
PG = "zorggeschikt/woonzorgcentrum (PG)"

MUTATIEGRAAD_ZUID_LIMBURG = 8.5
"""Dwellings that come free in a year, of a hundred (seeds/000:276)."""

THEMAS: tuple[str, ...] = (
    "sociale samenhang", "welzijn en zorg", "voorzieningen", "wonen", "veiligheid", "economische veerkracht",
    "duurzaamheid", "proces van samenwerking",
)  # fmt: skip
"""The themes of §5.2; each has a paragraph of its own, 5.2.1 to 5.2.8."""
_THEMAS_GENOEMD = 7
"""How many of them §7.2.2 speaks of (seeds/003:764)."""


def check_tegenspraak(cijfers: tuple[Cijfer, ...]) -> Iterator[Herberekening]:
    """Check what different places of the vision say of the same thing."""
    yield _check_mutatiegraad()
    yield from _check_opgeteld(cijfers)
    yield _check_geschikt(cijfers)
    yield _check_oploop(cijfers, "geclusterd", GECLUSTERD)
    yield _check_oploop(cijfers, "pg", PG)
    yield _check_themas()


def _check_mutatiegraad() -> Herberekening:
    """Check the rate of freed dwellings: corporation dwellings are rented ones, so that it is at least this."""
    rented = find_deel(4, STREEK).read("Huurwoningen")
    share = 100 * VRIJGEKOMEN_2022 / rented
    return check_getal(
        Uitspraak(
            "mutatiegraad", "§4.2 en tabel 4",
            "corporatiewoningen die per jaar vrijkomen: 8,5 % in Wijk van Morgen, minstens dit in Parkstad", "%",
        ),
        MUTATIEGRAAD_ZUID_LIMBURG, share,
        f"{format_getal(VRIJGEKOMEN_2022)} / {format_getal(rented)} huurwoningen = {format_getal(share, 2)} %; niet "
        "elke huurwoning is van een corporatie, dus van de corporatiewoningen is het meer", decimalen=1,
    )  # fmt: skip


def _check_opgeteld(cijfers: tuple[Cijfer, ...]) -> Iterator[Herberekening]:
    """Check what the share would be if detentie and jeugd came on top of uitstroom."""
    flow = add_stromen(list_stromen(cijfers), SAMEN, 2023)
    parts = [line for line in STANDAARDVRAAG if line.groep in BINNEN_UITSTROOM]
    for side, published, number in (("laag", 7, flow.laag or 0), ("hoog", 12, flow.hoog or 0)):
        extra = sum(line.count(hoog=side == "hoog") for line in parts)
        share = 100 * (number + extra) / VRIJGEKOMEN_2022
        yield check_getal(
            Uitspraak(
                f"opgeteld-{side}", "§6.11 en §6.12",
                f"deel van de vrijgekomen woningen, als detentie en jeugd boven op de uitstroom komen ({side})", "%",
            ),
            published, share,
            f"({number} + {extra}) / {format_getal(VRIJGEKOMEN_2022)} = {format_getal(share, 2)} %",
            "zitten detentie en jeugd in de uitstroom, dan komt het percentage van §4.2 wel uit", decimalen=1,
        )  # fmt: skip


def _check_geschikt(cijfers: tuple[Cijfer, ...]) -> Herberekening:
    saldo = find_cijfer(cijfers, Cijfersleutel("ouderen", "basis", NULTREDEN, 2023)).herberekend or 0
    return check_bewering(
        Uitspraak("te-weinig-geschikt", "§6.2", "er zijn nu te weinig geschikte reguliere woningen voor ouderen"),
        waar=saldo < 0,
        berekening=f"nultreden in regulier wonen, 2023, aanbod min vraag: {format_getal(saldo, teken=True)}. §4.2 zegt "
        "erbij dat niet bekend is of ouderen er ook wonen",
    )  # fmt: skip


def _check_oploop(cijfers: tuple[Cijfer, ...], sleutel: str, woonvorm: str) -> Herberekening:
    """Check that there is a shortage in 2030, and a greater one in 2040, in both scenarios."""
    saldi = {
        year: [
            find_cijfer(cijfers, Cijfersleutel("ouderen", name, woonvorm, year)).herberekend or 0
            for name in ("basis", "trend")
        ]
        for year in (2030, 2040)
    }
    told = "; ".join(
        f"{year}: {join_woorden([format_getal(value, teken=True) for value in values])}"
        for year, values in saldi.items()
    )
    return check_bewering(
        Uitspraak(
            f"oploop-{sleutel}", "§4.1", f"ouderen, {woonvorm}: het tekort loopt op naar 2030 en naar 2040"
        ),
        waar=all(late < early < 0 for early, late in zip(saldi[2030], saldi[2040], strict=True)),
        berekening=f"aanbod min vraag in basis en trend, {told}",
    )


def _check_themas() -> Herberekening:
    return check_getal(
        Uitspraak("themas", "§7.2.2", "thema's van de vitale en inclusieve buurt", "thema's"),
        _THEMAS_GENOEMD, len(THEMAS), f"§5.2 noemt er {len(THEMAS)}: {join_woorden(list(THEMAS))}",
    )  # fmt: skip
