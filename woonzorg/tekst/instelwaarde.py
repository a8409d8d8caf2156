"""The kinds of value that a setting can have: what is expected, and how it is read from text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from woonzorg.tekst.objectadres import VOORBEELD, parse_objectadres

if TYPE_CHECKING:
    from collections.abc import Callable

LANGSTE_TEKST = 300
"""Signs of a setting in words that are kept."""

AAN, UIT = "aan", "uit"

_NAAM = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
_HOST = re.compile(rf"{_NAAM}|\[[0-9a-f:.]+\]", re.ASCII)
_HERKOMST = re.compile(rf"https?://{_NAAM}(:[0-9]{{1,5}})?", re.ASCII)
_MELDPUNT = re.compile(r"(mailto:[^\s@]+@[^\s@]+|https://[^\s]+|tel:[+0-9-]+)", re.ASCII)
_SCHEDULER = re.compile(rf"(tcp|tls)://({_NAAM}|\[[0-9a-f:.]+\]):[0-9]{{1,5}}", re.ASCII)
_TAAL = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


@dataclass(frozen=True)
class Waardesoort:
    """A kind of value.

    Attributes
    ----------
    verwacht : str
        What is expected, in Dutch, as the table of settings and an error tell it.
    lees : callable
        Makes the value of a text; ValueError for what it is not.
    is_geheim : bool
        Whether a value may hold a secret: it is told nowhere, not in an error either.
    """

    verwacht: str
    lees: Callable[[str], Any]
    is_geheim: bool = False


def _read_webadres(tekst: str) -> str:
    parts = urlsplit(tekst)  # it refuses a bracket that makes no sense, `port` a number that is none
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError(tekst)
    return tekst.rstrip("/")


def _read_tegels(tekst: str) -> str:
    if not all(part in tekst for part in ("{z}", "{x}", "{y}")):
        raise ValueError(tekst)
    return _read_webadres(tekst)


def _read_map(tekst: str) -> Path:
    folder = _read_pad(tekst)
    if folder.exists() and not folder.is_dir():
        raise ValueError(tekst)
    return folder


def _read_pad(tekst: str) -> Path:
    return Path(tekst).expanduser().absolute()


def _read_seconden(tekst: str) -> float:
    seconds = float(tekst)
    if not 0 < seconds <= 3600:
        raise ValueError(tekst)
    return seconds


def _read_woorden(tekst: str) -> str:
    return " ".join(tekst.split())[:LANGSTE_TEKST]


def _read_lijst(tekst: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, tekst.split(","))))


def _read_hosts(tekst: str) -> tuple[str, ...]:
    names = tuple(name.lower() for name in _read_lijst(tekst))
    if not names or not all(_HOST.fullmatch(name) for name in names):
        raise ValueError(tekst)
    return names


def _read_herkomsten(tekst: str) -> tuple[str, ...]:
    found = tuple(map(str.lower, _read_lijst(tekst)))
    if not found or not all(_HERKOMST.fullmatch(one) for one in found):
        raise ValueError(tekst)
    return found


def _read_objectopslag(tekst: str) -> str:
    parse_objectadres(tekst)
    return tekst


def _read_meldpunt(tekst: str) -> str:
    if not _MELDPUNT.fullmatch(tekst):
        raise ValueError(tekst)
    return tekst


def _read_scheduler(tekst: str) -> str:
    if not _SCHEDULER.fullmatch(tekst.lower()):
        raise ValueError(tekst)
    return tekst.lower()


def _read_talen(tekst: str) -> tuple[str, ...]:
    found = _read_lijst(tekst)
    if not all(_TAAL.fullmatch(one) for one in found):
        raise ValueError(tekst)
    return found


def make_keuze(*keuzes: str) -> Waardesoort:
    """Return the kind of a choice out of some words."""

    def read(tekst: str) -> str:
        if tekst.casefold() not in keuzes:
            raise ValueError(tekst)
        return tekst.casefold()

    return Waardesoort(" of ".join(f"'{word}'" for word in keuzes), read)


def make_getal(minste: int, meeste: int) -> Waardesoort:
    """Return the kind of a whole number from `minste` to `meeste`."""

    def read(tekst: str) -> int:
        number = int(tekst)
        if not minste <= number <= meeste:
            raise ValueError(tekst)
        return number

    return Waardesoort(f"een geheel getal van {minste} tot en met {meeste}", read)


WEBADRES = Waardesoort("een webadres, zoals https://opendata.cbs.nl", _read_webadres)
TEGELS = Waardesoort("een webadres met {z}, {x} en {y}", _read_tegels)
MAP = Waardesoort("een map", _read_map)
BESTAND = Waardesoort("een bestand", _read_pad)
SECONDEN = Waardesoort("een aantal seconden tussen 0 en 3600", _read_seconden)
WOORDEN = Waardesoort(f"tekst, tot {LANGSTE_TEKST} tekens", _read_woorden)
LIJST = Waardesoort("woorden met een komma ertussen", _read_lijst)
HOSTS = Waardesoort("namen van computers met een komma ertussen, zoals woonzorg.gemeente.nl", _read_hosts)
HERKOMSTEN = Waardesoort(
    "adressen met een komma ertussen, zoals https://intranet.gemeente.nl", _read_herkomsten
)
MELDPUNT = Waardesoort("mailto:naam@gemeente.nl, een adres met https:// of tel:+31…", _read_meldpunt)
DATUM = Waardesoort("een datum, zoals 2027-06-30", dt.date.fromisoformat)
SCHEDULER = Waardesoort("een adres als tls://rekenen.gemeente.nl:8786", _read_scheduler)
TALEN = Waardesoort("talen met een komma ertussen, zoals nl, en", _read_talen)
DATABANK = Waardesoort("een adres als postgresql://naam:wachtwoord@server/woonzorg", str, is_geheim=True)
OBJECTOPSLAG = Waardesoort(f"een adres als {VOORBEELD}", _read_objectopslag, is_geheim=True)
SCHAKELAAR = Waardesoort(f"'{AAN}' of '{UIT}'", lambda tekst: make_keuze(AAN, UIT).lees(tekst) == AAN)
