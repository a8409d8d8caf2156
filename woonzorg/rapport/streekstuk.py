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
from woonzorg.streken.streekwoorden import (
    KOP,
    NIET_GEZEGD,
    ZONDER_SETS,
    describe_beeld,
    describe_grond,
    describe_maat,
    describe_onbekend,
    list_keuzes,
    list_kiezers,
    list_kolommen,
    list_rijen,
    write_titel,
)

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.streken.streektelling import Streekbeeld

TITEL = KOP
BEELD = "streken"
_BREED = 0.72


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
    title, who, unknown = write_titel(beeld), list_keuzes(beeld), describe_onbekend(beeld)
    chosen = (Lijst(who, Stijl.KLEIN),) if who else (Alinea(ZONDER_SETS, Stijl.KLEIN),)
    return Stuk(
        titel=title, soort=TITEL, regio=(beeld.regio or beeld.land).titel, datum=datum,
        blokken=(
            Kop(title, 1),
            Alinea(describe_beeld(beeld), Stijl.KERN),
            *((Alinea(unknown),) if unknown else ()),
            Beeld(render_streken(beeld), "Huishoudens naar klasse, per streek. De cijfers staan in de tabel.", _BREED),
            delen.make_legenda(count_vakken(beeld.land.telling)),
            tabulate_streken(beeld),
            *chosen,
            Kop("Wat deze cijfers niet zeggen"),
            Lijst(NIET_GEZEGD, Stijl.KLEIN),
            Alinea(f"{describe_grond(beeld)} {describe_maat(beeld)}", Stijl.KLEIN),
            *delen.cite_bronnen(beeld.manifest),
            Alinea(klassewoorden.DISCLAIMER, Stijl.KLEIN),
            delen.make_verwijzing(adres, "", {"niveau": "buurt"}),
        ),
        voet=f"Woonzorg · regel {REGEL_VERSIE} · gegevens {beeld.land_id}", een_blad=True,
        bladen=(delen.tabulate_bronnen(beeld.manifest),),
    )  # fmt: skip


def render_streken(beeld: Streekbeeld) -> str:
    """Render the bars of all rows."""
    return render_grafiek(make_stapels([row.telling for row in beeld.rijen]))


def tabulate_streken(beeld: Streekbeeld) -> Tabel:
    """Return the table: classes in percent, and the rest per 1,000."""
    columns = tuple(Kolom(head, places, breed=places is None) for head, places in list_kolommen(beeld))
    return Tabel(
        "Huishoudens naar klasse, overconcentraties en corporatiewoningen", columns, list_rijen(beeld)
    )


def list_streekbeelden(_beeld: Streekbeeld) -> tuple[str, ...]:
    """Name the slide."""
    return (BEELD,)


def draw_streken(beeld: Streekbeeld, datum: dt.date) -> dict[str, str]:
    """Return the slide as SVG: the sentence, the bars, and the legend of the classes."""
    drawing = render_grafiek(make_stapels([row.telling for row in beeld.list_dia()]))
    counted = (beeld.regio or beeld.land).telling
    source = " ".join(
        [write_bronregel(beeld.manifest, beeld.land_id, datum), NIET_GEZEGD[0], *list_kiezers(beeld)]
    )
    return {BEELD: make_klassendia(describe_beeld(beeld), drawing, counted, source)}
