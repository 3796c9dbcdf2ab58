# SPDX-License-Identifier: EUPL-1.2
"""Answers taken to a later version: nothing is made up, nothing is lost in silence."""

import pytest

from governance.questionnaire.carrying import Carried, carried
from governance.questionnaire.changes import compare
from governance.questionnaire.model import Questionnaire
from tests.versions import FIRST_ANSWERS, TO_THREE, change, checklist, levels, number, tree, village


def to_second(**codes: str) -> Carried:
    """The answers of the first version, some of them others, taken to the second."""
    return carried(compare(village("1.0.0"), village("1.1.0")), FIRST_ANSWERS | codes)


def kept(found: Carried) -> dict[str, str]:
    return {one.question.id: one.code for one in found.kept}


def again(found: Carried) -> dict[str, tuple[str, dict[str, str]]]:
    return {one.question.id: (one.why, {was.id: code for was, code in one.before}) for one in found.again}


def test_what_means_the_same_is_kept_and_the_rest_is_asked_again_with_what_was_said() -> None:
    found = to_second()
    assert kept(found) == {"welcome": "2", "online": "1", "people": "1", "scale": "1", "school": "NC",
                           "visits": "120", "tools": "tent"}  # fmt: skip
    assert again(found) == {
        "delay": ("altered", {"delay": "12.5"}),
        "safe": ("altered", {"safe": "lock"}),
        "running": ("split", {"budget": "4"}),
        "building": ("split", {"budget": "4"}),
    }
    assert [(question.id, code) for question, code in found.dropped] == [("fax", "0")]
    assert [question.id for question in found.new] == ["cloud"]
    assert {one.question.id: one.kind for one in found.kept}["online"] == "reworded"
    assert {one.question.id: one.sources for one in found.kept}["people"] == ("staff", "training")


def test_through_two_versions_too() -> None:
    found = carried(compare(village("1.0.0"), village("1.2.0"), [village("1.1.0")]), FIRST_ANSWERS)
    assert kept(found) == {"welcome": "2", "web": "1", "people": "1", "scale": "1", "visits": "120"}
    assert again(found) == {
        "delay": ("altered", {"delay": "12.5"}),
        "safe": ("altered", {"safe": "lock"}),
        "running": ("altered", {"budget": "4"}),
        "school": ("refused", {"school": "NC"}),
    }
    assert [question.id for question, _ in found.dropped] == ["fax", "tools"]


def test_nothing_answered_nothing_carried() -> None:
    found = carried(compare(village("1.0.0"), village("1.1.0")), {})
    assert (found.kept, found.again, found.dropped) == ((), (), ())
    assert [question.id for question in found.new] == ["cloud"]


def test_merged_questions_keep_an_answer_that_they_share_once_translated() -> None:
    assert kept(to_second(staff="0", training="1"))["people"] == "0"
    assert kept(to_second(staff="NSP", training="NSP"))["people"] == "NSP"
    assert again(to_second(staff="1", training="2"))["people"] == ("differ", {"staff": "1", "training": "2"})
    assert again(to_second(staff="NSP", training="2"))["people"][0] == "differ"


def test_merged_questions_of_which_one_was_left_out_are_asked_again() -> None:
    some = {name: code for name, code in FIRST_ANSWERS.items() if name != "staff"}
    found = carried(compare(village("1.0.0"), village("1.1.0")), some)
    assert again(found)["people"] == ("differ", {"training": "3"})


@pytest.mark.parametrize("code", ["NC", "NSP"])
def test_an_answer_without_value_stays_with_its_question_even_altered(code: str) -> None:
    found = to_second(delay=code, safe=code, budget=code)
    assert (kept(found)["delay"], kept(found)["safe"]) == (code, code)
    assert again(found)["running"] == ("split", {"budget": code})


def one_question(before: dict[str, object], after: dict[str, object], said: dict[str, object], code: str) -> Carried:
    """One question in two versions, the second saying something of it."""
    old, new = tree("1.0.0"), tree("1.1.0")
    old["challenges"] = [{"id": "all", "title": {"fr": "x", "en": "x"}, "questions": [before]}]
    new["challenges"] = [{"id": "all", "title": {"fr": "x", "en": "x"}, "questions": [after]}]
    new["changes"] = [{"since": "1.0.0", "questions": [said]}]
    first, second = Questionnaire.model_validate(old), Questionnaire.model_validate(new)
    return carried(compare(first, second), {str(before["id"]): code})


def test_the_file_overrules_what_the_ids_would_say() -> None:
    found = one_question(number("days", 1), number("days", 9), change("same", "days", "days"), "3")
    assert kept(found) == {"days": "3"}


def test_a_level_that_leads_nowhere_is_asked_again() -> None:
    few = {name: reached for name, reached in TO_THREE.items() if name != "4"}
    found = one_question(levels("a", 5), levels("a", 3), change("reworded", "a", "a", levels=few), "4")
    assert again(found) == {"a": ("level_gone", {"a": "4"})}


def test_said_to_be_the_same_with_fewer_levels_and_no_table_is_asked_again() -> None:
    found = one_question(levels("a", 5), levels("a", 3), change("same", "a", "a"), "1")
    assert again(found) == {"a": ("level_gone", {"a": "1"})}


def test_a_table_that_leads_beyond_the_last_level_is_asked_again() -> None:
    found = one_question(levels("a", 5), levels("a", 3), change("same", "a", "a", levels={"1": 4}), "1")
    assert again(found) == {"a": ("refused", {"a": "1"})}


def test_said_to_be_the_same_with_another_kind_is_asked_again() -> None:
    found = one_question(levels("a", 5), number("a", 3), change("same", "a", "a"), "1")
    assert again(found) == {"a": ("altered", {"a": "1"})}


@pytest.mark.parametrize(
    ("items", "code", "becomes"),
    [
        (("x", "y"), "x;y", "x;y"),
        (("y", "x"), "x;y", "y;x"),
        (("y",), "x;y", "y"),
        (("y",), "x", "-"),
        (("x", "y"), "-", "-"),
        (("x", "y", "z"), "x", None),
    ],
)
def test_held_items_are_kept_by_id_unless_the_list_has_new_ones(
    items: tuple[str, ...], code: str, becomes: str | None
) -> None:
    found = one_question(checklist("a", "x", "y"), checklist("a", *items), change("same", "a", "a"), code)
    assert kept(found) == ({"a": becomes} if becomes else {})
    assert len(found.again) == (becomes is None)
