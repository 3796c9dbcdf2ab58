# SPDX-License-Identifier: EUPL-1.2
"""Context indicators: one figure for each territory of a layer, from a file that somebody imported."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from governance.territories.territory import Layer

IndicatorKind = Literal["stock", "ratio"]
"""A stock adds up (inhabitants, euros) and is drawn as circles only; a ratio (a share, a mean) may fill areas."""


@dataclass(frozen=True, slots=True)
class IndicatorHead:
    """What an indicator is, without its values."""

    id: str
    title: str
    unit: str
    kind: IndicatorKind
    layer: Layer
    source: str
    vintage: str
    credit: str = ""
    import_id: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with its values, by territory id; a territory without value is absent."""

    head: IndicatorHead
    values: Mapping[str, float]

    @property
    def id(self) -> str:
        """Its id."""
        return self.head.id

    @property
    def may_fill_areas(self) -> bool:
        """Whether a choropleth may show it: a stock is refused."""
        return self.head.kind == "ratio"
