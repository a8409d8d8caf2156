"""The annex to a housing convenant: a list of complexes or initiatives, each judged, as it may be shared.

It stands in order of gemeente and name, never of room: it is no list of best places.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.initiatief.lijsttoets import find_ruimte
from woonzorg.initiatief.toetswoorden import GEEN_VERGUNNING, name_groep, name_oordeel, name_schaal
from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.rapport import delen
from woonzorg.rapport.bestand import STUK, make_stuk
from woonzorg.rapport.initiatiefstof import drop_getallen
from woonzorg.rapport.stuk import Alinea, Kolom, Kop, Stijl, Stuk, Tabel
from woonzorg.tekst.rekenblad import write_csv_rijen
from woonzorg.verdeling.regels.besluiten import describe_besluiten
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.oordeel import OORDELEN
from woonzorg.verdeling.vraag.groepen import INSTRUMENTVORMEN, Instrument

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.initiatief.gedeeldetoets import GedeeldeToets
    from woonzorg.rapport.stuk import Cel

BIJLAGE: tuple[str, ...] = (".xlsx", ".csv", *(kind for kind in STUK if kind != ".xlsx"))
"""What the annex can be."""

TITEL = "Toets van complexen en initiatieven"
UITLEG = (
    "Elke rij is apart getoetst, alsof alleen die rij er komt. De rijen staan op gemeente en naam. 'De regel houdt dit "
    "niet tegen' is nog geen ja: of er plaats is, blijkt hier niet uit."
)
ZONDER_PLEK = "niet per plek"
"""In place of a name, of a group for which more privacy holds."""

_KOLOMMEN = (
    Kolom("Gemeente"), Kolom("Naam"), Kolom("Buurt"), Kolom("Code"), Kolom("Klasse van de buurt"),
    Kolom("Klasse van de wijk"), Kolom("Grensgeval"), Kolom("Groep"), Kolom("Hoe"), Kolom("Aantal"), Kolom("Jaar"),
    Kolom("Corporatie of organisatie"), Kolom("Schaal"), Kolom("Antwoord"), Kolom("Ruimte die overblijft"),
    Kolom("Toelichting", breed=True),
)  # fmt: skip
_REGELKOLOMMEN = (
    Kolom("Naam"), Kolom("Code"), Kolom("Groep"), Kolom("Regel"), Kolom("Uitkomst"), Kolom("Gevraagd", 0),
    Kolom("Hoogstens"), Kolom("Ruimte"),
)  # fmt: skip


def sort_toetsen(toetsen: Iterable[GedeeldeToets]) -> list[GedeeldeToets]:
    """Return rows in order of gemeente and name; rows of which neither place nor name is told say nothing by it."""
    return sorted(toetsen, key=lambda item: (item.gemeentenaam, item.naam.casefold(), item.plek, item.groep))


def make_toetsbijlage(toetsen: Sequence[GedeeldeToets], snapshot: Snapshot, datum: dt.date) -> Stuk:
    """Describe the annex.

    Parameters
    ----------
    toetsen : sequence of GedeeldeToets
        What may be shared of each row.
    snapshot : Snapshot
    datum : date
        Date of the document.
    """
    manifest = snapshot.manifest
    return Stuk(
        delen.mark_titel(TITEL, manifest), TITEL, delen.name_regio(manifest), datum,
        (
            Kop(delen.mark_titel(TITEL, manifest), 1),
            Alinea(GEEN_VERGUNNING, Stijl.LET_OP),
            Alinea(UITLEG),
            tabulate_toetsen(toetsen),
            *delen.make_slot(snapshot),
        ),
        delen.write_voet(snapshot),
        bladen=(_tabulate_regels(toetsen), delen.tabulate_bronnen(manifest)),
    )  # fmt: skip


def write_toetsbijlage(
    toetsen: Sequence[GedeeldeToets],
    snapshot: Snapshot,
    datum: dt.date,
    soort: str,
    eigenaar: str,
    contact: str,
) -> bytes:
    """Make a file of the annex, signed; `soort` is one of `BIJLAGE`."""
    if soort == ".csv":
        table = tabulate_toetsen(toetsen)
        return write_csv_rijen([*(column.kop for column in table.kolommen), GEEN_VERGUNNING], table.rijen)
    return make_stuk(delen.sign_stuk(make_toetsbijlage(toetsen, snapshot, datum), eigenaar, contact), soort)


def tabulate_toetsen(toetsen: Sequence[GedeeldeToets]) -> Tabel:
    """Return the table: a row an initiative, in order of gemeente and name."""
    return Tabel(
        "Toetsen", _KOLOMMEN, tuple(_make_rij(drop_getallen(item)) for item in sort_toetsen(toetsen))
    )


def _make_rij(item: GedeeldeToets) -> tuple[Cel, ...]:
    classes = [name_klasse(Klasse(name)) if name else "" for name in (item.klasse, item.klasse_wijk)]
    return (
        item.gemeentenaam, item.naam or ("" if item.plek else ZONDER_PLEK), item.pleknaam, item.plek, *classes,
        item.grensgeval.replace("_", " "), name_groep(item.groep), INSTRUMENTVORMEN[Instrument(item.instrument)].titel,
        item.aantal, item.jaar, item.organisatie, _tell_schaal(item), name_oordeel(item.oordeel, item.groep),
        find_ruimte(item.regels), " ".join(filter(None, (item.zin, item.waarom))),
    )  # fmt: skip


def _tell_schaal(item: GedeeldeToets) -> str:
    scale = item.schaal
    return f"{name_schaal(scale.schaal)} ({scale.bron})" if scale else ""


def _tabulate_regels(toetsen: Sequence[GedeeldeToets]) -> Tabel:
    rows = [
        (item.naam, item.plek, name_groep(item.groep), REGELS[rule.regel].titel,
         describe_besluiten(rule.besluiten) or OORDELEN[rule.oordeel], rule.waarde,
         *(int(number) if math.isfinite(number) else "geen grens" for number in (rule.grens, rule.ruimte)))
        for item in sort_toetsen(toetsen)
        for rule in item.regels
    ]  # fmt: skip
    return Tabel("Regel voor regel", _REGELKOLOMMEN, tuple(rows))
