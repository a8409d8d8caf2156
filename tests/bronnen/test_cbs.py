"""Tables, fields and rows of Statistics Netherlands are found in its own metadata, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from dienst import rewrites

from woonzorg.bronnen import cbs
from woonzorg.bronnen.bron import Laadvraag
from woonzorg.bronnen.kerncijfers import KERNCIJFERS
from woonzorg.bronnen.levering import clean_codes, find_gewijzigd, parse_getallen
from woonzorg.bronnen.ses_woa import SES_WOA
from woonzorg.bronnen.statline import read_codes
from woonzorg.fouten import BronFout
from woonzorg.gebied import Regio
from woonzorg.indicator import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from dienst import Dienst

    from woonzorg.bronnen.levering import Levering
    from woonzorg.bronnen.web import Web

    Naar = Callable[..., Web]

SES, KWB = "86092NED", "85984NED"
HIER = cbs.make_filters(["GM0965"], is_land=False)
SIMPELVELD = Regio("simpelveld", "Simpelveld", ("GM0965",))
RIJEN = f"{SES}/TypedDataSet"


def read_ses(naar: Naar) -> Levering:
    web = naar("cbs")
    return cbs.read_levering(web, SES_WOA.find_tabellen(web)[0], SES_WOA, HIER)


def test_recorded_answer_has_81_rows_with_clean_codes(naar: Naar) -> None:
    pages = cbs.read_pages(naar("cbs"), "ODataFeed/odata/85586NED/TypedDataSet", {"$format": "json"})
    rows = pd.DataFrame([row for page in pages for row in page])
    codes, cleaned, note = read_codes(rows, "CBS", "adres")
    assert len(rows) == len(codes) == len(set(codes)) == 81
    assert {len(code) for code in rows["WijkenEnBuurten"]} == {10}
    assert {(code[:2], len(code)) for code in codes} == {("GM", 6), ("WK", 8), ("BU", 10)}
    assert cleaned.set_index("WijkenEnBuurten").loc["GM0917", "Bijstandsuitkering_6"] == 3840
    assert note == ""


def test_tables_come_newest_division_first_and_no_look_alike(naar: Naar) -> None:
    found = {bron.sleutel: bron.find_tabellen(naar("cbs")) for bron in (SES_WOA, KERNCIJFERS)}
    assert [(t.id, t.indeling) for t in found["ses_woa"]] == [(SES, 2024), ("85900NED", 2023)]
    assert [t.indeling for t in found["kerncijfers"]] == [2024, 2023, 2022]


def test_a_missing_table_is_told_with_the_title_that_was_sought(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault(
        "Tables", "rewrite", lambda body: body.replace(b"scores per wijk en buurt", b"iets anders")
    )
    with pytest.raises(BronFout, match="geen tabel voor CBS, Sociaal-economische status") as caught:
        SES_WOA.find_tabellen(naar("cbs"))
    assert "sociaal-economische status" in caught.value.verwacht
    assert "iets anders" in caught.value.gevonden


def test_pages_are_followed_and_counted(naar: Naar, dienst: Dienst) -> None:
    dienst.cbs.page_size = 7
    levering = read_ses(naar)
    pages = dienst.find_requests(RIJEN)
    assert levering.vermelding.rijen == len(levering.waarden.drop_duplicates(["code", "jaar"])) > 7
    assert len(pages) == -(-levering.vermelding.rijen // 7)
    assert levering.meldingen == ()


def test_a_count_that_differs_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault(RIJEN, "rewrite", rewrites.drop_code("BU09650000"))
    with pytest.raises(BronFout, match="aantal regels klopt niet") as caught:
        read_ses(naar)
    assert int(caught.value.verwacht) > int(caught.value.gevonden)


@pytest.mark.parametrize("kind", ["refuses", "ignores"])
def test_a_service_that_does_not_count_along_is_asked_for_the_count_apart(
    naar: Naar, dienst: Dienst, kind: str
) -> None:
    whole = read_ses(naar)
    dienst.cbs.page_size = 7
    getattr(dienst.cbs, kind).add("$inlinecount")
    web = naar("cbs")
    tabel = SES_WOA.find_tabellen(web)[0]
    found = cbs.read_levering(web, tabel, SES_WOA, [*HIER, cbs.VERGELIJKING])
    own = found.waarden[found.waarden["code"].isin(whole.waarden["code"])]
    pd.testing.assert_frame_equal(own.reset_index(drop=True), whole.waarden)
    assert len(dienst.find_requests("TypedDataSet/$count")) == len([*HIER, cbs.VERGELIJKING])
    counting = [
        text for text in dienst.find_requests(RIJEN) if "$inlinecount" in text and "$skip" not in text
    ]
    assert len({text for text in counting if "'GM'" in text}) == 0  # once refused, it is not asked so again


@pytest.mark.parametrize("kind", ["refuses", "ignores"])
def test_rows_that_fall_short_of_a_count_apart_are_refused(naar: Naar, dienst: Dienst, kind: str) -> None:
    getattr(dienst.cbs, kind).add("$inlinecount")
    dienst.add_fault("startswith", "rewrite", _lose_rows, times=None)
    with pytest.raises(BronFout, match="aantal regels klopt niet") as caught:
        read_ses(naar)
    assert int(caught.value.verwacht) > int(caught.value.gevonden)


def _lose_rows(body: bytes) -> bytes:
    return rewrites.drop_code("BU09650000")(body) if b'"value":[' in body else body


def test_a_service_that_does_not_count_at_all_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.cbs.refuses |= {"$inlinecount", "$count"}
    with pytest.raises(BronFout, match="foutcode 500") as caught:
        read_ses(naar)
    assert "$count" in caught.value.adres
    assert caught.value.tijdelijk


def test_a_filter_that_is_passed_over_adds_nothing_and_that_is_said(naar: Naar, dienst: Dienst) -> None:
    before = read_ses(naar)
    dienst.cbs.page_size = 100_000
    dienst.cbs.ignores.add("$filter")
    after = read_ses(naar)
    pd.testing.assert_frame_equal(after.waarden, before.waarden)
    [note] = after.meldingen
    assert "gebieden waar niet om was gevraagd" in note


def test_other_areas_in_place_of_those_asked_for_are_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault(RIJEN, "rewrite", lambda body: body.replace(b"0965", b"0966"), times=None)
    with pytest.raises(BronFout, match="andere gebieden dan gevraagd") as caught:
        read_ses(naar)
    assert "BU0965" in caught.value.verwacht
    assert "BU0966" in caught.value.gevonden


def test_a_next_link_to_another_host_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.cbs.page_size = 7
    dienst.add_fault(RIJEN, "rewrite", rewrites.link_elsewhere())
    with pytest.raises(BronFout, match="verwijst naar een ander adres") as caught:
        read_ses(naar)
    assert caught.value.gevonden == "elders.example"
    assert len(dienst.find_requests(RIJEN)) == 1


def test_pages_that_go_round_are_refused(naar: Naar, dienst: Dienst) -> None:
    def point_back(content: dict) -> None:
        if "odata.nextLink" in content:
            content["odata.nextLink"] = (
                f"{dienst.url}/cbs/ODataFeed/odata/{RIJEN}?$format=json&$skip=7&$top=100"
            )

    dienst.cbs.page_size = 7
    dienst.add_fault(RIJEN, "rewrite", rewrites.edit(point_back), times=None)
    with pytest.raises(BronFout, match="in een kring"):
        read_ses(naar)
    assert len(dienst.find_requests(RIJEN)) < 5


def test_a_shifted_suffix_still_loads(naar: Naar, dienst: Dienst) -> None:
    before = read_ses(naar)
    dienst.cbs.renames = {"GemiddeldeScore_29": "GemiddeldeScore_30", "Waarde_37": "Waarde_41"}
    after = read_ses(naar)
    pd.testing.assert_frame_equal(after.waarden, before.waarden)
    assert after.vermelding.velden["ses_woa"] == "GemiddeldeScore_30"
    assert after.vermelding.velden["ses_spreiding"] == "Waarde_41"


def test_a_renamed_required_field_is_refused_with_what_was_found(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("DataProperties", "rewrite", lambda body: body.replace(b"GemiddeldeScore_29", b"Score_29")
                     .replace(b'"Title":"Gemiddelde score"', b'"Title":"Gemiddelde stand"', 1))  # fmt: skip
    with pytest.raises(BronFout, match=f"velden van tabel {SES} zijn anders dan verwacht") as caught:
        read_ses(naar)
    assert "Gemiddelde score (totaal)" in caught.value.verwacht
    assert "Gemiddelde stand" in caught.value.gevonden
    assert "--zonder" in caught.value.remedie


def test_a_field_that_may_be_absent_is_reported(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("DataProperties", "rewrite", rewrites.drop_field("Waarde_37"))
    levering = read_ses(naar)
    assert any("ses_spreiding" in note for note in levering.meldingen)
    assert "ses_spreiding" not in set(levering.waarden["indicator"])


def test_metadata_that_promises_more_than_the_rows_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault(
        RIJEN, "rewrite", rewrites.rename_field("GemiddeldeScore_29", "GemiddeldeScore_99"), times=None
    )
    with pytest.raises(BronFout, match="ontbreken in de gegevens") as caught:
        read_ses(naar)
    assert caught.value.verwacht == "GemiddeldeScore_29"


def test_rows_given_twice_alike_count_once_and_that_is_said(naar: Naar, dienst: Dienst) -> None:
    before = read_ses(naar)
    dienst.cbs.edits[SES] = lambda frame: pd.concat([frame, frame[frame["WijkenEnBuurten"] == "BU09650000"]])
    after = read_ses(naar)
    pd.testing.assert_frame_equal(after.waarden, before.waarden)
    [note] = after.meldingen
    assert "kwamen dubbel voor en zijn één keer gebruikt" in note


def test_rows_that_contradict_each_other_are_refused(naar: Naar, dienst: Dienst) -> None:
    def clash(frame: pd.DataFrame) -> pd.DataFrame:
        again = frame[frame["WijkenEnBuurten"] == "BU09650000"]
        return pd.concat([frame, again.assign(GemiddeldeScore_29=again["GemiddeldeScore_29"] + 0.1)])

    dienst.cbs.edits[SES] = clash
    with pytest.raises(BronFout, match="meer dan eens voor met verschillende cijfers") as caught:
        read_ses(naar)
    assert caught.value.gevonden == "BU09650000"


def test_rows_without_a_code_of_an_area_are_left_out_and_said(naar: Naar, dienst: Dienst) -> None:
    before = read_ses(naar)
    dienst.add_fault(RIJEN, "rewrite", rewrites.edit_rows(
        lambda rows: [row | {"WijkenEnBuurten": "BU0965??  "} if n == 0 else row for n, row in enumerate(rows)]
    ), times=None)  # fmt: skip
    after = read_ses(naar)
    assert len(after.waarden) < len(before.waarden)
    assert any("zonder code van een gebied" in note and "BU0965??" in note for note in after.meldingen)


def test_text_for_a_number_is_refused_with_field_and_value(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault(
        RIJEN, "rewrite", rewrites.set_value("GemiddeldeScore_29", "hoog", "BU09650000"), times=None
    )
    with pytest.raises(BronFout, match="veld GemiddeldeScore_29 staat tekst waar een getal hoort") as caught:
        read_ses(naar)
    assert caught.value.gevonden == "'hoog'"
    assert SES in caught.value.adres


def test_decimal_commas_read_as_numbers(naar: Naar, dienst: Dienst) -> None:
    before = read_ses(naar)
    dienst.add_fault(RIJEN, "rewrite", rewrites.comma_decimals("GemiddeldeScore_29"), times=None)
    pd.testing.assert_frame_equal(read_ses(naar).waarden, before.waarden)


def test_an_answer_without_rows_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.cbs.edits[SES] = lambda frame: frame.iloc[:0]
    with pytest.raises(BronFout, match="geen enkele regel"):
        read_ses(naar)


@pytest.mark.parametrize(
    "body", [b"[]", b'{"value": 3}', b'{"value": ["x"]}', b"null", b'{"odata.error": {}}']
)
def test_json_of_another_shape_is_refused(naar: Naar, dienst: Dienst, body: bytes) -> None:
    dienst.add_fault("Tables", "rewrite", lambda _: body)
    with pytest.raises(BronFout, match="geen lijst 'value'"):
        SES_WOA.find_tabellen(naar("cbs"))


def test_empty_income_is_looked_up_in_an_older_table(naar: Naar) -> None:
    web = naar("cbs")
    tables = KERNCIJFERS.find_tabellen(web)
    leveringen = KERNCIJFERS.read_tabellen(web, tables, HIER, Laadvraag(SIMPELVELD, 2024))
    seen = [item.waarden[item.waarden["waarde"].notna()] for item in leveringen]
    assert [item.vermelding.indeling for item in leveringen] == [2024, 2023]
    assert "laag_inkomen_pct" not in set(seen[0]["indicator"])
    assert "laag_inkomen_pct" in set(seen[1]["indicator"])
    blank = leveringen[0].waarden.query("indicator == 'laag_inkomen_pct'")
    assert set(blank["status"]) == {"ontbreekt"}


MEER = {
    "wmo_1000": "WmoClientenRelatief", "jeugdzorg_pct": "PercentageJongerenMetJeugdzorg",
    "arbeidsparticipatie_pct": "Nettoarbeidsparticipatie", "verhuur_overig_pct": "InBezitOverigeVerhuurders",
    "afstand_kinderdagverblijf": "AfstandTotKinderdagverblijf", "aardgas": "GemiddeldAardgasverbruik",
    "elektriciteit": "GemiddeldeElektriciteitslevering",
}  # fmt: skip


def test_care_work_energy_and_rent_are_found_under_the_names_of_each_year(naar: Naar) -> None:
    web = naar("cbs")
    leveringen = KERNCIJFERS.read_tabellen(
        web, KERNCIJFERS.find_tabellen(web), HIER, Laadvraag(SIMPELVELD, 2024)
    )
    for levering in leveringen:
        velden = levering.vermelding.velden
        stems = {key: velden[key].rsplit("_", 1)[0].removesuffix("Totaal") for key in MEER}
        assert stems == MEER
    newest, before = (item.waarden.dropna(subset="waarde")["indicator"] for item in leveringen)
    assert MEER.keys() - set(newest) == {"wmo_1000", "jeugdzorg_pct"}  # these come later, as income does
    assert MEER.keys() <= set(before)


def test_suppressed_is_told_apart_from_not_yet_published(naar: Naar) -> None:
    rows = read_ses(naar).waarden.query("indicator == 'ses_woa' and waarde.isna()")
    assert len(rows) > 0
    assert set(rows["status"]) == {"onderdrukt"}


def test_every_filter_fits_an_address() -> None:
    many = [f"GM{number:04d}" for number in range(50)]
    filters = cbs.make_filters(many, is_land=False)
    assert max(map(len, filters)) < 1000
    assert sum(text.count("'BU") for text in filters) == 50
    assert cbs.make_filters([], is_land=True) == [
        "startswith(WijkenEnBuurten,'BU')",
        "startswith(WijkenEnBuurten,'WK')",
    ]


@pytest.mark.parametrize(
    ("texts", "aantal", "numbers"),
    [
        (["  -0.100", ".", "", "x", None], False, [-0.1, None, None, None, None]),
        (["-0,100", "1.234,5", "0,2"], False, [-0.1, 1234.5, 0.2]),
        (["11.200", "100", "1.234.000"], True, [11200, 100, 1234000]),
        (["11.200"], False, [11.2]),
        (["100.0"], True, [100]),
        ([-99997, -99995.0, 0, 12], False, [None, None, 0, 12]),
        (["-99997", "3"], False, [None, 3]),
    ],
)
def test_numbers_are_read_as_sources_write_them(texts: list, aantal: bool, numbers: list) -> None:
    found = parse_getallen(pd.Series(texts, name="veld"), "bron", "adres", is_aantal=aantal)
    assert found.isna().tolist() == [number is None for number in numbers]
    assert found.dropna().tolist() == [number for number in numbers if number is not None]


@pytest.mark.parametrize("texts", [["0.5", "0,5"], ["1 234"], ["12a"], [{}], ["1,2,3"], [["1"]]])
def test_what_cannot_be_a_number_is_not_guessed(texts: list) -> None:
    with pytest.raises(BronFout, match="in het veld veld staat tekst"):
        parse_getallen(pd.Series(texts, name="veld"), "bron", "adres")


def test_codes_lose_their_padding_and_strangers_become_empty() -> None:
    raw = pd.Series(["WK091710  ", " bu09171000", "NL00      ", "Heerlen", None, 917, "BU0917", "LD01      "])
    assert clean_codes(raw).tolist() == ["WK091710", "BU09171000", "NL00", "", "", "", "", ""]


def test_a_missing_mark_of_change_says_nothing() -> None:
    codes = pd.Series([f"BU0000000{n}" for n in range(9)])
    marks = pd.Series([1, 2, 3.0, "1", "2 ", None, -99997, ".", "0"], dtype=object)
    assert find_gewijzigd(codes, marks) == {"BU00000001", "BU00000002", "BU00000004"}


def test_one_field_alone_fits_each_indicator_in_every_division(naar: Naar) -> None:
    web = naar("cbs")
    for bron in (SES_WOA, KERNCIJFERS):
        for tabel in bron.find_tabellen(web):
            velden, overige, _ = cbs.find_velden(web, tabel, bron)
            assert any("Indelingswijziging" in key for key in overige) == (bron is KERNCIJFERS)
            assert len({veld.sleutel for veld in velden.values()}) == len(velden)
            assert all(PER_SLEUTEL[key].bron == bron.sleutel for key in velden)
