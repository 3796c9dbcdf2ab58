# SPDX-License-Identifier: EUPL-1.2
"""Ending a session on purpose, and what is taken home: the minutes, the anonymous votes."""

from functools import partial

import streamlit as st

from governance.bootstrap import application
from governance.exports.workshop_votes import votes_csv
from governance.ui.language import current, t
from governance.ui.visitor import sees_everything
from governance.ui.workshop import address
from governance.ui.workshop.acting import act
from governance.workshops.records import Workshop
from governance.workshops.views import ConsoleView


def end_form(view: ConsoleView) -> None:
    """What ending does; the button lives once one is sure. A rehearsal is purged first."""
    st.markdown(f"**{t('workshop.finish_title')}**")
    if view.workshop.rehearsing:
        st.info(t("workshop.finish_rehearsal"), icon=":material/science:")
        return
    st.markdown(t("workshop.finish_hint"))
    sure = st.checkbox(t("workshop.finish_sure"), key=f"workshop-sure:{view.workshop.id}")
    by = address.facilitator(view.workshop)
    with st.container(key="workshop-main"):
        st.button(
            t("workshop.main.finish"),
            key="workshop-end",
            type="primary",
            width="stretch",
            icon=":material/flag:",
            disabled=not sure,
            on_click=act,
            args=(partial(application().workshops.end, view.workshop.id, by=by),),
        )


def minutes_address(workshop: Workshop) -> str:
    """The page of minutes."""
    return f"/workshop/{workshop.id}/minutes?lang={current()}"


def take_home(view: ConsoleView) -> None:
    """The minutes so far, and the votes of the rounds revealed."""
    workshop = view.workshop
    if not any(line.asked.stage.revealed_rounds for line in view.questions):
        return
    with st.container(horizontal=True, key="workshop-take-home"):
        if not view.room.ended:
            st.link_button(
                t("workshop.minutes_so_far"), minutes_address(workshop), icon=":material/description:", type="tertiary"
            )
        if not sees_everything():
            return  # files leave by an address that a second facilitator's pass does not open
        if workshop.rehearsing:
            return  # a file of simulated votes would not say that it is one
        language = current()
        st.download_button(
            t("workshop.minutes_csv"),
            lambda: votes_csv(
                application().outcomes.minutes(workshop.id), application().outcomes.votes(workshop.id), language
            ),
            file_name=f"echelons-atelier-{workshop.created_at:%Y-%m-%d}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            type="tertiary",
        )
