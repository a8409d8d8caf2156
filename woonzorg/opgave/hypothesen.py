"""Why a published saldo may differ from aanbod − vraag: a declared list, tried one by one.

A hypothesis counts only when it gives the published figure exactly; else the difference is 'onverklaard'. One that
matches is a possible cause, not a proven one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.opgave.cijfers import Cijfer, Oorzaak
from woonzorg.opgave.woorden import name_groep, name_rij

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from woonzorg.opgave.cijfers import Cijfersleutel, Opgave


@dataclass(frozen=True)
class Hypothese:
    """A way in which a published figure may have come about.

    Attributes
    ----------
    sleutel, titel : str
    probeer : callable
        Yields the figures that it predicts, each with the words for it.
    """

    sleutel: str
    titel: str
    probeer: Callable[[Opgave, Cijfersleutel], Iterator[tuple[int, str]]]


def _try_scenario(opgave: Opgave, sleutel: Cijfersleutel) -> Iterator[tuple[int, str]]:
    for scenario in opgave.list_scenarios(sleutel.groep):
        value = opgave.compute_saldo(sleutel._replace(scenario=scenario))
        if scenario != sleutel.scenario and value is not None:
            yield value, f"vraag van een ander scenario: dit is aanbod min de vraag van {scenario}"


def _try_groei(opgave: Opgave, sleutel: Cijfersleutel) -> Iterator[tuple[int, str]]:
    first = min(key.jaar for key in opgave.vraag)
    start, now = opgave.find_vraag(sleutel._replace(jaar=first)), opgave.find_vraag(sleutel)
    if start is None or now is None:
        return
    what = (
        f"de vraag van {first} min die van {sleutel.jaar}"
        if sleutel.jaar > first
        else f"de groei tot {first}: 0"
    )
    yield start - now, f"groei in plaats van tekort: dit is {what}"


def _try_opschrift(opgave: Opgave, sleutel: Cijfersleutel) -> Iterator[tuple[int, str]]:
    for groep in dict.fromkeys(key.groep for key in opgave.vraag):
        value = opgave.compute_saldo(sleutel._replace(groep=groep))
        if groep != sleutel.groep and value is not None:
            yield value, f"verwisseld opschrift: dit is aanbod min vraag van {name_groep(groep)}"


def _try_dubbele_rij(opgave: Opgave, sleutel: Cijfersleutel) -> Iterator[tuple[int, str]]:
    """Try whether the whole row is that of another, which is right in its own place."""
    row = _read_saldi(opgave, sleutel)
    for other in dict.fromkeys(key._replace(jaar=0) for key in opgave.saldo):
        if (
            other != sleutel._replace(jaar=0)
            and _read_saldi(opgave, other) == row
            and _is_zuiver(opgave, other)
        ):
            yield row[sleutel.jaar], f"dubbele rij: hier staat de rij van {name_rij(other)}"


def _read_saldi(opgave: Opgave, sleutel: Cijfersleutel) -> dict[int, int]:
    found = {
        key.jaar: cel.waarde
        for key, cel in opgave.saldo.items()
        if key._replace(jaar=sleutel.jaar) == sleutel
    }
    return {jaar: value for jaar, value in found.items() if value is not None}


def _is_zuiver(opgave: Opgave, sleutel: Cijfersleutel) -> bool:
    saldi = _read_saldi(opgave, sleutel)
    return saldi == {jaar: opgave.compute_saldo(sleutel._replace(jaar=jaar)) for jaar in saldi}


def _try_afronding(opgave: Opgave, sleutel: Cijfersleutel) -> Iterator[tuple[int, str]]:
    value = opgave.compute_saldo(sleutel)
    if value is not None:
        yield round(value, -1), "afronding op tientallen"
        yield round(value, -2), "afronding op honderdtallen"


HYPOTHESEN: tuple[Hypothese, ...] = (
    Hypothese("ander_scenario", "Vraag van een ander scenario", _try_scenario),
    Hypothese("groei", "Groei in plaats van tekort", _try_groei),
    Hypothese("opschrift", "Verwisseld opschrift", _try_opschrift),
    Hypothese("dubbele_rij", "Dubbele rij", _try_dubbele_rij),
    Hypothese("afronding", "Afronding", _try_afronding),
)
"""All that is tried, in this order; the first that fits is told first."""


def explain(opgave: Opgave, sleutel: Cijfersleutel) -> tuple[Oorzaak, ...]:
    """Return the hypotheses that give the published saldo exactly; () when it needs no explaining.

    Of a saldo that was not published it is told where the same figure stands under another group.
    """
    published = opgave.find_gepubliceerd(sleutel)
    if published is None:
        return tuple(_find_elders(opgave, sleutel))
    if published == opgave.compute_saldo(sleutel):
        return ()
    return tuple(
        Oorzaak(hypothese.sleutel, words)
        for hypothese in HYPOTHESEN
        for value, words in hypothese.probeer(opgave, sleutel)
        if value == published
    )


def _find_elders(opgave: Opgave, sleutel: Cijfersleutel) -> Iterator[Oorzaak]:
    value = opgave.compute_saldo(sleutel)
    for key, cel in opgave.saldo.items():
        same = key._replace(groep=sleutel.groep) == sleutel and cel.waarde == value is not None
        if same and opgave.compute_saldo(key) is None:
            words = f"niet gepubliceerd onder deze naam: dit getal staat bij {name_groep(key.groep)}"
            yield Oorzaak("opschrift", words)


def compute_cijfers(opgave: Opgave) -> tuple[Cijfer, ...]:
    """Return every figure of an opgave, recomputed and explained."""
    return tuple(
        Cijfer(
            *sleutel,
            opgave.find_vraag(sleutel), opgave.find_aanbod(sleutel),
            opgave.find_gepubliceerd(sleutel), opgave.compute_saldo(sleutel),
            explain(opgave, sleutel), opgave.soorten[sleutel.groep],
        )
        for sleutel in opgave.list_sleutels()
    )  # fmt: skip
