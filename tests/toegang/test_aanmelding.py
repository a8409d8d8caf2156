"""From claims and headers to a visitor: hostile ones let nobody in, and nobody becomes another."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from woonzorg.fouten import InvoerFout
from woonzorg.instelling import Instellingen
from woonzorg.toegang.aanmelding import (
    ANONIEM,
    MEESTE_GROEPEN,
    NIET_GEMELD,
    ONBEVESTIGD,
    ONLEESBAAR,
    VERLOPEN,
    ZONDER_PROXY,
    is_proxy,
    list_proxykoppen,
    read_claims,
    read_koppen,
)
from woonzorg.toegang.rechten import Gebruikersrol

NU = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
IAT = NU.timestamp() - 60
JO = {"is_logged_in": True, "iat": IAT, "email": "jo@gemeente.nl", "email_verified": True, "name": "Jo"}


@pytest.fixture
def regels(tmp_path):
    path = tmp_path / "rollen.toml"
    path.write_text('beheerder = ["mo@gemeente.nl"]\nplanner = ["groep:wonen"]\n', encoding="utf-8")
    return Instellingen(
        aanmelden="oidc", rollen=path, proxy_adressen=("127.0.0.1", "10.1.0.0/16", "fd00::/8"), aanmeldduur=12
    )


def test_claims_give_account_name_and_role(regels) -> None:
    found = read_claims(JO | {"groups": ["wonen"]}, regels, NU)
    assert (found.account, found.naam, found.rol) == ("jo@gemeente.nl", "Jo", Gebruikersrol.PLANNER)
    assert found.gecontroleerd
    assert read_claims(JO, regels, NU).rol == Gebruikersrol.LEZER
    assert read_claims(JO | {"email": "Mo@gemeente.nl"}, regels, NU).rol == Gebruikersrol.BEHEERDER


@pytest.mark.parametrize(
    ("anders", "wie"),
    [
        ({"is_logged_in": False}, ANONIEM),
        ({"is_logged_in": "true"}, ANONIEM),
        ({"is_logged_in": 1}, ANONIEM),
        ({"iat": None}, VERLOPEN),
        ({"iat": True}, VERLOPEN),
        ({"iat": str(IAT)}, VERLOPEN),
        ({"iat": math.nan}, VERLOPEN),
        ({"iat": math.inf}, VERLOPEN),
        ({"iat": IAT + 3600}, VERLOPEN),
        ({"iat": IAT - 12 * 3600}, VERLOPEN),
        ({"email": None}, ONLEESBAAR),
        ({"email": ""}, ONLEESBAAR),
        ({"email": ["mo@gemeente.nl"]}, ONLEESBAAR),
        ({"email": {"$ne": ""}}, ONLEESBAAR),
        ({"email": "mo@gemeente.nl\u200b"}, ONLEESBAAR),
        ({"email": "mo@gemeente.nl\x00"}, ONLEESBAAR),
        ({"email": "\u202emo@gemeente.nl"}, ONLEESBAAR),
        ({"email": " mo@gemeente.nl"}, ONLEESBAAR),
        ({"email": "mo@gemeente.nl\n{}"}, ONLEESBAAR),
        ({"email": "m\N{KELVIN SIGN}@gemeente.nl"}, ONLEESBAAR),
        ({"email": "x" * 201}, ONLEESBAAR),
        ({"email_verified": False}, ONBEVESTIGD),
        ({"email_verified": "False"}, ONBEVESTIGD),
        ({"email_verified": ""}, ONBEVESTIGD),
        ({"email_verified": 0}, ONBEVESTIGD),
        ({"email_verified": 1}, ONBEVESTIGD),
        ({"email_verified": [True]}, ONBEVESTIGD),
        ({"email_verified": None}, NIET_GEMELD),
    ],
)
def test_claims_that_are_not_well_formed_let_nobody_in(regels, anders, wie) -> None:
    found = read_claims(JO | anders, regels, NU)
    assert found == wie
    assert found.rol is None


def test_an_address_of_which_nobody_says_that_it_is_confirmed_counts_where_the_setting_says_so(
    regels,
) -> None:
    silent = {name: told for name, told in JO.items() if name != "email_verified"}
    assert read_claims(silent, regels, NU) == NIET_GEMELD
    trusting = replace(regels, email_ongemeld=True)
    assert read_claims(silent, trusting, NU).rol == Gebruikersrol.LEZER
    assert read_claims(silent | {"email_verified": False}, trusting, NU) == ONBEVESTIGD
    assert read_claims(JO | {"email_verified": "true"}, regels, NU).rol == Gebruikersrol.LEZER


def test_another_claim_can_name_account_and_groups(regels) -> None:
    other = Instellingen(rollen=regels.rollen, account_claim="sub", groepen_claim="roles")
    claims = JO | {"sub": "mo@gemeente.nl", "roles": "wonen", "groups": ["x"], "email_verified": False}
    assert read_claims(claims, other, NU).rol == Gebruikersrol.BEHEERDER
    assert read_claims(claims | {"sub": "8"}, other, NU).rol == Gebruikersrol.PLANNER


@pytest.mark.parametrize(
    "groepen",
    [None, 3, {"wonen": True}, "wonen,x", ["wonen\x00"], [["wonen"]], ["x"] * MEESTE_GROEPEN + ["wonen"]],
)
def test_groups_that_are_not_well_formed_give_no_role(regels, groepen) -> None:
    assert read_claims(JO | {"groups": groepen}, regels, NU).rol == Gebruikersrol.LEZER


def test_a_hostile_name_is_cut_and_shown_without_what_cannot_be_seen(regels) -> None:
    found = read_claims(JO | {"name": "<script>\u202e\x1b[31m" + "ë" * 5000}, regels, NU)
    assert found.naam == "<script>[31m" + "ë" * (200 - 12)
    assert read_claims(JO | {"name": {"a": 1}}, regels, NU).weergave == "jo@gemeente.nl"


def test_headers_of_the_proxy_give_account_name_and_role(regels) -> None:
    told = {
        "x-forwarded-email": ["jo@gemeente.nl"],
        "x-forwarded-preferred-username": ["Joëlle".encode().decode("latin-1")],
        "x-forwarded-groups": ["x, wonen"],
    }
    found = read_koppen(told, regels)
    assert (found.account, found.naam, found.rol) == ("jo@gemeente.nl", "Joëlle", Gebruikersrol.PLANNER)
    # One that is given twice came by another way too: which of the two is the proxy's is not known.
    assert (
        read_koppen(told | {"x-forwarded-email": ["jo@gemeente.nl", "mo@gemeente.nl"]}, regels) == ONLEESBAAR
    )
    assert read_koppen(told | {"x-forwarded-groups": ["x", "wonen"]}, regels).rol == Gebruikersrol.LEZER
    assert read_koppen(told | {"x-forwarded-email": ["\xff\xfe"]}, regels) == ONLEESBAAR
    assert read_koppen(told | {"x-forwarded-email": [""]}, regels) == ONLEESBAAR
    assert read_koppen({}, regels) == ZONDER_PROXY


@pytest.mark.parametrize(
    ("adres", "is_van"),
    [
        ("127.0.0.1", True),
        ("::ffff:127.0.0.1", True),
        ("10.1.255.3", True),
        ("fd00::1", True),
        ("10.2.0.1", False),
        ("127.0.0.2", False),
        ("::1", False),
        ("", False),
        ("localhost", False),
        ("10.1.0.1, 8.8.8.8", False),
        ("fe80::1%eth0", False),
    ],
)
def test_only_an_address_of_the_proxy_is_trusted(regels, adres, is_van) -> None:
    assert is_proxy(adres, regels) is is_van
    assert not is_proxy(adres, Instellingen())


def test_a_setting_that_is_no_address_is_refused_and_a_file_that_lacks_lets_nobody_in(regels) -> None:
    with pytest.raises(InvoerFout, match="WOONZORG_PROXY_ADRESSEN"):
        is_proxy("10.1.0.1", Instellingen(proxy_adressen=("10.1.0.0/8",)))
    with pytest.raises(InvoerFout, match="WOONZORG_ROLLEN"):
        read_claims(JO, Instellingen(), NU)
    regels.rollen.unlink()
    with pytest.raises(InvoerFout, match="rollen"):
        read_claims(JO, regels, NU)


def test_each_header_that_says_who_is_there_is_guarded() -> None:
    given = Instellingen(proxy_account="X-Wie", proxy_groepen="X-Groep")
    assert list_proxykoppen(given) == {"x-wie", "x-forwarded-preferred-username", "x-groep"}
