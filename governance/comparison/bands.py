# SPDX-License-Identifier: EUPL-1.2
"""Quartile bands of a peer group, and the band in which a territory stands: never a rank."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from governance.comparison.disclosure import LEAST_GROUP
from governance.scoring.normalise import TIE_POINTS
from governance.scoring.result import Floats, known


class Place(StrEnum):
    """Where a score stands among those of peers: the key of a word."""

    LOWER_QUARTER = "lower_quarter"
    MIDDLE_HALF = "middle_half"
    UPPER_QUARTER = "upper_quarter"


@dataclass(frozen=True, slots=True)
class Band:
    """The scores of peers on one challenge or index, in points; None where fewer than five of them have one."""

    n: int
    """How many peers have a score; told even where the quartiles are not."""
    lower: float | None = None
    median: float | None = None
    upper: float | None = None
    mine: Place | None = None
    """None without score of mine, or without quartiles."""


def peer_bands(peers: Floats, mine: Floats) -> tuple[Band, ...]:
    """The bands of k scores: those of n peers (n × k, NaN without score), me not among them, and mine (k).

    Quartiles are the median-unbiased ones, definition 8 of Hyndman, R. J. and Fan, Y. (1996), Sample quantiles in
    statistical packages, The American Statistician 50, 361–365: the one they recommend, and one that seldom falls on
    somebody's own score. Under five scores nothing is given.

    >>> found = peer_bands(np.array([[10.0], [20.0], [30.0], [40.0], [50.0]]), np.array([52.0]))[0]
    >>> round(found.lower, 2), found.median, round(found.upper, 2), found.mine
    (16.67, 30.0, 43.33, <Place.UPPER_QUARTER: 'upper_quarter'>)
    >>> peer_bands(np.array([[10.0], [20.0], [30.0], [40.0]]), np.array([52.0]))[0].median is None
    True
    """
    return tuple(band(column[~np.isnan(column)], own) for column, own in zip(peers.T, mine, strict=True))


def band(scores: Floats, mine: float) -> Band:
    """The band of one challenge."""
    if len(scores) < LEAST_GROUP:
        return Band(len(scores))
    lower, median, upper = np.quantile(scores, [0.25, 0.5, 0.75], method="median_unbiased").tolist()
    return Band(len(scores), lower, median, upper, place(known(mine), lower, upper))


def place(mine: float | None, lower: float, upper: float) -> Place | None:
    """Below the lower quartile, above the upper one, or between them, both included."""
    if mine is None:
        return None
    if mine < lower - TIE_POINTS:
        return Place.LOWER_QUARTER
    return Place.UPPER_QUARTER if mine > upper + TIE_POINTS else Place.MIDDLE_HALF
