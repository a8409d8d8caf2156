"""What changed in each area between an earlier year and the one that is shown: its class, or one figure.

Both years lie on the same map. Where borders changed the earlier value was left out when the data were loaded
(methode.md: a code whose borders changed counts as unmatched), so that no difference is ever made across a border.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.gebied import Niveau, Rol
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.manifest import GRENZEN_VERANDERD
from woonzorg.gegevens.schema import Status
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.kaart.thema import KLASSE
from woonzorg.kaart.verschilschaal import cut_verschil
from woonzorg.oordeel.toets import find_edities, is_nieuwste
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import numpy.typing as npt

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.verschilschaal import Verschilschaal
    from woonzorg.oordeel.toets import Score

    Column = npt.NDArray[np.object_] | npt.NDArray[np.float64]

RUIS = 9
"""Decimals to which a difference is told apart: 0,3 − 0,2 and 0,1 are one number, whatever a computer makes of it."""


class Vergelijkbaar(StrEnum):
    """Whether an area can be compared with an earlier year, and if not, why."""

    JA = "ja"
    CIJFER_ONTBREEKT = "cijfer ontbreekt"
    GRENS_GEWIJZIGD = "grens gewijzigd"


@dataclass(frozen=True)
class Verandering:
    """What changed in the areas of one level; treat as read-only.

    Attributes
    ----------
    sleutel : str
        `thema.KLASSE` or the key of an indicator.
    van, tot : str
        The years, as they are told: '2022', and '2023/2024' where both measures have a year of their own.
    sinds : int
        The earlier year.
    tabel : DataFrame
        code, gemeentecode, huishoudens, toen, nu, verschil (NaN for classes, and where it cannot be told) and
        vergelijkbaar (`Vergelijkbaar`), a row an area.
    schaal : Verschilschaal or None
        Boxes of a figure's differences, of all areas of the region so that gemeenten compare; None for classes.
    """

    sleutel: str
    van: str
    tot: str
    sinds: int
    tabel: pd.DataFrame
    schaal: Verschilschaal | None = None

    @property
    def is_klasse(self) -> bool:
        """Whether it is about classes."""
        return self.sleutel == KLASSE

    @property
    def bekend(self) -> pd.DataFrame:
        """The areas that can be compared."""
        return self.tabel[self.tabel["vergelijkbaar"] == Vergelijkbaar.JA]

    @property
    def veranderd(self) -> pd.DataFrame:
        """The areas that can be compared, and are not what they were."""
        return self.bekend[self.bekend["toen"] != self.bekend["nu"]]

    def select(self, codes: pd.Series) -> Verandering:
        """Return the same of some areas only, in their order."""
        return dataclasses.replace(self, tabel=self.tabel.set_index("code", drop=False).loc[codes.tolist()])

    def count_niet(self, reden: Vergelijkbaar) -> int:
        """Count the areas that cannot be compared for one reason."""
        return int((self.tabel["vergelijkbaar"] == reden).sum())


def list_sinds(reeksjaren: Mapping[str, tuple[int, ...]], sleutel: str, tot: int | None) -> tuple[int, ...]:
    """Return the years that a theme can be compared with, oldest first.

    Parameters
    ----------
    reeksjaren : mapping
        As `find_reeksjaren` gives.
    sleutel : str
        Key of the theme.
    tot : int or None
        The year that is shown; None for the newest.
    """
    years = reeksjaren.get(sleutel, ())
    return years[:-1] if tot is None else tuple(year for year in years if 0 < year < tot)


def find_reeksjaren(snapshot: Snapshot) -> dict[str, tuple[int, ...]]:
    """Return the years of which buurten or wijken of the region have values, oldest first: of class and indicators.

    The last one is what is shown when no year is asked for; of the class that may be a mix, which has no year: 0.
    """
    areas, series = snapshot.gebieden, snapshot.reeksen
    own = areas.loc[(areas["rol"] == Rol.REGIO) & areas["niveau"].isin({Niveau.BUURT, Niveau.WIJK}), "code"]
    seen = series[(series["status"] == Status.WAARGENOMEN) & series["code"].isin(set(own))]
    pairs = seen[["indicator", "jaar"]].drop_duplicates()
    newest = snapshot.manifest.jaren
    found = {
        str(key): tuple(sorted(int(year) for year in group if year <= newest.get(str(key), 0)))
        for key, group in pairs.groupby("indicator", observed=True)["jaar"]
    }
    edities = find_edities(snapshot)
    mixed = () if any(is_nieuwste(snapshot.manifest, year) for year in edities) else (0,)
    return found | {KLASSE: (*edities, *mixed)}


def compare_klassen(snapshot: Snapshot, toen: Score, nu: Score, niveau: str) -> Verandering:
    """Compare the classes of the region's areas in two editions; each was held against the mean of its own year.

    Parameters
    ----------
    snapshot : Snapshot
    toen, nu : Score
        The earlier edition and the one that is shown, of the same areas.
    niveau : str
    """
    own, before = nu.select(niveau), toen.select(niveau)
    classes = [_read_klassen(own, before), own["klasse"].astype(str).to_numpy(dtype=object)]
    years = {"ses_woa": (toen.jaar_ses, nu.jaar_ses), "lbm_afwijking": (toen.jaar_lbm, nu.jaar_lbm)}
    newest = "/".join(str(year) for year in sorted({nu.jaar_ses, nu.jaar_lbm}))
    table = tabulate(own, classes[0], classes[1], find_grenswijzigingen(snapshot, years))
    return Verandering(KLASSE, str(toen.jaar_ses), newest, toen.jaar_ses, table)


def _read_klassen(own: pd.DataFrame, before: pd.DataFrame) -> npt.NDArray[np.object_]:
    known = dict(zip(before["code"], before["klasse"], strict=True))
    return np.array([str(known.get(code, Klasse.ONBEKEND)) for code in own["code"]], dtype=object)


def compare_cijfer(
    snapshot: Snapshot, score: Score, niveau: str, sleutel: str, sinds: int, tot: int
) -> Verandering:
    """Compare one figure of the region's areas in two years.

    Parameters
    ----------
    snapshot : Snapshot
    score : Score
        The edition that is shown.
    niveau, sleutel : str
    sinds, tot : int
        The earlier year, and the year of the values that are shown.
    """
    own, series = score.select(niveau), snapshot.reeksen
    rows = series[(series["indicator"] == sleutel) & (series["jaar"] == sinds)]
    before = rows.set_index("code")["waarde"].reindex(own["code"]).to_numpy(dtype=float)
    now = own[sleutel].to_numpy(dtype=float)
    moved = find_grenswijzigingen(snapshot, {sleutel: (sinds, tot)})
    table = tabulate(own, before, now, moved)
    scale = cut_verschil(PER_SLEUTEL[sleutel], table["verschil"].to_numpy(dtype=float))
    return Verandering(sleutel, str(sinds), str(tot or "onbekend"), sinds, table, scale)


def tabulate(own: pd.DataFrame, toen: Column, nu: Column, moved: Collection[str]) -> pd.DataFrame:
    """Put what areas were, or are held against, beside what they are.

    Parameters
    ----------
    own : DataFrame
        Areas with code, gemeentecode and huishoudens.
    toen, nu : ndarray
        Classes or numbers, in the order of the areas.
    moved : collection of str
        Codes of areas whose borders changed.

    Returns
    -------
    DataFrame
        As `Verandering.tabel`.
    """
    numbers = nu.dtype.kind == "f"
    known = (
        np.isfinite(toen) & np.isfinite(nu)
        if numbers
        else (toen != Klasse.ONBEKEND) & (nu != Klasse.ONBEKEND)
    )
    # A border that changed is told before all else: the equal code is then another area.
    other = own["code"].isin(moved).to_numpy()
    fit = np.where(known, str(Vergelijkbaar.JA), str(Vergelijkbaar.CIJFER_ONTBREEKT))
    fit = np.where(other, str(Vergelijkbaar.GRENS_GEWIJZIGD), fit)
    change = np.round(nu - toen, RUIS) + 0.0 if numbers else np.full(len(own), np.nan)
    rows = own[["code", "gemeentecode", "huishoudens"]].assign(
        toen=toen, nu=nu, vergelijkbaar=fit.astype(object)
    )
    return pd.DataFrame(rows.assign(verschil=np.where(fit == Vergelijkbaar.JA, change, np.nan)))


def find_grenswijzigingen(snapshot: Snapshot, jaren: Mapping[str, tuple[int, ...]]) -> frozenset[str]:
    """Return the codes of areas of which a figure was left out because borders changed between two divisions.

    Parameters
    ----------
    snapshot : Snapshot
    jaren : mapping
        Key of each indicator that matters, to the years that matter.
    """
    lines = [line for line in snapshot.manifest.ongekoppeld if line.reden.startswith(GRENZEN_VERANDERD)]
    moved = {(line.code, line.bron) for line in lines}
    rows = snapshot.reeksen[snapshot.reeksen["code"].isin({code for code, _ in moved})]
    # A source that gave an area anything for a year was joined to it: what is missing then is missing at the source.
    given = rows[rows["status"].isin({Status.WAARGENOMEN, Status.ONDERDRUKT})]
    joined = set(zip(given["code"], given["bron"], given["jaar"], strict=True))
    asked = rows[rows["indicator"].isin(jaren) & (rows["status"] == Status.ONTBREEKT)]
    return frozenset(
        str(code)
        for code, indicator, year, bron in zip(
            asked["code"], asked["indicator"], asked["jaar"], asked["bron"], strict=True
        )
        if year in jaren[indicator] and (code, bron, year) not in joined and _is_moved(moved, code, bron)
    )


def _is_moved(moved: Collection[tuple[str, Bronsleutel]], code: str, bron: str) -> bool:
    key = Bronsleutel.parse(str(bron))
    return (code, key) in moved or (code, key.geheel) in moved


def count_wissels(verandering: Verandering) -> dict[tuple[Klasse, Klasse], int]:
    """Count the areas by the class that they had and have; only what occurs, from the gravest to the lightest."""
    rows = verandering.veranderd
    pairs = Counter(
        (Klasse(before), Klasse(after)) for before, after in zip(rows["toen"], rows["nu"], strict=True)
    )
    order = list(Klasse)
    return dict(sorted(pairs.items(), key=lambda pair: (order.index(pair[0][1]), order.index(pair[0][0]))))
