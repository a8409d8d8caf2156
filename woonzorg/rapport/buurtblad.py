"""The buurtblad, or wijkfoto, of one area: a page with the verdict, and a page with what now.

Made from the result that the page Buurt shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from woonzorg.buurt import buurtwoorden, gevolg
from woonzorg.buurt.buurtbeeld import describe_plaats
from woonzorg.gebied import Rol
from woonzorg.grafiek.marge import describe_waarde, render_marge
from woonzorg.indicator import SCORE_TITEL
from woonzorg.kaart.schalen import make_schalen
from woonzorg.kaart.svg import render_svg
from woonzorg.links.link import Weergave, format_link
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.reden import Redensoort
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.oordeel.versie import REGEL_VERSIE
from woonzorg.profiel.profiel import make_profiel
from woonzorg.rapport import delen
from woonzorg.rapport.omgeving import describe_omgeving, make_omgeving
from woonzorg.rapport.profieldeel import GEEN, make_complexdeel, make_profieldeel, tabulate_profiel
from woonzorg.rapport.stuk import (
    Alinea,
    Beeld,
    Bladzijde,
    Kolom,
    Kop,
    Lijst,
    Merken,
    Naast,
    Stijl,
    Stuk,
    Tabel,
    to_cel,
)
from woonzorg.rapport.watnudeel import make_watnudeel

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.buurt.buurtbeeld import Buurtbeeld, Editie, Vergelijkregel, Verwant
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.schalen import Meetbereik
    from woonzorg.oordeel.reden import Reden
    from woonzorg.oordeel.toets import Score
    from woonzorg.oordeel.uitleg import Maat
    from woonzorg.profiel.eigen import Profieleigen
    from woonzorg.rapport.stuk import Blok, Cel

_SES, _LBM = SCORE_TITEL["ses_woa"], SCORE_TITEL["lbm_afwijking"]


@dataclass(frozen=True)
class Buurtstof:
    """What a document about an area is made of.

    Attributes
    ----------
    snapshot : Snapshot
    score : Score
        The edition that `beeld` was made from.
    beeld : Buurtbeeld
        What the screen shows.
    jaar : int or None
        The edition, when it is not the newest of each measure.
    eigen : Profieleigen
        Own observations, goals and complexes that a visit or a command gave.
    """

    snapshot: Snapshot
    score: Score
    beeld: Buurtbeeld
    jaar: int | None = None
    eigen: Profieleigen = GEEN


def make_buurtblad(stof: Buurtstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the pages about an area.

    Parameters
    ----------
    stof : Buurtstof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    """
    snapshot, score, beeld = stof.snapshot, stof.score, stof.beeld
    verdict, regio = beeld.toets, snapshot.manifest.regio.titel
    view = Weergave(gebied=verdict.code, jaar=stof.jaar, data=snapshot.id, regel=REGEL_VERSIE)
    profiel = make_profiel(snapshot, score, verdict.code)
    oordeel: tuple[Blok, ...] = (
        *_make_hoofd(beeld, stof.jaar),
        Naast(
            (
                (*_make_maten(score, beeld), *_make_regel(beeld), *_make_jaren(beeld)),
                (*_make_kaart(score, beeld), *_make_buren(beeld), *_make_onbekend(beeld)),
            ),
            (0.6, 0.4),
        ),
        tabulate_vergelijking(beeld),
        Alinea(_describe_regiomaat(regio, beeld), Stijl.KLEIN),
        Kop("Bronnen"),
        *delen.cite_bronnen(snapshot.manifest),
        *delen.make_slot(snapshot),
        delen.make_verwijzing(adres, "buurt", format_link(view)),
    )
    return Stuk(
        titel=delen.mark_titel(f"Buurtblad {verdict.naam}", snapshot.manifest), soort="Buurtblad",
        regio=delen.name_regio(snapshot.manifest), datum=datum,
        blokken=(
            Bladzijde(oordeel), Bladzijde(make_profieldeel(snapshot, profiel, stof.eigen)),
            Bladzijde(make_watnudeel(score, beeld, make_complexdeel(score, profiel.gebied, stof.eigen))),
        ),
        voet=delen.write_voet(snapshot),
        bladen=(tabulate_profiel(profiel), tabulate_buren(beeld), delen.tabulate_bronnen(snapshot.manifest)),
    )  # fmt: skip


def _make_hoofd(beeld: Buurtbeeld, jaar: int | None) -> tuple[Blok, ...]:
    verdict = beeld.toets
    near = (delen.GRENSGEVAL,) if verdict.grensgeval == Oordeel.JA else ()
    notices = [reden.zin for reden in (*verdict.kanttekeningen, *_tell_wijk(beeld))]
    notices += [] if jaar is None else [klassewoorden.describe_editie(jaar)]
    return (
        Kop(verdict.naam, 1),
        Alinea(describe_plaats(verdict), Stijl.KLEIN),
        Merken((delen.make_merk(verdict.klasse), *near)),
        Alinea(verdict.find_reden(Redensoort.KLASSE).zin, Stijl.KERN),
        *(Alinea(notice, Stijl.LET_OP) for notice in notices),
    )


def _tell_wijk(beeld: Buurtbeeld) -> list[Reden]:
    """Tell where buurt and wijk differ: each was tested on its own figures."""
    verdict, wijk = beeld.toets, beeld.wijk
    if wijk is None or wijk.klasse == verdict.klasse:
        return []
    return [klassewoorden.describe_verschil(verdict.naam, verdict.klasse, wijk.naam, wijk.klasse)]


def _make_maten(score: Score, beeld: Buurtbeeld) -> tuple[Blok, ...]:
    scales, verdict = make_schalen(score, beeld.toets.niveau), beeld.toets
    ses, lbm = verdict.ses_woa, verdict.leefbaarometer
    return (
        Kop("De twee scores"),
        *_make_maat(verdict.find_reden(Redensoort.SES_WOA), ses, scales.ses, ses.marge or 0.0),
        *_make_maat(verdict.find_reden(Redensoort.LEEFBAARHEID), lbm, scales.lbm, scales.middenklasse),
        Alinea(f"Links van de streep is onder het gemiddelde. {klassewoorden.MARGE}", Stijl.KLEIN),
    )


def _make_maat(reden: Reden, maat: Maat, schaal: Meetbereik, marge: float) -> tuple[Blok, ...]:
    titel = SCORE_TITEL[reden.soort]
    spoken = describe_waarde(maat.waarde, maat.referentie)
    chart = render_marge(titel, maat.waarde, schaal, marge, spoken)
    return Alinea(reden.tekst, aanhef=reden.aanhef), Beeld(chart, f"{titel}: {spoken}")


def _make_regel(beeld: Buurtbeeld) -> tuple[Blok, ...]:
    verdict = beeld.toets
    rows = gevolg.list_betekenis(verdict.klasse, verdict.niveau, uitgesloten=verdict.uitgesloten)
    meaning = (
        (Kop(gevolg.BETEKENIS), Lijst(tuple(f"{what}: {answer}." for what, answer in rows))) if rows else ()
    )
    return (
        *meaning,
        Kop(f"De regel ({toets.PARAGRAAF})"),
        Alinea(klassewoorden.REGELZIN),
        Alinea(gevolg.describe_groepen(), Stijl.KLEIN),
        Alinea(gevolg.choose_stap(verdict.klasse, verdict.niveau), Stijl.STAP, f"{gevolg.STAP}:"),
    )


def _make_jaren(beeld: Buurtbeeld) -> tuple[Blok, ...]:
    return Kop("Door de jaren"), tabulate_jaren(beeld)


def _make_onbekend(beeld: Buurtbeeld) -> tuple[Blok, ...]:
    return Kop("Wat we niet weten"), Lijst((*beeld.onbekend, *klassewoorden.NOOIT_BEKEND), Stijl.KLEIN)


def _make_kaart(score: Score, beeld: Buurtbeeld) -> tuple[Blok, ...]:
    verdict = beeld.toets
    kaart = make_omgeving(score, verdict.code, verdict.naam)
    if kaart is None:
        return (Alinea(f"Van {verdict.naam} is er geen omtrek. Daarom staat hier geen kaart.", Stijl.KLEIN),)
    alt = describe_omgeving(kaart, verdict.naam, klassewoorden.name_klasse(verdict.klasse))
    return Beeld(render_svg(kaart, breedte=340), alt), delen.make_legenda(kaart.kleuring.vakken)


def _make_buren(beeld: Buurtbeeld) -> tuple[Blok, ...]:
    classes = [buur.klasse for buur in beeld.buren]
    text = buurtwoorden.describe_buren(
        beeld.toets.niveau, classes.count(Klasse.KWETSBAAR), classes.count(Klasse.ONBEKEND), len(classes)
    )
    order = list(klassewoorden.LABELS)
    rows = sorted(beeld.buren, key=lambda buur: order.index(buur.klasse))
    lines = tuple(
        f"{klassewoorden.name_klasse(klasse).capitalize()}: {'; '.join(map(_name_buur, group))}."
        for klasse, group in groupby(rows, key=lambda buur: buur.klasse)
    )
    return (Kop("Buren"), Alinea(text), *((Lijst(lines),) if lines else ()))


def _name_buur(buur: Verwant) -> str:
    notes = ["grensgeval"] if buur.grensgeval == Oordeel.JA else []
    notes += ["buiten de regio"] if buur.rol == Rol.RAND else []
    return f"{buur.naam} ({', '.join(notes)})" if notes else buur.naam


def tabulate_jaren(beeld: Buurtbeeld) -> Tabel:
    """Return both measures and the class of each edition, and of now where that is no edition."""
    columns = (
        Kolom("Jaar"), Kolom("Klasse", breed=True), Kolom("Welvaart", 3), Kolom("Gemiddeld", 3), Kolom("Marge", 3),
        Kolom(_LBM, 3),
    )  # fmt: skip
    rows = [_list_editie(editie) for editie in beeld.edities]
    ses, lbm = beeld.toets.ses_woa, beeld.toets.leefbaarometer
    if (ses.jaar, lbm.jaar) not in {(editie.jaar,) * 2 for editie in beeld.edities}:
        rows.append(
            ("Nu", klassewoorden.name_klasse(beeld.toets.klasse).capitalize(),
             ses.waarde, ses.referentie, ses.marge, lbm.waarde)
        )  # fmt: skip
    return Tabel(
        buurtwoorden.describe_trend({editie.jaar: editie.klasse for editie in beeld.edities}),
        columns,
        tuple(rows),
    )


def _list_editie(editie: Editie) -> tuple[Cel, ...]:
    near = ", grensgeval" if editie.grensgeval == Oordeel.JA else ""
    word = klassewoorden.name_klasse(editie.klasse).capitalize() + near
    return str(editie.jaar), word, editie.ses_woa, editie.referentie, editie.marge, editie.leefbaarheid


def _describe_regiomaat(regio: str, beeld: Buurtbeeld) -> str:
    return buurtwoorden.describe_regiomaat(
        regio, beeld.toets.klasse, beeld.klasse_regio, beeld.zonder_regiomaat
    )


def tabulate_vergelijking(beeld: Buurtbeeld) -> Tabel:
    """Return the area beside its wijk, gemeente, region and country."""
    columns = (
        Kolom("Gebied", breed=True), Kolom("Klasse"), Kolom(_SES, 3), Kolom(_LBM, 3),
        Kolom("Huishoudens", 0),
    )  # fmt: skip
    return Tabel(
        "Vergeleken met wijk, gemeente, regio en land",
        columns,
        tuple(map(_list_regel, beeld.vergelijking)),
    )


def _list_regel(regel: Vergelijkregel) -> tuple[Cel, ...]:
    word = "geen" if regel.klasse is None else klassewoorden.LABELS[regel.klasse].kop
    name = regel.naam if regel.soort == "land" else f"{regel.naam} ({regel.soort})"
    return name, word, regel.ses_woa, regel.leefbaarheid, to_cel(regel.huishoudens)


def tabulate_buren(beeld: Buurtbeeld) -> Tabel:
    """Return the neighbours with their classes, for a workbook."""
    columns = tuple(map(Kolom, ("Code", "Naam", "Gemeente", "Klasse", "Grensgeval", "Rol")))
    rows = (
        (
            buur.code,
            buur.naam,
            buur.gemeente,
            klassewoorden.name_klasse(buur.klasse),
            str(buur.grensgeval),
            str(buur.rol),
        )
        for buur in beeld.buren
    )
    return Tabel("Buren", columns, tuple(rows))
