"""The examples of the magazine, each figure with the line that holds it, and what Parkstad itself advised.

All sentences are our own; `in_bron` is what stands in the line of the source. A figure that the source does not show
legibly is left out. Organisations are named, persons are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from woonzorg.tekst.lijstbestand import read_lijst

MAGAZINE = "Samenwerken aan leefbare en vitale buurten. 'Zo doen we dat!' (rond 2022)"
"""Where the examples and the small ones stand."""

WIJK_VAN_MORGEN = "Lessen en aanbevelingen voor de Wijk van Morgen (2021)"
"""Where Parkstad's recommendations stand."""

KOPJES: dict[str, str] = {
    "Proces": "Proces van samenwerken aan wonen, welzijn en zorg",
    "Wonen en omgeving": "Wonen en woonomgeving",
    "Leefomgeving": "Inclusieve en veilige leefomgeving",
    "Begeleiding": "Ondersteuning en begeleiding",
}
"""The headings under which the magazine tells of an example, by their short word."""

_MAP = Path(__file__).parent


@dataclass(frozen=True)
class Bronfiguur:
    """A figure of an example.

    Attributes
    ----------
    zin : str
        What is told, in our words.
    vindplaatsen : tuple of (int, str)
        Line of the source, and what stands in it.
    """

    zin: str
    vindplaatsen: tuple[tuple[int, str], ...]

    @property
    def regels(self) -> tuple[int, ...]:
        """Lines of the source."""
        return tuple(line for line, _ in self.vindplaatsen)


@dataclass(frozen=True)
class Praktijkvoorbeeld:
    """What was done somewhere.

    Attributes
    ----------
    nr : int
        In the magazine's order, from 1.
    plaats, naam, schaal : str
    regel : int
        Line of the magazine where it begins.
    kopjes : tuple of str
        Keys of `KOPJES`: the headings that it has there.
    omstandigheid, gedaan, voorbehoud : str
        What was the matter, what was done, and what may not be concluded.
    cijfers : tuple of Bronfiguur
    """

    nr: int
    plaats: str
    naam: str
    schaal: str
    regel: int
    kopjes: tuple[str, ...]
    omstandigheid: str
    gedaan: str
    voorbehoud: str
    cijfers: tuple[Bronfiguur, ...]

    @property
    def anker(self) -> str:
        """Where it stands on the page with all."""
        return f"voorbeeld-{self.nr}"


@dataclass(frozen=True)
class Kleinvoorbeeld:
    """A small example, by its title.

    Attributes
    ----------
    titel, plaats : str
        `plaats` is '' where it is of no one place.
    regel : int
        Line of the magazine.
    """

    titel: str
    plaats: str
    regel: int


@dataclass(frozen=True)
class Aanbeveling:
    """What the partners in Parkstad advised.

    Attributes
    ----------
    nr : int
    tekst : str
        In our words.
    regel : int
        Line of the document.
    """

    nr: int
    tekst: str
    regel: int


@cache
def list_praktijk() -> tuple[Praktijkvoorbeeld, ...]:
    """Return the twelve examples, in the magazine's order."""
    figures: dict[int, list[Bronfiguur]] = {}
    for row in read_lijst(_MAP / "cijfers.csv"):
        lines = zip(map(int, row["regel"].split("|")), row["in_bron"].split("|"), strict=True)
        figures.setdefault(int(row["nr"]), []).append(Bronfiguur(row["zin"], tuple(lines)))
    return tuple(
        _make_voorbeeld(row, tuple(figures.get(int(row["nr"]), ())))
        for row in read_lijst(_MAP / "praktijk.csv")
    )


def _make_voorbeeld(row: dict[str, str], cijfers: tuple[Bronfiguur, ...]) -> Praktijkvoorbeeld:
    return Praktijkvoorbeeld(
        int(row["nr"]), row["plaats"], row["naam"], row["schaal"], int(row["regel"]), tuple(row["kopjes"].split("|")),
        row["omstandigheid"], row["gedaan"], row["voorbehoud"], cijfers,
    )  # fmt: skip


@cache
def list_klein() -> tuple[Kleinvoorbeeld, ...]:
    """Return the ten small examples, in the magazine's order."""
    return tuple(
        Kleinvoorbeeld(row["titel"], row["plaats"], int(row["regel"]))
        for row in read_lijst(_MAP / "klein.csv")
    )


@cache
def list_aanbevelingen() -> tuple[Aanbeveling, ...]:
    """Return the five recommendations from Parkstad."""
    return tuple(
        Aanbeveling(int(row["nr"]), row["aanbeveling"], int(row["regel"]))
        for row in read_lijst(_MAP / "parkstad.csv")
    )
