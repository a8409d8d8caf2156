"""The gate of a real server: odd requests as bytes on the line, and a page that tries what its policy forbids."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from browser_kader import open_kaart

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HANDDRUK = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


def ask(url: str, line: str, headers: str = "", host: str = "") -> tuple[int, str]:
    """Send a request as it stands; return its status, 0 where the line is cut, and all that came."""
    place = urlsplit(url)
    raw = f"{line} HTTP/1.1\r\nHost: {host or place.netloc}\r\nConnection: close\r\n{headers}\r\n"
    with socket.create_connection((place.hostname, place.port), timeout=60) as line_out:
        got = b""
        try:
            line_out.sendall(raw.encode("latin-1"))
            while (part := line_out.recv(65_536)) and not got.startswith(b"HTTP/1.1 101"):
                got += part
        except ConnectionError:  # it was cut before all was said
            pass
    return int(got[9:12] or 0), got.decode("utf-8", "replace")


def test_odd_requests_are_refused_and_the_server_lives(page: Page, app_url: str) -> None:
    expected = {
        "GET /buurt": {200}, "HEAD /": {200}, "GET /static/none.js": {404}, "GET //kwaad.nl/%2e%2e": {404},
        "GET /static/../../../../etc/passwd": {404}, "GET /static/%2e%2e%2f%2e%2e%2fetc/passwd": {404},
        "GET /media/..%2f..%2fapp.py": {400, 404}, "GET /%00%ff": {404}, "GET /_stcore/metrics": {404},
        "PUT /_stcore/upload_file/a/b": {404}, "POST /_stcore/agent/interact": {404},
        "GET http://kwaad.nl/": {400, 404},
        "TRACE /": {404, 405}, "GET": {400}, f"GET /?a={'a' * 40_000}": {431}, f"GET /{'a' * 500_000}": {0, 400},
    }  # fmt: skip
    found = {line[:60]: ask(app_url, line)[0] for line in expected}
    wrong = {line[:60]: allowed for line, allowed in expected.items() if found[line[:60]] not in allowed}
    assert wrong == {}, found
    assert ask(app_url, "GET /", host="kwaad.nl")[0] == 421
    assert ask(app_url, "GET /", "".join(f"X-{i}: {'a' * 900}\r\n" for i in range(900)))[0] in {0, 400, 431}
    own = urlsplit(app_url).netloc
    for origin, status in ((f"http://{own}", 101), ("http://kwaad.nl", 403), ("null", 403)):
        assert ask(app_url, "GET /_stcore/stream", f"{HANDDRUK}Origin: {origin}\r\n")[0] == status
    open_kaart(page, app_url)


def wait_for_fault(page: Page, faults: list[str], what: str) -> bool:
    """Wait until the page itself has told of a try against its policy: it comes after what the browser says."""
    for _ in range(1000):
        if any(what in fault and "not allowed" in fault for fault in faults):
            return True
        page.wait_for_timeout(50)
    return False


def test_a_page_fetches_and_runs_nothing_of_another_host_and_is_shown_in_no_frame(
    page: Page, app_url: str, faults: list[str]
) -> None:
    open_kaart(page, app_url)
    assert faults == []
    tries = {
        "img-src": "new Image().src = 'http://localhost:1/a.png'",
        "connect-src": "fetch('http://localhost:1/').catch(() => 0)",
        "script-src": "document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))",
        "frame-src": "document.body.append(Object.assign(document.createElement('iframe'), {src: 'http://localhost:1/'}))",
        "eval": "setTimeout('1')",
    }
    for what, script in tries.items():
        page.evaluate(f"() => {{ {script} }}")
        assert wait_for_fault(page, faults, what), (what, faults)
        faults.clear()
