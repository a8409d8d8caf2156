"""Words on screen, in one place: neutral Dutch at level B1. Areas are tested, people are not judged.

Every function returns plain text; whoever puts it in HTML, SVG or a document escapes it there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau
from woonzorg.indicator import SCORE_TITEL
from woonzorg.oordeel.reden import Reden, Redensoort
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import count_woord, format_getal

if TYPE_CHECKING:
    from collections.abc import Mapping

DISCLAIMER = (
    "Dit gaat over gebieden, niet over mensen. De cijfers geven een signaal, geen oorzaak. "
    "Gebruik ze niet om iemand een woning te geven of te weigeren. Het bestuur beslist."
)

FICTIE = (
    "Dit is een verzonnen streek met verzonnen cijfers, om het programma te leren kennen. "
    "Laad echte cijfers met: python -m woonzorg laad parkstad"
)
FICTIE_KORT = "Verzonnen cijfers"
"""The same where there is little room."""

NIET_TEGENGEHOUDEN: tuple[str, ...] = (
    "woningen voor ouderen",
    "woningen voor mensen met een lichamelijke, verstandelijke of zintuiglijke beperking",
    "gewone woningbouw",
    "gemotiveerde uitzonderingen",
)
"""What the rule does not stop, also in a kwetsbare area (§3.1 and §5.3)."""

SCORE_NAAM: dict[str, str] = {key: titel[:1].lower() + titel[1:] for key, titel in SCORE_TITEL.items()}
"""The two measures as they stand inside a sentence."""

MEERVOUD: dict[str, str] = {"buurt": "buurten", "wijk": "wijken", "gemeente": "gemeenten"}


@dataclass(frozen=True)
class Label:
    """How a class is shown: the word, what stands behind it, and its looks.

    Attributes
    ----------
    kop, uitleg : str
        Word and its explanation.
    kleur : str
        Fill colour, as #rrggbb.
    patroon : str
        '' (plain), 'stippen' or 'arcering': classes are never told apart by colour alone.
    letter : str
        One letter for places too small for a word.
    """

    kop: str
    uitleg: str
    kleur: str
    patroon: str
    letter: str


LABELS: dict[Klasse, Label] = {
    Klasse.KWETSBAAR: Label("Kwetsbaar", "beide scores onder gemiddeld", "#54278f", "", "K"),
    Klasse.AANDACHT_SES: Label("Aandacht", SCORE_NAAM["ses_woa"], "#a79bc9", "", "W"),
    Klasse.AANDACHT_LEEFBAARHEID: Label("Aandacht", SCORE_NAAM["lbm_afwijking"], "#b9c7c9", "stippen", "L"),
    Klasse.DRAAGKRACHTIG: Label("Draagkrachtig", "geen score onder gemiddeld", "#257e76", "", "D"),
    Klasse.ONBEKEND: Label("Onbekend", "score ontbreekt", "#f4f4f2", "arcering", "?"),
}


LEGE_OPSLAG = (
    "De opslag met gegevens die is ingesteld (WOONZORG_MOMENTOPNAMEN) is nog leeg. Daarom ziet u deze streek."
)
"""Why the fictional region is shown where an installation keeps its data in an object store."""


def describe_leeg(*, bestaat: bool) -> str:
    """Say why the fictional region is shown where an installation was pointed at a folder of its own."""
    why = "is nog leeg" if bestaat else "bestaat niet"
    return f"De map met gegevens die is ingesteld (WOONZORG_DATA) {why}. Daarom ziet u deze streek."


TE_VEEL = "Dit zijn te veel gebieden om hier te tonen. Kies eerst een gemeente."
"""Instead of a picture or table that no one could read."""


def count_gebieden(aantal: int, niveau: str) -> str:
    """Write a number of areas of a level; of no level in particular they are 'gebieden'."""
    return (
        count_woord(aantal, niveau, MEERVOUD[niveau]) if niveau else count_woord(aantal, "gebied", "gebieden")
    )


def describe_klasse(
    naam: str,
    klasse: Klasse,
    ontbreekt: tuple[str, ...] = (),
    *,
    uitgesloten: bool = False,
    niveau: str = Niveau.BUURT,
) -> str:
    """Tell the verdict on an area in one or two sentences.

    Parameters
    ----------
    naam : str
        Name of the area.
    klasse : Klasse
        Its class.
    ontbreekt : tuple of str
        For an unknown class: which measures are missing (keys of `SCORE_NAAM`, or 'referentie').
    uitgesloten : bool
        Whether kwetsbaar is excluded though the class is unknown.
    niveau : str
        Level of the area. The rule tests buurten and wijken: of a gemeente only the scores are told (§5.3: its mean
        hides its buurten).
    """
    if niveau == Niveau.GEMEENTE and klasse != Klasse.ONBEKEND:
        return _describe_gemeente(naam, klasse)
    texts: Mapping[Klasse, str] = {
        Klasse.KWETSBAAR: (
            f"{naam} is kwetsbaar volgens de regionale visie (§5.3): beide scores liggen onder het landelijk "
            "gemiddelde. In beginsel komen hier geen woningen bij voor de groepen waarvoor de regel geldt."
        ),
        Klasse.AANDACHT_SES: _describe_aandacht(naam, "ses_woa"),
        Klasse.AANDACHT_LEEFBAARHEID: _describe_aandacht(naam, "lbm_afwijking"),
        Klasse.DRAAGKRACHTIG: (
            "Geen score ligt onder het landelijk gemiddelde. De regel houdt toevoegen niet tegen. "
            "Of er plaats is, blijkt hier niet uit."
        ),
        Klasse.ONBEKEND: _describe_onbekend(naam, ontbreekt, uitgesloten=uitgesloten),
    }
    return texts[klasse]


def _describe_gemeente(naam: str, klasse: Klasse) -> str:
    scores: Mapping[Klasse, str] = {
        Klasse.KWETSBAAR: "liggen beide scores",
        Klasse.AANDACHT_SES: f"ligt alleen de score voor {SCORE_NAAM['ses_woa']}",
        Klasse.AANDACHT_LEEFBAARHEID: f"ligt alleen de score voor {SCORE_NAAM['lbm_afwijking']}",
        Klasse.DRAAGKRACHTIG: "ligt geen score",
    }
    return (
        f"Voor heel {naam} {scores[klasse]} onder het landelijk gemiddelde. Zo'n gemiddelde verbergt verschillen. "
        "De regel (§5.3) toetst buurten en wijken: kijk daar."
    )


def _describe_aandacht(naam: str, score: str) -> str:
    return (
        f"{naam} is niet kwetsbaar. Alleen de score voor {SCORE_NAAM[score]} ligt onder het landelijk "
        "gemiddelde. De regel houdt toevoegen niet tegen."
    )


def _describe_onbekend(naam: str, ontbreekt: tuple[str, ...], *, uitgesloten: bool) -> str:
    missing = [_name_missing(key) for key in ontbreekt] or ["een score"]
    verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
    what = " en ".join(missing)
    if uitgesloten:
        known = "De andere score ligt niet onder het gemiddelde: kwetsbaar is uitgesloten."
        return f"{what[0].upper()}{what[1:]} {verb}. {known}"
    return f"We weten niet of {naam} kwetsbaar is: {what} {verb}."


def _name_missing(key: str) -> str:
    return f"de score voor {SCORE_NAAM[key]}" if key in SCORE_NAAM else "het landelijk gemiddelde van SES-WOA"


def describe_grensgeval(scores: tuple[str, ...], klasse: Klasse) -> Reden:
    """Tell that an area is a grensgeval, by which score, and that its class stands."""
    names = " en ".join(f"de score voor {SCORE_NAAM[score]}" for score in scores)
    verb = "ligt" if len(scores) == 1 else "liggen"
    return Reden(
        Redensoort.GRENSGEVAL,
        f"{names[0].upper()}{names[1:]} {verb} dicht bij het gemiddelde. "
        f"Een nieuwe meting kan anders uitvallen. De klasse blijft nu {LABELS[klasse].kop.lower()}.",
        "Let op: grensgeval.",
    )


def describe_kop(
    niveau: str, kwetsbaar: int, totaal: int, aandeel_huishoudens: str, onbekend: int, van: str = ""
) -> str:
    """Tell what the map shows in one headline; `van` names an own area of which these are all the areas."""
    plural, of = MEERVOUD[niveau], f" van {van}" if van else ""
    if totaal == 0:
        return f"Er zijn geen {plural} in deze keuze."
    if onbekend == totaal:
        which = f"alle {format_getal(totaal)} {plural}{of}" if totaal > 1 else f"de enige {niveau}{of}"
        return f"Van {which} is de klasse onbekend."
    known = kwetsbaar and aandeel_huishoudens != "onbekend"
    only = f"In de enige {niveau}{of} liggen {'' if kwetsbaar else 'niet '}beide scores onder het landelijk gemiddelde."
    sentences = [
        f"In {format_getal(kwetsbaar)} van de {format_getal(totaal)} {plural}{of} liggen beide scores onder het "
        "landelijk gemiddelde."
        if totaal > 1
        else only,
        f"Daar woont {aandeel_huishoudens} van de huishoudens." if known else "",
        f"Van {count_gebieden(onbekend, niveau)} is de klasse onbekend." if onbekend else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def name_plek(plek: str, kop: str) -> str:
    """Put the name of the place that is told about before a headline; '' for none.

    Examples
    --------
    >>> name_plek("Oostwijk", "In 2 van de 9 buurten …")
    'Oostwijk: in 2 van de 9 buurten …'
    """
    return f"{plek[0].upper()}{plek[1:]}: {kop[0].lower()}{kop[1:]}" if plek else kop


def mark_fictie(kop: str, regio: str, *, fictief: bool) -> str:
    """Say in a headline that its region is made up: it travels without its page.

    Examples
    --------
    >>> mark_fictie("In 2 van de 9 buurten …", "Voorbeeldstreek", fictief=True)
    'Verzonnen voorbeeldstreek. In 2 van de 9 buurten …'

    A headline that names the region already says it there.

    >>> mark_fictie("Voorbeeldstreek: in 2 van de 9 buurten …", "Voorbeeldstreek", fictief=True)
    'Verzonnen voorbeeldstreek: in 2 van de 9 buurten …'
    """
    if not fictief:
        return kop
    made_up, named = name_regio(regio, fictief=True), f"{regio}: "
    return f"{made_up}: {kop.removeprefix(named)}" if kop.startswith(named) else f"{made_up}. {kop}"


def name_regio(regio: str, *, fictief: bool) -> str:
    """Return what a region is called on what leaves the screen; one that is made up says so."""
    return f"Verzonnen {regio[:1].lower()}{regio[1:]}" if fictief else regio


def describe_niet_tegengehouden() -> str:
    """Tell in one sentence what the rule does not stop."""
    *most, last = NIET_TEGENGEHOUDEN
    return f"De regel houdt niet tegen: {', '.join(most)} en {last}."


REGELZIN = (
    "Liggen beide scores van een gebied onder het landelijk gemiddelde, dan komen daar in beginsel geen "
    "woningen bij voor de kwetsbare aandachtsgroepen. Het beleid is daar gericht op afstapeling: minder van deze "
    "woningen op één plek. De visie zegt 'ondergemiddeld' en 'objectieve factoren'; landelijk, en de som van vijf "
    "dimensies van de Leefbaarometer, is onze lezing (aanname)."
)
"""The rule of §5.3 in full, with what in it is our reading."""

REGEL = f"De regel: {REGELZIN[:1].lower()}{REGELZIN[1:]}"
"""The same, where no heading says that it is the rule."""

LANDSGRENS = (
    "Dit gebied ligt aan de landsgrens. De buren aan de andere kant van de grens kennen we niet. "
    "Ze staan niet in de lijst en ze zijn niet getoetst."
)

EIGEN_CIJFERS = "Een wijk is getoetst op haar eigen cijfers, niet op het gemiddelde van haar buurten."

MARGE = "Marge: de toevalsmarge (SES-WOA), of hoe ver de middelste klasse reikt (Leefbaarometer)."

LIGGING = (
    "Of de ligging past voor wie slecht loopt: hoogte en helling zijn een open vraag (§4.2). Uit het Actueel "
    "Hoogtebestand Nederland (AHN, bij PDOK) is per buurt te berekenen hoe steil het is. Dat is niet geladen, dus er "
    "staat geen getal."
)
"""Height and slope of a place: asked by the vision, and not in these figures."""
NOOIT_BEKEND: tuple[str, ...] = (
    "Waarom een score hoog of laag is. De cijfers geven een signaal, geen oorzaak.",
    "Of er plaats is voor nieuwe woningen, en wat er al staat of gepland is.",
    "Hoe het met een straat, een complex of een bewoner gaat. De scores gaan over het hele gebied.",
    LIGGING,
)
"""What these figures never tell, whatever the area."""


def name_klasse(klasse: Klasse) -> str:
    """Return a class as it stands inside a sentence; the two kinds of aandacht are told apart.

    Examples
    --------
    >>> name_klasse(Klasse.AANDACHT_LEEFBAARHEID)
    'aandacht (leefbaarheid)'
    """
    label = LABELS[klasse]
    apart = klasse in {Klasse.AANDACHT_SES, Klasse.AANDACHT_LEEFBAARHEID}
    return f"{label.kop.lower()} ({label.uitleg})" if apart else label.kop.lower()


def describe_verschil(buurt: str, klasse: Klasse, wijk: str, klasse_wijk: Klasse) -> Reden:
    """Tell the classes of a buurt and its wijk, and that each was tested on its own figures."""
    if klasse == klasse_wijk:
        return Reden(Redensoort.WIJK, f"{buurt} en {wijk} hebben dezelfde klasse: {name_klasse(klasse)}.")
    return Reden(
        Redensoort.WIJK,
        f"{buurt}: {name_klasse(klasse)}. {wijk}: {name_klasse(klasse_wijk)}. "
        "Elk gebied is getoetst op zijn eigen cijfers.",
        "Let op: buurt en wijk verschillen.",
    )


def describe_editie(jaar: int) -> str:
    """Tell that the figures shown are not the newest."""
    return f"Dit zijn de cijfers en de klasse van {jaar}. De nieuwste kunnen anders zijn."


NIETS_GEVONDEN = "Niets gevonden. Probeer een deel van de naam, of zoek op gemeente."


def describe_niets(postcode: str, *, bekend: bool) -> str:
    """Tell that nothing was found; of a postcode, why it may be there all the same.

    Parameters
    ----------
    postcode : str
        The one asked for; '' for another question.
    bekend : bool
        Whether the data have postcodes.
    """
    if not postcode:
        return NIETS_GEVONDEN
    if not bekend:
        return "Deze gegevens hebben geen postcodes. Zoek op naam of gemeente, of laad de gegevens opnieuw."
    return (
        f"{postcode} is in geen buurt de meest voorkomende postcode. Alleen die ene postcode van elke buurt is bekend. "
        "Zoek op naam of gemeente."
    )


def describe_postcode(postcode: str) -> str:
    """Tell a buurt's postcode, and that it is not the only one."""
    return f"meest voorkomende postcode {postcode}"


def describe_hoogte(titel: str) -> str:
    """Tell what the columns on a map say, and how unknown shows."""
    return f"Hoogte: {titel}. Geen kolom: 0 of onbekend."


def describe_zoekvak(*, postcode: bool, kort: bool = False) -> str:
    """Tell what can be searched; a postcode only when the data have it. Where there is little room, the most."""
    if kort:
        return f"Zoek buurt, wijk of {'postcode' if postcode else 'code'}"
    return f"Zoek een buurt, wijk, gemeente{', code of postcode' if postcode else ' of code'}"
