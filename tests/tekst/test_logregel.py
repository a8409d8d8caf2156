"""A line of the log as JSON is one line, whatever its text holds."""

from __future__ import annotations

import io
import json
import logging

import pytest

from pages.bouwstenen.server import logboek
from woonzorg.tekst.logregel import Logregel


def write(level: int, text: str, *args: object, exc: bool = False) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Logregel())
    logger = logging.getLogger("proef.logregel")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.handlers[:] = [handler]
    logger.log(level, text, *args, exc_info=exc)
    return stream.getvalue()


def test_a_line_holds_when_how_grave_who_and_what() -> None:
    line = json.loads(write(logging.WARNING, "de schijf is %s", "vol"))
    assert line.keys() == {"tijd", "niveau", "bron", "tekst"}
    assert (line["niveau"], line["bron"], line["tekst"]) == ("WARNING", "proef.logregel", "de schijf is vol")
    assert line["tijd"].endswith("+00:00")


@pytest.mark.parametrize("text", ['a\n{"niveau": "INFO"}', "a\r\nb", "x\u2028y\u0085z", "\x1b[31mrood"])
def test_no_text_begins_a_line_of_its_own_or_colours_a_terminal(text: str) -> None:
    line = write(logging.INFO, "%s", text)
    assert line.splitlines() == [line.rstrip("\n")]
    assert line.isascii()
    assert "\x1b" not in line
    assert json.loads(line)["tekst"] == text


def test_an_error_tells_where_it_happened() -> None:
    try:
        raise ValueError("stuk\nen meer")
    except ValueError:
        line = write(logging.ERROR, "mislukt", exc=True)
    assert line.count("\n") == 1
    assert "ValueError: stuk" in json.loads(line)["fout"]


def test_the_house_writes_json_only_where_that_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    own = [logging.getLogger(name) for name in logboek.EIGEN]
    kept = [(list(log.handlers), log.level, log.propagate) for log in own]
    try:
        logboek.arrange_log("tekst")
        assert own[0].handlers == kept[0][0]
        logboek.arrange_log("json")
        logboek.arrange_log("json")
        logging.getLogger("woonzorg.gegevens").info("geladen")
        [line] = capsys.readouterr().err.splitlines()
        assert json.loads(line)["tekst"] == "geladen"
    finally:
        for log, (handlers, level, propagate) in zip(own, kept, strict=True):
            log.handlers[:], log.propagate = handlers, propagate
            log.setLevel(level)
