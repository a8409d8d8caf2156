"""A snapshot of an older version opens: what did not exist yet is missing and said to be so; no file is rewritten."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from maken import make_manifest, make_reeksen, make_snapshotgebieden, publish_proef

from woonzorg.buurt import buurtbeeld
from woonzorg.buurt.zoeken import has_postcode, make_index, search_gebieden
from woonzorg.fouten import GegevensFout, OpslagFout
from woonzorg.gegevens import lezen, opslag, overzicht, vermelding
from woonzorg.gegevens.lezen import MIGRATIES, VERSIE
from woonzorg.gegevens.manifest import make_id
from woonzorg.gegevens.schema import POSTCODE, Status
from woonzorg.herkomst import herkomst
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart.hoogte import list_hoogtes
from woonzorg.kaart.thema import list_themas
from woonzorg.oordeel import toets

if TYPE_CHECKING:
    from collections.abc import Iterator

VROEGER = Path(__file__).parent / "vroeger"
ID = "2026-11-21-4a5f1061"
BUURT = "BU91070101"


def hash_files(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def nieuw(monkeypatch: pytest.MonkeyPatch) -> str:
    """Add an indicator to the registry that no snapshot has."""
    line = dataclasses.replace(
        PER_SLEUTEL["afstand_huisarts"],
        sleutel="afstand_proef",
        titel="Afstand tot de proef",
        velden=("Proef",),
    )
    monkeypatch.setitem(PER_SLEUTEL, line.sleutel, line)
    return line.sleutel


@pytest.fixture
def vroeger() -> Iterator[opslag.Snapshot]:
    before = hash_files(VROEGER)
    yield opslag.open_snapshot(VROEGER, ID)
    assert hash_files(VROEGER) == before


def test_an_old_snapshot_gives_the_figures_that_were_written(vroeger: opslag.Snapshot) -> None:
    raw = gpd.read_parquet(vroeger.map / "gebieden.parquet")
    areas = vroeger.gebieden
    assert vroeger.manifest.versie == 1
    pd.testing.assert_frame_equal(pd.DataFrame(areas[raw.columns]), pd.DataFrame(raw))
    pd.testing.assert_frame_equal(vroeger.reeksen, pd.read_parquet(vroeger.map / "reeksen.parquet"))
    assert set(PER_SLEUTEL) <= set(areas)
    assert areas.crs == raw.crs


def test_an_indicator_of_later_is_missing_everywhere_and_said_to_be_not_loaded(
    vroeger: opslag.Snapshot, nieuw: str
) -> None:
    assert nieuw in vroeger.niet_geladen
    assert "woz" not in vroeger.niet_geladen
    assert vroeger.gebieden[nieuw].isna().all()
    assert vroeger.gebieden[nieuw].dtype == float
    assert vroeger.read_reeksen([nieuw]).empty
    table = overzicht.list_indicatoren(
        vroeger, {line.bron: line.bron for line in PER_SLEUTEL.values()}
    ).set_index("titel")
    assert table.loc["Afstand tot de proef", ["jaar", "bekend"]].tolist() == ["niet geladen", 0.0]
    found = herkomst.trace(vroeger, BUURT, nieuw)
    assert (found.waarde, found.status) == (None, Status.ONTBREEKT)
    assert found.status_uitleg.startswith("dit cijfer is niet geladen")
    assert nieuw not in herkomst.list_cijfers(vroeger)


def test_an_old_snapshot_is_scored_shown_and_exported(vroeger: opslag.Snapshot, nieuw: str) -> None:
    score = toets.score_snapshot(vroeger)
    own = score.select("buurt")
    assert len(own) == 16
    assert len(set(own["klasse"])) > 2
    assert nieuw not in list_themas(own)
    assert nieuw not in list_hoogtes(own)
    assert {"ses_woa", "woz"} <= set(list_themas(own))
    export = toets.make_export(score, vroeger)
    assert len(export) == 16 + 4 + 1
    for jaar in toets.find_edities(vroeger):
        assert len(toets.score_snapshot(vroeger, jaar).select("buurt")) == 16
    edities = {jaar: toets.score_snapshot(vroeger, jaar) for jaar in toets.find_edities(vroeger)}
    beeld = buurtbeeld.make_buurtbeeld(vroeger, score, edities, BUURT)
    assert len(beeld.edities) == 3


@pytest.mark.parametrize("gemeenten", [(), ("GM9107",)])
def test_columns_can_be_asked_for_that_the_file_does_not_have(
    vroeger: opslag.Snapshot, nieuw: str, gemeenten: tuple[str, ...]
) -> None:
    wanted = ["code", nieuw, "woz", "geometry"]
    areas = vroeger.read_gebieden(wanted, gemeenten)
    assert list(areas.columns) == wanted
    assert areas[nieuw].isna().all()
    assert areas["woz"].notna().any()
    assert len(areas) == (21 if gemeenten else len(vroeger.gebieden))


def test_todays_own_snapshot_meets_an_indicator_of_tomorrow(tmp_path: Path, nieuw: str) -> None:
    with pytest.MonkeyPatch.context() as before:
        before.delitem(PER_SLEUTEL, nieuw)
        snapshot = publish_proef(tmp_path)
    assert snapshot.manifest.versie == VERSIE
    areas = snapshot.read_gebieden(["code", nieuw, "geometry"], ["GM0001"])
    assert areas[nieuw].isna().all()
    assert snapshot.niet_geladen == {nieuw}
    again = publish_proef(tmp_path, datum="2026-02-02")
    assert again.niet_geladen == frozenset()


def write_zonder_postcode(data: Path) -> opslag.Snapshot:
    """Make a snapshot as version 1 wrote it before there were postcodes."""
    made = publish_proef(data)
    raw = gpd.read_parquet(made.map / "gebieden.parquet").drop(columns=POSTCODE)
    raw.to_parquet(made.map / "gebieden.parquet", index=False)
    text = json.loads((made.map / "manifest.json").read_text())
    text["versie"], text["bestanden"]["gebieden.parquet"] = 1, hash_files(made.map)["gebieden.parquet"]
    manifest = opslag.Manifest.from_json(json.dumps(text))
    (made.map / "manifest.json").write_text(manifest.to_json())
    target = made.map.with_name(make_id(manifest))
    shutil.move(made.map, target)
    return opslag.open_snapshot(data, target.name)


@pytest.mark.parametrize("gemeenten", [(), ("GM0001",)])
def test_a_snapshot_of_before_there_were_postcodes_opens_and_is_searched(
    tmp_path: Path, gemeenten: tuple[str, ...]
) -> None:
    snapshot = write_zonder_postcode(tmp_path)
    assert snapshot.manifest.versie == 1
    assert POSTCODE not in gpd.read_parquet(snapshot.map / "gebieden.parquet")
    part = snapshot.read_gebieden(["code", POSTCODE, "geometry"], gemeenten)
    assert part[POSTCODE].tolist() == [""] * len(part)
    areas = toets.score_snapshot(snapshot).gebieden
    index = make_index(areas)
    assert not has_postcode(areas)
    assert search_gebieden(index, "BU00010003")[0].postcode == ""


def test_migrations_are_applied_in_order_from_the_version_that_wrote_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = write_zonder_postcode(tmp_path)
    steps = (
        *MIGRATIES,
        lezen.Migratie(
            "Een tweede stap.",
            manifest=lambda raw: raw | {"meldingen": [*raw["meldingen"], "tweede"]},
            gebieden=lambda areas: areas.assign(naam=areas["naam"] + areas[POSTCODE] + "!"),
            reeksen=lambda rows: rows.assign(bron=rows["bron"] + "!"),
        ),
        lezen.Migratie("Een derde.", manifest=lambda raw: raw | {"meldingen": [*raw["meldingen"], "derde"]}),
    )
    monkeypatch.setattr(lezen, "MIGRATIES", steps)
    monkeypatch.setattr(lezen, "VERSIE", len(steps) + 1)
    vermelding.parse_manifest.cache_clear()
    read = opslag.open_snapshot(tmp_path, snapshot.id)
    assert read.manifest.meldingen[-2:] == ("tweede", "derde")
    assert read.gebieden["naam"].str.endswith("!").all()
    assert read.read_gebieden(["naam", "geometry"])["naam"].str.endswith("!").all()
    assert read.reeksen["bron"].str.endswith("!").all()
    assert read.read_reeksen(["ses_woa"])["bron"].str.endswith("!").all()
    vermelding.parse_manifest.cache_clear()


@pytest.mark.parametrize("versie", [0, -1, VERSIE + 1, "1", None, True, 1.0])
def test_a_version_that_is_not_known_here_is_refused(versie: object) -> None:
    with pytest.raises(OpslagFout, match=rf"andere versie.*tot en met {VERSIE}"):
        lezen.check_versie(versie)


# The newest value stands in both tables


def test_tables_that_contradict_each_other_are_not_published(tmp_path: Path) -> None:
    gebieden = make_snapshotgebieden()
    reeksen = make_reeksen(gebieden)
    wrong = gebieden.assign(
        ses_woa=gebieden["ses_woa"].replace(-0.001, -0.002), woz=gebieden["woz"].fillna(300.0)
    )
    with pytest.raises(GegevensFout) as caught:
        opslag.publish(tmp_path, make_manifest(), wrong, reeksen)
    told = str(caught.value)
    assert "ses_woa (2024) bij WK000100: -0,002 in gebieden, -0,001 in reeksen; 1 gebieden" in told
    assert (
        f"woz (2024) bij BU00010000: 300 in gebieden, geen waarde in reeksen; {len(gebieden)} gebieden"
        in told
    )
    assert "huishoudens" not in told.replace("ses_huishoudens", "")
    assert opslag.list_snapshots(tmp_path)[0].map.is_relative_to(INGEBOUWD)


def test_a_value_of_another_year_is_not_the_newest(tmp_path: Path) -> None:
    gebieden = make_snapshotgebieden()
    older = make_reeksen(gebieden).assign(jaar=np.int16(2023))
    with pytest.raises(GegevensFout, match=r"ses_woa \(2024\)"):
        opslag.publish(tmp_path, make_manifest(), gebieden, older)
    with pytest.raises(GegevensFout, match=r"ses_woa \(geen jaar\)"):
        opslag.publish(tmp_path, make_manifest(jaren={}), gebieden, older)
    both = pd.concat([older, make_reeksen(gebieden)], ignore_index=True)
    assert opslag.publish(tmp_path, make_manifest(), gebieden, both).gebieden["ses_woa"].notna().any()


# The fictional region as it was given out


def test_the_fictional_region_that_links_name_still_opens_and_a_newer_one_is_in_use() -> None:
    old = opslag.open_snapshot(INGEBOUWD, "2026-11-21-92c6d0f6")
    new = opslag.open_snapshot(INGEBOUWD / "leeg")
    assert (old.manifest.fictief, old.manifest.versie) == (True, 1)
    assert new.id != old.id
    assert new.manifest.regio == old.manifest.regio
    one, other = (toets.score_snapshot(snapshot).select("buurt").set_index("code") for snapshot in (old, new))
    assert one["klasse"].to_dict() == other["klasse"].to_dict()
    told = overzicht.describe_anders(old.id, new.id)
    assert "21 november 2026 (92c6d0f6)" in told
