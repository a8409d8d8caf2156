"""Dossiers: initiatives of the fictional region as they are kept."""

from __future__ import annotations

from initiatiefmaken import lees_ligging, make_initiatief, stel_situatie

from woonzorg.bibliotheek.dossier import Afzender, Dossiergrond
from woonzorg.bibliotheek.dossiermaken import make_dossier
from woonzorg.initiatief.toets import judge_initiatief

GROND = Dossiergrond("voorbeeldstreek", "2026-01-01-aaaaaaaa", "12345678")
JO = Afzender("Jo")


def keep(situatie=None, grond=GROND, van=JO, nagekeken=False, ouder=None, **delen):
    """Return what is kept of an initiative."""
    posed, item = situatie or stel_situatie(), make_initiatief(**delen)
    found = judge_initiatief(item, posed, lees_ligging())
    return make_dossier(item, found, posed, grond, van, nagekeken=nagekeken, ouder=ouder)
