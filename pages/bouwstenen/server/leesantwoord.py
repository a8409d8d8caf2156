"""What is answered to other systems: the values of the library, as bytes that are kept for who asks the same."""

from __future__ import annotations

import gzip
import json
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.werk.kast import open_kast
from woonzorg.buurt.buurtbeeld import explain_afwezig
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import TE_TOETSEN, find_niveau
from woonzorg.gegevens import opslag
from woonzorg.gegevens.vermelding import ID
from woonzorg.instelling import read_instellingen
from woonzorg.koppelvlak import gebieden, ingangen, momentopnamen, openapi, pakket, scenarios
from woonzorg.koppelvlak.catalogus import make_catalogus, make_ontstaan
from woonzorg.koppelvlak.schrift import write_deel
from woonzorg.koppelvlak.soorten import SOORT_GEOJSON
from woonzorg.koppelvlak.vragen import AANTAL, GEOJSON, PAGINA, Gebiedenvraag
from woonzorg.oordeel import toets
from woonzorg.rapport import bestand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.gegevens.vermelding import Vermelding
    from woonzorg.koppelvlak.gebieden import Gebiedenlaag
    from woonzorg.koppelvlak.ingangen import Ingang
    from woonzorg.oordeel.toets import Score

MEESTE_BYTES = 32_000_000
"""Of all answers that are kept together."""


class AfwezigFout(InvoerFout):
    """What is asked for by its address is not there."""


@dataclass(frozen=True)
class Leesvraag:
    """What is asked of an address.

    Attributes
    ----------
    ingang : Ingang
    delen : mapping
        The parts of the path that differ.
    vraag : mapping
        Parameters that were given, as values.
    soort : str
        Media type of the answer.
    start : str
        Base path of the server.
    """

    ingang: Ingang
    delen: Mapping[str, str]
    vraag: Mapping[str, Any]
    soort: str
    start: str = ""

    @property
    def sleutel(self) -> str:
        """What tells this question from others, on the same data."""
        asked = sorted((name, str(value)) for name, value in self.vraag.items())
        return json.dumps([self.ingang.sleutel, sorted(self.delen.items()), asked, self.soort, self.start])


@dataclass(frozen=True)
class Leesantwoord:
    """An answer, ready to be sent.

    Attributes
    ----------
    inhoud, klein : bytes
        As it is, and compressed with gzip.
    merk : str
        Changes when the content does.
    totaal, pagina, aantal : int
        Of a list: how many there are, and which part this is; 0 elsewhere.
    """

    inhoud: bytes
    klein: bytes
    merk: str
    totaal: int = 0
    pagina: int = 0
    aantal: int = 0


class Antwoordkast:
    """Answers that were given, the last used last; no more of them than fit in so many bytes."""

    def __init__(self, meest: int = MEESTE_BYTES) -> None:
        self._meest, self._vol = meest, 0
        self._antwoorden: OrderedDict[str, Leesantwoord] = OrderedDict()
        self._slot = threading.Lock()

    def find(self, sleutel: str) -> Leesantwoord | None:
        """Return an answer that is kept."""
        with self._slot:
            found = self._antwoorden.get(sleutel)
            if found:
                self._antwoorden.move_to_end(sleutel)
            return found

    def keep(self, sleutel: str, antwoord: Leesantwoord) -> None:
        """Keep an answer; what was not asked for longest goes."""
        with self._slot:
            if sleutel in self._antwoorden or _weigh(antwoord) > self._meest // 4:
                return
            self._antwoorden[sleutel] = antwoord
            self._vol += _weigh(antwoord)
            while self._vol > self._meest:
                self._vol -= _weigh(self._antwoorden.popitem(last=False)[1])


def _weigh(antwoord: Leesantwoord) -> int:
    return len(antwoord.inhoud) + len(antwoord.klein)


_KAST = Antwoordkast()


def read_antwoord(vraag: Leesvraag) -> Leesantwoord:
    """Return the answer to a question.

    Raises
    ------
    AfwezigFout
        When what it asks for is not there.
    IngetrokkenFout
        When a scenario was withdrawn.
    WoonzorgFout
        When data or library cannot be read.
    """
    return _MAKERS[vraag.ingang](vraag)


def _pack(inhoud: Any, lijst: Any = None) -> Leesantwoord:
    content = json.dumps(inhoud, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    packed = _pack_bytes(content)
    return replace(packed, totaal=lijst.totaal, pagina=lijst.pagina, aantal=lijst.aantal) if lijst else packed


def _pack_bytes(inhoud: bytes) -> Leesantwoord:
    return Leesantwoord(inhoud, gzip.compress(inhoud, 4, mtime=0), sha256(inhoud).hexdigest()[:32])


def _list_regels() -> list[Vermelding]:
    return opslag.list_snapshots(read_instellingen().opslagplek)


def _find_regel(kenmerk: str) -> tuple[Vermelding, bool]:
    """Return the line of a snapshot ('' for the one in use), and whether that is in use."""
    lines = _list_regels()
    found = next((line for line in lines if line.manifest and kenmerk in {"", line.id}), None)
    if found is None:
        message = "Deze momentopname is er niet."
        raise AfwezigFout(
            message, gevonden=kenmerk[:40], remedie="Kijk op /api/v1/momentopnamen welke er zijn."
        )
    return found, found is lines[0]


@st.cache_resource(max_entries=1, show_spinner=False)
def _open_ander(snapshot_id: str) -> Snapshot:
    """Open what pages do not show now: kept apart, so that what a program asks takes nothing from a visitor."""
    return opslag.open_snapshot(read_instellingen().opslagplek, snapshot_id)


@st.cache_resource(max_entries=3, show_spinner=False)
def _score_ander(_snapshot: Snapshot, snapshot_id: str, jaar: int | None) -> Score:  # noqa: ARG001  part of the key
    return toets.score_snapshot(_snapshot, jaar)


@st.cache_resource(max_entries=4, show_spinner=False)
def _find_edities(_snapshot: Snapshot, snapshot_id: str) -> list[int]:  # noqa: ARG001
    return toets.find_edities(_snapshot)


@st.cache_resource(max_entries=2, show_spinner=False)
def _make_laag(_score: Score, snapshot_id: str, jaar: int | None) -> Gebiedenlaag:  # noqa: ARG001
    return gebieden.make_laag(_score)


def _open(kenmerk: str) -> tuple[Snapshot, bool]:
    line, used = _find_regel(kenmerk)
    return (gegevens.open_gegevens(line.id)[0] if used else _open_ander(line.id)), used


def _score(snapshot: Snapshot, jaar: int | None, *, gebruikt: bool) -> Score:
    edities = _find_edities(snapshot, snapshot.id) if jaar else []
    if jaar and jaar not in edities:
        message = f"Voor {jaar} zijn er geen klassen."
        raise AfwezigFout(message, verwacht=", ".join(map(str, edities)) or "geen enkel jaar")
    edition = None if jaar and toets.is_nieuwste(snapshot.manifest, jaar) else jaar
    load = gegevens.load_score if gebruikt else _score_ander
    found: Score = load(snapshot, snapshot.id, edition)
    return found


def _keep(vraag: Leesvraag, kenmerk: str, maak: Callable[[], Leesantwoord]) -> Leesantwoord:
    """Return an answer about a snapshot, which never changes: made once for all who ask the same."""
    key = f"{kenmerk} {vraag.sleutel}"
    found = _KAST.find(key) or maak()
    _KAST.keep(key, found)
    return found


def _read_gebieden(vraag: Leesvraag) -> Leesantwoord:
    asked = Gebiedenvraag(**vraag.vraag)
    snapshot, used = _open(asked.momentopname)

    def make() -> Leesantwoord:
        score = _score(snapshot, asked.jaar, gebruikt=used)
        layer = _make_laag(score, snapshot.id, asked.jaar)
        if vraag.soort == SOORT_GEOJSON:
            told, features = gebieden.make_features(snapshot, score, layer, asked)
            return _pack(features, told)
        told = gebieden.make_lijst(snapshot, score, layer, asked)
        return _pack(write_deel(told), told)

    return _keep(vraag, snapshot.id, make)


def _read_gebied(vraag: Leesvraag) -> Leesantwoord:
    code, asked = vraag.delen["code"], Gebiedenvraag(**vraag.vraag)
    if find_niveau(code) not in TE_TOETSEN:
        message = "Dit is geen code van een buurt, wijk of gemeente."
        raise AfwezigFout(message, verwacht="een code als BU09171000, WK091710 of GM0917", gevonden=code[:40])
    snapshot, used = _open(asked.momentopname)

    def make() -> Leesantwoord:
        score = _score(snapshot, asked.jaar, gebruikt=used)
        if code not in score.codes:
            raise AfwezigFout(explain_afwezig(snapshot, code))
        edities = {
            year: _score(snapshot, year, gebruikt=used) for year in _find_edities(snapshot, snapshot.id)
        }
        return _pack(write_deel(gebieden.make_blad(snapshot, score, edities, code)))

    return _keep(vraag, snapshot.id, make)


def _read_momentopnamen(vraag: Leesvraag) -> Leesantwoord:
    page, count = vraag.vraag.get(PAGINA.naam, 1), vraag.vraag.get(AANTAL.naam, 100)
    told = momentopnamen.list_momentopnamen(_list_regels(), page, count)
    return _pack(write_deel(told), told)


def _read_momentopname(vraag: Leesvraag) -> Leesantwoord:
    line, used = _find_regel(_check_kenmerk(vraag))
    assert line.manifest is not None  # noqa: S101  a damaged one is not found
    return _pack(write_deel(momentopnamen.make_momentopnameblad(line.id, line.manifest, in_gebruik=used)))


def _check_kenmerk(vraag: Leesvraag) -> str:
    name = vraag.delen["id"]
    if not ID.fullmatch(name):
        message = "Dit is geen kenmerk van een momentopname."
        raise AfwezigFout(message, verwacht="een kenmerk als 2026-11-30-0f531ee8", gevonden=name[:40])
    return name


def _describe(vraag: Leesvraag, maak: Callable[..., dict[str, Any]]) -> Leesantwoord:
    """Return what is told of the tables of a snapshot that can be fetched."""
    line, _ = _find_regel(_check_kenmerk(vraag))
    return _pack(maak(line.id, line.manifest, pakket.list_openbare_bestanden(), read_instellingen()))


def _read_tabel(vraag: Leesvraag) -> Leesantwoord:
    """Return all areas of a snapshot as a file."""
    snapshot, used = _open(_check_kenmerk(vraag))

    def make() -> Leesantwoord:
        areas = toets.make_export(_score(snapshot, None, gebruikt=used), snapshot)
        kind = f".{vraag.ingang.pad.rpartition('.')[2]}"
        return _pack_bytes(bestand.make_gebieden(areas, snapshot.manifest, kind))

    return _keep(vraag, snapshot.id, make)


def _read_scenario(vraag: Leesvraag) -> Leesantwoord:
    return _pack(write_deel(scenarios.make_scenarioantwoord(open_kast().find(vraag.delen["id"]))))


def _read_contract(vraag: Leesvraag) -> Leesantwoord:
    return _pack(openapi.make_contract(read_instellingen(), vraag.start))


_MAKERS: Mapping[Ingang, Callable[[Leesvraag], Leesantwoord]] = {
    ingangen.MOMENTOPNAMEN: _read_momentopnamen,
    ingangen.MOMENTOPNAME: _read_momentopname,
    ingangen.PAKKET: lambda vraag: _describe(vraag, pakket.make_pakket),
    ingangen.CATALOGUS: lambda vraag: _describe(vraag, make_catalogus),
    ingangen.ONTSTAAN: lambda vraag: _describe(vraag, make_ontstaan),
    ingangen.TABEL_CSV: _read_tabel,
    ingangen.TABEL_PARQUET: _read_tabel,
    ingangen.GEBIEDEN: _read_gebieden,
    ingangen.GEBIED: _read_gebied,
    ingangen.SCENARIO: _read_scenario,
    ingangen.CONTRACT: _read_contract,
}

GEOJSON_FORMAAT = {GEOJSON: SOORT_GEOJSON}
"""Media type of what is asked by `formaat`."""
