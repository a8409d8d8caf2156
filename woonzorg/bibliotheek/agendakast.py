"""Agendas and half-year reports in the library: added under the hash of their content, read, and removed.

Only who is logged in saves here; without logins they are files (`to_json`, that opens again). A report holds shared
figures only; an agenda has what was agreed by gemeente, and nothing below it. Placements are in neither.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

import sqlalchemy as sa

from woonzorg.agenda import versie as agendavorm
from woonzorg.agenda import verslag as verslagvorm
from woonzorg.agenda.versie import Agendaversie, parse_agendaversie
from woonzorg.agenda.verslag import Verslag, parse_verslag
from woonzorg.bibliotheek.intrekking import Intrekker, Wegsoort
from woonzorg.bibliotheek.opruimen import AGENDATERMIJN, drop_stukken
from woonzorg.bibliotheek.rijen import AGENDASTUK, has_tabel, make_insert, select_rijen, write_moment
from woonzorg.fouten import InvoerFout, OpslagFout, WoonzorgFout
from woonzorg.tekst.plat import strip_onzichtbaar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from woonzorg.bibliotheek.bibliotheek import Bibliotheek

logger = logging.getLogger(__name__)

Agendastuk: TypeAlias = Agendaversie | Verslag

BEWAARTERMIJN = AGENDATERMIJN

_SOORTEN: Mapping[str, Callable[[bytes], Agendastuk]] = {
    agendavorm.SOORT: parse_agendaversie, verslagvorm.SOORT: parse_verslag,
}  # fmt: skip


@dataclass(frozen=True)
class BewaardStuk:
    """An agenda or report in the library.

    Attributes
    ----------
    id : str
    stuk : Agendaversie or Verslag
    bewaard_op : datetime
        In UTC.
    bewaard_door : str
        Who was logged in.
    """

    id: str
    stuk: Agendastuk
    bewaard_op: datetime
    bewaard_door: str


class Agendakast:
    """The agendas and reports in a library.

    Parameters
    ----------
    kast : Bibliotheek
    """

    def __init__(self, kast: Bibliotheek) -> None:
        self._kast = kast

    def save(self, stuk: Agendastuk, door: str, nu: datetime | None = None) -> bool:
        """Keep an agenda or report; return False when it was there already: then it stays as it was.

        Parameters
        ----------
        stuk : Agendaversie or Verslag
        door : str
            Name that a login vouched for.
        nu : datetime, optional
            Moment of saving; now by default.

        Raises
        ------
        InvoerFout
            When nobody is logged in.
        OnzekerFout
            When the database does not answer: who saves again learns whether it was there.
        OpslagFout
            When it cannot be written.
        """
        who = strip_onzichtbaar(door)[:200]
        if not who:
            message = "Bewaren op de server kan alleen als u bent ingelogd."
            raise InvoerFout(message, remedie="Bewaar het als bestand. U kunt het later weer openen.")
        row = _write_rij(stuk, who, nu or datetime.now(UTC))

        def add(connection: sa.Connection) -> bool:
            _check_tabel(connection)
            adding = make_insert(connection, AGENDASTUK, row)
            return connection.execute(adding, execution_options={"preserve_rowcount": True}).rowcount == 1

        return self._kast.write(add)

    def list_verslagen(self, regio: str, nu: datetime | None = None) -> tuple[BewaardStuk, ...]:
        """Return the reports of a region, of the last moment first, and of one moment the last saved.

        Parameters
        ----------
        regio : str
            Key of the region.
        nu : datetime, optional
            Now by default: what is past its keeping time is left out.

        Raises
        ------
        OpslagFout
            When the database cannot be read.
        """
        return self._list(AGENDASTUK.c.regio == regio, verslagvorm.SOORT, nu)

    def list_agendas(self, regio: str, nu: datetime | None = None) -> tuple[BewaardStuk, ...]:
        """Return the agendas of a region in the same order, for who is logged in; parameters and errors likewise."""
        return self._list(AGENDASTUK.c.regio == regio, agendavorm.SOORT, nu)

    def list_alles(self, nu: datetime | None = None) -> tuple[BewaardStuk, ...]:
        """Return every agenda and report, for who manages the library; errors as `list_verslagen`."""
        return tuple(item for row in self._select(sa.true(), nu) if (item := read_rij(row)))

    def list_onleesbaar(self) -> tuple[str, ...]:
        """Return the ids of rows that are not what was saved: they are given to nobody; errors as `list_verslagen`."""
        rows = self._select(sa.true(), None)
        return tuple(str(row["id"]) for row in rows if read_rij(row) is None)

    def find(self, stuk_id: str) -> BewaardStuk:
        """Return one agenda or report.

        Raises
        ------
        InvoerFout
            When there is none of that id, or it is not what was saved.
        OpslagFout
            When the database cannot be read.
        """
        rows = self._select(AGENDASTUK.c.id == stuk_id, None)
        found = read_rij(rows[0]) if rows else None
        if found is None:
            message = "Dit verslag of deze agenda staat niet in de bibliotheek."
            raise InvoerFout(message, gevonden=stuk_id[:40], remedie="Kies er een uit de lijst.")
        return found

    def remove(self, ids: Collection[str]) -> int:
        """Remove agendas and reports, for who manages the library; return how many went.

        Raises
        ------
        OpslagFout
            When they cannot be removed.
        """
        return self._kast.write(
            lambda open_: drop_stukken(open_, AGENDASTUK, Wegsoort.AGENDASTUK, ids, Intrekker.BEHEERDER)
        )

    def remove_verlopen(self, nu: datetime | None = None) -> int:
        """Remove what is past its keeping time; returns and errors as `remove`."""
        return self._delete(_is_verlopen(nu))

    def _list(
        self, which: sa.ColumnElement[bool], soort: str, nu: datetime | None
    ) -> tuple[BewaardStuk, ...]:
        rows = self._select(sa.and_(which, AGENDASTUK.c.soort == soort), nu)
        return tuple(item for row in rows if (item := read_rij(row)))

    def _select(self, which: sa.ColumnElement[bool], nu: datetime | None) -> Sequence[dict[str, Any]]:
        query = sa.select(AGENDASTUK).where(which, ~_is_verlopen(nu))
        ordered = query.order_by(AGENDASTUK.c.moment.desc(), AGENDASTUK.c.bewaard_op.desc(), AGENDASTUK.c.id)

        def select(connection: sa.Connection) -> Sequence[dict[str, Any]]:
            # A library that may only be read can be older than reports.
            if not has_tabel(connection, AGENDASTUK):
                return []
            return select_rijen(connection, AGENDASTUK, ordered)

        return self._kast.read(select)

    def _delete(self, which: sa.ColumnElement[bool]) -> int:
        def delete(connection: sa.Connection) -> int:
            if not has_tabel(connection, AGENDASTUK):
                return 0
            return int(connection.execute(sa.delete(AGENDASTUK).where(which)).rowcount)

        return self._kast.write(delete, ruimt=False)


def _write_rij(stuk: Agendastuk, door: str, nu: datetime) -> dict[str, str]:
    report = isinstance(stuk, Verslag)
    return {
        "id": stuk.id, "soort": verslagvorm.SOORT if report else agendavorm.SOORT,
        "regio": stuk.grond.regio if isinstance(stuk, Verslag) else stuk.regio,
        "moment": str(stuk.gedeeld.moment if isinstance(stuk, Verslag) else stuk.moment),
        "bewaard_op": write_moment(nu), "bewaard_door": door, "inhoud": stuk.to_json(),
    }  # fmt: skip


def read_rij(row: Mapping[str, Any]) -> BewaardStuk | None:
    """Return a row as what was saved; None when it is not, or this program cannot read it."""
    parse, name, text = _SOORTEN.get(str(row["soort"])), str(row["id"]), str(row["inhoud"])
    try:
        found = parse(text.encode()) if parse else None
        moment = datetime.fromisoformat(str(row["bewaard_op"]))
    except (WoonzorgFout, ValueError):
        logger.warning("Stuk %s is niet te lezen.", name[:40])
        return None
    # The file holds to its own id (`parse_bestand`); a row holds to that of its file.
    if found is None or moment.tzinfo is None or json.loads(text)["id"] != name:
        return None
    return BewaardStuk(name, found, moment, str(row["bewaard_door"]))


def _is_verlopen(nu: datetime | None) -> sa.ColumnElement[bool]:
    return AGENDASTUK.c.bewaard_op < write_moment((nu or datetime.now(UTC)) - BEWAARTERMIJN)


def _check_tabel(connection: sa.Connection) -> None:
    if not has_tabel(connection, AGENDASTUK):
        message = "In deze bibliotheek is nog geen plaats voor agenda's en verslagen."
        remedy = "Laat de beheerder haar één keer openen met het recht om tabellen te maken."
        raise OpslagFout(message, remedie=remedy)
