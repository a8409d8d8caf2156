"""What a browser is given before a page fills: Streamlit's page and files, named beforehand and compressed once."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from asgi_vraag import ask
from starlette.responses import PlainTextResponse
from starlette.routing import Router
from streamlit import file_util

from pages.bouwstenen.server import kopregels, opening, voorblad
from pages.bouwstenen.server.paginas import ADRESSEN
from pages.bouwstenen.server.poort import Poort
from pages.bouwstenen.server.regels import Serverregels
from pages.bouwstenen.server.scripts import Scriptkast, read_script

MAP = Path(file_util.get_static_dir())


def read_namen(blad: str) -> set[str]:
    return set(re.findall(r'\./static/js/([\w.-]+\.js)"', blad))


def test_the_page_is_streamlits_with_what_our_pages_begin_with() -> None:
    theirs, ours = (MAP / "index.html").read_text(encoding="utf-8"), voorblad.write_blad()
    added = voorblad.list_scripts(theirs)
    assert read_namen(ours) == read_namen(theirs) | set(added)
    for element in voorblad.ELEMENTEN:
        assert sum(name.startswith(f"{element}.") for name in added) == 1, element
    assert (
        re.sub(
            r'<link rel="modulepreload" crossorigin href="./static/js/(' + "|".join(added) + ')">', "", ours
        )
        == theirs
    )
    # What a script rests on is there too: a browser would find out one after the other.
    for name in added:
        text = (MAP / "static/js" / name).read_text(encoding="utf-8")
        assert set(re.findall(r'from"\./([\w.-]+\.js)"', text)) <= read_namen(ours), name


@pytest.mark.parametrize("basis", ["", "woonzorg"])
def test_each_page_has_it_at_its_address(basis: str) -> None:
    start, routes = opening.clean_basis(basis), opening.make_routes(basis)
    gate = Poort(Router(routes), start, routes, Serverregels())
    for name in ("", *ADRESSEN):
        answer = ask(gate, f"{start}/{name}?gebied=BU1")
        assert (answer.status, answer.text) == (200, voorblad.write_blad())
        assert answer.headers["cache-control"] == "no-cache"
        assert kopregels.find_scripthashes()[0] in answer.headers["content-security-policy"]
    assert ask(gate, f"{start}/", "HEAD").status == 200
    assert ask(gate, f"{start}/", "POST").status == 405


@pytest.mark.parametrize("basis", ["", "/woonzorg"])
def test_files_of_streamlit_come_from_memory_compressed_for_who_can_read_that(basis: str) -> None:
    served = Scriptkast(PlainTextResponse("verder"), basis)
    gate = Poort(served, basis, (), Serverregels())
    [page] = MAP.glob("static/js/protobuf.*.js")
    path, content = f"{basis}/static/js/{page.name}", page.read_text(encoding="utf-8")
    plain = ask(gate, path)
    assert (plain.status, plain.text, "content-encoding" in plain.headers) == (200, content, False)
    packed = ask(gate, path, headers=[("Accept-Encoding", "br, gzip")])
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.inhoud).decode() == content
    for answer in (plain, packed):
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["x-content-type-options"] == "nosniff"
    letter = next(MAP.glob("static/media/*.woff2")).name
    told = ask(gate, f"{basis}/static/media/{letter}", headers=[("Accept-Encoding", "gzip")])
    assert (told.headers["content-type"], "content-encoding" in told.headers) == ("font/woff2", False)


@pytest.mark.parametrize("path", ["/", "/buurt", "/static/", "/static/js/none.js", "/static/../index.html"])
def test_all_else_goes_on(path: str) -> None:
    assert ask(Scriptkast(PlainTextResponse("verder"), ""), path).text == "verder"
    assert read_script("../index.html") is None
