"""The planner's own figures: by area, of complexes, of what is placed, of where people lived before.

They are checked row by row, and all errors are told together.

They stay with the visit: nothing here writes them down. They are named by the hash of the file.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.eigenbestand.getal import GetalFout, parse_geheel
from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.gebied import clean_code, find_niveau
from woonzorg.verdeling.invoer.complexbestand import COMPLEXEN, read_complexen
from woonzorg.verdeling.invoer.geplaatst import GEPLAATST, Geplaatst, read_geplaatst
from woonzorg.verdeling.invoer.veld import EIGEN_KOLOMMEN
from woonzorg.verdeling.invoer.vorige_gemeente import VORIGE_GEMEENTE, read_vorige

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import geopandas as gpd

    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.verdeling.invoer.complex import Complex

GEBIEDEN = Sjabloontabel(
    "gebieden",
    {
        "code": "code van de buurt of wijk, zoals BU09171000",
        "gehuisvest": "huishoudens van de groepen die er nu wonen",
        "gepland": "woningen die voor de groepen gepland zijn",
        "capaciteit": "woningen die er hoogstens bij kunnen, in plaats van de berekening",
        "corporatiewoningen": "woningen van corporaties",
    },
    sleutel="code",
    verplicht=frozenset({"code"}),
    voorbeelden=(("voorbeeld: BU00000000", 12, 3, "", 450),),
    oude_voorbeelden=(("BU00000000", 12, 3, "", 450),),
)
"""The table by area; every row needs a code, the other columns may be left out or empty."""

VORMEN: tuple[Sjabloontabel, ...] = (GEBIEDEN, COMPLEXEN, GEPLAATST, VORIGE_GEMEENTE)
"""The tables that a file with own figures can hold."""


@dataclass(frozen=True)
class EigenCijfers:
    """Own figures, checked.

    Attributes
    ----------
    hash : str
        Twelve digits of the hash of the file: its name in scenarios.
    gebieden : DataFrame
        code and `EIGEN_KOLOMMEN`; NaN where not given.
    complexen : tuple of Complex
    notities : tuple of str
        What was passed over in the file, to be told.
    geplaatst : tuple of Geplaatst
        What of the demand has been placed already.
    vorige : tuple of (str, int)
        How many people lived in which gemeente before, as the file names it.
    """

    hash: str
    gebieden: pd.DataFrame
    complexen: tuple[Complex, ...] = ()
    notities: tuple[str, ...] = ()
    geplaatst: tuple[Geplaatst, ...] = ()
    vorige: tuple[tuple[str, int], ...] = ()

    @property
    def is_alleen_geplaatst(self) -> bool:
        """Whether they tell of nothing but what has been placed."""
        return self.gebieden.empty and not self.complexen and not self.vorige


def read_eigen_cijfers(
    naam: str, raw: bytes, codes: Collection[str], buurten: gpd.GeoDataFrame | None = None
) -> EigenCijfers:
    """Read own figures from the bytes of a file.

    What a table holds is known by its columns (`VORMEN`). A spreadsheet may hold more than one.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes
    codes : collection of str
        Codes of the region's areas.
    buurten : GeoDataFrame, optional
        The region's buurten with code and outline (EPSG:28992): where complexes lie.

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, or not to be read; or holds complexes where none are asked for.
    GegevensFout
        When a column or cell is wrong: all findings together, each with row, column and remedy.
    """
    content = read_inhoud(naam, raw, VORMEN, kaart=True)
    lines = {
        vorm.naam: [line for table in content.tabellen if table.vorm is vorm for line in table.regels]
        for vorm in VORMEN
    }
    houses = [table for table in content.tabellen if table.vorm is COMPLEXEN]
    if houses and buurten is None:
        message = f"In het bestand {naam[:80]} staan complexen."
        raise InvoerFout(message, remedie="Geef hier een bestand met cijfers per gebied.")
    findings = list(content.bevindingen)
    frame = _make_gebieden(lines[GEBIEDEN.naam], set(codes), findings)
    placed = read_geplaatst(lines[GEPLAATST.naam], set(codes), findings)
    before = read_vorige(lines[VORIGE_GEMEENTE.naam], findings)
    found: tuple[Complex, ...] = ()
    if houses:
        found, faults = read_complexen(lines[COMPLEXEN.naam], buurten)
        findings += faults
    if findings:
        raise refuse_inhoud(naam, findings)
    name = hashlib.sha256(raw).hexdigest()[:12]
    return EigenCijfers(name, frame, found, content.notities, placed, before)


def join_eigen_cijfers(delen: Sequence[EigenCijfers]) -> EigenCijfers:
    """Return the figures of more files as one, named by the hashes of all.

    Raises
    ------
    GegevensFout
        When two files tell of the same area or complex.
    """
    if len(delen) == 1:
        return delen[0]
    areas = pd.concat([part.gebieden for part in delen], ignore_index=True)
    houses = [item for part in delen for item in part.complexen]
    placed = [item for part in delen for item in part.geplaatst]
    before = [item for part in delen for item in part.vorige]
    names = Counter(
        [*areas["code"], *(item.naam for item in houses), *(name for name, _ in before),
         *(f"{item.code} voor {item.groep}" for item in placed)]
    )  # fmt: skip
    doubles = sorted(name for name, count in names.items() if count > 1)
    if doubles:
        message = "Deze bestanden met eigen cijfers spreken elkaar tegen."
        findings = [f"{name} staat in meer dan een bestand" for name in doubles]
        raise InhoudFout(message, findings, remedie="Voeg de rijen samen in een bestand.")
    notes = tuple(note for part in delen for note in part.notities)
    text = "+".join(sorted(part.hash for part in delen))
    name = hashlib.sha256(text.encode()).hexdigest()[:12]
    return EigenCijfers(name, areas, tuple(houses), notes, tuple(placed), tuple(before))


def _make_gebieden(regels: Sequence[Tabelregel], codes: set[str], bevindingen: list[str]) -> pd.DataFrame:
    """Return the figures by area; what is wrong with a cell is added to the findings."""
    seen: set[str] = set()
    rows = []
    for regel in regels:
        code = clean_code(regel.read_tekst("code"))
        bevindingen += [regel.say("code", text) for text in _check_code(code, codes, seen)]
        seen.add(code)
        rows.append(
            {"code": code} | {name: _read_aantal(regel, name, bevindingen) for name in EIGEN_KOLOMMEN}
        )
    frame = pd.DataFrame(rows, columns=["code", *EIGEN_KOLOMMEN])
    return frame.astype(dict.fromkeys(EIGEN_KOLOMMEN, float))


def _read_aantal(regel: Tabelregel, kolom: str, bevindingen: list[str]) -> float:
    try:
        number = parse_geheel(regel.read(kolom))
    except GetalFout as error:
        bevindingen.append(regel.say(kolom, str(error)))
        return math.nan
    return math.nan if number is None else float(number)


def _check_code(code: str, codes: set[str], seen: set[str]) -> Iterator[str]:
    if find_niveau(code) is None:
        yield f"'{code[:30]}' is geen code; verwacht een code als BU09171000"
    elif code not in codes:
        yield f"{code} ligt niet in deze streek, of is van een ander niveau; haal de rij weg"
    elif code in seen:
        yield f"{code} staat er twee keer; voeg de rijen samen"
