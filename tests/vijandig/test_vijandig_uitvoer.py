"""Whatever names and texts hold: in no file that is written do they run, fetch, or lead to somewhere else."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
import xlsxwriter
from herlezen import find_in
from uitvoergevallen import ADRES, VAN_HET_LAND, VIJANDIG, Uitvoer

from woonzorg.opdracht.rapport import list_soorten

KINDS = {(name, form) for name, kind in list_soorten().items() for form in kind.soorten if form != ".png"}
KINDS = {(name, form) for name, form in KINDS if name not in VAN_HET_LAND}


@pytest.fixture(scope="module")
def geschreven(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], bytes]:
    """Write everything once."""
    folder = tmp_path_factory.mktemp("vijandig")
    (folder / "data").mkdir()
    return {(name, form): raw for name, form, raw in Uitvoer(folder).list_bestanden()}


def test_every_kind_of_document_picture_and_table_is_written(geschreven) -> None:
    assert set(geschreven) >= KINDS
    assert len(geschreven) >= 60


def test_nothing_that_was_written_comes_to_life(geschreven) -> None:
    found = {f"{name}{form}": find_in(form, raw, ADRES) for (name, form), raw in geschreven.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_names_are_there_as_words(geschreven) -> None:
    """A test of files without hostile names in them would say nothing."""
    page = geschreven["kaartpak", ".html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    cells = [
        str(cell.value)
        for sheet in openpyxl.load_workbook(io.BytesIO(geschreven["kaart", ".xlsx"]))
        for row in sheet.iter_rows()
        for cell in row
    ]
    for evil in VIJANDIG[:5]:
        assert any(evil in cell for cell in cells), evil
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert json.loads(geschreven["scenario", ".json"])


def _make_xlsx(schrijf) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        schrijf(book.add_worksheet())
    return target.getvalue()


_PAGINA = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'


@pytest.mark.parametrize(
    ("vorm", "raw"),
    [
        (".html", f"{_PAGINA}<p onclick=x>"),
        (".html", f"{_PAGINA}<script>"),
        (".html", f"{_PAGINA}<a href='https://kwaad.test'>"),
        (".html", f"{_PAGINA}<p style='background:url(//kwaad.test)'>"),
        (".html", f"{_PAGINA}<style>@import 'x'</style>"),
        (".html", f"{_PAGINA}<p>\u202e"),
        (".html", "<p>"),
        (".svg", "<svg><a href='https://kwaad.test'/></svg>"),
        (".svg", "<svg><rect onload='x'/></svg>"),
        (".svg", "<svg><foreignObject/></svg>"),
        (".svg", "<!DOCTYPE x [<!ENTITY a 'b'>]><svg>&a;</svg>"),
        (".svg", "<svg><rect fill='url(https://kwaad.test#a)'/></svg>"),
        (".csv", "naam\r\n=1+1\r\n"),
        (".csv", "naam\r\n -1+1\r\n"),
        (".json", '{"a": NaN}'),
        (".geojson", "{"),
        (".md", "![x](//kwaad.test/x)"),
        (".md", "<b>x</b>"),
        (".md", "[x](javascript:alert(1))"),
        (".xlsx", _make_xlsx(lambda sheet: sheet.write_formula(0, 0, "=1+1"))),
        (".xlsx", _make_xlsx(lambda sheet: sheet.write_string(0, 0, "=1+1"))),
        (".xlsx", _make_xlsx(lambda sheet: sheet.write_url(0, 0, "https://kwaad.test"))),
    ],
)
def test_what_is_alive_is_found(vorm: str, raw: str | bytes) -> None:
    assert find_in(vorm, raw.encode() if isinstance(raw, str) else raw, ADRES)
