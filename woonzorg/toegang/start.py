"""What must be there before anybody can log in, told together when the server starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.instelling import GEEN, OIDC, PROXY
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.toegang.aanmelding import is_proxy
from woonzorg.toegang.rollen import read_rollen

if TYPE_CHECKING:
    from woonzorg.instelling import Instellingen

KORTST_GEHEIM = 32
"""Fewest signs of the secret with which a login is signed (aanname: 128 bits as hexadecimal digits)."""

_NODIG = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_BESTAND = "secrets.toml, onder [auth]"
_GELOOFD = "FORWARDED_ALLOW_IPS"
"""Whose word on where a request comes from the web server believes, before we see the request."""


def check_aanmelden(
    instellingen: Instellingen, auth: Mapping[str, object], environ: Mapping[str, str] | None = None
) -> None:
    """See to it that logging in can work, and cannot be got around.

    Parameters
    ----------
    instellingen : Instellingen
    auth : mapping
        The secrets of Streamlit's login; empty for none.
    environ : mapping, optional
        The environment by default.

    Raises
    ------
    InhoudFout
        With all that is wrong.
    """
    if instellingen.aanmelden == GEEN:
        _check_open(instellingen, auth)
        return
    wrong = [*_list_rollen(instellingen)]
    wrong += _list_oidc(auth) if instellingen.aanmelden == OIDC else []
    wrong += (
        _list_proxy(instellingen, os.environ if environ is None else environ)
        if instellingen.aanmelden == PROXY
        else []
    )
    if wrong:
        message = f"Aanmelden kan niet zoals het is ingesteld (WOONZORG_AANMELDEN={instellingen.aanmelden})."
        raise InhoudFout(
            message, wrong, remedie="Verbeter dit en start opnieuw. Tot dan kan niemand naar binnen."
        )


def _check_open(instellingen: Instellingen, auth: Mapping[str, object]) -> None:
    """Refuse to open all to everybody where something says that logins were meant."""
    told = list_geldend((
        Zin(instellingen.rollen is not None, "de instelling WOONZORG_ROLLEN noemt een bestand met rollen"),
        Zin(bool(instellingen.proxy_adressen), "de instelling WOONZORG_PROXY_ADRESSEN noemt een proxy"),
        Zin(_has_aanbieder(auth), f"in {_BESTAND} staat een aanbieder"),
    ))  # fmt: skip
    if told:
        message = "Aanmelden is half ingesteld: met WOONZORG_AANMELDEN=geen kan iedereen alles."
        remedy = "Kies WOONZORG_AANMELDEN=oidc of proxy, of haal dit weg. Start dan opnieuw."
        raise InhoudFout(message, told, remedie=remedy)


def _has_aanbieder(auth: Mapping[str, object]) -> bool:
    """Tell whether a login is named, at the head or under a name of its own."""
    return any(
        str(part.get(name, "")).strip()
        for part in (auth, *(value for value in auth.values() if isinstance(value, Mapping)))
        for name in ("client_id", "server_metadata_url")
    )


def _list_rollen(instellingen: Instellingen) -> list[str]:
    if instellingen.rollen is None:
        return [
            "de instelling WOONZORG_ROLLEN ontbreekt: een bestand dat zegt wie planner en wie beheerder is"
        ]
    try:
        read_rollen(instellingen.rollen)
    except InvoerFout as error:
        return [str(error)]
    return []


def _list_oidc(auth: Mapping[str, object]) -> list[str]:
    absent = [name for name in _NODIG if not str(auth.get(name, "")).strip()]
    secret, back = str(auth.get("cookie_secret", "")), str(auth.get("redirect_uri", ""))
    return list_geldend((
        Zin(not has_authlib(), "het pakket Authlib (1.3.2 of nieuwer) ontbreekt: pip install 'woonzorg[login]'"),
        Zin(bool(absent), f"in {_BESTAND} ontbreekt {', '.join(absent)}"),
        Zin(bool(secret) and len(secret) < KORTST_GEHEIM,
            f"cookie_secret in {_BESTAND} heeft minder dan {KORTST_GEHEIM} tekens"),
        Zin(bool(back) and not back.endswith("/oauth2callback"),
            f"redirect_uri in {_BESTAND} eindigt niet op /oauth2callback"),
    ))  # fmt: skip


def has_authlib() -> bool:
    """Tell whether the package is there that Streamlit's login rests on."""
    try:
        found = version("Authlib")
    except PackageNotFoundError:
        return False
    numbers = [int(part) for part in found.split(".")[:3] if part.isdecimal()]
    return numbers >= [1, 3, 2]


def _list_proxy(instellingen: Instellingen, environ: Mapping[str, str]) -> list[str]:
    try:
        is_proxy("127.0.0.1", instellingen)
    except InvoerFout as error:
        return [str(error)]
    return list_geldend((
        Zin(not instellingen.proxy_adressen,
            "de instelling WOONZORG_PROXY_ADRESSEN ontbreekt: het adres waar de proxy vandaan vraagt"),
        Zin(environ.get(_GELOOFD) != "",
            f"de variabele {_GELOOFD} moet er zijn en leeg zijn: anders is niet te zien wie werkelijk vraagt"),
    ))  # fmt: skip
