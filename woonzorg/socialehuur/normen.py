"""The limits of §6.10: policy of 2025, of a law that was not yet in force. Each can be changed, none is a constant."""

from __future__ import annotations

from dataclasses import dataclass

from woonzorg.verdeling.vraag.getal import format_waarde
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter

JAAR = 2025
"""Year of the limits."""

REGEL = "003:605"
"""Line of the vision on which they rest."""

BRON = f"visie, §6.10, stand {JAAR}"
WET = (
    "De visie noemt deze grenzen in 2025, naar een wetsvoorstel dat toen nog in behandeling was (Wet regie). "
    "Ga na wat nu geldt, en pas de getallen zo nodig aan."
)
"""What must be told wherever these limits work."""

STREEFDEEL = Parameter(
    "streefdeel", "Sociale huur in elke gemeente, ten minste", 30.0, BRON, 0, 100, "% van de woningen"
)
LANDELIJK = Parameter("landelijk", "Landelijk aandeel sociale huur", 27.0, BRON, 0, 100, "% van de woningen")
MIDDEN = Parameter(
    "midden", "Boven het landelijke aandeel: nieuwbouw voor middeninkomens, meer dan", 40.0, BRON, 0, 100,
    "% van de nieuwbouw",
)  # fmt: skip
SOCIAAL = Parameter(
    "sociaal", "Onder het landelijke aandeel: sociale huur in de nieuwbouw, ten minste", 30.0, BRON, 0, 100,
    "% van de nieuwbouw",
)  # fmt: skip
BETAALBAAR = Parameter(
    "betaalbaar", "Betaalbaar bouwen in de regio, ten minste", 200.0 / 3.0, f"{BRON}: twee derde", 0, 100,
    "% van de nieuwbouw", decimalen=2,
)  # fmt: skip
STERK = Parameter(
    "sterk", "Sterk over- of ondervertegenwoordigd vanaf", 1.5, f"{AANNAME}, als bij concentraties", 1.2, 3, "keer"
)  # fmt: skip

NORMEN: tuple[Parameter, ...] = (STREEFDEEL, LANDELIJK, MIDDEN, SOCIAAL, BETAALBAAR)
"""The limits of the three tests, in the order in which they are shown."""


@dataclass(frozen=True)
class Normen:
    """The limits in force, in percent.

    Attributes
    ----------
    streefdeel, landelijk, midden, sociaal, betaalbaar : float
        As the parameters of this module.
    """

    streefdeel: float = STREEFDEEL.waarde
    landelijk: float = LANDELIJK.waarde
    midden: float = MIDDEN.waarde
    sociaal: float = SOCIAAL.waarde
    betaalbaar: float = BETAALBAAR.waarde


NORMEN_2025 = Normen()
"""The limits as the vision gives them."""


def write_grens(waarde: float) -> str:
    """Write a limit in percent."""
    return f"{format_waarde(round(waarde, 2))} %"


def write_bron(norm: Parameter, normen: Normen) -> str:
    """Write where a limit in force comes from: the vision, or who changed it."""
    return f"aangepast; visie: {write_grens(norm.waarde)}" if is_aangepast(norm, normen) else norm.bron


def is_aangepast(norm: Parameter, normen: Normen) -> bool:
    """Tell whether a limit in force is another than that of the vision."""
    return bool(getattr(normen, norm.sleutel) != norm.waarde)


def describe_aangepast(normen: Normen) -> str:
    """Tell which limits were changed; '' when none was."""
    told = [
        f"{norm.titel[:1].lower()}{norm.titel[1:]} {write_grens(getattr(normen, norm.sleutel))} "
        f"(visie: {write_grens(norm.waarde)})"
        for norm in NORMEN
        if is_aangepast(norm, normen)
    ]
    return f"Aangepaste grenzen: {'; '.join(told)}." if told else ""
