"""The papers of an initiative in one: Toets, Afweging and Werkvel, each on pages of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.rapport import delen
from woonzorg.rapport.afwegingstuk import make_afwegingdeel, tabulate_vragen
from woonzorg.rapport.stuk import Bladzijde, Kop, Stuk, lower_kop
from woonzorg.rapport.toetsstuk import make_kop, make_onderaan, make_toetsdeel, name_stuk, write_voet
from woonzorg.rapport.werkvelstuk import make_werkveldeel

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.rapport.initiatiefstof import Initiatiefstof
    from woonzorg.rapport.stuk import Blok

SOORT = "Initiatief"


def make_initiatiefstuk(stof: Initiatiefstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the bundle.

    Parameters
    ----------
    stof : Initiatiefstof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    """
    manifest = stof.snapshot.manifest
    sheets = make_werkveldeel(stof, datum, Kop("Werkvel", 1), make_onderaan(stof, adres))
    blokken: tuple[Blok, ...] = (
        Bladzijde((make_kop(stof), *map(lower_kop, (Kop("Toets", 1), *make_toetsdeel(stof))))),
        Bladzijde(tuple(map(lower_kop, (Kop("Afweging", 1), *make_afwegingdeel(stof))))),
        *map(lower_kop, sheets),
    )
    return Stuk(
        titel=delen.mark_titel(f"Initiatief: {name_stuk(stof)}", manifest), soort=SOORT,
        regio=delen.name_regio(manifest), datum=datum, blokken=blokken, voet=write_voet(stof),
        bladen=(tabulate_vragen(stof), delen.tabulate_bronnen(manifest)),
    )  # fmt: skip
