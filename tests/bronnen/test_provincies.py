"""The province of each gemeente comes from its own table, and a load of the country can do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dienst import rewrites
from dienst.cbs_tabellen import LIMBURG
from test_samenstellen import make_grenzen, make_levering

from woonzorg.bronnen.provincies import ZONDER_COROP, add_provincies, load_provincies
from woonzorg.bronnen.samenstellen import assemble
from woonzorg.fouten import BronFout
from woonzorg.gebied import NEDERLAND, PROVINCIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from dienst import Dienst

    from woonzorg.bronnen.web import Web

    Naar = Callable[..., Web]

TABEL = "85755NED"


def test_each_gemeente_has_the_province_that_the_table_tells(naar: Naar) -> None:
    found = load_provincies(naar("cbs"), 2024)
    codes, vermelding = found.provincies, found.vermelding
    assert {int(code[2:]) for code, provincie in codes.items() if provincie == "PV31"} == set(LIMBURG)
    assert set(codes.values()) == {"PV31"}  # the test data know no other
    assert (str(vermelding.sleutel), vermelding.rijen, vermelding.licentie) == (
        f"grenzen:{TABEL}",
        342,
        "CC BY 4.0",
    )
    assert PROVINCIES["PV31"] == "Limburg"
    assert len(PROVINCIES) == 12


def test_each_gemeente_has_the_corop_area_that_the_table_tells(naar: Naar) -> None:
    found = load_provincies(naar("cbs"), 2024).corops
    assert (found["GM0917"], found["GM0983"]) == (("CR39", "Zuid-Limburg"), ("CR37", "Noord-Limburg"))
    assert len(found) == len(LIMBURG)


def test_a_table_without_corop_areas_still_gives_the_provinces_and_that_is_said(
    naar: Naar, dienst: Dienst
) -> None:
    hidden = rewrites.edit_rows(lambda rows: [row for row in rows if row["Key"] != "Naam_10"])
    dienst.add_fault("DataProperties", "rewrite", hidden, times=None)
    grenzen = add_provincies(naar("cbs"), make_grenzen())
    assert (grenzen.provincies["GM0917"], grenzen.corops) == ("PV31", {})
    assert grenzen.meldingen[-1] == ZONDER_COROP


def test_the_field_is_found_by_its_group_whatever_its_suffix(naar: Naar, dienst: Dienst) -> None:
    dienst.cbs.renames["Code_28"] = "Code_31"
    assert load_provincies(naar("cbs"), 2024).provincies["GM0917"] == "PV31"
    dienst.add_fault("DataProperties", "rewrite", rewrites.edit_rows(lambda rows: rows[:2]), times=None)
    with pytest.raises(BronFout, match="velden van tabel 85755NED zijn anders"):
        load_provincies(naar("cbs"), 2024)


def test_a_country_without_the_table_loads_and_says_so(naar: Naar) -> None:
    grenzen = make_grenzen(indeling=2023)
    assert "welke provincie" in add_provincies(naar("cbs"), grenzen).meldingen[-1]
    assert add_provincies(naar("cbs"), grenzen).provincies == {}


def test_a_silent_service_stops_the_load(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("ODataCatalog", "status", 503, times=None)
    with pytest.raises(BronFout) as caught:
        add_provincies(naar("cbs"), make_grenzen())
    assert caught.value.tijdelijk


def test_every_area_of_a_gemeente_gets_its_province_and_the_source_is_named(naar: Naar) -> None:
    grenzen = add_provincies(naar("cbs"), make_grenzen())
    known = {"GM0001": "PV31"}
    levering = make_levering("kerncijfers:T", 2024, {"huishoudens": {"GM0001": 5.0, "GM0002": 4.0}})
    told = {"provincies": known, "corops": {"GM0001": ("CR39", "Zuid-Limburg")}}
    joined = assemble(NEDERLAND, type(grenzen)(**vars(grenzen) | told), [levering], datum="2026-01-01")
    found = joined.gebieden.set_index("code")["provinciecode"]
    assert found[found != ""].to_dict() == dict.fromkeys(
        ["BU00010001", "BU00010002", "GM0001", "WK000100"], "PV31"
    )
    names = joined.gebieden.set_index("code")["coropnaam"]
    assert names[names != ""].to_dict() == dict.fromkeys(found[found != ""].index, "Zuid-Limburg")
    assert joined.manifest.bronnen[1].sleutel.tabel == TABEL
