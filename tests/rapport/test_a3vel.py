"""The A3 sheet: one page on which all stands, numbers that rank nothing, and the same headline as the page."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from urllib.parse import parse_qsl, quote_plus, urlsplit

import pypdfium2
import pytest
from keten import run
from pdflezen import read_pdf, squeeze

from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart.grondslag import Grondslag
from woonzorg.kern.kern import KERN_MAXIMUM, NAAM_MAXIMUM, Kerngebied
from woonzorg.kern.kernwoorden import GEEN_KLASSE
from woonzorg.links.link import Weergave, parse_link
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.concentratie import Q
from woonzorg.oordeel.versie import REGEL_VERSIE
from woonzorg.rapport import soorten
from woonzorg.rapport.a3kaart import BREEDTE, choose_lengte, fit_venster, render_a3kaart, render_schaalbalk
from woonzorg.rapport.a3vel import VEEL, VRAGEN, WEINIG, A3stof, make_a3vel, split_kolommen
from woonzorg.rapport.stuk import Alinea, Kop, Lijst, Tabel

DATUM = dt.date(2026, 11, 30)
STREEK = opslag.open_snapshot(INGEBOUWD)
SCORE = toets.score_snapshot(STREEK)
BUURTEN = SCORE.select("buurt")
GEMEENTE = str(BUURTEN[BUURTEN["overconcentratie"] == "ja"]["gemeentecode"].iloc[0])


def add_over(aantal):
    """Return the score with more overconcentraties."""
    areas = SCORE.gebieden.copy()
    plain = areas[
        (areas["niveau"] == "buurt") & (areas["rol"] == "regio") & (areas["overconcentratie"] != "ja")
    ]
    areas.loc[plain.index[:aantal], "overconcentratie"] = "ja"
    return dataclasses.replace(SCORE, gebieden=areas)


def make_stof(niveau="buurt", gemeente="", score=SCORE, kern=None, jaar=None):
    return A3stof(STREEK, Grondslag(score, niveau, gemeente, kern), jaar)


KERN = Kerngebied(
    "Dorp & buiten, " + "l" * (NAAM_MAXIMUM - 15), tuple(BUURTEN["code"][:KERN_MAXIMUM]), "stadsdeel"
)


GEVALLEN = {
    "buurten": make_stof(), "wijken": make_stof("wijk"), "een gemeente": make_stof(gemeente=GEMEENTE),
    "geen": make_stof(score=toets.score_snapshot(STREEK, 2020)), "veel": make_stof(score=add_over(WEINIG + 10)),
    "te veel": make_stof(score=add_over(VEEL + 30)), "een eigen gebied": make_stof(kern=KERN),
}  # fmt: skip


@pytest.mark.parametrize("geval", GEVALLEN)
def test_all_stands_on_one_page_of_a3(geval):
    stof = GEVALLEN[geval]
    raw = soorten.A3VEL.make(stof, ".pdf", DATUM)
    with pypdfium2.PdfDocument(raw) as paper:
        assert [tuple(map(round, page.get_size())) for page in paper] == [(1191, 842)]
        text = paper[0].get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
    assert len(boxes) > 50
    assert all(left >= 30 and right <= 1161 and low >= 20 and high <= 830 for left, low, right, high in boxes)
    read = read_pdf(raw)
    assert (read.ua, read.taal, read.is_getagd) == ("1", "nl-NL", True)
    told = squeeze(read.tekst)
    for words in (*VRAGEN, klassewoorden.DISCLAIMER, klassewoorden.FICTIE, "Gegevens"):
        assert squeeze(words).lower() in told.lower(), words
    listed = len(stof.over) <= VEEL
    assert all(
        squeeze(f"{number} {name}") in told for number, name in enumerate(stof.over["naam"], 1) if listed
    )
    assert ("geenrangorde" in told) is (len(stof.over) > 0)


def test_the_headline_is_that_of_the_page_and_names_no_gemeente_that_was_not_chosen():
    heads = [blok.tekst for blok in make_a3vel(make_stof(), DATUM).list_blokken() if isinstance(blok, Kop)]
    told = Grondslag(SCORE, "buurt").write_kop("Voorbeeldstreek", omlijnen=True)
    assert heads[0] == f"Verzonnen {told[:1].lower()}{told[1:]}"
    assert not [name for name in set(BUURTEN["gemeentenaam"]) if name in heads[0]]
    one = make_a3vel(GEVALLEN["een gemeente"], DATUM)
    name = str(BUURTEN.set_index("gemeentecode").loc[GEMEENTE, "gemeentenaam"].iloc[0])
    assert one.titel.startswith(f"Verzonnen voorbeeldstreek. {name}: in ")


@pytest.mark.parametrize(
    ("keuze", "gevraagd"),
    [
        ({}, {}),
        ({"niveau": "wijk", "gemeente": GEMEENTE}, {"niveau": "wijk", "gemeente": GEMEENTE}),
        ({"jaar": 2022, "score": toets.score_snapshot(STREEK, 2022)}, {"jaar": 2022}),
        ({"kern": KERN}, {"kern": KERN.adres}),
    ],
)
def test_the_address_on_the_sheet_leads_to_what_the_sheet_shows(keuze, gevraagd):
    blokken = make_a3vel(make_stof(**keuze), DATUM, "https://woonzorg.example").list_blokken()
    (address,) = [blok.adres for blok in blokken if isinstance(blok, Alinea) and blok.adres]
    view, notices = parse_link(dict(parse_qsl(urlsplit(address).query)))
    assert view == Weergave(
        omlijnen=gevraagd.get("jaar") is None, data=STREEK.id, regel=REGEL_VERSIE, **gevraagd
    )
    assert not notices


def test_what_an_own_area_and_an_earlier_year_are_is_told_on_the_sheet():
    def read(stof):
        head, under = list(make_a3vel(stof, DATUM).list_blokken())[:2]
        return head.tekst, under.tekst

    kern = Kerngebied("Eys", KERN.codes[:3], "kern")
    head, under = read(make_stof(kern=kern))
    assert head.startswith("Verzonnen voorbeeldstreek. Kern Eys: in ")
    assert under == f"{make_stof(kern=kern).grondslag.kop} {GEEN_KLASSE}"
    head, under = read(make_stof(kern=kern, score=toets.score_snapshot(STREEK, 2022), jaar=2022))
    assert " van de 3 buurten van kern Eys" in head
    assert under == (
        f"Over concentraties is niets bekend. Het kenmerk ontbreekt in deze gegevens. {GEEN_KLASSE} "
        f"{klassewoorden.describe_editie(2022)}"
    )
    assert read(make_stof())[1] == make_stof().grondslag.kop


def test_the_workbook_tells_how_many_times_the_region_as_a_number():
    stof = make_stof()
    table = make_a3vel(stof, DATUM).bladen[0]
    assert [kolom.kop for kolom in table.kolommen][3] == "Keer de regio (lage inkomens)"
    assert [row[3] for row in table.rijen] == list(stof.over["lq"])
    assert all(row[3] >= Q for row in table.rijen)


def test_numbers_go_from_north_to_south_within_gemeenten_by_name():
    rows = make_stof().over
    assert list(rows["gemeentenaam"]) == sorted(rows["gemeentenaam"])
    for _, own in rows.groupby("gemeentenaam"):
        north = own.geometry.representative_point().y
        assert list(north) == sorted(north, reverse=True)
    assert sorted(make_stof().nummers.values()) == list(range(1, len(rows) + 1))
    assert set(make_stof().nummers) == set(BUURTEN[BUURTEN["overconcentratie"] == "ja"]["code"])


def test_the_legend_counts_areas_and_households_of_classes_and_outlines():
    table = next(blok for blok in make_a3vel(make_stof(), DATUM).list_blokken() if isinstance(blok, Tabel))
    assert len(table.stalen) == len(table.rijen) == 7
    assert sum(row[1] for row in table.rijen[:5]) == len(BUURTEN)
    over = BUURTEN[BUURTEN["overconcentratie"] == "ja"]
    share = round(100 * over["huishoudens"].sum() / BUURTEN["huishoudens"].sum())
    assert table.rijen[5][1:] == (len(over), f"{share} %")
    assert "lage inkomens (2023), vanaf 1,5 × regio; kwetsbaar" in table.rijen[5][0]
    # Without figures on the trait there is no line of an overconcentratie, and none is counted as 0.
    bare = next(
        blok for blok in make_a3vel(GEVALLEN["geen"], DATUM).list_blokken() if isinstance(blok, Tabel)
    )
    assert len(bare.rijen) == 5


def test_each_number_stands_on_the_map_once_and_apart():
    stof = make_stof()
    drawn = render_a3kaart(stof.draw(), stof.nummers, 0.9)
    assert [f">{number}</text>" in drawn for number in stof.nummers.values()] == [True] * len(stof.nummers)
    assert drawn.count("<circle") == len(stof.nummers)
    assert ">N</text>" in drawn
    assert " km</text>" in drawn
    assert drawn == render_a3kaart(stof.draw(), stof.nummers, 0.9)


def test_the_scale_bar_is_as_long_as_it_says():
    assert [choose_lengte(most) for most in (99.0, 100.0, 4999.0, 5000.0)] == [50.0, 100.0, 2000.0, 5000.0]
    bar = render_schaalbalk((0, 0, 9000, 8000), 0.5, 10.0)
    # A third of 18 kilometres: five of them, at half a unit a metre.
    assert "h2500v" in bar
    assert ">5 km</text>" in bar
    assert ">200 m</text>" in render_schaalbalk((0, 0, 900, 800), 1.0, 1.0)
    assert render_schaalbalk((0, 0, 9000, 8000), 0.0, 10.0) == ""
    left, top, width, height = fit_venster((10, 20, 100, 300), 0.5)
    assert (width, height) == (600, 300)
    assert (left + width // 2, top) == (60, 20)
    assert BREEDTE > 0


def test_columns_hold_every_name_once_in_order():
    groups = [("Aa", ["a", "b"]), ("Bee", [f"n{number}" for number in range(20)]), ("Cee", ["c"])]
    columns = split_kolommen(groups, 3)
    assert len(columns) == 3
    names = [line for column in columns for blok in column if isinstance(blok, Lijst) for line in blok.regels]
    assert names == [
        f"{number} {name}" for number, name in enumerate([n for _, own in groups for n in own], 1)
    ]
    heads = [blok.tekst for column in columns for blok in column if isinstance(blok, Kop)]
    assert heads == ["Aa (2)", "Bee (20)", "Cee (1)"]
    heights = [sum(2 if isinstance(b, Kop) else len(b.regels) for b in column) for column in columns]
    assert max(heights) - min(heights) <= 3


def test_too_many_areas_for_a_sheet_are_refused_with_a_remedy(monkeypatch):
    monkeypatch.setattr("woonzorg.kaart.grondslag.VLAKKEN_MAXIMUM", 100)
    with pytest.raises(InvoerFout, match="Op een vel passen geen 201 buurten"):
        make_a3vel(make_stof(), DATUM)


def test_the_command_makes_the_sheet_of_an_own_area_of_a_file(tmp_path, monkeypatch):
    monkeypatch.setenv("WOONZORG_ADRES", "https://woonzorg.example")
    path, page = tmp_path / "kernen.csv", tmp_path / "vel.html"
    codes = BUURTEN["code"][:3]
    path.write_text("naam;code;soort\n" + "".join(f"Eys;{code};kern\n" for code in codes), encoding="utf-8")
    done = run("rapport", "a3", "--kern", f"{path}:Eys", "--jaar", "2022", "--uit", str(page))
    assert done.status == 0, done.err
    told = page.read_text(encoding="utf-8")
    assert "kern Eys" in told
    assert "?jaar=2022&amp;" in told
    assert quote_plus(Kerngebied("Eys", tuple(codes), "kern").adres) in told
    assert "3 buurten van kern Eys" in told


def test_the_command_makes_the_sheet_of_one_gemeente(tmp_path):
    path = tmp_path / "vel.pdf"
    done = run("rapport", "a3", "--gemeente", GEMEENTE, "--niveau", "wijk", "--uit", str(path))
    assert done.status == 0, done.err
    assert "wijken" in read_pdf(path.read_bytes()).tekst
    page = tmp_path / "vel.html"
    assert run("rapport", "a3", "--uit", str(page)).status == 0
    assert page.read_text(encoding="utf-8").count('class="schrijfvak"') == len(VRAGEN)
    assert io.BytesIO(path.read_bytes()).read(5) == b"%PDF-"
