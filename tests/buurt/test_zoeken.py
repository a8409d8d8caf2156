"""Search: what is meant is found in a few keystrokes, with typos too; hostile text never raises."""

from __future__ import annotations

import string

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from woonzorg import instelling
from woonzorg.buurt.zoeken import (
    TIKFOUTEN_MAXIMUM,
    TREFFERS_MAXIMUM,
    Zoekindex,
    fold_tekst,
    has_postcode,
    make_index,
    measure_afstanden,
    pack_woorden,
    read_postcode,
    search_gebieden,
    search_namen,
    split_woorden,
)
from woonzorg.gegevens import opslag
from woonzorg.oordeel import toets
from woonzorg.oordeel.veerkracht import Klasse

GEBIEDEN = toets.score_snapshot(opslag.open_snapshot(instelling.INGEBOUWD)).gebieden
INDEX = make_index(GEBIEDEN)


def make_table(*rows: tuple[str, str, str, str, str], **columns: list[str]) -> pd.DataFrame:
    names = ["code", "naam", "niveau", "wijknaam", "gemeentenaam"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(rol="regio", klasse="kwetsbaar", huishoudens=100.0, **columns)


HEERLEN = make_table(
    ("GM0917", "Heerlen", "gemeente", "", "Heerlen"),
    ("WK091710", "Wijk 10 Heerlen-Noord", "wijk", "Wijk 10 Heerlen-Noord", "Heerlen"),
    ("BU09171000", "Vrieheide", "buurt", "Wijk 10 Heerlen-Noord", "Heerlen"),
    ("BU09171001", "'t Hazelnoot", "buurt", "Wijk 10 Heerlen-Noord", "Heerlen"),
    ("BU09172000", "Centrum", "buurt", "Wijk 20 Heerlen-Centrum", "Heerlen"),
    ("BU08820000", "Centrum", "buurt", "Wijk 00 Landgraaf", "Landgraaf"),
)


@pytest.fixture(scope="module")
def heerlen() -> Zoekindex:
    return make_index(HEERLEN)


def find_codes(index: Zoekindex, vraag: str) -> list[str]:
    return [treffer.code for treffer in search_gebieden(index, vraag)]


@pytest.mark.parametrize(
    ("vraag", "eerste"),
    [
        ("heerlen noord", "WK091710"),
        ("Heerlen", "GM0917"),
        ("'t hazelnoot", "BU09171001"),
        ("hazelnoot", "BU09171001"),
        ("het hazelnoot", "BU09171001"),
        ("hazlenoot", "BU09171001"),
        ("vriehiede", "BU09171000"),
        ("vrie heide", "BU09171000"),
        ("vri", "BU09171000"),
        ("centrum landgraaf", "BU08820000"),
        ("landgraf centrum", "BU08820000"),
        ("bu09171000", "BU09171000"),
        ("  BU 0917 1001 ", "BU09171001"),
        ("09172000", "BU09172000"),
        ("wk0917", "WK091710"),
    ],
)
def test_finds_what_is_meant(heerlen: Zoekindex, vraag: str, eerste: str) -> None:
    assert find_codes(heerlen, vraag)[0] == eerste


def test_code_prefix_gives_only_codes(heerlen: Zoekindex) -> None:
    codes = find_codes(heerlen, "BU0917")
    assert set(codes) == {"BU09171000", "BU09171001", "BU09172000"}


def test_words_must_all_be_found(heerlen: Zoekindex) -> None:
    assert find_codes(heerlen, "vrieheide landgraaf") == []
    assert find_codes(heerlen, "bestaat nergens") == []
    assert find_codes(heerlen, "") == []


def test_a_treffer_carries_what_the_list_shows(heerlen: Zoekindex) -> None:
    first = search_gebieden(heerlen, "vrieheide")[0]
    assert (first.naam, first.niveau, first.gemeente) == ("Vrieheide", "buurt", "Heerlen")
    assert first.klasse is Klasse.KWETSBAAR
    assert first.wijk == "Wijk 10 Heerlen-Noord"


def test_postcode_only_when_the_data_have_it(heerlen: Zoekindex) -> None:
    areas = HEERLEN.assign(postcode=["", "", "6414", "6415", "6411", "6414"])
    with_postcode = make_index(areas)
    assert has_postcode(areas)
    assert not has_postcode(HEERLEN)
    assert find_codes(with_postcode, "6414") == ["BU08820000", "BU09171000"]
    assert find_codes(with_postcode, "6414 AB") == find_codes(with_postcode, " 6414ab ")
    assert find_codes(with_postcode, "6416") == find_codes(with_postcode, "641") == []
    assert find_codes(heerlen, "6414") == find_codes(heerlen, "6414 AB") == []
    assert not has_postcode(HEERLEN.assign(postcode=""))
    assert search_gebieden(with_postcode, "vrieheide")[0].postcode == "6414"


def test_a_postcode_finds_every_buurt_with_it_also_where_a_code_begins_alike() -> None:
    rows = [(f"BU1954{number:04d}", f"Buurt {number}", "buurt", "", "Ergens") for number in range(12)]
    other = [(f"BU0001{number:04d}", f"Hoek {number}", "buurt", "", "Elders") for number in range(11)]
    index = make_index(make_table(*rows, *other, postcode=["6436"] * 12 + ["1954"] * 11))
    assert set(find_codes(index, "6436")) == {code for code, *_ in rows}
    assert set(find_codes(index, "1954")) == {code for code, *_ in other}
    assert len(find_codes(index, "BU1954")) == TREFFERS_MAXIMUM


@given(st.sampled_from(sorted(set(GEBIEDEN["postcode"]) - {""})))
def test_an_invented_postcode_finds_its_buurten_and_no_other(postcode: str) -> None:
    assert set(find_codes(INDEX, postcode)) == set(GEBIEDEN.loc[GEBIEDEN["postcode"] == postcode, "code"])


def test_equal_names_own_region_and_larger_first() -> None:
    table = HEERLEN.assign(huishoudens=[1.0, 1.0, 1.0, 1.0, 50.0, 900.0])
    assert find_codes(make_index(table), "centrum")[:2] == ["BU08820000", "BU09172000"]
    outside = table.assign(rol=["regio"] * 5 + ["rand"])
    assert find_codes(make_index(outside), "centrum")[:2] == ["BU09172000", "BU08820000"]


def test_an_empty_table_answers_nothing() -> None:
    assert search_gebieden(make_index(HEERLEN.iloc[:0]), "heerlen") == []


@given(st.sampled_from(GEBIEDEN["code"].tolist()))
def test_an_exact_code_comes_first(code: str) -> None:
    assert find_codes(INDEX, code)[0] == code
    assert find_codes(INDEX, code.lower())[0] == code


@given(st.sampled_from(GEBIEDEN["naam"].tolist()))
def test_a_name_finds_itself(naam: str) -> None:
    assert search_gebieden(INDEX, naam)[0].naam == naam
    assert search_gebieden(INDEX, fold_tekst(naam))[0].naam == naam


@st.composite
def names_with_a_typo(draw: st.DrawFn) -> tuple[str, str]:
    naam = draw(st.sampled_from(GEBIEDEN["naam"].tolist()))
    place = draw(st.integers(0, len(naam) - 1))
    letter = draw(st.sampled_from(string.ascii_letters + " -'"))
    kind = draw(st.sampled_from(["weg", "erbij", "anders", "gewisseld"]))
    head, tail = naam[:place], naam[place:]
    typos = {
        "weg": head + tail[1:],
        "erbij": head + letter + tail,
        "anders": head + letter + tail[1:],
        "gewisseld": head + tail[1:2] + tail[:1] + tail[2:],
    }
    return naam, typos[kind]


@settings(max_examples=400, deadline=None)
@given(names_with_a_typo())
def test_a_name_with_one_typo_finds_itself(pair: tuple[str, str]) -> None:
    naam, typed = pair
    assume(len("".join(split_woorden(naam))) >= 6)
    found = [treffer.naam for treffer in search_gebieden(INDEX, typed)]
    assert naam in found[:4], (typed, found)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_list(vraag: str) -> None:
    found = search_gebieden(INDEX, vraag)
    assert len(found) <= TREFFERS_MAXIMUM or read_postcode(vraag)
    assert len({treffer.code for treffer in found}) == len(found)
    assert {treffer.code for treffer in found} <= set(GEBIEDEN["code"])


@pytest.mark.parametrize(
    "vraag",
    [
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "\0",
        "..",
        "(((((",
        "\\",
        "%00%ff",
        "a" * 100_000,
        "🏠" * 50,
    ],
)
def test_hostile_text_never_raises(vraag: str) -> None:
    assert isinstance(search_gebieden(INDEX, vraag), list)


def measure_slowly(left: str, right: str) -> int:
    """Optimal string alignment, by the book."""
    table = [[max(i, j) if not min(i, j) else 0 for j in range(len(right) + 1)] for i in range(len(left) + 1)]
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            cost = left[i - 1] != right[j - 1]
            steps = [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost]
            if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
                steps.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(steps)
    return table[-1][-1]


@settings(deadline=None)
@given(st.text("abc", max_size=8), st.lists(st.text("abc", max_size=8), min_size=1, max_size=6))
def test_distances_are_those_by_the_book(vraag: str, woorden: list[str]) -> None:
    whole, begin = measure_afstanden(vraag, pack_woorden(woorden))
    most = TIKFOUTEN_MAXIMUM + 1
    assert whole.tolist() == [min(most, measure_slowly(vraag, woord)) for woord in woorden]
    best = [min(measure_slowly(vraag, woord[:end]) for end in range(len(woord) + 1)) for woord in woorden]
    assert begin.tolist() == [min(most, typos) for typos in best]


def test_in_a_country_one_of_its_many_namesakes_is_found() -> None:
    plain = pd.DataFrame(GEBIEDEN.drop(columns="geometry"))
    country = pd.concat([plain.assign(naam=plain["naam"] + f" {number}") for number in range(48)])
    index = make_index(country)
    naam = max((word for word in plain["naam"] if word.isalpha()), key=len)
    found = search_gebieden(index, f"{naam[:5]} {naam[5:]} 7")
    assert found[0].naam == f"{naam} 7"


def test_names_of_own_areas_are_found_with_a_typo_and_by_their_beginning():
    names = ["kern Eys", "stadsdeel Heerlen-Noord", "kern Simpelveld"]
    assert search_namen(names, "simpelvelt") == [2]
    assert search_namen(names, "eys") == [0]
    assert set(search_namen(names, "kern")) == {0, 2}
    assert search_namen(names, "noord heerlen") == [1]
    for nothing in ("", "maastricht", "091", "naam1"):
        assert search_namen(names, nothing) == []
    assert search_namen([], "eys") == []
