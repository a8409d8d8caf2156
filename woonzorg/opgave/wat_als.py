"""What is left of each shortage of ouderen if dwellings are adapted or built, or households move on (§4.2).

By gemeente and tenure: no finer figures exist. Every assumption can be switched off; then its effect does not count,
and where nothing can be said without it, the outcome is unknown. Forms are shown side by side and never added.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woonzorg.opgave.controles import round_half_up
from woonzorg.opgave.voorraad import BEZIT_ONBEKEND
from woonzorg.verdeling.vraag.parameter import AANNAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woonzorg.opgave.cijfers import Cijfer, Cijferkeuze
    from woonzorg.opgave.voorraad import Voorraaddeel

OUDEREN = "ouderen"
REGULIER, NULTREDEN, GECLUSTERD = "regulier wonen", "nultreden in regulier wonen", "geclusterd wonen"


@dataclass(frozen=True)
class Veronderstelling:
    """Something that is taken to be so.

    Attributes
    ----------
    sleutel, tekst : str
    bron : str
        Paragraph, or 'aanname'.
    """

    sleutel: str
    tekst: str
    bron: str


VERONDERSTELLINGEN: tuple[Veronderstelling, ...] = (
    Veronderstelling("aanbod_gelijk", "Het aanbod blijft zonder ingreep gelijk aan dat van 2023.", "visie, §4.2"),
    Veronderstelling(
        "telt_als_geclusterd",
        "Een aangepaste woning telt als geclusterde woning, want er komt een ontmoetingsruimte bij. Staat dit uit, dan "
        "telt zij als nultredenwoning.", "visie, §4.2",
    ),
    Veronderstelling("ouderen_wonen_er", "In elke aangepaste woning gaat een oudere wonen.",
                     f"{AANNAME}; §4.2 zegt dat dit niet bekend is"),
    Veronderstelling("ligging_past", "Elke woning die geschikt te maken is, ligt ook op een geschikte plek.",
                     f"{AANNAME}; §4.2 noemt dit als vraag"),
    Veronderstelling("niet_dubbel", "Een aangepaste woning die als geclusterd telt, telt niet meer als regulier.",
                     AANNAME),
    Veronderstelling(
        "bezit_onbekend",
        "Waar huur en koop niet apart bekend zijn (Kerkrade), geldt het gemiddelde van beide percentages.", AANNAME,
    ),
    Veronderstelling("vertrek_telt", "Wie doorstroomt, heeft de oude woonvorm niet meer nodig.",
                     f"{AANNAME}; naar §6.2"),
    Veronderstelling("aankomst_telt", "Wie doorstroomt, heeft de nieuwe woonvorm wel nodig.", f"{AANNAME}; naar §6.2"),
)  # fmt: skip
"""All assumptions, each with its source; all are on unless switched off."""


@dataclass(frozen=True)
class Ingreep:
    """What is done.

    Attributes
    ----------
    huur, koop : float
        Percentage of the potentially suitable dwellings that is adapted.
    gemeente : str
        Code of the only gemeente where that is done; '' for all.
    bouwen : mapping of form to dwellings
    doorstroom : int
        Households that move on, `van` one form `naar` another: unless told otherwise the way that §6.2 wants, from
        regulier to geclusterd wonen.
    uit : frozenset of str
        Assumptions that do not hold.
    """

    huur: float = 0.0
    koop: float = 0.0
    gemeente: str = ""
    bouwen: Mapping[str, int] = field(default_factory=dict)
    doorstroom: int = 0
    van: str = REGULIER
    naar: str = GECLUSTERD
    uit: frozenset[str] = frozenset()

    def holds(self, sleutel: str) -> bool:
        """Tell whether an assumption holds."""
        return sleutel not in self.uit


@dataclass(frozen=True)
class Aanpassing:
    """Dwellings adapted in one gemeente and tenure."""

    deel: Voorraaddeel
    woningen: int


@dataclass(frozen=True)
class Rest:
    """What is left of one shortage.

    Attributes
    ----------
    scenario, woonvorm : str
    saldo : int or None
        Before: below 0 is a shortage; None when unknown.
    aangepast, gebouwd, doorgestroomd : int
        What each measure adds.
    """

    scenario: str
    woonvorm: str
    saldo: int | None
    aangepast: int
    gebouwd: int
    doorgestroomd: int

    @property
    def na(self) -> int | None:
        """Saldo after; None when unknown."""
        if self.saldo is None:
            return None
        return self.saldo + self.aangepast + self.gebouwd + self.doorgestroomd


def list_aanpassingen(voorraad: Iterable[Voorraaddeel], ingreep: Ingreep) -> tuple[Aanpassing, ...]:
    """Return the dwellings adapted by gemeente and tenure, rounded to whole ones each."""
    shares = {"huur": ingreep.huur, "koop": ingreep.koop}
    if ingreep.holds("bezit_onbekend"):
        shares[BEZIT_ONBEKEND] = (ingreep.huur + ingreep.koop) / 2
    return tuple(
        Aanpassing(deel, round_half_up(deel.potentieel * shares.get(deel.bezit, 0.0) / 100))
        for deel in voorraad
        if ingreep.gemeente in {"", deel.code}
    )


def compute_rest(
    cijfers: Sequence[Cijfer],
    keuze: Cijferkeuze,
    jaar: int,
    voorraad: Iterable[Voorraaddeel],
    ingreep: Ingreep,
) -> tuple[Rest, ...]:
    """Return what is left of each shortage of ouderen in a year, by scenario and form.

    Parameters
    ----------
    cijfers : sequence of Cijfer
    keuze : Cijferkeuze
        Published or recomputed shortage.
    jaar : int
    voorraad : iterable of Voorraaddeel
    ingreep : Ingreep
    """
    added = _count_aangepast(sum(item.woningen for item in list_aanpassingen(voorraad, ingreep)), ingreep)
    moved = count_doorstroom(ingreep)
    first = min(cijfer.jaar for cijfer in cijfers)
    known = ingreep.holds("aanbod_gelijk") or jaar == first
    return tuple(
        Rest(
            cijfer.scenario, cijfer.woonvorm, cijfer.choose(keuze) if known else None,
            added.get(cijfer.woonvorm, 0), ingreep.bouwen.get(cijfer.woonvorm, 0), moved.get(cijfer.woonvorm, 0),
        )
        for cijfer in cijfers
        if cijfer.groep == OUDEREN and cijfer.jaar == jaar and cijfer.choose(keuze) is not None
    )  # fmt: skip


def _count_aangepast(woningen: int, ingreep: Ingreep) -> dict[str, int]:
    """Return what adapted dwellings add to each form; nothing when it's unknown who lives there, or where they lie."""
    if not (ingreep.holds("ouderen_wonen_er") and ingreep.holds("ligging_past")):
        return {}
    if not ingreep.holds("telt_als_geclusterd"):
        return {NULTREDEN: woningen}
    return {GECLUSTERD: woningen, REGULIER: -woningen if ingreep.holds("niet_dubbel") else 0}


def count_doorstroom(ingreep: Ingreep) -> dict[str, int]:
    """Return what moving on adds to each saldo: homes come free where they left (+) and are taken elsewhere (−)."""
    if ingreep.van == ingreep.naar or not ingreep.doorstroom:
        return {}
    left = ingreep.doorstroom if ingreep.holds("vertrek_telt") else 0
    arrived = ingreep.doorstroom if ingreep.holds("aankomst_telt") else 0
    return {ingreep.van: left, ingreep.naar: -arrived}
