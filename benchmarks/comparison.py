# SPDX-License-Identifier: EUPL-1.2
"""Territories compared: robustness of positions, clusters, solidarity; and how each grows with the territories."""

import warnings

import esda
import numpy as np
import pandas as pd
from libpysal.weights import W

from benchmarks.row import Row, compare, seconds
from governance.comparison.inequality import absolute_gini, solidarity
from governance.comparison.neighbours import nearest
from governance.comparison.pairing import pair_all
from governance.comparison.peers import Candidate
from governance.comparison.robustness import (
    DRAWS,
    SEED,
    Ensemble,
    drawn_weights,
    ensemble,
    probability_above,
    robustness,
    weight_interval,
)
from governance.comparison.spatial import PERMUTATIONS, clusters
from governance.questionnaire.answer import State
from governance.questionnaire.loading import load
from governance.questionnaire.model import Tier
from governance.scoring.answers import matrix_of_values
from governance.scoring.result import Floats

EPCI, COMMUNES = 1_250, 34_969
CHALLENGES = 8
NEIGHBOURS = 6
POSITIONS_SECONDS, POSITIONS_RATIO = 0.2, 10
CLUSTERS_SECONDS = SOLIDARITY_SECONDS = 1.0


def rows() -> list[Row]:
    """Each promise, then the same for all the communes."""
    return [*robustness_rows(), *clusters_rows(), *solidarity_rows(), pairing_row()]


def robustness_rows() -> list[Row]:
    """Positions under drawn weights of challenges, then under the full set of variants."""
    few, many = scores_of(EPCI), scores_of(COMMUNES)
    weights = np.ones(CHALLENGES)
    check_positions(few)
    what = f"positions under {DRAWS:,} draws"
    weights_alone = f"{what} of challenge weights"
    alternative = "the same with a pandas loop: mean, rank, quantile"
    ours, theirs = compare(lambda: weight_interval(few, weights), lambda: pandas_positions(few))
    grown = seconds(lambda: weight_interval(many, weights))
    some, all_of_them = answers_of(EPCI), answers_of(COMMUNES)
    full, _ = compare(lambda: robustness(some), lambda: None)
    full_grown = seconds(lambda: robustness(all_of_them))
    pair = ranked_pair(some)
    above, _ = compare(lambda: probability_above(some, *pair), lambda: None)
    return [
        Row(f"{weights_alone}, {EPCI:,}", ours, alternative, theirs, POSITIONS_SECONDS, POSITIONS_RATIO),
        Row(f"{weights_alone}, {COMMUNES:,}", grown, f"for {EPCI:,}", ours),
        Row(f"{what}, all twelve variants, {EPCI:,}", full, "weights of challenges alone", ours),
        Row(f"{what}, all twelve variants, {COMMUNES:,}", full_grown, f"for {EPCI:,}", full),
        Row(f"P(A above B), all twelve variants, {EPCI:,}", above, "every position", full),
    ]


def scores_of(count: int) -> Floats:
    """Random scores of challenges, one in twenty missing."""
    drawn = np.random.default_rng(2026)
    scores = drawn.uniform(0, 100, (count, CHALLENGES))
    scores[drawn.random(scores.shape) < 0.05] = np.nan
    return scores


def answers_of(count: int) -> Ensemble:
    """Random answers to the référentiel: 90 % with a level."""
    questionnaire = load("echelons")
    drawn = np.random.default_rng(2026)
    shape = count, len(questionnaire.questions)
    states = np.where(drawn.random(shape) < 0.9, np.int8(State.VALUE), np.int8(State.MISSING))
    values = drawn.integers(0, 5, shape).astype(np.float64)
    return ensemble(questionnaire, matrix_of_values(questionnaire, map(str, range(count)), states, values))


def ranked_pair(whole: Ensemble) -> tuple[int, int]:
    """Two territories that have a position."""
    one, other = np.flatnonzero(whole.ranked)[:2].tolist()
    return one, other


def pandas_positions(scores: Floats) -> pd.DataFrame:
    """As one writes it first: for each draw the weighted mean, then the mid-rank; then quantiles."""
    table = pd.DataFrame(scores)
    known = table.notna()
    ranks = {}
    for draw, weights in enumerate(drawn_weights(np.ones(CHALLENGES), DRAWS, [SEED, 1])):
        index = table.mul(weights).sum(axis=1) / known.mul(weights).sum(axis=1)
        ranks[draw] = (index.rank() - 1) / (len(index) - 1)
    return pd.DataFrame(ranks).quantile([0.05, 0.5, 0.95], axis=1, interpolation="lower").T


def check_positions(scores: Floats) -> None:
    """Both ways must give the same positions, or there is nothing to compare."""
    ours, theirs = weight_interval(scores, np.ones(CHALLENGES)), pandas_positions(scores)
    # Of 1,000 draws, ours takes the 500th and pandas' "lower" the 500th or next one: a position apart, no more.
    for own, quantile in ((ours.low, 0.05), (ours.median, 0.5), (ours.high, 0.95)):
        assert np.abs(own - theirs[quantile]).max() < 0.01


def clusters_rows() -> list[Row]:
    """Moran's I and local indicators, against esda; both with one core."""
    drawn = np.random.default_rng(2026)
    points, scores = drawn.uniform(0, 1e6, (COMMUNES, 2)), drawn.uniform(0, 100, COMMUNES)
    few = nearest(points[:EPCI], NEIGHBOURS)
    many = nearest(points, NEIGHBOURS)
    weights = W({place: row.tolist() for place, row in enumerate(few.links.indices.reshape(EPCI, NEIGHBOURS))})
    ours, theirs = compare(lambda: clusters(scores[:EPCI], few), lambda: esda_clusters(scores[:EPCI], weights))
    grown = seconds(lambda: clusters(scores, many))
    what = f"clusters, {PERMUTATIONS} permutations"
    return [
        Row(f"{what}, {EPCI:,}", ours, "the same with esda", theirs, CLUSTERS_SECONDS),
        Row(f"{what}, {COMMUNES:,}", grown, f"for {EPCI:,}", ours),
    ]


def esda_clusters(scores: Floats, weights: W) -> None:
    """The same figures by PySAL."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        esda.Moran(scores, weights, permutations=PERMUTATIONS)
        local = esda.Moran_Local(scores, weights, permutations=PERMUTATIONS, n_jobs=1, seed=1)
    esda.fdr(local.p_sim, 0.05)


def solidarity_rows() -> list[Row]:
    """All the figures of inequality, against the Gini of all pairs alone."""

    def figures(count: int) -> None:
        levels = (scores[:count] // 25).astype(np.int16)
        solidarity(scores[:count], people[:count], levels, {"departement": labels[:count]})

    drawn = np.random.default_rng(2026)
    scores, people = drawn.uniform(0, 100, COMMUNES), drawn.lognormal(7, 1.2, COMMUNES)
    labels = drawn.integers(0, 101, COMMUNES).astype(str)
    pairs = all_pairs_gini(scores[:EPCI], people[:EPCI])
    np.testing.assert_allclose(absolute_gini(scores[:EPCI], people[:EPCI]), pairs)
    ours, theirs = compare(lambda: figures(EPCI), lambda: all_pairs_gini(scores[:EPCI], people[:EPCI]))
    grown, _ = compare(lambda: figures(COMMUNES), lambda: None)
    return [
        Row(f"solidarity, {EPCI:,}", ours, "the Gini alone, of all pairs", theirs, SOLIDARITY_SECONDS),
        Row(f"solidarity, {COMMUNES:,}", grown, f"for {EPCI:,}", ours),
    ]


def all_pairs_gini(scores: Floats, people: Floats) -> float:
    """The absolute Gini as it is defined."""
    gaps = np.abs(scores[:, None] - scores) * people[:, None] * people
    return float(gaps.sum() / (2 * people.sum() ** 2))


def pairing_row() -> Row:
    """A région paired, the largest in EPCI having fewer than 200, against the whole country."""

    def pair(count: int) -> None:
        pair_all(candidates[:count], scores[:count], index[:count])

    scores = scores_of(EPCI)
    index = np.nanmean(scores, axis=1)
    candidates = [Candidate(str(place), Tier.EPCI, "CC", 20_000 + place) for place in range(EPCI)]
    ours, _ = compare(lambda: pair(200), lambda: None)
    return Row("a région of 200 paired", ours, f"{EPCI:,} paired", seconds(lambda: pair(EPCI)))
