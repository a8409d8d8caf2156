"""The one registry of indicators: key, words, unit, direction and source of every figure that is shown.

Map, table, help text, report and documentation read it; nothing else names an indicator's unit or source.
The registry takes no origin, nationality, religion or data on persons (`find_forbidden`; a test refuses them).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Bron(StrEnum):
    """The sources, by the key under which a snapshot names them."""

    SES_WOA = "ses_woa"
    KERNCIJFERS = "kerncijfers"
    LEEFBAAROMETER = "leefbaarometer"
    GRENZEN = "grenzen"


class Richting(StrEnum):
    """Whether a higher value speaks for more veerkracht, for less, or for neither."""

    HOGER_IS_MEER = "hoger_is_meer_veerkracht"
    HOGER_IS_MINDER = "hoger_is_minder_veerkracht"
    GEEN = "geen_oordeel"


@dataclass(frozen=True)
class Indicator:
    """One figure of an area.

    Attributes
    ----------
    sleutel : str
        Column name in `gebieden` and value of `indicator` in `reeksen`.
    titel, uitleg : str
        Dutch words on screen, B1.
    eenheid : str
        Unit as shown behind the value.
    richting : Richting
        What a higher value says.
    bron : Bron
        Source.
    velden : tuple of str
        Titles (or key stems) by which the source names the field, newest first.
    groep : str
        Words that the field's group must contain where titles alone are not unique.
    decimalen : int
        Decimals on screen; never used to compute.
    minimum, maximum : float
        Bounds of a plausible value; a figure outside them is a fault of the source.
    """

    sleutel: str
    titel: str
    uitleg: str
    eenheid: str
    richting: Richting
    bron: Bron
    velden: tuple[str, ...]
    groep: str = ""
    decimalen: int = 0
    minimum: float = 0.0
    maximum: float = float("inf")


def _ses(sleutel: str, titel: str, uitleg: str, groep: str) -> Indicator:
    return Indicator(
        sleutel, titel, uitleg, "score", Richting.HOGER_IS_MEER, Bron.SES_WOA,
        ("Gemiddelde score",), groep, 3, -5.0, 5.0,
    )  # fmt: skip


def _lbm(sleutel: str, titel: str, uitleg: str, veld: str) -> Indicator:
    return Indicator(
        sleutel, titel, uitleg, "afwijking van het landelijk gemiddelde", Richting.HOGER_IS_MEER,
        Bron.LEEFBAAROMETER, (veld,), "", 3, -5.0, 5.0,
    )  # fmt: skip


def _kwb(
    sleutel: str, titel: str, eenheid: str, *velden: str, groep: str = "", decimalen: int = 0,
    richting: Richting = Richting.GEEN, uitleg: str = "",
) -> Indicator:  # fmt: skip
    maximum = 100.0 if eenheid == "%" else float("inf")
    return Indicator(
        sleutel, titel, uitleg or titel, eenheid, richting, Bron.KERNCIJFERS, velden, groep, decimalen,
        0.0, maximum,
    )  # fmt: skip


INDICATOREN: tuple[Indicator, ...] = (
    _ses("ses_woa", "Welvaart, opleiding en werk (SES-WOA)",
         "Score van het CBS voor welvaart, opleiding en recent werk van huishoudens. Rond 0 is gemiddeld.",
         "totaal"),
    _ses("ses_welvaart", "SES-WOA: deel welvaart", "Het deel van de score dat over welvaart gaat.", "welvaart"),
    _ses("ses_opleiding", "SES-WOA: deel opleiding", "Het deel van de score dat over opleiding gaat.", "opleiding"),
    _ses("ses_arbeid", "SES-WOA: deel werk", "Het deel van de score dat over recent werk gaat.", "arbeid"),
    Indicator("ses_spreiding", "SES-WOA: spreiding",
              "Hoe ver huishoudens in het gebied uit elkaar liggen (standaardafwijking).", "score",
              Richting.GEEN, Bron.SES_WOA, ("Waarde", "Spreiding totaal", "Totaal"), "spreiding totaal", 3, 0.0, 10.0),
    Indicator("ses_huishoudens", "Huishoudens in SES-WOA", "Huishoudens waarover het CBS de score rekent.",
              "huishoudens", Richting.GEEN, Bron.SES_WOA, ("Particuliere huishoudens",)),
    _lbm("lbm_afwijking", "Leefbaarheid (Leefbaarometer)",
         "Afwijking van het landelijk gemiddelde, uit vijf dimensies. Onder 0 is onder gemiddeld.", "afw"),
    _lbm("lbm_woningvoorraad", "Leefbaarheid: woningvoorraad", "Bijdrage van de woningen.", "won"),
    _lbm("lbm_fysieke_omgeving", "Leefbaarheid: fysieke omgeving", "Bijdrage van de omgeving.", "fys"),
    _lbm("lbm_voorzieningen", "Leefbaarheid: voorzieningen", "Bijdrage van voorzieningen dichtbij.", "vrz"),
    _lbm("lbm_sociale_samenhang", "Leefbaarheid: sociale samenhang", "Bijdrage van sociale samenhang.", "soc"),
    _lbm("lbm_overlast_onveiligheid", "Leefbaarheid: overlast en onveiligheid",
         "Bijdrage van overlast en onveiligheid; lager is meer overlast.", "onv"),
    Indicator("lbm_klasse", "Leefbaarheid: klasse van de afwijking",
              "Klasse 1 tot en met 9 van de bron; 5 is rond het gemiddelde.", "klasse", Richting.HOGER_IS_MEER,
              Bron.LEEFBAAROMETER, ("kafw",), "", 0, 1.0, 9.0),
    _kwb("inwoners", "Inwoners", "inwoners", "Aantal inwoners"),
    _kwb("huishoudens", "Huishoudens", "huishoudens", "Huishoudens totaal"),
    _kwb("inwoners_0_15", "Inwoners tot 15 jaar", "inwoners", "0 tot 15 jaar"),
    _kwb("inwoners_65plus", "Inwoners van 65 jaar of ouder", "inwoners", "65 jaar of ouder"),
    _kwb("eenpersoonshuishoudens", "Eenpersoonshuishoudens", "huishoudens", "Eenpersoonshuishoudens"),
    _kwb("woningen", "Woningen", "woningen", "Woningvoorraad"),
    _kwb("koopwoningen_pct", "Koopwoningen", "%", "Koopwoningen"),
    _kwb("huurwoningen_pct", "Huurwoningen", "%", "Huurwoningen totaal"),
    _kwb("corporatie_pct", "Huurwoningen van een corporatie", "%", "In bezit woningcorporatie"),
    _kwb("woz", "Gemiddelde WOZ-waarde", "× 1.000 euro", "Gemiddelde WOZ-waarde van woningen"),
    _kwb("laag_inkomen_pct", "Huishoudens met een laag inkomen", "%", "Huishoudens met een laag inkomen",
         decimalen=1, richting=Richting.HOGER_IS_MINDER),
    _kwb("bijstand", "Personen met een bijstandsuitkering", "personen",
         "Personen per soort uitkering; Bijstand", "Bijstandsuitkering", richting=Richting.HOGER_IS_MINDER),
    _kwb("afstand_huisarts", "Afstand tot de huisarts", "km", "Afstand tot huisartsenpraktijk", decimalen=1),
    _kwb("afstand_supermarkt", "Afstand tot een grote supermarkt", "km", "Afstand tot grote supermarkt",
         decimalen=1),
    _kwb("afstand_school", "Afstand tot een school", "km", "Afstand tot school", decimalen=1),
)  # fmt: skip

PER_SLEUTEL: dict[str, Indicator] = {indicator.sleutel: indicator for indicator in INDICATOREN}

DIMENSIES: tuple[str, ...] = (
    "lbm_woningvoorraad",
    "lbm_fysieke_omgeving",
    "lbm_voorzieningen",
    "lbm_sociale_samenhang",
    "lbm_overlast_onveiligheid",
)
"""The five dimensions; their sum is `lbm_afwijking` (checked by the loader)."""

VERPLICHT: frozenset[str] = frozenset({"ses_woa", "lbm_afwijking", "inwoners", "huishoudens"})
"""Without these fields a source is refused; the others may be absent, and are then reported."""

VERBODEN_WOORDEN: tuple[str, ...] = (
    "herkomst", "nationaliteit", "migratie", "westers", "geboorteland", "religie", "geloof", "etni",
    "geboren", "afkomst", "allochto", "autochto", "buiten nederland", "buiten europa", "godsdienst", "kerkelijk",
    "moslim", "bsn", "burgerservice", "persoonsgegeven", "naam_bewoner", "strafrecht", "gezondheid_persoon",
)  # fmt: skip


def of_bron(bron: Bron) -> tuple[Indicator, ...]:
    """Return the indicators of one source, in the registry's order."""
    return tuple(indicator for indicator in INDICATOREN if indicator.bron == bron)


def find_forbidden(indicatoren: tuple[Indicator, ...] = INDICATOREN) -> list[str]:
    """Return the keys of indicators about origin, nationality, religion or persons; must be empty."""
    return [
        indicator.sleutel
        for indicator in indicatoren
        if any(
            word
            in f"{indicator.sleutel} {indicator.titel} {indicator.uitleg} {indicator.groep} {indicator.velden}".lower()
            for word in VERBODEN_WOORDEN
        )
    ]
