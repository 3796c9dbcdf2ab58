# SPDX-License-Identifier: EUPL-1.2
"""What the plan has moved: then and now; and who changed what in the plan."""

from collections.abc import Sequence

import streamlit as st

from governance.bootstrap import application
from governance.language import format_date, format_time
from governance.plans.movement import Movement, movements
from governance.plans.records import PlanChange, PlannedAction, stated
from governance.services.results import Result
from governance.ui.language import current, plain, t
from governance.ui.plan_words import course_words, field_words, readable, state_words, title_of


def moved_section(report: Result, plan: Sequence[PlannedAction]) -> None:
    """Each action that concerns a question, with the answer when it was planned and the answer today."""
    st.header(t("plan.moved"), anchor=False)
    found = movements(report.questionnaire, readable(report, plan), report.answers)
    if not found:
        st.info(t("plan.moved_none"), icon=":material/info:")
        return
    aimed = [movement for movement in found if movement.reached is not None]
    if aimed:
        reached = sum(movement.reached is True for movement in aimed)
        st.markdown(f"**{t('plan.moved_count', count=reached, total=len(aimed))}**")
    st.caption(t("plan.moved_hint"))
    st.table([moved_row(movement) for movement in found], border="horizontal", hide_index=True)


def moved_row(movement: Movement) -> dict[str, str]:
    """One action, then and now."""
    question = movement.question
    return {
        field_words("title"): plain(movement.planned.title),
        field_words("then"): state_words(question, movement.then),
        field_words("target"): state_words(question, movement.target) if movement.target else "–",
        field_words("now"): state_words(question, movement.now),
        field_words("course"): course_words(movement),
    }


def plan_history(report: Result) -> None:
    """Who changed what in the plan, when; read only when opened."""
    folded = st.expander(t("plan.history"), icon=":material/history:", on_change="rerun", key="plan-history")
    if not folded.open:
        return
    with folded:
        changes = application().plans.history(report.detail.head.id)
        if not changes:
            st.caption(t("plan.history_empty"))
            return
        st.table([history_row(report, change) for change in reversed(changes)], border="horizontal", hide_index=True)


def history_row(report: Result, change: PlanChange) -> dict[str, str]:
    """One line of the history."""
    at = change.at.astimezone()
    subject = change.after or change.before
    return {
        t("assessment.history_when"): f"{format_date(at, current())} {format_time(at, current())}",
        t("assessment.history_who"): plain(change.author) or t("assessment.unnamed"),
        field_words("title"): plain(title_of(report, subject)) if subject else "–",
        t("plan.history_what"): what_changed(change),
    }


def what_changed(change: PlanChange) -> str:
    """Planned, removed, or which fields say something else."""
    if change.before is None or change.after is None:
        return t("plan.history_removed" if change.after is None else "plan.history_added")
    before, after = stated(change.before), stated(change.after)
    names = [field_words(name) for name in before if before[name] != after[name]]
    return t("plan.history_changed", fields=", ".join(names))
