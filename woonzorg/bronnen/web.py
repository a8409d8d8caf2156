"""Asking a service over HTTP: patient, bounded, same host only, and with every raw answer kept.

A raw answer is kept in the load's archive with its hash until the load is published, so that a load that broke
off goes on where it was. Nothing else of the library opens a connection.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit

import requests
import tenacity
import urllib3

from woonzorg import __version__
from woonzorg.fouten import BronFout

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HOUDBAAR = timedelta(hours=24)
"""A raw answer older than this is asked again (aanname)."""

GROOTTE_MAXIMUM = 100_000_000
"""No answer of these services comes near this size (bytes): a page of 10,000 rows is some 25 MB (aanname)."""

MEESTE_BLADZIJDEN = 1000
"""Pages of one question: the whole country takes some fifteen. A service that always names another page is left."""

_GEEN_ADRES = "het antwoord verwijst naar iets dat geen adres is"
_GETOOND = 200
"""Signs of what a service says that a message tells."""
_DEUR_DICHT = frozenset({408, 425, 429, 500, 502, 503, 504})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Antwoord:
    """One raw answer.

    Attributes
    ----------
    url : str
        Address that was asked, with its query.
    inhoud : bytes
        Body as received (after decompression).
    sha256 : str
        Hash of the body.
    opgehaald_op : str
        ISO 8601 date and time (UTC).
    gelezen : object
        What its JSON holds, where that was read already; else None.
    """

    url: str
    inhoud: bytes
    sha256: str
    opgehaald_op: str
    gelezen: Any = field(default=None, repr=False, compare=False)


@dataclass
class Web:
    """A connection to one service.

    Attributes
    ----------
    bron : str
        Name of the service, for messages.
    basis : str
        Scheme, host, port and base path.
    archief : Path or None
        Folder for raw answers; None keeps none.
    wachttijd : float
        Longest silence of the service in seconds; a whole answer may take ten times as long. The pauses between
        attempts grow from a thirtieth of it.
    pogingen : int
        Number of attempts in all.
    antwoorden : list of Antwoord
        What was received so far, in order, without the bodies.
    geweigerd : dict
        What the service turned out not to know, by name, with what it said of it: it is not asked so again.
    """

    bron: str
    basis: str
    archief: Path | None = None
    wachttijd: float = 60.0
    pogingen: int = 4
    antwoorden: list[Antwoord] = field(default_factory=list)
    geweigerd: dict[str, str] = field(default_factory=dict)

    @property
    def geduld(self) -> float:
        """Longest time for one whole answer, and the time after which no new attempt is made (seconds)."""
        return 10 * self.wachttijd

    def get(self, pad: str, vraag: Mapping[str, str] | None = None) -> Antwoord:
        """Ask for a path below the base address, or for a full address on the same host.

        Raises
        ------
        BronFout
            When the service keeps failing, sends something else than data, or the address lies elsewhere.
        """
        url = self.resolve(pad) + (f"?{urlencode(vraag)}" if vraag else "")
        answer = self._recall(url) or self._fetch_patiently(url)
        # Only what tells of it: the bodies of a whole country would fill the memory.
        self.antwoorden.append(replace(answer, inhoud=b"", gelezen=None))
        return answer

    def get_json(self, pad: str, vraag: Mapping[str, str] | None = None) -> Any:
        """Ask for JSON; see `get`."""
        answer = self.get(pad, vraag)
        if answer.gelezen is not None:
            return answer.gelezen
        try:
            return json.loads(answer.inhoud)
        except (ValueError, RecursionError) as error:
            raise self._fault(
                answer.url, "het antwoord is XML in plaats van JSON", tijdelijk=False
            ) from error

    def follow(self, pad: str, link: object, gezien: set[str]) -> Any:
        """Ask for the JSON behind a link in the answer to `pad`; a relative link counts from there.

        Parameters
        ----------
        pad : str
        link : object
            As the answer has it.
        gezien : set of str
            The links that were followed for this question; this one is added.

        Raises
        ------
        BronFout
            Also when it is no link, was followed before, or is one of too many.
        """
        cause = (
            _GEEN_ADRES
            if not isinstance(link, str)
            else "de bladzijden van het antwoord verwijzen in een kring"
            if link in gezien
            else f"het antwoord heeft meer dan {MEESTE_BLADZIJDEN} bladzijden"
            if len(gezien) >= MEESTE_BLADZIJDEN
            else ""
        )
        if cause:
            raise self._fault(self.resolve(pad), cause, tijdelijk=False, gevonden=str(link)[:_GETOOND])
        gezien.add(str(link))
        return self.get_json(self._join(pad, str(link)))

    def _join(self, pad: str, link: str) -> str:
        """Return the full address of a link; what cannot be one is refused here."""
        try:
            joined = urljoin(self.resolve(pad), link)
            _port(joined)
        except ValueError as error:
            raise self._fault(
                self.resolve(pad), _GEEN_ADRES, tijdelijk=False, gevonden=link[:_GETOOND]
            ) from error
        return joined

    def resolve(self, pad: str) -> str:
        """Return the full address of a path or link, on this service's own host and scheme only."""
        if not (urlsplit(pad).netloc or urlsplit(pad).scheme):
            return urljoin(self.basis + "/", pad.lstrip("/"))
        own, other = urlsplit(self.basis), urlsplit(pad)
        if (own.hostname, _port(self.basis)) != (other.hostname, _port(pad)) and not _only_upgrade(
            self.basis, pad
        ):
            raise BronFout(
                self.bron, pad, "het antwoord verwijst naar een ander adres",
                verwacht=f"een adres bij {own.netloc}", gevonden=other.netloc,
                remedie="Vertrouw dit antwoord niet; meld het bij de bron.",
            )  # fmt: skip
        return urlunsplit((own.scheme, own.netloc, other.path, other.query, ""))

    def _fetch_patiently(self, url: str) -> Antwoord:
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self.pogingen) | tenacity.stop_after_delay(self.geduld),
            wait=tenacity.wait_exponential(multiplier=self.wachttijd / 30, max=self.wachttijd),
            retry=tenacity.retry_if_exception(lambda error: isinstance(error, BronFout) and error.tijdelijk),
            reraise=True,
        )
        answer: Antwoord = retrying(self._fetch, url)
        self._remember(answer)
        return answer

    def _fetch(self, url: str) -> Antwoord:
        try:
            # No session: a reset connection must not poison the next attempt.
            with requests.get(
                url, timeout=(self.wachttijd, self.wachttijd), stream=True, allow_redirects=False,
                headers={"User-Agent": f"woonzorg/{__version__}", "Accept": "application/json, */*;q=0.5"},
            ) as response:  # fmt: skip
                self._check_status(response, url)
                body = self._read_body(response, url)
        except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise self._fault(url, f"het bleef langer dan {self.wachttijd:g} seconden stil") from error
        except (requests.ConnectionError, urllib3.exceptions.HTTPError) as error:
            raise self._fault(url, "de verbinding werd verbroken of kwam niet tot stand") from error
        except requests.RequestException as error:
            raise self._fault(url, f"het verzoek mislukte ({type(error).__name__})") from error
        read = self._check_body(body, url)
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        return Antwoord(url, body, hashlib.sha256(body).hexdigest(), moment, read)

    def _check_status(self, response: requests.Response, url: str) -> None:
        code = response.status_code
        if 300 <= code < 400:
            target = response.headers.get("Location", "een onbekend adres")[:_GETOOND]
            raise self._fault(
                url, f"de dienst is verhuisd naar {target}", tijdelijk=False,
                remedie="Controleer het nieuwe adres en stel het in met de WOONZORG_…_URL van deze bron.",
            )  # fmt: skip
        if code != 200:
            fault = self._fault(
                url, f"foutcode {code}", tijdelijk=code in _DEUR_DICHT, gevonden=self._read_reason(response)
            )
            fault.status = code
            raise fault

    def _read_reason(self, response: requests.Response) -> str:
        """Return what a refusal says of itself; '' for a web page, which says nothing to the point."""
        kind = response.headers.get("Content-Type", "").lower()
        if "xml" not in kind and "json" not in kind:
            return ""
        return _strip_xml(response.raw.read(2000, decode_content=True))

    def _read_body(self, response: requests.Response, url: str) -> bytes:
        deadline, parts, size = time.monotonic() + self.geduld, [], 0
        # Not iter_content: it waits for a full part, and so never sees the deadline of a trickling answer.
        while part := response.raw.read1(65_536, decode_content=True):
            parts.append(part)
            size += len(part)
            if time.monotonic() > deadline:
                raise self._fault(url, f"het antwoord was na {self.geduld:g} seconden niet compleet")
            if size > GROOTTE_MAXIMUM:
                raise self._fault(url, "het antwoord is onverwacht groot", tijdelijk=False)
        return b"".join(parts)

    def _check_body(self, body: bytes, url: str) -> Any:
        """Return what JSON holds, None for XML."""
        start = body[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        if not start:
            raise self._fault(url, "het antwoord is leeg")
        if start.startswith((b"<!doctype html", b"<html")):
            raise self._fault(url, "er kwam een webpagina in plaats van gegevens (misschien onderhoud)")
        if start.startswith(b"<") and b"ExceptionReport" in body[:2000]:
            raise self._refuse(url, _strip_xml(body))
        if start.startswith(b"<"):
            self._check_xml(body, url)
            return None
        return self._check_json(body, url)

    def _check_xml(self, body: bytes, url: str) -> None:
        root = re.search(rb"<([A-Za-z_][\w.:-]*)", body)
        ends = (b"</" + root[1] + b">", b"/>") if root else ()
        if not body.rstrip().endswith(ends):
            raise self._fault(url, "het antwoord is afgebroken")

    def _check_json(self, body: bytes, url: str) -> Any:
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise self._fault(url, "het antwoord is afgebroken of geen JSON") from error
        if isinstance(answer, dict) and isinstance(answer.get("exceptions"), list):
            texts = [str(one.get("text", "")) for one in answer["exceptions"] if isinstance(one, dict)]
            raise self._refuse(url, " ".join(" ".join(texts).split())[:200])
        return answer

    def _refuse(self, url: str, reason: str) -> BronFout:
        """Return the fault of a service that refuses in words, with status 200: GeoServer does so."""
        fault = self._fault(url, f"de dienst meldt een fout: {reason or 'zonder reden'}", tijdelijk=False)
        fault.status = 400
        return fault

    def _fault(
        self, url: str, oorzaak: str, *, tijdelijk: bool = True, gevonden: str = "", remedie: str = ""
    ) -> BronFout:
        return BronFout(self.bron, url, oorzaak, tijdelijk=tijdelijk, gevonden=gevonden, remedie=remedie)

    def _paths(self, url: str) -> tuple[Path, Path] | None:
        if self.archief is None:
            return None
        key = hashlib.sha256(url.encode()).hexdigest()[:32]
        return self.archief / f"{key}.antwoord", self.archief / f"{key}.json"

    def _remember(self, answer: Antwoord) -> None:
        paths = self._paths(answer.url)
        if paths is None:
            return
        body, note = paths
        body.parent.mkdir(parents=True, exist_ok=True)
        body.write_bytes(answer.inhoud)
        facts = {"url": answer.url, "sha256": answer.sha256, "opgehaald_op": answer.opgehaald_op}
        note.write_text(json.dumps(facts), encoding="utf-8")

    def _recall(self, url: str) -> Antwoord | None:
        """Return a kept answer, if it is fresh and whole."""
        paths = self._paths(url)
        if paths is None or not all(path.is_file() for path in paths):
            return None
        try:
            facts = json.loads(paths[1].read_text(encoding="utf-8"))
            answer = Antwoord(url, paths[0].read_bytes(), str(facts["sha256"]), str(facts["opgehaald_op"]))
            age = datetime.now(UTC) - datetime.fromisoformat(answer.opgehaald_op)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        whole = hashlib.sha256(answer.inhoud).hexdigest() == answer.sha256
        return answer if whole and age < HOUDBAAR else None


def _port(url: str) -> int | None:
    parts = urlsplit(url)
    return parts.port or _PORTS.get(parts.scheme)


def _only_upgrade(basis: str, link: str) -> bool:
    """Tell whether a link differs only by plain http, as services behind a proxy write it; https is kept."""
    own, other = urlsplit(basis), urlsplit(link)
    default = own.port is None and other.port is None
    return own.hostname == other.hostname and default and (own.scheme, other.scheme) == ("https", "http")


def _strip_xml(body: bytes) -> str:
    text = html.unescape(re.sub(r"<[^>]*>", " ", body.decode("utf-8", errors="replace")))
    return " ".join(text.split())[:200]


def is_rij(rij: object) -> bool:
    """Tell whether a row of an answer is one: values by their names, none of them a list or a table again."""
    return isinstance(rij, dict) and not any(isinstance(value, dict | list) for value in rij.values())


def hash_answers(antwoorden: list[Antwoord]) -> str:
    """Return one hash over a series of answers, in their order."""
    return hashlib.sha256("".join(answer.sha256 for answer in antwoorden).encode()).hexdigest()
