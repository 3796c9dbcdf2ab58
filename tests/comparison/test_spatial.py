# SPDX-License-Identifier: EUPL-1.2
"""Space: PySAL's figures on its own data, and patterns drawn on purpose."""

import esda
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from governance.comparison.neighbours import Neighbours, contiguity, nearest
from governance.comparison.spatial import Pattern, clusters, discoveries, standardise, with_neighbours
from governance.errors import InputError
from governance.scoring.result import Floats
from tests.comparison.pysal import neighbours_of, saint_louis

NAN = np.nan


def grid(size: int) -> Neighbours:
    """A square of squares that touch by their sides."""
    places = np.arange(size * size).reshape(size, size)
    sides = [(places[:, :-1], places[:, 1:]), (places[:-1], places[1:])]
    return contiguity(size * size, np.vstack([np.column_stack([a.ravel(), b.ravel()]) for a, b in sides]))


def noise(size: int) -> Floats:
    return np.random.default_rng(1).uniform(0, 100, size * size)


def test_moran_s_i_is_the_published_one() -> None:
    """PySAL's documentation of ``esda.moran.Moran``: homicides around Saint Louis, I = 0.243656."""
    rates, weights = saint_louis()
    found = clusters(rates, neighbours_of(weights))
    assert found.moran == pytest.approx(0.24365582621771659)
    assert found.expected == pytest.approx(-1 / 77)
    assert found.p_value < 0.02
    assert found.counted == 78


DIRECTED = pytest.mark.filterwarnings("ignore:The alternative hypothesis:DeprecationWarning")
"""This esda gives one-sided p-values, and says that it will give two-sided ones."""


@DIRECTED
def test_local_indicators_and_their_p_values_are_those_of_esda() -> None:
    rates, weights = saint_louis()
    theirs = esda.Moran_Local(rates, weights, permutations=9_999, seed=1, n_jobs=1)
    ours = clusters(rates, neighbours_of(weights), permutations=9_999)
    # esda divides by n − 1 where Anselin's formula, used here, divides by n.
    assert ours.local * 77 / 78 == pytest.approx(theirs.Is)
    differences = np.abs(ours.p_values - np.minimum(2 * theirs.p_sim, 1))
    assert differences.max() < 0.04
    assert differences.mean() < 0.02


def test_the_global_p_value_is_that_of_esda() -> None:
    rates, weights = saint_louis()
    noisy = rates[np.random.default_rng(3).permutation(len(rates))]
    weights.transform = "r"
    theirs = esda.Moran(noisy, weights, permutations=9_999)
    ours = clusters(noisy, neighbours_of(weights), permutations=9_999)
    assert ours.moran == pytest.approx(theirs.I)
    assert ours.p_value == pytest.approx(2 * theirs.p_sim, abs=0.04)


@DIRECTED
def test_quadrants_are_those_of_esda() -> None:
    rates, weights = saint_louis()
    theirs = esda.Moran_Local(rates, weights, permutations=99, seed=1, n_jobs=1).q
    names = [Pattern.HIGH_HIGH, Pattern.LOW_HIGH, Pattern.LOW_LOW, Pattern.HIGH_LOW]
    ours = clusters(rates, neighbours_of(weights), false_discoveries=1.0).patterns
    assert list(ours) == [names[quadrant - 1] for quadrant in theirs]


def blocks() -> Floats:
    """A block of high ones and one of low ones, five squares wide, in twenty by twenty of middling ones."""
    square = 45 + noise(20).reshape(20, 20) / 10
    square[2:7, 2:7] += 40
    square[12:17, 12:17] -= 40
    return square.ravel()


def test_a_block_of_high_ones_and_one_of_low_ones_are_two_clusters() -> None:
    found = clusters(blocks(), grid(20))
    assert found.moran > 0.5
    assert found.p_value == pytest.approx(2 / 1000)
    square = np.array(found.patterns, object).reshape(20, 20)
    assert (square[3:6, 3:6] == Pattern.HIGH_HIGH).all()
    assert (square[13:16, 13:16] == Pattern.LOW_LOW).all()
    assert not {Pattern.HIGH_LOW, Pattern.LOW_HIGH} & set(found.patterns)


def test_one_high_among_low_ones_is_an_outlier() -> None:
    scores = blocks()
    scores[14 * 20 + 14], scores[4 * 20 + 4] = 95, 5
    found = clusters(scores, grid(20))
    assert found.patterns[14 * 20 + 14] == Pattern.HIGH_LOW
    assert found.patterns[4 * 20 + 4] == Pattern.LOW_HIGH


def test_a_chequerboard_is_negative_and_as_far_from_chance() -> None:
    scores = (np.indices((8, 8)).sum(axis=0) % 2 * 100.0).ravel()
    found = clusters(scores, grid(8))
    assert found.moran == pytest.approx(-1)
    assert found.p_value == pytest.approx(2 / 1000)


def test_noise_shows_next_to_no_pattern() -> None:
    found = clusters(noise(20), grid(20))
    assert abs(found.moran) < 0.1
    assert found.p_value > 0.05
    assert np.mean(np.array(found.patterns) == Pattern.NONE) > 0.98


def test_false_discoveries_are_held_over_many_noises() -> None:
    """Without correction about 5 % of the territories of a pure noise would stand out."""
    with_any = uncorrected = 0
    for seed in range(40):
        found = clusters(np.random.default_rng(seed).uniform(0, 100, 100), grid(10), permutations=499, seed=seed)
        with_any += set(found.patterns) != {Pattern.NONE}
        uncorrected += np.count_nonzero(found.p_values < 0.05)
    assert with_any <= 6
    assert 0.02 < uncorrected / 4000 < 0.08


def test_without_score_or_alone_a_territory_is_set_aside_and_says_which() -> None:
    scores = noise(7)
    scores[[1, 7]] = NAN  # the neighbours of the corner
    scores[20] = NAN
    found = clusters(scores, grid(7))
    assert found.patterns[0] == Pattern.ISOLATED
    assert [found.patterns[place] for place in (1, 7, 20)] == [Pattern.NO_SCORE] * 3
    assert found.counted == 45
    assert np.isnan(found.local[[0, 1, 7, 20]]).all()
    kept = np.setdiff1d(np.arange(49), [0, 1, 7, 20])
    alone = clusters(scores[kept], grid(7).among(np.isin(np.arange(49), kept)))
    assert found.local[kept] == pytest.approx(alone.local)


def test_whose_only_neighbour_is_set_aside_is_set_aside_too() -> None:
    """Nearest neighbours are not mutual: 0 looks at 1, 1 at 2, which has no score; 3 and 4 look at one another."""
    links = np.zeros((5, 5))
    links[[0, 1, 2, 3, 4], [1, 2, 1, 4, 3]] = 1
    kept, among = with_neighbours(Neighbours(csr_array(links)), np.array([True, True, False, True, True]))
    assert kept.tolist() == [False, False, False, True, True]
    assert among.counts.tolist() == [1, 1]


def test_scores_all_equal_have_no_pattern() -> None:
    found = clusters(np.full(49, 50.0), grid(7))
    assert (found.moran, found.p_value) == (0, pytest.approx(1))
    assert set(found.patterns) == {Pattern.NONE}


def test_under_thirty_respondents_nothing_is_tested() -> None:
    scores = noise(6)
    scores[:6] = NAN
    assert clusters(scores, grid(6), permutations=9).counted == 30
    scores[6] = NAN
    with pytest.raises(InputError) as refused:
        clusters(scores, grid(6))
    assert refused.value.values["n"] == 29
    assert refused.value.values["rate"] == 81


def test_the_same_seed_gives_the_same_p_values() -> None:
    one, again, other = (clusters(noise(8), grid(8), 99, seed) for seed in (5, 5, 6))
    assert one.p_values.tolist() == again.p_values.tolist()
    assert one.p_value == again.p_value
    assert one.p_values.tolist() != other.p_values.tolist()


def test_done_in_several_goes_the_figures_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = clusters(noise(8), grid(8), 99)
    monkeypatch.setattr("governance.comparison.spatial.CELLS_AT_ONCE", 2_000)
    parts = clusters(noise(8), grid(8), 99)
    assert (parts.p_value, parts.p_values.tolist()) == (whole.p_value, whole.p_values.tolist())


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=40))
def test_discoveries_are_those_of_benjamini_and_hochberg(p_values: list[float]) -> None:
    limit = esda.fdr(np.array(p_values), 0.05)
    found = discoveries(np.array(p_values), 0.05)
    passing = [k for k, p in enumerate(sorted(p_values), 1) if p <= 0.05 * k / len(p_values)]
    assert np.count_nonzero(found) >= (max(passing) if passing else 0)
    if passing:
        assert found.tolist() == (np.array(p_values) <= limit + 1e-12).tolist()
    else:
        assert not found.any()


def test_the_published_example_of_benjamini_and_hochberg_finds_four() -> None:
    """Benjamini and Hochberg (1995), the example of the article: of these fifteen tests, four are findings at 5 %."""
    p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528]
    assert np.count_nonzero(discoveries(np.array([*p_values, 0.7590, 1.0]), 0.05)) == 4


def test_standardised_values_have_a_mean_of_zero_and_a_deviation_of_one() -> None:
    found = standardise(noise(5))
    assert (found.mean(), found.std()) == (pytest.approx(0), pytest.approx(1))


def test_a_border_counts_once_both_ways() -> None:
    found = contiguity(3, np.array([[0, 1], [0, 1], [1, 0], [2, 2]]))
    assert found.links.toarray().tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    assert found.lag(np.array([1.0, 2.0, 3.0])).tolist() == [2, 1, 0]
    assert contiguity(2, np.zeros((0, 2), np.intp)).counts.tolist() == [0, 0]


def test_the_nearest_are_those_of_plain_distances_and_never_oneself() -> None:
    points = np.random.default_rng(2).uniform(0, 1, (60, 2))
    distances = np.linalg.norm(points[:, None] - points, axis=2)
    np.fill_diagonal(distances, np.inf)
    expected = np.argsort(distances, axis=1)[:, :4]
    found = nearest(points, 4)
    assert [sorted(row.nonzero()[0].tolist()) for row in found.links.toarray()] == np.sort(expected).tolist()


def test_points_in_one_place_are_neighbours_of_one_another_not_of_themselves() -> None:
    found = nearest(np.array([[0.0, 0.0]] * 6 + [[9.0, 9.0]]), 2)
    assert not found.links.diagonal().any()
    assert found.counts.tolist() == [2] * 7


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_points_have_all_the_others_as_neighbours(count: int) -> None:
    assert nearest(np.arange(2.0 * count).reshape(count, 2), 6).counts.tolist() == [max(count - 1, 0)] * count
