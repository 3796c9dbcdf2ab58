# SPDX-License-Identifier: EUPL-1.2
"""The files that travel to the browser: simplified for their use, rounded, gzipped, in degrees and on the flat map.

Simplification is ``coverage_simplify`` only: neighbours move together. National layers keep what shows when all of
France does; the communes of one département keep five times more.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import shapely

from governance.territories.build.maps import ENLARGED_REGION
from governance.territories.build.outlines import as_polygons
from governance.territories.folder import outline_file
from governance.territories.install.matching import Coverage, Geometries, array
from governance.territories.outlines import InstallableLayer
from governance.territories.projection import ENLARGED, METROPOLE, NOT_DRAWN, frame_of, project_outline
from governance.territories.table import Table
from governance.territories.territory import Layer

NATIONAL = 0.003  # degrees, about 300 m: under half a pixel when the whole country shows
LOCAL = 0.0005
DECIMALS = 4  # about 10 m
PLURAL: dict[Layer, InstallableLayer] = {
    "commune": "communes",
    "epci": "epci",
    "ept": "ept",
    "departement": "departements",
    "region": "regions",
}


def travelling_files(layers: Mapping[Layer, Coverage], table: Table) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file: two a layer, and two a département for its communes."""
    for layer, coverage in layers.items():
        yield from both_planes(PLURAL[layer], layer, coverage.codes, simplified(coverage.outlines, NATIONAL), table)
    if communes := layers.get("commune"):
        yield from local_files(communes, table)


def local_files(communes: Coverage, table: Table) -> Iterator[tuple[str, bytes]]:
    """The communes of each département, in the detail that a closer view shows."""
    detailed = simplified(communes.outlines, LOCAL)
    departements = np.array([table.columns["departement"][table.numbers[f"commune:{code}"]] for code in communes.codes])
    for departement in sorted(set(departements)):
        rows = np.flatnonzero(departements == departement)
        codes = [communes.codes[row] for row in rows]
        yield from both_planes(f"communes/{departement}", "commune", codes, detailed[rows], table)


def simplified(outlines: Geometries, tolerance: float) -> Geometries:
    """The outlines with fewer vertices, rounded, and still one coverage: the few places where rounding made outlines
    cross are cleaned once more, and the vertices added there keep all their decimals.
    """
    rounded = rounded_off(shapely.coverage_simplify(outlines, tolerance))
    if shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded):
        return rounded
    whole: Geometries = shapely.coverage_clean(surfaces(rounded))
    return whole


def surfaces(outlines: Geometries) -> Geometries:
    """The outlines, those that cross themselves mended."""
    mended: Geometries = shapely.make_valid(outlines, method="structure", keep_collapsed=False)
    return mended


def rounded_off(outlines: Geometries) -> Geometries:
    """The outlines with the decimals that a map needs."""
    moved: Geometries = shapely.transform(outlines, lambda degrees: np.round(degrees, DECIMALS))
    return moved


def both_planes(
    name: str, layer: Layer, codes: Sequence[str], outlines: Geometries, table: Table
) -> Iterator[tuple[str, bytes]]:
    """A layer in degrees, then on the flat map."""
    numbers = [table.numbers[f"{layer}:{code}"] for code in codes]
    names = [table.columns["name"][number] for number in numbers]
    regions = np.array([table.columns["region"][number] or table.columns["code"][number] for number in numbers])
    yield outline_file(name), packed(layer, codes, names, outlines)
    yield outline_file(name, flat=True), packed(layer, codes, names, rounded_off(flattened(outlines, regions)))


def flattened(outlines: Geometries, regions: np.ndarray[tuple[int], np.dtype[np.str_]]) -> Geometries:
    """The outlines on the flat map; empty where it does not show them."""
    flat = array([shapely.MultiPolygon()] * len(outlines))
    for region in set(regions) - NOT_DRAWN:
        rows = np.flatnonzero(regions == region)
        flat[rows] = project_outline(outlines[rows], region)
        if region == ENLARGED_REGION:
            flat[rows] = [
                twice(pair) for pair in zip(flat[rows], project_outline(outlines[rows], ENLARGED.id), strict=True)
            ]
        elif frame_of(region) is not METROPOLE:
            flat[rows] = [as_polygons(outline) for outline in flat[rows]]
    return flat


def twice(pair: Sequence[shapely.Geometry]) -> shapely.MultiPolygon:
    """An outline of Île-de-France in its place and enlarged, as one."""
    return as_polygons(shapely.GeometryCollection([part for outline in pair for part in shapely.get_parts(outline)]))


def packed(layer: Layer, codes: Sequence[str], names: Sequence[str], outlines: Geometries) -> bytes:
    """Gzipped GeoJSON, exterior rings clockwise; without the time of day, so that the same outlines give the same."""
    texts = shapely.to_geojson(shapely.orient_polygons(outlines, exterior_cw=True))
    features = [
        f'{{"type":"Feature",{head(layer, code, name)},"geometry":{text}}}'
        for code, name, text, outline in zip(codes, names, texts, outlines, strict=True)
        if not outline.is_empty
    ]
    collection = f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'
    return gzip.compress(collection.encode(), compresslevel=9, mtime=0)


def head(layer: Layer, code: str, name: str) -> str:
    """The id and the properties of a feature, without the braces around.

    >>> head("region", "53", "Bretagne")
    '"id":"region:53","properties":{"code":"53","name":"Bretagne"}'
    """
    said = {"id": f"{layer}:{code}", "properties": {"code": code, "name": name}}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))[1:-1]
