"""The paper 'Werkvel': to lie on the table between partners and be written on; landscape, for A4 or A3.

A page to begin with, one sheet a knob in use, and the balance by party. Who gains is asked: nothing is filled in that
nobody said, and there are empty lines for what is said at the table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from woonzorg.grafiek.gesprek import render_gespreksbeeld
from woonzorg.initiatief.balans import find_jaar, list_meldingen, make_balans, make_vellen
from woonzorg.initiatief.gespreksbeeld import TABELKOPPEN, make_gespreksbeeld
from woonzorg.initiatief.gespreksmodel import (
    PER_INVESTERING,
    PER_KNOP,
    PER_ROUTE,
    WAARDEN,
    Gesprekswaarde,
    list_investeringen,
    list_knoppen,
)
from woonzorg.initiatief.gesprekswoorden import (
    GEEN_OPTELSOM,
    NIET_GENOEMD,
    TE_BESPREKEN,
    UITLEG,
    describe_bedragen,
    describe_dekking,
    describe_gesprek,
    describe_kosten,
    describe_krijgt,
    describe_melding,
    write_getallen,
    write_looptijd,
)
from woonzorg.initiatief.toetswoorden import GEEN_VERGUNNING
from woonzorg.rapport import delen
from woonzorg.rapport.stuk import Alinea, Beeld, Bladzijde, Kolom, Kop, Lijst, Naast, Stijl, Stuk, Tabel
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
    from collections.abc import Sequence

    from woonzorg.initiatief.balans import Gespreksmelding, Knopvel
    from woonzorg.initiatief.gesprek import Baat, Doel, Investering, Knopgesprek
    from woonzorg.initiatief.gespreksbeeld import Gespreksbeeld
    from woonzorg.initiatief.gespreksmodel import Gespreksknop, Route
    from woonzorg.rapport.initiatiefstof import Initiatiefstof
    from woonzorg.rapport.stuk import Blok

SOORT = "Werkvel bij een initiatief"
STAP = "gesprek"
AAN_TAFEL = "Leg dit op tafel en schrijf erop: op A4, of op A3 voor meer ruimte. Schrijf niet over personen."
KIES = "Kruis aan welke stuurknoppen u wilt gebruiken. Daarna is er voor elke knop een vel."
AAN, UIT, NIET = "☑", "☐", "–"
"""Ticked, to be ticked, and what no sheet of the model connects."""

MEESTE_VRAGEN = 8
OP_VELLEN = "Wat bij één stuurknop te bespreken is, staat op het vel van die knop."
LAAG, HOOG = 0.38, 0.58
"""Height of the picture to the width of the sheet, at most: above the rest, and beside it."""

_KRUIS = f"{AAN} gekozen · {UIT} kan ook · {NIET} verbindt het model niet"
_INVESTEERT = (
    Kolom("Wie", breed=True), Kolom("Manier", breed=True), Kolom("Hoeveel, en hoe vaak", breed=True), Kolom("Van, tot"),
)  # fmt: skip
_KRIJGT = (
    Kolom("Wie", breed=True),
    Kolom("Welke waarde", breed=True),
    Kolom("Waaraan merken zij dat?", breed=True),
)


def make_werkvelstuk(stof: Initiatiefstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the paper.

    Parameters
    ----------
    stof : Initiatiefstof
    datum : date
        Date of the document; its year is that of the balance, unless nothing runs yet.
    adres : str
        Web address of the installation; '' when unknown.
    """
    manifest = stof.snapshot.manifest
    return Stuk(
        titel=delen.mark_titel(f"Werkvel: {name_stuk(stof)}", manifest), soort=SOORT, regio=delen.name_regio(manifest),
        datum=datum, voet=write_voet(stof),
        blokken=make_werkveldeel(stof, datum, make_kop(stof, "Werkvel"), make_onderaan(stof, adres, STAP)),
    )  # fmt: skip


def make_werkveldeel(
    stof: Initiatiefstof, datum: dt.date, kop: Kop, onderaan: tuple[Blok, ...]
) -> tuple[Bladzijde, ...]:
    """Describe the sheets, each a page that lies; headings from level 2.

    Parameters
    ----------
    stof : Initiatiefstof
    datum : date
    kop : Kop
        Above the first sheet.
    onderaan : tuple
        What ends the last sheet.
    """
    year = find_jaar(stof.gesprek, datum.year)
    sheets = tuple(
        Bladzijde(_make_vel(stof, sheet), liggend=True) for sheet in make_vellen(stof.gesprek, year)
    )
    return (
        Bladzijde((kop, *_make_begin(stof, year)), liggend=True),
        *sheets,
        Bladzijde((*_make_balans(stof, year), *onderaan), liggend=True),
    )


def _make_begin(stof: Initiatiefstof, jaar: int) -> tuple[Blok, ...]:
    head = (
        Alinea(tell_gegevens(stof.toets), Stijl.KLEIN),
        Alinea(f"{UITLEG} {AAN_TAFEL}", Stijl.KLEIN),
    )
    if not stof.gesprek.knoppen:
        return *head, *tell_geheim(stof), Alinea(KIES, Stijl.KERN), _tabulate_knoppen(stof)
    if stof.toets.is_geheim:
        return *head, *tell_geheim(stof), _tabulate_knoppen(stof), *_make_tafel(stof)
    drawn = make_gespreksbeeld(stof.gesprek, jaar)
    said = list_meldingen(stof.gesprek)
    return (
        *head,
        Alinea(describe_gesprek(said, len(stof.gesprek.knoppen)), Stijl.KERN),
        *_lay_beeld(drawn, (*_make_vragen(said), *_make_tafel(stof))),
    )


def _lay_beeld(beeld: Gespreksbeeld, rest: tuple[Blok, ...]) -> tuple[Blok, ...]:
    """Lay the picture above the rest of the sheet; a high one beside it, so that all stays on one sheet."""
    svg = render_gespreksbeeld(beeld)
    drawn = Beeld(svg, f"{beeld.zin} Hetzelfde staat in de tabel op het laatste vel.")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    shape = float(box[2]) / float(box[1]) if box else 0.0
    if shape <= LAAG:
        return drawn, *rest
    wide = min(0.76, HOOG / shape)
    return (Naast(((drawn,), rest), (wide, 1 - wide)),)


def _tabulate_knoppen(stof: Initiatiefstof) -> Tabel:
    used = {knob.knop for knob in stof.gesprek.knoppen}
    rows = tuple(
        (f"{AAN if knob.nr in used else UIT} {knob.nr}. {knob.naam}", knob.domein, knob.vraag)
        for knob in list_knoppen()
    )
    columns = Kolom("Stuurknop", breed=True), Kolom("Domein"), Kolom("Vraag", breed=True)
    return Tabel("De tien stuurknoppen", columns, rows)


def _make_tafel(stof: Initiatiefstof) -> tuple[Blok, ...]:
    rows = tuple((party.naam, party.soort) for party in stof.gesprek.partijen)
    columns = Kolom("Organisatie", breed=True), Kolom("Wat voor partij", breed=True)
    return (Tabel("Wie zit aan tafel?", columns, rows, schrijfrijen=2),)


def _make_vragen(meldingen: Sequence[Gespreksmelding]) -> tuple[Blok, ...]:
    """Tell what has no answer yet; of many, what is of one knob stands on the sheet of that knob."""
    if not meldingen:
        return ()
    many = len(meldingen) > MEESTE_VRAGEN
    told = [describe_melding(one) for one in meldingen if not (many and one.knop)]
    return Kop("Nog te bespreken"), Lijst((*told, *([OP_VELLEN] if many else [])))


def _make_vel(stof: Initiatiefstof, vel: Knopvel) -> tuple[Blok, ...]:
    """Describe the sheet of one knob: for what and how at the left, who invests and who gains at the right."""
    knob, known = vel.gesprek, PER_KNOP[vel.gesprek.knop]
    said = () if stof.toets.is_geheim else tuple(map(describe_melding, vel.meldingen))
    left = (
        _tabulate_doelen(known, knob.doelen),
        Alinea(_KRUIS, Stijl.KLEIN),
        Tabel(
            "Zo doen we het", (Kolom("Uitwerking", breed=True),), _list_tekst(knob.uitwerking), schrijfrijen=3
        ),
        *((Lijst(said, Stijl.LET_OP),) if said else ()),
    )
    right = (
        _tabulate_investeringen(vel),
        *_make_kosten(vel, geheim=stof.toets.is_geheim),
        Tabel("Wie heeft er iets aan? Vraag het aan tafel.", _KRIJGT, tuple(map(_make_baat, knob.baten)),
              schrijfrijen=_count_leeg(knob.baten)),
    )  # fmt: skip
    return (
        Kop(f"Stuurknop {known.nr}: {known.naam}"),
        Alinea(known.vraag, Stijl.KERN),
        Naast((left, right), (0.4, 0.6)),
        _tabulate_bewijs(knob),
    )


def _count_leeg(rijen: Sequence[object]) -> int:
    """Return how many rows to leave open: fewer where more is filled in, and never none."""
    return max(2, 5 - len(rijen))


def _list_tekst(tekst: str) -> tuple[tuple[str], ...]:
    return ((tekst,),) if tekst else ()


def _tabulate_doelen(knop: Gespreksknop, doelen: tuple[Doel, ...]) -> Tabel:
    """Return the routes and values that the sheet of a knob connects, those that were chosen ticked."""
    chosen = {(goal.route, goal.waarde) for goal in doelen}
    columns = (Kolom("Route", breed=True), *(Kolom(WAARDEN[value]) for value in Gesprekswaarde))
    rows = tuple(
        (PER_ROUTE[route].titel, *(_tick(route, value, chosen) for value in Gesprekswaarde))
        for route in knop.routes
    )
    return Tabel("Waarvoor? Route en waarde", columns, rows)


def _tick(route: Route, waarde: Gesprekswaarde, gekozen: set[tuple[Route, Gesprekswaarde]]) -> str:
    if waarde not in PER_ROUTE[route].waarden:
        return NIET
    return AAN if (route, waarde) in gekozen else UIT


def _tabulate_investeringen(vel: Knopvel) -> Tabel:
    rows = tuple(
        _make_investering(one, genoemd=one not in vel.ongenoemd) for one in vel.gesprek.investeringen
    )
    return Tabel("Wie investeert?", _INVESTEERT, rows, schrijfrijen=_count_leeg(rows))


def _make_investering(investering: Investering, *, genoemd: bool) -> tuple[str, ...]:
    mark = "" if genoemd else f" ({NIET_GENOEMD})"
    note = f" ({investering.toelichting})" if investering.toelichting else ""
    return (
        f"{investering.partij}{mark}", f"{investering.soort}. {PER_INVESTERING[investering.soort].titel}{note}",
        write_getallen(investering), write_looptijd(investering).strip(),
    )  # fmt: skip


def _make_kosten(vel: Knopvel, *, geheim: bool) -> tuple[Blok, ...]:
    """Tell what the knob costs, by its sheet and as was filled in, and what is left for the others."""
    usual = Alinea(PER_KNOP[vel.gesprek.knop].kosten, Stijl.KLEIN, "Kosten volgens het model:")
    if geheim:
        return (usual,)
    own = " ".join(map(describe_kosten, vel.gesprek.kosten))
    return usual, Alinea(f"{own} {describe_dekking(vel.dekking)}".strip(), aanhef="Kosten hier:")


def _make_baat(baat: Baat) -> tuple[str, ...]:
    number = write_getallen(baat) if baat.bedrag or baat.uren else ""
    value = TE_BESPREKEN if baat.waarde is None else WAARDEN[baat.waarde]
    return baat.partij, value, " ".join(filter(None, (number, baat.toelichting)))


def _tabulate_bewijs(knop: Knopgesprek) -> Tabel:
    columns = (
        Kolom("Vooraf: waarom denken we dat dit helpt?", breed=True),
        Kolom("Tijdens: waaraan zien we dat het helpt?", breed=True),
    )
    told = knop.bewijs_vooraf, knop.bewijs_tijdens
    return Tabel("Bewijs", columns, (told,) if any(told) else (), schrijfrijen=3)


def _make_balans(stof: Initiatiefstof, jaar: int) -> tuple[Blok, ...]:
    """Describe the balance by party, the picture as a table, and the ten ways to invest."""
    balance = [
        (line.partij, describe_bedragen(line.geeft), describe_krijgt(line)) for line in make_balans(stof.gesprek, jaar)
    ]  # fmt: skip
    columns = Kolom("Partij", breed=True), Kolom("Geeft", breed=True), Kolom("Krijgt", breed=True)
    rows = make_gespreksbeeld(stof.gesprek, jaar).tabel if not stof.toets.is_geheim else ()
    picture = (Tabel("Hetzelfde als het beeld", tuple(map(Kolom, TABELKOPPEN)), rows),) if rows else ()
    return (
        Kop("Balans per partij"),
        Naast(
            (
                (Tabel(f"Wie geeft en krijgt wat, in {jaar}", columns, tuple(balance), schrijfrijen=4),
                 Alinea(f"{GEEN_OPTELSOM} {GEEN_VERGUNNING}", Stijl.LET_OP)),
                (_tabulate_manieren(),),
            ),
            (0.5, 0.5),
        ),
        *picture,
    )  # fmt: skip


def _tabulate_manieren() -> Tabel:
    columns = Kolom("Manier", breed=True), Kolom("Wie", breed=True), Kolom("Let op", breed=True)
    rows = tuple(
        (f"{one.nummer}. {one.titel}", ", ".join(one.partijen), one.let_op) for one in list_investeringen()
    )
    return Tabel("Tien manieren om te investeren", columns, rows)
