# SPDX-License-Identifier: EUPL-1.2
"""Going on where one was: the assessments last worked on, on this machine."""

from contextlib import suppress

import streamlit as st

from governance.assessments.records import AssessmentHead
from governance.bootstrap import application
from governance.errors import NotFoundError
from governance.language import format_date, format_time
from governance.ui import navigation, territory_picker
from governance.ui.editions import name_if_other
from governance.ui.faults import explained
from governance.ui.language import current, plain, t

REMEMBERED = 3


def offer_to_resume() -> None:
    """The last assessments, each with its two ways on; nothing when there is none."""
    recent = application().assessments.recent(REMEMBERED)
    if recent:
        st.subheader(t("home.continue_title"), anchor=False)
    for head in recent:
        with explained():
            resume_card(head)


def resume_card(head: AssessmentHead) -> None:
    """One assessment: whose, since when, and where to go."""
    territory = application().territories.get(head.territory_id)
    at = head.updated_at.astimezone()
    with st.container(border=True, key=f"resume-{head.id}"):
        st.markdown(f"**{plain(territory_picker.name(territory))}**")
        with suppress(NotFoundError):  # a version that is no longer at hand
            name_if_other(application().assessments.questionnaire(head))
        st.caption(t("home.last_change", date=format_date(at, current()), time=format_time(at, current())))
        with st.container(horizontal=True):
            navigation.link("assessment", t("home.continue"), ":material/arrow_forward:", dossier=head.id)
            navigation.link("results", t("home.see_results"), ":material/radar:", dossier=head.id)
