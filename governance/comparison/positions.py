# SPDX-License-Identifier: EUPL-1.2
"""Positions: the share of the others that stand below. Shown as bands with their interval, never as a rank.

Ties count for half (mid-ranks), so that a position is the same from below and from above, and positions have a mean of
one half whatever the ties. Scores within 1e-9 point of the next one are ties.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from governance.scoring.means import arithmetic_mean
from governance.scoring.normalise import TIE_POINTS
from governance.scoring.result import Flags, Floats

Standings = NDArray[np.int32]
"""The others that stand below, twice counted, ties once: whole numbers, small and quick to sort."""
HIGHEST_POINTS = 128
"""A power of two above every score."""
LOW, HIGH = 0.05, 0.95
CELLS_AT_ONCE = 1 << 17
"""Few enough for all of the work on them to stay in a core's own memory."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The positions (shares 0–1) of n territories over many draws; NaN for those that have none."""

    low: Floats
    """5 % of the draws put the territory lower."""
    median: Floats
    high: Floats
    """5 % of the draws put it higher."""


def standings(scores: Floats) -> Standings:
    """Twice the mid-rank, from 0, of each of n scores (0–100, none NaN) in each of d draws: d × n.

    Scores and places travel as one whole number, score first, so that one sort of whole numbers gives order, ties and
    places at once: several times faster than sorting places by score.

    >>> standings(np.array([[10.0, 30.0, 20.0, 20.0]])).tolist()
    [[0, 6, 3, 3]]
    """
    found = np.empty(scores.shape, np.int32)
    at_once = max(CELLS_AT_ONCE // max(scores.shape[1], 1), 1)
    for start in range(0, len(scores), at_once):
        some = slice(start, start + at_once)
        rank(scores[some], found[some])
    return found


def rank(scores: Floats, found: Standings) -> None:
    """Write the standings of some draws."""
    count = scores.shape[1]
    place_bits = count.bit_length()
    unit = 1 << (62 - place_bits - HIGHEST_POINTS.bit_length())
    keys = (scores * unit).astype(np.int64)
    keys <<= place_bits
    keys |= np.arange(count)
    keys.sort(axis=1)
    places = keys & ((1 << place_bits) - 1)
    keys >>= place_bits
    np.put_along_axis(found, places, tied_ranks(keys, TIE_POINTS * unit), axis=1)


def tied_ranks(ordered: NDArray[np.int64], tolerance: float) -> Standings:
    """Twice the mid-rank of values in order along each row: those within the tolerance of the next share theirs."""
    draws, count = ordered.shape
    ranks = np.broadcast_to(np.arange(0, 2 * count, 2, dtype=np.int32), ordered.shape)
    apart = np.ones((draws, count + 1), bool)
    np.greater(np.diff(ordered), tolerance, out=apart[:, 1:-1])
    if apart.all():
        return ranks
    # The first and last places of each run of ties, over all rows at once: a row always begins a run.
    starts, ends = np.flatnonzero(apart[:, :-1]), np.flatnonzero(apart[:, 1:])
    shared = (starts + ends - 2 * (starts // max(count, 1)) * count).astype(np.int32)
    return np.repeat(shared, ends - starts + 1).reshape(draws, count)


def positions(scores: Floats) -> Floats:
    """The share (0–1) of the other territories that stand below each of n; NaN without score, or without others.

    >>> positions(np.array([10.0, np.nan, 30.0, 20.0, 20.0])).round(3).tolist()
    [0.0, nan, 1.0, 0.5, 0.5]
    """
    scored = ~np.isnan(scores)
    found = np.full(len(scores), np.nan)
    found[scored] = shares(standings(scores[None, scored]))[0]
    return found


def shares(twice: Standings) -> Floats:
    """Standings (d × n) as shares of the n − 1 others; NaN without others."""
    others = twice.shape[1] - 1
    return twice / (2.0 * others) if others > 0 else np.full(twice.shape, np.nan)


def quantiles(twice: Standings) -> tuple[Floats, Floats, Floats]:
    """The 5 %, 50 % and 95 % positions of n territories over d draws (d × n standings).

    Each is a position that a draw really gave: the inverse of the cumulative distribution (Hyndman and Fan's
    definition 1).
    """
    ordered = np.sort(np.ascontiguousarray(twice.T), axis=1)
    draws = ordered.shape[1]
    chosen = [max(int(np.ceil(share * draws - 1e-9)) - 1, 0) for share in (LOW, 0.5, HIGH)]
    low, median, high = (shares(ordered[:, place][None])[0] for place in chosen)
    return low, median, high


def interval_of(twice: Standings, ranked: Flags) -> Interval:
    """The interval of each of n territories, those that are not ``ranked`` (n) without any."""
    ends = []
    for values in quantiles(twice):
        whole = np.full(len(ranked), np.nan)
        whole[ranked] = values
        ends.append(whole)
    return Interval(*ends)


def mean_shifts(scores: Floats, weights: Floats) -> Floats:
    """k: how far positions move, on average (shares 0–1), when one challenge is left out of the index.

    ``scores``: n × k, NaN where not published; ``weights``: k. The index is the weighted arithmetic mean of what is
    published. A territory that only the challenge left out would rank is on neither side of that comparison. NaN where
    fewer than two territories are left to compare.

    >>> mean_shifts(np.array([[0.0, 50.0], [50.0, 60.0], [100.0, 55.0]]), np.ones(2)).round(3).tolist()
    [0.333, 0.0]
    """
    counted = ~np.isnan(scores)
    whole = arithmetic_mean(scores, counted, weights)
    shifts = np.full(scores.shape[1], np.nan)
    for left_out in range(scores.shape[1]):
        rest = np.arange(scores.shape[1]) != left_out
        without = arithmetic_mean(scores[:, rest], counted[:, rest], weights[rest])
        kept = ~np.isnan(without)
        if kept.any():
            shifts[left_out] = np.abs(positions(without[kept]) - positions(whole[kept])).mean()
    return shifts
