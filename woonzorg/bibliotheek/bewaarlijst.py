"""Everything that is kept, each kind declared once: where, how long, whose it is, and how it goes.

The page Methode, docs/beheer.md and ``python -m woonzorg bewaard`` tell it from here. A test finds a table of the
library, or a script that keeps something in a browser, without its line.
"""

from __future__ import annotations

from dataclasses import dataclass
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
_VERSLAGEN = "de beheerder: `verslagen --verwijder`"

BEWAARSOORTEN: tuple[Bewaarsoort, ...] = (
    Bewaarsoort(
        "Scenario's", _DATABANK, write_termijn(SCENARIOTERMIJN), MAKER_KAN,
        "de maker: op Scenario's, 'Trek dit scenario in'; de beheerder: `bewaard --trek-in`", SCENARIO, "bewaard_op",
    ),
    Bewaarsoort(
        "Makers van scenario's (afdruk van een code)", _DATABANK, "zo lang als het scenario", MAKER_KAN,
        "gaat weg met het scenario", MAKER,
    ),
    Bewaarsoort(
        "Wat is ingetrokken of weggehaald (alleen soort, kenmerk en datum)", _DATABANK,
        "zo lang als de bibliotheek", BEHEERDER, "blijft, zonder inhoud: zo komt het niet terug met een reservekopie",
        INGETROKKEN, "ingetrokken_op",
    ),
    Bewaarsoort(
        "Reacties", _DATABANK, write_termijn(REACTIETERMIJN), "wie reageerde, met de code van zijn bezoek",
        "wie reageerde: onder het plan; de beheerder: `reacties --verwijder`", REACTIE, "geplaatst_op",
    ),
    Bewaarsoort(
        "Agenda's", _DATABANK, write_termijn(agendakast.BEWAARTERMIJN), "wie was ingelogd", _VERSLAGEN, AGENDASTUK,
        "bewaard_op", AGENDASOORT,
    ),
    Bewaarsoort(
        "Halfjaarverslagen", _DATABANK, write_termijn(agendakast.BEWAARTERMIJN), "wie was ingelogd", _VERSLAGEN,
        AGENDASTUK, "bewaard_op", verslagvorm.SOORT,
    ),
    Bewaarsoort(
        "Initiatieven", _DATABANK, write_termijn(initiatiefkast.BEWAARTERMIJN), MAKER_KAN,
        "de maker: in de lijst op Initiatief; de beheerder: `dossiers --verwijder`", INITIATIEF, "bewaard_op",
    ),
    Bewaarsoort(
        "Accounts bij scenario's en reacties", _DATABANK, write_termijn(ACCOUNTTERMIJN), "wie was aangemeld",
        "gaat weg met het scenario of de reactie; de beheerder: `bewaard --wis-account`", ACCOUNT, "bewaard_op",
    ),
    Bewaarsoort(
        "Het boek: handelingen met account", "logboek van de server", "bepaalt de beheerder", BEHEERDER,
        "haal de regels uit het logboek",
    ),
    Bewaarsoort(
        "Werkversie van een verdeling", _BROWSER, f"{DAGEN} dagen", BEZOEKER, "op Verdelen, 'Wis werkversie'",
        script="verdelen/werkversie.js",
    ),
    Bewaarsoort(
        "Eigen gebieden", _BROWSER, f"{BEWAARDAGEN} dagen na het laatste bezoek", BEZOEKER, "op Kaart, onder de kaart",
        script="bouwstenen/kern/kerngeheugen.js",
    ),
    Bewaarsoort(
        "Laatst bekeken gebieden", "tabblad van de bezoeker", "tot het tabblad sluit", BEZOEKER,
        "op Buurt, 'Wis deze lijst'", script="buurt/laatst.js",
    ),
    Bewaarsoort(
        "Waar iemand heen wilde, terwijl hij zich aanmeldt", "cookie in de browser van de bezoeker",
        f"{HEENMINUTEN} minuten", BEZOEKER, "gaat weg na het aanmelden", script="bouwstenen/aanmelding/deur.js",
    ),
    Bewaarsoort(
        "Geladen gegevens (open cijfers over gebieden)", "map met gegevens, of objectopslag",
        "tot de beheerder ze weghaalt", BEHEERDER, "haal de map van die lading weg",
    ),
    Bewaarsoort(
        "Reservekopieën van de bibliotheek", "waar de beheerder ze zet", write_termijn(KOPIETERMIJN), BEHEERDER,
        "`bewaard --reservekopie MAP` haalt in die map de oudere weg; elders: haal het bestand weg",
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
    head = "| Wat | Waar | Hoe lang | Van wie | Weghalen |\n|---|---|---|---|---|"
    rows = [f"| {k.naam} | {k.plek} | {k.termijn} | {k.eigenaar} | {k.weg} |" for k in BEWAARSOORTEN]
    return "\n".join([head, *rows])
