# SPDX-License-Identifier: EUPL-1.2
"""Then and now: what became of the answers that planned actions should move."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from governance.plans.records import PlannedAction
from governance.plans.steps import target_of
from governance.questionnaire.answer import Answer, State, read_answer
from governance.questionnaire.model import Question, Questionnaire
from governance.scoring.normalise import TIE_POINTS, normalise

Course = Literal["reached", "up", "same", "down", "unknown"]
"""Where an answer went: to the target or beyond, on the way, nowhere, back, or nobody can say."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One planned action with the answer when it was planned, the answer now, and the answer that it aims at."""

    planned: PlannedAction
    question: Question
    then: Answer
    now: Answer
    target: Answer | None
    """None for an action of the authority's own."""

    @property
    def reached(self) -> bool | None:
        """Whether the target, or more, is reached; None without target."""
        if self.target is None:
            return None
        if self.question.kind == "checklist":
            return set(self.target.items) <= set(self.now.items)
        now, target = points(self.question, self.now), points(self.question, self.target)
        return now is not None and target is not None and now >= target - TIE_POINTS

    @property
    def rise(self) -> float | None:
        """Points (0–100) gained by the answer since; None where either has no value."""
        now, then = points(self.question, self.now), points(self.question, self.then)
        return None if now is None or then is None else now - then

    @property
    def course(self) -> Course:
        """Where the answer went."""
        if self.reached:
            return "reached"
        if self.rise is None:
            return "unknown"
        if abs(self.rise) <= TIE_POINTS:
            return "same"
        return "up" if self.rise > 0 else "down"


def points(question: Question, answer: Answer) -> float | None:
    """The points of an answer; None without value."""
    return None if answer.value is None else float(normalise(question, np.array([answer.value])).item())


def movements(
    questionnaire: Questionnaire, plan: Iterable[PlannedAction], answers: Mapping[str, Answer]
) -> list[Movement]:
    """The movement of each action that concerns a question, in the questionnaire's order, then the plan's."""
    rank = {question.id: position for position, question in enumerate(questionnaire.questions)}
    tied = [planned for planned in plan if planned.question_id in rank]
    tied.sort(key=lambda planned: rank[str(planned.question_id)])
    return [movement(questionnaire.question(str(planned.question_id)), planned, answers) for planned in tied]


def movement(question: Question, planned: PlannedAction, answers: Mapping[str, Answer]) -> Movement:
    """The movement of one action."""
    return Movement(
        planned=planned,
        question=question,
        then=read_answer(question, planned.from_code),
        now=answers.get(question.id, Answer(State.MISSING)),
        target=target_of(question, planned.action_key) if planned.action_key else None,
    )
