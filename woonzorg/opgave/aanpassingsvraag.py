"""How the demand for adapted homes may grow: care at home by VPT, and applications under the Wmo (§4.2, §6.3).

The vision gives one number (625 ouderen with VPT, of one provider) and two directions without a number: VPT grows, and
from 1 January 2026 another rule for the Wmo may change how many apply. What has no number stays unknown until a planner
fills it in. VPT is paid by the Wlz, which goes before the Wmo: the two are never added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from woonzorg.opgave.controles import round_half_up
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.vraag.parameter import AANNAME

VISIEJAAR = 2025
"""Year of the vision; the day of its 625 is not told."""


@dataclass(frozen=True)
class Aanpassingsparameter:
    """A dated parameter.

    Attributes
    ----------
    sleutel, titel : str
    waarde : int or None
        None where no source gives a number.
    eenheid, bron : str
    vanaf : date
        From when it holds.
    laagst, hoogst : int
    """

    sleutel: str
    titel: str
    waarde: int | None
    eenheid: str
    bron: str
    vanaf: date
    laagst: int
    hoogst: int


VPT = Aanpassingsparameter(
    "vpt", "Ouderen met VPT thuis", 625, "ouderen", "visie, §4.2; van één aanbieder, merendeels met dementie",
    date(VISIEJAAR, 1, 1), 0, 100_000,
)  # fmt: skip
VPT_GROEI = Aanpassingsparameter(
    "vpt_groei", "Groei van VPT", None, "% per jaar", f"{AANNAME}; §4.2 verwacht groei en noemt geen getal",
    date(VISIEJAAR, 1, 1), -50, 100,
)  # fmt: skip
WMO = Aanpassingsparameter(
    "wmo", "Aanvragen voor een woningaanpassing (Wmo)", None, "per jaar", "eigen cijfer; de visie noemt geen getal",
    date(VISIEJAAR, 1, 1), 0, 100_000,
)  # fmt: skip
WMO_REGEL = Aanpassingsparameter(
    "wmo_regel", "Verandering van die aanvragen door de regel van 1-1-2026", None, "%",
    f"{AANNAME}; §6.3: de eigen bijdrage hangt vanaf dan af van het inkomen, en dat kan het aantal beïnvloeden",
    date(2026, 1, 1), -100, 200,
)  # fmt: skip
PARAMETERS: tuple[Aanpassingsparameter, ...] = (VPT, VPT_GROEI, WMO, WMO_REGEL)
"""All parameters, each with its date and source."""


@dataclass(frozen=True)
class Aanpassingsvraag:
    """What may be asked in a year.

    Attributes
    ----------
    jaar : int
    vpt, erbij : int or None
        Ouderen with VPT, and how many more than now: at most as many homes that may have to be adapted.
    wmo : int or None
        Applications under the Wmo in that year.
    """

    jaar: int
    vpt: int | None
    erbij: int | None
    wmo: int | None


def compute_aanpassingsvraag(
    jaar: int,
    vpt: float | None = VPT.waarde,
    groei: float | None = VPT_GROEI.waarde,
    wmo: float | None = WMO.waarde,
    regel: float | None = WMO_REGEL.waarde,
) -> Aanpassingsvraag:
    """Return what may be asked in a year; unknown where a parameter is.

    Parameters
    ----------
    jaar : int
    vpt : float or None
        Ouderen with VPT in the year of the vision.
    groei : float or None
        Percent a year.
    wmo : float or None
        Applications a year under the rule of before.
    regel : float or None
        Change of these in percent, from 2026 on.

    Examples
    --------
    >>> compute_aanpassingsvraag(2030, groei=4.0, wmo=100.0, regel=-10.0)
    Aanpassingsvraag(jaar=2030, vpt=760, erbij=135, wmo=90)
    """
    later = None if vpt is None or groei is None else vpt * (1 + groei / 100) ** max(0, jaar - VISIEJAAR)
    more = None if later is None or vpt is None else later - vpt
    held = jaar >= WMO_REGEL.vanaf.year
    factor = 1.0 if not held else None if regel is None else 1 + regel / 100
    asked = None if wmo is None or factor is None else wmo * factor
    return Aanpassingsvraag(jaar, _round(later), _round(more), _round(asked))


def _round(waarde: float | None) -> int | None:
    return None if waarde is None else round_half_up(waarde)


def describe_aanpassingsvraag(vraag: Aanpassingsvraag) -> tuple[str, str]:
    """Tell both, each in a sentence; what is unknown is said to be so."""
    if vraag.vpt is None or vraag.erbij is None:
        first = f"VPT in {vraag.jaar}: onbekend. De visie verwacht groei en noemt geen getal; vul in waarmee u rekent."
    else:
        more = (
            f"{format_getal(vraag.erbij)} meer dan nu, en hoogstens zo veel woningen waar een aanpassing bij komt"
            if vraag.erbij > 0
            else "niet meer dan nu"
        )
        first = f"VPT in {vraag.jaar}: {format_getal(vraag.vpt)} ouderen thuis, {more} (aanname)."
    second = (
        f"Wmo in {vraag.jaar}: onbekend. Vul het aantal aanvragen per jaar in, en wat de regel van 1-1-2026 doet."
        if vraag.wmo is None
        else f"Wmo in {vraag.jaar}: {format_getal(vraag.wmo)} aanvragen per jaar (aanname)."
    )
    return first, second


NIET_OPGETELD = (
    "VPT en Wmo worden niet opgeteld: VPT valt onder de Wlz, en die gaat voor de Wmo (§4.2). Dit verandert het tekort "
    "hieronder niet."
)
