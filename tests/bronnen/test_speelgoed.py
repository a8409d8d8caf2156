"""Adding a source is one object and one line in the list: everything else follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from keten import KLEIN, run

from woonzorg.bronnen import lijst
from woonzorg.bronnen.bestanden.inhoud import Bestand
from woonzorg.bronnen.bestanden.tabelbestand import read_tabel
from woonzorg.bronnen.bron import Cijferbron, Controle, Verzinsel
from woonzorg.bronnen.levering import Levering, make_waarden
from woonzorg.bronnen.voorbeeld import make_voorbeeld
from woonzorg.gegevens import opslag, overzicht
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.manifest import BronVermelding
from woonzorg.gegevens.schema import Status
from woonzorg.herkomst import herkomst
from woonzorg.indicator import PER_SLEUTEL, Indicator, Richting, Vorm
from woonzorg.instelling import INGEBOUWD
from woonzorg.laden.regio import list_weglaatbaar

if TYPE_CHECKING:
    from pathlib import Path

    from woonzorg.bronnen.bestanden.inhoud import Tabelinhoud
    from woonzorg.bronnen.bron import Laadvraag
    from woonzorg.bronnen.web import Web

CIJFER = "speelplekken"


# --8<-- [start:bron]
@dataclass(frozen=True, kw_only=True)
class Speelgoed(Cijferbron):
    def load(self, web: Web, vraag: Laadvraag) -> list[Levering]:
        codes = pd.Series(sorted(set(vraag.eerder[0].waarden["code"])))
        cited = BronVermelding(
            Bronsleutel(self.sleutel, "doos"), self.naam, web.resolve("doos"), self.licentie, vraag.indeling,
            {CIJFER: "Plekken"}, "2026-11-29T00:00:00Z", len(codes), "0" * 64,
        )  # fmt: skip
        return [Levering(cited, make_waarden(codes, 2024, {CIJFER: codes.str[-1].astype(float)}))]

    def recognise(self, kolommen: frozenset[str]) -> bool:
        return "plekken" in kolommen

    def read_bestand(self, tabel: Tabelinhoud) -> list[Levering]:
        cited = self.cite_bestand(tabel, 2024, {CIJFER: "Plekken"})
        values = {CIJFER: tabel.rijen["Plekken"].astype(float)}
        return [Levering(cited, make_waarden(tabel.rijen[tabel.codekolom], 2024, values))]

    def list_controles(self) -> tuple[Controle, ...]:
        return (Controle("Speelgoed: de doos is vol.", lambda web: (True, web.bron)),)


SPEELGOED = Speelgoed(
    sleutel="speelgoed", naam="Speelgoedfabriek, Speelplekken", kort="Speelplekken", licentie="CC0 1.0",
    dienst="De fabriek", adres="cbs_url", codeveld="plek", kenmerk="Plekken", heel="Vraag de hele doos.",
    verzonnen="Verzonnen speelplekken",
    verzinsel=Verzinsel(
        (2023, 2024), lambda _, kans: {CIJFER: abs(10 * kans[0])}, lambda _: (0, Status.ONDERDRUKT)
    ),
)  # fmt: skip
# --8<-- [end:bron]


@pytest.fixture
def erbij(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add the line of its figure, and that of the source."""
    line = Indicator(
        CIJFER, "Speelplekken", "Plekken om te spelen.", "plekken", Vorm.AANTAL, Richting.GEEN, "speelgoed",
        ("Plekken",),
    )  # fmt: skip
    monkeypatch.setitem(PER_SLEUTEL, CIJFER, line)
    monkeypatch.setattr(lijst, "BRONNEN", (*lijst.BRONNEN, SPEELGOED))


@pytest.mark.usefixtures("erbij")
def test_a_source_that_is_added_is_loaded_listed_cited_and_traced(leeg: Path) -> None:
    assert run("laad", KLEIN).status == 0
    snapshot = opslag.open_snapshot(leeg)
    [cited] = [bron for bron in snapshot.manifest.bronnen if bron.sleutel.bron == "speelgoed"]
    assert (str(cited.sleutel), cited.licentie) == ("speelgoed:doos", "CC0 1.0")
    names = {bron.sleutel: bron.kort for bron in lijst.BRONNEN}
    row = overzicht.list_indicatoren(snapshot, names).set_index("titel").loc["Speelplekken"]
    assert [row["bron"], row["jaar"], row["tabel"], row["veld"]] == [
        "Speelplekken",
        "2024",
        "doos",
        "Plekken",
    ]
    areas = snapshot.gebieden.set_index("code")[CIJFER]
    assert areas["BU09650001"] == 1.0
    found = herkomst.trace(snapshot, "BU09650001", CIJFER)
    assert found.bron == cited
    assert (found.waarde, found.veld, found.code_veld, found.vraag) == (1.0, "Plekken", "plek", "")


@pytest.mark.usefixtures("erbij")
def test_it_can_be_left_out_and_that_is_told(leeg: Path) -> None:
    assert list_weglaatbaar()["speelgoed"] == "Speelplekken"
    assert run("laad", KLEIN, "--zonder", "speelgoed").status == 0
    snapshot = opslag.open_snapshot(leeg)
    assert snapshot.manifest.zonder == ("speelgoed",)
    assert "bewust weggelaten" in herkomst.trace(snapshot, "BU09650001", CIJFER).status_uitleg


@pytest.mark.usefixtures("erbij")
def test_its_service_is_asked_what_we_were_told(leeg: Path) -> None:
    lines = run("laad", "--controleer", "--json").json
    [line] = [line for line in lines if line["feit"].startswith("Speelgoed")]
    assert (line["uitslag"], line["gevonden"]) == ("bevestigd", "De fabriek")
    assert leeg.parent.exists()


@pytest.mark.usefixtures("erbij")
def test_a_file_of_it_is_recognised_by_its_columns() -> None:
    [levering] = read_tabel(Bestand("doos.csv", b"code;Plekken\nBU00010001;3\nBU00010002;0\n"))
    assert levering.waarden["waarde"].tolist() == [3.0, 0.0]
    assert levering.vermelding.naam == SPEELGOED.naam


def test_the_fictional_region_gets_its_figures_and_keeps_those_of_the_others(
    request: pytest.FixtureRequest,
) -> None:
    before = opslag.open_snapshot(INGEBOUWD).reeksen  # what the code makes without it: test_voorbeeld
    request.getfixturevalue("erbij")
    manifest, gebieden, after = make_voorbeeld()
    assert str(manifest.bronnen[-1].sleutel) == "speelgoed:voorbeeld"
    assert (gebieden[CIJFER].dropna() >= 0).all()
    assert set(after.loc[after["indicator"] == CIJFER, "jaar"]) == {2023, 2024}
    key = ["indicator", "jaar", "code"]
    rest = after[after["indicator"] != CIJFER]
    pd.testing.assert_frame_equal(
        rest.sort_values(key, ignore_index=True),
        before.sort_values(key, ignore_index=True),
        check_dtype=False,
    )
