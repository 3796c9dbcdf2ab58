# SPDX-License-Identifier: EUPL-1.2
"""Bounds between classes: exactly those of each method, readable, and a value on a bound belongs above."""

from itertools import pairwise

import mapclassify
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.comparison.classification import (
    METHODS,
    MOST_CLASSES,
    Method,
    between,
    bounds,
    histogram,
    ranks,
    thirds,
)

SCORES = np.round(np.random.default_rng(4).beta(2, 3, 1_255) * 100, 2)


def test_fixed_bounds_never_depend_on_the_values() -> None:
    assert bounds(SCORES, "fixed") == bounds(np.array([np.nan]), "fixed") == (20.0, 40.0, 60.0, 80.0)


def test_own_bounds_are_ordered_and_said_once() -> None:
    assert bounds(SCORES, "own", [75, 25, 25.0]) == (25.0, 75.0)


@pytest.mark.parametrize("method", ["quantiles", "q6", "head_tail"])
def test_classes_are_those_of_the_method(method: Method) -> None:
    theirs = {
        "quantiles": lambda: mapclassify.Quantiles(SCORES, k=5).counts,
        "q6": lambda: mapclassify.Percentiles(SCORES, [5, 27.5, 50, 72.5, 95, 100]).counts,
        "head_tail": lambda: mapclassify.HeadTailBreaks(SCORES).counts,
    }[method]()

    found = bounds(SCORES, method)
    counts = np.bincount(ranks(SCORES, found))

    assert counts[: len(found)].tolist() == list(theirs)[: len(found)]
    assert len(found) == min(len(theirs), MOST_CLASSES) - 1


def test_natural_breaks_of_few_values_are_exact() -> None:
    values = np.array([1.0, 2.0, 3.0, 20.0, 21.0, 22.0, 50.0, 51.0, 70.0, 71.0, 95.0])
    assert np.bincount(ranks(values, bounds(values, "jenks"))).tolist() == [3, 3, 2, 2, 1]


@pytest.mark.filterwarnings("ignore:Numba not installed")
def test_natural_breaks_of_many_values_are_nearly_those_of_all_of_them() -> None:
    values = SCORES[:400]
    ours = ranks(values, bounds(values, "jenks"))
    exact = mapclassify.FisherJenks(values, k=5)

    spread = sum(((values[ours == rank] - values[ours == rank].mean()) ** 2).sum() for rank in range(5))
    best = sum(((values[exact.yb == rank] - values[exact.yb == rank].mean()) ** 2).sum() for rank in range(5))

    assert spread <= best * 1.05


@pytest.mark.parametrize("method", METHODS)
def test_the_same_values_give_the_same_bounds_whatever_their_order(method: Method) -> None:
    shuffled = np.random.default_rng(1).permutation(SCORES)
    assert bounds(shuffled, method, [50]) == bounds(SCORES, method, [50])


@pytest.mark.parametrize("method", [method for method in METHODS if method not in ("fixed", "own")])
@pytest.mark.parametrize("values", [[], [np.nan], [40.0], [40.0, 40.0, np.nan]])
def test_one_class_is_enough_for_values_that_do_not_differ(method: Method, values: list[float]) -> None:
    assert bounds(np.array(values), method) == ()


@given(
    values=st.lists(st.floats(0, 100) | st.just(float("nan")), min_size=1, max_size=40),
    method=st.sampled_from([method for method in METHODS if method not in ("fixed", "own")]),
)
def test_no_class_is_empty_and_bounds_increase(values: list[float], method: Method) -> None:
    scores = np.array(values)
    found = bounds(scores, method)
    known = scores[~np.isnan(scores)]

    assert all(low < high for low, high in pairwise(found))
    assert len(found) < MOST_CLASSES
    if known.size:
        assert (np.bincount(ranks(known, found), minlength=len(found) + 1) > 0).all()


def test_a_bound_has_no_more_decimals_than_it_needs() -> None:
    assert between(np.array([10.0, 20.0]), 10.0) == 15.0
    assert between(np.array([10.0, 10.1]), 10.0) == 10.1
    assert between(np.array([1.0, 1.00001]), 1.0) == pytest.approx(1.000005)
    assert between(np.array([10.0, 20.0]), 5.0) is None


def test_thirds_part_values_evenly_and_give_up_where_they_cannot() -> None:
    assert np.bincount(ranks(SCORES, thirds(SCORES))).tolist() == pytest.approx([418, 418, 418], abs=2)
    assert thirds(np.array([np.nan])) == thirds(np.array([5.0, 5.0])) == ()


def test_a_histogram_counts_everybody_but_those_without_score() -> None:
    assert histogram(np.append(SCORES, np.nan), 0, 100, 25).sum() == SCORES.size
