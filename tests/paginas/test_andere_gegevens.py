"""Other data come into use while somebody looks, or since a link was made: nothing changes unseen, and it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from maken import publish_proef

from woonzorg.gegevens import opslag, overzicht
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    OpenApp = Callable[..., AppTest]

PAGINAS = ("kaart", "buurt", "gegevens", "methode", "scenarios", "vergelijken", "opgave")


def read_band(app: AppTest) -> str:
    return next(item.proto.body for item in app.get("html") if "wz-band" in item.proto.body)


def publish_twee(data: Path) -> tuple[opslag.Snapshot, opslag.Snapshot]:
    """Publish two snapshots; the second is in use."""
    return publish_proef(data, datum="2026-01-01"), publish_proef(data, datum="2026-02-02")


def test_an_open_page_keeps_its_data_when_others_come_into_use(open_app: OpenApp, tmp_path: Path) -> None:
    old, new = publish_twee(tmp_path)
    opslag.go_back(tmp_path, old.id)
    app = open_app({"WOONZORG_DATA": str(tmp_path)})
    assert app.query_params["data"] == old.id
    assert overzicht.NAAR_GEBRUIK not in read_band(app)
    opslag.go_back(tmp_path, new.id)
    app.segmented_control(key="niveau").select("wijk").run()
    assert app.query_params["data"] == old.id
    band = read_band(app)
    assert "1 januari 2026" in band
    assert "2 februari 2026" in band
    assert old.id[11:] in band
    assert f'href="?niveau=wijk&amp;regel={app.query_params["regel"]}"' in band


@pytest.mark.parametrize("pagina", PAGINAS)
def test_a_link_to_older_data_says_so_on_every_page_and_one_to_those_in_use_does_not(
    open_app: OpenApp, tmp_path: Path, pagina: str
) -> None:
    old, new = publish_twee(tmp_path)
    for snapshot in (old, new):
        app = open_app({"WOONZORG_DATA": str(tmp_path)}, data=snapshot.id, gebied="BU00010000")
        if pagina != "kaart":
            app.switch_page(f"pages/{pagina}/pagina.py")
            app.query_params["data"] = snapshot.id
            app.query_params["gebied"] = "BU00010000"
            app.run()
        assert not app.exception
        assert (overzicht.NAAR_GEBRUIK in read_band(app)) == (snapshot is old)


def test_the_page_of_a_figure_keeps_its_data_in_its_address(open_app: OpenApp, tmp_path: Path) -> None:
    old, _ = publish_twee(tmp_path)
    app = open_app({"WOONZORG_DATA": str(tmp_path)}, data=old.id, gebied="BU00010000")
    app.switch_page("pages/gegevens/pagina.py").run()
    assert app.query_params["data"] == old.id
    assert app.query_params["gebied"] == "BU00010000"


def test_who_comes_back_to_the_page_of_a_figure_finds_that_figure(open_app: OpenApp) -> None:
    code = (
        opslag.open_snapshot(INGEBOUWD).gebieden.query("niveau == 'wijk' and rol == 'regio'")["code"].iloc[2]
    )
    app = open_app().switch_page("pages/gegevens/pagina.py")
    app.query_params["gebied"], app.query_params["cijfer"] = code, "lbm_afwijking"
    app.run()
    shown = dict(app.query_params)
    assert app.query_params["gebied"] == code
    # On another page Streamlit forgets what the lists showed; the browser's way back has the same address.
    app.switch_page("pages/methode/pagina.py").run()
    app.switch_page("pages/gegevens/pagina.py")
    for name, value in shown.items():
        app.query_params[name] = value
    app.run()
    assert dict(app.query_params) == shown
    assert [box.value for box in app.selectbox][:2] == [code, "lbm_afwijking"]
