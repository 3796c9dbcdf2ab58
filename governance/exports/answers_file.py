# SPDX-License-Identifier: EUPL-1.2
"""Reading a CSV file of answers: columns ``territory,question,answer``, one answer a line.

The file is read once, line by line, and kept as five numbers a line, so that millions of lines fit in little memory.
"""

import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from governance.errors import EchelonsError, InputError, NotFoundError
from governance.exports.answers_lines import AnswerLines
from governance.exports.faults import LONGEST_VALUE, TOLD, Fault, FaultList, FaultyFileError
from governance.questionnaire.answer import Answer, State, read_answer
from governance.questionnaire.model import Questionnaire
from governance.scoring.answers import AnswerMatrix, matrix_of_values

MOST_REMEMBERED = 1000
UNREADABLE = Answer(State.MISSING)
"""Stands for an answer that was refused, so that the rest of the file is checked all the same."""


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """The answers of a file, by territory in order of first appearance."""

    questionnaire: Questionnaire
    names: tuple[str, ...]
    """The territories' labels, verbatim."""
    cells: NDArray[np.int64]
    """Sorted: territory × number of questions + question, for each line."""
    states: NDArray[np.int8]
    values: NDArray[np.float64]
    ignored: tuple[str, ...]
    """Columns that nothing reads."""

    def matrices(self, rows: int) -> Iterator[AnswerMatrix]:
        """The answers, some territories at a time. A question without line is missing."""
        width = len(self.questionnaire.questions)
        for start in range(0, len(self.names), rows):
            names = self.names[start : start + rows]
            lines = slice(*np.searchsorted(self.cells, [start * width, (start + len(names)) * width]))
            places = self.cells[lines] - start * width
            states = np.zeros(len(names) * width, np.int8)
            values = np.full(len(names) * width, np.nan)
            states[places], values[places] = self.states[lines], self.values[lines]
            shape = len(names), width
            yield matrix_of_values(self.questionnaire, names, states.reshape(shape), values.reshape(shape))


def read_answers_file(path: Path, questionnaire: Questionnaire) -> AnswersFile:
    """The answers of a file: UTF-8, columns in any order, separated by commas or semicolons.

    NotFoundError or InputError when it cannot be opened; FaultyFileError, with every fault counted, when it can be but
    is wrong.
    """
    reading = Reading(questionnaire)
    try:
        with path.open("rb") as file:
            lines = AnswerLines(file, reading.faults)
            for line, territory, question, answer in lines:
                reading.add(line, territory, question, answer)
    except FileNotFoundError as fault:
        raise NotFoundError("answers_file.absent", file=str(path)) from fault
    except IsADirectoryError as fault:
        raise InputError("answers_file.folder", file=str(path)) from fault
    except OSError as fault:
        raise InputError("answers_file.unreadable", file=str(path), reason=fault) from fault
    return reading.finish(path, lines.header.ignored if lines.header else ())


class Reading:
    """The numbers read so far."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.questions = [q.model_copy(update={"not_applicable": True}) for q in questionnaire.questions]
        self.faults = FaultList()
        self.territories: dict[str, int] = {}
        self.columns = {question.id: column for column, question in enumerate(questionnaire.questions)}
        self.known: list[dict[str, Answer]] = [{} for _ in questionnaire.questions]
        self.lines, self.cells, self.states, self.values = array("q"), array("q"), array("b"), array("d")

    def add(self, line: int, territory: str, question_id: str, code: str) -> None:
        """One line of the file."""
        row = self.territories.get(territory)
        if row is None:
            if not territory.strip():
                self.faults.add(line, "territory", InputError("answers_file.territory_empty"))
                return
            row = self.territories[territory] = len(self.territories)
        column = self.columns.get(question_id.strip())
        if column is None:
            self.faults.add(line, "question", self.unknown(question_id))
            return
        answer = self.known[column].get(code) or self.read(line, column, code)
        self.lines.append(line)
        self.cells.append(row * len(self.known) + column)
        self.states.append(answer.state)
        self.values.append(math.nan if answer.value is None else answer.value)

    def read(self, line: int, column: int, code: str) -> Answer:
        """What a code means, remembered: few codes fill a whole file, numbers excepted."""
        # A file says nothing of tiers: NC is its only way to leave out what does not concern a territory.
        question = self.questions[column]
        try:
            answer = read_answer(question, code)
        except EchelonsError as error:
            self.faults.add(line, "answer", error)
            return UNREADABLE
        if question.kind != "number" and len(self.known[column]) < MOST_REMEMBERED:
            self.known[column][code] = answer
        return answer

    def unknown(self, question_id: str) -> InputError:
        """A question that the questionnaire does not have, with the nearest one that it has."""
        told = self.faults.count < TOLD
        near = get_close_matches(question_id[:LONGEST_VALUE], self.columns, n=1) if told else ()
        key = "answers_file.question_unknown_near" if near else "answers_file.question_unknown"
        return InputError(key, question=question_id, near=list(near), questionnaire=self.questionnaire.id)

    def finish(self, file: Path, ignored: tuple[str, ...]) -> AnswersFile:
        """The answers; FaultyFileError when anything is wrong."""
        cells = np.array(self.cells, np.int64)
        order = np.argsort(cells, kind="stable")
        cells = cells[order]
        self.find_duplicates(cells, np.array(self.lines, np.int64)[order])
        if self.faults:
            raise FaultyFileError(str(file), self.faults)
        return AnswersFile(
            questionnaire=self.questionnaire,
            names=tuple(self.territories),
            cells=cells,
            states=np.array(self.states, np.int8)[order],
            values=np.array(self.values, np.float64)[order],
            ignored=ignored,
        )

    def find_duplicates(self, cells: NDArray[np.int64], lines: NDArray[np.int64]) -> None:
        """A fault for each line that answers again what a line above it answers (both arrays sorted by cell)."""
        again = np.flatnonzero(cells[1:] == cells[:-1]) + 1
        names, questions = list(self.territories), self.questionnaire.questions
        first = [
            Fault(
                line=int(lines[place]),
                column=None,
                error=InputError(
                    "answers_file.duplicate",
                    territory=names[cells[place] // len(questions)],
                    question=questions[cells[place] % len(questions)].id,
                    first=int(lines[np.searchsorted(cells, cells[place])]),
                ),
            )
            for place in again[np.argsort(lines[again])[:TOLD]]
        ]
        self.faults.merge(len(again), first)
