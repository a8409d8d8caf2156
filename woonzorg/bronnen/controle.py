"""Asking the live services, by metadata only, whether what we were told about them is true.

What was heard rather than seen is declared by each source (`Bron.list_controles`); here it is asked and told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg.bronnen import lijst
from woonzorg.fouten import BronFout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.bronnen.bron import Controle
    from woonzorg.bronnen.web import Web


class Controleuitslag(StrEnum):
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
    uitslag : Controleuitslag
    gevonden : str
        What the service says.
    onbereikbaar : bool
        Whether the service could not be asked at all.
    """

    feit: str
    uitslag: Controleuitslag
    gevonden: str
    onbereikbaar: bool = False


_ZWIJGT = "de dienst antwoordde al niet op een eerdere vraag"


def controleer(webs: Mapping[str, Web]) -> list[Bevinding]:
    """Check what was told of every source.

    A service that fails makes its facts 'niet na te gaan', with the reason, and is let be.
    """
    findings: list[Bevinding] = []
    silent: set[str] = set()
    for bron in lijst.BRONNEN:
        web = webs[bron.sleutel]
        for controle in bron.list_controles():
            if web.basis in silent and controle.vraag is not None:
                findings.append(
                    Bevinding(controle.tekst, Controleuitslag.NIET_NA_TE_GAAN, _ZWIJGT, onbereikbaar=True)
                )
                continue
            findings.append(_check(controle, web))
            silent |= {web.basis} if findings[-1].onbereikbaar else set()
    return findings


def _check(controle: Controle, web: Web) -> Bevinding:
    if controle.vraag is None:
        return Bevinding(
            controle.tekst, Controleuitslag.NIET_NA_TE_GAAN, "blijkt niet uit metadata, wel bij het laden"
        )
    try:
        holds, found = controle.vraag(web)
    except BronFout as error:
        # A table or field that is not there contradicts what we were told; a silent service says nothing.
        outcome = Controleuitslag.NIET_NA_TE_GAAN if error.tijdelijk else Controleuitslag.ANDERS
        return Bevinding(controle.tekst, outcome, str(error), onbereikbaar=error.tijdelijk)
    outcome = {
        True: Controleuitslag.BEVESTIGD,
        False: Controleuitslag.ANDERS,
        None: Controleuitslag.NIET_NA_TE_GAAN,
    }[holds]
    return Bevinding(controle.tekst, outcome, found)
