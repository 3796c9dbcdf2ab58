# SPDX-License-Identifier: EUPL-1.2
"""The data sets that come with PySAL, and on which its documentation gives figures."""

from contextlib import closing
from pathlib import Path
from typing import Any

import libpysal
import numpy as np
import pandas as pd

from governance.comparison.neighbours import Neighbours, contiguity
from governance.scoring.result import Floats

EXAMPLES = Path(libpysal.__file__).parent / "examples"


def mexico() -> pd.DataFrame:
    """Income per head of the 32 states of Mexico, 1940–2000, and their regions."""
    return pd.read_csv(EXAMPLES / "mexico" / "mexico.csv")


def saint_louis() -> tuple[Floats, Any]:
    """Homicide rates of 78 counties around Saint Louis, and PySAL's weights of those that touch."""
    table = libpysal.io.open(str(EXAMPLES / "stl" / "stl_hom.txt"))
    links = libpysal.io.open(str(EXAMPLES / "stl" / "stl.gal"))
    with closing(table), closing(links):
        return np.array(table.by_col["HR8893"], np.float64), links.read()


def neighbours_of(weights: Any) -> Neighbours:
    """The same neighbourhood as ours."""
    places = {name: place for place, name in enumerate(weights.id_order)}
    pairs = [(places[one], places[other]) for one, others in weights.neighbors.items() for other in others]
    return contiguity(len(places), np.array(pairs))
