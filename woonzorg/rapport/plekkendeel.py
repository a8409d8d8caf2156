"""Where homes come, on paper: what the rule says of each area before placement, and totals as far as these are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.verdeling import make_halters
from woonzorg.oordeel.klassewoorden import LABELS, name_klasse
from woonzorg.rapport.raadskaartdeel import KOP, REGEL_VOORAF, Raadsstof, draw_raadskaart
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Stijl, Tabel, to_cel
from woonzorg.verdeling.delen.openbaar import STATUSTEKST, VERBORGEN, Regelstatus

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.rapport.stuk import Blok
    from woonzorg.rapport.zicht import Openbaar

_LIJST = "De lijst van gebieden staat in het werkboek, op het blad 'Wat zegt de regel'."


def make_plekken(openbaar: Openbaar) -> tuple[Blok, ...]:
    """Describe what the rule says of each area before placement, and the homes by gemeente and wijk."""
    heads = (
        Kop(KOP), Alinea(f"{REGEL_VOORAF} {_LIJST}", Stijl.KLEIN), *draw_raadskaart(Raadsstof(openbaar), 0.7),
        Kop("Waar komen de woningen?"),
    )  # fmt: skip
    if openbaar.verborgen:
        return (*heads, Alinea(VERBORGEN))
    return (
        *heads,
        _tabulate_gemeenten(openbaar.gemeenten),
        Beeld(*_draw_halters(openbaar.gemeenten)),
        *_tabulate_wijken(openbaar),
        *_tabulate_klassen(openbaar),
    )


def _draw_halters(gemeenten: pd.DataFrame) -> tuple[str, str]:
    words = "Per gemeente, per 1.000 huishoudens: deel naar inwoners (streep) en voorstel (stip). Ook in de tabel."
    return render_grafiek(make_halters(gemeenten)), words


def tabulate_statussen(openbaar: Openbaar) -> Tabel:
    """Return the rule's answer for each area, by gemeente and name: the table behind the map."""
    columns = (
        Kolom("Gebied", breed=True),
        Kolom("Gemeente"),
        Kolom("Wat zegt de regel?", breed=True),
        Kolom("Code"),
    )
    rows = tuple(
        (
            str(row["naam"]),
            str(row["gemeentenaam"]),
            STATUSTEKST[Regelstatus(row["status"])],
            str(row["code"]),
        )
        for row in openbaar.statussen.to_dict("records")
    )
    return Tabel("Wat zegt de regel", columns, rows)


def _tabulate_gemeenten(towns: pd.DataFrame) -> Tabel:
    columns = (
        Kolom("Gemeente", breed=True), Kolom("Deel naar inwoners", 0), Kolom("Voorstel", 0),
        Kolom("Verschil", 0, teken=True), Kolom("Per 1.000 huishoudens", 1), Kolom("Deel van wat vrijkomt (%)", 1),
    )  # fmt: skip
    rows = tuple(
        (
            str(row["naam"]), int(row["taakstelling"]), int(row["voorstel"]), int(row["verschil"]),
            to_cel(row["voorstel_1000"]), to_cel(row["aandeel"]),
        )
        for row in towns.to_dict("records")
    )  # fmt: skip
    return Tabel("Woningen per gemeente", columns, rows)


def _tabulate_wijken(openbaar: Openbaar) -> tuple[Blok, ...]:
    if openbaar.wijken.empty:
        return ()
    columns = (Kolom("Wijk", breed=True), Kolom("Gemeente"), Kolom("Woningen", 0), Kolom("Code"))
    rows = tuple(
        (str(row["naam"]), str(row["gemeentenaam"]), int(row["woningen"]), str(row["code"]))
        for row in openbaar.wijken.to_dict("records")
    )
    return (Tabel("Woningen per wijk, waar dat te delen is", columns, rows),)


def _tabulate_klassen(openbaar: Openbaar) -> tuple[Blok, ...]:
    counts = openbaar.klassen
    if counts is None:
        return ()
    rows = tuple((name_klasse(klasse).capitalize(), counts[str(klasse)]) for klasse in LABELS)
    columns = (Kolom("Klasse", breed=True), Kolom("Woningen", 0))
    return (Tabel("Woningen per klasse van het gebied", columns, rows),)
