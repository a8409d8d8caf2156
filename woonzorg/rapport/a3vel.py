"""The A3 sheet: the map to lie on the table, with what it shows, the overconcentraties to tick and room to write.

It explains itself without a screen. Overconcentraties are numbered by gemeente and from north to south: no ranking.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.kaart.beeld import LIJNEN
from woonzorg.kaart.kleuring import colour_klasse, make_kaart
from woonzorg.kaart.telling import count_klassen
from woonzorg.kaart.vormen import make_vormen
from woonzorg.kern.kernwoorden import GEEN_KLASSE
from woonzorg.links.link import Weergave, format_link
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.ophoping import KORT, describe_lijn
from woonzorg.oordeel.veerkracht import Oordeel
from woonzorg.oordeel.versie import REGEL_VERSIE
from woonzorg.rapport import delen
from woonzorg.rapport.a3kaart import render_a3kaart
from woonzorg.rapport.dia import count_vakken, render_lijnstaal
from woonzorg.rapport.stuk import (
    Alinea,
    Beeld,
    Kolom,
    Kop,
    Lijst,
    Naast,
    Papier,
    Schrijfvak,
    Stijl,
    Stuk,
    Tabel,
    to_cel,
)
from woonzorg.tekst.getal import count_woord, format_procent

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd
    import pandas as pd

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.beeld import Kaart, Vak
    from woonzorg.kaart.grondslag import Grondslag
    from woonzorg.rapport.stuk import Blok

TITEL = "A3-vel"
VRAGEN = ("Wat zien we? Wat weten we zelf?", "Wat spreken we af?", "Wie doet wat, en wanneer?")
"""What is talked about around the table, each with room to write."""

WEINIG, VEEL = 40, 90
"""Most overconcentraties that are listed by name in wide columns, and at all: more are told by gemeente."""


@dataclass(frozen=True, eq=False)
class A3stof:
    """What a sheet is made of.

    Attributes
    ----------
    snapshot : Snapshot
    grondslag : Grondslag
        The areas behind the map.
    jaar : int or None
        The edition, when it is not the newest of each measure.
    """

    snapshot: Snapshot
    grondslag: Grondslag
    jaar: int | None = None

    @property
    def met_over(self) -> bool:
        """Whether it is known of what there would be an overconcentratie: else a headline cannot tell of it."""
        return self.grondslag.score.kenmerk is not None

    @cached_property
    def over(self) -> gpd.GeoDataFrame:
        """The overconcentraties in the order of their numbers: gemeenten by name, in each from north to south."""
        areas = self.grondslag.geteld
        found = areas[areas["overconcentratie"] == Oordeel.JA]
        north = found.geometry.representative_point().y
        return found.assign(noord=-north).sort_values(["gemeentenaam", "noord", "naam", "code"])

    @property
    def nummers(self) -> dict[str, int]:
        """Number of each overconcentratie, by its code."""
        return {code: number for number, code in enumerate(self.over["code"], start=1)}

    def draw(self) -> Kaart:
        """Draw the map, with its overconcentraties outlined.

        Raises
        ------
        InvoerFout
            When there are more areas than a sheet can show.
        """
        basis = self.grondslag
        if basis.is_druk:
            message = f"Op een vel passen geen {len(basis.geteld)} {klassewoorden.MEERVOUD[basis.niveau]}."
            raise InvoerFout(message, remedie="Kies één gemeente, of het niveau wijk.")
        outlines = make_vormen(basis.geteld)
        return make_kaart(outlines, colour_klasse(basis.geteld, outlines, basis.score), basis.kop)


def make_a3vel(stof: A3stof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the sheet.

    Parameters
    ----------
    stof : A3stof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.

    Raises
    ------
    InvoerFout
        When there are more areas than a sheet can show.
    """
    basis, snapshot, manifest = stof.grondslag, stof.snapshot, stof.snapshot.manifest
    title = delen.mark_titel(basis.write_kop(manifest.regio.titel, omlijnen=stof.met_over), manifest)
    many = WEINIG < len(stof.over) <= VEEL
    shares, ratio = ((0.5, 0.5), 1.0) if many else ((0.6, 0.4), 0.92)
    blokken: tuple[Blok, ...] = (
        Kop(title, 1),
        Alinea(_tell_onder(stof), Stijl.KERN),
        Naast(((_show_kaart(stof, ratio),), (*_tell_legenda(stof), *_list_over(stof), *_leave_ruimte(stof))), shares),
        Naast((delen.cite_bronnen(manifest), (*delen.make_slot(snapshot), *_refer(stof, adres))), (0.6, 0.4)),
    )  # fmt: skip
    return Stuk(
        titel=title, soort=TITEL, regio=delen.name_regio(manifest), datum=datum, blokken=blokken,
        voet=delen.write_voet(snapshot), een_blad=True, papier=Papier.A3_LIGGEND,
        bladen=(_tabulate(stof), delen.tabulate_bronnen(manifest)),
    )  # fmt: skip


def _tell_onder(stof: A3stof) -> str:
    """Tell beneath the headline what it leaves out, that an own area has no class, and that there are newer figures."""
    basis = stof.grondslag
    told = [
        basis.kop if stof.met_over else basis.ophoping,
        GEEN_KLASSE if basis.kern else "",
        klassewoorden.describe_editie(stof.jaar) if stof.jaar else "",
    ]
    return " ".join(filter(None, told))


def _refer(stof: A3stof, adres: str) -> tuple[Alinea, ...]:
    """Return the way to the same on screen: all that the sheet hangs on stands in it.

    The codes of a visitor's own area are too many to write out: there the way is a link in the file, if any.
    """
    basis = stof.grondslag
    view = Weergave(
        niveau=basis.niveau, gemeente=basis.gemeente, kern=basis.kern.adres if basis.kern else "", jaar=stof.jaar,
        omlijnen=stof.met_over, data=stof.snapshot.id, regel=REGEL_VERSIE,
    )  # fmt: skip
    way = delen.make_verwijzing(adres, "", format_link(view))
    if basis.kern is None or not basis.kern.is_van_bezoeker:
        return (way,)
    return (replace(way, tekst=f"{basis.kern.titel}, via de link in dit bestand"),) if way.adres else ()


def _show_kaart(stof: A3stof, verhouding: float) -> Beeld:
    kaart = stof.draw()
    counts = "; ".join(f"{vak.naam}: {vak.aantal}" for vak in kaart.kleuring.vakken)
    plural = klassewoorden.MEERVOUD[stof.grondslag.niveau]
    alt = f"Kaart van de {plural}. {counts}. De nummers staan in de lijst, de aantallen in de tabel."
    return Beeld(render_a3kaart(kaart, stof.nummers, verhouding), alt)


def _tell_legenda(stof: A3stof) -> tuple[Blok, ...]:
    """Describe what the colours stand for, with areas and share of the households."""
    basis, plural = stof.grondslag, klassewoorden.MEERVOUD[stof.grondslag.niveau].capitalize()
    boxes = count_vakken(count_klassen(basis.geteld, "", basis.niveau))
    rows = [(_tell_vak(vak), vak.aantal, vak.huishoudens) for vak in boxes]
    lines = _tell_lijnen(stof)
    swatches = [delen.render_staal(vak) for vak in boxes] + [render_lijnstaal(kind) for kind, *_ in lines]
    columns = (Kolom("Klasse", breed=True), Kolom(plural, 0), Kolom("Huishoudens"))
    years = (
        f"SES-WOA {basis.score.jaar_ses or 'ontbreekt'}, Leefbaarometer {basis.score.jaar_lbm or 'ontbreekt'}"
    )
    told = (*rows, *((text, count, share) for _, text, count, share in lines))
    return (Tabel(f"Wat laat de kaart zien? ({years})", columns, told, stalen=tuple(swatches)),)


def _tell_lijnen(stof: A3stof) -> list[tuple[str, str, int, str]]:
    """Return each kind of outline that is drawn: its kind, what it stands for, areas, and share of the households."""
    areas, trait = stof.grondslag.geteld, stof.grondslag.score.kenmerk
    over = areas["overconcentratie"] == Oordeel.JA
    other = (areas["concentratie"] == Oordeel.JA) & ~over
    drawn = {LIJNEN[2]: areas[over], LIJNEN[1]: areas[other]}
    return [
        (kind, f"{kind.capitalize()}: {describe_lijn(kind, trait)}", len(rows), _share(rows, areas))
        for kind, rows in drawn.items()
        if len(rows) or (trait and kind == LIJNEN[2])
    ]


def _tell_vak(vak: Vak) -> str:
    return f"{vak.kop}: {vak.uitleg}"


def _share(deel: pd.DataFrame, heel: pd.DataFrame) -> str:
    part, total = (frame["huishoudens"].sum(min_count=1) for frame in (deel, heel))
    return format_procent(float(part) if len(deel) else 0.0, float(total))


_UITLEG = (
    "Genummerd per gemeente op alfabet, en daarin van noord naar zuid. Dit is geen rangorde. "
    "Het vakje is om aan te kruisen: dit bespreken we."
)


def _list_over(stof: A3stof) -> tuple[Blok, ...]:
    """List the overconcentraties with a box to tick; of very many only the numbers by gemeente."""
    over = stof.over
    if over.empty:
        return ()
    head = (Kop("Overconcentraties"), Alinea(_UITLEG, Stijl.KLEIN))
    groups = [(str(name), list(rows["naam"])) for name, rows in over.groupby("gemeentenaam", sort=True)]
    if len(over) > VEEL:
        return *head, Alinea(_TE_VEEL, Stijl.KLEIN), Lijst(tuple(_name_reeksen(groups)), Stijl.VINK)
    columns = split_kolommen(groups, 3 if len(over) <= WEINIG else 5)
    return *head, Naast(columns, (1.0,) * len(columns), krap=True)


_TE_VEEL = "Voor alle namen is hier geen plaats. Ze staan met hun nummer in het Excel-bestand van dit vel."


def _name_reeksen(groepen: list[tuple[str, list[str]]]) -> list[str]:
    lines, start = [], 1
    for name, areas in groepen:
        end = start + len(areas) - 1
        lines.append(
            f"{name}: nummer {start}" if start == end else f"{name}: nummers {start} tot en met {end}"
        )
        start = end + 1
    return lines


def split_kolommen(groepen: list[tuple[str, list[str]]], aantal: int) -> tuple[tuple[Blok, ...], ...]:
    """Divide groups of names over columns of about the same height; a group may go on in the next.

    Parameters
    ----------
    groepen : list of (str, list of str)
        Name of each group with the names in it, in order.
    aantal : int
        Most columns.

    Returns
    -------
    tuple of tuple
        Of each column its headings and lists, the names numbered through.
    """
    total = sum(len(names) + 2 for _, names in groepen)
    height = -(-total // aantal)
    columns: list[list[Blok]] = [[]]
    number, used = 0, 0
    for group, names in groepen:
        if used and used + 3 > height and len(columns) < aantal:
            columns.append([])
            used = 0
        columns[-1].append(Kop(f"{group} ({len(names)})", 3))
        used += 2
        rest = list(names)
        while rest:
            room = max(height - used, 1) if len(columns) < aantal else len(rest)
            taken, rest = rest[:room], rest[room:]
            columns[-1].append(
                Lijst(tuple(f"{number + i} {name}" for i, name in enumerate(taken, 1)), Stijl.VINK)
            )
            number, used = number + len(taken), used + len(taken)
            if rest:
                columns.append([])
                used = 0
    return tuple(map(tuple, columns))


def _leave_ruimte(stof: A3stof) -> tuple[Blok, ...]:
    """Leave room to write, the more the shorter the list."""
    count = len(stof.over)
    lines = 5 if count <= 6 else 4 if count <= 24 or count > VEEL else 3 if count <= WEINIG else 2
    return tuple(Schrijfvak(question, lines) for question in VRAGEN)


def _tabulate(stof: A3stof) -> Tabel:
    """Return the numbers with their areas, for a workbook and for who cannot read the map."""
    over, trait = stof.over, stof.grondslag.score.kenmerk
    told = f"Keer de regio ({KORT[trait.sleutel]})" if trait else "Keer de regio"
    columns = (
        Kolom("Nummer", 0), Kolom("Naam"), Kolom("Gemeente"), Kolom(told, 1), Kolom("Huishoudens", 0),
    )  # fmt: skip
    rows = zip(
        range(1, len(over) + 1), over["naam"], over["gemeentenaam"], map(to_cel, over["lq"]),
        map(to_cel, over["huishoudens"]), strict=True,
    )  # fmt: skip
    return Tabel(f"Overconcentraties: {count_woord(len(over), 'gebied', 'gebieden')}", columns, tuple(rows))
