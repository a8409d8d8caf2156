"""What is held and what is excepted, in one place: locks and exceptions with a way back, and where to make another."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.tabel import Knop, Tabelkolom, render_tabel, show_tabel
from pages.bouwstenen.werk import verdeelstand
from pages.verdelen.invoer import render_uitleg
from pages.verdelen.kaartje import SLOT, pas_gebied_aan
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitkomst import woorden

if TYPE_CHECKING:
    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.gegevens.opslag import Snapshot

OP_EIGEN = (
    "Alles vastzetten kan niet met eigen cijfers. Die blijven bij dit bezoek, en dus ook het plan per gebied. Zet vast "
    "wat u zelf besluit, gebied voor gebied."
)
_KIES = "uitzondering-gebied"
_LOS = (Knop(SLOT, "los", "Laat los:"),)
_KOPPEN = [Tabelkolom("naam", "Gebied"), Tabelkolom("geplaatst", "Vast op", 0)]


def show_sloten(beeld: Verdeelbeeld) -> None:
    """Show the two buttons that hold all that is placed, and let go of all that is held."""
    rows = beeld.gebieden[beeld.gebieden["geplaatst"] > 0]
    placed = {str(code): int(n) for code, n in zip(rows["code"], rows["geplaatst"], strict=True)}
    held = len(beeld.stand.scenario.sloten)
    st.button(
        "Zet alles vast", key="alles-vast", disabled=not placed, on_click=hold_alles,
        args=(beeld.snapshot, placed), help="Elk gebied dat woningen krijgt. Ook met Alt+Shift+V.",
    )  # fmt: skip
    st.button(
        f"Laat alles los ({held})" if held else "Laat alles los", key="alles-los", disabled=not held,
        on_click=verdeelstand.try_change, args=(beeld.snapshot, bewerken.drop_sloten),
        help="Ook met Alt+Shift+L.",
    )  # fmt: skip


def hold_alles(snapshot: Snapshot, aantallen: dict[str, int]) -> None:
    """Hold all that is placed, in one step that can be undone; a plan on own figures stays with the visit."""
    if verdeelstand.read_eigen(snapshot.manifest.regio.naam):
        verdeelstand.tell("fout", OP_EIGEN)
        return
    verdeelstand.try_change(snapshot, lambda scenario: bewerken.set_sloten(scenario, aantallen))


def show_vast(beeld: Verdeelbeeld) -> None:
    """Show exceptions and locks of the whole plan, each with a way back."""
    _show_uitzonderingen(beeld)
    _show_gepland(beeld)
    rows = beeld.gebieden[beeld.gebieden["vast"].notna()].sort_values(["naam", "code"])
    st.html(
        render_uitleg(
            "Vastgezet", "" if len(rows) else "Er is niets vastgezet. Kies een gebied, en zet het vast."
        )
    )
    if len(rows):
        counts = {str(code): int(n) for code, n in zip(rows["code"], rows["geplaatst"], strict=True)}
        show_tabel(
            render_tabel(rows, _KOPPEN, f"{len(rows)} vastgezet", _LOS), "vast-tabel",
            lambda actie, code: pas_gebied_aan(beeld.snapshot, actie, code, counts.get(code, 0)),
        )  # fmt: skip


def _show_uitzonderingen(beeld: Verdeelbeeld) -> None:
    scenario, names = beeld.stand.scenario, beeld.uitkomst.situatie.veld.namen
    cases = dict.fromkeys(scenario.uitzonderingen)
    st.html(render_uitleg("Uitzonderingen", "" if cases else "Er is geen uitzondering vastgelegd."))
    for number, item in enumerate(cases):
        name = names.get(item.code, item.code)
        st.html(
            f'<p class="wz-let-op"><b>{escape(name)}</b>. {escape(woorden.describe_uitzondering(item))}</p>'
        )
        st.button(
            f"Haal weg: {name}", key=f"besluit-weg-{number}", on_click=verdeelstand.try_change,
            args=(beeld.snapshot, lambda scenario, item=item: bewerken.drop_uitzondering(scenario, item)),
        )  # fmt: skip
    spared = set(beeld.uitkomst.list_dicht(ONTZIEN))
    rows = beeld.gebieden[beeld.gebieden["code"].isin(spared)].sort_values(["naam", "code"])
    choices = {
        str(code): f"{name} ({town})"
        for code, name, town in rows[["code", "naam", "gemeentenaam"]].itertuples(index=False)
    }
    st.selectbox(
        "Leg een uitzondering vast in", list(choices), index=None, format_func=choices.__getitem__, key=_KIES,
        placeholder="Kies een gebied dat ontzien wordt", on_change=_choose,
    )  # fmt: skip


def _show_gepland(beeld: Verdeelbeeld) -> None:
    """Show the homes that are planned by initiatives, each with a way back; those of own figures stand with these."""
    scenario, names = beeld.stand.scenario, beeld.uitkomst.situatie.veld.namen
    if not scenario.gepland:
        return
    st.html(
        render_uitleg("Geplande woningen", "Ze tellen mee in de capaciteit van hun buurt, voor alle groepen.")
    )
    for number, item in enumerate(dict.fromkeys(scenario.gepland)):
        name = names.get(item.code, item.code)
        st.html(f'<p class="wz-let-op"><b>{escape(name)}</b>. {escape(woorden.describe_gepland(item))}</p>')
        st.button(
            f"Haal weg: {name}", key=f"gepland-weg-{number}", on_click=verdeelstand.try_change,
            args=(beeld.snapshot, lambda scenario, item=item: bewerken.drop_gepland(scenario, item)),
        )  # fmt: skip


def _choose() -> None:
    """Look at the area: its card has the form."""
    if code := st.session_state.pop(_KIES, None):
        toestand.select_gebied(code)
