"""Whether others can reach this installation, and what a page then says of it."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.server.regels import EIGEN_NAMEN, make_regels
from woonzorg.instelling import GEEN, read_instellingen

if TYPE_CHECKING:
    from woonzorg.instelling import Instellingen

KORT = "Open zonder aanmelden"
UITLEG = (
    "Deze installatie is open voor anderen, zonder aanmelden. Wie het adres kan bereiken, ziet alles en kan bewaren. "
    "Namen die iemand opgeeft, zijn niet gecontroleerd."
)

NIET_LADEN = (
    "Laden, teruggaan en natrekken staan hier uit: anderen kunnen deze installatie bereiken zonder zich aan te melden. "
    "Wie haar beheert, laadt met de opdracht python -m woonzorg laad. Laat bezoekers zich aanmelden, of zet "
    "WOONZORG_LADEN=aan: dan kan het ook op deze pagina."
)
"""Said on Gegevens where nobody chose that visitors load, and everybody could."""


def is_opengesteld(instellingen: Instellingen, luistert: str) -> bool:
    """Tell whether others than who sits at this machine can reach it.

    Parameters
    ----------
    instellingen : Instellingen
    luistert : str
        Address on which the server listens; '' for all.
    """
    return not _is_eigen(luistert) or any(name not in EIGEN_NAMEN for name in make_regels(instellingen).namen)


def is_open_zonder_aanmelden() -> bool:
    """Tell whether others can reach this installation, where nobody has to log in."""
    settings = read_instellingen()
    return settings.aanmelden == GEEN and is_opengesteld(settings, st.get_option("server.address") or "")


def may_laden() -> bool:
    """Tell whether visitors load, go back and ask sources again: as is set, else where no stranger can."""
    chosen = read_instellingen().laden
    return not is_open_zonder_aanmelden() if chosen is None else chosen


def _is_eigen(adres: str) -> bool:
    try:
        return ipaddress.ip_address(adres).is_loopback
    except ValueError:
        return adres == "localhost" or adres.startswith("unix:")
