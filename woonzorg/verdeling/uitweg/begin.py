"""Ways to begin: each has a name, says what it sets, and makes of a scenario the one to begin with.

A way is declared once, here; page and tests follow. What it sets can be changed and undone as anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.fouten import InvoerFout
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.verdeling.delen.openbaar import has_eigen_cijfers
from woonzorg.verdeling.invoer.rang import rank_gemeenten
from woonzorg.verdeling.invoer.situatie import Afspraak
from woonzorg.verdeling.invoer.veld import round_largest_remainder
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.optimum.sleutels import SLEUTELS
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.grenzen import calculate_aandelen
from woonzorg.verdeling.scenario.bewerken import make_standaard, set_parameter
from woonzorg.verdeling.scenario.inhoud import HOOG, change
from woonzorg.verdeling.scenario.probleem import make_situatie, write_basis
from woonzorg.verdeling.uitweg.grensvlak import PER_1000, trace_grensvlak

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.scenario.inhoud import Scenario

STATUSHOUDERS = "statushouders"

_FIJN = 1_000_000
"""Parts in which the inhabitants are divided for shares in percent: four decimals, and together exactly all."""


@dataclass(frozen=True)
class Begin:
    """A way to begin.

    Attributes
    ----------
    sleutel, titel : str
    zet : str
        What it sets, in Dutch.
    maak : callable
        Makes the scenario of the one in hand and its field, with what to say of it; raises InvoerFout where it cannot.
    """

    sleutel: str
    titel: str
    zet: str
    maak: Callable[[Scenario, Veld], tuple[Scenario, str]]


def begin_statushouders(scenario: Scenario, veld: Veld) -> tuple[Scenario, str]:  # noqa: ARG001 - one form for all
    """Ask for statushouders only: their demand as it stands, else as it was published; other locks let go."""
    usual = make_standaard(scenario.regio, scenario.niveau).vraag
    line = next(line for line in (*scenario.vraag, *usual) if line.groep == STATUSHOUDERS)
    kept = tuple(slot for slot in scenario.sloten if slot.groep == STATUSHOUDERS)
    made = change(scenario, vraag=(line,), sloten=kept)
    gone = len(scenario.sloten) - len(kept)
    more = (
        f" {count_woord(gone, 'vastgezet aantal is', 'vastgezette aantallen zijn')} losgelaten."
        if gone
        else ""
    )
    return made, f"De vraag is nu alleen die van statushouders.{more}"


def begin_aandeel(scenario: Scenario, veld: Veld) -> tuple[Scenario, str]:
    """Set the least whole per cent of toewijsaandeel with which all fits under the other rules as they stand."""
    if CAPACITEIT.sleutel in scenario.uit:
        message = f"De regel '{CAPACITEIT.titel.lower()}' staat uit: het toewijsaandeel doet dan niets."
        raise InvoerFout(message, remedie="Zet de regel aan.")
    surface, high = trace_grensvlak(scenario, veld), scenario.bandbreedte == HOOG
    point = surface.find(surface.per_1000)
    least, fails = (point.aandeel_hoog, point.mist_hoog) if high else (point.aandeel_laag, point.mist_laag)
    if least is None:
        asked = surface.vraag_hoog if high else surface.vraag_laag
        message = f"Ook bij een toewijsaandeel van 100 % past niet alles: {count_woord(asked, 'woning', 'woningen')}."
        raise InvoerFout(message, remedie=f"Verhoog eerst '{PER_1000.titel.lower()}', of neem de lage vraag.")
    made = set_parameter(scenario, CAPACITEIT.sleutel, TOEWIJSAANDEEL.sleutel, float(least))
    again = f" Bij {', '.join(map(format_getal, fails))} % past het niet, door afronding." if fails else ""
    proven = "" if surface.bewezen else " Niet bewezen: misschien is minder genoeg."
    return made, (
        f"Het toewijsaandeel is nu {least} %: het laagste hele procent waarmee alles past. Voor andere woningzoekenden "
        f"blijft in deze buurten {100 - least} % van wat vrijkomt.{again}{proven}"
    )


def begin_inwoners(scenario: Scenario, veld: Veld) -> tuple[Scenario, str]:
    """Agree on each gemeente's share by inhabitants, in place of what was agreed."""
    situatie = make_situatie(change(scenario, afspraken=()), veld)
    shares = calculate_aandelen(situatie, SLEUTELS[0].kolom)
    parts = round_largest_remainder(
        np.array(list(shares.values())), _FIJN, rank_gemeenten(situatie.veld, list(shares))
    )
    deals = tuple(
        Afspraak((code,), aandeel=100.0 * part / _FIJN)
        for code, part in zip(shares, parts.tolist(), strict=True)
    )
    made = change(scenario, afspraken=deals, verdeelsleutel=SLEUTELS[0].kolom)
    return made, (
        "Elke gemeente neemt nu haar deel naar inwoners, niet minder en niet meer. Wat een gemeente niet haalt, nemen "
        "anderen niet over: het plan zegt wat dat kost. Een plan verandert de wettelijke taakstelling niet."
    )


def begin_vorige(scenario: Scenario, veld: Veld) -> tuple[Scenario, str]:
    """Keep the plan of this scenario as the one to stay close to, whatever is changed next."""
    if scenario.eigen_cijfers or has_eigen_cijfers(veld):
        message = (
            "Dit plan rust op eigen cijfers. Die blijven bij dit bezoek, en dus ook het plan per gebied."
        )
        raise InvoerFout(
            message,
            remedie="Laad een bestand met wat al geplaatst is: de rest blijft dan dicht bij het plan.",
        )
    situatie = make_situatie(scenario, veld)
    plan = place(situatie).aantallen
    parts = write_basis(situatie, plan)
    if not parts:
        message = "Dit plan plaatst niets: er is niets om dicht bij te blijven."
        raise InvoerFout(message)
    return change(scenario, basis=parts), (
        f"Het plan van nu ({count_woord(int(plan.sum()), 'woning', 'woningen')}) is het vorige plan. Wat u verandert, "
        "blijft er zo dicht mogelijk bij; de andere doelen gaan voor."
    )


BEGINNEN: tuple[Begin, ...] = (
    Begin(
        "statushouders", "Alleen statushouders",
        "Zet de vraag: alleen die van statushouders, laag en hoog zoals ze staat. Regels en afspraken blijven.",
        begin_statushouders,
    ),
    Begin(
        "aandeel", "Laagste toewijsaandeel waarmee alles past",
        "Zet het toewijsaandeel: het laagste hele procent waarmee deze vraag past. De andere regels blijven.",
        begin_aandeel,
    ),
    Begin(
        "inwoners", "Naar inwoners",
        "Zet de afspraken: elke gemeente neemt haar deel van de vraag naar inwoners. Andere afspraken vervallen.",
        begin_inwoners,
    ),
    Begin(
        "vorige", "Dicht bij het vorige plan",
        "Zet het plan dat u nu ziet als vorig plan. Bij gelijke uitkomst blijft elk volgend plan daar dicht bij.",
        begin_vorige,
    ),
)  # fmt: skip
"""All ways to begin, in the order in which they are offered."""
