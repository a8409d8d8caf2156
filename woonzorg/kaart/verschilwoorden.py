"""The sentences about what changed since an earlier year, and about how an area lies against its region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.indicator import PER_SLEUTEL, Weging
from woonzorg.kaart.kleuring import write_waarde
from woonzorg.kaart.regioverschil import Regioverschil
from woonzorg.kaart.thema import TITEL_KLASSE
from woonzorg.kaart.verandering import Verandering, Vergelijkbaar, count_wissels
from woonzorg.kaart.verschilschaal import name_maat
from woonzorg.oordeel.klassewoorden import LABELS, count_gebieden, name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

NIET, GELIJK = "Niet te vergelijken", "Niet veranderd"

ZONDER = "Vergelijk …"
"""What the map without a comparison is called in the list 'Vergelijken met': words that fit beside the theme."""

SINDS = "Sinds {}"
"""What the map of changes is called in that list."""

TEN_OPZICHTE = "Met de regio"
"""What the map against the region's own mean is called in that list."""

_WEGING: dict[Weging, str] = {
    Weging.HUISHOUDENS: "gewogen naar huishoudens",
    Weging.SES_HUISHOUDENS: "gewogen naar huishoudens",
    Weging.INWONERS: "gewogen naar inwoners",
    Weging.WONINGEN: "gewogen naar woningen",
}


def write_titel(gemeten: Verandering | Regioverschil) -> str:
    """Write what a map of differences shows, between which years or against what, and in what."""
    if isinstance(gemeten, Verandering) and gemeten.is_klasse:
        return f"{TITEL_KLASSE}: wat veranderde tussen {gemeten.van} en {gemeten.tot}"
    indicator = PER_SLEUTEL[gemeten.sleutel]
    measure = name_maat(indicator)
    return f"{indicator.titel}{_tell_waarmee(gemeten)}{', in ' if measure else ''}{measure}"


def _tell_waarmee(gemeten: Verandering | Regioverschil) -> str:
    if isinstance(gemeten, Verandering):
        return f": verschil tussen {gemeten.van} en {gemeten.tot}"
    return f" ({gemeten.jaar or 'jaar onbekend'}) ten opzichte van de regio"


def name_wissel(toen: Klasse, nu: Klasse) -> str:
    """Write a change of class.

    Examples
    --------
    >>> name_wissel(Klasse.KWETSBAAR, Klasse.AANDACHT_LEEFBAARHEID)
    'Van kwetsbaar naar aandacht (leefbaarheid)'
    """
    return f"Van {name_klasse(toen)} naar {name_klasse(nu)}"


def split_wissel(toen: Klasse, nu: Klasse) -> tuple[str, str]:
    """Write a change of class for a legend: from which word to which, and of which score an 'aandacht' is.

    Examples
    --------
    >>> split_wissel(Klasse.KWETSBAAR, Klasse.AANDACHT_LEEFBAARHEID)
    ('Kwetsbaar → aandacht', 'leefbaarheid')
    """
    both = [LABELS[klasse] for klasse in (toen, nu)]
    scores = [label.uitleg for label in both if label.kop == LABELS[Klasse.AANDACHT_SES].kop]
    return f"{both[0].kop} → {both[1].kop.lower()}", "; nu ".join(scores)


def explain_niet(reden: Vergelijkbaar, *, klasse: bool) -> str:
    """Tell why areas cannot be compared."""
    return "score ontbreekt" if klasse and reden == Vergelijkbaar.CIJFER_ONTBREEKT else str(reden)


def describe_kop(gemeten: Verandering | Regioverschil, niveau: str) -> str:
    """Tell in one headline how many areas changed, or lie above and below their region, and what cannot be told."""
    return (
        _describe_regio(gemeten, niveau)
        if isinstance(gemeten, Regioverschil)
        else _describe_kop(gemeten, niveau)
    )


def _describe_regio(regio: Regioverschil, niveau: str) -> str:
    changes = regio.tabel["verschil"]
    above, below, unknown = int((changes > 0).sum()), int((changes < 0).sum()), int(changes.isna().sum())
    title = PER_SLEUTEL[regio.sleutel].titel
    rest = f" Van {count_gebieden(unknown, niveau)} is het cijfer onbekend." if unknown else ""
    return (
        f"'{title}' ligt in {count_gebieden(above, niveau)} boven het gemiddelde van de regio en in "
        f"{count_gebieden(below, niveau)} eronder.{rest}"
    )


def _describe_kop(verandering: Verandering, niveau: str) -> str:
    told = (
        _describe_klassen(verandering, niveau)
        if verandering.is_klasse
        else _describe_cijfer(verandering, niveau)
    )
    return " ".join(filter(None, [told, describe_niet(verandering, niveau)]))


def _describe_klassen(verandering: Verandering, niveau: str) -> str:
    between = f"Tussen {verandering.van} en {verandering.tot}"
    changed = len(verandering.veranderd)
    if verandering.bekend.empty:
        return f"{between} is van geen {niveau} te zeggen of de klasse veranderde."
    if not changed:
        return f"{between} bleef de klasse van elke {niveau} die te vergelijken is, gelijk."
    more, less, other = count_kwetsbaar(verandering)
    parts = [
        f"{more} {'werden' if more > 1 else 'werd'} kwetsbaar" if more else "",
        _tell_niet_meer(less, "zijn " if less > 1 else "is ", alleen=not more),
        f"{other} {'veranderden' if other > 1 else 'veranderde'} anders" if other else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"{between} veranderde de klasse van {count_gebieden(changed, niveau)}: {told}."


def _tell_niet_meer(aantal: int, is_: str, *, alleen: bool) -> str:
    """Tell how many no longer are kwetsbaar; the word itself only where it was not said just before."""
    if not aantal:
        return ""
    return f"{aantal} {is_}niet meer kwetsbaar" if alleen else f"{aantal} niet meer"


def count_kwetsbaar(verandering: Verandering) -> tuple[int, int, int]:
    """Count the areas that became kwetsbaar, that no longer are, and that changed otherwise."""
    pairs = count_wissels(verandering)
    more = sum(count for (_, after), count in pairs.items() if after == Klasse.KWETSBAAR)
    less = sum(count for (before, _), count in pairs.items() if before == Klasse.KWETSBAAR)
    return more, less, sum(pairs.values()) - more - less


def _describe_cijfer(verandering: Verandering, niveau: str) -> str:
    changes = verandering.bekend["verschil"]
    up, down, same = int((changes > 0).sum()), int((changes < 0).sum()), int((changes == 0).sum())
    title = PER_SLEUTEL[verandering.sleutel].titel
    parts = [
        f"hoger in {count_gebieden(up, niveau)}" if up else "",
        f"lager in {count_gebieden(down, niveau)}" if down else "",
        f"gelijk in {count_gebieden(same, niveau)}" if same else "",
    ]
    told = join_woorden([part for part in parts if part]) or "nergens te vergelijken"
    return f"'{title}' tussen {verandering.van} en {verandering.tot}: {told}."


def describe_niet(verandering: Verandering, niveau: str) -> str:
    """Tell of how many areas it cannot be told, and why; '' when of all it can."""
    reasons = {reden: verandering.count_niet(reden) for reden in Vergelijkbaar if reden != Vergelijkbaar.JA}
    total = sum(reasons.values())
    if not total:
        return ""
    told = [
        explain_niet(reden, klasse=verandering.is_klasse) + (f" ({format_getal(count)})" if count < total else "")
        for reden, count in reasons.items() if count
    ]  # fmt: skip
    verb = "zijn" if total > 1 else "is"
    return f"{count_gebieden(total, niveau)} {verb} niet te vergelijken: {join_woorden(told)}."


def describe_stap(verandering: Verandering, niveau: str) -> str:
    """Tell what a step of the years changed.

    Parameters
    ----------
    verandering : Verandering
        Of classes, since the edition before.
    niveau : str
    """
    more, less, other = count_kwetsbaar(verandering)
    parts = [
        f"{more} kwetsbaar geworden" if more else "",
        _tell_niet_meer(less, "", alleen=not more),
        f"{other} anders" if other else "",
    ]
    told = ", ".join(part for part in parts if part)
    count = count_gebieden(more + less + other, niveau)
    behind = f" ({told})" if told else ""
    return f"Van {verandering.van} naar {verandering.tot}: {count} van klasse veranderd{behind}."


_EIGEN_GEMIDDELDE = (
    "Elke meting is vergeleken met het landelijk gemiddelde van haar eigen jaar. Een klasse kan veranderen doordat "
    "een score veranderde, of doordat het gemiddelde veranderde."
)


def explain(gemeten: Verandering | Regioverschil, niveau: str) -> str:
    """Tell beneath the map with what was compared; '' where the title says it all."""
    if isinstance(gemeten, Verandering):
        return _EIGEN_GEMIDDELDE if gemeten.is_klasse else ""
    return " ".join(
        filter(None, [_describe_middel(gemeten, niveau), describe_anders(gemeten.anders, niveau)])
    )


def _describe_middel(regio: Regioverschil, niveau: str) -> str:
    """Tell the region's mean, and how it was made."""
    mean, indicator = regio.middel, PER_SLEUTEL[regio.sleutel]
    told = f"Gemiddelde van de regio: {write_waarde(indicator, mean.waarde)}"
    how = _WEGING.get(mean.weging)
    if how is None:
        return f"{told}, het gewone gemiddelde van {count_gebieden(mean.gebruikt, niveau)}."
    return f"{told}, over {mean.gebruikt} van de {count_gebieden(mean.totaal, 'gemeente')} {how}."


def describe_anders(anders: int | None, niveau: str) -> str:
    """Tell how many areas would stand otherwise against the region's own means; '' where that is not known or asked."""
    if anders is None:
        return ""
    verb = "zou" if anders == 1 else "zouden"
    return (
        f"Met het gemiddelde van de regio {verb} {count_gebieden(anders, niveau)} anders uitvallen. De klasse "
        "verandert daar niet door: de regel vergelijkt met het landelijk gemiddelde."
    )


def describe_gebied(gemeten: Verandering | Regioverschil, code: str) -> str:
    """Tell what changed in one area, or how it lies against its region; '' for an area that is not on the map."""
    rows = gemeten.tabel[gemeten.tabel["code"] == code]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    if isinstance(gemeten, Verandering) and gemeten.is_klasse:
        return _tell_klassen(gemeten, row)
    indicator = PER_SLEUTEL[gemeten.sleutel]
    before, now = (write_waarde(indicator, float(row[name])) for name in ("toen", "nu"))
    change = _tell_verschil(gemeten, row)
    if isinstance(gemeten, Regioverschil):
        return f"{indicator.titel}: hier {now}, gemiddelde van de regio {before}{change}"
    return f"{indicator.titel}: {gemeten.van} {before}, {gemeten.tot} {now}{change}"


def _tell_verschil(gemeten: Verandering | Regioverschil, row: pd.Series) -> str:
    if row["vergelijkbaar"] == Vergelijkbaar.GRENS_GEWIJZIGD:
        return ". Niet te vergelijken: grens gewijzigd."
    if gemeten.schaal is None or row["vergelijkbaar"] != Vergelijkbaar.JA:
        return "."
    unit = gemeten.schaal.eenheid
    return f". Verschil: {gemeten.schaal.write(float(row['verschil']))}{' ' if unit else ''}{unit}."


def _tell_klassen(verandering: Verandering, row: pd.Series) -> str:
    between = f"Tussen {verandering.van} en {verandering.tot}"
    if row["vergelijkbaar"] != Vergelijkbaar.JA:
        return f"{between}: niet te vergelijken, {explain_niet(Vergelijkbaar(row['vergelijkbaar']), klasse=True)}."
    if row["toen"] == row["nu"]:
        return f"{between} niet veranderd: {name_klasse(Klasse(row['nu']))}."
    change = name_wissel(Klasse(row["toen"]), Klasse(row["nu"]))
    return f"{between} veranderd {change[:1].lower()}{change[1:]}."


def name_daar(gemeten: Verandering | Regioverschil) -> str:
    """Name the column of what areas are compared with."""
    if isinstance(gemeten, Regioverschil):
        return "Gemiddelde van de regio"
    return f"Klasse in {gemeten.van}" if gemeten.is_klasse else f"In {gemeten.van}"


def tell_vergelijkbaar(gemeten: Verandering | Regioverschil, row: Mapping[Any, Any]) -> str:
    """Tell in a word whether an area of the table can be compared, and of a class whether it changed."""
    klasse = isinstance(gemeten, Verandering) and gemeten.is_klasse
    if row["vergelijkbaar"] != Vergelijkbaar.JA:
        return f"niet: {explain_niet(Vergelijkbaar(row['vergelijkbaar']), klasse=klasse)}"
    if not klasse:
        return "ja"
    return "nee" if row["toen"] == row["nu"] else name_wissel(Klasse(row["toen"]), Klasse(row["nu"])).lower()
