"""The search box: answers while typing, with mouse, finger or keyboard.

Two components work together, as those of the map do: the box with its behaviour, which the browser keeps, and the
answer, which is all that a keystroke or another area sends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.kaart.merk import choose_inkt
from woonzorg.buurt.zoeken import (
    VRAAG_MAXIMUM,
    Treffer,
    Zoekindex,
    has_postcode,
    make_index,
    read_postcode,
    search_gebieden,
    search_namen,
)
from woonzorg.gebied import Rol, find_niveau
from woonzorg.kern.kernwoorden import EIGEN
from woonzorg.oordeel import klassewoorden

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from woonzorg.kern.kern import Kerngebied

_VRAAG, _SLEUTEL = "zoekvraag", "zoekvak"

_ZOEKVAK = st.components.v2.component(
    "woonzorg_zoekvak",
    html=read_bestand("bouwstenen/zoekvak.html"),
    css=read_bestand("bouwstenen/zoekvak.css"),
    js=read_bestand("bouwstenen/zoekvak.js"),
    isolate_styles=False,
)
_ANTWOORD = st.components.v2.component(
    "woonzorg_zoekantwoord", js=read_bestand("bouwstenen/zoekantwoord.js"), isolate_styles=False
)


@st.cache_resource(max_entries=8, show_spinner=False)
def _load_index(
    _areas: pd.DataFrame,
    snapshot_id: str,  # noqa: ARG001  part of the key
    jaar: int | None,  # noqa: ARG001  part of the key
    *,
    met_rand: bool,
) -> Zoekindex:
    return make_index(_areas if met_rand else _areas[_areas["rol"] == Rol.REGIO])


@st.fragment
def show_zoekvak(
    snapshot_id: str,
    jaar: int | None,
    gekozen: tuple[str, str] = ("", ""),
    *,
    kies: Callable[[str], None] = toestand.select_gebied,
    kort: bool = False,
    met_rand: bool = True,
    kernen: Sequence[Kerngebied] = (),
) -> None:
    """Show the search box; typing reruns only this, a choice the whole page.

    Parameters
    ----------
    snapshot_id : str
    jaar : int or None
        Edition whose classes stand beside the answers.
    gekozen : tuple of str
        Code and name of the area that is shown; '' for none.
    kies : callable
        Receives the code of the area chosen.
    kort : bool
        Whether there is little room to tell what can be searched.
    met_rand : bool
        Whether areas just outside the region are answers too.
    kernen : sequence of Kerngebied
        Own areas that are answers too, the first of all.
    """
    if toestand.is_rerun_asked():
        st.rerun()
    snapshot, _ = gegevens.open_gegevens(snapshot_id)
    areas = gegevens.load_score(snapshot, snapshot.id, jaar).gebieden
    known, question = has_postcode(areas), str(st.session_state.get(_VRAAG, ""))
    found, postcode = _search(areas, question, snapshot.id, jaar, met_rand=met_rand), read_postcode(question)
    _ZOEKVAK(
        key=_SLEUTEL,
        data={"label": klassewoorden.describe_zoekvak(postcode=known, kort=kort)},
        on_vraag_change=_keep_vraag,
        on_keuze_change=lambda: _keep_keuze(kies, kernen),
    )
    _ANTWOORD(
        key=f"{_SLEUTEL}-onzichtbaar",
        data={
            "niets": klassewoorden.describe_niets(postcode, bekend=known),
            "code": gekozen[0],
            "naam": gekozen[1],
            "vraag": question,
            "treffers": [*_search_kernen(kernen, question), *(_pack_treffer(one, postcode) for one in found)],
        },
    )


def _search(
    areas: pd.DataFrame, question: str, snapshot_id: str, jaar: int | None, *, met_rand: bool
) -> list[Treffer]:
    # Of a country the index takes a second: that waits until somebody searches.
    if not question:
        return []
    return search_gebieden(_load_index(areas, snapshot_id, jaar, met_rand=met_rand), question)


def _search_kernen(kernen: Sequence[Kerngebied], question: str) -> list[dict[str, str]]:
    found = search_namen([kern.titel for kern in kernen], question)
    return [_pack_kern(kernen[place]) for place in found]


def _keep_vraag() -> None:
    # The whole text goes back to the browser, which compares it with what stands in the box.
    st.session_state[_VRAAG] = str(st.session_state[_SLEUTEL]["vraag"])[: 4 * VRAAG_MAXIMUM]


def _keep_keuze(kies: Callable[[str], None], kernen: Sequence[Kerngebied]) -> None:
    code = str(st.session_state[_SLEUTEL]["keuze"])
    if code in {kern.adres for kern in kernen}:
        toestand.select_kern(code)
        toestand.ask_rerun()
    elif find_niveau(code):
        kies(code)
        toestand.ask_rerun()


def _pack_kern(kern: Kerngebied) -> dict[str, str]:
    """Return an own area as an answer: it has no class."""
    return {
        "code": kern.adres, "naam": kern.titel, "plek": EIGEN.lower(), "klasse": "", "letter": "", "kleur": "#ffffff",
        "patroon": "", "inkt": "#16161d",
    }  # fmt: skip


def _pack_treffer(treffer: Treffer, postcode: str) -> dict[str, str]:
    label = klassewoorden.LABELS[treffer.klasse]
    return {
        "code": treffer.code,
        "naam": treffer.naam,
        "plek": describe_plek(treffer, postcode),
        "klasse": label.kop,
        "letter": label.letter,
        "kleur": label.kleur,
        "patroon": label.patroon,
        "inkt": choose_inkt(treffer.klasse),
    }


def describe_plek(treffer: Treffer, postcode: str = "") -> str:
    """Tell what an answer is and where it lies, so that two areas of one name differ.

    Parameters
    ----------
    treffer : Treffer
    postcode : str
        What was asked for, when that is a postcode: then it is told what that is of the answer.
    """
    where = [treffer.wijk if treffer.niveau == "buurt" else "", treffer.gemeente]
    outside = ["buiten de regio"] if treffer.rol == Rol.RAND else []
    code = [klassewoorden.describe_postcode(postcode)] if postcode and treffer.postcode == postcode else []
    parts = [treffer.niveau, *(part for part in where if part and part != treffer.naam), *outside, *code]
    return " · ".join(dict.fromkeys(parts))
