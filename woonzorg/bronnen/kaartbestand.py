"""Outlines that a user downloaded by hand: layers of a GeoPackage, or GeoJSON, told by their columns."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from woonzorg.bronnen import omtrek
from woonzorg.bronnen.levering import Grenzen, clean_codes
from woonzorg.bronnen.tabelbestand import find_jaar
from woonzorg.fouten import BronFout
from woonzorg.gebied import Niveau, find_gemeentecode
from woonzorg.indicator import Bron
from woonzorg.opslag import BronVermelding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from woonzorg.gebied import Regio

ONLEESBAAR = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    RuntimeError,
    OSError,
    ValueError,
)
"""What reading damaged outlines may raise."""

_NIVEAUS = (Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE)


def find_niveau_of(columns: Iterable[str]) -> Niveau | None:
    """Tell the level of outlines by their columns; the smallest area that has both code and name."""
    names = set(columns)
    for niveau in _NIVEAUS:
        if {f"{niveau}code", f"{niveau}naam"} <= names:
            return niveau
    return None


def read_geopackage(path: Path) -> list[gpd.GeoDataFrame]:
    """Read the layers that hold outlines of areas, and no other."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    frames = []
    try:
        for name in map(str, pyogrio.list_layers(path)[:, 0]):
            info = pyogrio.read_info(path, layer=name)
            if info["geometry_type"] is not None and find_niveau_of(info["fields"]) is not None:
                frames.append(tag(gpd.read_file(path, layer=name), f"{path.name}/{name}", digest))
    except ONLEESBAAR as error:
        raise BronFout("Bestand", path.name, f"het GeoPackage is beschadigd ({error})") from error
    return frames


def tag(frame: gpd.GeoDataFrame, naam: str, sha256: str) -> gpd.GeoDataFrame:
    """Note on outlines from which file they came."""
    frame.attrs = {"naam": naam, "sha256": sha256}
    return frame


def find_outline_year(frame: gpd.GeoDataFrame) -> int:
    """Return the year of the division, by a column or the name; 0 when neither tells."""
    if "jaar" in frame and len(frame):
        match = re.search(r"20\d{2}", str(frame["jaar"].iloc[0]))
        if match:
            return int(match[0])
    return find_jaar(str(frame.attrs["naam"]))


def make_grenzen(outlines: Sequence[gpd.GeoDataFrame], regio: Regio, jaar: int) -> Grenzen:
    """Use the outlines that are there; levels that are not are made by joining buurten, and that is said."""
    raw = _pick_levels(outlines)
    near = _find_near(omtrek.parse_frame(raw[Niveau.BUURT], Niveau.BUURT, _name(raw[Niveau.BUURT])), regio)
    raw = {niveau: frame[near(frame[f"{niveau}code"])] for niveau, frame in raw.items()}
    absent = [niveau for niveau in (Niveau.WIJK, Niveau.GEMEENTE) if niveau not in raw]
    given = {niveau: omtrek.parse_frame(frame, niveau, _name(frame)) for niveau, frame in raw.items()}
    given |= {niveau: _dissolve(raw[Niveau.BUURT], niveau) for niveau in absent}
    names = ", ".join(_name(frame) for frame in outlines)
    vermelding = BronVermelding(
        sleutel=f"{Bron.GRENZEN}:bestand", naam=f"{omtrek.NAAM} {jaar}", url=names, licentie=omtrek.LICENTIE,
        indeling=jaar, velden={}, opgehaald_op="", rijen=sum(map(len, given.values())),
        sha256=hashlib.sha256("".join(str(frame.attrs["sha256"]) for frame in outlines).encode()).hexdigest(),
        toelichting="Uit gedownloade bestanden.",
    )  # fmt: skip
    frames = pd.concat([given[niveau] for niveau in _NIVEAUS], ignore_index=True)
    grenzen = omtrek.make_grenzen(frames, regio, vermelding, "Bestand")
    made = [
        f"De omtrekken van {omtrek.COLLECTIES[niveau]} zijn samengesteld uit die van de buurten."
        for niveau in absent
    ]
    return dataclasses.replace(grenzen, meldingen=(*grenzen.meldingen, *made))


def _name(frame: gpd.GeoDataFrame) -> str:
    return str(frame.attrs["naam"])


def _pick_levels(outlines: Sequence[gpd.GeoDataFrame]) -> dict[Niveau, gpd.GeoDataFrame]:
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
                "Bestand", both, f"er zijn twee kaarten met {omtrek.COLLECTIES[niveau]}",
                remedie="Laat alleen de kaart in de map van het jaar waarin de cijfers zijn ingedeeld.",
            )  # fmt: skip
        if niveau is not None:
            found[niveau] = frame
    return found


def _find_near(buurten: gpd.GeoDataFrame, regio: Regio) -> Callable[[pd.Series], pd.Series]:
    """Return a test for codes: do they lie in a gemeente in or around the region? Far ones only cost time."""
    gemeenten = buurten["code"].map(find_gemeentecode)
    own = buurten[gemeenten.isin(regio.gemeenten)]
    if own.empty:
        return lambda codes: pd.Series(data=True, index=codes.index)
    box = shapely.box(*(own.total_bounds + np.array([-1, -1, 1, 1]) * omtrek.RAND_ZOEKEN_M))
    kept = set(gemeenten[buurten.intersects(box)]) | set(regio.gemeenten)
    return lambda codes: clean_codes(codes).map(find_gemeentecode).isin(kept)


def _dissolve(buurten: gpd.GeoDataFrame, niveau: Niveau) -> gpd.GeoDataFrame:
    code, name = f"{niveau}code", f"{niveau}naam"
    if code not in buurten:
        raise BronFout(
            "Bestand",
            str(buurten.attrs["naam"]),
            f"de {niveau} van elke buurt is onbekend",
            verwacht=f"een kolom {code}",
        )
    named: dict[str, Any] = {name: buurten[name] if name in buurten else buurten[code]}
    parts = buurten[[code, "geometry"]].assign(**named)
    parts = parts.set_geometry(parts.geometry.make_valid())
    return omtrek.parse_frame(parts.dissolve(by=code, as_index=False), niveau, str(buurten.attrs["naam"]))
