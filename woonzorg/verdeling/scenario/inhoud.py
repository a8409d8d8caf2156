"""A scenario: everything that a distribution depends on, immutable, named by the hash of its content.

Each part is declared once, here (`declaratie`): schema, reading, writing, what a file leaves out, the differences
between two scenarios and the form on screen follow. Results are computed from a scenario and never stored as truth.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.oordeel.klassewoorden import MEERVOUD
from woonzorg.tekst.leestekst import TekstFout, find_reuzen, parse_json
from woonzorg.tekst.plat import change_teksten, drop_stuur
from woonzorg.verdeling.invoer.gepland import Gepland
from woonzorg.verdeling.invoer.situatie import Afspraak, Basisdeel, Slot, Uitzondering, Voorstel
from woonzorg.verdeling.invoer.veld import VERDEELNIVEAUS
from woonzorg.verdeling.jaren.reeks import fill_hefbomen
from woonzorg.verdeling.optimum.sleutels import SLEUTELS
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.scenario.controle import (
    find_afspraakfouten,
    find_besluitfouten,
    find_groepfouten,
    find_naamloos,
)
from woonzorg.verdeling.scenario.schema import VERSIE, find_schemafouten, make_bestandschema
from woonzorg.verdeling.scenario.vormen import (
    Afsprakenvorm,
    Hefboomvorm,
    Regelstand,
    Regelvorm,
    Schaalvorm,
    Vraagvorm,
)
from woonzorg.verdeling.vraag.declaratie import (
    Gevoeligheid,
    Objectlijst,
    Plek,
    declare,
    list_onderdelen,
    read_delen,
    write_object,
)
from woonzorg.verdeling.vraag.groepen import URGENTIE_BRON, Instrument, Schaal, Soort, find_schaal
from woonzorg.verdeling.vraag.lijnen import Behoefte, Vraagregel, check_vraag, make_behoefte
from woonzorg.verdeling.vraag.parameter import AANNAME
from woonzorg.verdeling.vraag.vorm import GROEP, Getal, Keuze, Namen, PerNaam, Schakelaar, Tekst, list_woorden

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from woonzorg.gebied import Niveau

GROOTSTE_BESTAND = 1_000_000
"""Larger files (bytes) are no scenarios."""

LAAG, HOOG = "laag", "hoog"
"""Sides of the demand."""

BANDEN: dict[str, str] = {LAAG: "Lage vraag", HOOG: "Hoge vraag"}
"""The same with their words on a button."""

SOORTEN: dict[Soort, str] = {Soort.PER_JAAR: "Per jaar", Soort.TOT_2030: "Tot 2030"}
"""Kinds of demand that can be spread, with their words on a button."""

LOT = Getal(1, 1000, geheel=True)
"""Least number of a group in one area that receives."""

NAAM, NOTITIE, BESLUIT = Tekst(200), Tekst(10_000), Tekst(500)
"""What is said of a scenario: its name and who made it, a note, and the decision."""

STATUSSEN: tuple[str, ...] = ("concept", "besproken", "vastgesteld")
"""From first to last."""

_WAT = "Dit scenario is niet te lezen."
_GEEN_SCENARIO = "Dit bestand is geen scenario."
_KLOPT_NIET = "Dit scenario klopt niet."
_VERBETER = "Verbeter deze regels in het bestand."


_NOEMT_GROEP = ("sloten", "basis", "gepland", "uitzonderingen", "toetsen")
_KENMERK: dict[str, Any] = {"kenmerk": True, "rekent": False, "vergelijkt": False}


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One scenario; whatever it holds is declared below, in the order of a file.

    Attributes
    ----------
    regio, niveau : str, Niveau
    vraag : tuple of Vraagregel
    bandbreedte : str
        Which side of the demand is spread: laag or hoog.
    soort : Soort
        Which kind of demand is spread.
    optellen : bool
        Whether parts are added to the whole they belong to.
    regels : Regelstand
        Values of all parameters of all rules, and which rules do not apply.
    sloten, uitzonderingen, afspraken : tuples
    basis : tuple of Basisdeel
        An earlier plan to stay close to (objective 4); empty for none.
    gepland : tuple of Gepland
        Homes that are planned beside those of own figures: of initiatives that were taken into the plan.
    toetsen : tuple of Voorstel
        Proposed sites, which are judged and not spread.
    loten : mapping by group
    schalen : mapping by group and instrument
    urgentie : tuple of str
    verdeelsleutel : str
    jaren : float
        Years over which capacity comes free.
    hefbomen : mapping
        Levers of the years model.
    gegevens, eigen_cijfers : str
        Snapshot, and hash of the own figures, that it was made with; '' when none is named.
    naam, auteur, notitie, status, besluit, datum, afgeleid_van : str
        What is said of it (`kenmerken`).
    """

    regio: str = declare(Tekst(200, kortst=1), titel="Streek", vergelijkt=False)
    niveau: Niveau = declare(
        Keuze({level: MEERVOUD[level].capitalize() for level in VERDEELNIVEAUS}),
        titel="Niveau", plek=Plek.BOVEN, vergelijkt=False,
    )  # fmt: skip
    vraag: tuple[Vraagregel, ...] = declare(Vraagvorm(), titel="Vraag", gevoeligheid=Gevoeligheid.GEVOELIG)
    bandbreedte: str = declare(
        Keuze(BANDEN, noemt=False), default=HOOG,
        titel="Kant van de vraag", label="Bandbreedte", plek=Plek.BOVEN, gevoeligheid=Gevoeligheid.EIGEN,
    )  # fmt: skip
    soort: Soort = declare(
        Keuze(SOORTEN), default=Soort.PER_JAAR,
        titel="Soort", plek=Plek.BOVEN, vergelijkt=False, gevoeligheid=Gevoeligheid.EIGEN,
    )  # fmt: skip
    optellen: bool = declare(
        Schakelaar(), default=False, titel="Deelgroepen optellen", bron=f"{AANNAME}: ze zitten erin",
        label=f"Tel detentie en jeugd op bij de uitstroom ({AANNAME}: ze zitten erin)",
        plek=Plek.VRAAG, gevoeligheid=Gevoeligheid.EIGEN,
    )  # fmt: skip
    regels: Regelstand = declare(Regelvorm(), factory=Regelstand, titel="Regels")
    sloten: tuple[Slot, ...] = declare(
        Objectlijst(Slot),
        default=(),
        titel="Vastgezette gebieden",
        noemt_gebied=True,
        gevoeligheid=Gevoeligheid.GEVOELIG,
    )
    basis: tuple[Basisdeel, ...] = declare(
        Objectlijst(Basisdeel), default=(), titel="Vorig plan om dicht bij te blijven", noemt_gebied=True,
        gevoeligheid=Gevoeligheid.GEVOELIG, sinds=2,
    )  # fmt: skip
    gepland: tuple[Gepland, ...] = declare(
        Objectlijst(Gepland), default=(), titel="Geplande woningen", noemt_gebied=True,
        gevoeligheid=Gevoeligheid.GEVOELIG, sinds=2,
    )  # fmt: skip
    uitzonderingen: tuple[Uitzondering, ...] = declare(
        Objectlijst(Uitzondering), default=(), titel="Uitzonderingen", noemt_gebied=True,
        gevoeligheid=Gevoeligheid.GEVOELIG,
    )  # fmt: skip
    toetsen: tuple[Voorstel, ...] = declare(
        Objectlijst(Voorstel), default=(), titel="Plekken die worden getoetst", noemt_gebied=True,
        gevoeligheid=Gevoeligheid.GEVOELIG,
    )  # fmt: skip
    afspraken: tuple[Afspraak, ...] = declare(
        Afsprakenvorm(Afspraak), default=(), titel="Afspraken met gemeenten"
    )
    loten: Mapping[str, int] = declare(
        PerNaam(LOT), factory=dict, titel="Groepen met een kleinste aantal per gebied",
        label="Kleinste lot", bron=f"{AANNAME}: 1", gevoeligheid=Gevoeligheid.GEVOELIG,
    )  # fmt: skip
    schalen: Mapping[tuple[str, Instrument], Schaal] = declare(
        Schaalvorm(), factory=dict, titel="Groepen met een eigen schaal", label="Schaal van de toets"
    )
    urgentie: tuple[str, ...] = declare(
        Namen(GROEP), default=(), titel="Groepen met een eigen urgentie", bron=URGENTIE_BRON
    )
    verdeelsleutel: str = declare(
        Keuze({key.kolom: key.titel for key in SLEUTELS if not key.gelijk}), default="inwoners",
        titel="Verdeelsleutel", bron=f"{AANNAME}: naar inwoners",
        label=f"Waarnaar het deel van een gemeente wordt gemeten ({AANNAME}: naar inwoners)", plek=Plek.MEER,
    )  # fmt: skip
    jaren: float = declare(
        Getal(1, 30, lees=float, decimalen=1), default=1.0, naam="jaren_capaciteit",
        titel="Jaren waarin plek vrijkomt", bron=AANNAME,
        label="Jaren waarover woningen vrijkomen (bij vraag per jaar: 1)", plek=Plek.VRAAG,
    )  # fmt: skip
    hefbomen: Mapping[str, float] = declare(
        Hefboomvorm(),
        factory=lambda: fill_hefbomen({}),
        naam="jaren",
        titel="Hefbomen van de jaren",
        rekent=False,
    )
    gegevens: str = declare(Tekst(40), default="", titel="Gegevens", rekent=False, vergelijkt=False)
    eigen_cijfers: str = declare(
        Tekst(64), default="", titel="Eigen cijfers", gevoeligheid=Gevoeligheid.EIGEN
    )
    naam: str = declare(NAAM, default="", label="Naam van het scenario", plek=Plek.BEWAREN, **_KENMERK)
    auteur: str = declare(NAAM, default="", label="Uw naam", plek=Plek.BEWAREN, **_KENMERK)
    notitie: str = declare(NOTITIE, default="", label="Notitie", plek=Plek.BEWAREN, **_KENMERK)
    status: str = declare(Keuze(list_woorden(STATUSSEN)), default=STATUSSEN[0], label="Status", **_KENMERK)
    besluit: str = declare(BESLUIT, default="", label="Besluit", **_KENMERK)
    datum: str = declare(
        Tekst(patroon="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"),
        default="",
        label="Datum van het besluit",
        **_KENMERK,
    )
    afgeleid_van: str = declare(Tekst(40), default="", label="Afgeleid van", **_KENMERK)

    @property
    def waarden(self) -> Mapping[str, Mapping[str, float]]:
        """Values of all parameters of all rules."""
        return self.regels.waarden

    @property
    def uit(self) -> frozenset[str]:
        """Rules that do not apply."""
        return self.regels.uit

    @property
    def kenmerken(self) -> Mapping[str, str]:
        """What is said of it, by name: naam, auteur, notitie, status, besluit, datum, afgeleid_van."""
        return {
            part.naam: getattr(self, part.attribuut) for part in list_onderdelen(type(self)) if part.kenmerk
        }

    @property
    def id(self) -> str:
        """Twelve digits of the hash of all that it holds, defaults included but for those of later editions."""
        return hash_inhoud(self.to_inhoud())

    @cached_property
    def rekenkenmerk(self) -> str:
        """As `id`, of what its result depends on: neither its name, status and note, nor the levers of the years."""
        others = {part.naam for part in list_onderdelen(type(self)) if not part.rekent}
        return hash_inhoud(
            _write_inhoud({name: value for name, value in self.to_dict().items() if name not in others})
        )

    def to_inhoud(self) -> str:
        """Return the text that the id is the hash of: the same content always gives the same text."""
        return _write_inhoud(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return the whole scenario as a file holds it, with every default but those of later editions."""
        return {"versie": VERSIE, **write_object(self)}

    def to_json(self) -> str:
        """Return the scenario as the text of a file."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    def make_behoefte(self, bandbreedte: str = "") -> Behoefte:
        """Return what is to be spread, at the side chosen or another."""
        high = (bandbreedte or self.bandbreedte) == HOOG
        return make_behoefte(
            self.vraag, self.soort, hoog=high, optellen=self.optellen, urgentie=self.urgentie
        )


SCHEMA = make_bestandschema(Scenario)
"""What a scenario file may hold."""


def _write_inhoud(content: Mapping[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_inhoud(inhoud: str) -> str:
    """Return the id that goes with a scenario's content (`Scenario.to_inhoud`)."""
    return hashlib.sha256(inhoud.encode()).hexdigest()[:12]


def read_scenario(path: Path) -> Scenario:
    """Read a scenario from a file.

    Raises
    ------
    InvoerFout
        When the file is not there, too large, damaged, no scenario, or of another version.
    InhoudFout
        When its content is not sound; all findings together.
    """
    return parse_scenario(read_bytes(path, GROOTSTE_BESTAND))


def parse_scenario(raw: bytes, *, bewaard: bool = False, soort: type[Scenario] = Scenario) -> Scenario:
    """Read a scenario from the bytes of a file; errors as `read_scenario`.

    Parameters
    ----------
    raw : bytes
    bewaard : bool
        Whether it was kept before, and opens whatever is demanded of decisions now (`controle`).
    soort : type
        Class whose parts it has.
    """
    if len(raw) > GROOTSTE_BESTAND:
        raise InvoerFout(_WAT, verwacht="hoogstens 1 MB", remedie="Kies een scenariobestand van Woonzorg.")
    try:
        content = parse_json(raw)
    except TekstFout as error:
        remedy = "Het bestand is beschadigd of is geen scenario. Bewaar het opnieuw, of neem een kopie."
        raise InvoerFout(
            _WAT, verwacht="een JSON-bestand", gevonden=str(error)[:200], remedie=remedy
        ) from error
    _check_versie(content)
    content = content if bewaard else change_teksten(content, drop_stuur)
    _check_inhoud(content, soort, [] if bewaard else [*find_besluitfouten(content), *find_naamloos(content)])
    return make_scenario(content, soort)


def _check_versie(content: object) -> None:
    if not isinstance(content, dict) or "versie" not in content:
        remedy = "Kies een scenariobestand van Woonzorg."
        raise InvoerFout(_GEEN_SCENARIO, verwacht='een bestand met "versie": 1', remedie=remedy)
    if content["versie"] != VERSIE or isinstance(content["versie"], bool):
        newer = isinstance(content["versie"], int) and content["versie"] > VERSIE
        message = f"Dit scenario is met een {'nieuwere' if newer else 'andere'} versie van Woonzorg gemaakt."
        raise InvoerFout(
            message, verwacht=f"versie {VERSIE}", gevonden=f"versie {str(content['versie'])[:40]}",
            remedie="Werk Woonzorg bij." if newer else "Maak het scenario opnieuw.",
        )  # fmt: skip


def _check_inhoud(content: Mapping[str, Any], soort: type[Scenario], erbij: Iterable[str]) -> None:
    findings = [*find_schemafouten(content, soort), *erbij]
    findings = findings or [
        f"{place}: het getal is te groot of is geen getal" for place in find_reuzen(content)
    ]
    if findings:
        raise InhoudFout(_KLOPT_NIET, findings, remedie=_VERBETER)


def make_scenario(content: Mapping[str, Any], soort: type[Scenario] = Scenario) -> Scenario:
    """Make a scenario from a dict that keeps to the schema; what is left out gets its default.

    Raises
    ------
    InhoudFout
        When a rule, parameter, group or number makes no sense; all findings of a part together.
    """
    return _check_samenhang(soort(**read_delen(list_onderdelen(soort), content)))


def change(scenario: Scenario, **anders: Any) -> Scenario:
    """Return a scenario with other values of some of its parts; only these are looked at, and how all parts suit.

    Raises
    ------
    InhoudFout
        When it is not sound; all findings together.
    """
    soort = type(scenario)
    parts = [part for part in list_onderdelen(soort) if part.attribuut in anders]
    given = {part.naam: part.vorm.write(anders[part.attribuut]) for part in parts}
    _check_inhoud(given, soort, find_naamloos(given))
    return _check_samenhang(dataclasses.replace(scenario, **anders | read_delen(parts, given)))


def _check_samenhang(scenario: Scenario) -> Scenario:
    check_vraag(scenario.vraag, optellen=scenario.optellen)
    if findings := _find_samenhangfouten(scenario):
        raise InhoudFout(_KLOPT_NIET, findings, remedie=_VERBETER)
    return scenario


def _find_samenhangfouten(scenario: Scenario) -> list[str]:
    """Return where parts of a scenario do not suit each other."""
    findings = [
        f"regels.{name}: deze regel kan niet uit; leg een uitzondering vast"
        for name in REGELS
        if name in scenario.uit and not REGELS[name].mag_uit and not REGELS[name].mocht_uit
    ]
    named = {name: [item.groep for item in getattr(scenario, name)] for name in _NOEMT_GROEP}
    findings += find_groepfouten({"loten": scenario.loten, "urgentie": scenario.urgentie, **named})
    findings += [
        f"toetsen: het instrument {item.instrument} past niet bij {item.groep}"
        for item in scenario.toetsen
        if item.instrument and find_schaal(item.groep, Instrument(item.instrument)) is None
    ]
    if scenario.status == "vastgesteld" and not (scenario.besluit and scenario.datum):
        findings.append("status: een vastgesteld scenario heeft een besluit en een datum")
    findings += [
        f"uitzonderingen: aantal is groter dan hoogstens bij {item.code}"
        for item in scenario.uitzonderingen
        if item.hoogstens is not None and (item.aantal or 0) > item.hoogstens
    ]
    return [*findings, *find_afspraakfouten(scenario.afspraken)]
