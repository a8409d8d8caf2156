"""A list of care facilities of one's own: read as people save it, all that is wrong told together."""

from __future__ import annotations

import pytest

from woonzorg.eigenbestand.sjabloon import make_csv, make_xlsx
from woonzorg.fouten import GegevensFout
from woonzorg.initiatief.voorzieningen import VOORZIENINGEN, Zorgvoorziening, read_voorzieningen

BUURTEN = {"BU00010101", "BU00010102"}


def read(text: str) -> tuple[Zorgvoorziening, ...]:
    return read_voorzieningen("lijst.csv", text.encode(), BUURTEN)


def test_a_list_is_read_and_an_empty_number_stays_unknown():
    found = read("voorziening;soort;code;plaatsen\nDe Beuk;verpleeghuis;bu00010101;40\nHof;;BU00010102;\n")
    assert found == (
        Zorgvoorziening("De Beuk", "verpleeghuis", "BU00010101", 40),
        Zorgvoorziening("Hof", "", "BU00010102", None),
    )


def test_all_that_is_wrong_is_told_with_row_and_remedy():
    with pytest.raises(GegevensFout) as caught:
        read(
            "voorziening;soort;code;plaatsen\nDe Beuk;;BU00010101;0\nde beuk;;BU00010101;\n;x;BU00010102;\n"
            "Ver;;BU99999999;\n"
        )
    said = str(caught.value)
    for words in ("rij 2", "staat er twee keer", "is leeg; vul een naam in", "'BU99999999' is geen buurt"):
        assert words in said
    assert len(caught.value.bevindingen) == 4


@pytest.mark.parametrize(
    "kind", ["Vrouwenopvang", "blijf-van-mijn-lijfhuis", "tbs-kliniek", "opvang na detentie"]
)
def test_a_place_where_people_must_be_safe_is_never_taken_by_buurt(kind: str):
    with pytest.raises(GegevensFout) as caught:
        read(f"voorziening;soort;code\nHet Huis;{kind};BU00010101\n")
    assert "deze plek vertellen we nooit per buurt" in str(caught.value)


def test_the_template_opens_and_its_example_never_counts():
    for name, raw in (
        ("sjabloon.xlsx", make_xlsx("Sjabloon", [VOORZIENINGEN])),
        ("sjabloon.csv", make_csv(VOORZIENINGEN)),
    ):
        with pytest.raises(GegevensFout) as caught:
            read_voorzieningen(name, raw, BUURTEN)
        assert "alleen het voorbeeld; vul eigen rijen in" in str(caught.value)
        assert len(caught.value.bevindingen) == 1
