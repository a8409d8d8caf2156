"""Pictures for slides: complete in themselves, with headline, legend and source."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from woonzorg import instelling
from woonzorg.gegevens import opslag
from woonzorg.kaart.kleuring import colour_klasse, make_kaart
from woonzorg.kaart.telling import count_klassen, select_gebieden, write_kop
from woonzorg.kaart.vormen import make_vormen
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.rapport import bestand, dia

DATUM = dt.date(2026, 11, 22)
SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
AREAS = select_gebieden(SCORE, "wijk")
VORMEN = make_vormen(AREAS)
KOP = write_kop(count_klassen(AREAS, "", "wijk"))
KAART = make_kaart(VORMEN, colour_klasse(AREAS, VORMEN, SCORE), KOP)


def read_woorden(svg):
    root = ET.fromstring(svg)  # also: it is well-formed
    names = {"{http://www.w3.org/2000/svg}text", "{http://www.w3.org/2000/svg}tspan"}
    return root, [" ".join("".join(text.itertext()).split()) for text in root.iter() if text.tag in names]


@pytest.mark.parametrize(
    "svg",
    [
        dia.make_kaartdia(KAART, KOP, SNAPSHOT, DATUM),
        dia.make_spreidingdia(SCORE, "wijk", SNAPSHOT, DATUM),
        dia.make_stapeldia(SCORE, "wijk", SNAPSHOT, DATUM),
    ],
)
def test_a_slide_has_headline_legend_with_counts_and_source(svg):
    root, words = read_woorden(svg)
    told = f"Verzonnen voorbeeldstreek. {KOP}"
    assert (root.get("width"), root.get("height"), root.get("aria-label")) == ("1280", "720", told)
    assert told.replace(" %", "\xa0%").startswith(words[0].replace(" %", "\xa0%"))
    assert root.findtext("{http://www.w3.org/2000/svg}title") == told
    count = count_klassen(AREAS, "", "wijk")
    for klasse, label in klassewoorden.LABELS.items():
        assert f"{label.kop}: {count.gebieden[klasse]}" in words
    assert f"{klassewoorden.LABELS[Klasse.KWETSBAAR].uitleg} · {count.share(Klasse.KWETSBAAR)}" in words
    assert any(word.startswith("Bron: verzonnen cijfers.") and SNAPSHOT.id in word for word in words)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("jaar", [None, 2020])
@pytest.mark.parametrize("teken", [dia.make_spreidingdia, dia.make_stapeldia])
def test_a_slide_of_a_chart_says_its_years_as_the_map_does(teken, jaar):
    score = toets.score_snapshot(SNAPSHOT, jaar)
    title = colour_klasse(AREAS, VORMEN, score).titel
    _, words = read_woorden(teken(score, "wijk", SNAPSHOT, DATUM))
    assert title in words
    assert f"SES-WOA {score.jaar_ses}, Leefbaarometer {score.jaar_lbm}" in title
    assert jaar is None or title.count(str(jaar)) == 2


def test_only_a_made_up_region_is_told_as_such():
    real = dataclasses.replace(SNAPSHOT, manifest=dataclasses.replace(SNAPSHOT.manifest, fictief=False))
    drawn = dia.make_kaartdia(KAART, KOP, real, DATUM)
    assert read_woorden(drawn)[0].get("aria-label") == KOP
    assert "voorbeeldstreek" not in drawn
    assert bestand.name_bestand(SNAPSHOT.manifest, "kaart", "", "x") == "verzonnen-kaart-x"
    assert bestand.name_bestand(real.manifest, "kaart", "'s-Hertogenbösch", "x") == "kaart-s-Hertogenbosch-x"


@pytest.mark.parametrize("teken", [dia.make_spreidingdia, dia.make_stapeldia])
def test_a_chosen_gemeente_is_named_and_only_its_areas_are_counted(teken):
    code, name = AREAS[["gemeentecode", "gemeentenaam"]].iloc[0]
    own = AREAS[AREAS["gemeentecode"] == code]
    root, words = read_woorden(teken(SCORE, "wijk", SNAPSHOT, DATUM, code))
    assert root.get("aria-label").startswith(f"Verzonnen voorbeeldstreek. {name}: ")
    assert f"van de {len(own)} wijken" in root.get("aria-label")
    counted = [word for word in words if word.startswith("Draagkrachtig: ")]
    assert counted == [f"Draagkrachtig: {(own['klasse'] == 'draagkrachtig').sum()}"]
    others = set(AREAS["gemeentenaam"]) - {name}
    assert not others & set(words)


def test_what_is_longer_than_the_slide_goes_on_below_and_nothing_is_cut():
    long = "Een plan met een naam. " * 12
    _, words = read_woorden(dia.make_beelddia(KOP, '<svg viewBox="0 0 9 9"></svg>', "Bron: b.", long))
    assert " ".join(words[-3:]) == " ".join([*long.split(), "Bron:", "b."])
    assert max(map(len, words[-3:])) <= 165


def test_png_is_drawn_without_a_browser_and_shows_the_classes():
    raw = bestand.make_beeld(dia.make_kaartdia(KAART, KOP, SNAPSHOT, DATUM), ".png")
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    assert picture.size == (2560, 1440)
    colours = {colour for _, colour in picture.getcolors(maxcolors=2**24)}
    assert {(0x54, 0x27, 0x8F), (0x25, 0x7E, 0x76), (255, 255, 255)} <= colours


def test_outlines_are_drawn_and_explained_together_or_not_at_all():
    plain = dia.make_kaartdia(KAART, KOP, SNAPSHOT, DATUM)
    outlined = dia.make_kaartdia(KAART, KOP, SNAPSHOT, DATUM, omlijnen=True)
    over = KAART.kleuring.lijn.count("overconcentratie")
    assert f"Overconcentratie: {over}" in outlined
    # On one line: a second would lie over what stands below.
    assert outlined.count(">lage inkomens (2023), vanaf 1,5 × regio<") == 2
    assert {">kwetsbaar<", ">niet kwetsbaar, of klasse onbekend<"} <= set(re.findall(">[^<>]+<", outlined))
    assert "oncentratie" not in plain
