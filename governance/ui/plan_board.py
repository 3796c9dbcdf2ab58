# SPDX-License-Identifier: EUPL-1.2
"""The plan as a board: a column for each status, an action moved by choosing another one."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

import streamlit as st

from governance.bootstrap import application
from governance.errors import EchelonsError
from governance.plans.ordering import board
from governance.plans.records import STATUSES, PlannedAction
from governance.services.results import Result
from governance.ui import dossier
from governance.ui.language import current, plain, t, text
from governance.ui.plan_advice import planned_advice
from governance.ui.plan_form import edit_button, own_button
from governance.ui.plan_words import due_words, status_words, title_of
from governance.ui.question_card import saved_words
from governance.ui.told import tell


def board_section(report: Result, plan: Sequence[PlannedAction]) -> None:
    """Four columns; on a phone one below the other."""
    st.header(t("plan.board"), anchor=False)
    own_button(report)
    if not plan:
        st.info(t("plan.nothing_planned"), icon=":material/info:")
        return
    with st.container(key="plan-board"):
        columns = st.columns(len(STATUSES), gap="small")
    for column, (status, actions) in zip(columns, board(plan).items(), strict=True):
        with column:
            st.subheader(f"{status_words(status)} · {len(actions)}", anchor=False)
            if not actions:
                st.caption(t("plan.board_empty"))
            for planned in actions:
                planned_card(report, planned)


def planned_card(report: Result, planned: PlannedAction) -> None:
    """One action: what it moves, when it is due, who has it, and where it stands."""
    with st.container(border=True, key=f"planned-{planned.id}"):
        st.caption(belongs_to(report, planned))
        st.markdown(f"**{plain(title_of(report, planned))}**")
        facts = [words for words in (due_words(planned), plain(planned.owner)) if words]
        if facts:
            st.markdown("  \n".join(facts))
        choose_status(report, planned)
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            edit_button(report, planned)
            st.caption(f":material/check: {saved_words(planned.updated_at, planned.author)}", width="content")
        planned_advice(report, planned)


def belongs_to(report: Result, planned: PlannedAction) -> str:
    """The challenge of an action, or that it is the authority's own."""
    if planned.question_id is None:
        return t("plan.own_mark")
    challenge = report.questionnaire.challenge_of(planned.question_id)
    return f":material/{challenge.icon or 'flag'}: {text(challenge.short or challenge.title)}"


def choose_status(report: Result, planned: PlannedAction) -> None:
    """Moves the action to another column."""
    # Another version, another list: what is stored is what is shown.
    key = f"plan-move:{planned.id}:{planned.version}"
    st.selectbox(
        t("plan.status_of", title=plain(title_of(report, planned))),
        STATUSES,
        index=STATUSES.index(planned.status),
        key=key,
        format_func=status_words,
        label_visibility="collapsed",
        on_change=move,
        args=(planned, key),
    )
    if fault := st.session_state.pop(f"plan-fault:{planned.id}", None):
        st.error(t("plan.not_saved", reason=plain(fault.message(current()))), icon=":material/cloud_off:")


def move(planned: PlannedAction, key: str) -> None:
    """Store the status chosen; one that cannot be stored goes back to what it was."""
    entry = replace(planned.entry, status=st.session_state[key])
    try:
        application().plans.change(
            planned.id, entry, expected_version=planned.version, author=dossier.author(), key=uuid4().hex
        )
    except EchelonsError as fault:
        st.session_state[f"plan-fault:{planned.id}"] = fault
        st.session_state[key] = planned.status
    else:
        tell(t("plan.saved"))
