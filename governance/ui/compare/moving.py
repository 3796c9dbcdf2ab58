# SPDX-License-Identifier: EUPL-1.2
"""Evolution of many territories, on those assessed at both dates."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from governance.bootstrap import application
from governance.language import format_date
from governance.ui.compare.refusal import refused
from governance.ui.compare.scope import Compared
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, t
from governance.views.transitions import transitions

TODAY = date.max
"""Stands for the present answers in the list of days."""


def evolution_view(compared: Compared) -> None:
    """The whole view; the reason where it is refused."""
    st.markdown(t("compare.evolution_what"))
    days = application().solidarity.moments(compared.scope, compared.questionnaire)
    if not days:
        st.info(t("compare.evolution_none"), icon=":material/history:")
        return
    with st.container(horizontal=True, key="compare-dates"):
        before = choose_day("before", days, days[-1])
        after = choose_day("after", [TODAY, *reversed(days)], TODAY)
    with refused():
        found = application().solidarity.evolution(
            compared.perimeter, compared.questionnaire, before, None if after == TODAY else after
        )
        view = transitions(found, current(), theme())
        show_sentence(view)
        st.caption(t("compare.panel", before=found.before, after=found.after, panel=found.panel))
        st.subheader(t("compare.transitions"), anchor=False)
        st.caption(t("compare.transitions_hint", count=found.with_levels))
        show_figure(view, "compare-transitions")
        show_table(view)


def choose_day(end: str, days: Sequence[date], first: date) -> date:
    """One of the days on which something was frozen, or today."""
    return st.selectbox(
        t(f"compare.evolution_{end}"), days, index=days.index(first), key=f"compare-{end}", width=260,
        format_func=lambda day: t("results.today") if day == TODAY else format_date(day, current()),
    )  # fmt: skip
