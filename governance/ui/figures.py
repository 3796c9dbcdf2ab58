# SPDX-License-Identifier: EUPL-1.2
"""Showing a view: its figure, its sentence, and its table on demand."""

from typing import Literal

import streamlit as st

from governance.ui.language import current, plain, t
from governance.views.view import View

Theme = Literal["light", "dark"]

# The tool bar of Plotly speaks English and offers what a reader of a score never needs.
CHART_OPTIONS = {"displayModeBar": False, "scrollZoom": False}
# The wheel goes on scrolling the page; buttons zoom.
MAP_OPTIONS = CHART_OPTIONS | {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["zoomInMap", "zoomOutMap", "resetViewMap"]],
}


def theme() -> Theme:
    """The theme that the browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show_figure(view: View, key: str) -> None:
    """The figure alone, with its text alternative."""
    st.plotly_chart(view.figure, theme=None, key=key, config=CHART_OPTIONS, alt=view.alt)


def show_table(view: View, decimals: int = 1) -> None:
    """The same figures as a table, folded."""
    with st.expander(t("results.table"), icon=":material/table:"):
        st.table(view.shown(current(), decimals), border="horizontal", hide_index=True)


def show_sentence(view: View) -> None:
    """What the figure says, in words."""
    st.markdown(plain(view.sentence))
