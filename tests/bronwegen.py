"""The links from figures to their source, as pages show them, and following one."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

_WEG = re.compile(
    r'<a class="wz-bron" href="gegevens\?([^"]+)" target="_self" aria-label="([^"]+)">(.*?)</a>'
)


class Bronweg(NamedTuple):
    """A link from a figure to its source: its parameters, what is seen, and its spoken name."""

    vraag: dict[str, str]
    tekst: str
    naam: str


def read_bronwegen(html: str) -> list[Bronweg]:
    """Return each link from a figure to its source, in the order of the page."""
    return [
        Bronweg(dict(parse_qsl(unescape(query))), unescape(re.sub("<[^>]+>", "", shown)), unescape(name))
        for query, name, shown in _WEG.findall(html)
    ]


def follow(app: AppTest, vraag: dict[str, str]) -> AppTest:
    """Open the page Gegevens with the parameters of a link."""
    for name in list(app.query_params):
        del app.query_params[name]
    for name, value in vraag.items():
        app.query_params[name] = value
    return app.switch_page("pages/gegevens/pagina.py").run()
