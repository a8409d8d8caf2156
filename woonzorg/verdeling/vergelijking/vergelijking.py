"""Plans beside each other, with the situation now and the simple keys: on one scale, judged by the same rules.

A side is a scenario that was worked out, a simple key, or the situation before placement. Page, command line and
document render the same `Vergelijking`. Unless the planner asks otherwise it holds only what may be shared
(`openbaar`): all plans by gemeente, over the groups that may be told. Own figures under 10 behind any of them hide all
of it: then no pair can be subtracted. Measures that rest on own figures are for whoever holds those: `met_eigen` says
so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InvoerFout
from woonzorg.oordeel.klassewoorden import count_gebieden
from woonzorg.tekst.getal import (
    count_woord,
    format_getal,
)
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.delen.openbaar import (
    VERBORGEN,
    VERBORGEN_REMEDIE,
    ZONDER_GEVOELIG,
    has_gevoelig,
    share_plan,
)
from woonzorg.verdeling.optimum.sleutels import VORIGE, Sleutelplan, score_sleutels
from woonzorg.verdeling.uitkomst.vorigewoorden import list_vorigezinnen
from woonzorg.verdeling.vergelijking.gelijk import LETTERS, group_gelijke, join_koppen
from woonzorg.verdeling.vergelijking.kant import (
    NUL,
    Kant,
    make_nul,
    make_sleutelkant,
    rests_on_eigen,
    share_kant,
)
from woonzorg.verdeling.vergelijking.kopwoorden import count_regels, tell_gehaald, tell_geplaatst
from woonzorg.verdeling.vergelijking.tabellen import compare_gebieden, compare_gemeenten

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from woonzorg.gebied import Niveau
    from woonzorg.verdeling.regels.regel import Uitslag
    from woonzorg.verdeling.scenario.inhoud import Scenario


@dataclass(frozen=True, eq=False)
class Vergelijking:
    """Plans beside each other.

    Attributes
    ----------
    plannen : tuple of Kant
        Two to as many as there are `LETTERS`: A, B and so on.
    nul : Kant
        The situation of A before any placement.
    sleutels : tuple of Kant
        The other simple keys on the demand of A; none where the comparison is hidden.
    gemeenten : DataFrame
        A row a gemeente: code, naam, huishoudens, of each plan taakstelling_a and a (and so on), and sleutel_… of
        each simple key.
    gebieden : DataFrame
        A row an area of `niveau` in the region: code, naam, gemeentenaam, huishoudens, a, b and so on, verschil (B − A)
        and per_1000 (the same per 1,000 households; NaN without households).
    niveau : Niveau
        Level of `gebieden`: that of the scenarios, or gemeente in what is shared.
    met_eigen : bool
        Whether the measures rest on own figures.
    gedeeld : bool
        Whether it holds only what may be shared.
    verborgen : bool
        Whether no number of it may be told: both tables are then empty.
    """

    plannen: tuple[Kant, ...]
    nul: Kant
    sleutels: tuple[Kant, ...]
    gemeenten: pd.DataFrame
    gebieden: pd.DataFrame
    niveau: Niveau
    met_eigen: bool
    gedeeld: bool = True
    verborgen: bool = False

    @property
    def a(self) -> Kant:
        """The first plan, to which the others are compared."""
        return self.plannen[0]

    @property
    def b(self) -> Kant:
        """The second plan."""
        return self.plannen[1]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letter of each plan."""
        return tuple(LETTERS[: len(self.plannen)])

    @property
    def kolommen(self) -> tuple[str, ...]:
        """The column of each plan in both tables."""
        return tuple(letter.lower() for letter in self.letters)

    @property
    def kanten(self) -> tuple[Kant, ...]:
        """All plans on one scale: now, A, B and so on, and the keys; now stands once."""
        now = () if any(side.sleutel == NUL for side in self.plannen) else (self.nul,)
        return (*now, *self.plannen, *self.sleutels)

    @property
    def vragers(self) -> dict[str, Scenario]:
        """The scenario of each plan that has one, by its letter: a simple key and the situation now ask nothing."""
        sides = zip(self.letters, self.plannen, strict=True)
        return {letter: side.scenario for letter, side in sides if side.scenario}

    def count_verplaatst(self, kolom: str) -> int:
        """Count the homes that a plan has in another area than A, as far as `gebieden` tells; more is no move."""
        change = self.gebieden[kolom] - self.gebieden["a"]
        return int(min(change.clip(lower=0).sum(), -change.clip(upper=0).sum()))

    def name_kanten(self) -> list[tuple[str, str, Kant]]:
        """Return each of `kanten` with its letter ('' for none) and name; plans that come out equal once: 'A = B'."""
        letters = dict(zip(map(id, self.plannen), self.letters, strict=True))
        first = {"": ""} | {equal[0]: join_koppen(equal) for equal in self.list_gelijk()}
        found = [(letters.get(id(side), ""), side) for side in self.kanten]
        return [
            (letter, f"{first[letter]}: {side.titel}" if letter else side.titel, side)
            for letter, side in found
            if letter in first
        ]

    def list_gelijk(self) -> list[tuple[str, ...]]:
        """Return the letters of plans that come out equal, together: by area as far as told, by group, and by rule."""
        groups = group_gelijke([
            (*self.gebieden[column], *side.geplaatst_per_groep.items(), *map(_read_uitslag, side.uitslagen))
            for column, side in zip(self.kolommen, self.plannen, strict=True)
        ])  # fmt: skip
        return [tuple(self.letters[place] for place in group) for group in groups]


def _read_uitslag(answer: Uitslag) -> tuple[str, str, tuple[str, ...], int]:
    return answer.regel, str(answer.oordeel), answer.gebroken, len(answer.niet_getoetst)


def check_vergelijkbaar(*scenarios: Scenario) -> None:
    """Refuse to compare scenarios of other regions, levels or kinds of demand.

    Raises
    ------
    InvoerFout
        With what differs.
    """
    kinds: dict[str, list[str]] = {
        "streek": [item.regio for item in scenarios],
        "niveau": [str(item.niveau) for item in scenarios],
        "soort": [str(item.soort) for item in scenarios],
    }
    other = [
        f"{name}: {join_woorden(list(dict.fromkeys(values)))}"
        for name, values in kinds.items()
        if len(set(values)) > 1
    ]
    if other:
        fout = _make_onvergelijkbaar("dezelfde streek, niveau en soort vraag", "; ".join(other))
        raise fout


def _make_onvergelijkbaar(verwacht: str, gevonden: str) -> InvoerFout:
    message, remedy = "Deze plannen zijn niet te vergelijken.", "Kies plannen die hierin gelijk zijn."
    return InvoerFout(message, verwacht=verwacht, gevonden=gevonden, remedie=remedy)


def compare(
    *kanten: Kant, sleutels: Sequence[Sleutelplan] | None = None, openbaar: bool = True
) -> Vergelijking:
    """Lay plans side by side.

    Parameters
    ----------
    *kanten : Kant
        Two to as many as there are `LETTERS`.
    sleutels : sequence of Sleutelplan, optional
        What the simple keys do with A's demand, when that is known already.
    openbaar : bool
        Only what may be shared; else the planner's own view, with every home by area.

    Raises
    ------
    InvoerFout
        When there are too few or too many, or when they differ in region, level, kind of demand, or areas.
    """
    _check_kanten(kanten)
    first = kanten[0].situatie
    own = any(rests_on_eigen(side) for side in kanten)
    hidden = openbaar and any(share_plan(side.situatie, side.aantallen).verborgen for side in kanten)
    plans = score_sleutels(first) if sleutels is None else sleutels
    # A key that rests on own figures stays with the planner: with it the figures could be worked out.
    # One that is a plan of the comparison stands there.
    chosen = {side.sleutel for side in kanten}
    keys = tuple(
        make_sleutelkant(first, plan)
        for plan in plans
        if not (openbaar and plan.sleutel.eigen) and plan.sleutel.sleutel not in chosen
    )
    nul = make_nul(first)
    if openbaar:
        kanten, nul = tuple(map(share_kant, kanten)), share_kant(nul)
        keys = tuple(share_kant(key) for key in keys)
    areas, level = compare_gebieden(kanten, openbaar=openbaar)
    towns = compare_gemeenten(kanten, keys)
    if hidden:
        # Which rules a key breaks, and where, is known of a plan that all can compute: it tells of the figures.
        areas, towns, keys = areas.iloc[:0], towns.iloc[:0], ()
        kanten = tuple(side if side.scenario else replace(side, uitslagen=()) for side in kanten)
    return Vergelijking(kanten, nul, keys, towns, areas, level, own, openbaar, hidden)


def check_aantal(aantal: int) -> None:
    """Refuse to compare too few plans, or too many.

    Raises
    ------
    InvoerFout
        With how many there can be.
    """
    if not 2 <= aantal <= len(LETTERS):
        message = "Zoveel plannen zijn niet naast elkaar te zetten."
        raise InvoerFout(message, verwacht=f"2 tot {len(LETTERS)} plannen", gevonden=str(aantal))


def _check_kanten(kanten: Sequence[Kant]) -> None:
    check_aantal(len(kanten))
    check_vergelijkbaar(*(side.scenario for side in kanten if side.scenario))
    first = kanten[0].situatie.veld.codes
    for side in kanten[1:]:
        if side.situatie.veld.codes != first:
            only = set(first) ^ set(side.situatie.veld.codes)
            fout = _make_onvergelijkbaar(
                "dezelfde gebieden", f"{len(only)} gebieden staan maar bij één van beide"
            )
            raise fout


def describe_kop(vergelijking: Vergelijking) -> str:
    """Tell in one headline what each plan places, and which rules it breaks; no totals that give small figures away."""
    if vergelijking.verborgen:
        return VERBORGEN
    sides = list(zip(vergelijking.letters, vergelijking.plannen, strict=True))
    judged = [(letter, side) for letter, side in sides if side.sleutel != NUL]
    broken = [f"{letter} {count_regels(len(side.gebroken))}" for letter, side in judged]
    any_broken = any(side.gebroken for _, side in judged)
    kept = f"Niet gehaald: {join_woorden(broken)}." if any_broken else tell_gehaald(judged)
    return f"Rekenvoorbeeld: {tell_geplaatst(sides)} {kept}".rstrip()


def describe_gelijk(vergelijking: Vergelijking) -> str:
    """Tell which plans come out equal; '' when none do, or when that may not be told."""
    if vergelijking.verborgen:
        return ""
    equal = [join_koppen(letters) for letters in vergelijking.list_gelijk() if len(letters) > 1]
    return f"{'; '.join(equal)}: dezelfde uitkomst, voor zover die hier te zien is." if equal else ""


def describe_verplaatst(vergelijking: Vergelijking) -> str:
    """Tell how much each plan differs from A, over how many areas."""
    if vergelijking.verborgen:
        those = join_woorden(list(vergelijking.letters))
        return f"Waarin {those} verschillen, is verborgen."
    pairs = zip(vergelijking.letters[1:], vergelijking.kolommen[1:], strict=True)
    return " ".join(_tell_verplaatst(vergelijking, letter, column) for letter, column in pairs)


def _tell_verplaatst(vergelijking: Vergelijking, letter: str, kolom: str) -> str:
    moved, level, rows = vergelijking.count_verplaatst(kolom), vergelijking.niveau, vergelijking.gebieden
    areas = int((rows[kolom] != rows["a"]).sum())
    if not areas:
        return f"A en {letter} geven elke {level} evenveel."
    verb, move = ("krijgen" if areas > 1 else "krijgt"), ("verhuizen" if moved > 1 else "verhuist")
    more = f" {count_woord(moved, 'woning', 'woningen')} {move} daarmee van plek." if moved else ""
    return f"{count_gebieden(areas, level)} {verb} bij {letter} een ander aantal dan bij A.{more}"


def list_meldingen(vergelijking: Vergelijking) -> list[str]:
    """Return what a reader must know before comparing: other demand, other data, what is left out."""
    sides, those = vergelijking.plannen, join_woorden(list(vergelijking.letters))
    data = list(dict.fromkeys(item.gegevens for item in vergelijking.vragers.values() if item.gegevens))
    own, shared, hidden = vergelijking.met_eigen, vergelijking.gedeeld, vergelijking.verborgen
    asked = [format_getal(side.gevraagd) for side in sides]
    before = [key for key in vergelijking.sleutels if key.sleutel == VORIGE.sleutel]
    return list_geldend((
        *(Zin(True, text) for key in before for text in list_vorigezinnen(key.situatie)),
        Zin(len(set(asked)) > 1, f"{those} verdelen niet evenveel: {join_woorden(asked)} woningen."),
        Zin(len(data) > 1, f"{those} noemen andere gegevens: {join_woorden(data or [''])}."),
        Zin(shared and _asks_gevoelig(vergelijking), ZONDER_GEVOELIG),
        Zin(hidden, f"{VERBORGEN} {VERBORGEN_REMEDIE}"),
        Zin(shared and not hidden, "U ziet het verschil per gemeente: per buurt wordt een plan niet gedeeld."),
        Zin(own and not shared, "Deze maten rusten op eigen cijfers van dit bezoek. Deel ze niet."),
        Zin(own and shared and not hidden, "De maten rusten op eigen cijfers: ze worden niet gedeeld."),
        Zin(
            not vergelijking.a.situatie.veld.telt_eigen,
            "Zonder eigen cijfers is niet bekend wie er nu woont: van de nulsituatie is dan alleen het hoogste "
            "aandeel te geven.",
        ),
    ))  # fmt: skip


def _asks_gevoelig(vergelijking: Vergelijking) -> bool:
    return any(has_gevoelig(scenario) for scenario in vergelijking.vragers.values())


def describe_tekst(vergelijking: Vergelijking) -> list[str]:
    """Tell the comparison in lines: what to know, each gemeente, and which rules each key breaks."""
    names = list(zip(vergelijking.letters, vergelijking.kolommen, strict=True))
    rows = [
        f"{row['naam']}: {', '.join(f'{letter} {row[name]}' for letter, name in names)} "
        f"(naar inwoners {row['taakstelling_a']})"
        for row in vergelijking.gemeenten.to_dict("records")
    ]
    keys = [f"{key.titel}: breekt {', '.join(key.gebroken) or 'geen'}" for key in vergelijking.sleutels]
    equal = describe_gelijk(vergelijking)
    told = [describe_verplaatst(vergelijking), *([equal] if equal else [])]
    return [*told, *list_meldingen(vergelijking), *rows, *keys]


def describe(vergelijking: Vergelijking) -> dict[str, Any]:
    """Return the comparison for JSON; of more than two plans with which come out equal, and without B − A."""
    areas, towns, names = vergelijking.gebieden, vergelijking.gemeenten, vergelijking.kolommen
    two = len(names) == 2
    shares = [
        (f"{word}_{name}", f"taakstelling_{name}")
        for word in ("naar_inwoners", "taakstelling")
        for name in names
    ]
    return {
        "niveau": str(vergelijking.niveau),
        "meldingen": list_meldingen(vergelijking),
        "verschil": [
            {"code": str(row["code"])} | {name: int(row[name]) for name in (*names, *(("verschil",) if two else ()))}
            for row in areas[areas[list(names)].any(axis=1)].to_dict("records")
        ],
        "gemeenten": [
            {"code": str(row["code"]), "naam": str(row["naam"])} | {name: int(row[name]) for name in names}
            | {word: int(row[column]) for word, column in shares}
            for row in towns.to_dict("records")
        ],
        "nul": {"maten": vergelijking.nul.maten.to_dict()},
        "sleutels": [_describe_sleutel(key) for key in vergelijking.sleutels],
    } | ({} if two else {"gelijk": _list_gelijk(vergelijking)})  # fmt: skip


def _list_gelijk(vergelijking: Vergelijking) -> list[list[str]]:
    if vergelijking.verborgen:
        return []
    return [
        [letter.lower() for letter in letters] for letters in vergelijking.list_gelijk() if len(letters) > 1
    ]


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
