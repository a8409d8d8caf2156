"""A file of own areas: read back as written, and all that is wrong told together with row and column."""

from __future__ import annotations

import pytest

from woonzorg.eigenbestand.sjabloon import make_csv, make_xlsx
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.gebied import read_regios
from woonzorg.kern.kern import KERN_MAXIMUM, Buurtindeling, Kerngebied
from woonzorg.kern.kernbestand import KERNVORM, TITEL, read_kernen, write_kernen

INDELING = Buurtindeling(
    frozenset({"BU00010000", "BU00010001", "BU00020100", *(f"BU0004{n:04d}" for n in range(60))}),
    frozenset({"BU00030000"}), "2024",
)  # fmt: skip


def read(tekst: str, indeling: Buurtindeling | None = INDELING) -> tuple[Kerngebied, ...]:
    return read_kernen("kernen.csv", tekst.encode(), indeling).kernen


def find_fouten(tekst: str, indeling: Buurtindeling | None = INDELING) -> list[str]:
    with pytest.raises(InhoudFout) as caught:
        read(tekst, indeling)
    return list(caught.value.bevindingen)


def test_rows_of_one_name_are_one_area() -> None:
    found = read("naam;code;soort\nEys;bu00010000 ;kern\nNoord;WK000201;\n Eys ;BU00010001;kern\n")
    assert found == (
        Kerngebied("Eys", ("BU00010000", "BU00010001"), "kern"),
        Kerngebied("Noord", ("WK000201",)),
    )


def test_what_is_written_is_read_back() -> None:
    kernen = (
        Kerngebied("=Eys <b>", ("BU00010000",), "kern"),
        Kerngebied("'t Zand; noord", ("WK000201", "BU00010001")),
    )
    assert read_kernen("x.csv", write_kernen(kernen), INDELING).kernen == kernen


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_refused_as_long_as_only_its_example_stands_in_it(kind):
    raw = make_csv(KERNVORM) if kind == "csv" else make_xlsx(TITEL, [KERNVORM])
    with pytest.raises(InhoudFout, match="alleen het voorbeeld"):
        read_kernen(f"sjabloon.{kind}", raw, INDELING)


def test_all_that_is_wrong_is_told_together_with_row_and_column() -> None:
    long = "L" * 61
    found = find_fouten(
        "naam;code;soort\n"
        "Eys;BU00010000;kern\nEys;WK000100;kern\nEys;BU00010000;kern\neys;BU00010001;\n"
        "Zuid;GM0001;\nZuid;Heerlen;\nZuid;BU00019999;\nZuid;BU00030000;\nZuid;BU00900000;\nZuid;;\n"
        f";BU00020100;\n{long};BU00020100;\nA~b;BU00020100;\nWest;BU00020100;wijk\nWest;BU00010001;kern\n"
    )
    told = "\n".join(found)
    for row, column, words in [
        (2, "naam", "buurt BU00010000 ligt in wijk WK000100"),
        (4, "code", "BU00010000 staat al in Eys"),
        (5, "naam", "'eys' lijkt op 'Eys'"),
        (6, "code", "GM0001 is een gemeente"),
        (7, "code", "'HEERLEN' is geen code van een buurt"),
        (8, "code", "BU00019999 staat niet in deze gegevens (indeling 2024)"),
        (9, "code", "BU00030000 ligt buiten de regio"),
        (10, "code", "BU00900000 ligt buiten de regio"),
        (11, "code", "de code ontbreekt"),
        (12, "naam", "de naam ontbreekt"),
        (13, "naam", "de naam heeft 61 tekens; hoogstens 60"),
        (14, "naam", "in de naam staat '~'"),
        (15, "soort", "niet elke rij van West noemt dezelfde soort"),
    ]:
        assert [line for line in found if f"rij {row}, kolom {column}: {words}" in line], (row, words, told)
    assert len(found) == 13


def test_an_own_area_fits_in_a_link_and_one_of_the_installation_may_be_larger() -> None:
    rows = "".join(f"Groot;BU0004{n:04d}\n" for n in range(KERN_MAXIMUM + 1))
    assert "41 codes; hoogstens 40" in find_fouten(f"naam;code\n{rows}")[0]
    (kern,) = read(f"naam;code\n{rows}", None)
    assert (len(kern.codes), kern.adres) == (41, "groot")


def test_a_file_of_the_installation_outlives_a_division_and_its_names_are_keys() -> None:
    text = "naam;code;soort\nKern 't Zand;BU09990000;\nEys;WK000100;kern\n"
    assert [kern.adres for kern in read(text, None)] == ["kern-t-zand", "kern-eys"]
    assert "geen code van een buurt" in find_fouten("naam;code\nEys;x\n", None)[0]
    # Two names with one key: 'Kern Eys' without a kind, and 'Eys' with the kind 'kern'.
    clash = find_fouten("naam;code;soort\nKern Eys;WK000100;\nEys;WK000201;kern\n", None)
    assert "lijkt op" in clash[0]


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(InvoerFout, match="soort die niet gelezen kan worden"):
        read_kernen("kernen.pdf", b"%PDF", INDELING)
    with pytest.raises(InhoudFout, match="verwacht in rij 1 de kolommen"):
        read("a;b\n1;2\n")


REGIOS = """
[dorpen]
gemeenten = ["GM0001"]
[[dorpen.kernen]]
naam = "Eys"
soort = "kern"
codes = ["bu00010000", "WK000201"]
[elders]
gemeenten = ["GM0009"]
[[elders.kernen]]
naam = "Noord"
codes = ["BU00090000"]
"""


def test_the_file_with_regions_holds_own_areas_too(tmp_path) -> None:
    found = read_kernen("regios.toml", REGIOS.encode(), None).kernen
    assert found == (
        Kerngebied("Eys", ("BU00010000", "WK000201"), "kern", "kern-eys"),
        Kerngebied("Noord", ("BU00090000",), "", "noord"),
    )
    (tmp_path / "regios.toml").write_text(REGIOS)
    assert set(read_regios(tmp_path / "regios.toml")) == {"dorpen", "elders"}


TWEE_REGIOS = """
[a]
[[a.kernen]]
naam = "Centrum"
codes = ["BU00010000"]
[[a.kernen]]
naam = "Eys"
codes = ["BU00010001"]
[b]
[[b.kernen]]
naam = "centrum"
codes = ["BU00090000", "BU00010000"]
"""


def test_areas_of_two_regions_with_one_name_stay_two_with_their_own_key() -> None:
    found = read_kernen("regios.toml", TWEE_REGIOS.encode(), None).kernen
    assert [(kern.naam, kern.codes, kern.sleutel) for kern in found] == [
        ("Centrum", ("BU00010000",), "a-centrum"),
        ("Eys", ("BU00010001",), "eys"),
        ("centrum", ("BU00090000", "BU00010000"), "b-centrum"),
    ]
    assert [INDELING.is_hier(kern) for kern in found] == [True, True, True]
    assert not INDELING.is_hier(Kerngebied("Ver", ("BU00090000", "WK000901")))
    assert INDELING.is_hier(Kerngebied("Oud", ("BU00019999",)))


def test_two_areas_of_a_region_with_one_name_are_refused() -> None:
    for name in ("Centrum", "CENTRUM"):
        twice = (
            f'[a]\n[[a.kernen]]\nnaam = "Centrum"\ncodes = ["BU00010000"]\n[[a.kernen]]\nnaam = "{name}"\n'
        )
        with pytest.raises(InhoudFout) as caught:
            read_kernen("regios.toml", f'{twice}codes = ["BU00010001"]\n'.encode(), None)
        (told,) = caught.value.bevindingen
        assert told.startswith(f"[[a.kernen]] nummer 2, kolom naam: '{name}' ")
        assert ("staat al bij [[a.kernen]] nummer 1" in told) == (name == "Centrum")


def test_all_that_is_wrong_with_areas_of_a_region_is_told_together() -> None:
    wrong = """
x = 3
[[a.kernen]]
naam = "Eys"
codes = ["GM0001"]
[[a.kernen]]
naam = 3
codes = []
plaats = "hier"
[[a.kernen]]
codes = ["BU00010000", 3]
[b]
kernen = "Eys"
"""
    with pytest.raises(InhoudFout) as caught:
        read_kernen("regios.toml", wrong.encode(), None)
    told = "\n".join(caught.value.bevindingen)
    for words in (
        "[[a.kernen]] nummer 1, kolom code: GM0001 is een gemeente", "nummer 2: naam is niet te lezen",
        "nummer 2: de codes ontbreken", "nummer 2: 'plaats' is hier niet bekend",
        "nummer 3: de codes ontbreken of zijn geen tekst", "nummer 3: de naam ontbreekt",
        "[[b.kernen]] nummer 1: dit is geen gebied",
    ):  # fmt: skip
        assert words in told
    assert len(caught.value.bevindingen) == 7


@pytest.mark.parametrize(
    ("raw", "woorden"),
    [
        (b"[a]\nx = ?", "regel 2"),
        (b"x = " + b"[" * 5000, "te veel in elkaar"),
        (b"#" * 1_000_001, "te groot"),
    ],
)
def test_a_file_with_regions_that_cannot_be_read_says_why(raw, woorden) -> None:
    with pytest.raises(InvoerFout, match=woorden):
        read_kernen("regios.toml", raw, None)


def test_a_file_with_regions_without_own_areas_says_how_they_stand_there() -> None:
    with pytest.raises(InhoudFout, match="geen eigen gebied in"):
        read_kernen("REGIOS.TOML", b'[a]\ngemeenten = ["GM0001"]\n', None)
    compared = b'[a]\ngemeenten = ["GM0001"]\ngekozen_door = "gremium"\n'  # made to compare regions
    assert read_kernen("REGIOS.TOML", compared, None).kernen == ()
