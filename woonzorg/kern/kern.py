"""An own named area (kern, stadsdeel): a set of buurten or wijken with a name. It has no score, and so no class.

In a link it stands with its codes, so that who lacks it sees the same: ``naam~19540100.195402~kern``, eight digits for
a buurt and six for a wijk. One of the installation stands there by its key, which has no ``~``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau, Rol, find_gemeentecode, find_niveau, find_wijkcode
from woonzorg.tekst.plat import fold_naam, strip_onzichtbaar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.oordeel.toets import Score

KERN_MAXIMUM = 40
"""Most codes of an own area: more fit in no link that can be sent."""

KERNEN_MAXIMUM = 100
"""Most own areas that a visitor keeps."""

NAAM_MAXIMUM, SOORT_MAXIMUM = 60, 20
"""Most characters of a name, and of the kind of area that stands before it."""

SCHEIDING = "~"
"""Parts name, codes and kind in a link: it stands in no name."""

_SLEUTEL = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
_CIJFERS = {8: "BU", 6: "WK"}


@dataclass(frozen=True)
class Kerngebied:
    """An own area.

    Attributes
    ----------
    naam : str
        As somebody typed it: text of a visitor or of the installation, to be escaped.
    codes : tuple of str
        Buurten and wijken, as they were given: a wijk stands for the buurten that it has in the data at hand.
    soort : str
        What it is called before its name, such as 'kern'; '' for nothing.
    sleutel : str
        Key of one of the installation; '' for a visitor's own.
    """

    naam: str
    codes: tuple[str, ...]
    soort: str = ""
    sleutel: str = ""

    @property
    def titel(self) -> str:
        """Its name as it stands in a sentence: 'kern Eys'."""
        return f"{self.soort} {self.naam}".strip()

    @property
    def adres(self) -> str:
        """How it stands in a link."""
        short = ".".join(code[2:] for code in self.codes)
        return self.sleutel or SCHEIDING.join([self.naam, short, *([self.soort] if self.soort else [])])

    @property
    def is_van_bezoeker(self) -> bool:
        """Whether it is of one visitor: then nothing of it is kept for others."""
        return not self.sleutel

    def has_buurt(self, code: str) -> bool:
        """Tell whether a buurt belongs to it, by itself or with its wijk."""
        return code in self._codes or find_wijkcode(code) in self._codes

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(self.codes)


@dataclass(frozen=True)
class Buurtindeling:
    """The buurten of the region in the data at hand: what an own area can be made of.

    Attributes
    ----------
    buurten : frozenset of str
        Of the region.
    rand : frozenset of str
        Just outside it.
    naam : str
        Which division it is, such as '2024'.
    """

    buurten: frozenset[str]
    rand: frozenset[str]
    naam: str

    @cached_property
    def wijken(self) -> frozenset[str]:
        """Wijken that have buurten in the region."""
        return frozenset(find_wijkcode(code) for code in self.buurten)

    @cached_property
    def gemeenten(self) -> frozenset[str]:
        """Gemeenten of the region."""
        return frozenset(find_gemeentecode(code) for code in self.buurten)

    def list_buurten(self, kern: Kerngebied) -> tuple[str, ...]:
        """Return the buurten of an own area that are there, each once, by code."""
        return tuple(sorted(code for code in self.buurten if kern.has_buurt(code)))

    def list_ontbrekend(self, kern: Kerngebied) -> tuple[str, ...]:
        """Return the codes of an own area that are not there."""
        return tuple(code for code in kern.codes if code not in self.buurten | self.wijken)

    def is_hier(self, kern: Kerngebied) -> bool:
        """Tell whether an own area is of this region, also where its codes are of another division."""
        return any(not self.is_buiten(code) for code in kern.codes)

    def is_buiten(self, code: str) -> bool:
        """Tell whether a code that is not there lies outside the region, whatever division it is of."""
        return code in self.rand or find_gemeentecode(code) not in self.gemeenten


def make_indeling(score: Score, naam: str) -> Buurtindeling:
    """Return the division of scored areas, by its name."""
    own, ring = (frozenset(score.select(Niveau.BUURT, rol)["code"]) for rol in (Rol.REGIO, Rol.RAND))
    return Buurtindeling(own, ring, naam)


def clean_naam(tekst: str) -> str:
    """Return a name on one line without signs that cannot be seen."""
    return strip_onzichtbaar(tekst)


def parse_kern(tekst: str) -> Kerngebied | None:
    """Return a visitor's own area from a link; None for what is none."""
    naam, codes, soort = (*tekst.split(SCHEIDING), "", "")[:3]
    found = tuple(f"{_CIJFERS.get(len(part), '')}{part}" for part in codes.split("."))
    kern = Kerngebied(clean_naam(naam), tuple(dict.fromkeys(found)), clean_naam(soort))
    sound = tekst.count(SCHEIDING) in {1, 2} and all(
        find_niveau(code) in {Niveau.BUURT, Niveau.WIJK} for code in found
    )
    return kern if sound and not check_vorm(kern) else None


def read_adres(tekst: str) -> str | None:
    """Return what a link says of an own area in its one form; None for what is neither an own one nor a key."""
    if SCHEIDING not in tekst:
        return tekst if _SLEUTEL.fullmatch(tekst) else None
    own = parse_kern(tekst)
    return own.adres if own else None


def find_kern(adres: str, kernen: Iterable[Kerngebied]) -> Kerngebied | None:
    """Return the area of a link: the visitor's own, or the one of the installation with that key."""
    if SCHEIDING in adres:
        return parse_kern(adres)
    return next((kern for kern in kernen if kern.sleutel == adres), None)


def check_vorm(kern: Kerngebied) -> list[str]:
    """Return what is wrong with the name, the kind and the number of codes of an own area, in Dutch."""
    named = ["de naam ontbreekt; vul een naam met een letter of cijfer in"]
    found = check_naam(kern.naam, "naam", NAAM_MAXIMUM) if fold_naam(kern.naam) else named
    found += check_naam(kern.soort, "soort", SOORT_MAXIMUM)
    if not kern.sleutel and len(kern.codes) > KERN_MAXIMUM:
        found += [f"{len(kern.codes)} codes; hoogstens {KERN_MAXIMUM}: geef waar dat kan een hele wijk"]
    return [*found, *_check_dubbel(kern.codes)]


def check_naam(tekst: str, wat: str, maximum: int) -> list[str]:
    """Return what is wrong with a name or kind, in Dutch."""
    found = [f"de {wat} heeft {len(tekst)} tekens; hoogstens {maximum}"] if len(tekst) > maximum else []
    return [*found, *([f"in de {wat} staat '{SCHEIDING}'; haal dat teken weg"] if SCHEIDING in tekst else [])]


def _check_dubbel(codes: Sequence[str]) -> list[str]:
    inside = {
        code: wijk for code in codes if (wijk := find_wijkcode(code)) not in {"", code} and wijk in codes
    }
    return [
        f"buurt {code} ligt in wijk {wijk}, die er ook in staat; haal een van beide weg"
        for code, wijk in inside.items()
    ]


def toggle_buurt(kern: Kerngebied, code: str, indeling: Buurtindeling) -> Kerngebied:
    """Return an own area with a buurt more, or without it; of a wijk that it had the other buurten then stay."""
    wijk = find_wijkcode(code)
    if code in kern.codes:
        return replace(kern, codes=tuple(other for other in kern.codes if other != code))
    if wijk not in kern.codes:
        return replace(kern, codes=(*kern.codes, code))
    others = tuple(
        sorted(other for other in indeling.buurten if find_wijkcode(other) == wijk and other != code)
    )
    place = kern.codes.index(wijk)
    return replace(kern, codes=(*kern.codes[:place], *others, *kern.codes[place + 1 :]))


def check_code(code: str, indeling: Buurtindeling | None) -> str:
    """Return why a code can be no part of an own area, in these data (None: in any), in Dutch; '' when it can."""
    level = find_niveau(code)
    if level == Niveau.GEMEENTE:
        return f"{code} is een gemeente; geef buurten (BU…) of wijken (WK…)"
    if level not in {Niveau.BUURT, Niveau.WIJK}:
        return f"'{code[:20]}' is geen code van een buurt (BU…) of wijk (WK…)"
    if indeling is None or code in indeling.buurten | indeling.wijken:
        return ""
    absent = f"staat niet in deze gegevens (indeling {indeling.naam})"
    where = "ligt buiten de regio" if indeling.is_buiten(code) else absent
    return f"{code} {where}; controleer de code"
