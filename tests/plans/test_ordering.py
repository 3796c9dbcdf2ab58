# SPDX-License-Identifier: EUPL-1.2
"""The board and the calendar."""

from datetime import date

import pytest

from governance.plans.ordering import board, calendar, is_late
from tests.plans.sample import TODAY, planned

PLAN = [
    planned("no date"),
    planned("b in march", due=date(2027, 3, 31)),
    planned("a in march", due=date(2027, 3, 31)),
    planned("early march", due=date(2027, 3, 1), status="doing"),
    planned("late", due=date(2026, 11, 21)),
    planned("later still", due=date(2026, 1, 5), status="doing"),
    planned("done in time", due=date(2026, 11, 2), status="done"),
    planned("today", due=TODAY),
    planned("dropped", status="dropped"),
]


def test_a_column_goes_from_the_earliest_date_to_none() -> None:
    columns = {status: [action.title for action in actions] for status, actions in board(PLAN).items()}
    assert columns == {
        "todo": ["late", "today", "a in march", "b in march", "no date"],
        "doing": ["later still", "early march"],
        "done": ["done in time"],
        "dropped": ["dropped"],
    }


def test_an_empty_plan_has_four_empty_columns_and_no_period() -> None:
    assert list(board([]).values()) == [[], [], [], []]
    assert calendar([], TODAY) == []


@pytest.mark.parametrize(
    ("said", "late"),
    [
        ({"due": date(2026, 11, 21)}, True),
        ({"due": date(2026, 11, 21), "status": "doing"}, True),
        ({"due": date(2026, 11, 21), "status": "done"}, False),
        ({"due": date(2026, 11, 21), "status": "dropped"}, False),
        ({"due": TODAY}, False),
        ({}, False),
    ],
)
def test_only_what_still_asks_for_something_is_late(said: dict[str, object], late: bool) -> None:
    assert is_late(planned(**said), TODAY) is late


def test_the_calendar_begins_with_what_is_late_and_ends_with_what_has_no_date() -> None:
    periods = calendar(PLAN, TODAY)
    assert [(each.late, each.month) for each in periods] == [
        (True, None),
        (False, date(2026, 11, 1)),
        (False, date(2027, 3, 1)),
        (False, None),
    ]
    assert [[action.title for action in each.actions] for each in periods] == [
        ["later still", "late"],
        ["done in time", "today"],
        ["early march", "a in march", "b in march"],
        ["dropped", "no date"],
    ]


def test_without_late_actions_there_is_no_such_period() -> None:
    (period,) = calendar([planned(due=TODAY)], TODAY)
    assert not period.late
