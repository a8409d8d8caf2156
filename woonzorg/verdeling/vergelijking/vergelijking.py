"""Two plans side by side, with the situation now and the simple keys: on one scale, judged by the same rules.

A side is a scenario that was worked out, or a simple key. Page, command line and document render the same
`Vergelijking`. Unless the planner asks otherwise it holds only what may be shared (`openbaar`): both plans by gemeente,
over the groups that may be told. Measures that rest on own figures are for whoever holds those figures: `met_eigen`
says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.oordeel.klassewoorden import count_gebieden
from woonzorg.tekst.getal import (
    count_woord,
    format_getal,
)
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.delen.openbaar import (
    VERBORGEN,
    VERBORGEN_REMEDIE,
    ZONDER_GEVOELIG,
    has_gevoelig,
    share_plan,
)
from woonzorg.verdeling.optimum.maten import tabulate_gemeenten
from woonzorg.verdeling.optimum.sleutels import VORIGE, Sleutelplan, score_sleutels
from woonzorg.verdeling.uitkomst.vorigewoorden import list_vorigezinnen
from woonzorg.verdeling.vergelijking.kant import (
    Kant,
    make_nul,
    make_sleutelkant,
    rests_on_eigen,
    share_kant,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from woonzorg.verdeling.invoer.veld import Counts, Values
    from woonzorg.verdeling.scenario.inhoud import Scenario


@dataclass(frozen=True, eq=False)
class Vergelijking:
    """A and B beside each other.

    Attributes
    ----------
    a, b : Kant
    nul : Kant
        The situation of A before any placement.
    sleutels : tuple of Kant
        The simple keys on the demand of A; none where the comparison is hidden.
    gemeenten : DataFrame
        A row a gemeente: code, naam, huishoudens, taakstelling_a, taakstelling_b, a, b, and sleutel_… of
        each simple key.
    gebieden : DataFrame
        A row an area of `niveau` in the region: code, naam, gemeentenaam, huishoudens, a, b, verschil (B − A) and
        per_1000 (the same per 1,000 households; NaN without households).
    niveau : Niveau
        Level of `gebieden`: that of the scenarios, or gemeente in what is shared.
    met_eigen : bool
        Whether the measures rest on own figures.
    gedeeld : bool
        Whether it holds only what may be shared.
    verborgen : bool
        Whether no number of it may be told: both tables are then empty.
    """

    a: Kant
    b: Kant
    nul: Kant
    sleutels: tuple[Kant, ...]
    gemeenten: pd.DataFrame
    gebieden: pd.DataFrame
    niveau: Niveau
    met_eigen: bool
    gedeeld: bool = True
    verborgen: bool = False

    @property
    def kanten(self) -> tuple[Kant, ...]:
        """All plans on one scale: now, A, B, and the keys."""
        return (self.nul, self.a, self.b, *self.sleutels)

    @property
    def verplaatst(self) -> int:
        """Homes of B that A has in another area, as far as `gebieden` tells; beside what one places more."""
        change = self.gebieden["verschil"]
        return int(min(change.clip(lower=0).sum(), -change.clip(upper=0).sum()))


def check_vergelijkbaar(a: Scenario, b: Scenario) -> None:
    """Refuse to compare scenarios of other regions, levels or kinds of demand.

    Raises
    ------
    InvoerFout
        With what differs.
    """
    pairs = {"streek": (a.regio, b.regio), "niveau": (a.niveau, b.niveau), "soort": (a.soort, b.soort)}
    other = [f"{name}: {one} en {two}" for name, (one, two) in pairs.items() if one != two]
    if other:
        fout = _make_onvergelijkbaar("dezelfde streek, niveau en soort vraag", "; ".join(other))
        raise fout


def _make_onvergelijkbaar(verwacht: str, gevonden: str) -> InvoerFout:
    message, remedy = (
        "Deze twee plannen zijn niet te vergelijken.",
        "Kies twee plannen die hierin gelijk zijn.",
    )
    return InvoerFout(message, verwacht=verwacht, gevonden=gevonden, remedie=remedy)


def compare(
    a: Kant, b: Kant, sleutels: Sequence[Sleutelplan] | None = None, *, openbaar: bool = True
) -> Vergelijking:
    """Lay two plans side by side.

    Parameters
    ----------
    a, b : Kant
    sleutels : sequence of Sleutelplan, optional
        What the simple keys do with A's demand, when that is known already.
    openbaar : bool
        Only what may be shared; else the planner's own view, with every home by area.

    Raises
    ------
    InvoerFout
        When they differ in region, level, kind of demand, or areas.
    """
    if a.scenario and b.scenario:
        check_vergelijkbaar(a.scenario, b.scenario)
    if a.situatie.veld.codes != b.situatie.veld.codes:
        only = set(a.situatie.veld.codes) ^ set(b.situatie.veld.codes)
        fout = _make_onvergelijkbaar(
            "dezelfde gebieden", f"{len(only)} gebieden staan maar bij één van beide"
        )
        raise fout
    own = any(rests_on_eigen(side) for side in (a, b))
    hidden = openbaar and any(share_plan(side.situatie, side.aantallen).verborgen for side in (a, b))
    plans = score_sleutels(a.situatie) if sleutels is None else sleutels
    # A key that rests on own figures stays with the planner: with it the figures could be worked out.
    keys = tuple(
        make_sleutelkant(a.situatie, plan) for plan in plans if not (openbaar and plan.sleutel.eigen)
    )
    nul = make_nul(a.situatie)
    if openbaar:
        a, b, nul = share_kant(a), share_kant(b), share_kant(nul)
        keys = tuple(share_kant(key) for key in keys)
    areas, level = _compare_gebieden(a, b, openbaar=openbaar)
    towns = _compare_gemeenten(a, b, keys)
    if hidden:
        # Which rules a key breaks, and where, is known of a plan that all can compute: it tells of the figures.
        areas, towns, keys = areas.iloc[:0], towns.iloc[:0], ()
        a, b = (side if side.scenario else replace(side, uitslagen=()) for side in (a, b))
    return Vergelijking(a, b, nul, keys, towns, areas, level, own, openbaar, hidden)


def _compare_gemeenten(a: Kant, b: Kant, sleutels: Sequence[Kant]) -> pd.DataFrame:
    one, two = (tabulate_gemeenten(side.situatie, side.aantallen) for side in (a, b))
    households = _sum_huishoudens(a)
    rows = one[["code", "naam"]].assign(
        huishoudens=one["code"].map(households), taakstelling_a=one["taakstelling"],
        taakstelling_b=two["taakstelling"], a=one["voorstel"], b=two["voorstel"],
    )  # fmt: skip
    keys = {
        f"sleutel_{key.sleutel}": tabulate_gemeenten(key.situatie, key.aantallen)["voorstel"]
        for key in sleutels
    }
    return rows.assign(**keys)


def _sum_huishoudens(kant: Kant) -> pd.Series:
    own = kant.situatie.veld.gebieden[kant.situatie.veld.eigen]
    return own.groupby("gemeentecode")["huishoudens"].sum()


def _compare_gebieden(a: Kant, b: Kant, *, openbaar: bool) -> tuple[pd.DataFrame, Niveau]:
    """Return A and B by area, or by gemeente in what is shared."""
    if not openbaar:
        field = a.situatie.veld
        rows = field.gebieden.loc[field.eigen, ["code", "naam", "gemeentenaam", "huishoudens"]]
        return _subtract(rows, *(side.aantallen.sum(axis=1)[field.eigen] for side in (a, b))), field.niveau
    tables = [tabulate_gemeenten(side.situatie, side.aantallen) for side in (a, b)]
    rows = tables[0][["code", "naam"]].assign(
        gemeentenaam=tables[0]["naam"], huishoudens=tables[0]["code"].map(_sum_huishoudens(a))
    )
    return _subtract(rows, *(table["voorstel"].to_numpy() for table in tables)), Niveau.GEMEENTE


def _subtract(rows: pd.DataFrame, a: Counts, b: Counts) -> pd.DataFrame:
    households = rows["huishoudens"].to_numpy(dtype=float)
    change: Values = (b - a).astype(float)
    rate = np.divide(1000 * change, households, out=np.full(len(change), np.nan), where=households > 0)
    return rows.assign(a=a, b=b, verschil=b - a, per_1000=rate).reset_index(drop=True)


def describe_kop(vergelijking: Vergelijking) -> str:
    """Tell in one headline what A and B place, and which rules they break; no totals that give small figures away."""
    a, b, number = vergelijking.a, vergelijking.b, format_getal
    if vergelijking.verborgen:
        return VERBORGEN
    placed = (
        f"van de {number(a.gevraagd)} woningen plaatst A er {number(a.geplaatst)} en B {number(b.geplaatst)}."
        if a.gevraagd == b.gevraagd
        else f"A plaatst {number(a.geplaatst)} van de {number(a.gevraagd)} woningen, "
        f"B {number(b.geplaatst)} van de {number(b.gevraagd)}."
    )
    broken = [len(side.gebroken) for side in (a, b)]
    rules = " en ".join(
        f"{letter} {_count_regels(count)}" for letter, count in zip("AB", broken, strict=True)
    )
    kept = f"Niet gehaald: {rules}." if any(broken) else _tell_gehaald(a, b)
    return f"Rekenvoorbeeld: {placed} {kept}"


def _tell_gehaald(a: Kant, b: Kant) -> str:
    """Tell that no rule is broken; that every rule is kept only where every rule was tested everywhere."""
    blind = [len(side.ongetoetst) for side in (a, b)]
    if not any(blind):
        return "Beide halen elke regel."
    told = " en ".join(f"bij {letter} {_count_regels(n)}" for letter, n in zip("AB", blind, strict=True))
    return f"Geen van beide breekt een regel die getoetst is. Niet of niet overal getoetst: {told}."


def _count_regels(number: int) -> str:
    return {0: "geen", 1: "1 regel"}.get(number, f"{number} regels")


def describe_verplaatst(vergelijking: Vergelijking) -> str:
    """Tell how much B differs from A, over how many areas."""
    if vergelijking.verborgen:
        return "Waarin A en B verschillen, is verborgen."
    moved, level = vergelijking.verplaatst, vergelijking.niveau
    areas = int((vergelijking.gebieden["verschil"] != 0).sum())
    if not areas:
        return f"A en B geven elke {level} evenveel."
    verb, move = ("krijgen" if areas > 1 else "krijgt"), ("verhuizen" if moved > 1 else "verhuist")
    more = f" {count_woord(moved, 'woning', 'woningen')} {move} daarmee van plek." if moved else ""
    return f"{count_gebieden(areas, level)} {verb} bij B een ander aantal dan bij A.{more}"


def list_meldingen(vergelijking: Vergelijking) -> list[str]:
    """Return what a reader must know before comparing: other demand, other data, what is left out."""
    a, b = vergelijking.a, vergelijking.b
    data = [side.scenario.gegevens for side in (a, b) if side.scenario and side.scenario.gegevens]
    own, shared, hidden = vergelijking.met_eigen, vergelijking.gedeeld, vergelijking.verborgen
    asked = f"{format_getal(a.gevraagd)} en {format_getal(b.gevraagd)}"
    before = [key for key in vergelijking.sleutels if key.sleutel == VORIGE.sleutel]
    return list_geldend((
        *(Zin(True, text) for key in before for text in list_vorigezinnen(key.situatie)),
        Zin(a.gevraagd != b.gevraagd, f"A en B verdelen niet evenveel: {asked} woningen."),
        Zin(len(set(data)) > 1, f"A en B noemen andere gegevens: {' en '.join(data)}."),
        Zin(shared and _asks_gevoelig(vergelijking), ZONDER_GEVOELIG),
        Zin(hidden, f"{VERBORGEN} {VERBORGEN_REMEDIE}"),
        Zin(shared and not hidden, "U ziet het verschil per gemeente: per buurt wordt een plan niet gedeeld."),
        Zin(own and not shared, "Deze maten rusten op eigen cijfers van dit bezoek. Deel ze niet."),
        Zin(own and shared and not hidden, "De maten rusten op eigen cijfers: ze worden niet gedeeld."),
        Zin(
            not a.situatie.veld.telt_eigen,
            "Zonder eigen cijfers is niet bekend wie er nu woont: van de nulsituatie is dan alleen het hoogste "
            "aandeel te geven.",
        ),
    ))  # fmt: skip


def _asks_gevoelig(vergelijking: Vergelijking) -> bool:
    sides = (vergelijking.a, vergelijking.b)
    return any(side.scenario is not None and has_gevoelig(side.scenario) for side in sides)


def describe_tekst(vergelijking: Vergelijking) -> list[str]:
    """Tell the comparison in lines: what to know, each gemeente, and which rules each key breaks."""
    rows = [
        f"{row['naam']}: A {row['a']}, B {row['b']} (naar inwoners {row['taakstelling_a']})"
        for row in vergelijking.gemeenten.to_dict("records")
    ]
    keys = [f"{key.titel}: breekt {', '.join(key.gebroken) or 'geen'}" for key in vergelijking.sleutels]
    return [describe_verplaatst(vergelijking), *list_meldingen(vergelijking), *rows, *keys]


def describe(vergelijking: Vergelijking) -> dict[str, Any]:
    """Return the comparison for JSON."""
    areas, towns = vergelijking.gebieden, vergelijking.gemeenten
    return {
        "niveau": str(vergelijking.niveau),
        "meldingen": list_meldingen(vergelijking),
        "verschil": [
            {"code": str(row["code"]), "a": int(row["a"]), "b": int(row["b"]), "verschil": int(row["verschil"])}
            for row in areas[areas[["a", "b"]].any(axis=1)].to_dict("records")
        ],
        "gemeenten": [
            {"code": str(row["code"]), "naam": str(row["naam"]), "a": int(row["a"]), "b": int(row["b"]),
             "naar_inwoners_a": int(row["taakstelling_a"]), "naar_inwoners_b": int(row["taakstelling_b"]),
             "taakstelling_a": int(row["taakstelling_a"]), "taakstelling_b": int(row["taakstelling_b"])}
            for row in towns.to_dict("records")
        ],
        "nul": {"maten": vergelijking.nul.maten.to_dict()},
        "sleutels": [_describe_sleutel(key) for key in vergelijking.sleutels],
    }  # fmt: skip


def _describe_sleutel(kant: Kant) -> dict[str, Any]:
    rules = [
        {
            "regel": answer.regel,
            "uitkomst": str(answer.oordeel),
            "voldaan": answer.voldaan,
            "niet_getoetst": len(answer.niet_getoetst),
            "gebieden": len(answer.gebroken),
        }
        for answer in kant.uitslagen
    ]
    measures = kant.maten.to_dict()
    return {"sleutel": kant.sleutel, "titel": kant.titel, "regels": rules, "maten": measures}
