"""Joining: outlines and figures become the two tables of a snapshot, and every code without a partner is listed.

Areas join on codes within one areal division. Figures of another division are taken only for codes that no source
marks as changed in the years between; a changed code counts as unmatched, though the code is equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from woonzorg.bronnen import lijst
from woonzorg.bronnen.levering import WAARDE_KOLOMMEN, join_words
from woonzorg.fouten import BronFout
from woonzorg.gebied import TE_TOETSEN, Niveau, Rol, find_gemeentecode, find_niveau
from woonzorg.gegevens.manifest import GRENZEN_VERANDERD
from woonzorg.gegevens.opslag import (
    Manifest,
    Ongekoppeld,
)
from woonzorg.gegevens.schema import (
    COROP_KOLOMMEN,
    CRS,
    POSTCODE,
    REEKS_KOLOMMEN,
    TEKST_KOLOMMEN,
    Status,
    widen_reeksen,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bronnen.levering import Grenzen, Levering
    from woonzorg.gebied import Regio
    from woonzorg.gegevens.bronsleutel import Bronsleutel


RAND = " (rand)"
"""How the reason ends of a code without a partner that lies in the ring."""


@dataclass(frozen=True)
class Samenstelling:
    """A snapshot that is ready to be published."""

    manifest: Manifest
    gebieden: gpd.GeoDataFrame
    reeksen: pd.DataFrame


def assemble(
    regio: Regio, grenzen: Grenzen, leveringen: Sequence[Levering], *, datum: str, zonder: Sequence[str] = ()
) -> Samenstelling:
    """Join outlines and figures.

    Parameters
    ----------
    regio : Regio
    grenzen : Grenzen
        Outlines of the region and its ring; their division is the snapshot's.
    leveringen : sequence of Levering
        Figures, newest table of a source first.
    datum : str
        ISO date of the load.
    zonder : sequence of str
        Sources that the user chose to leave out.

    Raises
    ------
    BronFout
        When a source knows no area of the region at all.
    """
    check_eigen(frozenset(grenzen.gebieden.loc[grenzen.gebieden["rol"] == Rol.REGIO, "code"]), leveringen)
    indeling = grenzen.vermelding.indeling
    gewijzigd, gaps = _collect_changes(grenzen, leveringen)
    kept, unmatched, delivered = [], [], _collect_codes(leveringen)
    for levering in leveringen:
        changed = _changed_between(gewijzigd, levering.vermelding.indeling, indeling)
        rows = levering.waarden
        kept.append(rows[~rows["code"].isin(changed)] if changed else rows)
        unmatched += _list_unmatched(
            levering, grenzen, changed, delivered[levering.vermelding.sleutel.geheel]
        )
    base = _add_vergelijking(grenzen.gebieden, leveringen, regio)
    told = base["gemeentecode"].isin(list(grenzen.provincies))
    base.loc[told, "provinciecode"] = base.loc[told, "gemeentecode"].map(grenzen.provincies)
    base = _add_corop(base, grenzen)
    reeksen = _stack(kept, leveringen, base)
    reeksen = _mark_uninhabited(reeksen)
    jaren = find_jaren(reeksen, base)
    manifest = Manifest(
        regio, datum, indeling, jaren,
        bronnen=(grenzen.vermelding, *grenzen.bijbronnen, *(levering.vermelding for levering in leveringen)),
        ongekoppeld=tuple(dict.fromkeys(unmatched)), zonder=tuple(zonder),
        meldingen=tuple(dict.fromkeys([*grenzen.meldingen, *_messages(leveringen), *gaps])),
    )  # fmt: skip
    return Samenstelling(manifest, widen_gebieden(base, reeksen, jaren), reeksen)


def check_eigen(eigen: frozenset[str], leveringen: Sequence[Levering]) -> None:
    """Refuse a source that knows no area of the region.

    Parameters
    ----------
    eigen : frozenset of str
        Codes of the region.
    leveringen : sequence of Levering
        All that its sources gave.

    Raises
    ------
    BronFout
        With what was expected and found.
    """
    known: dict[str, set[str]] = {}
    for levering in leveringen:
        source = levering.vermelding.sleutel.bron
        known[source] = known.get(source, set()) | set(levering.waarden["code"].unique())
    for levering in leveringen:
        cited = levering.vermelding
        if not eigen & known[cited.sleutel.bron]:
            raise BronFout(
                cited.naam, cited.url, "er is geen cijfer bij voor enig gebied van de regio",
                verwacht=join_words(sorted(eigen), 3), gevonden=join_words(sorted(set(levering.waarden["code"])), 3),
            )  # fmt: skip


def _messages(leveringen: Sequence[Levering]) -> list[str]:
    return [melding for levering in leveringen for melding in levering.meldingen]


def _collect_changes(
    grenzen: Grenzen, leveringen: Sequence[Levering]
) -> tuple[dict[int, frozenset[str]], list[str]]:
    """Gather, by year, the codes that changed since the year before; and say which years nobody tells of."""
    changes: dict[int, frozenset[str]] = {}
    sources: list[Grenzen | Levering] = [grenzen, *leveringen]
    for source in sources:
        if source.kent_wijzigingen:
            jaar = source.vermelding.indeling
            changes[jaar] = changes.get(jaar, frozenset()) | source.gewijzigd
    years = [levering.vermelding.indeling for levering in leveringen]
    needed = range(
        min([*years, grenzen.vermelding.indeling]) + 1, max([*years, grenzen.vermelding.indeling]) + 1
    )
    silent = [jaar for jaar in needed if jaar not in changes]
    gap = (
        f"Of codes of grenzen van gebieden veranderden in {join_words(map(str, silent))}, is niet na te gaan. "
        "Cijfers uit oudere indelingen zijn op gelijke code gekoppeld."
    )
    return changes, [gap] if silent else []


def _changed_between(changes: dict[int, frozenset[str]], een: int, ander: int) -> frozenset[str]:
    low, high = sorted((een, ander))
    return frozenset().union(*(codes for jaar, codes in changes.items() if low < jaar <= high))


def _collect_codes(leveringen: Sequence[Levering]) -> dict[Bronsleutel, set[str]]:
    """Return, by table or edition, the codes in all its deliveries together: it may come in a file for each level."""
    codes: dict[Bronsleutel, set[str]] = {}
    for levering in leveringen:
        codes.setdefault(levering.vermelding.sleutel.geheel, set()).update(levering.waarden["code"].unique())
    return codes


def _list_unmatched(
    levering: Levering, grenzen: Grenzen, changed: frozenset[str], delivered: set[str]
) -> list[Ongekoppeld]:
    """List codes of region and ring that only one side knows, and those whose borders changed."""
    gebieden, bron, year = grenzen.gebieden, levering.vermelding, grenzen.vermelding.indeling
    names = levering.namen | dict(zip(gebieden["code"], gebieden["naam"], strict=True))
    inside = set(gebieden.loc[gebieden["rol"] == Rol.REGIO, "code"].map(find_gemeentecode))
    ours, theirs = set(gebieden["code"]), set(levering.waarden["code"].unique())
    # Outside the region's gemeenten a source gives more than the ring: those are no strangers.
    reasons = dict.fromkeys(
        sorted(code for code in theirs - ours if find_gemeentecode(code) in inside),
        f"staat niet op de kaart van {year}",
    )
    reasons |= dict.fromkeys(sorted(ours - delivered), "de bron heeft geen regel voor dit gebied")
    reasons |= dict.fromkeys(
        sorted(changed & ours & theirs), f"{GRENZEN_VERANDERD} tussen {bron.indeling} en {year}"
    )
    return [
        Ongekoppeld(
            code, names.get(code, ""), bron.sleutel.geheel,
            reason if find_gemeentecode(code) in inside else f"{reason}{RAND}",
        )
        for code, reason in reasons.items()
    ]  # fmt: skip


def _add_vergelijking(
    gebieden: gpd.GeoDataFrame, leveringen: Sequence[Levering], regio: Regio
) -> gpd.GeoDataFrame:
    """Add rows without an outline: the other gemeenten, provinces and the country."""
    names: dict[str, str] = {}
    for levering in leveringen:
        names |= {code: naam for code, naam in levering.namen.items() if code not in names}
    delivered = {code for levering in leveringen for code in levering.waarden["code"].unique()}
    levels = {Niveau.GEMEENTE, Niveau.PROVINCIE, Niveau.LAND}
    known = set(gebieden["code"])
    extra = sorted(code for code in delivered - known if find_niveau(code) in levels)
    rows = pd.DataFrame({"code": extra})
    rows["naam"] = [names.get(code) or code for code in extra]
    rows["niveau"] = [str(find_niveau(code)) for code in extra]
    rows["rol"] = str(Rol.VERGELIJKING)
    rows["gemeentecode"] = [find_gemeentecode(code) for code in extra]
    rows["gemeentenaam"] = rows["naam"].where(rows["niveau"] == Niveau.GEMEENTE, "")
    rows = rows.assign(
        wijkcode="", wijknaam="", postcode="", water=False, landsgrens=False, provinciecode="", geometry=None
    )
    base = gebieden.assign(provinciecode=regio.provincie)
    base.loc[base["rol"] != Rol.REGIO, "provinciecode"] = ""
    columns = [*TEKST_KOLOMMEN, POSTCODE, "water", "landsgrens", "geometry"]
    both = pd.concat([base[columns], rows[columns]], ignore_index=True) if extra else base[columns]
    return gpd.GeoDataFrame(both, geometry="geometry", crs=CRS)


def _add_corop(base: gpd.GeoDataFrame, grenzen: Grenzen) -> gpd.GeoDataFrame:
    """Add the COROP area of the gemeente of each area, where these are known."""
    if not grenzen.corops:
        return base
    known = [grenzen.corops.get(code, ("", "")) for code in base["gemeentecode"]]
    columns = {name: [one[place] for one in known] for place, name in enumerate(COROP_KOLOMMEN)}
    return base.assign(**columns)


def _stack(kept: Sequence[pd.DataFrame], leveringen: Sequence[Levering], base: pd.DataFrame) -> pd.DataFrame:
    """Put all figures of known areas under each other, and name the figures that are not there."""
    frames = [
        frame.assign(bron=str(levering.vermelding.sleutel))
        for frame, levering in zip(kept, leveringen, strict=True)
    ]
    empty = pd.DataFrame({name: pd.Series(dtype=str) for name in REEKS_KOLOMMEN})
    stacked = pd.concat(frames, ignore_index=True) if frames else empty
    frames.clear()  # of a country they take 200 MB, which are needed no longer
    used = stacked["code"].isin(base["code"]) & ~stacked.duplicated(list(WAARDE_KOLOMMEN[:3]))
    stacked = _complete(stacked if used.all() else stacked[used], base)
    return stacked.astype({"jaar": "int16", "waarde": float})[list(REEKS_KOLOMMEN)].reset_index(drop=True)


def _complete(stacked: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Add a row 'ontbreekt' for every area that can be tested and that a table does not have."""
    tested = base.loc[base["niveau"].isin(TE_TOETSEN) & (base["rol"] != Rol.VERGELIJKING), "code"]
    tables = stacked[["indicator", "jaar", "bron"]].drop_duplicates(["indicator", "jaar"])
    grid = tables.merge(tested.to_frame(), how="cross")
    present = pd.MultiIndex.from_frame(stacked[["code", "indicator", "jaar"]])
    absent = grid[~pd.MultiIndex.from_frame(grid[["code", "indicator", "jaar"]]).isin(present)]
    return pd.concat([stacked, absent.assign(waarde=np.nan, status=str(Status.ONTBREEKT))], ignore_index=True)


def _mark_uninhabited(reeksen: pd.DataFrame) -> pd.DataFrame:
    """Where nobody lives, a missing score is not applicable rather than missing."""
    households = reeksen[(reeksen["indicator"] == "huishoudens") & reeksen["waarde"].notna()]
    newest = households.sort_values("jaar").drop_duplicates("code", keep="last")
    nobody = set(newest.loc[newest["waarde"] == 0, "code"])
    blank = reeksen["waarde"].isna() & reeksen["code"].isin(nobody)
    reeksen.loc[blank, "status"] = str(Status.NIET_VAN_TOEPASSING)
    return reeksen


def find_jaren(reeksen: pd.DataFrame, gebieden: pd.DataFrame) -> dict[str, int]:
    """Return each indicator's newest year that is not empty.

    The region's buurten decide where they have any value; one year then serves all levels, so that a wijk and its
    buurten are never compared across years. All parts of SES-WOA, and all of the Leefbaarometer, take the year of
    their main measure: a margin or weight of another year would not belong to it.
    """
    own = gebieden.loc[(gebieden["rol"] == Rol.REGIO) & (gebieden["niveau"] == Niveau.BUURT), "code"]
    known = reeksen["waarde"].notna()
    among_all, among_own = (
        reeksen.loc[rows, "jaar"].groupby(reeksen.loc[rows, "indicator"]).max()
        for rows in (known, known & reeksen["code"].isin(own))
    )
    newest = {str(key): int(among_own.get(key, among_all[key])) for key in among_all.index}
    leading = {
        indicator.sleutel: bron.hoofdmaat
        for bron in lijst.list_cijferbronnen()
        for indicator in bron.indicatoren
    }
    return {key: newest.get(leading[key], jaar) for key, jaar in newest.items()}


def widen_gebieden(base: gpd.GeoDataFrame, reeksen: pd.DataFrame, jaren: dict[str, int]) -> gpd.GeoDataFrame:
    """Put the newest value of each indicator beside its area, as its series has it."""
    values = widen_reeksen(reeksen, jaren, base["code"])
    return gpd.GeoDataFrame(base.join(values), geometry="geometry", crs=CRS)


def find_rand(grenzen: Grenzen) -> tuple[str, ...]:
    """Return the gemeenten that the ring lies in."""
    ring = grenzen.gebieden.loc[grenzen.gebieden["rol"] == Rol.RAND, "gemeentecode"]
    return tuple(sorted(set(ring)))
