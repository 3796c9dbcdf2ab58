# SPDX-License-Identifier: EUPL-1.2
"""The area of each territory, from the official outlines that are installed."""

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import shapely

from governance.territories.install.manifest import Installed, installed, loaded
from governance.territories.install.travelling import PLURAL
from governance.territories.territory import Layer

EQUAL_AREA = 6933  # EASE-Grid 2.0: cylindrical, equal areas on the WGS 84 ellipsoid


NOTHING: Mapping[str, float] = {}


def installed_areas(data_dir: Path, layer: Layer) -> Mapping[str, float]:
    """Square kilometres by territory id, of the outlines installed in a data folder; none where there are none."""
    found = installed(data_dir)
    return areas(found, layer) if found else NOTHING


def areas(official: Installed, layer: Layer) -> Mapping[str, float]:
    """Square kilometres by territory id; those of generalised outlines, a few per cent off for small communes."""
    return areas_in(official.folder, layer)


@lru_cache(maxsize=8)
def areas_in(folder: Path, layer: Layer) -> Mapping[str, float]:
    """The same, measured once: the folder of an installation never changes."""
    import geopandas  # noqa: PLC0415 — slow to import, and needed by this alone on the way to a page

    official, name = loaded(folder), f"{PLURAL.get(layer, layer)}.parquet"
    if not official.has(name):
        return NOTHING
    outlines = geopandas.read_parquet(io.BytesIO(official.read(name)), columns=["id", "geometry"])
    surfaces = shapely.area(outlines.geometry.to_crs(EQUAL_AREA).to_numpy()) / 1e6
    return dict(zip(outlines["id"], (float(surface) for surface in surfaces), strict=True))
