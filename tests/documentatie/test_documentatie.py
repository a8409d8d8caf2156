"""What can be set, asked, opened, ruled or shown stands in the documentation, and what that points at exists."""

from __future__ import annotations

import argparse
import importlib.util
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pages.bouwstenen.server.paginas import GROEPEN
from woonzorg import __version__
from woonzorg.bronnen.lijst import BRONNEN
from woonzorg.indicator import INDICATOREN
from woonzorg.instelling import VARIABELEN, WERKMAP
from woonzorg.opdracht.opdracht import make_parser
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

DOCS = WERKMAP / "docs"
GEGENEREERD = {"cijfers": {line.sleutel for line in INDICATOREN}, "bronnen": {bron.sleutel for bron in BRONNEN},
               "regels": set(PER_SLEUTEL)}  # fmt: skip


@pytest.fixture(scope="module")
def haken() -> ModuleType:
    spec = importlib.util.spec_from_file_location("documentatiehaken", DOCS / "haken.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def list_menu(part: Any) -> list[str]:
    if isinstance(part, str):
        return [part]
    return [
        page for inner in (part.values() if isinstance(part, dict) else part) for page in list_menu(inner)
    ]


def list_opdrachten() -> list[str]:
    parser = make_parser()
    [sub] = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return list(sub.choices)


def test_the_menu_holds_every_page_and_no_other() -> None:
    menu = list_menu(yaml.safe_load(read(WERKMAP / "mkdocs.yml"))["nav"])
    assert sorted(menu) == sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


@pytest.mark.parametrize("name", GEGENEREERD)
def test_what_is_declared_is_in_its_table(haken: ModuleType, name: str) -> None:
    [page] = [path for path in DOCS.rglob("*.md") if f"<!-- tabel: {name} -->" in read(path)]
    made = haken.on_page_markdown(read(page))
    assert {key for key in GEGENEREERD[name] if f"`{key}`" not in made} == set()


def test_every_text_that_a_page_asks_for_can_be_made(haken: ModuleType) -> None:
    asked = {name for path in DOCS.rglob("*.md") for name in haken.PLEK.findall(read(path))}
    assert asked <= set(haken.DELEN)
    assert "0,0102" in haken.DELEN["methode"]()


def test_a_page_that_asks_another_host_is_refused(haken: ModuleType) -> None:
    own = '<a href="https://voorbeeld.test">verwijzing</a><img src="../kaart.png">'
    assert haken.on_post_page(own) == own
    for asking in (
        '<script src="https://cdn.test/a.js">',
        '<link rel="x" href="//cdn.test/a.css">',
        '<img alt="" src="http://x.test/a">',
    ):
        with pytest.raises(haken.PluginError, match="test"):
            haken.on_post_page(asking)


def test_every_command_stands_on_its_page() -> None:
    told = set(re.findall(r"^\| `([\w-]+)", read(DOCS / "opdrachten.md"), re.MULTILINE))
    assert set(list_opdrachten()) - told == set()


def test_every_page_is_told_to_who_uses_it() -> None:
    told = "".join(read(path) for path in (DOCS / "gebruik").glob("*.md"))
    titles = {title for group in GROEPEN.values() for title in group.values()}
    assert {title for title in titles if f"**{title}**" not in told} == set()


def test_every_setting_stands_under_beheer() -> None:
    told = read(DOCS / "beheer.md")
    assert {name for name in VARIABELEN.values() if f"`{name}`" not in told} == set()


def test_every_room_has_its_reference(haken: ModuleType) -> None:
    rooms = {path.parent.name for path in (WERKMAP / "woonzorg").glob("*/__init__.py")}
    assert set(haken.list_kamers()) == rooms


def list_teksten() -> list[Path]:
    return [*WERKMAP.glob("*.md"), *DOCS.rglob("*.md")]


@pytest.mark.parametrize("path", list_teksten(), ids=lambda path: path.relative_to(WERKMAP).as_posix())
def test_what_a_text_points_at_exists(path: Path) -> None:
    pointed = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", read(path))
    assert [target for target in pointed if not (path.parent / target).exists()] == []
    taken = re.findall(r'--8<-- "([^":]+)(?::(\w+))?"', read(path))
    for name, part in taken:
        assert not part or f"--8<-- [start:{part}]" in read(WERKMAP / name)


def test_the_readme_is_short_and_leads_on() -> None:
    text = read(WERKMAP / "README.md")
    assert len(text.split()) < 1200
    assert {f"docs/gebruik/{path.name}" for path in (DOCS / "gebruik").glob("*.md")} <= set(
        re.findall(r"\(([^)]+)\)", text)
    )


def test_who_publishes_or_cites_it_finds_what_they_need() -> None:
    project = tomllib.loads(read(WERKMAP / "pyproject.toml"))["project"]
    assert project["version"] == __version__
    public = yaml.safe_load(read(WERKMAP / "publiccode.yml"))
    assert {"publiccodeYmlVersion", "name", "softwareType", "platforms", "developmentStatus", "description", "legal",
            "maintenance", "localisation"} <= set(public)  # fmt: skip
    assert public["legal"]["license"] == project["license"]
    assert public["maintenance"]["contacts"]
    told = public["description"]["nl"]
    assert len(told["shortDescription"]) <= 150
    assert 150 <= len(told["longDescription"]) <= 10_000
    assert told["features"]
    cited = yaml.safe_load(read(WERKMAP / "CITATION.cff"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert (str(cited["version"]), public["softwareVersion"]) == (__version__, __version__)


def test_what_changed_is_gathered_with_a_release() -> None:
    told = tomllib.loads(read(WERKMAP / "pyproject.toml"))["tool"]["towncrier"]
    log = read(WERKMAP / told["filename"])
    assert log.count(told["start_string"].strip()) == 1
    assert f"## [{__version__}] - " in log
    kinds = {kind["directory"] for kind in told["type"]}
    files = [path for path in (WERKMAP / told["directory"]).iterdir() if path.name not in told["ignore"]]
    assert [
        path.name for path in files if path.name.split(".")[1:] not in [[kind, "md"] for kind in kinds]
    ] == []
    assert [path.name for path in files if not read(path).strip()] == []


def test_before_a_commit_the_same_is_asked_as_after_it() -> None:
    hooks = yaml.safe_load(read(WERKMAP / ".pre-commit-config.yaml"))["repos"][0]["hooks"]
    ci = read(WERKMAP / ".ci" / "run")
    assert {hook["entry"] for hook in hooks} == {"ruff check", "ruff format --check", "mypy"}
    assert all(re.search(rf"^{hook['entry']}", ci, re.MULTILINE) for hook in hooks)
