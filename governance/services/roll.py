# SPDX-License-Identifier: EUPL-1.2
"""Everybody of a layer, whether they answered or not: what response rates and shares of people are measured against."""

from collections.abc import Callable
from functools import partial
from threading import Lock

from governance.services.ports import Territories
from governance.territories.territory import Layer, Territory

GROUPING = "grouping:"


class Roll:
    """The territories of each layer, listed once as long as the reference does not change."""

    def __init__(self, territories: Territories) -> None:
        self._territories = territories
        self._kept: dict[Layer, tuple[object, tuple[Territory, ...]]] = {}
        self._turn = Lock()

    def of(self, layer: Layer, area: str | None = None) -> tuple[Territory, ...]:
        """Those of a layer with inhabitants, in an area (``region:53``, ``grouping:scot``; None: France)."""
        # A reference that imports can change says so by its revision.
        revision = getattr(self._territories, "revision", "")
        with self._turn:
            known = self._kept.get(layer)
            if known is None or known[0] != revision:
                listed = tuple(each for each in self._territories.of_layer(layer) if each.population)
                known = self._kept[layer] = revision, listed
        return tuple(filter(lies_in(area, layer, self._territories), known[1])) if area else known[1]


def lies_in(area: str | None, layer: Layer, territories: Territories) -> Callable[[Territory], bool]:
    """Tells who of a layer lies in an area: in a grouping, its members with all of their communes."""
    if area is None or not area.startswith(GROUPING):
        return partial(within, area=area)
    whole = territories.whole_in(area, layer)
    return lambda territory: territory.id in whole


def within(territory: Territory, area: str | None) -> bool:
    """Whether a territory lies in an area, an EPCI in the one where most of its inhabitants live; None is France.

    >>> from governance.questionnaire.model import Tier
    >>> rennes = Territory("epci", "243500139", Tier.EPCI, "METRO", "Rennes", departement="35", region="53")
    >>> within(rennes, "region:53"), within(rennes, "departement:29"), within(rennes, None)
    (True, False, True)
    """
    if area is None:
        return True
    layer, _, code = area.partition(":")
    return area == territory.id or getattr(territory, layer, None) == code
