"""Areas as other systems read them: the same class and scores as the page Buurt shows, and why something is missing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from woonzorg.buurt.buurtbeeld import explain_onbekend, find_edities
from woonzorg.gebied import Niveau, Rol
from woonzorg.indicator import DIMENSIES, PER_SLEUTEL
from woonzorg.koppelvlak.momentopnamen import Bronregel, list_bronregels
from woonzorg.koppelvlak.schrift import tell, write_deel
from woonzorg.oordeel import klassewoorden, koppeling
from woonzorg.oordeel.klassewoorden import SCORE_NAAM
from woonzorg.oordeel.toets import judge_gebied
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.rapport.uitvoer import to_graden

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import geopandas as gpd
    import pandas as pd

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.koppelvlak.vragen import Gebiedenvraag
    from woonzorg.oordeel.toets import Score, Toets

_CIJFERS: dict[str, str] = {
    "ses_woa": "sesWoa",
    "lbm_afwijking": "leefbaarheid",
    "huishoudens": "huishoudens",
}
"""Figures of which it is told why they are missing, by the name that they have in an answer."""


@dataclass(frozen=True)
class Ontbrekend:
    """Een cijfer dat er niet is, en waarom."""

    veld: str = tell("Naam van het veld dat null is.")
    reden: str = tell("Waarom het er niet is.")


@dataclass(frozen=True)
class Gebiedsregel:
    """Een gebied met zijn klasse en beide scores. Wat er niet is, is null; 'ontbreekt' zegt waarom."""

    code: str = tell("Code van het CBS.", pattern="^(BU|WK|GM)[0-9A-Z]{4,8}$")
    naam: str = tell("Naam van het gebied.")
    niveau: Niveau = tell("Buurt, wijk of gemeente.")
    gemeentecode: str = tell("Code van de gemeente.")
    gemeente: str = tell("Naam van de gemeente.")
    wijkcode: str | None = tell("Code van de wijk; null bij een gemeente.")
    rol: Rol = tell("'rand': het gebied ligt net buiten de regio en telt niet mee.")
    klasse: Klasse = tell("Klasse volgens de regel van de visie (§5.3).")
    kwetsbaar_uitgesloten: bool = tell("Of de klasse, ook als die onbekend is, niet kwetsbaar kan zijn.")
    grensgeval: Oordeel = tell("Of een nieuwe meting anders kan uitvallen. Het verandert de klasse niet.")
    huishoudens: float | None = tell("Particuliere huishoudens.")
    ses_woa: float | None = tell(f"Score voor {SCORE_NAAM['ses_woa']} (SES-WOA).")
    ses_woa_referentie: float | None = tell("Landelijk gemiddelde waarmee die score wordt vergeleken.")
    ses_woa_marge: float | None = tell("Toevalsmarge van die score.")
    ses_woa_jaar: int | None = tell("Jaar van die score.")
    leefbaarheid: float | None = tell("Afwijking van het landelijk gemiddelde (Leefbaarometer).")
    leefbaarheid_referentie: float | None = tell("Landelijk gemiddelde: bij deze score 0.")
    leefbaarheid_jaar: int | None = tell("Jaar van die score.")
    ontbreekt: tuple[Ontbrekend, ...] = tell("Welke cijfers er niet zijn, en waarom.")


@dataclass(frozen=True)
class Gebiedslijst:
    """Een pagina met gebieden van één niveau, op volgorde van code."""

    momentopname: str = tell("Kenmerk van de gegevens.")
    fictief: bool = tell("Of streek en cijfers verzonnen zijn.")
    toelichting: str = tell("Wat een lezer moet weten.")
    totaal: int = tell("Hoeveel gebieden aan de vraag voldoen.")
    pagina: int = tell("De hoeveelste pagina dit is.")
    aantal: int = tell("Hoeveel gebieden een pagina heeft.")
    gebieden: tuple[Gebiedsregel, ...] = tell("De gebieden.")


@dataclass(frozen=True)
class Dimensiewaarde:
    """Een onderdeel van de score voor leefbaarheid."""

    sleutel: str = tell("Naam van het cijfer.")
    titel: str = tell("Naam op het scherm.")
    waarde: float | None = tell("Waarde; null als de bron er geen geeft.")
    reden: str | None = tell("Waarom er geen waarde is.")


@dataclass(frozen=True)
class Jaarmeting:
    """Beide scores en de klasse van één jaar."""

    jaar: int = tell("Beide scores zijn van dit jaar.")
    klasse: Klasse = tell("Klasse in dat jaar.")
    grensgeval: Oordeel = tell("Of dat jaar een grensgeval was.")
    ses_woa: float | None = tell(f"Score voor {SCORE_NAAM['ses_woa']}.")
    ses_woa_referentie: float | None = tell("Landelijk gemiddelde van dat jaar.")
    ses_woa_marge: float | None = tell("Toevalsmarge.")
    leefbaarheid: float | None = tell("Afwijking van het landelijk gemiddelde.")


@dataclass(frozen=True)
class Gebiedsantwoord:
    """Alles wat over één gebied te lezen is: klasse, scores, marge, eerdere jaren, redenen en bronnen."""

    momentopname: str = tell("Kenmerk van de gegevens.")
    fictief: bool = tell("Of streek en cijfers verzonnen zijn.")
    toelichting: str = tell("Wat een lezer moet weten.")
    gebied: Gebiedsregel = tell("Klasse en scores.")
    concentratie: Oordeel = tell("Of het kenmerk hier minstens 1,5 keer het aandeel van de regio heeft.")
    overconcentratie: Oordeel = tell("Of er een concentratie is in een kwetsbaar gebied.")
    kenmerk: str | None = tell("Het kenmerk waarnaar bij een concentratie is gekeken.")
    dimensies: tuple[Dimensiewaarde, ...] = tell("De onderdelen van de score voor leefbaarheid.")
    redenen: tuple[str, ...] = tell("Waarom dit de klasse is, in zinnen.")
    onbekend: tuple[str, ...] = tell("Wat van dit gebied niet bekend is, in zinnen.")
    metingen: tuple[Jaarmeting, ...] = tell("Klasse en scores per jaar, het oudste eerst.")
    bronnen: tuple[Bronregel, ...] = tell("Waar de cijfers vandaan komen.")


@dataclass(frozen=True)
class Gebiedenlaag:
    """The region's own areas of an edition, in the order in which they are told.

    Attributes
    ----------
    regels : GeoDataFrame
        In degrees, as a file holds them.
    """

    regels: gpd.GeoDataFrame

    def select(self, vraag: Gebiedenvraag) -> gpd.GeoDataFrame:
        """Return the areas that are asked, of all pages."""
        areas = self.regels[self.regels["niveau"] == vraag.niveau]
        if vraag.gemeente:
            areas = areas[areas["gemeentecode"] == vraag.gemeente]
        if vraag.bbox:
            areas = areas[areas.geometry.intersects(shapely.box(*vraag.bbox))]
        return areas


def make_laag(score: Score) -> Gebiedenlaag:
    """Return the areas of a region as a layer; of a country this takes some seconds."""
    own = score.gebieden[score.gebieden["rol"] == Rol.REGIO].sort_values("code", ignore_index=True)
    return Gebiedenlaag(to_graden(own))


def make_lijst(snapshot: Snapshot, score: Score, laag: Gebiedenlaag, vraag: Gebiedenvraag) -> Gebiedslijst:
    """Return a page of areas.

    Parameters
    ----------
    snapshot : Snapshot
    score : Score
        The edition that is asked.
    laag : Gebiedenlaag
        Made of that score.
    vraag : Gebiedenvraag
    """
    areas = laag.select(vraag)
    return _make_lijst(snapshot, score, areas, _cut(areas, vraag), vraag)


def make_features(
    snapshot: Snapshot, score: Score, laag: Gebiedenlaag, vraag: Gebiedenvraag
) -> tuple[Gebiedslijst, dict[str, Any]]:
    """Return a page of areas, and the same as GeoJSON; arguments as `make_lijst`."""
    areas = laag.select(vraag)
    shown = _cut(areas, vraag)
    told = _make_lijst(snapshot, score, areas, shown, vraag)
    outlines = [shapely.geometry.mapping(outline) for outline in shown.geometry]
    head = {"momentopname": told.momentopname, "fictief": told.fictief, "toelichting": told.toelichting}
    features = [
        {"type": "Feature", "id": row.code, "geometry": outline, "properties": write_deel(row)}
        for row, outline in zip(told.gebieden, outlines, strict=True)
    ]
    counts = {"numberMatched": told.totaal, "numberReturned": len(features)}
    return told, {"type": "FeatureCollection", **counts, **head, "features": features}


def _cut(areas: gpd.GeoDataFrame, vraag: Gebiedenvraag) -> gpd.GeoDataFrame:
    start = (vraag.pagina - 1) * vraag.aantal
    return areas.iloc[start : start + vraag.aantal]


def _make_lijst(
    snapshot: Snapshot, score: Score, areas: pd.DataFrame, shown: pd.DataFrame, vraag: Gebiedenvraag
) -> Gebiedslijst:
    manifest = snapshot.manifest
    return Gebiedslijst(
        momentopname=snapshot.id, fictief=manifest.fictief, toelichting=explain_gegevens(fictief=manifest.fictief),
        totaal=len(areas), pagina=vraag.pagina, aantal=vraag.aantal, gebieden=make_regels(snapshot, score, shown),
    )  # fmt: skip


def explain_gegevens(*, fictief: bool) -> str:
    """Return what goes with every answer about areas."""
    return klassewoorden.FICTIE if fictief else klassewoorden.DISCLAIMER


def make_regels(snapshot: Snapshot, score: Score, gebieden: pd.DataFrame) -> tuple[Gebiedsregel, ...]:
    """Return rows of scored areas as they are told."""
    missing = gebieden[gebieden[list(_CIJFERS)].isna().any(axis=1)]["code"]
    series = snapshot.reeksen
    found = series[series["code"].isin(missing)] if len(missing) else series.iloc[:0]
    own = {str(code): rows for code, rows in found.groupby("code")}
    return tuple(
        _make_regel(snapshot, score, row, own.get(row["code"], series.iloc[:0]))
        for row in gebieden.to_dict("records")
    )


def _make_regel(
    snapshot: Snapshot, score: Score, row: Mapping[Hashable, Any], eigen: pd.DataFrame
) -> Gebiedsregel:
    number = {name: _to_getal(row[name]) for name in (*_CIJFERS, "ses_referentie", "ses_marge")}
    return Gebiedsregel(
        code=row["code"], naam=row["naam"], niveau=Niveau(row["niveau"]), gemeentecode=row["gemeentecode"],
        gemeente=row["gemeentenaam"], wijkcode=row["wijkcode"] or None, rol=Rol(row["rol"]),
        klasse=Klasse(row["klasse"]), kwetsbaar_uitgesloten=bool(row["kwetsbaar_uitgesloten"]),
        grensgeval=Oordeel(row["grensgeval"]), huishoudens=number["huishoudens"], ses_woa=number["ses_woa"],
        ses_woa_referentie=number["ses_referentie"], ses_woa_marge=number["ses_marge"],
        ses_woa_jaar=score.jaar_ses or None, leefbaarheid=number["lbm_afwijking"],
        leefbaarheid_referentie=0.0 if score.jaar_lbm else None, leefbaarheid_jaar=score.jaar_lbm or None,
        ontbreekt=(*_list_ontbrekend(snapshot, score, number, eigen), *_list_afgeleid(score, number)),
    )  # fmt: skip


def _list_ontbrekend(
    snapshot: Snapshot, score: Score, getallen: Mapping[str, float | None], eigen: pd.DataFrame
) -> list[Ontbrekend]:
    years = {
        "ses_woa": score.jaar_ses,
        "lbm_afwijking": score.jaar_lbm,
        "huishoudens": score.jaren.get("huishoudens", 0),
    }
    return [
        Ontbrekend(field, koppeling.read_status(snapshot, eigen, key, years[key])[1])
        for key, field in _CIJFERS.items()
        if getallen[key] is None
    ]


GEEN_MARGE = "de spreiding of het aantal huishoudens ontbreekt"


def _list_afgeleid(score: Score, getallen: Mapping[str, float | None]) -> list[Ontbrekend]:
    """Tell why what is worked out is missing."""
    found = []
    if getallen["ses_referentie"] is None:
        found.append(Ontbrekend("sesWoaReferentie", score.referentie.melding))
    if getallen["ses_marge"] is None:
        found.append(Ontbrekend("sesWoaMarge", GEEN_MARGE))
    return found


def _to_getal(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def make_blad(snapshot: Snapshot, score: Score, edities: Mapping[int, Score], code: str) -> Gebiedsantwoord:
    """Return all that is told of one area.

    Parameters
    ----------
    snapshot : Snapshot
    score : Score
        The edition that is asked.
    edities : mapping of int to Score
        Every edition by its year.
    code : str

    Raises
    ------
    InvoerFout
        When the area is not in the snapshot.
    """
    verdict = judge_gebied(snapshot, code, score)
    row = score.gebieden[score.gebieden["code"] == verdict.code]
    return Gebiedsantwoord(
        momentopname=snapshot.id, fictief=snapshot.manifest.fictief,
        toelichting=explain_gegevens(fictief=snapshot.manifest.fictief),
        gebied=make_regels(snapshot, score, row)[0], concentratie=verdict.concentratie,
        overconcentratie=verdict.overconcentratie, kenmerk=verdict.kenmerk or None,
        dimensies=_list_dimensies(snapshot, verdict), onbekend=explain_onbekend(snapshot, verdict),
        redenen=tuple(reden.zin for reden in verdict.redenen),
        metingen=_list_metingen(edities, verdict.code), bronnen=list_bronregels(snapshot.manifest),
    )  # fmt: skip


def _list_dimensies(snapshot: Snapshot, toets: Toets) -> tuple[Dimensiewaarde, ...]:
    values, year = toets.leefbaarometer.dimensies, toets.leefbaarometer.jaar
    is_heel = all(value is not None for value in values.values())
    own = snapshot.reeksen.iloc[:0] if is_heel else snapshot.reeksen[snapshot.reeksen["code"] == toets.code]

    def make(key: str) -> Dimensiewaarde:
        value = values[key.removeprefix("lbm_")]
        why = koppeling.read_status(snapshot, own, key, year)[1] if value is None else None
        return Dimensiewaarde(key, PER_SLEUTEL[key].titel, value, why)

    return tuple(map(make, DIMENSIES))


def _list_metingen(edities: Mapping[int, Score], code: str) -> tuple[Jaarmeting, ...]:
    return tuple(
        Jaarmeting(
            one.jaar, one.klasse, one.grensgeval, one.ses_woa, one.referentie, one.marge, one.leefbaarheid
        )
        for one in find_edities(edities, code)
    )
