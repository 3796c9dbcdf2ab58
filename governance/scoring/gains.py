# SPDX-License-Identifier: EUPL-1.2
"""What one step further on a question would bring, and the next steps to take first."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Form, Question, Questionnaire, Tier
from governance.scoring.answers import UNANSWERED, matrix_of_answers
from governance.scoring.index import INDEX
from governance.scoring.normalise import POINTS_PER_LEVEL, TIE_POINTS, levels, normalise, number_worth
from governance.scoring.result import Nodes
from governance.scoring.scores import score

CORE_LEVEL = 2
"""A core question under this level comes first: it holds back the staged level of its challenge."""
TIE_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Gain:
    """What moving one answered question one step up would bring, all else unchanged."""

    question_id: str
    challenge_id: str
    core: bool
    current: Answer
    target: Answer
    """The answer one step up: the next level; the number worth the next quarter; one more item."""
    level: int
    """The level that the current answer counts as."""
    challenge: float | None
    """Points gained on the challenge; None when it has no score."""
    index: float | None
    """Points gained on the index; None when there is no index."""


def gains(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], tier: Tier | None = None, form: Form = "full"
) -> list[Gain]:
    """Every step up from an answer already given, best first.

    Sorted by points on the index, then on the challenge; ties (1e-9 point) core questions first, then in the
    questionnaire's order. A question without value, or at its top, offers none. A figure that a zero makes not
    computable counts as 0 here, its limit, so that lifting the zero shows what it brings.
    """
    moves = list(steps(questionnaire, answers, tier, form))
    if not moves:
        return []
    scenarios = {"": answers} | {question.id: {**answers, question.id: target} for question, target in moves}
    tiers = dict.fromkeys(scenarios, tier) if tier else None
    scores = score(questionnaire, matrix_of_answers(questionnaire, scenarios, tiers), form, keep_flash=True)
    found = [
        Gain(
            question_id=question.id,
            challenge_id=(challenge_id := questionnaire.challenge_of(question.id).id),
            core=question.core,
            current=answers[question.id],
            target=target,
            level=level_of(question, answers[question.id]),
            challenge=rise(scores.challenges, row, challenge_id),
            index=rise(scores.index, row, INDEX),
        )
        for row, (question, target) in enumerate(moves, start=1)
    ]
    return sorted(found, key=best_first)


def steps(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], tier: Tier | None, form: Form
) -> Iterable[tuple[Question, Answer]]:
    """Each question that has a value and can go further, with the answer one step up."""
    for question in questionnaire.asked(form, tier):
        target = step_up(question, answers.get(question.id, UNANSWERED))
        if target is not None:
            yield question, target


def step_up(question: Question, answer: Answer) -> Answer | None:
    """The answer one step up; None without value or at the top.

    Level: the next one. Checklist: the first item not held yet. Number: what is worth the next quarter of 100 points.
    """
    if answer.value is None:
        return None
    if question.kind == "checklist":
        absent = [item.id for item in question.items if item.id not in answer.items]
        held = (*answer.items, *absent[:1])
        return Answer(State.VALUE, len(held) / len(question.items), held) if absent else None
    if question.goalposts is None:
        return Answer(State.VALUE, answer.value + 1) if answer.value < len(question.levels) - 1 else None
    points = normalise(question, np.array([answer.value])).item()
    quarter = (math.floor((points + TIE_POINTS) / POINTS_PER_LEVEL) + 1) * POINTS_PER_LEVEL
    return Answer(State.VALUE, number_worth(question.goalposts, quarter)) if quarter <= 100 else None


def level_of(question: Question, answer: Answer) -> int:
    """The level that an answer counts as."""
    value = np.array([answer.value], np.float64)
    return int(levels(question, value, normalise(question, value)).item())


def rise(nodes: Nodes, row: int, node_id: str) -> float | None:
    """Points gained by a row over the first one, where nothing moves; None where there is no figure."""
    column = nodes.ids.index(node_id)
    scores = np.where(nodes.not_computable[:, column], 0.0, nodes.score[:, column])
    difference = float(scores[row] - scores[0])
    return None if math.isnan(difference) else max(difference, 0.0)


def best_first(step: Gain) -> tuple[float, float, bool]:
    """The sorting key; Python's sort keeps the questionnaire's order among equals."""
    points = (round(step.index or 0.0, TIE_DECIMALS), round(step.challenge or 0.0, TIE_DECIMALS))
    return -points[0], -points[1], not step.core


def next_steps(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    tier: Tier | None = None,
    form: Form = "full",
    count: int = 3,
) -> list[Gain]:
    """The steps to propose first: those that bring points, at most one per challenge while others offer some.

    Core questions under level 2 come before all others, since they hold back the level of their challenge; then the
    best gains.
    """
    useful = [
        step
        for step in gains(questionnaire, answers, tier, form)
        if max(step.index or 0.0, step.challenge or 0.0) > TIE_POINTS
    ]
    useful.sort(key=lambda step: not (step.core and step.level < CORE_LEVEL))
    first = {step.challenge_id: step.question_id for step in reversed(useful)}
    useful.sort(key=lambda step: first[step.challenge_id] != step.question_id)
    return useful[:count]
