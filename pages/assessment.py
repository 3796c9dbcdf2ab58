# SPDX-License-Identifier: EUPL-1.2
"""État des lieux: the questionnaire, one challenge per step, saved at each choice."""

import streamlit as st

from governance.bootstrap import application
from governance.ui import dossier, navigation
from governance.ui.answer_state import AnswerState
from governance.ui.assessment_header import assessment_header, assessment_history
from governance.ui.carry_over import remind, reminders, welcome
from governance.ui.document import show_heading
from governance.ui.language import t, text
from governance.ui.plan_recall import recalled_plan
from governance.ui.question_card import question_card
from governance.ui.steps import FROM_THE_TOP, asked, choose_step, step_buttons
from governance.ui.workshop.collective import collective_answers

detail = dossier.require("assessment")
app = application()
questionnaire = app.assessments.questionnaire(detail.head)
territory = app.territories.get(detail.head.territory_id)

assessment_header(detail, questionnaire, territory)
challenge = choose_step(questionnaire, detail, territory.tier)
rank = questionnaire.challenges.index(challenge) + 1
st.caption(t("assessment.step", rank=rank, count=len(questionnaire.challenges)))
st.header(text(challenge.title), anchor=False)
if st.session_state.pop(FROM_THE_TOP, False):
    show_heading(challenge.id)
if challenge.purpose:
    st.markdown(text(challenge.purpose))
if any(question.kind == "level" for question in challenge.questions):
    st.caption(t("assessment.choose_level"))

plan = recalled_plan(detail.head)
retained = collective_answers(detail.head)
before = reminders(detail.head, detail.answers)
welcome(detail.head, len(detail.answers), len(before))
questions = asked(challenge, detail, territory.tier)
for number, question in enumerate(questions, start=1):
    state = AnswerState(detail.head.id, question)
    remind(before.get(question.id))
    question_card(
        state,
        detail.answers.get(question.id),
        number,
        len(questions),
        frozen=detail.head.simulated,
        plan=plan.get(question.id, ()),
        collective=retained.get(question.id),
    )

if step_buttons(questionnaire, challenge):
    navigation.go("results", dossier=detail.head.id)
assessment_history(detail, questionnaire)
