"""What is said of a conversation between partners: Dutch, B1. Nobody is told that the balance is good or bad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.initiatief.balans import Meldingsoort
from woonzorg.initiatief.gesprek import LAATSTE_JAAR, Investering, Ritme
from woonzorg.initiatief.gespreksmodel import BRON, PER_INVESTERING, PER_KNOP, PER_ROUTE, WAARDEN
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.initiatief.balans import Balansregel, Bedragen, Dekking, Gespreksmelding
    from woonzorg.initiatief.gesprek import Baat, Doel, Kostenpost

UITLEG = (
    f"Dit vel volgt het {BRON}. Alleen wat de vellen van dat model verbinden, is te kiezen: een stuurknop werkt via "
    "een route aan een waarde. Wie er iets aan heeft, staat niet in het model: dat is de vraag aan tafel."
)
"""Said above the sheets."""

GEEN_OPTELSOM = (
    "Geld en uren tellen we niet bij elkaar op, en eenmalig en per jaar ook niet. Er is geen score."
)
"""Said beside the balance."""

TE_BESPREKEN, NIET_GENOEMD = "nog te bespreken", "staat niet in het model"
"""Of a gain without a value; of a party that the document does not name for a way to invest."""

GEEN_KOSTEN = "Wat deze knop kost, is niet ingevuld. Of alles betaald is, is daarom niet bekend."


def describe_bedragen(bedragen: Bedragen) -> str:
    """Write euros and hours, each by its rhythm.

    Examples
    --------
    >>> from woonzorg.initiatief.balans import Bedragen
    >>> describe_bedragen(Bedragen(euro_jaarlijks=25000, uren_eenmalig=1))
    '25.000 euro per jaar en 1 uur eenmalig'
    """
    parts = [
        f"{format_getal(bedragen.euro_eenmalig)} euro eenmalig" if bedragen.euro_eenmalig else "",
        f"{format_getal(bedragen.euro_jaarlijks)} euro per jaar" if bedragen.euro_jaarlijks else "",
        f"{count_woord(bedragen.uren_eenmalig, 'uur', 'uur')} eenmalig" if bedragen.uren_eenmalig else "",
        f"{count_woord(bedragen.uren_jaarlijks, 'uur', 'uur')} per jaar" if bedragen.uren_jaarlijks else "",
        f"{count_woord(bedragen.zonder_getal, 'post', 'posten')} zonder getal"
        if bedragen.zonder_getal
        else "",
    ]
    told = [part for part in parts if part]
    return join_woorden(told) if told else "niets"


def describe_doel(doel: Doel) -> str:
    """Tell a value with the route to it."""
    return f"{WAARDEN[doel.waarde]}, via '{PER_ROUTE[doel.route].titel}'"


def describe_investering(investering: Investering, *, genoemd: bool = True) -> str:
    """Tell who puts in what, how often and until when; a party that the document does not name is marked."""
    kind = PER_INVESTERING[investering.soort]
    mark = "" if genoemd else f" ({NIET_GENOEMD})"
    return f"{investering.partij}{mark}: {write_getallen(investering)}{write_looptijd(investering)}. {kind.titel}."


def describe_baat(baat: Baat) -> str:
    """Tell who gains what; without a value it is still to be talked about."""
    if baat.waarde is None:
        return f"{baat.partij}: {TE_BESPREKEN}."
    number = f", {write_getallen(baat)}" if baat.bedrag or baat.uren else ""
    note = f" {baat.toelichting}" if baat.toelichting else ""
    return f"{baat.partij}: {WAARDEN[baat.waarde]}{number}.{note}"


def describe_kosten(post: Kostenpost) -> str:
    """Tell what a knob costs, and how often.

    Examples
    --------
    >>> from woonzorg.initiatief.gesprek import Kostenpost
    >>> describe_kosten(Kostenpost(50000, wat="halve fte"))
    'halve fte: 50.000 euro per jaar.'
    """
    return f"{post.wat or 'Kosten'}: {write_getallen(post)}."


def write_getallen(deel: Investering | Baat | Kostenpost) -> str:
    """Write how much, in euros and hours, and how often."""
    parts = [
        f"{format_getal(deel.bedrag)} euro" if deel.bedrag is not None else "",
        f"{format_getal(deel.uren)} uur" if deel.uren is not None else "",
    ]
    told = [part for part in parts if part]
    rhythm = "eenmalig" if deel.ritme == Ritme.EENMALIG else "per jaar"
    return f"{join_woorden(told)} {rhythm}" if told else f"hoeveel is nog niet bekend, {rhythm}"


def write_looptijd(investering: Investering) -> str:
    """Write from and until when, with a space before it; '' where that was not agreed."""
    begin = f" vanaf {investering.van}" if investering.van is not None else ""
    end = f" tot en met {investering.tot}" if investering.tot not in {None, LAATSTE_JAAR} else ""
    return begin + end


def describe_dekking(dekking: Dekking) -> str:
    """Tell what of the costs of a knob is left for the others in a year."""
    if not dekking.kosten_bekend:
        return GEEN_KOSTEN
    need, rest = describe_bedragen(dekking.nodig), dekking.rest
    most = "hoogstens " if dekking.toegezegd.zonder_getal else ""
    if rest.is_leeg:
        return f"Nodig in {dekking.jaar}: {need}. Dat is toegezegd."
    left = describe_bedragen(_drop_onbekend(rest))
    return f"Nodig in {dekking.jaar}: {need}. Daarvan moet {most}{left} nog van de anderen komen."


def _drop_onbekend(bedragen: Bedragen) -> Bedragen:
    return type(bedragen)(
        bedragen.euro_eenmalig, bedragen.euro_jaarlijks, bedragen.uren_eenmalig, bedragen.uren_jaarlijks
    )


def describe_melding(melding: Gespreksmelding) -> str:
    """Tell what has no answer yet.

    Examples
    --------
    >>> from woonzorg.initiatief.balans import Gespreksmelding, Meldingsoort
    >>> describe_melding(Gespreksmelding(Meldingsoort.STOPT, 6, "gemeente", 2028))
    'Gemeenschapsvorming: de bijdrage van gemeente stopt in 2028: wie neemt over?'
    """
    if melding.soort == Meldingsoort.ZONDER_WAARDE:
        return f"{melding.partij}: betaler zonder waarde. Wat heeft deze partij eraan?"
    name = PER_KNOP[melding.knop].naam
    if melding.soort == Meldingsoort.ZONDER_BETALER:
        return f"{name}: waarde zonder betaler. Wie investeert?"
    return f"{name}: de bijdrage van {melding.partij} stopt in {melding.jaar}: wie neemt over?"


def describe_balans(regel: Balansregel, jaar: int) -> str:
    """Tell of a party what it puts in and what it gains, in a year."""
    return (
        f"{regel.partij} geeft in {jaar}: {describe_bedragen(regel.geeft)}. Krijgt: {describe_krijgt(regel)}."
    )


def describe_krijgt(regel: Balansregel) -> str:
    """Tell what a party gains; that it was not asked yet where nobody said so."""
    named = dict.fromkeys(WAARDEN[gain.waarde] for _, gain in regel.baten if gain.waarde is not None)
    words = [*named, *([TE_BESPREKEN] if any(gain.te_bespreken for _, gain in regel.baten) else [])]
    number = "" if regel.krijgt.is_leeg else f" ({describe_bedragen(_drop_onbekend(regel.krijgt))})"
    return (join_woorden(words) if words else "nog niet gevraagd") + number


_RONDOM = "Voor elke knop is er een betaler, en elke betaler heeft er iets aan. Of dat genoeg is, staat bij elke knop."
"""Where every question of the three has an answer: that is not to say that the costs are covered."""


def describe_gesprek(meldingen: Sequence[Gespreksmelding], knoppen: int) -> str:
    """Tell in one sentence what has to be talked about still."""
    if not knoppen:
        return "Er is nog geen stuurknop gekozen."
    used = count_woord(knoppen, "stuurknop", "stuurknoppen")
    if not meldingen:
        return f"{used} in gebruik. {_RONDOM}"
    counts = [(kind, sum(one.soort == kind for one in meldingen)) for kind in Meldingsoort]
    told = [f"{count} keer '{kind}'" for kind, count in counts if count]
    return f"{used} in gebruik. Nog te bespreken: {join_woorden(told)}."
