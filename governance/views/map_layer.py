# SPDX-License-Identifier: EUPL-1.2
"""A layer of a map: territories that are drawn alike."""

from dataclasses import dataclass

import pandas as pd

from governance.views.classes import class_key


@dataclass(frozen=True, slots=True)
class Layer:
    """Territories drawn alike. ``values``: columns id, name, score (0–100 or NaN), status (``published``,
    ``provisional``, ``not_assessed``, ``not_applicable``, ``no_answer``), level (0–4 or NaN), population (or NaN),
    simulated (bool); for circles also lon and lat, in the map's plane; those without a point are only in the table.
    """

    noun: str
    """What the territories are called together: "départements", "EPCI"."""
    values: pd.DataFrame
    outlines: str | None = None
    """The address of the GeoJSON whose features have our ids; None for circles."""

    def classes(self) -> pd.Series:
        """The class key of each territory."""
        pairs = zip(self.values["status"], self.values["score"], strict=True)
        return pd.Series([class_key(status, score) for status, score in pairs], index=self.values.index, dtype=object)
