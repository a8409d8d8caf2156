"""What 'herplan de rest' asks: a scenario is shared, so no count under 10 of how far the agenda is follows from it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from woonzorg.agenda.deeltabel import share_tabel
from woonzorg.verdeling.invoer.veld import KLEIN

if TYPE_CHECKING:
    from collections.abc import Iterable

AFGEROND = (
    "Een scenario wordt gedeeld. Daarom gaan aantallen onder de 10 niet mee: zo'n aantal dat klaar is, gaat er niet "
    "af, en zijn er minder dan 10 over, dan vraagt het plan er 10."
)


def ask_vraag(aantallen: Iterable[tuple[str, int, int]]) -> dict[str, int]:
    """Return how many homes to ask by key: what is left, where what is ready may be told, else all that was agreed.

    Parameters
    ----------
    aantallen : iterable of (str, int, int)
        Key, what was agreed, and what is ready.
    """
    agreed, left, _ = _add(aantallen)
    return {key: max(KLEIN, left.get(key, count)) if count else 0 for key, count in agreed.items()}


def ask_minst(aantallen: Iterable[tuple[str, int, int]]) -> dict[str, int]:
    """Return the least to agree on by key: never more than is left; 0 where that may not be told.

    Parameters as `ask_vraag`.
    """
    agreed, left, ready = _add(aantallen)
    least = {
        key: left.get(key, count - KLEIN + 1 if ready[key] < KLEIN else 0) for key, count in agreed.items()
    }
    return {key: count if count >= KLEIN else 0 for key, count in least.items()}


def _add(aantallen: Iterable[tuple[str, int, int]]) -> tuple[Counter[str], dict[str, int], Counter[str]]:
    """Return by key what was agreed; what is left where that may be told; and what is ready."""
    agreed, ready = Counter[str](), Counter[str]()
    for key, number, done in aantallen:
        agreed[key] += number
        ready[key] += done
    told = share_tabel({key: count for key, count in ready.items() if count}).cellen
    left = {key: count - ready[key] for key, count in agreed.items() if key in told or not ready[key]}
    return agreed, left, ready
