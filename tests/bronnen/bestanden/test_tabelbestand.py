"""A table that was downloaded by hand is read whatever its dress, and never guessed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import downloads
import pandas as pd
import pytest

from woonzorg.bronnen.bestanden import tabelbestand
from woonzorg.bronnen.bestanden.inhoud import Bestand
from woonzorg.bronnen.bestanden.tabelbestand import read_csv, read_tabel
from woonzorg.bronnen.bestanden.tabeljaar import find_jaar
from woonzorg.bronnen.ses_woa import SES_WOA
from woonzorg.fouten import BronFout

if TYPE_CHECKING:
    from dienst import Waarden

HIER = frozenset({"GM0965"})


def test_names_in_the_place_of_codes_are_passed_over(waarden: Waarden) -> None:
    frame = downloads.take_rows(waarden, downloads.KWB, HIER).head(20)
    named = frame.assign(WijkenEnBuurten=[f"Buurt {n}" for n in range(20)])
    [levering] = read_tabel(Bestand("kwb-2024.csv", downloads.write_statline(named)))
    assert set(levering.waarden["code"]) == set(frame["WijkenEnBuurten"].str.strip())


def test_of_two_columns_with_codes_the_smallest_areas_count() -> None:
    rows = pd.DataFrame({"gm_code": ["GM0917"] * 3, "bu_code": [f"BU0917000{n}" for n in range(3)]})
    assert tabelbestand.find_code_column(rows) == "bu_code"
    assert tabelbestand.find_code_column(pd.DataFrame({"naam": ["a", "b"]})) == ""


@pytest.mark.parametrize(
    ("text", "jaar"),
    [
        ("ses 2014-2022, regio-indeling 2024", 2024),
        ("Regio-indeling 2023 (2014-2022)", 2023),
        ("86296NED.csv", 2025),
        ("kerncijfers-2024.csv", 2024),
        ("download_20260101.csv", 0),
        ("", 0),
    ],
)
def test_the_year_of_division_is_read_from_words(text: str, jaar: int) -> None:
    told = text.lower() if text.startswith("Regio") else text
    assert find_jaar(told, tabellen=SES_WOA.tabellen) == jaar


@pytest.mark.parametrize(
    "content",
    ["code;naam\nBU09171000;Één\n".encode("cp1252"), "code,naam\nBU09171000,Één\n".encode(),
     '\ufeff"Titel"\r\n"code";"naam"\r\n"BU09171000";"Één"\r\n"Bron: CBS"\r\n'.encode()],
)  # fmt: skip
def test_csv_is_read_whatever_its_dress(content: bytes) -> None:
    rows, _ = read_csv(Bestand("x.csv", content))
    assert rows.to_dict("list") == {"code": ["BU09171000"], "naam": ["Één"]}


@pytest.mark.parametrize(
    "content", [b"een woord", b"a;b\nBU09171000;1;2\n", b'a;b\n"' + b"x" * 200_000 + b'";2\n']
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(BronFout, match=r"x\.csv"):
        read_csv(Bestand("x.csv", content))


def test_thousands_in_dutch_notation_are_counts_and_no_fractions(waarden: Waarden) -> None:
    frame = downloads.take_rows(waarden, downloads.SES, HIER)
    frame = frame.assign(ParticuliereHuishoudens_4="11.200")
    [levering] = read_tabel(Bestand("indeling 2024.csv", downloads.write_statline(frame, komma=True)))
    assert levering.vermelding.sleutel.bron == SES_WOA.sleutel
    counts = levering.waarden.query("indicator == 'ses_huishoudens'")["waarde"]
    assert set(counts) == {11200.0}


def test_use_of_energy_runs_into_the_thousands_as_counts_do(waarden: Waarden) -> None:
    frame = downloads.take_rows(waarden, downloads.KWB, HIER)
    [gas] = [name for name in frame if name.startswith("GemiddeldAardgasverbruik")]
    content = downloads.write_statline(frame.assign(**{gas: "1.150"}), komma=True)
    [levering] = read_tabel(Bestand("kwb-2024.csv", content))
    assert set(levering.waarden.query("indicator == 'aardgas'")["waarde"]) == {1150.0}


@pytest.mark.parametrize("tabel", [downloads.KWB, "85318NED"])
@pytest.mark.parametrize("met_titels", [True, False])
def test_changes_of_code_and_borders_are_read_under_every_name(
    waarden: Waarden, tabel: str, *, met_titels: bool
) -> None:
    frame = downloads.take_rows(waarden, tabel, HIER)
    [field] = [name for name in frame if name.startswith("Indelingswijziging")]
    frame.loc[frame["WijkenEnBuurten"] == "BU09650000", field] = "3"
    titels = downloads.make_titels(tabel) if met_titels else None
    [levering] = read_tabel(Bestand(f"{tabel}.csv", downloads.write_statline(frame, titels=titels)))
    assert levering.kent_wijzigingen
    assert levering.gewijzigd == {"BU09650000"}


@pytest.mark.parametrize(("corporatie", "gezegd"), [(41, False), (42, True)])
def test_corporations_that_own_more_than_is_let_are_doubted(
    waarden: Waarden, corporatie: int, *, gezegd: bool
) -> None:
    frame = downloads.take_rows(waarden, downloads.KWB, HIER)
    frame = frame.assign(HuurwoningenTotaal_48=40, InBezitWoningcorporatie_49=corporatie)
    [levering] = read_tabel(Bestand("kwb-2024.csv", downloads.write_statline(frame)))
    assert any("deel corporatiewoningen groter" in melding for melding in levering.meldingen) is gezegd
