"""Where there is little, nothing, or something odd to show: it is said, and nothing falls over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from maken import (
    make_gebieden,
    make_gemeenten,
    make_land,
    make_manifest,
    make_reeksen,
    make_rij,
    publish_proef,
)
from streamlit.testing.v1 import AppTest

from pages.bouwstenen.server.openstelling import NIET_LADEN
from woonzorg.gegevens import opslag

if TYPE_CHECKING:
    from collections.abc import Callable

    OpenApp = Callable[..., AppTest]

LANG = "Sint-Jan-in-'t-Veld-aan-de-" + "Zuid" * 30 + "zijde <b>met & tekens</b>"
WORTEL = Path(__file__).resolve().parents[2]


def read_page(app: AppTest) -> str:
    pieces = [element.proto.body for element in app.get("html")]
    pieces += [element.value for kind in ("error", "warning") for element in app.get(kind)]
    return " ".join([*pieces, *(element.proto.json for element in app.get("bidi_component"))])


@pytest.mark.parametrize(("naam", "woorden"), [("weg", "bestaat niet"), ("", "is nog leeg")])
def test_a_data_folder_without_data_is_named_as_the_reason_for_fiction(
    open_app: OpenApp, tmp_path: Path, naam: str, woorden: str
) -> None:
    text = read_page(open_app({"WOONZORG_DATA": str(tmp_path / naam)}))
    assert f"(WOONZORG_DATA) {woorden}. Daarom ziet u deze streek." in text


def test_the_usual_folder_needs_no_such_words_and_a_file_is_refused(
    open_app: OpenApp, tmp_path: Path
) -> None:
    assert "WOONZORG_DATA" not in read_page(open_app())
    (tmp_path / "cijfers").write_text("geen map")
    shown = read_page(open_app({"WOONZORG_DATA": str(tmp_path / "cijfers")}))
    assert "klopt niet. Verwacht: een map. Gevonden" in shown


def test_where_all_real_data_are_damaged_fiction_does_not_take_their_place(
    open_app: OpenApp, tmp_path: Path
) -> None:
    snapshot = publish_proef(tmp_path)
    (snapshot.map / "gebieden.parquet").write_bytes(b"kapot")
    text = read_page(open_app({"WOONZORG_DATA": str(tmp_path)}))
    assert "beschadigd" in text
    assert "verzonnen" not in text


def publish_een(data: Path) -> opslag.Snapshot:
    """Publish a region of one buurt, whose names are long and look like HTML."""
    values = {"huishoudens": 500.0, "ses_huishoudens": 480.0, "ses_spreiding": 0.5, "lbm_klasse": 3.0}
    names = {"naam": LANG, "wijknaam": LANG, "gemeentenaam": LANG}
    rows = [make_rij("BU00010000", ses_woa=-0.3, lbm_afwijking=-0.1, **names, **values)]
    rows += [make_rij("GM0001", ses_woa=-0.3, lbm_afwijking=-0.1, naam=LANG, gemeentenaam=LANG, **values)]
    rows += [*make_gemeenten([0.2, -0.2], [1000.0, 1000.0]), make_land(2500.0)]
    gebieden = make_gebieden(rows)
    return opslag.publish(data, make_manifest(), gebieden, make_reeksen(gebieden))


@pytest.mark.parametrize(
    "pagina", ["pages/kaart/pagina.py", "pages/buurt/pagina.py", "pages/gegevens/pagina.py"]
)
def test_a_region_of_one_buurt_with_endless_names_is_shown(
    open_app: OpenApp, tmp_path: Path, pagina: str
) -> None:
    publish_een(tmp_path)
    app = open_app({"WOONZORG_DATA": str(tmp_path)}, gebied="BU00010000")
    if pagina != "pages/kaart/pagina.py":
        app.switch_page(pagina).run()
    assert not app.exception
    assert not app.error
    assert not any("<b>met" in element.proto.body for element in app.get("html"))


def test_loading_can_be_closed_and_a_link_opens_a_part(open_app: OpenApp) -> None:
    app = open_app(deel="laden").switch_page("pages/gegevens/pagina.py")
    app.query_params["deel"] = "laden"
    assert [tab.label for tab in app.run().tabs] == [
        "Een cijfer nagaan", "Bronnen", "Laden en teruggaan", "Wat veranderde",
    ]  # fmt: skip
    assert app.get("button")
    closed = open_app({"WOONZORG_LADEN": "uit"}).switch_page("pages/gegevens/pagina.py")
    closed.query_params["deel"] = "laden"
    assert "Laden en teruggaan" not in [tab.label for tab in closed.run().tabs]
    assert not [button for button in closed.button if button.key == "laden_start"]


def test_where_strangers_come_without_login_loading_is_closed_until_it_is_chosen(open_app: OpenApp) -> None:
    def open_laden(**omgeving: str) -> AppTest:
        app = open_app({"WOONZORG_HOSTS": "app-1"} | omgeving).switch_page("pages/gegevens/pagina.py")
        app.query_params["deel"] = "laden"
        return app.run()

    closed = open_laden()
    assert [tab.label for tab in closed.tabs][2] == "Laden en teruggaan"
    assert [info.value for info in closed.info] == [NIET_LADEN]
    assert not [button for button in closed.button if button.key == "laden_start"]
    chosen = open_laden(WOONZORG_LADEN="aan")
    assert [button.key for button in chosen.button if button.key == "laden_start"]
    assert NIET_LADEN not in [info.value for info in chosen.info]


def test_the_first_page_waits_for_nothing_that_it_does_not_show() -> None:
    code = (
        "import sys; sys.path.insert(0, '.'); from streamlit.testing.v1 import AppTest; "
        f"AppTest.from_file({str(WORTEL / 'app.py')!r}, default_timeout=60).run(); "
        "print(sorted({'pandera', 'pydeck', 'highspy', 'requests'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=WORTEL, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_a_line_of_code_that_stands_by_itself_is_not_shown() -> None:
    app = AppTest.from_string("'Wat de lezer niets zegt'").run()
    assert not app.exception
    assert not app.markdown


@pytest.mark.parametrize("pagina", ["kaart", "buurt", "verdelen", "gegevens"])
def test_a_map_without_any_figures_says_of_every_area_that_it_is_not_known(
    open_app: OpenApp, tmp_path: Path, pagina: str
) -> None:
    gebieden = make_gebieden([make_rij(code) for code in ("BU00010000", "BU00010001", "WK000100", "GM0001")])
    manifest = make_manifest(jaren={}, zonder=("ses_woa", "kerncijfers", "leefbaarometer"))
    opslag.publish(tmp_path, manifest, gebieden, make_reeksen(gebieden).astype({"code": "str"}))
    app = open_app({"WOONZORG_DATA": str(tmp_path)}, gebied="BU00010000")
    if pagina != "kaart":
        app.switch_page(f"pages/{pagina}/pagina.py")
        app.query_params["gebied"] = "BU00010000"
        app.run()
    assert not app.exception
    assert pagina not in {"kaart", "buurt"} or "onbekend" in read_page(app).lower()
