"""The library of scenarios: a database in which each is kept under the hash of its content, and none is overwritten.

Kept is a scenario's own content, when it was saved, and under which rules; never a result, never own figures (a
scenario names those by their hash). Rows are only ever added, so two people who save at once lose nothing. A row is
sound when its content still gives its id; one that does not is told as damaged (`Bibliotheek.list_schade`).
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from re import compile as compile_pattern
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from woonzorg.fouten import InvoerFout, OpslagFout, WoonzorgFout
from woonzorg.regel import PARAMETERS, hash_parameters
from woonzorg.verdeling.regels import REGELS
from woonzorg.verdeling.scenario import Scenario, hash_inhoud, parse_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

VERSIE = 1
"""Version of the tables."""

REGELVERSIE = hash_parameters(
    PARAMETERS | {"verdeling": [[rule.sleutel, rule.versie, rule.formule] for rule in REGELS]}
)
"""Version of all rules that an outcome depends on: those of the class and those of the distribution."""

_WACHTTIJD = 15.0
"""Seconds that one writer waits for another, in SQLite."""

_ID = compile_pattern(r"[0-9a-f]{12}")

_TABELLEN = sa.MetaData()
_VERSIE = sa.Table(
    "woonzorg_versie", _TABELLEN, sa.Column("versie", sa.Integer, primary_key=True, autoincrement=False)
)
_SCENARIO = sa.Table(
    "woonzorg_scenario",
    _TABELLEN,
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column("regio", sa.String(200), nullable=False),
    sa.Column("bewaard_op", sa.String(40), nullable=False),
    sa.Column("regels", sa.String(8), nullable=False),
    sa.Column("inhoud", sa.Text, nullable=False),
)


@dataclass(frozen=True)
class Bewaard:
    """A scenario in the library.

    Attributes
    ----------
    id : str
        The hash under which it is kept. It can differ from `scenario.id` where this program has defaults that the
        program which saved it did not have.
    scenario : Scenario
    bewaard_op : datetime
        When it was first saved, in UTC.
    regels : str
        Version of the rules then (`REGELVERSIE`).
    """

    id: str
    scenario: Scenario
    bewaard_op: datetime
    regels: str


@dataclass(frozen=True)
class Schade:
    """A row whose content is not what was saved, or cannot be read by this program.

    Attributes
    ----------
    id, regio : str
        As the row names them.
    fout : str
        What is wrong with it, in Dutch.
    """

    id: str
    regio: str
    fout: str


class Bibliotheek:
    """The library; make one with `open`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, adres: str | Path) -> Bibliotheek:
        """Open the library; an empty database becomes one.

        Parameters
        ----------
        adres : str or Path
            A SQLAlchemy URL, or a SQLite file.

        Raises
        ------
        InvoerFout
            When the address makes no sense, or its driver is not installed.
        OpslagFout
            When the database cannot be reached or written, is damaged, foreign, or of a newer Woonzorg.
        """
        engine = _make_engine(adres)
        with _explain():
            if isinstance(adres, Path):
                adres.parent.mkdir(parents=True, exist_ok=True)
            found = set(sa.inspect(engine).get_table_names())
            _check_eigen(found)
            if not set(_TABELLEN.tables) <= found:
                _create(engine)
            with engine.connect() as connection:
                versions = connection.scalars(sa.select(_VERSIE.c.versie)).all()
        _check_versie(list(versions))
        return cls(engine)

    def save(self, scenario: Scenario, nu: datetime | None = None) -> Bewaard:
        """Keep a scenario; one that is there already stays as it was.

        Parameters
        ----------
        scenario : Scenario
        nu : datetime, optional
            Moment of saving; now by default.

        Raises
        ------
        InvoerFout, GegevensFout
            When the scenario is not sound: what is kept can always be read back.
        OpslagFout
            When it cannot be written, or a damaged row stands in its place.
        """
        content = scenario.to_inhoud()
        parse_scenario(content.encode(), bewaard=True)
        row = {
            "id": scenario.id, "regio": scenario.regio, "regels": REGELVERSIE, "inhoud": content,
            "bewaard_op": (nu or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds"),
        }  # fmt: skip
        with _explain():
            _insert(self._engine, _SCENARIO, row)
        kept = self.find(scenario.id)
        if kept.scenario.to_inhoud() != content:
            message = f"Onder het kenmerk {scenario.id} staat al een ander scenario."
            raise OpslagFout(message, remedie="Verander de naam of de notitie, en bewaar opnieuw.")
        return kept

    def find(self, scenario_id: str) -> Bewaard:
        """Return one scenario.

        Raises
        ------
        InvoerFout
            When there is none of that id.
        OpslagFout
            When its row is damaged, or the database cannot be read.
        """
        rows = self._read(_SCENARIO.c.id == scenario_id) if _ID.fullmatch(scenario_id) else []
        if not rows:
            message = "Dit scenario staat niet in de bibliotheek."
            remedy = "Controleer de link, of kies een scenario uit de lijst."
            raise InvoerFout(message, gevonden=scenario_id[:40], remedie=remedy)
        return _read_rij(rows[0])

    def list(self, regio: str = "") -> tuple[Bewaard, ...]:
        """Return the sound scenarios of a region (or of all), the last saved first.

        Raises
        ------
        OpslagFout
            When the database cannot be read.
        """
        read = [_try_rij(row) for row in self._read_regio(regio)]
        return tuple(item for item in read if isinstance(item, Bewaard))

    def list_schade(self, regio: str = "") -> tuple[Schade, ...]:
        """Return the damaged rows of a region (or of all); errors as `list`."""
        read = [_try_rij(row) for row in self._read_regio(regio)]
        return tuple(item for item in read if isinstance(item, Schade))

    def _read_regio(self, regio: str) -> Sequence[sa.RowMapping]:
        return self._read(_SCENARIO.c.regio == regio if regio else sa.true())

    def _read(self, which: sa.ColumnElement[bool]) -> Sequence[sa.RowMapping]:
        query = sa.select(_SCENARIO).where(which).order_by(_SCENARIO.c.bewaard_op.desc(), _SCENARIO.c.id)
        with _explain(), self._engine.connect() as connection:
            return connection.execute(query).mappings().all()


def _make_engine(adres: str | Path) -> sa.Engine:
    """Return an engine; of SQLite each use opens the file anew, so that a file put back is seen."""
    try:
        url = sa.URL.create("sqlite", database=str(adres)) if isinstance(adres, Path) else sa.make_url(adres)
        if url.get_backend_name() != "sqlite":
            return sa.create_engine(url, pool_pre_ping=True)
        if url.database in {None, "", ":memory:"}:
            message = "Een database in het geheugen bewaart niets."
            raise InvoerFout(message, verwacht="een bestand of een server in WOONZORG_DATABASE_URL")
        return sa.create_engine(url, poolclass=NullPool, connect_args={"timeout": _WACHTTIJD})
    except (ArgumentError, ImportError, ValueError) as error:
        # The address itself is not repeated: it may hold a password.
        message = "Het adres van de bibliotheek (WOONZORG_DATABASE_URL) klopt niet."
        raise InvoerFout(
            message, verwacht="een adres als sqlite:////map/scenarios.sqlite",
            gevonden=f"de driver '{error.name}' is niet geïnstalleerd" if isinstance(error, ImportError) else "",
            remedie="Verbeter het adres, of installeer de driver die erbij hoort.",
        ) from error  # fmt: skip


def _check_eigen(found: set[str]) -> None:
    if found and not found & set(_TABELLEN.tables):
        message, remedy = (
            "Deze database is van een ander programma.",
            "Kies met WOONZORG_DATABASE_URL een lege.",
        )
        raise OpslagFout(message, gevonden=", ".join(sorted(found)[:5]), remedie=remedy)


def _create(engine: sa.Engine) -> None:
    """Make what is not there yet; another who does so at the same moment is no trouble.

    The table of scenarios comes last: who sees that one can count on the version.
    """
    _create_table(engine, _VERSIE)
    _insert(engine, _VERSIE, {"versie": VERSIE})
    _create_table(engine, _SCENARIO)


def _create_table(engine: sa.Engine, table: sa.Table) -> None:
    with engine.begin() as connection:
        connection.execute(CreateTable(table, if_not_exists=True))


def _insert(engine: sa.Engine, table: sa.Table, row: Mapping[str, object]) -> None:
    """Add a row, unless there is one with its key."""
    try:
        with engine.begin() as connection:
            connection.execute(sa.insert(table).values(row))
    except IntegrityError:
        return


def _check_versie(versions: list[int]) -> None:
    if versions == [VERSIE]:
        return
    newer = bool(versions) and max(versions) > VERSIE
    message = "De bibliotheek is " + ("van een nieuwere versie van Woonzorg." if newer else "beschadigd.")
    found = ", ".join(map(str, versions)) or "geen versie"
    remedy = "Werk Woonzorg bij." if newer else _TERUGZETTEN
    raise OpslagFout(message, verwacht=f"versie {VERSIE}", gevonden=found, remedie=remedy)


def _read_rij(row: sa.RowMapping) -> Bewaard:
    """Return a row as a scenario.

    Raises
    ------
    OpslagFout
        When its content no longer gives its id, or this program cannot read it.
    """
    read = _try_rij(row)
    if isinstance(read, Schade):
        raise OpslagFout(read.fout, remedie="Kies een ander scenario, of zet een reservekopie terug.")
    return read


def _try_rij(row: sa.RowMapping) -> Bewaard | Schade:
    name, content = str(row["id"]), str(row["inhoud"])
    if hash_inhoud(content) != name:
        return Schade(name, row["regio"], f"Het scenario {name} is beschadigd of veranderd.")
    try:
        return Bewaard(name, _parse(content), datetime.fromisoformat(row["bewaard_op"]), row["regels"])
    except (WoonzorgFout, ValueError) as error:
        return Schade(name, row["regio"], f"Het scenario {name} is niet te lezen. {error}")


@lru_cache(maxsize=1024)
def _parse(content: str) -> Scenario:
    return parse_scenario(content.encode(), bewaard=True)


_TERUGZETTEN = "Zet een reservekopie van de bibliotheek terug, of kies met WOONZORG_DATABASE_URL een andere."

_REMEDIES: dict[str, str] = {
    "locked": "Er wordt al lang in de bibliotheek geschreven. Probeer het zo nog eens.",
    "readonly": "De bibliotheek is alleen te lezen. Geef dit programma schrijfrecht, of kies een andere plek.",
    "not a database": f"Het bestand is geen bibliotheek, of is beschadigd. {_TERUGZETTEN}",
    "malformed": f"Het bestand is beschadigd. {_TERUGZETTEN}",
    "no such": f"De bibliotheek is niet compleet. {_TERUGZETTEN}",
    "disk is full": "De schijf is vol. Maak ruimte en bewaar opnieuw.",
}
_ANDERS = "Controleer WOONZORG_DATABASE_URL, de rechten op de map, en of de server bereikbaar is."


@contextmanager
def _explain() -> Iterator[None]:
    """Turn what the database refuses into a message; its own words, without the query that holds the content."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        words = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()
        found = words[0][:200] if words else type(error).__name__
        remedy = next((text for sign, text in _REMEDIES.items() if sign in found), _ANDERS)
        message = "De bibliotheek met scenario's is niet te gebruiken."
        raise OpslagFout(message, gevonden=found, remedie=remedy) from error


def list_veranderingen(bewaard: Bewaard, gegevens: str) -> list[str]:
    """Return what changed since a scenario was saved, so that its outcome can be another now.

    Parameters
    ----------
    bewaard : Bewaard
    gegevens : str
        Id of the data in use.
    """
    used, now = bewaard.scenario.gegevens, "De uitkomst kan nu anders zijn."
    texts = {
        "Dit scenario noemt geen gegevens. De uitkomst rust op de gegevens die nu in gebruik zijn.": not used,
        f"De gegevens zijn veranderd: toen {used}, nu {gegevens}. {now}": used not in {"", gegevens},
        f"De rekenregels zijn veranderd sinds dit scenario is bewaard. {now}": bewaard.regels != REGELVERSIE,
        f"Woonzorg heeft er instellingen bij gekregen. Die staan hier op hun standaardwaarde. {now}": (
            bewaard.id != bewaard.scenario.id
        ),
    }
    return [text for text, applies in texts.items() if applies]
