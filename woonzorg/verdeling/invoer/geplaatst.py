"""What of a demand is placed already, as the planner counted it: by area and group, in own figures.

Rows are counted and dropped: a row may be one placement or a number of them, and only sums are kept, for the visit.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.eigenbestand.getal import GetalFout, parse_geheel
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau, clean_code, find_niveau
from woonzorg.tekst.rekenblad import write_csv_rijen
from woonzorg.verdeling.vraag.groepen import GROEPEN, list_voorouders

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt
    import pandas as pd

    from woonzorg.eigenbestand.tabel import Tabelregel

GEPLAATST = Sjabloontabel(
    "geplaatst",
    {
        "code": "code van de buurt of wijk, zoals BU09171000",
        "groep": "groep uit de vraag, zoals statushouders",
        "aantal": "woningen van deze vraag die al zijn toegewezen (niet ook tellen bij gehuisvest); leeg: 1",
    },
    sleutel="code",
    verplicht=frozenset({"code", "groep"}),
    voorbeelden=(("voorbeeld: BU00000000", "statushouders", 3),),
)
"""The table of what is placed; rows for the same area and group are added up."""

_PER_NAAM = {word.casefold(): groep.sleutel for groep in GROEPEN for word in (groep.sleutel, groep.titel)}


@dataclass(frozen=True)
class Geplaatst:
    """Homes of one group that are placed in one area.

    Attributes
    ----------
    code, groep : str
        Code of the area, key of the group.
    aantal : int
    """

    code: str
    groep: str
    aantal: int


def read_geplaatst(
    regels: Sequence[Tabelregel], codes: Collection[str], bevindingen: list[str]
) -> tuple[Geplaatst, ...]:
    """Return the sums of a table by area and group; what is wrong with a cell is added to the findings."""
    sums: Counter[tuple[str, str]] = Counter()
    for regel in regels:
        code = clean_code(regel.read_tekst("code"))
        group = _PER_NAAM.get(regel.read_tekst("groep").strip().casefold(), "")
        bevindingen += [regel.say("code", text) for text in _check_code(code, codes)]
        if not group:
            bevindingen.append(
                regel.say(
                    "groep", f"'{regel.read_tekst('groep')[:40]}' is geen groep; neem een naam uit de vraag"
                )
            )
        sums[code, group] += _read_aantal(regel, bevindingen)
    return tuple(Geplaatst(code, group, count) for (code, group), count in sums.items() if count)


def _check_code(code: str, codes: Collection[str]) -> Iterator[str]:
    if find_niveau(code) is None:
        yield f"'{code[:30]}' is geen code; verwacht een code als BU09171000"
    elif code not in codes:
        yield f"{code} ligt niet in deze streek, of is van een ander niveau; haal de rij weg"


def put_geplaatst(
    geplaatst: Iterable[Geplaatst], code: str, aantallen: Mapping[str, int]
) -> tuple[Geplaatst, ...]:
    """Return what is placed with other numbers for groups in one area; 0 takes one away."""
    kept = [item for item in geplaatst if item.code != code or item.groep not in aantallen]
    return (*kept, *(Geplaatst(code, group, count) for group, count in aantallen.items() if count))


def write_geplaatst(geplaatst: Iterable[Geplaatst]) -> bytes:
    """Return the file of what is placed, in one order: what is the same is the same file, and has the same hash."""
    rows = sorted((item.code, item.groep, item.aantal) for item in geplaatst)
    return write_csv_rijen(list(GEPLAATST.kolommen), rows)


def _read_aantal(regel: Tabelregel, bevindingen: list[str]) -> int:
    try:
        number = parse_geheel(regel.read("aantal"))
    except GetalFout as error:
        bevindingen.append(regel.say("aantal", str(error)))
        return 0
    return 1 if number is None else number


def lay_geplaatst(
    geplaatst: Sequence[Geplaatst], gebieden: pd.DataFrame, niveau: Niveau
) -> tuple[Geplaatst, ...]:
    """Return what is placed by area of a field: of buurten by their wijk, where the field is of wijken.

    Parameters
    ----------
    geplaatst : sequence of Geplaatst
    gebieden : DataFrame
        The region's areas of all levels: code and wijkcode.
    niveau : Niveau
        Of the field.

    Raises
    ------
    InvoerFout
        When it is given by wijk, and homes are spread over buurten: then it is not known where they are.
    """
    wijken = dict(zip(gebieden["code"], gebieden["wijkcode"], strict=True))
    sums: Counter[tuple[str, str]] = Counter()
    for item in geplaatst:
        if niveau == Niveau.BUURT and find_niveau(item.code) != Niveau.BUURT:
            message = "Wat al geplaatst is, staat per wijk in uw bestand, en u verdeelt over buurten."
            raise InvoerFout(
                message, gevonden=item.code, remedie="Geef codes van buurten, of verdeel over wijken."
            )
        buurt = find_niveau(item.code) == Niveau.BUURT
        sums[wijken[item.code] if niveau == Niveau.WIJK and buurt else item.code, item.groep] += item.aantal
    return tuple(Geplaatst(code, group, count) for (code, group), count in sums.items())


def count_geplaatst(
    geplaatst: Sequence[Geplaatst], codes: Sequence[str], groepen: Sequence[str]
) -> npt.NDArray[np.int64] | None:
    """Return what is placed by area and group of a plan; None when nothing of it is.

    A part of a group counts for the group that is spread in which it lies; what lies in none is left out
    (`list_buiten`).
    """
    counts = np.zeros((len(codes), len(groepen)), dtype=np.int64)
    places = {code: area for area, code in enumerate(codes)}
    for item in geplaatst:
        group = find_groep(item.groep, groepen)
        if group is not None:
            counts[places[item.code], group] += item.aantal
    return counts if counts.any() else None


def find_groep(groep: str, groepen: Sequence[str]) -> int | None:
    """Return the position of a group, or of the nearest in which it lies; None where it lies in none."""
    inside = (name for name in (groep, *list_voorouders(groep)) if name in groepen)
    return next((groepen.index(name) for name in inside), None)


def list_buiten(geplaatst: Sequence[Geplaatst], groepen: Sequence[str]) -> dict[str, int]:
    """Return by group what is placed and counts in no group that is spread."""
    left: Counter[str] = Counter()
    for item in geplaatst:
        if find_groep(item.groep, groepen) is None:
            left[item.groep] += item.aantal
    return dict(left)
