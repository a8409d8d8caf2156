"""The file of a building programme: what it may hold, and all that is wrong with it at once."""

from __future__ import annotations

import json

import pytest
from huurmaken import TABEL_4, make_woningstand

from woonzorg.eigenbestand.sjabloon import make_werkmap
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.socialehuur.programma import Bouwregel
from woonzorg.socialehuur.programmabestand import PROGRAMMA, make_bron, make_sjabloon, read_programma

BRON = make_bron(
    list(TABEL_4.values()), [make_woningstand("BU09170000", woningen=100.0, sociaal=50.0, koop=40.0)]
)
KOPPEN = tuple(PROGRAMMA.kolommen)


def read(*rijen, koppen=KOPPEN):
    full = [(*row, *[""] * (len(koppen) - len(row))) for row in rijen]
    return read_programma("p.xlsx", make_werkmap("Proef", "programma", koppen, full), BRON)


def test_a_programme_is_read_from_each_kind_of_file() -> None:
    lines = (
        Bouwregel("GM0917", "BU09170000", 40, 60, 50, 12, 20, "zelfde buurt"),
        Bouwregel("GM1954", sociaal=787),
    )
    assert (
        read(("Heerlen", "bu09170000", 40, 60, 50, 12, 20, "zelfde buurt"), ("GM1954", "", 787, 0, 0))
        == lines
    )
    text = "gemeente;sociaal;midden;overig;sloop_sociaal\nBeekdaelen;787;0;0;\n"
    assert read_programma("p.csv", text.encode(), BRON) == lines[1:]
    listed = [{"gemeente": "beekdaelen", "sociaal": 787, "midden": 0, "overig": 0, "sloop_sociaal": None}]
    assert read_programma("p.json", json.dumps(listed).encode(), BRON) == lines[1:]


def test_all_that_is_wrong_is_told_together_with_its_row() -> None:
    with pytest.raises(InhoudFout) as caught:
        read(
            ("Maastricht", "", 1, 1, 1), ("Heerlen", "", -3, 2.5, ""), ("Kerkrade", "BU09170000", 5, 0, 0, 0, 6),
            ("Brunssum", "BU00000000", 0, 0, 0), ("", "", 1, 1, 1), ("Heerlen", "", 1, 1, 1),
        )  # fmt: skip
    told = "\n".join(caught.value.bevindingen)
    for part in (
        "rij 2, kolom gemeente: 'Maastricht' is geen gemeente", "rij 3, kolom sociaal: -3 ligt niet",
        "rij 3, kolom midden: '2,5' is geen heel getal", "rij 3, kolom overig: is leeg", "ligt niet in Kerkrade",
        "rij 4, kolom buiten: 6 is meer dan de 5", "rij 5, kolom buurt: 'BU00000000' is geen buurt",
        "rij 6, kolom gemeente: is leeg", "rij 7, kolom gemeente: 'GM0917' staat er twee keer",
    ):  # fmt: skip
        assert part in told
    assert len(caught.value.bevindingen) == 9


def test_no_more_is_demolished_than_stands_there() -> None:
    with pytest.raises(InhoudFout) as caught:
        read(("Voerendaal", "", 0, 0, 0, 1730), ("Heerlen", "BU09170000", 0, 0, 0, 51))
    assert [text.partition(":")[0] for text in caught.value.bevindingen] == [
        "Voerendaal",
        "Gemeente BU09170000",
    ]
    assert "hoogstens 1.729" in caught.value.bevindingen[0]  # 5.846 homes of which 4.117 are owned
    assert len(read(("Voerendaal", "", 0, 0, 0, 1729), ("Heerlen", "BU09170000", 0, 0, 0, 50))) == 2


def test_other_files_are_refused_in_words() -> None:
    for raw in (b"{", b"[]", b"[3]", b"{}"):
        with pytest.raises(InvoerFout, match="geen lijst met regels"):
            read_programma("p.json", raw, BRON)
    with pytest.raises(InhoudFout, match="kleur"):
        read_programma(
            "p.json", b'[{"gemeente":"Heerlen","sociaal":1,"midden":1,"overig":1,"kleur":2}]', BRON
        )
    with pytest.raises(InhoudFout, match="alleen het voorbeeld"):
        read_programma("p.xlsx", make_sjabloon(), BRON)
    assert make_sjabloon() == make_sjabloon()
