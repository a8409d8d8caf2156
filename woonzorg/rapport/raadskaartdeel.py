"""The map for a council on paper and as a slide: a part that other papers include, and a document of its own.

Of all groups together or of one (`kaart.raadskaart`); with its table, for who cannot see it or wants the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau
from woonzorg.kaart.raadskaart import Raadskaart, make_raadskaart
from woonzorg.kaart.svg import render_svg
from woonzorg.kaart.telling import select_gebieden
from woonzorg.kaart.vormen import make_vormen
from woonzorg.oordeel.klassewoorden import MEERVOUD, TE_VEEL
from woonzorg.rapport import delen
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Lijst, Naast, Stijl, Stuk, Tabel
from woonzorg.rapport.zicht import Openbaar, find_watermerk, name_scenario
from woonzorg.verdeling.scenario.levensloop import name_auteur
from woonzorg.verdeling.uitkomst.gedeeld import list_privacy

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.rapport.stuk import Blok

REGEL_VOORAF = (
    "De kaart laat zien wat de regel zegt vóór er iets is verdeeld, uit openbare cijfers: in elk plan hetzelfde. "
    "Dit is geen lijst van plekken."
)
KOP = "Kaart voor de raad"


@dataclass(frozen=True, eq=False)
class Raadsstof:
    """What a map for a council is made of.

    Attributes
    ----------
    openbaar : Openbaar
    groep : str
        Key of a group; '' for all together.
    """

    openbaar: Openbaar
    groep: str = ""

    @cached_property
    def kaart(self) -> Raadskaart:
        """The map; drawn without outlines where there are too many areas.

        Raises
        ------
        InvoerFout
            When the group has no map of its own.
        """
        outcome, score = self.openbaar.uitkomst, self.openbaar.score
        if not self.openbaar.heeft_kaart:
            return make_raadskaart(outcome, None, None, self.groep)
        levels = (str(outcome.scenario.niveau), str(Niveau.WIJK))
        areas, wijken = (make_vormen(select_gebieden(score, level)) for level in levels)
        return make_raadskaart(outcome, areas, wijken, self.groep)


def make_raadskaartdeel(stof: Raadsstof) -> tuple[Blok, ...]:
    """Describe the map and beside it the table, with what to know of both.

    Raises
    ------
    InvoerFout
        When the group has no map of its own.
    """
    kaart = stof.kaart
    name = KOP if not stof.groep else f"{KOP}: {kaart.titel}"
    table = (_tabulate(kaart),) if kaart.rijen else ()
    drawn = draw_raadskaart(stof)
    shown = (Naast((drawn, table), (0.62, 0.38)),) if table else drawn
    told = (Lijst(kaart.uitleg, Stijl.KLEIN),) if kaart.uitleg else ()
    return Kop(name), Alinea(kaart.kop), Alinea(REGEL_VOORAF, Stijl.KLEIN), *shown, *told


def draw_raadskaart(stof: Raadsstof, breedte: float = 1.0) -> tuple[Blok, ...]:
    """Describe the map alone, with its legend; `breedte` is its width on the line (0 to 1)."""
    drawn = stof.kaart.kaart
    if drawn is None:
        return (Alinea(TE_VEEL),)
    counts = "; ".join(f"{vak.kop}: {vak.aantal}" for vak in drawn.kleuring.vakken)
    plural = MEERVOUD[stof.openbaar.uitkomst.scenario.niveau]
    alt = f"Kaart van de {plural}. {counts}. {stof.kaart.kop} De aantallen staan ook in een tabel."
    return Beeld(render_svg(drawn, breedte=600), alt, breedte), delen.make_legenda(drawn.kleuring.vakken)


def _tabulate(kaart: Raadskaart) -> Tabel:
    columns = (Kolom("Gemeente of wijk", breed=True), Kolom("Woningen", 0))
    rows = tuple((f"waarvan {row.wijk}" if row.wijk else row.gemeente, row.woningen) for row in kaart.rijen)
    return Tabel(f"Woningen erbij: {kaart.titel.lower()}", columns, rows)


def make_raadskaartstuk(stof: Raadsstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the map as a document of its own.

    Parameters
    ----------
    stof : Raadsstof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    """
    scenario, snapshot = stof.openbaar.uitkomst.scenario, stof.openbaar.snapshot
    title = delen.mark_titel(f"{name_scenario(scenario)}: {stof.kaart.titel.lower()}", snapshot.manifest)
    notices = list_privacy(stof.openbaar.uitkomst)
    blokken: tuple[Blok, ...] = (
        Kop(title, 1),
        *make_raadskaartdeel(stof),
        *((Alinea(" ".join(notices), Stijl.LET_OP, "Let op:"),) if notices else ()),
        *delen.make_slot(snapshot),
        delen.make_verwijzing(adres, "verdelen", {"scenario": scenario.id}),
    )
    return Stuk(
        titel=title, soort=KOP, regio=delen.name_regio(snapshot.manifest), datum=datum, blokken=blokken,
        voet=f"{delen.write_voet(snapshot)} · scenario {scenario.id}",
        auteur=name_auteur(scenario.kenmerken["auteur"]), watermerk=find_watermerk(scenario),
        bladen=(delen.tabulate_bronnen(snapshot.manifest),),
    )  # fmt: skip
