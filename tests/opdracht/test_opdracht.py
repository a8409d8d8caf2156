"""The command line on the embedded region: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from maken import publish_proef

from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD, WERKMAP
from woonzorg.kern.kern import Kerngebied
from woonzorg.oordeel import concentratie
from woonzorg.oordeel.toets import EXPORT_KOLOMMEN, score_snapshot
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.opdracht.kern import tell_kern, write_kern
from woonzorg.opdracht.opdracht import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the commands away from whatever snapshots lie on this machine."""
    folder = tmp_path / "data"
    monkeypatch.setenv("WOONZORG_DATA", str(folder))
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    output = capsys.readouterr()
    return status, output.out, output.err


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    status, out, _ = run(capsys, *arguments, "--json")
    assert status == 0
    return json.loads(out)


def run_apart(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"WOONZORG_DATA": str(data), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "woonzorg", *arguments]
    return subprocess.run(
        command,
        cwd=WERKMAP,
        env=environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def codes() -> list[str]:
    """Return a code of each class in the embedded region."""
    embedded = opslag.open_snapshot(INGEBOUWD / "leeg")
    return score_snapshot(embedded).select("buurt").drop_duplicates("klasse")["code"].tolist()


# gegevens and terug


def test_the_embedded_region_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    line, given_out = run_json(capsys, "gegevens")
    assert (given_out["id"], given_out["fout"]) == ("2026-11-21-92c6d0f6", "")
    assert list(line)[:2] == ["id", "regio"]
    assert {"id", "regio", "datum", "gebieden"} <= set(line)
    assert (line["regio"], line["fictief"], line["fout"]) == ("voorbeeldstreek", True, "")
    assert line["gebieden"] == sum(line["niveaus"].values()) > 200


def test_the_one_in_use_comes_first_and_can_be_gone_back_from(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    first, second = publish_proef(data), publish_proef(data, meldingen=("tweede",))
    assert [line["id"] for line in run_json(capsys, "gegevens")][:2] == [second.id, first.id]
    assert run_json(capsys, "terug", first.id) == {"id": first.id, "regio": "proefstreek"}
    assert [line["id"] for line in run_json(capsys, "gegevens")][:2] == [first.id, second.id]
    _, out, _ = run(capsys, "gegevens")
    assert out.splitlines()[0].startswith(f"* {first.id}  proefstreek  9 gebieden")


def test_a_damaged_one_is_listed_with_its_fault(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    publish_proef(data)
    newest = publish_proef(data, meldingen=("nieuwste",))
    (newest.map / "reeksen.parquet").write_bytes(b"")
    line = next(line for line in run_json(capsys, "gegevens") if line["id"] == newest.id)
    assert "beschadigd" in line["fout"]
    _, _, err = run(capsys, "toets", "BU00010000")
    assert f"Let op: {newest.id} is overgeslagen." in err


def test_going_back_to_nothing_fails(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "terug", "2020-01-01-00000000", "--json")
    assert status == 1
    assert "zijn er niet" in json.loads(out)["fout"]
    assert err.startswith("Fout: De gegevens 2020-01-01-00000000 zijn er niet.")


# toets


def test_a_verdict_has_the_keys_agreed(capsys: pytest.CaptureFixture[str], codes: list[str]) -> None:
    seen = set()
    for code in codes:
        verdict = run_json(capsys, "toets", code)
        agreed = ["code", "naam", "niveau", "gemeente", "klasse", "grensgeval", "ses_woa", "leefbaarometer"]
        agreed += ["redenen", "bronnen"]
        assert [key for key in verdict if key not in {"concentratie", "overconcentratie"}] == agreed
        assert set(verdict["ses_woa"]) == {"waarde", "referentie", "marge", "jaar", "status"}
        assert set(verdict["leefbaarometer"]) == {"waarde", "referentie", "jaar", "status", "dimensies"}
        seen.add(verdict["klasse"])
    assert seen == set(map(str, Klasse))


def test_a_verdict_in_words_ends_with_the_word_fiction(
    capsys: pytest.CaptureFixture[str], codes: list[str]
) -> None:
    status, out, err = run(capsys, "toets", codes[0].lower())
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].startswith("Dit is een verzonnen streek")
    assert out.splitlines()[1].startswith("- ")


def test_real_figures_end_with_the_disclaimer(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    publish_proef(data)
    _, out, _ = run(capsys, "toets", "BU00010000")
    assert out.splitlines()[0] == "Gebied BU00010000 (buurt, Gemeente GM0001): Kwetsbaar"
    assert out.splitlines()[-1].endswith("Het bestuur beslist.")


def test_another_snapshot_can_be_asked_for(
    capsys: pytest.CaptureFixture[str], data: Path, codes: list[str]
) -> None:
    publish_proef(data)
    embedded = next(line["id"] for line in run_json(capsys, "gegevens") if line["fictief"])
    assert run_json(capsys, "toets", codes[0], "--snapshot", embedded)["code"] == codes[0]
    assert run(capsys, "toets", codes[0])[0] == 2


def test_an_unknown_code_suggests_codes_like_it(capsys: pytest.CaptureFixture[str], codes: list[str]) -> None:
    status, out, err = run(capsys, "toets", codes[0][:-1], "--json")
    assert status == 2
    assert set(json.loads(out)) == {"fout"}
    assert f"Bedoelde u {codes[0][:9]}" in err


# scoor


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".geojson"])
def test_scores_are_written_by_extension(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str
) -> None:
    summary = run_json(capsys, "scoor", "--uit", str(tmp_path / f"x{suffix}"))
    assert summary["bestand"].endswith(f"x{suffix}")
    assert sum(summary["klassen"].values()) == summary["gebieden"] > 200
    assert (tmp_path / f"x{suffix}").stat().st_size > 10_000


def test_one_level_of_an_earlier_year(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert (
        run_json(capsys, "scoor", "--uit", str(path), "--niveau", "gemeente", "--jaar", "2020")["gebieden"]
        == 7
    )
    header, first, *_ = path.read_text(encoding="utf-8-sig").splitlines()
    assert tuple(header.split(";")[:14]) == EXPORT_KOLOMMEN
    assert dict(zip(header.split(";"), first.split(";"), strict=True))["ses_woa_jaar"] == "2020"


def test_that_a_file_holds_fiction_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, out, err = run(capsys, "scoor", "--uit", str(tmp_path / "x.csv"))
    assert " gebieden geschreven naar " in out
    assert "verzonnen streek" in err


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--uit", "x.pdf"], 2, "kan niet worden geschreven"),
        (["--uit", "weg/x.csv"], 1, "Kies een andere map"),
        (["--uit", "x.csv", "--jaar", "1901"], 2, "Voor 1901 zijn er geen klassen"),
        (["--uit", "x.csv", "--snapshot", "2020-01-01-00000000"], 1, "zijn er niet"),
    ],
)
def test_scores_that_cannot_be_written_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str],
    status: int, words: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    found, out, err = run(capsys, "scoor", *arguments)
    assert (found, out) == (status, "")
    assert words in err
    assert list(tmp_path.glob("*.csv")) == []


# As a program


def test_standard_output_holds_json_and_nothing_else(data: Path, codes: list[str]) -> None:
    done = run_apart(data, "toets", codes[0], "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["code"] == codes[0]


def test_errors_go_to_standard_error_with_a_status(data: Path) -> None:
    done = run_apart(data, "toets", "BU00000000")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "Fout: Het gebied 'BU00000000' staat niet in deze gegevens (Voorbeeldstreek)."
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["onzin"], ["toets"], ["scoor"], ["scoor", "--uit", "x.csv", "--niveau", "straat"]]
)
def test_a_command_that_is_not_well_formed_has_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    output = capsys.readouterr()
    assert output.out == ""
    assert "--help" in output.err


def test_a_wrong_setting_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONZORG_PDOK_URL", "pdok")
    status, out, err = run(capsys, "gegevens")
    assert (status, out) == (2, "")
    assert "De instelling WOONZORG_PDOK_URL klopt niet. Verwacht: een webadres" in err


def test_loading_without_a_region_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "laad")[0] == 2
    assert run(capsys, "laad", "limburg")[2].startswith("Fout: De regio 'limburg' is niet bekend.")


def test_commands_write_nothing_where_they_only_read(
    capsys: pytest.CaptureFixture[str], data: Path, codes: list[str]
) -> None:
    run_json(capsys, "gegevens")
    run_json(capsys, "toets", codes[0])
    assert not data.exists()


def test_concentrations_are_confirmed_on_request(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concentratie.find_hotspots, "__defaults__", (999, 1))  # enough to see the answers
    target = tmp_path / "moran.csv"
    assert run(capsys, "scoor", "--uit", str(target), "--moran")[0] == 0
    lines = [line.split(";") for line in target.read_text(encoding="utf-8").splitlines()]
    assert lines[0][-3:] == ["moran_i", "moran_p", "hotspot"]
    assert {line[-1] for line in lines[1:]} == {"ja", "nee", "onbekend"}


def test_of_a_gemeente_the_verdict_leads_on_to_its_buurten(capsys: pytest.CaptureFixture[str]) -> None:
    said = run_json(capsys, "toets", "GM9101")["redenen"][0]
    assert said.startswith("Voor heel ")
    assert "kijk daar" in said


@pytest.mark.parametrize(("argv", "words"), [
    ([], "dit ontbreekt: opdracht"), (["onzin"], "bij opdracht: dit kan niet: 'onzin' (kies uit 'laad'"),
    (["scoor"], "dit ontbreekt: --uit"), (["gegevens", "--foo"], "dit is niet bekend: --foo"),
    (["scoor", "--uit", "x.csv", "--jaar", "x"], "bij --jaar: dit is geen heel getal: 'x'"),
])  # fmt: skip
def test_a_command_that_is_not_well_formed_is_told_in_dutch(capsys, argv, words):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert words in told.err
    assert "--help" in told.err
    assert told.out == ""


def test_going_back_to_nothing_is_refused(capsys):
    status, out, err = run(capsys, "terug", "")
    assert (status, out) == (2, "")
    assert "python -m woonzorg gegevens toont ze" in err


# an own area


KERN = """
[streek]
gemeenten = ["GM9101"]
[[streek.kernen]]
naam = "Eys"
soort = "kern"
codes = ["BU91010101", "BU91010102", "WK910104", "BU09170000"]
[[streek.kernen]]
naam = "Elders"
codes = ["BU09170000"]
"""


@pytest.fixture
def regios(tmp_path: Path) -> Path:
    path = tmp_path / "regios.toml"
    path.write_text(KERN, encoding="utf-8")
    return path


def test_an_own_area_is_told_by_class_without_a_verdict(
    tmp_path: Path, regios: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "eys.csv"
    # Of two regions with that name the one that is in these data.
    regios.write_text(f'[ver]\n[[ver.kernen]]\nnaam = "Eys"\nsoort = "kern"\ncodes = ["BU09170000"]\n{KERN}')
    status, out, err = run(capsys, "scoor", "--uit", str(table), "--kern", f"{regios}:eys")
    rows = score_snapshot(opslag.open_snapshot(INGEBOUWD)).select("buurt").set_index("code")
    own = rows[rows.index.isin(["BU91010101", "BU91010102"]) | rows.index.str.startswith("BU910104")]
    written = table.read_text(encoding="utf-8-sig")
    assert len(written.splitlines()) == len(own) + 1
    assert all(code in written for code in own.index)
    assert status == 0
    assert f"In {(own['klasse'] == Klasse.KWETSBAAR).sum()} van de {len(own)} buurten van kern Eys" in out
    assert "- onbekend: 1 buurt, minder dan 1 % van de huishoudens" in out
    assert out.endswith("Van een eigen gebied bestaat geen score. Het heeft daarom geen klasse.\n")
    assert "1 van de 4 buurten en wijken van kern Eys ligt buiten de regio: BU09170000" in err
    monkeypatch.setenv("WOONZORG_KERNEN", str(regios))
    told = run_json(capsys, "scoor", "--uit", str(table), "--kern", "Kern Eys")["kern"]
    assert (
        run_json(capsys, "scoor", "--uit", str(table), "--kern", f"{regios}:streek-kern-eys")["kern"] == told
    )
    households = own.groupby("klasse")["huishoudens"].sum()
    assert (told["naam"], told["buurten"], told["oordeel"]) == ("Eys", len(own), None)
    assert told["huishoudens"][Klasse.KWETSBAAR] == households[Klasse.KWETSBAAR]
    share = households[Klasse.KWETSBAAR] / households.sum()
    assert told["deel_huishoudens"][Klasse.KWETSBAAR] == pytest.approx(share, abs=1e-6)
    assert sum(told["deel_huishoudens"].values()) == pytest.approx(1, abs=1e-5)


def test_an_own_area_whose_households_are_unknown_says_so_and_gives_no_zero() -> None:
    score = score_snapshot(opslag.open_snapshot(INGEBOUWD))
    blank = replace(score, gebieden=score.gebieden.assign(huishoudens=float("nan")))
    kern = Kerngebied("Eys", ("BU91010101", "BU91010102"))
    told = [line for line in tell_kern(blank, kern) if line.startswith("- ")]
    assert told
    assert all(line.endswith(", aandeel van de huishoudens onbekend") for line in told)
    written = write_kern(blank, kern)
    assert (written["buurten"], written["buurten_zonder_huishoudens"]) == (2, 2)
    assert write_kern(score, kern)["buurten_zonder_huishoudens"] == 0


def test_the_file_of_the_installation_is_known_however_it_is_written(
    tmp_path: Path, regios: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "kernen.csv"
    shared.write_text("naam;code\nEys;BU91010101\nKern: Mijn;BU91010101\nVer;BU09170000\n", encoding="utf-8")
    monkeypatch.setenv("WOONZORG_KERNEN", str(shared))
    monkeypatch.chdir(regios.parent)
    for asked in ("kernen.csv:Eys", "kernen.csv:Kern: Mijn", "Kern: Mijn"):
        told = run_json(capsys, "scoor", "--uit", str(tmp_path / "x.csv"), "--kern", asked)
        assert told["kern"]["buurten"] == 1


@pytest.mark.parametrize(
    ("rest", "woorden"),
    [
        (["--kern", "{}:Zuid"], "staat niet in regios.toml. Verwacht: een van: kern Eys en Elders"),
        (["--kern", "{}:Elders"], "Geen enkele buurt van Elders staat in deze gegevens"),
        (["--kern", "Eys"], "een naam uit het bestand van WOONZORG_KERNEN"),
        (["--kern", "{}:"], "niet te lezen"),
        (["--kern", "{}:Eys", "--niveau", "wijk"], "Verwacht: --niveau buurt. Gevonden: --niveau wijk"),
    ],
)
def test_an_own_area_that_has_no_counts_is_refused(
    tmp_path: Path, regios: Path, capsys: pytest.CaptureFixture[str], rest: list[str], woorden: str
) -> None:
    table = tmp_path / "x.csv"
    status, _, err = run(capsys, "scoor", "--uit", str(table), *(part.format(regios) for part in rest))
    assert status == 2
    assert woorden in " ".join(err.split())
    assert not table.exists()
