"""The readers of the product, each as one call: what is given goes in, and what is told of it comes out."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maken import REGIO, make_snapshotgebieden, publish_proef
from vijanddienst import run_dienst

from woonzorg.agenda.versie import parse_agendaversie
from woonzorg.agenda.verslag import parse_verslag
from woonzorg.bibliotheek.dossier import parse_dossier
from woonzorg.bibliotheek.reservekopie import open_reservekopie
from woonzorg.bronnen import cbs, ogc, wfs
from woonzorg.bronnen.bestanden import bestandenmap
from woonzorg.bronnen.bestanden.inlezen import read_path
from woonzorg.bronnen.bestanden.kaartbestand import make_grenzen
from woonzorg.bronnen.web import Web
from woonzorg.fouten import WoonzorgFout
from woonzorg.gebied import read_regios
from woonzorg.herkomst.herkomstlink import parse_herkomst, parse_telling
from woonzorg.initiatief.initiatiefbestand import parse_initiatief
from woonzorg.initiatief.initiatieflijst import read_initiatieven
from woonzorg.initiatief.initiatieflink import read_link
from woonzorg.initiatief.voorzieningen import read_voorzieningen
from woonzorg.kern.kernbestand import read_kernen
from woonzorg.links.link import parse_link
from woonzorg.links.vergelijking import parse_keuze
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opgave.inlezen import read_eigen_opgave
from woonzorg.profiel.eigen import read_profieleigen
from woonzorg.toegang.rollen import read_rollen
from woonzorg.verdeling.invoer.eigen_cijfers import read_eigen_cijfers
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.scenario.werkversie import read_werkversie

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from woonzorg.oordeel.toets import Score

VANDAAG = dt.date(2026, 11, 30)


@cache
def _make_gebieden() -> gpd.GeoDataFrame:
    return make_snapshotgebieden()


@cache
def _make_score() -> Score:
    with tempfile.TemporaryDirectory() as folder:
        return score_snapshot(publish_proef(Path(folder)))


def _read_cijfers(naam: str, raw: bytes) -> object:
    areas = _make_gebieden()
    return read_eigen_cijfers(naam, raw, set(areas["code"]), areas[areas["niveau"] == "buurt"])


def _on_disk(read: Callable[[Path], object]) -> Callable[[str, Any], object]:
    """Return a reader of files on disk: what is given is bytes, or writes into the folder itself."""

    def reader(naam: str, given: Any) -> object:
        with tempfile.TemporaryDirectory(prefix="vijand-") as folder:
            path = Path(folder) / naam
            path.write_bytes(given) if isinstance(given, bytes) else given(path)
            return read(path)

    return reader


def _read_kaart(path: Path) -> object:
    """Read a downloaded file; a map goes on to outlines, as in a load."""
    found = read_path(path, bestandenmap.GROOTTE_MAXIMUM, VANDAAG.year)
    for fault in found.fouten:
        raise fault
    if not found.kaarten:
        return "; ".join(one.describe() for one in found.terzijde)
    made = make_grenzen(found.kaarten, REGIO, 2024)
    return "; ".join([*made.meldingen, *made.gebieden["code"]])


def _read_map(path: Path) -> object:
    return bestandenmap.assemble_map(path.parent, REGIO, datum=VANDAAG.isoformat())


def _open_kopie(path: Path) -> object:
    with open_reservekopie(path) as found:
        return found


def _ask(vraag: Callable[[Web], object]) -> Callable[[str, Any], object]:
    """Return a reader of a service: what is given answers a request for a path."""

    def reader(_naam: str, given: Any) -> object:
        with run_dienst(given) as url:
            return vraag(Web("De bron", url, wachttijd=0.5, pogingen=1))

    return reader


def _link(parse: Callable[[dict[str, str]], object]) -> Callable[[str, Any], object]:
    return lambda _naam, given: parse(given)


LEZERS: dict[str, Callable[[str, Any], object]] = {
    "cijfers": _read_cijfers,
    "kernen": lambda naam, raw: read_kernen(naam, raw, None),
    "opgave": lambda naam, raw: read_eigen_opgave(naam, raw, "streek", {"GM0001": "Een"}),
    "profiel": lambda naam, raw: read_profieleigen(naam, raw, _make_score(), VANDAAG),
    "initiatieven": lambda naam, raw: read_initiatieven(naam, raw, _make_gebieden()),
    "voorzieningen": lambda naam, raw: read_voorzieningen(naam, raw, _make_gebieden()),
    "scenario": lambda _, raw: parse_scenario(raw),
    "werkversie": lambda _, raw: read_werkversie(raw.decode()),
    "initiatief": lambda _, raw: parse_initiatief(raw),
    "dossier": lambda _, raw: parse_dossier(raw.decode()),
    "verslag": lambda _, raw: parse_verslag(raw),
    "agenda": lambda _, raw: parse_agendaversie(raw),
    "reservekopie": _on_disk(_open_kopie),
    "regios": _on_disk(read_regios),
    "rollen": _on_disk(read_rollen),
    "kaart": _on_disk(_read_kaart),
    "map": _on_disk(_read_map),
    "dienst": _ask(lambda one: one.get_json("x")),
    "dienst met bladzijden": _ask(lambda one: ogc.read_items(one, "x", {}, lambda feature: feature)),
    "dienst van statline": _ask(lambda one: cbs.read_counted(one, "x", {})),
    "dienst met een laag": _ask(lambda one: wfs.read_rijen(one, "x", "laag", ["code"])),
    "link naar de kaart": _link(parse_link),
    "link naar een cijfer": _link(lambda given: (parse_herkomst(given), parse_telling(given))),
    "link naar een vergelijking": _link(parse_keuze),
    "link naar een initiatief": _link(read_link),
}
"""By the name that a case gives."""


def read_geval(lezer: str, bestand: str, gegeven: Any) -> tuple[str, str]:
    """Return what came of a case and the words: 'gelezen', 'geweigerd', or 'door' for a fault that nobody explained."""
    try:
        return "gelezen", str(LEZERS[lezer](bestand, gegeven))[:20_000]
    except WoonzorgFout as fout:
        return "geweigerd", str(fout)
    except MemoryError:
        return "door", "MemoryError"
    except Exception as error:  # noqa: BLE001  whatever it is, a user would see it
        return "door", f"{type(error).__name__}: {error}"[:300]
