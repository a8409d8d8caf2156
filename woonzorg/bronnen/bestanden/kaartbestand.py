"""Outlines that a user downloaded by hand: layers of a GeoPackage, a shapefile or GeoJSON, told by their columns."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from woonzorg.bronnen import omtrek
from woonzorg.bronnen.bestanden.tabeljaar import GEEN_GRENS, JAAR_ONBEKEND, check_toekomst, find_jaar
from woonzorg.bronnen.bestanden.vondst import Terzijde, Vondst
from woonzorg.bronnen.grenzen import GRENZEN
from woonzorg.bronnen.levering import Grenzen, clean_codes
from woonzorg.bronnen.statline import WIJZIGING_VELD
from woonzorg.fouten import BESTAND, BronFout
from woonzorg.gebied import Niveau, find_gemeentecode
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from woonzorg.bronnen.bestanden.inhoud import Bestand
    from woonzorg.gebied import Regio

ONLEESBAAR = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    RuntimeError,
    OSError,
    ValueError,
    shapely.errors.ShapelyError,
)
"""What reading damaged outlines may raise."""

PER_CODE_MAXIMUM = 3
"""Most shapes of one area: its land, its water, and one to spare. More are parts of it, such as its buurten."""

_NIVEAUS = (Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE)
_AFGEKAPT = 10
"""A shapefile cuts the names of columns off at this length."""

_VOLUIT = (
    *(f"{niveau}{what}" for niveau in _NIVEAUS for what in ("code", "naam")), "water", "jaar",
    f"{WIJZIGING_VELD}_wijken_en_buurten", omtrek.POSTCODE_VELD,
)  # fmt: skip
_KORT: dict[str, str] = {
    "bu_code": "buurtcode", "bu_naam": "buurtnaam", "wk_code": "wijkcode", "wk_naam": "wijknaam",
    "gm_code": "gemeentecode", "gm_naam": "gemeentenaam", "h2o": "water", "postcode": omtrek.POSTCODE_VELD,
    "ind_wbi": f"{WIJZIGING_VELD}_wijken_en_buurten",
}  # fmt: skip
"""Names that Statistics Netherlands gives the columns in its shapefiles (to be confirmed), by those of its service."""

_NAMEN: dict[str, str] = (
    {name[:_AFGEKAPT]: name for name in _VOLUIT} | {name: name for name in _VOLUIT} | _KORT
)
_DELEN = (".shp", ".shx", ".dbf")
SQLITE, _SHP = b"SQLite format 3\0", b"\x00\x00\x27\x0a"
"""How a GeoPackage and a shapefile begin."""


def name_columns(columns: Iterable[str]) -> dict[str, str]:
    """Return the name by which we know each column, whatever its capitals, its length or its short form."""
    return {name: _NAMEN.get(name.lower(), name) for name in columns}


def find_niveau_of(columns: Iterable[str]) -> Niveau | None:
    """Tell the level of outlines by their columns; the smallest area that has both code and name."""
    names = set(columns)
    for niveau in _NIVEAUS:
        if {f"{niveau}code", f"{niveau}naam"} <= names:
            return niveau
    return None


def read_lagen(path: Path, naam: str) -> Vondst:
    """Read the layers of a GeoPackage or shapefile that hold outlines of areas, and tell of the others.

    Parameters
    ----------
    path : Path
        Where it lies now.
    naam : str
        What its user calls it, with the name of the zip file around it.
    """
    with path.open("rb") as file:
        # What else GDAL would know by its content may point to other files, or to another host.
        known = file.read(16).startswith((SQLITE, _SHP))
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if path.suffix.lower() == ".shp":
        absent = [part for part in _DELEN if not _find_part(path, part)]
        if absent:
            reason = f"bij een shapefile horen meer bestanden; {', '.join(absent)} ontbreekt: zet ze ernaast"
            return Vondst(terzijde=(Terzijde(naam, reason),))
    kind = "shapefile" if path.suffix.lower() == ".shp" else "GeoPackage"
    if not known:
        raise BronFout(BESTAND, naam, f"dit is geen {kind}")
    try:
        with _silence():
            layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
            found = [
                _read_laag(path, layer, naam if kind == "shapefile" else f"{naam}/{layer}", digest)
                for layer in layers
            ]
    except ONLEESBAAR as error:
        raise BronFout(BESTAND, naam, f"het {kind} is beschadigd") from error
    return sum(found, start=Vondst())


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the remarks of GDAL, in English, from the user's screen: what matters of them is checked and told."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _find_part(path: Path, kind: str) -> bool:
    return any(path.with_suffix(suffix).is_file() for suffix in (kind, kind.upper()))


def _read_laag(path: Path, layer: str, naam: str, digest: str) -> Vondst:
    info = pyogrio.read_info(path, layer=layer)
    shape, fields = info["geometry_type"], tuple(map(str, info["fields"]))
    if shape is None:
        return Vondst()
    if "Point" in shape or "Line" in shape:
        return Vondst(terzijde=(Terzijde(naam, "punten of lijnen, geen gebieden"),))
    names = name_columns(fields)
    if find_niveau_of(names.values()) is None:
        return Vondst(terzijde=(Terzijde(naam, kolommen=fields),))
    return _take_kaart(gpd.read_file(path, layer=layer), naam, digest)


def read_geojson(bestand: Bestand) -> Vondst:
    """Read outlines from GeoJSON of which the columns are known to hold areas."""
    try:
        with _silence():
            frame = gpd.read_file(io.BytesIO(bestand.inhoud))
    except ONLEESBAAR as error:
        raise BronFout(BESTAND, bestand.naam, "de omtrekken zijn onleesbaar") from error
    return _take_kaart(frame, bestand.naam, bestand.sha256)


def _take_kaart(raw: gpd.GeoDataFrame, naam: str, digest: str) -> Vondst:
    """Take outlines as a map, unless the areas that their columns name are plainly not what was drawn."""
    frame = _rename(raw)
    codes = frame[f"{find_niveau_of(frame.columns)}code"]
    if len(codes) > PER_CODE_MAXIMUM * codes.nunique():
        return Vondst(terzijde=(Terzijde(naam, kolommen=tuple(map(str, raw.columns))),))
    return Vondst(kaarten=(tag(frame, naam, digest),))


def _rename(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give columns the names that we know; of several that would be one, the full name counts, else the first."""
    names = name_columns(str(name) for name in frame.columns if name != "geometry")
    firsts = {new: old for old, new in reversed(names.items()) if new not in frame.columns}
    return frame.rename(columns={old: new for new, old in firsts.items()})


def tag(frame: gpd.GeoDataFrame, naam: str, sha256: str) -> gpd.GeoDataFrame:
    """Note on outlines from which file they came."""
    frame.attrs = {"naam": naam, "sha256": sha256}
    return frame


def find_outline_year(frame: gpd.GeoDataFrame, nu: int = GEEN_GRENS) -> int:
    """Return the year of the division, by a column or the name; 0 when neither tells.

    Raises
    ------
    BronFout
        When column and name tell different years, or a year that is still to come.
    """
    naam = _name(frame)
    named = find_jaar(naam, nu=nu)
    values = frame["jaar"].dropna().astype(str) if "jaar" in frame else pd.Series(dtype=str)
    found = {int(year) for year in values.str.extract(r"^\D*(20\d{2})", expand=False).dropna()}
    both = sorted(found | ({named} - {JAAR_ONBEKEND}))
    if len(both) > 1:
        raise BronFout(
            BESTAND, naam, "er kunnen twee jaren bedoeld zijn", verwacht="één jaar",
            gevonden=f"{' en '.join(map(str, sorted(found)))} in de kolom jaar"
            + (f", {named} in de naam" if named else ""),
            remedie="Zet het jaar van de indeling in de naam van het bestand, bijvoorbeeld buurten-2024.",
        )  # fmt: skip
    jaar = both[0] if both else JAAR_ONBEKEND
    check_toekomst(jaar, nu, naam)
    return jaar


def make_grenzen(outlines: Sequence[gpd.GeoDataFrame], regio: Regio, jaar: int) -> Grenzen:
    """Use the outlines that are there; levels that are not are made by joining buurten, and that is said."""
    raw = pick_levels(outlines)
    near = _find_near(_parse(raw[Niveau.BUURT], Niveau.BUURT, _name(raw[Niveau.BUURT])), regio)
    raw = {niveau: frame[near(frame[f"{niveau}code"])] for niveau, frame in raw.items()}
    absent = [niveau for niveau in (Niveau.WIJK, Niveau.GEMEENTE) if niveau not in raw]
    given = {niveau: _parse(frame, niveau, _name(frame)) for niveau, frame in raw.items()}
    given |= {niveau: _dissolve(raw[Niveau.BUURT], niveau) for niveau in absent}
    names = ", ".join(_name(frame) for frame in outlines)
    vermelding = BronVermelding(
        sleutel=Bronsleutel(GRENZEN.sleutel, "bestand"), naam=f"{GRENZEN.naam} {jaar}", url=names,
        licentie=GRENZEN.licentie,
        indeling=jaar, velden={}, opgehaald_op="", rijen=sum(map(len, given.values())),
        sha256=hashlib.sha256("".join(str(frame.attrs["sha256"]) for frame in outlines).encode()).hexdigest(),
        toelichting="Uit gedownloade bestanden.",
    )  # fmt: skip
    frames = pd.concat([given[niveau] for niveau in _NIVEAUS], ignore_index=True)
    grenzen = omtrek.make_grenzen(frames, regio, vermelding, BESTAND)
    made = [
        f"De omtrekken van {omtrek.COLLECTIES[niveau]} zijn samengesteld uit die van de buurten."
        for niveau in absent
    ]
    return dataclasses.replace(grenzen, meldingen=(*grenzen.meldingen, *made))


def _parse(frame: gpd.GeoDataFrame, niveau: Niveau, adres: str) -> gpd.GeoDataFrame:
    return omtrek.parse_frame(frame, niveau, GRENZEN.naam, adres)


def _name(frame: gpd.GeoDataFrame) -> str:
    return str(frame.attrs["naam"])


def pick_levels(outlines: Sequence[gpd.GeoDataFrame]) -> dict[Niveau, gpd.GeoDataFrame]:
    """Return the one map of each level.

    Raises
    ------
    BronFout
        When there are several: which of them fits the figures is not to be guessed.
    """
    found: dict[Niveau, gpd.GeoDataFrame] = {}
    for frame in outlines:
        niveau = find_niveau_of(frame.columns)
        if niveau is not None and niveau in found:
            both = f"{_name(found[niveau])} en {_name(frame)}"
            raise BronFout(
                BESTAND, both, f"er zijn twee kaarten met {omtrek.COLLECTIES[niveau]}",
                remedie="Laat alleen de kaart in de map van het jaar waarin de cijfers zijn ingedeeld.",
            )  # fmt: skip
        if niveau is not None:
            found[niveau] = frame
    return found


def _find_near(buurten: gpd.GeoDataFrame, regio: Regio) -> Callable[[pd.Series], pd.Series]:
    """Return a test for codes: do they lie in a gemeente in or around the region? Far ones only cost time."""
    gemeenten = buurten["code"].map(find_gemeentecode)
    own = buurten[gemeenten.isin(regio.gemeenten) & ~buurten.geometry.is_empty & buurten.geometry.notna()]
    if own.empty:
        return lambda codes: pd.Series(data=True, index=codes.index)
    box = shapely.box(*(own.total_bounds + np.array([-1, -1, 1, 1]) * omtrek.RAND_ZOEKEN_M))
    kept = set(gemeenten[buurten.intersects(box)]) | set(regio.gemeenten)
    return lambda codes: clean_codes(codes).map(find_gemeentecode).isin(kept)


def _dissolve(buurten: gpd.GeoDataFrame, niveau: Niveau) -> gpd.GeoDataFrame:
    code, name = f"{niveau}code", f"{niveau}naam"
    if code not in buurten:
        raise BronFout(
            BESTAND,
            str(buurten.attrs["naam"]),
            f"de {niveau} van elke buurt is onbekend",
            verwacht=f"een kolom {code}",
        )
    named: dict[str, Any] = {name: buurten[name] if name in buurten else buurten[code]}
    parts = buurten[[code, "geometry"]].assign(**named)
    parts = parts.set_geometry(omtrek.make_valid(parts.geometry.to_numpy()), crs=parts.crs)
    return _parse(parts.dissolve(by=code, as_index=False), niveau, str(buurten.attrs["naam"]))
