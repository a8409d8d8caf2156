"""The three steps of a kept initiative as HTML, to be read only. Every text of it is escaped here."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pages.bouwstenen import blad
from pages.initiatief.dossierlijst import render_link
from woonzorg.bibliotheek.dossierwoorden import name_regel, tell_regel
from woonzorg.dag import find_dag, format_datum, today
from woonzorg.grafiek.gesprek import render_gespreksbeeld
from woonzorg.initiatief.afweging import PARAGRAFEN, list_open, list_vragen
from woonzorg.initiatief.afwegingswoorden import GEEN_OORDEEL, KEUZES, describe_stand, name_paragraaf
from woonzorg.initiatief.balans import find_jaar, list_meldingen, make_balans
from woonzorg.initiatief.gespreksbeeld import TABELKOPPEN, make_gespreksbeeld
from woonzorg.initiatief.gesprekswoorden import (
    GEEN_OPTELSOM,
    describe_bedragen,
    describe_krijgt,
    describe_melding,
)
from woonzorg.initiatief.toetswoorden import name_groep, name_schaal
from woonzorg.tekst.getal import count_woord
from woonzorg.verdeling.invoer.datum import format_besluitdag
from woonzorg.verdeling.regels.oordeel import Regeloordeel
from woonzorg.verdeling.uitkomst.merken import TEKENS
from woonzorg.verdeling.vraag.groepen import INSTRUMENTVORMEN, Instrument, Schaal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from woonzorg.bibliotheek.dossier import Dossier, Dossierregel
    from woonzorg.bibliotheek.initiatiefkast import BewaardDossier

GEEN_REGELS = "Van dit initiatief staan hier geen regels een voor een."
GEEN_GESPREK = "Er is geen gesprek bewaard."


def render_toets(bewaard: BewaardDossier) -> str:
    """Render what the rule said then, rule by rule, and what was kept."""
    kept = bewaard.dossier
    found = kept.uitkomst
    why = f'<p class="wzi-erbij">{escape(found.waarom)}</p>' if found.waarom else ""
    rules = _render_regels(found.regels) if found.regels else f'<p class="wzi-erbij">{GEEN_REGELS}</p>'
    told = blad.render_eigenschappen("Wat er bewaard is", _list_bewaard(bewaard))
    return (
        f'<section class="wzi-dossier"><h2>Het antwoord, toen het is bewaard</h2><p class="wzi-zin">'
        f"{escape(found.zin)}</p>{why}{rules}"
        f'<div class="wz-dossier">{told}</div></section>'
    )


def _render_regels(regels: Iterable[Dossierregel]) -> str:
    rows = [(f"{_find_teken(rule)} {escape(name_regel(rule))}", escape(tell_regel(rule))) for rule in regels]
    return blad.render_rooster("De regels, een voor een", ("Regel", "Uitkomst"), rows)


def _find_teken(regel: Dossierregel) -> str:
    known = regel.oordeel in set(map(str, Regeloordeel))
    return f'<i aria-hidden="true">{TEKENS[Regeloordeel(regel.oordeel)]}</i>' if known else ""


def _list_bewaard(bewaard: BewaardDossier) -> list[tuple[str, str]]:
    """Return what is kept, by name; values are HTML."""
    kept, given = bewaard.dossier, bewaard.dossier.velden
    parent = kept.afgeleid_van
    return [
        ("Wat", escape(_tell_wat(kept))),
        ("Voor wie", escape(name_groep(given["groep"])) + (", van deze buurt" if given.get("binnen") else "")),
        ("Plek", escape(", ".join(filter(None, (kept.pleknaam, kept.gemeentenaam))))),
        ("Klasse toen", escape(_tell_klasse(kept))),
        ("Schaal", escape(_tell_schaal(kept))),
        ("Complex", escape(_tell_complex(given))),
        ("Van wie", escape(given.get("organisatie", ""))),
        ("Uitzondering", escape(_tell_uitzondering(given))),
        ("Bewaard door", escape(str(kept.van))),
        ("Bewaard op", escape(_tell_dag(bewaard.bewaard_op.isoformat()))),
        ("Blijft staan tot", escape(_tell_dag(bewaard.tot.isoformat()))),
        ("Besluit", escape(f"{kept.besluit}, {format_besluitdag(kept.datum)}") if kept.besluit else ""),
        ("Afgeleid van", render_link(parent, parent) if parent else ""),
        ("Kenmerk", f"<code>{escape(bewaard.id)}</code>"),
        ("Gegevens toen", f"<code>{escape(kept.grond.gegevens)}</code>"),
        ("Rekenregels toen", f"<code>{escape(kept.grond.regels)}</code>"),
    ]  # fmt: skip


def _tell_dag(moment: str) -> str:
    return format_datum(find_dag(moment))


def _tell_wat(dossier: Dossier) -> str:
    """Tell what it is about, with its number where that is kept."""
    given, form = dossier.velden, INSTRUMENTVORMEN[Instrument(dossier.velden["instrument"])]
    count = f"{count_woord(int(given['aantal']), *form.eenheid)}, " if given.get("aantal") else ""
    persons = (
        f", {count_woord(int(given['personen']), 'persoon', 'personen')}" if given.get("personen") else ""
    )
    year = f", convenantjaar {given['jaar']}" if given.get("jaar") else ""
    return f"{count}{given['instrument']}{persons}{year}"


def _tell_klasse(dossier: Dossier) -> str:
    found = dossier.uitkomst
    if not found.klasse:
        return ""
    near = ", grensgeval" if found.grensgeval == "ja" else ""
    return f"buurt {found.klasse}{near}; wijk {found.klasse_wijk}"


def _tell_schaal(dossier: Dossier) -> str:
    scale = dossier.uitkomst.schaal
    known = name_schaal(Schaal(scale)) if scale in set(map(str, Schaal)) else scale
    return f"{known} ({dossier.uitkomst.schaalbron})" if scale else ""


def _tell_complex(velden: Mapping[str, str]) -> str:
    counted = [f"{velden['woningen']} woningen"] if velden.get("woningen") else []
    counted += [f"{velden['gehuisvest']} gehuisvest"] if velden.get("gehuisvest") else []
    counted += [f"ruimte volgens de corporatie: {velden['ruimte']}"] if velden.get("ruimte") else []
    return ", ".join([*filter(None, [velden.get("complex", "")]), *counted])


def _tell_uitzondering(velden: Mapping[str, str]) -> str:
    if not velden.get("motief"):
        return ""
    return f"{velden['motief']} Besloten door {velden['besluiter']}, {format_besluitdag(velden['datum'])}."


def render_afweging(bewaard: BewaardDossier) -> str:
    """Render the answers to the questions by paragraph; the class of the area is not shown here."""
    weighed = bewaard.dossier.afweging
    left = {point.vraag.nr: str(point.reden) for point in list_open(weighed)}
    parts = "".join(_render_paragraaf(bewaard.dossier, part, left) for part in PARAGRAFEN)
    return (
        f'<section class="wzi-dossier"><h2>{escape(describe_stand(weighed))}</h2>'
        f'<p class="wzi-erbij">{escape(GEEN_OORDEEL)}</p><div class="wzi-vraagantwoord">{parts}</div></section>'
    )


def _render_paragraaf(dossier: Dossier, paragraaf: str, open_: Mapping[int, str]) -> str:
    rows = []
    for question in list_vragen():
        if question.paragraaf == paragraaf:
            given = dossier.afweging.find(question.nr)
            answer = KEUZES[given.antwoord] if given else "–"
            note = " ".join(
                filter(None, (given.toelichting if given else "", _mark(open_.get(question.nr, ""))))
            )
            rows.append((f"{question.nr}. {escape(question.vraag)}", escape(answer), escape(note)))
    return blad.render_rooster(name_paragraaf(paragraaf), ("Vraag", "Antwoord", "Toelichting"), rows)


def _mark(reden: str) -> str:
    return f"(open: {reden})" if reden else ""


def render_gesprek(bewaard: BewaardDossier) -> str:
    """Render the picture of the conversation with its table, the balance by party, and what has no answer yet."""
    talk = bewaard.dossier.gesprek
    if not (talk.knoppen or talk.partijen):
        return (
            f'<section class="wzi-dossier"><h2>Gesprek</h2><p class="wzi-erbij">{GEEN_GESPREK}</p></section>'
        )
    year = find_jaar(talk, today().year)
    picture = make_gespreksbeeld(talk, year)
    drawn = render_gespreksbeeld(picture)
    frame = (
        f'<div class="wzi-beeld" role="region" aria-label="Beeld van het gesprek" tabindex="0">{drawn}</div>'
    )
    lines = "".join(f"<li>{escape(describe_melding(one))}</li>" for one in list_meldingen(talk))
    asked = (
        f'<section class="wzi-vragen"><h3>Nog te bespreken</h3><ul>{lines}</ul></section>' if lines else ""
    )
    rows = [tuple(map(escape, row)) for row in picture.tabel]
    table = blad.render_rooster("Wie betaalt wat, en wie heeft er iets aan", TABELKOPPEN, rows)
    return (
        f'<section class="wzi-dossier"><h2>Wie betaalt, en wie heeft er iets aan?</h2>{frame if drawn else ""}{asked}'
        f"{table}{_render_balans(bewaard.dossier, year)}</section>"
    )


def _render_balans(dossier: Dossier, jaar: int) -> str:
    rows = [
        (escape(line.partij), escape(describe_bedragen(line.geeft)),
         escape(describe_krijgt(line)))
        for line in make_balans(dossier.gesprek, jaar)
    ]  # fmt: skip
    table = blad.render_rooster(f"Balans per partij, {jaar}", ("Partij", "Geeft", "Krijgt"), rows)
    return f'{table}<p class="wzi-erbij">{escape(GEEN_OPTELSOM)}</p>'


DELEN: Mapping[str, Callable[[BewaardDossier], str]] = {
    "toets": render_toets,
    "afweging": render_afweging,
    "gesprek": render_gesprek,
}
"""What is shown at each step."""
