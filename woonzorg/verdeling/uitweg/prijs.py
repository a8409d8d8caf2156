"""What a point of the frontier costs: others who seek a home, and what comes of it when it goes on for five years."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.fouten import InhoudFout
from woonzorg.oordeel.klassewoorden import count_gebieden
from woonzorg.speling import RUIS
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, MUTATIEGRAAD, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import list_actief
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.regels.verplaatsing import find_verplaatsing
from woonzorg.verdeling.scenario.bewerken import set_parameter
from woonzorg.verdeling.scenario.inhoud import change
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitweg.grensvlak import PER_1000
from woonzorg.verdeling.uitweg.mogelijk import find_meest_mogelijk
from woonzorg.verdeling.vraag.groepen import Soort

if TYPE_CHECKING:
    from woonzorg.gebied import Niveau
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values, Veld
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
        Percent of what comes free in an area that stays for others, where the share is used up; NaN where the rule on
        capacity does not apply, so that no share is kept to.
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
        Homes placed by a plan over five years that keeps all rules (`lengthen`); the most that only 'ontzien' and
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
    point = take_punt(scenario, per_1000, aandeel)
    situatie, longer = make_situatie(point, veld), lengthen(point)
    added = place(situatie).aantallen.sum(axis=1)
    price = price_plan(situatie, added)
    if longer is None:
        return price
    after = make_situatie(longer, veld)
    return dataclasses.replace(
        price, na_vijf_jaar=find_nieuwe(situatie, JAREN * added.astype(float)),
        vijf_geplaatst=sum(place(after).geplaatst), vijf_meest=find_meest_mogelijk(after),
        vijf_vraag=sum(after.behoefte.aantallen),
    )  # fmt: skip


def price_plan(situatie: Situatie, erbij: Counts) -> Prijs:
    """Return what a plan costs in its own year, at the levers of its situation; without what five years do.

    Parameters
    ----------
    situatie : Situatie
    erbij : ndarray of int
        Homes by area of the field.
    """
    per_1000, share = (
        regel.read(situatie)[knob.sleutel]
        for regel, knob in ((PLAFOND, PER_1000), (CAPACITEIT, TOEWIJSAANDEEL))
    )
    placed, free = int(erbij.sum()), count_vrijkomend(situatie)
    stays = 100.0 - share if CAPACITEIT in list_actief(situatie) else math.nan
    return Prijs(
        per_1000, share, stays, 100.0 * placed / free if free else math.nan, VISIE, placed,
        sum(situatie.behoefte.aantallen), situatie.veld.niveau, int((erbij > 0).sum()), None, None, None, None,
    )  # fmt: skip


def take_punt(scenario: Scenario, per_1000: float, aandeel: float) -> Scenario:
    """Return a scenario with the two levers at a point.

    Raises
    ------
    InhoudFout
        When a value lies outside its bounds.
    """
    turned = set_parameter(scenario, PLAFOND.sleutel, PER_1000.sleutel, per_1000)
    return set_parameter(turned, CAPACITEIT.sleutel, TOEWIJSAANDEEL.sleutel, aandeel)


def lengthen(scenario: Scenario) -> Scenario | None:
    """Return a scenario over five years: five times the demand, the ceiling and what comes free of a year.

    So each year may bring what the ceiling of a year allows, while 'geen verplaatsing' holds for all of them together.
    Locks, decisions and agreed numbers stay what they are. None where the demand is not per year, or where so many
    years, homes or so high a ceiling are no scenario.
    """
    if scenario.soort != Soort.PER_JAAR:
        return None
    lines = [
        dataclasses.replace(line, laag=JAREN * line.laag, hoog=JAREN * line.hoog)
        if line.soort == Soort.PER_JAAR
        else line
        for line in scenario.vraag
    ]
    height = JAREN * PLAFOND.read(scenario)[PER_1000.sleutel]
    try:
        longer = change(scenario, vraag=tuple(lines), jaren=JAREN * scenario.jaren)
        return set_parameter(longer, PLAFOND.sleutel, PER_1000.sleutel, height)
    except InhoudFout:
        return None


def count_vrijkomend(situatie: Situatie) -> float:
    """Return the homes of corporaties that come free in the region over the years of a situation; 0 when not known.

    By the own rows of the gemeenten where all are known, else by the sum of the areas.
    """
    veld = situatie.veld
    stock = math.fsum(veld.voorraad.values()) if veld.voorraad else math.nan
    if math.isnan(stock):
        stock = float(np.nansum(np.where(veld.eigen, veld.read("corporatie"), 0.0)))
    return stock * CAPACITEIT.read(situatie)[MUTATIEGRAAD.sleutel] / 100 * situatie.jaren


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
        Zin(not math.isnan(prijs.blijft),
            f"Voor andere woningzoekenden blijft in deze buurten {_write(prijs.blijft)} % van wat vrijkomt."),
        Zin(math.isnan(prijs.blijft),
            "De regel 'capaciteit' geldt niet: hoeveel er voor andere woningzoekenden blijft, is niet begrensd."),
        Zin(not math.isnan(prijs.deel_van_alles),
            f"Van alle woningen die in de regio vrijkomen gaat {_write(prijs.deel_van_alles)} % naar deze groepen; "
            f"de visie rekent met {low} tot {high} %."),
        Zin(prijs.na_vijf_jaar is not None,
            f"Na vijf van zulke jaren: in {count_gebieden(areas, prijs.niveau)} ontstaat dan een concentratie."
            if areas else "Ook na vijf van zulke jaren ontstaat in geen gebied een concentratie."),
        Zin(prijs.vijf_vraag is not None,
            "Een plan over vijf jaar ineens, met vijf keer het plafond, blijft binnen de regels: het plaatst "
            f"{format_getal(prijs.vijf_geplaatst or 0)} van de {format_getal(prijs.vijf_vraag or 0)} woningen."),
        Zin((prijs.vijf_meest or 0) < (prijs.vijf_vraag or 0),
            f"In vijf jaar passen er hoogstens {format_getal(prijs.vijf_meest or 0)} zonder dat er ergens een "
            "concentratie ontstaat."),
    ))  # fmt: skip


def _write(percent: float) -> str:
    return format_getal(percent, 0 if float(percent).is_integer() else 1)
