"""What must be there before anybody can log in: all that lacks is told together."""

from __future__ import annotations

import pytest

from woonzorg.fouten import InhoudFout
from woonzorg.instelling import Instellingen
from woonzorg.toegang import start
from woonzorg.toegang.start import check_aanmelden

AUTH = {
    "redirect_uri": "https://woonzorg.gemeente.nl/oauth2callback", "cookie_secret": "0123456789abcdef" * 2,
    "client_id": "woonzorg", "client_secret": "x", "server_metadata_url": "https://aanmelden.gemeente.nl/",
}  # fmt: skip


@pytest.fixture
def rollen(tmp_path):
    path = tmp_path / "rollen.toml"
    path.write_text('beheerder = ["mo"]\n', encoding="utf-8")
    return path


def list_fouten(instellingen, auth, environ=None) -> list[str]:
    with pytest.raises(InhoudFout, match="Tot dan kan niemand naar binnen") as caught:
        check_aanmelden(instellingen, auth, environ or {})
    return caught.value.bevindingen


def test_without_logins_nothing_is_asked() -> None:
    check_aanmelden(Instellingen(), {}, {})


@pytest.mark.parametrize(
    "auth",
    [
        AUTH,
        {"client_id": "woonzorg"},
        {"gemeente": {"server_metadata_url": "https://aanmelden.gemeente.nl/"}},
    ],
)
def test_logins_that_were_meant_and_not_chosen_keep_all_from_being_open(rollen, auth) -> None:
    settings = Instellingen(rollen=rollen, proxy_adressen=("10.0.0.5",))
    with pytest.raises(InhoudFout, match="half ingesteld") as caught:
        check_aanmelden(settings, auth, {})
    assert [
        word in line
        for word, line in zip(("ROLLEN", "PROXY_ADRESSEN", "[auth]"), caught.value.bevindingen, strict=True)
    ] == [True] * 3
    check_aanmelden(Instellingen(), {"cookie_secret": "x"}, {})


def test_a_login_asks_for_secrets_a_long_secret_authlib_and_roles(rollen, monkeypatch) -> None:
    check_aanmelden(Instellingen(aanmelden="oidc", rollen=rollen), AUTH, {})
    told = list_fouten(
        Instellingen(aanmelden="oidc"), {"cookie_secret": "kort", "redirect_uri": "https://x/y"}
    )
    assert [
        word in " ".join(told) for word in ("WOONZORG_ROLLEN", "client_id", "32 tekens", "/oauth2callback")
    ]
    assert len(told) == 4
    monkeypatch.setattr(start, "version", lambda _: "1.3.1")
    [told] = list_fouten(Instellingen(aanmelden="oidc", rollen=rollen), AUTH)
    assert "pip install 'woonzorg[login]'" in told

    def is_absent(_: str) -> str:
        raise start.PackageNotFoundError

    monkeypatch.setattr(start, "version", is_absent)
    assert len(list_fouten(Instellingen(aanmelden="oidc", rollen=rollen), AUTH)) == 1
    monkeypatch.setattr(start, "version", lambda _: "1.10.0rc1")
    check_aanmelden(Instellingen(aanmelden="oidc", rollen=rollen), AUTH, {})


def test_a_proxy_asks_for_its_addresses_and_that_nobody_else_says_where_a_request_comes_from(rollen) -> None:
    settings = Instellingen(aanmelden="proxy", rollen=rollen, proxy_adressen=("10.0.0.5",))
    check_aanmelden(settings, {}, {"FORWARDED_ALLOW_IPS": ""})
    for environ in ({}, {"FORWARDED_ALLOW_IPS": "*"}, {"FORWARDED_ALLOW_IPS": "127.0.0.1"}):
        [told] = list_fouten(settings, {}, environ)
        assert "FORWARDED_ALLOW_IPS" in told
    told = list_fouten(Instellingen(aanmelden="proxy", rollen=rollen), {}, {"FORWARDED_ALLOW_IPS": ""})
    assert "WOONZORG_PROXY_ADRESSEN" in told[0]
    wrong = Instellingen(aanmelden="proxy", rollen=rollen, proxy_adressen=("proxy.local",))
    assert "WOONZORG_PROXY_ADRESSEN klopt niet" in list_fouten(wrong, {}, {"FORWARDED_ALLOW_IPS": ""})[0]
    rollen.write_text("x", encoding="utf-8")
    assert len(list_fouten(wrong, {}, {})) == 2
