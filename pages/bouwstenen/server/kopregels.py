"""The headers of each answer: what a browser may do with it."""

from __future__ import annotations

import base64
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit import file_util

if TYPE_CHECKING:
    from pages.bouwstenen.server.regels import Serverregels

_UIT = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
"""What no page needs of a device."""

VAST: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    # A link holds names of own areas and initiatives: not even our own server is told where somebody came from.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UIT),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Headers of every answer."""

_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def make_kopregels(regels: Serverregels, host: str, soort: str) -> dict[str, str]:
    """Return the headers of an answer.

    Parameters
    ----------
    regels : Serverregels
    host : str
        What the request called this server; checked before.
    soort : str
        Content type of the answer, '' for none: only a page may run something.
    """
    frames = " ".join(regels.kaders) or "'none'"
    # That a page did not change is said without its kind, and what stands with it then goes for the page that is kept.
    html = soort.partition(";")[0].strip() in {"text/html", ""}
    policy = _write_paginabeleid(regels, host) if html else "default-src 'none'; sandbox"
    lead = {"X-Frame-Options": {"'none'": "DENY", "'self'": "SAMEORIGIN"}.get(frames, "")}
    told = {name: text for name, text in lead.items() if text}  # it knows no list of hosts: the policy does
    return {**VAST, "Content-Security-Policy": f"{policy}; frame-ancestors {frames}", **told}


def _write_paginabeleid(regels: Serverregels, host: str) -> str:
    sources = {
        "default-src": "'none'",
        # Streamlit loads the scripts of our components from a blob that it makes itself; it reads its messages with
        # WebAssembly. No text is run as a script: not 'unsafe-eval', nor 'unsafe-inline'.
        "script-src": " ".join(("'self'", "blob:", "'wasm-unsafe-eval'", *find_scripthashes())),
        # It writes styles while a page is shown, and `st.html` brings ours: no hash is known before.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": " ".join(("'self'", "data:", "blob:", *regels.beelden)),
        "font-src": "'self' data:",
        # Not every browser takes a websocket of the same host for 'self'.
        "connect-src": f"'self' ws://{host} wss://{host}",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'self'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {text}" for name, text in sources.items())


@cache
def find_scripthashes() -> tuple[str, ...]:
    """Return the hashes of the scripts that stand in Streamlit's page itself."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    hashes = (sha256(text.encode()).digest() for text in _SCRIPT.findall(page))
    return tuple(f"'sha256-{base64.b64encode(raw).decode()}'" for raw in hashes)
