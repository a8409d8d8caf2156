"""What the page Buurt tells of one area, as HTML. Every text from data is escaped here."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from pages.bouwstenen.bronweg import render_bronweg
from pages.bouwstenen.kaart.kaartje import render_betekenis, render_groepen, render_meer, render_stappen
from pages.bouwstenen.kaart.merk import render_badge, render_stip
from woonzorg.buurt import buurtbeeld, buurtwoorden, dichtbij, gevolg
from woonzorg.dag import find_dag, format_datum
from woonzorg.gebied import Rol
from woonzorg.grafiek.marge import describe_waarde, render_marge
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.trend import Jaarpunt, make_trend
from woonzorg.indicator import SCORE_TITEL
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.reden import Redensoort
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from woonzorg.buurt.buurtbeeld import Buurtbeeld, Verwant
    from woonzorg.buurt.dichtbij import Dichtbij
    from woonzorg.kaart.schalen import Meetbereik, Schalen
    from woonzorg.oordeel.reden import Reden
    from woonzorg.oordeel.uitleg import Maat


@dataclass(frozen=True)
class Gebiedsblad:
    """An area with what is needed to show it.

    Attributes
    ----------
    beeld : Buurtbeeld
    schalen : Schalen
        Scales of both measures over the region.
    regio : str
        Name of the region.
    link : callable
        Gives the address of the page of another area, by its code.
    herkomst : callable
        Gives the address (escaped) where a figure is traced to its source, by its key; `code` and `jaar` name another
        area than this one, and another edition than the one shown (None: the newest).
    dichtbij : tuple of Dichtbij, optional
        The nearest buurten where no rule stops an addition; None where none are asked for.
    zonder : str
        Why none of them is named, where none is.
    als_gegevens : str
        Address where other systems read what is shown; '' where they read nothing.
    """

    beeld: Buurtbeeld
    schalen: Schalen
    regio: str
    link: Callable[[str], str]
    herkomst: Callable[..., str]
    dichtbij: tuple[Dichtbij, ...] | None = None
    zonder: str = ""
    als_gegevens: str = ""


def render_hoofd(blad: Gebiedsblad) -> str:
    """Render what must be seen at once: name, class, verdict, and how near another class is."""
    verdict = blad.beeld.toets
    notices = "".join(map(_render_kanttekening, verdict.kanttekeningen))
    return (
        f'<article class="wz-buurt wz-hoofd"><header><h1 tabindex="-1" data-kop="{escape(verdict.code)}">'
        f"{escape(verdict.naam)}</h1>{_render_badges(blad)}</header>"
        f'<p class="oordeel">{escape(verdict.find_reden(Redensoort.KLASSE).zin)}</p>'
        f'<p class="klein">{_render_plaats(blad)}</p>{notices}</article>'
    )


def _render_plaats(blad: Gebiedsblad) -> str:
    """Render where the area lies, with its households and its concentratie each a link to the source."""
    verdict = blad.beeld.toets
    return " · ".join(
        _render_bron(blad, cijfer, escape(text), text) if cijfer else escape(text)
        for text, cijfer in buurtbeeld.list_plaats(verdict)
    )


def _render_bron(blad: Gebiedsblad, cijfer: str, inhoud: str, naam: str) -> str:
    return render_bronweg(blad.herkomst(cijfer), inhoud, f"{naam}, {blad.beeld.toets.naam}")


def _render_badges(blad: Gebiedsblad) -> str:
    klasse, near = blad.beeld.toets.klasse, ""
    if blad.beeld.toets.grensgeval == Oordeel.JA:
        near = '<span class="wz-badge grensgeval">Grensgeval</span>'
        near = _render_bron(blad, "grensgeval", near, "Grensgeval")
    word = klassewoorden.name_klasse(klasse).capitalize()
    return (
        f'<p class="badges">{_render_bron(blad, "klasse", render_badge(klasse), f"Klasse {word}")}{near}</p>'
    )


def _render_kanttekening(reden: Reden) -> str:
    head = f"<b>{escape(reden.aanhef)}</b> " if reden.aanhef else ""
    return f'<p class="wz-let-op">{head}{escape(reden.tekst)}</p>'


def render_maten(blad: Gebiedsblad) -> str:
    """Render both scores with their margins, and beside them what another class of the wijk means."""
    verdict, scales = blad.beeld.toets, blad.schalen
    ses, lbm = verdict.ses_woa, verdict.leefbaarometer
    return (
        f'<section class="wz-buurt"><h2>De twee scores</h2><div class="maten">'
        f"{_render_maat(blad, _SES, ses, scales.ses, ses.marge or 0.0)}"
        f"{_render_maat(blad, _LBM, lbm, scales.lbm, scales.middenklasse)}</div>"
        f'<p class="klein">{escape(klassewoorden.MARGE)}</p>{_render_verschil(blad)}</section>'
    )


class Maatnamen(NamedTuple):
    """A measure: its title, its source, and the keys of score, mean and margin ('' for what cannot be traced)."""

    titel: str
    bron: str
    score: str
    gemiddelde: str = ""
    marge: str = ""


_SES = Maatnamen(SCORE_TITEL["ses_woa"], "SES-WOA", "ses_woa", "ses_referentie", "ses_marge")
# Its mean is 0 by definition, and its margin is how far the source's middle class reaches: neither is of this area.
_LBM = Maatnamen(SCORE_TITEL["lbm_afwijking"], "Leefbaarometer", "lbm_afwijking")


def _render_maat(blad: Gebiedsblad, namen: Maatnamen, maat: Maat, schaal: Meetbereik, marge: float) -> str:
    titel = namen.titel
    value = format_getal(maat.waarde, 3)
    margin = f"marge ± {format_getal(marge, 3)}" if marge and maat.waarde is not None else ""
    spoken = ", ".join(filter(None, [describe_waarde(maat.waarde, maat.referentie), margin]))
    mean = f"gemiddelde {format_getal(maat.referentie, 3)}"
    told = ((mean, namen.gemiddelde), (margin, namen.marge))
    middle = " · ".join(
        _render_bron(blad, key, escape(text), f"{titel}: {text}") if key else escape(text)
        for text, key in told
        if text
    )
    return (
        f'<div class="maat"><p class="kop"><span><b>{escape(titel)}</b> '
        f'<span class="klein">{namen.bron} {maat.jaar or ""}</span></span>'
        f"{_render_bron(blad, namen.score, value, f'{titel} {value}')}</p>"
        f"{render_marge(titel, maat.waarde, schaal, marge, spoken)}"
        f'<p class="schaal"><span>onder<i> gemiddeld</i></span><span class="midden">{middle}</span>'
        f"<span>boven<i> gemiddeld</i></span></p></div>"
    )


def _render_verschil(blad: Gebiedsblad) -> str:
    """Render buurt beside wijk, both with their class: a wijk is no sum of its buurten."""
    beeld = blad.beeld
    if beeld.wijk is None or beeld.wijk.klasse == beeld.toets.klasse:
        return ""
    return _render_kanttekening(
        klassewoorden.describe_verschil(
            beeld.toets.naam, beeld.toets.klasse, beeld.wijk.naam, beeld.wijk.klasse
        )
    )


def render_buren(blad: Gebiedsblad) -> str:
    """Render the neighbours, and what is unknown across the border."""
    beeld = blad.beeld
    count = [buur.klasse for buur in beeld.buren]
    text = buurtwoorden.describe_buren(
        beeld.toets.niveau, count.count(Klasse.KWETSBAAR), count.count(Klasse.ONBEKEND), len(count)
    )
    border = f'<p class="wz-let-op">{escape(klassewoorden.LANDSGRENS)}</p>' if beeld.toets.landsgrens else ""
    return (
        f'<section class="wz-buurt"><h2>Buren</h2><p class="klein">{escape(text)}</p>'
        f"{_render_lijst(blad, beeld.buren)}{border}</section>"
    )


def _render_lijst(blad: Gebiedsblad, gebieden: Iterable[Verwant]) -> str:
    items = "".join(f"<li>{_render_verwant(blad, gebied)}</li>" for gebied in gebieden)
    return f'<ul class="wz-verwanten">{items}</ul>' if items else ""


def _render_verwant(blad: Gebiedsblad, gebied: Verwant) -> str:
    words = [klassewoorden.name_klasse(gebied.klasse)]
    words += ["grensgeval"] if gebied.grensgeval == Oordeel.JA else []
    words += ["buiten de regio"] if gebied.rol == Rol.RAND else []
    return (
        f'<a href="{escape(blad.link(gebied.code))}" data-gebied="{escape(gebied.code)}">{render_stip(gebied.klasse)}'
        f"<span>{escape(gebied.naam)}<small>{escape(', '.join(words))}</small></span></a>"
    )


def render_jaren(blad: Gebiedsblad) -> str:
    """Render both measures over the years, and the class in each edition and now."""
    editions, verdict = blad.beeld.edities, blad.beeld.toets
    text = buurtwoorden.describe_trend({editie.jaar: editie.klasse for editie in editions})
    ses = [Jaarpunt(editie.jaar, editie.ses_woa, editie.referentie) for editie in editions]
    lbm = [Jaarpunt(editie.jaar, editie.leefbaarheid) for editie in editions]
    charts = ((_SES.titel, _add_nu(ses, verdict.ses_woa)), (_LBM.titel, _add_nu(lbm, verdict.leefbaarometer)))
    figures = "".join(
        f"<figure><figcaption>{titel}</figcaption>{render_grafiek(make_trend(titel, punten))}</figure>"
        for titel, punten in charts
        if any(punt.afwijking is not None for punt in punten)
    )
    classes = "".join(
        _render_editie(blad, editie.jaar, editie.klasse, editie.grensgeval) for editie in editions
    )
    # The verdict of now may take each measure from its own newest year: that is no edition.
    if (verdict.ses_woa.jaar, verdict.leefbaarometer.jaar) not in {(editie.jaar,) * 2 for editie in editions}:
        classes += _render_editie(blad, None, verdict.klasse, verdict.grensgeval)
    return (
        f'<section class="wz-buurt"><h2>Door de jaren</h2><p>{escape(text)}</p><ol class="wz-edities">{classes}</ol>'
        f'<div class="wz-trends">{figures}</div><p class="klein">De lijn is het landelijk gemiddelde '
        "van dat jaar, de getallen zijn de scores. Een eerder jaar telt niet mee in de klasse van nu.</p>"
        "</section>"
    )


def _add_nu(punten: list[Jaarpunt], maat: Maat) -> list[Jaarpunt]:
    """Add the measure of the verdict where it is newer than the last edition."""
    if maat.waarde is None or maat.referentie is None or (punten and maat.jaar <= punten[-1].jaar):
        return punten
    return [*punten, Jaarpunt(maat.jaar, maat.waarde, maat.referentie)]


def _render_editie(blad: Gebiedsblad, jaar: int | None, klasse: Klasse, grensgeval: Oordeel) -> str:
    when, word = str(jaar or "Nu"), klassewoorden.name_klasse(klasse).capitalize()
    name = f"Klasse {word}, {blad.beeld.toets.naam} {when}"
    badge = render_bronweg(blad.herkomst("klasse", jaar=jaar), render_badge(klasse), name)
    near = " <small>grensgeval</small>" if grensgeval == Oordeel.JA else ""
    return f"<li><b>{when}</b> {badge}{near}</li>"


def render_vergelijking(blad: Gebiedsblad) -> str:
    """Render the heading of the comparison and the side note about the region's own mean."""
    beeld = blad.beeld
    note = buurtwoorden.describe_regiomaat(
        blad.regio, beeld.toets.klasse, beeld.klasse_regio, beeld.zonder_regiomaat
    )
    return (
        '<section class="wz-buurt"><h2>Vergeleken met wijk, gemeente, regio en land</h2>'
        f"<p>{escape(note)}</p></section>"
    )


def render_delen(blad: Gebiedsblad) -> str:
    """Render the parts of a wijk or gemeente with their classes, or the wijk around a buurt; '' without any."""
    beeld = blad.beeld
    verdict = beeld.toets
    if beeld.wijk is not None:
        return _render_sectie("De wijk", klassewoorden.EIGEN_CIJFERS, _render_lijst(blad, [beeld.wijk]))
    if verdict.niveau not in _DELEN:
        return ""
    level, title = _DELEN[verdict.niveau]
    other = sum(deel.klasse != verdict.klasse for deel in beeld.delen)
    text = buurtwoorden.describe_delen(level, verdict.naam, other, len(beeld.delen))
    return _render_sectie(title, text, _render_lijst(blad, beeld.delen))


_DELEN = {"wijk": ("buurt", "Buurten in deze wijk"), "gemeente": ("wijk", "Wijken in deze gemeente")}


def _render_sectie(titel: str, zin: str, inhoud: str) -> str:
    return f'<section class="wz-buurt"><h2>{escape(titel)}</h2><p>{escape(zin)}</p>{inhoud}</section>'


def render_regel(blad: Gebiedsblad) -> str:
    """Render what the rule means here in two rows, with its groups behind a heading; a gemeente has the next step."""
    verdict = blad.beeld.toets
    rows = f"{render_betekenis(verdict, 2)}{render_groepen(verdict)}"
    step = f"<p>{escape(gevolg.describe_stap(verdict.klasse, verdict.niveau))}</p>"
    return f'<section class="wz-buurt wz-gevolg">{rows or step}</section>'


def render_dichtbij(blad: Gebiedsblad) -> str:
    """Render the nearest buurten where no rule stops an addition; '' where the rule stops nothing here."""
    if blad.dichtbij is None:
        return ""
    items = "".join(f"<li>{_render_naaste(blad, one)}</li>" for one in blad.dichtbij)
    places = f'<ul class="wz-dichtbij">{items}</ul>' if items else f"<p>{escape(blad.zonder)}</p>"
    return (
        f'<section class="wz-buurt"><h2>{escape(dichtbij.DICHTBIJ)}</h2>{places}'
        f'<p class="klein">{escape(dichtbij.VAN_GRENS)}</p>'
        f"{render_meer(dichtbij.WELKE_KOP, f'<p>{escape(dichtbij.WELKE)}</p>')}</section>"
    )


def _render_naaste(blad: Gebiedsblad, naaste: Dichtbij) -> str:
    near = ", grensgeval" if naaste.grensgeval == Oordeel.JA else ""
    return (
        f'<a href="{escape(blad.link(naaste.code))}" data-gebied="{escape(naaste.code)}">{render_stip(naaste.klasse)}'
        f"<span>{escape(naaste.naam)}<small>{escape(klassewoorden.name_klasse(naaste.klasse))}{near}</small></span>"
        f"<b>{escape(dichtbij.describe_afstand(naaste.afstand))}</b></a>"
    )


def render_stap(blad: Gebiedsblad) -> str:
    """Render the next steps with who does what, and the rule itself."""
    verdict = blad.beeld.toets
    steps = render_stappen(verdict)
    step = f"<p>{escape(gevolg.describe_stap(verdict.klasse, verdict.niveau))}</p>"
    rule = f"<h2>De regel ({toets.PARAGRAAF})</h2><p>{escape(klassewoorden.REGEL)}</p>"
    return f'<section class="wz-buurt wz-gevolg">{f"<h2>{gevolg.STAP}</h2>{steps}" if steps else step}{rule}</section>'


def render_onbekend(blad: Gebiedsblad) -> str:
    """Render what is not known of this area, and what these figures never tell."""
    lines = [*blad.beeld.onbekend, *klassewoorden.NOOIT_BEKEND]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<section class="wz-buurt"><h2>Wat we niet weten</h2><ul>{items}</ul></section>'


def render_bronnen(blad: Gebiedsblad) -> str:
    """Render the sources folded away, and the disclaimer."""
    items = "".join(_render_vermelding(bron) for bron in blad.beeld.toets.bronnen)
    return (
        '<section class="wz-buurt"><details><summary>Bronnen</summary>'
        f"<ul>{items}</ul>{_render_gegevens(blad)}</details>"
        f'<p class="wz-disclaimer">{escape(klassewoorden.DISCLAIMER)}</p></section>'
    )


def _render_gegevens(blad: Gebiedsblad) -> str:
    if not blad.als_gegevens:
        return ""
    address = escape(blad.als_gegevens)
    return f'<p class="klein"><a href="{address}">Als gegevens, voor een ander systeem (JSON)</a></p>'


def _render_vermelding(bron: dict[str, object]) -> str:
    naam, url = escape(str(bron["naam"])), str(bron["url"])
    # Only a web address becomes a link: a snapshot may come from a file.
    title = f'<a href="{escape(url)}" rel="noreferrer">{naam}</a>' if url.startswith("https://") else naam
    when = (
        f", opgehaald {escape(format_datum(find_dag(str(bron['opgehaald_op']))))}"
        if bron["opgehaald_op"]
        else ""
    )
    return f"<li>{title}, indeling {bron['indeling']}, licentie {escape(str(bron['licentie']))}{when}</li>"
