# SPDX-License-Identifier: EUPL-1.2
"""The territories of a map as data: GeoPackage, GeoJSON, CSV. Codes are text, coordinates longitude and latitude."""

import tempfile
from pathlib import Path
from typing import Literal

import geopandas
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from governance.exports.spreadsheet import to_csv

GeodataFormat = Literal["gpkg", "geojson", "csv"]
GEODATA_FORMATS: tuple[GeodataFormat, ...] = ("gpkg", "geojson", "csv")
LAYER = "territoires"
CRS = "OGC:CRS84"


def write_geodata(values: pd.DataFrame, outlines: npt.NDArray[np.object_], kind: GeodataFormat) -> bytes:
    """The lines of a map with their outlines (None: none is known); the CSV has the lines alone.

    Texts, numbers unrounded, and empty where there is no figure.
    """
    if kind == "csv":
        return to_csv(
            list(values.columns),
            ({str(name): value for name, value in row.items()} for row in values.to_dict("records")),
        )
    frame = geopandas.GeoDataFrame(values.copy(), geometry=polygons(outlines), crs=CRS)
    if kind == "geojson":
        return str(frame.to_json(drop_id=True, ensure_ascii=False)).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.gpkg"
        frame.to_file(path, layer=LAYER, driver="GPKG", engine="pyogrio")
        return path.read_bytes()


def polygons(outlines: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Outlines as one type, as layers of a GeoPackage have: all multipolygons."""
    return np.array(
        [None if outline is None else shapely.multipolygons(shapely.get_parts(outline)) for outline in outlines],
        dtype=object,
    )
