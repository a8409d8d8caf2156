"""What the rule means for an area: two rows, the groups behind them, the next steps, and who does what."""

from __future__ import annotations

import pytest

from woonzorg.buurt import gevolg
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.vraag.groepen import GROEPEN


def test_two_rows_tell_what_the_rule_means_and_a_gemeente_has_none() -> None:
    rows = gevolg.list_betekenis(Klasse.KWETSBAAR, "buurt")
    assert [f"{what}: {answer}" for what, answer in rows] == [
        "Woningen erbij voor groepen waar de regel voor geldt: in beginsel niet",
        "Al het andere: de regel houdt niets tegen",
    ]
    answers = {klasse: gevolg.list_betekenis(klasse, "wijk")[0][1] for klasse in Klasse}
    assert {klasse for klasse, answer in answers.items() if answer == "de regel houdt niet tegen"} == {
        Klasse.AANDACHT_SES, Klasse.AANDACHT_LEEFBAARHEID, Klasse.DRAAGKRACHTIG,
    }  # fmt: skip
    assert answers[Klasse.ONBEKEND] == "onbekend"
    excluded = gevolg.list_betekenis(Klasse.ONBEKEND, "buurt", uitgesloten=True)
    assert excluded[0][1] == "de regel houdt niet tegen"
    assert gevolg.list_betekenis(Klasse.KWETSBAAR, "gemeente") == ()


def test_the_groups_of_one_area_are_those_that_may_be_named_there() -> None:
    told = gevolg.describe_groepen().lower()
    for name in (
        "statushouders",
        "psychische kwetsbaarheid",
        "opvang en jeugdzorg",
        "woonwagenbewoners",
        "ouderen",
    ):
        assert name in told
    for groep in GROEPEN:
        assert not groep.gevoelig or groep.titel.lower() not in told
    for word in ("detentie", "sekswerk", "vrouwenopvang", "forensisch"):
        assert word not in told
    assert "De regel verplaatst niemand die hier woont." in gevolg.describe_groepen()
    assert "en enkele andere groepen" in told  # that some are not named is said


def test_in_a_kwetsbaar_area_more_can_be_done_than_going_elsewhere() -> None:
    told = gevolg.describe_stap(Klasse.KWETSBAAR)
    for word in (
        "afstapelen",
        "maatwerk",
        "vrije toewijzingsruimte",
        "middenhuur",
        "koop",
        "een andere plek",
    ):
        assert word in told
    steps = gevolg.list_stappen(Klasse.KWETSBAAR, "wijk")
    assert [head for head, _ in steps] == [
        "Het aandeel hier kleiner maken (afstapelen)", "Mengen", "Een andere plek",
    ]  # fmt: skip
    assert "Maatwerk gaat over de samenstelling van een complex, niet over een kandidaat." in steps[0][1]
    assert "kleiner aandeel sociale huur" in steps[1][1]
    assert (
        gevolg.list_stappen(Klasse.KWETSBAAR, "gemeente")
        == gevolg.list_stappen(Klasse.AANDACHT_SES, "buurt")
        == ()
    )
    assert gevolg.describe_stap(Klasse.KWETSBAAR, "gemeente") != told


@pytest.mark.parametrize(
    "naam",
    [
        "De gemeente", "De corporaties", "Bestuurscommissie Wonen & Herstructurering",
        "Bestuurlijk Gremium Wonen, Welzijn en Zorg", "De gemeenteraden",
    ],
)  # fmt: skip
def test_the_roles_have_the_names_that_the_vision_gives_them(naam: str) -> None:
    found = [what for who, what in gevolg.ROLLEN if who == naam or who.partition(" ")[2] == naam]
    assert len(found) == 1
    assert naam in gevolg.describe_rollen()
    assert found[0].endswith(".")
