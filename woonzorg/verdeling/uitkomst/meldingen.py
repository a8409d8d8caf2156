"""What a reader of a distribution must know beside it: what is not counted, not tested or not known."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.invoer.veld import DEKKING
from woonzorg.verdeling.regels.besluiten import count_ongeplaatst
from woonzorg.verdeling.regels.lijst import list_nooit_uit
from woonzorg.verdeling.regels.oordeel import count_gebieden
from woonzorg.verdeling.scenario.levensloop import list_onbesloten
from woonzorg.verdeling.uitkomst.schaalmelding import list_schaalmeldingen
from woonzorg.verdeling.uitkomst.vraagmelding import list_vraagmeldingen

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

TELT_NIET_MEE = (
    "Wat er al is, telt bij het plafond niet mee: er zijn geen tellingen ingeladen van huishoudens uit deze groepen "
    "die er al wonen."
)
"""True with other own figures too, such as capacities: only counts of households that are housed are lacking."""

ONGEPLAATST = (
    "Er is een besluit over een groep die hier niet wordt verdeeld. Dat aantal staat niet in deze verdeling."
)
"""Said of a decided exception for a group that is only tested, such as for standplaatsen."""


def list_meldingen(uitkomst: Uitkomst) -> list[str]:
    """Return what a reader must know: what is not counted, not tested or not known."""
    situatie, veld = uitkomst.situatie, uitkomst.situatie.veld
    unknown, stock, border, uncounted = _count_leemten(veld)
    told = list_geldend((
        Zin(not veld.heeft_eigen_telling, TELT_NIET_MEE),
        Zin(veld.heeft_eigen_telling and uncounted > 0, _tell_telling(veld, uncounted)),
        Zin(count_ongeplaatst(situatie) > 0, ONGEPLAATST),
        *(Zin(True, _tell_nooit_uit(regel)) for regel in list_nooit_uit(uitkomst.scenario.uit)),
        *(Zin(True, text) for text in list_schaalmeldingen(situatie)),
        Zin(unknown > 0, f"Van {count_gebieden(unknown, veld.niveau)} is de klasse onbekend."),
        Zin(stock > 0, f"Van {count_gebieden(stock, veld.niveau)} is het aantal corporatiewoningen onbekend. Daar is "
                       "geen ruimte gerekend."),
        Zin(border > 0, f"{count_gebieden(border, veld.niveau)} {'ligt' if border == 1 else 'liggen'} aan de "
                        "landsgrens. De buren over de grens zijn niet getoetst."),
    ))  # fmt: skip
    return [*list_onbesloten(uitkomst.scenario), *told, *list_vraagmeldingen(uitkomst.scenario, veld)]


@once
def _count_leemten(veld: Veld) -> tuple[int, int, int, int]:
    """Count the region's areas without a class, without a known stock, at the border, and without an own count."""
    own = veld.gebieden.loc[veld.eigen, ["klasse", "corporatie", "landsgrens", "gehuisvest"]]
    unknown, border = (own["klasse"] == Klasse.ONBEKEND).sum(), own["landsgrens"].sum()
    return int(unknown), int(own["corporatie"].isna().sum()), int(border), int(own["gehuisvest"].isna().sum())


def _tell_telling(veld: Veld, leeg: int) -> str:
    """Tell where own counts are lacking, and whether there are enough of them to tell the region's share."""
    places = count_gebieden(leeg, veld.niveau)
    first = f"Van {places} is niet opgegeven hoeveel huishoudens er al wonen: in {places} alleen toevoegingen getoetst."
    if veld.telt_eigen:
        return first
    return (
        f"{first} Uw tellingen gelden voor {math.floor(100 * veld.dekking)} % van de huishoudens in de streek. Pas "
        f"vanaf {100 * DEKKING:.0f} % rekenen de regels ermee."
    )


def _tell_nooit_uit(regel: Regel) -> str:
    title = regel.titel.lower()
    return f"In dit scenario stond de regel '{title}' uit. Dat kan niet meer: er is met de regel gerekend."
