"""The signature of a request to an object store (AWS Signature Version 4); the key itself is never sent.

By hand, as pyarrow's file system of S3 lets a condition on a write fall away unseen, and the usual clients do not go
together with what the app needs.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_SOORT = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Sleutelpaar:
    """The key of an object store, from the environment only.

    Attributes
    ----------
    naam : str
        Its public half.
    geheim : str
        Its secret half; shown nowhere, also not when the pair itself is.
    sessie : str
        Token of a temporary key; '' for one that stays.
    """

    naam: str
    geheim: str = field(repr=False)
    sessie: str = field(default="", repr=False)


@dataclass(frozen=True)
class Verzoek:
    """A request as it is signed.

    Attributes
    ----------
    methode, host, pad : str
        The path with a slash first, not encoded.
    vraag : mapping
        Parameters of the address.
    koppen : mapping
        Headers that are signed too, beside those that signing adds.
    sha256 : str
        Hash of the content.
    """

    methode: str
    host: str
    pad: str
    vraag: Mapping[str, str]
    koppen: Mapping[str, str]
    sha256: str

    @property
    def adres(self) -> str:
        """Path and parameters as they go into the address: in the one way of writing that is signed."""
        query = "&".join(f"{_quote(name)}={_quote(value)}" for name, value in sorted(self.vraag.items()))
        return quote(self.pad, safe="/-_.~") + (f"?{query}" if query else "")


def _quote(tekst: str) -> str:
    return quote(tekst, safe="-_.~")


def sign(verzoek: Verzoek, sleutel: Sleutelpaar, streek: str, nu: dt.datetime) -> dict[str, str]:
    """Return all headers of a request, its signature among them.

    Parameters
    ----------
    verzoek : Verzoek
    sleutel : Sleutelpaar
    streek : str
        Region of the service.
    nu : datetime
        In UTC; the service refuses what differs much from its own clock.
    """
    moment = nu.strftime("%Y%m%dT%H%M%SZ")
    token = {"x-amz-security-token": sleutel.sessie} if sleutel.sessie else {}
    told = {"host": verzoek.host, "x-amz-content-sha256": verzoek.sha256, "x-amz-date": moment} | token
    headers = told | {name.lower(): value.strip() for name, value in verzoek.koppen.items()}
    names = ";".join(sorted(headers))
    path, _, query = verzoek.adres.partition("?")
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = f"{verzoek.methode}\n{path}\n{query}\n{lines}\n{names}\n{verzoek.sha256}"
    scope = f"{moment[:8]}/{streek}/s3/aws4_request"
    text = f"{_SOORT}\n{moment}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = _mac(_make_dagsleutel(sleutel, scope), text).hex()
    return headers | {
        "authorization": f"{_SOORT} Credential={sleutel.naam}/{scope},SignedHeaders={names},Signature={signature}"
    }


def _make_dagsleutel(sleutel: Sleutelpaar, scope: str) -> bytes:
    key = f"AWS4{sleutel.geheim}".encode()
    for part in scope.split("/"):
        key = _mac(key, part)
    return key


def _mac(sleutel: bytes, tekst: str) -> bytes:
    return hmac.new(sleutel, tekst.encode(), hashlib.sha256).digest()
