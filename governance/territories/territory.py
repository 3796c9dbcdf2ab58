# SPDX-License-Identifier: EUPL-1.2
"""One territory, and the place where a map shows it."""

from dataclasses import dataclass
from typing import Literal

from governance.language import Language, sentence
from governance.questionnaire.model import Tier

Layer = Literal["commune", "epci", "ept", "departement", "region", "grouping"]
LAYERS: tuple[Layer, ...] = ("commune", "epci", "ept", "departement", "region", "grouping")


@dataclass(frozen=True, slots=True)
class Territory:
    """A commune, EPCI, EPT, département or région as the official code has it on 1 January of its vintage; a grouping
    as the file that it was imported from has it.

    ``departement`` and ``region`` of an EPCI or EPT are those where most of its inhabitants live. ``authority`` is the
    id of the row that stands for the authority when this row does not itself: Martinique is listed both as a
    département and as a région, and is one authority. ``population`` is the « population municipale ».
    """

    layer: Layer
    code: str
    tier: Tier
    kind: str
    name: str
    siren: str | None = None
    population: int | None = None
    departement: str | None = None
    region: str | None = None
    epci: str | None = None
    ept: str | None = None
    authority: str | None = None
    postcodes: tuple[str, ...] = ()
    longitude: float | None = None
    latitude: float | None = None
    point_source: str | None = None

    @property
    def id(self) -> str:
        """``layer:code``, the key of a territory everywhere in the product.

        >>> Territory("commune", "44109", Tier.COMMUNE, "COMMUNE", "Nantes").id
        'commune:44109'
        """
        return f"{self.layer}:{self.code}"

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude, degrees."""
        return None if self.longitude is None or self.latitude is None else (self.longitude, self.latitude)

    def kind_label(self, language: Language) -> str:
        """What it is, in words.

        >>> Territory("epci", "243500139", Tier.EPCI, "METRO", "Rennes Métropole").kind_label("fr")
        'métropole'
        """
        return sentence(f"territories.kinds.{self.kind}", language)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a map shows a territory: degrees, the région whose part of the map it is on, and whose point it is.

    ``approximate`` says that the point is another's: that of the EPCI, the département or the région around.
    """

    longitude: float
    latitude: float
    region: str
    owner: str
    approximate: bool
