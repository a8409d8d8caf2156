"""What this visitor looks at on the page Opgave: whose figures, published or recomputed, and until which year.

A region's own figures stay with the visit: in memory of this session, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres
from pages.bouwstenen.werk.opgavebron import PAGINA, PARKSTAD, VERZONNEN, keep_eigen, list_keuzes, read_bron
from woonzorg.fouten import WoonzorgFout
from woonzorg.opgave.inlezen import read_eigen_opgave
from woonzorg.opgave.overdracht import Vraagherkomst
from woonzorg.opgave.publicatie import BRON, STREEK
from woonzorg.opgave.voorraad import Voorraaddeel, read_parkstad_voorraad

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.opgave.cijfers import Cijfer, Cijferkeuze

DELEN: dict[str, str] = {
    "tekorten": "Tekorten",
    "verschillen": "Verschillen",
    "wat-als": "Wat als",
    "sociale-huur": "Sociale huur",
    "eigen": "Eigen cijfers",
}
_FOUTEN, _DEEL = "opgave_fouten", "opgave_deel"


@dataclass(frozen=True)
class Opgavestand:
    """What is shown.

    Attributes
    ----------
    streek, regio : str
        Whose figures these are, and the region of the data in use.
    keuzes : tuple of str
        Whose figures can be chosen.
    bron : str
    cijfers : tuple of Cijfer
    voorraad : tuple of Voorraaddeel
    keuze : Cijferkeuze
    jaar : int
    eigen : bool
        Whether they are the region's own figures: of a file, or invented with the region.
    van : str
        Which of the choices (`opgavebron.list_keuzes`) they are.
    """

    streek: str
    regio: str
    keuzes: tuple[str, ...]
    bron: str
    cijfers: tuple[Cijfer, ...]
    voorraad: tuple[Voorraaddeel, ...]
    keuze: Cijferkeuze
    jaar: int
    eigen: bool
    van: str

    @property
    def verzonnen(self) -> bool:
        """Whether they are the invented figures of the fictional region."""
        return self.van == VERZONNEN

    @property
    def jaren(self) -> tuple[int, ...]:
        """Years to plan for: all but the first, where there are more."""
        years = sorted({cijfer.jaar for cijfer in self.cijfers})
        return tuple(years[1:] or years)

    @property
    def herkomst(self) -> Vraagherkomst:
        """Where a demand that is carried over comes from."""
        elsewhere = not self.eigen and self.regio != PARKSTAD
        return Vraagherkomst(self.streek, self.jaar, self.keuze, elsewhere, self.verzonnen)


def read_stand(snapshot: Snapshot) -> Opgavestand:
    """Return what is shown: by the link, else as it was left."""
    asked = adres.read_adres(PAGINA)
    regio = snapshot.manifest.regio
    source = read_bron(snapshot.manifest)
    choices = list_keuzes(snapshot.manifest)
    own, figures, keuze = source.eigen, source.cijfers, source.keuze
    years = sorted({cijfer.jaar for cijfer in figures})
    jaar = next((year for year in years[1:] if str(year) == asked.get("jaar")), years[-1])
    if own is not None:
        return Opgavestand(
            regio.titel,
            regio.naam,
            choices,
            own.opgave.bron,
            figures,
            own.voorraad,
            keuze,
            jaar,
            eigen=True,
            van=source.van,
        )
    return Opgavestand(
        STREEK,
        regio.naam,
        choices,
        BRON,
        figures,
        read_parkstad_voorraad(),
        keuze,
        jaar,
        eigen=False,
        van=source.van,
    )


def choose_deel() -> None:
    """Let the tab of a new link be the open one; the open one is the link's from then on."""
    asked = adres.read_adres(PAGINA).get("deel", "")
    if _DEEL not in st.session_state:
        st.session_state[_DEEL] = DELEN.get(asked, next(iter(DELEN.values())))


def make_link(stand: Opgavestand) -> dict[str, str]:
    """Return the link to what is shown, as it was understood."""
    names = {label: name for name, label in DELEN.items()}
    fields = {
        "deel": names.get(st.session_state.get(_DEEL, ""), ""),
        "cijfers": str(stand.keuze),
        "jaar": str(stand.jaar),
        "van": "" if stand.van == stand.keuzes[0] else stand.van,
    }
    return {name: text for name, text in fields.items() if text}


def keep_deel() -> None:
    """Keep the open tab in the link; for callbacks."""
    names = {label: name for name, label in DELEN.items()}
    adres.change_adres(PAGINA, deel=names.get(st.session_state.get(_DEEL, ""), ""))


def take_eigen(snapshot: Snapshot, naam: str, raw: bytes) -> None:
    """Take a file with own figures; what is wrong with it is told, and what was there before stays."""
    regio = snapshot.manifest.regio
    areas = snapshot.gebieden
    own = areas[(areas["niveau"] == "gemeente") & (areas["rol"] == "regio")]
    try:
        taken = read_eigen_opgave(naam, raw, regio.titel, dict(zip(own["code"], own["naam"], strict=True)))
    except WoonzorgFout as fout:
        st.session_state[_FOUTEN] = fout
        return
    keep_eigen(regio.naam, taken)
    st.session_state.pop(_FOUTEN, None)
    adres.change_adres(PAGINA, van="")


def read_fout() -> WoonzorgFout | None:
    """Return what was wrong with the last file."""
    fout: WoonzorgFout | None = st.session_state.get(_FOUTEN)
    return fout


def forget_eigen(regio: str) -> None:
    """Forget the own figures of a region."""
    keep_eigen(regio, None)
    st.session_state.pop(_FOUTEN, None)
