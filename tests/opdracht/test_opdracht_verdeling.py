"""The command line of the distribution, on the embedded fictional region: what it prints, shares and refuses."""

from __future__ import annotations

import json

import pytest

from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opdracht.opdracht import main
from woonzorg.verdeling.invoer.sjabloon import make_sjabloon
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.uitweg.uitweg import GEEN_PAAR

SMALL = {
    "versie": 1,
    "regio": "voorbeeldstreek",
    "niveau": "buurt",
    "vraag": {"statushouders": 300, "detentie": 39},
}
KEYS = {
    "meldingen",
    "scenario",
    "status",
    "plaatsingen",
    "niet_geplaatst",
    "niet_verdeeld",
    "regels",
    "maten",
}


@pytest.fixture(autouse=True)
def _embedded(monkeypatch, tmp_path):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))


@pytest.fixture(scope="module")
def buurten():
    return score_snapshot(open_snapshot(INGEBOUWD)).select("buurt").set_index("code")


@pytest.fixture
def write(tmp_path):
    def write_file(naam="a.json", **more):
        path = tmp_path / naam
        path.write_text(json.dumps(SMALL | more), encoding="utf-8")
        return str(path)

    return write_file


def run(capsys, *arguments, status=0):
    assert main(arguments) == status
    return json.loads(capsys.readouterr().out)


def test_the_smallest_scenario_gives_what_was_agreed(capsys, write, buurten):
    result = run(capsys, "verdeel", write(), "--json")
    assert set(result) == KEYS
    assert result["status"] == "optimaal"
    assert {frozenset(row) for row in result["plaatsingen"]} == {frozenset({"code", "groep", "aantal"})}
    assert {frozenset(row) for row in result["regels"]} == {
        frozenset(
            {
                "regel",
                "uitkomst",
                "voldaan",
                "niet_getoetst",
                "alleen_toevoegingen",
                "waarde",
                "grens",
                "bindend",
                "besluiten",
            }
        )
    }
    assert [row["regel"] for row in result["regels"]] == [r.sleutel for r in REGELS if r.standaard_aan]
    untested = {row["regel"] for row in result["regels"] if row["uitkomst"] == "niet_getoetst"}
    assert {"sleutel", "complex"} <= untested  # no agreements, no complexes: not tested, so not kept
    assert all(
        row["voldaan"] is None and row["niet_getoetst"]
        for row in result["regels"]
        if row["regel"] in untested
    )
    assert all(row["voldaan"] for row in result["regels"] if row["regel"] not in untested)
    for groep, total in SMALL["vraag"].items():
        placed = sum(row["aantal"] for row in result["plaatsingen"] if row["groep"] == groep)
        assert placed + result["niet_geplaatst"][groep] == total
    classes = {buurten.loc[row["code"], "klasse"] for row in result["plaatsingen"]}
    assert not classes & {"kwetsbaar", "onbekend"}
    assert set(result["maten"]) == {"voor", "na"}


def test_the_same_scenario_gives_the_same_bytes(capsys, write):
    outputs = []
    for _ in range(2):
        assert main(["verdeel", write(), "--json"]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


def test_a_rule_set_in_the_file_works(capsys, write):
    result = run(capsys, "verdeel", write(regels={"plafond": {"per_1000": 2}}), "--json")
    ceiling = next(row for row in result["regels"] if row["regel"] == "plafond")
    assert (ceiling["grens"], ceiling["bindend"]) == (2.0, True)
    assert ceiling["waarde"] <= 2


def test_wijken_can_be_divided_too(capsys, write):
    result = run(capsys, "verdeel", write(niveau="wijk"), "--json")
    assert {row["code"][:2] for row in result["plaatsingen"]} == {"WK"}


GEDEELD = KEYS | {"wijken", "statussen", "meldingen"}


@pytest.mark.parametrize("niveau", ["buurt", "wijk"])
def test_what_is_shared_is_by_gemeente_and_by_wijk_and_never_by_buurt(capsys, write, niveau, buurten):
    vraag = {"statushouders": 120, "beschermd_wonen": 20, "psychisch": 1, "detentie": 10}
    path = write(vraag=vraag, niveau=niveau)
    own = run(capsys, "verdeel", path, "--json")["plaatsingen"]
    shared = run(capsys, "verdeel", path, "--json", "--openbaar")
    assert set(shared) == GEDEELD
    assert {row["groep"] for row in shared["plaatsingen"]} == {"totaal"}
    assert {row["code"][:2] for row in shared["plaatsingen"]} == {"GM"}
    assert {row["code"][:2] for row in shared["wijken"]} == {"WK"}
    told = sum(row["aantal"] for row in own if row["groep"] != "detentie")
    assert sum(row["aantal"] for row in shared["plaatsingen"]) == told < sum(row["aantal"] for row in own)
    assert "detentie" not in json.dumps(shared)
    free = buurten[~buurten["klasse"].isin(["kwetsbaar", "onbekend"])].groupby("wijkcode").size()
    assert all(row["aantal"] >= 10 and free[row["code"]] >= 3 for row in shared["wijken"])
    assert main(["verdeel", path, "--openbaar"]) == 0
    assert not [code for code in buurten.index if code in capsys.readouterr().out]


def test_own_figures_are_named_by_hash_and_nothing_derived_is_shared(capsys, write, tmp_path, buurten):
    figures = tmp_path / "eigen.csv"
    rows = [f"{code};{7 + number % 5}" for number, code in enumerate(buurten.index)]
    figures.write_text("code;gehuisvest\n" + "\n".join(rows), encoding="utf-8")
    own = run(capsys, "verdeel", write(), "--json", "--eigen", str(figures))
    plain = run(capsys, "verdeel", write(), "--json")
    assert own["scenario"] != plain["scenario"]
    assert own["maten"]["voor"]["woningen"] > 0
    shared = run(capsys, "verdeel", write(), "--json", "--openbaar", "--eigen", str(figures))
    assert shared["plaatsingen"] == []  # some of these figures are under 10
    assert all(row["waarde"] is None and row["grens"] is None for row in shared["regels"])
    assert not any(value for values in shared["maten"].values() for value in values.values())


def test_complexes_as_points_and_figures_by_area_are_given_together(capsys, write, tmp_path, buurten):
    site = buurten[(buurten["klasse"] == "draagkrachtig") & (buurten["huishoudens"] > 500)].index[0]
    poor = buurten[buurten["klasse"] == "kwetsbaar"].index[0]
    points = {code: buurten.loc[code, "geometry"].representative_point() for code in (site, poor)}
    rows = [f"Flat {code};{point.x:.1f};{point.y:.1f};60" for code, point in points.items()]
    (tmp_path / "c.csv").write_text("complex;x;y;woningen\n" + "\n".join(rows), encoding="utf-8")
    (tmp_path / "g.csv").write_text(f"code;capaciteit\n{site};5\n", encoding="utf-8")
    own = ["--eigen", str(tmp_path / "c.csv"), "--eigen", str(tmp_path / "g.csv")]
    path = write(vraag={"detentie": 39}, regels={"geen_verplaatsing_buren": {"aan": False}})
    result = run(capsys, "verdeel", path, "--json", *own)
    placed = {row["code"]: row["aantal"] for row in result["plaatsingen"]}
    assert placed.get(site, 0) <= 5
    assert poor not in placed
    assert sum(placed.values()) == 39  # the rest of the region stays open, by the test of the buurt
    judged = {row["complex"]: (row["code"], row["voldaan"]) for row in result["complexen"]}
    assert judged == {f"Flat {site}": (site, None), f"Flat {poor}": (poor, False)}
    shared = run(capsys, "verdeel", path, "--json", "--openbaar", *own)
    assert set(shared) == GEDEELD
    assert shared["plaatsingen"] == []
    assert main(["verdeel", path, *own]) == 0
    told = capsys.readouterr().out
    assert f"✗ Complex Flat {poor}" in told
    assert f"In {len(buurten) - 2} buurten is geen complex opgegeven" in told


def test_a_scenario_with_own_figures_gives_no_result_without_them(capsys, write):
    result = run(capsys, "verdeel", write(eigen_cijfers="0123456789ab"), "--json", status=2)
    assert set(result) == {"fout"}
    assert "niet na te rekenen" in result["fout"]


def test_a_base_keeps_the_plan_close(capsys, write):
    first = run(capsys, "verdeel", write(vraag={"statushouders": 60}), "--json")
    base = write("basis.json", vraag={"statushouders": 60})
    again = run(capsys, "verdeel", write("b.json", vraag={"statushouders": 60}), "--json", "--basis", base)
    assert again["plaatsingen"] == first["plaatsingen"]


def test_two_scenarios_are_compared_with_the_keys(capsys, write):
    result = run(capsys, "vergelijk", write(), write("b.json", regels={"plafond": {"per_1000": 4}}), "--json")
    assert set(result["a"]) == set(result["b"]) == KEYS
    assert len(result["gemeenten"]) == 7
    assert sum(row["taakstelling_a"] for row in result["gemeenten"]) == 339
    placed = {side: sum(row["aantal"] for row in result[side]["plaatsingen"]) for side in "ab"}
    assert placed["a"] > placed["b"]
    assert sum(row["verschil"] for row in result["verschil"]) == placed["b"] - placed["a"]
    assert [key["sleutel"] for key in result["sleutels"]] == [
        "inwoners", "huishoudens", "woningvoorraad", "sociale_huur", "gelijk",
    ]  # fmt: skip
    assert not any(
        rule["voldaan"] for key in result["sleutels"] for rule in key["regels"] if rule["regel"] == "ontzien"
    )


def test_a_headline_that_may_not_be_shared_is_not_told_in_a_comparison_either(
    capsys, write, tmp_path, buurten
):
    own = tmp_path / "eigen.csv"
    plain = buurten[(buurten["klasse"] == "draagkrachtig") & (buurten["huishoudens"] > 500)].index[:2]
    rows = [f"{code};{2 if code in plain else 0}" for code in buurten.index]
    own.write_text("\n".join(["code;capaciteit", *rows]), encoding="utf-8")
    paths = [write(), write("b.json", vraag={"statushouders": 30})]
    assert main(["vergelijk", *paths, "--eigen", str(own)]) == 0
    assert "een plek gevonden" in capsys.readouterr().out  # the planner's own view tells it
    assert main(["vergelijk", *paths, "--eigen", str(own), "--openbaar"]) == 0
    assert "een plek gevonden" not in capsys.readouterr().out


def test_more_than_two_scenarios_are_compared_and_not_more_than_five(capsys, write):
    same = write("c.json", auteur="Jo")
    result = run(
        capsys, "vergelijk", write(), write("b.json", regels={"plafond": {"per_1000": 4}}), same, "--json"
    )
    assert [name for name in result if name in "abcde"] == ["a", "b", "c"]
    assert result["gelijk"] == [["a", "c"]]
    assert {"a", "b", "c", "naar_inwoners_c"} < set(result["gemeenten"][0])
    for number in (1, 6):
        refused = run(capsys, "vergelijk", *[same] * number, "--json", status=2)
        assert "2 tot 5 plannen" in refused["fout"]


def test_scenarios_of_other_levels_are_not_compared(capsys, write):
    result = run(capsys, "vergelijk", write(), write("b.json", niveau="wijk"), "--json", status=2)
    assert "niet te vergelijken" in result["fout"]


def test_the_years_have_a_line_for_low_and_high(capsys, write):
    vraag = {"statushouders": {"laag": 40, "hoog": 400}}
    result = run(capsys, "jaren", write(vraag=vraag, jaren={"tot": 2030}), "--json")
    low, high = result["lijnen"]["laag"], result["lijnen"]["hoog"]
    assert [state["jaar"] for state in low["standen"]] == list(range(result["beginjaar"], 2031))
    assert high["standen"][-1]["tekort"] > low["standen"][-1]["tekort"]
    assert low["nieuw"] == high["nieuw"] == {}
    assert low["plaatsvervanger"]


def test_totals_to_2030_have_no_years(capsys, write):
    assert "per jaar" in run(capsys, "jaren", write(soort="totaal_tot_2030"), "--json", status=2)["fout"]


@pytest.mark.parametrize(
    ("more", "status", "text"),
    [({"regio": "elders"}, 2, "elders"), ({"versie": 9}, 2, "nieuwere versie"), ({"niveau": "land"}, 2, "niveau"),
     ({"uitzonderingen": [{"code": "BU91010104", "groep": "marsmannen", "motief": "m", "besluit_door": "b",
                           "datum": "2026-01-01"}]}, 2, "de groep marsmannen bestaat niet"),
     ({"sloten": [{"code": "BU91010104", "aantal": 1, "groep": "venus"}]}, 2, "de groep venus bestaat niet"),
     ({"gegevens": "2020-01-01-00000000"}, 1, "zijn er niet"),
     ({"sloten": [{"code": "BU91010104", "aantal": 500}]}, 2, "botsen")],
)  # fmt: skip
def test_what_cannot_be_done_is_one_clear_message(capsys, write, more, status, text):
    result = run(capsys, "verdeel", write(**more), "--json", status=status)
    assert set(result) == {"fout"}
    assert text in result["fout"]


def test_without_json_the_outcome_is_told_in_words(capsys, write):
    assert main(["verdeel", write()]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Rekenvoorbeeld: voor ")
    assert "van de 339 woningen is een plek gevonden" in told
    assert "Aanname: deel daarvan voor deze groepen 25 %" in told
    assert "Aanname: grens van een concentratie 1,5 keer het regionale aandeel (van 1 tot 10)" in told
    assert "Klasse aandacht (leefbaarheid): " in told
    assert "telt bij het plafond niet mee" in told
    assert "Complexen zijn niet getoetst" in told
    assert "buurten is de klasse onbekend" in told
    assert main(["verdeel", write(vraag={"statushouders": 10}), "--openbaar"]) == 0
    assert "voor alle 10 woningen" in capsys.readouterr().out
    assert main(["vergelijk", write(), write("b.json")]) == 0
    assert "breekt ontzien" in capsys.readouterr().out
    assert main(["jaren", write(jaren={"tot": 2028})]) == 0
    assert "2028:" in capsys.readouterr().out


FOUTEN = [
    ({"vraag": {"statushouders": "veel"}}, "vraag.statushouders: veel past hier niet"),
    ({"regels": {"plafond": {"per_1000": True}}}, "plafond.per_1000: true past hier niet; verwacht een getal"),
    ({"jaren": {"maatwerk": None}}, "jaren.maatwerk: null past hier niet; verwacht een getal"),
    ({"jaren": {"maatwerk": 10**30}}, "jaren.maatwerk: het getal is te groot"),
    ({"sloten": [{"code": "BU1", "aantal": 1}]}, "verwacht een code als BU09171000 of WK091710"),
    ({"sloten": [{"code": "BU99999999", "aantal": 1}]}, "BU99999999"),
    ({"loten": {"wezens": 2}}, "de groep wezens bestaat niet"),
    ({"schalen": {"detentie": {"standplaats": "buurt"}}}, "standplaats past niet bij deze groep"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "told"), FOUTEN)
def test_a_fault_in_the_content_of_a_scenario_is_one_of_the_command(capsys, write, more, told):
    """Status 2: the file that was given is not sound; 1 is for sources and data."""
    assert told in run(capsys, "verdeel", write(**more), "--json", status=2)["fout"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'{"versie": 1', "het bestand houdt te vroeg op"), (b"", "het bestand is leeg"), (b"\xe9", "UTF-8"),
        (b'{"versie": ' + b"1" * 400 + b"}", "een getal van 400 cijfers is te groot"), (b"{" * 9999, "hoort hier niet"),
        (b'{"versie": NaN}', "NaN is geen getal"), (b"[" * 99_999, "te vroeg op|niveaus"),
        (b'{"versie": 1}', "er ontbreekt iets; nodig zijn versie, regio, niveau, vraag"),
    ],
)  # fmt: skip
def test_what_is_no_scenario_is_told_in_dutch_with_the_same_status(capsys, tmp_path, raw, told):
    (tmp_path / "a.json").write_bytes(raw)
    said = run(capsys, "verdeel", str(tmp_path / "a.json"), "--json", status=2)["fout"]
    assert any(part in said for part in told.split("|"))
    assert not {"Expecting", "codec", "char", "recursion"} & set(said.replace(":", " ").split())


@pytest.mark.parametrize(
    ("naam", "raw", "told"),
    [
        ("a.csv", b"code;capaciteit\nBU1;x\n", "blad gebieden, rij 2, kolom code: 'BU1' is geen code"),
        ("a.csv", b"code;capaciteit\nBU91060000;#N/B\n", "cel B2: de foutwaarde #N/B"),
        ("a.xlsx", b"PK\x03\x04", "dit is geen volledig bestand"), ("a.geojson", b"{", "houdt te vroeg op"),
        ("a.docx", b"x", "van een soort die niet gelezen kan worden"),
        ("weg.csv", None, "het bestand of de map is er niet"),
    ],
)  # fmt: skip
def test_a_fault_in_own_figures_has_that_status_too(capsys, write, tmp_path, naam, raw, told):
    if raw is not None:
        (tmp_path / naam).write_bytes(raw)
    said = run(capsys, "verdeel", write(), "--json", "--eigen", str(tmp_path / naam), status=2)["fout"]
    assert told in said


def test_examples_that_were_passed_over_are_told(capsys, write, tmp_path):
    own = tmp_path / "eigen.csv"
    own.write_bytes(make_sjabloon() + b"BU91060000;;;5;\r\n")
    assert main(["verdeel", write(), "--json", "--eigen", str(own)]) == 0
    assert (
        capsys.readouterr().err
        == "Let op: eigen.csv: 1 voorbeeldregel overgeslagen (blad gebieden, rij 2).\n"
    )


UITWEG = {"grensvlak", "paar", "meest_mogelijk"}


def test_the_way_out_is_told_when_asked(capsys, write):
    asked = {"vraag": {"statushouders": {"laag": 240, "hoog": 360}, "detentie": 39}, "bandbreedte": "laag"}
    path = write(**asked)
    result = run(capsys, "verdeel", path, "--uitweg", "--json")
    assert set(result) == KEYS | UITWEG
    heights = [point["per_1000"] for point in result["grensvlak"]]
    assert heights == [float(number) for number in range(len(heights))]
    assert {frozenset(point) for point in result["grensvlak"]} == {
        frozenset({"per_1000", "toewijsaandeel_laag", "toewijsaandeel_hoog"})
    }
    assert result["grensvlak"][0]["toewijsaandeel_laag"] is None
    placed = sum(row["aantal"] for row in result["plaatsingen"])
    assert placed < result["meest_mogelijk"] <= 279
    assert result["paar"] is None or len(result["paar"]) == 2
    # What the frontier says of a point is what a plan there does.
    point = next(point for point in result["grensvlak"] if point["toewijsaandeel_laag"] is not None)
    for less, rest in ((0, 0), (1, 1)):
        rules = {
            "plafond": {"per_1000": point["per_1000"]},
            "capaciteit": {"toewijsaandeel": point["toewijsaandeel_laag"] - less},
        }
        turned = write("b.json", **asked, regels=rules)
        left = run(capsys, "verdeel", turned, "--json")["niet_geplaatst"]
        assert (sum(left.values()) > 0) == bool(rest)
    assert main(["verdeel", path, "--uitweg"]) == 0
    told = capsys.readouterr().out
    assert f"Plafond {point['per_1000']:.0f} per 1.000: lage vraag (279) past vanaf" in told
    assert "Dit is geen opgave." in told


def test_the_pair_fits_and_is_told_where_no_rule_is_enough(capsys, write):
    path = write(vraag={"statushouders": 452})
    result = run(capsys, "verdeel", path, "--uitweg", "--json")
    assert [set(step) for step in result["paar"]] == [{"regel", "knop", "van", "naar"}] * 2
    rules = {step["regel"]: {step["knop"]: step["naar"]} for step in result["paar"]}
    assert rules.keys() == {"plafond", "capaciteit"}
    turned = write("b.json", vraag={"statushouders": 452}, regels=rules)
    assert sum(run(capsys, "verdeel", turned, "--json")["niet_geplaatst"].values()) == 0
    assert main(["verdeel", path, "--uitweg"]) == 0
    told = capsys.readouterr().out
    assert "Ook zonder andere regels past hoogstens 266 van de 452 door de regel 'capaciteit'" in told
    assert (
        "Eén regel ruimer is niet genoeg. Het kleinste paar: plafond (meeste nieuwe woningen) van 8 naar"
        in told
    )


def test_a_scenario_carries_agreements_in_percent_and_own_figures_what_was_placed(
    capsys, write, buurten, tmp_path
):
    first, second, *_ = sorted(set(buurten["gemeentecode"]))
    area = buurten.index[(buurten["gemeentecode"] == first) & (buurten["klasse"] == "draagkrachtig")][0]
    placed = tmp_path / "geplaatst.csv"
    placed.write_text(f"code;groep;aantal\n{area};statushouders;6", encoding="utf-8")
    shares = [{"gemeenten": [first], "aandeel": 50, "corporaties": [{"naam": "Wonen", "aandeel": 60}]},
              {"gemeenten": [second], "aandeel": 25}]  # fmt: skip
    plan = write(vraag={"statushouders": 41}, afspraken=shares)
    result = run(capsys, "verdeel", plan, "--eigen", str(placed), "--json")
    homes = dict.fromkeys(set(buurten["gemeentecode"]), 0)
    for row in result["plaatsingen"]:
        homes[buurten.loc[row["code"], "gemeentecode"]] += row["aantal"]
    # 20.5, 10.25 and a rest of 10.25: the largest remainder takes the last home.
    assert (homes[first], homes[second], sum(homes.values())) == (21, 10, 41)
    assert sum(row["aantal"] for row in result["plaatsingen"] if row["code"] == area) >= 6


@pytest.mark.parametrize("more", [[], ["--openbaar"]])
def test_it_is_told_when_not_even_two_rules_make_room(capsys, write, buurten, more):
    towns = sorted(set(buurten["gemeentecode"]))
    agreed = {"afspraken": [{"gemeenten": towns, "hoogstens": 3}]}
    assert main(["verdeel", write(vraag={"statushouders": 452}, **agreed), "--uitweg", *more]) == 0
    assert GEEN_PAAR in capsys.readouterr().out
    assert main(["verdeel", write(vraag={"statushouders": 3}, **agreed), "--uitweg", *more]) == 0
    assert GEEN_PAAR not in capsys.readouterr().out


def test_the_way_out_that_is_shared_is_that_of_the_groups_that_are_told(capsys, write):
    both, told = {"statushouders": 300, "detentie": 39}, {"statushouders": 300}
    shared = run(capsys, "verdeel", write(vraag=both), "--uitweg", "--openbaar", "--json")
    plain = run(capsys, "verdeel", write(vraag=told), "--uitweg", "--json")
    assert {name: shared[name] for name in UITWEG} == {name: plain[name] for name in UITWEG}
    assert set(shared) == GEDEELD | UITWEG


def test_a_way_out_on_own_figures_is_not_shared(capsys, write, tmp_path, buurten):
    figures = tmp_path / "eigen.csv"
    figures.write_text(
        "code;gehuisvest\n" + "\n".join(f"{code};25" for code in buurten.index), encoding="utf-8"
    )
    arguments = ("verdeel", write(), "--uitweg", "--openbaar", "--eigen", str(figures))
    shared = run(capsys, *arguments, "--json")
    assert {name: shared[name] for name in UITWEG} == {"grensvlak": [], "paar": None, "meest_mogelijk": None}
    assert main(list(arguments)) == 0
    said = capsys.readouterr().out
    assert "blijft bij wie het plan maakt" in said
    assert "Plafond 8 per 1.000" not in said


def test_a_gemeente_is_told_what_the_plan_means_for_her(capsys, write, buurten):
    code = str(buurten["gemeentecode"].iloc[0])
    told = run(capsys, "verdeel", write(vraag={"statushouders": 60}), "--gemeente", code.lower(), "--json")[
        "gemeente"
    ]
    assert "Dit is geen opgave." in told[0]
    assert told[1].startswith("Naar inwoners: ")
    assert any("geplande" in line.lower() for line in told)
    # A group that may not be told is part of what fits.
    shared = run(capsys, "verdeel", write(), "--gemeente", code, "--openbaar", "--json")["gemeente"]
    assert len(shared) == 2
    assert not any("hoogstens" in line for line in shared)
    assert "GM0000" in run(capsys, "verdeel", write(), "--gemeente", "GM0000", "--json", status=2)["fout"]
