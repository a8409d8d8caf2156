"""A second reading of figures, against the local server: the same, changed, gone, or not reached, and why."""

from __future__ import annotations

import dataclasses
import io
import json
import socket
import subprocess
from contextlib import closing

import cbsodata
import pytest
import requests
from dienst import rewrites
from keten import run
from natrekproef import BRONNEN, CODES, KERN, SES, publish_cbs

from woonzorg.bronnen import lijst
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.gegevens.manifest import GRENZEN_VERANDERD, Ongekoppeld
from woonzorg.gegevens.schema import Status
from woonzorg.herkomst import herkomst, natrekken, natrekken_proces
from woonzorg.herkomst.natrekken import (
    Natrekuitslag,
    ask_again,
    explain_niet,
    trace_gebied,
    trace_gebieden,
    write_precies,
)
from woonzorg.herkomst.natrekken_proces import Opdracht
from woonzorg.indicator import INDICATOREN, PROFIEL
from woonzorg.instelling import INGEBOUWD, read_instellingen

BUURT = "BU09650000"
KERNTABEL, SESTABEL = "85984NED", "86092NED"


@pytest.fixture(scope="module")
def data(waarden, tmp_path_factory):
    folder = tmp_path_factory.mktemp("natrekken")
    publish_cbs(folder, waarden)
    return folder


@pytest.fixture(scope="module")
def snapshot(data):
    return opslag.open_snapshot(data)


@pytest.fixture
def ask(snapshot, dienst):
    """Return what asks for figures of the areas at the server; by default all of one buurt."""

    def ask_server(*cijfers, codes=(BUURT,), termijn=60.0, **settings):
        figures = [figure for code in codes for figure in trace_gebied(snapshot, code, cijfers)]
        given = dataclasses.replace(read_instellingen(dienst.environ), **settings)
        return ask_again(snapshot, figures, given, termijn)

    return ask_server


def edit(dienst, tabel, change):
    """Let the server's table have other rows of one buurt."""

    def apply(frame):
        change(frame, frame["WijkenEnBuurten"].str.strip() == BUURT)
        return frame

    dienst.cbs.edits[tabel] = apply


def grow(frame, own):
    frame.loc[own, "AantalInwoners_5"] = 2260


def test_what_the_source_still_says_is_equal_at_every_level_also_where_it_gives_no_number(ask):
    found = ask(codes=CODES)
    asked = [one for one in found if one.uitslag != Natrekuitslag.ANDERS]
    assert {one.uitslag for one in asked} == {Natrekuitslag.GELIJK}
    assert {(one.herkomst.code, one.herkomst.cijfer) for one in asked} == {
        (code, key) for code in CODES for key in (KERN | SES)
    }
    for one in asked:
        assert one.nieuw == one.herkomst.waarde
        assert one.veldtitel
    silent = [one for one in asked if one.herkomst.status == Status.ONDERDRUKT]
    assert {one.uitleg for one in silent} == {"De bron geeft ook nu geen getal."}
    assert silent


def test_the_source_is_asked_otherwise_than_by_the_loader_and_for_no_names(ask, dienst):
    ask(codes=CODES)
    asked = dienst.find_requests("")
    assert len(asked) == 4
    for tabel in (KERNTABEL, SESTABEL):
        meta, rows = dienst.find_requests(f"/cbs/ODataFeed/odata/{tabel}/")
        assert meta.split("?")[0].endswith("/DataProperties")
        assert "/TypedDataSet?$select=WijkenEnBuurten," in rows
        assert "WijkenEnBuurten eq 'GM0965    '" in rows
        assert "startswith" not in rows
    assert not [text for text in asked if "/WijkenEnBuurten?" in text or "ODataCatalog" in text]


def test_a_changed_value_is_told_with_the_old_and_the_new(ask, dienst):
    old = ask("inwoners")[0].herkomst.waarde
    edit(dienst, KERNTABEL, grow)
    [one] = ask("inwoners")
    assert (one.uitslag, one.herkomst.waarde, one.nieuw) == (Natrekuitslag.GEWIJZIGD, 2255.0, 2260.0)
    assert old == 2255.0
    assert one.uitleg == "Dit was 2.255. De bron geeft nu 2.260."
    assert one.veldtitel == "Aantal inwoners"
    assert ask("huishoudens")[0].uitslag == Natrekuitslag.GELIJK


def test_only_the_year_of_the_figure_counts(ask, dienst):
    def change(frame, own):
        frame.loc[own & (frame["Perioden"] == "2022JJ00"), "GemiddeldeScore_29"] = 9.0

    edit(dienst, SESTABEL, change)
    assert ask("ses_woa")[0].uitslag == Natrekuitslag.GELIJK


def test_a_difference_in_the_last_decimal_is_a_difference(ask, dienst):
    def change(frame, own):
        frame.loc[own & (frame["Perioden"] == "2023JJ00"), "GemiddeldeScore_29"] = -0.0221

    edit(dienst, SESTABEL, change)
    [one] = ask("ses_woa")
    assert one.uitslag == Natrekuitslag.GEWIJZIGD
    assert one.uitleg == "Dit was −0,022. De bron geeft nu −0,0221."


@pytest.mark.parametrize("value", [None, -99997])
def test_a_value_that_is_suppressed_since_is_a_change(ask, dienst, value):
    dienst.add_fault("TypedDataSet", "rewrite", rewrites.set_value("AantalInwoners_5", value), times=None)
    [one] = ask("inwoners")
    assert (one.uitslag, one.nieuw) == (Natrekuitslag.GEWIJZIGD, None)
    assert one.uitleg == "Dit was 2.255. De bron geeft nu geen getal meer."


def test_a_value_that_came_is_a_change(ask, dienst):
    dienst.add_fault("TypedDataSet", "rewrite", rewrites.set_value("GemiddeldeScore_29", 0.5), times=None)
    [one] = ask("ses_woa", codes=["BU09650009"])
    assert (one.uitslag, one.herkomst.waarde, one.nieuw) == (Natrekuitslag.GEWIJZIGD, None, 0.5)
    assert one.uitleg == "Dit was geen getal. De bron geeft nu 0,5."


def test_an_area_that_the_table_no_longer_has_is_a_change(ask, dienst):
    dienst.cbs.edits[KERNTABEL] = lambda frame: frame[frame["WijkenEnBuurten"].str.strip() != BUURT]
    gone, there = ask("inwoners", codes=[BUURT, "BU09650001"])
    assert (gone.uitslag, there.uitslag) == (Natrekuitslag.GEWIJZIGD, Natrekuitslag.GELIJK)
    assert gone.uitleg.endswith("De bron heeft nu geen regel meer voor dit gebied en jaar.")


def test_a_field_with_another_key_is_told_and_the_other_figures_are_read(ask, dienst):
    dienst.cbs.renames["AantalInwoners_5"] = "AantalInwoners_6"
    found = {one.herkomst.cijfer: one for one in ask("inwoners", "huishoudens")}
    assert found["inwoners"].uitslag == Natrekuitslag.ONBEREIKBAAR
    assert found["inwoners"].uitleg == "De tabel 85984NED heeft geen veld AantalInwoners_5 meer."
    assert found["huishoudens"].uitslag == Natrekuitslag.GELIJK


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            rewrites.set_value("AantalInwoners_5", "<b>veel</b>"),
            "tekst in plaats van een getal: '<b>veel</b>'",
        ),
        (rewrites.set_value("AantalInwoners_5", value=True), "tekst in plaats van een getal"),
        (rewrites.repeat_rows(AantalInwoners_5=3), "meer dan één regel"),
        (lambda _: b"[1]", "niet te lezen"),
        (lambda _: b'{"value": 7}', "niet te lezen"),
        (lambda _: b'{"value": [7]}', "niet te lezen"),
    ],
)
def test_an_answer_that_makes_no_sense_is_no_change(ask, dienst, change, words):
    dienst.add_fault("TypedDataSet", "rewrite", change, times=None)
    [one] = ask("inwoners")
    assert one.uitslag == Natrekuitslag.ONBEREIKBAAR
    assert words in one.uitleg


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("status", 500, "de dienst geeft foutcode 500"),
        ("status", 404, "de tabel is er niet"),
        ("status", 302, "niet te lezen"),
        ("reset", None, "geen verbinding"),
        ("html", None, "niet te lezen"),
        ("empty", None, "niet te lezen"),
        ("truncated", None, "verbroken"),
    ],
)
def test_a_table_that_fails_is_told_with_the_reason_and_another_is_read(ask, dienst, kind, value, words):
    dienst.add_fault(KERNTABEL, kind, value, times=None)
    found = {one.herkomst.cijfer: one for one in ask("inwoners", "ses_woa")}
    assert found["inwoners"].uitslag == Natrekuitslag.ONBEREIKBAAR
    assert words in found["inwoners"].uitleg
    assert found["ses_woa"].uitslag == Natrekuitslag.GELIJK


def test_a_service_that_is_not_there_is_told(ask):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    found = ask(cbs_url=f"http://127.0.0.1:{port}/cbs")
    assert {one.uitleg for one in found if one.uitslag == Natrekuitslag.ONBEREIKBAAR} == {
        "De bron is niet te bereiken: er kwam geen verbinding tot stand, of die werd verbroken."
    }
    assert {one.uitslag for one in found} == {Natrekuitslag.ONBEREIKBAAR, Natrekuitslag.ANDERS}


@pytest.mark.parametrize("kind", ["slow", "trickle"])
def test_a_service_that_takes_longer_than_may_be_is_left(ask, dienst, kind):
    """It would answer after ten minutes, or a byte a minute: the process is ended, and no test waits for it."""
    dienst.add_fault("", kind, 600 if kind == "slow" else 60, times=None)
    found = ask("inwoners", "ses_woa", termijn=2.0)
    assert {one.uitslag for one in found} == {Natrekuitslag.ONBEREIKBAAR}
    assert all("op tijd" in one.uitleg or "binnen 2 seconden" in one.uitleg for one in found)


def test_what_came_before_the_time_was_over_counts(monkeypatch):
    """As a process that is ended while it writes its second answer leaves it."""
    answers = ["", '{"velden": {}, "rijen": []}\n{"velden": {"a']

    class Process:
        def __init__(self, *_, **__):
            self.ended = False

        def __enter__(self):
            return self

        def __exit__(self, *_):
            assert self.ended

        def communicate(self, _=None, timeout=None):
            if timeout is not None:
                raise subprocess.TimeoutExpired("x", timeout)
            return answers[1], ""

        def kill(self):
            self.ended = True

    monkeypatch.setattr(natrekken.subprocess, "Popen", Process)
    tasks = [Opdracht("http://x", name, "y", [], []) for name in "ab"]
    assert natrekken._ask(tasks, 5.0) == [
        {"velden": {}, "rijen": []},
        {"fout": "er kwam geen antwoord binnen 5 seconden"},
    ]


def test_a_process_that_breaks_off_is_told_and_its_words_go_to_the_log(ask, monkeypatch, caplog):
    monkeypatch.setattr(natrekken.sys, "executable", "/bin/false")
    found = ask("inwoners")
    assert (
        found[0].uitleg == "De bron is niet te bereiken: het navragen stopte onverwacht; probeer het opnieuw."
    )
    monkeypatch.setattr(natrekken.sys, "executable", "/is/er/niet")
    assert ask("inwoners")[0].uitslag == Natrekuitslag.ONBEREIKBAAR
    assert "broke off" in caplog.text


def test_no_more_than_a_few_ask_at_once(ask, dienst, monkeypatch):
    monkeypatch.setattr(natrekken, "_PLAATSEN", natrekken.threading.BoundedSemaphore(1))
    with natrekken._PLAATSEN:
        assert "zo nog eens" in ask("inwoners", termijn=0.05)[0].uitleg
    assert dienst.requests == []
    assert ask("inwoners")[0].uitslag == Natrekuitslag.GELIJK


# Settings


def test_a_proxy_of_the_environment_is_used_and_what_needs_none_goes_round_it(ask, dienst, monkeypatch):
    """The server itself plays the proxy: only a proxy is asked for a whole address of a host that does not exist."""
    for name in ("no_proxy", "NO_PROXY", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTP_PROXY", dienst.url)
    assert ask("inwoners", cbs_url="http://cbs.invalid/cbs")[0].uitslag == Natrekuitslag.GELIJK
    assert all(text.startswith("http://cbs.invalid/cbs/") for text in dienst.requests)
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        dead = taken.getsockname()[1]
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{dead}")
    assert "de proxy laat de vraag niet door" in ask("inwoners")[0].uitleg
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert ask("inwoners")[0].uitslag == Natrekuitslag.GELIJK


def test_certificates_of_the_environment_are_used_and_redirects_are_not_followed(monkeypatch):
    monkeypatch.setattr(cbsodata.options, "requests", {})
    monkeypatch.setattr(cbsodata.options, "use_https", True)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/eigen/certificaten.pem")
    natrekken_proces._set_options("http://127.0.0.1:8000/cbs", 7.0)
    given = cbsodata.options.requests
    assert (given["verify"], given["timeout"], given["allow_redirects"]) == (
        "/eigen/certificaten.pem",
        7.0,
        False,
    )
    assert cbsodata.options.use_https is False
    natrekken_proces._set_options("https://opendata.cbs.nl", 7.0)
    assert cbsodata.options.use_https is True


def test_the_settings_of_this_process_stay_as_they_were(ask):
    before = (cbsodata.options.use_https, dict(cbsodata.options.requests), cbsodata.options.catalog_url)
    assert ask("inwoners")[0].uitslag == Natrekuitslag.GELIJK
    assert (cbsodata.options.use_https, cbsodata.options.requests, cbsodata.options.catalog_url) == before


def test_errors_of_the_connection_are_told_in_our_own_words():
    kinds = {
        requests.exceptions.SSLError("geheim"): "certificaat",
        requests.exceptions.ProxyError("geheim"): "proxy",
        requests.exceptions.ReadTimeout("geheim"): "op tijd",
        requests.exceptions.ConnectTimeout("geheim"): "op tijd",
        requests.exceptions.ConnectionError("geheim"): "verbinding",
        ValueError("geheim"): "niet te lezen",
    }
    for error, words in kinds.items():
        told = natrekken_proces.describe_fout(error)
        assert words in told
        assert "geheim" not in told


def test_a_table_is_described_once_and_its_rows_are_asked_a_few_at_a_time(snapshot, dienst):
    figures = trace_gebied(snapshot, BUURT, ["inwoners"]) * 2
    many = [dataclasses.replace(figures[0], code=f"BU0965{number:04}") for number in range(30)]
    basis = dienst.environ["WOONZORG_CBS_URL"]
    task = natrekken._make_opdracht(basis, many)
    assert len(task.condities) == 3
    answer = io.StringIO()
    told = json.dumps({"termijn": 60, "vragen": [dataclasses.asdict(task)]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cbsodata.options, "requests", {})
        patch.setattr(cbsodata.options, "use_https", True)
        assert natrekken_proces.run(io.StringIO(told), answer) == 0
    assert len(dienst.find_requests("DataProperties")) == 1
    assert len(dienst.find_requests("TypedDataSet")) == 3
    known = {row["WijkenEnBuurten"].strip() for row in json.loads(answer.getvalue())["rijen"]}
    assert known == {"BU09650000", "BU09650001", "BU09650002", "BU09650003", "BU09650009"}
    assert natrekken._make_opdracht(basis, figures).condities == [f"(WijkenEnBuurten eq '{BUURT}')"]


# What cannot be asked


def test_figures_of_other_sources_and_derived_ones_say_why_they_are_not_asked(snapshot, dienst):
    streek = opslag.open_snapshot(INGEBOUWD)
    reasons = {
        explain_niet(snapshot, herkomst.trace(snapshot, BUURT, "lbm_afwijking")): "komt uit: Proef, 2024",
        explain_niet(snapshot, herkomst.trace(snapshot, BUURT, "klasse")): "rekent dit cijfer zelf uit",
        explain_niet(snapshot, herkomst.trace(snapshot, "GM1000", "inwoners")): "Geen bron",
        explain_niet(streek, herkomst.trace(streek, "BU91010000", "inwoners")): "verzonnen",
    }
    assert all(words in reason for reason, words in reasons.items())
    assert BRONNEN[2].naam in next(iter(reasons))
    assert dienst.requests == []


def test_what_is_left_out_on_purpose_is_not_asked(snapshot):
    [figure] = trace_gebied(snapshot, "BU09650009", ["ses_woa"])
    nobody = dataclasses.replace(figure, status=Status.NIET_VAN_TOEPASSING)
    assert "wonen geen huishoudens" in explain_niet(snapshot, nobody)
    moved = Ongekoppeld(figure.code, "x", figure.bron.sleutel, f"{GRENZEN_VERANDERD} tussen 2023 en 2024")
    manifest = dataclasses.replace(snapshot.manifest, ongekoppeld=(moved,))
    other = opslag.Snapshot(snapshot.id, snapshot.map, manifest)
    absent = dataclasses.replace(figure, status=Status.ONTBREEKT)
    assert explain_niet(other, absent) == f"Woonzorg gebruikt dit cijfer bewust niet: {moved.reden}."
    assert explain_niet(snapshot, absent) == ""


def test_a_number_is_written_with_all_that_tells_it_apart():
    values = [-0.125, 1200.0, 0.1 + 0.2, 1e-7, 0.0, -0.022]
    assert [write_precies(value) for value in values] == [
        "−0,125", "1.200", "0,30000000000000004", "0,0000001", "0", "−0,022",
    ]  # fmt: skip


def test_a_figure_that_the_table_does_not_hold_as_it_is_is_not_compared(snapshot, monkeypatch):
    [figure] = trace_gebied(snapshot, BUURT, ["inwoners"])
    source = dataclasses.replace(lijst.find_bron("kerncijfers"), omgerekend="gedeeld door twee")
    monkeypatch.setattr(lijst, "BRONNEN", (source,))
    assert "Woonzorg rekent het uit (gedeeld door twee)" in explain_niet(snapshot, figure)


def test_a_source_with_an_address_of_its_own_is_asked_there(ask, dienst, monkeypatch):
    source = dataclasses.replace(lijst.find_bron("kerncijfers"), adres="adres")
    monkeypatch.setattr(lijst, "BRONNEN", (source, lijst.find_bron("ses_woa")))
    found = {one.herkomst.cijfer: one for one in ask("inwoners", "ses_woa", adres=f"{dienst.url}/elders")}
    assert found["inwoners"].uitslag == Natrekuitslag.ONBEREIKBAAR
    assert found["ses_woa"].uitslag == Natrekuitslag.GELIJK
    assert [text.split("/")[1] for text in dienst.requests] == ["elders", "cbs", "cbs"]


# The command


@pytest.fixture
def gevuld(data, dienst, monkeypatch):
    for name, value in (dienst.environ | {"WOONZORG_DATA": str(data)}).items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("gevuld")
def test_the_command_tells_each_figure_and_how_many(dienst):
    edit(dienst, KERNTABEL, grow)
    done = run("natrekken", BUURT, "bu09650001 ")
    assert done.status == 0
    assert f"[gewijzigd] {BUURT} Inwoners (2024). Dit was 2.255. De bron geeft nu 2.260." in done.out
    assert done.out.endswith("Samen: 1 gewijzigd, 11 gelijk, 2 niet na te vragen.\n")
    assert done.err == ""


@pytest.mark.usefixtures("gevuld")
def test_the_command_gives_plain_values():
    done = run("natrekken", BUURT, "--cijfer", "inwoners", "--cijfer", "lbm_afwijking", "--json")
    first, second = done.json
    assert first == {
        "code": BUURT, "cijfer": "inwoners", "titel": "Inwoners", "jaar": 2024, "tabel": KERNTABEL,
        "veld": "AantalInwoners_5", "veldtitel": "Aantal inwoners", "uitslag": "gelijk", "oud": 2255.0, "nieuw": 2255.0,
        "uitleg": "De bron geeft nog hetzelfde getal: 2.255.",
    }  # fmt: skip
    assert (second["uitslag"], second["nieuw"]) == ("niet na te vragen", None)
    assert done.status == 0


@pytest.mark.usefixtures("gevuld")
def test_the_command_ends_as_failed_when_the_source_is_not_reached(dienst):
    dienst.add_fault("", "status", 503, times=None)
    done = run("natrekken", BUURT)
    assert done.status == 1
    assert "[niet te bereiken]" in done.out
    assert "foutcode 503" in done.out


@pytest.mark.parametrize("argv", [["BU99999999"], [BUURT, "--cijfer", "geluk"], []])
@pytest.mark.usefixtures("gevuld")
def test_the_command_refuses_what_is_not_known_and_asks_nothing(dienst, argv):
    assert run("natrekken", *argv).status == 2
    assert dienst.requests == []


def test_an_unknown_area_is_named(snapshot):
    with pytest.raises(InvoerFout, match="BU99999999"):
        trace_gebied(snapshot, "BU99999999")


@pytest.mark.usefixtures("gevuld")
def test_the_same_area_twice_is_one():
    assert run("natrekken", BUURT, BUURT.lower(), "--json").json == run("natrekken", BUURT, "--json").json


def test_what_stays_with_a_buurt_is_in_no_list_of_areas():
    region = opslag.open_snapshot(INGEBOUWD)
    codes = region.gebieden.query("niveau == 'buurt' and rol == 'regio'")["code"].tolist()[:2]
    profile = {item.sleutel for item in INDICATOREN if item.gebruik == PROFIEL}
    assert {"bijstand", "wmo_1000", "jeugdzorg_pct", "misdrijven_1000"} <= profile
    one, more = trace_gebieden(region, codes[:1]), trace_gebieden(region, codes)
    assert profile <= {figure.cijfer for figure in one}
    assert {figure.code for figure in more} == set(codes)
    assert {figure.cijfer for figure in more} == {figure.cijfer for figure in one} - profile
    with pytest.raises(InvoerFout, match="blijft bij de buurt zelf"):
        trace_gebieden(region, codes, ["bijstand"])
    assert [figure.cijfer for figure in trace_gebieden(region, codes[:1], ["bijstand"])] == ["bijstand"]
