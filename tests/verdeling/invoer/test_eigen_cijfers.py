"""Own figures: the three kinds of file, all errors together, and nothing about persons."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from woonzorg.fouten import GegevensFout, InvoerFout
from woonzorg.verdeling.invoer.eigen_cijfers import GEBIEDEN, read_eigen_cijfers
from woonzorg.verdeling.invoer.sjabloon import make_sjabloon

CODES = {"BU00010000", "BU00010001"}
CSV = "code;gehuisvest;gepland\nBU00010000;12;\n bu00010001 ;1.234;3\n"


def read(text, naam="cijfers.csv"):
    return read_eigen_cijfers(naam, text.encode() if isinstance(text, str) else text, CODES)


def to_xlsx(frame):
    buffer = io.BytesIO()
    frame.to_excel(buffer, index=False)
    return buffer.getvalue()


def check(cijfers):
    table = cijfers.gebieden.set_index("code")
    assert table["gehuisvest"].tolist() == [12.0, 1234.0]
    assert table["gepland"].isna().tolist() == [True, False]
    assert table["capaciteit"].isna().all()


def test_a_csv_is_read_with_semicolons_or_commas_and_dutch_thousands():
    check(read(CSV))
    check(read("﻿" + CSV))
    check(read(CSV.replace(";", ",")))


def test_a_spreadsheet_and_geojson_give_the_same():
    frame = pd.DataFrame(
        {"Code": ["BU00010000", "BU00010001"], "gehuisvest": [12, 1234], "gepland": [None, 3]}
    )
    check(read(to_xlsx(frame), "cijfers.XLSX"))
    features = [
        {"type": "Feature", "geometry": None, "properties": {"code": "BU00010000", "gehuisvest": 12}},
        {
            "type": "Feature",
            "geometry": None,
            "properties": {"code": "BU00010001", "gehuisvest": 1234, "gepland": 3},
        },
    ]
    check(read(json.dumps({"type": "FeatureCollection", "features": features}), "cijfers.geojson"))


def test_all_errors_are_told_together_with_row_and_column():
    text = (
        "code;gehuisvest;kleur;nationaliteit\n"
        "BU00010000;twaalf;;\nBU00010000;1,5;;\nBU99990000;-3;;\nHeerlen;4;;\n"
    )
    with pytest.raises(GegevensFout) as caught:
        read(text)
    told = caught.value.bevindingen
    assert len(told) == 8
    with pytest.raises(GegevensFout, match="rij 2, kolom gehuisvest"):
        read("code;gehuisvest\nBU00010000;١٢\n")
    assert any("rij 2, kolom gehuisvest: 'twaalf'" in line for line in told)
    assert any("rij 3, kolom code" in line and "twee keer" in line for line in told)
    assert any("rij 4, kolom code: BU99990000" in line for line in told)
    assert any("rij 5, kolom code: 'HEERLEN'" in line for line in told)
    assert any("nationaliteit" in line and "personen of afkomst" in line for line in told)
    assert any("blad gebieden: kolom 'kleur' is onbekend" in line for line in told)


@pytest.mark.parametrize("text", ["naam;x\n1;2\n", "code;code\nBU00010000;BU00010000\n", "code;gehuisvest\n"])
def test_a_file_without_codes_rows_or_with_doubled_columns_is_refused(text):
    with pytest.raises(GegevensFout):
        read(text)


@pytest.mark.parametrize(
    ("naam", "raw"),
    [("a.pdf", b"%PDF"), ("a.xlsx", b"niets"), ("a.xlsx", b"PK\x03\x04 stuk"), ("a.csv", b"\xff\xfe\x00"),
     ("a.geojson", b"{}"), ("a.geojson", b"[1]"), ("a.csv", b"")],
)  # fmt: skip
def test_damaged_and_foreign_files_are_explained(naam, raw):
    with pytest.raises(InvoerFout):
        read(raw, naam)


def test_a_huge_file_is_refused_before_it_is_read():
    with pytest.raises(InvoerFout, match="te groot"):
        read(b"x" * 20_000_001)


def test_files_are_named_by_their_content():
    assert read(CSV).hash == read(CSV).hash
    assert read(CSV).hash != read(CSV + "\n").hash
    assert len(read(CSV).hash) == 12


def test_the_template_has_every_column_and_counts_nothing():
    lines = make_sjabloon().decode("utf-8-sig").splitlines()
    assert lines[0].split(";") == list(GEBIEDEN.kolommen)
    with pytest.raises(GegevensFout, match="blad gebieden: alleen het voorbeeld; vul eigen rijen in"):
        read_eigen_cijfers("sjabloon.csv", make_sjabloon(), {"BU00000000"})
    own = read_eigen_cijfers("sjabloon.csv", make_sjabloon() + b"BU00010000;12;;;\r\n", CODES)
    assert own.gebieden["code"].tolist() == ["BU00010000"]
    assert own.notities == ("1 voorbeeldregel overgeslagen (blad gebieden, rij 2)",)
