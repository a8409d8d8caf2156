"""A draft of a distribution: what a planner works on and did not save, kept by the planner's own browser.

It is the scenario as text with the moment it was written. Own figures are never in it, nor their hash: it says only
that there were some, so that they must be loaded again. After `DAGEN` it is too old to be opened.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from woonzorg.dag import format_datum, to_lokaal
from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.scenario.inhoud import parse_scenario

if TYPE_CHECKING:
    from woonzorg.verdeling.scenario.inhoud import Scenario

DAGEN = 30
"""Days that a draft is kept."""

VERSIE = 1
GROOTSTE = 1_000_000
"""Longer texts (characters) are no drafts."""

_ONLEESBAAR = "De werkversie in deze browser is niet te lezen."


@dataclass(frozen=True)
class Werkversie:
    """A draft.

    Attributes
    ----------
    scenario : Scenario
        Without data and own figures: those of the moment are used.
    moment : datetime
        When it was written, with its zone.
    met_eigen : bool
        Whether own figures were in use, which must be loaded again.
    """

    scenario: Scenario
    moment: datetime
    met_eigen: bool

    @property
    def naam(self) -> str:
        """What it is called: by the day and the Dutch clock."""
        local = to_lokaal(self.moment)
        return f"werkversie van {format_datum(local.date().isoformat())}, {local:%H:%M} uur"

    def is_oud(self, nu: datetime) -> bool:
        """Tell whether it is older than drafts are kept; one of a moment to come is as old as now."""
        return nu - self.moment > timedelta(days=DAGEN)


def drop_plan(scenario: Scenario) -> Scenario:
    """Return a scenario without what may give a plan on own figures back: locks, and the plan to stay close to."""
    return dataclasses.replace(scenario, sloten=(), basis=())


def write_werkversie(scenario: Scenario, moment: datetime) -> str:
    """Return a scenario as the text of a draft; `eigen_cijfers` of the scenario tells whether there were any."""
    # The name of a complex comes from own figures: a site that names one stays with the visit.
    sites = tuple(site for site in scenario.toetsen if not site.complex)
    bare = drop_plan(scenario) if scenario.eigen_cijfers else scenario
    bare = dataclasses.replace(bare, gegevens="", eigen_cijfers="", toetsen=sites)
    content = {
        "werkversie": VERSIE, "moment": moment.isoformat(), "eigen": bool(scenario.eigen_cijfers),
        "scenario": bare.to_dict(),
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def read_werkversie(tekst: str) -> Werkversie:
    """Read a draft from its text.

    Raises
    ------
    InvoerFout
        When it is no draft, of another version, or holds no sound scenario.
    GegevensFout
        When what it holds is no longer a scenario that can be read.
    """
    content = _parse(tekst)
    raw = json.dumps(content["scenario"], ensure_ascii=False).encode(errors="replace")
    scenario = dataclasses.replace(parse_scenario(raw), gegevens="", eigen_cijfers="")
    return Werkversie(scenario, content["moment"], content.get("eigen") is True)


def _parse(tekst: str) -> dict[str, Any]:
    content: Any = None
    if len(tekst) <= GROOTSTE:
        with contextlib.suppress(
            ValueError, RecursionError
        ):  # told below, as any other text that is no draft
            content = json.loads(tekst)
    moment = _read_moment(content)
    if moment is None or content.get("werkversie") != VERSIE or "scenario" not in content:
        raise InvoerFout(
            _ONLEESBAAR, verwacht="een werkversie van Woonzorg", gevonden=f"'{tekst[:40]}'",
            remedie="Begin opnieuw, of open een scenario dat u bewaarde.",
        )  # fmt: skip
    return {**content, "moment": moment}


def _read_moment(content: object) -> datetime | None:
    """Return when a draft was written; None where that is not told, or without its zone."""
    given = content.get("moment") if isinstance(content, dict) else None
    try:
        found = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
