"""The years of a comparison: levers, lines for low and high demand, and which areas leave or enter a concentration."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres, blad
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.getalveld import show_getalveld
from pages.bouwstenen.grafiek import render_cijfers, show_grafiek
from pages.bouwstenen.tabel import show_tabel
from pages.vergelijken.keuze import PAGINA
from pages.vergelijken.werk import load_jaren
from woonzorg.fouten import WoonzorgFout
from woonzorg.grafiek.vergelijking import JAARMATEN, make_jaren
from woonzorg.tekst.getal import format_kort
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.delen.openbaar import Regelstatus, find_status
from woonzorg.verdeling.uitkomst.jaarwoorden import list_jaarzinnen
from woonzorg.verdeling.vergelijking.doorrekening import ZIJDEN, read_knop, turn_knoppen
from woonzorg.verdeling.vergelijking.gelijk import merge_gelijke
from woonzorg.verdeling.vergelijking.knoppen import KNOPPEN

_VERBORGEN = "De jaren rusten op eigen cijfers: ze worden niet gedeeld."
_NIET_PER_GEBIED = "In welk jaar, en welke gebieden, staat alleen in eigen werk."

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from pages.vergelijken.werk import Zijde
    from woonzorg.verdeling.jaren.reeks import Jaarlijn
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking


def show_jaren(found: Vergelijking, zijden: Sequence[Zijde], knoppen: Mapping[str, float]) -> None:
    """Show the years of each plan; of the situation now there are none, and plans that come out equal stand once."""
    if found.gedeeld and found.met_eigen:
        st.info(_VERBORGEN)
        return
    _show_knoppen(zijden, knoppen)
    try:
        lines = load_lijnen(found, zijden, knoppen)
    except WoonzorgFout as fout:
        st.info(write_plat(fout))
        return
    for place, name in zip(
        [*st.columns(2, gap="large"), *st.columns(2, gap="large")], JAARMATEN, strict=True
    ):
        with place:
            _show_jaarmaat(name, lines)
    _show_meldingen(lines)
    areas = found.a.situatie.veld.gebieden
    told = areas[areas["klasse"].map(find_status) == Regelstatus.ONTZIEN] if found.gedeeld else areas
    names = dict(zip(told["code"], told["naam"], strict=True))
    left, right = st.columns(2, gap="large")
    with left:
        _show_verlaat(lines, names)
    with right:
        table = make_jaren(_HOOFD, lines).tabel
        show_tabel(render_cijfers(table, f"{JAARMATEN[_HOOFD]}, per jaar"), "jaren-tabel")


def load_lijnen(
    found: Vergelijking, zijden: Sequence[Zijde], knoppen: Mapping[str, float]
) -> dict[str, dict[str, Jaarlijn]]:
    """Return the years by plan, under its letter; under 'A = B' where the years of plans are the same.

    Errors as `load_jaren`.
    """
    lines = {
        letter: load_jaren(side, dict(knoppen), openbaar=found.gedeeld)
        for letter, side in zip(found.letters, zijden, strict=True)
        if not side.nul
    }
    columns = [[sides[name] for name in ZIJDEN] for sides in lines.values()]
    return {
        head: dict(zip(ZIJDEN, values, strict=True)) for head, values in merge_gelijke(list(lines), columns)
    }


_HOOFD = "tekort"
"""The figure whose table stands open beside what the areas do."""


def _show_jaarmaat(name: str, lines: Mapping[str, Mapping[str, Jaarlijn]]) -> None:
    """Show one figure over the years, with its table."""
    chart = make_jaren(name, lines)
    show_grafiek(chart, f"jaren-{name}")
    if name != _HOOFD:
        with st.expander("Deze cijfers als tabel"):
            show_tabel(render_cijfers(chart.tabel, f"{JAARMATEN[name]}, per jaar"), f"jaren-{name}-tabel")


def _show_knoppen(zijden: Sequence[Zijde], knoppen: Mapping[str, float]) -> None:
    """Show the levers; an empty one leaves each plan its own value."""
    with st.expander("Draai aan de knoppen: wat doen de jaren dan?", expanded=bool(knoppen)):
        st.caption(
            "Een knop geldt voor alle plannen. Leeg: elk plan houdt zijn eigen waarde, die er in grijs staat."
        )
        for row in range(0, len(KNOPPEN), 4):
            for place, name in zip(st.columns(4), list(KNOPPEN)[row : row + 4], strict=False):
                _show_knop(place, name, zijden, knoppen)


def _show_knop(
    place: DeltaGenerator, name: str, zijden: Sequence[Zijde], knoppen: Mapping[str, float]
) -> None:
    lever, key = KNOPPEN[name], f"knop_{name}"
    label = f"{lever.titel} ({lever.eenheid})" if lever.eenheid else lever.titel
    usual = dict.fromkeys(format_kort(_read_knop(side, name), 1) for side in zijden)
    with place:
        show_getalveld(
            label, knoppen.get(name), (lever.laagst, lever.hoogst), partial(_keep, name), key=key,
            leeg=" / ".join(usual),
            uitleg=f"Bron: {lever.bron}. Van {format_kort(lever.laagst, 1)} tot {format_kort(lever.hoogst, 1)}.",
        )  # fmt: skip


def _read_knop(zijde: Zijde, name: str) -> float:
    return read_knop(turn_knoppen(zijde.scenario, {}), name)


def _keep(name: str, value: float | None) -> None:
    adres.change_adres(PAGINA, **{name: "" if value is None else f"{value:.10g}"})


def _show_meldingen(lines: Mapping[str, Mapping[str, Jaarlijn]]) -> None:
    every = [line for sides in lines.values() for line in sides.values()]
    for text in list_jaarzinnen(every):
        st.caption(write_plat(text))
    notes = [
        Zin(any(line.te_vol for line in every), "Het plan vraagt in sommige gebieden meer woningen dan er vrijkomen."),
        Zin(
            len({line.maatwerk for line in every}) > 1,
            "De vrije toewijzingsruimte laat minder maatwerk toe dan gevraagd.",
        ),
    ]  # fmt: skip
    for text in list_geldend(notes):
        st.caption(write_plat(text))


def _show_verlaat(lines: Mapping[str, Mapping[str, Jaarlijn]], names: Mapping[str, str]) -> None:
    """Show for each area that is a concentratie now from which year it is none, and which would become one.

    Areas without a name here are counted only: that of others is told where nothing of the plan comes in it.
    """
    pairs = [(letter, side) for letter in lines for side in ZIJDEN]
    heads = ("Gebied", *(f"{letter}, {side}" for letter, side in pairs))
    codes = dict.fromkeys(code for letter, side in pairs for code in lines[letter][side].verlaat)
    rows = [
        (escape(names[code]), *(_render_jaar(lines[letter][side], code) for letter, side in pairs))
        for code in codes
        if code in names
    ]
    hidden = len(codes.keys() - names.keys())
    if hidden:
        st.caption(write_plat(f"{hidden} andere gebieden zijn nu een concentratie. {_NIET_PER_GEBIED}"))
    if rows:
        show_blok(
            blad.render_rooster(
                "Jaar waarin een gebied geen concentratie meer is (naar het aandeel nu)", heads, rows
            ),
            "jaren-verlaat",
        )
    for field, caption in _OVERGANGEN.items():
        found = dict.fromkeys(code for letter, side in pairs for code in getattr(lines[letter][side], field))
        added = [
            (
                escape(names[code]),
                *(str(getattr(lines[letter][side], field).get(code, "–")) for letter, side in pairs),
            )
            for code in found
            if code in names
        ]
        if added:
            show_blok(blad.render_rooster(caption, heads, added), f"jaren-{field}")


_OVERGANGEN: dict[str, str] = {
    "nieuw": "Jaar waarin een gebied een concentratie wordt (naar het aandeel nu)",
    "nieuw_jaar": "Jaar waarin een gebied een concentratie wordt (naar het aandeel van het jaar)",
    "terug": "Jaar waarin een gebied weer een concentratie is (naar het aandeel nu)",
    "terug_jaar": "Jaar waarin een gebied weer een concentratie is (naar het aandeel van het jaar)",
}
"""What areas do over the years, by the name of a field of `Jaarlijn`; a table is shown where there are any."""


def _render_jaar(line: Jaarlijn, code: str) -> str:
    year = line.verlaat.get(code)
    return str(year) if year else "nog niet"
