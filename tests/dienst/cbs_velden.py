"""The fields of the CBS tables: keys with their shifting suffixes, titles and groups."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Veld:
    """A topic of a table.

    Attributes
    ----------
    key, titel : str
        Name in the rows and title in the metadata.
    kolom : str
        Where the value comes from, see `cbs_tabellen`.
    groepen : tuple of str
        Titles of the groups around it, widest first.
    eenheid, soort, decimalen
        Unit, data type and decimals of the metadata.
    """

    key: str
    titel: str
    kolom: str
    groepen: tuple[str, ...] = ()
    eenheid: str = "aantal"
    soort: str = "Long"
    decimalen: int = 0


def _tekst(key: str, titel: str, kolom: str) -> Veld:
    return Veld(key, titel, kolom, ("Regioaanduiding",), "", "String")


GEBIEDEN: tuple[Veld, ...] = (
    Veld("Code_1", "Code", "leeg", ("Lokaliseringen van gemeenten", "Landsdelen"), "", "String"),
    Veld("Code_9", "Code", "corop", ("Lokaliseringen van gemeenten", "COROP-gebieden"), "", "String"),
    Veld("Naam_10", "Naam", "coropnaam", ("Lokaliseringen van gemeenten", "COROP-gebieden"), "", "String"),
    Veld("Code_11", "Code", "leeg", ("Lokaliseringen van gemeenten", "COROP-subgebieden"), "", "String"),
    Veld("Code_13", "Code", "leeg", ("Lokaliseringen van gemeenten", "COROP-plusgebieden"), "", "String"),
    Veld("Code_28", "Code", "provincie", ("Lokaliseringen van gemeenten", "Provincies"), "", "String"),
    Veld("Naam_29", "Naam", "leeg", ("Lokaliseringen van gemeenten", "Provincies"), "", "String"),
)


def _afstand(suffix: int, wat: str, kolom: str) -> Veld:
    stam = "".join(word.capitalize() for word in wat.split())
    return Veld(
        f"AfstandTot{stam}_{suffix}",
        f"Afstand tot {wat}",
        kolom,
        ("Gezondheid en welzijn",),
        "km",
        "Double",
        1,
    )


NABIJHEID: tuple[Veld, ...] = (
    _tekst("Gemeentenaam_1", "Gemeentenaam", "gemeentenaam"),
    _tekst("SoortRegio_2", "Soort regio", "soort"),
    _afstand(5, "huisartsenpraktijk", "afstandHuisarts"),
    _afstand(9, "huisartsenpost", "afstand_huisartsenpost"),
    _afstand(10, "apotheek", "afstand_apotheek"),
    _afstand(90, "treinstations totaal", "afstand_treinstation"),
    _afstand(92, "bibliotheek", "afstand_bibliotheek"),
)


MISDRIJVEN: tuple[Veld, ...] = (
    Veld("GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", "misdrijven"),
)


def _ses(suffix: int, groep: str, kolom: str) -> tuple[Veld, Veld]:
    groepen = ("SES-WOA", groep)
    return (
        Veld(f"GemiddeldeScore_{suffix}", "Gemiddelde score", kolom, groepen, "getal", "Double", 3),
        Veld(f"Percentielgroep_{suffix + 1}", "Percentielgroep", f"{kolom}_percentiel", groepen, "getal"),
    )


def _waarde(suffix: int, kolom: str, *groepen: str, eenheid: str = "%", decimalen: int = 1) -> Veld:
    """Return one of the many fields that are all titled 'Waarde'; only their groups tell them apart."""
    return Veld(f"Waarde_{suffix}", "Waarde", kolom, groepen, eenheid, "Double", decimalen)


SES_WOA: tuple[Veld, ...] = (
    _tekst("RegiocodeGemeenteWijkBuurt_1", "Regiocode (gemeente, wijk, buurt)", "regiocode"),
    _tekst("Gemeentenaam_2", "Gemeentenaam", "gemeentenaam"),
    _tekst("SoortRegio_3", "Soort regio", "soort"),
    Veld("ParticuliereHuishoudens_4", "Particuliere huishoudens", "huishoudens"),
    _waarde(16, "laag", "Opleidingsniveau", "Laag"),
    _waarde(19, "midden", "Opleidingsniveau", "Middelbaar"),
    _waarde(22, "hoog", "Opleidingsniveau", "Hoog"),
    _waarde(25, "vermogen", "Financiële welvaart", "Percentielgroep vermogen", eenheid="getal"),
    *_ses(29, "Totaalscore", "ses"),
    *_ses(31, "Deelscore financiële welvaart", "welvaart"),
    *_ses(33, "Deelscore opleidingsniveau", "opleiding"),
    *_ses(35, "Deelscore arbeidsverleden", "arbeid"),
    _waarde(37, "spreiding", "Spreiding", "Spreiding totaal", eenheid="getal", decimalen=3),
    _waarde(
        40, "spreiding_welvaart", "Spreiding", "Spreiding financiële welvaart", eenheid="getal", decimalen=3
    ),
)


_REGIO: tuple[Veld, ...] = (
    _tekst("Gemeentenaam_1", "Gemeentenaam", "gemeentenaam"),
    _tekst("SoortRegio_2", "Soort regio", "soort"),
    _tekst("Codering_3", "Codering", "regiocode"),
)
_WIJZIGING: tuple[Veld, Veld] = (
    _tekst("IndelingswijzigingWijkenEnBuurten_4", "Indelingswijziging wijken en buurten", "wijziging"),
    _tekst("IndelingswijzigingGemeenteWijkBuurt_4", "Indelingswijziging gemeente, wijk, buurt", "wijziging"),
)
"""The key of older tables, and that of the tables from 2023 on; the title of the latter is a guess."""

_HUISHOUDENS = ("Bevolking", "Particuliere huishoudens")
_EIGENDOM = ("Wonen", "Woningen naar eigendom")
_HUUR = (*_EIGENDOM, "Huurwoningen")
_NABIJ = ("Nabijheid voorzieningen",)
_LEEFTIJD = ("Bevolking", "Leeftijdsgroepen")
_KERNCIJFERS: tuple[tuple[str, str, str, tuple[str, ...], str, int], ...] = (
    ("AantalInwoners", "Aantal inwoners", "inwoners", ("Bevolking",), "aantal", 0),
    ("k_0Tot15Jaar", "0 tot 15 jaar", "inwoners0tot15", _LEEFTIJD, "aantal", 0),
    ("k_65JaarOfOuder", "65 jaar of ouder", "inwoners65plus", _LEEFTIJD, "aantal", 0),
    ("HuishoudensTotaal", "Huishoudens totaal", "huishoudens", _HUISHOUDENS, "aantal", 0),
    ("Eenpersoonshuishoudens", "Eenpersoonshuishoudens", "eenpersoons", _HUISHOUDENS, "aantal", 0),
    ("Woningvoorraad", "Woningvoorraad", "woningen", ("Wonen",), "aantal", 0),
    ("GemiddeldeWOZWaardeVanWoningen", "Gemiddelde WOZ-waarde van woningen", "woz_keuro",
     ("Wonen",), "x 1 000 euro", 0),
    ("PercentageEengezinswoning", "Percentage eengezinswoning", "eengezinswoningen_pct", ("Wonen",), "%", 0),
    ("Koopwoningen", "Koopwoningen", "koopwoningen_pct", _EIGENDOM, "%", 0),
    ("HuurwoningenTotaal", "Huurwoningen totaal", "huur_pct", _HUUR, "%", 0),
    ("InBezitWoningcorporatie", "In bezit woningcorporatie", "corporatie_pct", _HUUR, "%", 0),
    ("GemiddeldInkomenPerInwoner", "Gemiddeld inkomen per inwoner", "leeg",
     ("Inkomen", "Inkomen van personen"), "x 1 000 euro", 1),
    ("PersonenInArmoede", "Personen in armoede", "leeg", ("Inkomen", "Inkomen van personen"), "%", 1),
    ("HuishoudensMetEenLaagInkomen", "Huishoudens met een laag inkomen", "laag_inkomen_pct",
     ("Inkomen", "Inkomen van huishoudens"), "%", 1),
    ("PersonenPerSoortUitkeringBijstand", "Personen per soort uitkering; Bijstand", "bijstand",
     ("Sociale zekerheid",), "aantal", 0),
    ("InBezitOverigeVerhuurders", "In bezit overige verhuurders", "verhuur_overig_pct", _HUUR, "%", 0),
    ("Nettoarbeidsparticipatie", "Nettoarbeidsparticipatie", "arbeidsparticipatie_pct", ("Arbeid",), "%", 0),
    ("PercentageJongerenMetJeugdzorg", "Percentage jongeren met jeugdzorg", "jeugdzorg_pct", ("Zorg",), "%", 1),
    ("WmoClientenRelatief", "Wmo-cliënten (relatief)", "wmo_1000", ("Zorg",), "per 1 000 inwoners", 0),
    ("GemiddeldAardgasverbruik", "Gemiddeld aardgasverbruik", "aardgas", ("Energie",), "m3", 0),
    ("GemiddeldeElektriciteitslevering", "Gemiddelde elektriciteitslevering", "elektriciteit", ("Energie",), "kWh", 0),
    ("GemiddeldAardgasverbruikTotaal", "Gemiddeld aardgasverbruik totaal", "aardgas", ("Energie",), "m3", 0),
    ("GemiddeldeElektriciteitsleveringTotaal", "Gemiddelde elektriciteitslevering totaal", "elektriciteit",
     ("Energie",), "kWh", 0),
    ("AfstandTotKinderdagverblijf", "Afstand tot kinderdagverblijf", "afstand_kinderdagverblijf", _NABIJ, "km", 1),
    ("AfstandTotHuisartsenpraktijk", "Afstand tot huisartsenpraktijk", "afstandHuisarts", _NABIJ, "km", 1),
    ("AfstandTotGroteSupermarkt", "Afstand tot grote supermarkt", "afstandSupermarkt", _NABIJ, "km", 1),
    ("AfstandTotSchool", "Afstand tot school", "afstandSchool", _NABIJ, "km", 1),
)  # fmt: skip
"""Stem of the key, title, where the value comes from, groups, unit and decimals."""

_EERSTE = (5, 8, 12, 29, 30, 35)
_SUFFIXEN: dict[int, tuple[int | None, ...]] = {
    2024: (
        *_EERSTE,
        39,
        40,
        47,
        48,
        49,
        78,
        81,
        85,
        87,
        50,
        71,
        92,
        94,
        55,
        53,
        None,
        None,
        112,
        110,
        111,
        113,
    ),
    2023: (
        *_EERSTE,
        36,
        37,
        41,
        42,
        43,
        81,
        None,
        87,
        92,
        44,
        67,
        97,
        99,
        None,
        None,
        56,
        48,
        117,
        115,
        116,
        118,
    ),
    2022: (
        5,
        8,
        12,
        28,
        29,
        34,
        35,
        36,
        40,
        41,
        42,
        72,
        None,
        78,
        83,
        43,
        62,
        85,
        87,
        None,
        None,
        55,
        47,
        108,
        106,
        107,
        109,
    ),
}
"""Suffix of each of them by year; None where the table has no such field."""


def list_kerncijfers(jaar: int) -> tuple[Veld, ...]:
    """Return the fields of Kerncijfers wijken en buurten of a year; suffixes differ, titles do not."""
    velden = [
        Veld(f"{stam}_{suffix}", titel, kolom, groepen, eenheid, "Double" if decimalen else "Long", decimalen)
        for suffix, (stam, titel, kolom, groepen, eenheid, decimalen) in zip(
            _SUFFIXEN[jaar], _KERNCIJFERS, strict=True
        )
        if suffix is not None
    ]
    return (*_REGIO, _WIJZIGING[jaar >= 2023], *velden)
