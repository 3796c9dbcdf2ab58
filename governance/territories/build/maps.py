# SPDX-License-Identifier: EUPL-1.2
"""The outline files that travel to the browser: in degrees, and on the flat map with its insets and frames."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import shapely

from governance.territories.build.outlines import Outlines, as_polygons
from governance.territories.build.rows import Row
from governance.territories.build.writing import Feature, feature, write_features
from governance.territories.folder import FRAMES, outline_file
from governance.territories.projection import ENLARGED, INSETS, TITLE, project_outline, to_pseudo_degrees

ENLARGED_REGION = "11"


def write_outlines(folder: Path, layer: str, outlines: Outlines, rows: Mapping[str, Row]) -> None:
    """Both files of a layer (``departements`` or ``regions``); ``rows`` are its territories by code."""
    degrees = [outline_feature(outlines[code], rows[code]) for code in sorted(outlines)]
    write_features(folder / outline_file(layer), degrees)
    flat = {code: flat_outline(outline, rows[code]["region"] or code) for code, outline in sorted(outlines.items())}
    features = [outline_feature(outline, rows[code]) for code, outline in flat.items() if not outline.is_empty]
    write_features(folder / outline_file(layer, flat=True), features)


def outline_feature(outline: shapely.Geometry, row: Row) -> Feature:
    """A territory's outline, under its id."""
    return feature(outline, f"{row['layer']}:{row['code']}", code=row["code"], name=row["name"])


def flat_outline(outline: shapely.Geometry, region: str) -> shapely.Geometry:
    """An outline on the flat map; Île-de-France twice in one, in its place and enlarged."""
    places = [region, ENLARGED.id] if region == ENLARGED_REGION else [region]
    parts = [part for place in places for part in shapely.get_parts(project_outline(outline, place))]
    return as_polygons(shapely.GeometryCollection(parts))


def write_frames(folder: Path) -> int:
    """The rectangles of the insets, and a point at the top of each that carries its name; how many features."""
    features = list(frame_features())
    write_features(folder / FRAMES, features)
    return len(features)


def frame_features() -> Iterator[Feature]:
    """Two features per frame, told apart by their property ``role``: ``frame`` (line) and ``label`` (point)."""
    for frame in (ENLARGED, *INSETS):
        west, south, east, north = frame.edges
        corners = [(west, south), (west, north), (east, north), (east, south), (west, south)]
        line = shapely.LineString([to_pseudo_degrees(x, y) for x, y in corners])
        middle = shapely.Point(to_pseudo_degrees((west + east) / 2, north - TITLE / 2))
        yield feature(line, role="frame", frame=frame.id, name=frame.name)
        yield feature(middle, role="label", frame=frame.id, name=frame.name)
