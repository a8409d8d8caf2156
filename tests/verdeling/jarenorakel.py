"""The years once more, from the method and in plain loops, one area and one block after another."""

from __future__ import annotations

import math
from dataclasses import dataclass, field


@dataclass
class Streek:
    """One way of counting only; `v` is None where it is not known."""

    n: list[float]
    h: list[float]
    v: list[float | None]
    kwetsbaar: list[bool]
    dicht: list[bool]  # spared: kwetsbaar, or unknown when that is spared as well
    plan: list[int]
    buren: list[tuple[int, int]] = field(default_factory=list)
    besluit: dict[int, float] = field(default_factory=dict)  # area → number decided
    wijken: list[tuple[list[int], float, float]] = field(
        default_factory=list
    )  # members, H and v of their own row
    q: float = 1.5
    kappa: float = 1.25
    mu: float = 0.085
    epsilon: float = 0.0
    maatwerk: float = 0.25
    tau: float = 0.075
    vraag: float = 0.0
    nieuwbouw: float = 0.0


def count_blocks(s: Streek):
    """Return (members, v, H, g, strict) of every block."""
    known = [a for a in range(len(s.h)) if s.v[a] is not None]
    rho = sum(s.v[a] for a in known) / sum(s.h[a] for a in known)
    v = [0.0 if number is None else number for number in s.v]
    blocks = [([a], v[a], s.h[a], s.q * rho, True) for a in range(len(s.h))]
    for a in range(len(s.h)):
        near = [a, *(y for x, y in s.buren if x == a), *(x for x, y in s.buren if y == a)]
        blocks.append((near, sum(v[b] for b in near), sum(s.h[b] for b in near), s.kappa * rho, False))
    total_v, total_h = sum(row[2] for row in s.wijken), sum(row[1] for row in s.wijken)
    for members, homes, housed in s.wijken:
        blocks.append((members, housed, homes, s.q * total_v / total_h, True))
    return rho, known, v, blocks


def project(s: Streek, years: int):
    """Return a row a year: v, H, placed (with building), built, backlog, E."""
    rho, known, v, blocks = count_blocks(s)
    areas = range(len(s.h))
    w = [min(v[a], s.n[a]) for a in areas]
    r = [v[a] - w[a] for a in areas]
    beta0 = [w[a] / s.n[a] if s.n[a] else 0.0 for a in areas]
    to_groups = sum(beta0[a] * s.mu * s.n[a] for a in areas if s.kwetsbaar[a])
    delta = s.maatwerk
    if to_groups > 0:
        delta = min(delta, s.tau * s.mu * sum(s.n) / to_groups)
    beta = [(1 - delta) * beta0[a] if s.kwetsbaar[a] else beta0[a] for a in areas]
    free = sum((beta0[a] - beta[a]) * s.mu * s.n[a] for a in areas)
    h, start_v, backlog = list(s.h), list(v), 0.0
    rows = [(list(v), list(h), 0.0, 0.0, 0.0, 0.0)]
    for _ in range(years):
        for a in areas:
            w[a] = max(0.0, 1 - s.epsilon - s.mu) * w[a] + beta[a] * s.mu * s.n[a]
            r[a] = (1 - s.epsilon) * r[a]
        asked = backlog + s.vraag + free
        wish = [float(number) for number in s.plan]
        x = _hold(
            blocks, wish, [w[a] + r[a] - start_v[a] for a in areas], [h[a] - s.h[a] for a in areas], False
        )
        if sum(x) > asked:
            x = [number * asked / sum(x) for number in x]
        wish = _spread(s, x, asked)
        now = [w[a] + r[a] + x[a] for a in areas]
        b = _hold(blocks, wish, [now[a] - start_v[a] for a in areas], [h[a] - s.h[a] for a in areas], True)
        for a in areas:
            w[a] += x[a] + b[a]
            h[a] += b[a]
        placed = sum(x) + sum(b)
        backlog = max(0.0, asked - placed)
        rows.append(([w[a] + r[a] for a in areas], list(h), placed, sum(b), backlog, free))
    return rho, known, delta, rows


def _spread(s: Streek, x, asked):
    areas = range(len(s.h))
    may = [not s.dicht[a] or s.besluit.get(a, 0) > 0 for a in areas]
    weight = [float(s.plan[a]) if may[a] else 0.0 for a in areas]
    if sum(weight) == 0:
        weight = [0.0 if s.dicht[a] else s.h[a] for a in areas]
    most = max(0.0, min(s.nieuwbouw, asked - sum(x)))
    wish = [most * weight[a] / sum(weight) if sum(weight) else 0.0 for a in areas]
    return [
        min(wish[a], max(0.0, s.besluit[a] - x[a])) if s.dicht[a] and a in s.besluit else wish[a]
        for a in areas
    ]


def _hold(blocks, wish, dv, dh, building):
    part = [1.0] * len(wish)
    for members, housed, homes, g, strict in blocks:
        asked = sum(wish[a] for a in members)
        v, h = housed + sum(dv[a] for a in members), homes + sum(dh[a] for a in members)
        if strict and h + (asked if building else 0) < 100:
            continue
        room = g * h - v
        if building:
            room = math.inf if g >= 1 else room / (1 - g)
        if room == math.inf:
            continue
        room = max(0, math.ceil(room - 1e-9) - 1 if strict else math.floor(room + 1e-9))
        if asked > room:
            for a in members:
                part[a] = min(part[a], room / asked)
    return [wish[a] * part[a] for a in range(len(wish))]
