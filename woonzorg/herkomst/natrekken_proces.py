"""The process that asks the CBS again, through cbsodata, whose settings hold for a whole process: so it has its own.

It reads its task as JSON from standard input and writes a line of JSON for each question, in order and at once, so that
what was answered counts also when the time is over: ``{"velden": {key: title}, "rijen": […]}`` or ``{"fout": …}``.

What of cbsodata must be known: it asks ODataFeed, which pages (ODataApi refuses over 10,000 rows); codes stay codes, as
no names are asked for (`get_data` puts names in their place, which are not unique); it has no time limit and does not
look at REQUESTS_CA_BUNDLE or NO_PROXY by itself, so both are given.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import quote, urlencode, urlsplit

import cbsodata
import requests

PERIODE = "Perioden"
"""Key of the period in tables of more than one year."""


@dataclass(frozen=True)
class Opdracht:
    """A question to one table.

    Attributes
    ----------
    basis : str
        Scheme, host, port and base path of the service.
    tabel : str
        Id of the table.
    sleutel : str
        Field by which it knows an area.
    velden : list of str
        Keys of the fields that hold the figures.
    condities : list of str
        OData conditions that together select the rows, each short enough for an address.
    """

    basis: str
    tabel: str
    sleutel: str
    velden: list[str]
    condities: list[str]


def ask(opdracht: Opdracht, wachttijd: float) -> dict[str, Any]:
    """Ask for the description of a table and for its rows, of the fields that it still has.

    Parameters
    ----------
    opdracht : Opdracht
    wachttijd : float
        Longest silence in seconds.
    """
    parts = urlsplit(opdracht.basis)
    place = f"{parts.netloc}{parts.path}"
    _set_options(opdracht.basis, wachttijd)
    described = cbsodata.get_meta(opdracht.tabel, "DataProperties", catalog_url=place)
    titles = {str(row.get("Key")): str(row.get("Title") or "").strip() for row in described}
    known = [field for field in opdracht.velden if field in titles]
    period = [PERIODE] if PERIODE in titles else []
    fields = [opdracht.sleutel, *period, *known]
    names = [_name_rijen(fields, condition) for condition in opdracht.condities]
    rows = [dict(row) for name in names for row in cbsodata.get_meta(opdracht.tabel, name, catalog_url=place)]
    return {"velden": {field: titles[field] for field in known}, "rijen": rows}


def _name_rijen(velden: list[str], conditie: str) -> str:
    """Name rows as if they were a description: what cbsodata has for rows fetches the names of all areas too."""
    query = {"$select": ",".join(velden), "$filter": conditie}
    return "TypedDataSet?" + urlencode(query, quote_via=quote, safe="$'(),")


def _set_options(basis: str, wachttijd: float) -> None:
    """Give cbsodata what the loader has from requests: proxies and certificates of the environment."""
    with requests.Session() as session:
        given = session.merge_environment_settings(basis, {}, None, None, None)
    cbsodata.options.use_https = urlsplit(basis).scheme == "https"
    # A redirect is refused, as the loader does: it can lead to any host.
    cbsodata.options.requests = {**given, "timeout": wachttijd, "allow_redirects": False}


def describe_fout(error: Exception) -> str:
    """Tell in Dutch why the source was not reached, without its own words."""
    cause = error.__cause__
    if isinstance(cause, requests.HTTPError) and cause.response is not None:
        code = cause.response.status_code
        return "de tabel is er niet (foutcode 404)" if code == 404 else f"de dienst geeft foutcode {code}"
    kinds: dict[type[Exception], str] = {
        requests.exceptions.ProxyError: "de proxy laat de vraag niet door",
        requests.exceptions.SSLError: "het certificaat van de dienst is niet te vertrouwen",
        requests.Timeout: "er kwam geen antwoord op tijd",
        requests.RequestException: "er kwam geen verbinding tot stand, of die werd verbroken",
    }
    return next((text for kind, text in kinds.items() if isinstance(error, kind)), ONLEESBAAR)


ONLEESBAAR = "het antwoord is niet te lezen (misschien onderhoud)"


def run(bron: IO[str], doel: IO[str]) -> int:
    """Do the task that `bron` holds, and tell of each question on `doel`; return the exit status."""
    task = json.loads(bron.read())
    end = time.monotonic() + task["termijn"]
    for raw in task["vragen"]:
        try:
            told = ask(Opdracht(**raw), max(0.1, end - time.monotonic()))
        except (requests.RequestException, ValueError, LookupError, TypeError, AttributeError) as error:
            told = {"fout": describe_fout(error)}
        doel.write(json.dumps(told) + "\n")
        doel.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.stdin, sys.stdout))
