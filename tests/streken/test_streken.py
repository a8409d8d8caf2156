"""A region beside country, provinces and sets: by hand, with unknown never 0, and who chose each set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import maken
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keten import run
from pdflezen import read_pdf, squeeze
from streekmaken import BUURTEN, REGIO, make_land, publish_beide

from woonzorg.fouten import GegevensFout, InvoerFout
from woonzorg.gebied import NEDERLAND, PROVINCIES
from woonzorg.gegevens import opslag
from woonzorg.kaart.telling import count_klassen
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.rapport.streekstuk import make_streekstuk
from woonzorg.rapport.zetten import set_pdf
from woonzorg.socialehuur.plaats import find_regiopercentage
from woonzorg.streken.streekset import VOORBEELD, Streekset, read_sets
from woonzorg.streken.streektelling import Streekrij, Streeksoort, count_streken
from woonzorg.streken.streekwoorden import (
    NAMEN_ELDERS,
    NIET_GEZEGD,
    PROVINCIES_ELDERS,
    describe_beeld,
    describe_maat,
    describe_onbekend,
    list_keuzes,
    list_kolommen,
    list_rijen,
)

if TYPE_CHECKING:
    from pathlib import Path

    from woonzorg.streken.streektelling import Streekbeeld

SETS = (
    Streekset("Zuid", ("GM0001", "GM0002"), "gremium, 1 mei 2026"),
    Streekset("Elders", ("GM0003", "GM9999")),
)


@pytest.fixture
def beeld(tmp_path: Path) -> Streekbeeld:
    land, regio = publish_beide(tmp_path)
    return count_streken(regio.manifest, land, SETS)


def test_by_hand(beeld):
    rows = {row.titel: row for row in beeld.rijen}
    assert list(rows) == ["Nederland", "Hier", "Elders", "Zuid", "Groningen", "Limburg"]
    # Kwetsbaar: 600 + 100 of 1,000 here; and 100 more of 4,000 in the country; Groningen none of 2,000.
    kwetsbaar = {name: row.share(Klasse.KWETSBAAR) for name, row in rows.items()}
    assert kwetsbaar == {
        "Nederland": 20.0, "Hier": 70.0, "Elders": None, "Zuid": 40.0, "Groningen": 0.0, "Limburg": 40.0,
    }  # fmt: skip
    assert rows["Groningen"].share(Klasse.ONBEKEND) == 25.0
    # Low income: 180 + 150 of 3,500 known is 9.4 %; only the first buurt (30 %) is 1.5 times that, and kwetsbaar.
    assert {name: row.over for name, row in rows.items() if row.telling.bekend} == {
        "Nederland": 1, "Hier": 1, "Zuid": 1, "Groningen": 0, "Limburg": 1,
    }  # fmt: skip
    assert rows["Hier"].count_promille(rows["Hier"].over_huishoudens) == 600.0
    assert rows["Nederland"].count_promille(rows["Nederland"].over_huishoudens) == 150.0
    # Corporation homes by the gemeenten's own rows: 500 + 300 + 750 of 5,000.
    assert rows["Nederland"].corporatie == pytest.approx(31.0)
    assert rows["Zuid"].corporatie == pytest.approx(32.0)
    assert (rows["Elders"].corporatie, rows["Elders"].ontbreekt) == (None, ("GM9999",))


def test_words_tell_the_share_who_chose_and_what_is_not_told(beeld):
    told = (
        "70 % van de huishoudens in Hier woont in een kwetsbare buurt, in Nederland 20 % en in Limburg 40 %."
    )
    assert describe_beeld(beeld) == told
    assert describe_onbekend(beeld).endswith("onbekend: 13 % in Nederland.")  # 500 of 4,000
    elders, zuid = list_keuzes(beeld)
    assert zuid == "Zuid: Stad GM0001 en Stad GM0002. Gekozen door: gremium, 1 mei 2026."
    assert "GM9999 staat niet in de landelijke gegevens" in elders
    assert elders.endswith("Gekozen door: niet vermeld.")
    assert "telt niemand die is gehuisvest" in NIET_GEZEGD[0]
    assert "één maat voor alle streken" in describe_maat(beeld)
    heads = [head for head, _ in list_kolommen(beeld)]
    missing = dict(zip(heads, list_rijen(beeld.rijen)[2], strict=True))
    assert missing.pop("Streek") == "Elders"
    assert set(missing.values()) == {None}  # never 0


def test_the_country_itself_has_no_region_beside_it_and_other_years_are_told(tmp_path):
    land, regio = publish_beide(tmp_path)
    alone = count_streken(land.manifest, land)
    assert alone.regio is None
    assert describe_beeld(alone) == "In Nederland woont 20 % van de huishoudens in een kwetsbare buurt."
    other = maken.make_manifest(regio=REGIO, jaren=regio.manifest.jaren | {"ses_woa": 2020})
    assert count_streken(other, land).anders == ("het jaar van SES-WOA (hier 2020, daar 2024)",)


def test_where_no_class_is_known_no_share_is_told_as_0(tmp_path):
    land = make_land().assign(ses_woa=np.nan)
    country = opslag.publish(tmp_path, maken.make_manifest(regio=NEDERLAND), land, maken.make_reeksen(land))
    found = count_streken(maken.make_manifest(regio=REGIO), country)
    assert describe_beeld(found).startswith("Een onbekend deel van de huishoudens in Hier woont")


def count_met(tmp_path, land, *sets):
    country = opslag.publish(tmp_path, maken.make_manifest(regio=NEDERLAND), land, maken.make_reeksen(land))
    found = count_streken(maken.make_manifest(regio=REGIO), country, sets)
    return found, {row[0]: row[6:10] for row in list_rijen(found.rijen)}


def test_overconcentraties_that_are_not_known_are_never_told_as_0(tmp_path):
    land = make_land()
    land.loc[land["code"] == "BU00020001", "laag_inkomen_pct"] = np.nan  # kwetsbaar, 100 households
    found, told = count_met(tmp_path, land, Streekset("Daar", ("GM0002",)), SETS[0])
    assert told["Daar"] == (100.0, None, 1.0, None)
    assert told["Zuid"] == (400.0, "ten\u00a0minste\u00a01", 1.0, "ten\u00a0minste\u00a0300")
    assert told["Hier"] == (700.0, 1.0, 0.0, 600.0)
    plain = {row.titel: row.to_dict() for row in found.rijen}
    assert [plain["Daar"][key] for key in plain["Daar"] if key.startswith("overconcentratie")] == [
        None,
        1,
        None,
    ]
    assert plain["Zuid"]["overconcentraties"] == 1
    assert plain["Zuid"]["huishoudens"]["kwetsbaar"] == 800.0
    assert (
        "Van 1 buurt in Nederland, 1 buurt in Daar en 1 buurt in Zuid is dat niet bekend."
        in describe_maat(found)
    )


def test_a_chosen_set_never_passes_for_the_province_the_country_or_the_region(tmp_path):
    land, regio = publish_beide(tmp_path)
    named = [Streekset(title, ("GM0003",)) for title in ("limburg", "Nederland", "Hier", "Elders")]
    found = count_streken(regio.manifest, land, named)
    assert describe_beeld(found).endswith("in Nederland 20 % en in Limburg 40 %.")
    assert [row.titel for row in found.rijen if row.soort == Streeksoort.SET] == [
        "Elders", "Hier (gekozen streek)", "Nederland (gekozen streek)", "limburg (gekozen streek)",
    ]  # fmt: skip
    own = [replace(row, titel="Limburg") if row.soort == Streeksoort.SET else row for row in found.rijen]
    assert describe_beeld(replace(found, rijen=tuple(own))).endswith("en in Limburg 40 %.")


def test_without_the_trait_no_overconcentratie_is_told_not_even_where_nothing_is_kwetsbaar(tmp_path):
    land = make_land()
    land.loc[land["niveau"] == "buurt", ["laag_inkomen_pct", "corporatie_pct"]] = np.nan
    found, told = count_met(tmp_path, land)
    assert found.kenmerk is None
    assert {(row[1], row[3]) for row in told.values()} == {(None, None)}
    assert (told["Hier"][2], told["Groningen"][2]) == (4.0, 3.0)  # all of their buurten
    assert {row.to_dict()["overconcentraties"] for row in found.rijen} == {None}


def test_one_unknown_gemeente_leaves_the_share_unknown_here_and_beside_social_rent_alike(tmp_path):
    """The comparison and the tab Sociale huur tell the same of one region, for it is one rule."""
    told = {}
    for name, place, column, value in (
        ("all", "", "", 0.0), ("share", "GM0002", "corporatie_pct", np.nan), ("homes", "GM0002", "woningen", np.nan),
        ("empty", "GM0002", "woningen", 0.0),
    ):  # fmt: skip
        land = make_land()
        land.loc[land["code"] == place, column or "woningen"] = value
        towns = land[land["code"].isin(SETS[0].gemeenten)].assign(rol="regio")
        found, _ = count_met(tmp_path / name, land, SETS[0])
        beside = next(row.corporatie for row in found.rijen if row.titel == "Zuid")
        here = find_regiopercentage(towns)
        assert here == (None if beside is None else pytest.approx(beside))
        told[name] = here
    assert told == {"all": pytest.approx(32.0), "share": None, "homes": None, "empty": pytest.approx(50.0)}
    assert find_regiopercentage(make_land().iloc[:0]) is None


@given(st.lists(st.tuples(st.sampled_from(list(Klasse)), st.integers(0, 5000)), min_size=1, max_size=30))
def test_shares_by_class_add_up_to_a_hundred_with_onbekend(areas):
    frame = make_land().iloc[:0].reindex(columns=["klasse", "huishoudens"])
    frame = frame.reindex(range(len(areas))).assign(
        klasse=[str(klasse) for klasse, _ in areas], huishoudens=[float(number) for _, number in areas]
    )
    row = Streekrij("x", Streeksoort.SET, (), count_klassen(frame, "x", "buurt"))
    shares = [row.share(klasse) for klasse in Klasse]
    if sum(number for _, number in areas):
        assert sum(shares) == pytest.approx(100.0)
    else:
        assert set(shares) == {None}


GOED = b'[zuid]\ntitel = "Zuid"\ngemeenten = ["gm0002", "GM0001"]\ngekozen_door = "ik"\n'


def test_sets_are_read_and_all_that_is_wrong_is_told_together():
    only = b'\n[alleen-kernen]\n[[alleen-kernen.kernen]]\nnaam = "Eys"\ncodes = ["BU00010000"]\n'
    assert read_sets("r.toml", GOED + only) == (Streekset("Zuid", ("GM0001", "GM0002"), "ik"),)
    bad = (
        GOED
        + '[b]\ngemeenten = ["GM1", 3]\ntitel = 4\n[c]\ntitel = "x"\n[d]\ngekozen_door = "{}"\ngemeenten = []\n'.format(
            "y" * 70
        ).encode()
    )
    with pytest.raises(GegevensFout) as caught:
        read_sets("r.toml", bad)
    told = "; ".join(caught.value.bevindingen)
    for text in ("[b]: titel is geen tekst", "[b]: geen gemeentecode als GM0917: GM1, 3", "[c]: de gemeenten ontbreken",
                 "[d]: gekozen_door is te lang", "[d]: de gemeenten ontbreken"):  # fmt: skip
        assert text in told
    assert read_sets("v.toml", VOORBEELD.encode())[0].gemeenten == ("GM0917", "GM0928")
    with pytest.raises(GegevensFout, match="twee keer"):
        read_sets("r.toml", GOED + GOED.replace(b"[zuid]", b"[zuid2]"))
    with pytest.raises(InvoerFout, match="niet te lezen"):
        read_sets("r.toml", b"[x")
    with pytest.raises(InvoerFout, match="geen bestand met regio"):
        read_sets("r.csv", GOED)
    with pytest.raises(GegevensFout, match="geen set gemeenten"):
        read_sets("r.toml", b"")


def test_the_paper_is_one_page_and_tells_what_the_screen_tells(tmp_path, monkeypatch):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    publish_beide(tmp_path)
    sets, paper, slide = tmp_path / "r.toml", tmp_path / "s.pdf", tmp_path / "s.svg"
    sets.write_bytes(GOED)
    argv = ("rapport", "streken", "--regios", str(sets), "--datum", "2026-11-30")
    assert run(*argv, "--uit", str(paper)).status == 0
    read = read_pdf(paper.read_bytes())
    assert len(read.bladen) == 1
    assert read.titel == "Hier naast andere regio's"
    assert "?niveau=buurt" in read.tekst
    assert "kaart?" not in read.tekst  # the map is the first page, and has no address of its own
    said = ("70 % van de huishoudens in Hier woont", "Gekozen door: ik.", *NIET_GEZEGD)
    assert [text for text in said if squeeze(text) not in squeeze(read.tekst)] == []
    assert run(*argv, "--uit", str(slide)).status == 0
    drawn = slide.read_text(encoding="utf-8")
    assert "70 % van de huishoudens" in drawn
    assert "Zuid: gekozen door ik." in " ".join(drawn.split())
    assert "Groningen" not in drawn  # with a set, the slide keeps to what was chosen


def make_vol(beeld: Streekbeeld, sets: int, gemeenten: int) -> Streekbeeld:
    """Return the country, the region, so many sets and twelve provinces, each with cells as wide as they come."""
    least = replace(beeld.rijen[-1], over=123, over_onbekend=45, over_huishoudens=400.0)
    chosen = replace(least, soort=Streeksoort.SET, gekozen_door="gremium van de streek, 1 november 2026")
    towns = tuple(f"Gemeente aan de Maas {number}" for number in range(gemeenten))
    named = [
        replace(chosen, titel=f"Streek aan de rivier nummer {place}", gemeenten=towns)
        for place in range(sets)
    ]
    provinces = [replace(least, titel=title) for title in sorted(PROVINCIES.values())]
    return replace(beeld, rijen=(*beeld.rijen[:2], *named, *provinces), provincie="Limburg")


@pytest.mark.parametrize(("sets", "gemeenten", "named", "provinces"), [
    (0, 0, True, True), (4, 8, True, True), (4, 30, False, True), (8, 8, False, False),
])  # fmt: skip
def test_one_page_holds_provinces_and_sets_or_says_what_is_left_to_the_screen(
    beeld, sets, gemeenten, named, provinces
):
    full = make_vol(beeld, sets, gemeenten)
    stuk = make_streekstuk(full, date(2026, 11, 30))
    read = read_pdf(set_pdf(stuk))
    assert len(read.bladen) == 1
    told = squeeze(read.tekst)
    assert (squeeze("Gemeente aan de Maas 7") in told) == (named and sets > 0)
    assert (squeeze(NAMEN_ELDERS) in told) == (not named)
    assert (squeeze("Noord-Brabant") in told) == provinces
    assert (squeeze(PROVINCIES_ELDERS) in told) == (not provinces)
    assert told.count(squeeze("gremium van de streek")) == sets  # who chose it always stands there
    sheets = {sheet.bijschrift: sheet for sheet in stuk.bladen}
    assert ("Alle streken" in sheets) == (not named)
    if not named:
        assert [row[0] for row in sheets["Alle streken"].rijen] == [row.titel for row in full.rijen]


def test_without_national_data_it_is_told_what_is_needed(tmp_path, monkeypatch):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    maken.publish_proef(tmp_path)
    told = run("streken")
    assert told.status == 2
    assert "laad op de pagina Gegevens 'nederland'" in told.err
    assert ".." not in told.err
    assert run("rapport", "opgave", "--regios", "x.toml", "--uit", str(tmp_path / "o.pdf")).status == 2


def test_the_command_gives_every_row(tmp_path, monkeypatch):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))
    publish_beide(tmp_path)
    rows = {row["titel"]: row for row in run("streken", "--json").json}
    assert list(rows) == ["Nederland", "Hier", "Groningen", "Limburg"]
    assert (rows["Hier"]["kwetsbaar_per_1000"], rows["Hier"]["corporatie_per_1000"]) == (700.0, 500.0)
    assert sum(rows["Groningen"]["aandeel"].values()) == pytest.approx(100.0)
    assert sum(map(len, BUURTEN.values())) == sum(rows["Nederland"]["buurten"].values())
    assert "Er zijn geen andere streken gekozen" in run("streken").out
    assert opslag.open_snapshot(tmp_path).manifest.regio.titel == "Hier"
    assert NEDERLAND.titel in rows
