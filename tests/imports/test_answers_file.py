# SPDX-License-Identifier: EUPL-1.2
"""Lines of answers: each is kept, or refused with its line, its column and what to do."""

import pytest

from governance.errors import InputError
from governance.imports.answers_file import AnswerReader, ImportedAnswer
from governance.imports.codes import CodeBook
from governance.imports.records import Provenance, read_provenance
from governance.imports.report import RefusedFileError, Report
from tests.imports.sample import reference, table
from tests.sample import questionnaire


def read(text: str) -> tuple[list[ImportedAnswer], Report]:
    report = Report("a.csv")
    return AnswerReader(questionnaire(), CodeBook(reference()), report).read(table(text)), report


def refusals(rows: str) -> list[tuple[int, str, str]]:
    with pytest.raises(RefusedFileError) as fault:
        read(f"territory;question;answer;reason;tier\n{rows}")
    return [(one.line, one.column, one.said.key) for one in fault.value.report.faults]


def test_answers_are_read_in_their_one_form() -> None:
    answers, report = read(
        "Territoire;Question;Réponse;Motif\n"
        "243500139;split;3\n"
        "243500139;speed;12,50\n"
        "243500139;signs;yield\n"
        "243500139;lanes;nsp\n"
        "243500139;tolls;NC;Pas de péage\n"
        "243500139;ferries;NC\n"
        "243500139;spans;\n"
        "1001;split;NC\n"
        "972;split;1\n"
    )
    codes = [(one.territory_id, one.question_id, one.code, one.reason) for one in answers]
    assert codes == [
        ("epci:243500139", "split", "3", ""),
        ("epci:243500139", "speed", "12.5", ""),
        ("epci:243500139", "signs", "yield", ""),
        ("epci:243500139", "lanes", "NSP", ""),
        ("epci:243500139", "tolls", "NC", "Pas de péage"),
        ("commune:01001", "split", "NC", "Motif non précisé dans le fichier importé."),
        ("region:02", "split", "1", ""),
    ]
    assert [one.said.key for one in report.notes] == ["imports.code_zero", "imports.reason_missing"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Rennes;split;3\nRennes;lanes;3", [("territory", "code_unknown"), ("territory", "code_refused_above")]),
        ("53;split;3", [("territory", "code_ambiguous")]),
        ("44109;splot;3", [("question", "question_unknown_near")]),
        ("44109;zzzzzzz;3", [("question", "question_unknown")]),
        ("44109;ferries;3", [("question", "question_not_asked")]),
        ("44109;split;3\n44109;split;3", [("", "answered_twice")]),
        ("44109;split;NC;" + "x" * 4001, [("reason", "reason_too_long")]),
    ],
)
def test_lines_are_refused_with_their_place(rows: str, expected: list[tuple[str, str]]) -> None:
    assert [(column, key) for _, column, key in refusals(rows)] == [(c, f"imports.{key}") for c, key in expected]


def test_an_answer_that_the_question_does_not_admit_is_refused_each_time() -> None:
    found = refusals("44109;split;9\n75056;split;9\n53;split;3;;region\n")
    assert found == [(2, "answer", "questionnaire.level_unknown"), (3, "answer", "questionnaire.level_unknown")]


def test_a_file_without_answers_is_refused() -> None:
    with pytest.raises(InputError, match="answer"):
        read("territory;question;answer\n44109;split;")


def test_what_is_said_of_a_file_is_cleaned_and_bounded() -> None:
    said = read_provenance(Provenance(" Enquête\n 2026 ", "2026", "", "Ana"))
    assert said == Provenance("Enquête 2026", "2026", "Enquête 2026", "Ana")
    with pytest.raises(InputError, match="source"):
        read_provenance(Provenance("  "))
    with pytest.raises(InputError, match="40"):
        read_provenance(Provenance("a", "x" * 41))
