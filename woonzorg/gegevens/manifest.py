"""The manifest of a snapshot: what it holds, where each figure came from, and what did not fit."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import OpslagFout
from woonzorg.gebied import Regio
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.lezen import VERSIE, check_versie, migrate_manifest

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class BronVermelding:
    """Where figures came from.

    Attributes
    ----------
    sleutel : Bronsleutel
        Its text is what `reeksen.bron` holds, such as ``ses_woa:85900NED``.
    naam, url, licentie : str
        As to be cited.
    indeling : int
        Year of the areal division (vintage) to which its codes belong.
    velden : dict
        Indicator key to the name of the source's field.
    opgehaald_op : str
        ISO 8601 date and time (UTC); '' when unknown.
    rijen : int
        Rows that the source gave.
    sha256 : str
        Hash over the raw answers, in order of request.
    toelichting : str
        What a reader must know: provisional, stand-in, counts not confirmed.
    """

    sleutel: Bronsleutel
    naam: str
    url: str
    licentie: str
    indeling: int
    velden: dict[str, str]
    opgehaald_op: str
    rijen: int
    sha256: str
    toelichting: str = ""


GRENZEN_VERANDERD = "code of grenzen veranderden"
"""How the reason begins of a value that was left out, though the source has it."""


@dataclass(frozen=True)
class Ongekoppeld:
    """A code that found no partner, or whose borders changed between vintages.

    Attributes
    ----------
    code, naam : str
        The area.
    bron : Bronsleutel
        Key of the source that has it, or lacks it.
    reden : str
        Why it is not joined, in Dutch.
    """

    code: str
    naam: str
    bron: Bronsleutel
    reden: str


@dataclass(frozen=True)
class Manifest:
    """What a snapshot holds and where it came from.

    Attributes
    ----------
    regio : Regio
        The region.
    datum : str
        ISO date of the load.
    indeling : int
        Year of the areal division of all areas.
    jaren : dict
        Indicator key to the newest year that is not empty.
    bronnen : tuple of BronVermelding
    ongekoppeld : tuple of Ongekoppeld
    zonder : tuple of str
        Sources that the user chose to leave out.
    meldingen : tuple of str
        What else a reader must know, in Dutch.
    fictief : bool
        Whether region and figures are invented.
    bestanden : dict
        File name to sha256.
    versie : int
        Version of the layout in which it was written; all that is read is brought to today's (see `lezen`).
    """

    regio: Regio
    datum: str
    indeling: int
    jaren: dict[str, int]
    bronnen: tuple[BronVermelding, ...] = ()
    ongekoppeld: tuple[Ongekoppeld, ...] = ()
    zonder: tuple[str, ...] = ()
    meldingen: tuple[str, ...] = ()
    fictief: bool = False
    bestanden: dict[str, str] = field(default_factory=dict)
    versie: int = VERSIE

    def to_json(self) -> str:
        """Return the manifest as indented JSON text."""
        return json.dumps(write_plain(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read a manifest back.

        Raises
        ------
        OpslagFout
            When the text is no manifest, or one of a newer version.
        """
        try:
            raw: dict[str, Any] = json.loads(text)
            check_versie(raw["versie"])
            raw = migrate_manifest(raw)
            regio = Regio(**raw["regio"] | {"gemeenten": tuple(raw["regio"]["gemeenten"])})
            lists = {
                "bronnen": tuple(BronVermelding(**_read_sleutel(bron, "sleutel")) for bron in raw["bronnen"]),
                "ongekoppeld": tuple(
                    Ongekoppeld(**_read_sleutel(code, "bron")) for code in raw["ongekoppeld"]
                ),
                "zonder": tuple(raw["zonder"]),
                "meldingen": tuple(raw["meldingen"]),
            }
            return cls(**raw | lists | {"regio": regio})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            message = "Het manifest van deze gegevens is beschadigd."
            found = (
                "tekst die geen JSON is" if isinstance(error, ValueError) else "andere velden dan verwacht"
            )
            raise OpslagFout(message, gevonden=found, remedie="Laad de gegevens opnieuw.") from error


def write_plain(feiten: DataclassInstance) -> dict[str, Any]:
    """Return a dataclass as plain values, for JSON; a source's key as its text."""
    return dataclasses.asdict(feiten, dict_factory=_write_sleutel)


_DELEN = frozenset(one.name for one in dataclasses.fields(Bronsleutel))


def _write_sleutel(pairs: list[tuple[str, Any]]) -> Any:
    facts = dict(pairs)
    return str(Bronsleutel(**facts)) if facts.keys() == _DELEN else facts


def _read_sleutel(raw: dict[str, Any], veld: str) -> dict[str, Any]:
    return raw | {veld: Bronsleutel.parse(raw[veld])}


def make_id(manifest: Manifest) -> str:
    """Return the id of a snapshot: its date, and eight digits of the hash of all that it holds."""
    return f"{manifest.datum}-{hash_content(manifest.to_json())}"


def hash_content(text: str) -> str:
    """Hash a manifest as written, but for the times of retrieval: the same figures are the same snapshot.

    The tables take part by their own hashes, so that the id in a folder's name vouches for all that is in it.
    """
    raw = json.loads(text)
    for bron in raw["bronnen"]:
        bron["opgehaald_op"] = ""
    timeless = json.dumps(raw, ensure_ascii=False, indent=1) + "\n"
    return hashlib.sha256(timeless.encode()).hexdigest()[:8]
