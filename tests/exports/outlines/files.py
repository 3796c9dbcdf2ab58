# SPDX-License-Identifier: EUPL-1.2
"""Small files of outlines in every form, made here."""

import gzip
import io
import json
import sqlite3
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas
import pyarrow as pa
import pyarrow.parquet as pq
import shapefile
import shapely
from pyproj import CRS, Transformer

Square = tuple[str, float, float, float, float]
SQUARES: tuple[Square, ...] = (
    ("01", 5.0, 46.0, 5.5, 46.5),
    ("02", 5.5, 46.0, 6.0, 46.5),
    ("2A", 8.5, 41.5, 9.0, 42.0),
)
LAMBERT = Transformer.from_crs(4326, 2154, always_xy=True)


def shape(square: Square, system: int = 4326) -> shapely.Polygon:
    made = shapely.box(*square[1:])
    return shapely.transform(made, LAMBERT.transform, interleaved=False) if system == 2154 else made


def geojson(squares: Sequence[Square] = SQUARES, key: str = "INSEE_DEP", **more: Any) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {key: one[0], "NOM": f"D {one[0]}"},
            "geometry": json.loads(shapely.to_geojson(shape(one))),
        }
        for one in squares
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def frame(key: str = "insee_dep", system: int = 2154) -> geopandas.GeoDataFrame:
    shapes = [shape(one, system) for one in SQUARES]
    return geopandas.GeoDataFrame(
        {key: [one[0] for one in SQUARES], "NOM": ["é", "b", "c"]}, geometry=shapes, crs=system
    )


def geoparquet(**options: Any) -> bytes:
    content = io.BytesIO()
    frame(**options).to_parquet(content)
    return content.getvalue()


def plain_parquet() -> bytes:
    content = io.BytesIO()
    pq.write_table(pa.table({"code": ["01"]}), content)
    return content.getvalue()


def swollen_parquet() -> bytes:
    """Little to send, much to unpack."""
    content = io.BytesIO()
    table = pa.table({"code": [str(number).zfill(900) for number in range(50_000)]})
    pq.write_table(table, content, compression="zstd", use_dictionary=False)
    return content.getvalue()


def geopackage(tmp: Path, *tables: str, system: int = 2154) -> bytes:
    """Written by GDAL, as people's programs do."""
    path = tmp / "made.gpkg"
    path.unlink(missing_ok=True)
    for table in tables or ("DEPARTEMENT",):
        frame(system=system).to_file(path, layer=table, driver="GPKG")
    return path.read_bytes()


def bare_geopackage(*statements: str) -> bytes:
    """As few tables as a reader needs, and whatever else is said."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id)")
    base.execute("CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id)")
    base.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326), (0, 'NONE', 0), (9, 'EPSG', 26986)")
    for statement in statements:
        base.execute(statement)
    base.commit()
    content: bytes = base.serialize()
    base.close()
    return content


def blob(square: Square) -> bytes:
    return b"GP\0\1" + struct.pack("<i", 4326) + shapely.to_wkb(shape(square))


def shapefile_parts(system: int | None = 2154, encoding: str = "utf-8") -> dict[str, bytes]:
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding=encoding) as writer:
        writer.field("INSEE_DEP", "C", 5)
        writer.field("NOM_DEP", "C", 20)
        for one in SQUARES:
            ring = list(shape(one, system or 4326).exterior.coords)
            writer.poly([ring[::-1]])
            writer.record(one[0], "Côte")
    parts = {"shp": shp.getvalue(), "shx": shx.getvalue(), "dbf": dbf.getvalue()}
    if system is not None:
        parts["prj"] = CRS(system).to_wkt("WKT1_ESRI").encode()
    return parts


def zipped(parts: dict[str, bytes], stem: str = "DEPARTEMENT") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for ending, part in parts.items():
            archive.writestr(f"{stem}.{ending}" if "." not in ending else ending, part)
    return content.getvalue()


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content)
