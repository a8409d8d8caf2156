"""The notebook on the method runs from top to bottom on the embedded region; its assertions hold."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]


# The kernel's own sockets and event loop are not ours to close.
@pytest.mark.filterwarnings("default::ResourceWarning", "default::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("default::DeprecationWarning", "default::RuntimeWarning")
def test_notebook_on_the_method_runs() -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "methode.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) >= 5
    assert all(cell.execution_count for cell in code)
    assert any("met de hand" in str(output) for cell in code for output in cell.outputs)
