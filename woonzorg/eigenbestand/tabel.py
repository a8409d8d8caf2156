"""Sheets as the tables that a template describes: columns by name, rows by number, examples passed over and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.blad import Cel, clean_tekst, name_kolom
from woonzorg.eigenbestand.getal import show_cel
from woonzorg.indicator import VERBODEN_WOORDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from woonzorg.eigenbestand.blad import Blad, Rij
    from woonzorg.eigenbestand.vorm import Sjabloontabel

_MEESTE_KOPREGELS = 20
"""So many rows may stand above the names of the columns."""


@dataclass(frozen=True)
class Tabelregel:
    """A row of a table.

    Attributes
    ----------
    plek : str
        Sheet and number, for messages.
    nummer : int
        As the spreadsheet shows it.
    cellen : mapping of column to cell
        Without the columns that the file does not have.
    """

    plek: str
    nummer: int
    cellen: Mapping[str, Cel]

    def read(self, kolom: str) -> Cel:
        """Return a cell; '' when it is empty or the file has no such column."""
        return self.cellen.get(kolom, "")

    def read_tekst(self, kolom: str) -> str:
        """Return a cell as text."""
        value = self.read(kolom)
        return value if isinstance(value, str) else show_cel(value)

    def say(self, kolom: str, tekst: str) -> str:
        """Return a finding about a cell."""
        return f"{self.plek}, kolom {kolom}: {tekst}"


@dataclass(frozen=True)
class Bestandstabel:
    """A table.

    Attributes
    ----------
    vorm : Sjabloontabel
    koppen : tuple of str
        Names of the columns, in small letters.
    regels : tuple of Tabelregel
        Own rows: neither empty ones nor examples, nor rows with a cell that is wrong as such; none at all without the
        columns that are needed.
    bevindingen : tuple of str
        What is wrong with its columns and cells as such.
    notities : tuple of str
        What was passed over.
    """

    vorm: Sjabloontabel
    koppen: tuple[str, ...]
    regels: tuple[Tabelregel, ...]
    bevindingen: tuple[str, ...]
    notities: tuple[str, ...]


def find_koprij(blad: Blad, sleutel: str) -> int:
    """Return at which of its rows a sheet has the names of its columns: where the key stands, else its first."""
    for place, row in enumerate(blad.rijen[:_MEESTE_KOPREGELS]):
        if sleutel in _read_koppen(row):
            return place
    return 0


def list_koppen(blad: Blad, sleutel: str) -> tuple[str, ...]:
    """Return the names of the columns of a sheet."""
    return _read_koppen(blad.rijen[find_koprij(blad, sleutel)]) if blad.rijen else ()


def _read_koppen(rij: Rij) -> tuple[str, ...]:
    return tuple(clean_tekst(str(cell)).lower() for cell in rij.cellen)


def make_tabel(blad: Blad, vorm: Sjabloontabel) -> Bestandstabel:
    """Return a sheet as the table of a template; what is wrong with it goes along as findings."""
    start = find_koprij(blad, vorm.sleutel)
    heads = list_koppen(blad, vorm.sleutel)
    first = blad.rijen[start].nummer if blad.rijen else 0
    where = f"blad {blad.naam[:31] or vorm.naam}"
    rows = blad.rijen[start + 1 :]
    lines = [_make_regel(where, heads, row) for row in rows]
    own, examples, changed = _split_voorbeelden(lines, vorm)
    wrong = {fault.rij for fault in blad.meldingen}
    known = [line for line in own if line.nummer not in wrong] if vorm.verplicht <= set(heads) else []
    found = [f"{where}, {fault.tekst}" for fault in blad.meldingen if fault.rij >= first]
    found += [*_check_koppen(where, heads, vorm), *_check_breedte(where, heads, rows), *changed]
    notes = [f"{where}: {note}" for note in blad.notities]
    notes += [f"{where}: wat boven de namen van de kolommen staat, is overgeslagen"] if start else []
    notes += [_tell_voorbeelden(where, examples)] if examples else []
    return Bestandstabel(vorm, heads, tuple(known), tuple(found), tuple(notes))


def _make_regel(where: str, koppen: Sequence[str], rij: Rij) -> Tabelregel:
    cells = (*rij.cellen, *[""] * len(koppen))
    pairs = zip(koppen, cells, strict=False)
    return Tabelregel(f"{where}, rij {rij.nummer}", rij.nummer, {name: cell for name, cell in pairs if name})


def _split_voorbeelden(
    lines: list[Tabelregel], vorm: Sjabloontabel
) -> tuple[list[Tabelregel], list[Tabelregel], list[str]]:
    """Return own rows, examples, and findings on examples that were changed and still have their mark."""
    examples = [line for line in lines if vorm.is_voorbeeld(line.cellen)]
    rest = [line for line in lines if not vorm.is_voorbeeld(line.cellen)]
    changed = [
        line.say(
            vorm.sleutel, "begint met 'voorbeeld:', maar is veranderd; haal dat woord weg, of haal de rij weg"
        )
        for line in rest
        if vorm.is_gemerkt(line.cellen)
    ]
    return [line for line in rest if not vorm.is_gemerkt(line.cellen)], examples, changed


def _tell_voorbeelden(where: str, examples: list[Tabelregel]) -> str:
    count = len(examples)
    numbers = " en ".join(str(line.nummer) for line in examples[:5])
    words = "voorbeeldregel" if count == 1 else "voorbeeldregels"
    return f"{count} {words} overgeslagen ({where}, rij {numbers})"


def _check_koppen(where: str, koppen: Sequence[str], vorm: Sjabloontabel) -> Iterator[str]:
    known = ", ".join(vorm.kolommen)
    for name in vorm.kolommen:
        if name in vorm.verplicht and name not in koppen:
            yield f"{where}: kolom '{name}' ontbreekt; zet hem erbij: {vorm.kolommen[name]}"
    for name in dict.fromkeys(filter(None, koppen)):
        if name not in vorm.kolommen:
            about_people = any(word in name for word in VERBODEN_WOORDEN)
            reason = (
                ": gegevens over personen of afkomst mogen hier niet in"
                if about_people
                else f", of kies uit {known}"
            )
            yield f"{where}: kolom '{name[:30]}' is onbekend; haal hem weg{reason}"
        if koppen.count(name) > 1:
            yield f"{where}: kolom '{name[:30]}' staat er twee keer"


def _check_breedte(where: str, koppen: Sequence[str], rows: Sequence[Rij]) -> Iterator[str]:
    """Yield rows with more cells than there are columns, and columns with cells and no name."""
    nameless = {place for place, name in enumerate(koppen) if not name}
    for place in sorted(nameless):
        if any(row.cellen[place : place + 1] not in {(), ("",)} for row in rows):
            yield f"{where}: kolom {name_kolom(place)} heeft geen naam; geef hem er een, of haal hem weg"
    for row in rows:
        if any(cell != "" for cell in row.cellen[len(koppen) :]):
            yield f"{where}, rij {row.nummer}: meer cellen dan kolommen; haal ze weg"
