"""The profile of one area: each figure beside those of wijk, gemeente, region, province and country.

Of each figure the newest year is shown, whatever edition is looked at: years are told beside it. Nothing is added up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau, Rol, find_niveau
from woonzorg.gegevens.schema import Status
from woonzorg.oordeel import koppeling
from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.profiel import visiecijfers
from woonzorg.profiel.cijfers import CIJFERS
from woonzorg.profiel.rekenen import calculate_cijfers, calculate_regio

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score
    from woonzorg.profiel.cijfers import Profielcijfer
    from woonzorg.profiel.visiecijfers import Dementievraag, Gemeentecijfer

NIET_GEPUBLICEERD = "niet gepubliceerd"
"""In place of a figure that a source does not give."""

REGIO = "regio"
"""Kind of the place that is made of its gemeenten."""

_KORT: dict[Status, str] = {
    Status.ONDERDRUKT: f"{NIET_GEPUBLICEERD} (te klein of te onzeker)",
    Status.ONTBREEKT: NIET_GEPUBLICEERD,
    Status.NIET_VAN_TOEPASSING: "er wonen geen huishoudens",
}
_ANDERE_INDELING = f"{NIET_GEPUBLICEERD} voor deze grenzen"
_NIET_GELADEN = "niet geladen"
_ANDER_JAAR = "onbekend: de twee aantallen zijn van een ander jaar"
_NUL = "onbekend: het geheel is 0"


@dataclass(frozen=True)
class Plaats:
    """An area that figures are shown of.

    Attributes
    ----------
    soort : str
        buurt, wijk, gemeente, regio, provincie or land.
    code, naam : str
        The code is '' for the region.
    """

    soort: str
    code: str
    naam: str


@dataclass(frozen=True)
class Profielregel:
    """A figure of the area, beside that of other places.

    Attributes
    ----------
    cijfer : Profielcijfer
    jaar : int
        0 when these data do not have it.
    bron : str
        Who publishes it, in short.
    waarden : tuple of float or None
        Of each place of the profile, the area itself first.
    aantallen : (float, float) or None
        Numerator and denominator of a share of the area itself.
    waarom : str
        Why the area has none; '' when it has one.
    bereik : (float, float) or None
        Lowest and highest among areas of its level in the region that are not too small, and these places; None
        without two values.
    spreiding : Deelspreiding or None
        Of the parts of a wijk or gemeente.
    """

    cijfer: Profielcijfer
    jaar: int
    bron: str
    waarden: tuple[float | None, ...]
    aantallen: tuple[float, float] | None
    waarom: str
    bereik: tuple[float, float] | None
    spreiding: Deelspreiding | None

    @property
    def waarde(self) -> float | None:
        """Of the area itself."""
        return self.waarden[0]


@dataclass(frozen=True)
class Deelspreiding:
    """Lowest and highest of a figure among the parts of an area, and of how many it is known."""

    laagst: float
    hoogst: float
    bekend: int
    totaal: int


@dataclass(frozen=True)
class Deelgebied:
    """A buurt of a wijk, or a wijk of a gemeente.

    Attributes
    ----------
    code, naam : str
    klasse : Klasse
    waarden : mapping of str to float
        What may stand in a list, by key; without what is unknown.
    """

    code: str
    naam: str
    klasse: Klasse
    waarden: dict[str, float]


@dataclass(frozen=True)
class Profiel:
    """All that is told in a profile.

    Attributes
    ----------
    plaatsen : tuple of Plaats
        The area first, the country last.
    regels : tuple of Profielregel
        In the order of the themes.
    geschikt : Gemeentecijfer or None
        What the vision gives by gemeente only.
    dementie : tuple of Dementievraag
        Of the region of the vision; () elsewhere.
    delen : tuple of Deelgebied
        Parts by name; () for a buurt.
    ongekoppeld : tuple of str
        Codes and tables of another division, in Dutch.
    """

    plaatsen: tuple[Plaats, ...]
    regels: tuple[Profielregel, ...]
    geschikt: Gemeentecijfer | None
    dementie: tuple[Dementievraag, ...]
    delen: tuple[Deelgebied, ...]
    ongekoppeld: tuple[str, ...]

    @property
    def gebied(self) -> Plaats:
        """The area itself."""
        return self.plaatsen[0]

    def find_regel(self, sleutel: str) -> Profielregel | None:
        """Return the line of a figure; None when the profile has no such figure."""
        return next((regel for regel in self.regels if regel.cijfer.sleutel == sleutel), None)

    def select_thema(self, nr: int) -> tuple[Profielregel, ...]:
        """Return the lines of a theme."""
        return tuple(regel for regel in self.regels if regel.cijfer.thema == nr)


def make_profiel(snapshot: Snapshot, score: Score, code: str) -> Profiel:
    """Gather the profile of an area.

    Parameters
    ----------
    snapshot : Snapshot
    score : Score
        For the classes of the parts.
    code : str
        Of a buurt, wijk or gemeente that was scored.
    """
    areas = snapshot.gebieden
    row = areas[areas["code"] == code].iloc[0]
    parts = _select_delen(score, code)
    ground = _lay_grond(snapshot, row, list(parts["code"]))
    return Profiel(
        ground.plaatsen, tuple(_make_regel(ground, one) for one in CIJFERS),
        visiecijfers.find_geschikt(str(row["gemeentecode"])),
        visiecijfers.list_dementievraag(snapshot.manifest.regio.naam), _make_delen(parts, ground.delen),
        tuple(_tell_ongekoppeld(snapshot, code)),
    )  # fmt: skip


@dataclass(frozen=True)
class _Grond:
    """What the lines of a profile are made of.

    Attributes
    ----------
    snapshot : Snapshot
    rij : Series
        The area's row.
    plaatsen : tuple of Plaats
    waarden : list of mapping
        Figures by key of each place.
    zelfde, delen : DataFrame
        Figures of areas like it, and of its parts.
    eigen : DataFrame
        The area's rows of the series, of all indicators.
    """

    snapshot: Snapshot
    rij: pd.Series
    plaatsen: tuple[Plaats, ...]
    waarden: list[dict[str, float]]
    zelfde: pd.DataFrame
    delen: pd.DataFrame
    eigen: pd.DataFrame


def _lay_grond(snapshot: Snapshot, rij: pd.Series, delen: list[str]) -> _Grond:
    areas = snapshot.gebieden
    figures = calculate_cijfers(areas, snapshot.manifest.jaren)
    places = list_plaatsen(snapshot, rij)
    known = figures.loc[[place.code for place in places if place.code]]
    by_code = {
        str(code): {str(key): float(value) for key, value in zip(figures.columns, row, strict=True)}
        for code, row in zip(known.index, known.to_numpy(), strict=True)
    }
    region = calculate_regio(areas, figures)
    alike = (areas["niveau"] == rij["niveau"]) & (areas["rol"] == Rol.REGIO)
    same = figures[(alike & (areas["huishoudens"] >= HUISHOUDENS_MINIMUM)).to_numpy()]
    own = snapshot.reeksen[snapshot.reeksen["code"] == rij["code"]]
    values = [by_code.get(place.code, region) for place in places]
    return _Grond(snapshot, rij, places, values, same, figures.loc[delen], own)


def list_plaatsen(snapshot: Snapshot, rij: pd.Series) -> tuple[Plaats, ...]:
    """Return the area and the places beside it, from small to large; what these data do not have is left out."""
    areas, regio = snapshot.gebieden, snapshot.manifest.regio
    around = dict.fromkeys(code for code in (rij["code"], rij["wijkcode"], rij["gemeentecode"]) if code)
    wider = areas.loc[areas["niveau"] == Niveau.LAND, "code"]
    region = [] if regio.is_land else [Plaats(REGIO, "", regio.titel)]
    wanted = areas["code"].isin([*around, regio.provincie, *wider])
    named = areas.loc[wanted, ["code", "niveau", "naam"]].itertuples(index=False)

    known = {str(code): Plaats(str(niveau), str(code), str(naam)) for code, niveau, naam in named}

    def take(codes: list[str]) -> list[Plaats]:
        return [known[code] for code in codes if code in known]

    return (*take(list(around)), *region, *take([regio.provincie]), *take(list(wider)))


def _make_regel(grond: _Grond, cijfer: Profielcijfer) -> Profielregel:
    values = tuple(
        _read_waarde(cijfer, place, found[cijfer.sleutel])
        for place, found in zip(grond.plaatsen, grond.waarden, strict=True)
    )
    near = [*grond.zelfde[cijfer.sleutel].dropna(), *(value for value in values if value is not None)]
    why = "" if values[0] is not None else explain_zonder(grond.snapshot, cijfer, grond.eigen)
    share = cijfer.noemer and not why
    counts = (float(grond.rij[cijfer.indicator.sleutel]), float(grond.rij[cijfer.noemer])) if share else None
    return Profielregel(
        cijfer, grond.snapshot.manifest.jaren.get(cijfer.indicator.sleutel, 0), name_bron(cijfer), values, counts, why,
        (min(near), max(near)) if len(set(near)) > 1 else None, _spread(cijfer, grond.delen),
    )  # fmt: skip


def _spread(cijfer: Profielcijfer, delen: pd.DataFrame) -> Deelspreiding | None:
    known = delen[cijfer.sleutel].dropna()
    if known.empty or not cijfer.is_deelbaar:
        return None
    return Deelspreiding(float(known.min()), float(known.max()), len(known), len(delen))


def _read_waarde(cijfer: Profielcijfer, plaats: Plaats, waarde: float) -> float | None:
    if not math.isnan(waarde):
        return waarde
    return cijfer.land if plaats.soort == Niveau.LAND else None


def name_bron(cijfer: Profielcijfer) -> str:
    """Return who publishes a figure, in short: 'CBS'."""
    # Only who looks at a profile waits for all that asks services.
    from woonzorg.bronnen import lijst  # noqa: PLC0415

    source = lijst.find_bron(cijfer.indicator.bron)
    return source.kort.partition(",")[0] if source else cijfer.indicator.bron


def explain_zonder(snapshot: Snapshot, cijfer: Profielcijfer, eigen: pd.DataFrame) -> str:
    """Tell in a few words why an area has no figure.

    Parameters
    ----------
    snapshot : Snapshot
    cijfer : Profielcijfer
    eigen : DataFrame
        The area's rows of the series, of all indicators.
    """
    years = snapshot.manifest.jaren
    for key in filter(None, (cijfer.indicator.sleutel, cijfer.noemer)):
        status, told = koppeling.read_status(snapshot, eigen, key, years.get(key, 0))
        if told in {koppeling.NIET_GELADEN, koppeling.WEGGELATEN}:
            return _NIET_GELADEN
        if status != Status.WAARGENOMEN:
            return _ANDERE_INDELING if told.startswith(koppeling.WEGGELATEN_WANT) else _KORT[status]
    return _NUL if years.get(cijfer.indicator.sleutel) == years.get(cijfer.noemer) else _ANDER_JAAR


_DELEN: Mapping[Niveau | None, tuple[str, str]] = {
    Niveau.WIJK: (Niveau.BUURT, "wijkcode"),
    Niveau.GEMEENTE: (Niveau.WIJK, "gemeentecode"),
}


def _select_delen(score: Score, code: str) -> pd.DataFrame:
    """Return the scored buurten of a wijk, or wijken of a gemeente, by name; no rows for a buurt."""
    areas = score.gebieden[["code", "naam", "klasse", "niveau", "wijkcode", "gemeentecode"]]
    part, column = _DELEN.get(find_niveau(code), ("", "code"))
    chosen: pd.DataFrame = areas[(areas["niveau"] == part) & (areas[column] == code)]
    return chosen.sort_values(["naam", "code"])


def _make_delen(delen: pd.DataFrame, cijfers: pd.DataFrame) -> tuple[Deelgebied, ...]:
    keys = [one.sleutel for one in CIJFERS if one.is_deelbaar]
    known = cijfers[keys].to_dict("records")
    rows = zip(delen["code"], delen["naam"], delen["klasse"], known, strict=True)
    return tuple(
        Deelgebied(
            code,
            naam,
            Klasse(klasse),
            {str(key): value for key, value in values.items() if not math.isnan(value)},
        )
        for code, naam, klasse, values in rows
    )


def _tell_ongekoppeld(snapshot: Snapshot, code: str) -> Iterator[str]:
    """Tell which codes of the area and of its parts did not fit the map, or a table."""
    stem = code[2:]
    names = {bron.sleutel: bron.naam for bron in snapshot.manifest.bronnen}
    for line in snapshot.manifest.ongekoppeld:
        if line.code == code or (find_niveau(code) in _DELEN and line.code[2:].startswith(stem)):
            yield f"{line.naam} ({line.code}), {names.get(line.bron, str(line.bron))}: {line.reden}."
