"""Reading a PDF back: what a screen reader finds in its tags, and what stands on its pages."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Tag:
    """An element of the structure: its kind, title, alternative text, attributes and children."""

    soort: str
    titel: str
    alt: str
    kenmerken: dict[str, str]
    delen: list[Tag] = field(default_factory=list)

    def find(self, *soorten: str) -> list[Tag]:
        """Return all elements of these kinds, in reading order."""
        return [tag for tag in self.walk() if tag.soort in soorten]

    def walk(self) -> Iterator[Tag]:
        """Visit this element and all within it."""
        yield self
        for deel in self.delen:
            yield from deel.walk()


@dataclass(frozen=True)
class Gelezen:
    """What was found in a PDF."""

    taal: str
    titel: str
    toont_titel: bool
    is_getagd: bool
    ua: str
    boom: Tag
    bladen: list[str]
    adressen: list[str]

    @property
    def tekst(self) -> str:
        """All text in one line: where lines end does not matter."""
        return " ".join(" ".join(self.bladen).split())


def read_pdf(raw: bytes) -> Gelezen:
    """Read a PDF back."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        root = pdf.Root
        with pdf.open_metadata() as metadata:
            ua = metadata.get("pdfuaid:part", "")
            title = metadata.get("dc:title", "")
        links = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
        tree = Tag("", "", "", {}, _read_kids(root.StructTreeRoot))
        return Gelezen(
            str(root.Lang), str(title), bool(root.ViewerPreferences.DisplayDocTitle), bool(root.MarkInfo.Marked),
            str(ua), tree, _read_bladen(raw), links,
        )  # fmt: skip


def _read_kids(node: Any) -> list[Tag]:
    kids = node.get("/K", [])
    items = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [_read_tag(kid) for kid in items if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _read_tag(node: Any) -> Tag:
    attributes = node.get("/A")
    found = attributes if isinstance(attributes, pikepdf.Array) else [attributes] if attributes else []
    plain = {key: str(value) for item in found for key, value in item.items()}
    return Tag(str(node.S), str(node.get("/T", "")), str(node.get("/Alt", "")), plain, _read_kids(node))


def _read_bladen(raw: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(raw)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def squeeze(text: str) -> str:
    """Keep letters, figures and what belongs to figures: where a line ends, a hyphen may come or go."""
    return "".join(sign for sign in text if sign.isalnum() or sign in ",.−+%=")
