"""The tab De regel: homes by class of the buurt over time, on which decisions, and what that did to concentrations."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blad import render_rooster
from pages.bouwstenen.blok import show_blok
from woonzorg.agenda import regelwoorden
from woonzorg.agenda.klassetabel import list_klassen, list_regelmomenten, list_verloop
from woonzorg.agenda.paneelwoorden import write_besluit
from woonzorg.agenda.voortgang import add_up
from woonzorg.agenda.woorden import (
    BUURTLOOS_GEDEELD,
    NIET_GEDEELD,
    count_buurtloos,
    describe_zonder_plaatsingen,
    tell_buurtloos,
    tell_klasseloos,
)
from woonzorg.grafiek.agenda import make_klasseverloop
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import count_woord, format_getal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.agenda.klassetabel import Klasserij


def show_regel(stand: Voortgangstand) -> None:
    """Show the tab."""
    if not stand.voortgang.tellingen:
        st.html(f'<section class="wz-voortgang">{_render_ongetoetst(stand)}</section>')
        return
    if stand.alleen_gedeeld:
        show_blok(f'<section class="wz-voortgang">{render_jaar(stand)}</section>', "voortgang-regel-jaar")
        st.html(f'<p class="wz-kleintje">{escape(regelwoorden.GEDEELD)}</p>')
        return
    left, right = st.columns(2, gap="large")
    with left:
        show_blok(render_verloop(stand), "voortgang-verloop")
    with right:
        show_blok(render_besluittabel(stand), "voortgang-besluiten")
    show_blok(render_concentraties(stand), "voortgang-concentraties")


def render_jaar(stand: Voortgangstand) -> str:
    """Render the homes let in the year of the moment, by class, and the decisions behind those in kwetsbare buurten."""
    year, shared = stand.moment.kwartaal.jaar, stand.alleen_gedeeld
    head = f"<h2>Toegewezen naar klasse van de buurt, {year}</h2>"
    if not stand.voortgang.dit_jaar:
        return head + _render_ongetoetst(stand)
    counts = stand.gedeeld.per_klasse if shared else stand.voortgang.per_klasse
    bars = render_balken(list_klassen(counts, gedeeld=shared))
    return head + bars + _render_ongetoetst(stand) + _render_besluiten(stand)


def _render_ongetoetst(stand: Voortgangstand) -> str:
    """Render what was not tested: moments without placements, and homes in buurten of which the class is not known."""
    found = stand.voortgang
    homes = count_woord(found.zonder_klasse, "woning", "woningen")
    texts = [
        describe_zonder_plaatsingen(found.zonder_plaatsingen, found.moment, deel=bool(found.dit_jaar)),
        tell_klasseloos(NIET_GEDEELD if stand.alleen_gedeeld else homes) if found.zonder_klasse else "",
        tell_buurtloos(
            BUURTLOOS_GEDEELD if stand.alleen_gedeeld and found.zonder_buurt else count_buurtloos(found)
        ),
    ]
    told = " ".join(filter(None, texts))
    return f'<p class="wz-let-op">{escape(told)}</p>' if told else ""


def render_balken(rijen: Sequence[Klasserij]) -> str:
    """Render a bar a class, in a table: the number stands beside it."""
    most = max([row.aantal or 0 for row in rijen] + [1])
    body = "".join(_render_balk(row, most) for row in rijen)
    return f'<table class="wz-klassen"><caption>{escape(regelwoorden.BALKEN)}</caption><tbody>{body}</tbody></table>'


def _render_balk(rij: Klasserij, most: int) -> str:
    told = "niet getoond" if rij.aantal is None else format_getal(rij.aantal)
    width = 100 * (rij.aantal or 0) / most
    bar = (
        f'<i class="{rij.patroon}" aria-hidden="true" style="width:{width:.1f}%;background-color:{rij.kleur}"></i>'
        if rij.aantal is not None
        else ""
    )
    strong = ' class="kwetsbaar"' if rij.klasse == Klasse.KWETSBAAR else ""
    return f'<tr{strong}><th scope="row">{escape(rij.naam)}</th><td>{bar}<b>{told}</b></td></tr>'


def _render_besluiten(stand: Voortgangstand) -> str:
    if stand.alleen_gedeeld:
        return f'<p class="wz-kleintje">{escape(regelwoorden.NIET_GETOOND)}</p>'
    found, within = stand.voortgang, stand.voortgang.in_kwetsbaar
    if not within:
        tested = not (found.zonder_plaatsingen or found.zonder_klasse or found.zonder_buurt)
        return f"<p>{escape(regelwoorden.NIETS if tested else regelwoorden.NIETS_GETOETST)}</p>"
    decided = add_up(one.besluiten for one in found.dit_jaar)
    listed = _list_besluiten(decided)
    homes = count_woord(within - found.zonder_besluit, "woning", "woningen")
    first = f'<p class="wz-besluit"><b>{homes} met besluit.</b> {escape(listed)}.</p>' if decided else ""
    if not found.zonder_besluit:
        return first
    rest = count_woord(found.zonder_besluit, "woning", "woningen")
    return f'{first}<p class="wz-let-op"><b>{rest} zonder ingevoerd besluit.</b> {escape(regelwoorden.VUL_AAN)}</p>'


def _list_besluiten(besluiten: Mapping[str, int]) -> str:
    return "; ".join(f"{write_besluit(text)}: {format_getal(count)}" for text, count in besluiten.items())


def render_verloop(stand: Voortgangstand) -> str:
    """Render the classes by moment: a picture, and its table."""
    moments, rows = list_verloop(stand.voortgang.tellingen)
    picture = render_grafiek(make_klasseverloop(moments, rows))
    table = render_rooster(
        "Toegewezen tussen het moment ervoor en dit moment", ("Klasse van de buurt", *map(str, moments)),
        ((escape(row.rij.naam), *map(format_getal, row.aantallen)) for row in rows),
    )  # fmt: skip
    return f'<section class="wz-voortgang"><h2>{escape(regelwoorden.DOOR_DE_TIJD)}</h2>{picture}{table}</section>'


def render_besluittabel(stand: Voortgangstand) -> str:
    """Render what came into kwetsbare buurten by moment, with and without a decision."""
    rows = (
        (
            str(one.moment), format_getal(one.in_kwetsbaar), format_getal(one.met_besluit),
            format_getal(one.zonder_besluit), escape(_list_besluiten(one.besluiten)) or "geen",
        )
        for one in list_regelmomenten(stand.voortgang.tellingen)
    )  # fmt: skip
    heads = ("Moment", "In kwetsbare buurten", "Met besluit", "Zonder ingevoerd besluit", "Besluiten")
    free = sum(one.vrij for one in stand.voortgang.tellingen)
    note = f'<p class="wz-kleintje">{escape(regelwoorden.describe_vrij(free))}</p>' if free else ""
    table = render_rooster("Woningen", heads, rows)
    return (
        f'<section class="wz-voortgang"><h2>{escape(regelwoorden.IN_KWETSBAAR)}</h2>{table}{note}</section>'
    )


def render_concentraties(stand: Voortgangstand) -> str:
    """Render the concentration before and with the placements, and where it rose; for own work only."""
    found = stand.bundel.concentraties
    if found is None:
        return ""
    rows = [
        (
            escape(one.naam),
            escape(str(one.niveau)),
            escape(one.gemeente),
            escape(regelwoorden.name_stijging(one)),
        )
        for one in found.stijgingen
    ]
    heads = ("Gebied", "Niveau", "Gemeente", "Concentratie")
    table = render_rooster("Waar woningen bij kwamen en een concentratie is", heads, rows) if rows else ""
    notes = [regelwoorden.LOS] if stand.bundel.los else []
    notes += [regelwoorden.describe_ongetoetst(found.niet_getoetst)] if found.niet_getoetst else []
    notes += [regelwoorden.ALLEEN_BEZOEK] if rows else []
    return (
        f'<section class="wz-voortgang"><h2>{escape(regelwoorden.CONCENTRATIE)}</h2>'
        f"<p>{escape(regelwoorden.describe_concentraties(found))}</p>{table}"
        f'<p class="wz-kleintje">{escape(" ".join(notes))}</p></section>'
    )
