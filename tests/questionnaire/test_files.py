# SPDX-License-Identifier: EUPL-1.2
"""The files of a questionnaire: where they may be, what they may hold, how they are joined."""

import json
import os
from pathlib import Path

import pytest
import yaml

from governance.errors import InputError, NotFoundError
from governance.questionnaire import document
from governance.questionnaire.checking import check
from governance.questionnaire.loading import load
from governance.questionnaire.problem import Problem
from governance.questionnaire.shelf import shipped
from tests.questionnaire.sample import SAMPLE

HEAD, CHALLENGE = SAMPLE.split("challenges:\n")
FIRST = "\n".join(line[4:] for line in CHALLENGE.splitlines())


def folder(tmp_path: Path, names: str = "[first.yaml]", **files: str) -> Path:
    (tmp_path / "questionnaire.yaml").write_text(f"{HEAD}challenges: {names}\n", "utf-8")
    (tmp_path / "first.yaml").write_text(FIRST, "utf-8")
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def only(problems: list[Problem]) -> tuple[str, str, str, int]:
    (problem,) = problems
    return problem.key, Path(problem.file).name, str(problem.place), problem.line


def test_a_folder_is_read_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "whole.yaml").write_text(SAMPLE, "utf-8")

    assert load(folder(tmp_path)) == load(tmp_path / "whole.yaml") == load(str(tmp_path / "questionnaire.yaml"))


def test_json_is_read_like_yaml(tmp_path: Path) -> None:
    data = yaml.load(SAMPLE, yaml.CSafeLoader)
    (tmp_path / "sample.yaml").write_text(SAMPLE, "utf-8")
    (tmp_path / "sample.json").write_text(json.dumps(data, ensure_ascii=False, indent="\t"), "utf-8")
    (tmp_path / "escaped.json").write_text(json.dumps(data), "utf-8-sig")

    assert load(tmp_path / "sample.json") == load(tmp_path / "escaped.json") == load(tmp_path / "sample.yaml")


def test_a_problem_in_a_challenge_file_names_this_file_and_its_line(tmp_path: Path) -> None:
    path = folder(tmp_path, "[first.yaml, second.yaml]", second=FIRST.replace("id: first", "id: first\nweight: 0"))

    problems = check(path)

    assert {(Path(p.file).name, p.key) for p in problems} == {
        ("second.yaml", "weight_expected"),
        ("second.yaml", "id_repeated"),
    }
    assert problems[0].values["at"] == f"{path / 'first.yaml'}:1"
    assert [p.line for p in problems] == [1, 2, 5, 13, 17]


def test_a_challenge_file_that_is_not_there(tmp_path: Path) -> None:
    expected = ("file_missing", "questionnaire.yaml", "challenge no. 2", 10)

    assert only(check(folder(tmp_path, "[first.yaml, absent.yaml]"))) == expected


@pytest.mark.parametrize(
    "name", ["../outside.yaml", "/etc/hostname", "sub/first.yaml", "..", '"a\\0b"', '"C:x.yaml"', '""']
)
def test_a_challenge_file_may_not_lie_elsewhere(name: str, tmp_path: Path) -> None:
    expected = ("file_outside", "questionnaire.yaml", "challenge no. 2", 10)

    assert only(check(folder(tmp_path, f"[first.yaml, {name}]"))) == expected


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.yaml").write_text("id: secret", "utf-8")
    (inside / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (inside / "loop.yaml").symlink_to(inside / "loop.yaml")

    problems = check(folder(inside, "[first.yaml, link.yaml, loop.yaml]"))

    assert [p.key for p in problems] == ["file_outside", "file_missing"]


def test_a_name_that_no_disk_could_hold(tmp_path: Path) -> None:
    assert only(check(folder(tmp_path, f"[first.yaml, {'a' * 5000}]")))[0] == "file_missing"


def test_a_challenge_file_named_twice(tmp_path: Path) -> None:
    expected = ("file_twice", "questionnaire.yaml", "challenge no. 2", 10)

    assert only(check(folder(tmp_path, "[first.yaml, first.yaml]"))) == expected


def test_a_folder_in_place_of_a_challenge_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()

    assert only(check(folder(tmp_path, "[first.yaml, sub]")))[0] == "file_unreadable"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")

    assert only(check(tmp_path / "pipe.yaml"))[0] == "file_unreadable"


def test_a_challenge_file_with_a_fault_of_syntax_does_not_hide_the_others(tmp_path: Path) -> None:
    second = FIRST.replace("id: first", "id: second").replace("rung", "rung\n\t")
    third = FIRST.replace("id: first", "id: third").replace("kind: checklist", "kind: checklists")

    problems = check(folder(tmp_path, "[second.yaml, third.yaml]", second=second, third=third))

    assert [(p.key, Path(p.file).name) for p in problems] == [
        ("yaml_tab", "second.yaml"),
        ("choice_expected", "third.yaml"),
    ]


@pytest.mark.parametrize(
    ("data", "key", "line"),
    [
        pytest.param(SAMPLE.encode("latin-1"), "file_encoding", 6, id="Latin-1"),
        pytest.param(SAMPLE.encode("utf-16"), "file_encoding", 1, id="UTF-16"),
        pytest.param(b"\x1f\x8b\x08\x00\x00", "file_encoding", 1, id="an archive"),
        pytest.param(b"id: a\nversion: 1\0", "file_control", 2, id="a NUL byte"),
        pytest.param("id: a\ntitle: \ufffe".encode(), "file_control", 2, id="no character"),
        pytest.param(b"", "file_empty", 1, id="nothing"),
        pytest.param(b"[" * 500_000, "yaml_deep", 1, id="half a million brackets"),
        pytest.param(b"- " * 500_000, "yaml_deep", 1, id="half a million dashes"),
    ],
)
def test_a_file_that_is_no_text_of_ours(data: bytes, key: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_bytes(data)

    assert only(check(tmp_path / "odd.yaml")) == (key, "odd.yaml", "", line)


def test_references_are_not_followed_so_that_they_cannot_multiply(tmp_path: Path) -> None:
    """A "billion laughs": nine lines that would unfold into a billion texts."""
    lines = ['a0: &a0 "lol"', *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))]
    (tmp_path / "laughs.yaml").write_text("\n".join(lines), "utf-8")

    assert {p.key for p in check(tmp_path / "laughs.yaml")} >= {"yaml_alias", "key_unknown"}


def test_a_value_behind_a_reference_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "alias.yaml").write_text(SAMPLE.replace("en: Sample}", "en: *x}"), "utf-8")

    assert only(check(tmp_path / "alias.yaml")) == ("yaml_alias", "alias.yaml", "title.en", 3)


def test_a_reference_as_key_is_reported_and_passed_over(tmp_path: Path) -> None:
    (tmp_path / "alias.yaml").write_text(SAMPLE + "*x : 3\n", "utf-8")

    assert [p.key for p in check(tmp_path / "alias.yaml")] == ["yaml_key", "yaml_alias"]


def test_all_the_files_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second = FIRST.replace("id: first", "id: second")
    path = folder(tmp_path, "[first.yaml, second.yaml, third.yaml]", second=second, third=second)
    size = sum((path / name).stat().st_size for name in ("questionnaire.yaml", "first.yaml"))
    monkeypatch.setattr(document, "MAX_BYTES", size)

    problems = check(path)

    assert [(p.key, Path(p.file).name) for p in problems] == [
        ("file_too_large", "second.yaml"),
        ("file_too_large", "third.yaml"),
    ]


def test_the_limit_is_told_in_the_sentence(tmp_path: Path) -> None:
    (tmp_path / "large.yaml").write_bytes(b"#" * (document.MAX_BYTES + 1))

    (problem,) = check(tmp_path / "large.yaml")

    assert "2000" in problem.sentence("fr")


@pytest.mark.parametrize("reference", ["nowhere", "", "a\0b", "x" * 5000, "echelons/", Path("nowhere")])
def test_a_reference_to_nothing_says_which_questionnaires_there_are(reference: str | Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        load(reference)

    assert caught.value.key == "questionnaire.not_found"
    assert caught.value.values["known"] == ["echelons", "sobriete"]


def test_an_unknown_version_says_which_there_are() -> None:
    with pytest.raises(NotFoundError) as caught:
        load("echelons@0.9")

    assert caught.value.key == "questionnaire.version_unknown"
    assert "1.0.0" in caught.value.message("fr")


def test_a_folder_without_head_file(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        load(tmp_path)

    assert caught.value.key == "questionnaire.folder_without_head"


def test_a_shipped_questionnaire_is_found_by_id_and_version_and_read_once() -> None:
    latest = [version for name, version, _ in shipped() if name == "echelons"][-1]

    assert load("echelons") is load("echelons") is load(f"echelons@{latest}")
    assert load("echelons").version == latest


def test_versions_are_shelved_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("1.10.0", "1.9.0", "draft"):
        (tmp_path / "sample" / version).mkdir(parents=True)
        (tmp_path / "sample" / version / "questionnaire.yaml").write_text(SAMPLE.replace("1.0.0", version), "utf-8")
    monkeypatch.setattr("governance.questionnaire.shelf.SHIPPED", tmp_path)

    assert [(name, version) for name, version, _ in shipped()] == [("sample", "1.9.0"), ("sample", "1.10.0")]
    assert load("sample").version == "1.10.0"


def test_one_fault_stops_loading_with_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(SAMPLE.replace("kind: level", "kind: levels"), "utf-8")

    with pytest.raises(InputError) as caught:
        load(tmp_path / "sample.yaml")

    (problem,) = check(tmp_path / "sample.yaml")
    assert caught.value.key == "questionnaire.faulty"
    assert problem.to("en") in caught.value.message("en")
    assert problem.to("en") in str(caught.value)


def test_several_faults_stop_loading_with_the_first_and_the_number_of_the_others(tmp_path: Path) -> None:
    text = SAMPLE.replace("kind: level", "kind: levels").replace("high: 10", "high: 0").replace("[a, b]", "[]")
    (tmp_path / "sample.yaml").write_text(text, "utf-8")

    with pytest.raises(InputError) as caught:
        load(tmp_path / "sample.yaml")

    assert str(check(tmp_path / "sample.yaml")[0]) in caught.value.message("en")
    assert "There are 2 more problems" in caught.value.message("en")
    assert f"echelons questionnaire check {tmp_path / 'sample.yaml'}" in caught.value.message("fr")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("\n        tags: [open]", "", id="an unused reading"),
        pytest.param("kind: level", "kind: level\n        flash: true", id="a short form of one question"),
        pytest.param("kind: level", "kind: level\n        tiers: [commune]", id="a reading closed to some tiers"),
    ],
)
def test_what_does_not_falsify_scores_does_not_stop_loading(old: str, new: str, tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(SAMPLE.replace(old, new), "utf-8")

    assert load(tmp_path / "sample.yaml").id == "sample"
    assert len(check(tmp_path / "sample.yaml")) == 1


def test_words_are_taken_as_written(tmp_path: Path) -> None:
    """YAML 1.1 would read a truth value, a date, an octal number and the number 1.1."""
    text = SAMPLE.replace("en: Where?", "en: No").replace("fr: Premier", "fr: 2015-01-01")
    text = text.replace("items: [a, b]", "items: [yes, 012]").replace("version: 1.0.0", "version: 1.10")
    (tmp_path / "sample.yaml").write_text(text, "utf-8")

    found = load(tmp_path / "sample.yaml")

    assert found.version == "1.10"
    assert found.question("rung").title.en == "No"
    assert found.challenges[0].title.fr == "2015-01-01"
    assert [item.id for item in found.question("held").items] == ["yes", "012"]


def test_numbers_are_read_as_json_and_scientists_write_them(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(SAMPLE.replace("{low: 0, high: 10}", "{low: -1, high: 1e3}"), "utf-8")

    goalposts = load(tmp_path / "sample.yaml").question("count").goalposts
    assert goalposts is not None
    assert (goalposts.low, goalposts.high) == (-1, 1000)


def test_a_bare_item_has_its_id_as_title(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(SAMPLE, "utf-8")

    assert [item.title.to("en") for item in load(tmp_path / "sample.yaml").question("held").items] == ["a", "b"]


def test_a_text_that_is_true_or_null_elsewhere_is_no_text(tmp_path: Path) -> None:
    text = SAMPLE.replace("kind: level", "kind: level\n        core: True\n        flash: FALSE\n        help: ~")
    (tmp_path / "sample.yaml").write_text(text, "utf-8")

    question = load(tmp_path / "sample.yaml").question("rung")
    assert (question.core, question.flash, question.help) == (True, False, None)


def test_what_an_unread_file_may_hold_is_not_said_to_lack(tmp_path: Path) -> None:
    """The only question with the tag is in the file that is absent: the reading is not called unused."""
    assert only(check(folder(tmp_path, "[absent.yaml]")))[0] == "file_missing"


def test_an_empty_list_of_another_kind_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(SAMPLE.replace("kind: number", "kind: number\n        levels: []"), "utf-8")

    assert check(tmp_path / "sample.yaml") == []
