# SPDX-License-Identifier: EUPL-1.2
"""The outlines of a map as geometries, for files: read from what is served, which a request never computes."""

import gzip
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from governance.territories.projection import ENLARGED, to_pseudo_degrees
from governance.web.outlines import available, outline_ids

Shapes = npt.NDArray[np.object_]


def shapes_of(ids: "pd.Series[str]", files: Iterable[str], *, plane: bool) -> Shapes:
    """The outline of each territory, in degrees or in the plane of the map; None for those without."""
    found: dict[str, shapely.Geometry] = {}
    for name in files:
        found |= dict(zip(outline_ids(name), shapes_in(name, available(name)[0].vintage, plane), strict=True))
    shapes = np.empty(len(ids), dtype=object)
    shapes[:] = [found.get(identifier) for identifier in ids]
    return shapes


def around(ids: "pd.Series[str]", files: Iterable[str]) -> Shapes:
    """The outlines of the same files that are not those of the territories, in the plane."""
    inside = set(ids)
    others = [
        shape
        for name in files
        for identifier, shape in zip(outline_ids(name), shapes_in(name, available(name)[0].vintage, True), strict=True)
        if identifier not in inside
    ]
    shapes = np.empty(len(others), dtype=object)
    shapes[:] = others
    return shapes


@lru_cache(maxsize=8)
def shapes_in(name: str, _vintage: str, plane: bool) -> tuple[shapely.Geometry, ...]:
    """The geometries of a file, in its order."""
    text = gzip.decompress(available(name)[0].content(plane=plane)).decode()
    return tuple(shapely.get_parts(shapely.from_geojson(text)))


def in_place(shapes: Shapes) -> Shapes:
    """The same without their enlargement: what a perimeter in Île-de-France shows."""
    kept = np.empty(len(shapes), dtype=object)
    kept[:] = [shape if shape is None else without(shape) for shape in shapes]
    return kept


def without(shape: shapely.Geometry) -> shapely.Geometry:
    """The parts of an outline that are not in the box of the enlargement."""
    west, south, east, north = ENLARGED.edges
    corners = [to_pseudo_degrees(x, y) for x, y in ((west, south), (east, north))]
    box = shapely.box(*(float(value) for corner in corners for value in corner))
    parts = [part for part in shapely.get_parts(shape) if not box.contains(part)]
    return shapely.multipolygons(parts) if parts else shape
