"""A scenario: everything that a distribution depends on, immutable, named by the hash of its content.

The file is JSON, declared in `scenario_schema`; what it leaves out has the defaults written there and in the rules.
Results are computed from a scenario and never stored as truth.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InhoudFout, InvoerFout, describe_weigering
from woonzorg.gebied import Niveau
from woonzorg.tekst.leestekst import TekstFout, find_reuzen, parse_json
from woonzorg.verdeling.invoer.situatie import Afspraak, Situatie, Slot, Uitzondering, Voorstel
from woonzorg.verdeling.jaren.reeks import fill_hefbomen
from woonzorg.verdeling.regels.besluiten import find_teveel, make_besluitfout
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.lijst import fill_waarden, list_nooit_uit
from woonzorg.verdeling.scenario.controle import find_besluitfouten, find_samenhangfouten
from woonzorg.verdeling.scenario.schema import VERSIE, find_schemafouten
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN
from woonzorg.verdeling.vraag.groepen import Eenheid, Instrument, Schaal, Soort, fill_schalen
from woonzorg.verdeling.vraag.lijnen import (
    PERSONEN_PER_WONING,
    Behoefte,
    Vraagregel,
    check_vraag,
    make_behoefte,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from woonzorg.verdeling.invoer.veld import Counts, Veld

GROOTSTE_BESTAND = 1_000_000
"""Larger files (bytes) are no scenarios."""

_WAT = "Dit scenario is niet te lezen."
_GEEN_SCENARIO = "Dit bestand is geen scenario."
_KLOPT_NIET = "Dit scenario klopt niet."
_VERBETER = "Verbeter deze regels in het bestand."


@dataclass(frozen=True)
class Scenario:
    """One scenario; see `scenario_schema` for what each part means.

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
    waarden : mapping
        Values of all parameters of all rules.
    uit : frozenset of str
        Rules that do not apply.
    sloten, uitzonderingen, afspraken : tuples
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
    kenmerken : mapping
        naam, auteur, notitie, status, besluit, datum, afgeleid_van.
    toetsen : tuple of Voorstel
        Proposed sites, which are judged and not spread.
    """

    regio: str
    niveau: Niveau
    vraag: tuple[Vraagregel, ...]
    bandbreedte: str
    soort: Soort
    optellen: bool
    waarden: Mapping[str, Mapping[str, float]]
    uit: frozenset[str]
    sloten: tuple[Slot, ...]
    uitzonderingen: tuple[Uitzondering, ...]
    afspraken: tuple[Afspraak, ...]
    loten: Mapping[str, int]
    schalen: Mapping[tuple[str, Instrument], Schaal]
    urgentie: tuple[str, ...]
    verdeelsleutel: str
    jaren: float
    hefbomen: Mapping[str, float]
    gegevens: str
    eigen_cijfers: str
    kenmerken: Mapping[str, str] = field(default_factory=dict)
    toetsen: tuple[Voorstel, ...] = ()

    @property
    def id(self) -> str:
        """Twelve digits of the hash of all that it holds, defaults included."""
        return hash_inhoud(self.to_inhoud())

    @property
    def rekenkenmerk(self) -> str:
        """As `id`, of what its result depends on: neither its name, status and note, nor the levers of the years."""
        others = {"gegevens", "jaren", *self.kenmerken}
        return hash_inhoud(
            _write({name: value for name, value in self.to_dict().items() if name not in others})
        )

    def to_inhoud(self) -> str:
        """Return the text that the id is the hash of: the same content always gives the same text."""
        return _write(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return the whole scenario as a file would hold it, every default written out."""
        plain: dict[str, Any] = {
            "versie": VERSIE, "regio": self.regio, "niveau": str(self.niveau),
            "vraag": {regel.groep: _write_vraag(regel) for regel in self.vraag},
            "bandbreedte": self.bandbreedte, "soort": str(self.soort), "optellen": self.optellen,
            "regels": {
                name: {**values, "aan": name not in self.uit} for name, values in self.waarden.items()
            },
            "sloten": [dict(vars(slot)) for slot in self.sloten],
            "uitzonderingen": [_drop_none(vars(item)) for item in self.uitzonderingen],
            "afspraken": [_drop_none(vars(item)) | {"gemeenten": list(item.gemeenten)} for item in self.afspraken],
            "toetsen": [_drop_empty(vars(item)) for item in self.toetsen],
            "loten": dict(self.loten), "schalen": _write_schalen(self.schalen),
            "urgentie": list(self.urgentie), "verdeelsleutel": self.verdeelsleutel, "jaren_capaciteit": self.jaren,
            "jaren": dict(self.hefbomen), "gegevens": self.gegevens, "eigen_cijfers": self.eigen_cijfers,
            **self.kenmerken,
        }  # fmt: skip
        return plain

    def to_json(self) -> str:
        """Return the scenario as the text of a file."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    def make_behoefte(self, bandbreedte: str = "") -> Behoefte:
        """Return what is to be spread, at the side chosen or another."""
        high = (bandbreedte or self.bandbreedte) == "hoog"
        return make_behoefte(
            self.vraag, self.soort, hoog=high, optellen=self.optellen, urgentie=self.urgentie
        )


def _write(content: Mapping[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_inhoud(inhoud: str) -> str:
    """Return the id that goes with a scenario's content (`Scenario.to_inhoud`)."""
    return hashlib.sha256(inhoud.encode()).hexdigest()[:12]


def _drop_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _drop_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in {"", False} or name == "aantal"}


def _write_schalen(schalen: Mapping[tuple[str, Instrument], Schaal]) -> dict[str, dict[str, str]]:
    plain: dict[str, dict[str, str]] = {}
    for (groep, instrument), scale in schalen.items():
        plain.setdefault(groep, {})[str(instrument)] = str(scale)
    return plain


def _write_vraag(regel: Vraagregel) -> dict[str, Any]:
    return {
        "laag": regel.laag, "hoog": regel.hoog, "eenheid": str(regel.eenheid), "soort": str(regel.soort),
        "instrument": str(regel.instrument), "personen_per_woning": regel.personen_per_woning, "bron": regel.bron,
    }  # fmt: skip


def read_scenario(path: Path) -> Scenario:
    """Read a scenario from a file.

    Raises
    ------
    InvoerFout
        When the file is not there, too large, damaged, no scenario, or of another version.
    InhoudFout
        When its content is not sound; all findings together.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(GROOTSTE_BESTAND + 1)
    except OSError as error:
        message = f"Het bestand {path.name} is niet te openen."
        raise InvoerFout(
            message, gevonden=describe_weigering(error), remedie="Controleer de naam."
        ) from error
    return parse_scenario(raw)


def parse_scenario(raw: bytes, *, bewaard: bool = False) -> Scenario:
    """Read a scenario from the bytes of a file; errors as `read_scenario`.

    Parameters
    ----------
    raw : bytes
    bewaard : bool
        Whether it was kept before, and opens whatever is demanded of decisions now (`scenario_controle`).
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
    _check_schema(content, bewaard=bewaard)
    return make_scenario(content)


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


def _check_schema(content: dict[str, Any], *, bewaard: bool) -> None:
    findings = find_schemafouten(content) + ([] if bewaard else find_besluitfouten(content))
    findings = findings or [f"{place}: het getal is te groot" for place in find_reuzen(content)]
    if findings:
        raise InhoudFout(_KLOPT_NIET, findings, remedie=_VERBETER)


def make_scenario(content: Mapping[str, Any]) -> Scenario:
    """Make a scenario from a dict that keeps to the schema; what is left out gets its default.

    Raises
    ------
    InhoudFout
        When a rule, parameter, group or number makes no sense; all findings of a part together.
    """
    rules: dict[str, dict[str, Any]] = {
        name: dict(values) for name, values in content.get("regels", {}).items()
    }
    on = {name: values.pop("aan") for name, values in rules.items() if "aan" in values}
    values = fill_waarden(rules)
    lines = tuple(_read_vraag(name, given) for name, given in content["vraag"].items())
    check_vraag(lines, optellen=content.get("optellen", False))
    _check_samenhang(content, on)
    return Scenario(
        content["regio"], Niveau(content["niveau"]), lines, content.get("bandbreedte", "hoog"),
        Soort(content.get("soort", Soort.PER_JAAR)), content.get("optellen", False), values, _find_uit(on),
        tuple(Slot(**item) for item in content.get("sloten", ())),
        tuple(_read_uitzondering(item) for item in content.get("uitzonderingen", ())),
        tuple(
            Afspraak(**{**item, "gemeenten": tuple(item["gemeenten"])}) for item in content.get("afspraken", ())
        ),
        dict(content.get("loten", {})), fill_schalen(content.get("schalen", {})),
        tuple(content.get("urgentie", ())), content.get("verdeelsleutel", "inwoners"),
        float(content.get("jaren_capaciteit", 1)), fill_hefbomen(content.get("jaren", {})),
        content.get("gegevens", ""), content.get("eigen_cijfers", ""),
        {key: content.get(key, "concept" if key == "status" else "") for key in _KENMERKEN},
        tuple(Voorstel(**item) for item in content.get("toetsen", ())),
    )  # fmt: skip


_KENMERKEN = ("naam", "auteur", "notitie", "status", "besluit", "datum", "afgeleid_van")


def _find_uit(on: Mapping[str, bool]) -> frozenset[str]:
    return frozenset(name for name, regel in REGELS.items() if not on.get(name, regel.standaard_aan))


def _read_vraag(groep: str, given: Any) -> Vraagregel:
    """Return a line of demand; a plain number is both low and high, in the group's usual unit and kind."""
    usual = GROEPEN.get(groep)
    if usual is None:
        return Vraagregel(groep, 0, 0)  # `check_vraag` tells what is wrong with it
    fields = given if isinstance(given, dict) else {"laag": given, "hoog": given}
    place = usual.eenheid == Eenheid.STANDPLAATS
    return Vraagregel(
        groep, int(fields["laag"]), int(fields["hoog"]), Eenheid(fields.get("eenheid", usual.eenheid)),
        Soort(fields.get("soort", usual.soort)),
        Instrument(fields.get("instrument", Instrument.STANDPLAATS if place else Instrument.TOEWIJZING)),
        float(fields.get("personen_per_woning", PERSONEN_PER_WONING.waarde)), fields.get("bron", "invoer"),
    )  # fmt: skip


def _read_uitzondering(given: Mapping[str, Any]) -> Uitzondering:
    number = given.get("aantal")
    return Uitzondering(**{**given, "aantal": None if number is None else int(number)})


def _check_samenhang(content: Mapping[str, Any], on: Mapping[str, bool]) -> None:
    findings = find_samenhangfouten(content, on)
    if findings:
        raise InhoudFout(_KLOPT_NIET, findings, remedie=_VERBETER)


def make_situatie(
    scenario: Scenario, veld: Veld, bandbreedte: str = "", basis: Counts | None = None
) -> Situatie:
    """Return the problem that a scenario poses on a field.

    Raises
    ------
    InhoudFout
        When a lock, exception or agreement names an area, gemeente or group that is not there.
    InvoerFout
        When more is decided for a group than either side of its demand asks.
    """
    behoefte = scenario.make_behoefte(bandbreedte)
    _check_plekken(scenario, veld, behoefte)
    cases = tuple(dict.fromkeys(scenario.uitzonderingen))  # a decision that is written twice is taken once
    sides = [scenario.make_behoefte(side) for side in ("laag", "hoog")]
    if toomany := [text for side in sides for text in find_teveel(cases, side)]:
        raise make_besluitfout(toomany)
    return Situatie(
        veld, behoefte, scenario.waarden, find_uit(scenario), scenario.sloten, cases, scenario.afspraken,
        scenario.loten, scenario.schalen, scenario.verdeelsleutel, scenario.jaren, basis,
    )  # fmt: skip


def find_uit(scenario: Scenario) -> frozenset[str]:
    """Return the rules that do not apply; one that an older file has off, though it is never off, applies."""
    return scenario.uit - {regel.sleutel for regel in list_nooit_uit(scenario.uit)}


def _check_plekken(scenario: Scenario, veld: Veld, behoefte: Behoefte) -> None:
    own = veld.gebieden[veld.eigen]
    codes, municipalities = set(own["code"]), set(own["gemeentecode"])
    places = [*(slot.code for slot in scenario.sloten), *(item.code for item in scenario.uitzonderingen)]
    places += [item.code for item in scenario.toetsen]
    findings = [f"{code} ligt niet in deze streek" for code in places if code not in codes]
    findings += [
        f"{code} ligt niet in deze streek"
        for deal in scenario.afspraken
        for code in deal.gemeenten
        if code not in municipalities
    ]
    findings += [
        f"de groep {slot.groep} wordt in dit scenario niet verdeeld"
        for slot in scenario.sloten
        if slot.groep and slot.groep not in behoefte.groepen
    ]
    complexes = {(item.gebied, item.naam) for item in veld.complexen}
    findings += [
        f"het complex {item.complex} staat niet in de eigen cijfers van {item.code}"
        for item in scenario.toetsen
        if item.complex and (item.code, item.complex) not in complexes
    ]
    keys = [(slot.code, slot.groep) for slot in scenario.sloten]
    findings += [
        f"{code} is twee keer vastgezet" for code, groep in set(keys) if keys.count((code, groep)) > 1
    ]
    if findings:
        message = "Dit scenario past niet bij de gegevens."
        raise InhoudFout(message, sorted(findings), remedie="Verbeter het scenario, of kies andere gegevens.")
