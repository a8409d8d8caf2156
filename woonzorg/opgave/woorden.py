"""Words on screen about the opgave: Dutch, B1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.opgave.publicatie import TOTAAL
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woonzorg.opgave.banden import Band
    from woonzorg.opgave.cijfers import Cijfer, Cijfersleutel
    from woonzorg.opgave.controles import Herberekening
    from woonzorg.opgave.wat_als import Rest
    from woonzorg.verdeling.vraag.lijnen import Vraagregel

GROEPEN: dict[str, str] = {
    "ouderen": "ouderen",
    "lichamelijke_beperking": "mensen met een lichamelijke beperking",
    "verstandelijke_beperking": "mensen met een verstandelijke beperking",
    "uitstroom": "uitstroom uit instellingen",
    "mantelzorg": "mantelzorgers en mantelzorgontvangers",
    "sekswerkers": "uitstappende sekswerkers",
    "statushouders": "statushouders",
    "woonwagenbewoners": "woonwagenbewoners (standplaatsen)",
}
"""Names of the groups of tables 1 to 3, as they stand inside a sentence."""

SCENARIOS: dict[str, str] = {
    "basis": "basisscenario",
    "trend": "trendscenario",
    "onderkant": "onderkant",
    "bovenkant": "bovenkant",
}


def name_groep(groep: str) -> str:
    """Return the name of a group; a group of one's own keeps its own name."""
    return GROEPEN.get(groep, groep)


def name_scenario(scenario: str) -> str:
    """Return the name of a scenario; one of one's own keeps its own name."""
    return SCENARIOS.get(scenario, scenario)


def name_rij(sleutel: Cijfersleutel) -> str:
    """Return what a row is about: group, scenario and form.

    Examples
    --------
    >>> from woonzorg.opgave.cijfers import Cijfersleutel
    >>> name_rij(Cijfersleutel("ouderen", "trend", "geclusterd wonen", 2030))
    'ouderen (trendscenario), geclusterd wonen'
    """
    scenario = name_scenario(sleutel.scenario)
    return f"{name_groep(sleutel.groep)}{f' ({scenario})' if scenario else ''}, {sleutel.woonvorm}"


def name_vorm(groep: str, woonvorm: str) -> str:
    """Return a group and a form as a title.

    Examples
    --------
    >>> name_vorm("ouderen", "geclusterd wonen")
    'Ouderen, geclusterd wonen'
    """
    name = name_groep(groep)
    return f"{name[0].upper()}{name[1:]}{'' if woonvorm == TOTAAL else f', {woonvorm}'}"


def describe_saldo(laag: int | None, hoog: int | None) -> str:
    """Tell a saldo, or a band of it, as a shortage or a surplus.

    Examples
    --------
    >>> describe_saldo(-4587, -557), describe_saldo(-79, 21), describe_saldo(0, 0)
    ('tekort 557 tot 4.587', 'tekort 79 tot 21 over', 'precies genoeg')
    """
    if laag is None or hoog is None:
        return "onbekend"
    if laag == hoog == 0:
        return "precies genoeg"
    if hoog <= 0:
        return f"tekort {_join_band(-hoog, -laag)}"
    return (
        f"tekort {format_getal(-laag)} tot {format_getal(hoog)} over"
        if laag < 0
        else f"{_join_band(laag, hoog)} over"
    )


def _join_band(laag: int, hoog: int) -> str:
    return format_getal(laag) if laag == hoog else f"{format_getal(laag)} tot {format_getal(hoog)}"


def describe_kop(
    streek: str, grootste: Band | None, cijfers: Iterable[Cijfer], soort: str = "gepubliceerde"
) -> str:
    """Tell in one headline the greatest shortage, and how many figures part from the recomputation.

    Parameters
    ----------
    streek : str
    grootste : Band or None
    cijfers : iterable of Cijfer
    soort : str
        What kind of figures they are: what was invented is never called published.
    """
    published = [cijfer for cijfer in cijfers if cijfer.gepubliceerd is not None]
    other = sum(cijfer.verschil not in {None, 0} for cijfer in published)
    loose = sum(cijfer.herberekend is None for cijfer in published)
    first = f"{streek} heeft geen tekort."
    if grootste is not None and grootste.tekort is not None:
        what = name_vorm(grootste.groep, grootste.woonvorm)
        number = _join_band(*grootste.tekort)
        first = f"{streek} heeft een tekort van {number} woningen in {grootste.jaar} ({what[0].lower()}{what[1:]})."
    if not published:
        return first
    verb, more = "wijkt" if other == 1 else "wijken", f" Niet na te rekenen: {loose}." if loose else ""
    return f"{first} Van de {len(published)} {soort} cijfers {verb} er {other} af.{more}"


def describe_cijfer(cijfer: Cijfer) -> str:
    """Tell one figure on a line: published, recomputed, difference and cause."""
    values = (
        f"gepubliceerd {format_getal(cijfer.gepubliceerd)}, herberekend {format_getal(cijfer.herberekend)}, "
        f"verschil {format_getal(cijfer.verschil, teken=True)}"
    )
    return f"{name_rij(cijfer.sleutel)}, {cijfer.jaar}: {values}. {cijfer.verklaring}."


def describe_controle(controle: Herberekening) -> str:
    """Tell one check on a line."""
    claim, cause = controle.uitspraak, f" {controle.verklaring}." if controle.verklaring else ""
    return f"[{controle.oordeel}] {claim.plek}: {claim.wat}. {controle.berekening}.{cause}"


def describe_rest(resten: Sequence[Rest]) -> str:
    """Tell in one sentence what is left of the shortages that there were."""
    short = [rest for rest in resten if rest.saldo is not None and rest.saldo < 0]
    if any(rest.saldo is None for rest in resten):
        return "Zonder de aanname dat het aanbod gelijk blijft, is het tekort onbekend."
    if not short:
        return "In dit jaar is er voor ouderen geen tekort om op te lossen."
    left = [rest for rest in short if (rest.na or 0) < 0]
    new = [rest for rest in resten if (rest.saldo or 0) >= 0 > (rest.na or 0)]
    parts = (
        [f"Van de {len(short)} tekorten blijven er {len(left)} over."]
        if left
        else ["Alle tekorten zijn opgelost."]
    )
    parts += [f"Er komt een tekort bij: {rest.woonvorm} ({name_scenario(rest.scenario)})." for rest in new]
    return " ".join(parts)


def describe_doorstroom(saldi: Mapping[str, int]) -> str:
    """Tell what moving on frees and takes (`wat_als.count_doorstroom`); '' when nobody moves on.

    Examples
    --------
    >>> describe_doorstroom({"regulier wonen": 500, "geclusterd wonen": -500})
    'Doorstromen: van regulier wonen komen 500 woningen vrij; van geclusterd wonen zijn 500 woningen meer nodig.'
    """
    free = [
        f"van {name} {'komt 1 woning' if n == 1 else f'komen {format_getal(n)} woningen'} vrij"
        for name, n in saldi.items()
        if n > 0
    ]
    more = [
        f"van {name} {'is 1 woning' if n == -1 else f'zijn {format_getal(-n)} woningen'} meer nodig"
        for name, n in saldi.items()
        if n < 0
    ]
    return f"Doorstromen: {'; '.join([*free, *more])}." if free or more else ""


KEUZES: dict[str, str] = {
    "gepubliceerd": "zoals gepubliceerd",
    "herberekend": "herberekend (aanbod min vraag)",
}
"""The choice between two figures, as it stands on screen."""

GEEN_TEKORT = "Volgens deze cijfers is er geen tekort, of is het onbekend."
TEKORT_UITLEG = (
    "Links van de streep is een tekort, rechts is over; een pijl betekent dat er meer over is dan hier past. Een balk "
    "loopt van het laagste naar het hoogste scenario. Het aanbod is dat van 2023: voor later jaren is er geen ander. "
    "Afstapelen kan tijdelijk een extra tekort geven (§4.1): dat staat bij de jaren op de pagina Vergelijken."
)
STROMEN_UITLEG = (
    "De balk is het deel van de 6.261 corporatiewoningen die in 2022 vrijkwamen. De streepjes zijn de percentages die "
    "de visie noemt (§4.2): 7 tot 12 %, en zonder statushouders 3 tot 6 %. Mantelzorg telt daar niet in mee."
)
STROMEN_ONBEKEND = (
    "Hoeveel corporatiewoningen hier per jaar vrijkomen, is niet te berekenen: van een gemeente is de voorraad "
    "onbekend."
)
VERSCHIL_UITLEG = (
    "Er is niets verbeterd: u kiest zelf met welk cijfer u plant. Een oorzaak staat er alleen als die precies het "
    "gepubliceerde cijfer geeft; anders staat er 'onverklaard'. Een oorzaak is mogelijk, niet bewezen."
)
WAT_ALS_UITLEG = (
    "Rekenvoorbeeld. De rijen zijn niet op te tellen: nultredenwoningen zijn ook reguliere woningen, en de scenario's "
    "zijn elkaars alternatief. Fijnere cijfers dan per gemeente, huur en koop zijn er niet."
)
EIGEN_UITLEG = (
    "Vul het sjabloon in met de cijfers van uw streek en geef het hier. Het bestand wordt cel voor cel nagekeken. De "
    "cijfers blijven alleen tijdens dit bezoek bewaard, en niemand anders ziet ze."
)


def describe_van(streek: str, titel: str, bron: str, *, eigen: bool, elders: bool) -> str:
    """Tell whose figures these are, and when they are not of the region that is shown."""
    if eigen:
        return f"Dit zijn eigen cijfers van {titel} ({bron}). Ze blijven alleen tijdens dit bezoek bewaard."
    if elders:
        return (
            f"Tabel 1 tot en met 6 van de visie gaan over {streek}, niet over {titel}. Op deze pagina staat nu geen "
            f"enkel cijfer van {titel}. Bron: {bron}, §3.2 en §4."
        )
    return f"De cijfers komen uit de gepubliceerde tabellen van {streek}. Bron: {bron}, §3.2 en §4."


def describe_verzonnen(titel: str) -> str:
    """Tell that the figures are invented with the region, and where those of the vision are."""
    return (
        f"Deze opgave is verzonnen, net als {titel} zelf. Tabel 1 tot en met 6 van de visie gaan over Parkstad: kies "
        "die bij 'Cijfers van'."
    )


def describe_vrij(vrij: int | None, procent: float, voorraad: float) -> str:
    """Tell what the yearly demand of a region other than Parkstad is set against; None is unknown, and is not 0.

    Examples
    --------
    >>> describe_vrij(850, 8.5, 10000)
    'De balk is het deel van de 850 corporatiewoningen die hier per jaar vrijkomen: 8,5 % (aanname) van 10.000.'
    """
    if vrij is None:
        return STROMEN_ONBEKEND
    rate = f"{format_getal(procent, 1)} % (aanname) van {format_getal(voorraad)}."
    if vrij == 0:
        return f"Hier komen per jaar afgerond 0 corporatiewoningen vrij: {rate} Daarom is er geen balk."
    return f"De balk is het deel van de {format_getal(vrij)} corporatiewoningen die hier per jaar vrijkomen: {rate}"


def describe_telling(cijfers: Sequence[Cijfer]) -> str:
    """Tell how many figures part, and how many of them no hypothesis explains."""
    unknown = sum(not cijfer.oorzaken for cijfer in cijfers)
    rest = "Bij alle past een van de verklaringen" if not unknown else f"{unknown} zijn onverklaard"
    return f"{len(cijfers)} gepubliceerde tekorten wijken af of zijn niet na te rekenen. {rest}."


def describe_stuk(regel: Vraagregel) -> str:
    """Tell a line of demand: low, high, unit and kind."""
    kind = {"per_jaar": "per jaar", "totaal_tot_2030": "in totaal tot 2030", "voorraad": "in totaal"}[
        regel.soort
    ]
    unit = {"woning": "woningen", "persoon": "personen", "standplaats": "standplaatsen"}[regel.eenheid]
    return f"{_join_band(regel.laag, regel.hoog)} {unit} {kind}"
