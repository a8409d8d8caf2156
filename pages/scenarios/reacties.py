"""What others say of a saved scenario: read, place, answer and take back a comment; without a login, which is told."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.aanmelding.bezoek import perform, show_bevoegd
from pages.bouwstenen.werk.kast import open_kast
from pages.bouwstenen.werk.maker import is_gemaakt, read_codes, remember_code
from woonzorg.bibliotheek.geheim import hash_geheim, read_geheim
from woonzorg.bibliotheek.reactie import (
    LANGST,
    LANGSTE_NAAM,
    NAMENS,
    SOORTEN,
    TERMIJN,
    TERUGNEMEN,
    UITLEG,
    Namens,
    Reactie,
    Reactiesoort,
    clean_reactie,
    name_plekken,
)
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.bibliotheek.reeks import (
    NIET_DE_MAKER,
    SLUITEN,
    Wie,
    is_door_ander_vastgesteld,
    is_vastgesteld,
    judge_wie,
)
from woonzorg.dag import format_datum
from woonzorg.fouten import WoonzorgFout
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import write_plat
from woonzorg.toegang.rechten import Daad
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.gegevens.opslag import Snapshot

_MELDING, _BEURT = "reacties_melding", "reacties_beurt"

GESLOTEN = (
    "Dit plan is vastgesteld. De reacties blijven staan zoals ze waren, tot hun bewaartermijn voorbij is."
)
MAKER_LATER = (
    "Maakte u dit plan in een eerder bezoek? Geef dan hieronder uw code, of lees uw werkbestand in: daarna kunt u "
    "antwoorden."
)


def show_reacties(
    bewaard: Bewaard, plan: Sequence[Bewaard], reacties: Sequence[Reactie], snapshot: Snapshot
) -> None:
    """Show the comments on the plan of a scenario, and what this visitor can do with them.

    Parameters
    ----------
    bewaard : Bewaard
        The scenario that is open.
    plan : sequence of Bewaard
        All scenarios that are the same plan (`find_reeks`).
    reacties : sequence of Reactie
        What was said of these.
    snapshot : Snapshot
        For the names of gemeenten and wijken.
    """
    places, closed = name_plekken(snapshot.gebieden), is_vastgesteld(plan)
    comments = [item for item in reacties if not item.op]
    with st.container(key="reacties"):
        st.html(f"<h2>{count_woord(len(comments), 'reactie', 'reacties')}</h2>")
        st.caption(UITLEG)
        _show_melding()
        for item in comments:
            _show_reactie(item, [one for one in reacties if one.op == item.id], places, closed=closed)
        if closed:
            st.info(GESLOTEN)
        else:
            _show_wie_sluit(plan)
            if show_bevoegd(Daad.REAGEREN):
                _show_invoer(bewaard, places)
                _show_antwoord(plan, comments)
        _show_code()


def _show_wie_sluit(plan: Sequence[Bewaard]) -> None:
    """Say that nobody's code closes the comments on a plan, or that somebody without it called the plan adopted."""
    if judge_wie(plan, read_codes()) == Wie.ONBEKEND:
        st.caption(write_plat(SLUITEN[Wie.ONBEKEND]))
    if is_door_ander_vastgesteld(plan):
        st.info(write_plat(NIET_DE_MAKER))


def _show_melding() -> None:
    kind, text = st.session_state.pop(_MELDING, ("", ""))
    if text:
        (st.success if kind == "goed" else st.error)(write_plat(text))


def _attempt(doe: Callable[[], str]) -> None:
    """Do something with a comment and say what; what stands in its way is said, and what was typed stays."""
    try:
        st.session_state[_MELDING] = ("goed", doe())
    except WoonzorgFout as fout:
        st.session_state[_MELDING] = ("fout", str(fout))


def _show_reactie(
    reactie: Reactie, antwoorden: Sequence[Reactie], plekken: Mapping[str, str], *, closed: bool
) -> None:  # fmt: skip
    """Show a comment with the answers to it, the oldest first; one's own can be taken back."""
    st.html(render_reactie(reactie, antwoorden, plekken))
    own = {hash_geheim(code) for code in read_codes()}
    mine = [item for item in (reactie, *antwoorden) if item.geheim in own]
    for item in [] if closed else mine:
        what = "dit antwoord" if item.op else "deze reactie"
        st.button(
            f"Neem {what} terug", key=f"terug_{item.id}", on_click=_take_back, args=(item.id,),
            help=f"{write_plat(item.tekst[:60])}. Wat erop is geantwoord, gaat ook weg.",
        )  # fmt: skip


def render_reactie(reactie: Reactie, antwoorden: Sequence[Reactie], plekken: Mapping[str, str]) -> str:
    """Render a comment with its answers as HTML; every text of it is escaped, and keeps its own direction."""
    about = plekken.get(reactie.gebied, reactie.gebied)
    head = f"<b>{escape(SOORTEN.get(reactie.soort, ''))}</b> · {escape(about)}"
    answers = "".join(
        f'<div class="wz-antwoord"><p><b>Antwoord</b> · {_render_afzender(item)}</p>{_render_tekst(item)}</div>'
        for item in reversed(antwoorden)
    )
    return (
        f'<article class="wz-reactie"><p>{head} · {_render_afzender(reactie)}</p>'
        f"{_render_tekst(reactie)}{answers}</article>"
    )


def _render_afzender(reactie: Reactie) -> str:
    moment = format_datum(reactie.geplaatst_op.isoformat(timespec="seconds"))
    return f"<bdi>{escape(reactie.afzender)}</bdi>, {escape(moment)}"


def _render_tekst(reactie: Reactie) -> str:
    return f'<p class="wz-reactietekst" dir="auto">{escape(reactie.tekst)}</p>'


def _take_back(reactie_id: str) -> None:
    def take() -> str:
        with perform(Daad.TERUGNEMEN, reactie_id):
            Reacties(open_kast()).take_back(reactie_id, read_codes())
        return "Teruggenomen. De tekst is weg uit de bibliotheek."

    _attempt(take)


def _show_invoer(bewaard: Bewaard, plekken: Mapping[str, str]) -> None:
    """Let the visitor place a comment; after that its fields are empty again."""
    turn = st.session_state.setdefault(_BEURT, 0)
    with st.expander("Plaats een reactie"), st.form(f"reactie_{turn}", border=False):
        left, right = st.columns(2, gap="medium")
        kind = left.selectbox("Soort reactie", list(SOORTEN), format_func=SOORTEN.__getitem__)
        place = right.selectbox("Waarover", list(plekken), format_func=plekken.__getitem__)
        sort = left.selectbox("U spreekt namens een", list(NAMENS), format_func=NAMENS.__getitem__)
        name = right.text_input(
            "Naam van de organisatie", placeholder="Bijvoorbeeld: gemeente X", max_chars=LANGSTE_NAAM
        )
        text = st.text_area("Reactie", placeholder="Kort, en over het plan", max_chars=LANGST)
        st.caption(WOO)
        st.caption(TERMIJN)
        if st.form_submit_button("Plaats reactie"):
            draft = Reactie(
                bewaard.id, kind, text, name, sort, place, "", datetime.now(UTC), hash_geheim(read_codes()[0])
            )
            _attempt(lambda: _place(draft))
            st.rerun()


def _place(reactie: Reactie) -> str:
    clean = clean_reactie(reactie)
    with perform(Daad.REAGEREN, clean.id) as deed:
        added = Reacties(open_kast()).add(clean, deed.bezoeker.account)
    st.session_state[_BEURT] += 1
    return "Uw tekst is geplaatst." if added else "Deze tekst stond er al."


def _show_antwoord(plan: Sequence[Bewaard], reacties: Sequence[Reactie]) -> None:
    """Let who made the very scenario commented on answer, in its author's name; others read how he can come back.

    Somebody else's copy with the same rules is the same plan too, and gives no right to the author's name.
    """
    if not reacties:
        return
    reacties = [item for item in reacties if is_gemaakt(item.scenario)]
    if not reacties:
        st.caption(MAKER_LATER)
        return
    turn = st.session_state[_BEURT]
    with st.expander("Antwoord op een reactie"), st.form(f"antwoord_{turn}", border=False):
        to = st.selectbox("Reactie", list(reacties), format_func=_name_reactie)
        text = st.text_area("Antwoord", placeholder="Kort, en over het plan", max_chars=LANGST)
        st.caption(WOO)
        if st.form_submit_button("Plaats antwoord"):
            author = next(item for item in plan if item.id == to.scenario).scenario.auteur[:LANGSTE_NAAM]
            draft = Reactie(
                to.scenario, Reactiesoort.ANTWOORD, text, author, Namens.ANDERS, to.gebied, to.id,
                datetime.now(UTC), hash_geheim(read_codes()[0]),
            )  # fmt: skip
            _attempt(lambda: _place(draft))
            st.rerun()


def _name_reactie(reactie: Reactie) -> str:
    return f"{SOORTEN[reactie.soort]}, {reactie.organisatie}: {reactie.tekst[:60]}"


def _show_code() -> None:
    """Show the visitor's own code, and let him give that of an earlier visit."""
    with st.expander("Uw code, voor een later bezoek"):
        st.html(f"<p>Uw code in dit bezoek: <code>{escape(read_codes()[0])}</code></p>")
        st.caption(TERUGNEMEN)
        given = st.text_input("Code van een eerder bezoek", placeholder="1234-abcd-…", max_chars=60)
        # The field is read when the button is pressed: what is typed last has arrived by then.
        if st.button("Gebruik deze code"):
            _attempt(lambda: _use_code(given))
            st.rerun()


def _use_code(text: str) -> str:
    code = read_geheim(text)
    if not code:
        message = "Deze code is niet te lezen."
        raise WoonzorgFout(message, verwacht="vijf groepen van vier tekens, 0 tot en met 9 en a tot en met f")
    remember_code(code, open_kast().list())
    return "De code is gelezen. Plannen en reacties met deze code zijn in dit bezoek van u."
