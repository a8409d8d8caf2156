"""A table of variants that is given back: read safely, shown as a picture, and each scenario only with its outcome."""

from __future__ import annotations

import io
import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from woonzorg.fouten import InvoerFout
from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.grafiek.plotly import make_figuur, read_codes
from woonzorg.grafiek.varianten import list_getalkolommen, make_variantenbeeld
from woonzorg.instelling import INGEBOUWD
from woonzorg.varianten import leesproces
from woonzorg.varianten.deel import make_werk, reken_deel
from woonzorg.varianten.lezen import read_varianten
from woonzorg.varianten.ruimte import make_ruimte
from woonzorg.varianten.ruimtewoorden import name_kolom, tell_knelt, tell_waarde
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import open_veld

BEGIN = {
    "versie": 1,
    "regio": "voorbeeldstreek",
    "niveau": "buurt",
    "vraag": {"statushouders": 300, "detentie": 39},
}
SHARE = "regels.capaciteit.toewijsaandeel"


@pytest.fixture(scope="module")
def raw():
    space = make_ruimte(
        {
            "ruimte": {
                "verdeelsleutel": ["inwoners", "huishoudens"],
                "vraag": {"statushouders": [20, 300]},
                "regels": {"capaciteit": {"toewijsaandeel": [10.5, 40, 60]}},
            }
        },
        parse_scenario(json.dumps(BEGIN).encode()),
    )
    return reken_deel(make_werk(space, open_veld(space.make(0), open_snapshot(INGEBOUWD))), 0)


@pytest.fixture(scope="module")
def tabel(raw):
    return read_varianten("V.parquet", raw)


def write_parquet(frame):
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), out)
    return out.getvalue()


def test_it_comes_back_as_it_was_written(tabel, raw):
    written = pd.read_parquet(io.BytesIO(raw))
    assert tabel.velden == ("verdeelsleutel", "vraag.statushouders", SHARE)
    for name in (SHARE, "geplaatst", "dissimilariteit", "kenmerk", "knelt", "past"):
        assert tabel.rijen[name].tolist() == written[name].tolist()
    assert [tabel.open_scenario(n).rekenkenmerk for n in range(12)] == written["kenmerk"].tolist()


@pytest.mark.parametrize(("sep", "decimal"), [(",", "."), (";", ",")])
def test_as_csv_it_says_the_same_whatever_saved_it(tabel, raw, sep, decimal):
    text = pd.read_parquet(io.BytesIO(raw)).to_csv(index=False, sep=sep, decimal=decimal)
    again = read_varianten("V.csv", text.encode("utf-8-sig"))
    assert again.velden == tabel.velden
    for name in (SHARE, "geplaatst", "theil", "past", "vraag.statushouders"):
        assert again.rijen[name].tolist() == pytest.approx(tabel.rijen[name].tolist())
    assert again.open_scenario(3) == tabel.open_scenario(3)


def test_a_scenario_that_does_not_go_with_its_outcome_is_not_opened(raw):
    frame = pd.read_parquet(io.BytesIO(raw))
    frame.loc[0, "scenario"] = frame.loc[7, "scenario"]
    frame.loc[1, "scenario"] = '{"versie": 1}'
    table = read_varianten("V.parquet", write_parquet(frame))
    with pytest.raises(InvoerFout, match="hoort niet bij haar uitkomst"):
        table.open_scenario(0)
    with pytest.raises(InvoerFout, match="klopt niet"):
        table.open_scenario(1)
    with pytest.raises(InvoerFout, match="staat niet in de tabel"):
        table.open_scenario(99)


def change(raw, **columns):
    return write_parquet(pd.read_parquet(io.BytesIO(raw)).assign(**columns))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda _: b"PAR1" + b"\0" * 100, "geen parquet-bestand"),
        (lambda raw: raw[: len(raw) // 2], "geen parquet-bestand"),
        (lambda raw: change(raw, extra=[[1]] * 12), "kolom extra is geen getal"),
        (lambda raw: change(raw, geplaatst=["veel"] * 12), "tekst in de kolom geplaatst"),
        (lambda raw: change(raw, nummer=[1] * 12), "hetzelfde nummer"),
        (lambda raw: write_parquet(pd.read_parquet(io.BytesIO(raw)).drop(columns="kenmerk")), "de kolommen kenmerk"),
        (lambda raw: write_parquet(pd.read_parquet(io.BytesIO(raw)).iloc[:0]), "0 varianten"),
        (lambda _: write_parquet(pd.DataFrame([[1] * 201]).add_prefix("k")), "kolommen; hoogstens"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_variants_is_refused_with_why(raw, make, told, monkeypatch):
    # Here, and not each in a process of its own: what that adds has a test below.
    monkeypatch.setattr("woonzorg.varianten.lezen.subprocess.run", run_here)
    with pytest.raises(InvoerFout, match=told):
        read_varianten("V.parquet", make(raw))


def run_here(_command, **given):
    out = io.StringIO()
    leesproces.run(io.BytesIO(given["input"]), out)
    return type("Klaar", (), {"stdout": out.getvalue()})


def test_a_file_that_takes_its_reader_down_is_refused(raw, monkeypatch):
    monkeypatch.setattr("woonzorg.varianten.lezen._GEDULD", 0.001)
    with pytest.raises(InvoerFout, match="het lezen brak af"):
        read_varianten("V.parquet", raw)


def test_other_kinds_of_file_are_refused():
    for name in ("V.xlsx", "V", "V.parquet.exe"):
        with pytest.raises(InvoerFout, match="parquet of csv"):
            read_varianten(name, b"x")


def test_the_picture_has_a_mark_for_each_variant_told_apart_by_shape_and_leads_back_to_it(tabel):
    columns = list_getalkolommen(tabel)
    assert columns[:2] == [SHARE, "vraag.statushouders"]  # the field with most values first
    assert "nummer" not in columns
    picture = make_variantenbeeld(tabel, tabel.rijen, SHARE, "geplaatst")
    fits = {series.naam: {int(mark.code) for mark in series.punten} for series in picture.reeksen}
    right = tabel.rijen.groupby("past")["nummer"].agg(set)
    assert fits == {"Alles past": right[True], "Niet alles past": right[False]}
    assert len({series.uiterlijk.teken for series in picture.reeksen}) == 2
    assert picture.zin.startswith("12 varianten: ")
    figure = make_figuur(picture, "select")
    marks = [{"customdata": data} for trace in figure["data"] for data in trace["customdata"]]
    assert sorted(read_codes(marks), key=int) == [str(number) for number in range(12)]
    assert {axis.begin <= 10.5 and axis.eind >= 40 for axis in [picture.x]} == {True}


def test_columns_have_a_dutch_name_and_what_is_none_of_ours_its_own():
    assert name_kolom(SHARE).startswith("Capaciteit")
    assert name_kolom("vraag.statushouders.laag") == "Vraag: Statushouders (laag)"
    assert name_kolom("geplaatst.statushouders") == "Geplaatst: Statushouders"
    assert name_kolom("klasse.draagkrachtig") == "Woningen in klasse draagkrachtig"
    for odd in ("<b>x</b>", "vraag.<i>", "regels.onzin.x", "klasse.x", ""):
        assert name_kolom(odd) == odd or odd.split(".")[-1] in name_kolom(odd)
    assert tell_knelt("ontzien onzin") == tell_knelt("ontzien")
    assert tell_knelt(None) == "geen"
    assert [tell_waarde(value) for value in (2.7, 1234.0, 0.7731, True, float("nan"), "laag")] == [
        "2,7", "1.234", "0,773", "ja", "niet te zeggen", "laag",
    ]  # fmt: skip
