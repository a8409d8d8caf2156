"""Sentences that are told where they hold."""

from __future__ import annotations

from woonzorg.tekst.melding import Zin, list_geldend


def test_only_what_holds_is_told_in_order_and_once() -> None:
    said = (Zin(True, "B."), Zin(False, "A."), Zin(True, "C."), Zin(True, "B."))
    assert list_geldend(said) == ["B.", "C."]
    assert list_geldend(()) == []
    assert list_geldend([Zin(False, "A.")]) == []
