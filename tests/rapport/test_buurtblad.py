"""The buurtblad says what the screen says: the same verdict, figures, neighbours, sources and examples, a page each."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from maken import make_gebieden, make_gemeenten, make_land, make_manifest, make_reeksen, make_rij, make_square
from pdflezen import read_pdf, squeeze

from woonzorg import instelling
from woonzorg.buurt import buurtbeeld, gevolg
from woonzorg.buurt.dichtbij import WELKE, find_dichtbij, is_gevraagd
from woonzorg.dag import find_dag, format_datum
from woonzorg.gegevens import opslag
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.oordeel.versie import REGEL_VERSIE
from woonzorg.profiel.eigen import Profieleigen
from woonzorg.profiel.eigencomplex import OP_PAPIER
from woonzorg.rapport.bestand import make_stuk
from woonzorg.rapport.buurtblad import Buurtstof, make_buurtblad
from woonzorg.rapport.omgeving import make_omgeving
from woonzorg.rapport.profieldeel import MEESTE_COMPLEXEN
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.invoer.complex import Complex
from woonzorg.voorbeelden import voorbeeldwoorden
from woonzorg.voorbeelden.passend import find_voorbeelden

DATUM = dt.date(2026, 11, 22)
SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
EDITIES = {jaar: toets.score_snapshot(SNAPSHOT, jaar) for jaar in toets.find_edities(SNAPSHOT)}
BLADEN = 3
LANG = "Verspreide huizen Zuidoostelijk Ontginningsgebied Bovenoverveen en Onderoverveen met de Heerlijkheid Wijk "


def choose_codes():
    """Return an area of each class and answer on grensgeval, of every level, and the longest name."""
    own = SCORE.gebieden[SCORE.gebieden["rol"] == "regio"]
    firsts = own.groupby(["klasse", "grensgeval"])["code"].first()
    longest = own.loc[own["naam"].str.len().idxmax(), "code"]
    ring = SCORE.gebieden.loc[SCORE.gebieden["rol"] == "rand", "code"].iloc[0]
    return list(dict.fromkeys([*firsts, "GM9101", longest, ring]))


def make(snapshot, score, edities, code, *, jaar=None, adres=""):
    beeld = buurtbeeld.make_buurtbeeld(snapshot, score, edities, code)
    return beeld, make_buurtblad(Buurtstof(snapshot, score, beeld, jaar), DATUM, adres)


@pytest.mark.parametrize("code", choose_codes())
def test_paper_tells_the_result_that_the_screen_shows_a_page_for_each_part(code):
    beeld, stuk = make(SNAPSHOT, SCORE, EDITIES, code, adres="https://woonzorg.test")
    read = read_pdf(make_stuk(stuk, ".pdf"))
    verdict = beeld.toets
    assert len(read.bladen) == BLADEN
    assert squeeze(f"Wat nu in {verdict.naam}?") in squeeze(read.bladen[-1])
    assert read.titel == f"Verzonnen voorbeeldstreek. Buurtblad {verdict.naam}"
    text = squeeze(read.tekst)
    main, ses, lbm, *rest = verdict.redenen
    said = [*(reden.zin for reden in (main, *rest)), ses.tekst, lbm.tekst, ses.aanhef, lbm.aanhef,
            klassewoorden.name_klasse(verdict.klasse).capitalize(),
            klassewoorden.describe_niet_tegengehouden(), klassewoorden.DISCLAIMER, klassewoorden.FICTIE,
            *beeld.onbekend,
            *klassewoorden.NOOIT_BEKEND, REGEL_VERSIE, SNAPSHOT.id, "22 november 2026"]  # fmt: skip
    for maat in (verdict.ses_woa, verdict.leefbaarometer):
        said += [format_getal(maat.waarde, 3)] if maat.waarde is not None else []
    said += [buur.naam for buur in beeld.buren]
    for bron in verdict.bronnen:
        said += [bron["naam"], bron["licentie"], format_datum(find_dag(bron["opgehaald_op"]))]
    assert [sentence for sentence in said if squeeze(sentence) not in text] == []
    assert ("Grensgeval" in read.tekst) == (verdict.grensgeval == Oordeel.JA)
    assert read.adressen == [
        f"https://woonzorg.test/buurt?gebied={code}&data={SNAPSHOT.id}&regel={REGEL_VERSIE}"
    ]


def test_the_last_page_holds_as_many_own_complexes_as_it_may_and_never_who_lives_there():
    wijk = SCORE.select("buurt")["wijkcode"].value_counts().index[0]
    buurten = SCORE.select("buurt").query("wijkcode == @wijk")["code"]
    assert len(buurten) > MEESTE_COMPLEXEN
    houses = [Complex(f"Woongebouw De Verzonnen Toren {place} {number}", code, 77, 66.0)
              for place, code in enumerate(buurten) for number in range(MEESTE_COMPLEXEN + 2)]  # fmt: skip
    beeld = buurtbeeld.make_buurtbeeld(SNAPSHOT, SCORE, EDITIES, wijk)
    stuk = make_buurtblad(
        Buurtstof(SNAPSHOT, SCORE, beeld, eigen=Profieleigen(complexen=tuple(houses))), DATUM
    )
    read = read_pdf(make_stuk(stuk, ".pdf"))
    assert len(read.bladen) == BLADEN
    last = squeeze(read.bladen[-1])
    assert last.count(squeeze("en nog 2")) == MEESTE_COMPLEXEN
    assert squeeze(OP_PAPIER) in last
    assert "66" not in last
    assert "66 huishoudens" not in read.tekst


def test_tables_hold_each_edition_and_each_area_of_the_comparison():
    beeld, stuk = make(SNAPSHOT, SCORE, EDITIES, "BU91060000")
    book = openpyxl.load_workbook(io.BytesIO(make_stuk(stuk, ".xlsx")))
    _, years, compared, themes, agreed, profile, neighbours, sources = (list(sheet.values) for sheet in book)
    assert (
        len(themes) == len(profile) + 2
    )  # with what is of the gemeente only, and the theme without a figure
    assert len(agreed) == 1  # room to write is of paper only
    assert [row[0] for row in years[1:]] == ["2020", "2022", "2024"]
    for row, editie in zip(years[1:], beeld.edities, strict=True):
        assert row[2:] == pytest.approx(
            (editie.ses_woa, editie.referentie, editie.marge, editie.leefbaarheid)
        )
    for row, regel in zip(compared[1:], beeld.vergelijking, strict=True):
        assert row[2:] == pytest.approx((regel.ses_woa, regel.leefbaarheid, regel.huishoudens))
    assert [row[0] for row in neighbours[1:]] == [buur.code for buur in beeld.buren]
    assert [row[0] for row in sources[1:]] == [bron.naam for bron in SNAPSHOT.manifest.bronnen]
    read = read_pdf(make_stuk(stuk, ".pdf"))
    shown = [format_getal(value, 3) for row in years[1:] for value in row[2:]]
    assert [value for value in shown if value not in read.tekst] == []


def test_pictures_speak_and_tables_have_heads():
    beeld, stuk = make(SNAPSHOT, SCORE, EDITIES, "BU91060103")
    read = read_pdf(make_stuk(stuk, ".pdf"))
    alts = [tag.alt for tag in read.boom.find("/Figure")]
    assert len(alts) == 3
    assert alts[0].startswith("Welvaart, opleiding en werk: ")
    assert alts[2].startswith(f"Kaart van {beeld.toets.naam} (kwetsbaar) en ")
    assert [tag.titel for tag in read.boom.find("/H1")] == [beeld.toets.naam]
    assert len(read.boom.find("/Table")) == 5
    assert len(read.boom.find("/TH")) == 11 + 9 + 3 + 4


@pytest.mark.parametrize("code", ["BU91010001", "BU91060000", "WK910100", "GM9101"])
def test_the_last_page_tells_what_now_with_each_example_why_and_its_reservation(code):
    beeld, stuk = make(SNAPSHOT, SCORE, EDITIES, code)
    verdict, page = beeld.toets, squeeze(read_pdf(make_stuk(stuk, ".pdf")).bladen[-1])
    rows = gevolg.list_betekenis(verdict.klasse, verdict.niveau, uitgesloten=verdict.uitgesloten)
    said = [
        *(f"{what}: {answer}." for what, answer in rows),
        *(f"{who} {what}" for who, what in gevolg.ROLLEN),
    ]
    said += [what for what, _ in gevolg.list_stappen(verdict.klasse, verdict.niveau)]
    found = find_voorbeelden(SCORE, code)
    for item in found.getoond:
        said += [f"{voorbeeldwoorden.WANT} {item.waarom}", item.voorbeeld.gedaan, item.voorbeeld.voorbehoud]
    said += [] if found.getoond or code.startswith("GM") else [voorbeeldwoorden.NIETS]
    if is_gevraagd(verdict.klasse, verdict.niveau, uitgesloten=verdict.uitgesloten):
        said += [*(item.naam for item in find_dichtbij(SCORE.gebieden, code)), WELKE]
    said += [
        "Wat spreken we af?",
        "Schrijf niet over personen",
        *([] if rows else [voorbeeldwoorden.GEMEENTE]),
    ]
    assert [sentence for sentence in said if squeeze(sentence) not in page] == []
    assert page.count("Hiergetoond,want") == len(found.getoond)


def test_an_earlier_edition_says_so_and_links_to_itself():
    _, stuk = make(SNAPSHOT, EDITIES[2020], EDITIES, "BU91060000", jaar=2020)
    read = read_pdf(make_stuk(stuk, ".pdf"))
    assert klassewoorden.describe_editie(2020) in read.tekst
    assert "jaar=2020" in squeeze(read.tekst)
    assert read.adressen == []  # nobody told where the installation is


def publish(folder, rows, shapes):
    areas = make_gebieden(
        [*rows, *make_gemeenten([0.2, -0.2], [1000.0] * 2), make_land(2400.0)], [*shapes, *[None] * 3]
    )
    return opslag.publish(folder, make_manifest(), areas, make_reeksen(areas))


def test_a_region_of_one_buurt_without_figures_or_outline_still_makes_a_page(tmp_path):
    snapshot = publish(tmp_path, [make_rij("BU00010000", naam="Enig")], [make_square(0, 0)])
    score = toets.score_snapshot(snapshot)
    beeld, stuk = make(snapshot, score, {}, "BU00010000")
    assert beeld.toets.klasse == Klasse.ONBEKEND
    text = read_pdf(make_stuk(stuk, ".pdf")).tekst
    assert "Van dit gebied kennen we geen buren." in text
    assert "Er zijn geen eerdere jaren met beide scores." in text
    alone = score.gebieden.set_geometry(score.gebieden.geometry.map(lambda _: None))
    bare = toets.Score(alone, score.referentie, score.kenmerk, score.jaar_ses, score.jaar_lbm)
    _, stuk = make(snapshot, bare, {}, "BU00010000")
    assert "Daarom staat hier geen kaart." in read_pdf(make_stuk(stuk, ".pdf")).tekst


def test_hostile_and_very_long_names_stay_names(tmp_path):
    known = {"ses_woa": -0.3, "lbm_afwijking": -0.1, "huishoudens": 500.0, "ses_huishoudens": 480.0}
    names = ['#panic("x") $ * <script> =cmd|x', *(f"{LANG}{number}" for number in range(1, 25))]
    rows = [make_rij(f"BU000100{number:02d}", naam=naam, **known) for number, naam in enumerate(names)]
    shapes = [make_square(2, 2)] + [
        make_square(number % 5, number // 5) for number in range(25) if number != 12
    ]
    snapshot = publish(tmp_path, rows, shapes)
    score = toets.score_snapshot(snapshot)
    beeld, stuk = make(snapshot, score, {}, "BU00010000")
    assert len(beeld.buren) == 8
    read = read_pdf(make_stuk(stuk, ".pdf"))
    assert len(read.bladen) == BLADEN
    assert names[0] in read.tekst
    assert make_stuk(stuk, ".pdf") == make_stuk(stuk, ".pdf")
    assert all(squeeze(buur.naam) in squeeze(read.tekst) for buur in beeld.buren)
    assert "<script>" not in make_stuk(stuk, ".html").decode()
    assert "&lt;script&gt;" in make_stuk(stuk, ".html").decode()


def test_the_map_shows_what_lies_around_and_keeps_the_area_in_the_middle():
    kaart = make_omgeving(SCORE, "BU91060000", "titel")
    left, top, width, height = kaart.venster
    own = next(vlak for vlak in kaart.vormen.vlakken if vlak.code == "BU91060000")
    assert left + 0.3 * width < own.x < left + 0.7 * width
    assert top + 0.3 * height < own.y < top + 0.7 * height
    assert width / height == pytest.approx(4 / 3, abs=0.01)
    neighbours = {buur.code for buur in buurtbeeld.find_buren(SCORE.gebieden, "BU91060000")}
    assert neighbours < {vlak.code for vlak in kaart.vormen.vlakken}
    assert not any(kaart.kleuring.lijn)
