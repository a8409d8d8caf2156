"""An OpenID provider on this machine, in a process of its own, with users whose claims the test chooses."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "127.0.0.1"
GEHEIM = "0123456789abcdef0123456789abcdef"
JO, MO, AN = "jo@gemeente.test", "mo@gemeente.test", "an@elders.test"
GEBRUIKERS = (
    {"sub": "1-jo", "email": JO, "name": "Jo *J* <b>x</b>", "groups": ["wonen"], "email_verified": True},
    {"sub": "2-mo", "email": MO, "name": "Mo", "email_verified": True},
    {"sub": "3-an", "email": AN, "name": "An", "email_verified": True},
)


@contextmanager
def run_aanbieder(folder: Path) -> Iterator[str]:
    """Run the provider on a free port; it ends by its own pid."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    users = [part for user in GEBRUIKERS for part in ("--user-claims", json.dumps(user))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--host", HOST, *users]
    with (folder / "aanbieder.txt").open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            _wait_for(f"http://{HOST}:{port}", server)
            yield f"http://{HOST}:{port}"
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None
        try:
            urllib.request.urlopen(f"{url}/.well-known/openid-configuration", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(url)


def write_geheimen(folder: Path, aanbieder: str) -> None:
    """Write the secrets of Streamlit's login, for a server whose home is this folder."""
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(
        "[auth]\n"
        f'redirect_uri = "http://{HOST}:{{port}}/oauth2callback"\n'
        f'cookie_secret = "{GEHEIM}"\nclient_id = "woonzorg"\nclient_secret = "geheim"\n'
        f'server_metadata_url = "{aanbieder}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
