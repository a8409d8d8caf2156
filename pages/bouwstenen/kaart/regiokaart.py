"""The map as a Streamlit component: outlines sent once, then colours only.

Of a region the outlines are SVG, in which each area can be found by name; of the country they are drawn on canvas.
Two components work together. The first holds outlines and behaviour: a message of over 10 kB that never changes
with the theme, which Streamlit keeps in the browser and refers to by its hash. The second carries the colours.
Outlines of a country are fetched beside the messages (`omtrekken`); where that fails they come in the message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.kaart.omtrekken import Omtrekken, offer_omtrekken
from woonzorg.kaart import doek
from woonzorg.kaart.svg import pack_kleuring, pack_punten, render_vormen

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.kaart.beeld import Kaart, Vormen


REGIOKAART = "regiokaart"
"""Key of the map on the page Kaart; other pieces of that page find it by this key."""


_VORMEN = st.components.v2.component(
    "woonzorg_kaart",
    html=read_bestand("bouwstenen/kaart/kaart.html"),
    css=read_bestand("bouwstenen/kaart/kaart.css"),
    js=read_bestand("bouwstenen/kaart/kaartdelen.js") + read_bestand("bouwstenen/kaart/kaart.js"),
    isolate_styles=False,
)
_DOEK = st.components.v2.component(
    "woonzorg_doek",
    html=read_bestand("bouwstenen/kaart/doek.html"),
    css=read_bestand("bouwstenen/kaart/kaart.css") + read_bestand("bouwstenen/kaart/doek.css"),
    js="".join(read_bestand(f"bouwstenen/kaart/{name}.js") for name in ("pen", "kaartdelen", "doek")),
    isolate_styles=False,
)
_KLEUREN = st.components.v2.component(
    "woonzorg_kleuren", js=read_bestand("bouwstenen/kaart/kleuren.js"), isolate_styles=False
)


_HASH: dict[str | type[Any], Callable[[Any], Any]] = {
    "woonzorg.kaart.beeld.Vormen": lambda vormen: vormen.sleutel
}


def pack_vormen(vormen: Vormen, sleutel: str) -> dict[str, object]:
    """Return what the browser needs to draw the outlines of the map with this key: of a country, where they are."""
    shared: dict[str, object] = {"sleutel": sleutel, "vormen": vormen.sleutel}
    if vormen.is_druk:
        # Asked at each run: an address that is given out has outlines behind it.
        address = keep_omtrekken(vormen).adres
        return shared | {"maat": [vormen.breedte, vormen.hoogte], "adres": address}
    return shared | _draw_vormen(vormen, sleutel)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def _draw_vormen(vormen: Vormen, sleutel: str) -> dict[str, object]:
    return {"svg": render_vormen(vormen, sleutel), "punten": pack_punten(vormen)}


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def keep_omtrekken(vormen: Vormen) -> Omtrekken:
    """Keep the outlines of a country for browsers to fetch."""
    return offer_omtrekken(doek.pack_vormen(vormen))


def show_kaart(kaart: Kaart, sleutel: str, kies: Callable[[str], None], *, omlijnen: bool) -> None:
    """Show a map and hear which area is chosen.

    Parameters
    ----------
    kaart : Kaart
    sleutel : str
        Key of this map on its page.
    kies : callable
        Receives the code of an area that was clicked, or chosen with Enter.
    omlijnen : bool
        Whether concentrations are outlined.
    """
    (_show_doek if kaart.vormen.is_druk else _show_vormen)(kaart.vormen, sleutel, kies)
    _KLEUREN(
        key=f"{sleutel}-onzichtbaar",
        data=pack_kleuring(kaart, sleutel) | {"sleutel": sleutel, "omlijnen": omlijnen},
    )


def _show_vormen(vormen: Vormen, sleutel: str, kies: Callable[[str], None]) -> None:
    _VORMEN(
        key=sleutel,
        data=pack_vormen(vormen, sleutel),
        on_gebied_change=lambda: kies(str(st.session_state[sleutel]["gebied"])),
    )


def _show_doek(vormen: Vormen, sleutel: str, kies: Callable[[str], None]) -> None:
    key, refused = f"{sleutel}-doek", f"{sleutel}-niet-opgehaald"
    outlines = keep_omtrekken(vormen).read() if st.session_state.get(refused) == vormen.sleutel else {}
    _DOEK(
        key=key,
        data=pack_vormen(vormen, sleutel) | outlines,
        on_gebied_change=lambda: kies(str(st.session_state[key]["gebied"])),
        on_mislukt_change=lambda: st.session_state.update({refused: str(st.session_state[key]["mislukt"])}),
    )
