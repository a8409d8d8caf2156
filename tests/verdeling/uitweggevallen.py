"""Small random situations of which the way out is sought: some gemeenten, groups, lots, locks, deals and decisions."""

from __future__ import annotations

import dataclasses

import numpy as np
from hypothesis import strategies as st
from veldmaken import NAN, make_situatie, make_veld

from woonzorg.gebied import Niveau
from woonzorg.verdeling.invoer.situatie import Afspraak, Slot, Uitzondering
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import list_uit, turn_parameter
from woonzorg.verdeling.regels.plafond import PLAFOND

GROEPEN = ("psychisch", "statushouders", "detentie")
KLASSEN = ("draagkrachtig", "draagkrachtig", "aandacht_ses", "kwetsbaar", "onbekend")


@st.composite
def make_geval(draw, per_1000=None, aandeel=None):
    """Return a situation with the low demand and one with the high demand; the levers as given, else any."""
    n = draw(st.integers(2, 6))

    def pick(*values):
        return [draw(st.sampled_from(values)) for _ in range(n)]

    households = pick(90.0, 150.0, 300.0, 480.0, 800.0)
    niveau = draw(st.sampled_from([Niveau.BUURT, Niveau.BUURT, Niveau.WIJK]))
    stock = pick(NAN, 30.0, 77.0, 140.0, 310.0)
    veld = make_veld(
        n, draw(st.lists(st.sampled_from([(a, b) for b in range(n) for a in range(b)]), unique=True)), niveau,
        huishoudens=households, corporatie=stock,
        corporatie_buiten=[draw(st.sampled_from([0.0, 0.5, 1.0])) * homes for homes in stock],
        kenmerk_v=[h * draw(st.sampled_from([0.05, 0.1, 0.2])) for h in households],
        klasse=pick(*KLASSEN), gemeentecode=pick("GM0001", "GM0002"), capaciteit=pick(NAN, NAN, NAN, 7.0),
        gepland=pick(NAN, NAN, 2.0),
    )  # fmt: skip
    names = GROEPEN[: draw(st.integers(1, 3))]
    high = {name: draw(st.integers(0, 9)) for name in names}
    low = {name: draw(st.integers(0, number)) for name, number in high.items()}
    options = {
        "uit": draw(
            st.sampled_from(
                [list_uit(), list_uit({CAPACITEIT.sleutel: False}), list_uit({PLAFOND.sleutel: False})]
            )
        )
    }
    options["loten"] = {names[0]: draw(st.integers(1, 3))}
    if draw(st.booleans()):
        options["sloten"] = (Slot(veld.codes[0], draw(st.integers(0, 2))),)
    if draw(st.booleans()):
        options["afspraken"] = (Afspraak(("GM0001",), hoogstens=draw(st.integers(0, 8))),)
    if low[names[-1]] and draw(st.booleans()):
        options["uitzonderingen"] = (
            Uitzondering(veld.codes[1], "m", "raad", "2026-01-01", names[-1], aantal=1),
        )
    if draw(st.booleans()):
        options["geplaatst"] = np.zeros((n, len(names)), dtype=np.int64)
        options["geplaatst"][draw(st.integers(0, n - 1)), len(names) - 1] = min(1, low[names[-1]])
    values = {
        "plafond": {"per_1000": per_1000 or draw(st.sampled_from([2.0, 8.0, 12.5]))},
        "capaciteit": {
            "mutatiegraad": draw(st.sampled_from([8.5, 11.9])),
            "toewijsaandeel": aandeel or draw(st.sampled_from([5.0, 25.0])),
        },
        "geen_verplaatsing_buren": {"kappa": draw(st.sampled_from([1.0, 1.25, 3.0]))},
    }
    if not (veld.gebieden["gemeentecode"] == "GM0001").any():
        options.pop("afspraken", None)
    return tuple(make_situatie(veld, demand, values, **options) for demand in (low, high))


def take(situatie, per_1000, aandeel):
    """Return a situation with the two levers at a point, along the way of a planner."""
    turned = turn_parameter(situatie, PLAFOND, PLAFOND.find_parameter("per_1000"), float(per_1000))
    return dataclasses.replace(turn_parameter(turned, CAPACITEIT, TOEWIJSAANDEEL, float(aandeel)))
