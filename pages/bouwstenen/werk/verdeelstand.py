"""The scenario that this visitor works on, with undo and redo, and the own figures of the visit.

A scenario in the making stays in the session, one for each region; what is kept for others is in the library.
Other pages hand a scenario over with `start_scenario`, such as the one in the making with another demand
(`bewerken.set_vraag`), or one of the library.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.werk import rekenwerk
from pages.bouwstenen.werk.kast import describe_bestond, open_kast
from pages.bouwstenen.werk.maker import remember_gemaakt, tell_code
from woonzorg.bibliotheek.bibliotheek import list_veranderingen
from woonzorg.fouten import WoonzorgFout
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.invoer.veld import count_voorraad
from woonzorg.verdeling.scenario.bewerken import Geschiedenis, make_standaard
from woonzorg.verdeling.scenario.werkversie import drop_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

_WERK, _EIGEN, _REGIO = "verdeling_werk", "verdeling_eigen", "verdeling_regio"
_BERICHT, _BEWAARD, _ZONDER = "verdeling_bericht", "verdeling_bewaard", "verdeling_zonder_begin"
_GEZEGD, _VORIGE = "verdeling_gezegd", "verdeling_vorige"

ZONDER_SLOTEN = (
    "De eigen cijfers zijn vergeten. Wat vastgezet was, is losgelaten en de stappen terug zijn weg: die rustten op die "
    "cijfers."
)


@dataclass(frozen=True)
class Verdeelstand:
    """What this visitor works on.

    Attributes
    ----------
    scenario : Scenario
        Names the data and the own figures in use, unless it is frozen.
    eigen : EigenCijfers or None
        Own figures of this visit; of a frozen scenario only where it names own figures.
    bevroren : bool
        Whether it was opened by a link: then it can be read and copied only.
    kan_terug, kan_vooruit : bool
        Whether there is something to undo, or to do again.
    meldingen : tuple of str
        What changed since a frozen scenario was saved, in Dutch.
    kenmerk : str
        Id under which a frozen scenario is kept.
    """

    scenario: Scenario
    eigen: EigenCijfers | None
    bevroren: bool
    kan_terug: bool
    kan_vooruit: bool
    meldingen: tuple[str, ...] = ()
    kenmerk: str = ""


def find_bewaard(scenario_id: str) -> tuple[Bewaard | None, str]:
    """Return the scenario that a link asks for; without one, why not ('' when none is asked for)."""
    if not scenario_id:
        return None, ""
    try:
        return open_kast().find(scenario_id), ""
    except WoonzorgFout as fout:
        return None, f"{fout} U ziet nu uw eigen verdeling."


def read_stand(snapshot: Snapshot, bewaard: Bewaard | None = None) -> Verdeelstand:
    """Return the scenario in the making for the region of these data, or one of the library, frozen.

    A region starts with the standard demand.
    """
    regio = snapshot.manifest.regio.naam
    st.session_state[_REGIO] = regio
    eigen = read_eigen(regio)
    if bewaard is not None:
        # Under its id stands one plan: figures that it does not name are no part of it.
        named = eigen if bewaard.scenario.eigen_cijfers else None
        return Verdeelstand(
            bewaard.scenario, named, bevroren=True, kan_terug=False, kan_vooruit=False,
            meldingen=tuple(list_veranderingen(bewaard, snapshot.id)), kenmerk=bewaard.id,
        )  # fmt: skip
    history = _open_werk(snapshot)
    scenario = dataclasses.replace(
        history.scenario, gegevens=snapshot.id, eigen_cijfers=eigen.hash if eigen else ""
    )
    return Verdeelstand(scenario, eigen, False, bool(history.terug), bool(history.vooruit))


def _open_werk(snapshot: Snapshot) -> Geschiedenis:
    """Return what is worked on; at the bottom of it lies the standard scenario, made with the data of the moment."""
    work, regio = _read_werk(), snapshot.manifest.regio.naam
    history = work.get(regio)
    if history is None or regio in _read_zonder():
        start = make_standaard(regio, voorraad=count_voorraad(snapshot.gebieden))
        history = (
            dataclasses.replace(history, terug=(start, *history.terug)) if history else Geschiedenis(start)
        )
        _read_zonder().discard(regio)
    work[regio] = history
    return history


def _read_zonder() -> set[str]:
    """Return the regions of which a scenario was taken over before their standard one was made."""
    names: set[str] = st.session_state.setdefault(_ZONDER, set())
    return names


def _read_werk() -> dict[str, Geschiedenis]:
    work: dict[str, Geschiedenis] = st.session_state.setdefault(_WERK, {})
    return work


def has_werk(regio: str) -> bool:
    """Tell whether this visit works on something else than the standard scenario of a region."""
    history = _read_werk().get(regio)
    return history is not None and bool(history.terug or history.vooruit or regio in _read_zonder())


def lay_under(scenario: Scenario) -> None:
    """Put a scenario beneath what is worked on, as the step before it."""
    work = _read_werk()
    history = work[scenario.regio]
    work[scenario.regio] = dataclasses.replace(history, terug=(*history.terug, scenario))


def forget_werk(regio: str) -> None:
    """Go back to the standard scenario of a region, without a way to what was worked on."""
    _read_werk().pop(regio, None)
    st.session_state.pop(_VORIGE, None)
    _read_zonder().discard(regio)


def change_scenario(scenario: Scenario) -> None:
    """Go on with another scenario of the same region; the one before can be gone back to."""
    before = _read_werk().get(scenario.regio)
    # Data and own figures are those of the moment, and no step that could be undone.
    bare = dataclasses.replace(scenario, gegevens="", eigen_cijfers="")
    if before is None:
        _read_zonder().add(scenario.regio)
    _replace(scenario.regio, before.change(bare) if before else Geschiedenis(bare))


def _replace(regio: str, history: Geschiedenis) -> None:
    """Put a history in the place of that of a region, and remember what was worked on before."""
    work = _read_werk()
    if regio in work and work[regio].scenario != history.scenario:
        st.session_state[_VORIGE] = work[regio].scenario
    work[regio] = history


def read_vorige(stand: Verdeelstand) -> Scenario | None:
    """Return what was worked on before the last change, with the data and figures of now; None before any change."""
    before: Scenario | None = st.session_state.get(_VORIGE)
    if before is None or before.regio != stand.scenario.regio:
        return None
    now = stand.scenario
    return dataclasses.replace(before, gegevens=now.gegevens, eigen_cijfers=now.eigen_cijfers)


def list_stappen(regio: str) -> tuple[tuple[Scenario, ...], int]:
    """Return all steps of this visit in a region, the undone ones last, and the place of the present one."""
    history = _read_werk()[regio]
    return history.stappen, len(history.terug)


def go_to(regio: str, plek: int) -> None:
    """Go to one of the steps."""
    _replace(regio, _read_werk()[regio].go(plek))


def start_scenario(scenario: Scenario) -> None:
    """Take a scenario from elsewhere (a file, the library, another page) as what this visitor works on."""
    change_scenario(scenario)
    toestand.change_weergave(scenario="")


def try_change(
    snapshot: Snapshot, maak: Callable[[Scenario], Scenario], gelukt: str | Callable[[Uitkomst], str] = ""
) -> None:
    """Change the scenario in the making, unless that gives no plan: then say why, and leave it as it was.

    Parameters
    ----------
    snapshot : Snapshot
    maak : callable
        Gives the other scenario; what is wrong with it is said.
    gelukt : str or callable
        What to say when it worked, or what makes that of the new plan; '' for nothing.
    """
    if wrong := change_or_explain(snapshot, maak, gelukt):
        tell("fout", wrong)


def change_or_explain(
    snapshot: Snapshot, maak: Callable[[Scenario], Scenario], gelukt: str | Callable[[Uitkomst], str] = ""
) -> str:
    """Change the scenario in the making as `try_change` does, but return what is wrong; '' when it worked."""
    stand = read_stand(snapshot)
    try:
        scenario = maak(stand.scenario)
        outcome = rekenwerk.load_plan(scenario, snapshot, stand.eigen)
    except WoonzorgFout as fout:
        return f"Dit kan niet. {fout} Uw verdeling is niet veranderd."
    change_scenario(scenario)
    if said := gelukt if isinstance(gelukt, str) else gelukt(outcome):
        tell("goed", said)
    return ""


def tell(soort: str, tekst: str) -> None:
    """Let the page say something once: 'goed' or 'fout'."""
    st.session_state[_BERICHT] = (soort, tekst)


def tell_erbij(tekst: str) -> None:
    """Let the page say something once, behind what it said last: for what follows by itself on an action."""
    tell("goed", f"{st.session_state.get(_GEZEGD, '')} {tekst}".strip())


def show_bericht() -> None:
    """Say once what the last action did."""
    kind, text = st.session_state.pop(_BERICHT, ("", ""))
    st.session_state[_GEZEGD] = text if kind == "goed" else ""
    if text:
        (st.success if kind == "goed" else st.error)(write_plat(text))


def tell_bewaard(kept: Bewaard) -> None:
    """Say that a scenario was kept, with the link that opens it; this visitor made it."""
    remember_gemaakt(kept.id)
    st.session_state[_BEWAARD] = kept.id
    said = f"Bewaard als '{kept.scenario.kenmerken['naam']}', met kenmerk {kept.id}."
    tell("goed", " ".join(filter(None, (said, describe_bestond(kept), tell_code(kept)))))


def read_bewaard() -> str:
    """Return the id of what was kept last in this visit; '' when nothing was."""
    return str(st.session_state.get(_BEWAARD, ""))


def undo() -> None:
    """Go back to the scenario before, in the region last shown."""
    regio = st.session_state[_REGIO]
    _replace(regio, _read_werk()[regio].undo())


def redo() -> None:
    """Take back what was undone last, in the region last shown."""
    regio = st.session_state[_REGIO]
    _replace(regio, _read_werk()[regio].redo())


def read_eigen(regio: str) -> EigenCijfers | None:
    """Return the own figures of this visit for a region."""
    kept: dict[str, EigenCijfers] = st.session_state.get(_EIGEN, {})
    return kept.get(regio)


def forget_eigen(regio: str) -> None:
    """Forget own figures, and with them every lock that may rest on them: also in the steps that lead back."""
    keep_eigen(regio, None)
    history = _read_werk().get(regio)
    if history is not None and any(step.sloten or step.basis for step in history.stappen):
        _read_werk()[regio] = Geschiedenis(drop_plan(history.scenario))
        tell("goed", ZONDER_SLOTEN)


def keep_eigen(regio: str, eigen: EigenCijfers | None) -> None:
    """Keep own figures for this visit; None forgets them."""
    kept = {name: figures for name, figures in st.session_state.get(_EIGEN, {}).items() if name != regio}
    st.session_state[_EIGEN] = kept | ({regio: eigen} if eigen else {})
