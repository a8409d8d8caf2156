"""A space of variants: what can vary, what is refused before anything is worked out, and which scenario each is."""

from __future__ import annotations

import dataclasses
import io
import itertools
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD
from woonzorg.opdracht.opdracht import main
from woonzorg.varianten.deel import make_werk, reken_deel
from woonzorg.varianten.ruimte import HOOGSTENS, can_varieren, check_plekken, make_ruimte, read_ruimte
from woonzorg.verdeling.scenario.inhoud import Scenario, parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import open_veld
from woonzorg.verdeling.vraag.declaratie import list_onderdelen

BEGIN = {
    "versie": 1,
    "regio": "voorbeeldstreek",
    "niveau": "buurt",
    "vraag": {"statushouders": 300, "detentie": 39},
}
SHARE = "regels.capaciteit.toewijsaandeel"


def make(ruimte, **more):
    return make_ruimte({"scenario": "", "ruimte": ruimte}, parse_scenario(json.dumps(BEGIN | more).encode()))


def find_fouten(ruimte, **more):
    with pytest.raises(InhoudFout) as fout:
        make(ruimte, **more)
    return fout.value.bevindingen


def test_each_combination_is_a_scenario_of_its_own():
    space = make({
        "vraag": {"statushouders": [200, {"laag": 100, "hoog": 250}]},
        "bandbreedte": ["laag", "hoog"],
        "regels": {"capaciteit": {"toewijsaandeel": {"van": 5, "tot": 15, "stap": 5}},
                   "plafond": {"aan": [True, False]}},
        "afspraken": [[], [{"gemeenten": ["GM0917"], "minstens": 5}]],
    })  # fmt: skip
    made = [space.make(number) for number in range(space.aantal)]
    assert space.aantal == 2 * 2 * 3 * 2 * 2 == len({item.rekenkenmerk for item in made})
    found = {
        (item.vraag[0].laag, item.vraag[0].hoog, item.bandbreedte, item.waarden["capaciteit"]["toewijsaandeel"],
         "plafond" in item.uit, len(item.afspraken))
        for item in made
    }  # fmt: skip
    demand, sides = [(200, 200), (100, 250)], ["laag", "hoog"]
    combined = itertools.product(demand, sides, [5, 10, 15], [True, False], [0, 1])
    assert found == {(*asked, *rest) for asked, *rest in combined}
    assert all(item.vraag[1].hoog == 39 for item in made)
    assert made[0].rekenkenmerk == parse_scenario(made[0].to_json().encode()).rekenkenmerk


def test_it_says_how_many_there_will_be():
    space = make(
        {
            "bandbreedte": ["laag", "hoog"],
            "regels": {"capaciteit": {"toewijsaandeel": {"van": 1, "tot": 40, "stap": 1}}},
        }
    )
    assert space.describe() == f"80 varianten: 2 (bandbreedte) × 40 ({SHARE})"
    assert make({"bandbreedte": ["laag"]}).describe() == "1 variant: 1 (bandbreedte)"


def test_a_row_of_numbers_ends_where_it_says():
    (axis,) = make({"regels": {"plafond": {"per_1000": {"van": 1, "tot": 2, "stap": 0.1}}}}).assen
    assert axis.waarden == (1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2)


def test_all_that_is_wrong_is_told_together_and_where():
    found = find_fouten({
        "bestaat_niet": [1],
        "bandbreedte": ["laag", "midden"],
        "regels": {"capaciteit": {"toewijsaandeel": [5, 500], "onzin": [1]},
                   "plafond": {"per_1000": {"van": 3, "tot": 1, "stap": 1}}},
        "verdeelsleutel": "inwoners",
        "urgentie": [["statushouders"], ["statushouders"]],
        "jaren": {"exit": [0.1, 0.2]},
        "naam": ["a", "b"],
        "niveau": ["buurt", "wijk"],
        "eigen_cijfers": ["a"],
    })  # fmt: skip
    text = "\n".join(found)
    assert f"ruimte.{SHARE} = 500: " in text
    assert 'ruimte.bandbreedte = "midden": ' in text
    assert "ruimte.bestaat_niet: dit veld heeft een scenario niet; mogelijk zijn vraag, bandbreedte" in text
    assert "ruimte.regels.plafond.per_1000: in een reeks is stap groter dan 0" in text
    assert "ruimte.verdeelsleutel: verwacht een lijst met waarden" in text
    assert 'ruimte.urgentie: ["statushouders"] staat er twee keer' in text
    assert "ruimte.jaren: hier hangt de verdeling niet van af" in text
    assert "ruimte.naam: hier hangt de verdeling niet van af" in text
    assert "ruimte.niveau: dit is voor alle varianten gelijk" in text
    assert "ruimte.eigen_cijfers: dit is voor alle varianten gelijk" in text


def test_values_that_no_scenario_can_have_are_told_one_by_one():
    found = find_fouten({
        "bandbreedte": ["laag", "midden"],
        "regels": {"capaciteit": {"toewijsaandeel": [5, 500], "onzin": [1]}},
        "vraag": {"statushouders": [float("inf"), -1]},
        "loten": {"bestaat_niet": [2, 3]},
    })  # fmt: skip
    assert [text.partition(":")[0] for text in found] == [
        'ruimte.bandbreedte = "midden"', f"ruimte.{SHARE} = 500", "ruimte.regels.capaciteit.onzin = 1",
        "ruimte.vraag.statushouders = Infinity", "ruimte.vraag.statushouders = -1",
    ]  # fmt: skip
    assert "tussen" in found[1]


def test_what_does_not_suit_together_is_told_once_with_how_many():
    found = find_fouten({"loten": {"bestaat_niet": [2, 3]}, "bandbreedte": ["laag", "hoog"]})
    assert len(found) == 1
    assert "bestaat_niet" in found[0]
    assert "bij 4 combinaties, zoals" in found[0]


def test_too_many_are_refused_before_they_are_made():
    assert f"hoogstens {HOOGSTENS:,}".replace(",", ".") in find_fouten({
        "regels": {"capaciteit": {"toewijsaandeel": {"van": 0.01, "tot": 99, "stap": 0.01}},
                   "plafond": {"per_1000": {"van": 0.01, "tot": 99, "stap": 0.01}}},
    })[0]  # fmt: skip
    assert "hoogstens" in find_fouten({"jaren_capaciteit": {"van": 0, "tot": 1e12, "stap": 1e-9}})[0]


def test_one_with_own_figures_stays_with_who_has_them():
    assert "eigen cijfers" in find_fouten({"bandbreedte": ["laag"]}, eigen_cijfers="a" * 64)[0]


def test_only_what_a_plan_depends_on_can_vary():
    names = {part.naam for part in list_onderdelen(Scenario) if can_varieren(part)}
    assert {"vraag", "bandbreedte", "regels", "afspraken", "verdeelsleutel", "sloten", "loten"} <= names
    assert names.isdisjoint(
        {"regio", "niveau", "jaren", "gegevens", "eigen_cijfers", "naam", "status", "auteur"}
    )


def test_a_file_names_its_scenario_or_holds_it(tmp_path):
    (tmp_path / "scenario.json").write_text(json.dumps(BEGIN), encoding="utf-8")
    beside, inside = tmp_path / "a.toml", tmp_path / "b.toml"
    beside.write_text(
        'scenario = "scenario.json"\n[ruimte]\nbandbreedte = ["laag", "hoog"]\n', encoding="utf-8"
    )
    inside.write_text(
        '[scenario]\nregio = "voorbeeldstreek"\nniveau = "buurt"\nvraag = {statushouders = 300, detentie = 39}\n'
        '[ruimte]\nbandbreedte = ["laag", "hoog"]\n',
        encoding="utf-8",
    )
    assert read_ruimte(beside).kenmerk == read_ruimte(inside).kenmerk
    inside.write_text('[ruimte]\nbandbreedte = ["laag"\n', encoding="utf-8")
    with pytest.raises(InvoerFout, match=r"b\.toml is niet te lezen"):
        read_ruimte(inside)
    inside.write_text('[ruimte]\nbandbreedte = ["laag"]\n', encoding="utf-8")
    with pytest.raises(InhoudFout, match="noem het scenariobestand"):
        read_ruimte(inside)


def test_days_may_stand_as_toml_has_them(tmp_path):
    place = tmp_path / "a.toml"
    place.write_text(
        '[scenario]\nregio = "voorbeeldstreek"\nniveau = "buurt"\nvraag = {statushouders = 300}\n'
        "[ruimte]\nuitzonderingen = [[], [{code = 'BU99000101', groep = 'statushouders', motief = 'kan daar', "
        "besluit_door = 'college', datum = 2026-03-04, aantal = 3}]]\n",
        encoding="utf-8",
    )
    assert read_ruimte(place).make(1).uitzonderingen[0].datum == "2026-03-04"


def test_places_that_the_data_do_not_have_are_told_before_anything_is_worked_out():
    space = make(
        {
            "sloten": [[], [{"code": "BU00000000", "aantal": 3}]],
            "afspraken": [[{"gemeenten": ["GM0000"], "hoogstens": 9}]],
        }
    )
    veld = open_veld(space.make(0), open_snapshot(INGEBOUWD))
    with pytest.raises(InhoudFout) as fout:
        check_plekken(space, veld)
    assert [text.partition(" = ")[0] for text in fout.value.bevindingen] == [
        "ruimte.sloten",
        "ruimte.afspraken",
    ]


def test_the_example_of_the_documentation_is_a_space_of_so_many_variants(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))
    text = (Path(__file__).parents[2] / "docs" / "varianten.md").read_text(encoding="utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "RUIMTE.toml").write_text(example, encoding="utf-8")
    assert main(["nieuw"]) == 0
    (tmp_path / "SCENARIO.json").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["varianten", str(tmp_path / "RUIMTE.toml")]) == 0
    assert capsys.readouterr().out == "1.200 varianten.\n"
    space = read_ruimte(tmp_path / "RUIMTE.toml")
    veld = open_veld(space.make(0), open_snapshot(INGEBOUWD))
    work = dataclasses.replace(make_werk(space, veld), per_deel=2)
    table = pq.read_table(io.BytesIO(reken_deel(work, 599)))
    assert table["stand"].to_pylist() == ["gerekend", "gerekend"]
    told = re.findall(r"^\| (.*?) \|", text.partition("## De tabel")[2], re.MULTILINE)[1:]
    named = {name.removesuffix("…") for line in told for name in re.findall(r"`([^`]+)`", line)}
    axes = {axis.naam for axis in space.assen}
    assert {
        name for name in table.column_names if name not in axes and not name.startswith(tuple(named))
    } == set()
    assert f"{HOOGSTENS:,}".replace(",", ".") in text
