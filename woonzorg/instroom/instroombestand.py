"""The register as a file: a row a decision. It is taken whole or not at all; all that is wrong is told together."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.gebied import Niveau, Rol, clean_code, find_niveau
from woonzorg.instroom.instrument import Instroombesluit
from woonzorg.tekst.plat import strip_onzichtbaar
from woonzorg.verdeling.invoer.datum import is_leeg, parse_datum

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.oordeel.toets import Score

TITEL = "Instroominstrumenten"
GROOTSTE = 1_000_000
"""Larger files (bytes) are refused."""
LANGST = {"instrument": 80, "besluit": 200}

INSTROOMVORM = Sjabloontabel(
    "instroom",
    {
        "instrument": f"naam van het instrument zoals gepubliceerd, hoogstens {LANGST['instrument']} tekens",
        "gemeente": "gemeente die het besloot: naam, of code als GM0917",
        "gebied": "code van een buurt (BU…) of wijk (WK…)",
        "vanaf": "eerste dag waarop het geldt, zoals 1-1-2024",
        "tot": "laatste dag; leeg als er geen einde is besloten",
        "besluit": f"welk besluit, van wie en waar gepubliceerd, hoogstens {LANGST['besluit']} tekens",
    },
    sleutel="instrument",
    verplicht=frozenset({"instrument", "gemeente", "gebied", "vanaf", "besluit"}),
    voorbeelden=(
        ("voorbeeld: naam van het instrument", "Voorbeeldstad", "BU00000000", "1-1-2024", "31-12-2027",
         "raad van Voorbeeldstad, 12 december 2023"),
    ),
)  # fmt: skip
"""The template."""


class Instroomregister(NamedTuple):
    """The decisions of a file, in its order, and what was passed over."""

    besluiten: tuple[Instroombesluit, ...]
    notities: tuple[str, ...] = ()


def read_instroom(naam: str, raw: bytes, score: Score) -> Instroomregister:
    """Read a file of decisions.

    Parameters
    ----------
    naam : str
        Name of the file.
    raw : bytes
    score : Score
        Of the region: its buurten and wijken are what a row may name.

    Raises
    ------
    InvoerFout
        When it is no file of a table.
    InhoudFout
        When its content is not sound: all findings together, each with row and column.
    """
    content = read_inhoud(naam, raw, [INSTROOMVORM], grootste=GROOTSTE)
    lines = [line for table in content.tabellen for line in table.regels]
    findings, places = list(content.bevindingen), _list_plekken(score)
    read: list[tuple[Tabelregel, Instroombesluit]] = []
    for line in lines:
        wrong = list(_check_regel(line, places))
        findings += wrong
        first = _read_dag(line, "vanaf")
        if first and not wrong:
            read.append((line, _make_besluit(line, first)))
    findings += _find_overlap(read)
    if findings:
        raise refuse_inhoud(naam, findings, "Er is niets overgenomen.")
    return Instroomregister(tuple(one for _, one in read), content.notities)


def _list_plekken(score: Score) -> dict[str, tuple[str, str]]:
    """Return code and name of the gemeente of each buurt and wijk of the region."""
    areas = score.gebieden
    own = areas[(areas["rol"] == Rol.REGIO) & areas["niveau"].isin([Niveau.BUURT, Niveau.WIJK])]
    towns = zip(own["gemeentecode"].astype(str), own["gemeentenaam"].astype(str), strict=True)
    return dict(zip(own["code"], towns, strict=True))


def _check_regel(line: Tabelregel, plekken: dict[str, tuple[str, str]]) -> Iterator[str]:
    for kolom, longest in LANGST.items():
        text = strip_onzichtbaar(line.read_tekst(kolom))
        if is_leeg(text):
            yield line.say(kolom, "leeg; vul in zoals het is gepubliceerd")
        elif len(text) > longest:
            yield line.say(kolom, f"heeft {len(text)} tekens; hoogstens {longest} mag")
    yield from _check_plek(line, plekken)
    yield from _check_dagen(line)


def _check_plek(line: Tabelregel, plekken: dict[str, tuple[str, str]]) -> Iterator[str]:
    code, town = clean_code(line.read_tekst("gebied")), " ".join(line.read_tekst("gemeente").split())
    if find_niveau(code) not in {Niveau.BUURT, Niveau.WIJK}:
        yield line.say("gebied", f"'{code[:20]}' is geen code van een buurt of wijk")
    elif code not in plekken:
        yield line.say("gebied", f"{code} ligt niet in deze regio, of is van een andere indeling")
    elif town.casefold() not in {word.casefold() for word in plekken[code]}:
        yield line.say("gemeente", f"{code} ligt in {plekken[code][1]}, niet in '{town[:40]}'")


def _check_dagen(line: Tabelregel) -> Iterator[str]:
    first, last = (_read_dag(line, kolom) for kolom in ("vanaf", "tot"))
    if first is None:
        yield line.say("vanaf", "dit is geen dag; schrijf een dag als 1-1-2024")
    if last is None and line.read_tekst("tot").strip():
        yield line.say("tot", "dit is geen dag; schrijf een dag als 31-12-2027, of laat het leeg")
    if first and last and last < first:
        yield line.say("tot", f"het einde ({last:%d-%m-%Y}) ligt voor het begin ({first:%d-%m-%Y})")


def _read_dag(line: Tabelregel, kolom: str) -> date | None:
    return parse_datum(line.read_tekst(kolom))


def _make_besluit(line: Tabelregel, first: date) -> Instroombesluit:
    words = (strip_onzichtbaar(line.read_tekst(kolom)) for kolom in ("instrument", "besluit"))
    instrument, decision = words
    return Instroombesluit(
        instrument, clean_code(line.read_tekst("gebied")), first, _read_dag(line, "tot"), decision
    )


def _find_overlap(read: Sequence[tuple[Tabelregel, Instroombesluit]]) -> Iterator[str]:
    for (one, first), (other, second) in combinations(read, 2):
        if first.overlaps(second):
            yield other.say(
                "gebied",
                f"'{second.instrument[:40]}' geldt hier in die tijd al volgens {one.plek}; haal er een weg, of pas de "
                "dagen aan",
            )
