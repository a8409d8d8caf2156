"""From what a login or a proxy tells to a visitor with a role: nothing of it is believed that is not well formed."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InvoerFout
from woonzorg.tekst.plat import strip_onzichtbaar
from woonzorg.toegang.bezoeker import Bezoeker
from woonzorg.toegang.rollen import read_rollen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from woonzorg.instelling import Instellingen

LANGST = 200
"""Most signs of an account and of the name of a group; a name is cut off there."""

MEESTE_GROEPEN = 1000

HEENMINUTEN = 15
"""How long a browser keeps where somebody wanted to be: a login takes no longer."""

_SPELING = 300.0
"""Seconds that the clock of who logs in may be ahead of ours."""

ANONIEM = Bezoeker(waarom="U bent nog niet aangemeld.")
VERLOPEN = Bezoeker(waarom="Uw aanmelding is verlopen.")
AFGEMELD = Bezoeker(waarom="U hebt zich afgemeld.")
ZONDER_PROXY = Bezoeker(
    waarom="Deze installatie is alleen te openen via het adres dat u van de beheerder kreeg."
)
ONLEESBAAR = Bezoeker(waarom="Uw aanmelding is niet te lezen: het account ontbreekt of bevat vreemde tekens.")
ONBEVESTIGD = Bezoeker(waarom="Uw e-mailadres is niet bevestigd bij de dienst waarmee u zich aanmeldt.")
NIET_GEMELD = Bezoeker(
    waarom="De dienst waarmee u zich aanmeldt, zegt niet of uw e-mailadres is bevestigd. Vraag de beheerder om hulp."
)


def read_claims(claims: Mapping[str, Any], instellingen: Instellingen, nu: datetime) -> Bezoeker:
    """Return who a login (OpenID Connect) says is there.

    Parameters
    ----------
    claims : mapping
        As Streamlit gives them: ``is_logged_in``, and those of the identity token.
    instellingen : Instellingen
    nu : datetime

    Raises
    ------
    InvoerFout
        When the file of roles cannot be used.
    """
    if claims.get("is_logged_in") is not True:
        return ANONIEM
    if not _is_geldig(claims.get("iat"), instellingen.aanmeldduur, nu):
        return VERLOPEN
    account = _read_account(claims.get(instellingen.account_claim))
    if not account:
        return ONLEESBAAR
    refused = _refuse_adres(claims, instellingen)
    if refused:
        return refused
    groups = _read_groepen(claims.get(instellingen.groepen_claim))
    return _make_bezoeker(account, _read_naam(claims.get("name")), groups, instellingen)


def read_koppen(koppen: Mapping[str, Sequence[str]], instellingen: Instellingen) -> Bezoeker:
    """Return who a proxy says is there; the caller saw to it that the headers are the proxy's.

    Parameters
    ----------
    koppen : mapping
        By header, in small letters, all its values: one that is given twice is not believed.
    instellingen : Instellingen

    Raises
    ------
    InvoerFout
        When the file of roles cannot be used.
    """

    def one(name: str) -> str:
        values = koppen.get(name.lower(), ())
        return _decode(values[0]) if len(values) == 1 else ""

    if not koppen.get(instellingen.proxy_account.lower()):
        return ZONDER_PROXY
    account = _read_account(one(instellingen.proxy_account))
    if not account:
        return ONLEESBAAR
    groups = _read_groepen(one(instellingen.proxy_groepen).split(","))
    return _make_bezoeker(account, _read_naam(one(instellingen.proxy_naam)), groups, instellingen)


def is_proxy(adres: str, instellingen: Instellingen) -> bool:
    """Tell whether an address is that of a proxy that is trusted.

    Raises
    ------
    InvoerFout
        When the setting names what is no address.
    """
    try:
        peer = ip_address(adres)
    except ValueError:
        return False
    peer = getattr(peer, "ipv4_mapped", None) or peer
    return any(peer in network for network in _read_netten(instellingen))


def list_proxykoppen(instellingen: Instellingen) -> frozenset[str]:
    """Return the headers by which a proxy tells who is there, in small letters."""
    named = (instellingen.proxy_account, instellingen.proxy_naam, instellingen.proxy_groepen)
    return frozenset(name.lower() for name in named)


def _read_netten(instellingen: Instellingen) -> list[Any]:
    try:
        return [ip_network(text) for text in instellingen.proxy_adressen]
    except ValueError as error:
        message = "De instelling WOONZORG_PROXY_ADRESSEN klopt niet."
        raise InvoerFout(
            message, verwacht="adressen als 10.0.0.5 of 10.0.0.0/24", gevonden=str(error)
        ) from error


def _make_bezoeker(account: str, naam: str, groepen: frozenset[str], instellingen: Instellingen) -> Bezoeker:
    if instellingen.rollen is None:
        message = "De instelling WOONZORG_ROLLEN ontbreekt."
        raise InvoerFout(message, verwacht="een bestand dat zegt wie planner en wie beheerder is")
    role = read_rollen(instellingen.rollen).find(account, groepen)
    why = "" if role else "Uw account heeft in deze installatie geen rol."
    return Bezoeker(account, naam, role, gecontroleerd=True, waarom=why)


def _is_geldig(begonnen: object, uren: float, nu: datetime) -> bool:
    """Tell whether a login is not too long ago; one that does not say when it was is."""
    if isinstance(begonnen, bool) or not isinstance(begonnen, int | float):
        return False
    return -_SPELING <= nu.timestamp() - begonnen <= uren * 3600


def _refuse_adres(claims: Mapping[str, Any], instellingen: Instellingen) -> Bezoeker | None:
    """Return who an address makes that may be another's: only what the service vouches for names an account."""
    if instellingen.account_claim != "email":
        return None
    told = claims.get("email_verified")
    if told is None:
        return None if instellingen.email_ongemeld else NIET_GEMELD
    return None if str(told).lower() == "true" else ONBEVESTIGD


def _read_account(value: object) -> str:
    """Return an account; '' for what is none. Nothing is taken out of it: it would be another's."""
    text = value if isinstance(value, str) else ""
    return text if text and len(text) <= LANGST and strip_onzichtbaar(text) == text else ""


def _read_naam(value: object) -> str:
    return strip_onzichtbaar(value[: 4 * LANGST])[:LANGST] if isinstance(value, str) else ""


def _read_groepen(value: object) -> frozenset[str]:
    given = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    names = [item.strip() for item in given[:MEESTE_GROEPEN] if isinstance(item, str)]
    return frozenset(filter(None, map(_read_account, names)))


def _decode(kop: str) -> str:
    """Return a header as the text that was sent: servers read its bytes as Latin-1."""
    try:
        return kop.encode("latin-1").decode()
    except UnicodeError:
        return ""
