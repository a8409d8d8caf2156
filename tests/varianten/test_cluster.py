"""The same work on a Dask cluster: the same rows, also when a worker is killed; and what is said without one."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from distributed import Client, LocalCluster

from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD
from woonzorg.opdracht.opdracht import main
from woonzorg.varianten import deel
from woonzorg.varianten.ruimte import read_ruimte
from woonzorg.varianten.werkmap import Werkmap
from woonzorg.verdeling.uitkomst.antwoord import open_veld

RUIMTE = """
[scenario]
regio = "voorbeeldstreek"
niveau = "buurt"
vraag = {statushouders = 60, detentie = 39}
[ruimte]
bandbreedte = ["laag", "hoog"]
regels.capaciteit.toewijsaandeel = {van = 10, tot = 40, stap = 10}
"""


@pytest.fixture
def ruimte(tmp_path, monkeypatch):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))
    place = tmp_path / "ruimte.toml"
    place.write_text(RUIMTE, encoding="utf-8")
    return str(place)


@pytest.fixture
def cluster():
    # Two processes of this machine; how much memory others use is none of its business.
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        memory_limit=0,
        host="127.0.0.1",
        dashboard_address=None,
    ) as found:
        yield found


def test_a_cluster_gives_the_same_rows_also_when_a_worker_is_killed(
    ruimte, cluster, tmp_path, monkeypatch, capfd
):
    monkeypatch.setattr(deel, "GROOTST", 2)
    space, out = read_ruimte(Path(ruimte)), str(tmp_path / "V.parquet")
    work = deel.make_werk(space, open_veld(space.make(0), open_snapshot(INGEBOUWD)))
    here = pa.concat_tables(
        pq.read_table(io.BytesIO(deel.reken_deel(work, part))) for part in range(work.delen)
    )
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        workers = list(client.run(os.getpid).values())
    kept, keep = [], Werkmap.keep

    def keep_and_kill(folder, part, raw):
        keep(folder, part, raw)
        kept.append(part)
        if len(kept) == 1:
            os.kill(workers[0], signal.SIGKILL)

    monkeypatch.setattr(Werkmap, "keep", keep_and_kill)
    monkeypatch.setenv("WOONZORG_REKENCLUSTER", cluster.scheduler_address)
    assert main(["varianten", ruimte, "--uit", out, "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["gerekend"] == 8
    assert sorted(kept) == [0, 1, 2, 3]
    assert pq.read_table(out).drop_columns("scenario").equals(here.drop_columns("scenario"))


def test_without_a_cluster_or_without_dask_it_says_what_to_do(ruimte, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WOONZORG_REKENCLUSTER", "tcp://127.0.0.1:9")
    monkeypatch.setattr("woonzorg.varianten.ploeg.GEDULD", 0.5)
    out = str(tmp_path / "V.parquet")
    assert main(["varianten", ruimte, "--uit", out]) == 1
    assert "tcp://127.0.0.1:9 geeft geen antwoord" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["varianten", ruimte, "--uit", out]) == 2
    assert 'pip install "woonzorg[schaal]"' in capsys.readouterr().err
    monkeypatch.delenv("WOONZORG_REKENCLUSTER")
    assert main(["varianten", ruimte]) == 0
