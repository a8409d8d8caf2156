"""Exports of StatLine: with titles ("SES-WOA/Totaalscore/Gemiddelde score (Getal)") or keys ("GemiddeldeScore_29")."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from woonzorg.bronnen import cbs, statline
from woonzorg.bronnen.bestanden.tabeljaar import JAAR_ONBEKEND, check_toekomst, find_jaar, list_jaren
from woonzorg.bronnen.cbs import Tabelveld
from woonzorg.bronnen.levering import join_words
from woonzorg.bronnen.statline import GEBIED_VELD, PERIODE_VELD
from woonzorg.fouten import BESTAND, BronFout
from woonzorg.indicator import PER_SLEUTEL, VERPLICHT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.bronnen.bestanden.inhoud import Bestand, Tabelinhoud
    from woonzorg.bronnen.bron import Cijferbron
    from woonzorg.bronnen.levering import Levering

SLEUTEL_GROEPEN: dict[str, str] = {
    "GemiddeldeScore_29": "SES-WOA > totaal",
    "GemiddeldeScore_31": "SES-WOA > welvaart",
    "GemiddeldeScore_33": "SES-WOA > opleiding",
    "GemiddeldeScore_35": "SES-WOA > arbeid",
    "Waarde_37": "spreiding totaal",
}
"""Groups of the keys in an export without titles, where no metadata can tell them (to be confirmed)."""


def read_statline(
    tabel: Tabelinhoud, bron: Cijferbron, tabellen: Mapping[str, int], *, met_perioden: bool
) -> Levering:
    """Read an export of a table.

    Parameters
    ----------
    tabel : Tabelinhoud
    bron : Bron
        Of which it was recognised to be.
    tabellen : dict
        Id of a known table to its division, for a file that carries its table's id.
    met_perioden : bool
        Whether the table holds several years, so that a column must tell them.

    Raises
    ------
    BronFout
        When codes, fields, years or numbers are not in order.
    """
    jaar = find_jaar(tabel.kop, tabel.bestand.naam, nu=tabel.nu, tabellen=tabellen)
    if not met_perioden and jaar == JAAR_ONBEKEND:
        seen = list_jaren(tabel.kop, tabel.bestand.naam)
        raise BronFout(
            BESTAND, tabel.bestand.naam, f"het jaar van {bron.kort} staat nergens",
            verwacht="een jaar achter de titel, of een tabelnummer, in de naam of boven de tabel",
            gevonden=f"{seen}, maar niet achter de titel" if seen else "",
            remedie=f"Zet het jaar in de naam van het bestand, bijvoorbeeld {bron.sleutel}-2024.csv.",
        )  # fmt: skip
    levering = _read_rijen(tabel, bron, jaar, met_perioden=met_perioden)
    newest = int(levering.waarden["jaar"].max()) if len(levering.waarden) else 0
    check_toekomst(newest, tabel.nu, tabel.bestand.naam)
    return levering


def _read_rijen(tabel: Tabelinhoud, bron: Cijferbron, jaar: int, *, met_perioden: bool) -> Levering:
    rows, bestand = tabel.rijen, tabel.bestand
    period = next((name for name in rows.columns if str(name).strip().lower().startswith("perioden")), None)
    if met_perioden and period is None:
        raise BronFout(
            BESTAND, bestand.naam, f"het jaar van {bron.kort} staat nergens",
            verwacht="een kolom 'Perioden'", remedie="Zet bij het downloaden ook Perioden in de tabel.",
        )  # fmt: skip
    if tabel.codekolom != GEBIED_VELD:  # some exports have names under this title, and the codes elsewhere
        rows = rows.drop(columns=GEBIED_VELD, errors="ignore")
    rows = rows.rename(columns={tabel.codekolom: GEBIED_VELD} | ({period: PERIODE_VELD} if period else {}))
    found = _match([_make_veld(str(name)) for name in rows.columns], bron, bestand)
    codes, rows, dropped = statline.read_codes(rows, BESTAND, bestand.naam)
    levering = statline.make_levering(rows, codes, bron.cite_bestand(tabel, jaar, found), BESTAND)
    return replace(levering, meldingen=(*levering.meldingen, *filter(None, [dropped])))


def _make_veld(header: str) -> Tabelveld:
    """Read a header: 'Groep/Titel (eenheid)', or a key with its suffix."""
    if re.fullmatch(r"\w+_\d+", header):
        return Tabelveld(header, re.sub(r"_\d+$", "", header), SLEUTEL_GROEPEN.get(header, ""))
    *groups, title = re.sub(r"\s*\([^()]*\)\s*$", "", header).split("/")
    return Tabelveld(header, title.strip(), " > ".join(group.strip() for group in groups))


def _match(velden: Sequence[Tabelveld], bron: Cijferbron, bestand: Bestand) -> dict[str, str]:
    matches = {indicator.sleutel: cbs.match_veld(velden, indicator) for indicator in bron.indicatoren}
    refused = [key for key, hits in matches.items() if key in VERPLICHT and len(hits) != 1]
    if refused:
        raise BronFout(
            BESTAND, bestand.naam, "velden zijn anders dan verwacht",
            verwacht=f"precies één kolom {join_words(' of '.join(PER_SLEUTEL[key].velden) for key in refused)}",
            gevonden=join_words((veld.sleutel for veld in velden), 12),
        )  # fmt: skip
    return {key: hits[0].sleutel for key, hits in matches.items() if len(hits) == 1}
