"""What can be turned to see what the years do with it; named by links too, so it asks for no solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.verdeling.jaren.reeks import HEFBOMEN
from woonzorg.verdeling.regels.capaciteit import MUTATIEGRAAD, TOEWIJSAANDEEL

if TYPE_CHECKING:
    from woonzorg.verdeling.vraag.parameter import Parameter

VAN_CAPACITEIT: dict[str, Parameter] = {knop.sleutel: knop for knop in (MUTATIEGRAAD, TOEWIJSAANDEEL)}

KNOPPEN: dict[str, Parameter] = VAN_CAPACITEIT | {lever.sleutel: lever for lever in HEFBOMEN}
"""Two parameters of the capacity, and the levers of the years."""
