"""How a command is read: what is wrong with it is said in Dutch, and nothing that was given is passed over."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

from woonzorg.fouten import InvoerFout
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Sequence

_IN_HET_NEDERLANDS = {
    "the following arguments are required": "dit ontbreekt", "unrecognized arguments": "dit is niet bekend",
    "invalid choice": "dit kan niet", "choose from": "kies uit", "expected one argument": "hier hoort een waarde bij",
    "expected at least one argument": "hier hoort een waarde bij", "invalid int value": "dit is geen heel getal",
    "ignored explicit argument": "hier hoort geen waarde bij, gevonden", "ambiguous option": "dit is te kort",
    " could match ": " kan zijn ", "argument ": "bij ",
}  # fmt: skip


class Lezer(argparse.ArgumentParser):
    """A parser that says in Dutch what is wrong with a command."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in (None, "store"):
            self.register("action", name, EenKeer)

    def error(self, message: str) -> NoReturn:
        """Say it, and end with exit status 2."""
        for theirs, ours in _IN_HET_NEDERLANDS.items():
            message = message.replace(theirs, ours)
        fault = InvoerFout(
            "De opdracht is niet goed geschreven.",
            gevonden=message,
            remedie=f"Bekijk de hulp: {self.prog} --help",
        )
        self.exit(2, f"Fout: {fault}\n")


class EenKeer(argparse.Action):
    """An option that holds one value: given twice, the first would be lost and nobody told."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002  argparse gives it
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Keep the value."""
        given: set[str] = vars(namespace).setdefault("_gegeven", set())
        if option_string and self.dest in given:
            raise argparse.ArgumentError(self, "dit staat er twee keer; geef het één keer")
        given.add(self.dest)
        setattr(namespace, self.dest, values)


def list_gegeven(arguments: argparse.Namespace, namen: Sequence[str]) -> list[str]:
    """Return which of these options were given, as they are written."""
    return [f"--{name.replace('_', '-')}" for name in namen if getattr(arguments, name)]


def refuse_los(arguments: argparse.Namespace, namen: Sequence[str], nodig: str) -> None:
    """Refuse options that do nothing without another.

    Parameters
    ----------
    arguments : Namespace
    namen : sequence of str
        Of the options.
    nodig : str
        What they need, as the message names it.

    Raises
    ------
    InvoerFout
        When one of them was given.
    """
    if loose := list_gegeven(arguments, namen):
        message = f"Alleen met {nodig} {'doet' if len(loose) == 1 else 'doen'} {join_woorden(loose)} iets."
        raise InvoerFout(message, remedie=f"Geef ook {nodig}, of laat weg wat niets doet.")
