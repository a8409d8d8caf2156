"""The fields of an initiative as texts: those of the form, and those of the link ``initiatief?gebied=BU…&groep=…``.

A link comes from anyone, and goes to anyone. What it cannot carry is left out and told: of a group for which more
privacy holds the place, of a complex own counts under 10, of a single letting all but the place, and names that look
like those of persons. A decision, the weighing and the conversation are in the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout
from woonzorg.gebied import Niveau, clean_code, find_niveau
from woonzorg.initiatief.initiatief import (
    OPEN,
    SCHAALKEUZES,
    VORMTEKEN,
    Besluitgegeven,
    Complexgegeven,
    Initiatief,
    may_choose_schaal,
)
from woonzorg.initiatief.initiatiefbestand import clean_initiatief
from woonzorg.initiatief.initiatiefcontrole import (
    EERSTE_JAAR,
    LAATSTE_JAAR,
    LANGSTE_MOTIEF,
    LANGSTE_NAAM,
    check_initiatief,
)
from woonzorg.initiatief.persoonstekst import find_persoonlijk
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import strip_onzichtbaar
from woonzorg.verdeling.delen.openbaar import is_gevoelig
from woonzorg.verdeling.invoer.veld import KLEIN
from woonzorg.verdeling.vraag.groepen import INSTRUMENTVORMEN, PER_SLEUTEL, Instrument, Schaal
from woonzorg.verdeling.vraag.vorm import AANTAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.verdeling.invoer.situatie import Voorstel

TEKSTEN = frozenset({"naam", "organisatie", "complex"})
_MEEST = int(AANTAL.hoogst)
GETALLEN: dict[str, tuple[int, int]] = {
    "aantal": (1, _MEEST), "personen": (1, _MEEST), "woningen": (1, _MEEST), "gehuisvest": (0, _MEEST),
    "jaar": (EERSTE_JAAR, LAATSTE_JAAR),
}  # fmt: skip
"""Fields with a number, with the least and the most."""

LINKVELDEN = (
    "gebied", "groep", "instrument", "aantal", "personen", "jaar", "binnen", "naam", "organisatie", "complex",
    "woningen", "gehuisvest", "ruimte", "schaal", "woonvorm",
)  # fmt: skip
"""Fields that a link may carry, in its order."""

OPENBAAR = "openbaar"
"""Field that tells whether a decision is public."""

BESLUITTEKSTEN = ("motief", "besluiter", "datum")
BESLUITVELDEN = (*BESLUITTEKSTEN, OPENBAAR)
NODIG: dict[str, str] = {
    "gebied": "de buurt", "groep": "voor wie het is", "instrument": "hoe de plekken er komen", "aantal": "het aantal",
}  # fmt: skip
"""What cannot be left out, in words."""

JA, NEE = "ja", "nee"
KEUZES: dict[str, frozenset[str]] = {
    "binnen": frozenset({JA, NEE}), "ruimte": frozenset({JA, NEE}), "groep": frozenset({*PER_SLEUTEL, OPEN}),
    "instrument": frozenset(map(str, Instrument)), "schaal": frozenset(map(str, SCHAALKEUZES)),
}  # fmt: skip
"""Fields with a choice, with what can be chosen."""

_CIJFERS = 9
_WOONVORM = re.compile(rf"[a-z_]{{1,40}}{VORMTEKEN}[\w ,()'-]{{1,80}}")

ZONDER_PLEK = "Voor deze groep geldt extra privacy: de link noemt geen plek."
ZONDER_TELLING = "De link noemt geen eigen aantallen onder 10: wie hem opent, vult het complex zelf in."
ALLEEN_BUURT = (
    "Achter dit antwoord staan eigen tellingen onder 10: de link noemt alleen de buurt, en niet wat u vroeg."
)
ZONDER_NAAM = "Een naam die op een persoon lijkt, staat niet in de link."
ZONDER_TOEWIJZING = "Over één toewijzing staat niets in de link."
ZONDER_BESLUIT = "Een besluit staat in het bestand, en niet in de link."


def read_link(parameters: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the fields of a link that are well formed, and a sentence for each that was left out.

    Parameters
    ----------
    parameters : mapping of str to str
        As the browser sent them; unknown names are passed over.
    """
    given = {name: str(text) for name, text in parameters.items() if name in LINKVELDEN and text}
    found = {name: _clean(name, text) for name, text in given.items()}
    wrong = [name for name, text in found.items() if not text]
    told = [f"De waarde bij '{name}' in de link is niet te lezen en is overgeslagen." for name in wrong]
    kept = {name: text for name, text in found.items() if text}
    if kept.get("gebied") and _is_geheim(kept.get("groep", "")):
        del kept["gebied"]
        told.append(f"{ZONDER_PLEK} Kies zelf de plek.")
    return kept, tuple(told)


def _is_geheim(groep: str) -> bool:
    return groep in PER_SLEUTEL and is_gevoelig(groep)


def _clean(naam: str, tekst: str) -> str:
    """Return a text in its usual form; '' for what is none."""
    text = strip_onzichtbaar(tekst)
    if naam in TEKSTEN:
        return text if len(text) <= LANGSTE_NAAM else ""
    if naam in GETALLEN:
        known = text.isascii() and text.isdigit() and len(text) <= _CIJFERS
        low, high = GETALLEN[naam]
        return str(int(text)) if known and low <= int(text) <= high else ""
    if naam == "woonvorm":
        return text if _WOONVORM.fullmatch(text) else ""
    if naam == "gebied":
        code = clean_code(text)
        return code if find_niveau(code) == Niveau.BUURT else ""
    return text if text in KEUZES[naam] else ""


def make_initiatief(velden: Mapping[str, str]) -> Initiatief:
    """Return the initiative of a form.

    Parameters
    ----------
    velden : mapping of str to str
        Of `LINKVELDEN` and `BESLUITVELDEN`, each well formed; what does not go with the instrument is passed over.

    Raises
    ------
    InhoudFout
        With all that is missing or wrong together.
    """
    message, remedy = "Nog niet te toetsen.", "Vul dit aan, of pas het aan."
    if missing := [f"{words}: nog niet ingevuld" for name, words in NODIG.items() if not velden.get(name)]:
        raise InhoudFout(message, missing, remedie=remedy)
    found = clean_initiatief(_fill(velden, Instrument(velden["instrument"])))
    if wrong := check_initiatief(found):
        raise InhoudFout(message, wrong, remedie=remedy)
    return found


def _fill(velden: Mapping[str, str], instrument: Instrument) -> Initiatief:
    form = INSTRUMENTVORMEN[instrument]
    return Initiatief(
        velden["gebied"], velden["groep"], instrument, int(velden["aantal"]),
        naam=velden.get("naam", ""), organisatie=velden.get("organisatie", ""),
        personen=_read_getal(velden, "personen") if form.personen else None,
        complex=_make_complex(velden), binnen_buurt=velden.get("binnen") == JA,
        jaar=_read_getal(velden, "jaar") if instrument == Instrument.TOEWIJZING else None,
        uitzondering=_make_besluit(velden), schaal=_read_schaal(velden),
        woonvorm=velden.get("woonvorm", ""),
    )  # fmt: skip


def _read_schaal(velden: Mapping[str, str]) -> Schaal | None:
    """Return the scale that was chosen; what cannot be chosen for this group and instrument is passed over."""
    chosen = velden.get("schaal", "")
    known = velden.get("groep", "") in PER_SLEUTEL and velden.get("instrument", "") in set(Instrument)
    may = known and may_choose_schaal(velden["groep"], Instrument(velden["instrument"]))
    return Schaal(chosen) if chosen and may else None


def _read_getal(velden: Mapping[str, str], naam: str) -> int | None:
    return int(velden[naam]) if velden.get(naam) else None


def _make_complex(velden: Mapping[str, str]) -> Complexgegeven | None:
    homes, housed = _read_getal(velden, "woningen"), _read_getal(velden, "gehuisvest")
    room = {JA: True, NEE: False}.get(velden.get("ruimte", ""))
    found = Complexgegeven(velden.get("complex", ""), homes, housed, room if housed is None else None)
    return found if found != Complexgegeven() else None


def _make_besluit(velden: Mapping[str, str]) -> Besluitgegeven | None:
    motive, who, day = (velden.get(name, "")[: LANGSTE_MOTIEF + 1] for name in BESLUITTEKSTEN)
    public = velden.get(OPENBAAR) == JA
    return Besluitgegeven(motive, who, day, public) if motive or who or day else None


def write_velden(initiatief: Initiatief) -> dict[str, str]:
    """Return the fields of an initiative as the form holds them: all that `make_initiatief` reads."""
    home, decision = initiatief.complex or Complexgegeven(), initiatief.uitzondering
    told = {
        "gebied": initiatief.plek, "groep": initiatief.groep, "instrument": str(initiatief.instrument),
        "aantal": initiatief.aantal, "naam": initiatief.naam, "organisatie": initiatief.organisatie,
        "personen": initiatief.personen, "jaar": initiatief.jaar, "binnen": JA if initiatief.binnen_buurt else "",
        "complex": home.naam, "woningen": home.woningen, "gehuisvest": home.gehuisvest,
        "ruimte": {True: JA, False: NEE, None: ""}[home.ruimte], "schaal": initiatief.schaal,
        "woonvorm": initiatief.woonvorm,
        "motief": decision.motief if decision else "", "besluiter": decision.besluiter if decision else "",
        "datum": decision.datum if decision else "", OPENBAAR: JA if decision and decision.openbaar else "",
    }  # fmt: skip
    return {name: str(value) for name, value in told.items() if value is not None and value != ""}


def share_velden(velden: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the fields that a link may carry, and a sentence for what it leaves out.

    Parameters
    ----------
    velden : mapping of str to str
        Of the form, whether it is complete or not.
    """
    single = velden.get("instrument") == Instrument.TOEWIJZING and velden.get("aantal") == "1"
    secret, small = _is_geheim(velden.get("groep", "")), _has_klein(velden)
    personal = {name for name in TEKSTEN if find_persoonlijk(velden.get(name, ""))}
    decided = any(velden.get(name) for name in BESLUITVELDEN)
    closed = set(BESLUITVELDEN) | personal
    closed |= {"gebied", "naam", "organisatie", "complex"} if secret else set()
    closed |= {"woningen", "gehuisvest"} if small else set()
    closed |= set() if _read_schaal(velden) else {"schaal"}
    closed |= set() if _clean("woonvorm", velden.get("woonvorm", "")) else {"woonvorm"}
    closed |= set(velden) - {"gebied"} if single else set()
    told = list_geldend((
        Zin(single, ZONDER_TOEWIJZING), Zin(secret and not single, ZONDER_PLEK),
        Zin(small and not single, ZONDER_TELLING), Zin(bool(personal) and not single, ZONDER_NAAM),
        Zin(decided and not single, ZONDER_BESLUIT),
    ))  # fmt: skip
    kept = {name: velden.get(name, "") for name in LINKVELDEN if name not in closed}
    return {name: text for name, text in kept.items() if text}, tuple(told)


def link_voorstel(voorstel: Voorstel) -> dict[str, str]:
    """Return the fields of a link that tests a site of an older plan again, as far as these may stand in one."""
    told = {
        "gebied": voorstel.code, "groep": voorstel.groep, "instrument": voorstel.instrument,
        "aantal": str(voorstel.aantal), "binnen": JA if voorstel.binnen_buurt else "", "complex": voorstel.complex,
    }  # fmt: skip
    shared, _ = share_velden(told)
    kept, _ = read_link(shared)
    return kept


def _has_klein(velden: Mapping[str, str]) -> bool:
    return any(velden.get(name) and int(velden[name]) < KLEIN for name in ("woningen", "gehuisvest"))
