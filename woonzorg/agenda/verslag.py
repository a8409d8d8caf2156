"""The half-year report: frozen, under the hash of its content, and of shared figures only.

It holds all that it tells, and all that was shared before it: so it opens without files or data, and the next one can
see to it that nothing follows from the difference. A concept becomes *vastgesteld* by a decision, and stays so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from woonzorg.agenda.bewaarvorm import GROOTSTE_BESTAND, Bevroren, hash_inhoud, parse_bestand, write_tekst
from woonzorg.agenda.deelreeks import list_eens, share_momenten
from woonzorg.agenda.kwartaal import find_kwartaal
from woonzorg.agenda.planning import find_moment
from woonzorg.agenda.vrijetekst import drop_gebiedscodes
from woonzorg.dag import format_datum, today
from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InvoerFout
from woonzorg.tekst.plat import strip_onzichtbaar
from woonzorg.verdeling.invoer.datum import is_leeg, read_datum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from woonzorg.agenda.gedeeld import GedeeldeVoortgang
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.planning import Moment
    from woonzorg.agenda.urgentie import Urgentieregel
    from woonzorg.agenda.voortgang import Agendavoortgang

SOORT = "verslag"
"""What its file says that it is."""

LANGSTE_NAAM = 200
"""Most signs of who made it, and of a decision."""


class Verslagstatus(StrEnum):
    """A report is a concept until it was decided."""

    CONCEPT = "concept"
    VASTGESTELD = "vastgesteld"


@dataclass(frozen=True)
class Verslaggrond:
    """What a report is about and rests on.

    Attributes
    ----------
    regio, streek : str
        Key and title of the region.
    fictief : bool
        Whether region and figures are made up.
    gegevens : str
        Id of the data by which placements were told apart in classes.
    gemeenten : mapping
        Code to name, of the region.
    agenda : str
        Of a report of before only, and shown nowhere: a hash of numbers that were held back gives them away.
    """

    regio: str
    streek: str
    fictief: bool
    gegevens: str
    gemeenten: Mapping[str, str]
    agenda: str = ""


@dataclass(frozen=True)
class Verslag(Bevroren):
    """A report of one moment.

    Attributes
    ----------
    grond : Verslaggrond
    gedeeld : GedeeldeVoortgang
    urgentie : tuple of Urgentieregel
        Rules of the gemeenten, which are public.
    eerder : tuple of GedeeldeVoortgang
        All that was shared before it, the earliest first.
    vorige : str
        Id of the report that it compares with; '' for none.
    maker, opgesteld : str
        Who made it, as typed, and the day (ISO).
    status : Verslagstatus
    besluit, datum : str
        Which decision, and its day; '' for a concept.
    afgeleid_van : str
        Id of the concept that was decided on; '' for a concept.
    """

    soort: ClassVar[str] = SOORT

    grond: Verslaggrond
    gedeeld: GedeeldeVoortgang
    urgentie: tuple[Urgentieregel, ...]
    eerder: tuple[GedeeldeVoortgang, ...]
    vorige: str
    maker: str
    opgesteld: str
    status: Verslagstatus = Verslagstatus.CONCEPT
    besluit: str = ""
    datum: str = ""
    afgeleid_van: str = ""

    @property
    def agenda(self) -> str:
        """Twelve digits of the hash of the lines as they are shared: it holds nothing that the report does not tell."""
        lines = json.loads(self.to_inhoud())["inhoud"]["gedeeld"]["lijnen"]
        return hash_inhoud(write_tekst("agenda", [line["lijn"] for line in lines]))

    @property
    def moment(self) -> Moment:
        """Of which moment of the board it is."""
        return find_moment(str(self.gedeeld.moment))

    @property
    def titel(self) -> str:
        """'Tussenrapportage Q2 2027' or 'Evaluatie Q4 2026'."""
        return self.moment.titel

    @property
    def is_concept(self) -> bool:
        """Whether it was not decided yet."""
        return self.status != Verslagstatus.VASTGESTELD


def parse_verslag(raw: bytes) -> Verslag:
    """Return the report that a file holds, frozen as it was made.

    Raises
    ------
    InvoerFout
        When it is no report, was changed since it was made, or is of another version.
    """
    found = parse_bestand(Verslag, raw)
    if not found.moment.is_verslag:
        message = "Dit is geen verslag."
        raise InvoerFout(message, gevonden=f"een verslag van {found.gedeeld.moment}")
    return found


def read_verslag(pad: Path) -> Verslag:
    """Return the report that a file holds; errors as `parse_verslag`, and when it cannot be opened."""
    return parse_verslag(read_bytes(pad, GROOTSTE_BESTAND))


def make_verslag(
    voortgang: Agendavoortgang,
    grond: Verslaggrond,
    dag: date,
    *,
    vorige: Verslag | None = None,
    andere: Iterable[Verslag] = (),
    urgentie: Sequence[Urgentieregel] = (),
    maker: str = "",
) -> Verslag:
    """Return the report of a moment, as a concept.

    Parameters
    ----------
    voortgang : Agendavoortgang
        As its maker sees it; only what may be shared goes in.
    grond : Verslaggrond
    dag : date
        On which it is made.
    vorige : Verslag, optional
        The report before, or an earlier concept of this one: what it told stays told, and nothing follows from the
        difference. Without it that cannot be seen to, which the report says.
    andere : iterable of Verslag
        All others of the region that are kept: nothing follows from the difference with these either, also where two
        were made on the same one before.
    urgentie : sequence of Urgentieregel
    maker : str
        Name of who makes it, as typed.

    Raises
    ------
    InvoerFout
        When nothing is reported at this moment, or the report before is of a later moment or of another region.
    """
    _check_moment(voortgang.moment, grond, vorige)
    before = list_gedeeld(vorige, andere)
    *between, now = share_momenten(voortgang, before, opnieuw=True)
    told = tuple(one for one in list_eens([*before, *between]) if one != now)
    return Verslag(
        grond, now, tuple(urgentie), told, vorige.id if vorige else "",
        drop_gebiedscodes(strip_onzichtbaar(maker)[:LANGSTE_NAAM]), dag.isoformat(),
    )  # fmt: skip


def list_gedeeld(vorige: Verslag | None, andere: Iterable[Verslag] = ()) -> tuple[GedeeldeVoortgang, ...]:
    """Return all that reports tell, each once; what the report before tells comes last, and so holds.

    Parameters
    ----------
    vorige : Verslag or None
        The report before.
    andere : iterable of Verslag
        All others of the region that are known, whatever they are of and were made on.
    """
    reports = sorted(andere, key=lambda one: (one.gedeeld.moment, one.id)) + ([vorige] if vorige else [])
    return list_eens([shared for one in reports for shared in (*one.eerder, one.gedeeld)])


def check_bekend(verslag: Verslag, bewaard: Iterable[Verslag]) -> None:
    """Refuse to keep a report that was made without an eye to one that is kept, as when somebody saved in between.

    Raises
    ------
    InvoerFout
        Then a small count could follow from their difference.
    """
    known = (*verslag.eerder, verslag.gedeeld)
    unknown = [one.id for one in bewaard if one.gedeeld not in known]
    if unknown:
        message = "Intussen is een ander verslag bewaard. Dit verslag is daar niet aan getoetst."
        raise InvoerFout(
            message, gevonden=", ".join(unknown[:3]), remedie="Kijk het verslag na en bewaar het opnieuw."
        )


def _check_moment(moment: Kwartaal, grond: Verslaggrond, vorige: Verslag | None) -> None:
    if not find_moment(str(moment)).is_verslag:
        message = "Over dit moment komt geen verslag."
        raise InvoerFout(message, verwacht="Q2 of Q4 van 2026 tot en met 2030", gevonden=str(moment))
    if vorige is None:
        return
    if vorige.grond.regio != grond.regio:
        message = "Het vorige verslag is van een andere streek."
        raise InvoerFout(message, verwacht=grond.streek, gevonden=vorige.grond.streek[:80])
    if vorige.gedeeld.moment > moment:
        message = "Het vorige verslag is van een later moment."
        raise InvoerFout(message, verwacht=f"hoogstens {moment}", gevonden=str(vorige.gedeeld.moment))


def decide_verslag(verslag: Verslag, besluit: str, datum: str, vandaag: date | None = None) -> Verslag:
    """Return the report as it was decided: derived from the concept, with the same figures.

    Parameters
    ----------
    verslag : Verslag
    besluit, datum : str
        Who decided what, and when, written the Dutch way or as ISO.
    vandaag : date, optional
        No decision is later; today by default.

    Raises
    ------
    InvoerFout
        When it was decided before, its moment is yet to come, or the decision or its date says nothing, is yet to come
        or is of before the quarter that the report is about.
    """
    if not verslag.is_concept:
        message = "Dit verslag is vastgesteld en verandert niet meer."
        raise InvoerFout(message, remedie="Maak een nieuw verslag.")
    if verslag.gedeeld.moment > find_kwartaal(vandaag or today()):
        message = "Een verslag van een moment dat nog moet komen, is niet vast te stellen."
        raise InvoerFout(
            message, verwacht=f"een dag vanaf {format_datum(verslag.gedeeld.moment.begin.isoformat())}",
            gevonden=f"een verslag van {verslag.gedeeld.moment}", remedie="Stel het vast als dat kwartaal er is.",
        )  # fmt: skip
    if is_leeg(besluit):
        message = "Een vastgesteld verslag heeft een besluit."
        raise InvoerFout(message, verwacht="wie het besloot, en welk besluit", gevonden="niets")
    day, begin = read_datum(datum, vandaag), verslag.gedeeld.moment.begin
    if day < begin.isoformat():
        message = "Het besluit is ouder dan het kwartaal waar dit verslag over gaat."
        raise InvoerFout(
            message, verwacht=f"een dag vanaf {format_datum(begin.isoformat())}", gevonden=format_datum(day),
            remedie="Vul de dag in waarop dit verslag is vastgesteld.",
        )  # fmt: skip
    return replace(
        verslag, status=Verslagstatus.VASTGESTELD, besluit=drop_gebiedscodes(strip_onzichtbaar(besluit)[:LANGSTE_NAAM]),
        datum=day, afgeleid_van=verslag.id,
    )  # fmt: skip
