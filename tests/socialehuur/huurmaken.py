"""Stocks and programmes for tests."""

from __future__ import annotations

from woonzorg.socialehuur.programma import Bouwregel
from woonzorg.socialehuur.stand import Woningstand, read_tabel4

TABEL_4 = {stand.naam: stand for stand in read_tabel4()}


def make_woningstand(
    code: str = "GM0001", *, woningen: float | None = 1000.0, **procent: float | None
) -> Woningstand:
    """Return a stock by shares in percent: sociaal, huur, koop, overig; what is not given is unknown."""
    given = {
        name: None if share is None or woningen is None else woningen * share / 100
        for name, share in ({"sociaal": None, "huur": None, "koop": None, "overig": None} | procent).items()
    }
    return Woningstand(code, f"Gemeente {code}", woningen, **given, bron="proef")


def make_regel(
    code: str = "GM0001", sociaal: int = 0, midden: int = 0, overig: int = 0, **anders: object
) -> Bouwregel:
    """Return a line of a programme."""
    return Bouwregel(code, sociaal=sociaal, midden=midden, overig=overig, **anders)  # type: ignore[arg-type]
