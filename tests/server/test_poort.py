"""The gate: which names and addresses are answered, and the headers of each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asgi_vraag import HOST, ask, connect
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, Router, WebSocketRoute

from pages.bouwstenen.server.adressen import list_bestanden
from pages.bouwstenen.server.kopregels import VAST, find_scripthashes
from pages.bouwstenen.server.opening import clean_basis
from pages.bouwstenen.server.paginas import ADRESSEN
from pages.bouwstenen.server.poort import MEESTE_KOPPEN, Poort
from pages.bouwstenen.server.regels import Serverregels, find_naam, make_regels
from woonzorg.instelling import Instellingen

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.websockets import WebSocket

TEGELS = "http://t.nl"
REGELS = make_regels(
    Instellingen(adres="https://woonzorg.gemeente.nl", achtergrond_url=f"{TEGELS}/{{z}}/{{x}}/{{y}}")
)
STROOM = "/_stcore/stream"


async def show(request: Request) -> Response:
    """Answer as Streamlit does: whatever is asked, with its page."""
    if request.url.path.endswith("breekt"):
        raise ValueError(request.url.path)
    if request.url.path.startswith("/media/"):
        return PlainTextResponse("File not found", 404)
    kind = PlainTextResponse if "static" in request.url.path else HTMLResponse
    return kind("Streamlit", headers={"Set-Cookie": "a=1"})


async def tell(socket: WebSocket) -> None:
    """Answer with the name by which Streamlit is called."""
    await socket.accept()
    await socket.send_text(socket.headers["host"])
    await socket.close()


def open_poort(basis: str = "", regels: Serverregels = REGELS) -> Poort:
    inner = [Route("/{path:path}", show, methods=["GET", "POST"]), WebSocketRoute("/{path:path}", tell)]
    own = [Route(f"{clean_basis(basis)}/eigen/{{naam}}", show), Route("/breekt", show)]
    return Poort(Router(inner), clean_basis(basis), own, regels)


POORT = open_poort()


@pytest.mark.parametrize(
    "path",
    [
        "/", "/buurt", "/buurt/", "/buurt?gebied=BU1", "/_stcore/health", "/_stcore/host-config", "/favicon.png",
        "/eigen/iets", "/auth/login", "/oauth2callback",
    ],
)  # fmt: skip
def test_what_is_there_is_answered(path: str) -> None:
    answer = ask(POORT, path)
    assert (answer.status, answer.text) == (200, "Streamlit")
    assert "a=1" in answer.headers["set-cookie"]


def test_every_page_and_every_file_of_streamlit_is_there() -> None:
    files = sorted(list_bestanden())
    assert {name.split("/")[0] for name in files} >= {"static", "index.html"}
    assert {ask(POORT, f"/{path}").status for path in (*ADRESSEN, *files[::40], files[-1])} == {200}


@pytest.mark.parametrize(
    "path",
    [
        "/kaart", "/Buurt", "/buurt//", "/buurt/iets", "/buurt/_stcore/health", "/static", "/static/",
        "/static/none.js", "/static/js/", "/static/js/../../index.html", "/static/%2e%2e/index.html", "/%2e%2e/",
        "/..%2f..%2fetc/passwd", "/etc/passwd", "//kwaad.nl", "//kwaad.nl/%2e%2e", "/%5c%5ckwaad.nl", "/%00",
        "/buurt%00", "/buurt%0d%0aSet-Cookie:x", "/%c0%ae", "/%ff", "/%2562uurt", "/buurt;a", "/./buurt",
        "/static//js", "/media/../app.py", "/media/%2e%2e/app.py", "/component/a/b.js", "/_stcore/metrics", STROOM,
        "/_stcore/upload_file/a/b", "/_stcore/agent/openapi.json", "/_stcore/script-health-check", "/app/static/x",
        "/_stcore/bidi-components/../x", "/app.py", "/.git/config", "/.env", "/eigen", "/eigen/a/b",
        "/woonzorg/buurt", "/_stcore/health/", "/_STCORE/health",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_absent_in_dutch(path: str) -> None:
    for method in ("GET", "POST", "HEAD"):
        answer = ask(POORT, path, method)
        assert answer.status == 404, method
        assert "<h1>Dit adres bestaat niet</h1>" in answer.text or method == "HEAD"
        assert answer.text == "" or method != "HEAD"
        assert not {"kwaad", "passwd", "Set-Cookie"} & set(answer.text.split())
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_what_streamlit_does_not_find_is_told_in_our_words() -> None:
    answer = ask(POORT, "/media/weg.png")
    assert answer.status == 404
    assert "Dit adres bestaat niet" in answer.text
    assert "File not found" not in answer.text


def test_a_fault_is_told_in_dutch_with_all_headers_and_is_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = ask(POORT, "/breekt")
    assert answer.status == 500
    assert "Er ging iets mis" in answer.text
    assert "ValueError" not in answer.text
    assert answer.headers["x-frame-options"] == "DENY"
    assert "ValueError" in caplog.text


@pytest.mark.parametrize("basis", ["woonzorg", "/woonzorg/", "/a/woonzorg"])
def test_under_a_base_path_all_of_it_stands_there_and_nothing_elsewhere(basis: str) -> None:
    gate, start = open_poort(basis), clean_basis(basis)
    for path in ("", "/", "/buurt", "/_stcore/health", "/eigen/x", "/index.html"):
        assert ask(gate, f"{start}{path}").status == 200, path
    for path in ("/", "/buurt", "/_stcore/health", f"{start}buurt", f"{start}//buurt", f"{start}/niets"):
        answer = ask(gate, path)
        assert answer.status == 404, path
        assert f'href="{start}/"' in answer.text
    assert connect(gate, f"{start}{STROOM}") == HOST
    assert connect(gate, STROOM) == ""


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "localhost:8501", "LOCALHOST", "localhost.", "127.0.0.1:1", "[::1]:8501", "woonzorg.gemeente.nl",
        "woonzorg.gemeente.nl:443",
    ],
)  # fmt: skip
def test_the_names_of_this_machine_and_of_the_installation_are_answered(host: str) -> None:
    assert ask(POORT, "/", host=host).status == 200
    assert connect(POORT, STROOM, host=host) == host


@pytest.mark.parametrize(
    "host",
    [
        "kwaad.nl", "kwaad.nl:8501", "localhost.kwaad.nl", "xlocalhost", "localhost:99999", "localhost:a",
        "localhost@kwaad.nl", "127.0.0.1.nip.io", "127.0.0.2", "0.0.0.0", "", " ", "localhost, kwaad.nl",
        "localhost/x", "[::1", "::1", "gemeente.nl", "a.woonzorg.gemeente.nl", "10.0.0.1", "lócalhost",
        "woonzorg.gemeente.nl'; script-src *", "localhost\n", "localhost:8501\r\nX: y",
    ],
)  # fmt: skip
def test_under_another_name_nothing_is_answered(host: str) -> None:
    for path in ("/", "/buurt", "/_stcore/health", "/niets"):
        answer = ask(POORT, path, host=host)
        assert answer.status == 421
        assert "WOONZORG_HOSTS" in answer.text
        assert "kwaad" not in answer.text + str(answer.headers)
    assert connect(POORT, STROOM, host=host) == ""


def test_two_names_at_once_are_none() -> None:
    assert ask(POORT, "/", headers=[("Host", "kwaad.nl")]).status == 421
    assert connect(POORT, STROOM, headers=[("Host", HOST)]) == ""
    assert find_naam("A.Nl:80") == "a.nl"


def test_a_page_may_run_what_streamlit_brings_and_ask_nothing_of_another_host() -> None:
    headers = ask(POORT, "/buurt", host="woonzorg.gemeente.nl:8443").headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"].split() == ["'self'", "blob:", "'wasm-unsafe-eval'", *find_scripthashes()]
    assert len(find_scripthashes()) == 1
    host = "woonzorg.gemeente.nl:8443"
    assert policy["connect-src"].split() == ["'self'", f"ws://{host}", f"wss://{host}"]
    assert policy["img-src"].split() == ["'self'", "data:", "blob:", TEGELS]
    hosts = {word for text in policy.values() for word in text.split() if "//" in word}
    assert hosts == {TEGELS, f"ws://{host}", f"wss://{host}"}
    assert "'unsafe-eval'" not in headers["content-security-policy"]


def test_every_answer_has_the_headers_of_the_house_and_only_a_page_may_run_anything() -> None:
    for path in ("/", "/static/js/../x", "/eigen/static", "/breekt", "/niets"):
        headers = ask(POORT, path).headers
        assert {name: headers[name] for name in VAST} == VAST
        assert headers["x-frame-options"] == "DENY"
    answer = ask(POORT, "/eigen/static")
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("kaders", "told", "old"),
    [
        ((), "'none'", "DENY"),
        (("'self'",), "'self'", "SAMEORIGIN"),
        (("https://a.nl", "https://b.nl"), "https://a.nl https://b.nl", None),
    ],
)
def test_who_may_frame_the_dashboard_is_told_in_both_ways(
    kaders: tuple[str, ...], told: str, old: str | None
) -> None:
    headers = ask(open_poort(regels=Serverregels(kaders=kaders)), "/").headers
    assert headers["content-security-policy"].endswith(f"frame-ancestors {told}")
    assert headers.get("x-frame-options") == old


@pytest.mark.parametrize(
    ("host", "origin", "called"),
    [
        ("localhost:8501", None, "localhost:8501"),
        ("localhost:8501", "http://localhost:8501", "localhost:8501"),
        ("woonzorg.gemeente.nl", "https://woonzorg.gemeente.nl", "woonzorg.gemeente.nl"),
        (
            "127.0.0.1:8501",
            "https://woonzorg.gemeente.nl",
            "woonzorg.gemeente.nl",
        ),  # a proxy that keeps no name
    ],
)
def test_a_page_of_this_server_may_connect(host: str, origin: str | None, called: str) -> None:
    assert connect(POORT, STROOM, [("Origin", origin)] if origin else [], host) == called


@pytest.mark.parametrize(
    "origin",
    [
        "http://kwaad.nl", "null", "http://localhost", "http://localhost:9999", "http://127.0.0.1:8501",
        "localhost:8501", "file://localhost:8501", "http://localhost:8501@kwaad.nl", "http://kwaad.nl@localhost:8501",
        "https://a.woonzorg.gemeente.nl", "http://woonzorg.gemeente.nl", "", "http://[", "https://[::1",
    ],
)  # fmt: skip
def test_a_page_of_another_site_may_not_connect(origin: str) -> None:
    assert connect(POORT, STROOM, [("Origin", origin)]) == ""
    assert connect(POORT, STROOM, [("Origin", f"http://{HOST}"), ("Origin", origin)]) == ""


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/stream", "/buurt/_stcore/stream"])
def test_there_is_one_address_to_connect_to(path: str) -> None:
    assert connect(POORT, path) == ""


def test_headers_without_end_are_refused() -> None:
    assert ask(POORT, "/", headers=[("X-Lang", "a" * MEESTE_KOPPEN)]).status == 431
    assert ask(POORT, "/", headers=[(f"X-{i}", "a") for i in range(MEESTE_KOPPEN // 4)]).status == 431
    assert ask(POORT, f"/?a={'a' * MEESTE_KOPPEN}").status == 431
    assert ask(POORT, f"/?a={'a' * (MEESTE_KOPPEN // 2)}").status == 200


def test_figures_on_streamlit_itself_are_given_where_that_is_set_only() -> None:
    assert ask(POORT, "/_stcore/metrics").status == 404
    assert ask(open_poort(regels=Serverregels(metingen=True)), "/_stcore/metrics").status == 200
