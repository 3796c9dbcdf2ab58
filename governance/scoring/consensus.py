# SPDX-License-Identifier: EUPL-1.2
"""How far a group agrees on one question: measures of ordinal votes. None of them ends a discussion by itself.

Sources: van der Eijk, C. (2001), Measuring agreement in ordered rating scales, Quality & Quantity 35, 325–341 · Tastle,
W. J. and Wierman, M. J. (2007), Consensus and dissention, International Journal of Approximate Reasoning 45, 531–545 ·
Leik, R. K. (1966), A measure of ordinal consensus, Pacific Sociological Review 9, 85–90.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

MINIMUM_VOTES = 5
"""Under this count no index is given: it would say more than so few people can."""
DISSENT_SHARE = 0.15
DISSENT_DISTANCE = 2
EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Consensus:
    """What a vote says. ``counts[k]`` people chose level k; *je ne sais pas* is counted apart and weighs on nothing."""

    counts: tuple[int, ...]
    dont_know: int
    votes: int
    median: int | None
    """The low median, a real level; None without votes."""
    within_one: float | None
    """The share (0–1) of votes at most one level from the median; None without votes."""
    dissent: bool
    """Whether 15 % of the votes or more stand two levels or further from the median."""
    agreement: float | None
    """Van der Eijk's A, −1 to 1; this and the next three are None under five votes."""
    tastle_wierman: float | None
    leik: float | None
    """Leik's 1 − D, 0–1."""
    interquartile_range: int | None
    """In levels, between two real levels."""


def consensus(counts: Sequence[int], dont_know: int = 0) -> Consensus:
    """The measures of a vote over at least two ordered levels; ValueError for a negative count or fewer levels.

    >>> vote = consensus([0, 1, 6, 2, 1], dont_know=3)
    >>> vote.median, vote.within_one, vote.dissent, vote.interquartile_range
    (2, 0.9, False, 1)
    """
    if len(counts) < 2 or min(counts) < 0:
        raise ValueError(f"a vote needs at least two levels and no negative count: {counts}")
    votes = sum(counts)
    median = quantile(counts, 0.5) if votes else None
    indexed = votes >= MINIMUM_VOTES
    return Consensus(
        counts=tuple(counts),
        dont_know=dont_know,
        votes=votes,
        median=median,
        within_one=None if median is None else 1 - share_beyond(counts, median, 2),
        dissent=median is not None and share_beyond(counts, median, DISSENT_DISTANCE) >= DISSENT_SHARE - EPSILON,
        agreement=agreement(counts) if indexed else None,
        tastle_wierman=tastle_wierman(counts) if indexed else None,
        leik=1 - leik_dispersion(counts) if indexed else None,
        interquartile_range=quantile(counts, 0.75) - quantile(counts, 0.25) if indexed else None,
    )


def quantile(counts: Sequence[float], share: float) -> int:
    """The lowest level at or under which at least ``share`` of the votes stand (inverted cumulative distribution).

    >>> quantile([2, 0, 2], 0.5), quantile([2, 0, 2], 0.75)
    (0, 2)
    """
    needed = share * sum(counts) - EPSILON
    return next(level for level, reached in enumerate(accumulate(counts)) if reached >= needed and reached > 0)


def share_beyond(counts: Sequence[float], level: int, distance: int) -> float:
    """The share of votes at ``distance`` levels or more from a level."""
    return sum(count for other, count in enumerate(counts) if abs(other - level) >= distance) / sum(counts)


def agreement(counts: Sequence[float]) -> float:
    """Van der Eijk's A: −1 (two opposite halves), 0 (evenly spread), 1 (unanimous).

    The distribution is peeled into layers, each a pattern of present and absent levels as thick as its smallest count;
    A is the mean of the layers' own agreement, weighted by the votes that each holds. Frequencies need not be whole.

    >>> round(agreement([30, 40, 210, 130, 530, 50, 10]), 7)
    0.6113333
    """
    total = math.fsum(counts)
    return sum(thickness * sum(pattern) / total * layer_agreement(pattern) for pattern, thickness in layers(counts))


def layers(counts: Sequence[float]) -> Iterator[tuple[list[bool], float]]:
    """The layers of a distribution, from the widest: which levels are present, and the count that each has.

    >>> list(layers([2, 0, 3]))
    [([True, False, True], 2.0), ([False, False, True], 1.0)]
    """
    left = list(map(float, counts))
    # Peeling fractions leaves dust such as 1e-17 where nothing should be: it is no layer.
    dust = math.fsum(counts) * EPSILON
    while thickness := min((count for count in left if count > dust), default=0.0):
        pattern = [count > dust for count in left]
        yield pattern, thickness
        left = [count - thickness if present else 0.0 for count, present in zip(left, pattern, strict=True)]


def layer_agreement(pattern: Sequence[bool]) -> float:
    """The agreement of one layer: U·(1 − (S − 1) / (K − 1)), with S levels present out of K.

    U = ((K − 2)·TU − (K − 1)·TDU) / ((K − 2)·(TU + TDU)), where TU counts the triples of levels, in order, that
    support a single peak (110, 011) and TDU those that contradict it (101).

    >>> layer_agreement([True, False, False, False, True])
    -1.0
    >>> layer_agreement([True, True, True]), layer_agreement([False, True, False])
    (0.0, 1.0)
    """
    size, present = len(pattern), sum(pattern)
    if present in {1, size}:
        return 1.0 if present == 1 else 0.0
    triples = list(combinations(pattern, 3))
    single_peak = sum(triple in {(True, True, False), (False, True, True)} for triple in triples)
    two_peaks = triples.count((True, False, True))
    unimodality = ((size - 2) * single_peak - (size - 1) * two_peaks) / ((size - 2) * (single_peak + two_peaks))
    return unimodality * (1 - (present - 1) / (size - 1))


def tastle_wierman(counts: Sequence[float]) -> float:
    """Tastle and Wierman's consensus, 0–1: 1 + Σ p·log2(1 − |k − μ| / d), μ the mean level, d the span of the levels.

    >>> round(tastle_wierman([30, 40, 210, 130, 530, 50, 10]), 7)
    0.7256876
    """
    total, span = sum(counts), len(counts) - 1
    mean = sum(level * count for level, count in enumerate(counts)) / total
    return 1 + sum(
        count / total * math.log2(1 - abs(level - mean) / span) for level, count in enumerate(counts) if count
    )


def leik_dispersion(counts: Sequence[float]) -> float:
    """Leik's D, 0 (unanimous) to 1 (two opposite halves): 2·Σ min(F, 1 − F) / (K − 1), F the cumulative shares.

    >>> round(leik_dispersion([30, 40, 210, 130, 530, 50, 10]), 3)
    0.287
    """
    total = sum(counts)
    shares = [reached / total for reached in accumulate(counts)]
    return 2 * sum(min(share, 1 - share) for share in shares) / (len(counts) - 1)
