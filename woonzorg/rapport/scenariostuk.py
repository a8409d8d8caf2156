"""The document of a scenario: what is asked, where it goes, which rules hold, what is left, and what it rests on.

Only what may be shared goes in (methode, Privacy): figures by area or gemeente are those of
`uitkomst.describe_openbaar`, and what rests on own figures is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg import tekst
from woonzorg.kaart.belasting import TITEL
from woonzorg.kaart.svg import render_svg
from woonzorg.kaart.verdeelgrafiek import render_halters
from woonzorg.rapport import delen
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Lijst, Merk, Merken, Stijl, Stuk, Tabel, to_cel
from woonzorg.rapport.zicht import (
    NIET_TE_DELEN,
    PER_GEBIED_VERBORGEN,
    Openbaar,
    colour_kaart,
    find_watermerk,
    name_scenario,
)
from woonzorg.veerkracht import Klasse
from woonzorg.verdeling import woorden
from woonzorg.verdeling.datum import format_besluitdag
from woonzorg.verdeling.groepen import PER_SLEUTEL as GROEPEN
from woonzorg.verdeling.knelwoorden import list_hulp
from woonzorg.verdeling.maten import tabulate_klassen
from woonzorg.verdeling.meldingen import TELT_NIET_MEE, list_meldingen
from woonzorg.verdeling.merken import UIT, list_merken
from woonzorg.verdeling.regels import PER_SLEUTEL as REGELS
from woonzorg.verdeling.ruimte import tabulate_belasting
from woonzorg.verdeling.uitkomst import (
    describe_kop_openbaar,
    describe_status,
)
from woonzorg.verdeling.vraagmelding import list_vraagmeldingen

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from woonzorg.rapport.stuk import Blok, Cel
    from woonzorg.verdeling.uitkomst import Uitkomst
    from woonzorg.verdeling.vraag import Restant, Vraagregel

WERKWIJZE = (
    "Eerst krijgen zo veel mogelijk woningen een plek, de dringendste groep voorop.",
    "Daarna is de hoogste belasting van een gebied, in woningen per 1.000 huishoudens, zo laag mogelijk.",
    "Dan komt elke gemeente zo dicht mogelijk bij haar deel.",
    "Wat niet past, blijft zonder plek en staat in dit stuk. Geen regel wordt stil versoepeld.",
)
"""How a plan is found: the objectives in their order."""

_STATUS = {
    "concept": Merk("Concept", "#ffb000", "#16161d"),
    "besproken": Merk("Besproken", "#cfe3e0", "#16161d"),
    "vastgesteld": Merk("Vastgesteld", "#257e76", "#ffffff"),
}


def make_scenariostuk(openbaar: Openbaar, datum: dt.date, *, adres: str = "") -> Stuk:
    """Describe the document of a scenario.

    Parameters
    ----------
    openbaar : Openbaar
        The outcome.
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    """
    scenario, snapshot = openbaar.uitkomst.scenario, openbaar.snapshot
    blokken: tuple[Blok, ...] = (
        *_make_hoofd(openbaar),
        *_make_vraag(openbaar),
        *_make_plekken(openbaar),
        *_make_regels(openbaar),
        *_make_toetsen(openbaar),
        *_make_rest(openbaar),
        *_make_grondslag(openbaar),
        Kop("Bronnen"),
        *delen.cite_bronnen(snapshot.manifest),
        *delen.make_slot(snapshot),
        delen.make_verwijzing(adres, "scenarios", {"scenario": scenario.id}),
    )
    return Stuk(
        titel=delen.mark_titel(f"Verdeling: {name_scenario(scenario)}", snapshot.manifest), soort="Scenario",
        regio=delen.name_regio(snapshot.manifest),
        datum=datum, blokken=blokken, voet=f"{delen.write_voet(snapshot)} · scenario {scenario.id}",
        auteur=scenario.kenmerken["auteur"], watermerk=find_watermerk(scenario),
        bladen=(delen.tabulate_bronnen(snapshot.manifest),),
    )  # fmt: skip


def _make_hoofd(openbaar: Openbaar) -> tuple[Blok, ...]:
    scenario = openbaar.uitkomst.scenario
    kept = scenario.kenmerken
    about = [f"Kenmerk {scenario.id}", f"per {scenario.niveau}", kept["auteur"]]
    about += [f"afgeleid van {kept['afgeleid_van']}"] if kept["afgeleid_van"] else []
    decided = f"{kept['besluit']} ({format_besluitdag(kept['datum'])})" if kept["besluit"] else ""
    demand = list_vraagmeldingen(scenario, openbaar.uitkomst.situatie.veld)  # told with the demand itself
    notices = [
        text
        for text in list_meldingen(openbaar.uitkomst)
        if text not in demand and (text == TELT_NIET_MEE or not openbaar.met_eigen)
    ]
    return (
        Kop(delen.mark_titel(name_scenario(scenario), openbaar.snapshot.manifest), 1),
        Alinea(" · ".join(filter(None, about)), Stijl.KLEIN),
        Merken((_STATUS[kept["status"]],)),
        Alinea(describe_kop_openbaar(openbaar.uitkomst), Stijl.KERN),
        *((Alinea(decided, aanhef="Besluit:"),) if decided else ()),
        *((Alinea(kept["notitie"], aanhef="Notitie:"),) if kept["notitie"] else ()),
        *((Alinea(" ".join(notices), Stijl.LET_OP, "Let op:"),) if notices else ()),
    )


def _make_vraag(openbaar: Openbaar) -> tuple[Blok, ...]:
    scenario = openbaar.uitkomst.scenario
    columns = (
        Kolom("Groep", breed=True), Kolom("Laag", 0), Kolom("Hoog", 0), Kolom("Wat"), Kolom("Bron", breed=True),
    )  # fmt: skip
    side = woorden.BANDEN[scenario.bandbreedte].lower()
    caption = f"De vraag. Verdeeld is: {side}, {woorden.SOORTEN[scenario.soort].lower()}"
    notes = tuple(list_vraagmeldingen(scenario, openbaar.uitkomst.situatie.veld))
    table = Tabel(caption, columns, tuple(_list_vraag(line) for line in scenario.vraag if line.hoog))
    return Kop("Wat is er nodig?"), table, *((Lijst(notes, Stijl.KLEIN),) if notes else ())


def _list_vraag(regel: Vraagregel) -> tuple[Cel, ...]:
    what, _, source = woorden.describe_vraagbron(regel).partition(" · ")
    return GROEPEN[regel.groep].titel, regel.laag, regel.hoog, what, source


def _make_plekken(openbaar: Openbaar) -> tuple[Blok, ...]:
    heads: tuple[Blok, ...] = (Kop("Waar komen de woningen?"),)
    if not openbaar.telt_regio:
        return (*heads, Alinea(PER_GEBIED_VERBORGEN))
    towns = tabulate_belasting(openbaar.uitkomst)
    hidden = openbaar.verborgen
    shown = towns[~towns["code"].isin(hidden)]
    blokken = [
        *heads,
        *_make_kaart(openbaar),
        _tabulate_gemeenten(towns, hidden),
        Beeld(*_draw_halters(shown)),
    ]
    if not openbaar.met_eigen:
        blokken.append(_tabulate_klassen(openbaar.uitkomst))
    return (*blokken, *_tabulate_gebieden(openbaar))


def _draw_halters(gemeenten: pd.DataFrame) -> tuple[str, str]:
    words = "Per gemeente, per 1.000 huishoudens: deel naar inwoners (streep) en voorstel (stip). Ook in de tabel."
    return render_halters(gemeenten), words


def _make_kaart(openbaar: Openbaar) -> tuple[Blok, ...]:
    if not openbaar.per_gebied:
        return (Alinea(PER_GEBIED_VERBORGEN),) if openbaar.zicht["plaatsingen"] else ()
    kaart = colour_kaart(openbaar)
    if kaart is None:
        return (Alinea(tekst.TE_VEEL),)
    count = len(openbaar.per_gebied)
    areas = "1 gebied krijgt" if count == 1 else f"{count} gebieden krijgen"
    alt = f"Kaart: {TITEL.lower()}. {areas} woningen. De aantallen staan in de tabel."
    return (
        Alinea(f"{TITEL}, met deze verdeling", Stijl.KLEIN), Beeld(render_svg(kaart, breedte=600), alt, 0.6),
        delen.make_legenda(kaart.kleuring.vakken),
    )  # fmt: skip


def _tabulate_gemeenten(towns: pd.DataFrame, verborgen: frozenset[str]) -> Tabel:
    columns = (
        Kolom("Gemeente", breed=True), Kolom("Naar inwoners", 0), Kolom("Voorstel", 0),
        Kolom("Verschil", 0, teken=True), Kolom("Per 1.000 huishoudens", 1), Kolom("Deel van wat vrijkomt (%)", 1),
    )  # fmt: skip
    rows = tuple(
        (
            str(row["naam"]), int(row["taakstelling"]),
            *(
                (NIET_TE_DELEN,) * 4
                if row["code"] in verborgen
                else (int(row["voorstel"]), int(row["verschil"]), to_cel(row["voorstel_1000"]), to_cel(row["aandeel"]))
            ),
        )
        for row in towns.to_dict("records")
    )  # fmt: skip
    return Tabel("Woningen per gemeente", columns, rows)


def _tabulate_klassen(uitkomst: Uitkomst) -> Tabel:
    counts = tabulate_klassen(uitkomst.situatie, uitkomst.plan.aantallen)
    rows = tuple((tekst.name_klasse(klasse).capitalize(), counts[str(klasse)]) for klasse in tekst.LABELS)
    return Tabel(
        "Woningen per klasse van het gebied", (Kolom("Klasse", breed=True), Kolom("Woningen", 0)), rows
    )


def _tabulate_gebieden(openbaar: Openbaar) -> tuple[Blok, ...]:
    if not openbaar.per_gebied:
        return ()
    columns = (
        Kolom("Gebied", breed=True), Kolom("Gemeente"), Kolom("Klasse"), Kolom("Woningen", 0),
        Kolom("Per 1.000 huishoudens", 1), Kolom("Code"),
    )  # fmt: skip
    table = openbaar.tabulate_gebieden()
    taken = table[table["geplaatst"] > 0].sort_values(["gemeentenaam", "naam", "code"])
    rows = tuple(
        (
            str(row["naam"]), str(row["gemeentenaam"]), tekst.name_klasse(Klasse(row["klasse"])).capitalize(),
            int(row["geplaatst"]), to_cel(row["per_1000"]), str(row["code"]),
        )
        for row in taken.to_dict("records")
    )  # fmt: skip
    left = sum(openbaar.uitkomst.plan.geplaatst) - sum(openbaar.per_gebied.values())
    note = (
        f" ({tekst.format_getal(left)} woningen van kleine groepen staan niet in deze tabel)" if left else ""
    )
    return (Tabel(f"Woningen per {openbaar.uitkomst.scenario.niveau}{note}", columns, rows),)


def _make_regels(openbaar: Openbaar) -> tuple[Blok, ...]:
    outcome = openbaar.uitkomst
    columns = (
        Kolom("Regel", breed=True),
        Kolom("Vindplaats"),
        Kolom("Uitkomst", breed=True),
        Kolom("Houdt tegen"),
        Kolom("Stand", breed=True),
    )
    marks = {mark.regel: mark for mark in list_merken(outcome)}
    rows = tuple(
        (
            f"{REGELS[rule['regel']].titel} (versie {REGELS[rule['regel']].versie})", REGELS[rule["regel"]].paragraaf,
            f"{marks[rule['regel']].teken} {marks[rule['regel']].tekst}", "ja" if rule["bindend"] else "nee",
            NIET_TE_DELEN if openbaar.met_eigen else marks[rule["regel"]].stand,
        )
        for rule in openbaar.zicht["regels"]
    )  # fmt: skip
    off = [mark.titel for mark in list_merken(outcome) if mark.teken == UIT]
    note = (Alinea(f"{tekst.join_woorden(off)}.", Stijl.KLEIN, "Geldt nu niet:"),) if off else ()
    return (
        Kop("Welke regels zijn gehaald?"), Tabel("De regels", columns, rows), *note, *_make_uitzonderingen(outcome),
        *_make_afspraken(openbaar),
    )  # fmt: skip


def _make_uitzonderingen(uitkomst: Uitkomst) -> tuple[Blok, ...]:
    """Return the exceptions with their motive; for which group stays out, that would be group × area."""
    names = dict(zip(uitkomst.situatie.veld.codes, uitkomst.situatie.veld.gebieden["naam"], strict=True))
    told = [
        item for item in uitkomst.scenario.uitzonderingen if not (item.groep and GROEPEN[item.groep].gevoelig)
    ]
    rows = tuple(
        (
            f"{names.get(item.code, item.code)} ({item.code})",
            item.motief,
            item.besluit_door,
            format_besluitdag(item.datum),
            f"niet besloten: {item.onbesloten}" if item.onbesloten else "besloten",
        )
        for item in told
    )
    hidden = len(uitkomst.scenario.uitzonderingen) - len(told)
    note = f"Niet in dit stuk: uitzonderingen voor kleine groepen ({hidden})." if hidden else ""
    columns = (
        Kolom("Gebied"),
        Kolom("Motief", breed=True),
        Kolom("Besluit door"),
        Kolom("Datum"),
        Kolom("Besluit"),
    )
    return (
        *(
            (Tabel("Uitzonderingen met motief", columns, rows),)
            if rows
            else (Alinea("Er zijn geen uitzonderingen."),)
        ),
        *((Alinea(note, Stijl.KLEIN),) if note else ()),
    )


def _make_afspraken(openbaar: Openbaar) -> tuple[Blok, ...]:
    agreed = openbaar.uitkomst.scenario.afspraken
    veld = openbaar.uitkomst.situatie.veld.gebieden
    names = dict(zip(veld["gemeentecode"], veld["gemeentenaam"], strict=True))
    rows = tuple(
        (tekst.join_woorden([str(names.get(code, code)) for code in item.gemeenten]), item.minstens,
         item.hoogstens if item.hoogstens is not None else "geen grens")
        for item in agreed
    )  # fmt: skip
    columns = (Kolom("Gemeenten samen", breed=True), Kolom("Minstens", 0), Kolom("Hoogstens", 0))
    return (Tabel("Bestuurlijke afspraken", columns, rows),) if rows else ()


def _make_toetsen(openbaar: Openbaar) -> tuple[Blok, ...]:
    """Return the sites that somebody proposed: by gemeente and group, judged and never spread."""
    veld = openbaar.uitkomst.situatie.veld.gebieden
    names = dict(zip(veld["gemeentecode"], veld["gemeentenaam"], strict=True))
    rows = tuple(
        (
            str(names.get(row["code"], row["code"])),
            GROEPEN[row["groep"]].titel,
            row["aantal"],
            woorden.describe_samen(row) if row["uitkomst"] else NIET_TE_DELEN,
        )
        for row in openbaar.zicht.get("toetsen", ())
    )
    columns = (
        Kolom("Gemeente"),
        Kolom("Groep", breed=True),
        Kolom("Aantal", 0),
        Kolom("Past binnen de regels"),
    )
    return (
        (Kop("Voorgestelde plekken, getoetst"), Tabel("Voorstellen per gemeente", columns, rows))
        if rows
        else ()
    )


def _make_rest(openbaar: Openbaar) -> tuple[Blok, ...]:
    need, told = openbaar.uitkomst.situatie.behoefte, openbaar.zicht["niet_geplaatst"]
    left = {name: count for name, count in told.items() if count != 0 and name in need.groepen}
    head = Kop("Wat heeft geen plek?")
    apart = tuple(_tell_restant(item) for item in need.restant)
    rest: tuple[Blok, ...] = (Alinea(_NIET_VERDEELD), Lijst(apart, Stijl.KLEIN)) if apart else ()
    if not left:
        return head, Alinea("Alles wat wordt verdeeld, heeft een plek."), *rest
    rows = tuple(
        (GROEPEN[name].titel, NIET_TE_DELEN if count is None else count) for name, count in left.items()
    )
    table = Tabel("Zonder plek, per groep", (Kolom("Groep", breed=True), Kolom("Woningen", 0)), rows)
    parts = () if openbaar.met_eigen else list_hulp(openbaar.uitkomst)
    return (
        head, table, *rest,
        *(blok for part in parts for blok in (Alinea(f"{part.kop}:"), Lijst(part.regels))),
    )  # fmt: skip


_NIET_VERDEELD = "Niet verdeeld, en niet meegeteld in de aantallen hierboven:"


def _tell_restant(item: Restant) -> str:
    """Tell what is no part of what was divided; of a sensitive group only why."""
    group = GROEPEN[item.groep]
    count = "" if group.gevoelig else f"{woorden.describe_hoeveel(item)}. "
    return f"{group.titel}: {count}{item.reden}"


def _make_grondslag(openbaar: Openbaar) -> tuple[Blok, ...]:
    outcome = openbaar.uitkomst
    columns = (
        Kolom("Regel"),
        Kolom("Getal", breed=True),
        Kolom("Waarde"),
        Kolom("Herkomst en grenzen", breed=True),
    )
    rows = tuple(
        (
            REGELS[answer.regel].titel, parameter.titel,
            parameter.write(value),
            woorden.describe_parameter(parameter, value, outcome.scenario.regio, outcome.situatie.veld.voorraad),
        )
        for answer in outcome.uitslagen
        for parameter in REGELS[answer.regel].parameters
        for value in [outcome.situatie.waarden[answer.regel][parameter.sleutel]]
    )  # fmt: skip
    return (
        Kop("Waar rust dit op?"),
        Tabel("Getallen waarmee is gerekend; een aanname heeft geen bron", columns, rows),
        Alinea(f"De uitkomst is {describe_status(outcome.plan)}. Zo is de verdeling gevonden:"),
        Lijst(WERKWIJZE),
        Alinea(tekst.REGEL),
        Alinea(tekst.describe_niet_tegengehouden()),
    )
