"""A region out of the national data: what a load of that region gives, without loading; and what is in use stays."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from dienst import Waarden
from keten import Geladen, load_once, run
from maken import publish_proef

from woonzorg.fouten import InhoudFout, InvoerFout, OpslagFout
from woonzorg.gegevens import opslag
from woonzorg.instelling import Instellingen
from woonzorg.laden.streekkeuze import Streekvraag, find_regio, read_indeling
from woonzorg.laden.uitsnede import cut_regio, open_nationaal, publish_uitsnede
from woonzorg.oordeel.toets import score_snapshot

if TYPE_CHECKING:
    import geopandas as gpd

KERN = ("GM0917", "GM0928")
OMGEVING = frozenset(
    {*KERN, "GM0882", "GM0899", "GM0986", "GM0965", "GM1954", "GM0994", "GM1883", "GM0957", "GM0983"}
)
"""A small country: two gemeenten with all that lie around them, and two further off, of other COROP areas."""


class Landje(Waarden):
    """The values of a country of eleven gemeenten."""

    @cached_property
    def buurten(self) -> pd.DataFrame:
        """Key figures of its buurten."""
        frame = super().buurten
        return frame[frame["gemeentecode"].isin(OMGEVING)].reset_index(drop=True)

    @cached_property
    def scores(self) -> gpd.GeoDataFrame:
        """The Leefbaarometer of its buurten."""
        frame = super().scores
        return frame[("GM" + frame["id"].str[2:6]).isin(OMGEVING)].reset_index(drop=True)


@pytest.fixture(scope="module")
def landje(testdata: Any) -> Landje:
    return Landje(testdata)


@pytest.fixture(scope="module")
def land(landje: Landje, tmp_path_factory: pytest.TempPathFactory) -> Geladen:
    """Return the whole of it, loaded once."""
    return load_once(landje, tmp_path_factory.mktemp("land") / "data", "nederland", "--json")


@pytest.fixture(scope="module")
def streek(landje: Landje, tmp_path_factory: pytest.TempPathFactory) -> opslag.Snapshot:
    """Return two gemeenten, loaded from the same service."""
    return load_once(landje, tmp_path_factory.mktemp("streek") / "data", *KERN).snapshot


@pytest.fixture
def data(land: Geladen, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a folder of its own with the national data in use."""
    folder = tmp_path / "data"
    snapshot = land.snapshot
    opslag.publish(folder, snapshot.manifest, snapshot.gebieden, snapshot.reeksen)
    monkeypatch.setenv("WOONZORG_DATA", str(folder))
    return folder


@pytest.fixture(scope="module")
def uitsnede(land: Geladen) -> Any:
    """Return what is cut of the national data."""
    regio = find_regio(read_indeling(land.snapshot), Streekvraag(gemeenten=KERN))
    return cut_regio(land.snapshot, regio)


# The same as a load


def test_every_area_of_a_cut_has_the_class_scores_and_reference_of_a_load(
    uitsnede: Any, streek: opslag.Snapshot
) -> None:
    """Also its role: own areas and the ring, which the loader finds among what lies around the region."""
    score = score_snapshot(streek)
    cut = type(streek)("x", streek.map, uitsnede.manifest)
    vars(cut).update(gebieden=uitsnede.gebieden, reeksen=uitsnede.reeksen)
    here, there = score_snapshot(cut), score
    columns = [
        "rol", "klasse", "grensgeval", "ses_woa", "lbm_afwijking", "huishoudens", "concentratie", "overconcentratie",
        "lq", "landsgrens", "wijknaam", "gemeentenaam", "postcode",
    ]  # fmt: skip
    both = [one.gebieden.set_index("code").sort_index()[columns] for one in (here, there)]
    pd.testing.assert_frame_equal(*both)
    assert Counter(both[0]["rol"]).keys() == {"regio", "rand"}
    assert len(set(both[0]["klasse"])) >= 4
    assert here.referentie == there.referentie
    assert here.kenmerk == there.kenmerk
    assert uitsnede.manifest.jaren == streek.manifest.jaren


def test_a_cut_has_the_figures_of_all_years_the_sources_and_the_codes_without_a_partner(
    uitsnede: Any, streek: opslag.Snapshot
) -> None:
    own = set(streek.gebieden.loc[streek.gebieden["rol"] != "vergelijking", "code"])
    keys = ["code", "indicator", "jaar"]
    here, there = (
        rows[rows["code"].isin(own)].sort_values(keys, ignore_index=True)[[*keys, "waarde", "status", "bron"]]
        for rows in (uitsnede.reeksen, streek.reeksen)
    )
    pd.testing.assert_frame_equal(here, there)
    sources = {str(line.sleutel) for line in streek.manifest.bronnen}
    assert {str(line.sleutel) for line in uitsnede.manifest.bronnen} >= sources
    assert set(uitsnede.manifest.ongekoppeld) == set(streek.manifest.ongekoppeld)
    outlines = uitsnede.gebieden.geometry.notna()
    assert set(uitsnede.gebieden.loc[outlines, "code"]) == own


def test_the_plan_on_a_cut_is_the_plan_on_a_load(
    data: Any, streek: opslag.Snapshot, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = run("uitsnede", "--gemeenten", ",".join(KERN), "--json").json
    scenario = {"versie": 1, "regio": streek.manifest.regio.naam, "niveau": "buurt"}
    scenario["vraag"] = {"statushouders": 60, "uitstroom": 30}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(scenario), encoding="utf-8")
    here = run("verdeel", str(path), "--snapshot", cut["snapshot"], "--json").json
    monkeypatch.setenv("WOONZORG_DATA", str(streek.map.parents[1]))
    there = run("verdeel", str(path), "--snapshot", streek.id, "--json").json
    assert here["plaatsingen"] == there["plaatsingen"]
    assert here["plaatsingen"]
    assert here["regels"] == there["regels"]
    assert opslag.open_snapshot(streek.map.parents[1]).id == streek.id != data.name


# What is in use


def test_a_cut_is_the_same_each_time_opens_by_its_id_and_leaves_what_is_in_use(
    data: Any, land: Geladen
) -> None:
    first = run("uitsnede", "kern", "--gemeenten", "GM0917 GM0928", "--json").json
    again = run("uitsnede", "kern", "--gemeenten", "gm0928,GM0917", "--json").json
    assert (first["snapshot"], first["uit"]) == (again["snapshot"], land.snapshot.id)
    assert opslag.open_snapshot(data).id == land.snapshot.id
    found = opslag.open_snapshot(data, first["snapshot"])
    assert (found.manifest.regio.titel, found.manifest.datum) == ("kern", land.snapshot.manifest.datum)
    assert found.manifest.regio.provincie == "PV31"
    assert found.manifest.meldingen[0] == f"Uitgesneden uit de gegevens van Nederland: {land.snapshot.id}."
    listed = [line.id for line in opslag.list_snapshots(data) if line.manifest and not line.manifest.fictief]
    assert listed == [land.snapshot.id, first["snapshot"]]


def test_a_cut_comes_into_use_when_that_is_asked_and_stays_so_when_it_is_cut_once_more(data: Any) -> None:
    beside = run("uitsnede", "kern", "--gemeenten", "GM0917", "--json").json["snapshot"]
    used = run("uitsnede", "kern", "--gemeenten", "GM0917", "--in-gebruik", "--json").json["snapshot"]
    assert beside == used == opslag.open_snapshot(data).id
    run("uitsnede", "kern", "--gemeenten", "GM0917")
    assert opslag.open_snapshot(data).id == used


def test_what_was_gone_back_to_stays_chosen_when_a_region_is_cut(data: Any) -> None:
    older = publish_proef(data).id
    newer = publish_proef(data, meldingen=("later",)).id
    opslag.go_back(data, older)
    cut = run("uitsnede", "--corop", "Zuid-Limburg", "--json").json["snapshot"]
    assert [line.id for line in opslag.list_snapshots(data)][:2] == [older, newer]
    assert opslag.go_back(data, cut).id == opslag.open_snapshot(data).id == cut


def test_where_no_snapshot_has_a_number_a_cut_comes_after_all(data: Any, land: Geladen) -> None:
    """Data of before there were numbers count by their date: a cut of the same date must not come before them."""
    (data / "volgorde.json").unlink()
    run("uitsnede", "--provincie", "limburg")
    assert opslag.open_snapshot(data).id == land.snapshot.id


def test_an_indicator_that_was_not_loaded_is_not_loaded_in_a_cut_either(land: Geladen, tmp_path: Any) -> None:
    snapshot = land.snapshot
    absent = opslag.Publicatie(niet_geladen=frozenset({"woz"}))
    reeksen = snapshot.reeksen[snapshot.reeksen["indicator"] != "woz"]
    years = {key: year for key, year in snapshot.manifest.jaren.items() if key != "woz"}
    manifest = dataclasses.replace(snapshot.manifest, jaren=years)
    old = opslag.publish(tmp_path, manifest, snapshot.gebieden.assign(woz=float("nan")), reeksen, absent)
    assert old.niet_geladen == {"woz"}
    regio = find_regio(read_indeling(old), Streekvraag(gemeenten=("GM0965",)))
    made = publish_uitsnede(Instellingen(data=tmp_path), opslag.open_snapshot(tmp_path), regio)
    assert opslag.open_snapshot(tmp_path, made.snapshot.id).niet_geladen == {"woz"}


# Choosing


def test_gemeenten_are_chosen_by_corop_province_file_or_a_known_name(data: Any, tmp_path: Any) -> None:
    regios = tmp_path / "regios.toml"
    regios.write_text('[dorp]\ntitel = "Ons dorp"\ngemeenten = ["GM0965"]\n', encoding="utf-8")
    asked = (["--corop", "cr37"], ["--provincie", "PV31"], ["dorp", "--regios", str(regios)], ["parkstad"])
    made = [opslag.open_snapshot(data, run("uitsnede", *one, "--json").json["snapshot"]) for one in asked]
    assert [(one.manifest.regio.titel, len(one.manifest.regio.gemeenten)) for one in made] == [
        ("COROP-gebied Noord-Limburg", 1), ("Provincie Limburg", 11), ("Ons dorp", 1), ("Parkstad Limburg", 7),
    ]  # fmt: skip
    assert [one.manifest.regio.naam for one in made[:3]] == [
        "corop-gebied-noord-limburg", "provincie-limburg", "ons-dorp",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("vraag", "said"),
    [
        (
            Streekvraag("Kern", ("GM0917", "GM0917", "Heerlen", "GM9999")),
            ["GM0917 staat er 2 keer in", "'Heerlen' is geen gemeentecode", "GM9999 staat niet in"],
        ),
        (Streekvraag("Kern", ()), ["geen enkele gemeente"]),
        (Streekvraag("Parkstad", ("GM0917", "x")), ["'x' is geen", "Parkstad Limburg is al de naam"]),
        (Streekvraag("Nederland", ("GM0917",)), ["Nederland is al de naam"]),
        (Streekvraag("x" * 61, ("GM0917",)), ["61 tekens"]),
        (Streekvraag("!!", ("GM0917",)), ["geen letter of cijfer"]),
        (Streekvraag(corop="CR99"), ["COROP-gebied CR99 staat niet", "CR39 (Zuid-Limburg)"]),
        (Streekvraag(provincie="Mordor"), ["Provincie Mordor staat niet", "PV31 (Limburg)"]),
    ],
)
def test_all_that_is_wrong_with_a_choice_is_told_together(
    land: Geladen, vraag: Streekvraag, said: list[str]
) -> None:
    with pytest.raises(InhoudFout) as caught:
        find_regio(read_indeling(land.snapshot), vraag)
    told = " ".join(caught.value.bevindingen)
    assert [text for text in said if text not in told] == []


def test_a_command_that_chooses_in_two_ways_or_in_none_is_refused(data: Any, tmp_path: Any) -> None:
    both = run("uitsnede", "x", "--corop", "CR39", "--provincie", "PV31")
    none = run("uitsnede", "x")
    (tmp_path / "r.toml").write_text("[ander]\n", encoding="utf-8")
    head = run("uitsnede", "dorp", "--regios", str(tmp_path / "r.toml"))
    empty = run("uitsnede", "x", "--gemeenten", "")
    assert [one.status for one in (both, none, head, empty)] == [2, 2, 2, 2]
    assert "Eén manier tegelijk" in both.err
    assert "welke gemeenten" in none.err
    assert "geen regio [dorp]" in head.err
    assert "geen enkele gemeente" in empty.err
    assert len(list((data).glob("*/*-*"))) == 1


def test_without_sound_national_data_it_is_said_what_helps(data: Any, tmp_path: Any, land: Geladen) -> None:
    with pytest.raises(OpslagFout, match="laad nederland"):
        open_nationaal(tmp_path / "leeg")
    regio = publish_proef(data).id
    with pytest.raises(OpslagFout, match="niet over heel Nederland"):
        open_nationaal(data, regio)
    broken = data / "nederland" / land.snapshot.id / "reeksen.parquet"
    broken.write_bytes(b"x")
    with pytest.raises(OpslagFout, match=r"beschadigd.*laad nederland"):
        open_nationaal(data)
    assert run("uitsnede", "parkstad").status == 1


def test_national_data_without_corop_areas_say_so(land: Geladen) -> None:
    snapshot = land.snapshot
    bare = type(snapshot)(snapshot.id, snapshot.map, snapshot.manifest)
    vars(bare)["gebieden"] = snapshot.gebieden.drop(columns=["coropcode", "coropnaam"])
    with pytest.raises(InvoerFout, match="deze gegevens noemen geen enkele"):
        find_regio(read_indeling(bare), Streekvraag(corop="CR39"))
