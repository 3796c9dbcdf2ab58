# SPDX-License-Identifier: EUPL-1.2
"""What a vote may hold: a level, *je ne sais pas*, points."""

import pytest

from governance.errors import InputError
from governance.questionnaire.model import Question
from governance.workshops.points import POINTS, add_points, read_points, shown, write_points
from governance.workshops.records import Option
from governance.workshops.tally import Cell
from governance.workshops.vote import digest_of, read_vote
from tests.sample import level_question

QUESTION = Question.model_validate(level_question("split"))
OPTIONS = [Option("a1", "Mutualiser", 1, "split:2"), Option("a2", "Former", 2), Option("a3", "Publier", 3)]


@pytest.mark.parametrize(("typed", "answer"), [("0", "0"), (" 4 ", "4"), ("03", "3"), ("nsp", "NSP"), ("NSP", "NSP")])
def test_an_answer_has_one_form(typed: str, answer: str) -> None:
    assert read_vote(QUESTION, typed) == answer


@pytest.mark.parametrize("typed", ["", "5", "-1", "1.0", "NC", "²", "٣", "1e1", "9" * 5_000, "a1:10", "0; DROP"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_vote(QUESTION, typed)
    assert refusal.value.key == "workshop.answer_unknown"


def test_a_key_is_kept_as_a_digest_and_none_never_comes_again() -> None:
    assert digest_of("k1") == digest_of("k1") != digest_of("k2")
    assert digest_of("") != digest_of("")
    assert len(digest_of("k1")) == 16
    with pytest.raises(InputError):
        digest_of("x" * 200)


def test_points_have_one_form_whatever_their_order() -> None:
    assert read_points(" a3:1; a1: 9;", OPTIONS) == "a1:9;a3:1"
    assert read_points("a2:0;a1:1", OPTIONS) == "a1:1"
    assert write_points({"a1": 0}) == ""


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "points_count"),
        ("a1:0", "points_count"),
        (f"a1:{POINTS};a2:1", "points_count"),
        ("a9:1", "option_unknown"),
        ("a1:x", "points_unreadable"),
        ("a1:-3;a2:13", "points_unreadable"),
        ("a1:1;a1:2", "points_unreadable"),
        ("a1", "points_unreadable"),
        ("3", "points_unreadable"),
    ],
)
def test_points_that_cannot_be_are_refused(typed: str, key: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_points(typed, OPTIONS)
    assert refusal.value.key == f"workshop.{key}"


def test_points_add_up_and_equals_keep_their_order() -> None:
    said = add_points(OPTIONS, [Cell(1, None, "a3:10", 2), Cell(1, "staff", "a1:4;a2:6", 1), Cell(1, None, "a1:2", 1)])
    assert said.voters == 4
    assert [(option.id, points) for option, points in said.points] == [("a3", 20), ("a1", 6), ("a2", 6)]
    assert [shown(option).added_by_room for option in OPTIONS] == [False, True, True]
