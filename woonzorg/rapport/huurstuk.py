"""The document of social rent: shares now and after a programme, the three tests, and what happens by place.

Homes by buurt and the notes of a programme stay with whoever gave them: the paper tells which buurten become rarer or
denser where no number of one follows from those of its gemeente, and in which class new social rent lies.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg import __version__
from woonzorg.grafiek.socialehuur import MEESTE_RIJEN, make_huurhalters
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.oordeel import klassewoorden
from woonzorg.rapport import delen
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Lijst, Stijl, Stuk, Tabel
from woonzorg.socialehuur import plaatswoorden, woorden
from woonzorg.socialehuur.normen import NORMEN, WET, write_bron
from woonzorg.socialehuur.plaats import (
    count_erbij,
    count_voorraad,
    is_klassedeelbaar,
    list_deelbaar,
    place_programma,
)
from woonzorg.socialehuur.uitkomst import make_uitkomsten

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from woonzorg.rapport.stuk import Blok, Cel
    from woonzorg.socialehuur.normen import Normen
    from woonzorg.socialehuur.plaats import Bezitsplaats
    from woonzorg.socialehuur.programma import Bouwregel
    from woonzorg.socialehuur.stand import Woningstand
    from woonzorg.socialehuur.uitkomst import Gemeenteuitkomst

TITEL = "Sociale huur"


@dataclass(frozen=True)
class Huurstof:
    """What the document is made of.

    Attributes
    ----------
    streek : str
        Title of the region.
    gemeenten : tuple of Woningstand
    plaatsen : tuple of Bezitsplaats
        Its buurten; none where only table 4 is known.
    programma : tuple of Bouwregel, optional
        None where none was given.
    normen : Normen
    fictief : bool
        Whether the region is made up.
    """

    streek: str
    gemeenten: tuple[Woningstand, ...]
    plaatsen: tuple[Bezitsplaats, ...]
    programma: tuple[Bouwregel, ...] | None
    normen: Normen
    fictief: bool = False

    @property
    def uitkomsten(self) -> tuple[Gemeenteuitkomst, ...]:
        """What is told of each gemeente."""
        return make_uitkomsten(self.gemeenten, self.programma, self.normen)


def make_huurstuk(stof: Huurstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the document.

    Parameters
    ----------
    stof : Huurstof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    """
    found = stof.uitkomsten
    title = klassewoorden.mark_fictie(f"{TITEL} in {stof.streek}", stof.streek, fictief=stof.fictief)
    fiction = (Alinea(klassewoorden.FICTIE, Stijl.KLEIN, "Verzonnen."),) if stof.fictief else ()
    blokken: tuple[Blok, ...] = (
        Kop(title, 1),
        Alinea(woorden.describe_kop(found, stof.normen, stof.streek), Stijl.KERN),
        _draw(found, stof.normen),
        Alinea(woorden.describe_grondslag(stof.gemeenten), Stijl.KLEIN),
        *_make_toetsen(found, stof.normen),
        *_make_programma(stof),
        *_make_plaatsen(stof),
        Kop("Grenzen"),
        _tabulate_normen(stof.normen),
        Alinea(WET, Stijl.KLEIN),
        Kop("Bron"),
        Alinea(
            f"{stof.gemeenten[0].bron if stof.gemeenten else 'geen'}; visie, §5.2, §5.3 en §6.10.",
            Stijl.KLEIN,
        ),
        *fiction,
        Alinea(klassewoorden.DISCLAIMER, Stijl.KLEIN),
        delen.make_verwijzing(adres, "opgave", {"deel": "sociale-huur"}),
    )
    return Stuk(
        titel=title, soort=TITEL, regio=klassewoorden.name_regio(stof.streek, fictief=stof.fictief), datum=datum,
        blokken=blokken,
        voet=f"Woonzorg {__version__} · {'met' if stof.programma else 'zonder'} bouwprogramma",
    )  # fmt: skip


def _draw(uitkomsten: Sequence[Gemeenteuitkomst], normen: Normen) -> Blok:
    if len(uitkomsten) > MEESTE_RIJEN:
        return Alinea(woorden.TE_VEEL_GEMEENTEN, Stijl.KLEIN)
    return Beeld(
        render_grafiek(make_huurhalters(uitkomsten, normen)), "Aandeel per gemeente. Zie de tabel.", 0.8
    )


def _make_toetsen(uitkomsten: Sequence[Gemeenteuitkomst], normen: Normen) -> tuple[Blok, ...]:
    after = any(item.aandeel_na is not None or item.bovengrens_na is not None for item in uitkomsten)
    columns = (
        Kolom("Gemeente", breed=True), Kolom("Corporatie nu (%)", 1), Kolom("Alle huur (%)", 1),
        *((Kolom("Corporatie na (%)", 1),) if after else ()), Kolom("Streefdeel"), Kolom("Nieuwbouw"),
        Kolom("Ten minste nodig", 0),
    )  # fmt: skip
    rows = tuple(_list_toets(item, na=after) for item in uitkomsten)
    told = tuple(filter(None, (
        f"{item.stand.naam}: {text}" for item in uitkomsten if (text := woorden.describe_nodig(item, normen.streefdeel))
    )))  # fmt: skip
    region = [Alinea(woorden.describe_toets(uitkomsten[0].toetsen[-1]))] if uitkomsten else []
    return (
        Kop("De toetsen van §6.10"),
        Tabel("Aandeel van alle woningen, en de toetsen", columns, rows),
        *region,
        *([Lijst(told, Stijl.KLEIN)] if told else []),
    )


def _list_toets(item: Gemeenteuitkomst, *, na: bool) -> tuple[Cel, ...]:
    shares = (item.aandeel_nu, item.bovengrens, *((item.aandeel_na,) if na else ()))
    return (item.stand.naam, *map(_read, shares), *woorden.list_cellen(item)[4:6], woorden.tell_nodig(item))


def _read(waarde: float | None) -> float:
    return math.nan if waarde is None else waarde


def _make_programma(stof: Huurstof) -> tuple[Blok, ...]:
    if not stof.programma:
        return (Alinea("Er is geen bouwprogramma gegeven.", Stijl.KLEIN),)
    columns = tuple(
        Kolom(head, None if head == "Gemeente" else 0, breed=head == "Gemeente") for head in _BOUW
    )
    rows = tuple(
        (item.stand.naam, item.bouw.sociaal, item.bouw.midden, item.bouw.overig, item.bouw.sloop_sociaal)
        for item in stof.uitkomsten
        if item.heeft_regels
    )
    asked = sum(line.mist_waarheen for line in stof.programma)
    return (
        Kop("Bouwprogramma"),
        Tabel("Nieuwe woningen en sloop per gemeente", columns, rows),
        Alinea(woorden.describe_buiten(stof.programma)),
        Alinea(woorden.NIET_VERDRINGEN, Stijl.KLEIN),
        *(
            [Alinea(f"Bij {asked} van de regels met sloop staat niet waar de bewoners heen kunnen.")]
            if asked
            else []
        ),
    )


_BOUW = ("Gemeente", "Sociale huur", "Middeninkomens", "Overig", "Sloop sociale huur")


def _make_plaatsen(stof: Huurstof) -> tuple[Blok, ...]:
    """Return what happens by place, without homes by buurt."""
    if not stof.plaatsen:
        return ()
    lines = stof.programma or ()
    told = [
        plaatswoorden.describe_voorraad(count_voorraad(stof.plaatsen)),
        plaatswoorden.describe_kansen(stof.plaatsen),
    ]
    told += [_tell_erbij(lines, stof.plaatsen)]
    found = place_programma(lines, stof.plaatsen)
    shared = list_deelbaar(found)
    told += [plaatswoorden.TE_WEINIG_IN_GEMEENTE] if len(shared) < len(found) else []
    columns = (
        Kolom("Buurt", breed=True), Kolom("Gemeente"), Kolom("Klasse"), Kolom("Corporatie nu (%)", 0),
        Kolom("Nu naast de regio"), Kolom("Sociale huur wordt"),
    )  # fmt: skip
    rows = tuple(
        (item.plaats.stand.naam, item.plaats.gemeente, klassewoorden.name_klasse(item.plaats.klasse),
         _read(item.plaats.aandeel), plaatswoorden.VERTEGENWOORDIGD[item.plaats.regio], str(item.verschuiving))
        for item in shared
    )  # fmt: skip
    return (
        Kop("Per plek"),
        *(Alinea(text) for text in told if text),
        *([Tabel("Buurten van het programma", columns, rows)] if rows else []),
        Alinea(
            f"{plaatswoorden.PLEK_UITLEG} {plaatswoorden.LQ_UITLEG} {plaatswoorden.MIDDENHUUR}", Stijl.KLEIN
        ),
    )


def _tell_erbij(lines: Sequence[Bouwregel], plaatsen: Sequence[Bezitsplaats]) -> str:
    """Tell how new social rent lies by class, unless the number of a buurt would follow."""
    if not is_klassedeelbaar(lines, plaatsen):
        return plaatswoorden.TE_WEINIG_BUURTEN
    return plaatswoorden.describe_erbij(count_erbij(lines, plaatsen))


def _tabulate_normen(normen: Normen) -> Tabel:
    rows = tuple(
        (norm.titel, norm.write(getattr(normen, norm.sleutel)), write_bron(norm, normen)) for norm in NORMEN
    )
    return Tabel(
        "De grenzen waarmee is gerekend", (Kolom("Grens", breed=True), Kolom("Waarde"), Kolom("Bron")), rows
    )
