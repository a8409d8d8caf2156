"""What is told around the question whether the rule was kept. Plain text; areas are tested, nobody is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.agenda.concentraties import Concentraties, Stijging

BALKEN = "Woningen, alle groepen samen waarvoor de regel geldt"
NIET_GETOOND = "Niet getoond: minder dan 10, of een aantal waaruit dat te berekenen is."
NIETS = "In kwetsbare buurten is niets toegewezen."
NIETS_GETOETST = "Van wat is getoetst, is niets in kwetsbare buurten toegewezen."
VUL_AAN = "Vul bij de plaatsingen in wie besloot en wanneer."
DOOR_DE_TIJD = "Toegewezen woningen naar klasse, door de tijd"
IN_KWETSBAAR = "In kwetsbare buurten: met en zonder besluit"
CONCENTRATIE = "Is er een concentratie bij gekomen?"
GEDEELD = "Per moment, per besluit en per buurt staat hier niets: dat ziet alleen wie de bestanden inlas."


def describe_vrij(aantal: int) -> str:
    """Tell of homes that count in no class."""
    are = "ging" if aantal == 1 else "gingen"
    homes = count_woord(aantal, "woning", "woningen")
    return f"{homes} {are} naar groepen waarvoor de regel niet geldt; die staan in geen klasse."


def describe_concentraties(gevonden: Concentraties) -> str:
    """Tell how many buurten are a concentratie, before and with the placements."""
    was, now = ("is" if count == 1 else "zijn" for count in (gevonden.voor, gevonden.na))
    return (
        f"Zonder de plaatsingen {was} {count_woord(gevonden.voor, 'buurt', 'buurten')} een concentratie, met de "
        f"plaatsingen {now} dat er {gevonden.na}. Dit volgt de regels van Verdelen."
    )


def name_stijging(gebied: Stijging) -> str:
    """Tell when an area became a concentratie, or that it was one before."""
    return f"sinds {gebied.moment}" if gebied.moment else "was het al, en kreeg er woningen bij"


LOS = (
    "Plaatsingen die eerder zijn ingelezen, tellen hier niet mee: hun rijen zijn vergeten. Lees ze samen in."
)
ALLEEN_BEZOEK = (
    "Deze lijst is voor eigen werk en blijft bij dit bezoek. Van een buurt staat er geen aantal bij."
)


def describe_ongetoetst(namen: Sequence[str]) -> str:
    """Tell of which buurten with placements it is not known who live there."""
    return f"Niet getoetst, want het is niet bekend wie er woont: {', '.join(namen)}."
