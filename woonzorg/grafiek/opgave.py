"""The two pictures of the opgave: shortages to 2040 with bands, and yearly flows against freed dwellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.grafiek.intervallen import Balkbereik, Paneel, Streep, find_bereik, render_intervallen
from woonzorg.opgave.banden import make_banden, select_tekorten
from woonzorg.opgave.ondergrens import list_ondergrenzen
from woonzorg.opgave.publicatie import STREEK
from woonzorg.opgave.stromen import Stroom, add_stromen, list_stromen
from woonzorg.opgave.woorden import describe_saldo, name_groep, name_vorm
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.verdeling.vraag.lijnen import SAMEN, VRIJGEKOMEN_2022

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.opgave.banden import Band
    from woonzorg.opgave.cijfers import Cijfer, Cijferkeuze

GEPUBLICEERD_AANDEEL: dict[tuple[str, ...], tuple[float, float]] = {SAMEN: (7.0, 12.0), SAMEN[:1]: (3.0, 6.0)}
"""Shares of freed dwellings, in percent, as §4.2 gives them: with and without statushouders."""


def make_tekortpanelen(cijfers: Sequence[Cijfer], keuze: Cijferkeuze) -> tuple[Paneel, ...]:
    """Return a panel for each form that falls short in some year; a mark stands at what every scenario lacks."""
    figures = tuple(cijfers)
    least = {(g.groep, g.woonvorm, g.jaar): -g.minstens for g in list_ondergrenzen(figures, keuze)}
    panels: dict[tuple[str, str], list[Band]] = {}
    for band in select_tekorten(make_banden(figures, keuze)):
        panels.setdefault((band.groep, band.woonvorm), []).append(band)
    return tuple(
        Paneel(
            name_vorm(*key),
            tuple(_make_tekortstreep(band, least.get((*key, band.jaar))) for band in bands),
        )
        for key, bands in panels.items()
    )


def _make_tekortstreep(band: Band, merk: int | None) -> Streep:
    marks = () if merk is None else (float(merk),)
    return Streep(str(band.jaar), describe_saldo(band.laag, band.hoog), band.laag, band.hoog, marks)


def render_tekorten(cijfers: Sequence[Cijfer], keuze: Cijferkeuze) -> str:
    """Render the shortages by group and form; '' when nothing falls short."""
    panels = make_tekortpanelen(cijfers, keuze)
    words = "; ".join(
        f"{panel.titel}: {', '.join(f'{line.label} {line.tekst}' for line in panel.strepen)}"
        for panel in panels
    )
    return render_intervallen(panels, find_bereik(panels), f"Tekorten per groep en woonvorm. {words}.")


def describe_stroom(stroom: Stroom, vrij: int | None = VRIJGEKOMEN_2022) -> str:
    """Tell the yearly demand, and its share of the freed dwellings where their number is known."""
    if stroom.laag is None or stroom.hoog is None:
        return "onbekend"
    number = format_getal(stroom.laag) if stroom.laag == stroom.hoog else f"{stroom.laag} tot {stroom.hoog}"
    shares = stroom.compute_aandeel(vrij)
    if shares is None:
        return number
    low, high = (format_getal(100 * share, 0 if 100 * share >= 1 else 1) for share in shares)
    return f"{number} ({low if low == high else f'{low} tot {high}'} %)"


def make_stroompanelen(
    cijfers: Sequence[Cijfer], streek: str, vrij: int | None = VRIJGEKOMEN_2022
) -> tuple[Paneel, ...]:
    """Return a panel for the groups together, and one for each group, with a bar a year."""
    flows = list_stromen(cijfers)
    years = dict.fromkeys(stroom.jaar for stroom in flows)
    groups = tuple(dict.fromkeys(stroom.groep for stroom in flows))
    sets: list[tuple[tuple[str, ...], str]] = []
    sets += [(SAMEN, "Uitstroom en statushouders samen")] if set(SAMEN) <= set(groups) else []
    sets += [((groep,), name_vorm(groep, "totaal")) for groep in groups]
    return tuple(
        Paneel(
            title,
            tuple(_make_streep(add_stromen(flows, chosen, jaar), chosen, streek, vrij) for jaar in years),
        )
        for chosen, title in sets
    )


def _make_streep(stroom: Stroom, groepen: tuple[str, ...], streek: str, vrij: int | None) -> Streep:
    shares = stroom.compute_aandeel(vrij)
    low, high = (None, None) if shares is None else (100 * shares[0], 100 * shares[1])
    marks = GEPUBLICEERD_AANDEEL.get(groepen, ()) if streek == STREEK else ()
    return Streep(str(stroom.jaar), describe_stroom(stroom, vrij), low, high, tuple(marks))


def render_stromen(cijfers: Sequence[Cijfer], streek: str, vrij: int | None = VRIJGEKOMEN_2022) -> str:
    """Render the yearly demand as a share of freed dwellings; strokes mark the shares that §4.2 gives."""
    panels = make_stroompanelen(cijfers, streek, vrij)
    highest = max(
        (line.hoog for panel in panels for line in panel.strepen if line.hoog is not None), default=1.0
    )
    words = "; ".join(
        f"{panel.titel}: {', '.join(f'{line.label} {line.tekst}' for line in panel.strepen)}"
        for panel in panels
    )
    text = f"{_describe_maat(vrij)} {words}."
    return render_intervallen(panels, Balkbereik(0.0, highest * 1.15), text)


def _describe_maat(vrij: int | None) -> str:
    """Tell what the demand is a part of: an unknown number of freed dwellings is not none."""
    if vrij is None:
        return "Vraag per jaar. Hoeveel woningen vrijkomen, is onbekend."
    if vrij == 0:
        return "Vraag per jaar. Er komen afgerond 0 woningen vrij."
    return f"Vraag per jaar, als deel van {count_woord(vrij, 'vrijgekomen woning', 'vrijgekomen woningen')}."


def list_stroomrijen(
    cijfers: Sequence[Cijfer], vrij: int | None = VRIJGEKOMEN_2022
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table beside the picture: group, year, demand and share."""
    flows = list_stromen(cijfers)
    return tuple((name_groep(flow.groep), str(flow.jaar), describe_stroom(flow, vrij)) for flow in flows)
