"""A chart to explore on screen, and the table that goes with it: the keyboard's way to the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen.tabel import Tabelkolom, render_tabel
from woonzorg.grafiek.plotly import make_figuur, read_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pages.bouwstenen.tabel import Knop
    from woonzorg.grafiek.beschrijving import Cijfertabel, Grafiek

_CONFIG = {"displayModeBar": False, "doubleClick": False, "scrollZoom": False, "showTips": False}


def show_grafiek(
    grafiek: Grafiek, sleutel: str, *, slepen: str = "", kies: Callable[[tuple[str, ...]], None] | None = None
) -> None:
    """Show a chart; its script, which is heavy, is fetched by the first one that is shown.

    Parameters
    ----------
    grafiek : Grafiek
    sleutel : str
        Key, unique on the page.
    slepen : str
        What dragging does, as `make_figuur` takes it.
    kies : callable, optional
        Receives the codes of the areas that were chosen; without it nothing can be.
    """
    figure = make_figuur(grafiek, slepen)
    if kies is None:
        st.plotly_chart(figure, theme=None, key=sleutel, config=_CONFIG, alt=grafiek.zin)
        return
    st.plotly_chart(
        figure, theme=None, key=sleutel, config=_CONFIG, alt=grafiek.zin, selection_mode=("points", "box", "lasso"),
        on_select=lambda: kies(read_codes(st.session_state[sleutel]["selection"]["points"])),
    )  # fmt: skip


def render_cijfers(
    tabel: Cijfertabel, bijschrift: str, bronnen: Sequence[str] = (), *, knoppen: Sequence[Knop] = (),
    extra: tuple[str, Sequence[str]] | None = None,
) -> str:  # fmt: skip
    """Render the table of a chart.

    Parameters
    ----------
    tabel : Cijfertabel
    bijschrift : str
    bronnen : sequence of str
        Where the name of each row leads, escaped; none by default.
    knoppen : sequence of Knop
        For tables whose rows are areas.
    extra : tuple, optional
        Head and words of a column beside the names.
    """
    heads = [Tabelkolom(str(place), head, decimals) for place, (head, decimals) in enumerate(tabel.koppen)]
    rows = pd.DataFrame(tabel.rijen, columns=[head.naam for head in heads])
    rows["bron"], rows["code"] = list(bronnen) or "", list(tabel.codes) or ""
    heads[0] = Tabelkolom("0", tabel.koppen[0][0], bron="bron")
    if extra:
        rows["extra"] = list(extra[1])
        heads.insert(1, Tabelkolom("extra", extra[0]))
    return render_tabel(rows, heads, bijschrift, knoppen)
