"""Words of the key 'vorige gemeente', for the planner only: what it divides and leaves, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.optimum.sleutels import divide_vorige, list_uitstroom
from woonzorg.verdeling.uitkomst.afspraakwoorden import TEGENWICHT, TEGENWICHT_BRON

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie

UITLEG = (
    "Naar vorige gemeente: wie een instelling verlaat, gaat in beginsel terug naar de gemeente van daarvoor, tenzij "
    "het zoekprofiel anders vraagt (voorbeeld: Assen). De andere groepen gaan naar inwoners."
)
"""What the key does (seeds/001:2193)."""

BLIJFT = (
    "Deze sleutel rust op uw eigen cijfers. Hij staat in geen stuk of link: kleine aantallen blijven bij u."
)


def list_vorigezinnen(situatie: Situatie) -> list[str]:
    """Return what is to be told of the key to whoever gave the figures; empty where they are not given."""
    before = situatie.veld.vorige
    if before is None:
        return []
    against = f"{TEGENWICHT} ({TEGENWICHT_BRON})"
    texts = [UITLEG, _tell_elders(situatie), against, BLIJFT]
    return [text for text in texts if text]


def _tell_elders(situatie: Situatie) -> str:
    """Tell how many come from outside the region, which homes are therefore not spread, and by which names."""
    before = situatie.veld.vorige
    if before is None or not before.buiten:
        return ""
    asked = sum(situatie.behoefte.aantallen[group] for group in list_uitstroom(situatie))
    left = asked - sum(divide_vorige(situatie, before).values())
    names = join_woorden(sorted(before.elders, key=str.casefold))
    return (
        f"Elders: {format_getal(before.buiten)} van de {format_getal(before.buiten + before.binnen)} in uw bestand "
        f"woonden buiten de streek ({names}). {count_woord(left, 'woning is', 'woningen zijn')} daarom niet verdeeld. "
        "Staat hier een gemeente van de streek? Verbeter dan de naam."
    )
