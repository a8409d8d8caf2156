"""Workbooks of LibreOffice and others (OpenDocument), as their XML tells them: cells pass one by one."""

from __future__ import annotations

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
    refuse_slot,
    refuse_veel,
    refuse_ver,
)
from woonzorg.eigenbestand.opmaak import Getalopmaak, write_waarde
from woonzorg.tekst.rekenblad import restore

if TYPE_CHECKING:
    from woonzorg.eigenbestand.archief import Archief

_INHOUD, _LIJST = "content.xml", "META-INF/manifest.xml"
_CELLEN = frozenset({"table-cell", "covered-table-cell"})
_GETALLEN = frozenset({"float", "currency", "percentage"})


def read_ods(archief: Archief) -> tuple[Blad, ...]:
    """Return the sheets of an OpenDocument spreadsheet.

    Raises
    ------
    Onleesbaar
        When it is damaged, locked, or holds too much.
    """
    if _LIJST in archief.namen and b"encryption-data" in archief.read(_LIJST):
        raise refuse_slot()
    reader = _Lezer()
    stream_xml(archief.read(_INHOUD), reader)
    if not reader.bladen:
        raise Onleesbaar(gevonden="er staat geen werkblad in")
    return tuple(reader.bladen)


@dataclass
class _Cel:
    """The cell that passes."""

    kenmerken: dict[str, str]
    alineas: list[str] = field(default_factory=list)

    def read(self, naam: str) -> str:
        return self.kenmerken.get(naam, "")

    def count(self, naam: str) -> int:
        text = self.read(naam)
        return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 1


@dataclass
class _Lezer(Ontvanger):
    """Takes the sheets one after the other."""

    bladen: list[Blad] = field(default_factory=list)
    _binnen: list[str] = field(default_factory=list)
    _naam: str = ""
    _rijen: list[tuple[int, list[Cel]]] = field(default_factory=list)
    _meldingen: list[Melding] = field(default_factory=list)
    _rij: int = 0
    _herhaald: int = 1
    _cellen: dict[int, Cel] = field(default_factory=dict)
    _kolom: int = 0
    _cel: _Cel | None = None
    _aantal: int = 0
    _verborgen: int = 0
    _hidden: bool = False

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:
        inside = self._binnen[-1] if self._binnen else ""
        self._binnen.append(naam)
        if naam == "table" and inside == "spreadsheet":
            self._naam, self._rijen, self._meldingen, self._rij = kenmerken.get("name", ""), [], [], 0
            self._verborgen = 0
        elif naam == "table-row" and self._depth("table") == 1:
            self._cellen, self._kolom = {}, 0
            self._herhaald = _Cel(kenmerken).count("number-rows-repeated")
            self._hidden = kenmerken.get("visibility", "visible") != "visible"
        elif naam in _CELLEN and inside == "table-row" and self._depth("table") == 1:
            self._cel = _Cel(kenmerken)
        elif self._cel is not None and self._depth("table") == 1:
            self._take_deel(naam, kenmerken, inside)

    def _take_deel(self, naam: str, kenmerken: dict[str, str], inside: str) -> None:
        """Take a paragraph of a cell, and the spaces and breaks in it; notes and drawings are none of its text."""
        if naam == "p" and inside in _CELLEN and self._cel:
            self._cel.alineas.append("")
        elif naam == "s":
            self._add_tekst(" " * min(_Cel(kenmerken).count("c"), 100))
        elif naam in {"tab", "line-break"}:
            self._add_tekst(" ")

    def _depth(self, naam: str) -> int:
        return self._binnen.count(naam)

    def _add_tekst(self, tekst: str) -> None:
        """Add text to the paragraph that is open, if it is one of the cell itself."""
        if self._cel and self._cel.alineas and "p" in self._binnen and self._depth("table") == 1:
            first = self._binnen.index("p")
            if self._binnen[first - 1] in _CELLEN and not {"annotation", "note"} & set(self._binnen):
                self._cel.alineas[-1] += tekst

    def text(self, tekst: str) -> None:
        self._add_tekst(tekst)

    def end(self, naam: str) -> None:
        self._binnen.pop()
        outer = self._depth("table") == 1
        if naam in _CELLEN and self._cel and outer and self._binnen[-1] == "table-row":
            self._keep_cel(self._cel)
            self._cel = None
        elif naam == "table-row" and outer:
            self._keep_rij()
        elif naam == "table" and self._binnen and self._binnen[-1] == "spreadsheet":
            self.bladen.append(make_blad(self._naam, self._rijen, self._meldingen, self._verborgen))

    def _keep_cel(self, cel: _Cel) -> None:
        row, first = self._rij + 1, self._kolom
        self._kolom += cel.count("number-columns-repeated")
        if cel.count("number-columns-spanned") > 1 or cel.count("number-rows-spanned") > 1:
            words = f"{name_cel(row, first)}: samengevoegd met andere cellen; splits ze en vul elke cel"
            self._meldingen.append(Melding(row, words))
            self._count(1)
        value = _read_cel(cel, row, first)
        if value == "":
            return
        if isinstance(value, Melding):
            self._meldingen.append(value)
        elif self._kolom > MEESTE_KOLOMMEN or self._rij + self._herhaald > MEESTE_RIJEN:
            self._meldingen.append(refuse_ver(self._rij + self._herhaald, self._kolom - 1))
        else:
            self._cellen |= dict.fromkeys(range(first, self._kolom), value)
        self._count(1)

    def _count(self, aantal: int) -> None:
        self._aantal += aantal
        if self._aantal > MEESTE_CELLEN:
            raise refuse_veel()

    def _keep_rij(self) -> None:
        first, self._rij = self._rij + 1, self._rij + self._herhaald
        if not self._cellen:
            return
        self._count(len(self._cellen) * (self._herhaald - 1))
        cells = [self._cellen.get(column, "") for column in range(max(self._cellen) + 1)]
        self._rijen += [(number, cells) for number in range(first, self._rij + 1)]
        self._verborgen += self._herhaald if self._hidden else 0


def _read_cel(cel: _Cel, rij: int, kolom: int) -> Cel | Melding:
    """Return what a cell holds, or what is wrong with it."""
    kind, text = cel.read("value-type"), clean_tekst("\n".join(cel.alineas))
    if cel.read("calcext:value-type") == "error":
        return make_foutwaarde(rij, kolom, text or "#")
    if cel.read("formula") and not kind:
        return Melding(rij, f"{name_cel(rij, kolom)}: {ZONDER_UITKOMST}")
    if kind in _GETALLEN:
        share = Getalopmaak.PROCENT if kind == "percentage" else Getalopmaak.GETAL
        value = write_waarde(cel.read("value"), share)
        return (
            Melding(rij, f"{name_cel(rij, kolom)}: hier staat geen getal; verbeter de cel")
            if value is None
            else value
        )
    if kind == "boolean":
        return "WAAR" if cel.read("boolean-value") == "true" else "ONWAAR"
    if kind == "date":
        return "-".join(reversed(cel.read("date-value")[:10].split("-")))
    return restore(clean_tekst(cel.read("string-value")) or text)
