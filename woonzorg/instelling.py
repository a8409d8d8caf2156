"""Settings: read from the environment at the edge, then passed on as a value.

Each setting is listed in the README (a test compares the two).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    from collections.abc import Mapping

INGEBOUWD = Path(__file__).resolve().parent.parent / "data"
"""Folder with the embedded, fictional region, which is never written to."""

TELEFOON_KAART, TELEFOON_BUURT = "kaart", "buurt"
"""The pages on which a phone can begin."""

BIBLIOTHEEK = "scenarios.sqlite"
"""Name of the file in which scenarios are kept when no database is named."""


@dataclass(frozen=True)
class Instellingen:
    """Where the services are, and where snapshots lie.

    Attributes
    ----------
    cbs_url, leefbaarometer_url, pdok_url, politie_url : str
        Scheme, host, port and base path of each service, without a slash at the end.
    achtergrond_url : str
        Where the tiles of the background map are, with {z}, {x} and {y}: asked for by the browser of a visitor who
        wants them.
    data : Path
        Folder for snapshots.
    database : str
        Where scenarios are kept, as a SQLAlchemy URL; '' for a file in `data`.
    wachttijd : float
        Longest silence of a service in seconds.
    eigenaar : str
        Who answers for this installation; '' when not set.
    contact : str
        Where people can say that something is wrong (mail or web address, telephone); '' when not set.
    dpia, iama : str
        Status of both assessments; '' when not set.
    adres : str
        Where this installation is found, for links on paper; '' when not set.
    laden : bool
        Whether visitors can load data and go back to older data; the command line always can.
    telefoon : str
        The page on which a phone begins that comes by the bare address: `TELEFOON_KAART` or `TELEFOON_BUURT`.
    kernen : Path or None
        File of own named areas for everybody; None for none.
    """

    cbs_url: str = "https://opendata.cbs.nl"
    leefbaarometer_url: str = "https://geo.leefbaarometer.nl"
    pdok_url: str = "https://api.pdok.nl"
    politie_url: str = "https://dataderden.cbs.nl"
    achtergrond_url: str = (
        "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:28992/{z}/{x}/{y}.png"
    )
    data: Path = INGEBOUWD
    database: str = ""
    wachttijd: float = 60.0
    eigenaar: str = ""
    contact: str = ""
    dpia: str = ""
    iama: str = ""
    adres: str = ""

    @property
    def bibliotheek(self) -> str | Path:
        """Where scenarios are kept: a SQLAlchemy URL, or a SQLite file."""
        return self.database or self.data / BIBLIOTHEEK

    laden: bool = True
    telefoon: str = TELEFOON_KAART
    kernen: Path | None = None


VARIABELEN: dict[str, str] = {
    "cbs_url": "WOONZORG_CBS_URL",
    "leefbaarometer_url": "WOONZORG_LEEFBAAROMETER_URL",
    "pdok_url": "WOONZORG_PDOK_URL",
    "politie_url": "WOONZORG_POLITIE_URL",
    "achtergrond_url": "WOONZORG_PDOK_ACHTERGROND_URL",
    "data": "WOONZORG_DATA",
    "database": "WOONZORG_DATABASE_URL",
    "wachttijd": "WOONZORG_WACHTTIJD",
    "eigenaar": "WOONZORG_EIGENAAR",
    "contact": "WOONZORG_CONTACT",
    "dpia": "WOONZORG_DPIA",
    "iama": "WOONZORG_IAMA",
    "adres": "WOONZORG_ADRES",
    "laden": "WOONZORG_LADEN",
    "telefoon": "WOONZORG_TELEFOON",
    "kernen": "WOONZORG_KERNEN",
}

_AAN, _UIT = "aan", "uit"
_WOORDEN = ("eigenaar", "contact", "dpia", "iama")


def read_instellingen(environ: Mapping[str, str] | None = None) -> Instellingen:
    """Read the settings from the environment; what is absent or empty keeps its default.

    Raises
    ------
    InvoerFout
        When an address is no http(s) URL, the waiting time no number of seconds, the data folder a file, or a switch
        neither on nor off.
    """
    source = os.environ if environ is None else environ
    given = {
        field: source[name].strip() for field, name in VARIABELEN.items() if source.get(name, "").strip()
    }
    addresses = {
        key: _check_url(VARIABELEN[key], url)
        for key, url in given.items()
        if key.endswith("_url") or key == "adres"
    }
    _check_tegels(addresses.get("achtergrond_url", Instellingen.achtergrond_url))
    data = _check_map(given["data"]) if "data" in given else INGEBOUWD
    laden = _check_keuze(VARIABELEN["laden"], given.get("laden", _AAN), (_AAN, _UIT)) == _AAN
    phone = _check_keuze(
        VARIABELEN["telefoon"], given.get("telefoon", TELEFOON_KAART), (TELEFOON_KAART, TELEFOON_BUURT)
    )
    wait = _check_seconds(VARIABELEN["wachttijd"], given.get("wachttijd", "60"))
    words = {key: " ".join(given[key].split())[:300] for key in _WOORDEN if key in given}
    database = given.get("database", "")
    kernen = Path(given["kernen"]).expanduser().absolute() if "kernen" in given else None
    return Instellingen(
        **addresses,
        **words,
        data=data,
        database=database,
        wachttijd=wait,
        laden=laden,
        kernen=kernen,
        telefoon=phone,
    )


def _check_map(text: str) -> Path:
    folder = Path(text).expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        message = f"De instelling {VARIABELEN['data']} wijst een bestand aan."
        raise InvoerFout(message, verwacht="een map voor de gegevens", gevonden=text)
    return folder


def _check_keuze(naam: str, text: str, keuzes: tuple[str, str]) -> str:
    if text.casefold() not in keuzes:
        message = f"De instelling {naam} klopt niet."
        raise InvoerFout(message, verwacht=" of ".join(f"'{word}'" for word in keuzes), gevonden=text)
    return text.casefold()


def _check_seconds(naam: str, text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        message = f"De instelling {naam} klopt niet."
        raise InvoerFout(message, verwacht="een aantal seconden tussen 0 en 3600", gevonden=text)
    return seconds


def _check_url(naam: str, url: str) -> str:
    if not _is_url(url):
        message = f"De instelling {naam} is geen webadres."
        raise InvoerFout(message, verwacht="een adres als https://opendata.cbs.nl", gevonden=url)
    return url.rstrip("/")


def _check_tegels(url: str) -> None:
    absent = [part for part in ("{z}", "{x}", "{y}") if part not in url]
    if absent:
        message = f"De instelling {VARIABELEN['achtergrond_url']} is geen adres van tegels."
        raise InvoerFout(message, verwacht="een adres met {z}, {x} en {y}", gevonden=url)


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket or a port that makes no sense
        return False
