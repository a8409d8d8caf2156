"""The pages of the dashboard by group of the menu: name of their folder, which is their address too, and title."""

from __future__ import annotations

# --8<-- [start:paginas]
GROEPEN: dict[str, dict[str, str]] = {
    "": {
        "kaart": "Kaart",
        "buurt": "Buurt",
        "initiatief": "Initiatief",
        "opgave": "Opgave",
        "voortgang": "Voortgang",
    },
    "Plannen": {"verdelen": "Verdelen", "vergelijken": "Vergelijken", "scenarios": "Scenario's"},
    "Over": {"gegevens": "Gegevens", "methode": "Methode"},
}
# --8<-- [end:paginas]

EERSTE = "kaart"
"""The page at the bare address, which has no address of its own."""

AANMELDING = "aanmelding"
"""The page on one's own login, which is in no group: it stands in the menu of who is logged in."""

ADRESSEN: tuple[str, ...] = (
    *(name for group in GROEPEN.values() for name in group if name != EERSTE),
    AANMELDING,
)
"""Addresses of the other pages, under that of the dashboard."""
