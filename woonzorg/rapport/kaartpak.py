"""The pack for a board: the list to present as slides on paper; the map of the whole, then a page an area.

A page tells what the screen's slide tells (`buurt.diabeeld`), and nothing of its own. Public figures only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from woonzorg.buurt.diabeeld import Diabeeld, make_diabeeld
from woonzorg.buurt.diawoorden import write_bron
from woonzorg.buurt.dichtbij import DICHTBIJ, WELKE
from woonzorg.grafiek.diamaat import list_diamaten
from woonzorg.kaart.diakaart import make_diakaart, render_diakaart
from woonzorg.kaart.grondslag import Grondslag
from woonzorg.kaart.kleuring import colour_klasse, make_kaart
from woonzorg.kaart.nummers import add_nummers, choose_niveau, find_plekken
from woonzorg.kaart.schalen import make_schalen
from woonzorg.kaart.svg import render_svg
from woonzorg.kaart.vormen import make_vormen
from woonzorg.links.link import Weergave, format_link
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.klassewoorden import TE_VEEL
from woonzorg.oordeel.versie import REGEL_VERSIE
from woonzorg.rapport import delen
from woonzorg.rapport.stuk import (
    Alinea,
    Beeld,
    Bladzijde,
    Kolom,
    Kop,
    Lijst,
    Naast,
    Papier,
    Stijl,
    Stuk,
    Tabel,
    to_cel,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.schalen import Schalen
    from woonzorg.oordeel.toets import Score
    from woonzorg.rapport.stuk import Blok, Cel

TITEL = "Kaartpak"
_BREED = 620
_DELEN = (0.61, 0.39)
_HOOGSTE = 0.64
"""Share of its column that a map as high as wide takes: higher would not fit beneath the sentence."""


@dataclass(frozen=True, eq=False)
class Pakstof:
    """What a pack is made of.

    Attributes
    ----------
    snapshot : Snapshot
    score : Score
        The edition that is shown.
    edities : mapping of int to Score
        Every edition by its year.
    codes : tuple of str
        The list, in its order: buurten, wijken and gemeenten of the snapshot.
    jaar : int or None
        The edition, when it is not the newest of each measure.
    """

    snapshot: Snapshot
    score: Score
    edities: Mapping[int, Score]
    codes: tuple[str, ...]
    jaar: int | None = None


def make_kaartpak(stof: Pakstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the pack.

    Parameters
    ----------
    stof : Pakstof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    """
    manifest = stof.snapshot.manifest
    slides = [make_diabeeld(stof.snapshot, stof.score, stof.edities, code, stof.jaar) for code in stof.codes]
    scales = {dia.toets.niveau: make_schalen(stof.score, dia.toets.niveau) for dia in slides}
    pages = [
        _make_blad(stof.score, dia, scales[dia.toets.niveau], f"{number} van {len(slides)}")
        for number, dia in enumerate(slides, start=1)
    ]
    return Stuk(
        titel=delen.mark_titel(f"{TITEL}: {len(slides)} gebieden", manifest), soort=TITEL,
        regio=delen.name_regio(manifest), datum=datum, blokken=(_make_overzicht(stof, adres, slides), *pages),
        voet=_write_voet(stof), papier=Papier.DIA,
        bladen=(tabulate_gebieden(slides), delen.tabulate_bronnen(manifest)),
    )  # fmt: skip


def _write_voet(stof: Pakstof) -> str:
    fiction = "verzonnen cijfers · " if stof.snapshot.manifest.fictief else ""
    source = write_bron(stof.score.jaar_ses, stof.score.jaar_lbm, stof.score.kenmerk)
    return f"{source} · {fiction}{klassewoorden.DISCLAIMER} {delen.write_voet(stof.snapshot)}"


def _make_overzicht(stof: Pakstof, adres: str, dias: list[Diabeeld]) -> Bladzijde:
    """Describe the first page: the sentence of the region, its map with the numbers of the list, and their names."""
    basis = Grondslag(stof.score, choose_niveau(stof.codes))
    kop = basis.write_kop(stof.snapshot.manifest.regio.titel, omlijnen=True)
    names = tuple(f"{number}. {stof.score.namen[code]}" for number, code in enumerate(stof.codes, start=1))
    if basis.is_druk:
        shown: tuple[Blok, ...] = (Alinea(TE_VEEL),)
        legend: tuple[Blok, ...] = ()
    else:
        outlines = make_vormen(basis.geteld)
        kaart = make_kaart(outlines, colour_klasse(basis.geteld, outlines, stof.score), kop)
        places = find_plekken(outlines, stof.score.gebieden, stof.codes)
        drawn = add_nummers(render_svg(kaart, "pak", _BREED), kaart, places, _BREED)
        width = min(1.0, _HOOGSTE * outlines.breedte / outlines.hoogte)
        alt = f"{kaart.titel} De nummers zijn die van de lijst ernaast."
        shown = (Beeld(drawn, alt, width),)
        legend = (delen.make_legenda(kaart.kleuring.vakken),)
    edition = () if stof.jaar is None else (Alinea(klassewoorden.describe_editie(stof.jaar), Stijl.LET_OP),)
    column = (
        *edition,
        Alinea(f"{klassewoorden.count_gebieden(len(names), '')}.", aanhef="Op de lijst:"),
        *_list_namen(names),
        *legend,
        *_tell_dichtbij(dias),
        *_make_weg(stof, adres),
    )
    return Bladzijde((Kop(kop, 1), Naast((shown, column), _DELEN)))


def _tell_dichtbij(dias: list[Diabeeld]) -> tuple[Alinea, ...]:
    """Tell once in full which buurten are meant, where a slide names those where the rule stops nothing."""
    named = any(line.aanhef == f"{DICHTBIJ}:" for dia in dias for line in dia.regels)
    return (Alinea(WELKE, Stijl.KLEIN, f"{DICHTBIJ}:"),) if named else ()


def _make_weg(stof: Pakstof, adres: str) -> tuple[Alinea, ...]:
    """Return the way to the same list on screen, where it is known where this installation is found."""
    view = Weergave(lijst=stof.codes, jaar=stof.jaar, data=stof.snapshot.id, regel=REGEL_VERSIE)
    address = f"{adres.rstrip('/')}/?{urlencode(format_link(view))}"
    return (Alinea("Deze lijst op het scherm", Stijl.KLEIN, adres=address),) if adres else ()


def _list_namen(namen: tuple[str, ...]) -> tuple[Blok, ...]:
    """Return the names; of a long list in two columns."""
    half = -(-len(namen) // 2)
    if len(namen) <= _KORT:
        return (Lijst(namen),)
    return (Naast(((Lijst(namen[:half]),), (Lijst(namen[half:]),)), (0.5, 0.5)),)


_KORT = 8


def _make_blad(score: Score, dia: Diabeeld, schalen: Schalen, plek: str) -> Bladzijde:
    """Describe the page of an area."""
    kaart = make_diakaart(score, dia.toets.code)
    shown: Blok = (
        Beeld(render_diakaart(kaart), kaart.alt)
        if kaart
        else Alinea(f"Van {dia.toets.naam} is er geen omtrek. Daarom staat hier geen kaart.")
    )
    measures = (
        blok
        for maat in list_diamaten(dia.toets, schalen)
        for blok in (
            Alinea(f"{maat.waarde} ({maat.noot})", aanhef=f"{maat.titel} {maat.jaar}:"),
            Beeld(maat.beeld, maat.alt),
        )
    )
    lines = (
        Alinea(line.tekst, Stijl.LET_OP if line.let_op else Stijl.GEWOON, line.aanhef) for line in dia.regels
    )
    column = (Alinea(f"{plek} · {dia.plaats}", Stijl.KLEIN), *measures, *lines)
    return Bladzijde((Kop(dia.kop), Naast(((shown,), column), _DELEN)))


def tabulate_gebieden(dias: list[Diabeeld]) -> Tabel:
    """Return the areas of the list with their verdicts, for a workbook."""
    columns = (
        Kolom("Nummer", 0), Kolom("Code"), Kolom("Naam", breed=True), Kolom("Niveau"), Kolom("Gemeente"),
        Kolom("Klasse"), Kolom("Grensgeval"), Kolom("Overconcentratie"), Kolom("Keer het aandeel van de regio", 2),
        Kolom("SES-WOA", 3), Kolom("Toevalsmarge", 3), Kolom("Leefbaarometer", 3), Kolom("Huishoudens", 0),
    )  # fmt: skip
    return Tabel("Lijst", columns, tuple(_list_rij(number, dia) for number, dia in enumerate(dias, start=1)))


def _list_rij(nummer: int, dia: Diabeeld) -> tuple[Cel, ...]:
    toets = dia.toets
    return (
        nummer, toets.code, toets.naam, toets.niveau, toets.gemeente, klassewoorden.name_klasse(toets.klasse),
        str(toets.grensgeval).replace("_", " "), str(toets.overconcentratie), to_cel(toets.lq),
        toets.ses_woa.waarde, toets.ses_woa.marge, toets.leefbaarometer.waarde, to_cel(toets.huishoudens),
    )  # fmt: skip
