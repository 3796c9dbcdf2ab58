# SPDX-License-Identifier: EUPL-1.2
"""What a map is drawn on: the outlines of its territories, the lines of the tier above, the frames of the insets."""

import gzip
import json
from functools import cache

import numpy as np
import pandas as pd

from governance.territories.outlines import frame_bytes
from governance.territories.perimeter import departements_of
from governance.territories.projection import METROPOLE, frame_of, project
from governance.territories.reference import Territories
from governance.territories.territory import Layer, Territory
from governance.views.map_drawing import Ground
from governance.views.map_frame import MapFrame, read_frame
from governance.web.outlines import has_outlines, outline_address, outline_ids

FILES: dict[Layer, str] = {
    "region": "regions",
    "departement": "departements",
    "epci": "epci",
    "commune": "communes",
    "grouping": "groupings",
}
ABOVE: dict[Layer, str | None] = {
    "region": None,
    "departement": "regions",
    "epci": "departements",
    "commune": "departements",
    "grouping": "departements",
}


def ground(layer: Layer, perimeter: Territory | None, territories: Territories) -> Ground:
    """The outlines of a layer; those of départements as a mere background where the layer has none."""
    files = files_of(layer, perimeter, territories)
    order = [identifier for name in files for identifier in outline_ids(name)] if files else []
    return Ground(
        outlines=addresses(files or ["departements"]),
        order=order or outline_ids("departements"),
        base=addresses(base_of(layer, perimeter)),
        frame=frames(),
        whole=perimeter is None,
        scale=scale_of(perimeter),
        place=perimeter.id if perimeter else "france",
    )


def addresses(files: list[str]) -> tuple[str, ...]:
    """Where the browser finds them."""
    return tuple(outline_address(name, plane=True) for name in files)


def files_of(layer: Layer, perimeter: Territory | None, territories: Territories) -> list[str]:
    """The files of outlines that hold a layer; none where they are not installed.

    Communes of a perimeter are drawn in the detail of their départements.
    """
    if layer == "commune" and perimeter is not None:
        files = [f"communes/{code}" for code in departements_of(perimeter, territories)]
        return [name for name in files if has_outlines(name)]
    return [FILES[layer]] if has_outlines(FILES[layer]) else []


def base_of(layer: Layer, perimeter: Territory | None) -> list[str]:
    """The lines above the outlines: in a département, those of its EPCI."""
    if layer == "commune" and perimeter is not None and perimeter.layer != "region" and has_outlines("epci"):
        return ["epci"]
    above = ABOVE[layer]
    return [above] if above else []


def scale_of(perimeter: Territory | None) -> float:
    """How many times larger the plane shows a perimeter: other than 1 overseas."""
    if perimeter is None:
        return 1.0
    frame = frame_of(perimeter.region or perimeter.code)
    return frame.scale if frame else METROPOLE.scale


def points_of(values: pd.DataFrame, territories: Territories) -> pd.DataFrame:
    """Columns lon and lat, in the plane, of territories without outlines; NaN where no place is known."""
    places = [plane_point(identifier, territories, territories.revision) for identifier in values["id"]]
    return pd.DataFrame(places, columns=["lon", "lat"], index=values.index, dtype=np.float64)


@cache
def plane_point(territory_id: str, territories: Territories, _revision: str) -> tuple[float, float]:
    """Where the map draws a territory's circle, in the plane of the map; NaN where no place is known."""
    place = territories.locate(territory_id)
    if place is None:
        return np.nan, np.nan
    longitude, latitude = project(place.longitude, place.latitude, place.region)
    return float(longitude), float(latitude)


@cache
def frames() -> MapFrame:
    """The frames of the insets, and their names."""
    return read_frame(json.loads(gzip.decompress(frame_bytes()))["features"])
