# SPDX-License-Identifier: EUPL-1.2
"""Actions as plain data, and the lines of their history."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.plans.records import Aim, PlanEntry, change_of, plain_action, read_action
from tests.plans.sample import AT, planned


@pytest.mark.parametrize("due", [None, date(2027, 3, 31)])
def test_an_action_comes_back_from_plain_data(due: date | None) -> None:
    action = planned(due=due, notes="deux\nlignes", aim=Aim("split", "split:2", "1", "2"))
    assert read_action(plain_action(action)) == action


def test_what_a_later_version_added_is_left_aside() -> None:
    action = planned()
    assert read_action(plain_action(action) | {"colour": "blue"}) == action


def test_two_actions_say_the_same_whoever_wrote_them_and_when() -> None:
    action = planned()
    assert action.says_the_same(replace(action, id="b", author="Bo", updated_at=AT + timedelta(1), version=4))
    for other in (replace(action, title="Autre"), replace(action, action_key="x"), replace(action, assessment_id="b")):
        assert not action.says_the_same(other)


def test_a_restated_action_keeps_its_aim_and_its_birth() -> None:
    action = planned(aim=Aim("split", "split:2", "1", "2"))
    later = action.restated(PlanEntry("Autre", status="done"), "Bo", AT + timedelta(1))
    assert (later.title, later.status, later.version, later.author) == ("Autre", "done", 2, "Bo")
    assert (later.id, later.from_code, later.created_at) == (action.id, "1", AT)
    assert later.updated_at == AT + timedelta(1)


def test_versions_count_up_from_the_adding_to_the_removal() -> None:
    action = planned()
    later = action.restated(PlanEntry("Autre"), "Bo", AT)
    lines = [change_of("k", *states, "Bo", AT) for states in ((None, action), (action, later), (later, None))]
    assert [line.version for line in lines] == [1, 2, 3]
    assert {line.planned_id for line in lines} == {action.id}
    with pytest.raises(ValueError, match="action"):
        change_of("k", None, None, "Bo", AT)
