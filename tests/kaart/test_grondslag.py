"""What a map rests on: each part is what its own function makes of the same areas, and is made once."""

from __future__ import annotations

import dataclasses

import pytest

from woonzorg.kaart import grondslag, hoogte, schalen, telling, thema
from woonzorg.kaart.grondslag import Grondslag


@pytest.mark.parametrize("gemeente", ["", "GM0001", "GM0002"])
def test_each_part_is_what_its_own_function_makes(score, gemeente):
    basis = Grondslag(score, "buurt", gemeente)
    areas = score.gebieden.query("niveau == 'buurt' and rol == 'regio'")
    if gemeente:
        areas = areas[areas["gemeentecode"] == gemeente]
    assert len(areas) == (3 if gemeente else 6)
    assert basis.geteld["code"].tolist() == areas["code"].tolist()
    name = areas["gemeentenaam"].iloc[0] if gemeente else ""
    assert basis.kop == telling.write_kop(telling.count_klassen(areas, name, "buurt", gemeente))
    assert basis.kop.startswith(f"{name}: in " if gemeente else "In ")
    assert basis.themas == thema.list_themas(areas)
    assert basis.hoogtes == hoogte.list_hoogtes(areas) != {}
    assert basis.schalen == schalen.make_schalen(score, "buurt")
    assert basis.count_sets("Streek") == telling.count_sets(score, "buurt", "Streek", gemeente)


def test_a_part_is_made_once_and_only_when_asked_for(score, monkeypatch):
    asked = []
    monkeypatch.setattr(grondslag, "list_themas", lambda areas: asked.append(len(areas)) or {"klasse": "K"})
    basis = Grondslag(score, "buurt")
    assert asked == []
    assert basis.themas is basis.themas
    assert asked == [6]


def test_a_gemeente_keeps_the_scales_of_the_region(score):
    whole, part = Grondslag(score, "buurt"), Grondslag(score, "buurt", "GM0001")
    assert part.schalen == whole.schalen
    assert schalen.find_schaal(part.geteld, "lbm_afwijking", 0.0).bereik < part.schalen.lbm.bereik


def test_it_is_busy_above_what_a_page_can_list(score, monkeypatch):
    assert not Grondslag(score, "buurt").is_druk
    monkeypatch.setattr(grondslag, "VLAKKEN_MAXIMUM", 5)
    assert Grondslag(score, "buurt").is_druk
    assert not Grondslag(score, "buurt", "GM0002").is_druk


def test_what_no_area_of_a_gemeente_has_is_no_theme_and_no_height_there(score):
    areas = score.gebieden.assign(woz=score.gebieden["woz"].where(score.gebieden["gemeentecode"] == "GM0001"))
    part = dataclasses.replace(score, gebieden=areas)
    assert "woz" in Grondslag(part, "buurt").hoogtes
    assert "woz" in Grondslag(part, "buurt", "GM0001").themas
    elsewhere = Grondslag(part, "buurt", "GM0002")
    assert "woz" not in elsewhere.hoogtes
    assert "woz" not in elsewhere.themas
    assert "huishoudens" in elsewhere.hoogtes
