"""The page 'Profiel' of the buurtblad: the eight themes in one table, the nine conditions, and what a visit gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.oordeel import klassewoorden
from woonzorg.profiel import doelwoorden, loopafstand, woorden
from woonzorg.profiel.cijfers import GESCHIKT_THEMA
from woonzorg.profiel.eigen import PROCES, Profieleigen
from woonzorg.profiel.eigencomplex import OP_PAPIER, TITEL, list_complexbuurten, share_complex
from woonzorg.profiel.lijsten import list_themas, list_voorwaarden
from woonzorg.profiel.visiecijfers import GESCHIKT_BRON, GESCHIKT_TITEL
from woonzorg.rapport.stuk import Alinea, Kolom, Kop, Lijst, Naast, Stijl, Tabel
from woonzorg.tekst.getal import count_woord, format_getal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score
    from woonzorg.profiel.eigen import Waarneming
    from woonzorg.profiel.lijsten import Buurtvoorwaarde, Thema
    from woonzorg.profiel.profiel import Plaats, Profiel, Profielregel
    from woonzorg.rapport.stuk import Blok, Cel

GEEN = Profieleigen()
"""Of a visit that gave nothing."""

MEESTE_DOELEN = 4
"""So many goals stand on the page; of more it says how many."""


MEESTE_COMPLEXEN = 5
"""So many buurten with complexes, and complexes of each, stand on the page; of more it says how many."""

_BALANS = f"zie de twee scores bij het oordeel. {woorden.BALANS}"


def make_profieldeel(snapshot: Snapshot, profiel: Profiel, eigen: Profieleigen = GEEN) -> tuple[Blok, ...]:
    """Describe the page.

    Parameters
    ----------
    snapshot : Snapshot
        What was measured over the years.
    profiel : Profiel
    eigen : Profieleigen
        Own observations and goals, where they were given.
    """
    where, seen = profiel.gebied, eigen.find_nieuwste(profiel.gebied.code)
    return (
        Kop(f"Profiel van {where.naam}"),
        Alinea(f"De acht thema's van de visie (§5.2). {woorden.GEEN_SCORE}", Stijl.KLEIN),
        _tabulate_themas(profiel, woorden.tell_thema(seen.get(PROCES), deelbaar=True)),
        Alinea(f"{loopafstand.describe_grens()} {woorden.LEESWIJZER} {_EENHEDEN}", Stijl.KLEIN),
        *_make_delen(profiel),
        Kop("Negen voorwaarden (§6.14 en §6.15)"),
        _make_voorwaarden(profiel, seen),
        Alinea(" ".join(_list_dementie(profiel)), Stijl.KLEIN),
        Alinea(_BALANS, Stijl.KLEIN, f"{woorden.CRITERIUM_BALANS} (§5.2):"),
        *_make_doelen(snapshot, eigen, where.code),
    )


def _tabulate_themas(profiel: Profiel, zonder: str) -> Tabel:
    places = profiel.plaatsen
    spread = [Kolom("laag\u00a0–\u00a0hoog")] if profiel.delen else []
    columns = (
        Kolom("Thema"), Kolom("Cijfer", breed=True), *(Kolom(place.soort) for place in places), *spread, Kolom("jaar"),
    )  # fmt: skip
    rows = tuple(row for theme in list_themas() for row in _list_thema(theme, profiel, zonder))
    return Tabel(f"{places[0].naam} en wat eromheen ligt", columns, rows)


def _list_thema(thema: Thema, profiel: Profiel, zonder: str) -> Iterator[tuple[Cel, ...]]:
    lines = [_list_regel(regel, profiel) for regel in profiel.select_thema(thema.nr)]
    lines += [_list_geschikt(profiel)] if thema.nr == GESCHIKT_THEMA else []
    room = len(profiel.plaatsen) + 1 + bool(profiel.delen)
    lines = lines or [(zonder, *[""] * room)]
    for place, line in enumerate(lines):
        yield ("" if place else thema.naam, *line)


def _list_regel(regel: Profielregel, profiel: Profiel) -> tuple[Cel, ...]:
    figure = regel.cijfer
    unit = _KORT.get(figure.eenheid, woorden.name_eenheid(figure))
    far = ", verder" if figure.is_afstand and loopafstand.is_verder(regel.waarde) else ""
    return (
        ", ".join(filter(None, [figure.titel, unit])),
        # Why a source gives no figure is told on screen; the line stays one line.
        f"{woorden.tell_waarde(regel).partition(' (')[0]}{far}",
        *(woorden.format_waarde(figure, value) for value in regel.waarden[1:]),
        *([_tell_spreiding(regel)] if profiel.delen else []),
        str(regel.jaar or ""),
    )


_KORT: dict[str, str] = {
    "afwijking van het landelijk gemiddelde": "", "score": "", "per 1.000 inwoners": "per 1.000",
    "m³ per woning in een jaar": "m³", "kWh per woning in een jaar": "kWh",
}  # fmt: skip
"""Units as the table writes them; what it leaves out is told beneath."""

_EENHEDEN = "Per 1.000 is per 1.000 inwoners; m³ en kWh zijn per woning in een jaar. SES-WOA is een score."


def _tell_spreiding(regel: Profielregel) -> str:
    found = regel.spreiding
    if found is None:
        return "–"
    low, high = (format_getal(value, regel.cijfer.decimalen) for value in (found.laagst, found.hoogst))
    return f"{low}\u00a0–\u00a0{high}"


def _list_geschikt(profiel: Profiel) -> tuple[Cel, ...]:
    """List the figure of the gemeente; elsewhere than in the region of the vision it is not published."""
    found, places = profiel.geschikt, profiel.plaatsen
    known = {"gemeente": f"{found.procent} %", "regio": f"{found.regio} %"} if found else {}
    own = found.describe(places[0].soort) if found else "niet gepubliceerd"
    others = [known.get(place.soort, "–") for place in places[1:]]
    return f"{GESCHIKT_TITEL} ({GESCHIKT_BRON})", own, *others, *(["–"] if profiel.delen else []), ""


def _make_delen(profiel: Profiel) -> tuple[Blok, ...]:
    where: Plaats = profiel.gebied
    if where.soort == "buurt":
        return ()
    parts = woorden.describe_delen(where.naam, where.soort, profiel.delen)
    spread = f"Laag – hoog: van de {woorden.name_delen(where.soort)} waarvan het cijfer bekend is."
    return (Alinea(f"{parts} {spread}", Stijl.KLEIN),)


def _make_voorwaarden(profiel: Profiel, gezien: dict[int, Waarneming]) -> Blok:
    told = {kind: tuple(_tell(one, profiel, gezien.get(one.nr)) for one in list_voorwaarden() if one.profiel == kind)
            for kind in woorden.PROFIELNAAM}  # fmt: skip
    columns = tuple(
        (Kop(woorden.PROFIELNAAM[kind], 3), Lijst(lines, Stijl.KLEIN)) for kind, lines in told.items()
    )
    return Naast(columns, (0.4, 0.6))


def _tell(voorwaarde: Buurtvoorwaarde, profiel: Profiel, waarneming: Waarneming | None) -> str:
    told = woorden.tell_voorwaarde(voorwaarde, profiel, waarneming, deelbaar=True)
    return f"{voorwaarde.nr}. {voorwaarde.tekst}. {told}"


def _list_dementie(profiel: Profiel) -> list[str]:
    older = "; ".join(woorden.tell_cijfers(["inwoners_65plus_pct"], profiel))
    return [woorden.DEMENTIE, f"{older}.", woorden.describe_dementievraag(profiel.dementie)]


def _make_doelen(snapshot: Snapshot, eigen: Profieleigen, code: str) -> tuple[Blok, ...]:
    goals = [doelwoorden.tell_doel(snapshot, goal) for goal in eigen.select_doelen(code)]
    more = len(goals) - MEESTE_DOELEN
    lines = (*goals[:MEESTE_DOELEN], *([f"En nog {more} in het eigen bestand."] if more > 0 else []))
    return (Kop(doelwoorden.OP_PAPIER), Lijst(lines, Stijl.KLEIN)) if goals else ()


def make_complexdeel(score: Score, gebied: Plaats, eigen: Profieleigen = GEEN) -> tuple[Blok, ...]:
    """Describe which own complexes lie in an area, as far as that may be shared; nothing where none were given.

    Parameters
    ----------
    score : Score
    gebied : Plaats
    eigen : Profieleigen
    """
    found = [(buurt, list(filter(None, map(share_complex, buurt.complexen))))
             for buurt in list_complexbuurten(score, gebied, eigen.complexen)]  # fmt: skip
    told = [(buurt, items) for buurt, items in found if items]
    lines = [
        f"{buurt.naam}, {klassewoorden.name_klasse(buurt.klasse)}: {'; '.join(_limit(items))}."
        for buurt, items in told
    ]
    if not lines:
        return ()
    return (
        Kop(TITEL, 3),
        Lijst(tuple(_limit(lines, ("buurt", "buurten"))), Stijl.KLEIN),
        Alinea(OP_PAPIER, Stijl.KLEIN),
    )


def _limit(regels: list[str], wat: tuple[str, str] | None = None) -> list[str]:
    """Return the first lines, and how many more there are."""
    more = len(regels) - MEESTE_COMPLEXEN
    rest = f"en nog {count_woord(more, *wat) if wat else more}"
    return [*regels[:MEESTE_COMPLEXEN], *([rest] if more > 0 else [])]


def tabulate_profiel(profiel: Profiel) -> Tabel:
    """Return the figures unrounded, for a workbook."""
    columns = (
        Kolom("Thema"), Kolom("Cijfer", breed=True), Kolom("Eenheid"), Kolom("Jaar"), Kolom("Bron"),
        *(Kolom(f"{place.naam} ({place.soort})", 3) for place in profiel.plaatsen),
    )  # fmt: skip
    names = {theme.nr: theme.naam for theme in list_themas()}
    rows = tuple(
        (
            names[line.cijfer.thema],
            line.cijfer.titel,
            line.cijfer.eenheid,
            str(line.jaar or ""),
            line.bron,
            *line.waarden,
        )
        for line in profiel.regels
    )
    return Tabel("Profiel", columns, rows)
