# SPDX-License-Identifier: EUPL-1.2
"""The questions of the session: where each stands, what was retained, and the way to any of them."""

from functools import partial

import streamlit as st

from governance.ui.language import current, plain, t
from governance.ui.workshop import address
from governance.ui.workshop.acting import act, ask
from governance.ui.workshop.going import go_to
from governance.workshops.machine import State
from governance.workshops.views import ConsoleView, QuestionLine


def programme(view: ConsoleView, *, leads: bool) -> None:
    """Folded: a table, and while nothing is open the choice of another question."""
    folded = st.expander(t("workshop.programme"), icon=":material/list:", on_change="rerun", key="workshop-programme")
    if not folded.open:
        return
    with folded:
        st.table([row(line) for line in view.questions], border="horizontal", hide_index=True)
        if leads and not view.room.ended and view.room.state != State.OPEN:
            choose(view)


def row(line: QuestionLine) -> dict[str, str]:
    """One question."""
    return {
        t("workshop.programme_question"): plain(title(line)),
        t("workshop.programme_state"): t(f"workshop.stages.{line.asked.stage.state}"),
        t("workshop.programme_level"): str(line.decision.level) if line.decision else "–",
    }


def title(line: QuestionLine) -> str:
    """What a line is called."""
    return line.title.to(current()) if line.title else t("workshop.priorities")


def choose(view: ConsoleView) -> None:
    """Go to another question, back or forth; or end here."""
    lines = {line.asked.question_id: line for line in view.questions if line.asked.question_id != view.room.asked}
    by = address.facilitator(view.workshop)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            t("workshop.other.choose"),
            list(lines),
            index=None,
            key=f"workshop-choose:{view.room.asked}",
            placeholder=t("workshop.choose_one"),
            format_func=lambda question: title(lines[question]),
        )
        st.button(
            t("workshop.go"),
            key="workshop-go",
            disabled=chosen is None,
            on_click=act,
            args=(partial(go_to, view, chosen or "", by),),
        )
    st.button(
        t("workshop.other.finish"),
        key="workshop-finish-here",
        type="tertiary",
        icon=":material/flag:",
        on_click=ask,
        args=("finish",),
    )
