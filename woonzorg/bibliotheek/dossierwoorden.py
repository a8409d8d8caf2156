"""What is said of a kept initiative: what it was and is now, and what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.bibliotheek.initiatiefkast import BEWAARTERMIJN
from woonzorg.dag import find_dag, format_datum
from woonzorg.initiatief.gedeeldetoets import GEEN_PLEK
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.oordeel import OORDELEN, Regeloordeel

if TYPE_CHECKING:
    from woonzorg.bibliotheek.dossier import Dossier, Dossiergrond, Dossierregel, Dossieruitkomst
    from woonzorg.bibliotheek.initiatiefkast import BewaardDossier

JAREN = BEWAARTERMIJN.days // 365
UITLEG = (
    f"Bewaard wordt wat gedeeld mag worden, met het antwoord van nu. Het blijft hoogstens {JAREN} jaar staan. U kunt "
    "het eerder weghalen, met uw code, tot het is vastgesteld; de beheerder kan dat altijd. Eigen cijfers worden niet "
    "bewaard."
)
BEVROREN = (
    "Dit is bewaard en verandert niet meer. Wilt u iets veranderen? Maak een kopie: die is van u, en het bewaarde "
    "blijft zoals het was."
)
EIGEN_ERBIJ = "Bij dit antwoord telden eigen cijfers mee. Die zijn niet bewaard."
GELIJK = "Het antwoord is hetzelfde gebleven."
_WAAROM_GEVOELIG = "de plek staat er niet in."
_WAAROM_KLEIN = "het aantal staat er niet in."
_WAAROM_EIGEN = "de eigen cijfers van toen zijn niet bewaard."


def tell_bewaard(bewaard: BewaardDossier, code: str) -> str:
    """Say that it was kept, and by which code it can be taken away later.

    Parameters
    ----------
    bewaard : BewaardDossier
    code : str
        Of who kept it just now.
    """
    day = format_datum(find_dag(bewaard.bewaard_op.isoformat()))
    done = f"Het stond er al, sinds {day}." if bewaard.bestond else "Het initiatief is bewaard."
    own = f" Uw code: {code}. {LATER}" if bewaard.is_van([code]) else ""
    return f"{done} Kenmerk {bewaard.id}. Deel de link van deze pagina.{own}"


LATER = "Schrijf hem op: in een later bezoek haalt u het hiermee weg, of geeft u het een andere status."


def describe_onherhaalbaar(dossier: Dossier, *, eigen: bool = False) -> str:
    """Tell why a dossier cannot be tested again as it was; '' when it can.

    Parameters
    ----------
    dossier : Dossier
    eigen : bool
        Whether the visitor has the own figures of then.
    """
    if dossier.uitkomst.waarom:
        return _WAAROM_GEVOELIG if dossier.uitkomst.waarom == GEEN_PLEK else _WAAROM_KLEIN
    return _WAAROM_EIGEN if dossier.grond.eigen and not eigen else ""


def list_verschillen(
    dossier: Dossier, grond: Dossiergrond, uitkomst: Dossieruitkomst | None, waarom: str = ""
) -> list[str]:
    """Return what changed since a dossier was kept, and what the answer was and is; nothing when all is the same.

    Parameters
    ----------
    dossier : Dossier
    grond : Dossiergrond
        What would be tested on now.
    uitkomst : Dossieruitkomst or None
        What the rule says now; None when that cannot be told.
    waarom : str
        Why not.
    """
    then = dossier.grond
    other = uitkomst is not None and uitkomst != dossier.uitkomst
    turned = then.gegevens != grond.gegevens or then.regels != grond.regels
    return list_geldend([
        Zin(then.gegevens != grond.gegevens,
            f"De gegevens zijn veranderd: toen {then.gegevens}, nu {grond.gegevens}."),
        Zin(then.regels != grond.regels,
            "De rekenregels of aannames zijn veranderd sinds dit is bewaard."),
        Zin(turned and uitkomst == dossier.uitkomst, GELIJK),
        *(_list_anders(dossier.uitkomst, uitkomst) if other and uitkomst is not None else ()),
        Zin(turned and uitkomst is None, f"Of het antwoord nu anders is, is niet te zeggen: {waarom}"),
    ])  # fmt: skip


def _list_anders(toen: Dossieruitkomst, nu: Dossieruitkomst) -> list[Zin]:
    """Return the answer of then and of now, and the rules that answer otherwise."""
    before = {rule.regel: rule for rule in toen.regels}
    turned = [
        f"{name_regel(rule)}: toen {tell_regel(before[rule.regel])}, nu {tell_regel(rule)}."
        for rule in nu.regels
        if rule.regel in before and tell_regel(before[rule.regel]) != tell_regel(rule)
    ]
    return [
        Zin(toen.zin != nu.zin, f"Het antwoord was: {toen.zin}"),
        Zin(toen.zin != nu.zin, f"Het antwoord is nu: {nu.zin}"),
        Zin(toen.zin == nu.zin, "Het antwoord is hetzelfde gebleven, de onderbouwing niet."),
        *(Zin(True, text) for text in turned),
    ]


def name_regel(regel: Dossierregel) -> str:
    """Return the name of a rule; one that this program does not know by its key."""
    return REGELS[regel.regel].titel if regel.regel in REGELS else regel.regel


def tell_regel(regel: Dossierregel) -> str:
    """Tell the mark of a rule, with what was asked and the most that may where it lays a limit."""
    known = regel.oordeel in set(map(str, Regeloordeel))
    mark = regel.besluit or (OORDELEN[Regeloordeel(regel.oordeel)] if known else regel.oordeel)
    if regel.waarde is None or regel.grens is None:
        return mark
    return f"{mark} (gevraagd {regel.waarde:g}, hoogstens {regel.grens:g})"
