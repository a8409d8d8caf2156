"""Registered crimes per 1,000 inhabitants: from another address, for a profile only, told when they are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dienst.cbs_tabellen import MISDRIJFLOOS, build_misdrijven
from keten import KLEIN, Geladen, run
from test_samenstellen import make_levering

from woonzorg.bronnen.bron import Laadvraag
from woonzorg.bronnen.politie import POLITIE
from woonzorg.fouten import BronFout
from woonzorg.gebied import Regio
from woonzorg.gegevens import opslag
from woonzorg.gegevens.schema import Status
from woonzorg.herkomst import herkomst
from woonzorg.indicator import PER_SLEUTEL, PROFIEL
from woonzorg.instelling import read_instellingen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dienst import Dienst, Waarden

    from woonzorg.bronnen.web import Web

CIJFER = "misdrijven_1000"
SIMPELVELD = Regio("hier", "Hier", (KLEIN,))


def test_a_figure_is_crimes_of_the_year_by_inhabitants_of_that_year(klein: Geladen, waarden: Waarden) -> None:
    rows = build_misdrijven(waarden)
    counted = rows[(rows["Perioden"] == "2024JJ00") & (rows["SoortMisdrijf"] == "0.0.0 ")]
    counts = counted.set_index(counted["WijkenEnBuurten"].str.strip())["GeregistreerdeMisdrijven_1"]
    areas = klein.snapshot.gebieden.set_index("code")
    known = areas[areas[CIJFER].notna()]
    assert klein.snapshot.manifest.jaren[CIJFER] == 2024
    assert len(known) > 300
    for code in ("BU09650001", "WK096500", "GM0965", "GM0363"):
        assert known.loc[code, CIJFER] == pytest.approx(1000 * counts[code] / known.loc[code, "inwoners"])


def test_no_crime_is_a_value_and_what_is_withheld_is_not(klein: Geladen) -> None:
    rows = klein.snapshot.reeksen.query("indicator == @CIJFER").set_index("code")
    assert (rows.loc[MISDRIJFLOOS, "waarde"], rows.loc[MISDRIJFLOOS, "status"]) == (0.0, Status.WAARGENOMEN)
    blank = rows[rows["waarde"].isna()]
    people = klein.snapshot.gebieden.set_index("code")["inwoners"]
    assert set(blank["status"]) <= {Status.ONDERDRUKT, Status.ONTBREEKT, Status.NIET_VAN_TOEPASSING}
    assert (people[blank[blank["status"] == Status.ONDERDRUKT].index] < 50).all()


def test_the_figure_is_for_a_profile_and_says_where_it_misleads(klein: Geladen) -> None:
    line = PER_SLEUTEL[CIJFER]
    assert line.gebruik == PROFIEL
    assert "registreerde" in line.uitleg
    assert "centrum" in line.uitleg
    found = herkomst.trace(klein.snapshot, MISDRIJFLOOS, CIJFER)
    assert found.tabel == "47018NED"
    assert "gedeeld door de inwoners van 2024" in " ".join(found.toelichting)
    asked = "$filter=WijkenEnBuurten eq 'BU09650000' and Perioden eq '2024JJ00' and SoortMisdrijf eq '0.0.0 '"
    assert asked in found.vraag.replace("%20", " ")


def test_the_address_is_a_setting_of_its_own() -> None:
    given = read_instellingen({"WOONZORG_POLITIE_URL": "https://spiegel.test/politie/"})
    assert POLITIE.make_web(given).basis == "https://spiegel.test/politie"
    assert given.cbs_url == read_instellingen({}).cbs_url


@pytest.mark.parametrize("kind", ["reset", "html"])
def test_a_service_that_cannot_be_reached_stops_no_region(leeg: Path, dienst: Dienst, kind: str) -> None:
    dienst.add_fault("/politie/", kind, times=None)
    assert run("laad", KLEIN).status == 0
    manifest = opslag.open_snapshot(leeg).manifest
    assert CIJFER not in manifest.jaren
    [note] = [text for text in manifest.meldingen if text.startswith(POLITIE.naam)]
    assert "is niet geladen: " in note
    assert len(dienst.find_requests("/politie/")) == 2  # a region can do without: it is not waited for long


def test_without_inhabitants_of_a_year_there_is_no_figure(naar: Callable[..., Web]) -> None:
    with pytest.raises(BronFout, match="geen jaar waarvan misdrijven en inwoners bekend zijn") as caught:
        POLITIE.load(naar("politie"), Laadvraag(SIMPELVELD, 2024))
    assert caught.value.gevonden == "2023, 2024"


def test_inhabitants_of_another_division_are_joined_by_codes_that_did_not_change_and_that_is_told(
    naar: Callable[..., Web],
) -> None:
    same, changed = "BU09650001", "BU09650002"
    people = make_levering("kerncijfers:85618NED", 2023, {"inwoners": {same: 1000.0, changed: 2000.0}})
    older = make_levering("kerncijfers:85318NED", 2022, {"inwoners": {same: 1.0}}, jaar=2022)
    newer = make_levering("ses_woa:86092NED", 2024, {"ses_woa": {same: 0.1}}, gewijzigd=[changed])
    for given in ((people, older, newer), (older, newer, people)):
        [found] = POLITIE.load(naar("politie"), Laadvraag(SIMPELVELD, 2024, eerder=given))
        rows = found.waarden.set_index("code")
        assert set(rows["jaar"]) == {2023}
        assert list(rows["waarde"].dropna().index) == [same]
        assert rows.loc[changed, "status"] == Status.ONDERDRUKT
        assert any(
            "misdrijven zijn naar de indeling van 2024, de inwoners naar die van 2023" in text
            and "Van 1 code veranderden de grenzen" in text
            for text in found.meldingen
        )


def test_crimes_where_nobody_lives_are_no_figure_and_the_source_is_not_said_to_lack_them(
    naar: Callable[..., Web],
) -> None:
    people = {"BU09650001": 500.0, "BU09650002": 0.0, "BU09650003": None}
    given = make_levering("kerncijfers:85984NED", 2024, {"inwoners": people})
    [found] = POLITIE.load(naar("politie"), Laadvraag(SIMPELVELD, 2024, eerder=(given,)))
    rows = found.waarden.set_index("code").loc[list(people)]
    assert rows["waarde"].isna().tolist() == [False, True, True]
    assert rows["status"].tolist() == [Status.WAARGENOMEN, Status.NIET_VAN_TOEPASSING, Status.ONDERDRUKT]
    assert "Waar het aantal inwoners 0 of onbekend is, is er geen cijfer." in found.vermelding.toelichting


def test_a_division_that_is_not_told_is_taken_to_be_the_maps(leeg: Path, dienst: Dienst) -> None:
    dienst.add_fault("TableInfos", "rewrite", lambda body: body.replace(b"indeling", b"opzet"), times=None)
    assert run("laad", KLEIN).status == 0
    manifest = opslag.open_snapshot(leeg).manifest
    assert any("de indeling staat nergens; aangenomen is 2024" in text for text in manifest.meldingen)
    [cited] = [bron for bron in manifest.bronnen if bron.sleutel.bron == POLITIE.sleutel]
    assert cited.indeling == 2024


def test_no_file_passes_for_its_figures() -> None:
    assert not POLITIE.recognise(frozenset({"geregistreerdemisdrijven1", "wijkenenbuurten"}))
