"""Why a score is missing is told once: card, page of a buurt, paper and origin have the same words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from maken import make_manifest, make_reeksen, make_snapshotgebieden

from woonzorg.buurt.buurtbeeld import explain_onbekend, make_buurtbeeld
from woonzorg.gegevens import opslag
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.manifest import GRENZEN_VERANDERD, Ongekoppeld
from woonzorg.gegevens.schema import STATUS_UITLEG, Status
from woonzorg.herkomst import herkomst
from woonzorg.oordeel import toets
from woonzorg.rapport.buurtblad import Buurtstof, make_buurtblad

if TYPE_CHECKING:
    from pathlib import Path

CODE = "BU00010000"
MOVED = f"{GRENZEN_VERANDERD} tussen 2019 en 2024"
OUD = {"lbm_afwijking": Bronsleutel("leefbaarometer", "2020"), "ses_woa": Bronsleutel("ses_woa", "84000NED")}
NU = {"lbm_afwijking": Bronsleutel("leefbaarometer", "2024"), "ses_woa": Bronsleutel("ses_woa", "86296NED")}


def publish(data: Path, ongekoppeld: dict[str, Bronsleutel], reden: str, status: Status) -> opslag.Snapshot:
    """Publish an area without both scores in 2024, that had them in 2020; the manifest names tables for it."""
    gebieden = make_snapshotgebieden()
    parts = ("lbm_klasse", "ses_spreiding", "ses_huishoudens")
    gebieden.loc[gebieden["code"] == CODE, [*NU, *parts]] = np.nan
    frames = []
    for jaar, bronnen in ((2020, OUD), (2024, NU)):
        rows = make_reeksen(gebieden, jaar)
        missing = pd.DataFrame({"code": CODE, "indicator": list(NU), "waarde": np.nan, "status": str(status)})
        rows = pd.concat([rows, missing.assign(jaar=np.int16(jaar))], ignore_index=True)
        for key, bron in bronnen.items():
            rows.loc[rows["indicator"] == key, "bron"] = str(bron)
        frames.append(rows.assign(bron=rows["bron"].fillna("proef")))
    series = pd.concat(frames, ignore_index=True).astype({"indicator": "str", "code": "str", "bron": "str"})
    lost = tuple(Ongekoppeld(CODE, "Gebied", bron, reden) for bron in ongekoppeld.values())
    return opslag.publish(data, make_manifest(ongekoppeld=lost), gebieden, series)


@pytest.mark.parametrize(
    ("ongekoppeld", "status", "uitleg"),
    [
        (OUD, Status.ONDERDRUKT, STATUS_UITLEG[Status.ONDERDRUKT]),
        (OUD, Status.ONTBREEKT, STATUS_UITLEG[Status.ONTBREEKT]),
        (NU, Status.ONTBREEKT, f"de waarde is weggelaten, want {MOVED}"),
        (OUD | {"lbm_afwijking": NU["lbm_afwijking"]}, Status.ONDERDRUKT, STATUS_UITLEG[Status.ONDERDRUKT]),
    ],
)
def test_every_place_tells_the_same_reason(
    tmp_path: Path, ongekoppeld: dict[str, Bronsleutel], status: Status, uitleg: str
) -> None:
    snapshot = publish(tmp_path, ongekoppeld, MOVED, status)
    score = toets.score_snapshot(snapshot)
    verdict = toets.judge_gebied(snapshot, CODE, score)
    beeld = make_buurtbeeld(snapshot, score, {}, CODE)
    blad = repr(make_buurtblad(Buurtstof(snapshot, score, beeld), dt.date(2026, 11, 29)))
    for key, maat in (("ses_woa", verdict.ses_woa), ("lbm_afwijking", verdict.leefbaarometer)):
        assert (maat.waarde, maat.uitleg) == (None, uitleg)
        assert herkomst.trace(snapshot, CODE, key).status_uitleg == uitleg
    assert sum(uitleg in reden.zin for reden in verdict.redenen) == 2
    assert [f"{uitleg}." in line for line in beeld.onbekend[:2]] == [True, True]
    assert blad.count(uitleg) >= 2
    assert (MOVED in "".join(beeld.onbekend[:2])) == (MOVED in uitleg)


def test_an_edition_that_is_not_on_screen_is_named_by_itself(tmp_path: Path) -> None:
    snapshot = publish(tmp_path, OUD, MOVED, Status.ONDERDRUKT)
    lines = explain_onbekend(snapshot, toets.judge_gebied(snapshot, CODE))
    rest = [line for line in lines if MOVED in line]
    assert rest == [
        f"Een deel van de cijfers (leefbaarometer:2020): {MOVED}.",
        f"Een deel van de cijfers (ses_woa:84000NED): {MOVED}.",
    ]


def test_what_a_missing_score_tells_is_not_told_twice(tmp_path: Path) -> None:
    snapshot = publish(tmp_path, NU, MOVED, Status.ONTBREEKT)
    lines = explain_onbekend(snapshot, toets.judge_gebied(snapshot, CODE))
    assert sum(MOVED in line for line in lines) == 2
    assert not any(line.startswith("Een deel") for line in lines)
