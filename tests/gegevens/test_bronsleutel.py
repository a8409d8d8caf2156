"""The key of a source: three parts that are one text in a manifest, read and written at one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.gegevens.bronsleutel import Bronsleutel

NAMEN = st.text(st.characters(exclude_characters=":-"), max_size=12)


@pytest.mark.parametrize(
    ("tekst", "delen"),
    [
        ("ses_woa:85900NED", ("ses_woa", "85900NED", "")),
        ("leefbaarometer:2024-1f3a9c02", ("leefbaarometer", "2024", "1f3a9c02")),
        ("grenzen:bestand", ("grenzen", "bestand", "")),
        ("proef", ("proef", "", "")),
    ],
)
def test_the_text_of_stored_manifests_is_three_parts(tekst: str, delen: tuple[str, str, str]) -> None:
    read = Bronsleutel.parse(tekst)
    assert (read.bron, read.tabel, read.deel) == delen
    assert str(read) == tekst
    assert str(read.geheel) == tekst.split("-", maxsplit=1)[0]


@given(NAMEN, NAMEN, st.text(max_size=12))
def test_what_is_written_is_read_back_and_two_keys_never_share_a_text(
    bron: str, tabel: str, deel: str
) -> None:
    key = Bronsleutel(bron, tabel, deel)
    assert Bronsleutel.parse(str(key)) == key
    assert key.geheel == Bronsleutel(bron, tabel)
