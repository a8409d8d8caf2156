"""Own named areas: shares by hand, parts that add up, links that come back, and codes that are not there."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kaart_namen import HOSTIEL, make_streek

from woonzorg.kaart.grondslag import Grondslag
from woonzorg.kaart.kernbeeld import make_kernbeeld
from woonzorg.kaart.telling import count_keuze, select_gebieden
from woonzorg.kern.kern import (
    KERN_MAXIMUM,
    NAAM_MAXIMUM,
    SOORT_MAXIMUM,
    Buurtindeling,
    Kerngebied,
    clean_naam,
    find_kern,
    fold_naam,
    make_indeling,
    parse_kern,
    read_adres,
    toggle_buurt,
)
from woonzorg.links.link import Weergave, fit_kern, format_link, parse_link
from woonzorg.oordeel.veerkracht import Klasse

SCORE = make_streek()
CODES = tuple(SCORE.select("buurt")["code"])
"""Six buurten with 100 to 600 households: kwetsbaar, aandacht twice, draagkrachtig, onbekend, kwetsbaar."""
INDELING = Buurtindeling(
    frozenset({"BU00010000", "BU00010001", "BU00020100"}), frozenset({"BU00030000"}), "2024"
)


def count(*codes: str, soort: str = "kern"):
    kern = Kerngebied("Eys", codes, soort)
    return count_keuze(select_gebieden(SCORE, "buurt", kern=kern), "buurt", kern=kern)


def test_households_by_class_are_those_of_its_buurten_and_shares_are_of_its_own_total() -> None:
    # The first, fourth and fifth buurt: 100 kwetsbaar, 400 draagkrachtig, 500 onbekend; 1,000 together.
    found = count(CODES[0], CODES[3], CODES[4])
    assert found.huishoudens == {
        Klasse.KWETSBAAR: 100.0, Klasse.AANDACHT_SES: 0.0, Klasse.AANDACHT_LEEFBAARHEID: 0.0,
        Klasse.DRAAGKRACHTIG: 400.0, Klasse.ONBEKEND: 500.0,
    }  # fmt: skip
    assert [found.share(klasse) for klasse in Klasse] == ["10 %", "0 %", "0 %", "40 %", "50 %"]
    assert (found.totaal, found.totaal_huishoudens, found.naam) == (3, 1000.0, "kern Eys")


def test_the_headline_names_the_own_area_and_counts_only_its_buurten() -> None:
    told = Grondslag(SCORE, "buurt", kern=Kerngebied("Eys", (CODES[0], CODES[3], CODES[4]), "kern")).kop
    assert told == (
        "In 1 van de 3 buurten van kern Eys liggen beide scores onder het landelijk gemiddelde. Daar woont 10 % van de "
        "huishoudens. Van 1 buurt is de klasse onbekend."
    )
    basis = Grondslag(SCORE, "buurt", kern=Kerngebied("Eys", (CODES[3],)))
    assert basis.kop.startswith("In de enige buurt van Eys liggen niet beide scores")
    assert basis.write_kop("Streek", omlijnen=False) == basis.kop
    assert basis.write_kop("Streek", omlijnen=True).startswith("Eys: in geen enkele kwetsbare buurt")


@given(st.lists(st.sampled_from(CODES), unique=True), st.booleans())
def test_parts_add_up_to_the_whole_and_a_buurt_counts_once(codes, twice):
    """Any set and the rest of the region: together the region, also where a wijk and its buurt are both named."""
    wijk = {f"WK{code[2:8]}" for code in codes}
    named = (*codes, *sorted(wijk)) if twice else tuple(codes)
    inside = select_gebieden(SCORE, "buurt", kern=Kerngebied("een", named))
    rest = tuple(code for code in CODES if code not in set(inside["code"]))
    parts, whole = [count(*named), count(*rest)], count(*CODES)
    assert inside["code"].is_unique
    for klasse in Klasse:
        assert sum(part.gebieden[klasse] for part in parts) == whole.gebieden[klasse]
        assert sum(part.huishoudens[klasse] for part in parts) == whole.huishoudens[klasse]


def test_a_wijk_stands_for_the_buurten_that_it_has_in_these_data() -> None:
    kern = Kerngebied("Eys", ("WK000100", "BU00020100"))
    assert INDELING.list_buurten(kern) == ("BU00010000", "BU00010001", "BU00020100")
    assert dataclasses.replace(INDELING, buurten=frozenset({"BU00010001"})).list_buurten(kern) == (
        "BU00010001",
    )
    real = make_indeling(SCORE, "2024")
    assert real.list_buurten(Kerngebied("x", ("WK000100",))) == CODES[:3]


NAMEN = st.text(max_size=NAAM_MAXIMUM).map(clean_naam).filter(lambda t: fold_naam(t) and "~" not in t)
SOORTEN = st.text(max_size=SOORT_MAXIMUM).map(clean_naam).filter(lambda t: "~" not in t)
PARTS = st.lists(
    st.from_regex(r"(BU0[0-9]{7}|WK1[0-9]{5})", fullmatch=True), unique=True, min_size=1, max_size=KERN_MAXIMUM
)  # fmt: skip


@given(NAMEN, PARTS, SOORTEN)
def test_every_own_area_comes_back_from_its_link(naam, codes, soort):
    kern = Kerngebied(naam, tuple(codes), soort)
    weergave = Weergave(kern=kern.adres)
    assert parse_link(format_link(weergave)) == (weergave, ())
    assert parse_kern(kern.adres) == find_kern(kern.adres, ()) == kern


@given(st.text())
def test_any_other_text_is_an_own_area_in_its_one_form_or_none(tekst):
    found = read_adres(tekst)
    assert found is None or read_adres(found) == found


@pytest.mark.parametrize("tekst", [
    "~00010000", "Eys~", "Eys~0001", "Eys~00010000~kern~x", f"{'e' * (NAAM_MAXIMUM + 1)}~00010000", "Eys", "../x",
    f"Eys~00010000~{'k' * (SOORT_MAXIMUM + 1)}", "Eys~00010000.000100",
    f"Eys~{'.'.join(str(10_000_000 + n) for n in range(KERN_MAXIMUM + 1))}",
])  # fmt: skip
def test_a_link_that_holds_no_own_area_says_so_and_shows_all(tekst):
    view, notices = parse_link({"kern": tekst})
    assert view == Weergave()
    assert notices == ("De waarde bij 'kern' in de link is niet te lezen en is overgeslagen.",)


def test_a_view_keeps_to_an_own_area_in_place_of_gemeente_and_wijken() -> None:
    asked = Weergave(kern="Eys~00010000", gemeente="GM0001", niveau="wijk", gebied="WK000100")
    fitted, told = fit_kern(asked, (), INDELING)
    assert fitted == Weergave(kern="Eys~00010000")
    assert len(told) == 2
    assert fit_kern(fitted, (), INDELING) == (fitted, ())
    plain = Weergave(gemeente="GM0001")
    assert fit_kern(plain, (), INDELING) == (plain, ())


def test_codes_that_are_not_there_are_named_and_the_rest_counts() -> None:
    kern = Kerngebied("Eys", ("BU00010000", "BU00019000", "BU00019001"), "kern")
    fitted, told = fit_kern(Weergave(kern=kern.adres), (), INDELING)
    assert fitted.kern == kern.adres
    assert told[0] == (
        "2 van de 3 buurten van kern Eys bestaan niet in deze indeling (2024): BU00019000 en BU00019001. "
        "De rest telt mee."
    )
    assert len(told) == 1
    gone = Kerngebied("Eys", ("BU00019000", "WK000199"))
    fitted, told = fit_kern(Weergave(kern=gone.adres), (), INDELING)
    assert fitted.kern == ""
    assert told[0].startswith("2 van de 2 buurten en wijken van Eys bestaan niet")
    assert told[0].endswith("U ziet alle gebieden.")


def test_codes_outside_the_region_are_told_apart_from_codes_that_are_gone() -> None:
    kern = Kerngebied("Eys", ("BU00010000", "BU00030000", "WK000700", "BU00020199"), "kern")
    _, told = fit_kern(Weergave(kern=kern.adres), (), INDELING)
    assert " ".join(told) == (
        "2 van de 4 buurten en wijken van kern Eys liggen buiten de regio: BU00030000 en WK000700. "
        "1 van de 4 buurten en wijken van kern Eys bestaat niet in deze indeling (2024): BU00020199. De rest telt mee."
    )
    beyond = Kerngebied("Zuid", ("BU00030000",))
    assert fit_kern(Weergave(kern=beyond.adres), (), INDELING) == (
        Weergave(), ("1 van de 1 buurten van Zuid ligt buiten de regio: BU00030000. U ziet alle gebieden.",),
    )  # fmt: skip


def test_presenting_a_list_with_an_own_area_shows_its_wijken_too() -> None:
    walk = ("BU00010000", "WK000100", "GM0001")
    for gebied, niveau in zip(walk, ("buurt", "wijk", "buurt"), strict=True):
        slide = Weergave(kern="Eys~00010000", gebied=gebied, niveau=niveau, presentatie=True, lijst=walk)
        fitted, told = fit_kern(slide, (), INDELING)
        assert (fitted.gebied, fitted.kern, told) == (gebied, "Eys~00010000", ())
    # Not on the list, or back on the map: of a wijk the map of an own area shows nothing.
    for view in (Weergave(lijst=walk), Weergave(presentatie=True, lijst=walk[:1])):
        asked = dataclasses.replace(view, kern="Eys~00010000", gebied="WK000100", niveau="wijk")
        assert fit_kern(asked, (), INDELING)[0].gebied == ""


def test_an_area_of_the_installation_is_known_by_its_key_only() -> None:
    shared = Kerngebied("Eys", ("WK000100",), "kern", "kern-eys")
    view = Weergave(kern=shared.adres)
    assert format_link(view) == {"kern": "kern-eys"}
    assert fit_kern(view, (shared,), INDELING) == (view, ())
    assert fit_kern(view, (), INDELING) == (
        Weergave(), ("Het eigen gebied uit deze link is hier niet bekend. U ziet alle gebieden.",),
    )  # fmt: skip


def test_a_hostile_name_stays_a_name() -> None:
    kern = Kerngebied(HOSTIEL, (CODES[0],))
    assert parse_kern(kern.adres) == kern
    assert clean_naam("Eys\u202e\n") == "Eys"


def test_a_buurt_is_added_and_removed_and_of_its_wijk_the_others_stay() -> None:
    kern = Kerngebied("Eys", ("BU00020100",))
    more = toggle_buurt(kern, "BU00010001", INDELING)
    assert more.codes == ("BU00020100", "BU00010001")
    assert toggle_buurt(more, "BU00010001", INDELING) == kern
    whole = Kerngebied("Eys", ("WK000100", "BU00020100"))
    assert toggle_buurt(whole, "BU00010001", INDELING).codes == ("BU00010000", "BU00020100")


def test_what_is_told_of_an_own_area_is_by_gemeente_and_name_and_unknown_households_are_counted() -> None:
    areas = SCORE.gebieden.copy()
    areas.loc[areas["code"] == CODES[3], "huishoudens"] = float("nan")
    found = make_kernbeeld(
        dataclasses.replace(SCORE, gebieden=areas), Kerngebied("Eys", (*CODES[3:], CODES[0]))
    )
    assert [(one.gemeente, one.naam) for one in found.buurten] == sorted(
        (one.gemeente, one.naam) for one in found.buurten
    )
    # Without the 400 of the fourth: 100 + 600 kwetsbaar, 500 onbekend.
    assert [found.telling.share(klasse) for klasse in (Klasse.KWETSBAAR, Klasse.ONBEKEND)] == ["58 %", "42 %"]
    assert found.zonder.startswith("Onbekend aantal huishoudens: 1 buurt: die telt mee in de aantallen")
    assert make_kernbeeld(SCORE, Kerngebied("Eys", CODES)).zonder == ""
