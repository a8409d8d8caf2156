"""A saved scenario as other systems read it: what may be shared, and nothing of it by area (methode: Privacy).

Not its free text or who made it: no other system needs those. Neither a result: that is worked out, never kept.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau  # noqa: TC001  the contract is made of it
from woonzorg.koppelvlak.schrift import tell
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.delen.openbaar import ZONDER_GEVOELIG, drop_vraag, has_gevoelig
from woonzorg.verdeling.scenario.inhoud import STATUSSEN
from woonzorg.verdeling.uitkomst.antwoord import EIGEN_ONTBREEKT
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Eenheid, Soort

if TYPE_CHECKING:
    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.verdeling.vraag.lijnen import Vraagregel

VASTGESTELD = STATUSSEN[-1]
CONCEPT = "Dit is een rekenvoorbeeld. Er is niets besloten."


@dataclass(frozen=True)
class Gedeeldevraag:
    """Wat een scenario voor één groep vraagt. Aantallen van twee soorten worden nooit opgeteld."""

    groep: str = tell("Naam van de groep.")
    titel: str = tell("Naam op het scherm.")
    eenheid: Eenheid = tell("Waarin geteld is.")
    soort: Soort = tell("Voorraad, per jaar, of in totaal tot 2030.")
    laag: int = tell("Laagste vraag.", minimum=0)
    hoog: int = tell("Hoogste vraag.", minimum=0)
    bron: str = tell("Waar het getal vandaan komt.")


@dataclass(frozen=True)
class Scenarioantwoord:
    """Een bewaard scenario, voor zover dat gedeeld mag worden: geen aantal per gebied, geen groep met extra privacy."""

    id: str = tell("Kenmerk: hash van de inhoud.")
    naam: str | None = tell("Naam die de maker gaf. Niet gecontroleerd.")
    status: str = tell("Hoe ver het is.", enum=list(STATUSSEN))
    besluit: str | None = tell("Het besluit; null als er geen is.")
    besluit_datum: dt.date | None = tell("Dag van het besluit.", format="date")
    regio: str = tell("Korte naam van de regio.")
    niveau: Niveau = tell("Niveau waarop verdeeld wordt.")
    momentopname: str | None = tell("Gegevens waarmee het gemaakt is.")
    afgeleid_van: str | None = tell("Kenmerk van het scenario waarvan dit is afgeleid.")
    bewaard_op: dt.datetime = tell("Wanneer het bewaard is.")
    regelversie: str = tell("Versie van de regels op dat moment.")
    eigen_cijfers: bool = tell("Of het rust op eigen cijfers: dan is het hier niet na te rekenen.")
    vraag: tuple[Gedeeldevraag, ...] = tell("Wat er gevraagd wordt, zonder groepen met extra privacy.")
    meldingen: tuple[str, ...] = tell("Wat een lezer moet weten.")


def make_scenarioantwoord(bewaard: Bewaard) -> Scenarioantwoord:
    """Return what may be told of a scenario."""
    scenario, kept = bewaard.scenario, bewaard.scenario.kenmerken
    decided = kept["status"] == VASTGESTELD
    return Scenarioantwoord(
        id=bewaard.id, naam=kept["naam"] or None, status=kept["status"],
        besluit=kept["besluit"] if decided else None,
        besluit_datum=dt.date.fromisoformat(kept["datum"]) if decided else None,
        regio=scenario.regio, niveau=scenario.niveau, momentopname=scenario.gegevens or None,
        afgeleid_van=kept["afgeleid_van"] or None, bewaard_op=bewaard.bewaard_op, regelversie=bewaard.regels,
        eigen_cijfers=bool(scenario.eigen_cijfers),
        vraag=tuple(_tell_vraag(line) for line in drop_vraag(scenario).vraag),
        meldingen=tuple(list_geldend((
            Zin(not decided, CONCEPT),
            Zin(has_gevoelig(scenario), ZONDER_GEVOELIG),
            Zin(bool(scenario.eigen_cijfers), EIGEN_ONTBREEKT),
        ))),
    )  # fmt: skip


def _tell_vraag(regel: Vraagregel) -> Gedeeldevraag:
    title = PER_SLEUTEL[regel.groep].titel
    return Gedeeldevraag(regel.groep, title, regel.eenheid, regel.soort, regel.laag, regel.hoog, regel.bron)
