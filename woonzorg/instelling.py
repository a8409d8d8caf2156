"""Settings: each declared once, read from the environment at the edge, then passed on as a value.

A setting is a field of `Instellingen`. What an administrator reads of it (docs/beheer.md), what `woonzorg installatie`
tells and what is refused at the start all come from that one line.
"""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.tekst.instelwaarde import (
    BESTAND,
    DATABANK,
    DATUM,
    HERKOMSTEN,
    HOSTS,
    LIJST,
    MAP,
    MELDPUNT,
    OBJECTOPSLAG,
    SCHAKELAAR,
    SCHEDULER,
    SECONDEN,
    TALEN,
    TEGELS,
    WEBADRES,
    WOORDEN,
    Waardesoort,
    make_getal,
    make_keuze,
)
from woonzorg.tekst.objectadres import Objectplek

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

INGEBOUWD = Path(__file__).resolve().parent / "ingebouwd"
"""Folder with the embedded, fictional region, which is never written to."""

WERKMAP = INGEBOUWD.parents[1] if (INGEBOUWD.parents[1] / "app.py").is_file() else Path.cwd()
"""The checkout; for the package alone, which has no pages and no figures of its own, where it was started."""

LOG_TEKST, LOG_JSON = "tekst", "json"
"""How the server writes its own lines."""

GEEN, OIDC, PROXY = "geen", "oidc", "proxy"
"""The ways in which visitors log in: not, by OpenID Connect, or at the proxy before the server."""

TELEFOON_KAART, TELEFOON_BUURT = "kaart", "buurt"
"""The pages on which a phone can begin."""

BIBLIOTHEEK = "scenarios.sqlite"
"""Name of the file in which scenarios are kept when no database is named."""

VOORVOEGSEL = "WOONZORG_"
"""How the environment variable of each setting begins."""

ALLEEN_TESTS = frozenset({"WOONZORG_TESTDATA", "WOONZORG_BROWSER", "WOONZORG_POSTGRES"})
"""Variables of the tests; the app does nothing with them."""


@dataclass(frozen=True)
class Instelling:
    """What is declared of a setting.

    Attributes
    ----------
    veld : str
        The field of `Instellingen`.
    naam : str
        The environment variable.
    soort : Waardesoort
        What its value can be.
    uitleg : str
        What it does, in Dutch.
    standaard : str
        What holds without it, in Dutch.
    """

    veld: str
    naam: str
    soort: Waardesoort
    uitleg: str
    standaard: str

    def read(self, tekst: str) -> Any:
        """Return the value.

        Raises
        ------
        InvoerFout
            By the name of the setting; what was given is told, unless it may hold a secret.
        """
        try:
            return self.soort.lees(tekst)
        except ValueError:
            message = f"De instelling {self.naam} klopt niet."
            shown = "" if self.soort.is_geheim else tekst
            raise InvoerFout(message, verwacht=self.soort.verwacht, gevonden=shown) from None


def _declare(soort: Waardesoort, standaard: Any, uitleg: str, anders: str = "") -> Any:
    """Declare a setting; `anders` tells its default where the value itself says little."""
    return field(default=standaard, metadata={"soort": soort, "uitleg": uitleg, "standaard": anders})


@dataclass(frozen=True)
class Instellingen:
    """The settings of an installation; what each means stands in `INSTELLINGEN`, and in docs/beheer.md."""

    cbs_url: str = _declare(WEBADRES, "https://opendata.cbs.nl", "CBS StatLine (OData versie 3)")
    leefbaarometer_url: str = _declare(WEBADRES, "https://geo.leefbaarometer.nl", "Leefbaarometer (WFS)")
    pdok_url: str = _declare(WEBADRES, "https://api.pdok.nl", "PDOK, grenzen (OGC API Features)")
    politie_url: str = _declare(
        WEBADRES, "https://dataderden.cbs.nl",
        "Geregistreerde misdrijven (OData versie 3). Is deze dienst er niet, dan laadt een regio zonder.",
    )  # fmt: skip
    achtergrond_url: str = _declare(
        TEGELS, "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:28992/{z}/{x}/{y}.png",
        "Tegels van de achtergrondkaart. Alleen de browser van wie de achtergrond aanzet, vraagt ze op.",
    )  # fmt: skip
    data: Path = _declare(MAP, WERKMAP / "data", "Waar de geladen gegevens staan.", "de map `data`")
    momentopnamen: str = _declare(
        OBJECTOPSLAG, "",
        "Objectopslag (S3) voor de geladen gegevens. `WOONZORG_DATA` houdt er dan een kopie van, om snel te lezen.",
        "de map van `WOONZORG_DATA`",
    )  # fmt: skip
    database: str = _declare(
        DATABANK, "", "Waar scenario's, agenda's en initiatieven worden bewaard: SQLite of PostgreSQL.",
        f"het bestand `{BIBLIOTHEEK}` in de map met gegevens",
    )  # fmt: skip
    wachttijd: float = _declare(SECONDEN, 60.0, "Hoe lang een bron stil mag zijn.")
    eigenaar: str = _declare(WOORDEN, "", "Wie verantwoordelijk is. Staat op Methode en op papier.")
    contact: str = _declare(WOORDEN, "", "Waar iemand kan melden dat iets niet klopt.")
    dpia: str = _declare(WOORDEN, "", "Stand van de gegevensbeschermingseffectbeoordeling (DPIA).")
    iama: str = _declare(WOORDEN, "", "Stand van het impact assessment mensenrechten en algoritmes (IAMA).")
    adres: str = _declare(
        WEBADRES,
        "",
        "Webadres van deze installatie, voor links op papier. Op de naam daarin geeft de server antwoord.",
    )
    hosts: tuple[str, ...] = _declare(
        HOSTS,
        (),
        "Andere namen waarop de server antwoord geeft, naast `localhost` en de naam in `WOONZORG_ADRES`.",
    )
    kaders: tuple[str, ...] = _declare(
        HERKOMSTEN, (), "Websites die het dashboard in een kader mogen tonen.", "niemand"
    )
    metingen: bool = _declare(
        SCHAKELAAR,
        False,
        "Of `/_stcore/metrics` antwoord geeft, met cijfers van Streamlit over geheugen en bezoek.",
    )
    api: bool = _declare(
        SCHAKELAAR, True,
        "Of andere systemen kunnen lezen op `/api/v1`. Wie zich moet aanmelden voor de pagina's, moet dat ook daar.",
    )  # fmt: skip
    api_herkomsten: tuple[str, ...] = _declare(
        HERKOMSTEN, (), "Websites waarvan een script `/api/v1` mag lezen (CORS), zonder aanmelding mee te sturen.",
        "geen",
    )  # fmt: skip
    meldpunt: str = _declare(
        MELDPUNT,
        "",
        "Waar iemand een lek kan melden; staat in `/.well-known/security.txt`.",
        "geen security.txt",
    )
    meldpunt_tot: dt.date | None = _declare(
        DATUM,
        None,
        "Tot wanneer het meldpunt klopt. Zonder datum, of na die dag, is er geen security.txt.",
        "–",
    )
    meldpunt_talen: tuple[str, ...] = _declare(
        TALEN, ("nl", "en"), "Talen waarin iemand kan melden.", "`nl, en`"
    )
    laden: bool | None = _declare(
        SCHAKELAAR, None,
        "Of bezoekers op Gegevens kunnen laden, teruggaan en natrekken. De opdrachten kunnen het altijd.",
        "`aan`; `uit` als anderen erbij kunnen zonder zich aan te melden",
    )  # fmt: skip
    telefoon: str = _declare(
        make_keuze(TELEFOON_KAART, TELEFOON_BUURT), TELEFOON_KAART,
        "De pagina waarop een telefoon begint die zonder link komt.",
    )  # fmt: skip
    log: str = _declare(
        make_keuze(LOG_TEKST, LOG_JSON), LOG_TEKST,
        "Hoe de server zijn eigen regels in het log schrijft: als tekst, of elk als JSON voor een ander programma.",
    )  # fmt: skip
    rekencluster: str = _declare(
        SCHEDULER, "",
        "De scheduler van een Dask-cluster dat `varianten` uitrekent (extra `schaal`). Wie die bereikt, kan er van "
        "alles uitvoeren: alleen op een eigen, afgesloten net, of met `tls://`.", "processen op deze computer",
    )  # fmt: skip
    kernen: Path | None = _declare(
        BESTAND, None,
        "Bestand met eigen gebieden voor iedereen: csv, xlsx of ods met kolommen `naam`, `code` en `soort`, of het "
        "bestand met regio's (toml) met `[[regio.kernen]]`. De regio's erin staan ook bij 'Naast andere regio's'.",
    )  # fmt: skip
    aanmelden: str = _declare(
        make_keuze(GEEN, OIDC, PROXY), GEEN,
        "Hoe bezoekers zich aanmelden: niet, met OpenID Connect, of bij de proxy die ervoor staat.",
    )  # fmt: skip
    rollen: Path | None = _declare(
        BESTAND, None,
        "Bestand (TOML) dat zegt wie lezer, planner en beheerder is. Een wijziging geldt meteen.",
    )  # fmt: skip
    aanmeldduur: int = _declare(
        make_getal(1, 168), 12, "Na hoeveel uur iemand zich opnieuw aanmeldt (bij oidc)."
    )
    account_claim: str = _declare(WOORDEN, "email", "De claim die het account noemt (bij oidc).")
    email_ongemeld: bool = _declare(
        SCHAKELAAR, False,
        "Of een e-mailadres ook telt als de aanbieder niet zegt of het bevestigd is: de claim `email_verified` "
        "ontbreekt (bij oidc). Alleen veilig als de aanbieder de adressen zelf uitdeelt.",
    )  # fmt: skip
    groepen_claim: str = _declare(WOORDEN, "groups", "De claim met de groepen (bij oidc).")
    proxy_adressen: tuple[str, ...] = _declare(
        LIJST, (), "Adressen of netten van de proxy. Wie van elders een account noemt, wordt geweigerd."
    )
    proxy_account: str = _declare(WOORDEN, "X-Forwarded-Email", "De kopregel met het account (bij proxy).")
    proxy_naam: str = _declare(
        WOORDEN, "X-Forwarded-Preferred-Username", "De kopregel met de naam (bij proxy)."
    )
    proxy_groepen: str = _declare(
        WOORDEN, "X-Forwarded-Groups", "De kopregel met de groepen, met een komma ertussen (bij proxy)."
    )

    @property
    def opslagplek(self) -> Path | Objectplek:
        """Where snapshots are: a folder, or an object store with the folder that holds copies of it."""
        return Objectplek(self.momentopnamen, self.data) if self.momentopnamen else self.data

    @property
    def bibliotheek(self) -> str | Path:
        """Where scenarios are kept: a SQLAlchemy URL, or a SQLite file."""
        return self.database or self.data / BIBLIOTHEEK


_ANDERE_NAAM = {"database": "DATABASE_URL", "achtergrond_url": "PDOK_ACHTERGROND_URL"}
"""Settings whose variable is not called as their field."""


def _tell_standaard(value: Any) -> str:
    if isinstance(value, bool):
        return "`aan`" if value else "`uit`"
    if isinstance(value, float):
        return f"`{value:g}`"
    return f"`{value}`" if value else "–"


def _list_instellingen() -> tuple[Instelling, ...]:
    return tuple(
        Instelling(
            one.name,
            VOORVOEGSEL + _ANDERE_NAAM.get(one.name, one.name.upper()),
            one.metadata["soort"],
            one.metadata["uitleg"],
            one.metadata["standaard"] or _tell_standaard(one.default),
        )
        for one in fields(Instellingen)
    )


INSTELLINGEN: tuple[Instelling, ...] = _list_instellingen()
"""All settings, in the order in which they are told."""

VARIABELEN: dict[str, str] = {one.veld: one.naam for one in INSTELLINGEN}
"""The environment variable of each field."""


def read_instellingen(environ: Mapping[str, str] | None = None) -> Instellingen:
    """Read the settings from the environment; what is absent or empty keeps its default.

    Raises
    ------
    InvoerFout
        When a value cannot be right. Of several at once all are told (`InhoudFout`).
    """
    source = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    faults: list[InvoerFout] = []
    for one in INSTELLINGEN:
        text = source.get(one.naam, "").strip()
        if not text:
            continue
        try:
            values[one.veld] = one.read(text)
        except InvoerFout as error:
            faults.append(error)
    _raise_all(faults)
    return Instellingen(**values)


def check_instellingen(environ: Mapping[str, str] | None = None) -> Instellingen:
    """Read the settings as at the start of a server: a name that looks like a setting and is none is refused too.

    A setting that was misspelt would be without effect, and nobody would know: a place to keep things, or a login.

    Raises
    ------
    InvoerFout
    """
    source = os.environ if environ is None else environ
    known = {*VARIABELEN.values(), *ALLEEN_TESTS}
    faults = [
        _refuse_onbekend(name)
        for name in sorted(source)
        if name.startswith(VOORVOEGSEL) and name not in known
    ]
    try:
        given = read_instellingen(source)
    except InhoudFout as error:
        raise _join([*error.bevindingen, *map(str, faults)]) from error
    except InvoerFout as error:
        faults.insert(0, error)
    _raise_all(faults)
    return given


def _refuse_onbekend(naam: str) -> InvoerFout:
    words = {name.removeprefix(VOORVOEGSEL): name for name in VARIABELEN.values()}
    near = difflib.get_close_matches(naam.removeprefix(VOORVOEGSEL), words, 1)
    remedie = (
        f"Bedoelde u {words[near[0]]}?" if near else "Haal de instelling weg; docs/beheer.md noemt ze alle."
    )
    return InvoerFout(f"De instelling {naam} bestaat niet.", remedie=remedie)


def _raise_all(faults: list[InvoerFout]) -> None:
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise _join(list(map(str, faults)))


def _join(found: list[str]) -> InhoudFout:
    return InhoudFout(f"{len(found)} instellingen kloppen niet.", found)


def write_tabel() -> str:
    """Return the table of all settings as Markdown, for the documentation."""
    rows = [
        f"| `{one.naam}` | {one.uitleg} | {one.soort.verwacht} | {one.standaard} |" for one in INSTELLINGEN
    ]
    return "\n".join(
        ["| instelling | wat die doet | waarde | zonder instelling |", "|---|---|---|---|", *rows]
    )
