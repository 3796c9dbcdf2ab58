# SPDX-License-Identifier: EUPL-1.2
"""Strengths and weak points are an authority's own, against its own index."""

from governance.questionnaire.answer import Answer, State
from governance.scoring.contrast import Contrast, strengths_and_weaknesses
from governance.scoring.scores import profile
from tests.scoring.compact import expand


def contrast(levels: dict[str, int | None], count: int = 3) -> tuple[list[str], list[str]]:
    questionnaire = expand({"challenges": {name: {"questions": {f"{name}1": None}} for name in levels}})
    given = {f"{name}1": Answer(State.VALUE, float(rank)) for name, rank in levels.items() if rank is not None}
    found = strengths_and_weaknesses(profile(questionnaire, given), count)
    return [node.id for node in found.strengths], [node.id for node in found.weaknesses]


def test_strengths_stand_above_the_index_and_weak_points_below() -> None:
    assert contrast({"a": 1, "b": 4, "c": 2, "d": 3, "e": 0}) == (["b", "d"], ["e", "a"])


def test_equal_challenges_come_in_the_order_of_the_questionnaire() -> None:
    assert contrast({"a": 4, "b": 0, "c": 4, "d": 0}) == (["a", "c"], ["b", "d"])


def test_nothing_stands_out_when_all_are_equal() -> None:
    assert contrast({"a": 2, "b": 2}) == ([], [])


def equals(levels: dict[str, int | None]) -> tuple[list[str], list[str]]:
    questionnaire = expand({"challenges": {name: {"questions": {f"{name}1": None}} for name in levels}})
    given = {f"{name}1": Answer(State.VALUE, float(rank)) for name, rank in levels.items() if rank is not None}
    found = strengths_and_weaknesses(profile(questionnaire, given))
    return [node.id for node in found.other_strengths], [node.id for node in found.other_weaknesses]


def test_those_that_equal_the_last_one_given_are_told() -> None:
    assert equals({"a": 0, "b": 1, "c": 1, "d": 1, "e": 1, "f": 4, "g": 4}) == ([], ["d", "e"])
    assert equals({"a": 4, "b": 4, "c": 4, "d": 4, "e": 0}) == (["d"], [])


def test_nothing_is_told_when_the_next_one_differs_or_there_is_none() -> None:
    assert equals({"a": 0, "b": 0, "c": 1, "d": 2, "e": 4, "f": 4, "g": 4}) == ([], [])
    assert equals({"a": 0, "b": 0, "c": 0, "d": 1, "e": 4, "f": 4}) == ([], [])


def test_a_challenge_without_score_is_neither() -> None:
    assert contrast({"a": 4, "b": 0, "c": None}) == (["a"], ["b"])


def test_as_many_as_asked_for_are_given() -> None:
    assert contrast({"a": 4, "b": 3, "c": 0, "d": 1}, count=1) == (["a"], ["c"])


def test_without_index_there_is_no_contrast() -> None:
    questionnaire = expand({"challenges": {"c": {"questions": {"q": None}}}})
    assert strengths_and_weaknesses(profile(questionnaire, {})) == Contrast((), ())
