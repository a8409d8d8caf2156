"""Each promise to who runs an installation is held by a test, or says why there is none."""

from __future__ import annotations

import re
import tomllib

import pytest

from woonzorg.instelling import WERKMAP

TESTS = WERKMAP / "tests"
BELOFTEN = tomllib.loads((TESTS / "documentatie" / "beloften.toml").read_text(encoding="utf-8"))


def list_stukken() -> list[str]:
    """Return each paragraph, point of a list and row of a table that somebody wrote, on one line."""
    text = (WERKMAP / "docs" / "beheer.md").read_text(encoding="utf-8")
    text = re.sub(
        r"```.*?```|<!-- (\w+) -->.*?<!-- /\1 -->|^#[^\n]*$", "\n\n", text, flags=re.DOTALL | re.MULTILINE
    )
    pieces = re.split(r"\n\s*\n|\n(?=- |\d\. |\| )", text)
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def test_each_piece_has_its_line_and_each_line_its_piece() -> None:
    pieces = list_stukken()
    assert [piece for piece in pieces if sum(piece.startswith(line) for line in BELOFTEN) != 1] == []
    assert [line for line in BELOFTEN if sum(piece.startswith(line) for piece in pieces) != 1] == []


@pytest.mark.parametrize("line", BELOFTEN)
def test_its_tests_exist_or_a_reason_is_given(line: str) -> None:
    named = BELOFTEN[line].get("tests", [])
    assert named or BELOFTEN[line].get("geen")
    for place in named:
        path, _, name = place.partition("::")
        assert f"def {name}(" in (TESTS / path).read_text(encoding="utf-8"), place
