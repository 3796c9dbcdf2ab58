# SPDX-License-Identifier: EUPL-1.2
"""The room's arguments, read by the facilitator first: shown to everybody or not. Nothing of them before the reveal."""

from functools import partial

import streamlit as st

from governance.bootstrap import application
from governance.errors import StoreError
from governance.ui.language import plain, t
from governance.ui.visitor import may_see
from governance.ui.workshop import address
from governance.ui.workshop.acting import act
from governance.workshops.machine import SHOWING
from governance.workshops.records import Argument
from governance.workshops.views import ConsoleView

SECONDS = 4


def arguments_section(view: ConsoleView) -> None:
    """The list, which follows by itself what people write."""
    if view.room.state not in SHOWING:
        return
    st.subheader(t("workshop.arguments"), anchor=False)
    st.fragment(listed, run_every=SECONDS)(view.workshop.id, view.arguments, address.facilitator(view.workshop))


def listed(workshop_id: str, known: tuple[Argument, ...], by: str) -> None:
    """All arguments of the question in front, those to read first."""
    try:
        if not may_see(workshop_id):
            st.rerun()
        arguments = application().rooms.console(workshop_id).arguments
    except StoreError:
        arguments = known  # the beat of the control bar says what is wrong
    if not arguments:
        st.caption(t("workshop.arguments_none"))
        return
    pending = sum(argument.state == "pending" for argument in arguments)
    if pending:
        st.caption(t("workshop.arguments_count", count=pending))
    for argument in arguments:
        argument_card(workshop_id, argument, by)


def argument_card(workshop_id: str, argument: Argument, by: str) -> None:
    """One argument, for which level, and its button."""
    workshops = application().workshops
    with st.container(border=True, key=f"workshop-argument-{argument.id}"):
        marks = [] if argument.level is None else [t("workshop.argument_level", level=argument.level)]
        marks += [t("workshop.argument_shown")] if argument.state == "shown" else []
        if marks:
            st.caption(" · ".join(marks))
        st.markdown(plain(argument.text))
        with st.container(horizontal=True):
            if argument.state != "shown":
                step = partial(workshops.show_argument, workshop_id, argument.id, by=by)
                button("workshop.show_argument", argument, step, "visibility")
            if argument.state != "hidden":
                step = partial(workshops.hide_argument, workshop_id, argument.id, by=by)
                button("workshop.hide_argument", argument, step, "visibility_off")


def button(name: str, argument: Argument, step: partial[Argument], icon: str) -> None:
    """Show or put away."""
    st.button(
        t(name),
        key=f"{name}-{argument.id}",
        type="tertiary",
        icon=f":material/{icon}:",
        on_click=act,
        args=(step,),
    )
