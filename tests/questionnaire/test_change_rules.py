# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a mapping from one version to the next: where, what, and what to do."""

from pathlib import Path
from typing import Any

import pytest

from governance.language import LANGUAGES
from governance.language.catalogue import catalogue
from governance.questionnaire import check
from governance.questionnaire.change_rules import change_rules, older_rules
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.node import Finding, Node
from governance.questionnaire.problem import problem
from governance.questionnaire.spot import Spot
from tests.questionnaire.sample import SAMPLE
from tests.versions import TO_THREE, change, tree, village


def known(questionnaire_id: str, version: str) -> Questionnaire | None:
    """The editions at hand: the village's first."""
    return village() if (questionnaire_id, version) == ("village", "1.0.0") else None


def found(*said: dict[str, Any], since: str = "1.0.0", **more: Any) -> list[Finding]:
    """What is found in a second version that says this of the first."""
    return examined(tree("1.1.0", changes=[{"since": since, "questions": list(said)}], **more))


def examined(data: dict[str, Any]) -> list[Finding]:
    head = Spot((), data)
    findings = [*change_rules(head), *older_rules(head, known)]
    root = Node.of(data, "village")
    for finding in findings:
        for language in LANGUAGES:
            assert "{" not in problem(root, "village", finding).to(language), "every sentence can be filled"
    return findings


def test_sound_mappings_have_nothing_wrong() -> None:
    assert examined(tree("1.0.0")) == []
    assert examined(tree("1.1.0")) == []
    assert list(change_rules(Spot((), tree("1.2.0")))) == []


@pytest.mark.parametrize("since", ["1.1.0", "1.1", "2.0.0"])
def test_a_mapping_is_from_an_earlier_version(since: str) -> None:
    first = found(since=since)[0]
    assert (first.key, first.loc) == ("since_later", ("changes", 0, "since"))


def test_each_earlier_version_has_one_mapping() -> None:
    data = tree("1.1.0", changes=[{"since": "1.0.0"}, {"since": "1.0"}])
    assert [f.key for f in change_rules(Spot((), data))] == ["since_repeated"]


def test_the_earlier_version_is_at_hand() -> None:
    (finding,) = found(since="0.9")
    assert (finding.key, finding.loc) == ("since_unknown", ("changes", 0, "since"))
    assert problem(Node.of(tree("1.1.0"), "f"), "f", finding).sentence("en").startswith("The questionnaire “village”")


FAULTS: list[tuple[dict[str, Any], str, tuple[str | int, ...]]] = [
    (change("same", "welcom", "welcome"), "change_question_near", ("old", 0)),
    (change("same", "welcome", "zzz"), "change_question", ("new", 0)),
    (change("same", "welcome fax", "welcome"), "change_one", ("old",)),
    (change("same", "", "welcome"), "change_one", ()),
    (change("reworded", "welcome", "welcome online"), "change_one", ("new",)),
    (change("split", "welcome", "welcome"), "change_few", ("new",)),
    (change("merged", "welcome", "welcome"), "change_few", ("old",)),
    (change("new", "welcome", "welcome"), "change_none", ("old",)),
    (change("dropped", "welcome", "welcome"), "change_none", ("new",)),
    (change("dropped"), "change_few", ()),
    (change("split", "welcome", "welcome online", levels={"0": 0}), "change_levels_idle", ("levels",)),
    (change("same", "welcome", "welcome", levels={"3": 0}), "change_level_unknown", ("levels",)),
    (change("same", "welcome", "welcome", levels={"0": 3}), "change_level_unknown", ("levels",)),
    (change("same", "budget", "scale"), "change_levels_missing", ()),
    (change("same", "welcome", "delay"), "change_kinds", ()),
]


@pytest.mark.parametrize(("said", "key", "place"), FAULTS)
def test_each_fault_is_found_at_its_place(said: dict[str, Any], key: str, place: tuple[str | int, ...]) -> None:
    (finding,) = found(said)
    assert (finding.key, finding.loc) == (key, ("changes", 0, "questions", 0, *place))


def test_levels_are_for_questions_that_have_some() -> None:
    findings = found(change("same", "delay", "delay", levels={"0": 0}))
    assert [f.key for f in findings] == ["change_levels_foreign"] * 2


def test_a_question_is_in_one_change_on_each_side() -> None:
    twice = found(change("same", "welcome", "welcome"), change("reworded", "welcome", "welcome"))
    assert [(f.key, f.loc[-2]) for f in twice] == [("change_twice", "new"), ("change_twice", "old")]
    assert found(change("dropped", "school"), change("new", "", "school")) == []


def test_what_is_no_mapping_is_left_to_the_rules_of_structure() -> None:
    odd: list[Any] = [
        {"since": "soon", "questions": [{"kind": "unheard", "old": 3, "levels": [1]}]},
        {"since": None, "questions": [{"kind": "same", "old": ["welcome"], "new": ["welcome"], "levels": {"x": "y"}}]},
        "from-1.0.0.yaml",
    ]
    assert list(change_rules(Spot((), tree("1.1.0", changes=odd)))) == []
    assert list(older_rules(Spot((), tree("1.1.0", changes=odd)), known)) == []
    assert list(change_rules(Spot((), tree("1.1.0", changes=[{"since": "1.0.0"}], version=None)))) == []
    assert list(older_rules(Spot((), {"changes": [{"since": "1.0.0"}]}), known)) == []


def test_a_table_of_levels_stands_for_all_the_questions_merged() -> None:
    assert found(change("merged", "staff training", "people", levels=TO_THREE)) == []
    assert [f.key for f in found(change("merged", "staff welcome", "people", levels=TO_THREE))] == [
        "change_level_unknown",
        "change_level_unknown",
    ]
    assert [f.key for f in found(change("merged", "staff delay", "people"))] == ["change_kinds"]


def test_files_of_mappings_that_nobody_could_write_do_no_harm() -> None:
    data = tree("1.1.0", challenges=[{"questions": [{"id": "welcome", "kind": "level", "levels": "none"}]}])
    data["changes"] = [{"since": "1.0.0", "questions": [change("same", "welcome", "welcome")]}]
    assert [f.key for f in examined(data)] == ["change_levels_missing"]


def test_every_message_about_changes_is_shown_by_a_test() -> None:
    messages = catalogue("messages", "fr")["questionnaire"]["problem"]
    others = {"since_later", "since_repeated", "since_unknown", "change_levels_foreign", "change_twice"}
    told = {key for key in messages if key.startswith(("change_", "since_"))}
    assert told == {key for _, key, _ in FAULTS} | others


def test_the_check_of_a_folder_looks_at_the_earlier_version_beside_it(tmp_path: Path) -> None:
    written = SAMPLE.replace("version: 1.0.0", "version: 1.1.0\nchanges: [from-1.0.0.yaml]")
    for version, text in (("1.0.0", SAMPLE), ("1.1.0", written)):
        (tmp_path / version).mkdir()
        (tmp_path / version / "questionnaire.yaml").write_text(text, "utf-8")
    said = tmp_path / "1.1.0" / "from-1.0.0.yaml"
    said.write_text("since: 1.0.0\nquestions: [{kind: same, old: [rung], new: [rung]}]\n", "utf-8")
    assert check(tmp_path / "1.1.0") == []

    said.write_text("since: 1.0.0\nquestions: [{kind: dropped, old: [gone]}]\n", "utf-8")
    (unknown,) = check(tmp_path / "1.1.0")
    assert (unknown.file, str(unknown.place)) == (str(said), 'changes since "1.0.0" › question no. 1 › old 1')

    (tmp_path / "1.0.0" / "questionnaire.yaml").unlink()
    assert [problem.key for problem in check(tmp_path / "1.1.0")] == ["since_unknown"]


@pytest.mark.parametrize("given", ["[1]", "{one: 2}", "{}", "3"])
def test_a_table_of_levels_that_is_none_is_told(given: str, tmp_path: Path) -> None:
    said = f"changes: [{{since: 0.9, questions: [{{kind: same, levels: {given}}}]}}]"
    (tmp_path / "sample.yaml").write_text(f"{SAMPLE}{said}\n", "utf-8")
    told = [problem for problem in check(tmp_path / "sample.yaml") if problem.key == "levels_table"]
    assert [str(problem.place) for problem in told] == ['changes since "0.9" › question no. 1 › levels']
    assert "table" in told[0].sentence("fr")
