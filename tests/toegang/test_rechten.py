"""Who may what: each role by name, and nobody without one."""

from __future__ import annotations

import pytest

from woonzorg.toegang.bezoeker import IEDEREEN, Bezoeker, ToegangFout
from woonzorg.toegang.rechten import RECHTEN, ROLUITLEG, Daad, Gebruikersrol, describe_wie

LEZER, PLANNER, BEHEERDER = Gebruikersrol
MAG = {
    LEZER: {Daad.KIJKEN},
    PLANNER: set(Daad) - {Daad.LADEN, Daad.KIEZEN},
    BEHEERDER: set(Daad),
}


@pytest.mark.parametrize("rol", Gebruikersrol)
def test_each_role_may_what_is_declared_and_no_more(rol) -> None:
    visitor = Bezoeker("jo", rol=rol, gecontroleerd=True)
    assert {daad for daad in Daad if visitor.may(daad)} == MAG[rol]
    for daad in MAG[BEHEERDER] - MAG[rol]:
        with pytest.raises(ToegangFout, match=f"Dit kan alleen een .*{RECHTEN[daad]}") as caught:
            visitor.check(daad)
        assert "Vraag het aan wie deze installatie beheert" in str(caught.value)


def test_nobody_may_anything_and_reads_why() -> None:
    gone = Bezoeker(waarom="Uw aanmelding is verlopen.")
    assert not any(gone.may(daad) for daad in Daad)
    with pytest.raises(ToegangFout, match=r"Uw aanmelding is verlopen\. Wat u kunt doen: Meld u opnieuw aan"):
        gone.check(Daad.KIJKEN)
    assert all(IEDEREEN.may(daad) for daad in Daad)
    assert not IEDEREEN.gecontroleerd


def test_every_deed_has_a_role_and_every_role_is_explained() -> None:
    assert set(RECHTEN) == set(Daad)
    assert set(ROLUITLEG) == set(Gebruikersrol)
    assert describe_wie(Daad.KIJKEN) == "Dit kan wie is aangemeld."
