"""What a database that refuses is told as, in Dutch: each cause by itself, with what helps.

A cause is known by the code that the database gives (SQLSTATE, or the name of SQLite's error), for its words can be in
any language; by its words only where there is no code, as of a server that refuses a connection.
"""

from __future__ import annotations

from dataclasses import dataclass

TERUGZETTEN = "Zet een reservekopie van de bibliotheek terug, of kies met WOONZORG_DATABASE_URL een andere."
_RUIMTE = "Maak ruimte en bewaar opnieuw."
_LATER = "Probeer het zo nog eens."


@dataclass(frozen=True)
class Weigergrond:
    """Why a database refuses.

    Attributes
    ----------
    tekens : tuple of str
        Codes and words by which it is known.
    gevonden : str
        The cause.
    remedie : str
        What helps.
    """

    tekens: tuple[str, ...]
    gevonden: str
    remedie: str


OORZAKEN: tuple[Weigergrond, ...] = (
    Weigergrond(
        ("28P01", "28000", "password authentication failed", "no password supplied", "no pg_hba.conf entry", "role \""),
        "de database weigert de gebruiker of het wachtwoord",
        "Controleer gebruiker en wachtwoord in WOONZORG_DATABASE_URL, en of de server deze gebruiker van hier toelaat.",
    ),
    Weigergrond(
        ("3D000", "database \""), "de server heeft deze database niet",
        "Maak haar aan, of verbeter de naam in WOONZORG_DATABASE_URL.",
    ),
    Weigergrond(("53300", "too many"), "er zijn te veel verbindingen met de database", _LATER),
    Weigergrond(
        ("failed to resolve", "connection failed", "connection refused", "57P01", "57P02", "57P03", "08006", "08001"),
        "de database is niet bereikbaar",
        "Controleer het adres in WOONZORG_DATABASE_URL, en of de server bereikbaar is.",
    ),
    Weigergrond(("53100", "SQLITE_FULL", "No space left"), "de schijf van de database is vol", _RUIMTE),
    Weigergrond(("SQLITE_BUSY", "SQLITE_LOCKED"), "er wordt al lang in de bibliotheek geschreven", _LATER),
    Weigergrond(("55P03",), "de bibliotheek is al lang bezet", _LATER),
    Weigergrond(
        ("57014",), "de database is te langzaam",
        "Probeer het zo nog eens. Blijft dit zo, zeg het dan wie deze installatie beheert.",
    ),
    Weigergrond(
        ("25006", "SQLITE_READONLY"), "de bibliotheek is alleen te lezen",
        "Geef dit programma schrijfrecht, of kies een andere plek.",
    ),
    Weigergrond(
        ("42501",), "de gebruiker van de database mag dit niet",
        "Geef de gebruiker van de database recht om tabellen te maken, te lezen en te vullen.",
    ),
    Weigergrond(
        ("SQLITE_NOTADB",), "het bestand is geen bibliotheek, of is beschadigd", TERUGZETTEN,
    ),
    Weigergrond(("SQLITE_CORRUPT", "XX001", "XX002"), "het bestand van de database is beschadigd", TERUGZETTEN),
    Weigergrond(
        ("42P01", "42703", "3F000", "no such table", "no such column"),
        "een tabel of kolom van de bibliotheek is er niet: zij is niet compleet, of staat in een ander schema",
        TERUGZETTEN,
    ),
    Weigergrond(
        ("22P05", "22021"), "de database kan niet elk teken bewaren", "Kies een database die tekst als UTF-8 bewaart.",
    ),
)  # fmt: skip
"""All causes, in the order in which they are looked for."""

_EIGENAAR = Weigergrond(
    ("must be owner",),
    "er moet een kolom bij, en dat mag alleen wie de tabellen maakte",
    "Open de bibliotheek één keer als de gebruiker die haar tabellen maakte.",
)
_ANDERS = Weigergrond(
    (), "", "Controleer WOONZORG_DATABASE_URL, de rechten op de map, en of de server bereikbaar is."
)


def find_oorzaak(code: str, woorden: str) -> Weigergrond:
    """Return why a database refuses; of a cause that has no words of ours only what can be checked.

    Parameters
    ----------
    code : str
        SQLSTATE or the name of SQLite's error; '' when there is none.
    woorden : str
        What the database said: looked at for a sign, never repeated.
    """
    told = woorden.casefold()
    if _EIGENAAR.tekens[0] in told:
        return _EIGENAAR
    if code not in {"", "SQLITE_ERROR"}:
        # 'SQLITE_READONLY_DBMOVED' is read-only too.
        return next((cause for cause in OORZAKEN if code.startswith(cause.tekens)), _ANDERS)
    return next((cause for cause in OORZAKEN if any(s.casefold() in told for s in cause.tekens)), _ANDERS)


SOORTNAMEN: dict[str, str] = {
    "mysql": "MySQL",
    "mariadb": "MariaDB",
    "mssql": "SQL Server",
    "oracle": "Oracle",
    "db2": "Db2",
    "duckdb": "DuckDB",
    "mongodb": "MongoDB",
    "cockroachdb": "CockroachDB",
    "redis": "Redis",
}
"""Databases that people have, by how an address of them begins."""


def name_soort(adres: str) -> str:
    """Return what the database of an address is called; '' where it begins with no kind at all.

    Examples
    --------
    >>> name_soort("mysql+pymysql://jan:geheim@h/d"), name_soort("xyz://h"), name_soort("geen adres")
    ('MySQL', 'xyz', '')
    """
    kind = adres.partition("://")[0].partition("+")[0].casefold()
    return SOORTNAMEN.get(kind, kind[:20] if kind.isalnum() and "://" in adres else "")
