"""Agreements from a file: in percent, in numbers, by a template that reads back; all that is wrong is told together."""

from __future__ import annotations

import io

import openpyxl
import pytest

from woonzorg.fouten import InhoudFout
from woonzorg.verdeling.invoer.situatie import Afspraak, Corporatiedeel
from woonzorg.verdeling.scenario.afspraakbestand import make_sjabloon, make_sjabloon_xlsx, read_afspraken
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import change, parse_scenario

GEMEENTEN = {
    "GM0361": "Alkmaar", "GM1980": "Dijk en Waard", "GM0373": "Bergen (NH.)", "GM0383": "Castricum",
    "GM0399": "Heiloo", "GM0450": "Uitgeest",
}  # fmt: skip
KOP = "afspraak;gemeente;aandeel;minstens;hoogstens;corporatie;deel"


def read(*rijen: str, kop: str = KOP) -> tuple[Afspraak, ...]:
    return read_afspraken("afspraken.csv", "\n".join([kop, *rijen]).encode(), GEMEENTEN)[0]


def test_the_agreed_key_of_alkmaar_with_its_corporaties_comes_from_a_file():
    deals = read(
        "A;Alkmaar;50 %;;;Woonwaard;62,5", "a;;;;;Van Alckmaer;37,5", "B;gm1980;25;;;;",
        "BUCH;Bergen (NH.);25;;;;", "buch;Uitgeest;;;;;", "BUCH;castricum;;;;;", "BUCH;GM0399;25;;;;",
    )  # fmt: skip
    assert deals == (
        Afspraak(
            ("GM0361",), aandeel=50.0,
            corporaties=(Corporatiedeel("Woonwaard", 62.5), Corporatiedeel("Van Alckmaer", 37.5)),
        ),
        Afspraak(("GM1980",), aandeel=25.0),
        Afspraak(("GM0373", "GM0450", "GM0383", "GM0399"), aandeel=25.0),
    )  # fmt: skip
    # What is read, a scenario can hold and give back.
    scenario = change(make_standaard("proefstreek"), afspraken=deals)
    assert parse_scenario(scenario.to_json().encode()).afspraken == deals


def test_an_agreement_in_numbers_and_only_the_columns_that_are_needed():
    assert read("1;Heiloo;20;40", kop="afspraak;gemeente;minstens;hoogstens") == (
        Afspraak(("GM0399",), 20, 40),
    )
    assert read("1;Heiloo;0", kop="afspraak;gemeente;hoogstens") == (Afspraak(("GM0399",), hoogstens=0),)


def test_a_template_that_is_filled_in_below_its_examples_is_read_without_them():
    raw = make_sjabloon() + b"west;Heiloo;12,5;;;;\r\n"
    deals, notes = read_afspraken("mijn.csv", raw, GEMEENTEN)
    assert deals == (Afspraak(("GM0399",), aandeel=12.5),)
    assert "3 voorbeeldregels overgeslagen" in notes[0]
    book = openpyxl.load_workbook(io.BytesIO(make_sjabloon_xlsx()))
    assert book.sheetnames == ["afspraken", "Uitleg"]
    book["afspraken"].append(["west", "Heiloo", 12.5])
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_afspraken("mijn.xlsx", buffer.getvalue(), GEMEENTEN)[0] == deals
    with pytest.raises(InhoudFout, match="alleen het voorbeeld"):
        read_afspraken("leeg.csv", make_sjabloon(), GEMEENTEN)


def test_all_that_is_wrong_is_told_together_with_row_column_and_remedy():
    with pytest.raises(InhoudFout) as caught:
        read(
            "a;Alkmaar;veel;;;;", ";Heiloo;10;;;;", "b;Amsterdam;10;;;;", "c;Uitgeest;10;;;;", "c;;20;;;;",
            "d;Castricum;30;-1;;;", "e;GM1980;;;;;", "f;;5;;;;", "g;GM0373;30;;;Woonwaard;", "g;;;;;;40",
        )  # fmt: skip
    assert [text.split(";")[0] for text in caught.value.bevindingen] == [
        "blad afspraken, rij 3, kolom afspraak: is leeg",
        "blad afspraken, rij 2, kolom aandeel: 'veel' is geen percentage",
        "blad afspraken, rij 4, kolom gemeente: 'Amsterdam' is geen gemeente van deze streek",
        "blad afspraken, rij 6, kolom aandeel: staat er bij deze afspraak al, met een ander getal",
        "blad afspraken, rij 7, kolom minstens: -1 ligt niet tussen 0 en 9999999",
        "blad afspraken, rij 8, kolom aandeel: is leeg",
        "blad afspraken, rij 9, kolom gemeente: is leeg",
        "blad afspraken, rij 10, kolom deel: is leeg",
        "blad afspraken, rij 11, kolom corporatie: is leeg",
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["a;Alkmaar;60;;;;", "b;Heiloo;50;;;;"], "blad afspraken: de aandelen zijn samen 110 %"),
        (["a;Alkmaar;60;;;;", "b;Alkmaar;10;;;;"], "GM0361 staat in 2 aandelen; kies er een"),
        (["a;Alkmaar;60;5;;;"], "rij 2: bij GM0361 staan een aandeel en een aantal"),
        (["a;Alkmaar;;9;5;;"], "rij 2: minstens is groter dan hoogstens"),
        (
            ["a;Alkmaar;60;;;X;70", "a;;;;;Y;31"],
            "rij 2: de delen van de corporaties bij GM0361 zijn samen 101 %",
        ),
        (["a;Alkmaar;60;;;X;10", "a;;;;;x;10"], "rij 2: bij GM0361 staat een corporatie twee keer"),
    ],
)
def test_what_does_not_fit_together_is_refused_in_words(rows, words):
    with pytest.raises(InhoudFout) as caught:
        read(*rows)
    assert [text for text in caught.value.bevindingen if words in text] == caught.value.bevindingen[:1]
