"""A process of some release that works in a library: one line of JSON in, one out. Run from that release's checkout.

It uses only what every release since comments and agendas were kept has (`oud_naast_nieuw`). Asked for (`--neem-op`),
each answer has the statements that the release said to the database as well.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.versie import Agendaversie
from woonzorg.bibliotheek.agendakast import Agendakast
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.geheim import hash_geheim
from woonzorg.bibliotheek.reactie import Namens, Reactie, Reactiesoort, clean_reactie
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.verdeling.scenario.inhoud import parse_scenario

CODE = "0123-4567-89ab-cdef-0123"
NU = datetime(2026, 11, 30, 12, tzinfo=UTC)


class Kastproces:
    """What a release does in a library.

    Parameters
    ----------
    adres, regio : str
    """

    def __init__(self, adres: str, regio: str) -> None:
        self._kast, self._regio = Bibliotheek.open(adres), regio

    def bewaar(self, naam: str) -> str:
        """Save a scenario of its maker; return its id."""
        content = {
            "versie": 1,
            "regio": self._regio,
            "niveau": "buurt",
            "vraag": {"statushouders": 30},
            "naam": naam,
        }
        return self._kast.save(parse_scenario(json.dumps(content).encode()), NU, (CODE,)).id

    def noem(self) -> list[str]:
        """Return the names of all scenarios, and of what is damaged the ids."""
        sound, damaged = self._kast.list_alles(self._regio)
        return sorted([item.scenario.kenmerken["naam"] for item in sound] + [item.id for item in damaged])

    def vind(self, kenmerk: str) -> str:
        """Return the name of a scenario."""
        return self._kast.find(kenmerk).scenario.kenmerken["naam"]

    def reageer(self, kenmerk: str, tekst: str) -> bool:
        """Comment on a scenario."""
        said = Reactie(
            scenario=kenmerk, soort=Reactiesoort.VOORWAARDE, tekst=tekst, organisatie="Gemeente A",
            namens=Namens.GEMEENTE, gebied="", op="", geplaatst_op=NU, geheim=hash_geheim(CODE),
        )  # fmt: skip
        return Reacties(self._kast).add(clean_reactie(said))

    def reacties(self, kenmerk: str) -> list[str]:
        """Return what was said of a scenario."""
        return sorted(item.tekst for item in Reacties(self._kast).list([kenmerk], NU))

    def agendeer(self, naam: str) -> bool:
        """Keep an agenda."""
        return Agendakast(self._kast).save(
            Agendaversie(self._regio, Kwartaal(2026, 2), (), naam, "Jo"), "jo", NU
        )

    def agendas(self) -> list[str]:
        """Return the names of the agendas."""
        return sorted(item.stuk.naam for item in Agendakast(self._kast).list_agendas(self._regio, NU))


def main() -> None:
    """Answer until there is nothing more to do."""
    said: list[Any] = []
    if "--neem-op" in sys.argv:
        sa.event.listen(sa.Engine, "after_cursor_execute", lambda *told: said.append([told[2], told[3]]))
    house = Kastproces(*sys.argv[1:3])
    print(json.dumps({"antwoord": "open", "gezegd": said}), flush=True)
    for line in sys.stdin:
        deed, *given = json.loads(line)
        said.clear()
        try:
            answer: dict[str, Any] = {"antwoord": getattr(house, deed)(*given)}
        except Exception as error:  # noqa: BLE001  whatever it is, it is told
            answer = {"fout": repr(error)}
        print(json.dumps(answer | {"gezegd": said}), flush=True)


if __name__ == "__main__":
    main()
