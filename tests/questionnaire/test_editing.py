# SPDX-License-Identifier: EUPL-1.2
"""Editing a tree: what changes, what follows, and that nothing else is touched."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.errors import InputError
from governance.questionnaire.beginnings import (
    content,
    free,
    new_action,
    new_challenge,
    new_family,
    new_item,
    new_question,
    new_reading,
    slug,
    taken_names,
)
from governance.questionnaire.checking import check_data
from governance.questionnaire.editing import (
    anchor,
    handed_over,
    lines_at,
    moved,
    value_at,
    with_kind,
    with_lines,
    with_part,
    with_value,
    without,
)
from governance.questionnaire.loading import load_data, whole
from governance.questionnaire.located import located_problems
from governance.questionnaire.model import QuestionKind
from governance.questionnaire.rules import CONTENT
from governance.questionnaire.tree import Tree, changed
from governance.services.drafts import problems_of

QUESTION = ("challenges", 0, "questions", 0)
LEVELS = (*QUESTION, "levels")


def words(text: str) -> dict[str, str]:
    return {"fr": text, "en": text}


def action(question: str, title: str, **step: Any) -> Tree:
    return new_action(question, step) | {"title": words(title)}


def questionnaire() -> Tree:
    """Two challenges; a question of four levels with an action for each step, a checklist, a number."""
    rung = {
        "id": "rung", "kind": "level", "title": words("Rung"), "tags": ["open", "near"],
        "levels": [{"title": words(f"state {rank}"), "value": 10 * rank} for rank in range(4)],
    }  # fmt: skip
    held = {"id": "held", "kind": "checklist", "title": words("Held"), "items": ["a", {"id": "b", "title": words("B")}]}
    count = {
        "id": "count", "kind": "number", "title": words("Count"), "unit": words("km"), "tags": ["open"],
        "goalposts": {"low": 0, "high": 9},
    }  # fmt: skip
    steps = [action("rung", f"to {rank}", to=rank) for rank in (1, 2, 3)]
    first = {
        "id": "first", "title": words("First"), "questions": [rung, held],
        "actions": [*steps, action("held", "hold a", item="a"), action("held", "hold b", item="b")],
    }  # fmt: skip
    second = {"id": "second", "title": words("Second"), "questions": [count], "actions": [action("count", "more")]}
    families = [
        {"id": "themes", "title": words("Themes"), "readings": [
            {"id": "open", "title": words("Open")}, {"id": "near", "title": words("Near")}]},
    ]  # fmt: skip
    changes = [{"since": "0.1", "questions": [{"kind": "merged", "old": ["x"], "new": ["rung", "held"]},
                                              {"kind": "reworded", "old": ["y"], "new": ["rung"]},
                                              {"kind": "reworded", "old": ["z"], "new": ["count"]}]},
               {"since": "0.2", "questions": [{"kind": "dropped", "old": ["w"]}]}]  # fmt: skip
    return {
        "id": "sample", "version": "1.0.0", "title": words("Sample"), "families": families, "changes": changes,
        "challenges": [first, second],
    }  # fmt: skip


@pytest.fixture
def tree() -> Tree:
    return questionnaire()


def steps(tree: Tree) -> dict[str, Any]:
    """The titles of the actions of the question with levels, by the level that they lead to."""
    found = value_at(tree, ("challenges", 0, "actions"))
    return {each["title"]["fr"]: each["to"] for each in found if each["question"] == "rung"}


def states(tree: Tree) -> list[str]:
    return [level["title"]["fr"] for level in value_at(tree, LEVELS)]


def test_the_sample_is_sound(tree: Tree) -> None:
    del tree["changes"]
    assert check_data(tree, "sample") == []


# Values.


def test_a_value_is_replaced_and_nothing_else(tree: Tree) -> None:
    edited = with_value(tree, (*QUESTION, "title", "en"), "Step")
    assert value_at(edited, (*QUESTION, "title")) == {"fr": "Rung", "en": "Step"}
    assert edited["challenges"][1] is tree["challenges"][1]
    assert edited["families"] is tree["families"]
    assert tree == questionnaire()


def test_a_text_given_where_there_was_none_is_made(tree: Tree) -> None:
    assert value_at(with_value(tree, (*QUESTION, "help", "fr"), "Aide"), (*QUESTION, "help")) == {"fr": "Aide"}


def test_a_text_that_has_lost_both_languages_goes(tree: Tree) -> None:
    once = with_value(tree, (*QUESTION, "title", "en"), None)
    assert value_at(once, (*QUESTION, "title")) == {"fr": "Rung"}
    assert "title" not in value_at(with_value(once, (*QUESTION, "title", "fr"), None), QUESTION)


def test_a_bare_item_that_gets_a_title_becomes_a_whole_one(tree: Tree) -> None:
    place = ("challenges", 0, "questions", 1, "items", 0)
    edited = with_value(tree, (*place, "title", "fr"), "Alpha")
    assert value_at(edited, place) == {"id": "a", "title": {"fr": "Alpha", "en": "a"}}


def test_the_last_value_of_a_tree_may_go() -> None:
    assert with_value({"weight": 1}, ("weight",), None) == {}
    assert with_lines({"how": [words("x")]}, ("how",), "fr", "") == {"how": [{"en": "x"}]}
    assert with_lines({"how": [{"fr": "x"}]}, ("how",), "fr", "") == {}


def test_there_is_nothing_at_a_place_that_is_none(tree: Tree) -> None:
    for loc in [("challenges", 9), ("challenges", "first"), ("title", 0), ("weight", "x", "y")]:
        assert value_at(tree, loc) is None
    with pytest.raises(IndexError):
        with_value(tree, ("challenges", 9, "title", "fr"), "x")
    with pytest.raises(IndexError):
        without(tree, ("challenges", 9))
    with pytest.raises(TypeError):
        without(tree, ("challenges", 0, "weight"))


# Names.


def test_a_question_renamed_is_renamed_in_its_actions_and_in_what_is_said_of_earlier_versions(tree: Tree) -> None:
    edited = with_value(tree, (*QUESTION, "id"), "step")
    assert [each["question"] for each in edited["challenges"][0]["actions"]] == ["step"] * 3 + ["held"] * 2
    assert [each["new"] for each in edited["changes"][0]["questions"]] == [["step", "held"], ["step"], ["count"]]


def test_an_item_renamed_is_renamed_in_its_action(tree: Tree) -> None:
    edited = with_value(tree, ("challenges", 0, "questions", 1, "items", 1, "id"), "c")
    assert [each.get("item") for each in edited["challenges"][0]["actions"]][3:] == ["a", "c"]


def test_a_reading_renamed_is_renamed_on_questions(tree: Tree) -> None:
    edited = with_value(tree, ("families", 0, "readings", 0, "id"), "wide")
    assert value_at(edited, (*QUESTION, "tags")) == ["wide", "near"]
    assert value_at(edited, ("challenges", 1, "questions", 0, "tags")) == ["wide"]


def test_a_challenge_renamed_is_named_nowhere_else(tree: Tree) -> None:
    edited = with_value(tree, ("challenges", 0, "id"), "alpha")
    assert {**edited["challenges"][0], "id": "first"} == tree["challenges"][0]


def test_a_name_that_another_part_of_the_list_has_is_refused(tree: Tree) -> None:
    with pytest.raises(InputError) as raised:
        with_value(tree, (*QUESTION, "id"), "held")
    assert raised.value.key == "editing.id_taken"
    assert with_value(tree, (*QUESTION, "id"), "rung") == tree


def test_a_part_that_had_no_name_takes_one_and_nothing_follows(tree: Tree) -> None:
    nameless = changed(tree, (*QUESTION, "id"), lambda _: None)
    edited = with_value(nameless, (*QUESTION, "id"), "step")
    assert edited["challenges"][0]["actions"] == tree["challenges"][0]["actions"]


def test_of_two_questions_with_one_name_neither_takes_the_actions(tree: Tree) -> None:
    twins = changed(tree, ("challenges", 0, "questions", 1, "id"), lambda _: "rung")
    edited = with_value(twins, (*QUESTION, "id"), "step")
    assert steps(edited) == {"to 1": 1, "to 2": 2, "to 3": 3}
    assert without(twins, QUESTION)["challenges"][0]["actions"] == tree["challenges"][0]["actions"]


# Parts.


def test_a_question_removed_takes_its_actions_along(tree: Tree) -> None:
    edited = without(tree, QUESTION)
    assert [each["question"] for each in edited["challenges"][0]["actions"]] == ["held", "held"]
    assert [each["new"] for each in edited["changes"][0]["questions"]] == [["held"], ["count"]]
    assert edited["changes"][1] is tree["changes"][1]


def test_a_challenge_removed_is_gone_from_what_is_said_of_earlier_versions(tree: Tree) -> None:
    edited = without(tree, ("challenges", 0))
    assert [each["id"] for each in edited["challenges"]] == ["second"]
    assert [each["new"] for each in edited["changes"][0]["questions"]] == [["count"]]


def test_an_item_removed_takes_its_action_along(tree: Tree) -> None:
    edited = without(tree, ("challenges", 0, "questions", 1, "items", 0))
    assert [each["title"]["fr"] for each in edited["challenges"][0]["actions"]][3:] == ["hold b"]


def test_a_reading_removed_is_a_tag_no_more(tree: Tree) -> None:
    edited = without(tree, ("families", 0, "readings", 0))
    assert value_at(edited, (*QUESTION, "tags")) == ["near"]
    assert "tags" not in value_at(edited, ("challenges", 1, "questions", 0))


def test_a_family_removed_takes_the_tags_of_all_its_readings_along(tree: Tree) -> None:
    edited = without(tree, ("families", 0))
    assert edited["families"] == []
    assert "tags" not in value_at(edited, QUESTION)


def test_a_level_inserted_pushes_up_the_actions_that_lead_above_it(tree: Tree) -> None:
    edited = with_part(tree, (*LEVELS, 2), {"title": words("between")})
    assert states(edited) == ["state 0", "state 1", "between", "state 2", "state 3"]
    assert steps(edited) == {"to 1": 1, "to 2": 3, "to 3": 4}


def test_a_part_put_in_a_list_that_is_not_there_begins_it() -> None:
    assert with_part({}, ("challenges", 0), {"id": "a"}) == {"challenges": [{"id": "a"}]}


@pytest.mark.parametrize(
    ("rank", "left"),
    [
        (0, {"to 2": 1, "to 3": 2}),
        (1, {"to 2": 1, "to 3": 2}),
        (2, {"to 1": 1, "to 3": 2}),
        (3, {"to 1": 1, "to 2": 2}),
    ],
)
def test_a_level_removed_takes_the_action_that_leads_to_it_and_those_above_come_down(
    tree: Tree, rank: int, left: dict[str, int]
) -> None:
    edited = without(tree, (*LEVELS, rank))
    assert len(states(edited)) == 3
    assert steps(edited) == left


def test_levels_that_change_places_take_their_actions_along_but_not_their_points(tree: Tree) -> None:
    edited = moved(tree, (*LEVELS, 1), 2)
    assert states(edited) == ["state 0", "state 2", "state 3", "state 1"]
    assert steps(edited) == {"to 1": 3, "to 2": 1, "to 3": 2}
    assert [level["value"] for level in value_at(edited, LEVELS)] == [0, 10, 20, 30]


def test_no_action_is_lost_when_a_level_becomes_the_first(tree: Tree) -> None:
    edited = moved(tree, (*LEVELS, 1), -1)
    assert states(edited) == ["state 1", "state 0", "state 2", "state 3"]
    assert steps(edited) == {"to 1": 1, "to 2": 2, "to 3": 3}
    assert moved(edited, (*LEVELS, 1), -1) == tree


@given(st.integers(0, 3), st.integers(-5, 5))
def test_moving_levels_keeps_every_action_on_a_step_of_its_own(rank: int, by: int) -> None:
    edited = moved(questionnaire(), (*LEVELS, rank), by)
    assert sorted(steps(edited).values()) == [1, 2, 3]
    assert sorted(states(edited)) == [f"state {k}" for k in range(4)]


def test_questions_and_challenges_move_whole(tree: Tree) -> None:
    assert [each["id"] for each in moved(tree, ("challenges", 1), -1)["challenges"]] == ["second", "first"]
    edited = moved(tree, QUESTION, 1)
    assert [each["id"] for each in edited["challenges"][0]["questions"]] == ["held", "rung"]
    assert edited["challenges"][0]["actions"] is tree["challenges"][0]["actions"]


def test_an_action_whose_step_is_no_number_is_left_alone(tree: Tree) -> None:
    odd = changed(tree, ("challenges", 0, "actions", 0, "to"), lambda _: "soon")
    assert value_at(without(odd, (*LEVELS, 0)), ("challenges", 0, "actions", 0, "to")) == "soon"


@pytest.mark.parametrize("kind", ["level", "number", "checklist"])
def test_another_kind_drops_what_it_does_not_need_and_brings_what_it_does(tree: Tree, kind: QuestionKind) -> None:
    del tree["changes"]
    for loc in (QUESTION, ("challenges", 0, "questions", 1), ("challenges", 1, "questions", 0)):
        edited = with_kind(tree, loc, kind, content(kind)[CONTENT[kind]])
        question, name = value_at(edited, loc), value_at(tree, (*loc, "id"))
        assert set(question) & {"levels", "goalposts", "items", "unit"} == {CONTENT[kind]}
        assert name not in [each["question"] for each in value_at(edited, (*loc[:2], "actions"))]
        assert check_data(edited, "sample") == []


def test_an_action_removed_leaves_all_else_in_its_place(tree: Tree) -> None:
    edited = without(tree, ("challenges", 0, "actions", 1))
    assert steps(edited) == {"to 1": 1, "to 3": 3}
    assert edited["challenges"][0]["questions"] is tree["challenges"][0]["questions"]


# Lists of texts.


def test_texts_one_a_line_stay_in_their_order_in_the_other_language() -> None:
    tree = {"how": [words("a"), words("b")]}
    longer = with_lines(tree, ("how",), "fr", "un\n deux  mots \ntrois")
    assert longer["how"] == [{"fr": "un", "en": "a"}, {"fr": "deux mots", "en": "b"}, {"fr": "trois"}]
    assert lines_at(longer, ("how",), "en") == "a\nb"
    shorter = with_lines(tree, ("how",), "fr", "un")
    assert shorter["how"] == [{"fr": "un", "en": "a"}, {"en": "b"}]


@given(st.lists(st.text("ab ", max_size=4), max_size=5))
def test_lines_come_back_as_they_were_written(lines: list[str]) -> None:
    written = [" ".join(line.split()) for line in lines]
    kept = with_lines(with_lines({}, ("how",), "en", "x\n" * 6), ("how",), "fr", "\n".join(["|", *written, "|"]))
    assert lines_at(kept, ("how",), "fr") == "\n".join(["|", *written, "|"])


def test_an_anchor_names_what_is_on_the_way(tree: Tree) -> None:
    assert anchor(tree, (*QUESTION, "title", "fr")) == ("first", "rung")
    assert anchor(tree, ("challenges", 0, "actions", 4, "why", "fr")) == ("first", ("held", None, "b"))
    assert anchor(tree, (*LEVELS, 1)) == ("first", "rung")
    assert anchor(tree, ("title", "fr")) == ()


# Parts as they begin.


def test_new_parts_are_sound_from_the_beginning() -> None:
    tree: Tree = {"id": "new", "version": "1.0.0", "title": words("New")}
    for _ in range(2):
        place = ("challenges", len(tree.get("challenges", [])))
        tree = with_part(tree, place, new_challenge(tree, {"fr": "Mobilité"}))
        tree = with_part(tree, (*place, "questions", 1), new_question(tree, {"en": "How far?"}))
        name = value_at(tree, (*place, "questions", 1, "id"))
        tree = with_part(tree, (*place, "actions", 0), new_action(name, {"to": 2}))
    assert check_data(tree, "new") == []
    assert [each["id"] for each in tree["challenges"]] == ["mobilite", "mobilite_2"]
    assert value_at(tree, ("challenges", 0, "title")) == {"fr": "Mobilité", "en": "New challenge"}
    ids = [question["id"] for each in tree["challenges"] for question in each["questions"]]
    assert ids == ["question", "how_far", "question_2", "how_far_2"]


def test_a_new_family_lacks_only_questions_for_its_reading(tree: Tree) -> None:
    del tree["changes"]
    grown = with_part(tree, ("families", 1), new_family(tree, {"fr": "Ouvert"}))
    grown = with_part(grown, ("families", 1, "readings", 1), new_reading(grown, {"fr": "Ouvert"}))
    assert [each["id"] for each in grown["families"][1]["readings"]] == ["reading", "ouvert_2"]
    assert {problem.key for problem in check_data(grown, "sample")} == {"reading_unused", "tier_few"} - {"tier_few"}


def test_new_items_have_names_of_their_own() -> None:
    assert new_item(["signs"], words("Signs")) == {"id": "signs_2", "title": words("Signs")}


def test_names_are_made_of_letters_without_accents() -> None:
    assert slug("Où en êtes-vous, cœur d’Œuvre ?", "question") == "ou_en_etes_vous_coeur_d_oeuvre"
    assert slug("数", "question") == "question"
    assert len(slug("a" * 300, "question")) == 40
    assert free("a", {"a", "a_2", "b"}) == "a_3"
    assert "index" in taken_names({})


# The whole référentiel, and the check.


@pytest.fixture(scope="module")
def shipped() -> Tree:
    return whole("echelons") | {"id": "variant"}


def test_the_shipped_questionnaire_is_edited_without_harm(shipped: Tree) -> None:
    before = deepcopy(shipped)
    edited = with_value(shipped, ("challenges", 3, "questions", 2, "id"), "renamed")
    edited = moved(edited, ("challenges", 3, "questions", 2), -1)
    edited = with_part(edited, ("challenges", 3, "questions", 1, "levels", 3), {"title": words("between")})
    edited = moved(without(edited, ("challenges", 3, "questions", 1, "levels", 0)), ("challenges", 7), -7)
    edited = without(edited, ("challenges", 0, "questions", 4))
    assert load_data(edited, "variant").challenges[0].id == before["challenges"][7]["id"]
    assert [each.key for each in check_data(edited, "variant")] == []
    assert shipped == before
    assert json.loads(json.dumps(edited)) == edited


@pytest.mark.parametrize(
    ("loc", "value"),
    [
        (("title", "en"), None),
        (("version",), "one"),
        ((*LEVELS, 2, "value"), 3),
        ((*LEVELS,), []),
        (("families", 0, "readings", 0, "id"), "index"),
        (("thresholds", "level_share"), 4),
        (("challenges", 1, "questions", 0, "goalposts", "high"), 0),
        (("challenges", 1, "weight"), "heavy"),
    ],
)
def test_every_problem_is_found_with_its_place_as_the_publishing_check_finds_it(
    tree: Tree, loc: tuple[str | int, ...], value: Any
) -> None:
    faulty = changed(tree, loc, lambda _: value)
    found = located_problems(faulty, "sample", lambda *_: None)
    assert sorted(str(each.problem) for each in found) == sorted(map(str, problems_of(faulty, lambda *_: None)))
    assert any(each.loc[: len(loc)] == loc or loc[: len(each.loc)] == each.loc for each in found)
    assert [each.loc[0] for each in found if each.loc and each.loc[0] in ("families", "challenges")] == sorted(
        (each.loc[0] for each in found if each.loc and each.loc[0] in ("families", "challenges")), reverse=True
    )


# From one challenge to another.


def test_a_question_goes_to_another_challenge_with_its_actions_and_all_else_stays(tree: Tree) -> None:
    edited = handed_over(tree, QUESTION, 1)
    first, second = edited["challenges"]
    assert [each["id"] for each in first["questions"]] == ["held"]
    assert [each["id"] for each in second["questions"]] == ["count", "rung"]
    assert {each["question"] for each in first["actions"]} == {"held"}
    assert [each["question"] for each in second["actions"]] == ["count", "rung", "rung", "rung"]
    assert second["questions"][1] is value_at(tree, QUESTION)
    assert edited["changes"] is tree["changes"]
    assert edited["families"] is tree["families"]
    assert tree == questionnaire()
    del edited["changes"]
    assert check_data(edited, "sample") == []


def test_there_and_back_only_changes_the_order(tree: Tree) -> None:
    back = handed_over(handed_over(tree, QUESTION, 1), ("challenges", 1, "questions", 1), 0)
    assert [each["id"] for each in back["challenges"][0]["questions"]] == ["held", "rung"]
    for mine, theirs in zip(back["challenges"], tree["challenges"], strict=True):
        for name in ("questions", "actions"):
            assert sorted(map(str, mine[name])) == sorted(map(str, theirs[name]))


def test_a_challenge_may_give_its_last_question_and_the_check_then_says_so(tree: Tree) -> None:
    edited = handed_over(tree, ("challenges", 1, "questions", 0), 0)
    assert edited["challenges"][1]["questions"] == []
    assert check_data(edited, "sample") != []


def test_a_question_does_not_go_where_its_id_is_taken_nor_to_where_it_is(tree: Tree) -> None:
    assert handed_over(tree, QUESTION, 0) is tree
    twin = with_value(tree, ("challenges", 1, "questions", 0, "id"), "rung")
    with pytest.raises(InputError) as refusal:
        handed_over(twin, QUESTION, 1)
    assert refusal.value.key == "editing.id_taken"


def test_a_question_without_actions_makes_no_list_of_them() -> None:
    bare = {"challenges": [{"questions": [{"id": "a"}]}, {}]}
    assert handed_over(bare, QUESTION, 1) == {"challenges": [{"questions": []}, {"questions": [{"id": "a"}]}]}
