# SPDX-License-Identifier: EUPL-1.2
"""What moves by itself on the console: how many are there, how many have answered, the time left.

Before the reveal nothing else of a vote is drawn anywhere on the console.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from governance.bootstrap import application
from governance.errors import StoreError
from governance.services.assessments import now
from governance.ui.language import current, plain, t
from governance.ui.visitor import may_see
from governance.ui.workshop import address
from governance.ui.workshop.acting import act
from governance.workshops.records import Timer
from governance.workshops.views import ConsoleView, RoomView

SECONDS = 2
ONE_MINUTE = 60


def live(view: ConsoleView) -> None:
    """Drawn again every other second; when another device has moved on, the whole console follows."""
    if view.room.ended:
        st.markdown(t("workshop.joined", count=view.room.joined))
        return
    st.fragment(pulse, run_every=SECONDS)(
        view.workshop.id, view.room.version.transitions, address.facilitator(view.workshop)
    )


def pulse(workshop_id: str, seen: int, by: str) -> None:
    """One beat. A database that cannot serve for a moment is said, and asked again at the next."""
    try:
        if not may_see(workshop_id):
            st.rerun()
        room = application().rooms.room(workshop_id)
    except StoreError as fault:
        st.warning(plain(fault.message(current())), icon=":material/database_off:")
        return
    if room.version.transitions != seen:
        st.rerun()
    counts(room)
    if room.open or room.timer:
        countdown(room, by)


def counts(room: RoomView) -> None:
    """Who is there, and who has answered: numbers only."""
    if room.state in {"open", "closed"}:
        key = "workshop.answered" if room.joined else "workshop.answered_alone"
        st.metric(t("workshop.answers"), t(key, count=room.answered, joined=room.joined))
        if room.joined:
            st.progress(min(1.0, room.answered / room.joined))
        return
    st.markdown(t("workshop.joined", count=room.joined) if room.joined else t("workshop.nobody"))
    if room.connected:
        st.caption(t("workshop.connected", count=room.connected))


def countdown(room: RoomView, by: str) -> None:
    """The time left, and what can be done about it: it can always be stopped or prolonged, and closes nothing."""
    workshops = application().workshops
    ask = partial(timer_button, room.workshop_id, by)
    with st.container(horizontal=True, vertical_alignment="center", key="workshop-timer"):
        if room.timer is None:
            for minutes in (1, 2, 3):
                start = partial(workshops.start_timer, room.workshop_id, minutes * ONE_MINUTE, by=by)
                st.button(
                    t("workshop.start_timer", count=minutes),
                    key=f"workshop-timer-{minutes}",
                    type="tertiary",
                    icon=":material/timer:",
                    on_click=act,
                    args=(start,),
                )
            return
        st.markdown(f"**{time_words(room.timer)}**", width="content")
        if room.timer.running:
            ask("workshop.timer_pause", workshops.pause_timer)
        else:
            ask("workshop.timer_go_on", workshops.resume_timer)
        ask("workshop.timer_extend", partial(workshops.extend_timer, seconds=ONE_MINUTE))


def timer_button(workshop_id: str, by: str, name: str, step: Callable[..., object]) -> None:
    """A small button of the countdown."""
    st.button(
        t(name),
        key=name,
        type="tertiary",
        on_click=act,
        args=(partial(step, workshop_id, by=by),),
    )


def time_words(timer: Timer) -> str:
    """The time left, as on a clock."""
    left = timer.remaining(now())
    if not left:
        return t("workshop.time_over")
    clock = f"{left // 60}:{left % 60:02}"
    return t("workshop.time_left" if timer.running else "workshop.time_paused", time=clock)
