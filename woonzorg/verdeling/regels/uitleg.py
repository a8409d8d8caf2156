"""Rules and groups in words, for the page that explains how a distribution comes about.

All of it is written from `regels.REGELS` and `groepen.GROEPEN`, which the solver uses too: text and rule cannot part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.vraag.groepen import GROEPEN, Groep, is_gebonden, list_delen, list_voorouders

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.vraag.parameter import Parameter

_GELDT = {True: "de regel geldt", False: "de regel geldt niet", None: "de regel geldt voor een deel"}


def list_regels(escape: Callable[[str], str]) -> str:
    """Return a Markdown list of all rules: what each asks, in symbols, and its numbers with their source.

    Parameters
    ----------
    escape : callable
        Makes text safe within Markdown.
    """
    return "\n".join(_describe_regel(regel, escape) for regel in REGELS)


def _describe_regel(regel: Regel, escape: Callable[[str], str]) -> str:
    usual = "" if regel.standaard_aan else " Deze regel geldt alleen als u hem aanzet."
    source = f"({escape(regel.paragraaf)}, versie {regel.versie})"
    lines = [
        f"- **{escape(regel.titel)}** {source}. {escape(regel.uitleg)}{usual}",
        f"  - In symbolen: {escape(regel.formule)}",
        *(f"  - {escape(_describe_parameter(parameter))}" for parameter in regel.parameters),
    ]
    return "\n".join(lines)


def _describe_parameter(parameter: Parameter) -> str:
    return f"{parameter.titel}: {parameter.write(parameter.waarde)} ({parameter.bron})"


def list_groepen(escape: Callable[[str], str]) -> str:
    """Return the tree of groups as a Markdown list, each with whether the rule binds it."""
    return "\n".join(_describe_groep(groep, escape) for groep in GROEPEN if not groep.ouder)


def _describe_groep(groep: Groep, escape: Callable[[str], str]) -> str:
    indent = "  " * len(list_voorouders(groep.sleutel))
    scope = [
        _GELDT[is_gebonden(groep.sleutel)],
        *(["met een eigen plaatsregel"] if groep.plaatsregel else []),
    ]
    more = f" {escape(groep.toelichting)}" if groep.toelichting else ""
    line = f"{indent}- {escape(f'{groep.code} {groep.titel}')}: {', '.join(scope)}.{more}"
    return "\n".join([line, *(_describe_groep(part, escape) for part in list_delen(groep.sleutel))])
