# SPDX-License-Identifier: EUPL-1.2
"""Generalised outlines of départements and overseas collectivités, and the régions that they make up."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPolygon, Polygon, shape

from governance.territories.build.packages import read_json
from governance.territories.folding import fold

MAINLAND = "src/js/data/fra.json"
# Files of the package for the collectivités whose département code is on the right.
COLLECTIVITES = {"spm": "975", "blm": "977", "maf": "978", "wlf": "986", "pyf": "987", "ncl": "988"}
# The package misspells three names and adds to a fourth.
SPELLINGS = {
    "haute rhin": "haut rhin",
    "meurhe et moselle": "meurthe et moselle",
    "seien et marne": "seine et marne",
    "guyane francaise": "guyane",
}
TOLERANCE = 0.003  # degrees, about 300 m: finer than the source's own generalisation
DECIMALS = 3  # about 100 m

Outlines = dict[str, MultiPolygon]


def departement_outlines(tarball: Path, departements: Iterable[Mapping[str, Any]]) -> Outlines:
    """Code of each département or collectivité → its outline: neighbours share their edges, degrees."""
    codes = {fold(row["nom"]): row["code"] for row in departements}
    mainland, *overseas = read_json(tarball, MAINLAND, *(f"src/js/data/{name}.json" for name in COLLECTIVITES))
    found = {codes[departement_name(feature)]: shape(feature["geometry"]) for feature in mainland["features"]}
    found |= {
        code: shapely.union_all([shape(feature["geometry"]) for feature in collection["features"]])
        for code, collection in zip(COLLECTIVITES.values(), overseas, strict=True)
    }
    return generalise(found)


def departement_name(feature: Mapping[str, Any]) -> str:
    """The folded name of a feature, its spelling mended."""
    name = fold(feature["properties"]["name"])
    return SPELLINGS.get(name, name)


def generalise(outlines: Mapping[str, shapely.Geometry]) -> Outlines:
    """Gaps and overlaps closed, simplified as one coverage, rounded, cleaned once more: valid, edges matched."""
    codes = sorted(outlines)
    clean = shapely.coverage_clean([outlines[code] for code in codes])
    simple = shapely.coverage_simplify(clean, TOLERANCE)
    rounded = shapely.coverage_clean(shapely.transform(simple, lambda degrees: np.round(degrees, DECIMALS)))
    return {code: as_polygons(geometry) for code, geometry in zip(codes, rounded, strict=True)}


def dissolve(outlines: Outlines, region_of: Mapping[str, str]) -> Outlines:
    """Region code → union of its départements."""
    members: dict[str, list[MultiPolygon]] = {}
    for code, outline in outlines.items():
        members.setdefault(region_of[code], []).append(outline)
    return {region: as_polygons(shapely.coverage_union_all(parts)) for region, parts in sorted(members.items())}


def as_polygons(geometry: shapely.Geometry) -> MultiPolygon:
    """The polygons of a geometry, largest first, exterior rings clockwise (as d3 and official files)."""
    parts = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
    parts.sort(key=lambda part: (-part.area, part.bounds))
    return shapely.orient_polygons(MultiPolygon(parts), exterior_cw=True)


def inner_point(outline: MultiPolygon) -> tuple[float, float]:
    """A point well inside the largest polygon, longitude and latitude."""
    inside: npt.NDArray[np.float64] = shapely.get_coordinates(outline.geoms[0].representative_point())
    return float(inside[0, 0]), float(inside[0, 1])
