"""What is said of social rent by place: no advice, no ranking; a class that is unknown is told as unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.indicator import PER_SLEUTEL
from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.socialehuur.normen import STERK
from woonzorg.socialehuur.vertegenwoordiging import WONINGEN_MINIMUM, Vertegenwoordiging
from woonzorg.socialehuur.woorden import write_deel
from woonzorg.tekst.getal import ONBEKEND, count_woord, format_getal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.socialehuur.plaats import Bezitsplaats, Klassetelling
    from woonzorg.socialehuur.vertegenwoordiging import Bezitregel, Verhouding

MIDDENHUUR = "Hoeveel middenhuur er is, is niet openbaar per buurt."
PLEK_UITLEG = (
    "De visie wil sociale huur toevoegen waar die (zwaar) ondervertegenwoordigd is, en andere woningen waar zij "
    "oververtegenwoordigd is (§5.3). Dit is geen advies: buurten staan op gemeente en naam. De regel van §5.3 gaat "
    "over woningen voor aandachtsgroepen; gewone woningbouw houdt hij niet tegen."
)
LQ_UITLEG = (
    "Over- of ondervertegenwoordigd: het aandeel gedeeld door dat van de regio of Nederland ligt met zijn marge "
    "(95 %, en een halve punt omdat aandelen in hele procenten zijn) boven of onder 1. "
    f"Sterk: ook minstens {format_getal(STERK.waarde, 1)} keer zo veel of zo weinig "
    f"(aanname). Onder {WONINGEN_MINIMUM} woningen wordt het niet gezegd."
)

VERTEGENWOORDIGD: dict[Vertegenwoordiging, str] = {
    Vertegenwoordiging.STERK_ONDER: "sterk ondervertegenwoordigd",
    Vertegenwoordiging.ONDER: "ondervertegenwoordigd",
    Vertegenwoordiging.ROND: "rond het gemiddelde",
    Vertegenwoordiging.OVER: "oververtegenwoordigd",
    Vertegenwoordiging.STERK_OVER: "sterk oververtegenwoordigd",
    Vertegenwoordiging.ONBEKEND: ONBEKEND,
}


def describe_voorraad(telling: Klassetelling) -> str:
    """Tell in which buurten corporation homes stand, by class, and of how many it is unknown; '' without a buurt."""
    shares = [(klasse, telling.find_deel(klasse)) for klasse in Klasse]
    told = [f"{name_klasse(klasse)} {write_deel(share)}" for klasse, share in shares if share]
    known = f"Corporatiewoningen naar klasse van hun buurt: {'; '.join(told)}." if told else ""
    return " ".join(filter(None, (known, _tell_onbekend(telling.onbekend))))


def _tell_onbekend(buurten: int) -> str:
    where = count_woord(buurten, "buurt", "buurten")
    verb = "telt" if buurten == 1 else "tellen"
    return f"Van {where} is het aandeel onbekend; die {verb} niet mee." if buurten else ""


def describe_kansen(plaatsen: Sequence[Bezitsplaats]) -> str:
    """Tell in how many buurten corporation homes are scarce, and of what class those are."""
    few = {Vertegenwoordiging.ONDER, Vertegenwoordiging.STERK_ONDER}
    scarce = [item.klasse for item in plaatsen if item.regio in few]
    fragile, unclear = scarce.count(Klasse.KWETSBAAR), scarce.count(Klasse.ONBEKEND)
    silent = sum(item.regio == Vertegenwoordiging.ONBEKEND for item in plaatsen)
    where = count_woord(len(scarce), "buurt", "buurten")
    return (
        f"In {where} zijn corporatiewoningen ondervertegenwoordigd naast de regio. "
        f"Daarvan {'is' if fragile == 1 else 'zijn'} er {fragile} kwetsbaar, en van {unclear} is de klasse onbekend. "
        f"Van {count_woord(silent, 'buurt', 'buurten')} is het niet te zeggen."
    )


def describe_erbij(telling: Klassetelling) -> str:
    """Tell how the new social homes of a programme lie by class; '' when there are none."""
    if not telling.totaal:
        return ""
    parts = [(name_klasse(klasse), telling.aantallen[klasse]) for klasse in Klasse]
    told = [f"{word} {format_getal(count)}" for word, count in parts if count]
    told += [f"plek nog niet bekend {format_getal(telling.zonder)}"] if telling.zonder else []
    return f"Nieuwe sociale huurwoningen naar klasse van de buurt: {'; '.join(told)}."


def describe_bezit(regel: Bezitregel) -> str:
    """Tell the share of a tenure in an area, and how common it is beside region and country."""
    title = PER_SLEUTEL[regel.sleutel].titel
    if regel.aandeel is None:
        return f"{title}: niet gepubliceerd."
    sides = (("de regio", regel.regio), ("Nederland", regel.land))
    told = " ".join(
        f"Naast {name} ({write_heel(side.gemiddeld)}): {_tell_zijde(side)}." for name, side in sides
    )
    return f"{title}: {write_heel(regel.aandeel)} van de woningen. {told}"


def write_heel(deel: float | None) -> str:
    """Write a share in whole percents, as the source gives it."""
    return ONBEKEND if deel is None else f"{format_getal(deel)} %"


def _tell_zijde(zijde: Verhouding) -> str:
    unsaid = zijde.woord == Vertegenwoordiging.ONBEKEND
    return f"{'niet te zeggen' if unsaid else VERTEGENWOORDIGD[zijde.woord]}, {tell_lq(zijde)}"


def tell_lq(zijde: Verhouding) -> str:
    """Write a location quotient with its interval."""
    if zijde.lq is None:
        return ONBEKEND
    return (
        f"{format_getal(zijde.lq, 2)} keer ({format_getal(zijde.laag, 2)} tot {format_getal(zijde.hoog, 2)})"
    )


BEZIT_KOP = "Huur en koop hier"
BEZIT_KAART = "Deel van alle woningen, in hele procenten. Corporatiebezit is niet precies sociale huur."
TE_WEINIG_BUURTEN = (
    "Hoeveel sociale huurwoningen er per klasse bij komen, staat hier niet: daaruit zou het aantal van een buurt te "
    "lezen zijn."
)
TE_WEINIG_IN_GEMEENTE = (
    "Niet alle buurten van het programma staan hier. Ligt in een gemeente een soort nieuwe woningen, of de sloop, in "
    "minder dan drie buurten, dan zou het aantal per buurt te lezen zijn."
)
