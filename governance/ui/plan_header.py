# SPDX-License-Identifier: EUPL-1.2
"""The top of the plan: whose it is, how much is in it, which view of it, and taking it away."""

from collections.abc import Sequence

import streamlit as st

from governance.bootstrap import application
from governance.exports.calendar_file import plan_calendar
from governance.exports.plan_table import plan_csv
from governance.plans.movement import movements
from governance.plans.records import PlannedAction
from governance.services.results import Result
from governance.ui import navigation, territory_picker
from governance.ui.language import current, plain, t
from governance.ui.plan_words import readable

VIEWS = ("choose", "matrix", "board", "calendar", "moved")
VIEW = "vue"


def plan_header(report: Result, plan: Sequence[PlannedAction]) -> None:
    """Name, what the page is for, and the ways on."""
    st.caption(t("plan.title"))
    st.title(plain(territory_picker.name(report.territory)), anchor=False)
    st.markdown(t("plan.what"))
    if report.detail.head.simulated:
        st.warning(t("plan.simulated"), icon=":material/science:")
    with st.container(horizontal=True, key="plan-actions", vertical_alignment="center"):
        if plan:
            st.markdown(f"**{t('plan.count', count=len(plan))}**", width="content")
        navigation.link("results", t("plan.results"), ":material/radar:", dossier=report.detail.head.id)


def choose_view(plan: Sequence[PlannedAction]) -> str:
    """Which view to show: at first the choice while nothing is planned, the board afterwards."""
    wanted = st.query_params.get(VIEW)
    if wanted in VIEWS and wanted != st.session_state.get("plan-address"):
        # The address was changed from outside: a link, or the browser's Back.
        st.session_state[VIEW] = wanted
    if st.session_state.get(VIEW) not in VIEWS:
        st.session_state[VIEW] = "board" if plan else "choose"
    st.segmented_control(
        t("plan.views"),
        VIEWS,
        key=VIEW,
        required=True,
        format_func=lambda view: t(f"plan.view_{view}"),
        label_visibility="collapsed",
        persist_state="session",
    )
    view: str = st.session_state[VIEW]
    st.query_params[VIEW] = st.session_state["plan-address"] = view
    return view


def plan_downloads(report: Result, plan: Sequence[PlannedAction]) -> None:
    """The plan for a spreadsheet, its dates for an agenda."""
    if not plan:
        return
    language, slug = current(), report.territory.id.replace(":", "-")
    name, read = application().territories.label(report.territory), readable(report, plan)
    with st.container(horizontal=True, key="plan-downloads"):
        st.download_button(
            t("plan.download"),
            lambda: plan_csv(
                name, report.questionnaire, read, movements(report.questionnaire, read, report.answers), language
            ),
            file_name=f"echelons-plan-{slug}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            t("plan.download_calendar"),
            lambda: plan_calendar(name, read, language),
            file_name=f"echelons-plan-{slug}.ics",
            mime="text/calendar",
            icon=":material/event:",
            on_click="ignore",
        )
