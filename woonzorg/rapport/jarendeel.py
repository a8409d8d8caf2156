"""The years of a comparison on paper: shortage and concentrations of each plan, for low and high demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.vergelijking import JAARMATEN
from woonzorg.grafiek.vergelijking import make_jaren as describe_jaren
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Naast, Tabel
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.uitkomst.jaarwoorden import list_jaarzinnen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.rapport.stuk import Blok
    from woonzorg.verdeling.jaren.reeks import Jaarlijn

    Lijnen: TypeAlias = Mapping[str, Mapping[str, Jaarlijn]]


def make_jaren(lijnen: Lijnen) -> tuple[Blok, ...]:
    """Describe the years.

    Parameters
    ----------
    lijnen : mapping
        Letter of a plan → side of the demand → line (`doorrekening.project_scenario`).
    """
    every = [line for sides in lijnen.values() for line in sides.values()]
    text = " ".join(list_jaarzinnen(every))
    charts = tuple((_draw(name, lijnen), _tabulate(name, lijnen)) for name in ("tekort", "concentraties"))
    return Kop("De jaren"), Alinea(text), Naast(charts, (0.5, 0.5))


def _draw(maat: str, lijnen: Lijnen) -> Beeld:
    those = join_woorden(list(lijnen))
    words = (
        f"{JAARMATEN[maat]} per jaar, van lage tot hoge vraag, voor {those}. Alle jaren staan in de tabel."
    )
    return Beeld(render_grafiek(describe_jaren(maat, lijnen)), words)


def _tabulate(maat: str, lijnen: Lijnen) -> Tabel:
    pairs = [(letter, side) for letter, sides in lijnen.items() for side in sides]
    columns = (Kolom("Jaar"), *(Kolom(f"{letter}, {side}", 0) for letter, side in pairs))
    values: dict[int, list[float]] = {}
    for letter, side in pairs:
        for stand in lijnen[letter][side].standen:
            values.setdefault(stand.jaar, []).append(float(getattr(stand, maat)))
    return Tabel(JAARMATEN[maat], columns, tuple((str(jaar), *row) for jaar, row in sorted(values.items())))
