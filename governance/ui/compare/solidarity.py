# SPDX-License-Identifier: EUPL-1.2
"""Solidarity: under which scores people live, and how unlike these are. Each figure has its sentence."""

import streamlit as st

from governance.bootstrap import application
from governance.comparison.inequality import LEAST_RESPONDENTS, Solidarity
from governance.language import format_number, format_percent
from governance.ui.compare.refusal import refused
from governance.ui.compare.scope import Compared
from governance.ui.figures import show_figure, show_table, theme
from governance.ui.language import current, plain, t
from governance.views.people import between_sentence, people_bars, people_sentence, points_of


def solidarity_view(compared: Compared) -> None:
    """The whole view; the reason where it is refused."""
    st.markdown(t("compare.solidarity_what"))
    with refused():
        found = application().solidarity.figures(compared.perimeter)
        told = people_sentence(found, current())
        chart, words = st.columns([11, 9], gap="large")
        with chart:
            st.subheader(t("compare.people"), anchor=False)
            view = people_bars(compared.perimeter.scores, compared.perimeter.people, told, current(), theme())
            show_figure(view, "compare-people")
            show_table(view)
        with words:
            figures(found)
        secondary(found)


def figures(found: Solidarity) -> None:
    """The main figures, each with its sentence."""
    shown = points_of(found, current())
    figure(t("compare.mean"), t("compare.points", points=shown["mean"]), t("compare.mean_means", **shown))
    figure(t("compare.gap"), t("compare.points", points=shown["gap"]), people_sentence(found, current()))
    figure(t("compare.gini"), t("compare.points", points=shown["gini"]), t("compare.gini_means", **shown))
    if found.under_level is None:
        few = t("compare.under_few", count=found.with_level, least=LEAST_RESPONDENTS)
        figure(t("compare.under"), "–", few)
    else:
        share = format_percent(found.under_level, current())
        figure(t("compare.under"), share, t("compare.under_means", share=share, count=found.with_level))
    shares = [(name, each.variance_between) for name, each in found.between.items()]
    highest = max((share for _, share in shares), default=0.0)
    figure(t("compare.between"), format_percent(highest, current()), between_sentence(shares, current()))


def figure(name: str, value: str, means: str) -> None:
    """One figure, and what it means."""
    st.markdown(t("compare.figure", name=name, value=f"**{plain(value)}**"))
    st.caption(plain(means))


def secondary(found: Solidarity) -> None:
    """What specialists expect, folded."""
    with st.expander(t("compare.secondary"), icon=":material/functions:"):
        st.caption(t("compare.secondary_hint"))
        rows = [{t("compare.measure"): t("compare.relative_gini"), t("compare.value"): three(found.gini)}]
        rows.append({t("compare.measure"): t("compare.theil"), t("compare.value"): three(found.theil)})
        for name, each in found.between.items():
            groups = t(f"compare.groups.{name}")
            for part, value in (("between", each.theil_between), ("within", each.theil_within)):
                label = t(f"compare.theil_{part}", groups=groups)
                rows.append({t("compare.measure"): label, t("compare.value"): three(value)})
        st.table(rows, border="horizontal", hide_index=True)


def three(value: float) -> str:
    """An index without unit, as tables give it."""
    return format_number(value, current(), 3)
