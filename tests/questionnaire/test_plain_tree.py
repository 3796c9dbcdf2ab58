# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire outside files: the tree of plain values that is edited, stored and exchanged."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from governance.errors import InputError, NotFoundError
from governance.questionnaire.checking import check, check_data
from governance.questionnaire.loading import load, load_data, whole
from governance.questionnaire.shelf import shipped
from tests.questionnaire.sample import ADVISED

TREE: dict[str, Any] = yaml.load(ADVISED, yaml.CSafeLoader)


def tree() -> dict[str, Any]:
    return deepcopy(TREE)


def action_of(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["challenges"][0]["actions"][0]
    return found


@pytest.mark.parametrize("reference", [f"{name}@{version}" for name, version, _ in shipped()])
def test_a_shipped_questionnaire_is_the_same_out_of_its_files(reference: str) -> None:
    found = whole(reference)

    assert check_data(found, "edited") == []
    assert load_data(found, "edited") == load(reference)


def test_the_tree_holds_everything_in_place_and_no_name_of_a_file() -> None:
    found = whole("echelons")

    assert {type(challenge) for challenge in found["challenges"]} == {dict}
    assert {type(challenge["actions"]) for challenge in found["challenges"]} == {list}
    assert isinstance(found["bibliography"], list)
    assert ".yaml" not in str(found)


def test_a_tree_is_made_anew_each_time_so_that_editing_one_changes_no_other() -> None:
    whole("sobriete")["challenges"].clear()

    assert len(whole("sobriete")["challenges"]) == 4
    assert len(load("sobriete").challenges) == 4


def test_a_tree_says_what_a_file_says(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(ADVISED, "utf-8")

    assert whole(path) == whole(str(path)) == TREE
    assert load_data(tree(), "edited") == load(path)


def test_tuples_are_lists_too() -> None:
    data = tree()
    data["challenges"] = tuple(data["challenges"])

    assert load_data(data, "edited") == load_data(tree(), "edited")


def test_the_check_of_a_tree_names_the_place_and_what_its_user_calls_it() -> None:
    data = tree()
    data["challenges"][0]["questions"][0]["weight"] = 0

    (problem,) = check_data(data, "my questionnaire")

    assert (problem.key, problem.file, str(problem.place)) == (
        "weight_expected",
        "my questionnaire",
        'challenge "first" › question "rung" › weight',
    )


def test_the_check_of_a_tree_is_as_strict_as_asked() -> None:
    assert check_data(tree(), "edited") == check_data(tree(), "edited", strict=False) == []
    assert "strict_challenges" in {problem.key for problem in check_data(tree(), "edited", strict=True)}
    assert "strict_challenges" in {problem.key for problem in check_data(tree() | {"id": "echelons"}, "edited")}


@pytest.mark.parametrize("data", [None, 3, "echelons", [], {}, [{}]], ids=repr)
def test_what_is_no_questionnaire_is_refused_with_one_sentence(data: Any) -> None:
    assert check_data(data, "edited")
    with pytest.raises(InputError) as caught:
        load_data(data, "edited")
    assert caught.value.key.startswith("questionnaire.faulty")


def test_a_faulty_tree_is_refused_with_its_first_problem_and_the_number_of_the_others() -> None:
    data = tree()
    data["challenges"][0]["questions"][1]["goalposts"] = {"low": 1, "high": 1}
    with pytest.raises(InputError) as caught:
        load_data(data, "edited")
    assert (caught.value.key, caught.value.values["count"], caught.value.values["reference"]) == (
        "questionnaire.faulty",
        0,
        "edited",
    )

    data["version"] = "one"
    with pytest.raises(InputError) as caught:
        load_data(data, "edited")
    assert (caught.value.key, caught.value.values["count"]) == ("questionnaire.faulty_more", 1)
    assert caught.value.values["problem"].key == "version_expected"


def test_what_only_the_check_sees_does_not_stop_the_loading() -> None:
    data = tree()
    action_of(data)["references"] = ["lore"]

    assert [problem.key for problem in check_data(data, "edited")] == ["reference_unknown"]
    assert load_data(data, "edited").action("rung", "1")


def test_a_faulty_file_has_no_tree(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(ADVISED.replace("kind: checklist", "kind: list"), "utf-8")

    with pytest.raises(InputError) as caught:
        whole(path)
    assert caught.value.values["problem"].key == "choice_expected"
    with pytest.raises(NotFoundError):
        whole("nowhere")


def test_a_tree_survives_being_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "copy.yaml"
    path.write_text(yaml.dump(whole("sobriete"), allow_unicode=True, sort_keys=False), "utf-8")

    assert check(path) == []
    assert load(path) == load("sobriete")


def test_an_action_that_names_no_question_is_told_once() -> None:
    data = tree()
    del action_of(data)["question"]

    (problem,) = check_data(data, "edited")

    assert (problem.key, problem.values["name"]) == ("key_missing", "question")
