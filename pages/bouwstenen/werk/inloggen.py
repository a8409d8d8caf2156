"""Who is logged in, by the account that a login or a proxy vouches for."""

from __future__ import annotations

from pages.bouwstenen.aanmelding.bezoek import find_bezoeker


def find_ingelogd() -> str:
    """Return the account of who is logged in; '' when nobody is, or this installation has no logins."""
    return find_bezoeker().account
