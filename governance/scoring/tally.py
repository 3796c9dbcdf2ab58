# SPDX-License-Identifier: EUPL-1.2
"""The weighted sums of a form's answers, for every challenge and reading at once.

Everything that the rules need (score, coverage, band, scope) is a quotient of these sums, and each sum is one product
of matrices: that is what makes 35,000 authorities a matter of milliseconds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from governance.questionnaire.answer import State
from governance.scoring.answers import AnswerMatrix
from governance.scoring.layout import Layout
from governance.scoring.means import HIGHEST, weighted_sums
from governance.scoring.result import Flags, Floats


@dataclass(frozen=True, slots=True)
class Cells:
    """The answers to a form, n × q."""

    points: Floats
    """0 without value."""
    answered: Flags
    unknown: Flags
    """Missing, or *je ne sais pas*."""
    aside: Flags
    """*Non concerné*."""
    levels: NDArray[np.int16]

    def filled(self, ends: Floats) -> Floats:
        """The points, each unknown answer at one end (q) of its question."""
        return np.where(self.unknown, ends, self.points)


@dataclass(frozen=True, slots=True)
class Tally:
    """n × (k + r): weights, counts of answers, and weighted points, for each challenge then each reading."""

    answered: Floats
    unknown: Floats
    aside: Floats
    answers: Floats
    applicable: Floats
    """The count of answers that have or could have a value."""
    points: Floats
    low: Floats
    high: Floats
    """Weighted points with every unknown answer at the highest value."""


def read_cells(matrix: AnswerMatrix, layout: Layout) -> Cells:
    """The answers to the questions of a form."""
    everything = len(layout.columns) == matrix.states.shape[1]
    chosen = slice(None) if everything else layout.columns
    states, scores = matrix.states[:, chosen], matrix.scores[:, chosen]
    answered = states == State.VALUE
    return Cells(
        points=np.where(answered, scores, 0.0),
        answered=answered,
        unknown=states <= State.DONT_KNOW,
        aside=states == State.NOT_APPLICABLE,
        levels=matrix.levels[:, chosen],
    )


def tally(cells: Cells, layout: Layout) -> Tally:
    """The sums."""
    weights = layout.weights
    answered, answers = weights_and_counts(cells.answered, weights)
    unknown, unknowns = weights_and_counts(cells.unknown, weights)
    points = weighted_sums(cells.points, weights)
    return Tally(
        answered=answered,
        unknown=unknown,
        aside=weighted_sums(cells.aside, weights),
        answers=answers,
        applicable=answers + unknowns,
        points=points,
        low=points + at_ends(layout.lowest, unknown, cells, weights),
        high=points + at_ends(layout.highest, unknown, cells, weights),
    )


def weights_and_counts(flags: Flags, weights: Floats) -> tuple[Floats, Floats]:
    """For each node, the weight of the questions that are true, and how many they are: the same when all weigh 1."""
    counts = (weights > 0).astype(np.float64)
    if np.array_equal(weights, counts):
        count = weighted_sums(flags, counts)
        return count, count
    weight, count = np.hsplit(weighted_sums(flags, np.hstack([weights, counts])), 2)
    return weight, count


def at_ends(ends: Floats, unknown: Floats, cells: Cells, weights: Floats) -> Floats:
    """The weighted points of the unknown answers, each at one end (q) of its question.

    Most questionnaires have the same end everywhere: then the sum of the weights, already known, is all it takes.
    """
    common = ends.min(initial=HIGHEST)
    weighted: Floats = common * unknown
    if (ends > common).any():
        weighted += weighted_sums(cells.unknown, (ends - common)[:, None] * weights)
    return weighted
