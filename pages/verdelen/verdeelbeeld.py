"""Everything that the page Verdelen shows of an outcome, from cached parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pages.bouwstenen import gegevens
from pages.bouwstenen.werk import rekenwerk
from woonzorg.kaart.belasting import colour_belasting
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.kaart.statuskaart import colour_status
from woonzorg.verdeling.delen.openbaar import has_gevoelig
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.uitkomst.gedeeld import share, share_uitkomst
from woonzorg.verdeling.uitkomst.knelwoorden import describe_geplaatst
from woonzorg.verdeling.uitkomst.ruimte import tabulate_belasting, tabulate_statussen

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.beeld import Kaart
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst


@dataclass(frozen=True)
class Verdeelbeeld:
    """An outcome with its map.

    Attributes
    ----------
    snapshot : Snapshot
    stand : Verdeelstand
    uitkomst : Uitkomst
        Without what binds and what would help: that takes longer (`rekenwerk.load_uitkomst`).
    gebieden : DataFrame
        A row an area (`ruimte.tabulate_gebieden`); when frozen, only what may be shared
        (`ruimte.tabulate_statussen`).
    kaart : Kaart
    """

    snapshot: Snapshot
    stand: Verdeelstand
    uitkomst: Uitkomst
    gebieden: pd.DataFrame
    kaart: Kaart

    @property
    def is_verborgen(self) -> bool:
        """Whether values of rules stay hidden: a scenario that others may see, and that rests on own figures."""
        return self.stand.bevroren and share(self.uitkomst).met_eigen

    @property
    def heeft_aandeel(self) -> bool:
        """Whether the curve of the share may be shown: it is worked out for all groups, and on all figures."""
        return not self.stand.bevroren or not (self.is_verborgen or has_gevoelig(self.stand.scenario))

    @cached_property
    def gemeenten(self) -> pd.DataFrame:
        """The gemeenten with what each receives (`ruimte.tabulate_belasting`), worked out once for all who show it."""
        if self.stand.bevroren:
            return tabulate_belasting(self.uitkomst, openbaar=True)
        return rekenwerk.load_zicht(self.stand.scenario, self.snapshot, self.stand.eigen).gemeenten

    @cached_property
    def gekozen(self) -> Mapping[Any, Any] | None:
        """Row of the selected area."""
        if not self.kaart.gekozen:
            return None
        rows = self.gebieden[self.gebieden["code"] == self.kaart.gekozen].to_dict("records")
        return rows[0] if rows else None


def make_beeld(snapshot: Snapshot, stand: Verdeelstand, gebied: str) -> Verdeelbeeld:
    """Gather what is shown.

    Raises
    ------
    WoonzorgFout
        When the scenario has no outcome on these data.
    """
    outcome = rekenwerk.load_plan(stand.scenario, snapshot, stand.eigen)
    score = gegevens.load_score(snapshot, snapshot.id, None)
    vormen = gegevens.load_vormen(score, snapshot.id, str(stand.scenario.niveau))
    if stand.bevroren:
        outcome = share_uitkomst(outcome)
        table, title = tabulate_statussen(outcome), ""
        colours = colour_status(table, vormen)
    else:
        table = rekenwerk.load_zicht(stand.scenario, snapshot, stand.eigen).gebieden
        title = describe_geplaatst(outcome)
        colours = rekenwerk.keep(
            lambda: colour_belasting(table, vormen, outcome.list_dicht(ONTZIEN)), stand.eigen, "kleuring",
            snapshot.id, stand.scenario.rekenkenmerk,
        )  # fmt: skip
    chosen = gebied if gebied in set(table["code"]) else ""
    return Verdeelbeeld(snapshot, stand, outcome, table, make_kaart(vormen, colours, title, gekozen=chosen))
