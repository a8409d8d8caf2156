"""What a slide about one area tells, once: the screen that presents and the paper of a pack both set these words.

Only public figures, and of this area: no sentence about the region, no rank, no sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.buurt import buurtwoorden, diawoorden
from woonzorg.buurt.buurtbeeld import find_buren, find_delen, find_edities, find_verwanten
from woonzorg.buurt.dichtbij import explain_geen, find_dichtbij, is_gevraagd
from woonzorg.gebied import Niveau, Rol, find_wijkcode
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.ophoping import count_ophoping
from woonzorg.oordeel.reden import Redensoort
from woonzorg.oordeel.toets import judge_gebied
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

    from woonzorg.buurt.buurtbeeld import Verwant
    from woonzorg.buurt.diawoorden import Diaregel
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score, Toets


_KOLOMMEN = [
    "code", "naam", "niveau", "rol", "klasse", "grensgeval", "concentratie", "huishoudens", "gemeentecode",
    "gemeentenaam", "huishoudens_nu", "concentratie_nu", "wijkcode", "geometry",
]  # fmt: skip
"""What is looked up of areas around: a table of all columns takes five times as long to choose from."""


@dataclass(frozen=True)
class Diabeeld:
    """The words of a slide about one area.

    Attributes
    ----------
    toets : Toets
        The verdict, with both measures.
    kop : str
        Its own sentence, in which its name stands.
    plaats : str
        Where it lies, and how many households it has.
    regels : tuple of Diaregel
        What is told beside the scores, most important first.
    bron : str
        Years of the figures, in one line.
    fictief : bool
        Whether the region is made up.
    """

    toets: Toets
    kop: str
    plaats: str
    regels: tuple[Diaregel, ...]
    bron: str
    fictief: bool


def make_diabeeld(
    snapshot: Snapshot, score: Score, edities: Mapping[int, Score], code: str, jaar: int | None = None
) -> Diabeeld:
    """Gather the words of a slide.

    Parameters
    ----------
    snapshot : Snapshot
    score : Score
        The edition that is shown.
    edities : mapping of int to Score
        Every edition by its year.
    code : str
        A buurt, wijk or gemeente of the snapshot.
    jaar : int, optional
        The edition, when it is not the newest of each measure.

    Raises
    ------
    InvoerFout
        When the area is not in the snapshot.
    """
    verdict, areas = judge_gebied(snapshot, code, score), score.gebieden[_KOLOMMEN]
    lines = (
        *_tell_meldingen(verdict, jaar),
        *_tell_ophoping(score, verdict),
        *_tell_sinds(score, edities, verdict, jaar),
        *_tell_omgeving(areas, verdict),
        *_tell_verder(areas, verdict),
    )
    return Diabeeld(
        toets=verdict,
        kop=diawoorden.write_kop(verdict.naam, verdict.find_reden(Redensoort.KLASSE).zin),
        plaats=diawoorden.write_plaats(verdict),
        regels=lines,
        bron=diawoorden.write_bron(score.jaar_ses, score.jaar_lbm, score.kenmerk),
        fictief=snapshot.manifest.fictief,
    )


def _tell_meldingen(verdict: Toets, jaar: int | None) -> list[Diaregel]:
    """Return what is to be known first: a grensgeval, an earlier year, an area that does not count."""
    lines = [diawoorden.Diaregel(reden.aanhef, reden.tekst, let_op=True) for reden in verdict.kanttekeningen]
    if jaar is not None:
        lines.append(diawoorden.Diaregel("", klassewoorden.describe_editie(jaar), let_op=True))
    if verdict.rol == Rol.RAND:
        lines.append(diawoorden.Diaregel("", diawoorden.BUITEN_REGIO, let_op=True))
    return lines


def _tell_ophoping(score: Score, verdict: Toets) -> list[Diaregel]:
    if verdict.niveau == Niveau.GEMEENTE:
        return []
    counted = count_ophoping(score, score.select(verdict.niveau), verdict.niveau)
    return [diawoorden.describe_ophoping(verdict, counted)]


def _tell_sinds(
    score: Score, edities: Mapping[int, Score], verdict: Toets, jaar: int | None
) -> list[Diaregel]:
    """Tell since when the class is what it is; of an earlier year only what came before it."""
    if verdict.niveau == Niveau.GEMEENTE:
        return []
    scores = {year: one for year, one in edities.items() if jaar is None or year <= jaar}
    classes = {editie.jaar: editie.klasse for editie in find_edities(scores, verdict.code)}
    # Where each measure has a newest year of its own, what is shown is no edition.
    now = score.jaar_ses if score.jaar_ses == score.jaar_lbm else 0
    told = diawoorden.describe_sinds(classes, verdict.klasse, apart=now not in classes)
    return [diawoorden.Diaregel("", told)] if told else []


def _tell_omgeving(areas: gpd.GeoDataFrame, verdict: Toets) -> list[Diaregel]:
    if verdict.niveau == Niveau.GEMEENTE:
        return [_tell_binnen(areas, verdict, level) for level in (Niveau.BUURT, Niveau.WIJK)]
    around = [buur.klasse for buur in find_buren(areas, verdict.code)]
    told = buurtwoorden.describe_buren(
        verdict.niveau, around.count(Klasse.KWETSBAAR), around.count(Klasse.ONBEKEND), len(around)
    )
    border = f" {diawoorden.LANDSGRENS}" if verdict.landsgrens else ""
    if verdict.niveau == Niveau.WIJK:
        return [
            _tell_delen(verdict, find_delen(areas, verdict.code)),
            diawoorden.Diaregel("Buren.", told + border),
        ]
    wijk = next(iter(find_verwanten(areas, find_wijkcode(verdict.code))), None)
    of_wijk = f"{diawoorden.describe_wijk(wijk.naam, wijk.klasse)} " if wijk else ""
    return [diawoorden.Diaregel("Wijk en buren." if wijk else "Buren.", f"{of_wijk}{told}{border}")]


def _tell_delen(verdict: Toets, delen: tuple[Verwant, ...]) -> Diaregel:
    other = sum(part.klasse != verdict.klasse for part in delen)
    return diawoorden.Diaregel(
        "Buurten.", buurtwoorden.describe_delen(Niveau.BUURT, verdict.naam, other, len(delen))
    )


def _tell_binnen(areas: pd.DataFrame, verdict: Toets, niveau: Niveau) -> Diaregel:
    """Tell of a gemeente how many of its areas of a level have both scores below the mean."""
    same = areas[areas["niveau"] == niveau]
    classes = same.loc[same["gemeentecode"] == verdict.code, "klasse"]
    told = klassewoorden.describe_kop(
        niveau,
        int((classes == Klasse.KWETSBAAR).sum()),
        len(classes),
        "onbekend",
        int((classes == Klasse.ONBEKEND).sum()),
    )
    return diawoorden.Diaregel(f"{klassewoorden.MEERVOUD[niveau].capitalize()}.", told)


def _tell_verder(areas: gpd.GeoDataFrame, verdict: Toets) -> list[Diaregel]:
    """Tell where the rule stops nothing nearby, and what it leaves alone here."""
    lines = []
    if is_gevraagd(verdict.klasse, verdict.niveau, uitgesloten=verdict.uitgesloten):
        near = find_dichtbij(areas, verdict.code)
        lines.append(
            diawoorden.describe_dichtbij(near)
            if near
            else diawoorden.Diaregel("", explain_geen(areas, verdict.code))
        )
    if verdict.klasse == Klasse.KWETSBAAR and verdict.niveau != Niveau.GEMEENTE:
        lines.append(diawoorden.ANDERS)
    return lines
