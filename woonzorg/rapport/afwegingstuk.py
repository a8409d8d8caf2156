"""The paper 'Afweging': what is still open by paragraph of the vision, and what was answered, with its source.

No class of the buurt, no score, no sum and no verdict: the rule has a paper of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.initiatief.afweging import Openreden, group_open, list_open, list_vragen
from woonzorg.initiatief.afwegingswoorden import (
    BEWERING_MAGIC_MIX,
    CONCEPTEN,
    GEEN_OORDEEL,
    KEUZES,
    describe_eis,
    describe_stand,
    name_paragraaf,
)
from woonzorg.initiatief.toetswoorden import GEEN_VERGUNNING
from woonzorg.initiatief.voorinvulling import GEEN_ANTWOORD
from woonzorg.rapport import delen
from woonzorg.rapport.stuk import Alinea, Kolom, Kop, Lijst, Stijl, Stuk, Tabel
from woonzorg.rapport.toetsstuk import (
    make_kop,
    make_onderaan,
    name_stuk,
    tell_gegevens,
    tell_geheim,
    write_voet,
)

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.initiatief.afweging import Openpunt, Toetsvraag
    from woonzorg.initiatief.voorinvulling import Vraagfeit
    from woonzorg.rapport.initiatiefstof import Initiatiefstof
    from woonzorg.rapport.stuk import Blok, Cel

SOORT = "Afweging van een initiatief"
STAP = "afweging"
APART = "Wat de regel van §5.3 zegt, staat op het blad 'Toets'. Dat gaat voor. Hier telt het niet mee."
NIETS_OPEN = "Op elke vraag is een antwoord."
NOG_NIETS = "Er is nog geen vraag beantwoord."

_ERBIJ = {"6.4.1": CONCEPTEN, "6.5": BEWERING_MAGIC_MIX}
"""What is said beside the questions of a paragraph."""

_KOLOMMEN = (
    Kolom("Vraag", breed=True), Kolom("Hoe de visie het vraagt", breed=True), Kolom("Antwoord"),
    Kolom("Toelichting", breed=True),
)  # fmt: skip


def make_afwegingstuk(stof: Initiatiefstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the paper.

    Parameters
    ----------
    stof : Initiatiefstof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    """
    manifest = stof.snapshot.manifest
    return Stuk(
        titel=delen.mark_titel(f"Afweging: {name_stuk(stof)}", manifest), soort=SOORT,
        regio=delen.name_regio(manifest), datum=datum,
        blokken=(make_kop(stof, "Afweging"), *make_afwegingdeel(stof), *make_onderaan(stof, adres, STAP)),
        voet=write_voet(stof),
        bladen=(tabulate_vragen(stof), delen.tabulate_bronnen(manifest)),
    )  # fmt: skip


def make_afwegingdeel(stof: Initiatiefstof) -> tuple[Blok, ...]:
    """Describe what is open and what was answered; headings from level 2."""
    return (
        Alinea(tell_gegevens(stof.toets), Stijl.KLEIN),
        Alinea(describe_stand(stof.afweging), Stijl.KERN),
        Alinea(f"{GEEN_OORDEEL} {APART} {GEEN_VERGUNNING}", Stijl.LET_OP),
        *tell_geheim(stof),
        Kop("Open punten"),
        *_make_open(stof),
        Kop("Wat is geantwoord, en wat is bekend"),
        *_make_antwoorden(stof),
    )


def _make_open(stof: Initiatiefstof) -> tuple[Blok, ...]:
    parts = group_open(stof.afweging)
    if not parts:
        return (Alinea(NIETS_OPEN),)
    return tuple(
        blok
        for part, points in parts.items()
        for blok in (Kop(name_paragraaf(part), 3), Lijst(tuple(map(_tell_punt, points))))
    )


def _tell_punt(punt: Openpunt) -> str:
    """Tell a question that is open, and why; that it was not answered yet only where that holds all up."""
    must = "de visie noemt dit een must" if punt.houdt_op else ""
    why = "" if punt.reden == Openreden.LEEG and not must else str(punt.reden)
    told = "; ".join(filter(None, (why, must)))
    return f"Vraag {punt.vraag.nr}. {punt.vraag.vraag}" + (f" ({told})" if told else "")


def _make_antwoorden(stof: Initiatiefstof) -> tuple[Blok, ...]:
    """Return the answers in the order of the vision, with what it claims, and what is known beside the questions."""
    answered = [question for question in list_vragen() if stof.afweging.find(question.nr)]
    rows = tuple(_make_rij(stof, question) for question in answered)
    table: tuple[Blok, ...] = (Tabel("Antwoorden", _KOLOMMEN, rows),) if rows else (Alinea(NOG_NIETS),)
    parts = {question.paragraaf for question in answered}
    beside = (Alinea(text, Stijl.KLEIN) for part, text in _ERBIJ.items() if part in parts)
    return *table, *beside, *map(_make_feit, stof.feiten)


def _make_rij(stof: Initiatiefstof, vraag: Toetsvraag) -> tuple[Cel, ...]:
    answer = stof.afweging.find(vraag.nr)
    given = (KEUZES[answer.antwoord], answer.toelichting) if answer else ("", "")
    return f"{vraag.nr}. {vraag.vraag}", describe_eis(vraag), *given


def _make_feit(feit: Vraagfeit) -> Alinea:
    return Alinea(
        f"{' '.join(feit.zinnen)} Bron: {feit.bron}. {GEEN_ANTWOORD}",
        Stijl.KLEIN,
        f"Bekend bij vraag {feit.nr}:",
    )


def tabulate_vragen(stof: Initiatiefstof) -> Tabel:
    """Return all twenty questions, for a workbook."""
    still = {point.vraag.nr: point.reden for point in list_open(stof.afweging)}
    columns = (
        Kolom("Nr", 0), Kolom("Paragraaf"), Kolom("Vraag"), Kolom("Hoe de visie het vraagt"), Kolom("Antwoord"),
        Kolom("Toelichting"), Kolom("Open"), Kolom("Bekend"),
    )  # fmt: skip
    facts = {fact.nr: f"{' '.join(fact.zinnen)} Bron: {fact.bron}." for fact in stof.feiten}
    rows = tuple(
        (question.nr, name_paragraaf(question.paragraaf), question.vraag, *_make_rij(stof, question)[1:],
         str(still.get(question.nr, "")), facts.get(question.nr, ""))
        for question in list_vragen()
    )  # fmt: skip
    return Tabel("Alle vragen", columns, rows)
