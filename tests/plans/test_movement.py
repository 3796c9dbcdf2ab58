# SPDX-License-Identifier: EUPL-1.2
"""Then and now, for each kind of question."""

import pytest

from governance.plans.movement import Movement, movements
from governance.plans.records import Aim
from governance.questionnaire.answer import read_answer
from tests.plans.sample import advised, planned

QUESTIONNAIRE = advised()


def moved(question: str, step: str | None, then: str | None, now: str | None) -> Movement:
    aim = Aim(question, f"{question}:{step}" if step else None, then)
    answers = {question: read_answer(QUESTIONNAIRE.question(question), now)} if now is not None else {}
    (found,) = movements(QUESTIONNAIRE, [planned(aim=aim)], answers)
    return found


@pytest.mark.parametrize(
    ("question", "step", "then", "now", "course", "rise"),
    [
        ("split", "2", "1", "2", "reached", 25),
        ("split", "2", "1", "4", "reached", 75),
        ("split", "3", "1", "2", "up", 25),
        ("split", "2", "1", "1", "same", 0),
        ("split", "2", "1", "0", "down", -25),
        ("split", "2", "1", "NSP", "unknown", None),
        ("split", "2", "1", None, "unknown", None),
        ("split", "2", None, "1", "unknown", None),
        ("split", "2", "NC", "3", "reached", None),
        ("split", None, "1", "3", "up", 50),
        # Less is better: 200 is worth nothing, 0 is worth 100.
        ("speed", "150", "200", "150", "reached", 25),
        ("speed", "150", "200", "100", "reached", 50),
        ("speed", "150", "200", "180", "up", 10),
        ("speed", "150", "190", "200", "down", -5),
        ("signs", "stop", "-", "stop", "reached", 100 / 3),
        ("signs", "stop", "town", "give: way;town", "up", 100 / 3),
        ("signs", "stop", "town", "give: way", "same", 0),
        ("signs", "stop", "town", "-", "down", -100 / 3),
        ("signs", "stop", "town", "NSP", "unknown", None),
        ("signs", "give: way", "town", "give: way", "reached", 0),
    ],
)
def test_an_answer_moves(  # noqa: PLR0917 — the columns of the table
    question: str, step: str | None, then: str | None, now: str | None, course: str, rise: float | None
) -> None:
    found = moved(question, step, then, now)
    assert found.course == course
    assert found.rise == (None if rise is None else pytest.approx(rise))
    assert found.reached is (None if step is None else course == "reached")


def test_movements_follow_the_questionnaire_and_leave_out_what_concerns_no_question() -> None:
    plan = [
        planned("last", Aim("spans")),
        planned("none"),
        planned("first", Aim("split", "split:2")),
        planned("also last", Aim("spans")),
        planned("gone", Aim("no-such-question")),
    ]
    found = movements(QUESTIONNAIRE, plan, {})
    assert [movement.planned.title for movement in found] == ["first", "last", "also last"]
