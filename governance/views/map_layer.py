# SPDX-License-Identifier: EUPL-1.2
"""A layer of a map: territories that are drawn alike."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

# Circles: areas in proportion to populations, the largest of the map being this many pixels wide.
LARGEST_RADIUS = 26.0
SMALLEST_RADIUS = 2.0


@dataclass(frozen=True, slots=True)
class Layer:
    """Territories drawn alike. ``values``: columns id, code, name, score (0–100 or NaN), status (``published``,
    ``provisional``, ``not_assessed``, ``not_applicable``, ``no_answer``), level (0–4 or NaN), population (or NaN),
    simulated (bool).
    """

    noun: str
    """What the territories are called together: "départements", "EPCI"."""
    values: pd.DataFrame
    sized_by: str = "population"
    """The column that circles are sized by: the population, or a stock of context."""
    unit: str = ""
    """The unit of a stock, as written after its numbers."""

    @property
    def sizes(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """What circles stand for; NaN where it is not known."""
        found: np.ndarray[tuple[int], np.dtype[np.float64]] = self.values[self.sized_by].to_numpy(np.float64)
        return found

    @property
    def radii(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """The radius in pixels of each territory's circle; 0 where its size is not known."""
        return radius_of(np.nan_to_num(self.sizes), largest=self.largest)

    @property
    def largest(self) -> float:
        """The size of the largest circle."""
        return float(np.nanmax(self.sizes, initial=1.0))


def radius_of(
    sizes: "np.ndarray[tuple[int], np.dtype[np.float64]]", largest: float
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The radius of the circle of each size, its area in proportion; never too small to see.

    >>> radius_of(np.array([0.0, 2_500.0, 10_000.0]), largest=10_000.0).tolist()
    [0.0, 13.0, 26.0]
    """
    radii = LARGEST_RADIUS * np.sqrt(np.maximum(sizes, 0.0) / largest)
    return np.where(sizes > 0, np.maximum(radii, SMALLEST_RADIUS), 0.0)
