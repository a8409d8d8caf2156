"""Time of the first step of an initiative, on the embedded region: ``python -m benchmarks.initiatief``."""

from __future__ import annotations

import dataclasses
import time

from benchmarks.__main__ import median_ms
from woonzorg.gebied import Niveau
from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.initiatief.initiatief import Complexgegeven, Initiatief
from woonzorg.initiatief.lijsttoets import judge_lijst
from woonzorg.initiatief.plekbeeld import make_ligging
from woonzorg.initiatief.toets import judge_initiatief
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.vraag.groepen import Instrument

PLEK = "BU91010001"


def main() -> None:
    """Print a line a figure."""
    score = score_snapshot(open_snapshot(INGEBOUWD))
    veld, ligging = make_veld(score, Niveau.BUURT), make_ligging(score)
    first = make_situatie(make_standaard("voorbeeldstreek"), veld)
    item = Initiatief(PLEK, "statushouders", Instrument.NIEUWBOUW, 1)
    start = time.perf_counter()
    judge_initiatief(item, first, ligging)
    print(
        f"a verdict with the nearest others, the first of a server: {1000 * (time.perf_counter() - start):.0f} ms"
    )
    print(f"the next: {median_ms(lambda: judge_initiatief(item, first, ligging), 20):.0f} ms")
    codes = [code for code, own in zip(veld.codes, veld.eigen.tolist(), strict=True) if own]
    homes = [
        Initiatief(codes[n % len(codes)], "psychisch", Instrument.TOEWIJZING, 1 + n % 9,
                   complex=Complexgegeven(f"Flat {n}", 48, n % 40))
        for n in range(500)
    ]  # fmt: skip
    many = median_ms(lambda: judge_lijst(homes, dataclasses.replace(first), ligging), 5)
    print(f"500 complexes: {many:.0f} ms")


if __name__ == "__main__":
    main()
