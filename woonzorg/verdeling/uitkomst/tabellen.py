"""Tables of what a planner set and proposed: the scale at which each group is tested, and sites judged by each rule."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.verdeling.regels.besluiten import describe_besluiten
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.oordeel import OORDELEN
from woonzorg.verdeling.uitkomst import woorden
from woonzorg.verdeling.uitkomst.merken import TEKENS
from woonzorg.verdeling.vraag.groepen import (
    GROEPEN,
    VERDEELINSTRUMENTEN,
    Instrument,
    choose_schaal,
    find_schaal,
    is_gebonden,
)

if TYPE_CHECKING:
    from woonzorg.verdeling.regels.toetsing import Regeltoets, Toetsing
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

EIGEN_KEUZE, GEEN_GRENS = "eigen keuze", "geen grens"


def tabulate_schalen(scenario: Scenario) -> pd.DataFrame:
    """Return a row for each group that the rule binds: columns naam and each instrument, with scale and source."""
    bound = [groep for groep in GROEPEN if is_gebonden(groep.sleutel)]
    return pd.DataFrame(
        [
            {"naam": groep.titel}
            | {str(item): describe_schaal(scenario, groep.sleutel, item) for item in VERDEELINSTRUMENTEN}
            for groep in bound
        ]
    )


def describe_schaal(scenario: Scenario, groep: str, instrument: Instrument) -> str:
    """Tell the scale at which an instrument is tested for a group, and where that comes from; '–' if it suits not."""
    usual = find_schaal(groep, instrument)
    if usual is None:
        return "–"
    chosen = choose_schaal(scenario.schalen, groep, instrument)
    source = woorden.shorten_bron(usual.bron) if chosen == usual.schaal else EIGEN_KEUZE
    return f"{chosen} ({source})"


def tabulate_toetsen(uitkomst: Uitkomst) -> pd.DataFrame:
    """Return a row for each proposed site and each rule that binds it, for the planner.

    Returns
    -------
    DataFrame
        Columns plek, code, groep, regel, oordeel, gevraagd, hoogstens ('geen grens' where the rule lays none).
    """
    areas = uitkomst.situatie.veld.gebieden
    names = dict(zip(areas["code"], areas["naam"], strict=True))
    return pd.DataFrame(
        [
            _make_row(item, rule, str(names[item.voorstel.code]))
            for item in uitkomst.toetsen
            for rule in item.regels
        ],
        columns=["plek", "code", "groep", "regel", "oordeel", "gevraagd", "hoogstens"],
    )


def _make_row(toetsing: Toetsing, regel: Regeltoets, naam: str) -> dict[str, str | float]:
    site = toetsing.voorstel
    return {
        "plek": f"{naam}, {site.complex}" if site.complex else naam, "code": site.code,
        "groep": woorden.name_groep(site.groep), "regel": REGELS[regel.regel].titel,
        "oordeel": f"{TEKENS[regel.oordeel]} {describe_besluiten(regel.besluiten) or OORDELEN[regel.oordeel]}",
        "gevraagd": float(regel.waarde), "hoogstens": regel.grens if math.isfinite(regel.grens) else GEEN_GRENS,
    }  # fmt: skip
