# SPDX-License-Identifier: EUPL-1.2
"""What a person downloads: the columns of `echelons score`, and answers that it reads back to the same scores."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from governance.assessments.records import StoredAnswer
from governance.exports import scores_file
from governance.exports.answers_file import read_answers_file
from governance.exports.assessment_tables import ANSWER_COLUMNS, SCORE_COLUMNS, answers_csv, scores_csv
from governance.questionnaire import load
from governance.questionnaire.model import Questionnaire
from governance.scoring.scores import profile, score
from governance.services.assessments import read_answers
from tests.sample import questionnaire as sample

CONTRACT = "territory,node,kind,score,coverage,low,high,status,level"


def stored(codes: dict[str, str | None], **more: Any) -> dict[str, StoredAnswer]:
    """Answers as the store holds them."""
    fields: dict[str, Any] = {
        "reason": "",
        "comment": "",
        "evidence": "",
        "version": 1,
        "author": "",
        "at": datetime(2026, 1, 2, tzinfo=UTC),
    }
    return {q: StoredAnswer(question_id=q, code=code, **(fields | more)) for q, code in codes.items()}


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


SAMPLE = {"split": "3", "lanes": "NSP", "speed": "-12.5", "signs": "stop;town", "spans": "1", "tolls": None}
REFERENCE_CODES = ("0", "1", "2", "3", "4", "NSP", "4", "2", "1")


def reference_answers(questionnaire: Questionnaire) -> dict[str, str | None]:
    """An answer of each sort across the référentiel."""
    codes: dict[str, str | None] = {}
    for rank, question in enumerate(questionnaire.questions):
        codes[question.id] = REFERENCE_CODES[rank % len(REFERENCE_CODES)]
        if question.not_applicable and rank % 5 == 0:
            codes[question.id] = "NC"
    return codes


def test_scores_have_the_columns_of_the_contract() -> None:
    assert ",".join(SCORE_COLUMNS) == CONTRACT
    assert SCORE_COLUMNS == scores_file.COLUMNS
    table = scores_csv("x", profile(sample(), {}))
    assert table.decode("utf-8-sig").splitlines()[0] == CONTRACT


@pytest.mark.parametrize("name", ["sample", "echelons", "sobriete"])
def test_answers_read_back_by_the_command_give_the_scores_of_the_other_file(name: str, tmp_path: Path) -> None:
    questionnaire = sample() if name == "sample" else load("echelons")
    answers = stored(
        SAMPLE if name == "sample" else reference_answers(questionnaire), comment='=1+1, "x"\n;y', reason="r"
    )
    file = tmp_path / "answers.csv"
    file.write_bytes(answers_csv("Saint-Rémy, « haut »", questionnaire, answers, "fr"))

    read = read_answers_file(file, questionnaire)
    assert read.names == ("Saint-Rémy, « haut »",)
    printed = "".join(scores_file.write_scores(read.names, (score(questionnaire, m) for m in read.matrices(8)), "csv"))
    downloaded = scores_csv("Saint-Rémy, « haut »", profile(questionnaire, read_answers(questionnaire, answers)))
    assert list(csv.DictReader(io.StringIO(printed))) == rows(downloaded)
    assert any(row["score"] for row in rows(downloaded))


def test_there_is_a_line_for_each_question_in_order_answered_or_not() -> None:
    lines = rows(answers_csv("x", sample(), stored(SAMPLE), "en"))
    assert [line["question"] for line in lines] == [question.id for question in sample().questions]
    assert [line["answer"] for line in lines] == ["3", "NSP", "-12.5", "stop;town", "1", "", ""]
    assert tuple(lines[0]) == ANSWER_COLUMNS


def test_texts_of_people_are_there_and_never_run() -> None:
    answers = stored({"split": "3"}, comment="=cmd|'/c calc'", evidence="@x", author="+Ana", reason="-1+1")
    line = rows(answers_csv("=territory", sample(), answers, "fr"))[0]
    for name in ("territory", "comment", "evidence", "author", "reason"):
        assert line[name].startswith("'"), name
    assert line["date"] == "2026-01-02T00:00:00+00:00"


def test_the_checklist_that_holds_nothing_is_read_back() -> None:
    lines = rows(answers_csv("x", sample(), stored({"signs": "-"}), "fr"))
    assert next(line["answer"] for line in lines if line["question"] == "signs") == "-"
