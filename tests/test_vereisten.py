"""What the project says it needs is pinned, so that the README's first command installs it."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def _names(lines: list[str]) -> set[str]:
    return {
        re.split(r"[=<>!\[; ]", line)[0].lower().replace("_", "-") for line in lines if line[:1].isalpha()
    }


def _read(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    app, dev = _names(_read("requirements.txt")), _names(_read("requirements-dev.txt"))
    assert _names(project["dependencies"]) <= app
    assert _names(project["optional-dependencies"]["dev"]) <= app | dev
    assert "-r requirements.txt" in _read("requirements-dev.txt")


def test_what_a_server_needs_is_pinned_as_it_was_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    server = _read("requirements-server.txt")
    assert "-r requirements.txt" in server
    pinned = _names(server) | _names(_read("requirements.txt"))
    for extra in ("postgres", "login"):
        assert _names(project["optional-dependencies"][extra]) <= pinned
    # Login needs more than it names: what signs, and what speaks to the provider.
    assert {
        "cryptography",
        "joserfc",
        "cffi",
        "pycparser",
        "httpcore",
        "anyio",
        "certifi",
        "h11",
        "idna",
    } <= pinned
    pins = {line for line in server if line[:1].isalpha()}
    assert pins <= {*_read("requirements.txt"), *_read("requirements-dev.txt")}


def test_pins_are_exact_and_name_no_address() -> None:
    names = ("requirements.txt", "requirements-dev.txt", "requirements-server.txt")
    lines = [line for name in names for line in _read(name)]
    pins = [line for line in lines if line[:1].isalpha()]
    assert len(pins) > 50
    assert all("==" in line for line in pins)
    assert not any("://" in line or "--index" in line for line in pins)


def test_what_is_slow_is_named_by_rooms_and_files_that_exist() -> None:
    told = (
        (ROOT / "tests" / "conftest.py")
        .read_text(encoding="utf-8")
        .partition("TRAAG = ")[2]
        .partition("})")[0]
    )
    named = re.findall(r'"([\w/.]+)"', told)
    assert named
    assert [name for name in named if not (ROOT / "tests" / name).exists()] == []
