"""What the papers of an initiative are made of: only what may be shared, as `gedeeldetoets.share_uitkomst` tells it.

The rule's answer, the answers to the twenty questions and what partners said, without what may not be told:

- of a group for which more privacy holds no place, name or number, no text of its maker's own, and of the conversation
  only which knobs are turned for what;
- where own counts under 10 stand behind the answer, no text with a number in it;
- no text, and no name, that looks as if it is about a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from woonzorg.agenda.vrijetekst import drop_naamgetallen, has_getal
from woonzorg.fouten import InvoerFout
from woonzorg.initiatief.afweging import Feitsoort, list_vragen
from woonzorg.initiatief.gedeeldetoets import is_geheim, rests_on_klein, share_uitkomst
from woonzorg.initiatief.gesprek import Gesprek, Knopgesprek, fold_partij
from woonzorg.initiatief.initiatiefcontrole import list_namen
from woonzorg.initiatief.initiatieflink import BESLUITVELDEN, share_velden, write_velden
from woonzorg.initiatief.persoonstekst import find_persoonlijk
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.delen.openbaar import has_eigen_cijfers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.initiatief.afweging import Afweging
    from woonzorg.initiatief.gedeeldetoets import GedeeldeToets
    from woonzorg.initiatief.gesprek import Baat, Investering
    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.initiatief.toets import Toetsuitkomst
    from woonzorg.initiatief.voorinvulling import Vraagfeit
    from woonzorg.oordeel.toets import Score
    from woonzorg.verdeling.invoer.situatie import Situatie

ZONDER_TEKST = "staat niet op dit papier"
"""In place of a text that is not shared."""

ZONDER_NAAM = "organisatie zonder naam"
"""In place of the name of a party that looks like that of a person; with a number, so that two stay two."""

GEHEIM = (
    "Voor deze groep geldt extra privacy: hier staan geen plek, namen, aantallen of eigen teksten. Die blijven bij wie "
    "dit invulde."
)
_PERSOONLIJK = "Een tekst of naam die op een persoon lijkt, staat hier niet."
_GETALLEN = (
    "Achter de toets staan eigen tellingen onder 10: een eigen tekst met een getal erin staat hier niet."
)
_EIGEN = "Eigen cijfers tellen mee in deze toets. Wie de link opent, heeft die niet."


@dataclass(frozen=True, eq=False)
class Initiatiefstof:
    """What may be shared of an initiative.

    Attributes
    ----------
    snapshot : Snapshot
    score : Score
    toets : GedeeldeToets
    afweging : Afweging
    gesprek : Gesprek
    feiten : tuple of Vraagfeit
        What is known beside some of the questions, with its source.
    link : mapping of str to str
        Of the page that shows the same; empty where a link would tell more than the paper.
    kenmerk : str
        Of the content; '' where what is hidden could be found by it.
    weggelaten : tuple of str
        What was left out, to be told.
    """

    snapshot: Snapshot
    score: Score
    toets: GedeeldeToets
    afweging: Afweging
    gesprek: Gesprek
    feiten: tuple[Vraagfeit, ...]
    link: Mapping[str, str]
    kenmerk: str
    weggelaten: tuple[str, ...]


def make_initiatiefstof(
    initiatief: Initiatief,
    uitkomst: Toetsuitkomst,
    situatie: Situatie,
    snapshot: Snapshot,
    score: Score,
    feiten: Sequence[Vraagfeit] = (),
) -> Initiatiefstof:
    """Return what may be shared of an initiative.

    Parameters
    ----------
    initiatief : Initiatief
        With its weighing and conversation.
    uitkomst : Toetsuitkomst
        Of its first step.
    situatie : Situatie
        That it was judged in.
    snapshot : Snapshot
    score : Score
    feiten : sequence of Vraagfeit

    Raises
    ------
    InvoerFout
        For a single letting: of that no paper is made.
    """
    if initiatief.waarom_onbewaard:
        raise InvoerFout(initiatief.waarom_onbewaard, remedie="Geef het aantal van een heel jaar.")
    told = share_uitkomst(uitkomst, situatie)
    hide = _Weglater(geheim=told.is_geheim, kaal=bool(told.waarom))
    hide.persoonlijk = not hide.geheim and any(map(find_persoonlijk, list_namen(initiatief).values()))
    weighing, talk = hide.share_afweging(initiatief.afweging), hide.share_gesprek(initiatief.gesprek)
    link, _ = share_velden(write_velden(initiatief))
    told = drop_getallen(told)
    if told.waarom:
        link = {"gebied": told.plek} if told.plek else {}
    own = has_eigen_cijfers(situatie.veld) and not told.is_geheim
    return Initiatiefstof(
        snapshot, score, told, weighing, talk, _share_feiten(feiten, geheim=told.is_geheim), link,
        find_kenmerk(initiatief, uitkomst, situatie), (*hide.list_zinnen(), *([_EIGEN] if own else [])),
    )  # fmt: skip


def drop_getallen(toets: GedeeldeToets) -> GedeeldeToets:
    """Return what may be shared of a test; names bear no number where only the outcome is told."""
    if not toets.waarom:
        return toets
    name, party = drop_naamgetallen(toets.naam), drop_naamgetallen(toets.organisatie)
    return replace(toets, naam=name, organisatie=party)


def find_kenmerk(initiatief: Initiatief, uitkomst: Toetsuitkomst, situatie: Situatie) -> str:
    """Return the mark of the content; '' where by it, whoever knows the rest finds what is left out.

    There are few numbers under 10, and few places.
    """
    given = write_velden(initiatief)
    link, _ = share_velden(given)
    whole = given.keys() <= link.keys() | set(BESLUITVELDEN)
    bare = is_geheim(initiatief) or rests_on_klein(uitkomst, situatie)
    personal = any(map(find_persoonlijk, list_namen(initiatief).values()))
    return initiatief.id if whole and not bare and not personal else ""


def _share_feiten(feiten: Sequence[Vraagfeit], *, geheim: bool) -> tuple[Vraagfeit, ...]:
    """Return the facts that are known; of a secret place those of the region only."""
    of_region = {question.nr for question in list_vragen() if question.feit == Feitsoort.OPGAVE}
    return tuple(fact for fact in feiten if fact.bekend and (not geheim or fact.nr in of_region))


Deel = TypeVar("Deel", "Investering", "Baat")


class _Weglater:
    """Leaves out what may not be told, and remembers that it did."""

    def __init__(self, *, geheim: bool, kaal: bool) -> None:
        self.geheim, self.kaal = geheim, kaal
        self.persoonlijk, self.getallen = False, False
        self.namen: dict[str, str] = {}

    def share_tekst(self, tekst: str) -> str:
        """Return a text, or what stands in its place."""
        if not tekst or self.geheim:
            return ""
        personal, number = bool(find_persoonlijk(tekst)), self.kaal and has_getal(tekst)
        self.persoonlijk |= personal
        self.getallen |= number
        return ZONDER_TEKST if personal or number else tekst

    def share_partij(self, naam: str) -> str:
        """Return the name of an organisation."""
        if not find_persoonlijk(naam):
            return naam
        self.persoonlijk = True
        return self.namen.setdefault(fold_partij(naam), f"{ZONDER_NAAM} {len(self.namen) + 1}")

    def share_afweging(self, afweging: Afweging) -> Afweging:
        """Return the answers."""
        given = (replace(one, toelichting=self.share_tekst(one.toelichting)) for one in afweging.antwoorden)
        return replace(afweging, antwoorden=tuple(given))

    def share_gesprek(self, gesprek: Gesprek) -> Gesprek:
        """Return the conversation; of a secret place only which knobs are turned for what."""
        if self.geheim:
            return Gesprek(tuple(Knopgesprek(knob.knop, knob.doelen) for knob in gesprek.knoppen))
        parties = (replace(one, naam=self.share_partij(one.naam)) for one in gesprek.partijen)
        return Gesprek(tuple(map(self._share_knop, gesprek.knoppen)), tuple(parties))

    def _share_knop(self, knop: Knopgesprek) -> Knopgesprek:
        return replace(
            knop, kosten=tuple(replace(one, wat=self.share_tekst(one.wat)) for one in knop.kosten),
            investeringen=self._share_delen(knop.investeringen), baten=self._share_delen(knop.baten),
            uitwerking=self.share_tekst(knop.uitwerking), bewijs_vooraf=self.share_tekst(knop.bewijs_vooraf),
            bewijs_tijdens=self.share_tekst(knop.bewijs_tijdens),
        )  # fmt: skip

    def _share_delen(self, delen: Sequence[Deel]) -> tuple[Deel, ...]:
        share: Callable[[Deel], Deel] = lambda one: replace(  # noqa: E731
            one, partij=self.share_partij(one.partij), toelichting=self.share_tekst(one.toelichting)
        )
        return tuple(map(share, delen))

    def list_zinnen(self) -> list[str]:
        """Tell what was left out."""
        return list_geldend((
            Zin(self.persoonlijk, _PERSOONLIJK), Zin(self.getallen, _GETALLEN),
        ))  # fmt: skip
