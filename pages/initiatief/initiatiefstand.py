"""What this visitor works on at the page Initiatief: the fields of the form, what was tested, and the step.

All of it stays with the visit, in memory of this session. The link carries the fields that may be shared.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres, gegevens
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from woonzorg.fouten import WoonzorgFout
from woonzorg.gebied import Niveau
from woonzorg.initiatief.afweging import Afweging
from woonzorg.initiatief.gedeeldetoets import rests_on_klein
from woonzorg.initiatief.gesprek import Gesprek
from woonzorg.initiatief.initiatiefbestand import parse_initiatief
from woonzorg.initiatief.initiatieflink import (
    BESLUITVELDEN,
    NODIG,
    make_initiatief,
    read_link,
    share_velden,
    write_velden,
)
from woonzorg.initiatief.plekbeeld import make_ligging
from woonzorg.initiatief.toets import Toetsuitkomst, judge_initiatief
from woonzorg.links.parameters import DATA, STAP
from woonzorg.verdeling.invoer.veld import count_voorraad
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.probleem import make_situatie

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.initiatief.plekbeeld import Ligging
    from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers
    from woonzorg.verdeling.invoer.situatie import Situatie

PAGINA = "initiatief"
TOETS, AFWEGING, GESPREK, LIJST = "toets", "afweging", "gesprek", "lijst"
STAPPEN = (TOETS, AFWEGING, GESPREK, LIJST)

_UITKOMST = "initiatief_uitkomst"
_WERK, _VORIG, _LINK, _GEZEGD, _FOUT = (
    f"initiatief_{name}" for name in ("werk", "vorig", "link", "gezegd", "fout")
)


AAN_PLEK = frozenset({"complex", "woningen", "gehuisvest", "ruimte", *BESLUITVELDEN})
"""Fields that are of one place only."""


@dataclass(frozen=True)
class Initiatiefwerk:
    """What is worked on.

    Attributes
    ----------
    velden : mapping of str to str
        Of the form (`initiatieflink.LINKVELDEN` and a decision).
    afweging : Afweging
    gesprek : Gesprek
    bron : Initiatief or None
        Of the file that it began with.
    invullen : bool
        Whether the form is open.
    afgeleid_van : str
        Id of the kept initiative that it was copied from; '' for none.
    """

    velden: Mapping[str, str]
    afweging: Afweging = field(default_factory=Afweging)
    gesprek: Gesprek = field(default_factory=Gesprek)
    bron: Initiatief | None = None
    invullen: bool = True
    afgeleid_van: str = ""

    @property
    def is_begonnen(self) -> bool:
        """Whether there are answers of a later step, that could be lost."""
        return bool(self.afweging.antwoorden or self.gesprek.knoppen or self.gesprek.partijen)

    def make(self) -> Initiatief:
        """Return the initiative, derived from that of its file where it differs; errors as `make_initiatief`."""
        made = replace(make_initiatief(self.velden), afweging=self.afweging, gesprek=self.gesprek)
        if self.bron is None:
            return replace(made, afgeleid_van=self.afgeleid_van)
        same = replace(made, afgeleid_van=self.bron.afgeleid_van) == self.bron
        return self.bron if same else replace(made, afgeleid_van=self.bron.id)


@dataclass(frozen=True)
class Initiatiefstand:
    """What is shown.

    Attributes
    ----------
    snapshot : Snapshot
    werk : Initiatiefwerk
    stap : str
        One of `STAPPEN`.
    eigen : EigenCijfers or None
        Own figures of the visit.
    initiatief : Initiatief or None
        None while it is not complete.
    uitkomst : Toetsuitkomst or None
    fout : WoonzorgFout or None
        Why it could not be tested.
    """

    snapshot: Snapshot
    werk: Initiatiefwerk
    stap: str
    eigen: EigenCijfers | None
    initiatief: Initiatief | None
    uitkomst: Toetsuitkomst | None
    fout: WoonzorgFout | None = None

    @cached_property
    def is_kaal(self) -> bool:
        """Whether own counts under 10 stand behind the answer: of it the outcome only is shared."""
        found = self.uitkomst
        return found is not None and rests_on_klein(found, load_situatie(self.snapshot, self.eigen))

    @cached_property
    def link(self) -> dict[str, str]:
        """The parameters of the link to what is shown; a list stays with the visit."""
        if self.stap == LIJST:
            return {STAP: LIJST, DATA: self.snapshot.id}
        shared, _ = share_velden(self.werk.velden)
        if (
            self.is_kaal
        ):  # beside the paper, the number that was asked would tell on which side of the limit it is
            shared = {name: text for name, text in shared.items() if name == "gebied"}
        step = {} if self.stap == TOETS else {STAP: self.stap}
        return {**shared, **step, DATA: self.snapshot.id}

    @property
    def toont_uitkomst(self) -> bool:
        """Whether there is an answer to show."""
        return self.uitkomst is not None and not self.werk.invullen


def read_stand(snapshot: Snapshot) -> Initiatiefstand:
    """Return what is shown: that of a new link, else what the visit was working on."""
    kept = read_parameters()
    if is_nieuw(kept):
        _follow(kept)
    work, own = read_werk(), verdeelstand.read_eigen(snapshot.manifest.regio.naam)
    made, found, fault = judge_werk(work, snapshot, own)
    return Initiatiefstand(snapshot, work, read_stap(kept), own, made, found, fault)


def read_parameters() -> dict[str, str]:
    """Return the parameters of the link: of a new one, else those kept."""
    return adres.read_adres(PAGINA)


def is_nieuw(parameters: Mapping[str, str]) -> bool:
    """Tell whether a link was not followed yet."""
    return parameters != st.session_state.get(_LINK)


def read_stap(parameters: Mapping[str, str]) -> str:
    """Return the step that a link asks for."""
    step = parameters.get(STAP, TOETS)
    return step if step in STAPPEN else TOETS


def judge_werk(
    werk: Initiatiefwerk, snapshot: Snapshot, eigen: EigenCijfers | None
) -> tuple[Initiatief | None, Toetsuitkomst | None, WoonzorgFout | None]:
    """Return the initiative, what the rule says of it, and why one of the two cannot be told."""
    try:
        made = werk.make()
    except WoonzorgFout as fout:
        return None, None, fout
    try:
        return made, _load_uitkomst(made, snapshot, eigen), None
    except WoonzorgFout as fout:
        return made, None, fout


def _load_uitkomst(initiatief: Initiatief, snapshot: Snapshot, eigen: EigenCijfers | None) -> Toetsuitkomst:
    """Return what the rule says, kept in this visit only: what was typed of a complex is of its visitor."""
    asked = replace(initiatief, afweging=Afweging(), gesprek=Gesprek(), afgeleid_van="")
    key = (snapshot.id, eigen.hash if eigen else "", asked)
    kept: tuple[object, Toetsuitkomst] | None = st.session_state.get(_UITKOMST)
    if kept is None or kept[0] != key:
        kept = key, judge_initiatief(asked, load_situatie(snapshot, eigen), load_ligging(snapshot))
        st.session_state[_UITKOMST] = kept
    return kept[1]


def load_situatie(snapshot: Snapshot, eigen: EigenCijfers | None) -> Situatie:
    """Return what is tested against: the rules as they usually stand, with the own figures of the visit."""

    def work() -> Situatie:
        veld = rekenwerk.load_veld(snapshot, Niveau.BUURT, eigen)
        regio = snapshot.manifest.regio.naam
        return make_situatie(make_standaard(regio, voorraad=count_voorraad(snapshot.gebieden)), veld)

    return rekenwerk.keep(work, eigen, "initiatiefsituatie", snapshot.id)


def load_ligging(snapshot: Snapshot) -> Ligging:
    """Return where the buurten lie."""
    score = gegevens.load_score(snapshot, snapshot.id, None)
    return rekenwerk.keep(lambda: make_ligging(score), None, "ligging", snapshot.id)


def _follow(link: Mapping[str, str]) -> None:
    """Take over a new link: what it names is put in place; what a visit had answered is kept to go back to."""
    fields, notices = read_link(link)
    before = read_werk()
    st.session_state[_LINK] = dict(link)
    st.session_state[_GEZEGD] = list(notices)
    if set(fields) <= {"gebied"}:
        if fields.get("gebied", "") not in {"", before.velden.get("gebied")}:  # as from the page Buurt
            move(fields["gebied"])
            open_formulier()
        return
    known = _is_zelfde(fields, before.velden)
    if before.is_begonnen and not known:
        st.session_state[_VORIG] = before
    same = before if known else Initiatiefwerk({})
    merged = {**_keep_dicht(same, fields), **fields}
    keep_werk(replace(same, velden=merged, invullen=any(not merged.get(name) for name in NODIG)))


def _is_zelfde(velden: Mapping[str, str], eerder: Mapping[str, str]) -> bool:
    """Tell whether a link is of the same initiative, at this place or another."""
    now, _ = share_velden(eerder)
    return {**now, "gebied": ""} == {**velden, "gebied": ""}


def _keep_dicht(werk: Initiatiefwerk, velden: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of the visit that its link does not carry; at another place a decision no longer holds."""
    shared, _ = share_velden(werk.velden)
    moved = velden.get("gebied", "") not in {"", werk.velden.get("gebied", "")}
    closed = {*shared, *(AAN_PLEK if moved else ())}
    return {name: text for name, text in werk.velden.items() if name not in closed}


def read_werk() -> Initiatiefwerk:
    """Return what the visit works on."""
    work: Initiatiefwerk = st.session_state.get(_WERK, Initiatiefwerk({}))
    return work


def keep_werk(werk: Initiatiefwerk) -> None:
    """Keep what the visit works on."""
    st.session_state[_WERK] = werk


def read_vorig() -> Initiatiefwerk | None:
    """Return what was worked on before a link opened another initiative."""
    before: Initiatiefwerk | None = st.session_state.get(_VORIG)
    return before


def go_back() -> None:
    """Go on with what was worked on before; for callbacks."""
    before = st.session_state.pop(_VORIG, None)
    if before is not None:
        keep_werk(before)
        _note()


def set_veld(naam: str, tekst: str) -> None:
    """Fill in a field; '' empties it. For callbacks."""
    work = read_werk()
    rest = {name: text for name, text in work.velden.items() if name != naam}
    keep_werk(replace(work, velden=rest | ({naam: tekst} if tekst else {})))
    _note()


def move(code: str) -> None:
    """Test the same at another place: a complex and a decision are of the place that was left. For callbacks."""
    work = read_werk()
    here = {name: text for name, text in work.velden.items() if name not in AAN_PLEK}
    keep_werk(replace(work, velden={**here, "gebied": code}))
    _note()


def set_afweging(afweging: Afweging) -> None:
    """Keep the weighing; for callbacks."""
    keep_werk(replace(read_werk(), afweging=afweging))
    _note()


def set_gesprek(gesprek: Gesprek) -> None:
    """Keep the conversation; for callbacks."""
    keep_werk(replace(read_werk(), gesprek=gesprek))
    _note()


def open_formulier(*, open_: bool = True) -> None:
    """Open or close the form; for callbacks."""
    keep_werk(replace(read_werk(), invullen=open_))
    _note()


def go_to(stap: str) -> None:
    """Go to a step; for callbacks."""
    if stap in STAPPEN:
        adres.change_adres(PAGINA, stap="" if stap == TOETS else stap)
        st.session_state[_LINK] = dict(st.session_state[PAGINA])


def _note() -> None:
    """Note that the visitor chose something, so that the address of before is no new link."""
    adres.change_adres(PAGINA)


def begin_anew() -> None:
    """Empty the form; for callbacks."""
    start(Initiatiefwerk({}))
    go_to(TOETS)
    _note()


def take_bestand(naam: str, raw: bytes) -> None:  # noqa: ARG001  the content tells what it is
    """Open the initiative of a file; what is wrong with it is told, and what was there stays."""
    try:
        found = parse_initiatief(raw)
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = fout
        return
    st.session_state.pop(_FOUT, None)
    start(Initiatiefwerk(write_velden(found), found.afweging, found.gesprek, found, invullen=False))


def open_los(initiatief: Initiatief) -> None:
    """Open an initiative of a list by itself; for callbacks."""
    go_to(TOETS)
    start(Initiatiefwerk(write_velden(initiatief), initiatief.afweging, initiatief.gesprek, invullen=False))


def start(werk: Initiatiefwerk) -> None:
    """Go on with something else; what was answered before can be gone back to. For callbacks."""
    before = read_werk()
    if before.is_begonnen:
        st.session_state[_VORIG] = before
    keep_werk(werk)
    _note()


def read_bestandfout() -> WoonzorgFout | None:
    """Return what was wrong with the file that was given last."""
    fout: WoonzorgFout | None = st.session_state.get(_FOUT)
    return fout


def read_meldingen() -> list[str]:
    """Return what of a link could not be followed."""
    told: list[str] = st.session_state.get(_GEZEGD, [])
    return told


def write_link(stand: Initiatiefstand) -> None:
    """Put the link of what is shown in the address bar."""
    write_parameters(stand.link)


def write_parameters(link: Mapping[str, str]) -> None:
    """Put a link in the address bar, as one that was followed."""
    st.session_state[_LINK] = dict(link)
    adres.write_adres(PAGINA, dict(link))
