# SPDX-License-Identifier: EUPL-1.2
"""The assessment that this session works on: named in the address, so that a page can be reloaded, kept or shared."""

import streamlit as st

from governance.assessments.records import AssessmentDetail
from governance.bootstrap import application
from governance.errors import NotFoundError, StoreError
from governance.ui import navigation
from governance.ui.faults import PageEndError
from governance.ui.language import current, plain, t

PARAMETER = "dossier"


def current_id() -> str | None:
    """The assessment named by the address, else by what the session did last; the address then follows."""
    assessment_id = st.query_params.get(PARAMETER) or st.session_state.get(PARAMETER)
    if assessment_id:
        st.session_state[PARAMETER] = assessment_id
        st.query_params[PARAMETER] = assessment_id
    return assessment_id


def work_on(assessment_id: str) -> None:
    """Make an assessment the current one."""
    st.session_state[PARAMETER] = assessment_id


def leave() -> None:
    """Work on none."""
    st.session_state.pop(PARAMETER, None)
    st.query_params.pop(PARAMETER, None)


def require(page: str) -> AssessmentDetail:
    """The current assessment; without one, the page says what it is for, offers the way in, and ends there."""
    assessment_id = current_id()
    if assessment_id:
        try:
            return application().assessments.find(assessment_id)
        except NotFoundError as fault:
            leave()
            st.title(t(f"{page}.title"))
            st.error(plain(fault.message(current())), icon=":material/search_off:")
        except StoreError as fault:
            st.title(t(f"{page}.title"))
            st.error(plain(fault.message(current())), icon=":material/database_off:")
            st.button(t("assessment.retry"), icon=":material/refresh:")
            raise PageEndError from fault
    else:
        st.title(t(f"{page}.empty_title"))
        st.write(t(f"{page}.empty"))
    navigation.link("home", label=t("home.choose"), icon=":material/search:")
    raise PageEndError


def author() -> str:
    """The name under which this session answers; empty when none was given."""
    return str(st.session_state.get("author", ""))
