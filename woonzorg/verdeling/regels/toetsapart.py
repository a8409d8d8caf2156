"""Proposed sites, each judged as if it alone were made: what `toetsing` says of it by itself, in less time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.regels.besluiten import list_grenzen_ruim
from woonzorg.verdeling.regels.complexen import COMPLEX
from woonzorg.verdeling.regels.lijst import list_actief
from woonzorg.verdeling.regels.toetsing import (
    Toetsplek,
    binds,
    concerns,
    find_vraagregel,
    judge_complexplek,
    judge_plek,
    make_toetsing,
    pose_voorstellen,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie, Voorstel
    from woonzorg.verdeling.regels.grenzen import Grens
    from woonzorg.verdeling.regels.oordeel import Toetsbereik
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.regels.toetsing import Toetsing
    from woonzorg.verdeling.vraag.lijnen import Vraagregel


def judge_apart(situatie: Situatie, voorstellen: Iterable[Voorstel]) -> tuple[Toetsing, ...]:
    """Judge each proposal as if it alone were made.

    Parameters
    ----------
    situatie, voorstellen
        As of `toetsing.judge_voorstellen`; the limits are found once for each group and instrument.
    """
    return tuple(_find_bank(situatie, site).judge(site) for site in voorstellen)


def find_passend(situatie: Situatie, voorstellen: Iterable[Voorstel]) -> Iterator[Voorstel]:
    """Yield the proposals of which no rule is broken, as `judge_apart` finds; for areas and not for complexes."""
    return (site for site in voorstellen if _find_bank(situatie, site).fits(site))


def _find_bank(situatie: Situatie, voorstel: Voorstel) -> _Bank:
    banks, line = _know_banken(situatie), find_vraagregel(situatie, voorstel)
    if line not in banks:
        banks[line] = _make_bank(situatie, voorstel, line)
    return banks[line]


@once
def _know_banken(situatie: Situatie) -> dict[Vraagregel, _Bank]:  # noqa: ARG001
    return {}


@dataclass(frozen=True)
class _Bank:
    """What one proposal of a group and an instrument is judged by, wherever it is: each limit under its areas."""

    situatie: Situatie
    regels: tuple[tuple[Regel, tuple[dict[int, list[Grens]], ...], Toetsbereik], ...]

    def judge(self, voorstel: Voorstel) -> Toetsing:
        """Judge a proposal by itself."""
        posed, site = self.situatie, self._place(voorstel)
        plan = np.zeros((len(posed.veld.codes), 1), dtype=np.int64)
        plan[site.gebied, 0] = voorstel.aantal
        return make_toetsing(posed, site, [
            judge_complexplek(posed, site, [site]) if regel is COMPLEX and voorstel.complex
            else judge_plek(regel, site, tuple(tuple(by.get(site.gebied, ())) for by in limits), plan, posed, reach)
            for regel, limits, reach in self._list_regels(site)
        ])  # fmt: skip

    def fits(self, voorstel: Voorstel) -> bool:
        """Tell whether a proposal goes beyond no limit."""
        site = self._place(voorstel)
        return all(
            voorstel.aantal <= limit.hoog
            for _, (strict, _), _ in self._list_regels(site)
            for limit in strict.get(site.gebied, ())
        )

    def _place(self, voorstel: Voorstel) -> Toetsplek:
        return Toetsplek(voorstel, self.situatie.veld.codes.index(voorstel.code), 0)

    def _list_regels(
        self, site: Toetsplek
    ) -> list[tuple[Regel, tuple[dict[int, list[Grens]], ...], Toetsbereik]]:
        posed = self.situatie
        return [
            found for found in self.regels if binds(posed, site, found[0]) and concerns(posed, site, found[0])
        ]


def _make_bank(situatie: Situatie, voorstel: Voorstel, regel: Vraagregel) -> _Bank:
    posed = pose_voorstellen(situatie, [voorstel], [regel])
    bare = posed.without_besluiten()
    return _Bank(posed, tuple(
        (rule, (_index(rule.find_grenzen(bare)), _index(list_grenzen_ruim(rule, posed))), rule.find_bereik(posed))
        for rule in list_actief(posed)
    ))  # fmt: skip


def _index(limits: Sequence[Grens]) -> dict[int, list[Grens]]:
    """Return the limits under each area of their blocks."""
    found: dict[int, list[Grens]] = {}
    for limit in limits:
        for area in limit.gebieden:
            found.setdefault(area, []).append(limit)
    return found
