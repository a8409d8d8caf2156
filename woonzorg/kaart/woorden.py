"""Words beside the map's figures: how the counts come about, what the bars of country and province rest on."""

from __future__ import annotations

from woonzorg.oordeel.klassewoorden import count_gebieden
from woonzorg.oordeel.ophoping import KORT
from woonzorg.tekst.getal import (
    format_getal,
    format_procent,
)
from woonzorg.tekst.plat import join_woorden

LAND, PROVINCIE = "Land", "Provincie"

MAAT: dict[str, str] = {
    "ses_woa": "het jaar van SES-WOA",
    "lbm_afwijking": "het jaar van de Leefbaarometer",
    "huishoudens": "het jaar van de huishoudens",
}
INDELING = "de indeling van gebieden"

NIET_BEKEND = "niet bekend"

_LAAD = "laad op de pagina Gegevens 'nederland' en daarna deze regio"

LAAD_NEDERLAND = (
    "Nederland en de provincie zijn niet bekend: deze gegevens gaan alleen over de regio. "
    f"Wilt u ze erbij zien, {_LAAD}."
)
FICTIEF = "Land en provincie zijn niet bekend: deze streek is verzonnen, en een verzonnen land met buurten is er niet."
ANDERE_REFERENTIE = (
    "Nederland en de provincie zijn niet bekend: in de gegevens van heel Nederland is het landelijk gemiddelde van "
    f"SES-WOA anders dan in deze gegevens. Wilt u ze erbij zien, {_LAAD}."
)
MEER_PROVINCIES = "De provincie is niet bekend: deze regio ligt in meer dan één provincie."
ZONDER_PROVINCIE = "De provincie is niet bekend: in de gegevens van heel Nederland staan geen provincies."


def describe_verschil(wat: str, hier: int, daar: int) -> str:
    """Tell what differs between the region's data and the national ones."""
    here, there = (str(value) if value else NIET_BEKEND for value in (hier, daar))
    return f"{wat} (hier {here}, daar {there})"


def describe_anders(verschillen: list[str]) -> str:
    """Tell that the national data cannot be compared, and in what they differ."""
    return (
        "Nederland en de provincie zijn niet bekend: de gegevens van heel Nederland verschillen in "
        f"{join_woorden(verschillen)}. Wilt u ze erbij zien, {_LAAD}."
    )


def describe_zonder_editie(jaar: int) -> str:
    """Tell that the national data lack an edition."""
    return f"Nederland en de provincie zijn niet bekend: in de gegevens van heel Nederland ontbreken scores van {jaar}."


def describe_land(datum: str) -> str:
    """Tell of which date the national data are that were counted, and that the rule was the same."""
    return (
        f"Nederland en de provincie zijn geteld in de gegevens van heel Nederland van {datum}, "
        "met dezelfde jaren en hetzelfde landelijk gemiddelde."
    )


HOE_KOMT_DIT = "Hoe komen deze aantallen tot stand?"
AANTAL, DEEL, ONBEKEND, ZONDER = (
    "Kwetsbaar",
    "Deel van de huishoudens",
    "Onbekend",
    "Zonder aantal huishoudens",
)


def describe_jaren(jaren: dict[str, int]) -> str:
    """Tell of which years the figures behind the counts are, by the keys of `MAAT` and the trait; 0 for none."""
    names = {"ses_woa": "SES-WOA", "lbm_afwijking": "Leefbaarometer", "huishoudens": "huishoudens"}
    names |= {key: KORT[key] for key in jaren if key in KORT}
    told = join_woorden([f"{name} {jaren[key] or NIET_BEKEND}" for key, name in names.items()])
    return f"Jaar van de cijfers: {told}."


def describe_aantal(meervoud: str, aantal: int, totaal: int) -> str:
    """Tell how the kwetsbare areas were counted."""
    return (
        f"het aantal {meervoud} met de klasse kwetsbaar, van alle {meervoud} in deze keuze: "
        f"{format_getal(aantal)} van de {format_getal(totaal)}"
    )


def describe_deel(meervoud: str, kwetsbaar: float, totaal: float) -> str:
    """Tell how the share of the households was made; '' when there are none to divide by."""
    if not totaal > 0:
        return ""
    return (
        f"de huishoudens in kwetsbare {meervoud}, gedeeld door de huishoudens in alle {meervoud}: "
        f"{format_getal(kwetsbaar)} / {format_getal(totaal)} = {format_procent(kwetsbaar, totaal)}"
    )


def describe_onbekend(meervoud: str, aantal: int) -> str:
    """Tell how many areas have no class, and why."""
    return f"het aantal {meervoud} waarvan S, S* of L ontbreekt: {format_getal(aantal)}"


def describe_zonder(niveau: str, aantal: int) -> str:
    """Tell of how many areas the households are unknown, and what that does to the shares."""
    verb = "ze tellen" if aantal > 1 else "die telt"
    return f"{count_gebieden(aantal, niveau)}: {verb} mee in de aantallen, maar niet in het deel van de huishoudens"
