"""Variants worked out: the same as one by one, whoever does it; broken off they go on, and nothing is done twice."""

from __future__ import annotations

import contextlib
import io
import json
import math
import os
import re
import signal
from concurrent.futures import BrokenExecutor, Executor, Future

import filelock
import pandas as pd
import pyarrow.parquet as pq
import pytest

from woonzorg.fouten import InvoerFout, OpslagFout, WoonzorgFout
from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.opdracht.opdracht import main
from woonzorg.varianten import deel as deelmodule
from woonzorg.varianten.deel import Variantwerk, make_werk, reken_deel
from woonzorg.varianten.ploeg import Variantploeg, open_processen
from woonzorg.varianten.ruimte import make_ruimte
from woonzorg.varianten.uitvoering import POGINGEN, reken_delen
from woonzorg.varianten.werkmap import Werkmap
from woonzorg.verdeling.delen.openbaar import share_klassen, share_maten
from woonzorg.verdeling.scenario.inhoud import hash_inhoud, parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute, open_veld
from woonzorg.verdeling.uitkomst.gedeeld import describe_openbaar, share

BEGIN = {
    "versie": 1,
    "regio": "voorbeeldstreek",
    "niveau": "buurt",
    "vraag": {"statushouders": 60, "detentie": 39},
}
RUIMTE = {
    "bandbreedte": ["laag", "hoog"],
    "vraag": {"statushouders": [60, 300]},
    "regels": {"capaciteit": {"toewijsaandeel": [5, 20, 60]}},
}


@pytest.fixture(scope="module")
def ruimte():
    return make_ruimte({"ruimte": RUIMTE}, parse_scenario(json.dumps(BEGIN).encode()))


@pytest.fixture(scope="module")
def veld(ruimte):
    return open_veld(ruimte.make(0), open_snapshot(INGEBOUWD))


@pytest.fixture
def werk(ruimte, veld):
    return Variantwerk(ruimte, make_werk(ruimte, veld).veld, 5)


@pytest.fixture(scope="module")
def delen(ruimte, veld):
    work = Variantwerk(ruimte, make_werk(ruimte, veld).veld, 5)
    return [reken_deel(work, part) for part in range(work.delen)]


class Hier(Executor):
    """Has each part done at once; some lose their process first."""

    def __init__(self, breekt=()):
        self.gedaan, self.breekt = [], list(breekt)

    def submit(self, _fn, /, *args, **_kwargs):
        future = Future()
        if args[1] in self.breekt:
            self.breekt.remove(args[1])
            future.set_exception(BrokenExecutor())
        else:
            self.gedaan.append(args[1])
            future.set_result(b"deel")
        return future


def give(ploeg):
    @contextlib.contextmanager
    def open_ploeg():
        yield Variantploeg(1, ploeg)

    return open_ploeg


def test_a_row_tells_what_may_be_shared_of_its_scenario_and_no_more(delen, veld):
    rows = pq.read_table(io.BytesIO(delen[1])).to_pylist()
    assert [row["nummer"] for row in rows] == [5, 6, 7, 8, 9]
    for row in rows:
        scenario = parse_scenario(row["scenario"].encode())
        assert row["kenmerk"] == scenario.rekenkenmerk
        outcome = compute(scenario, veld)
        view, told = describe_openbaar(outcome), share(outcome)
        assert row["geplaatst"] == sum(item["aantal"] for item in view["plaatsingen"])
        assert row["gevraagd"] - row["geplaatst"] == view["niet_geplaatst"]["statushouders"]
        assert row["past"] is (view["niet_geplaatst"]["statushouders"] == 0)
        assert {name: row[f"regel.{name}"] for name in (r["regel"] for r in view["regels"])} == {
            r["regel"]: r["uitkomst"] for r in view["regels"]
        }
        assert row["knelt"].split() == [r["regel"] for r in view["regels"] if r["bindend"]]
        classes = share_klassen(told)
        assert [row[f"klasse.{name}"] for name in Klasse] == [classes and classes[name] for name in Klasse]
        for name, value in share_maten(told).to_dict().items():
            assert row[name] == value
    assert {row["past"] for row in rows} == {True, False}
    assert not [name for name in rows[0] if "detentie" in name]
    assert not [
        text for row in rows for name, text in row.items() if name != "scenario" and "BU" in str(text)
    ]


def test_locks_that_collide_make_a_row_that_says_so(veld):
    code = str(veld.gebieden.loc[veld.eigen & (veld.gebieden["klasse"] == "draagkrachtig"), "code"].iloc[0])
    space = make_ruimte(
        {"ruimte": {"sloten": [[], [{"code": code, "aantal": 100000}]]}},
        parse_scenario(json.dumps(BEGIN).encode()),
    )
    rows = pq.read_table(io.BytesIO(reken_deel(make_werk(space, veld), 0))).to_pylist()
    assert [row["stand"] for row in rows] == ["gerekend", "kan niet"]
    assert rows[1]["geplaatst"] is None
    assert rows[1]["melding"]


def test_another_version_of_the_program_does_not_take_part(werk, monkeypatch):
    monkeypatch.setattr(deelmodule, "__version__", "9.9.9")
    with pytest.raises(InvoerFout, match=r"andere versie.*9\.9\.9"):
        reken_deel(werk, 0)


def test_what_a_process_had_when_it_fell_away_is_done_again_and_the_rest_is_not(werk):
    kept, ploeg = [], Hier(breekt=[1, 1])
    reken_delen(werk, range(3), give(ploeg), lambda part, _raw: kept.append(part))
    assert sorted(kept) == sorted(ploeg.gedaan) == [0, 1, 2]


def test_a_part_that_always_loses_its_process_stops_the_work_with_what_to_do(werk):
    kept, ploeg = [], Hier(breekt=[1] * POGINGEN)
    with pytest.raises(WoonzorgFout, match=r"viel steeds weg.*--werkers.*dezelfde opdracht"):
        reken_delen(werk, range(3), give(ploeg), lambda part, _raw: kept.append(part))
    assert 1 not in kept


def test_no_more_parts_are_under_way_than_twice_the_hands(werk):
    class Wacht(Hier):
        meest = bezig = 0

        def submit(self, fn, /, *args, **kwargs):
            self.bezig += 1
            self.meest = max(self.meest, self.bezig)
            return super().submit(fn, *args, **kwargs)

    ploeg, small = Wacht(), Variantwerk(werk.ruimte, werk.veld, 1)
    reken_delen(small, range(6), give(ploeg), lambda *_: setattr(ploeg, "bezig", ploeg.bezig - 1))
    assert ploeg.meest == 2


def test_a_table_is_written_whole_from_parts_that_stay_until_then(werk, delen, tmp_path):
    uit = tmp_path / "V.parquet"
    folder = Werkmap(uit, werk, "op")
    with folder.open():
        assert folder.list_open() == [0, 1, 2]
        for part in (2, 0):
            folder.keep(part, delen[part])
        assert folder.list_open() == [1]
        with pytest.raises(OpslagFout, match="Deel 1"):
            folder.finish()
        assert [path.name for path in tmp_path.iterdir()] == ["V.parquet.deel"]
        (folder.map / "deel-000000.parquet").write_bytes(b"PAR1 half")
        folder.keep(2, delen[1])
        assert folder.list_open() == [0, 1, 2]
        for part in range(3):
            folder.keep(part, delen[part])
        folder.finish()
    assert [path.name for path in tmp_path.iterdir()] == ["V.parquet"]
    assert folder.is_klaar()
    assert not Werkmap(uit, werk, "andere gegevens").is_klaar()
    table = pd.read_parquet(uit)
    assert list(table["nummer"]) == list(range(12))
    assert all(hash_inhoud(text) == parse_scenario(text.encode()).id for text in table["scenario"])


def test_a_folder_of_another_space_is_not_gone_on_with_nor_one_that_is_in_use(werk, tmp_path):
    with Werkmap(tmp_path / "V.parquet", werk, "op").open():
        pass
    with (
        pytest.raises(InvoerFout, match=r"andere ruimte.*verwijder de map"),
        Werkmap(tmp_path / "V.parquet", werk, "ander").open(),
    ):
        pass
    with (
        filelock.FileLock(tmp_path / "V.parquet.deel" / ".slot"),
        pytest.raises(OpslagFout, match="wordt al gerekend"),
        Werkmap(tmp_path / "V.parquet", werk, "op").open(),
    ):
        pass


def test_real_processes_finish_also_when_one_of_them_is_killed(werk, tmp_path):
    small, killed = Variantwerk(werk.ruimte, werk.veld, 2), []
    folder, kept = Werkmap(tmp_path / "V.parquet", small, "op"), []

    @contextlib.contextmanager
    def open_ploeg():
        with open_processen(2) as ploeg:
            pools.append(ploeg.uitvoerder)
            yield ploeg

    def keep(part, raw):
        kept.append(part)
        folder.keep(part, raw)
        if not killed:
            killed.append(next(iter(pools[0]._processes)))
            os.kill(killed[0], signal.SIGKILL)

    pools = []
    with folder.open():
        reken_delen(small, folder.list_open(), open_ploeg, keep)
        folder.finish()
    assert sorted(kept) == [0, 1, 2, 3, 4, 5]
    assert len(pools) == 2
    assert list(pd.read_parquet(folder.uit)["nummer"]) == list(range(12))


def write_ruimte(tmp_path):
    (tmp_path / "scenario.json").write_text(json.dumps(BEGIN), encoding="utf-8")
    place = tmp_path / "ruimte.toml"
    place.write_text(
        'scenario = "scenario.json"\n[ruimte]\nbandbreedte = ["laag", "hoog"]\nvraag.statushouders = [60, 300]\n'
        "regels.capaciteit.toewijsaandeel = [5, 20, 60]\n",
        encoding="utf-8",
    )
    return str(place), str(tmp_path / "V.parquet")


def test_the_command_says_how_many_works_them_out_once_and_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))
    space, out = write_ruimte(tmp_path)
    assert main(["varianten", space]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err.count("12 varianten: 2 (bandbreedte)")) == ("12 varianten.\n", 1)
    assert main(["varianten", space, "--uit", out, "--werkers", "1", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"varianten": 12, "gerekend": 12, "uit": out}
    assert "… 12 van 12 varianten" in told.err
    assert main(["varianten", space, "--uit", out, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["gerekend"] == 0
    rows = pd.read_parquet(out)
    assert {json.loads(text)["gegevens"] for text in rows["scenario"]} == {open_snapshot(INGEBOUWD).id}
    assert not any(math.isnan(value) for value in rows["dissimilariteit"])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--uit", "v.csv"], r"parquet.*v\.csv"),
        (["--uit", "v.parquet", "--werkers", "-1"], "--werkers van 1 tot"),
    ],
)
def test_the_command_refuses_what_it_cannot_write_or_start(tmp_path, capsys, monkeypatch, more, told):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))
    assert main(["varianten", write_ruimte(tmp_path)[0], *more]) == 2
    assert re.search(told, capsys.readouterr().err)
