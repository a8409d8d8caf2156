"""The server: routes a request to its service, and lets faults strike."""

from __future__ import annotations

import socket
import struct
import sys
import threading
import traceback
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote_plus

from .antwoord import Antwoord, Geweigerd, Vraag, to_json
from .cbs import Cbs
from .cbs_catalogus import DERDEN
from .faults import Fault, Faults, Kind
from .leefbaarometer import Leefbaarometer
from .pdok import Pdok

if TYPE_CHECKING:
    from collections.abc import Callable

    from .waarden import Waarden

HTML = (
    b"<!DOCTYPE html><html><head><title>Onderhoud</title></head><body>Tijdelijk niet bereikbaar</body></html>"
)


class Dienst:
    """The services on one port of this machine.

    What loaders should stumble over, beside faults: codes padded to 10 characters; fields whose suffix shifts by
    table; low income empty in 2024; two ring buurten of which the division changed (`waarden.GEWIJZIGD`):
    BU09940002 has new borders, BU18830300 was BU18830399 before 2024; water (BU18839997) and land abroad
    (BU09989999) beside Parkstad; sentinels −99997 and −99995; pages smaller than asked.

    Parameters
    ----------
    waarden : Waarden
        The real values; share one object between servers, it caches the heavy tables.
    port : int
        0 takes a free one.

    Attributes
    ----------
    faults : Faults
        A list to append `Fault`s to.
    requests : list of str
        Path and query of every request, in order of arrival.
    errors : list of str
        What went wrong in the server itself; must stay empty.
    cbs, leefbaarometer, pdok, politie
        The services, with their page sizes and with `edits` that change rows, counts and pages together.
    """

    def __init__(self, waarden: Waarden, port: int = 0) -> None:
        self.faults = Faults()
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.cbs, self.leefbaarometer, self.pdok = Cbs(waarden), Leefbaarometer(waarden), Pdok(waarden)
        self.politie = Cbs(waarden, tabellen=DERDEN)
        self._services: dict[str, Callable[[Vraag], Antwoord]] = {
            "cbs": self.cbs.answer,
            "lbm": self.leefbaarometer.answer,
            "pdok": self.pdok.answer,
            "politie": self.politie.answer,
        }
        self.stopped = threading.Event()
        self._http = _Server(("127.0.0.1", port), partial(_Handler, self))
        self._http.errors = self.errors
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.005,), daemon=True)

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def environ(self) -> dict[str, str]:
        """The settings that lead a loader here."""
        return {
            "WOONZORG_CBS_URL": f"{self.url}/cbs",
            "WOONZORG_LEEFBAAROMETER_URL": f"{self.url}/lbm",
            "WOONZORG_PDOK_URL": f"{self.url}/pdok",
            "WOONZORG_POLITIE_URL": f"{self.url}/politie",
        }

    def add_fault(
        self,
        match: str,
        kind: Kind,
        value: float | Callable[[bytes], bytes] | None = None,
        times: int | None = 1,
        after: int = 0,
    ) -> Fault:
        """Append a fault and return it."""
        fault = Fault(match, kind, value, times, after)
        self.faults.append(fault)
        return fault

    def find_requests(self, match: str) -> list[str]:
        """Return the decoded requests that hold a text."""
        return [text for text in map(unquote_plus, self.requests) if match in text]

    def answer(self, target: str, host: str, accept: str = "") -> Antwoord:
        """Answer one request, without faults."""
        service, vraag = Vraag.parse(target, host, accept)
        try:
            if service not in self._services:
                return to_json({"message": "Not found"}, 404)
            return self._services[service](vraag)
        except Geweigerd as refusal:
            problem = {
                "title": HTTPStatus(refusal.status).phrase,
                "status": refusal.status,
                "detail": refusal.reason,
            }
            return to_json(problem, refusal.status, "application/problem+json")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 64
    errors: list[str]

    def handle_error(self, *_: object) -> None:
        """Keep what went wrong here; that a client leaves early is what some tests are about."""
        if not isinstance(sys.exc_info()[1], OSError):
            self.errors.append(traceback.format_exc())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5

    def __init__(self, dienst: Dienst, *args: object) -> None:
        self.dienst = dienst
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.close_connection = True
        self.dienst.requests.append(self.path)
        fault, rewrites = self.dienst.faults.take(self.path)
        if fault is not None and not self._strike_early(fault):
            return
        host = self.headers.get("Host") or "127.0.0.1"
        answer = self.dienst.answer(self.path, host, self.headers.get("Accept", ""))
        body = answer.body
        for rewrite in rewrites:
            body = rewrite(body)
        self._finish(Antwoord(body, answer.status, answer.content_type, answer.headers), fault)

    def _strike_early(self, fault: Fault) -> bool:
        """Let a fault strike that needs no answer; return whether the answer still comes."""
        if fault.kind == "reset":
            self._reset()
        elif fault.kind == "status":
            status = int(fault.value or 500)  # type: ignore[arg-type]
            extra = {"Retry-After": "0"} if status in {429, 503} else {}
            self._send(Antwoord(b'{"message":"fault"}', status, headers=extra))
        elif fault.kind == "empty":
            self._send(Antwoord(b""))
        elif fault.kind == "html":
            self._send(Antwoord(HTML, content_type="text/html; charset=utf-8"))
        else:
            if fault.kind == "slow":
                self.dienst.stopped.wait(float(fault.value or 1))  # type: ignore[arg-type]
            return True
        return False

    def _finish(self, answer: Antwoord, fault: Fault | None) -> None:
        kind = fault.kind if fault is not None else ""
        if kind == "truncated":
            self._send_head(answer)
            self.wfile.write(answer.body[: len(answer.body) // 2])
        elif kind == "trickle":
            self._send_head(answer)
            self._trickle(answer.body, float(fault.value or 0.1))  # type: ignore[union-attr, arg-type]
        else:
            self._send(answer)

    def _trickle(self, body: bytes, pause: float) -> None:
        for position in range(len(body)):
            self.wfile.write(body[position : position + 1])
            if self.dienst.stopped.wait(pause):
                return

    def _send(self, answer: Antwoord) -> None:
        self._send_head(answer)
        self.wfile.write(answer.body)

    def _send_head(self, answer: Antwoord) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay silent; `Dienst.requests` keeps what came in."""
