"""Where homes come, on paper: what the rule says of each area before placement, and totals as far as these are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.verdeling import make_halters
from woonzorg.kaart.statuskaart import TITEL
from woonzorg.kaart.svg import render_svg
from woonzorg.oordeel.klassewoorden import LABELS, MEERVOUD, TE_VEEL, name_klasse
from woonzorg.rapport import delen
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Stijl, Tabel, to_cel
from woonzorg.rapport.zicht import Openbaar, colour_kaart
from woonzorg.verdeling.delen.openbaar import STATUSTEKST, VERBORGEN, Regelstatus

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.rapport.stuk import Blok

REGEL_VOORAF = (
    "De kaart laat zien wat de regel zegt vóór er iets is verdeeld, uit openbare cijfers: in elk plan hetzelfde. "
    "Dit is geen lijst van plekken."
)


def make_plekken(openbaar: Openbaar) -> tuple[Blok, ...]:
    """Describe what the rule says of each area before placement, and the homes by gemeente and wijk."""
    heads = (*_make_kaart(openbaar), Kop("Waar komen de woningen?"))
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


def _make_kaart(openbaar: Openbaar) -> tuple[Blok, ...]:
    kaart = colour_kaart(openbaar)
    if kaart is None:
        return Kop(TITEL), Alinea(TE_VEEL)
    counts = "; ".join(f"{vak.kop}: {vak.aantal}" for vak in kaart.kleuring.vakken)
    plural = MEERVOUD[openbaar.uitkomst.scenario.niveau]
    alt = f"Kaart van de {plural}. {counts}. De lijst staat in het werkboek, op het blad 'Wat zegt de regel'."
    return (
        Kop(TITEL), Alinea(REGEL_VOORAF, Stijl.KLEIN),
        Beeld(render_svg(kaart, breedte=600), alt, 0.6), delen.make_legenda(kaart.kleuring.vakken),
    )  # fmt: skip


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
