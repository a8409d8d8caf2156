"""What a request may ask: its parameters, each declared once with its bounds, and read all together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InhoudFout
from woonzorg.gebied import TE_TOETSEN, Niveau
from woonzorg.gegevens.vermelding import ID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MEESTE_REGELS = 500
"""Areas in one answer at most."""

MEESTE_PAGINAS = 100_000

JSON, GEOJSON = "json", "geojson"

LANGSTE_WAARDE = 200
"""Signs of a value at most."""

_GEMEENTE = re.compile(r"GM[0-9]{4}")
_GETAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,12})?")
_LAND = (3.0, 50.5, 7.5, 54.0)
"""Around the Netherlands, in degrees: for an example."""

Vlak = tuple[float, float, float, float]


@dataclass(frozen=True)
class Vraagdeel:
    """A parameter of a request.

    Attributes
    ----------
    naam : str
        As it stands in the address.
    uitleg, verwacht : str
        What it does, and what it takes, in Dutch.
    schema : mapping
        JSON Schema of its value.
    lees : callable
        Reads it; a ValueError is told with `verwacht`.
    voorbeeld : str
    """

    naam: str
    uitleg: str
    verwacht: str
    schema: Mapping[str, Any]
    lees: Callable[[str], Any]
    voorbeeld: str = ""

    def read(self, tekst: str) -> Any:
        """Return a value; raises ValueError for what is none."""
        if len(tekst) > LANGSTE_WAARDE:
            raise ValueError(tekst)
        return self.lees(tekst)


@dataclass(frozen=True)
class Gebiedenvraag:
    """Which areas are asked, and in which form.

    Attributes
    ----------
    momentopname : str
        Id of a snapshot; '' for the one in use.
    jaar : int or None
        An earlier edition; None for the newest of each measure.
    niveau : Niveau
    gemeente : str
        Code; '' for all.
    bbox : tuple of float or None
        West, south, east and north in degrees.
    pagina, aantal : int
    formaat : str
        'json', 'geojson', or '' for what the request accepts.
    """

    momentopname: str = ""
    jaar: int | None = None
    niveau: Niveau = Niveau.BUURT
    gemeente: str = ""
    bbox: Vlak | None = None
    pagina: int = 1
    aantal: int = 100
    formaat: str = ""


def read_bbox(tekst: str) -> Vlak:
    """Return the corners of a rectangle.

    Raises
    ------
    ValueError
    """
    parts = tekst.split(",")
    if len(parts) != 4 or not all(map(_GETAL.fullmatch, parts)):
        raise ValueError(tekst)
    west, south, east, north = map(float, parts)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError(tekst)
    return west, south, east, north


def _make_getal(meest: int) -> Callable[[str], int]:
    def read(tekst: str) -> int:
        if not (tekst.isascii() and tekst.isdigit() and len(tekst) <= 7 and 1 <= int(tekst) <= meest):
            raise ValueError(tekst)
        return int(tekst)

    return read


def _make_woord(patroon: re.Pattern[str]) -> Callable[[str], str]:
    def read(tekst: str) -> str:
        if not patroon.fullmatch(tekst):
            raise ValueError(tekst)
        return tekst

    return read


MOMENTOPNAME = Vraagdeel(
    "momentopname", "Andere gegevens dan die nu in gebruik zijn.", "het kenmerk van een momentopname",
    {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}$"}, _make_woord(ID),
)  # fmt: skip
JAAR = Vraagdeel(
    "jaar", "Een eerdere meting: beide scores zijn dan van dat jaar. Zonder: de nieuwste van elke score.",
    "een jaar, zoals 2022", {"type": "integer", "minimum": 1, "maximum": 9999}, _make_getal(9999),
)  # fmt: skip
NIVEAU = Vraagdeel(
    "niveau", "Buurten, wijken of gemeenten.", ", ".join(TE_TOETSEN),
    {"type": "string", "enum": [str(one) for one in TE_TOETSEN], "default": str(Niveau.BUURT)},
    lambda tekst: TE_TOETSEN[[str(one) for one in TE_TOETSEN].index(tekst)],
)  # fmt: skip
GEMEENTE = Vraagdeel(
    "gemeente", "Alleen gebieden in deze gemeente.", "een code, zoals GM0917",
    {"type": "string", "pattern": "^GM[0-9]{4}$"}, _make_woord(_GEMEENTE),
)  # fmt: skip
BBOX = Vraagdeel(
    "bbox", "Alleen gebieden die deze rechthoek raken: west, zuid, oost, noord, in graden (WGS 84).",
    "vier getallen met een komma ertussen: west,zuid,oost,noord",
    {"type": "string", "pattern": r"^-?[0-9.]+,-?[0-9.]+,-?[0-9.]+,-?[0-9.]+$", "maxLength": LANGSTE_WAARDE},
    read_bbox, ",".join(map(str, _LAND)),
)  # fmt: skip
PAGINA = Vraagdeel(
    "pagina", "De hoeveelste pagina.", f"een getal van 1 tot en met {MEESTE_PAGINAS}",
    {"type": "integer", "minimum": 1, "maximum": MEESTE_PAGINAS, "default": 1}, _make_getal(MEESTE_PAGINAS),
)  # fmt: skip
AANTAL = Vraagdeel(
    "aantal", "Hoeveel er op een pagina staan.", f"een getal van 1 tot en met {MEESTE_REGELS}",
    {"type": "integer", "minimum": 1, "maximum": MEESTE_REGELS, "default": 100}, _make_getal(MEESTE_REGELS),
)  # fmt: skip
FORMAAT = Vraagdeel(
    "formaat", "Voor wie geen kopregel Accept kan meesturen, zoals een kaartprogramma. Gaat boven die kopregel.",
    f"{JSON} of {GEOJSON}", {"type": "string", "enum": [JSON, GEOJSON]},
    lambda tekst: (JSON, GEOJSON)[(JSON, GEOJSON).index(tekst)],
)  # fmt: skip


def read_vraag(delen: Sequence[Vraagdeel], gegeven: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return the values of the parameters that were given, by name.

    Parameters
    ----------
    delen : sequence of Vraagdeel
        What may be asked.
    gegeven : sequence of tuple
        Names and values, as they stand in the address.

    Raises
    ------
    InhoudFout
        With all that is wrong together: a name that is none, one that is given twice, a value that cannot be.
    """
    known = {part.naam: part for part in delen}
    values: dict[str, Any] = {}
    faults: list[str] = []
    for name, text in gegeven:
        part = known.get(name)
        if part is None:
            faults.append(
                f"'{name[:40]}' is geen parameter van dit adres, verwacht {', '.join(known) or 'geen'}"
            )
        elif name in values:
            faults.append(f"{name} staat er meer dan één keer")
        else:
            try:
                values[name] = part.read(text)
            except ValueError:
                values[name] = None
                faults.append(f"{name}: '{text[:40]}' kan niet, verwacht {part.verwacht}")
    if faults:
        message = "Deze vraag klopt niet."
        raise InhoudFout(message, faults, remedie="Kijk in /api/v1/openapi.json wat er kan.")
    return values
