"""Instruments against vulnerable inflow on the map, without a browser: an outline with its list."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from keten import run
from streamlit.testing.v1 import AppTest

from woonzorg.fouten import InhoudFout
from woonzorg.gegevens import opslag
from woonzorg.instelling import read_instellingen
from woonzorg.instroom.instroombestand import Instroomregister, read_instroom
from woonzorg.instroom.instrument import Instroombesluit
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    from collections.abc import Callable

APP = Path(__file__).resolve().parents[2] / "app.py"
REGIO = "voorbeeldstreek"


@pytest.fixture
def open_kaart(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    monkeypatch.syspath_prepend(str(APP.parent))
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    st.cache_resource.clear()

    def open_folder(**state: object) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60)
        for key, value in {"instroom-open": True, **state}.items():
            app.session_state[key] = value
        return app.run()

    return open_folder


def list_data(app: AppTest) -> list[dict[str, Any]]:
    protos = [element.proto for element in app.get("bidi_component")]
    return [json.loads(proto.json or proto.mixed.json or "{}") for proto in protos]


def find_kleuring(app: AppTest) -> dict[str, Any]:
    return next(data for data in list_data(app) if "vakken" in data)


def test_areas_are_outlined_and_listed_and_one_that_is_not_kwetsbaar_is_told_apart(open_kaart):
    score = score_snapshot(opslag.open_snapshot(read_instellingen().data))
    areas = score.select("buurt").sort_values("code")
    yes = areas[(areas["klasse"] == Klasse.KWETSBAAR) & (areas["concentratie"] == "ja")].iloc[0]
    no = areas[areas["klasse"] == Klasse.DRAAGKRACHTIG].iloc[0]
    rows = "".join(
        f"<i>Grip</i>;{row['gemeentenaam']};{row['code']};1-1-2024;;raad, 12 december 2023\n"
        for row in (yes, no)
    )
    raw = f"instrument;gemeente;gebied;vanaf;tot;besluit\n{rows}".encode()
    app = open_kaart(instroom_register={REGIO: read_instroom("i.csv", raw, score)})
    assert not app.exception
    word, marked, line = find_kleuring(app)["merk"]
    assert (word, len(marked), line) == ("instroominstrument", 2, "streep")
    shown = "\n".join(str(data.get("html", "")) for data in list_data(app))
    assert "2 besluiten; daarvan gelden er nu 2." in shown
    assert "&lt;i&gt;Grip" in shown
    apart = shown.partition("Hier laten de cijfers niet zien")[2]
    assert str(no["naam"]) in apart.replace("&#x27;", "'")
    assert "het gebied is niet kwetsbaar" in apart
    legend = "\n".join(element.proto.body for element in app.get("html"))
    assert '<i class="merk streep"' in legend
    app.button(key="instroom-vergeet").click().run()
    assert "merk" not in find_kleuring(app)


def test_decisions_of_areas_that_are_not_in_these_data_are_counted_and_told(open_kaart):
    score = score_snapshot(opslag.open_snapshot(read_instellingen().data))
    here = str(score.select("buurt").sort_values("code").iloc[0]["code"])
    areas = (here, "BU99990000", "WK999900")
    kept = [Instroombesluit("Grip", area, date(2024, 1, 1), None, "raad, 2023") for area in areas]
    app = open_kaart(instroom_register={REGIO: Instroomregister(tuple(kept), ("1 rij is overgeslagen",))})
    assert not app.exception
    shown = "\n".join(str(data.get("html", "")) for data in list_data(app))
    assert "1 besluit; daarvan geldt er nu 1." in shown
    told = "2 besluiten gaan over een gebied dat niet in deze gegevens staat: BU99990000 en WK999900."
    assert told in shown
    [caption] = [item.value for item in app.caption if "In gebruik" in item.value]
    assert caption.startswith("In gebruik: 1 besluit.")
    assert "1 rij is overgeslagen" in caption


def test_what_is_wrong_with_a_file_is_told_beside_what_it_is_for(open_kaart):
    score = score_snapshot(opslag.open_snapshot(read_instellingen().data))
    with pytest.raises(InhoudFout) as caught:
        read_instroom("<i>.csv", b"instrument;gemeente;gebied;vanaf;tot;besluit\nX;Y;BU99;ooit;;\n", score)
    app = open_kaart(instroom_fout=caught.value)
    told = "".join(item.value for item in app.markdown)
    assert "register van gepubliceerde besluiten. Het stelt geen gebied voor" in told
    assert "merk" not in find_kleuring(app)
    shown = "\n".join(str(data.get("html", "")) for data in list_data(app))
    assert "Het bestand &lt;i&gt;.csv klopt niet." in shown
    assert "rij 2, kolom vanaf: dit is geen dag" in shown
    assert not app.exception


def test_the_command_tells_the_same(tmp_path, monkeypatch):
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    score = score_snapshot(opslag.open_snapshot(read_instellingen().data))
    row = score.select("wijk").sort_values("code").iloc[0]
    path = tmp_path / "i.csv"
    head = "instrument;gemeente;gebied;vanaf;tot;besluit"
    path.write_text(
        f"{head}\nGrip;{row['gemeentecode']};{row['code']};1-1-2024;;raad, 2023\n", encoding="utf-8"
    )
    [found] = run("instroom", str(path), "--json").json
    assert (found["gebied"], found["stand"], found["klasse"]) == (row["code"], "geldt", row["klasse"])
    assert "1 besluit; daarvan geldt er nu 1." in run("instroom", str(path)).out
    path.write_text(f"{head}\nGrip;Elders;{row['code']};1-1-2024;1-1-2023;raad\n", encoding="utf-8")
    refused = run("instroom", str(path))
    assert refused.status != 0
    assert "kolom gemeente" in refused.err
    assert "kolom tot" in refused.err
