"""The page Voortgang without a browser: of use without files, with files for the visit, and what others may see."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest
from aflezen import read_data, read_html, read_knoppen, read_told

from pages.voortgang import voortgangstand
from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.voorbeeld import DAG, VERZONNEN, load_voorbeeldagenda
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.bewerken import make_standaard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

REGIO, Q4 = "voorbeeldstreek", Kwartaal(2026, 4)
AGENDA = (
    b"regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed;trekker;thema;definitie;meting\n"
    b"A1;3;statushouders;GM9101;toewijzing;woning;100;2026-Q4;gemeente;7;ja;ja\n"
    b"A2;3;ouderen;GM9102;nieuwbouw;woning;60;2028-Q4;corporatie;1;ja;ja\n"
    b"A3;2;;;afspraak;;;;regio;4;nee;nee\n"
)
STAND = (
    b"moment;regel;toegezegd;in_voorbereiding;opgeleverd\n"
    b"2026-Q2;A1;40;30;15\n2026-Q4;A1;20;40;40\n2026-Q4;A2;20;20;5\n"
)


@pytest.fixture(autouse=True)
def _dag(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the quarter of the first evaluation."""
    monkeypatch.setattr(voortgangstand, "today", lambda: DAG)


@pytest.fixture(scope="module")
def veld():
    return make_veld(score_snapshot(opslag.open_snapshot(INGEBOUWD)), Niveau.BUURT)


@pytest.fixture(scope="module")
def verzonnen(veld) -> Agendabundel:
    return load_voorbeeldagenda(opslag.open_snapshot(INGEBOUWD), lambda: veld)


@pytest.fixture(scope="module")
def bundel(veld) -> Agendabundel:
    """Twelve placements in a kwetsbare buurt, two of them without a decision."""
    own = veld.gebieden[veld.eigen]
    [spared, open_] = [
        own[own["klasse"] == kind]["code"].iloc[0] for kind in (Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG)
    ]
    rows = f"2026-Q4;{spared};statushouders;10;raad, 14-4-2026\n2026-Q4;{spared};statushouders;2;\n"
    placed = f"moment;code;groep;aantal;besluit\n{rows}2026-Q4;{open_};statushouders;28;\n".encode()
    towns = {"GM9101": "Zilverhage", "GM9102": "Grauwesteen"}
    files = [("agenda.csv", AGENDA), ("stand.csv", STAND), ("plaatsingen.csv", placed)]
    return add_bestanden(Agendabundel(), files, Leesgrond(towns, lambda: veld, Q4, DAG))


def show(app: AppTest, bundel: Agendabundel, deel: str = "Overzicht", **keuzes: object) -> str:
    """Return the HTML of a part of the page, with files as if they were given."""
    app.session_state["voortgang_bundels"] = {REGIO: bundel}
    app.session_state["voortgang_deel"] = deel
    for name, value in keuzes.items():
        app.session_state[f"voortgang_{name}"] = value
    app.run()
    assert not app.exception
    return read_html(app)


def read_kop(html: str) -> str:
    return re.sub("<[^>]+>", "", re.search(r'<h1 class="wz-kop">.*?</h1>', html)[0])


def test_without_a_file_the_page_shows_calendar_demand_and_templates(open_pagina: Open):
    app = open_pagina("voortgang")
    assert not app.exception
    html = read_html(app)
    assert read_kop(html).startswith("Nu aan de beurt, Q4 2026: eerste evaluatie")
    assert "Nodig tot dan: 452 tot 725 toewijzingen." in read_kop(html)
    calendar = html.partition('wz-kalender">')[2].partition("</table>")[0]
    assert calendar.count("<tr>") == 1 + 13
    assert "226 tot 363" in calendar
    assert html.count('type="radio" name="wz-moment"') == 10
    assert "hier als voorbeeld" in html  # the demand is Parkstad's
    assert read_knoppen(app)[:2] == ["Sjabloon (xlsx)", "Sjabloon agenda (csv)"]
    assert app.query_params["moment"] == "2026-Q4"


def test_the_sentence_tells_its_maker_twelve_and_two_and_others_no_small_count(open_pagina: Open, bundel):
    app = open_pagina("voortgang")
    own = read_kop(show(app, bundel))
    assert own.startswith("In 2026 zijn 40 woningen toegewezen aan deze groepen; nodig waren er 452 tot 725.")
    assert "Daarnaast kwamen 5 woningen gereed." in own
    assert "In kwetsbare buurten: 12; van 2 is geen besluit ingevoerd." in own
    html = read_html(app)
    assert "<b>2 woningen zonder ingevoerd besluit.</b>" in html
    assert "raad, 14 april 2026: 10" in html
    shared = show(app, bundel, gedeeld=True)
    assert "van minder dan 10 is geen besluit ingevoerd" in read_kop(shared)
    assert "zonder ingevoerd besluit.</b>" not in shared
    assert "14 april" not in shared
    assert "5 woningen gereed" not in shared


def test_each_gemeente_stands_beside_her_own_agreement_and_the_region_beside_the_band(
    open_pagina: Open, bundel
):
    html = show(open_pagina("voortgang"), bundel)
    assert "<h2>Zilverhage</h2><p><b>40</b> van 100 (40 %)</p>" in html
    assert "<b>40</b> nodig tot nu: 452 tot 725" in html
    assert "Nodig zijn er 2.260 tot 3.625." in html
    assert html.count('<figure class="wz-paneel') == 2
    assert "te weinig" not in html


def test_lettings_and_homes_that_get_ready_are_two_choices_and_the_stock_is_by_group(
    open_pagina: Open, bundel
):
    app = open_pagina("voortgang")
    html = show(app, bundel, teller="bouw")
    assert "<h2>Grauwesteen</h2><p><b>5</b> van 60 (8 %)</p>" in html
    assert "Zilverhage</h2>" not in html
    assert "nodig tot nu" not in html
    stock = show(app, bundel, teller="bouw", voorraad="ouderen/basis")
    assert "nodig tot nu: 45" in stock  # 227 in five equal years
    assert "Nodig zijn er 227." in stock


def test_a_table_stands_beside_the_picture_and_lines_stand_by_date(open_pagina: Open, bundel):
    app = open_pagina("voortgang")
    table = next(text for data in [read_data_html(app, bundel)] for text in data if "Per half jaar" in text)
    assert table.count("<tr>") == 1 + 2 * 10  # ten moments of the region and of one gemeente
    lines = show(app, bundel, "Afspraken")
    assert lines.index("2026-Q4</td>") < lines.index("2028-Q4</td>") < lines.index("geen termijn</td>")
    assert "40 % klaar" in lines
    shared = show(app, bundel, "Afspraken", gedeeld=True)
    assert "40 % klaar" not in shared
    assert "In voorbereiding" not in shared


def read_data_html(app: AppTest, bundel: Agendabundel) -> list[str]:
    show(app, bundel)
    return [str(data["html"]) for data in read_data(app) if "html" in data]


def test_the_rule_over_time_is_for_the_maker_and_names_no_number_of_a_buurt(
    open_pagina: Open, bundel, verzonnen
):
    app = open_pagina("voortgang")
    html = show(app, bundel, "De regel")
    assert "<td>12</td><td>10</td><td>2</td>" in html
    risen = show(app, verzonnen, "De regel")
    assert "met de plaatsingen zijn dat er" in risen
    assert "sinds 2026-Q" in risen
    shared = show(app, verzonnen, "De regel", gedeeld=True)
    assert "sinds 2026-Q" not in shared
    assert "dat ziet alleen wie de bestanden inlas" in shared


def test_themes_and_forerunners_are_of_use_without_an_agenda(open_pagina: Open, bundel):
    app = open_pagina("voortgang")
    html = show(app, Agendabundel(), "Thema's")
    assert "104 van de 169" in html
    assert html.count("niet ingevuld") == 2 * 13
    assert (
        "Drechtsteden: in de tabel geen afspraak over 'woonvormen', in de tekst wel (regel 174)."
        in unescape(html)
    )
    assert "9.600 van 24.000 euro is 40,0 % en past; 9.601 euro past niet" in html
    own = show(app, bundel, "Thema's")
    assert "10 thema's hebben nog geen afspraak" in unescape(own)
    assert "1 van de 3 regels mist een of meer van deze vijf" in own


def unescape(html: str) -> str:
    return html.replace("&#x27;", "'")


def test_urgency_rules_stand_side_by_side_with_what_the_law_obliges(open_pagina: Open, verzonnen):
    app = open_pagina("voortgang")
    bare = show(app, Agendabundel(), "Urgentie")
    assert bare.count('class="wz-wet"') == 2
    assert "van 7 van de 7 gemeenten niet bekend" in bare
    full = show(app, verzonnen, "Urgentie")
    assert "de gemeenten verschillen" in full
    assert "ontbreekt in die van" in full


def test_the_fictional_agenda_comes_by_one_press_is_named_so_and_goes_when_own_files_come(open_pagina: Open):
    app = open_pagina("voortgang")
    assert VERZONNEN not in read_html(app)
    app.button(key="voortgang_voorbeeld").click().run()
    assert VERZONNEN in read_html(app)
    assert "In kwetsbare buurten: 12; van 2 is geen besluit ingevoerd." in read_kop(read_html(app))
    assert not app.exception


def test_own_files_never_stand_beside_invented_ones(verzonnen, monkeypatch):
    state: dict[str, object] = {"voortgang_bundels": {REGIO: verzonnen}}
    monkeypatch.setattr(voortgangstand.st, "session_state", state)
    voortgangstand.take_bestanden(opslag.open_snapshot(INGEBOUWD), [("agenda.csv", AGENDA)])
    assert [part.naam for part in voortgangstand.read_bundel(REGIO).delen] == ["agenda.csv"]
    voortgangstand.take_bestanden(
        opslag.open_snapshot(INGEBOUWD), [("stand.csv", STAND + b"2031-Q2;A1;0;0;1\n")]
    )
    assert "2031-Q2" in str(voortgangstand.read_fout())
    assert [part.naam for part in voortgangstand.read_bundel(REGIO).delen] == ["agenda.csv"]


def test_what_is_wrong_is_told_together_and_files_can_be_forgotten(open_pagina: Open, bundel):
    app = open_pagina("voortgang")
    show(app, bundel, "Bestanden")
    app.button(key="voortgang_vergeet").click().run()
    assert read_kop(read_html(app)).startswith("Nu aan de beurt")
    assert not app.exception


def test_the_link_carries_the_moment_and_nothing_else(open_pagina: Open, bundel):
    app = open_pagina("voortgang", moment="2027-Q2")
    assert "Q2 2027" in read_kop(read_html(app))
    show(app, bundel, "De regel", gedeeld=True, teller="bouw")
    assert dict(app.query_params) == {"moment": "2027-Q2"}
    for odd in ("2025-Q1", "2031-Q2", "<script>"):
        other = open_pagina("voortgang", moment=odd)
        assert not other.exception
        assert other.query_params["moment"] == "2026-Q4"


def test_a_half_year_later_nothing_is_reported_yet_and_that_is_said(open_pagina: Open, bundel):
    html = show(open_pagina("voortgang", moment="2027-Q2"), bundel)
    assert (
        "Hoeveel woningen er in 2027 zijn toegewezen, is niet gemeld; nodig waren er 226 tot 363"
        in read_kop(html)
    )
    assert "Over 2027-Q2 zijn geen plaatsingen per buurt gegeven" in html


def test_what_is_left_goes_to_verdelen(open_pagina: Open, bundel):
    app = open_pagina("voortgang")
    app.session_state["voortgang-herplan-open"] = True
    show(app, bundel, "Afspraken")
    app.button(key="voortgang_herplan").click().run()
    kept = app.session_state["verdeling_werk"][REGIO].scenario
    assert {line.groep: line.laag for line in kept.vraag}["statushouders"] == 60
    assert not app.exception
    assert "Laad daarom het bestand met plaatsingen opnieuw" in read_told(app)


def test_a_saved_plan_fills_the_agenda_and_the_rest_goes_back_close_to_it(
    open_pagina: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, veld
):
    monkeypatch.setenv("WOONZORG_DATABASE_URL", f"sqlite:///{tmp_path / 'kast.sqlite'}")
    plan = dataclasses.replace(
        make_standaard(REGIO), naam="Ons plan", status="vastgesteld", besluit="raad", datum="2026-06-01"
    )  # fmt: skip
    kept = Bibliotheek.open(f"sqlite:///{tmp_path / 'kast.sqlite'}").save(plan)
    app = open_pagina("voortgang")
    app.session_state["voortgang-overname-open"] = True
    html = show(app, Agendabundel(), "Bestanden")
    assert "Wat het plan niet zegt, staat leeg" in html
    app.button(key="voortgang_overnemen").click().run()
    assert not app.exception
    taken = app.session_state["voortgang_bundels"][REGIO]
    assert {line.gereed for line in taken.lijnen} == {Q4}
    assert all(line.bron == "raad, 2026-06-01" for line in taken.lijnen)
    # One home was let: a scenario is shared and in tens, so that one is not told.
    first = next(line for line in taken.lijnen if (line.aantal or 0) >= 2)
    stand = f"moment;regel;opgeleverd\n2026-Q4;{first.regel};1\n".encode()
    ground = Leesgrond(voortgangstand.find_gemeenten(opslag.open_snapshot(INGEBOUWD)), lambda: veld, Q4, DAG)
    app.session_state["voortgang-herplan-open"] = True
    show(app, add_bestanden(taken, [("stand.csv", stand)], ground), "Afspraken")
    app.selectbox(key="voortgang_herplan_plan").set_value(kept.id)
    app.button(key="voortgang_herplan").click().run()
    assert not app.exception
    rest = app.session_state["verdeling_werk"][REGIO].scenario
    agreed = sum(line.aantal or 0 for line in taken.lijnen)
    assert not any(line.laag % 10 for line in rest.vraag)
    assert abs(sum(line.laag for line in rest.vraag) - agreed) <= 5 * len(rest.vraag) + 1
    assert (rest.afgeleid_van, bool(rest.basis), rest.status) == (plan.id, True, "concept")


def test_the_report_of_a_moment_is_offered_and_a_decision_has_its_day(open_pagina: Open, bundel, verzonnen):
    app = open_pagina("voortgang")
    show(app, verzonnen, "Verslag")
    assert {"Halfjaarverslag (PDF)", "Verslag om te bewaren (JSON)"} <= set(read_knoppen(app))
    app.text_input(key="voortgang_besluit").set_value("gremium").run()
    assert "datum" in read_told(app).lower()
    half = open_pagina("voortgang", moment="2026-Q2")
    show(half, bundel, "Verslag")
    assert "Maak de tussenrapportage" in [button.label for button in half.button]


def test_where_files_part_on_the_lettings_that_is_told_to_their_maker(open_pagina: Open, bundel):
    app = open_pagina("voortgang")
    assert "Toewijzingen en woningen die gereed komen" in show(app, bundel)
    assert "het bestand met plaatsingen" not in read_html(app)  # 40 and 40
    less = Agendabundel(tuple(part for part in bundel.delen if part.naam != "plaatsingen.csv"))
    assert "het bestand met plaatsingen" not in show(app, less)
    stand = dataclasses.replace(bundel.delen[1], standen=bundel.delen[1].standen[:1])
    other = dataclasses.replace(bundel, delen=(bundel.delen[0], stand, bundel.delen[2]))
    assert "De agenda meldt ten minste 15 toewijzingen in 2026, het bestand met plaatsingen 40." in show(
        app, other
    )
    assert "De agenda meldt" not in show(app, other, gedeeld=True)
