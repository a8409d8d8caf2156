"""How the house is built: no streamlit in the library, arrows one way, files and functions that can be read."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit import config

from woonzorg.bronnen.lijst import BRONNEN
from woonzorg.gegevens import opslag
from woonzorg.instelling import Instellingen
from woonzorg.verdeling.regels.lijst import REGELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HUIS = Path(__file__).parent.parent
BIBLIOTHEEK = sorted((HUIS / "woonzorg").rglob("*.py"))
PAGINAS = [HUIS / "app.py", *sorted((HUIS / "pages").rglob("*.py"))]
ALLES = [*BIBLIOTHEEK, *PAGINAS]

# From the ground up: a room may import from lower floors, and beside it within its own room.
VERDIEPINGEN: tuple[frozenset[str], ...] = (
    frozenset({"fouten", "tekst", "dag", "speling"}),
    frozenset({"gebied", "indicator", "instelling"}),
    frozenset({"eigenbestand", "toegang"}),
    frozenset({"gegevens"}),
    frozenset({"oordeel", "bronnen"}),
    frozenset({"herkomst", "verdeling", "laden"}),
    frozenset({"opgave", "buurt", "kern", "voorbeelden", "instroom", "varianten"}),
    frozenset({"agenda", "initiatief"}),
    frozenset({"profiel", "socialehuur"}),
    frozenset({"bibliotheek"}),
    frozenset({"kaart", "methode"}),
    frozenset({"grafiek"}),
    frozenset({"links", "streken"}),
    frozenset({"rapport"}),
    frozenset({"koppelvlak"}),
    frozenset({"installatie"}),
    frozenset({"opdracht"}),
    frozenset({"__main__"}),
)
RANG = {name: floor for floor, names in enumerate(VERDIEPINGEN) for name in names}

VERDELING = (
    "vraag", "invoer", "regels", "optimum", "jaren", "scenario", "delen", "uitweg", "uitkomst", "vergelijking",
)  # fmt: skip
"""The rooms of the distribution, from the ground up."""

LOSSE = {"__init__", "__main__", "fouten", "dag", "gebied", "indicator", "instelling", "speling"}
"""What lies beside the rooms: nouns that every room knows."""


@cache
def name_module(path: Path) -> str:
    parts = path.relative_to(HUIS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = frozenset(name_module(path) for path in BIBLIOTHEEK) - {"woonzorg"}


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(read(path))


@cache
def list_nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(parse(path)))


@cache
def find_imports(path: Path) -> frozenset[str]:
    """Return all modules that a file names, also those for type checking only."""
    found: set[str] = set()
    for node in list_nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return frozenset(found)


def find_parts(path: Path) -> set[str]:
    """Return the parts of the library that a file imports: modules and packages directly inside it."""
    parts = {name.split(".")[1] for name in find_imports(path) if name.startswith("woonzorg.")}
    return parts & {name.split(".")[1] for name in MODULES}


def find_markup(nodes: Iterable[ast.AST]) -> list[int]:
    """Return the lines that say something which is no constant and was not made plain."""
    said = re.compile(r"st\.(error|warning|success|info|caption)\b")
    calls = [node for node in nodes if isinstance(node, ast.Call) and node.args]
    texts = [call.args[0] for call in calls if said.search(ast.unparse(call.func))]
    own = re.compile(r"(\w+\.)?_?[A-Z_]+|write_plat\(.*", re.DOTALL)
    return [
        text.lineno
        for text in texts
        if not isinstance(text, ast.Constant) and not own.fullmatch(ast.unparse(text))
    ]


def test_a_page_says_what_it_did_not_write_itself_without_markup() -> None:
    """A message that names a link's parameter or a file's text would else show pictures of another host."""
    found = {name_module(path): find_markup(list_nodes(path)) for path in PAGINAS}
    assert {name: lines for name, lines in found.items() if lines} == {}
    wrong = 'st.error(TEKST)\nst.info("a")\nst.info(write_plat(a))\nst.caption(a)\nst.error(f"{a}")'
    assert find_markup(ast.walk(ast.parse(wrong))) == [4, 5]


def find_mapvragen(nodes: Iterable[ast.AST]) -> list[int]:
    """Return the lines that ask `opslag` for what is in the folder of the installation, by its attribute or a name."""
    found = []
    for function in (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
        inside = list(ast.walk(function))
        folders = {
            target.id
            for node in inside
            if isinstance(node, ast.Assign) and ast.unparse(node.value).endswith(".data")
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        calls = [node for node in inside if isinstance(node, ast.Call)]
        asked = [call for call in calls if ast.unparse(call.func) in OPSLAGVRAGEN]
        places = [
            (call, ast.unparse(place))
            for call in asked
            for place in [*call.args[:1], *(word.value for word in call.keywords if word.arg == "data")]
        ]
        found += [call.lineno for call, place in places if place.endswith(".data") or place in folders]
    return found


OPSLAGVRAGEN = frozenset({*opslag.__all__, *(f"opslag.{name}" for name in opslag.__all__)} - {"lock_regio"})
"""Functions of `opslag`, in full or by name; a lock of that name is also of a folder only (`schijf`)."""


def test_data_are_asked_where_they_are_kept() -> None:
    """`Instellingen.data` is a folder also where data are in an object store: there lies another region, or nothing."""
    asking = [*ALLES, *sorted((HUIS / "benchmarks").rglob("*.py"))]
    found = {name_module(path): find_mapvragen(list_nodes(path)) for path in asking}
    assert {name: lines for name, lines in found.items() if lines} == {}
    books = (HUIS / "notebooks").glob("*.ipynb")
    assert [path.name for path in books if re.search(r"opslag\.\w+\([\w.()]+\.data\b", read(path))] == []
    wrong = (
        "opslag.list_snapshots(read_instellingen().data)", "open_snapshot(data=instellingen.data)",
        "data = instellingen.data; opslag.open_snapshot(data, x.data)",
    )  # fmt: skip
    assert [len(find_mapvragen(ast.walk(ast.parse(f"def a(): {text}")))) for text in wrong] == [1, 1, 1]
    right = "opslag.open_snapshot(instellingen.opslagplek, view.data)"
    assert find_mapvragen(ast.walk(ast.parse(f"def a(): {right}"))) == []


def test_every_file_is_given_at_our_own_counter() -> None:
    """What Streamlit's own button offers is cleared away by the runs of others, before it is fetched."""
    pages = [path for path in ALLES if path not in BIBLIOTHEEK]
    assert [path.name for path in pages if "download_button" in read(path)] == []
    assert any("show_downloads(" in read(path) for path in pages)


DADEN = re.compile(
    r"(open_kast|open_initiatieven|Reacties|Agendakast|Intrekkingen)\(.*\)\.(save|add|remove\w*|withdraw|take_back)"
    r"|opslag\.go_back|natrekken\.ask_again|get_ladingen\(\)\.start"
    r"|uitsnede\.publish_uitsnede"
)
"""What a page does that changes something for others, or asks a source."""


def test_a_page_changes_something_only_where_it_is_asked_who_may() -> None:
    """A button that is not shown can still be pressed, from a screen of before: the deed itself asks."""
    found = 0
    for path in (HUIS / "pages").rglob("*.py"):
        nodes = list_nodes(path)
        deeds = {
            node for node in nodes if isinstance(node, ast.Call) and DADEN.fullmatch(ast.unparse(node.func))
        }
        asked = [
            node
            for node in nodes
            if isinstance(node, ast.With) and any("perform(" in ast.unparse(item) for item in node.items)
        ]
        inside = {inner for node in asked for inner in ast.walk(node)}
        assert [ast.unparse(deed) for deed in deeds - inside] == [], path
        found += len(deeds)
    assert found >= 11


def test_the_library_names_no_streamlit_and_no_page() -> None:
    roots = {name_module(path): {name.split(".")[0] for name in find_imports(path)} for path in BIBLIOTHEEK}
    wrong = {name: found & {"streamlit", "pages", "app"} for name, found in roots.items()}
    assert {name: found for name, found in wrong.items() if found} == {}
    assert [name_module(path) for path in BIBLIOTHEEK if "import_module" in read(path)] == []
    assert set().union(*roots.values()) >= {"woonzorg", "pandas"}


def test_plotly_is_given_plain_values_at_one_place_only() -> None:
    """Its express part and kaleido bring weight and a way out; a second place would forget the table or the words."""
    named = {path.name: find_imports(path) for path in ALLES}
    for roots in named.values():
        assert not {name.split(".")[0] for name in roots} & {"plotly", "kaleido"}
    shown = [path.relative_to(HUIS) for path in ALLES if "plotly_chart(" in read(path)]
    assert shown == [Path("pages/bouwstenen/grafiek.py")]


def test_importing_the_whole_library_loads_no_streamlit() -> None:
    modules = [name_module(path) for path in BIBLIOTHEEK if path.stem != "__main__"]
    code = "import importlib, json, sys; [importlib.import_module(m) for m in json.loads(sys.argv[1])];"
    code += "print(json.dumps(sorted(m for m in sys.modules if m.split('.')[0] == 'streamlit')))"
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(modules)],
        cwd=HUIS,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == []
    assert len(modules) > 30


def find_circle(graph: dict[str, set[str]]) -> set[str]:
    """Take away whatever imports nothing that is left; what remains runs in a circle."""
    left = {part: needs - {part} for part, needs in graph.items()}
    while ready := {part for part, needs in left.items() if not needs & left.keys()}:
        left = {part: needs for part, needs in left.items() if part not in ready}
    return set(left)


def find_modules(path: Path) -> set[str]:
    """Return the modules of the library that a file imports; a room only where something in it is taken from it."""
    found: set[str] = set()
    for node in list_nodes(path):
        if isinstance(node, ast.ImportFrom):
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= whole & MODULES or {str(node.module)} & MODULES
    return found - {name_module(path)}


def test_no_modules_import_each_other_in_a_circle_and_no_rooms_either() -> None:
    modules = {name_module(path): find_modules(path) for path in BIBLIOTHEEK}
    rooms: dict[str, set[str]] = {}
    for path in BIBLIOTHEEK:
        if name_module(path) != "woonzorg":
            rooms.setdefault(name_module(path).split(".")[1], set()).update(find_parts(path))
    assert find_circle(modules) == set()
    assert find_circle(rooms) == set()
    assert find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {"a", "b", "c"}


def find_upwards(part: str, others: set[str]) -> set[str]:
    """Return the parts that lie beside or above one which imports them."""
    return {other for other in others - {part} if RANG[other] >= RANG.get(part, 0)}


def test_arrows_run_downwards() -> None:
    parts = {path: name_module(path).partition(".")[2].split(".")[0] for path in BIBLIOTHEEK}
    upwards = {name_module(path): find_upwards(part, find_parts(path)) for path, part in parts.items()}
    assert {name: found for name, found in upwards.items() if found} == {}
    assert [name_module(path) for path, part in parts.items() if part not in RANG] == ["woonzorg"]
    assert find_upwards("kaart", {"kaart", "oordeel", "methode", "rapport"}) == {"methode", "rapport"}


def test_the_rooms_of_the_distribution_lean_on_what_lies_below_them() -> None:
    for path in (HUIS / "woonzorg" / "verdeling").glob("*/*.py"):
        known = [name.split(".")[2] for name in find_modules(path) if name.startswith("woonzorg.verdeling.")]
        floor = VERDELING.index(path.parent.name)
        assert [name for name in known if VERDELING.index(name) > floor] == [], path


def test_a_module_lies_in_a_room_and_a_room_says_what_it_is_for() -> None:
    assert {path.stem for path in (HUIS / "woonzorg").glob("*.py")} == LOSSE
    assert {path.stem for path in (HUIS / "woonzorg" / "verdeling").glob("*.py")} == {"__init__"}
    rooms = {path.parent.relative_to(HUIS) for path in ALLES if path.name != "app.py"}
    assert all(ast.get_docstring(parse(HUIS / room / "__init__.py")) for room in rooms)


def test_the_readme_names_every_room_and_no_other() -> None:
    told = (
        (HUIS / "docs" / "ontwikkelen" / "index.md")
        .read_text(encoding="utf-8")
        .partition("woonzorg/     the library")[2]
    )
    named = re.findall(r"^  (\w+)(/?)", told.partition("\ndata/")[0], re.MULTILINE)
    rooms = {path.name for path in (HUIS / "woonzorg").iterdir() if (path / "__init__.py").is_file()}
    assert {name for name, folder in named if folder} == rooms
    assert {name for name, folder in named if not folder} <= LOSSE


def test_a_page_has_a_folder_and_takes_from_its_own_and_from_what_is_shared() -> None:
    shared = {"pages.bouwstenen"}
    for folder in sorted(path for path in (HUIS / "pages").iterdir() if path.is_dir() and path.suffix == ""):
        if folder.name in {"bouwstenen", "__pycache__"}:
            continue
        assert (folder / "pagina.py").is_file()
        found = {name for path in folder.rglob("*.py") for name in find_imports(path)}
        others = {".".join(name.split(".")[:2]) for name in found if name.startswith("pages.")}
        assert others - shared - {f"pages.{folder.name}"} <= set(), folder.name


def test_what_is_shared_knows_no_page_but_the_one_that_is_made_ready() -> None:
    for path in (HUIS / "pages" / "bouwstenen").rglob("*.py"):
        pages = {name for name in find_imports(path) if re.match(r"pages\.(?!bouwstenen)", name)}
        assert pages == set() or path.name == "opstart.py"


def test_sources_know_nothing_of_classes_or_maps() -> None:
    for path in (HUIS / "woonzorg" / "bronnen").rglob("*.py"):
        assert find_parts(path) & {"oordeel", "kaart", "verdeling"} == set(), path.name


def test_reasons_are_found_by_what_they_are_about_and_names_of_scores_are_typed_once() -> None:
    named = [path for path in ALLES if "elvaart, opleiding en werk" in read(path)]
    indexed = [path for path in ALLES if re.search(r"\bredenen\[", read(path))]
    assert [name_module(path) for path in named] == ["woonzorg.indicator"]
    assert indexed == []


def test_a_class_name_has_one_meaning() -> None:
    """In the whole house: a page names nothing as the library does, either."""
    where: dict[str, list[str]] = {}
    for path in ALLES:
        for node in parse(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(name_module(path))
    assert {name: modules for name, modules in where.items() if len(modules) > 1} == {}
    assert len(where) > 100


def test_the_glossary_leads_to_what_is_there_and_gives_each_word_once() -> None:
    text = (HUIS / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| Word | Means | Where |")[2]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines()[2:] if line.startswith("|")]
    words = [word for row in rows for word in row[0].split(", ")]
    places = [place for row in rows for place in re.findall(r"`([\w/]+)`", row[-1])]
    assert len(set(words)) == len(words) > 20
    assert [
        p for p in places if not any((HUIS / "woonzorg" / f"{p}{end}").exists() for end in ("", ".py"))
    ] == []


def find_long(nodes: Iterable[ast.AST]) -> list[str]:
    """Return the functions of more than fifty lines."""
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [node.name for node in functions if node.end_lineno - node.lineno + 1 > 50]


def test_files_and_functions_stay_short_enough_to_read() -> None:
    lines = {name_module(path): len(read(path).splitlines()) for path in ALLES}
    assert {name: count for name, count in lines.items() if count >= 400} == {}
    long = {name_module(path): find_long(list_nodes(path)) for path in ALLES}
    assert {name: found for name, found in long.items() if found} == {}
    body = "    a = 1\n"
    assert find_long(ast.walk(ast.parse(f"def a():\n{body * 50}\nasync def b():\n{body * 49}"))) == ["a"]


def find_undescribed(tree: ast.Module) -> list[str]:
    """Return what has no docstring: '' for the module, and its public functions and classes."""
    kinds = ast.FunctionDef | ast.ClassDef
    public = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    mute = [node.name for node in public if not ast.get_docstring(node)]
    return mute if ast.get_docstring(tree) else ["", *mute]


def test_every_module_and_public_name_says_what_it_is() -> None:
    found = {name_module(path): find_undescribed(parse(path)) for path in BIBLIOTHEEK}
    assert {name: mute for name, mute in found.items() if mute} == {}
    assert find_undescribed(ast.parse("def a(): ...\nclass B: ...\ndef _c(): ...")) == ["", "a", "B"]


def test_dependencies_of_the_app_are_pinned_and_none_is_for_checks_only() -> None:
    lines = (HUIS / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.split("#")[0].split(";")[0].strip() for line in lines]
    pins = [pin for pin in pins if pin]
    assert pins
    assert all("==" in pin for pin in pins)
    assert not {pin.split("==")[0].lower() for pin in pins} & {"esda", "libpysal", "pytest", "hypothesis"}


def test_each_setting_of_the_dashboard_is_one_that_streamlit_knows() -> None:
    """Streamlit passes an unknown option over with a line in its log: what was set would then be lost unseen."""
    sections = tomllib.loads((HUIS / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    given = {f"{section}.{name}" for section, named in sections.items() for name in named}
    assert {"runner.postScriptGC", "browser.gatherUsageStats"} <= given
    assert given - set(config._config_options_template) == set()


GEWONE_WOORDEN = frozenset({"complex", "capaciteit", "sleutel"})
"""Keys of rules that also name a column, a scale or a part of a file: looked at where something is chosen by one."""


def find_regelsleutels(nodes: Sequence[ast.AST]) -> list[str]:
    """Return the keys of rules that are written out: any that is no ordinary word, and those that choose something."""
    keys, chosen = {regel.sleutel for regel in REGELS}, set[int]()
    for node in nodes:
        owner = ast.unparse(node.value) if isinstance(node, ast.Subscript) else ""
        if isinstance(node, ast.Compare) or re.search(r"waarden|REGELS|PER_SLEUTEL", owner):
            chosen |= {id(part) for part in ast.walk(node)}
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in keys
        if node.value not in GEWONE_WOORDEN or id(node) in chosen
    ]


def test_the_key_of_a_rule_is_written_where_the_rule_is_declared_and_nowhere_else() -> None:
    declared = HUIS / "woonzorg" / "verdeling" / "regels"
    outside = {path.name: find_regelsleutels(list_nodes(path)) for path in ALLES if path.parent != declared}
    # The status of an area is told by a word that is the same as the key of the rule behind it.
    assert {name: keys for name, keys in outside.items() if keys} == {"openbaar.py": ["ontzien"]}
    inside = [key for path in declared.glob("*.py") for key in find_regelsleutels(list_nodes(path))]
    assert sorted(inside) == sorted({regel.sleutel for regel in REGELS} - GEWONE_WOORDEN)
    wrong = 'if a in {"sleutel"} or b == "capaciteit":\n    waarden["complex"]["q"]\nz = "plafond"'
    found = find_regelsleutels(list(ast.walk(ast.parse(wrong))))
    assert sorted(found) == [
        "capaciteit",
        "complex",
        "plafond",
        "sleutel",
    ]


def find_spelingen(path: Path) -> list[int]:
    """Return the lines on which a number as small as a tolerance is written out."""
    numbers = [node for node in list_nodes(path) if isinstance(node, ast.Constant)]
    return [node.lineno for node in numbers if isinstance(node.value, float) and 0 < node.value < 2e-6]


def test_a_tolerance_is_written_once_with_why() -> None:
    rooms = [HUIS / "woonzorg" / name for name in ("oordeel", "verdeling")]
    found = {str(path): find_spelingen(path) for room in rooms for path in room.rglob("*.py")}
    assert {path: lines for path, lines in found.items() if lines} == {}
    assert len(find_spelingen(HUIS / "woonzorg" / "speling.py")) == 5


BRONMODULES = {
    "bron",
    "grenzen",
    "kerncijfers",
    "leefbaarometer",
    "nabijheid",
    "politie",
    "ses_woa",
    "statlinebron",
}
"""What a source is, and the sources."""


@cache
def find_texts(path: Path) -> set[str]:
    return {
        node.value
        for node in list_nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_what_a_source_is_called_is_said_by_the_source_alone() -> None:
    """Name, licence, tables and words of a source stand in its own module, and its address with the settings."""
    said = {
        text
        for bron in BRONNEN
        for text in (
            bron.naam,
            bron.kort,
            bron.licentie,
            bron.verzonnen,
            bron.heel,
            *getattr(bron, "tabellen", ()),
        )
    }
    addresses = {getattr(Instellingen(), bron.adres) for bron in BRONNEN}
    assert {path.stem for path in BIBLIOTHEEK if find_texts(path) & said} <= BRONMODULES
    assert {path.stem for path in ALLES if find_texts(path) & addresses} == {"instelling"}
    assert len(said) > 20


def test_a_file_of_tests_has_a_name_of_its_own():
    """Two of one name in two rooms: pytest leaves one of them out."""
    names = Counter(path.name for path in (HUIS / "tests").rglob("*.py"))
    assert [
        name for name, count in names.items() if count > 1 and name not in {"__init__.py", "conftest.py"}
    ] == []


def test_no_page_gives_streamlit_html_that_may_be_empty() -> None:
    """Streamlit refuses it, and the page with it: what may be nothing is shown only where it is something."""
    texts = [path for path in ALLES if "" in find_texts(path)]
    empty = {
        function.name
        for path in texts for function in list_nodes(path) if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None
        for given in ([node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value])
        if isinstance(given, ast.Constant) and given.value == ""
    }  # fmt: skip
    wrong = [
        f"{path.name}:{call.lineno}"
        for path in ALLES for call in list_nodes(path)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "html"
        and call.args and isinstance(call.args[0], ast.Call)
        and ast.unparse(call.args[0].func).rpartition(".")[2] in empty
    ]  # fmt: skip
    assert "render_initiatieven" in empty
    assert wrong == []


def test_colours_type_and_corners_are_chosen_in_one_place() -> None:
    """What a page needs is a token; what it draws in a colour of its own is no longer of one house."""
    styles = {path: read(path) for path in (HUIS / "pages").rglob("*.css")}
    own = re.compile(
        r"(?<=[:,( ])#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])|font(-size)?: [\d. ]*rem|border-radius: ([3-9]|1[0-4])px *[;}!]"
    )
    found = {path.name: own.search(text) for path, text in styles.items() if path.name != "tokens.css"}
    assert {name: match[0] for name, match in found.items() if match} == {}
    tokens = next(text for path, text in styles.items() if path.name == "tokens.css")
    declared = set(re.findall(r"(--wz-[\w-]+):", tokens))
    used = {name for text in styles.values() for name in re.findall(r"var\((--wz-[\w-]+)", text)}
    assert used == declared
    assert own.search("a { color: #54278f; }")
    assert own.search("#kop { color: var(--wz-inkt); font: 600 0.9rem serif; }")
    assert own.search("#kop { color: var(--wz-inkt); }") is None


def test_a_colour_leaves_the_pattern_that_lies_over_it() -> None:
    """The short word `background` in an element wipes the dots or lines that its class gives."""
    pages = [path for path in ALLES if path not in BIBLIOTHEEK]
    assert [path.name for path in pages if re.search(r"style=.{0,3}background:", read(path))] == []


def test_a_list_of_the_documents_is_read_in_one_way() -> None:
    readers = [path for path in ALLES if any(name.startswith("csv") for name in find_imports(path))]
    assert [path.stem for path in readers if "DictReader" in read(path)] == ["lijstbestand"]
