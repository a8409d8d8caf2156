"""The fictional region put together: areas, series and manifest, from one seed."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from woonzorg.bronnen import lijst
from woonzorg.bronnen.grenzen import GRENZEN
from woonzorg.bronnen.kerncijfers import KERNCIJFERS
from woonzorg.bronnen.leefbaarometer import LEEFBAAROMETER
from woonzorg.bronnen.ses_woa import SES_WOA
from woonzorg.bronnen.voorbeeld import indeling
from woonzorg.bronnen.voorbeeld.cijfers import NIEUWSTE, make_cijfers
from woonzorg.bronnen.voorbeeld.landschap import make_landschap
from woonzorg.bronnen.voorbeeld.optelling import aggregate
from woonzorg.bronnen.voorbeeld.publicatie import VOORBEELD, Bijzonderheden, find_jaren, make_reeksen
from woonzorg.bronnen.voorbeeld.samenleving import settle_buurten, settle_vergelijking
from woonzorg.gebied import Niveau, Regio, Rol
from woonzorg.gegevens import opslag, schema
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.controle import list_kolommen
from woonzorg.gegevens.manifest import GRENZEN_VERANDERD
from woonzorg.gegevens.opslag import BronVermelding, Manifest, Ongekoppeld, Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from woonzorg.bronnen.bron import Bron

ZAAD = 20261121
"""The seed of the region that is part of the product."""

DATUM = "2026-11-29"
INDELING = 2024
FICTIE = (
    "Dit is een verzonnen streek: namen, grenzen en cijfers bestaan niet. Ze zijn met een rekenregel gemaakt."
)
OPGEHEVEN = ("BU91010099", "Salamanderpoort")
"""A code that one source still has and the map no longer shows."""


def make_voorbeeld(zaad: int = ZAAD) -> tuple[Manifest, gpd.GeoDataFrame, pd.DataFrame]:
    """Make the fictional region; the same seed gives the same tables.

    Parameters
    ----------
    zaad : int
        Seed of all chance; other seeds give other regions, without the promises of this one.

    Returns
    -------
    manifest : Manifest
    gebieden : GeoDataFrame
        As `controle.GEBIEDEN` declares it, with outlines in EPSG:28992 (none for areas to compare with).
    reeksen : DataFrame
        As `controle.REEKSEN` declares it.
    """
    # Each part has its own source of chance, so that a change in one leaves the others as they were.
    chance = [np.random.default_rng([zaad, part]) for part in range(6)]
    land = indeling.number_buurten(make_landschap(chance[0]))
    mensen, elders = settle_buurten(chance[1], land), settle_vergelijking(chance[2])
    buurten = indeling.name_buurten(chance[3], land, mensen)
    vergelijking = indeling.name_vergelijking(chance[3], len(elders))
    cijfers = make_cijfers(chance[4], mensen).set_axis(buurten["code"])
    cijfers_elders = make_cijfers(chance[5], elders).set_axis(vergelijking["code"])
    bijzonder = _choose_bijzonder(buurten, cijfers)
    reeksen = _publish_levels(buurten, cijfers, cijfers_elders, bijzonder)
    gebieden = _collect_gebieden(buurten, vergelijking, reeksen)
    return _make_manifest(gebieden, reeksen, bijzonder), gebieden, reeksen


def _choose_bijzonder(buurten: gpd.GeoDataFrame, cijfers: pd.DataFrame) -> Bijzonderheden:
    """Choose some buurten of the region whose borders changed, or of which a figure is withheld."""
    households, low = cijfers["huishoudens", NIEUWSTE], cijfers["lbm_afwijking", NIEUWSTE] < -0.045
    own = (buurten["rol"] == Rol.REGIO).to_numpy() & (households > 110)
    by_size = households[own].sort_values().index
    low_by_size = households[own & low].sort_values().index
    return Bijzonderheden(
        gewijzigd=frozenset(by_size[60:64]),
        zonder_spreiding=frozenset(low_by_size[:4]),
        zonder_leefbaarheid=frozenset(by_size[[5, 9]]),
    )


def _publish_levels(
    buurten: gpd.GeoDataFrame, cijfers: pd.DataFrame, elders: pd.DataFrame, bijzonder: Bijzonderheden
) -> pd.DataFrame:
    """Publish the figures of every level; of province and country only what says so exists."""
    households = cijfers["huishoudens", NIEUWSTE]
    wijken = aggregate(cijfers, buurten["wijkcode"].to_numpy(), households)
    gemeenten = pd.concat([aggregate(cijfers, buurten["gemeentecode"].to_numpy(), households), elders])
    reeksen = make_reeksen(pd.concat([cijfers, wijken, gemeenten, _add_land(gemeenten)]), bijzonder)
    wide_area = reeksen["code"].isin([indeling.PROVINCIE, indeling.LAND])
    wide_known = [str(_name_sleutel(bron)) for bron in lijst.list_cijferbronnen() if bron.verzinsel.tot_land]
    reeksen = reeksen[~wide_area | reeksen["bron"].isin(wide_known)]
    return reeksen.sort_values(["indicator", "jaar", "code"], ignore_index=True)


def _add_land(gemeenten: pd.DataFrame) -> pd.DataFrame:
    """Add up gemeenten to the region's province and the country."""
    own = gemeenten[gemeenten.index < f"GM{indeling.EERSTE_VERGELIJKING + indeling.BUREN}"]
    whole = ((own, indeling.PROVINCIE), (gemeenten, indeling.LAND))
    return pd.concat(
        [aggregate(part, np.full(len(part), code), part["huishoudens", NIEUWSTE]) for part, code in whole]
    )


def _collect_gebieden(
    buurten: gpd.GeoDataFrame, vergelijking: pd.DataFrame, reeksen: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Put all levels under each other, with the newest value of each indicator beside them."""
    levels = [buurten, *(indeling.unite_buurten(buurten, one) for one in (Niveau.WIJK, Niveau.GEMEENTE))]
    base = pd.concat([*levels, vergelijking, indeling.name_land()], ignore_index=True)
    newest = schema.widen_reeksen(reeksen, find_jaren(reeksen), base["code"])
    table = gpd.GeoDataFrame(base.join(newest), geometry="geometry", crs=schema.CRS)
    return table[[*list_kolommen(), "geometry"]]


def _make_manifest(gebieden: gpd.GeoDataFrame, reeksen: pd.DataFrame, bijzonder: Bijzonderheden) -> Manifest:
    own = gebieden[gebieden["rol"] == Rol.REGIO]
    gemeenten = tuple(sorted(own.loc[own["niveau"] == Niveau.GEMEENTE, "code"]))
    return Manifest(
        regio=Regio("voorbeeldstreek", "Voorbeeldstreek", gemeenten, indeling.PROVINCIE),
        datum=DATUM, indeling=INDELING, jaren=find_jaren(reeksen),
        bronnen=tuple(_cite(bron, gebieden, reeksen) for bron in lijst.BRONNEN),
        ongekoppeld=tuple(_list_ongekoppeld(own, bijzonder)),
        meldingen=(FICTIE, f"De SES-WOA-scores van {SES_WOA.verzinsel.jaren[-1]} zijn voorlopig, zoals in het echt."),
        fictief=True,
    )  # fmt: skip


def _list_ongekoppeld(own: gpd.GeoDataFrame, bijzonder: Bijzonderheden) -> list[Ongekoppeld]:
    names = own.set_index("code")["naam"]
    lbm = _name_sleutel(LEEFBAAROMETER)
    moved = f"{GRENZEN_VERANDERD} tussen {INDELING - 1} en {INDELING}"
    lacking = sorted(own.loc[own["lbm_afwijking"].isna() & (own["huishoudens"] > 0), "code"])
    return [
        Ongekoppeld(*OPGEHEVEN, lbm, f"staat niet op de kaart van {INDELING}"),
        *(Ongekoppeld(code, names[code], lbm, "de bron heeft geen regel voor dit gebied") for code in lacking),
        *(
            Ongekoppeld(code, names[code], _name_sleutel(bron), moved)
            for bron in (KERNCIJFERS, LEEFBAAROMETER) for code in sorted(bijzonder.gewijzigd)
        ),
    ]  # fmt: skip


def _name_sleutel(bron: Bron) -> Bronsleutel:
    return Bronsleutel(bron.sleutel, VOORBEELD)


def _cite(bron: Bron, gebieden: gpd.GeoDataFrame, reeksen: pd.DataFrame) -> BronVermelding:
    if bron is GRENZEN:
        shapes = shapely.to_wkb(gebieden.geometry.dropna().to_numpy(), byte_order=1)
        rows, content = len(shapes), b"".join(shapes)
    else:
        part = reeksen[reeksen["bron"] == str(_name_sleutel(bron))]
        rows, content = len(part), part.to_csv(index=False, float_format="%.6f").encode()
    return BronVermelding(
        sleutel=_name_sleutel(bron), naam=bron.verzonnen, url="", licentie="CC0 (verzonnen)",
        indeling=INDELING, velden={one.sleutel: "verzonnen" for one in bron.indicatoren},
        opgehaald_op=f"{DATUM}T00:00:00Z", rijen=rows, sha256=hashlib.sha256(content).hexdigest(), toelichting=FICTIE,
    )  # fmt: skip


def publish_voorbeeld(data: Path) -> Snapshot:
    """Publish the fictional region in a folder for snapshots, in the place of one of the same day.

    One of an earlier day was given out: links and scenarios name it, and go on being worked out on its own figures.

    Parameters
    ----------
    data : Path
        Folder for snapshots.

    Returns
    -------
    Snapshot
        The one published.
    """
    manifest, gebieden, reeksen = make_voorbeeld()
    snapshot = opslag.publish(data, manifest, gebieden, reeksen)
    for old in (data / manifest.regio.naam).glob(f"{manifest.datum}-*"):
        if old.name != snapshot.id:
            shutil.rmtree(old)
    return snapshot
