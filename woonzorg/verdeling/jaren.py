"""The years to 2030 and 2040: how concentrations come down, and what that costs for a while (methode: Years).

With, for each area, N corporation dwellings, μ mutatiegraad, F = μN lettings a year, w households of the groups in
those dwellings, r those elsewhere (not turned over here), β0 = w/N at the start, δ the part of those lettings that
maatwerk takes back in kwetsbare areas, ε the share that leaves the group, x what is placed::

    w' = (1 − ε − μ)·w + β·F + x        β = (1 − δ)·β0 in kwetsbare areas, else β0
    E  = Σ(β0 − β)·F                    demand set free
    B' = max(0, B + D + E − Σx)         backlog; B = 0 at the start
    E ≤ τ·ΣF                            what is taken back is let above the income limit (cautious: all of it)

The class is frozen and every year asks the same plan of each area. Where the rule 'geen verplaatsing' applies, an area
takes no more of it than keeps it below q times ρ at the start; the rest stays in the backlog. Without that rule areas
can become a concentratie, and are named. A concentratie is judged against ρ at the start and ρ of the year.
Own counts give w; without them the trait of the data stands in (w = min(v, N), r the rest), and is named as such.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.concentratie import HUISHOUDENS_MINIMUM
from woonzorg.fouten import GegevensFout
from woonzorg.veerkracht import Klasse
from woonzorg.verdeling.parameter import AANNAME, Parameter
from woonzorg.verdeling.verplaatsing import find_telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from woonzorg.verdeling.situatie import Situatie
    from woonzorg.verdeling.veld import Counts, Values

    Flags = npt.NDArray[np.bool_]

HEFBOMEN: tuple[Parameter, ...] = (
    Parameter("maatwerk", "Deel dat maatwerk terugneemt in kwetsbare gebieden (δ)", 25.0, AANNAME, 0, 100, "%"),
    Parameter("vrije_ruimte", "Vrije toewijzingsruimte (τ)", 7.5, "methode, capaciteit (7,5 %, met afspraak 15 %)",
              0, 15, "% van de vrijkomende woningen"),
    Parameter("uitstroom", "Huishoudens die de groep verlaten (ε)", 0.0, AANNAME, 0, 50, "% per jaar"),
    Parameter("nieuwbouw", "Nieuwe woningen voor de groepen buiten kwetsbare gebieden", 0.0, AANNAME, 0, 5000,
              "per jaar"),
    Parameter("instroom", "Extra vraag van buiten de regio", 0.0, AANNAME, 0, 5000, "woningen per jaar"),
    Parameter("tot", "Laatste jaar", 2040.0, "visie, §3.2: 2030 en 2040", 2027, 2100),
)  # fmt: skip
"""Levers of the years; mutatiegraad and toewijsaandeel are those of the rule 'capaciteit'."""


def fill_hefbomen(gekozen: Mapping[str, float]) -> dict[str, float]:
    """Return every lever: as chosen, else its default.

    Raises
    ------
    GegevensFout
        When a lever is not known or a value lies outside its bounds.
    """
    known = {lever.sleutel: lever for lever in HEFBOMEN}
    findings = [
        f"jaren heeft geen {name}; kies uit {', '.join(known)}" for name in gekozen if name not in known
    ]
    findings += [
        f"jaren.{name} is {value:g}, maar moet tussen {known[name].laagst:g} en {known[name].hoogst:g} liggen"
        for name, value in gekozen.items()
        if name in known and not known[name].laagst <= value <= known[name].hoogst
    ]
    if findings:
        message = "De instellingen voor de jaren kloppen niet."
        raise GegevensFout(message, findings, remedie="Kies andere waarden.")
    return {name: float(gekozen.get(name, lever.waarde)) for name, lever in known.items()}


@dataclass(frozen=True)
class Stand:
    """The region in one year.

    Attributes
    ----------
    jaar : int
    vraag, geplaatst, vrijgemaakt : float
        D (with inflow), Σx and E of the year before; 0 in the first.
    tekort, extra_tekort : float
        Backlog B, and the part of it that comes from bringing concentrations down (§4.1).
    concentraties, concentraties_jaar : int
        Areas that are a concentratie against ρ at the start, and against ρ of the year.
    overconcentraties : int
        Those that are kwetsbaar too, against ρ at the start.
    """

    jaar: int
    vraag: float
    geplaatst: float
    vrijgemaakt: float
    tekort: float
    extra_tekort: float
    concentraties: int
    concentraties_jaar: int
    overconcentraties: int


@dataclass(frozen=True)
class Jaarlijn:
    """The years under one side of the demand.

    Attributes
    ----------
    standen : tuple of Stand
    verlaat, verlaat_jaar : dict
        Code of each area that is a concentratie at the start → first year from which it no longer is, against ρ at the
        start and ρ of the year; None when it still is in the last year.
    nieuw : dict
        Code of each area that becomes one → first year; empty where the rule 'geen verplaatsing' applies.
    maatwerk : float
        The δ that τ leaves room for (share between 0 and 1).
    plaatsvervanger : bool
        Whether the trait of the data stands in for own counts.
    te_vol : tuple of str
        Areas where the plan asks for more lettings than come free beside those that go to the groups anyway.
    """

    standen: tuple[Stand, ...]
    verlaat: dict[str, int | None]
    verlaat_jaar: dict[str, int | None]
    nieuw: dict[str, int]
    maatwerk: float
    plaatsvervanger: bool
    te_vol: tuple[str, ...]


@dataclass(frozen=True)
class _Begin:
    """What stays the same over the years, over the region's areas with all figures known."""

    codes: tuple[str, ...]
    n: Values
    h: Values
    w: Values
    r: Values
    beta: Values
    kwetsbaar: Flags
    x: Values
    mu: float
    grens: float


def project(
    situatie: Situatie, plan: Counts, hefbomen: Mapping[str, float], begin: int, q: float
) -> Jaarlijn:
    """Project the region year by year.

    Parameters
    ----------
    situatie : Situatie
        With the demand of a year.
    plan : ndarray of int, shape (areas, groups)
        What is placed each year.
    hefbomen : mapping
        As `fill_hefbomen` gives them.
    begin : int
        First year.
    q : float
        Location quotient from which an area is a concentratie.
    """
    start = _read_begin(situatie, plan, q)
    delta = _limit_maatwerk(start, hefbomen["maatwerk"] / 100, hefbomen["vrije_ruimte"] / 100)
    demand = sum(situatie.behoefte.aantallen) + hefbomen["instroom"]
    years = range(begin, int(hefbomen["tot"]) + 1)
    counts, households, placed = _run(start, delta, hefbomen, len(years))
    fixed = _judge(counts, households, q, np.full(len(years), _share(counts[0], households[0])))
    yearly = _judge(
        counts, households, q, np.array([_share(v, h) for v, h in zip(counts, households, strict=True)])
    )
    freed = float((delta * start.beta * start.mu * start.n)[start.kwetsbaar].sum())
    return Jaarlijn(
        tuple(_make_standen(start, years, (demand, freed), placed, (fixed, yearly))),
        _find_leaving(start.codes, years, fixed), _find_leaving(start.codes, years, yearly),
        _find_entering(start.codes, years, fixed), delta, not situatie.veld.telt_eigen,
        tuple(np.array(start.codes)[start.x > (1 - start.beta) * start.mu * start.n + 1].tolist()),
    )  # fmt: skip


def _read_begin(situatie: Situatie, plan: Counts, q: float) -> _Begin:
    veld = situatie.veld
    v, _ = find_telling(situatie)
    n, h = np.nan_to_num(veld.read("corporatie")), veld.read("huishoudens")
    part = veld.eigen & np.isfinite(v) & (h > 0)
    v, n, h = v[part], n[part], h[part]
    w = np.minimum(v, n)
    beta = np.divide(w, n, out=np.zeros(len(n)), where=n > 0)
    klasse = (veld.gebieden["klasse"] == Klasse.KWETSBAAR).to_numpy(dtype=bool)[part]
    codes = tuple(code for code, flag in zip(veld.codes, part.tolist(), strict=True) if flag)
    x = plan.sum(axis=1).astype(float)[part]
    limit = np.inf if "geen_verplaatsing" in situatie.uit else q * _share(v, h)
    mu = situatie.waarden["capaciteit"]["mutatiegraad"] / 100
    return _Begin(codes, n, h, w, v - w, beta, klasse, x, mu, limit)


def _limit_maatwerk(start: _Begin, delta: float, tau: float) -> float:
    """Return the δ for which what is taken back stays within the lettings that may go above the income limit."""
    to_groups = float((start.beta * start.mu * start.n)[start.kwetsbaar].sum())
    room = tau * float((start.mu * start.n).sum())
    return min(delta, room / to_groups) if to_groups > 0 else delta


def _run(
    start: _Begin, delta: float, hefbomen: Mapping[str, float], jaren: int
) -> tuple[list[Values], list[Values], list[float]]:
    """Return v and H of each area in each year, and what was placed to come there (0 in the first)."""
    build = hefbomen["nieuwbouw"] * _share_nieuwbouw(start)
    stay = max(0.0, 1 - hefbomen["uitstroom"] / 100 - start.mu)
    let = np.where(start.kwetsbaar, 1 - delta, 1.0) * start.beta * start.mu * start.n
    w, h, placed = start.w, start.h, [0.0]
    counts, households = [w + start.r], [h]
    for _ in range(jaren - 1):
        w, h = stay * w + let, h + build
        x = np.minimum(start.x + build, _find_room(start, w + start.r, h))
        w = w + x
        counts.append(w + start.r)
        households.append(h)
        placed.append(float(x.sum()))
    return counts, households, placed


def _find_room(start: _Begin, v: Values, h: Values) -> Values:
    """Return the whole homes that keep each area below the limit; small areas are never a concentratie."""
    room = np.maximum(0.0, np.ceil(start.grens * h - v - 1e-9) - 1)
    return np.where(h >= HUISHOUDENS_MINIMUM, room, np.inf)


def _share_nieuwbouw(start: _Begin) -> Values:
    """Return how new building is spread: as the plan is, else by households outside kwetsbare areas."""
    weight = start.x if start.x.sum() > 0 else np.where(start.kwetsbaar, 0.0, start.h)
    return weight / weight.sum() if weight.sum() > 0 else weight


def _share(v: Values, h: Values) -> float:
    return float(v.sum() / h.sum()) if h.sum() > 0 else np.nan


def _judge(counts: list[Values], households: list[Values], q: float, shares: Values) -> Flags:
    """Return by year and area whether it is a concentratie."""
    rows = [
        (v / h >= q * share * (1 - 1e-12)) & (h >= HUISHOUDENS_MINIMUM)
        for v, h, share in zip(counts, households, shares.tolist(), strict=True)
    ]
    return np.array(rows)


def _make_standen(
    start: _Begin, years: range, stroom: tuple[float, float], placed: list[float], flags: tuple[Flags, Flags]
) -> list[Stand]:
    demand, freed = stroom
    fixed, yearly = flags
    backlog, without, states = 0.0, 0.0, []
    for number, year in enumerate(years):
        now = (demand, placed[number], freed) if number else (0.0, 0.0, 0.0)
        backlog = max(0.0, backlog + now[0] + now[2] - now[1])
        without = max(0.0, without + now[0] - now[1])
        counts = (
            int(fixed[number].sum()),
            int(yearly[number].sum()),
            int(fixed[number][start.kwetsbaar].sum()),
        )
        states.append(Stand(year, *now, backlog, backlog - without, *counts))
    return states


def _find_leaving(codes: tuple[str, ...], years: range, is_concentratie: Flags) -> dict[str, int | None]:
    """Return for each concentratie at the start the year from which it stays none."""
    leaving: dict[str, int | None] = {}
    for area in np.flatnonzero(is_concentratie[0]).tolist():
        last = int(np.flatnonzero(is_concentratie[:, area])[-1])
        leaving[codes[area]] = years[last + 1] if last + 1 < len(years) else None
    return leaving


def _find_entering(codes: tuple[str, ...], years: range, is_concentratie: Flags) -> dict[str, int]:
    entering = np.flatnonzero(~is_concentratie[0] & is_concentratie.any(axis=0))
    return {codes[area]: years[int(is_concentratie[:, area].argmax())] for area in entering.tolist()}
