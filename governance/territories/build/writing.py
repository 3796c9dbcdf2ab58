# SPDX-License-Identifier: EUPL-1.2
"""Files that come out the same, byte for byte, from the same sources."""

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

SHARED = pa.dictionary(pa.int32(), pa.string())  # the same few values over and over
TERRITORY_SCHEMA = pa.schema(
    [
        ("code", pa.string()),
        ("layer", SHARED),
        ("tier", SHARED),
        ("kind", SHARED),
        ("name", pa.string()),
        ("siren", pa.string()),
        ("population", pa.int32()),
        ("departement", SHARED),
        ("region", SHARED),
        ("epci", SHARED),
        ("ept", SHARED),
        ("authority", SHARED),
        ("postcodes", pa.list_(pa.string())),
        ("longitude", pa.float64()),
        ("latitude", pa.float64()),
        ("point_source", SHARED),
    ]
)
MEMBER_SCHEMA = pa.schema([("layer", SHARED), ("group", SHARED), ("commune", pa.string())])
FORMER_SCHEMA = pa.schema([("name", pa.string()), ("code", pa.string()), ("territory", pa.string())])
DECIMALS = 4  # of a degree on the flat map: 11 m of the plane

Feature = dict[str, Any]


def write_table(path: Path, rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> None:
    """Rows as Parquet, compressed with zstd."""
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), path, compression="zstd", compression_level=19)


def write_features(path: Path, features: Iterable[Feature]) -> None:
    """Features as gzipped GeoJSON, without the time of day that gzip would add."""
    collection = {"type": "FeatureCollection", "features": list(features)}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def feature(geometry: shapely.Geometry, identifier: str | None = None, **properties: str) -> Feature:
    """A GeoJSON feature, its coordinates rounded."""
    rounded = shapely.transform(geometry, lambda degrees: np.round(degrees, DECIMALS))
    head: Feature = {"type": "Feature"} | ({"id": identifier} if identifier else {})
    return head | {"properties": properties, "geometry": json.loads(shapely.to_geojson(rounded))}
