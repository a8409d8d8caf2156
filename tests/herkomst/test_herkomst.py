"""Every figure is traced to its row, and every derived one can be made again from what is told about it."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from urllib.parse import parse_qsl, unquote, urlsplit

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from maken import make_buurten, make_manifest, make_reeksen, make_snapshotgebieden

from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.manifest import GRENZEN_VERANDERD, BronVermelding, Ongekoppeld
from woonzorg.gegevens.schema import STATUS_UITLEG, Status
from woonzorg.herkomst import afgeleid, herkomst
from woonzorg.herkomst.herkomstlink import Telvraag, make_telhref, parse_telling
from woonzorg.indicator import INDICATOREN
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import koppeling, toets

BRON = BronVermelding(
    Bronsleutel("ses_woa", "99999NED"), "CBS, proef",
    "https://opendata.cbs.nl/ODataFeed/odata/99999NED/TypedDataSet", "CC BY 4.0",
    2023, {"ses_woa": "GemiddeldeScore_29"}, "2026-11-21T10:00:00+00:00", 12, "ab" * 32, "Proefcijfers.",
)  # fmt: skip


MOVED = f"{GRENZEN_VERANDERD} tussen 2023 en 2024"


@pytest.fixture(scope="module")
def streek():
    return opslag.open_snapshot(INGEBOUWD)


@pytest.fixture(scope="module")
def score(streek):
    return toets.score_snapshot(streek)


@pytest.fixture
def klein(tmp_path):
    """Publish a small snapshot whose SES-WOA comes from a table of CBS."""
    areas = make_snapshotgebieden()
    series = make_reeksen(areas)
    series.loc[series["indicator"].str.startswith("ses_"), "bron"] = str(BRON.sleutel)
    manifest = make_manifest(
        jaren=dict.fromkeys(series["indicator"].unique(), 2024), bronnen=(BRON,),
        ongekoppeld=(Ongekoppeld("BU00010000", "Gebied", BRON.sleutel, MOVED),),
    )  # fmt: skip
    return opslag.publish(tmp_path, dataclasses.replace(manifest, indeling=2024), areas, series)


def test_each_value_of_the_table_of_areas_is_traced_to_the_same_value(streek):
    """The table of areas and the series are two files: they may not drift apart."""
    sample = streek.gebieden[streek.gebieden["code"].isin(["BU91010000", "WK910100", "GM9101", "NL00"])]
    checked = 0
    for _, row in sample.iterrows():
        for indicator in INDICATOREN:
            found = herkomst.trace(streek, row["code"], indicator.sleutel)
            expected = row[indicator.sleutel]
            assert (found.waarde is None) == math.isnan(expected), (row["code"], indicator.sleutel)
            if found.waarde is not None:
                assert found.waarde == expected
                assert found.bron is not None
                assert found.veld == found.bron.velden[indicator.sleutel]
                assert found.jaar == streek.manifest.jaren[indicator.sleutel]
                checked += 1
    assert len(sample) >= 3
    assert checked > 60


def test_a_row_of_cbs_names_table_field_hash_licence_and_its_own_address(klein):
    found = herkomst.trace(klein, " bu00010000 ", "ses_woa")
    assert (found.waarde, found.jaar, found.status) == (-0.3, 2024, Status.WAARGENOMEN)
    assert (found.tabel, found.veld, found.code_veld) == ("99999NED", "GemiddeldeScore_29", "WijkenEnBuurten")
    assert found.bron == BRON
    query = dict(parse_qsl(urlsplit(found.vraag).query))
    assert query == {
        "$filter": "WijkenEnBuurten eq 'BU00010000' and Perioden eq '2024JJ00'", "$format": "json",
    }  # fmt: skip
    assert "Proefcijfers." in found.toelichting
    linked = "De bron gebruikt de indeling van 2023, de kaart die van 2024; gekoppeld op gelijke code."
    assert linked in found.toelichting
    # This row was joined: why another year of the source was not does not concern it.
    assert not any("Niet gekoppeld" in note for note in found.toelichting)


def _blank(snapshot, code, bron):
    """Return the snapshot without what a source gave an area."""
    series = snapshot.reeksen
    lost = (series["code"] == code) & (series["bron"] == bron)
    missing = series[lost].assign(waarde=float("nan"), status=str(Status.ONTBREEKT))
    changed = dataclasses.replace(snapshot)
    changed.__dict__["reeksen"] = pd.concat([series[~lost], missing], ignore_index=True)
    return changed


def test_a_value_that_was_left_out_has_one_reason(klein):
    found = herkomst.trace(_blank(klein, "BU00010000", str(BRON.sleutel)), "BU00010000", "ses_woa")
    assert (found.waarde, found.status, found.tekst) == (None, Status.ONTBREEKT, "ontbreekt")
    assert found.status_uitleg == f"de waarde is weggelaten, want {MOVED}"
    told = " ".join(found.toelichting)
    assert "De bron gebruikt de indeling van 2023, de kaart die van 2024." in told
    assert "gekoppeld" not in told.lower()
    assert STATUS_UITLEG[Status.ONTBREEKT] not in told + found.status_uitleg


def test_a_code_that_a_source_lacks_is_not_called_joined(klein):
    manifest = dataclasses.replace(
        klein.manifest,
        ongekoppeld=(Ongekoppeld("BU00010000", "Gebied", BRON.sleutel, "de bron heeft geen regel"),),
    )
    lacking = dataclasses.replace(_blank(klein, "BU00010000", str(BRON.sleutel)), manifest=manifest)
    lacking.__dict__["reeksen"] = _blank(klein, "BU00010000", str(BRON.sleutel)).reeksen
    found = herkomst.trace(lacking, "BU00010000", "ses_woa")
    assert found.status_uitleg == STATUS_UITLEG[Status.ONTBREEKT]
    assert "Niet gekoppeld: de bron heeft geen regel." in found.toelichting
    assert not any("gelijke code" in note for note in found.toelichting)


@pytest.mark.parametrize(
    ("cijfer", "jaar", "weggelaten"),
    [
        ("huishoudens", 2023, True), ("huishoudens", 2024, False), ("lbm_afwijking", 2020, True),
        ("lbm_afwijking", 2024, False), ("laag_inkomen_pct", 2024, False),
    ],
)  # fmt: skip
def test_borders_that_changed_concern_only_the_years_before(streek, cijfer, jaar, weggelaten):
    found = herkomst.trace(streek, "BU91010800", cijfer, jaar)
    assert ("code of grenzen veranderden tussen 2023 en 2024" in found.status_uitleg) is weggelaten
    assert weggelaten is (found.waarde is None) or found.status_uitleg == STATUS_UITLEG[found.status]
    assert not any("Niet gekoppeld" in note for note in found.toelichting)


def test_shorter_codes_are_padded_in_the_address_as_the_service_pads_them(klein):
    assert "'WK000100  '" in unquote(herkomst.trace(klein, "WK000100", "ses_woa").vraag)


@pytest.mark.parametrize("status", [Status.ONDERDRUKT, Status.ONTBREEKT, Status.NIET_VAN_TOEPASSING])
def test_a_missing_value_tells_its_status_and_what_that_means(klein, status):
    row = make_reeksen(make_snapshotgebieden()).iloc[:1].assign(
        code="BU00010005", indicator="ses_woa", waarde=float("nan"), status=str(status), bron=BRON.sleutel
    )  # fmt: skip
    changed = _with_series(klein, row)
    found = herkomst.trace(changed, "BU00010005", "ses_woa")
    assert (found.waarde, found.status) == (None, status)
    assert found.status_uitleg == STATUS_UITLEG[status]
    assert found.tekst == str(status).replace("_", " ")


def _with_series(snapshot, rows):
    """Return the snapshot with rows added to its series, without writing it."""
    changed = dataclasses.replace(snapshot)
    changed.__dict__["reeksen"] = pd.concat([snapshot.reeksen, rows], ignore_index=True)
    return changed


def test_a_source_that_was_left_out_is_named_as_the_reason(tmp_path):
    areas = make_buurten(1)
    series = make_reeksen(areas)
    manifest = make_manifest(jaren={}, zonder=("kerncijfers",))
    snapshot = opslag.publish(tmp_path, manifest, areas, series)
    found = herkomst.trace(snapshot, "BU00010000", "woz")
    assert (found.status, found.bron, found.waarde, found.jaar) == (Status.ONTBREEKT, None, None, 0)
    assert found.status_uitleg == koppeling.WEGGELATEN


def test_derived_figures_can_be_made_again_from_what_is_told(streek, score):
    """Arithmetic of this test's own, on the inputs that the trace names."""
    for code in score.select("buurt")["code"].iloc[::9]:
        told = {key: herkomst.trace(streek, code, key, score=score) for key in afgeleid.PER_SLEUTEL}
        values = {
            (key, line.cijfer): herkomst.trace(streek, line.code, line.cijfer, score=score).waarde
            for key, found in told.items()
            for line in found.invoer
        }
        s, mean, low = (values["klasse", key] for key in ("ses_woa", "ses_referentie", "lbm_afwijking"))
        if None not in (s, low):
            below = (s < mean, low < 0)
            words = {
                (True, True): "Kwetsbaar", (True, False): "Aandacht (welvaart", (False, True): "Aandacht (leefb",
                (False, False): "Draagkrachtig",
            }  # fmt: skip
            assert told["klasse"].tekst.startswith(words[below])
        spread, households = values["ses_marge", "ses_spreiding"], values["ses_marge", "ses_huishoudens"]
        if told["ses_marge"].waarde is not None:
            assert told["ses_marge"].waarde == pytest.approx(1.96 * spread / households**0.5)
        if told["aandeel"].waarde is not None:
            assert told["aandeel"].waarde == pytest.approx(values["aandeel", score.kenmerk.sleutel] / 100)
        if told["lq_land"].waarde is not None:
            country = values["lq_land", score.kenmerk.sleutel] / 100
            assert told["lq_land"].waarde == pytest.approx(told["aandeel"].waarde / country)


def test_the_reference_is_the_weighted_mean_of_the_gemeenten_that_are_listed(streek, score):
    found = herkomst.trace(streek, "GM9101", "ses_referentie", score=score)
    rows = herkomst.list_referentie(streek, score)
    mean = math.fsum(rows["score"] * rows["huishoudens"]) / math.fsum(rows["huishoudens"])
    assert found.waarde == pytest.approx(mean, abs=1e-12)
    assert len(rows) == score.referentie.gemeenten
    assert f"Over {len(rows)} gemeenten" in found.ingevuld


def _read(text):
    return float(text.replace(".", "").replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize("jaar", [2020, 2022, 2024])
def test_what_is_compared_reads_as_it_is(streek, jaar):
    """Rounding once made '0,077 > 0,077' of a margin: what stands beside the sign must bear it out."""
    edition = toets.score_snapshot(streek, jaar)
    compare = {"<": float.__lt__, ">": float.__gt__, "≤": float.__le__, "≥": float.__ge__}
    formula = re.compile(r" = (−?[\d.,]+) ([<>≤≥]) (?:(?:S\*|marge) = )?(−?[\d.,]*\d)")
    seen = set()
    for _, row in edition.gebieden.iterrows():
        facts = afgeleid.Feiten(row, edition, streek.gebieden)
        for key in ("klasse", "grensgeval"):
            for left, sign, right in formula.findall(afgeleid.PER_SLEUTEL[key].vul_in(facts)):
                assert compare[sign](_read(left), _read(right)), (row["code"], left, sign, right)
                seen.add(sign)
    assert seen >= {"<", ">", "≤", "≥"}


@pytest.mark.parametrize(
    ("code", "jaar", "woorden"),
    [("BU91030004", 2020, "= 0,0773 > marge = 0,0770,"), ("BU92040003", 2022, "= 0,1281 > marge = 0,1278,")],
)
def test_numbers_that_differ_by_little_get_more_decimals(streek, code, jaar, woorden):
    assert woorden in herkomst.trace(streek, code, "grensgeval", jaar).ingevuld


@given(st.floats(-2, 2), st.floats(-2, 2) | st.integers(1, 4))
@example(0.3125, 1)
@example(0.0, 2)
def test_two_scores_read_alike_only_when_they_are(een, ander):
    other = ander if isinstance(ander, float) else een + 10.0 ** (-4 * ander)
    texts = afgeleid.write_paar(een, other)
    if abs(een - other) > 1e-16:
        assert (_read(texts[0]) < _read(texts[1])) == (een < other)
        assert (_read(texts[0]) > _read(texts[1])) == (een > other)
    assert een != other or texts[0] == texts[1] == afgeleid.write_score(een)


def test_an_earlier_edition_is_traced_in_that_edition(streek):
    edition = toets.find_edities(streek)[0]
    code = "BU91010000"
    found = herkomst.trace(streek, code, "klasse", edition)
    assert {line.jaar for line in found.invoer} == {edition}
    series = streek.reeksen
    row = series[(series["code"] == code) & (series["indicator"] == "ses_woa") & (series["jaar"] == edition)]
    assert herkomst.trace(streek, code, "ses_woa", edition).waarde == row["waarde"].iloc[0]


@pytest.mark.parametrize(
    ("code", "cijfer", "jaar", "words"),
    [
        ("BU99999999", "ses_woa", None, "staat niet in deze gegevens"),
        ("<script>", "ses_woa", None, "staat niet in deze gegevens"),
        ("BU91010000", "nationaliteit", None, "is niet bekend"),
        ("BU91010000", "ses_woa", 1999, "Voor 1999"),
        ("BU91010000", "klasse", 1999, "Voor 1999"),
        ("NL00", "klasse", None, "wordt niet getoetst"),
    ],
)
def test_what_does_not_exist_is_refused_in_words(streek, code, cijfer, jaar, words):
    with pytest.raises(InvoerFout, match=words) as refusal:
        herkomst.trace(streek, code, cijfer, jaar)
    assert "Verwacht:" in str(refusal.value)


def test_all_is_plain_enough_for_json(streek, score):
    for key in herkomst.list_cijfers(streek):
        found = herkomst.trace(streek, "BU91010000", key, score=score)
        assert json.loads(json.dumps(found.to_dict()))["cijfer"] == key
        assert found.tekst


def test_every_listed_figure_has_years_to_choose_from(streek):
    figures = herkomst.list_cijfers(streek)
    assert list(figures)[:1] == ["klasse"]
    assert set(afgeleid.PER_SLEUTEL) < set(figures)
    for key in figures:
        years = herkomst.list_jaren(streek, key)
        assert years == sorted(years, reverse=True)
        assert years


@given(
    st.builds(
        herkomst.Herkomstvraag,
        st.sampled_from(["", "BU09171000", "WK091710", "GM0917", "NL00"]),
        st.sampled_from(["", "klasse", "ses_woa", "lq_land"]),
        st.one_of(st.none(), st.integers(1995, 2099)),
        st.sampled_from(["", "2026-11-21-0123abcd"]),
    )
)
def test_a_link_comes_back_as_it_went(vraag):
    parameters = herkomst.format_herkomst(vraag.gebied, vraag.cijfer, vraag.jaar, vraag.data)
    assert herkomst.parse_herkomst(parameters) == (vraag, ())
    href = herkomst.make_href(vraag.gebied, vraag.cijfer, vraag.jaar, vraag.data)
    assert dict(parse_qsl(urlsplit(href.replace("&amp;", "&")).query)) == parameters


@given(st.dictionaries(st.sampled_from(["gebied", "cijfer", "jaar", "data", "x"]), st.text(max_size=200)))
def test_any_parameters_give_a_question_that_is_well_formed(parameters):
    vraag, notices = herkomst.parse_herkomst(parameters)
    assert (
        herkomst.parse_herkomst(herkomst.format_herkomst(vraag.gebied, vraag.cijfer, vraag.jaar, vraag.data))[
            0
        ]
        == vraag
    )
    assert all("overgeslagen" in notice for notice in notices)
    assert "<" not in "".join(notices)


@given(
    st.builds(
        Telvraag,
        st.sampled_from(["buurt", "wijk"]),
        st.sampled_from(["", "GM0917"]),
        st.one_of(st.none(), st.integers(1995, 2099)),
        st.sampled_from(["", "2026-11-21-0123abcd"]),
    )
)
def test_a_link_to_counts_comes_back_as_it_went(vraag):
    query = urlsplit(make_telhref(vraag).replace("&amp;", "&")).query
    assert parse_telling(dict(parse_qsl(query))) == vraag


@given(st.dictionaries(st.sampled_from(["telling", "gemeente", "jaar", "data"]), st.text(max_size=200)))
def test_any_parameters_give_counts_that_exist_or_none(parameters):
    found = parse_telling(parameters)
    assert found is None or found.niveau in {"buurt", "wijk"}
    hostile = parse_telling(parameters | {"telling": "buurt", "gemeente": '"><script>'})
    assert hostile is not None
    assert hostile.gemeente == ""
    assert not set(make_telhref(hostile)) & set("<>\"'")


def test_a_link_is_safe_in_an_attribute():
    assert not set(herkomst.make_href('"><script>', "a&b", 2024, "'")) & set("<>\"'")


def test_the_regional_share_is_made_of_the_areas_that_are_listed(streek, score):
    code = score.select("buurt").loc[lambda rows: rows["lq"].notna(), "code"].iloc[0]
    found = herkomst.trace(streek, code, "lq", score=score)
    rows = herkomst.list_regio(streek, score, "buurt")
    share = math.fsum(rows["kenmerk_huishoudens"]) / math.fsum(rows["huishoudens"])
    own = herkomst.trace(streek, code, "aandeel", score=score)
    assert found.waarde == pytest.approx(own.waarde / share)
    assert f"over {len(rows)} gebieden" in found.ingevuld
    with pytest.raises(InvoerFout, match="geen kenmerk"):
        herkomst.list_regio(streek, dataclasses.replace(score, kenmerk=None), "buurt")
