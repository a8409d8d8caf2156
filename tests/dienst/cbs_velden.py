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


def _ses(suffix: int, groep: str, kolom: str) -> tuple[Veld, Veld]:
    groepen = ("SES-WOA", groep)
    return (
        Veld(f"GemiddeldeScore_{suffix}", "Gemiddelde score", kolom, groepen, "getal", "Double", 3),
        Veld(f"Percentielgroep_{suffix + 1}", "Percentielgroep", f"{kolom}_percentiel", groepen, "getal"),
    )


def _waarde(suffix: int, kolom: str, *groepen: str, eenheid: str = "%", decimalen: int = 1) -> Veld:
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


def list_kerncijfers(jaar: int) -> tuple[Veld, ...]:
    """Return the fields of Kerncijfers wijken en buurten of 2024 or 2023; suffixes differ, titles do not."""
    numbers = _SUFFIX[jaar]

    def veld(
        stam: str, titel: str, kolom: str, *groepen: str, eenheid: str = "aantal", decimalen: int = 0
    ) -> Veld:
        soort = "Double" if decimalen else "Long"
        return Veld(f"{stam}_{numbers[kolom]}", titel, kolom, groepen, eenheid, soort, decimalen)

    return (
        _tekst("Gemeentenaam_1", "Gemeentenaam", "gemeentenaam"),
        _tekst("SoortRegio_2", "Soort regio", "soort"),
        _tekst("Codering_3", "Codering", "regiocode"),
        _tekst("IndelingswijzigingWijkenEnBuurten_4", "Indelingswijziging wijken en buurten", "wijziging"),
        veld("AantalInwoners", "Aantal inwoners", "inwoners", "Bevolking"),
        veld("k_0Tot15Jaar", "0 tot 15 jaar", "inwoners0tot15", "Bevolking", "Leeftijdsgroepen"),
        veld("k_65JaarOfOuder", "65 jaar of ouder", "inwoners65plus", "Bevolking", "Leeftijdsgroepen"),
        veld("HuishoudensTotaal", "Huishoudens totaal", "huishoudens", "Bevolking", "Particuliere huishoudens"),
        veld("Eenpersoonshuishoudens", "Eenpersoonshuishoudens", "eenpersoons", "Bevolking", "Particuliere huishoudens"),
        veld("Woningvoorraad", "Woningvoorraad", "woningen", "Wonen"),
        veld("GemiddeldeWOZWaardeVanWoningen", "Gemiddelde WOZ-waarde van woningen", "woz_keuro", "Wonen",
             eenheid="x 1 000 euro"),
        veld("PercentageEengezinswoning", "Percentage eengezinswoning", "eengezinswoningen_pct", "Wonen", eenheid="%"),
        veld("Koopwoningen", "Koopwoningen", "koopwoningen_pct", "Wonen", "Woningen naar eigendom", eenheid="%"),
        veld("HuurwoningenTotaal", "Huurwoningen totaal", "huur_pct", "Wonen", "Woningen naar eigendom",
             "Huurwoningen", eenheid="%"),
        veld("InBezitWoningcorporatie", "In bezit woningcorporatie", "corporatie_pct", "Wonen",
             "Woningen naar eigendom", "Huurwoningen", eenheid="%"),
        veld("GemiddeldInkomenPerInwoner", "Gemiddeld inkomen per inwoner", "leeg", "Inkomen",
             "Inkomen van personen", eenheid="x 1 000 euro", decimalen=1),
        veld("HuishoudensMetEenLaagInkomen", "Huishoudens met een laag inkomen", "laag_inkomen_pct", "Inkomen",
             "Inkomen van huishoudens", eenheid="%", decimalen=1),
        veld("PersonenPerSoortUitkeringBijstand", "Personen per soort uitkering; Bijstand", "bijstand",
             "Sociale zekerheid"),
        veld("AfstandTotHuisartsenpraktijk", "Afstand tot huisartsenpraktijk", "afstandHuisarts",
             "Nabijheid voorzieningen", eenheid="km", decimalen=1),
        veld("AfstandTotGroteSupermarkt", "Afstand tot grote supermarkt", "afstandSupermarkt",
             "Nabijheid voorzieningen", eenheid="km", decimalen=1),
        veld("AfstandTotSchool", "Afstand tot school", "afstandSchool", "Nabijheid voorzieningen", eenheid="km",
             decimalen=1),
    )  # fmt: skip


_GELIJK = {"inwoners": 5, "inwoners0tot15": 8, "inwoners65plus": 12, "huishoudens": 29, "eenpersoons": 30,
           "woningen": 35}  # fmt: skip
_SUFFIX: dict[int, dict[str, int]] = {
    2024: _GELIJK | {
        "woz_keuro": 39, "eengezinswoningen_pct": 40, "koopwoningen_pct": 47, "huur_pct": 48, "corporatie_pct": 49,
        "leeg": 78, "laag_inkomen_pct": 85, "bijstand": 87, "afstandHuisarts": 110, "afstandSupermarkt": 111,
        "afstandSchool": 113,
    },
    2023: _GELIJK | {
        "woz_keuro": 36, "eengezinswoningen_pct": 37, "koopwoningen_pct": 41, "huur_pct": 42, "corporatie_pct": 43,
        "leeg": 81, "laag_inkomen_pct": 87, "bijstand": 92, "afstandHuisarts": 115, "afstandSupermarkt": 116,
        "afstandSchool": 118,
    },
}  # fmt: skip
