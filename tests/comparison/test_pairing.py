# SPDX-License-Identifier: EUPL-1.2
"""Whom to call: strong where I am weak, like me otherwise; and nobody left alone."""

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.comparison.pairing import lifts_over, likeness_to, pair_all, weak_challenges, whom_to_call
from governance.comparison.peers import Candidate, Respect, traits_of
from governance.errors import InputError
from governance.questionnaire.model import Tier
from governance.scoring.result import Floats

NAN = np.nan


def epci(name: str, **known: Any) -> Candidate:
    whole: dict[str, Any] = {"tier": Tier.EPCI, "kind": "CC", "population": 20_000, "density": 40, "region": "53"}
    return Candidate(f"epci:{name}", **whole | known)


def mean_of(scores: Floats) -> Floats:
    return np.nanmean(scores, axis=1)


SCORES = np.array(
    [
        [20.0, 30, 80, 90],  # me: weak on the first two
        [70, 80, 10, 10],  # strong on both
        [70, 80, 10, 10],  # the same, less like me
        [90, 20, 90, 90],  # strong on one
        [10, 20, 99, 99],  # strong only where I am
        [NAN, 95, 50, 50],
    ]
)
TERRITORIES = [epci("a"), epci("b"), epci("c", kind="CA", region="11"), epci("d"), epci("e"), epci("f")]


def test_the_first_to_call_is_strong_where_i_am_weak_and_like_me() -> None:
    calls = whom_to_call(0, TERRITORIES, SCORES, mean_of(SCORES))
    assert [call.place for call in calls] == [1, 3, 5, 2]
    assert [call.lift for call in calls] == [50, 35, 32.5, 50]
    assert [call.challenges for call in calls] == [(0, 1), (0,), (1,), (0, 1)]
    assert calls[0].alike == tuple(Respect)
    assert calls[3].alike == (Respect.DENSITY, Respect.STRATUM)


def test_at_most_so_many_are_given() -> None:
    assert [call.place for call in whom_to_call(0, TERRITORIES, SCORES, mean_of(SCORES), most=2)] == [1, 3]


def test_the_greatest_difference_is_told_first() -> None:
    scores = np.array([[20.0, 30, 90], [50, 90, 0]])
    assert whom_to_call(0, TERRITORIES[:2], scores, mean_of(scores))[0].challenges == (1, 0)


def test_equals_come_by_id() -> None:
    scores = np.vstack([SCORES[0], SCORES[1], SCORES[1]])
    called = whom_to_call(0, [epci("m"), epci("z"), epci("b")], scores, mean_of(scores))
    assert [call.place for call in called] == [2, 1]


def test_another_tier_is_not_called_and_one_without_weak_challenge_calls_nobody() -> None:
    others = [epci("a"), Candidate("region:53", Tier.REGION, "REGION")]
    assert whom_to_call(0, others, SCORES[:2], mean_of(SCORES[:2])) == ()
    flat = np.array([[50.0] * 4, [90.0] * 4])
    assert whom_to_call(0, TERRITORIES[:2], flat, mean_of(flat)) == ()


def test_weak_challenges_are_the_three_furthest_under_one_s_own_index() -> None:
    scores = np.array([[10.0, 20, 30, 40, 90, 90], [50, 50, 50, 50, 50, 50], [NAN, 10, NAN, 90, NAN, NAN]])
    found = weak_challenges(scores, mean_of(scores))
    assert found.tolist() == [[1, 1, 1, 0, 0, 0], [0] * 6, [0, 1, 0, 0, 0, 0]]
    assert not weak_challenges(scores, np.full(3, NAN)).any()


def test_lift_is_the_mean_over_all_my_weak_challenges() -> None:
    lifts = lifts_over(SCORES, SCORES[0], np.array([True, True, False, False]))
    assert lifts.tolist() == [0, 50, 50, 35, 0, 32.5]


def test_likeness_counts_what_is_known_of_me() -> None:
    me = epci("m", density=None, region=None)
    others = [me, epci("b"), epci("c", kind="CA"), epci("d", kind="CA", population=900_000)]
    assert likeness_to(0, traits_of(others)).tolist() == pytest.approx([1, 1, 2 / 3, 1 / 3])


def fits(territories: list[Candidate], scores: Floats, index: Floats) -> Floats:
    weak = weak_challenges(scores, index)
    places = range(len(territories))
    return np.array(
        [lifts_over(scores, scores[one], weak[one]) * likeness_to(one, traits_of(territories)) for one in places]
    )


matrices = st.integers(2, 5).flatmap(
    lambda count: st.lists(
        st.lists(st.one_of(st.integers(0, 100), st.just(NAN)), min_size=4, max_size=4), min_size=count, max_size=count
    )
)


@given(matrices)
def test_pairing_leaves_nobody_alone_and_nothing_does_better(rows: list[list[float]]) -> None:
    scores = np.array(rows, float)
    counted = ~np.isnan(scores)
    index = np.where(counted.any(axis=1), np.nansum(scores, axis=1) / np.maximum(counted.sum(axis=1), 1), NAN)
    territories = [epci(str(place), kind=["CC", "CA"][place % 2]) for place in range(len(rows))]
    chosen = pair_all(territories, scores, index)
    assert sorted(chosen) == list(range(len(rows)))
    assert all(one != other for one, other in enumerate(chosen))
    fit = fits(territories, scores, index)
    places = range(len(rows))
    possible = [
        each for each in permutations(places) if all(one != other for one, other in zip(places, each, strict=True))
    ]
    assert fit[places, chosen].sum() == pytest.approx(max(fit[places, each].sum() for each in possible), abs=1e-6)


@pytest.mark.parametrize(("count", "most"), [(1, 2_000), (3, 2)])
def test_one_alone_or_too_many_cannot_be_paired(count: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("governance.comparison.pairing.LARGEST_PAIRING", most)
    with pytest.raises(InputError) as refused:
        pair_all([epci(str(place)) for place in range(count)], SCORES[:count], mean_of(SCORES[:count]))
    assert (refused.value.key, refused.value.values) == ("comparison.pairing_size", {"n": count, "most": most})


def test_two_tiers_are_not_paired() -> None:
    with pytest.raises(InputError) as refused:
        pair_all([epci("a"), Candidate("region:53", Tier.REGION, "REGION")], SCORES[:2], mean_of(SCORES[:2]))
    assert refused.value.key == "comparison.pairing_tiers"
