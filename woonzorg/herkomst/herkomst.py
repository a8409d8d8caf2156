"""Where a figure comes from: its row, table, field, address, hash and licence; for a derived one its formula.

`trace` answers for every figure on screen: an indicator of the registry, or one that Woonzorg derives itself
(`afgeleid`). The link to the answer is that of `herkomstlink`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import clean_code
from woonzorg.gegevens.manifest import write_plain
from woonzorg.gegevens.schema import Status
from woonzorg.herkomst import afgeleid
from woonzorg.herkomst.afgeleid import Afgeleid, Feiten
from woonzorg.herkomst.herkomstlink import Herkomstvraag, format_herkomst, make_href, parse_herkomst
from woonzorg.indicator import PER_SLEUTEL, Indicator
from woonzorg.oordeel import klassewoorden, koppeling, toets, veerkracht
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.bronnen.bron import Bron, Cijferbron
    from woonzorg.gegevens.manifest import BronVermelding
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score

__all__ = [
    "Gegeven", "Herkomst", "Herkomstvraag", "format_herkomst", "list_cijfers", "list_jaren", "list_referentie",
    "list_regio",
    "make_href", "parse_herkomst", "trace",
]  # fmt: skip

BEREKEND = "door Woonzorg berekend uit andere cijfers"


@dataclass(frozen=True)
class Gegeven:
    """A figure that a derived figure was made from; to be traced in its turn.

    Attributes
    ----------
    code, naam : str
        The area.
    cijfer, titel : str
        The figure.
    jaar : int
        0 when there is none.
    tekst : str
        Value as shown.
    """

    code: str
    naam: str
    cijfer: str
    titel: str
    jaar: int
    tekst: str


@dataclass(frozen=True)
class Herkomst:
    """Where one figure of one area comes from.

    Attributes
    ----------
    code, naam, niveau, gemeente : str
        The area.
    cijfer, titel, uitleg, eenheid : str
        The figure.
    jaar : int
        Year of the figure; for a derived one that of its newest measure. 0 when there is none.
    waarde : float or None
        Unrounded; None when there is no number, or the answer is a word.
    tekst : str
        Value as shown.
    status : Status or None
        None for a derived figure.
    status_uitleg : str
        What the status means.
    bron : BronVermelding or None
        The source; None for a derived figure, or when no source has it.
    veld : str
        Field of the source.
    formule, ingevuld : str
        For a derived figure: how it is made, and the same with numbers; else ''.
    invoer : tuple of Gegeven
        For a derived figure: what it is made from.
    toelichting : tuple of str
        What else a reader must know.
    """

    code: str
    naam: str
    niveau: str
    gemeente: str
    cijfer: str
    titel: str
    uitleg: str
    eenheid: str
    jaar: int
    waarde: float | None
    tekst: str
    status: Status | None
    status_uitleg: str
    bron: BronVermelding | None = None
    veld: str = ""
    formule: str = ""
    ingevuld: str = ""
    invoer: tuple[Gegeven, ...] = ()
    toelichting: tuple[str, ...] = ()

    @property
    def tabel(self) -> str:
        """Id of the table or edition at the source; '' without a source."""
        return self.bron.sleutel.tabel if self.bron else ""

    @property
    def code_veld(self) -> str:
        """Field by which the source knows the area; '' without a source."""
        source = _look_up(self.bron.sleutel.bron) if self.bron else None
        return source.codeveld if source else ""

    @property
    def vraag(self) -> str:
        """Address at which the source gives this one row; '' where it has no such address."""
        source = _find_cijferbron(self.bron.sleutel.bron) if self.bron else None
        return source.find_adres(self.bron, self.code, self.jaar) if self.bron and source else ""

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for JSON."""
        return write_plain(self) | {"tabel": self.tabel, "vraag": self.vraag}


def list_cijfers(snapshot: Snapshot) -> dict[str, str]:
    """Return the figures that can be traced in a snapshot: key to title, the derived ones first."""
    present = set(snapshot.manifest.jaren)
    known = {
        indicator.sleutel: indicator.titel
        for indicator in PER_SLEUTEL.values()
        if indicator.sleutel in present
    }
    return {cijfer.sleutel: cijfer.titel for cijfer in afgeleid.AFGELEID} | known


def list_jaren(snapshot: Snapshot, cijfer: str) -> list[int]:
    """Return the years for which a figure can be traced, newest first; [] when it is not in these data."""
    if cijfer in afgeleid.PER_SLEUTEL:
        return toets.find_edities(snapshot)[::-1]
    years = snapshot.reeksen.loc[snapshot.reeksen["indicator"] == cijfer, "jaar"]
    return sorted(map(int, years.unique()), reverse=True)


def trace(
    snapshot: Snapshot, code: str, cijfer: str, jaar: int | None = None, score: Score | None = None
) -> Herkomst:
    """Tell where a figure comes from.

    Parameters
    ----------
    snapshot : Snapshot
    code : str
        Code of an area of any level; padding and lower case are forgiven.
    cijfer : str
        Key of an indicator or of a derived figure.
    jaar : int, optional
        Year of the figure, or edition of a derived one; by default the newest of each measure.
    score : Score, optional
        The scored areas of that same edition, when they were made before.

    Raises
    ------
    InvoerFout
        When area, figure or year are not in the snapshot.
    """
    row = _find_gebied(snapshot, clean_code(code))
    if cijfer in afgeleid.PER_SLEUTEL:
        score = score or toets.score_snapshot(snapshot, jaar)
        return _trace_afgeleid(snapshot, row, afgeleid.PER_SLEUTEL[cijfer], jaar, score)
    if cijfer not in PER_SLEUTEL:
        message = f"Het cijfer '{cijfer}' is niet bekend."
        raise InvoerFout(message, verwacht=", ".join(list_cijfers(snapshot)))
    return _trace_indicator(snapshot, row, PER_SLEUTEL[cijfer], jaar)


def list_referentie(snapshot: Snapshot, score: Score, jaar: int | None = None) -> pd.DataFrame:
    """Return the gemeenten from which an edition's S* is made; see `afgeleid.list_referentie`."""
    return afgeleid.list_referentie(_take_edition(snapshot, jaar), score.referentie.gewicht)


def list_regio(snapshot: Snapshot, score: Score, niveau: str, jaar: int | None = None) -> pd.DataFrame:
    """Return the areas from which an edition's regional share is made; see `afgeleid.list_regio`."""
    if score.kenmerk is None:
        message = "Deze gegevens hebben geen kenmerk waarvan een aandeel is te maken."
        raise InvoerFout(message, remedie="Laad de kerncijfers.")
    return afgeleid.list_regio(_take_edition(snapshot, jaar), niveau, score.kenmerk)


def _find_gebied(snapshot: Snapshot, code: str) -> pd.Series:
    found = snapshot.gebieden[snapshot.gebieden["code"] == code]
    if found.empty:
        message = f"Het gebied '{code}' staat niet in deze gegevens ({snapshot.manifest.regio.titel})."
        raise InvoerFout(message, verwacht="een code als BU09171000, WK091710 of GM0917")
    row: pd.Series = found.iloc[0]
    return row


def _trace_indicator(
    snapshot: Snapshot, gebied: pd.Series, indicator: Indicator, jaar: int | None
) -> Herkomst:
    year = snapshot.manifest.jaren.get(indicator.sleutel, 0) if jaar is None else jaar
    reeksen = snapshot.reeksen
    own = reeksen[reeksen["code"] == gebied["code"]]
    rows = own[(own["indicator"] == indicator.sleutel) & (own["jaar"] == year)]
    if rows.empty:
        return _trace_absent(snapshot, gebied, indicator, jaar, year)
    row = rows.iloc[0]
    bron = _find_bron(snapshot, str(row["bron"]))
    status = Status(row["status"])
    waarde = None if math.isnan(row["waarde"]) else float(row["waarde"])
    joined = koppeling.is_gekoppeld(own, str(row["bron"]), year)
    reasons = (
        [] if joined else koppeling.list_redenen(snapshot.manifest, str(gebied["code"]), str(row["bron"]))
    )
    # What the status tells is not told again.
    notes = [f"Niet gekoppeld: {one}." for one in reasons if not koppeling.is_weggelaten(status, one)]
    return Herkomst(
        **_name(gebied), **_name_indicator(indicator), jaar=year, waarde=waarde,
        tekst=_format(waarde, indicator) if status == Status.WAARGENOMEN else str(status).replace("_", " "),
        status=status, status_uitleg=koppeling.explain_status(status, reasons), bron=bron,
        veld=bron.velden.get(indicator.sleutel, "") if bron else "",
        toelichting=(
            *_annotate(snapshot, bron, notes, gekoppeld=joined), *_warn_voorlopig(snapshot, indicator, year),
        ),
    )  # fmt: skip


def _trace_absent(
    snapshot: Snapshot, gebied: pd.Series, indicator: Indicator, jaar: int | None, year: int
) -> Herkomst:
    """Answer for a figure without a row: the year must be one that other areas have."""
    years = list_jaren(snapshot, indicator.sleutel)
    if jaar is not None and jaar not in years:
        message = f"Voor {jaar} is er geen cijfer '{indicator.titel}'."
        raise InvoerFout(message, verwacht=", ".join(map(str, years)) or "geen enkel jaar in deze gegevens")
    return Herkomst(
        **_name(gebied), **_name_indicator(indicator), jaar=year, waarde=None, tekst=str(Status.ONTBREEKT),
        status=Status.ONTBREEKT, status_uitleg=koppeling.explain_zonder_rij(snapshot, indicator.sleutel),
    )  # fmt: skip


def _name(gebied: pd.Series) -> dict[str, Any]:
    return {
        "code": str(gebied["code"]), "naam": str(gebied["naam"]), "niveau": str(gebied["niveau"]),
        "gemeente": str(gebied["gemeentenaam"]),
    }  # fmt: skip


def _name_indicator(cijfer: Indicator | Afgeleid) -> dict[str, Any]:
    return {
        "cijfer": cijfer.sleutel, "titel": cijfer.titel, "uitleg": cijfer.uitleg, "eenheid": cijfer.eenheid,
    }  # fmt: skip


def _format(waarde: float | None, cijfer: Indicator | Afgeleid) -> str:
    number = format_getal(waarde, cijfer.decimalen)
    return number if waarde is None else f"{number} {cijfer.eenheid}".rstrip()


def _find_bron(snapshot: Snapshot, sleutel: str) -> BronVermelding | None:
    return next((bron for bron in snapshot.manifest.bronnen if str(bron.sleutel) == sleutel), None)


def _annotate(
    snapshot: Snapshot, bron: BronVermelding | None, redenen: list[str], *, gekoppeld: bool
) -> tuple[str, ...]:
    """Gather what the manifest says of this source, and why it was not joined to an area."""
    if bron is None:
        return ("De bron van deze rij staat niet in het manifest.",)
    division = snapshot.manifest.indeling
    notes = [bron.toelichting, *redenen]
    if bron.indeling != division:
        how = "; gekoppeld op gelijke code" if gekoppeld else ""
        notes.append(f"De bron gebruikt de indeling van {bron.indeling}, de kaart die van {division}{how}.")
    return tuple(note for note in notes if note)


def _warn_voorlopig(snapshot: Snapshot, indicator: Indicator, jaar: int) -> tuple[str, ...]:
    source = _find_cijferbron(indicator.bron)
    newest = jaar == snapshot.manifest.jaren.get(indicator.sleutel)
    return (source.voorlopig,) if source and source.voorlopig and newest else ()


def _look_up(sleutel: str) -> Bron | None:
    # Only who traces a figure waits for all that asks services; the first page does without.
    from woonzorg.bronnen import lijst  # noqa: PLC0415

    return lijst.find_bron(sleutel)


def _find_cijferbron(sleutel: str) -> Cijferbron | None:
    from woonzorg.bronnen.bron import Cijferbron  # noqa: PLC0415

    source = _look_up(sleutel)
    return source if isinstance(source, Cijferbron) else None


def _trace_afgeleid(
    snapshot: Snapshot, gebied: pd.Series, cijfer: Afgeleid, jaar: int | None, score: Score
) -> Herkomst:
    rows = score.gebieden[score.gebieden["code"] == gebied["code"]]
    if rows.empty:
        message = f"{gebied['naam']} wordt niet getoetst; er is dus geen '{cijfer.titel.lower()}'."
        raise InvoerFout(
            message, verwacht="een buurt, wijk of gemeente van de regio of de rand, en geen water"
        )
    feiten = Feiten(rows.iloc[0], score, _take_edition(snapshot, jaar))
    value = feiten.rij[cijfer.sleutel]
    number = None if isinstance(value, str) or np.isnan(value) else float(value)
    inputs = [_give(snapshot, feiten, code, key, jaar) for code, key in cijfer.find_invoer(feiten)]
    return Herkomst(
        **_name(gebied), **_name_indicator(cijfer), jaar=_find_jaar(cijfer, score), waarde=number,
        tekst=_format_answer(value) if isinstance(value, str) else _format(number, cijfer),
        status=None, status_uitleg=BEREKEND, formule=cijfer.formule, ingevuld=cijfer.vul_in(feiten),
        invoer=tuple(inputs), toelichting=_warn(cijfer, feiten),
    )  # fmt: skip


def _take_edition(snapshot: Snapshot, jaar: int | None) -> pd.DataFrame:
    newest: pd.DataFrame = snapshot.gebieden
    return newest if jaar is None else veerkracht.pivot_jaar(snapshot.reeksen, newest, jaar)


def _format_answer(value: str) -> str:
    if value in set(Klasse):
        label = klassewoorden.LABELS[Klasse(value)]
        return f"{label.kop} ({label.uitleg})"
    return value.replace("_", " ")


def _find_jaar(cijfer: Afgeleid, score: Score) -> int:
    if cijfer.sleutel in {"aandeel", "lq", "lq_land", "concentratie"}:
        return score.kenmerk.jaar if score.kenmerk else 0
    return score.jaar_ses if cijfer.sleutel.startswith("ses_") else max(score.jaar_ses, score.jaar_lbm)


def _warn(cijfer: Afgeleid, feiten: Feiten) -> tuple[str, ...]:
    """Say what a reader may overlook about a derived figure."""
    notes = []
    if cijfer.sleutel in {"klasse", "grensgeval"} and feiten.score.jaar_ses != feiten.score.jaar_lbm:
        notes.append(
            f"De scores zijn van verschillende jaren: SES-WOA {feiten.score.jaar_ses}, "
            f"Leefbaarometer {feiten.score.jaar_lbm}."
        )
    if cijfer.sleutel == "aandeel" and feiten.kenmerk:
        title = PER_SLEUTEL[feiten.kenmerk].titel
        notes.append(
            f"Het kenmerk is: {title.lower()} ({feiten.score.kenmerk.jaar if feiten.score.kenmerk else 0})."
        )
    if cijfer.sleutel == "aandeel" and feiten.kenmerk == "corporatie_pct":
        notes.append("Dit percentage gaat over woningen; het is hier op huishoudens toegepast (aanname).")
    return tuple(notes)


def _give(snapshot: Snapshot, feiten: Feiten, code: str, sleutel: str, jaar: int | None) -> Gegeven:
    """Describe one input of a derived figure."""
    own = feiten.rij["code"] == code
    row = feiten.rij if own else feiten.gebieden.loc[feiten.gebieden["code"] == code].iloc[0]
    cijfer = afgeleid.PER_SLEUTEL.get(sleutel) or PER_SLEUTEL[sleutel]
    value = row[sleutel]
    if isinstance(cijfer, Afgeleid):
        year = _find_jaar(cijfer, feiten.score)
    else:
        year = jaar or snapshot.manifest.jaren.get(sleutel, 0)
    if isinstance(value, str):
        shown = _format_answer(value)
    else:
        shown = _format(None if np.isnan(value) else float(value), cijfer)
    return Gegeven(code, str(row["naam"]), sleutel, cijfer.titel, year, shown)
