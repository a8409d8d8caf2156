"""What is compared as a readable link, and back: ``?a=471ca6ce0653&b=inwoners&c=nul&mutatiegraad=9.5``.

A link comes from anyone: only what is well formed is accepted, and what is left out is said.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woonzorg.gebied import clean_code, find_niveau
from woonzorg.verdeling.optimum.sleutels import SLEUTELS
from woonzorg.verdeling.vergelijking.gelijk import LETTERS
from woonzorg.verdeling.vergelijking.kant import NUL
from woonzorg.verdeling.vergelijking.knoppen import KNOPPEN

if TYPE_CHECKING:
    from collections.abc import Mapping

WERK = "werk"
"""What the visitor works on."""

PLANNEN: tuple[str, ...] = tuple(letter.lower() for letter in LETTERS)
"""Parameters that name a plan, in order."""

SLEUTELPLANNEN: dict[str, str] = {key.sleutel: key.titel for key in SLEUTELS}

DELEN: tuple[str, ...] = ("opdracht", "regels", "gemeenten", "maten", "jaren", "kaart")
"""Parts of the page, in the order in which plans are compared."""

VELDEN: frozenset[str] = frozenset({*PLANNEN, "deel", "gebied", *KNOPPEN})
"""Parameters of the link."""

_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class Vergelijkkeuze:
    """What is compared.

    Attributes
    ----------
    a, b : str
        Id of a saved scenario, key of a simple key, `NUL` or `WERK`; '' when the page is to choose.
    deel : str
        One of `DELEN`.
    gebied : str
        Code of the selected area; '' for none.
    knoppen : mapping
        Levers of the years that differ from what each plan itself says.
    meer : tuple of str
        What stands beside A and B, in order.
    """

    a: str = ""
    b: str = ""
    deel: str = DELEN[0]
    gebied: str = ""
    knoppen: Mapping[str, float] = field(default_factory=dict)
    meer: tuple[str, ...] = ()

    @property
    def plannen(self) -> tuple[str, ...]:
        """All that is compared, A first."""
        return (self.a, self.b, *self.meer)


def format_keuze(keuze: Vergelijkkeuze) -> dict[str, str]:
    """Return the parameters of the link; what is as usual is left out."""
    given = {
        **dict(zip(PLANNEN, keuze.plannen, strict=False)),
        "deel": keuze.deel if keuze.deel != DELEN[0] else "",
        "gebied": keuze.gebied,
        **{name: f"{keuze.knoppen[name]:.10g}" for name in KNOPPEN if name in keuze.knoppen},
    }
    return {name: text for name, text in given.items() if text}


def parse_keuze(parameters: Mapping[str, str]) -> tuple[Vergelijkkeuze, tuple[str, ...]]:
    """Read what is compared from the parameters of a link.

    Returns
    -------
    Vergelijkkeuze
    tuple of str
        A Dutch sentence for each parameter that was left out.
    """
    texts = {name: str(text).strip()[:80] for name, text in parameters.items() if name in VELDEN and text}
    sides = {name: texts[name] for name in PLANNEN if name in texts and _is_kant(texts[name])}
    area = clean_code(texts.get("gebied", ""))
    levers = {name: value for name in KNOPPEN if (value := _read_knop(name, texts.get(name, ""))) is not None}
    part = texts.get("deel", "")
    keuze = Vergelijkkeuze(
        sides.get("a", ""), sides.get("b", ""), part if part in DELEN else DELEN[0],
        area if find_niveau(area) else "", levers, tuple(sides[name] for name in PLANNEN[2:] if name in sides),
    )  # fmt: skip
    read = {*sides, *levers, *(["deel"] if part in DELEN else []), *(["gebied"] if keuze.gebied else [])}
    wrong = [name for name in texts if name not in read]
    return keuze, tuple(
        f"De waarde bij '{name}' in de link is niet te lezen en is overgeslagen." for name in wrong
    )


def _is_kant(text: str) -> bool:
    return text in {WERK, NUL, *SLEUTELPLANNEN} or bool(_ID.fullmatch(text))


def _read_knop(name: str, text: str) -> float | None:
    """Return the value of a lever; None when it is no number within its bounds."""
    try:
        value = float(text)
    except ValueError:
        return None
    lever = KNOPPEN[name]
    return value if math.isfinite(value) and lever.laagst <= value <= lever.hoogst else None
