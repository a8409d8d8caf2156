"""Where other systems find their addresses, and in which forms they are answered: known without all the rest."""

from __future__ import annotations

PAD = "api/v1"
"""First part of the addresses; the number is that of the contract, and changes when an old client would break."""

API_VERSIE = "1.0.0"
"""Version of the contract, in full."""

SOORT_JSON, SOORT_GEOJSON, SOORT_PROBLEEM = (
    "application/json",
    "application/geo+json",
    "application/problem+json",
)
SOORT_JSONLD = "application/ld+json"
