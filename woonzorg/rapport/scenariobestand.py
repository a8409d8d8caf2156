"""An outcome as a file for others: its document, its map or chart for a slide, what may be told of it as data.

The scenario itself is no such file: it gives the plan by area back (a working file, for who makes it).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from woonzorg.rapport import bestand
from woonzorg.rapport.beelden import choose_beeld, draw_scenario
from woonzorg.rapport.scenariostuk import make_scenariostuk

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.rapport.zicht import Openbaar

SCENARIOBESTANDEN = (*bestand.STUK, *bestand.BEELD, ".geojson", ".parquet", ".json")
"""What a scenario can be."""


def make_scenariobestand(
    openbaar: Openbaar, soort: str, datum: dt.date, *, adres: str = "", beeld: str = ""
) -> bytes:
    """Make a file of a scenario that was worked out.

    Parameters
    ----------
    openbaar : Openbaar
    soort : str
        One of `SCENARIOBESTANDEN`.
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    beeld : str
        Which slide (`beelden.draw_scenario`); '' for the first.

    Raises
    ------
    InvoerFout
        When the slide that is asked for may not be shared.
    """
    if soort == ".json":
        text = json.dumps(openbaar.zicht, ensure_ascii=False, indent=1, allow_nan=False)
        return f"{text}\n".encode()
    if soort in bestand.STUK:
        return bestand.make_stuk(make_scenariostuk(openbaar, datum, adres=adres), soort)
    if soort in bestand.GEBIEDEN:
        return bestand.make_gebieden(openbaar.export_gebieden(), openbaar.snapshot.manifest, soort)
    return bestand.make_beeld(choose_beeld(draw_scenario(openbaar, datum), beeld), soort)
