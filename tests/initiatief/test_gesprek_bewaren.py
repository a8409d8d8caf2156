"""Weighing and conversation are kept by their own annotations: read back equal, and refused when something is odd."""

from __future__ import annotations

import json

import pytest
from gesprekmaken import SUBSIDIE, make_gesprek
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.initiatief.afweging import Afweging, Vraagantwoord, Vraagkeuze
from woonzorg.initiatief.gesprek import Baat, Gesprek, Gesprekspartij, Knopgesprek
from woonzorg.initiatief.gespreksmodel import Gesprekswaarde
from woonzorg.tekst.waardevorm import VormFout, Waardevorm

VORM = Waardevorm()


@given(st.from_type(Gesprek))
def test_every_conversation_comes_back_as_it_was(gesprek: Gesprek):
    assert VORM.read(Gesprek, json.loads(json.dumps(VORM.write(gesprek)))) == gesprek


@given(st.from_type(Afweging))
def test_every_weighing_comes_back_as_it_was(afweging: Afweging):
    assert VORM.read(Afweging, json.loads(json.dumps(VORM.write(afweging)))) == afweging


def test_what_is_kept_has_plain_names():
    kept = VORM.write(Afweging((Vraagantwoord(13, Vraagkeuze.NVT, "staat er al"),)))
    assert kept == {"antwoorden": [{"nr": 13, "antwoord": "nvt", "toelichting": "staat er al"}]}
    talk = make_gesprek(investeringen=(SUBSIDIE,), baten=(Baat("gemeente", Gesprekswaarde.ZORG),))
    knob = VORM.write(talk)["knoppen"][0]
    assert knob["doelen"] == [{"route": "zorgen_voor_elkaar", "waarde": "goed_wonen"}]
    assert knob["investeringen"][0]["tot"] == 2028
    assert knob["baten"][0]["waarde"] == "minder_zorg"


def test_less_is_enough_and_odd_is_refused():
    assert VORM.read(Gesprek, {}) == Gesprek()
    assert VORM.read(Gesprek, {"knoppen": [{"knop": 6}], "partijen": [{"naam": "Weller"}]}) == Gesprek(
        (Knopgesprek(6),), (Gesprekspartij("Weller"),)
    )
    odd = {
        "knoppen": [
            {"knop": "zes"},
            {"knop": 2, "baten": [{"partij": "x", "waarde": "winst"}], "bewoner": "x"},
        ]
    }
    with pytest.raises(VormFout) as caught:
        VORM.read(Gesprek, odd)
    assert len(caught.value.bevindingen) == 3
