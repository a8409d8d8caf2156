"""An oracle for the distribution, written from the method and not from the code: brute force, and scipy's milp.

Both take plain numbers (`Geval`), so that nothing of the library's way of writing limits can hide a fault in both.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

try:
    from scipy.optimize import Bounds, LinearConstraint, milp
except ImportError:  # the tests that need it are then skipped
    milp = None


@dataclass(frozen=True)
class Geval:
    H: list[int]
    v: list[int]  # households with the trait
    kwetsbaar: list[bool]
    cap: list[int]
    buren: list[tuple[int, int]]
    gemeente: list[str]
    inwoners: list[int]
    vraag: list[int]  # most urgent first
    lot: list[int]
    per_1000: int = 8
    q: Fraction = Fraction(3, 2)
    kappa: Fraction = Fraction(5, 4)
    hoogstens: int | None = None  # for the first gemeente
    besluiten: tuple[
        tuple[int, int | None, int], ...
    ] = ()  # area, group (None: all together), number decided

    @property
    def rho(self) -> Fraction:
        return Fraction(sum(self.v), sum(self.H))

    def neighbourhood(self, area: int) -> list[int]:
        return [area, *(b for a, b in self.buren if a == area), *(a for a, b in self.buren if b == area)]

    def most(self, area: int) -> int:
        """Ontzien, capacity, ceiling and 'no concentratie', for one area; a decision widens all but the last."""
        decided = self.decided([area])
        if self.kwetsbaar[area] or self.H[area] < 100:
            return decided
        most = max(decided, min(self.cap[area], self.per_1000 * self.H[area] // 1000))
        while most > 0 and self.is_concentratie(area, most):
            most -= 1
        return most

    def is_concentratie(self, area: int, extra: int) -> bool:
        if self.H[area] < 100:
            return False
        return Fraction(self.v[area] + extra, self.H[area]) >= self.q * self.rho

    def decided(self, areas, group=None) -> int:
        """What is decided in areas; of one group, what names it."""
        return sum(n for a, g, n in self.besluiten if a in areas and (group is None or g == group))

    def refuses(self) -> bool:
        """Whether the decisions ask more than there is, or break 'geen verplaatsing' by themselves."""
        areas = range(len(self.H))
        if self.decided(areas) > sum(self.vraag):
            return True
        if any(self.decided(areas, g) > d for g, d in enumerate(self.vraag)):
            return True
        broken = [n for a in areas if (n := self.decided([a])) and self.is_concentratie(a, n)]
        return bool(broken) or any(self.decided(self.neighbourhood(a)) > self.room(a) for a in areas)

    def room(self, area: int) -> int:
        near = self.neighbourhood(area)
        return max(
            0, math.floor(self.kappa * self.rho * sum(self.H[a] for a in near) - sum(self.v[a] for a in near))
        )


def list_plans(geval: Geval):
    """Yield every plan that keeps the rules."""
    areas = range(len(geval.H))
    choices = [
        [row for row in itertools.product(*(range(d + 1) for d in geval.vraag)) if _fits(geval, area, row)]
        for area in areas
    ]
    for plan in itertools.product(*choices):
        totals = [sum(row) for row in plan]
        if any(sum(row[g] for row in plan) > d for g, d in enumerate(geval.vraag)):
            continue
        if any(sum(totals[a] for a in geval.neighbourhood(area)) > geval.room(area) for area in areas):
            continue
        first = [a for a in areas if geval.gemeente[a] == geval.gemeente[0]]
        if geval.hoogstens is not None and sum(totals[a] for a in first) > max(
            geval.hoogstens, geval.decided(first)
        ):
            continue
        yield plan


def _fits(geval: Geval, area: int, row: tuple[int, ...]) -> bool:
    free = {g for a, g, _ in geval.besluiten if a == area}
    lots = all(not x or x >= geval.lot[g] or {g, None} & free for g, x in enumerate(row))
    least = sum(row) >= geval.decided([area]) and all(
        x >= geval.decided([area], g) for g, x in enumerate(row)
    )
    return lots and least and sum(row) <= geval.most(area)


def evaluate(geval: Geval, plan) -> tuple:
    """Return the first three objectives as one key: smaller is better."""
    totals = [sum(row) for row in plan]
    placed = tuple(-sum(row[g] for row in plan) for g in range(len(geval.vraag)))
    highest = max(
        (Fraction(1000 * x, h) for x, h in zip(totals, geval.H, strict=True) if x and h), default=Fraction(0)
    )
    people, all_people, total = {}, sum(geval.inwoners), sum(totals)
    for name, number in zip(geval.gemeente, geval.inwoners, strict=True):
        people[name] = people.get(name, 0) + number
    deviation = sum(
        abs(
            sum(x for x, g in zip(totals, geval.gemeente, strict=True) if g == name)
            - Fraction(number, all_people) * total
        )
        for name, number in people.items()
    )
    return placed, highest, deviation


def brute_force(geval: Geval) -> tuple:
    return min(evaluate(geval, plan) for plan in list_plans(geval))


def solve_milp(geval: Geval) -> tuple:
    """Return placed by group and M, with scipy: another solver interface, matrices by hand, M with big numbers."""
    n, k = len(geval.H), len(geval.vraag)
    x = np.arange(n * k).reshape(n, k)
    width = 2 * n * k + n + 1  # x, u, receives, M
    u, r, m = x + n * k, np.arange(n) + 2 * n * k, width - 1
    rows, low, high = [], [], []

    def add(entries, lo, hi):
        row = np.zeros(width)
        for index, factor in entries:
            row[index] += factor
        rows.append(row), low.append(lo), high.append(hi)

    for g in range(k):
        add([(x[a, g], 1) for a in range(n)], 0, geval.vraag[g])
    for a in range(n):
        add([(x[a, g], 1) for g in range(k)], 0, geval.most(a))
        add([(i, 1) for b in geval.neighbourhood(a) for i in x[b]], 0, geval.room(a))
        for g in range(k):
            add([(x[a, g], 1), (u[a, g], -geval.lot[g])], 0, np.inf)
            add([(x[a, g], 1), (u[a, g], -sum(geval.vraag))], -np.inf, 0)
            add([(x[a, g], 1), (r[a], -sum(geval.vraag))], -np.inf, 0)
        if geval.H[a]:
            add([(m, 1), *((x[a, g], -1000 / geval.H[a]) for g in range(k))], 0, np.inf)
    if geval.hoogstens is not None:
        first = [a for a in range(n) if geval.gemeente[a] == geval.gemeente[0]]
        add([(i, 1) for a in first for i in x[a]], 0, geval.hoogstens)
    whole = np.ones(width)
    whole[m] = 0
    upper = np.full(width, np.inf)
    upper[u.ravel()] = upper[r] = 1

    def minimise(cost):
        found = milp(cost, integrality=whole, bounds=Bounds(0, upper), options={"mip_rel_gap": 0},
                     constraints=LinearConstraint(np.array(rows), low, high))  # fmt: skip
        assert found.success, found.message
        return found.fun

    placed = []
    for g in range(k):
        cost = np.zeros(width)
        cost[x[:, g]] = -1
        placed.append(round(minimise(cost)))
        add([(i, 1) for i in x[:, g]], -placed[-1], -placed[-1])
    cost = np.zeros(width)
    cost[m] = 1
    return tuple(placed), minimise(cost)


def find_closest(geval: Geval, base) -> int:
    """Return objective 4 by brute force: the least distance to a base, among the plans that are best before it."""
    plans = [(evaluate(geval, plan), plan) for plan in list_plans(geval)]
    best = min(key for key, _ in plans)
    return min(measure_distance(plan, base) for key, plan in plans if key == best)


def measure_distance(plan, base) -> int:
    return sum(
        abs(x - b) for row, other in zip(plan, base, strict=True) for x, b in zip(row, other, strict=True)
    )


def is_proportional(geval: Geval, placed: tuple[int, ...], base: list[list[int]]) -> bool:
    """Tell whether a base is what is placed of each group in proportion to households, over where one of it may come.

    Which of equal remainders goes first is left open: the method says that it is not the position.
    """
    for group, total in enumerate(placed):
        given = [row[group] for row in base]
        areas = [a for a in range(len(geval.H)) if geval.vraag[group] and _may_come(geval, a)]
        whole = sum(geval.H[a] for a in areas)
        if not whole:
            if any(given):
                return False
            continue
        quota = {a: Fraction(geval.H[a] * total, whole) for a in areas}
        rest = {a: quota[a] - math.floor(quota[a]) for a in areas}
        up = {a for a in areas if given[a] == math.floor(quota[a]) + 1}
        rounded = all(given[a] == math.floor(quota[a]) + (a in up) for a in areas)
        if (
            not rounded
            or sum(given) != total
            or any(rest[a] < rest[b] for a in up for b in areas if b not in up)
        ):
            return False
    return True


def _may_come(geval: Geval, area: int) -> bool:
    full = geval.hoogstens == 0 and geval.gemeente[area] == geval.gemeente[0]
    near = all(geval.room(other) > 0 for other in range(len(geval.H)) if area in geval.neighbourhood(other))
    return geval.most(area) > 0 and near and not full


def settle_afspraken(geval: Geval, deals) -> tuple:
    """Return the least shortfall of agreed least numbers, and with it the most placed by urgency, by brute force.

    `deals` are (set of gemeenten, least, most).
    """

    def count(plan, names):
        return sum(sum(row) for row, name in zip(plan, geval.gemeente, strict=True) if name in names)

    return min(
        (sum(max(0, least - count(plan, names)) for names, least, _ in deals), evaluate(geval, plan)[0])
        for plan in list_plans(geval)
        if all(count(plan, names) <= most for names, _, most in deals)
    )
