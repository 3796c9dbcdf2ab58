# SPDX-License-Identifier: EUPL-1.2
"""Whether alike territories are neighbours: Moran's I, and where: local indicators with false-discovery control.

Permutations are made here with NumPy and SciPy rather than with esda, which gives the same figures (the tests compare
them) but would bring three more libraries and two seconds of start-up into the product. Sources: Moran, P. A. P.
(1950), Biometrika 37, 17–23; Anselin, L. (1995), Local indicators of spatial association, Geographical Analysis 27,
93–115; Benjamini, Y. and Hochberg, Y. (1995), Journal of the Royal Statistical Society B 57, 289–300; Caldas de Castro,
M. and Singer, B. H. (2006), Controlling the false discovery rate, Geographical Analysis 38, 180–208.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from governance.comparison.inequality import refuse_few
from governance.comparison.neighbours import Neighbours
from governance.scoring.result import Flags, Floats

PERMUTATIONS = 999
SEED = 20_261_122
FALSE_DISCOVERIES = 0.05
"""The share of the local findings that may be due to chance."""
CELLS_AT_ONCE = 2_000_000
TOLERANCE = 1e-12


class Pattern(StrEnum):
    """What a territory and its neighbours are together: the key of a word."""

    HIGH_HIGH = "high_high"
    LOW_LOW = "low_low"
    HIGH_LOW = "high_low"
    """High among low ones."""
    LOW_HIGH = "low_high"
    NONE = "none"
    """Nothing that chance would not do as well."""
    ISOLATED = "isolated"
    """A score, but no neighbour with one."""
    NO_SCORE = "no_score"


@dataclass(frozen=True, slots=True)
class Clusters:
    """Moran's I of a perimeter, and the local indicators of its n territories."""

    counted: int
    """How many have a score and a neighbour with one."""
    moran: float
    """Global Moran's I, about −1 to 1."""
    expected: float
    """What chance gives: −1 / (n − 1)."""
    p_value: float
    """Two-sided, by permutation."""
    local: Floats
    """n; NaN where isolated or without score."""
    p_values: Floats
    """n, two-sided, by conditional permutation, before correction."""
    patterns: tuple[Pattern, ...]


def clusters(
    scores: Floats,
    neighbours: Neighbours,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
    false_discoveries: float = FALSE_DISCOVERIES,
) -> Clusters:
    """The spatial pattern of n scores (NaN without), on row-standardised weights. InputError under 30 respondents.

    Territories without score, then those left without neighbours, are set aside.
    """
    answered = ~np.isnan(scores)
    kept, linked = with_neighbours(neighbours, answered)
    refuse_few(int(np.count_nonzero(kept)), int(np.count_nonzero(answered)), len(scores))
    own = standardise(scores[kept])
    lag = linked.lag(own)
    chance = np.random.default_rng(seed)
    local = own * lag
    observed = float(local.mean())
    simulated = np.concatenate(list(global_draws(own, linked, permutations, chance)))
    p_values = local_p_values(own, lag, linked, permutations, chance)
    found = discoveries(p_values, false_discoveries)
    return Clusters(
        counted=len(own),
        moran=observed,
        expected=-1 / (len(own) - 1),
        p_value=float(two_sided(simulated - observed)),
        local=spread_out(local, kept),
        p_values=spread_out(p_values, kept),
        patterns=patterns(own, lag, found, kept, answered),
    )


def with_neighbours(neighbours: Neighbours, answered: Flags) -> tuple[Flags, Neighbours]:
    """Who has a score and a neighbour that is kept too, and the neighbourhood of these.

    Again and again: among nearest neighbours, the only one of a territory may itself be left without any.
    """
    kept, before = answered, -1
    while before != (count := int(np.count_nonzero(kept))):
        before = count
        kept = kept & (neighbours.counts_among(kept) > 0)
    return kept, neighbours.among(kept)


def standardise(values: Floats) -> Floats:
    """(x − mean) / standard deviation; zeros when all are equal.

    >>> standardise(np.array([1.0, 3.0])).tolist(), standardise(np.array([2.0, 2.0])).tolist()
    ([-1.0, 1.0], [0.0, 0.0])
    """
    centred = values - values.mean()
    deviation = float(np.sqrt(np.mean(centred**2)))
    return centred / deviation if deviation > TOLERANCE else np.zeros_like(values)


def global_draws(
    own: Floats, neighbours: Neighbours, permutations: int, chance: np.random.Generator
) -> Iterator[Floats]:
    """Moran's I of scores dealt out at random, some permutations at a time: I = Σ z_i·(Wz)_i / n, W of row sums 1."""
    at_once = max(CELLS_AT_ONCE // len(own), 1)
    for start in range(0, permutations, at_once):
        dealt = chance.permuted(np.tile(own, (min(at_once, permutations - start), 1)), axis=1).T
        yield np.mean(dealt * neighbours.lag(dealt), axis=0)


def local_p_values(
    own: Floats, lag: Floats, neighbours: Neighbours, permutations: int, chance: np.random.Generator
) -> Floats:
    """n: two-sided pseudo p-values of I_i = z_i·(Wz)_i, neighbours drawn among all the others (Anselin 1995).

    The same draws of places serve every territory, shifted past its own, as in PySAL.
    """
    counts = neighbours.counts
    places = draws_of_places(len(own) - 1, int(counts.max()), permutations, chance)
    p_values = np.empty(len(own))
    for count in np.unique(counts):
        # Territories with as many neighbours are done together, as many as memory holds.
        having = np.flatnonzero(counts == count)
        for some in np.array_split(having, -(-len(having) * permutations * int(count) // CELLS_AT_ONCE)):
            chosen = places[:, :count, None]
            drawn = own[chosen + (chosen >= some)].mean(axis=1)
            p_values[some] = two_sided(own[some] * (drawn - lag[some]))
    return p_values


def draws_of_places(others: int, most: int, permutations: int, chance: np.random.Generator) -> NDArray[np.intp]:
    """For each permutation, ``most`` different places among the others, at random."""
    return np.array([chance.choice(others, most, replace=False) for _ in range(permutations)], np.intp)


def two_sided(gaps: Floats) -> Floats:
    """Pseudo p-values of d draws (d × n, or d), given less what was observed: 2·(1 + extreme) / (1 + d), at most 1.

    Extreme: the draws as far as what was observed on its own side, ties included.

    >>> two_sided(np.array([[-1.0, -1.0, 0.0], [-2.0, 1.0, 0.0], [-3.0, 1.0, 0.0]])).tolist()
    [0.5, 1.0, 1.0]
    """
    above, below = np.count_nonzero(gaps >= -TOLERANCE, axis=0), np.count_nonzero(gaps <= TOLERANCE, axis=0)
    p_values: Floats = np.minimum(2 * (np.minimum(above, below) + 1) / (len(gaps) + 1), 1.0)
    return p_values


def discoveries(p_values: Floats, share: float) -> Flags:
    """Benjamini and Hochberg's findings among m tests: those up to the last p₍ᵢ₎ ≤ share · i / m, p in order.

    >>> discoveries(np.array([0.041, 0.001, 0.039, 0.008, 0.5]), 0.05).tolist()
    [False, True, False, True, False]
    """
    ordered = np.sort(p_values)
    passing = np.flatnonzero(ordered <= share * np.arange(1, len(ordered) + 1) / len(ordered) + TOLERANCE)
    return p_values <= ordered[passing[-1]] if len(passing) else np.zeros(len(p_values), bool)


def patterns(own: Floats, lag: Floats, found: Flags, kept: Flags, answered: Flags) -> tuple[Pattern, ...]:
    """n: the words' keys. Own score above or below the mean first, then the neighbours' mean."""
    whole = np.full(len(kept), Pattern.NO_SCORE, object)
    whole[answered] = Pattern.ISOLATED
    among_high = np.where(own > 0, Pattern.HIGH_HIGH, Pattern.LOW_HIGH)
    among_low = np.where(own > 0, Pattern.HIGH_LOW, Pattern.LOW_LOW)
    whole[kept] = np.where(found, np.where(lag > 0, among_high, among_low), Pattern.NONE)
    return tuple(Pattern(each) for each in whole)


def spread_out(values: Floats, kept: Flags) -> Floats:
    """The values of those kept, among all n; NaN for the others."""
    whole = np.full(len(kept), np.nan)
    whole[kept] = values
    return whole
