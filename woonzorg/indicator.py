"""The one registry of indicators: key, words, unit, direction and source of every figure that is shown.

Map, table, help text, report and documentation read it; nothing else names an indicator's unit or source.
The registry takes no origin, nationality, religion or data on persons (`find_forbidden`; a test refuses them).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Flag, StrEnum, auto

SES_WOA, KERNCIJFERS, LEEFBAAROMETER = "ses_woa", "kerncijfers", "leefbaarometer"
NABIJHEID, POLITIE = "nabijheid_voorzieningen", "politie"
"""Keys of the sources of these figures, by which a snapshot names them; `bronnen.lijst` says what they are."""


class Richting(StrEnum):
    """Whether a higher value speaks for more veerkracht, for less, or for neither."""

    HOGER_IS_MEER = "hoger_is_meer_veerkracht"
    HOGER_IS_MINDER = "hoger_is_minder_veerkracht"
    GEEN = "geen_oordeel"


class Gebruik(Flag):
    """Where a figure may be shown or count (methode.md, Privacy)."""

    OORDEEL = auto()
    """Class, margin or concentratie rest on it."""
    KAART = auto()
    """Theme and height of a map, and files of areas."""
    PROFIEL = auto()
    """The profile of one buurt."""


OORDEEL = Gebruik.OORDEEL | Gebruik.KAART | Gebruik.PROFIEL
"""A figure that a verdict rests on can be seen everywhere."""

KAART = Gebruik.KAART | Gebruik.PROFIEL
"""A figure that is shown, and decides nothing."""

PROFIEL = Gebruik.PROFIEL
"""A figure about a buurt only: no theme, no list, no file of areas, no trait of a concentratie."""


class Snede(StrEnum):
    """How values are cut into the boxes of a legend."""

    ROND_GEMIDDELDE = "rond_gemiddelde"
    PER_KLASSE = "per_klasse"
    GELIJKE_GROEPEN = "gelijke_groepen"


class Vorm(StrEnum):
    """What kind of number a figure is; `GEDRAG` says what follows from it."""

    SCORE = "score"
    SPREIDING = "spreiding"
    KLASSE = "klasse"
    PERCENTAGE = "percentage"
    AANTAL = "aantal"
    PER_DUIZEND = "per_duizend"
    BEDRAG = "bedrag"
    AFSTAND = "afstand"
    VERBRUIK = "verbruik"


class Weging(StrEnum):
    """How the mean of a region is made: weighted by the indicator with this key, or otherwise."""

    HUISHOUDENS = "huishoudens"
    SES_HUISHOUDENS = "ses_huishoudens"
    INWONERS = "inwoners"
    WONINGEN = "woningen"
    GEBIEDEN = "gebieden"
    """An amount: the plain mean over the areas of a level."""
    GEEN = "geen"
    """A class: it has no mean."""


@dataclass(frozen=True)
class Gedrag:
    """What follows from the form of a figure, whatever its source.

    Attributes
    ----------
    decimalen : int
        Decimals on screen; never used to compute.
    minimum, maximum : float
        Bounds of a plausible value.
    snede : Snede
        How the map cuts it: a score alike on both sides of its mean, classes as they are, the rest in equal groups.
    is_hoeveelheid : bool
        Whether it is an amount that starts at 0, so that the height of a column can tell it.
    eenheid : str
        Unit, where all figures of the form have the same.
    is_groot : bool
        Whether it runs into the thousands, so that '1.150' in a file is more than a thousand and not a little over 1.
    weging : Weging
        How the mean of a region is made.
    """

    decimalen: int
    minimum: float = 0.0
    maximum: float = math.inf
    snede: Snede = Snede.GELIJKE_GROEPEN
    is_hoeveelheid: bool = True
    eenheid: str = ""
    is_groot: bool = False
    weging: Weging = Weging.HUISHOUDENS


GEDRAG: dict[Vorm, Gedrag] = {
    Vorm.SCORE: Gedrag(3, -5.0, 5.0, Snede.ROND_GEMIDDELDE, is_hoeveelheid=False),
    Vorm.SPREIDING: Gedrag(3, 0.0, 10.0, is_hoeveelheid=False),
    Vorm.KLASSE: Gedrag(0, 1.0, 9.0, Snede.PER_KLASSE, is_hoeveelheid=False, weging=Weging.GEEN),
    Vorm.PERCENTAGE: Gedrag(0, 0.0, 100.0, eenheid="%"),
    Vorm.AANTAL: Gedrag(0, is_groot=True, weging=Weging.GEBIEDEN),
    Vorm.PER_DUIZEND: Gedrag(0, eenheid="per 1.000 inwoners", weging=Weging.INWONERS),
    Vorm.BEDRAG: Gedrag(0, is_groot=True, weging=Weging.WONINGEN),
    Vorm.AFSTAND: Gedrag(1, eenheid="km", weging=Weging.INWONERS),
    Vorm.VERBRUIK: Gedrag(0, is_groot=True, weging=Weging.WONINGEN),
}
"""What follows from each form."""


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
    vorm : Vorm
        What kind of number it is: decimals, bounds, boxes of the map and height follow from it.
    richting : Richting
        What a higher value says.
    bron : str
        Key of its source.
    velden : tuple of str
        Titles (or key stems) by which the source names the field, newest first.
    groep : str
        Words that the field's group must contain where titles alone are not unique.
    gebruik : Gebruik
        Where it may be shown or count.
    eigen_decimalen : int, optional
        Decimals, where they are not those of the form.
    eigen_grenzen : tuple of float, optional
        Least and greatest plausible value, where they are not those of the form.
    eigen_weging : Weging, optional
        How the mean of a region is made, where it is not as for the form.
    """

    sleutel: str
    titel: str
    uitleg: str
    eenheid: str
    vorm: Vorm
    richting: Richting
    bron: str
    velden: tuple[str, ...]
    groep: str = ""
    gebruik: Gebruik = KAART
    eigen_decimalen: int | None = None
    eigen_grenzen: tuple[float, float] | None = None
    eigen_weging: Weging | None = None

    @property
    def weging(self) -> Weging:
        """How the mean of a region is made."""
        return self.eigen_weging or self.gedrag.weging

    @property
    def gedrag(self) -> Gedrag:
        """What follows from its form."""
        return GEDRAG[self.vorm]

    @property
    def decimalen(self) -> int:
        """Decimals on screen; never used to compute."""
        return self.gedrag.decimalen if self.eigen_decimalen is None else self.eigen_decimalen

    @property
    def minimum(self) -> float:
        """Least plausible value; a figure below it is a fault of the source."""
        return self.eigen_grenzen[0] if self.eigen_grenzen else self.gedrag.minimum

    @property
    def maximum(self) -> float:
        """Greatest plausible value; a figure above it is a fault of the source."""
        return self.eigen_grenzen[1] if self.eigen_grenzen else self.gedrag.maximum


def _ses(sleutel: str, titel: str, uitleg: str, groep: str, gebruik: Gebruik = KAART) -> Indicator:
    return Indicator(
        sleutel, titel, uitleg, "score", Vorm.SCORE, Richting.HOGER_IS_MEER, SES_WOA, ("Gemiddelde score",),
        groep, gebruik, eigen_weging=Weging.SES_HUISHOUDENS,
    )  # fmt: skip


def _lbm(sleutel: str, titel: str, uitleg: str, veld: str, gebruik: Gebruik = KAART) -> Indicator:
    return Indicator(
        sleutel, titel, uitleg, "afwijking van het landelijk gemiddelde", Vorm.SCORE, Richting.HOGER_IS_MEER,
        LEEFBAAROMETER, (veld,), gebruik=gebruik,
    )  # fmt: skip


def _kwb(
    sleutel: str, titel: str, vorm: Vorm, *velden: str, eenheid: str = "", uitleg: str = "",
    richting: Richting = Richting.GEEN, gebruik: Gebruik = KAART,
) -> Indicator:  # fmt: skip
    return Indicator(
        sleutel, titel, uitleg or titel, eenheid or GEDRAG[vorm].eenheid, vorm, richting, KERNCIJFERS, velden,
        gebruik=gebruik,
    )  # fmt: skip


def _van_woningen(indicator: Indicator) -> Indicator:
    """Return a share of dwellings: its mean is weighted by them."""
    return replace(indicator, eigen_weging=Weging.WONINGEN)


SCORE_TITEL: dict[str, str] = {"ses_woa": "Welvaart, opleiding en werk", "lbm_afwijking": "Leefbaarheid"}
"""What the two measures of the rule are called, wherever they are named."""


def _nabij(sleutel: str, titel: str, *velden: str) -> Indicator:
    return Indicator(
        sleutel, titel, f"{titel}, over de weg, gemiddeld over de inwoners.", GEDRAG[Vorm.AFSTAND].eenheid,
        Vorm.AFSTAND, Richting.GEEN, NABIJHEID, velden,
    )  # fmt: skip


INDICATOREN: tuple[Indicator, ...] = (
    _ses("ses_woa", f"{SCORE_TITEL['ses_woa']} (SES-WOA)",
         "Score van het CBS voor welvaart, opleiding en recent werk van huishoudens. Rond 0 is gemiddeld.",
         "totaal", OORDEEL),
    _ses("ses_welvaart", "SES-WOA: deel welvaart", "Het deel van de score dat over welvaart gaat.", "welvaart"),
    _ses("ses_opleiding", "SES-WOA: deel opleiding", "Het deel van de score dat over opleiding gaat.", "opleiding"),
    _ses("ses_arbeid", "SES-WOA: deel werk", "Het deel van de score dat over recent werk gaat.", "arbeid"),
    Indicator("ses_spreiding", "SES-WOA: spreiding",
              "Hoe ver huishoudens in het gebied uit elkaar liggen (standaardafwijking).", "score", Vorm.SPREIDING,
              Richting.GEEN, SES_WOA, ("Waarde", "Spreiding totaal", "Totaal"), "spreiding totaal", OORDEEL,
              eigen_weging=Weging.SES_HUISHOUDENS),
    Indicator("ses_huishoudens", "Huishoudens in SES-WOA", "Huishoudens waarover het CBS de score rekent.",
              "huishoudens", Vorm.AANTAL, Richting.GEEN, SES_WOA, ("Particuliere huishoudens",),
              gebruik=OORDEEL),
    _lbm("lbm_afwijking", f"{SCORE_TITEL['lbm_afwijking']} (Leefbaarometer)",
         "Afwijking van het landelijk gemiddelde, uit vijf dimensies. Onder 0 is onder gemiddeld.", "afw", OORDEEL),
    _lbm("lbm_woningvoorraad", "Leefbaarheid: woningvoorraad", "Bijdrage van de woningen.", "won"),
    _lbm("lbm_fysieke_omgeving", "Leefbaarheid: fysieke omgeving", "Bijdrage van de omgeving.", "fys"),
    _lbm("lbm_voorzieningen", "Leefbaarheid: voorzieningen", "Bijdrage van voorzieningen dichtbij.", "vrz"),
    _lbm("lbm_sociale_samenhang", "Leefbaarheid: sociale samenhang", "Bijdrage van sociale samenhang.", "soc"),
    _lbm("lbm_overlast_onveiligheid", "Leefbaarheid: overlast en onveiligheid",
         "Bijdrage van overlast en onveiligheid; lager is meer overlast.", "onv"),
    Indicator("lbm_klasse", "Leefbaarheid: klasse van de afwijking",
              "Klasse 1 tot en met 9 van de bron; 5 is rond het gemiddelde.", "klasse", Vorm.KLASSE,
              Richting.HOGER_IS_MEER, LEEFBAAROMETER, ("kafw",), gebruik=OORDEEL),
    _kwb("inwoners", "Inwoners", Vorm.AANTAL, "Aantal inwoners", eenheid="inwoners"),
    _kwb("huishoudens", "Huishoudens", Vorm.AANTAL, "Huishoudens totaal", eenheid="huishoudens", gebruik=OORDEEL),
    _kwb("inwoners_0_15", "Inwoners tot 15 jaar", Vorm.AANTAL, "0 tot 15 jaar", eenheid="inwoners"),
    _kwb("inwoners_65plus", "Inwoners van 65 jaar of ouder", Vorm.AANTAL, "65 jaar of ouder", eenheid="inwoners"),
    _kwb("eenpersoonshuishoudens", "Eenpersoonshuishoudens", Vorm.AANTAL, "Eenpersoonshuishoudens",
         eenheid="huishoudens"),
    _kwb("woningen", "Woningen", Vorm.AANTAL, "Woningvoorraad", eenheid="woningen"),
    _van_woningen(_kwb("koopwoningen_pct", "Koopwoningen", Vorm.PERCENTAGE, "Koopwoningen")),
    _van_woningen(_kwb("huurwoningen_pct", "Huurwoningen", Vorm.PERCENTAGE, "Huurwoningen totaal")),
    _van_woningen(_kwb("corporatie_pct", "Huurwoningen van een corporatie", Vorm.PERCENTAGE,
                       "In bezit woningcorporatie", gebruik=OORDEEL)),
    _kwb("woz", "Gemiddelde WOZ-waarde", Vorm.BEDRAG, "Gemiddelde WOZ-waarde van woningen", eenheid="× 1.000 euro"),
    replace(_kwb("laag_inkomen_pct", "Huishoudens met een laag inkomen", Vorm.PERCENTAGE,
                 "Huishoudens met een laag inkomen", richting=Richting.HOGER_IS_MINDER, gebruik=OORDEEL),
            eigen_decimalen=1),
    _kwb("bijstand", "Personen met een bijstandsuitkering", Vorm.AANTAL, "Personen per soort uitkering; Bijstand",
         "Bijstandsuitkering", eenheid="personen", richting=Richting.HOGER_IS_MINDER, gebruik=PROFIEL),
    _van_woningen(_kwb("verhuur_overig_pct", "Huurwoningen van andere verhuurders", Vorm.PERCENTAGE,
                       "In bezit overige verhuurders",
                       uitleg="Deel van alle woningen dat een ander dan een corporatie verhuurt.")),
    replace(_kwb("arbeidsparticipatie_pct", "Inwoners met werk", Vorm.PERCENTAGE, "Nettoarbeidsparticipatie",
         uitleg="Nettoarbeidsparticipatie: deel van de inwoners van 15 tot 75 jaar met betaald werk.",
         richting=Richting.HOGER_IS_MEER), eigen_weging=Weging.INWONERS),
    _kwb("wmo_1000", "Cliënten van de Wmo", Vorm.PER_DUIZEND, "Wmo-cliënten (relatief)", "WmoClientenRelatief",
         eenheid="per 1.000 inwoners", gebruik=PROFIEL,
         uitleg="Inwoners met ondersteuning volgens de Wet maatschappelijke ondersteuning, per 1.000 inwoners."),
    replace(_kwb("jeugdzorg_pct", "Jongeren met jeugdzorg", Vorm.PERCENTAGE, "Percentage jongeren met jeugdzorg",
                 gebruik=PROFIEL, uitleg="Deel van de jongeren tot 23 jaar met jeugdzorg in natura."),
            eigen_decimalen=1),
    _kwb("aardgas", "Gemiddeld aardgasverbruik", Vorm.VERBRUIK, "Gemiddeld aardgasverbruik",
         "Gemiddeld aardgasverbruik totaal", eenheid="m³ per woning in een jaar"),
    _kwb("elektriciteit", "Gemiddeld elektriciteitsverbruik", Vorm.VERBRUIK, "Gemiddelde elektriciteitslevering",
         "Gemiddelde elektriciteitslevering totaal", "Gemiddeld elektriciteitsverbruik totaal",
         eenheid="kWh per woning in een jaar", uitleg="Wat het net aan een woning levert, zonder eigen zonnestroom."),
    _kwb("afstand_huisarts", "Afstand tot de huisarts", Vorm.AFSTAND, "Afstand tot huisartsenpraktijk"),
    _kwb("afstand_supermarkt", "Afstand tot een grote supermarkt", Vorm.AFSTAND, "Afstand tot grote supermarkt"),
    _kwb("afstand_school", "Afstand tot een school", Vorm.AFSTAND, "Afstand tot school"),
    _kwb("afstand_kinderdagverblijf", "Afstand tot een kinderdagverblijf", Vorm.AFSTAND,
         "Afstand tot kinderdagverblijf"),
    _nabij("afstand_apotheek", "Afstand tot een apotheek", "Afstand tot apotheek"),
    _nabij("afstand_huisartsenpost", "Afstand tot een huisartsenpost", "Afstand tot huisartsenpost"),
    _nabij("afstand_bibliotheek", "Afstand tot een bibliotheek", "Afstand tot bibliotheek"),
    _nabij("afstand_treinstation", "Afstand tot een treinstation", "Afstand tot treinstations totaal",
           "Afstand tot treinstation"),
    Indicator("misdrijven_1000", "Geregistreerde misdrijven",
              "Misdrijven die de politie registreerde, per 1.000 inwoners. Niet elk misdrijf wordt gemeld. In een "
              "centrum komen veel bezoekers: daar zegt dit cijfer weinig over wie er woont.",
              "per 1.000 inwoners", Vorm.PER_DUIZEND, Richting.GEEN, POLITIE, ("Geregistreerde misdrijven",),
              gebruik=PROFIEL),
)  # fmt: skip

PER_SLEUTEL: dict[str, Indicator] = {indicator.sleutel: indicator for indicator in INDICATOREN}
"""The registry as everything reads it, in its order."""

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


def of_bron(bron: str) -> tuple[Indicator, ...]:
    """Return the indicators of the source with this key, in the registry's order."""
    return tuple(indicator for indicator in PER_SLEUTEL.values() if indicator.bron == bron)


def of_gebruik(gebruik: Gebruik) -> tuple[Indicator, ...]:
    """Return the indicators that may be used so, in the registry's order."""
    return tuple(indicator for indicator in PER_SLEUTEL.values() if gebruik in indicator.gebruik)


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
