"""The sentences beside own goals: what is aimed at, from where, and whether that is what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.gegevens.schema import Status
from woonzorg.indicator import Vorm
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.profiel.eigen import Profieldoel

OP_PAPIER = "Eigen doelen: een afspraak, en geen cijfer van een bron"
UITLEG = "Uit uw eigen bestand. ● is gemeten. ◆ is een doel: een afspraak van u, en geen cijfer van een bron."
NIETS_GEMETEN = "Hier is geen gemeten cijfer van."


def tell_doelen(doelen: Sequence[Profieldoel]) -> str:
    """Tell the goals of one figure, its name once: 'Koopwoningen: 40 % in 2028 en 45 % in 2030'."""
    return f"{doelen[0].cijfer.titel}: {join_woorden([goal.tell_streef() for goal in doelen])}"


def tell_uitgang(jaren: Mapping[int, float], doelen: Sequence[Profieldoel]) -> str:
    """Tell where a goal starts from something else than the newest figure, or nothing was measured; '' else.

    Parameters
    ----------
    jaren : mapping of int to float
        What was measured.
    doelen : sequence of Profieldoel
        For one figure of one area; at least one.
    """
    if not jaren:
        return NIETS_GEMETEN
    year, decimals = max(jaren), doelen[0].cijfer.decimalen
    newest = format_getal(jaren[year], decimals)
    starts = dict.fromkeys(format_getal(goal.nu, decimals) for goal in doelen if goal.nu is not None)
    other = [start for start in starts if start != newest]
    if not other:
        return ""
    return f"Het eigen bestand gaat uit van {join_woorden(other)}; het nieuwste cijfer is {newest} ({year})."


def find_jaren(snapshot: Snapshot, code: str, indicator: str) -> dict[int, float]:
    """Return what was measured of a figure of an area, by year."""
    rows = snapshot.reeksen
    own = rows[
        (rows["code"] == code) & (rows["indicator"] == indicator) & (rows["status"] == Status.WAARGENOMEN)
    ]
    return {int(year): float(value) for year, value in zip(own["jaar"], own["waarde"], strict=True)}


def tell_doel(snapshot: Snapshot, doel: Profieldoel) -> str:
    """Tell a goal on paper, and where it starts from something else than was measured."""
    note = tell_uitgang(find_jaren(snapshot, doel.code, doel.indicator), [doel])
    return f"{doel.describe()}. {note}".strip()


def list_rijen(
    jaren: Mapping[int, float], doelen: Sequence[Profieldoel]
) -> Iterator[tuple[str, str, str, str]]:
    """Return rows of a table: figure, measured, start or goal, year and value with its unit; a score has none."""
    figure = doelen[0].cijfer
    starts = dict.fromkeys(goal.nu for goal in doelen if goal.nu is not None)
    told = [("gemeten", str(year), value) for year, value in sorted(jaren.items())]
    told += [("uitgangspunt van een doel", "niet genoemd", start) for start in starts]
    told += [("doel", str(goal.jaar), goal.streef) for goal in doelen]
    for kind, year, value in told:
        unit = "" if figure.vorm == Vorm.SCORE else figure.eenheid
        text = f"{format_getal(value, figure.decimalen)} {unit}".strip()
        yield figure.titel, kind, year, text
