# SPDX-License-Identifier: EUPL-1.2
"""One row of the table, and how its times are taken."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import NamedTuple

RUNS = 9


class Row(NamedTuple):
    """What was measured, and what it is compared with; times in seconds."""

    name: str
    ours: float
    alternative: str
    theirs: float
    limit: float | None = None
    """The time promised."""
    least_ratio: float | None = None
    """How many times faster than the alternative it is promised to be."""
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times faster ours is."""
        return self.theirs / self.ours

    @property
    def kept(self) -> bool:
        """Whether what is promised holds."""
        in_time = self.limit is None or self.ours <= self.limit
        return in_time and (self.least_ratio is None or self.ratio >= self.least_ratio)


def compare(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """The median seconds of two functions, called in turn so that both meet the same machine."""
    seconds(ours), seconds(theirs)
    times = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
    return median(pair[0] for pair in times), median(pair[1] for pair in times)


def seconds(function: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    function()
    return perf_counter() - start
