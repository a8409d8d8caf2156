"""The years to 2030 and 2040: how concentrations come down, and what that costs for a while (methode: Years).

With, for each area, N corporation dwellings, μ mutatiegraad, F = μN lettings a year, w households of the groups in
those dwellings, r those elsewhere (not turned over here), v = w + r, β0 = w/N at the start, δ the part of those
lettings that maatwerk takes back in kwetsbare areas, ε the share that leaves the group, x what is placed, b what is
built for the groups::

    w' = (1 − ε − μ)·w + β·F + x + b     r' = (1 − ε)·r     β = (1 − δ)·β0 in kwetsbare areas, else β0
    H' = H + b
    E  = Σ(β0 − β)·F                     demand set free
    B' = B + D + E − Σx − Σb             backlog; B = 0 at the start
    Σx + Σb ≤ B + D + E                  never more than is asked
    E ≤ τ·ΣF                             what is taken back is let above the income limit (cautious: all of it)

The class is frozen and every year asks the same plan of each area. Building for the groups goes where the plan goes,
else by households, and never where 'ontzien' keeps an area closed but for a decided exception. 'Geen verplaatsing'
holds back what would make an area, an area with its neighbours, a wijk or a gemeente a concentratie against ρ at the
start (`jaarloop`); the rest stays in the backlog. What would become one without that is told beside it, and so is what
becomes one against ρ of the year, which no rule holds back. Own counts that cover the region give v, and an area
without a count has v = 0; without them the trait of the data stands in, and is named as such.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.fouten import InhoudFout
from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM, Q
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.speling import AFRONDING
from woonzorg.verdeling.jaren.jaarloop import Jaarstand, Opzet, read_stroom, run_jaren, share_nieuwbouw
from woonzorg.verdeling.regels.blokken import list_gehelen
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT
from woonzorg.verdeling.regels.tellingen import list_tellingen
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.regels.blokken import Blok
    from woonzorg.verdeling.regels.tellingen import Bewoning

    Flags = npt.NDArray[np.bool_]

WONINGWET = "Woningwet, vrije toewijzingsruimte: 7,5 %, met prestatieafspraken 15 %"

HEFBOMEN: tuple[Parameter, ...] = (
    Parameter("maatwerk", "Deel dat maatwerk terugneemt in kwetsbare gebieden (δ)", 25.0, AANNAME, 0, 100, "%"),
    Parameter("vrije_ruimte", "Vrije toewijzingsruimte (τ)", 7.5, WONINGWET, 0, 15,
              "% van de vrijkomende woningen"),
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
    InhoudFout
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
        raise InhoudFout(message, findings, remedie="Kies andere waarden.")
    return {name: float(gekozen.get(name, lever.waarde)) for name, lever in known.items()}


@dataclass(frozen=True)
class Stand:
    """The region in one year.

    Attributes
    ----------
    jaar : int
    vraag, geplaatst, gebouwd, vrijgemaakt : float
        D (with inflow), Σx + Σb, Σb alone, and E of the year before; 0 in the first.
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
    gebouwd: float = 0.0


@dataclass(frozen=True)
class Jaarlijn:
    """The years under one side of the demand.

    Attributes
    ----------
    standen : tuple of Stand
    verlaat, verlaat_jaar : dict
        Code of each area that is a concentratie at the start → first year from which it no longer is, against ρ at the
        start and ρ of the year; None when it still is in the last year.
    nieuw, nieuw_jaar : dict
        Code of each area that is none at the start and becomes one → first year, against ρ at the start (wijken and
        gemeenten too; empty, for 'geen verplaatsing' holds it back) and ρ of the year.
    terug, terug_jaar : dict
        Code of each area that is none for a while and becomes one again → first year in which it is back.
    zonder_rem : dict
        As `nieuw`, when the plan would be carried out whole each year: what the rule keeps from happening.
    maatwerk : float
        The δ that τ leaves room for (share between 0 and 1).
    plaatsvervanger : bool
        Whether the trait of the data stands in for own counts.
    maatstaf, q : str, float
        What is counted, in Dutch ('' when there is nothing to count by), and from which location quotient.
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
    nieuw_jaar: dict[str, int] = field(default_factory=dict)
    terug: dict[str, int] = field(default_factory=dict)
    terug_jaar: dict[str, int] = field(default_factory=dict)
    zonder_rem: dict[str, int] = field(default_factory=dict)
    maatstaf: str = ""
    q: float = Q


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
    counts = list_tellingen(situatie.veld)
    setup = _make_opzet(situatie, plan, hefbomen, counts)
    years = range(begin, int(hefbomen["tot"]) + 1)
    states, free = (run_jaren(setup, len(years) - 1, rem=held) for held in (True, False))
    judge = _Oordeel(setup, q)
    fixed, yearly = judge.judge(states), judge.judge(states, per_jaar=True)
    codes = situatie.veld.codes
    return Jaarlijn(
        tuple(_make_standen(setup, years, states, (fixed, yearly))),
        _find_leaving(codes, years, fixed), _find_leaving(codes, years, yearly),
        _find_entering(codes, years, fixed) | judge.find_gehelen(years, states),
        setup.delta, not situatie.veld.telt_eigen, _find_vol(setup),
        nieuw_jaar=_find_entering(codes, years, yearly),
        terug=_find_returning(codes, years, fixed), terug_jaar=_find_returning(codes, years, yearly),
        zonder_rem=_find_entering(codes, years, judge.judge(free)) | judge.find_gehelen(years, free),
        maatstaf=_name_maatstaf(situatie, counts), q=q,
    )  # fmt: skip


def _make_opzet(
    situatie: Situatie, plan: Counts, hefbomen: Mapping[str, float], tellingen: tuple[Bewoning, ...]
) -> Opzet:
    veld, eigen = situatie.veld, situatie.veld.eigen
    n = np.where(eigen, np.nan_to_num(veld.read("corporatie")), 0.0)
    x = np.where(eigen, plan.sum(axis=1).astype(float), 0.0)
    weight, most = share_nieuwbouw(situatie, x)
    mu = CAPACITEIT.read(situatie)["mutatiegraad"] / 100
    vulnerable = eigen & (veld.gebieden["klasse"] == Klasse.KWETSBAAR).to_numpy(dtype=bool)
    flows = tuple(read_stroom(count, n, eigen) for count in tellingen)
    beta = flows[-1].beta if flows else np.zeros(len(n))
    delta = _limit_maatwerk((beta * mu * n)[vulnerable].sum(), mu * n.sum(), hefbomen)
    demand = sum(situatie.behoefte.aantallen) + hefbomen["instroom"]
    return Opzet(
        situatie, flows, n, np.nan_to_num(veld.read("huishoudens")), vulnerable, x, weight, most, mu,
        hefbomen["uitstroom"] / 100, delta, demand, hefbomen["nieuwbouw"],
    )  # fmt: skip


def _limit_maatwerk(aan_groepen: float, vrij: float, hefbomen: Mapping[str, float]) -> float:
    """Return the δ for which what is taken back stays within the lettings that may go above the income limit."""
    delta, room = hefbomen["maatwerk"] / 100, hefbomen["vrije_ruimte"] / 100 * vrij
    return float(min(delta, room / aan_groepen)) if aan_groepen > 0 else delta


def _find_vol(opzet: Opzet) -> tuple[str, ...]:
    beta = opzet.stromen[-1].beta if opzet.stromen else np.zeros(len(opzet.n))
    full = opzet.x > (1 - beta) * opzet.mu * opzet.n + 1
    return tuple(opzet.situatie.veld.codes[area] for area in np.flatnonzero(full).tolist())


def _name_maatstaf(situatie: Situatie, tellingen: tuple[Bewoning, ...]) -> str:
    if not tellingen:
        return ""
    if tellingen[-1].is_eigen:
        return "uw telling van huishoudens uit deze groepen"
    return f"het kenmerk {situatie.veld.kenmerk}"


class _Oordeel:
    """Which areas are a concentratie, by the way of counting to report by; none where nothing is known."""

    def __init__(self, opzet: Opzet, q: float) -> None:
        self.opzet, self.q = opzet, q
        eigen = opzet.situatie.veld.eigen
        self.telling = opzet.stromen[-1].telling if opzet.stromen else None
        self.known = (
            eigen & np.isfinite(self.telling.v) if self.telling else np.zeros(len(opzet.n), dtype=bool)
        )

    def judge(self, standen: list[Jaarstand], *, per_jaar: bool = False) -> Flags:
        """Return by year and area whether it is a concentratie, against ρ at the start or of the year."""
        first = self._find_aandeel(standen[0])
        return np.array(
            [self._judge_jaar(state, self._find_aandeel(state) if per_jaar else first) for state in standen]
        )

    def _judge_jaar(self, stand: Jaarstand, aandeel: float) -> Flags:
        if self.telling is None or not aandeel > 0:
            return np.zeros(len(self.known), dtype=bool)
        over: Flags = stand.v[-1] >= self.q * aandeel * (1 - AFRONDING) * stand.h
        return over & self.known & (stand.h >= HUISHOUDENS_MINIMUM)

    def _find_aandeel(self, stand: Jaarstand) -> float:
        households = float(stand.h[self.known].sum())
        return float(stand.v[-1][self.known].sum()) / households if households > 0 else np.nan

    def find_gehelen(self, jaren: range, standen: list[Jaarstand]) -> dict[str, int]:
        """Return the wijken and gemeenten that become a concentratie against ρ at the start → first year."""
        if self.telling is None:
            return {}
        found: dict[str, int] = {}
        for block in list_gehelen(self.opzet.situatie, self.telling):
            flags = [_is_over(block, standen[0], state) for state in standen]
            if not flags[0] and any(flags):
                found[block.naam] = jaren[flags.index(True)]
        return found


def _is_over(blok: Blok, begin: Jaarstand, stand: Jaarstand) -> bool:
    """Tell whether a wijk or gemeente is a concentratie, from its own row and what changed in its areas."""
    members = list(blok.leden)
    v = blok.v + float((stand.v[-1] - begin.v[-1])[members].sum())
    homes = blok.huishoudens + float((stand.h - begin.h)[members].sum())
    return homes >= HUISHOUDENS_MINIMUM and v >= blok.grens * (1 - AFRONDING) * homes


def _make_standen(
    opzet: Opzet, jaren: range, standen: list[Jaarstand], vlaggen: tuple[Flags, Flags]
) -> list[Stand]:
    fixed, yearly = vlaggen
    without, rows = 0.0, []
    for number, (year, state) in enumerate(zip(jaren, standen, strict=True)):
        now = (opzet.vraag, state.geplaatst, opzet.vrij) if number else (0.0, 0.0, 0.0)
        without = max(0.0, without + now[0] - now[1])
        counts = (
            int(fixed[number].sum()),
            int(yearly[number].sum()),
            int(fixed[number][opzet.kwetsbaar].sum()),
        )
        rows.append(Stand(year, *now, state.tekort, state.tekort - without, *counts, state.gebouwd))
    return rows


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


def _find_returning(codes: tuple[str, ...], years: range, is_concentratie: Flags) -> dict[str, int]:
    """Return for each area that was a concentratie, was none for a while and is one again: the first year back."""
    found: dict[str, int] = {}
    for area in np.flatnonzero(is_concentratie.any(axis=0)).tolist():
        flags = is_concentratie[:, area]
        came = [number for number in range(1, len(years)) if flags[number] and not flags[number - 1]]
        back = [number for number in came if flags[:number].any()]
        if back:
            found[codes[area]] = years[back[0]]
    return found
