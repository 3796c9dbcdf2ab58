# SPDX-License-Identifier: EUPL-1.2
"""Outlines in every form come out the same: texts, and valid surfaces in degrees; all else is one sentence."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from governance.errors import InputError
from governance.exports.outlines import FROM_DISK, parser, read_outlines
from tests.exports.outlines.files import (
    SQUARES,
    bare_geopackage,
    blob,
    geojson,
    geopackage,
    geoparquet,
    gzipped,
    plain_parquet,
    shape,
    shapefile_parts,
    swollen_parquet,
    zipped,
)

URN = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}}
FORMS: dict[str, Callable[[Path], bytes]] = {
    "GeoJSON": lambda _: geojson(),
    "GeoJSON with its system": lambda _: geojson(**URN),
    "gzipped GeoJSON": lambda _: gzipped(geojson()),
    "GeoPackage": geopackage,
    "GeoPackage in degrees": lambda tmp: geopackage(tmp, system=4326),
    "Shapefile": lambda _: zipped(shapefile_parts()),
    "Shapefile in degrees": lambda _: zipped(shapefile_parts(4326)),
    "Shapefile in latin-1": lambda _: zipped(shapefile_parts(encoding="cp1252")),
    "GeoParquet": lambda _: geoparquet(),
    "GeoParquet in degrees": lambda _: geoparquet(system=4326),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_outlines_in_degrees(form: str, tmp_path: Path) -> None:
    read = read_outlines("file", FORMS[form](tmp_path))
    assert "insee_dep" in read.columns
    assert [row[read.columns.index("insee_dep")] for row in read.rows] == ["01", "02", "2A"]
    for found, square in zip(read.shapes, SQUARES, strict=True):
        assert found is not None
        assert found.is_valid
        # A straight edge in Lambert-93 is none in degrees: some metres between.
        assert shapely.hausdorff_distance(found, shape(square)) < 1e-3
    assert not read.guessed


def test_a_file_that_does_not_say_its_system_is_told_by_where_it_lies() -> None:
    read = read_outlines("s.zip", zipped(shapefile_parts(2154) | {"prj": b""}))
    assert (read.system, read.guessed) == (2154, True)
    read = read_outlines("s.zip", zipped(shapefile_parts(None)))
    assert (read.system, read.guessed) == (4326, True)


def test_the_same_file_may_be_read_with_larger_limits() -> None:
    assert len(read_outlines("file", geojson(), limits=FROM_DISK).rows) == 3


def test_the_table_of_a_tier_is_chosen_among_several(tmp_path: Path) -> None:
    content = geopackage(tmp_path, "DEPARTEMENT", "EPCI")
    assert read_outlines("g.gpkg", content, "departement").table == "DEPARTEMENT"
    with pytest.raises(InputError, match="DEPARTEMENT, EPCI"):
        read_outlines("g.gpkg", content)
    parts = shapefile_parts()
    both = zipped({f"a/{name}.{ending}": part for name in ("EPCI", "REGION") for ending, part in parts.items()})
    assert read_outlines("s.zip", both, "region").table == "REGION"
    with pytest.raises(InputError, match="EPCI, REGION"):
        read_outlines("s.zip", both)


def test_what_has_no_surface_and_what_crosses_itself_is_said() -> None:
    document = json.loads(geojson())
    bow = [[[5, 46], [6, 47], [6, 46], [5, 47], [5, 46]]]
    geometries = [
        {"type": "Polygon", "coordinates": bow},
        {"type": "Point", "coordinates": [5, 46]},
        None,
        {"type": "Polygon", "coordinates": [[[500, 46], [501, 47], [501, 46], [500, 46]]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Nonsense"},
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": bow}]},
    ]
    document["features"] = [
        {"type": "Feature", "id": f"{rank}", "properties": None, "geometry": each}
        for rank, each in enumerate(geometries)
    ]
    read = read_outlines("g", json.dumps(document | URN).encode())
    assert [one is not None for one in read.shapes] == [True, False, False, False, False, False, True]
    assert read.repaired == {0, 6}
    assert read.rows[3] == ("3",)


def gpkg(*statements: str) -> bytes:
    return bare_geopackage(*statements)


CELLS = f"('01', x'{blob(SQUARES[0]).hex()}'), (2, 'no blob'), (3.0, x'4750FF')"
TABLE = (
    "CREATE TABLE t (code, geom)",
    f"INSERT INTO t VALUES {CELLS}",  # noqa: S608 — our own words
)
LISTED = "INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', {})"


def test_a_geopackage_made_by_hand_is_read() -> None:
    read = read_outlines("g", gpkg(*TABLE, LISTED.format(4326)))
    assert read.rows == (("01",), ("2",), ("3",))
    assert [one is not None for one in read.shapes] == [True, False, False]
    wal = bytearray(gpkg(*TABLE, LISTED.format(0)))
    wal[18:20] = b"\2\2"
    read = read_outlines("g", bytes(wal))
    assert (read.guessed, read.system) == (True, 4326)


FAR = {"properties": {"name": "urn:ogc:def:crs:EPSG::26986"}}
PATH = {"properties": {"name": "+nadgrids=/etc/passwd"}}
REFUSED: dict[str, tuple[bytes, str]] = {
    "VRT": (b"<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>", "outlines.unknown"),
    "text": (b"code;geometry", "outlines.unknown"),
    "not JSON": (b"{nope", "outlines.not_geojson"),
    "no features": (b'{"a": 1}', "outlines.not_geojson"),
    "features of no kind": (b'{"features": [1]}', "outlines.not_geojson"),
    "features that are none": (b'{"features": 1}', "outlines.not_geojson"),
    "deep": (b'{"features": ' + b"[" * 100_000, "outlines.not_geojson"),
    "empty": (b'{"features": []}', "outlines.empty"),
    "unknown system": (geojson(crs=FAR), "outlines.system_unknown"),
    "a system that is a path": (geojson(crs=PATH), "outlines.system_unknown"),
    "cut gzip": (gzipped(geojson())[:-9], "outlines.damaged"),
    "gzip bomb": (gzipped(b"{" + b" " * 61_000_000), "outlines.swollen"),
    "not a base": (b"SQLite format 3\0" + b"\1" * 2000, "outlines.damaged"),
    "base without tables": (bare_geopackage(), "outlines.tables"),
    "a view": (
        gpkg("CREATE VIEW t AS SELECT '01' AS code, x'00' AS geom", LISTED.format(4326)), "outlines.tables",
    ),
    "a column that calls functions": (
        gpkg("CREATE TABLE t (code AS (upper(hex(7))), geom)", "INSERT INTO t (geom) VALUES (x'00')", LISTED.format(0)),
        "outlines.tables",
    ),
    "a virtual table": (
        gpkg("CREATE VIRTUAL TABLE t USING fts5(code, geom)", LISTED.format(0)), "outlines.tables",
    ),
    "a zip that swells": (zipped({"shp": bytes(50_000_000), "dbf": b""}), "formats.zip_bytes"),
    "a table that swells": (swollen_parquet(), "outlines.swollen"),
    "system of elsewhere": (gpkg(*TABLE, LISTED.format(9)), "outlines.system_unknown"),
    "zip of nothing": (zipped({"a.txt": b"x"}), "outlines.no_shapefile"),
    "zip outside": (zipped({"../a.shp": b"x"}), "formats.zip_outside"),
    "shapes without attributes": (zipped({"shp": b"x"}), "outlines.no_attributes"),
    "no shapes": (zipped(shapefile_parts() | {"shp": b"x" * 200}), "outlines.damaged"),
    "shapefile of elsewhere": (
        zipped(shapefile_parts() | {"prj": b'PROJCS["NAD83 / Massachusetts",GEOGCS["x"]]'}), "outlines.system_unknown",
    ),
    "a system written as a path": (
        zipped(shapefile_parts() | {"prj": b'PROJCS["x",EXTENSION["PROJ4","+nadgrids=/etc/passwd"]]'}),
        "outlines.system_unknown",
    ),
    "a table without geometry": (plain_parquet(), "outlines.not_geoparquet"),
    "cut parquet": (geoparquet()[:-30], "outlines.damaged"),
    "metres of elsewhere": (
        geojson([("01", 0, 0, 1, 1)]).replace(b"0.0,", b"5e7,"), "outlines.system_absent",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_anything_else_is_refused_in_one_sentence(what: str) -> None:
    content, key = REFUSED[what]
    with pytest.raises(InputError) as fault:
        read_outlines("essai.bin", content)
    assert fault.value.key == key
    words = fault.value.message("fr")
    assert "essai.bin" in words
    assert "{" not in words
    assert "|" not in words


def test_a_file_beyond_its_size_is_not_even_read() -> None:
    with pytest.raises(InputError) as fault:
        read_outlines("g.geojson", b"{" + b" " * 5_000_001)
    assert fault.value.key == "sandbox.large"


def test_gdal_is_never_loaded_where_files_are_read() -> None:
    read_outlines("file", geojson())
    from governance.exports.outlines import FROM_BROWSER

    process = parser(FROM_BROWSER).process
    assert process is not None
    maps = Path(f"/proc/{process.pid}/maps")
    if not maps.exists():
        pytest.skip("this system does not tell what a process has loaded")
    loaded = maps.read_text("utf-8")
    assert "libgeos" in loaded
    assert "gdal" not in loaded.lower()
    assert "pyogrio" not in loaded
