# SPDX-License-Identifier: EUPL-1.2
"""What surrounds the territories on the flat map: the frames of the insets, and their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]

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


EMPTY_FRAME = MapFrame()


def read_frame(features: Iterable[Mapping[str, Any]]) -> MapFrame:
    """The frame that GeoJSON features draw: lines, and points that carry their property ``name``."""
    lines, labels = [], []
    for feature in features:
        coordinates = feature["geometry"]["coordinates"]
        if feature["geometry"]["type"] == "LineString":
            lines.append(tuple((float(longitude), float(latitude)) for longitude, latitude in coordinates))
        else:
            name = feature["properties"]["name"]
            labels.append(((float(coordinates[0]), float(coordinates[1])), SHORT_NAMES.get(name, name)))
    return MapFrame(tuple(lines), tuple(labels))
