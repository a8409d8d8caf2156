"""The file of an initiative: read strictly, with all that is wrong told together."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.gebied import clean_code
from woonzorg.initiatief.initiatief import VERSIE, VORM, Initiatief
from woonzorg.initiatief.initiatiefcontrole import check_initiatief
from woonzorg.tekst.leestekst import TekstFout, parse_json
from woonzorg.tekst.plat import strip_onzichtbaar
from woonzorg.tekst.waardevorm import VormFout

GROOTSTE_BESTAND = 1_000_000
"""Larger files (bytes) are no initiative."""


def parse_initiatief(raw: bytes) -> Initiatief:
    """Return the initiative that a file holds.

    Parameters
    ----------
    raw : bytes
        JSON.

    Raises
    ------
    InvoerFout
        When it is too large or no JSON; as InhoudFout when what it holds is not sound, all findings together.
    """
    message = "Dit bestand is geen initiatief."
    if len(raw) > GROOTSTE_BESTAND:
        raise InvoerFout(message, verwacht="hoogstens 1 MB", remedie=REMEDIE)
    try:
        content = parse_json(raw)
    except TekstFout as error:
        raise InvoerFout(message, verwacht=VOORBEELD, gevonden=str(error), remedie=REMEDIE) from error
    found, findings = _read(content)
    findings += check_initiatief(found) if found else _check_leesbaar(content)
    if found is None or findings:
        wrong = "Dit initiatief klopt niet."
        raise InhoudFout(wrong, findings, remedie=REMEDIE)
    return found


VOORBEELD = (
    '{"versie": 1, "plek": "BU91010001", "groep": "statushouders", "instrument": "nieuwbouw", "aantal": 1}'
)
REMEDIE = f"Verbeter wat hier staat. Een bestand heeft minstens: {VOORBEELD}"


def _read(content: Any) -> tuple[Initiatief | None, list[str]]:
    version = content.get("versie") if isinstance(content, dict) else VERSIE
    findings = [] if version == VERSIE else [
        f"versie: dit programma leest versie {VERSIE}, en er staat "
        + ("niets" if version is None else f"'{str(version)[:20]}'")
    ]  # fmt: skip
    try:
        found: Initiatief = VORM.read(Initiatief, content)
    except VormFout as error:
        return None, [*findings, *(item for item in error.bevindingen if not item.startswith("versie:"))]
    return clean_initiatief(found), findings


_LOS = ("plek", "groep", "aantal")
"""Parts that can be checked by themselves, where others cannot be read."""


def _check_leesbaar(content: Any) -> list[str]:
    """Return what is wrong with the parts that can be read: all is told in one round."""
    given: dict[str, Any] = content if isinstance(content, dict) else {}
    example = json.loads(VOORBEELD)
    known = {
        name: given[name] for name in _LOS if name in given and _is_leesbaar({**example, name: given[name]})
    }
    told = check_initiatief(clean_initiatief(VORM.read(Initiatief, {**example, **known})))
    return [text for text in told if text.partition(":")[0] in known]


def _is_leesbaar(content: dict[str, Any]) -> bool:
    try:
        VORM.read(Initiatief, content)
    except VormFout:
        return False
    return True


def clean_initiatief(initiatief: Initiatief) -> Initiatief:
    """Return an initiative with its code in capitals, and names without what cannot be seen."""
    home = initiatief.complex
    return dataclasses.replace(
        initiatief, plek=clean_code(initiatief.plek), naam=strip_onzichtbaar(initiatief.naam),
        organisatie=strip_onzichtbaar(initiatief.organisatie),
        complex=dataclasses.replace(home, naam=strip_onzichtbaar(home.naam)) if home else None,
    )  # fmt: skip
