"""Settings: read from the environment, refused when they cannot be right, and all in the README."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from woonzorg.fouten import InvoerFout
from woonzorg.instelling import INGEBOUWD, VARIABELEN, Instellingen, read_instellingen

README = Path(__file__).parent.parent / "README.md"


def test_without_environment_all_is_as_usual() -> None:
    assert read_instellingen({}) == Instellingen()
    assert read_instellingen(dict.fromkeys(VARIABELEN.values(), "  ")) == Instellingen()
    assert Instellingen().data == INGEBOUWD


def test_every_setting_has_one_variable() -> None:
    assert set(VARIABELEN) == {field.name for field in dataclasses.fields(Instellingen)}
    assert len(set(VARIABELEN.values())) == len(VARIABELEN)


def test_what_is_set_is_read(tmp_path: Path) -> None:
    given = read_instellingen(
        {
            "WOONZORG_CBS_URL": " http://127.0.0.1:8080/basis/ ",
            "WOONZORG_DATA": str(tmp_path),
            "WOONZORG_WACHTTIJD": "2.5",
        }
    )
    assert (given.cbs_url, given.data, given.wachttijd) == ("http://127.0.0.1:8080/basis", tmp_path, 2.5)
    assert given.pdok_url == Instellingen().pdok_url


def test_the_data_folder_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_instellingen({"WOONZORG_DATA": "cijfers"}).data == tmp_path / "cijfers"


def test_the_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONZORG_PDOK_URL", "https://example.org")
    assert read_instellingen().pdok_url == "https://example.org"


@pytest.mark.parametrize("name", ["WOONZORG_CBS_URL", "WOONZORG_LEEFBAAROMETER_URL", "WOONZORG_PDOK_URL"])
@pytest.mark.parametrize(
    "url", ["opendata.cbs.nl", "ftp://x", "https://", "file:///etc/passwd", "http://[", "http://x:y"]
)
def test_what_is_no_address_is_refused(name: str, url: str) -> None:
    with pytest.raises(InvoerFout, match=rf"{name} is geen webadres.*Gevonden: {re.escape(url)}"):
        read_instellingen({name: url})


@pytest.mark.parametrize("text", ["0", "-1", "3601", "nan", "inf", "lang"])
def test_a_waiting_time_out_of_range_is_refused(text: str) -> None:
    with pytest.raises(InvoerFout, match=r"WOONZORG_WACHTTIJD klopt niet.*tussen 0 en 3600"):
        read_instellingen({"WOONZORG_WACHTTIJD": text})


def test_the_readme_lists_every_setting_with_its_default() -> None:
    rows = dict(
        re.findall(r"^\| `(WOONZORG_\w+)` \| (.+?) \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert {name for name in rows if name in VARIABELEN.values()} == set(VARIABELEN.values())
    usual = Instellingen()
    for field in ("cbs_url", "leefbaarometer_url", "pdok_url"):
        assert rows[VARIABELEN[field]].strip("`") == getattr(usual, field)
    assert float(rows["WOONZORG_WACHTTIJD"].strip("`")) == usual.wachttijd


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("woonzorg", "tests", "pages", ".ci")
        for path in (README.parent / folder).rglob("*")
        if path.is_file() and path.suffix in {".py", "", ".js"} and "__pycache__" not in path.parts
    )
    named = set(re.findall(r"WOONZORG_[A-Z_]+", README.read_text(encoding="utf-8")))
    assert {name for name in named if f'"{name}"' not in source} == set()


def test_a_phone_begins_on_the_map_or_on_buurt_and_nowhere_else() -> None:
    assert read_instellingen({}).telefoon == "kaart"
    assert read_instellingen({"WOONZORG_TELEFOON": " Buurt "}).telefoon == "buurt"
    with pytest.raises(
        InvoerFout, match=r"WOONZORG_TELEFOON klopt niet.*'kaart' of 'buurt'.*Gevonden: verdelen"
    ):
        read_instellingen({"WOONZORG_TELEFOON": "verdelen"})
