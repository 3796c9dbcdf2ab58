# SPDX-License-Identifier: EUPL-1.2
"""Each fault that the check knows, as one change to a sound questionnaire: faults.yaml, and a few long ones here."""

import re
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
import yaml

from governance.language.catalogue import LANGUAGES, catalogue
from governance.questionnaire.checking import check
from tests.questionnaire.sample import ADVISED, SAMPLE


class Case(NamedTuple):
    """``old`` becomes ``new`` (the whole file where ``old`` is empty); one problem ``key`` shows at ``place``."""

    sentence: str
    new: str
    key: str
    old: str = ""
    place: str = ""
    line: int = 0
    advised: bool = False
    """Whether the sample is the one with an action."""


RUNG = 'challenge "first" › question "rung"'
LEVELS = SAMPLE[SAMPLE.index("levels:") : SAMPLE.index("\n      - id: count")]
WRITTEN = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text("utf-8"))
LONG = [
    Case("lists in lists in lists", f"id: {'[' * 300}{']' * 300}  # here", "yaml_deep", "id: sample"),
    Case("mappings in mappings", f"id: {'{a: ' * 30}{'}' * 30}  # here", "yaml_deep", "id: sample"),
    Case("an id that is too long", f"id: {'a' * 61}  # here", "id_expected", "id: sample", "id"),
    Case(
        "an endless weight",
        f"kind: level\n        weight: {'9' * 5000}  # here",
        "weight_expected",
        "kind: level",
        f"{RUNG} › weight",
    ),
    Case("no level", "levels: []  # here", "list_empty", LEVELS, f"{RUNG} › levels"),
]
CASES = [*(Case(**case) for case in WRITTEN), *LONG]


def broken(case: Case) -> str:
    sample = ADVISED if case.advised else SAMPLE
    assert not case.old or case.old in sample, "the case no longer fits the sample"
    return sample.replace(case.old, case.new, 1) if case.old else case.new


@pytest.mark.parametrize("sample", [SAMPLE, ADVISED], ids=["plain", "with an action"])
def test_the_sample_itself_is_sound(sample: str, tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(sample, "utf-8")

    assert check(tmp_path / "sample.yaml") == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_one_fault_is_one_problem_with_its_place_and_line(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(broken(case), "utf-8")

    (problem,) = check(path)

    lines = broken(case).split("\n")
    marked = [number for number, text in enumerate(lines, start=1) if text.endswith("# here")]
    expected = marked[0] if marked else case.line
    assert (problem.key, str(problem.place), problem.file) == (case.key, case.place, str(path))
    assert problem.line == expected
    for language in LANGUAGES:
        assert not re.search(r"\{\w", problem.sentence(language)), "a brace of the catalogue was left unfilled"
        assert problem.to(language).startswith(f"{path}:{problem.line}: ")


def test_all_faults_are_found_in_one_pass(tmp_path: Path) -> None:
    """A fault in one part never hides those of the others."""
    chosen = [case for case in CASES if case.sentence in ALL_AT_ONCE]
    assert len(chosen) == len(ALL_AT_ONCE)
    text = SAMPLE
    for case in chosen:
        assert case.old in text
        text = text.replace(case.old, case.new, 1)
    path = tmp_path / "sample.yaml"
    path.write_text(text, "utf-8")

    found = check(path)

    assert sorted(problem.key for problem in found) == sorted(case.key for case in chosen)
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


ALL_AT_ONCE = (
    "an id with a space",
    "a version in words",
    "a key twice",
    "a text without languages",
    "equal goalposts",
    "a misspelt tag",
    "a tag given twice",
    "an item called as an answer",
    "a unit on a checklist",
)


def test_every_message_is_shown_by_some_test_and_stands_in_both_languages() -> None:
    messages = {language: catalogue("messages", language)["questionnaire"]["problem"] for language in LANGUAGES}
    tested = {case.key for case in CASES}
    told_elsewhere = ("file_", "strict_", "change_", "since_")
    elsewhere = {key for key in messages["fr"] if key.startswith(told_elsewhere)} | {"tier_unasked", "levels_table"}

    assert set(messages["fr"]) == set(messages["en"]) == tested | elsewhere


@pytest.mark.parametrize("key", catalogue("messages", "fr")["questionnaire"]["problem"])
def test_both_languages_say_the_same_things(key: str) -> None:
    fields = [filled(catalogue("messages", language)["questionnaire"]["problem"][key]) for language in LANGUAGES]

    assert fields[0] == fields[1]


def filled(entry: str | dict[str, str]) -> list[set[str]]:
    forms = entry.values() if isinstance(entry, dict) else [entry]
    return [{name for _, name, _, _ in Formatter().parse(form) if name} for form in forms]
