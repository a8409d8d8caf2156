"""The sentences about what others did: why an example is shown, and what is not known here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KOP = "Wat deden anderen?"
WANT = "Hier getoond, want"
VOORBEHOUD = "Voorbehoud:"
ALLE = "Alle twaalf voorbeelden"
GEEN_BEWIJS = "Het zijn geen adviezen, en geen bewijs."
UITLEG = f"Deze voorbeelden passen bij de openbare cijfers van dit gebied. {GEEN_BEWIJS}"
NIETS = "Geen van de voorbeelden past bij de openbare cijfers van dit gebied."
GEMEENTE = "Kies een buurt of wijk: daar staan de voorbeelden die bij de cijfers passen."
COMPLEX_VOL = "het complex heeft volgens de cijfers ervan geen ruimte voor deze woningen."
COMPLEX_OPGAVE = "het complex heeft volgens opgave van de corporatie geen ruimte."

_MEERVOUD = {"buurt": "buurten", "wijk": "wijken"}

MIST: dict[str, str] = {
    "corporatie": "het deel woningen van een corporatie",
    "kwetsbaar": "de klasse",
    "ouderen": "het deel inwoners van 65 jaar of ouder",
    "samenhang": "de score voor sociale samenhang",
    "inkomen": "het deel huishoudens met een laag inkomen",
}
"""What is not known, by what it would tell."""


def describe_corporatie(deel: str, niveau: str) -> str:
    """Tell how much is owned by corporations, and that this is much."""
    return (
        f"{deel} van de woningen is hier van een corporatie: dat is hoger dan in 4 van de 5 "
        f"{_MEERVOUD[niveau]} van de regio"
    )


def describe_kwetsbaar(niveau: str) -> str:
    """Tell that an area is kwetsbaar."""
    return f"de {niveau} is kwetsbaar"


def describe_ouderen(deel: float, regio: float) -> str:
    """Tell that there are more people over 65 than in the region; both are shares, 0 to 1."""
    here, there = (format_getal(100 * share, 1) for share in (deel, regio))
    return f"{here} % van de inwoners is 65 jaar of ouder (in de regio {there} %)"


def describe_samenhang(score: str) -> str:
    """Tell that the score for social cohesion is below the mean of the country."""
    return f"de score voor sociale samenhang ({score}) ligt onder het landelijk gemiddelde"


def describe_inkomen(lq: float) -> str:
    """Tell how much more often low incomes are here."""
    return f"een laag inkomen komt hier {format_getal(lq, 1)} keer zo vaak voor als in de regio"


def join_redenen(zinnen: Sequence[str]) -> str:
    """Join reasons into one sentence."""
    return f"{_join(zinnen, ', ', ', en ')}."


def describe_onbekend(aanleidingen: Iterable[str], jaar: int | None = None) -> str:
    """Tell what is not published here; '' when nothing is missing.

    Parameters
    ----------
    aanleidingen : iterable of str
        Keys of `MIST`.
    jaar : int, optional
        Year of an earlier edition: of many figures only newer years are published.
    """
    names = [MIST[name] for name in aanleidingen]
    if not names:
        return ""
    where = f"Niet bekend voor {jaar}" if jaar else "Hier niet gepubliceerd of niet bekend"
    newest = " Bij de nieuwste cijfers kan dat anders zijn." if jaar else ""
    return f"{where}: {_join(names, ', ', ' en ')}. Voorbeelden die daarbij horen, staan hier daarom niet.{newest}"


def describe_verder(plaatsen: Sequence[str]) -> str:
    """Tell what fits as well; '' when nothing does."""
    return f"Ook passend: {_join(plaatsen, ', ', ' en ')}." if plaatsen else ""


def describe_verdelen(plaatsen: Sequence[str]) -> str:
    """Tell where others divided homes, as a link."""
    return f"Zo verdeelden anderen: {_join(plaatsen, ', ', ' en ')}"


def describe_bron(regels: Iterable[int]) -> str:
    """Tell in which lines of the source a figure stands."""
    lines = list(map(str, regels))
    return f"bron, regel {lines[0]}" if len(lines) == 1 else f"bron, regels {_join(lines, ', ', ' en ')}"


def _join(delen: Sequence[str], tussen: str, laatste: str) -> str:
    return laatste.join(filter(None, [tussen.join(delen[:-1]), delen[-1]]))
