"""A real object store on this machine (moto_server), that checks each signature and lets a key do what its policy says.

It runs in an environment of its own, made once from tests/objectserver.txt: beside the pins of the app it does not
resolve.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import filelock
import requests

from woonzorg.gegevens.objectdienst import Objectdienst
from woonzorg.tekst.objectadres import Objectplek, parse_objectadres

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST, EMMER = "127.0.0.1", "woonzorg-proef"
EISEN = Path(__file__).with_name("objectserver.txt")

RECHTEN = {"s3:GetObject": f"{EMMER}/*", "s3:PutObject": f"{EMMER}/*", "s3:ListBucket": EMMER}
"""What docs/beheer.md says that the key must be allowed, and no more."""


def find_python() -> Path:
    """Return the python of the environment; the first who asks makes it, all others wait."""
    mark = hashlib.sha256(EISEN.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"woonzorg-objectserver-{os.getuid()}-{mark}"
    with filelock.FileLock(f"{folder}.lock"):
        if not (folder / "klaar").exists():
            shutil.rmtree(folder, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
            pip = [
                sys.executable,
                "-m",
                "pip",
                "--python",
                folder / "bin" / "python",
                "--disable-pip-version-check",
            ]
            more = ["install", "--quiet", "--no-deps", "--no-compile", "-r", EISEN]
            subprocess.run([*pip, *more], check=True)
            (folder / "klaar").touch()
    return folder / "bin" / "python"


class Objectserver:
    """A running store with one bucket and one key.

    Attributes
    ----------
    adres : str
    omgeving : dict
        The key, as the environment holds it.
    """

    def __init__(self, port: int) -> None:
        self.adres = f"http://{HOST}:{port}"
        self.omgeving: dict[str, str] = {}

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        while True:
            assert process.poll() is None, "moto_server ended"
            try:
                requests.get(f"{self.adres}/moto-api/data.json", timeout=5)
            except requests.ConnectionError:
                time.sleep(0.1)
                continue
            return

    def prepare(self) -> None:
        """Make the bucket, a user with just the rights that are documented, and then ask a signature of everybody."""
        requests.put(f"{self.adres}/{EMMER}", headers=_pretend("s3"), timeout=20).raise_for_status()
        self._ask_iam(Action="CreateUser", UserName="woonzorg")
        statements = [
            {"Effect": "Allow", "Action": right, "Resource": f"arn:aws:s3:::{where}"}
            for right, where in RECHTEN.items()
        ]
        policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
        self._ask_iam(Action="PutUserPolicy", UserName="woonzorg", PolicyName="p", PolicyDocument=policy)
        root = ET.fromstring(self._ask_iam(Action="CreateAccessKey", UserName="woonzorg"))
        found = {node.tag.rpartition("}")[2]: node.text or "" for node in root.iter()}
        self.omgeving = {
            "AWS_ACCESS_KEY_ID": found["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": found["SecretAccessKey"],
        }  # fmt: skip
        self.ask_handtekening(aan=True)

    def ask_handtekening(self, *, aan: bool) -> None:
        count = "0" if aan else "inf"
        requests.post(f"{self.adres}/moto-api/reset-auth", data=count, timeout=20).raise_for_status()

    def _ask_iam(self, **vraag: str) -> str:
        body = {"Version": "2010-05-08", **vraag}
        answer = requests.post(f"{self.adres}/", data=body, headers=_pretend("iam"), timeout=20)
        assert answer.ok, answer.text
        return answer.text

    def make_plek(self, folder: Path, begin: str, endpoint: str = "") -> Objectplek:
        """Return a place in the store, with a folder of its own for copies: as another machine has."""
        return Objectplek(f"s3://{EMMER}/{begin}?endpoint={endpoint or self.adres}", folder)

    def remove(self, plek: Objectplek, naam: str) -> None:
        """Take an object away, as an administrator does: the key of the app may not."""
        where = parse_objectadres(plek.adres)
        self.ask_handtekening(aan=False)
        requests.delete(
            f"{self.adres}/{EMMER}/{where.begin}{naam}", headers=_pretend("s3"), timeout=20
        ).raise_for_status()
        self.ask_handtekening(aan=True)


def open_dienst(plek: Objectplek) -> Objectdienst:
    return Objectdienst(parse_objectadres(plek.adres))


def _pretend(dienst: str) -> dict[str, str]:
    """Return a header that says which service is meant; whoever asks so is nobody."""
    return {
        "Authorization": f"AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/{dienst}/aws4_request, Signature=x"
    }


@contextmanager
def run_objectserver(folder: Path) -> Iterator[Objectserver]:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [find_python(), "-m", "moto.server", "-H", HOST, "-p", str(port)]
    with (
        (folder / "moto.txt").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log) as process,
    ):
        try:
            server = Objectserver(port)
            server.wait(process)
            server.prepare()
            yield server
        finally:
            process.terminate()
