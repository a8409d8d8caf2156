"""What a plan places in a part of the region, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from woonzorg.gebied import Niveau
from woonzorg.verdeling.uitkomst.deelwoorden import describe_plaatsing


@pytest.mark.parametrize(
    ("klassen", "geplaatst", "told"),
    [
        (
            ["draagkrachtig", "aandacht_ses"], [4, 1],
            "In Dal plaatst dit voorstel 5 woningen, in 2 buurten. Geen daarvan is kwetsbaar.",
        ),
        (
            ["draagkrachtig", "onbekend"], [1, 0],
            "In Dal plaatst dit voorstel 1 woning, in 2 buurten. Van 1 buurt is de klasse onbekend.",
        ),
        (
            ["kwetsbaar", "draagkrachtig", "kwetsbaar"], [1, 1200, 0],
            "In Dal plaatst dit voorstel 1.201 woningen, in 3 buurten. Daarvan 1 woning in 2 kwetsbare buurten.",
        ),
        (
            ["kwetsbaar"], [0],
            "In Dal plaatst dit voorstel 0 woningen, in 1 buurt. Daarvan 0 woningen in 1 kwetsbare buurt.",
        ),
    ],
)  # fmt: skip
def test_homes_are_counted_by_class(klassen, geplaatst, told):
    rows = pd.DataFrame({"klasse": klassen, "geplaatst": geplaatst})
    assert describe_plaatsing(rows, "Dal", Niveau.BUURT) == told
