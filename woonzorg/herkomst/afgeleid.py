"""Figures that Woonzorg derives itself: their formula, the same with numbers filled in, and what they rest on.

The definitions are those of `veerkracht` and `concentratie`; here they are only told, so that a reader can check
a figure with a pocket calculator. `herkomst` adds the source rows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau, Rol
from woonzorg.oordeel import concentratie, klassewoorden
from woonzorg.oordeel.veerkracht import KAFW_MIDDEN, Z_95, Klasse, Oordeel
from woonzorg.tekst.getal import format_getal, round_getal, write_naast

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from woonzorg.oordeel.toets import Score


@dataclass(frozen=True)
class Feiten:
    """What a derived figure of one area is explained from.

    Attributes
    ----------
    rij : Series
        The area's row in `score.gebieden`.
    score : Score
        All scored areas of the edition.
    gebieden : DataFrame
        All areas of the snapshot with the values of the edition, also those that are only compared with.
    """

    rij: pd.Series
    score: Score
    gebieden: pd.DataFrame

    @property
    def kenmerk(self) -> str:
        """Key of the trait whose concentration is looked at; '' when no area has one."""
        return self.score.kenmerk.sleutel if self.score.kenmerk else ""

    def find_land(self) -> str:
        """Return the code of the country; '' when these data have no such row."""
        codes = self.gebieden.loc[self.gebieden["niveau"] == Niveau.LAND, "code"]
        return str(codes.iloc[0]) if len(codes) else ""


Invoer = tuple[str, str]
"""An area's code and the key of a figure."""


@dataclass(frozen=True)
class Afgeleid:
    """A derived figure.

    Attributes
    ----------
    sleutel : str
        Column in `score.gebieden`, and key in a link.
    titel, uitleg, eenheid : str
        Dutch words on screen.
    formule : str
        How it is made, in symbols and words.
    vul_in : callable
        Gives the formula with the numbers of one area.
    find_invoer : callable
        Gives the figures that it is made from.
    decimalen : int
        Decimals on screen.
    """

    sleutel: str
    titel: str
    uitleg: str
    eenheid: str
    formule: str
    vul_in: Callable[[Feiten], str]
    find_invoer: Callable[[Feiten], tuple[Invoer, ...]]
    decimalen: int = 3


def _own(*sleutels: str) -> Callable[[Feiten], tuple[Invoer, ...]]:
    """Return a function that gives these figures of the area itself; '' is passed over."""
    return lambda feiten: tuple((str(feiten.rij["code"]), sleutel) for sleutel in sleutels if sleutel)


def write_score(waarde: float) -> str:
    """Write a score; with more decimals close to zero, so that a comparison with it can be seen."""
    return format_getal(waarde, _count_decimalen(waarde))


def _count_decimalen(waarde: float) -> int:
    return 3 if abs(waarde) >= 0.01 or waarde == 0 else 6


def write_paar(een: float, ander: float) -> tuple[str, str]:
    """Write two scores that are compared; where both would read the same, with the decimals that tell them apart."""
    first, second = (round_getal(value, _count_decimalen(value)) for value in (een, ander))
    if een == ander or first != second:
        return write_score(een), write_score(ander)
    return write_naast(een, ander, 3)


def _compare(links: str, waarde: float, rechts: str, grens: float) -> str:
    """Write a comparison of a value with a bound, or say what is missing."""
    if math.isnan(waarde):
        return f"{links} ontbreekt"
    if math.isnan(grens):
        return f"{links} = {write_score(waarde)}, maar {rechts} ontbreekt"
    value, limit = write_paar(waarde, grens)
    bound = rechts if rechts == "0" else f"{rechts} = {limit}"
    sign = "<" if waarde < grens else "≥"
    return f"{links} = {value} {sign} {bound}"


def _fill_klasse(feiten: Feiten) -> str:
    row, label = feiten.rij, klassewoorden.LABELS[Klasse(feiten.rij["klasse"])]
    return (
        f"{_compare('S', row['ses_woa'], 'S*', row['ses_referentie'])}; "
        f"{_compare('L', row['lbm_afwijking'], '0', 0.0)}. Dus: {label.kop} ({label.uitleg})."
    )


def _fill_grensgeval(feiten: Feiten) -> str:
    row = feiten.rij
    gap, marge, kafw = abs(row["ses_woa"] - row["ses_referentie"]), row["ses_marge"], row["lbm_klasse"]
    ses = (
        "g_S is niet te bepalen: score, gemiddelde of marge ontbreekt"
        if math.isnan(gap) or math.isnan(marge)
        else _fill_nabij(gap, marge)
    )
    lbm = (
        "g_L is niet te bepalen: de klasse van de bron ontbreekt"
        if math.isnan(kafw)
        else f"kafw = {format_getal(kafw)}, dus g_L is {_answer(kafw == KAFW_MIDDEN)}"
    )
    return f"{ses}; {lbm}. Dus: {str(row['grensgeval']).replace('_', ' ')}."


def _fill_nabij(gap: float, marge: float) -> str:
    near = gap <= marge
    distance, margin = write_paar(gap, marge)
    return f"|S − S*| = {distance} {'≤' if near else '>'} marge = {margin}, dus g_S is {_answer(near)}"


def _answer(waar: bool) -> str:
    return str(Oordeel.JA if waar else Oordeel.NEE)


def _fill_referentie(feiten: Feiten) -> str:
    if feiten.score.referentie.melding:
        return feiten.score.referentie.melding
    gemeenten = list_referentie(feiten.gebieden, feiten.score.referentie.gewicht)
    total, weight = gemeenten["product"].sum(), gemeenten["huishoudens"].sum()
    return (
        f"Over {len(gemeenten)} gemeenten: Σ(H·S) = {format_getal(total, 1)}; "
        f"ΣH = {format_getal(weight)}; S* = {format_getal(total / weight, 6)}."
    )


def list_referentie(gebieden: pd.DataFrame, gewicht: str) -> pd.DataFrame:
    """Return the gemeenten from which S* is made: code, naam, score (S), huishoudens (H), product (H·S).

    Parameters
    ----------
    gebieden : DataFrame
        All areas, with the values of the edition.
    gewicht : str
        Indicator that gives the households.
    """
    own = gebieden[gebieden["niveau"] == Niveau.GEMEENTE]
    both = own[own["ses_woa"].notna() & (own[gewicht] > 0)].sort_values("code", ignore_index=True)
    columns = {
        "code": both["code"],
        "naam": both["naam"],
        "score": both["ses_woa"],
        "huishoudens": both[gewicht],
    }
    return both.assign(**columns, product=both["ses_woa"] * both[gewicht])[[*columns, "product"]]


def _fill_marge(feiten: Feiten) -> str:
    spread, households = feiten.rij["ses_spreiding"], feiten.rij[feiten.score.referentie.gewicht]
    if math.isnan(spread) or not households > 0:
        return "De spreiding of het aantal huishoudens ontbreekt; de marge is niet te bepalen."
    marge = format_getal(feiten.rij["ses_marge"], 3)
    root = f"√{format_getal(households)}"
    return f"{format_getal(Z_95, 2)} × {format_getal(spread, 3)} / {root} = {marge}"


def _fill_aandeel(feiten: Feiten) -> str:
    if not feiten.kenmerk or math.isnan(feiten.rij["aandeel"]):
        return "Het kenmerk of het aantal huishoudens ontbreekt; het aandeel is niet te bepalen."
    row = feiten.rij
    low, high = (format_getal(100 * row[name], 1) for name in ("aandeel_laag", "aandeel_hoog"))
    return (
        f"v = {format_getal(row[feiten.kenmerk], 1)} % × {format_getal(row['huishoudens'])} = "
        f"{format_getal(row[feiten.kenmerk] * row['huishoudens'] / 100, 1)}; "
        f"v / H = {format_getal(row['aandeel'], 3)} (95 %-interval van Wilson: {low} tot {high} %)."
    )


def _fill_lq(feiten: Feiten) -> str:
    if feiten.score.kenmerk is None or math.isnan(feiten.rij["lq"]):
        return "Het kenmerk of het aantal huishoudens ontbreekt; de verhouding is niet te bepalen."
    rows = list_regio(feiten.gebieden, str(feiten.rij["niveau"]), feiten.score.kenmerk)
    v, households = rows["kenmerk_huishoudens"].sum(), rows["huishoudens"].sum()
    share = f"{format_getal(v, 1)} / {format_getal(households)}"
    return (
        f"{format_getal(feiten.rij['aandeel'], 3)} / ({share}) = {format_getal(feiten.rij['lq'], 2)}, "
        f"met de som over {len(rows)} gebieden van dit niveau in de regio."
    )


def list_regio(gebieden: pd.DataFrame, niveau: str, kenmerk: concentratie.Kenmerk) -> pd.DataFrame:
    """Return the areas from which the region's share is made: code, naam, kenmerk_huishoudens (v), huishoudens (H).

    Parameters
    ----------
    gebieden : DataFrame
        All areas, with the values of the edition.
    niveau : str
    kenmerk : Kenmerk
    """
    own = gebieden[(gebieden["niveau"] == niveau) & (gebieden["rol"] == Rol.REGIO)]
    own = own.assign(kenmerk_huishoudens=concentratie.count_kenmerk(own, kenmerk))
    both = own[own["kenmerk_huishoudens"].notna() & (own["huishoudens"] > 0)].sort_values(
        "code", ignore_index=True
    )
    return both[["code", "naam", "kenmerk_huishoudens", "huishoudens"]]


def _fill_lq_land(feiten: Feiten) -> str:
    if math.isnan(feiten.rij["lq_land"]):
        return "Het kenmerk is voor dit gebied of voor het land onbekend."
    share = feiten.gebieden.loc[feiten.gebieden["niveau"] == Niveau.LAND, feiten.kenmerk].iloc[0] / 100
    return (
        f"{format_getal(feiten.rij['aandeel'], 3)} / {format_getal(share, 3)} = "
        f"{format_getal(feiten.rij['lq_land'], 2)}"
    )


def _find_invoer_land(feiten: Feiten) -> tuple[Invoer, ...]:
    country = feiten.find_land()
    return (*_own("aandeel")(feiten), *([(country, feiten.kenmerk)] if country and feiten.kenmerk else []))


def _fill_concentratie(feiten: Feiten) -> str:
    ratio, households = feiten.rij["lq"], feiten.rij["huishoudens"]
    parts = [
        _compare("LQ", ratio, "q", concentratie.Q),
        f"H = {format_getal(households)} {'≥' if households >= concentratie.HUISHOUDENS_MINIMUM else '<'} "
        f"{concentratie.HUISHOUDENS_MINIMUM}"
        if not math.isnan(households)
        else "H ontbreekt",
    ]
    return f"{'; '.join(parts)}. Dus: {feiten.rij['concentratie']}."


def _fill_over(feiten: Feiten) -> str:
    row = feiten.rij
    return (
        f"Concentratie: {row['concentratie']}; klasse: {klassewoorden.LABELS[Klasse(row['klasse'])].kop.lower()}. "
        f"Dus: {row['overconcentratie']}."
    )


AFGELEID: tuple[Afgeleid, ...] = (
    Afgeleid(
        "klasse", "Klasse", "De uitkomst van de regel uit de regionale visie (§5.3). Gemiddeld lezen wij als "
        "landelijk gemiddeld, en de objectieve factoren als de som van vijf dimensies (aanname).", "",
        f"kwetsbaar als S < S* én L < 0; alleen S < S*: aandacht voor {klassewoorden.SCORE_NAAM['ses_woa']}; "
        f"alleen L < 0: aandacht voor {klassewoorden.SCORE_NAAM['lbm_afwijking']}; geen van beide: "
        "draagkrachtig; ontbreekt S, S* of L: onbekend",
        _fill_klasse, _own("ses_woa", "ses_referentie", "lbm_afwijking"),
    ),
    Afgeleid(
        "grensgeval", "Grensgeval", "Of het oordeel bij een nieuwe meting anders kan uitvallen.", "",
        "ja als (g_S én L < 0) of (g_L én S < S*) of (g_S én g_L), met g_S: |S − S*| ≤ marge en g_L: kafw = 5",
        _fill_grensgeval, _own("ses_woa", "ses_referentie", "ses_marge", "lbm_afwijking", "lbm_klasse"),
    ),
    Afgeleid(
        "ses_referentie", "Landelijk gemiddelde SES-WOA (S*)",
        "Het gemiddelde van alle gemeenten, gewogen naar huishoudens. Hiermee wordt elk gebied vergeleken.", "score",
        "S* = Σ(H · S) / ΣH, over alle gemeenten met een score, uit dezelfde tabel en hetzelfde jaar",
        _fill_referentie, lambda _: (), 6,
    ),
    Afgeleid(
        "ses_marge", "Toevalsmarge van SES-WOA",
        "Hoe ver de score van een klein gebied door toeval kan schommelen.", "score",
        "marge = 1,96 × s / √H, met s de spreiding en H het aantal huishoudens",
        _fill_marge, lambda f: _own("ses_spreiding", f.score.referentie.gewicht)(f),
    ),
    Afgeleid(
        "aandeel", "Aandeel huishoudens met het kenmerk",
        "Welk deel van de huishoudens het gekozen kenmerk heeft.", "deel van de huishoudens",
        "v / H, met v = percentage × H / 100",
        _fill_aandeel, lambda f: _own(f.kenmerk, "huishoudens")(f),
    ),
    Afgeleid(
        "lq", "Verhouding tot de regio (LQ)",
        "Hoeveel keer zo vaak het kenmerk hier voorkomt als in de regio.", "keer",
        "LQ = (v / H) / (V / H in de regio), over gebieden van hetzelfde niveau",
        _fill_lq, _own("aandeel"), 2,
    ),
    Afgeleid(
        "lq_land", "Verhouding tot het land (LQ)",
        "Hoeveel keer zo vaak het kenmerk hier voorkomt als in het land.", "keer",
        "LQ = (v / H) / (aandeel in het land)", _fill_lq_land, _find_invoer_land, 2,
    ),
    Afgeleid(
        "concentratie", "Concentratie", "Of het kenmerk hier veel vaker voorkomt dan in de regio.", "",
        f"ja als LQ ≥ {format_getal(concentratie.Q, 1)} (aanname) en H ≥ {concentratie.HUISHOUDENS_MINIMUM}",
        _fill_concentratie, _own("lq", "huishoudens"),
    ),
    Afgeleid(
        "overconcentratie", "Overconcentratie", "Of het gebied een concentratie heeft én kwetsbaar is.", "",
        "ja als concentratie én kwetsbaar; één zeker 'nee' geeft nee", _fill_over, _own("concentratie", "klasse"),
    ),
)  # fmt: skip

PER_SLEUTEL: dict[str, Afgeleid] = {cijfer.sleutel: cijfer for cijfer in AFGELEID}
