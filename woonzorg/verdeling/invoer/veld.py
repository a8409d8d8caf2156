"""The field on which homes are spread: the areas of one level, region and ring, with what the rules need of each."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau, Rol, find_pairs
from woonzorg.oordeel import concentratie
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.speling import RUIS
from woonzorg.verdeling.invoer.rang import are_told_apart, colour_gebieden, order_gebieden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    from woonzorg.oordeel.toets import Score
    from woonzorg.verdeling.invoer.complex import Complex
    from woonzorg.verdeling.invoer.geplaatst import Geplaatst
    from woonzorg.verdeling.invoer.vorige_gemeente import Vorige

    Values = npt.NDArray[np.float64]
    Counts = npt.NDArray[np.int64]

VERDEELNIVEAUS: tuple[Niveau, ...] = (Niveau.BUURT, Niveau.WIJK)
"""Levels on which homes are spread; a gemeente's mean hides its buurten (§5.3)."""

_OVERGENOMEN = [
    "code", "naam", "rol", "wijkcode", "wijknaam", "gemeentecode", "gemeentenaam", "landsgrens", "klasse", "inwoners",
    "huishoudens", "woningen", "afstand_huisarts", "afstand_supermarkt",
]  # fmt: skip

EIGEN_KOLOMMEN: tuple[str, ...] = ("gehuisvest", "gepland", "capaciteit", "corporatiewoningen")
"""Columns of the planner's own figures by area (see `eigen_cijfers`)."""


DEKKING = 0.95
"""Least share of the region's households that own counts must cover before they count (aanname)."""

KLEIN = 10
"""Own counts below this are hidden in what is shared (methode: Privacy)."""


@dataclass(frozen=True)
class Ruimer:
    """The larger areas of one level in which the region's areas lie.

    Attributes
    ----------
    codes : tuple of str
    leden : tuple of tuple of int
        Positions in the field of the areas that lie in each.
    huishoudens, kenmerk_v : ndarray of float
        H, and households with the trait, of the larger area's own published row; NaN where unknown.
    aandeel : float
        ρ of the trait, over the region's areas of that level.
    """

    codes: tuple[str, ...]
    leden: tuple[tuple[int, ...], ...]
    huishoudens: Values
    kenmerk_v: Values
    aandeel: float


@dataclass(frozen=True)
class Veld:
    """Areas of one level.

    Attributes
    ----------
    niveau : Niveau
    gebieden : DataFrame
        A row an area, region and ring, in order of code. Beside columns of the snapshot: klasse_wijk and
        klasse_gemeente (class of the wijk and gemeente in which it lies, '' when not known); corporatie (dwellings of
        a corporation, NaN when unknown); corporatie_buiten (those outside kwetsbare and unknown buurten); kenmerk_v
        (households with the trait); gehuisvest, gepland, capaciteit (own figures, NaN when not given); eigen_klein
        (whether any own figure is under 10); corporatie_eigen (whether corporatie is an own figure); buurten_open (how
        many buurten there are whose class does not hold the groups back: of a buurt 1 or 0).
    paren : ndarray of shape (2, pairs)
        Positions of neighbouring areas, both directions.
    kenmerk : str
        Title of the trait; '' when there is none.
    complexen : tuple of Complex
        Own figures, with the area and class of each.
    ruimer : tuple of Ruimer
        The larger areas in which the region's areas lie: wijken (of buurten) and gemeenten.
    voorraad : mapping
        Corporation dwellings of each gemeente of the region (`count_voorraad`).
    geplaatst : tuple of Geplaatst
        Own figures: what of the demand has been placed already.
    geplaatst_klein : bool
        Whether any of these numbers, as they were given, is under `KLEIN`: a sum by wijk hides that.
    vorige : Vorige or None
        Own figures: in which gemeente people lived before.
    """

    niveau: Niveau
    gebieden: pd.DataFrame
    paren: npt.NDArray[np.intp]
    kenmerk: str = ""
    complexen: tuple[Complex, ...] = ()
    ruimer: tuple[Ruimer, ...] = ()
    voorraad: Mapping[str, float] = field(default_factory=dict)
    geplaatst: tuple[Geplaatst, ...] = ()
    geplaatst_klein: bool = False
    vorige: Vorige | None = None

    @cached_property
    def geheugen(self) -> dict[Any, Any]:
        """What was worked out from it (`eenmaal.once`)."""
        return {}

    @cached_property
    def eigen(self) -> npt.NDArray[np.bool_]:
        """Which areas lie in the region; only they can receive homes."""
        return (self.gebieden["rol"] == Rol.REGIO).to_numpy(dtype=bool)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the areas, in order."""
        return tuple(self.gebieden["code"])

    @cached_property
    def namen(self) -> dict[str, str]:
        """Names of the areas, and of the gemeenten in which they lie, by code."""
        towns = dict(zip(self.gebieden["gemeentecode"], self.gebieden["gemeentenaam"], strict=True))
        return towns | dict(zip(self.gebieden["code"], self.gebieden["naam"], strict=True))

    @cached_property
    def gemeenten(self) -> dict[str, npt.NDArray[np.intp]]:
        """Positions of the areas of each gemeente."""
        found = self.gebieden.groupby("gemeentecode").indices.items()
        return {str(code): np.asarray(places, dtype=np.intp) for code, places in found}

    @cached_property
    def volgorde(self) -> npt.NDArray[np.intp]:
        """The place of each area where the planner set nothing (`rang`)."""
        return order_gebieden(self)

    @cached_property
    def is_onderscheiden(self) -> bool:
        """Whether no two areas with anything to divide by are alike in all that is known of them."""
        return are_told_apart(self, self.kleuren)

    @cached_property
    def kleuren(self) -> npt.NDArray[np.intp]:
        """A number for each area, equal for areas that are alike in all that is known of them (`rang`)."""
        return colour_gebieden(self)

    def read(self, kolom: str) -> Values:
        """Return a column as numbers, NaN where unknown."""
        values: Values = self.gebieden[kolom].to_numpy(dtype=float)
        return values

    @property
    def heeft_eigen_telling(self) -> bool:
        """Whether the housed households of the groups are known for any area."""
        return bool(self.gebieden["gehuisvest"].notna().any())

    @cached_property
    def dekking(self) -> float:
        """Share of the region's households that live in areas with an own count, between 0 and 1."""
        households = np.where(self.eigen, np.nan_to_num(self.read("huishoudens")), 0.0)
        total = float(households.sum())
        return float(households[np.isfinite(self.read("gehuisvest"))].sum()) / total if total else 0.0

    @property
    def telt_eigen(self) -> bool:
        """Whether the own counts cover so much of the region that they tell its share ρ."""
        return self.dekking >= DEKKING


def make_veld(
    score: Score, niveau: Niveau, eigen: pd.DataFrame | None = None, complexen: Sequence[Complex] = ()
) -> Veld:
    """Return the field of one level.

    Parameters
    ----------
    score : Score
        The scored areas of a snapshot.
    niveau : Niveau
        buurt or wijk.
    eigen : DataFrame, optional
        Own figures, with `code` and any of `EIGEN_KOLOMMEN`.
    complexen : sequence of Complex
        Own figures, each in a buurt of the region.

    Raises
    ------
    InvoerFout
        When homes cannot be spread on that level, or there are no such areas.
    """
    if niveau not in VERDEELNIVEAUS:
        message = f"Verdelen kan niet op het niveau {niveau}."
        raise InvoerFout(message, verwacht=" of ".join(VERDEELNIVEAUS))
    areas = score.gebieden[score.gebieden["niveau"] == niveau].sort_values("code", ignore_index=True)
    if not (areas["rol"] == Rol.REGIO).any():
        message = f"Deze gegevens hebben geen gebieden van het niveau {niveau}."
        raise InvoerFout(message, remedie="Kies een ander niveau.")
    classes = score.gebieden.set_index("code")["klasse"]
    own = _join_eigen(areas["code"], eigen)
    table = areas[_OVERGENOMEN].assign(
        klasse_wijk=areas["wijkcode"].map(classes).fillna("").astype(str),
        klasse_gemeente=areas["gemeentecode"].map(classes).fillna("").astype(str),
        corporatie=own["corporatiewoningen"].fillna(_count_corporatie(areas)),
        kenmerk_v=concentratie.count_kenmerk(areas, score.kenmerk) if score.kenmerk else np.nan,
        **{name: own[name] for name in EIGEN_KOLOMMEN[:3]},
        eigen_klein=(own[list(EIGEN_KOLOMMEN)] < KLEIN).any(axis=1),
        corporatie_eigen=own["corporatiewoningen"].notna(),
    )
    table["corporatie_buiten"] = _count_buiten(table, score.gebieden, niveau)
    table["buurten_open"] = _count_open(table, score.gebieden, niveau)
    places = tuple(_lay_complexen(score.gebieden, niveau, complexen))
    wider = tuple(_widen(table, score, level) for level in _RUIMER[niveau])
    return Veld(
        niveau, pd.DataFrame(table), find_pairs(areas.geometry), _name_kenmerk(score), places, wider,
        count_voorraad(score.gebieden),
    )  # fmt: skip


def count_voorraad(gebieden: pd.DataFrame) -> dict[str, float]:
    """Return the corporation dwellings of each gemeente of the region, by its own row; NaN where unknown.

    Parameters
    ----------
    gebieden : DataFrame
        Of a snapshot, or scored.
    """
    own = gebieden[(gebieden["niveau"] == Niveau.GEMEENTE) & (gebieden["rol"] == Rol.REGIO)]
    stock = _count_corporatie(own)
    return {str(code): float(number) for code, number in zip(own["code"], stock, strict=True)}


_RUIMER: dict[Niveau, tuple[Niveau, ...]] = {
    Niveau.BUURT: (Niveau.WIJK, Niveau.GEMEENTE), Niveau.WIJK: (Niveau.GEMEENTE,),
}  # fmt: skip


def _widen(table: pd.DataFrame, score: Score, niveau: Niveau) -> Ruimer:
    """Return the larger areas of a level, with their own published figures."""
    rows = score.gebieden[(score.gebieden["niveau"] == niveau) & (score.gebieden["rol"] == Rol.REGIO)]
    rows = rows.drop_duplicates("code").set_index("code")
    own = table[table["rol"] == Rol.REGIO]
    members = {
        str(code): tuple(table.index.get_indexer(part.index).tolist())
        for code, part in own.groupby(f"{niveau}code")
        if code
    }
    v: Values = np.full(len(members), np.nan)
    share = np.nan
    households = rows["huishoudens"].reindex(list(members)).to_numpy(dtype=float)
    if score.kenmerk:
        counts = concentratie.count_kenmerk(rows, score.kenmerk)
        v = counts.reindex(list(members)).to_numpy(dtype=float)
        every = np.ones(len(rows), dtype=bool)
        share = concentratie.calculate_aandeel(
            counts.to_numpy(dtype=float), rows["huishoudens"].to_numpy(dtype=float), every
        ).waarde
    return Ruimer(tuple(members), tuple(members.values()), households, v, share)


def _lay_complexen(alle: pd.DataFrame, niveau: Niveau, complexen: Sequence[Complex]) -> Iterator[Complex]:
    """Give each complex the area of the field in which it lies, and the class of its buurt."""
    buurten = alle[alle["niveau"] == Niveau.BUURT].set_index("code")
    for item in complexen:
        buurt = buurten.loc[item.buurt]
        area = item.buurt if niveau == Niveau.BUURT else str(buurt["wijkcode"])
        yield dataclasses.replace(item, gebied=area, klasse=str(buurt["klasse"]))


def _name_kenmerk(score: Score) -> str:
    return f"{score.kenmerk.titel} ({score.kenmerk.jaar})" if score.kenmerk else ""


def _join_eigen(codes: pd.Series, eigen: pd.DataFrame | None) -> pd.DataFrame:
    given = pd.DataFrame({"code": []}) if eigen is None else eigen
    return (
        given.set_index("code").reindex(index=codes, columns=list(EIGEN_KOLOMMEN)).astype(float).reset_index()
    )


def _count_corporatie(areas: pd.DataFrame) -> pd.Series:
    """Return the dwellings of a corporation, from their published share."""
    return areas["woningen"] * areas["corporatie_pct"] / 100.0


def _count_buiten(table: pd.DataFrame, alle: pd.DataFrame, niveau: Niveau) -> pd.Series:
    """Return the corporation dwellings in buurten that are known not to be kwetsbaar."""
    if niveau == Niveau.BUURT:
        return table["corporatie"].where(~table["klasse"].isin([Klasse.KWETSBAAR, Klasse.ONBEKEND]), 0.0)
    buurten = alle[
        (alle["niveau"] == Niveau.BUURT) & ~alle["klasse"].isin([Klasse.KWETSBAAR, Klasse.ONBEKEND])
    ]
    sums = _count_corporatie(buurten).groupby(buurten["wijkcode"]).sum()
    return table["code"].map(sums).fillna(0.0).clip(upper=table["corporatie"])


def _count_open(table: pd.DataFrame, alle: pd.DataFrame, niveau: Niveau) -> pd.Series:
    """Return how many buurten of each area are known not to be kwetsbaar."""
    buurten = alle[(alle["niveau"] == Niveau.BUURT) & (alle["rol"] == Rol.REGIO)]
    known = ~buurten["klasse"].isin([Klasse.KWETSBAAR, Klasse.ONBEKEND])
    column = "code" if niveau == Niveau.BUURT else "wijkcode"
    sums = known.astype(int).groupby(buurten[column]).sum()
    return table["code"].map(sums).fillna(0).astype(int)


def round_largest_remainder(shares: Values, totaal: int, rang: npt.NDArray[np.intp]) -> Counts:
    """Round shares to whole numbers with a given sum: down first, then one more to the largest remainders.

    Shares need not sum to the total; they are scaled to it.

    Parameters
    ----------
    shares : ndarray of float
    totaal : int
    rang : ndarray of int
        Among equal remainders the lowest goes first (`rang`): never the position, which depends on names.

    Examples
    --------
    >>> round_largest_remainder(np.array([1.0, 1.0, 1.0]), 4, np.array([2, 0, 1])).tolist()
    [1, 2, 1]
    """
    rounded: Counts = _round_rijen(shares, np.array([totaal]), rang)[0]
    return rounded


def _round_rijen(shares: Values, totalen: Counts, rang: npt.NDArray[np.intp]) -> Counts:
    """Round shares to whole numbers with each of many sums; a row each."""
    whole = math.fsum(shares.tolist())  # the same in every order of the shares
    if not whole > 0:
        return np.zeros((len(totalen), len(shares)), dtype=np.int64)
    sums = np.maximum(0, totalen)[:, None]
    quota = shares / whole * sums
    down: Counts = np.floor(quota + RUIS).astype(np.int64)
    order = np.lexsort((np.broadcast_to(rang, quota.shape), -np.round(quota - down, 9)), axis=1)
    first = np.arange(len(shares)) < sums - down.sum(axis=1, keepdims=True)
    np.put_along_axis(down, order, np.take_along_axis(down, order, axis=1) + first, axis=1)
    return down


def floor_exact(values: Values) -> Values:
    """Round down, but not a whole number that floating point made a hair smaller."""
    floored: Values = np.floor(values + RUIS)
    return floored


def calculate_capaciteit(veld: Veld, rang: npt.NDArray[np.intp], delen: Values) -> Counts:
    """Return the dwellings that can go to the groups in each area; 0 where the stock is unknown, and in the ring.

    A part of the corporation dwellings, rounded by largest remainder within a gemeente (its sum is rounded down), plus
    planned dwellings. An own figure for the capacity replaces the outcome.

    Parameters
    ----------
    veld : Veld
    rang : ndarray of int
        Which of equal remainders goes first (`rang.rank_gebieden`).
    delen : ndarray of float
        Parts of the stock, each between 0 and 1 for one year: mutatiegraad × toewijsaandeel × years.

    Returns
    -------
    ndarray of int, shape (parts, areas)
    """
    table, stock = veld.gebieden, np.nan_to_num(veld.read("corporatie"))
    result = np.zeros((len(delen), len(table)), dtype=np.int64)
    for positions in veld.gemeenten.values():
        totals = np.floor(math.fsum(stock[positions].tolist()) * delen + RUIS).astype(np.int64)
        result[:, positions] = _round_rijen(stock[positions], totals, rang[positions])
    result += np.nan_to_num(veld.read("gepland")).astype(np.int64)
    own = veld.read("capaciteit")
    known = ~np.isnan(own)
    result[:, known] = own[known].astype(np.int64)
    result[:, ~veld.eigen] = 0
    return result
