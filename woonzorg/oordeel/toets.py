"""Testing areas of a snapshot: all at once as a table (`score_snapshot`), or one with its reasons (`judge_gebied`)."""

from __future__ import annotations

import dataclasses
import difflib
import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import TE_TOETSEN, Niveau, Rol, clean_code
from woonzorg.gegevens.manifest import write_plain
from woonzorg.gegevens.schema import Status
from woonzorg.indicator import DIMENSIES, Gebruik, of_gebruik
from woonzorg.oordeel import concentratie, koppeling, veerkracht
from woonzorg.oordeel.reden import HOOFDZAKEN, Reden, Redensoort
from woonzorg.oordeel.uitleg import Maat, explain_toets
from woonzorg.oordeel.veerkracht import Klasse, Oordeel, Referentie

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import geopandas as gpd

    from woonzorg.gegevens.opslag import Manifest, Snapshot

PARAGRAAF = "§5.3"
"""Paragraph of the regional vision that holds the rule."""

EXPORT_KOLOMMEN: tuple[str, ...] = (
    "code", "naam", "niveau", "gemeente", "klasse", "grensgeval", "concentratie", "overconcentratie",
    "huishoudens", "ses_woa", "ses_woa_referentie", "ses_woa_jaar", "lbm_afwijking", "lbm_jaar",
)  # fmt: skip
"""First columns of every file with scored areas, in this order; others may follow."""

_VERDER: tuple[str, ...] = (
    "ses_marge", "lq", "lq_land", *DIMENSIES, "inwoners", "wijkcode", "wijknaam", "gemeentecode", "kenmerk",
    "kenmerk_jaar", "gegevens", "fictief",
)  # fmt: skip


@dataclass(frozen=True)
class Score:
    """All areas of a snapshot, scored.

    Attributes
    ----------
    gebieden : GeoDataFrame
        The snapshot's areas at levels buurt, wijk and gemeente, region and ring, with the columns of
        `veerkracht.score_gebieden` and `concentratie.add_concentratie`. Households and concentratie stand there as
        huishoudens_nu and concentratie_nu too, which are the newest in every edition.
    referentie : Referentie
        S*.
    kenmerk : Kenmerk or None
        Trait of the concentrations.
    jaar_ses, jaar_lbm : int
        Years of both measures; 0 when a measure is absent.
    huishoudens_land : float
        Households of the country in that same edition; NaN when unknown.
    jaren : mapping
        Year of each figure's column.
    editie : int, optional
        Year of an earlier edition, in which many figures are missing; None for the newest of each measure.
    """

    gebieden: gpd.GeoDataFrame
    referentie: Referentie
    kenmerk: concentratie.Kenmerk | None
    jaar_ses: int
    jaar_lbm: int
    huishoudens_land: float = math.nan
    jaren: Mapping[str, int] = field(default_factory=dict)
    editie: int | None = None

    def select(self, niveau: str, rol: Rol = Rol.REGIO) -> gpd.GeoDataFrame:
        """Return the areas of one level and role; treat as read-only."""
        found = self._delen.get((niveau, rol))
        if found is None:
            found = self.gebieden[(self.gebieden["niveau"] == niveau) & (self.gebieden["rol"] == rol)]
            self._delen[niveau, rol] = found
        return found

    @cached_property
    def namen(self) -> dict[str, str]:
        """Name of every area, by its code."""
        return dict(zip(self.gebieden["code"], self.gebieden["naam"], strict=True))

    @property
    def codes(self) -> Collection[str]:
        """Codes of all areas."""
        return self.namen.keys()

    @cached_property
    def _delen(self) -> dict[tuple[str, str], gpd.GeoDataFrame]:
        """Parts that were asked for: a page asks for the same part a dozen times."""
        return {}


def score_snapshot(snapshot: Snapshot, jaar: int | None = None) -> Score:
    """Score every area of a snapshot.

    Parameters
    ----------
    snapshot : Snapshot
    jaar : int, optional
        Year of an earlier edition: both measures are then of that year. By default each measure's newest.

    Raises
    ------
    InvoerFout
        When the snapshot has no such edition.
    """
    if jaar is None or is_nieuwste(snapshot.manifest, jaar):
        return score_gebieden(snapshot.gebieden, snapshot.manifest.jaren)
    if jaar not in find_edities(snapshot):
        message = f"Voor {jaar} zijn er geen klassen."
        raise InvoerFout(message, verwacht=", ".join(map(str, find_edities(snapshot))))
    gebieden = veerkracht.pivot_jaar(snapshot.reeksen, snapshot.gebieden, jaar)
    earlier = score_gebieden(gebieden, dict.fromkeys(snapshot.manifest.jaren, jaar))
    return dataclasses.replace(earlier, gebieden=_keep_nieuwste(earlier.gebieden, snapshot), editie=jaar)


def _keep_nieuwste(gebieden: gpd.GeoDataFrame, snapshot: Snapshot) -> gpd.GeoDataFrame:
    """Return the areas of an earlier edition with the newest households: that edition may have none of them."""
    newest = snapshot.gebieden.loc[gebieden.index]
    trait = concentratie.choose_kenmerk(snapshot.gebieden, snapshot.manifest.jaren)
    judged = concentratie.find_concentraties(snapshot.gebieden, trait)
    return gebieden.assign(huishoudens_nu=newest["huishoudens"], concentratie_nu=judged)


def score_gebieden(gebieden: gpd.GeoDataFrame, jaren: dict[str, int]) -> Score:
    """Score a table of areas; `jaren` gives the year of each indicator's column."""
    jaar_ses, jaar_lbm = jaren.get("ses_woa", 0), jaren.get("lbm_afwijking", 0)
    referentie = veerkracht.calculate_referentie(gebieden, jaar_ses)
    tested = gebieden["niveau"].isin(TE_TOETSEN) & (gebieden["rol"] != Rol.VERGELIJKING) & ~gebieden["water"]
    kenmerk = concentratie.choose_kenmerk(gebieden, jaren)
    scores = veerkracht.score_gebieden(gebieden, referentie)
    scores = concentratie.add_concentratie(scores, gebieden, kenmerk)
    scores = scores.assign(huishoudens_nu=gebieden["huishoudens"], concentratie_nu=scores["concentratie"])
    country = gebieden.loc[gebieden["niveau"] == Niveau.LAND, "huishoudens"]
    land = float(country.iloc[0]) if len(country) else math.nan
    return Score(gebieden.join(scores)[tested], referentie, kenmerk, jaar_ses, jaar_lbm, land, jaren)


def is_nieuwste(manifest: Manifest, jaar: int) -> bool:
    """Tell whether a year is the newest of both measures: that edition is what is shown without a year."""
    return {manifest.jaren.get(key, 0) for key in ("ses_woa", "lbm_afwijking")} == {jaar}


def find_edities(snapshot: Snapshot) -> list[int]:
    """Return the years in which both measures have values, oldest first."""
    reeksen = snapshot.reeksen
    seen = reeksen[reeksen["status"] == Status.WAARGENOMEN]
    years = [set(seen.loc[seen["indicator"] == key, "jaar"]) for key in ("ses_woa", "lbm_afwijking")]
    return sorted(int(jaar) for jaar in years[0] & years[1])


def make_export(score: Score, snapshot: Snapshot, niveau: str | None = None) -> gpd.GeoDataFrame:
    """Return the region's scored areas as they go to a file: `EXPORT_KOLOMMEN` first, values unrounded.

    The last columns say of which snapshot they are, whether that is fiction, and which trait concentrates: a file
    travels without its screen.

    Parameters
    ----------
    score : Score
    snapshot : Snapshot
        The one that was scored.
    niveau : str, optional
        Only this level; by default buurten, wijken and gemeenten.
    """
    own = score.gebieden[score.gebieden["rol"] == Rol.REGIO]
    if niveau is not None:
        own = own[own["niveau"] == niveau]
    own = own.assign(
        gemeente=own["gemeentenaam"],
        ses_woa_referentie=own["ses_referentie"],
        ses_woa_jaar=repeat_jaar(score.jaar_ses, len(own)),
        lbm_jaar=repeat_jaar(score.jaar_lbm, len(own)),
        kenmerk=score.kenmerk.sleutel if score.kenmerk else "",
        kenmerk_jaar=repeat_jaar(score.kenmerk.jaar if score.kenmerk else 0, len(own)),
        gegevens=snapshot.id,
        fictief=snapshot.manifest.fictief,
        jaren=_write_jaren(score.jaren),
    )
    order = own["niveau"].map({str(level): rank for rank, level in enumerate(TE_TOETSEN)})
    own = own.assign(_orde=order).sort_values(["_orde", "code"], ignore_index=True)
    return own[[*list_exportkolommen(), "geometry"]]


def list_exportkolommen() -> list[str]:
    """Return the columns of a file with scored areas: as files have always had them, then what else a map may show.

    What is about one buurt only is in no file of areas (methode.md, Privacy).
    """
    return list(dict.fromkeys([*EXPORT_KOLOMMEN, *_VERDER, *_list_kaartcijfers(), "jaren"]))


def _list_kaartcijfers() -> list[str]:
    return [indicator.sleutel for indicator in of_gebruik(Gebruik.KAART)]


def _write_jaren(jaren: Mapping[str, int]) -> str:
    """Write of which year each figure of a file is, where no column of its own says so: '2023: woz; 2024: woningen'."""
    by_year: dict[int, list[str]] = {}
    for key in _list_kaartcijfers():
        if key in jaren and key not in EXPORT_KOLOMMEN:
            by_year.setdefault(jaren[key], []).append(key)
    return "; ".join(f"{jaar}: {', '.join(keys)}" for jaar, keys in sorted(by_year.items()))


def confirm_concentraties(score: Score) -> pd.DataFrame:
    """Confirm the concentrations by local Moran, level by level (takes some seconds).

    Returns
    -------
    DataFrame
        code, moran_i, moran_p and hotspot of every scored area; see `concentratie.find_hotspots`.
    """
    frames: list[pd.DataFrame] = []
    for _, areas in score.gebieden.groupby("niveau"):
        v = np.full(len(areas), np.nan)
        if score.kenmerk is not None:
            v = concentratie.count_kenmerk(areas, score.kenmerk).to_numpy(dtype=float)
        frames.append(areas[["code"]].join(concentratie.find_hotspots(areas, v)))
    return pd.concat(frames, ignore_index=True)


def repeat_jaar(jaar: int, rows: int) -> Any:
    """Return a column with one year; a missing measure has no year, and not the year 0."""
    return pd.array([jaar or pd.NA] * rows, dtype="Int64")


@dataclass(frozen=True)
class Toets:
    """The verdict on one area, with its reasons.

    Attributes
    ----------
    code, naam, niveau, gemeente, wijk : str
    rol : Rol
        `rand` when the area lies just outside the region.
    klasse : Klasse
    grensgeval, concentratie, overconcentratie : Oordeel
    uitgesloten : bool
        Whether kwetsbaar is excluded though the class is unknown.
    huishoudens : float or None
    ses_woa, leefbaarometer : Maat
    redenen : tuple of Reden
        The verdict first, then each measure, then whatever else is to be said.
    bronnen : tuple of dict
        Source, address, licence, division and date of retrieval of the figures used.
    landsgrens : bool
        Whether neighbours across the national border are unknown.
    kenmerk : str
        Key of the trait whose concentration was looked at; '' when there is none.
    lq : float or None
        Share of the trait here against that of the region.
    """

    code: str
    naam: str
    niveau: str
    gemeente: str
    wijk: str
    rol: Rol
    klasse: Klasse
    grensgeval: Oordeel
    concentratie: Oordeel
    overconcentratie: Oordeel
    uitgesloten: bool
    huishoudens: float | None
    ses_woa: Maat
    leefbaarometer: Maat
    redenen: tuple[Reden, ...]
    bronnen: tuple[dict[str, Any], ...]
    landsgrens: bool
    kenmerk: str = ""
    lq: float | None = None

    def find_reden(self, soort: Redensoort) -> Reden:
        """Return the reason of one of the `HOOFDZAKEN`."""
        return next(reden for reden in self.redenen if reden.soort == soort)

    @property
    def kanttekeningen(self) -> tuple[Reden, ...]:
        """What is said beside the verdict and its measures."""
        return tuple(reden for reden in self.redenen if reden.soort not in HOOFDZAKEN)

    def to_dict(self) -> dict[str, Any]:
        """Return the verdict as plain values, for JSON."""
        ses = dataclasses.asdict(self.ses_woa) | {"jaar": self.ses_woa.jaar or None}
        lbm = dataclasses.asdict(self.leefbaarometer) | {"jaar": self.leefbaarometer.jaar or None}
        return {
            "code": self.code, "naam": self.naam, "niveau": self.niveau, "gemeente": self.gemeente,
            "klasse": str(self.klasse), "grensgeval": str(self.grensgeval),
            "concentratie": str(self.concentratie), "overconcentratie": str(self.overconcentratie),
            "ses_woa": {key: ses[key] for key in ("waarde", "referentie", "marge", "jaar", "status")},
            "leefbaarometer": {key: lbm[key] for key in ("waarde", "referentie", "jaar", "status", "dimensies")},
            "redenen": [reden.zin for reden in self.redenen], "bronnen": list(self.bronnen),
        }  # fmt: skip


def judge_gebied(snapshot: Snapshot, code: str, score: Score | None = None) -> Toets:
    """Test one area of a snapshot.

    Parameters
    ----------
    snapshot : Snapshot
    code : str
        Code of a buurt, wijk or gemeente; padding and lower case are forgiven.
    score : Score, optional
        When it was made before.

    Raises
    ------
    InvoerFout
        When the area is not in the snapshot; the message names codes that look like it.
    """
    score = score or score_snapshot(snapshot)
    code = clean_code(code)
    found = score.gebieden[score.gebieden["code"] == code]
    if found.empty:
        near = difflib.get_close_matches(code, score.gebieden["code"].tolist(), n=3)
        message = f"Het gebied '{code}' staat niet in deze gegevens ({snapshot.manifest.regio.titel})."
        raise InvoerFout(
            message,
            verwacht="een code als BU09171000, WK091710 of GM0917",
            remedie=f"Bedoelde u {' of '.join(near)}?" if near else "Kies andere gegevens met --snapshot.",
        )
    return _make_toets(snapshot, score, found.iloc[0])


def _make_toets(snapshot: Snapshot, score: Score, row: pd.Series) -> Toets:
    statuses = _read_statuses(snapshot, row["code"], score)
    ses, lbm = _make_ses(row, score, statuses["ses_woa"]), _make_lbm(row, score, statuses["lbm_afwijking"])
    return Toets(
        code=row["code"], naam=row["naam"], niveau=row["niveau"], gemeente=row["gemeentenaam"],
        wijk=row["wijknaam"], rol=Rol(row["rol"]), klasse=Klasse(row["klasse"]),
        grensgeval=Oordeel(row["grensgeval"]), concentratie=Oordeel(row["concentratie"]),
        overconcentratie=Oordeel(row["overconcentratie"]), uitgesloten=bool(row["kwetsbaar_uitgesloten"]),
        huishoudens=_number(row["huishoudens"]), ses_woa=ses, leefbaarometer=lbm,
        redenen=explain_toets(row, score.referentie, ses, lbm), bronnen=tuple(_cite(snapshot.manifest)),
        landsgrens=bool(row["landsgrens"]), kenmerk=score.kenmerk.sleutel if score.kenmerk else "",
        lq=_number(row["lq"]),
    )  # fmt: skip


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _read_statuses(snapshot: Snapshot, code: str, score: Score) -> dict[str, tuple[Status, str]]:
    wanted = {"ses_woa": score.jaar_ses, "lbm_afwijking": score.jaar_lbm}
    own = snapshot.reeksen[snapshot.reeksen["code"] == code]
    return {key: koppeling.read_status(snapshot, own, key, jaar) for key, jaar in wanted.items()}


def _make_ses(row: pd.Series, score: Score, stand: tuple[Status, str]) -> Maat:
    near = abs(row["ses_woa"] - row["ses_referentie"]) <= row["ses_marge"]
    return Maat(
        _number(row["ses_woa"]), _number(row["ses_referentie"]), score.jaar_ses, *stand,
        marge=_number(row["ses_marge"]), dichtbij=bool(near),
    )  # fmt: skip


def _make_lbm(row: pd.Series, score: Score, stand: tuple[Status, str]) -> Maat:
    dimensies = {key.removeprefix("lbm_"): _number(row[key]) for key in DIMENSIES}
    near = bool(row["lbm_klasse"] == veerkracht.KAFW_MIDDEN)
    value = _number(row["lbm_afwijking"])
    return Maat(value, 0.0, score.jaar_lbm, *stand, dimensies=dimensies, dichtbij=near)


def _cite(manifest: Manifest) -> list[dict[str, Any]]:
    keys = ("sleutel", "naam", "url", "licentie", "indeling", "opgehaald_op", "toelichting")
    plain = [write_plain(bron) for bron in manifest.bronnen]
    return [{key: bron[key] for key in keys} for bron in plain]
