"""The quiet link from a figure to its source, alike wherever a figure stands."""

from __future__ import annotations

from html import escape


def render_bronweg(adres: str, inhoud: str, naam: str) -> str:
    """Render a figure as a link to where it is traced; without an address it stays as it is.

    Parameters
    ----------
    adres : str
        Address, escaped; '' for a figure that cannot be traced.
    inhoud : str
        What is seen, as HTML.
    naam : str
        What is seen, and of what area: what a link says must hold what it shows.
    """
    if not adres:
        return inhoud
    return f'<a class="wz-bron" href="{adres}" target="_self" aria-label="{escape(naam)}: naar de bron">{inhoud}</a>'
