"""The paper and the slide for the talk with province and Rijk: the region beside country, provinces and chosen sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.grafiek.stapels import make_stapels
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.versie import REGEL_VERSIE
from woonzorg.rapport import delen
from woonzorg.rapport.dia import count_vakken, make_klassendia, write_bronregel
from woonzorg.rapport.stuk import Alinea, Beeld, Kolom, Kop, Lijst, Stijl, Stuk, Tabel
from woonzorg.streken.streektelling import Streeksoort
from woonzorg.streken.streekwoorden import (
    KOP,
    NIET_GEZEGD,
    PER_1000,
    ZONDER_SETS,
    describe_beeld,
    describe_grond,
    describe_maat,
    describe_onbekend,
    list_keuzes,
    list_kiezers,
    list_kolommen,
    list_papierkeuzes,
    list_papierrijen,
    list_rijen,
    write_titel,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from woonzorg.streken.streektelling import Streekbeeld, Streekrij

TITEL = KOP
BEELD = "streken"
_BREED, _MEEST = 0.72, 8
"""Width of the picture on its line; of more rows beside sets it is smaller, and the table tells them."""
_ALT = "Huishoudens naar klasse, per streek. De cijfers staan in de tabel."


def make_streekstuk(beeld: Streekbeeld, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the paper: one page.

    Parameters
    ----------
    beeld : Streekbeeld
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.
    """
    title, who, unknown = write_titel(beeld), list_papierkeuzes(beeld), describe_onbekend(beeld)
    shown = list_papierrijen(beeld)
    rest = () if len(shown) == len(beeld.rijen) and who == list_keuzes(beeld) else (_make_blad(beeld),)
    chosen = (Lijst(who, Stijl.KLEIN),) if who else (Alinea(ZONDER_SETS, Stijl.KLEIN),)
    return Stuk(
        titel=title, soort=TITEL, regio=(beeld.regio or beeld.land).titel, datum=datum,
        blokken=(
            Kop(title, 1),
            Alinea(describe_beeld(beeld), Stijl.KERN),
            *((Alinea(unknown),) if unknown else ()),
            _draw(beeld),
            delen.make_legenda(count_vakken(beeld.land.telling)),
            tabulate_streken(beeld, shown),
            *chosen,
            Kop("Wat deze cijfers niet zeggen"),
            Lijst(NIET_GEZEGD, Stijl.KLEIN),
            Alinea(f"{describe_grond(beeld)} {describe_maat(beeld)}", Stijl.KLEIN),
            *delen.cite_bronnen(beeld.manifest),
            Alinea(klassewoorden.DISCLAIMER, Stijl.KLEIN),
            delen.make_verwijzing(adres, "", {"niveau": "buurt"}),
        ),
        voet=f"Woonzorg · regel {REGEL_VERSIE} · gegevens {beeld.land_id}", een_blad=True,
        bladen=(*rest, delen.tabulate_bronnen(beeld.manifest)),
    )  # fmt: skip


def _draw(beeld: Streekbeeld) -> Beeld:
    """Return the picture: every row that a slide has; of many rows no higher than of few, so that one page holds it."""
    shown = beeld.list_dia()
    high = _MEEST if any(row.soort == Streeksoort.SET for row in shown) else len(shown)
    return Beeld(render_streken(shown), _ALT, _BREED * min(1.0, high / len(shown)))


def render_streken(rijen: Sequence[Streekrij]) -> str:
    """Render the bars of some rows."""
    return render_grafiek(make_stapels([row.telling for row in rijen]))


def tabulate_streken(beeld: Streekbeeld, rijen: Sequence[Streekrij]) -> Tabel:
    """Return the table of some rows: classes in percent, the rest per 1,000; what both would tell, once."""
    columns = tuple(Kolom(head, places, breed=places is None) for head, places in list_kolommen(beeld))
    told = [place for place, column in enumerate(columns) if column.kop != PER_1000]
    cells = tuple(tuple(row[place] for place in told) for row in list_rijen(rijen))
    return Tabel(
        "Huishoudens naar klasse, overconcentraties en corporatiewoningen",
        tuple(columns[place] for place in told), cells,
    )  # fmt: skip


def _make_blad(beeld: Streekbeeld) -> Tabel:
    """Return the sheet of a workbook with all rows, and the gemeenten of each: what one page has no room for."""
    table = tabulate_streken(beeld, beeld.rijen)
    columns = (*table.kolommen, Kolom("Gemeenten", breed=True), Kolom("Gekozen door"))
    rows = zip(table.rijen, beeld.rijen, strict=True)
    return Tabel(
        "Alle streken",
        columns,
        tuple((*cells, ", ".join(row.gemeenten), row.gekozen_door) for cells, row in rows),
    )


def list_streekbeelden(_beeld: Streekbeeld) -> tuple[str, ...]:
    """Name the slide."""
    return (BEELD,)


def draw_streken(beeld: Streekbeeld, datum: dt.date) -> dict[str, str]:
    """Return the slide as SVG: the sentence, the bars, and the legend of the classes."""
    drawing = render_streken(beeld.list_dia())
    counted = (beeld.regio or beeld.land).telling
    source = " ".join(
        [write_bronregel(beeld.manifest, beeld.land_id, datum), NIET_GEZEGD[0], *list_kiezers(beeld)]
    )
    return {BEELD: make_klassendia(describe_beeld(beeld), drawing, counted, source)}
