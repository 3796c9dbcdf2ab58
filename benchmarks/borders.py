# SPDX-License-Identifier: EUPL-1.2
"""Who is next to whom, from outlines: found once for each installation, and how it grows with the territories."""

import geopandas
import libpysal
import numpy as np
import shapely

from benchmarks.row import Row, compare, seconds
from governance.territories.borders import borders_of
from governance.territories.install.matching import Geometries, array

EPCI, COMMUNES = 1_250, 34_969
POINTS = 8
"""Of each side of an outline: as many vertices as the generalised outlines of communes have."""


def rows() -> list[Row]:
    """Borders of made outlines against PySAL's, then those of as many outlines as there are communes."""
    few, many = made(EPCI), made(COMMUNES)
    frame = geopandas.GeoDataFrame(geometry=few, crs=4326)
    theirs_found = queen(frame)
    found = borders_of("few", [str(place) for place in range(EPCI)], few)
    if len(found.pairs) != sum(map(len, theirs_found.neighbors.values())) // 2:
        msg = "both must find the same borders, or there is nothing to compare"
        raise ValueError(msg)
    ours, theirs = compare(lambda: borders_of("few", [str(place) for place in range(EPCI)], few), lambda: queen(frame))
    grown = seconds(lambda: borders_of("many", [str(place) for place in range(COMMUNES)], many))
    return [
        Row(f"borders of {EPCI:,} outlines", ours, "the same with libpysal", theirs),
        Row(f"borders of {COMMUNES:,} outlines", grown, f"for {EPCI:,}", ours),
    ]


def made(count: int) -> Geometries:
    """Squares side by side, with points on their sides."""
    side = int(np.ceil(np.sqrt(count)))
    step = 8.0 / side
    squares = [shapely.box(x * step, 43 + y * step, (x + 1) * step, 43 + (y + 1) * step)
               for y in range(side) for x in range(side)]  # fmt: skip
    return array(shapely.segmentize(squares[:count], step / POINTS))


def queen(frame: geopandas.GeoDataFrame) -> libpysal.weights.W:
    """The same by PySAL."""
    return libpysal.weights.Queen.from_dataframe(frame, use_index=False, silence_warnings=True)
