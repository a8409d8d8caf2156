"""All classes of the country by gemeente and province: each adds up to the country, and goes to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from keten import run
from maken import make_manifest, make_reeksen
from streamlit.testing.v1 import AppTest
from streekmaken import make_land

from woonzorg.gebied import NEDERLAND
from woonzorg.gegevens import opslag
from woonzorg.laden import uitsnede
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.streken.klassetabel import ZONDER_PROVINCIE, tabulate_klassen
from woonzorg.streken.streektelling import count_grond

if TYPE_CHECKING:
    from collections.abc import Callable

APP = Path(__file__).resolve().parents[2]
AANTALLEN = [
    f"{what}{klasse}" for what in ("buurten", "huishoudens") for klasse in ["", *(f"_{k}" for k in Klasse)]
]


@pytest.fixture
def land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> opslag.Snapshot:
    """Return a country of three gemeenten, one of them in no province, that is in use."""
    areas = make_land()
    areas.loc[areas["gemeentecode"] == "GM0003", "provinciecode"] = ""
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    monkeypatch.syspath_prepend(str(APP))
    st.cache_resource.clear()
    return opslag.publish(tmp_path, make_manifest(regio=NEDERLAND), areas, make_reeksen(areas))


def test_gemeenten_and_provinces_add_up_to_the_country_with_what_is_unknown(land: opslag.Snapshot) -> None:
    rows = tabulate_klassen(count_grond(land)).set_index("soort")
    assert list(rows["streek"]) == [
        "Nederland", "Limburg", ZONDER_PROVINCIE, "Stad GM0001", "Stad GM0002", "Stad GM0003",
    ]  # fmt: skip
    for kind in ("gemeente", "provincie"):
        assert rows.loc[[kind], AANTALLEN].sum().to_dict() == rows.loc["land", AANTALLEN].to_dict()
    country = rows.loc["land"]
    assert (country["buurten"], country["buurten_kwetsbaar"], country["buurten_onbekend"]) == (9, 3, 1)
    assert (country["huishoudens"], country["huishoudens_kwetsbaar"]) == (4000, 800)


def test_the_table_goes_to_a_file(land: opslag.Snapshot, tmp_path: Path) -> None:
    for name in ("k.csv", "k.xlsx"):
        told = run("klassen", "--uit", str(tmp_path / name), "--json").json
        assert told["rijen"] == {"land": 1, "provincie": 2, "gemeente": 3}
    read = pd.read_csv(tmp_path / "k.csv", sep=";", decimal=",", encoding="utf-8-sig")
    book = openpyxl.load_workbook(tmp_path / "k.xlsx")["gebieden"]
    assert list(read["gegevens"]) == [land.id] * 6
    assert [cell.value for cell in book[1]] == list(read.columns)
    assert [cell.value for cell in book[2]][:5] == ["Nederland", "land", "NL00", None, 9]
    assert run("klassen", "--uit", str(tmp_path / "k.json")).status == 2


@pytest.fixture
def open_pagina() -> Callable[..., AppTest]:
    """Return what opens a page with a state."""

    def open_app(pagina: str = "app.py", **state: object) -> AppTest:
        app = AppTest.from_file(str(APP / pagina), default_timeout=60)
        for key, value in state.items():
            app.session_state[key] = value
        return app.run()

    return open_app


def test_the_map_of_the_country_has_the_table_and_the_way_to_a_region(
    land: opslag.Snapshot, open_pagina: Callable[..., AppTest]
) -> None:
    app = open_pagina(**{"klassenblad-open": True})
    protos = [element.proto for element in app.get("bidi_component")]
    shown = "\n".join(proto.json or proto.mixed.json or "" for proto in protos)
    assert not app.exception
    assert "Stad GM0003" in shown
    assert ZONDER_PROVINCIE in shown
    pages = [str(element.proto.body) for element in app.get("html")]
    assert [text for text in pages if "gegevens?deel=laden" in text and "Kies een regio" in text]
    assert land.manifest.regio.is_land


def test_a_region_is_made_on_the_page_and_what_is_in_use_stays(
    land: opslag.Snapshot, open_pagina: Callable[..., AppTest], tmp_path: Path
) -> None:
    app = open_pagina("pages/gegevens/pagina.py", gegevens_deel="Laden en teruggaan")
    assert not app.exception
    app.button(key="uitsnede_maak").click().run()
    assert "geen enkele gemeente" in read_html(app)
    app.multiselect(key="uitsnede_gemeenten").set_value(["GM0001"])
    app.text_input(key="uitsnede_naam").set_value("Onze <b>")
    app.button(key="uitsnede_maak").click().run()
    assert not app.exception
    assert "Onze &lt;b&gt;</b> is gemaakt: 4 buurten" in read_html(app)
    lines = [line for line in opslag.list_snapshots(tmp_path) if line.manifest and not line.manifest.fictief]
    assert [line.manifest.regio.naam for line in lines if line.manifest] == ["nederland", "onze-b"]
    assert uitsnede.list_nationaal(tmp_path)[0].id == land.id == opslag.open_snapshot(tmp_path).id


def read_html(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))
