# SPDX-License-Identifier: EUPL-1.2
"""What runs in the sandbox: from the bytes of a file of outlines to attributes and valid surfaces in degrees."""

import base64
import encodings.cp437
import encodings.idna
import encodings.utf_16  # noqa: F401 — nothing is opened once the sandbox is closed
import gzip
import io
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from governance.errors import InputError
from governance.exports.outlines.features import MOST_FEATURES, Features
from governance.exports.outlines.geojson import read_geojson
from governance.exports.outlines.geopackage import SIGNATURE as SQLITE
from governance.exports.outlines.geopackage import read_geopackage
from governance.exports.outlines.geoparquet import SIGNATURE as PARQUET
from governance.exports.outlines.geoparquet import read_parquet
from governance.exports.outlines.systems import guess, to_degrees, transformer
from governance.exports.outlines.zipped import read_zip
from governance.exports.questionnaires.archive import is_zip
from governance.language import LANGUAGES
from governance.language.catalogue import catalogue

for each in LANGUAGES:
    catalogue("messages", each)  # read now: the words of faults
for system in (2154, 3857):
    transformer(system)
GZIP = b"\x1f\x8b"
CHUNK = 1_000_000
SURFACES = (3, 6)
"""Polygons, and several of them."""


@dataclass(frozen=True)
class Bounds:
    """What a file may hold, beyond its own size."""

    unpacked: int = 40_000_000
    vertices: int = 3_000_000


FROM_BROWSER, FROM_DISK = Bounds(), Bounds(2_000_000_000, 60_000_000)


def parse(hint: str, content: bytes) -> dict[str, Any]:
    """The features of a file that somebody sent, in what JSON can say. ``hint``: layer sought, a bar, file's name."""
    return parsed(hint, content, FROM_BROWSER)


def parse_large(hint: str, content: bytes) -> dict[str, Any]:
    """The same of a file of this machine."""
    return parsed(hint, content, FROM_DISK)


def parsed(hint: str, content: bytes, bounds: Bounds) -> dict[str, Any]:
    """The features of a file, surfaces mended."""
    layer, _, name = hint.partition("|")
    features = read(name, content, layer, bounds)
    shapes = np.empty(len(features.shapes), dtype=object)
    shapes[:] = list(features.shapes)
    if not len(shapes):
        raise InputError("outlines.empty", name=name)
    if len(shapes) > MOST_FEATURES or int(shapely.get_num_coordinates(shapes).sum()) > bounds.vertices:
        raise InputError("outlines.many", name=name, limit=MOST_FEATURES)
    system = guess(shapes, name) if features.system is None else features.system
    with np.errstate(all="ignore"):
        surfaces, repaired = mended(to_degrees(shapes, system))
    blobs = [b"" if one is None else shapely.to_wkb(one) for one in surfaces]
    return {
        "table": features.table,
        "columns": features.columns,
        "rows": features.rows,
        "lengths": [len(blob) for blob in blobs],
        "shapes": base64.b64encode(b"".join(blobs)).decode("ascii"),
        "system": system,
        "guessed": features.system is None and system != features.usual,
        "repaired": repaired,
    }


def read(name: str, content: bytes, layer: str, bounds: Bounds) -> Features:
    """The features of a file of any form, which its content tells."""
    if content.startswith(GZIP):
        content = unzipped(name, content, bounds.unpacked)
    if content.startswith(SQLITE):
        return read_geopackage(name, content, layer)
    if content.startswith(PARQUET):
        return read_parquet(name, content, bounds.unpacked)
    if is_zip(content):
        return read_zip(name, content, layer, bounds.unpacked)
    if not content[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise InputError("outlines.unknown", name=name)
    return read_geojson(name, content)


def unzipped(name: str, content: bytes, limit: int) -> bytes:
    """The content of a gzipped file, within what it may weigh."""
    parts: list[bytes] = []
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            while part := file.read(CHUNK):
                parts.append(part)
                if len(parts) * CHUNK > limit:
                    raise InputError("outlines.swollen", name=name, limit=limit // 1_000_000)
    except (OSError, EOFError, zlib.error) as fault:
        raise InputError("outlines.damaged", name=name) from fault
    return b"".join(parts)


def mended(shapes: Any) -> tuple[list[shapely.Geometry | None], list[int]]:
    """The surface of each geometry, None where there is none on Earth; and which ones crossed themselves."""
    valid, kinds, sizes = shapely.is_valid(shapes), shapely.get_type_id(shapes), shapely.area(shapes)
    here = on_earth(shapely.bounds(shapes))
    good = valid & here & np.isin(kinds, SURFACES) & (sizes > 0)
    surfaces: list[shapely.Geometry | None] = [
        shape if fine else None for shape, fine in zip(shapes, good, strict=True)
    ]
    for number in np.flatnonzero(here & ~good):
        surfaces[number] = surface(shapely.make_valid(shapes[number], method="structure", keep_collapsed=False))
    return surfaces, np.flatnonzero(here & ~valid).tolist()


def surface(shape: shapely.Geometry) -> shapely.Geometry | None:
    """The polygons in a geometry, however it holds them; None when there are none."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    kept = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    return shapely.union_all(kept) if kept else None


def on_earth(bounds: Any) -> Any:
    """Which geometries lie on Earth, in degrees: infinite coordinates do not, nor do those of nothing."""
    west, south, east, north = bounds.T
    return (west >= -180) & (south >= -90) & (east <= 180) & (north <= 90)
