"""A region and works of visitors in which every name is hostile, and all that the product writes of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from itertools import cycle
from typing import TYPE_CHECKING, Any

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.overname import AGENDAFORMATEN, make_agendabestand
from woonzorg.agenda.versie import Agendaversie
from woonzorg.agenda.verslag import Verslaggrond, make_verslag
from woonzorg.agenda.voorbeeld import load_voorbeeldagenda
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD, Instellingen
from woonzorg.kern.kern import Kerngebied
from woonzorg.kern.kernbestand import write_kernen
from woonzorg.methode.verantwoording import Methodetekst, write_tekst
from woonzorg.oordeel.toets import Score, score_snapshot
from woonzorg.opdracht.opdracht import make_parser
from woonzorg.opdracht.rapport import KAARTSOORTEN, VINDPLAATSEN, Aanvraag
from woonzorg.rapport import soorten
from woonzorg.rapport.voortgangpanelen import Verslagstof
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.ruimte import write_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from woonzorg.agenda.lijn import Agendalijn

DATUM = dt.date(2026, 11, 30)
ADRES = "https://woonzorg.test"
CODE, WIJK = "BU91060000", "WK910108"

VIJANDIG = (
    "<script>alert(1)</script>", '"><img src=https://kwaad.test/x onerror=alert(1)>', "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd", "+1-1", '#panic("x") #import "@preview/x:1.0.0"',
    "[klik](javascript:alert(1)) ![x](//kwaad.test/x)",
    "\u202egnp\u202c\u200b\u2066x", "een\nregel\r\nen\tnog een", "]]></style></title><svg onload=alert(1)>",
    "$\\frac{1}{2}$ ${7*7} {{7*7}} $1+1$", "&lt;b&gt; &amp; &#x3c;i&#x3e;", "\x1b[2J\x07\x00", "javascript:alert(1)",
    "' onmouseover='alert(1)", "x" * 400,
    'DDE("cmd";"/C calc";"x")', "\ud7ff\ufffe\uffff", "%3Cscript%3E", ":material/home: :red[x]",
)  # fmt: skip
"""Names that would come to life in some file, if it took them for more than words."""


VAN_HET_LAND = frozenset({"streken"})
"""Kinds that need figures of the whole country: they are made of the same parts as the others."""

STUUR = "\u202e\x1b[2J\x00"
"""Signs that are not seen, behind what a visitor typed."""


def publish_vijandig(map_: Path) -> opslag.Snapshot:
    """Publish the region of the product with hostile names for everything that has a name."""
    real = opslag.open_snapshot(INGEBOUWD)
    areas = real.gebieden.copy()
    for column in ("naam", "wijknaam", "gemeentenaam"):
        known = {name: f"{evil} {place}" for place, (name, evil) in enumerate(
            zip(sorted(set(areas[column]) - {""}), cycle(VIJANDIG), strict=False)
        )}  # fmt: skip
        areas[column] = areas[column].map(lambda name, known=known: known.get(name, name))
    sources = tuple(
        dataclasses.replace(bron, naam=evil, url="javascript:alert(1)", licentie=evil, toelichting=evil)
        for bron, evil in zip(real.manifest.bronnen, cycle(VIJANDIG), strict=False)
    )
    regio = dataclasses.replace(real.manifest.regio, titel=f"Streek {VIJANDIG[0]} {VIJANDIG[1]}")
    told = dataclasses.replace(real.manifest, regio=regio, bronnen=sources, meldingen=VIJANDIG)
    return opslag.publish(map_, told, areas, real.reeksen)


def make_werk(map_: Path) -> dict[str, Path]:
    """Write what visitors give: two plans and an initiative with hostile names."""
    plan = {"versie": 1, "regio": "voorbeeldstreek", "niveau": "wijk", "vraag": {"statushouders": 20}}
    works = {
        "plan": plan | {"naam": VIJANDIG[1] + STUUR, "notitie": VIJANDIG[9] + STUUR, "auteur": VIJANDIG[14] + STUUR},
        "ander": plan | {"naam": VIJANDIG[0], "notitie": VIJANDIG[2]},
        "initiatief": {"versie": 1, "plek": "BU91010001", "groep": "statushouders", "instrument": "nieuwbouw",
                       "aantal": 10, "naam": VIJANDIG[0] + STUUR},
    }  # fmt: skip
    paths = {name: map_ / f"{name}.json" for name in works}
    for name, path in paths.items():
        path.write_text(json.dumps(works[name]), encoding="utf-8")
    return paths


def make_agenda(snapshot: opslag.Snapshot, score: Score) -> tuple[Verslagstof, tuple[Agendalijn, ...]]:
    """Return a half-year report, and the lines of an agenda, with hostile texts."""
    bundle = load_voorbeeldagenda(snapshot, lambda: make_veld(score, Niveau.BUURT))
    areas = snapshot.gebieden.query("niveau == 'gemeente' and rol == 'regio'")
    towns = dict(zip(areas["code"].astype(str), areas["naam"].astype(str), strict=True))
    regio = snapshot.manifest.regio
    ground = Verslaggrond(regio.naam, regio.titel, fictief=True, gegevens=snapshot.id, gemeenten=towns)
    texts = {
        name: text + STUUR for name, text in zip(("trekker", "partners", "bron"), VIJANDIG, strict=False)
    }
    lines = tuple(dataclasses.replace(line, **texts) for line in bundle.lijnen)
    found = make_voortgang(lines, bundle.standen, bundle.tellingen, Kwartaal(2026, 4))
    return Verslagstof(
        make_verslag(found, ground, DATUM, urgentie=bundle.urgentie, maker=VIJANDIG[1] + STUUR)
    ), lines


class Uitvoer:
    """All that is written of the hostile region, by the name of its kind and file.

    Parameters
    ----------
    map_ : Path
        Folder of its own.
    """

    def __init__(self, map_: Path) -> None:
        self.snapshot = publish_vijandig(map_ / "data")
        self.score = score_snapshot(self.snapshot)
        self._werk = make_werk(map_)
        self._verslag, self._lijnen = make_agenda(self.snapshot, self.score)
        self._instellingen = Instellingen(
            data=map_ / "data", adres=ADRES, eigenaar=VIJANDIG[0], contact=VIJANDIG[1],
            dpia=VIJANDIG[6], iama=VIJANDIG[13],
        )  # fmt: skip

    def _vraag(self, soort: str, *doelen: str) -> Aanvraag:
        arguments = make_parser().parse_args(["rapport", soort, *doelen, "--uit", "x.pdf"])
        return Aanvraag(doelen, ".pdf", DATUM, arguments, self._instellingen)

    def list_bestanden(self) -> Iterator[tuple[str, str, bytes]]:
        """Give each file: the name of its kind, its extension, and its bytes."""
        yield from self._list_stukken()
        yield from self._list_kaarten()
        yield from self._list_anders()

    def _list_stukken(self) -> Iterator[tuple[str, str, bytes]]:
        plan, other, initiative = (str(path) for path in self._werk.values())
        goals = {
            "buurtblad": (CODE,), "kaartpak": (CODE, WIJK), "scenario": (plan,), "raadskaart": (plan,),
            "vergelijking": (plan, other),
            **dict.fromkeys(("toets", "afweging", "werkvel", "initiatief"), (initiative,)),
        }  # fmt: skip
        kept: dict[Any, Any] = {Verslagstof: self._verslag}
        for kind in (one for one in soorten.SOORTEN if one.sleutel not in VAN_HET_LAND):
            asked = self._vraag(kind.sleutel, *goals.get(kind.sleutel, ()))
            if kind.stof not in kept:
                kept[kind.stof] = VINDPLAATSEN[kind.stof].find(asked)
            for form in kind.formaten:
                if form != ".png":  # a picture of dots
                    yield (
                        kind.sleutel,
                        form,
                        dataclasses.replace(asked, soort=form).make(kind, kept[kind.stof]),
                    )

    def _list_kaarten(self) -> Iterator[tuple[str, str, bytes]]:
        for name, kind in KAARTSOORTEN.items():
            for form in kind.soorten:
                if form != ".png":
                    yield name, form, kind.maak(dataclasses.replace(self._vraag(name), soort=form))

    def _list_anders(self) -> Iterator[tuple[str, str, bytes]]:
        """Give what pages let a visitor take away beside documents."""
        kernen = [Kerngebied(name[:60], (CODE,), name[:20]) for name in VIJANDIG]
        yield "eigen gebieden", ".csv", write_kernen(kernen)
        agenda = Agendaversie("voorbeeldstreek", Kwartaal(2026, 4), self._lijnen, VIJANDIG[2], VIJANDIG[0])
        for form in AGENDAFORMATEN:
            yield "agenda", form, make_agendabestand(agenda, form)
        yield "manifest", ".json", self.snapshot.manifest.to_json().encode()
        scenario = parse_scenario(self._werk["plan"].read_bytes())
        yield "werkbestand", ".json", scenario.to_json().encode()
        found = VINDPLAATSEN[soorten.SCENARIO.stof].find(self._vraag("scenario", str(self._werk["plan"])))
        yield "plan", ".csv", write_plan(found.uitkomst)
        yield (
            "methode",
            ".md",
            write_tekst(Methodetekst.METHODE, self.snapshot, self.score, self._instellingen).encode(),
        )
