"""What is told of own figures of a visit: how much there is, and what of it is of areas that are not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from woonzorg.profiel.eigen import Profieleigen

_WOORDEN: Mapping[str, tuple[str, str]] = {
    "waarnemingen": ("waarneming", "waarnemingen"), "doelen": ("doel", "doelen"), "complexen": ("complex", "complexen"),
}  # fmt: skip


def tell_gegeven(eigen: Profieleigen) -> str:
    """Tell how much was given: '3 waarnemingen, 1 doel en 0 complexen'."""
    return join_woorden([count_woord(len(getattr(eigen, name)), *words) for name, words in _WOORDEN.items()])


def tell_elders(eigen: Profieleigen, codes: Collection[str]) -> str:
    """Tell what was given of areas that the figures shown do not have, as after other data; '' for nothing.

    Parameters
    ----------
    eigen : Profieleigen
    codes : collection of str
        Of all areas that are shown.
    """
    lost = {
        "waarnemingen": sum(one.code not in codes for one in eigen.waarnemingen),
        "doelen": sum(one.code not in codes for one in eigen.doelen),
        "complexen": sum(one.buurt not in codes for one in eigen.complexen),
    }
    told = [count_woord(number, *_WOORDEN[name]) for name, number in lost.items() if number]
    return f"Niet getoond: {join_woorden(told)} met een code van een andere indeling." if told else ""
