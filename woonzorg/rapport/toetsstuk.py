"""The paper 'Toets': what the rule says of one project at one place, on one page, in the order of the screen's card."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from woonzorg.indicator import SCORE_TITEL
from woonzorg.initiatief.initiatief import Initiatief
from woonzorg.initiatief.toetswoorden import (
    GEEN_JA,
    GEEN_VERGUNNING,
    ONGETOETST,
    explain_regel,
    name_groep,
    tell_aantal,
    tell_geen_regel,
)
from woonzorg.kaart.svg import render_svg
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.rapport import delen
from woonzorg.rapport.initiatiefstof import GEHEIM
from woonzorg.rapport.omgeving import describe_omgeving, make_omgeving
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Lijst, Merk, Merken, Naast, Stijl, Stuk, Tabel
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.verdeling.invoer.datum import format_dag
from woonzorg.verdeling.regels.besluiten import describe_besluiten
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.oordeel import OORDELEN
from woonzorg.verdeling.uitkomst.merken import LEGENDA, TEKENS
from woonzorg.verdeling.vraag.groepen import INSTRUMENTVORMEN, Instrument

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.initiatief.gedeeldetoets import GedeeldeToets
    from woonzorg.oordeel.toets import Toets
    from woonzorg.rapport.initiatiefstof import Initiatiefstof
    from woonzorg.rapport.stuk import Blok, Cel
    from woonzorg.verdeling.regels.toetsing import Regeltoets

SOORT = "Toets van een initiatief"
GEEN_GRENS = "geen grens"
LANGSTE_MOTIEF = 600
"""Signs of a motive on paper."""

_SES, _LBM = SCORE_TITEL["ses_woa"], SCORE_TITEL["lbm_afwijking"]
_REGELKOLOMMEN = (
    Kolom("Regel"), Kolom("Uitkomst"), Kolom("Gevraagd", 0), Kolom("Hoogstens", 0), Kolom("Ruimte", 0),
    Kolom("Wat de regel vraagt", breed=True),
)  # fmt: skip


def make_toetsstuk(stof: Initiatiefstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the paper.

    Parameters
    ----------
    stof : Initiatiefstof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    """
    manifest = stof.snapshot.manifest
    return Stuk(
        titel=delen.mark_titel(f"Toets: {name_stuk(stof)}", manifest), soort=SOORT, regio=delen.name_regio(manifest),
        datum=datum, blokken=(make_kop(stof), *make_toetsdeel(stof), *make_onderaan(stof, adres)),
        voet=write_voet(stof),
        een_blad=True, bladen=(delen.tabulate_bronnen(manifest),),
    )  # fmt: skip


def name_stuk(stof: Initiatiefstof) -> str:
    """Name the initiative: by its name, else by what it is about and where."""
    told = stof.toets
    if told.is_geheim:
        return f"initiatief in {told.gemeentenaam}"
    return told.naam or f"{tell_wat(told)} in {told.pleknaam}"


def tell_wat(told: GedeeldeToets) -> str:
    """Tell what it is about: a number in its unit, or the kind alone where no number is told."""
    instrument = Instrument(told.instrument)
    year = f", convenantjaar {told.jaar}" if told.jaar else ""
    if told.aantal is None:
        return f"{INSTRUMENTVORMEN[instrument].titel}{year}"
    what = tell_aantal(Initiatief("", told.groep, instrument, told.aantal, jaar=told.jaar))
    return f"{what}, {count_woord(told.personen, 'persoon', 'personen')}" if told.personen else what


def write_voet(stof: Initiatiefstof) -> str:
    """Tell by which versions a paper was made."""
    return " · ".join(
        filter(None, [delen.write_voet(stof.snapshot), stof.kenmerk and f"kenmerk {stof.kenmerk}"])
    )


def make_onderaan(stof: Initiatiefstof, adres: str, stap: str = "") -> tuple[Blok, ...]:
    """Return what ends each paper of an initiative: what was left out, what it is not for, and where the screen is."""
    link = dict(stof.link) | ({"stap": stap} if stap else {})
    screen = (delen.make_verwijzing(adres, "initiatief", link),) if stof.link else ()
    return (*tell_weggelaten(stof), *delen.make_slot(stof.snapshot), *screen)


def tell_geheim(stof: Initiatiefstof) -> tuple[Blok, ...]:
    """Tell that of this group nothing below gemeente is told."""
    return (Alinea(GEHEIM, Stijl.LET_OP),) if stof.toets.is_geheim else ()


def tell_weggelaten(stof: Initiatiefstof) -> tuple[Blok, ...]:
    """Tell what was left out."""
    return (Alinea(" ".join(stof.weggelaten), Stijl.KLEIN, "Let op:"),) if stof.weggelaten else ()


def make_kop(stof: Initiatiefstof, soort: str = "") -> Kop:
    """Return the title of a paper: what the initiative is called, after what kind of paper it is."""
    name = name_stuk(stof)
    return Kop(f"{soort}: {name}" if soort else name[:1].upper() + name[1:], 1)


def make_toetsdeel(stof: Initiatiefstof) -> tuple[Blok, ...]:
    """Describe the answer from its sentence to what can be done next; headings from level 2."""
    told = stof.toets
    return (
        Alinea(tell_gegevens(told), Stijl.KLEIN),
        Alinea(told.zin, Stijl.KERN),
        Alinea(f"{GEEN_VERGUNNING} {GEEN_JA}", Stijl.LET_OP),
        *tell_geheim(stof),
        *((Alinea(told.waarom, Stijl.LET_OP),) if told.waarom and not told.is_geheim else ()),
        *_make_regels(told),
        *(() if told.is_geheim else _make_plek(stof)),
        *_make_stappen(told),
        *_make_besluit(told),
    )


def _begin_klein(tekst: str) -> str:
    return tekst[:1].lower() + tekst[1:]


def tell_gegevens(told: GedeeldeToets) -> str:
    """Tell in one line what it is, for whom, where and by whom."""
    inside = ", voor mensen uit deze buurt" if told.binnen_buurt else ""
    who = f"Voor wie: {name_groep(told.groep).lower()}{inside}"
    where = f"{told.pleknaam}, {told.gemeentenaam}" if told.pleknaam else f"gemeente {told.gemeentenaam}"
    parts = (tell_wat(told), who, where, _tell_complex(told), told.organisatie)
    return " · ".join(filter(None, parts))


def _tell_complex(told: GedeeldeToets) -> str:
    home = told.complex
    if home is None:
        return ""
    parts = [home.naam] if home.naam and home.naam != told.naam else []
    parts += [count_woord(home.woningen, "woning", "woningen")] if home.woningen is not None else []
    parts += [f"{format_getal(home.gehuisvest)} gehuisvest"] if home.gehuisvest is not None else []
    if home.ruimte is not None:
        parts.append(f"volgens de corporatie {'' if home.ruimte else 'geen '}ruimte")
    return f"complex: {', '.join(parts)}" if parts else ""


def _make_regels(told: GedeeldeToets) -> tuple[Blok, ...]:
    if told.waarom:
        return ()
    if not told.regels:
        return Kop("Regel voor regel"), Alinea(tell_geen_regel(told.groep))
    untested = f" {ONGETOETST}" if any(rule.voldaan is None for rule in told.regels) else ""
    return (
        Kop("Regel voor regel"),
        Tabel(f"Elke regel apart: {LEGENDA}.{untested}", _REGELKOLOMMEN, tuple(map(_make_rij, told.regels))),
    )


def _make_rij(regel: Regeltoets) -> tuple[Cel, ...]:
    # On paper a mark of two words stays on one line.
    words = describe_besluiten(regel.besluiten) or OORDELEN[regel.oordeel].replace(
        " ", "\N{NO-BREAK SPACE}", 1
    )
    limits: tuple[Cel, Cel] = (GEEN_GRENS, "") if math.isinf(regel.grens) else (regel.grens, regel.ruimte)
    mark = f"{TEKENS[regel.oordeel]}\N{NO-BREAK SPACE}{words}"
    return REGELS[regel.regel].titel, mark, regel.waarde, *limits, explain_regel(regel)


def _make_plek(stof: Initiatiefstof) -> tuple[Blok, ...]:
    places = _judge_plekken(stof)
    words = (
        Kop("De plek"),
        Merken(tuple(mark for word, place in places for mark in _make_merken(word, place))),
        _tabulate_plekken(stof, places),
        Lijst(stof.toets.plekzinnen, Stijl.KLEIN),
    )
    drawn = _make_kaart(stof)
    return (Naast((words, drawn), (0.64, 0.36)),) if drawn else words


def _judge_plekken(stof: Initiatiefstof) -> list[tuple[str, Toets]]:
    buurt = toets.judge_gebied(stof.snapshot, stof.toets.plek, stof.score)
    wijk = find_wijk(stof)
    wide = [("Wijk", toets.judge_gebied(stof.snapshot, wijk, stof.score))] if wijk in stof.score.codes else []
    return [("Buurt", buurt), *wide]


def find_wijk(stof: Initiatiefstof) -> str:
    """Return the code of the wijk of the place."""
    areas = stof.score.gebieden
    return str(areas.loc[areas["code"] == stof.toets.plek, "wijkcode"].iloc[0])


def _make_merken(woord: str, plek: Toets) -> tuple[Merk, ...]:
    mark = delen.make_merk(plek.klasse)
    turns = replace(delen.GRENSGEVAL, tekst=f"{woord}: grensgeval")
    near = (turns,) if plek.grensgeval == Oordeel.JA else ()
    return Merk(f"{woord}: {mark.tekst.lower()}", mark.kleur, mark.inkt), *near


def _tabulate_plekken(stof: Initiatiefstof, plekken: list[tuple[str, Toets]]) -> Tabel:
    columns = Kolom("Gebied", breed=True), Kolom("Welvaart", 3), Kolom(_LBM, 3), Kolom("Huishoudens", 0)
    rows: list[tuple[Cel, ...]] = [
        (f"{word} {place.naam.removeprefix('Wijk ') if word == 'Wijk' else place.naam}", place.ses_woa.waarde,
         place.leefbaarometer.waarde, place.huishoudens)
        for word, place in plekken
    ]  # fmt: skip
    first = plekken[0][1]
    rows.append(("Nederland, gemiddeld", first.ses_woa.referentie, first.leefbaarometer.referentie, ""))
    years = f"{_SES} {stof.score.jaar_ses}, {_LBM.lower()} {stof.score.jaar_lbm}"
    return Tabel(f"De twee scores: {_begin_klein(years)}", columns, tuple(rows))


def _make_kaart(stof: Initiatiefstof) -> tuple[Blok, ...]:
    told = stof.toets
    kaart = make_omgeving(stof.score, told.plek, told.pleknaam)
    if kaart is None:
        return ()
    alt = describe_omgeving(kaart, told.pleknaam, klassewoorden.name_klasse(Klasse(told.klasse)))
    return Beeld(render_svg(kaart, breedte=340), alt), delen.make_legenda(kaart.kleuring.vakken)


def _make_stappen(told: GedeeldeToets) -> tuple[Blok, ...]:
    return (Kop("Wat nu?"), Lijst(told.stappen)) if told.stappen else ()


def _make_besluit(told: GedeeldeToets) -> tuple[Blok, ...]:
    decided = told.besluit
    if decided is None:
        return ()
    why = decided.motief
    short = why if len(why) <= LANGSTE_MOTIEF else f"{why[:LANGSTE_MOTIEF].rstrip()}…"
    return (
        Kop("Een uitzondering, met besluit"),
        Alinea(f"{decided.besluiter}, {format_dag(decided.datum)}.", aanhef="Besloten door:"),
        Alinea(short, aanhef="Motief:"),
    )
