"""The document of the opgave: the published shortages, recomputed, with each difference and its cause.

Only of published figures: a region's own figures stay with whoever gave them (methode, Privacy).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg import __version__
from woonzorg.grafiek.opgave import list_stroomrijen, render_stromen, render_tekorten
from woonzorg.oordeel import klassewoorden
from woonzorg.opgave.banden import find_grootste, make_banden
from woonzorg.opgave.beweringen import check_opgave
from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.controles import Controleoordeel
from woonzorg.opgave.hypothesen import HYPOTHESEN, compute_cijfers
from woonzorg.opgave.lijst import select_verschillen
from woonzorg.opgave.ondergrens import MERK, describe_ondergrenzen, list_ondergrenzen, list_toelichting
from woonzorg.opgave.overdracht import Vraagherkomst, list_kanttekeningen, make_overdracht
from woonzorg.opgave.publicatie import BRON, STREEK
from woonzorg.opgave.woorden import (
    KEUZES,
    STROMEN_UITLEG,
    TEKORT_UITLEG,
    VERSCHIL_UITLEG,
    describe_kop,
    describe_stuk,
    describe_telling,
    name_rij,
)
from woonzorg.rapport import delen
from woonzorg.rapport.rijksdeel import make_rijksdeel
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Lijst, Stijl, Stuk, Tabel
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.opgave.cijfers import Cijfer
    from woonzorg.opgave.controles import Herberekening
    from woonzorg.rapport.stuk import Blok, Cel


@dataclass(frozen=True)
class Gepubliceerd:
    """The published opgave as it is looked at.

    Attributes
    ----------
    cijfers : tuple of Cijfer
    controles : tuple of Herberekening
    keuze : Cijferkeuze
        Which figures are planned with.
    jaar : int
        Until which year.
    """

    cijfers: tuple[Cijfer, ...]
    controles: tuple[Herberekening, ...]
    keuze: Cijferkeuze
    jaar: int

    @property
    def jaren(self) -> tuple[int, ...]:
        """Years that can be planned for: all but the first."""
        return tuple(sorted({cijfer.jaar for cijfer in self.cijfers})[1:])


def read_gepubliceerd(keuze: Cijferkeuze = Cijferkeuze.HERBEREKEND, jaar: int = 2040) -> Gepubliceerd:
    """Return the published opgave of Parkstad, recomputed and checked."""
    return Gepubliceerd(compute_cijfers(read_parkstad()), check_opgave(), keuze, jaar)


def make_opgavestuk(opgave: Gepubliceerd, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the document of the opgave.

    Parameters
    ----------
    opgave : Gepubliceerd
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    """
    link = {"deel": "verschillen", "cijfers": str(opgave.keuze), "jaar": str(opgave.jaar)}
    blokken: tuple[Blok, ...] = (
        *_make_hoofd(opgave),
        *_make_stromen(opgave),
        *_make_verschillen(opgave),
        *_make_controles(opgave),
        *_make_overdracht(opgave),
        *make_rijksdeel(),
        Kop("Alle cijfers"),
        tabulate_cijfers(opgave.cijfers),
        Kop("Bron"),
        Alinea(
            f"{BRON}, §3.2, §4 en tabel 1 tot en met 6. Cijfers zijn overgenomen zoals gepubliceerd.",
            Stijl.KLEIN,
        ),
        Alinea(klassewoorden.DISCLAIMER, Stijl.KLEIN),
        delen.make_verwijzing(adres, "opgave", link),
    )
    return Stuk(
        titel=f"De opgave van {STREEK}", soort="Opgave", regio=STREEK, datum=datum, blokken=blokken,
        voet=f"Woonzorg {__version__} · cijfers van de visie, {opgave.keuze}, tot {opgave.jaar}",
    )  # fmt: skip


def _make_hoofd(opgave: Gepubliceerd) -> tuple[Blok, ...]:
    largest = find_grootste(make_banden(opgave.cijfers, opgave.keuze))
    return (
        Kop(f"De opgave van {STREEK}", 1),
        Alinea(f"Cijfers {KEUZES[opgave.keuze]}; vraag tot {opgave.jaar}", Stijl.KLEIN),
        Alinea(describe_kop(STREEK, largest, opgave.cijfers), Stijl.KERN),
        Kop(f"Tekort per groep en woonvorm ({opgave.keuze})"),
        *_draw(
            render_tekorten(opgave.cijfers, opgave.keuze),
            "Tekorten per groep en woonvorm, met band, per jaar.",
        ),
        Alinea(f"{MERK} {TEKORT_UITLEG}", Stijl.KLEIN),
        *_make_ondergrenzen(opgave),
    )


def _make_ondergrenzen(opgave: Gepubliceerd) -> tuple[Blok, ...]:
    found = list_ondergrenzen(opgave.cijfers, opgave.keuze)
    return (
        Kop("Wat in elk scenario tekort is"),
        Lijst(tuple(describe_ondergrenzen(found, opgave.jaren))),
        *(Alinea(text, Stijl.KLEIN) for text in list_toelichting(found)),
    )


def _draw(svg: str, alt: str) -> tuple[Blok, ...]:
    return (Beeld(svg, f"{alt} De cijfers staan in de tabel.", 0.64),) if svg else ()


def _make_stromen(opgave: Gepubliceerd) -> tuple[Blok, ...]:
    columns = (
        Kolom("Groep", breed=True),
        Kolom("Jaar"),
        Kolom("Vraag per jaar (deel van wat vrijkomt)", breed=True),
    )
    return (
        Kop("Vraag per jaar, naast de vrijgekomen woningen"),
        *_draw(
            render_stromen(opgave.cijfers, STREEK), "Vraag per jaar als deel van de vrijgekomen woningen."
        ),
        Alinea(STROMEN_UITLEG, Stijl.KLEIN),
        Tabel("Vraag per jaar", columns, list_stroomrijen(opgave.cijfers)),
    )


_GETALLEN = (Kolom("Gepubliceerd", 0), Kolom("Herberekend", 0), Kolom("Verschil", 0, teken=True))
_RIJ = (Kolom("Groep, scenario en woonvorm"), Kolom("Jaar"))


def _make_verschillen(opgave: Gepubliceerd) -> tuple[Blok, ...]:
    parted = select_verschillen(opgave.cijfers)
    tried = ", ".join(hypothese.titel.lower() for hypothese in HYPOTHESEN)
    rows = tuple(
        (name_rij(cijfer.sleutel), str(cijfer.jaar), cijfer.gepubliceerd, cijfer.herberekend, cijfer.verschil,
         "; ook mogelijk: ".join([cijfer.verklaring, *(cause.tekst for cause in cijfer.oorzaken[1:])]))
        for cijfer in parted
    )  # fmt: skip
    return (
        Kop("Waar publicatie en herberekening verschillen"),
        Alinea(describe_telling(parted)),
        Alinea(f"{VERSCHIL_UITLEG} Geprobeerd: {tried}.", Stijl.KLEIN),
        Tabel(
            "Verschillen in tabel 3 (verschil is herberekend min gepubliceerd)",
            (*_RIJ, *_GETALLEN, Kolom("Verklaring", breed=True)), rows,
        ),
    )  # fmt: skip


def _make_controles(opgave: Gepubliceerd) -> tuple[Blok, ...]:
    """Return the totals, shares and claims: those that part first, then those that cannot be checked."""
    columns = (
        Kolom("Waar"), Kolom("Wat"), Kolom("Gepubliceerd"), Kolom("Herberekend"),
        Kolom("Berekening en verklaring", breed=True),
    )  # fmt: skip
    tables = [
        Tabel(f"Totalen, aandelen en uitspraken: {verdict}", columns, rows)
        for verdict in (Controleoordeel.WIJKT_AF, Controleoordeel.NIET_TE_CONTROLEREN)
        if (rows := tuple(_list_controle(check) for check in opgave.controles if check.oordeel == verdict))
    ]
    right = sum(check.oordeel == Controleoordeel.KLOPT for check in opgave.controles)
    note = Alinea(f"{right} andere totalen, aandelen en uitspraken kloppen.")
    return Kop("Totalen, aandelen en uitspraken"), note, *tables


def _list_controle(controle: Herberekening) -> tuple[Cel, ...]:
    numbers = [controle.format(value) for value in (controle.gepubliceerd, controle.herberekend)]
    why = ". ".join(filter(None, [controle.berekening, controle.verklaring]))
    return controle.uitspraak.plek, controle.uitspraak.wat, numbers[0], numbers[1], why


def _make_overdracht(opgave: Gepubliceerd) -> tuple[Blok, ...]:
    carried = make_overdracht(opgave.cijfers, Vraagherkomst(STREEK, opgave.jaar, opgave.keuze))
    columns = (Kolom("Groep", breed=True), Kolom("Vraag"), Kolom("Bron", breed=True))
    rows = tuple((GROEPEN[line.groep].titel, describe_stuk(line), line.bron) for line in carried.vraag)
    left = tuple(f"{item.wat}: {item.reden}." for item in carried.weggelaten)
    return (
        Kop("Verder met deze vraag"),
        Tabel(f"Vraag voor een verdeling ({opgave.jaar}, {opgave.keuze})", columns, rows),
        *((Alinea("Dit gaat niet mee:"), Lijst(left, Stijl.KLEIN)) if left else ()),
        *(Alinea(text) for text in list_kanttekeningen(carried)),
    )


def tabulate_cijfers(cijfers: tuple[Cijfer, ...]) -> Tabel:
    """Return every figure: demand, supply, as published and recomputed."""
    columns = (*_RIJ, Kolom("Vraag", 0), Kolom("Aanbod", 0), *_GETALLEN)
    rows = tuple(
        (name_rij(cijfer.sleutel), str(cijfer.jaar), cijfer.vraag, cijfer.aanbod, cijfer.gepubliceerd,
         cijfer.herberekend, cijfer.verschil)
        for cijfer in cijfers
    )  # fmt: skip
    return Tabel("Vraag, aanbod en aanbod min vraag (onder 0 is een tekort)", columns, rows)
