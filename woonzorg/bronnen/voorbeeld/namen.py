"""Invented names for gemeenten, wijken and buurten: none is a real gemeente, and no buurt is called by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

GEMEENTEN: dict[int, str] = {
    9101: "Zilverhage", 9102: "Grauwesteen", 9103: "Lindewarande", 9104: "Vossenmarke", 9105: "Reeënbroek",
    9106: "'s-Gravenwoud aan de Wouwe", 9107: "Kwartelrade",
    9201: "Boterwaarde", 9202: "Ruïnelo", 9203: "Distelmarke", 9204: "Hagelwoude", 9205: "Tarwemonde",
    9206: "Mispelgouw", 9207: "Oeverkamer",
}  # fmt: skip
"""Names of the gemeenten of region and ring."""

STAMMEN: tuple[str, ...] = (
    "Akelei", "Alsem", "Barnsteen", "Berberis", "Bosuil", "Braambes", "Brandnetel", "Cichorei", "Damhert",
    "Dotterbloem", "Ereprijs", "Fluitenkruid", "Gierzwaluw", "Goudhaan", "Grutto", "Hazelnoot", "Heggenmus",
    "Hommel", "Honingklaver", "IJsvogel", "Jeneverbes", "Kaardebol", "Kamille", "Karekiet", "Kastanje", "Kneu",
    "Koekoeksbloem", "Korenbloem", "Kwikstaart", "Leeuwerik", "Lisdodde", "Madelief", "Margriet", "Meidoorn",
    "Moerasvaren", "Nachtegaal", "Narcis", "Otter", "Paardenbloem", "Parelmoer", "Pimpelmees", "Pinksterbloem",
    "Robijn", "Salamander", "Sleedoorn", "Smaragd", "Sneeuwklok", "Spreeuwen", "Steenuil", "Tijgerlelie",
    "Toermalijn", "Veenbes", "Vlierbes", "Vuursteen", "Waterjuffer", "Wielewaal", "Wilgenroos", "Winterkoning",
    "Zeeëgel", "Zonnedauw", "Zilvermeeuw", "Zuring",
)  # fmt: skip
STAD: tuple[str, ...] = ("kwartier", "warande", "hage", "poort", "plantsoen", "hof-Noord", "hof-Zuid")
LAND: tuple[str, ...] = ("gaarde", "kouter", "wold", "geest", "kreek", "horst en omgeving", "beemd", "marke")
BEDRIJVEN: tuple[str, ...] = ("terminal (bedrijventerrein)",)
WIJK: tuple[str, ...] = ("stad", "gewest", "eiland", "dorp", "zijde", "streek")
VERGELIJKING: tuple[str, ...] = ("muiden", "kogge", "gouw", "stee", "monde", "delle", "rijk")

BIJZONDER: tuple[str, ...] = (
    "'t Hazelnootveld-Zuid en omgeving",
    "Verspreide huizen Reeëngoed, Coöperatiehoeve en het Verre Wouweland",
    "Ruïnekwartier",
    "Île de Wouwe",
    "Daar bij die Molenwouwe",
    "Überlinde",
    "De Zoë van Wouwehof",
)
"""Names that are long, or hold signs that a screen or file may stumble over."""

WATERS: tuple[str, ...] = ("Grote Wouwemeer", "Kleine Wouwemeer")


def draw_namen(rng: np.random.Generator, uitgangen: tuple[str, ...], aantal: int) -> list[str]:
    """Draw different names: a stem and an ending.

    Raises
    ------
    ValueError
        When there are fewer than `aantal` of them.
    """
    names = [stam + uitgang for uitgang in uitgangen for stam in STAMMEN]
    return [str(name) for name in rng.choice(names, aantal, replace=False)]
