"""Totals of tables 1, 2 and 4, and the shares of tables 5 and 6, checked against their own parts."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from woonzorg.opgave.controles import (
    Gewogen,
    Herberekening,
    Uitspraak,
    check_getal,
    check_gewogen,
    check_som,
    leave_open,
)
from woonzorg.opgave.publicatie import STREEK, TOTAAL, find_deel, read_delen, read_rijen
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.opgave.publicatie import Deel, Tabelrij

GESCHIKTHEID = ("Geschikt", "Potentieel", "Ongeschikt")
BEZIT: dict[str, str] = {"huur": "Huurwoningen", "koop": "Koopwoningen"}
"""Tenure in table 6, and its column in table 4."""


def check_tabellen() -> tuple[Herberekening, ...]:
    """Check every total and share of the tables, in order of table, row and column."""
    return (
        *(control for tabel in (1, 2) for control in _check_totalen(tabel)),
        *_check_voorraad(),
        *(control for tabel in (5, 6) for deel in read_delen(tabel) for control in _check_honderd(deel)),
        *_check_regio(),
        *_check_bezit_samen(),
        *_check_bezit_totaal(),
        *_find_gelijke_rijen(),
    )


def _check_totalen(tabel: int) -> Iterator[Herberekening]:
    rijen = read_rijen(tabel)
    for rij in rijen:
        parts = [
            other
            for other in rijen
            if (other.groep, other.scenario) == (rij.groep, rij.scenario)
            and other.woonvorm not in {"", TOTAAL}
        ]
        if rij.woonvorm == TOTAAL and parts:
            yield from _check_totaalrij(rij, parts)


def _check_totaalrij(rij: Tabelrij, delen: list[Tabelrij]) -> Iterator[Herberekening]:
    for index, cel in enumerate(rij.cellen):
        if cel.waarde is not None:
            key = f"tabel{cel.tabel}-{cel.rij}-{cel.kolom}"
            yield check_som(key, cel, [deel.cellen[index] for deel in delen], "mensen of woningen")


def _list_gemeenten(tabel: int, bezit: str = "") -> list[Deel]:
    return [deel for deel in read_delen(tabel) if deel.code and deel.bezit == bezit]


def _check_voorraad() -> Iterator[Herberekening]:
    total = find_deel(4, STREEK)
    for kolom in ("Totale woningvoorraad", *BEZIT.values()):
        cel = total.cellen[kolom]
        parts = [deel.cellen[kolom] for deel in _list_gemeenten(4)]
        yield check_som(f"tabel4-parkstad-{kolom.split()[0].lower()}", cel, parts, "woningen")
    for deel in read_delen(4):
        yield _leave_eigenaar(deel)


def _leave_eigenaar(deel: Deel) -> Herberekening:
    total, koop, huur = (
        deel.read(kolom) for kolom in ("Totale woningvoorraad", "Koopwoningen", "Huurwoningen")
    )
    sum_text = f"{format_getal(total)} − {format_getal(koop)} − {format_getal(huur)} = {total - koop - huur}"
    why = f"{sum_text}: de eigenaar is onbekend. Die kolom is volgens het opschrift weggelaten"
    claim = Uitspraak(
        f"tabel4-eigenaar-{deel.gemeente.lower()}", f"tabel 4, rij {deel.gemeente}",
        "koop en huur samen zijn minder dan het totaal", "woningen",
    )  # fmt: skip
    return leave_open(claim, why)


def _check_honderd(deel: Deel) -> Iterator[Herberekening]:
    """Check that the three shares of a row make 100 %."""
    values = [deel.read(kolom) for kolom in GESCHIKTHEID]
    cel = deel.cellen[GESCHIKTHEID[0]]
    place = f"tabel {cel.tabel}, rij {cel.rij} ({cel.opschrift})"
    claim = Uitspraak(f"tabel{cel.tabel}-{cel.rij}-honderd", place, "de drie aandelen zijn samen 100 %", "%")
    yield check_getal(claim, 100, sum(values), f"{' + '.join(map(str, values))} = {sum(values)}")


def _check_regio() -> Iterator[Herberekening]:
    """Check the row Parkstad of table 5: the gemeenten, weighted by their dwellings in table 4."""
    for kolom in GESCHIKTHEID:
        parts = tuple(
            (find_deel(4, deel.gemeente).read("Totale woningvoorraad"), deel.read(kolom))
            for deel in _list_gemeenten(5)
        )
        yield check_gewogen(
            f"tabel5-parkstad-{kolom.lower()}", find_deel(5, STREEK).cellen[kolom], Gewogen(parts)
        )


def _check_bezit_samen() -> Iterator[Herberekening]:
    """Check table 5 against table 6: huur and koop of a gemeente, weighted by table 4."""
    for huur in _list_gemeenten(6, "huur"):
        koop = find_deel(6, huur.gemeente, "koop")
        stock = find_deel(4, huur.gemeente)
        for kolom in GESCHIKTHEID:
            parts = tuple((stock.read(BEZIT[deel.bezit]), deel.read(kolom)) for deel in (huur, koop))
            cel = find_deel(5, huur.gemeente).cellen[kolom]
            yield check_gewogen(f"tabel5-{huur.gemeente.lower()}-{kolom.lower()}", cel, Gewogen(parts))


def _check_bezit_totaal() -> Iterator[Herberekening]:
    """Check the rows Totaal of table 6: the gemeenten (without Kerkrade), weighted by table 4."""
    for bezit, kolom_4 in BEZIT.items():
        for kolom in GESCHIKTHEID:
            parts = tuple(
                (find_deel(4, deel.gemeente).read(kolom_4), deel.read(kolom))
                for deel in _list_gemeenten(6, bezit)
            )
            cel = find_deel(6, "Totaal", bezit).cellen[kolom]
            yield check_gewogen(f"tabel6-totaal-{bezit}-{kolom.lower()}", cel, Gewogen(parts))


def _find_gelijke_rijen() -> Iterator[Herberekening]:
    """Name rows of table 6 with the same three shares: a row may have been copied, which the tables cannot tell."""
    rows = [deel for deel in read_delen(6) if deel.code]
    for one, other in combinations(rows, 2):
        shares = [deel.read(kolom) for deel in (one, other) for kolom in GESCHIKTHEID]
        if shares[:3] == shares[3:]:
            what = f"{one.gemeente} {one.bezit} en {other.gemeente} {other.bezit} zijn gelijk: mogelijk een dubbele rij"
            key = f"tabel6-gelijk-{one.gemeente.lower()}-{other.gemeente.lower()}"
            why = f"beide rijen zijn {', '.join(f'{share} %' for share in shares[:3])}; dat kan toeval zijn"
            yield leave_open(Uitspraak(key, "tabel 6", what), why)
