"""The zip file that a workbook is: looked at before it is unpacked, and unpacked no further than its limits."""

from __future__ import annotations

import io
import re
import zlib
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from woonzorg.eigenbestand.blad import Onleesbaar, refuse_slot

GROOTSTE_INHOUD = 20_000_000
"""What a workbook may unpack to (bytes)."""

_MEESTE_DELEN, _DIEPST = 1000, 200
_BESCHADIGD = "Open het in een rekenprogramma en bewaar het opnieuw."
_EIGEN_XML = re.compile(b"<!(DOCTYPE|ENTITY)|" + re.escape("<!DOCTYPE".encode("utf-16-le")), re.IGNORECASE)


class Archief:
    """A zip file in memory, of which single parts are read.

    Raises
    ------
    Onleesbaar
        When it is damaged, locked, packed in another way, or unpacks to too much.
    """

    def __init__(self, raw: bytes) -> None:
        if raw.count(b"PK\x01\x02") > _MEESTE_DELEN:
            raise Onleesbaar(gevonden=f"meer dan {_MEESTE_DELEN} onderdelen")
        try:
            self._zip = ZipFile(io.BytesIO(raw))
        except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise Onleesbaar(gevonden="dit is geen volledig bestand", remedie=_BESCHADIGD) from error
        self.namen = tuple(info.filename for info in self._zip.infolist())
        size = sum(info.file_size for info in self._zip.infolist())
        if size > GROOTSTE_INHOUD:
            reason = (
                f"uitgepakt te groot: {size / 1e6:.0f} MB, en hoogstens {GROOTSTE_INHOUD // 10**6} MB mag"
            )
            raise Onleesbaar(
                gevonden=reason, remedie="Haal plaatjes en andere bladen weg, of gebruik het sjabloon."
            )
        self._check_delen()

    def _check_delen(self) -> None:
        """Refuse what is locked or packed in a rare way, and XML with definitions of its own."""
        for info in self._zip.infolist():
            if info.flag_bits & 1:
                raise refuse_slot()
            if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise Onleesbaar(
                    gevonden="het bestand is op een ongewone manier ingepakt", remedie=_BESCHADIGD
                )
            if info.filename.endswith((".xml", ".rels")) and _EIGEN_XML.search(self.read(info.filename)):
                raise Onleesbaar(gevonden="het bestand bevat eigen XML-definities", remedie=_BESCHADIGD)

    def read(self, naam: str) -> bytes:
        """Return a part; reading stops at the size that was declared, so that a lie about it fills no memory."""
        try:
            return self._zip.read(naam)
        except KeyError as error:
            raise Onleesbaar(gevonden=f"het onderdeel {naam[:60]} ontbreekt", remedie=_BESCHADIGD) from error
        except (
            BadZipFile,
            OSError,
            ValueError,
            NotImplementedError,
            EOFError,
            RuntimeError,
            zlib.error,
        ) as error:
            raise Onleesbaar(gevonden="een onderdeel is beschadigd", remedie=_BESCHADIGD) from error


class Ontvanger:
    """Takes the parts of an XML file as they pass; names are without their namespace."""

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, naam: str) -> None:
        """Take the end of an element."""

    def text(self, tekst: str) -> None:
        """Take text, whole or in parts."""


def stream_xml(raw: bytes, ontvanger: Ontvanger) -> None:
    """Pass an XML file along; nothing of it is kept.

    Raises
    ------
    Onleesbaar
        When it is malformed, or declares entities.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    passing = _Doorgang(ontvanger)
    parser.StartElementHandler, parser.EndElementHandler = passing.start, passing.end
    parser.CharacterDataHandler = ontvanger.text
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise Onleesbaar(gevonden="de XML in het bestand is kapot", remedie=_BESCHADIGD) from error


def _refuse_doctype(*_: object) -> None:
    raise Onleesbaar(gevonden="het bestand bevat eigen XML-definities", remedie=_BESCHADIGD)


class _Doorgang:
    """Passes elements on without their namespaces, and no deeper than any workbook has them."""

    def __init__(self, ontvanger: Ontvanger) -> None:
        self._ontvanger, self._diepte = ontvanger, 0

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:
        self._diepte += 1
        if self._diepte > _DIEPST:
            raise Onleesbaar(gevonden="de XML in het bestand is kapot", remedie=_BESCHADIGD)
        plain = {_name_kenmerk(name): value for name, value in kenmerken.items()}
        self._ontvanger.start(naam.rpartition(" ")[2], plain)

    def end(self, naam: str) -> None:
        self._diepte -= 1
        self._ontvanger.end(naam.rpartition(" ")[2])


def _name_kenmerk(naam: str) -> str:
    """Return the name of an attribute; LibreOffice's own `calcext:value-type` stands beside another `value-type`."""
    space, _, local = naam.rpartition(" ")
    return f"calcext:{local}" if "calcext" in space else local
