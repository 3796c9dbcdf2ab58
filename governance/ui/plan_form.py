# SPDX-License-Identifier: EUPL-1.2
"""The form of an action, over the page: who, with whom, when, with what money, and how far."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, TypedDict

import streamlit as st

from governance.errors import ConflictError, EchelonsError
from governance.language import format_date, format_time
from governance.plans.records import STATUSES, PlanEntry, PlannedAction, stated
from governance.plans.stating import FIRST_DAY, LAST_DAY, LIMITS
from governance.services.results import Result
from governance.ui.language import current, plain, t, text
from governance.ui.plan_state import NEW, NO_QUESTION, OPEN, PlanState, close
from governance.ui.plan_words import field_words, status_words, title_of


class Kept(TypedDict):
    """How long a widget keeps what it holds."""

    persist_state: Literal["session"]


KEPT: Kept = {"persist_state": "session"}
"""A run cut short, as when the screen turns out narrow, would otherwise empty the fields."""


def open_form(report: Result, plan: Sequence[PlannedAction]) -> None:
    """Show the form that the session has open, if it has one."""
    opened = st.session_state.get(OPEN)
    if opened is None or report.detail.head.simulated:
        return
    title = t("plan.form_new" if opened == NEW else "plan.form_title")
    known = {planned.id: planned for planned in plan}
    state = PlanState(report.detail.head.id, opened)
    # A click outside or Escape would lose what was typed, which the server has not seen: one closes it on purpose.
    st.dialog(title, width="medium", dismissible=False)(show_form)(report, state, known.get(opened))


def show_form(report: Result, state: PlanState, planned: PlannedAction | None) -> None:
    """The fields, then what became of the last attempt to store them."""
    if OPEN not in st.session_state:
        st.rerun()
    with st.form(state.key("form"), border=False, enter_to_submit=False):
        fields(report, state)
        st.form_submit_button(t("plan.save"), type="primary", icon=":material/save:", on_click=state.save)
    if state.fault:
        told(state, state.fault)
    st.button(t("plan.close"), key=state.key("close"), icon=":material/close:", type="tertiary", on_click=close)
    if planned:
        removal(state)


def fields(report: Result, state: PlanState) -> None:
    """All that one can say of an action."""
    written("title", state)
    if state.planned_id == NEW:
        choose_question(report, state)
    status, due = st.columns(2)
    status.selectbox(field_words("status"), STATUSES, key=state.key("status"), format_func=status_words, **KEPT)
    due.date_input(
        field_words("due"),
        value=None,
        key=state.key("due"),
        format="DD/MM/YYYY",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        **KEPT,
    )
    written("owner", state)
    written("partners", state, help=t("plan.partners_hint"))
    budget, funding = st.columns(2)
    with budget:
        written("budget_line", state, help=t("plan.budget_hint"))
    with funding:
        written("funding", state, help=t("plan.funding_hint"))
    st.text_area(field_words("notes"), key=state.key("notes"), max_chars=LIMITS["notes"], height=96, **KEPT)


def written(field: str, state: PlanState, help: str | None = None) -> None:  # noqa: A002 — Streamlit's word
    """One line of text."""
    st.text_input(field_words(field), key=state.key(field), max_chars=LIMITS[field], help=help, **KEPT)


def choose_question(report: Result, state: PlanState) -> None:
    """The question that an action of one's own should move, if any."""
    asked = report.questionnaire.asked(report.detail.head.form, report.territory.tier)
    titles = {question.id: text(question.title) for question in asked}
    st.selectbox(
        t("plan.question"),
        [NO_QUESTION, *titles],
        key=state.key("question"),
        format_func=lambda choice: titles.get(choice, t("plan.no_question")),
        help=t("plan.question_hint"),
        **KEPT,
    )


def told(state: PlanState, fault: EchelonsError) -> None:
    """Why nothing was stored, and what to do."""
    theirs = state.theirs
    if not isinstance(fault, ConflictError) or theirs is None:
        st.error(t("plan.not_saved", reason=plain(fault.message(current()))), icon=":material/cloud_off:")
        return
    at = theirs.updated_at.astimezone()
    who = plain(theirs.author) or t("assessment.unnamed")
    st.warning(
        t("plan.conflict", who=who, date=format_date(at, current()), time=format_time(at, current())),
        icon=":material/group:",
    )
    st.table(differences(theirs.entry, state.entry()), border="horizontal", hide_index=True)
    with st.container(horizontal=True):
        st.button(t("plan.keep_theirs"), key=state.key("theirs"), on_click=state.keep_theirs)
        st.button(t("plan.keep_mine"), key=state.key("mine"), on_click=state.keep_mine)


def differences(theirs: PlanEntry, mine: PlanEntry) -> list[dict[str, str]]:
    """The fields that two people filled otherwise."""
    left, right = stated(theirs), stated(mine)
    return [
        {
            t("plan.conflict_field"): field_words(name),
            t("plan.conflict_theirs"): shown(name, left[name]),
            t("plan.conflict_mine"): shown(name, right[name]),
        }
        for name in left
        if left[name] != right[name]
    ]


def shown(field: str, value: object) -> str:
    """A field's value as it reads."""
    if field == "status":
        return next(status_words(status) for status in STATUSES if status == value)
    if isinstance(value, date):
        return format_date(value, current())
    return plain(str(value or "")) or "–"


def removal(state: PlanState) -> None:
    """Taking an action out of the plan, on purpose only."""
    with st.container(horizontal=True, vertical_alignment="center"):
        sure = st.checkbox(t("plan.remove_sure"), key=state.key("sure"))
        st.button(
            t("plan.remove"),
            key=state.key("remove"),
            icon=":material/delete:",
            type="tertiary",
            disabled=not sure,
            on_click=state.remove,
        )


def edit_button(report: Result, planned: PlannedAction) -> None:
    """Opens the form of an action."""
    state, title = PlanState(planned.assessment_id, planned.id), title_of(report, planned)
    st.button(
        t("plan.edit"),
        key=f"plan-edit:{planned.id}",
        icon=":material/edit:",
        type="tertiary",
        help=t("plan.edit_of", title=plain(title)),
        on_click=state.begin,
        args=(planned, title),
    )


def own_button(report: Result) -> None:
    """Opens an empty form, for an action of the authority's own."""
    if report.detail.head.simulated:
        return
    state = PlanState(report.detail.head.id, NEW)
    st.button(t("plan.own"), key="plan-own", icon=":material/add:", on_click=state.begin, args=(None,))
