# SPDX-License-Identifier: EUPL-1.2
"""Before any session is open: those of this installation, and the preparation of a new one."""

import streamlit as st

from governance.bootstrap import application
from governance.language import format_date, format_time
from governance.ui import navigation
from governance.ui.faults import explained
from governance.ui.language import current, plain, t
from governance.ui.workshop import address
from governance.ui.workshop.ending import minutes_address
from governance.ui.workshop.preparing import preparing
from governance.workshops.records import Workshop

LISTED = 6


def lobby() -> None:
    """What a workshop is for, a new one, and those of before."""
    st.title(t("workshop.title"), anchor=False)
    st.markdown(t("workshop.introduction"))
    # Read first: a database that cannot serve is told once, in place of all that follows.
    known = application().workshops.recent(LISTED)
    main, side = st.columns([3, 2], gap="large")
    with main:
        preparing()
    with side:
        recent(known)


def recent(known: list[Workshop]) -> None:
    """The latest sessions, each with its way on."""
    st.subheader(t("workshop.recent"), anchor=False)
    if not known:
        st.caption(t("workshop.recent_none"))
    for workshop in known:
        with explained():
            card(workshop)


def card(workshop: Workshop) -> None:
    """One session: whose, since when, whether it is over."""
    head = application().assessments.find(workshop.assessment_id).head
    name = application().territories.label(application().territories.get(head.territory_id))
    at = workshop.created_at.astimezone()
    with st.container(border=True, key=f"workshop-card-{workshop.id}"):
        st.markdown(f"**{plain(name)}**")
        words = t("workshop.made_on", date=format_date(at, current()), time=format_time(at, current()))
        marks = [words, t("workshop.states.ended")] if workshop.ended else [words]
        marks += [t("workshop.rehearsal")] if workshop.rehearsing else []
        st.caption(" · ".join(marks))
        with st.container(horizontal=True):
            here = {address.PARAMETER: workshop.id}
            label = t("workshop.reread" if workshop.ended else "workshop.resume")
            navigation.link("workshop", label, ":material/arrow_forward:", **here)
            if workshop.ended:
                link = minutes_address(workshop)
                st.link_button(t("workshop.read_minutes"), link, icon=":material/description:", type="tertiary")
