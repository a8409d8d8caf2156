"""Initiatives in the library: added under the hash of their content, read, and removed; none is ever overwritten.

Without a login, who kept one is known by a code (`geheim`), of which only the hash is kept: with it he takes it back.
What is past its keeping time is never given out, and goes at the next that is kept, or by the command line.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from woonzorg.bibliotheek.bibliotheek import REGELVERSIE
from woonzorg.bibliotheek.dossier import VASTGESTELD, Dossier, hash_dossier, parse_dossier
from woonzorg.bibliotheek.geheim import hash_geheim
from woonzorg.bibliotheek.intrekking import Intrekker, Wegsoort
from woonzorg.bibliotheek.opruimen import INITIATIEFTERMIJN, drop_stukken
from woonzorg.bibliotheek.rijen import INITIATIEF, has_tabel, make_insert, select_rijen, write_moment
from woonzorg.fouten import InvoerFout, OpslagFout, WoonzorgFout
from woonzorg.oordeel.versie import hash_parameters
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.vraag.groepen import INSTRUMENTVORMEN

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from woonzorg.bibliotheek.bibliotheek import Bibliotheek

logger = logging.getLogger(__name__)

BEWAARTERMIJN = INITIATIEFTERMIJN

GROOTST = 200_000
"""Most signs of one."""

PER_UUR = 60
"""Most that one visitor keeps in an hour, by the code of his visit: nobody closes it for the others."""

SAMEN = 10
"""How many times that all visitors together may keep: who begins visit after visit does not fill the disk."""


@dataclass(frozen=True)
class BewaardDossier:
    """A dossier in the library.

    Attributes
    ----------
    id : str
        The hash under which it is kept.
    dossier : Dossier
    bewaard_op : datetime
        In UTC.
    geheim : str
        Hash of the code of who kept it.
    bestond : bool
        Told by `save`: whether it was there already, so that nothing was added.
    """

    id: str
    dossier: Dossier
    bewaard_op: datetime
    geheim: str
    bestond: bool = field(default=False, compare=False)

    def is_van(self, codes: Collection[str]) -> bool:
        """Tell whether somebody with these codes kept it."""
        return self.geheim in set(map(hash_geheim, codes))

    @property
    def tot(self) -> datetime:
        """When its keeping time ends."""
        return self.bewaard_op + BEWAARTERMIJN


class Initiatiefkast:
    """The initiatives in a library.

    Parameters
    ----------
    kast : Bibliotheek
    """

    def __init__(self, kast: Bibliotheek) -> None:
        self._kast = kast

    def save(self, dossier: Dossier, code: str, nu: datetime | None = None) -> BewaardDossier:
        """Keep a dossier; one that is there already stays as it was, and whose it was.

        Parameters
        ----------
        dossier : Dossier
        code : str
            Of who keeps it.
        nu : datetime, optional
            Moment of keeping; now by default.

        Raises
        ------
        InvoerFout
            When it is not sound or too large, or too many were kept in the last hour.
        OnzekerFout
            When the database does not answer: who saves again learns whether it was there.
        OpslagFout
            When it cannot be written, or a damaged row stands in its place.
        """
        now, content = nu or datetime.now(UTC), dossier.to_inhoud()
        parse_dossier(content)
        if len(content) > GROOTST:
            message = "Dit initiatief is te groot om te bewaren."
            raise InvoerFout(
                message, verwacht=f"hoogstens {GROOTST} tekens", gevonden=str(len(content)),
                remedie="Kort de toelichtingen in.",
            )  # fmt: skip
        row = {
            "id": hash_dossier(content), "regio": dossier.grond.regio, "bewaard_op": write_moment(now),
            "geheim": hash_geheim(code), "inhoud": content,
        }  # fmt: skip

        def add(connection: sa.Connection) -> tuple[bool, Mapping[str, Any]]:
            _check_tabel(connection)
            connection.execute(sa.delete(INITIATIEF).where(_is_verlopen(now)))
            same = INITIATIEF.c.id == row["id"]
            if not _select(connection, same):
                _check_aantal(connection, now, row["geheim"])
            adding = make_insert(connection, INITIATIEF, row)
            added = connection.execute(adding, execution_options={"preserve_rowcount": True}).rowcount == 1
            return added, _select(connection, same)[0]

        added, kept = self._kast.write(add)
        found = read_rij(kept)
        if found is None or kept["inhoud"] != content:
            message = f"Onder het kenmerk {row['id']} staat al iets anders."
            raise OpslagFout(message, remedie="Verander de naam, en bewaar opnieuw.")
        return BewaardDossier(found.id, found.dossier, found.bewaard_op, found.geheim, bestond=not added)

    def find(self, dossier_id: str, nu: datetime | None = None) -> BewaardDossier:
        """Return one dossier.

        Raises
        ------
        InvoerFout
            When there is none of that id, its keeping time is over, or it is not what was kept.
        OpslagFout
            When the database cannot be read.
        """
        rows = self._list(INITIATIEF.c.id == dossier_id, nu) if dossier_id.isalnum() else ()
        if not rows:
            message = "Dit initiatief staat niet in de bibliotheek, of niet meer."
            remedy = "Controleer de link, of kies er een uit de lijst."
            raise InvoerFout(message, gevonden=dossier_id[:40], remedie=remedy)
        return rows[0]

    def list(self, regio: str, nu: datetime | None = None) -> tuple[BewaardDossier, ...]:
        """Return the dossiers of a region, by gemeente and name, and of one name the last kept first.

        Raises
        ------
        OpslagFout
            When the database cannot be read.
        """
        return self._list(INITIATIEF.c.regio == regio, nu)

    def list_alles(self, nu: datetime | None = None) -> tuple[BewaardDossier, ...]:
        """Return every dossier, for who manages the library; errors as `list`."""
        return self._list(sa.true(), nu)

    def list_onleesbaar(self) -> tuple[str, ...]:
        """Return the ids of rows that are not what was kept: they are given to nobody; errors as `list`."""
        return tuple(str(row["id"]) for row in self._read(sa.true()) if read_rij(row) is None)

    def take_back(self, dossier_id: str, codes: Collection[str]) -> None:
        """Remove a dossier, for who kept it.

        Parameters
        ----------
        dossier_id : str
        codes : collection of str
            The visitor's codes.

        Raises
        ------
        InvoerFout
            When it is another's, is gone, or was vastgesteld.
        OpslagFout
            When it cannot be removed.
        """
        found = self.find(dossier_id)
        if not found.is_van(codes):
            message = "Alleen wie een initiatief bewaarde, kan het weghalen."
            raise InvoerFout(message, remedie="Geef de code die u bij het bewaren kreeg.")
        if found.dossier.status == VASTGESTELD:
            message = "Dit initiatief is vastgesteld en blijft staan tot de bewaartermijn voorbij is."
            raise InvoerFout(message, remedie="Vraag het aan wie deze installatie beheert.")
        self._take([dossier_id], Intrekker.MAKER)

    def remove(self, ids: Collection[str]) -> int:
        """Remove dossiers, for who manages the library; return how many went.

        Raises
        ------
        OpslagFout
            When they cannot be removed.
        """
        return self._take(ids, Intrekker.BEHEERDER)

    def remove_verlopen(self, nu: datetime | None = None) -> int:
        """Remove what is past its keeping time; returns and errors as `remove`."""
        return self._delete(_is_verlopen(nu or datetime.now(UTC)))

    def _take(self, ids: Collection[str], door: Intrekker) -> int:
        return self._kast.write(lambda open_: drop_stukken(open_, INITIATIEF, Wegsoort.INITIATIEF, ids, door))

    def _list(self, which: sa.ColumnElement[bool], nu: datetime | None) -> tuple[BewaardDossier, ...]:
        rows = self._read(sa.and_(which, ~_is_verlopen(nu or datetime.now(UTC))))
        found = sorted(
            (item for row in rows if (item := read_rij(row))), key=lambda item: item.bewaard_op, reverse=True
        )
        return tuple(sorted(found, key=_order))

    def _read(self, which: sa.ColumnElement[bool]) -> Sequence[Mapping[str, Any]]:
        # A library that may only be read can be older than initiatives.
        query = sa.select(INITIATIEF).where(which)
        return self._kast.read(
            lambda connection: (
                select_rijen(connection, INITIATIEF, query) if has_tabel(connection, INITIATIEF) else []
            )
        )

    def _delete(self, which: sa.ColumnElement[bool]) -> int:
        def delete(connection: sa.Connection) -> int:
            if not has_tabel(connection, INITIATIEF):
                return 0
            return int(connection.execute(sa.delete(INITIATIEF).where(which)).rowcount)

        return self._kast.write(delete, ruimt=False)


def hash_aannames(regio: str) -> str:
    """Return the hash of the rules and of what an initiative is taken to start with: it changes with either.

    Parameters
    ----------
    regio : str
        Key of the region; what is worked out from its data is not in it.
    """
    scales = {str(key): [form.schaal, form.eenheid] for key, form in INSTRUMENTVORMEN.items()}
    start = make_standaard(regio).rekenkenmerk
    return hash_parameters({"regels": REGELVERSIE, "stand": start, "instrumenten": scales})


def _order(item: BewaardDossier) -> tuple[str, str]:
    kept = item.dossier
    return kept.gemeentenaam.casefold(), (kept.naam or kept.pleknaam).casefold()


def _select(connection: sa.Connection, which: sa.ColumnElement[bool]) -> Sequence[Mapping[str, Any]]:
    return [dict(row) for row in connection.execute(sa.select(INITIATIEF).where(which)).mappings()]


def read_rij(row: Mapping[str, Any]) -> BewaardDossier | None:
    """Return a row as what was kept; None when it is not, or this program cannot read it."""
    name, content = str(row["id"]), str(row["inhoud"])
    try:
        found, moment = _parse(content), datetime.fromisoformat(str(row["bewaard_op"]))
    except (WoonzorgFout, ValueError):
        logger.warning("Initiatief %s is niet te lezen.", name[:40])
        return None
    if hash_dossier(content) != name or found.grond.regio != row["regio"] or moment.tzinfo is None:
        return None
    return BewaardDossier(name, found, moment, str(row["geheim"]))


@lru_cache(maxsize=2048)
def _parse(content: str) -> Dossier:
    return parse_dossier(content)


def _is_verlopen(nu: datetime) -> sa.ColumnElement[bool]:
    return INITIATIEF.c.bewaard_op < write_moment(nu - BEWAARTERMIJN)


def _check_aantal(connection: sa.Connection, nu: datetime, geheim: str) -> None:
    recent = INITIATIEF.c.bewaard_op > write_moment(nu - timedelta(hours=1))
    own = sa.and_(recent, INITIATIEF.c.geheim == geheim)
    for which, most, words in ((own, PER_UUR, " in dit bezoek"), (recent, PER_UUR * SAMEN, "")):
        if (connection.scalar(sa.select(sa.func.count()).select_from(INITIATIEF).where(which)) or 0) >= most:
            message = f"Er zijn het afgelopen uur{words} te veel initiatieven bewaard."
            raise InvoerFout(message, remedie="Neem het bestand mee, of probeer het over een uur opnieuw.")


def _check_tabel(connection: sa.Connection) -> None:
    if not has_tabel(connection, INITIATIEF):
        message = "In deze bibliotheek is nog geen plaats voor initiatieven."
        remedy = "Laat de beheerder haar één keer openen met het recht om tabellen te maken."
        raise OpslagFout(message, remedie=remedy)
