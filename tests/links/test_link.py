"""Links: every view comes back from its link; anything else gives a notice, never an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.kaart.thema import KLASSE
from woonzorg.links.kaartvergelijking import fit_vergelijking
from woonzorg.links.link import (
    LIJST_MAXIMUM,
    NIVEAUS,
    Weergave,
    fit_weergave,
    format_link,
    limit_lijst,
    parse_link,
)
from woonzorg.oordeel import concentratie, veerkracht, versie

GEBIEDEN = st.from_regex(r"(BU[0-9]{8}|WK[0-9]{6}|GM[0-9]{4})", fullmatch=True)

WEERGAVEN = st.builds(
    Weergave,
    gebied=st.just("") | GEBIEDEN,
    niveau=st.sampled_from(NIVEAUS),
    thema=st.just(KLASSE) | st.from_regex(r"[a-z][a-z0-9_]{0,30}", fullmatch=True),
    jaar=st.none() | st.integers(1995, 2099),
    gemeente=st.just("") | st.from_regex(r"GM[0-9]{4}", fullmatch=True),
    omlijnen=st.booleans(),
    data=st.just("") | st.from_regex(r"20[0-9]{2}-[01][0-9]-[0-3][0-9]-[0-9a-f]{8}", fullmatch=True),
    presentatie=st.booleans(),
    regel=st.just("") | st.from_regex(r"[0-9a-f]{8}", fullmatch=True),
    hoogte=st.just("") | st.from_regex(r"[a-z][a-z0-9_]{0,30}", fullmatch=True),
    scenario=st.just("") | st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    lijst=st.lists(GEBIEDEN, unique=True, max_size=LIJST_MAXIMUM).map(tuple),
)


@given(WEERGAVEN)
def test_every_view_comes_back_from_its_link(weergave):
    link = format_link(weergave)
    assert parse_link(link) == (weergave, ())
    assert all(text.isascii() for text in link.values())


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "gebied",
                "niveau",
                "thema",
                "hoogte",
                "jaar",
                "gemeente",
                "data",
                "lijst",
                "regel",
                "scenario",
                "x",
            ]
        ),
        st.text(),
    )
)
def test_anything_else_gives_a_view_and_never_an_error(parameters):
    weergave, notices = parse_link(parameters)
    again, none = parse_link(format_link(weergave))
    assert again == weergave
    assert none == ()
    assert len(notices) <= len(parameters)


@pytest.mark.parametrize(
    "parameters",
    [
        {"gebied": "<script>alert(1)</script>"}, {"gebied": "../../etc/passwd"}, {"niveau": "land"},
        {"thema": "__class__"}, {"jaar": "NaN"}, {"jaar": "20241"}, {"data": "../voorbeeldstreek"},
        {"lijst": "BU00010000.x"}, {"gemeente": "BU00010000"}, {"omlijnen": "ja"}, {"regel": "abc"},
        {"scenario": "../../1"}, {"sinds": "gisteren"}, {"tov": "land"},
    ],
)  # fmt: skip
def test_a_hostile_value_is_named_and_not_repeated(parameters):
    weergave, notices = parse_link(parameters)
    assert weergave == Weergave()
    assert len(notices) == 1
    assert next(iter(parameters)) in notices[0]
    assert next(iter(parameters.values())) not in notices[0]


def test_padding_and_lower_case_are_forgiven():
    weergave, notices = parse_link({"gebied": " bu00010000 "})
    assert weergave.gebied == "BU00010000"
    assert notices == ()


def test_what_the_data_lack_is_left_out_and_said():
    weergave = Weergave(
        "BU00019999", thema="woz", jaar=2001, gemeente="GM9999", lijst=("BU00010000", "BU00018888")
    )
    fitted, notices = fit_weergave(weergave, {"BU00010000"}, {KLASSE}, [2024])
    assert fitted == Weergave(lijst=("BU00010000",))
    assert len(notices) == 5
    assert fit_weergave(fitted, {"BU00010000"}, {KLASSE}, [2024]) == (fitted, ())


@pytest.mark.parametrize(
    ("thema", "woorden"),
    [
        (
            "bijstand",
            "'Personen met een bijstandsuitkering' staat niet meer op de kaart. Bij Gegevens gaat u",
        ),
        ("woz", "'Gemiddelde WOZ-waarde' is niet geladen in deze gegevens."),
        ("ooit_een_thema", "Het cijfer uit deze link is er niet meer."),
    ],
)
def test_a_theme_that_is_no_longer_one_is_told_and_the_classes_are_shown(thema, woorden):
    weergave, unread = parse_link({"thema": thema, "hoogte": thema, "gebied": "BU00010000"})
    fitted, notices = fit_weergave(weergave, {"BU00010000"}, {KLASSE}, [])
    assert (fitted, unread) == (Weergave("BU00010000"), ())
    assert len(notices) == 2
    assert all(notice.startswith(woorden) for notice in notices)
    assert notices[0].endswith("U ziet de klassen.")
    assert notices[1].endswith("U ziet een platte kaart.")
    assert f"'{thema}'" not in " ".join(notices)


def test_a_comparison_travels_in_the_link_and_is_fitted_to_the_data():
    view = Weergave(thema="woz", sinds=2023)
    assert parse_link(format_link(view)) == (view, ())
    assert fit_vergelijking(view, (2023,), "", "WOZ") == (view, ())
    fitted, notices = fit_vergelijking(view, (), "", "WOZ")
    assert fitted == Weergave(thema="woz")
    assert notices == ("'WOZ' is niet te vergelijken met 2023: er zijn geen eerdere cijfers.",)
    assert fit_vergelijking(view, (2019, 2020), "", "WOZ")[1] == (
        "'WOZ' is niet te vergelijken met 2023: dat kan met 2019 of 2020.",
    )


def test_a_view_is_held_against_a_year_or_against_the_region_and_never_both():
    region = Weergave(thema="woz", tov="regio")
    assert parse_link(format_link(region)) == (region, ())
    assert fit_vergelijking(region, (), "", "WOZ") == (region, ())
    assert fit_vergelijking(region, (), "Dat kan niet.", "WOZ") == (Weergave(thema="woz"), ("Dat kan niet.",))
    both, notices = fit_vergelijking(Weergave(thema="woz", sinds=2023, tov="regio"), (2023,), "", "WOZ")
    assert (both.sinds, both.tov, len(notices)) == (2023, "", 1)
    without, _ = fit_vergelijking(Weergave(thema="woz", sinds=2023, tov="regio"), (), "", "WOZ")
    assert (without.sinds, without.tov) == (None, "regio")


def test_the_level_follows_the_selected_area():
    fitted, _ = fit_weergave(Weergave("WK000100"), {"WK000100"}, {KLASSE}, [])
    assert fitted.niveau == "wijk"


def test_a_link_made_under_another_rule_says_so_once():
    same = Weergave(regel=versie.REGEL_VERSIE)
    assert fit_weergave(same, set(), {KLASSE}, []) == (same, ())
    other = Weergave(regel="00000000")
    fitted, notices = fit_weergave(other, set(), {KLASSE}, [])
    assert notices == (
        "De rekenregel is veranderd nadat deze link is gemaakt. De uitkomst kan nu anders zijn.",
    )
    assert fitted == Weergave()


@pytest.mark.parametrize("name", list(versie.PARAMETERS))
def test_every_parameter_changes_the_version(name):
    changed = versie.PARAMETERS | {name: "anders"}
    assert versie.hash_parameters(changed) != versie.REGEL_VERSIE
    assert versie.hash_parameters(dict(reversed(versie.PARAMETERS.items()))) == versie.REGEL_VERSIE


def test_the_version_follows_the_parameters_in_use():
    assert versie.PARAMETERS["q"] == concentratie.Q
    assert versie.PARAMETERS["kafw_midden"] == veerkracht.KAFW_MIDDEN


@pytest.mark.parametrize("count", [LIJST_MAXIMUM + 1, 200])
def test_a_link_to_more_areas_than_a_list_holds_opens_with_what_fits_and_says_so(count: int) -> None:
    codes = tuple(f"BU0001{number:04d}" for number in range(count))
    view, notices = parse_link({"lijst": ".".join(codes)})
    assert view.lijst == codes[:LIJST_MAXIMUM]
    assert notices == (limit_lijst(codes)[1],)
    assert f"{count - LIJST_MAXIMUM} pasten er niet op" in notices[0]
    assert limit_lijst(view.lijst) == (view.lijst, "")
