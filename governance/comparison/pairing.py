# SPDX-License-Identifier: EUPL-1.2
"""Whom to call: the territories strong where another is weak and otherwise like it, and a whole region paired.

How well j suits i: **lift × likeness**. Lift (points): over the weak challenges of i, at most three of those under its
own index, the mean of what j has more, max(0, s_j − s_i); a challenge that j has not published brings nothing.
Likeness (0–1): (1 + respects in which they are alike) / (1 + respects known of i), so that nobody is out of reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from governance.comparison.peers import Candidate, Respect, Traits, alike, traits_of
from governance.errors import InputError
from governance.scoring.normalise import TIE_POINTS
from governance.scoring.result import Flags, Floats

WEAK_CHALLENGES = 3
CALLS = 5
LARGEST_PAIRING = 2_000
"""More territories than that take too long to pair; régions hold fewer EPCI, and communes pair by département."""


@dataclass(frozen=True, slots=True)
class Call:
    """One territory to call, and what for. Given in order of fit: of this pair, never of worth."""

    place: int
    """Among the candidates."""
    lift: float
    """Points, the mean over the weak challenges."""
    challenges: tuple[int, ...]
    """The weak challenges on which it stands higher, greatest difference first."""
    alike: tuple[Respect, ...]


def whom_to_call(
    place: int, territories: Sequence[Candidate], scores: Floats, index: Floats, most: int = CALLS
) -> tuple[Call, ...]:
    """The territories that can help one most; none when it has no weak challenge, or nobody stands higher there.

    ``scores``: n × k, NaN where not published; ``index``: n. Only territories of the same tier; ties by id.
    """
    traits = traits_of(territories)
    weak = weak_challenges(scores, index)[place]
    lifts = lifts_over(scores, scores[place], weak)
    same = np.array([each.tier == territories[place].tier for each in territories])
    fit = np.where(same, lifts * likeness_to(place, traits), 0.0)
    helpful = [other for other in np.flatnonzero(fit > TIE_POINTS).tolist() if other != place]
    helpful.sort(key=lambda other: (-round(float(fit[other]), 9), territories[other].id))
    gaps = np.where(weak, gains(scores, scores[place]), 0.0)
    return tuple(call(place, other, traits, gaps[other], float(lifts[other])) for other in helpful[:most])


def call(place: int, other: int, traits: Traits, gaps: Floats, lift: float) -> Call:
    """What a territory can be called for."""
    strong = [int(each) for each in np.argsort(-gaps, kind="stable") if gaps[each] > TIE_POINTS]
    shared = [each for each in Respect if alike(each, traits[each][place], traits[each][[other]]).all()]
    return Call(other, lift, tuple(strong), tuple(shared))


def weak_challenges(scores: Floats, index: Floats) -> Flags:
    """n × k: at most three challenges of each, the furthest under its own index; equal ones in the given order.

    >>> weak_challenges(np.array([[10.0, 40.0, 20.0, 90.0, 30.0]]), np.array([38.0])).tolist()
    [[True, False, True, False, True]]
    """
    gap = np.nan_to_num(index[:, None] - scores, nan=0.0)
    rank = np.argsort(np.argsort(-gap.round(9), axis=1, kind="stable"), axis=1)
    weak: Flags = (gap > TIE_POINTS) & (rank < WEAK_CHALLENGES)
    return weak


def gains(theirs: Floats, mine: Floats) -> Floats:
    """max(0, s_j − s_i), 0 where either is not published."""
    return np.nan_to_num(np.maximum(theirs - mine, 0.0), nan=0.0)


def lifts_over(scores: Floats, mine: Floats, weak: Flags) -> Floats:
    """n: the lift that each brings to one territory, points."""
    lifts: Floats = gains(scores, mine)[:, weak].sum(axis=1) / max(np.count_nonzero(weak), 1)
    return lifts


def likeness_to(place: int, traits: Traits) -> Floats:
    """n: how like one territory each is, 0–1.

    >>> from governance.questionnaire.model import Tier
    >>> one = Candidate("a", Tier.COMMUNE, "COMMUNE", 400, region="53")
    >>> likeness_to(0, traits_of([one, Candidate("b", Tier.COMMUNE, "COMMUNE", 400)])).tolist()
    [1.0, 0.75]
    """
    known = [respect for respect, values in traits.items() if not np.isnan(values[place])]
    shared = sum((alike(each, traits[each][place], traits[each]) for each in known), np.zeros(1))
    likeness: Floats = (1 + shared) / (1 + len(known))
    return likeness


def pair_all(territories: Sequence[Candidate], scores: Floats, index: Floats) -> NDArray[np.intp]:
    """For each of n territories, the place of the one it should call, so that each is called exactly once too.

    The assignment without fixed point of the greatest total fit (Kuhn's Hungarian method, as SciPy's
    ``linear_sum_assignment``): nobody is left alone, even those whom nobody suits well. All of one tier, two at least
    and 2,000 at most: InputError otherwise.
    """
    count = len(territories)
    if len({each.tier for each in territories}) > 1:
        raise InputError("comparison.pairing_tiers")
    if not 2 <= count <= LARGEST_PAIRING:
        raise InputError("comparison.pairing_size", n=count, most=LARGEST_PAIRING)
    weak = weak_challenges(scores, index)
    traits = traits_of(territories)
    fits = np.array([lifts_over(scores, scores[one], weak[one]) * likeness_to(one, traits) for one in range(count)])
    # Worse than any sum of fits: calling oneself is never worth it, and two or more can always avoid it.
    np.fill_diagonal(fits, -(fits.sum() + 1))
    chosen: NDArray[np.intp] = linear_sum_assignment(fits, maximize=True)[1]
    return chosen
