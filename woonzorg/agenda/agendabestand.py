"""The file of an agenda: a row a line; all that is wrong is told together, with row, column and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.agenda.cel import read_elk
from woonzorg.agenda.lijn import Agendalijn, Agendasoort, Gedekt, fold_regel
from woonzorg.agenda.planning import LAATSTE, list_momenten
from woonzorg.agenda.vrijetekst import OPENBAAR
from woonzorg.eigenbestand.getal import MEEST
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.verdeling.vraag.groepen import Eenheid, is_gebonden

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.agenda.cel import Cellezer, Gelezen
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.eigenbestand.tabel import Tabelregel

AANTAL_THEMAS = 13
"""Themes of the prestatieafspraken (`prestatie`)."""

AGENDA = Sjabloontabel(
    "agenda",
    {
        "regel": f"naam of nummer van de regel; de stand noemt hem zo; {OPENBAAR}",
        "onderdeel": "1 samenwerking per thema, 2 veerkrachtig spreiden, 3 woningen per groep en gemeente",
        "groep": "voor welke groep, zoals statushouders; leeg als het voor meer is, maar niet bij een toewijzing",
        "gemeente": "code of naam van de gemeente; leeg voor de hele streek",
        "corporatie": "welke corporatie; mag leeg",
        "soort": "nieuwbouw, transformatie, aanpassing, toewijzing of afspraak",
        "eenheid": "woning, persoon of standplaats; leeg bij een afspraak zonder aantal",
        "aantal": "hoeveel er is afgesproken; 0 bij een regel die is vervallen; leeg bij een afspraak zonder aantal",
        "gereed": "wanneer het klaar is, zoals 2027-Q4; leeg als er geen termijn is afgesproken",
        "trekker": f"welke organisatie ervoor zorgt; {OPENBAAR}",
        "partners": f"welke organisaties meedoen; {OPENBAAR}",
        "financiering": f"waar het geld vandaan komt; {OPENBAAR}",
        "gedekt": "ja, nee of deels; leeg als dat niet bekend is",
        "bron": f"het besluit en de datum; {OPENBAAR}",
        "thema": "nummer van het thema van de prestatieafspraken, 1 tot en met 13; mag leeg",
        "definitie": "ja als is afgesproken wat telt",
        "meting": "ja als is afgesproken hoe het wordt gemeten",
    },
    sleutel="regel",
    verplicht=frozenset({"regel", "onderdeel", "soort"}),
    voorbeelden=(
        ("voorbeeld: A1", 3, "statushouders", "GM0000", "Voorbeeldcorporatie", "toewijzing", "woning", 40, "2026-Q4",
         "gemeente", "corporatie", "geen extra geld nodig", "ja", "raadsbesluit, 1 juni 2026", 2, "ja", "ja"),
        ("voorbeeld: A2", 2, "", "", "", "afspraak", "", "", "", "regio", "alle gemeenten", "", "", "", 7, "nee",
         "nee"),
    ),
)  # fmt: skip
"""The table of an agenda."""


def read_lijnen(
    regels: Sequence[Tabelregel], gemeenten: Mapping[str, str], bevindingen: list[str]
) -> tuple[Gelezen[Agendalijn], ...]:
    """Return the lines of an agenda; parameters as `cel.read_elk`, with the gemeenten of the region, code to name."""
    return read_elk(regels, bevindingen, lambda lees: _read_lijn(lees, gemeenten), _name_lijn)


def _name_lijn(lijn: Agendalijn) -> tuple[object, str, str]:
    text = f"'{lijn.regel}' staat er twee keer; geef elke regel een eigen naam"
    return fold_regel(lijn.regel) or None, "regel", text


def _read_lijn(lees: Cellezer, gemeenten: Mapping[str, str]) -> Agendalijn:
    kind = Agendasoort(lees.read_keuze("soort", list(Agendasoort)) or Agendasoort.AFSPRAAK)
    line = Agendalijn(
        regel=lees.read_vrij("regel", verplicht=True),
        onderdeel=_read_nummer(lees, "onderdeel", 3) or 1,
        groep=lees.read_groep("groep", verplicht=False),
        gemeente=lees.read_gemeente("gemeente", gemeenten),
        corporatie=lees.read_vrij("corporatie"),
        soort=kind,
        eenheid=lees.read_keuze("eenheid", ["", *Eenheid], verplicht=False),
        aantal=lees.read_aantal("aantal"),
        gereed=_read_gereed(lees),
        trekker=lees.read_vrij("trekker"),
        partners=lees.read_vrij("partners"),
        financiering=lees.read_vrij("financiering"),
        gedekt=Gedekt(lees.read_keuze("gedekt", list(Gedekt), verplicht=False)),
        bron=lees.read_vrij("bron"),
        thema=_read_nummer(lees, "thema", AANTAL_THEMAS),
        definitie=lees.read_ja_nee("definitie"),
        meting=lees.read_ja_nee("meting"),
    )
    _check_getal(lees, line)
    return line


def _read_nummer(lees: Cellezer, kolom: str, hoogst: int) -> int | None:
    number, needed = lees.read_aantal(kolom, -MEEST), kolom == "onderdeel"
    if number is not None and not 1 <= number <= hoogst:
        or_none = "" if needed else ", of laat het leeg"
        lees.say(kolom, f"{number} bestaat niet; kies 1 tot en met {hoogst}{or_none}")
        return None
    if number is None and needed and not lees.read_tekst(kolom):
        lees.say(kolom, "is leeg; kies 1, 2 of 3")
    return number


def _read_gereed(lees: Cellezer) -> Kwartaal | None:
    due, first = lees.read_kwartaal("gereed", LAATSTE), list_momenten()[0].kwartaal
    if due is not None and due < first:
        lees.say("gereed", f"{due} is voor {first}, het begin van de agenda; verbeter het jaar")
    return due


def _check_getal(lees: Cellezer, line: Agendalijn) -> None:
    """Ask a number, its unit and a term of all that is no agreement."""
    if line.soort == Agendasoort.AFSPRAAK:
        return
    if line.soort == Agendasoort.TOEWIJZING:
        _check_groep(lees, line)
    if line.aantal is None and not lees.read_tekst("aantal"):
        lees.say("aantal", f"is leeg; een regel van de soort {line.soort} heeft een aantal")
    if not line.eenheid and not lees.read_tekst("eenheid"):
        lees.say("eenheid", "is leeg; kies woning, persoon of standplaats")
    if line.gereed is None and not lees.read_tekst("gereed"):
        lees.say("gereed", "is leeg; vul een kwartaal in, zoals 2027-Q4")


def _check_groep(lees: Cellezer, line: Agendalijn) -> None:
    """Ask of lettings for whom they are: they count against a demand of the groups that the rule binds."""
    if not line.groep and not lees.read_tekst("groep"):
        lees.say("groep", "is leeg; geef bij een toewijzing elke groep een eigen regel")
    elif line.groep and is_gebonden(line.groep) is None:
        lees.say("groep", "de regel geldt maar voor een deel van deze groep; geef elk deel een eigen regel")
