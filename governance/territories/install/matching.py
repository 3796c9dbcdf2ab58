# SPDX-License-Identifier: EUPL-1.2
"""Outlines of a tier under codes that the reference knows, clean, and what was lost on the way."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely

from governance.errors import InputError
from governance.territories.install.limits import Limits
from governance.territories.install.unpacking import Feature
from governance.territories.projection import NOT_DRAWN
from governance.territories.table import Table
from governance.territories.territory import Layer

Geometries = npt.NDArray[np.object_]
GAP_WIDTH = 1e-4  # degrees, about 10 m: narrower gaps between neighbours are closed
WORLD = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True)
class Losses:
    """What does not show, or does not show as published; codes, sorted."""

    missing: list[str] = field(default_factory=list)
    """Known to the reference, without an outline."""
    unknown: list[str] = field(default_factory=list)
    """In the file, unknown to the reference: not kept."""
    shapeless: list[str] = field(default_factory=list)
    """In the file without any surface: a line, a point, nothing."""
    repeated: list[str] = field(default_factory=list)
    """Several features, joined."""
    repaired: list[str] = field(default_factory=list)
    """Outlines that crossed themselves."""
    differing: list[str] = field(default_factory=list)
    """Made of communes, and unlike the outline published for the tier: another composition, or another year."""


@dataclass(frozen=True)
class Coverage:
    """The outlines of a layer, sorted by code: valid, no two overlap, neighbours share their edges. Degrees."""

    codes: tuple[str, ...]
    outlines: Geometries
    losses: Losses


def expected_codes(table: Table, layer: Layer) -> dict[str, str]:
    """The codes of a layer, each with that of its région, but those of the two territories that no map shows."""
    rows = zip(table.columns["layer"], table.columns["code"], table.columns["region"], strict=True)
    return {code: region or code for row, code, region in rows if row == layer and (region or code) not in NOT_DRAWN}


def is_ordinary(region: str) -> bool:
    """Whether a région is one of the eighteen: not every official file has the overseas collectivités.

    >>> is_ordinary("53"), is_ordinary("975")
    (True, False)
    """
    return len(region) == 2


def match(features: Sequence[Feature], layer: Layer, table: Table, name: str, limits: Limits) -> Coverage:
    """The features whose codes the reference knows, valid; InputError when too few are for the official file."""
    wanted = expected_codes(table, layer)
    known = [feature for feature in features if feature.code in wanted]
    codes = {feature.code for feature in known}
    ordinary = {code for code, region in wanted.items() if is_ordinary(region)}
    if len(codes & ordinary) < limits.least_known * len(ordinary):
        raise InputError("install.unlike", file=name, known=len(codes & ordinary), expected=len(ordinary))
    shapes, repaired = mended(known)
    parts: dict[str, list[shapely.Geometry]] = {}
    for feature, shape in zip(known, shapes, strict=True):
        if shape is not None:
            parts.setdefault(feature.code, []).append(shape)
    kept = sorted(parts)
    losses = Losses(
        missing=sorted(wanted.keys() - parts.keys()),
        unknown=sorted({feature.code for feature in features if f"{layer}:{feature.code}" not in table.numbers}),
        shapeless=sorted(codes - parts.keys()),
        repeated=[code for code in kept if len(parts[code]) > 1],
        repaired=sorted(repaired & parts.keys()),
    )
    return Coverage(tuple(kept), array([joined(parts[code]) for code in kept]), losses)


def mended(features: Sequence[Feature]) -> tuple[list[shapely.Geometry | None], set[str]]:
    """The polygons of each feature, None where there are none; and the codes of those that had to be repaired."""
    found = shapely.from_geojson([feature.geometry for feature in features], on_invalid="ignore")
    shapes: list[shapely.Geometry | None] = [None] * len(features)
    repaired = set()
    for number, shape in enumerate(found):
        if shape is None or not plausible(shape):
            continue
        if not shape.is_valid:
            repaired.add(features[number].code)
        shapes[number] = polygons(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    return shapes, repaired


def plausible(shape: shapely.Geometry) -> bool:
    """Whether a geometry lies on Earth, in degrees: infinite or projected coordinates do not."""
    west, south, east, north = shape.bounds
    inside = WORLD[0] <= west and WORLD[1] <= south and east <= WORLD[2] and north <= WORLD[3]
    return bool(inside and math.isfinite(west + south + east + north))


def polygons(shape: shapely.Geometry) -> shapely.Geometry | None:
    """The surface of a geometry; lines and points in it are dropped."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 0]
    return shapely.MultiPolygon(parts) if parts else None


def joined(parts: Sequence[shapely.Geometry]) -> shapely.Geometry:
    """One geometry of the several features of a code."""
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def array(outlines: Iterable[shapely.Geometry]) -> Geometries:
    """Geometries as an array, whatever their number."""
    listed = list(outlines)
    filled: Geometries = np.empty(len(listed), dtype=object)
    filled[:] = listed
    return filled


def clean(coverage: Coverage, name: str) -> Coverage:
    """The same without gaps nor overlaps: what neighbours disputed goes to the smaller, narrow gaps are closed."""
    try:
        outlines = shapely.coverage_clean(coverage.outlines, merge_strategy="min_area", gap_width=GAP_WIDTH)
    except shapely.GEOSException as fault:
        raise InputError("install.not_outlines", file=name) from fault
    there = shapely.area(outlines) > 0
    lost = [code for code, kept in zip(coverage.codes, there, strict=True) if not kept]
    codes = tuple(code for code, kept in zip(coverage.codes, there, strict=True) if kept)
    losses = coverage.losses
    covered = Losses(
        missing=sorted({*losses.missing, *lost}),
        unknown=losses.unknown,
        shapeless=sorted({*losses.shapeless, *lost}),
        repeated=losses.repeated,
        repaired=[code for code in losses.repaired if code not in lost],
    )
    return Coverage(codes, outlines[there], covered)
