# SPDX-License-Identifier: EUPL-1.2
"""A tier that a questionnaire is meant for must be able to get every score."""

from pathlib import Path

from governance.questionnaire.checking import check
from governance.questionnaire.problem import Problem
from tests.questionnaire.sample import SAMPLE

LIMITED = SAMPLE.replace("        kind:", "        tiers: [commune, region]\n        kind:")
OTHERS = ["epci", "ept", "petr", "syndicat", "departement", "single_authority"]


def checked(text: str, tmp_path: Path) -> list[Problem]:
    (tmp_path / "sample.yaml").write_text(text, "utf-8")
    return check(tmp_path / "sample.yaml")


def test_tiers_of_whom_nothing_is_asked_are_named(tmp_path: Path) -> None:
    (problem,) = checked(LIMITED, tmp_path)

    assert (problem.key, problem.values["tiers"], str(problem.place)) == ("tier_unasked", OTHERS, "")


def test_a_questionnaire_may_be_meant_for_some_tiers_only(tmp_path: Path) -> None:
    assert checked(LIMITED.replace("id: sample", "id: sample\ntiers: [region, commune]"), tmp_path) == []


def test_a_questionnaire_meant_for_a_tier_must_ask_it_something(tmp_path: Path) -> None:
    (problem,) = checked(LIMITED.replace("id: sample", "id: sample\ntiers: [region, epci]"), tmp_path)

    assert (problem.key, problem.values["tiers"]) == ("tier_unasked", ["epci"])


def test_one_question_is_enough_even_where_the_threshold_asks_for_more(tmp_path: Path) -> None:
    """Of a single applicable question, a single answer is all there is."""
    assert checked(SAMPLE.replace("id: sample", "id: sample\nthresholds: {publication_answers: 3}"), tmp_path) == []


def test_two_questions_are_not_enough_where_the_threshold_asks_for_three(tmp_path: Path) -> None:
    text = SAMPLE.replace("id: sample", "id: sample\nthresholds: {publication_answers: 3}")
    (problem,) = checked(text.replace("id: count\n", "id: count\n        tiers: [commune]\n"), tmp_path)

    assert (problem.key, problem.values["count"], problem.values["least"]) == ("tier_few", 2, 3)
    assert "commune" not in problem.values["tiers"]


def test_a_challenge_closed_to_a_tier_is_named(tmp_path: Path) -> None:
    second = SAMPLE[SAMPLE.index("  - id: first") :].replace("id: ", "id: b_").replace("[open]", "[]")
    closed = second.replace("        kind:", "        tiers: [commune, epci]\n        kind:")
    (problem,) = checked(SAMPLE + closed, tmp_path)

    assert (problem.key, str(problem.place)) == ("tier_nothing", 'challenge "b_first"')
    assert problem.values["tiers"] == ["ept", "petr", "syndicat", "departement", "region", "single_authority"]


def test_a_wrong_threshold_is_one_problem_and_its_default_serves_for_the_rest(tmp_path: Path) -> None:
    (problem,) = checked(SAMPLE.replace("id: sample", "id: sample\nthresholds: {publication_answers: many}"), tmp_path)

    assert problem.key == "count_expected"
