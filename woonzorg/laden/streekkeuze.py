"""Which gemeenten of the national data are to be a region: by their codes, a COROP area, a province, or a file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.gebied import (
    NEDERLAND,
    PROVINCIES,
    Niveau,
    Regio,
    clean_code,
    parse_regios,
    read_regios,
    resolve_regio,
)
from woonzorg.gegevens.schema import COROP_KOLOMMEN
from woonzorg.tekst.plat import fold_naam, join_woorden, strip_onzichtbaar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from woonzorg.gegevens.opslag import Snapshot

GROOTSTE = 1_000_000
"""Larger files with regions (bytes) are refused."""
TITEL_MEEST = 60
"""Longest name of a region (signs)."""
_NOEM_MEEST = 4
"""With more gemeenten than this a region without a name is called by their number."""
_GEMEENTECODE = re.compile(r"GM[0-9]{4}")
KOLOMMEN: tuple[str, ...] = ("code", "naam", "niveau", "provinciecode", *COROP_KOLOMMEN)


@dataclass(frozen=True)
class Streekvraag:
    """Which gemeenten are asked for, as somebody gave it: in one way only.

    Attributes
    ----------
    naam : str
        Name of the region; '' for one after its gemeenten.
    gemeenten : tuple of str or None
        Codes as they were given.
    corop, provincie : str
        Code or name.
    regio : Regio, optional
        One that is known by name already.
    """

    naam: str = ""
    gemeenten: tuple[str, ...] | None = None
    corop: str = ""
    provincie: str = ""
    regio: Regio | None = None


@dataclass(frozen=True)
class Streek:
    """A set of gemeenten that the national data know by a code.

    Attributes
    ----------
    code, naam : str
    gemeenten : tuple of str
        Codes, sorted.
    """

    code: str
    naam: str
    gemeenten: tuple[str, ...]


@dataclass(frozen=True)
class Landindeling:
    """What the national data tell of where the gemeenten lie.

    Attributes
    ----------
    gemeenten : dict
        Code to name, by name.
    corops, provincies : tuple of Streek
        By name; empty where the source was not asked, or did not tell.
    """

    gemeenten: dict[str, str]
    corops: tuple[Streek, ...]
    provincies: tuple[Streek, ...]


def read_indeling(land: Snapshot) -> Landindeling:
    """Read which gemeenten national data have, and where these lie.

    Raises
    ------
    OpslagFout
        When the data cannot be read.
    """
    areas = land.gebieden if "gebieden" in vars(land) else land.read_gebieden([*KOLOMMEN, "rol", "geometry"])
    own = areas[(areas["niveau"] == Niveau.GEMEENTE) & (areas["rol"] == "regio")].sort_values(
        ["naam", "code"]
    )
    names = {code: PROVINCIES.get(code, code) for code in own["provinciecode"]}
    corops = (
        _group(own, "coropcode", dict(zip(own["coropcode"], own["coropnaam"], strict=True)))
        if "coropcode" in own
        else ()
    )
    return Landindeling(
        dict(zip(own["code"], own["naam"], strict=True)), corops, _group(own, "provinciecode", names)
    )


def _group(gemeenten: pd.DataFrame, kolom: str, namen: dict[str, str]) -> tuple[Streek, ...]:
    found = [
        Streek(str(code), namen[str(code)], tuple(sorted(rows["code"])))
        for code, rows in gemeenten[gemeenten[kolom] != ""].groupby(kolom)
    ]
    return tuple(sorted(found, key=lambda one: (one.naam, one.code)))


def list_streken(bestand: str, raw: bytes) -> tuple[str, ...]:
    """Return the heads of a file with regions that name gemeenten, in its order.

    Raises
    ------
    InvoerFout
        When it is no TOML, or has none.
    """
    content = parse_regios(bestand, raw)
    found = tuple(
        name for name, fields in content.items() if isinstance(fields, dict) and "gemeenten" in fields
    )
    if not found:
        message = f"In {bestand[:80]} staat geen regio."
        raise InvoerFout(
            message, verwacht='een kop als [mijn-regio] met titel = "…" en gemeenten = ["GM0917", …]'
        )
    return found


def read_streekbestand(bestand: str, raw: bytes, naam: str) -> Streekvraag:
    """Return what a file with regions holds under a name, its gemeenten as they stand there.

    Parameters
    ----------
    bestand : str
        Name of the file.
    raw : bytes
    naam : str
        The head in it.

    Raises
    ------
    InvoerFout
        When it is no TOML, or has no such region.
    """
    content = parse_regios(bestand, raw)
    fields = content.get(naam)
    if not isinstance(fields, dict):
        message = f"In {bestand} staat geen regio [{naam}]."
        raise InvoerFout(
            message, verwacht=join_woorden(sorted(content)) if content else "een kop als [mijn-regio]"
        )
    listed = fields.get("gemeenten", [])
    codes = tuple(str(code) for code in (listed if isinstance(listed, list) else [listed]))
    return Streekvraag(str(fields.get("titel", naam)), codes)


def find_regio(indeling: Landindeling, vraag: Streekvraag) -> Regio:
    """Turn what was asked into a region of the national data.

    Parameters
    ----------
    indeling : Landindeling
    vraag : Streekvraag

    Raises
    ------
    InhoudFout
        With all that is wrong together.
    """
    title, codes, wrong = _choose(indeling, vraag)
    codes = tuple(_clean(code) for code in codes)
    findings = [*wrong, *([] if wrong else _check_codes(codes, indeling))]
    title = strip_onzichtbaar(vraag.naam) or title
    regio = vraag.regio or _name_regio(title, codes, indeling)
    findings += _check_naam(title, regio)
    if findings:
        message = "Deze regio is niet te maken. Er is niets veranderd."
        raise InhoudFout(message, findings, remedie="Verbeter dit en probeer het opnieuw.")
    return replace(regio, provincie=_find_provincie(codes, indeling))


def _clean(code: str) -> str:
    """Return a gemeentecode as it is written in the data, and what is none as it was given."""
    clean = clean_code(code)
    return clean if _GEMEENTECODE.fullmatch(clean) else code


def _choose(indeling: Landindeling, vraag: Streekvraag) -> tuple[str, Sequence[str], list[str]]:
    """Return the title that goes with a choice, its gemeenten, and what is wrong with it."""
    if vraag.regio is not None:
        return vraag.regio.titel, vraag.regio.gemeenten, []
    if vraag.corop:
        return _take("COROP-gebied", vraag.corop, indeling.corops)
    if vraag.provincie:
        return _take("Provincie", vraag.provincie, indeling.provincies)
    return "", vraag.gemeenten or (), []


def _take(soort: str, gevraagd: str, streken: Sequence[Streek]) -> tuple[str, Sequence[str], list[str]]:
    wanted = fold_naam(gevraagd)
    hits = [one for one in streken if wanted in {fold_naam(one.code), fold_naam(one.naam)}]
    if len(hits) == 1:
        return f"{soort} {hits[0].naam}", hits[0].gemeenten, []
    if not streken:
        return "", (), [f"{soort} {gevraagd[:40]}: deze gegevens noemen geen enkele. Laad Nederland opnieuw"]
    known = join_woorden([f"{one.code} ({one.naam})" for one in streken])
    return "", (), [f"{soort} {gevraagd[:40]} staat niet in deze gegevens. Wel: {known}"]


def _check_codes(codes: Sequence[str], indeling: Landindeling) -> Iterator[str]:
    if not codes:
        yield "er is geen enkele gemeente genoemd"
    for code, times in Counter(codes).items():
        if not _GEMEENTECODE.fullmatch(code):
            yield f"'{code[:40]}' is geen gemeentecode als GM0917"
        elif code not in indeling.gemeenten:
            yield f"{code} staat niet in de gegevens van Nederland"
        if times > 1:
            yield f"{code[:40]} staat er {times} keer in"


def _check_naam(titel: str, regio: Regio) -> Iterator[str]:
    """Tell what is wrong with a name: what is called as another is taken for it."""
    if len(titel) > TITEL_MEEST:
        yield f"de naam heeft {len(titel)} tekens; hoogstens {TITEL_MEEST}"
    if not regio.naam:
        yield f"de naam '{titel[:TITEL_MEEST]}' heeft geen letter of cijfer"
    taken = read_regios() | {NEDERLAND.naam: NEDERLAND}
    other = taken.get(regio.naam) or next(
        (one for one in taken.values() if one.titel.casefold() == titel.casefold()), None
    )
    if other is not None and other.gemeenten != regio.gemeenten:
        yield f"{other.titel} is al de naam van een regio met andere gemeenten"


def _name_regio(titel: str, codes: Sequence[str], indeling: Landindeling) -> Regio:
    """Return a region under a name, or under one after its gemeenten."""
    members = tuple(sorted(set(codes)))
    if titel:
        return Regio(fold_naam(titel), titel, members)
    if not members or not all(_GEMEENTECODE.fullmatch(code) for code in members):
        return Regio("geen", "geen", members)
    names = sorted(indeling.gemeenten.get(code, code) for code in members)
    short = join_woorden(names) if len(names) <= _NOEM_MEEST else f"{len(names)} gemeenten"
    return replace(resolve_regio(members), titel=short)


def _find_provincie(codes: Sequence[str], indeling: Landindeling) -> str:
    """Return the province in which all gemeenten lie; '' when there is no such one."""
    return next((one.code for one in indeling.provincies if set(codes) <= set(one.gemeenten)), "")
