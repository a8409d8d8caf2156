"""The file of roles: which accounts and groups have which, read anew each time, so that a change holds at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout, InvoerFout, describe_weigering
from woonzorg.tekst.leestekst import TekstFout, parse_toml
from woonzorg.toegang.rechten import RANGORDE, Gebruikersrol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

GROEP = "groep:"
"""Before the name of a group."""

_REMEDIE = 'Schrijf regels als: planner = ["jo@gemeente.nl", "groep:wonen"]'
_GROOTST = 1_000_000
_GEEN_TOML = "geen TOML in UTF-8"


@dataclass(frozen=True)
class Rollen:
    """Who has which role.

    Attributes
    ----------
    leden : mapping
        By role the accounts and groups, each with whether it is a group: nobody has a group's role by an account that
        is called like it. Without readers everybody is one who is logged in.
    """

    leden: Mapping[Gebruikersrol, frozenset[tuple[bool, str]]]

    def find(self, account: str, groepen: Collection[str]) -> Gebruikersrol | None:
        """Return the highest role of an account or one of its groups; None for none."""
        mine = {(False, fold(account)), *((True, fold(group)) for group in groepen)}
        for role in reversed(RANGORDE):
            if self.leden.get(role, frozenset()) & mine:
                return role
        return None if Gebruikersrol.LEZER in self.leden else Gebruikersrol.LEZER


def fold(naam: str) -> str:
    """Return an account or group so that capitals do not matter.

    Only in plain letters: elsewhere two names can fold into one, and somebody would be taken for another.
    """
    return naam.lower() if naam.isascii() else naam


def read_rollen(bestand: Path) -> Rollen:
    """Read the file of roles.

    Raises
    ------
    InvoerFout
        When it cannot be read; as InhoudFout with all that is wrong in it.
    """
    try:
        raw = bestand.read_bytes()
    except OSError as error:
        raise _make_fout(describe_weigering(error)) from error
    return _parse(raw)


@lru_cache(maxsize=8)
def _parse(raw: bytes) -> Rollen:
    if len(raw) > _GROOTST:
        msg = f"{len(raw)} bytes"
        raise _make_fout(msg)
    try:
        found = parse_toml(raw)
    except TekstFout as error:
        why = f"{_GEEN_TOML}: {error}"
        raise _make_fout(why) from error
    if wrong := _list_fouten(found):
        message = "Het bestand met rollen (WOONZORG_ROLLEN) klopt niet."
        raise InhoudFout(message, wrong, remedie=_REMEDIE)
    return Rollen({role: frozenset(map(_fold_lid, found[role])) for role in RANGORDE if role in found})


def _make_fout(gevonden: str) -> InvoerFout:
    message = "Het bestand met rollen (WOONZORG_ROLLEN) is niet te lezen."
    return InvoerFout(message, verwacht="een TOML-bestand", gevonden=gevonden, remedie=_REMEDIE)


def _list_fouten(found: Mapping[str, object]) -> list[str]:
    known = " of ".join(f"'{role}'" for role in RANGORDE)
    wrong = [f"'{name[:40]}' is geen rol, verwacht {known}" for name in found if name not in RANGORDE]
    for name in (name for name in found if name in RANGORDE):
        entries = found[name]
        if not isinstance(entries, list) or not all(_is_lid(entry) for entry in entries):
            wrong.append(f"{name}: verwacht een lijst van accounts en groepen, elk tussen aanhalingstekens")
    return wrong


def _is_lid(entry: object) -> bool:
    return isinstance(entry, str) and bool(entry.strip().removeprefix(GROEP).strip())


def _fold_lid(entry: str) -> tuple[bool, str]:
    name = entry.strip()
    return name.startswith(GROEP), fold(name.removeprefix(GROEP).strip())
