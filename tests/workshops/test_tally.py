# SPDX-License-Identifier: EUPL-1.2
"""From votes to what a round says."""

from governance.scoring.consensus import consensus
from governance.workshops.moves import CROSS_TABLE_MINIMUM
from governance.workshops.tally import Cell, moved, tally


def test_the_room_holds_votes_and_hands_and_counts_dont_know_apart() -> None:
    cells = [Cell(1, None, "2", 4), Cell(1, None, "NSP", 2), Cell(2, None, "4", 7)]
    said = tally(1, 5, cells, {"2": 1, "NSP": 3, "0": 2})
    assert said.consensus == consensus([2, 0, 5, 0, 0], 5)
    assert (said.round, said.answered, said.by_hand, said.colleges) == (1, 12, 6, ())


def test_colleges_stand_in_their_order_when_they_may_be_shown() -> None:
    cells = [Cell(1, "staff", "2", 5), Cell(1, "elected", "3", 4), Cell(1, "elected", "NSP", 1)]
    said = tally(1, 5, cells, {})
    assert [college for college, _ in said.colleges] == ["elected", "staff"]
    assert dict(said.colleges)["elected"] == consensus([0, 0, 0, 4, 0], 1)


def test_hands_do_not_hide_that_too_few_people_are_left() -> None:
    cells = [Cell(1, "staff", "2", 9), Cell(1, "elected", "3", 1)]
    assert tally(1, 5, cells, {"1": 20}).colleges == ()


def test_moves_leave_dont_know_aside_and_show_no_table_of_few() -> None:
    pairs = [("0", "2", 3), ("2", "2", 4), ("3", "1", 2), ("NSP", "2", 5), ("2", "NSP", 5)]
    few = moved(1, 2, 5, pairs)
    assert (few.first, few.second, few.people, few.up, few.same, few.down, few.table) == (1, 2, 9, 3, 4, 2, None)
    many = moved(1, 2, 5, [*pairs, ("4", "4", CROSS_TABLE_MINIMUM - 9)])
    assert many.table is not None
    assert many.table[0][2] == 3
    assert many.table[4][4] == 2
    assert moved(1, 2, 5, [("4", "4", CROSS_TABLE_MINIMUM - 1)]).table is None
