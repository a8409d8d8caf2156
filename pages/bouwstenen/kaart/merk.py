"""Marks of a class as HTML: a badge, and a small box with the class letter. Never by colour alone."""

from __future__ import annotations

from html import escape

from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.veerkracht import Klasse

_DONKER = frozenset({Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG})
"""Classes whose colour asks for white letters."""


def choose_inkt(klasse: Klasse) -> str:
    """Return the colour of letters on the colour of a class."""
    return "#ffffff" if klasse in _DONKER else "#16161d"


def render_badge(klasse: Klasse) -> str:
    """Render the word of a class on its colour; the two kinds of aandacht are told apart."""
    light = "" if klasse in _DONKER else " licht"
    return (
        f'<span class="wz-badge{light}" style="background-color:{klassewoorden.LABELS[klasse].kleur}">'
        f"{escape(klassewoorden.name_klasse(klasse).capitalize())}</span>"
    )


def render_stip(klasse: Klasse) -> str:
    """Render a small box with colour, pattern and letter of a class; not spoken, a word stands beside it."""
    label = klassewoorden.LABELS[klasse]
    return (
        f'<i class="wz-stip {label.patroon}" aria-hidden="true" '
        f'style="background-color:{label.kleur};color:{choose_inkt(klasse)}">{escape(label.letter)}</i>'
    )
