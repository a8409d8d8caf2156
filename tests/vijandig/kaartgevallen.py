"""Hostile maps and archives: GeoJSON, GeoPackage, shapefiles, and zip files with these in them."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from eigenbestand.werkmappen import zip_delen
from geval import GELEZEN, Geval, lie_grootte, make_lid

if TYPE_CHECKING:
    from collections.abc import Callable

RD = 28992
X, Y = 100_000.0, 400_000.0
VIERKANT = shapely.box(X, Y, X + 1000, Y + 1000)
_VREEMD = "\u202egnp.exe\u202c<script>alert(1)</script>\x1b[2J"
_GEMEENTE = "niet elke gemeente van de regio"


def make_kaart(*vormen: Any, crs: int | None = RD, naam: str = "Eys") -> gpd.GeoDataFrame:
    """Return a map of buurten of one gemeente, each with its outline."""
    codes = [f"BU0001{number:04d}" for number in range(len(vormen))]
    columns = {
        "buurtcode": codes,
        "buurtnaam": [naam] * len(codes),
        "wijkcode": "WK000100",
        "wijknaam": naam,
        "gemeentecode": "GM0001",
        "gemeentenaam": naam,
        "jaar": 2024,
    }
    return gpd.GeoDataFrame(columns, geometry=list(vormen), crs=crs)


def write_gpkg(frame: gpd.GeoDataFrame) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kaart.gpkg"
        frame.to_file(path, driver="GPKG")
        return path.read_bytes()


def _gpkg(naam: str, maak: Callable[[], gpd.GeoDataFrame], uitkomst: str = GELEZEN) -> Geval:
    return Geval(naam, "kaart", lambda: write_gpkg(maak()), uitkomst, "buurten-2024.gpkg")


def make_ster(hoeken: int) -> shapely.Polygon:
    """Return a star that cuts itself at every corner."""
    turn = np.linspace(0, 2 * np.pi * (hoeken // 2), hoeken, endpoint=False)
    return shapely.Polygon(np.stack([X + 500 + 400 * np.cos(turn), Y + 500 + 400 * np.sin(turn)], axis=1))


def make_cirkel(hoeken: int) -> shapely.Polygon:
    turn = np.linspace(0, 2 * np.pi, hoeken, endpoint=False)
    return shapely.Polygon(np.stack([X + 500 + 400 * np.cos(turn), Y + 500 + 400 * np.sin(turn)], axis=1))


_VLINDER = shapely.Polygon([(X, Y), (X + 900, Y + 900), (X + 900, Y), (X, Y + 900)])
_GRADEN = shapely.box(5.9, 50.8, 5.91, 50.81)
_STAPEL = [VIERKANT] * 300

GPKG: tuple[Geval, ...] = (
    _gpkg("graden die meters heten", lambda: make_kaart(_GRADEN), "niet in Nederland"),
    _gpkg("meters die graden heten", lambda: make_kaart(VIERKANT, crs=4326)),
    _gpkg("een ander stelsel", lambda: make_kaart(VIERKANT).to_crs(3857)),
    _gpkg("een stelsel van de andere kant van de aarde", lambda: make_kaart(VIERKANT, crs=2193), r"\w"),
    _gpkg("zonder stelsel", lambda: make_kaart(VIERKANT, crs=None)),
    _gpkg("een omtrek die zichzelf snijdt", lambda: make_kaart(_VLINDER, VIERKANT)),
    _gpkg("een ster met duizend snijpunten", lambda: make_kaart(make_ster(101), VIERKANT)),
    _gpkg("lege omtrekken", lambda: make_kaart(shapely.Polygon(), None, VIERKANT)),
    _gpkg("alleen lege omtrekken", lambda: make_kaart(shapely.Polygon(), None), "geen enkele omtrek"),
    _gpkg(
        "een omtrek zonder oppervlak", lambda: make_kaart(shapely.Polygon([(X, Y), (X, Y), (X, Y)]), VIERKANT)
    ),
    _gpkg(
        "een omtrek van hier tot de maan",
        lambda: make_kaart(shapely.box(-4e8, -4e8, 4e8, 4e8), VIERKANT, VIERKANT),
        "niet in Nederland",
    ),
    _gpkg(
        "een omtrek in het oneindige",
        lambda: make_kaart(shapely.box(-1e300, -1e300, 1e300, 1e300), VIERKANT, VIERKANT),
        "niet in Nederland",
    ),
    _gpkg("een omtrek met tachtigduizend hoeken", lambda: make_kaart(make_cirkel(80_000))),
    _gpkg("driehonderd buurten op elkaar", lambda: make_kaart(*_STAPEL)),
    _gpkg("een naam met stuurtekens en html", lambda: make_kaart(VIERKANT, naam=_VREEMD)),
    _gpkg("een naam van honderdduizend tekens", lambda: make_kaart(VIERKANT, naam="x" * 100_000)),
    Geval(
        "een GeoPackage met alleen een kop",
        "kaart",
        lambda: b"SQLite format 3\0" + bytes(5000),
        "beschadigd",
        "a.gpkg",
    ),
    Geval(
        "een afgebroken GeoPackage",
        "kaart",
        lambda: write_gpkg(make_kaart(VIERKANT))[:9000],
        "beschadigd",
        "a.gpkg",
    ),
)

BRONTABEL = "[leefbaar]"
_VRT = """<OGRVRTDataSource><OGRVRTLayer name="kaart"><SrcDataSource>{bron}</SrcDataSource>
<SrcLayer>{laag}</SrcLayer></OGRVRTLayer></OGRVRTDataSource>"""


def make_vrt(pad: Path) -> None:
    """Write what calls itself a shapefile, and points to a map elsewhere on this machine."""
    other = pad.parent / "elders"
    other.mkdir()
    (other / "geheim.gpkg").write_bytes(write_gpkg(make_kaart(VIERKANT, naam="GEHEIM")))
    for kind in (".shx", ".dbf"):
        pad.with_suffix(kind).write_bytes(b"")
    pad.write_text(_VRT.format(bron=other / "geheim.gpkg", laag="kaart"), encoding="utf-8")


def make_zip_vrt(pad: Path) -> None:
    """Write a zip file with such a map, called a GeoPackage."""
    other = pad.parent / "elders"
    other.mkdir()
    (other / "geheim.gpkg").write_bytes(write_gpkg(make_kaart(VIERKANT, naam="GEHEIM")))
    pad.write_bytes(zip_delen({"kaart.gpkg": _VRT.format(bron=other / "geheim.gpkg", laag="kaart")}))


def make_verwijzing(pad: Path) -> None:
    """Write a name in the folder that leads to a file outside of it, as a zip file may leave when unpacked."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as other:
        other.write("geheim;code\nGEHEIM;BU00010000;te veel\n")
    pad.symlink_to(other.name)


def make_kring(pad: Path) -> None:
    pad.symlink_to(pad)


def make_groot(pad: Path) -> None:
    """Write a text of 600 MB, of which none is on the disk."""
    with pad.open("wb") as file:
        file.truncate(600_000_000)


def make_zip(*leden: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for lid, content in leden:
            archive.writestr(lid, content)
    return buffer.getvalue()


def _zip(naam: str, maak: Any, uitkomst: str = GELEZEN, lezer: str = "kaart") -> Geval:
    return Geval(naam, lezer, maak, uitkomst, "a.zip")


ZIP: tuple[Geval, ...] = (
    _zip("een verwijzing als lid", lambda: make_zip((make_lid("a.csv", is_link=True), b"/etc/passwd"))),
    _zip(
        "leden met paden naar buiten",
        lambda: make_zip(
            *(
                (make_lid(f"{path}kaart.gpkg"), write_gpkg(make_kaart(VIERKANT)))
                for path in ("../../../../tmp/vijand/",)
            )
        ),
    ),
    _zip("een absoluut pad", lambda: make_zip((make_lid("/etc/cron.d/a.csv"), b"x"))),
    _zip("een naam met stuurtekens", lambda: make_zip((make_lid(f"{_VREEMD}.csv"), b"x"))),
    _zip(
        "een zip in een zip in een zip",
        lambda: zip_delen({"a.zip": zip_delen({"a.zip": zip_delen({"a.csv": "x"})})}),
    ),
    _zip(
        "een lid dat zegt drie GB te zijn",
        lambda: lie_grootte(zip_delen({"a.csv": "x"}), 3_000_000_000),
        "onverwacht groot",
    ),
    _zip(
        "een tekst die zegt 600 MB te zijn",
        lambda: lie_grootte(zip_delen({"a.csv": "x"}), 600_000_000),
        "onverwacht groot",
    ),
    _zip(
        "een lid dat liegt dat het klein is",
        lambda: lie_grootte(zip_delen({"a.csv": bytes(50_000_000)}), 5),
        "beschadigd|geen tabel",
    ),
    _zip(
        "vijfduizend lege leden",
        lambda: make_zip(*((make_lid(f"{number}.txt"), b"") for number in range(5_000))),
    ),
    _zip("een kaart die naar elders wijst", lambda: make_zip_vrt, "geen GeoPackage"),
    Geval("een shapefile die naar elders wijst", "kaart", lambda: make_vrt, "geen shapefile", "a.shp"),
    Geval("een shapefile van vier bytes", "kaart", lambda: _write_shp, "beschadigd", "a.shp"),
    Geval("een verwijzing in de map", "map", lambda: make_verwijzing, "ontbreken|verwijzing", "a.csv"),
    Geval("een verwijzing naar zichzelf", "map", lambda: make_kring, r"\w", "a.csv"),
    Geval("een tekst van 600 MB", "kaart", lambda: make_groot, "onverwacht groot", "a.csv"),
)


def _write_shp(pad: Path) -> None:
    for kind in (".shp", ".shx", ".dbf"):
        pad.with_suffix(kind).write_bytes(b"\x00\x00\x27\x0a")


def make_json(objecten: object, **meer: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": objecten, **meer}).encode()


def make_object(vorm: object, **eigenschappen: object) -> dict[str, object]:
    return {"type": "Feature", "properties": eigenschappen, "geometry": vorm}


def make_punt(*plaats: object) -> dict[str, object]:
    return {"type": "Point", "coordinates": list(plaats)}


_COMPLEX = {"complex": "a", "woningen": 3}
_BUURT = {
    "buurtcode": "BU00010000",
    "buurtnaam": "Eys",
    "gemeentecode": "GM0001",
    "gemeentenaam": "x",
    "wijkcode": "WK000100",
}


def _own(naam: str, maak: Any, uitkomst: str = GELEZEN) -> Geval:
    """Return a case of GeoJSON that a planner gives."""
    return Geval(naam, "cijfers", maak, uitkomst, "a.geojson")


def _outline(naam: str, vorm: object, uitkomst: str = r"\w") -> Geval:
    """Return a case of GeoJSON with outlines that was downloaded."""
    return Geval(
        naam, "kaart", lambda: make_json([make_object(vorm, **_BUURT)]), uitkomst, "buurten-2024.geojson"
    )


GEOJSON: tuple[Geval, ...] = (
    _own("honderdduizend niveaus", lambda: b'{"features": ' + b"[" * 100_000, "niveaus|te vroeg"),
    _own(
        "een stelsel dat hier niet gelezen wordt",
        lambda: make_json([], crs={"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}),
        "coördinatenstelsel",
    ),
    _own(
        "een stelsel als lijst",
        lambda: make_json([make_object(make_punt(5.9, 50.9), **_COMPLEX)], crs=[["EPSG"]]),
        r"\w",
    ),
    _own(
        "een punt in het oneindige",
        lambda: make_json([make_object(make_punt(1e308, -1e308), **_COMPLEX)]),
        r"\w",
    ),
    _own(
        "een punt dat geen getal is",
        lambda: make_json([make_object(make_punt(float("nan"), 1), **_COMPLEX)]),
        "geen getal",
    ),
    _own(
        "een punt dat overloopt",
        lambda: (
            b'{"features": [{"properties": {"code": 1}, "geometry": {"type": "Point", "coordinates": [1e999, 1]}}]}'
        ),
        "geen plaats",
    ),
    _own(
        "een punt van vijfduizend cijfers",
        lambda: b'{"features": [{"geometry": {"type": "Point", "coordinates": [' + b"9" * 5000 + b", 1]}}]}",
        "cijfers is te groot",
    ),
    _own(
        "een punt van driehonderd cijfers",
        lambda: (
            b'{"features": [{"properties": {"complex": "a"}, "geometry": {"type": "Point", "coordinates": ['
            + b"9" * 300
            + b", 1]}}]}"
        ),
        r"\w",
    ),
    _own("twee keer dezelfde naam", lambda: b'{"features": [], "features": []}', "twee keer"),
    _own(
        "honderdduizend hoeken",
        lambda: make_json(
            [make_object({"type": "Polygon", "coordinates": [[[1, 1]] * 100_000]}, code="BU00010000")]
        ),
    ),
    _own(
        "vijftigduizend objecten met veertig velden",
        lambda: make_json([make_object(None, **{f"k{n}": 1 for n in range(40)})] * 50_000),
        "te groot|gevulde cellen|tekens|kolom",
    ),
    _own(
        "duizend velden",
        lambda: make_json([make_object(None, **{f"k{n}": 1 for n in range(1000)})]),
        "kolommen",
    ),
    _own(
        "velden in velden", lambda: make_json([make_object(None, code={"a": [1, {"b": "<script>"}]})]), r"\w"
    ),
    _own(
        "namen van Python als veld",
        lambda: make_json([make_object(None, __class__="x", __proto__={}, code="BU00010000")]),
        "onbekend",
    ),
    _outline("een lijn als gebied", {"type": "LineString", "coordinates": [[X, Y], [X + 1, Y]]}),
    _outline("een verzameling als gebied", {"type": "GeometryCollection", "geometries": []}),
    _outline("een gebied zonder plaats", None),
    _outline(
        "een gebied dat geen getal is",
        {
            "type": "Polygon",
            "coordinates": [[[float("nan"), Y], [X, float("inf")], [X, Y], [float("nan"), Y]]],
        },
    ),
    _outline("een gebied met tekst als plaats", {"type": "Polygon", "coordinates": [["a", "b"]]}),
    _outline("een gebied met een onbekende vorm", {"type": "Kwaad", "coordinates": "x"}),
    _outline("een gebied van drie niveaus te diep", {"type": "Polygon", "coordinates": [[[[[[1]]]]]]}),
    Geval(
        "een kaart van een andere server",
        "kaart",
        lambda: (
            b'{"type": "Topology", "features": [{"properties": {"buurtcode": "x", "buurtnaam": "/vsicurl/http://kwaad.test"}}]}'
        ),
        r"\w",
        "a.json",
    ),
)

GEVALLEN = (*GPKG, *ZIP, *GEOJSON)
