"""Picture 5: the half-years to 2030 of the region or one gemeente, against what is needed or was agreed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.agenda.paneel import KOLOMMEN
from woonzorg.agenda.paneelwoorden import write_afgesproken
from woonzorg.agenda.planning import list_verslagen
from woonzorg.agenda.voortgang import Teller
from woonzorg.grafiek.assen import choose_stap
from woonzorg.grafiek.beschrijving import (
    GEEL,
    INKT,
    As,
    Cel,
    Cijfertabel,
    Formaat,
    Grafiek,
    Lijn,
    Punt,
    Reeks,
    Reekssoort,
    Tint,
    Uiterlijk,
    Woord,
)
from woonzorg.tekst.getal import format_getal, write_minstens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.agenda.gedeeldspoor import GedeeldeStap
    from woonzorg.agenda.klassetabel import Klassereeks
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.nodig import Nodig
    from woonzorg.agenda.paneel import Agendapaneel

GEREED, BEZIG, TOEGEZEGD = "#23355c", "#7187ad", "#cbd5e6"
"""Tints from dark to light: what is ready lies below, what was promised above."""
BAND = "#8a6d1d"
"""Of the edge of what is needed; what lies within is lighter."""

NAMEN = {Teller.TOEWIJZING: "toegewezen", Teller.BOUW: "opgeleverd"}
"""What is ready, in words."""
KOPPEN: tuple[str, ...] = (
    "In voorbereiding",
    "Toegezegd",
    "Afgesproken",
    "Nodig, laag",
    "Nodig, hoog",
    "Vorig verslag",
)
"""Heads of the table after what is ready."""

_HALF = 0.38
_RAND = "#46557a"


def make_paneel(paneel: Agendapaneel, nu: Kwartaal) -> Grafiek:
    """Describe the half-years of a panel: bars of what is ready and to come, and what is needed or agreed.

    Parameters
    ----------
    paneel : Agendapaneel
    nu : Kwartaal
        The moment that is looked at.
    """
    moments = [item.kwartaal for item in list_verslagen()]
    places = {moment: place for place, moment in enumerate(moments)}
    most = _find_top(paneel)
    bars = [tint for one in paneel.stappen for tint in _stack(places[one.moment], [one.gereed or 0])]
    bars += [tint for one in paneel.verwacht for tint in _stack(places[one.moment], _list_delen(one))]
    years = ((0.5, moments[0].jaar), (len(moments) - 1.5, moments[-1].jaar))
    return Grafiek(
        describe_paneel(paneel),
        As(-0.6, len(moments) - 0.4),
        As(0.0, most, ((0.0, "0"), (most, format_getal(most)))),
        (*_list_banden(paneel.band), *_list_lijnen(paneel, places)),
        Formaat(150.0, 88.0, (9.0, 4.0, 20.0, 46.0)),
        _tabulate(paneel, moments),
        lijnen=(Lijn(Uiterlijk(GEEL, dikte=2.5), x=places[nu]),) if nu in places else (),
        tinten=tuple(bars),
        woorden=tuple(Woord(place, 0.0, str(year), dy=16.0) for place, year in years),
    )


def _find_top(paneel: Agendapaneel) -> float:
    """Return where the axis ends: a round number above all that is drawn."""
    drawn = [
        1.0,
        *paneel.lijn,
        *(need.hoog for need in paneel.band),
        *(float(count) for _, count in paneel.vorig),
    ]
    drawn += [float(sum(_list_delen(step))) for step in paneel.verwacht]
    drawn += [float(step.gereed or 0) for step in paneel.stappen]
    step = choose_stap(max(drawn))
    return step * math.ceil(max(drawn) / step)


def _list_delen(stap: GedeeldeStap) -> list[int]:
    """Return the parts of a bar: what is not known has none."""
    return [stap.gereed or 0, stap.in_voorbereiding or 0, stap.toegezegd or 0]


def _stack(place: int, delen: Sequence[int]) -> list[Tint]:
    bars, low = [], 0.0
    for count, colour in zip(delen, (GEREED, BEZIG, TOEGEZEGD), strict=False):
        if count:
            bars.append(Tint((place - _HALF, place + _HALF), (low, low + count), colour, _RAND))
        low += count
    return bars


def _list_banden(band: Sequence[Nodig]) -> tuple[Reeks, ...]:
    """Return what lies between the low and the high demand, and its edges."""
    if not band:
        return ()
    low, high = (
        tuple(Punt(place, getattr(need, side)) for place, need in enumerate(band))
        for side in ("laag", "hoog")
    )
    return (
        Reeks("", Reekssoort.VLAK, Uiterlijk(BAND), (*low, *reversed(high))),
        Reeks("Nodig, lage vraag", Reekssoort.LIJN, Uiterlijk(BAND, streep="2 3", dikte=1.5), low),
        Reeks("Nodig, hoge vraag", Reekssoort.LIJN, Uiterlijk(BAND, streep="6 3", dikte=1.5), high),
    )


def _list_lijnen(paneel: Agendapaneel, places: dict[Kwartaal, int]) -> list[Reeks]:
    lines = []
    if paneel.lijn and not paneel.band:
        points = tuple(Punt(place, count) for place, count in enumerate(paneel.lijn))
        lines.append(Reeks("Afgesproken", Reekssoort.LIJN, Uiterlijk(BAND, streep="5 4", dikte=2.0), points))
    if paneel.vorig:
        points = tuple(Punt(places[moment], count) for moment, count in paneel.vorig)
        lines.append(Reeks("Vorig verslag", Reekssoort.LIJN, Uiterlijk(INKT, dikte=1.0), points))
    return lines


def _tabulate(paneel: Agendapaneel, moments: Sequence[Kwartaal]) -> Cijfertabel:
    """Return the figures: a row for each moment of which something is known, agreed or needed."""
    steps = {step.moment: step for step in (*paneel.stappen, *paneel.verwacht)}
    before, nothing = dict(paneel.vorig), math.nan

    def tell(column: str, moment: Kwartaal, count: float | None) -> Cel:
        if count is None or math.isnan(count) or not paneel.is_minstens(column, moment):
            return nothing if count is None else float(count)
        return write_minstens(count, minstens=True)

    rows = tuple(
        (
            str(moment), *(tell(name, moment, getattr(steps.get(moment), name, None)) for name in KOLOMMEN),
            tell("afgesproken", moment, paneel.lijn[place] if paneel.lijn else None),
            *_read_band(paneel.band, place), tell("vorig", moment, before.get(moment)),
        )
        for place, moment in enumerate(moments)
    )  # fmt: skip
    heads = (NAMEN[paneel.teller].capitalize(), *KOPPEN)
    return Cijfertabel((("Moment", None), *((head, 0) for head in heads)), rows)


def _read_band(band: Sequence[Nodig], place: int) -> tuple[Cel, Cel]:
    return (band[place].laag, band[place].hoog) if band else (math.nan, math.nan)


def describe_paneel(paneel: Agendapaneel) -> str:
    """Tell what a panel shows, for who cannot see it."""
    word, agreed = NAMEN[paneel.teller], f"Afgesproken tot en met 2030: {write_afgesproken(paneel)}."
    if not paneel.stappen:
        return f"{paneel.naam}: nog niets gemeld. {agreed}"
    last = paneel.stappen[-1]
    ready, busy, promised = (
        write_minstens(getattr(last, name), minstens=paneel.is_minstens(name, last.moment))
        for name in KOLOMMEN
    )
    return f"{paneel.naam}, {last.moment}: {ready} {word}, {busy} in voorbereiding, {promised} toegezegd. {agreed}"


def make_klasseverloop(momenten: Sequence[Kwartaal], reeksen: Sequence[Klassereeks]) -> Grafiek:
    """Describe homes by class of the buurt: a bar for each moment, its classes behind each other.

    Parameters
    ----------
    momenten : sequence of Kwartaal
    reeksen : sequence of Klassereeks
        As `klassetabel.list_verloop` gives them.
    """
    totals = [sum(row.aantallen[place] for row in reeksen) for place in range(len(momenten))]
    step = choose_stap(max([1, *totals]))
    most = step * math.ceil(max([1, *totals]) / step)
    return Grafiek(
        "Toegewezen woningen naar klasse van de buurt, per moment. De cijfers staan in de tabel.",
        As(0.0, most, ((0.0, "0"), (most, format_getal(most)))),
        As(len(momenten) - 0.5, -0.5, tuple((place, str(one)) for place, one in enumerate(momenten)), rijen=True),
        tuple(
            Reeks(
                row.rij.naam, Reekssoort.BALKEN, Uiterlijk(row.rij.kleur, patroon=row.rij.patroon),
                tuple(_make_balk(row, place) for place in range(len(momenten))),
            )
            for row in reeksen
        ),
        Formaat(430.0, 34.0 * max(len(momenten), 1), (2.0, 16.0, 24.0, 78.0)),
        Cijfertabel(
            (("Klasse van de buurt", None), *((str(one), 0) for one in momenten)),
            tuple((row.rij.naam, *map(float, row.aantallen)) for row in reeksen),
        ),
    )  # fmt: skip


def _make_balk(reeks: Klassereeks, place: int) -> Punt:
    count = reeks.aantallen[place]
    # Letters over a pattern cannot be read.
    words = "" if reeks.rij.patroon else format_getal(count)
    return Punt(float(count), place, reeks.rij.naam, label=words, kort=words)
