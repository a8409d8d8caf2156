"""Papers of initiatives in the fictional region, for tests."""

from __future__ import annotations

import datetime as dt

from initiatiefmaken import lees_ligging, make_initiatief, score_streek, stel_situatie
from pdflezen import read_pdf, squeeze

from woonzorg import instelling
from woonzorg.gegevens import opslag
from woonzorg.initiatief.toets import judge_initiatief
from woonzorg.rapport.delen import sign_stuk
from woonzorg.rapport.initiatiefstof import make_initiatiefstof

DATUM = dt.date(2026, 11, 22)
SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)


def make_stof(situatie=None, feiten=(), **delen):
    posed, item = situatie or stel_situatie(), make_initiatief(**delen)
    found = judge_initiatief(item, posed, lees_ligging())
    return make_initiatiefstof(item, found, posed, SNAPSHOT, score_streek(), feiten)


def make_bestand(soort, stof, formaat=".pdf", adres=""):
    return soort.make(
        stof,
        formaat,
        DATUM,
        adres=adres,
        sign=lambda stuk: sign_stuk(stuk, "Regio Voorbeeld", "klopt@voorbeeld.test"),
    )


def lees(soort, stof, adres=""):
    """Return the PDF read back."""
    return read_pdf(make_bestand(soort, stof, adres=adres))


def list_alles(soort, stof):
    """Return every kind of file of a paper, as bytes."""
    return [make_bestand(soort, stof, formaat) for formaat in soort.formaten]


def find_ontbrekend(zinnen, tekst):
    """Return which sentences are not in a text, wherever its lines end."""
    found = squeeze(tekst)
    return [zin for zin in zinnen if squeeze(zin) not in found]
