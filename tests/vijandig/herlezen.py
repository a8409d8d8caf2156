"""What was written, read again as the program of a reader does: whatever in it could run or fetch is told."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pandas as pd
import pikepdf

from woonzorg.tekst.rekenblad import GEVAARLIJK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LEVEND = frozenset({
    "script", "iframe", "object", "embed", "form", "link", "base", "img", "image", "foreignobject", "audio", "video",
    "source", "animate", "set", "input", "button", "textarea", "use", "frame", "applet", "portal",
})  # fmt: skip
_ADRES = frozenset({"href", "src", "srcset", "data", "action", "formaction", "poster", "background", "ping"})
_STUUR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_PDF = frozenset({
    "/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/GoToR", "/SubmitForm", "/ImportData", "/RichMedia",
    "/EmbeddedFile", "/EmbeddedFiles", "/XFA", "/URL", "/GoToE", "/Movie", "/Sound",
})  # fmt: skip


def find_in(extensie: str, raw: bytes, adres: str) -> list[str]:
    """Return what is wrong with a file of this kind; links may only lead to `adres`."""
    return list(dict.fromkeys(_LEZERS[extensie](raw, adres)))


class _Html(HTMLParser):
    """Notes what a browser would run or fetch."""

    def __init__(self, adres: str) -> None:
        super().__init__()
        self.fouten: list[str] = []
        self._adres = adres

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEVEND:
            self.fouten.append(f"<{tag}>")
        if tag == "meta" and dict(attrs).get("http-equiv", "") not in {"Content-Security-Policy", ""}:
            self.fouten.append(f"meta {attrs}")
        self.fouten += list(_check_kenmerken(tag, dict(attrs), self._adres))

    handle_startendtag = handle_starttag


def _check_kenmerken(tag: str, kenmerken: dict[str, str | None], adres: str) -> Iterator[str]:
    for name, given in kenmerken.items():
        text, plain = given or "", name.rpartition("}")[2].rpartition(":")[2].lower()
        if plain.startswith("on"):
            yield f"{tag} {name}={text[:40]}"
        if plain in _ADRES and not text.startswith(("#", adres)):
            yield f"{tag} {name}={text[:60]}"
        if plain != "d" and ("javascript:" in text.lower() and plain in _ADRES | {"style"}):
            yield f"{tag} {name}={text[:60]}"
        if plain in {"style", "fill", "stroke", "filter", "mask", "clip-path"} and _loads(text):
            yield f"{tag} {name}={text[:60]}"


def _loads(stijl: str) -> bool:
    """Tell whether a style fetches anything: only what stands in the same file may be pointed to."""
    return "@import" in stijl or any(
        not found.startswith("#") for found in re.findall(r"url\(\s*['\"]?([^)'\"]*)", stijl)
    )


def _read_html(raw: bytes, adres: str) -> Iterator[str]:
    text = raw.decode("utf-8")
    reader = _Html(adres)
    reader.feed(text)
    reader.close()
    yield from reader.fouten
    if "default-src 'none'" not in text:
        yield "geen beleid"
    yield from (
        f"stijl {style[:60]}"
        for style in re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        if _loads(style)
    )
    yield from (f"teken {hit!r}" for hit in _STUUR.findall(text))


def _read_svg(raw: bytes, adres: str) -> Iterator[str]:
    text = raw.decode("utf-8")
    if re.search(r"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", text):
        yield "eigen definities"
    for node in ET.fromstring(text).iter():
        tag = str(node.tag).rpartition("}")[2].lower()
        if tag in _LEVEND - {"use"}:
            yield f"<{tag}>"
        if tag == "style" and _loads(node.text or ""):
            yield "stijl"
        yield from _check_kenmerken(tag, dict(node.attrib), adres)
    yield from (f"teken {hit!r}" for hit in _STUUR.findall(text))


def _read_pdf(raw: bytes, adres: str) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        for thing in pdf.objects:
            if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                continue
            names = {str(name) for name in thing.keys()}  # noqa: SIM118  it is no dict
            yield from sorted(names & _PDF)
            if str(thing.get("/S", "")) in _PDF:
                yield str(thing["/S"])
            if "/URI" in names and not str(thing["/URI"]).startswith(adres):
                yield f"/URI {thing['/URI']}"


_XLSX_DELEN = re.compile(
    r"vbaProject|externalLink|embeddings|activeX|ctrlProps|connections|queryTable|customXml", re.IGNORECASE
)


def _read_xlsx(raw: bytes, _adres: str) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        yield from (name for name in parts.namelist() if _XLSX_DELEN.search(name))
        for name in parts.namelist():
            text = parts.read(name).decode("utf-8", "replace")
            yield from (
                f"{name}: {hit}"
                for hit in re.findall(r"<f[ >]|<hyperlink|TargetMode=\"External\"|<ddeLink|<oleLink", text)
            )
    for sheet in openpyxl.load_workbook(io.BytesIO(raw)):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and (
                    cell.data_type == "f" or cell.value.lstrip(" ").startswith(GEVAARLIJK)
                ):
                    yield f"{sheet.title} {cell.coordinate}: {cell.value[:40]!r}"


def _read_csv(raw: bytes, _adres: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";", strict=True):
        for cell in row:
            if cell.lstrip(" ").startswith(GEVAARLIJK) and re.fullmatch(r"[+-][\d,.]+", cell) is None:
                yield repr(cell[:40])


def _read_json(raw: bytes, _adres: str) -> Iterator[str]:
    def refuse(name: str) -> None:
        raise ValueError(name)

    try:
        json.loads(raw.decode("utf-8"), parse_constant=refuse)
    except ValueError as error:
        yield f"geen JSON: {error}"


def _read_parquet(raw: bytes, _adres: str) -> Iterator[str]:
    if pd.read_parquet(io.BytesIO(raw)).empty:
        yield "leeg"


def _read_markdown(raw: bytes, _adres: str) -> Iterator[str]:
    """Yield what Markdown would make a link, a picture or markup of, but for links of our own."""
    text = re.sub(r"\\.", "", raw.decode("utf-8"))
    yield from re.findall(r"<[a-zA-Z/!][^>]{0,30}", text)
    yield from re.findall(r"!\[[^]]*\]\([^)]*\)", text)
    yield from (
        link
        for link in re.findall(r"\]\(([^)]*)\)", text)
        if not link.startswith(("https://", "mailto:", "#", "./", "?"))
    )


_LEZERS: dict[str, Callable[[bytes, str], Iterator[str]]] = {
    ".html": _read_html, ".svg": _read_svg, ".pdf": _read_pdf, ".xlsx": _read_xlsx, ".csv": _read_csv,
    ".json": _read_json, ".geojson": _read_json, ".parquet": _read_parquet, ".md": _read_markdown,
}  # fmt: skip
