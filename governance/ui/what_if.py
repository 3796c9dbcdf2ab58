# SPDX-License-Identifier: EUPL-1.2
"""What if: move the answers of one challenge and see the scores follow. Nothing is saved."""

import streamlit as st

from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Challenge, Question
from governance.scoring.answers import UNANSWERED
from governance.scoring.scores import what_if
from governance.services.results import Result
from governance.ui.document import narrow
from governance.ui.figures import show_figure, theme
from governance.ui.language import current, points, t, text
from governance.views.radar import radar


@st.fragment
def what_if_section(report: Result) -> None:
    """The questions of one challenge to move; a fragment, so that only this part follows."""
    st.header(t("results.what_if"), anchor=False)
    st.caption(t("results.what_if_hint"))
    challenges = {challenge.id: challenge for challenge in report.questionnaire.challenges}
    chosen = st.selectbox(
        t("results.what_if_enjeu"),
        list(challenges),
        key="what-if-challenge",
        format_func=lambda identifier: text(challenges[identifier].title),
        width=420,
    )
    sliders, outcome = st.columns([11, 9], gap="large")
    with sliders:
        changes = moved_answers(report, challenges[chosen])
    with outcome:
        show_outcome(report, challenges[chosen], changes)


def moved_answers(report: Result, challenge: Challenge) -> dict[str, Answer]:
    """The answers that are moved."""
    form, tier = report.detail.head.form, report.territory.tier
    asked = [q for q in challenge.questions if q.concerns(tier) and (form == "full" or q.flash)]
    ask = {"level": slider, "number": number, "checklist": boxes}
    moved = {question.id: ask[question.kind](report, question) for question in asked}
    return {identifier: answer for identifier, answer in moved.items() if answer is not None}


def slider(report: Result, question: Question) -> Answer | None:
    """The level that a slider stands on; None where it stands on what was answered."""
    now = report.answers.get(question.id, UNANSWERED).level
    options: list[int | None] = [*([None] if now is None else []), *range(len(question.levels))]
    level = st.select_slider(
        text(question.title),
        options,
        value=now,
        key=key_of(report, question),
        format_func=lambda rank: t("results.what_if_unanswered") if rank is None else str(rank),
    )
    if level is not None:
        st.caption(text(question.levels[level].title))
    return None if level == now or level is None else Answer(State.VALUE, float(level))


def number(report: Result, question: Question) -> Answer | None:
    """The number that a field holds; None where it is what was answered, or nothing."""
    now = report.answers.get(question.id, UNANSWERED).value
    value = st.number_input(
        text(question.title),
        value=now,
        min_value=question.least,
        max_value=question.most,
        step=1.0,
        format="%g",
        key=key_of(report, question),
    )
    st.caption(text(question.unit))
    return None if value is None or value == now else Answer(State.VALUE, float(value))


def boxes(report: Result, question: Question) -> Answer | None:
    """The items ticked; None where they are those answered, or none without an answer."""
    now = report.answers.get(question.id, UNANSWERED)
    with st.container(gap="xsmall"):
        st.markdown(text(question.title))
        held = tuple(
            item.id
            for item in question.items
            if st.checkbox(text(item.title), value=item.id in now.items, key=f"{key_of(report, question)}:{item.id}")
        )
    return None if held == now.items else Answer(State.VALUE, len(held) / len(question.items), held)


def key_of(report: Result, question: Question) -> str:
    """The session's name for what moves an answer."""
    return f"what-if:{report.detail.head.id}:{question.id}"


def show_outcome(report: Result, challenge: Challenge, changes: dict[str, Answer]) -> None:
    """Before and after, for the challenge and the whole, in figures and on the radar."""
    before = report.profile
    after = what_if(report.questionnaire, report.answers, changes, report.territory.tier, report.detail.head.form)
    one, whole = st.columns(2)
    for column, node_id, label in ((one, challenge.id, text(challenge.title)), (whole, "index", t("results.index"))):
        then, now = before.node(node_id).score, after.node(node_id).score
        delta = None if then is None or now is None or then == now else now - then
        column.metric(label, points(now), None if delta is None else points(delta, 1), delta_color="off")
    view = radar(
        after,
        report.questionnaire,
        current(),
        theme(),
        previous=before if changes else None,
        compact=narrow(),
        previous_name=t("results.what_if_before"),
        name=t("results.what_if_after") if changes else None,
    )
    show_figure(view, "what-if-radar")
