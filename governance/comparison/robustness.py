# SPDX-License-Identifier: EUPL-1.2
"""How firm positions are: the same answers under other choices of method that one could defend.

1,000 draws from a stored seed. In each, every weight, of questions and of challenges, is multiplied by its own draw of
U(0.75, 1.25); draws go round twelve variants in turn: index arithmetic or geometric, level table linear, convex or
concave, unknown answers left out or replaced by the mean of the territories compared. Source of the procedure: OECD and
JRC (2008), Handbook on Constructing Composite Indicators, step 7; Saisana, M., Saltelli, A. and Tarantola, S. (2005),
Journal of the Royal Statistical Society A 168, 307–323.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from governance.comparison.positions import Interval, Standings, interval_of, positions, standings
from governance.questionnaire.model import Aggregation, Form, Questionnaire
from governance.scoring.answers import AnswerMatrix
from governance.scoring.layout import challenge_weights, lay_out
from governance.scoring.normalise import TIE_POINTS
from governance.scoring.result import Flags, Floats, Status
from governance.scoring.scores import score
from governance.scoring.tally import Cells, read_cells

DRAWS = 1_000
SEED = 20_261_122
WEIGHT_SPREAD = 0.25
STEPS = (0.0, 25.0, 50.0, 75.0, 100.0)
Table = Literal["linear", "convex", "concave"]
TABLES: dict[Table, tuple[float, ...]] = {
    "linear": STEPS,
    "convex": (0.0, 10.0, 30.0, 60.0, 100.0),
    "concave": (0.0, 40.0, 70.0, 90.0, 100.0),
}
"""What 0, 25, 50, 75 and 100 points become; points between, in proportion."""
Rows = NDArray[np.intp]
TILE_DRAWS, TILE_ROWS = 16, 1024


class Variant(NamedTuple):
    """One way to make the index."""

    aggregation: Aggregation
    table: Table
    imputed: bool


AGGREGATIONS: tuple[Aggregation, ...] = ("arithmetic", "geometric")
VARIANTS = tuple(Variant(*each) for each in product(AGGREGATIONS, TABLES, (False, True)))


@dataclass(frozen=True, slots=True)
class Robustness:
    """The positions of n territories (shares 0–1, NaN for those without published index), and how firm they are."""

    headline: Floats
    """Under the questionnaire's own method."""
    interval: Interval
    ranked: Flags
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class Ensemble:
    """What every draw starts from: n territories, q questions, k challenges."""

    questionnaire: Questionnaire
    cells: Cells
    challenge_of: NDArray[np.intp]
    question_weights: Floats
    """q."""
    challenge_weights: Floats
    """k."""
    published: Flags
    """n × k: the challenges that count when unknown answers are left out."""
    applicable: Flags
    """n × k: those that count when they are replaced."""
    headline: Floats
    """n: the index where it is published, NaN elsewhere: provisional ones have no position."""
    draws: int
    seed: int

    @property
    def ranked(self) -> Flags:
        """n: who has a position."""
        return ~np.isnan(self.headline)


def ensemble(
    questionnaire: Questionnaire,
    matrix: AnswerMatrix,
    form: Form = "full",
    draws: int = DRAWS,
    seed: int = SEED,
) -> Ensemble:
    """The territories to compare, scored in one form."""
    layout = lay_out(questionnaire, form)
    scores = score(questionnaire, matrix, form)
    firm = scores.index.status[:, 0] == Status.PUBLISHED
    return Ensemble(
        questionnaire=questionnaire,
        cells=read_cells(matrix, layout),
        challenge_of=layout.challenge_of,
        question_weights=layout.weights[np.arange(len(layout.columns)), layout.challenge_of],
        challenge_weights=challenge_weights(questionnaire.challenges),
        published=scores.challenges.published,
        applicable=scores.challenges.applicable,
        headline=np.where(firm, scores.index.score[:, 0], np.nan),
        draws=draws,
        seed=seed,
    )


def robustness(whole: Ensemble) -> Robustness:
    """Each territory's position, and the interval in which other choices would put it."""
    rows = np.flatnonzero(whole.ranked)
    found: Standings = np.empty((whole.draws, len(rows)), np.int32)
    for drawn, scores in indices(whole, rows):
        found[drawn] = standings(scores)
    return Robustness(
        positions(whole.headline), interval_of(found, whole.ranked), whole.ranked, whole.draws, whole.seed
    )


def probability_above(whole: Ensemble, one: int, other: int) -> float:
    """P(A above B): the share (0–1) of draws in which a territory's index is above another's, ties for half.

    ``one``, ``other``: places of two ranked territories; ValueError otherwise. Only these two are computed.
    """
    if not whole.ranked[[one, other]].all():
        raise ValueError("a territory without published index is above or below nobody")
    above = 0.0
    for _, scores in indices(whole, np.array([one, other])):
        gap = scores[:, 0] - scores[:, 1]
        above += float(np.sum(gap > TIE_POINTS) + np.sum(np.abs(gap) <= TIE_POINTS) / 2)
    return above / whole.draws


def indices(whole: Ensemble, rows: Rows) -> Iterator[tuple[slice, Floats]]:
    """The indices (d × rows) of some territories, variant after variant, with the places of these draws among all."""
    by_question = drawn_weights(whole.question_weights, whole.draws, [whole.seed, 0])
    by_challenge = drawn_weights(whole.challenge_weights, whole.draws, [whole.seed, 1])
    for place, variant in enumerate(VARIANTS[: whole.draws]):
        drawn = slice(place, None, len(VARIANTS))
        yield drawn, index_under(whole, rows, variant, by_question[drawn], by_challenge[drawn])


def drawn_weights(weights: Floats, draws: int, seed: int | list[int]) -> Floats:
    """Weights (w) each multiplied by draws of U(0.75, 1.25): d × w, the same for the same seed.

    >>> drawn_weights(np.array([1.0, 2.0]), 2, 7).round(2).tolist()
    [[1.06, 2.4], [1.14, 1.73]]
    """
    factors = np.random.default_rng(seed).uniform(1 - WEIGHT_SPREAD, 1 + WEIGHT_SPREAD, (draws, len(weights)))
    return factors * weights


def index_under(whole: Ensemble, rows: Rows, variant: Variant, by_question: Floats, by_challenge: Floats) -> Floats:
    """The indices (d × rows) under one variant and d drawn sets of weights (d × q, d × k).

    s = Σ_q w·t(x) / Σ_q w per challenge, then I = g⁻¹(Σ_k W·g(s) / Σ_k W), where t is the table, and g the identity or
    the logarithm of 1 + 0.99·s; a challenge that the questionnaire makes geometric is so on the same scale.
    """
    sample = answers_under(whole, variant)
    found = np.empty((len(by_question), len(rows)))
    for drawn, places in tiles(*found.shape):
        some = sample.of(rows[places])
        found[drawn, places] = tile(whole, some, variant.aggregation, by_question[drawn], by_challenge[drawn])
    return found


class Sample(NamedTuple):
    """The answers of n territories under a variant."""

    points: Floats
    """n × q: 0 where nothing counts."""
    counted: Flags
    """n × q."""
    counting: Flags
    """n × k: the challenges that count."""

    def of(self, rows: Rows) -> "Sample":
        """Those of some territories."""
        return Sample(self.points[rows], self.counted[rows], self.counting[rows])


def answers_under(whole: Ensemble, variant: Variant) -> Sample:
    """The points of each answer (n × q) and whether it counts: through the table, and imputed if the variant says so.

    An unknown answer takes the mean points of the ranked territories that gave one; *non concerné* never counts.
    """
    answered = whole.cells.answered
    points = np.where(answered, np.interp(whole.cells.points, STEPS, TABLES[variant.table]), 0.0)
    if not variant.imputed:
        return Sample(points, answered, whole.published)
    givers = answered & whole.ranked[:, None]
    number = givers.sum(axis=0)
    usual = (points * givers).sum(axis=0) / np.maximum(number, 1)
    replaced = whole.cells.unknown & (number > 0)
    return Sample(np.where(replaced, usual, points), answered | replaced, whole.applicable)


def tiles(draws: int, rows: int) -> Iterator[tuple[slice, slice]]:
    """Parts of a table of draws × rows, each small enough to stay in a core's own memory.

    And for the linear algebra library to keep each product on one core: shared between busy cores, so small a product
    takes up to thirty times longer.
    """
    for draw in range(0, draws, TILE_DRAWS):
        for row in range(0, rows, TILE_ROWS):
            yield slice(draw, draw + TILE_DRAWS), slice(row, row + TILE_ROWS)


def tile(
    whole: Ensemble, sample: Sample, aggregation: Aggregation, by_question: Floats, by_challenge: Floats
) -> Floats:
    """The indices (d × n) of a few territories in a few draws."""
    total = np.zeros((len(by_question), len(sample.points)))
    weight = np.zeros_like(total)
    for place, challenge in enumerate(whole.questionnaire.challenges):
        members = whole.challenge_of == place
        counted = sample.counted[:, members]
        mean = means(sample.points[:, members], counted, by_question[:, members], challenge.aggregation)
        share = by_challenge[:, [place]] * (sample.counting[:, place] & counted.any(axis=1))
        total += share * forward(mean, aggregation)
        weight += share
    total /= weight
    return backward(total, aggregation)


def means(points: Floats, counted: Flags, weights: Floats, aggregation: Aggregation) -> Floats:
    """The means (d × n) of what counts of the points (n × m) under d sets of weights (d × m); 0 where nothing does."""
    summed: Floats = weights @ (forward(points, aggregation) * counted).T
    summed /= weights @ counted.T + ~counted.any(axis=1)
    return backward(summed, aggregation)


def forward(points: Floats, aggregation: Aggregation) -> Floats:
    """The scale on which a mean is taken: the points, or the logarithm of 1 + 0.99·s."""
    return np.log1p(0.99 * points) if aggregation == "geometric" else points


def backward(means: Floats, aggregation: Aggregation) -> Floats:
    """Points again, from 0 to 100 whatever the rounding, written over the means."""
    if aggregation == "geometric":
        np.expm1(means, out=means)
        means /= 0.99
    return np.clip(means, 0.0, 100.0, out=means)


def weight_interval(scores: Floats, weights: Floats, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """The intervals of positions when the weights of challenges alone vary: n × k scores, NaN where not published.

    What is left to choose when only the scores of challenges are known; arithmetic index, nothing imputed.

    >>> weight_interval(np.array([[0.0, 100.0], [51.0, 51.0], [np.nan, np.nan]]), np.ones(2)).low.tolist()
    [0.0, 0.0, nan]
    """
    counted = ~np.isnan(scores)
    ranked: Flags = np.asarray(counted.any(axis=1))
    points, known = np.where(counted, scores, 0.0)[ranked], counted[ranked]
    drawn = drawn_weights(weights, draws, [seed, 1])
    found = np.empty((draws, len(points)))
    for some, places in tiles(*found.shape):
        found[some, places] = means(points[places], known[places], drawn[some], "arithmetic")
    return interval_of(standings(found), ranked)
