"""Rows of one edition of the Leefbaarometer in the common form, whether the service gave them or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.bronnen.levering import (
    Levering,
    clean_codes,
    drop_duplicates,
    join_words,
    make_waarden,
    parse_getallen,
)
from woonzorg.fouten import BronFout
from woonzorg.indicator import DIMENSIES, PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gegevens.opslag import BronVermelding

CODE_VELD, NAAM_VELD, JAAR_VELD = "id", "name", "year"

VERSCHIL_MAXIMUM = 1e-3
"""Greatest gap between afw and the sum of its dimensions; checked data stay under 2e-6."""


def check_velden(aanwezig: Sequence[str], bron: str, adres: str, codeveld: str) -> None:
    """Refuse fields without the code, the deviation or (all of) its dimensions."""
    needed = [codeveld, *(PER_SLEUTEL[key].velden[0] for key in (*DIMENSIES, "lbm_afwijking"))]
    absent = [name for name in needed if name not in aanwezig]
    if absent:
        raise BronFout(
            bron,
            adres,
            "verwachte velden ontbreken",
            verwacht=join_words(absent),
            gevonden=join_words(aanwezig, 20),
        )


def make_levering(
    rows: pd.DataFrame,
    vermelding: BronVermelding,
    bron: str,
    codeveld: str = CODE_VELD,
    jaar: int | None = None,
) -> Levering:
    """Turn rows of one edition into the common form; also used for files that a user downloaded.

    `jaar` is the edition's year; by default that of the division.

    Raises
    ------
    BronFout
        When fields are missing, codes contradict each other, or afw is not the sum of its dimensions.
    """
    check_velden(list(rows.columns), bron, vermelding.url, codeveld)
    rows = rows.assign(**{codeveld: clean_codes(rows[codeveld])})
    rows, dropped = drop_duplicates(rows[rows[codeveld] != ""], [codeveld], bron, vermelding.url)
    velden = {key: field for key, field in vermelding.velden.items() if field in rows}
    values = {key: parse_getallen(rows[field], bron, vermelding.url) for key, field in velden.items()}
    _check_sum(rows[codeveld], values, bron, vermelding.url)
    _check_grenzen(rows[codeveld], values, bron, vermelding.url)
    names = rows.get(NAAM_VELD, rows[codeveld]).astype(str).str.strip()
    return Levering(
        vermelding,
        make_waarden(
            rows[codeveld], _check_jaar(rows, jaar or vermelding.indeling, vermelding.url, bron), values
        ),
        namen=dict(zip(rows[codeveld], names, strict=True)),
        meldingen=(dropped,) if dropped else (),
    )


def _check_jaar(rows: pd.DataFrame, jaar: int, adres: str, bron: str) -> int:
    """Return the edition's year, after checking that the rows say the same."""
    said = set(rows[JAAR_VELD].dropna().astype(str).str.strip().str[:4]) if JAAR_VELD in rows else set()
    if said - {str(jaar)}:
        raise BronFout(
            bron, adres, "het jaar in de gegevens is een ander dan dat van de meting",
            verwacht=str(jaar), gevonden=join_words(sorted(said)),
        )  # fmt: skip
    return jaar


def _check_grenzen(codes: pd.Series, values: dict[str, pd.Series], bron: str, adres: str) -> None:
    """Refuse an edition in another unit: the newest is checked again when it is published, an older one is not."""
    for key, column in values.items():
        known = PER_SLEUTEL[key]
        wrong = column.notna() & ~column.between(known.minimum, known.maximum)
        if wrong.any():
            raise BronFout(
                bron, adres, f"waarden van {known.velden[0]} liggen buiten de grenzen",
                verwacht=f"{known.minimum:g} tot en met {known.maximum:g}", gevonden=join_words(codes[wrong]),
            )  # fmt: skip


def _check_sum(codes: pd.Series, values: dict[str, pd.Series], bron: str, adres: str) -> None:
    total = sum((values[key] for key in DIMENSIES), start=pd.Series(0.0, index=codes.index))
    wrong = (values["lbm_afwijking"] - total).abs() > VERSCHIL_MAXIMUM
    if wrong.any():
        raise BronFout(
            bron, adres, "de afwijking is niet de som van de vijf dimensies",
            verwacht="afw = won + fys + vrz + soc + onv", gevonden=join_words(codes[wrong]),
            remedie="De bron is veranderd of beschadigd. Meld dit; de vorige gegevens blijven in gebruik.",
        )  # fmt: skip


def describe_weggelaten(naam: str, jaar: int, fout: BronFout) -> str:
    """Say that an older edition is left out, and why."""
    found = f" (gevonden: {fout.gevonden})" if fout.gevonden else ""
    return f"{naam}: de meting van {jaar} is weggelaten: {fout.oorzaak}{found}."
