"""What an installation stands on: each part is looked at, a fault is told with its remedy, a secret never."""

from __future__ import annotations

import dataclasses
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from woonzorg.__main__ import main
from woonzorg.installatie import onderdelen
from woonzorg.installatie.onderdelen import Gesteldheid, check_kernen, find_storingen, list_onderdelen
from woonzorg.instelling import INGEBOUWD, read_instellingen

if TYPE_CHECKING:
    from pathlib import Path

GOED, LET_OP, FOUT = Gesteldheid.GOED, Gesteldheid.LET_OP, Gesteldheid.FOUT
WIE = {
    "WOONZORG_EIGENAAR": "Gemeente Proefstad", "WOONZORG_CONTACT": "wonen@proefstad.test",
    "WOONZORG_DPIA": "afgerond", "WOONZORG_IAMA": "afgerond",
}  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path):
    return read_instellingen(WIE | {"WOONZORG_DATA": str(tmp_path)})


def find(parts, naam):
    return next(part for part in parts if part.naam == naam)


def test_a_whole_installation_is_told_part_by_part(settings) -> None:
    parts = list_onderdelen(settings)
    assert [part.naam for part in parts] == [
        "versies", "gegevens", "map", "bibliotheek", "letters", "verantwoording"
    ]  # fmt: skip
    assert {part.naam: part.stand for part in parts if part.naam != "gegevens"} == dict.fromkeys(
        ("versies", "map", "bibliotheek", "letters", "verantwoording"), GOED
    )
    assert find(parts, "gegevens").stand is LET_OP
    assert find(parts, "gegevens").gevonden.endswith("uit het programma zelf: een verzonnen regio")
    assert find_storingen(settings) == ()


def test_another_version_of_a_package_and_one_that_lacks_are_told(tmp_path: Path) -> None:
    asked = tmp_path / "requirements.txt"
    asked.write_text("# uitleg\npandas==1.0.0\nbestaatniet==2.0\nhighspy==0.1 ; sys_platform == 'geen'\n")
    found = onderdelen.check_versies(asked)
    assert found.stand is LET_OP
    assert "pandas 3" in found.gevonden
    assert "(getest: ==1.0.0)" in found.gevonden
    assert "bestaatniet ontbreekt (getest: ==2.0)" in found.gevonden
    assert "highspy" not in found.gevonden
    assert "zonder lijst" in onderdelen.check_versies(tmp_path / "weg").gevonden


def test_damaged_figures_keep_visitors_out_where_nothing_sound_is_left(tmp_path: Path, settings) -> None:
    source = next(INGEBOUWD.glob("voorbeeldstreek/*-*"))
    target = tmp_path / "voorbeeldstreek" / "2020-01-01-00000000"
    shutil.copytree(source, target)
    (target / "manifest.json").write_text("{")
    part = onderdelen.check_gegevens(settings)
    assert (part.naam, part.stand) == ("gegevens", FOUT)
    assert part.gevonden.startswith(
        f"{tmp_path}: Het manifest van deze gegevens is beschadigd. Gevonden: tekst"
    )
    assert part.gevonden.endswith("Wat u kunt doen: Laad de gegevens opnieuw.")
    assert find_storingen(settings) == (part,)


def test_a_library_that_cannot_be_reached_is_told_without_its_password(settings, capsys, monkeypatch) -> None:
    address = "postgresql://wie:geheim1@127.0.0.1:9/woonzorg?password=geheim2"
    [storing] = find_storingen(dataclasses.replace(settings, database=address))
    assert (storing.naam, storing.stand) == ("bibliotheek", FOUT)
    assert storing.gevonden.startswith("postgresql, 127.0.0.1, woonzorg: De bibliotheek")
    for name, value in (
        WIE | {"WOONZORG_DATABASE_URL": address, "WOONZORG_DATA": str(settings.data)}
    ).items():
        monkeypatch.setenv(name, value)
    assert main(["installatie"]) == 1
    out, err = capsys.readouterr()
    assert "[fout] bibliotheek: postgresql, 127.0.0.1" in out
    assert "geheim" not in out + err
    bad = dataclasses.replace(settings, database="dit is geen adres geheim3")
    assert "geheim3" not in find(list_onderdelen(bad), "bibliotheek").gevonden


def test_who_answers_for_it_and_a_folder_that_cannot_be_written_are_missed(settings, monkeypatch) -> None:
    lacking = onderdelen.check_verantwoording(dataclasses.replace(settings, contact="", iama=""))
    assert (lacking.stand, lacking.gevonden) == (LET_OP, "niet ingevuld: WOONZORG_CONTACT, WOONZORG_IAMA")
    monkeypatch.setattr(onderdelen.os, "access", lambda *_: False)
    assert onderdelen.check_ruimte(settings.data).stand is LET_OP
    assert "alleen te lezen" in onderdelen.check_ruimte(settings.data / "nog" / "niet").gevonden


def test_a_disk_that_is_nearly_full_is_told(settings, monkeypatch) -> None:
    monkeypatch.setattr(onderdelen, "WEINIG_RUIMTE", 10**18)
    assert onderdelen.check_ruimte(settings.data).stand is LET_OP


def test_letters_that_cannot_be_set_are_a_fault(monkeypatch) -> None:
    def refuse(*_: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(onderdelen, "draw_png", refuse)
    assert onderdelen.check_letters().stand is FOUT


@pytest.mark.usefixtures("dienst_env")
def test_the_command_asks_the_services_only_when_told_to(dienst, capsys) -> None:
    assert main(["installatie", "--json"]) == 0
    parts = json.loads(capsys.readouterr().out)
    assert dienst.requests == []
    assert {part["naam"] for part in parts} >= {"versies", "gegevens"}
    assert main(["installatie", "--json", "--diensten"]) == 0
    asked = [part for part in json.loads(capsys.readouterr().out) if part["naam"] == "dienst"]
    assert len(asked) > 3
    assert {part["stand"] for part in asked} == {"goed", "let op"}
    untold = [part["stand"] for part in asked if "blijkt niet uit metadata" in part["gevonden"]]
    assert len(untold) > 1
    assert set(untold) == {"let op"}


@pytest.mark.usefixtures("dienst_env")
def test_a_service_that_does_not_answer_is_a_fault(monkeypatch, capsys) -> None:
    monkeypatch.setenv("WOONZORG_PDOK_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("WOONZORG_WACHTTIJD", "0.2")
    assert main(["installatie", "--diensten"]) == 1
    assert "[fout] dienst: PDOK" in capsys.readouterr().out


def test_own_areas_of_the_installation_are_read_and_what_is_wrong_with_them_is_told(tmp_path) -> None:
    assert check_kernen(None) == ()
    path = tmp_path / "kernen.csv"
    (gone,) = check_kernen(path)
    assert (gone.stand, "kernen.csv is niet te openen" in gone.gevonden) == (Gesteldheid.LET_OP, True)
    path.write_text("naam;code\nEys;GM0001\n")
    (wrong,) = check_kernen(path)
    assert (wrong.stand, "GM0001 is een gemeente" in wrong.gevonden) == (Gesteldheid.LET_OP, True)
    path.write_text("naam;code\nEys;BU00010000\nNoord;WK000201\n")
    (good,) = check_kernen(path)
    assert (good.stand, good.gevonden) == (Gesteldheid.GOED, f"2 gebieden uit {path}")
