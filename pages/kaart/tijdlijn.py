"""The years of a map: a slider that plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SLEUTEL = "tijdlijn"

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


def show_tijdlijn(
    edities: Sequence[int], jaar: int | None, jaren: Mapping[str, int], kies: Callable[[int | None], None]
) -> None:
    """Show the slider; with one stop only there is nothing to choose.

    Parameters
    ----------
    edities, jaren
        As for `list_stops`.
    jaar : int or None
        The year shown.
    kies : callable
        Receives the year chosen; None for the newest of each measure.
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
            },
            on_plek_change=lambda: _pass_on(years, kies),
        )


def _pass_on(years: Sequence[int | None], kies: Callable[[int | None], None]) -> None:
    place = st.session_state[_SLEUTEL]["plek"]
    if isinstance(place, int) and 0 <= place < len(years):
        kies(years[place])
