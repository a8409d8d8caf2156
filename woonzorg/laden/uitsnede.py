"""A region out of the national data, without loading again: the same rows as a load of that region would have.

What is cut is a real snapshot: it has its own id by its content, opens by a link for ever, and tells of which data it
was cut. Its figures, sources and date are those of the national data.
"""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

from woonzorg.bronnen.omtrek import find_rollen
from woonzorg.bronnen.samenstellen import RAND, Samenstelling, find_jaren, widen_gebieden
from woonzorg.fouten import OpslagFout
from woonzorg.gebied import Niveau, Rol, find_gemeentecode
from woonzorg.gegevens import opslag
from woonzorg.gegevens.schijf import explain_refusal
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.laden.regio import Samenvatting, summarise, tell_referentie

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from woonzorg.gebied import Regio
    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.gegevens.opslag import Ongekoppeld, Snapshot, Vermelding
    from woonzorg.instelling import Instellingen

LAAD = "Laad eerst heel Nederland: python -m woonzorg laad nederland, of op de pagina Gegevens."


def list_nationaal(data: opslag.Plek) -> list[Vermelding]:
    """List the national data that can be cut, the ones in use first; made-up ones only where nothing else is."""
    return [line for line in opslag.list_snapshots(data) if line.manifest and line.manifest.regio.is_land]


def open_nationaal(data: opslag.Plek, snapshot_id: str = "") -> Snapshot:
    """Open national data: those asked for, else the ones in use or published last.

    Raises
    ------
    OpslagFout
        When there are none, they are damaged, or what was asked for is of a region; with what helps.
    """
    if snapshot_id:
        snapshot = opslag.open_snapshot(data, snapshot_id)
        if not snapshot.manifest.regio.is_land:
            message = f"De gegevens {snapshot_id} gaan over {snapshot.manifest.regio.titel}, niet over heel Nederland."
            raise OpslagFout(message, verwacht="gegevens van heel Nederland", remedie=LAAD)
        return snapshot
    found = list_nationaal(data)
    if not found:
        damaged = [
            line for line in opslag.list_snapshots(data) if line.fout and line.map.parent.name == "nederland"
        ]
        message = "Er zijn geen gegevens van heel Nederland om een regio uit te kiezen."
        raise OpslagFout(message, gevonden=" ".join(line.fout for line in damaged), remedie=LAAD)
    return opslag.open_snapshot(data, found[0].id)


def cut_regio(land: Snapshot, regio: Regio) -> Samenstelling:
    """Cut a region out of national data: its own rows, the ring, and what it is compared with.

    Parameters
    ----------
    land : Snapshot
        Of the whole country.
    regio : Regio
        Its gemeenten are all in `land`.

    Returns
    -------
    Samenstelling
        As a load of the region would give, with the sources and the date of the national data.
    """
    base = _keep_gebieden(land.gebieden, regio)
    reeksen = land.reeksen[land.reeksen["code"].isin(base["code"])].reset_index(drop=True)
    years = find_jaren(reeksen, base)
    base = base.drop(columns=[name for name in PER_SLEUTEL if name in base])
    manifest = dataclasses.replace(
        land.manifest, regio=regio, jaren=years, ongekoppeld=tuple(_keep_ongekoppeld(land.manifest, base)),
        meldingen=(f"Uitgesneden uit de gegevens van Nederland: {land.id}.", *land.manifest.meldingen),
        bestanden={},
    )  # fmt: skip
    cut = Samenstelling(manifest, widen_gebieden(base, reeksen, years), reeksen)
    told = tell_referentie(cut, uit_bestanden=False).manifest.meldingen
    return dataclasses.replace(
        cut, manifest=dataclasses.replace(manifest, meldingen=tuple(dict.fromkeys(told)))
    )


def _keep_gebieden(gebieden: gpd.GeoDataFrame, regio: Regio) -> gpd.GeoDataFrame:
    """Return the rows of a region with their roles: own, ring, and those without an outline to compare with."""
    tested = gebieden[gebieden["rol"] == Rol.REGIO]
    roles = gebieden["rol"].copy()
    roles.loc[tested.index] = find_rollen(tested, regio)
    compared = (roles == "") & (gebieden["niveau"] == Niveau.GEMEENTE) | (roles == Rol.VERGELIJKING)
    kept = gebieden.assign(rol=roles.mask(compared, str(Rol.VERGELIJKING)))
    kept = kept[kept["rol"] != ""].reset_index(drop=True)
    own, beside = kept["rol"] == Rol.REGIO, kept["rol"] == Rol.VERGELIJKING
    outlines = kept.geometry.mask(beside, None)
    return kept.assign(landsgrens=kept["landsgrens"] & own).set_geometry(outlines)


def _keep_ongekoppeld(manifest: Manifest, gebieden: gpd.GeoDataFrame) -> Iterator[Ongekoppeld]:
    """Keep the codes without a partner of region and ring, and mark those of the ring."""
    inside = set(gebieden.loc[gebieden["rol"] == Rol.REGIO, "gemeentecode"])
    ring = set(gebieden.loc[gebieden["rol"] == Rol.RAND, "code"])
    for line in manifest.ongekoppeld:
        if find_gemeentecode(line.code) in inside:
            yield line
        elif line.code in ring:
            yield dataclasses.replace(line, reden=f"{line.reden}{RAND}")


def publish_uitsnede(
    instellingen: Instellingen, land: Snapshot, regio: Regio, *, in_gebruik: bool = False
) -> Samenvatting:
    """Cut a region and publish it beside what is in use, or as what is in use from then on.

    Parameters
    ----------
    instellingen : Instellingen
    land : Snapshot
        Of the whole country.
    regio : Regio
    in_gebruik : bool
        Whether it comes into use for all; else it opens by its id only, and nothing that is in use changes.

    Raises
    ------
    OpslagFout
        When the region is being loaded at this moment, or nothing can be written.
    """
    started, data = time.monotonic(), instellingen.opslagplek
    cut = cut_regio(land, regio)
    manner = opslag.Publicatie(in_gebruik, land.niet_geladen)
    with explain_refusal(instellingen.data), opslag.lock_regio(data, regio.naam):
        snapshot = opslag.publish(data, cut.manifest, cut.gebieden, cut.reeksen, manner)
    return summarise(snapshot, cut, time.monotonic() - started)
