"""'Herplan de rest': from an agenda and how far it is to a scenario for Verdelen with what is still to be placed.

What is carried, and how the model can say it:

- **by group**: the demand; what the agenda names apart is added up, as a total and not per year;
- **by gemeente**: an agreed least of all groups together. Which group comes where, an agreement cannot say: that
  follows the adopted plan as far as other aims allow (`Scenario.basis`, the fourth aim);
- **by buurt**: nothing. What was placed there is kept nowhere: the file of placements is asked again
  (`plaatsbasis.read_plaatsbestand`), and stays with the visit. With it the demand is what is left and what it holds:
  that part is placed (`herplantekort`). Without it the demand is what is left, and no area knows what it took: the
  plan then leaves a buurt more room than there is, and that is told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.herplandeel import AFGEROND, Groepsrest, ask_minst, ask_vraag, round_boven
from woonzorg.agenda.herplantekort import add_geplaatst
from woonzorg.agenda.lijn import Agendasoort
from woonzorg.agenda.overname import INSTRUMENTEN
from woonzorg.agenda.planning import BEGINJAAR
from woonzorg.fouten import InvoerFout
from woonzorg.tekst.getal import count_woord, format_kort
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.invoer.situatie import Afspraak
from woonzorg.verdeling.scenario.inhoud import NAAM, change
from woonzorg.verdeling.vraag.groepen import (
    GROEPEN,
    PER_SLEUTEL,
    Eenheid,
    Soort,
    is_gebonden,
    list_voorouders,
)
from woonzorg.verdeling.vraag.lijnen import Vraagregel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Agendalijn
    from woonzorg.agenda.voortgang import Agendavoortgang, Lijnstand
    from woonzorg.verdeling.invoer.situatie import Basisdeel, Uitzondering
    from woonzorg.verdeling.scenario.inhoud import Scenario

BESTAND_NODIG = (
    "Waar al is geplaatst, wordt nergens bewaard. Laad daarom het bestand met plaatsingen opnieuw. Zonder dat bestand "
    "telt geen buurt wat er al bij kwam: het plan geeft dan meer ruimte dan er is."
)
BESTAND_BIJ_BEZOEK = (
    "Het bestand met plaatsingen blijft bij dit bezoek. Wat geplaatst is, blijft zoals het is; de rest is opnieuw "
    "verdeeld."
)
PER_GEMEENTE = (
    "Per gemeente geldt het totaal van de agenda als minst aantal. Welke groep in welke gemeente komt, houdt een "
    "afspraak niet vast: het plan blijft daarin zo dicht mogelijk bij het vastgestelde plan."
)
ZONDER_PLAN = (
    "Het vastgestelde plan ontbreekt: de rest blijft daar dus niet dicht bij. Alleen de aantallen van de agenda gaan "
    "mee."
)
_APART = "Een groep en een deel daarvan staan op de agenda apart, en zijn hier opgeteld."
_OP_EIGEN_CIJFERS = (
    "Het vastgestelde plan rust op eigen cijfers. Die gaan niet mee: laad ze opnieuw. Dicht bij het plan per gebied "
    "blijven kan zo niet."
)
_ZONDER_BESTAND_LOS = (
    "Vastgezette aantallen en besluiten over uitzonderingen gaan niet mee: hoeveel daarvan al is geplaatst, is zonder "
    "het bestand niet bekend."
)
_AFSPRAKEN = "De aantallen van de agenda komen in de plaats van de afspraken in het plan."


@dataclass(frozen=True)
class Herplan:
    """A scenario with what is still to be placed, for Verdelen.

    Attributes
    ----------
    scenario : Scenario
        A concept, derived from the plan.
    resten : tuple of Groepsrest
        What it rests on, by group and gemeente.
    meldingen : tuple of str
        What could not be carried, and what is needed; to be told.
    """

    scenario: Scenario
    resten: tuple[Groepsrest, ...]
    meldingen: tuple[str, ...]


def list_resten(voortgang: Agendavoortgang, tot: Kwartaal | None = None) -> tuple[Groepsrest, ...]:
    """Return what is still to be placed, by group (most urgent first) and gemeente; also where nothing is left.

    Parameters
    ----------
    voortgang : Agendavoortgang
    tot : Kwartaal, optional
        Only lines that are due by then; by default all.
    """
    kinds = _choose_soorten(voortgang.lijnen)
    agreed, ready = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for item in voortgang.lijnen:
        line, number = item.lijn, item.aantal or 0
        if _explain_los(line, kinds) or (tot is not None and (line.gereed is None or line.gereed > tot)):
            continue
        agreed[line.groep, line.gemeente] += number
        ready[line.groep, line.gemeente] += min(number, item.stand.opgeleverd if item.stand else 0)
    order = [groep.sleutel for groep in GROEPEN]
    keys = sorted(agreed, key=lambda key: (order.index(key[0]), key[1]))
    return tuple(Groepsrest(*key, kinds[key[0]], agreed[key], ready[key]) for key in keys)


def _choose_soorten(lijnen: Iterable[Lijnstand]) -> dict[str, Agendasoort]:
    """Return by group the kind that counts: lettings where it has any, else that by which most homes are built.

    Lettings and building are never added; what is built is one count.
    """
    counts = _count_soorten(lijnen)
    kinds = sorted(counts, key=lambda key: (key[1].bouwt, -counts[key], list(Agendasoort).index(key[1])))
    return dict(reversed(kinds))


def _count_soorten(lijnen: Iterable[Lijnstand]) -> Counter[tuple[str, Agendasoort]]:
    """Count homes by group and kind, of the kinds that a plan knows."""
    counts = Counter[tuple[str, Agendasoort]]()
    for item in lijnen:
        if _is_woning(item.lijn) and item.lijn.soort in INSTRUMENTEN.values():
            counts[item.lijn.groep, item.lijn.soort] += item.aantal or 0
    return +counts


def _tell_gebouwd(lijnen: Sequence[Lijnstand]) -> Iterable[str]:
    """Tell of which groups homes that are built and transformed are one count: a plan knows one kind for a group."""
    counts, kinds = _count_soorten(lijnen), _choose_soorten(lijnen)
    for group, kind in kinds.items():
        own = [str(one) for name, one in counts if name == group and one.bouwt]
        if group and kind.bouwt and len(own) > 1:
            name = PER_SLEUTEL[group].titel.lower()
            yield f"{join_woorden(sorted(own)).capitalize()} voor {name} zijn samen geteld, als {kind}."


def _is_woning(lijn: Agendalijn) -> bool:
    return lijn.eenheid == Eenheid.WONING


def _explain_los(lijn: Agendalijn, soorten: dict[str, Agendasoort]) -> str:
    """Tell why a line does not go along; '' when it does."""
    reasons = list_geldend((
        Zin(not lijn.groep, "noemt geen groep"),
        Zin(not _is_woning(lijn), "telt geen woningen"),
        Zin(bool(lijn.groep) and is_gebonden(lijn.groep) is None,
            "noemt een groep waarvan de regel maar voor een deel geldt"),
        Zin(lijn.soort not in INSTRUMENTEN.values(), "past woningen aan: dat verdeelt Verdelen niet"),
        Zin(soorten.get(lijn.groep, lijn.soort).bouwt != lijn.soort.bouwt,
            "gaat over bouw voor een groep die ook toewijzingen heeft"),
    ))  # fmt: skip
    return reasons[0] if reasons else ""


def make_herplan(
    voortgang: Agendavoortgang,
    scenario: Scenario,
    basis: Sequence[Basisdeel] = (),
    *,
    geplaatst: Mapping[tuple[str, str], int] | None = None,
    tot: Kwartaal | None = None,
) -> Herplan:
    """Return a scenario with what is still to be placed, close to a plan; the page opens Verdelen with it.

    Parameters
    ----------
    voortgang : Agendavoortgang
    scenario : Scenario
        The adopted one: its rules and level go along. Without one: `bewerken.make_standaard`.
    basis : sequence of Basisdeel
        The adopted plan by area (`probleem.write_basis` of its outcome); empty without one.
    geplaatst : mapping, optional
        Where the files of placements are loaded again as own figures (`plaatsbasis.make_eigen`): homes by group and
        gemeente that they hold (`plaatsbasis.count_geplaatst`). What is left is asked, and these: they are placed. A
        group with more privacy has no placements by buurt: of that only the rest is asked.
    tot : Kwartaal, optional
        Only lines that are due by then; by default all.

    Raises
    ------
    InvoerFout
        When nothing is left to be placed.
    """
    rests, met = add_geplaatst(list_resten(voortgang, tot), geplaatst or {}), geplaatst is not None
    if not sum(rest.over for rest in rests):
        message = "Van deze agenda is niets meer te plaatsen."
        raise InvoerFout(message, remedie="Kies een ander moment, of vul de agenda aan.")
    demand = tuple(_list_vraag(rests, f"agenda, stand {voortgang.moment}"))
    if not demand:
        message = "Van elke groep zijn minder dan 5 woningen over: daar maakt Verdelen geen plan van."
        raise InvoerFout(message, remedie="Kies een ander moment, of vul de agenda aan.")
    made = change(
        _begin(scenario, {line.groep for line in demand}, basis, met_plaatsingen=met), vraag=demand,
        soort=Soort.TOT_2030, optellen=True, afspraken=tuple(_list_afspraken(rests, demand)),
        jaren=_count_jaren(voortgang, met_plaatsingen=met, tot=tot),
    )  # fmt: skip
    return Herplan(made, rests, tuple(_list_meldingen(voortgang, scenario, made, met=met)))


def _begin(
    scenario: Scenario, groepen: set[str], basis: Sequence[Basisdeel], *, met_plaatsingen: bool
) -> Scenario:
    """Return the plan as a concept to begin with.

    What was fixed by area stays only where it is known what has been placed of it; a plan on own figures stays with
    the visit, and so does what it places by area.
    """
    fixed: dict[str, object] = {"sloten": (), "uitzonderingen": _list_onbesloten(scenario)}
    if met_plaatsingen:
        fixed = {"sloten": tuple(slot for slot in scenario.sloten if not slot.groep or slot.groep in groepen)}
    return change(
        scenario, **fixed, basis=() if scenario.eigen_cijfers else tuple(basis), eigen_cijfers="",
        naam=f"Rest van {scenario.naam or 'de agenda'}"[: NAAM.langst], status="concept", besluit="", datum="",
        afgeleid_van=scenario.id,
    )  # fmt: skip


def _list_vraag(rests: Sequence[Groepsrest], bron: str) -> Iterable[Vraagregel]:
    instruments = {kind: instrument for instrument, kind in INSTRUMENTEN.items()}
    asked: dict[str, int] = {}
    # Lettings and building are told apart, and never added: what one holds back does not follow from the other.
    for builds in (False, True):
        own = [rest for rest in rests if rest.soort.bouwt == builds]
        asked |= ask_vraag((rest.groep, rest.afgesproken, rest.af) for rest in own)
    placed = Counter[str]()
    for rest in rests:
        placed[rest.groep] += rest.geplaatst
    for group, kind in {rest.groep: rest.soort for rest in rests}.items():
        if count := max(asked[group], round_boven(placed[group])):
            yield Vraagregel(
                group, count, count, Eenheid.WONING, Soort.TOT_2030, instruments[kind], bron=bron
            )


def _list_afspraken(rests: Sequence[Groepsrest], vraag: Sequence[Vraagregel]) -> Iterable[Afspraak]:
    """Yield the least of each gemeente, over the groups that are spread: the others are only tested."""
    spread = {rest.groep for rest in rests if is_gebonden(rest.groep) and PER_SLEUTEL[rest.groep].verdeelbaar}
    least = ask_minst(
        (
            (rest.gemeente, rest.afgesproken, rest.af)
            for rest in rests
            if rest.gemeente and rest.groep in spread
        ),
        sum(line.laag for line in vraag if line.groep in spread),
    )
    return (Afspraak((town,), minstens=number) for town, number in sorted(least.items()) if number)


def _count_jaren(voortgang: Agendavoortgang, *, met_plaatsingen: bool, tot: Kwartaal | None) -> float:
    """Return the years over which homes come free: of all that was agreed, or from the moment on; one at least."""
    due = [item.lijn.gereed for item in voortgang.lijnen if item.lijn.gereed is not None]
    last = tot if tot is not None else max(due, default=voortgang.moment)
    begin = 0.0 if met_plaatsingen else voortgang.moment.count_sinds(BEGINJAAR)
    return max(1.0, last.count_sinds(BEGINJAAR) - begin)


def _list_onbesloten(scenario: Scenario) -> tuple[Uitzondering, ...]:
    return tuple(item for item in scenario.uitzonderingen if item.onbesloten)


def _list_meldingen(
    voortgang: Agendavoortgang, oud: Scenario, nieuw: Scenario, *, met: bool
) -> Iterable[str]:
    loose = bool(oud.sloten) or len(_list_onbesloten(oud)) < len(oud.uitzonderingen)
    years, silent = format_kort(nieuw.jaren, 2), len(voortgang.niet_gemeld)
    lines = count_woord(silent, "regel", "regels")
    yield BESTAND_BIJ_BEZOEK if met else BESTAND_NODIG
    yield from list_geldend((
        Zin(bool(nieuw.afspraken), PER_GEMEENTE),
        Zin(not nieuw.basis and not oud.eigen_cijfers and not met, ZONDER_PLAN),
        Zin(bool(oud.eigen_cijfers), _OP_EIGEN_CIJFERS),
        Zin(bool(oud.afspraken), _AFSPRAKEN),
        Zin(True, AFGEROND),
        Zin(loose and not met, _ZONDER_BESTAND_LOS),
        Zin(_has_delen(nieuw), _APART),
        Zin(bool(silent), f"Over {lines} is bij {voortgang.moment} niets gemeld: die tellen zoals ze stonden."),
        Zin(True, f"Er is gerekend met wat in {years} jaar vrijkomt. De aantallen zijn een totaal, niet per jaar."),
    ))  # fmt: skip
    yield from _tell_gebouwd(voortgang.lijnen)
    yield from _tell_los(voortgang)


def _has_delen(scenario: Scenario) -> bool:
    groups = {line.groep for line in scenario.vraag}
    return any(groups.intersection(list_voorouders(group)) for group in groups)


def _tell_los(voortgang: Agendavoortgang) -> Iterable[str]:
    """Tell of the lines with a number that do not go along, by reason."""
    kinds = _choose_soorten(voortgang.lijnen)
    reasons = Counter(
        reason
        for item in voortgang.lijnen
        if item.aantal
        and item.lijn.soort != Agendasoort.AFSPRAAK
        and (reason := _explain_los(item.lijn, kinds))
    )
    return (
        f"Gaat niet mee: {count_woord(count, 'regel', 'regels')} ({reason})."
        for reason, count in reasons.items()
    )
