"""The parts of a comparison: what plans ask differently, the rules, the gemeenten, and the measures on one scale.

Columns that hold the same stand once, under 'A = B'.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen import blad
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.grafiek import render_cijfers, show_grafiek
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from woonzorg.grafiek.vergelijking import make_gemeenten, make_maten
from woonzorg.tekst.plat import join_woorden, write_plat
from woonzorg.verdeling.delen.openbaar import VERBORGEN
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.uitkomst.merken import LEGENDA, TEKENS, UIT, describe_oordeel
from woonzorg.verdeling.uitkomst.woorden import name_groep
from woonzorg.verdeling.vergelijking.gelijk import merge_gelijke
from woonzorg.verdeling.vergelijking.opdracht import ZELFDE_VRAAG, list_verschillen

if TYPE_CHECKING:
    from woonzorg.verdeling.regels.regel import Uitslag
    from woonzorg.verdeling.vergelijking.kant import Kant
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking

_MATEN_VERBORGEN = "De maten rusten op eigen cijfers: ze worden niet gedeeld."

_MAATKOLOMMEN = [
    Tabelkolom("titel", "Plan"), Tabelkolom("geplaatst", "Geplaatst", 0), Tabelkolom("gevraagd", "Vraag", 0),
    Tabelkolom("in_kwetsbaar", "In kwetsbaar gebied", 0),
    Tabelkolom("hoogste_belasting", "Hoogste per 1.000 huishoudens", 1),
    Tabelkolom("dissimilariteit", "Ongelijkheid (D)", 3), Tabelkolom("theil", "Ongelijkheid (Theil)", 3),
    Tabelkolom("hoogste_lq", "Hoogste aandeel (LQ)", 2),
]  # fmt: skip


def show_opdracht(found: Vergelijking) -> None:
    """Show what differs in what the plans ask: demand, rules and what the planner set."""
    asking = found.vragers
    rows = list_verschillen(*asking.values(), openbaar=found.gedeeld) if len(asking) > 1 else ()
    rest = [letter for letter in found.letters if letter not in asking]
    if len(asking) < 2:
        st.markdown(write_plat(ZELFDE_VRAAG))
        return
    if not rows:
        equal = f"{join_woorden(list(asking))} vragen hetzelfde, voor de groepen die hier meetellen."
        st.markdown(write_plat(equal))
        return
    columns = merge_gelijke(list(asking), list(zip(*(row.teksten for row in rows), strict=True)))
    cells = [
        (escape(row.wat), *(escape(texts[place]) for _, texts in columns)) for place, row in enumerate(rows)
    ]
    heads = ("Wat", *(head for head, _ in columns))
    show_blok(
        blad.render_rooster("Alleen wat verschilt in de instellingen", heads, cells), "vergelijk-opdracht"
    )
    if rest:
        st.caption(
            write_plat(f"Zonder eigen instellingen, met de vraag van het eerste plan: {join_woorden(rest)}.")
        )


def show_regels(found: Vergelijking) -> None:
    """Show how each plan and each simple key fares under each rule."""
    if found.verborgen:
        st.caption(VERBORGEN)
        return
    plans = [[_render_stand(side, rule.sleutel) for rule in REGELS] for side in found.plannen]
    keys = [(key.titel, [_render_stand(key, rule.sleutel) for rule in REGELS]) for key in found.sleutels]
    columns = [*merge_gelijke(found.letters, plans), *keys]
    rows = [
        (escape(rule.titel), *(cells[place] for _, cells in columns)) for place, rule in enumerate(REGELS)
    ]
    heads = ("Regel", *(head for head, _ in columns))
    show_blok(blad.render_rooster("Regels: uitkomst per plan", heads, rows), "vergelijk-regels")
    st.caption(LEGENDA)


def find_uitslag(side: Kant, regel: str) -> Uitslag | None:
    """Return how a plan fares under a rule; None when the rule does not apply."""
    return next((answer for answer in side.uitslagen if answer.regel == regel), None)


def _render_stand(side: Kant, regel: str) -> str:
    return render_uitslag(find_uitslag(side, regel), side.situatie.veld.niveau)


def render_uitslag(answer: Uitslag | None, niveau: str) -> str:
    """Render the outcome of a rule: a sign and words."""
    if answer is None:
        return f'<span class="wz-uitslag"><i aria-hidden="true">{UIT}</i> geldt niet</span>'
    sign, words = TEKENS[answer.oordeel], describe_oordeel(answer, niveau)
    kind = {True: " goed", False: " fout", None: ""}[answer.voldaan]
    return f'<span class="wz-uitslag{kind}"><i aria-hidden="true">{sign}</i> {escape(words)}</span>'


def show_gemeenten(found: Vergelijking) -> None:
    """Show the share of each gemeente beside that by inhabitants."""
    if found.verborgen:
        st.caption(VERBORGEN)
        return
    st.html('<h2 class="wz-tussenkop">Nieuwe woningen per 1.000 huishoudens</h2>')
    left, right = st.columns([1, 1], gap="large")
    with left:
        chart = make_gemeenten(found.gemeenten)
        show_grafiek(chart, "vergelijk-gemeenten")
        with st.expander("Deze cijfers als tabel"):
            caption = "Nieuwe woningen per 1.000 huishoudens"
            show_tabel(render_cijfers(chart.tabel, caption), "gemeenten-cijfers")
    with right:
        caption = "Woningen per gemeente, naast een verdeling van de hele vraag naar inwoners"
        table, columns = _tabulate_gemeenten(found)
        show_tabel(render_tabel(table, columns, caption), "gemeenten-tabel")


def _tabulate_gemeenten(found: Vergelijking) -> tuple[pd.DataFrame, list[Tabelkolom]]:
    towns = found.gemeenten
    tasks = merge_gelijke(found.letters, [towns[f"taakstelling_{name}"].tolist() for name in found.kolommen])
    plans = merge_gelijke(found.letters, [towns[name].tolist() for name in found.kolommen])
    keys = [(key.titel, tuple(towns[f"sleutel_{key.sleutel}"].tolist())) for key in found.sleutels]
    named = [(f"Naar inwoners{f', {head}' if len(tasks) > 1 else ''}", values) for head, values in tasks]
    every = [*named, *plans, *keys]
    table = pd.DataFrame(
        {"naam": towns["naam"]} | {f"k{place}": values for place, (_, values) in enumerate(every)}
    )
    heads = [Tabelkolom(f"k{place}", head, 0) for place, (head, _) in enumerate(every)]
    return table, [Tabelkolom("naam", "Gemeente"), *heads]


def show_maten(found: Vergelijking) -> None:
    """Show evenness and highest load of all plans on one scale, and what has no place by group."""
    if found.verborgen:
        st.caption(VERBORGEN)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html('<h2 class="wz-tussenkop">Maten op één schaal</h2>')
        if found.gedeeld and found.met_eigen:
            st.caption(_MATEN_VERBORGEN)
        else:
            show_grafiek(make_maten(found), "vergelijk-maten")
    with right:
        st.html('<h2 class="wz-tussenkop">Wat heeft geen plek?</h2>')
        _show_rest(found)
    if not (found.gedeeld and found.met_eigen):
        rows = [_pack_maten(side, name) for _, name, side in found.name_kanten()]
        show_tabel(render_tabel(pd.DataFrame(rows), _MAATKOLOMMEN, "Maten van alle plannen"), "maten-tabel")


def _show_rest(found: Vergelijking) -> None:
    groups = list(dict.fromkeys(group for side in found.plannen for group in side.zonder_plek))
    plans = [[side.zonder_plek.get(group) for group in groups] for side in found.plannen]
    columns = merge_gelijke(found.letters, plans)
    rows = [
        (escape(name_groep(group)), *(_write_rest(cells[place]) for _, cells in columns))
        for place, group in enumerate(groups)
    ]
    heads = ("Groep", *(head for head, _ in columns))
    show_blok(blad.render_rooster("Woningen zonder plek, per groep", heads, rows), "vergelijk-rest")


def _write_rest(count: int | None) -> str:
    return "niet gevraagd" if count is None else str(count)


def _pack_maten(side: Kant, name: str) -> dict[str, object]:
    return vars(side.maten) | {"titel": name, "geplaatst": side.geplaatst, "gevraagd": side.gevraagd}
