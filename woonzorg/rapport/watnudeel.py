"""The page 'Wat nu?' of the buurtblad: what the rule means here, who does what next, where else, what others did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.buurt import dichtbij, gevolg
from woonzorg.gebied import Niveau
from woonzorg.oordeel import klassewoorden
from woonzorg.rapport.stuk import Alinea, Kolom, Kop, Lijst, Naast, Stijl, Tabel
from woonzorg.verdeling.scenario.levensloop import WOO
from woonzorg.voorbeelden import voorbeeldwoorden
from woonzorg.voorbeelden.passend import find_voorbeelden
from woonzorg.voorbeelden.praktijk import MAGAZINE

if TYPE_CHECKING:
    from woonzorg.buurt.buurtbeeld import Buurtbeeld
    from woonzorg.oordeel.toets import Score
    from woonzorg.rapport.stuk import Blok
    from woonzorg.voorbeelden.passend import Getoond

AFSPRAAK = "Wat spreken we af?"
SCHRIJFRIJEN = 5
"""Rows to write in: enough for a talk of an evening, and the page stays one page."""


def make_watnudeel(score: Score, beeld: Buurtbeeld, eigen: tuple[Blok, ...] = ()) -> tuple[Blok, ...]:
    """Describe the page.

    Parameters
    ----------
    score : Score
        The edition that `beeld` was made from.
    beeld : Buurtbeeld
    eigen : tuple of Blok
        Own complexes, where they were given.
    """
    return (
        Kop(f"Wat nu in {beeld.toets.naam}?"),
        Naast(((*_make_betekenis(beeld), *_make_stappen(beeld)), (*_make_rollen(), *_make_dichtbij(score, beeld)))
              , (0.46, 0.54)),
        *_make_anderen(score, beeld),
        *eigen,
        _make_afspraak(),
        Alinea(WOO, Stijl.KLEIN),
    )  # fmt: skip


def _make_betekenis(beeld: Buurtbeeld) -> tuple[Blok, ...]:
    verdict = beeld.toets
    rows = gevolg.list_betekenis(verdict.klasse, verdict.niveau, uitgesloten=verdict.uitgesloten)
    if not rows:
        return ()
    return Kop(gevolg.BETEKENIS, 3), Lijst(tuple(f"{what}: {answer}." for what, answer in rows))


def _make_stappen(beeld: Buurtbeeld) -> tuple[Blok, ...]:
    """Describe what can be done next."""
    verdict = beeld.toets
    steps = gevolg.list_stappen(verdict.klasse, verdict.niveau)
    told = tuple(f"{what}: {how[:1].lower()}{how[1:]}" for what, how in steps)
    step = gevolg.choose_stap(verdict.klasse, verdict.niveau)
    return Kop(gevolg.STAP, 3), Lijst(told) if told else Alinea(f"{step[:1].upper()}{step[1:]}", Stijl.STAP)


def _make_rollen() -> tuple[Blok, ...]:
    told = tuple(f"{who} {what}" for who, what in gevolg.ROLLEN)
    return Kop(f"{gevolg.WIE} (§7.1)", 3), Lijst(told, Stijl.KLEIN)


def _make_dichtbij(score: Score, beeld: Buurtbeeld) -> tuple[Blok, ...]:
    verdict = beeld.toets
    if not dichtbij.is_gevraagd(verdict.klasse, verdict.niveau, uitgesloten=verdict.uitgesloten):
        return ()
    found = dichtbij.find_dichtbij(score.gebieden, verdict.code)
    if not found:
        return Kop(dichtbij.DICHTBIJ, 3), Alinea(dichtbij.explain_geen(score.gebieden, verdict.code))
    rows = tuple(
        (f"{item.naam} ({item.gemeente})", klassewoorden.name_klasse(item.klasse).capitalize(),
         dichtbij.describe_afstand(item.afstand))
        for item in found
    )  # fmt: skip
    columns = (Kolom("Buurt", breed=True), Kolom("Klasse", breed=True), Kolom("Afstand"))
    return Tabel(dichtbij.DICHTBIJ, columns, rows), Alinea(
        f"{dichtbij.VAN_GRENS} {dichtbij.WELKE}", Stijl.KLEIN
    )


def _make_anderen(score: Score, beeld: Buurtbeeld) -> tuple[Blok, ...]:
    """Describe what others did, each with why it is shown and its reservation, beside each other."""
    verdict, found = beeld.toets, find_voorbeelden(score, beeld.toets.code)
    if verdict.niveau == Niveau.GEMEENTE:
        return Kop(voorbeeldwoorden.KOP, 3), Alinea(voorbeeldwoorden.GEMEENTE)
    columns = tuple(map(_make_voorbeeld, found.getoond))
    shown: Blok = (
        Naast(columns, (1 / len(columns),) * len(columns)) if columns else Alinea(voorbeeldwoorden.NIETS)
    )
    rest = voorbeeldwoorden.describe_verder([item.plaats for item in found.verder])
    from_where = f"{voorbeeldwoorden.UITLEG} Uit: {MAGAZINE}." if columns else ""
    notes = (rest, voorbeeldwoorden.describe_onbekend(found.onbekend, score.editie), from_where)
    told = " ".join(note for note in notes if note)
    return Kop(voorbeeldwoorden.KOP, 3), shown, *((Alinea(told, Stijl.KLEIN),) if told else ())


def _make_voorbeeld(item: Getoond) -> tuple[Blok, ...]:
    example = item.voorbeeld
    return (
        Alinea(f"{example.naam} ({example.schaal})", aanhef=f"{example.plaats}:"),
        Alinea(item.waarom, Stijl.LET_OP, voorbeeldwoorden.WANT),
        Alinea(example.gedaan),
        Alinea(example.voorbehoud, Stijl.KLEIN, voorbeeldwoorden.VOORBEHOUD),
    )


def _make_afspraak() -> Tabel:
    heads = ("Wat", "Wie", "Wanneer klaar", "Waaraan zien we dat het lukt?")
    return Tabel(AFSPRAAK, tuple(Kolom(head, breed=True) for head in heads), (), SCHRIJFRIJEN)
