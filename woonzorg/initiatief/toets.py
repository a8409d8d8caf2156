"""The first step: what the rule says of an initiative at its place, and where no rule would stop it.

The rules are those of the distribution (`verdeling.regels.toetsing`), for the same addition; nothing is judged twice.
There are four answers:

- *in beginsel niet*: a rule is not kept. Where the class of the place is unknown, the distribution lets nothing come
  there to be careful, but of that place nothing can be said;
- *niet tegengehouden*: every rule that concerns it is kept, or the rule does not bind the group; where a corporatie
  says that its complex has room, that rule is not tested here, and the answer says on whose word it rests;
- *advies*: the rule does not bind the group, and the vision asks to weigh what the place can carry: rooms
  (onzelfstandige bewoning, §5.3), arbeidsmigranten and studenten; and wherever the group is not said;
- *niet te zeggen*: no rule that was tested stops it, but not every rule could be.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.initiatief.initiatief import OPEN
from woonzorg.initiatief.plekbeeld import describe_plek
from woonzorg.initiatief.schaaltoets import Schaaltoets, find_schaaltoets, pose_schaal
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.complex import Complex
from woonzorg.verdeling.invoer.situatie import Uitzondering, Voorstel
from woonzorg.verdeling.regels.complexen import COMPLEX
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.regels.oordeel import Regeloordeel
from woonzorg.verdeling.regels.plaatsregel import PLAATSREGEL
from woonzorg.verdeling.regels.toetsapart import find_passend, judge_apart
from woonzorg.verdeling.regels.toetsing import judge_voorstellen
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Instrument, Schaal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woonzorg.initiatief.initiatief import Complexgegeven, Initiatief
    from woonzorg.initiatief.plekbeeld import Ligging, Plekbeeld
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.regels.toetsing import Regeltoets, Toetsing

KLEINSTE_PLEK = 100.0
"""Households of a buurt that is named as another place: smaller ones receive nothing by themselves."""

MEESTE_ALTERNATIEVEN = 5

NAAMLOOS = "Het complex"
"""What a complex without a name is called."""


class Toetsoordeel(StrEnum):
    """What the rule says of an initiative."""

    IN_BEGINSEL_NIET = "in_beginsel_niet"
    NIET_TEGENGEHOUDEN = "niet_tegengehouden"
    ADVIES = "advies"
    NIET_TE_ZEGGEN = "niet_te_zeggen"


@dataclass(frozen=True)
class Alternatief:
    """Another buurt, where no rule stops the same.

    Attributes
    ----------
    code, naam, gemeente : str
    afstand : float
        Kilometres in a straight line, from the middle of one buurt to that of the other.
    """

    code: str
    naam: str
    gemeente: str
    afstand: float


@dataclass(frozen=True)
class Toetsuitkomst:
    """What the rule says of an initiative.

    Attributes
    ----------
    initiatief : Initiatief
    oordeel : Toetsoordeel
    regels : tuple of Regeltoets
        Rule by rule, with actual, limit and room; none for a group that the rule does not bind.
    plek : Plekbeeld
        The place: classes of buurt and wijk, neighbours, grensgeval.
    schaal : Schaaltoets
    besluiten : tuple of Uitzondering
        By which it does not keep the rules.
    alternatieven : tuple of Alternatief
        Nearest first.
    """

    initiatief: Initiatief
    oordeel: Toetsoordeel
    regels: tuple[Regeltoets, ...]
    plek: Plekbeeld
    schaal: Schaaltoets
    besluiten: tuple[Uitzondering, ...] = ()
    alternatieven: tuple[Alternatief, ...] = ()

    @property
    def gebroken(self) -> tuple[Regeltoets, ...]:
        """Rules that are not kept."""
        return tuple(item for item in self.regels if item.voldaan is False)

    @property
    def ongetoetst(self) -> tuple[Regeltoets, ...]:
        """Rules that could not be tested: these do not count as kept."""
        return tuple(item for item in self.regels if item.voldaan is None)

    @property
    def volgens_opgave(self) -> bool:
        """Whether it rests on what the corporatie says of the room in its complex, which was not tested here."""
        return any(_rests_on_opgave(item, self.initiatief.complex) for item in self.regels)

    @property
    def is_kwetsbaar(self) -> bool:
        """Whether the place is spared because it is kwetsbaar at the scale of the test."""
        classes = _list_klassen(self.plek, self.schaal.schaal)
        spared = ONTZIEN.sleutel in {item.regel for item in self.gebroken}
        return spared and (Klasse.KWETSBAAR in classes or Klasse.ONBEKEND not in classes)

    @property
    def klasse_onbekend(self) -> bool:
        """Whether nothing but an unknown class stands in the way."""
        return _is_blind(self.plek, self.schaal.schaal, self.regels)


def judge_initiatief(
    initiatief: Initiatief, situatie: Situatie, ligging: Ligging | None = None
) -> Toetsuitkomst:
    """Judge an initiative.

    Parameters
    ----------
    initiatief : Initiatief
    situatie : Situatie
        On the level of the buurt; its field, rules and exceptions count.
    ligging : Ligging, optional
        Where the buurten lie, for the nearest others; without it none are named.

    Raises
    ------
    InhoudFout
        When the place is not in the region, or the complex is not known there.
    """
    (found,) = judge_initiatieven((initiatief,), situatie, ligging)
    if ligging is None or _can_stay(found):
        return found
    others = find_alternatieven(initiatief, pose_schaal(initiatief, situatie), ligging)
    return dataclasses.replace(found, alternatieven=others)


def _can_stay(uitkomst: Toetsuitkomst) -> bool:
    """Tell whether no other place is looked for: nothing stops it here, or a decision opened the place."""
    weighed = uitkomst.oordeel == Toetsoordeel.ADVIES and _is_ruim(uitkomst.plek)
    return (
        weighed
        or bool(uitkomst.besluiten)
        or not (uitkomst.gebroken or uitkomst.oordeel == Toetsoordeel.ADVIES)
    )


def judge_initiatieven(
    initiatieven: Sequence[Initiatief], situatie: Situatie, ligging: Ligging | None = None
) -> tuple[Toetsuitkomst, ...]:
    """Judge many, each as if it alone came; without other places. Parameters and errors as `judge_initiatief`."""
    if situatie.veld.niveau != Niveau.BUURT:
        message = "Een initiatief wordt per buurt getoetst."
        raise InvoerFout(
            message, verwacht="een scenario op het niveau buurt", gevonden=str(situatie.veld.niveau)
        )
    if findings := [text for item in initiatieven for text in check_in_veld(item, situatie)]:
        message = "Dit initiatief past niet bij de gegevens."
        raise InhoudFout(
            message, findings, remedie="Verbeter de plek of het complex, of kies andere gegevens."
        )
    posed = lay_complexen(initiatieven, situatie)
    return tuple(
        _judge(item, pose_schaal(item, posed if item.complex else situatie), ligging) for item in initiatieven
    )


def check_in_veld(initiatief: Initiatief, situatie: Situatie) -> list[str]:
    """Return what of an initiative does not go with the data: its place, or a complex that is not known there."""
    veld, code = situatie.veld, initiatief.plek
    if code not in veld.codes:
        return [
            f"plek: {code} ligt niet in deze streek, is van een andere indeling, of is open water; verbeter de code"
        ]
    row = veld.gebieden.iloc[veld.codes.index(code)]
    if not veld.eigen[veld.codes.index(code)]:
        where = f"{code} ({row['naam']}) ligt in {row['gemeentenaam']}, in de rand om deze streek"
        return [f"plek: {where}; kies een buurt van de streek zelf"]
    home = initiatief.complex
    own = {(item.gebied, item.naam) for item in veld.complexen}
    if home and not home.is_bekend and (code, home.naam) not in own:
        return [
            f"complex: '{home.naam[:60]}' staat niet in de eigen cijfers van {code}; vul het aantal woningen in"
        ]
    return []


def find_samen_te_veel(uitkomsten: Sequence[Toetsuitkomst], situatie: Situatie) -> tuple[Toetsuitkomst, ...]:
    """Return which of many are not stopped one by one, and are when all of these come.

    It counts what the corporatie says of its room as it stands: a complex without counts stops nothing.
    """
    chosen = [item for item in uitkomsten if item.regels and not item.gebroken]
    # Each was tested at its own scale; what they ask together does not hang on it, but a wijk would spare a buurt.
    near = {(item.initiatief.groep, item.initiatief.instrument): Schaal.BUURT
            for item in chosen if item.initiatief.schaal == Schaal.BUURT}  # fmt: skip
    posed = lay_complexen([item.initiatief for item in chosen], situatie)
    posed = dataclasses.replace(posed, schalen={**posed.schalen, **near})
    judged = judge_voorstellen(posed, [make_voorstel(item.initiatief) for item in chosen])
    return tuple(item for item, found in zip(chosen, judged, strict=True) if found.voldaan is False)


def lay_complexen(initiatieven: Sequence[Initiatief], situatie: Situatie) -> Situatie:
    """Return the situation with the complexes that initiatives tell of, in place of own figures of the same name."""
    veld, classes = situatie.veld, _read_klassen(situatie)
    told = {
        (item.plek, _name_complex(item.complex)): _make_complex(item, item.complex, classes[item.plek])
        for item in initiatieven
        if item.complex and item.complex.is_bekend
    }
    if not told:
        return situatie
    kept = tuple(item for item in veld.complexen if (item.gebied, item.naam) not in told)
    posed = dataclasses.replace(situatie, veld=dataclasses.replace(veld, complexen=(*kept, *told.values())))
    vars(posed)["rang"] = situatie.rang  # which of two areas goes first does not hang on complexes
    return posed


def _read_klassen(situatie: Situatie) -> dict[str, str]:
    return dict(zip(situatie.veld.codes, situatie.veld.gebieden["klasse"].astype(str), strict=True))


def _name_complex(complex_: Complexgegeven) -> str:
    return complex_.naam or NAAMLOOS


def _make_complex(initiatief: Initiatief, gegeven: Complexgegeven, klasse: str) -> Complex:
    homes = initiatief.aantal if gegeven.woningen is None else gegeven.woningen
    housed = math.nan if gegeven.gehuisvest is None else float(gegeven.gehuisvest)
    return Complex(
        _name_complex(gegeven), initiatief.plek, homes, housed, gebied=initiatief.plek, klasse=klasse
    )


def make_voorstel(initiatief: Initiatief, plek: str = "") -> Voorstel:
    """Return an initiative as the distribution tests it; at another place it has no complex, and is for anybody."""
    if plek:
        return Voorstel(plek, initiatief.groep, initiatief.aantal, instrument=str(initiatief.instrument))
    name = _name_complex(initiatief.complex) if initiatief.complex else ""
    return Voorstel(
        initiatief.plek, initiatief.groep, initiatief.aantal, name, initiatief.binnen_buurt, str(initiatief.instrument)
    )  # fmt: skip


def _judge(initiatief: Initiatief, situatie: Situatie, ligging: Ligging | None) -> Toetsuitkomst:
    place, scale = (
        describe_plek(initiatief.plek, situatie.veld, ligging),
        find_schaaltoets(initiatief, situatie),
    )
    if not initiatief.is_gebonden:
        return Toetsuitkomst(initiatief, _choose_ongebonden(initiatief), (), place, scale)
    judged = _test(initiatief, situatie)
    rules = tuple(_tell_opgave(item, initiatief.complex) for item in judged.regels)
    answered = [item for item in rules if not _rests_on_opgave(item, initiatief.complex)]
    verdict = _choose_oordeel(answered, blind=_is_blind(place, scale.schaal, rules))
    return Toetsuitkomst(initiatief, verdict, rules, place, scale, judged.besluiten)


def _test(initiatief: Initiatief, situatie: Situatie) -> Toetsing:
    case = initiatief.uitzondering
    if case:
        decided = Uitzondering(
            initiatief.plek,
            case.motief,
            case.besluiter,
            case.datum,
            initiatief.groep,
            aantal=initiatief.aantal,
        )
        situatie = dataclasses.replace(situatie, uitzonderingen=(*situatie.uitzonderingen, decided))
    return judge_apart(situatie, (make_voorstel(initiatief),))[0]


def _tell_opgave(regel: Regeltoets, gegeven: Complexgegeven | None) -> Regeltoets:
    """Return the test of a complex as its corporatie answered it, where she gave no numbers; a closed one stays so."""
    if regel.regel != COMPLEX.sleutel or gegeven is None or gegeven.ruimte is None or regel.voldaan is False:
        return regel
    # That there is room is what the corporatie says: what was not tested here is not shown as kept.
    outcome = Regeloordeel.NIET_GETOETST if gegeven.ruimte else Regeloordeel.NIET_GEHAALD
    words, most = ("is er ruimte", math.inf) if gegeven.ruimte else ("is er geen ruimte", 0.0)
    reason = f"{_name_complex(gegeven)}: volgens opgave van de corporatie {words}. Hier is niets nagerekend."
    return dataclasses.replace(regel, oordeel=outcome, grens=most, ruimte=most - regel.waarde, reden=reason)


def _rests_on_opgave(regel: Regeltoets, gegeven: Complexgegeven | None) -> bool:
    """Tell whether the corporatie answered for a rule that was not tested here: that there is room."""
    room = gegeven is not None and gegeven.ruimte is True
    return room and regel.regel == COMPLEX.sleutel and regel.voldaan is None


def _choose_oordeel(regels: Sequence[Regeltoets], *, blind: bool) -> Toetsoordeel:
    answers = {item.voldaan for item in regels}
    if False in answers:
        return Toetsoordeel.NIET_TE_ZEGGEN if blind else Toetsoordeel.IN_BEGINSEL_NIET
    return Toetsoordeel.NIET_TE_ZEGGEN if None in answers else Toetsoordeel.NIET_TEGENGEHOUDEN


def _is_blind(plek: Plekbeeld, schaal: Schaal, regels: Sequence[Regeltoets]) -> bool:
    """Tell whether all that is broken is broken by a class that is not known."""
    classes = _list_klassen(plek, schaal)
    broken = {item.regel for item in regels if item.voldaan is False}
    by_class = {ONTZIEN.sleutel, PLAATSREGEL.sleutel, COMPLEX.sleutel}
    unknown = Klasse.ONBEKEND in classes and Klasse.KWETSBAAR not in classes
    return unknown and ONTZIEN.sleutel in broken and broken <= by_class


def _list_klassen(plek: Plekbeeld, schaal: Schaal) -> set[Klasse]:
    """Return the classes that are looked at."""
    wider = {Schaal.WIJK: plek.klasse_wijk, Schaal.GEMEENTE: plek.klasse_gemeente}
    return {plek.klasse, wider.get(schaal, plek.klasse)}


def _choose_ongebonden(initiatief: Initiatief) -> Toetsoordeel:
    # For whom it is, is not said: it may be a group that the rule binds, and what was not tested is not kept.
    weigh = initiatief.groep == OPEN or initiatief.instrument == Instrument.ONZELFSTANDIG
    accent = not weigh and PER_SLEUTEL[initiatief.groep].ouder == ACCENT
    return Toetsoordeel.ADVIES if weigh or accent else Toetsoordeel.NIET_TEGENGEHOUDEN


ACCENT = "accent_woonruimte"
"""Category III: of those whom the rule does not bind, the vision asks to weigh what the place can carry."""


def find_alternatieven(
    initiatief: Initiatief, situatie: Situatie, ligging: Ligging, meest: int = MEESTE_ALTERNATIEVEN
) -> tuple[Alternatief, ...]:
    """Return the nearest other buurten where no rule stops the same addition; what was not tested stops nothing.

    For a group that the rule does not bind: where neither buurt nor wijk is kwetsbaar or of unknown class.
    """
    found: list[Alternatief] = []
    for code, distance in _list_anderen(initiatief.plek, situatie, ligging):
        if _is_open(initiatief, situatie, code):
            place = describe_plek(code, situatie.veld)
            found.append(Alternatief(code, place.naam, place.gemeentenaam, distance))
        if len(found) == meest:
            break
    return tuple(found)


def _list_anderen(plek: str, situatie: Situatie, ligging: Ligging) -> Iterator[tuple[str, float]]:
    """Yield the other buurten of the region that are large enough, nearest first, with the distance in km."""
    veld = situatie.veld
    large = veld.eigen & (veld.read("huishoudens") >= KLEINSTE_PLEK)
    x, y = ligging.punten[plek]
    pairs = [
        (math.hypot(ligging.punten[code][0] - x, ligging.punten[code][1] - y) / 1000, code)
        for area, code in enumerate(veld.codes)
        if large[area] and code != plek
    ]
    yield from ((code, distance) for distance, code in sorted(pairs))


def _is_open(initiatief: Initiatief, situatie: Situatie, code: str) -> bool:
    if initiatief.is_gebonden:
        return any(find_passend(situatie, (make_voorstel(initiatief, code),)))
    return _is_ruim(describe_plek(code, situatie.veld))


def _is_ruim(plek: Plekbeeld) -> bool:
    """Tell whether neither buurt nor wijk is kwetsbaar, as far as their classes are known."""
    return {plek.klasse, plek.klasse_wijk}.isdisjoint({Klasse.KWETSBAAR, Klasse.ONBEKEND})
