"""The page to decide by: exactly one page, with the figures of the plan and two alternatives, and nothing unchecked."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re

import pytest
from pdflezen import read_pdf, squeeze

from woonzorg import instelling
from woonzorg.bibliotheek.reactie import Namens, Reactie, Reactiesoort
from woonzorg.gegevens import opslag
from woonzorg.oordeel import toets
from woonzorg.rapport.besluitblad import (
    INVULLEN,
    list_alternatieven,
    list_anderen,
    make_besluitblad,
    price_openbaar,
)
from woonzorg.rapport.scenariostuk import make_scenariostuk
from woonzorg.rapport.soorten import SCENARIO
from woonzorg.rapport.stuk import Alinea, Lijst, Tabel
from woonzorg.rapport.zetten import set_pdf
from woonzorg.rapport.zicht import NIET_TE_DELEN, Openbaar
from woonzorg.verdeling.delen.openbaar import VERBORGEN
from woonzorg.verdeling.invoer.eigen_cijfers import read_eigen_cijfers
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.optimum.maten import calculate_taakstelling
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute
from woonzorg.verdeling.uitweg.prijs import price_punt

DATUM = dt.date(2026, 11, 22)
SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
VELD = make_veld(SCORE, "buurt")
VRAAG = {"statushouders": 60, "beschermd_wonen": 30, "detentie": 8}


def make(**parts):
    base = {"versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt", "vraag": VRAAG}
    return parse_scenario(json.dumps(base | parts).encode())


def work_out(**parts):
    return Openbaar(SNAPSHOT, SCORE, compute(make(**parts), VELD))


@pytest.fixture(scope="module")
def openbaar():
    return work_out(naam="Voorstel", auteur="Jo")


@pytest.fixture(scope="module")
def ruim():
    return compute(make(naam="Ruim", vraag=VRAAG | {"statushouders": 20}), VELD)


def find_tabel(openbaar, bijschrift: str) -> Tabel:
    return next(
        blok for blok in make_besluitblad(openbaar).blokken
        if isinstance(blok, Tabel) and blok.bijschrift == bijschrift
    )  # fmt: skip


def read_zinnen(openbaar) -> str:
    parts = make_besluitblad(openbaar).blokken
    texts = [f"{blok.aanhef} {blok.tekst}" for blok in parts if isinstance(blok, Alinea)]
    return "\n".join([*texts, *(line for blok in parts if isinstance(blok, Lijst) for line in blok.regels)])


def test_all_to_decide_by_stands_on_the_first_page_and_the_annexes_begin_on_the_next(openbaar):
    read = read_pdf(set_pdf(make_scenariostuk(openbaar, DATUM)))
    first, second = (squeeze(page) for page in read.bladen[:2])
    heads = (
        "Watwordtgevraagd?",
        "Watwordtvoorgesteld?",
        "Watlostditnietop?",
        "Watkosthetanderen?",
        "Watvinden",
    )
    assert [first.count(squeeze(head)) for head in heads] == [1] * 5
    assert squeeze("Het bestuur beslist.") in first
    assert squeeze("Bijlagen: wat achter het plan zit") not in first
    assert second.index(squeeze("Bijlagen: wat achter het plan zit")) < 100


def test_long_names_and_decisions_still_give_one_page():
    long = work_out(
        naam="Een heel lange naam " * 10, auteur="Jo", status="vastgesteld", besluit="Besluit van de raad. " * 23,
        datum="2026-04-01", vraag={"statushouders": 300, "uitstroom": 425},
    )  # fmt: skip
    said = tuple(
        react(kind, "Een standpunt van zekere lengte. " * 15, gecontroleerd=True)
        for kind in Namens
        for _ in range(3)
    )
    read = read_pdf(set_pdf(make_scenariostuk(dataclasses.replace(long, standpunten=said), DATUM)))
    assert squeeze("Het bestuur beslist.") in squeeze(read.bladen[0])
    assert squeeze("Bijlagen: wat") in squeeze(read.bladen[1])
    assert squeeze(read.bladen[0]).count("verderindebijlage") == 3


def test_who_takes_more_or_less_is_worked_out_for_each_gemeente_and_in_all(openbaar, ruim):
    table = find_tabel(dataclasses.replace(openbaar, ander=ruim), "Wie neemt meer of minder?")
    assert [kolom.kop for kolom in table.kolommen] == [
        "Gemeente", "Voorstel", "A: Naar inwoners", "A min voorstel", "B: Ruim", "B min voorstel",
    ]  # fmt: skip
    fair = calculate_taakstelling(openbaar.uitkomst.situatie, 90)  # the groups that are told
    names = dict(zip(VELD.gebieden["gemeentecode"], VELD.gebieden["gemeentenaam"], strict=True))
    assert {row[0]: row[2] for row in table.rijen[:-1]} == {
        names[code]: count for code, count in fair.items()
    }
    placed = {names[code]: count for code, count in openbaar.plan.gemeenten.items()}
    assert {row[0]: row[1] for row in table.rijen[:-1]} == placed
    assert all((row[3], row[5]) == (row[2] - row[1], row[4] - row[1]) for row in table.rijen)
    assert table.rijen[-1][1:5:2] == (sum(placed.values()), 90 - sum(placed.values()))
    assert table.rijen[-1][4] == 50  # 20 statushouders and 30 beschermd wonen; detentie is in no paper
    without = find_tabel(openbaar, "Wie neemt meer of minder?")
    assert without.kolommen[4].kop == "B: Naar sociale huurwoningen"
    assert [row[:4] for row in without.rijen] == [row[:4] for row in table.rijen]


def test_an_alternative_that_rests_on_small_own_figures_is_not_told(openbaar):
    codes = SCORE.select("buurt")["code"].tolist()
    content = "\n".join(["code;capaciteit", *(f"{code};7" for code in codes[:30])]).encode()
    own = SCORE.gebieden[(SCORE.gebieden["rol"] == "regio") & (SCORE.gebieden["niveau"] == "buurt")]
    eigen = read_eigen_cijfers("eigen.csv", content, set(codes), own)
    hidden = compute(make(naam="Geheim", eigen_cijfers=eigen.hash), make_veld(SCORE, "buurt", eigen.gebieden))
    beside = dataclasses.replace(openbaar, ander=hidden)
    assert [side.titel for side in list_alternatieven(beside)] == [
        "Naar inwoners",
        "Naar sociale huurwoningen",
    ]
    alone = Openbaar(SNAPSHOT, SCORE, hidden)
    told = read_zinnen(alone)
    assert VERBORGEN in told
    assert told.count(NIET_TE_DELEN) == 2
    assert [blok.bijschrift for blok in make_besluitblad(alone).blokken if isinstance(blok, Tabel)] == [
        "Standpunten"
    ]


def test_what_it_costs_others_is_that_of_the_plan_itself():
    plan = work_out(vraag={"statushouders": 60})
    price = price_openbaar(plan)
    assert price == price_punt(
        plan.uitkomst.scenario, VELD, 8, 25
    )  # no group is left out: the point of the frontier
    freed = sum(VELD.voorraad.values()) * 8.5 / 100
    assert price.deel_van_alles == pytest.approx(100 * sum(plan.uitkomst.plan.geplaatst) / freed)
    assert "blijft in deze buurten 75 % van wat vrijkomt" in read_zinnen(plan)
    assert "de visie rekent met 7 tot 12 %" in read_zinnen(plan)


def react(namens: Namens, tekst: str, **more) -> Reactie:
    return Reactie(
        "0" * 12, Reactiesoort.BEZWAAR, tekst, f"Club {namens}", namens, "", "",
        dt.datetime(2026, 11, 1, tzinfo=dt.UTC), "x", **more,
    )  # fmt: skip


def test_only_who_was_checked_by_a_login_is_in_the_paper_else_there_are_lines_to_fill_in(openbaar):
    said = (
        react(Namens.CORPORATIE, "<b>#panic</b> gezien", gecontroleerd=True),
        react(Namens.CORPORATIE, "ongezien"),
        react(Namens.GEMEENTE, "ook ongezien"),
    )
    paper = dataclasses.replace(openbaar, standpunten=said)
    rows = {row[0]: row[1:] for row in find_tabel(paper, "Standpunten").rijen}
    assert rows["Corporatie"] == ("Club corporatie", "bezwaar: <b>#panic</b> gezien")
    assert set(rows["Gemeente"][0]) == set(rows["Huurdersorganisatie"][0]) == {"…"}
    assert INVULLEN in read_zinnen(paper)
    for text in (
        squeeze(read_pdf(set_pdf(make_scenariostuk(paper, DATUM))).tekst),
        SCENARIO.make(paper, ".html", DATUM).decode(),
    ):
        assert "ongezien" not in text
        assert "gezien" in text
    assert "&lt;b&gt;#panic&lt;/b&gt; gezien" in SCENARIO.make(paper, ".html", DATUM).decode()
    assert "<b>#panic" not in SCENARIO.make(paper, ".html", DATUM).decode()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({}, "nog niet gevraagd. Dit plan is een concept"),
        ({"status": "besproken"}, "Besluit: dit plan vaststellen"),
        ({"status": "vastgesteld", "besluit": "raad", "datum": "2026-04-01"}, "genomen: raad .1 april 2026."),
        ({"uitzonderingen": [{"code": "BU91010001", "motief": "x", "besluit_door": "y", "datum": "2026-03-03"}]},
         "niet besloten: .* Dit plan blijft een concept"),
    ],
)  # fmt: skip
def test_it_says_what_is_to_be_decided(parts, words):
    assert re.search(words, read_zinnen(work_out(vraag={"statushouders": 5}, **parts)))


def test_what_can_stand_beside_a_plan_is_really_another_on_the_same_data():
    plan = make(gegevens="x")
    same, other = make(gegevens="x", naam="Zelfde"), make(gegevens="x", vraag={"statushouders": 1})
    rest = [make(gegevens="y"), make(gegevens="x", niveau="wijk"), make(gegevens="x", eigen_cijfers="a" * 12)]
    assert list_anderen(plan, [plan, same, other, *rest]) == (other,)
