"""The fictional region holds every case that a page must be able to show, and nothing real."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pytest
import shapely

from woonzorg.bronnen.leefbaarometer import KLASSEGRENZEN
from woonzorg.bronnen.lijst import BRONNEN
from woonzorg.bronnen.ses_woa import SES_WOA
from woonzorg.bronnen.voorbeeld import indeling, make_voorbeeld, namen, publish_voorbeeld, samenstelling
from woonzorg.bronnen.voorbeeld.cijfers import list_kolommen
from woonzorg.bronnen.voorbeeld.samenstelling import DATUM, OPGEHEVEN
from woonzorg.gebied import TE_TOETSEN, Niveau, Rol, find_niveau, find_pairs
from woonzorg.gegevens import controle, opslag, schema
from woonzorg.gegevens.schema import Status
from woonzorg.indicator import DIMENSIES, INDICATOREN, PER_SLEUTEL
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import concentratie, toets
from woonzorg.oordeel.veerkracht import Klasse, Oordeel, exclude_kwetsbaar

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

GEMEENTE_REEKS = (9101, 9999)
"""Numbers of gemeenten beyond any that Statistics Netherlands gave out (1 to 1999)."""


class Voorbeeld(NamedTuple):
    manifest: opslag.Manifest
    gebieden: gpd.GeoDataFrame
    reeksen: pd.DataFrame

    def select(self, niveau: Niveau, *rollen: Rol) -> gpd.GeoDataFrame:
        own = self.gebieden["rol"].isin([str(rol) for rol in rollen or (Rol.REGIO,)])
        return self.gebieden[own & (self.gebieden["niveau"] == niveau)]


@pytest.fixture(scope="module")
def voorbeeld() -> Voorbeeld:
    return Voorbeeld(*make_voorbeeld())


@pytest.fixture(scope="module")
def score(voorbeeld: Voorbeeld) -> toets.Score:
    return toets.score_gebieden(voorbeeld.gebieden, voorbeeld.manifest.jaren)


@pytest.fixture(scope="module")
def stored() -> opslag.Snapshot:
    (folder,) = (INGEBOUWD / "voorbeeldstreek").glob(f"{DATUM}-*")
    return opslag.open_snapshot(INGEBOUWD, folder.name)


def find_spearman(table: pd.DataFrame, een: str, ander: str) -> float:
    both = table[[een, ander]].dropna().rank()
    return float(np.corrcoef(both[een], both[ander])[0, 1])


def normalise(naam: str) -> str:
    return re.sub(r"\s+", " ", naam).strip().lower()


# What it is


def test_both_tables_have_the_declared_shape(voorbeeld: Voorbeeld) -> None:
    controle.check_gebieden(voorbeeld.gebieden)
    controle.check_reeksen(voorbeeld.reeksen)
    assert voorbeeld.gebieden.crs == schema.CRS
    assert list(voorbeeld.gebieden.columns) == [*controle.list_kolommen(), "geometry"]


def test_same_seed_gives_the_same_region(voorbeeld: Voorbeeld) -> None:
    manifest, gebieden, reeksen = make_voorbeeld()
    assert manifest == voorbeeld.manifest
    pd.testing.assert_frame_equal(pd.DataFrame(gebieden), pd.DataFrame(voorbeeld.gebieden))
    pd.testing.assert_frame_equal(reeksen, voorbeeld.reeksen)


@pytest.mark.parametrize("zaad", [1, 2])
def test_other_seeds_give_other_sound_regions(voorbeeld: Voorbeeld, zaad: int) -> None:
    other = Voorbeeld(*make_voorbeeld(zaad))
    controle.check_gebieden(other.gebieden)
    controle.check_reeksen(other.reeksen)
    assert shapely.coverage_is_valid(other.select(Niveau.BUURT, Rol.REGIO, Rol.RAND).geometry.to_numpy())
    assert set(other.gebieden["naam"]) != set(voorbeeld.gebieden["naam"])


def test_stored_snapshot_is_what_the_code_makes(voorbeeld: Voorbeeld, stored: opslag.Snapshot) -> None:
    keys = {"gebieden": ["code"], "reeksen": ["indicator", "jaar", "code"]}
    for table, key in keys.items():
        made, kept = (
            pd.DataFrame(getattr(source, table)).drop(columns="geometry", errors="ignore").sort_values(key)
            for source in (voorbeeld, stored)
        )
        pd.testing.assert_frame_equal(
            made.reset_index(drop=True), kept.reset_index(drop=True), check_dtype=False
        )
    assert stored.manifest.jaren == voorbeeld.manifest.jaren
    assert stored.manifest.ongekoppeld == voorbeeld.manifest.ongekoppeld


def test_stored_outlines_are_those_the_code_makes(voorbeeld: Voorbeeld, stored: opslag.Snapshot) -> None:
    made = voorbeeld.gebieden.set_index("code").geometry.dropna()
    kept = stored.gebieden.set_index("code").geometry.dropna()
    # Not to the vertex: another version of GEOS may simplify a border otherwise.
    differing = made.symmetric_difference(kept.reindex(made.index)).area
    assert sorted(made.index) == sorted(kept.index)
    assert differing.sum() < 0.01 * made.area.sum()


def test_stored_snapshot_is_small(stored: opslag.Snapshot) -> None:
    assert sum(file.stat().st_size for file in stored.map.iterdir()) < 600_000


def test_publishing_takes_the_place_of_one_of_that_day_and_leaves_what_was_given_out(
    voorbeeld: Voorbeeld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samenstelling, "make_voorbeeld", lambda: voorbeeld)  # it is the same each time
    given_out, attempt = "2026-11-21-92c6d0f6", f"{DATUM}-00000000"
    for name in (given_out, attempt):
        (tmp_path / "voorbeeldstreek" / name).mkdir(parents=True)
    snapshot = publish_voorbeeld(tmp_path)
    again = publish_voorbeeld(tmp_path)
    assert {path.name for path in (tmp_path / "voorbeeldstreek").iterdir()} == {given_out, snapshot.id}
    assert again.id == snapshot.id
    assert opslag.open_snapshot(tmp_path, snapshot.id).manifest == snapshot.manifest


def test_manifest_says_that_it_is_fiction(voorbeeld: Voorbeeld) -> None:
    manifest = voorbeeld.manifest
    assert manifest.fictief
    assert "verzonnen" in manifest.meldingen[0].lower()
    assert {str(bron.sleutel) for bron in manifest.bronnen} == {
        f"{bron.sleutel}:voorbeeld" for bron in BRONNEN
    }
    assert all("verzonnen" in f"{bron.naam} {bron.toelichting}".lower() for bron in manifest.bronnen)
    assert opslag.Manifest.from_json(manifest.to_json()) == manifest


def test_manifest_names_codes_without_a_partner(voorbeeld: Voorbeeld) -> None:
    reasons = {one.reden.split()[0] for one in voorbeeld.manifest.ongekoppeld}
    changed = {one.code for one in voorbeeld.manifest.ongekoppeld if "veranderden" in one.reden}
    older = voorbeeld.reeksen[
        voorbeeld.reeksen["code"].isin(changed)
        & (voorbeeld.reeksen["jaar"] < 2024)
        & ~voorbeeld.reeksen["indicator"].str.startswith("ses_")
    ]
    assert reasons == {"staat", "de", "code"}
    assert len(changed) >= 3
    assert set(older["status"]) == {Status.ONTBREEKT}
    assert OPGEHEVEN[0] not in set(voorbeeld.gebieden["code"])


# Names and codes


def test_codes_belong_to_no_real_area(voorbeeld: Voorbeeld) -> None:
    codes = voorbeeld.gebieden["code"]
    local = codes[codes.str[:2].isin(["GM", "WK", "BU"])]
    low, high = GEMEENTE_REEKS
    assert local.str[2:6].astype(int).between(low, high).all()
    assert sorted(codes[~codes.isin(local)]) == [indeling.LAND, indeling.PROVINCIE]
    assert [find_niveau(code) for code in codes] == voorbeeld.gebieden["niveau"].tolist()


def test_no_postcode_can_exist_and_only_buurten_on_land_have_one(voorbeeld: Voorbeeld) -> None:
    postcodes, buurten = voorbeeld.gebieden["postcode"], voorbeeld.gebieden["niveau"] == Niveau.BUURT
    given = postcodes != ""
    assert (given == (buurten & ~voorbeeld.gebieden["water"])).all()
    assert postcodes[given].str.fullmatch(r"0\d{3}").all()  # those of the Netherlands begin at 1000
    assert voorbeeld.gebieden[given].groupby("postcode")["wijkcode"].nunique().max() == 1
    assert postcodes[given].value_counts().max() > 1


def test_codes_and_names_nest(voorbeeld: Voorbeeld) -> None:
    names = voorbeeld.gebieden.set_index("code")["naam"]
    buurten = voorbeeld.select(Niveau.BUURT, Rol.REGIO, Rol.RAND)
    assert (buurten["wijkcode"].str[2:] == buurten["code"].str[2:8]).all()
    assert (buurten["gemeentecode"].str[2:] == buurten["code"].str[2:6]).all()
    assert (names[buurten["wijkcode"]].to_numpy() == buurten["wijknaam"]).all()
    assert (names[buurten["gemeentecode"]].to_numpy() == buurten["gemeentenaam"]).all()


def test_names_are_unique_within_a_level_and_some_are_hard(voorbeeld: Voorbeeld) -> None:
    tested = voorbeeld.gebieden[voorbeeld.gebieden["niveau"].isin(TE_TOETSEN)]
    buurten = voorbeeld.select(Niveau.BUURT)["naam"]
    assert not tested.duplicated(["niveau", "naam"]).any()
    assert (buurten.str.len() > 50).any()
    assert buurten.str.contains("[ëïÜÎö]").sum() >= 3
    assert "'t Hazelnootveld-Zuid en omgeving" in set(buurten)


@pytest.mark.gegevens
def test_no_name_that_can_be_drawn_is_real(voorbeeld: Voorbeeld, testdata: Path) -> None:
    real = pd.read_parquet(testdata / "nederland_2024" / "kwb_2024.parquet")
    taken = set(pd.concat([real["gemeentenaam"], real["buurtnaam"]]).dropna().map(normalise))
    endings = (*namen.STAD, *namen.LAND, *namen.WIJK, *namen.BEDRIJVEN, *namen.VERGELIJKING)
    drawn = {stam + ending for stam in namen.STAMMEN for ending in endings}
    fixed = {*namen.GEMEENTEN.values(), *namen.BIJZONDER, *namen.WATERS, *voorbeeld.gebieden["naam"]}
    assert len(taken) > 10_000
    assert {naam for naam in drawn | fixed if normalise(naam) in taken} == set()


# Outlines


def test_region_has_gemeenten_wijken_buurten_and_a_ring(voorbeeld: Voorbeeld) -> None:
    regio = {niveau: len(voorbeeld.select(niveau)) for niveau in TE_TOETSEN}
    rand = {niveau: len(voorbeeld.select(niveau, Rol.RAND)) for niveau in TE_TOETSEN}
    assert regio[Niveau.GEMEENTE] == len(voorbeeld.manifest.regio.gemeenten) == 7
    assert 45 <= regio[Niveau.WIJK] <= 50
    assert 190 <= regio[Niveau.BUURT] <= 210
    assert 30 <= rand[Niveau.BUURT] <= 40
    assert rand[Niveau.GEMEENTE] >= 4
    assert len(voorbeeld.select(Niveau.GEMEENTE, Rol.VERGELIJKING)) == 330


@pytest.mark.parametrize("niveau", TE_TOETSEN)
def test_outlines_share_their_borders(voorbeeld: Voorbeeld, niveau: Niveau) -> None:
    shapes = voorbeeld.select(niveau, Rol.REGIO, Rol.RAND).geometry
    assert schema.is_valid_outline(shapes).all()
    assert shapely.coverage_is_valid(shapes.to_numpy())
    assert np.array_equal(shapely.get_coordinates(shapes), np.round(shapely.get_coordinates(shapes)))


def test_larger_areas_are_their_buurten_together(voorbeeld: Voorbeeld) -> None:
    buurten = voorbeeld.select(Niveau.BUURT, Rol.REGIO, Rol.RAND)
    for niveau in (Niveau.WIJK, Niveau.GEMEENTE):
        larger = voorbeeld.select(niveau, Rol.REGIO, Rol.RAND).set_index("code").geometry
        area = buurten.geometry.area.groupby(buurten[f"{niveau}code"]).sum()
        assert np.allclose(area, larger.area[area.index])


def test_wijken_hang_together_and_one_gemeente_has_an_exclave(voorbeeld: Voorbeeld) -> None:
    kinds = voorbeeld.select(Niveau.GEMEENTE).geom_type.value_counts()
    assert (voorbeeld.select(Niveau.WIJK).geom_type == "Polygon").all()
    assert (voorbeeld.select(Niveau.BUURT).geom_type == "Polygon").all()
    assert kinds.to_dict() == {"Polygon": 6, "MultiPolygon": 1}


def test_region_is_neither_a_box_nor_a_disc(voorbeeld: Voorbeeld) -> None:
    outline = shapely.union_all(voorbeeld.select(Niveau.GEMEENTE).geometry.to_numpy())
    roundness = 4 * np.pi * outline.area / outline.length**2
    assert outline.area < 0.8 * outline.envelope.area
    assert outline.area < 0.95 * outline.convex_hull.area
    assert roundness < 0.5


def test_town_buurten_are_smaller_than_country_ones(voorbeeld: Voorbeeld) -> None:
    area = voorbeeld.select(Niveau.BUURT).area / 1e6
    assert area.min() < 0.3
    assert area.max() > 2.5
    assert area.quantile(0.9) > 5 * area.quantile(0.1)


def test_ring_surrounds_the_region_but_for_the_border(voorbeeld: Voorbeeld) -> None:
    buurten = voorbeeld.select(Niveau.BUURT, Rol.REGIO, Rol.RAND)
    own = (buurten["rol"] == Rol.REGIO).to_numpy()
    pairs = find_pairs(buurten.geometry)
    ring_touches = np.unique(pairs[0][own[pairs[1]] & ~own[pairs[0]]])
    abroad = voorbeeld.select(Niveau.BUURT)["landsgrens"]
    assert len(ring_touches) == (~own).sum()
    assert 5 <= abroad.sum() <= 20
    whole = shapely.union_all(buurten.geometry.to_numpy())
    own_rim = shapely.union_all(buurten.geometry[own].to_numpy()).boundary
    outside = shapely.intersection(own_rim, whole.boundary)
    assert buurten.geometry[own & buurten["landsgrens"]].distance(outside).max() < 1
    assert shapely.difference(outside, buurten.geometry[buurten["landsgrens"]].union_all().buffer(1)).is_empty


def test_flag_of_the_border_passes_to_larger_areas(voorbeeld: Voorbeeld) -> None:
    buurten = voorbeeld.select(Niveau.BUURT)
    flagged = {Niveau.WIJK: "wijkcode", Niveau.GEMEENTE: "gemeentecode"}
    for niveau, kolom in flagged.items():
        larger = voorbeeld.select(niveau)
        assert set(larger.loc[larger["landsgrens"], "code"]) == set(buurten.loc[buurten["landsgrens"], kolom])


# Figures


def test_every_indicator_and_year_of_a_tested_area_has_a_status(voorbeeld: Voorbeeld) -> None:
    tested = voorbeeld.gebieden[
        voorbeeld.gebieden["niveau"].isin(TE_TOETSEN) & (voorbeeld.gebieden["rol"] != Rol.VERGELIJKING)
    ]
    rows = voorbeeld.reeksen[voorbeeld.reeksen["code"].isin(tested["code"])]
    assert len(rows) == len(tested) * len(list_kolommen())
    assert {key for key, _ in list_kolommen()} == set(PER_SLEUTEL)
    assert set(rows["status"]) == {str(status) for status in Status}


def test_columns_hold_the_newest_year_that_is_not_empty(voorbeeld: Voorbeeld) -> None:
    reeksen, wide = voorbeeld.reeksen, voorbeeld.gebieden.set_index("code")
    for key, jaar in voorbeeld.manifest.jaren.items():
        newest = reeksen[(reeksen["indicator"] == key) & (reeksen["jaar"] == jaar)].set_index("code")[
            "waarde"
        ]
        pd.testing.assert_series_equal(newest.reindex(wide.index), wide[key], check_names=False)
    assert voorbeeld.manifest.jaren["laag_inkomen_pct"] == 2023
    assert set(voorbeeld.manifest.jaren.values()) == {2023, 2024}
    assert len(SES_WOA.verzinsel.jaren) == 6


def test_at_least_three_editions_can_be_compared(stored: opslag.Snapshot) -> None:
    classes = {
        jaar: toets.score_snapshot(stored, jaar).select(Niveau.BUURT).set_index("code")["klasse"]
        for jaar in toets.find_edities(stored)
    }
    oldest, newest = classes[2020], classes[2024]
    known = (oldest != Klasse.ONBEKEND) & (newest != Klasse.ONBEKEND)
    assert sorted(classes) == [2020, 2022, 2024]
    assert 5 <= (oldest != newest)[known].sum() <= 60


def test_leefbaarometer_is_the_sum_of_its_dimensions(voorbeeld: Voorbeeld) -> None:
    wide = voorbeeld.reeksen.pivot(index=["code", "jaar"], columns="indicator", values="waarde")
    known = wide[wide["lbm_afwijking"].notna()]
    total, klasse = known["lbm_afwijking"], known["lbm_klasse"]
    assert (total - known[list(DIMENSIES)].sum(axis=1)).abs().max() < 1e-9
    assert (klasse == np.digitize(total, KLASSEGRENZEN) + 1).all()
    assert set(klasse) == set(range(1, 10))
    assert total[klasse == 5].abs().max() <= 0.0393


def test_figures_are_rounded_as_the_source_rounds(voorbeeld: Voorbeeld) -> None:
    gebieden = voorbeeld.gebieden
    counts = ["inwoners", "huishoudens", "inwoners_0_15", "inwoners_65plus", "eenpersoonshuishoudens"]
    shares = ["koopwoningen_pct", "huurwoningen_pct", "corporatie_pct", "laag_inkomen_pct"]
    rented = gebieden[["corporatie_pct", "huurwoningen_pct"]].dropna()
    scores = gebieden[[one.sleutel for one in INDICATOREN if one.bron == SES_WOA.sleutel]]
    assert (gebieden[counts].fillna(0) % 5 == 0).all(axis=None)
    assert (gebieden["woningen"] % 1 == 0).all()
    assert gebieden[shares].fillna(0).apply(lambda share: share.between(0, 100)).all(axis=None)
    assert (rented["corporatie_pct"] <= rented["huurwoningen_pct"]).all()
    assert ((scores - scores.round(3)).abs().fillna(0) < 1e-9).all(axis=None)
    assert gebieden["ses_spreiding"].dropna().between(0.85, 1.15).all()


def test_small_areas_are_withheld_and_empty_ones_do_not_apply(voorbeeld: Voorbeeld) -> None:
    newest = voorbeeld.reeksen[voorbeeld.reeksen["jaar"] == 2024]
    status = newest.pivot(index="code", columns="indicator", values="status")
    buurten = voorbeeld.select(Niveau.BUURT).set_index("code")
    own = status.loc[buurten.index]
    households = buurten["huishoudens"]
    small = (households > 0) & (households < 100)
    assert small.sum() >= 10
    assert set(own.loc[small, "ses_woa"]) == {Status.ONDERDRUKT}
    assert set(own.loc[households == 0, "ses_woa"]) == {Status.NIET_VAN_TOEPASSING}
    assert set(own.loc[households == 0, "inwoners"]) == {Status.WAARGENOMEN}
    assert set(own.loc[households >= 100, "ses_woa"]) == {Status.WAARGENOMEN}
    assert (own.loc[households >= 100, "lbm_afwijking"] == Status.ONTBREEKT).sum() == 2
    assert buurten.loc[buurten["water"], "huishoudens"].tolist() == [0, 0]
    assert (households[~buurten["water"]] == 0).any()


@pytest.mark.parametrize(
    ("een", "ander", "laagst", "hoogst"),
    [
        ("ses_woa", "lbm_afwijking", 0.5, 0.95),
        ("ses_woa", "laag_inkomen_pct", -0.95, -0.5),
        ("ses_woa", "corporatie_pct", -0.95, -0.5),
        ("ses_woa", "woz", 0.5, 0.95),
        ("corporatie_pct", "laag_inkomen_pct", 0.4, 0.95),
        ("lbm_voorzieningen", "afstand_supermarkt", -1.0, -0.4),
        ("lbm_voorzieningen", "lbm_sociale_samenhang", -0.95, -0.2),
        ("lbm_overlast_onveiligheid", "lbm_sociale_samenhang", 0.5, 0.95),
    ],
)
def test_figures_hang_together_as_in_reality(
    voorbeeld: Voorbeeld, een: str, ander: str, laagst: float, hoogst: float
) -> None:
    assert laagst < find_spearman(voorbeeld.select(Niveau.BUURT), een, ander) < hoogst


def test_neighbours_resemble_one_another(voorbeeld: Voorbeeld) -> None:
    buurten = voorbeeld.select(Niveau.BUURT, Rol.REGIO, Rol.RAND)
    left, right = find_pairs(buurten.geometry)
    values = buurten["ses_woa"].to_numpy()
    both = np.isfinite(values[left]) & np.isfinite(values[right])
    assert np.corrcoef(values[left][both], values[right][both])[0, 1] > 0.3


def test_wijken_are_published_apart_and_may_differ_from_their_buurten(
    voorbeeld: Voorbeeld, score: toets.Score
) -> None:
    buurten, wijken = score.select(Niveau.BUURT), score.select(Niveau.WIJK).set_index("code")
    differs = buurten["klasse"].to_numpy() != wijken.loc[buurten["wijkcode"], "klasse"].to_numpy()
    inhabitants = voorbeeld.select(Niveau.BUURT).groupby("wijkcode")["inwoners"].sum()
    assert 0.1 < differs.mean() < 0.6
    assert (wijken["inwoners"] - inhabitants).abs().max() <= 25
    assert (wijken["klasse"] == Klasse.ONBEKEND).any()


# The rule applied


def test_reference_stands_for_the_country_and_lies_near_nought(
    voorbeeld: Voorbeeld, score: toets.Score
) -> None:
    gemeenten = voorbeeld.gebieden[voorbeeld.gebieden["niveau"] == Niveau.GEMEENTE]
    (country,) = voorbeeld.select(Niveau.LAND, Rol.VERGELIJKING)["huishoudens"]
    assert score.referentie.melding == ""
    assert -0.02 < score.referentie.waarde < 0.03
    assert gemeenten["ses_huishoudens"].sum() == pytest.approx(country, rel=0.01)
    assert gemeenten["huishoudens"].sum() == pytest.approx(country, rel=0.001)


def test_every_class_occurs_in_a_believable_share(score: toets.Score) -> None:
    buurten = score.select(Niveau.BUURT)
    share = buurten["klasse"].value_counts(normalize=True)
    assert set(share.index) == {str(klasse) for klasse in Klasse}
    assert 0.33 < share[Klasse.KWETSBAAR] < 0.42
    assert 0.15 < share[Klasse.AANDACHT_SES] < 0.26
    assert 0.15 < share[Klasse.DRAAGKRACHTIG] < 0.26
    assert 0.09 < share[Klasse.ONBEKEND] < 0.15
    assert (buurten["klasse"] == Klasse.AANDACHT_LEEFBAARHEID).sum() >= 5


def test_there_are_grensgevallen_and_undecidable_ones(score: toets.Score) -> None:
    buurten = score.select(Niveau.BUURT)
    known = buurten[buurten["klasse"] != Klasse.ONBEKEND]
    assert (buurten["grensgeval"] == Oordeel.JA).sum() >= 10
    assert (known["grensgeval"] == Oordeel.NIET_TE_BEPALEN).sum() >= 2
    assert known.loc[known["grensgeval"] == Oordeel.NIET_TE_BEPALEN, "ses_spreiding"].isna().all()


def test_unknown_areas_are_in_part_certainly_not_kwetsbaar(score: toets.Score) -> None:
    unknown = score.select(Niveau.BUURT).query("klasse == 'onbekend'")
    excluded = exclude_kwetsbaar(
        unknown["ses_woa"].to_numpy(), score.referentie.waarde, unknown["lbm_afwijking"].to_numpy()
    )
    assert 0 < excluded.sum() < len(unknown)
    assert unknown["lbm_afwijking"].notna().any()
    assert unknown["ses_woa"].notna().any()


def test_there_are_concentraties_of_each_kind(score: toets.Score) -> None:
    buurten = score.select(Niveau.BUURT)
    yes = buurten["concentratie"] == Oordeel.JA
    assert score.kenmerk == concentratie.Kenmerk("laag_inkomen_pct", 2023)
    assert yes.sum() >= 5
    assert (buurten["overconcentratie"] == Oordeel.JA).sum() >= 3
    assert (buurten.loc[yes, "overconcentratie"] == Oordeel.NEE).any()
    assert (buurten["concentratie"] == Oordeel.ONBEKEND).any()


def test_some_concentraties_are_confirmed_as_hot_spots(score: toets.Score) -> None:
    buurten = score.gebieden[score.gebieden["niveau"] == Niveau.BUURT]
    assert score.kenmerk is not None
    v = concentratie.count_kenmerk(buurten, score.kenmerk).to_numpy()
    hot = concentratie.find_hotspots(buurten, v, permutaties=4_999)["hotspot"]
    own = buurten["rol"] == Rol.REGIO
    assert (hot[own] == Oordeel.JA).sum() >= 1
    assert (hot[own] == Oordeel.ONBEKEND).any()
