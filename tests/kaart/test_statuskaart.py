"""The map that is shared: the rule's answer before placement, and never the load of a gemeente on a kwetsbare buurt."""

from __future__ import annotations

import pandas as pd

from woonzorg.kaart.beeld import BUITEN, Vlak, Vormen
from woonzorg.kaart.belasting import colour_belasting
from woonzorg.kaart.statuskaart import colour_status
from woonzorg.verdeling.delen.openbaar import Regelstatus, find_status

NAN = float("nan")
ROWS = [("A", "draagkrachtig", 40.0, NAN), ("B", "aandacht_ses", 40.0, 12.0), ("C", "kwetsbaar", 40.0, NAN),
        ("D", "onbekend", NAN, NAN)]  # fmt: skip
TABLE = pd.DataFrame(ROWS, columns=["code", "klasse", "woningen_gemeente", "woningen_wijk"])
TABLE["status"] = TABLE["klasse"].map(find_status)


def make_vormen(codes):
    return Vormen("x", 10, 10, tuple(Vlak(code, code, "GM0001", "", 0, 0, 1) for code in codes), ())


def test_each_area_shows_the_answer_of_the_rule_and_no_load():
    colours = colour_status(TABLE, make_vormen("DCBAZ"))
    assert [colours.vakken[box].kop for box in colours.vak[:-1]] == [
        "onbekend",
        "ontzien",
        "regel houdt niet tegen",
        "regel houdt niet tegen",
    ]
    assert colours.vak[-1] == BUITEN
    assert [vak.aantal for vak in colours.vakken] == [2, 1, 1]
    assert set(colours.cijfers) == {""}  # no number is drawn in any area
    load = colour_belasting(
        pd.DataFrame({"code": ["A"], "klasse": ["draagkrachtig"], "geplaatst": [9], "per_1000": [9.0], "vast": [NAN]}),
        make_vormen("A"), (),
    )  # fmt: skip
    receiving = {vak.kleur for vak in load.vakken[1:5]}
    assert not receiving & {vak.kleur for vak in colours.vakken}


def test_an_area_is_told_by_its_status_and_the_total_around_it():
    colours = colour_status(TABLE, make_vormen("ABCD"))
    assert colours.tekst[0] == "regel houdt niet tegen; in de hele gemeente 40 woningen"
    assert colours.tekst[1] == "regel houdt niet tegen; in de hele wijk 12 woningen"
    assert colours.tekst[2].startswith(
        "ontzien: in beginsel geen woningen erbij voor groepen waar de regel voor geldt"
    )
    assert colours.tekst[3] == "onbekend"
    assert {vak.patroon for vak in colours.vakken} == {"", "streep", "arcering"}
    assert str(Regelstatus.OPEN) == "regel houdt niet tegen"
