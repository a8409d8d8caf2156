"""What this visitor looks at on the tab Sociale huur: the stock, the programme and the limits.

A programme stays with the visit: in memory of this session, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens
from woonzorg.fouten import InhoudFout, WoonzorgFout
from woonzorg.socialehuur.normen import NORMEN_2025
from woonzorg.socialehuur.plaats import find_regiopercentage, list_plaatsen
from woonzorg.socialehuur.programmabestand import (
    check_regels,
    make_bron,
    make_tabelregel,
    read_programma,
)
from woonzorg.socialehuur.stand import find_buurten, find_gemeenten, is_tabel4
from woonzorg.socialehuur.uitkomst import make_uitkomsten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.socialehuur.normen import Normen
    from woonzorg.socialehuur.plaats import Bezitsplaats
    from woonzorg.socialehuur.programma import Bouwregel
    from woonzorg.socialehuur.programmabestand import Programmabron
    from woonzorg.socialehuur.stand import Woningstand
    from woonzorg.socialehuur.uitkomst import Gemeenteuitkomst

_PROGRAMMA, _FOUT, _NORMEN = "opgave_huurprogramma", "opgave_huurfout", "opgave_huurnormen"
NIETS_TOEGEVOEGD = "Deze regel kan er niet bij."


@dataclass(frozen=True)
class Huurvoorraad:
    """The stock of a region, the same for all visitors.

    Attributes
    ----------
    gemeenten : tuple of Woningstand
    plaatsen : tuple of Bezitsplaats
        Its buurten; none where only table 4 is known.
    regio : float or None
        The region's share of corporation homes, in percent.
    """

    gemeenten: tuple[Woningstand, ...]
    plaatsen: tuple[Bezitsplaats, ...]
    regio: float | None

    @property
    def bron(self) -> Programmabron:
        """What a programme is held against."""
        return make_bron(self.gemeenten, [place.stand for place in self.plaatsen])

    @property
    def namen(self) -> Mapping[str, str]:
        """Names of gemeenten and buurten by code."""
        stands = (*self.gemeenten, *(place.stand for place in self.plaatsen))
        return {stand.code: stand.naam for stand in stands}


@dataclass(frozen=True)
class Huurstand:
    """What is shown.

    Attributes
    ----------
    streek, regio : str
        Title and name of the region.
    voorraad : Huurvoorraad
    programma : tuple of Bouwregel, optional
        None where none was given.
    normen : Normen
    uitkomsten : tuple of Gemeenteuitkomst
    """

    streek: str
    regio: str
    voorraad: Huurvoorraad
    programma: tuple[Bouwregel, ...] | None
    normen: Normen
    uitkomsten: tuple[Gemeenteuitkomst, ...]


@st.cache_resource(max_entries=4, show_spinner=False)
def load_voorraad(_snapshot: Snapshot, snapshot_id: str) -> Huurvoorraad:
    """Return the stock of a region; of Parkstad without shares of corporaties what table 4 knows."""
    areas, gemeenten = _snapshot.gebieden, find_gemeenten(_snapshot)
    if is_tabel4(gemeenten):
        return Huurvoorraad(gemeenten, (), None)
    score = gegevens.load_score(_snapshot, snapshot_id, None)
    places = list_plaatsen(areas, score, find_buurten(_snapshot))
    return Huurvoorraad(gemeenten, places, find_regiopercentage(areas))


def read_huurstand(snapshot: Snapshot) -> Huurstand:
    """Return what is shown."""
    regio, stock = snapshot.manifest.regio, load_voorraad(snapshot, snapshot.id)
    lines, limits = read_regels(regio.naam), read_normen()
    outcomes = make_uitkomsten(stock.gemeenten, lines, limits)
    return Huurstand(regio.titel, regio.naam, stock, lines, limits, outcomes)


def read_regels(regio: str) -> tuple[Bouwregel, ...] | None:
    """Return the programme of a region; None where none was given."""
    kept: dict[str, tuple[Bouwregel, ...]] = st.session_state.get(_PROGRAMMA, {})
    return kept.get(regio)


def _keep(regio: str, regels: tuple[Bouwregel, ...]) -> None:
    kept = {name: lines for name, lines in st.session_state.get(_PROGRAMMA, {}).items() if name != regio}
    st.session_state[_PROGRAMMA] = kept | ({regio: regels} if regels else {})
    st.session_state.pop(_FOUT, None)


def take_bestand(snapshot: Snapshot, naam: str, raw: bytes) -> None:
    """Take a file with a programme; what is wrong with it is told, and what was there before stays."""
    stock = load_voorraad(snapshot, snapshot.id)
    try:
        _keep(snapshot.manifest.regio.naam, read_programma(naam, raw, stock.bron))
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = fout


def add_regel(snapshot: Snapshot, inhoud: Mapping[str, object]) -> None:
    """Add a line of the form to the programme; what is wrong with it is told, and nothing is added."""
    stock, regio = load_voorraad(snapshot, snapshot.id), snapshot.manifest.regio.naam
    lines = [vars(line) for line in read_regels(regio) or ()]
    rows = [make_tabelregel(number, line) for number, line in enumerate(lines, 1)]
    rows.append(make_tabelregel(len(rows) + 1, inhoud, "nieuwe regel"))
    findings: list[str] = []
    checked = check_regels(rows, stock.bron, findings)
    if findings:
        st.session_state[_FOUT] = InhoudFout(NIETS_TOEGEVOEGD, findings)
        return
    _keep(regio, checked)


def remove_regel(regio: str, plek: int) -> None:
    """Take a line away."""
    lines = read_regels(regio) or ()
    _keep(regio, (*lines[:plek], *lines[plek + 1 :]))


def forget_programma(regio: str) -> None:
    """Forget the programme of a region."""
    _keep(regio, ())


def read_fout() -> WoonzorgFout | None:
    """Return what was wrong with the last file or line."""
    fout: WoonzorgFout | None = st.session_state.get(_FOUT)
    return fout


def read_normen() -> Normen:
    """Return the limits in force for this visitor."""
    kept: Normen = st.session_state.get(_NORMEN, NORMEN_2025)
    return kept


def change_norm(sleutel: str, waarde: float | None) -> None:
    """Change a limit; an emptied field is that of the vision again, and so is one typed as it is shown, rounded."""
    usual: float = getattr(NORMEN_2025, sleutel)
    value = usual if waarde is None or abs(waarde - usual) <= _AFGEROND else waarde
    st.session_state[_NORMEN] = replace(read_normen(), **{sleutel: value})


_AFGEROND = 0.005
"""How far two decimals may be off."""
