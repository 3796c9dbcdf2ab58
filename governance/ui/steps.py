# SPDX-License-Identifier: EUPL-1.2
"""The step bar: the challenges in order, how complete each is, and which one is open."""

import streamlit as st

from governance.assessments.records import AssessmentDetail
from governance.questionnaire.model import Challenge, Question, Questionnaire, Tier
from governance.ui.language import t, text

PARAMETER = "enjeu"
FROM_THE_TOP = "from-the-top"


def asked(challenge: Challenge, detail: AssessmentDetail, tier: Tier) -> list[Question]:
    """The questions of a challenge that this authority is asked, in its form."""
    return [q for q in challenge.questions if q.concerns(tier) and (detail.head.form == "full" or q.flash)]


def answered(questions: list[Question], detail: AssessmentDetail) -> int:
    """How many of these have an answer, whatever it is."""
    return sum(1 for q in questions if q.id in detail.answers and detail.answers[q.id].code is not None)


def choose_step(questionnaire: Questionnaire, detail: AssessmentDetail, tier: Tier) -> Challenge:
    """Show the step bar; the challenge to show."""
    steps = {challenge.id: challenge for challenge in questionnaire.challenges}
    wanted = st.query_params.get(PARAMETER)
    if wanted in steps and wanted != st.session_state.get("step-address"):
        # The address was changed from outside: a link, or the browser's Back.
        st.session_state["step"] = wanted
    if st.session_state.get("step") not in steps:
        st.session_state["step"] = questionnaire.challenges[0].id
    done = {c.id: asked(c, detail, tier) for c in questionnaire.challenges}

    def label(step: str) -> str:
        challenge = steps[step]
        count, total = answered(done[step], detail), len(done[step])
        mark = ":material/check_circle:" if count == total else f":material/{challenge.icon or 'circle'}:"
        return f"{mark} {text(challenge.short or challenge.title)} {count}/{total}"

    st.pills(
        t("assessment.steps"),
        list(steps),
        key="step",
        format_func=label,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    step: str = st.session_state["step"]
    st.query_params[PARAMETER] = st.session_state["step-address"] = step
    return steps[step]


def move(step: str) -> None:
    """Open another step, from its top: the buttons that do stand at the end of the page."""
    st.session_state["step"] = step
    st.session_state[FROM_THE_TOP] = True


def step_buttons(questionnaire: Questionnaire, challenge: Challenge) -> bool:
    """Previous and next; True when the person asks for the results."""
    ids = [other.id for other in questionnaire.challenges]
    rank = ids.index(challenge.id)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="step-buttons"):
        if rank > 0:
            st.button(t("assessment.previous"), on_click=move, args=(ids[rank - 1],), icon=":material/arrow_back:")
        if rank < len(ids) - 1:
            st.button(
                t("assessment.next"),
                on_click=move,
                args=(ids[rank + 1],),
                type="primary",
                icon=":material/arrow_forward:",
                icon_position="right",
            )
            return False
        return st.button(t("assessment.finish"), type="primary", icon=":material/radar:")
