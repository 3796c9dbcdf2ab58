# SPDX-License-Identifier: EUPL-1.2
"""What the actions of a plan aim at in a later version of the questionnaire."""

from governance.errors import InputError
from governance.plans.records import Aim, PlannedAction
from governance.plans.steps import SEPARATOR, step_key, target_of
from governance.questionnaire.carrying import translate
from governance.questionnaire.changes import Change, Correspondence
from governance.questionnaire.model import Question


def moved_aim(action: PlannedAction, between: Correspondence) -> Aim | None:
    """The aim of an action in the later version; None when its question is no longer there.

    An action of the authority's own that names no question goes along as it is. Where answers cannot be kept, the
    action still names its question, without the step that it took.
    """
    if action.question_id is None:
        return Aim()
    change = next((c for c in between.changes if any(q.id == action.question_id for q in c.old)), None)
    if change is None or len(change.new) != 1:
        return None
    (question,) = change.new
    if change.kind not in ("same", "reworded"):
        return Aim(question.id)
    return same_step(action, change, question)


def same_step(action: PlannedAction, change: Change, question: Question) -> Aim:
    """The same step of a question that means the same; only the question where it has that step no longer."""
    (was,) = change.old
    before = translate(change, was, question, action.from_code) if action.from_code else None
    target = translate(change, was, question, action.target_code) if action.target_code else None
    try:
        key = step_key(question, target_of(question, f"{question.id}{SEPARATOR}{target}")) if target else None
    except InputError:
        key = None
    return Aim(question.id, key, before, target if key else None)
