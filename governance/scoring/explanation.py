# SPDX-License-Identifier: EUPL-1.2
"""Why this score: every part of it, what was left out and why, and figures that add up to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Aggregation, Challenge, Form, Question, Questionnaire, Tier
from governance.scoring.answers import UNANSWERED
from governance.scoring.normalise import highest, lowest, normalise
from governance.scoring.result import Node, Profile, Status
from governance.scoring.scores import profile

Exclusion = Literal[
    "missing",
    "dont_know",
    "not_applicable",
    "tier",
    "form",
    "not_assessed",
    "not_computable",
]
"""Why a part does not count: not answered, *je ne sais pas*, *non concerné* (for a challenge: *sans objet*), not asked
of this tier, not in the flash form; for a challenge in the index, *non évalué* or *non calculable*."""

OF_STATE: dict[State, Exclusion] = {
    State.MISSING: "missing",
    State.DONT_KNOW: "dont_know",
    State.NOT_APPLICABLE: "not_applicable",
}
UNKNOWN: tuple[Exclusion, ...] = ("missing", "dont_know")
OF_STATUS: dict[Status, Exclusion] = {
    Status.NOT_APPLICABLE: "not_applicable",
    Status.NOT_ASSESSED: "not_assessed",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a score: a question of a challenge or reading, a challenge of the index."""

    id: str
    weight: float
    """Its weight as the questionnaire gives it; in a reading, question weight × challenge weight."""
    score: float | None
    excluded: Exclusion | None
    answer: Answer | None
    """For a question, what was answered."""
    low: float | None
    high: float | None
    """What it could be worth (points): the score once it is known, None for what cannot count at all."""
    share: float | None = None
    """Its part of the counted weight (0–1); None when it does not count."""
    contribution: float | None = None
    """Arithmetic: points, whose sum is the score. Geometric: factors, whose product is the score."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One score, opened. Σ contribution (or Π, geometric) over the counted rows = ``node.score``."""

    node: Node
    aggregation: Aggregation
    floor: float | None
    rows: tuple[Row, ...]

    @property
    def counted(self) -> tuple[Row, ...]:
        """The parts that make the score."""
        return tuple(row for row in self.rows if row.excluded is None)

    @property
    def excluded(self) -> tuple[Row, ...]:
        """The parts left out, each with its reason."""
        return tuple(row for row in self.rows if row.excluded is not None)

    @property
    def counted_weight(self) -> float:
        """Σ_R w: the denominator of the score."""
        return sum(row.weight for row in self.counted)

    @property
    def weighted_points(self) -> float:
        """Σ_R w·s: the numerator of an arithmetic score."""
        return sum(row.weight * (row.score or 0.0) for row in self.counted)


def explain(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    node_id: str,
    tier: Tier | None = None,
    form: Form = "full",
) -> Explanation:
    """The explanation of the index, a challenge or a reading; KeyError when the questionnaire has no such node."""
    figures = profile(questionnaire, answers, tier, form)
    node = figures.node(node_id)
    if node.kind == "index":
        return complete(node, questionnaire.aggregation, questionnaire.floor, index_rows(questionnaire, figures))
    rows = tuple(
        question_row(
            question, weight, answers.get(question.id, UNANSWERED), exclusion(question, answers, tier, node.form)
        )
        for question, weight in parts(questionnaire, node)
    )
    if node.kind == "reading":
        return complete(node, "arithmetic", None, rows)
    challenge = named(questionnaire, node_id)
    return complete(node, challenge.aggregation, challenge.floor, rows)


def parts(questionnaire: Questionnaire, node: Node) -> list[tuple[Question, float]]:
    """The questions of a challenge or reading with their weights."""
    if node.kind == "challenge":
        return [(question, question.weight) for question in named(questionnaire, node.id).questions]
    return [
        (question, question.weight * challenge.weight)
        for challenge in questionnaire.challenges
        for question in challenge.questions
        if node.id in question.tags
    ]


def named(questionnaire: Questionnaire, challenge_id: str) -> Challenge:
    """The challenge of that id."""
    return next(challenge for challenge in questionnaire.challenges if challenge.id == challenge_id)


def exclusion(question: Question, answers: Mapping[str, Answer], tier: Tier | None, form: Form) -> Exclusion | None:
    """Why a question does not count; None when it does."""
    if not question.concerns(tier):
        return "tier"
    if form == "flash" and not question.flash:
        return "form"
    return OF_STATE.get(answers.get(question.id, UNANSWERED).state)


def question_row(question: Question, weight: float, answer: Answer, excluded: Exclusion | None) -> Row:
    """A question's part, before shares."""
    if excluded is None and answer.value is not None:
        score = float(normalise(question, np.array([answer.value]))[0])
        return Row(question.id, weight, score, None, answer, score, score)
    ends = (lowest(question), highest(question)) if excluded in UNKNOWN else (None, None)
    return Row(question.id, weight, None, excluded, answer, *ends)


def index_rows(questionnaire: Questionnaire, figures: Profile) -> tuple[Row, ...]:
    """The challenges' parts, before shares."""
    return tuple(
        Row(
            id=challenge.id,
            weight=challenge.weight,
            score=node.score,
            excluded="not_computable" if node.not_computable else OF_STATUS.get(node.status),
            answer=None,
            low=node.low,
            high=node.high,
        )
        for challenge, node in zip(questionnaire.challenges, figures.challenges, strict=True)
    )


def complete(node: Node, aggregation: Aggregation, floor: float | None, rows: tuple[Row, ...]) -> Explanation:
    """The explanation, each counted part with its share, and its contribution when there is a score to explain."""
    whole = sum(row.weight for row in rows if row.excluded is None)

    def counted(row: Row) -> Row:
        if row.excluded is not None or row.score is None:
            return row
        share = row.weight / whole
        worth = max(row.score, floor or 0.0) ** share if aggregation == "geometric" else row.score * share
        return replace(row, share=share, contribution=None if node.score is None else worth)

    return Explanation(node, aggregation, floor, tuple(counted(row) for row in rows))
