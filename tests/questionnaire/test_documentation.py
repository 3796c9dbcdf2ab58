# SPDX-License-Identifier: EUPL-1.2
"""docs/questionnaire.md says all that the model knows, and nothing else; its example is sound."""

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from governance.language import LocalizedText
from governance.questionnaire import check, load
from governance.questionnaire.action import Action, Effort, Variant
from governance.questionnaire.change_parts import QuestionChange, VersionChange
from governance.questionnaire.document import MAX_BYTES
from governance.questionnaire.model import (
    ALL_TIERS,
    Aggregation,
    Audience,
    Challenge,
    Goalposts,
    Item,
    Level,
    Question,
    QuestionKind,
    Questionnaire,
    Reading,
    ReadingFamily,
    Reference,
    Scale,
    Thresholds,
)
from governance.questionnaire.structure import ELEMENT_EXPECTED, EXPECTED, part_at

PAGE = (Path(__file__).parents[2] / "docs" / "questionnaire.md").read_text("utf-8")
SECTIONS: dict[str, type[BaseModel]] = {
    "Texts": LocalizedText,
    "Questionnaire": Questionnaire,
    "Challenge": Challenge,
    "Question": Question,
    "Level": Level,
    "Goalposts": Goalposts,
    "Item": Item,
    "Family": ReadingFamily,
    "Reading": Reading,
    "Action": Action,
    "Variant": Variant,
    "Audience": Audience,
    "Reference": Reference,
    "Changes": VersionChange,
    "Change of a question": QuestionChange,
    "Thresholds": Thresholds,
}


def section(title: str) -> str:
    return re.split(r"^#+ ", PAGE.split(f"# {title}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def table(title: str) -> dict[str, list[str]]:
    rows = [line.strip("|").split("|") for line in section(title).splitlines() if line.startswith("| `")]
    return {row[0].strip(" `"): [cell.strip() for cell in row[1:]] for row in rows}


@pytest.mark.parametrize(("title", "part"), SECTIONS.items(), ids=str)
def test_each_key_is_documented_and_each_documented_key_exists(title: str, part: type[BaseModel]) -> None:
    assert set(table(title)) == set(part.model_fields)
    assert all(all(cells) and len(cells) == 3 for cells in table(title).values())


@pytest.mark.parametrize(("title", "part"), SECTIONS.items(), ids=str)
def test_defaults_are_those_of_the_model(title: str, part: type[BaseModel]) -> None:
    for name, field in part.model_fields.items():
        told = table(title)[name][1].strip("`")
        assert (told == "required") == field.is_required(), name
        if isinstance(field.default, (bool, str)):
            assert told == str(field.default).lower(), name
        elif isinstance(field.default, (int, float)):
            numerator, _, denominator = told.partition("/")
            assert float(numerator) / float(denominator or 1) == field.default, name
        elif not field.is_required():
            assert told in ("none", "all", "defaults below", "evenly spread") or told.startswith("for "), name


def test_the_model_has_no_part_without_a_section() -> None:
    assert {part_at(loc) for loc in ALL_PARTS} == set(SECTIONS.values())


ALL_PARTS: list[tuple[str | int, ...]] = [
    (),
    ("title",),
    ("thresholds",),
    ("audiences", 0),
    ("bibliography", 0),
    ("challenges", 0, "actions", 0),
    ("challenges", 0, "actions", 0, "variants", 0),
    ("changes", 0),
    ("changes", 0, "questions", 0),
    ("families", 0),
    ("families", 0, "readings", 0),
    ("challenges", 0),
    ("challenges", 0, "questions", 0),
    ("challenges", 0, "questions", 0, "levels", 0),
    ("challenges", 0, "questions", 0, "items", 0),
    ("challenges", 0, "questions", 0, "goalposts"),
]


def test_each_choice_and_limit_is_documented() -> None:
    for choice in (*ALL_TIERS, *get_args(QuestionKind), *get_args(Aggregation), *get_args(Scale), *get_args(Effort)):
        assert f"`{choice}`" in PAGE
    assert f"{MAX_BYTES // 1000:,} kB" in PAGE


@pytest.mark.parametrize("part", SECTIONS.values(), ids=lambda part: part.__name__)
def test_each_key_has_a_sentence_for_what_it_expects(part: type[BaseModel]) -> None:
    for name, field in part.model_fields.items():
        assert name in EXPECTED
        # The levels of a change are a table, those of a question a list.
        listed = "tuple" in str(field.annotation) or (part, name) == (QuestionChange, "levels")
        assert (name in ELEMENT_EXPECTED) == listed, name


def test_the_example_is_a_sound_questionnaire(tmp_path: Path) -> None:
    (tmp_path / "village.yaml").write_text(PAGE.split("```yaml\n")[1].split("```")[0], "utf-8")

    assert check(tmp_path / "village.yaml") == []
    assert [question.kind for question in load(tmp_path / "village.yaml").questions] == ["level", "number", "checklist"]
