"""How the counts above and beside the map come about: formulas with their numbers, every area, and the sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.kaart import woorden
from woonzorg.kaart.telling import Telling, count_keuze, select_gebieden, write_kop
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.ophoping import count_ophoping, describe_ophoping, list_formules
from woonzorg.oordeel.toets import repeat_jaar
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.gegevens.manifest import BronVermelding
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kern.kern import Kerngebied
    from woonzorg.oordeel.concentratie import Kenmerk
    from woonzorg.oordeel.toets import Score

KOLOMMEN: tuple[str, ...] = (
    "code", "naam", "gemeentenaam", "klasse", "huishoudens", "huishoudens_jaar", "ses_woa", "ses_referentie",
    "ses_woa_jaar", "lbm_afwijking", "lbm_jaar", "concentratie", "overconcentratie", "lq", "kenmerk", "kenmerk_jaar",
)  # fmt: skip
"""Columns of the areas that were counted; with these anyone can count again, and sees of which years they are."""


@dataclass(frozen=True)
class Telherkomst:
    """What a headline and a legend rest on.

    Attributes
    ----------
    kop : str
        The headline.
    telling : Telling
        Its counts.
    formules : tuple of tuple of str
        What was counted, and the same with numbers.
    gebieden : DataFrame
        The areas that were counted, with `KOLOMMEN`, by class and name.
    jaren : dict
        Column of a source figure to its year; 0 when these data have none.
    bronnen : tuple of BronVermelding
        Of the figures that the counts are made from.
    ophoping : str
        The overconcentraties in one sentence.
    """

    kop: str
    telling: Telling
    formules: tuple[tuple[str, str], ...]
    gebieden: pd.DataFrame
    jaren: dict[str, int]
    bronnen: tuple[BronVermelding, ...]
    ophoping: str


def explain_telling(
    snapshot: Snapshot, score: Score, niveau: str, gemeente: str = "", jaar: int | None = None,
    kern: Kerngebied | None = None,
) -> Telherkomst:  # fmt: skip
    """Tell how the counts of one level come about.

    Parameters
    ----------
    snapshot : Snapshot
    score : Score
        Of that edition.
    niveau : str
    gemeente : str
        Only its areas; '' for the whole region.
    jaar : int, optional
        Edition; by default each measure's newest year.
    kern : Kerngebied, optional
        Only the buurten of this own area.
    """
    areas = select_gebieden(score, niveau, gemeente, kern)
    trait = score.kenmerk
    jaren = {
        "ses_woa": score.jaar_ses,
        "lbm_afwijking": score.jaar_lbm,
        "huishoudens": jaar or snapshot.manifest.jaren.get("huishoudens", 0),
        **({trait.sleutel: trait.jaar} if trait else {}),
    }
    lots = count_ophoping(score, areas, niveau)
    counted = count_keuze(areas, niveau, gemeente, snapshot.manifest.regio.titel, kern)
    return Telherkomst(
        write_kop(counted), counted,
        (*_fill_in(counted, int(areas["huishoudens"].isna().sum())), *list_formules(lots)),
        _list_gebieden(areas, jaren, trait), jaren, _find_bronnen(snapshot, jaren),
        describe_ophoping(lots, counted.naam if gemeente or kern else ""),
    )  # fmt: skip


def _list_gebieden(areas: pd.DataFrame, jaren: dict[str, int], kenmerk: Kenmerk | None) -> pd.DataFrame:
    """Return the areas with `KOLOMMEN`, by class and name."""
    rank = {str(klasse): place for place, klasse in enumerate(klassewoorden.LABELS)}
    names = {"ses_woa": "ses_woa_jaar", "lbm_afwijking": "lbm_jaar", "huishoudens": "huishoudens_jaar"}
    years = {name: repeat_jaar(jaren[key], len(areas)) for key, name in names.items()}
    years["kenmerk_jaar"] = repeat_jaar(kenmerk.jaar if kenmerk else 0, len(areas))
    told = kenmerk.sleutel if kenmerk else ""
    rows = areas.assign(_rang=areas["klasse"].map(rank), kenmerk=told, **years)
    rows = rows.sort_values(["_rang", "naam", "code"])
    return rows[list(KOLOMMEN)].reset_index(drop=True)


def _fill_in(counted: Telling, zonder: int) -> tuple[tuple[str, str], ...]:
    plural, klasse = klassewoorden.MEERVOUD[counted.niveau], Klasse.KWETSBAAR
    own, whole = counted.huishoudens[klasse], counted.totaal_huishoudens
    lines = [
        (
            woorden.AANTAL,
            woorden.describe_aantal(plural, counted.gebieden[klasse], counted.totaal),
        ),
        (woorden.DEEL, woorden.describe_deel(plural, own, whole)),
        (woorden.ONBEKEND, woorden.describe_onbekend(plural, counted.gebieden[Klasse.ONBEKEND])),
        (woorden.ZONDER, woorden.describe_zonder(counted.niveau, zonder) if zonder else ""),
    ]
    return tuple((head, text) for head, text in lines if text)


def _find_bronnen(snapshot: Snapshot, jaren: dict[str, int]) -> tuple[BronVermelding, ...]:
    """Return the sources that gave these figures in these years, in the order of the manifest."""
    series = snapshot.reeksen
    used = [
        set(series.loc[(series["indicator"] == key) & (series["jaar"] == jaar), "bron"])
        for key, jaar in jaren.items()
    ]
    keys = set().union(*used)
    return tuple(bron for bron in snapshot.manifest.bronnen if str(bron.sleutel) in keys)
