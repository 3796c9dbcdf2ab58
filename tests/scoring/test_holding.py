# SPDX-License-Identifier: EUPL-1.2
"""A core question far under the rest holds the level of its challenge, and is named."""

from typing import Any

import pytest

from governance.questionnaire.answer import Answer, State
from governance.scoring.holding import Held, held_by_core, without_core
from governance.scoring.scores import profile
from tests.scoring.compact import expand

CORE: dict[str, Any] = {"core": True}


def held(questions: dict[str, dict[str, Any]], levels: dict[str, float | None], **more: Any) -> list[Held]:
    """What holds a challenge of some questions; a level of None is « je ne sais pas »."""
    questionnaire = expand({"challenges": {"c": {"questions": questions}}})
    answers = {
        name: Answer(State.DONT_KNOW) if level is None else Answer(State.VALUE, float(level))
        for name, level in levels.items()
    }
    return held_by_core(questionnaire, answers, **more)


def test_a_core_question_at_1_holds_a_challenge_whose_rest_is_at_4() -> None:
    questions = {"core": CORE, "a": {}, "b": {}, "c": {}, "d": {}}
    answers = {"core": 1, "a": 4, "b": 4, "c": 4, "d": 4}
    assert held(questions, answers) == [Held("c", 1, 4, ("core",))]


def test_every_core_question_at_that_level_is_named_and_no_other() -> None:
    questions = {"x": CORE, "y": CORE, "z": CORE, "a": {"weight": 20}}
    assert held(questions, {"x": 1, "y": 1, "z": 3, "a": 4}) == [Held("c", 1, 4, ("x", "y"))]


@pytest.mark.parametrize(
    ("questions", "levels"),
    [
        ({"core": CORE, "a": {}}, {"core": 2, "a": 2}),
        ({"core": CORE, "a": {}}, {"core": 3, "a": 0}),
        ({"core": {}, "a": {"weight": 9}}, {"core": 0, "a": 4}),
        ({"core": CORE, "a": {"weight": 9}, "b": {}}, {"core": None, "a": 4, "b": 4}),
        ({"core": CORE, "a": {}}, {}),
    ],
    ids=[
        "all the same",
        "another question is lower",
        "not core",
        "an unknown core leaves the level open",
        "nothing yet",
    ],
)
def test_nothing_is_said_where_no_core_question_holds(
    questions: dict[str, dict[str, Any]], levels: dict[str, float | None]
) -> None:
    assert held(questions, levels) == []


def test_numbers_and_lists_hold_by_the_level_that_they_count_as() -> None:
    questions = {"n": CORE | {"kind": "number", "goalposts": (0, 100)}, "a": {"weight": 9}}
    assert held(questions, {"n": 30, "a": 4}) == [Held("c", 1, 4, ("n",))]


def test_the_questionnaire_without_core_scores_the_same() -> None:
    questionnaire = expand({"challenges": {"c": {"questions": {"x": CORE, "a": {}}}}})
    answers = {"x": Answer(State.VALUE, 0.0), "a": Answer(State.VALUE, 4.0)}
    assert [question.core for question in questionnaire.questions] == [True, False]
    freed = without_core(questionnaire)
    assert not any(question.core for question in freed.questions)
    assert profile(freed, answers).index.score == profile(questionnaire, answers).index.score
