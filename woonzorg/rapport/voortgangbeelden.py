"""The slides of a half-year report: picture 5 of what was let, and of what got ready, with all gemeenten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.agenda.paneelwoorden import describe_stand
from woonzorg.agenda.voortgang import Teller
from woonzorg.agenda.woorden import describe_gedeeld
from woonzorg.dag import format_datum
from woonzorg.grafiek.agenda import NAMEN, make_paneel
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.oordeel import klassewoorden
from woonzorg.rapport.dia import make_panelendia
from woonzorg.rapport.voortgangstuk import CONCEPT

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.agenda.paneel import Agendapaneel
    from woonzorg.rapport.voortgangpanelen import Verslagstof

BEELDEN: dict[str, Teller] = {"toewijzingen": Teller.TOEWIJZING, "bouw": Teller.BOUW}
"""Slides by their names, each with what it counts."""


def list_voortgangbeelden(stof: Verslagstof) -> tuple[str, ...]:
    """Name the slides of a report: of what its agenda has lines."""
    return tuple(name for name, teller in BEELDEN.items() if stof.list_panelen(teller))


def draw_voortgang(stof: Verslagstof, datum: dt.date) -> dict[str, str]:
    """Return the panels of what was let and of what got ready, each as SVG, where the agenda has lines of it."""
    return {name: _draw(stof, BEELDEN[name], datum) for name in list_voortgangbeelden(stof)}


def _draw(stof: Verslagstof, teller: Teller, datum: dt.date) -> str:
    report, ground = stof.verslag, stof.verslag.grond
    told = f"{report.titel}. {describe_gedeeld(report.gedeeld)}"
    kop = klassewoorden.mark_fictie(told, ground.streek, fictief=ground.fictief)
    panels = [_tell(panel, stof) for panel in stof.list_panelen(teller)]
    marks = [
        f"Staven van donker naar licht: {NAMEN[teller]}, in voorbereiding, toegezegd",
        "streepjes: afgesproken",
    ]
    marks += ["band: nodig (aanname)"] if teller == Teller.TOEWIJZING else []
    marks += ["dunne lijn: vorig verslag"] if stof.vorige else []
    source = (
        f"Bron: agenda {report.agenda}, verslag {report.id}, {format_datum(datum.isoformat())}. Aantallen onder de 10 "
        "staan er niet op."
    )
    return make_panelendia(
        f"{CONCEPT}. {kop}" if report.is_concept else kop, panels, f"{'; '.join(marks)}.", source
    )


def _tell(paneel: Agendapaneel, stof: Verslagstof) -> tuple[str, str, str]:
    chart = make_paneel(paneel, stof.verslag.gedeeld.moment)
    return paneel.naam, " ".join(describe_stand(paneel)), render_grafiek(chart)
