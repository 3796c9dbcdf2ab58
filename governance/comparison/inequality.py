# SPDX-License-Identifier: EUPL-1.2
"""Inequality between territories (*solidarité*): how unlike the scores are under which people live.

Every figure weighs a territory by its inhabitants. Scores are bounded (0–100), so that the figures in points come
first; relative Gini and Theil, which double when all scores halve their distance to zero, are secondary. Territories
without score are absent, never zero. Sources: Cowell, F. A. (2011), Measuring Inequality, 3rd ed., Oxford University
Press; Haughton, J. and Khandker, S. (2009), Handbook on Poverty and Inequality, World Bank, chapter 6.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from governance.errors import InputError
from governance.scoring.result import Floats

LEAST_RESPONDENTS = 30
LEVEL = 2
"""The level under which people are counted."""
Labels = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Decomposition:
    """What of the inequality lies between groups, and what within them."""

    groups: int
    variance_between: float
    """The share (0–1) of the variance that lies between groups; 0 where there is no variance."""
    theil_between: float
    theil_within: float


@dataclass(frozen=True, slots=True)
class Solidarity:
    """The figures of a perimeter."""

    territories: int
    """All those of the perimeter."""
    respondents: int
    """Those with a score."""
    counted: int
    """Those with a score and a known population: the figures are theirs."""
    people: float
    """Inhabitants of those counted."""
    mean: float
    """Points, population-weighted."""
    p10: float
    p90: float
    gini_points: float
    """Absolute Gini, points."""
    gini: float
    theil: float
    with_level: int
    """Those counted that have a staged level."""
    under_level: float | None
    """Share (0–1) of the inhabitants of those; None when they are fewer than thirty."""
    between: Mapping[str, Decomposition]
    """By way of grouping (département, EPCI, stratum)."""

    @property
    def response_rate(self) -> float:
        """Share (0–1) of the territories that have a score."""
        return self.respondents / self.territories

    @property
    def p90_p10(self) -> float:
        """P90–P10, points."""
        return self.p90 - self.p10


def solidarity(scores: Floats, people: Floats, levels: NDArray[np.int16], groups: Mapping[str, Labels]) -> Solidarity:
    """The inequality of a perimeter of n territories: scores (NaN without), inhabitants (NaN unknown), levels (−1).

    ``groups``: by way of grouping, the group of each of the n. InputError under 30 territories counted.
    """
    answered = ~np.isnan(scores)
    counted = answered & (people > 0)
    refuse_few(int(np.count_nonzero(counted)), int(np.count_nonzero(answered)), len(scores))
    own, inhabitants, reached = scores[counted], people[counted], levels[counted]
    p10, p90 = quantiles(own, inhabitants, (0.1, 0.9))
    placed = reached >= 0
    enough = np.count_nonzero(placed) >= LEAST_RESPONDENTS
    return Solidarity(
        territories=len(scores),
        respondents=int(np.count_nonzero(answered)),
        counted=len(own),
        people=float(inhabitants.sum()),
        mean=mean(own, inhabitants),
        p10=p10,
        p90=p90,
        gini_points=absolute_gini(own, inhabitants),
        gini=gini(own, inhabitants),
        theil=theil(own, inhabitants),
        with_level=int(np.count_nonzero(placed)),
        under_level=share_under(reached[placed], inhabitants[placed]) if enough else None,
        between={name: decompose(own, inhabitants, labels[counted]) for name, labels in groups.items()},
    )


def refuse_few(counted: int, respondents: int, territories: int) -> None:
    """InputError when too few territories have a score (and a population) for figures about inequality or space."""
    if counted < LEAST_RESPONDENTS:
        raise InputError(
            "comparison.too_few",
            n=counted,
            least=LEAST_RESPONDENTS,
            rate=round(100 * respondents / max(territories, 1)),
            territories=territories,
        )


def mean(scores: Floats, people: Floats) -> float:
    """Σ w·x / Σ w.

    >>> mean(np.array([20.0, 80.0]), np.array([3.0, 1.0]))
    35.0
    """
    return float(np.average(scores, weights=people))


def quantiles(scores: Floats, people: Floats, shares: tuple[float, ...]) -> list[float]:
    """Population-weighted quantiles: the lowest score at or under which at least that share of the people live.

    The inverse of the weighted cumulative distribution: definition 1 of Hyndman, R. J. and Fan, Y. (1996), The American
    Statistician 50, 361–365, weights standing for repetitions. Always a score that somebody lives under.

    >>> quantiles(np.array([10.0, 20.0, 30.0]), np.array([1.0, 8.0, 1.0]), (0.1, 0.5, 0.95))
    [10.0, 20.0, 30.0]
    """
    found: list[float] = np.quantile(scores, np.array(shares), weights=people, method="inverted_cdf").tolist()
    return found


def absolute_gini(scores: Floats, people: Floats) -> float:
    """Absolute Gini, in points: Σ_i Σ_j w_i·w_j·|x_i − x_j| / (2·(Σ w)²), that is mean × Gini.

    Half of the gap to expect between the scores of two people taken at random. Made with one sort: in order of scores,
    2·Σ_i w_i·x_i·(W_i − w_i / 2) / W² − mean, W_i the people up to i.

    >>> absolute_gini(np.array([0.0, 100.0]), np.array([1.0, 1.0]))
    25.0
    """
    order = np.argsort(scores, kind="stable")
    ordered, weights = scores[order], people[order] / people.sum()
    below = np.cumsum(weights) - weights / 2
    return max(float(2 * np.sum(weights * ordered * below) - np.sum(weights * ordered)), 0.0)


def gini(scores: Floats, people: Floats) -> float:
    """Relative Gini, 0–1: absolute Gini / mean; 0 where all scores are zero.

    >>> round(gini(np.array([1.0, 5.0, 6.0]), np.ones(3)), 2)
    0.28
    """
    average = mean(scores, people)
    return absolute_gini(scores, people) / average if average > 0 else 0.0


def theil(scores: Floats, people: Floats) -> float:
    """Theil's T, from 0: Σ (w / Σ w)·(x / μ)·ln(x / μ), 0·ln 0 counting as 0; 0 where all scores are zero.

    >>> round(theil(np.array([0.0, 20.0]), np.ones(2)), 4), round(float(np.log(2)), 4)
    (0.6931, 0.6931)
    """
    average = mean(scores, people)
    if average <= 0:
        return 0.0
    ratios = scores / average
    return max(mean(ratios * np.log(np.where(ratios > 0, ratios, 1.0)), people), 0.0)


def share_under(levels: NDArray[np.int16], people: Floats, level: int = LEVEL) -> float:
    """The share (0–1) of the people who live in a territory under a staged level; levels are all attributed.

    >>> share_under(np.array([0, 2, 1, 4], np.int16), np.array([10.0, 50.0, 20.0, 20.0]))
    0.3
    """
    return float(people[levels < level].sum() / people.sum())


def decompose(scores: Floats, people: Floats, labels: Labels) -> Decomposition:
    """What lies between groups, population-weighted.

    Variance: η² = Σ_g W_g·(μ_g − μ)² / Σ w·(x − μ)². Theil: between Σ_g (W_g / W)·(μ_g / μ)·ln(μ_g / μ), within the
    rest, which is Σ_g (W_g·μ_g / (W·μ))·T_g (Theil, H., 1967, Economics and Information Theory, North-Holland).

    >>> decompose(np.array([10.0, 10.0, 30.0, 30.0]), np.ones(4), np.array(["a", "a", "b", "b"])).variance_between
    1.0
    """
    _, group = np.unique(labels, return_inverse=True)
    weights: Floats = np.bincount(group, people).astype(np.float64)
    means = np.bincount(group, people * scores) / weights
    whole = mean((scores - mean(scores, people)) ** 2, people)
    between = mean((means - mean(means, weights)) ** 2, weights)
    theil_between = theil(means, weights)
    return Decomposition(
        groups=len(weights),
        variance_between=min(between / whole, 1.0) if whole > 0 else 0.0,
        theil_between=theil_between,
        theil_within=max(theil(scores, people) - theil_between, 0.0),
    )
