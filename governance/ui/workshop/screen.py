# SPDX-License-Identifier: EUPL-1.2
"""The page « Atelier »: the list of sessions and the preparation of a new one, or the console of the one named."""

import streamlit as st

from governance.bootstrap import application
from governance.errors import NotFoundError, StoreError
from governance.ui.faults import PageEndError
from governance.ui.language import current, plain, t
from governance.ui.visitor import sees_everything
from governance.ui.workshop import address
from governance.ui.workshop.adopting import adopting
from governance.ui.workshop.controls import control_bar
from governance.ui.workshop.device import meet_device
from governance.ui.workshop.ending import take_home
from governance.ui.workshop.hands import hands_section
from governance.ui.workshop.header import header
from governance.ui.workshop.invitation import invitation
from governance.ui.workshop.lobby import lobby
from governance.ui.workshop.priorities_part import has_priorities, priorities_front, priorities_result
from governance.ui.workshop.programme import programme
from governance.ui.workshop.result import front
from governance.workshops.records import PRIORITIES
from governance.workshops.views import ConsoleView


def workshop_page() -> None:
    """What the address asks for. All of it comes from the store: a reload or another device shows the same."""
    meet_device()
    view = found()
    if view is None:
        lobby()
    else:
        console(view)


def found() -> ConsoleView | None:
    """The session of the address; None without one. One that cannot be shown is said, with the way on."""
    try:
        workshop_id = address.workshop_id()
        return application().rooms.console(workshop_id) if workshop_id else None
    except (NotFoundError, StoreError) as fault:
        absent = isinstance(fault, NotFoundError)
        st.title(t("workshop.gone_title" if absent else "workshop.title"), anchor=False)
        st.error(plain(fault.message(current())), icon=":material/error:")
        if absent:
            st.markdown(t("workshop.gone"))
            st.button(t("workshop.all"), key="workshop-all", on_click=address.leave, icon=":material/arrow_back:")
        else:
            st.caption(t("workshop.kept"))
            st.button(t("assessment.retry"), key="workshop-retry", icon=":material/refresh:")
        raise PageEndError from fault


def console(view: ConsoleView) -> None:
    """From what is urgent to what is not: state and button, room, question and figures, then what is folded."""
    leads = header(view)
    control_bar(view, leads=leads)
    invitation(view)
    if view.room.ended:
        ended(view)
    elif view.room.asked == PRIORITIES:
        priorities_front(view)
    else:
        hands_section(view)
        front(view)
    programme(view, leads=leads)
    if not view.room.ended:
        adopting(view)
    take_home(view)
    if not sees_everything():
        return
    st.button(
        t("workshop.all"), key="workshop-all", type="tertiary", on_click=address.leave, icon=":material/arrow_back:"
    )


def ended(view: ConsoleView) -> None:
    """What remains to be done: levels to carry over, priorities to plan."""
    st.header(t("workshop.ways_on"), anchor=False)
    adopting(view)
    if has_priorities(view):
        st.subheader(t("workshop.priorities"), anchor=False)
        priorities_result(view)
