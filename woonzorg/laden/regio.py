"""Loading a region: ask every source, join, check and publish. What fails publishes nothing."""

from __future__ import annotations

import dataclasses
import math
import shutil
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.bronnen import lijst
from woonzorg.bronnen.bestanden import bestandenmap
from woonzorg.bronnen.bron import Laadvraag, choose_webs
from woonzorg.bronnen.grenzen import GRENZEN, load_grenzen
from woonzorg.bronnen.kerncijfers import KERNCIJFERS
from woonzorg.bronnen.levering import Voortgang, ignore_voortgang, join_words
from woonzorg.bronnen.provincies import add_provincies
from woonzorg.bronnen.samenstellen import Samenstelling, assemble, check_eigen, find_rand
from woonzorg.bronnen.ses_woa import SES_WOA
from woonzorg.dag import today
from woonzorg.fouten import BronFout, GegevensFout, InvoerFout
from woonzorg.gebied import Niveau, Rol
from woonzorg.gegevens import opslag
from woonzorg.gegevens.manifest import write_plain
from woonzorg.gegevens.schijf import explain_refusal
from woonzorg.oordeel.toets import score_gebieden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from woonzorg.bronnen.bron import Cijferbron
    from woonzorg.bronnen.levering import Levering
    from woonzorg.bronnen.web import Web
    from woonzorg.gebied import Regio
    from woonzorg.instelling import Instellingen


@dataclass(frozen=True)
class Samenvatting:
    """What a load brought.

    Attributes
    ----------
    snapshot : Snapshot
        As published.
    gebieden : dict
        The region's areas by level.
    rand : int
        Areas in the ring.
    klassen : dict
        The region's buurten by class.
    seconden : float
    """

    snapshot: opslag.Snapshot
    gebieden: dict[str, int]
    rand: int
    klassen: dict[str, int]
    referentie: float | None
    seconden: float

    @property
    def melding(self) -> str:
        """Why no area can be called kwetsbaar; '' when S* is known."""
        return "" if self.referentie is not None else self.snapshot.manifest.meldingen[-1]

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain values, for JSON."""
        manifest = self.snapshot.manifest
        return {
            "snapshot": self.snapshot.id, "regio": manifest.regio.naam, "datum": manifest.datum,
            "indeling": manifest.indeling, "gebieden": self.gebieden, "rand": self.rand, "klassen": self.klassen,
            "ses_woa_referentie": self.referentie, "jaren": manifest.jaren,
            "bronnen": [write_plain(bron) for bron in manifest.bronnen],
            "ongekoppeld": [write_plain(code) for code in manifest.ongekoppeld],
            "zonder": list(manifest.zonder), "meldingen": list(manifest.meldingen), "seconden": self.seconden,
        }  # fmt: skip


def load_regio(
    instellingen: Instellingen,
    regio: Regio,
    *,
    zonder: Sequence[str] = (),
    uit_bestanden: Path | None = None,
    voortgang: Voortgang = ignore_voortgang,
) -> Samenvatting:
    """Load a region from the services, or from files that a user downloaded, and publish it.

    Parameters
    ----------
    instellingen : Instellingen
        Addresses, and the folder for snapshots.
    regio : Regio
    zonder : sequence of str
        Sources to leave out, knowingly: the classes that need them become onbekend.
    uit_bestanden : Path, optional
        Folder with downloaded files; the services are then not asked.
    voortgang : Voortgang
        Told at every step.

    Raises
    ------
    WoonzorgFout
        When a source fails or its figures do not hold; nothing is published and the last good snapshot stays.
    """
    started = time.monotonic()
    skipped = check_zonder(zonder)
    datum = today().isoformat()
    data = instellingen.opslagplek
    with (
        explain_refusal(instellingen.data),
        opslag.lock_regio(data, regio.naam),
        _drop_bad_answers(instellingen, regio),
    ):
        if uit_bestanden is None:
            result = _ask_services(instellingen, regio, skipped, datum, voortgang)
        else:
            result = bestandenmap.assemble_map(
                uit_bestanden, regio, zonder=skipped, datum=datum, voortgang=voortgang
            )
        result = tell_referentie(result, uit_bestanden=uit_bestanden is not None)
        snapshot = opslag.publish(data, result.manifest, result.gebieden, result.reeksen)
        shutil.rmtree(_archive(instellingen, regio), ignore_errors=True)
    return summarise(snapshot, result, time.monotonic() - started)


@contextmanager
def _drop_bad_answers(instellingen: Instellingen, regio: Regio) -> Iterator[None]:
    """Forget the kept answers when figures do not hold, so that a next try asks anew; keep them when a line broke."""
    try:
        yield
    except (BronFout, GegevensFout) as error:
        if not is_offline(error):
            shutil.rmtree(_archive(instellingen, regio), ignore_errors=True)
        raise


def list_weglaatbaar() -> dict[str, str]:
    """Return the sources that a user may choose to do without, key to name: outlines are always needed."""
    return {bron.sleutel: bron.kort for bron in lijst.list_cijferbronnen()}


def check_zonder(zonder: Sequence[str]) -> tuple[str, ...]:
    """Refuse sources that are not known or cannot be left out."""
    known = list_weglaatbaar()
    wrong = [bron for bron in zonder if bron not in known]
    if wrong:
        message = "Deze bron kan niet worden weggelaten."
        raise InvoerFout(message, verwacht=", ".join(known), gevonden=", ".join(wrong))
    return tuple(zonder)


def _archive(instellingen: Instellingen, regio: Regio) -> Path:
    return instellingen.data / regio.naam / ".antwoorden"


def make_webs(instellingen: Instellingen, archief: Path | None = None) -> Mapping[str, Web]:
    """Return a connection for each source by its key; sources of one service share theirs."""
    return choose_webs(lijst.BRONNEN, instellingen, archief)


def _ask_services(
    instellingen: Instellingen, regio: Regio, zonder: Sequence[str], datum: str, voortgang: Voortgang
) -> Samenstelling:
    webs = make_webs(instellingen, _archive(instellingen, regio))
    wanted = lijst.list_cijferbronnen(zonder)
    gewenst = next(filter(None, (bron.find_indeling(webs[bron.sleutel]) for bron in wanted)), today().year)
    grenzen = load_grenzen(webs[GRENZEN.sleutel], regio, gewenst, voortgang)
    own = frozenset(grenzen.gebieden.loc[grenzen.gebieden["rol"] == Rol.REGIO, "code"])
    vraag = Laadvraag(regio, grenzen.vermelding.indeling, find_rand(grenzen), codes=own, voortgang=voortgang)
    for bron in wanted:
        leveringen, gap = _load_bron(bron, webs[bron.sleutel], vraag)
        vraag = dataclasses.replace(vraag, eerder=(*vraag.eerder, *leveringen))
        grenzen = dataclasses.replace(grenzen, meldingen=(*grenzen.meldingen, *gap))
    if regio.is_land:
        grenzen = add_provincies(webs[KERNCIJFERS.sleutel], grenzen)
    voortgang("Controleren en wegschrijven", 0, 1)
    return assemble(regio, grenzen, vraag.eerder, datum=datum, zonder=zonder)


def _load_bron(bron: Cijferbron, web: Web, vraag: Laadvraag) -> tuple[list[Levering], tuple[str, ...]]:
    """Load a source; what a region can do without may fail or know none of its areas, and that is told."""
    if not bron.optioneel:
        return bron.load(web, vraag), ()
    try:
        found = bron.load(web, vraag)
        check_eigen(vraag.codes, found)
    except BronFout as error:
        return [], (f"{bron.naam} is niet geladen: {error.oorzaak}. De andere cijfers zijn er wel.",)
    return found, ()


def summarise(snapshot: opslag.Snapshot, result: Samenstelling, seconden: float) -> Samenvatting:
    """Count what was loaded, and class it once."""
    score = score_gebieden(result.gebieden, result.manifest.jaren)
    buurten = score.select("buurt")
    reference = score.referentie.waarde
    return Samenvatting(
        snapshot,
        gebieden=opslag.count_gebieden(result.gebieden),
        rand=int((result.gebieden["rol"] == Rol.RAND).sum()),
        klassen=dict(Counter(map(str, buurten["klasse"]))),
        referentie=None if math.isnan(reference) else reference,
        seconden=round(seconden, 3),
    )


def tell_referentie(result: Samenstelling, *, uit_bestanden: bool) -> Samenstelling:
    """Return what is loaded; where S* is unknown, so that no area has a class, its notices say why and what would help.

    Parameters
    ----------
    result : Samenstelling
    uit_bestanden : bool
        Whether it came from files that a user downloaded.
    """
    reference = score_gebieden(result.gebieden, result.manifest.jaren).referentie
    if not reference.melding:
        return result
    text = (
        f"{reference.melding} Geen gebied kan kwetsbaar heten. {_advise(result, uit_bestanden=uit_bestanden)}"
    )
    notices = (*result.manifest.meldingen, text)
    return dataclasses.replace(result, manifest=dataclasses.replace(result.manifest, meldingen=notices))


def _advise(result: Samenstelling, *, uit_bestanden: bool) -> str:
    """Tell which rows of which table are missing for S*, and what to do."""
    manifest = result.manifest
    if SES_WOA.sleutel in manifest.zonder:
        return f"{SES_WOA.kort} is weggelaten. Laad opnieuw met die bron erbij."
    tables = [bron.naam for bron in manifest.bronnen if bron.sleutel.bron == SES_WOA.sleutel]
    missing = _find_rijen(result.gebieden)
    if uit_bestanden:
        return (
            f"In {join_words(tables) or SES_WOA.naam} {missing}. Download die tabel op StatLine met alle "
            "gemeenten van Nederland en de regel Nederland, zet het bestand in de map en laad opnieuw."
        )
    return f"In het antwoord van {SES_WOA.dienst} {missing}. Probeer het later opnieuw."


def _find_rijen(gebieden: pd.DataFrame) -> str:
    """Tell which rows S* lacks: those of gemeenten, or the households to weigh them by."""
    gemeenten = gebieden[gebieden["niveau"] == Niveau.GEMEENTE]
    scored = int(gemeenten["ses_woa"].notna().sum())
    weighed = (
        gemeenten.loc[gemeenten["ses_woa"].notna(), ["ses_huishoudens", "huishoudens"]].notna().any(axis=1)
    )
    if scored and not weighed.any():
        return "ontbreekt het aantal huishoudens van de gemeenten"
    if not scored:
        return "ontbreken de regels van de gemeenten (codes die beginnen met GM)"
    number = "staat maar 1 gemeente" if scored == 1 else f"staan maar {scored} gemeenten"
    return f"{number} met een score (codes die beginnen met GM)"


def is_offline(fout: Exception) -> bool:
    """Tell whether a failed load is worth trying again later."""
    return isinstance(fout, BronFout) and fout.tijdelijk
