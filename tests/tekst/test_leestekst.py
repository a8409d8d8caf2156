"""Text and JSON as people save them; what is wrong is told in Dutch, with its place."""

from __future__ import annotations

import json
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.tekst.leestekst import TekstFout, decode_tekst, find_reuzen, parse_json

ENGELS = re.compile(
    r"\b(Expecting|Extra data|codec|byte 0x|delimiter|column|line|Invalid|Unterminated|char|limit)\b"
)
WAARDE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | st.floats(-1e14, 1e14) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    assert decode_tekst("één".encode(encoding)) == "één"
    assert parse_json('{"naam": "één"}'.encode(encoding)) == {"naam": "één"}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "het bestand is leeg"), (b'{"a": ', "houdt te vroeg op"),
        (b'{"a": "x', "houdt te vroeg op|hoort hier niet"),
        (b'{"a":\n x}', "regel 2, teken 2: 'x' hoort hier niet"), (b"[1,]", "hoort hier niet"), (b"1 2", "teken 3"),
        (b'{"a": NaN}', "NaN is geen getal"), (b"[-Infinity]", "-Infinity is geen getal"),
        (b"\xe9", "geen tekst in UTF-8"),
        (b"a\0", "geen tekst"), (b'{"a": 1, "b": 2, "b": 3}', "'b' staat er twee keer"),
        (b'["\\ud800"]', "half teken"), (b"9" * 400, "een getal van 400 cijfers is te groot"),
        (b"9" * 5000, "een getal van 5000 cijfers"), (b"[" * 100 + b"]" * 100, "hoogstens 60 niveaus"),
        (b"[" * 100_000, "hoogstens 60 niveaus|houdt te vroeg op"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "60 niveaus"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_told_in_dutch(raw: bytes, words: str) -> None:
    with pytest.raises(TekstFout, match=words) as caught:
        parse_json(raw)
    assert ENGELS.search(str(caught.value)) is None


@given(WAARDE)
def test_json_is_read_as_it_was_written(value: object) -> None:
    for ascii_only in (True, False):
        assert parse_json(json.dumps(value, ensure_ascii=ascii_only).encode()) == value
    assert find_reuzen(value) == []


@given(
    st.binary(max_size=60)
    | st.text(alphabet='{}[]",:0123456789truefalsn\\ -.eE', max_size=60).map(str.encode)
)
def test_nothing_but_a_told_reason_comes_out(raw: bytes) -> None:
    with suppress(TekstFout):
        parse_json(raw)


def test_numbers_too_large_to_count_anything_are_named_by_place() -> None:
    content = {"a": [1, 10**15], "b": {"c": 1e400, "d": -(10**20)}, "e": True, "f": 10**15 - 1}
    assert find_reuzen(content) == ["a.1", "b.c", "b.d"]
