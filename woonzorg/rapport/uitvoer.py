"""Writing scored areas to a file: csv, xlsx, GeoParquet or GeoJSON, by its extension.

Text that a spreadsheet would run as a formula is defused; numbers stay numbers, unrounded.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

import pandas as pd
import shapely
from xlsxwriter.exceptions import XlsxFileError

from woonzorg.fouten import InvoerFout, OpslagFout, describe_weigering
from woonzorg.gegevens.manifest import write_plain
from woonzorg.tekst.rekenblad import defuse, write_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from woonzorg.gegevens.opslag import Manifest


def _defuse_text(frame: pd.DataFrame) -> pd.DataFrame:
    text = frame.select_dtypes(exclude=["number", "bool"]).columns
    return frame.assign(**{name: frame[name].map(defuse) for name in text})


def _write_csv(gebieden: gpd.GeoDataFrame, _manifest: Manifest, path: Path) -> None:
    # Written here and not by pandas, which has English words of its own for a folder that is not there.
    path.write_bytes(write_csv(pd.DataFrame(gebieden.drop(columns="geometry"))))


def _write_xlsx(gebieden: gpd.GeoDataFrame, manifest: Manifest, path: Path) -> None:
    # Text is written as text: neither formulas nor links come to life.
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    # A file of our own is closed whatever happens: pandas leaves it open when the disk is full.
    with path.open("wb") as file, pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs=options) as writer:
        _defuse_text(pd.DataFrame(gebieden.drop(columns="geometry"))).to_excel(
            writer, sheet_name="gebieden", index=False
        )
        _defuse_text(list_bronnen(manifest)).to_excel(writer, sheet_name="bronnen", index=False)
        # Not the clock: the same figures give the same file.
        writer.book.set_properties({"created": dt.datetime.fromisoformat(manifest.datum)})
        for sheet in writer.sheets.values():
            sheet.freeze_panes(1, 0)
            sheet.autofit()


def _write_parquet(gebieden: gpd.GeoDataFrame, _manifest: Manifest, path: Path) -> None:
    gebieden.to_parquet(
        path, index=False, compression="zstd", schema_version="1.1.0", write_covering_bbox=True
    )


def to_graden(gebieden: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return areas in degrees, as GeoJSON has them (RFC 7946): outer rings run counterclockwise."""
    # 7 decimals are a centimetre, and equal corners stay equal.
    degrees = gebieden.to_crs("EPSG:4326")
    rounded = shapely.transform(degrees.geometry.to_numpy(), lambda xy: xy.round(7))
    found: gpd.GeoDataFrame = degrees.set_geometry(shapely.orient_polygons(rounded)).set_crs("EPSG:4326")
    return found


def _write_geojson(gebieden: gpd.GeoDataFrame, _manifest: Manifest, path: Path) -> None:
    text = to_graden(gebieden).to_json(drop_id=True, na="null", to_wgs84=True)
    path.write_text(text, encoding="utf-8")


SCHRIJVERS: dict[str, Callable[[gpd.GeoDataFrame, Manifest, Path], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".parquet": _write_parquet,
    ".geoparquet": _write_parquet,
    ".geojson": _write_geojson,
}


def list_bronnen(manifest: Manifest) -> pd.DataFrame:
    """Return the sources as a table: a row a table or edition."""
    names = (
        "naam",
        "sleutel",
        "url",
        "licentie",
        "indeling",
        "opgehaald_op",
        "rijen",
        "sha256",
        "toelichting",
    )
    return pd.DataFrame([write_plain(bron) for bron in manifest.bronnen], columns=list(names))


def write_gebieden(gebieden: gpd.GeoDataFrame, manifest: Manifest, path: Path) -> None:
    """Write scored areas; the file is written aside and then renamed, so that an older one is never half lost.

    Parameters
    ----------
    gebieden : GeoDataFrame
        As `toets.make_export` gives them, EPSG:28992.
    manifest : Manifest
        Sources, for the kinds of file that can hold them.
    path : Path
        Target; its extension chooses the kind.

    Raises
    ------
    InvoerFout
        When the extension is not known.
    OpslagFout
        When the disk refuses.
    """
    writer = SCHRIJVERS.get(path.suffix.lower())
    if writer is None:
        message = f"Naar een bestand met '{path.suffix or 'geen extensie'}' kan niet worden geschreven."
        raise InvoerFout(message, verwacht=", ".join(SCHRIJVERS), gevonden=path.name)
    aside = path.with_name(f".{path.stem}.nieuw{path.suffix.lower()}")
    try:
        writer(gebieden, manifest, aside)
        aside.replace(path)
    except (OSError, XlsxFileError) as error:  # xlsxwriter wraps what the disk refuses
        refusal = next((part for part in (error, *error.args) if isinstance(part, OSError)), OSError())
        message = f"Het bestand {path.name} kon niet worden geschreven."
        raise OpslagFout(
            message, gevonden=describe_weigering(refusal), remedie="Kies een andere map of maak ruimte."
        ) from error
    finally:
        with suppress(OSError):  # where it could not be made it cannot be removed
            aside.unlink(missing_ok=True)
