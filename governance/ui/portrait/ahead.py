# SPDX-License-Identifier: EUPL-1.2
"""What a territory could do next: the titles of its next steps, which the restitution has in full."""

import streamlit as st

from governance.bootstrap import application
from governance.scoring.gains import next_steps
from governance.services.comparison import Standing
from governance.ui import navigation
from governance.ui.language import t, text


def show_ahead(standing: Standing) -> None:
    """The three next steps in short; nothing without answers, or at the top."""
    if standing.row is None:
        return
    report = application().results.read(standing.among.assessments[standing.row])
    head = report.detail.head
    steps = next_steps(report.questionnaire, report.answers, report.territory.tier, head.form)
    if not steps:
        return
    st.subheader(t("results.steps"), anchor=False)
    lines = []
    for step in steps:
        advice, question = report.advice(step), report.questionnaire.question(step.question_id)
        challenge = text(report.questionnaire.challenge_of(step.question_id).title)
        lines.append(f"1. {text(advice.title if advice else question.title)} ({challenge})")
    st.markdown("\n".join(lines))
    navigation.link("results", t("portrait.ahead_more"), ":material/arrow_forward:", dossier=head.id)
