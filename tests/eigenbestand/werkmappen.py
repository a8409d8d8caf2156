"""Workbooks made part by part, as programs write them that tests cannot run: Excel, LibreOffice, Numbers and worse."""

from __future__ import annotations

import io
import zipfile
from html import escape

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BAND = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zip_delen(delen: dict[str, str | bytes], soort: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", soort) as archive:
        for name, content in delen.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_xlsx(
    bladen: dict[str, str], teksten: tuple[str, ...] = (), stijlen: str = "", boek: str = "", **extra: str
) -> bytes:
    """Make a workbook of the XML of each sheet's rows (what stands in sheetData), or of a whole sheet."""
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    first = f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="xl/workbook.xml"/>'
    parts["_rels/.rels"] = f"<Relationships {_BAND}>{first}</Relationships>"
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(bladen, start=1)
    )
    parts["xl/workbook.xml"] = f'<workbook {_NS} xmlns:r="{_R}"><sheets>{sheets}</sheets>{boek}</workbook>'
    bands = [
        ("worksheet", f"worksheets/sheet{number}.xml", f"rId{number}") for number in range(1, len(bladen) + 1)
    ]
    bands += [("sharedStrings", "sharedStrings.xml", "s")] if teksten else []
    bands += [("styles", "styles.xml", "o")] if stijlen else []
    parts["xl/_rels/workbook.xml.rels"] = (
        f"<Relationships {_BAND}>"
        + "".join(
            f'<Relationship Id="{band}" Type="{_R}/{kind}" Target="{target}"/>'
            for kind, target, band in bands
        )
        + "</Relationships>"
    )
    for number, rows in enumerate(bladen.values(), start=1):
        sheet = rows if "worksheet" in rows else f"<worksheet {_NS}><sheetData>{rows}</sheetData></worksheet>"
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet
    parts["xl/sharedStrings.xml"] = (
        f"<sst {_NS}>" + "".join(f"<si>{text}</si>" for text in teksten) + "</sst>"
    )
    parts["xl/styles.xml"] = f"<styleSheet {_NS}>{stijlen}</styleSheet>"
    return zip_delen(parts | extra)


def make_cel(plek: str, waarde: object) -> str:
    """Make a cell with text or a number."""
    if isinstance(waarde, str):
        return f'<c r="{plek}" t="inlineStr"><is><t>{escape(waarde)}</t></is></c>'
    return f'<c r="{plek}"><v>{waarde}</v></c>'


def make_rij(nummer: int, *waarden: object) -> str:
    """Make a row; None leaves a cell out."""
    cells = (
        make_cel(f"{chr(65 + place)}{nummer}", cell) for place, cell in enumerate(waarden) if cell is not None
    )
    return f'<row r="{nummer}">{"".join(cells)}</row>'


def make_ods(bladen: dict[str, str], manifest: str = "<m/>") -> bytes:
    """Make an OpenDocument spreadsheet of the XML of each sheet's rows."""
    spaces = " ".join(
        f'xmlns:{name}="{_ODF}:{part}:1.0"'
        for name, part in (("office", "office"), ("table", "table"), ("text", "text"), ("draw", "drawing"))
    )
    own = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    tables = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in bladen.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {spaces} {own}>{body}</office:document-content>"
    return zip_delen(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content,
         "META-INF/manifest.xml": manifest}
    )  # fmt: skip


def ods_rij(*waarden: object, kenmerken: str = "") -> str:
    """Make a row as LibreOffice writes it: text, numbers, XML of a cell, or None for an empty one."""
    return f"<table:table-row {kenmerken}>{''.join(map(_ods_cel, waarden))}</table:table-row>"


def _ods_cel(waarde: object) -> str:
    if waarde is None:
        return "<table:table-cell/>"
    if isinstance(waarde, str) and waarde.startswith("<"):
        return waarde
    kind = "string" if isinstance(waarde, str) else f'float" office:value="{waarde}'
    shown = escape(str(waarde)) if isinstance(waarde, str) else str(waarde).replace(".", ",")
    return f'<table:table-cell office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'
