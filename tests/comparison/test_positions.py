# SPDX-License-Identifier: EUPL-1.2
"""Positions: the share of the others that stand below, ties for half."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from governance.comparison.positions import interval_of, mean_shifts, positions, quantiles, standings
from governance.scoring.result import Floats

NAN = np.nan
scores = st.one_of(st.sampled_from([0.0, 25.0, 50.0, 100.0]), st.floats(0, 100).map(lambda value: round(value, 6)))


def test_the_first_has_everybody_below_and_the_last_nobody() -> None:
    assert positions(np.array([10.0, 90.0, 50.0])).tolist() == [0, 1, 0.5]


def test_ties_count_for_half() -> None:
    assert positions(np.array([10.0, 10.0, 90.0, 90.0])).tolist() == pytest.approx([1 / 6, 1 / 6, 5 / 6, 5 / 6])
    assert positions(np.full(4, 33.3)).tolist() == [0.5] * 4


def test_scores_within_a_billionth_of_the_next_are_ties_and_others_are_not() -> None:
    assert positions(np.array([50.0, 50 + 9e-10, 50 + 18e-10])).tolist() == [0.5] * 3
    assert positions(np.array([50.0, 50 + 1.1e-9])).tolist() == [0, 1]


def test_who_has_no_score_has_no_position_and_is_nobody_s_other() -> None:
    assert positions(np.array([NAN, 10, 20])).tolist() == pytest.approx([NAN, 0, 1], nan_ok=True)


@pytest.mark.parametrize("alone", [[], [NAN], [50.0], [50.0, NAN]])
def test_alone_there_is_no_position(alone: list[float]) -> None:
    assert np.isnan(positions(np.array(alone))).all()


@given(st.integers(1, 4), st.integers(1, 30), st.data())
def test_standings_are_scipy_s_mid_ranks(draws: int, count: int, data: st.DataObject) -> None:
    values = np.array([data.draw(st.lists(scores, min_size=count, max_size=count)) for _ in range(draws)])
    assert standings(values).tolist() == (2 * rankdata(values, axis=1) - 2).tolist()


@given(st.lists(scores, min_size=2, max_size=40))
def test_positions_have_a_mean_of_one_half_and_mirror_when_scores_do(values: list[float]) -> None:
    found = positions(np.array(values))
    assert found.mean() == pytest.approx(0.5)
    assert positions(100 - np.array(values)) == pytest.approx(1 - found)


def test_an_interval_is_made_of_positions_that_draws_gave() -> None:
    twice = np.array([[0, 2, 4]] * 19 + [[4, 2, 0]] * 1, np.int32)
    low, median, high = quantiles(twice)
    assert (low.tolist(), median.tolist(), high.tolist()) == ([0, 0.5, 0], [0, 0.5, 1], [0, 0.5, 1])
    low, _, high = quantiles(np.array([[0, 2, 4]] * 18 + [[4, 2, 0]] * 2, np.int32))
    assert (low.tolist(), high.tolist()) == ([0, 0.5, 0], [1, 0.5, 1])


def test_an_interval_leaves_out_those_without_position() -> None:
    found = interval_of(np.array([[0, 2]], np.int32), np.array([True, False, True]))
    assert found.low.tolist() == pytest.approx([0, NAN, 1], nan_ok=True)
    assert found.high.tolist() == pytest.approx([0, NAN, 1], nan_ok=True)


def slow_shifts(values: Floats, weights: Floats) -> list[float]:
    """The same, in plain words."""
    found = []
    for left_out in range(len(weights)):
        pairs = []
        for row in values:
            kept = [
                (s, w)
                for place, (s, w) in enumerate(zip(row, weights, strict=True))
                if not np.isnan(s) and place != left_out
            ]
            whole = [(s, w) for s, w in zip(row, weights, strict=True) if not np.isnan(s)]
            if kept:
                pairs.append([sum(s * w for s, w in each) / sum(w for _, w in each) for each in (whole, kept)])
        before, after = np.array(pairs).T
        found.append(float(np.abs(positions(before) - positions(after)).mean()))
    return found


def test_mean_shifts_are_those_of_the_index_made_again_without_each_challenge() -> None:
    drawn = np.random.default_rng(5)
    values = drawn.integers(0, 101, (12, 4)).astype(float)
    values[drawn.random(values.shape) < 0.15] = NAN
    weights = np.array([1.0, 2.0, 0.5, 1.0])
    assert mean_shifts(values, weights).tolist() == pytest.approx(slow_shifts(values, weights))


def test_a_challenge_that_all_answered_alike_moves_nobody() -> None:
    assert mean_shifts(np.array([[50.0, 10], [50, 20], [50, 30]]), np.ones(2))[0] == 0


def test_the_shift_without_the_only_challenge_does_not_exist() -> None:
    assert np.isnan(mean_shifts(np.array([[50.0], [60.0]]), np.ones(1))).all()
    assert np.isnan(mean_shifts(np.array([[50.0, NAN], [60.0, 3.0]]), np.ones(2)))[0]
