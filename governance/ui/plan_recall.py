# SPDX-License-Identifier: EUPL-1.2
"""The plan recalled where one answers: a quiet line under each question that an action should move."""

from collections.abc import Iterable

import streamlit as st

from governance.assessments.records import AssessmentHead
from governance.bootstrap import application
from governance.plans.records import PlannedAction
from governance.plans.titles import retitled
from governance.questionnaire.answer import read_answer
from governance.questionnaire.model import Question
from governance.ui.language import current, plain, t
from governance.ui.plan_words import state_words, status_words

Recalled = dict[str, list[PlannedAction]]


def recalled_plan(head: AssessmentHead) -> Recalled:
    """The planned actions by question, read once."""
    by_question: Recalled = {}
    questionnaire = application().questionnaires.get(head.questionnaire_id, head.questionnaire_version)
    territory = application().territories.get(head.territory_id)
    plan = application().plans.of(head.id)
    for planned in retitled(questionnaire, plan, current(), territory.tier, territory.population):
        if planned.question_id:
            by_question.setdefault(planned.question_id, []).append(planned)
    return by_question


def recall_lines(question: Question, plan: Iterable[PlannedAction]) -> None:
    """What the plan says of this question; nothing where it says nothing."""
    for planned in plan:
        then = state_words(question, read_answer(question, planned.from_code))
        words = t("plan.recall", title=plain(planned.title), status=status_words(planned.status), then=then)
        st.caption(f":material/flag: {words}")
