"""Requests to an object store (S3): read, list, write, and write on a condition; each signed, none with a secret in it.

The key comes from the environment (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, ``AWS_SESSION_TOKEN``), anew at
each request, and goes nowhere else: not into an address, a message or the log.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import requests

from woonzorg.fouten import OpslagFout
from woonzorg.gegevens.handtekening import Sleutelpaar, Verzoek, sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from woonzorg.tekst.objectadres import Objectadres

SLEUTELNAMEN = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
_SESSIE = "AWS_SESSION_TOKEN"

_LEEG = hashlib.sha256(b"").hexdigest()
_GEDULD = (3.05, 10.0)
"""Seconds to wait for a connection, and for a store that says nothing."""

_BROK = 1 << 20
_PLAT = {"Accept-Encoding": "identity"}
_MEESTE_BLADEN = 100
"""Pages of a thousand names that are asked at most: a store with more is not one of ours."""

_REMEDIE = "Kijk of de objectopslag werkt en of WOONZORG_MOMENTOPNAMEN en de sleutel kloppen."
_WEIGERINGEN = {
    400: "zij begrijpt het verzoek niet",
    403: "de sleutel klopt niet, is verlopen, of mag dit niet",
    404: "de emmer of het bestand is er niet",
    501: "zij kan niet schrijven op een voorwaarde",
}


_DRUK = frozenset({408, 429})
"""What is refused for now only, as every status from 500: the store is away."""

_TE_VEEL = "er staan meer dan honderdduizend bestanden"
_ONLEESBAAR = "zij geeft een lijst die niet te lezen is"
_TRAAG = "zij antwoordt niet op tijd"
_AFGEBROKEN = "er is geen verbinding, of zij brak af"


class OpslagStoring(OpslagFout):
    """The object store cannot be reached, or refuses."""


class WeigerFout(OpslagStoring):
    """The store answers, and refuses this one request: of all else that says nothing."""


class VoorwaardeFout(OpslagFout):
    """Something was written in between: the condition of a write no longer holds."""


@dataclass(frozen=True)
class Voorwerp:
    """What stands in the list of an object store.

    Attributes
    ----------
    merk : str
        The mark (ETag) of its content.
    grootte : int
        Bytes.
    tijd : str
        When it was written, as the store tells (ISO 8601).
    """

    merk: str
    grootte: int
    tijd: str


class Objectdienst:
    """The requests to one store.

    Parameters
    ----------
    adres : Objectadres
    """

    def __init__(self, adres: Objectadres) -> None:
        self.adres = adres

    def read(self, naam: str) -> tuple[bytes, str] | None:
        """Return the content of an object and its mark; None where there is none.

        Raises
        ------
        OpslagStoring
        """
        with self._ask("GET", naam, goed=(200, 404)) as answer:
            if answer.status_code == 200:
                return answer.content, answer.headers.get("ETag", "")
            self._check_emmer(answer)
            return None

    def fetch(self, naam: str, doel: Path) -> str | None:
        """Write the content of an object to a file, and return its sha256; None where there is none.

        Raises
        ------
        WeigerFout
            When the store refuses this object.
        OpslagStoring
            When the store is away.
        OSError
            When the disk refuses.
        """
        sha256 = hashlib.sha256()
        with self._ask("GET", naam, goed=(200, 404)) as answer:
            if answer.status_code == 404:
                self._check_emmer(answer)
                return None
            with doel.open("wb") as file:
                for chunk in answer.iter_content(_BROK):
                    sha256.update(chunk)
                    file.write(chunk)
        return sha256.hexdigest()

    def write(self, naam: str, inhoud: bytes | Path, voorwaarde: Mapping[str, str] | None = None) -> None:
        """Write an object, whole or not at all.

        Parameters
        ----------
        naam : str
        inhoud : bytes or Path
        voorwaarde : mapping, optional
            ``If-None-Match: *`` (it is not there yet), or ``If-Match`` with the mark that it must still have.

        Raises
        ------
        VoorwaardeFout
            When the condition does not hold, or another writes at the same moment.
        OpslagStoring
        """
        sha256 = _hash(inhoud)
        goed = (200, 201, 204, 404, 409, 412) if voorwaarde else (200, 201, 204)
        with self._ask("PUT", naam, inhoud=inhoud, sha256=sha256, koppen=voorwaarde, goed=goed) as answer:
            if answer.status_code in {404, 409, 412}:
                self._check_emmer(answer)
                message = "In de objectopslag is intussen iets anders geschreven."
                raise VoorwaardeFout(message, remedie="Kijk wat nu in gebruik is en probeer het opnieuw.")

    def list_namen(self) -> dict[str, Voorwerp]:
        """Return all objects of this address, by name.

        Raises
        ------
        OpslagStoring
        """
        found: dict[str, Voorwerp] = {}
        token = ""
        for _ in range(_MEESTE_BLADEN):
            asked = {"list-type": "2", "prefix": self.adres.begin}
            with self._ask(
                "GET", None, vraag=asked | ({"continuation-token": token} if token else {})
            ) as answer:
                page, token = self._read_bladzijde(answer.content)
            found |= page
            if not token:
                return found
        raise self._make_storing(_TE_VEEL)

    def _read_bladzijde(self, tekst: bytes) -> tuple[dict[str, Voorwerp], str]:
        try:
            root = ET.fromstring(tekst)  # noqa: S314  of the store that the installation names
            for node in root.iter():
                node.tag = node.tag.rpartition("}")[2]
            found = {
                (line.findtext("Key") or "").removeprefix(self.adres.begin): Voorwerp(
                    line.findtext("ETag") or "",
                    int(line.findtext("Size") or 0),
                    line.findtext("LastModified") or "",
                )
                for line in root.iter("Contents")
            }
        except (ET.ParseError, ValueError) as error:
            raise self._make_storing(_ONLEESBAAR) from error
        return found, root.findtext("NextContinuationToken") or ""

    @contextmanager
    def _ask(
        self,
        methode: str,
        naam: str | None,
        *,
        vraag: Mapping[str, str] | None = None,
        inhoud: bytes | Path = b"",
        sha256: str = _LEEG,
        koppen: Mapping[str, str] | None = None,
        goed: tuple[int, ...] = (200,),
    ) -> Iterator[requests.Response]:
        path = f"/{self.adres.emmer}" + ("" if naam is None else f"/{self.adres.begin}{naam}")
        host = urlsplit(self.adres.endpoint).netloc
        request = Verzoek(methode, host, path, vraag or {}, koppen or {}, sha256)
        try:
            with requests.Session() as session, _open(inhoud) as body:
                # No name or password from a .netrc: it would take the place of the signature.
                session.auth = lambda prepared: prepared
                headers = sign(request, read_sleutel(), self.adres.streek, dt.datetime.now(dt.UTC))
                url = self.adres.endpoint + request.adres
                with session.request(
                    methode,
                    url,
                    headers=headers | _PLAT,
                    data=body,
                    timeout=_GEDULD,
                    stream=True,
                    allow_redirects=False,
                ) as answer:
                    if answer.status_code not in goed:
                        raise self._make_weigering(answer.status_code)
                    yield answer
        except requests.Timeout as error:
            raise self._make_storing(_TRAAG) from error
        except requests.RequestException as error:
            raise self._make_storing(_AFGEBROKEN) from error

    def _check_emmer(self, answer: requests.Response) -> None:
        """Refuse a bucket that is not there: that is another thing than a store with nothing in it."""
        if b"NoSuchBucket" in answer.content:
            raise self._make_weigering(404)

    def _make_weigering(self, status: int) -> OpslagStoring:
        cause = f"{_WEIGERINGEN.get(status, 'zij weigert')} (status {status})"
        return self._make_storing(cause, OpslagStoring if status in _DRUK or status >= 500 else WeigerFout)

    def _make_storing(self, oorzaak: str, soort: type[OpslagStoring] = OpslagStoring) -> OpslagStoring:
        message = "De opslag van gegevens is niet te gebruiken."
        return soort(message, gevonden=f"{oorzaak} ({self.adres.kort})", remedie=_REMEDIE)


def read_sleutel() -> Sleutelpaar:
    """Read the key from the environment.

    Raises
    ------
    OpslagStoring
        When a part of it is absent.
    """
    name, secret = (os.environ.get(one, "").strip() for one in SLEUTELNAMEN)
    if not (name and secret):
        message = "Er is geen sleutel voor de opslag van gegevens."
        raise OpslagStoring(message, verwacht=f"{' en '.join(SLEUTELNAMEN)} in de omgeving", remedie=_REMEDIE)
    return Sleutelpaar(name, secret, os.environ.get(_SESSIE, "").strip())


def _hash(inhoud: bytes | Path) -> str:
    if isinstance(inhoud, bytes):
        return hashlib.sha256(inhoud).hexdigest()
    with inhoud.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _open(inhoud: bytes | Path) -> Iterator[bytes | BinaryIO]:
    if isinstance(inhoud, bytes):
        yield inhoud
        return
    with inhoud.open("rb") as file:
        yield file
