# SPDX-License-Identifier: EUPL-1.2
"""Two versions on one scale: a difference of scores comes from the answers alone."""

from typing import Any

from governance.questionnaire.answer import read_answer
from governance.questionnaire.changes import compare
from governance.questionnaire.common import in_common
from governance.questionnaire.model import Questionnaire
from governance.scoring.scores import profile
from tests.versions import change, checklist, levels, number, tree, village


def asked(questionnaire: Questionnaire) -> list[str]:
    return [question.id for question in questionnaire.questions]


def one(
    before: dict[str, Any], after: dict[str, Any], *said: dict[str, Any]
) -> tuple[Questionnaire, Questionnaire] | None:
    """The common part of two versions that have one question each."""
    old, new = tree("1.0.0"), tree("1.1.0")
    for made, question in ((old, before), (new, after)):
        made["challenges"] = [{"id": "all", "title": {"fr": "x", "en": "x"}, "questions": [question]}]
        made["aggregation"] = "arithmetic"
    new["changes"] = [{"since": "1.0.0", "questions": list(said)}]
    return in_common(compare(Questionnaire.model_validate(old), Questionnaire.model_validate(new)))


def score(questionnaire: Questionnaire, code: str) -> float | None:
    (question,) = questionnaire.questions
    return profile(questionnaire, {question.id: read_answer(question, code)}).challenges[0].score


def test_only_questions_whose_answers_mean_the_same_are_in_common() -> None:
    both = in_common(compare(village("1.0.0"), village("1.2.0"), [village("1.1.0")]))
    assert both
    assert [asked(each) for each in both] == [
        ["welcome", "online", "scale", "school", "visits"],
        ["welcome", "web", "scale", "school", "visits"],
    ]
    assert [[c.id for c in each.challenges] for each in both] == [["services", "means", "links"]] * 2
    assert [each.version for each in both] == ["1.0.0", "1.2.0"]
    assert [each.changes for each in both] == [(), ()]
    assert [each.aggregation for each in both] == ["geometric"] * 2


def test_a_version_has_everything_in_common_with_itself() -> None:
    both = in_common(compare(village("1.0.0"), village("1.0.0")))
    assert both
    assert asked(both[0]) == asked(village("1.0.0")) == asked(both[1])


def test_nothing_in_common_is_said() -> None:
    assert one(levels("a"), levels("b")) is None


def test_challenges_without_common_question_are_left_out() -> None:
    alone = village("1.1.0", challenges=[village("1.0.0").challenges[0]], changes=[])
    both = in_common(compare(village("1.0.0"), alone))
    assert both
    assert [c.id for c in both[0].challenges] == ["services"]


def test_points_and_weights_are_those_of_the_later_version_in_both() -> None:
    worth = [{"title": {"fr": "x", "en": "x"}, "value": value} for value in (0, 10, 100)]
    both = one(levels("a"), levels("a", weight=3.0, tags=["open"]) | {"levels": worth})
    assert both
    assert [score(each, "1") for each in both] == [10.0, 10.0]
    assert [each.questions[0].weight for each in both] == [3.0, 3.0]
    assert [each.questions[0].tags for each in both] == [("open",)] * 2


def test_a_whole_table_of_levels_makes_scores_comparable() -> None:
    table = {"0": 0, "1": 0, "2": 1, "3": 1, "4": 2}
    both = one(levels("a", 5), levels("a", 3), change("reworded", "a", "a", levels=table))
    assert both
    assert [score(both[0], str(level)) for level in range(5)] == [0.0, 0.0, 50.0, 50.0, 100.0]


def test_a_table_with_a_hole_or_beyond_the_last_level_does_not() -> None:
    hole = {"0": 0, "1": 0, "2": 1, "3": 1}
    assert one(levels("a", 5), levels("a", 3), change("reworded", "a", "a", levels=hole)) is None
    assert one(levels("a", 5), levels("a", 3), change("reworded", "a", "a", levels=hole | {"4": 3})) is None
    assert one(levels("a", 5), levels("a", 3), change("same", "a", "a")) is None


def test_numbers_are_measured_by_the_later_goalposts() -> None:
    both = one(number("a", 1), number("a", 20), change("same", "a", "a"))
    assert both
    assert [score(each, "25") for each in both] == [50.0, 50.0]


def test_lists_are_comparable_when_their_items_are_the_same() -> None:
    assert one(checklist("a", "x", "y"), checklist("a", "y", "x"))
    assert one(checklist("a", "x", "y"), checklist("a", "x")) is None
    assert one(checklist("a", "x"), levels("a"), change("same", "a", "a")) is None


def test_a_question_is_asked_to_the_tiers_of_both_and_in_the_short_form_of_both() -> None:
    both = one(levels("a", tiers=["commune", "epci"], flash=True), levels("a", tiers=["epci", "region"], flash=True))
    assert both
    assert [each.questions[0].tiers for each in both] == [("epci",)] * 2
    assert [each.has_flash for each in both] == [True, True]
    assert one(levels("a", tiers=["commune"]), levels("a", tiers=["epci"])) is None
    for first, second in ((True, False), (False, True)):
        neither = one(levels("a", flash=first), levels("a", flash=second))
        assert neither
        assert [each.has_flash for each in neither] == [False, False]
