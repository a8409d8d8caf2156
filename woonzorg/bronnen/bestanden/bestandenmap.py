"""A folder with files that a user downloaded where services are closed off, recognised by their content.

Taken are StatLine's CSV exports, the Leefbaarometer's open data (zip or CSV) and outlines as GeoPackage, shapefile
or GeoJSON, each of them in a zip file or not. What is of no known source is told and stands in nobody's way. The
same checks and the same joining as for the services.
"""

from __future__ import annotations

import dataclasses
import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.bronnen import lijst
from woonzorg.bronnen.bestanden.inlezen import is_bijvangst, read_path
from woonzorg.bronnen.bestanden.kaartbestand import (
    find_niveau_of,
    find_outline_year,
    make_grenzen,
    pick_levels,
)
from woonzorg.bronnen.bestanden.tabeljaar import JAAR_ONBEKEND, list_jaren
from woonzorg.bronnen.bestanden.vondst import Terzijde, Vondst
from woonzorg.bronnen.grenzen import GRENZEN
from woonzorg.bronnen.levering import Levering, Voortgang, ignore_voortgang, join_words
from woonzorg.bronnen.samenstellen import Samenstelling, assemble
from woonzorg.fouten import BESTAND, BronFout, GegevensFout, InvoerFout, WoonzorgFout, describe_weigering
from woonzorg.gebied import Niveau

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from woonzorg.bronnen.bron import Bron, Cijferbron
    from woonzorg.gebied import Regio

GROOTTE_MAXIMUM = 2_000_000_000
"""Most bytes that one file, or all of a zip file, may unpack to."""


SOORTEN = frozenset({".csv", ".zip", ".gpkg", ".shp", ".geojson", ".json"})
"""Kinds of file that a download can be; one of these that is damaged stops the load."""

SHAPEDELEN = frozenset({".dbf", ".shx", ".prj", ".cpg", ".qpj", ".qix", ".sbn", ".sbx", ".xml"})
"""Files that stand beside a shapefile's own."""


def assemble_map(
    folder: Path,
    regio: Regio,
    *,
    zonder: Sequence[str] = (),
    datum: str,
    voortgang: Voortgang = ignore_voortgang,
) -> Samenstelling:
    """Read a folder of downloaded files and join what is in it.

    Parameters
    ----------
    folder : Path
    regio : Regio
    zonder : sequence of str
        Sources that may be absent.
    datum : str
        ISO date of the load.
    voortgang : Voortgang

    Raises
    ------
    InvoerFout
        When the folder is not there, or a source is absent that was not left out.
    GegevensFout
        When files cannot be used; all of them are told together.
    """
    nu = int(datum[:4])
    found = _read_files(folder, nu, voortgang)
    outlines, unused = found.kaarten, found.terzijde
    wanted = lijst.list_cijferbronnen(zonder)
    keys = [bron.sleutel for bron in wanted]
    leveringen = [levering for levering in found.tabellen if _source(levering) in keys]
    _check_complete(folder, wanted, leveringen, outlines, unused)
    pick_levels(outlines)  # two maps of one level are refused as such, whatever their years
    leveringen, jaar, notes = _settle_indeling(leveringen, outlines, nu)
    leveringen, older = _keep_newest(leveringen, {bron.sleutel for bron in wanted if bron.een_indeling})
    check_overlap(leveringen)
    grenzen = make_grenzen(outlines, regio, jaar)
    spare = [f"Niet gebruikt: {one.naam}, {one.reden}." for one in unused if one.reden]
    strange = [one.naam for one in unused if not one.reden]
    spare += [f"Niet herkend en niet gebruikt: {join_words(strange)}."] if strange else []
    grenzen = dataclasses.replace(grenzen, meldingen=(*grenzen.meldingen, *notes, *older, *spare))
    leveringen.sort(key=lambda levering: (keys.index(_source(levering)), -levering.vermelding.indeling))
    return assemble(regio, grenzen, leveringen, datum=datum, zonder=zonder)


def _source(levering: Levering) -> str:
    return levering.vermelding.sleutel.bron


def _read_files(folder: Path, nu: int, voortgang: Voortgang) -> Vondst:
    """Read all files; the same content met twice counts once.

    Raises
    ------
    GegevensFout
        When files cannot be used; all of them are told together.
    """
    if not folder.is_dir():
        message = f"{folder} is geen map." if folder.exists() else f"De map {folder} is er niet."
        raise InvoerFout(message, remedie="Geef de map met gedownloade bestanden.")
    paths = [path for path in sorted(folder.iterdir()) if not is_bijvangst(path.name) and not _is_deel(path)]
    found = Vondst()
    findings: list[str] = []
    for number, path in enumerate(paths):
        voortgang(f"Lezen van {path.name}", number, len(paths))
        reason = _explain_niet(path, folder)
        if reason:
            found += Vondst(terzijde=(Terzijde(path.name, reason),))
            continue
        try:
            found += read_path(path, GROOTTE_MAXIMUM, nu)
        except (WoonzorgFout, OSError) as error:
            # A note or a system's own file among the downloads is no reason to refuse them.
            if path.suffix.lower() in SOORTEN:
                findings.append(_explain(path, error))
            else:
                found += Vondst(terzijde=(Terzijde(path.name),))
    findings += [_explain(folder, error) for error in found.fouten]
    if findings:
        message = "Niet alle bestanden zijn te gebruiken. Er is niets geladen."
        raise GegevensFout(
            message, findings, remedie="Download deze bestanden opnieuw of haal ze uit de map."
        )
    return _keep_once(found)


def _explain_niet(path: Path, folder: Path) -> str:
    """Return why something in the folder is not read; '' for a file. A name that leads out of it may lead anywhere."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        return "een verwijzing naar een andere map; zet het bestand zelf in de map die u opgeeft"
    return "een map; zet de bestanden zelf in de map die u opgeeft" if path.is_dir() else ""


def _is_deel(path: Path) -> bool:
    """Tell whether a file belongs to a shapefile beside it."""
    main = path.with_suffix("").with_suffix("") if path.name.lower().endswith(".shp.xml") else path
    beside = any(main.with_suffix(kind).is_file() for kind in (".shp", ".SHP"))
    return beside and path.suffix.lower() in SHAPEDELEN


def _keep_once(found: Vondst) -> Vondst:
    tables = {table.vermelding.sleutel: table for table in found.tabellen}
    maps = {(frame.attrs["sha256"], str(find_niveau_of(frame.columns))): frame for frame in found.kaarten}
    return dataclasses.replace(found, tabellen=tuple(tables.values()), kaarten=tuple(maps.values()))


def _explain(path: Path, error: Exception) -> str:
    """Tell what is wrong with a file and what would help, in one line among others."""
    if isinstance(error, OSError):
        return f"{path.name}: {describe_weigering(error)}"
    if not isinstance(error, BronFout):
        return f"{path.name}: {error}"
    expected = f"; verwacht: {error.verwacht}" if error.verwacht else ""
    found = f"; gevonden: {error.gevonden}" if error.gevonden else ""
    remedy = f". {error.eigen_remedie.rstrip('.')}" if error.eigen_remedie else ""
    return f"{error.adres}: {error.oorzaak}{expected}{found}{remedy}"


def _check_complete(
    folder: Path,
    wanted: Sequence[Cijferbron],
    leveringen: Sequence[Levering],
    outlines: Sequence[gpd.GeoDataFrame],
    unused: Sequence[Terzijde],
) -> None:
    present = {_source(levering) for levering in leveringen}
    absent: list[Bron] = [bron for bron in wanted if bron.sleutel not in present and not bron.optioneel]
    if not any(find_niveau_of(frame.columns) == Niveau.BUURT for frame in outlines):
        absent.append(GRENZEN)
    if not absent:
        return
    here = sorted({*present, *(f"kaart {frame.attrs['naam']}" for frame in outlines)})
    found = join_words(here) or "geen bruikbaar bestand"
    strange = f"; niet herkend: {join_words([one.describe() for one in unused])}" if unused else ""
    columns = "; ".join(f"{bron.sleutel} aan {bron.kenmerk}" for bron in absent)
    message = f"In de map {folder.name} ontbreken bestanden."
    remedie = "Download ze erbij, of laat een bron bewust weg met --zonder."
    if unused:
        remedie += f" Een bestand wordt herkend aan zijn kolommen: {columns}."
    raise InvoerFout(
        message,
        verwacht=f"bestanden voor {join_words(bron.sleutel for bron in absent)}",
        gevonden=found + strange,
        remedie=remedie,
    )


def _settle_indeling(
    leveringen: list[Levering], outlines: Sequence[gpd.GeoDataFrame], nu: int
) -> tuple[list[Levering], int, list[str]]:
    """Find the year of the outlines; a file that does not tell its own is taken to fit, and that is said."""
    own = {frame.attrs["naam"]: find_outline_year(frame, nu) for frame in outlines}
    if len(set(own.values()) - {JAAR_ONBEKEND}) > 1:
        raise BronFout(
            BESTAND, " en ".join(own), "de kaarten zijn niet van hetzelfde jaar", verwacht="één indeling",
            gevonden=join_words(f"{naam}: {jaar or 'onbekend'}" for naam, jaar in own.items()),
            remedie="Laat alleen de kaarten in de map van het jaar waarin de cijfers zijn ingedeeld.",
        )  # fmt: skip
    told = [levering.vermelding.indeling for levering in leveringen if levering.vermelding.indeling]
    jaar = max(own.values(), default=JAAR_ONBEKEND) or max(told, default=JAAR_ONBEKEND)
    if jaar == JAAR_ONBEKEND:
        message = "Van geen enkel bestand is het jaar van de indeling bekend."
        raise InvoerFout(
            message, verwacht="een jaar achter de titel, in de naam of in een kolom jaar",
            gevonden=list_jaren(*own) or "geen jaar",
            remedie="Zet het jaar in de naam van de bestanden, bijvoorbeeld buurten-2024.gpkg.",
        )  # fmt: skip
    known = any(own.values())
    notes = [] if known else [f"Het jaar van de kaart staat nergens; aangenomen is indeling {jaar}."]
    settled = []
    for levering in leveringen:
        cited = levering.vermelding
        if cited.indeling == JAAR_ONBEKEND:
            notes.append(
                f"De indeling van {cited.url} staat nergens; aangenomen is {jaar}, die van de kaart."
            )
            cited = dataclasses.replace(cited, indeling=jaar)
        settled.append(dataclasses.replace(levering, vermelding=cited))
    return settled, jaar, notes


def _keep_newest(leveringen: Sequence[Levering], bronnen: set[str]) -> tuple[list[Levering], list[str]]:
    """Keep the newest division only of sources of which a score and its reference must come from the same table."""
    newest: dict[str, int] = {}
    for item in leveringen:
        newest[_source(item)] = max(newest.get(_source(item), 0), item.vermelding.indeling)
    older = [
        item
        for item in leveringen
        if _source(item) in bronnen and item.vermelding.indeling < newest[_source(item)]
    ]
    notes = [
        f"Niet gebruikt, want er is {item.vermelding.naam} met een nieuwere indeling: {item.vermelding.url}."
        for item in older
    ]
    return [item for item in leveringen if not any(item is old for old in older)], notes


def check_overlap(leveringen: Sequence[Levering]) -> None:
    """Refuse files of one source and division that give one area and year different figures.

    Raises
    ------
    BronFout
        Naming both files and some of the codes.
    """
    told = [(item, set(item.waarden["indicator"].unique())) for item in leveringen]
    for (one, of_one), (other, of_other) in itertools.combinations(told, 2):
        if _source(one) != _source(other) or one.vermelding.indeling != other.vermelding.indeling:
            continue
        if of_one.isdisjoint(of_other):  # to look further takes as long as reading a file
            continue
        both = one.waarden.merge(other.waarden, on=["code", "indicator", "jaar"])
        known = both[["waarde_x", "waarde_y"]].notna().any(axis=1)
        differ = both[known & (both["waarde_x"] != both["waarde_y"])]
        if len(differ):
            raise BronFout(
                BESTAND, f"{one.vermelding.url} en {other.vermelding.url}",
                "twee bestanden geven verschillende cijfers voor hetzelfde gebied en jaar",
                gevonden=join_words(differ["code"].unique()),
                remedie="Laat alleen het nieuwste van de twee in de map.",
            )  # fmt: skip
