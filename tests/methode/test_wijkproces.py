"""Five steps, ten starting points of which a dashboard serves one, and roles that agree with what a card says."""

from __future__ import annotations

from woonzorg.buurt import gevolg
from woonzorg.methode import wijkproces


def test_there_are_five_steps_each_with_a_page_and_ten_starting_points():
    steps, points = wijkproces.list_processtappen(), wijkproces.list_uitgangspunten()
    assert [(step.nr, step.regel) for step in steps] == [(1, 226), (2, 230), (3, 234), (4, 240), (5, 244)]
    assert all(step.paginas for step in steps)
    assert [point.nr for point in points] == list(range(1, 11))
    assert all(167 <= point.regel <= 180 for point in points)
    assert [point.titel for point in points if point.nr == wijkproces.BEDIEND] == ["Meten is weten"]


def test_whoever_has_a_role_on_a_card_stands_in_the_table_and_no_party_is_without_one():
    table = wijkproces.list_rolverdeling()
    assert {who for who, _ in gevolg.ROLLEN} <= {role.wie for role in table}
    assert all(role.regels and (role.beslist or role.voert_uit or role.volgt) for role in table)
