"""Words beside region, country, provinces and sets: Dutch, B1; no order of most, nobody singled out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.dag import format_datum
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.oordeel.ophoping import KORT
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.streken.streektelling import Streeksoort
from woonzorg.tekst.getal import ONBEKEND, count_woord, format_getal, format_procent, write_minstens
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.streken.streektelling import Streekbeeld, Streekrij

KOP = "Naast andere regio's"
ZONDER_SETS = (
    "Er zijn geen andere streken gekozen: de visie noemt ze niet. Kies ze zelf in een bestand met regio's."
)
NIET_GEZEGD: tuple[str, ...] = (
    "Een klasse telt niemand die is gehuisvest. Zij telt alle huishoudens in zo'n buurt, ook wie er al lang woont.",
    "Hoeveel mensen uit de aandachtsgroepen een streek huisvest, staat hier niet. De taakstelling is niet geladen.",
    "Er is geen rangorde. Een streek met een hoger aandeel doet het niet beter of slechter.",
    "Corporatiewoningen zijn niet precies sociale huur: een deel is duurder, en ook anderen verhuren sociaal.",
)
"""What these figures do not tell."""


def write_titel(beeld: Streekbeeld) -> str:
    """Return the title: 'Parkstad Limburg naast andere regio's'."""
    return f"{(beeld.regio or beeld.land).titel} naast andere regio's"


def describe_beeld(beeld: Streekbeeld) -> str:
    """Tell the share of households in kwetsbare buurten: of the region, the country and the region's province."""
    here = beeld.regio
    if here is None:
        return f"In Nederland woont {_tell(beeld.land)} van de huishoudens in een kwetsbare buurt."
    provinces = (row for row in beeld.rijen if row.soort == Streeksoort.PROVINCIE)
    own = next((row for row in provinces if row.titel == beeld.provincie), None)
    third = f" en in {own.titel} {_tell(own)}" if own else ""
    told = _tell(here)
    return (
        f"{told[0].upper()}{told[1:]} van de huishoudens in {here.titel} woont in een kwetsbare buurt, in Nederland "
        f"{_tell(beeld.land)}{third}."
    )


def _tell(rij: Streekrij) -> str:
    share = rij.share(Klasse.KWETSBAAR)
    if share is None or rij.share(Klasse.ONBEKEND) == 100.0:
        return "een onbekend deel"
    return "minder dan 1 %" if 0 < share < 1 else f"{format_getal(share)} %"


def describe_onbekend(beeld: Streekbeeld) -> str:
    """Tell of how many households the class is unknown, in the region and the country; '' when of none."""
    rows = [row for row in (beeld.regio, beeld.land) if row is not None]
    parts = [
        f"{format_procent(row.telling.huishoudens[Klasse.ONBEKEND], row.telling.totaal_huishoudens)} in {row.titel}"
        for row in rows
        if row.telling.gebieden[Klasse.ONBEKEND]
    ]
    if not parts:
        return ""
    return f"Van een deel van de huishoudens is de klasse van hun buurt onbekend: {join_woorden(parts)}."


PER_1000 = "In kwetsbare buurten, per 1.000 huishoudens"
"""Head of what tells the share of kwetsbaar once more, in the unit of the rest: one page does without."""


def list_kolommen(beeld: Streekbeeld) -> tuple[tuple[str, int | None], ...]:
    """Return the heads of the table with their decimals; None for text."""
    classes = tuple((f"{_name(klasse)} (%)", 1) for klasse in LABELS)
    trait = f" ({KORT[beeld.kenmerk.sleutel]})" if beeld.kenmerk else ""
    return (
        ("Streek", None), *classes, (PER_1000, 0),
        (f"Buurten met een overconcentratie{trait}, tegen Nederland", 0),
        ("Buurten waar dat onbekend is", 0), ("Huishoudens daarin, per 1.000", 0),
        ("In bezit van een corporatie, per 1.000 woningen", 0),
    )  # fmt: skip


def _name(klasse: Klasse) -> str:
    label = LABELS[klasse]
    return f"{label.kop}: {label.uitleg}" if label.kop == "Aandacht" else label.kop


def list_rijen(rijen: Sequence[Streekrij]) -> tuple[tuple[str | float | None, ...], ...]:
    """Return the rows of the table, in the order given; None is unknown."""
    return tuple(map(_make_rij, rijen))


def _make_rij(rij: Streekrij) -> tuple[str | float | None, ...]:
    return (
        rij.titel, *(rij.share(klasse) for klasse in LABELS),
        rij.count_promille(rij.telling.huishoudens[Klasse.KWETSBAAR]), *_tell_over(rij),
        None if rij.corporatie is None else 10.0 * rij.corporatie,
    )  # fmt: skip


def _tell_over(rij: Streekrij) -> tuple[str | float | None, ...]:
    """Return the overconcentraties, of how many it is unknown, and the households: with unknown ones, the least."""
    crowded, unknown = rij.count_promille(rij.over_huishoudens), rij.over_onbekend
    if rij.over is None:
        return None, float(unknown) if unknown else None, None
    if not unknown:
        return float(rij.over), 0.0, crowded
    least, households = (write_minstens(value, minstens=True) for value in (rij.over, crowded))
    return least.replace(" ", "\u00a0"), float(unknown), households.replace(" ", "\u00a0")


def list_keuzes(beeld: Streekbeeld) -> tuple[str, ...]:
    """Tell of each set which gemeenten it has and who chose them; and what could not be counted."""
    return tuple(_describe_set(row) for row in beeld.rijen if row.soort == Streeksoort.SET or row.ontbreekt)


def _describe_set(rij: Streekrij) -> str:
    chosen = ""
    if rij.soort == Streeksoort.SET:
        chosen = f" Gekozen door: {rij.gekozen_door or 'niet vermeld'}."
    if rij.ontbreekt:
        return (
            f"{rij.titel} is niet geteld: {join_woorden(list(rij.ontbreekt))} staat niet in de landelijke gegevens."
            f"{chosen}"
        )
    return f"{rij.titel}: {join_woorden(list(rij.gemeenten))}.{chosen}"


SETS_OP_PAPIER, NAMEN_OP_PAPIER = 4, 40
"""So many sets stand on one page beside all provinces; and so many names of gemeenten, of all sets together."""
PROVINCIES_ELDERS = (
    "De andere provincies staan op het scherm en in het werkboek, want hier is geen plaats voor alle."
)
NAMEN_ELDERS = "Welke gemeenten bij een gekozen streek horen, staat op het scherm en in het werkboek."


def list_papierrijen(beeld: Streekbeeld) -> tuple[Streekrij, ...]:
    """Return the rows of the table of one page: all, or with many sets of the provinces the region's own only."""
    sets = sum(row.soort == Streeksoort.SET for row in beeld.rijen)
    return beeld.rijen if sets <= SETS_OP_PAPIER else beeld.list_dia()


def list_papierkeuzes(beeld: Streekbeeld) -> tuple[str, ...]:
    """Tell who chose each set, with its gemeenten where one page has room for them; and what is left to the screen."""
    names = sum(len(row.gemeenten) for row in beeld.rijen if row.soort == Streeksoort.SET)
    short = len(list_papierrijen(beeld)) < len(beeld.rijen)
    named = not short and names <= NAMEN_OP_PAPIER
    absent = tuple(_describe_set(row) for row in beeld.rijen if row.ontbreekt)
    told = list_keuzes(beeld) if named else (*absent, *list_kiezers(beeld), NAMEN_ELDERS)
    return (*told, PROVINCIES_ELDERS) if short else told


def list_kiezers(beeld: Streekbeeld) -> tuple[str, ...]:
    """Tell of each set that was counted who chose its gemeenten, for where there is no room for their names."""
    sets = [row for row in beeld.rijen if row.soort == Streeksoort.SET and not row.ontbreekt]
    return tuple(f"{row.titel}: gekozen door {row.gekozen_door or 'niet vermeld'}." for row in sets)


def describe_grond(beeld: Streekbeeld) -> str:
    """Tell in which data all were counted, of which years, and by which yardstick."""
    years = [str(year) if year else ONBEKEND for year in beeld.jaren]
    told = (
        f"Alle streken zijn geteld in de gegevens van heel Nederland van {format_datum(beeld.manifest.datum)}: SES-WOA "
        f"{years[0]}, Leefbaarometer {years[1]}, met één landelijk gemiddelde."
    )
    other = (
        f" De gegevens van de regio zelf verschillen in {join_woorden(list(beeld.anders))}."
        if beeld.anders
        else ""
    )
    return told + other


def describe_maat(beeld: Streekbeeld) -> str:
    """Tell by which yardstick an overconcentratie was judged, and of how many buurten it is not known."""
    if beeld.kenmerk is None:
        return "Over overconcentraties is niets bekend: het kenmerk ontbreekt in deze gegevens."
    parts = [
        f"{count_woord(row.over_onbekend, 'buurt', 'buurten')} in {row.titel}"
        for row in beeld.rijen
        if row.over_onbekend and row.soort != Streeksoort.PROVINCIE
    ]
    many = len(parts) > SETS_OP_PAPIER + 2
    where = f"buurten in {len(parts)} streken" if many else join_woorden(parts) if parts else ""
    rest = f" Van {where} is dat niet bekend." if where else ""
    return (
        "Een overconcentratie is hier gemeten tegen het aandeel van Nederland: één maat voor alle streken. Op de kaart "
        f"geldt het aandeel van de regio, dus daar is het aantal anders.{rest}"
    )
