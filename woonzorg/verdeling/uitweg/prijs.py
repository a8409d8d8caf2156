"""What a point of the frontier costs: others who seek a home, and what comes of it when it goes on for five years."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.oordeel.klassewoorden import count_gebieden
from woonzorg.speling import RUIS
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, MUTATIEGRAAD, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import turn_parameter
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.regels.verplaatsing import find_verplaatsing
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitweg.grensvlak import PER_1000
from woonzorg.verdeling.uitweg.mogelijk import find_meest_mogelijk
from woonzorg.verdeling.vraag.groepen import Soort

if TYPE_CHECKING:
    from woonzorg.gebied import Niveau
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Values, Veld
    from woonzorg.verdeling.scenario.inhoud import Scenario

JAREN = 5
"""Years that a point is looked at."""

VISIE = (7.0, 12.0)
"""Share of all freed homes, in percent, that the low and the high demand ask (vision, §4.2: of 6,261)."""


@dataclass(frozen=True)
class Prijs:
    """What a point costs.

    Attributes
    ----------
    per_1000, aandeel : float
        The point: plafond, and toewijsaandeel in percent.
    blijft : float
        Percent of what comes free in an area that stays for others, where the share is used up.
    deel_van_alles : float
        Percent of all homes that come free in the region that the plan takes; NaN where that is not known.
    visie : (float, float)
        The same share for the low and the high demand of the vision.
    geplaatst, vraag : int
        Homes placed at this point, and asked.
    niveau : Niveau
    ontvangend : int
        Areas that receive homes at this point.
    na_vijf_jaar : tuple of str or None
        Codes of the areas that become a concentratie when five such plans follow each other; None where the demand is
        not per year.
    vijf_geplaatst, vijf_meest, vijf_vraag : int or None
        Homes placed by a plan over five years that keeps all rules at this point; the most that only 'ontzien' and
        'geen verplaatsing' leave room for; and five times the demand. None as above.
    """

    per_1000: float
    aandeel: float
    blijft: float
    deel_van_alles: float
    visie: tuple[float, float]
    geplaatst: int
    vraag: int
    niveau: Niveau
    ontvangend: int
    na_vijf_jaar: tuple[str, ...] | None
    vijf_geplaatst: int | None
    vijf_meest: int | None
    vijf_vraag: int | None


def price_punt(scenario: Scenario, veld: Veld, per_1000: float, aandeel: float) -> Prijs:
    """Return what a point costs for the side of the demand that a scenario has.

    Parameters
    ----------
    scenario : Scenario
    veld : Veld
    per_1000 : float
        Plafond, per 1,000 households.
    aandeel : float
        Toewijsaandeel in percent.
    """
    situatie = take_punt(make_situatie(scenario, veld), per_1000, aandeel)
    return price_situatie(situatie, per_jaar=scenario.soort == Soort.PER_JAAR)


def take_punt(situatie: Situatie, per_1000: float, aandeel: float) -> Situatie:
    """Return a situation with the two levers at a point."""
    turned = turn_parameter(situatie, PLAFOND, PER_1000, per_1000)
    return turn_parameter(turned, CAPACITEIT, TOEWIJSAANDEEL, aandeel)


def price_situatie(situatie: Situatie, *, per_jaar: bool) -> Prijs:
    """Return what the levers of a situation cost.

    Parameters
    ----------
    situatie : Situatie
    per_jaar : bool
        Whether its demand comes back each year, so that it can be looked at for five.
    """
    share = CAPACITEIT.read(situatie)[TOEWIJSAANDEEL.sleutel]
    plan, asked = place(situatie), sum(situatie.behoefte.aantallen)
    added = plan.aantallen.sum(axis=1)
    longer = lengthen(situatie)
    placed, free = int(added.sum()), count_vrijkomend(situatie)
    return Prijs(
        PLAFOND.read(situatie)[PER_1000.sleutel], share, 100.0 - share, 100.0 * placed / free if free else math.nan,
        VISIE, placed, asked, situatie.veld.niveau, int((added > 0).sum()),
        find_nieuwe(situatie, JAREN * added.astype(float)) if per_jaar else None,
        sum(place(longer).geplaatst) if per_jaar else None, find_meest_mogelijk(longer) if per_jaar else None,
        JAREN * asked if per_jaar else None,
    )  # fmt: skip


def count_vrijkomend(situatie: Situatie) -> float:
    """Return the homes of corporaties that come free in the region over the years of a situation; 0 when not known.

    By the own rows of the gemeenten where all are known, else by the sum of the areas.
    """
    veld = situatie.veld
    stock = math.fsum(veld.voorraad.values()) if veld.voorraad else math.nan
    if math.isnan(stock):
        stock = float(np.nansum(np.where(veld.eigen, veld.read("corporatie"), 0.0)))
    return stock * CAPACITEIT.read(situatie)[MUTATIEGRAAD.sleutel] / 100 * situatie.jaren


def lengthen(situatie: Situatie) -> Situatie:
    """Return a situation over five years: five times the demand, and what comes free in five years."""
    need = situatie.behoefte
    longer = dataclasses.replace(need, aantallen=tuple(JAREN * count for count in need.aantallen))
    return dataclasses.replace(situatie, behoefte=longer, jaren=JAREN * situatie.jaren, basis=None)


def find_nieuwe(situatie: Situatie, erbij: Values) -> tuple[str, ...]:
    """Return the codes of the areas that become a concentratie when homes are added.

    Parameters
    ----------
    situatie : Situatie
    erbij : ndarray of float
        Homes by area of the field.
    """
    codes = situatie.veld.codes
    over = {
        limit.naam
        for limit in find_verplaatsing(situatie)
        if len(limit.gebieden) == 1 and limit.naam == codes[limit.gebieden[0]]
        and erbij[limit.gebieden[0]] > limit.hoog + RUIS
    }  # fmt: skip
    return tuple(code for code in codes if code in over)


def list_prijszinnen(prijs: Prijs) -> list[str]:
    """Tell what a point costs, in sentences for screen and paper.

    Parameters
    ----------
    prijs : Prijs
    """
    low, high = (format_getal(value) for value in prijs.visie)
    areas = len(prijs.na_vijf_jaar or ())
    return list_geldend((
        Zin(True, f"Voor andere woningzoekenden blijft in deze buurten {_write(prijs.blijft)} % van wat vrijkomt."),
        Zin(not math.isnan(prijs.deel_van_alles),
            f"Van alle woningen die in de regio vrijkomen gaat {_write(prijs.deel_van_alles)} % naar deze groepen; "
            f"de visie rekent met {low} tot {high} %."),
        Zin(prijs.na_vijf_jaar is not None,
            f"Na vijf van zulke jaren: in {count_gebieden(areas, prijs.niveau)} ontstaat dan een concentratie."
            if areas else "Ook na vijf van zulke jaren ontstaat in geen gebied een concentratie."),
        Zin(prijs.vijf_vraag is not None,
            f"Een plan over vijf jaar dat binnen de regels blijft, heeft een plek voor "
            f"{format_getal(prijs.vijf_geplaatst or 0)} van de {format_getal(prijs.vijf_vraag or 0)} woningen."),
        Zin((prijs.vijf_meest or 0) < (prijs.vijf_vraag or 0),
            f"In vijf jaar passen er hoogstens {format_getal(prijs.vijf_meest or 0)} zonder dat er ergens een "
            "concentratie ontstaat."),
    ))  # fmt: skip


def _write(percent: float) -> str:
    return format_getal(percent, 0 if percent == round(percent) else 1)
