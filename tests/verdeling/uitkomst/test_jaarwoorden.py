"""Each sentence on the years names its measure, and none says 'geen enkel' beside a line that rises."""

from __future__ import annotations

import dataclasses

import pytest

from woonzorg.verdeling.jaren.reeks import Jaarlijn
from woonzorg.verdeling.uitkomst.jaarwoorden import NIET_TE_BEPALEN, PLAATSVERVANGER, list_jaarzinnen

QUIET = Jaarlijn(
    (), {}, {}, {}, 0.25, plaatsvervanger=True, te_vol=(), maatstaf="het kenmerk laag inkomen (2023)", q=1.5
)


def tell(*lines):
    return " ".join(list_jaarzinnen(lines))


def test_the_measure_and_the_share_are_named():
    told = tell(QUIET, QUIET)
    assert told.startswith(
        "Maatstaf: het kenmerk laag inkomen (2023). Een concentratie is een gebied met minstens 100 huishoudens en "
        "minstens 1,5 keer het aandeel in de regio."
    )
    assert (
        "nu wordt geen enkel gebied een concentratie, ook niet als het plan elk jaar geheel wordt uitgevoerd."
        in told
    )
    assert "houdt" not in told  # nothing is held back
    assert "Ook gemeten naar het aandeel van het jaar wordt geen enkel gebied een concentratie." in told
    assert told.endswith(PLAATSVERVANGER)


def test_what_enters_against_the_share_of_the_year_is_told_beside_what_the_rule_holds_back():
    line = dataclasses.replace(
        QUIET,
        nieuw_jaar={"BU00010001": 2031, "BU00010002": 2033},
        zonder_rem={"BU00010001": 2029, "WK000100": 2030},
    )
    told = tell(QUIET, line)
    assert "van het jaar worden een concentratie: 2 buurten." in told
    assert "Daarom kan die lijn stijgen." in told
    assert "de regel 'geen verplaatsing' houdt dat elk jaar tegen." in told
    assert "van deze gebieden een concentratie maken: 1 buurt en 1 wijk." in told
    assert "van het jaar wordt geen enkel" not in told


@pytest.mark.parametrize(
    ("field", "share"), [("terug", "het aandeel nu"), ("terug_jaar", "het aandeel van het jaar")]
)
def test_areas_that_come_back_are_told_with_their_measure(field, share):
    told = tell(dataclasses.replace(QUIET, **{field: {"BU00010003": 2035}}))
    assert f"Een tijd geen concentratie en daarna weer wel, naar {share}: 1 buurt." in told
    assert "daarna weer" not in tell(QUIET)


def test_what_would_enter_against_the_share_now_is_never_told_as_none():
    told = tell(dataclasses.replace(QUIET, nieuw={"GM0001": 2030}))
    assert "Gemeten naar het aandeel nu worden een concentratie: 1 gemeente." in told
    assert "nu wordt geen enkel" not in told


def test_without_anything_to_count_by_nothing_is_called_none():
    assert list_jaarzinnen([dataclasses.replace(QUIET, maatstaf="")]) == [NIET_TE_BEPALEN]
