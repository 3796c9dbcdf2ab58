# SPDX-License-Identifier: EUPL-1.2
"""The steps of a questionnaire that a plan may take, and how a plan remembers them: ``question:step``."""

from governance.errors import InputError
from governance.language.localized import LocalizedText
from governance.plans.records import PlannedAction
from governance.questionnaire.advice import Advice, fitted, step_of
from governance.questionnaire.answer import Answer, read_answer
from governance.questionnaire.model import Question, Questionnaire, Tier

SEPARATOR = ":"
"""Identifiers of questions never hold it; items may."""


def step_key(question: Question, target: Answer) -> str:
    """What a plan remembers of a step: the level that it reaches, the item that it adds, the number that it aims at.

    As ``Advice.key``; but a number, for which one advice serves every step, is named too.
    """
    step = number_code(target) if question.kind == "number" else step_of(question, target)
    return f"{question.id}{SEPARATOR}{step}"


def number_code(answer: Answer) -> str:
    """A number as the store keeps it: a point, and no needless decimals."""
    return repr(float(answer.value or 0.0)).removesuffix(".0")


def question_of(key: str) -> str:
    """The question that a step belongs to."""
    return key.partition(SEPARATOR)[0]


def step_in(key: str) -> str:
    """The step alone: the code of its target."""
    return key.partition(SEPARATOR)[2]


def target_of(question: Question, key: str) -> Answer:
    """The least answer that has taken a step: its level, its item alone, its number.

    InputError when the question has no such step.
    """
    target = read_answer(question, step_in(key))
    # Level 0 is no step either: nothing leads there.
    taken = len(target.items) == 1 if question.kind == "checklist" else target.value is not None
    if not taken or (question.kind == "level" and target.value == 0):
        raise InputError("plan.step_unknown", question=question.id)
    return target


def advice_of(
    questionnaire: Questionnaire, planned: PlannedAction, tier: Tier | None = None, population: int | None = None
) -> Advice | None:
    """What the questionnaire advises for a planned step; None where it says nothing, and for an action of one's own."""
    if planned.question_id is None or planned.action_key is None:
        return None
    question = questionnaire.question(planned.question_id)
    step = "" if question.kind == "number" else step_in(planned.action_key)
    action = questionnaire.action(question.id, step)
    return fitted(questionnaire, action, tier, population) if action else None


def step_title(question: Question, target: Answer, advice: Advice | None) -> LocalizedText:
    """What a step is called: its advice's title; without advice, the state to reach."""
    if advice:
        return advice.title
    if question.kind == "level":
        return question.levels[int(target.value or 0)].title
    added = step_of(question, target)
    return next((item.title for item in question.items if item.id == added), question.title)
