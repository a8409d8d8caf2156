"""What is told around the question whether the rule was kept. Plain text; areas are tested, nobody is judged."""

from __future__ import annotations

from woonzorg.tekst.getal import count_woord

BALKEN = "Woningen, alle groepen samen waarvoor de regel geldt"
NIET_GETOOND = "Niet getoond: minder dan 10, of een aantal waaruit dat te berekenen is."
NIETS = "In kwetsbare buurten is niets toegewezen."
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


def describe_gestegen(aantal: int) -> str:
    """Tell how many areas became a concentratie by what was placed."""
    if not aantal:
        return "Door de plaatsingen is geen buurt een concentratie geworden, volgens de regels van Verdelen."
    areas = count_woord(aantal, "buurt is", "buurten zijn")
    return f"{areas} door de plaatsingen een concentratie geworden, volgens de regels van Verdelen."
