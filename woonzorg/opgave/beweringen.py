"""The claims of §4.1, §4.2 and chapter 6 of the vision, each recomputed from its tables where they tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.opgave.cijfers import Cijferkeuze, Cijfersleutel, find_cijfer, is_totaal, read_parkstad
from woonzorg.opgave.controles import (
    ONVERKLAARD,
    Herberekening,
    Uitspraak,
    check_bewering,
    check_getal,
    leave_open,
    round_half_up,
)
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.publicatie import STREEK, find_deel, read_delen, read_rijen
from woonzorg.opgave.stromen import EERSTE_AFTOPPING, KWALITEITSKORTING, add_stromen, list_stromen
from woonzorg.opgave.tabelcontroles import check_tabellen
from woonzorg.opgave.tegenspraak import GECLUSTERD, PG, check_tegenspraak
from woonzorg.opgave.voorraad import compute_potentieel
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.vraag.lijnen import SAMEN, VRIJGEKOMEN_2022

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.opgave.cijfers import Cijfer

SOM = "zorggeschikt/woonzorgcentrum (SOM)"
POTENTIEEL_PROCENT, POTENTIEEL = 28, 36713
"""The share and the number of dwellings that may be made suitable (§4.2)."""
DEEL_AANGEPAST = 0.10
RUIM_TWEE_DERDE = (2 / 3, 3 / 4)
"""What 'ruim 2/3e' is taken to be: above two thirds, below three quarters (aanname)."""


def check_opgave() -> tuple[Herberekening, ...]:
    """Check all totals and shares of the tables, and the claims of the text."""
    cijfers = compute_cijfers(read_parkstad())
    return (
        *check_tabellen(),
        *_check_aanbod(),
        *_check_vrijgekomen(cijfers),
        *_check_potentieel(),
        _check_twee_derde(cijfers),
        _check_grootste(cijfers, "geclusterd", GECLUSTERD),
        _check_grootste(cijfers, "pg", PG),
        *_check_dementie(cijfers),
        _check_somatisch(cijfers),
        _check_standplaatsen(cijfers),
        *check_tegenspraak(cijfers),
        *(leave_open(claim, why) for claim, why in OPEN),
    )


def _check_aanbod() -> Iterator[Herberekening]:
    """Check how the supply of ouderen hangs together: why its rows may not be added."""
    supply = {
        rij.woonvorm: rij.cellen[0].read() for rij in read_rijen(2) if rij.groep == "ouderen" and rij.woonvorm
    }
    regulier, nultreden = supply["regulier wonen"], supply["nultreden in regulier wonen"]
    claim = Uitspraak(
        "aanbod-nultreden", "tabel 2", "nultreden in regulier wonen is 25 % van regulier wonen", "woningen"
    )
    text = f"25 % van {format_getal(regulier)} = {format_getal(regulier / 4, 1)} (25 % is ook 'geschikt' in tabel 5)"
    yield check_getal(claim, nultreden, regulier / 4, text)
    total, stock = sum(supply.values()), find_deel(4, STREEK).read("Totale woningvoorraad")
    yield check_bewering(
        Uitspraak(
            "aanbod-overlap", "tabel 2", "de rijen van het aanbod overlappen en zijn niet op te tellen"
        ),
        waar=total > stock,
        berekening=f"samen {format_getal(total)}, meer dan de hele voorraad van tabel 4 ({format_getal(stock)})",
    )


def _check_vrijgekomen(cijfers: tuple[Cijfer, ...]) -> Iterator[Herberekening]:
    total = KWALITEITSKORTING + EERSTE_AFTOPPING
    claim = Uitspraak("vrijgekomen", "§4.2", "in 2022 vrijgekomen corporatiewoningen", "woningen")
    sum_text = f"{format_getal(KWALITEITSKORTING)} + {format_getal(EERSTE_AFTOPPING)} = {format_getal(total)}"
    yield check_getal(claim, VRIJGEKOMEN_2022, total, sum_text)
    for groepen, published, name in (
        (SAMEN, (7, 12), "met statushouders"),
        (SAMEN[:1], (3, 6), "zonder statushouders"),
    ):
        stroom = add_stromen(list_stromen(cijfers), groepen, 2023)
        for side, percent, number in zip(
            ("laag", "hoog"), published, (stroom.laag, stroom.hoog), strict=True
        ):
            share = 100 * (number or 0) / VRIJGEKOMEN_2022
            claim = Uitspraak(
                f"aandeel-{len(groepen)}-{side}",
                "§4.2",
                f"deel van de vrijgekomen woningen, {name} ({side})",
                "%",
            )
            text = f"{number} / {format_getal(VRIJGEKOMEN_2022)} = {format_getal(share, 2)} %"
            yield check_getal(claim, percent, share, text)


def _check_potentieel() -> Iterator[Herberekening]:
    stock = find_deel(4, STREEK).read("Totale woningvoorraad")
    exact = stock * POTENTIEEL_PROCENT / 100
    text = f"{POTENTIEEL_PROCENT} % van {format_getal(stock)} = {format_getal(exact, 2)}"
    claim = Uitspraak("potentieel", "§4.2", "woningen die geschikt te maken zijn", "woningen")
    yield check_getal(claim, POTENTIEEL, exact, text)
    added = compute_potentieel(per_bezit=False)
    percent = 100 * added / stock
    claim = Uitspraak("potentieel-gemeenten", "§4.2", "dezelfde woningen, per gemeente opgeteld", "woningen")
    text = "het aandeel van tabel 5 maal de voorraad van tabel 4, per gemeente opgeteld"
    cause = f"afronding: {format_getal(percent, 2)} % is afgerond op {POTENTIEEL_PROCENT} %, en daarna vermenigvuldigd"
    yield check_getal(
        claim, POTENTIEEL, added, text, cause if round_half_up(percent) == POTENTIEEL_PROCENT else ""
    )
    yield _check_spreiding()


def _check_spreiding() -> Herberekening:
    shares = {deel.gemeente: deel.read("Potentieel") for deel in read_delen(5) if deel.code}
    low, high = min(shares, key=lambda name: shares[name]), max(shares, key=lambda name: shares[name])
    claim = Uitspraak(
        "potentieel-spreiding", "§4.2", "het aandeel loopt van 18 % in Heerlen tot 42 % in Beekdaelen"
    )
    return check_bewering(
        claim,
        waar=(low, shares[low], high, shares[high]) == ("Heerlen", 18, "Beekdaelen", 42),
        berekening=f"tabel 5: laagste {shares[low]} % ({low}), hoogste {shares[high]} % ({high})",
    )


def list_twee_derde(cijfers: tuple[Cijfer, ...]) -> tuple[tuple[str, float], ...]:
    """Return what 10 % of the potential is of the shortage of geclusterd wonen: each reading with its share.

    Tried are three counts of the potential and every published and recomputed shortage of 2030 and 2040.
    """
    stocks = {
        "36.713 (§4.2)": float(POTENTIEEL),
        "de som per gemeente": compute_potentieel(per_bezit=False),
        "de som per gemeente, huur en koop": compute_potentieel(per_bezit=True),
    }
    lines = [find_cijfer(cijfers, Cijfersleutel("ouderen", *rest)) for rest in _list_geclusterd()]
    return tuple(
        (f"{stock} van het tekort {line.scenario} {line.jaar}, {keuze}", DEEL_AANGEPAST * number / -saldo)
        for stock, number in stocks.items()
        for line in lines
        for keuze in Cijferkeuze
        if (saldo := line.choose(keuze) or 0) < 0
    )


def _list_geclusterd() -> Iterator[tuple[str, str, int]]:
    for scenario in ("basis", "trend"):
        for jaar in (2030, 2040):
            yield scenario, GECLUSTERD, jaar


def _check_twee_derde(cijfers: tuple[Cijfer, ...]) -> Herberekening:
    low, high = RUIM_TWEE_DERDE
    fits = [name for name, value in list_twee_derde(cijfers) if low < value < high]
    shortage = -(find_cijfer(cijfers, Cijfersleutel("ouderen", "trend", GECLUSTERD, 2040)).herberekend or 0)
    share = 100 * DEEL_AANGEPAST * POTENTIEEL / shortage
    text = (
        f"10 % van {format_getal(POTENTIEEL)} is {format_getal(DEEL_AANGEPAST * POTENTIEEL)}; het grootste "
        f"herberekende tekort (trend, 2040) is {format_getal(shortage)}: dat is {format_getal(share)} %"
    )
    claim = Uitspraak(
        "twee-derde", "§4.2", "10 % aanpassen neemt ruim twee derde van het tekort geclusterd weg", "%"
    )
    cause = f"komt wel uit met 10 % van {'; of van '.join(fits)}" if fits else ""
    return check_getal(claim, 67, share, text, cause)


def _check_grootste(cijfers: tuple[Cijfer, ...], sleutel: str, woonvorm: str) -> Herberekening:
    """Check that ouderen fall short of a form by far the most: against every other group's shortage in 2040."""
    own, others = _list_tekorten(cijfers, woonvorm, Cijferkeuze.HERBEREKEND)
    printed, printed_others = _list_tekorten(cijfers, woonvorm, Cijferkeuze.GEPUBLICEERD)
    claim = Uitspraak(
        f"grootste-{sleutel}", "§4.1", f"ouderen, {woonvorm}: het tekort is verreweg het grootst"
    )
    text = (
        f"herberekend tekort in 2040, per scenario: {_join(own)}; andere groepen {_join(others)}. "
        f"Gepubliceerd: {_join(printed)}; andere groepen {_join(printed_others)}"
    )
    cause = (
        "met de gepubliceerde tekorten klopt het wel" if min(printed) > max(printed_others) else ONVERKLAARD
    )
    return check_bewering(claim, waar=min(own) > max(others), berekening=text, verklaring=cause)


def _list_tekorten(
    cijfers: tuple[Cijfer, ...], woonvorm: str, keuze: Cijferkeuze
) -> tuple[list[int], list[int]]:
    """Return the shortages of 2040: those of ouderen in a form, and the totals of the other groups."""
    lines = [(line, line.choose(keuze)) for line in cijfers if line.jaar == 2040]
    known = [(line, max(0, -value)) for line, value in lines if value is not None]
    own = [value for line, value in known if (line.groep, line.woonvorm) == ("ouderen", woonvorm)]
    others = [value for line, value in known if line.groep != "ouderen" and is_totaal(line.sleutel)]
    return own, others


def _join(values: list[int]) -> str:
    return join_woorden([format_getal(value) for value in values])


def _read_ouderen(cijfers: tuple[Cijfer, ...], woonvorm: str, jaar: int) -> list[int]:
    lines = [
        find_cijfer(cijfers, Cijfersleutel("ouderen", name, woonvorm, jaar)) for name in ("basis", "trend")
    ]
    return [line.herberekend for line in lines if line.herberekend is not None]


def _check_dementie(cijfers: tuple[Cijfer, ...]) -> Iterator[Herberekening]:
    years = {jaar: _read_ouderen(cijfers, PG, jaar) for jaar in (2023, 2030, 2040)}
    text = "; ".join(f"{jaar}: {_join(values)}" for jaar, values in years.items())
    yield check_bewering(
        Uitspraak("pg-na-2030", "§4.2", "voor ouderen met dementie komt het tekort pas na 2030"),
        waar=min(years[2023] + years[2030]) >= 0 and max(years[2040]) < 0,
        berekening=f"zorggeschikt PG, aanbod min vraag in basis en trend: {text}",
    )
    low, high = sorted(-value for value in years[2040])
    for side, published, value in (("laag", 300, low), ("hoog", 500, high)):
        claim = Uitspraak(f"pg-{side}", "§4.2", f"uitbreiding zorggeschikt PG na 2030 ({side})", "woningen")
        text = f"het tekort in 2040 is {value}, afgerond op honderdtallen {100 * round_half_up(value / 100)}"
        yield check_getal(claim, published, 100 * round_half_up(value / 100), text)


def _check_somatisch(cijfers: tuple[Cijfer, ...]) -> Herberekening:
    saldi = [value for jaar in (2023, 2030, 2040) for value in _read_ouderen(cijfers, SOM, jaar)]
    claim = Uitspraak("som-voldoende", "§4.2", "er zijn tot en met 2040 genoeg zorggeschikte woningen (SOM)")
    text = f"aanbod min vraag, basis en trend: {_join(saldi)}"
    return check_bewering(claim, waar=min(saldi) >= 0, berekening=text)


def _check_standplaatsen(cijfers: tuple[Cijfer, ...]) -> Herberekening:
    low, high = (
        find_cijfer(cijfers, Cijfersleutel("woonwagenbewoners", name, "totaal", 2030)).vraag or 0
        for name in ("onderkant", "bovenkant")
    )
    return check_bewering(
        Uitspraak("standplaatsen", "§6.16", "de behoefte is zo'n 80 tot 90 standplaatsen tot 2030"),
        waar=(round_half_up(low / 10), round_half_up(high / 10)) == (8, 9),
        berekening=f"tabel 1: {low} en {high}, afgerond op tientallen",
    )


_SEGMENTEN = "tabel 1 en 2 maken geen verschil tussen huur en koop, of tussen sociaal en vrij"
OPEN: tuple[tuple[Uitspraak, str], ...] = (
    (Uitspraak("sociale-huur", "§4.2", "in de sociale huur zijn er genoeg nultreden- en geclusterde woningen"),
     _SEGMENTEN),
    (Uitspraak("vrije-sector", "§4.2", "in de vrije sector zijn er nu al te weinig geclusterde woningen"), _SEGMENTEN),
    (Uitspraak("vpt", "§4.2", "625 ouderen krijgen zorg thuis (VPT) van één aanbieder"),
     "dit getal staat in geen tabel"),
    (Uitspraak("jeugdzorg", "§6.11", "802 jongeren gebruikten op 1 januari 2023 jeugdzorg met verblijf"),
     "dit getal staat in geen tabel; hoeveel van hen er per jaar uitstromen, staat er niet bij"),
    (Uitspraak("opvangplekken", "§6.13", "er zijn 15 plekken voor vrouwenopvang"),
     "dit getal staat in geen tabel; de gemeenten ervaren een tekort dat de data-analyse niet bevestigt (§6.13)"),
    (Uitspraak("kerkrade", "tabel 6", "Kerkrade ontbreekt"),
     "de cijfers waren onbekend toen het rapport werd gemaakt, zegt het opschrift"),
    (Uitspraak("nummering", "§7.2.3", "er zijn twee tabellen met nummer 4"),
     "de planning in §7.2.3 heet ook tabel 4; hier is tabel 4 die van de woningvoorraad"),
)  # fmt: skip
"""Claims and gaps for which the document has no figures."""
