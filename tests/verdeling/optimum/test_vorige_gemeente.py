"""The key 'vorige gemeente': read as numbers, divided by hand, elsewhere told and not spread, and never shared."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import make_situatie, make_veld

from woonzorg.fouten import GegevensFout
from woonzorg.indicator import VERBODEN_WOORDEN
from woonzorg.verdeling.invoer.eigen_cijfers import VORMEN, join_eigen_cijfers, read_eigen_cijfers
from woonzorg.verdeling.invoer.geplaatst import Geplaatst
from woonzorg.verdeling.invoer.vorige_gemeente import Vorige, lay_vorige
from woonzorg.verdeling.optimum.sleutels import (
    SLEUTELS,
    VORIGE,
    apply_sleutel,
    divide_vorige,
    list_sleutels,
    score_sleutels,
)
from woonzorg.verdeling.uitkomst.vorigewoorden import list_vorigezinnen
from woonzorg.verdeling.vergelijking.kant import make_sleutelkant
from woonzorg.verdeling.vergelijking.vergelijking import compare, list_meldingen

CODES = {"BU00010000", "BU00010001"}


def read(text, naam="eigen.csv"):
    return read_eigen_cijfers(naam, text.encode(), CODES)


def make_regio(vorige, **columns):
    towns = ["GM0001", "GM0001", "GM0002", "GM0003"]
    columns = {"gemeentecode": towns, "inwoners": [300.0, 100.0, 200.0, 400.0]} | columns
    return dataclasses.replace(make_veld(4, **columns), vorige=vorige)


def test_numbers_by_gemeente_are_added_up_and_a_row_without_number_is_one():
    found = read("gemeente;vorige_gemeente;aantal\nMaastricht;Heerlen;4\n;heerlen;\n;GM0882;3\n;elders;2\n")
    assert found.vorige == (("Heerlen", 4), ("heerlen", 1), ("GM0882", 3), ("elders", 2))
    assert found.gebieden.empty
    table = make_veld(2, gemeentecode=["GM0917", "GM0882"]).gebieden
    table["gemeentenaam"] = ["Heerlen", "Landgraaf"]
    laid = lay_vorige([*found.vorige, ("gemeente Heerlen", 1), ("Heerln", 1)], table)
    assert (laid.gemeenten, laid.elders) == ({"GM0917": 6, "GM0882": 3}, {"elders": 2, "Heerln": 1})
    assert (laid.binnen, laid.buiten) == (9, 3)


def test_what_is_wrong_with_either_table_is_told_with_row_and_column():
    with pytest.raises(GegevensFout) as caught:
        read("vorige_gemeente;aantal\n;3\nHeerlen;-2\n")
    assert [text.split(": ", 1)[0] for text in caught.value.bevindingen] == [
        "blad vorige_gemeente, rij 2, kolom vorige_gemeente", "blad vorige_gemeente, rij 3, kolom aantal",
    ]  # fmt: skip
    with pytest.raises(GegevensFout) as caught:
        read("code;groep;aantal\nBU00010000;wezens;3\nBU99990000;statushouders;x\n")
    assert [text.split(": ", 1)[0] for text in caught.value.bevindingen] == [
        f"blad geplaatst, rij {row}, kolom {column}" for row, column in ((2, "groep"), (3, "code"), (3, "aantal"))
    ]  # fmt: skip


def test_rows_of_placements_are_counted_and_dropped():
    text = "code;groep;aantal\nbu00010000;Statushouders;\nBU00010000;statushouders;\nBU00010001;uitstroom;4\n"
    found = read(text)
    assert found.geplaatst == (
        Geplaatst("BU00010000", "statushouders", 2), Geplaatst("BU00010001", "uitstroom", 4),
    )  # fmt: skip
    with pytest.raises(GegevensFout, match="spreken elkaar tegen"):
        join_eigen_cijfers([found, read(text.replace("4", "5"))])


def test_no_column_and_no_title_names_what_may_not_be_asked():
    words = [word for vorm in VORMEN for word in (vorm.naam, *vorm.kolommen)] + [VORIGE.titel, VORIGE.sleutel]
    assert not [word for word in words for bad in VERBODEN_WOORDEN if bad in word.casefold()]


def test_uitstroom_goes_back_and_other_groups_go_by_inhabitants():
    # 10 homes for uitstroom by 6, 2 and 2 from elsewhere; 10 for statushouders by 400, 200 and 400 inhabitants.
    situatie = make_situatie(
        make_regio(Vorige({"GM0001": 6, "GM0002": 2}, {"Maastricht": 2})),
        {"statushouders": 10, "beschermd_wonen": 10},
    )
    assert divide_vorige(situatie, situatie.veld.vorige) == {"GM0001": 6, "GM0002": 2}
    plan = apply_sleutel(situatie, VORIGE)
    # Inside the first gemeente 300 and 100 inhabitants: 6 is 4.5 and 1.5, the larger area first.
    assert plan[:, situatie.groepen.index("beschermd_wonen")].tolist() == [5, 1, 2, 0]
    assert plan[:, situatie.groepen.index("statushouders")].tolist() == [3, 1, 2, 4]
    told = list_vorigezinnen(situatie)
    assert told[1].startswith(
        "Elders: 2 van de 10 in uw bestand woonden buiten de streek (Maastricht). 2 woningen zijn daarom niet verdeeld."
    )
    assert any("centrumgemeente" in text for text in told)
    assert "herkomst" not in " ".join(told).casefold()


def test_elsewhere_goes_last_among_equals_and_more_groups_share_what_is_left():
    veld = make_regio(Vorige({"GM0001": 1}, {"elders": 1}))
    situatie = make_situatie(veld, {"maatschappelijke_opvang": 2, "beschermd_wonen": 1})
    # 3 homes by 1.5 and 1.5: two inside, one elsewhere.
    assert divide_vorige(situatie, veld.vorige) == {"GM0001": 2}
    plan = apply_sleutel(situatie, VORIGE)
    assert plan[:2].sum() == 2
    assert plan[2:].sum() == 0


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.integers(0, 30), min_size=3, max_size=3), st.integers(0, 30), st.integers(0, 50), st.integers(0, 50)
)  # fmt: skip
def test_each_gemeente_gets_its_quota_and_no_group_more_than_is_asked(counts, elders, flow, others):
    vorige = Vorige(dict(zip(("GM0001", "GM0002", "GM0003"), counts, strict=True)), {"elders": elders})
    situatie = make_situatie(make_regio(vorige), {"beschermd_wonen": flow, "statushouders": others})
    plan, total = apply_sleutel(situatie, VORIGE), sum(counts) + elders
    back, rest = (situatie.groepen.index(name) for name in ("beschermd_wonen", "statushouders"))
    assert plan[:, rest].sum() == others
    towns = {"GM0001": plan[:2, back].sum(), "GM0002": plan[2, back], "GM0003": plan[3, back]}
    for code, number in towns.items():
        quota = vorige.gemeenten[code] / total * flow if total else 0.0
        assert abs(number - quota) < 1


def test_it_is_a_key_only_where_its_figures_are_and_stands_in_nothing_that_is_shared():
    bare = make_situatie(make_regio(None), {"beschermd_wonen": 10})
    given_ = make_situatie(make_regio(Vorige({"GM0001": 6})), {"beschermd_wonen": 10})
    none = make_situatie(make_regio(Vorige({"GM0001": 6})), {"statushouders": 10})
    assert list_sleutels(bare) == list_sleutels(none) == SLEUTELS
    assert list_sleutels(given_) == (*SLEUTELS, VORIGE)
    side = make_sleutelkant(given_, score_sleutels(given_)[0])
    own, shared = (compare(side, side, openbaar=openbaar) for openbaar in (False, True))
    assert own.sleutels[-1].sleutel == VORIGE.sleutel
    assert own.gemeenten[f"sleutel_{VORIGE.sleutel}"].tolist() == [10, 0, 0]
    # The key that is compared stands there itself, and not beside itself.
    assert [key.sleutel for key in shared.sleutels] == [
        key.sleutel for key in SLEUTELS if key.sleutel != side.sleutel
    ]
    assert f"sleutel_{VORIGE.sleutel}" not in shared.gemeenten
    assert any("Naar vorige gemeente" in text for text in list_meldingen(own))
    assert not any("vorige gemeente" in text for text in list_meldingen(shared))
