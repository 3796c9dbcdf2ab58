# SPDX-License-Identifier: EUPL-1.2
"""What surrounds the territories on the flat map: the frames of the insets, and their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import degrees
from typing import Any

Point = tuple[float, float]
EARTH_RADIUS = 6378.137  # kilometres, of Web Mercator's sphere
# Where the flat map leaves room for a scale bar, south of the Pyrenees; the insets have scales of their own.
SCALE_AT: Point = (-0.9, -5.35)
SCALE_LENGTH = 100

# Its frame is narrower than its name, which the bubble and the table give in full.
SHORT_NAMES = {
    "Saint-Pierre-et-Miquelon": "St-P.-et-Miq.",
    "Saint-Barthélemy": "St-Barthélemy",
    "Nouvelle-Calédonie": "N.-Calédonie",
    "Polynésie française": "Polynésie fr.",
    "Wallis et Futuna": "Wallis-et-F.",
}


@dataclass(frozen=True, slots=True)
class MapFrame:
    """Lines and labels in the map's plane (pseudo longitude and latitude)."""

    lines: tuple[tuple[Point, ...], ...] = ()
    labels: tuple[tuple[Point, str], ...] = ()
    scale_at: Point | None = None
    """The western end of the scale bar; None where there is none."""


EMPTY_FRAME = MapFrame()


def read_frame(features: Iterable[Mapping[str, Any]]) -> MapFrame:
    """The frame that GeoJSON features draw: lines, and points that carry their property ``name``; and a scale bar."""
    lines, labels = [], []
    for feature in features:
        coordinates = feature["geometry"]["coordinates"]
        if feature["geometry"]["type"] == "LineString":
            lines.append(tuple((float(longitude), float(latitude)) for longitude, latitude in coordinates))
        else:
            name = feature["properties"]["name"]
            labels.append(((float(coordinates[0]), float(coordinates[1])), SHORT_NAMES.get(name, name)))
    return MapFrame(tuple(lines), tuple(labels), SCALE_AT)


def scale_ends(west: Point, kilometres: int) -> tuple[Point, Point]:
    """Both ends of a scale bar of so many kilometres on the plane, from its western end.

    >>> west, east = scale_ends((0.0, -5.0), 100)
    >>> round(east[0], 4)
    0.8983
    """
    return west, (west[0] + degrees(kilometres / EARTH_RADIUS), west[1])
