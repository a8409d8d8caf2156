"""What the page Voortgang says around its pictures: of a moment, of a panel, of what is needed. Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.agenda.nodig import calculate_toewijzingen, find_jaarvraag
from woonzorg.agenda.planning import LAATSTE, Momentsoort, list_verslagen
from woonzorg.agenda.voorraadband import AANNAME_VOORRAAD
from woonzorg.agenda.voortgang import Teller
from woonzorg.agenda.woorden import NIET_TE_DELEN, round_half_up
from woonzorg.dag import format_datum
from woonzorg.tekst.getal import count_woord, format_getal, format_procent, write_minstens

if TYPE_CHECKING:
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.nodig import Nodig
    from woonzorg.agenda.paneel import Agendapaneel
    from woonzorg.agenda.planning import Moment

TELLERS: dict[Teller, str] = {Teller.TOEWIJZING: "Toewijzingen", Teller.BOUW: "Bouw en aanpassing"}
"""What the choice between the two is called; they are never added."""

ZONDER_UITLEG = (
    "Er is nog geen agenda ingelezen. U ziet wat vaststaat: de momenten van het bestuur en wat er nodig is. Lees "
    "hieronder de bestanden in om te zien hoe ver de afspraken zijn, en of de regel is gevolgd."
)
BEZOEK_UITLEG = (
    "De bestanden blijven in het geheugen van dit bezoek; de server bewaart ze niet. Plaatsingen worden geteld; de "
    "rijen worden daarna vergeten."
)
BEVINDINGEN_GEDEELD = (
    "Er klopt iets niet in de bestanden. Wat, staat alleen op uw eigen scherm: er kunnen aantallen en buurten "
    "in staan. Zet 'Alleen wat gedeeld mag worden' uit om het te lezen."
)
EIGEN_SCHERM = "Uw eigen scherm: er kunnen aantallen onder de 10 op staan."
GEDEELD_SCHERM = (
    "Alleen wat gedeeld mag worden: aantallen onder de 10, en wat daaruit volgt, staan er niet op. Of zo'n aantal "
    "volgt uit het verschil met een andere versie die is gedeeld en hier niet bekend is, is niet getoetst."
)
VERWACHT_UITLEG = (
    "Rechts van de gele lijn staat wat klaar is als alles op de afgesproken datum komt (aanname). Wat te laat is, "
    "heeft geen nieuwe datum: het telt in 2030 mee."
)
VERWACHT_GEDEELD = (
    "De laatste staaf telt mee wat in voorbereiding en toegezegd is, als dat er in 2030 is (aanname)."
)
GEEN_BAND = "Wat er in voorraad nodig is, staat per groep in de visie. Groepen overlappen: kies er een."
GEEN_BAND_GEDEELD = "Wat er in voorraad nodig is, staat per groep op uw eigen scherm."
TWEE_TELLERS = "Toewijzingen en woningen die gereed komen, zijn twee soorten: ze worden niet opgeteld."
VERSLAG_UITLEG = (
    "Er staat alleen in wat gedeeld mag worden. Het verslag is bevroren onder zijn kenmerk, en een concept tot er een "
    "besluit bij staat. Bewaar ook het bestand (JSON): het volgende verslag vergelijkt ermee."
)
VORIG_UITLEG = "het bestand (JSON) van het verslag ervoor; niets onder de 10 volgt dan uit het verschil"
ACTUALISATIE = (
    "Een evaluatie geeft een nieuwe versie van de agenda, met de bijgestelde aantallen. Dit is anders:"
)
GEEN_ACTUALISATIE = "Een evaluatie geeft een nieuwe versie van de agenda. Er is geen aantal bijgesteld."
ZONDER_VORIG = (
    "Zonder het vorige verslag is niet na te gaan of uit het verschil iets kleins volgt. Is er een, geef het."
)
GEEN_AGENDA = "Er is nog geen agenda ingelezen. Dat kan op het tabblad Bestanden, met het sjabloon."
GEEN_LIJN = "In de agenda staat hierover geen regel met woningen."


def write_moment(kwartaal: Kwartaal) -> str:
    """Write a quarter as people say it.

    Examples
    --------
    >>> from woonzorg.agenda.kwartaal import Kwartaal
    >>> write_moment(Kwartaal(2026, 4))
    'Q4 2026'
    """
    return f"Q{kwartaal.nummer} {kwartaal.jaar}"


def describe_punt(moment: Moment, nu: Kwartaal) -> str:
    """Tell in a few words what a moment is, for the line of all."""
    first = next(item for item in list_verslagen() if item.soort == Momentsoort.EVALUATIE)
    kind = "evaluatie" if moment.soort == Momentsoort.EVALUATIE else "rapport"
    word = f"eerste {kind}" if moment == first else kind
    return f"nu: {word}" if moment.kwartaal == nu else word


def write_band(nodig: Nodig) -> str:
    """Write what is needed in whole homes, halves upwards."""
    low, high = (format_getal(round_half_up(side)) for side in (nodig.laag, nodig.hoog))
    return f"{low} tot {high}" if low != high else low


def describe_zonder(moment: Moment, nu: Moment) -> str:
    """Tell what is due and needed, where there is no agenda yet."""
    head = "Nu aan de beurt" if moment == nu else "Gekozen moment"
    what, need = f"{moment.wat[:1].lower()}{moment.wat[1:]}", calculate_toewijzingen(moment.kwartaal)
    first = f"{head}, {write_moment(moment.kwartaal)}: {what.rstrip('.')}."
    return f"{first} Nodig tot dan: {write_band(need)} toewijzingen." if need.hoog else first


PARKSTAD = "parkstad"
"""Region whose demand it is."""


def describe_nodig(teller: Teller, regio: str, *, gekozen: bool = False) -> str:
    """Tell on what the band rests.

    Parameters
    ----------
    teller : Teller
    regio : str
        Key of the region; elsewhere than in Parkstad its demand is an example.
    gekozen : bool
        Of homes that get ready: whether a group was chosen; without one there is no band.
    """
    example = "" if regio == PARKSTAD else " Dit is de vraag van Parkstad, hier als voorbeeld."
    if teller == Teller.TOEWIJZING:
        return describe_jaarvraag() + example
    return AANNAME_VOORRAAD + example if gekozen else GEEN_BAND


def describe_jaarvraag() -> str:
    """Tell on what the band of lettings rests."""
    need = find_jaarvraag()
    return (
        f"Per jaar zijn {write_band(need)} toewijzingen nodig (visie, §4.2): uitstroom en statushouders, lage en hoge "
        f"vraag. Tot en met 2030: {write_band(calculate_toewijzingen(LAATSTE))}. Aanname: gelijk over de jaren."
    )


def write_afgesproken(paneel: Agendapaneel) -> str:
    """Write how many homes were agreed; a part of them is no whole, and says so."""
    if not paneel.afgesproken and not paneel.afgesproken_heel:
        return NIET_TE_DELEN
    return write_minstens(paneel.afgesproken, minstens=not paneel.afgesproken_heel)


def describe_stand(paneel: Agendapaneel) -> tuple[str, str]:
    """Return how far a panel is: its number, and what stands behind it. Of a gemeente nothing is judged.

    Returns
    -------
    str
        'onbekend' where nothing was reported, or may be told.
    str
    """
    number = format_getal(paneel.gereed)
    if paneel.gereed is not None:
        number = write_minstens(paneel.gereed, minstens=paneel.gereed_minstens)
    if not paneel.afgesproken_heel:
        return number, f"(afgesproken: {write_afgesproken(paneel)})"
    if not paneel.afgesproken:
        return number, "zonder afgesproken aantal"
    known = paneel.gereed is not None and not paneel.gereed_minstens
    share = f" ({format_procent(paneel.gereed or 0, paneel.afgesproken)})" if known else ""
    return number, f"van {format_getal(paneel.afgesproken)}{share}"


def describe_nodig_nu(paneel: Agendapaneel, nu: Kwartaal) -> str:
    """Tell what the region needs at a moment; '' where there is no band."""
    moments = [item.kwartaal for item in list_verslagen()]
    if not paneel.band or nu not in moments:
        return ""
    return f"nodig tot nu: {write_band(paneel.band[moments.index(nu)])}"


def write_besluit(tekst: str) -> str:
    """Write a decision with its day as people write it.

    Examples
    --------
    >>> write_besluit("raad, 2026-04-14")
    'raad, 14 april 2026'
    """
    who, comma, day = tekst.rpartition(", ")
    return f"{who}{comma}{format_datum(day)}"


def describe_einde(paneel: Agendapaneel) -> str:
    """Tell what the region has at the end, if all comes; '' where that is not known."""
    if not paneel.band or paneel.aan_het_eind is None:
        return ""
    least = "ten minste " if paneel.eind_minstens else ""
    ready = count_woord(paneel.aan_het_eind, "woning", "woningen")
    return (
        f"Eind 2030: komt alles wat is toegezegd en in voorbereiding is, dan zijn het er {least}{ready}. Nodig zijn er "
        f"{write_band(paneel.band[-1])}."
    )
