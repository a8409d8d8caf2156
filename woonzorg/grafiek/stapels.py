"""Picture 2: households by class, 0 to 100 %, a bar for each set of areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.grafiek.beschrijving import (
    As,
    Cel,
    Cijfertabel,
    Formaat,
    Grafiek,
    Punt,
    Reeks,
    Reekssoort,
    Tint,
    Uiterlijk,
    Woord,
)
from woonzorg.kaart.woorden import NIET_BEKEND
from woonzorg.oordeel.klassewoorden import LABELS, name_klasse
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from woonzorg.kaart.telling import Telling
    from woonzorg.oordeel.veerkracht import Klasse

RIJ = 34.0


def make_stapels(tellingen: list[Telling]) -> Grafiek:
    """Describe the bars; a set that could not be counted keeps its place, with the words 'niet bekend'.

    A set without households has no bar, and a row in the table all the same.
    """
    rows = [telling for telling in tellingen if telling.totaal_huishoudens != 0]
    unknown = [place for place, telling in enumerate(rows) if not telling.totaal_huishoudens > 0]
    return Grafiek(
        "Huishoudens naar klasse, in procenten. De cijfers staan in de tabel.",
        As(0.0, 100.0),
        As(len(rows) - 0.5, -0.5, tuple(enumerate(telling.naam for telling in rows)), rijen=True),
        tuple(_make_reeks(klasse, rows) for klasse in LABELS),
        Formaat(450.0, RIJ * max(len(rows), 1), (2.0, 2.0, 2.0, 216.0)),
        _tabulate(tellingen),
        tinten=tuple(Tint((0.0, 100.0), (place - 0.38, place + 0.38)) for place in unknown),
        woorden=tuple(Woord(2.0, place, NIET_BEKEND, "start") for place in unknown),
    )


def _make_reeks(klasse: Klasse, rows: list[Telling]) -> Reeks:
    label = LABELS[klasse]
    looks = Uiterlijk(label.kleur, patroon=label.patroon)
    bars = (
        _make_balk(klasse, telling, place)
        for place, telling in enumerate(rows)
        if telling.totaal_huishoudens > 0
    )
    return Reeks(name_klasse(klasse).capitalize(), Reekssoort.BALKEN, looks, tuple(bars))


def _make_balk(klasse: Klasse, telling: Telling, place: int) -> Punt:
    label, households, share = LABELS[klasse], telling.huishoudens[klasse], telling.share(klasse)
    length = 100.0 * float(np.nan_to_num(households)) / telling.totaal_huishoudens
    words = f"{name_klasse(klasse).capitalize()}: {share}. Huishoudens: {format_getal(households)}"
    # Letters over a pattern cannot be read.
    long, short = ("", "") if label.patroon else (f"{label.letter} {share}", share)
    return Punt(length, place, telling.naam, words, (households,), label=long, kort=short)


def _tabulate(tellingen: list[Telling]) -> Cijfertabel:
    heads: list[tuple[str, int | None]] = [("Gebied", None)]
    heads += [(_name_kolom(klasse), 0) for klasse in LABELS]
    rows: list[tuple[Cel, ...]] = [
        (telling.naam, *(telling.huishoudens[klasse] for klasse in LABELS)) for telling in tellingen
    ]
    return Cijfertabel(tuple(heads), tuple(rows))


def _name_kolom(klasse: Klasse) -> str:
    label = LABELS[klasse]
    return f"{label.kop}: {label.uitleg}" if label.kop == "Aandacht" else label.kop
