"""The document of a comparison: A, B, the situation now and the simple keys on one scale.

It renders the `Vergelijking` that the page shows, in the form that may be shared: measures that rest on own figures,
and totals from which these could be derived, are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg import tekst
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.kaart.svg import render_svg
from woonzorg.kaart.telling import select_gebieden
from woonzorg.kaart.vergelijkgrafiek import render_gemeenten, render_maten
from woonzorg.kaart.verschilkaart import TITEL, colour_verschil
from woonzorg.kaart.vormen import make_vormen
from woonzorg.rapport import delen
from woonzorg.rapport.jarendeel import make_jaren
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Stijl, Stuk, Tabel, to_cel
from woonzorg.rapport.zicht import NIET_TE_DELEN, find_watermerk
from woonzorg.verdeling.merken import describe_oordeel
from woonzorg.verdeling.opdrachtverschil import list_verschillen
from woonzorg.verdeling.openbaar import VERBORGEN, may_tell_regio
from woonzorg.verdeling.regels import REGELS
from woonzorg.verdeling.vergelijking import describe_kop, describe_verplaatst, list_meldingen
from woonzorg.vergelijklink import Keuze, format_keuze

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.kaart.beeld import Kaart
    from woonzorg.opslag import Snapshot
    from woonzorg.rapport.jarendeel import Lijnen
    from woonzorg.rapport.stuk import Blok, Cel
    from woonzorg.toets import Score
    from woonzorg.verdeling.vergelijking import Kant, Vergelijking


def make_vergelijkstuk(
    vergelijking: Vergelijking,
    snapshot: Snapshot,
    score: Score,
    datum: dt.date,
    *,
    jaren: Lijnen | None = None,
    adres: str = "",
) -> Stuk:
    """Describe the document of a comparison.

    Parameters
    ----------
    vergelijking : Vergelijking
        Made with ``openbaar=True``.
    snapshot : Snapshot
        The data of A.
    score : Score
        Of that snapshot.
    datum : date
        Date of the document.
    jaren : mapping, optional
        A and B over the years; left out where they rest on own figures.
    adres : str
        Web address of the installation; '' when unknown.

    Raises
    ------
    InvoerFout
        When the comparison rests on so few areas that nothing of it may be shared.
    """
    check_deelbaar(vergelijking)
    a, b = vergelijking.a, vergelijking.b
    link = delen.make_verwijzing(adres, "vergelijken", format_keuze(Keuze(a=a.sleutel, b=b.sleutel)))
    known = [side.scenario for side in (a, b) if side.scenario]
    years = make_jaren(jaren) if jaren and not vergelijking.met_eigen else ()
    blokken = (*_make_blokken(vergelijking, score), *years, *_make_slot(vergelijking, snapshot), link)
    return Stuk(
        titel=delen.mark_titel(f"Vergelijking: {a.titel} en {b.titel}", snapshot.manifest), soort="Vergelijking",
        regio=delen.name_regio(snapshot.manifest),
        datum=datum, blokken=blokken, watermerk=find_watermerk(*known),
        voet=f"{delen.write_voet(snapshot)} · {a.sleutel} en {b.sleutel}",
        bladen=(delen.tabulate_bronnen(snapshot.manifest),),
    )  # fmt: skip


def _make_blokken(found: Vergelijking, score: Score) -> tuple[Blok, ...]:
    return (
        Kop("Twee plannen vergeleken", 1),
        *(Alinea(f"{_describe_kant(side)}.", aanhef=f"{letter}:") for letter, side in _pair(found)),
        Alinea(describe_kop(found), Stijl.KERN),
        *(Alinea(text, Stijl.LET_OP, "Let op:") for text in [" ".join(_list_meldingen(found))] if text),
        Kop("Wat wordt er anders gevraagd?"),
        *_make_opdracht(found),
        Kop("Waar zit het verschil?"),
        Alinea(describe_verplaatst(found)),
        *_make_kaart(found, score),
        _tabulate_gemeenten(found),
        Beeld(
            render_gemeenten(found.gemeenten), "Per gemeente, per 1.000 huishoudens: A en B. Ook in de tabel."
        ),
        Kop("Welke regels worden gehaald?"),
        _tabulate_regels(found),
        Kop("Alle plannen op één schaal"),
        *_make_maten(found),
    )


def _make_slot(found: Vergelijking, snapshot: Snapshot) -> tuple[Blok, ...]:
    return (
        *_tabulate_gebieden(found),
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
    sides = (vergelijking.a, vergelijking.b)
    if not all(may_tell_regio(side.situatie, side.aantallen) for side in sides):
        raise InvoerFout(VERBORGEN, remedie="Vergelijk alleen op het scherm, of zonder eigen cijfers.")


def _pair(found: Vergelijking) -> tuple[tuple[str, Kant], tuple[str, Kant]]:
    return ("A", found.a), ("B", found.b)


def _describe_kant(kant: Kant) -> str:
    if kant.scenario is None:
        return f"{kant.titel} (eenvoudige sleutel)"
    kept = kant.scenario.kenmerken
    return ", ".join(
        filter(None, [kant.titel, kept["status"], kept["auteur"], f"kenmerk {kant.scenario.id}"])
    )


def _list_meldingen(found: Vergelijking) -> list[str]:
    """Return what a reader must know; that measures are not to be shared is seen to here."""
    return [text for text in list_meldingen(found) if "Deel ze niet" not in text]


def _make_opdracht(found: Vergelijking) -> tuple[Blok, ...]:
    if not (found.a.scenario and found.b.scenario):
        return (Alinea("Een sleutel verdeelt dezelfde vraag als het andere plan."),)
    rows = tuple((item.wat, item.a, item.b) for item in list_verschillen(found.a.scenario, found.b.scenario))
    if not rows:
        return (Alinea("A en B vragen hetzelfde."),)
    return (Tabel("Waarin A en B verschillen", (Kolom("Wat", breed=True), Kolom("A"), Kolom("B")), rows),)


def colour_kaart(found: Vergelijking, score: Score) -> Kaart | None:
    """Return the map of the difference; None when there are too many areas to draw."""
    outlines = make_vormen(select_gebieden(score, str(found.niveau)))
    if outlines.is_druk:
        return None
    return make_kaart(outlines, colour_verschil(found.gebieden, outlines), describe_verplaatst(found))


def _make_kaart(found: Vergelijking, score: Score) -> tuple[Blok, ...]:
    if found.niveau == Niveau.GEMEENTE:
        return ()  # the table of the gemeenten says it all
    kaart = colour_kaart(found, score)
    if kaart is None:
        return (Alinea(tekst.TE_VEEL),)
    alt = f"Kaart: {TITEL}. {describe_verplaatst(found)} De aantallen staan in de tabel."
    return (
        Alinea(TITEL, Stijl.KLEIN), Beeld(render_svg(kaart, breedte=600), alt, 0.6),
        delen.make_legenda(kaart.kleuring.vakken),
    )  # fmt: skip


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
    return Beeld(render_maten(found), alt, 0.85), Tabel("Maten van alle plannen", _MATEN, rows)


def _tabulate_gebieden(found: Vergelijking) -> tuple[Blok, ...]:
    """Return the areas where A and B differ, below gemeente: gemeenten have their own table."""
    rows = found.gebieden[found.gebieden["verschil"] != 0]
    if rows.empty or found.niveau != found.a.situatie.veld.niveau:
        return ()
    columns = (
        Kolom(str(found.niveau).capitalize(), breed=True), Kolom("Gemeente"), Kolom("A", 0), Kolom("B", 0),
        Kolom("B min A", 0, teken=True), Kolom("Per 1.000 huishoudens", 1, teken=True), Kolom("Code"),
    )  # fmt: skip
    cells = tuple(
        (str(row["naam"]), str(row["gemeentenaam"]), int(row["a"]), int(row["b"]), int(row["verschil"]),
         to_cel(row["per_1000"]), str(row["code"]))
        for row in rows.sort_values(["gemeentenaam", "naam", "code"]).to_dict("records")
    )  # fmt: skip
    plural = tekst.MEERVOUD[found.niveau]
    return Kop(f"De {plural} waar A en B verschillen"), Tabel(f"Verschil per {found.niveau}", columns, cells)
