# SPDX-License-Identifier: EUPL-1.2
"""A zipped Shapefile: unpacked in memory, within limits, never to a disk."""

import codecs
import encodings.cp1252
import encodings.latin_1  # noqa: F401 — nothing is opened once the sandbox is closed
import io
from typing import Any

import shapefile
import shapely

from governance.errors import InputError
from governance.exports.outlines.features import MOST_FEATURES, Features, as_text, chosen, kept
from governance.exports.outlines.systems import of_wkt
from governance.exports.questionnaires.archive import Archive

SURFACES = frozenset({5, 15, 25, 31})
KNOWN = {"utf8": "utf-8", "65001": "utf-8", "1252": "cp1252", "88591": "cp1252", "ansi1252": "cp1252"}


def read_zip(name: str, content: bytes, layer: str, unpacked: int) -> Features:
    """The features of the Shapefile of a zip. InputError when there is none, or several that may be meant."""
    archive = Archive(name, content, most_bytes=unpacked)
    stems = [entry[:-4] for entry in archive.entries if entry.lower().endswith(".shp")]
    names = {stem.rpartition("/")[2]: stem for stem in stems}
    table = chosen(list(names), layer)
    if table is None:
        raise InputError("outlines.tables" if names else "outlines.no_shapefile", name=name, tables=list(names)[:20])
    files = {entry.lower(): entry for entry in archive.entries}
    stem = names[table].lower()
    parts = {ending: archive.read(files[f"{stem}.{ending}"]) for ending in PARTS if f"{stem}.{ending}" in files}
    if "dbf" not in parts:
        raise InputError("outlines.no_attributes", name=name, table=table)
    try:
        return features(table, parts, name)
    except (InputError, MemoryError):
        raise
    except Exception as fault:  # whatever a damaged Shapefile makes its reader raise: no list of it is complete
        raise InputError("outlines.damaged", name=name) from fault


PARTS = ("shp", "dbf", "prj", "cpg")


def features(table: str, parts: dict[str, bytes], name: str) -> Features:
    """The rows of a Shapefile."""
    reader = shapefile.Reader(
        shp=io.BytesIO(parts["shp"]),
        dbf=io.BytesIO(parts["dbf"]),
        encoding=encoding_of(parts),
        encodingErrors="replace",
    )
    if max(reader.numShapes or 0, reader.numRecords or 0) > MOST_FEATURES:
        raise InputError("outlines.many", name=name, limit=MOST_FEATURES)
    fields = [field[0] for field in reader.fields[1:]]
    names = kept(fields)
    rows = [[as_text(record[key]) for key in names] for record in reader.iterRecords(fields=list(names) or None)]
    shapes = [surface(shape) for shape in reader.iterShapes()]
    count = min(len(rows), len(shapes))
    system = of_wkt(parts.get("prj", b"").decode("utf-8", "replace"), name)
    return Features(table, list(names.values()), rows[:count], shapes[:count], system)


def encoding_of(parts: dict[str, bytes]) -> str:
    """The encoding of the attributes: as announced, else UTF-8 where it fits, else latin-1."""
    said = parts.get("cpg", b"")[:40].decode("ascii", "ignore").strip().lower()
    known = KNOWN.get(said.replace("-", "").replace("_", "").replace(" ", "").removeprefix("iso"))
    if known:
        return known
    try:
        codecs.decode(parts["dbf"], "utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def surface(shape: Any) -> shapely.Geometry | None:
    """The surface that the rings of a shape bound, holes and islands told by how they lie in each other."""
    if shape.shapeType not in SURFACES or not shape.points:
        return None
    ends = [*shape.parts[1:], len(shape.points)]
    rings = [shape.points[start:end] for start, end in zip(shape.parts, ends, strict=True)]
    lines = [shapely.linearrings([point[:2] for point in ring]) for ring in rings if len(ring) >= 4]
    if not lines:
        return None
    if len(lines) == 1:
        return shapely.polygons(lines[0])
    return shapely.make_valid(shapely.multipolygons(shapely.polygons(lines)), method="linework")
