# SPDX-License-Identifier: EUPL-1.2
"""A map of classes in words: what each territory is, said by colour, legend, bubble and table alike."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from governance.language import Language, format_number
from governance.territories.folding import fold_lines
from governance.views.classes import MapClass, Shading
from governance.views.table import header


def shaded(classes: Sequence[MapClass], keys: Sequence[str]) -> Shading:
    """Territories in classes, each by the key of its own.

    >>> shaded([MapClass("a", "A", "#000000"), MapClass("b", "B", "#FFFFFF")], ["b", "a", "b"]).counts()
    [1, 2]
    """
    place = {each.key: rank for rank, each in enumerate(classes)}
    return Shading(tuple(classes), np.array([place[key] for key in keys], np.uint8))


def classed_table(values: pd.DataFrame, shading: Shading, figure: str, language: Language) -> pd.DataFrame:
    """One line a territory, by name: a map is not a ranking. ``values``: name, figure, population.

    ``figure``: the header of the figures.
    """
    table = pd.DataFrame(
        {
            header("territory", language): values["name"].tolist(),
            header("class", language): shading.words(),
            figure: values["figure"].tolist(),
            header("population", language): values["population"].tolist(),
        }
    )
    return table.iloc[np.argsort(fold_lines(values["name"], saints=False), kind="stable")].reset_index(drop=True)


def signed(points: float, language: Language) -> str:
    """A difference of points with its sign.

    >>> signed(12.4, "fr"), signed(-0.6, "fr"), signed(0.2, "fr")
    ('+12', '−1', '0')
    """
    shown = format_number(abs(points), language)
    return shown if shown == "0" else f"{'+' if points > 0 else '−'}{shown}"
