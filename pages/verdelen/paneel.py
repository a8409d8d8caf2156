"""The panels beside the map as HTML: demand and rules on the left, gemeenten and what would help on the right."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any

from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.regels.lijst import list_actief
from woonzorg.verdeling.scenario.mutatiegraad import tell_bron
from woonzorg.verdeling.scenario.vraagkeuze import describe_netto
from woonzorg.verdeling.uitkomst import merken, woorden
from woonzorg.verdeling.uitkomst.antwoord import describe_status
from woonzorg.verdeling.uitkomst.gedeeld import has_hulp, list_meldingen_openbaar, share
from woonzorg.verdeling.uitkomst.knelwoorden import count_tekort, list_hulp
from woonzorg.verdeling.uitkomst.meldingen import list_meldingen
from woonzorg.verdeling.vraag.parameter import AANNAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from woonzorg.verdeling.uitkomst.knelwoorden import Hulp
    from woonzorg.verdeling.uitkomst.merken import Regelmerk
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
    from woonzorg.verdeling.vraag.lijnen import Vraagregel

_KLASSEN = {
    merken.GOED: ("goed", "gehaald"),
    merken.LET_OP: ("let-op", "gehaald, grens bereikt"),
    merken.FOUT: ("fout", "niet gehaald"),
    merken.ONGETOETST: ("ongetoetst", "niet getoetst"),
    merken.UIT: ("uit", "uit"),
}


def render_vraag(uitkomst: Uitkomst) -> str:
    """Render what is spread, each line with its source or 'aanname', and what is not."""
    need = uitkomst.situatie.behoefte
    hoog = uitkomst.scenario.bandbreedte == "hoog"
    sources = {line.bron for line in need.regels}
    # A source that all lines share stands once, in the head.
    shared = _render_bron(woorden.shorten_bron(need.regels[0].bron), *sources) if _is_gelijk(sources) else ""
    rows = "".join(
        f'<tr><th scope="row">{escape(woorden.name_groep(line.groep))}'
        f"{'' if shared else _render_bron(woorden.shorten_bron(line.bron), line.bron)}</th>"
        f"<td>{_render_aantal(line, count, hoog=hoog)}</td></tr>"
        for line, count in zip(need.regels, need.aantallen, strict=True)
        if count
    )
    kind, side = woorden.SOORTEN[uitkomst.scenario.soort].lower(), uitkomst.scenario.bandbreedte
    rest = woorden.describe_restant(need.restant)
    return (
        f'<section class="wz-paneel"><h2>Vraag {escape(kind)}, {"hoge" if side == "hoog" else "lage"} kant{shared}</h2>'
        f'<table><tbody>{rows}</tbody><tfoot><tr><th scope="row">Te verdelen woningen</th>'
        f"<td>{format_getal(sum(need.aantallen))}</td></tr></tfoot></table>"
        f"{_render_klein(rest)}</section>"
    )


def _render_aantal(line: Vraagregel, count: int, *, hoog: bool) -> str:
    """Render what a group asks; where its parts stand apart, as the whole of the form minus these."""
    whole = describe_netto(line, count, hoog=hoog)
    return (
        f'{format_getal(count)} <small class="netto" title="Het geheel, min de delen ervan">= {whole}</small>'
        if whole
        else format_getal(count)
    )


def _is_gelijk(bronnen: set[str]) -> bool:
    return len({woorden.shorten_bron(bron) for bron in bronnen}) == 1


def _render_bron(kort: str, *bronnen: str) -> str:
    """Render a source in brief, whole on hover; what rests on none is 'aanname'."""
    kind = "aanname" if kort == AANNAME else "bron"
    return f' <small class="{kind}" title="{escape("; ".join(sorted(bronnen)))}">{escape(kort)}</small>'


def _render_klein(tekst: str) -> str:
    return f'<p class="klein">{escape(tekst)}</p>' if tekst else ""


def render_regels(uitkomst: Uitkomst, *, verborgen: bool = False) -> str:
    """Render the rules as one list: mark, name and value in a row, words and all values behind it; or marks only."""
    marks = "".join(
        _render_merk(uitkomst, mark, verborgen=verborgen) for mark in merken.list_merken(uitkomst)
    )
    return f'<section class="wz-paneel wz-regels"><h2>Regels</h2><ul class="wz-merken">{marks}</ul></section>'


def render_regel(uitkomst: Uitkomst, sleutel: str) -> str:
    """Render the row of one rule, as in the list of all."""
    mark = next(mark for mark in merken.list_merken(uitkomst) if mark.regel == sleutel)
    row = _render_merk(uitkomst, mark, verborgen=False)
    return f'<div class="wz-paneel wz-regels"><ul class="wz-merken">{row}</ul></div>'


def _render_merk(uitkomst: Uitkomst, mark: Regelmerk, *, verborgen: bool) -> str:
    name, spoken = _KLASSEN[mark.teken]
    title, short = mark.kort
    words = spoken if verborgen else " · ".join(filter(None, (mark.tekst, mark.stand)))
    values = "" if verborgen else _render_waarden(uitkomst, mark.regel)
    return (
        f'<li class="{name}"><details><summary><span role="img" aria-label="{spoken}">{mark.teken}</span>'
        f"<b>{escape(title)}</b><small>{escape(spoken if verborgen else short)}</small></summary>"
        f"<p>{escape(mark.titel)}: {escape(words)}.</p>{values}</details></li>"
    )


def _render_waarden(uitkomst: Uitkomst, sleutel: str) -> str:
    """Render the values that work in a rule, each with its source."""
    situatie = uitkomst.situatie
    regel = next((item for item in list_actief(situatie) if item.sleutel == sleutel), None)
    if regel is None or not regel.parameters:
        return ""
    rows = "".join(
        f"<li>{escape(parameter.titel)}: <b>{escape(parameter.write(value))}</b>"
        f"{_render_bron(woorden.shorten_bron(source), source)}</li>"
        for parameter in regel.parameters
        for value in [situatie.waarden[sleutel][parameter.sleutel]]
        for source in [tell_bron(parameter, value, uitkomst.scenario.regio, situatie.veld.voorraad)]
    )
    return f'<ul class="wz-waarden">{rows}</ul>'


def render_gemeenten(table: pd.DataFrame) -> str:
    """Render the division by inhabitants and the proposal (`ruimte.tabulate_belasting`), a row a gemeente."""
    most = max(float(table["taakstelling"].max()), float(table["voorstel"].max()), 1.0)
    rows = "".join(
        f'<tr><th scope="row">{escape(str(row["naam"]))}</th>{_render_balk(row, most)}'
        f"<td>{format_getal(row['taakstelling'])}</td>"
        f"<td><b>{_write_aantal(row['voorstel'])}</b></td><td>{_write_aantal(row['verschil'], teken=True)}</td></tr>"
        for row in table.to_dict("records")
    )
    heads = "".join(
        f'<th scope="col">{word}</th>' for word in ("Gemeente", _BEELD, "inwoners", "voorstel", "verschil")
    )
    return (
        f'<section class="wz-pergemeente"><header><h2 id="wz-per-gemeente">Per gemeente</h2>{_BALKUITLEG}</header>'
        '<table class="wz-gemeenten" aria-labelledby="wz-per-gemeente">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


_BEELD = '<span class="wz-alleen-gesproken">in beeld</span>'
_BALKUITLEG = (
    '<span class="uitleg"><i class="balk"></i>voorstel'
    '<i class="streep"></i>hele vraag, naar inwoners verdeeld</span>'
)


def _render_balk(row: Mapping[Any, Any], most: float) -> str:
    """Render the proposal as a bar, with a line at the number by inhabitants; the figures stand beside it."""
    task, plan = (
        0.0 if math.isnan(row[name]) else 100 * row[name] / most for name in ("taakstelling", "voorstel")
    )
    return (
        f'<td class="beeld" aria-hidden="true"><span style="--deel:{plan:.1f}%;--taak:{task:.1f}%">'
        '<i class="balk"></i><i class="streep"></i></span></td>'
    )


def _write_aantal(number: float, *, teken: bool = False) -> str:
    return "verborgen" if math.isnan(number) else format_getal(number, teken=teken)


def _render_hulp(part: Hulp) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in part.regels)
    return f"<h3>{escape(part.kop)}</h3><ul>{items}</ul>"


def render_uitweg(zinnen: Sequence[str]) -> str:
    """Render what one rule alone leaves, and the least pair that makes room; '' where there is nothing to tell."""
    items = "".join(f"<li>{escape(line)}</li>" for line in zinnen)
    return (
        f'<section class="wz-bevinding"><h2>De weg naar een plan dat past</h2><ul>{items}</ul></section>'
        if items
        else ""
    )


def render_bevinding(uitkomst: Uitkomst, *, openbaar: bool = False) -> str:
    """Render what would help, what is not counted, and whether the plan is proven best.

    With `openbaar` it is an outcome over the groups that may be told (`gedeeld.share_uitkomst`): proposed sites are
    told by gemeente, what rests on own figures stays out, and what is left out is said.
    """
    rest = count_tekort(uitkomst)
    parts = list_hulp(uitkomst) if not openbaar or has_hulp(uitkomst) else ()
    head = f"<h2>Wat houdt de {format_getal(rest)} tegen?</h2>" if parts else ""
    head += "".join(_render_hulp(part) for part in parts)
    told = list_meldingen_openbaar(uitkomst) if openbaar else list_meldingen(uitkomst)
    notes = "".join(_render_klein(line) for line in told)
    hidden = openbaar and share(uitkomst).verborgen
    found = (
        woorden.list_toetsen_openbaar(uitkomst, verborgen=hidden)
        if openbaar
        else woorden.list_toetsen(uitkomst)
    )
    judged = "".join(f"<li>{escape(line)}</li>" for line in found)
    sites = f"<h2>Getoetste voorstellen</h2><ul>{judged}</ul>" if judged else ""
    status = f"Verdeling: {describe_status(uitkomst.plan)}."
    return f'<section class="wz-bevinding">{head}{sites}{notes}{_render_klein(status)}</section>'
