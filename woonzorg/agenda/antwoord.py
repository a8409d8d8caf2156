"""The agenda as JSON, as its maker sees it: moments, what is due and needed, lines, gemeenten and classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.agenda.nodig import calculate_toewijzingen
from woonzorg.agenda.planning import list_momenten
from woonzorg.agenda.prestatie import is_smart, list_kenmerken
from woonzorg.agenda.voortgang import Teller, is_te_laat
from woonzorg.agenda.woorden import describe_voortgang

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.voortgang import Agendavoortgang, Lijnstand, Spoor


def describe_kalender(moment: Kwartaal) -> dict[str, Any]:
    """Return what is known without any file: all moments, the one that is looked at, and the lettings needed then."""
    need = calculate_toewijzingen(moment)
    return {
        "momenten": [{"moment": str(item.kwartaal), "wat": item.wat} for item in list_momenten()],
        "nu": str(moment),
        "nodig": {"laag": need.laag, "hoog": need.hoog},
    }


def describe(voortgang: Agendavoortgang, gemeenten: Mapping[str, str]) -> dict[str, Any]:
    """Return how far an agenda is.

    Parameters
    ----------
    voortgang : Agendavoortgang
    gemeenten : mapping
        Code to name, of the region.
    """
    codes = sorted({spoor.code for spoor in voortgang.sporen if spoor.code})
    placed = bool(voortgang.dit_jaar)
    return describe_kalender(voortgang.moment) | {
        "zin": describe_voortgang(voortgang),
        "niet_gemeld": list(voortgang.niet_gemeld),
        "regels_agenda": [_describe_lijn(item, voortgang.moment) for item in voortgang.lijnen],
        "streek": _describe_sporen(voortgang, ""),
        "per_gemeente": [
            {"code": code, "naam": gemeenten.get(code, code)} | _describe_sporen(voortgang, code)
            for code in codes
        ],
        "per_klasse": voortgang.per_klasse if placed else None,
        "zonder_besluit": voortgang.zonder_besluit if placed else None,
        "niet_getoetst": {
            "momenten": [str(moment) for moment in voortgang.zonder_plaatsingen],
            "zonder_buurt": voortgang.zonder_buurt if placed else None,
            "zonder_klasse": voortgang.zonder_klasse if placed else None,
        },
        "zonder_begin": voortgang.zonder_begin,
    }


def _describe_lijn(item: Lijnstand, nu: Kwartaal) -> dict[str, Any]:
    line, stand = item.lijn, item.stand
    return {
        "regel": line.regel, "onderdeel": line.onderdeel, "groep": line.groep, "gemeente": line.gemeente,
        "corporatie": line.corporatie, "soort": str(line.soort), "eenheid": line.eenheid, "aantal": item.aantal,
        "gereed": str(line.gereed) if line.gereed else None, "trekker": line.trekker, "gedekt": str(line.gedekt),
        "thema": line.thema, "kenmerken": sorted(list_kenmerken(line)), "smart": is_smart(line),
        "opgeleverd": stand.opgeleverd if stand else None,
        "in_voorbereiding": stand.in_voorbereiding if stand else None,
        "toegezegd": stand.toegezegd if stand else None, "te_laat": is_te_laat(item, nu),
    }  # fmt: skip


def _describe_sporen(voortgang: Agendavoortgang, code: str) -> dict[str, Any]:
    found = {teller: voortgang.find(teller, code) for teller in Teller}
    return {str(teller): _describe_spoor(spoor) for teller, spoor in found.items() if spoor}


def _describe_spoor(spoor: Spoor) -> dict[str, Any]:
    return {
        "afgesproken": spoor.afgesproken, "deel": spoor.deel,
        "stappen": [
            {"moment": str(step.moment), "gereed": step.gereed, "in_voorbereiding": step.in_voorbereiding,
             "toegezegd": step.toegezegd}
            for step in spoor.stappen
        ],
    }  # fmt: skip
