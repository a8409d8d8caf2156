"""The parts of a comparison: the map of the difference, rules and measures on one scale, and the gemeenten."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen import adres, blad, gegevens
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.grafiek import render_cijfers, show_grafiek
from pages.bouwstenen.kaart.legenda import render_legenda
from pages.bouwstenen.kaart.regiokaart import show_kaart
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.bouwstenen.werk.scenariomerk import render_status, render_watermerk
from pages.vergelijken.keuze import PAGINA
from woonzorg.gebied import find_niveau
from woonzorg.grafiek.vergelijking import make_gemeenten, make_maten
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.kaart.verschilkaart import colour_verschil, describe_gebied, find_stap
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.delen.openbaar import VERBORGEN
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.scenario.levensloop import is_concept
from woonzorg.verdeling.uitkomst.merken import TEKENS, UIT, describe_oordeel
from woonzorg.verdeling.vergelijking.opdracht import list_verschillen
from woonzorg.verdeling.vergelijking.vergelijking import describe_verplaatst, list_meldingen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.vergelijken.werk import Zijde
    from woonzorg.verdeling.regels.regel import Uitslag
    from woonzorg.verdeling.vergelijking.kant import Kant
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking

_KAART = "verschilkaart"

_MATEN_VERBORGEN = "De maten rusten op eigen cijfers: ze worden niet gedeeld."

_VERSCHILKOLOMMEN = [
    Tabelkolom("gemeentenaam", "Gemeente"), Tabelkolom("a", "A", 0), Tabelkolom("b", "B", 0),
    Tabelkolom("verschil", "B min A", 0),
    Tabelkolom("per_1000", "Per 1.000 huishoudens", 1),
]  # fmt: skip

_MAATKOLOMMEN = [
    Tabelkolom("titel", "Plan"), Tabelkolom("geplaatst", "Geplaatst", 0), Tabelkolom("gevraagd", "Vraag", 0),
    Tabelkolom("in_kwetsbaar", "In kwetsbaar gebied", 0),
    Tabelkolom("hoogste_belasting", "Hoogste per 1.000 huishoudens", 1),
    Tabelkolom("dissimilariteit", "Ongelijkheid (D)", 3), Tabelkolom("theil", "Ongelijkheid (Theil)", 3),
    Tabelkolom("hoogste_lq", "Hoogste aandeel (LQ)", 2),
]  # fmt: skip


def show_verschil(found: Vergelijking, zijde: Zijde, gekozen: str) -> None:
    """Show the map of the difference, and beside it what A and B are."""
    if found.verborgen:
        for text in list_meldingen(found):
            st.caption(write_plat(text))
        show_blok(_render_plannen(found), "vergelijk-plannen")
        return
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(key="verschilvlak"):
        _show_kaart(found, zijde, gekozen)
    with right:
        if gekozen:
            show_blok(_render_gebied(found, gekozen), "vergelijk-gebied")
        show_blok(_render_plannen(found), "vergelijk-plannen")
        for text in list_meldingen(found):
            st.caption(write_plat(text))
    rows = found.gebieden[found.gebieden[["a", "b"]].any(axis=1)]
    with st.expander(f"Het verschil per {found.niveau} in een tabel"):
        columns = [Tabelkolom("naam", str(found.niveau).capitalize()), *_VERSCHILKOLOMMEN]
        show_tabel(render_tabel(rows, columns, describe_verplaatst(found)), "verschil-tabel")


def _show_kaart(found: Vergelijking, zijde: Zijde, gekozen: str) -> None:
    snapshot = zijde.snapshot
    score = gegevens.load_score(snapshot, snapshot.id, None)
    shapes = gegevens.load_vormen(score, snapshot.id, str(found.niveau))
    colours = colour_verschil(found.gebieden, shapes)
    kaart = make_kaart(shapes, colours, describe_verplaatst(found), gekozen=gekozen)
    with st.container(
        key="kaartvlak-breed" if shapes.is_breed else "kaartvlak", horizontal=not shapes.is_breed
    ):
        show_kaart(kaart, _KAART, _select, omlijnen=False)
        st.html(render_legenda(colours, klassewoorden.MEERVOUD[found.niveau], omlijnen=False))


def _select(code: str) -> None:
    if find_niveau(code):
        adres.change_adres(PAGINA, gebied=code)


def _render_gebied(found: Vergelijking, code: str) -> str:
    rows = found.gebieden[found.gebieden["code"] == code].to_dict("records")
    step = find_stap(found.gebieden)
    text = (
        f"{rows[0]['naam']}. {describe_gebied(rows[0], step)}."
        if rows
        else f"{code} staat niet op deze kaart."
    )
    return f'<p class="wz-let-op" role="status">{escape(text)}</p>'


def _render_plannen(found: Vergelijking) -> str:
    """Render A and B: name and status, what they place, and every rule as marks; marked when one is a concept."""
    sides = (found.a, found.b)
    heads = "".join(
        _render_plan(letter, side, verborgen=found.verborgen)
        for letter, side in zip("AB", sides, strict=True)
    )
    inner = f"{heads}{_render_regels('Regels bij A en B', ('A', 'B'), sides)}"
    known = [side.scenario for side in sides if side.scenario]
    concepts = [scenario for scenario in known if is_concept(scenario)]
    if not known:
        return f'<section class="wz-scenario">{inner}</section>'
    return render_watermerk(inner, (concepts or known)[0])


def _render_regels(bijschrift: str, koppen: Sequence[str], kanten: Sequence[Kant]) -> str:
    rows = [(escape(rule.titel), *(_render_stand(side, rule.sleutel) for side in kanten)) for rule in REGELS]
    return blad.render_rooster(bijschrift, ("Regel", *koppen), rows)


def _render_plan(letter: str, side: Kant, *, verborgen: bool) -> str:
    status = (
        render_status(side.scenario.kenmerken["status"])
        if side.scenario
        else "<span>eenvoudige sleutel</span>"
    )
    number = format_getal
    asked = count_woord(side.gevraagd, "woning", "woningen")
    placed = VERBORGEN if verborgen else f"Een plek voor {number(side.geplaatst)} van de {asked}."
    return (
        f'<header><h2><span class="wz-kant {letter}">{letter}</span> {escape(side.titel)}</h2>{status}</header>'
        f"<p>{placed}</p>"
    )


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


def show_regels(found: Vergelijking) -> None:
    """Show the rules and the measures of all plans on one scale, and what A and B ask differently."""
    if found.verborgen:
        st.caption(VERBORGEN)
        return
    heads = ("A", "B", *(key.titel for key in found.sleutels))
    rules = _render_regels("Regels: uitkomst per plan", heads, found.kanten[1:])
    show_blok(rules, "vergelijk-regels")
    left, right = st.columns(2, gap="large")
    with left:
        st.html('<h2 class="wz-tussenkop">Maten op één schaal</h2>')
        if found.gedeeld and found.met_eigen:
            st.caption(_MATEN_VERBORGEN)
        else:
            show_grafiek(make_maten(found), "vergelijk-maten")
    with right:
        st.html('<h2 class="wz-tussenkop">Wat A en B anders vragen</h2>')
        _show_opdracht(found)
    if found.gedeeld and found.met_eigen:
        return
    table = pd.DataFrame(
        [_pack_maten(side, name) for side, name in zip(found.kanten, _name_kanten(found), strict=True)]
    )
    show_tabel(render_tabel(table, _MAATKOLOMMEN, "Maten van alle plannen"), "maten-tabel")


def _name_kanten(found: Vergelijking) -> list[str]:
    return [
        found.nul.titel,
        f"A: {found.a.titel}",
        f"B: {found.b.titel}",
        *(key.titel for key in found.sleutels),
    ]


def _pack_maten(side: Kant, name: str) -> dict[str, object]:
    return vars(side.maten) | {"titel": name, "geplaatst": side.geplaatst, "gevraagd": side.gevraagd}


def _show_opdracht(found: Vergelijking) -> None:
    a, b = found.a.scenario, found.b.scenario
    rows = list_verschillen(a, b, openbaar=found.gedeeld) if a and b else ()
    if not rows:
        st.caption(
            write_plat(
                "A en B vragen hetzelfde, voor de groepen die hier meetellen."
                if a and b
                else "Een sleutel verdeelt dezelfde vraag als het andere plan."
            )
        )
        return
    cells = [(escape(row.wat), escape(row.a), escape(row.b)) for row in rows]
    show_blok(blad.render_rooster("Alleen wat verschilt", ("Wat", "A", "B"), cells), "vergelijk-opdracht")


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
    columns = [
        Tabelkolom("naam", "Gemeente"), Tabelkolom("taakstelling_a", "Naar inwoners, A", 0), Tabelkolom("a", "A", 0),
        Tabelkolom("taakstelling_b", "Naar inwoners, B", 0), Tabelkolom("b", "B", 0),
        *(Tabelkolom(f"sleutel_{key.sleutel}", key.titel, 0) for key in found.sleutels),
    ]  # fmt: skip
    with right:
        caption = "Woningen per gemeente, naast een verdeling van de hele vraag naar inwoners"
        show_tabel(render_tabel(found.gemeenten, columns, caption), "gemeenten-tabel")
