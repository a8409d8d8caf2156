"""What a rule is, and what judging a plan by it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from woonzorg.verdeling.regels import bereik
from woonzorg.verdeling.regels.oordeel import VOLLEDIG, Regeloordeel, Toetsbereik

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie, Uitzondering
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.regels.grenzen import Grens
    from woonzorg.verdeling.regels.metingen import Meting
    from woonzorg.verdeling.vraag.parameter import Parameter


class MetWaarden(Protocol):
    """What sets the parameters of the rules: a scenario, or a situation."""

    @property
    def waarden(self) -> Mapping[str, Mapping[str, float]]:
        """Rule key to the values of its parameters."""


def speaks_of_all(situatie: Situatie, groep: int) -> bool:  # noqa: ARG001 - one form for every rule
    """Tell that a rule speaks of every group."""
    return True


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One rule: all that differs between rules stands here, so that nobody needs to ask which one it is.

    Attributes
    ----------
    sleutel, titel, uitleg, formule : str
        Key in a scenario, name and explanation on screen, and the rule in symbols.
    versie : int
        Goes up when the rule changes, so that older results are known to be old.
    paragraaf : str
        Where it comes from.
    parameters : tuple of Parameter
    find_grenzen : callable
        Gives the limits it lays on a plan; with `eenmaal.once` they are worked out once for a situation.
    meet : callable
        Measures a plan, given each limit with what the plan has in its block.
    knoppen : tuple of str
        Parameters that a relaxation may turn, each by itself.
    versoepelbaar : bool
        Whether a relaxation is ever computed: 'ontzien' and 'geen verplaatsing' never give way ("onder geen beding").
    onder_geen_beding : bool
        Whether it gives way to no decision either, so that a decision which breaks it is refused.
    standaard_aan, mag_uit : bool
        Whether it applies unless the planner says otherwise, and whether it may be switched off.
    mocht_uit : bool
        Whether older scenarios may have it off: they open, say so, and are computed with the rule.
    find_bereik : callable
        Tells in which areas it could not be tested.
    speaks_of : callable
        Tells whether it speaks of a group (by position) at all: what does not is no test that was passed.
    telt_woningen : bool
        Whether it is about dwellings, so that it does not bind standplaatsen.
    over_de_plek : bool
        Whether it binds the letting of a home within the own buurt too, by which nothing is added.
    decimalen_gedeeld : int or None
        With how many decimals its value may be told to others: so roughly that it gives no number of homes of one
        area away. None for a rule that measures the homes of one area, or of one with its neighbours.
    nul_gedeeld : bool
        Whether it counts the homes where nothing is allowed: told to others when there are none.
    leest : tuple of str
        Keys of other rules of which its limits read a parameter, so that they move with it.
    kort : str
        Its title where there is little room; '' where that is short enough.
    sinds : int
        Edition of the scenario file in which it came (`declaratie`): left out of older scenarios' names.
    """

    sleutel: str
    titel: str
    uitleg: str
    formule: str
    versie: int
    paragraaf: str
    parameters: tuple[Parameter, ...] = ()
    find_grenzen: Callable[[Situatie], tuple[Grens, ...]]
    meet: Callable[[Situatie, Counts, Sequence[tuple[Grens, int]]], Meting]
    knoppen: tuple[str, ...] = ()
    versoepelbaar: bool = True
    onder_geen_beding: bool = False
    standaard_aan: bool = True
    mag_uit: bool = True
    mocht_uit: bool = False
    find_bereik: Callable[[Situatie], Toetsbereik] = field(default=bereik.find_volledig)
    speaks_of: Callable[[Situatie, int], bool] = field(default=speaks_of_all)
    telt_woningen: bool = False
    over_de_plek: bool = False
    decimalen_gedeeld: int | None = None
    nul_gedeeld: bool = False
    leest: tuple[str, ...] = ()
    kort: str = ""
    sinds: int = 1

    def find_parameter(self, sleutel: str) -> Parameter:
        """Return a parameter by its key."""
        return next(parameter for parameter in self.parameters if parameter.sleutel == sleutel)

    def read(self, van: MetWaarden) -> Mapping[str, float]:
        """Return the values of its parameters in a scenario or situation."""
        return van.waarden[self.sleutel]


@dataclass(frozen=True)
class Uitslag:
    """A plan judged by one rule.

    Attributes
    ----------
    regel : str
        Key of the rule.
    oordeel : Regeloordeel
        One of the four outcomes; without what binds (`woorden.find_oordeel` adds that).
    waarde, grens, ruimte : float
        actual, limit and headroom in the rule's own unit; NaN when there is nothing to measure.
    eenheid : str
    reden : str
        In Dutch.
    krap : tuple of str
        Codes of areas (or sets of gemeenten) that receive and have no room left under this rule.
    dicht : tuple of str
        Codes of the region's areas where the rule allows nothing, for some group at least.
    gebroken : tuple of str
        Codes where the plan breaks it.
    bereik : Toetsbereik
        Where the rule could not be tested.
    besluiten : tuple of Uitzondering
        Decided exceptions by which it is not kept.
    al_geplaatst : tuple of str
        Codes where what has been placed already goes beyond it.
    """

    regel: str
    oordeel: Regeloordeel
    waarde: float
    grens: float
    ruimte: float
    eenheid: str
    reden: str
    krap: tuple[str, ...]
    dicht: tuple[str, ...]
    gebroken: tuple[str, ...]
    bereik: Toetsbereik = VOLLEDIG
    besluiten: tuple[Uitzondering, ...] = ()
    al_geplaatst: tuple[str, ...] = ()

    @property
    def is_al_geplaatst(self) -> bool:
        """Whether it is not kept by what has been placed already, and by nothing else."""
        return bool(self.gebroken) and set(self.gebroken) <= set(self.al_geplaatst)

    @property
    def voldaan(self) -> bool | None:
        """passed; None where the rule was not tested."""
        return self.oordeel.voldaan

    @property
    def niet_getoetst(self) -> tuple[str, ...]:
        """Codes of the region's areas in which the rule could not be tested."""
        return self.bereik.niet

    @property
    def waarom(self) -> str:
        """Why it could not be tested there, in Dutch."""
        return self.bereik.waarom

    @property
    def toevoegingen(self) -> tuple[str, ...]:
        """Codes in which only additions were tested."""
        return self.bereik.toevoegingen
