"""Fitting what a map compares with to the data at hand: an earlier year, or the region's own mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from woonzorg.links.link import Weergave


def fit_vergelijking(
    weergave: Weergave, jaren: Collection[int], zonder_regio: str, titel: str
) -> tuple[Weergave, tuple[str, ...]]:
    """Fit what a view compares with to the data at hand: an earlier year, or else the region's own mean.

    Parameters
    ----------
    weergave : Weergave
        Fitted otherwise.
    jaren : collection of int
        Years that its theme can be compared with.
    zonder_regio : str
        Why its theme is not held against the region, in Dutch; '' when it can be.
    titel : str
        What its theme is called.

    Returns
    -------
    Weergave
    tuple of str
        A Dutch sentence for each thing that cannot be shown.
    """
    absent = weergave.sinds is not None and weergave.sinds not in jaren
    fitted = replace(weergave, sinds=None) if absent else weergave
    both = fitted.sinds is not None and bool(fitted.tov)
    notices = [
        f"'{titel}' is niet te vergelijken met {weergave.sinds}: {_tell_jaren(jaren)}." if absent else "",
        zonder_regio if fitted.tov and not both else "",
        "Verschil sinds een jaar en ten opzichte van de regio gaan niet samen. U ziet het verschil sinds "
        f"{fitted.sinds}." if both else "",
    ]  # fmt: skip
    wrong = both or bool(fitted.tov and zonder_regio)
    return (replace(fitted, tov="") if wrong else fitted), tuple(filter(None, notices))


def _tell_jaren(jaren: Collection[int]) -> str:
    told = " of ".join(str(jaar) for jaar in sorted(jaren))
    return f"dat kan met {told}" if told else "er zijn geen eerdere cijfers"
