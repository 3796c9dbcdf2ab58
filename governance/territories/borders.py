# SPDX-License-Identifier: EUPL-1.2
"""Who of a layer is next to whom on the ground, from the outlines that are drawn.

Queen contiguity: two outlines that share a side, or a single point. An island touches nobody: its neighbour is the
nearest outline across the water, where one is within 200 km.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from governance.territories.install.manifest import installed
from governance.territories.install.matching import Geometries, array
from governance.territories.install.travelling import PLURAL
from governance.territories.outlines import outline_bytes
from governance.territories.own.shelf import own_outlines
from governance.territories.own.unions import shapes_of
from governance.territories.territory import Layer

FURTHEST = 200_000.0
"""Metres: beyond, nobody is a neighbour."""
EARTH_RADIUS = 6_371_009.0
SHIPPED: Layer = "departement"
"""The layer whose shipped outlines the map draws where no others are installed."""
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Borders:
    """The neighbours of a layer: ``pairs`` (m × 2) of places in the order of the outlines."""

    source: str
    """What tells these outlines from others."""
    places: Mapping[str, int] = field(repr=False)
    """The place of each territory that has an outline, by id."""
    pairs: Places = field(repr=False)

    def among(self, ids: Sequence[str]) -> tuple[Places, NDArray[np.bool_]]:
        """The pairs of some territories, as places in their order; and which of them have an outline.

        >>> borders = Borders("", {"a": 0, "b": 1, "c": 2}, np.array([[0, 1], [1, 2]]))
        >>> pairs, drawn = borders.among(["c", "x", "b"])
        >>> pairs.tolist(), drawn.tolist()
        ([[2, 0]], [True, False, True])
        """
        here = np.array([self.places.get(each, -1) for each in ids], np.intp)
        drawn = here >= 0
        order = np.full(len(self.places), -1, np.intp)
        order[here[drawn]] = np.flatnonzero(drawn)
        pairs = order[self.pairs]
        return pairs[(pairs >= 0).all(axis=1)], drawn


def drawn_borders(data_dir: Path, layer: Layer) -> Borders | None:
    """Those of the outlines that a data folder draws a layer with: imported, else official, else shipped, else none."""
    name = f"{PLURAL.get(layer, layer)}.parquet"
    own, official = own_outlines(data_dir), installed(data_dir)
    if own and own.of_file(name):
        return borders_in(own.folder / name)
    if official and official.has(name):
        return borders_in(official.folder / name)
    return shipped_borders() if layer == SHIPPED else None


@lru_cache(maxsize=16)
def borders_in(file: Path) -> Borders:
    """Those of a file of outlines, found once: what is installed never changes."""
    import geopandas  # noqa: PLC0415 — slow to import, and needed by this alone on the way to a page

    outlines = geopandas.read_parquet(file, columns=["id", "geometry"])
    return borders_of(str(file), outlines["id"].tolist(), outlines.geometry.to_numpy())


@lru_cache(maxsize=1)
def shipped_borders() -> Borders:
    """Those of the generalised outlines of départements."""
    shapes = shapes_of(outline_bytes("departements"))
    return borders_of("shipped", list(shapes), array(shapes.values()))


def borders_of(source: str, ids: Sequence[str], outlines: Geometries) -> Borders:
    """Those of outlines in degrees, one for each id."""
    flat = shapely.transform(outlines, conformal)
    tree = shapely.STRtree(flat)
    touching = tree.query(flat, predicate="intersects").T
    touching = touching[touching[:, 0] < touching[:, 1]]
    alone = np.setdiff1d(np.arange(len(flat)), touching)
    pairs = np.vstack([touching, across_water(tree, alone)]).astype(np.intp)
    return Borders(source, {each: place for place, each in enumerate(ids)}, pairs)


def across_water(tree: shapely.STRtree, islands: Places) -> Places:
    """Each island with the outline nearest to it, where one is near enough."""
    outlines = tree.geometries[islands]
    (here, there), apart = tree.query_nearest(outlines, exclusive=True, return_distance=True, all_matches=False)
    # The plane enlarges by 1 / cos(latitude), which is that of cosh(y / R).
    ground = apart / np.cosh(shapely.get_y(shapely.point_on_surface(outlines[here])) / EARTH_RADIUS)
    near = ground <= FURTHEST
    return np.column_stack([islands[here[near]], there[near]])


def conformal(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mercator's plane, metres at the equator: all around a place, distances are enlarged alike.

    >>> conformal(np.array([[1.0, 0.0]])).round().tolist()
    [[111195.0, 0.0]]
    """
    longitudes, latitudes = np.radians(degrees).T
    return np.column_stack([EARTH_RADIUS * longitudes, EARTH_RADIUS * np.arcsinh(np.tan(latitudes))])
