"""Snapshots as other systems read them: what they hold, from when, and where it came from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.koppelvlak.schrift import tell
from woonzorg.oordeel.klassewoorden import SCORE_NAAM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gegevens.manifest import BronVermelding, Manifest
    from woonzorg.gegevens.vermelding import Vermelding


@dataclass(frozen=True)
class Bronregel:
    """Een bron van de cijfers."""

    sleutel: str = tell("Bron en tabel.")
    naam: str = tell("Naam, zoals die genoemd hoort te worden.")
    url: str | None = tell("Webadres van de bron.")
    licentie: str = tell("Licentie van de cijfers.")
    indeling: int = tell("Jaar van de wijk- en buurtindeling.")
    opgehaald_op: str | None = tell("Wanneer de cijfers zijn opgehaald (UTC); null als dat niet bekend is.")
    rijen: int = tell("Hoeveel rijen de bron gaf.")
    sha256: str = tell("Hash van de ruwe antwoorden.")
    toelichting: str | None = tell("Wat een lezer moet weten, zoals: voorlopig.")


@dataclass(frozen=True)
class Momentopname:
    """Gegevens van een regio zoals ze op één moment zijn geladen. Ze veranderen niet meer."""

    id: str = tell("Kenmerk: datum en hash van de inhoud.")
    in_gebruik: bool = tell("Of dit de gegevens zijn die zonder vraag worden getoond.")
    regio: str = tell("Korte naam van de regio.")
    titel: str = tell("Naam van de regio.")
    gemeenten: tuple[str, ...] = tell("Codes van de gemeenten; leeg bij heel Nederland.")
    datum: dt.date = tell("Dag van het laden.", format="date")
    indeling: int = tell("Jaar van de wijk- en buurtindeling.")
    fictief: bool = tell("Of streek en cijfers verzonnen zijn.")
    jaar_ses_woa: int | None = tell(f"Jaar van de nieuwste score voor {SCORE_NAAM['ses_woa']}.")
    jaar_leefbaarheid: int | None = tell(f"Jaar van de nieuwste score voor {SCORE_NAAM['lbm_afwijking']}.")


@dataclass(frozen=True)
class Momentopnamelijst:
    """De momentopnamen van deze installatie; die in gebruik is, staat vooraan."""

    totaal: int = tell("Hoeveel het er zijn.")
    pagina: int = tell("De hoeveelste pagina dit is.")
    aantal: int = tell("Hoeveel een pagina heeft.")
    momentopnamen: tuple[Momentopname, ...] = tell("De momentopnamen.")


@dataclass(frozen=True)
class Momentopnameblad:
    """Een momentopname met haar bronnen."""

    momentopname: Momentopname = tell("Waar de gegevens over gaan.")
    meldingen: tuple[str, ...] = tell("Wat een lezer moet weten.")
    bronnen: tuple[Bronregel, ...] = tell("Waar de cijfers vandaan komen.")


def list_momentopnamen(regels: Sequence[Vermelding], pagina: int, aantal: int) -> Momentopnamelijst:
    """Return a page of the sound snapshots.

    Parameters
    ----------
    regels : sequence of Vermelding
        As `opslag.list_snapshots` gives them: the one in use first.
    pagina, aantal : int
    """
    sound = [line for line in regels if line.manifest]
    start = (pagina - 1) * aantal
    shown = tuple(
        make_momentopname(line.id, line.manifest, in_gebruik=line is regels[0])
        for line in sound[start : start + aantal]
        if line.manifest
    )
    return Momentopnamelijst(len(sound), pagina, aantal, shown)


def make_momentopname(kenmerk: str, manifest: Manifest, *, in_gebruik: bool) -> Momentopname:
    """Return what is told of a snapshot in the list."""
    regio = manifest.regio
    return Momentopname(
        id=kenmerk, in_gebruik=in_gebruik, regio=regio.naam, titel=regio.titel, gemeenten=regio.gemeenten,
        datum=dt.date.fromisoformat(manifest.datum), indeling=manifest.indeling, fictief=manifest.fictief,
        jaar_ses_woa=manifest.jaren.get("ses_woa") or None,
        jaar_leefbaarheid=manifest.jaren.get("lbm_afwijking") or None,
    )  # fmt: skip


def make_momentopnameblad(kenmerk: str, manifest: Manifest, *, in_gebruik: bool) -> Momentopnameblad:
    """Return a snapshot with its sources."""
    told = make_momentopname(kenmerk, manifest, in_gebruik=in_gebruik)
    return Momentopnameblad(told, manifest.meldingen, list_bronregels(manifest))


def list_bronregels(manifest: Manifest) -> tuple[Bronregel, ...]:
    """Return the sources of a snapshot as they are told."""
    return tuple(map(_make_bronregel, manifest.bronnen))


def _make_bronregel(bron: BronVermelding) -> Bronregel:
    return Bronregel(
        str(bron.sleutel), bron.naam, bron.url or None, bron.licentie, bron.indeling, bron.opgehaald_op or None,
        bron.rijen, bron.sha256, bron.toelichting or None,
    )  # fmt: skip
