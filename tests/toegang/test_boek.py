"""The book of deeds: one line of JSON each, and nothing in an account or id can make another."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from woonzorg.toegang.bezoeker import IEDEREEN, Bezoeker
from woonzorg.toegang.boek import BOEK, Afloop, format_regel, write_boek
from woonzorg.toegang.rechten import Daad, Gebruikersrol

NU = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def test_a_line_tells_when_who_what_to_which_id_and_how_it_ended() -> None:
    jo = Bezoeker("jo@gemeente.nl", "Jo Jansen", Gebruikersrol.PLANNER, gecontroleerd=True)
    told = json.loads(format_regel(jo, Daad.BEWAREN, Afloop.GEDAAN, "471ca6ce0653", NU))
    assert told == {
        "tijd": "2026-12-01T09:30:00.000+00:00", "account": "jo@gemeente.nl", "rol": "planner",
        "daad": "scenario bewaren", "kenmerk": "471ca6ce0653", "afloop": "gedaan",
    }  # fmt: skip
    nobody = json.loads(format_regel(IEDEREEN, Daad.LADEN, Afloop.MISLUKT, "", NU))
    assert (nobody["account"], nobody["kenmerk"]) == (None, None)


def test_what_is_no_id_is_left_out_and_a_hostile_account_makes_no_other_line() -> None:
    bad = Bezoeker('a"\n{"account": "mo"}\u2028\x1b[2J\ud800')
    for mark in ('x"\ny', "een vrije tekst", "<b>", "x" * 81, "../etc", "\u0665"):
        line = format_regel(bad, Daad.REAGEREN, Afloop.GEWEIGERD, mark, NU)
        assert line.isascii()
        assert line.isprintable()
        assert json.loads(line)["kenmerk"] is None
        assert json.loads(line)["account"] == bad.account


def test_the_lines_reach_the_error_stream_and_stand_alone_on_it(capsys, monkeypatch) -> None:
    monkeypatch.setattr(BOEK, "handlers", [])
    for _ in range(2):
        write_boek(IEDEREEN, Daad.LADEN, Afloop.GEDAAN, "parkstad")
    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["kenmerk"] for line in lines] == ["parkstad", "parkstad"]
    assert len(BOEK.handlers) == 1
    assert BOEK.level == logging.INFO
