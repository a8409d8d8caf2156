"""The rules of this server: under which names it answers, who may frame it, and which other hosts a page may ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from woonzorg.instelling import Instellingen

EIGEN_NAMEN = ("localhost", "127.0.0.1", "[::1]")
"""Names by which a machine calls itself: always answered."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\.?(?::([0-9]{1,5}))?", re.ASCII)


@dataclass(frozen=True)
class Serverregels:
    """What this server answers.

    Attributes
    ----------
    namen : tuple of str
        Host names besides those of the machine itself, in lower case, without port.
    herkomst : str
        Scheme and host by which the dashboard is found ('' when not set): from there a connection may be opened too,
        where a proxy in between calls this server by another name.
    kaders : tuple of str
        Who may show the dashboard in a frame, as sources of a policy; none for nobody.
    beelden : tuple of str
        Other hosts that a page may show images of.
    metingen : bool
        Whether Streamlit's figures on its own use are given.
    """

    namen: tuple[str, ...] = ()
    herkomst: str = ""
    kaders: tuple[str, ...] = ()
    beelden: tuple[str, ...] = ()
    metingen: bool = False

    def is_naam(self, host: str) -> bool:
        """Tell whether this server answers under what a header `Host` says."""
        name = find_naam(host)
        return name in EIGEN_NAMEN or name in self.namen

    def is_herkomst(self, herkomst: str, host: str) -> bool:
        """Tell whether a page of such an origin may open a connection: one of this server itself."""
        return herkomst in {f"http://{host}", f"https://{host}"} or herkomst == self.herkomst != ""


def find_naam(host: str) -> str:
    """Return the name in a header `Host`, without port and in lower case; '' for what is no name."""
    found = _HOST.fullmatch(host.lower())
    return found[1] if found and int(found[2] or 0) < 65536 else ""


def make_regels(instellingen: Instellingen) -> Serverregels:
    """Return the rules that follow from the settings."""
    own = urlsplit(instellingen.adres)
    return Serverregels(
        namen=(*instellingen.hosts, *((find_naam(own.netloc),) if own.netloc else ())),
        herkomst=find_bron(instellingen.adres) if own.netloc else "",
        kaders=instellingen.kaders,
        metingen=instellingen.metingen,
        beelden=(find_bron(instellingen.achtergrond_url),),
    )


def find_bron(url: str) -> str:
    """Return scheme and host of an address, as a policy names a source and a browser tells an origin."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port and parts.port != {"http": 80, "https": 443}[parts.scheme] else ""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}{port}"
