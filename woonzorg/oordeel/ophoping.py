"""Words and counts of concentrations: of what, how much, how many. A kwetsbaar area's is an overconcentratie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.oordeel.concentratie import (
    HUISHOUDENS_MINIMUM,
    Q,
    calculate_aandeel,
    count_kenmerk,
    name_concentratie,
)
from woonzorg.oordeel.klassewoorden import MEERVOUD, count_gebieden
from woonzorg.oordeel.veerkracht import Oordeel
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.oordeel.concentratie import Kenmerk
    from woonzorg.oordeel.toets import Score, Toets

KORT: dict[str, str] = {"laag_inkomen_pct": "lage inkomens", "corporatie_pct": "corporatiewoningen"}
"""What is concentrated, in a word or two, by the key of the trait."""

_LANG: dict[str, str] = {
    "laag_inkomen_pct": "het aandeel huishoudens met een laag inkomen",
    "corporatie_pct": "het aandeel huurwoningen van een corporatie",
}
_Q = format_getal(Q, 1)
_WAAR: dict[str, str] = {
    "concentratie": "niet kwetsbaar, of klasse onbekend",
    "overconcentratie": "kwetsbaar",
}


@dataclass(frozen=True)
class Ophoping:
    """The concentrations among some areas of one level.

    Attributes
    ----------
    niveau : str
    kenmerk : Kenmerk or None
        The trait; None when these data have none.
    over, overig, onbekend : int
        Areas that are an overconcentratie, another concentration, or of which it is not known; each area once.
    mogelijk : bool
        Whether any area could be one: a share of the region above 1/q leaves no room for it.
    misschien : int
        Areas of which it is not known whether they are an overconcentratie: kwetsbaar, or of unknown class.
    """

    niveau: str
    kenmerk: Kenmerk | None
    over: int
    overig: int
    onbekend: int
    mogelijk: bool = True
    misschien: int = 0


def count_ophoping(score: Score, gebieden: pd.DataFrame, niveau: str) -> Ophoping:
    """Count the concentrations among scored areas; the region's share is that of all its areas of the level."""
    concentrated = gebieden["concentratie"] == Oordeel.JA
    over = int((gebieden["overconcentratie"] == Oordeel.JA).sum())
    possible = True
    if score.kenmerk:
        own = score.select(niveau)
        v, households = count_kenmerk(own, score.kenmerk), own["huishoudens"]
        share = calculate_aandeel(
            v.to_numpy(dtype=float), households.to_numpy(dtype=float), v.notna().to_numpy()
        )
        possible = share.can_concentrate() or not share.huishoudens
    unknown = int((gebieden["concentratie"] == Oordeel.ONBEKEND).sum())
    maybe = int((gebieden["overconcentratie"] == Oordeel.ONBEKEND).sum())
    return Ophoping(niveau, score.kenmerk, over, int(concentrated.sum()) - over, unknown, possible, maybe)


def describe_grens(kenmerk: Kenmerk | None, *, jaar: bool = False) -> str:
    """Tell of what there is a concentration, and from when, with the year of the figures if asked; '' without a trait.

    Examples
    --------
    >>> from woonzorg.oordeel.concentratie import Kenmerk
    >>> describe_grens(Kenmerk("laag_inkomen_pct", 2023))
    'lage inkomens, minstens 1,5 ×'
    """
    if not kenmerk:
        return ""
    year = f" ({kenmerk.jaar or 'jaar onbekend'})" if jaar else ""
    return f"{KORT[kenmerk.sleutel]}{year}, minstens {_Q} ×"


def describe_lijn(soort: str, kenmerk: Kenmerk | None) -> str:
    """Tell what an outline on a map stands for ('concentratie' or 'overconcentratie'), and that the region measures it.

    Examples
    --------
    >>> from woonzorg.oordeel.concentratie import Kenmerk
    >>> describe_lijn("overconcentratie", Kenmerk("laag_inkomen_pct", 2023))
    'lage inkomens (2023), vanaf 1,5 × regio; kwetsbaar'
    """
    # So short that it stays on one line of a slide.
    measure = describe_grens(kenmerk, jaar=True).replace("minstens", "vanaf")
    return "; ".join(filter(None, [f"{measure} regio" if measure else "", _WAAR[soort]]))


def describe_hier(toets: Toets) -> str:
    """Tell of what an area is a concentration, from when, and how much it has here; '' where it is none.

    Examples
    --------
    An area with 2.1 times the region's share: 'lage inkomens, 1,5 ×, hier 2,1 ×'.
    """
    if toets.concentratie != Oordeel.JA or not toets.kenmerk or toets.lq is None:
        return ""
    return f"{KORT[toets.kenmerk]}, {_Q} ×, hier {format_getal(toets.lq, 1)} ×"


def list_woorden(gebieden: pd.DataFrame) -> list[str]:
    """Return what each scored area is, with how much it has ('overconcentratie, 2,1 ×'); else 'nee' or 'onbekend'."""
    rows = zip(gebieden["concentratie"], gebieden["overconcentratie"], gebieden["lq"], strict=True)
    return [
        f"{name}, {format_getal(lq, 1)} ×" if (name := name_concentratie(one, over)) else str(one)
        for one, over, lq in rows
    ]


def describe_ontbreekt(kenmerk: str) -> str:
    """Tell that it is not known whether an area is a concentration, and of what: the key of the trait, '' for none."""
    if not kenmerk:
        return "Of hier een concentratie is: het kenmerk ontbreekt in deze gegevens."
    return f"Of hier een concentratie is van {KORT[kenmerk]}: dat aandeel ontbreekt."


def describe_ophoping(ophoping: Ophoping, gemeente: str = "") -> str:
    """Tell how many kwetsbare areas are an overconcentratie, and of what; then of how many that is not known.

    Parameters
    ----------
    ophoping : Ophoping
    gemeente : str
        Name of the gemeente to which the view is filtered; '' for the whole region.
    """
    if ophoping.kenmerk is None:
        return "Over concentraties is niets bekend. Het kenmerk ontbreekt in deze gegevens."
    share = _LANG[ophoping.kenmerk.sleutel]
    if not ophoping.mogelijk:
        return f"In deze regio is {share} zo hoog, dat het nergens {_Q} keer zo hoog kan zijn."
    where = f" in {gemeente}" if gemeente else ""
    told = f"{_count_kwetsbaar(ophoping, where)} {share} minstens {_Q} keer dat van de regio."
    maybe = count_gebieden(ophoping.misschien, ophoping.niveau)
    return f"{told} Van {maybe} is dat niet bekend." if ophoping.misschien else told


def _count_kwetsbaar(ophoping: Ophoping, waar: str) -> str:
    if not ophoping.over:
        return f"In geen enkele kwetsbare {ophoping.niveau}{waar} is, voor zover bekend,"
    noun = ophoping.niveau if ophoping.over == 1 else MEERVOUD[ophoping.niveau]
    return f"In {format_getal(ophoping.over)} kwetsbare {noun}{waar} is"


def list_formules(ophoping: Ophoping) -> list[tuple[str, str]]:
    """Return how the counts of concentrations come about: what was counted, and the count."""
    if ophoping.kenmerk is None:
        return []
    rule = f"{describe_grens(ophoping.kenmerk)} het aandeel van de regio, en minstens {HUISHOUDENS_MINIMUM} huishoudens"
    plural = MEERVOUD[ophoping.niveau]
    lines = {
        "Overconcentraties": f"kwetsbare {plural} met een concentratie ({rule}): {format_getal(ophoping.over)}",
        "Andere concentraties": f"{plural} met een concentratie die niet kwetsbaar zijn, of waarvan de klasse onbekend "
        f"is: {format_getal(ophoping.overig)}",
    }
    if ophoping.onbekend:
        lines["Concentratie onbekend"] = f"{plural} zonder dit kenmerk: {format_getal(ophoping.onbekend)}"
    return list(lines.items())
