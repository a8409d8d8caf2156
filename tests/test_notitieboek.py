"""The notebooks run from top to bottom; what they work out is so, and they are kept without outputs."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import numpy as np
import pytest
from dienst.cbs_catalogus import TABELLEN, read_table
from natrekproef import publish_cbs
from nbclient import NotebookClient

if TYPE_CHECKING:
    from dienst import Dienst, Waarden
    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
PLOTLY = "application/vnd.plotly.v1+json"

# The kernel's own sockets and event loop are not ours to close.
pytestmark = [
    pytest.mark.filterwarnings(
        "default::ResourceWarning", "default::pytest.PytestUnraisableExceptionWarning"
    ),
    pytest.mark.filterwarnings("default::DeprecationWarning", "default::RuntimeWarning"),
]


def run_notebook(name: str) -> list[NotebookNode]:
    """Run a notebook; return its cells of code."""
    notebook = nbformat.read(ROOT / "notebooks" / name, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    return code


def read_outputs(cells: list[NotebookNode]) -> str:
    """Return all that a notebook printed or showed as text."""
    outputs = [output for cell in cells for output in cell.outputs]
    return "\n".join(
        str(output.get("text") or output.get("data", {}).get("text/plain", "")) for output in outputs
    )


def read_beelden(cells: list[NotebookNode]) -> list[dict]:
    """Return the figures of plotly, as they are drawn."""
    outputs = [output for cell in cells for output in cell.outputs]
    return [output.data[PLOTLY] for output in outputs if PLOTLY in output.get("data", {})]


def read_getallen(coded: dict[str, str]) -> list[float]:
    """Return the numbers of an axis, which plotly writes as bytes."""
    return np.frombuffer(base64.b64decode(coded["bdata"]), coded["dtype"]).tolist()


@pytest.fixture(autouse=True)
def draw_no_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let plotly give a figure as data alone, without its script of megabytes."""
    monkeypatch.setenv("PLOTLY_RENDERER", "plotly_mimetype")


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs_and_says_that_figures_are_invented(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in code] == [[]] * len(code)
    assert {cell.execution_count for cell in code} == {None}
    assert "verzonnen" in notebook.cells[0].source
    nbformat.validate(notebook)


def test_notebook_on_the_method_runs() -> None:
    code = run_notebook("methode.ipynb")
    assert len(code) >= 5
    assert any("met de hand" in str(output) for cell in code for output in cell.outputs)


def test_notebook_to_explore_asks_a_table_of_the_cbs_and_joins_it_on_codes(
    dienst: Dienst, dienst_env: dict[str, str], waarden: Waarden
) -> None:
    publish_cbs(Path(dienst_env["WOONZORG_DATA"]), waarden)
    code = run_notebook("verkennen.ipynb")
    told = read_outputs(code)
    assert "Simpelveld, 2026-01-02-" in told
    assert "verzonnen" not in told
    assert "uit tabel 85984NED" in told
    assert "3 buurten gekoppeld, 0 zonder partner" in told
    asked = dienst.find_requests("")
    assert len(asked) == 2
    assert all("/cbs/ODataFeed/odata/85984NED/" in text for text in asked)
    table = read_table(waarden, TABELLEN["85984NED"]).set_index("WijkenEnBuurten")[
        "PercentageEengezinswoning_40"
    ]
    kaart, spreiding, nieuw = read_beelden(code)
    assert kaart["layout"]["map"]["style"] == "white-bg"
    assert {place for trace in kaart["data"] for place in trace["locations"]} == {
        "BU09650000", "BU09650001", "BU09650009",
    }  # fmt: skip
    drawn = {
        name: value
        for trace in nieuw["data"]
        for name, value in zip(trace["hovertext"], read_getallen(trace["x"]), strict=True)
    }
    assert drawn == {f"Gebied {code}": table[code] for code in ("BU09650000", "BU09650001")}
    assert "verzonnen" not in str(spreiding["layout"]["title"])


def test_notebook_to_explore_names_invented_figures_and_asks_nothing_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("WOONZORG_DATA", raising=False)
    monkeypatch.setenv(
        "WOONZORG_CBS_URL", "http://127.0.0.1:9/cbs"
    )  # where nobody answers: a question would fail
    code = run_notebook("verkennen.ipynb")
    told = read_outputs(code)
    assert "Voorbeeldstreek (verzonnen cijfers)" in told
    assert "Er is niets gevraagd" in told
    assert all("verzonnen" in beeld["layout"]["title"]["text"] for beeld in read_beelden(code))
    assert len(read_beelden(code)) == 2


def test_notebook_to_link_data_finds_in_duckdb_the_classes_that_are_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    code = run_notebook("koppelen.ipynb")
    told = read_outputs(code)
    assert "Voorbeeldstreek, 2026-11-29-829818d8 (verzonnen cijfers)" in told
    found = re.search(r"(\d+) klassen naast elkaar gelegd, 0 anders", told)
    assert found is not None
    assert int(found[1]) > 200
    (kaart,) = read_beelden(code)
    assert kaart["layout"]["map"]["style"] == "white-bg"
    assert sum(len(trace["locations"]) for trace in kaart["data"]) == 201
    assert "verzonnen" in kaart["layout"]["title"]["text"]
