"""The file of a building programme (csv, xlsx, ods or json), or its form: all that is wrong is told together."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.agenda.cel import Cellezer, read_elk
from woonzorg.agenda.vrijetekst import OPENBAAR
from woonzorg.eigenbestand import sjabloon
from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.eigenbestand.tabel import Tabelregel
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import clean_code, find_gemeentecode
from woonzorg.socialehuur.programma import Bouwregel
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.eigenbestand.blad import Cel
    from woonzorg.socialehuur.stand import Woningstand

PROGRAMMA = Sjabloontabel(
    "programma",
    {
        "gemeente": "code of naam van de gemeente; geef elke gemeente ten minste één rij, ook als er niets komt (0)",
        "buurt": "code van de buurt, zoals BU09170000; leeg als de plek nog niet bekend is",
        "sociaal": "nieuwe sociale huurwoningen; heel getal vanaf 0",
        "midden": "nieuwe woningen voor middeninkomens, huur en koop; heel getal vanaf 0",
        "overig": "alle andere nieuwe woningen; heel getal vanaf 0",
        "sloop_sociaal": "sociale huurwoningen die worden gesloopt; leeg als dat er geen zijn",
        "buiten": "van de nieuwe sociale huurwoningen: die van een corporatie buiten haar huidige werkgebied; mag leeg",
        "waarheen": f"bij sloop: waar de bewoners heen kunnen; {OPENBAAR}",
    },
    sleutel="gemeente",
    verplicht=frozenset({"gemeente", "sociaal", "midden", "overig"}),
    voorbeelden=(
        ("voorbeeld: GM0000", "", 40, 60, 50, "", "", ""),
        ("voorbeeld: GM0000", "BU00000000", 20, 30, 0, 12, 20, "eerst nieuwbouw in dezelfde buurt"),
    ),
)  # fmt: skip
"""The table of a programme."""

GROOTSTE_PROGRAMMA = 2_000_000
"""Larger files (bytes) are refused: a filled template takes some 20 kB."""


@dataclass(frozen=True)
class Programmabron:
    """What a programme is held against.

    Attributes
    ----------
    gemeenten, buurten : mapping of code to Woningstand
        Of the region; without buurten no line can name one.
    """

    gemeenten: Mapping[str, Woningstand]
    buurten: Mapping[str, Woningstand]


def make_bron(gemeenten: Sequence[Woningstand], buurten: Sequence[Woningstand] = ()) -> Programmabron:
    """Return what a programme is held against."""
    return Programmabron({stand.code: stand for stand in gemeenten}, {stand.code: stand for stand in buurten})


def make_sjabloon() -> bytes:
    """Return the template, with an explanation of every column; always the same bytes."""
    return sjabloon.make_xlsx("Sjabloon bouwprogramma sociale huur", (PROGRAMMA,))


def read_programma(naam: str, raw: bytes, bron: Programmabron) -> tuple[Bouwregel, ...]:
    """Return the lines of a programme from the bytes of a file.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes
    bron : Programmabron

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, or not to be read.
    InhoudFout
        When a column or cell is wrong: all findings together, each with row, column and remedy.
    """
    if naam.lower().endswith(".json"):
        rows, findings = _read_json(naam, raw), list[str]()
    else:
        content = read_inhoud(naam, raw, (PROGRAMMA,), grootste=GROOTSTE_PROGRAMMA)
        findings = list(content.bevindingen)
        rows = [row for table in content.tabellen for row in table.regels]
    lines = check_regels(rows, bron, findings)
    if findings:
        raise refuse_inhoud(naam, findings, "Er is niets overgenomen.")
    return lines


def _read_json(naam: str, raw: bytes) -> list[Tabelregel]:
    message = f"Het bestand {naam[:80]} is geen lijst met regels van een programma."
    wanted = f'een lijst als [{{"gemeente": "GM0000", {", ".join(f"{chr(34)}{n}{chr(34)}: 0" for n in _GETALLEN)}}}]'
    try:
        found = json.loads(raw) if len(raw) <= GROOTSTE_PROGRAMMA else None
    except (ValueError, RecursionError) as error:
        raise InvoerFout(message, verwacht=wanted, gevonden="geen JSON") from error
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        raise InvoerFout(message, verwacht=wanted, gevonden="iets anders, een lege lijst, of te veel")
    return [make_tabelregel(number, item) for number, item in enumerate(found, 1)]


_GETALLEN = ("sociaal", "midden", "overig")


def make_tabelregel(nummer: int, inhoud: Mapping[str, Any], waar: str = "") -> Tabelregel:
    """Return a line of a list or form as a row of a table; what is neither text nor number is written as text."""
    cells: dict[str, Cel] = {
        str(name).strip().lower(): value
        if isinstance(value, str | int | float) and not isinstance(value, bool)
        else "" if value is None else str(value)
        for name, value in inhoud.items()
    }  # fmt: skip
    return Tabelregel(waar or f"regel {nummer}", nummer, cells)


def check_regels(
    regels: Sequence[Tabelregel], bron: Programmabron, bevindingen: list[str]
) -> tuple[Bouwregel, ...]:
    """Return the lines of a programme; what is wrong with them is added to the findings."""
    for row in regels:
        bevindingen += [
            f"{row.plek}: '{name[:30]}' is onbekend; kies uit {', '.join(PROGRAMMA.kolommen)}"
            for name in row.cellen if name not in PROGRAMMA.kolommen
        ]  # fmt: skip
    known = read_elk(regels, bevindingen, lambda lees: _read_regel(lees, bron), _name_regel)
    lines = tuple(found.deel for found in known)
    bevindingen += _check_sloop(lines, bron)
    return lines


def _name_regel(regel: Bouwregel) -> tuple[object, str, str]:
    where = regel.buurt or regel.gemeente
    text = f"'{where}' staat er twee keer; tel de woningen op in één rij"
    return (
        (regel.gemeente, regel.buurt) if regel.gemeente else None,
        "buurt" if regel.buurt else "gemeente",
        text,
    )


def _read_regel(lees: Cellezer, bron: Programmabron) -> Bouwregel:
    names = {code: stand.naam for code, stand in bron.gemeenten.items()}
    if not lees.read_tekst("gemeente"):
        lees.say("gemeente", "is leeg; vul een code of naam in")
    gemeente = lees.read_gemeente("gemeente", names)
    numbers = {name: _read_getal(lees, name, verplicht=name in _GETALLEN) for name in _WONINGEN}
    line = Bouwregel(
        gemeente, _read_buurt(lees, gemeente, bron), **numbers, waarheen=lees.read_tekst("waarheen")
    )
    if line.buiten > line.sociaal:
        lees.say(
            "buiten",
            f"{line.buiten} is meer dan de {line.sociaal} nieuwe sociale huurwoningen; verbeter een van beide",
        )
    return line


_WONINGEN = (*_GETALLEN, "sloop_sociaal", "buiten")


def _read_getal(lees: Cellezer, kolom: str, *, verplicht: bool) -> int:
    number = lees.read_aantal(kolom)
    if number is None and verplicht and not lees.read_tekst(kolom):
        lees.say(kolom, "is leeg; vul een getal in, ook als het 0 is")
    return number or 0


def _read_buurt(lees: Cellezer, gemeente: str, bron: Programmabron) -> str:
    """Return the code of a buurt of this gemeente; '' when it is empty or wrong."""
    code = clean_code(lees.read_tekst("buurt"))
    if not code:
        return ""
    if code not in bron.buurten:
        remedy = "controleer de code" if bron.buurten else "er zijn geen buurten geladen; laat het leeg"
        lees.say("buurt", f"'{code[:20]}' is geen buurt van deze streek; {remedy}")
        return ""
    if gemeente and find_gemeentecode(code) != gemeente:
        lees.say("buurt", f"{code} ligt niet in {bron.gemeenten[gemeente].naam}; verbeter een van beide")
    return code


def _check_sloop(lines: Sequence[Bouwregel], bron: Programmabron) -> list[str]:
    """Return where more social homes would be demolished than there can be, in a gemeente or in a buurt."""
    gone = Counter[str]()
    for line in lines:
        gone.update({line.gemeente: line.sloop_sociaal, line.buurt: line.sloop_sociaal})
    known = {
        code: (stand, find_sloopbaar(stand))
        for code, stand in (*bron.gemeenten.items(), *bron.buurten.items())
    }
    return [
        f"{stand.naam}: sloop van {format_getal(gone[code])} sociale huurwoningen kan niet; "
        f"{'corporaties bezitten er' if stand.sociaal is not None else 'er zijn er'} hoogstens {format_getal(most)}"
        for code, (stand, most) in known.items()
        if most is not None and gone[code] > most
    ]  # fmt: skip


def find_sloopbaar(stand: Woningstand) -> int | None:
    """Return the most social homes that can be demolished: what corporaties own, else all that is not owned.

    A share in whole percents may be half a point off; None when nothing is known.
    """
    if stand.sociaal is not None:
        return int(stand.sociaal + stand.marge)
    return None if stand.hoogst is None else int(stand.hoogst)
