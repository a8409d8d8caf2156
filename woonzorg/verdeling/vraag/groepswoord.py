"""Words in a name or text that tell who lives at a place: kept off paper, and for extra privacy refused at a place.

The one list of them. A word that is not known here passes: what is shown says so.
"""

from __future__ import annotations

import re

_EXTRA_PRIVACY = re.compile(
    r"vrouwen(?:opvang|huis)|opvang voor vrouwen|huiselijk geweld|\bblijf[- ]?(?:huis|groep|van[- ]m(?:ij|')n)"
    r"|detenti|gedetineer|gevang|penitent|\bjustiti(?:e|ë|o)|forensis|\btbs\b|reclass|\bfp[ak]\b|\bfbw\b"
    r"|sekswerk|prostitu|(?-i:\bPI\b)",
    re.IGNORECASE,
)
"""What tells of detentie, forensische zorg, vrouwenopvang or sekswerkers (`groepen.Groep.gevoelig`)."""

_GROEP = re.compile(
    r"statushoud|vluchteling|asiel|\bazc\b|\bcoa\b|migrant|psychi|\bggz\b|versla[av]|jeugd|jonger|begeleid|beschermd"
    r"|dak- en thuis|daklo|thuislo|(?<!\bk)opvang|kliniek|beperking|gehandicapt|urgent|uitstro|mantelzorg|dement"
    r"|ouderen|senior|bejaard|student|woonwagen|cliënt|patiënt",
    re.IGNORECASE,
)
"""What tells of any other group of the vision, or of who lives there: rather one name too many."""


def has_extra_privacy(tekst: str) -> bool:
    """Tell whether a text names a group for which more privacy holds: it is never told below the gemeente.

    Examples
    --------
    >>> has_extra_privacy("Vrouwenhuis Noord"), has_extra_privacy("Verblijf Oost")
    (True, False)
    """
    return bool(_EXTRA_PRIVACY.search(tekst))


def has_groep(tekst: str) -> bool:
    """Tell whether a text names any group of people.

    Examples
    --------
    >>> has_groep("De Linde (2 statushouders)"), has_groep("De Linde")
    (True, False)
    """
    return has_extra_privacy(tekst) or bool(_GROEP.search(tekst))
