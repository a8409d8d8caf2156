"""Sentences about own named areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from woonzorg.kern.kern import Buurtindeling, Kerngebied

GEEN_KLASSE = "Van een eigen gebied bestaat geen score. Het heeft daarom geen klasse."

EIGEN = "Eigen gebied"

GEEN_WIJKEN = "Een eigen gebied bestaat uit buurten. Bij wijken ziet u daarom weer alle gemeenten."

ALLEEN_BUURTEN = "Een eigen gebied bestaat uit buurten. Daarom ziet u buurten."

BEWAARDAGEN = 365
"""Days that a browser keeps an own area after the last visit that saw it."""

BLIJFT = (
    "Wat u maakt of inleest, blijft in uw browser, tot een jaar na uw laatste bezoek. De server rekent ermee zolang uw "
    "bezoek duurt, en bewaart het niet. De naam en de buurten staan in het adres van de pagina. Een adres kan in een "
    "logboek van een server komen te staan, en wie een link van u krijgt, ziet ze ook."
)

OPENBAAR = "Dit kan openbaar worden (Woo). Schrijf niet over personen."

VAN_INSTALLATIE = "Voor iedereen, en hier niet te veranderen:"

GESTOPT = "U bent gestopt met het eigen gebied. Wat u koos, is niet bewaard."

NIEUW = "nieuw gebied"
"""What an area is called that has no name yet."""

_GENOEMD = 5
"""So many codes are named; of more it is told how many."""


def describe_kernlink(kern: Kerngebied | None, indeling: Buurtindeling) -> str:
    """Tell what of an own area these data do not have; '' when they have all of it, None for an unknown one."""
    if kern is None:
        return "Het eigen gebied uit deze link is hier niet bekend. U ziet alle gebieden."
    absent = indeling.list_ontbrekend(kern)
    outside = [code for code in absent if indeling.is_buiten(code)]
    gone = [code for code in absent if code not in outside]
    where = f"niet in deze indeling ({indeling.naam})"
    told = [
        _tell_codes(kern, outside, "ligt buiten de regio", "liggen buiten de regio"),
        _tell_codes(kern, gone, f"bestaat {where}", f"bestaan {where}"),
        ("De rest telt mee." if indeling.list_buurten(kern) else "U ziet alle gebieden.") if absent else "",
    ]  # fmt: skip
    return " ".join(text for text in told if text)


def _tell_codes(kern: Kerngebied, codes: list[str], een: str, meer: str) -> str:
    """Tell of some codes of an own area why they are not there; '' when there are none."""
    rest = len(codes) - _GENOEMD
    named = [*codes[:_GENOEMD], *([f"nog {rest}"] if rest > 0 else [])]
    share = f"{len(codes)} van de {len(kern.codes)} {_name_delen(kern)} van {kern.titel}"
    return f"{share} {een if len(codes) == 1 else meer}: {join_woorden(named)}." if codes else ""


def _name_delen(kern: Kerngebied) -> str:
    kinds = sorted({code[:2] for code in kern.codes})
    return " en ".join({"BU": "buurten", "WK": "wijken"}[kind] for kind in kinds)


def describe_onleesbaar(aantal: int) -> str:
    """Tell that the browser keeps own areas that cannot be read."""
    verb = "is" if aantal == 1 else "zijn"
    return f"{count_woord(aantal, 'eigen gebied', 'eigen gebieden')} in deze browser {verb} niet te lezen."


def describe_ingelezen(nieuw: int, vervangen: int) -> str:
    """Tell how many own areas a file brought, and how many of the same name went."""
    told = f"{count_woord(nieuw, 'eigen gebied', 'eigen gebieden')} ingelezen."
    if not vervangen:
        return told
    went = count_woord(vervangen, "gebied met dezelfde naam is", "gebieden met dezelfde naam zijn")
    return f"{told} {went} vervangen."


def describe_maken(aantal: int) -> str:
    """Tell how far the composing of an own area is, and how it goes on, on one line of a beamer."""
    chosen = count_woord(aantal, "buurt", "buurten")
    return f"{chosen} gekozen. Klik op de kaart om te kiezen, of gebruik de tabel eronder."
