"""Urgency rules of the gemeenten side by side, for one ordinance of the region: what differs, and what the law obliges.

A gemeente that has an urgency rule must take in people from the vrouwenopvang, and those who give or receive
mantelzorg (note 1 of §3.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg.agenda.cel import read_elk
from woonzorg.agenda.vrijetekst import OPENBAAR
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.agenda.cel import Cellezer, Gelezen
    from woonzorg.eigenbestand.tabel import Tabelregel

WETTELIJK: tuple[str, ...] = ("vrouwenopvang", "mantelzorg")
"""Groups that the law puts in every urgency rule (§3.1, note 1)."""

WETTELIJK_BRON = "visie, §3.1, noot 1"

UITLEG = (
    "Voor een urgentieregeling van de hele streek: wat verschilt, en wat moet volgens de wet. Wie een urgentieregeling "
    "heeft, neemt daarin mensen uit de vrouwenopvang op, en mensen die mantelzorg geven of krijgen "
    f"({WETTELIJK_BRON}). Een leeg vak is niet bekend."
)

URGENTIE = Sjabloontabel(
    "urgentie",
    {
        "gemeente": "code of naam van de gemeente",
        "groep": "voor welke groep, zoals vrouwenopvang",
        "opgenomen": "ja als de groep in de urgentieregeling staat, nee als die er niet in staat",
        "termijn": "binnen hoeveel maanden; leeg als er geen termijn is",
        "voorwaarden": f"welke voorwaarden er gelden; {OPENBAAR}",
    },
    sleutel="gemeente",
    verplicht=frozenset({"gemeente", "groep", "opgenomen"}),
    voorbeelden=(("voorbeeld: GM0000", "vrouwenopvang", "ja", 6, "woont nu in een opvang"),),
)
"""The table of urgency rules; a row a gemeente and group."""


class Opgenomen(StrEnum):
    """Whether a group is in an urgency rule."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Urgentieregel:
    """What the rule of one gemeente says of one group.

    Attributes
    ----------
    gemeente, groep : str
        Code and key.
    opgenomen : Opgenomen
    termijn : int or None
        Months.
    voorwaarden : str
    """

    gemeente: str
    groep: str
    opgenomen: Opgenomen
    termijn: int | None
    voorwaarden: str


@dataclass(frozen=True)
class Urgentierij:
    """One group, over all gemeenten.

    Attributes
    ----------
    groep : str
    regels : mapping
        Code of the gemeente to what it says; without one it is not known.
    wettelijk : bool
        Whether the law puts the group in every rule.
    """

    groep: str
    regels: Mapping[str, Urgentieregel]
    wettelijk: bool

    @property
    def bekend(self) -> tuple[Urgentieregel, ...]:
        """The rules of the gemeenten of which it is known whether the group is in."""
        return tuple(rule for rule in self.regels.values() if rule.opgenomen != Opgenomen.ONBEKEND)

    @property
    def verschillen(self) -> tuple[str, ...]:
        """In what the gemeenten that are known differ; who leaves a group out has no term or conditions for it."""
        within = [rule for rule in self.bekend if rule.opgenomen == Opgenomen.JA]
        said: dict[str, set[object]] = {
            "wel of niet erin": {rule.opgenomen for rule in self.bekend},
            "termijn": {rule.termijn for rule in within},
            "voorwaarden": {" ".join(rule.voorwaarden.split()).casefold() for rule in within},
        }
        return tuple(name for name, words in said.items() if len(words) > 1)

    @property
    def verschilt(self) -> bool:
        """Whether the gemeenten that are known say not all the same."""
        return bool(self.verschillen)

    @property
    def strijdig(self) -> tuple[str, ...]:
        """Codes of gemeenten that leave out what the law puts in."""
        if not self.wettelijk:
            return ()
        return tuple(sorted(code for code, rule in self.regels.items() if rule.opgenomen == Opgenomen.NEE))


def read_urgentieregels(
    regels: Sequence[Tabelregel], gemeenten: Mapping[str, str], bevindingen: list[str]
) -> tuple[Gelezen[Urgentieregel], ...]:
    """Return the rules of a table; parameters as `cel.read_elk`, with the gemeenten of the region, code to name."""
    return read_elk(regels, bevindingen, lambda lees: _read_regel(lees, gemeenten), _name_regel)


def _name_regel(regel: Urgentieregel) -> tuple[object, str, str]:
    key = (regel.gemeente, regel.groep)
    return (
        key if all(key) else None,
        "groep",
        f"'{regel.groep}' staat er twee keer voor deze gemeente; haal er een weg",
    )


def _read_regel(lees: Cellezer, gemeenten: Mapping[str, str]) -> Urgentieregel:
    if not lees.read_tekst("gemeente"):
        lees.say("gemeente", "is leeg; vul een gemeente in")
    return Urgentieregel(
        lees.read_gemeente("gemeente", gemeenten),
        lees.read_groep("groep", verplicht=True),
        Opgenomen(lees.read_keuze("opgenomen", ["ja", "nee"]) or Opgenomen.ONBEKEND),
        lees.read_aantal("termijn", 1),
        lees.read_vrij("voorwaarden"),
    )


def compare_urgentie(regels: Sequence[Urgentieregel]) -> tuple[Urgentierij, ...]:
    """Return a row a group: those that the law obliges always, the others where a gemeente speaks of them."""
    named = {rule.groep for rule in regels}
    return tuple(
        Urgentierij(key, {rule.gemeente: rule for rule in regels if rule.groep == key}, key in WETTELIJK)
        for key in PER_SLEUTEL
        if key in named or key in WETTELIJK
    )


def describe_rij(rij: Urgentierij, gemeenten: Mapping[str, str]) -> str:
    """Tell of a group what differs and what the law obliges."""
    title = PER_SLEUTEL[rij.groep].titel
    unknown = set(gemeenten) - {rule.gemeente for rule in rij.bekend}
    parts = [f"{title}: {_tell_verschil(rij)}"]
    if rij.wettelijk:
        parts.append(f"moet in elke urgentieregeling staan ({WETTELIJK_BRON})")
    if rij.strijdig:
        names = " en ".join(gemeenten.get(code, code) for code in rij.strijdig)
        parts.append(f"ontbreekt in die van {names}")
    if unknown:
        parts.append(f"van {len(unknown)} van de {len(gemeenten)} gemeenten niet bekend")
    return "; ".join(parts) + "."


def _tell_verschil(rij: Urgentierij) -> str:
    if len(rij.bekend) < 2:
        return "er is niets te vergelijken"
    if rij.verschilt:
        return f"de gemeenten verschillen ({join_woorden(list(rij.verschillen))})"
    return "geen verschil gevonden"


def write_cel(regel: Urgentieregel | None) -> str:
    """Write what a gemeente says of a group: in or out, within which term, on which conditions."""
    if regel is None:
        return ""
    term = f"binnen {count_woord(regel.termijn, 'maand', 'maanden')}" if regel.termijn else ""
    return "; ".join(filter(None, [str(regel.opgenomen), term, regel.voorwaarden]))
