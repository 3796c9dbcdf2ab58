# SPDX-License-Identifier: EUPL-1.2
"""The outlines of files: those of Île-de-France are kept in their place alone where a perimeter is shown."""

import numpy as np
import pandas as pd
import pytest
import shapely

from governance.ui.atlas.shapes import around, in_place, shapes_of
from governance.views.map_drawing import ENLARGEMENT
from governance.web.outlines import outline_ids

WEST, SOUTH, EAST, NORTH = ENLARGEMENT
ENLARGED = shapely.box(WEST + 0.5, SOUTH + 0.5, WEST + 1.0, SOUTH + 1.0)
HOME = shapely.box(-0.5, 2.0, -0.3, 2.2)


def array(*shapes: shapely.Geometry | None) -> np.ndarray:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def test_the_enlargement_is_left_out_and_nothing_else() -> None:
    twice = shapely.MultiPolygon([ENLARGED, HOME])
    kept = in_place(array(twice, HOME, None))
    assert shapely.equals(kept[0], HOME)
    assert shapely.equals(kept[1], HOME)
    assert kept[2] is None


@pytest.mark.parametrize("plane", [True, False])
def test_each_territory_has_its_own_outline_and_the_unknown_none(plane: bool) -> None:
    ids = pd.Series(["departement:29", "departement:999", "departement:75"])
    finistere, unknown, paris = shapes_of(ids, ["departements"], plane=plane)
    assert unknown is None
    assert shapely.area(finistere) > shapely.area(paris) > 0
    assert len(shapely.get_parts(paris)) == (2 if plane else 1)


def test_what_is_around_is_all_the_rest() -> None:
    inside = pd.Series(["departement:29", "departement:75"])
    assert len(around(inside, ["departements"])) == len(outline_ids("departements")) - 2
