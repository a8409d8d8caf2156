"""Kept initiatives on the page: kept, opened, copied, given a status and taken away; and what is said of that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres
from pages.bouwstenen.aanmelding.bezoek import perform
from pages.bouwstenen.werk import inloggen, verdeelstand
from pages.bouwstenen.werk.kast import describe_mislukt, open_kast
from pages.bouwstenen.werk.maker import read_codes, remember_code
from pages.initiatief import initiatiefstand
from pages.initiatief.initiatiefstand import PAGINA, Initiatiefwerk
from woonzorg.bibliotheek.dossier import Afzender, Dossiergrond
from woonzorg.bibliotheek.dossiermaken import change_dossierstatus, hash_eigen, keep_uitkomst, make_dossier
from woonzorg.bibliotheek.dossierwoorden import describe_onherhaalbaar, list_verschillen, tell_bewaard
from woonzorg.bibliotheek.geheim import read_geheim
from woonzorg.bibliotheek.initiatiefkast import Initiatiefkast, hash_aannames
from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.initiatief.gedeeldetoets import share_uitkomst
from woonzorg.initiatief.initiatieflink import NODIG, make_initiatief
from woonzorg.initiatief.toets import judge_initiatief
from woonzorg.links.parameters import BEWAARD
from woonzorg.toegang.rechten import Daad

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.bibliotheek.dossier import Dossier, Dossieruitkomst
    from woonzorg.bibliotheek.initiatiefkast import BewaardDossier
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers

_MELDING, _NU = "initiatief_dossier_melding", "initiatief_dossier_nu"


@dataclass(frozen=True)
class Bewaarwens:
    """Who keeps the work of the visit, as he filled it in."""

    auteur: str
    nagekeken: bool = False


def open_initiatieven() -> Initiatiefkast:
    """Return the initiatives of the library; errors as `open_kast`."""
    return Initiatiefkast(open_kast())


def pop_melding() -> tuple[str, str]:
    """Return what the last button did, once: 'goed' or 'fout', and the words; both '' for nothing."""
    told: tuple[str, str] = st.session_state.pop(_MELDING, ("", ""))
    return told


def attempt(doe: Callable[[], str], *, bewaart: bool = False) -> None:
    """Do something (keep it, say), and say what; what stands in its way is said, and nothing is lost."""
    try:
        st.session_state[_MELDING] = ("goed", doe())
    except WoonzorgFout as fout:
        st.session_state[_MELDING] = ("fout", describe_mislukt(fout) if bewaart else str(fout))


def go_to_dossier(dossier_id: str) -> None:
    """Open a kept initiative at its first step; '' goes back to what the visit works on. For callbacks."""
    adres.change_adres(PAGINA, **(dict.fromkeys(st.session_state[PAGINA], "") | {BEWAARD: dossier_id}))


def make_grond(snapshot: Snapshot, eigen: EigenCijfers | None, code: str) -> Dossiergrond:
    """Return what is tested on."""
    regio = snapshot.manifest.regio.naam
    return Dossiergrond(
        regio, snapshot.id, hash_aannames(regio), hash_eigen(eigen.hash if eigen else "", code)
    )


def keep(stand: Initiatiefstand, wens: Bewaarwens) -> str:
    """Keep what the visit works on, and open it; return what is said of that.

    Raises
    ------
    WoonzorgFout
        When it may not or cannot be kept.
    """
    if stand.initiatief is None or stand.uitkomst is None:
        message = "Er is nog geen antwoord om te bewaren."
        raise InvoerFout(message, remedie="Vul het formulier in en toets het initiatief.")
    code, who = read_codes()[0], inloggen.find_ingelogd()
    # What a file was made from is another initiative than what that was copied from: the library knows the latter.
    copied = stand.werk.bron.afgeleid_van if stand.werk.bron else stand.werk.afgeleid_van
    situation = initiatiefstand.load_situatie(stand.snapshot, stand.eigen)
    known = open_initiatieven().list(stand.snapshot.manifest.regio.naam)
    made = make_dossier(
        replace(stand.initiatief, afgeleid_van=copied), stand.uitkomst, situation,
        make_grond(stand.snapshot, stand.eigen, code), Afzender(who or wens.auteur, bool(who)),
        nagekeken=wens.nagekeken, kast=known,
    )  # fmt: skip
    return _save(made, code)


def _save(dossier: Dossier, code: str) -> str:
    with perform(Daad.INITIATIEF, dossier.id):
        kept = open_initiatieven().save(dossier, code)
    go_to_dossier(kept.id)
    return tell_bewaard(kept, code)


def keep_status(bewaard: BewaardDossier, status: str, besluit: str, datum: str) -> str:
    """Keep a dossier with a later status, and open that; returns and errors as `keep`."""
    code = find_code(bewaard)
    if not code:
        message = "Alleen wie een initiatief bewaarde, verandert zijn status."
        raise InvoerFout(message, remedie="Maak een kopie, of geef de code van wie het bewaarde.")
    return _save(change_dossierstatus(bewaard.dossier, status, besluit, datum), code)


def find_code(bewaard: BewaardDossier) -> str:
    """Return the code of this visit by which a dossier was kept; '' when it is another's."""
    return next((code for code in read_codes() if bewaard.is_van([code])), "")


def take_back(dossier_id: str) -> str:
    """Take a dossier away; errors as `Initiatiefkast.take_back`."""
    with perform(Daad.WEGHALEN, dossier_id):
        open_initiatieven().take_back(dossier_id, read_codes())
    if st.session_state[PAGINA].get(BEWAARD) == dossier_id:
        go_to_dossier("")
    return "Weggehaald. De link werkt niet meer."


def use_code(tekst: str) -> str:
    """Take the code of an earlier visit.

    Raises
    ------
    InvoerFout
        When it is none.
    """
    code = read_geheim(tekst)
    if not code:
        message = "Deze code is niet te lezen."
        raise InvoerFout(message, verwacht="vijf groepen van vier tekens, 0 tot en met 9 en a tot en met f")
    remember_code(code, open_kast().list())
    return "De code is gelezen. Wat met deze code is bewaard, is in dit bezoek van u."


def start_kopie(bewaard: BewaardDossier) -> None:
    """Go on with a copy of a dossier: what the visit worked on before can be gone back to. For callbacks."""
    kept = bewaard.dossier
    whole = all(kept.velden.get(name) for name in NODIG)
    go_to_dossier("")
    initiatiefstand.start(
        Initiatiefwerk(
            dict(kept.velden), kept.afweging, kept.gesprek, invullen=not whole, afgeleid_van=bewaard.id
        )
    )


def copy(dossier_id: str) -> str:
    """Go on with a copy of a dossier; return what is said of that, errors as `Initiatiefkast.find`."""
    start_kopie(open_initiatieven().find(dossier_id))
    return KOPIE


KOPIE = "U werkt nu verder met een kopie. Die is nog niet bewaard."


def list_anders(bewaard: BewaardDossier, snapshot: Snapshot) -> list[str]:
    """Return what changed since a dossier was kept, and what its answer was and is."""
    kept, code = bewaard.dossier, find_code(bewaard)
    own = verdeelstand.read_eigen(snapshot.manifest.regio.naam)
    same = own if own is not None and kept.grond.eigen == hash_eigen(own.hash, code) else None
    ground = make_grond(snapshot, same, code)
    if ground.regio != kept.grond.regio:
        return list_verschillen(kept, ground, None, "U kijkt nu naar de gegevens van een andere streek.")
    why = describe_onherhaalbaar(kept, eigen=same is not None)
    found, fault = (None, why) if why else _judge_nu(bewaard, snapshot, same)
    return list_verschillen(kept, replace(ground, eigen=kept.grond.eigen), found, fault)


def _judge_nu(
    bewaard: BewaardDossier, snapshot: Snapshot, eigen: EigenCijfers | None
) -> tuple[Dossieruitkomst | None, str]:
    """Return what the rule says now, kept in this visit, or why that cannot be told."""
    key = (bewaard.id, snapshot.id, eigen.hash if eigen else "")
    kept: tuple[object, Dossieruitkomst | None, str] | None = st.session_state.get(_NU)
    if kept is None or kept[0] != key:
        try:
            situation = initiatiefstand.load_situatie(snapshot, eigen)
            found = judge_initiatief(
                make_initiatief(bewaard.dossier.velden), situation, initiatiefstand.load_ligging(snapshot)
            )
            kept = key, keep_uitkomst(share_uitkomst(found, situation)), ""
        except WoonzorgFout as fout:
            kept = key, None, str(fout)
        st.session_state[_NU] = kept
    return kept[1], kept[2]
