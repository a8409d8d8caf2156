"""View state to readable link and back: ``?gebied=BU…&thema=…&jaar=…&scenario=…&data=…``.

A link comes from anyone. `parse_link` accepts only what is well formed, `fit_weergave` only what these data
have; what they leave out, they say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from woonzorg.gebied import Niveau, clean_code, find_niveau
from woonzorg.indicator import PER_SLEUTEL, Gebruik
from woonzorg.kaart.thema import KLASSE
from woonzorg.kern.kern import find_kern, read_adres
from woonzorg.kern.kernwoorden import ALLEEN_BUURTEN, describe_kernlink
from woonzorg.oordeel.versie import REGEL_VERSIE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from woonzorg.kern.kern import Buurtindeling, Kerngebied

NIVEAUS: tuple[str, ...] = (Niveau.BUURT.value, Niveau.WIJK.value)
"""Levels that a view can have."""

REGIO = "regio"
"""What a value can be held against (`Weergave.tov`)."""

LIJST_MAXIMUM = 40
"""Most areas in a list to present: more is no list, and no link that can be sent."""

_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
_THEMA = re.compile(r"[a-z][a-z0-9_]{0,40}")
_REGEL = re.compile(r"[0-9a-f]{8}")
_JAAR = re.compile(r"(19|20)\d{2}")
_SCENARIO = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class Weergave:
    """What is on screen; every field has the value that a page without a link shows.

    Attributes
    ----------
    gebied : str
        Code of the selected area; '' for none.
    niveau : str
        One of `NIVEAUS`.
    thema : str
        `thema.KLASSE` or the key of an indicator.
    jaar : int or None
        Edition; None is the newest of each measure.
    gemeente : str
        Gemeentecode; '' for all.
    omlijnen : bool
        Whether concentrations are outlined.
    data : str
        Id of the snapshot; '' for the one in use.
    presentatie : bool
        Larger type and fewer controls.
    lijst : tuple of str
        Codes of the areas to walk through in a presentation.
    hoogte : str
        Key of the indicator that the height of a column tells; '' for a flat map.
    regel : str
        Version of the rule under which the link was made; '' for the one in use.
    scenario : str
        Id of a scenario in the library, to be shown as it was saved; '' for the one that the visitor works on.
    kern : str
        An own named area, as `kern.Kerngebied.adres` writes it; '' for none. It takes the place of a gemeente.
    sinds : int or None
        Earlier year since which the map shows what changed; None for what is.
    tov : str
        `REGIO` for the difference with the region's own mean; '' for the value itself.
    """

    gebied: str = ""
    niveau: str = NIVEAUS[0]
    thema: str = KLASSE
    jaar: int | None = None
    gemeente: str = ""
    omlijnen: bool = False
    data: str = ""
    presentatie: bool = False
    lijst: tuple[str, ...] = ()
    hoogte: str = ""
    regel: str = ""
    scenario: str = ""
    kern: str = ""
    sinds: int | None = None
    tov: str = ""


def format_link(weergave: Weergave) -> dict[str, str]:
    """Return the parameters of the link to a view; what is as usual is left out."""
    usual = Weergave()
    given = {
        "gebied": weergave.gebied,
        "niveau": weergave.niveau if weergave.niveau != usual.niveau else "",
        "thema": weergave.thema if weergave.thema != usual.thema else "",
        "jaar": str(weergave.jaar) if weergave.jaar is not None else "",
        "sinds": str(weergave.sinds) if weergave.sinds is not None else "",
        "tov": weergave.tov,
        "hoogte": weergave.hoogte,
        "gemeente": weergave.gemeente,
        "kern": weergave.kern,
        "omlijnen": "1" if weergave.omlijnen else "",
        "presentatie": "1" if weergave.presentatie else "",
        "lijst": ".".join(weergave.lijst),
        "scenario": weergave.scenario,
        "data": weergave.data,
        "regel": weergave.regel,
    }
    return {name: text for name, text in given.items() if text}


def parse_link(parameters: Mapping[str, str]) -> tuple[Weergave, tuple[str, ...]]:
    """Read a view from the parameters of a link.

    Parameters
    ----------
    parameters : mapping of str to str
        As the browser sent them; unknown names are passed over.

    Returns
    -------
    Weergave
        With the usual value wherever the link had none, or one that is not well formed.
    tuple of str
        A Dutch sentence for each parameter that was left out.
    """
    values = {name: _clean(name, str(text)) for name, text in parameters.items() if name in _LEZERS and text}
    wrong = [name for name, value in values.items() if value is None]
    kept = {name: value for name, value in values.items() if value is not None}
    notices = tuple(
        f"De waarde bij '{name}' in de link is niet te lezen en is overgeslagen." for name in wrong
    )
    _, over = limit_lijst(tuple(str(parameters.get("lijst", "")).split(".")))
    return replace(Weergave(), **kept), (*notices, *([over] if "lijst" in kept and over else []))


def limit_lijst(codes: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the areas that fit on a list to present, which a link must hold, and in Dutch what does not fit."""
    over = len(codes) - LIJST_MAXIMUM
    words = f"Op de lijst passen {LIJST_MAXIMUM} gebieden. {over} pasten er niet op. Kies er minder tegelijk."
    return codes[:LIJST_MAXIMUM], words if over > 0 else ""


def _clean(name: str, text: str) -> Any:
    return _LEZERS[name](text.strip()[:600])


def _read_code(text: str, *levels: Niveau) -> str | None:
    code = clean_code(text)
    return code if find_niveau(code) in levels else None


def _read_gebied(text: str) -> str | None:
    return _read_code(text, Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE)


def _read_lijst(text: str) -> tuple[str, ...] | None:
    codes = [_read_gebied(part) for part in text.split(".")[:LIJST_MAXIMUM]]
    return tuple(dict.fromkeys(code for code in codes if code)) if all(codes) else None


_LEZERS: dict[str, Callable[[str], Any]] = {
    "gebied": _read_gebied,
    "niveau": lambda text: text if text in NIVEAUS else None,
    "thema": lambda text: text if _THEMA.fullmatch(text) else None,
    "hoogte": lambda text: text if _THEMA.fullmatch(text) else None,
    "jaar": lambda text: int(text) if _JAAR.fullmatch(text) else None,
    "sinds": lambda text: int(text) if _JAAR.fullmatch(text) else None,
    "tov": {REGIO: REGIO}.get,
    "gemeente": lambda text: _read_code(text, Niveau.GEMEENTE),
    "omlijnen": {"0": False, "1": True}.get,
    "presentatie": {"0": False, "1": True}.get,
    "lijst": _read_lijst,
    "data": lambda text: text if _ID.fullmatch(text) else None,
    "regel": lambda text: text if _REGEL.fullmatch(text) else None,
    "scenario": lambda text: text if _SCENARIO.fullmatch(text) else None,
    "kern": read_adres,
}

VELDEN: frozenset[str] = frozenset(_LEZERS)
"""Parameters of the link."""


def explain_geen_thema(sleutel: str) -> str:
    """Tell why a figure that a link asks for cannot be shown on the map; its key comes from anyone."""
    indicator = PER_SLEUTEL.get(sleutel)
    if indicator is None:
        return "Het cijfer uit deze link is er niet meer."
    if Gebruik.KAART not in indicator.gebruik:
        return f"'{indicator.titel}' staat niet meer op de kaart. Bij Gegevens gaat u dit cijfer na voor één gebied."
    return f"'{indicator.titel}' is niet geladen in deze gegevens."


def fit_weergave(
    weergave: Weergave, codes: Collection[str], themas: Collection[str], jaren: Collection[int]
) -> tuple[Weergave, tuple[str, ...]]:
    """Fit a view to the data at hand; the level follows a selected buurt or wijk.

    Parameters
    ----------
    weergave : Weergave
    codes : collection of str
        Codes of all areas that can be shown.
    themas : collection of str
        Keys of the themes that can be shown.
    jaren : collection of int
        Editions.

    Returns
    -------
    Weergave
    tuple of str
        A Dutch sentence for each thing that these data do not have.
    """
    gebied, gemeente, lijst = weergave.gebied, weergave.gemeente, set(weergave.lijst)
    absent = {
        "gebied": (gebied and gebied not in codes, f"Het gebied {gebied} staat niet in deze gegevens."),
        "gemeente": (
            gemeente and gemeente not in codes,
            f"De gemeente {gemeente} staat niet in deze gegevens.",
        ),
        "thema": (
            weergave.thema not in themas,
            f"{explain_geen_thema(weergave.thema)} U ziet de klassen.",
        ),
        "hoogte": (
            weergave.hoogte and weergave.hoogte not in themas,
            f"{explain_geen_thema(weergave.hoogte)} U ziet een platte kaart.",
        ),
        "jaar": (weergave.jaar not in {None, *jaren}, f"Voor {weergave.jaar} zijn er geen klassen."),
        "regel": (
            weergave.regel not in {"", REGEL_VERSIE},
            "De rekenregel is veranderd nadat deze link is gemaakt. De uitkomst kan nu anders zijn.",
        ),
        "lijst": (not lijst <= set(codes), "Niet elk gebied uit de lijst staat in deze gegevens."),
    }
    usual = {name: getattr(Weergave(), name) for name, (missing, _) in absent.items() if missing}
    if "lijst" in usual:
        usual["lijst"] = tuple(code for code in weergave.lijst if code in codes)
    notices = tuple(sentence for missing, sentence in absent.values() if missing)
    fitted = replace(weergave, **usual)
    level = find_niveau(fitted.gebied)
    return (replace(fitted, niveau=level.value) if level and level.value in NIVEAUS else fitted), notices


def fit_kern(
    weergave: Weergave, kernen: Collection[Kerngebied], indeling: Buurtindeling
) -> tuple[Weergave, tuple[str, ...]]:
    """Fit the own area of a view to the data at hand: it consists of buurten, and takes the place of a gemeente.

    Of another area than a buurt its map shows nothing; a slide of the list that is presented does.

    Parameters
    ----------
    weergave : Weergave
        Fitted in all else.
    kernen : collection of Kerngebied
        Those of the installation.
    indeling : Buurtindeling

    Returns
    -------
    Weergave
    tuple of str
        A Dutch sentence for each thing that was put aside, and for codes that these data do not have.
    """
    if not weergave.kern:
        return weergave, ()
    kern = find_kern(weergave.kern, kernen)
    if kern is None or not indeling.list_buurten(kern):
        return replace(weergave, kern=""), (describe_kernlink(kern, indeling),)
    walked = weergave.presentatie and weergave.gebied in weergave.lijst
    other = not walked and find_niveau(weergave.gebied) not in {None, Niveau.BUURT}
    told = (
        describe_kernlink(kern, indeling),
        "De link noemt ook een gemeente. U ziet het eigen gebied." if weergave.gemeente else "",
        ALLEEN_BUURTEN if weergave.niveau != NIVEAUS[0] and not walked else "",
    )
    fitted = replace(weergave, gemeente="", niveau=NIVEAUS[0], gebied="" if other else weergave.gebied)
    return fitted, tuple(text for text in told if text)
