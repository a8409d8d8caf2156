"""The map for a council: what the rule says of each area, and what comes by gemeente and wijk, as far as that is told.

One description for the page, the papers and the slide: of all groups together, or of one. The colours are the rule's
answer before placement, equal in every plan; the numbers are those of `delen.per_groep`, drawn beside the names.
"""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau
from woonzorg.kaart.beeld import Omtrek
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.kaart.statuskaart import colour_status
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.delen.openbaar import VERBORGEN, Regelstatus
from woonzorg.verdeling.delen.per_groep import count_raad
from woonzorg.verdeling.uitkomst.gedeeld import describe_kop_openbaar, share, share_uitkomst
from woonzorg.verdeling.uitkomst.ruimte import tabulate_statussen
from woonzorg.verdeling.uitkomst.woorden import name_groep

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from woonzorg.kaart.beeld import Kaart, Vlak, Vormen
    from woonzorg.verdeling.delen.openbaar import GedeeldPlan
    from woonzorg.verdeling.delen.per_groep import Raadstelling
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

ALLE = "Alle groepen samen"
"""What the map of all groups that may be told is called."""

_SAMEN = "*"
"""Beside the name of a gemeente that is told together with others."""

_VERSCHIL = (
    "Een groep heeft een aantal per wijk als elke groep die in de gemeente komt er in elke wijk met een aantal, en in "
    "wat overblijft, minstens 10 woningen krijgt."
)


@dataclass(frozen=True)
class Raadsrij:
    """A line of the table beside the map.

    Attributes
    ----------
    gemeente, wijk : str
        Names; wijk is '' for the whole of a gemeente, or of gemeenten that are told together.
    code : str
        Of the gemeente or wijk; '' for more than one.
    woningen : int
    """

    gemeente: str
    wijk: str
    code: str
    woningen: int


@dataclass(frozen=True, eq=False)
class Raadskaart:
    """The map for a council.

    Attributes
    ----------
    groep, titel : str
        Key of the group ('' for all together), and what it is called.
    kop : str
        What the map tells, in a sentence.
    kaart : Kaart or None
        None when there are too many areas to draw.
    rijen : tuple of Raadsrij
        By gemeente; empty when no number of the plan may be told.
    uitleg : tuple of str
        What to know when reading it.
    """

    groep: str
    titel: str
    kop: str
    kaart: Kaart | None
    rijen: tuple[Raadsrij, ...]
    uitleg: tuple[str, ...]


def make_raadskaart(
    uitkomst: Uitkomst, vormen: Vormen | None, wijken: Vormen | None, groep: str = ""
) -> Raadskaart:
    """Describe the map of a plan for a council.

    Parameters
    ----------
    uitkomst : Uitkomst
        The planner's own, or one that was shared already: only what may be told is taken from it.
    vormen, wijken : Vormen or None
        Outlines of the level of the plan, and of the wijken; None when there are too many areas to draw.
    groep : str
        Key of a group (`per_groep.list_kaartgroepen`); '' for all together.

    Raises
    ------
    InvoerFout
        When the group has no map of its own.
    """
    shared = share_uitkomst(uitkomst)
    plan = share(shared)
    counted = count_raad(plan, groep)
    kop = describe_kop_openbaar(shared) if not groep else _describe_groep(shared, groep)
    rows = tuple(_list_rijen(plan, counted))
    drawn = _draw(shared, counted, vormen, wijken, kop) if vormen and wijken else None
    return Raadskaart(groep, name_kaart(groep), kop, drawn, rows, tuple(_list_uitleg(plan, counted)))


def name_kaart(groep: str) -> str:
    """Return what the map of a group is called."""
    return name_groep(groep) if groep else ALLE


def _describe_groep(uitkomst: Uitkomst, groep: str) -> str:
    place = uitkomst.situatie.groepen.index(groep)
    asked, placed = uitkomst.situatie.behoefte.aantallen[place], uitkomst.plan.geplaatst[place]
    return (
        f"Rekenvoorbeeld. {name_groep(groep)}: een plek voor {format_getal(placed)} van de "
        f"{count_woord(asked, 'woning', 'woningen')}."
    )


def _list_rijen(plan: GedeeldPlan, counted: Raadstelling) -> Iterator[Raadsrij]:
    own = plan.situatie.veld.gebieden[plan.situatie.veld.eigen]
    code, naam = ("code", "naam") if plan.situatie.veld.niveau == Niveau.WIJK else ("wijkcode", "wijknaam")
    towns = {str(key): str(name) for key, name in zip(own["gemeentecode"], own["gemeentenaam"], strict=True)}
    wijken = own.drop_duplicates(code).sort_values([naam, code])
    around = dict(zip(wijken[code], wijken["gemeentecode"], strict=True))
    for together in sorted(counted.gemeenten, key=lambda codes: [towns[key] for key in codes]):
        name = join_woorden([towns[key] for key in together])
        yield Raadsrij(name, "", "+".join(together), counted.gemeenten[together])
        inside = wijken[wijken["gemeentecode"].isin(together) & wijken[code].isin(counted.wijken)]
        for key, wijk in zip(inside[code], inside[naam], strict=True):
            yield Raadsrij(name, str(wijk), str(key), counted.wijken[str(key)])
        if len(inside) and len(inside) < sum(town in together for town in around.values()):
            yield Raadsrij(name, "andere wijken", "", counted.find_rest(together[0], around))


def _list_uitleg(plan: GedeeldPlan, counted: Raadstelling) -> list[str]:
    own = plan.situatie.veld.gebieden
    names = dict(zip(own["gemeentecode"], own["gemeentenaam"], strict=True))
    samen = [codes for codes in counted.gemeenten if len(codes) > 1]
    lines = [
        f"{_SAMEN} {join_woorden([str(names[code]) for code in codes])} staan samen: "
        f"{count_woord(counted.gemeenten[codes], 'woning', 'woningen')}. In een van deze gemeenten houdt de regel maar "
        "weinig buurten niet tegen."
        for codes in samen
    ]
    return list_geldend((
        Zin(plan.verborgen, VERBORGEN),
        *(Zin(True, line) for line in lines),
        Zin(bool(counted.groep) and not plan.met_eigen, _VERSCHIL),
    ))  # fmt: skip


def _draw(uitkomst: Uitkomst, counted: Raadstelling, vormen: Vormen, wijken: Vormen, kop: str) -> Kaart:
    rows = _replace_totalen(uitkomst, counted)
    colours = colour_status(rows, vormen)
    title = f"{colours.titel} Getal: woningen erbij, {name_kaart(counted.groep).lower()}"
    open_ = rows[rows["status"] == Regelstatus.OPEN]
    drawn = add_aantallen(vormen, wijken, counted, dict(zip(open_["code"], open_["wijk"], strict=True)))
    return make_kaart(drawn, dataclasses.replace(colours, titel=title), kop)


def _replace_totalen(uitkomst: Uitkomst, counted: Raadstelling) -> pd.DataFrame:
    """Return the statuses, with the wijk of each area and the totals around it that this map tells."""
    rows, field = tabulate_statussen(uitkomst), uitkomst.situatie.veld
    own = field.gebieden.set_index("code").loc[rows["code"]]
    towns = {codes[0]: count for codes, count in counted.gemeenten.items() if len(codes) == 1}
    wijken = rows["code"] if field.niveau == Niveau.WIJK else own["wijkcode"].to_numpy()
    rows = rows.assign(wijk=wijken)
    return rows.assign(
        woningen_gemeente=own["gemeentecode"].map(towns).to_numpy(dtype=float),
        woningen_wijk=rows["wijk"].map(counted.wijken).astype(float),
    )


def add_aantallen(vormen: Vormen, wijken: Vormen, counted: Raadstelling, open_: Mapping[str, str]) -> Vormen:
    """Return outlines whose gemeenten have their homes beside their name, and with the wijken that have homes to tell.

    Parameters
    ----------
    vormen, wijken : Vormen
        Outlines of an area, and of the wijken in it: of the same drawing.
    counted : Raadstelling
    open_ : mapping
        Code of each area that the rule does not hold back → its wijk. The homes of a wijk are written in one of these:
        where the rule spares, a number would read as if some came there.
    """
    signs = {
        code: format_getal(count) if len(codes) == 1 else _SAMEN
        for codes, count in counted.gemeenten.items()
        for code in codes
    }
    towns = tuple(
        dataclasses.replace(
            town, naam=f"{town.naam}: {signs[town.code]}" if town.code in signs else town.naam
        )
        for town in vormen.gemeenten
    )
    places = {
        open_[vlak.code]: vlak for vlak in sorted(vormen.vlakken, key=_find_straal) if vlak.code in open_
    }
    same = (vormen.links, vormen.boven, vormen.schaal) == (wijken.links, wijken.boven, wijken.schaal)
    parts = tuple(
        _make_deel(vlak.pad, places[vlak.code], vlak.code, counted.wijken[vlak.code])
        for vlak in wijken.vlakken
        if same and vlak.code in counted.wijken and vlak.code in places
    )
    key = hashlib.sha256(repr((vormen.sleutel, towns, parts)).encode()).hexdigest()[:12]
    return dataclasses.replace(vormen, sleutel=key, gemeenten=towns, delen=parts)


def _find_straal(vlak: Vlak) -> int:
    return vlak.straal


def _make_deel(pad: str, plek: Vlak, code: str, aantal: int) -> Omtrek:
    venster = (plek.x - plek.straal, plek.y - plek.straal, 2 * plek.straal, 2 * plek.straal)
    return Omtrek(code, f"wijk: {format_getal(aantal)}", pad, plek.x, plek.y, venster)
