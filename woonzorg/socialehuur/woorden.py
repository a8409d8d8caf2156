"""What is said of social rent, on screen, on paper and by the command line. Areas are tested, people are not judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.oordeel.veerkracht import Oordeel
from woonzorg.socialehuur.normen import describe_aangepast, write_grens
from woonzorg.socialehuur.programma import add_regels
from woonzorg.socialehuur.stand import has_corporatie, is_tabel4
from woonzorg.socialehuur.uitkomst import BETAALBAAR, GELIJK, NIEUWBOUW, STREEFDEEL
from woonzorg.tekst.getal import ONBEKEND, count_woord, format_getal, format_kort, write_naast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.socialehuur.normen import Normen
    from woonzorg.socialehuur.programma import Bouwregel
    from woonzorg.socialehuur.stand import Woningstand
    from woonzorg.socialehuur.uitkomst import Gemeenteuitkomst, Normtoets

CORPORATIE_IS = (
    "'In bezit woningcorporatie' is bij het CBS een deel van alle woningen, in hele procenten. Het is niet precies "
    "sociale huur: een corporatie verhuurt ook boven de grens, en een ander soms eronder."
)
NIET_VERDRINGEN = (
    "De visie wil mengen zonder de huidige gemeenschap te verdringen (§6.10). "
    "Zeg bij sloop waar bewoners heen kunnen."
)
TABEL_4_ALS_GRENS = (
    "Het aandeel van corporaties in Parkstad is niet geladen. Daarom is gerekend met tabel 4 van de visie (2023): alle "
    "huur als bovengrens van sociale huur. Het aandeel sociale huur zelf is daarmee niet bekend."
)
ALLE_HUUR_ALS_GRENS = (
    "Het aandeel van corporaties is niet gepubliceerd; alle huur is de bovengrens van sociale huur. Het aandeel "
    "sociale huur zelf is daarmee niet bekend."
)

TE_VEEL_GEMEENTEN = "Van zo veel gemeenten is er geen beeld. De cijfers staan in de tabel."
TABEL_4_UITLEG = (
    "Tabel 4 geeft per gemeente alle huur, en dat is een bovengrens van sociale huur. Ligt die onder een grens, dan "
    "ligt het aandeel sociale huur er zeker onder."
)
BEZOEK = "Een programma blijft bij dit bezoek. Het wordt niet op de server bewaard."
GEEN_PROGRAMMA = (
    "Er is nog geen programma. Vul hieronder regels in, of geef een bestand. Dan ziet u het aandeel erna en de toetsen "
    "van de nieuwbouw."
)
TOETSNAMEN: dict[str, str] = {
    STREEFDEEL: "Streefdeel sociale huur",
    NIEUWBOUW: "Nieuwbouw",
    BETAALBAAR: "Betaalbaar in de regio",
}
NIET_TE_ZEGGEN = "niet te zeggen"
_ANTWOORD = {Oordeel.JA: "gehaald", Oordeel.NEE: "niet gehaald"}


def describe_grondslag(standen: Sequence[Woningstand]) -> str:
    """Tell what the shares of a region are, and what they are not."""
    if is_tabel4(standen):
        return TABEL_4_ALS_GRENS
    return CORPORATIE_IS if has_corporatie(standen) else ALLE_HUUR_ALS_GRENS


def name_antwoord(toets: Normtoets) -> str:
    """Name the answer of a test; a certain one says so."""
    if toets.gehaald not in _ANTWOORD:
        return NIET_TE_ZEGGEN if toets.toets == STREEFDEEL or toets.actueel is not None else "niet getoetst"
    known = _ANTWOORD[toets.gehaald]
    return (
        f"zeker {known}"
        if toets.zeker and toets.gehaald == Oordeel.NEE and toets.toets == STREEFDEEL
        else known
    )


def write_deel(deel: float | None) -> str:
    """Write a share in percent, with one decimal."""
    return ONBEKEND if deel is None else f"{format_getal(deel, 1)} %"


def write_punten(ruimte: float | None) -> str:
    """Write headroom in points, with as many decimals as tell it from none."""
    if ruimte is None:
        return ONBEKEND
    room = 0.0 if abs(ruimte) <= GELIJK else ruimte
    return f"{'+' if room > 0 else ''}{write_naast(room, 0.0, 1)[0]} punt"


def write_toetsing(toets: Normtoets) -> tuple[str, str]:
    """Write share and limit in percent, with as many decimals as tell them apart."""
    room = toets.ruimte
    if toets.actueel is None or toets.grens is None or room is None or abs(room) <= GELIJK:
        return write_deel(toets.actueel), write_deel(toets.grens)
    share, limit = write_naast(toets.actueel, toets.grens, 1)
    return f"{share} %", f"{limit} %"


def describe_toets(toets: Normtoets) -> str:
    """Tell one test: answer, actual, limit, headroom and what it rests on."""
    share, limit = write_toetsing(toets)
    numbers = ", ".join(
        f"{word} {text}"
        for word, text in (
            ("aandeel", share), ("grens", limit), ("ruimte", write_punten(toets.ruimte)),
        )
        if text != ONBEKEND
    )  # fmt: skip
    why = f"{toets.uitleg[:1].upper()}{toets.uitleg[1:]}"
    return f"{TOETSNAMEN[toets.toets]}: {name_antwoord(toets)}{f' ({numbers})' if numbers else ''}. {why}."


def describe_nodig(uitkomst: Gemeenteuitkomst, streefdeel: float) -> str:
    """Tell how many homes it takes at least to reach the aim; '' where no bound tells that any is needed."""
    if uitkomst.nodig_minstens is None:
        return ""
    least, wider = format_getal(uitkomst.nodig_minstens), uitkomst.nodig_ruimst
    aim = format_kort(streefdeel, 1)
    more = (
        f" ({format_getal(wider)} als ook de woningen zonder bekende eigenaar sociale huur zijn)"
        if wider and wider != uitkomst.nodig_minstens
        else ""
    )
    return (
        f"Voor {aim} % zijn ten minste {least} nieuwe woningen nodig die alle sociale huur zijn, zelfs als alle huur "
        f"nu al sociale huur is{more}."
    )


def describe_uitkomst(uitkomst: Gemeenteuitkomst, streefdeel: float) -> str:
    """Tell the outcome of a gemeente, a line each; the test of the region is told once, elsewhere."""
    now = f"corporatiebezit {write_deel(uitkomst.aandeel_nu)}, alle huur {write_deel(uitkomst.bovengrens)} (bovengrens)"
    after = f", na het programma {write_deel(uitkomst.aandeel_na)}" if uitkomst.aandeel_na is not None else ""
    needed = describe_nodig(uitkomst, streefdeel)
    lines = [
        f"{uitkomst.stand.naam}: {now}{after}.",
        *(f"  {describe_toets(toets)}" for toets in uitkomst.toetsen[:2]),
    ]
    return "\n".join([*lines, f"  {needed}"] if needed else lines)


def list_vragen(programma: Sequence[Bouwregel], namen: Mapping[str, str]) -> list[str]:
    """Return what a programme still has to answer: where the tenants of what is demolished can go."""
    return [
        f"{namen.get(line.buurt) or namen.get(line.gemeente, line.gemeente)}: er worden "
        f"{count_woord(line.sloop_sociaal, 'sociale huurwoning', 'sociale huurwoningen')} gesloopt, en er staat niet "
        "bij waar de bewoners heen kunnen. Vul 'waarheen' in."
        for line in programma
        if line.mist_waarheen
    ]


def describe_kop(uitkomsten: Sequence[Gemeenteuitkomst], normen: Normen, streek: str) -> str:
    """Tell in a sentence in how many gemeenten the aim is missed, reached or not to be said."""
    said = [item for item in uitkomsten if item.heeft_regels]
    counted = said or uitkomsten
    answers = [item.toetsen[0].gehaald for item in counted]
    missed, unknown = (
        answers.count(Oordeel.NEE),
        len(answers) - answers.count(Oordeel.NEE) - answers.count(Oordeel.JA),
    )
    when = " na dit programma" if said else ""
    owned = has_corporatie([item.stand for item in uitkomsten])
    below = "naar corporatiebezit onder" if owned else "zeker onder"
    of, silent = count_woord(len(answers), "gemeente", "gemeenten"), len(uitkomsten) - len(counted)
    who = f" die iets {'opgaf' if len(answers) == 1 else 'opgaven'}," if silent else ""
    rest = f" Van {unknown} is het niet te zeggen." if unknown else ""
    rest += f" Van {count_woord(silent, 'gemeente', 'gemeenten')} is niets opgegeven." if silent else ""
    changed = describe_aangepast(normen)
    return (
        f"In {missed} van de {of} van {streek}{who} ligt het aandeel sociale huur{when} {below} "
        f"{write_grens(normen.streefdeel)}.{rest}{f' {changed}' if changed else ''}"
    )


def list_cellen(uitkomst: Gemeenteuitkomst) -> tuple[str, ...]:
    """Return the row of a gemeente in the table of tests."""
    (aim, new), least = uitkomst.toetsen[:2], tell_nodig(uitkomst)
    cells = (
        uitkomst.stand.naam, write_deel(uitkomst.aandeel_nu), write_deel(uitkomst.bovengrens),
        write_deel(uitkomst.aandeel_na), *(_write_cel(toets) for toets in (aim, new)),
        least if isinstance(least, str) else format_getal(least),
    )  # fmt: skip
    return tuple(
        cell.replace(" %", "\N{NO-BREAK SPACE}%").replace(" punt", "\N{NO-BREAK SPACE}punt") for cell in cells
    )


def tell_nodig(uitkomst: Gemeenteuitkomst) -> int | str:
    """Return how many homes it takes at least, or the one word for where no bound tells that any is needed."""
    return NIET_TE_ZEGGEN if uitkomst.nodig_minstens is None else uitkomst.nodig_minstens


def _write_cel(toets: Normtoets) -> str:
    room = "" if toets.ruimte is None else f" ({write_punten(toets.ruimte)})"
    return f"{name_antwoord(toets)}{room}"


def describe_buiten(programma: Sequence[Bouwregel]) -> str:
    """Tell how many new social homes are of a corporatie outside the area where it works now."""
    built = add_regels(programma)
    if not built.sociaal:
        return "In dit programma staat geen nieuwe sociale huur."
    return (
        f"Van de {count_woord(built.sociaal, 'nieuwe sociale huurwoning', 'nieuwe sociale huurwoningen')} "
        f"{'is' if built.buiten == 1 else 'zijn'} er {format_getal(built.buiten)} van een corporatie buiten haar "
        "huidige werkgebied (§6.10 vraagt corporaties daar ook te plannen)."
    )
