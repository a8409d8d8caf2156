"""Care facilities of one's own list, and which of them lie around a place: no class of an area comes into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.getal import GetalFout, parse_geheel
from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.gebied import Niveau, find_gemeentecode, find_wijkcode
from woonzorg.verdeling.invoer.plaatslijn import check_plaats, locate_lijnen, read_plaatslijn
from woonzorg.verdeling.vraag.groepswoord import has_extra_privacy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import geopandas as gpd
    from shapely import Point

    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.verdeling.invoer.plaatslijn import Plaatslijn

LANGST = 120
"""Most signs of a name or kind."""

VOORZIENINGEN = Sjabloontabel(
    "zorgvoorzieningen",
    {
        "voorziening": "naam van de voorziening voor wonen met zorg",
        "soort": "wat het is, zoals verpleeghuis, zorgbuurthuis of geclusterd wonen",
        "code": "code van de buurt waarin zij ligt; mag leeg blijven als er een punt is",
        "plaatsen": "hoeveel plaatsen; leeg als dat niet bekend is",
        "x": "plaats: x in meters (Rijksdriehoek)",
        "y": "plaats: y in meters (Rijksdriehoek)",
        "lon": "plaats: lengtegraad (WGS84), in plaats van x en y",
        "lat": "plaats: breedtegraad (WGS84)",
    },
    sleutel="voorziening",
    verplicht=frozenset({"voorziening"}),
    voorbeelden=(("voorbeeld: De Beuk", "verpleeghuis", "BU00000000", 40, "", "", "", ""),),
)
"""The table of care facilities."""


@dataclass(frozen=True)
class Zorgvoorziening:
    """A facility for living with care.

    Attributes
    ----------
    naam, soort : str
    buurt : str
        Code.
    plaatsen : int or None
    punt : (float, float) or None
        Where it stands, in metres (EPSG:28992); None where only its buurt is known.
    """

    naam: str
    soort: str
    buurt: str
    plaatsen: int | None = None
    punt: tuple[float, float] | None = None


@dataclass(frozen=True)
class Rondom:
    """The facilities of a list by how far they are from a buurt, each once.

    Attributes
    ----------
    buurt, ernaast, wijk, gemeente : tuple of Zorgvoorziening
        In it, in those that adjoin it, elsewhere in its wijk, elsewhere in its gemeente.
    totaal : int
        Of the whole list.
    """

    buurt: tuple[Zorgvoorziening, ...]
    ernaast: tuple[Zorgvoorziening, ...]
    wijk: tuple[Zorgvoorziening, ...]
    gemeente: tuple[Zorgvoorziening, ...]
    totaal: int


def read_voorzieningen(naam: str, raw: bytes, gebieden: gpd.GeoDataFrame) -> tuple[Zorgvoorziening, ...]:
    """Return the facilities that a file holds.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes
    gebieden : GeoDataFrame
        Of the snapshot, region and ring, with code, niveau and outline (EPSG:28992).

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, or not to be read.
    GegevensFout
        When a column or cell is wrong: all findings together, each with row, column and remedy.
    """
    content = read_inhoud(naam, raw, [VOORZIENINGEN])
    findings = list(content.bevindingen)
    rows = [row for table in content.tabellen for row in table.regels]
    buurten = gebieden[gebieden["niveau"] == Niveau.BUURT].reset_index(drop=True)
    lines = [read_plaatslijn(row) for row in rows]
    points = locate_lijnen(lines, buurten)
    found = tuple(_read_voorziening(line, point, findings) for line, point in zip(lines, points, strict=True))
    codes = set(buurten["code"])
    findings += [said for line in lines for said in (*line.fouten, *check_plaats(line, codes, {}))]
    findings += [said for row, one in zip(rows, found, strict=True) for said in _check(row, one)]
    findings += _check_dubbel(rows, found)
    if findings:
        raise refuse_inhoud(naam, findings)
    return found


def _read_voorziening(lijn: Plaatslijn, punt: Point | None, bevindingen: list[str]) -> Zorgvoorziening:
    regel = lijn.regel
    try:
        places = parse_geheel(regel.read("plaatsen"), 1)
    except GetalFout as error:
        bevindingen.append(regel.say("plaatsen", str(error)))
        places = None
    texts = (regel.read_tekst("voorziening").strip(), regel.read_tekst("soort").strip())
    where = None if punt is None else (float(punt.x), float(punt.y))
    return Zorgvoorziening(*texts, lijn.code or lijn.buurt, places, where)


def _check(regel: Tabelregel, voorziening: Zorgvoorziening) -> Iterator[str]:
    for column, text in (("voorziening", voorziening.naam), ("soort", voorziening.soort)):
        if len(text) > LANGST:
            yield regel.say(column, f"heeft {len(text)} tekens; hoogstens {LANGST} mag")
        if has_extra_privacy(text):
            yield regel.say(
                column,
                "deze plek vertellen we nooit per buurt, omdat mensen er veilig moeten zijn; haal de rij weg",
            )
    if not voorziening.naam:
        yield regel.say("voorziening", "is leeg; vul een naam in")


def _check_dubbel(regels: Sequence[Tabelregel], voorzieningen: Sequence[Zorgvoorziening]) -> Iterator[str]:
    seen = set[tuple[str, str]]()
    for row, one in zip(regels, voorzieningen, strict=True):
        key = (one.naam.casefold(), one.buurt)
        if key in seen and one.naam:
            yield row.say(
                "voorziening", f"'{one.naam[:60]}' staat er twee keer voor deze buurt; haal er een weg"
            )
        seen.add(key)


def find_rondom(
    voorzieningen: Sequence[Zorgvoorziening],
    buurt: str,
    buren: Collection[str] = (),
    wijken: Mapping[str, str] | None = None,
) -> Rondom:
    """Return the facilities by how far they are from a buurt.

    Parameters
    ----------
    voorzieningen : sequence of Zorgvoorziening
    buurt : str
        Code.
    buren : collection of str
        Codes of the buurten that adjoin it.
    wijken : mapping, optional
        Code of a buurt to that of its wijk; by default as codes of Statistics Netherlands tell it.
    """
    known = wijken or {}
    wijk, gemeente = known.get(buurt, find_wijkcode(buurt)), find_gemeentecode(buurt)
    rings: list[list[Zorgvoorziening]] = [[], [], [], []]
    for one in sorted(voorzieningen, key=lambda facility: (facility.naam.casefold(), facility.buurt)):
        near = (
            one.buurt == buurt, one.buurt in buren, known.get(one.buurt, find_wijkcode(one.buurt)) == wijk,
            find_gemeentecode(one.buurt) == gemeente,
        )  # fmt: skip
        if any(near):
            rings[near.index(True)].append(one)
    here, beside, wider, elsewhere = (tuple(ring) for ring in rings)
    return Rondom(here, beside, wider, elsewhere, len(voorzieningen))
