"""Rows of StatLine in the common form, whether the service gave them or a file that a user downloaded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.bronnen.levering import (
    Levering,
    clean_codes,
    drop_duplicates,
    find_gewijzigd,
    join_words,
    make_waarden,
    parse_getallen,
)
from woonzorg.fouten import BESTAND, BronFout
from woonzorg.indicator import GEDRAG, PER_SLEUTEL

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import BronVermelding

GEBIED_VELD = "WijkenEnBuurten"
PERIODE_VELD = "Perioden"

WIJZIGING_VELD = "indelingswijziging"
"""How the key of the field on changed codes and borders begins: the rest of it differs by year."""

AFRONDING_PCT = 1.0
"""Both shares are rounded to whole percents."""


def normalise(text: str) -> str:
    """Return a title or key in small letters and digits only, to compare by."""
    return re.sub(r"[^0-9a-z]", "", text.lower())


def read_codes(rows: pd.DataFrame, bron: str, adres: str) -> tuple[pd.Series, pd.DataFrame, str]:
    """Clean the codes, drop rows that are no area, and rows given twice alike; return codes, rows, message."""
    if GEBIED_VELD not in rows:
        raise BronFout(bron, adres, "het antwoord bevat geen enkele regel voor deze gebieden")
    codes = clean_codes(rows[GEBIED_VELD])
    strange = list(dict.fromkeys(repr(raw) for raw in rows.loc[codes == "", GEBIED_VELD]))
    naam = adres if bron == BESTAND else bron
    note = f"{naam}: regels zonder code van een gebied zijn niet gebruikt: {join_words(strange)}."
    rows = rows.assign(**{GEBIED_VELD: codes})
    key = [GEBIED_VELD, PERIODE_VELD] if PERIODE_VELD in rows else [GEBIED_VELD]
    rows = rows.drop(columns="ID", errors="ignore")
    rows, dropped = drop_duplicates(rows[rows[GEBIED_VELD] != ""], key, bron, adres)
    return rows[GEBIED_VELD], rows, " ".join(filter(None, [note if strange else "", dropped]))


def make_levering(rows: pd.DataFrame, codes: pd.Series, vermelding: BronVermelding, bron: str) -> Levering:
    """Turn rows of one table into the common form; also used for files that a user downloaded.

    Parameters
    ----------
    rows : DataFrame
        As the table has them: a column a field, named as in `vermelding.velden`.
    codes : Series of str
        Clean area codes of the rows.
    vermelding : BronVermelding
    bron : str
        Name for messages.

    Raises
    ------
    BronFout
        When a field of the metadata is not in the rows, or text stands for a number.
    """
    absent = [field for field in vermelding.velden.values() if field not in rows]
    if absent:
        raise BronFout(
            bron, vermelding.url, "velden uit de beschrijving van de tabel ontbreken in de gegevens",
            verwacht=join_words(absent), gevonden=join_words(map(str, rows.columns), 12),
        )  # fmt: skip
    jaren = _read_jaren(rows, vermelding, bron)
    values = {
        key: parse_getallen(
            rows[field], bron, vermelding.url, is_aantal=GEDRAG[PER_SLEUTEL[key].vorm].is_groot
        )
        for key, field in vermelding.velden.items()
    }
    # A downloaded file may have the title of the group before that of the field.
    changes = [name for name in rows.columns if WIJZIGING_VELD in normalise(str(name))]
    names = [name for name in rows.columns if "gemeentenaam" in normalise(str(name))]
    doubt = _doubt_corporatie(values, vermelding.naam)
    return Levering(
        vermelding,
        make_waarden(codes, jaren, values),
        namen=_read_namen(codes, rows[names[0]]) if names else {},
        gewijzigd=find_gewijzigd(codes, rows[changes[0]]) if changes else frozenset(),
        kent_wijzigingen=bool(changes),
        meldingen=(doubt,) if doubt else (),
    )


def _doubt_corporatie(values: dict[str, pd.Series], naam: str) -> str:
    """Say it when the corporations' share cannot be one of all dwellings, on which capacity is reckoned; else ''."""
    if not {"corporatie_pct", "huurwoningen_pct"} <= values.keys():
        return ""
    count = int((values["corporatie_pct"] > values["huurwoningen_pct"] + AFRONDING_PCT).sum())
    text = (
        f"{naam}: in {count} gebieden is het deel corporatiewoningen groter dan dat van alle huurwoningen samen. "
        "Ga na of het CBS nu rekent in procenten van de huurwoningen; dan zijn aantallen corporatiewoningen te hoog."
    )
    return text if count else ""


def _read_jaren(rows: pd.DataFrame, vermelding: BronVermelding, bron: str) -> pd.Series:
    if PERIODE_VELD not in rows:
        return pd.Series(vermelding.indeling, index=rows.index)
    years = rows[PERIODE_VELD].astype(str).str.extract(r"^\s*(\d{4})", expand=False)
    if years.isna().any():
        wrong = rows.loc[years.isna(), PERIODE_VELD].astype(str).unique()
        raise BronFout(
            bron,
            vermelding.url,
            "een periode is geen jaar",
            verwacht="een periode als 2024JJ00",
            gevonden=join_words(wrong),
        )
    return years.astype(int)


def _read_namen(codes: pd.Series, namen: pd.Series) -> dict[str, str]:
    gemeente = codes.str[:2].isin(["GM", "NL", "PV"])
    return dict(zip(codes[gemeente], namen[gemeente].astype(str).str.strip(), strict=True))
