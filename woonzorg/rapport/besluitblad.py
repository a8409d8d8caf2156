"""The first page of the paper of a scenario: all that a council needs to decide, on one page; the rest are annexes.

What is asked, what is proposed, what is not solved, what it costs others, two alternatives with who takes more or less,
and what organisations think of it: only of whom a login vouched for the name, else there are lines to fill in by hand.
Only what may be shared goes in: all figures come from `zicht.Openbaar`.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from woonzorg.bibliotheek.reactie import NAMENS, Namens
from woonzorg.oordeel.klassewoorden import DISCLAIMER
from woonzorg.rapport import delen
from woonzorg.rapport.stuk import Alinea, Bladzijde, Kolom, Kop, Lijst, Merk, Merken, Stijl, Tabel
from woonzorg.rapport.zicht import NIET_TE_DELEN, Openbaar, name_scenario
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.delen.openbaar import has_gevoelig
from woonzorg.verdeling.invoer.datum import format_besluitdag
from woonzorg.verdeling.optimum.maten import tabulate_gemeenten
from woonzorg.verdeling.optimum.sleutels import SLEUTELS, Sleutelplan, apply_sleutel
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.lijst import judge_plan
from woonzorg.verdeling.scenario.inhoud import BANDEN, SOORTEN
from woonzorg.verdeling.scenario.levensloop import list_onbesloten, name_auteur
from woonzorg.verdeling.uitkomst.antwoord import count_zonder_plek
from woonzorg.verdeling.uitkomst.gedeeld import has_hulp, share
from woonzorg.verdeling.uitkomst.knelwoorden import list_hulp
from woonzorg.verdeling.uitkomst.merken import FOUT, ONGETOETST, list_merken
from woonzorg.verdeling.uitweg.prijs import (
    JAREN,
    Prijs,
    find_nieuwe,
    list_prijszinnen,
    price_plan,
    price_punt,
)
from woonzorg.verdeling.vergelijking.kant import (
    Kant,
    make_kant,
    make_sleutelkant,
    rests_on_eigen,
    share_kant,
)
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN
from woonzorg.verdeling.vraag.groepen import Soort

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.rapport.stuk import Blok, Cel
    from woonzorg.verdeling.scenario.inhoud import Scenario

STATUS = {
    "concept": Merk("Concept", "#ffb000", "#16161d"),
    "besproken": Merk("Besproken", "#cfe3e0", "#16161d"),
    "vastgesteld": Merk("Vastgesteld", "#257e76", "#ffffff"),
}
"""The mark of each status."""

GEMEENTEN_OP_BLAD = 20
"""A longer table of gemeenten stands in the annexes only."""

IN_BIJLAGE = "De aantallen per gemeente staan in de bijlage."
TE_GROOT = "Voor zo veel gebieden rekent dit stuk de prijs niet uit."
INVULLEN = "Vul met de hand in. Reacties bij het bewaarde plan staan hier niet: daarvan is de naam niet gecontroleerd."
_REGEL = "…" * 14
_KORT, _KORT_NAAM = 160, 60
_WIE = (Namens.GEMEENTE, Namens.CORPORATIE, Namens.HUURDERS)


def make_besluitblad(openbaar: Openbaar) -> Bladzijde:
    """Describe the page.

    Parameters
    ----------
    openbaar : Openbaar
    """
    return Bladzijde((
        Kop(delen.mark_titel(name_scenario(openbaar.uitkomst.scenario), openbaar.snapshot.manifest), 1),
        Merken((STATUS[openbaar.uitkomst.scenario.kenmerken["status"]],)),
        Alinea(_tell_herkomst(openbaar), Stijl.KLEIN),
        Kop("Wat wordt gevraagd?"),
        Alinea(_tell_vraag(openbaar)),
        Alinea(_tell_besluit(openbaar), aanhef="Besluit:"),
        Kop("Wat wordt voorgesteld?"),
        Alinea(openbaar.kop, Stijl.KERN),
        *_make_alternatieven(openbaar),
        Kop("Wat lost dit niet op?"),
        *_make_rest(openbaar),
        Kop("Wat kost het anderen?"),
        *_make_prijs(openbaar),
        Kop("Wat vinden gemeenten, corporaties en huurders?"),
        *_make_standpunten(openbaar),
        Alinea(DISCLAIMER, Stijl.KLEIN),
    ))  # fmt: skip


def _tell_herkomst(openbaar: Openbaar) -> str:
    scenario = openbaar.uitkomst.scenario
    return " · ".join(filter(None, [f"Kenmerk {scenario.id}", name_auteur(scenario.kenmerken["auteur"])]))


def _tell_vraag(openbaar: Openbaar) -> str:
    scenario, need = openbaar.uitkomst.scenario, openbaar.uitkomst.situatie.behoefte
    side = BANDEN[scenario.bandbreedte].lower()
    parts = [
        f"{GROEPEN[name].titel} {format_getal(count)}"
        for name, count in zip(need.groepen, need.aantallen, strict=True)
    ]
    total = f"Een plek voor {format_getal(sum(need.aantallen))} woningen"
    return f"{total} ({side}, {SOORTEN[scenario.soort].lower()}): {join_woorden(parts or ['geen'])}."


def _tell_besluit(openbaar: Openbaar) -> str:
    scenario = openbaar.uitkomst.scenario
    kept, undecided = scenario.kenmerken, list_onbesloten(scenario)
    asked = {
        "concept": "nog niet gevraagd. Dit plan is een concept en ligt ter bespreking.",
        "besproken": "dit plan vaststellen, met wat het niet oplost en wat het anderen kost.",
        "vastgesteld": f"genomen: {kept['besluit']} ({format_besluitdag(kept['datum'])}).",
    }[kept["status"]]
    return " ".join([asked, *undecided])


def _make_alternatieven(openbaar: Openbaar) -> tuple[Blok, ...]:
    """Return who takes how much in the proposal and in two alternatives, and what those keep of the rules."""
    if openbaar.verborgen or not sum(openbaar.uitkomst.situatie.behoefte.aantallen):
        return ()
    others = list_alternatieven(openbaar)
    told = tuple(_tell_alternatief(side, letter) for side, letter in zip(others, "AB", strict=False))
    rows = _tabulate(openbaar, others)
    table = (rows,) if len(rows.rijen) <= GEMEENTEN_OP_BLAD + 1 else (Alinea(IN_BIJLAGE),)
    return *table, Lijst(told, Stijl.KLEIN)


def list_alternatieven(openbaar: Openbaar) -> tuple[Kant, ...]:
    """Return the two alternatives, as they may be told: by inhabitants, and another plan or else by social homes.

    Parameters
    ----------
    openbaar : Openbaar
    """
    keys = {key.sleutel: key for key in SLEUTELS}
    other = openbaar.ander if openbaar.ander and not share(openbaar.ander).verborgen else None
    names = ["inwoners"] if other else ["inwoners", "sociale_huur"]
    situatie = openbaar.uitkomst.situatie
    sides = []
    for name in names:
        counts = apply_sleutel(situatie, keys[name])
        plan = Sleutelplan(keys[name], counts, judge_plan(situatie, counts))
        sides.append(share_kant(make_sleutelkant(situatie, plan)))
    return (*sides, *((share_kant(make_kant(other)),) if other else ()))


def list_anderen(scenario: Scenario, bewaard: Iterable[Scenario]) -> tuple[Scenario, ...]:
    """Return the saved plans that can stand beside one as an alternative: for the same data, and really another.

    Parameters
    ----------
    scenario : Scenario
    bewaard : iterable of Scenario
    """

    def tell(item: Scenario) -> tuple[str, ...]:
        return item.regio, item.niveau, item.soort, item.gegevens, item.eigen_cijfers

    others = {
        item.rekenkenmerk: item for item in bewaard if not item.eigen_cijfers and tell(item) == tell(scenario)
    }
    others.pop(scenario.rekenkenmerk, None)
    return tuple(others.values())


def _tabulate(openbaar: Openbaar, anderen: Sequence[Kant]) -> Tabel:
    """Return a row a gemeente: the proposal, and each alternative with what it gives more or less."""
    own = openbaar.gemeenten[["code", "naam", "voorstel"]]
    columns = [Kolom("Gemeente", breed=True), Kolom("Voorstel", 0)]
    others: list[list[int]] = []
    for side, letter in zip(anderen, "AB", strict=False):
        columns += [Kolom(f"{letter}: {side.titel[:40]}", 0), Kolom(f"{letter} min voorstel", 0, teken=True)]
        towns = tabulate_gemeenten(side.situatie, side.aantallen).set_index("code")["voorstel"]
        others.append([int(count) for count in own["code"].map(towns).fillna(0)])
    counts = [int(count) for count in own["voorstel"]]
    rows = [
        _write_rij(str(name), count, [other[number] for other in others])
        for number, (name, count) in enumerate(zip(own["naam"], counts, strict=True))
    ]
    total = _write_rij("Samen", sum(counts), [sum(other) for other in others])
    return Tabel("Wie neemt meer of minder?", tuple(columns), (*rows, total))


def _write_rij(naam: str, voorstel: int, anderen: Sequence[int]) -> tuple[Cel, ...]:
    return naam, voorstel, *(cel for count in anderen for cel in (count, count - voorstel))


def _tell_alternatief(kant: Kant, letter: str) -> str:
    """Tell what an alternative places, and which rules it does not keep; not where that rests on own figures."""
    placed = (
        f"{letter}, {kant.titel}: plaatst {format_getal(kant.geplaatst)} van de {format_getal(kant.gevraagd)}"
    )
    if rests_on_eigen(kant):
        return f"{placed}; of het de regels haalt, is {NIET_TE_DELEN}."
    broken = [REGELS[key].titel.lower() for key in kant.gebroken]
    kept = f"haalt niet: {join_woorden(broken)}" if broken else "breekt geen regel die getoetst is"
    return f"{placed}; {kept}{', met zijn eigen instellingen' if kant.scenario else ''}."


def _make_rest(openbaar: Openbaar) -> tuple[Blok, ...]:
    """Return what has no place, and which rules are not kept or not tested."""
    if openbaar.verborgen:
        return (Alinea(f"Wat geen plek heeft, is {NIET_TE_DELEN}."),)
    outcome = openbaar.uitkomst
    left = [
        f"{GROEPEN[name].titel} {format_getal(count)}"
        for name, count in count_zonder_plek(outcome).items()
        if count
    ]
    marks = list_merken(outcome)
    wrong, blind = (
        [mark.titel.lower() for mark in marks if mark.teken == sign] for sign in (FOUT, ONGETOETST)
    )
    rest = outcome.situatie.behoefte.restant
    first, apart = (
        [GROEPEN[item.groep].titel.lower() for item in rest if item.gaat_eerst == first]
        for first in (True, False)
    )
    lines = list_geldend((
        Zin(bool(left), f"Zonder plek: {join_woorden(left or [''])}."),
        Zin(not left, "Alles wat wordt verdeeld, heeft een plek."),
        Zin(bool(first), f"Gaat eerst, buiten de verdeling: {join_woorden(first or [''])}."),
        Zin(bool(apart), f"Niet verdeeld: {join_woorden(apart or [''])}. De bijlage zegt waarom."),
        Zin(bool(wrong), f"Niet gehaald: {join_woorden(wrong or [''])}."),
        Zin(bool(blind), f"Niet getoetst, en dus niet als gehaald geteld: {join_woorden(blind or [''])}."),
    ))  # fmt: skip
    helps = list_hulp(outcome)[:1] if has_hulp(outcome) else ()
    lines += [f"{part.kop}: {'; '.join(part.regels[:2])}." for part in helps]
    return (Lijst(tuple(lines)),)


def _make_prijs(openbaar: Openbaar) -> tuple[Blok, ...]:
    if openbaar.met_eigen:
        return (Alinea(f"De prijs rust op eigen cijfers: {NIET_TE_DELEN}."),)
    if not openbaar.heeft_kaart:
        return (Alinea(TE_GROOT),)
    if not sum(openbaar.uitkomst.situatie.behoefte.aantallen):
        return (Alinea("Er wordt niets verdeeld."),)
    return (Lijst(tuple(list_prijszinnen(price_openbaar(openbaar)))),)


def price_openbaar(openbaar: Openbaar) -> Prijs:
    """Return what the plan itself costs others: its own homes, at its own levers.

    Parameters
    ----------
    openbaar : Openbaar
        Without own figures.
    """
    outcome = openbaar.uitkomst
    situatie, added = outcome.situatie, outcome.plan.aantallen.sum(axis=1)
    price = price_plan(situatie, added)
    if outcome.scenario.soort != Soort.PER_JAAR:
        return price
    price = dataclasses.replace(price, na_vijf_jaar=find_nieuwe(situatie, JAREN * added.astype(float)))
    if has_gevoelig(outcome.scenario):
        # Five years of all groups would tell of those that are left out.
        return price
    point = price_punt(outcome.scenario, situatie.veld, price.per_1000, price.aandeel)
    longer = {name: getattr(point, name) for name in ("vijf_geplaatst", "vijf_meest", "vijf_vraag")}
    return dataclasses.replace(price, **longer)


def _make_standpunten(openbaar: Openbaar) -> tuple[Blok, ...]:
    """Return the last position of each kind of organisation, in short; for whom there is none, a line to fill in."""
    told = {kind: [item for item in openbaar.standpunten if item.namens == kind] for kind in _WIE}
    rows: list[tuple[Cel, ...]] = [
        (NAMENS[kind], found[0].afzender[:_KORT_NAAM], f"{found[0].soort}: {_shorten(found[0].tekst)}")
        if found
        else (NAMENS[kind], _REGEL, _REGEL * 2)
        for kind, found in told.items()
    ]
    columns = (Kolom("Wie"), Kolom("Naam"), Kolom("Standpunt", breed=True))
    empty = not all(told.values())
    return Tabel("Standpunten", columns, tuple(rows)), *((Alinea(INVULLEN, Stijl.KLEIN),) if empty else ())


def _shorten(text: str) -> str:
    return text if len(text) <= _KORT else f"{text[:_KORT].rstrip()}… (verder in de bijlage)"


def make_standpuntbijlage(openbaar: Openbaar) -> tuple[Blok, ...]:
    """Describe all positions in full, for the annexes; none where no name was checked.

    Parameters
    ----------
    openbaar : Openbaar
    """
    if not openbaar.standpunten:
        return ()
    rows = tuple(
        (NAMENS[item.namens], item.afzender, item.gebied or "het hele plan", f"{item.soort}: {item.tekst}")
        for item in openbaar.standpunten
    )
    columns = (Kolom("Wie"), Kolom("Naam"), Kolom("Waarover"), Kolom("Standpunt", breed=True))
    return Kop("Wat vinden anderen?"), Tabel("Alle standpunten", columns, rows)
