"""The chain on real scores: SES-WOA 2019 of the wijken, from a file to a class.

The vintages differ (SES-WOA and Kerncijfers of 2019 and 2020, Leefbaarometer of 2024), so this tests the way from file
to class and tells nothing of these wijken: no outcome of it is to be published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from dienst.waarden import standin_scores_hoger

from woonzorg.bronnen.bestanden import bestandenmap
from woonzorg.gebied import read_regios
from woonzorg.oordeel import toets

if TYPE_CHECKING:
    from pathlib import Path

    from dienst import Waarden

    from woonzorg.bronnen.samenstellen import Samenstelling
    from woonzorg.oordeel.toets import Score

SCORE, HUISHOUDENS = "GemiddeldeScore_29", "HuishoudensTotaal_28"
PARKSTAD = read_regios()["parkstad"]
S_STER = -0.0027
"""Mean over the wijken, weighted by households, as found before this was built (the unweighted one is +0.101)."""


@pytest.fixture(scope="module")
def wijken(testdata: Path) -> pd.DataFrame:
    """Return the real scores and key figures of all wijken."""
    return pd.read_csv(testdata / "nederland_wijken_2019" / "wijken.csv").set_index("code")


@pytest.fixture(scope="module")
def leefbaarheid(waarden: Waarden) -> pd.DataFrame:
    """Return the Leefbaarometer of wijken, weighed by household from their buurten."""
    return standin_scores_hoger(waarden, "wijk").set_index("id")


@pytest.fixture(scope="module")
def geladen(
    wijken: pd.DataFrame, leefbaarheid: pd.DataFrame, testdata: Path, tmp_path_factory: pytest.TempPathFactory
) -> Samenstelling:
    """Load all of it from files, as a user would."""
    folder = tmp_path_factory.mktemp("wijken")
    _write_ses(wijken).to_csv(folder / "ses-woa regio-indeling 2020.csv", sep=";")
    _write_kerncijfers(wijken).to_csv(folder / "kerncijfers-2020.csv", sep=";")
    scores = leefbaarheid[["won", "fys", "vrz", "soc", "onv", "afw"]].assign(jaar=2024)
    scores.rename_axis("wk_code").to_csv(folder / "leefbaarometer-2024.csv")
    outlines = testdata / "parkstad_2024" / "buurten.geojson"
    (folder / "buurten-2024.geojson").write_bytes(outlines.read_bytes())
    return bestandenmap.assemble_map(folder, PARKSTAD, datum="2026-11-29")


def _add_gemeenten(wijken: pd.DataFrame, kolommen: dict[str, str]) -> pd.DataFrame:
    """Put the gemeenten under the wijken that have a score: only so is the mean over gemeenten that over wijken."""
    scored = wijken[wijken[SCORE].notna() & (wijken[HUISHOUDENS] > 0)]
    weights = scored[HUISHOUDENS]
    whole = pd.DataFrame({HUISHOUDENS: weights.groupby(scored["gemeentecode"]).sum()})
    whole[SCORE] = (scored[SCORE] * weights).groupby(scored["gemeentecode"]).sum() / whole[HUISHOUDENS]
    return pd.concat([wijken, whole]).rename(columns=kolommen).rename_axis("WijkenEnBuurten")


def _write_ses(wijken: pd.DataFrame) -> pd.DataFrame:
    rows = _add_gemeenten(wijken, {HUISHOUDENS: "ParticuliereHuishoudens_4"}).assign(Perioden="2019JJ00")
    return rows[["Perioden", "ParticuliereHuishoudens_4", SCORE, "Waarde_37"]]


def _write_kerncijfers(wijken: pd.DataFrame) -> pd.DataFrame:
    rows = _add_gemeenten(wijken, {})
    rows.loc["NL00", HUISHOUDENS] = wijken[HUISHOUDENS].sum()
    return rows[["AantalInwoners_5", HUISHOUDENS, "Koopwoningen_40", "InBezitWoningcorporatie_42"]]


@pytest.fixture(scope="module")
def score(geladen: Samenstelling) -> Score:
    return toets.score_gebieden(geladen.gebieden, geladen.manifest.jaren)


def test_the_mean_by_households_is_that_of_the_real_scores(score: Score, wijken: pd.DataFrame) -> None:
    known = wijken[wijken[SCORE].notna() & (wijken[HUISHOUDENS] > 0)]
    weighted = (known[SCORE] * known[HUISHOUDENS]).sum() / known[HUISHOUDENS].sum()
    assert round(weighted, 4) == S_STER
    assert score.referentie.waarde == pytest.approx(weighted, abs=1e-9)
    assert score.jaar_ses == 2019


def test_each_wijk_gets_the_class_that_its_own_two_scores_give(
    score: Score, wijken: pd.DataFrame, leefbaarheid: pd.DataFrame
) -> None:
    judged = score.select("wijk").set_index("code")
    both = judged.index.intersection(wijken.index[wijken[SCORE].notna()]).intersection(leefbaarheid.index)
    assert len(both) > 40
    low_ses = wijken.loc[both, SCORE] < score.referentie.waarde
    low_lbm = leefbaarheid.loc[both, "afw"] < 0
    names = {
        (True, True): "kwetsbaar", (True, False): "aandacht_ses", (False, True): "aandacht_leefbaarheid",
        (False, False): "draagkrachtig",
    }  # fmt: skip
    expected = [names[bool(ses), bool(lbm)] for ses, lbm in zip(low_ses, low_lbm, strict=True)]
    assert judged.loc[both, "klasse"].map(str).tolist() == expected


def test_what_has_no_score_of_its_own_has_no_class(score: Score, geladen: Samenstelling) -> None:
    buurten = score.select("buurt")
    assert len(buurten) == 201
    assert set(buurten["klasse"].map(str)) == {"onbekend"}
    told = " ".join(geladen.manifest.meldingen)
    assert "Of codes of grenzen van gebieden veranderden" in told  # the vintages differ, and that is said
