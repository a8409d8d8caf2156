"""Hostile text: csv, JSON and TOML, and links."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from geval import GELEZEN, Geval

KOP = b"naam;code;soort\r\n"
RIJ = b"Eys;BU00010000;kern\r\n"
GEEN_TEKST = "geen tekst|geen teken"
ONZICHTBAAR = "\u202egnp.exe\u202c\u200b\u2066x\u2069\x1b[2J\x07"


def _csv(naam: str, raw: Any, uitkomst: str = GELEZEN, lezer: str = "kernen") -> Geval:
    return Geval(naam, lezer, raw if callable(raw) else lambda: raw, uitkomst)


CSV: tuple[Geval, ...] = (
    _csv("een nulteken midden in een woord", KOP + b"Ey\0s;BU00010000;\r\n", "geen tekst"),
    _csv("een half merk van UTF-16", b"\xff\xfe" + KOP, GEEN_TEKST),
    _csv("UTF-32 met merk", (KOP + RIJ).decode().encode("utf-32")),
    _csv("UTF-16 zonder merk", (KOP + RIJ).decode().encode("utf-16-be")),
    _csv("willekeurige bytes", lambda: bytes(range(256)) * 3000, GEEN_TEKST),
    _csv("een webpagina", b"  <!DOCTYPE html><script>alert(1)</script>", "webpagina of XML"),
    _csv("UTF-7", KOP + b"+ADw-script+AD4-;BU00010000;\r\n"),
    _csv("een regel van negentien MB", lambda: KOP + b"x" * 19_000_000, "te groot|tekens"),
    _csv("meer dan twintig MB", lambda: bytes(20_000_001), "te groot", "cijfers"),
    _csv(
        "tweehonderdduizend kolommen",
        lambda: b"code;" * 200_000 + b"\r\n",
        "ligt te ver weg|kolom",
        "cijfers",
    ),
    _csv("zestigduizend rijen", lambda: KOP + RIJ * 60_000, "te groot|meer dan 50000 rijen", "cijfers"),
    _csv("alleen regeleinden", lambda: b"\r" * 60_000, "kolommen"),
    _csv("een aanhalingsteken dat nooit sluit", lambda: KOP + b'"' + RIJ * 20_000, "aanhalingstekens"),
    _csv(
        "een veld van tweehonderdduizend tekens", lambda: KOP + b"x" * 200_000 + b";BU00010000;\r\n", "tekens"
    ),
    _csv("een nulteken als scheiding", b"sep=\0\r\nnaam\0code\r\n", "kolommen"),
    _csv("een aanhalingsteken als scheiding", b'sep="\r\nnaam"code"soort\r\n', "geen rijen"),
    _csv("een regeleinde als scheiding", b"sep=\r\r\n" + KOP + RIJ, "kolommen"),
    _csv("een opdracht als naam", KOP + b"=cmd|' /C calc'!A0;BU00010000;@SUM(1)\r\n"),
    _csv("een opdracht als kolom", b"=HYPERLINK(1);code\r\n" + RIJ, "kolom"),
    _csv("html in een code", KOP + b"Eys;<img src=x onerror=alert(1)>;\r\n", "geen code"),
    _csv("stuurtekens in een code", KOP + f"Eys;{ONZICHTBAAR};\r\n".encode(), "geen code"),
    _csv("stuurtekens in een kolom", f"{ONZICHTBAAR};code\r\n".encode() + RIJ, "kolom"),
    _csv("een naam van dertigduizend tekens", KOP + b"x" * 30_000 + b";BU00010000;\r\n", "hoogstens"),
    _csv(
        "een getal met tienduizend cijfers",
        b"code;gehuisvest\r\nBU00010000;" + b"9" * 10_000,
        "gehuisvest",
        "cijfers",
    ),
    _csv(
        "een getal in Arabische cijfers",
        "code;gehuisvest\r\nBU00010000;\u0661\u0662".encode(),
        "gehuisvest",
        "cijfers",
    ),
    _csv("een getal met machten", b"code;gehuisvest\r\nBU00010000;1e400", "gehuisvest", "cijfers"),
    _csv("een half getal van een mens", b"code;gehuisvest\r\nBU00010000;-0.5", "gehuisvest", "cijfers"),
    _csv(
        "een plaats in het oneindige",
        b"complex;x;y;woningen\r\na;1e308;-1e308;3\r\n",
        "geen getal",
        "cijfers",
    ),
    _csv("een plaats die geen getal is", b"complex;x;y;woningen\r\na;nan;inf;3\r\n", "geen getal", "cijfers"),
    _csv(
        "een jaar dat niet bestaat",
        b"groep;scenario;woonvorm;jaar;vraag;aanbod;gepubliceerd\r\nx;;y;99999;1;1;1\r\n",
        "jaar",
        "opgave",
    ),
    _csv(
        "een lijst met duizend keer hetzelfde",
        lambda: (
            b"naam;code;groep;instrument;aantal\r\n" + b"a;BU00010000;statushouders;nieuwbouw;1\r\n" * 300
        ),
        "twee keer",
        "initiatieven",
    ),
    _csv(
        "een voorziening met een formule",
        b"voorziening;soort;code\r\n=1+1;+2;BU00010000\r\n",
        GELEZEN,
        "voorzieningen",
    ),
    _csv("een profiel zonder kolommen", b"\xef\xbb\xbf;;;\r\n;;;\r\n", "kolommen", "profiel"),
    Geval(
        "een naam van een bestand met stuurtekens",
        "kernen",
        lambda: b"x",
        "kolom",
        f"{ONZICHTBAAR}{'x' * 300}.csv",
    ),
    Geval("een programma als bestand", "kernen", lambda: b"MZ", "soort die niet gelezen", "rekening.csv.exe"),
)

DIEP = b"[" * 100_000
_LEZERS = ("scenario", "initiatief", "verslag", "agenda", "dossier", "werkversie", "reservekopie")
_JSON: dict[str, bytes] = {
    "honderdduizend lijsten in elkaar": DIEP,
    "honderdduizend objecten in elkaar": b'{"a":' * 100_000,
    "geen getal als getal": b'{"versie": NaN}',
    "een oneindig getal": b'{"versie": 1e999}',
    "vijfduizend cijfers": b'{"versie": ' + b"9" * 5000 + b"}",
    "twee keer dezelfde naam": b'{"versie": 1, "versie": 2}',
    "een half teken": b'{"versie": 1, "naam": "\\ud800"}',
    "een merk van UTF-16 voor UTF-8": b'\xff\xfe{"versie": 1}',
    "een lijst in plaats van een object": b'[{"versie": 1}]',
    "waar in plaats van een getal": b'{"versie": true, "naam": true, "inhoud": true}',
    "namen van Python": b'{"versie": 1, "__class__": "x", "__init__": {}, "naam": {"__proto__": 1}}',
    "html en stuurtekens als naam": json.dumps({"versie": 1, "naam": f"<script>{ONZICHTBAAR}"}).encode(),
    "afgebroken": b'{"versie": 1, "naam": "',
    "leeg": b"",
}

JSON: tuple[Geval, ...] = tuple(
    Geval(f"{lezer}: {naam}", lezer, partial(bytes, raw), r"\w", "a.json")
    for number, (naam, raw) in enumerate(_JSON.items())
    # Each reader meets a third of them, and each of them two or three readers: what reads them is shared.
    for place, lezer in enumerate(_LEZERS)
    if (number + place) % 3 == 0 and not (lezer in {"dossier", "werkversie"} and raw.startswith(b"\xff"))
)

_TOML: dict[str, tuple[str, bytes]] = {
    "vijfduizend cijfers": ("regios", b"[a]\ngemeenten = " + b"9" * 5000),
    "honderdduizend lijsten in elkaar": ("regios", b"a = " + DIEP),
    "twintigduizend namen in elkaar": ("regios", b"a." * 20_000 + b"a = 1"),
    "een tabel in zichzelf": ("regios", b"[a]\na = 1\n[a.a]\n"),
    "een datum die niet bestaat": ("regios", b"a = 2024-02-31"),
    "een jaar tienduizend": ("regios", b"[a]\ngemeenten = [9999-12-31T23:59:60Z]"),
    "stuurtekens in een titel": ("regios", b'[a]\ntitel = "\\u001b[2J\\u202e"\ngemeenten = ["<b>"]'),
    "geen UTF-8": ("regios", b"a = '\xff'"),
    "een nulteken": ("regios", b"a = '\0'"),
    "rollen met vijfduizend cijfers": ("rollen", b"planner = " + b"9" * 5000),
    "rollen in elkaar": ("rollen", b"planner = " + DIEP),
    "rollen van een dag": ("rollen", b"planner = [2024-01-01]"),
    "rollen als tabel": ("rollen", b"[planner.beheerder]\na = 1"),
    "een vreemde rol": ("rollen", '"<script>\u202e" = ["jo"]'.encode()),
    "eigen gebieden met vijfduizend cijfers": ("kernen", b"[[a.kernen]]\nnaam = " + b"9" * 5000),
    "eigen gebieden in elkaar": ("kernen", b"[[a.kernen]]\ncodes = " + DIEP),
}

TOML: tuple[Geval, ...] = tuple(
    Geval(f"toml: {naam}", lezer, partial(bytes, raw), r"\w", "a.toml")
    for naam, (lezer, raw) in _TOML.items()
)

_WAARDEN = (
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "' OR 1=1 --",
    ONZICHTBAAR,
    "9" * 5000,
    "x" * 100_000,
    "\u0661\u0662",
    "nan",
    "-1e999",
    "\0",
    "%00%0d%0aSet-Cookie:x",
    "{{7*7}}",
    "javascript:alert(1)",
)
_VELDEN = (
    "gebied",
    "niveau",
    "thema",
    "jaar",
    "sinds",
    "tov",
    "hoogte",
    "gemeente",
    "kern",
    "omlijnen",
    "presentatie",
    "lijst",
    "scenario",
    "data",
    "regel",
    "cijfer",
    "telling",
    "deel",
    "a",
    "b",
    "c",
    "d",
    "uitbreiding",
    "naam",
    "groep",
    "instrument",
    "aantal",
    "plek",
    "woonvorm",
    "stap",
)

LINKS: tuple[Geval, ...] = tuple(
    Geval(f"{lezer}: {waarde[:24]!r}", lezer, lambda waarde=waarde: dict.fromkeys(_VELDEN, waarde))
    for number, waarde in enumerate(_WAARDEN)
    for place, lezer in enumerate(
        (
            "link naar de kaart",
            "link naar een cijfer",
            "link naar een vergelijking",
            "link naar een initiatief",
        )
    )
    if (number + place) % 2 == 0
)

GEVALLEN = (*CSV, *JSON, *TOML, *LINKS)
