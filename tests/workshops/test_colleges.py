# SPDX-License-Identifier: EUPL-1.2
"""Which colleges may be shown apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.errors import InputError
from governance.workshops.colleges import (
    COLLEGES,
    MINIMUM,
    head_count,
    read_college,
    read_colleges,
    shown_colleges,
)


@pytest.mark.parametrize(
    ("name", "college"),
    [
        ("elected", "elected"),
        ("Élus", "elected"),
        ("elus", "elected"),
        (" AGENTS ", "staff"),
        ("habitants", "residents"),
    ],
)
def test_a_college_is_read_by_its_name_in_either_language(name: str, college: str) -> None:
    assert read_college(name) == college


def test_an_unknown_college_is_refused_with_those_that_exist() -> None:
    with pytest.raises(InputError, match="elected, staff, partners, residents"):
        read_college("presse")


def test_colleges_stand_in_order_once_and_are_none_or_several() -> None:
    assert read_colleges(["agents", "élus", "staff", ""]) == ("elected", "staff")
    assert read_colleges([""]) == ()
    with pytest.raises(InputError) as refusal:
        read_colleges(["élus"])
    assert refusal.value.key == "workshop.college_alone"


@pytest.mark.parametrize(
    ("people", "room", "shown"),
    [
        ({"elected": 5}, 5, ("elected",)),
        ({"elected": 4}, 4, ()),
        ({"elected": 5}, 9, ()),
        ({"elected": 5}, 10, ("elected",)),
        ({"elected": 6, "staff": 9}, 15, ("elected", "staff")),
        ({"elected": 6, "staff": 9, "partners": 3}, 18, ("staff",)),
        ({"elected": 6, "staff": 9, "partners": 3, "residents": 2}, 20, ("elected", "staff")),
        ({"staff": 9, "elected": 9}, 19, ("staff",)),
        ({"elected": 9, "staff": 9}, 19, ("staff",)),
    ],
)
def test_a_college_is_shown_from_five_and_nothing_small_is_left(
    people: dict[str, int], room: int, shown: tuple[str, ...]
) -> None:
    assert set(shown_colleges(people, room)) == set(shown)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(COLLEGES), st.integers(0, 30)), st.integers(0, 20))
def test_nothing_under_five_can_be_shown_nor_subtracted(people: dict[str, int], without: int) -> None:
    room = sum(people.values()) + without
    shown = shown_colleges(people, room)
    left = room - sum(people[college] for college in shown)
    assert all(people[college] >= MINIMUM for college in shown)
    assert not shown or left == 0 or left >= MINIMUM


@settings(deadline=None)
@given(st.lists(st.sampled_from([*COLLEGES, None]), max_size=60))
def test_a_head_count_tells_no_group_under_five_nor_lets_it_be_subtracted(people: list[str | None]) -> None:
    counted = head_count(people)
    left = len(people) - sum(count for _, count in counted)
    assert all(count == people.count(college) and count >= MINIMUM for college, count in counted)
    assert not counted or left == 0 or left >= MINIMUM
    assert [college for college, _ in counted] == [college for college in COLLEGES if college in dict(counted)]


def test_a_room_of_two_large_colleges_is_counted_whole() -> None:
    assert head_count(["staff", "elected"] * 5) == (("elected", 5), ("staff", 5))
    assert head_count(["staff"] * 20 + ["residents"]) == ()
