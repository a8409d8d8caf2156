"""The address of an object store: which bucket, where in it, and which service; never a key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

VOORBEELD = "s3://woonzorg/gegevens?endpoint=https://s3.gemeente.nl"
"""An address as it can be."""

_EMMER = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", re.ASCII)
_DEEL = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", re.ASCII)
_STREEK = re.compile(r"[A-Za-z0-9-]{1,60}", re.ASCII)
_STREEK_ZONDER = "us-east-1"
"""What services that know no regions answer to."""


@dataclass(frozen=True)
class Objectadres:
    """Where in which object store.

    Attributes
    ----------
    endpoint : str
        Address of the service, without a slash at its end.
    emmer : str
        The bucket.
    begin : str
        How all keys begin: '' or a path that ends with a slash.
    streek : str
        The region of the service, which every request is signed for.
    """

    endpoint: str
    emmer: str
    begin: str
    streek: str

    @property
    def kort(self) -> str:
        """The address in few words, for a message."""
        return f"s3://{self.emmer}/{self.begin} bij {urlsplit(self.endpoint).netloc}"


@dataclass(frozen=True)
class Objectplek:
    """An object store with the folder of this machine in which copies are kept.

    Attributes
    ----------
    adres : str
        As `parse_objectadres` reads it.
    map : Path
    """

    adres: str
    map: Path

    def __str__(self) -> str:
        return self.adres


def parse_objectadres(tekst: str) -> Objectadres:
    """Read an address such as `VOORBEELD`.

    Raises
    ------
    ValueError
        For what it is not; also with a name or password in it, as keys stand in the environment only.
    """
    parts = urlsplit(tekst)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True))
    endpoint, streek = asked.pop("endpoint", "").rstrip("/"), asked.pop("region", _STREEK_ZONDER)
    path = [part for part in parts.path.split("/") if part]
    is_sound = (
        parts.scheme == "s3"
        and _EMMER.fullmatch(parts.netloc)
        and all(_DEEL.fullmatch(part) for part in path)
        and not asked
        and not parts.fragment
        and _STREEK.fullmatch(streek)
        and _is_dienst(endpoint)
    )
    if not is_sound:
        raise ValueError(tekst)
    return Objectadres(endpoint, parts.netloc, "".join(f"{part}/" for part in path), streek)


def _is_dienst(tekst: str) -> bool:
    parts = urlsplit(tekst)
    plain = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and plain
