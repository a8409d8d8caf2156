"""Everything that the page Verdelen shows of an outcome, from cached parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.onderdelen import gegevens, rekenwerk
from woonzorg.kaart.belasting import colour_belasting
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.verdeling.knelwoorden import describe_geplaatst
from woonzorg.verdeling.openbaar import has_eigen_cijfers
from woonzorg.verdeling.ruimte import tabulate_gebieden, tabulate_openbaar

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from pages.onderdelen.verdeelstand import Stand
    from woonzorg.kaart.beeld import Kaart
    from woonzorg.opslag import Snapshot
    from woonzorg.verdeling.uitkomst import Uitkomst


@dataclass(frozen=True)
class Beeld:
    """An outcome with its map.

    Attributes
    ----------
    snapshot : Snapshot
    stand : Stand
    uitkomst : Uitkomst
        Without what binds and what would help: that takes longer (`rekenwerk.load_uitkomst`).
    gebieden : DataFrame
        A row an area (`ruimte.tabulate_gebieden`); when frozen, only what may be shared.
    per_gemeente : bool
        Whether the numbers in `gebieden` are of the whole gemeente.
    kaart : Kaart
    """

    snapshot: Snapshot
    stand: Stand
    uitkomst: Uitkomst
    gebieden: pd.DataFrame
    per_gemeente: bool
    kaart: Kaart

    @property
    def is_verborgen(self) -> bool:
        """Whether values stay hidden: a scenario that others may see, and that rests on own figures."""
        own = has_eigen_cijfers(self.uitkomst.situatie.veld) or bool(self.stand.scenario.eigen_cijfers)
        return self.stand.bevroren and own

    @property
    def gekozen(self) -> Mapping[Any, Any] | None:
        """Row of the selected area."""
        rows = self.gebieden[self.gebieden["code"] == self.kaart.gekozen].to_dict("records")
        return rows[0] if rows else None


def make_beeld(snapshot: Snapshot, stand: Stand, gebied: str) -> Beeld:
    """Gather what is shown.

    Raises
    ------
    WoonzorgFout
        When the scenario has no outcome on these data.
    """
    outcome = rekenwerk.load_plan(stand.scenario, snapshot, stand.eigen)
    table, whole = tabulate_openbaar(outcome) if stand.bevroren else (tabulate_gebieden(outcome), False)
    score = gegevens.load_score(snapshot, snapshot.id, None)
    vormen = gegevens.load_vormen(score, snapshot.id, str(stand.scenario.niveau))
    spared = next((answer.dicht for answer in outcome.uitslagen if answer.regel == "ontzien"), ())
    colours = colour_belasting(table, vormen, spared, per_gemeente=whole)
    chosen = gebied if gebied in set(table["code"]) else ""
    kaart = make_kaart(vormen, colours, "" if stand.bevroren else describe_geplaatst(outcome), gekozen=chosen)
    return Beeld(snapshot, stand, outcome, table, whole, kaart)
