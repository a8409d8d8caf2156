"""An older release beside this one on one library: what it says to the database still goes, and nothing is lost.

Its words were taken down from its own code (``python -m benchmarks.oud_naast_nieuw --neem-op``, which lets the old code
itself work beside this one), and are said again here: a clone without history has no old code.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kasthulp import make

from woonzorg.bibliotheek.agendakast import Agendakast
from woonzorg.bibliotheek.bewaarlijst import count_bewaard
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.databank import Databank
from woonzorg.bibliotheek.intrekkingen import Intrekkingen
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.scenario.inhoud import hash_inhoud

if TYPE_CHECKING:
    import sqlalchemy as sa

GEZEGD = sorted((Path(__file__).parent / "bestanden").glob("gezegd-*.json"))
NU = datetime(2026, 11, 30, 13, tzinfo=UTC)
NIEUW = ("nieuw een", "nieuw twee")
REGIO = "proefstreek"


class Oud:
    """An older release: says what it said then, and returns the rows of what it asks."""

    def __init__(self, gezegd: dict, adres) -> None:
        kind = "sqlite" if isinstance(adres, Path) else "postgresql"
        self._daden, self._databank = dict(gezegd[kind]), Databank(adres, 10.0)

    def do(self, daad: str) -> dict[str, list[dict]]:
        """Do something; return the rows by the table that they are first of."""
        found: dict[str, list[dict]] = {}

        def say(connection: sa.Connection) -> None:
            for text, given in self._daden[daad]:
                told = connection.exec_driver_sql(text, given if isinstance(given, dict) else tuple(given))
                if told.returns_rows:
                    table = text.partition("FROM ")[2].split()[0]
                    found.setdefault(table, []).extend(dict(row) for row in told.mappings())

        self._databank.write(say)
        return found

    def list_namen(self) -> list[str]:
        """Return the names in its list; a row that is not what was saved it would tell as damaged."""
        rows = self.do("noem")["woonzorg_scenario"]
        assert all(hash_inhoud(row["inhoud"]) == row["id"] for row in rows)
        assert all(row["bewaard_op"] and row["regels"] and row["regio"] == REGIO for row in rows)
        return sorted(json.loads(row["inhoud"])["naam"] for row in rows)


@pytest.fixture(params=GEZEGD, ids=lambda path: path.stem)
def oud(request, adres) -> Oud:
    return Oud(json.loads(request.param.read_text(encoding="utf-8")), adres)


@pytest.fixture
def kast(adres) -> Bibliotheek:
    """Return a library that this release made, with all its steps."""
    made = Bibliotheek.open(adres)
    made.save(make(naam=NIEUW[0]), NU, ("0123-4567-89ab-cdef-0124",), "jo@gemeente.test")
    return made


def test_there_are_words_of_two_releases_of_each_database() -> None:
    told = [json.loads(path.read_text(encoding="utf-8")) for path in GEZEGD]
    assert len(told) == 2
    for release in told:
        deeds = {deed for kind in ("sqlite", "postgresql") for deed, said in release[kind] if said}
        assert deeds == {"open", "bewaar", "noem", "vind", "reageer", "reacties", "agendeer", "agendas"}


def test_both_save_comment_and_list_and_each_finds_what_the_other_kept(oud, kast) -> None:
    opened = oud.do("open")
    assert opened["woonzorg_versie"] == [{"versie": 1}]
    assert [int(row["version_num"]) > 0 for row in opened["woonzorg_migratie"]] == [True]
    [saved] = oud.do("bewaar")["woonzorg_scenario"]
    mine = kast.save(make(naam=NIEUW[1]), NU)
    assert oud.list_namen() == [*NIEUW, "oud"]
    assert sorted(item.scenario.kenmerken["naam"] for item in kast.list(REGIO)) == [*NIEUW, "oud"]
    assert kast.list_schade() == ()
    assert kast.find(saved["id"]).maker
    assert oud.do("vind")["woonzorg_scenario"] == [saved]
    # Saved by the other once more, it is the same one, whoever comes second.
    assert kast.save(kast.find(saved["id"]).scenario).bestond is True
    assert kast.find(mine.id) == mine
    oud.do("reageer")
    assert [item.tekst for item in Reacties(kast).list([saved["id"]], NU)] == ["oud"]
    assert [row["tekst"] for row in oud.do("reacties")["woonzorg_reactie"]] == ["oud"]
    oud.do("agendeer")
    [agenda] = Agendakast(kast).list_agendas(REGIO, NU)
    assert agenda.stuk.naam == "oud"
    assert Agendakast(kast).save(agenda.stuk, "jo", NU) is False
    assert [row["id"] for row in oud.do("agendas")["woonzorg_agendastuk"]] == [agenda.id]
    assert {item.soort.naam: item.aantal for item in count_bewaard(kast)}["Scenario's"] == 3


def test_what_was_withdrawn_stays_so_when_an_older_release_saves_it_again(oud, kast) -> None:
    [saved] = oud.do("bewaar")["woonzorg_scenario"]
    assert Intrekkingen(kast).remove([saved["id"]], NU) == 1
    oud.do("bewaar")
    assert [item.scenario.kenmerken["naam"] for item in kast.list(REGIO)] == [NIEUW[0]]
    with pytest.raises(InvoerFout, match="ingetrokken"):
        kast.find(saved["id"])
