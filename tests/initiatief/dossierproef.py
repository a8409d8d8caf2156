"""Dossiers: initiatives of the fictional region as they are kept."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

from initiatiefmaken import lees_ligging, make_initiatief, stel_situatie

from woonzorg.bibliotheek.dossier import Afzender, Dossiergrond
from woonzorg.bibliotheek.dossiermaken import make_dossier
from woonzorg.bibliotheek.initiatiefkast import BewaardDossier
from woonzorg.initiatief.toets import judge_initiatief

GROND = Dossiergrond("voorbeeldstreek", "2026-01-01-aaaaaaaa", "12345678")
NU = datetime(2026, 12, 1, tzinfo=UTC)
JO = Afzender("Jo")


def keep(situatie=None, grond=GROND, van=JO, nagekeken=False, ouder=None, kast=(), **delen):
    """Return what is kept of an initiative."""
    posed, item = situatie or stel_situatie(), make_initiatief(**delen)
    item = dataclasses.replace(item, afgeleid_van=ouder.id if ouder else "")
    known = [BewaardDossier(one.id, one, NU, "") for one in (*kast, *([ouder] if ouder else []))]
    found = judge_initiatief(item, posed, lees_ligging())
    return make_dossier(item, found, posed, grond, van, nagekeken=nagekeken, kast=known)
