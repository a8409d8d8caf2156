"""What is told about one area beside its verdict: other years, what lies around and in it, and what is not known.

Nothing here changes a class. Every area is judged on its own figures, by `toets` and `veerkracht`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from woonzorg.buurt import buurtwoorden
from woonzorg.gebied import BUUR_AFSTAND_M, Niveau, Rol, find_gemeentecode, find_niveau, find_pairs
from woonzorg.gegevens.schema import Status
from woonzorg.oordeel import concentratie, klassewoorden, koppeling
from woonzorg.oordeel.ophoping import describe_hier, describe_ontbreekt
from woonzorg.oordeel.regiomiddel import average_gewogen, calculate_regiomiddel
from woonzorg.oordeel.toets import Toets, judge_gebied
from woonzorg.oordeel.veerkracht import Klasse, Oordeel, classify
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.melding import Zin, list_geldend

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score
    from woonzorg.oordeel.uitleg import Maat


@dataclass(frozen=True)
class Editie:
    """The measures and class of an area in one edition; None where a measure is missing.

    Attributes
    ----------
    jaar : int
        Both measures are of this year.
    ses_woa, referentie, marge, leefbaarheid : float or None
        S, S*, the toevalsmarge of S, and L.
    klasse : Klasse
    grensgeval : Oordeel
    """

    jaar: int
    ses_woa: float | None
    referentie: float | None
    marge: float | None
    leefbaarheid: float | None
    klasse: Klasse
    grensgeval: Oordeel


@dataclass(frozen=True)
class Verwant:
    """An area beside, around or inside another.

    Attributes
    ----------
    code, naam, niveau, gemeente : str
    rol : Rol
        `rand` when it lies just outside the region.
    klasse : Klasse
    grensgeval : Oordeel
    """

    code: str
    naam: str
    niveau: str
    gemeente: str
    rol: Rol
    klasse: Klasse
    grensgeval: Oordeel


@dataclass(frozen=True)
class Vergelijkregel:
    """A line of the comparison: an area, the region or the country.

    Attributes
    ----------
    code : str
        '' for the region, and for a country that these data do not have; neither has a page or a class.
    naam, soort : str
        Name, and what it is.
    ses_woa, leefbaarheid, huishoudens : float or None
    klasse : Klasse or None
        None where no class is given.
    """

    code: str
    naam: str
    soort: str
    ses_woa: float | None
    leefbaarheid: float | None
    huishoudens: float | None
    klasse: Klasse | None


@dataclass(frozen=True)
class Buurtbeeld:
    """All that is told about an area.

    Attributes
    ----------
    toets : Toets
        The verdict with its reasons.
    edities : tuple of Editie
        Oldest first.
    buren, delen : tuple of Verwant
        Neighbours of the same level; buurten of a wijk, or wijken of a gemeente.
    wijk : Verwant or None
        The wijk around a buurt.
    vergelijking : tuple of Vergelijkregel
        From the area outwards, the country last.
    klasse_regio : Klasse
        What the class would be against the region's own mean; a side note.
    zonder_regiomaat : str
        Why that class is unknown, in Dutch; '' when it is known.
    onbekend : tuple of str
        What is not known of this area, in Dutch.
    """

    toets: Toets
    edities: tuple[Editie, ...]
    buren: tuple[Verwant, ...]
    delen: tuple[Verwant, ...]
    wijk: Verwant | None
    vergelijking: tuple[Vergelijkregel, ...]
    klasse_regio: Klasse
    zonder_regiomaat: str
    onbekend: tuple[str, ...]


def make_buurtbeeld(snapshot: Snapshot, score: Score, edities: Mapping[int, Score], code: str) -> Buurtbeeld:
    """Gather all that is told about an area.

    Parameters
    ----------
    snapshot : Snapshot
    score : Score
        The edition that is shown.
    edities : mapping of int to Score
        Every edition by its year.
    code : str
        Code of a buurt, wijk or gemeente of the snapshot.

    Raises
    ------
    InvoerFout
        When the area is not in the snapshot.
    """
    toets = judge_gebied(snapshot, code, score)
    row = _find_row(score.gebieden, toets.code)
    around = find_verwanten(score.gebieden, row["wijkcode"]) if toets.niveau == Niveau.BUURT else ()
    return Buurtbeeld(
        toets=toets,
        edities=find_edities(edities, toets.code),
        buren=find_buren(score.gebieden, toets.code),
        delen=find_delen(score.gebieden, toets.code),
        wijk=next(iter(around), None),
        vergelijking=compare_gebied(snapshot, score, toets.code),
        klasse_regio=judge_regiomaat(row, calculate_regiogemiddelde(score)),
        zonder_regiomaat=explain_regiomaat(row, score),
        onbekend=explain_onbekend(snapshot, toets),
    )


def _find_row(gebieden: pd.DataFrame, code: str) -> pd.Series:
    return gebieden[gebieden["code"] == code].iloc[0]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def describe_plaats(verdict: Toets) -> str:
    """Tell what an area is, where it lies and how many households it has."""
    return " · ".join(text for text, _ in list_plaats(verdict))


def list_plaats(verdict: Toets) -> list[tuple[str, str]]:
    """List what an area is, where it lies and how many households it has: text, and its figure ('' for none)."""
    where = [verdict.wijk if verdict.niveau == "buurt" else "", verdict.gemeente]
    parts = [verdict.niveau.capitalize(), *(part for part in where if part and part != verdict.naam)]
    known = verdict.huishoudens is not None
    households = f"{format_getal(verdict.huishoudens)} huishoudens" if known else "huishoudens onbekend"
    # An edition without households has nothing to lead to.
    figures = [(households, "huishoudens" if known else "")]
    lots = concentratie.name_concentratie(verdict.concentratie, verdict.overconcentratie)
    figures += [(f"{lots} ({describe_hier(verdict)})", lots)] if lots else []
    outside = ["buiten de regio, telt niet mee"] if verdict.rol == Rol.RAND else []
    return [(part, "") for part in parts] + figures + [(text, "") for text in (verdict.code, *outside)]


def find_edities(scores: Mapping[int, Score], code: str) -> tuple[Editie, ...]:
    """Return an area's measures and class in each edition, oldest first; years without the area are left out."""
    found = ((jaar, scores[jaar].gebieden) for jaar in sorted(scores))
    return tuple(
        _make_editie(jaar, _find_row(areas, code)) for jaar, areas in found if (areas["code"] == code).any()
    )


def _make_editie(jaar: int, row: pd.Series) -> Editie:
    names = ("ses_woa", "ses_referentie", "ses_marge", "lbm_afwijking")
    ses, reference, marge, lbm = (_number(row[name]) for name in names)
    return Editie(jaar, ses, reference, marge, lbm, Klasse(row["klasse"]), Oordeel(row["grensgeval"]))


def find_buren(gebieden: gpd.GeoDataFrame, code: str) -> tuple[Verwant, ...]:
    """Return the neighbours of an area, of its own level, by name; the ring around the region takes part.

    Parameters
    ----------
    gebieden : GeoDataFrame
        Scored areas, EPSG:28992.
    code : str
        An area without an outline has no neighbours.
    """
    same = gebieden[gebieden["niveau"] == _find_row(gebieden, code)["niveau"]]
    shape = _find_row(gebieden, code).geometry
    if shape is None or shape.is_empty:
        return ()
    # Only what lies near is compared: the country has 14,500 outlines.
    box = shapely.box(*shape.bounds).buffer(BUUR_AFSTAND_M)
    near = same.iloc[np.sort(same.sindex.query(box))]
    rows, columns = find_pairs(near.geometry)
    own = int(np.flatnonzero(near["code"] == code)[0])
    return _make_verwanten(near.iloc[columns[rows == own]])


def find_delen(gebieden: gpd.GeoDataFrame, code: str) -> tuple[Verwant, ...]:
    """Return the buurten of a wijk, or the wijken of a gemeente, by name; a buurt has none."""
    parts = {Niveau.WIJK: (Niveau.BUURT, "wijkcode"), Niveau.GEMEENTE: (Niveau.WIJK, "gemeentecode")}
    level = find_niveau(code)
    if level not in parts:
        return ()
    niveau, column = parts[level]
    return _make_verwanten(gebieden[(gebieden["niveau"] == niveau) & (gebieden[column] == code)])


def find_verwanten(gebieden: gpd.GeoDataFrame, *codes: str) -> tuple[Verwant, ...]:
    """Return the areas with these codes, by name; codes that are not there are passed over."""
    return _make_verwanten(gebieden[gebieden["code"].isin(codes)])


def _make_verwanten(gebieden: pd.DataFrame) -> tuple[Verwant, ...]:
    columns = ["code", "naam", "niveau", "gemeentenaam", "rol", "klasse", "grensgeval"]
    rows = gebieden.sort_values(["naam", "code"])[columns].itertuples(index=False)
    return tuple(
        Verwant(code, naam, niveau, gemeente, Rol(rol), Klasse(klasse), Oordeel(near))
        for code, naam, niveau, gemeente, rol, klasse, near in rows
    )


@dataclass(frozen=True)
class Regiogemiddelde:
    """Household-weighted means over the region's gemeenten, as S* is made for the country; NaN when unknown.

    Attributes
    ----------
    ses_woa, leefbaarheid : float
    huishoudens : float
        Households of the region.
    """

    ses_woa: float
    leefbaarheid: float
    huishoudens: float


def calculate_regiogemiddelde(score: Score) -> Regiogemiddelde:
    """Calculate both means of the region, over its gemeenten with score and households known."""
    own = score.select(Niveau.GEMEENTE)
    households = own["huishoudens"].to_numpy(dtype=float)
    return Regiogemiddelde(
        calculate_regiomiddel(score, "ses_woa", Niveau.GEMEENTE).waarde,
        calculate_regiomiddel(score, "lbm_afwijking", Niveau.GEMEENTE).waarde,
        float(households.sum()) if households.size else np.nan,
    )


def judge_regiomaat(row: pd.Series, gemiddelde: Regiogemiddelde) -> Klasse:
    """Return the class that the region's own mean would give; a side note, never the verdict."""
    ses, lbm = (np.array([row[name]], dtype=float) for name in ("ses_woa", "lbm_afwijking"))
    return Klasse(classify(ses, gemiddelde.ses_woa, lbm - gemiddelde.leefbaarheid)[0])


def explain_regiomaat(row: pd.Series, score: Score) -> str:
    """Tell why the region's own mean gives an area no class; '' when it gives one."""
    own, measures = score.select(Niveau.GEMEENTE), ("ses_woa", "lbm_afwijking")
    weights = (score.referentie.gewicht, "huishoudens")
    absent = [own[maat].isna().all() for maat in measures]
    means = (average_gewogen(own[maat], own[weight]) for maat, weight in zip(measures, weights, strict=True))
    unweighed = [np.isnan(mean) and not lost for mean, lost in zip(means, absent, strict=True)]
    reasons = [
        Zin(bool(row[list(measures)].isna().any()), buurtwoorden.GEBIED_ZONDER_SCORE),
        Zin(any(absent), buurtwoorden.GEMEENTEN_ZONDER_SCORE),
        Zin(any(unweighed), buurtwoorden.GEMEENTEN_ZONDER_HUISHOUDENS),
    ]
    return " en ".join(list_geldend(reasons))


def compare_gebied(snapshot: Snapshot, score: Score, code: str) -> tuple[Vergelijkregel, ...]:
    """Put an area beside its wijk, its gemeente, the region and the country, in this order."""
    row = _find_row(score.gebieden, code)
    codes = dict.fromkeys(found for found in (code, row["wijkcode"], row["gemeentecode"]) if found)
    areas = [score.gebieden[score.gebieden["code"] == found] for found in codes]
    lines = [_make_regel(area.iloc[0]) for area in areas if len(area)]
    return (*lines, _make_regio(snapshot, score), _make_land(snapshot, score))


def _make_regel(row: pd.Series) -> Vergelijkregel:
    ses, lbm, households = (_number(row[name]) for name in ("ses_woa", "lbm_afwijking", "huishoudens"))
    return Vergelijkregel(
        row["code"], row["naam"], row["niveau"], ses, lbm, households, Klasse(row["klasse"])
    )


def _make_regio(snapshot: Snapshot, score: Score) -> Vergelijkregel:
    mean = calculate_regiogemiddelde(score)
    ses, lbm, households = map(_number, (mean.ses_woa, mean.leefbaarheid, mean.huishoudens))
    return Vergelijkregel("", snapshot.manifest.regio.titel, "regio", ses, lbm, households, None)


def _make_land(snapshot: Snapshot, score: Score) -> Vergelijkregel:
    country = snapshot.gebieden[snapshot.gebieden["niveau"] == Niveau.LAND]
    code, naam = country[["code", "naam"]].iloc[0] if len(country) else ("", "Nederland")
    # The Leefbaarometer gives deviations from the country's mean: that mean is 0 by definition.
    households = _number(score.huishoudens_land)
    return Vergelijkregel(code, naam, "land", _number(score.referentie.waarde), 0.0, households, None)


def explain_onbekend(snapshot: Snapshot, toets: Toets) -> tuple[str, ...]:
    """Tell what is not known of an area: missing scores and margins, codes that did not fit, the border."""
    measures = {"ses_woa": toets.ses_woa, "lbm_afwijking": toets.leefbaarometer}
    missing = {key: maat for key, maat in measures.items() if maat.waarde is None}
    lines = [_explain_maat(key, maat) for key, maat in missing.items()]
    if toets.ses_woa.waarde is not None and toets.ses_woa.marge is None:
        lines.append("De toevalsmarge van SES-WOA: de spreiding of het aantal huishoudens ontbreekt.")
    if toets.concentratie == Oordeel.ONBEKEND:
        lines.append(describe_ontbreekt(toets.kenmerk))
    lines += _explain_ongekoppeld(snapshot, toets.code, missing)
    lines += [klassewoorden.LANDSGRENS] if toets.landsgrens else []
    return tuple(lines)


def _explain_maat(key: str, maat: Maat) -> str:
    reason = maat.uitleg if maat.status != Status.WAARGENOMEN else "geen cijfer"
    return f"De score voor {klassewoorden.SCORE_NAAM[key]} ({maat.jaar or 'geen jaar'}): {reason}."


def _explain_ongekoppeld(snapshot: Snapshot, code: str, ontbreekt: Mapping[str, Maat]) -> list[str]:
    """Tell which tables and editions were not joined to an area, but for those of which a missing score tells."""
    own = snapshot.reeksen[snapshot.reeksen["code"] == code]
    asked = [koppeling.find_bron(own, key, maat.jaar) for key, maat in ontbreekt.items()]
    told = {key for bron in asked if bron for key in (bron, bron.geheel)}
    names = {bron.sleutel: bron.naam for bron in snapshot.manifest.bronnen}
    return [
        f"Een deel van de cijfers ({names.get(line.bron, str(line.bron))}): {line.reden}."
        for line in snapshot.manifest.ongekoppeld
        if line.code == code and line.bron not in told
    ]


def explain_afwezig(snapshot: Snapshot, code: str) -> str:
    """Tell why an area that was asked for cannot be shown: another region, an old code, or none at all.

    Parameters
    ----------
    snapshot : Snapshot
    code : str
        A well-formed code that is not among the scored areas.
    """
    unmatched = [line for line in snapshot.manifest.ongekoppeld if line.code == code]
    if unmatched:
        return f"{unmatched[0].naam} ({code}) is niet getoetst: {unmatched[0].reden}."
    areas, region = snapshot.gebieden, snapshot.manifest.regio.titel
    if (areas["water"] & (areas["code"] == code)).any():
        return f"Het gebied {code} is open water. Het wordt niet getoetst."
    gemeente = areas.loc[areas["code"] == find_gemeentecode(code), ["naam", "rol"]]
    if gemeente.empty:
        return f"Het gebied {code} staat niet in deze gegevens. Ze gaan over {region}."
    naam, rol = gemeente.iloc[0]
    if rol != Rol.REGIO:
        return f"Het gebied {code} hoort bij de gemeente {naam}. Deze gegevens gaan over {region}."
    return (
        f"Het gebied {code} staat niet op de kaart van {snapshot.manifest.indeling}. Misschien is de code oud: "
        f"bij een nieuwe indeling veranderen codes. Zoek hieronder in de gemeente {naam}."
    )
