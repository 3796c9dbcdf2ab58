# SPDX-License-Identifier: EUPL-1.2
"""From a step that is possible to an action of the plan: one button, wherever a step is shown."""

from collections.abc import Mapping
from uuid import uuid4

import streamlit as st

from governance.bootstrap import application
from governance.errors import EchelonsError
from governance.plans.possible import planned_steps
from governance.plans.records import PlanEntry, PlannedAction
from governance.plans.stating import LIMITS
from governance.plans.steps import step_key, step_title
from governance.questionnaire.advice import Advice
from governance.scoring.gains import Gain
from governance.services.results import Result
from governance.ui import dossier, navigation
from governance.ui.language import current, plain, t
from governance.ui.plan_words import status_words
from governance.ui.told import tell


def plan_button(
    report: Result, step: Gain, advice: Advice | None, plan: Mapping[str, PlannedAction] | None = None
) -> None:
    """« Ajouter au plan », or where the step stands in the plan already. Nothing for simulated data.

    On the page of the plan, ``plan`` holds the planned actions by step; elsewhere they are read, and a link follows.
    """
    if report.detail.head.simulated:
        return
    assessment_id = report.detail.head.id
    question = report.questionnaire.question(step.question_id)
    key = step_key(question, step.target)
    fault = st.session_state.pop(fault_key(assessment_id, key), None)
    known = planned_steps(application().plans.of(assessment_id)) if plan is None else plan
    if planned := known.get(key):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/check: {t('plan.planned', status=status_words(planned.status))}")
            if plan is None:
                navigation.link("plan", t("plan.open"), ":material/arrow_forward:", dossier=assessment_id, vue="board")
        return
    title = step_title(question, step.target, advice).to(current())
    st.button(
        t("plan.add"),
        key=f"plan-add:{assessment_id}:{key}",
        icon=":material/playlist_add:",
        on_click=add_step,
        args=(assessment_id, key, title),
    )
    if fault:
        st.error(t("plan.not_done", reason=plain(fault.message(current()))), icon=":material/cloud_off:")


def add_step(assessment_id: str, key: str, title: str) -> None:
    """Put a step in the plan; said so only once it is stored."""
    entry = PlanEntry(title[: LIMITS["title"]])
    try:
        application().plans.add(assessment_id, entry, step=key, author=dossier.author(), key=uuid4().hex)
    except EchelonsError as fault:
        st.session_state[fault_key(assessment_id, key)] = fault
    else:
        tell(t("plan.added"))


def fault_key(assessment_id: str, key: str) -> str:
    """Where the session holds why a step could not be planned."""
    return f"plan-fault:{assessment_id}:{key}"
