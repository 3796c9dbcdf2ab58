# SPDX-License-Identifier: EUPL-1.2
"""The area of each territory, from the official outlines that are installed."""

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import shapely

from governance.territories.install.manifest import Installed, loaded
from governance.territories.install.travelling import PLURAL
from governance.territories.territory import Layer

EQUAL_AREA = 6933  # EASE-Grid 2.0: cylindrical, equal areas on the WGS 84 ellipsoid


def areas(installed: Installed, layer: Layer) -> Mapping[str, float]:
    """Square kilometres by territory id; those of generalised outlines, a few per cent off for small communes."""
    return areas_in(installed.folder, layer)


@lru_cache(maxsize=8)
def areas_in(folder: Path, layer: Layer) -> Mapping[str, float]:
    """The same, measured once: the folder of an installation never changes."""
    import geopandas  # noqa: PLC0415 — slow to import, and needed by this alone on the way to a page

    installed, name = loaded(folder), f"{PLURAL.get(layer, layer)}.parquet"
    if not installed.has(name):
        return {}
    outlines = geopandas.read_parquet(io.BytesIO(installed.read(name)), columns=["id", "geometry"])
    surfaces = shapely.area(outlines.geometry.to_crs(EQUAL_AREA).to_numpy()) / 1e6
    return dict(zip(outlines["id"], (float(surface) for surface in surfaces), strict=True))
