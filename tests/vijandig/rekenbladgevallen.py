"""Hostile workbooks: bombs, formulas, links to elsewhere, macros, definitions of XML, endless sheets, odd dates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from eigenbestand.werkmappen import make_cel, make_ods, make_rij, make_xlsx, ods_rij, zip_delen
from geval import Geval, lie_grootte, make_lid

if TYPE_CHECKING:
    from collections.abc import Mapping

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BAND = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
KOP = make_rij(1, "naam", "code", "soort")
BUURT = "BU00010000"
KAPOT = "kapot|beschadigd|volledig"
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_WOORDEN = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
LOL = f'<!DOCTYPE x [<!ENTITY a "lol">{_WOORDEN}]>'


def make_met(rijen: str, **extra: Any) -> bytes:
    """Return a workbook with own areas: a head, and these rows."""
    return make_xlsx({"kernen": KOP + rijen}, **extra)


def make_rij2(*waarden: object) -> bytes:
    return make_met(make_rij(2, *waarden))


def make_getal(waarde: str, stijl: str = "") -> bytes:
    """Return a workbook in which a code is such a number."""
    cell = f'<c r="B2" s="1"><v>{waarde}</v></c>' if stijl else f'<c r="B2"><v>{waarde}</v></c>'
    row = f'<row r="2">{make_cel("A2", "Eys")}{cell}</row>'
    return make_xlsx({"kernen": KOP + row}, stijlen=stijl)


def make_formule(formule: str, waarde: str) -> bytes:
    cell = f'<c r="A2" t="str"><f>{formule}</f><v>{waarde}</v></c>'
    return make_met(f'<row r="2">{cell}{make_cel("B2", BUURT)}</row>')


def make_banden(doel: str, soort: str = "") -> bytes:
    """Return a workbook whose only sheet stands elsewhere."""
    band = f'<Relationship Id="rId1" Type="{_R}/worksheet" Target="{doel}" {soort}/>'
    return make_met("", **{"xl/_rels/workbook.xml.rels": f"<Relationships {_BAND}>{band}</Relationships>"})


def make_deel(delen: Mapping[str, str | bytes]) -> bytes:
    """Return a sound workbook with more parts, or with other ones in their place."""
    return make_met(make_rij(2, "Eys", BUURT), **delen)


def make_zipleden() -> bytes:
    """Return a workbook with members that would leave its folder if it were unpacked there."""
    paths = (
        "../../../../tmp/vijand",
        "/tmp/vijand",
        "C:\\vijand",
        "xl/\x1b[2J\u202e.xml",
        "xl/worksheets/sheet1.xml/",
    )
    return make_deel(dict.fromkeys(paths, "x"))


def make_symlink() -> bytes:
    """Return a workbook whose sheet is a link to a file of this machine."""
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    buffer = io.BytesIO(make_met(""))
    with zipfile.ZipFile(buffer) as old:
        parts = {name: old.read(name) for name in old.namelist() if "sheet1" not in name}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
        made.writestr(make_lid("xl/worksheets/sheet1.xml", is_link=True), "/etc/passwd")
    return buffer.getvalue()


def make_gedeeld() -> bytes:
    """Return a workbook of some kB in which many cells share one long text."""
    cells = "".join(f'<c r="A{row}" t="s"><v>0</v></c>' for row in range(2, 3000))
    return make_xlsx({"kernen": KOP + f'<row r="2">{cells}</row>'}, (f"<t>{'x' * 32_000}</t>",))


_DATUM = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
_LEEG = "<table:table-cell/>"


def make_ods_rij(kenmerken: str = "", cel: str = "") -> bytes:
    """Return a sheet of LibreOffice with a row, or a cell, that says how often it is there."""
    row = ods_rij("Eys", cel or BUURT, kenmerken=kenmerken)
    return make_ods({"kernen": ods_rij("naam", "code", "soort") + row})


def make_ods_cel(kenmerken: str, tekst: str = "x") -> bytes:
    """Return a sheet of LibreOffice with such a cell for a code."""
    kind = "" if "value-type" in kenmerken else 'office:value-type="string"'
    return make_ods_rij(
        "", f"<table:table-cell {kind} {kenmerken}><text:p>{tekst}</text:p></table:table-cell>"
    )


def _xlsx(naam: str, maak: Any, uitkomst: str = "") -> Geval:
    return Geval(naam, "kernen", maak, uitkomst, "a.xlsx")


def _ods(naam: str, maak: Any, uitkomst: str = "") -> Geval:
    return Geval(naam, "kernen", maak, uitkomst, "a.ods")


XLSX: tuple[Geval, ...] = (
    _xlsx("een tekst van 32 kB in drieduizend cellen", make_gedeeld, "tekens"),
    _xlsx(
        "een onderdeel dat uitpakt tot 60 MB",
        lambda: zip_delen({"a.xml": bytes(60_000_000)}),
        "60 MB, en hoogstens 20 MB",
    ),
    _xlsx(
        "een onderdeel dat liegt over zijn grootte",
        lambda: lie_grootte(zip_delen({"[Content_Types].xml": bytes(30_000_000)}), 5),
        KAPOT,
    ),
    _xlsx(
        "een grootte van 4 GB",
        lambda: lie_grootte(zip_delen({"[Content_Types].xml": "x"}), 2**32 - 2),
        "4295 MB",
    ),
    _xlsx("een werkmap in een werkmap", lambda: zip_delen({"a.xlsx": make_met("")}), "geen Excel"),
    _xlsx(
        "een bestand van de server als entiteit",
        lambda: make_deel({"xl/sharedStrings.xml": f"{DOCTYPE}<x>&a;</x>"}),
        "eigen XML-definities",
    ),
    _xlsx(
        "een miljard keer hetzelfde woord",
        lambda: make_deel({"xl/workbook.xml": f"{LOL}<x>&j;</x>"}),
        "eigen XML-definities",
    ),
    _xlsx(
        "een definitie in UTF-16",
        lambda: make_deel({"xl/workbook.xml": f"{DOCTYPE}<x>&a;</x>".encode("utf-16")}),
        "eigen XML-definities|kapot",
    ),
    _xlsx(
        "een codering die niet bestaat",
        lambda: make_deel({"xl/workbook.xml": '<?xml version="1.0" encoding="x-kwaad"?><x/>'}),
        KAPOT,
    ),
    _xlsx("tienduizend niveaus XML", lambda: make_met("<a>" * 10_000), KAPOT),
    _xlsx(
        "een blad op een andere server",
        lambda: make_banden("https://kwaad.test/x.xml", 'TargetMode="External"'),
        "geen werkblad",
    ),
    _xlsx("een blad buiten de werkmap", lambda: make_banden("../../../../etc/passwd"), "ontbreekt"),
    _xlsx("een blad als bestand van de server", lambda: make_banden("file:///etc/passwd"), "ontbreekt"),
    _xlsx("een blad dat een verwijzing is", make_symlink, KAPOT),
    _xlsx("onderdelen met paden naar buiten", make_zipleden),
    _xlsx(
        "een macro",
        lambda: make_deel({"xl/vbaProject.bin": bytes(1000), "xl/externalLinks/externalLink1.xml": "<x/>"}),
    ),
    _xlsx("een formule zonder uitkomst", lambda: make_formule("1+1", ""), "naam ontbreekt"),
    _xlsx("een opdracht als formule", lambda: make_formule("cmd|' /C calc'!A0", "=cmd|' /C calc'!A0")),
    _xlsx("een formule die iets ophaalt", lambda: make_formule('WEBSERVICE("https://kwaad.test")', "Eys")),
    _xlsx(
        "zestig werkbladen",
        lambda: make_xlsx({f"b{number}": KOP for number in range(60)}),
        "meer dan 50 werkbladen",
    ),
    _xlsx(
        "een vijftigduizend werkbladen genoemd",
        lambda: make_deel({"xl/workbook.xml": f"<workbook>{'<sheet/>' * 50_000}</workbook>"}),
        "geen werkblad",
    ),
    _xlsx(
        "een cel in de verste hoek",
        lambda: make_met(f'<row r="1048576">{make_cel("XFD1048576", "x")}</row>'),
        "ligt te ver weg",
    ),
    _xlsx(
        "driehonderdduizend samengevoegde cellen",
        lambda: make_met('<mergeCell ref="A1:B2"/>' * 310_000),
        "gevulde cellen",
    ),
    _xlsx("vijftigduizend lege teksten", lambda: make_xlsx({"kernen": KOP}, ("",) * 50_000), "geen rijen"),
    _xlsx(
        "vijftigduizend opmaken",
        lambda: make_getal("1", "<cellXfs>" + "<xf/>" * 50_000 + "</cellXfs>"),
        "geen code",
    ),
    _xlsx("een getal met vijfduizend cijfers", lambda: make_getal("9" * 5000), "geen getal"),
    _xlsx("een getal dat oneindig is", lambda: make_getal("1e999"), "geen getal"),
    _xlsx("een datum in het jaar tien miljoen", lambda: make_getal("1e12", _DATUM), "geen code"),
    _xlsx("een datum voor het begin", lambda: make_getal("-99999999", _DATUM), "geen code"),
    _xlsx(
        "een cel die naar een tekst van een ander wijst",
        lambda: make_met('<row r="2"><c r="A2" t="s"><v>-1</v></c></row>'),
        "de tekst ontbreekt",
    ),
    _xlsx("tekens die XML niet kent in een naam", lambda: make_rij2("Eys_x001B_[31m_x202E_", BUURT)),
)

ODS: tuple[Geval, ...] = (
    _ods(
        "een rij die een miljard keer herhaald is",
        partial(make_ods_rij, 'table:number-rows-repeated="999999999"'),
        "ligt te ver weg",
    ),
    _ods(
        "een cel die een miljard keer herhaald is",
        partial(make_ods_cel, 'table:number-columns-repeated="999999999"'),
        r"ligt te ver weg|geen code|geen getal",
    ),
    _ods(
        "een miljard spaties",
        partial(make_ods_cel, "", 'a<text:s text:c="999999999"/>b'),
        "geen code",
    ),
    _ods(
        "een koppeling met een ander programma",
        partial(make_ods_cel, 'table:formula="of:=DDE(&quot;soffice&quot;;&quot;/etc/passwd&quot;)"'),
        "geen code",
    ),
    _ods(
        "een versleutelde werkmap",
        lambda: make_ods({"kernen": ""}, "<m><encryption-data/></m>"),
        "wachtwoord",
    ),
    _ods(
        "eigen definities in de inhoud",
        lambda: zip_delen({"content.xml": f"{DOCTYPE}<x>&a;</x>"}),
        "eigen XML-definities",
    ),
    _ods(
        "een datum die niet bestaat",
        partial(make_ods_cel, 'office:value-type="date" office:date-value="9999-99-99T99:99"'),
        r"ligt te ver weg|geen code|geen getal",
    ),
    _ods(
        "een getal dat geen getal is",
        partial(make_ods_cel, 'office:value-type="float" office:value="NaN"'),
        r"ligt te ver weg|geen code|geen getal",
    ),
)

GEVALLEN = (*XLSX, *ODS)
