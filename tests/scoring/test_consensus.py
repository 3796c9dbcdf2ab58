# SPDX-License-Identifier: EUPL-1.2
"""The measures of a vote, on published examples and on what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.scoring.consensus import agreement, consensus, layers, leik_dispersion, quantile, tastle_wierman

EXAMPLE = [30, 40, 210, 130, 530, 50, 10]
"""The example of the R package agrmt, whose documentation gives the three indices."""
votes = st.lists(st.integers(0, 300), min_size=2, max_size=7).filter(lambda counts: sum(counts) >= 5)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([2.4, 2.8, 3.2, 6.2, 13.5, 30.4, 41.6], 0.61),  # van der Eijk (2001): the PvdA on a scale of seven
        ([1.6, 2.6, 8.2, 21.0, 29.3, 27.0, 10.3], 0.48),  # the same: D66
        ([6, 8, 5, 3, 2], 0.31),  # agrmt, vignette
        ([6, 8, 5, 3, 2, 0, 2], 0.39),
    ],
)
def test_agreement_gives_the_published_figures(shares: list[float], expected: float) -> None:
    assert round(agreement(shares), 2) == expected


def test_the_three_indices_give_the_figures_of_the_same_published_example() -> None:
    assert agreement(EXAMPLE) == pytest.approx(0.6113333, abs=5e-8)
    assert tastle_wierman(EXAMPLE) == pytest.approx(0.7256876, abs=5e-8)
    assert leik_dispersion(EXAMPLE) == pytest.approx(0.287, abs=5e-4)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0, 8, 0, 0], (1, 1, 1)),
        ([4, 0, 0, 0, 4], (-1, 0, 0)),
        ([3, 0], (None, None, None)),
        ([5, 0], (1, 1, 1)),
        ([3, 3], (0, 0, 0)),
    ],
)
def test_the_extremes_are_where_they_should_be(
    counts: list[int], expected: tuple[float | None, float | None, float | None]
) -> None:
    vote = consensus(counts)
    assert (vote.agreement, vote.tastle_wierman, vote.leik) == tuple(
        None if each is None else pytest.approx(each) for each in expected
    )


def test_an_even_spread_is_zero_agreement() -> None:
    assert agreement([7, 7, 7, 7, 7]) == pytest.approx(0)


def test_fractions_leave_no_dust_that_would_count_as_a_layer() -> None:
    tenths = [0.1, 0.1 + 0.2, 0.3, 0.1, 0.0]
    assert [pattern for pattern, _ in layers(tenths)] == [pattern for pattern, _ in layers([1, 3, 3, 1, 0])]
    assert agreement(tenths) == pytest.approx(agreement([1, 3, 3, 1, 0]))


@given(votes)
def test_agreement_is_bounded_and_blind_to_the_direction_of_the_scale(counts: list[int]) -> None:
    found = agreement(counts)
    assert -1 - 1e-9 <= found <= 1 + 1e-9
    assert found == pytest.approx(agreement(counts[::-1]), abs=1e-9)
    assert found == pytest.approx(agreement([count / 7 for count in counts]), abs=1e-9)


@given(votes)
def test_the_other_indices_are_shares(counts: list[int]) -> None:
    assert -1e-9 <= tastle_wierman(counts) <= 1 + 1e-9
    assert -1e-9 <= leik_dispersion(counts) <= 1 + 1e-9


@given(votes)
def test_the_median_is_a_level_that_someone_chose(counts: list[int]) -> None:
    median = consensus(counts).median
    assert median is not None
    assert counts[median] > 0
    below, above = sum(counts[:median]), sum(counts[median + 1 :])
    assert 2 * below < sum(counts) >= 2 * above


def test_the_median_of_an_even_split_is_the_low_one() -> None:
    assert consensus([0, 3, 0, 3, 0]).median == 1


def test_the_interquartile_range_lies_between_real_levels() -> None:
    vote = consensus([1, 2, 2, 2, 1])
    assert vote.interquartile_range == 2
    assert [quantile([1, 2, 2, 2, 1], share) for share in (0.25, 0.75)] == [1, 3]
    assert quantile([0, 1, 0], 0.0) == 1


def test_the_share_within_one_level_of_the_median_is_told() -> None:
    assert consensus([1, 0, 5, 3, 1]).within_one == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("counts", "flagged"), [([3, 0, 17, 0, 0], True), ([2, 0, 17, 1, 0], False), ([2, 0, 17, 0, 1], True)]
)
def test_fifteen_percent_two_levels_away_is_dissent(counts: list[int], flagged: bool) -> None:
    assert consensus(counts).dissent is flagged


def test_under_five_votes_no_index_is_given() -> None:
    vote = consensus([0, 0, 3, 1, 0])
    assert (vote.agreement, vote.tastle_wierman, vote.leik, vote.interquartile_range) == (None, None, None, None)
    assert (vote.votes, vote.median, vote.within_one, vote.dissent) == (4, 2, 1, False)


def test_five_votes_give_the_indices() -> None:
    assert None not in {consensus([0, 0, 4, 1, 0]).agreement, consensus([0, 0, 4, 1, 0]).interquartile_range}


def test_not_knowing_is_counted_apart_and_weighs_on_nothing() -> None:
    vote = consensus([0, 0, 5, 0, 0], dont_know=40)
    assert (vote.votes, vote.dont_know, vote.agreement) == (5, 40, 1)
    assert consensus([0, 0, 3, 0, 0], dont_know=40).agreement is None


def test_no_vote_at_all_has_no_figure() -> None:
    vote = consensus([0, 0, 0])
    assert (vote.votes, vote.median, vote.within_one, vote.dissent) == (0, None, None, False)


@pytest.mark.parametrize("counts", [[5], [], [1, -1, 3]])
def test_what_is_no_vote_is_refused(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="at least two levels"):
        consensus(counts)


def test_the_counts_are_given_back() -> None:
    assert consensus([1, 2, 3]).counts == (1, 2, 3)
