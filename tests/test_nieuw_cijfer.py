"""A line in the registry is all that a new figure needs: map, table, file, recognition and fictional region have it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest

from woonzorg.bronnen import lijst
from woonzorg.bronnen.bestanden.inhoud import Bestand
from woonzorg.bronnen.bestanden.tabelbestand import read_tabel
from woonzorg.bronnen.voorbeeld import make_voorbeeld
from woonzorg.bronnen.voorbeeld.vormcijfer import make_vormcijfer
from woonzorg.fouten import GegevensFout
from woonzorg.gegevens import controle, opslag, overzicht
from woonzorg.gegevens.schema import Status
from woonzorg.herkomst import herkomst
from woonzorg.indicator import GEDRAG, KAART, PER_SLEUTEL, PROFIEL, Indicator, Richting, Vorm
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart.hoogte import list_hoogtes
from woonzorg.kaart.thema import find_grenzen, list_themas
from woonzorg.oordeel import toets
from woonzorg.rapport.uitvoer import write_gebieden

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# --8<-- [start:indicator]
OPEN = Indicator(
    "proefwoningen_pct", "Proefwoningen", "Hoeveel van de woningen proefwoningen zijn.", "%", Vorm.PERCENTAGE,
    Richting.GEEN, "kerncijfers", ("Proefwoningen totaal",),
)  # fmt: skip
EIGEN = dataclasses.replace(
    OPEN, sleutel="proefhulp", titel="Proefhulp", eenheid="per 1.000 inwoners", vorm=Vorm.PER_DUIZEND,
    velden=("Proefhulp per 1 000",), gebruik=PROFIEL,
)  # fmt: skip
# --8<-- [end:indicator]
ERBIJ = (OPEN, EIGEN)


@pytest.fixture(scope="module")
def streek(tmp_path_factory: pytest.TempPathFactory) -> Iterator[opslag.Snapshot]:
    """Publish the fictional region with two figures more, one of them about a buurt only."""
    with pytest.MonkeyPatch.context() as patch:
        for line in ERBIJ:
            patch.setitem(PER_SLEUTEL, line.sleutel, line)
        yield opslag.publish(tmp_path_factory.mktemp("data"), *make_voorbeeld())


def test_the_fictional_region_has_figures_by_their_form_and_leaves_the_others_as_they_were(
    streek: opslag.Snapshot,
) -> None:
    rows = streek.read_reeksen([line.sleutel for line in ERBIJ])
    seen = rows[rows["status"] == Status.WAARGENOMEN]
    assert set(rows["indicator"]) == {line.sleutel for line in ERBIJ}
    assert seen["waarde"].between(0, 1000).all()
    assert seen.groupby("indicator")["waarde"].nunique().min() > 10
    with pytest.MonkeyPatch.context() as patch:
        for line in ERBIJ:
            patch.delitem(PER_SLEUTEL, line.sleutel)
        before = opslag.open_snapshot(INGEBOUWD).gebieden  # what the code makes without them: test_voorbeeld
    now = streek.gebieden.set_index("code").loc[
        before["code"], list(before.columns.drop(["code", "geometry"]))
    ]
    assert now.equals(before.set_index("code")[now.columns])


@pytest.mark.parametrize("vorm", Vorm)
def test_an_invented_figure_of_any_form_is_the_same_each_time_and_within_its_bounds(
    streek: opslag.Snapshot, vorm: Vorm
) -> None:
    frame = (
        streek.gebieden[["huishoudens"]]
        .dropna()
        .assign(achterstand=lambda rows: np.linspace(-3, 3, len(rows)))
    )
    line = dataclasses.replace(OPEN, vorm=vorm)
    made = make_vormcijfer(line, 2024, frame)
    assert np.array_equal(made, make_vormcijfer(line, 2024, frame))
    assert not np.array_equal(made, make_vormcijfer(dataclasses.replace(line, sleutel="ander"), 2024, frame))
    assert ((made >= GEDRAG[vorm].minimum) & (made <= GEDRAG[vorm].maximum)).all()
    assert len(set(made)) > (4 if vorm == Vorm.KLASSE else 50)


def test_the_map_has_what_may_be_shown_and_not_what_is_about_a_buurt_only(streek: opslag.Snapshot) -> None:
    areas = toets.score_snapshot(streek).select("buurt")
    assert list_themas(areas)[OPEN.sleutel] == OPEN.titel
    assert list_hoogtes(areas)[OPEN.sleutel] == OPEN.titel
    assert len(find_grenzen(OPEN, areas[OPEN.sleutel].to_numpy()).kleuren) == 5
    assert EIGEN.sleutel not in list_themas(areas)
    assert EIGEN.sleutel not in list_hoogtes(areas)


def test_the_table_of_figures_says_what_it_is_and_where_it_is_used(streek: opslag.Snapshot) -> None:
    names = {bron.sleutel: bron.kort for bron in lijst.BRONNEN}
    table = overzicht.list_indicatoren(streek, names).set_index("titel")
    assert table.loc[OPEN.titel, ["eenheid", "gebruik", "jaar"]].tolist() == ["%", "kaart", "2024"]
    assert table.loc[EIGEN.titel, "gebruik"] == "alleen bij de buurt zelf"
    assert table.loc[[line.titel for line in ERBIJ], "bekend"].min() > 100


def test_its_origin_can_be_traced_with_its_words(streek: opslag.Snapshot) -> None:
    assert {line.sleutel for line in ERBIJ} <= set(herkomst.list_cijfers(streek))
    found = herkomst.trace(streek, "BU91010000", OPEN.sleutel)
    assert (found.titel, found.uitleg, found.status) == (OPEN.titel, OPEN.uitleg, Status.WAARGENOMEN)
    assert found.tekst.endswith(" %")


def test_a_file_has_what_may_be_shown_after_the_columns_that_it_always_had(
    streek: opslag.Snapshot, tmp_path: Path
) -> None:
    export = toets.make_export(toets.score_snapshot(streek), streek)
    columns = list(export.columns)
    assert tuple(columns[:14]) == toets.EXPORT_KOLOMMEN
    assert columns[14:17] == ["ses_marge", "lq", "lq_land"]
    assert columns.index(OPEN.sleutel) > columns.index("fictief")
    assert columns[-1] == "geometry"
    assert {line.sleutel for line in PER_SLEUTEL.values() if KAART in line.gebruik} <= set(columns)
    assert not {line.sleutel for line in PER_SLEUTEL.values() if line.gebruik == PROFIEL} & set(columns)
    write_gebieden(export, streek.manifest, tmp_path / "gebieden.csv")
    head = (tmp_path / "gebieden.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert OPEN.sleutel in head
    assert EIGEN.sleutel not in head


def test_a_file_of_a_user_is_read_by_its_titles(streek: opslag.Snapshot) -> None:
    assert streek.manifest.jaren[OPEN.sleutel] == 2024
    lines = [
        "WijkenEnBuurten;Aantal inwoners;Huishoudens totaal;Proefwoningen totaal;Proefhulp per 1 000",
        *(f"BU0965{n:04d};100;50;{n};{2 * n}" for n in range(12)),
    ]
    [levering] = read_tabel(Bestand("kerncijfers-2024.csv", "\n".join(lines).encode()))
    given = levering.waarden.pivot(index="code", columns="indicator", values="waarde")
    assert given[OPEN.sleutel].tolist() == list(range(12))
    assert given[EIGEN.sleutel].tolist() == list(range(0, 24, 2))


def test_its_bounds_are_checked_before_publication(streek: opslag.Snapshot) -> None:
    wrong = streek.gebieden.assign(**{OPEN.sleutel: 100.5})
    with pytest.raises(GegevensFout, match=OPEN.sleutel):
        controle.check_gebieden(wrong)
