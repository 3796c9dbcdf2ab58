# SPDX-License-Identifier: EUPL-1.2
"""A file of answers is read whole, or refused with every fault counted and the first ones told."""

import os
from contextlib import suppress
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.errors import EchelonsError, InputError, NotFoundError
from governance.exports import answers_lines
from governance.exports.answers_file import AnswersFile, read_answers_file
from governance.exports.faults import FaultyFileError
from governance.language import LANGUAGES
from governance.questionnaire.answer import State
from tests.sample import questionnaire

HEADER = "territory,question,answer\n"


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "answers.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(folder: Path, content: str | bytes) -> AnswersFile:
    return read_answers_file(written(folder, content), questionnaire())


def faults(folder: Path, content: str | bytes) -> list[tuple[int, str | None, str]]:
    with pytest.raises(FaultyFileError) as caught:
        read(folder, content)
    for language in LANGUAGES:
        assert str(folder) in caught.value.message(language)
    return [(fault.line, fault.column, fault.error.key.split(".")[1]) for fault in caught.value.faults.first]


def codes(file: AnswersFile) -> dict[str, dict[str, float | str]]:
    """What was read, by territory and question; the states that hold no value by name."""
    (matrix,) = file.matrices(1000)
    ids = [question.id for question in file.questionnaire.questions]
    return {
        name: {
            question: float(matrix.scores[row, column]) if state == State.VALUE else State(state).name
            for column, (question, state) in enumerate(zip(ids, matrix.states[row].tolist(), strict=True))
            if state != State.MISSING
        }
        for row, name in enumerate(matrix.names)
    }


def test_each_line_is_an_answer(tmp_path: Path) -> None:
    file = read(tmp_path, HEADER + 'Rouvres,split,3\nRouvres,speed,"12,5"\nBourg,signs,stop;town\nBourg,lanes,NSP\n')
    assert codes(file) == {
        "Rouvres": {"split": 75, "speed": 6.25},
        "Bourg": {"signs": pytest.approx(66.666666666666667), "lanes": "DONT_KNOW"},
    }


def test_a_question_without_line_or_with_an_empty_answer_is_missing(tmp_path: Path) -> None:
    assert codes(read(tmp_path, HEADER + "Rouvres,split,\n")) == {"Rouvres": {}}


def test_not_concerned_needs_no_reason(tmp_path: Path) -> None:
    assert codes(read(tmp_path, HEADER + "Rouvres,split,NC\n")) == {"Rouvres": {"split": "NOT_APPLICABLE"}}


def test_every_tier_is_asked_everything(tmp_path: Path) -> None:
    assert codes(read(tmp_path, HEADER + "Rouvres,ferries,4\n")) == {"Rouvres": {"ferries": 100}}


def test_the_territories_come_in_order_of_first_appearance_and_verbatim(tmp_path: Path) -> None:
    lines = ' Bourg ,split,1\n"Le Val, haut",split,2\nÉpinal\u00a0,split,3\n Bourg ,lanes,4\n=SUM(A1),split,1\n'
    assert read(tmp_path, HEADER + lines).names == (" Bourg ", "Le Val, haut", "Épinal\u00a0", "=SUM(A1)")


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffterritory,question,answer\nRouvres,split,3\n",
        "territory;question;answer\nRouvres;split;3\n",
        "reason,answer,question,territory\nno,3,split,Rouvres\n",
        " Territory , QUESTION,answer\r\nRouvres,split, 3 \r\n",
        "territory,question,answer\n\nRouvres,split,3\n,,\n   \n",
        'territory,question,answer\n"Rouvres","split","3"',
        "territory,question,answer\nRouvres, split ,3\n",
        "territory,question,answer,colour,colour\nRouvres,split,3,red,\n",
    ],
)
def test_the_shape_of_the_file_is_free_where_nothing_can_be_mistaken(tmp_path: Path, content: str) -> None:
    file = read(tmp_path, content.replace("\n   \n", "\n"))
    assert codes(file) == {"Rouvres": {"split": 75}}


def test_semicolons_between_columns_leave_checklists_quoted(tmp_path: Path) -> None:
    file = read(tmp_path, 'territory;question;answer\nRouvres;signs;"stop;yield;town"\n')
    assert codes(file) == {"Rouvres": {"signs": 100}}


def test_columns_that_nothing_reads_are_told(tmp_path: Path) -> None:
    content = "territory,question,answer,reason,colour,\nRouvres,split,3,why,red,\n"
    assert read(tmp_path, content).ignored == ("colour",)


def test_a_file_with_a_header_alone_has_no_territory(tmp_path: Path) -> None:
    file = read(tmp_path, HEADER)
    assert (file.names, list(file.matrices(10))) == ((), [])


def test_the_matrices_hold_some_territories_each(tmp_path: Path) -> None:
    lines = "".join(f"T{rank},{question},{rank}\n" for question in ("split", "lanes") for rank in range(5))
    matrices = list(read(tmp_path, HEADER + lines).matrices(2))
    assert [matrix.names for matrix in matrices] == [("T0", "T1"), ("T2", "T3"), ("T4",)]
    assert [matrix.scores[:, 0].tolist() for matrix in matrices] == [[0, 25], [50, 75], [100]]
    np.testing.assert_equal(matrices[2].scores[0], [100, 100, *[np.nan] * 5])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Rouvres,split,7\n", [(2, "answer", "level_unknown")]),
        ("Rouvres,split,-1\n", [(2, "answer", "level_unknown")]),
        ("Rouvres,split,2.5\n", [(2, "answer", "level_unknown")]),
        ("Rouvres,speed,fast\n", [(2, "answer", "number_expected")]),
        ("Rouvres,speed,nan\n", [(2, "answer", "number_expected")]),
        ("Rouvres,signs,stop;horn\n", [(2, "answer", "item_unknown")]),
        ("Rouvres,splot,1\n", [(2, "question", "question_unknown_near")]),
        ("Rouvres,zzzzzzz,1\n", [(2, "question", "question_unknown")]),
        ("Rouvres,,1\n", [(2, "question", "question_unknown")]),
        (",split,1\n", [(2, "territory", "territory_empty")]),
        (" ,split,1\n ,lanes,1\n", [(2, "territory", "territory_empty"), (3, "territory", "territory_empty")]),
        ("Rouvres,split\n", [(2, None, "ragged")]),
        ("Rouvres,split,1,more\n", [(2, None, "ragged")]),
        ("Rouvres,split,1\nRouvres,split,1\n", [(3, None, "duplicate")]),
        (
            "Rouvres,split,1\nBourg,split,1\nRouvres,split,2\nRouvres,split,\n",
            [(4, None, "duplicate"), (5, None, "duplicate")],
        ),
        ("Rouvres,split,9\nRouvres,split,1\n", [(2, "answer", "level_unknown"), (3, None, "duplicate")]),
        ('Rouvres,split,"1\nBourg,split,2\n', [(2, None, "quotes")]),
        ('Rouvres,split,1\nBourg,"split"x,2\nBourg,split,9\n', [(3, None, "quotes")]),
        ("Rouvres,split,9\nBour\0g,split,2\nBourg,split,9\n", [(2, "answer", "level_unknown"), (3, None, "nul")]),
        ('"Two\nlines",split,9\nBourg,split,9\n', [(3, "answer", "level_unknown"), (4, "answer", "level_unknown")]),
    ],
)
def test_each_fault_is_told_with_its_line_and_column(
    tmp_path: Path, lines: str, expected: list[tuple[int, str | None, str]]
) -> None:
    assert faults(tmp_path, HEADER + lines) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "empty"),
        ("\ufeff", "empty"),
        ("\n\nterritory,question,answer\n", "empty"),
        ("Rouvres,split,3\n", "column_missing"),
        ("territory,question\nRouvres,split\n", "column_missing"),
        ("territory\tquestion\tanswer\nRouvres\tsplit\t3\n", "column_missing"),
        ("territory,question,answer,answer\nRouvres,split,3,3\n", "column_twice"),
        ('territory,"question,answer\nRouvres,split,3\n', "quotes"),
        ("territory,question,answer\n".encode("utf-16"), "encoding"),
        (b"\0\0\0\0", "nul"),
        (b"\x89PNG\r\n\x1a\n", "encoding"),
    ],
)
def test_a_file_without_a_header_that_can_be_used_is_refused(
    tmp_path: Path, content: str | bytes, expected: str
) -> None:
    assert faults(tmp_path, content) == [(1, None, expected)]


def test_a_line_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, (HEADER + "Rouvres,split,1\n").encode() + "Évry,split,1\n".encode("latin-1")) == [
        (3, None, "encoding")
    ]


def test_a_line_without_end_is_refused_rather_than_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_lines, "LONGEST_LINE_BYTES", 100)
    assert faults(tmp_path, HEADER + "x" * 300) == [(2, None, "line_too_long")]


def test_all_faults_are_counted_and_the_first_twenty_told_in_order(tmp_path: Path) -> None:
    wrong = "".join(f"T{rank},split,9\n" for rank in range(30))
    again = "A,split,1\n" * 6
    with pytest.raises(FaultyFileError) as caught:
        read(tmp_path, HEADER + again + wrong)
    assert caught.value.faults.count == 35
    told = caught.value.faults.first
    assert [fault.line for fault in told] == [*range(3, 8), *range(8, 23)]
    assert {fault.error.key for fault in told[:5]} == {"answers_file.duplicate"}
    assert "35" in caught.value.message("en").splitlines()[-1]
    assert len(caught.value.message("fr").splitlines()) == 21


def test_of_many_duplicates_the_first_of_the_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError) as caught:
        read(tmp_path, HEADER + "A,split,1\n" + "B,split,1\n" * 26 + "A,split,1\n" * 25)
    assert caught.value.faults.count == 50
    assert [fault.line for fault in caught.value.faults.first] == list(range(4, 24))


def test_a_fault_says_what_and_where_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError) as caught:
        read(tmp_path, HEADER + "Rouvres,split,7\nRouvres,splot,1\nRouvres,split,1\n")
    path = tmp_path / "answers.csv"
    assert caught.value.message("en").splitlines() == [
        f'{path}, line 2, column "answer": Question "split": "7" is not a level. '
        "Give a level from 0 to 4, NSP (don't know) or NC (not applicable).",
        f'{path}, line 3, column "question": "splot" is not a question of "sample". Did you mean "split"?',
        f'{path}, line 4: "Rouvres" already answered "split" (line 2). Keep only one of these lines.',
        f"3 faults in {path}: nothing was scored. Correct them, then run again.",
    ]


def test_a_very_long_value_is_cut_in_the_sentence(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError) as caught:
        read(tmp_path, HEADER + f"Rouvres,split,{'9' * 50_000}\n")
    assert max(map(len, caught.value.message("fr").splitlines())) < 500


def test_an_absent_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="does not exist"):
        read_answers_file(tmp_path / "absent.csv", questionnaire())


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read_answers_file(tmp_path, questionnaire())


def test_a_file_that_cannot_be_opened_is_told_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_answers_file(tmp_path / ("x" * 5000), questionnaire())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_once_from_end_to_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(HEADER + "Rouvres,split,3\n",))
    writer.start()
    assert codes(read_answers_file(pipe, questionnaire())) == {"Rouvres": {"split": 75}}
    writer.join()


cells = st.one_of(
    st.sampled_from(["territory", "question", "answer", "split", "speed", "signs", "3", "NC", "-", "", "Rouvres", '"']),
    st.text(max_size=5),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(cells, max_size=5), max_size=6), st.binary(max_size=8))
def test_whatever_the_file_holds_it_is_read_or_refused(tmp_path: Path, rows: list[list[str]], tail: bytes) -> None:
    text = HEADER + "\n".join(",".join(row) for row in rows)
    with suppress(EchelonsError):
        file = read(tmp_path, text.encode("utf-8", "surrogatepass") + tail)
        assert sum(len(matrix) for matrix in file.matrices(2)) == len(file.names)


def test_a_file_may_leave_out_any_question_since_it_says_nothing_of_tiers(tmp_path: Path) -> None:
    asked = questionnaire().question("spans")
    assert not asked.not_applicable
    assert codes(read(tmp_path, HEADER + "Rouvres,spans,NC\n"))["Rouvres"]["spans"] == "NOT_APPLICABLE"
