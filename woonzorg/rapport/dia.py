"""A map or chart as a picture for a slide: 16:9, with its headline, legend and source, as SVG or PNG."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from woonzorg.dag import format_datum
from woonzorg.grafiek.spreiding import make_spreiding
from woonzorg.grafiek.stapels import make_stapels
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.kaart.beeld import LIJNEN, Vak
from woonzorg.kaart.belasting import TITEL as REEKSTITEL
from woonzorg.kaart.belasting import join_vakken
from woonzorg.kaart.schalen import make_schalen
from woonzorg.kaart.svg import render_svg
from woonzorg.kaart.telling import count_keuze, count_sets, select_gebieden, write_kop
from woonzorg.kaart.thema import write_titel
from woonzorg.oordeel import klassewoorden
from woonzorg.rapport.delen import render_staal
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.beeld import Kaart, Kleuring
    from woonzorg.kaart.reekskaart import Reekskaart
    from woonzorg.kaart.telling import Telling
    from woonzorg.kern.kern import Kerngebied
    from woonzorg.oordeel.toets import Score

BREEDTE, HOOGTE = 1280, 720
_RAND, _KOLOM = 40, 320
_REGEL_TEKENS = 88
_KAART_BREEDTE = 600


def make_kaartdia(
    kaart: Kaart, kop: str, snapshot: Snapshot, datum: dt.date, *, omlijnen: bool = False, plan: str = ""
) -> str:
    """Return a map as a slide.

    Parameters
    ----------
    kaart : Kaart
    kop : str
        Headline; that a region is made up is put before it.
    snapshot : Snapshot
        For the source.
    datum : date
        Date of the picture.
    omlijnen : bool
        Whether concentrations are outlined, and so explained.
    plan : str
        By which plan it is, in one line; '' for none.
    """
    lines = kaart.kleuring.lijn if omlijnen else ("",) * len(kaart.kleuring.lijn)
    drawn = replace(kaart, kleuring=replace(kaart.kleuring, lijn=lines))
    drawing = render_svg(drawn, "dia", _KAART_BREEDTE)
    legend = (kaart.kleuring.titel, kaart.kleuring.vakken)
    return _render_met_legenda(kop, drawing, legend, (snapshot, datum), drawn.kleuring, plan)


def make_reeksdia(
    reeks: tuple[Reekskaart, ...], kop: str, snapshot: Snapshot, datum: dt.date, plan: str = ""
) -> str:
    """Return maps beside each other as a slide, with the one scale that they share beneath them.

    Parameters
    ----------
    reeks : tuple of Reekskaart
    kop, snapshot, datum, plan
        As for `make_kaartdia`.
    """
    kop = mark_kop(kop, snapshot)
    lines, top = _wrap_kop(kop)
    foot = _wrap_voet(plan, write_bron(snapshot, datum))
    width = (BREEDTE - 2 * _RAND) // len(reeks)
    base = HOOGTE - 60 - _VOETREGEL * len(foot)
    drawn = "".join(
        f'<text x="{_RAND + width * place}" y="{top + 20}" font-size="17" font-weight="700">'
        f"{escape(textwrap.shorten(one.kop, width // 9, placeholder='…'))}</text>"
        + _nest(render_svg(one.kaart, f"reeks{place}", _REEKSBREEDTE), _RAND + width * place, top + 30, width - 16,
                base - top - 70)
        for place, one in enumerate(reeks)
    )  # fmt: skip
    boxes = join_vakken(one.kaart.kleuring for one in reeks)
    return _render_dia(kop, lines, drawn + _render_schaal(boxes, base), foot)


_REEKSBREEDTE, _VAKBREEDTE = 300, 190
_OP_EEN_RIJ = 4


def make_panelendia(kop: str, panelen: Sequence[tuple[str, str, str]], sleutel: str, bron: str) -> str:
    """Return small charts in a grid as a slide.

    Parameters
    ----------
    kop : str
        Headline.
    panelen : sequence of (str, str, str)
        Of each its name, what it says in short, and the chart as SVG of our own.
    sleutel : str
        What the marks of all stand for, in one line.
    bron : str
        Source, in one line.
    """
    lines, top = _wrap_kop(kop)
    foot = _wrap_voet(sleutel, bron)
    rows = -(-len(panelen) // _OP_EEN_RIJ)
    width = (BREEDTE - 2 * _RAND) // min(_OP_EEN_RIJ, len(panelen))
    height = (HOOGTE - top - 40 - _VOETREGEL * len(foot)) // rows
    drawn = "".join(
        _render_paneel(
            panel, _RAND + width * (place % _OP_EEN_RIJ), top + height * (place // _OP_EEN_RIJ), width, height
        )
        for place, panel in enumerate(panelen)
    )
    return _render_dia(kop, lines, drawn, foot)


def _render_paneel(paneel: tuple[str, str, str], x: int, y: int, breedte: int, hoogte: int) -> str:
    name, told, chart = paneel
    # 13 signs of 17 pixels high take 100 of width.
    short = textwrap.shorten(name, breedte // 9, placeholder="…")
    return (
        f'<text x="{x}" y="{y + 16}" font-size="17" font-weight="700">{escape(short)}</text>'
        f'<text x="{x}" y="{y + 35}" font-size="14" fill="#4a4a55">{escape(told)}</text>'
        + _nest(chart, x, y + 40, breedte - 16, hoogte - 50)
    )


def _render_schaal(vakken: Sequence[Vak], y: int) -> str:
    title = f'<text x="{_RAND}" y="{y - 12}" font-size="15">{escape(REEKSTITEL)}. Getal: woningen.</text>'
    return title + "".join(
        f"{_nest(render_staal(vak), _RAND + _VAKBREEDTE * place, y, 26, 18)}"
        f'<text x="{_RAND + 34 + _VAKBREEDTE * place}" y="{y + 14}" font-size="15">{escape(vak.kop)}</text>'
        for place, vak in enumerate(vakken)
    )


def make_spreidingdia(
    score: Score,
    niveau: str,
    snapshot: Snapshot,
    datum: dt.date,
    gemeente: str = "",
    kern: Kerngebied | None = None,
) -> str:
    """Return picture 1, which areas to discuss, as a slide: all, or of a gemeente or an own area on the same scales."""
    areas = select_gebieden(score, niveau, gemeente, kern)
    drawing = render_grafiek(make_spreiding(areas, make_schalen(score, niveau)))
    return _render_telling(score, count_keuze(areas, niveau, gemeente, kern=kern), drawing, (snapshot, datum))


def make_stapeldia(
    score: Score,
    niveau: str,
    snapshot: Snapshot,
    datum: dt.date,
    gemeente: str = "",
    kern: Kerngebied | None = None,
) -> str:
    """Return picture 2, households by class, as a slide: of the region and each gemeente, or of one, or an own area."""
    sets = count_sets(score, niveau, snapshot.manifest.regio.titel, gemeente)
    counted = count_keuze(select_gebieden(score, niveau, gemeente, kern), niveau, gemeente, kern=kern)
    shown = [count for count in sets if not gemeente or count.gemeente in {"", gemeente}]
    drawing = render_grafiek(make_stapels([counted, *shown[:1]] if kern else shown))
    return _render_telling(score, counted, drawing, (snapshot, datum))


def _render_telling(score: Score, telling: Telling, tekening: str, herkomst: tuple[Snapshot, dt.date]) -> str:
    # A slide travels without its screen: the years of its figures go with it.
    legend = write_titel(score.jaar_ses, score.jaar_lbm), count_vakken(telling)
    return _render_met_legenda(write_kop(telling), tekening, legend, herkomst)


def count_vakken(count: Telling) -> tuple[Vak, ...]:
    """Return the boxes of the classes with what was counted."""
    return tuple(
        Vak(
            label.letter,
            label.kop,
            label.uitleg,
            label.kleur,
            label.patroon,
            count.gebieden[klasse],
            count.share(klasse),
        )
        for klasse, label in klassewoorden.LABELS.items()
    )


def make_beelddia(kop: str, tekening: str, bron: str, plan: str = "") -> str:
    """Return a chart as a slide.

    Parameters
    ----------
    kop : str
        Headline; see `mark_kop`.
    tekening : str
        The chart, as SVG of our own.
    bron : str
        Source, in one line.
    plan : str
        By which plan it is, in one line; '' for none.
    """
    lines, top = _wrap_kop(kop)
    foot = _wrap_voet(plan, bron)
    drawing = _nest(tekening, _RAND, top, BREEDTE - 2 * _RAND, HOOGTE - top - 40 - _VOETREGEL * len(foot))
    return _render_dia(kop, lines, drawing, foot)


def make_klassendia(kop: str, tekening: str, telling: Telling, bron: str) -> str:
    """Return a chart of classes as a slide, with their legend, which counts the areas of one of its bars.

    Parameters
    ----------
    kop, tekening, bron
        As for `make_beelddia`.
    telling : Telling
    """
    lines, top = _wrap_kop(kop)
    foot = _wrap_voet("", bron)
    room = HOOGTE - top - 40 - _VOETREGEL * len(foot)
    drawing = _nest(tekening, _RAND, top, BREEDTE - 2 * _RAND - _KOLOM - 20, room)
    legend = _render_legenda(f"Hier geteld: {telling.naam}", count_vakken(telling), None, top)
    return _render_dia(kop, lines, f"{drawing}{legend}", foot)


def mark_kop(kop: str, snapshot: Snapshot) -> str:
    """Return a headline that says so when the region is made up."""
    return klassewoorden.mark_fictie(kop, snapshot.manifest.regio.titel, fictief=snapshot.manifest.fictief)


def _render_met_legenda(
    kop: str, tekening: str, legenda: tuple[str, Sequence[Vak]], herkomst: tuple[Snapshot, dt.date],
    lijnen: Kleuring | None = None, plan: str = "",
) -> str:  # fmt: skip
    kop = mark_kop(kop, herkomst[0])
    lines, top = _wrap_kop(kop)
    foot = _wrap_voet(plan, write_bron(*herkomst))
    room = HOOGTE - top - 40 - _VOETREGEL * len(foot)
    drawing = _nest(tekening, _RAND, top, BREEDTE - 2 * _RAND - _KOLOM - 20, room)
    return _render_dia(kop, lines, f"{drawing}{_render_legenda(*legenda, lijnen, top)}", foot)


_VOETREGEL, _VOET_TEKENS = 20, 165


def _wrap_voet(*regels: str) -> list[str]:
    """Return the lines at the foot: what is longer than the slide is wide goes on below."""
    return [part for line in regels if line for part in textwrap.wrap(line, _VOET_TEKENS)]


def _wrap_kop(kop: str) -> tuple[list[str], int]:
    """Return the lines of a headline, and where what stands beneath it begins."""
    # A number and its sign stay together on a line.
    lines = textwrap.wrap(kop.replace(" %", "\N{NO-BREAK SPACE}%"), _REGEL_TEKENS)[:4]
    return lines, _RAND + 36 * len(lines)


def _render_dia(kop: str, regels: list[str], inhoud: str, voet: list[str]) -> str:
    head = "".join(
        f'<text x="{_RAND}" y="{_RAND + 16 + 36 * number}" font-size="28" font-weight="700">{escape(line)}</text>'
        for number, line in enumerate(regels)
    )
    foot = "".join(
        f'<text x="{_RAND}" y="{HOOGTE - _VOETREGEL * (len(voet) - number)}" font-size="14" '
        f'fill="#4a4a55">{escape(line)}</text>'
        for number, line in enumerate(voet)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(kop)}" width="{BREEDTE}" '
        f'height="{HOOGTE}" viewBox="0 0 {BREEDTE} {HOOGTE}" font-family="sans-serif" fill="#16161d">'
        f'<title>{escape(kop)}</title><rect width="{BREEDTE}" height="{HOOGTE}" fill="#fff"/>{head}{inhoud}{foot}</svg>'
    )


def _nest(tekening: str, x: int, y: int, breedte: int, hoogte: int) -> str:
    """Give a drawing its place within another; its own size makes way, its proportions stay."""
    head, rest = tekening.split(">", 1)
    plain = re.sub(r'\s(width|height|xmlns|role|aria-label|x|y)="[^"]*"', "", head)
    return f'{plain} x="{x}" y="{y}" width="{breedte}" height="{hoogte}" preserveAspectRatio="xMidYMid meet">{rest}'


_LEGENDA_TEKENS, _NOOT_TEKENS = 46, 39
_AANTAL, _DEEL = "Aantal gebieden", ", en deel van de huishoudens"


def _render_legenda(titel: str, vakken: Sequence[Vak], lijnen: Kleuring | None, top: int) -> str:
    x = BREEDTE - _RAND - _KOLOM
    heads = textwrap.wrap(titel, _LEGENDA_TEKENS)
    title = "".join(
        f'<text x="{x}" y="{top + 14 + 18 * number}" font-size="15">{escape(line)}</text>'
        for number, line in enumerate(heads)
    )
    top += 18 * len(heads)
    boxes = [(render_staal(vak), f"{vak.kop}: {format_getal(vak.aantal)}", _tell_vak(vak)) for vak in vakken]
    kept = [*boxes, *(_list_lijnen(lijnen) if lijnen and any(lijnen.lijn) else ()), *_list_merken(lijnen)]
    full = top + 62 * len(kept) < HOOGTE - 60
    words = _AANTAL + (_DEEL if full and any(vak.huishoudens != "onbekend" for vak in vakken) else "")
    step, draw = (62, _render_legendaregel) if full else (36, _render_kort)
    note = f'<text x="{x}" y="{top + 20 + step * len(kept)}" font-size="14" fill="#4a4a55">{words}</text>'
    return title + note + "".join(draw(x, top + step * number, *line) for number, line in enumerate(kept))


def _render_legendaregel(x: int, y: int, staal: str, kop: str, noot: str) -> str:
    return (
        f"{_nest(staal, x, y + 12, 39, 27)}"
        f'<text x="{x + 50}" y="{y + 26}" font-size="18" font-weight="700">{escape(kop)}</text>'
        f"{_render_noot(x + 50, y + 46, noot)}"
    )


def _render_kort(x: int, y: int, staal: str, kop: str, noot: str) -> str:
    """Render a line of a legend that has more of them than a slide has room for at full size: without the share."""
    parts = [part for part in noot.split(" · ") if not part.endswith("%")]
    told = textwrap.shorten(" · ".join(parts), _KORT_TEKENS, placeholder="…")
    head = f'<text x="{x + 38}" y="{y + 16}" font-size="15" font-weight="700">{escape(kop)}</text>'
    note = f'<text x="{x + 38}" y="{y + 31}" font-size="13" fill="#4a4a55">{escape(told)}</text>'
    return f"{_nest(staal, x, y + 8, 30, 20)}{head}{note}"


_KORT_TEKENS = 50
"""Signs of the smaller type that fit beside a swatch."""


def _list_merken(kleuring: Kleuring | None) -> list[tuple[str, str, str]]:
    """Return the mark around areas for the legend; nothing where none is marked."""
    if kleuring is None or not any(kleuring.gemerkt):
        return []
    dash = '"8 4"' if kleuring.merklijn else '"0.1 5" stroke-linecap="round"'
    swatch = (
        '<svg viewBox="0 0 26 18"><rect x="3" y="3" width="20" height="12" fill="none" stroke="#111" '
        f'stroke-width="3" stroke-dasharray={dash}/></svg>'
    )
    return [(swatch, f"{kleuring.merkuitleg.capitalize()}: {sum(kleuring.gemerkt)}", "")]


def _render_noot(x: int, y: int, noot: str) -> str:
    """Render the words beneath a head, each part on a line."""
    looks = 'font-size="15" fill="#4a4a55"'
    return "".join(
        f'<text x="{x}" y="{y + 16 * number}" {looks}>{escape(part)}</text>'
        for number, part in enumerate(
            line for words in noot.split("; ") for line in textwrap.wrap(words, _NOOT_TEKENS)
        )
    )


def _list_lijnen(kleuring: Kleuring) -> list[tuple[str, str, str]]:
    """Return the outlines for the legend: a swatch, the count, and of what there is a concentration and how much."""
    told = kleuring.lijnuitleg or ("",) * len(LIJNEN[1:])
    return [
        (render_lijnstaal(kind), f"{kind.capitalize()}: {kleuring.lijn.count(kind)}", note)
        for kind, note in zip(LIJNEN[1:], told, strict=True)
    ]


def _tell_vak(vak: Vak) -> str:
    share = "" if vak.huishoudens == "onbekend" else vak.huishoudens
    return " · ".join(filter(None, [vak.uitleg, share]))


def render_lijnstaal(soort: str) -> str:
    """Draw the line around a kind of concentration, one of `LIJNEN`, as it stands in a legend."""
    dashes = ' stroke-dasharray="4 3"' if soort == LIJNEN[1] else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="26" height="18" viewBox="0 0 26 18" aria-hidden="true">'
        '<rect x="3" y="3" width="20" height="12" fill="none" stroke="#111" '
        f'stroke-width="2.2"{dashes}/></svg>'
    )


def write_bron(snapshot: Snapshot, datum: dt.date) -> str:
    """Tell in one line where a picture comes from, and what it is not for."""
    return write_bronregel(snapshot.manifest, snapshot.id, datum)


def write_bronregel(manifest: Manifest, snapshot_id: str, datum: dt.date) -> str:
    """Tell the same of data that are not at hand themselves."""
    names = dict.fromkeys(bron.naam.split(",")[0].split(" (")[0] for bron in manifest.bronnen)
    origin = "verzonnen cijfers" if manifest.fictief else ", ".join(names)
    day = format_datum(datum.isoformat())
    return f"Bron: {origin}. Gegevens {snapshot_id}, {day}. Dit gaat over gebieden, niet over mensen."
