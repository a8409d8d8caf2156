"""Workbooks of Excel, as its XML tells them: cells pass one by one, and none is kept beyond what a table may hold.

A library that builds the workbook first can be made to fill any memory by one cell far away, and does not tell apart an
empty cell and a formula that was never computed. A cell holds the value that was stored; nothing is computed here.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.archief import Ontvanger, stream_xml
from woonzorg.eigenbestand.blad import (
    MEESTE_CELLEN,
    MEESTE_KOLOMMEN,
    MEESTE_RIJEN,
    ZONDER_UITKOMST,
    Blad,
    Cel,
    Melding,
    Onleesbaar,
    clean_tekst,
    make_blad,
    make_foutwaarde,
    name_cel,
    refuse_veel,
    refuse_ver,
)
from woonzorg.eigenbestand.opmaak import Opmaak, read_opmaak, write_waarde
from woonzorg.tekst.rekenblad import restore

if TYPE_CHECKING:
    from woonzorg.eigenbestand.archief import Archief

MEESTE_BLADEN = 50
"""Sheets of one workbook: the templates have at most a tenth of that."""

_WERKBOEK = "/officeDocument"
_PLEK = re.compile(r"([A-Z]{1,4})(\d{1,8})")
_TEKEN = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(archief: Archief) -> tuple[Blad, ...]:
    """Return the sheets of a workbook.

    Raises
    ------
    Onleesbaar
        When it is damaged, no workbook, or holds too much.
    """
    book_path = next(iter(_read_banden(archief, "").values()), "")
    if not book_path:
        raise Onleesbaar(gevonden="dit is geen Excel-werkmap")
    book = _Werkboek()
    stream_xml(archief.read(book_path), book)
    parts = _read_banden(archief, book_path)
    paths = {kind: path for (_, kind), path in parts.items()}
    texts, styles = _Teksten(), read_opmaak(b"")
    if "sharedStrings" in paths:
        stream_xml(archief.read(paths["sharedStrings"]), texts)
    if "styles" in paths:
        styles = read_opmaak(archief.read(paths["styles"]))
    by_id = {name: path for (name, kind), path in parts.items() if kind == "worksheet"}
    known = _Kennis(texts.teksten, styles, book.begin_1904, book.nog_rekenen)
    sheets = [(naam, by_id[band]) for naam, band in book.bladen if band in by_id]
    _check_bladen([path for _, path in sheets])
    count = _Teller()
    return tuple(_read_blad(archief, naam, path, known, count) for naam, path in sheets)


def _check_bladen(paden: list[str]) -> None:
    """Refuse none, too many, and one part that is told as more sheets: each would take time and memory again."""
    if not paden:
        raise Onleesbaar(gevonden="er staat geen werkblad in")
    if len(paden) > MEESTE_BLADEN:
        raise Onleesbaar(
            gevonden=f"meer dan {MEESTE_BLADEN} werkbladen",
            remedie="Houd alleen de werkbladen van het sjabloon over.",
        )
    if len(set(paden)) < len(paden):
        raise Onleesbaar(
            gevonden="twee werkbladen wijzen naar dezelfde inhoud",
            remedie="Open het bestand in een rekenprogramma en bewaar het opnieuw.",
        )


def _read_banden(archief: Archief, deel: str) -> dict[tuple[str, str], str]:
    """Return where the parts stand that a part names, by their id and kind; of the whole file: the workbook."""
    folder, name = posixpath.split(deel)
    found = _Banden()
    stream_xml(archief.read(posixpath.join(folder, "_rels", f"{name}.rels")), found)
    return {
        (band, kind.rpartition("/")[2]): posixpath.normpath(
            posixpath.join(folder, target.replace("\\", "/"))
        ).lstrip("/")
        for band, kind, target in found.banden
        if deel or kind.endswith(_WERKBOEK)
    }


class _Banden(Ontvanger):
    def __init__(self) -> None:
        self.banden: list[tuple[str, str, str]] = []

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:
        if naam == "Relationship" and kenmerken.get("TargetMode") != "External":
            self.banden.append(
                (kenmerken.get("Id", ""), kenmerken.get("Type", ""), kenmerken.get("Target", ""))
            )


class _Werkboek(Ontvanger):
    """Names of the sheets with the ids of their parts, from which year days count, and whether it was computed."""

    def __init__(self) -> None:
        self.bladen: list[tuple[str, str]] = []
        self.begin_1904 = self.nog_rekenen = False

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:
        if naam == "sheet":
            self.bladen.append((kenmerken.get("name", ""), kenmerken.get("id", "")))
        elif naam == "workbookPr":
            self.begin_1904 = kenmerken.get("date1904", "") in {"1", "true"}
        elif naam == "calcPr":
            self.nog_rekenen = kenmerken.get("fullCalcOnLoad", "") in {"1", "true"}


class _Teksten(Ontvanger):
    """The texts that cells share; how they are pronounced (rPh) is left out."""

    def __init__(self) -> None:
        self.teksten: list[str] = []
        self._delen: list[str] = []
        self._in_tekst = self._in_uitspraak = False

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:  # noqa: ARG002
        if naam == "si":
            self._delen = []
        elif naam == "rPh":
            self._in_uitspraak = True
        elif naam == "t":
            self._in_tekst = not self._in_uitspraak

    def end(self, naam: str) -> None:
        if naam == "si":
            self.teksten.append(_read_tekst("".join(self._delen)))
        elif naam == "rPh":
            self._in_uitspraak = False
        elif naam == "t":
            self._in_tekst = False

    def text(self, tekst: str) -> None:
        if self._in_tekst:
            self._delen.append(tekst)


def _read_tekst(tekst: str) -> str:
    """Return text as it was typed: Excel writes signs that XML does not take as _x000D_."""
    plain = _TEKEN.sub(lambda hit: chr(int(hit[1], 16)), tekst) if "_x" in tekst else tekst
    return restore(clean_tekst(plain))


@dataclass(frozen=True)
class _Kennis:
    """What the cells of every sheet need: shared texts, formats, how days count, and whether it was computed."""

    teksten: list[str]
    opmaak: Opmaak
    begin_1904: bool
    nog_rekenen: bool


@dataclass
class _Cel:
    """The cell that passes."""

    kolom: int
    soort: str
    opmaak: str
    formule: bool = False
    waarde: str | None = None
    tekst: list[str] = field(default_factory=list)


class _Teller:
    """Counts the cells of a whole file."""

    def __init__(self) -> None:
        self._aantal = 0

    def count(self) -> None:
        self._aantal += 1
        if self._aantal > MEESTE_CELLEN:
            raise refuse_veel()


class _Bladlezer(Ontvanger):
    """Takes the cells of one sheet."""

    def __init__(self, kennis: _Kennis, teller: _Teller) -> None:
        self.rijen: dict[int, dict[int, Cel]] = {}
        self.meldingen: list[Melding] = []
        self.verborgen = 0
        self._kennis, self._teller = kennis, teller
        self._rij, self._kolom, self._hidden = 0, -1, False
        self._cel: _Cel | None = None
        self._binnen: list[str] = []

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:
        self._binnen.append(naam)
        if naam == "row":
            self._rij = _read_nummer(kenmerken.get("r", ""), self._rij + 1)
            self._kolom, self._hidden = -1, kenmerken.get("hidden", "") in {"1", "true"}
        elif naam == "c":
            self._kolom = _find_kolom(kenmerken.get("r", ""), self._kolom + 1)
            self._cel = _Cel(self._kolom, kenmerken.get("t", "n"), kenmerken.get("s", ""))
        elif naam == "f" and self._cel:
            self._cel.formule = True
        elif naam == "v" and self._cel:
            self._cel.waarde = self._cel.waarde or ""
        elif naam == "mergeCell":
            self._tell_samengevoegd(kenmerken.get("ref", ""))

    def _tell_samengevoegd(self, gebied: str) -> None:
        place = _PLEK.match(gebied)
        words = f"cellen {gebied[:20]}: samengevoegd; splits ze en vul elke cel"
        self.meldingen.append(Melding(int(place[2]) if place else 0, words))
        self._teller.count()

    def text(self, tekst: str) -> None:
        if self._cel is None or not self._binnen:
            return
        if self._binnen[-1] == "v":
            self._cel.waarde = (self._cel.waarde or "") + tekst
        elif self._binnen[-1] == "t" and "rPh" not in self._binnen[-3:]:
            self._cel.tekst.append(tekst)

    def end(self, naam: str) -> None:
        self._binnen.pop()
        if naam == "c" and self._cel:
            self._keep(self._cel)
            self._cel = None
        elif naam == "row" and self._hidden and self._rij in self.rijen:
            self.verborgen += 1

    def _keep(self, cel: _Cel) -> None:
        value = _read_cel(cel, self._kennis, self._rij)
        if value == "":
            return
        if isinstance(value, Melding):
            self.meldingen.append(value)
        elif self._rij > MEESTE_RIJEN or cel.kolom >= MEESTE_KOLOMMEN:
            self.meldingen.append(refuse_ver(self._rij, cel.kolom))
        else:
            self.rijen.setdefault(self._rij, {})[cel.kolom] = value
        self._teller.count()


def _read_nummer(tekst: str, anders: int) -> int:
    return int(tekst) if re.fullmatch(r"[0-9]{1,9}", tekst) else anders


def _find_kolom(plek: str, anders: int) -> int:
    """Return the column of a cell from 0; what writes no places counts on."""
    found = _PLEK.fullmatch(plek)
    if found is None:
        return anders
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _read_cel(cel: _Cel, kennis: _Kennis, rij: int) -> Cel | Melding:
    """Return what a cell holds, or what is wrong with it."""
    raw = cel.waarde
    if cel.soort == "e":
        return make_foutwaarde(rij, cel.kolom, raw or "#")
    if cel.soort == "inlineStr":
        return _read_tekst("".join(cel.tekst))
    unknown = raw is None or (raw == "" and cel.soort != "str") or (raw == "0" and kennis.nog_rekenen)
    if cel.formule and unknown:
        return Melding(rij, f"{name_cel(rij, cel.kolom)}: {ZONDER_UITKOMST}")
    return _read_waarde(cel, raw or "", kennis, rij)


def _read_waarde(cel: _Cel, raw: str, kennis: _Kennis, rij: int) -> Cel | Melding:
    if raw == "" or cel.soort in {"str", "d"}:
        return _read_tekst(raw)
    if cel.soort == "b":
        return "WAAR" if raw in {"1", "true"} else "ONWAAR"
    if cel.soort == "s":
        number = _read_nummer(raw, -1)
        known = 0 <= number < len(kennis.teksten)
        return (
            kennis.teksten[number]
            if known
            else Melding(rij, f"{name_cel(rij, cel.kolom)}: de tekst ontbreekt")
        )
    value = write_waarde(raw, kennis.opmaak.find_soort(cel.opmaak), begin_1904=kennis.begin_1904)
    if value is None:
        return Melding(rij, f"{name_cel(rij, cel.kolom)}: '{raw[:20]}' is geen getal; verbeter de cel")
    return value


def _read_blad(archief: Archief, naam: str, pad: str, kennis: _Kennis, teller: _Teller) -> Blad:
    reader = _Bladlezer(kennis, teller)
    stream_xml(archief.read(pad), reader)
    rows = (
        (number, [cells.get(column, "") for column in range(max(cells) + 1)])
        for number, cells in sorted(reader.rijen.items())
    )
    return make_blad(naam, rows, reader.meldingen, reader.verborgen)
