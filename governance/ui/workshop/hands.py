# SPDX-License-Identifier: EUPL-1.2
"""Hands shown by people without a phone, typed in by the facilitator while the vote is open or just closed."""

from functools import partial

import streamlit as st

from governance.bootstrap import application
from governance.questionnaire.answer import DONT_KNOW
from governance.ui.language import t
from governance.ui.workshop import address
from governance.ui.workshop.acting import act
from governance.workshops.machine import State
from governance.workshops.views import ConsoleView

MOST = 999


def hands_section(view: ConsoleView) -> None:
    """One number for each level, and for those who do not know; folded until it is needed."""
    room = view.room
    if room.question is None or room.state not in {State.OPEN, State.CLOSED}:
        return
    folded = st.expander(t("workshop.hands"), icon=":material/back_hand:", on_change="rerun", key="workshop-hands")
    if not folded.open:
        return
    answers = [*map(str, range(len(room.question.levels))), DONT_KNOW]
    with folded:
        st.caption(t("workshop.hands_hint"))
        with st.container(horizontal=True):
            for answer in answers:
                number(view, answer)
        st.button(
            t("workshop.hands_save"),
            key="workshop-hands-save",
            on_click=act,
            args=(partial(save, view, answers),),
            icon=":material/save:",
        )
        if view.hands:
            st.caption(f":material/check: {t('workshop.hands_saved', count=sum(view.hands.values()))}")


def number(view: ConsoleView, answer: str) -> None:
    """How many hands for one answer."""
    label = t("workshop.hands_dont_know") if answer == DONT_KNOW else t("workshop.hands_level", level=answer)
    place = key(view, answer)
    if place not in st.session_state:
        st.session_state[place] = view.hands.get(answer, 0)
    st.number_input(label, min_value=0, max_value=MOST, step=1, key=place, width=140)


def save(view: ConsoleView, answers: list[str]) -> None:
    """Store the counts in the place of those typed before."""
    counted = {answer: int(st.session_state.get(key(view, answer)) or 0) for answer in answers}
    by = address.facilitator(view.workshop)
    application().workshops.count_hands(view.workshop.id, {a: n for a, n in counted.items() if n}, by=by)


def key(view: ConsoleView, answer: str) -> str:
    """The session key of a number, for this round of this question."""
    return f"workshop-hands-{answer}:{view.workshop.id}:{view.room.asked}:{view.room.round}"
