"""Urgency rules side by side, by hand."""

from __future__ import annotations

import pytest
from agendamaken import read_bestand

from woonzorg.agenda.urgentie import compare_urgentie, describe_rij
from woonzorg.fouten import GegevensFout

GEMEENTEN = {"GM1": "Aaa", "GM2": "Bbb", "GM3": "Ccc"}


def read(*lines: str):
    raw = "\n".join(["gemeente;groep;opgenomen;termijn;voorwaarden", *lines]).encode()
    return read_bestand("u.csv", raw, GEMEENTEN).urgentie


def test_what_differs_and_what_the_law_obliges_is_told():
    rows = compare_urgentie(read(
        "Aaa;vrouwenopvang;ja;6;", "GM2;vrouwenopvang;nee;;", "GM1;statushouders;ja;3;", "GM2;statushouders;ja;3;",
        "GM3;statushouders;ja;3;met een voorwaarde",
    ))  # fmt: skip
    assert [(row.groep, row.verschilt, row.wettelijk, row.strijdig) for row in rows] == [
        ("mantelzorg", False, True, ()), ("statushouders", True, False, ()), ("vrouwenopvang", True, True, ("GM2",)),
    ]  # fmt: skip
    assert describe_rij(rows[2], GEMEENTEN) == (
        "Uitstroom uit vrouwenopvang: de gemeenten verschillen (wel of niet erin); moet in elke "
        "urgentieregeling staan (visie, §3.1, noot 1); ontbreekt in die van Bbb; van 1 van de 3 gemeenten niet bekend."
    )
    assert describe_rij(rows[1], GEMEENTEN) == "Statushouders: de gemeenten verschillen (voorwaarden)."
    assert describe_rij(rows[0], GEMEENTEN) == (
        "Mantelzorgers en -ontvangers: er is niets te vergelijken; moet in elke urgentieregeling staan (visie, §3.1, "
        "noot 1); van 3 van de 3 gemeenten niet bekend."
    )


def test_another_term_is_a_difference():
    rows = compare_urgentie(read("Aaa;psychisch;ja;3;", "Bbb;psychisch;ja;6;"))
    assert {row.groep: row.verschilt for row in rows}["psychisch"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Aaa;psychisch;ja;3;woont hier", "Bbb;psychisch;ja;3;Woont  HIER"], "geen verschil gevonden"),
        (
            ["Aaa;psychisch;ja;3;woont hier", "Bbb;psychisch;ja;6;woont er twee jaar"],
            "de gemeenten verschillen (termijn en voorwaarden)",
        ),
        (["Aaa;psychisch;nee;;", "Bbb;psychisch;nee;3;x"], "geen verschil gevonden"),
        (["Aaa;psychisch;ja;3;", "Bbb;psychisch;nee;6;x"], "de gemeenten verschillen (wel of niet erin)"),
        (["Aaa;psychisch;ja;3;"], "er is niets te vergelijken"),
    ],
)
def test_only_what_is_known_and_counts_is_compared(lines, said):
    row = next(one for one in compare_urgentie(read(*lines)) if one.groep == "psychisch")
    assert describe_rij(row, GEMEENTEN).partition(": ")[2].split("; ")[0].rstrip(".") == said


def test_what_is_wrong_is_told_together():
    with pytest.raises(GegevensFout) as refused:
        read("Zzz;statushouders;misschien;0;", "Aaa;statushouders;ja;;", "GM1;statushouders;nee;;", ";;ja;;")
    told = refused.value.bevindingen
    assert [line.split(", kolom ")[1].split(":")[0] for line in told] == [
        "gemeente", "opgenomen", "termijn", "groep", "gemeente", "groep",
    ]  # fmt: skip
