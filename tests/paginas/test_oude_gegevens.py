"""Data and links of an older version open on every page: what is younger is missing, and nothing breaks."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from woonzorg.gegevens import overzicht
from woonzorg.indicator import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    OpenPagina = Callable[..., AppTest]

VROEGER = Path(__file__).parents[1] / "gegevens" / "vroeger"
ID = "2026-11-21-4a5f1061"
BUURT = "BU91070101"
UITGEGEVEN = "2026-11-21-92c6d0f6"
"""The fictional region that links and scenarios of before name."""


@pytest.fixture
def vroeger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Use a snapshot of an older version as data of a user, and add an indicator that it does not have."""
    shutil.copytree(VROEGER / "vroegstreek", tmp_path / "data" / "vroegstreek")
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "data"))
    line = dataclasses.replace(
        PER_SLEUTEL["afstand_huisarts"], sleutel="afstand_proef", titel="Afstand tot de proef"
    )
    monkeypatch.setitem(PER_SLEUTEL, line.sleutel, line)
    return line.sleutel


def read_html(app: AppTest) -> str:
    return " ".join(item.proto.body for item in app.get("html"))


def read_meldingen(app: AppTest) -> str:
    return " ".join(item.value for item in (*app.warning, *app.info, *app.error))


@pytest.mark.parametrize("pagina", ["kaart", "buurt", "gegevens"])
def test_an_old_snapshot_opens_on_a_page(open_pagina: OpenPagina, vroeger: str, pagina: str) -> None:
    app = open_pagina(pagina, gebied=BUURT, data=ID)
    assert not app.exception
    assert not app.error
    assert "<b>Vroegstreek</b>" in read_html(app)
    assert (app.query_params["gebied"], app.query_params["data"]) == (BUURT, ID)
    if pagina == "gegevens":
        shown = open_pagina(pagina, gebied=BUURT, cijfer=vroeger, data=ID)
        assert not shown.exception


def test_a_theme_that_is_not_loaded_or_no_longer_one_leaves_the_classes(
    open_pagina: OpenPagina, vroeger: str
) -> None:
    for thema, words in ((vroeger, "is niet geladen"), ("bijstand", "staat niet meer op de kaart")):
        app = open_pagina("kaart", thema=thema, data=ID)
        assert not app.exception
        assert words in read_meldingen(app) + read_html(app)
        assert "thema" not in app.query_params


@pytest.mark.parametrize("pagina", ["kaart", "buurt", "gegevens", "verdelen"])
def test_a_link_to_the_fictional_region_of_before_opens_and_says_that_there_is_a_newer_one(
    open_pagina: OpenPagina, pagina: str
) -> None:
    app = open_pagina(pagina, gebied="BU91010000", data=UITGEGEVEN)
    assert not app.exception
    assert not app.error
    assert overzicht.NAAR_GEBRUIK in read_html(app)
