"""The marks of a rule, one set for panel, card, comparison, years, papers and command line (methode: Words on screen).

**gehaald** · **gehaald, grens bereikt** · **afgeweken: besluit van …, datum** · **niet getoetst** (which is not kept).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.regels.besluiten import describe_besluiten
from woonzorg.verdeling.regels.lijst import REGELS, compare_waarden
from woonzorg.verdeling.regels.oordeel import OORDELEN, Regeloordeel, count_gebieden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.regels.regel import (
        Regel,
        Uitslag,
    )
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

GOED, LET_OP, FOUT, ONGETOETST, UIT = "✓", "!", "✗", "?", "–"
"""Signs: kept, kept without room left, not kept, not tested, does not apply."""

TEKENS: dict[Regeloordeel, str] = {
    Regeloordeel.GEHAALD: GOED, Regeloordeel.KNELT: LET_OP,
    Regeloordeel.NIET_GEHAALD: FOUT, Regeloordeel.NIET_GETOETST: ONGETOETST,
}  # fmt: skip

GELDT_NIET = "geldt nu niet"

LEGENDA = "✓ gehaald · ! grens bereikt · ✗ niet gehaald · ? niet getoetst"
"""What the signs mean, in a line."""


@dataclass(frozen=True)
class Regelmerk:
    """A rule as it stands with a plan: a sign, its name, and what there is to say.

    Attributes
    ----------
    regel : str
        Key of the rule.
    teken : str
        One of the signs.
    titel, tekst : str
        Name of the rule, and the mark with its number of areas.
    stand : str
        How far the plan goes under the rule, in its own unit; '' when there is nothing to measure.
    kort : tuple of str
        Short words for one line: its name, and its value with how full it is.
    """

    regel: str
    teken: str
    titel: str
    tekst: str
    stand: str = ""
    kort: tuple[str, str] = ("", "")


AL_GEPLAATST = ": daar was al geplaatst, en er komt niets bij"
"""Said of a rule that is not kept by what has been placed before this plan."""


def find_oordeel(answer: Uitslag, *, bindend: bool) -> Regeloordeel:
    """Return the outcome of a rule; one that is kept and holds something back has come to its limit.

    Parameters
    ----------
    answer : Uitslag
    bindend : bool
        Whether more is placed without the rule.
    """
    return Regeloordeel.KNELT if bindend and answer.oordeel == Regeloordeel.GEHAALD else answer.oordeel


def list_merken(uitkomst: Uitkomst) -> tuple[Regelmerk, ...]:
    """Return a mark for every rule, also for those that do not apply."""
    answers = {answer.regel: answer for answer in uitkomst.uitslagen}
    return tuple(
        _make_merk(regel, answers[regel.sleutel], uitkomst)
        if regel.sleutel in answers
        else Regelmerk(
            regel.sleutel, UIT, regel.titel, GELDT_NIET, kort=(regel.kort or regel.titel, GELDT_NIET)
        )
        for regel in REGELS
    )


def _make_merk(regel: Regel, answer: Uitslag, uitkomst: Uitkomst) -> Regelmerk:
    outcome = find_oordeel(answer, bindend=uitkomst.is_bindend.get(regel.sleutel, False))
    words = describe_oordeel(answer, uitkomst.scenario.niveau, outcome)
    measured = "" if math.isnan(answer.waarde) else f"hoogste {describe_waarde(answer)}"
    stand = measured if answer.waarde or answer.grens else ""
    short = regel.kort or regel.titel, _tell_kort(regel, answer, uitkomst, outcome)
    return Regelmerk(regel.sleutel, TEKENS[outcome], regel.titel, words, stand, short)


def _tell_kort(regel: Regel, answer: Uitslag, uitkomst: Uitkomst, outcome: Regeloordeel) -> str:
    """Tell in a few words the value of a rule and how full it is: 'vol' where areas receive, 'dicht' where none may."""
    if outcome == Regeloordeel.NIET_GETOETST:
        return OORDELEN[outcome]
    if outcome == Regeloordeel.NIET_GEHAALD:
        return "afgeweken" if answer.besluiten else OORDELEN[outcome]
    knob = next((regel.find_parameter(name) for name in regel.knoppen[:1]), None)
    value = knob.write(regel.read(uitkomst.situatie)[knob.sleutel]) if knob else ""
    if outcome == Regeloordeel.KNELT:
        full = f"{format_getal(len(answer.krap))} vol" if answer.krap else ""
        shut = f"{format_getal(len(answer.dicht))} dicht" if answer.dicht and not full else ""
        return " · ".join(
            filter(None, (value.removesuffix(" huishoudens"), full or shut or OORDELEN[outcome]))
        )
    if math.isnan(answer.waarde) or not (answer.waarde or answer.grens):
        return value or OORDELEN[outcome]
    return compare_waarden(answer.waarde, answer.grens)


def describe_oordeel(answer: Uitslag, niveau: str, oordeel: Regeloordeel | None = None) -> str:
    """Tell the mark of a rule, with in how many areas its limit is reached, it is broken or it was not tested.

    Parameters
    ----------
    answer : Uitslag
    niveau : str
        Level of the plan.
    oordeel : Regeloordeel, optional
        Its outcome when it is known what binds (`find_oordeel`).
    """
    outcome = oordeel or answer.oordeel
    if outcome == Regeloordeel.NIET_GETOETST:
        return _tell_ongetoetst(answer, niveau)
    words = OORDELEN[outcome]
    if outcome == Regeloordeel.KNELT:
        words += f" in {count_plekken(answer.krap or answer.dicht)}" if answer.krap or answer.dicht else ""
    if outcome == Regeloordeel.NIET_GEHAALD:
        words = _tell_gebroken(answer)
    return "; ".join([words, *_tell_deel(answer, niveau)])


def _tell_ongetoetst(answer: Uitslag, niveau: str) -> str:
    return f"niet getoetst in {count_gebieden(len(answer.niet_getoetst), niveau)}: {answer.waarom}"


def _tell_gebroken(answer: Uitslag) -> str:
    """Tell that a rule is not kept: by which decision, else in which number of areas."""
    if answer.besluiten:
        return describe_besluiten(answer.besluiten)
    if not answer.gebroken:  # of a shared plan on own figures
        return OORDELEN[Regeloordeel.NIET_GEHAALD]
    where = count_plekken(answer.gebroken)
    return f"niet gehaald in {where}{AL_GEPLAATST if answer.is_al_geplaatst else ''}"


def _tell_deel(answer: Uitslag, niveau: str) -> list[str]:
    """Tell what of a rule that was judged could not be tested."""
    parts = [_tell_ongetoetst(answer, niveau)] if answer.niet_getoetst else []
    if set(answer.toevoegingen) - set(answer.niet_getoetst):
        parts.append(f"in {count_gebieden(len(answer.toevoegingen), niveau)} alleen toevoegingen getoetst")
    return parts


def count_plekken(codes: Sequence[str]) -> str:
    """Count areas by level, and agreements on gemeenten together.

    Examples
    --------
    >>> count_plekken(["BU00010001", "BU00010002", "WK000100"]), count_plekken(["GM0001+GM0002"])
    ('2 buurten en 1 wijk', '1 afspraak')
    """
    levels = {"BU": "buurt", "WK": "wijk", "GM": "gemeente"}
    single = [code for code in codes if "+" not in code]
    words = [
        count_gebieden(number, level)
        for prefix, level in levels.items()
        if (number := sum(code.startswith(prefix) for code in single))
    ]
    deals = len(codes) - len(single)
    words += [f"{format_getal(deals)} {'afspraak' if deals == 1 else 'afspraken'}"] if deals else []
    return join_woorden(words)


def describe_waarde(answer: Uitslag) -> str:
    """Tell how far a plan goes under a rule, and how far it may."""
    return f"{compare_waarden(answer.waarde, answer.grens)} {answer.eenheid}"
