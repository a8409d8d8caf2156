"""Withdrawn scenarios: the id and the fact stay, nothing of the content, and what is gone does not come back."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from kasthulp import make, run_sql

from woonzorg.bibliotheek import stand
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.geheim import hash_geheim, make_geheim
from woonzorg.bibliotheek.intrekking import BEWAARTERMIJN
from woonzorg.bibliotheek.intrekkingen import Intrekkingen
from woonzorg.bibliotheek.reactie import Namens, Reactie, Reactiesoort
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.fouten import InvoerFout, OpslagFout
from woonzorg.verdeling.scenario.levensloop import change_status, change_tekst

NU = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MIJN, ANDER = make_geheim(), make_geheim()


@pytest.fixture
def kast(bestand) -> Bibliotheek:
    return Bibliotheek.open(bestand)


def say(scenario: str, code: str) -> Reactie:
    return Reactie(
        scenario, Reactiesoort.VOORWAARDE, "GEHEIMWOORD", "Gemeente X", Namens.GEMEENTE, "", "", NU,
        hash_geheim(code),
    )  # fmt: skip


def test_of_a_withdrawn_scenario_the_id_and_the_fact_stay_and_nothing_else(kast, bestand):
    gone, stays = kast.save(make(naam="GEHEIMWOORD"), NU, [MIJN]), kast.save(make(naam="blijft"), NU, [MIJN])
    Reacties(kast).add(say(gone.id, MIJN))
    Intrekkingen(kast).withdraw(gone.id, [MIJN], datetime(2026, 11, 30, 23, 30, tzinfo=UTC))
    told = r"maker heeft dit scenario ingetrokken op 1 december 2026\. De inhoud is weg.*" + gone.id
    with pytest.raises(InvoerFout, match=told):
        kast.find(gone.id)
    assert kast.list() == (stays,)
    assert kast.list_schade() == ()
    for table in ("woonzorg_scenario", "woonzorg_maker", "woonzorg_reactie"):
        assert gone.id not in str(run_sql(bestand, f"SELECT * FROM {table}"))
    assert b"GEHEIMWOORD" not in bestand.read_bytes()
    with pytest.raises(InvoerFout, match="ingetrokken op 1 december"):
        Intrekkingen(kast).withdraw(gone.id, [MIJN])


def test_what_was_withdrawn_is_not_kept_again_under_its_id(kast):
    first = kast.save(make(), NU, [MIJN])
    Intrekkingen(kast).withdraw(first.id, [MIJN])
    with pytest.raises(InvoerFout, match=r"ingetrokken.*Verander de naam of de notitie"):
        kast.save(make(), codes=[MIJN])
    assert kast.list() == ()
    assert kast.save(make(naam="anders"), codes=[MIJN]).bestond is False


def test_a_program_that_knows_no_withdrawing_writes_it_again_and_nobody_sees_it(kast, bestand):
    first = kast.save(make(), NU, [MIJN])
    row = run_sql(bestand, "SELECT * FROM woonzorg_scenario")[0]
    Intrekkingen(kast).withdraw(first.id, [MIJN])
    run_sql(bestand, f"INSERT INTO woonzorg_scenario VALUES {row}")
    assert kast.list() == ()
    with pytest.raises(InvoerFout, match="ingetrokken"):
        kast.find(first.id)
    assert Intrekkingen(kast).remove([first.id]) == 1
    assert run_sql(bestand, "SELECT count(*) FROM woonzorg_scenario") == [(0,)]


def test_only_the_maker_withdraws_and_nothing_that_others_share_in(kast):
    plain, shared, adopted, said = (kast.save(make(naam=name), NU, [MIJN]) for name in "abcd")
    kast.save(change_tekst(shared.scenario, naam="van mij", auteur="", notitie=""), codes=[ANDER])
    kast.save(change_status(adopted.scenario, "vastgesteld", "raad", "2026-11-20"), codes=[MIJN])
    Reacties(kast).add(say(said.id, ANDER))
    before = kast.list()
    refusals = {
        plain.id: "Alleen de maker",
        shared.id: "Anderen",
        adopted.id: "vastgesteld",
        said.id: "gereageerd",
    }
    for name, words in refusals.items():
        with pytest.raises(InvoerFout, match=words):
            Intrekkingen(kast).withdraw(name, [ANDER if name == plain.id else MIJN])
    with pytest.raises(InvoerFout, match="staat niet in de bibliotheek"):
        Intrekkingen(kast).withdraw("0" * 12, [MIJN])
    assert kast.list() == before
    assert Intrekkingen(kast).remove([*refusals, "0" * 12]) == 4
    with pytest.raises(InvoerFout, match="beheerder heeft dit scenario ingetrokken"):
        kast.find(said.id)
    assert Reacties(kast).list_alles() == ()


def test_after_its_keeping_time_nobody_reads_a_scenario_and_its_link_says_so(kast, bestand):
    old = kast.save(make(naam="oud"), datetime.now(UTC) - BEWAARTERMIJN - timedelta(hours=1))
    assert kast.list() == ()
    with pytest.raises(InvoerFout, match="bewaartermijn van dit scenario is voorbij"):
        kast.find(old.id)
    young = kast.save(make(naam="jong"), datetime.now(UTC) - BEWAARTERMIJN + timedelta(hours=1))
    assert kast.list() == (young,)
    assert run_sql(bestand, "SELECT id, door FROM woonzorg_ingetrokken") == [(old.id, "termijn")]
    with pytest.raises(InvoerFout, match="bewaartermijn van dit scenario is voorbij"):
        kast.find(old.id)
    later = datetime.now(UTC) + timedelta(hours=2)
    assert Intrekkingen(kast).remove_verlopen(later) == 1
    assert run_sql(bestand, "SELECT count(*) FROM woonzorg_scenario") == [(0,)]


def test_a_library_of_before_there_was_withdrawing_is_read_and_says_what_it_lacks(
    bestand, tmp_path, monkeypatch
):
    older = tmp_path / "toen"
    shutil.copytree(stand.STAPPEN, older, ignore=lambda _, names: [name for name in names if name >= "m0006"])
    with monkeypatch.context() as patch:
        patch.setattr(stand, "STAPPEN", older)
        kept = Bibliotheek.open(bestand).save(make(), NU, [MIJN])
    readonly = Bibliotheek.open(f"sqlite:///file:{bestand}?mode=ro&uri=true")
    assert readonly.list() == (kept,)
    with pytest.raises(OpslagFout, match="alleen te lezen"):
        Intrekkingen(readonly).withdraw(kept.id, [MIJN])
    kast = Bibliotheek.open(bestand)
    Intrekkingen(kast).withdraw(kept.id, [MIJN])
    assert kast.list() == ()
