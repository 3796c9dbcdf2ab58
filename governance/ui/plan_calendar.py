# SPDX-License-Identifier: EUPL-1.2
"""The plan by month: what is late first, what has no date last."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from governance.language import format_date, format_month
from governance.plans.ordering import Period, calendar
from governance.plans.records import PlannedAction
from governance.services.results import Result
from governance.ui.language import current, plain, t
from governance.ui.plan_advice import planned_advice
from governance.ui.plan_board import belongs_to
from governance.ui.plan_form import edit_button, own_button
from governance.ui.plan_words import status_words, title_of


def calendar_section(report: Result, plan: Sequence[PlannedAction]) -> None:
    """One period after the other."""
    st.header(t("plan.calendar"), anchor=False)
    own_button(report)
    if not plan:
        st.info(t("plan.nothing_planned"), icon=":material/info:")
    for period in calendar(plan, date.today()):  # noqa: DTZ011 — the day of the people here
        st.subheader(period_name(period), anchor=False)
        for planned in period.actions:
            dated_line(report, planned)


def period_name(period: Period) -> str:
    """A month with its year; or that it is late, or has no date."""
    if period.late:
        return f":material/schedule: {t('plan.late_period')}"
    if period.month is None:
        return t("plan.no_date")
    words = format_month(period.month, current())
    return words[0].upper() + words[1:]


def dated_line(report: Result, planned: PlannedAction) -> None:
    """One action on its day."""
    with st.container(border=True, key=f"dated-{planned.id}"):
        day, what, change = st.columns([3, 10, 2], vertical_alignment="center")
        day.markdown(f"**{format_date(planned.due, current())}**" if planned.due else t("plan.no_date"))
        with what:
            st.markdown(f"**{plain(title_of(report, planned))}**")
            told = [status_words(planned.status), plain(planned.owner), belongs_to(report, planned)]
            st.caption(" · ".join(filter(None, told)))
        with change:
            edit_button(report, planned)
        planned_advice(report, planned)
