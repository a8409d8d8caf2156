"""Own complexes in the profile of an area: which lie in its buurten, and what of them may go on paper.

They come from a file of the visitor. On the own screen all that the file says is told. On paper stands where complexes
are and how large, never who lives there: that is a number below wijk (methode: Privacy). The name of a small complex
points at who lives there, and is left out; so is one that looks like a person's or tells of a group. A complex whose
name tells of a group with more privacy is left out whole.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau
from woonzorg.initiatief.persoonstekst import HUISNUMMER, find_persoonlijk
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.invoer.veld import KLEIN
from woonzorg.verdeling.vraag.groepswoord import has_extra_privacy, has_groep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.oordeel.toets import Score
    from woonzorg.profiel.profiel import Plaats
    from woonzorg.verdeling.invoer.complex import Complex

TITEL = "Eigen complexen"
NIET_VOLLEDIG = "Complexen die niet in het bestand staan, kunnen er ook liggen."
ALLEEN_SCHERM = (
    f"Op het buurtblad staan alleen naam en woningen. Onder de {KLEIN} woningen, en bij een naam waarin een persoon of "
    "groep lijkt te staan, blijft de naam weg. Wijst een naam op een groep met extra privacy, dan komt het complex er "
    "niet op. Niet elke naam is te herkennen: kijk het blad na. Wie er woont, staat alleen op dit scherm."
)
VAN_VERDELEN = (
    "Ze komen uit de eigen cijfers die u bij Verdelen gaf, en staan niet op het buurtblad. Geeft u het bestand ook "
    "hieronder, dan wel."
)
OP_PAPIER = (
    "Uit een eigen bestand, dat niet volledig hoeft te zijn. Hoeveel mensen van de groepen er wonen, "
    "staat hier niet."
)
ZONDER_NAAM = "een complex"
"""In place of a name that looks like a person's, or tells of a group."""
NIET_OP_PAPIER, NAAM_NIET_OP_PAPIER = "komt niet op het buurtblad", "de naam komt niet op het buurtblad"

MEESTE_IN_ZIN = 3
"""Of so many complexes of a buurt the names stand in its one sentence; of more they stand in a list."""


@dataclass(frozen=True)
class Complexbuurt:
    """A buurt with the complexes that the file has of it.

    Attributes
    ----------
    code, naam : str
    klasse : Klasse
    complexen : tuple of Complex
        By name; () where the file has none.
    """

    code: str
    naam: str
    klasse: Klasse
    complexen: tuple[Complex, ...]


def count_elders(score: Score, complexen: Iterable[Complex]) -> int:
    """Return how many complexes have the code of a buurt that is not shown: of another division than these figures."""
    return sum(item.buurt not in score.codes for item in complexen)


def list_complexbuurten(
    score: Score, gebied: Plaats, complexen: Iterable[Complex]
) -> tuple[Complexbuurt, ...]:
    """Return the buurten of an area by name, those without a complex too; of a buurt itself only.

    Parameters
    ----------
    score : Score
    gebied : Plaats
        A buurt, wijk or gemeente.
    complexen : iterable of Complex
    """
    own = sorted(complexen, key=lambda item: item.naam)
    areas = score.gebieden
    column = {Niveau.WIJK: "wijkcode", Niveau.GEMEENTE: "gemeentecode"}.get(Niveau(gebied.soort), "code")
    inside = areas[(areas["niveau"] == Niveau.BUURT) & (areas[column] == gebied.code)]
    rows = inside[["code", "naam", "klasse"]].sort_values(["naam", "code"]).itertuples(index=False)
    return tuple(
        Complexbuurt(
            str(code),
            str(naam),
            Klasse(klasse),
            tuple(item for item in own if item.buurt == code),
        )
        for code, naam, klasse in rows
    )


def tell_complex(item: Complex) -> str:
    """Write what the file says of a complex, for who gave it, and what of it is not on paper though it is large."""
    return f"{item.naam}: {'; '.join(_list_weetjes(item))}"


def _list_weetjes(item: Complex) -> list[str]:
    """Return what is known of a complex beside its name, in parts."""
    housed = "wie er woont, is niet opgegeven"
    if not math.isnan(item.gehuisvest):
        housed = f"daarvan {count_woord(int(item.gehuisvest), 'huishouden', 'huishoudens')} van de groepen"
    told = [count_woord(item.woningen, "woning", "woningen"), housed]
    if has_extra_privacy(item.naam):
        return [*told, NIET_OP_PAPIER]
    return [*told, NAAM_NIET_OP_PAPIER] if item.woningen >= KLEIN and _is_naamloos(item) else told


def is_persoonlijk(item: Complex) -> bool:
    """Tell whether the name of a complex points at a person; an address does not, from so many homes on."""
    signs = set(find_persoonlijk(item.naam))
    return bool(signs - {HUISNUMMER} if item.woningen >= KLEIN else signs)


def _is_naamloos(item: Complex) -> bool:
    """Tell whether the name of a complex may not be on paper: a small one points at who lives there."""
    return item.woningen < KLEIN or is_persoonlijk(item) or has_groep(item.naam)


def share_complex(item: Complex) -> str:
    """Write of a complex what may be shared: its name and its homes; '' for one that may not be told of.

    Examples
    --------
    >>> from woonzorg.verdeling.invoer.complex import Complex
    >>> share_complex(Complex("De Linde", "BU00010000", 48, 2)), share_complex(Complex("Eik", "BU00010000", 9, 1))
    ('De Linde, 48 woningen', 'een complex van minder dan 10 woningen')
    """
    if has_extra_privacy(item.naam):
        return ""
    if item.woningen < KLEIN:
        return f"{ZONDER_NAAM} van minder dan {KLEIN} woningen"
    name = ZONDER_NAAM if _is_naamloos(item) else item.naam
    return f"{name}, {count_woord(item.woningen, 'woning', 'woningen')}"


def describe_complexen(gebied: Plaats, buurten: tuple[Complexbuurt, ...], elders: int = 0) -> str:
    """Tell in a sentence which complexes of the file lie in an area, and of how many that is not known.

    Parameters
    ----------
    gebied : Plaats
    buurten : tuple of Complexbuurt
        Its buurten, those without a complex too.
    elders : int
        How many complexes have the code of a buurt that is not shown, of another division.
    """
    lost = count_woord(elders, "complex heeft", "complexen hebben")
    unknown = f" {lost} een code van een andere indeling. De plek daarvan is onbekend." if elders else ""
    return f"{_tell_complexen(gebied, buurten)}{unknown}"


def _tell_complexen(gebied: Plaats, buurten: tuple[Complexbuurt, ...]) -> str:
    inside = [item for buurt in buurten for item in buurt.complexen]
    if not inside:
        return f"In {gebied.naam} ligt geen complex uit uw bestand. {NIET_VOLLEDIG}"
    verb = "ligt" if len(inside) == 1 else "liggen"
    homes = count_woord(sum(item.woningen for item in inside), "woning", "woningen")
    told = f"In {gebied.naam} {verb} {count_woord(len(inside), 'complex', 'complexen')} uit uw bestand, met {homes}"
    if gebied.soort == Niveau.BUURT:
        named = len(inside) <= MEESTE_IN_ZIN
        return f"{told}{f': {join_woorden(list(map(_tell_kort, inside)))}' if named else ''}. {NIET_VOLLEDIG}"
    some = sum(bool(buurt.complexen) for buurt in buurten)
    where = f"in {some} van de {count_woord(len(buurten), 'buurt', 'buurten')}"
    return f"{told}, {where}. Een cijfer van een {gebied.soort} laat zo'n complex niet zien. {NIET_VOLLEDIG}"


def _tell_kort(item: Complex) -> str:
    return f"{item.naam} ({', '.join(_list_weetjes(item))})"
