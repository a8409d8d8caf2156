"""The document of a comparison: A, B, the situation now and the simple keys on one scale.

It renders the `Vergelijking` that the page shows, in the form that may be shared: measures that rest on own figures,
and totals from which these could be derived, are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.vergelijking import make_gemeenten, make_maten
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.kaart.telling import select_gebieden
from woonzorg.kaart.verschilkaart import colour_verschil
from woonzorg.kaart.vormen import make_vormen
from woonzorg.links.vergelijking import Vergelijkkeuze, format_keuze
from woonzorg.rapport import delen
from woonzorg.rapport.jarendeel import make_jaren
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Stijl, Stuk, Tabel, to_cel
from woonzorg.rapport.zicht import NIET_TE_DELEN, find_watermerk
from woonzorg.verdeling.delen.openbaar import VERBORGEN, VERBORGEN_REMEDIE
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.scenario.levensloop import name_auteur
from woonzorg.verdeling.uitkomst.merken import describe_oordeel
from woonzorg.verdeling.vergelijking.opdracht import list_verschillen
from woonzorg.verdeling.vergelijking.vergelijking import (
    describe_kop,
    describe_verplaatst,
    list_meldingen,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.beeld import Kaart
    from woonzorg.oordeel.toets import Score
    from woonzorg.rapport.jarendeel import Lijnen
    from woonzorg.rapport.stuk import Blok, Cel
    from woonzorg.verdeling.vergelijking.kant import Kant
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking


@dataclass(frozen=True)
class Vergelijkstof:
    """What a document of a comparison is made of.

    Attributes
    ----------
    vergelijking : Vergelijking
        Made with ``openbaar=True``.
    snapshot : Snapshot
        The data of A.
    score : Score
        The same, scored: for the map.
    project : callable
        Gives A and B over the years, None where these cannot be told; not asked where they rest on own figures.
    """

    vergelijking: Vergelijking
    snapshot: Snapshot
    score: Score
    project: Callable[[], Lijnen | None] = lambda: None


def make_vergelijkstuk(stof: Vergelijkstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the document of a comparison.

    Parameters
    ----------
    stof : Vergelijkstof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.

    Raises
    ------
    InvoerFout
        When nothing of the comparison may be shared: it rests on own figures under 10.
    """
    vergelijking, snapshot = stof.vergelijking, stof.snapshot
    check_deelbaar(vergelijking)
    a, b = vergelijking.a, vergelijking.b
    link = delen.make_verwijzing(adres, "vergelijken", format_keuze(Vergelijkkeuze(a=a.sleutel, b=b.sleutel)))
    known = [side.scenario for side in (a, b) if side.scenario]
    lines = None if vergelijking.met_eigen else stof.project()
    years = make_jaren(lines) if lines else ()
    blokken = (*_make_blokken(vergelijking), *years, *_make_slot(snapshot), link)
    return Stuk(
        titel=delen.mark_titel(f"Vergelijking: {a.titel} en {b.titel}", snapshot.manifest), soort="Vergelijking",
        regio=delen.name_regio(snapshot.manifest),
        datum=datum, blokken=blokken, watermerk=find_watermerk(*known),
        voet=f"{delen.write_voet(snapshot)} · {a.sleutel} en {b.sleutel}",
        bladen=(delen.tabulate_bronnen(snapshot.manifest),),
    )  # fmt: skip


def _make_blokken(found: Vergelijking) -> tuple[Blok, ...]:
    return (
        Kop("Twee plannen vergeleken", 1),
        *(Alinea(f"{_describe_kant(side)}.", aanhef=f"{letter}:") for letter, side in _pair(found)),
        Alinea(describe_kop(found), Stijl.KERN),
        *(Alinea(text, Stijl.LET_OP, "Let op:") for text in [" ".join(list_meldingen(found))] if text),
        Kop("Wat wordt er anders gevraagd?"),
        *_make_opdracht(found),
        Kop("Waar zit het verschil?"),
        Alinea(describe_verplaatst(found)),
        _tabulate_gemeenten(found),
        Beeld(
            render_grafiek(make_gemeenten(found.gemeenten)),
            "Per gemeente, per 1.000 huishoudens: A en B. Ook in de tabel.",
        ),
        Kop("Welke regels worden gehaald?"),
        _tabulate_regels(found),
        Kop("Alle plannen op één schaal"),
        *_make_maten(found),
    )


def _make_slot(snapshot: Snapshot) -> tuple[Blok, ...]:
    return (
        Kop("Bronnen"),
        *delen.cite_bronnen(snapshot.manifest),
        *delen.make_slot(snapshot),
    )


def check_deelbaar(vergelijking: Vergelijking) -> None:
    """Refuse a comparison of which not even the totals may be shared.

    Raises
    ------
    InvoerFout
        With why.
    """
    if not vergelijking.gedeeld:
        message = "Deze vergelijking is eigen werk, met aantallen per gebied."
        raise InvoerFout(message, remedie="Maak het stuk van wat gedeeld mag worden.")
    if vergelijking.verborgen:
        raise InvoerFout(VERBORGEN, remedie=VERBORGEN_REMEDIE)


def _pair(found: Vergelijking) -> tuple[tuple[str, Kant], tuple[str, Kant]]:
    return ("A", found.a), ("B", found.b)


def _describe_kant(kant: Kant) -> str:
    if kant.scenario is None:
        return f"{kant.titel} (eenvoudige sleutel)"
    kept = kant.scenario.kenmerken
    return ", ".join(
        filter(None, [kant.titel, kept["status"], name_auteur(kept["auteur"]), f"kenmerk {kant.scenario.id}"])
    )


def _make_opdracht(found: Vergelijking) -> tuple[Blok, ...]:
    if not (found.a.scenario and found.b.scenario):
        return (Alinea("Een sleutel verdeelt dezelfde vraag als het andere plan."),)
    told = list_verschillen(found.a.scenario, found.b.scenario, openbaar=True)
    rows = tuple((item.wat, item.a, item.b) for item in told)
    if not rows:
        return (Alinea("A en B vragen hetzelfde, voor de groepen die hier meetellen."),)
    return (Tabel("Waarin A en B verschillen", (Kolom("Wat", breed=True), Kolom("A"), Kolom("B")), rows),)


def colour_kaart(found: Vergelijking, score: Score) -> Kaart | None:
    """Return the map of the difference; None when there are too many areas to draw."""
    outlines = make_vormen(select_gebieden(score, str(found.niveau)))
    if outlines.is_druk:
        return None
    return make_kaart(outlines, colour_verschil(found.gebieden, outlines), describe_verplaatst(found))


def _tabulate_gemeenten(found: Vergelijking) -> Tabel:
    columns = (
        Kolom("Gemeente", breed=True), Kolom("Naar inwoners", 0), Kolom("A", 0), Kolom("B", 0),
        Kolom("B min A", 0, teken=True), *(Kolom(key.titel, 0) for key in found.sleutels),
    )  # fmt: skip
    names = ("taakstelling_a", "a", "b", "verschil", *(f"sleutel_{key.sleutel}" for key in found.sleutels))
    towns = found.gemeenten.assign(verschil=found.gemeenten["b"] - found.gemeenten["a"])
    rows: list[tuple[Cel, ...]] = [
        (row[0], *map(int, row[1:])) for row in towns[["naam", *names]].itertuples(index=False, name=None)
    ]
    return Tabel("Woningen per gemeente", columns, tuple(rows))


def _tabulate_regels(found: Vergelijking) -> Tabel:
    sides = found.kanten[1:]
    columns = (
        Kolom("Regel", breed=True),
        Kolom("A"),
        Kolom("B"),
        *(Kolom(key.titel) for key in found.sleutels),
    )
    rows = tuple((regel.titel, *(_judge(side, regel.sleutel) for side in sides)) for regel in REGELS)
    return Tabel("De regels: uitkomst per plan", columns, rows)


def _judge(kant: Kant, regel: str) -> str:
    answers = {answer.regel: answer for answer in kant.uitslagen}
    return describe_oordeel(answers[regel], kant.situatie.veld.niveau) if regel in answers else "geldt niet"


_MATEN = (
    Kolom("Plan", breed=True), Kolom("Geplaatst", 0), Kolom("Vraag", 0), Kolom("In kwetsbaar gebied", 0),
    Kolom("Hoogste per 1.000 huishoudens", 1), Kolom("Ongelijkheid (D)", 3), Kolom("Ongelijkheid (Theil)", 3),
    Kolom("Hoogste aandeel (LQ)", 2),
)  # fmt: skip


def _make_maten(found: Vergelijking) -> tuple[Blok, ...]:
    if found.met_eigen:
        return (Alinea(f"De maten rusten op eigen cijfers: {NIET_TE_DELEN}."),)
    rows = tuple(
        (
            side.titel, side.geplaatst, side.gevraagd,
            *(to_cel(getattr(side.maten, name))
              for name in ("in_kwetsbaar", "hoogste_belasting", "dissimilariteit", "theil", "hoogste_lq")),
        )
        for side in found.kanten
    )  # fmt: skip
    alt = "Maten van alle plannen: de situatie nu, A, B en de eenvoudige sleutels. Ook in de tabel."
    return Beeld(render_grafiek(make_maten(found)), alt, 0.85), Tabel("Maten van alle plannen", _MATEN, rows)
