"""Settings: read from the environment, refused when they cannot be right, and all in the README."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.instelling import (
    INSTELLINGEN,
    VARIABELEN,
    Instelling,
    Instellingen,
    check_instellingen,
    read_instellingen,
    write_tabel,
)
from woonzorg.tekst.instelwaarde import LIJST, Waardesoort, make_getal

README = Path(__file__).parent.parent / "README.md"
BEHEER = README.parent / "docs" / "beheer.md"


def test_without_environment_all_is_as_usual() -> None:
    assert read_instellingen({}) == Instellingen()
    assert read_instellingen(dict.fromkeys(VARIABELEN.values(), "  ")) == Instellingen()
    assert Instellingen().data == Path(__file__).parents[1] / "data"


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
    with pytest.raises(InvoerFout, match=rf"{name} klopt niet.*een webadres.*Gevonden: {re.escape(url)}"):
        read_instellingen({name: url})


@pytest.mark.parametrize("text", ["0", "-1", "3601", "nan", "inf", "lang"])
def test_a_waiting_time_out_of_range_is_refused(text: str) -> None:
    with pytest.raises(InvoerFout, match=r"WOONZORG_WACHTTIJD klopt niet.*tussen 0 en 3600"):
        read_instellingen({"WOONZORG_WACHTTIJD": text})


def test_the_documentation_holds_every_setting_as_it_is_declared() -> None:
    assert write_tabel() in BEHEER.read_text(encoding="utf-8")
    usual = Instellingen()
    for one in INSTELLINGEN:
        assert one.uitleg.endswith((".", ")")), one
        assert one.soort.verwacht
        default = getattr(usual, one.veld)
        assert one.standaard == (f"`{default:g}`" if isinstance(default, float) else one.standaard)
    assert "| `WOONZORG_CBS_URL` | CBS StatLine (OData versie 3) | een webadres" in write_tabel()


def test_all_that_is_wrong_is_told_at_once_and_a_name_that_is_none_only_at_the_start() -> None:
    wrong = {"WOONZORG_PDOK_URL": "pdok", "WOONZORG_LADEN": "misschien", "WOONZORG_DATABASE": "x"}
    with pytest.raises(InhoudFout) as both:
        read_instellingen(wrong)
    assert [one.split(".")[0] for one in both.value.bevindingen] == [
        "De instelling WOONZORG_PDOK_URL klopt niet",
        "De instelling WOONZORG_LADEN klopt niet",
    ]
    with pytest.raises(InhoudFout) as three:
        check_instellingen(wrong)
    assert three.value.bevindingen[:2] == both.value.bevindingen
    assert three.value.bevindingen[2].startswith("De instelling WOONZORG_DATABASE bestaat niet.")
    assert "Bedoelde u WOONZORG_DATABASE_URL?" in three.value.bevindingen[2]
    assert "3 instellingen" in str(three.value)


def test_a_single_name_that_is_no_setting_stops_the_start_but_those_of_tests_and_others_do_not() -> None:
    with pytest.raises(InvoerFout, match=r"WOONZORG_XYZ_QQ bestaat niet.*docs/beheer.md"):
        check_instellingen({"WOONZORG_XYZ_QQ": "1"})
    with pytest.raises(InvoerFout, match=r"^De instelling WOONZORG_LADEN klopt niet"):
        check_instellingen({"WOONZORG_LADEN": "soms"})
    assert check_instellingen({"WOONZORG_TESTDATA": "x", "PATH": "y"}) == Instellingen()


def test_a_secret_is_in_no_error() -> None:
    kind = Waardesoort("een geheim", int, is_geheim=True)
    with pytest.raises(InvoerFout) as error:
        Instelling("geheim", "WOONZORG_GEHEIM", kind, "", "").read("wachtwoord")
    assert "wachtwoord" not in str(error.value)
    assert next(one for one in INSTELLINGEN if one.veld == "database").soort.is_geheim


@pytest.mark.parametrize(("text", "found"), [("1", 1), ("9", 9)])
def test_a_whole_number_within_its_limits_is_read(text: str, found: int) -> None:
    kind = make_getal(1, 9)
    assert kind.lees(text) == found
    assert kind.verwacht == "een geheel getal van 1 tot en met 9"
    for bad in ("0", "10", "1.5", "een"):
        with pytest.raises(ValueError, match=re.escape(bad)):
            kind.lees(bad)


def test_tiles_are_an_address_in_which_each_tile_has_its_place() -> None:
    name = VARIABELEN["achtergrond_url"]
    given = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    assert read_instellingen({name: given}).achtergrond_url == given
    for bad in ("http://127.0.0.1:9/{z}/{x}.png", "http://127.0.0.1:9/tegels", "127.0.0.1/{z}/{x}/{y}"):
        with pytest.raises(InvoerFout, match=f"{name} klopt niet.*{{z}}, {{x}} en {{y}}"):
            read_instellingen({name: bad})


def test_a_list_is_read_without_what_is_empty() -> None:
    assert LIJST.lees(" a, b ,,c ") == ("a", "b", "c")


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


@pytest.mark.parametrize(
    ("naam", "goed", "gelezen"),
    [
        ("hosts", "Woonzorg.Gemeente.nl, app-1", ("woonzorg.gemeente.nl", "app-1")),
        ("kaders", "https://intranet.gemeente.nl:8443", ("https://intranet.gemeente.nl:8443",)),
        ("meldpunt", "mailto:veilig@gemeente.nl", "mailto:veilig@gemeente.nl"),
        ("meldpunt_tot", "2027-06-30", dt.date(2027, 6, 30)),
        ("meldpunt_talen", "nl, en-GB", ("nl", "en-GB")),
    ],
)
def test_what_ends_up_in_a_header_is_read(naam: str, goed: str, gelezen: object) -> None:
    assert getattr(read_instellingen({VARIABELEN[naam]: goed}), naam) == gelezen


@pytest.mark.parametrize(
    ("naam", "fout"),
    [
        ("hosts", "*"), ("hosts", "https://a.nl"), ("hosts", "a.nl:80"), ("hosts", "a.nl; b"), ("hosts", ","),
        ("kaders", "*"), ("kaders", "'self'"), ("kaders", "a.nl"), ("kaders", "https://a.nl/pad"),
        ("kaders", "https://a.nl; script-src *"), ("kaders", "https://a.nl *"), ("meldpunt", "veilig@gemeente.nl"),
        ("meldpunt", "mailto:a@b\nContact: x"), ("meldpunt", "http://gemeente.nl"), ("meldpunt_tot", "30-6-2027"),
        ("meldpunt_talen", "nl\nX: y"), ("meldpunt_talen", "Nederlands!"),
    ],
)  # fmt: skip
def test_what_could_add_to_a_header_or_a_policy_is_refused(naam: str, fout: str) -> None:
    with pytest.raises(InvoerFout, match=VARIABELEN[naam]):
        read_instellingen({VARIABELEN[naam]: fout})
