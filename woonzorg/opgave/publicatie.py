"""Tables 1 to 6 of the vision as data, cell for cell as published.

A cell keeps its own text: a question mark stays unknown, an empty cell was not published. What the columns `groep`,
`scenario`, `woonvorm`, `soort`, `code` and `bezit` hold is our reading of a row's label; the label stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from woonzorg.fouten import GegevensFout
from woonzorg.tekst.lijstbestand import read_lijst
from woonzorg.verdeling.vraag.groepen import Soort

BRON = "Regionale toekomstvisie wonen, welzijn en zorg 'Iédereen een thuis' (Parkstad Limburg)"
STREEK = "Parkstad"
TITELS: dict[int, str] = {
    1: "Tabel 1, vraag",
    2: "Tabel 2, aanbod",
    3: "Tabel 3, aanbod min vraag",
    4: "Tabel 4, woningvoorraad",
    5: "Tabel 5, geschikt voor ouderen",
    6: "Tabel 6, geschikt voor ouderen naar huur en koop",
}
JAREN: tuple[int, ...] = (2023, 2030, 2040)
TOTAAL = "totaal"
ONBEKEND = "?"

_MAP = Path(__file__).parent / "tabellen"


@dataclass(frozen=True)
class Cel:
    """One published cell.

    Attributes
    ----------
    tabel, rij : int
        Number of the table, and of the row under its head (from 1).
    opschrift, kolom : str
        Label of the row and of the column, as published.
    tekst : str
        What stands in it.
    """

    tabel: int
    rij: int
    opschrift: str
    kolom: str
    tekst: str

    @property
    def waarde(self) -> int | None:
        """Its number; None when it is empty or a question mark."""
        return parse_cel(self.tekst)

    def read(self) -> int:
        """Return its number.

        Raises
        ------
        GegevensFout
            When it has none.
        """
        if self.waarde is None:
            message = "In deze cel staat geen getal."
            raise GegevensFout(message, [self.describe_plek()])
        return self.waarde

    def describe_plek(self) -> str:
        """Tell where it stands."""
        return f"tabel {self.tabel}, rij {self.rij} ({self.opschrift}), kolom {self.kolom}"


@dataclass(frozen=True)
class Tabelrij:
    """A row of tables 1 to 3.

    Attributes
    ----------
    groep, scenario, woonvorm : str
        What the row is about; '' where the label does not say, `TOTAAL` for all forms together.
    soort : Soort
    cellen : tuple of Cel
        One for each year.
    """

    groep: str
    scenario: str
    woonvorm: str
    soort: Soort
    cellen: tuple[Cel, ...]


@dataclass(frozen=True)
class Deel:
    """A row of tables 4 to 6: figures of one gemeente, or of all together.

    Attributes
    ----------
    gemeente, code : str
        Name as published, and its code; '' for the row of all together.
    bezit : str
        huur, koop, or '' for both.
    cellen : dict of str to Cel
        By column.
    """

    gemeente: str
    code: str
    bezit: str
    cellen: dict[str, Cel]

    def read(self, kolom: str) -> int:
        """Return the number of a column."""
        return self.cellen[kolom].read()


def parse_cel(tekst: str) -> int | None:
    """Return the number that a cell holds, Dutch points and a percent sign allowed; None when there is none.

    Examples
    --------
    >>> parse_cel("-1.807"), parse_cel("14%"), parse_cel("?"), parse_cel("")
    (-1807, 14, None, None)
    """
    text = tekst.strip().removesuffix("%").replace(".", "").replace("−", "-")
    return None if text in {"", ONBEKEND} else int(text)


@cache
def read_rijen(tabel: int) -> tuple[Tabelrij, ...]:
    """Return the rows of table 1, 2 or 3; a row that only heads a block has no woonvorm."""
    return tuple(
        Tabelrij(
            line["groep"], line["scenario"], line["woonvorm"], Soort(line["soort"]),
            tuple(Cel(tabel, number, line["opschrift"], str(jaar), line[str(jaar)]) for jaar in JAREN),
        )
        for number, line in enumerate(read_lijst(_MAP / f"tabel{tabel}.csv"), start=1)
    )  # fmt: skip


_EIGEN_KOLOMMEN = frozenset({"gemeente", "code", "bezit"})


@cache
def read_delen(tabel: int) -> tuple[Deel, ...]:
    """Return the rows of table 4, 5 or 6."""
    return tuple(
        Deel(line["gemeente"], line["code"], line.get("bezit", ""), _make_cellen(tabel, number, line))
        for number, line in enumerate(read_lijst(_MAP / f"tabel{tabel}.csv"), start=1)
    )


def _make_cellen(tabel: int, number: int, line: dict[str, str]) -> dict[str, Cel]:
    label = f"{line['gemeente']} {line.get('bezit', '')}".strip()
    columns = {name: text for name, text in line.items() if name not in _EIGEN_KOLOMMEN}
    return {name: Cel(tabel, number, label, name, text) for name, text in columns.items()}


def find_deel(tabel: int, gemeente: str, bezit: str = "") -> Deel:
    """Return the row of a gemeente (or of Parkstad, or Totaal) in table 4, 5 or 6.

    Raises
    ------
    KeyError
        When the table has no such row.
    """
    for deel in read_delen(tabel):
        if (deel.gemeente, deel.bezit) == (gemeente, bezit):
            return deel
    raise KeyError(tabel, gemeente, bezit)
