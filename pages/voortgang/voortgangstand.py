"""What this visitor looks at on the page Voortgang: the moment, the files of the visit, and who looks along.

The files stay with the visit: in memory of this session, and nowhere else. Of placements only counts are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.voortgang import kastlijst
from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden, remove_deel
from woonzorg.agenda.deelreeks import share_momenten
from woonzorg.agenda.kwartaal import Kwartaal, find_kwartaal, parse_kwartaal
from woonzorg.agenda.nodig import calculate_toewijzingen
from woonzorg.agenda.paneel import Agendapaneel, make_gedeelde_panelen, make_panelen
from woonzorg.agenda.paneelwoorden import EIGEN_SCHERM, GEDEELD_SCHERM, TELLERS, describe_zonder
from woonzorg.agenda.planning import Moment, find_nu, list_verslagen
from woonzorg.agenda.verslag import Verslag, list_gedeeld, parse_verslag
from woonzorg.agenda.voorbeeld import is_voorbeeld, load_voorbeeldagenda
from woonzorg.agenda.voorraadband import select_groep
from woonzorg.agenda.voorraadkeuze import find_voorraad, list_voorraadkeuzes
from woonzorg.agenda.voortgang import Agendavoortgang, Teller, make_voortgang
from woonzorg.agenda.woorden import describe_gedeeld, describe_voortgang
from woonzorg.dag import today
from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.gebied import Niveau
from woonzorg.links.parameters import MOMENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.agenda.gedeeld import GedeeldeVoortgang
    from woonzorg.agenda.plaatsbasis import Plaatsbestand
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers

PAGINA = "voortgang"
_BUNDELS, _FOUT = "voortgang_bundels", "voortgang_fout"
_GEPLAATST, _GEPLAATSTFOUT = "voortgang_geplaatst", "voortgang_geplaatst_fout"
_DOORGEGEVEN = "voortgang_doorgegeven"
_VERSLAG, _VERSLAGFOUT = "voortgang_verslag", "voortgang_verslagfout"
_TELLER, _GEDEELD, _VOORRAAD = "voortgang_teller", "voortgang_gedeeld", "voortgang_voorraad"


@dataclass(frozen=True)
class Voortgangstand:
    """What is shown.

    Attributes
    ----------
    snapshot : Snapshot
    gemeenten : dict
        Code to name, of the region.
    moment : Moment
        That is looked at.
    nu : Moment
        That is due now.
    bundel : Agendabundel
        The files of this visit.
    teller : Teller
    alleen_gedeeld : bool
        Whether only what may be shared is on screen.
    voorraad : str
        Which group and scenario is held against what is needed in stock (`voorraadkeuze`); '' for none.
    verslag : Verslag or None
        The report before, where that was given.
    """

    snapshot: Snapshot
    gemeenten: dict[str, str]
    moment: Moment
    nu: Moment
    bundel: Agendabundel
    teller: Teller
    alleen_gedeeld: bool
    voorraad: str = ""
    verslag: Verslag | None = None

    @property
    def heeft_agenda(self) -> bool:
        """Whether there is anything to follow."""
        return bool(self.bundel.lijnen or self.bundel.tellingen)

    @cached_property
    def voortgang(self) -> Agendavoortgang:
        """How far the agenda is, for its maker."""
        return self._make(self.moment.kwartaal)

    @cached_property
    def vorig(self) -> Agendavoortgang | None:
        """How far it was at the moment before."""
        earlier = [item.kwartaal for item in list_verslagen() if item.kwartaal < self.moment.kwartaal]
        return self._make(earlier[-1]) if earlier else None

    @cached_property
    def gedeeld(self) -> GedeeldeVoortgang:
        """The same, as it may be shared."""
        return share_momenten(self.voortgang, list_gedeeld(self.verslag, self.andere))[-1]

    @cached_property
    def andere(self) -> tuple[Verslag, ...]:
        """The reports of the region that are kept on the server, for who is logged in; errors as `list_bewaard`."""
        return kastlijst.list_anderen(self.snapshot.manifest.regio.naam)

    @property
    def _vorig_gedeeld(self) -> GedeeldeVoortgang | None:
        """What the report before shared, where that is of no later moment."""
        told = self.verslag.gedeeld if self.verslag else None
        return told if told and told.moment <= self.moment.kwartaal else None

    def _make(self, moment: Kwartaal, groep: str = "") -> Agendavoortgang:
        found = self.bundel
        lines = select_groep(found.lijnen, groep) if groep else found.lijnen
        return make_voortgang(lines, found.standen, found.tellingen, moment)

    @property
    def kop(self) -> str:
        """The one sentence."""
        if not self.heeft_agenda:
            return describe_zonder(self.moment, self.nu)
        return describe_gedeeld(self.gedeeld) if self.alleen_gedeeld else describe_voortgang(self.voortgang)

    @cached_property
    def panelen(self) -> tuple[Agendapaneel, ...]:
        """The panels of the count that was chosen."""
        names = {"": self.snapshot.manifest.regio.titel, **self.gemeenten}
        lettings = self.teller == Teller.TOEWIJZING
        band = [calculate_toewijzingen(item.kwartaal) for item in list_verslagen()] if lettings else []
        if self.alleen_gedeeld:
            return make_gedeelde_panelen(self.gedeeld, self._vorig_gedeeld, names, self.teller, band)
        stock = None if lettings else find_voorraad(self.voorraad)
        if stock is None:
            return make_panelen(self.voortgang, self.vorig, names, self.teller, band)
        now = self._make(self.moment.kwartaal, stock.groep)
        before = self._make(self.vorig.moment, stock.groep) if self.vorig else None
        return make_panelen(now, before, names, self.teller, stock.nodig)


def read_stand(snapshot: Snapshot) -> Voortgangstand:
    """Return what is shown: the moment of the link, else the one that is due."""
    moment, now = find_bekeken(), find_nu(today())
    return Voortgangstand(
        snapshot, find_gemeenten(snapshot), moment, now, read_bundel(snapshot.manifest.regio.naam),
        Teller(st.session_state.get(_TELLER, Teller.TOEWIJZING)), bool(st.session_state.get(_GEDEELD, False)),
        str(st.session_state.get(_VOORRAAD, "")), read_verslag(snapshot.manifest.regio.naam),
    )  # fmt: skip


def find_bekeken() -> Moment:
    """Return the moment that is looked at: of the link, else the one that is due."""
    quarter = parse_kwartaal(adres.read_adres(PAGINA).get(MOMENT, ""))
    return next((item for item in list_verslagen() if item.kwartaal == quarter), find_nu(today()))


def find_gemeenten(snapshot: Snapshot) -> dict[str, str]:
    """Return the gemeenten of the region, code to name."""
    areas = snapshot.gebieden
    own = areas[(areas["niveau"] == Niveau.GEMEENTE) & (areas["rol"] == "regio")]
    return dict(zip(own["code"], own["naam"], strict=True))


def choose_moment(tekst: str) -> None:
    """Look at another moment; for callbacks."""
    adres.change_adres(PAGINA, moment=tekst)


def show_keuzes(stand: Voortgangstand) -> None:
    """Show what is counted, and who looks along. Not the widgets but the session holds the choice."""
    with st.container(horizontal=True, gap="large", vertical_alignment="center", key="voortgang-keuzes"):
        _show_teller(stand)
        st.session_state["voortgang_kies_gedeeld"] = stand.alleen_gedeeld
        st.toggle(
            "Alleen wat gedeeld mag worden", key="voortgang_kies_gedeeld", on_change=_keep,
            args=(_GEDEELD, "voortgang_kies_gedeeld"),
            help=GEDEELD_SCHERM if stand.alleen_gedeeld else EIGEN_SCHERM,
        )  # fmt: skip


def _show_teller(stand: Voortgangstand) -> None:
    st.session_state["voortgang_kies_teller"] = str(stand.teller)
    st.radio(
        "Tel", [str(count) for count in Teller], format_func=lambda key: TELLERS[Teller(key)],
        key="voortgang_kies_teller", horizontal=True, label_visibility="collapsed", on_change=_keep,
        args=(_TELLER, "voortgang_kies_teller"),
    )  # fmt: skip


def show_voorraad(stand: Voortgangstand) -> None:
    """Show which group is held against what it needs in stock."""
    choices = list_voorraadkeuzes()
    st.session_state["voortgang_kies_voorraad"] = stand.voorraad if stand.voorraad in choices else ""
    st.selectbox(
        "Nodig in voorraad", list(choices), format_func=choices.__getitem__, key="voortgang_kies_voorraad",
        label_visibility="collapsed", width=460, on_change=_keep, args=(_VOORRAAD, "voortgang_kies_voorraad"),
    )  # fmt: skip


def _keep(veld: str, widget: str) -> None:
    st.session_state[veld] = st.session_state[widget]


def read_bundel(regio: str) -> Agendabundel:
    """Return the files of this visit for a region."""
    kept: dict[str, Agendabundel] = st.session_state.get(_BUNDELS, {})
    return kept.get(regio, Agendabundel())


def make_leesgrond(snapshot: Snapshot) -> Leesgrond:
    """Return what files are read against: the region, today, and the moment that is looked at."""
    return Leesgrond(
        find_gemeenten(snapshot), lambda: rekenwerk.load_veld(snapshot, Niveau.BUURT), find_kwartaal(today()), today(),
        find_bekeken().kwartaal, snapshot.manifest.regio.naam,
    )  # fmt: skip


def take_bestanden(snapshot: Snapshot, bestanden: Sequence[tuple[str, bytes]]) -> None:
    """Take files; what is wrong with them is told, and what was there before stays."""
    regio, ground = snapshot.manifest.regio.naam, make_leesgrond(snapshot)
    try:
        before = read_bundel(regio)
        # Nobody's own figures stand beside invented ones.
        taken = add_bestanden(Agendabundel() if is_voorbeeld(before) else before, bestanden, ground)
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = fout
        return
    keep_bundel(regio, taken)


def show_voorbeeld(snapshot: Snapshot) -> None:
    """Take the fictional agenda of the fictional region; for callbacks."""
    shown = load_voorbeeldagenda(snapshot, lambda: rekenwerk.load_veld(snapshot, Niveau.BUURT))
    keep_bundel(snapshot.manifest.regio.naam, shown)


def read_verslag(regio: str) -> Verslag | None:
    """Return the report before, that was given in this visit for a region."""
    kept: dict[str, Verslag] = st.session_state.get(_VERSLAG, {})
    return kept.get(regio)


def take_verslag(snapshot: Snapshot, raw: bytes) -> None:
    """Take the report before; one of another region is refused."""
    regio = snapshot.manifest.regio
    try:
        found = parse_verslag(raw)
    except WoonzorgFout as fout:
        st.session_state[_VERSLAGFOUT] = fout
        return
    if found.grond.regio != regio.naam:
        st.session_state[_VERSLAGFOUT] = InvoerFout(
            "Dit verslag is van een andere streek.", verwacht=regio.titel, gevonden=found.grond.streek[:80]
        )
        return
    st.session_state[_VERSLAG] = {regio.naam: found}
    st.session_state.pop(_VERSLAGFOUT, None)


def read_verslagfout() -> WoonzorgFout | None:
    """Return what was wrong with the report that was given last."""
    fout: WoonzorgFout | None = st.session_state.get(_VERSLAGFOUT)
    return fout


def open_deel(deel: str) -> None:
    """Open a part of the page; for callbacks."""
    st.session_state["voortgang_deel"] = deel


def keep_bundel(regio: str, bundel: Agendabundel) -> None:
    """Keep files for this visit; an empty bundle forgets them."""
    st.session_state[_BUNDELS] = {**st.session_state.get(_BUNDELS, {}), regio: bundel}
    st.session_state.pop(_FOUT, None)


def remove_bestand(regio: str, titel: str) -> None:
    """Take one of the files of this visit away; for callbacks."""
    keep_bundel(regio, remove_deel(read_bundel(regio), titel))


def forget_bestanden(regio: str) -> None:
    """Forget all that files gave in this visit, also the placements that went on to Verdelen; for callbacks."""
    forget_geplaatst(regio)
    keep_bundel(regio, Agendabundel())


def forget_geplaatst(regio: str) -> None:
    """Forget the placements by buurt, here and where they went on to Verdelen; for callbacks."""
    own = verdeelstand.read_eigen(regio)
    if own is not None and own.hash in st.session_state.get(_DOORGEGEVEN, {}).get(regio, ()):
        verdeelstand.forget_eigen(regio)
    for name in (_GEPLAATST, _GEPLAATSTFOUT, _DOORGEGEVEN):
        st.session_state.pop(name, None)


def pass_geplaatst(regio: str, eigen: EigenCijfers) -> None:
    """Give the placements by buurt to Verdelen as own figures, and remember that they came from here."""
    verdeelstand.keep_eigen(regio, eigen)
    before: tuple[str, ...] = st.session_state.get(_DOORGEGEVEN, {}).get(regio, ())
    st.session_state[_DOORGEGEVEN] = {regio: (*before, eigen.hash)}


def read_geplaatst(regio: str) -> tuple[Plaatsbestand, ...]:
    """Return the placements by buurt that were given in this visit, to divide what is left; by file and moment."""
    kept: dict[str, tuple[Plaatsbestand, ...]] = st.session_state.get(_GEPLAATST, {})
    return kept.get(regio, ())


def keep_geplaatst(regio: str, gelezen: tuple[Plaatsbestand, ...] | WoonzorgFout) -> None:
    """Keep placements by buurt for this visit; or what is wrong with a file, and then those of before stay."""
    if isinstance(gelezen, WoonzorgFout):
        st.session_state[_GEPLAATSTFOUT] = gelezen
        return
    st.session_state.pop(_GEPLAATSTFOUT, None)
    st.session_state[_GEPLAATST] = {regio: gelezen}


def read_geplaatstfout() -> WoonzorgFout | None:
    """Return what was wrong with the last file of placements by buurt."""
    fout: WoonzorgFout | None = st.session_state.get(_GEPLAATSTFOUT)
    return fout


def read_fout() -> WoonzorgFout | None:
    """Return what was wrong with the last files."""
    fout: WoonzorgFout | None = st.session_state.get(_FOUT)
    return fout
