"""The document of a scenario: a page to decide by (`besluitblad`), and annexes.

These tell what is asked, where it goes, which rules hold, what is left, and what it rests on.

Only what may be shared goes in (methode, Privacy): all figures come from `zicht.Openbaar`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.oordeel import klassewoorden
from woonzorg.rapport import delen
from woonzorg.rapport.besluitblad import make_besluitblad, make_standpuntbijlage
from woonzorg.rapport.meenamedeel import make_meegenomen
from woonzorg.rapport.plekkendeel import make_plekken, tabulate_statussen
from woonzorg.rapport.rijksdeel import make_rijksdeel
from woonzorg.rapport.stuk import Alinea, Kolom, Kop, Lijst, Stijl, Stuk, Tabel
from woonzorg.rapport.zicht import NIET_TE_DELEN, Openbaar, find_watermerk, name_scenario
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.delen.openbaar import drop_vraag, list_uitzonderingen
from woonzorg.verdeling.invoer.datum import format_besluitdag
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.scenario.inhoud import BANDEN, SOORTEN
from woonzorg.verdeling.scenario.levensloop import name_auteur
from woonzorg.verdeling.uitkomst import woorden
from woonzorg.verdeling.uitkomst.antwoord import describe_status
from woonzorg.verdeling.uitkomst.gedeeld import has_hulp, list_meldingen_openbaar
from woonzorg.verdeling.uitkomst.knelwoorden import list_hulp
from woonzorg.verdeling.uitkomst.merken import UIT, list_merken
from woonzorg.verdeling.uitkomst.vraagmelding import list_vraagmeldingen
from woonzorg.verdeling.vraag.getal import format_waarde
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.rapport.stuk import Blok, Cel
    from woonzorg.verdeling.invoer.situatie import Afspraak
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
    from woonzorg.verdeling.vraag.lijnen import Restant, Vraagregel

WERKWIJZE = (
    "Eerst krijgen zo veel mogelijk woningen een plek, de dringendste groep voorop.",
    "Daarna is de hoogste belasting van een gebied, in woningen per 1.000 huishoudens, zo laag mogelijk.",
    "Dan komt elke gemeente zo dicht mogelijk bij haar deel.",
    "Wat niet past, blijft zonder plek en staat in dit stuk. Geen regel wordt stil versoepeld.",
)
"""How a plan is found: the objectives in their order."""

_HOUDT_TEGEN = {True: "ja", False: "nee", None: NIET_TE_DELEN}
UITZONDERINGEN = (
    "Een uitzondering staat in een stuk als het plan is vastgesteld, want dan is het besluit openbaar, en als zij geen "
    "kleine groep raakt."
)


def make_scenariostuk(openbaar: Openbaar, datum: dt.date, adres: str = "") -> Stuk:
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
        make_besluitblad(openbaar),
        *_make_hoofd(openbaar),
        *_make_vraag(openbaar),
        *make_plekken(openbaar),
        *_make_regels(openbaar),
        *make_meegenomen(openbaar),
        *_make_toetsen(openbaar),
        *_make_rest(openbaar),
        *make_standpuntbijlage(openbaar),
        *_make_grondslag(openbaar),
        *make_rijksdeel(),
        Kop("Bronnen"),
        *delen.cite_bronnen(snapshot.manifest),
        *delen.make_slot(snapshot),
        delen.make_verwijzing(adres, "scenarios", {"scenario": scenario.id}),
    )
    return Stuk(
        titel=delen.mark_titel(f"Verdeling: {name_scenario(scenario)}", snapshot.manifest), soort="Scenario",
        regio=delen.name_regio(snapshot.manifest),
        datum=datum, blokken=blokken, voet=f"{delen.write_voet(snapshot)} · scenario {scenario.id}",
        auteur=name_auteur(scenario.kenmerken["auteur"]), watermerk=find_watermerk(scenario),
        bladen=(tabulate_statussen(openbaar), delen.tabulate_bronnen(snapshot.manifest)),
    )  # fmt: skip


def _make_hoofd(openbaar: Openbaar) -> tuple[Blok, ...]:
    scenario = openbaar.uitkomst.scenario
    kept = scenario.kenmerken
    about = [f"Verdeeld per {scenario.niveau}"]
    about += [f"afgeleid van {kept['afgeleid_van']}"] if kept["afgeleid_van"] else []
    decided = f"{kept['besluit']} ({format_besluitdag(kept['datum'])})" if kept["besluit"] else ""
    # What there is to say of the demand is told with the demand itself.
    demand = list_vraagmeldingen(drop_vraag(scenario), openbaar.uitkomst.situatie.veld)
    notices = [text for text in list_meldingen_openbaar(openbaar.uitkomst) if text not in demand]
    return (
        Kop("Bijlagen: wat achter het plan zit"),
        Alinea(" · ".join(filter(None, about)), Stijl.KLEIN),
        *((Alinea(decided, aanhef="Besluit:"),) if decided else ()),
        *((Alinea(kept["notitie"], aanhef="Notitie:"),) if kept["notitie"] else ()),
        *((Alinea(" ".join(notices), Stijl.LET_OP, "Let op:"),) if notices else ()),
    )


def _make_vraag(openbaar: Openbaar) -> tuple[Blok, ...]:
    scenario = openbaar.uitkomst.scenario
    columns = (
        Kolom("Groep", breed=True), Kolom("Laag", 0), Kolom("Hoog", 0), Kolom("Wat"), Kolom("Bron", breed=True),
    )  # fmt: skip
    side = BANDEN[scenario.bandbreedte].lower()
    caption = f"De vraag. Verdeeld is: {side}, {SOORTEN[scenario.soort].lower()}"
    told = drop_vraag(scenario)
    notes = tuple(list_vraagmeldingen(told, openbaar.uitkomst.situatie.veld))
    table = Tabel(caption, columns, tuple(_list_vraag(line) for line in told.vraag if line.hoog))
    return Kop("Wat is er nodig?"), table, *((Lijst(notes, Stijl.KLEIN),) if notes else ())


def _list_vraag(regel: Vraagregel) -> tuple[Cel, ...]:
    what = woorden.describe_eenheid(regel)
    return GROEPEN[regel.groep].titel, regel.laag, regel.hoog, what, regel.bron


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
            f"{marks[rule['regel']].teken} {marks[rule['regel']].tekst}", _HOUDT_TEGEN[rule["bindend"]],
            NIET_TE_DELEN if openbaar.met_eigen else marks[rule["regel"]].stand,
        )
        for rule in openbaar.zicht["regels"]
    )  # fmt: skip
    off = [mark.titel for mark in list_merken(outcome) if mark.teken == UIT]
    note = (Alinea(f"{join_woorden(off)}.", Stijl.KLEIN, "Geldt nu niet:"),) if off else ()
    return (
        Kop("Welke regels zijn gehaald?"), Tabel("De regels", columns, rows), *note, *_make_uitzonderingen(outcome),
        *_make_afspraken(openbaar),
    )  # fmt: skip


def _make_uitzonderingen(uitkomst: Uitkomst) -> tuple[Blok, ...]:
    """Return the exceptions that may be told, with their motive; for which group and how many stays out."""
    names = dict(zip(uitkomst.situatie.veld.codes, uitkomst.situatie.veld.gebieden["naam"], strict=True))
    every = uitkomst.scenario.uitzonderingen
    told = list_uitzonderingen(every, uitkomst.scenario.kenmerken)
    rows = tuple(
        (
            f"{names.get(item.code, item.code)} ({item.code})",
            item.motief,
            item.besluit_door,
            format_besluitdag(item.datum),
        )
        for item in told
    )
    columns = (
        Kolom("Gebied"),
        Kolom("Motief", breed=True),
        Kolom("Besluit door"),
        Kolom("Datum"),
    )
    blokken: list[Blok] = [Tabel("Uitzonderingen met motief", columns, rows)] if rows else []
    if len(every) > len(told):
        blokken.append(Alinea(f"Niet in dit stuk: {len(every) - len(told)}. {UITZONDERINGEN}", Stijl.KLEIN))
    return tuple(blokken) or (Alinea("Er zijn geen uitzonderingen."),)


def _make_afspraken(openbaar: Openbaar) -> tuple[Blok, ...]:
    agreed = openbaar.uitkomst.scenario.afspraken
    veld = openbaar.uitkomst.situatie.veld.gebieden
    names = dict(zip(veld["gemeentecode"], veld["gemeentenaam"], strict=True))
    rows = tuple(
        (join_woorden([str(names.get(code, code)) for code in item.gemeenten]), *_tell_grenzen(item))
        for item in agreed
    )
    columns = (Kolom("Gemeenten samen", breed=True), Kolom("Minstens", 0), Kolom("Hoogstens", 0))
    return (Tabel("Bestuurlijke afspraken", columns, rows),) if rows else ()


def _tell_grenzen(item: Afspraak) -> tuple[Cel, Cel]:
    if item.aandeel is not None:
        share = f"{format_waarde(round(item.aandeel, 2))} % van de vraag"
        return share, share
    return item.minstens, "geen grens" if item.hoogstens is None else item.hoogstens


def _make_toetsen(openbaar: Openbaar) -> tuple[Blok, ...]:
    """Return the sites that somebody proposed: by gemeente and group, judged and never spread."""
    veld = openbaar.uitkomst.situatie.veld.gebieden
    names = dict(zip(veld["gemeentecode"], veld["gemeentenaam"], strict=True))
    rows = tuple(
        (
            str(names.get(row["code"], row["code"])),
            GROEPEN[row["groep"]].titel,
            NIET_TE_DELEN if row["aantal"] is None else row["aantal"],
            woorden.describe_samen(row),
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
    parts = list_hulp(openbaar.uitkomst) if has_hulp(openbaar.uitkomst) else ()
    return (
        head, table, *rest,
        *(blok for part in parts for blok in (Alinea(f"{part.kop}:"), Lijst(part.regels))),
    )  # fmt: skip


_NIET_VERDEELD = "Buiten de verdeling, en niet meegeteld in de aantallen hierboven:"


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
        Alinea(klassewoorden.REGEL),
        Alinea(klassewoorden.describe_niet_tegengehouden()),
    )
