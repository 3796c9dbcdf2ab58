# SPDX-License-Identifier: EUPL-1.2
"""Small groups stay hidden: who knows all that is shown, and subtracts, learns nothing of fewer than five."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.comparison.disclosure import (
    LEAST_CROSSTAB,
    LEAST_GROUP,
    Counts,
    Group,
    beside,
    hidden_cells,
    hidden_groups,
    published,
    safe_together,
    total_shown,
)

sizes = st.lists(st.one_of(st.integers(0, 8), st.integers(0, 60)), max_size=9)
tables = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: st.lists(
        st.lists(st.one_of(st.integers(0, 6), st.integers(0, 40)), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    ).map(lambda rows: np.array(rows, np.int64))
)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([], []),
        ([5, 9, 0], [0, 0, 0]),
        ([4, 9, 7], [1, 0, 1]),  # one alone would follow from the total: the smallest other goes with it
        ([4, 1, 30], [1, 1, 0]),  # five together
        ([2, 1, 30, 6], [1, 1, 0, 1]),  # three together are too few
        ([3, 0, 20], [1, 0, 1]),  # nobody is hidden by an empty group
        ([2, 1, 0], [1, 1, 0]),  # all there is
        ([4], [1]),
        ([7], [0]),
    ],
)
def test_what_hides_together_is_two_groups_and_five_members(counts: list[int], hidden: list[int]) -> None:
    assert hidden_groups(counts).tolist() == [bool(each) for each in hidden]


def test_a_negative_count_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="no fewer than no members"):
        hidden_groups([3, -1])


def test_a_total_of_one_to_four_is_hidden_too() -> None:
    assert [total_shown([each]) for each in (0, 1, 4, 5)] == [True, False, False, True]


@given(sizes)
def test_one_way_nothing_small_is_shown_nor_follows_from_the_total(counts: list[int]) -> None:
    hidden = hidden_groups(counts)
    shown = [count for count, away in zip(counts, hidden, strict=True) if not away]
    assert not any(0 < count < LEAST_GROUP for count in shown)
    if total_shown(counts) and hidden.any():
        rest = sum(counts) - sum(shown)
        assert rest >= LEAST_GROUP
        assert np.count_nonzero(hidden & (np.array(counts) > 0)) >= 2


@given(sizes)
def test_one_way_no_more_is_hidden_than_need_be(counts: list[int]) -> None:
    hidden = hidden_groups(counts)
    small = sum(0 < count < LEAST_GROUP for count in counts)
    assert np.count_nonzero(hidden) <= small + 1 + (small == 1)
    assert hidden.any() == (small > 0)


def test_a_table_of_two_variables_about_ten_is_hidden_whole() -> None:
    assert hidden_cells(np.array([[5, 0], [0, 5]])).all()
    assert not hidden_cells(np.array([[6, 0], [0, 5]])).any()
    assert hidden_cells(np.zeros((2, 2), np.int64)).all()


def test_a_bridge_between_two_blocks_is_not_left_to_arithmetic() -> None:
    """Every line has two hidden cells, and yet the totals give the cell that joins the blocks away."""
    table = np.array([[3, 3, 20, 20], [4, 4, 3, 20], [20, 20, 3, 4], [20, 20, 3, 3]])
    hidden = hidden_cells(table)
    assert hidden[1, 2]
    assert hidden.sum() > np.count_nonzero(table < LEAST_GROUP)


def margins(totals: Counts) -> Any:
    """The equations that an attacker has: the totals of lines that are shown, and the sum of the others."""
    away = hidden_groups(totals)
    return [[line] for line in np.flatnonzero(~away)] + ([np.flatnonzero(away).tolist()] if away.any() else [])


def follows(table: Counts, hidden: Any, cell: tuple[int, int]) -> bool:
    """Whether two tables that the attacker cannot tell apart, fractions allowed, agree on a cell whatever they hold."""
    cells = list(zip(*np.nonzero(hidden), strict=True))
    equations = [[float(row in group) for row, _ in cells] for group in margins(table.sum(axis=1))]
    equations += [[float(column in group) for _, column in cells] for group in margins(table.sum(axis=0))]
    unit = [float(each == cell) for each in cells]
    rank = np.linalg.matrix_rank
    return bool(rank(np.array([*equations, unit])) == rank(np.array(equations)))


@settings(max_examples=300, deadline=None)
@given(tables)
def test_two_way_nothing_small_is_shown_nor_follows_from_totals(table: Counts) -> None:
    hidden = hidden_cells(table)
    if table.sum() < LEAST_CROSSTAB:
        assert hidden.all()
        return
    small = (table > 0) & (table < LEAST_GROUP)
    assert hidden[small].all()
    for row, column in zip(*np.nonzero(small), strict=True):
        assert not follows(table, hidden, (row, column))
    for lines, away in ((table, hidden), (table.T, hidden.T)):
        shown = ~hidden_groups(lines.sum(axis=1))
        together = (lines * away).sum(axis=1)[shown]
        assert ((together == 0) | (together >= LEAST_GROUP)).all()


def test_the_next_cell_to_hide_is_the_smallest_near_then_an_empty_one_near_then_any() -> None:
    table = np.array([[3, 9, 0], [8, 6, 7], [0, 5, 7]])
    cell, hidden = np.zeros((2, 3, 3), bool)
    cell[0, 0] = hidden[0, 0] = True
    order = []
    while (following := beside(cell, table, hidden)) is not None:
        hidden[following] = True
        order.append(following)
    assert order[:4] == [(1, 0), (0, 1), (0, 2), (2, 0)]
    assert order[4:] == [(2, 1), (1, 1), (1, 2), (2, 2)]
    assert beside(np.zeros((1, 1), bool), np.ones((1, 1), np.int64), np.zeros((1, 1), bool)) is None


def subsets_given_away(publications: list[tuple[Group, ...]]) -> list[int]:
    """How many people each difference of two sums of published groups is about, when it is about somebody."""
    groups = [group for publication in publications for group in publication]
    found = []
    for count in (1, 2):
        for one in combinations(groups, count):
            union = frozenset[str]().union(*one)
            if sum(map(len, one)) == len(union):
                found += [len(union - other) for other in groups if other < union]
    return found


people = st.lists(st.integers(0, 3), min_size=0, max_size=40)


def groups(places: list[int]) -> list[Group]:
    """Who is in which of four groups; 3 did not answer."""
    return [frozenset(str(who) for who, place in enumerate(places) if place == group) for group in range(3)]


@given(people)
def test_one_publication_and_its_total_are_safe_together(places: list[int]) -> None:
    listed = groups(places)
    everybody = frozenset[str]().union(*listed)
    shown = published(listed)
    total = [everybody] if everybody and total_shown([len(each) for each in listed]) else []
    assert safe_together([shown, total])
    assert sum(len(group) for group in shown) == len(everybody) * bool(total)


@given(people, st.data())
def test_two_publications_judged_safe_give_nobody_away(places: list[int], data: st.DataObject) -> None:
    moved = [data.draw(st.sampled_from([place] * 6 + [0, 1, 2, 3])) for place in places]
    publications = [published(groups(places)), published(groups(moved))]
    if safe_together(publications):
        assert all(size >= LEAST_GROUP for size in subsets_given_away(publications))


def test_one_more_respondent_is_not_published_and_five_more_are() -> None:
    before = groups([0] * 8 + [1] * 9 + [3] * 5)
    assert not safe_together([before, groups([0] * 8 + [1] * 9 + [0] + [3] * 4)])
    assert safe_together([before, groups([0] * 8 + [1] * 9 + [0] * 5)])


def test_moves_that_each_look_large_enough_are_followed_across_groups() -> None:
    """Five change groups as a newcomer arrives: each group differs by five or more, the two together by one."""
    before = groups([0] * 12 + [1] * 12 + [3])
    after = groups([0] * 7 + [1] * 5 + [1] * 12 + [1])
    assert not safe_together([before, after])


def test_nothing_published_gives_nothing_away() -> None:
    assert safe_together([])
    assert safe_together([[], [frozenset()]])


def test_what_is_hidden_under_a_known_total_counts_as_published() -> None:
    listed = [frozenset("abcdef"), frozenset("gh"), frozenset("ijklm")]
    assert published(listed, with_total=False) == (listed[0],)
    assert published(listed) == (listed[0], listed[1] | listed[2])
    assert published([frozenset("ab")]) == ()
