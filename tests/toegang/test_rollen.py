"""The file of roles: read anew each time, and nobody is taken for another by how a name is written."""

from __future__ import annotations

import pytest

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.toegang.rechten import Gebruikersrol
from woonzorg.toegang.rollen import read_rollen

LEZER, PLANNER, BEHEERDER = Gebruikersrol


@pytest.fixture
def bestand(tmp_path):
    path = tmp_path / "rollen.toml"
    path.write_text(
        'beheerder = ["Mo@Gemeente.nl"]\nplanner = ["groep:Wonen", "straße@x.nl"]\n', encoding="utf-8"
    )
    return path


@pytest.mark.parametrize(
    ("account", "groepen", "rol"),
    [
        ("mo@gemeente.nl", [], BEHEERDER),
        ("MO@GEMEENTE.NL", ["wonen"], BEHEERDER),
        ("jo@gemeente.nl", ["WONEN"], PLANNER),
        ("jo@gemeente.nl", ["wonen-anders", "groep:wonen"], LEZER),
        # An account that is called like a group has not that group's role, nor a group that is called like an account.
        ("groep:wonen", [], LEZER),
        ("an", ["mo@gemeente.nl"], LEZER),
        # Signs that fold into others.
        ("strasse@x.nl", [], LEZER),
        ("STRAẞE@X.NL", [], LEZER),
        ("straße@x.nl", [], PLANNER),
        ("mo@gemeente.nl\u200b", [], LEZER),
        ("mо@gemeente.nl", [], LEZER),  # with a Cyrillic letter
    ],
)
def test_the_highest_role_of_an_account_or_its_groups_counts(bestand, account, groepen, rol) -> None:
    assert read_rollen(bestand).find(account, groepen) == rol


def test_with_a_list_of_readers_nobody_else_comes_in_and_a_change_holds_at_once(bestand) -> None:
    assert read_rollen(bestand).find("an@elders.nl", []) == LEZER
    bestand.write_text('lezer = ["jo@gemeente.nl"]\nbeheerder = []\n', encoding="utf-8")
    assert read_rollen(bestand).find("jo@gemeente.nl", []) == LEZER
    assert read_rollen(bestand).find("an@elders.nl", []) is None
    assert read_rollen(bestand).find("mo@gemeente.nl", []) is None


def test_all_that_is_wrong_with_it_is_told_together(bestand) -> None:
    bestand.write_text('admin = ["jo"]\nplanner = "jo"\nlezer = [" groep: ", 3]\n', encoding="utf-8")
    with pytest.raises(InhoudFout) as caught:
        read_rollen(bestand)
    assert len(caught.value.bevindingen) == 3
    assert "'admin' is geen rol" in str(caught.value)
    assert "WOONZORG_ROLLEN" in str(caught.value)


@pytest.mark.parametrize(
    "raw", [b"\xff\xfea", b"\xc3(", b"planner = [", b"[" * 5000, b'a = "' + b"x" * 1_000_001]
)
def test_what_is_no_file_of_roles_lets_nobody_in(bestand, raw) -> None:
    bestand.write_bytes(raw)
    with pytest.raises(InvoerFout, match="niet te lezen"):
        read_rollen(bestand)
    bestand.unlink()
    with pytest.raises(InvoerFout, match="er niet"):
        read_rollen(bestand)
