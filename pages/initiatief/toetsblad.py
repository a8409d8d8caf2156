"""The answer of the first step as HTML, in the order of the card. Every text from data or a link is escaped here."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pages.bouwstenen.kaart.merk import render_badge
from woonzorg.grafiek.marge import describe_waarde, render_marge
from woonzorg.indicator import SCORE_TITEL
from woonzorg.initiatief.initiatieflink import LINKVELDEN, share_velden
from woonzorg.initiatief.toets import Toetsoordeel
from woonzorg.initiatief.toetswoorden import (
    AFSTAPELEN,
    ANDERE_PLEK,
    GEEN_BEDING,
    GEEN_VERGUNNING,
    KLEINER,
    MENGEN,
    NOEM_COMPLEX,
    NOEM_GROEP,
    ONGETOETST,
    UITZONDERING,
    VERDER,
    VRAAG_KLASSE,
    WEEG,
    describe_zin,
    explain_regel,
    list_plekzinnen,
    list_stappen,
    name_groep,
    name_schaal,
    tell_aantal,
    tell_geen_regel,
)
from woonzorg.oordeel.veerkracht import Oordeel
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.verdeling.regels.besluiten import describe_besluiten
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.oordeel import OORDELEN, Regeloordeel
from woonzorg.verdeling.uitkomst.merken import TEKENS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from woonzorg.initiatief.toets import Toetsuitkomst
    from woonzorg.kaart.schalen import Schalen
    from woonzorg.oordeel.toets import Toets
    from woonzorg.oordeel.uitleg import Maat
    from woonzorg.verdeling.regels.toetsing import Regeltoets

STANDAARD = (
    "Getoetst met de regels zoals ze standaard staan. Wat op Verdelen is ingesteld, telt hier niet mee."
)
"""By which rules the page tests."""

WIJZIG = "wijzig"
"""What the link asks for that opens the form."""

VERDER_NAAR = "afweging"
"""The step that comes after."""

_KOPPEN = {
    WEEG: "Weeg de draagkracht", ANDERE_PLEK: "Zoek een andere plek", KLEINER: "Maak het kleiner",
    AFSTAPELEN: "", MENGEN: "", UITZONDERING: "Leg een uitzondering vast",
    GEEN_BEDING: "Een uitzondering helpt hier niet", NOEM_GROEP: "Noem de groep", NOEM_COMPLEX: "Noem het complex",
    VRAAG_KLASSE: "Vraag na", VERDER: "Ga verder",
}  # fmt: skip
"""Heads above what can be done next."""

_KLASSEN = {
    Regeloordeel.GEHAALD: "goed", Regeloordeel.KNELT: "let-op", Regeloordeel.NIET_GEHAALD: "fout",
    Regeloordeel.NIET_GETOETST: "ongetoetst",
}  # fmt: skip

_SES, _LBM = SCORE_TITEL["ses_woa"], SCORE_TITEL["lbm_afwijking"]
_SMAL = 160.0
"""Pixels of a bar."""


@dataclass(frozen=True)
class Toetsblad:
    """What is needed to show an answer.

    Attributes
    ----------
    uitkomst : Toetsuitkomst
    buurt : Toets
    wijk : Toets or None
    schalen : mapping
        Level to the scales of both measures.
    kaart : str
        SVG; '' without one.
    link : mapping of str to str
        Of this page, as it may be shared.
    herkomst : callable
        Gives the address (escaped) where a figure is traced, by its key and the code of its area.
    """

    uitkomst: Toetsuitkomst
    buurt: Toets
    wijk: Toets | None
    schalen: Mapping[str, Schalen]
    kaart: str
    link: Mapping[str, str]
    herkomst: Callable[[str, str], str]

    def make_adres(self, **velden: str) -> str:
        """Return the address (escaped) of this page with some fields changed, as far as a link may carry these."""
        asked = {**self.link, **velden}
        shared, _ = share_velden(asked)
        rest = {name: text for name, text in asked.items() if name not in LINKVELDEN}
        return escape(f"?{urlencode({**shared, **rest})}")


def render_zin(uitkomst: Toetsuitkomst) -> str:
    """Render the one sentence, what it comes to in colour, with what it is not beneath it."""
    told = describe_zin(uitkomst)
    cut = re.match(r"[^:;.]+[:;.]?", told)
    first = cut[0] if cut else told
    name = uitkomst.initiatief.naam
    head = f"{escape(name)}: " if name else ""
    return (
        f'<h1 class="wz-kop wzi-zin" tabindex="-1" data-kop="{escape(uitkomst.initiatief.id)}">{head}'
        f'<em class="{uitkomst.oordeel}">{escape(first)}</em>{escape(told[len(first) :])}</h1>'
        f'<p class="wzi-nooit">{escape(GEEN_VERGUNNING)}</p>'
    )


def render_antwoord(blad: Toetsblad) -> str:
    """Render the whole answer; where no rule was asked, what can be done next takes the place of the rules."""
    rules = bool(blad.uitkomst.regels)
    return (
        f'<section class="wzi-antwoord" aria-label="Het antwoord van de regel">{render_zin(blad.uitkomst)}'
        f'<div class="wzi-kolommen"><div class="een">{_render_initiatief(blad)}{_render_kaart(blad)}</div>'
        f'<div class="twee">{_render_regels(blad.uitkomst)}{"" if rules else _render_stappen(blad)}</div>'
        f'<div class="drie">{_render_plekken(blad)}{_render_stappen(blad) if rules else ""}</div></div></section>'
    )


def _render_initiatief(blad: Toetsblad) -> str:
    item, place = blad.uitkomst.initiatief, blad.uitkomst.plek
    home, scale = item.complex, blad.uitkomst.schaal
    persons = f", {count_woord(item.personen, 'persoon', 'personen')}" if item.personen else ""
    rows = (
        ("Wat", f"<b>{escape(tell_aantal(item))}</b>{persons}"),
        ("Plek", f"<b>{escape(place.naam)}</b>, {escape(place.gemeentenaam)}"),
        ("Complex", escape(_tell_complex(blad.uitkomst)) if home else ""),
        ("Voor wie", f"<b>{escape(name_groep(item.groep))}</b>"
                     + (", van deze buurt" if item.binnen_buurt else "")),
        ("Van wie", escape(item.organisatie)),
        ("Schaal", f"{escape(name_schaal(scale.schaal))} {_render_bron(scale.bron)}"),
    )  # fmt: skip
    cells = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows if value)
    return (
        '<section class="wzi-initiatief"><h2>Het initiatief '
        f'<a href="{blad.make_adres()}" data-gebied="{WIJZIG}">Wijzig</a></h2><dl>{cells}</dl></section>'
    )


def _render_bron(bron: str) -> str:
    return f'<small title="{escape(bron)}">{escape(_shorten(bron))}</small>'


def _shorten(bron: str) -> str:
    return bron.partition(",")[0].partition(":")[0].partition(" (")[0]


def _tell_complex(uitkomst: Toetsuitkomst) -> str:
    home = uitkomst.initiatief.complex
    if home is None:
        return ""
    parts = [home.naam] if home.naam else []
    parts += [count_woord(home.woningen, "woning", "woningen")] if home.woningen is not None else []
    parts += [f"{format_getal(home.gehuisvest)} gehuisvest"] if home.gehuisvest is not None else []
    parts += ["met ruimte" if home.ruimte else "zonder ruimte"] if home.ruimte is not None else []
    return ", ".join(parts)


def _render_kaart(blad: Toetsblad) -> str:
    if not blad.kaart:
        return ""
    wijk = f"<b>Streeplijn:</b> {escape(blad.wijk.naam)}. " if blad.wijk else ""
    return (
        f'<figure class="wzi-kaart">{blad.kaart}<figcaption>{wijk}Paars is kwetsbaar, groen draagkrachtig.</figcaption>'
        "</figure>"
    )


def _render_regels(uitkomst: Toetsuitkomst) -> str:
    """Render the rules one by one: mark, what was asked and at most, and what was not tested."""
    if not uitkomst.regels:
        why = tell_geen_regel(uitkomst.initiatief.groep)
        return (
            f'<section class="wzi-regels"><h2>De regels</h2><p class="wzi-geenregel">{why}</p>'
            f"{_render_plekzinnen(uitkomst)}</section>"
        )
    rows = "".join(map(_render_regel, uitkomst.regels))
    title = f"{count_woord(len(uitkomst.regels), 'regel', 'regels')}, een voor een"
    return (
        f'<section class="wzi-regels"><table><caption>{escape(title)}</caption><thead><tr><th scope="col">'
        '<span class="wzi-stil">Regel</span></th><th scope="col"><span class="wzi-stil">Uitkomst</span></th>'
        f'<th scope="col">gevraagd</th><th scope="col">hoogstens</th></tr></thead><tbody>{rows}</tbody></table>'
        f"{_render_plekzinnen(uitkomst)}</section>"
    )


def _render_regel(regel: Regeltoets) -> str:
    known = REGELS[regel.regel]
    looks, mark = _KLASSEN[regel.oordeel], describe_besluiten(regel.besluiten) or OORDELEN[regel.oordeel]
    asked, most = (f"{value:g}" if math.isfinite(value) else "–" for value in (regel.waarde, regel.grens))
    return (
        f'<tr class="{looks}"><th scope="row"><i aria-hidden="true">{TEKENS[regel.oordeel]}</i><span><b>'
        f"{escape(known.titel)}</b><small>{escape(explain_regel(regel))}</small></span></th>"
        f'<td class="merk">{escape(mark)}</td><td class="getal">{asked}</td><td class="getal"><b>{most}</b></td></tr>'
    )


def _render_plekzinnen(uitkomst: Toetsuitkomst) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in list_plekzinnen(uitkomst))
    untested = f"<li><b>{ONGETOETST}</b></li>" if uitkomst.ongetoetst else ""
    usual = f"<li>{STANDAARD}</li>" if uitkomst.regels else ""
    return f'<ul class="wzi-plekzinnen">{untested}{lines}{usual}</ul>'


def _render_plekken(blad: Toetsblad) -> str:
    cards = "".join(
        _render_plek(blad, word, verdict)
        for word, verdict in (("Buurt", blad.buurt), ("Wijk", blad.wijk))
        if verdict is not None
    )
    return f'<section class="wzi-plekken"><h2>Buurt en wijk</h2><div>{cards}</div></section>'


def _render_plek(blad: Toetsblad, woord: str, verdict: Toets) -> str:
    scales = blad.schalen[verdict.niveau]
    near = '<span class="wz-badge grensgeval">Grensgeval</span>' if verdict.grensgeval == Oordeel.JA else ""
    ses, lbm = verdict.ses_woa, verdict.leefbaarometer
    bars = "".join((
        _render_maat(blad, verdict.code, "ses_woa", ses,
                     render_marge(_SES, ses.waarde, scales.ses, ses.marge or 0.0, _tell(ses), _SMAL)),
        _render_maat(blad, verdict.code, "lbm_afwijking", lbm,
                     render_marge(_LBM, lbm.waarde, scales.lbm, scales.middenklasse, _tell(lbm), _SMAL)),
    ))  # fmt: skip
    homes = f"{format_getal(verdict.huishoudens)} huishoudens" if verdict.huishoudens is not None else ""
    return (
        f'<article><p>{woord}</p><h3>{escape(verdict.naam)}</h3><p class="badges">{render_badge(verdict.klasse)}{near}'
        f"</p>{bars}<p>{homes}</p></article>"
    )


def _tell(maat: Maat) -> str:
    return describe_waarde(maat.waarde, maat.referentie)


def _render_maat(blad: Toetsblad, code: str, cijfer: str, maat: Maat, balk: str) -> str:
    """Render a measure with its bar, whose description stands in words beside it; its figure leads to the source."""
    title, value = SCORE_TITEL[cijfer], format_getal(maat.waarde, 3)
    bar = re.sub(r' xmlns="[^"]+"', "", balk)
    spoken = f"{title} {value}: naar de bron"
    return (
        f'<p class="maat"><span>{escape(title)}</span><a class="wz-bron" href="{blad.herkomst(cijfer, code)}" '
        f'aria-label="{escape(spoken)}">{value}</a></p>{bar}'
    )


def _render_stappen(blad: Toetsblad) -> str:
    """Render what can be done next; the nearest other places are links that test the same there."""
    items = "".join(_render_stap(blad, text) for text in list_stappen(blad.uitkomst))
    href = escape(f"?{urlencode({**blad.link, 'stap': VERDER_NAAR})}")
    further = f'<a class="verder" href="{href}" data-gebied="{VERDER_NAAR}">Verder naar Afweging</a>'
    return f'<section class="wzi-nu"><h2>Wat nu?</h2><ul>{items}</ul>{further}</section>'


def _render_stap(blad: Toetsblad, tekst: str) -> str:
    start = next((words for words in _KOPPEN if tekst.startswith(words)), "")
    head = f"<b>{_KOPPEN[start]}</b>" if start else ""
    if start in {AFSTAPELEN, MENGEN}:  # these have their head before a colon
        first, _, rest = tekst.partition(": ")
        return f"<li><b>{escape(first)}</b><span>{escape(rest[:1].upper() + rest[1:])}</span></li>"
    if start != ANDERE_PLEK:
        return f"<li>{head}<span>{escape(tekst)}</span></li>"
    links = "".join(
        f'<a href="{blad.make_adres(gebied=other.code)}" data-gebied="{escape(other.code)}">'
        f"<span>{escape(other.naam)}</span> "
        f"<small>{escape(other.gemeente)}, {format_getal(other.afstand, 1)} km</small></a>"
        for other in blad.uitkomst.alternatieven
    )
    return f"<li>{head}<span>Dichtbij houdt geen getoetste regel dit tegen in:</span>{links}</li>"


def count_uitkomsten(uitkomst: Toetsuitkomst) -> str:
    """Count the rules by their outcome, for the chip of the step; the answer itself where no rule was asked."""
    counts = [
        (word, sum(item.oordeel == outcome for item in uitkomst.regels)) for outcome, word in _KORT.items()
    ]
    told = ", ".join(f"{count} {word}" for word, count in counts if count)
    return told or ("advies" if uitkomst.oordeel == Toetsoordeel.ADVIES else "geen regel bindt deze groep")


_KORT = {
    Regeloordeel.NIET_GEHAALD: "niet gehaald", Regeloordeel.KNELT: "grens bereikt", Regeloordeel.GEHAALD: "gehaald",
    Regeloordeel.NIET_GETOETST: "niet getoetst",
}  # fmt: skip
