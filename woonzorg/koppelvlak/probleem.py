"""A fault as other systems read it (RFC 9457), in Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.fouten import GegevensFout
from woonzorg.koppelvlak.schrift import tell

if TYPE_CHECKING:
    from woonzorg.fouten import WoonzorgFout

ONBEVOEGD, WEG = 403, 410
"""Statuses that not every address has."""

TITELS: dict[int, str] = {
    400: "Deze vraag klopt niet",
    403: "U bent niet aangemeld, of uw account heeft geen rol",
    404: "Dit is er niet",
    405: "Hier kan alleen gelezen worden",
    406: "In deze vorm is dit er niet",
    410: "Dit is er niet meer",
    429: "Er komen nu te veel vragen tegelijk",
    500: "Er ging iets mis",
    503: "De gegevens zijn nu niet te lezen",
}
"""What a status means."""


@dataclass(frozen=True)
class Foutantwoord:
    """Waarom een vraag geen antwoord kreeg."""

    type: str = tell("Soort fout: 'about:blank', de status zegt genoeg.")
    title: str = tell("De fout in het kort.")
    status: int = tell("HTTP-status.", minimum=400, maximum=599)
    detail: str = tell("Wat er is, en wat u kunt doen.")
    bevindingen: tuple[str, ...] = tell("Alles wat aan de vraag niet klopt.")


def make_foutantwoord(status: int, detail: str, bevindingen: tuple[str, ...] = ()) -> Foutantwoord:
    """Return a fault with its status."""
    return Foutantwoord("about:blank", TITELS[status], status, detail, bevindingen)


def explain_fout(status: int, fout: WoonzorgFout) -> Foutantwoord:
    """Return a fault of the house; what a list of findings holds is told one by one too."""
    found = tuple(fout.bevindingen) if isinstance(fout, GegevensFout) else ()
    return make_foutantwoord(status, str(fout), found)
