"""The ten moments of the board as a line to choose from: a circle is a report, a diamond an evaluation."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pages.bouwstenen.blok import show_keuzeblok
from pages.voortgang import voortgangstand
from woonzorg.agenda.paneelwoorden import describe_punt, write_moment
from woonzorg.agenda.planning import list_verslagen

if TYPE_CHECKING:
    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.agenda.planning import Moment


def show_tijdlijn(stand: Voortgangstand) -> None:
    """Show the line; with the arrow keys or a click another moment is looked at."""
    show_keuzeblok(render_tijdlijn(stand), "voortgang-tijdlijn", voortgangstand.choose_moment)


def render_tijdlijn(stand: Voortgangstand) -> str:
    """Render the line as a group of radio buttons."""
    reported = {line.moment for line in stand.bundel.standen}
    items = "".join(
        _render_moment(moment, stand, meldt=moment.kwartaal in reported) for moment in list_verslagen()
    )
    return f'<fieldset class="wz-momenten"><legend>Moment van het bestuur</legend>{items}</fieldset>'


def _render_moment(moment: Moment, stand: Voortgangstand, *, meldt: bool) -> str:
    quarter, now = moment.kwartaal, stand.nu.kwartaal
    looks = [str(moment.soort), "geweest" if quarter <= now else "", "nu" if quarter == now else ""]
    checked = " checked" if quarter == stand.moment.kwartaal else ""
    told = "<br>gemeld" if meldt else ""
    return (
        f'<label class="{" ".join(filter(None, looks))}"><input type="radio" name="wz-moment" '
        f'data-gebied="{quarter}"{checked}><i aria-hidden="true"></i><b>{escape(write_moment(quarter))}</b>'
        f"<small>{escape(describe_punt(moment, now))}{told}</small></label>"
    )
