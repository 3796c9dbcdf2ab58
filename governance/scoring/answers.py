# SPDX-License-Identifier: EUPL-1.2
"""The answers of many authorities as arrays: one row per authority, one column per question."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from governance.questionnaire.answer import Answer, State, read_answer
from governance.questionnaire.model import Questionnaire, Tier
from governance.scoring.normalise import levels, normalise
from governance.scoring.result import Floats, Rows

UNANSWERED = Answer(State.MISSING)


@dataclass(frozen=True, slots=True)
class AnswerMatrix:
    """The answers of n authorities to the q questions, in the questionnaire's order."""

    names: tuple[str, ...]
    states: NDArray[np.int8]
    """n × q: a ``State`` for each answer."""
    scores: Floats
    """n × q, points 0–100; NaN wherever the state is not ``VALUE``."""
    levels: NDArray[np.int16]
    """n × q: the level that each answer counts as, −1 without value."""

    def __len__(self) -> int:
        return len(self.names)

    def only(self, rows: Rows) -> "AnswerMatrix":
        """The answers of some authorities, in that order."""
        names = tuple(self.names[row] for row in rows)
        return AnswerMatrix(names, self.states[rows], self.scores[rows], self.levels[rows])

    def blocks(self, rows: int) -> "Iterator[AnswerMatrix]":
        """The same answers, some authorities at a time; one empty block for none."""
        for start in range(0, max(len(self), 1), rows):
            some = slice(start, start + rows)
            yield AnswerMatrix(self.names[some], self.states[some], self.scores[some], self.levels[some])


def matrix_of_values(
    questionnaire: Questionnaire, names: Iterable[str], states: NDArray[np.int8], values: Floats
) -> AnswerMatrix:
    """The matrix of answers given as arrays n × q: states, and ranks, numbers or shares (ignored without value)."""
    values = np.where(states == State.VALUE, values, np.nan)
    points, counted_as = np.empty_like(values), np.empty_like(values)
    for column, question in enumerate(questionnaire.questions):
        points[:, column] = normalise(question, values[:, column])
        counted_as[:, column] = levels(question, values[:, column], points[:, column])
    return AnswerMatrix(tuple(names), states, points, np.where(np.isnan(values), -1, counted_as).astype(np.int16))


def matrix_of_answers(
    questionnaire: Questionnaire,
    answers: Mapping[str, Mapping[str, Answer]],
    tiers: Mapping[str, Tier] | None = None,
) -> AnswerMatrix:
    """The matrix of answers by authority, then by question.

    A question that does not concern the tier of its authority is not asked, whatever was answered; an authority without
    a tier is asked everything; a question without answer is missing. KeyError for a question that does not exist.
    """
    columns = {question.id: column for column, question in enumerate(questionnaire.questions)}
    shape = len(answers), len(columns)
    states, values = np.zeros(shape, np.int8), np.full(shape, np.nan)
    # One assignment for all cells: one for each takes most of the time of a whole country's communes.
    cells = [row * len(columns) + columns[asked] for row, of_one in enumerate(answers.values()) for asked in of_one]
    given = [answer for of_one in answers.values() for answer in of_one.values()]
    states.flat[cells] = np.fromiter((answer.state for answer in given), np.int8, len(given))
    values.flat[cells] = np.fromiter((answer.number for answer in given), np.float64, len(given))
    tier_of = [(tiers or {}).get(name) for name in answers]
    for tier in set(tier_of):
        rows = np.array([of_one == tier for of_one in tier_of], np.bool_)
        states[np.ix_(rows, not_asked(questionnaire, tier))] = State.NOT_ASKED
    return matrix_of_values(questionnaire, answers, states, values)


def matrix_of_codes(
    questionnaire: Questionnaire,
    codes: Mapping[str, Mapping[str, str | None]],
    tiers: Mapping[str, Tier] | None = None,
) -> AnswerMatrix:
    """The matrix of coded answers (``3``, ``12.5``, ``a;b``, ``NC``, ``NSP``, empty): see ``matrix_of_answers``."""

    @cache
    def read(question_id: str, code: str | None) -> Answer:
        return read_answer(questionnaire.question(question_id), code)

    answers = {name: {question: read(question, code) for question, code in row.items()} for name, row in codes.items()}
    return matrix_of_answers(questionnaire, answers, tiers)


def not_asked(questionnaire: Questionnaire, tier: Tier | None) -> NDArray[np.bool_]:
    """Which columns are those of questions that do not concern a tier."""
    return np.array([not question.concerns(tier) for question in questionnaire.questions], np.bool_)
