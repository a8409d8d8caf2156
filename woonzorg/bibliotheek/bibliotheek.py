"""The library of scenarios: a database in which each is kept under the hash of its content, and none is overwritten.

Kept is a scenario's own content, when it was saved, and under which rules; never a result, never own figures (a
scenario names those by their hash). Rows are added, and taken away only as a whole (`intrekkingen`), so two people who
save at once lose nothing. A row is sound when its content still gives its id; one that does not is told as damaged
(`Bibliotheek.list_schade`).
"""

from __future__ import annotations

import json
import logging
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from re import compile as compile_pattern
from typing import TYPE_CHECKING, TypeVar

import sqlalchemy as sa

from woonzorg.bibliotheek.account import Accountsoort, write_account
from woonzorg.bibliotheek.bewaard import Bewaard
from woonzorg.bibliotheek.databank import Databank
from woonzorg.bibliotheek.geheim import hash_geheim
from woonzorg.bibliotheek.intrekking import check_ingetrokken, check_verlopen, drop_verlopen, leave_weg
from woonzorg.bibliotheek.opruimen import Opruimer, drop_alles_verlopen
from woonzorg.bibliotheek.reeks import find_maker, find_reeks
from woonzorg.bibliotheek.rijen import (
    SCENARIO,
    Row,
    add_rij,
    select_makers,
    select_rijen,
    write_maker,
    write_moment,
)
from woonzorg.bibliotheek.schade import REMEDIES, Schade, Schadesoort
from woonzorg.bibliotheek.stand import lock_gesprek, prepare
from woonzorg.fouten import InvoerFout, OpslagFout, WoonzorgFout
from woonzorg.oordeel.versie import PARAMETERS, hash_parameters
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.scenario.inhoud import Scenario, hash_inhoud, parse_scenario
from woonzorg.verdeling.scenario.schema import VERSIE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

logger = logging.getLogger(__name__)

T = TypeVar("T")

REGELVERSIE = hash_parameters(
    PARAMETERS | {"verdeling": [[rule.sleutel, rule.versie, rule.formule] for rule in REGELS]}
)
"""Version of all rules that an outcome depends on: those of the class and those of the distribution."""

_WACHTTIJD = 10.0
"""Seconds that one writer waits for another, in SQLite."""

_HERZIEN = 60.0
"""Seconds after which it is looked at again whether the tables are there, and ours."""

BEWAAR_ANDERS = "Verander de naam of de notitie, en bewaar opnieuw."
"""What to do when something else stands under an id."""

_ID = compile_pattern(r"[0-9a-f]{12}")


class Bibliotheek:
    """The library. It is looked at when it is used: `open` does so at once.

    Parameters
    ----------
    adres : str or Path
        A SQLAlchemy URL, or a SQLite file.

    Raises
    ------
    InvoerFout
        When the address makes no sense, or its driver is not installed.
    """

    def __init__(self, adres: str | Path) -> None:
        self._databank, self._gezien, self._bij = Databank(adres, _WACHTTIJD), -_HERZIEN, False
        self._ruimer = Opruimer()

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
            When the address makes no sense, its driver is not installed, or its kind of database is none of ours.
        OpslagFout
            When the database cannot be reached or written, is damaged, foreign, or of a newer Woonzorg.
        """
        kast = cls(adres)
        kast._databank.read(kast._look(lambda _: None))
        return kast

    def save(
        self, scenario: Scenario, nu: datetime | None = None, codes: Sequence[str] = (), account: str = ""
    ) -> Bewaard:
        """Keep a scenario; one that is there already stays as it was, and whose it was.

        Parameters
        ----------
        scenario : Scenario
        nu : datetime, optional
            Moment of saving; now by default.
        codes : sequence of str
            Those of who made it (`geheim`), the one to use for a new plan first; none when he who saves it did not make
            it: of a plan with a maker the code that shows him is used.
        account : str
            Of who saves it, where a login vouched for that.

        Raises
        ------
        InvoerFout, GegevensFout
            When the scenario is not sound: what is kept can always be read back; or when it was withdrawn.
        OnzekerFout
            When the database does not answer: nobody knows whether it was saved. Who saves again learns it.
        OpslagFout
            When it cannot be written, or a damaged row stands in its place.
        """
        content = _write_inhoud(scenario)
        parse_scenario(content.encode(), bewaard=True)
        row = _write_rij(scenario, content, nu or datetime.now(UTC))

        def keep(connection: sa.Connection) -> tuple[bool, Row]:
            if scenario.status == "vastgesteld":
                lock_gesprek(connection)
            drop_verlopen(connection, datetime.now(UTC))
            maker = _choose_maker(connection, scenario, codes)
            added, found = add_rij(connection, row)
            # After adding: that waits for who withdraws the same one at this moment.
            check_ingetrokken(connection, scenario.id, BEWAAR_ANDERS)
            if added:
                write_maker(connection, scenario.id, maker)
                write_account(connection, Accountsoort.SCENARIO, scenario.id, account)
            makers = select_makers(connection, SCENARIO.c.id == scenario.id)
            return added, found | {"maker": makers.get(scenario.id, "")}

        added, found = self.write(keep)
        kept = _read_rij(found)
        if kept.scenario.to_inhoud() != content:
            message = f"Onder het kenmerk {scenario.id} staat al een ander scenario."
            raise OpslagFout(message, remedie=BEWAAR_ANDERS)
        return replace(kept, bestond=not added)

    def find(self, scenario_id: str) -> Bewaard:
        """Return one scenario.

        Raises
        ------
        InvoerFout
            When there is none of that id, or none any more: then when it was withdrawn.
        OpslagFout
            When its row is damaged, or the database cannot be read.
        """
        found = self.read(lambda open_: _find(open_, scenario_id)) if _ID.fullmatch(scenario_id) else []
        rows = [row for row in found if row["id"] == scenario_id]
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
        return self.list_alles(regio)[0]

    def list_schade(self, regio: str = "") -> tuple[Schade, ...]:
        """Return the damaged rows of a region (or of all); errors as `list`."""
        return self.list_alles(regio)[1]

    def list_alles(self, regio: str = "") -> tuple[tuple[Bewaard, ...], tuple[Schade, ...]]:
        """Return what `list` and `list_schade` do, read at once."""
        if not _is_tekst(regio):
            return (), ()
        read = [_try_rij(row) for row in self._read(SCENARIO.c.regio == regio if regio else sa.true())]
        sound = tuple(item for item in read if isinstance(item, Bewaard))
        return sound, tuple(item for item in read if isinstance(item, Schade))

    def _read(self, which: sa.ColumnElement[bool]) -> Sequence[Row]:
        return self.read(lambda connection: _select(connection, which))

    def read(self, taak: Callable[[sa.Connection], T], termijn: float = 0.0) -> T:
        """Read something of the library's tables; parameters and errors as `Databank.read`."""
        return self._databank.read(self._look(taak), termijn)

    def read_kaal(self, taak: Callable[[sa.Connection], T], termijn: float = 0.0) -> T:
        """Read with a transaction that the task itself begins, no look at the tables before it; else as `read`."""
        return self._databank.read(taak, termijn)

    def write(self, taak: Callable[[sa.Connection], T], termijn: float = 0.0, *, ruimt: bool = True) -> T:
        """Write something in the library's tables, all of it or nothing; parameters and errors as `Databank.write`.

        With it goes what is past its keeping time, unless the task itself does that and counts it (`ruimt`).

        Raises
        ------
        OpslagFout
            Also when nothing is saved in this kind of database.
        """
        self._databank.check_ondersteund()
        return self._databank.write(
            self._look(self._ruimer.precede(taak) if ruimt else taak, schrijft=True), termijn
        )

    def remove_verlopen(self, nu: datetime | None = None) -> int:
        """Remove all that is past its keeping time, of every kind; return how many rows went.

        Raises
        ------
        OpslagFout
            When it cannot be removed.
        """
        return self.write(lambda open_: drop_alles_verlopen(open_, nu or datetime.now(UTC)), ruimt=False)

    def _look(
        self, taak: Callable[[sa.Connection], T], *, schrijft: bool = False
    ) -> Callable[[sa.Connection], T]:
        """Let a task be preceded by a look at the tables, when the last one was long ago or found steps to take."""

        def look_and_do(connection: sa.Connection) -> T:
            if time.monotonic() - self._gezien > _HERZIEN or (schrijft and not self._bij):
                self._bij = prepare(connection, maak=self._databank.is_ondersteund, schrijft=schrijft)
                self._gezien = time.monotonic()
            return taak(connection)

        return look_and_do


def list_streek(connection: sa.Connection, scenario_id: str) -> tuple[Bewaard, ...]:
    """Return the sound scenarios of the region of one, within a task (`Bibliotheek.read`); none without it."""
    same = sa.select(SCENARIO.c.regio).where(SCENARIO.c.id == scenario_id).scalar_subquery()
    return _list_streek(connection, same)


def _list_streek(connection: sa.Connection, regio: str | sa.ScalarSelect[str]) -> tuple[Bewaard, ...]:
    read = [_try_rij(row) for row in _select(connection, SCENARIO.c.regio == regio)]
    return tuple(item for item in read if isinstance(item, Bewaard))


def _find(connection: sa.Connection, scenario_id: str) -> list[Row]:
    rows = _select(connection, SCENARIO.c.id == scenario_id)
    if not any(row["id"] == scenario_id for row in rows):
        check_ingetrokken(connection, scenario_id, "Kies een ander scenario uit de lijst.")
        check_verlopen(connection, scenario_id, datetime.now(UTC))
    return rows


def _select(connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[Row]:
    """Return rows of scenarios that are still there for all, each with the hash of its maker."""
    query = sa.select(SCENARIO).where(which).order_by(SCENARIO.c.bewaard_op.desc(), SCENARIO.c.id)
    rows = leave_weg(connection, select_rijen(connection, SCENARIO, query), datetime.now(UTC))
    makers = select_makers(connection, which)
    return [row | {"maker": makers.get(str(row["id"]), "")} for row in rows]


def _choose_maker(connection: sa.Connection, scenario: Scenario, codes: Sequence[str]) -> str:
    """Return the hash to keep with a scenario that is not there yet: that of the maker of its plan, when it is he."""
    hashes = [hash_geheim(code) for code in codes]
    if len(hashes) < 2:
        return "".join(hashes)
    new = Bewaard(scenario.id, scenario, datetime.now(UTC), REGELVERSIE)
    maker = find_maker(find_reeks([new, *_list_streek(connection, scenario.regio)], scenario.id))
    return maker if maker in hashes else hashes[0]


def _is_tekst(text: str) -> bool:
    """Tell whether every database can hold a text: no half signs, and no NUL."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _write_rij(scenario: Scenario, inhoud: str, nu: datetime) -> dict[str, str]:
    return {
        "id": scenario.id, "regio": scenario.regio, "regels": REGELVERSIE, "inhoud": inhoud,
        "bewaard_op": write_moment(nu),
    }  # fmt: skip


def _write_inhoud(scenario: Scenario) -> str:
    content = scenario.to_inhoud()
    if not (_is_tekst(content) and _is_tekst(scenario.regio)):
        message = "Dit scenario bevat een teken dat niet te bewaren is."
        remedy = "Typ naam, auteur en notitie opnieuw in, zonder te plakken."
        raise InvoerFout(message, gevonden="een half teken of een leeg teken", remedie=remedy)
    return content


def _read_rij(row: Row) -> Bewaard:
    """Return a row as a scenario.

    Raises
    ------
    OpslagFout
        When its content no longer gives its id, or this program cannot read it.
    """
    read = _try_rij(row)
    if isinstance(read, Schade):
        raise OpslagFout(read.fout, remedie=REMEDIES[read.soort])
    return read


def _try_rij(row: Row) -> Bewaard | Schade:
    """Return a row as a scenario, or as what is wrong with it: whatever that is, it hides no other row."""
    name, content, regio = str(row["id"]), row["inhoud"], str(row["regio"] or "")
    if not isinstance(content, str) or hash_inhoud(content) != name:
        return Schade(name, regio, f"Het scenario {name} is beschadigd of veranderd.")
    try:
        scenario = _parse(content)
    except WoonzorgFout as error:
        return _describe_onleesbaar(name, regio, content, error)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        logger.warning("Scenario %s is niet te lezen.", name, exc_info=True)
        return Schade(name, regio, f"Het scenario {name} is niet te lezen.", Schadesoort.ONLEESBAAR)
    moment = _read_moment(row["bewaard_op"])
    if moment is None or not row["regels"]:
        return Schade(name, regio, f"Van het scenario {name} is niet meer te lezen wanneer het is bewaard.")
    return Bewaard(name, scenario, moment, str(row["regels"]), maker=str(row["maker"]))


def _describe_onleesbaar(name: str, regio: str, content: str, error: WoonzorgFout) -> Schade:
    """Tell of a row that is what was saved, and that this program cannot read, whether a newer one can."""
    if _is_nieuwer(content):
        message = f"Het scenario {name} is met een nieuwere versie van Woonzorg gemaakt."
        return Schade(name, regio, message, Schadesoort.NIEUWER)
    message = f"Het scenario {name} is niet te lezen. {error}"
    return Schade(name, regio, message, Schadesoort.ONLEESBAAR)


def _is_nieuwer(content: str) -> bool:
    with suppress(LookupError, TypeError, ValueError):
        return bool(json.loads(content)["versie"] > VERSIE)
    return False


def _read_moment(text: object) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(str(text))
        return moment if moment.tzinfo else None
    return None


def is_gaaf(row: Row) -> bool:
    """Tell whether a row of scenarios is what was saved."""
    return isinstance(_try_rij(row | {"maker": ""}), Bewaard)


@lru_cache(maxsize=1024)
def _parse(content: str) -> Scenario:
    return parse_scenario(content.encode(), bewaard=True)


def list_veranderingen(bewaard: Bewaard, gegevens: str) -> list[str]:
    """Return what changed since a scenario was saved, so that its outcome can be another now.

    Parameters
    ----------
    bewaard : Bewaard
    gegevens : str
        Id of the data in use.
    """
    used, now = bewaard.scenario.gegevens, "De uitkomst kan nu anders zijn."
    return list_geldend([
        Zin(not used, "Dit scenario noemt geen gegevens. De uitkomst rust op de gegevens die nu in gebruik zijn."),
        Zin(used not in {"", gegevens}, f"De gegevens zijn veranderd: toen {used}, nu {gegevens}. {now}"),
        Zin(bewaard.regels != REGELVERSIE, f"De rekenregels zijn veranderd sinds dit scenario is bewaard. {now}"),
        Zin(
            bewaard.id != bewaard.scenario.id,
            f"Woonzorg heeft er instellingen bij gekregen. Die staan hier op hun standaardwaarde. {now}",
        ),
    ])  # fmt: skip
