"""The document of a half-year report: do we get there, is the rule kept, what was agreed, and what came since.

It renders a frozen `Verslag`, which holds shared figures only; beside the report before where that is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg import __version__
from woonzorg.agenda import verslagwoorden
from woonzorg.agenda.agendabestand import AGENDA
from woonzorg.agenda.klassetabel import list_klassen
from woonzorg.agenda.paneelwoorden import write_moment
from woonzorg.agenda.planning import Momentsoort
from woonzorg.agenda.prestatie import BRON as KOPLOPERS
from woonzorg.agenda.prestatie import THEMAS, count_themas
from woonzorg.agenda.urgentie import compare_urgentie, describe_rij
from woonzorg.agenda.woorden import MINDER, describe_gedeeld, describe_ongetoetst
from woonzorg.oordeel import klassewoorden
from woonzorg.rapport import delen
from woonzorg.rapport.stuk import Alinea, Kolom, Kop, Lijst, Stijl, Stuk, Tabel
from woonzorg.rapport.voortgangpanelen import Verslagstof, make_panelen, tabulate_cijfers
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from woonzorg.agenda.verslag import Verslag
    from woonzorg.agenda.verslagvergelijking import Verslagvergelijking
    from woonzorg.rapport.stuk import Blok, Cel

CONCEPT = "CONCEPT"
"""Across each page of a report that was not decided."""


def make_voortgangstuk(stof: Verslagstof, datum: dt.date, adres: str = "") -> Stuk:
    """Describe the document of a half-year report.

    Parameters
    ----------
    stof : Verslagstof
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.

    Raises
    ------
    InvoerFout
        When the report before is not the one that it was made beside.
    """
    report, ground = stof.verslag, stof.verslag.grond
    blokken: tuple[Blok, ...] = (
        *_make_hoofd(report),
        *make_panelen(stof),
        *_make_regel(report),
        *_make_sinds(stof),
        *_make_afspraken(report),
        *_make_prestatie(report),
        *_make_urgentie(report),
        *_make_slot(report),
        delen.make_verwijzing(adres, "voortgang", {"moment": str(report.gedeeld.moment)}),
    )
    return Stuk(
        titel=klassewoorden.mark_fictie(report.titel, ground.streek, fictief=ground.fictief), soort=report.titel,
        regio=klassewoorden.name_regio(ground.streek, fictief=ground.fictief), datum=datum, blokken=blokken,
        voet=f"Woonzorg {__version__} · gegevens {ground.gegevens} · agenda {report.agenda} · verslag {report.id}",
        watermerk=CONCEPT if report.is_concept else "", bladen=(tabulate_cijfers(stof), _tabulate_lijnen(report)),
    )  # fmt: skip


def _make_hoofd(verslag: Verslag) -> tuple[Blok, ...]:
    decided = f"{verslag.besluit}" if verslag.besluit else ""
    return (
        Kop(klassewoorden.mark_fictie(verslag.titel, verslag.grond.streek, fictief=verslag.grond.fictief), 1),
        Alinea(verslagwoorden.describe_maker(verslag), Stijl.KLEIN),
        *((Alinea(decided, aanhef="Besluit:"),) if decided else ()),
        Alinea(describe_gedeeld(verslag.gedeeld), Stijl.KERN),
    )


def _make_regel(verslag: Verslag) -> tuple[Blok, ...]:
    shared, head = verslag.gedeeld, Kop("Houden we ons aan de regel?")
    untested = describe_ongetoetst(shared)
    warning = (Alinea(untested, Stijl.LET_OP, "Let op:"),) if untested else ()
    if not shared.heeft_plaatsingen:
        return head, *warning
    rows: list[tuple[Cel, ...]] = [
        (row.naam, verslagwoorden.tell_getal(row.aantal))
        for row in list_klassen(shared.per_klasse, gedeeld=True)
    ]
    columns = (Kolom("Klasse van de buurt", breed=True), Kolom("Woningen", 0))
    return (
        head,
        *warning,
        Tabel(
            f"Toegewezen in {shared.moment.jaar}, alle groepen samen waarvoor de regel geldt",
            columns,
            tuple(rows),
        ),
        Tabel(
            "In kwetsbare buurten", (Kolom("Wat", breed=True), Kolom("Woningen", 0)), _list_kwetsbaar(verslag)
        ),
        *_tabulate_plaatsingen(verslag),
        Alinea(klassewoorden.REGEL, Stijl.KLEIN),
    )


def _list_kwetsbaar(verslag: Verslag) -> tuple[tuple[Cel, ...], ...]:
    shared = verslag.gedeeld
    within, without = shared.in_kwetsbaar, shared.zonder_besluit
    told = {
        name: MINDER if name in shared.klein else verslagwoorden.tell_getal(count)
        for name, count in (("in_kwetsbaar", within), ("zonder_besluit", without))
    }
    decided = None if within is None or without is None else within - without
    return (
        ("Toegewezen in kwetsbare buurten", told["in_kwetsbaar"]),
        ("waarvan met een ingevoerd besluit", verslagwoorden.tell_getal(decided)),
        ("waarvan zonder ingevoerd besluit", told["zonder_besluit"]),
    )


def _tabulate_plaatsingen(verslag: Verslag) -> tuple[Blok, ...]:
    names, cells = verslag.grond.gemeenten, verslag.gedeeld.per_gemeente
    rows = [
        (names.get(code, code), GROEPEN[group].titel, count) for (code, group), count in sorted(cells.items())
    ]
    columns = (Kolom("Gemeente"), Kolom("Groep", breed=True), Kolom("Woningen", 0))
    table = Tabel("Toegewezen per gemeente en groep, wat te delen is", columns, tuple(sorted(rows)))
    return (table,) if rows else ()


def _make_sinds(stof: Verslagstof) -> tuple[Blok, ...]:
    found = stof.vergelijking
    if found is None:
        return ()
    names = stof.verslag.grond.gemeenten
    rows = tuple(
        sorted((verslagwoorden.list_erbij(one, names) for one in found.erbij), key=lambda row: row[:2])
    )
    columns = (
        Kolom("Wat"), Kolom("Gemeente", breed=True), Kolom(f"Toen ({write_moment(found.vorige.gedeeld.moment)})", 0),
        Kolom("Nu", 0), Kolom("Erbij", 0),
    )  # fmt: skip
    adjusted = tuple(verslagwoorden.list_bijstelling(one) for one in found.bijgesteld)
    heads = (Kolom("Regel"), Kolom("Toen", 0), Kolom("Nu", 0), Kolom("Reden", breed=True))
    return (
        Kop("Sinds het vorige verslag"),
        Alinea(f"{found.vorige.titel}, kenmerk {found.vorige.id}.", Stijl.KLEIN, "Vorig verslag:"),
        Tabel("Klaar gekomen, sinds het begin en erbij", columns, rows),
        *_make_lijst(verslagwoorden.list_gecorrigeerd(found), "Gecorrigeerd:"),
        *_make_lijst(
            [verslagwoorden.describe_lijn(line.lijn, names) for line in found.achter],
            "De termijn is voorbij en het is niet klaar:", "Geen regel is over zijn termijn geraakt.",
        ),
        *_make_lijst(
            [verslagwoorden.describe_lijn(line.lijn, names) for line in found.ingelopen], "Niet meer te laat:"
        ),
        *((Tabel("Bijgesteld, met reden", heads, adjusted),) if adjusted else (Alinea("Geen aantal is bijgesteld."),)),
        *_make_actualisatie(stof, found),
    )  # fmt: skip


def _make_lijst(regels: Sequence[str], kop: str, anders: str = "") -> tuple[Blok, ...]:
    if regels:
        return Alinea(kop), Lijst(tuple(regels))
    return (Alinea(anders),) if anders else ()


def _make_actualisatie(stof: Verslagstof, found: Verslagvergelijking) -> tuple[Blok, ...]:
    """Return what changed in the agenda: an evaluation yields a new version of it."""
    lines = [verslagwoorden.describe_wijziging(one, stof.verslag.grond.gemeenten) for one in found.agenda]
    if not lines and stof.verslag.moment.soort != Momentsoort.EVALUATIE:
        return ()
    old, new = found.vorige.agenda, stof.verslag.agenda
    ids = f"Agenda {old} werd {new}." if old != new else "Wat van de agenda te delen is, is gelijk gebleven."
    return (
        Kop("Actualisatie: de agenda zelf"),
        Alinea(ids, Stijl.KLEIN),
        *_make_lijst(lines, "Veranderd:", "Er is geen regel toegevoegd, vervallen of gewijzigd."),
    )


def _make_afspraken(verslag: Verslag) -> tuple[Blok, ...]:
    """Return the lines by due date; all their columns are in the workbook."""
    names, now = verslag.grond.gemeenten, verslag.gedeeld.moment
    rows = tuple(
        (
            # A quarter stays on one line.
            write_moment(line.lijn.gereed).replace(" ", "\N{NO-BREAK SPACE}") if line.lijn.gereed else "geen",
            f"{line.lijn.regel} ({verslagwoorden.describe_wat(line.lijn).lower()})",
            verslagwoorden.name_plek(line.lijn.gemeente, names), verslagwoorden.tell_aantal(line),
            line.lijn.trekker or "niet genoemd", str(line.lijn.gedekt) or "onbekend",
            verslagwoorden.tell_stand(line, now),
        )
        for line in verslag.gedeeld.lijnen
    )  # fmt: skip
    columns = (
        Kolom("Klaar"), Kolom("Afspraak", breed=True), Kolom("Gemeente"), Kolom("Aantal", 0), Kolom("Trekker"),
        Kolom("Geld"), Kolom("Stand", breed=True),
    )  # fmt: skip
    head = Kop("Afspraken op datum")
    if not rows:
        return head, Alinea("In de agenda staan geen regels.")
    return head, Tabel("De agenda, naar wanneer het klaar is", columns, rows)


def _tabulate_lijnen(verslag: Verslag) -> Tabel:
    """Return the lines with all that may be told of them, for a workbook: named as in the template."""
    rows = tuple(
        (
            line.lijn.regel, line.lijn.onderdeel, line.lijn.groep, line.lijn.gemeente, line.lijn.corporatie,
            str(line.lijn.soort), line.lijn.eenheid, None if line.verborgen else line.aantal,
            str(line.lijn.gereed or ""), line.lijn.trekker, line.lijn.partners, line.lijn.financiering,
            str(line.lijn.gedekt), line.lijn.bron, line.lijn.thema, "ja" if line.is_smart else "nee",
        )
        for line in verslag.gedeeld.lijnen
    )  # fmt: skip
    numbers = {"onderdeel", "aantal", "thema"}
    names = [*(name for name in AGENDA.kolommen if name not in {"definitie", "meting"}), "meetbaar"]
    return Tabel("Agenda", tuple(Kolom(name, 0 if name in numbers else None) for name in names), rows)


def _make_prestatie(verslag: Verslag) -> tuple[Blok, ...]:
    lines = verslag.gedeeld.lijnen
    rows = tuple(
        (
            f"{number}. {title}",
            sum(line.lijn.thema == number for line in lines),
            sum(line.lijn.thema == number and line.is_smart for line in lines),
            others,
        )
        for number, (title, others) in enumerate(zip(THEMAS, count_themas(), strict=True), start=1)
    )
    columns = (
        Kolom("Thema", breed=True), Kolom("Afspraken", 0), Kolom("Meetbaar", 0), Kolom("Koplopers met afspraak", 0),
    )  # fmt: skip
    bare = [row[0] for row in rows if not row[1]]
    vague = [verslagwoorden.describe_gemist(line) for line in lines if line.lijn.thema and not line.is_smart]
    note = (
        f"Koplopers: 13 gemeenten en regio's ({KOPLOPERS}). Dat gaat over onderwerpen, niet over hoe goed een afspraak "
        "is. Meetbaar: aantal, termijn, trekker, definitie en meting zijn ingevuld."
    )
    return (
        Kop("Prestatieafspraken"),
        Tabel("Afspraken per thema", columns, rows),
        Alinea(note, Stijl.KLEIN),
        *((Alinea(f"{'; '.join(bare)}.", aanhef="Thema's zonder afspraak:"),) if bare else ()),
        *_make_lijst(vague, "Afgesproken, maar niet meetbaar:"),
    )


def _make_urgentie(verslag: Verslag) -> tuple[Blok, ...]:
    if not verslag.urgentie:
        return ()
    names, compared = verslag.grond.gemeenten, compare_urgentie(verslag.urgentie)
    towns = sorted(names, key=lambda code: names[code])
    columns = (Kolom("Groep", breed=True), *(Kolom(names[code]) for code in towns))
    rows = tuple(
        (
            GROEPEN[row.groep].titel,
            *(verslagwoorden.tell_urgentie(row.regels.get(code)) for code in towns),
        )
        for row in compared
    )
    return (
        Kop("Urgentieregels naast elkaar"),
        Tabel("Staat de groep in de regeling, en binnen welke termijn", columns, rows),
        Lijst(tuple(describe_rij(row, names) for row in compared)),
    )


def _make_slot(verslag: Verslag) -> tuple[Blok, ...]:
    sources = list(dict.fromkeys(line.lijn.bron for line in verslag.gedeeld.lijnen if line.lijn.bron))
    ground = verslag.grond
    decided = f"Besluiten: {'; '.join(sources)}." if sources else "In de agenda staat geen besluit als bron."
    rests = (
        f"Agenda {verslag.agenda} (wat ervan te delen is), stand tot en met {verslag.gedeeld.moment}; "
        f"klassen uit gegevens {ground.gegevens}. "
        f"{decided}"
    )
    fiction = (Alinea(klassewoorden.FICTIE, Stijl.KLEIN, "Verzonnen."),) if ground.fictief else ()
    return (
        Kop("Wat is niet bekend?"),
        Lijst(tuple(verslagwoorden.list_onbekend(verslag))),
        Kop("Hoe dit verslag is gemaakt"),
        Lijst(verslagwoorden.WERKWIJZE),
        Lijst(verslagwoorden.PRIVACY),
        Kop("Bronnen"),
        Alinea(rests, Stijl.KLEIN),
        *fiction,
        Alinea(klassewoorden.DISCLAIMER, Stijl.KLEIN),
    )
