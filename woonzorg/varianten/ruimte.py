"""A space of variants: a scenario, and the values that some of its fields take; each combination is a scenario.

A file (RUIMTE.toml) names the scenario and, by the names that a scenario file has, the values::

    scenario = "SCENARIO.json"

    [ruimte]
    bandbreedte = ["laag", "hoog"]
    vraag.statushouders = [200, 300]
    regels.capaciteit.toewijsaandeel = {van = 5, tot = 30, stap = 5}

What can vary is what a scenario declares (`scenario.inhoud`), as far as a plan depends on it and plans stay comparable.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeGuard

from woonzorg.eigenbestand.lezen import limit_bevindingen, read_bytes
from woonzorg.fouten import GegevensFout, InhoudFout, InvoerFout, WoonzorgFout
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.leestekst import TekstFout, find_reuzen, parse_toml
from woonzorg.verdeling.scenario.controle import find_besluitfouten, find_naamloos
from woonzorg.verdeling.scenario.inhoud import (
    GROOTSTE_BESTAND,
    Scenario,
    hash_inhoud,
    make_scenario,
    parse_scenario,
    read_scenario,
)
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.scenario.schema import VERSIE, find_schemafouten
from woonzorg.verdeling.vraag.declaratie import list_onderdelen, read_delen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.vraag.declaratie import Onderdeel

HOOGSTENS = 20_000
"""Most variants of one space."""

SCENARIO, RUIMTE, STAP = "scenario", "ruimte", ("van", "tot", "stap")
"""What a file holds, and how a row of numbers is written."""

_KLOPT_NIET = "Deze ruimte van varianten klopt niet."
_VERBETER = "Verbeter dit in het bestand; docs/varianten.md heeft een voorbeeld."


@dataclass(frozen=True)
class Ruimteas:
    """A field that varies.

    Attributes
    ----------
    naam : str
        As a scenario file has it, with dots: 'regels.capaciteit.toewijsaandeel'.
    waarden : tuple
        As a scenario file has them.
    """

    naam: str
    waarden: tuple[Any, ...]


@dataclass(frozen=True)
class Variantruimte:
    """A space of variants; each has a number, from 0: the last field turns first.

    Attributes
    ----------
    inhoud : mapping
        The scenario that all start from, as a file holds it.
    assen : tuple of Ruimteas
    """

    inhoud: Mapping[str, Any]
    assen: tuple[Ruimteas, ...]

    @property
    def aantal(self) -> int:
        """Number of variants."""
        return math.prod(len(axis.waarden) for axis in self.assen)

    @cached_property
    def kenmerk(self) -> str:
        """Name by its content: of another space it is another."""
        axes = [[axis.naam, list(axis.waarden)] for axis in self.assen]
        return hash_inhoud(json.dumps([self.inhoud, axes], sort_keys=True, ensure_ascii=False))

    def list_waarden(self, nummer: int) -> dict[str, Any]:
        """Return the value of each field of a variant, by its name."""
        found = {}
        for axis in reversed(self.assen):
            nummer, place = divmod(nummer, len(axis.waarden))
            found[axis.naam] = axis.waarden[place]
        return {axis.naam: found[axis.naam] for axis in self.assen}

    def make(self, nummer: int) -> Scenario:
        """Return a variant; errors as `make_scenario`."""
        return make_scenario(_set_waarden(self.inhoud, self.list_waarden(nummer)))

    def describe(self) -> str:
        """Tell how many variants there are, and of what."""
        parts = " × ".join(f"{format_getal(len(axis.waarden))} ({axis.naam})" for axis in self.assen)
        return f"{count_woord(self.aantal, 'variant', 'varianten')}: {parts}"


def _set_waarden(inhoud: Mapping[str, Any], waarden: Mapping[str, Any]) -> dict[str, Any]:
    """Return a content with other values of some fields; the parts in which these lie are copied."""
    content = dict(inhoud)
    for name, value in waarden.items():
        *above, last = name.split(".")
        place = content
        for part in above:
            inner = place.get(part)
            place[part] = dict(inner) if isinstance(inner, dict) else {}
            place = place[part]
        place[last] = value
    return content


def read_ruimte(pad: Path) -> Variantruimte:
    """Read a space from a file.

    Raises
    ------
    InvoerFout
        When the file, or that of its scenario, is not there or not to be read.
    InhoudFout
        When its content is not sound; all findings together.
    """
    raw = read_bytes(pad, GROOTSTE_BESTAND)
    if len(raw) > GROOTSTE_BESTAND:
        raise InvoerFout(_KLOPT_NIET, verwacht="hoogstens 1 MB", remedie="Kies een kleiner bestand.")
    try:
        content = _write_dagen(parse_toml(raw))
    except TekstFout as error:
        message = f"Het bestand {pad.name} is niet te lezen."
        raise InvoerFout(message, verwacht="TOML", gevonden=str(error)[:200], remedie=_VERBETER) from error
    scenario = _read_begin(content.get(SCENARIO), pad.parent)
    return make_ruimte(content, scenario)


def _write_dagen(value: Any) -> Any:
    """Return what TOML holds with days as a scenario file has them: text."""
    if isinstance(value, dict):
        return {name: _write_dagen(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_write_dagen(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _read_begin(gegeven: Any, map_: Path) -> Scenario:
    """Return the scenario that a space starts from: of another file, or as it stands in this one."""
    if isinstance(gegeven, str):
        return read_scenario(map_ / gegeven)
    if isinstance(gegeven, dict):
        return parse_scenario(json.dumps({"versie": VERSIE} | gegeven).encode())
    raise InhoudFout(
        _KLOPT_NIET,
        [f"{SCENARIO}: noem het scenariobestand waar de varianten van uitgaan"],
        remedie=_VERBETER,
    )


def make_ruimte(content: Mapping[str, Any], scenario: Scenario) -> Variantruimte:
    """Make a space of what a file holds and the scenario that it starts from.

    Raises
    ------
    InhoudFout
        When it is not sound: unknown or fixed fields, values that a scenario cannot have, too many variants; all
        findings together.
    """
    findings = [
        f"{name}: dit hoort hier niet; mogelijk zijn {SCENARIO} en {RUIMTE}"
        for name in content
        if name not in {SCENARIO, RUIMTE}
    ]
    if scenario.eigen_cijfers:
        findings.append(f"{SCENARIO}: het rust op eigen cijfers; die blijven bij wie ze heeft")
    given = content.get(RUIMTE)
    axes, wrong = _read_assen(given if isinstance(given, dict) else {})
    space = Variantruimte(scenario.to_dict(), axes)
    findings += [*wrong, *_find_ruimtefouten(space)]
    if not findings:
        findings = _find_samenfouten(space)
    if findings:
        raise InhoudFout(_KLOPT_NIET, limit_bevindingen(findings), remedie=_VERBETER)
    return space


def _read_assen(gegeven: Mapping[str, Any]) -> tuple[tuple[Ruimteas, ...], list[str]]:
    """Return the fields that vary, and what is wrong with them."""
    parts = {part.naam: part for part in list_onderdelen(Scenario)}
    axes: list[Ruimteas] = []
    findings: list[str] = []
    for name, value in gegeven.items():
        told = _refuse_veld(parts.get(name), parts)
        if told:
            findings.append(f"{RUIMTE}.{name}: {told}")
            continue
        for path, leaf in _walk(name, value):
            values, wrong = _read_waarden(leaf)
            findings += [f"{RUIMTE}.{path}: {text}" for text in wrong]
            axes.append(Ruimteas(path, values))
    return tuple(axes), findings


def can_varieren(part: Onderdeel) -> bool:
    """Tell whether a part of a scenario can vary: its plan depends on it, and plans stay comparable."""
    return part.rekent and part.vergelijkt and part.attribuut != "eigen_cijfers"


def _refuse_veld(part: Onderdeel | None, parts: Mapping[str, Onderdeel]) -> str:
    if part and can_varieren(part):
        return ""
    allowed = ", ".join(name for name, one in parts.items() if can_varieren(one))
    if part is None:
        return f"dit veld heeft een scenario niet; mogelijk zijn {allowed}"
    if not part.rekent:
        return f"hier hangt de verdeling niet van af; mogelijk zijn {allowed}"
    return f"dit is voor alle varianten gelijk; mogelijk zijn {allowed}"


def _walk(naam: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Walk down to what holds values: a list, or a row of numbers."""
    if isinstance(value, dict) and value and not set(value) <= set(STAP):
        for name, part in value.items():
            yield from _walk(f"{naam}.{name}", part)
    else:
        yield naam, value


def _read_waarden(gegeven: Any) -> tuple[tuple[Any, ...], list[str]]:
    """Return the values that a field takes, and what is wrong with them."""
    if isinstance(gegeven, dict):
        return _make_reeks(gegeven)
    if not isinstance(gegeven, list) or not gegeven:
        return (), ["verwacht een lijst met waarden, of {van = …, tot = …, stap = …}"]
    written = [json.dumps(value, sort_keys=True) for value in gegeven]
    # A number is the same with or without decimals; yes is not the same as 1.
    names = [f"{value:g}" if _is_getal(value) else text for value, text in zip(gegeven, written, strict=True)]
    doubles = [text for number, text in enumerate(written) if names[number] in names[:number]]
    return tuple(gegeven), [f"{text[:60]} staat er twee keer" for text in doubles]


def _is_getal(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _make_reeks(gegeven: Mapping[str, Any]) -> tuple[tuple[Any, ...], list[str]]:
    values = [value for name in STAP if _is_getal(value := gegeven.get(name)) and math.isfinite(value)]
    if len(values) < len(STAP):
        return (), ["een reeks heeft drie getallen: van, tot en stap"]
    first, last, step = map(float, values)
    if step <= 0 or last < first:
        return (), ["in een reeks is stap groter dan 0, en tot niet kleiner dan van"]
    count = math.floor((last - first) / step * (1 + 1e-12) + 1e-9) + 1
    if count > HOOGSTENS:
        return (), [f"deze reeks heeft {format_getal(count)} waarden; hoogstens {format_getal(HOOGSTENS)}"]
    whole = all(isinstance(value, int) for value in values)
    row = (round(first + number * step, 9) for number in range(count))
    return tuple(int(value) if whole else value for value in row), []


def _find_ruimtefouten(ruimte: Variantruimte) -> list[str]:
    if not any(axis.waarden for axis in ruimte.assen):
        return [f"{RUIMTE}: er staat geen veld in dat verandert"]
    if ruimte.aantal > HOOGSTENS:
        return [f"{ruimte.describe()}; hoogstens {format_getal(HOOGSTENS)} in één keer"]
    return [text for axis in ruimte.assen for text in _find_waardefouten(ruimte.inhoud, axis)]


def _find_waardefouten(inhoud: Mapping[str, Any], axis: Ruimteas) -> list[str]:
    """Return what is wrong with each value of a field by itself."""
    found = []
    for value in axis.waarden:
        changed = _set_waarden(inhoud, {axis.naam: value})
        part = axis.naam.split(".")[0]
        own = {part: changed[part]}
        wrong = [*find_schemafouten(own, Scenario), *find_besluitfouten(own), *find_naamloos(own)]
        wrong = wrong or [f"{place}: dit is geen getal, of te groot" for place in find_reuzen(own)]
        wrong = wrong or _find_fouten(partial(read_delen, list_onderdelen(Scenario), own))
        found += [f"{RUIMTE}.{axis.naam} = {_show(value)}: {text}" for text in wrong]
    return found


def _find_fouten(werk: Callable[[], object]) -> list[str]:
    try:
        werk()
    except WoonzorgFout as error:
        return error.bevindingen if isinstance(error, GegevensFout) else [str(error)]
    return []


def _find_samenfouten(ruimte: Variantruimte) -> list[str]:
    """Return why combinations of values are no scenario, each reason once with how many there are."""
    found: dict[str, list[int]] = {}
    for number in range(ruimte.aantal):
        for text in _find_fouten(partial(ruimte.make, number)):
            found.setdefault(text, []).append(number)
    return [_tell_samen(ruimte, text, numbers) for text, numbers in found.items()]


def _tell_samen(ruimte: Variantruimte, tekst: str, nummers: list[int]) -> str:
    where = tell_waarden(ruimte.list_waarden(nummers[0]))
    if len(nummers) == 1:
        return f"{where}: {tekst}"
    return f"{tekst} (bij {format_getal(len(nummers))} combinaties, zoals {where})"


def check_plekken(ruimte: Variantruimte, veld: Veld) -> None:
    """Refuse a space that names areas, gemeenten or groups that the data do not have.

    Raises
    ------
    InhoudFout
        With all findings together.
    """
    begin = [f"{SCENARIO}: {text}" for text in _find_veldfouten(ruimte.inhoud, veld)]
    findings = begin or [
        f"{RUIMTE}.{axis.naam} = {_show(value)}: {text}"
        for axis in ruimte.assen
        for value in axis.waarden
        for text in _find_veldfouten(_set_waarden(ruimte.inhoud, {axis.naam: value}), veld)
    ]
    if findings:
        raise InhoudFout(_KLOPT_NIET, limit_bevindingen(findings), remedie=_VERBETER)


def _find_veldfouten(inhoud: Mapping[str, Any], veld: Veld) -> list[str]:
    """Return which places of a content are not there; what else does not suit may suit in another combination."""
    try:
        make_situatie(make_scenario(inhoud), veld)
    except InhoudFout as error:
        return error.bevindingen
    except InvoerFout:
        return []
    return []


def _show(waarde: Any) -> str:
    return json.dumps(waarde, ensure_ascii=False)[:60]


def tell_waarden(waarden: Mapping[str, Any]) -> str:
    """Tell the values of a variant in a line."""
    return ", ".join(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in waarden.items())
