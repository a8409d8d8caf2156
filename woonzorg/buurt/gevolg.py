"""What the rule means for an area and what can be done next: words for card, page Buurt and paper.

On a page about one area the groups of which figures below gemeente stay with the planner are not named (methode,
Privacy); the roles are those of the vision (seeds/003:713, 717, 735, 741 and 778).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.vraag.groepen import GROEPEN, is_gebonden, list_delen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.verdeling.vraag.groepen import Groep

BETEKENIS, WELKE_GROEPEN, WIE = "Wat betekent de regel hier?", "Welke groepen?", "Wie doet wat?"
STAP = "Volgende stap"

ERBIJ = "Woningen erbij voor groepen waar de regel voor geldt"
ANDERS = "Al het andere"
HOUDT_NIETS_TEGEN = "de regel houdt niets tegen"
VERPLAATST_NIEMAND = "De regel verplaatst niemand die hier woont."

_AFSTAPELEN = (
    "De corporaties kunnen dat met maatwerk en met de vrije toewijzingsruimte (§5.3). Maatwerk gaat over de "
    "samenstelling van een complex, niet over een kandidaat."
)
_MENGEN = "Middenhuur en koop erbij, en een kleiner aandeel sociale huur, waar daar nu veel van is (§5.2.4 en §5.3)."
_ELDERS = (
    "Zoek een gebied waar de regel dit niet tegenhoudt, of leg een uitzondering vast met motief en besluit."
)

STAPPEN: tuple[tuple[str, str], ...] = (
    ("Het aandeel hier kleiner maken (afstapelen)", _AFSTAPELEN),
    ("Mengen", _MENGEN),
    ("Een andere plek", _ELDERS),
)
"""What can be done in a kwetsbaar area, in the order of §5.3: what is there first, then what would be added."""

ROLLEN: tuple[tuple[str, str], ...] = (
    ("De gemeente", "bepaalt en volgt hier de balans tussen sociale en particuliere woningen."),
    ("De corporaties", "wijzen de woningen toe en zorgen voor genoeg geschikte sociale huur."),
    (
        "De Bestuurscommissie Wonen & Herstructurering",
        "maakt het regionale bouwprogramma en bewaakt de balans tussen de gemeenten.",
    ),
    (
        "Het Bestuurlijk Gremium Wonen, Welzijn en Zorg",
        "stelt de uitvoeringsagenda vast, volgt de voortgang en stuurt bij.",
    ),
    ("De gemeenteraden", "stellen de visie vast."),
)
"""Who decides, who does and who watches (§7.1, §7.2.3)."""


def list_betekenis(klasse: Klasse, niveau: str, *, uitgesloten: bool = False) -> tuple[tuple[str, str], ...]:
    """Return what the rule means for an area: what is asked, and the answer; nothing for a gemeente.

    Parameters
    ----------
    klasse : Klasse
    niveau : str
        The rule tests buurten and wijken.
    uitgesloten : bool
        Whether kwetsbaar is excluded though the class is unknown.
    """
    if niveau == Niveau.GEMEENTE:
        return ()
    unknown = klasse == Klasse.ONBEKEND and not uitgesloten
    answer = (
        "in beginsel niet"
        if klasse == Klasse.KWETSBAAR
        else "onbekend"
        if unknown
        else "de regel houdt niet tegen"
    )
    return ((ERBIJ, answer), (ANDERS, HOUDT_NIETS_TEGEN))


def describe_groepen() -> str:
    """Tell for which groups the rule holds, without the sensitive ones, and what it leaves alone."""
    names = [groep.titel[:1].lower() + groep.titel[1:] for groep in _list_groepen("")]
    return (
        f"De regel geldt voor: {', '.join(names)}, en enkele andere groepen (§3.1 en §6.16). "
        f"{klassewoorden.describe_niet_tegengehouden()} {VERPLAATST_NIEMAND}"
    )


def _list_groepen(ouder: str) -> Iterator[Groep]:
    """Yield the largest groups that are wholly bound and of which no part is sensitive."""
    for groep in GROEPEN:
        if groep.ouder != ouder:
            continue
        if is_gebonden(groep.sleutel) and not _is_gevoelig(groep):
            yield groep
        elif list_delen(groep.sleutel):
            yield from _list_groepen(groep.sleutel)


def _is_gevoelig(groep: Groep) -> bool:
    return groep.gevoelig or any(_is_gevoelig(part) for part in list_delen(groep.sleutel))


def choose_stap(klasse: Klasse, niveau: str = Niveau.BUURT) -> str:
    """Tell in short what can be done next, now that the class is known, as it stands after a heading."""
    if niveau == Niveau.GEMEENTE:
        return "bekijk de buurten en wijken van deze gemeente."
    if klasse == Klasse.KWETSBAAR:
        return "afstapelen (maatwerk, vrije toewijzingsruimte), mengen (middenhuur, koop) of een andere plek."
    if klasse == Klasse.ONBEKEND:
        return "vraag de gemeente wat zij van dit gebied weet. Beslis niet op dit scherm."
    return "bespreek met gemeente en corporaties of hier plaats is."


def describe_stap(klasse: Klasse, niveau: str = Niveau.BUURT) -> str:
    """Tell in one sentence what can be done next."""
    return f"{STAP}: {choose_stap(klasse, niveau)}"


def list_stappen(klasse: Klasse, niveau: str) -> tuple[tuple[str, str], ...]:
    """Return what can be done in a kwetsbaar area, each with how; nothing elsewhere, where `describe_stap` says it."""
    return STAPPEN if klasse == Klasse.KWETSBAAR and niveau != Niveau.GEMEENTE else ()


def describe_rollen() -> str:
    """Tell who does what in one paragraph."""
    return " ".join(f"{who} {what}" for who, what in ROLLEN)
