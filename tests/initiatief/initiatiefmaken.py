"""Initiatives, and the fictional region that they are tested in."""

from __future__ import annotations

import dataclasses
import json
from functools import cache

from woonzorg import instelling
from woonzorg.gegevens import opslag
from woonzorg.initiatief.initiatiefbestand import parse_initiatief
from woonzorg.initiatief.plekbeeld import make_ligging
from woonzorg.initiatief.toets import judge_initiatieven
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.situatie import Slot
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.optimum.bouw import build_model
from woonzorg.verdeling.optimum.model import settle_tekort
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, KLEINSTE
from woonzorg.verdeling.regels.lijst import turn_parameter
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.vraag.lijnen import Behoefte, Vraagregel

KWETSBAAR, DRAAGKRACHTIG = "BU91010001", "BU91010902"
GEGEVEN = {"versie": 1, "plek": KWETSBAAR, "groep": "statushouders", "instrument": "nieuwbouw", "aantal": 1}


def make_initiatief(**delen):
    return parse_initiatief(json.dumps(GEGEVEN | delen).encode())


@cache
def score_streek():
    """Return the scored areas of the embedded, fictional region."""
    return score_snapshot(opslag.open_snapshot(instelling.INGEBOUWD))


@cache
def lees_ligging():
    return make_ligging(score_streek())


@cache
def _stel():
    return make_situatie(make_standaard("voorbeeldstreek"), make_veld(score_streek(), "buurt"))


def stel_situatie(**options):
    """Return the problem that the fictional region starts with."""
    return dataclasses.replace(_stel(), **options) if options else _stel()


@cache
def make_rho(klein=False):
    """Return the problem with own counts: of every twenty households one is housed, in each buurt; none under 10."""
    veld = _stel().veld
    counts = (veld.gebieden["huishoudens"] * 0.05).where(veld.eigen)
    table = veld.gebieden.assign(gehuisvest=counts, eigen_klein=klein)
    return stel_situatie(veld=dataclasses.replace(veld, gebieden=table))


def list_open_kwetsbaar():
    """Return kwetsbare buurten where nothing but ontzien stands in the way."""
    codes = stel_situatie().veld.gebieden.query("klasse == 'kwetsbaar' and rol == 'regio'")["code"]
    found = judge_initiatieven([make_initiatief(plek=code) for code in codes], stel_situatie())
    return [item.plek.code for item in found if {rule.regel for rule in item.gebroken} == {"ontzien"}]


GROEPEN_MET = (("statushouders", "nieuwbouw"), ("statushouders", "toewijzing"), ("psychisch", "transformatie"),
               ("remigranten", "toewijzing"), ("psychisch", "onzelfstandig"), ("jeugd_tussenvorm", "tussenvorm"),
               ("beschermd_wonen", "opvangplek"))  # fmt: skip


def solve_toevoeging(draw, base=None):
    """Return a random initiative, and whether the solver can place it: one lock for all of it, at that place alone.

    What is built is planned capacity there, as it is when a plan takes it in.
    """
    base = base or stel_situatie()
    table = base.veld.gebieden[base.veld.eigen]
    free = table[~table["klasse"].isin(["kwetsbaar", "onbekend"]) & (table["klasse_wijk"] != "kwetsbaar")]
    codes = (table if draw.random() < 0.4 else free)["code"].tolist()  # else most would not be possible
    code, (groep, instrument) = codes[draw.integers(len(codes))], GROEPEN_MET[draw.integers(len(GROEPEN_MET))]
    count = int(draw.choice([1, 1, 2, 3, 4, 6, 8, 12]))
    item = make_initiatief(plek=code, groep=groep, instrument=instrument, aantal=count)
    veld = base.veld
    if item.vorm.bouwt:
        planned = veld.gebieden["gepland"].where(veld.gebieden["code"] != code, count)
        veld = dataclasses.replace(veld, gebieden=veld.gebieden.assign(gepland=planned))
    need = Behoefte((groep,), (count,), (Vraagregel(groep, count, count, instrument=item.instrument),), ())
    posed = turn_parameter(dataclasses.replace(base, veld=veld, behoefte=need), CAPACITEIT, KLEINSTE, 1.0)
    posed = dataclasses.replace(posed, sloten=(Slot(code, count, groep),))
    found = settle_tekort(build_model(posed))[1].x
    return item, found is not None
