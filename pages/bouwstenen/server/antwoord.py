"""Short answers in words, for what has no page: a small document without script, style or image."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

if TYPE_CHECKING:
    from starlette.types import Scope

_BLAD = (
    '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{kop} – Woonzorg</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
    "<body><main><h1>{kop}</h1><p>{zin}</p>{link}</main></body></html>"
)

ZINNEN: dict[int, tuple[str, str]] = {
    404: (
        "Dit adres bestaat niet",
        "Misschien is er een letter weggevallen, of is het adres niet goed gekopieerd.",
    ),
    421: (
        "Deze naam hoort niet bij deze server",
        "Gebruik het adres dat u van de beheerder kreeg. De beheerder stelt de namen in met WOONZORG_HOSTS.",
    ),
    431: ("Dit verzoek is te groot", "Het adres en wat de browser meestuurt zijn samen te lang."),
    500: (
        "Er ging iets mis",
        "Het ligt niet aan u. De fout staat in het logboek van de server. Probeer het nog eens.",
    ),
}
"""Title and sentence, by status."""


def make_antwoord(status: int, basis: str, scope: Scope) -> HTMLResponse:
    """Return an answer in words; of a request for the headers only those."""
    title, told = ZINNEN[status]
    link = "" if status == 421 else f'<p><a href="{escape(basis)}/">Naar de kaart</a></p>'
    body = (
        "" if scope.get("method") == "HEAD" else _BLAD.format(kop=escape(title), zin=escape(told), link=link)
    )
    return HTMLResponse(body, status, {"Cache-Control": "no-store"})
