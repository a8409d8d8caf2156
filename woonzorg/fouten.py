"""Errors that a user sees: what was expected, what was found, and what to do about it, in Dutch."""

from __future__ import annotations

import errno
import unicodedata

_WEIGERINGEN: dict[int, str] = {
    errno.ENOENT: "het bestand of de map is er niet",
    errno.EACCES: "u hebt er geen rechten voor",
    errno.EPERM: "u hebt er geen rechten voor",
    errno.EROFS: "op deze schijf kan alleen gelezen worden",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte die u mag gebruiken is op",
    errno.EISDIR: "het is een map en geen bestand",
    errno.ENOTDIR: "een deel van het pad is een bestand en geen map",
    errno.EEXIST: "er staat al iets met die naam",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EIO: "de schijf geeft een fout",
}


def describe_weigering(error: OSError) -> str:
    """Tell in Dutch what the system refused; what we have no words for, by its number."""
    known = _WEIGERINGEN.get(error.errno or 0)
    return known or f"het systeem weigert (foutcode {error.errno or type(error).__name__})"


def _clean(tekst: str) -> str:
    """Return text without signs that are not seen: to a terminal some are orders, and others turn text around."""
    return "".join(_clean_teken(sign) for sign in tekst) if not tekst.isprintable() else tekst


def _clean_teken(teken: str) -> str:
    kind = unicodedata.category(teken)
    return " " if kind in {"Cc", "Zl", "Zp"} else "" if kind in {"Cf", "Cs"} else teken


def _revive(soort: type[WoonzorgFout], *args: object) -> WoonzorgFout:
    return soort.__new__(soort, *args)


class WoonzorgFout(Exception):
    """A fault that is explained to the user.

    Parameters
    ----------
    wat : str
        What went wrong, one Dutch sentence.
    verwacht, gevonden : str, optional
        What should have been there, and what was.
    remedie : str, optional
        What the user can do now.
    """

    def __init__(self, wat: str, *, verwacht: str = "", gevonden: str = "", remedie: str = "") -> None:
        self.wat, self.verwacht, self.gevonden, self.remedie = map(_clean, (wat, verwacht, gevonden, remedie))
        super().__init__(str(self))

    def __reduce__(self) -> tuple[object, ...]:
        # A fault comes back from another process as it was, whatever its kind is made from.
        return _revive, (type(self), *self.args), self.__dict__

    def __str__(self) -> str:
        parts = [self.wat]
        parts += [f"Verwacht: {self.verwacht}."] if self.verwacht else []
        parts += [f"Gevonden: {self.gevonden}."] if self.gevonden else []
        parts += [f"Wat u kunt doen: {self.remedie}"] if self.remedie else []
        return " ".join(parts)


_LATER = (
    "Probeer het later nog eens. De vorige gegevens blijven in gebruik. Is de dienst hier afgesloten, download de "
    "bestanden dan elders en gebruik --uit-bestanden."
)
_MELDEN = (
    "Controleer de bron of het bestand, en meld dit als het zo blijft. De vorige gegevens blijven in gebruik."
)


_HERSTEL = "Download het bestand opnieuw of haal het uit de map. De vorige gegevens blijven in gebruik."

BESTAND = "Bestand"
"""Name of the source of a file that a user downloaded by hand."""

_GEWEIGERD = frozenset({400, 403, 405, 414, 422, 501})


class BronFout(WoonzorgFout):
    """A data service (or its file) did not give what was asked.

    Parameters
    ----------
    bron : str
        Name of the source, as in the registry of sources.
    adres : str
        URL or file name that was read.
    oorzaak : str
        What went wrong, in Dutch.
    tijdelijk : bool
        Whether trying again may help.

    Attributes
    ----------
    status : int
        The status with which a service refused; 0 where none came.
    eigen_remedie : str
        The remedy of this very fault; '' where only the general one is told.
    """

    status: int = 0

    def __init__(
        self,
        bron: str,
        adres: str,
        oorzaak: str,
        *,
        verwacht: str = "",
        gevonden: str = "",
        remedie: str = "",
        tijdelijk: bool = False,
    ) -> None:
        self.bron, self.adres, self.oorzaak, self.tijdelijk = bron, adres, oorzaak, tijdelijk
        self.eigen_remedie = remedie
        is_bestand = bron == BESTAND
        super().__init__(
            f"{adres} is niet te gebruiken: {oorzaak}."
            if is_bestand
            else f"{bron} gaf geen bruikbaar antwoord: {oorzaak} (adres: {adres}).",
            verwacht=verwacht,
            gevonden=gevonden,
            remedie=remedie or (_HERSTEL if is_bestand else _LATER if tijdelijk else _MELDEN),
        )

    @property
    def is_geweigerd(self) -> bool:
        """Whether the service understood, and refused what was asked: asked in another way it may answer."""
        return self.status in _GEWEIGERD


MEESTE_IN_ZIN = 20
"""Findings that one sentence holds; where a list is told, it has them all."""


class GegevensFout(WoonzorgFout):
    """Figures that break the declared schema; all findings are told together."""

    def __init__(self, wat: str, bevindingen: list[str], *, remedie: str = "") -> None:
        self.bevindingen = list(map(_clean, bevindingen))
        shown = "; ".join(self.bevindingen[:MEESTE_IN_ZIN])
        left = len(bevindingen) - MEESTE_IN_ZIN
        more = f" (en nog {left})" if left > 0 else ""
        super().__init__(wat, gevonden=f"{shown}{more}", remedie=remedie)


class OpslagFout(WoonzorgFout):
    """A snapshot is damaged, absent or cannot be written."""


class InvoerFout(WoonzorgFout):
    """The user asked for something that does not exist or is not well formed."""


class InhoudFout(GegevensFout, InvoerFout):
    """The content of a file that the user gave, a scenario or own figures, is not sound; all findings together."""
