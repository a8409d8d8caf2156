"""What a file can be: its kinds by extension, made in memory from a document, a picture or a table of areas."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.rapport.uitvoer import write_gebieden
from woonzorg.rapport.webblad import render_html
from woonzorg.rapport.werkboek import write_werkboek
from woonzorg.rapport.zetten import draw_png, set_pdf
from woonzorg.tekst.plat import drop_stuur

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from woonzorg.gegevens.opslag import Manifest
    from woonzorg.rapport.stuk import Stuk

MIME: dict[str, str] = {
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
}
"""Kinds of file, with the name by which a browser knows them."""

STUK, BEELD, GEBIEDEN = (
    (".pdf", ".html", ".xlsx"),
    (".png", ".svg"),
    (".xlsx", ".csv", ".geojson", ".parquet"),
)
"""What a document, a picture and a table of areas can be."""

PNG_BREEDTE = 2560
"""Pixels across a picture for a slide: sharp on a beamer of twice 1280."""


def make_stuk(stuk: Stuk, soort: str) -> bytes:
    """Make a file of a document; `soort` is one of `STUK`."""
    if soort == ".pdf":
        return set_pdf(stuk)
    return write_werkboek(stuk) if soort == ".xlsx" else render_html(stuk).encode()


def make_beeld(svg: str, soort: str) -> bytes:
    """Make a file of a picture; `soort` is one of `BEELD`."""
    # A picture is XML, which holds no such signs; a name may.
    plain = drop_stuur(svg)
    return draw_png(plain, PNG_BREEDTE) if soort == ".png" else plain.encode()


def make_gebieden(gebieden: gpd.GeoDataFrame, manifest: Manifest, soort: str) -> bytes:
    """Make a file of areas as `toets.make_export` gives them; `soort` is one of `GEBIEDEN`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"gebieden{soort}"
        write_gebieden(gebieden, manifest, path)
        return path.read_bytes()


def name_bestand(manifest: Manifest, *delen: str) -> str:
    """Name a file after what is in it, without its extension; of a region that is made up it says so.

    Examples
    --------
    >>> name_bestand(manifest, "kaart", "'s-Hertogenbosch", "2022")  # doctest: +SKIP
    'kaart-s-Hertogenbosch-2022'
    """
    parts = ["verzonnen" if manifest.fictief else "", *delen]
    plain = (unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode() for part in parts)
    return "-".join(filter(None, (re.sub(r"[^A-Za-z0-9]+", "-", part).strip("-") for part in plain)))


def check_soort(wat: str, soort: str, toegestaan: Sequence[str]) -> str:
    """Return an extension in lower case when this result can be such a file.

    Raises
    ------
    InvoerFout
        With what it can be.
    """
    if soort.lower() in toegestaan:
        return soort.lower()
    message = f"Van '{wat}' is geen bestand met '{soort or 'geen extensie'}' te maken."
    raise InvoerFout(message, verwacht=", ".join(toegestaan), gevonden=soort or "geen extensie")
