"""Asking the CBS once more what a figure is: a second reading, by other code and another question than the loader's.

The package cbsodata asks, in a process of its own (`natrekken_proces`), for the description of the table and the rows
of these areas. So it is told of each figure whether the source still says the same. Only tables of the CBS can be asked
so; of other figures it is said why not. Nothing is changed, and nothing is asked but at a user's word.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import math
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.bronnen import lijst
from woonzorg.bronnen.levering import SENTINEL
from woonzorg.bronnen.statlinebron import Statlinebron
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import clean_code
from woonzorg.gegevens.schema import Status
from woonzorg.herkomst import afgeleid, herkomst
from woonzorg.herkomst.natrekken_proces import PERIODE, Opdracht
from woonzorg.indicator import PER_SLEUTEL, Gebruik
from woonzorg.oordeel import koppeling
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.herkomst.herkomst import Herkomst
    from woonzorg.instelling import Instellingen

logger = logging.getLogger(__name__)

TERMIJN = 30.0
"""Seconds that asking takes at most, all tables together."""

TEGELIJK = 4
"""How many may ask at once: visitors of one dashboard are no load to the source."""

RIJEN_PER_VRAAG = 12
"""Keeps the address short enough for any proxy."""

_WORTEL = Path(__file__).resolve().parents[2]
_PLAATSEN = threading.BoundedSemaphore(TEGELIJK)
_DRUK = "er wordt nu al veel nagevraagd; probeer het zo nog eens"
_GESTOPT = "het navragen stopte onverwacht; probeer het opnieuw"
_VEEL_TEKST = 60


class Natrekuitslag(StrEnum):
    """What a second reading says of a figure."""

    GEWIJZIGD = "gewijzigd"
    ONBEREIKBAAR = "niet te bereiken"
    GELIJK = "gelijk"
    ANDERS = "niet na te vragen"


@dataclass(frozen=True)
class Natrek:
    """What came of asking a figure once more.

    Attributes
    ----------
    herkomst : Herkomst
        The figure as it is kept.
    uitslag : Natrekuitslag
    uitleg : str
        What the source says now, or why it was not reached or asked, in Dutch. It may hold words of the source.
    nieuw : float or None
        The value that the source gives now; None when it gives no number, or was not asked.
    veldtitel : str
        What the source calls the field now; '' when it was not asked.
    """

    herkomst: Herkomst
    uitslag: Natrekuitslag
    uitleg: str
    nieuw: float | None = None
    veldtitel: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, for JSON."""
        kept = self.herkomst
        return {
            "code": kept.code, "cijfer": kept.cijfer, "titel": kept.titel, "jaar": kept.jaar, "tabel": kept.tabel,
            "veld": kept.veld, "veldtitel": self.veldtitel, "uitslag": str(self.uitslag), "oud": kept.waarde,
            "nieuw": self.nieuw, "uitleg": self.uitleg,
        }  # fmt: skip


def trace_gebied(snapshot: Snapshot, code: str, cijfers: Sequence[str] = ()) -> list[Herkomst]:
    """Return the newest of each figure of an area, with where it comes from.

    Parameters
    ----------
    snapshot : Snapshot
    code : str
        Code of an area of any level.
    cijfers : sequence of str
        Keys of figures; by default all that come from a source.

    Raises
    ------
    InvoerFout
        When area or figure are not in the snapshot.
    """
    known = [key for key in herkomst.list_cijfers(snapshot) if key not in afgeleid.PER_SLEUTEL]
    return [herkomst.trace(snapshot, clean_code(code), key) for key in cijfers or known]


def trace_gebieden(snapshot: Snapshot, codes: Sequence[str], cijfers: Sequence[str] = ()) -> list[Herkomst]:
    """Return the newest of each figure of some areas; of more than one area, of no figure that is for a profile only.

    Such a figure stays with its buurt: there is no list of it (methode.md, Privacy).

    Parameters
    ----------
    snapshot : Snapshot
    codes : sequence of str
    cijfers : sequence of str
        Keys of figures; by default all that come from a source.

    Raises
    ------
    InvoerFout
        When area or figure are not in the snapshot, or such a figure is asked of more than one area.
    """
    areas = list(dict.fromkeys(map(clean_code, codes)))
    found = [figure for code in areas for figure in trace_gebied(snapshot, code, cijfers)]
    if len(areas) == 1:
        return found
    own = [key for key in cijfers if _is_profiel(key)]
    if own:
        message = f"Van '{own[0]}' is er geen lijst: dat cijfer blijft bij de buurt zelf."
        raise InvoerFout(message, remedie="Vraag het van één gebied tegelijk.")
    return [figure for figure in found if not _is_profiel(figure.cijfer)]


def _is_profiel(sleutel: str) -> bool:
    return sleutel in PER_SLEUTEL and Gebruik.KAART not in PER_SLEUTEL[sleutel].gebruik


def explain_niet(snapshot: Snapshot, cijfer: Herkomst) -> str:
    """Tell in Dutch why a figure cannot be asked at the CBS; '' when it can."""
    if cijfer.status is None:
        return "Woonzorg rekent dit cijfer zelf uit. Vraag de cijfers na waaruit het is gemaakt."
    if snapshot.manifest.fictief:
        return "Dit cijfer is verzonnen. Er is geen bron om het aan te vragen."
    if cijfer.bron is None:
        return "Geen bron van deze gegevens heeft dit cijfer."
    return _explain_bron(cijfer, cijfer.bron.naam) or _explain_weggelaten(snapshot, cijfer, cijfer.status)


def _explain_bron(cijfer: Herkomst, naam: str) -> str:
    source = _find_bron(cijfer)
    if source is None or not cijfer.vraag:
        return f"Dit cijfer is niet bij het CBS opgehaald, maar komt uit: {naam}."
    how = f"Woonzorg rekent het uit ({source.omgerekend})"
    return f"De tabel van het CBS heeft dit cijfer zelf niet: {how}." if source.omgerekend else ""


def _explain_weggelaten(snapshot: Snapshot, cijfer: Herkomst, status: Status) -> str:
    if status == Status.NIET_VAN_TOEPASSING:
        return "Dit cijfer is hier niet van toepassing: er wonen geen huishoudens."
    reasons = koppeling.list_redenen(snapshot.manifest, cijfer.code, str(cijfer.bron and cijfer.bron.sleutel))
    left_out = [reason for reason in reasons if koppeling.is_weggelaten(status, reason)]
    return f"Woonzorg gebruikt dit cijfer bewust niet: {left_out[0]}." if left_out else ""


def ask_again(
    snapshot: Snapshot, cijfers: Sequence[Herkomst], instellingen: Instellingen, termijn: float = TERMIJN
) -> list[Natrek]:
    """Ask the source of figures what they are now, and compare.

    Parameters
    ----------
    snapshot : Snapshot
        The data that hold them.
    cijfers : sequence of Herkomst
    instellingen : Instellingen
        Tell where the service is.
    termijn : float
        Seconds that it may take, all together.

    Returns
    -------
    list of Natrek
        In the order of `cijfers`.
    """
    reasons = [explain_niet(snapshot, figure) for figure in cijfers]
    found = {
        at: Natrek(cijfers[at], Natrekuitslag.ANDERS, reason) for at, reason in enumerate(reasons) if reason
    }
    tables: dict[tuple[str, str], list[int]] = {}
    for at, figure in enumerate(cijfers):
        if at not in found:
            tables.setdefault((find_basis(figure, instellingen), figure.tabel), []).append(at)
    tasks = [_make_opdracht(key[0], [cijfers[at] for at in places]) for key, places in tables.items()]
    for places, answer in zip(tables.values(), _ask(tasks, termijn), strict=True):
        found |= {at: _judge(cijfers[at], answer) for at in places}
    return [found[at] for at in range(len(cijfers))]


def find_basis(cijfer: Herkomst, instellingen: Instellingen) -> str:
    """Return the address of the service that is asked for a figure; '' for one that cannot be asked."""
    source = _find_bron(cijfer)
    return str(getattr(instellingen, source.adres)) if source else ""


def _find_bron(cijfer: Herkomst) -> Statlinebron | None:
    source = lijst.find_bron(cijfer.bron.sleutel.bron) if cijfer.bron else None
    return source if isinstance(source, Statlinebron) else None


def _make_opdracht(basis: str, cijfers: Sequence[Herkomst]) -> Opdracht:
    """Gather what is asked of one table, a few rows at a time."""
    conditions = [
        f"({source.write_conditie(figure.code, figure.jaar)})"
        for figure in cijfers
        if (source := _find_bron(figure))
    ]
    rows = list(dict.fromkeys(conditions))
    parts = [rows[at : at + RIJEN_PER_VRAAG] for at in range(0, len(rows), RIJEN_PER_VRAAG)]
    fields = sorted({figure.veld for figure in cijfers})
    return Opdracht(
        basis, cijfers[0].tabel, cijfers[0].code_veld, fields, [" or ".join(part) for part in parts]
    )


def _ask(opdrachten: list[Opdracht], termijn: float) -> list[dict[str, Any]]:
    """Let the process ask, and return an answer to each question; one that did not come says so."""
    end = time.monotonic() + termijn
    if not opdrachten:
        return []
    if not _PLAATSEN.acquire(timeout=termijn):
        return [{"fout": _DRUK}] * len(opdrachten)
    try:
        told, reason = _run(opdrachten, max(0.0, end - time.monotonic()))
    finally:
        _PLAATSEN.release()
    late = f"er kwam geen antwoord binnen {format_getal(termijn)} seconden"
    return told + [{"fout": reason or late}] * (len(opdrachten) - len(told))


def _run(opdrachten: list[Opdracht], termijn: float) -> tuple[list[dict[str, Any]], str]:
    """Return the answers that came in time, and why no more of them did: '' when the time was over."""
    command = [sys.executable, "-m", "woonzorg.herkomst.natrekken_proces"]
    task = json.dumps({"termijn": termijn, "vragen": [dataclasses.asdict(one) for one in opdrachten]})
    reason = ""
    try:
        with subprocess.Popen(  # noqa: S603  our own module, without a shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            encoding="utf-8", cwd=_WORTEL,
        ) as process:  # fmt: skip
            try:
                out, complaints = process.communicate(task, timeout=termijn)
            except subprocess.TimeoutExpired:
                process.kill()
                out, complaints = process.communicate()
            else:
                reason = _GESTOPT
    except OSError as error:
        out, complaints, reason = "", str(error), _GESTOPT
    if reason and complaints:
        logger.error("Asking again broke off: %s", complaints[-4000:])
    return [json.loads(line) for line in out.splitlines(keepends=True) if line.endswith("\n")], reason


def _judge(cijfer: Herkomst, antwoord: dict[str, Any]) -> Natrek:
    """Compare a figure with what its table says now."""
    if "fout" in antwoord:
        return Natrek(cijfer, Natrekuitslag.ONBEREIKBAAR, f"De bron is niet te bereiken: {antwoord['fout']}.")
    title = antwoord["velden"].get(cijfer.veld)
    if title is None:
        text = f"De tabel {cijfer.tabel} heeft geen veld {cijfer.veld} meer."
        return Natrek(cijfer, Natrekuitslag.ONBEREIKBAAR, text)
    rows = [row for row in antwoord["rijen"] if _is_rij(row, cijfer)]
    if len(rows) > 1:
        text = "De tabel geeft meer dan één regel voor dit gebied en jaar."
        return Natrek(cijfer, Natrekuitslag.ONBEREIKBAAR, text, veldtitel=title)
    raw = rows[0].get(cijfer.veld) if rows else None
    if raw is not None and not _is_getal(raw):
        said = "".join(sign for sign in str(raw).strip()[:_VEEL_TEKST] if sign.isprintable())
        text = f"De bron geeft tekst in plaats van een getal: '{said}'."
        return Natrek(cijfer, Natrekuitslag.ONBEREIKBAAR, text, veldtitel=title)
    new = float(raw) if raw is not None and raw > SENTINEL else None
    same = _is_gelijk(cijfer.waarde, new)
    text = _explain(cijfer, new, found=bool(rows), same=same)
    return Natrek(cijfer, Natrekuitslag.GELIJK if same else Natrekuitslag.GEWIJZIGD, text, new, title)


def _is_rij(row: dict[str, Any], cijfer: Herkomst) -> bool:
    """Tell whether a row is of the area and year of a figure: by code, never by name."""
    year = str(row.get(PERIODE) or cijfer.jaar).strip()[:4]
    return clean_code(str(row.get(cijfer.code_veld) or "")) == cijfer.code and year == str(cijfer.jaar)


def _is_getal(raw: object) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool) and math.isfinite(raw)


def _is_gelijk(oud: float | None, nieuw: float | None) -> bool:
    if oud is None or nieuw is None:
        return oud is nieuw
    return math.isclose(oud, nieuw, rel_tol=1e-9, abs_tol=1e-12)


def _explain(cijfer: Herkomst, nieuw: float | None, *, found: bool, same: bool) -> str:
    if same:
        number = (
            "De bron geeft nog hetzelfde getal" if nieuw is not None else "De bron geeft ook nu geen getal"
        )
        return f"{number}{f': {write_precies(nieuw)}' if nieuw is not None else ''}."
    was = "geen getal" if cijfer.waarde is None else write_precies(cijfer.waarde)
    if not found:
        return f"Dit was {was}. De bron heeft nu geen regel meer voor dit gebied en jaar."
    now = "De bron geeft nu geen getal meer" if nieuw is None else f"De bron geeft nu {write_precies(nieuw)}"
    return f"Dit was {was}. {now}."


def write_precies(waarde: float) -> str:
    """Write a number with all its decimals, so that any two can be told apart.

    Examples
    --------
    >>> write_precies(-0.125), write_precies(1200.0)
    ('−0,125', '1.200')
    """
    exponent = Decimal(repr(waarde)).normalize().as_tuple().exponent
    return format_getal(waarde, max(0, -int(exponent)))
