# SPDX-License-Identifier: EUPL-1.2
"""Who is next to whom: by a common border, or the k nearest; each neighbour of a territory weighs the same."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import KDTree

from governance.scoring.result import Flags, Floats


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbourhood of n territories."""

    links: csr_array
    """n × n: 1 where the column's territory is a neighbour of the row's, never itself."""

    @property
    def counts(self) -> NDArray[np.intp]:
        """n: how many neighbours each has."""
        counts: NDArray[np.intp] = np.diff(self.links.indptr).astype(np.intp)
        return counts

    def lag(self, values: Floats) -> Floats:
        """The mean of each one's neighbours: n, or n × d at once; 0 without neighbours."""
        shares = 1 / np.maximum(self.counts, 1)
        lagged: Floats = (self.links @ values) * (shares if values.ndim == 1 else shares[:, None])
        return lagged

    def counts_among(self, flags: Flags) -> Floats:
        """n: how many of each one's neighbours are true."""
        counted: Floats = self.links @ flags.astype(np.float64)
        return counted

    def among(self, kept: Flags) -> "Neighbours":
        """The neighbourhood of some of the territories, the others gone."""
        return Neighbours(csr_array(self.links[kept][:, kept]))


def contiguity(count: int, pairs: NDArray[np.intp]) -> Neighbours:
    """The neighbourhood of n territories from pairs of places (m × 2) that have a border in common.

    A pair counts both ways, however often and in whatever order it is given; one of a territory with itself does not.

    >>> contiguity(4, np.array([[0, 1], [1, 0], [1, 2], [3, 3]])).counts.tolist()
    [1, 2, 1, 0]
    """
    one, other = pairs[pairs[:, 0] != pairs[:, 1]].T
    return linked(count, np.concatenate([one, other]), np.concatenate([other, one]))


def nearest(points: Floats, count: int, within: float = math.inf) -> Neighbours:
    """The ``count`` nearest of each of n points (n × 2 or n × 3, metres), itself not counted; fewer when n is small.

    Those further than ``within`` metres are nobody's neighbours: an island has none across the sea.

    >>> nearest(np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0]]), 1).lag(np.array([1.0, 2.0, 3.0])).tolist()
    [2.0, 1.0, 2.0]
    >>> nearest(np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0]]), 1, within=2.0).counts.tolist()
    [1, 1, 0]
    """
    size = len(points)
    asked = min(count, size - 1) + 1
    if not size:
        return contiguity(0, np.zeros((0, 2), np.intp))
    far, found = (each.reshape(size, asked) for each in KDTree(points).query(points, asked))
    # Where points coincide, a point may not come first of its own neighbours: the last one goes when it is not there.
    itself = found == np.arange(size)[:, None]
    itself[~itself.any(axis=1), -1] = True
    kept = ~itself & (far <= within)
    return linked(size, np.nonzero(kept)[0], found[kept])


def linked(count: int, ones: NDArray[np.intp], others: NDArray[np.intp]) -> Neighbours:
    """The neighbourhood made of these links, each once."""
    links = csr_array((np.ones(len(ones)), (ones, others)), shape=(count, count))
    links.sum_duplicates()
    links.data[:] = 1.0
    return Neighbours(links)
