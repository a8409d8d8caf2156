"""Where people lived before, as the planner counted it: numbers by gemeente in own figures, for one simple key.

In Assen and elsewhere in Drenthe whoever leaves an institution goes back, as a rule, to the gemeente of before
(seeds/001:2193). What lies outside the region is counted as 'elders', told, and not spread.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.getal import GetalFout, parse_geheel
from woonzorg.eigenbestand.vorm import Sjabloontabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from woonzorg.eigenbestand.tabel import Tabelregel

VORIGE_GEMEENTE = Sjabloontabel(
    "vorige_gemeente",
    {
        "vorige_gemeente": "gemeente waar mensen eerder woonden: naam, of code als GM0917; daarbuiten: elders",
        "aantal": "hoeveel mensen of huishoudens; leeg: 1",
        "gemeente": "gemeente waar zij nu verblijven; mag weg, en telt niet mee",
    },
    sleutel="vorige_gemeente",
    verplicht=frozenset({"vorige_gemeente"}),
    voorbeelden=(("voorbeeld: Heerlen", 12, "Maastricht"),),
)
"""The table of numbers by gemeente of before; rows for the same gemeente are added up."""


@dataclass(frozen=True)
class Vorige:
    """Numbers by gemeente of before.

    Attributes
    ----------
    gemeenten : mapping
        By code, of the region.
    elders : mapping
        By the name in the file, of all that is no gemeente of the region.
    """

    gemeenten: Mapping[str, int] = field(default_factory=dict)
    elders: Mapping[str, int] = field(default_factory=dict)

    @property
    def binnen(self) -> int:
        """Number from the region."""
        return sum(self.gemeenten.values())

    @property
    def buiten(self) -> int:
        """Number from elsewhere."""
        return sum(self.elders.values())


def read_vorige(regels: Sequence[Tabelregel], bevindingen: list[str]) -> tuple[tuple[str, int], ...]:
    """Return the sums of a table by gemeente, as it names them; what is wrong with a cell is added to the findings."""
    sums: Counter[str] = Counter()
    for regel in regels:
        name = " ".join(regel.read_tekst("vorige_gemeente").split())
        if not name:
            bevindingen.append(
                regel.say("vorige_gemeente", "leeg; geef een gemeente, of 'elders' als die onbekend is")
            )
        try:
            number = parse_geheel(regel.read("aantal"))
        except GetalFout as error:
            bevindingen.append(regel.say("aantal", str(error)))
            continue
        sums[name] += 1 if number is None else number
    return tuple((name, count) for name, count in sums.items() if count)


def lay_vorige(tellingen: Iterable[tuple[str, int]], gebieden: pd.DataFrame) -> Vorige:
    """Return the numbers by gemeente of the region, and what lies elsewhere.

    Parameters
    ----------
    tellingen : iterable of (str, int)
        Name or code, and number.
    gebieden : DataFrame
        The region's areas: gemeentecode and gemeentenaam.
    """
    pairs = zip(gebieden["gemeentecode"].astype(str), gebieden["gemeentenaam"].astype(str), strict=True)
    known = {word.casefold(): code for code, name in pairs for word in (code, name)}
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for name, count in tellingen:
        code = known.get(name.casefold().removeprefix("gemeente "))
        if code is None:
            outside[name] += count
        else:
            inside[code] += count
    return Vorige(dict(inside), dict(outside))
