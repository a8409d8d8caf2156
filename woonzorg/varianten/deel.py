"""A part of a space, worked out: the piece of work that a process gets, here or on another machine.

It takes all that it needs along, and gives the bytes of a small table: whoever hands it out keeps it as it comes.
"""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from woonzorg import __version__
from woonzorg.fouten import GegevensFout, InvoerFout
from woonzorg.varianten.rij import begin_rij, describe_uitkomst, list_groepen, make_schema, tell_kan_niet
from woonzorg.verdeling.uitkomst.antwoord import compute
from woonzorg.verdeling.vergelijking.nawerk import pack_veld, unpack_veld

if TYPE_CHECKING:
    from woonzorg.varianten.ruimte import Variantruimte
    from woonzorg.verdeling.invoer.veld import Veld

GROOTST, GEBIEDEN = 16, 32_000
"""Most variants of a part, and most areas that are divided in one: what is lost when a process is killed."""

_EEN_TEGELIJK = threading.Lock()


@dataclass(frozen=True)
class Variantwerk:
    """A space on its field, as it is handed over.

    Attributes
    ----------
    ruimte : Variantruimte
    veld : bytes
        The field of all variants (`nawerk.pack_veld`).
    per_deel : int
        Variants of a part.
    versie : str
        Version of the program that handed it out.
    """

    ruimte: Variantruimte
    veld: bytes
    per_deel: int
    versie: str = __version__

    @property
    def delen(self) -> int:
        """Number of parts."""
        return -(-self.ruimte.aantal // self.per_deel)

    def list_nummers(self, deel: int) -> range:
        """Return the numbers of the variants of a part."""
        return range(deel * self.per_deel, min((deel + 1) * self.per_deel, self.ruimte.aantal))


def make_werk(ruimte: Variantruimte, veld: Veld) -> Variantwerk:
    """Return the work of a space on its field; no own figures may be in that."""
    size = max(1, min(GROOTST, GEBIEDEN // max(1, len(veld.codes))))
    return Variantwerk(ruimte, pack_veld(veld), size)


def reken_deel(werk: Variantwerk, deel: int) -> bytes:
    """Work out a part; return it as the bytes of a parquet file.

    Raises
    ------
    InvoerFout
        When this program is of another version than the one that handed it out.
    """
    if werk.versie != __version__:
        message = "Een rekenproces heeft een andere versie van Woonzorg."
        raise InvoerFout(
            message, verwacht=werk.versie, gevonden=__version__, remedie="Werk de rekenprocessen bij."
        )
    with _EEN_TEGELIJK:  # a process has one field and one programme at a time, however many threads it has
        veld, groups = unpack_veld(werk.veld), list_groepen(werk.ruimte)
        rows = [_reken(werk.ruimte, number, veld, groups) for number in werk.list_nummers(deel)]
    return write_tabel(pa.Table.from_pylist(rows, make_schema(werk.ruimte)))


def _reken(ruimte: Variantruimte, nummer: int, veld: Veld, groepen: tuple[str, ...]) -> dict[str, Any]:
    scenario = ruimte.make(nummer)
    row = begin_rij(ruimte, nummer, scenario)
    try:
        return row | describe_uitkomst(compute(scenario, veld), groepen)
    except (InvoerFout, GegevensFout) as error:  # locks, decisions or agreements that no plan can keep
        return row | tell_kan_niet(str(error))


def write_tabel(tabel: pa.Table) -> bytes:
    """Return the bytes of a table as a parquet file."""
    aside = io.BytesIO()
    pq.write_table(tabel, aside, compression="zstd")
    return aside.getvalue()
