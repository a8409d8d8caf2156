"""Links that are made to hurt: each page opens with a hostile value for every name that any link has."""

from __future__ import annotations

import dataclasses
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from pages.bouwstenen.server.paginas import GROEPEN
from woonzorg.initiatief.initiatieflink import LINKVELDEN
from woonzorg.links import vergelijking
from woonzorg.links.link import Weergave

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

NAMEN = sorted({
    *(part.name for part in dataclasses.fields(Weergave)), *vergelijking.VELDEN, *LINKVELDEN, "cijfer", "telling",
    "cijfers", "van", "stap", "bewaard", "moment", "regel", "naam", "q", "embed", "embed_options",
})  # fmt: skip
WAARDEN = (
    "<script>alert(1)</script>", "../../etc/passwd", "=cmd|' /C calc'!A0", "' OR 1=1 --", "\u202egnp\u2066x\x1b[2J\x00",
    "9" * 400, "x" * 20_000, "\u0661\u0662", "nan", "-1e999", "%00%0d%0aSet-Cookie:x", "{{7*7}}", "javascript:alert(1)",
    "![x](//kwaad.test/x.png)", "[x](javascript:alert(1))", ":red[x] $\\frac{1}{2}$",
)  # fmt: skip
PAGINAS = [name for pages in GROEPEN.values() for name in pages]


def list_markdown(app: AppTest) -> str:
    return " ".join(
        str(item.value)
        for kind in ("error", "warning", "info", "success", "caption")
        for item in app.get(kind)
    )


@pytest.mark.parametrize(("plaats", "pagina"), list(enumerate(PAGINAS)), ids=PAGINAS)
def test_a_page_opens_with_hostile_values_everywhere(
    open_pagina: Callable[..., AppTest], plaats: int, pagina: str
) -> None:
    values = cycle(WAARDEN[plaats % len(WAARDEN) :] + WAARDEN[: plaats % len(WAARDEN)])
    app = open_pagina(pagina, **dict(zip(NAMEN, values, strict=False)))
    assert not app.exception
    html = " ".join(item.proto.body for item in app.get("html"))
    assert "<script>alert" not in html
    assert 'src="//kwaad' not in html
    told = list_markdown(app)
    assert "](javascript" not in told.replace("\\]", "")
    assert "![x]" not in told
    assert "Traceback" not in told
