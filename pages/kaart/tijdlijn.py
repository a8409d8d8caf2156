"""The years of a map: a slider that plays, and what changed at its last step."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.bestand import read_bestand
from woonzorg.kaart.thema import KLASSE
from woonzorg.kaart.verschilkleuring import mark_veranderd
from woonzorg.kaart.verschilwoorden import describe_stap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pages.kaart.kaartbeeld import Kaartbeeld

_SLEUTEL = "tijdlijn"

GESTAPT = "tijdlijn_gestapt"
"""Where the session keeps whether this visitor took a step: from then on the map marks what each step changed."""

_TIJDLIJN = st.components.v2.component(
    "woonzorg_tijdlijn",
    html=read_bestand("kaart/tijdlijn.html"),
    css=read_bestand("kaart/tijdlijn.css"),
    js=read_bestand("kaart/tijdlijn.js"),
    isolate_styles=False,
)


def list_stops(edities: Sequence[int], jaren: Mapping[str, int]) -> list[tuple[int | None, str]]:
    """Return the stops of the slider, oldest first: each edition, and last the newest of each measure.

    Parameters
    ----------
    edities : sequence of int
        Years in which both measures have values.
    jaren : mapping of str to int
        Newest year of each indicator.
    """
    newest = {jaren.get("ses_woa", 0), jaren.get("lbm_afwijking", 0)}
    earlier = [jaar for jaar in edities if newest != {jaar}]
    return [*((jaar, str(jaar)) for jaar in earlier), (None, "/".join(str(jaar) for jaar in sorted(newest)))]


def mark_stap(beeld: Kaartbeeld) -> Kaartbeeld:
    """Mark the areas whose class changed since the edition before, for who steps through the years.

    Nothing is marked on a map that compares already, on one of another figure, and in the oldest edition.
    """
    if not st.session_state.get(GESTAPT) or beeld.weergave.thema != KLASSE or beeld.gemeten is not None:
        return beeld
    snapshot, view = beeld.snapshot, beeld.weergave
    edities = gegevens.load_edities(snapshot, snapshot.id)
    years = [year for year, _ in list_stops(edities, snapshot.manifest.jaren)]
    before = years[years.index(view.jaar) - 1] if view.jaar in years[1:] else None
    if before is None:
        return beeld
    found = gegevens.load_verandering(snapshot, snapshot.id, view.niveau, view.jaar, KLASSE, before)
    step = found.select(beeld.grondslag.geteld["code"])
    colours = mark_veranderd(beeld.kaart.kleuring, step, beeld.kaart.vormen)
    return replace(beeld, kaart=replace(beeld.kaart, kleuring=colours), stap=describe_stap(step, view.niveau))


def show_stap(beeld: Kaartbeeld) -> None:
    """Say what the last step changed; the slider itself tells it to who listens."""
    if beeld.stap:
        st.html(f'<p class="wz-stapzin">{escape(beeld.stap)}</p>')


def show_tijdlijn(
    edities: Sequence[int], jaar: int | None, jaren: Mapping[str, int], kies: Callable[[int | None], None],
    stap: str = "",
) -> None:  # fmt: skip
    """Show the slider; with one stop only there is nothing to choose.

    Parameters
    ----------
    edities, jaren
        As for `list_stops`.
    jaar : int or None
        The year shown.
    kies : callable
        Receives the year chosen; None for the newest of each measure.
    stap : str
        What the step to this year changed, in one sentence.
    """
    stops = list_stops(edities, jaren)
    years = [stop for stop, _ in stops]
    if len(stops) > 1:
        _TIJDLIJN(
            key=_SLEUTEL,
            width=190,
            data={
                "namen": [name for _, name in stops],
                "plek": years.index(jaar) if jaar in years else len(years) - 1,
                "stap": stap,
            },
            on_plek_change=lambda: _pass_on(years, kies),
        )


def _pass_on(years: Sequence[int | None], kies: Callable[[int | None], None]) -> None:
    place = st.session_state[_SLEUTEL]["plek"]
    if isinstance(place, int) and 0 <= place < len(years):
        st.session_state[GESTAPT] = True
        kies(years[place])
