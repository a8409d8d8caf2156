"""The one list of words that tell who lives at a place: every group of the vision is in it, and places are not."""

from __future__ import annotations

import pytest

from woonzorg.verdeling.vraag.groepen import GROEPEN
from woonzorg.verdeling.vraag.groepswoord import has_extra_privacy, has_groep


@pytest.mark.parametrize("groep", [one for one in GROEPEN if one.ouder or one.sleutel == "ouderen"])
def test_every_group_of_the_vision_is_known_by_its_title_and_key(groep) -> None:
    for text in (groep.titel, groep.titel.upper(), groep.sleutel.replace("_", " ")):
        assert has_groep(text), text
        assert has_extra_privacy(text) == groep.gevoelig, text


@pytest.mark.parametrize(
    "naam",
    [
        "Vrouwenhuis Heerlen", "FPK De Wal", "FPA Zuid", "FBW Kerkrade", "Huis na huiselijk geweld", "Blijfhuis",
        "Blijf-van-mijn-lijfhuis", "blijf van m'n lijf", "opvang voor vrouwen", "TBS Zuid", "Reclassering",
        "PI Sittard", "Justitiële inrichting", "voormalig gevangenen", "Prostitutiezone",
    ],
)  # fmt: skip
def test_what_tells_of_a_group_with_extra_privacy(naam) -> None:
    assert has_extra_privacy(naam)


@pytest.mark.parametrize(
    "naam",
    [
        "Verblijf Oost", "Justitiaplein", "De Blijfhoek", "Huize Kopvang", "Forensenhof", "De Linde 2", "Pi",
        "Psychestraat", "Detail", "Eikhof",
    ],
)  # fmt: skip
def test_a_name_of_a_place_tells_of_no_group(naam) -> None:
    assert not has_groep(naam)
