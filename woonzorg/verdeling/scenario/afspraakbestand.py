"""The file of agreements: rows of one name are one; all that is wrong is told together, by row and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from woonzorg.eigenbestand import sjabloon
from woonzorg.eigenbestand.getal import GetalFout, parse_geheel, parse_procent
from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.gebied import clean_code
from woonzorg.verdeling.invoer.situatie import Afspraak, Corporatiedeel
from woonzorg.verdeling.scenario.controle import find_afspraakfouten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from woonzorg.eigenbestand.blad import Cel
    from woonzorg.eigenbestand.tabel import Tabelregel

T = TypeVar("T", int, float)

AFSPRAKEN = Sjabloontabel(
    "afspraken",
    {
        "afspraak": "naam of nummer; rijen met dezelfde naam zijn samen één afspraak",
        "gemeente": "code of naam; elke gemeente van de afspraak op een eigen rij",
        "aandeel": "deel van de hele vraag in procenten, zoals 50; één keer per afspraak",
        "minstens": "of een aantal woningen: minstens",
        "hoogstens": "en hoogstens",
        "corporatie": "naam; elke corporatie op een eigen rij; mag weg",
        "deel": "deel van deze corporatie in wat de gemeenten van de afspraak krijgen, in procenten",
    },
    sleutel="afspraak",
    verplicht=frozenset({"afspraak", "gemeente"}),
    voorbeelden=(
        ("voorbeeld: noord", "GM0000", 50, "", "", "Voorbeeldcorporatie", 60),
        ("voorbeeld: noord", "GM0001", "", "", "", "Tweede corporatie", 40),
        ("voorbeeld: zuid", "GM0002", "", 20, 40, "", ""),
    ),
)
"""The table of agreements of a board."""

_LANGST = 100


def read_afspraken(
    naam: str, raw: bytes, gemeenten: Mapping[str, str]
) -> tuple[tuple[Afspraak, ...], tuple[str, ...]]:
    """Return the agreements in a file, and what was passed over in it, to be told.

    Name and bytes as `lezen.read_inhoud`, with its errors; the gemeenten of the region are code to name.

    Raises
    ------
    InhoudFout
        When something in it is wrong: all findings together, each with row, column and remedy.
    """
    content = read_inhoud(naam, raw, [AFSPRAKEN])
    findings = list(content.bevindingen)
    rows: dict[str, list[Tabelregel]] = {}
    for row in (row for table in content.tabellen for row in table.regels):
        name = row.read_tekst("afspraak").strip().casefold()
        if not name:
            findings.append(row.say("afspraak", "is leeg; geef een naam of nummer"))
        rows.setdefault(name, []).append(row)
    deals = tuple(_read_afspraak(group, gemeenten, findings) for group in rows.values())
    own = [text for deal in deals for text in find_afspraakfouten((deal,))]
    together = [text for text in find_afspraakfouten(deals) if text not in own]
    findings += [f"blad afspraken: {text.removeprefix('afspraken: ')}" for text in together]
    if findings:
        raise refuse_inhoud(naam, findings)
    return deals, content.notities


def make_sjabloon() -> bytes:
    """Return the template, as csv."""
    return sjabloon.make_csv(AFSPRAKEN)


def make_sjabloon_xlsx() -> bytes:
    """Return the template as a workbook that explains every column; always the same bytes."""
    return sjabloon.make_xlsx("Sjabloon afspraken", [AFSPRAKEN])


def _read_afspraak(
    rijen: Sequence[Tabelregel], gemeenten: Mapping[str, str], bevindingen: list[str]
) -> Afspraak:  # fmt: skip
    """Return the agreement of rows of one name; what is wrong with it is added to the findings."""
    before = len(bevindingen)
    towns = [code for row in rijen if (code := _read_gemeente(row, gemeenten, bevindingen))]
    deal = Afspraak(
        tuple(dict.fromkeys(towns)),
        int(_read_eenmaal(rijen, "minstens", parse_geheel, bevindingen) or 0),
        _read_eenmaal(rijen, "hoogstens", parse_geheel, bevindingen),
        _read_eenmaal(rijen, "aandeel", parse_procent, bevindingen),
        tuple(part for row in rijen if (part := _read_corporatie(row, bevindingen))),
    )
    first = rijen[0]
    if len(bevindingen) == before:  # else it would be told twice
        found = find_afspraakfouten((deal,))
        bevindingen += [f"{first.plek}: {text.removeprefix('afspraken: ')}" for text in found]
        if not deal.gemeenten:
            bevindingen.append(first.say("gemeente", "is leeg; noem bij elke afspraak minstens één gemeente"))
        if not deal.minstens and deal.hoogstens is None and deal.aandeel is None:
            bevindingen.append(first.say("aandeel", "is leeg; geef een aandeel, of minstens of hoogstens"))
    return deal


def _read_gemeente(rij: Tabelregel, gemeenten: Mapping[str, str], bevindingen: list[str]) -> str:
    """Return the code of a gemeente, given by code or name; '' when the cell is empty or wrong."""
    text = " ".join(rij.read_tekst("gemeente").split())
    names = {name.casefold(): code for code, name in gemeenten.items()}
    code = clean_code(text) if clean_code(text) in gemeenten else names.get(text.casefold(), "")
    if text and not code:
        known = ", ".join(sorted(gemeenten.values())[:20])
        wrong = f"'{text[:40]}' is geen gemeente van deze streek; kies uit {known}"
        bevindingen.append(rij.say("gemeente", wrong))
    return code


def _read_eenmaal(
    rijen: Sequence[Tabelregel], kolom: str, parse: Callable[[Cel], T | None], bevindingen: list[str]
) -> T | None:
    """Return the one value that rows of an agreement have in a column; None when none has one."""
    found: dict[T, Tabelregel] = {}
    for row in rijen:
        value = _read_getal(row, kolom, parse, bevindingen)
        if value is not None:
            found.setdefault(value, row)
    if len(found) > 1:
        second = [*found.values()][1]
        bevindingen.append(
            second.say(kolom, "staat er bij deze afspraak al, met een ander getal; kies er een")
        )
    return next(iter(found), None)


def _read_getal(
    rij: Tabelregel, kolom: str, parse: Callable[[Cel], T | None], bevindingen: list[str]
) -> T | None:
    try:
        return parse(rij.read(kolom))
    except GetalFout as error:
        bevindingen.append(rij.say(kolom, str(error)))
        return None


def _read_corporatie(rij: Tabelregel, bevindingen: list[str]) -> Corporatiedeel | None:
    before, name = len(bevindingen), rij.read_tekst("corporatie").strip()
    share = _read_getal(rij, "deel", parse_procent, bevindingen)
    if len(name) > _LANGST:
        bevindingen.append(rij.say("corporatie", f"heeft {len(name)} tekens; hoogstens {_LANGST} mag"))
    if len(bevindingen) == before and (share is None) == bool(name):
        empty, what = ("deel", "geef het deel in procenten") if name else ("corporatie", "noem de corporatie")
        bevindingen.append(rij.say(empty, f"is leeg; {what}"))
    return Corporatiedeel(name, share) if name and share is not None else None
