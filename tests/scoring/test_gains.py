# SPDX-License-Identifier: EUPL-1.2
"""What one step further brings, and what to do first."""

from collections.abc import Mapping
from typing import Any

import pytest

from governance.questionnaire.answer import Answer, State, read_answer
from governance.questionnaire.model import Tier
from governance.scoring.gains import Gain, gains, next_steps, step_up
from governance.scoring.scores import profile, what_if
from tests.scoring.compact import expand

WEIGHTED = {
    "a": {"weight": 1, "questions": {"a1": {"weight": 3}, "a2": {"weight": 1}}},
    "b": {"weight": 3, "questions": {"b1": None, "b2": None}},
}


def found(challenges: dict[str, Any], codes: Mapping[str, str], **more: Any) -> list[Gain]:
    questionnaire = expand({"challenges": challenges})
    answers = {name: read_answer(questionnaire.question(name), code) for name, code in codes.items()}
    return gains(questionnaire, answers, **more)


def steps(challenges: dict[str, Any], codes: Mapping[str, str], **more: Any) -> list[str]:
    questionnaire = expand({"challenges": challenges})
    answers = {name: read_answer(questionnaire.question(name), code) for name, code in codes.items()}
    return [step.question_id for step in next_steps(questionnaire, answers, **more)]


def test_the_best_gains_on_the_index_come_first() -> None:
    listed = found(WEIGHTED, {"a1": "1", "a2": "1", "b1": "1", "b2": "1"})
    assert [(gain.question_id, gain.challenge, gain.index) for gain in listed] == [
        ("b1", pytest.approx(12.5), pytest.approx(9.375)),
        ("b2", pytest.approx(12.5), pytest.approx(9.375)),
        ("a1", pytest.approx(18.75), pytest.approx(4.6875)),
        ("a2", pytest.approx(6.25), pytest.approx(1.5625)),
    ]


def test_among_equals_core_questions_come_first_then_the_order_of_the_questionnaire() -> None:
    equal = {"c": {"questions": {"q1": None, "q2": {"core": True}, "q3": None}}}
    assert [gain.question_id for gain in found(equal, {"q1": "1", "q2": "1", "q3": "1"})] == ["q2", "q1", "q3"]


def test_an_unanswered_question_is_no_gain() -> None:
    listed = found(WEIGHTED, {"a1": "1", "a2": "1", "b1": "NSP", "b2": "NC"})
    assert {gain.question_id for gain in listed} == {"a1", "a2"}


def test_without_any_answer_there_is_no_gain() -> None:
    assert found(WEIGHTED, {}) == []


def test_a_question_at_its_top_is_no_gain() -> None:
    assert [gain.question_id for gain in found(WEIGHTED, {"a1": "4", "a2": "3"})] == ["a2"]


def test_a_question_of_a_challenge_without_score_has_no_gain_on_it() -> None:
    listed = {gain.question_id: gain for gain in found(WEIGHTED, {"a1": "1", "a2": "1", "b1": "1"})}
    assert listed["b1"].challenge is None
    assert listed["b1"].index == 0
    assert listed["a1"].index == pytest.approx(18.75)


def test_a_question_for_another_tier_is_no_gain() -> None:
    regional = {"c": {"questions": {"q1": None, "q2": {"tiers": ["region"]}}}}
    assert [gain.question_id for gain in found(regional, {"q1": "1", "q2": "1"}, tier=Tier.COMMUNE)] == ["q1"]


def test_a_gain_tells_the_answer_to_reach_and_the_present_level() -> None:
    (gain,) = found({"c": {"questions": {"q": {"core": True}}}}, {"q": "2"})
    assert gain == Gain(
        question_id="q",
        challenge_id="c",
        core=True,
        current=Answer(State.VALUE, 2.0),
        target=Answer(State.VALUE, 3.0),
        level=2,
        challenge=25.0,
        index=25.0,
    )


def test_a_gain_is_what_the_same_change_really_brings() -> None:
    questionnaire = expand({"challenges": WEIGHTED})
    answers = {name: Answer(State.VALUE, 1.0) for name in ("a1", "a2", "b1", "b2")}
    for gain in gains(questionnaire, answers):
        before, after = (
            profile(questionnaire, answers),
            what_if(questionnaire, answers, {gain.question_id: gain.target}),
        )
        assert before.index.score is not None
        assert after.index.score == pytest.approx(before.index.score + (gain.index or 0))


def test_lifting_the_zero_of_a_geometric_mean_gains_all_of_its_new_score() -> None:
    geometric = {"c": {"aggregation": "geometric", "questions": {"q1": None, "q2": None}}}
    listed = {gain.question_id: gain for gain in found(geometric, {"q1": "0", "q2": "3"})}
    assert listed["q1"].challenge == pytest.approx(43.301270189221932)  # √(25 · 75) from nothing
    assert listed["q2"].challenge == 0


@pytest.mark.parametrize(
    ("details", "code", "expected"),
    [
        ({"levels": 3}, "1", 2.0),
        ({"levels": 3}, "2", None),
        ({"goalposts": [0, 200]}, "30", 50.0),
        ({"goalposts": [0, 200]}, "50", 100.0),
        ({"goalposts": [0, 200]}, "-40", 50.0),
        ({"goalposts": [0, 200]}, "160", 200.0),
        ({"goalposts": [0, 200]}, "200", None),
        ({"goalposts": [0, 200]}, "900", None),
        ({"goalposts": [40, 0]}, "35", 30.0),
        ({"goalposts": [1, 10000, "log"]}, "10", 100.0),
        ({"goalposts": [10000, 1, "log"]}, "1000", 100.0),
    ],
)
def test_a_step_up_is_the_next_level_or_the_number_worth_the_next_quarter(
    details: dict[str, Any], code: str, expected: float | None
) -> None:
    question = expand({"challenges": {"c": {"questions": {"q": details}}}}).question("q")
    target = step_up(question, read_answer(question, code))
    assert (target.value if target else None) == (pytest.approx(expected) if expected is not None else None)


def test_a_step_up_of_a_checklist_is_the_first_item_not_held() -> None:
    question = expand({"challenges": {"c": {"questions": {"q": {"items": ["a", "b", "c"]}}}}}).question("q")
    assert step_up(question, read_answer(question, "a;c")) == Answer(State.VALUE, 1.0, ("a", "c", "b"))
    assert step_up(question, read_answer(question, "a;b;c")) is None


FOUR = {
    "a": {"questions": {"a1": None, "a2": None}},
    "b": {"questions": {"b1": None, "b2": None}},
    "c": {"questions": {"c1": None, "c2": None}},
    "d": {"questions": {"d1": {"weight": 1}, "d2": {"core": True, "weight": 0.1}}},
}


def test_three_next_steps_are_proposed_each_in_another_challenge() -> None:
    codes = dict.fromkeys(("a1", "a2", "b1", "b2", "c1", "c2"), "1")
    assert steps(FOUR, codes) == ["a1", "b1", "c1"]


def test_a_core_question_under_level_2_comes_before_better_gains() -> None:
    codes = dict.fromkeys(("a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2"), "1")
    assert steps(FOUR, codes) == ["d2", "a1", "b1"]


def test_a_core_question_at_level_2_waits_for_its_turn() -> None:
    codes = dict.fromkeys(("a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2"), "2")
    assert "d2" not in steps(FOUR, codes)


def test_a_challenge_gives_a_second_step_when_the_others_have_none_left() -> None:
    codes = {"a1": "1", "a2": "1", "b1": "4", "b2": "4", "c1": "4", "c2": "3", "d1": "4", "d2": "4"}
    assert steps(FOUR, codes) == ["a1", "c2", "a2"]


def test_a_step_that_brings_nothing_is_not_proposed() -> None:
    assert steps(FOUR, {"a1": "1"}) == []
    assert steps(FOUR, dict.fromkeys(("a1", "a2"), "4")) == []


def test_as_many_steps_as_asked_for_are_proposed() -> None:
    codes = dict.fromkeys(("a1", "a2", "b1", "b2", "c1", "c2"), "1")
    assert len(steps(FOUR, codes, count=5)) == 5
