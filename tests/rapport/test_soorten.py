"""Kinds of documents stand once: what is added there, page and command line offer, and the README names."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from woonzorg.fouten import InvoerFout
from woonzorg.opdracht.rapport import KAARTSOORTEN, VINDPLAATSEN, list_soorten
from woonzorg.rapport import soorten
from woonzorg.rapport.bestand import MIME
from woonzorg.rapport.opgavestuk import Gepubliceerd
from woonzorg.rapport.soorten import Stuksoort
from woonzorg.rapport.stuk import Kop, Stuk

OPDRACHTEN = Path(__file__).resolve().parents[2] / "docs" / "opdrachten.md"
DATUM = dt.date(2026, 11, 22)


# --8<-- [start:document]
def describe(opgave, datum, adres):
    return Stuk("Briefje", "Briefje", "streek", datum, (Kop(f"{opgave} {adres}", 1),), "voet")


BRIEFJE = Stuksoort("briefje", "Briefje", str, describe, gegevens={".json": str.encode})
# --8<-- [end:document]


def test_each_kind_has_a_word_of_its_own_and_a_command_finds_what_it_is_made_of():
    keys = [kind.sleutel for kind in soorten.SOORTEN]
    assert len(set(keys)) == len(keys) == 14
    assert {kind.stof for kind in soorten.SOORTEN} == set(VINDPLAATSEN)
    assert list(list_soorten()) == [*keys, *KAARTSOORTEN]
    assert [kind.sleutel for kind in soorten.list_soorten(Gepubliceerd)] == ["opgave"]
    assert set().union(*(kind.formaten for kind in soorten.SOORTEN)) <= set(MIME)


def test_the_page_on_commands_tells_each_kind_with_its_kinds_of_file():
    text = OPDRACHTEN.read_text(encoding="utf-8").partition("| `rapport …` | is | files |")[2]
    lines = text.partition("\n\n")[0].splitlines()
    for name, kind in list_soorten().items():
        (line,) = [line for line in lines if re.match(rf"\| .*`{name}\b", line)]
        assert set(re.findall(r"`(\.\w+)`", line)) == set(kind.soorten), name


def test_a_kind_makes_a_paper_data_or_nothing():
    assert BRIEFJE.formaten == (".pdf", ".html", ".xlsx", ".json")
    assert BRIEFJE.make("zin", ".json", DATUM) == b"zin"
    page = BRIEFJE.make("<zin>", ".html", DATUM, adres="https://woonzorg.test").decode()
    assert "<h1>&lt;zin&gt; https://woonzorg.test</h1>" in page
    with pytest.raises(
        InvoerFout, match=r"Van 'briefje' is geen bestand met '\.png' te maken\. Verwacht: \.pdf"
    ):
        BRIEFJE.make("zin", ".png", DATUM)
