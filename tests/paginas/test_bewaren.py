"""Files that a page gives are told apart by their names, and what they count says its year."""

from __future__ import annotations

from html import unescape

import pytest

from pages.bouwstenen.loket import Loket
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart import woorden

ID = opslag.open_snapshot(INGEBOUWD).id


@pytest.fixture
def namen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that a page offers, as it runs."""
    offered: list[str] = []
    offer = Loket.offer

    def note(loket, sleutel, downloads):
        offered.extend(download.naam for download in downloads)
        return offer(loket, sleutel, downloads)

    monkeypatch.setattr(Loket, "offer", note)
    return offered


def open_delen(open_app, pagina: str, **parameters: str):
    app = open_app()
    app.switch_page(pagina)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app


@pytest.mark.parametrize(("jaar", "deel"), [("", ""), ("2020", "2020-")])
def test_files_of_the_map_have_the_year_of_an_earlier_edition(open_app, namen, jaar, deel):
    app = open_app(**({"jaar": jaar} if jaar else {}))
    app.session_state["bewaar-open"] = True
    app.run()
    assert not app.exception
    told = {f"verzonnen-{name}-{deel}{ID}" for name in ("kaart", "spreiding", "huishoudens", "buurten")}
    assert {*told, f"verzonnen-a3-{deel}{ID}-buurt"} == {name.rpartition(".")[0] for name in namen}


def test_files_of_one_gemeente_have_its_name_and_hold_its_areas_only(open_app, namen):
    app = open_app(gemeente="GM9106", niveau="wijk")
    app.session_state["bewaar-open"] = True
    app.run()
    assert not app.exception
    town = "s-Gravenwoud-aan-de-Wouwe"
    assert f"verzonnen-kaart-{town}-{ID}.svg" in namen
    assert f"verzonnen-wijken-{town}-{ID}.csv" in namen
    html = unescape(" ".join(element.proto.body for element in app.get("html")))
    assert "'s-Gravenwoud aan de Wouwe: in" in html.replace("<em>", "").replace("</em>", "")


@pytest.mark.parametrize(
    ("vraag", "naam"),
    [
        ({"telling": "buurt"}, f"telling-buurt-{ID}.csv"),
        ({"telling": "buurt", "jaar": "2020"}, f"telling-buurt-2020-{ID}.csv"),
        (
            {"telling": "wijk", "jaar": "2022", "gemeente": "GM9101"},
            f"telling-wijk-GM9101-2022-{ID}.csv",
        ),
    ],
)
def test_the_file_of_counted_areas_is_named_by_level_gemeente_and_year(open_app, namen, vraag, naam):
    app = open_delen(open_app, "pages/gegevens/pagina.py", **vraag).run()
    assert not app.exception
    assert namen == [naam]


def test_counts_of_an_earlier_edition_say_their_year(open_app):
    app = open_delen(open_app, "pages/gegevens/pagina.py", telling="buurt", jaar="2020").run()
    html = " ".join(element.proto.body for element in app.get("html"))
    assert "SES-WOA 2020 · Leefbaarometer 2020" in html
    assert "2024" not in html.partition('aria-label="Aantallen"')[0]
    heading = html.partition('aria-label="Aantallen"')[2].partition("</h2>")[0]
    assert heading.endswith("(2020)")
    assert woorden.describe_jaren({"ses_woa": 2020, "lbm_afwijking": 2020, "huishoudens": 2020}) in html
