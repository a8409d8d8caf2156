"""Rented and owned homes on Kaart and Buurt: shares, how common they are, and what these figures are not."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest
from aflezen import read_html

from pages.kaart.onder import TABEL_OPEN
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.socialehuur.plaatswoorden import BEZIT_KAART, BEZIT_KOP, MIDDENHUUR, describe_bezit
from woonzorg.socialehuur.vertegenwoordiging import compare_bezit
from woonzorg.socialehuur.woorden import CORPORATIE_IS

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest


@pytest.fixture(scope="module")
def buurt() -> tuple[str, str]:
    """Return the code of a buurt with a known share, and what is told of its corporation homes."""
    areas = opslag.open_snapshot(INGEBOUWD).gebieden
    known = areas[(areas["niveau"] == "buurt") & (areas["rol"] == "regio") & (areas["corporatie_pct"] > 0)]
    code = str(known["code"].min())
    return code, describe_bezit(compare_bezit(areas, code)[0])


def test_buurt_tells_its_tenures_beside_the_class(open_pagina: Callable[..., AppTest], buurt) -> None:
    code, told = buurt
    app = open_pagina("buurt", gebied=code)
    html = read_html(app)
    assert not app.exception
    for text in (BEZIT_KOP, escape(told), escape(CORPORATIE_IS), MIDDENHUUR, "De klasse is"):
        assert text in html
    assert "Huurwoningen van andere verhuurders" in html
    assert "keer (" in told


def test_the_theme_on_the_map_has_a_line_and_columns_and_other_themes_do_not(open_app, buurt) -> None:
    code, told = buurt
    app = open_app(thema="corporatie_pct", gebied=code)
    app.session_state[TABEL_OPEN] = True
    html = read_html(app.run())
    assert not app.exception
    for text in (escape(told), BEZIT_KAART, MIDDENHUUR, "Naast regio", "Keer Nederland"):
        assert text in html
    other = open_app(thema="laag_inkomen_pct", gebied=code)
    assert escape(told) not in read_html(other)
    assert MIDDENHUUR not in read_html(other)
