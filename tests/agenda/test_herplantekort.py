"""Placements held against the stand: no home is planned twice, and where the two part is told to the maker."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import product

import pytest
from agendamaken import Q2, Q4, make_lijn, make_stand

from woonzorg.agenda.herplan import make_herplan
from woonzorg.agenda.herplantekort import tell_verschil
from woonzorg.agenda.plaatsbasis import (
    add_plaatsbestand,
    count_geplaatst,
    make_eigen,
    read_plaatsbestand,
    tell_bestanden,
)
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.bewerken import make_standaard

BEGIN = make_standaard("voorbeeldstreek")
NAMEN = {"GM9101": "Reeënbroek", "GM9102": "Zilverhage"}
DAG = date(2026, 11, 29)


def herplan(agreed, ready, placed):
    """Return what is asked; of each: group and gemeente to homes."""
    lines = [make_lijn(f"{group} {town}", groep=group, gemeente=town, aantal=count)
             for (group, town), count in agreed.items()]  # fmt: skip
    stands = [make_stand(f"{group} {town}", Q4, count) for (group, town), count in ready.items()]
    return make_herplan(make_voortgang(lines, stands, (), Q4), BEGIN, geplaatst=placed)


def test_what_the_stand_says_was_let_and_the_placements_lack_is_not_asked_again():
    """A plan of 140, of which the stand says that 67 were let; the file holds 7."""
    key, other = ("statushouders", "GM9101"), ("psychisch", "GM9102")
    found = herplan({key: 100, other: 40}, {key: 47, other: 20}, {key: 4, other: 3})
    asked = {line.groep: line.hoog for line in found.scenario.vraag}
    # 53 and 20 are left, beside the 4 and 3 of the file; a scenario is shared, and is in tens.
    assert asked == {"statushouders": 60, "psychisch": 20}
    assert [deal.minstens for deal in found.scenario.afspraken] == [50, 20]
    [told] = tell_verschil(found.resten, NAMEN)
    assert "statushouders in Reeënbroek 4 van 47" in told
    assert "in Zilverhage 3 van 20" in told
    assert "wordt niet opnieuw geplaatst" in told


def test_no_less_is_asked_than_the_placements_hold():
    key, other = ("statushouders", "GM9101"), ("psychisch", "GM9102")
    found = herplan({key: 20, other: 40}, {key: 20, other: 4}, {key: 12, other: 4})
    assert {line.groep: line.hoog for line in found.scenario.vraag} == {"statushouders": 20, "psychisch": 40}


def test_where_both_agree_all_that_was_agreed_is_asked_and_nothing_is_told():
    key = ("statushouders", "GM9101")
    found = herplan({key: 100}, {key: 47}, {key: 47})
    assert [line.hoog for line in found.scenario.vraag] == [100]
    assert tell_verschil(found.resten, NAMEN) == []


def test_placements_beyond_the_stand_stay_and_are_told_also_where_no_line_asks_them():
    key, elsewhere = ("statushouders", "GM9101"), ("statushouders", "GM9102")
    found = herplan({key: 100}, {key: 20}, {key: 50, elsewhere: 4})
    assert [line.hoog for line in found.scenario.vraag] == [100]
    [told] = tell_verschil(found.resten, NAMEN)
    assert "in Reeënbroek 50 van 20 en statushouders in Zilverhage 4 van 0" in told
    assert "Verbeter de stand" in told


def test_placements_of_a_gemeente_count_for_a_line_of_the_whole_region():
    whole, one = ("statushouders", ""), ("statushouders", "GM9101")
    found = herplan({whole: 100, one: 40}, {whole: 37, one: 30}, {one: 50})
    # 17 of 67 are in no file; 20 of the 50 are of the line of the region.
    assert [line.hoog for line in found.scenario.vraag] == [120]  # 123
    [told] = tell_verschil(found.resten, NAMEN)
    assert told.startswith(
        "De plaatsingen tellen minder woningen dan de stand: statushouders in de streek 20 van 37."
    )


def test_of_groups_with_more_privacy_nothing_is_compared():
    key = ("detentie", "GM9101")
    found = herplan({key: 40}, {key: 12}, {key: 3})
    assert [line.hoog for line in found.scenario.vraag] == [30]  # 28
    assert tell_verschil(found.resten, NAMEN) == []


def test_from_the_scenario_no_small_count_follows_of_what_the_placements_lack():
    one, two = ("statushouders", "GM9101"), ("psychisch", "GM9102")
    worlds = defaultdict(set)
    for ready in product(range(13), range(13)):
        for part in (0, 1):
            placed = {one: ready[0] * part // 2, two: ready[1] * part // 2}
            try:
                found = herplan({one: 24, two: 13}, {one: ready[0], two: ready[1]}, placed).scenario
            except InvoerFout:
                continue
            lack = (ready[0] - placed[one], ready[1] - placed[two])
            worlds[str((found.vraag, found.afspraken))].add(lack)
    known = [set(counts) for hidden in worlds.values() for counts in zip(*hidden, strict=True)]
    assert [counts for counts in known if len(counts) == 1 and 0 < max(counts) < 10] == []


@pytest.fixture(scope="module")
def veld():
    return make_veld(score_snapshot(opslag.open_snapshot(INGEBOUWD)), Niveau.BUURT)


@pytest.fixture(scope="module")
def codes(veld):
    return veld.gebieden[veld.eigen].drop_duplicates("gemeentecode")["code"].tolist()


def read(veld, naam, *rows, moment=Q4):
    raw = "\n".join(["moment;code;groep;aantal", *rows]).encode()
    return read_plaatsbestand(naam, raw, veld, moment, DAG)


def test_files_of_seven_gemeenten_stand_beside_each_other_also_under_one_name(veld, codes):
    files = ()
    for place, code in enumerate(codes):
        files = add_plaatsbestand(files, read(veld, "p.csv", f"2026-Q4;{code};statushouders;{place + 1}"))
    again = add_plaatsbestand(files, files[0])
    better = add_plaatsbestand(again, read(veld, "p.csv", f"2026-Q4;{codes[0]};statushouders;9"))
    for given, homes in ((files, 28), (again, 28), (better, 36)):
        assert sum(item.aantal for item in make_eigen(given, Q4).geplaatst) == homes
    wide = read(veld, "p.csv", *(f"2026-Q4;{code};statushouders;1" for code in codes[:2]))
    narrow = read(veld, "p.csv", f"2026-Q4;{codes[0]};statushouders;5")
    with pytest.raises(InvoerFout, match="telt een deel van wat een eerder bestand"):
        add_plaatsbestand((wide,), narrow)
    twice = add_plaatsbestand((wide,), read(veld, "q.csv", f"2026-Q4;{codes[0]};statushouders;5"))
    assert "staan daar dezelfde woningen in" in tell_bestanden(twice, Q4)
    assert "staan daar" not in tell_bestanden(files, Q4)


def test_what_was_placed_counts_at_the_moment_that_is_looked_at_whenever_it_was_given(veld, codes):
    code, town = codes[0], veld.gebieden.set_index("code")["gemeentecode"][codes[0]]
    rows = (f"2026-Q2;{code};statushouders;10", f"2026-Q4;{code};statushouders;20")
    file = read(veld, "x.csv", *rows, moment=Q2)
    for moment, homes in ((Q2, 10), (Q4, 30)):
        assert [item.aantal for item in make_eigen((file,), moment).geplaatst] == [homes]
        assert count_geplaatst((file,), moment) == {("statushouders", town): homes}
    assert make_eigen((file,), Q2).hash != make_eigen((file,), Q4).hash
    assert tell_bestanden((file,), Q2) == (
        "Plaatsingen tot en met 2026-Q2: x.csv, samen 10 woningen. Wat na 2026-Q2 is geplaatst, telt niet mee."
    )
