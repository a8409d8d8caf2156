"""What is said of social rent by place: no advice, no ranking; a class that is unknown is told as unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.socialehuur.normen import STERK
from woonzorg.socialehuur.vertegenwoordiging import WONINGEN_MINIMUM, Vertegenwoordiging
from woonzorg.socialehuur.woorden import write_deel
from woonzorg.tekst.getal import ONBEKEND, count_woord, format_getal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.socialehuur.plaats import Bezitsplaats, Klassetelling

MIDDENHUUR = "Hoeveel middenhuur er is, is niet openbaar per buurt."
PLEK_UITLEG = (
    "De visie wil sociale huur toevoegen waar die (zwaar) ondervertegenwoordigd is, en andere woningen waar zij "
    "oververtegenwoordigd is (§5.3). Dit is geen advies: buurten staan op gemeente en naam. De regel van §5.3 gaat "
    "over woningen voor aandachtsgroepen; gewone woningbouw houdt hij niet tegen."
)
LQ_UITLEG = (
    "Over- of ondervertegenwoordigd: het aandeel gedeeld door dat van de regio of Nederland ligt met zijn marge "
    f"(95 %) boven of onder 1. Sterk: ook minstens {format_getal(STERK.waarde, 1)} keer zo veel of zo weinig "
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
    """Tell in which buurten corporation homes stand, by class; '' when none are known."""
    shares = [(klasse, telling.find_deel(klasse)) for klasse in Klasse]
    told = [f"{name_klasse(klasse)} {write_deel(share)}" for klasse, share in shares if share]
    return f"Corporatiewoningen naar klasse van hun buurt: {'; '.join(told)}." if told else ""


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
