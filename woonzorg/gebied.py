"""Area codes, levels, regions and neighbours.

Codes are those of Statistics Netherlands: ``NL00``, ``PV31``, ``GM0917``, ``WK091710``, ``BU09171000``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from woonzorg.fouten import InvoerFout, describe_weigering
from woonzorg.tekst.leestekst import TekstFout, parse_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import numpy.typing as npt

BUUR_AFSTAND_M = 25.0
"""Two areas are neighbours within this distance (metres): slivers between outlines are no border."""

_CODE = re.compile(r"(NL|LD|PV|GM|WK|BU)([0-9A-Z]{2,8})")
_GEMEENTECODE = re.compile(r"GM[0-9]{4}")
_PROVINCIECODE = re.compile(r"PV[0-9]{2}")
_REGIOS = Path(__file__).with_name("regios.toml")


class Niveau(StrEnum):
    """Level of an area, smallest first."""

    BUURT = "buurt"
    WIJK = "wijk"
    GEMEENTE = "gemeente"
    PROVINCIE = "provincie"
    LAND = "land"


class Rol(StrEnum):
    """What an area is there for.

    ``regio`` counts; ``rand`` lies around the region, carries every indicator and is left out of every count;
    ``vergelijking`` (other gemeenten, provinces, the country) has no outline and only gives references.
    """

    REGIO = "regio"
    RAND = "rand"
    VERGELIJKING = "vergelijking"


PROVINCIES: dict[str, str] = {
    "PV20": "Groningen", "PV21": "Fryslân", "PV22": "Drenthe", "PV23": "Overijssel", "PV24": "Flevoland",
    "PV25": "Gelderland", "PV26": "Utrecht", "PV27": "Noord-Holland", "PV28": "Zuid-Holland", "PV29": "Zeeland",
    "PV30": "Noord-Brabant", "PV31": "Limburg",
}  # fmt: skip
"""Names of the provinces: unchanged since 1986."""

TE_TOETSEN: tuple[Niveau, ...] = (Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE)
"""Levels at which both measures are published, so that an area can be tested."""

_LENGTHS = {"GM": 4, "WK": 6, "BU": 8, "PV": 2, "NL": 2, "LD": 2}
_LEVELS = {
    "BU": Niveau.BUURT,
    "WK": Niveau.WIJK,
    "GM": Niveau.GEMEENTE,
    "PV": Niveau.PROVINCIE,
    "NL": Niveau.LAND,
}


def clean_code(raw: object) -> str:
    """Return a code without padding, in capitals; an empty string when there is none."""
    return raw.strip().upper() if isinstance(raw, str) else ""


def find_niveau(code: str) -> Niveau | None:
    """Return the level that a clean code stands for, or None when it is no area code.

    Examples
    --------
    >>> find_niveau("BU09171000")
    <Niveau.BUURT: 'buurt'>
    >>> find_niveau("Heerlen") is None
    True
    """
    match = _CODE.fullmatch(code)
    if match is None or len(match[2]) != _LENGTHS[match[1]]:
        return None
    return _LEVELS.get(match[1])


def find_gemeentecode(code: str) -> str:
    """Return the gemeente in which a buurt, wijk or gemeente code lies ('' for other codes)."""
    return f"GM{code[2:6]}" if code[:2] in {"BU", "WK", "GM"} else ""


def find_wijkcode(code: str) -> str:
    """Return the wijk in which a buurt or wijk code lies ('' for other codes)."""
    return f"WK{code[2:8]}" if code[:2] in {"BU", "WK"} else ""


@dataclass(frozen=True)
class Regio:
    """A set of gemeenten that is looked at together.

    Attributes
    ----------
    naam : str
        Folder name: lower case letters, digits and hyphens.
    titel : str
        Name on screen.
    gemeenten : tuple of str
        Codes, sorted; empty means the whole country.
    provincie : str
        Code of the province to compare with; '' when there is none.
    """

    naam: str
    titel: str
    gemeenten: tuple[str, ...]
    provincie: str = ""

    @property
    def is_land(self) -> bool:
        """Whether the region is the whole country."""
        return not self.gemeenten


NEDERLAND = Regio("nederland", "Nederland", ())


def read_regios(path: Path = _REGIOS) -> dict[str, Regio]:
    """Read named regions from a TOML file: ``[naam]`` with ``titel``, ``gemeenten`` and ``provincie``.

    Own areas in it (``[[naam.kernen]]``) are read elsewhere, by `woonzorg.kern.kernregios`.

    Raises
    ------
    InvoerFout
        When the file is no TOML, or a region lacks well-formed gemeentecodes.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _refuse_regios(path.name, describe_weigering(error)) from error
    return {naam: _read_regio(naam, fields, path) for naam, fields in parse_regios(path.name, raw).items()}


def parse_regios(naam: str, raw: bytes) -> dict[str, object]:
    """Return what a TOML file with regions holds, by region, unchecked.

    Parameters
    ----------
    naam : str
        Name of the file, for messages.
    raw : bytes

    Raises
    ------
    InvoerFout
        When the file is no TOML.
    """
    try:
        return parse_toml(raw)
    except TekstFout as error:
        raise _refuse_regios(naam, str(error)) from error


def _refuse_regios(naam: str, gevonden: str) -> InvoerFout:
    message = f"Het bestand met regio's {naam} is niet te lezen."
    return InvoerFout(message, gevonden=gevonden, remedie="Controleer het bestand; zie de README.")


def _read_regio(naam: str, fields: object, path: Path) -> Regio:
    if not isinstance(fields, dict) or not re.fullmatch(r"[a-z0-9-]+", naam):
        message = f"In {path.name} is [{naam}] geen regio."
        raise InvoerFout(message, verwacht="een kop als [mijn-regio] met titel en gemeenten")
    listed, provincie = fields.get("gemeenten", []), clean_code(fields.get("provincie", ""))
    codes = [clean_code(code) or repr(code) for code in (listed if isinstance(listed, list) else [listed])]
    if "provincie" in fields and not _PROVINCIECODE.fullmatch(provincie):
        message = f"De provinciecode bij [{naam}] klopt niet."
        raise InvoerFout(message, verwacht="een code als PV31", gevonden=str(fields["provincie"]))
    return Regio(naam, str(fields.get("titel", naam)), _check_gemeenten(codes, f"[{naam}]"), provincie)


def _check_gemeenten(codes: Sequence[str], waar: str) -> tuple[str, ...]:
    wrong = [code for code in codes if not _GEMEENTECODE.fullmatch(code)]
    if wrong or not codes:
        message = f"De gemeentecodes bij {waar} kloppen niet."
        raise InvoerFout(
            message, verwacht="codes als GM0917", gevonden=", ".join(wrong) or "geen enkele code"
        )
    return tuple(sorted(set(codes)))


def resolve_regio(namen: Sequence[str], bestand: Path | None = None) -> Regio:
    """Turn what a user typed into a region: a name, 'nederland', or gemeentecodes.

    Parameters
    ----------
    namen : sequence of str
        One name of a region, or gemeentecodes (also joined by commas).
    bestand : Path, optional
        A TOML file with regions of the user's own; they come before the built-in ones.

    Raises
    ------
    InvoerFout
        When the name is not known or a code is not well formed.
    """
    words = [word for naam in namen for word in naam.replace(",", " ").split()]
    if len(words) == 1 and words[0].lower() == NEDERLAND.naam:
        return NEDERLAND
    known = read_regios() | (read_regios(bestand) if bestand else {})
    if len(words) == 1 and words[0].lower() in known:
        return known[words[0].lower()]
    if words and all(word.upper().startswith("GM") for word in words):
        gemeenten = _check_gemeenten([clean_code(word) for word in words], "de opdracht")
        return Regio(_make_naam(gemeenten), ", ".join(gemeenten), gemeenten)
    message = f"De regio '{' '.join(words)}' is niet bekend."
    raise InvoerFout(
        message,
        verwacht=f"nederland, gemeentecodes als GM0917, of een van: {', '.join(sorted(known))}",
        remedie="Maak een TOML-bestand met een eigen regio en geef het mee met --regios.",
    )


def _make_naam(gemeenten: Sequence[str]) -> str:
    """Name a folder after its gemeenten: by their codes while that is short, else by their number and a hash."""
    joined = "-".join(gemeenten).lower()
    if len(gemeenten) <= 12:
        return joined
    return f"{len(gemeenten)}-gemeenten-{hashlib.sha256(joined.encode()).hexdigest()[:8]}"


def find_pairs(outlines: gpd.GeoSeries, afstand: float = BUUR_AFSTAND_M) -> npt.NDArray[np.intp]:
    """Return the neighbouring pairs among outlines.

    Parameters
    ----------
    outlines : GeoSeries
        Polygons in EPSG:28992 (metres); missing and empty ones have no neighbours.
    afstand : float
        Greatest gap in metres.

    Returns
    -------
    ndarray of shape (2, pairs)
        Positions (i, j) with i != j, both directions, sorted.
    """
    shapes = outlines.to_numpy()
    known = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    left, right = shapely.STRtree(shapes[known]).query(shapes[known], predicate="dwithin", distance=afstand)
    pairs = np.stack([known[left], known[right]])
    pairs = pairs[:, pairs[0] != pairs[1]]
    return pairs[:, np.lexsort((pairs[1], pairs[0]))]
