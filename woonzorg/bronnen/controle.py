"""Asking the live services, by metadata only, whether what we were told about them is true.

Each fact that was heard rather than seen is one `Feit`; `controleer` asks for each and reports what it found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg.bronnen import cbs, leefbaarometer, pdok
from woonzorg.bronnen.bestanden.tabelbestand import SLEUTEL_GROEPEN
from woonzorg.bronnen.levering import join_words
from woonzorg.bronnen.statline import GEBIED_VELD
from woonzorg.fouten import BronFout
from woonzorg.indicator import Bron, of_bron

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from woonzorg.bronnen.web import Web


class Uitslag(StrEnum):
    """Outcome of a check."""

    BEVESTIGD = "bevestigd"
    ANDERS = "anders"
    NIET_NA_TE_GAAN = "niet na te gaan"


@dataclass(frozen=True)
class Bevinding:
    """What the service says about one fact.

    Attributes
    ----------
    feit : str
        What we were told, in Dutch.
    uitslag : Uitslag
    gevonden : str
        What the service says.
    onbereikbaar : bool
        Whether the service could not be asked at all.
    """

    feit: str
    uitslag: Uitslag
    gevonden: str
    onbereikbaar: bool = False


@dataclass(frozen=True)
class Feit:
    """One fact and the way to check it; the check returns whether it holds (None: not told) and what was found."""

    tekst: str
    bron: Bron
    controle: Callable[[Web], tuple[bool | None, str]] | None


_ZWIJGT = "de dienst antwoordde al niet op een eerdere vraag"


def controleer(webs: Mapping[Bron, Web]) -> list[Bevinding]:
    """Check every fact; a service that fails makes its facts 'niet na te gaan', with the reason, and is let be."""
    findings: list[Bevinding] = []
    silent: set[str] = set()
    for feit in FEITEN:
        web = webs[feit.bron]
        if web.basis in silent and feit.controle is not None:
            findings.append(Bevinding(feit.tekst, Uitslag.NIET_NA_TE_GAAN, _ZWIJGT, onbereikbaar=True))
            continue
        findings.append(_check(feit, web))
        silent |= {web.basis} if findings[-1].onbereikbaar else set()
    return findings


def _check(feit: Feit, web: Web) -> Bevinding:
    if feit.controle is None:
        return Bevinding(feit.tekst, Uitslag.NIET_NA_TE_GAAN, "blijkt niet uit metadata, wel bij het laden")
    try:
        holds, found = feit.controle(web)
    except BronFout as error:
        # A table or field that is not there contradicts what we were told; a silent service says nothing.
        outcome = Uitslag.NIET_NA_TE_GAAN if error.tijdelijk else Uitslag.ANDERS
        return Bevinding(feit.tekst, outcome, str(error), onbereikbaar=error.tijdelijk)
    outcome = {True: Uitslag.BEVESTIGD, False: Uitslag.ANDERS, None: Uitslag.NIET_NA_TE_GAAN}[holds]
    return Bevinding(feit.tekst, outcome, found)


def _tables(bron: Bron, expected: set[str]) -> Callable[[Web], tuple[bool, str]]:
    def check(web: Web) -> tuple[bool, str]:
        found = cbs.find_tabellen(web, bron)
        return expected <= {t.id for t in found}, join_words(f"{t.id} ({t.indeling})" for t in found)

    return check


def _fields(bron: Bron) -> Callable[[Web], tuple[bool, str]]:
    def check(web: Web) -> tuple[bool, str]:
        tabel = cbs.find_tabellen(web, bron)[0]
        velden, _, absent = cbs.find_velden(web, tabel, bron)
        found = join_words((f"{key}={veld.sleutel}" for key, veld in velden.items()), 20)
        return not absent, f"{tabel.id}: {found}{'; ' if absent else ''}{' '.join(absent)}"

    return check


def _suffixes(web: Web) -> tuple[bool, str]:
    tabel = cbs.find_tabellen(web, Bron.SES_WOA)[0]
    velden, _, _ = cbs.find_velden(web, tabel, Bron.SES_WOA)
    found = {veld.sleutel for veld in velden.values()}
    return set(SLEUTEL_GROEPEN) <= found, join_words(sorted(found))


def _country_row(web: Web) -> tuple[bool, str]:
    tabel = cbs.find_tabellen(web, Bron.KERNCIJFERS)[0]
    pages = cbs.read_pages(
        web,
        f"ODataApi/odata/{tabel.id}/{GEBIED_VELD}",
        {"$format": "json", "$filter": "startswith(Key,'NL')"},
    )
    keys = [str(row.get("Key")) for page in pages for row in page]
    return any(key.strip() == "NL00" for key in keys), join_words(repr(key) for key in keys)


def _changes(web: Web) -> tuple[bool, str]:
    tabel = cbs.find_tabellen(web, Bron.KERNCIJFERS)[0]
    pages = cbs.read_pages(web, f"ODataApi/odata/{tabel.id}/DataProperties", {"$format": "json"})
    texts = [
        str(row.get("Description") or "")
        for page in pages
        for row in page
        if str(row.get("Key", "")).lower().startswith("indelingswijziging")
    ]
    if not texts:
        return False, "geen veld over indelingswijziging"
    return "1" in texts[0], texts[0].strip()[:400] or "het veld is er, zonder toelichting"


def _count_along(web: Web) -> tuple[bool, str]:
    """Ask for a count with the rows, once only: the CBS answers 500 to an option that it does not know."""
    tabel = cbs.find_tabellen(web, Bron.KERNCIJFERS)[0]
    vraag = {"$format": "json", "$top": "1", cbs.TELLING: "allpages"}
    try:
        answer = replace(web, pogingen=1).get_json(f"ODataApi/odata/{tabel.id}/{GEBIED_VELD}", vraag)
    except BronFout as error:
        if not (error.is_geweigerd or error.status == cbs.SERVERFOUT):
            raise
        return False, f"foutcode {error.status}: bij het laden wordt apart geteld, met $count"
    count = answer.get("odata.count") if isinstance(answer, dict) else None
    return count is not None, f"telling: {count}" if count else "er komt geen telling mee"


def _count_apart(web: Web) -> tuple[bool, str]:
    tabel = cbs.find_tabellen(web, Bron.KERNCIJFERS)[0]
    count = replace(web, pogingen=1).get_json(f"ODataApi/odata/{tabel.id}/{GEBIED_VELD}/$count")
    return isinstance(count, int), f"{tabel.id}: {str(count)[:40]} gebieden"


def _sorts(web: Web) -> tuple[bool | None, str]:
    text = leefbaarometer.read_capabilities(web)
    match = re.search(r'ImplementsSorting"(?:(?!/(?:\w+:)?Constraint).)*?Value>\s*(\w+)', text, re.DOTALL)
    if match is None:
        return None, "de dienst zegt niet of hij kan sorteren (ImplementsSorting); dat blijkt bij het laden"
    return match[1].upper() == "TRUE", f"ImplementsSorting is {match[1]}"


def _refuses_in_words(web: Web) -> tuple[bool, str]:
    """Ask for a layer that cannot exist."""
    try:
        answer = leefbaarometer.describe_laag(replace(web, pogingen=1), "lbm3:bestaat_niet")
    except BronFout as error:
        if not error.is_geweigerd:
            raise
        return "meldt een fout" in error.oorzaak, f"{error.oorzaak} {error.gevonden}".strip()
    return False, f"een gewoon antwoord: {str(answer)[:80]}"


def _queryables(web: Web) -> tuple[bool | None, str]:
    try:
        names = pdok.read_queryables(web, pdok.find_indeling(web, 2025))
    except BronFout as error:
        if error.status != _ONBEKEND:
            raise
        return None, "de dienst noemt niet waarop te kiezen is; dat blijkt bij het laden"
    return "gemeentecode" in names, join_words(names, 20) or "geen"


def _layers(web: Web) -> tuple[bool, str]:
    lagen = leefbaarometer.find_lagen(web)
    expected = {(niveau, jaar) for niveau in ("buurt", "wijk", "gemeente") for jaar in (2020, 2022, 2024)}
    found = {(str(laag.niveau), laag.jaar) for laag in lagen}
    return expected <= found, join_words((laag.naam for laag in lagen), 20)


def _properties(web: Web) -> tuple[bool, str]:
    velden = leefbaarometer.find_velden(web, leefbaarometer.find_lagen(web)[0])
    wanted = {indicator.velden[0] for indicator in of_bron(Bron.LEEFBAAROMETER)}
    return wanted <= set(velden), join_words(velden, 20)


def _collections(web: Web) -> tuple[bool, str]:
    return True, f"buurten, wijken en gemeenten van {pdok.find_indeling(web, 2025)}"


_ONBEKEND = 404
_SES_TABELLEN = {"86092NED", "86296NED"}
_KWB_TABELLEN = {"84799NED", "85039NED", "85318NED", "85618NED", "85984NED", "86165NED"}

FEITEN: tuple[Feit, ...] = (
    Feit(
        "SES-WOA: de tabellen 86092NED (2024) en 86296NED (2025) bestaan.",
        Bron.SES_WOA,
        _tables(Bron.SES_WOA, _SES_TABELLEN),
    ),
    Feit(
        "SES-WOA: elk deel en de spreiding zijn op titel en groep te vinden.",
        Bron.SES_WOA,
        _fields(Bron.SES_WOA),
    ),
    Feit("SES-WOA: de velden heten GemiddeldeScore_29, _31, _33, _35 en Waarde_37.", Bron.SES_WOA, _suffixes),
    Feit(
        "Kerncijfers: de tabellen van 2020 tot en met 2025 bestaan.",
        Bron.KERNCIJFERS,
        _tables(Bron.KERNCIJFERS, _KWB_TABELLEN),
    ),
    Feit("Kerncijfers: elk cijfer is op titel te vinden.", Bron.KERNCIJFERS, _fields(Bron.KERNCIJFERS)),
    Feit("Kerncijfers: er is een rij 'NL00' voor het land.", Bron.KERNCIJFERS, _country_row),
    Feit("Kerncijfers: bij indelingswijziging betekent 1 ongewijzigd.", Bron.KERNCIJFERS, _changes),
    Feit("Kerncijfers: inkomen blijft een tot twee jaar leeg.", Bron.KERNCIJFERS, None),
    Feit("CBS: met $inlinecount=allpages komt bij de regels hun aantal mee.", Bron.KERNCIJFERS, _count_along),
    Feit("CBS: met $count is het aantal regels apart te vragen.", Bron.KERNCIJFERS, _count_apart),
    Feit("CBS: het antwoord houdt zich aan $filter.", Bron.KERNCIJFERS, None),
    Feit(
        "Leefbaarometer: er zijn lagen per buurt, wijk en gemeente voor 2020, 2022 en 2024.",
        Bron.LEEFBAAROMETER,
        _layers,
    ),
    Feit(
        "Leefbaarometer: afw, kafw en de vijf dimensies zijn velden van de laag.",
        Bron.LEEFBAAROMETER,
        _properties,
    ),
    Feit("Leefbaarometer: het open-databestand heeft bu_code, jaar en lbm.", Bron.LEEFBAAROMETER, None),
    Feit("Leefbaarometer: de dienst kan sorteren (sortBy).", Bron.LEEFBAAROMETER, _sorts),
    Feit("Leefbaarometer: de dienst geeft alleen de gevraagde velden (propertyName).", Bron.LEEFBAAROMETER, None),
    Feit("Leefbaarometer: een fout komt als ExceptionReport met status 200.", Bron.LEEFBAAROMETER, _refuses_in_words),
    Feit("Leefbaarometer: ook vóór 2024 is afw de som van de vijf dimensies.", Bron.LEEFBAAROMETER, None),
    Feit("Leefbaarometer: het antwoord houdt zich aan CQL_FILTER.", Bron.LEEFBAAROMETER, None),
    Feit("PDOK: er zijn collecties buurten, wijken en gemeenten.", Bron.GRENZEN, _collections),
    Feit("PDOK: op gemeentecode is te kiezen (queryables).", Bron.GRENZEN, _queryables),
    Feit("PDOK: anders is te kiezen met filter= of met bbox=.", Bron.GRENZEN, None),
    Feit(
        "PDOK: een bladzijde heeft ten hoogste 1.000 gebieden en verwijst met 'next' verder.",
        Bron.GRENZEN,
        None,
    ),
    Feit("PDOK: water staat als JA, NEE of B; ontbrekende cijfers als −99997 of −99995.", Bron.GRENZEN, None),
)  # fmt: skip
"""Everything that was told, not seen; the README says how to run this."""
