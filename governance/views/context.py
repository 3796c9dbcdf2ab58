# SPDX-License-Identifier: EUPL-1.2
"""A figure of context that a map may cross with a score: density, income, whatever was imported."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from governance.scoring.result import Floats


@dataclass(frozen=True, slots=True)
class Context:
    """One indicator. A stock (an amount of something) may size circles; only a ratio may colour areas."""

    id: str
    title: str
    unit: str
    may_fill_areas: bool
    values: Mapping[str, float]
    """By territory id; absent: no value."""
    source: str = ""

    @property
    def name(self) -> str:
        """Title and unit, as a legend writes them."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    def of(self, ids: "pd.Series[str]") -> Floats:
        """The values of territories, in their order; NaN where there is none."""
        return np.array([self.values.get(one, np.nan) for one in ids], dtype=np.float64)
