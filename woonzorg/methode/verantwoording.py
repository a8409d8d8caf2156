"""The long texts: method, limits, purpose, draft for the algorithm register, accessibility statement.

They are Markdown with ``$names`` in `teksten/`; `write_tekst` fills in what these data and settings say. Text from
data and settings is escaped, so that it can bring no link, picture or heading of its own.
"""

from __future__ import annotations

import math
import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from woonzorg import __version__
from woonzorg.bibliotheek.account import BEWAARTERMIJN as ACCOUNTTERMIJN
from woonzorg.bibliotheek.agendakast import BEWAARTERMIJN as VERSLAGTERMIJN
from woonzorg.bibliotheek.bewaarlijst import write_bewaartabel, write_dpiatabel
from woonzorg.bibliotheek.initiatiefkast import BEWAARTERMIJN as INITIATIEFTERMIJN
from woonzorg.bibliotheek.intrekking import BEWAARTERMIJN as SCENARIOTERMIJN
from woonzorg.bibliotheek.reactie import BEWAARTERMIJN
from woonzorg.buurt import gevolg
from woonzorg.gebied import Niveau, Rol
from woonzorg.herkomst.herkomst import trace
from woonzorg.kern.kernwoorden import BEWAARDAGEN
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.tekst.getal import format_getal, format_procent
from woonzorg.verdeling.regels.uitleg import list_groepen, list_regels
from woonzorg.verdeling.scenario.werkversie import DAGEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.herkomst.herkomst import Herkomst
    from woonzorg.instelling import Instellingen
    from woonzorg.oordeel.toets import Score

_TEKSTEN = Path(__file__).with_name("teksten")
_TEKENS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")

NIET_VASTGELEGD = "nog niet vastgelegd"
GEEN_EIGENAAR = "nog niet ingesteld (instelling WOONZORG_EIGENAAR)"
GEEN_CONTACT = "nog niet ingesteld (instelling WOONZORG_CONTACT)"


class Methodetekst(StrEnum):
    """The texts, by the name of their file."""

    METHODE = "methode"
    VERDELEN = "verdelen"
    WIJK = "wijk"
    GRENZEN = "grenzen"
    DOEL = "doel"
    ALGORITMEREGISTER = "algoritmeregister"
    TOEGANKELIJKHEID = "toegankelijkheid"


def escape_markdown(text: str) -> str:
    r"""Make text safe within Markdown, on one line.

    Examples
    --------
    >>> print(escape_markdown("[klik](x)"))
    \[klik\]\(x\)
    """
    return _TEKENS.sub(r"\\\1", " ".join(text.split()))


@cache
def _read_tekst(naam: Methodetekst) -> Template:
    return Template((_TEKSTEN / f"{naam}.md").read_text(encoding="utf-8"))


def write_tekst(naam: Methodetekst, snapshot: Snapshot, score: Score, instellingen: Instellingen) -> str:
    """Fill in a text.

    Parameters
    ----------
    naam : Methodetekst
    snapshot : Snapshot
    score : Score
        Of the newest measures.
    instellingen : Instellingen

    Returns
    -------
    str
        Markdown in Dutch.
    """
    rules = {
        "regels": list_regels(escape_markdown),
        "groepen": list_groepen(escape_markdown),
        "stappen": _list_paren(gevolg.STAPPEN, ": "),
        "rollen": _list_paren(gevolg.ROLLEN, " "),
    }
    facts = _tell_data(snapshot, score) | _tell_owner(instellingen) | rules
    return _read_tekst(naam).substitute(facts)


def _list_paren(paren: Iterable[tuple[str, str]], tussen: str) -> str:
    return "\n".join(f"- **{escape_markdown(head)}**{tussen}{escape_markdown(text)}" for head, text in paren)


def write_doel(instellingen: Instellingen) -> str:
    """Fill in purpose and owner, which need no data."""
    return _read_tekst(Methodetekst.DOEL).substitute(_tell_owner(instellingen))


def _tell_owner(instellingen: Instellingen) -> dict[str, str]:
    return {
        "eigenaar": escape_markdown(instellingen.eigenaar) or GEEN_EIGENAAR,
        "contact": _link_contact(instellingen.contact) or GEEN_CONTACT,
        "dpia": escape_markdown(instellingen.dpia) or NIET_VASTGELEGD,
        "iama": escape_markdown(instellingen.iama) or NIET_VASTGELEGD,
        "versie": __version__,
        "dagen": str(DAGEN),
        "kerndagen": str(BEWAARDAGEN),
        "reactiedagen": str(BEWAARTERMIJN.days),
        "accountjaren": str(ACCOUNTTERMIJN.days // 365),
        "bewaartabel": write_bewaartabel(),
        "dpiatabel": write_dpiatabel(),
        "scenariojaren": str(SCENARIOTERMIJN.days // 365),
        "verslagjaren": str(VERSLAGTERMIJN.days // 365),
        "initiatiefjaren": str(INITIATIEFTERMIJN.days // 365),
    }


_POST = re.compile(r"[\w.%+-]+@[\w-]+(\.[\w-]+)+")
_WEB = re.compile(r"https://[\w-]+(\.[\w-]+)+(/[\w./%-]*)?")


def _link_contact(contact: str) -> str:
    """Make a link of a plain mail or web address; other words stay words."""
    if _POST.fullmatch(contact):
        return f"[{escape_markdown(contact)}](mailto:{contact})"
    return f"<{contact}>" if _WEB.fullmatch(contact) else escape_markdown(contact)


def _tell_data(snapshot: Snapshot, score: Score) -> dict[str, str]:
    buurten = score.select(Niveau.BUURT)
    scored = buurten["lbm_afwijking"].dropna()
    own = snapshot.gebieden[snapshot.gebieden["rol"] == Rol.REGIO]
    reference = score.referentie.waarde
    return {
        "snapshot": escape_markdown(f"{snapshot.id} ({snapshot.manifest.regio.titel})"),
        "naam_ses": klassewoorden.SCORE_NAAM["ses_woa"],
        "naam_lbm": klassewoorden.SCORE_NAAM["lbm_afwijking"],
        "jaar_ses": str(score.jaar_ses or "geen jaar"),
        "jaar_lbm": str(score.jaar_lbm or "geen jaar"),
        "referentie": "onbekend" if math.isnan(reference) else format_getal(reference, 4),
        "gemeenten": format_getal(score.referentie.gemeenten),
        "indeling": str(snapshot.manifest.indeling),
        "deel_lbm": format_procent(float((scored < 0).sum()), len(scored)),
        "landsgrens": format_getal(int(own["landsgrens"].sum())),
        "onbekend": format_getal(int((buurten["klasse"] == Klasse.ONBEKEND).sum())),
        "buurten": format_getal(len(buurten)),
        "bronnen": _list_bronnen(snapshot),
    }


def _list_bronnen(snapshot: Snapshot) -> str:
    lines = [
        f"- {escape_markdown(bron.naam)} ({escape_markdown(bron.licentie)}, indeling {bron.indeling})"
        for bron in snapshot.manifest.bronnen
    ]
    return "\n".join(lines) or "- geen"


def choose_voorbeeld(score: Score, gebied: str = "") -> str:
    """Return the area for the worked example: the one asked for, else the first buurt by name that has a class.

    A clear case comes before a grensgeval. Returns '' when no area has a class.
    """
    own = score.gebieden[score.gebieden["klasse"] != Klasse.ONBEKEND]
    if gebied and (own["code"] == gebied).any():
        return gebied
    own = own[own["rol"] == Rol.REGIO]
    buurten = own[own["niveau"] == Niveau.BUURT]
    usable = (buurten if len(buurten) else own).sort_values(["naam", "code"])
    clear = usable[usable["grensgeval"] == Oordeel.NEE]
    chosen = clear if len(clear) else usable
    return str(chosen["code"].iloc[0]) if len(chosen) else ""


def make_voorbeeld(snapshot: Snapshot, score: Score, code: str) -> tuple[Herkomst, ...]:
    """Return the steps of the worked example: reference, margin, class, grensgeval, each with its numbers."""
    steps = ("ses_referentie", "klasse", "ses_marge", "grensgeval")
    return tuple(trace(snapshot, code, step, score=score) for step in steps)
