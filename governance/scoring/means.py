# SPDX-License-Identifier: EUPL-1.2
"""Weighted sums and means of the columns of an array, row by row."""

import numpy as np

from governance.questionnaire.model import Aggregation
from governance.scoring.result import Flags, Floats

HIGHEST = 100.0
SLICE_ROWS = 64


def weighted_sums(values: Floats | Flags, weights: Floats) -> Floats:
    """The matrix product n × q by q × k, in slices of a fixed number of rows.

    A slice is small enough for the linear algebra library to keep it on one core: sharing such narrow products
    between cores costs more than it gains, ten times more when the other core is busy. Of a fixed size, the last one
    filled with zeros, so that the same answers give the same figure to the last bit whoever else is scored with them.
    """
    rows, columns = values.shape
    slices = -(-rows // SLICE_ROWS)
    filled = np.empty((slices * SLICE_ROWS, columns))
    filled[:rows], filled[rows:] = values, 0.0
    sums: Floats = np.matmul(filled.reshape(slices, SLICE_ROWS, columns), weights)
    return sums.reshape(slices * SLICE_ROWS, weights.shape[1])[:rows]


def count(flags: Flags) -> Floats:
    """n: how many of each row (n × m) are true."""
    return weighted_sums(flags, np.ones((flags.shape[1], 1)))[:, 0]


def mean(values: Floats, counted: Flags, weights: Floats, aggregation: Aggregation, floor: float | None) -> Floats:
    """n: the weighted mean, of the kind that a node asks for, of the values (n × m) that count (n × m)."""
    if aggregation == "geometric":
        return geometric_mean(values, counted, weights, floor)
    return arithmetic_mean(values, counted, weights)


def arithmetic_mean(values: Floats, counted: Flags, weights: Floats) -> Floats:
    """Σ w·v / Σ w over what counts; NaN where nothing does.

    >>> arithmetic_mean(np.array([[0, 50], [100, np.nan]]), np.array([[True, True], [False, False]]), np.array([1, 3]))
    array([37.5,  nan])
    """
    summed = weighted_sums(np.where(counted, values, 0.0), weights[:, None])
    return capped(ratio(summed, weighted_sums(counted, weights[:, None])))[:, 0]


def geometric_mean(values: Floats, counted: Flags, weights: Floats, floor: float | None = None) -> Floats:
    """exp(Σ w·ln v / Σ w) over what counts, values under ``floor`` raised to it; NaN where nothing does.

    A zero that counts gives exactly 0: the caller says whether that is a score.

    >>> geometric_mean(np.array([[25, 100], [0, 100]]), np.ones((2, 2), bool), np.ones(2)).round(9)
    array([50.,  0.])
    >>> geometric_mean(np.array([[0, 100]]), np.ones((1, 2), bool), np.ones(2), floor=1).round(9)
    array([10.])
    """
    raised = np.maximum(values, floor or 0.0)
    zero = counted & (raised <= 0)
    logarithms = np.log(np.where(counted & ~zero, raised, 1.0))
    summed = weighted_sums(logarithms, weights[:, None])
    mean = capped(np.exp(ratio(summed, weighted_sums(counted, weights[:, None]))))[:, 0]
    return np.where(count(zero) > 0, 0.0, mean)


def ratio(part: Floats, whole: Floats) -> Floats:
    """part / whole, NaN where the whole is nothing."""
    with np.errstate(invalid="ignore"):
        quotient: Floats = part / whole
    return quotient


def capped(values: Floats) -> Floats:
    """Values at most 100 whatever the rounding."""
    return np.minimum(values, HIGHEST)
