"""What a document of a half-year report is made of, and its picture 5: the panels with legend and figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from woonzorg.agenda.nodig import calculate_toewijzingen
from woonzorg.agenda.paneel import KOLOMMEN, make_gedeelde_panelen
from woonzorg.agenda.paneelwoorden import (
    VERWACHT_GEDEELD,
    describe_einde,
    describe_jaarvraag,
    describe_stand,
    write_afgesproken,
)
from woonzorg.agenda.planning import list_verslagen
from woonzorg.agenda.verslagvergelijking import compare_verslagen
from woonzorg.agenda.verslagwoorden import tell_getal
from woonzorg.agenda.voortgang import Teller
from woonzorg.agenda.woorden import NIET_TE_DELEN
from woonzorg.grafiek.agenda import BAND, BEZIG, GEREED, NAMEN, TOEGEZEGD, make_paneel
from woonzorg.grafiek.beschrijving import GEEL, INKT
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Legenda, Naast, Stijl, Tabel, to_cel
from woonzorg.tekst.getal import write_minstens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.agenda.paneel import Agendapaneel
    from woonzorg.agenda.verslag import Verslag
    from woonzorg.agenda.verslagvergelijking import Verslagvergelijking
    from woonzorg.rapport.stuk import Blok, Cel

KOPPEN_TELLER = {Teller.TOEWIJZING: "Toewijzingen", Teller.BOUW: "Bouw en aanpassing"}
"""What the two counts are called; they are never added."""


@dataclass(frozen=True)
class Verslagstof:
    """What the document of a report is made of.

    Attributes
    ----------
    verslag : Verslag
    vorige : Verslag or None
        The report that it was made beside; any other is refused.
    """

    verslag: Verslag
    vorige: Verslag | None = None

    @cached_property
    def vergelijking(self) -> Verslagvergelijking | None:
        """The report beside the one before; None without that.

        Raises
        ------
        InvoerFout
            When it was not made with that one.
        """
        return compare_verslagen(self.vorige, self.verslag) if self.vorige else None

    def list_panelen(self, teller: Teller) -> tuple[Agendapaneel, ...]:
        """Return picture 5 of one count: the region, then its gemeenten by name."""
        names = {"": self.verslag.grond.streek, **self.verslag.grond.gemeenten}
        band = [calculate_toewijzingen(item.kwartaal) for item in list_verslagen()]
        before = self.vorige.gedeeld if self.vorige else None
        needed = band if teller == Teller.TOEWIJZING else []
        return make_gedeelde_panelen(self.verslag.gedeeld, before, names, teller, needed)


def make_panelen(stof: Verslagstof) -> tuple[Blok, ...]:
    """Return what got let and ready: a picture of the region and of each gemeente, and a table."""
    counts = {teller: stof.list_panelen(teller) for teller in Teller}
    drawn = [
        blok for teller, panels in counts.items() if panels
        for blok in (Kop(KOPPEN_TELLER[teller], 3), *_draw(panels, stof))
    ]  # fmt: skip
    head = Kop("Komen we er?")
    if not drawn:
        return head, Alinea("In de agenda staat geen regel met woningen.")
    blokken = (head, _make_legenda(stof), *drawn)
    return (*blokken, Alinea(f"{VERWACHT_GEDEELD} {describe_jaarvraag()}", Stijl.KLEIN))


def _draw(panelen: Sequence[Agendapaneel], stof: Verslagstof) -> tuple[Blok, ...]:
    """Return the panels, three on a line, with what each says in words; the figures are in the workbook."""
    cells = [_draw_een(panel, stof) for panel in panelen]
    lines = [tuple(cells[start : start + 3]) for start in range(0, len(cells), 3)]
    end = [text for panel in panelen[:1] if (text := describe_einde(panel))]
    rows = tuple(Naast((*line, *((),) * (3 - len(line))), (1 / 3,) * 3) for line in lines)
    return (*rows, *(Alinea(text) for text in end), _tabulate_panelen(panelen))


def _draw_een(paneel: Agendapaneel, stof: Verslagstof) -> tuple[Blok, ...]:
    number, behind = describe_stand(paneel)
    chart = make_paneel(paneel, stof.verslag.gedeeld.moment)
    return (
        Alinea(f"{number} {behind}", Stijl.KLEIN, f"{paneel.naam}:"),
        Beeld(render_grafiek(chart), f"{chart.zin} De cijfers staan in de tabel."),
    )


def _make_legenda(stof: Verslagstof) -> Legenda:
    ready = " of ".join(NAMEN.values())
    boxes = [(GEREED, ready), (BEZIG, "in voorbereiding"), (TOEGEZEGD, "toegezegd")]
    lines = [("2 3", BAND, "nodig, lage tot hoge vraag (aanname)"), ("5 4", BAND, "afgesproken")]
    lines += [("", INKT, "vorig verslag")] if stof.vorige else []
    lines.append(("", GEEL, "dit moment"))
    return Legenda((
        *((_draw_staal(f'<rect x=".5" y="3" width="25" height="12" fill="{tint}" stroke="#46557a"/>'), word)
          for tint, word in boxes),
        *((_draw_staal(f'<path d="M0 9H26" stroke="{tint}" stroke-width="2.5" stroke-dasharray="{dash}"/>'), word)
          for dash, tint, word in lines),
    ))  # fmt: skip


def _draw_staal(inhoud: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="26" height="18" viewBox="0 0 26 18" aria-hidden="true">'
        f"{inhoud}</svg>"
    )


def _tabulate_panelen(panelen: Sequence[Agendapaneel]) -> Tabel:
    """Return how far each panel is; by half-year it is in the workbook."""
    ready = NAMEN[panelen[0].teller].capitalize()
    columns = (
        Kolom("Gebied", breed=True), Kolom("Afgesproken", 0), Kolom(ready, 0), Kolom("In voorbereiding", 0),
        Kolom("Toegezegd", 0),
    )  # fmt: skip
    rows = tuple(map(_list_rij, panelen))
    return Tabel(f"{KOPPEN_TELLER[panelen[0].teller]}, de stand van nu in woningen", columns, rows)


def _list_rij(paneel: Agendapaneel) -> tuple[Cel, ...]:
    """Return the row of a panel: a sum of what is told, which says so where there may be more."""
    agreed: Cel = paneel.afgesproken or NIET_TE_DELEN
    if not paneel.afgesproken_heel:
        agreed = write_afgesproken(paneel)
    if not paneel.stappen:
        return paneel.naam, agreed, *("niet gemeld",) * 3
    return paneel.naam, agreed, *(_tell_deel(paneel, column) for column in KOLOMMEN)


def _tell_deel(paneel: Agendapaneel, kolom: str) -> Cel:
    last = paneel.stappen[-1]
    count = getattr(last, kolom)
    if count is None or not paneel.is_minstens(kolom, last.moment):
        return tell_getal(count)
    return write_minstens(count, minstens=True)


def tabulate_cijfers(stof: Verslagstof) -> Tabel:
    """Return what the pictures show, for a workbook: a row for each panel and half-year."""
    panels = [panel for teller in Teller for panel in stof.list_panelen(teller)]
    heads = (Kolom("Gebied"), Kolom("Wat"), Kolom("Moment"), *(Kolom(head, 0) for head in _KOPPEN))
    rows = tuple(
        (
            panel.naam,
            KOPPEN_TELLER[panel.teller],
            *(cell if isinstance(cell, str) else to_cel(cell) for cell in row),
        )
        for panel in panels
        for row in make_paneel(panel, stof.verslag.gedeeld.moment).tabel.rijen
    )
    return Tabel("Per half jaar", heads, rows)


_KOPPEN = (
    "Klaar",
    "In voorbereiding",
    "Toegezegd",
    "Afgesproken",
    "Nodig, laag",
    "Nodig, hoog",
    "Vorig verslag",
)
