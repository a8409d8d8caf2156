"""Nabijheid voorzieningen: distances beside those of Kerncijfers; a region is loaded without them when it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keten import KLEIN, run

from woonzorg.bronnen.bron import Laadvraag
from woonzorg.bronnen.nabijheid import NABIJHEID
from woonzorg.gebied import Regio
from woonzorg.gegevens import opslag
from woonzorg.herkomst import herkomst

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dienst import Dienst, Waarden

    from woonzorg.bronnen.web import Web

BUURT = "BU09650000"
VRAAG = Laadvraag(Regio("hier", "Hier", (KLEIN,)), 2024)
VELDEN = {
    "afstand_apotheek": "AfstandTotApotheek_10", "afstand_huisartsenpost": "AfstandTotHuisartsenpost_9",
    "afstand_bibliotheek": "AfstandTotBibliotheek_92", "afstand_treinstation": "AfstandTotTreinstationsTotaal_90",
}  # fmt: skip


def test_the_table_of_the_maps_division_is_read_by_its_titles(
    naar: Callable[..., Web], waarden: Waarden
) -> None:
    [levering] = NABIJHEID.load(naar("cbs"), VRAAG)
    assert (str(levering.vermelding.sleutel), levering.vermelding.velden) == (
        "nabijheid_voorzieningen:86134NED",
        VELDEN,
    )
    near = waarden.gebieden.set_index("code").loc[BUURT, "afstandHuisarts"]
    found = levering.waarden.set_index(["code", "indicator"])["waarde"]
    assert found[BUURT, "afstand_apotheek"] == round(near * 1.2 + 0.1, 1)
    assert {f"GM{n}" for n in ("0965", "0917")} <= set(levering.waarden["code"])


def test_a_map_of_before_all_tables_takes_the_oldest(naar: Callable[..., Web]) -> None:
    assert [tabel.indeling for tabel in NABIJHEID.find_tabellen(naar("cbs"))] == [2024, 2023]


def test_distances_are_loaded_cited_and_traced(gevuld: Path) -> None:
    snapshot = opslag.open_snapshot(gevuld)
    assert snapshot.manifest.jaren["afstand_apotheek"] == 2024
    found = herkomst.trace(snapshot, BUURT, "afstand_treinstation")
    assert (found.tabel, found.veld) == ("86134NED", VELDEN["afstand_treinstation"])
    assert found.vraag.endswith("$filter=WijkenEnBuurten%20eq%20'BU09650000'&$format=json")


def test_without_it_the_region_is_loaded_and_that_is_told(leeg: Path, dienst: Dienst) -> None:
    dienst.add_fault("86134NED", "status", 500, times=None)
    ended = run("laad", KLEIN)
    manifest = opslag.open_snapshot(leeg).manifest
    assert ended.status == 0
    assert "ses_woa" in manifest.jaren
    assert "afstand_apotheek" not in manifest.jaren
    [note] = [text for text in manifest.meldingen if "Nabijheid" in text]
    assert note == f"{NABIJHEID.naam} is niet geladen: foutcode 500. De andere cijfers zijn er wel."
    assert NABIJHEID.sleutel not in manifest.zonder  # nobody chose so


def test_a_table_that_knows_no_area_of_the_region_is_told_and_the_others_stay(
    leeg: Path, dienst: Dienst
) -> None:
    """A gemeente may be newer than the newest of these tables."""
    dienst.cbs.edits["86134NED"] = lambda frame: frame[frame["WijkenEnBuurten"].str[2:6] != KLEIN[2:]]
    assert run("laad", KLEIN).status == 0
    manifest = opslag.open_snapshot(leeg).manifest
    assert "ses_woa" in manifest.jaren
    assert "afstand_apotheek" not in manifest.jaren
    [note] = [text for text in manifest.meldingen if "Nabijheid" in text]
    assert note == (
        f"{NABIJHEID.naam} is niet geladen: er is geen cijfer bij voor enig gebied van de regio. "
        "De andere cijfers zijn er wel."
    )


def test_a_field_that_is_gone_is_told_and_the_others_stay(leeg: Path, dienst: Dienst) -> None:
    dienst.add_fault(
        "86134NED/DataProperties", "rewrite", lambda body: body.replace(b"potheek", b"iets"), times=None
    )
    assert run("laad", KLEIN).status == 0
    manifest = opslag.open_snapshot(leeg).manifest
    assert "afstand_bibliotheek" in manifest.jaren
    assert "afstand_apotheek" not in manifest.jaren
    assert any("geen velden voor 'afstand_apotheek'" in text for text in manifest.meldingen)
