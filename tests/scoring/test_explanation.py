# SPDX-License-Identifier: EUPL-1.2
"""Every score can be opened, and what it shows adds up."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import given, settings

from governance.questionnaire.answer import Answer, read_answer
from governance.questionnaire.model import Questionnaire, Tier
from governance.scoring.explanation import Explanation, explain
from tests.scoring.compact import expand
from tests.scoring.strategies import cases

TWO = {
    "challenges": {
        "a": {
            "weight": 3,
            "questions": {
                "a1": {"weight": 2, "tags": ["t"], "flash": True},
                "a2": {"flash": True},
                "a3": {"goalposts": [0, 10]},
                "a4": {"tiers": ["region"]},
            },
        },
        "b": {"questions": {"b1": {"tags": ["t"]}, "b2": {"levels": [10, 90]}}},
        "c": {"questions": {"c1": None}},
    }
}
CODES = {"a1": "4", "a2": "1", "a3": "5", "b1": "3", "b2": "NSP", "c1": "NC"}


def answers(questionnaire: Questionnaire, codes: Mapping[str, str]) -> dict[str, Answer]:
    return {name: read_answer(questionnaire.question(name), code) for name, code in codes.items()}


def explained(node_id: str, codes: Mapping[str, str] = CODES, tier: Tier | None = Tier.COMMUNE) -> Explanation:
    questionnaire = expand(TWO)
    return explain(questionnaire, answers(questionnaire, codes), node_id, tier)


def test_a_challenge_shows_its_questions_their_weights_and_what_each_brings() -> None:
    explanation = explained("a")  # (2·100 + 25 + 50) / 4
    assert explanation.node.score == pytest.approx(68.75)
    rows = [(row.id, row.weight, row.score, row.share, row.contribution) for row in explanation.counted]
    assert rows == [("a1", 2, 100, 0.5, 50), ("a2", 1, 25, 0.25, 6.25), ("a3", 1, 50, 0.25, 12.5)]
    assert (explanation.weighted_points, explanation.counted_weight) == (275, 4)


def test_a_question_for_another_tier_is_excluded_as_such() -> None:
    (row,) = explained("a").excluded
    assert (row.id, row.excluded, row.share, row.contribution, row.low, row.high) == (
        "a4",
        "tier",
        None,
        None,
        None,
        None,
    )


def test_an_unknown_answer_shows_what_it_could_be_worth() -> None:
    (row,) = explained("b").excluded
    assert (row.id, row.excluded, row.low, row.high) == ("b2", "dont_know", 10, 90)


def test_a_missing_answer_is_excluded_as_missing() -> None:
    assert explained("b", {"b1": "3"}).excluded[0].excluded == "missing"


def test_a_question_that_does_not_apply_is_excluded_as_such() -> None:
    (row,) = explained("c").rows
    assert (row.excluded, row.low) == ("not_applicable", None)


def test_a_question_keeps_the_answer_that_was_given() -> None:
    assert explained("a").rows[2].answer == Answer(read_answer(expand(TWO).question("a3"), "5").state, 5.0)


def test_the_index_shows_the_challenges() -> None:
    explanation = explained("index")
    assert [(row.id, row.excluded, row.share) for row in explanation.rows] == [
        ("a", None, 1.0),
        ("b", "not_assessed", None),
        ("c", "not_applicable", None),
    ]
    assert explanation.rows[1].high is not None
    assert explanation.rows[0].contribution == explanation.node.score


def test_a_reading_shows_question_weight_times_challenge_weight() -> None:
    explanation = explained("t")  # (6·100 + 1·75) / 7
    assert [(row.id, row.weight) for row in explanation.rows] == [("a1", 6), ("b1", 1)]
    assert explanation.node.score == pytest.approx(96.428571428571429)


def test_a_score_that_is_not_published_shows_its_parts_but_no_contribution() -> None:
    explanation = explained("b")
    assert explanation.node.score is None
    assert [(row.score, row.share, row.contribution) for row in explanation.counted] == [(75, 1, None)]


def test_a_flash_result_shows_the_questions_outside_the_flash_form() -> None:
    explanation = explained("a", {"a1": "4", "a2": "1"}, Tier.REGION)
    assert explanation.node.form == "flash"
    assert [row.excluded for row in explanation.rows] == [None, None, "form", "form"]


def test_a_challenge_that_is_not_computable_is_excluded_from_the_index_as_such() -> None:
    geometric = expand({"challenges": {"c": {"aggregation": "geometric", "questions": {"q": None}}}})
    explanation = explain(geometric, answers(geometric, {"q": "0"}), "index")
    assert explanation.rows[0].excluded == "not_computable"
    assert explanation.node.score is None


def test_an_unknown_node_is_a_fault() -> None:
    with pytest.raises(KeyError):
        explained("z")


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_contributions_make_the_score(
    case: tuple[Questionnaire, dict[str, Mapping[str, Answer]], dict[str, Tier]],
) -> None:
    questionnaire, given_answers, tiers = case
    ids = ["index", *(c.id for c in questionnaire.challenges), *(r.id for r in questionnaire.readings)]
    for node_id in ids:
        explanation = explain(questionnaire, given_answers["T0"], node_id, tiers.get("T0"))
        if explanation.node.score is not None:
            contributions = [row.contribution for row in explanation.counted if row.contribution is not None]
            made = math.prod(contributions) if explanation.aggregation == "geometric" else sum(contributions)
            assert made == pytest.approx(explanation.node.score, abs=1e-9)
            assert sum(row.share or 0 for row in explanation.counted) == pytest.approx(1)
            coverage = explanation.node.coverage
            unknown = sum(row.weight for row in explanation.excluded if row.excluded in {"missing", "dont_know"})
            if node_id != "index":
                known = explanation.counted_weight
                assert known / (known + unknown) == pytest.approx(coverage)
