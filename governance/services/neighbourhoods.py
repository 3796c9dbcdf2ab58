# SPDX-License-Identifier: EUPL-1.2
"""Who counts as a neighbour: whoever has a common border where outlines are drawn, the nearest points elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from governance.comparison.neighbours import Neighbours, contiguity, nearest
from governance.scoring.result import Flags, Floats
from governance.services.ports import Territories
from governance.territories.borders import EARTH_RADIUS, FURTHEST, Borders
from governance.territories.territory import Layer, Territory

Kind = Literal["borders", "nearest"]
BordersOf = Callable[[Layer], Borders | None]
"""The borders of a layer, as its outlines are drawn; None without outlines."""
NEAREST = 6
LEAST_DRAWN = 0.95
"""The share of territories with an outline under which borders would tell of some places only."""
NOWHERE = 0.0, -90.0
"""Where no territory is: whoever has no place has no neighbour."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The neighbours of some territories, in their order, and of which kind they are."""

    neighbours: Neighbours
    kind: Kind


def undrawn(_layer: Layer) -> None:
    """No outlines are installed."""


def neighbourhood(among: tuple[Territory, ...], territories: Territories, borders: Borders | None) -> Neighbourhood:
    """By borders where nearly all have an outline, those without taking the nearest point; else the nearest points."""
    if borders is not None:
        pairs, drawn = borders.among([territory.id for territory in among])
        if drawn.sum() >= LEAST_DRAWN * len(among):
            return Neighbourhood(joined(contiguity(len(among), pairs), among, territories, drawn), "borders")
    return Neighbourhood(nearest(points_of(among, territories), NEAREST, FURTHEST), "nearest")


def joined(bordering: Neighbours, among: tuple[Territory, ...], territories: Territories, drawn: Flags) -> Neighbours:
    """The same, with a neighbour for those that have no outline: the nearest point."""
    if drawn.all():
        return bordering
    links = nearest(points_of(among, territories), 1, FURTHEST).links.tocoo()
    known = bordering.links.tocoo()
    added = np.column_stack(links.coords)[~drawn[links.coords[0]]]
    return contiguity(len(among), np.vstack([np.column_stack(known.coords), added]))


def points_of(among: tuple[Territory, ...], territories: Territories) -> Floats:
    """Where the map shows them, as metres in space (n × 3)."""
    places = [territories.locate(territory.id) for territory in among]
    degrees = [(place.longitude, place.latitude) if place else NOWHERE for place in places]
    return on_globe(np.array(degrees, np.float64).reshape(-1, 2))


def on_globe(degrees: Floats) -> Floats:
    """Longitudes and latitudes (n × 2) as metres in space (n × 3), so that straight lines compare as distances do.

    >>> on_globe(np.array([[0.0, 0.0], [180.0, 0.0]])).round().tolist()
    [[6371009.0, 0.0, 0.0], [-6371009.0, 0.0, 0.0]]
    """
    longitude, latitude = np.radians(degrees).T
    across = np.cos(latitude)
    found: Floats = EARTH_RADIUS * np.column_stack(
        [across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude)]
    )
    return found
