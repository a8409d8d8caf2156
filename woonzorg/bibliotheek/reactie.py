"""A comment on a saved scenario: what it may hold, of which plan it is, and what is said beside it.

It is about the whole plan, or one gemeente or wijk; never about a buurt. There is no login that vouches for a name: who
placed a comment is known by a code only (`geheim`), of which the hash is kept with it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InhoudFout
from woonzorg.gebied import Niveau, Rol, find_niveau
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import strip_onzichtbaar
from woonzorg.verdeling.scenario.levensloop import NIET_GECONTROLEERD, name_auteur

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

LANGST = 500
"""Most signs of a comment, and of an answer."""

LANGSTE_NAAM = 120
"""Most signs of the name of an organisation."""

BEWAARTERMIJN = timedelta(days=730)
"""How long a comment is kept (aanname: two years, from concept to decision); its answers go with it."""


class Reactiesoort(StrEnum):
    """What a comment is; an answer is the plan's author's."""

    CIJFER = "cijfer"
    VOORWAARDE = "voorwaarde"
    ALTERNATIEF = "alternatief"
    BEZWAAR = "bezwaar"
    ANTWOORD = "antwoord"


SOORTEN: dict[Reactiesoort, str] = {
    Reactiesoort.CIJFER: "Cijfer klopt niet",
    Reactiesoort.VOORWAARDE: "Voorwaarde",
    Reactiesoort.ALTERNATIEF: "Alternatief",
    Reactiesoort.BEZWAAR: "Bezwaar",
}
"""The kinds that a visitor chooses from."""


class Namens(StrEnum):
    """For what kind of organisation somebody speaks."""

    GEMEENTE = "gemeente"
    CORPORATIE = "corporatie"
    HUURDERS = "huurdersorganisatie"
    ANDERS = "anders"


NAMENS: dict[Namens, str] = {
    Namens.GEMEENTE: "Gemeente",
    Namens.CORPORATIE: "Corporatie",
    Namens.HUURDERS: "Huurdersorganisatie",
    Namens.ANDERS: "Een andere organisatie",
}
"""The kinds of organisation, as they are chosen."""

UITLEG = (
    "De naam van de organisatie vult ieder zelf in. Daarom staat bij elke naam 'naam niet gecontroleerd', en komt een "
    "reactie niet in het raadsstuk. De maker van het plan kan antwoorden, en kan een reactie niet weghalen. Stelt hij "
    "het plan vast, dan staan alle reacties vast. Een bezwaar hier is geen bezwaarschrift: dat stuurt u aan wie het "
    "besluit neemt."
)
"""Said above the comments."""

TERUGNEMEN = (
    "In dit bezoek weten we welke plannen en reacties van u zijn. Later toont u dat met uw code: schrijf hem op. U "
    "kunt dan op reacties bij uw plan antwoorden, en een reactie terugnemen tot het plan is vastgesteld. Wij bewaren "
    "alleen een afdruk van de code, waaruit hij niet terug te halen is."
)
"""Said beside the visitor's own code."""

TERMIJN = (
    f"Een reactie blijft hoogstens {BEWAARTERMIJN.days} dagen staan. De beheerder kan haar eerder weghalen."
)
"""How long it stays, and who can remove it."""


@dataclass(frozen=True)
class Reactie:
    """A comment, or an answer to one.

    Attributes
    ----------
    scenario : str
        Id of the saved scenario that was open.
    soort : Reactiesoort
    tekst : str
        Plain text on one line, at most `LANGST` signs.
    organisatie : str
        Who speaks, as typed; of an answer the author's name, which may be ''.
    namens : Namens
    gebied : str
        Code of a gemeente or wijk; '' for the whole plan.
    op : str
        Id of the comment that is answered; '' for a comment.
    geplaatst_op : datetime
        In UTC.
    geheim : str
        Hash of the code of who placed it.
    gecontroleerd : bool
        Whether a login vouched for the name.
    """

    scenario: str
    soort: Reactiesoort
    tekst: str
    organisatie: str
    namens: Namens
    gebied: str
    op: str
    geplaatst_op: datetime
    geheim: str
    gecontroleerd: bool = False

    @property
    def id(self) -> str:
        """Twelve digits of the hash of all that it holds but the moment: placed again it is the same one."""
        told = [self.scenario, self.soort, self.tekst, self.organisatie, self.namens, self.gebied, self.op]
        content = json.dumps([*told, self.geheim, int(self.gecontroleerd)], ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    @property
    def afzender(self) -> str:
        """Who speaks, as it is told to others."""
        if self.soort == Reactiesoort.ANTWOORD:
            return name_auteur(self.organisatie) or f"de maker van het plan ({NIET_GECONTROLEERD})"
        return self.organisatie if self.gecontroleerd else name_auteur(self.organisatie)


def clean_reactie(reactie: Reactie) -> Reactie:
    """Return a comment as it was filled in, without signs that cannot be seen.

    Raises
    ------
    InhoudFout
        With all that is wrong.
    """
    clean = dataclasses.replace(
        reactie,
        tekst=strip_onzichtbaar(reactie.tekst),
        organisatie=strip_onzichtbaar(reactie.organisatie),
    )
    findings = _list_fouten(clean)
    if findings:
        message = "Deze reactie is niet geplaatst."
        raise InhoudFout(message, findings, remedie="Vul dit aan of verander het, en plaats opnieuw.")
    return clean


def _list_fouten(reactie: Reactie) -> list[str]:
    text, name, answer = reactie.tekst, reactie.organisatie, reactie.soort == Reactiesoort.ANTWOORD
    return list_geldend((
        Zin(not text, "de tekst is leeg"),
        Zin(len(text) > LANGST, f"de tekst heeft {len(text)} tekens, hoogstens {LANGST}"),
        Zin(not name and not answer, "de naam van de organisatie ontbreekt"),
        Zin(len(name) > LANGSTE_NAAM, f"de naam van de organisatie heeft meer dan {LANGSTE_NAAM} tekens"),
        Zin(answer != bool(reactie.op), "het is geen reactie en geen antwoord"),
        Zin(not _is_plek(reactie.gebied), "een reactie gaat over het hele plan, een gemeente of een wijk"),
    ))  # fmt: skip


def _is_plek(gebied: str) -> bool:
    """Tell whether a comment may be about this: never a buurt."""
    return not gebied or find_niveau(gebied) in {Niveau.GEMEENTE, Niveau.WIJK}


def parse_reactie(row: Mapping[str, Any]) -> Reactie | None:
    """Return a row as a comment; None when it is not what was placed."""
    texts = {name: str(row[name]) for name in ("scenario", "tekst", "organisatie", "gebied", "op", "geheim")}
    try:
        found = clean_reactie(
            Reactie(
                soort=Reactiesoort(row["soort"]), namens=Namens(row["namens"]),
                geplaatst_op=datetime.fromisoformat(str(row["geplaatst_op"])),
                gecontroleerd=bool(row["gecontroleerd"]), **texts,
            )
        )  # fmt: skip
    except (InhoudFout, ValueError):
        return None
    return found if found.geplaatst_op.tzinfo and found.id == row["id"] else None


def name_plekken(gebieden: pd.DataFrame) -> dict[str, str]:
    """Return what a comment can be about, as it is called, by code: the whole plan (''), each gemeente, each wijk.

    Parameters
    ----------
    gebieden : DataFrame
        Of a snapshot.
    """
    own = gebieden[gebieden["rol"] == Rol.REGIO].sort_values(["naam", "code"])
    towns, wijken = (own[own["niveau"] == level] for level in (Niveau.GEMEENTE, Niveau.WIJK))
    whole = {"": "Het hele plan"}
    names = dict(zip(towns["code"].astype(str), "Gemeente " + towns["naam"].astype(str), strict=True))
    within = wijken["naam"].astype(str) + " (wijk in " + wijken["gemeentenaam"].astype(str) + ")"
    return whole | names | dict(zip(wijken["code"].astype(str), within, strict=True))
