"""What kind of addition a proposed site is: a standplaats, homes of its own, or a letting by which nothing is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.verdeling.vraag.groepen import INSTRUMENTVORMEN, PER_SLEUTEL, Eenheid, Instrument

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Voorstel

ZONDER_TERUGKEER = frozenset({"sekswerkers"})
"""Groups of whom a move within the own buurt says nothing: they leave it."""


def is_standplaats(voorstel: Voorstel) -> bool:
    """Tell whether a proposal is for standplaatsen."""
    return PER_SLEUTEL[voorstel.groep].eenheid == Eenheid.STANDPLAATS


def adds_nothing(voorstel: Voorstel) -> bool:
    """Tell whether a proposal lets an existing dwelling to people of that buurt, and is said to: nothing is added."""
    let = voorstel.instrument == Instrument.TOEWIJZING and voorstel.groep not in ZONDER_TERUGKEER
    return voorstel.binnen_buurt and let and not is_standplaats(voorstel)


def describe_binnen(voorstel: Voorstel) -> str:
    """Tell what it means that a proposal is for people who live there already; '' when it is not."""
    if not voorstel.binnen_buurt:
        return ""
    if adds_nothing(voorstel):
        return "Verhuizing binnen de eigen buurt, naar een bestaande woning: er komt niets en niemand bij."
    void = "Dat het voor mensen uit de buurt zelf is, telt hier niet mee:"
    if voorstel.groep in ZONDER_TERUGKEER:
        return f"{void} bij deze groep heeft dat geen betekenis."
    if is_standplaats(voorstel):
        return f"{void} een standplaats komt erbij, wie er ook gaat wonen."
    if voorstel.instrument:
        return f"{void} bij {voorstel.instrument} komt er een woning bij, wie er ook gaat wonen."
    return f"{void} er is niet opgegeven dat het om toewijzing van een bestaande woning gaat."


def brings_woningen(voorstel: Voorstel) -> bool:
    """Tell whether a proposal is said to bring its own homes."""
    return bool(voorstel.instrument) and INSTRUMENTVORMEN[Instrument(voorstel.instrument)].bouwt
