"""Hooks of the site: what the code declares is made from it, and every room of the library has its reference."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

WORTEL = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(WORTEL))

from woonzorg.bronnen.lijst import BRONNEN  # noqa: E402  the checkout that these pages are about
from woonzorg.gegevens.opslag import open_snapshot  # noqa: E402
from woonzorg.indicator import INDICATOREN  # noqa: E402
from woonzorg.instelling import INGEBOUWD, Instellingen  # noqa: E402
from woonzorg.methode.verantwoording import Methodetekst, write_tekst  # noqa: E402
from woonzorg.oordeel.toets import score_snapshot  # noqa: E402
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL  # noqa: E402

BUITEN = re.compile(r"<(?:script|img|iframe|link)\b[^>]*?\b(?:src|href)=\"((?:https?:)?//[^\"]+)")
PLEK = re.compile(r"<!-- (?:tabel|tekst): (\w+) -->")


def list_kamers() -> list[str]:
    """List the rooms of the library, in the order of the alphabet."""
    return sorted(path.name for path in (WORTEL / "woonzorg").iterdir() if (path / "__init__.py").is_file())


def write_cijfers() -> str:
    """Write the registry of figures."""
    rows = [(line.titel, line.uitleg, line.eenheid or "getal", f"`{line.sleutel}`") for line in INDICATOREN]
    return _write(("cijfer", "wat het is", "eenheid", "sleutel"), rows)


def write_bronnen() -> str:
    """Write the list of sources."""
    rows = [(bron.naam, bron.licentie, f"`{bron.sleutel}`") for bron in BRONNEN]
    return _write(("bron", "licentie", "sleutel"), rows)


def write_regels() -> str:
    """Write the rules of a plan."""
    rows = [(rule.titel, rule.uitleg, rule.paragraaf, f"`{rule.sleutel}`") for rule in PER_SLEUTEL.values()]
    return _write(("regel", "wat hij zegt", "waar het staat", "sleutel"), rows)


def write_methode(naam: Methodetekst) -> str:
    """Write a text of the page Methode, filled in with the fictional region."""
    snapshot = open_snapshot(INGEBOUWD)
    return write_tekst(naam, snapshot, score_snapshot(snapshot), Instellingen())


DELEN: dict[str, Callable[[], str]] = {
    "cijfers": write_cijfers,
    "bronnen": write_bronnen,
    "regels": write_regels,
} | {naam.value: partial(write_methode, naam) for naam in Methodetekst}
"""What a page can ask for, by name."""


def _write(kop: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [kop, tuple("---" for _ in kop), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put each table and text that a page asks for in its place."""
    return PLEK.sub(lambda found: DELEN[found[1]](), markdown)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the reference, a page a room, to the menu."""
    if not any("Naslag" in part for part in config.nav):
        config.nav.append({"Naslag": [f"naslag/{name}.md" for name in list_kamers()]})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Make the pages of the reference."""
    for name in list_kamers():
        text = f"# {name}\n\n::: woonzorg.{name}\n    options:\n      show_root_heading: false\n"
        files.append(File.generated(config, f"naslag/{name}.md", content=text))
    return files


def on_post_page(output: str, **_: object) -> str:
    """Refuse a page that would ask something of another host when it is opened."""
    asked = BUITEN.findall(output)
    if asked:
        told = f"a page of the site asks {', '.join(sorted(set(asked)))}"
        raise PluginError(told)
    return output
