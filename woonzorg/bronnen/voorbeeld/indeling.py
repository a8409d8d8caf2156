"""Codes, names and levels of the invented areas: buurten numbered and named, and united into wijken and gemeenten.

Codes have the form of Statistics Netherlands and lie in a range that it does not use (GM91.., GM92.., GM95.., PV99).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from woonzorg.bronnen.voorbeeld import namen
from woonzorg.gebied import Niveau, Rol

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

PROVINCIE, LAND = "PV99", "NL00"
EERSTE_VERGELIJKING = 9501
BUURTEN_PER_POSTCODE = 5
BUREN = 20
"""How many of the gemeenten elsewhere lie in the region's own province."""


def number_buurten(land: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give wijken and buurten their codes: 00 is the most urban of its gemeente or wijk, as is the custom."""
    heart = land.groupby(["gemeente", "wijk"])["stad"].transform("max")
    ordered = land.assign(heart=heart).sort_values(
        ["gemeente", "heart", "wijk", "stad"], ascending=[True, False, True, False], kind="stable"
    )
    wijk = ordered.groupby("gemeente")["wijk"].transform(lambda numbers: pd.factorize(numbers)[0])
    wijkcode = "WK" + ordered["gemeente"].astype(str) + wijk.map("{:02d}".format)
    buurt = ordered.groupby(wijkcode).cumcount().map("{:02d}".format)
    codes = {
        "gemeentecode": "GM" + ordered["gemeente"].astype(str),
        "wijkcode": wijkcode,
        "code": "BU" + wijkcode.str[2:] + buurt,
    }
    return land.assign(**codes)


def name_buurten(rng: np.random.Generator, land: gpd.GeoDataFrame, mensen: pd.DataFrame) -> gpd.GeoDataFrame:
    """Name numbered buurten after what they are: in town, in the country, a business park or a lake.

    Parameters
    ----------
    rng : Generator
    land : GeoDataFrame
        As `number_buurten` gives it.
    mensen : DataFrame
        As `samenleving.settle_buurten` gives it, same index.

    Returns
    -------
    GeoDataFrame
        With the columns of `schema.TEKST_KOLOMMEN` and `schema.VLAG_KOLOMMEN`, and `schema.POSTCODE`.
    """
    wijken = np.unique(land["wijkcode"])
    wijknamen = dict(zip(wijken, _name_wijken(rng, wijken), strict=True))
    return land.assign(
        naam=_draw_buurtnamen(rng, land, mensen), niveau=str(Niveau.BUURT), water=mensen["water"],
        wijknaam=land["wijkcode"].map(wijknamen), gemeentenaam=land["gemeente"].map(namen.GEMEENTEN),
        provinciecode=PROVINCIE, postcode=_number_postcodes(land["code"]).mask(mensen["water"], ""),
    )  # fmt: skip


def _number_postcodes(codes: pd.Series) -> pd.Series:
    """Give each wijk a postcode, a large one more; all begin with 0, and those of the Netherlands with 1 to 9."""
    parts = codes.str[2:8] + (codes.str[8:].astype(int) // BUURTEN_PER_POSTCODE).astype(str)
    numbers = pd.Series(pd.factorize(parts, sort=True)[0] + 100, index=codes.index)
    return numbers.map("{:04d}".format)


def _name_wijken(rng: np.random.Generator, codes: npt.NDArray[np.object_]) -> list[str]:
    """Draw names; some gemeenten put the number of the wijk before its name, others don't."""
    drawn = namen.draw_namen(rng, namen.WIJK, len(codes))
    return [
        f"Wijk {code[6:]} {naam}" if int(code[2:6]) % 2 else naam
        for code, naam in zip(codes, drawn, strict=True)
    ]


def _draw_buurtnamen(
    rng: np.random.Generator, land: gpd.GeoDataFrame, mensen: pd.DataFrame
) -> npt.NDArray[np.object_]:
    lake, empty = mensen["water"].to_numpy(), (mensen["huishoudens"] == 0).to_numpy()
    urban = (land["stad"] > 0.35).to_numpy()
    naam = np.empty(len(land), dtype=object)
    for chosen, endings in ((urban, namen.STAD), (~urban, namen.LAND), (empty & ~lake, namen.BEDRIJVEN)):
        naam[chosen] = namen.draw_namen(rng, endings, int(chosen.sum()))
    ordinary = np.flatnonzero((land["rol"] == Rol.REGIO) & ~empty)
    naam[rng.choice(ordinary, len(namen.BIJZONDER), replace=False)] = namen.BIJZONDER
    naam[lake] = namen.WATERS[: int(lake.sum())]
    return naam


def unite_buurten(buurten: gpd.GeoDataFrame, niveau: Niveau) -> gpd.GeoDataFrame:
    """Unite buurten into wijken or gemeenten, outlines and all."""
    groups = buurten.groupby(f"{niveau}code")
    united = groups.first().reset_index()
    united = united.assign(
        code=united[f"{niveau}code"], naam=united[f"{niveau}naam"], niveau=str(niveau), water=False,
        landsgrens=groups["landsgrens"].any().to_numpy(),
        geometry=[shapely.coverage_union_all(part.to_numpy()) for _, part in groups["geometry"]],
    )  # fmt: skip
    united = united.assign(postcode="")
    return united.assign(wijkcode="", wijknaam="") if niveau == Niveau.GEMEENTE else united


def name_vergelijking(rng: np.random.Generator, aantal: int) -> pd.DataFrame:
    """Name gemeenten elsewhere, which have no outline; the first `BUREN` lie in the region's province."""
    naam = namen.draw_namen(rng, namen.VERGELIJKING, aantal)
    code = [f"GM{EERSTE_VERGELIJKING + number}" for number in range(aantal)]
    provincie = [PROVINCIE if number < BUREN else "" for number in range(aantal)]
    own = {"code": code, "naam": naam, "gemeentecode": code, "gemeentenaam": naam, "provinciecode": provincie}
    return _describe_vergelijking(own, Niveau.GEMEENTE)


def name_land() -> pd.DataFrame:
    """Name province and country."""
    provincie = {
        "code": [PROVINCIE],
        "naam": ["Voorbeeldprovincie (verzonnen)"],
        "provinciecode": [PROVINCIE],
    }
    land = {"code": [LAND], "naam": ["Voorbeeldland (verzonnen)"]}
    both = [_describe_vergelijking(provincie, Niveau.PROVINCIE), _describe_vergelijking(land, Niveau.LAND)]
    return pd.concat(both, ignore_index=True)


def _describe_vergelijking(own: dict[str, list[str]], niveau: Niveau) -> pd.DataFrame:
    blank = dict.fromkeys(
        ("wijkcode", "wijknaam", "gemeentecode", "gemeentenaam", "provinciecode", "postcode"), ""
    )
    flags = {"niveau": str(niveau), "rol": str(Rol.VERGELIJKING), "water": False, "landsgrens": False}
    return pd.DataFrame(blank | flags | own)
