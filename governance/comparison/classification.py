# SPDX-License-Identifier: EUPL-1.2
"""Classes of a map: the bounds between them, by the methods that French statistical maps use.

A bound belongs to the class above it. Bounds are put half-way between the last value of a class and the first of the
next, with as few decimals as tell them apart: the classes are exactly those of the method, and the bounds can be read.
Sources: Q6, « méthode Q6 », centiles 5, 27.5, 50, 72.5, 95 (Observatoire des territoires; Insee, Guide de sémiologie
cartographique, 2018); natural breaks, Jenks (1967), Fisher (1958); head/tail, Jiang (2013). Computed by mapclassify.
"""

import warnings
from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from governance.scoring.result import Floats

Method = Literal["fixed", "quantiles", "q6", "jenks", "head_tail", "own"]
METHODS: tuple[Method, ...] = get_args(Method)
FIXED = (20.0, 40.0, 60.0, 80.0)
Q6 = (5.0, 27.5, 50.0, 72.5, 95.0)
CLASSES = 5
MOST_CLASSES = 7
SAMPLE = 200
"""Natural breaks are sought among so many values, spread evenly over the ranks: the exact search grows as a square."""
MOST_DECIMALS = 3


def bounds(values: Floats, method: Method, own: Sequence[float] = ()) -> tuple[float, ...]:
    """The inner bounds, increasing, of the classes of ``values`` (NaN are left out); none where one class is enough.

    >>> bounds(np.array([1.0, 2.0, 3.0, 10.0, 11.0, 12.0, 30.0, 31.0, 60.0, 61.0]), "quantiles")
    (2.5, 10.5, 21.0, 46.0)
    >>> bounds(np.array([3.0, np.nan]), "own", [60, 40])
    (40.0, 60.0)
    """
    if method == "fixed":
        return FIXED
    if method == "own":
        return tuple(sorted({float(bound) for bound in own}))
    known = np.sort(values[~np.isnan(values)])
    if known.size == 0 or known[0] == known[-1]:
        return ()
    found = dict.fromkeys(between(known, upper) for upper in uppers(known, method))
    return tuple(bound for bound in found if bound is not None)[: MOST_CLASSES - 1]


def thirds(values: Floats) -> tuple[float, ...]:
    """The two bounds that part values in thirds; fewer where too many values are the same.

    >>> thirds(np.array([1.0, 2.0, 4.0, 6.0, 8.0, 9.0]))
    (3.0, 7.0)
    """
    known = np.sort(values[~np.isnan(values)])
    if known.size == 0:
        return ()
    parted = (between(known, float(upper)) for upper in np.percentile(known, [100 / 3, 200 / 3]))
    return tuple(dict.fromkeys(bound for bound in parted if bound is not None))


def uppers(known: Floats, method: Method) -> list[float]:
    """The highest value that each class may have, by mapclassify, for sorted values that are not all the same."""
    import mapclassify  # noqa: PLC0415 — slow to import, and most maps have fixed classes

    with warnings.catch_warnings():
        # Fewer classes than asked for, where values are too alike; a search in pure Python, which the sample bears.
        warnings.simplefilter("ignore", UserWarning)
        if method == "quantiles":
            return listed(mapclassify.Quantiles(known, k=CLASSES).bins)
        if method == "q6":
            return listed(np.percentile(known, Q6))
        if method == "head_tail":
            return listed(mapclassify.HeadTailBreaks(known).bins)
        sample = known[np.linspace(0, known.size - 1, min(SAMPLE, known.size)).round().astype(int)]
        return listed(mapclassify.FisherJenks(sample, k=min(CLASSES, np.unique(sample).size)).bins)


def listed(numbers: Floats) -> list[float]:
    """An array as plain numbers."""
    return [float(number) for number in numbers]


def between(known: Floats, upper: float) -> float | None:
    """A readable number above every value up to ``upper``, and not above the next; None where nothing is above.

    >>> between(np.array([10.0, 12.04, 12.4, 30.0]), 12.04), between(np.array([10.0, 12.0]), 12.0)
    (12.2, None)
    """
    first = int(np.searchsorted(known, upper, side="right"))
    if first in (0, known.size):
        return None
    low, high = float(known[first - 1]), float(known[first])
    for decimals in range(MOST_DECIMALS + 1):
        rounded = round((low + high) / 2, decimals)
        if low < rounded <= high:
            return rounded
    # Two values next to each other may have nothing between them.
    return (low + high) / 2 if (low + high) / 2 > low else high


def ranks(values: Floats, inner: Sequence[float]) -> NDArray[np.intp]:
    """The class of each value, 0 for the lowest; that of NaN means nothing.

    >>> ranks(np.array([0.0, 20.0, 99.0]), (20.0, 40.0)).tolist()
    [0, 1, 2]
    """
    found: NDArray[np.intp] = np.searchsorted(np.asarray(inner, dtype=np.float64), values, side="right")
    return found


def histogram(values: Floats, low: float, high: float, bars: int) -> NDArray[np.intp]:
    """How many values fall in each of so many equal intervals from ``low`` to ``high``; NaN are left out.

    >>> histogram(np.array([0.0, 10.0, 100.0, np.nan]), 0.0, 100.0, 4).tolist()
    [2, 0, 0, 1]
    """
    counts: NDArray[np.intp] = np.histogram(values[~np.isnan(values)], bins=bars, range=(low, high))[0]
    return counts
