# SPDX-License-Identifier: EUPL-1.2
"""Scoring all the communes of France at once, against the same figures made with pandas."""

import tracemalloc
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.row import Row, compare
from governance.questionnaire.answer import State
from governance.questionnaire.loading import load
from governance.questionnaire.model import Questionnaire
from governance.scoring.answers import AnswerMatrix, matrix_of_values
from governance.scoring.scores import score

AUTHORITIES = 35_000
LIMIT_SECONDS = 0.1
LEAST_RATIO = 3
LIMIT_MB = 500


def rows() -> list[Row]:
    """One pass with the readings of the référentiel, and one without them: what the pandas version computes."""
    questionnaire = load("echelons")
    bare = without_readings(questionnaire)
    matrix = answers(questionnaire)
    table = long_table(questionnaire, matrix)
    check(bare, matrix, table)
    alternative = "the same with pandas: long groupby.sum, twice"
    title = f"score {AUTHORITIES:,} × {len(questionnaire.questions)} → 8 challenges → index"

    def row(name: str, scored: Questionnaire, least_ratio: float | None) -> Row:
        ours, theirs = compare(lambda: score(scored, matrix), lambda: long_scores(table))
        note = peak(scored, matrix)
        return Row(f"{title}, {name}", ours, alternative, theirs, LIMIT_SECONDS, least_ratio, note)

    return [row("without readings", bare, LEAST_RATIO), row("13 readings too", questionnaire, None)]


def without_readings(questionnaire: Questionnaire) -> Questionnaire:
    """The same challenges and questions, without cross-readings."""
    document: dict[str, Any] = questionnaire.model_dump()
    document["families"] = ()
    for challenge in document["challenges"]:
        for question in challenge["questions"]:
            question["tags"] = ()
    return Questionnaire.model_validate(document)


def answers(questionnaire: Questionnaire) -> AnswerMatrix:
    """Random answers: 85 % with a level, the rest missing, unknown or set aside."""
    drawn = np.random.default_rng(2026)
    shape = AUTHORITIES, len(questionnaire.questions)
    states = drawn.choice(
        np.array([State.MISSING, State.DONT_KNOW, State.NOT_APPLICABLE, State.VALUE], np.int8),
        size=shape,
        p=[0.05, 0.05, 0.05, 0.85],
    )
    codes = [f"{number:05d}" for number in range(AUTHORITIES)]
    return matrix_of_values(questionnaire, codes, states, drawn.integers(0, 5, size=shape).astype(np.float64))


def long_table(questionnaire: Questionnaire, matrix: AnswerMatrix) -> pd.DataFrame:
    """The same answers as pandas users hold them: one row per authority and question."""
    questions = questionnaire.questions
    challenges = [challenge.id for challenge in questionnaire.challenges for _ in challenge.questions]
    return pd.DataFrame(
        {
            "territory": np.repeat(np.array(matrix.names), len(questions)),
            "challenge": np.tile(challenges, len(matrix)),
            "weight": np.tile([question.weight for question in questions], len(matrix)),
            "points": matrix.scores.ravel(),
            "state": matrix.states.ravel(),
        }
    )


def long_scores(table: pd.DataFrame) -> pd.DataFrame:
    """Scores, coverage and bands of challenges, then of the index, with equal challenge weights."""
    known = table.weight * (table.state == State.VALUE)
    unknown = table.weight * (table.state <= State.DONT_KNOW)
    weighted = table.assign(
        known=known, unknown=unknown, points=table.points.fillna(0) * table.weight, answers=known > 0
    )
    columns = ["known", "unknown", "points", "answers"]
    sums = weighted.groupby(["territory", "challenge"])[columns].sum()
    whole = sums.known + sums.unknown
    challenges = pd.DataFrame(
        {
            "score": (sums.points / sums.known).where((sums.known >= whole * (2 / 3 - 1e-12)) & (sums.answers >= 2)),
            "coverage": sums.known / whole,
            "low": sums.points / whole,
            "high": (sums.points + 100 * sums.unknown) / whole,
        }
    )
    return challenges.groupby("territory").mean()


def check(questionnaire: Questionnaire, matrix: AnswerMatrix, table: pd.DataFrame) -> None:
    """Both ways must give the same index, or there is nothing to compare."""
    ours, theirs = score(questionnaire, matrix).index, long_scores(table)
    # Left out: authorities with a challenge down to one question or none, a rule that the pandas version does not have.
    applicable = (matrix.states != State.NOT_APPLICABLE).reshape(AUTHORITIES, len(questionnaire.challenges), -1)
    usual = applicable.sum(axis=2).min(axis=1) > 1
    np.testing.assert_allclose(ours.score[usual, 0], theirs.score[usual], atol=1e-9)
    np.testing.assert_allclose(ours.coverage[usual, 0], theirs.coverage[usual], atol=1e-9)


def peak(questionnaire: Questionnaire, matrix: AnswerMatrix) -> str:
    """The most memory that one pass takes, answers and results included."""
    tracemalloc.start()
    score(questionnaire, matrix)
    megabytes = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    held = sum(array.nbytes for array in (matrix.states, matrix.scores, matrix.levels)) / 1e6
    assert megabytes + held <= LIMIT_MB
    return f"peak {megabytes + held:.0f} MB"
