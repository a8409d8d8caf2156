"""What comes in as text is published without signs that nobody sees: from here on every name can be shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from woonzorg.gegevens.manifest import Manifest
from woonzorg.tekst.plat import change_teksten, strip_onzichtbaar

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

_NAMEN = ("naam", "wijknaam", "gemeentenaam")


def clean_gebieden(gebieden: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return areas with names on one line, of signs that are seen; the same table when they were already."""
    changed = {name: _clean_kolom(gebieden[name]) for name in _NAMEN if name in gebieden}
    changed = {name: column for name, column in changed.items() if not column.equals(gebieden[name])}
    return gebieden.assign(**changed) if changed else gebieden


def clean_manifest(manifest: Manifest) -> Manifest:
    """Return what is told of a snapshot likewise."""
    told = manifest.to_json()
    plain = json.dumps(change_teksten(json.loads(told), _clean), ensure_ascii=False, indent=1) + "\n"
    return manifest if plain == told else Manifest.from_json(plain)


def _clean_kolom(namen: pd.Series) -> pd.Series:
    return namen.map(_clean, na_action="ignore").astype(namen.dtype)


def _clean(tekst: str) -> str:
    return tekst if tekst.isprintable() else strip_onzichtbaar(tekst)
