"""Who makes a request beside the page, such as for a file: by its own cookie or headers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from woonzorg.instelling import GEEN, OIDC, read_instellingen
from woonzorg.toegang.aanmelding import read_claims, read_koppen
from woonzorg.toegang.bezoeker import IEDEREEN, Bezoeker

if TYPE_CHECKING:
    from starlette.requests import Request


def find_verzoeker(request: Request) -> Bezoeker:
    """Return who makes a request, as `bezoek.find_bezoeker` does for a page.

    Raises
    ------
    InvoerFout
        When a setting or the file of roles cannot be used.
    """
    settings = read_instellingen()
    if settings.aanmelden == GEEN:
        return IEDEREEN
    if settings.aanmelden == OIDC:
        return read_claims(_read_koekje(request), settings, datetime.now(UTC))
    return read_koppen({name: request.headers.getlist(name) for name in request.headers}, settings)


def _read_koekje(request: Request) -> dict[str, Any]:
    """Return what Streamlit's cookie says, when its signature is ours; nothing of it is believed otherwise."""
    raw = starlette_websocket._get_signed_cookie_with_chunks(  # noqa: SLF001  it has no other door
        request.cookies, USER_COOKIE_NAME
    )
    try:
        found = json.loads(raw) if raw else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
