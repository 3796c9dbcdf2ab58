# SPDX-License-Identifier: EUPL-1.2
"""Inequality: on published examples, against PySAL where weights are equal, and on what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inequality.gini import Gini
from inequality.theil import Theil, TheilD

from governance.comparison.inequality import (
    absolute_gini,
    decompose,
    gini,
    mean,
    quantiles,
    share_under,
    solidarity,
    theil,
)
from governance.errors import InputError
from governance.language import LANGUAGES
from governance.scoring.result import Floats
from tests.comparison.pysal import mexico

NAN = np.nan
DECADES = range(1940, 2001, 10)
THEIL = [0.20894344, 0.15222451, 0.10472941, 0.10194725, 0.09560113, 0.10511256, 0.10660832]
"""PySAL's documentation of ``inequality.theil.Theil``: the states of Mexico, 1940–2000."""
BETWEEN = [0.0345889, 0.02816853, 0.05260921, 0.05931219, 0.03205257, 0.02963731, 0.03635872]
WITHIN = [0.17435454, 0.12405598, 0.0521202, 0.04263506, 0.06354856, 0.07547525, 0.0702496]
"""The same, of ``TheilD`` with the regions of Hanson (1998)."""

scores = st.lists(st.one_of(st.integers(0, 100), st.just(0)), min_size=1, max_size=30)


@st.composite
def perimeters(draw: st.DrawFn) -> tuple[Floats, Floats]:
    values = draw(scores)
    people = draw(st.lists(st.integers(1, 9), min_size=len(values), max_size=len(values)))
    return np.array(values, float), np.array(people, float)


def repeated(values: Floats, people: Floats) -> Floats:
    """Each score as often as it has inhabitants."""
    return np.repeat(values, people.astype(int))


@pytest.mark.parametrize(("decade", "expected"), [*zip(DECADES, THEIL, strict=True)])
def test_theil_gives_the_published_figures(decade: int, expected: float) -> None:
    assert theil(mexico()[f"pcgdp{decade}"].to_numpy(float), np.ones(32)) == pytest.approx(expected, abs=5e-9)


@pytest.mark.parametrize(("decade", "between", "within"), [*zip(DECADES, BETWEEN, WITHIN, strict=True)])
def test_theil_splits_as_published(decade: int, between: float, within: float) -> None:
    states = mexico()
    found = decompose(states[f"pcgdp{decade}"].to_numpy(float), np.ones(32), states["hanson98"].to_numpy(str))
    assert (found.theil_between, found.theil_within) == pytest.approx((between, within), abs=5e-9)
    assert found.groups == 5


@pytest.mark.parametrize("decade", DECADES)
def test_gini_is_that_of_pysal(decade: int) -> None:
    incomes = mexico()[f"pcgdp{decade}"].to_numpy(float)
    assert gini(incomes, np.ones(32)) == pytest.approx(Gini(incomes).g)


@given(perimeters())
def test_weights_stand_for_repetitions_and_give_what_pysal_gives_on_them(perimeter: tuple[Floats, Floats]) -> None:
    values, people = perimeter
    each = repeated(values, people)
    if each.sum() and len(each) > 1:
        assert gini(values, people) == pytest.approx(Gini(each).g, abs=1e-9)
        assert theil(values, people) == pytest.approx(Theil(each).T, abs=1e-9)


@given(perimeters(), st.data())
def test_a_split_is_pysal_s_on_repetitions(perimeter: tuple[Floats, Floats], data: st.DataObject) -> None:
    values, people = perimeter
    labels = np.array(data.draw(st.lists(st.sampled_from("abc"), min_size=len(values), max_size=len(values))))
    found = decompose(values, people, labels)
    assert 0 <= found.variance_between <= 1
    if values.sum():
        of_each = np.repeat(labels, people.astype(int))
        assert found.theil_between == pytest.approx(np.sum(TheilD(repeated(values, people), of_each).bg), abs=1e-9)
        assert found.theil_between + found.theil_within == pytest.approx(theil(values, people), abs=1e-9)


@given(perimeters())
def test_the_absolute_gini_is_half_the_gap_between_two_people_at_random(perimeter: tuple[Floats, Floats]) -> None:
    values, people = perimeter
    gaps = np.abs(values[:, None] - values) * people[:, None] * people
    assert absolute_gini(values, people) == pytest.approx(gaps.sum() / (2 * people.sum() ** 2), abs=1e-9)
    assert absolute_gini(values, people) == pytest.approx(mean(values, people) * gini(values, people), abs=1e-9)


@given(perimeters(), st.integers(1, 50))
def test_points_more_for_all_change_no_gap_in_points(perimeter: tuple[Floats, Floats], more: int) -> None:
    values, people = perimeter
    assert absolute_gini(values + more, people) == pytest.approx(absolute_gini(values, people), abs=1e-9)
    low, high = quantiles(values, people, (0.1, 0.9))
    assert quantiles(values + more, people, (0.1, 0.9)) == [low + more, high + more]


@given(perimeters(), st.sampled_from([0.1, 0.25, 0.5, 0.9]))
def test_a_quantile_is_the_lowest_score_that_enough_people_do_not_exceed(
    perimeter: tuple[Floats, Floats], share: float
) -> None:
    values, people = perimeter
    found = quantiles(values, people, (share,))[0]
    needed = share * people.sum()
    assert found in values
    assert people[values <= found].sum() >= needed - 1e-9
    assert people[values < found].sum() < needed + 1e-9


def test_all_zeros_or_all_equal_is_no_inequality() -> None:
    for values in (np.zeros(4), np.full(4, 37.3)):
        split = decompose(values, np.ones(4), np.array(list("aabb")))
        figures = (gini(values, np.ones(4)), theil(values, np.ones(4)), split.variance_between, split.theil_between)
        assert figures == pytest.approx((0, 0, 0, 0), abs=1e-12)


def test_the_share_of_variance_between_groups_by_hand() -> None:
    """Means 10 and 40 of 3 and 1 people, around 17.5: 225 of 168.75 × … between; 4 of 6 people at ±10 within."""
    found = decompose(np.array([0.0, 15.0, 40.0]), np.array([1.0, 2.0, 1.0]), np.array(["a", "a", "b"]))
    between = (3 * 7.5**2 + 1 * 22.5**2) / 4
    within = (1 * 10**2 + 2 * 5**2) / 4
    assert found.variance_between == pytest.approx(between / (between + within))


def perimeter(count: int, absent: int = 0) -> tuple[Floats, Floats, np.ndarray, dict[str, np.ndarray]]:
    drawn = np.random.default_rng(8)
    values = np.concatenate([drawn.integers(0, 101, count).astype(float), np.full(absent, NAN)])
    people = drawn.integers(100, 9_000, count + absent).astype(float)
    levels = drawn.integers(0, 5, count + absent).astype(np.int16)
    return values, people, levels, {"departement": np.array(["35", "56"] * ((count + absent) // 2))}


def test_the_figures_of_a_perimeter_are_those_of_its_respondents() -> None:
    values, people, levels, groups = perimeter(36, 14)
    found = solidarity(values, people, levels, groups)
    own, inhabitants = values[:36], people[:36]
    assert (found.territories, found.respondents, found.counted, found.response_rate) == (50, 36, 36, 0.72)
    assert found.people == inhabitants.sum()
    assert [found.p10, found.p90] == quantiles(own, inhabitants, (0.1, 0.9))
    assert found.p90_p10 == found.p90 - found.p10
    assert found.mean == mean(own, inhabitants)
    assert (found.gini_points, found.gini) == (absolute_gini(own, inhabitants), gini(own, inhabitants))
    assert found.theil == theil(own, inhabitants)
    assert found.under_level == pytest.approx(inhabitants[levels[:36] < 2].sum() / inhabitants.sum())
    assert found.between["departement"] == decompose(own, inhabitants, groups["departement"][:36])


def test_a_respondent_of_unknown_population_is_told_and_not_counted() -> None:
    values, people, levels, groups = perimeter(40)
    people[:2], people[2] = NAN, 0
    found = solidarity(values, people, levels, groups)
    assert (found.respondents, found.counted) == (40, 37)
    assert found.mean == mean(values[3:], people[3:])


@pytest.mark.parametrize("reason", ["few scores", "few populations"])
def test_under_thirty_respondents_nothing_is_given_and_the_refusal_says_how_many(reason: str) -> None:
    values, people, levels, groups = perimeter(30, 30)
    solidarity(values, people, levels, groups)
    if reason == "few scores":
        values[0] = NAN
    else:
        people[0] = NAN
    with pytest.raises(InputError) as refused:
        solidarity(values, people, levels, groups)
    assert refused.value.key == "comparison.too_few"
    expected = {"n": 29, "least": 30, "rate": 48 if reason == "few scores" else 50, "territories": 60}
    assert refused.value.values == expected
    assert all("29" in refused.value.message(language) for language in LANGUAGES)


def test_an_empty_perimeter_is_refused_too() -> None:
    nothing = np.zeros(0)
    with pytest.raises(InputError):
        solidarity(nothing, nothing, nothing.astype(np.int16), {})


def test_people_under_level_two_are_counted_among_those_whose_territory_has_a_level() -> None:
    values, people, levels, _ = perimeter(36)
    levels[:6] = -1
    found = solidarity(values, people, levels, {})
    assert found.with_level == 30
    assert found.under_level == pytest.approx(share_under(levels[6:], people[6:]))
    levels[6] = -1
    assert solidarity(values, people, levels, {}).under_level is None
