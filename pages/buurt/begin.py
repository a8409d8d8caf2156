"""Buurt without an area: how the region stands, what changed since the edition before, and where to begin."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from pages.bouwstenen import gegevens
from pages.bouwstenen.kaart.kaartje import render_meer
from pages.bouwstenen.kaart.merk import render_stip
from woonzorg.gebied import Niveau
from woonzorg.kaart import verschilwoorden
from woonzorg.kaart.telling import count_klassen
from woonzorg.kaart.thema import KLASSE
from woonzorg.kaart.verandering import list_sinds
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.ophoping import count_ophoping, describe_ophoping
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from woonzorg.buurt.buurtbeeld import Verwant
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.verandering import Verandering
    from woonzorg.oordeel.toets import Score

NOEMBAAR = 150
"""Most buurten to name: of a whole country there are thousands, and the map shows them better."""

_NIVEAU = Niveau.BUURT.value


def find_verandering(snapshot: Snapshot) -> Verandering | None:
    """Return what changed since the edition before the newest; None where there is no edition before it."""
    years = list_sinds(gegevens.load_reeksjaren(snapshot, snapshot.id), KLASSE, None)
    if not years:
        return None
    return gegevens.load_verandering(snapshot, snapshot.id, _NIVEAU, None, KLASSE, years[-1])


def render_stand(score: Score, regio: str, uitleg: str) -> str:
    """Render what can be done here, or why the area of a link is not there, and how the region stands.

    Parameters
    ----------
    score : Score
    regio : str
        Name of the region.
    uitleg : str
        Why; '' when no area was asked for.
    """
    own = score.select(_NIVEAU)
    count = count_klassen(own, regio, _NIVEAU)
    why = f'<p class="wz-let-op">{escape(uitleg)}</p>' if uitleg else ""
    items = "".join(
        f"<li>{render_stip(klasse)}<span><b>{format_getal(count.gebieden[klasse])}</b> "
        f"{escape(klassewoorden.name_klasse(klasse))}</span></li>"
        for klasse in Klasse
    )
    lots = describe_ophoping(count_ophoping(score, own, _NIVEAU))
    return (
        f'<article class="wz-buurt"><h1 tabindex="-1" data-kop="">Zoek een gebied</h1>{why}'
        "<p>Typ een deel van de naam. U ziet meteen of het gebied kwetsbaar is volgens de regionale visie, "
        f"en waarom.</p><h2>{escape(regio)} nu: {format_getal(count.totaal)} buurten</h2>"
        f'<ul class="wz-klassen">{items}</ul><p>{escape(lots)}</p></article>'
    )


def render_veranderd(verandering: Verandering | None, score: Score, link: Callable[[str], str]) -> str:
    """Render how many buurten changed class, and which: by gemeente and name, each a link.

    Parameters
    ----------
    verandering : Verandering or None
    score : Score
        Of the newest edition, for the names.
    link : callable
        Gives the address of the page of an area, by its code.
    """
    if verandering is None:
        told, changes = "Er is geen eerdere meting om mee te vergelijken.", ""
    else:
        told = verschilwoorden.describe_kop(verandering, _NIVEAU)
        changes = _render_lijst(verandering, score, link)
    return (
        '<section class="wz-buurt wz-veranderd"><h2>Wat veranderde er?</h2>'
        f"<p>{escape(told)}</p>{changes}</section>"
    )


def _render_lijst(verandering: Verandering, score: Score, link: Callable[[str], str]) -> str:
    changed = verandering.veranderd
    if changed.empty:
        return ""
    if len(changed) > NOEMBAAR:
        return "<p>Dat zijn er te veel om hier te noemen. De kaart laat ze zien.</p>"
    names = score.gebieden.set_index("code")[["naam", "gemeentenaam"]]
    rows = changed.join(names, on="code").sort_values(["gemeentenaam", "naam", "code"])
    parts = "".join(
        f"<h3>{escape(str(gemeente))}</h3><ul>{''.join(_render_wissel(row, link) for row in group)}</ul>"
        for gemeente, group in groupby(rows.to_dict("records"), key=lambda row: row["gemeentenaam"])
    )
    return render_meer("Welke buurten?", parts)


def _render_wissel(row: Mapping[Hashable, object], link: Callable[[str], str]) -> str:
    code = str(row["code"])
    change = verschilwoorden.name_wissel(Klasse(str(row["toen"])), Klasse(str(row["nu"])))
    return (
        f'<li><a href="{escape(link(code))}" data-gebied="{escape(code)}">{escape(str(row["naam"]))}</a>'
        f"<small>{escape(change[:1].lower() + change[1:])}</small></li>"
    )


def render_gemeenten(gemeenten: Iterable[Verwant], link: Callable[[str], str]) -> str:
    """Render the gemeenten, to begin with for who knows no name, and what the figures are not for."""
    items = "".join(
        f'<li><a href="{escape(link(gebied.code))}" data-gebied="{escape(gebied.code)}">'
        f"<span>{escape(gebied.naam)}</span></a></li>"
        for gebied in gemeenten
    )
    return (
        f'<section class="wz-buurt"><h2>Of kies een gemeente</h2><ul class="wz-verwanten">{items}</ul>'
        f'<p class="wz-disclaimer">{escape(klassewoorden.DISCLAIMER)}</p></section>'
    )
