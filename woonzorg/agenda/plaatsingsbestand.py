"""The file of placements: a row is how many homes were let to a group in a buurt since the report before.

Of the groups for which more privacy holds only the gemeente is asked; of these the class is not known. Rows are for the
function that counts them and are kept nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.cel import Cellezer
from woonzorg.agenda.planning import LAATSTE, find_nu, list_verslagen
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau, clean_code, find_niveau
from woonzorg.verdeling.invoer.datum import read_datum
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, is_gebonden

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.eigenbestand.tabel import Tabelregel
    from woonzorg.verdeling.invoer.veld import Veld

PLAATSINGEN = Sjabloontabel(
    "plaatsingen",
    {
        "moment": "2026-Q2 of 2026-Q4, tot en met 2030-Q4; leeg voor het moment dat u bekijkt",
        "code": "code van de buurt; bij detentie, forensische zorg, vrouwenopvang en sekswerkers die van de gemeente",
        "groep": "voor welke groep, zoals statushouders",
        "aantal": "woningen die sinds het vorige verslag zijn toegewezen",
        "besluit": "bij een kwetsbare buurt wie besloot en wanneer, zoals: raad, 14-4-2026; leeg als dat er niet is",
    },
    sleutel="code",
    verplicht=frozenset({"code", "groep", "aantal"}),
    voorbeelden=(("2026-Q4", "voorbeeld: BU00000000", "statushouders", 12, ""),),
)  # fmt: skip
"""The table of placements."""

KLASSE_ONBEKEND = "klasse niet bekend"
"""Where only the gemeente is given."""


@dataclass(frozen=True)
class Plaatsing:
    """A row of the file, checked.

    Attributes
    ----------
    moment : Kwartaal
    code, gemeente : str
        Of the buurt, or of the gemeente twice.
    klasse : str
        Of the buurt, or `KLASSE_ONBEKEND`.
    groep : str
    aantal : int
        Homes.
    besluit : str
        Who decided and when; '' for none.
    """

    moment: Kwartaal
    code: str
    gemeente: str
    klasse: str
    groep: str
    aantal: int
    besluit: str

    @property
    def gebonden(self) -> bool:
        """Whether the rule binds its group."""
        return is_gebonden(self.groep) is not False


def read_rijen(
    regels: Sequence[Tabelregel], veld: Veld, moment: Kwartaal, vandaag: date, bevindingen: list[str]
) -> list[Plaatsing]:
    """Return the rows of a table of placements that can be read.

    Parameters
    ----------
    regels : sequence of Tabelregel
    veld : Veld
        Of the level buurt.
    moment : Kwartaal
        Moment of rows that give none: the one that is looked at.
    vandaag : date
        No decision is later; nor is a moment beyond the one that is due, of which the homes are let now.
    bevindingen : list of str
        Grows by what is wrong.
    """
    own = veld.gebieden[veld.eigen]
    classes = dict(zip(own["code"], own["klasse"], strict=True))
    towns = dict(zip(own["code"], own["gemeentecode"], strict=True))
    towns |= {code: code for code in own["gemeentecode"]}
    rows = [_read_rij(Cellezer(row, bevindingen), classes, towns, moment, vandaag) for row in regels]
    return [row for row in rows if row is not None]


def _read_rij(
    lees: Cellezer, klassen: Mapping[str, str], gemeenten: Mapping[str, str], anders: Kwartaal, vandaag: date
) -> Plaatsing | None:
    moment = _read_moment(lees, anders, vandaag)
    group, code = lees.read_groep("groep", verplicht=True), clean_code(lees.read_tekst("code"))
    _check_plek(lees, code, group, gemeenten)
    if group and is_gebonden(group) is None:
        lees.say("groep", f"de regel geldt maar voor een deel van '{group}'; noem het deel")
    count, decision = lees.read_aantal("aantal", 1), _read_besluit(lees, vandaag)
    if count is None and not lees.read_tekst("aantal"):
        lees.say("aantal", "is leeg; vul in hoeveel woningen")
    if moment is None or count is None or not group or code not in gemeenten:
        return None
    return Plaatsing(
        moment, code, gemeenten[code], str(klassen.get(code, KLASSE_ONBEKEND)), group, count, decision
    )


def _read_moment(lees: Cellezer, anders: Kwartaal, vandaag: date) -> Kwartaal | None:
    """Return the moment of a row; one that the board does not meet at, or that is to come, is a finding."""
    given = bool(lees.read_tekst("moment"))
    moment, due = lees.read_kwartaal("moment", LAATSTE) if given else anders, find_nu(vandaag).kwartaal
    if moment is None or moment > LAATSTE:
        return moment
    what = str(moment) if given else f"is leeg, en het moment dat u bekijkt, {moment},"
    if moment not in {item.kwartaal for item in list_verslagen()}:
        lees.say("moment", f"{what} is geen moment van de agenda; kies Q2 of Q4 van 2026 tot en met 2030")
    elif moment > due:
        lees.say("moment", f"{what} moet nog komen; kies {due} of eerder")
    return moment


def _check_plek(lees: Cellezer, code: str, groep: str, gemeenten: Mapping[str, str]) -> None:
    level = find_niveau(code)
    secret = bool(groep) and PER_SLEUTEL[groep].gevoelig
    if level not in {Niveau.BUURT, Niveau.GEMEENTE}:
        lees.say("code", f"'{code[:30]}' is geen code van een buurt; verwacht een code als BU09171000")
    elif secret and level == Niveau.BUURT:
        lees.say("code", "voor deze groep geldt extra privacy; geef de code van de gemeente, zoals GM0917")
    elif not secret and level == Niveau.GEMEENTE and groep:
        lees.say("code", "geef de code van de buurt; alleen groepen met extra privacy staan per gemeente")
    elif code not in gemeenten:
        lees.say("code", f"{code} ligt niet in deze streek, of is van een andere indeling; verbeter de code")


def _read_besluit(lees: Cellezer, vandaag: date) -> str:
    """Return a decision as text with its day; one without a day that was is a finding."""
    text = lees.read_tekst("besluit")
    if not text:
        return ""
    who, _, day = text.rpartition(",")
    try:
        read = read_datum(day, vandaag)
    except InvoerFout as error:
        lees.say("besluit", f"{str(error).split('.')[0]}; schrijf wie besloot, een komma en de datum")
        return text
    if not who.strip():
        lees.say("besluit", "zegt niet wie besloot; schrijf wie besloot, een komma en de datum")
    return f"{who.strip()}, {read}"
