"""Everything that is kept, each kind declared once: where, how long, whose it is, and how it goes.

The page Methode, the concept for the register of algorithms, docs/beheer.md and ``python -m woonzorg bewaard`` tell it
from here. Tests find without its line: a table of the library, a script or a cookie that keeps something in a browser,
a module that writes a file, and a page that reads one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sqlalchemy as sa

from woonzorg.agenda import verslag as verslagvorm
from woonzorg.agenda.versie import SOORT as AGENDASOORT
from woonzorg.bibliotheek import agendakast, initiatiefkast
from woonzorg.bibliotheek.account import BEWAARTERMIJN as ACCOUNTTERMIJN
from woonzorg.bibliotheek.bibliotheek import is_gaaf
from woonzorg.bibliotheek.intrekking import BEWAARTERMIJN as SCENARIOTERMIJN
from woonzorg.bibliotheek.reactie import BEWAARTERMIJN as REACTIETERMIJN
from woonzorg.bibliotheek.reactie import parse_reactie
from woonzorg.bibliotheek.reservekopie import BEWAARTERMIJN as KOPIETERMIJN
from woonzorg.bibliotheek.rijen import (
    ACCOUNT,
    AGENDASTUK,
    INGETROKKEN,
    INITIATIEF,
    MAKER,
    REACTIE,
    SCENARIO,
    Row,
    has_tabel,
)
from woonzorg.kern.kernwoorden import BEWAARDAGEN
from woonzorg.toegang.aanmelding import HEENMINUTEN
from woonzorg.verdeling.scenario.werkversie import DAGEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from woonzorg.bibliotheek.bibliotheek import Bibliotheek

MAKER_KAN = "de maker, met de code van zijn bezoek"
BEHEERDER = "de beheerder"
BEZOEKER = "de bezoeker"


@dataclass(frozen=True)
class Bewaarsoort:
    """A kind of thing that is kept.

    Attributes
    ----------
    naam : str
        What it is called, in the plural.
    plek : str
        Where it is kept.
    termijn : str
        How long.
    eigenaar : str
        Whose it is.
    weg : str
        How it is removed or withdrawn.
    tabel : Table or None
        Of the library, with its moment in the column `moment` and of these rows only (`soort`).
    moment, soort : str
    script : str
        Of a page, that keeps it in a browser.
    koekje : str
        The cookie that it is, in a browser.
    modules : tuple of str
        That write it to a file, or take it from a file of a visitor.
    doel : str
        What it is kept for.
    dpia : str
        What of it belongs in the DPIA; '' for nothing about or by a person.
    """

    naam: str
    plek: str
    termijn: str
    eigenaar: str
    weg: str
    tabel: sa.Table | None = None
    moment: str = ""
    soort: str = ""
    script: str = ""
    koekje: str = ""
    modules: tuple[str, ...] = ()
    doel: str = field(kw_only=True)
    dpia: str = field(default="", kw_only=True)


def write_termijn(termijn: timedelta) -> str:
    """Write a keeping time.

    Examples
    --------
    >>> from datetime import timedelta
    >>> write_termijn(timedelta(days=3653)), write_termijn(timedelta(days=30))
    ('10 jaar', '30 dagen')
    """
    years, rest = divmod(termijn.days, 365)
    return f"{years} jaar" if years and rest <= years else f"{termijn.days} dagen"


_DATABANK, _BROWSER = "bibliotheek (database)", "browser van de bezoeker"
_KOEKJE, _LOGBOEK = "cookie in de browser van de bezoeker", "logboek van de server"
_BEZOEK, _ZOLANG = "geheugen van de server, bij dit bezoek", "zolang het bezoek duurt"
_VERSLAGEN = "de beheerder: `verslagen --verwijder`"
_TEKST = "vrije tekst en namen"
_TOT_SLUITEN, _SLUIT = "tot de browser sluit", "haal het bestand weg of sluit de pagina"

BEWAARSOORTEN: tuple[Bewaarsoort, ...] = (
    Bewaarsoort(
        "Scenario's", _DATABANK, write_termijn(SCENARIOTERMIJN), MAKER_KAN,
        "de maker: op Scenario's, 'Trek dit scenario in'; de beheerder: `bewaard --trek-in`", SCENARIO, "bewaard_op",
        modules=("woonzorg/bibliotheek/databank.py",), doel="een plan met een link bespreken en vaststellen",
        dpia=f"{_TEKST}: auteur, notitie, wie besloot",
    ),
    Bewaarsoort(
        "Makers van scenario's (afdruk van een code)", _DATABANK, "zo lang als het scenario", MAKER_KAN,
        "gaat weg met het scenario", MAKER, doel="weten wie reacties mag sluiten en het plan mag intrekken",
    ),
    Bewaarsoort(
        "Wat is ingetrokken of weggehaald (alleen soort, kenmerk en datum)", _DATABANK,
        "zo lang als de bibliotheek", BEHEERDER, "blijft, zonder inhoud: zo komt het niet terug met een reservekopie",
        INGETROKKEN, "ingetrokken_op", doel="zorgen dat het niet terugkomt",
    ),
    Bewaarsoort(
        "Reacties", _DATABANK, write_termijn(REACTIETERMIJN), "wie reageerde, met de code van zijn bezoek",
        "wie reageerde: onder het plan; de beheerder: `reacties --verwijder`", REACTIE, "geplaatst_op",
        doel="het gesprek over een plan", dpia=f"{_TEKST} van organisaties",
    ),
    Bewaarsoort(
        "Agenda's", _DATABANK, write_termijn(agendakast.BEWAARTERMIJN), "wie was ingelogd", _VERSLAGEN, AGENDASTUK,
        "bewaard_op", AGENDASOORT, doel="volgen wat per gemeente en groep is afgesproken",
        dpia=f"{_TEKST} van wie meedoet",
    ),
    Bewaarsoort(
        "Halfjaarverslagen", _DATABANK, write_termijn(agendakast.BEWAARTERMIJN), "wie was ingelogd", _VERSLAGEN,
        AGENDASTUK, "bewaard_op", verslagvorm.SOORT, doel="elk halfjaar zien hoe ver de agenda is",
        dpia="aantallen per groep en gemeente, nooit onder de 10; naam van de maker",
    ),
    Bewaarsoort(
        "Initiatieven", _DATABANK, write_termijn(initiatiefkast.BEWAARTERMIJN), MAKER_KAN,
        "de maker: in de lijst op Initiatief; de beheerder: `dossiers --verwijder`", INITIATIEF, "bewaard_op",
        doel="het gesprek over een plan op een plek met een link voeren",
        dpia=f"{_TEKST} van organisaties, en bedragen",
    ),
    Bewaarsoort(
        "Accounts bij scenario's en reacties", _DATABANK, write_termijn(ACCOUNTTERMIJN), "wie was aangemeld",
        "gaat weg met het scenario of de reactie; de beheerder: `bewaard --wis-account`", ACCOUNT, "bewaard_op",
        doel="kunnen nagaan wie iets deed", dpia="wie wat bewaarde, waar bezoekers zich aanmelden",
    ),
    Bewaarsoort(
        "Het boek: handelingen met account", _LOGBOEK, "bepaalt de beheerder", BEHEERDER,
        "haal de regels uit het logboek", doel="kunnen nagaan wie iets deed",
        dpia="wie wat deed, waar bezoekers zich aanmelden",
    ),
    Bewaarsoort(
        "Meldingen van server en proxy: storingen, en adressen van pagina's", _LOGBOEK, "bepaalt de beheerder",
        BEHEERDER, "haal de regels uit het logboek", doel="storingen vinden",
        dpia="adressen, met de namen van eigen gebieden die een bezoeker typte",
    ),
    Bewaarsoort(
        "Werkversie van een verdeling", _BROWSER, f"{DAGEN} dagen", BEZOEKER, "op Verdelen, 'Wis werkversie'",
        script="verdelen/werkversie.js", doel="verder werken na een storing of een andere dag",
    ),
    Bewaarsoort(
        "Eigen gebieden", _BROWSER, f"{BEWAARDAGEN} dagen na het laatste bezoek", BEZOEKER, "op Kaart, onder de kaart",
        script="bouwstenen/kern/kerngeheugen.js", modules=("pages/kaart/kernbeheer.py",),
        doel="de kaart van een kern of stadsdeel bekijken", dpia="namen die een bezoeker zelf typt, ook in adressen",
    ),
    Bewaarsoort(
        "Laatst bekeken gebieden", "tabblad van de bezoeker", "tot het tabblad sluit", BEZOEKER,
        "op Buurt, 'Wis deze lijst'", script="buurt/laatst.js", doel="terugvinden wat u bekeek",
    ),
    Bewaarsoort(
        "Waar iemand heen wilde, terwijl hij zich aanmeldt", _KOEKJE,
        f"{HEENMINUTEN} minuten", BEZOEKER, "gaat weg na het aanmelden", script="bouwstenen/aanmelding/deur.js",
        doel="na het aanmelden bij die pagina uitkomen",
    ),
    Bewaarsoort(
        "Wie is aangemeld", _KOEKJE, "30 dagen, of tot het afmelden", "wie is aangemeld", "met 'Afmelden'",
        koekje="_streamlit_user", doel="niet bij elke pagina opnieuw aanmelden", dpia="account, naam en groepen",
    ),
    Bewaarsoort(
        "Het aanmelden zelf, zolang het duurt", _KOEKJE, _TOT_SLUITEN, "wie zich aanmeldt", "sluit de browser",
        koekje="_streamlit_session", doel="zeker weten dat wie terugkomt dezelfde is",
    ),
    Bewaarsoort(
        "Een willekeurig getal tegen valse verzoeken", _KOEKJE, _TOT_SLUITEN, BEZOEKER, "sluit de browser",
        koekje="_streamlit_xsrf", doel="alleen bestanden aannemen van de pagina zelf",
    ),
    Bewaarsoort(
        "Bij welke server een bezoek hoort, waar er meer zijn", _KOEKJE, _TOT_SLUITEN, BEZOEKER, "sluit de browser",
        koekje="woonzorg_server", doel="bij dezelfde server terugkomen",
    ),
    Bewaarsoort(
        "Eigen cijfers, afspraken en plaatsingen", _BEZOEK, _ZOLANG, BEZOEKER, _SLUIT,
        modules=(
            "pages/opgave/eigen.py", "pages/scenarios/bewaren.py", "pages/verdelen/afspraken.py",
            "pages/verdelen/bestanden.py", "pages/voortgang/verslag.py",
        ),
        doel="meetellen in een plan of verslag", dpia="eigen aantallen per groep, gebied of complex",
    ),
    Bewaarsoort(
        "Eigen waarnemingen, doelen en complexen", _BEZOEK, _ZOLANG, BEZOEKER, _SLUIT,
        modules=("pages/buurt/profieleigen.py",), doel="naast open cijfers zetten wat u zag, afsprak en bezit",
        dpia=f"{_TEKST} van complexen",
    ),
    Bewaarsoort(
        "Gekozen streken en een register van instroominstrumenten", _BEZOEK, _ZOLANG, BEZOEKER,
        _SLUIT, modules=("pages/gegevens/uitsnedevak.py", "pages/kaart/instroom.py", "pages/kaart/streken.py"),
        doel="het gesprek met provincie en Rijk, en zien waar een besluit geldt",
    ),
    Bewaarsoort(
        "Initiatieven die niet bewaard zijn, en lijsten ervan", _BEZOEK, _ZOLANG, BEZOEKER,
        _SLUIT,
        modules=("pages/initiatief/bestand.py", "pages/initiatief/lijststap.py", "pages/initiatief/vraagfeiten.py"),
        doel="een plek toetsen en afwegen", dpia=f"{_TEKST} van organisaties, en bedragen",
    ),
    Bewaarsoort(
        "Bouwprogramma's voor sociale huur", _BEZOEK, _ZOLANG, BEZOEKER, _SLUIT,
        modules=("pages/opgave/huurprogramma.py",), doel="een programma naast de grenzen van de visie houden",
    ),
    Bewaarsoort(
        "Een tabel van varianten die een bezoeker bekijkt", _BEZOEK, _ZOLANG, BEZOEKER, _SLUIT,
        modules=("pages/vergelijken/varianten.py",), doel="varianten in één beeld zien, en er een openen op Verdelen",
    ),
    Bewaarsoort(
        "Geladen gegevens (open cijfers over gebieden)", "map met gegevens, of objectopslag",
        "tot de beheerder ze weghaalt", BEHEERDER, "haal de map van die lading weg",
        modules=("woonzorg/gegevens/mapopslag.py", "woonzorg/gegevens/schijf.py"), doel="gebieden toetsen en tonen",
    ),
    Bewaarsoort(
        "Kopieën van geladen gegevens uit de objectopslag", "map op de server", "zolang er ruimte voor is", BEHEERDER,
        "haal de map weg; hij wordt opnieuw gevuld",
        modules=("woonzorg/gegevens/kopie.py", "woonzorg/gegevens/objectdienst.py"), doel="niet elke keer ophalen",
    ),
    Bewaarsoort(
        "Antwoorden van de bronnen (open cijfers)", "map met gegevens", "tot de lading klaar is; na een dag ongebruikt",
        BEHEERDER, "haal de map weg", modules=("woonzorg/bronnen/web.py",), doel="een lading hervatten die afbrak",
    ),
    Bewaarsoort(
        "Tabellen van varianten, en de delen ervan", "waar de opdracht ze zet", "de delen tot de tabel klaar is",
        "wie de opdracht geeft", "haal het bestand en de map ernaast weg", modules=("woonzorg/varianten/werkmap.py",),
        doel="veel varianten van een scenario vergelijken",
    ),
    Bewaarsoort(
        "Reservekopieën van de bibliotheek", "waar de beheerder ze zet", write_termijn(KOPIETERMIJN), BEHEERDER,
        "`bewaard --reservekopie MAP` haalt in die map de oudere weg; elders: haal het bestand weg",
        modules=("woonzorg/bibliotheek/reservekopie.py",), doel="de bibliotheek terugzetten na schade",
        dpia="alles wat in de bibliotheek staat",
    ),
)  # fmt: skip
"""All kinds, those of the library first."""

_HEEL: Mapping[str, Callable[[Row], bool]] = {
    SCENARIO.name: is_gaaf,
    REACTIE.name: lambda row: parse_reactie(row) is not None,
    AGENDASTUK.name: lambda row: agendakast.read_rij(row) is not None,
    INITIATIEF.name: lambda row: initiatiefkast.read_rij(row) is not None,
}


def is_heel(tabel: sa.Table, row: Row) -> bool:
    """Tell whether a row is what was kept; of a table that cannot tell it is taken to be."""
    check = _HEEL.get(tabel.name)
    return check is None or check(row)


@dataclass(frozen=True)
class Bewaartelling:
    """How many there are of a kind, and since when.

    Attributes
    ----------
    soort : Bewaarsoort
    aantal : int or None
        None where only somebody else's browser or disk knows.
    oudste : str
        Moment of the oldest in ISO form; '' when there is none or it is not noted.
    """

    soort: Bewaarsoort
    aantal: int | None = None
    oudste: str = ""


def count_bewaard(kast: Bibliotheek) -> tuple[Bewaartelling, ...]:
    """Count what is kept of each kind.

    Raises
    ------
    OpslagFout
        When the library cannot be read.
    """
    return kast.read(lambda connection: tuple(_count(connection, kind) for kind in BEWAARSOORTEN))


def _count(connection: sa.Connection, soort: Bewaarsoort) -> Bewaartelling:
    table = soort.tabel
    if table is None:
        return Bewaartelling(soort)
    if not has_tabel(connection, table):
        return Bewaartelling(soort, 0)
    oldest = sa.func.min(table.c[soort.moment]) if soort.moment else sa.literal("")
    query = sa.select(sa.func.count(), oldest).select_from(table)
    found = connection.execute(query.where(table.c.soort == soort.soort) if soort.soort else query).one()
    return Bewaartelling(soort, int(found[0]), str(found[1] or ""))


def write_bewaartabel() -> str:
    """Write all kinds as a table in Markdown."""
    head = "| Wat | Waarvoor | Waar | Hoe lang | Van wie | Weghalen |\n|---|---|---|---|---|---|"
    rows = [
        f"| {k.naam} | {k.doel} | {k.plek} | {k.termijn} | {k.eigenaar} | {k.weg} |" for k in BEWAARSOORTEN
    ]
    return "\n".join([head, *rows])


def write_dpiatabel() -> str:
    """Write what of each kind belongs in the DPIA, as a table in Markdown."""
    rows = [f"| {kind.naam} | {kind.plek} | {kind.dpia} |" for kind in BEWAARSOORTEN if kind.dpia]
    return "\n".join(["| Wat | Waar | Wat in de DPIA hoort |\n|---|---|---|", *rows])
