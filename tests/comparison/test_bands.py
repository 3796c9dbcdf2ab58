# SPDX-License-Identifier: EUPL-1.2
"""Quartile bands: never of fewer than five, never a rank."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.comparison.bands import Band, Place, peer_bands

NAN = np.nan


def one(scores: list[float], mine: float = NAN) -> Band:
    return peer_bands(np.array(scores)[:, None], np.array([mine]))[0]


def test_four_scores_give_their_number_and_nothing_else() -> None:
    assert one([1, 2, 3, 4, NAN, NAN], 3) == Band(4)


def test_quartiles_are_those_of_hyndman_and_fan_s_eighth_definition() -> None:
    band = one([0, 25, 50, 75, 100], 50)
    assert (band.lower, band.median, band.upper) == (pytest.approx(50 / 3), 50, pytest.approx(250 / 3))


@pytest.mark.parametrize(
    ("mine", "expected"),
    [
        (16.6, Place.LOWER_QUARTER),
        (50 / 3, Place.MIDDLE_HALF),
        (250 / 3, Place.MIDDLE_HALF),
        (83.4, Place.UPPER_QUARTER),
        (NAN, None),
    ],
)
def test_a_score_stands_in_a_quarter_or_in_the_middle(mine: float, expected: Place | None) -> None:
    assert one([0, 25, 50, 75, 100], mine).mine == expected


def test_one_who_stands_with_all_the_others_is_in_the_middle() -> None:
    assert one([40.0] * 6, 40 + 1e-12).mine == Place.MIDDLE_HALF


def test_each_challenge_has_its_own_peers() -> None:
    scores = np.array([[10.0, NAN]] * 5 + [[90.0, 50.0]] * 4)
    first, second = peer_bands(scores, np.array([95.0, 50.0]))
    assert (first.n, first.mine) == (9, Place.UPPER_QUARTER)
    assert second == Band(4)


@given(st.lists(st.floats(0, 100), min_size=5, max_size=40))
def test_a_band_is_in_order_and_blind_to_order(scores: list[float]) -> None:
    band = one(scores)
    figures = [min(scores), band.lower, band.median, band.upper, max(scores)]
    assert figures == sorted(figures)  # type: ignore[type-var]
    assert one(scores[::-1]) == band
