"""What the profile of an area tells, as HTML. Every text from data is escaped here."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from pages.bouwstenen.bronweg import render_bronweg
from pages.bouwstenen.kaart.kaartje import render_meer
from pages.bouwstenen.kaart.merk import render_stip
from pages.buurt.profielstrook import render_strook
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.oordeel import klassewoorden
from woonzorg.profiel import loopafstand, woorden
from woonzorg.profiel.cijfers import GESCHIKT_THEMA, PER_CIJFER
from woonzorg.profiel.eigen import PROCES
from woonzorg.profiel.lijsten import Criteriumsoort, list_criteria, list_themas, list_voorwaarden
from woonzorg.profiel.profiel import NIET_GEPUBLICEERD, REGIO
from woonzorg.profiel.visiecijfers import ALLEEN_GEMEENTE, ELDERS, GESCHIKT_BRON, GESCHIKT_TITEL
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pages.buurt.blad import Gebiedsblad
    from woonzorg.profiel.eigen import Waarneming
    from woonzorg.profiel.lijsten import Ambitie, Buurtvoorwaarde, Criterium, Thema
    from woonzorg.profiel.profiel import Deelgebied, Plaats, Profiel, Profielregel

_KOPPEN = {"regio": "regio", "land": "land"}


def render_profiel(
    profiel: Profiel, blad: Gebiedsblad, grens: float, gezien: Mapping[int, Waarneming]
) -> str:
    """Render the eight themes with their figures.

    Parameters
    ----------
    profiel : Profiel
    blad : Gebiedsblad
        For the verdict and the ways to the sources.
    grens : float
        How far is still told as on foot, in kilometres.
    gezien : mapping of int to Waarneming
        The last own observations; that of the theme without a figure is shown here.
    """
    alone = woorden.tell_thema(gezien.get(PROCES))
    bodies = "".join(_render_thema(thema, profiel, blad, grens, alone) for thema in list_themas())
    heads = "".join(
        f'<th scope="col" role="columnheader">{escape(p.soort)}</th>' for p in profiel.plaatsen[1:]
    )
    where = profiel.gebied
    return (
        f'<section class="wz-buurt wz-profiel"><h2>Profiel van {escape(where.naam)}</h2>'
        f"<p>De acht thema's van de visie (§5.2). {escape(woorden.GEEN_SCORE)}</p>{_render_legenda(profiel)}"
        f'<table role="table"><caption>Cijfers per thema: {escape(where.naam)} en wat eromheen ligt</caption>'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Thema</th>'
        f'<th scope="col" role="columnheader">Cijfer</th><th scope="col" role="columnheader">{escape(where.soort)}</th>'
        f'{heads}<th scope="col" role="columnheader">bron, jaar</th></tr></thead>{bodies}</table>'
        f'<p class="klein">{escape(woorden.LEESWIJZER)} {escape(woorden.LIJNWIJZER)}</p>'
        f"{render_meer(woorden.REGIOWIJZE_KOP, _render_regiowijzen())}</section>"
    )


def _render_regiowijzen() -> str:
    ways = (f"<b>{escape(way)}:</b> {escape(names)}." for way, names in woorden.list_regiowijzen())
    return _list(ways)


def _render_legenda(profiel: Profiel) -> str:
    marks = {"eigen": profiel.gebied.soort} | {
        p.soort: p.soort for p in profiel.plaatsen if p.soort in _KOPPEN
    }
    items = "".join(
        f'<li><i class="{mark}" aria-hidden="true"></i>{escape(name)}</li>' for mark, name in marks.items()
    )
    return f'<ul class="legenda">{items}<li>– {NIET_GEPUBLICEERD}</li></ul>'


def _render_thema(thema: Thema, profiel: Profiel, blad: Gebiedsblad, grens: float, zonder: str) -> str:
    rows = [_render_regel(regel, profiel, blad, grens) for regel in profiel.select_thema(thema.nr)]
    rows += [_render_geschikt(profiel)] if thema.nr == GESCHIKT_THEMA else []
    width = len(profiel.plaatsen) + 2
    rows = rows or [f'<td role="cell" class="leeg" colspan="{width}">{escape(zonder)}</td>']
    head = (
        f'<th scope="rowgroup" role="rowheader" class="thema" rowspan="{len(rows)}">{escape(thema.naam)}</th>'
    )
    lines = "".join(
        f'<tr role="row">{head if place == 0 else ""}{row}</tr>' for place, row in enumerate(rows)
    )
    return f'<tbody role="rowgroup">{lines}</tbody>'


def _render_regel(regel: Profielregel, profiel: Profiel, blad: Gebiedsblad, grens: float) -> str:
    figure, places = regel.cijfer, profiel.plaatsen
    others = zip(places[1:], regel.waarden[1:], strict=True)
    return (
        f'<th scope="row" role="rowheader" class="cijfer" title="{escape(figure.uitleg)}">{escape(figure.titel)}'
        f"{_render_klein(woorden.name_eenheid(figure))}{_render_aantallen(regel, places[0], blad)}"
        f"{_render_klein(_tell_loop(regel, grens), 'loop')}"
        f"{_render_klein(_tell_spreiding(regel, places[0]))}</th>"
        f"{_render_eigen(regel, places, blad)}{''.join(_render_ander(regel, p, v, blad) for p, v in others)}"
        f'<td role="cell" class="bron">{escape(woorden.tell_bron(regel))}</td>'
    )


def _render_klein(tekst: str, soort: str = "") -> str:
    return f' <small class="{soort}">{escape(tekst)}</small>' if tekst else ""


def _render_aantallen(regel: Profielregel, gebied: Plaats, blad: Gebiedsblad) -> str:
    """Render the two counts of a share, each with the way to its source."""
    if regel.aantallen is None:
        return ""
    keys = (regel.cijfer.indicator.sleutel, regel.cijfer.noemer)
    told = [
        render_bronweg(
            blad.herkomst(key, code=gebied.code, jaar=None),
            text,
            f"{PER_SLEUTEL[key].titel} {text}, {gebied.naam}",
        )
        for key, text in zip(keys, map(format_getal, regel.aantallen), strict=True)
    ]
    return f" <small>{' van '.join(told)}</small>"


def _tell_loop(regel: Profielregel, grens: float) -> str:
    return loopafstand.tell_kort(regel.waarde, grens) if regel.cijfer.is_afstand else ""


def _tell_spreiding(regel: Profielregel, gebied: Plaats) -> str:
    return woorden.tell_spreiding(regel.cijfer, regel.spreiding, gebied.soort) if regel.spreiding else ""


def _render_eigen(regel: Profielregel, plaatsen: tuple[Plaats, ...], blad: Gebiedsblad) -> str:
    where = plaatsen[0]
    if regel.waarde is None:
        return f'<td role="cell" class="eigen leeg">{escape(regel.waarom)}</td>'
    value = _render_bron(regel, where, regel.waarde, blad)
    return f'<td role="cell" class="eigen"><b>{value}</b>{render_strook(regel, plaatsen)}</td>'


def _render_ander(regel: Profielregel, plaats: Plaats, waarde: float | None, blad: Gebiedsblad) -> str:
    shown = _render_bron(regel, plaats, waarde, blad) if waarde is not None else _GEEN
    if waarde is not None and plaats.soort == REGIO and regel.cijfer.benadering:
        shown += _render_klein(woorden.BENADERING)
    return f'<td role="cell" data-kop="{escape(plaats.soort)}">{shown}</td>'


def _render_bron(regel: Profielregel, plaats: Plaats, waarde: float, blad: Gebiedsblad) -> str:
    """Render a figure as a link to its source; what Woonzorg made itself, of a region or as a share, leads nowhere."""
    text = woorden.format_waarde(regel.cijfer, waarde)
    if not plaats.code or regel.cijfer.noemer or (plaats.soort == "land" and regel.cijfer.land is not None):
        return escape(text)
    href = blad.herkomst(regel.cijfer.indicator.sleutel, code=plaats.code, jaar=None)
    return render_bronweg(href, escape(text), f"{regel.cijfer.titel} {text}, {plaats.naam}")


def _render_geschikt(profiel: Profiel) -> str:
    """Render the one figure that is of the gemeente only, with its place in the figure itself."""
    found, where = profiel.geschikt, profiel.gebied
    title = f'<th scope="row" role="rowheader" class="cijfer">{escape(GESCHIKT_TITEL)}'
    if found is None:
        empty = f'<td role="cell" class="leeg" colspan="{len(profiel.plaatsen)}">{escape(ELDERS)}</td>'
        return f'{title}</th>{empty}<td role="cell" class="bron">{escape(GESCHIKT_BRON)}</td>'
    text = found.describe(where.soort)
    own = f'<td role="cell" class="eigen"><b>{escape(text)}</b></td>'
    known = {"gemeente": f"{found.procent} %", "regio": f"{found.regio} %"}
    others = "".join(
        f'<td role="cell" data-kop="{escape(p.soort)}">{known.get(p.soort, _GEEN)}</td>'
        for p in profiel.plaatsen[1:]
    )
    note = _render_klein(ALLEEN_GEMEENTE) if where.soort != "gemeente" else ""
    return f'{title}{note}</th>{own}{others}<td role="cell" class="bron">{escape(GESCHIKT_BRON)}</td>'


_GEEN = f'<span aria-hidden="true">–</span><span class="wz-weg">{NIET_GEPUBLICEERD}</span>'


def render_ambities(profiel: Profiel) -> str:
    """Render the nineteen ambitions, each with what open figures say of it."""
    nothing = f"<p>{escape(woorden.GEEN_OPEN_CIJFER)}</p>"
    parts = "".join(
        f"<h3>{escape(thema.naam)}</h3>"
        f"{_list(_render_ambitie(one, profiel) for one in thema.ambities) or nothing}"
        for thema in list_themas()
    )
    return (
        '<section class="wz-buurt wz-profiel"><details><summary>De negentien ambities, '
        f"en wat open cijfers erover zeggen</summary>{parts}</details></section>"
    )


def _list(items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{lines}</ul>" if lines else ""


def _render_ambitie(ambitie: Ambitie, profiel: Profiel) -> str:
    return f"{escape(ambitie.tekst)}<small>{escape(woorden.tell_ambitie(ambitie, profiel))}</small>"


def render_criteria(blad: Gebiedsblad) -> str:
    """Render the seven criteria: the two scores beside the balance, the others as points for conversation."""
    items = _list(_render_criterium(one, blad) for one in list_criteria())
    return (
        '<section class="wz-buurt wz-profiel"><h2>Zeven criteria van een vitale en inclusieve wijk (§5.2)</h2>'
        f"{items}</section>"
    )


def _render_criterium(criterium: Criterium, blad: Gebiedsblad) -> str:
    scores = criterium.soort == Criteriumsoort.SCORES
    told = woorden.describe_balans(blad.beeld.toets) if scores else (woorden.GESPREKSPUNT,)
    return f"{criterium.nr}. {escape(criterium.tekst)}<small>{escape(' '.join(told))}</small>"


def render_voorwaarden(profiel: Profiel, gezien: Mapping[int, Waarneming]) -> str:
    """Render the nine conditions, each with figures, own observations, or the words that nothing is known.

    Parameters
    ----------
    profiel : Profiel
    gezien : mapping of int to Waarneming
        The last own observation of each condition.
    """
    parts = "".join(
        f"<h3>{woorden.PROFIELNAAM[kind]}</h3>"
        f"{_list(_render_voorwaarde(one, profiel, gezien.get(one.nr)) for one in group)}"
        for kind, group in groupby(list_voorwaarden(), key=lambda one: one.profiel)
    )
    demand = woorden.describe_dementievraag(profiel.dementie)
    older = "; ".join(woorden.tell_cijfers(["inwoners_65plus_pct"], profiel))
    return (
        '<section class="wz-buurt wz-profiel"><h2>Negen voorwaarden voor dementievriendelijke en inclusieve buurten '
        f"(§6.14 en §6.15)</h2>{parts}<p>{escape(woorden.DEMENTIE)} {escape(older)}.</p>"
        f"{f'<p>{escape(demand)}</p>' if demand else ''}</section>"
    )


def _render_voorwaarde(voorwaarde: Buurtvoorwaarde, profiel: Profiel, waarneming: Waarneming | None) -> str:
    told = woorden.tell_voorwaarde(voorwaarde, profiel, waarneming)
    return f"{voorwaarde.nr}. {escape(voorwaarde.tekst)}<small>{escape(told)}</small>"


def render_delen(profiel: Profiel) -> str:
    """Render the parts of a wijk or gemeente by name, each with its class and figures."""
    where = profiel.gebied
    text = woorden.describe_delen(where.naam, where.soort, profiel.delen)
    parts = "".join(_render_deel(deel) for deel in profiel.delen)
    return (
        f'<section class="wz-buurt wz-profiel"><h2>{escape(woorden.name_delen(where.soort).capitalize())} apart</h2>'
        f"<p>{escape(text)}</p>{parts}</section>"
    )


def _render_deel(deel: Deelgebied) -> str:
    told = (
        (_name_cijfer(key), woorden.format_waarde(PER_CIJFER[key], value))
        for key, value in deel.waarden.items()
    )
    figures = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in told)
    return (
        f'<details class="deel"><summary>{render_stip(deel.klasse)} {escape(deel.naam)}: '
        f"{escape(klassewoorden.name_klasse(deel.klasse))}</summary><dl>{figures}</dl></details>"
    )


def _name_cijfer(sleutel: str) -> str:
    figure = PER_CIJFER[sleutel]
    unit = woorden.name_eenheid(figure)
    return f"{figure.titel}, {unit}" if unit else figure.titel


def render_ongekoppeld(profiel: Profiel) -> str:
    """Render which codes did not fit."""
    items = _list(escape(line) for line in profiel.ongekoppeld)
    return f'<section class="wz-buurt wz-profiel"><h2>Wat niet op de kaart paste</h2>{items}</section>'
