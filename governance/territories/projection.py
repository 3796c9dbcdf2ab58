# SPDX-License-Identifier: EUPL-1.2
"""The flat map: metropolitan France in Lambert-93, each overseas territory in a frame of its own scale.

The plane is handed over as pseudo longitude and latitude: inverse Web Mercator of its metres, so that a web map,
which draws in Web Mercator, shows the plane undistorted. The plane's origin is Lambert-93's (3° E, 46.5° N).
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

Degrees = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]  # west, south, east, north
EARTH_RADIUS = 6378137.0  # metres, of Web Mercator's sphere
TILE = 512  # pixels of the whole world at zoom 0
LAMBERT_93 = 2154
ORIGIN = (3.0, 46.5)


@dataclass(frozen=True)
class Frame:
    """A part of the flat map: ``centre`` (longitude, latitude) comes to ``place`` (metres), ``scale`` times larger."""

    id: str
    name: str
    epsg: int
    centre: tuple[float, float]
    scale: float = 1.0
    place: tuple[float, float] = (0.0, 0.0)
    edges: Box = (-math.inf, -math.inf, math.inf, math.inf)  # of its rectangle, metres
    halo: float = 0.0  # metres by which islands are thickened where they would be too small to see


TITLE = 30_000.0  # metres kept free for the name at the top of a frame
CELL = (215_000.0, 140_000.0)
GAP = 10_000.0
CORNER = (-1_100_000.0, -10_000.0)  # north-west corner of the grid of insets, in the Bay of Biscay


def in_corner(frame: Frame, corner: tuple[float, float], size: tuple[float, float]) -> Frame:
    """The frame with its north-west corner and size set, its content centred under the title."""
    (west, north), (width, height) = corner, size
    place = (west + width / 2, north - TITLE / 2 - height / 2)
    return replace(frame, place=place, edges=(west, north - height, west + width, north))


def in_grid(frames: Iterable[Frame], columns: int) -> Iterator[Frame]:
    """The frames in cells of the grid of insets, row by row."""
    for number, frame in enumerate(frames):
        row, column = divmod(number, columns)
        corner = CORNER[0] + column * (CELL[0] + GAP), CORNER[1] - row * (CELL[1] + GAP)
        yield in_corner(frame, corner, CELL)


METROPOLE = Frame("metropole", "France métropolitaine", LAMBERT_93, ORIGIN)
ENLARGED = in_corner(
    Frame("ile-de-france", "Île-de-France", LAMBERT_93, (2.5, 48.68), 2.4),
    (-1_100_000.0, 590_000.0),
    (430_000.0, 390_000.0),
)
OVERSEAS = (
    Frame("01", "Guadeloupe", 5490, (-61.42, 16.17), 1.45),
    Frame("02", "Martinique", 5490, (-61.02, 14.64), 1.55),
    Frame("03", "Guyane", 2972, (-53.1, 3.95), 0.265),
    Frame("04", "La Réunion", 2975, (55.53, -21.13), 1.55),
    Frame("06", "Mayotte", 4471, (45.16, -12.83), 2.6),
    Frame("975", "Saint-Pierre-et-Miquelon", 4467, (-56.28, 46.94), 2.2),
    Frame("977", "Saint-Barthélemy", 5490, (-62.83, 17.905), 13.0),
    Frame("978", "Saint-Martin", 5490, (-63.08, 18.075), 9.0),
    Frame("988", "Nouvelle-Calédonie", 3163, (165.7, -21.2), 0.27),
    Frame("987", "Polynésie française", 3297, (-150.6, -17.05), 0.42, halo=2_500),
    Frame("986", "Wallis et Futuna", 32701, (-177.2, -13.8), 0.5, halo=3_500),
)
INSETS = tuple(in_grid(OVERSEAS, columns=3))
FRAMES = {frame.id: frame for frame in (METROPOLE, ENLARGED, *INSETS)}
NOT_DRAWN = frozenset({"984", "989"})  # without permanent inhabitants, and far from everything


VIEW: Box = (-1_120_000.0, -620_000.0, 560_000.0, 610_000.0)  # the whole flat map, metres


def frame_of(region: str) -> Frame | None:
    """Where the territories of a région are drawn; None for the two that are not."""
    return None if region in NOT_DRAWN else FRAMES.get(region, METROPOLE)


def project(longitude: npt.ArrayLike, latitude: npt.ArrayLike, region: str) -> tuple[Degrees, Degrees]:
    """Points of one région, degrees → pseudo degrees on the flat map; NaN where it does not show them.

    ``region`` is a région's code, or ``ile-de-france`` for that region's enlargement. Points outside an inset's frame
    (most islands of Polynésie) are not shown.
    """
    frame = frame_of(region)
    longitudes, latitudes = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    if frame is None:
        return np.full_like(longitudes, np.nan), np.full_like(latitudes, np.nan)
    x, y = onto_plane(frame, longitudes, latitudes)
    west, south, east, north = frame.edges
    shown = (west <= x) & (x <= east) & (south <= y) & (y <= north)
    pseudo_longitude, pseudo_latitude = to_pseudo_degrees(x, y)
    return np.where(shown, pseudo_longitude, np.nan), np.where(shown, pseudo_latitude, np.nan)


def project_outline(outline: shapely.Geometry, region: str) -> shapely.Geometry:
    """An outline of a région on the flat map, cut at its inset's frame; empty where the map does not show it."""
    frame = frame_of(region)
    if frame is None:
        return shapely.MultiPolygon()
    flat = transform(outline, lambda x, y: onto_plane(frame, x, y))
    if frame is not METROPOLE:
        flat = shapely.intersection(shapely.buffer(flat, frame.halo) if frame.halo else flat, shapely.box(*frame.edges))
    return transform(flat, to_pseudo_degrees)


def view(width: float, height: float) -> tuple[float, float, float]:
    """Longitude and latitude of the centre, and the zoom, that show the whole flat map in so many pixels.

    >>> [round(value, 2) for value in view(1000, 700)]
    [-2.52, -0.04, 5.48]
    """
    west, south, east, north = VIEW
    longitude, latitude = to_pseudo_degrees((west + east) / 2, (south + north) / 2)
    metres_per_pixel = max((east - west) / width, (north - south) / height)
    zoom = math.log2(2 * math.pi * EARTH_RADIUS / TILE / metres_per_pixel)
    return float(longitude), float(latitude), zoom


def transform(
    outline: shapely.Geometry, move: Callable[[Degrees, Degrees], tuple[Degrees, Degrees]]
) -> shapely.Geometry:
    """The outline with every vertex moved."""
    return shapely.transform(outline, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])))


def onto_plane(frame: Frame, longitude: Degrees, latitude: Degrees) -> tuple[Degrees, Degrees]:
    """Degrees → metres on the plane."""
    to_metres = transformer(frame.epsg)
    x, y = to_metres.transform(longitude, latitude)
    x0, y0 = to_metres.transform(*frame.centre)
    return frame.place[0] + (x - x0) * frame.scale, frame.place[1] + (y - y0) * frame.scale


def to_pseudo_degrees(x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Degrees, Degrees]:
    """Inverse Web Mercator: metres on the plane → degrees that a web map will draw there.

    >>> [round(float(value), 4) for value in to_pseudo_degrees(111319.49, 0)]
    [1.0, 0.0]
    """
    east, north = np.asarray(x) / EARTH_RADIUS, np.asarray(y) / EARTH_RADIUS
    return np.degrees(east), np.degrees(np.arctan(np.sinh(north)))


@cache
def transformer(epsg: int) -> Transformer:
    """Longitude and latitude (WGS 84) → a projected system, metres."""
    return Transformer.from_crs(4326, epsg, always_xy=True)
