"""The image and the compose file, read as text: no image is built here."""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path

import pytest

from woonzorg.instelling import INSTELLINGEN

WORTEL = Path(__file__).resolve().parents[2]
UITROL = WORTEL / "uitrol"

PROXY = {"WOONZORG_INGANG", "WOONZORG_SERVER_EEN", "WOONZORG_SERVER_TWEE"}
"""Names that the proxy alone reads."""


def read_image() -> list[str]:
    """Return the instructions of the Containerfile, each on a line."""
    text = (UITROL / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def read_laatste() -> list[str]:
    """Return those of the last stage: what runs."""
    lines = read_image()
    starts = [place for place, line in enumerate(lines) if line.startswith("FROM ")]
    assert len(starts) == 2
    return lines[starts[-1] :]


def read_deel(naam: str) -> str:
    """Return what stands under a name of the compose file, on whatever level that is."""
    text = (UITROL / "compose.yaml").read_text(encoding="utf-8")
    head = re.search(rf"^( *){re.escape(naam)}:(?: &\w+)?\n", text, re.MULTILINE)
    assert head, naam
    more = text[head.end() :]
    end = re.search(rf"^ {{0,{len(head[1])}}}[^\s#]", more, re.MULTILINE)
    return head[0] + (more[: end.start()] if end else more)


def test_what_runs_is_no_root_and_holds_no_tools_to_build():
    last = read_laatste()
    users = [line for line in last if line.startswith("USER ")]
    assert users == ["USER 10001:10001"]
    # Nothing is copied or run after it, so that nothing in the image is the user's own but the folder of figures.
    after = last[last.index(users[0]) :]
    assert not [line for line in after if line.startswith(("RUN ", "COPY ", "ADD "))]
    text = "\n".join(last)
    assert not re.search(r"pip install|apt-get|apk |gcc|build-essential|requirements-dev", text)
    assert "pip uninstall" in text
    assert "pip uninstall" in "\n".join(read_image()[: -len(last)])
    assert len([line for line in last if line.startswith("HEALTHCHECK ") and "/gezondheid" in line]) == 1
    assert "streamlit" in next(line for line in last if line.startswith("CMD "))


def test_the_image_takes_what_there_is_and_all_that_the_app_needs():
    taken = [
        line.split()[1:-1] for line in read_laatste() if line.startswith("COPY ") and "--from" not in line
    ]
    names = {name for line in taken for name in line}
    assert all((WORTEL / name).exists() for name in names)
    assert {"app.py", "pages", "woonzorg", ".streamlit/config.toml"} <= names


def is_doorgelaten(pad: str) -> bool:
    """Tell whether a file goes along, by the rules of `.dockerignore`: the last that holds decides."""
    kept = True
    for line in (WORTEL / ".dockerignore").read_text(encoding="utf-8").splitlines():
        rule, parts = line.removeprefix("!"), pad.split("/")
        heads = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
        # A rule that begins with **/ is for a name at any depth.
        names = parts if rule.startswith("**/") else heads
        if any(fnmatch.fnmatchcase(name, rule.removeprefix("**/")) for name in names):
            kept = line.startswith("!")
    return kept


@pytest.mark.parametrize(
    "pad",
    [
        "tests/test_huis.py", "docs/beheer.md", "benchmarks/sessie.py", "notebooks/x.ipynb", ".git/config", ".ci/run",
        "uitrol/.env", "uitrol/voorbeeld.env", ".streamlit/secrets.toml", "data/scenarios.sqlite",
        "data/parkstad/2026-01-01-aaaaaaaa/manifest.json", "pages/kaart/__pycache__/pagina.cpython-313.pyc",
    ],
)  # fmt: skip
def test_nothing_else_goes_along_and_no_secret(pad: str):
    assert not is_doorgelaten(pad)


def test_what_the_image_copies_goes_along():
    for pad in ("app.py", "pages/kaart/pagina.py", "woonzorg/dag.py", "requirements-server.txt",
                ".streamlit/config.toml",
                "woonzorg/ingebouwd/voorbeeldstreek/2026-11-29-829818d8/manifest.json"):  # fmt: skip
        assert (WORTEL / pad).exists()
        assert is_doorgelaten(pad), pad


@pytest.mark.parametrize("naam", ["x-server", "proxy"])
def test_a_container_that_others_reach_can_write_nothing_and_gains_no_rights(naam: str):
    text = read_deel(naam)
    assert "read_only: true" in text
    assert "cap_drop: [ALL]" in text
    assert "no-new-privileges:true" in text


def test_servers_and_load_are_the_same_image_and_wait_for_the_database():
    text = (UITROL / "compose.yaml").read_text(encoding="utf-8")
    assert re.search(r"^  server1: \*server$", text, re.MULTILINE)
    assert re.search(r"^  server2: \*server$", text, re.MULTILINE)
    assert "<<: *server" in read_deel("lading")
    assert "database: {condition: service_healthy}" in read_deel("x-server")
    assert "healthcheck:" in read_deel("database")
    # Only the proxy is reached from outside, and that from this machine.
    assert re.findall(r"ports: (.*)", text) == ['["127.0.0.1:8080:8080"]']


def test_no_password_stands_in_a_file():
    text = (UITROL / "compose.yaml").read_text(encoding="utf-8")
    given = re.findall(r"postgresql://woonzorg:([^@]*)@|POSTGRES_PASSWORD: \"(.*)\"", text)
    assert len(given) == 2
    assert all("".join(one).startswith("${POSTGRES_PASSWORD:?") for one in given)
    example = (UITROL / "voorbeeld.env").read_text(encoding="utf-8")
    assert "\nPOSTGRES_PASSWORD=\n" in example
    names = set(re.findall(r"\$\{([A-Z_]+)", text))
    assert names <= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


@pytest.mark.parametrize("naam", ["compose.yaml", "Containerfile", "voorbeeld.env"])
def test_each_setting_that_is_named_exists(naam: str):
    text = (UITROL / naam).read_text(encoding="utf-8")
    found = set(re.findall(r"WOONZORG_[A-Z_]+", text))
    assert found
    assert found <= {setting.naam for setting in INSTELLINGEN} | PROXY
    assert (found & PROXY == PROXY) == (naam == "compose.yaml")


def test_the_proxy_is_given_each_name_that_it_asks():
    asked = set(re.findall(r"\$\{([A-Z_]+)\}", (UITROL / "haproxy.cfg").read_text(encoding="utf-8")))
    assert asked == PROXY
    given = set(re.findall(r"WOONZORG_[A-Z_]+", (UITROL / "opstelling.py").read_text(encoding="utf-8")))
    assert given >= PROXY
