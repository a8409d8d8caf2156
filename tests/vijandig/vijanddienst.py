"""A service that answers with whatever bytes a case wants, on this machine."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Antwoorden = Callable[[str], bytes | Iterator[bytes]]
"""What is sent for a path: the whole answer, with its status line and headers."""


def make_antwoord(lichaam: bytes, *koppen: str, status: str = "200 OK") -> bytes:
    """Return an answer that closes the connection."""
    head = [f"HTTP/1.1 {status}", "Connection: close", *koppen]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + lichaam


@contextmanager
def run_dienst(antwoorden: Antwoorden) -> Iterator[str]:
    """Run the service; its address is in the answers where they say '{url}'."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked = self.request.recv(65_536).decode(errors="replace").split(" ")
            answer = antwoorden(asked[1] if len(asked) > 1 else "")
            with suppress(OSError):  # who asked may have had enough
                for part in [answer] if isinstance(answer, bytes) else answer:
                    self.request.sendall(part.replace(b"{url}", url.encode()))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield url
        finally:
            server.shutdown()
            thread.join()
