"""Parts that documents share: marks and legend of the classes, sources, versions, the disclaimer, the link back."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from woonzorg import __version__
from woonzorg.dag import find_dag, format_datum
from woonzorg.kaart.svg import choose_inkt, choose_vulling, render_patronen
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.versie import REGEL_VERSIE
from woonzorg.rapport.stuk import Alinea, Bladzijde, Kolom, Legenda, Merk, Stijl, Tabel
from woonzorg.rapport.uitvoer import list_bronnen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woonzorg.gegevens.opslag import Manifest, Snapshot
    from woonzorg.kaart.beeld import Vak
    from woonzorg.oordeel.veerkracht import Klasse
    from woonzorg.rapport.stuk import Blok, Stuk


def make_merk(klasse: Klasse) -> Merk:
    """Return the mark of a class."""
    kleur = klassewoorden.LABELS[klasse].kleur
    return Merk(klassewoorden.name_klasse(klasse).capitalize(), kleur, choose_inkt(kleur))


GRENSGEVAL = Merk("Grensgeval", "#ffb000", "#16161d")


def make_legenda(vakken: Iterable[Vak]) -> Legenda:
    """Return the legend of a map; boxes without any area are left out."""
    return Legenda(tuple((render_staal(vak), vak.naam) for vak in vakken if vak.aantal))


def render_staal(vak: Vak) -> str:
    """Draw the colour of a box with its letter, or its pattern."""
    prefix = f"staal-{vak.patroon}"
    tiles = render_patronen(prefix, 0.1, [vak.patroon]) if vak.patroon else ""
    size = 13 if len(vak.letter) < 3 else 8.5
    letter = (
        f'<text x="13" y="14" font-family="sans-serif" font-size="{size}" text-anchor="middle" '
        f'fill="{choose_inkt(vak.kleur)}">{escape(vak.letter)}</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="26" height="18" viewBox="0 0 26 18" aria-hidden="true">{tiles}'
        f'<rect x=".5" y=".5" width="25" height="17" fill="{choose_vulling(vak, prefix)}" stroke="#6b6b76"/>'
        f"{'' if vak.patroon else letter}</svg>"
    )


def cite_bronnen(manifest: Manifest) -> tuple[Alinea, ...]:
    """Return the sources in short, together by licence and date of retrieval."""
    groups: dict[str, list[str]] = {}
    for bron in manifest.bronnen:
        when = f", opgehaald {format_datum(find_dag(bron.opgehaald_op))}" if bron.opgehaald_op else ""
        groups.setdefault(f"Licentie {bron.licentie}{when}:", []).append(
            f"{bron.naam} (indeling {bron.indeling})"
        )
    return tuple(
        Alinea(f"{'; '.join(dict.fromkeys(names))}.", Stijl.KLEIN, head) for head, names in groups.items()
    )


def tabulate_bronnen(manifest: Manifest) -> Tabel:
    """Return the sources in full, for a workbook."""
    frame = list_bronnen(manifest)
    columns = tuple(Kolom(name, 0 if name in {"rijen", "indeling"} else None) for name in frame.columns)
    return Tabel("Bronnen", columns, tuple(tuple(row) for row in frame.itertuples(index=False, name=None)))


def name_regio(manifest: Manifest) -> str:
    """Return the region as a document names it."""
    return klassewoorden.name_regio(manifest.regio.titel, fictief=manifest.fictief)


def mark_titel(titel: str, manifest: Manifest) -> str:
    """Return the title of a document, which says so when its region is made up."""
    return klassewoorden.mark_fictie(titel, manifest.regio.titel, fictief=manifest.fictief)


def write_voet(snapshot: Snapshot) -> str:
    """Tell by which versions a document was made."""
    return f"Woonzorg {__version__} · regel {REGEL_VERSIE} · gegevens {snapshot.id}"


def make_slot(snapshot: Snapshot) -> tuple[Alinea, ...]:
    """Return what ends each document: what the figures are not for, and that fiction is fiction."""
    fiction = (Alinea(klassewoorden.FICTIE, Stijl.KLEIN, "Verzonnen."),) if snapshot.manifest.fictief else ()
    return (*fiction, Alinea(klassewoorden.DISCLAIMER, Stijl.KLEIN))


def sign_stuk(stuk: Stuk, eigenaar: str, contact: str) -> Stuk:
    """Return a document with who answers for it, and where to say that something is wrong, at its end."""
    owner, where = eigenaar or "nog niet ingesteld", contact or "daarvoor is nog geen contact ingesteld"
    told = Alinea(f"Eigenaar: {owner}. Klopt dit niet? Zeg het ons: {where}.", Stijl.KLEIN)
    return replace(stuk, blokken=_append(stuk.blokken, told), auteur=stuk.auteur or eigenaar)


def _append(blokken: tuple[Blok, ...], slot: Alinea) -> tuple[Blok, ...]:
    """Return blocks with one more at the end: on the last page where that is a page of its own."""
    last = blokken[-1] if blokken else None
    if not isinstance(last, Bladzijde):
        return (*blokken, slot)
    return (*blokken[:-1], replace(last, blokken=(*last.blokken, slot)))


def make_verwijzing(adres: str, pagina: str, parameters: Mapping[str, str]) -> Alinea:
    """Return where the screen shows the same: a link where the address of the installation is known."""
    path = f"{pagina}?{urlencode(parameters)}"
    address = f"{adres.rstrip('/')}/{path}" if adres else ""
    return Alinea(address or path, Stijl.KLEIN, "Op het scherm:", address)
