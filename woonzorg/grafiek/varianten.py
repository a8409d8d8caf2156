"""The picture of a space of variants: two columns of its table against each other, a mark a variant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.grafiek.assen import choose_stap, list_stappen, round_up, write_getal
from woonzorg.grafiek.beschrijving import (
    PAARS,
    TEAL,
    As,
    Cijfertabel,
    Formaat,
    Grafiek,
    Punt,
    Reeks,
    Reekssoort,
    Teken,
    Uiterlijk,
)  # fmt: skip
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.varianten import rij
from woonzorg.varianten.ruimtewoorden import name_kolom, tell_variant

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.varianten.lezen import Variantentabel

VAK = Formaat(640.0, 420.0, (20.0, 10.0, 30.0, 30.0))

_SOORTEN: tuple[tuple[str, bool, Uiterlijk], ...] = (
    ("Alles past", True, Uiterlijk(TEAL, Teken.DRIEHOEK)),
    ("Niet alles past", False, Uiterlijk(PAARS, Teken.ROND)),
)
_STRAAL = 4.5


def list_getalkolommen(tabel: Variantentabel) -> list[str]:
    """Return the columns that can stand along an axis: numbers that differ; fields first, the fullest before others."""
    rows = tabel.rijen
    numbers = [str(name) for name in rows if rows[name].dtype.kind in "if" and name != rij.NUMMER]
    varied = [name for name in numbers if rows[name].max() - rows[name].min() > 0]
    return sorted(
        varied,
        key=lambda name: (name not in tabel.velden, -rows[name].nunique() if name in tabel.velden else 0),
    )


def make_variantenbeeld(tabel: Variantentabel, rijen: pd.DataFrame, x: str, y: str) -> Grafiek:
    """Describe the picture of some variants.

    Parameters
    ----------
    tabel : Variantentabel
    rijen : DataFrame
        Those of its rows that are shown.
    x, y : str
        Columns along the axes.
    """
    known = rijen[rijen[x].notna() & rijen[y].notna()]
    series = tuple(
        Reeks(title, Reekssoort.PUNTEN, looks, _make_punten(tabel, known[known[rij.PAST] == fits], x, y))
        for title, fits, looks in _SOORTEN
    )
    fitting = int((known[rij.PAST] == True).sum())  # noqa: E712  a missing answer is no
    words = (
        f"{count_woord(len(known), 'variant', 'varianten')}: {name_kolom(x)} tegen {name_kolom(y)}. "
        f"Bij {format_getal(fitting)} past alles."
    )
    return Grafiek(
        words, _make_as(tabel.rijen[x], name_kolom(x)), _make_as(tabel.rijen[y], name_kolom(y)), series, VAK,
        Cijfertabel((), ()), legenda=True,
    )  # fmt: skip


def _make_as(values: pd.Series[float], titel: str) -> As:
    """Return an axis that holds all values, from 0 where none lies below it."""
    low, top = min(0.0, float(values.min())), round_up(float(values.max()))
    step = choose_stap(top - low)
    begin = 0.0 if low >= 0 else low
    steps = tuple((value, write_getal(value)) for value in list_stappen(step, top))
    room = (top - begin) / 40
    return As(begin - room, top + room, steps, titel)


def _make_punten(tabel: Variantentabel, rijen: pd.DataFrame, x: str, y: str) -> tuple[Punt, ...]:
    records: list[dict[str, Any]] = [
        dict(zip(map(str, rijen), values, strict=True)) for values in rijen.itertuples(index=False, name=None)
    ]
    return tuple(
        Punt(
            float(row[x]), float(row[y]), f"Variant {row[rij.NUMMER]:.0f}",
            tell_variant(row, tabel.velden, (x, y)), code=f"{row[rij.NUMMER]:.0f}", straal=_STRAAL,
        )
        for row in records
    )  # fmt: skip
