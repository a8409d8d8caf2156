"""Files as people save them: what is whole is read, what is a part, doubtful or another thing is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import klein

from woonzorg import opslag
from woonzorg.toets import score_snapshot

if TYPE_CHECKING:
    from pathlib import Path


def test_a_map_alone_gives_areas_of_which_nothing_is_known(tmp_path: Path) -> None:
    klein.write_geojson(klein.make_kaart(jaar=2024), tmp_path / "buurten.geojson")
    result = klein.read(tmp_path, *klein.ALLES)
    snapshot = opslag.publish(tmp_path / "data", result.manifest, result.gebieden, result.reeksen)
    score = score_snapshot(opslag.open_snapshot(tmp_path / "data"))
    assert snapshot.manifest.zonder == klein.ALLES
    assert snapshot.reeksen.empty
    assert score.gebieden["klasse"].value_counts().to_dict() == {"onbekend": len(klein.CODES)}
    assert (
        "De omtrekken van gemeenten zijn samengesteld uit die van de buurten." in snapshot.manifest.meldingen
    )
