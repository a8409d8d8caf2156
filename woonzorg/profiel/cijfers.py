"""Which figures stand under which theme, and how the shares and the region's figures are made: declared once.

A share is worked out of two counts of the registry, and is unknown where the denominator is 0 or either is missing. The
figure of the region is made over its gemeenten: the sums of both counts, or the mean by what the figure is about.
"""

from __future__ import annotations

from dataclasses import dataclass

from woonzorg.indicator import LEEFBAAROMETER, PER_SLEUTEL, Gebruik, Indicator, Vorm

GEWICHTWOORD: dict[str, str] = {
    "huishoudens": "huishoudens", "ses_huishoudens": "huishoudens", "inwoners": "inwoners", "woningen": "woningen",
    "inwoners_0_15": "inwoners tot 15 jaar",
}  # fmt: skip
"""What the mean of the region is weighed by, in words."""


@dataclass(frozen=True)
class Profielcijfer:
    """A figure of the profile.

    Attributes
    ----------
    sleutel : str
        Key of the indicator; of a share a key of its own.
    thema : int
    indicator : Indicator
        The figure; of a share its numerator, from which source and use follow.
    titel, eenheid, uitleg : str
    decimalen : int
    noemer : str
        Key of the denominator of a share; '' for a figure of the source itself.
    per : float
        By how much a share is multiplied: 100 or 1,000.
    gewicht : str
        Indicator by which the gemeenten of the region are weighed; of a share it is the denominator.
    benadering : bool
        Whether that is not quite whom the figure is about, so that the region's figure is near to it only.
    """

    sleutel: str
    thema: int
    indicator: Indicator
    titel: str
    eenheid: str
    uitleg: str
    decimalen: int
    gewicht: str
    noemer: str = ""
    per: float = 1.0
    benadering: bool = False

    @property
    def is_afstand(self) -> bool:
        """Whether it tells how far something is, in kilometres."""
        return self.indicator.vorm == Vorm.AFSTAND

    @property
    def is_deelbaar(self) -> bool:
        """Whether it may stand in a list of areas; what is of use in the profile only may not."""
        return Gebruik.KAART in self.indicator.gebruik

    @property
    def land(self) -> float | None:
        """Its figure of the country by definition: the Leefbaarometer gives deviations from that mean."""
        return 0.0 if self.indicator.bron == LEEFBAAROMETER else None

    @property
    def regiowijze(self) -> str:
        """How the figure of the region is made, in Dutch."""
        if self.noemer:
            return f"som van de gemeenten, gedeeld door hun {PER_SLEUTEL[self.noemer].titel.lower()}"
        near = " (benadering)" if self.benadering else ""
        return f"gemiddelde van de gemeenten, gewogen naar {GEWICHTWOORD[self.gewicht]}{near}"


def _take(sleutel: str, thema: int, gewicht: str, *, benadering: bool = False) -> Profielcijfer:
    one = PER_SLEUTEL[sleutel]
    return Profielcijfer(
        sleutel, thema, one, one.titel, one.eenheid, one.uitleg, one.decimalen, gewicht, benadering=benadering
    )


def _share(
    sleutel: str, thema: int, titel: str, teller: str, noemer: str, per: float = 100.0
) -> Profielcijfer:
    one, whole = PER_SLEUTEL[teller], PER_SLEUTEL[noemer].titel.lower()
    unit = "%" if per == 100.0 else f"per 1.000 {whole}"
    how = f"{one.titel}, gedeeld door {whole}."
    return Profielcijfer(sleutel, thema, one, titel, unit, how, 0, noemer, noemer, per)


CIJFERS: tuple[Profielcijfer, ...] = (
    _take("lbm_sociale_samenhang", 1, "huishoudens"),
    _share("eenpersoons_pct", 1, "Huishoudens van één persoon", "eenpersoonshuishoudens", "huishoudens"),
    _share("inwoners_65plus_pct", 2, "Inwoners van 65 jaar of ouder", "inwoners_65plus", "inwoners"),
    _take("wmo_1000", 2, "inwoners"),
    _take("jeugdzorg_pct", 2, "inwoners_0_15", benadering=True),
    _take("lbm_voorzieningen", 3, "huishoudens"),
    _take("afstand_huisarts", 3, "inwoners"),
    _take("afstand_supermarkt", 3, "inwoners"),
    _take("afstand_school", 3, "inwoners"),
    _take("afstand_kinderdagverblijf", 3, "inwoners"),
    _take("afstand_apotheek", 3, "inwoners"),
    _take("afstand_huisartsenpost", 3, "inwoners"),
    _take("afstand_bibliotheek", 3, "inwoners"),
    _take("afstand_treinstation", 3, "inwoners"),
    _take("koopwoningen_pct", 4, "woningen"),
    _take("corporatie_pct", 4, "woningen"),
    _take("verhuur_overig_pct", 4, "woningen"),
    _take("woz", 4, "woningen"),
    _take("lbm_woningvoorraad", 4, "huishoudens"),
    _take("lbm_overlast_onveiligheid", 5, "huishoudens"),
    _take("misdrijven_1000", 5, "inwoners"),
    _take("ses_welvaart", 6, "ses_huishoudens"),
    _take("ses_opleiding", 6, "ses_huishoudens"),
    _take("ses_arbeid", 6, "ses_huishoudens"),
    _take("laag_inkomen_pct", 6, "huishoudens"),
    _share("bijstand_1000", 6, "Personen met een bijstandsuitkering", "bijstand", "inwoners", 1000.0),
    _take("arbeidsparticipatie_pct", 6, "inwoners", benadering=True),
    _take("lbm_fysieke_omgeving", 7, "huishoudens"),
    _take("aardgas", 7, "woningen"),
    _take("elektriciteit", 7, "woningen"),
)
"""Every figure of the profile, by theme. The theme 'Proces van samenwerken' has none."""

GESCHIKT = "geschikt"
"""Key of the one figure that the vision gives by gemeente only: suitable for ouderen (table 5)."""

GESCHIKT_THEMA = 4
"""The theme under which it stands."""

PER_CIJFER: dict[str, Profielcijfer] = {one.sleutel: one for one in CIJFERS}
"""The figures by their key."""
