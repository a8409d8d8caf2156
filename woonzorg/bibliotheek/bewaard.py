"""A saved scenario, as the library gives it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from woonzorg.verdeling.scenario.inhoud import Scenario


@dataclass(frozen=True)
class Bewaard:
    """A scenario in the library.

    Attributes
    ----------
    id : str
        The hash under which it is kept. It can differ from `scenario.id` where this program has defaults that the
        program which saved it did not have.
    scenario : Scenario
    bewaard_op : datetime
        When it was first saved, in UTC.
    regels : str
        Version of the rules then (`bibliotheek.REGELVERSIE`).
    bestond : bool
        Told by `save`: whether it was there already, so that nothing was added.
    maker : str
        Hash of the code of who made and saved it; '' when that is not known, as of what was saved before there were
        codes.
    """

    id: str
    scenario: Scenario
    bewaard_op: datetime
    regels: str
    bestond: bool = field(default=False, compare=False)
    maker: str = ""
