"""Joining keeps every figure with its area, division and year, and says what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from woonzorg.bronnen.levering import Grenzen, Levering, make_waarden
from woonzorg.bronnen.samenstellen import Samenstelling, assemble
from woonzorg.fouten import BronFout
from woonzorg.gebied import Regio
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.controle import check_gebieden, check_reeksen
from woonzorg.gegevens.opslag import BronVermelding

if TYPE_CHECKING:
    from collections.abc import Iterable

HIER = Regio("hier", "Hier", ("GM0001",), "PV31")
A, B, RAND = "BU00010001", "BU00010002", "BU00020001"


def cite(sleutel: str, indeling: int) -> BronVermelding:
    return BronVermelding(
        Bronsleutel.parse(sleutel), f"Bron {sleutel}", "http://bron", "CC0", indeling, {}, "", 1, "0" * 64
    )


def make_grenzen(gewijzigd: Iterable[str] | None = (), indeling: int = 2024) -> Grenzen:
    rows = [(A, "buurt", "regio"), (B, "buurt", "regio"), ("WK000100", "wijk", "regio"),
            ("GM0001", "gemeente", "regio"), (RAND, "buurt", "rand")]  # fmt: skip
    frame = gpd.GeoDataFrame(
        [
            {
                "code": code, "naam": f"Naam {code}", "niveau": niveau, "rol": rol, "wijkcode": "", "wijknaam": "",
                "gemeentecode": f"GM{code[2:6]}", "gemeentenaam": "", "postcode": "", "water": False,
                "landsgrens": False,
            }
            for code, niveau, rol in rows
        ],
        geometry=[shapely.box(n * 100, 400_000, n * 100 + 100, 400_100) for n in range(len(rows))], crs=28992,
    )  # fmt: skip
    told = gewijzigd is not None
    return Grenzen(frame, cite(f"grenzen:{indeling}", indeling), frozenset(gewijzigd or ()), told)


def make_levering(
    sleutel: str, indeling: int, values: dict[str, dict[str, float | None]], jaar: int = 0,
    gewijzigd: Iterable[str] | None = None,
) -> Levering:  # fmt: skip
    """Make a delivery from values by indicator and code."""
    codes = pd.Series(list(next(iter(values.values()))), dtype=object)
    columns = {key: codes.map(column).astype(float) for key, column in values.items()}
    return Levering(
        cite(sleutel, indeling), make_waarden(codes, jaar or indeling, columns),
        gewijzigd=frozenset(gewijzigd or ()), kent_wijzigingen=gewijzigd is not None,
    )  # fmt: skip


def join(*leveringen: Levering, gewijzigd: Iterable[str] | None = ()) -> Samenstelling:
    made = assemble(HIER, make_grenzen(gewijzigd), leveringen, datum="2026-01-02")
    check_gebieden(made.gebieden)
    check_reeksen(made.reeksen)
    return made


def find_status(made: Samenstelling, code: str, indicator: str, jaar: int) -> str:
    key = (
        (made.reeksen["code"] == code)
        & (made.reeksen["indicator"] == indicator)
        & (made.reeksen["jaar"] == jaar)
    )
    [status] = made.reeksen.loc[key, "status"]
    return status


def test_missing_suppressed_and_unpublished_are_told_apart() -> None:
    made = join(
        make_levering("ses_woa:1", 2024, {"ses_woa": {A: 0.1, RAND: None}}, jaar=2023),
        make_levering("kerncijfers:1", 2024, {"woz": {A: None, B: None}}),
    )
    assert find_status(made, A, "ses_woa", 2023) == "waargenomen"
    assert find_status(made, RAND, "ses_woa", 2023) == "onderdrukt"
    assert find_status(made, B, "ses_woa", 2023) == "ontbreekt"
    assert find_status(made, A, "woz", 2024) == "ontbreekt"


def test_where_nobody_lives_a_score_does_not_apply_but_zero_stays_zero() -> None:
    made = join(
        make_levering("kerncijfers:1", 2024, {"huishoudens": {A: 0, B: 10}}),
        make_levering("ses_woa:1", 2024, {"ses_woa": {A: None, B: 0.0}}),
    )
    assert find_status(made, A, "ses_woa", 2024) == "niet_van_toepassing"
    row = made.gebieden.set_index("code")
    assert row.loc[A, "huishoudens"] == 0
    assert row.loc[B, "ses_woa"] == 0
    assert pd.isna(row.loc[A, "ses_woa"])


@pytest.mark.parametrize("teller", ["kaart", "tabel"])
def test_a_changed_code_takes_no_figures_of_before_the_change(teller: str) -> None:
    older = make_levering("kerncijfers:23", 2023, {"woz": {A: 1.0, B: 2.0}}, gewijzigd=[])
    told = [A] if teller == "tabel" else []
    newer = make_levering("kerncijfers:24", 2024, {"huishoudens": {A: 5, B: 5}}, gewijzigd=told)
    made = join(newer, older, gewijzigd=[A] if teller == "kaart" else [])
    assert find_status(made, A, "woz", 2023) == "ontbreekt"
    assert find_status(made, B, "woz", 2023) == "waargenomen"
    assert find_status(made, A, "huishoudens", 2024) == "waargenomen"
    assert [(line.code, line.reden) for line in made.manifest.ongekoppeld if line.code == A] == [
        (A, "code of grenzen veranderden tussen 2023 en 2024")
    ]


def test_a_change_before_both_divisions_does_not_part_them() -> None:
    older = make_levering("kerncijfers:23", 2023, {"woz": {A: 1.0}}, gewijzigd=[A])
    assert find_status(join(older), A, "woz", 2023) == "waargenomen"


def test_changes_add_up_over_the_years_between() -> None:
    made = join(
        make_levering("kerncijfers:23", 2023, {"huishoudens": {A: 5, B: 5}}, gewijzigd=[A]),
        make_levering("leefbaarometer:2022", 2022, {"lbm_afwijking": {A: 0.1, B: 0.1, RAND: 0.1}}),
        gewijzigd=[B],
    )
    assert find_status(made, A, "lbm_afwijking", 2022) == "ontbreekt"
    assert find_status(made, B, "lbm_afwijking", 2022) == "ontbreekt"
    assert find_status(made, A, "huishoudens", 2023) == "waargenomen"
    assert not any("niet na te gaan" in note for note in made.manifest.meldingen)


def test_years_of_which_no_source_tells_are_said() -> None:
    made = join(make_levering("leefbaarometer:2020", 2020, {"lbm_afwijking": {A: 0.1}}))
    assert any("2021, 2022, 2023" in note for note in made.manifest.meldingen)


def test_a_map_that_tells_of_no_changes_is_not_taken_for_unchanged() -> None:
    older = make_levering("leefbaarometer:2023", 2023, {"lbm_afwijking": {A: 0.1}})
    silent, told = join(older, gewijzigd=None), join(older)
    assert any("veranderden in 2024" in note for note in silent.manifest.meldingen)
    assert not any("niet na te gaan" in note for note in told.manifest.meldingen)


def test_lists_hold_strangers_of_the_region_and_gaps_of_region_and_ring() -> None:
    made = join(make_levering("ses_woa:1", 2024, {"ses_woa": {A: 0.1, "BU00010099": 0.2, "BU00020099": 0.3}}))
    reasons = {line.code: line.reden for line in made.manifest.ongekoppeld}
    assert reasons["BU00010099"] == "staat niet op de kaart van 2024"
    assert reasons[B] == "de bron heeft geen regel voor dit gebied"
    assert reasons[RAND] == "de bron heeft geen regel voor dit gebied (rand)"
    assert not {A, "BU00020099"} & set(reasons)


def test_a_source_without_any_area_of_the_region_is_refused() -> None:
    with pytest.raises(BronFout, match="geen cijfer bij voor enig gebied van de regio") as caught:
        join(make_levering("ses_woa:1", 2024, {"ses_woa": {"BU00990001": 0.1}}))
    assert caught.value.adres == "http://bron"
    assert A in caught.value.verwacht
    assert caught.value.gevonden == "BU00990001"


def test_the_newest_year_with_figures_in_the_region_counts() -> None:
    made = join(
        make_levering("kerncijfers:24", 2024, {"woz": {A: None, B: None}}),
        make_levering("kerncijfers:23", 2023, {"woz": {A: 3.0, B: None}}),
    )
    assert made.manifest.jaren == {"woz": 2023}
    assert made.gebieden.set_index("code").loc[A, "woz"] == 3.0


def test_parts_of_a_source_share_the_year_of_its_main_measure() -> None:
    made = join(
        make_levering("ses_woa:1", 2024, {"ses_woa": {A: 0.1}, "ses_spreiding": {A: None}}, jaar=2023),
        make_levering("ses_woa:1", 2024, {"ses_woa": {A: 0.2}, "ses_spreiding": {A: 1.0}}, jaar=2022),
    )
    assert made.manifest.jaren == {"ses_woa": 2023, "ses_spreiding": 2023}
    assert pd.isna(made.gebieden.set_index("code").loc[A, "ses_spreiding"])


def test_other_gemeenten_province_and_country_come_without_outline() -> None:
    made = join(
        make_levering("ses_woa:1", 2024, {"ses_woa": {A: 0.1, "GM0003": 0.2, "PV31": 0.1, "NL00": 0.0}})
    )
    extra = made.gebieden.query("rol == 'vergelijking'")
    assert dict(zip(extra["code"], extra["niveau"], strict=True)) == {
        "GM0003": "gemeente", "PV31": "provincie", "NL00": "land"}  # fmt: skip
    assert extra.geometry.isna().all()


def test_of_a_figure_that_two_sources_give_the_first_counts() -> None:
    first, second = (make_levering(f"{name}:1", 2024, {"ses_woa": {A: value}}) for name, value in
                     (("ses_woa", 0.1), ("kerncijfers", 0.2)))  # fmt: skip
    [row] = join(first, second).reeksen.query(f"code == '{A}'").itertuples()
    assert (row.waarde, row.bron) == (0.1, "ses_woa:1")


def test_figures_keep_their_source_and_are_not_rounded() -> None:
    made = join(make_levering("ses_woa:1", 2024, {"ses_woa": {A: 0.123456789012}}))
    [row] = made.reeksen.query(f"code == '{A}'").itertuples()
    assert (row.waarde, row.bron) == (0.123456789012, "ses_woa:1")
