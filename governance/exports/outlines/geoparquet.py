# SPDX-License-Identifier: EUPL-1.2
"""GeoParquet: what its footer announces is counted before anything is unpacked."""

import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from governance.errors import InputError
from governance.exports.outlines.features import MOST_COLUMNS, MOST_FEATURES, Features, as_text, kept
from governance.exports.outlines.systems import numbered

SIGNATURE = b"PAR1"
CODECS = frozenset({"UNCOMPRESSED", "SNAPPY", "ZSTD", "GZIP", "BROTLI", "LZ4", "LZ4_RAW"})


def read_parquet(name: str, content: bytes, unpacked: int) -> Features:
    """The features of a file. InputError when it has no geometry column."""
    try:
        file = pq.ParquetFile(pa.BufferReader(content), pre_buffer=False)
        bounded(file.metadata, name, unpacked)
        geometry, system = announced(file.schema_arrow.metadata or {}, name)
        names = kept([each for each in file.schema_arrow.names if each != geometry])
        table = file.read(columns=[geometry, *names], use_threads=False)
        blobs = [blob if isinstance(blob, bytes) else None for blob in table[geometry].to_pylist()]
        columns = [[as_text(value) for value in table[key].to_pylist()] for key in names]
    except (pa.ArrowException, OSError, ValueError, LookupError, TypeError) as fault:
        raise InputError("outlines.damaged", name=name) from fault
    rows = [list(cells) for cells in zip(*columns, strict=True)] if columns else [[] for _ in blobs]
    return Features("", list(names.values()), rows, shapely.from_wkb(blobs, on_invalid="ignore"), system)


def bounded(metadata: Any, name: str, unpacked: int) -> None:
    """InputError for more rows, columns or bytes than outlines have."""
    if metadata.num_rows > MOST_FEATURES:
        raise InputError("outlines.many", name=name, limit=MOST_FEATURES)
    if metadata.num_columns > MOST_COLUMNS or metadata.num_row_groups > 1000:
        raise InputError("outlines.damaged", name=name)
    groups = [metadata.row_group(rank) for rank in range(metadata.num_row_groups)]
    columns = [group.column(rank) for group in groups for rank in range(group.num_columns)]
    if sum(max(column.total_uncompressed_size, 0) for column in columns) > unpacked:
        raise InputError("outlines.swollen", name=name, limit=unpacked // 1_000_000)
    if not all(column.compression in CODECS for column in columns):
        raise InputError("outlines.damaged", name=name)


def announced(metadata: dict[bytes, bytes], name: str) -> tuple[str, int | None]:
    """The geometry column and its system, as the file's « geo » metadata have them."""
    if b"geo" not in metadata:
        raise InputError("outlines.not_geoparquet", name=name)
    said = json.loads(metadata[b"geo"])
    column = said["primary_column"]
    facts = said["columns"][column]
    if facts.get("encoding") != "WKB":
        raise InputError("outlines.not_geoparquet", name=name)
    if "crs" not in facts:
        return column, 4326
    identity = (facts["crs"] or {}).get("id") or {}
    if not identity:
        return column, None
    code = str(identity.get("code")).upper().removeprefix("CRS")
    return column, numbered(int(code), name)
