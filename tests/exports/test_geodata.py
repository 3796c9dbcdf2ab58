# SPDX-License-Identifier: EUPL-1.2
"""The data of a map, opened again with geopandas and compared."""

import io
from math import nan
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from governance.exports.geodata import GEODATA_FORMATS, LAYER, GeodataFormat, write_geodata

VALUES = pd.DataFrame(
    {
        "id": ["commune:01004", "commune:2A004", "epci:200054781"],
        "code": ["01004", "2A004", "200054781"],
        "name": ["Ambérieu-en-Bugey", "=1+1", "Métropole du Grand Paris"],
        "score": [65.4321, nan, 0.0],
        "status": ["published", "no_answer", "published"],
        "simulated": [True, False, False],
    }
)
OUTLINES = np.empty(3, dtype=object)
OUTLINES[:] = [
    shapely.box(5.0, 45.0, 5.5, 46.0),
    shapely.MultiPolygon([shapely.box(8.5, 41.5, 9.0, 42.0), shapely.box(9.1, 41.5, 9.2, 41.6)]),
    None,
]


@pytest.mark.parametrize("kind", ["gpkg", "geojson"])
def test_a_layer_opened_again_has_the_same_lines_codes_and_outlines(kind: GeodataFormat, tmp_path: Path) -> None:
    path = tmp_path / f"map.{kind}"
    path.write_bytes(write_geodata(VALUES, OUTLINES, kind))
    found = geopandas.read_file(path, engine="pyogrio")
    assert found["code"].tolist() == ["01004", "2A004", "200054781"]
    assert found["name"].tolist() == VALUES["name"].tolist()
    np.testing.assert_allclose(found["score"].to_numpy(dtype=float), VALUES["score"])
    assert found["simulated"].astype(bool).tolist() == [True, False, False]
    assert found.crs.to_epsg() == 4326 or found.crs.to_string() == "OGC:CRS84"
    assert [shapely.equals(one, other) for one, other in zip(found.geometry[:2], OUTLINES[:2], strict=True)] == [
        True
    ] * 2
    assert found.geometry[2] is None


def test_the_layer_of_a_geopackage_has_a_name_and_one_type(tmp_path: Path) -> None:
    path = tmp_path / "map.gpkg"
    path.write_bytes(write_geodata(VALUES, OUTLINES, "gpkg"))
    assert geopandas.list_layers(path)[["name", "geometry_type"]].to_numpy().tolist() == [[LAYER, "MultiPolygon"]]


def test_the_table_has_its_mark_its_codes_and_no_formula() -> None:
    content = write_geodata(VALUES, OUTLINES, "csv")
    found = pd.read_csv(io.BytesIO(content), dtype={"code": str}, encoding="utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    assert found["code"].tolist() == VALUES["code"].tolist()
    assert found["name"][1] == "'=1+1"
    np.testing.assert_allclose(found["score"], VALUES["score"])


@pytest.mark.parametrize("kind", GEODATA_FORMATS)
def test_a_map_of_nobody_is_a_file_all_the_same(kind: GeodataFormat) -> None:
    assert write_geodata(VALUES[:0], OUTLINES[:0], kind)
