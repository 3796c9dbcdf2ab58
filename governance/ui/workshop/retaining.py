# SPDX-License-Identifier: EUPL-1.2
"""Retaining a level: people decide, the median only helps; a note says why, dissent is written down."""

from functools import partial

import streamlit as st

from governance.assessments.texts import COMMENT_LIMIT
from governance.bootstrap import application
from governance.ui.language import current, plain, t, text
from governance.ui.workshop import address
from governance.ui.workshop.acting import act
from governance.views.consensus_words import vote_words
from governance.workshops.views import ConsoleView, QuestionShown, Result


def retain_form(view: ConsoleView) -> None:
    """The levels in full, none chosen beforehand; note and dissent; the big button once a level is chosen."""
    room = view.room
    if room.question is None or room.result is None:
        return
    with st.container(key="card-retain"):
        fields(view, room.question, room.result)


def fields(view: ConsoleView, question: QuestionShown, result: Result) -> None:
    """What the decision is made of."""
    decision = view.room.decision
    st.markdown(f"**{t('workshop.retain_title')}** · {vote_words(result.consensus, current())}")
    st.caption(t("workshop.retain_hint"))
    level = st.radio(
        text(question.title),
        range(len(question.levels)),
        index=decision.level if decision else None,
        key=key(view, "level"),
        format_func=lambda rank: f"**{rank}** · {text(question.levels[rank])}",
        persist_state="session",
    )
    note = field(view, "note", decision.note if decision else "")
    dissent = field(view, "dissent", decision.dissent if decision else "")
    with st.container(key="workshop-main"):
        st.button(
            t("workshop.retain_save"),
            key=key(view, "save"),
            type="primary",
            width="stretch",
            icon=":material/check_circle:",
            disabled=level is None,
            on_click=act,
            args=(partial(retained, view, level, note, dissent),),
        )


def field(view: ConsoleView, name: str, before: str) -> str:
    """Note or dissent; what is typed stays in the session until it is stored."""
    place = key(view, name)
    if place not in st.session_state:
        st.session_state[place] = before
    written: str = st.text_area(
        t(f"workshop.retain_{name}"),
        key=place,
        help=t(f"workshop.retain_{name}_hint"),
        max_chars=COMMENT_LIMIT,
        height=80,
        persist_state="session",
    )
    return written


def retained(view: ConsoleView, level: int | None, note: str, dissent: str) -> None:
    """Store the decision; its button is asleep until a level is chosen."""
    if level is None:
        return
    application().workshops.retain(
        view.workshop.id,
        level,
        view.room.asked,
        note=note,
        dissent=dissent,
        round_number=view.room.round,
        by=address.facilitator(view.workshop),
    )


def key(view: ConsoleView, name: str) -> str:
    """The session key of a field, for this question of this session."""
    return f"workshop-retain-{name}:{view.workshop.id}:{view.room.asked}"


def decision_lines(view: ConsoleView) -> None:
    """What was retained for the question in front."""
    decision, question = view.room.decision, view.room.question
    if decision is None or question is None:
        return
    words = f"{decision.level} · {text(question.levels[decision.level])}"
    lines = [f"**{t('workshop.retained_level', level=words)}**"]
    if decision.note:
        lines.append(t("workshop.retained_note", note=plain(decision.note)))
    if decision.dissent:
        lines.append(t("workshop.retained_dissent", dissent=plain(decision.dissent)))
    st.success("\n\n".join(lines), icon=":material/check_circle:")
