"""The document of a comparison: two to five plans, the situation now and the simple keys on one scale.

It renders the `Vergelijking` that the page shows, in the form that may be shared: measures that rest on own figures,
and totals from which these could be derived, are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.vergelijking import make_gemeenten, make_maten
from woonzorg.kaart.belasting import TITEL, join_vakken
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.kaart.reekskaart import make_reeks
from woonzorg.kaart.svg import render_svg
from woonzorg.kaart.telling import select_gebieden
from woonzorg.kaart.verschilkaart import colour_verschil
from woonzorg.kaart.vormen import make_vormen
from woonzorg.links.vergelijking import Vergelijkkeuze, format_keuze
from woonzorg.rapport import delen
from woonzorg.rapport.jarendeel import make_jaren
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Naast, Stijl, Stuk, Tabel, to_cel
from woonzorg.rapport.zicht import NIET_TE_DELEN, find_watermerk
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.delen.openbaar import VERBORGEN, VERBORGEN_REMEDIE
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.scenario.levensloop import name_auteur
from woonzorg.verdeling.uitkomst.merken import describe_oordeel
from woonzorg.verdeling.uitkomst.woorden import name_groep
from woonzorg.verdeling.vergelijking.gelijk import merge_gelijke
from woonzorg.verdeling.vergelijking.kant import NUL
from woonzorg.verdeling.vergelijking.opdracht import ZELFDE_VRAAG, list_verschillen
from woonzorg.verdeling.vergelijking.vergelijking import (
    describe_gelijk,
    describe_kop,
    describe_verplaatst,
    list_meldingen,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.beeld import Kaart
    from woonzorg.kaart.reekskaart import Reekskaart
    from woonzorg.oordeel.toets import Score
    from woonzorg.rapport.jarendeel import Lijnen
    from woonzorg.rapport.stuk import Blok
    from woonzorg.verdeling.vergelijking.kant import Kant
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking


@dataclass(frozen=True)
class Vergelijkstof:
    """What a document of a comparison is made of.

    Attributes
    ----------
    vergelijking : Vergelijking
        Made with ``openbaar=True``.
    snapshot : Snapshot
        The data of A.
    score : Score
        The same, scored: for the map.
    project : callable
        Gives each plan over the years, None where these cannot be told; not asked where they rest on own figures.
    knoppen : mapping
        Levers of those years that differ from what each plan itself says: the link on the paper holds them.
    """

    vergelijking: Vergelijking
    snapshot: Snapshot
    score: Score
    project: Callable[[], Lijnen | None] = lambda: None
    knoppen: Mapping[str, float] = field(default_factory=dict)


def make_vergelijkstuk(stof: Vergelijkstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the document of a comparison.

    Parameters
    ----------
    stof : Vergelijkstof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.

    Raises
    ------
    InvoerFout
        When nothing of the comparison may be shared: it rests on own figures under 10.
    """
    vergelijking, snapshot = stof.vergelijking, stof.snapshot
    check_deelbaar(vergelijking)
    a, b, *more = (side.sleutel for side in vergelijking.plannen)
    choice = Vergelijkkeuze(a, b, knoppen=stof.knoppen, meer=tuple(more))
    link = delen.make_verwijzing(adres, "vergelijken", format_keuze(choice))
    titles = join_woorden([side.titel for side in vergelijking.plannen])
    lines = None if vergelijking.met_eigen else stof.project()
    years = make_jaren(lines) if lines else ()
    maps = _make_kaarten(stof)
    blokken = (*_make_blokken(vergelijking), *years, *maps, *_make_slot(snapshot), link)
    return Stuk(
        titel=delen.mark_titel(f"Vergelijking: {titles}", snapshot.manifest), soort="Vergelijking",
        regio=delen.name_regio(snapshot.manifest),
        datum=datum, blokken=blokken, watermerk=find_watermerk(*vergelijking.vragers.values()),
        voet=f"{delen.write_voet(snapshot)} · {join_woorden([a, b, *more])}",
        bladen=(delen.tabulate_bronnen(snapshot.manifest),),
    )  # fmt: skip


def _make_blokken(found: Vergelijking) -> tuple[Blok, ...]:
    return (
        Kop("Twee plannen vergeleken" if len(found.plannen) == 2 else "Plannen vergeleken", 1),
        *(
            Alinea(f"{_describe_kant(side)}.", aanhef=f"{letter}:")
            for letter, side in zip(found.letters, found.plannen, strict=True)
        ),
        Alinea(describe_kop(found), Stijl.KERN),
        *(Alinea(text, Stijl.LET_OP, "Let op:") for text in [" ".join(list_meldingen(found))] if text),
        Kop("Wat wordt er anders gevraagd?"),
        *_make_opdracht(found),
        Kop("Welke regels worden gehaald?"),
        _tabulate_regels(found),
        Kop("Wie krijgt hoeveel?"),
        Alinea(" ".join(filter(None, [describe_verplaatst(found), describe_gelijk(found)]))),
        _tabulate_gemeenten(found),
        Beeld(
            render_grafiek(make_gemeenten(found.gemeenten)),
            "Per gemeente, per 1.000 huishoudens: elk plan naast het deel naar inwoners. Ook in de tabel.",
        ),
        Kop("Alle plannen op één schaal"),
        *_make_maten(found),
        Kop("Wat heeft geen plek?"),
        _tabulate_rest(found),
    )


def _make_slot(snapshot: Snapshot) -> tuple[Blok, ...]:
    return (
        Kop("Bronnen"),
        *delen.cite_bronnen(snapshot.manifest),
        *delen.make_slot(snapshot),
    )


def check_deelbaar(vergelijking: Vergelijking) -> None:
    """Refuse a comparison of which not even the totals may be shared.

    Raises
    ------
    InvoerFout
        With why.
    """
    if not vergelijking.gedeeld:
        message = "Deze vergelijking is eigen werk, met aantallen per gebied."
        raise InvoerFout(message, remedie="Maak het stuk van wat gedeeld mag worden.")
    if vergelijking.verborgen:
        raise InvoerFout(VERBORGEN, remedie=VERBORGEN_REMEDIE)


def _describe_kant(kant: Kant) -> str:
    if kant.scenario is None:
        return kant.titel if kant.sleutel == NUL else f"{kant.titel} (eenvoudige sleutel)"
    kept = kant.scenario.kenmerken
    return ", ".join(
        filter(None, [kant.titel, kept["status"], name_auteur(kept["auteur"]), f"kenmerk {kant.scenario.id}"])
    )


def _make_opdracht(found: Vergelijking) -> tuple[Blok, ...]:
    asking = found.vragers
    if len(asking) < 2:
        return (Alinea(ZELFDE_VRAAG),)
    told = list_verschillen(*asking.values(), openbaar=True)
    if not told:
        return (
            Alinea(f"{join_woorden(list(asking))} vragen hetzelfde, voor de groepen die hier meetellen."),
        )
    columns = merge_gelijke(list(asking), list(zip(*(item.teksten for item in told), strict=True)))
    rows = tuple((item.wat, *(cells[place] for _, cells in columns)) for place, item in enumerate(told))
    heads = (Kolom("Wat", breed=True), *(Kolom(head) for head, _ in columns))
    return (Tabel(f"Waarin {join_woorden(list(asking))} verschillen", heads, rows),)


def _make_kaarten(stof: Vergelijkstof) -> tuple[Blok, ...]:
    """Return each plan as a small map, by gemeente, on one scale; three on a line."""
    reeks = draw_reeks(stof)
    if not reeks:
        return ()
    figures = [
        (Beeld(render_svg(one.kaart, f"reeks{place}", 300), f"{one.kop}. {TITEL}. De aantallen staan in de tabel."),
         Alinea(one.kop, Stijl.KLEIN))
        for place, one in enumerate(reeks)
    ]  # fmt: skip
    lines = [tuple(figures[start : start + 3]) for start in range(0, len(figures), 3)]
    rows = tuple(Naast((*line, *((),) * (3 - len(line))), (1 / 3,) * 3) for line in lines)
    return (
        Kop("Waar komen de woningen?"),
        Alinea(f"{TITEL}. Getal: woningen."),
        *rows,
        delen.make_legenda(join_vakken(one.kaart.kleuring for one in reeks)),
    )


def draw_reeks(stof: Vergelijkstof) -> tuple[Reekskaart, ...]:
    """Return the map of each plan; none when there are too many areas to draw."""
    outlines = make_vormen(select_gebieden(stof.score, str(stof.vergelijking.niveau)))
    return () if outlines.is_druk else make_reeks(stof.vergelijking, outlines)


def colour_kaart(found: Vergelijking, score: Score) -> Kaart | None:
    """Return the map of the difference; None when there are too many areas to draw."""
    outlines = make_vormen(select_gebieden(score, str(found.niveau)))
    if outlines.is_druk:
        return None
    return make_kaart(outlines, colour_verschil(found.gebieden, outlines), describe_verplaatst(found))


def _tabulate_gemeenten(found: Vergelijking) -> Tabel:
    towns = found.gemeenten
    plans = merge_gelijke(found.letters, [towns[name].tolist() for name in found.kolommen])
    tasks = merge_gelijke(found.letters, [towns[f"taakstelling_{name}"].tolist() for name in found.kolommen])
    named = [(f"Naar inwoners{f', {head}' if len(tasks) > 1 else ''}", values) for head, values in tasks]
    two = (
        [("B min A", tuple((towns["b"] - towns["a"]).tolist()))]
        if len(found.plannen) == len(plans) == 2
        else []
    )
    keys = [(key.titel, tuple(towns[f"sleutel_{key.sleutel}"].tolist())) for key in found.sleutels]
    columns = [*named, *plans, *two, *keys]
    heads = (Kolom("Gemeente", breed=True), *(Kolom(head, 0, teken=head == "B min A") for head, _ in columns))
    rows = tuple(
        (str(name), *(values[place] for _, values in columns)) for place, name in enumerate(towns["naam"])
    )
    return Tabel("Woningen per gemeente", heads, rows)


def _tabulate_regels(found: Vergelijking) -> Tabel:
    plans = [[_judge(side, regel.sleutel) for regel in REGELS] for side in found.plannen]
    keys = [(key.titel, [_judge(key, regel.sleutel) for regel in REGELS]) for key in found.sleutels]
    columns = [*merge_gelijke(found.letters, plans), *keys]
    heads = (Kolom("Regel", breed=True), *(Kolom(head) for head, _ in columns))
    rows = tuple((regel.titel, *(cells[place] for _, cells in columns)) for place, regel in enumerate(REGELS))
    return Tabel("De regels: uitkomst per plan", heads, rows)


def _tabulate_rest(found: Vergelijking) -> Tabel:
    groups = list(dict.fromkeys(group for side in found.plannen for group in side.zonder_plek))
    plans = [[side.zonder_plek.get(group) for group in groups] for side in found.plannen]
    columns = merge_gelijke(found.letters, plans)
    heads = (Kolom("Groep", breed=True), *(Kolom(head, 0) for head, _ in columns))
    rows = tuple(
        (name_groep(group), *(cells[place] for _, cells in columns)) for place, group in enumerate(groups)
    )
    return Tabel("Zonder plek, per groep", heads, rows)


def _judge(kant: Kant, regel: str) -> str:
    answers = {answer.regel: answer for answer in kant.uitslagen}
    return describe_oordeel(answers[regel], kant.situatie.veld.niveau) if regel in answers else "geldt niet"


_MATEN = (
    Kolom("Plan", breed=True), Kolom("Geplaatst", 0), Kolom("Vraag", 0), Kolom("In kwetsbaar gebied", 0),
    Kolom("Hoogste per 1.000 huishoudens", 1), Kolom("Ongelijkheid (D)", 3), Kolom("Ongelijkheid (Theil)", 3),
    Kolom("Hoogste aandeel (LQ)", 2),
)  # fmt: skip


def _make_maten(found: Vergelijking) -> tuple[Blok, ...]:
    if found.met_eigen:
        return (Alinea(f"De maten rusten op eigen cijfers: {NIET_TE_DELEN}."),)
    rows = tuple(
        (
            name, side.geplaatst, side.gevraagd,
            *(to_cel(getattr(side.maten, name))
              for name in ("in_kwetsbaar", "hoogste_belasting", "dissimilariteit", "theil", "hoogste_lq")),
        )
        for _, name, side in found.name_kanten()
    )  # fmt: skip
    alt = "Maten van alle plannen: de situatie nu, de plannen en de eenvoudige sleutels. Ook in de tabel."
    return Beeld(render_grafiek(make_maten(found)), alt, 0.85), Tabel("Maten van alle plannen", _MATEN, rows)
