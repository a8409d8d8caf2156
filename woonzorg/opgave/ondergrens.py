"""What is short in every scenario: a first test of 'no-regret' (§6.1), and our reading of it.

A form counts when every scenario of its group gives a shortage in that year. The least of them is told: the part on
which the scenarios agree. What lies above it hangs on the scenario, and stays a range. The vision's own answer is
about the home itself (§6.1), and stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.opgave.banden import make_banden, select_tekorten
from woonzorg.opgave.woorden import name_vorm
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.opgave.cijfers import Cijfer, Cijferkeuze

LEZING = (
    "Dit is onze lezing van 'no-regret' (§6.1): een eerste toets op de aantallen, geen keuze van de visie. De visie "
    "kijkt naar de woning zelf: levensloopgeschikt, op de grond of als nultredenappartement, waar mogelijk modulair en "
    "geclusterd. Zulke woningen blijven ook na de piek van de vergrijzing gevraagd."
)
MERK = "Het witomrande streepje op een balk is wat in elk scenario tekort is."
VOETNOOT = (
    "Bij mensen met een verstandelijke beperking ontstaat het tekort waarschijnlijk deels doordat zij met een "
    "persoonsgebonden budget thuis wonen (voetnoot 2 van de visie)."
)
REST = "Wat daarboven ligt, hangt af van het scenario. Een deel is op te vangen door woningen aan te passen (§4.2)."
_BEPERKING = "verstandelijke_beperking"


@dataclass(frozen=True)
class Ondergrens:
    """A shortage that every scenario has.

    Attributes
    ----------
    groep, woonvorm, jaar : str, str, int
    minstens, hoogstens : int
        Shortage in the mildest and in the hardest scenario; `minstens` is above 0.
    scenarios : int
        How many scenarios there are; with one, nothing was compared.
    """

    groep: str
    woonvorm: str
    jaar: int
    minstens: int
    hoogstens: int
    scenarios: int

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "groep": self.groep, "woonvorm": self.woonvorm, "jaar": self.jaar, "minstens": self.minstens,
            "hoogstens": self.hoogstens, "scenarios": self.scenarios,
        }  # fmt: skip


def list_ondergrenzen(cijfers: Iterable[Cijfer], keuze: Cijferkeuze) -> tuple[Ondergrens, ...]:
    """Return what every scenario falls short of, by form and year.

    The first year is left out where there are more: it can no longer be built for. A form of which a scenario is
    unknown in a year is left out: it is not known to fall short in each.

    Parameters
    ----------
    cijfers : iterable of Cijfer
    keuze : Cijferkeuze
    """
    figures = tuple(cijfers)
    years = sorted({figure.jaar for figure in figures})
    wanted = [
        band for band in select_tekorten(make_banden(figures, keuze)) if band.jaar in (years[1:] or years)
    ]
    found = []
    for band in wanted:
        lines = _select_scenarios(figures, (band.groep, band.woonvorm, band.jaar))
        saldi = [line.choose(keuze) for line in lines]
        known = [saldo for saldo in saldi if saldo is not None]
        if len(known) == len(saldi) and max(known) < 0:
            found.append(
                Ondergrens(band.groep, band.woonvorm, band.jaar, -max(known), -min(known), len(known))
            )
    return tuple(found)


def _select_scenarios(cijfers: Sequence[Cijfer], plek: tuple[str, str, int]) -> list[Cijfer]:
    """Return the figures of one form in one year: a line of no scenario does not count where others name theirs."""
    lines = [line for line in cijfers if (line.groep, line.woonvorm, line.jaar) == plek]
    return [line for line in lines if line.scenario] or lines


def describe_ondergrenzen(grenzen: Sequence[Ondergrens], jaren: Sequence[int]) -> list[str]:
    """Tell what every scenario falls short of: a sentence a form, those of all years first.

    Parameters
    ----------
    grenzen : sequence of Ondergrens
    jaren : sequence of int
        Years that can be planned for.
    """
    by_form: dict[tuple[str, str], list[Ondergrens]] = {}
    for grens in grenzen:
        by_form.setdefault((grens.groep, grens.woonvorm), []).append(grens)
    lines = sorted(by_form.values(), key=lambda found: -len(found))
    return [_describe_vorm(found, jaren) for found in lines]


def _describe_vorm(grenzen: Sequence[Ondergrens], jaren: Sequence[int]) -> str:
    first = grenzen[0]
    told = join_woorden([f"{format_getal(grens.minstens)} in {grens.jaar}" for grens in grenzen])
    absent = [jaar for jaar in jaren if jaar not in {grens.jaar for grens in grenzen}]
    missing = f" Niet in elk scenario in {join_woorden([str(jaar) for jaar in absent])}." if absent else ""
    single = " Hier is maar één scenario van." if max(grens.scenarios for grens in grenzen) == 1 else ""
    return f"{name_vorm(first.groep, first.woonvorm)}: minstens {told}.{missing}{single}"


def describe_kort(grenzen: Sequence[Ondergrens], jaar: int) -> str:
    """Tell in one sentence what falls short in every scenario in a year.

    Examples
    --------
    >>> describe_kort([Ondergrens("ouderen", "geclusterd wonen", 2040, 557, 4587, 2)], 2040)
    'In 2040 is in elk scenario tekort: ouderen, geclusterd wonen (minstens 557).'
    """
    lines = [grens for grens in grenzen if grens.jaar == jaar]
    if not lines:
        return f"In {jaar} is geen woonvorm in elk scenario tekort, of het is onbekend."
    parts = [
        f"{(name := name_vorm(line.groep, line.woonvorm))[0].lower()}{name[1:]} "
        f"(minstens {format_getal(line.minstens)})"
        for line in lines
    ]
    return f"In {jaar} is in elk scenario tekort: {'; '.join(parts)}."


def list_toelichting(grenzen: Sequence[Ondergrens]) -> tuple[str, ...]:
    """Return what goes with the sentences: the range above, the footnote where it matters, and whose reading it is."""
    note = [VOETNOOT] if any(grens.groep == _BEPERKING for grens in grenzen) else []
    return (*([REST] if grenzen else []), *note, LEZING)
