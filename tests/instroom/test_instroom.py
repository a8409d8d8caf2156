"""The register of instruments: what is in force, what is told of an area, and what a file may not say."""

from __future__ import annotations

from datetime import date

import maken
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.eigenbestand.sjabloon import make_csv, make_xlsx
from woonzorg.fouten import GegevensFout
from woonzorg.instroom.instroombestand import INSTROOMVORM, TITEL, read_instroom
from woonzorg.instroom.instroomwoorden import KOPPEN, describe_register, list_cellen, list_vragen
from woonzorg.instroom.instrument import Instroombesluit, Instroomstand, find_omlijnd, judge_besluiten
from woonzorg.oordeel.toets import score_gebieden

VANDAAG = date(2026, 11, 30)
KOP = "instrument;gemeente;gebied;vanaf;tot;besluit\n"
RAAD = "raad, 12 december 2023"


def make_score():
    """Return a region: wijk 1 with a crowded kwetsbare buurt, a kwetsbare one, and one that is draagkrachtig."""

    def row(code, s, level, poor, **meer):
        return maken.make_rij(
            code, ses_woa=s, lbm_afwijking=level, lbm_klasse=3.0, ses_spreiding=1.0, huishoudens=500.0,
            ses_huishoudens=500.0, laag_inkomen_pct=poor, gemeentenaam="Stad", **meer,
        )  # fmt: skip

    rows = [
        row("BU00010100", -1, -1, 30.0), row("BU00010101", -1, -1, 5.0), row("BU00010200", 1, 1, 5.0),
        row("BU00010201", float("nan"), 1, float("nan")), row("WK000101", -1, -1, 20.0), row("WK000102", 1, 1, 5.0),
        maken.make_rij("GM0001", ses_woa=0.0, ses_huishoudens=2000.0, huishoudens=2000.0, gemeentenaam="Stad"),
        maken.make_land(2000.0),
    ]  # fmt: skip
    areas = maken.make_gebieden(rows)
    return score_gebieden(areas, dict.fromkeys(areas.columns, 2024))


SCORE = make_score()


def read(*regels: str):
    return read_instroom("i.csv", (KOP + "\n".join(regels)).encode(), SCORE).besluiten


def test_an_area_that_is_not_kwetsbaar_or_has_no_concentratie_is_told():
    found = judge_besluiten(
        read(
            f"Vergunning;Stad;BU00010100;1-1-2024;;{RAAD}",
            f"Vergunning;GM0001;BU00010101;1-1-2024;31-12-2027;{RAAD}",
            f"Vergunning;stad;BU00010200;1-1-2027;;{RAAD}",
            f"Vergunning;Stad;BU00010201;1-1-2024;;{RAAD}",
            f"Vergunning;Stad;WK000102;1-1-2020;31-12-2023;{RAAD}",
        ),
        SCORE, VANDAAG,
    )  # fmt: skip
    told = {row.besluit.gebied: (row.stand, row.vragen) for row in found}
    assert told == {
        "BU00010100": (Instroomstand.GELDT, ()),
        "BU00010101": (Instroomstand.GELDT, ("er is geen concentratie",)),
        "BU00010200": (Instroomstand.STRAKS, ("het gebied is niet kwetsbaar", "er is geen concentratie")),
        "BU00010201": (
            Instroomstand.GELDT,
            ("de klasse is onbekend", "of er een concentratie is, is onbekend"),
        ),
        "WK000102": (Instroomstand.VOORBIJ, ("het gebied is niet kwetsbaar", "er is geen concentratie")),
    }
    assert describe_register(found) == "5 besluiten; daarvan gelden er nu 3."
    assert [text.split(" (")[0] for text in list_vragen(found)] == [
        "Gebied BU00010101", "Gebied BU00010200", "Gebied BU00010201",
    ]  # fmt: skip
    cells = dict(zip(KOPPEN, list_cellen(found[0]), strict=True))
    assert (cells["Vanaf"], cells["Tot"], cells["Besluit"]) == ("1 januari 2024", "geen einde besloten", RAAD)


def test_a_map_outlines_what_is_in_force_and_a_wijk_holds_in_its_buurten():
    decisions = read(
        f"Vergunning;Stad;WK000101;1-1-2024;;{RAAD}", f"Screening;Stad;BU00010200;1-1-2024;;{RAAD}",
        f"Screening;Stad;BU00010201;1-1-2020;31-12-2020;{RAAD}",
    )  # fmt: skip
    found = judge_besluiten(decisions, SCORE, VANDAAG)
    buurten = ("BU00010100", "BU00010101", "BU00010200", "BU00010201")
    assert find_omlijnd(found, buurten) == (True, True, True, False)
    assert find_omlijnd(found, ("WK000101", "WK000102")) == (True, False)  # a buurt is not all of its wijk
    assert find_omlijnd((), buurten) == (False,) * 4


def test_all_that_is_wrong_is_told_together_in_dutch():
    with pytest.raises(GegevensFout) as caught:
        read(
            f";Stad;BU00010100;1-1-2024;;{RAAD}",
            f"Vergunning;Dorp;BU00010100;1-1-2024;;{RAAD}",
            f"Vergunning;Stad;BU99990000;1-1-2024;;{RAAD}",
            f"Vergunning;Stad;Heerlen;30-2-2024;ooit;{RAAD}",
            "Vergunning;Stad;BU00010101;1-1-2025;31-12-2024;-",
            f"Screening;Stad;WK000101;1-1-2024;;{RAAD}",
            f"screening;Stad;BU00010100;1-6-2026;;{RAAD}",
        )
    told = "\n".join(caught.value.bevindingen)
    for text in (
        "rij 2, kolom instrument: leeg", "rij 3, kolom gemeente: BU00010100 ligt in Stad, niet in 'Dorp'",
        "rij 4, kolom gebied: BU99990000 ligt niet in deze regio", "rij 5, kolom gebied: 'HEERLEN' is geen code",
        "rij 5, kolom vanaf: dit is geen dag", "rij 5, kolom tot: dit is geen dag",
        "rij 6, kolom tot: het einde (31-12-2024) ligt voor het begin (01-01-2025)", "rij 6, kolom besluit: leeg",
        "rij 8, kolom gebied: 'screening' geldt hier in die tijd al volgens",
    ):  # fmt: skip
        assert text in told, text
    with pytest.raises(GegevensFout, match="geen rijen in"):
        read("")


def test_the_template_reads_as_empty_and_its_example_is_passed_over():
    for naam, raw in (("s.csv", make_csv(INSTROOMVORM)), ("s.xlsx", make_xlsx(TITEL, [INSTROOMVORM]))):
        with pytest.raises(GegevensFout, match="alleen het voorbeeld"):
            read_instroom(naam, raw, SCORE)


DAG = st.dates(date(2020, 1, 1), date(2020, 1, 12))


@given(DAG, st.none() | DAG, DAG, st.none() | DAG)
def test_two_decisions_overlap_when_some_day_has_both(een, eind, ander, einde):
    if (eind and eind < een) or (einde and einde < ander):
        return
    first = Instroombesluit("X", "WK000101", een, eind, RAAD)
    second = Instroombesluit("x", "BU00010100", ander, einde, RAAD)
    days = [date(2020, 1, day) for day in range(1, 16)]
    both = any(one.find_stand(day) == Instroomstand.GELDT == two.find_stand(day) for day in days
               for one, two in [(first, second)])  # fmt: skip
    assert first.overlaps(second) == second.overlaps(first) == both
    assert not first.overlaps(Instroombesluit("X", "BU00010200", ander, einde, RAAD))
    assert not first.overlaps(Instroombesluit("Y", "BU00010100", ander, einde, RAAD))
