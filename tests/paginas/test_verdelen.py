"""The page Verdelen: plan, change, lock, except, undo; own figures; frozen by link; and what is refused, with why."""

from __future__ import annotations

import base64
import dataclasses
import os
import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
from aflezen import find_kleuring, read_data, read_html, read_knoppen

from pages.bouwstenen import bestandvak, gegevens
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.verdelen import (
    afspraken,
    bestanden,
    deelkeuze,
    dok,
    gevolg,
    hefbomen,
    kaartje,
    meer,
    onder,
    toetsen,
    uitzondering,
    vlak,
)
from pages.verdelen.verdeelbeeld import make_beeld
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.kern.kern import Kerngebied
from woonzorg.verdeling.invoer.eigen_cijfers import read_eigen_cijfers
from woonzorg.verdeling.invoer.situatie import Afspraak, Slot, Uitzondering, Voorstel
from woonzorg.verdeling.regels.besluiten import find_plaats
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.antwoord import compute, open_veld
from woonzorg.verdeling.uitkomst.knelwoorden import describe_kop
from woonzorg.verdeling.uitkomst.ruimte import tabulate_gebieden
from woonzorg.verdeling.vraag.lijnen import Vraagregel

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

PAGINA = "pages/verdelen/pagina.py"
SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
START = bewerken.make_standaard("voorbeeldstreek")


@pytest.fixture(scope="module")
def uitkomst():
    return compute(START, open_veld(START, SNAPSHOT))


@pytest.fixture(scope="module")
def gebieden(uitkomst):
    return tabulate_gebieden(uitkomst).set_index("code")


@pytest.fixture
def open_verdelen(open_pagina):
    """Return what opens the page with the parameters of a link."""
    return partial(open_pagina, "verdelen")


def read_kop(app: AppTest) -> str:
    head = next(element.proto.body for element in app.get("html") if 'class="wz-kop"' in element.proto.body)
    return head.replace("<em>", "").replace("</em>", "")


def open_dok(app: AppTest, view: str) -> AppTest:
    """Open a view of the panel, as a press on its door does."""
    app.session_state[dok.OPEN] = view
    return app.run()


def open_formulier(app: AppTest, key: str) -> AppTest:
    """Open one of the forms, as a press on its button does."""
    app.session_state[key] = True
    return app.run()


def choose_ruim(gebieden) -> str:
    """Return an area that receives homes, with room for one more."""
    return str(gebieden.query("geplaatst > 0").index[0])


def test_the_page_opens_with_plan_rules_map_and_what_would_help(open_verdelen, uitkomst, gebieden):
    app = open_verdelen()
    assert not app.exception
    assert not app.error
    assert describe_kop(uitkomst) in read_kop(app)
    html, colours = read_html(app), find_kleuring(app)
    assert len(colours["vak"]) == len(gebieden)
    assert colours["titel"].startswith("Nieuwe woningen per 1.000 huishoudens")
    for words in ("aanname", "Wat er al is, telt bij het plafond niet mee", "Verdeling: optimaal", "Wat houdt de",
                  "Ook zonder andere regels past hoogstens", "Gaat eerst, buiten de verdeling: 8 woningen",
                  "365 − 78", "wz-gemeenten"):  # fmt: skip
        assert words in html


def test_all_areas_stand_by_gemeente_and_name_and_not_by_what_they_receive(gebieden):
    rows = onder._add_words(gebieden.reset_index().sample(frac=1, random_state=1))
    order = list(zip(rows["gemeentenaam"], rows["naam"], rows["code"], strict=True))
    assert order == sorted(order)
    assert rows["geplaatst"].iloc[0] < rows["geplaatst"].max()


def open_tabel(app: AppTest, kern: Kerngebied) -> AppTest:
    """Open the table of a visitor who has an own area."""
    app.session_state["kernen"] = {"voorbeeldstreek": {kern.adres: kern}}
    app.session_state["verdeeltabel-open"] = True
    return app.run()


def test_the_table_keeps_to_a_gemeente_or_an_own_area_and_tells_what_the_plan_places_there(
    open_verdelen, gebieden
):
    kern = Kerngebied("Het *Dal*", tuple(gebieden.index[:3]))
    app = open_tabel(open_verdelen(), kern)
    choice = app.selectbox(key=deelkeuze.KEUZE)
    assert choice.options[-1] == "Eigen gebied: Het *Dal*"
    choice.select(kern.adres).run()
    told = f"In Het \\*Dal\\* plaatst dit voorstel {int(gebieden['geplaatst'].iloc[:3].sum())} woning"
    assert [text for text in app.markdown if text.value.startswith(told)]
    assert "3 buurten. Klik op een kop" in read_html(app)
    name = gebieden["gemeentenaam"].iloc[-1]
    app.selectbox(key=deelkeuze.KEUZE).select(name).run()
    assert f"{int((gebieden['gemeentenaam'] == name).sum())} buurten. Klik op een kop" in read_html(app)
    app = open_tabel(app.segmented_control(key="verdeel-niveau").select("wijk").run(), kern)
    assert not [text for text in app.selectbox(key=deelkeuze.KEUZE).options if "Eigen gebied" in text]
    assert not app.exception


def test_of_a_shared_plan_the_table_keeps_to_an_own_area_and_tells_no_sum(open_verdelen, gebieden):
    kern = Kerngebied("Het Dal", tuple(gebieden.index[:1]))
    app = open_tabel(open_verdelen(scenario=save(START).id), kern)
    app.selectbox(key=deelkeuze.KEUZE).select(kern.adres).run()
    assert "1 buurt, vóór de verdeling" in read_html(app)
    assert not [text for text in app.markdown if "plaatst dit voorstel" in text.value]


def test_side_kind_and_level_change_the_plan_and_can_be_undone(open_verdelen):
    app = open_verdelen()
    first = read_kop(app)
    app.segmented_control(key="verdeel-bandbreedte").select("laag").run()
    assert "van de 452 woningen" in read_kop(app)
    app.segmented_control(key="verdeel-niveau").select("wijk").run()
    assert len(find_kleuring(app)["vak"]) == 47
    open_dok(app, dok.VRAAG)
    app.segmented_control(key="verdeel-soort").select("totaal_tot_2030").run()
    assert "er is geen vraag die wordt verdeeld. Dit getal is van een andere soort (per jaar)" in read_html(
        app
    )
    assert "geen vraag die wordt verdeeld" in read_kop(app)
    assert not app.exception
    for _ in range(3):
        app.button(key="ongedaan").click().run()
    assert read_kop(app) == first
    assert app.button(key="ongedaan").disabled
    app.button(key="opnieuw").click().run()
    assert "van de 452 woningen" in read_kop(app)


def test_demand_and_rules_are_set_within_their_bounds(open_verdelen):
    app = open_dok(open_verdelen(), dok.VRAAG)
    app.number_input(key="vraag-statushouders-hoog").set_value(10).run()
    assert app.number_input(key="vraag-statushouders-laag").value == 10
    assert "eigen invoer" in read_html(app)
    assert "van de 375 woningen" in read_kop(app)
    app.number_input(key="vraag-detentie-hoog").set_value(400).run()
    assert "groter dan het geheel" in app.error[0].value
    assert app.number_input(key="vraag-detentie-hoog").value == 39
    app.selectbox(key="groep-toevoegen").select("dreigend_dakloos").run()
    assert app.number_input(key="vraag-dreigend_dakloos-hoog").value == 0
    open_dok(app, dok.REGELS)
    app.text_input(key="regel-capaciteit-toewijsaandeel").set_value("100").run()
    assert "<b>100 %</b>" in read_html(app)
    app.toggle(key="regel-plafond").set_value(False).run()
    assert "geldt nu niet" in read_html(app)
    assert not app.exception


VELD = "regel-capaciteit-mutatiegraad"


def test_numbers_with_decimals_are_shown_and_read_with_a_comma(open_verdelen):
    app = open_dok(open_verdelen(), dok.REGELS)
    assert app.text_input(key=VELD).value == "8,5"
    for typed, shown in (("7,25", "7,25"), ("9.5", "9,5"), (" 10 ", "10")):
        app.text_input(key=VELD).set_value(typed).run()
        assert app.text_input(key=VELD).value == shown
        assert not app.error


@pytest.mark.parametrize("typed", ["", "veel", "101", "-1", "1e1", "8,5,0", "٣"])
def test_what_is_no_number_within_its_bounds_is_told_and_changes_nothing(open_verdelen, typed):
    app = open_dok(open_verdelen(), dok.REGELS)
    before = read_kop(app)
    app.text_input(key=VELD).set_value(typed).run()
    assert re.search(
        r"Typ een getal van \d+ tot en met \d+, met een komma voor decimalen. Er is niets veranderd",
        app.error[0].value,
    )
    assert app.text_input(key=VELD).value == "8,5"
    assert read_kop(app) == before
    assert not app.run().error


def test_a_group_is_ticked_off_with_its_parts_also_by_a_0_and_comes_back(open_verdelen):
    app = open_dok(open_verdelen(), dok.VRAAG)
    first = read_kop(app)
    app.number_input(key="vraag-uitstroom-hoog").set_value(0).run()
    assert not app.error
    assert "van de 360 woningen" in read_kop(app)
    assert (
        "Uitstroom uit instellingen staat niet meer in de vraag, met de delen ervan" in app.success[0].value
    )
    assert "vraag-detentie-hoog" not in {field.key for field in app.number_input}
    app.checkbox(key="vraag-uit-uitstroom").check().run()
    assert read_kop(app) == first
    assert app.number_input(key="vraag-detentie-hoog").value == 39
    app.checkbox(key="vraag-aan-statushouders").uncheck().run()
    assert "van de 365 woningen" in read_kop(app)
    app.button(key="ongedaan").click().run()
    assert read_kop(app) == first
    assert app.checkbox(key="vraag-aan-statushouders").value


def test_an_area_is_held_raised_and_let_go_and_what_cannot_be_is_told(open_verdelen, gebieden):
    code = choose_ruim(gebieden)
    count = int(gebieden.loc[code, "geplaatst"])
    app = open_verdelen(gebied=code)
    assert f"{count} nieuwe" in read_html(app)
    app.button(key="gebied-slot").click().run()
    assert ", vastgezet" in read_html(app)
    app.button(key="gebied-minder").click().run()
    assert find_kleuring(app)["tekst"].count("vastgezet") == 1
    assert f"{count - 1} nieuwe" in read_html(app)
    for _ in range(3):
        app.button(key="gebied-meer").click().run()
        if app.error:
            break
    assert "De vastgezette aantallen passen niet bij de regels" in app.error[0].value
    assert "ze botsen met:" in app.error[0].value
    app.button(key="gebied-slot").click().run()
    assert ", vastgezet" not in read_html(app)
    assert not app.error


def test_a_kwetsbaar_area_needs_an_exception_with_motive_decider_and_date(open_verdelen, gebieden):
    code = str(gebieden.query("klasse == 'kwetsbaar' and huishoudens > 500").index[0])
    app = open_verdelen(gebied=code)
    app.button(key="gebied-meer").click().run()
    assert "Ontzien" in app.error[0].value
    open_formulier(app, uitzondering.OPEN)
    press_uitzondering(app)
    assert "motief" in app.error[0].value
    fill_uitzondering(app, "gebouw <b>staat</b> er")
    press_uitzondering(app)
    assert not app.error
    html = read_html(app)
    assert (
        "Uitzondering: gebouw &lt;b&gt;staat&lt;/b&gt; er (raad, 31-1-2026). Niet besloten: er is geen besloten"
        in html
    )
    assert "<b>staat" not in html
    assert "Over een uitzondering is niet besloten" in html
    assert re.search(r"blijft een concept.*(geplaatst|regel|lager)", app.success[0].value)
    app.button(key="uitzondering-weg-0").click().run()
    assert "Uitzondering: gebouw" not in read_html(app)
    assert "is weggehaald" in app.success[0].value


def fill_uitzondering(app: AppTest, motief: str, aantal: int | None = None) -> None:
    app.text_area(key="uitzondering-motief").set_value(motief)
    app.text_input(key="uitzondering-besluit").set_value("raad")
    app.text_input(key="uitzondering-datum").set_value("31-1-2026")
    app.number_input(key="uitzondering-aantal").set_value(aantal)


def press_uitzondering(app: AppTest) -> None:
    next(button for button in app.button if button.label == "Leg de uitzondering vast").click().run()


def test_a_decision_is_placed_and_the_form_closes_or_stays_with_the_number_that_fits(open_verdelen, gebieden):
    code = find_plaatsbaar(gebieden)
    app = open_formulier(open_verdelen(gebied=code), uitzondering.OPEN)
    fill_uitzondering(app, "gebouw staat er", 300)
    press_uitzondering(app)
    assert "plaatst 300 woningen" in app.error[0].value
    most = int(re.search(r"hoogstens (\d+)", app.error[0].value)[1])
    assert app.session_state[uitzondering.OPEN] is True
    assert app.text_area(key="uitzondering-motief").value == "gebouw staat er"
    app.number_input(key="uitzondering-aantal").set_value(most)
    press_uitzondering(app)
    assert not app.error
    assert app.session_state[uitzondering.OPEN] is False
    assert f"er zijn {most} woningen geplaatst" in app.success[0].value
    assert "afgeweken van: ontzien" in app.success[0].value
    html = read_html(app)
    assert f"{most} nieuwe woningen" in html
    assert "afgeweken: besluit van raad, 31-1-2026" in html
    assert "Niet besloten" not in html


def find_plaatsbaar(gebieden) -> str:
    """Return a kwetsbaar area in which more than one home could be decided without a concentratie."""
    situatie = make_situatie(START, open_veld(START, SNAPSHOT))
    spared = gebieden.query("klasse == 'kwetsbaar' and huishoudens > 100").index
    return next(str(code) for code in spared if (find_plaats(situatie, str(code), REGELS) or 0) > 1)


def test_an_agreement_is_made_and_taken_back(open_verdelen):
    app = open_dok(open_verdelen(), dok.REGELS)
    app.checkbox(key="afspraak-gemeente-GM9104").check()
    app.checkbox(key="afspraak-gemeente-GM9107").check()
    app.number_input(key="afspraak-hoogstens").set_value(3)
    next(button for button in app.button if button.label == "Leg de afspraak vast").click().run()
    assert not app.error
    deal = next(button for button in app.button if button.label.startswith("Haal weg:"))
    assert deal.label == "Haal weg: Vossenmarke en Kwartelrade: hoogstens 3"
    deal.click().run()
    assert not [button for button in app.button if button.label.startswith("Haal weg:")]


def test_key_urgency_scale_and_lots_are_set_told_and_undone(open_verdelen):
    app = open_formulier(open_verdelen(), meer.MEER_OPEN)
    first = read_html(app)
    assert "complex (§6.12)" in first
    assert "eigen keuze" not in first
    app.selectbox(key="verdeelsleutel").select("huishoudens").run()
    app.selectbox(key="schaal-uitstroom").select("wijk").run()
    assert "wijk (eigen keuze)" in read_html(app)
    app.selectbox(key="instrument-uitstroom").select("nieuwbouw").run()
    assert app.selectbox(key="schaal-uitstroom").value == "wijk"
    app.number_input(key="lot-statushouders").set_value(4).run()
    order = [button.key for button in app.button if button.key.startswith("urgentie-")]
    assert app.button(key=order[0]).disabled
    app.button(key=order[1]).click().run()
    assert not app.error
    assert not app.exception
    kept = app.session_state["verdeling_werk"]["voorbeeldstreek"].scenario
    assert (kept.verdeelsleutel, kept.loten) == ("huishoudens", {"statushouders": 4})
    assert kept.schalen == {("uitstroom", "toewijzing"): "wijk"}
    assert [kept.urgentie[place] for place in (1, 0)] == bewerken.list_urgentie(START)[:2]
    for _ in range(5):
        app.button(key="ongedaan").click().run()
    assert app.number_input(key="lot-statushouders").value == 1
    assert app.selectbox(key="schaal-uitstroom").value == "complex"
    assert app.session_state["verdeling_werk"]["voorbeeldstreek"].scenario == START


def test_a_lot_changes_the_plan_so_that_no_area_receives_fewer(open_verdelen):
    app = open_formulier(open_verdelen(), meer.MEER_OPEN)
    app.number_input(key="lot-statushouders").set_value(5).run()
    scenario = bewerken.set_lot(START, "statushouders", 5)
    outcome = compute(scenario, open_veld(scenario, SNAPSHOT))
    placed = outcome.plan.aantallen[:, outcome.situatie.groepen.index("statushouders")]
    assert placed[placed > 0].min() >= 5
    assert describe_kop(outcome) in read_kop(app)


def test_sites_of_an_older_scenario_are_shown_with_each_rule_and_cannot_be_changed(open_verdelen, gebieden):
    spared = str(gebieden.query("klasse == 'kwetsbaar' and huishoudens > 500").index[0])
    sites = (
        Voorstel(spared, "woonwagenbewoners", 6, binnen_buurt=True, instrument="standplaats"),
        Voorstel(choose_ruim(gebieden), "vrouwenopvang", 1),
    )
    kept = save(bewerken.change(START, toetsen=sites))
    app = open_verdelen(scenario=kept.id)
    app.session_state["scenarios_gemaakt"] = {kept.id}
    app.run().button(key="maak-kopie").click().run()  # who made it goes on with a copy
    assert not app.exception
    assert "Plekken toetsen" not in {item.label for item in app.expander}
    open_formulier(app, toetsen.TOETSEN_OPEN)
    html = read_html(app)
    assert "telt hier niet mee: een standplaats komt erbij" in html
    assert f"✗ {spared}, woonwagenbewoners (6): Ontzien: niet gehaald. Gevraagd 6, hoogstens 0." in html
    assert "<td>✗ niet gehaald</td>" in html
    assert "<td>geen grens</td>" in html
    assert "uitstroom uit vrouwenopvang (1): Past binnen de regels." in html
    links = [item.proto for item in app.get("page_link") if item.proto.label.startswith("Open plek ")]
    assert len(links) == 2
    assert f"gebied={spared}" in links[0].query_string
    assert "gebied" not in links[1].query_string  # a group with more privacy
    app.segmented_control(key="verdeel-niveau").select("wijk").run()
    assert "woonwagenbewoners (6)" not in read_html(app)


def test_without_sites_verdelen_leads_to_initiatief_and_shows_no_fold(open_verdelen):
    app = open_verdelen()
    assert any("ga naar Initiatief" in item.proto.label for item in app.get("page_link"))
    assert "Getoetste plekken" not in {item.label for item in app.expander}


def save(scenario):
    return Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"]).save(scenario)


def test_a_link_tells_proposed_sites_by_gemeente_and_others_begin_with_the_rules(open_verdelen):
    site = Voorstel("BU91010104", "vrouwenopvang", 4)
    kept = save(bewerken.change(bewerken.set_slot(START, "BU91010104", 0), toetsen=(site,)))
    app = open_verdelen(scenario=kept.id)
    finding = next(item.proto.body for item in app.get("html") if "Getoetste voorstellen" in item.proto.body)
    assert "Zilverhage, uitstroom uit vrouwenopvang: past" in finding
    assert "BU91010104" not in finding
    assert app.button(key="maak-kopie").label == "Begin met deze regels"
    app = app.button(key="maak-kopie").click().run()
    assert not app.exception
    assert any("Het plan zelf blijft bij wie het maakte" in item.value for item in app.success)
    assert "vrouwenopvang (4)" not in read_html(app)
    assert "vastgezet" not in find_kleuring(app)["tekst"]


def test_a_saved_scenario_opens_frozen_and_tells_only_what_may_be_shared(open_verdelen, gebieden):
    code = choose_ruim(gebieden)
    scenario = bewerken.change(bewerken.set_slot(START, code, 1), naam="A <i>")
    kept = save(scenario)
    app = open_verdelen(scenario=kept.id, gebied=code)
    html = read_html(app)
    assert not app.exception
    assert "A &lt;i&gt;" in html
    assert "326 − 39" in html  # not 365 − 78: that tells what is asked for detentie
    assert not app.segmented_control
    assert not app.number_input
    told = find_kleuring(app)["tekst"].split("|")
    assert {text.split(";")[0].split(":")[0] for text in told} <= {
        "regel houdt niet tegen",
        "ontzien",
        "onbekend",
        "",
    }
    assert not set(find_kleuring(app).get("cijfers", "").replace("|", ""))  # no number in any area
    assert "Per buurt wordt geen aantal gedeeld" in html  # the card of the area that is selected
    assert "Statushouders: " not in html
    assert any("noemt geen gegevens" in warning.value for warning in app.warning)


def test_kwetsbare_buurten_are_not_coloured_as_receiving_and_every_plan_has_the_same_map(open_verdelen):
    few = (Vraagregel("statushouders", 20, 20), Vraagregel("uitstroom", 25, 25), Vraagregel("detentie", 5, 5))
    scenario = bewerken.change(START, vraag=few, gegevens=SNAPSHOT.id)
    maps = [find_kleuring(open_verdelen(scenario=save(item).id)) for item in (scenario, START)]
    assert maps[0]["vak"] == maps[1]["vak"]
    app = open_verdelen(scenario=save(scenario).id)
    outcome = compute(scenario, open_veld(scenario, SNAPSHOT))
    placed = dict(zip(outcome.situatie.groepen, outcome.plan.geplaatst, strict=True))
    assert placed["detentie"] > 0
    rows = re.findall(r"<td><b>([0-9.]+)</b></td>", read_html(app))
    assert (
        sum(int(number.replace(".", "")) for number in rows) == placed["statushouders"] + placed["uitstroom"]
    )
    assert "Detentie, forensische zorg" in read_html(app)


def test_the_working_file_is_offered_with_own_work_only(open_verdelen):
    kept = save(bewerken.change(START, naam="A"))
    for link, offered in (({}, True), ({"scenario": kept.id}, False)):
        app = open_verdelen(**link)
        app.session_state["bestanden-open"] = True
        labels = read_knoppen(app.run())
        assert ("Werkbestand (JSON)" in labels) is offered
        assert ("Plan per gebied (csv)" in labels) is offered
        assert "Om te delen (JSON)" in labels


@pytest.mark.parametrize(
    "parameters",
    [
        {"scenario": "0" * 12},
        {"scenario": "<script>"},
        {"gebied": "BU99999999"},
        {"data": "2001-01-01-00000000"},
    ],
)
def test_a_strange_link_gives_a_notice_and_the_usual_page(open_verdelen, uitkomst, parameters):
    app = open_verdelen(**parameters)
    assert not app.exception
    assert app.warning
    assert describe_kop(uitkomst) in read_kop(app)
    assert "<script" not in read_html(app)


def test_a_scenario_of_another_region_is_told_and_not_worked_out(open_verdelen):
    kept = Bibliotheek.open(os.environ["WOONZORG_DATABASE_URL"]).save(bewerken.make_standaard("elders"))
    app = open_verdelen(scenario=kept.id)
    assert not app.exception
    assert "andere streek" in app.error[0].value


# What callbacks do with what a browser sends


@pytest.fixture
def snapshot(open_app, monkeypatch):  # noqa: ARG001  its settings
    """Return the snapshot as a page has it, in a session of its own."""
    # Without a running page there is no session in which Streamlit could keep what rests on own figures.
    monkeypatch.setattr(rekenwerk, "_hold", lambda _, werk: werk())
    found = gegevens.open_gegevens()[0]
    verdeelstand.st.session_state.clear()
    verdeelstand.read_stand(found)
    yield found
    verdeelstand.st.session_state.clear()


def read_bericht() -> tuple[str, str]:
    return verdeelstand.st.session_state.get("verdeling_bericht", ("", ""))


def test_own_figures_are_used_named_and_refused_with_all_that_is_wrong(snapshot, gebieden):
    code = choose_ruim(gebieden)
    bestanden.take_eigen(snapshot, "cijfers.csv", f"code;capaciteit\n{code};0\n".encode())
    stand = verdeelstand.read_stand(snapshot)
    assert read_bericht()[0] == "goed"
    assert stand.eigen.hash == stand.scenario.eigen_cijfers
    found = compute(stand.scenario, open_veld(stand.scenario, snapshot, stand.eigen))
    assert tabulate_gebieden(found).set_index("code").loc[code, "geplaatst"] == 0
    bestanden.take_eigen(snapshot, "fout.csv", b"code;capaciteit\nBU1;x\nBU00000000;-1\n")
    kind, text = read_bericht()
    assert kind == "fout"
    assert "rij 2" in text
    assert "rij 3" in text
    assert verdeelstand.read_stand(snapshot).eigen == stand.eigen


def test_own_figures_with_which_the_plan_cannot_be_worked_out_are_told_and_not_kept(snapshot):
    wijk = snapshot.gebieden.query("niveau == 'wijk' and rol == 'regio'")["code"].iloc[0]
    placed = f"code;groep;aantal\n{wijk};statushouders;5\n"
    bestanden.take_eigen(snapshot, "geplaatst.csv", placed.encode())
    kind, text = read_bericht()
    assert kind == "fout"
    assert "staat per wijk in uw bestand, en u verdeelt over buurten" in text
    assert verdeelstand.read_eigen("voorbeeldstreek") is None


def test_agreements_of_a_file_take_the_place_of_others_and_a_wrong_file_is_told(snapshot):
    for town in ("GM9104", "GM9107"):
        afspraken.take_afspraken(
            snapshot, "a.csv", f"afspraak;gemeente;aandeel\nnoord;{town};12,5\n".encode()
        )
        assert read_bericht() == ("goed", "Uit a.csv: 1 afspraak. Met 'Ongedaan' komen de vorige terug.")
    agreed = (Afspraak(("GM9107",), aandeel=12.5),)
    assert verdeelstand.read_stand(snapshot).scenario.afspraken == agreed
    afspraken.take_afspraken(snapshot, "a.csv", b"afspraak;gemeente;aandeel\na;elders;veel\n;GM9107;10\n")
    kind, text = read_bericht()
    assert kind == "fout"
    assert re.search(r"rij 2, kolom gemeente: .*rij 2, kolom aandeel: .*", text)
    assert "rij 3, kolom afspraak: is leeg" in text
    assert verdeelstand.read_stand(snapshot).scenario.afspraken == agreed


def test_own_figures_of_the_visit_count_on_the_page_and_can_be_forgotten(open_verdelen, gebieden):
    code = choose_ruim(gebieden)
    figures = read_eigen_cijfers("a.csv", f"code;capaciteit\n{code};0\n".encode(), {code})
    app = open_verdelen(gebied=code)
    app.session_state["verdeling_eigen"] = {"voorbeeldstreek": figures}
    app.run()
    assert ">0 nieuwe woningen" in read_html(app)
    open_dok(app, dok.VRAAG)
    app.number_input(key="vraag-statushouders-hoog").set_value(300).run()
    assert not app.error
    assert not app.exception
    open_dok(app, dok.CIJFERS)
    app.button(key="eigen-weg").click().run()
    assert ">0 nieuwe woningen" not in read_html(app)
    open_dok(app, dok.VRAAG)
    assert app.number_input(key="vraag-statushouders-hoog").value == 300


def test_a_scenario_file_is_opened_or_refused(snapshot):
    held = bewerken.set_slot(START, "BU91010100", 0)
    bestanden.take_scenario(snapshot, "a.json", held.to_json().encode())
    assert read_bericht()[0] == "goed"
    assert verdeelstand.read_stand(snapshot).scenario.sloten == (Slot("BU91010100", 0),)
    foreign = bewerken.make_standaard("elders").to_json().encode()
    own = bewerken.change(START, eigen_cijfers="a" * 12).to_json().encode()
    for raw, words in ((b"\x00", "JSON"), (b"[]", "geen scenario"), (foreign, "andere streek"), (own, "eigen cijfers"),
                       (b" " * 1_000_001, "1 MB")):  # fmt: skip
        bestanden.take_scenario(snapshot, "b.json", raw)
        assert read_bericht()[0] == "fout"
        assert words in read_bericht()[1]
        assert verdeelstand.read_stand(snapshot).scenario.sloten == (Slot("BU91010100", 0),)


def test_an_action_that_no_button_has_changes_nothing(snapshot):
    before = verdeelstand.read_stand(snapshot)
    kaartje.pas_gebied_aan(snapshot, "wis", "BU91010100", 3)
    assert verdeelstand.read_stand(snapshot) == before
    kaartje.pas_gebied_aan(snapshot, kaartje.SLOT, "BU00000000", 3)
    assert read_bericht()[0] == "fout"
    assert verdeelstand.read_stand(snapshot) == before


def test_what_a_file_field_sends_is_read_and_anything_else_is_an_empty_file():
    sent = base64.b64encode(b"a;b").decode()
    assert bestandvak.decode(sent, 3) == b"a;b"
    assert bestandvak.decode("<script>", 100) == b""
    assert bestandvak.decode(base64.b64encode(b"a;bc").decode(), 3) == b""  # more than the field lets through


def keep_as(app, naam):
    app.text_input(key="bewaar-naam").set_value(naam)
    return next(item for item in app.button if item.label == "Bewaar in de bibliotheek").click().run()


def test_what_is_wrong_with_keeping_is_told_in_its_form_which_stays_open_until_it_is_kept(open_verdelen):
    app = keep_as(open_verdelen(), "  ")
    assert "Geef het scenario een naam" in app.error[0].value
    app = keep_as(app, "Proef")
    assert [item.value for item in app.error] == []
    assert "Bewaard als 'Proef'" in app.success[0].value
    assert app.session_state["bewaren"] is False


def test_exceptions_and_agreements_that_stand_twice_in_a_file_can_be_seen_and_taken_away(
    open_verdelen, gebieden
):
    code = find_plaatsbaar(gebieden)
    case = Uitzondering(code, "staat er al", "raad", "2026-01-31", aantal=1)
    other = dataclasses.replace(case, motief="een ander besluit")
    deal = Afspraak(
        (str(SNAPSHOT.gebieden.query("niveau == 'gemeente' and rol == 'regio'")["code"].iloc[0]),), minstens=1
    )
    twice = bewerken.change(START, uitzonderingen=(case, case, other), afspraken=(deal, deal))
    app = open_verdelen(gebied=code)
    app.session_state["verdeling_werk"] = {"voorbeeldstreek": bewerken.Geschiedenis(twice, (START,))}
    app.run()
    open_dok(app, dok.REGELS)
    assert not app.exception
    assert read_html(app).count("Uitzondering: staat er al") == 1
    assert "Uitzondering: een ander besluit" in read_html(app)
    app.button(key="afspraak-weg-0").click().run()
    app.button(key="uitzondering-weg-0").click().run()
    kept = app.session_state["verdeling_werk"]["voorbeeldstreek"].scenario
    assert (kept.uitzonderingen, kept.afspraken) == ((other,), ())


def test_the_frontier_stands_on_the_page_and_the_way_out_is_told(open_verdelen):
    app = open_verdelen()
    chart = next(data for data in read_data(app) if "tabel" in data and "svg" in data)
    assert chart["nu"] == [25.0, 8.0]
    assert "lage vraag past (452)" in chart["svg"]
    assert "<td>53 %</td>" in chart["tabel"]
    html = read_html(app)
    assert re.search(r"Ook zonder andere regels past hoogstens \d+ van de 725", html)
    assert "Eén regel ruimer is niet genoeg. Het kleinste paar: plafond" in html


def test_a_point_tells_its_price_and_is_taken_in_one_step_that_can_be_undone(open_verdelen):
    app = open_verdelen()
    first, kept = read_kop(app), bewerken.change(START, gegevens=SNAPSHOT.id)
    app.session_state[vlak.PUNT] = (kept.rekenkenmerk, 60.0, 13.0)
    app.run()
    assert "Voor andere woningzoekenden blijft in deze buurten 40 % van wat vrijkomt." in read_html(app)
    assert read_kop(app) == first
    app.session_state["verdeling_werk"]["voorbeeldstreek"] = bewerken.Geschiedenis(
        vlak.set_punt(START, 60.0, 13.0), (START,)
    )
    app.run()
    assert read_kop(app) != first
    assert "wz-prijs" not in read_html(app)  # the point is where the plan stands now
    app.button(key="ongedaan").click().run()
    assert read_kop(app) == first


@pytest.mark.parametrize(
    "sent", [None, "x", [1], [1, 2, 3], [True, 1], [101, 8], [50, -1], [50, "8"], {"a": 1}]
)
def test_what_is_no_point_is_passed_over(snapshot, sent):
    stand = verdeelstand.read_stand(snapshot)
    vlak.choose(stand.scenario, sent)
    vlak.take(snapshot, sent)
    assert vlak.read_punt(stand.scenario) is None
    assert verdeelstand.read_stand(snapshot) == stand


def test_a_point_that_is_taken_leaves_a_ceiling_off_that_is_off_for_so_the_point_was_worked_out(snapshot):
    off = bewerken.switch_regel(START, vlak.PLAFOND.sleutel, aan=False)
    verdeelstand.change_scenario(off)
    stand = verdeelstand.read_stand(snapshot)
    vlak.choose(stand.scenario, [54, 16])
    assert vlak.read_punt(stand.scenario) == (54.0, 16.0)
    vlak.take(snapshot, [54, 16])
    now = verdeelstand.read_stand(snapshot).scenario
    assert now.waarden["capaciteit"]["toewijsaandeel"] == 54.0
    assert (vlak.PLAFOND.sleutel in now.uit, now.waarden["plafond"]) == (True, off.waarden["plafond"])
    verdeelstand.undo()
    assert verdeelstand.read_stand(snapshot).scenario.regels == off.regels
    verdeelstand.change_scenario(bewerken.switch_regel(off, vlak.PLAFOND.sleutel, aan=True))
    vlak.take(snapshot, [54, 16])
    both = verdeelstand.read_stand(snapshot).scenario.waarden
    assert (both["capaciteit"]["toewijsaandeel"], both["plafond"]["per_1000"]) == (54.0, 16.0)


def test_a_point_at_which_what_is_held_does_not_fit_says_so_and_the_page_stays(open_verdelen, gebieden):
    app = open_verdelen()
    code = choose_ruim(gebieden)
    held = bewerken.set_slot(START, code, 1)
    app.session_state["verdeling_werk"]["voorbeeldstreek"] = bewerken.Geschiedenis(held, (START,))
    kept = bewerken.change(held, gegevens=SNAPSHOT.id)
    app.session_state[vlak.PUNT] = (kept.rekenkenmerk, 25.0, 0.0)
    app.run()
    assert "Dit punt heeft geen plan." in read_html(app)
    assert not app.exception
    assert "Wie krijgt hoeveel?" in read_html(app)


def test_a_lever_is_set_to_what_is_typed_and_told_what_it_did(snapshot):
    hefbomen.turn(snapshot, {"knop": "capaciteit.toewijsaandeel", "waarde": "37,5"})
    stand = verdeelstand.read_stand(snapshot)
    assert stand.scenario.waarden["capaciteit"]["toewijsaandeel"] == 37.5
    what, did = gevolg.tell_gevolg(make_beeld(snapshot, stand, ""))
    assert what == "Toewijsaandeel: 37,50 % (was 25 %)"
    assert re.fullmatch(r"\+\d+ woningen(, \d+ buurt(en)? (erbij|eraf))*", did)
    for sent in ("101", "", "veel"):
        hefbomen.turn(snapshot, {"knop": "capaciteit.toewijsaandeel", "waarde": sent})
        assert read_bericht()[0] == "fout"
        assert "Toewijsaandeel: " in read_bericht()[1]
    for strange in (None, "x", {}, {"knop": "plafond.q", "waarde": "2"}):
        hefbomen.turn(snapshot, strange)
    assert verdeelstand.read_stand(snapshot) == stand


def test_all_is_held_let_go_and_each_step_can_be_read_and_gone_back_to(open_verdelen, gebieden):
    app = open_verdelen()
    app.button(key="alles-vast").click().run()
    count = int((gebieden["geplaatst"] > 0).sum())
    assert app.button(key="alles-los").label == f"Laat alles los ({count})"
    assert find_kleuring(app)["tekst"].count("vastgezet") == count
    app.button(key="alles-los").click().run()
    assert app.button(key="alles-los").disabled
    open_dok(app, dok.STAPPEN)
    labels = [button.label for button in app.button if button.key.startswith("stap-")]
    assert labels == [
        f"● {count} vastgezette aantallen weg", f"↶ {count} vastgezette aantallen erbij", "↶ Het begin",
    ]  # fmt: skip
    app.button(key="stap-1").click().run()
    assert find_kleuring(app)["tekst"].count("vastgezet") == count
    app.text_input(key="werkversie-naam").set_value(" Plan A ").run()
    assert app.session_state["verdeling_werk"]["voorbeeldstreek"].scenario.naam == "Plan A"
    assert "Naam van het scenario: Plan A" in next(b.label for b in app.button if b.key == "stap-2")


def test_exceptions_and_locks_of_the_whole_plan_stand_in_one_place(open_verdelen, gebieden):
    code = str(gebieden.query("klasse == 'kwetsbaar' and huishoudens > 500").index[0])
    app = open_dok(open_verdelen(), dok.VAST)
    assert "Er is geen uitzondering vastgelegd" in read_html(app)
    app.selectbox(key="uitzondering-gebied").select(code).run()
    assert f"Gekozen: {gebieden.loc[code, 'naam']}" in read_html(app)
    open_formulier(app, uitzondering.OPEN)
    fill_uitzondering(app, "gebouw staat er")
    press_uitzondering(app)
    assert app.button(key="besluit-weg-0").label == f"Haal weg: {gebieden.loc[code, 'naam']}"
    app.button(key="besluit-weg-0").click().run()
    assert "Er is geen uitzondering vastgelegd" in read_html(app)
